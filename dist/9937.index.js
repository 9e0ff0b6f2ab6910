export const id = 9937;
export const ids = [9937];
export const modules = {

/***/ 41586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Td: () => (/* binding */ Archive)
});

// UNUSED EXPORTS: parseList, parseRowData

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(28312);
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

// EXTERNAL MODULE: ./build/dump/encoding.js
var encoding = __webpack_require__(77998);
// EXTERNAL MODULE: ./build/dump/follow.js
var follow = __webpack_require__(42910);
;// CONCATENATED MODULE: ./build/dump/archive.js







/** Reads archives in the directory format by pg_restore's own words; pgproof never parses the format itself. */
class Archive {
    folder;
    #programs;
    #environment;
    #encoding;
    #lists = new Map();
    /** `folder` holds at least `toc.dat`; `encoding` is the dump's, by PostgreSQL's name. */
    constructor(folder, programs, environment, encoding = 'UTF8') {
        this.folder = folder;
        this.#programs = programs;
        this.#environment = environment;
        this.#encoding = encoding;
    }
    /** All entries, or those of a `--section`, in the archive's order. Each list is asked for once: an archive does not change. */
    entries(args = []) {
        const key = args.join(' ');
        const list = this.#lists.get(key) ?? this.run(['--list', ...args]).then(parseList);
        this.#lists.set(key, list);
        return list;
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
                await (0,promises_.writeFile)((0,external_node_path_.join)(copy, `${entry.dumpId}.dat`), follow/* TERMINATOR */.Qz, { mode: 0o600 });
            const list = (0,external_node_path_.join)(copy, 'list');
            await (0,promises_.writeFile)(list, rows.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600 });
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
        return (0,encoding/* decode */.D)(stdout, this.#encoding);
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

/***/ 77998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ decode)
/* harmony export */ });
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


/***/ }),

/***/ 42910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ow: () => (/* binding */ followTable),
/* harmony export */   Qz: () => (/* binding */ TERMINATOR),
/* harmony export */   Wz: () => (/* binding */ canPunchHoles)
/* harmony export */ });
/* unused harmony export punchHole */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19473);





/** How a table's data file ends (PostgreSQL 15 to 18 alike): the end-of-data line of COPY and two empty lines. */
const TERMINATOR = Buffer.from('\\.\n\n\n');
const CHUNK = 512 * 1024;
const POLL_MS = 10;
const NEWLINE = 10;
const run = (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile);
/**
 * Reads a growing file of COPY text to its end and hands over everything but the terminator, in pieces of up to 512 KiB that are only valid until
 * `take` resolves. What has been read is given back to the disk. The end is the terminator line, which no row can look like (a value's backslash
 * is doubled); a dump that ended without it threw away the rest of the table, and that is an error.
 */
async function followTable(path, writing, take) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'r');
    const release = new HolePunch(path, writing.punch);
    // One is filled while the other one is taken.
    const buffers = [borrow(), borrow()];
    let buffer = buffers[0];
    let taking = Promise.resolve();
    let held = 0;
    let position = 0;
    let lineStart = true;
    try {
        while (true) {
            writing.signal.throwIfAborted();
            const last = writing.ended();
            const { bytesRead } = await file.read(buffer, held, CHUNK, position);
            position += bytesRead;
            const filled = held + bytesRead;
            const complete = filled >= TERMINATOR.length && endsTable(buffer, filled, lineStart);
            await taking;
            if (bytesRead === 0) {
                if (complete)
                    return;
                if (last)
                    throw unfinished(path);
                await rest(writing);
                continue;
            }
            held = Math.min(filled, TERMINATOR.length);
            const ready = filled - held;
            if (ready > 0) {
                lineStart = buffer[ready - 1] === NEWLINE;
                taking = take(buffer.subarray(0, ready));
                // It is awaited when the other buffer has been filled.
                taking.catch(() => { });
                const other = buffer === buffers[0] ? buffers[1] : buffers[0];
                buffer.copy(other, 0, ready, filled);
                buffer = other;
            }
            await release.upTo(position - held);
        }
    }
    finally {
        await taking.catch(() => { });
        spare.push(...buffers);
        await file.close();
    }
}
/** Buffers that no table uses now: a database of thousands of tables is to need a few, as many as are read at a time. */
const spare = [];
const borrow = () => spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK + TERMINATOR.length);
async function rest(writing) {
    writing.waiting?.(true);
    try {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(POLL_MS);
    }
    finally {
        writing.waiting?.(false);
    }
}
function endsTable(buffer, filled, lineStart) {
    const at = filled - TERMINATOR.length;
    const begins = at === 0 ? lineStart : buffer[at - 1] === NEWLINE;
    return begins && buffer.subarray(at, filled).equals(TERMINATOR);
}
function unfinished(path) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .environmentError */ .me)(`pg_dump left the data file ${path.split('/').at(-1)} without its end`, 'run the backup again; nothing of this one is kept');
}
/** Gives read bytes back to the disk, many at a time, because each time costs a process. */
class HolePunch {
    #done = 0;
    #every;
    #path;
    constructor(path, every) {
        this.#path = path;
        this.#every = every;
    }
    async upTo(position) {
        if (this.#every === undefined || position - this.#done < this.#every)
            return;
        // Whole blocks only: the part of a block that is still to be read stays.
        const end = position - (position % 4096);
        try {
            await punchHole(this.#path, end);
            this.#done = end;
        }
        catch {
            // It worked when it was tried; where it no longer does, the file is removed as a whole when it has been read.
            this.#every = undefined;
        }
    }
}
/** Gives the first `length` bytes of a file back to the disk; they read as zeros from then on. util-linux has the call, Node has not. */
async function punchHole(path, length) {
    const env = { PATH: process.env.PATH ?? '/usr/bin:/bin' };
    await run('fallocate', ['--punch-hole', '--offset', '0', '--length', String(length), path], { env });
}
/** Tries whether holes can be punched in a folder, by punching one. */
async function canPunchHoles(folder) {
    const path = `${folder}/.hole-${process.pid}-${Math.random().toString(36).slice(2)}`;
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'wx', 0o600);
    try {
        await file.write(Buffer.alloc(64 * 1024, 1));
        await file.sync();
        await punchHole(path, 64 * 1024);
        return (await file.stat()).blocks === 0;
    }
    catch {
        return false;
    }
    finally {
        await file.close();
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true });
    }
}


