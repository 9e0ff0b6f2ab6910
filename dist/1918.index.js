export const id = 1918;
export const ids = [1918];
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
        const last = reach === 0 ? -1 : chunk.lastIndexOf(NEWLINE, reach - 1);
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

/***/ 51162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ compareTableOfContents)
/* harmony export */ });
/* harmony import */ var _dump_archive_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41586);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56233);
/* harmony import */ var _proof_definitions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3655);



/**
 * Compares what pg_restore reads in `folder`/toc.dat with the inventory: tables, and every definition where the programs are of the backup's major
 * (others may print them differently). Half a sentence about the difference; undefined where there is none.
 */
async function compareTableOfContents(chosen, programs, folder, context) {
    const { backup, stored: inventory = chosen.inventory } = chosen;
    const environment = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .libpqEnvironment */ .SQ)((0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConnection */ .C8)('host=/nowhere', context.environment), {});
    const archive = new _dump_archive_js__WEBPACK_IMPORTED_MODULE_0__/* .Archive */ .Td(folder, programs, environment, backup.manifest.source.encoding);
    const listed = (await archive.tables(context.temporary)).map((table) => JSON.stringify([table.dumpId, table.target]));
    const known = inventory.tables.map((table) => JSON.stringify([
        table.dumpId,
        { ...(table.root ?? { schema: table.schema, name: table.name }), columns: table.columns },
    ]));
    if (listed.join() !== known.join())
        return 'lists other tables than the inventory';
    const definitions = await (0,_proof_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .readDefinitions */ .TL)(programs, folder, environment);
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

/***/ 71918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/expectations.js
var expectations = __webpack_require__(36910);
// EXTERNAL MODULE: ./build/repository/catalogue.js
var repository_catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
// EXTERNAL MODULE: ./build/repository/records.js
var repository_records = __webpack_require__(24567);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 5 modules
var repository = __webpack_require__(39521);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/dump/fingerprint.js
var dump_fingerprint = __webpack_require__(77779);
// EXTERNAL MODULE: ./build/postgres/programs.js
var postgres_programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/repository/large-objects.js
var large_objects = __webpack_require__(53367);
;// CONCATENATED MODULE: ./build/operations/verify/sample.js


/**
 * Reads objects that make up at least `share` of the stored bytes, beginning where the last sample ended and going round:
 * samples of a tenth have read everything after ten.
 */
async function readSample(run, share) {
    const { objects } = run.chosen.backup.manifest;
    run.context.progress({ kind: 'phase', title: `Read ${Math.round(share * 100)} % of the stored bytes back` });
    const start = await startOfSample(run);
    const order = [...objects.slice(start), ...objects.slice(0, start)];
    const total = bytesOf(objects);
    const taken = [];
    for (const object of order) {
        if (taken.length > 0 && bytesOf(taken) >= share * total)
            break;
        taken.push(object);
    }
    await readObjects(run, taken);
    // A sample never counts as the whole: it compares no table's digest.
    return { share: Math.min(bytesOf(taken) / Math.max(1, total), 0.999999), next: order[taken.length]?.name ?? null };
}
const bytesOf = (objects) => objects.reduce((sum, { size }) => sum + size, 0);
async function startOfSample({ store, chosen }) {
    const { name, id, digest, manifest } = chosen.backup;
    const records = (await (0,repository_records/* listRecords */.VI)(store, name, id)).get(id) ?? [];
    const last = records.findLast((record) => record.manifest === digest && nextIn(record.body) !== undefined);
    const next = nextIn(last?.body);
    return Math.max(0, manifest.objects.findIndex((object) => object.name === next));
}
function nextIn(body) {
    const next = body?.sample?.next;
    return typeof next === 'string' ? next : undefined;
}
async function readObjects(run, objects) {
    const { reader, inventory } = run.chosen;
    const parts = new Map();
    for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
        parts.set(part.object, part);
    const queue = [...objects];
    const worker = async () => {
        for (let object = queue.shift(); object !== undefined; object = queue.shift()) {
            try {
                const stored = await reader.object(object.name);
                const part = parts.get(object.name);
                if (part)
                    for await (const _ of reader.unfold(part, stored))
                        ;
            }
            catch (error) {
                note(run.damaged, error, object.name);
            }
        }
    };
    await Promise.all(Array.from({ length: run.request.jobs }, worker));
}

// EXTERNAL MODULE: ./build/operations/verify/table-of-contents.js
var table_of_contents = __webpack_require__(51162);
;// CONCATENATED MODULE: ./build/operations/verify/read-back.js











