export const id = 6864;
export const ids = [6864];
export const modules = {

/***/ 77779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ Fingerprint),
/* harmony export */   h5: () => (/* binding */ PartCutter)
/* harmony export */ });
/* unused harmony export PART_SIZES */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const NEWLINE = 10;
/** Counts and hashes COPY text as it passes. A newline inside a value is escaped there, so every newline byte ends a row. */
class Fingerprint {
    rows = 0;
    bytes = 0;
    #hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    update(chunk) {
        this.#hash.update(chunk);
        this.bytes += chunk.length;
        for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1))
            this.rows++;
    }
    digest() {
        return { rows: this.rows, bytes: this.bytes, sha256: this.#hash.digest('hex') };
    }
}
const MIB = 1024 * 1024;
/** Sizes in bytes of raw rows; design: at least 16 and at most 64 MiB, 32 on average. */
const PART_SIZES = { least: 16 * MIB, most: 64 * MIB, window: 16 * MIB };
const SAMPLE = 32;
/**
 * Decides where a table's data is cut into parts: after a row whose hash is below a threshold proportional to its length, so that the places
 * depend on the rows themselves and a change in the middle of a table moves only its own part. The hash takes a row's first and last 32 bytes,
 * since many tables end every row alike (padding). Nothing is hashed below the least size; at the most size the part is cut wherever it is.
 */
class PartCutter {
    #filled = 0;
    #rowLength = 0;
    #head = Buffer.alloc(SAMPLE);
    #headLength = 0;
    #tail = Buffer.alloc(0);
    #sizes;
    constructor(sizes = PART_SIZES) {
        this.#sizes = sizes;
    }
    /** Takes bytes from the start of `chunk` into the current part; call again with the rest after a cut. */
    next(chunk) {
        const room = this.#sizes.most - this.#filled;
        const reach = Math.min(chunk.length, room);
        const at = this.#cutWithin(chunk, reach);
        if (at !== undefined)
            return this.#close(at);
        this.#remember(chunk.subarray(this.#rowStart(chunk, reach), reach));
        this.#filled += reach;
        if (reach === room) {
            this.#filled = 0;
            return { at: reach, cut: true };
        }
        return { at: reach, cut: false };
    }
    #cutWithin(chunk, reach) {
        const from = Math.max(0, this.#sizes.least - this.#filled);
        if (from >= reach)
            return undefined;
        const before = from === 0 ? -1 : chunk.lastIndexOf(NEWLINE, from - 1);
        let start = before + 1;
        let whole = before !== -1;
        for (let end = chunk.indexOf(NEWLINE, from); end !== -1 && end < reach; end = chunk.indexOf(NEWLINE, end + 1)) {
            const length = whole ? end - start : this.#rowLength + end - start;
            const hash = whole ? hashOf(chunk, start, end) : this.#hashOfBegun(chunk.subarray(start, end));
            if (hash < ((length + 1) / this.#sizes.window) * 2 ** 32)
                return end + 1;
            start = end + 1;
            whole = true;
        }
        return undefined;
    }
    /** The hash of a row that began in a chunk before; `row` is the rest of it. */
    #hashOfBegun(row) {
        const head = this.#headWith(row);
        const tail = row.length >= SAMPLE ? row : Buffer.concat([this.#tail, row]);
        return mixed(fnv(fnv(BASIS, head, 0, head.length), tail, Math.max(0, tail.length - SAMPLE), tail.length));
    }
    #headWith(row) {
        return Buffer.concat([this.#head.subarray(0, this.#headLength), row.subarray(0, SAMPLE - this.#headLength)]);
    }
    #rowStart(chunk, reach) {
        // An empty chunk, the only one of which nothing is reached, holds no newline either.
        const last = chunk.lastIndexOf(NEWLINE, reach - 1);
        if (last !== -1)
            this.#forget();
        return last + 1;
    }
    #remember(piece) {
        const wanted = Math.min(SAMPLE - this.#headLength, piece.length);
        piece.copy(this.#head, this.#headLength, 0, wanted);
        this.#headLength += wanted;
        this.#rowLength += piece.length;
        this.#tail = Buffer.concat([this.#tail, piece.subarray(-SAMPLE)]).subarray(-SAMPLE);
    }
    #forget() {
        this.#headLength = 0;
        this.#rowLength = 0;
        this.#tail = Buffer.alloc(0);
    }
    #close(at) {
        this.#forget();
        this.#filled = 0;
        return { at, cut: true };
    }
}
/** FNV-1a's first value and its prime. http://www.isthe.com/chongo/tech/comp/fnv/ */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
/** FNV-1a over the first and the last bytes of the row from `start` to `end`, without making a buffer for either: this runs for every other row. */
function hashOf(chunk, start, end) {
    const head = fnv(BASIS, chunk, start, Math.min(end, start + SAMPLE));
    return mixed(fnv(head, chunk, Math.max(start, end - SAMPLE), end));
}
function fnv(seed, bytes, from, to) {
    let hash = seed;
    for (let at = from; at < to; at++)
        hash = Math.imul(hash ^ bytes[at], PRIME);
    return hash;
}
/** FNV's high bits mix slowly; the threshold looks at them first. */
function mixed(hash) {
    const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (once ^ (once >>> 13)) >>> 0;
}


/***/ }),

