export const id = 753;
export const ids = [753];
export const modules = {

/***/ 27567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Td: () => (/* binding */ Archive),
  E1: () => (/* binding */ parseList)
});

// UNUSED EXPORTS: parseRowData

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/child.js + 1 modules
var child = __webpack_require__(69392);
;// CONCATENATED MODULE: ./build/dump/copy-statement.js
/**
 * Reads `COPY s.t (a, b) FROM stdin;` from the start of `text`; names may be quoted and hold anything, newlines and ` FROM stdin;` among it.
 * Throws where the text is no such statement.
 */
function parseCopyStatement(text) {
    const reader = new Reader(text);
    reader.expect('COPY ');
    const schema = reader.identifier();
    reader.expect('.');
    const name = reader.identifier();
    reader.expect(' ');
    const columns = [];
    if (reader.accept('(')) {
        do
            columns.push(reader.identifier());
        while (reader.accept(', '));
        reader.expect(') ');
    }
    else
        reader.accept(' ');
    reader.expect('FROM stdin;');
    return { schema, name, columns };
}
class Reader {
    #at = 0;
    #text;
    constructor(text) {
        this.#text = text;
    }
    accept(word) {
        if (!this.#text.startsWith(word, this.#at))
            return false;
        this.#at += word.length;
        return true;
    }
    expect(word) {
        if (!this.accept(word)) {
            throw new Error(`expected ${JSON.stringify(word)} in ${JSON.stringify(this.#text.slice(0, 120))} at ${this.#at}`);
        }
    }
    identifier() {
        const rest = this.#text.slice(this.#at);
        const quoted = /^"((?:[^"]|"")+)"/.exec(rest);
        // What pg_dump leaves unquoted: lower case, digits, underscore, dollar, and bytes beyond ASCII never.
        const match = quoted ?? /^([a-z_][a-z0-9_$]*)/.exec(rest);
        if (!match)
            throw new Error(`expected a name in ${JSON.stringify(this.#text.slice(0, 120))} at ${this.#at}`);
        this.#at += match[0].length;
        const name = match[1];
        return quoted ? name.replaceAll('""', '"') : name;
    }
}

;// CONCATENATED MODULE: ./build/dump/encoding.js
/** PostgreSQL's names of server encodings, and the decoder's for the same. Names in an archive come in the encoding of the database. */
const LABELS = {
    UTF8: 'utf-8',
    LATIN2: 'iso-8859-2',
    LATIN3: 'iso-8859-3',
    LATIN4: 'iso-8859-4',
    LATIN6: 'iso-8859-10',
    LATIN7: 'iso-8859-13',
    LATIN8: 'iso-8859-14',
    LATIN9: 'iso-8859-15',
    LATIN10: 'iso-8859-16',
    ISO_8859_5: 'iso-8859-5',
    ISO_8859_6: 'iso-8859-6',
    ISO_8859_7: 'iso-8859-7',
    ISO_8859_8: 'iso-8859-8',
    WIN866: 'ibm866',
    WIN874: 'windows-874',
    WIN1250: 'windows-1250',
    WIN1251: 'windows-1251',
    WIN1252: 'windows-1252',
    WIN1253: 'windows-1253',
    WIN1254: 'windows-1254',
    WIN1255: 'windows-1255',
    WIN1256: 'windows-1256',
    WIN1257: 'windows-1257',
    WIN1258: 'windows-1258',
    KOI8R: 'koi8-r',
    KOI8U: 'koi8-u',
    EUC_CN: 'gbk',
    EUC_JP: 'euc-jp',
    EUC_KR: 'euc-kr',
};
/**
 * Text of an archive as a string. An encoding that has no decoder here (SQL_ASCII among them) is taken for UTF-8, as our own sessions do,
 * and byte for character where it is not.
 */