/***/ }),

/***/ 9072:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ dockerEnvironment),
/* harmony export */   e: () => (/* binding */ dockerPrograms)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28312);
/* harmony import */ var _conninfo_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56233);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15325);




/**
 * The programs of a major from the official image, where a container engine answers; undefined otherwise.
 * They run with the caller's network, user and folders, and get their PG* variables by name, so no value is in an argument list.
 */
async function dockerPrograms(major, options) {
    const image = `postgres:${major}`;
    const environment = dockerEnvironment(options.environment);
    // A server in a container is another thing: startDockerServer.
    if (options.needs === 'server')
        return undefined;
    const { stdout, end } = await (0,_child_js__WEBPACK_IMPORTED_MODULE_1__/* .runChild */ .w)('docker', ['run', '--rm', image, 'pg_dump', '--version'], { environment });
    const version = end.code === 0 ? (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOf */ .E4)(stdout.toString()) : undefined;
    if (version === undefined || Number.parseInt(version, 10) !== major)
        return undefined;
    return { major, version, from: image, command: (program) => containerCommand(image, program, options) };
}
/** What the container engine's own client needs to find its engine. */
function dockerEnvironment(outside) {
    const found = ['PATH', 'HOME', ..._conninfo_js__WEBPACK_IMPORTED_MODULE_2__/* .engineVariables */ .CC]
        .map((name) => [name, outside[name]])
        .filter(([, value]) => value !== undefined);
    return { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(found) };
}
function containerCommand(image, program, options) {
    const container = `pgproof-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`;
    const folders = (options.folders ?? []).flatMap((folder) => ['--volume', `${folder}:${folder}`]);
    const variables = Object.keys(_conninfo_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentNames */ .iF).flatMap((name) => ['--env', name]);
    const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
    const run = ['run', '--rm', '--init', '--interactive', '--name', container, '--network', 'host', '--user', user];
    return { command: 'docker', args: [...run, '--env', 'LC_ALL=C', ...variables, ...folders, image, program] };
}


/***/ }),

/***/ 15325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ versionOf),
/* harmony export */   z0: () => (/* binding */ findPrograms)
/* harmony export */ });
/* unused harmony export programsIn */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28312);
/* harmony import */ var _docker_programs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9072);





/**
 * Older minors let a crafted archive run code in pg_restore (fixed 2026-11).
 * https://www.postgresql.org/support/security/
 */
const fixedMinors = { 14: 25, 15: 20, 16: 16, 17: 12, 18: 7 };
const needed = {
    client: ['pg_dump', 'pg_restore', 'psql'],
    server: ['pg_dump', 'pg_restore', 'psql', 'initdb', 'postgres'],
};
/**
 * Finds PostgreSQL's programs of a major: in the packages' own folder, on PATH by their real version, by `install`, in a container.
 * Throws an environment error with the line that installs them.
 */