/***/ 83272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ archiveEnvironment),
/* harmony export */   _G: () => (/* binding */ storedDefinitions),
/* harmony export */   xc: () => (/* binding */ withArchive)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _dump_archive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41586);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56233);
/* harmony import */ var _proof_definitions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3655);
/* harmony import */ var _chosen_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79709);






/** Fetches a backup's table of contents into a folder of the run's own, and removes it afterwards. */
async function withArchive({ reader, backup }, { programs, context }, work) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(context.temporary, 'archive-'));
    try {
        await (0,_chosen_js__WEBPACK_IMPORTED_MODULE_5__/* .fetchTableOfContents */ .cA)(reader, folder);
        return await work(new _dump_archive_js__WEBPACK_IMPORTED_MODULE_2__/* .Archive */ .Td(folder, programs, archiveEnvironment(context), backup.manifest.source.encoding));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
    }
}
/** Every definition of a backup in the archive's order, which is the inventory's, but for what `options` leaves out. */
async function storedDefinitions(chosen, tools, options = {}) {
    return await withArchive(chosen, tools, async (archive) => await (0,_proof_definitions_js__WEBPACK_IMPORTED_MODULE_4__/* .readDefinitions */ .TL)(archive, options));
}
/** Of a pg_restore that reads an archive and connects nowhere. */
const archiveEnvironment = (context) => (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_3__/* .libpqEnvironment */ .SQ)({ parameters: {} }, {}, context);


/***/ }),

/***/ 2745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ success)
/* harmony export */ });
/** The good outcome. */
const success = { ok: true, code: 0 };


/***/ }),

/***/ 51162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ compareTableOfContents)
/* harmony export */ });
/* harmony import */ var _dump_archive_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41586);
/* harmony import */ var _proof_definitions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3655);
/* harmony import */ var _restore_stored_archive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83272);



/**
 * Compares what pg_restore reads in `folder`/toc.dat with the inventory: tables, and every definition where the programs are of the backup's major
 * (others may print them differently). Half a sentence about the difference; undefined where there is none.
 */
async function compareTableOfContents(chosen, programs, folder, context) {
    const { backup, stored: inventory = chosen.inventory } = chosen;
    const environment = (0,_restore_stored_archive_js__WEBPACK_IMPORTED_MODULE_2__/* .archiveEnvironment */ .E)(context);
    const archive = new _dump_archive_js__WEBPACK_IMPORTED_MODULE_0__/* .Archive */ .Td(folder, programs, environment, backup.manifest.source.encoding);
    const listed = (await archive.tables(context.temporary)).map((table) => JSON.stringify([table.dumpId, table.target]));
    const known = inventory.tables.map((table) => JSON.stringify([
        table.dumpId,
        { ...(table.root ?? { schema: table.schema, name: table.name }), columns: table.columns },
    ]));
    if (listed.join() !== known.join())
        return 'lists other tables than the inventory';
    const definitions = await (0,_proof_definitions_js__WEBPACK_IMPORTED_MODULE_1__/* .readDefinitions */ .TL)(archive);
    const sameMajor = programs.major === backup.manifest.client.major;
    const equal = definitions.length === inventory.entries.length &&
        definitions.every((definition, index) => {
            const entry = inventory.entries[index];
            const named = definition.type === entry?.type && definition.schema === entry.schema && definition.tag === entry.name;
            return named && (!sameMajor || definition.digest === entry?.sha256);
        });
    return equal ? undefined : 'holds other definitions than the inventory';
}


/***/ }),