function decode(bytes, encoding) {
    if (encoding === 'LATIN1')
        return bytes.toString('latin1');
    try {
        return new TextDecoder(LABELS[encoding] ?? 'utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return bytes.toString('latin1');
    }
}

// EXTERNAL MODULE: ./build/dump/follow.js
var follow = __webpack_require__(42910);
;// CONCATENATED MODULE: ./build/dump/archive.js







/** Reads archives in the directory format by pg_restore's own words; pgproof never parses the format itself. */
class Archive {
    folder;
    #programs;
    #environment;
    #encoding;
    /** `folder` holds at least `toc.dat`; `encoding` is the dump's, by PostgreSQL's name. */
    constructor(folder, programs, environment, encoding = 'UTF8') {
        this.folder = folder;
        this.#programs = programs;
        this.#environment = environment;
        this.#encoding = encoding;
    }
    /** All entries, or those of a `--section`, in the archive's order. */
    async entries(args = []) {
        return parseList(await this.run(['--list', ...args]));
    }
    /** Every table's row data, in the archive's order: names, columns and partition roots are taken from the COPY statements. */
    async tables(scratch) {
        const rows = (await this.entries()).filter((entry) => entry.kind === 'rows');
        if (rows.length === 0)
            return [];
        const copy = (0,external_node_path_.join)(scratch, 'stand-in');
        await (0,promises_.mkdir)(copy, { recursive: true, mode: 0o700 });
        try {
            await (0,promises_.copyFile)((0,external_node_path_.join)(this.folder, 'toc.dat'), (0,external_node_path_.join)(copy, 'toc.dat'));
            for (const entry of rows)
                await (0,promises_.writeFile)((0,external_node_path_.join)(copy, `${entry.dumpId}.dat`), follow/* TERMINATOR */.Qz);
            const list = (0,external_node_path_.join)(copy, 'list');
            await (0,promises_.writeFile)(list, rows.map((entry) => `${entry.line}\n`).join(''));
            const text = await this.run(['--data-only', '--verbose', `--use-list=${list}`], copy);
            return parseRowData(text);
        }
        finally {
            await (0,promises_.rm)(copy, { recursive: true, force: true });
        }
    }
    /** What pg_restore prints for the archive. */
    async run(args, folder = this.folder) {
        const { command, args: before } = this.#programs.command('pg_restore');
        const output = args.includes('--list') ? [] : ['--file=-'];
        const { stdout, end } = await (0,child/* runChild */.w)(command, [...before, ...args, ...output, folder], {
            environment: this.#environment,
        });
        if (end.code !== 0) {
            throw (0,errors/* negative */.gu)(`pg_restore cannot read the table of contents: ${end.stderr.trim().split('\n').at(-1) ?? ''}`, 'the backup is damaged, or was made by a newer version of PostgreSQL than this pg_restore');
        }
        return decode(stdout, this.#encoding);
    }
}
const LIST_LINE = /^(\d+); (\d+) (\d+) (.*)$/;
/** Tells entries by their class number, never by words: a schema may be called DATA and a table `TABLE DATA s1 x`. */
function parseList(text) {
    const entries = [];
    for (const line of text.split('\n')) {
        const match = LIST_LINE.exec(line);
        if (!match)
            continue;
        const [, dumpId, classOid, , rest] = match;
        const data = classOid === '0';
        const kind = data && rest.startsWith('TABLE DATA ') ? 'rows' : data && rest.startsWith('BLOBS ') ? 'large objects' : 'other';
        entries.push({ dumpId: Number(dumpId), line, kind });
    }
    return entries;
}
const HEADER = /^--\n-- TOC entry (\d+) \(class 0 OID (\d+)\)\n/gm;
/** Reads the COPY statements from `pg_restore --data-only --verbose` over stand-ins, where every table's data is the terminator alone. */
function parseRowData(text) {
    const tables = [];
    const headers = [...text.matchAll(HEADER)];
    headers.forEach((header, index) => {
        const body = text.slice(header.index, headers[index + 1]?.index);
        const statement = /^COPY /m.exec(body);
        if (!statement)
            throw new Error(`no COPY statement in ${JSON.stringify(body.slice(0, 200))}`);
        const dumpId = Number(header[1]);
        tables.push({
            dumpId,
            file: `${dumpId}.dat`,
            oid: Number(header[2]),
            target: parseCopyStatement(body.slice(statement.index)),
            viaRoot: /^-- load via partition root /m.test(body.slice(0, statement.index)),
        });
    });
    return tables;
}


/***/ }),

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

/***/ 3655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gN: () => (/* binding */ isDefinition),
  p_: () => (/* binding */ openArchive),
  TL: () => (/* binding */ readDefinitions)
});

// UNUSED EXPORTS: compareDefinitions

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/dump/archive.js + 2 modules
var dump_archive = __webpack_require__(27567);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/proof/definition-text.js