async function findPrograms(major, options) {
    const { client = 'auto' } = options;
    const local = client === 'docker' ? undefined : ((await fromFolders(major, options)) ?? (await fromInstall(major, options)));
    const programs = local ?? (client === 'local' ? undefined : await (0,_docker_programs_js__WEBPACK_IMPORTED_MODULE_4__/* .dockerPrograms */ .e)(major, options));
    if (programs === undefined)
        throw notFound(major, options.needs ?? 'client');
    return { programs, warnings: warningsOf(programs) };
}
/** The programs in a folder, whatever their version; undefined where one is missing. */
async function programsIn(folder, needs = 'client') {
    if (!needed[needs].every((program) => isProgram((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program))))
        return undefined;
    const version = await versionIn(folder);
    if (version === undefined)
        return undefined;
    const command = (program) => ({ command: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program), args: [] });
    return { major: Number.parseInt(version, 10), version, from: folder, command };
}
/** By the file, its size and when it was changed: one process asks for the same programs several times. */
const versions = new Map();
function versionIn(folder) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'pg_dump');
    const { ino, size, mtimeMs } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file);
    const key = [file, ino, size, mtimeMs].join(' ');
    const version = versions.get(key) ?? askVersion(file);
    versions.set(key, version);
    return version;
}
async function askVersion(pgDump) {
    const { stdout, end } = await (0,_child_js__WEBPACK_IMPORTED_MODULE_3__/* .runChild */ .w)(pgDump, ['--version'], { environment: { LC_ALL: 'C' } });
    return end.code === 0 ? versionOf(stdout.toString()) : undefined;
}
/** `17.11` from `pg_dump (PostgreSQL) 17.11 (Debian …)`; a version in development has no minor: `19devel`. */
function versionOf(text) {
    return /\(PostgreSQL\) (\d+(?:\.\d+|devel|beta\d+|rc\d+))/.exec(text)?.[1];
}
async function fromFolders(major, options) {
    const path = (options.environment.PATH ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter((folder) => folder.startsWith('/'));
    for (const folder of [`/usr/lib/postgresql/${major}/bin`, `/usr/pgsql-${major}/bin`, ...path]) {
        const programs = await programsIn(folder, options.needs);
        if (programs?.major === major)
            return programs;
    }
    return undefined;
}
async function fromInstall(major, options) {
    const folder = await options.install?.(major);
    return folder === undefined ? undefined : programsIn(folder, options.needs);
}
/** Debian's /usr/bin/pg_dump is a wrapper that picks a version by itself, so it is none. */
function isProgram(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(file).endsWith('/pg_wrapper');
    }
    catch {
        return false;
    }
}
function warningsOf({ major, version, from }) {
    const fixed = fixedMinors[major];
    const minor = Number(version.split('.')[1]);
    if (fixed === undefined || !(minor < fixed))
        return [];
    return [
        `PostgreSQL ${version} in ${from} is older than ${major}.${fixed}, which closes a hole where a crafted archive runs code in pg_restore: update it`,
    ];
}
function notFound(major, needs) {
    const name = needs === 'server' ? `postgresql-${major}` : `postgresql-client-${major}`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentError */ .me)(`the ${needs} programs of PostgreSQL ${major} are not installed here`, `install them: sudo apt-get install -y postgresql-common && sudo /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y && sudo apt-get install -y ${name}`);
}


/***/ }),

/***/ 33713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ compareDefinitions),
/* harmony export */   MT: () => (/* binding */ unequalDefinitions),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   hF: () => (/* binding */ describeDifference)
/* harmony export */ });
/* harmony import */ var diff__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37291);