/***/ 31087:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration),
/* harmony export */   k: () => (/* binding */ showDuration)
/* harmony export */ });
const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** Milliseconds of `90m`, `36h`, `2d`, `1w`, `1d12h`; undefined where the text is none. */
function parseDuration(text) {
    const compact = text.trim();
    if (!/^(\d+(\.\d+)?[smhdw]\s*)+$/.test(compact))
        return undefined;
    let total = 0;
    for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)) {
        total += Number(amount) * units[unit];
    }
    return total;
}
/** The two largest units: `1d 12h`, `3h 5m`, `42s`. */
function showDuration(milliseconds) {
    let rest = Math.round(Math.abs(milliseconds) / 1000);
    const shown = [];
    for (const [unit, seconds] of [
        ['d', 86_400],
        ['h', 3600],
        ['m', 60],
        ['s', 1],
    ]) {
        const amount = Math.floor(rest / seconds);
        rest -= amount * seconds;
        if (amount > 0)
            shown.push(`${amount}${unit}`);
    }
    return shown.slice(0, 2).join(' ') || '0s';
}


/***/ }),

/***/ 48295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RY: () => (/* binding */ parseColumnName),
/* harmony export */   n2: () => (/* binding */ showSqlName),
/* harmony export */   zC: () => (/* binding */ parseSqlName)
/* harmony export */ });
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86967);

const part = /^\s*(?:"((?:[^"]|"")+)"|([^\s".]+))\s*(?:\.|$)/;
/** The parts of a name by SQL's rules: quotes keep case, dots and spaces, everything else is lower case. Undefined where it is no name. */
function parts(text) {
    const found = [];
    let rest = text;
    do {
        const match = part.exec(rest);
        if (match === null)
            return undefined;
        found.push(match[1]?.replaceAll('""', '"') ?? lowerCase(match[2] ?? ''));
        const taken = match[0];
        rest = rest.slice(taken.length);
        if (rest === '' && taken.endsWith('.'))
            return undefined;
    } while (rest !== '');
    return found;
}
/** PostgreSQL folds ASCII letters only in multi-byte encodings. */
const lowerCase = (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
/** `orders`, `public.orders`, `"My Schema"."Orders"`; undefined where the text is no such name. */
function parseSqlName(text) {
    const found = parts(text);
    if (found?.length === 1)
        return { name: found[0] };
    if (found?.length === 2)
        return { schema: found[0], name: found[1] };
    return undefined;
}
/** A column: one part only. */
function parseColumnName(text) {
    const found = parts(text);
    return found?.length === 1 ? found[0] : undefined;
}
/** A name as a user would have to write it: quoted only where SQL needs it. */
function showSqlName({ schema, name }) {
    return schema === undefined ? (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .shownIdentifier */ .V)(name) : (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .shown */ .SP)(schema, name);
}


/***/ }),

/***/ 53367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ largeObjectFiles)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56118);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83041);




/** pg_dump's lists of large objects. */
const LIST = /^blobs(_\d{1,10})?\.toc$/;
/**
 * The files of the large objects' tar one after the other. Throws DamagedObject for anything but the objects of the inventory and their lists:
 * no name is to lead out of a folder, and no size to fill a disk.
 */
async function* largeObjectFiles(reader, inventory) {
    const missing = new Map(inventory.largeObjects.map((object) => [`blob_${object.oid}.dat`, object]));
    if (missing.size === 0 && inventory.largeObjectParts.length === 0)
        return;
    const tar = (0,tar_stream__WEBPACK_IMPORTED_MODULE_1__.extract)();
    let broken;
    const explained = (error) => {
        if (broken)
            return broken.error;
        return error instanceof _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7 ? error : new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, 'is not a whole tar', error);
    };
    feed(reader, inventory, tar).catch((error) => {
        broken = { error };
        tar.destroy(error);
    });
    try {
        for await (const entry of tar) {
            const { name, type, size } = entry.header;
            const object = missing.get(name);
            if (type !== 'file' || !(object || LIST.test(name)))
                throw unexpected(name);
            if (object && size !== object.bytes) {
                throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds ${size} bytes of ${object.bytes} for large object ${object.oid}`);
            }
            missing.delete(name);
            yield { name, object, content: checked(entry, object, explained) };
        }
    }
    catch (error) {
        throw explained(error);
    }
    if (missing.size > 0)
        throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `lacks ${missing.size} large objects`);
}
const unexpected = (name) => new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds ${JSON.stringify(name.slice(0, 80))}, which is no large object of this backup`);
async function feed(reader, inventory, tar) {
    for await (const chunk of reader.parts(inventory.largeObjectParts)) {
        if (!tar.write(chunk))
            await new Promise((resolve) => tar.once('drain', resolve));
    }
    tar.end(undefined);
}
async function* checked(content, object, explained) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    try {
        for await (const chunk of content) {
            hash.update(chunk);
            yield chunk;
        }
    }
    catch (error) {
        throw explained(error);
    }
    if (object && hash.digest('hex') !== object.sha256) {
        throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds other bytes for large object ${object.oid}`);
    }
}


/***/ })

};