const ROW = /^(\d+); (\d+) (\d+) (.*)$/;
function parseListRow(line) {
    const match = ROW.exec(line);
    if (!match)
        throw new Error(`not a line of pg_restore --list: ${line}`);
    const [, dumpId, classOid, objectOid, rest] = match;
    return { dumpId: Number(dumpId), classOid: Number(classOid), objectOid: Number(objectOid), rest };
}
const HEADER = /^--\n-- TOC entry (\d+) \(class (\d+) OID (\d+)\)\n(?:-- Dependencies:[^\n]*\n)?-- Name: ([^\n]*)\n--\n/gm;
/**
 * Splits the output of `pg_restore --verbose --file=-`. A comment or a function may hold lines that look like headers: one counts only where
 * number, class, OID, type, schema, tag and owner are those of a line of the list. With `once` the second header of an entry is text.
 */
function splitText(text, rows, options = {}) {
    const byId = new Map(rows.map((row) => [row.dumpId, row]));
    const headers = [];
    const seen = new Set();
    const ambiguous = new Set();
    for (const match of text.matchAll(HEADER)) {
        const header = readHeader(match, byId.get(Number(match[1])));
        if (!header)
            continue;
        const again = seen.has(header.row.dumpId);
        if (again)
            ambiguous.add(header.row.dumpId);
        if (again && options.once)
            continue;
        seen.add(header.row.dumpId);
        headers.push(header);
    }
    const end = text.lastIndexOf('\n-- Completed on ');
    const until = end < 0 ? text.length : end;
    return { definitions: readBodies(text, headers, until), ambiguous: [...ambiguous] };
}
function readHeader(match, row) {
    if (!row || row.classOid !== Number(match[2]) || row.objectOid !== Number(match[3]))
        return undefined;
    const parts = splitName(match[4], row.rest);
    const start = match.index;
    return parts && { row, ...parts, start, body: start + match[0].length };
}
/** Names may hold `; Type: ` themselves: of all ways to cut the line, the one that gives the list's line is right. */
function splitName(line, rest) {
    for (const typeAt of positions(line, '; Type: ')) {
        for (const schemaAt of positions(line, '; Schema: ')) {
            for (const ownerAt of positions(line, '; Owner: ')) {
                if (typeAt > schemaAt || schemaAt > ownerAt)
                    continue;
                const tag = line.slice(0, typeAt);
                const type = line.slice(typeAt + '; Type: '.length, schemaAt);
                const schema = line.slice(schemaAt + '; Schema: '.length, ownerAt);
                const owner = line.slice(ownerAt + '; Owner: '.length);
                const start = `${type} ${schema} ${tag} `;
                // A hyphen stands for no owner, and for every owner with --no-owner.
                const fits = owner === '-' ? rest.startsWith(start) : rest === start + owner;
                if (fits)
                    return { type, schema: schema === '-' ? '' : schema, tag, owner: owner === '-' ? '' : owner };
            }
        }
    }
    return undefined;
}
function positions(text, part) {
    const found = [];
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
        found.push(at);
    return found;
}
const TRAILING_SETTINGS = /(?:\n*SET default_[a-z_]+ = [^\n]*;)+\s*$/;
function readBodies(text, headers, until) {
    let accessMethod = settingIn(text.slice(0, headers[0]?.start ?? 0)) ?? '';
    return headers.map((header, index) => {
        const raw = text.slice(header.body, headers[index + 1]?.start ?? until);
        const trailing = TRAILING_SETTINGS.exec(raw)?.[0] ?? '';
        const body = raw.slice(0, raw.length - trailing.length).replace(/^\n+|\s+$/g, '');
        const definition = makeDefinition(header, body, accessMethod);
        accessMethod = settingIn(trailing) ?? accessMethod;
        return definition;
    });
}
/** pg_restore writes the setting only where it changes, so it is carried along: otherwise another order of tables would look like a change. */
function settingIn(text) {
    return [...text.matchAll(/^SET default_table_access_method = ([^\n]*);$/gm)].at(-1)?.[1];
}
function makeDefinition(header, body, accessMethod) {
    const { row, type, schema, tag, owner } = header;
    const stored = (type === 'TABLE' && !/^PARTITION BY /m.test(body)) || type === 'MATERIALIZED VIEW';
    const text = stored && accessMethod !== '' ? `SET default_table_access_method = ${accessMethod};\n${body}` : body;
    const digest = (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
    return { dumpId: row.dumpId, classOid: row.classOid, type, schema, tag, owner, text, digest };
}

;// CONCATENATED MODULE: ./build/proof/definitions.js







/**
 * Reads the definition of every entry of an archive that is neither row data nor a large object (those are compared by digest and by the catalogue).
 * `archiveFolder` needs to hold no more than `toc.dat`; a file with the list of entries lies there for the moment.
 * Subscriptions are left out, since a test does not restore them, and so is what carries the database's name.
 */
async function readDefinitions(programs, archiveFolder, environment, options = {}) {
    const { archive } = await openArchive(programs, archiveFolder, environment, options.encoding);
    const flags = ['--no-tablespaces'];
    if (options.owners === false)
        flags.push('--no-owner');
    if (options.privileges === false)
        flags.push('--no-privileges');
    const entries = (0,dump_archive/* parseList */.E1)(await archive.run(['--list', ...flags]))
        .filter(isDefinition)
        .filter((entry) => !options.leftOut?.(entry));
    const definitions = await readEntries(archive, flags, entries);
    return definitions.filter((definition) => !isLeftOut(definition));
}
/** An archive with its encoding: the known one, or that which it says itself, in what pg_restore prints before the first entry. */
async function openArchive(programs, folder, environment, known) {
    if (known !== undefined)
        return { archive: new dump_archive/* Archive */.Td(folder, programs, environment, known), encoding: known };
    const preamble = await printEntries(new dump_archive/* Archive */.Td(folder, programs, environment, 'SQL_ASCII'), [], []);
    const encoding = /^SET client_encoding = '([^']*)';$/m.exec(preamble)?.[1] ?? 'UTF8';
    return { archive: new dump_archive/* Archive */.Td(folder, programs, environment, encoding), encoding };
}
const LARGE_OBJECT = /^\d+; (?:2613 |0 0 (?:ACL|COMMENT|SECURITY LABEL) - LARGE OBJECTS? \d)/;
const STATISTICS = /^\d+; 0 0 STATISTICS DATA /;
/** Whether the entry defines something: statistics and everything about large objects does not. */
function isDefinition(entry) {
    return entry.kind === 'other' && !LARGE_OBJECT.test(entry.line) && !STATISTICS.test(entry.line);
}
function isLeftOut({ type, schema, tag }) {
    if (type === 'DATABASE' || type === 'DATABASE PROPERTIES' || type.startsWith('SUBSCRIPTION'))
        return true;
    return /^(ACL|COMMENT|SECURITY LABEL)$/.test(type) && schema === '' && /^(DATABASE|SUBSCRIPTION) /.test(tag);
}
async function readEntries(archive, flags, entries) {
    if (entries.length === 0)
        return [];
    const rows = entries.map((entry) => parseListRow(entry.line));
    const { definitions, ambiguous } = splitText(await printEntries(archive, flags, entries), rows);
    if (ambiguous.length === 0)
        return complete(definitions, rows.length);
    // Without the quoted entries in the list their quotations count as text; alone, an entry's own header comes first.
    const quoted = new Set(ambiguous);
    const others = entries.filter((entry) => !quoted.has(entry.dumpId));
    const result = await readEntries(archive, flags, others);
    for (const entry of entries.filter(({ dumpId }) => quoted.has(dumpId))) {
        result.push(await readQuoted(archive, flags, entry));
    }
    return complete(result, rows.length);
}
async function readQuoted(archive, flags, entry) {
    const text = await printEntries(archive, flags, [entry]);
    const [definition] = splitText(text, [parseListRow(entry.line)], { once: true }).definitions;
    if (!definition)
        throw incomplete();
    return definition;
}
function complete(definitions, expected) {
    if (definitions.length !== expected)
        throw incomplete();
    return definitions;
}
const incomplete = () => (0,errors/* environmentError */.me)('pg_restore printed fewer definitions than its list names, so they cannot be compared', 'update the PostgreSQL client to its latest minor release');
async function printEntries(archive, flags, entries) {
    const list = (0,external_node_path_.join)(archive.folder, `definitions-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}.list`);
    try {
        await (0,promises_.writeFile)(list, entries.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600, flag: 'wx' });
        return await archive.run(['--verbose', `--use-list=${list}`, ...flags]);
    }
    finally {
        await (0,promises_.rm)(list, { force: true });
    }
}


/***/ })

};