const DIFF_LINES = 20;
/** The entries of `source` that `target` lacks, holds otherwise or has besides. Order does not matter. */
function compareDefinitions(source, target) {
    return unequalDefinitions(source, target).map(describeDifference);
}
/** Matches by type, schema and tag; of several with the same (operators) the equal ones first, the rest in their order. */
function unequalDefinitions(source, target) {
    const remaining = groupByKey(target);
    const unequal = [];
    for (const [key, wanted] of groupByKey(source)) {
        unequal.push(...pairUp(wanted, remaining.get(key) ?? []));
        remaining.delete(key);
    }
    for (const extras of remaining.values())
        unequal.push(...extras.map((extra) => ({ target: extra })));
    return unequal;
}
function pairUp(source, target) {
    const left = [...target];
    const changed = source.filter((definition) => {
        const at = left.findIndex((other) => sameDefinition(definition, other));
        if (at >= 0)
            left.splice(at, 1);
        return at < 0;
    });
    const pairs = changed.map((definition) => {
        const other = left.shift();
        return other ? { source: definition, target: other } : { source: definition };
    });
    return [...pairs, ...left.map((extra) => ({ target: extra }))];
}
function sameDefinition(source, target) {
    return source.text === target.text || (inherits(source) && inherits(target) && asSet(source) === asSet(target));
}
const inherits = (definition) => definition.type === 'TABLE' && /^INHERITS \(/m.test(definition.text);
/** A table that inherits may come back with its columns in another order, and then all that is said column by column. */
function asSet(definition) {
    const lines = definition.text.split('\n').map((line) => line.replace(/,$/, ''));
    return lines.sort().join('\n');
}
/** JSON, since names may hold any separator. */
const keyOf = ({ type, schema, tag }) => JSON.stringify([type, schema, tag]);
function groupByKey(definitions) {
    const groups = new Map();
    for (const definition of definitions) {
        const key = keyOf(definition);
        const group = groups.get(key);
        if (group)
            group.push(definition);
        else
            groups.set(key, [definition]);
    }
    return groups;
}
function describeDifference({ source, target }) {
    const one = (source ?? target);
    const what = source ? (target ? 'changed' : 'missing') : 'extra';
    const difference = { what, type: one.type, schema: one.schema, name: one.tag };
    return source && target ? { ...difference, diff: shortDiff(source, target) } : difference;
}
function shortDiff(source, target) {
    const patch = (0,diff__WEBPACK_IMPORTED_MODULE_0__/* .createPatch */ .B8)('', `${source.text}\n`, `${target.text}\n`, undefined, undefined, { context: 1 });
    const lines = patch
        .split('\n')
        .slice(4)
        .filter((line) => line !== '');
    if (lines.length <= DIFF_LINES)
        return lines.join('\n');
    return [...lines.slice(0, DIFF_LINES - 1), `… ${lines.length - DIFF_LINES + 1} more lines`].join('\n');
}


/***/ }),

/***/ 3655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E4: () => (/* reexport */ definitions_compare/* compareDefinitions */.E4),
  gN: () => (/* binding */ isDefinition),
  TL: () => (/* binding */ readDefinitions)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/proof/definition-text.js

const ROW = /^(\d+); (\d+) (\d+) (.*)$/;
/** Of a line that `parseList` has found. */
function parseListRow(line) {
    const [, dumpId, classOid, objectOid, rest] = ROW.exec(line);
    return { dumpId: Number(dumpId), classOid: Number(classOid), objectOid: Number(objectOid), rest };
}
const HEADER = /^--\n-- TOC entry (\d+) \(class (\d+) OID (\d+)\)\n(?:-- Dependencies:([^\n]*)\n)?-- Name: ([^\n]*)\n--\n/gm;
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
    const parts = splitName(match[5], row.rest);
    const start = match.index;
    const dependencies = [...new Set((match[4] ?? '').split(' ').filter(Boolean).map(Number))];
    return parts && { row, ...parts, dependencies, start, body: start + match[0].length };
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
    const { row, type, schema, tag, owner, dependencies } = header;
    const stored = (type === 'TABLE' && !/^PARTITION BY /m.test(body)) || type === 'MATERIALIZED VIEW';
    const text = stored && accessMethod !== '' ? `SET default_table_access_method = ${accessMethod};\n${body}` : body;
    const digest = (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
    return { dumpId: row.dumpId, classOid: row.classOid, type, schema, tag, owner, text, digest, dependencies };
}

// EXTERNAL MODULE: ./build/proof/definitions-compare.js
var definitions_compare = __webpack_require__(33713);
;// CONCATENATED MODULE: ./build/proof/definitions.js






/**
 * Reads the definition of every entry of an archive that is neither row data nor a large object (those are compared by digest and by the catalogue).
 * The archive's folder needs to hold no more than `toc.dat`; a file with the list of entries lies there for the moment.
 * Subscriptions are left out, since a test does not restore them, and so is what carries the database's name.
 */
async function readDefinitions(archive, options = {}) {
    const withoutGrants = options.privileges === false ? ['--no-privileges'] : [];
    const entries = (await archive.entries(withoutGrants))
        .filter(isDefinition)
        .filter((entry) => !options.leftOut?.(entry));
    const flags = ['--no-tablespaces', ...(options.owners === false ? ['--no-owner'] : []), ...withoutGrants];
    const definitions = await readEntries(archive, flags, entries);
    return definitions.filter((definition) => !isLeftOut(definition));
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
const incomplete = () => unusable('pg_restore printed fewer definitions than its list names, so they cannot be compared');
const unusable = (reason) => (0,errors/* environmentError */.me)(reason, 'update the PostgreSQL client to its latest minor release');
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