/** Notes damage and goes on; everything else is thrown. */
function note(damaged, error, object, table) {
    if (!(error instanceof errors/* PgproofError */.wp) || error.code !== 1)
        throw error;
    const found = error instanceof read/* DamagedObject */.F ? { object: error.object, what: error.what } : { object, what: error.reason };
    if (!damaged.some((other) => other.object === found.object))
        damaged.push({ ...found, ...(table && { table }) });
}
/** Reads a backup's objects back and notes what is not as it should be. A share of 1 means every byte and every digest. */
async function readBack(run) {
    const { request, chosen } = run;
    const { objects } = chosen.backup.manifest;
    await readTableOfContents(run);
    if (request.sample !== undefined && request.sample < 1) {
        const sample = await readSample(run, request.sample);
        return { share: sample.share, sample };
    }
    run.context.progress({ kind: 'phase', title: 'Read every byte back' });
    await readTables(run);
    await readLargeObjects(run);
    await readRest(chosen.reader, run.damaged, request.jobs);
    return { share: objects.length === 0 ? 0 : 1 };
}
/** The table of contents must be readable by pg_restore and list what the inventory lists. */
async function readTableOfContents(run) {
    const { chosen, context, request } = run;
    const { manifest } = chosen.backup;
    const folder = (0,external_node_path_.join)(context.temporary, `verify-${chosen.backup.id}`);
    const { programs } = await (0,postgres_programs/* findPrograms */.z0)(manifest.client.major, {
        environment: context.environment,
        client: request.client,
        install: context.installPrograms,
        folders: [context.temporary],
    });
    try {
        await (0,operations_chosen/* fetchTableOfContents */.cA)(chosen.reader, folder);
        const difference = await (0,table_of_contents/* compareTableOfContents */.r)(chosen, programs, folder, context);
        if (difference)
            run.damaged.push({ object: 'toc.dat', what: difference });
    }
    catch (error) {
        note(run.damaged, error, 'toc.dat');
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function readTables(run) {
    const queue = [...run.chosen.inventory.tables];
    const total = run.chosen.backup.manifest.totals.rawBytes;
    let done = 0;
    const worker = async () => {
        for (let table = queue.shift(); table !== undefined; table = queue.shift()) {
            await readTable(run, table, (bytes) => {
                done += bytes;
                run.context.progress({ kind: 'bytes', done, total });
            });
        }
    };
    await Promise.all(Array.from({ length: run.request.jobs }, worker));
}
async function readTable(run, table, count) {
    const name = `${table.schema}.${table.name}`;
    try {
        const fingerprint = new dump_fingerprint/* Fingerprint */.$A();
        for await (const chunk of run.chosen.reader.parts(table.parts)) {
            fingerprint.update(chunk);
            count(chunk.length);
        }
        const { rows, sha256 } = fingerprint.digest();
        if (sha256 !== table.sha256 || rows !== table.rows) {
            throw new read/* DamagedObject */.F(`${table.file}.zst`, `holds ${rows} rows of ${table.rows}, with another digest`);
        }
        run.tables++;
        run.rows += rows;
    }
    catch (error) {
        note(run.damaged, error, `${table.file}.zst`, name);
    }
}
async function readLargeObjects(run) {
    try {
        for await (const file of (0,large_objects/* largeObjectFiles */.A)(run.chosen.reader, run.chosen.inventory)) {
            for await (const _ of file.content)
                ;
        }
    }
    catch (error) {
        note(run.damaged, error, layout/* LARGE_OBJECTS */.hf);
    }
}
/** Objects that nothing refers to (roles), and those that were passed over behind a damaged one. */
async function readRest(reader, damaged, jobs) {
    const queue = reader.unread();
    const worker = async () => {
        for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
            const object = name;
            await reader.object(object).catch((error) => note(damaged, error, object));
        }
    };
    await Promise.all(Array.from({ length: jobs }, worker));
}

;// CONCATENATED MODULE: ./build/operations/verify/table-rows.js
/** Rows of every table of a backup, also of partitioned ones, which hold the rows of their partitions. */
function rowsByTable({ tables, facts }) {
    const keyOf = (table) => JSON.stringify([table.schema, table.name]);
    const rows = new Map(tables.map((table) => [keyOf(table), table.rows]));
    const partitions = new Map();
    const partitioned = facts.tables.filter((table) => table.kind === 'p');
    const isPartitioned = new Set(partitioned.map(keyOf));
    for (const table of facts.tables) {
        for (const parent of table.parents.map(keyOf)) {
            if (isPartitioned.has(parent))
                partitions.set(parent, [...(partitions.get(parent) ?? []), keyOf(table)]);
        }
    }
    const sum = (key) => (partitions.get(key) ?? []).reduce((total, partition) => total + (rows.get(partition) ?? sum(partition)), 0);
    const own = tables.map(({ schema, name, rows }) => ({ schema, name, rows }));
    return [...own, ...partitioned.map((table) => ({ schema: table.schema, name: table.name, rows: sum(keyOf(table)) }))];
}

;// CONCATENATED MODULE: ./build/operations/verify/verify.js










/** Reads a backup back from the storage and compares everything that can be compared without a database. */
async function verify(request, context) {
    const started = context.now();
    const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
    try {
        context.progress({ kind: 'phase', title: 'Choose the backup' });
        const named = await (0,operations_chosen/* chooseNamed */.F4)(store, request, context);
        return await (0,operations_chosen/* whileReadingBackup */.me)(store, named, context, (backup) => verifyBackup({ request, context, store, backup, started }));
    }
    finally {
        store.close();
    }
}
async function verifyBackup(verifying) {
    const { request, context, store, backup } = verifying;
    const damaged = [];
    const chosen = await openOrNote(store, backup, request, context, damaged);
    const run = chosen && { request, context, store, chosen, damaged, tables: 0, rows: 0 };
    const read = run ? await readBack(run) : { share: 0 };
    const expectations = await expect(request, context, store, backup, chosen);
    return await conclude({ ...verifying, run, damaged, read, expectations });
}
/** Opens a backup; where its inventory is damaged, notes that and what else is. */
async function openOrNote(store, backup, request, context, damaged) {
    const reader = new read/* BackupReader */.o(store, backup, context.signal);
    try {
        return await (0,operations_chosen/* openBackup */.Tw)(store, backup, context.signal, reader);
    }
    catch (error) {
        note(damaged, error, layout/* INVENTORY */.dh);
        await readRest(reader, damaged, request.jobs);
        return undefined;
    }
}
async function expect(request, context, store, backup, chosen) {
    const catalogue = await (0,repository_catalogue/* readCatalogue */.YW)(store, backup.name);
    const describe = (one) => ({
        id: one.id,
        created: new Date(one.manifest.created),
        storedBytes: one.manifest.totals.storedBytes,
        complete: (0,repository_catalogue/* isWholeBackup */.oO)(one),
    });
    return (0,expectations/* checkExpectations */.Ez)({
        now: context.now(),
        backups: catalogue.backups.map(describe),
        chosen: describe(backup),
        tables: chosen ? rowsByTable(chosen.inventory) : [],
    }, {
        maxBackupAge: request.maxBackupAge,
        // Without an inventory nobody knows the tables, and the backup is damaged anyway.
        requiredTables: chosen ? request.requiredTables : [],
        ...(request.sizeTolerance !== undefined && { sizeTolerance: request.sizeTolerance }),
    });
}
async function conclude(all) {
    const { context, store, backup, run, damaged, read, expectations } = all;
    const { share, sample } = read;
    const whole = share === 1;
    const broken = expectations.filter((check) => !check.ok && check.skipped === undefined);
    const checked = {
        objects: run?.chosen.reader.objectsRead ?? 0,
        bytes: run?.chosen.reader.bytesRead ?? 0,
        tables: run?.tables ?? 0,
        rows: run?.rows ?? 0,
        share,
    };
    const intact = damaged.length === 0;
    const warnings = [];
    const record = await (0,repository_records/* putRecord */.j8)(store, { name: backup.name, id: backup.id }, {
        kind: intact ? (whole ? 'verified' : 'sampled') : 'failed',
        time: context.now().toISOString(),
        ok: intact,
        by: context.by,
        manifest: backup.digest,
        body: { of: 'verified', checked, damaged, expectations, ...(sample && { sample }) },
    }).catch((error) => {
        warnings.push(`no record was written: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    });
    return {
        ...outcome(backup, damaged, broken),
        verb: 'verify',
        seconds: (context.now().getTime() - all.started.getTime()) / 1000,
        warnings,
        ...(record !== undefined && { record }),
        backup: (0,operations_chosen/* referenceOf */.Bz)(store, backup),
        checked,
        damaged,
        expectations,
        notChecked: notChecked(whole, share),
    };
}
function outcome(backup, damaged, broken) {
    if (damaged.length > 0) {
        const first = damaged[0];
        const more = damaged.length > 1 ? `, and ${damaged.length - 1} more` : '';
        return {
            ok: false,
            code: 1,
            reason: `backup ${backup.id} is damaged: ${first.object} ${first.what}${more}`,
            hint: 'use an earlier backup (pgproof list), make a new one now, and find out what changed the object',
        };
    }
    const first = broken[0];
    if (first) {
        return {
            ok: false,
            code: 1,
            reason: `backup ${backup.id} is whole but not as expected: ${first.name}: ${first.found ?? 'no'}`,
            hint: 'look whether the backup job still runs and backs up the right database',
        };
    }
    return { ok: true, code: 0 };
}
function notChecked(whole, share) {
    const always = { what: 'whether it restores', why: 'only pgproof restore-test shows that' };
    if (whole)
        return [always];
    return [{ what: `${Math.round((1 - share) * 100)} % of the bytes`, why: 'a sample was asked for' }, always];
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

/***/ 36910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ checkExpectations),
/* harmony export */   ux: () => (/* binding */ medianOf)
/* harmony export */ });
/* unused harmony export expectationsHold */
/* harmony import */ var _assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31087);
/* harmony import */ var _assertions_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48295);


/** Whether no expectation failed; skipped ones neither fail nor pass. */
const expectationsHold = (results) => results.every((result) => result.ok || result.skipped !== undefined);
/** One result for each limit that is given, and one for each required table. */
function checkExpectations(facts, limits) {
    const { maxBackupAge, requiredTables = [], sizeTolerance } = limits;
    return [
        ...(maxBackupAge === undefined ? [] : [judgeAge(facts, maxBackupAge)]),
        ...requiredTables.map((table) => judgeTable(facts, table)),
        ...(sizeTolerance === undefined ? [] : [judgeSize(facts, sizeTolerance)]),
    ];
}
/** Clocks of runners and of this machine may differ a little; a backup from further ahead than this is from a wrong clock. */
const clockSlack = 5 * 60_000;
function judgeAge({ now, backups, chosen }, maxBackupAge) {
    const name = `newest complete backup at most ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(maxBackupAge)} old`;
    const newest = backups.find((backup) => backup.complete);
    if (newest === undefined && !chosen.complete) {
        return { name, ok: false, found: 'not checked', skipped: 'the backup is partial, and there is no complete one' };
    }
    if (newest === undefined)
        return { name, ok: false, found: 'there is no complete backup' };
    const age = now.getTime() - newest.created.getTime();
    if (age < -clockSlack)
        return { name, ok: false, found: `${newest.id} is ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(age)} in the future` };
    return { name, ok: age <= maxBackupAge, found: `${newest.id} is ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(Math.max(0, age))} old` };
}
function judgeTable({ tables }, required) {
    const name = `table ${required} is there and not empty`;
    const wanted = (0,_assertions_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSqlName */ .zC)(required);
    if (wanted === undefined)
        return { name, ok: false, found: 'this is not a name as SQL writes it' };
    const found = tables.filter((table) => matches(table, wanted));
    const rows = found.reduce((sum, table) => sum + table.rows, 0);
    if (found.length === 0)
        return { name, ok: false, found: 'it is not in the backup' };
    if (found.length > 1)
        return { name, ok: false, found: `it is in ${found.length} schemas, write the schema too` };
    return { name, ok: rows > 0, found: rows === 0 ? 'it is empty' : `${rows} rows` };
}
const matches = (table, wanted) => table.name === wanted.name && (wanted.schema === undefined || table.schema === wanted.schema);
function judgeSize({ backups, chosen }, tolerance) {
    const name = `stored size within ${percent(tolerance)} of the median of the last five`;
    const skip = (reason) => ({ name, ok: false, found: 'not checked', skipped: reason });
    if (!chosen.complete)
        return skip('the backup is partial');
    const earlier = backups
        .filter((one) => one.complete && one.id !== chosen.id && one.created.getTime() <= chosen.created.getTime())
        .slice(0, 5);
    if (earlier.length < 3)
        return skip(`only ${earlier.length} earlier complete backups, 3 are needed for a median`);
    const median = medianOf(earlier.map((one) => one.storedBytes));
    const off = chosen.storedBytes / median - 1;
    const found = `${chosen.storedBytes} bytes, ${percent(Math.abs(off))} ${off < 0 ? 'below' : 'above'} the median of ${median}`;
    // By multiplication, so that an empty median or a share like 0.1 does not fail by rounding.
    return { name, ok: Math.abs(chosen.storedBytes - median) <= tolerance * median + 1e-6, found };
}
function medianOf(values) {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    const upper = sorted[middle];
    return sorted.length % 2 === 1 ? upper : Math.round((sorted[middle - 1] + upper) / 2);
}
const percent = (share) => `${Math.round(share * 1000) / 10} %`;


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
        return error instanceof _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F ? error : new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, 'is not a whole tar', error);
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
                throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds ${size} bytes of ${object.bytes} for large object ${object.oid}`);
            }
            missing.delete(name);
            yield { name, object, content: checked(entry, object, explained) };
        }
    }
    catch (error) {
        throw explained(error);
    }
    if (missing.size > 0)
        throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `lacks ${missing.size} large objects`);
}
const unexpected = (name) => new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds ${JSON.stringify(name.slice(0, 80))}, which is no large object of this backup`);
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
        throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds other bytes for large object ${object.oid}`);
    }
}


/***/ })

};
