export const id = 2740;
export const ids = [2740];
export const modules = {

/***/ 52740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  toFile: () => (/* binding */ toFile)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/programs.js
var postgres_programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/results.js
var results = __webpack_require__(2745);
// EXTERNAL MODULE: ./build/operations/round-trip/restore-into.js + 1 modules
var restore_into = __webpack_require__(13705);
// EXTERNAL MODULE: ./build/operations/restore/omitted.js
var omitted = __webpack_require__(33248);
// EXTERNAL MODULE: ./build/operations/restore/part.js + 4 modules
var part = __webpack_require__(24985);
// EXTERNAL MODULE: ./build/operations/restore/result.js
var result = __webpack_require__(72553);
// EXTERNAL MODULE: ./build/dump/arguments.js
var dump_arguments = __webpack_require__(59347);
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(28312);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/operations/backup/selection.js + 1 modules
var selection = __webpack_require__(1962);
// EXTERNAL MODULE: ./build/operations/restore-test/target.js + 1 modules
var restore_test_target = __webpack_require__(75890);
// EXTERNAL MODULE: ./build/operations/restore-test/test-database.js
var test_database = __webpack_require__(71299);
// EXTERNAL MODULE: ./build/operations/round-trip/left-out.js
var left_out = __webpack_require__(42978);
// EXTERNAL MODULE: ./build/operations/round-trip/prove.js + 13 modules
var prove = __webpack_require__(94139);
;// CONCATENATED MODULE: ./build/operations/restore/to-file/converted.js














const SPOOL_LIMIT = 1024 ** 3;
/** An archive that pg_dump makes of the backup, restored on a throw-away server and proved equal there: nothing else writes that format. */
async function writeConverted(work, path, format) {
    const { chosen, context, request } = work;
    const { manifest } = chosen.backup;
    const target = await (0,restore_test_target/* openTarget */.Ap)({ client: request.client, allowSourceServer: false }, manifest, chosen.inventory, context);
    const databases = new test_database/* TestDatabases */.V(target, manifest);
    const folder = (0,external_node_path_.join)(context.temporary, 'converted');
    try {
        await (0,promises_.mkdir)(folder, { mode: 0o700 });
        await databases.createRoles(chosen.inventory.roles, context.now());
        const connection = await databases.create(context.now());
        const { programs, pinned } = target;
        const reduced = (0,left_out/* withoutExtensions */.JA)(chosen, target.absentExtensions);
        const restore = {
            ...{ chosen: reduced, connection, programs, pinned, folder, jobs: request.jobs, context },
            ...{ signal: context.signal, omit: { ...work.omit, tablespaces: true } },
        };
        const proof = await restoreAndProve(restore, databases);
        await dumpArchive(restore, path, format);
        return writtenOf(proof, target);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        await target.stop();
    }
}
async function restoreAndProve(restore, databases) {
    await (0,operations_chosen/* fetchTableOfContents */.cA)(restore.chosen.reader, restore.folder);
    await (0,restore_into/* restoreInto */.p5)(restore);
    const scratch = (0,restore_into/* scratchDatabases */.rl)(databases, restore);
    const proof = await (0,prove/* proveEqual */.Fr)({ ...restore, scratch, showKeys: false, spoolLimit: SPOOL_LIMIT, otherMajor: false });
    const [first] = proof.differences;
    if (first === undefined)
        return proof;
    throw (0,errors/* negative */.gu)(`what was restored to make the file does not equal backup ${restore.chosen.backup.id}: ${first}`, 'no file was written; choose another backup (pgproof list)');
}
async function dumpArchive(restore, path, format) {
    const { connection, pinned, programs, context, chosen, jobs, signal } = restore;
    context.progress({ kind: 'phase', title: `Write ${format === 'custom' ? 'the archive' : 'the folder'}` });
    const session = await (0,postgres_session/* openSession */.f)(connection, { pinned, signal });
    const filter = await (0,selection/* encodeFilter */.J)(session, chosen.inventory.filter).finally(() => session.close());
    const encoding = chosen.backup.manifest.source.encoding;
    const args = (0,dump_arguments/* archiveArguments */.pf)({ file: path, format, jobs, encoding, filter, keepAlive: conninfo/* keepAliveArgument */.ir });
    const { command, args: before } = programs.command('pg_dump');
    const environment = (0,conninfo/* libpqEnvironment */.SQ)(connection, pinned, context);
    const { end } = await (0,child/* runChild */.w)(command, [...before, ...args], { environment, signal });
    signal.throwIfAborted();
    if (end.code === 0)
        return;
    throw (0,errors/* environmentError */.me)(`pg_dump could not write the file: ${end.stderr.trim().split('\n').at(-1) ?? `ended with ${end.signal}`}`, 'what pg_dump said names the cause; the backup is not in question, and nothing was left behind');
}
function writtenOf(proof, target) {
    const { tables, indexes, definitions, largeObjects, checks } = proof;
    return {
        proof: { tables, indexes, definitions, largeObjects, checks, assertions: [] },
        notChecked: [...target.notChecked, ...proof.notChecked],
        warnings: [...target.warnings, ...proof.warnings],
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./build/dump/csv.js
const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const COMMA = 44;
const DOT = 46;
const N = 78;
const BACKSLASH = 92;
/** What the letter behind a backslash stands for, as COPY writes it. */
const ESCAPED = { 98: 8, 102: 12, 110: NEWLINE, 114: RETURN, 116: TAB, 118: 11 };
/** A longer value is put in quotes whether it needs them or not: then it need not be held in memory. */
const LONGEST_HELD = 64 * 1024;
/**
 * Turns COPY's text format into its CSV format, byte for byte as PostgreSQL writes it (CopyAttributeOutCSV in copyto.c): NULL is nothing, an empty
 * text is `""`, and quotes are there only where they are needed, or around a value above 64 KiB. Works on bytes: server encodings are supersets of ASCII.
 */
class CsvConverter {
    #columns;
    /** The value under way, quotes in it doubled. */
    #value = Buffer.allocUnsafe(LONGEST_HELD + 2);
    #length = 0;
    #needsQuotes = false;
    /** Its quote is out already, and some of it. */
    #begun = false;
    #isNull = false;
    #escaping = false;
    #out = Buffer.alloc(0);
    #at = 0;
    /** `columns`: how many a row has. */
    constructor(columns) {
        this.#columns = columns;
    }
    /** The CSV of the next bytes, as far as it is known; all of it at the end of a row. */
    convert(chunk) {
        this.#out = Buffer.allocUnsafe(chunk.length * 3 + 2 * LONGEST_HELD + 16);
        this.#at = 0;
        for (let index = 0; index < chunk.length; index++) {
            const byte = chunk[index];
            if (this.#escaping)
                this.#unescape(byte);
            else if (byte === BACKSLASH)
                this.#escaping = true;
            else if (byte === TAB)
                this.#end(COMMA);
            else if (byte === NEWLINE)
                this.#end(NEWLINE);
            else
                this.#put(byte);
        }
        return this.#out.subarray(0, this.#at);
    }
    #unescape(byte) {
        this.#escaping = false;
        if (byte === N)
            this.#isNull = true;
        else
            this.#put(ESCAPED[byte] ?? byte);
    }
    #put(byte) {
        if (byte === QUOTE)
            this.#value[this.#length++] = QUOTE;
        this.#value[this.#length++] = byte;
        if (byte === QUOTE || byte === COMMA || byte === NEWLINE || byte === RETURN)
            this.#needsQuotes = true;
        if (this.#length >= LONGEST_HELD)
            this.#flush();
    }
    #flush() {
        if (!this.#begun)
            this.#out[this.#at++] = QUOTE;
        this.#begun = true;
        this.#write();
    }
    #write() {
        this.#value.copy(this.#out, this.#at, 0, this.#length);
        this.#at += this.#length;
        this.#length = 0;
    }
    #end(separator) {
        if (this.#begun || (!this.#isNull && this.#columns > 0 && this.#isQuoted())) {
            this.#flush();
            this.#out[this.#at++] = QUOTE;
        }
        else
            this.#write();
        this.#out[this.#at++] = separator;
        this.#begun = false;
        this.#isNull = false;
        this.#needsQuotes = false;
    }
    /** A line with nothing but `\.` would end the data. */
    #isQuoted() {
        if (this.#needsQuotes || this.#length === 0)
            return true;
        const ends = this.#length === 2 && this.#value[0] === BACKSLASH && this.#value[1] === DOT;
        return ends && this.#columns === 1;
    }
}
/** A line of names, as COPY's HEADER writes it. */
function csvHeader(names) {
    return `${names.map((name) => (/[",\r\n]/.test(name) || name === '' ? `"${name.replaceAll('"', '""')}"` : name)).join(',')}\n`;
}

// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/dump/fingerprint.js
var dump_fingerprint = __webpack_require__(77779);
// EXTERNAL MODULE: ./build/dump/follow.js
var follow = __webpack_require__(42910);
// EXTERNAL MODULE: ./build/repository/large-objects.js
var large_objects = __webpack_require__(53367);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
;// CONCATENATED MODULE: ./build/operations/restore/to-file/rows.js










/** A table's rows as COPY text. Throws DamagedObject at the end where they are not those that were dumped. */
async function* checkedRows({ reader }, table) {
    const fingerprint = new dump_fingerprint/* Fingerprint */.$A();
    for await (const chunk of reader.parts(table.parts)) {
        fingerprint.update(chunk);
        yield chunk;
    }
    const found = fingerprint.digest();
    if (found.sha256 === table.sha256 && found.rows === table.rows)
        return;
    const name = (0,identifier/* shown */.SP)(table.schema, table.name);
    throw new read/* DamagedObject */.F7(table.file, `does not hold the rows of ${name} that were dumped: ${found.rows} of ${table.rows}`);
}
/** Puts everything beside `toc.dat` that the directory format has: a file for each table, large objects and the lists of them. */
async function writeArchiveFolder(chosen, folder, context) {
    const total = (0,restore_into/* rowBytes */.wg)(chosen.inventory);
    let done = 0;
    for (const table of chosen.inventory.tables) {
        const rows = async function* () {
            for await (const chunk of checkedRows(chosen, table)) {
                done += chunk.length;
                context.progress({ kind: 'bytes', done, total });
                yield chunk;
            }
            yield follow/* TERMINATOR */.Qz;
        };
        const file = (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(folder, table.file), { flags: 'wx', mode: 0o600 });
        await (0,external_node_stream_promises_.pipeline)(rows, file, { signal: context.signal });
    }
    for await (const { name, content } of (0,large_objects/* largeObjectFiles */.A)(chosen.reader, chosen.inventory)) {
        const file = await (0,promises_.open)((0,external_node_path_.join)(folder, name), 'wx', 0o600);
        try {
            for await (const chunk of content)
                await file.write(chunk);
        }
        finally {
            await file.close();
        }
    }
}

;// CONCATENATED MODULE: ./build/operations/restore/to-file/csv.js






/** The rows of one table, of all its partitions where it has some, with a line of names; in the encoding of the database. */
async function writeCsv({ chosen, context, request }, path) {
    const tables = tablesOf(chosen, request.tables[0]);
    const { columns } = tables[0];
    const { encoding } = chosen.backup.manifest.source;
    const header = encodedHeader(columns, encoding);
    const lines = async function* () {
        yield header;
        for (const table of tables) {
            const converter = new CsvConverter(columns.length);
            const places = columns.map((name) => table.columns.indexOf(name));
            const rows = checkedRows(chosen, table);
            for await (const chunk of isSame(places) ? rows : reordered(rows, places))
                yield converter.convert(chunk);
        }
    };
    const file = (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', mode: 0o600 });
    await (0,external_node_stream_promises_.pipeline)(lines, file, { signal: context.signal });
}
/** Rows are in the encoding of the database already; of the others than these nothing here can write a letter beyond ASCII. */
function encodedHeader(columns, encoding) {
    const header = csvHeader(columns);
    if (encoding === 'LATIN1')
        return Buffer.from(header, 'latin1');
    if (['UTF8', 'SQL_ASCII'].includes(encoding) || Buffer.byteLength(header) === header.length)
        return Buffer.from(header);
    throw (0,errors/* usageError */.Wp)(`the names of the columns (${columns.join(', ')}) cannot be written in the database's encoding, ${encoding}`, 'end to-file with .sql, which pg_restore writes');
}
/** Exit 2 unless exactly one table is asked for. */
function refuseOtherThanOne({ tables, schemas, schemaOnly }) {
    if (tables.length === 1 && schemas.length === 0 && !schemaOnly)
        return;
    throw (0,errors/* usageError */.Wp)('a .csv file holds the rows of one table', 'name exactly one with tables, and nothing else');
}
/** The table, or its partitions; what comes along with it (an extension's rows) is none of it. */
function tablesOf({ inventory }, asked) {
    const names = ({ schema, name }) => [`${schema}.${name}`, (0,identifier/* shown */.SP)(schema, name), name];
    const exact = inventory.tables.filter((table) => names(table).includes(asked));
    const extension = new Set(inventory.facts.tables.filter((one) => one.extension !== null).map(({ schema, name }) => `${schema}.${name}`));
    const own = inventory.tables.filter(({ schema, name }) => !extension.has(`${schema}.${name}`));
    const found = exact.length > 0 ? exact : own;
    if (found.length > 0)
        return found;
    throw (0,errors/* usageError */.Wp)(`the backup holds no rows of ${asked}`, 'name a table whose rows it holds: a view has none');
}
const isSame = (places) => places.every((place, index) => place === index);
/** A partition may have its columns in another order than the first one. */
async function* reordered(rows, places) {
    let rest = '';
    for await (const chunk of rows) {
        const lines = (rest + chunk.toString('latin1')).split('\n');
        rest = lines.pop() ?? '';
        const moved = lines.map((line) => {
            const values = line.split('\t');
            return `${places.map((place) => values[place]).join('\t')}\n`;
        });
        yield Buffer.from(moved.join(''), 'latin1');
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/operations/restore/to-file/place.js




const KINDS = [
    [/\.sql$/i, 'plain'],
    [/\.(dump|custom)$/i, 'custom'],
    [/\.csv$/i, 'csv'],
    [/(\/|\.dir)$/i, 'folder'],
];
function kindOf(path) {
    const found = KINDS.find(([ending]) => ending.test(path));
    if (found)
        return found[1];
    throw (0,errors/* usageError */.Wp)(`to-file does not say by its ending what ${path} is to be`, 'end it with .sql (plain), .dump (custom archive), .csv (one table), or / (a folder in the directory format)');
}
/** Exit 4 where something has the name, exit 3 where nothing can be written there. */
async function beginFile(target) {
    const path = (0,external_node_path_.resolve)(target);
    await refuseExisting(path);
    const room = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.pgproof-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`);
    await (0,promises_.mkdir)(room, { mode: 0o700 }).catch((error) => {
        throw (0,errors/* environmentError */.me)(`nothing can be written into ${(0,external_node_path_.dirname)(path)}: ${(0,errors/* messageOf */.bD)(error)}`, 'make the folder, or give to-file another one', error);
    });
    const own = (0,external_node_path_.join)(room, (0,external_node_path_.basename)(path));
    return {
        path: own,
        finish: async () => {
            await refuseExisting(path);
            await moveTo(own, path);
        },
        discard: () => (0,promises_.rm)(room, { recursive: true, force: true }),
    };
}
async function refuseExisting(path) {
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    if (found)
        throw (0,errors/* refusal */.x5)(`${path} is there already`, 'give to-file another name, or move it away; nothing was changed');
}
/** A link fails where the name is taken, which a renaming would not; folders and some file systems know only renaming. */
async function moveTo(own, path) {
    if ((await (0,promises_.stat)(own)).isDirectory()) {
        await (0,promises_.chmod)(own, 0o700);
        return await (0,promises_.rename)(own, path);
    }
    await (0,promises_.chmod)(own, 0o600);
    try {
        await (0,promises_.link)(own, path);
        await (0,promises_.unlink)(own);
    }
    catch (error) {
        if (error.code === 'EEXIST')
            await refuseExisting(path);
        await (0,promises_.rename)(own, path);
    }
}
/** Looks first whether there is room; what lies on one disk counts together. Throws exit 3. */
async function checkRoom(needs) {
    const disks = new Map();
    for (const { folder, bytes } of needs) {
        const { dev } = await (0,promises_.stat)(folder);
        disks.set(dev, { folder, bytes: bytes + (disks.get(dev)?.bytes ?? 0) });
    }
    for (const { folder, bytes } of disks.values()) {
        const { bavail, bsize } = await (0,promises_.statfs)(folder);
        if (bavail * bsize >= bytes)
            continue;
        throw (0,errors/* environmentError */.me)(`${folder} has ${mebibytes(bavail * bsize)} free, and the file may need ${mebibytes(bytes)} there`, 'give to-file a path on a larger disk, and spool-dir a folder on one; nothing was written');
    }
}
const mebibytes = (bytes) => `${Math.ceil(bytes / 1024 ** 2)} MiB`;

// EXTERNAL MODULE: ./build/dump/archive.js + 1 modules
var dump_archive = __webpack_require__(41586);
// EXTERNAL MODULE: ./build/dump/restore.js
var restore = __webpack_require__(57853);
// EXTERNAL MODULE: ./build/operations/restore/stored-archive.js
var stored_archive = __webpack_require__(83272);
;// CONCATENATED MODULE: ./build/operations/restore/to-file/plain.js










/** Every database has it, and making it again would end a script that stops at errors. */
const PUBLIC = /^\d+; 2615 \d+ SCHEMA - public /;
/** A script for psql, printed by pg_restore from the backup's own archive. */
async function writePlain(work, path) {
    const { chosen, context, programs, omit } = work;
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.temporary, 'archive-'));
    try {
        await (0,operations_chosen/* fetchTableOfContents */.cA)(chosen.reader, folder);
        await writeArchiveFolder(chosen, folder, context);
        const environment = (0,stored_archive/* archiveEnvironment */.E)(context);
        const archive = new dump_archive/* Archive */.Td(folder, programs, environment, chosen.backup.manifest.source.encoding);
        const leftOut = (0,left_out/* leftOutOf */.Tt)(chosen);
        const keeps = (entry) => !leftOut?.(entry) && !PUBLIC.test(entry.line);
        const list = (0,external_node_path_.join)(folder, 'restored.list');
        const lines = (await archive.entries()).filter(keeps).map(({ line }) => `${line}\n`);
        await (0,promises_.writeFile)(list, lines.join(''), { mode: 0o600 });
        const { command, args } = programs.command('pg_restore');
        const words = ['--no-subscriptions', ...(0,restore/* omitFlags */.bc)(omit), `--use-list=${list}`, `--file=${path}`, folder];
        await (0,promises_.writeFile)(path, '', { flag: 'wx', mode: 0o600 });
        const { end } = await (0,child/* runChild */.w)(command, [...args, ...words], { environment, signal: context.signal });
        context.signal.throwIfAborted();
        if (end.code !== 0) {
            throw (0,errors/* negative */.gu)(`pg_restore could not write the script: ${end.stderr.trim().split('\n').at(-1) ?? `ended with ${end.signal}`}`, 'what pg_restore said names the cause; nothing was left behind');
        }
        await (0,promises_.chmod)(path, 0o600);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./build/operations/restore/to-file.js















/**
 * Writes the backup, or the part that is asked for, as a file for other tools; its ending says which. Every byte is checked on the way, and the
 * file gets its name only when it is whole. Exit 4 where the name is taken.
 */
async function toFile(run, path) {
    const { request } = run;
    const kind = kindOf(path);
    if (request.plan || request.dryRun) {
        throw (0,errors/* usageError */.Wp)('to-file writes nothing but its file', 'leave plan and dry-run out');
    }
    if (kind === 'csv')
        refuseOtherThanOne(request);
    else if (kind !== 'plain')
        refuseRowsAlone(run);
    const context = { ...run.context, signal: run.signal };
    const found = await (0,postgres_programs/* findPrograms */.z0)(run.chosen.backup.manifest.client.major, {
        environment: context.environment,
        client: request.client,
        install: context.installPrograms,
        folders: [context.temporary, (0,external_node_path_.dirname)((0,external_node_path_.resolve)(path))],
    });
    const { programs } = found;
    const { chosen, notes } = await (0,part/* selectPart */.W)(run.chosen, request, { programs, context });
    const work = { request, chosen, context, programs, omit: (0,omitted/* omittedOf */.C)(request) };
    for (const note of notes)
        context.progress({ kind: 'note', text: `${note.what}: ${note.why}` });
    const began = performance.now();
    const started = context.now().toISOString();
    const written = await writeWhole(work, kind, path);
    const title = `Write ${path}`;
    const step = { id: 'write', title, ok: true, started, seconds: (performance.now() - began) / 1000 };
    const warnings = [...found.warnings, ...written.warnings, ...notes.filter(isWarning).map(wordsOf)];
    return await resultOf(run, { path, step, written: { ...written, warnings } });
}
/** Rows without the tables that they belong to cannot be restored, and an archive is made from what was restored. */
function refuseRowsAlone({ request, chosen }) {
    if (!request.dataOnly && !chosen.inventory.filter.dataOnly)
        return;
    throw (0,errors/* usageError */.Wp)('an archive cannot be made of rows alone', 'end to-file with .sql, or leave data-only out');
}
const isWarning = ({ severity }) => severity === 'warning';
const wordsOf = ({ what, why }) => `${what}: ${why}`;
async function writeWhole(work, kind, path) {
    const file = await beginFile(path);
    try {
        await checkRoom(needsOf(work, kind, (0,external_node_path_.dirname)(file.path)));
        work.context.progress({ kind: 'phase', title: `Write ${path}` });
        const written = await write(work, kind, file.path);
        await file.finish();
        return written;
    }
    finally {
        await file.discard();
    }
}
async function write(work, kind, path) {
    const { chosen, context, omit } = work;
    const nothing = { notChecked: unchecked(work), warnings: [] };
    if (kind === 'csv') {
        await writeCsv(work, path);
        return nothing;
    }
    if (kind === 'plain') {
        await writePlain(work, path);
        return nothing;
    }
    // Only the archive as it is can be had without a server: pg_restore converts nothing into an archive.
    const asItIs = chosen.part === undefined && !omit.owners && !omit.privileges;
    if (kind === 'custom' || !asItIs)
        return await writeConverted(work, path, kind === 'custom' ? kind : 'directory');
    await (0,promises_.mkdir)(path, { mode: 0o700 });
    await (0,operations_chosen/* fetchTableOfContents */.cA)(chosen.reader, path);
    await writeArchiveFolder(chosen, path, context);
    return nothing;
}
function unchecked({ chosen }) {
    const why = 'every byte that went into the file has the digest of the backup; whether it restores, a restore-test tells';
    const part = chosen.part === undefined ? [] : [{ what: 'the rest of the backup', why: 'it was not asked for' }];
    return [{ what: 'restoring the file', why }, ...part];
}
/** Large objects are twice as long in a script; a server needs what the source had. */
function needsOf({ chosen, context }, kind, folder) {
    const rows = (0,restore_into/* rowBytes */.wg)(chosen.inventory);
    const large = sizeOf(chosen.inventory.largeObjects);
    const { temporary } = context;
    const whole = { folder, bytes: rows + large };
    if (kind === 'csv' || kind === 'folder')
        return [whole];
    if (kind === 'plain')
        return [
            { folder, bytes: rows + 2 * large },
            { folder: temporary, bytes: rows + large },
        ];
    const server = chosen.part === undefined ? chosen.backup.manifest.source.sizeBytes : 2 * (rows + large);
    return [whole, { folder: temporary, bytes: server }];
}
const sizeOf = (objects) => objects.reduce((sum, { bytes }) => sum + bytes, 0);
async function resultOf(run, { path, step, written }) {
    const { context, chosen, store } = run;
    const { who, host, run: workflow } = context.by;
    const { manifest } = chosen.backup;
    const files = await filesAt((0,external_node_path_.resolve)(path));
    const warnings = [...run.warnings, ...written.warnings];
    const body = {
        restore: run.id,
        mode: 'to-file',
        files: files.length,
        bytes: files.reduce((sum, one) => sum + one.bytes, 0),
    };
    const record = await (0,result/* putOutcome */.Y6)({ ...run, warnings }, 'restored', true, body);
    return {
        ...results/* success */.k,
        verb: 'restore',
        seconds: (context.now().getTime() - run.started.getTime()) / 1000,
        warnings,
        restore: run.id,
        mode: 'to-file',
        by: { who, host, ...(workflow !== undefined && { run: workflow }) },
        backup: { ...(0,operations_chosen/* referenceOf */.Bz)(store, chosen.backup), created: manifest.created, database: manifest.source.database },
        steps: [step],
        ...(written.proof && { proof: written.proof }),
        notChecked: written.notChecked,
        files,
        ...(record !== undefined && { record }),
    };
}
async function filesAt(path) {
    const found = await (0,promises_.stat)(path);
    if (!found.isDirectory())
        return [{ path, bytes: found.size }];
    const names = (await (0,promises_.readdir)(path)).sort();
    return await Promise.all(names.map(async (name) => ({ path: (0,external_node_path_.join)(path, name), bytes: (await (0,promises_.stat)((0,external_node_path_.join)(path, name))).size })));
}


/***/ })

};
