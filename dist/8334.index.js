export const id = 8334;
export const ids = [8334];
export const modules = {

/***/ 36923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rp: () => (/* binding */ loadTablesWithin),
/* harmony export */   ie: () => (/* binding */ loadTables)
/* harmony export */ });
/* unused harmony exports DamagedRows, copyStatement */
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46466);
/* harmony import */ var pg_copy_streams__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26901);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86967);
/* harmony import */ var _postgres_server_fault_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(39098);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82345);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77779);







/**
 * Streams rows into tables that are there and empty, `jobs` tables at a time, the largest first. Each table is one transaction, and its digest
 * is compared before it commits. A table that fails is tried once more at the end, one by one in the given order: its checks may call functions
 * that read other tables. Tables that the restore did not make (configuration tables of extensions) come last, appended to what is there.
 */
async function loadTables(tables, options) {
    const loader = new Loader(options, OWN);
    const session = () => (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .openSession */ .f)(options.connection, options);
    const members = await extensionMembers(session);
    const isMember = (table) => members.has((0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__/* .qualified */ .LX)(table.target.schema, table.target.name));
    const own = tables.filter((table) => !isMember(table));
    const queue = [...own].sort((a, b) => b.bytes - a.bytes);
    const failed = new Set();
    await inParallel(options.jobs, queue, (one, table) => loader.tryLoad(one, table, failed), session);
    const late = [...own.filter((table) => failed.has(table)), ...tables.filter(isMember)];
    await inParallel(1, late, (one, table) => loader.load(one, table, isMember(table)), session);
}
/**
 * The same in the transaction that `session` has open, table by table in the given order: one that fails is taken back alone and tried once more
 * at the end. What `appended` names is added to what is there.
 */
async function loadTablesWithin(session, tables, options, appended = () => false) {
    const loader = new Loader(options, WITHIN);
    const failed = new Set();
    for (const table of tables)
        if (!appended(table))
            await loader.tryLoad(session, table, failed);
    for (const table of failed)
        await loader.load(session, table, false);
    for (const table of tables)
        if (appended(table))
            await loader.load(session, table, true);
}
async function inParallel(jobs, queue, work, open) {
    let failure;
    const worker = async () => {
        if (queue.length === 0)
            return;
        const session = await open();
        try {
            for (let table = queue.shift(); table !== undefined && !failure; table = queue.shift())
                await work(session, table);
        }
        catch (error) {
            failure ??= { error };
        }
        finally {
            await session.close();
        }
    };
    await Promise.all(Array.from({ length: Math.min(jobs, queue.length) }, worker));
    if (failure)
        throw failure.error;
}
async function extensionMembers(open) {
    const session = await open();
    try {
        const rows = await session.query(`SELECT n.nspname AS schema, c.relname AS name
         FROM pg_depend d JOIN pg_class c ON c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e' AND c.relkind IN ('r', 'p')`);
        return new Set(rows.map((row) => (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__/* .qualified */ .LX)(row.schema, row.name)));
    }
    finally {
        await session.close();
    }
}
/** What keeps a table's rows together: a transaction of its own, or a part of the one that is open. */
const OWN = { begin: 'BEGIN', commit: 'COMMIT', rollback: 'ROLLBACK' };
const WITHIN = {
    begin: 'SAVEPOINT pgproof_rows',
    commit: 'RELEASE SAVEPOINT pgproof_rows',
    rollback: 'ROLLBACK TO SAVEPOINT pgproof_rows',
};
class Loader {
    #options;
    #words;
    #bytes = 0;
    constructor(options, words) {
        this.#options = options;
        this.#words = words;
    }
    /** Loads a table, or notes it for the second try where the server refused it. */
    async tryLoad(session, table, failed) {
        try {
            await this.load(session, table, false);
        }
        catch (error) {
            this.#options.signal.throwIfAborted();
            if (error instanceof DamagedRows || !isServerError(error))
                throw error;
            failed.add(table);
        }
    }
    async load(session, table, append) {
        const { schema, name } = table.target;
        try {
            // One round trip: a database may have thousands of small tables.
            const { begin } = this.#words;
            await session.query(append || table.viaRoot ? begin : `${begin}; TRUNCATE ONLY ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__/* .qualified */ .LX)(schema, name)}`);
            const copy = session.client.query((0,pg_copy_streams__WEBPACK_IMPORTED_MODULE_1__/* .from */ .H)(copyStatement(table, this.#options.encoding, append)));
            await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_0__.pipeline)(this.#checked(table), copy, { signal: this.#options.signal });
            await session.query(this.#words.commit);
        }
        catch (error) {
            await session.query(this.#words.rollback).catch(() => { });
            throw this.#explain(error, table);
        }
    }
    async *#checked(table) {
        const fingerprint = new _fingerprint_js__WEBPACK_IMPORTED_MODULE_4__/* .Fingerprint */ .$A();
        for await (const chunk of this.#options.open(table)) {
            fingerprint.update(chunk);
            this.#bytes += chunk.length;
            this.#options.progress?.(this.#bytes);
            yield chunk;
        }
        const found = fingerprint.digest();
        // Thrown before COPY is told that the data has ended, so that nothing of it is kept.
        if (found.sha256 !== table.sha256 || found.rows !== table.rows) {
            const name = (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__/* .shown */ .SP)(table.target.schema, table.target.name);
            throw new DamagedRows(1, `the stored rows of ${name} are not those that were dumped: ${found.rows} rows of ${table.rows}, another digest`, 'this backup is damaged: use another one');
        }
    }
    #explain(error, table) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .PgproofError */ .wp || this.#options.signal.aborted)
            return error;
        const name = (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__/* .shown */ .SP)(table.target.schema, table.target.name);
        const state = (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_3__/* .sqlStateOf */ .v)(error);
        const reason = `loading ${name} failed: ${(0,_postgres_server_fault_js__WEBPACK_IMPORTED_MODULE_6__/* .withoutValues */ .lO)(state, (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error))}`;
        if (!(0,_postgres_server_fault_js__WEBPACK_IMPORTED_MODULE_6__/* .isServerFault */ .WN)(state))
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .negative */ .gu)(reason, 'the backup does not restore into this server as it is', error);
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentError */ .me)(reason, "see the target's log, then try again; the backup is not in question", error);
    }
}
/** The rows that came from storage are not those that the inventory promises. */
class DamagedRows extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .PgproofError */ .wp {
}
const isServerError = (error) => typeof (error instanceof Error ? error.cause?.code : undefined) === 'string';
/**
 * The COPY statement of a table. The TRUNCATE before it in the same transaction makes COPY skip the free space map, so that rows land in file
 * order, and allows FREEZE, which saves the later rewrite. Rows that go through a partition root, or onto what is there, take neither.
 */
function copyStatement(table, encoding, append) {
    const { schema, name, columns } = table.target;
    const list = columns.length > 0 ? ` (${columns.map(_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__/* .quoteIdentifier */ .Cm).join(', ')})` : '';
    const freeze = append || table.viaRoot ? '' : 'FREEZE, ';
    return `COPY ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__/* .qualified */ .LX)(schema, name)}${list} FROM STDIN (${freeze}ENCODING ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_5__/* .quoteLiteral */ .ce)(encoding)})`;
}


/***/ }),

/***/ 57853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FJ: () => (/* binding */ restorePostData),
/* harmony export */   GE: () => (/* binding */ restoreLargeObjects),
/* harmony export */   Nk: () => (/* binding */ restoreOtherData),
/* harmony export */   bc: () => (/* binding */ omitFlags),
/* harmony export */   g: () => (/* binding */ restorePreData)
/* harmony export */ });
/* unused harmony export wordsOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _postgres_child_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28312);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56233);
/* harmony import */ var _postgres_server_fault_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(39098);






/** A restored database must not take rows from anywhere by itself. */
const NEVER = ['--no-subscriptions', '--exit-on-error', '--no-password'];
/** The words of pg_restore, and of a plain pg_dump, for what is not restored. */
function omitFlags({ owners, privileges, tablespaces } = {}) {
    return [
        ...(tablespaces === false ? [] : ['--no-tablespaces']),
        ...(owners ? ['--no-owner'] : []),
        ...(privileges ? ['--no-privileges'] : []),
    ];
}
/** Makes everything that must be there before rows: types, functions, tables. */
async function restorePreData(options) {
    await restoreSection(options, 'pre-data', [], 'definitions');
}
/**
 * With a list, `--section` would lose what is said about a schema that has no line of its own (`public`): pg_restore takes grants and comments
 * for part of the section before them, and a list puts everything that it leaves out before its first line.
 */
async function restoreSection(options, section, args, what) {
    const { leftOut } = options;
    if (!leftOut)
        return await restore(options, [`--section=${section}`, ...args], what);
    const entries = await options.archive.entries([`--section=${section}`]);
    const lines = entries.filter((entry) => !leftOut(entry)).map((entry) => entry.line);
    if (lines.length > 0)
        await restore(options, [await useList(options, section, lines), ...args], what);
}
/** What the data section holds besides rows and the contents of large objects: sequence positions, the large objects themselves. */
async function restoreOtherData(options) {
    const { leftOut = () => false } = options;
    const entries = await options.archive.entries(['--section=data']);
    const lines = entries.filter((entry) => entry.kind === 'other' && !leftOut(entry)).map((entry) => entry.line);
    if (lines.length === 0)
        return;
    await restore(options, ['--section=data', await useList(options, 'other-data', lines)], 'sequences and large objects');
}
/** The contents of large objects whose files lie beside `toc.dat`, by the lists that lie there too. */
async function restoreLargeObjects(options, dumpIds) {
    const entries = (await options.archive.entries()).filter((entry) => entry.kind === 'large objects' && (dumpIds === undefined || dumpIds.has(entry.dumpId)));
    if (entries.length === 0)
        return;
    const lines = entries.map((entry) => entry.line);
    await restore(options, [await useList(options, 'large-objects', lines)], 'large objects');
}
/** Makes what comes after the rows: indexes, constraints, triggers, rules, event triggers. */
async function restorePostData(options) {
    await restoreSection(options, 'post-data', [`--jobs=${options.jobs}`], 'indexes and constraints');
}
async function useList(options, name, lines) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(options.scratch, `${name}.list`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    return `--use-list=${path}`;
}
async function restore(options, args, what) {
    const { command, args: before } = options.programs.command('pg_restore');
    const child = (0,_postgres_child_js__WEBPACK_IMPORTED_MODULE_3__/* .startChild */ .v)(command, [...before, `--dbname=${_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_4__/* .keepAliveArgument */ .ir}`, ...NEVER, ...omitFlags(options.omit), ...args, options.archive.folder], {
        environment: options.environment,
        signal: options.signal,
    });
    child.stdout.resume();
    const end = await child.done;
    options.signal.throwIfAborted();
    if (end.code === 0)
        return;
    const reason = `pg_restore could not restore the ${what}: ${wordsOf(end.stderr) || `ended with ${end.signal ?? end.code}`}`;
    if (end.signal !== null || (0,_postgres_server_fault_js__WEBPACK_IMPORTED_MODULE_5__/* .saysServerFault */ .yL)(end.stderr)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentError */ .me)(reason, "see the target's log, then try again; the backup is not in question");
    }
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .negative */ .gu)(reason, 'the backup does not restore into this server as it is; what pg_restore said names the object');
}
/** The entry and the error, without detail, context and statement: those may hold somebody's data, or a password of a user mapping. */
function wordsOf(stderr) {
    const lines = stderr.split('\n').filter((line) => line.trim() !== '');
    const error = lines.find((line) => /error:/i.test(line)) ?? lines.find((line) => line.startsWith('pg_restore:')) ?? '';
    const entry = lines.find((line) => line.startsWith('pg_restore: from TOC entry '));
    // Messages about a value that cannot be taken quote it behind a colon.
    return [entry, error.replace(/(invalid [^:]*|out of range[^:]*|too long[^:]*): ".*$/, '$1')]
        .filter(Boolean)
        .join(' / ');
}


/***/ }),

/***/ 12816:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ NOWHERE)
/* harmony export */ });
/** Takes everything and keeps nothing: the digests are all that a proof needs. */
const NOWHERE = {
    table: () => ({ write: async () => { }, end: async () => { } }),
    largeObjects: () => ({
        file: async (_name, _size, content) => {
            for await (const _ of content)
                ;
        },
        end: async () => { },
    }),
};


/***/ }),

/***/ 75890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $X: () => (/* binding */ checkExtensions),
  Ap: () => (/* binding */ openTarget),
  CV: () => (/* binding */ refuseMajor),
  eZ: () => (/* binding */ usableMonetary)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/postgres/child.js
var postgres_child = __webpack_require__(28312);
// EXTERNAL MODULE: ./build/postgres/cluster.js
var cluster = __webpack_require__(18296);
// EXTERNAL MODULE: ./build/postgres/docker-container.js
var docker_container = __webpack_require__(86410);
// EXTERNAL MODULE: ./build/postgres/docker-programs.js
var docker_programs = __webpack_require__(9072);
// EXTERNAL MODULE: ./build/postgres/server-ready.js
var server_ready = __webpack_require__(19857);
;// CONCATENATED MODULE: ./build/postgres/docker-server.js








/**
 * A throw-away server from an image that works as the official one does (POSTGRES_PASSWORD, settings as arguments), on a free port of 127.0.0.1.
 * It is asked for over TCP: on its socket the image answers while it is still being set up.
 */
async function startDockerServer(image, options) {
    const environment = { ...(0,docker_programs/* dockerEnvironment */.O)(options.environment), POSTGRES_PASSWORD: (0,external_node_crypto_.randomBytes)(16).toString('hex') };
    await pull(image, environment, options.signal);
    const container = `pgproof-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    const said = [];
    const child = (0,postgres_child/* startChild */.v)('docker', runArguments(image, container, options.settings ?? {}), {
        environment,
        onStderr: (line) => said.splice(0, Math.max(0, said.push(line) - 20)),
        ...(options.signal ? { signal: options.signal } : {}),
    });
    child.stdout.resume();
    const stop = async () => {
        await child.stop();
        await docker((0,docker_container/* removalOf */.c6)(container).slice(1), environment);
    };
    try {
        const connection = connectionTo(await publishedPort(container, child, environment, said), environment);
        await (0,server_ready/* waitUntilReady */.b)(connection, { ended: child.done, log: async () => said.join('\n'), signal: options.signal });
        return { connection, container, stop, ...fixed(container, child, connection, environment) };
    }
    catch (error) {
        await stop();
        throw error;
    }
}
function fixed(container, child, connection, environment) {
    return {
        socketFolder: '',
        folder: '',
        pid: 0,
        keep: () => child.release(),
        restart: async () => {
            await docker(['restart', '--time', '0', container], environment);
            await (0,server_ready/* waitUntilReady */.b)(connection, { ended: child.done, log: async () => '', signal: undefined });
        },
    };
}
function runArguments(image, container, settings) {
    const all = Object.entries({ ...cluster/* throwawaySettings */.Se, ...settings }).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
    ]);
    const run = ['run', '--rm', '--name', container, '--publish', '127.0.0.1::5432', '--shm-size', '256m'];
    return [...run, '--env', 'POSTGRES_PASSWORD', image, ...all];
}
function connectionTo(port, { POSTGRES_PASSWORD: password = '' }) {
    return { parameters: { host: '127.0.0.1', port, user: 'postgres', dbname: 'postgres', password, sslmode: 'disable' } };
}
async function publishedPort(container, child, environment, said) {
    let ended = false;
    void child.done.then(() => {
        ended = true;
    });
    while (!ended) {
        const output = await docker(['port', container, '5432/tcp'], environment);
        const port = /^127\.0\.0\.1:(\d+)$/m.exec(output)?.[1];
        if (port)
            return port;
        await (0,external_node_timers_promises_.setTimeout)(100);
    }
    throw (0,errors/* environmentError */.me)(`the container ended at once: ${said.slice(-3).join(' / ')}`, 'check the image');
}
async function pull(image, environment, signal) {
    const options = { environment, ...(signal ? { signal } : {}) };
    const { end } = await (0,postgres_child/* runChild */.w)('docker', ['image', 'inspect', image], options);
    if (end.code === 0)
        return;
    const pulled = await (0,postgres_child/* runChild */.w)('docker', ['pull', '--quiet', image], options);
    signal?.throwIfAborted();
    if (pulled.end.code === 0)
        return;
    throw (0,errors/* environmentError */.me)(`the image ${image} cannot be had: ${pulled.end.stderr.trim().split('\n').at(-1)}`, 'check its name and that docker is installed and running');
}
async function docker(args, environment) {
    const { stdout } = await (0,postgres_child/* runChild */.w)('docker', args, { environment });
    return stdout.toString();
}

// EXTERNAL MODULE: ./build/postgres/facts.js
var postgres_facts = __webpack_require__(98357);
// EXTERNAL MODULE: ./build/postgres/profile.js
var profile = __webpack_require__(60715);
// EXTERNAL MODULE: ./build/postgres/programs.js
var postgres_programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/postgres/same-host.js
var same_host = __webpack_require__(9237);
// EXTERNAL MODULE: ./build/postgres/server.js
var server = __webpack_require__(4167);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/postgres/settings.js
var settings = __webpack_require__(25441);
// EXTERNAL MODULE: ./build/operations/round-trip/left-out.js
var left_out = __webpack_require__(42978);
;// CONCATENATED MODULE: ./build/operations/restore-test/target.js













/** Connects to the target, or starts one, and makes sure that the backup can be restored there and that it is not the source. */
async function openTarget(request, manifest, inventory, context) {
    const server = request.targetUrl === undefined ? await startOwn(request, manifest, context) : undefined;
    const connection = server?.connection ?? (0,conninfo/* parseConnection */.C8)(request.targetUrl, {});
    try {
        const session = await (0,postgres_session/* openSession */.f)(connection);
        try {
            return await describeTarget(request, { manifest, inventory, context, server, connection, session });
        }
        catch (error) {
            await session.close();
            throw error;
        }
    }
    catch (error) {
        await server?.stop();
        throw error;
    }
}
async function startOwn(request, manifest, context) {
    const { environment, signal } = context;
    if (request.image !== undefined)
        return await startDockerServer(request.image, { environment, signal });
    const { major } = manifest.client;
    const { programs } = await (0,postgres_programs/* findPrograms */.z0)(major, {
        environment,
        client: 'local',
        needs: 'server',
        install: context.installServer,
    }).catch((error) => {
        throw (0,errors/* environmentError */.me)(`a throw-away server needs PostgreSQL ${major} on this machine, and it is not there: ${(0,errors/* messageOf */.bD)(error)}`, `install it (apt-get install postgresql-${major} from PGDG), give a server with target-url, or an image`, error);
    });
    const folder = (0,external_node_path_.join)(context.temporary, 'server');
    await (0,promises_.mkdir)(folder, { mode: 0o700 });
    return await (0,server/* startServer */.U)(programs, { folder, environment, signal });
}
async function describeTarget(request, found) {
    const { manifest, inventory, context, server, connection, session } = found;
    const facts = await (0,postgres_facts/* readSourceFacts */.TO)(session);
    if (server === undefined && !request.allowSourceServer)
        await refuseSource(manifest, facts, session);
    refuseMajor(manifest, facts);
    if (!facts.superuser) {
        throw (0,errors/* environmentError */.me)(`${facts.connectedAs} is no superuser on ${(0,conninfo/* describeConnection */.If)(connection)}`, 'give target-url a superuser login; a service container and a throw-away server have one');
    }
    const absentExtensions = await checkExtensions(session, manifest, inventory, facts);
    const { programs, warnings } = await (0,postgres_programs/* findPrograms */.z0)(facts.major, {
        environment: context.environment,
        client: request.client,
        install: context.installPrograms,
        folders: [context.temporary],
    });
    const kind = server === undefined ? 'server' : server.container === undefined ? 'throw-away' : 'docker';
    const lcMonetary = await usableMonetary(session, manifest.source.lcMonetary);
    return {
        kind,
        connection,
        session,
        facts,
        programs,
        pinned: (0,settings/* pinnedSettings */.wW)({ versionNum: facts.versionNum, lcMonetary: lcMonetary.value }),
        server,
        warnings: [...warnings, ...otherMajor(manifest, facts)],
        notChecked: [...lcMonetary.notChecked, ...absentExtensions.map(leftOutExtension)],
        absentExtensions,
        stop: async () => {
            await session.close();
            await server?.stop();
        },
    };
}
/** A server that is the source's own: known by its system identifier, or by its address where the backup could not read that. */
async function refuseSource(manifest, facts, session) {
    const { systemIdentifier, address } = manifest.source;
    const host = (0,conninfo/* hostsOf */.PP)(session.connection.parameters)[0];
    const here = `${host?.address || host?.name || ''}:${host?.port ?? ''}`;
    const known = systemIdentifier !== undefined && facts.systemIdentifier !== undefined;
    const same = known ? systemIdentifier === facts.systemIdentifier : await (0,same_host/* mayBeSameHost */.t)(address, here);
    if (!same)
        return;
    throw (0,errors/* refusal */.x5)(known
        ? `the target is the server that the backup was made from (system identifier ${systemIdentifier})`
        : `the target may be the server that the backup was made from (${address}); neither could be asked for its system identifier`, 'give target-url another server, or leave it out for a throw-away one; allow-source-server makes an exception');
}
function refuseMajor(manifest, facts) {
    const { major } = manifest.client;
    if (facts.major >= major)
        return;
    throw (0,errors/* environmentError */.me)(`the target is PostgreSQL ${facts.version}, and the backup comes from ${manifest.source.version}`, `use a target of major ${major}, for example the image postgres:${major}`);
}
/** Rows and facts are compared on a newer major too; definitions are not, because it prints them differently. */
function otherMajor(manifest, { major, version }) {
    const { major: own } = manifest.client;
    if (major === own)
        return [];
    return [
        `the target is PostgreSQL ${version}, so definitions are not compared: to have them proved, use a target of major ${own}, for example the image postgres:${own}`,
    ];
}
const IMAGES = {
    vector: (major) => `pgvector/pgvector:pg${major}`,
    postgis: (major) => `postgis/postgis:${major}-3.5`,
    postgis_topology: (major) => `postgis/postgis:${major}-3.5`,
    timescaledb: (major) => `timescale/timescaledb:latest-pg${major}`,
};
const leftOutExtension = (name) => ({
    what: `the extension ${name}`,
    why: (0,left_out/* isScheduler */.mZ)(name)
        ? 'its jobs must not run in a copy, so it is left out of the test'
        : "only the provider's own servers have it, so it is left out of the test",
});
/**
 * Extensions that the target cannot have are the environment's fault, found before anything is restored.
 * Those that only a managed provider has, and schedulers, are returned: the test goes without them.
 */
async function checkExtensions(session, manifest, inventory, facts) {
    const rows = await session.query('SELECT name FROM pg_available_extensions');
    const available = new Set(rows.map((row) => row.name));
    const needed = inventory.entries.filter((entry) => entry.type === 'EXTENSION').map((entry) => entry.name);
    const absent = needed.filter((name) => !available.has(name) || (0,left_out/* isScheduler */.mZ)(name));
    const provided = (0,profile/* profileNamed */.JD)(manifest.source.profile).extensions;
    const missing = absent.filter((name) => !provided.includes(name) && !(0,left_out/* isScheduler */.mZ)(name));
    if (missing.length === 0)
        return absent;
    const images = missing.flatMap((name) => IMAGES[name]?.(facts.major) ?? []);
    const use = images.length > 0
        ? `use a target that has it, for example ${[...new Set(images)].join(' or ')}`
        : 'use a target that has it';
    throw (0,errors/* environmentError */.me)(`the target lacks the extension${missing.length > 1 ? 's' : ''} ${missing.join(', ')}; the backup itself is not in question`, use);
}
/** The source's lc_monetary where the target has that locale. */
async function usableMonetary(session, value) {
    try {
        await session.query('BEGIN');
        await session.query("SELECT set_config('lc_monetary', $1, true)", [value]);
        return { value, notChecked: [] };
    }
    catch (error) {
        if (!(error instanceof errors/* PgproofError */.wp))
            throw error;
        const why = `the target has no locale ${value}, so that amounts are read and printed as in C on both sides of the test`;
        return { value: 'C', notChecked: [{ what: 'the format of columns of type money', why }] };
    }
    finally {
        await session.query('ROLLBACK');
    }
}


/***/ }),

/***/ 71299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ TestDatabases),
/* harmony export */   c: () => (/* binding */ createDatabase)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56233);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86967);
/* harmony import */ var _postgres_roles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87075);





const PREFIX = 'pgproof_test_';
const MARK = 'pgproof restore-test, begun ';
/** Key of the advisory lock that all tests on a server share while they use roles: the letters `pgproof` as a number. */
const ROLES_LOCK = '31638930045497190';
/** The next one: shared by all who make a database at the moment. */
const MAKING_LOCK = '31638930045497191';
const LEFT_OVER_AFTER_MS = 24 * 3600 * 1000;
/** Makes databases and roles on a target, remembers them, and takes them away again. Nothing else on the target is ever touched. */
class TestDatabases {
    #target;
    #manifest;
    #databases = new Set();
    #roles = [];
    constructor(target, manifest) {
        this.#target = target;
        this.#manifest = manifest;
    }
    /** A new database from template0 with the source's encoding and locale. */
    async create(now) {
        const name = `${PREFIX}${this.#manifest.id.slice(-6)}_${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}`;
        const { session } = this.#target;
        const connection = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_2__/* .withDatabase */ .kR)(this.#target.connection, name);
        await session.query('SELECT pg_advisory_lock_shared($1)', [MAKING_LOCK]);
        try {
            await this.#make(name);
            await this.mark(connection, now);
        }
        finally {
            await session.query('SELECT pg_advisory_unlock_shared($1)', [MAKING_LOCK]);
        }
        await session.query(`ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(name)} ALLOW_CONNECTIONS true`);
        return connection;
    }
    /** Closed to everybody, which tells it from one that was kept, until it has its mark. */
    async #make(name) {
        const { session } = this.#target;
        try {
            await session.query(`${createDatabase(name, this.#manifest, session)} ALLOW_CONNECTIONS false`);
        }
        catch (error) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)(`the target cannot make a database as the source's (${this.#manifest.source.encoding}, ${this.#manifest.source.collate}): ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, 'use a target whose operating system has that locale, or an image that has it; the backup itself is not in question', error);
        }
        this.#databases.add(name);
    }
    async drop(connection) {
        const name = connection.parameters.dbname;
        if (!this.#databases.has(name))
            return;
        await this.#target.session.query(`ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(name)} IS_TEMPLATE false`);
        await this.#target.session.query(`DROP DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(name)} WITH (FORCE)`);
        this.#databases.delete(name);
    }
    /** Says of a database that it is a test's, so that a later test finds it should this one be killed. */
    async mark(connection, now) {
        await this.#comment(connection.parameters.dbname, MARK + now.toISOString());
    }
    /** Leaves a database where it is, with the roles that its objects belong to: `dropAll` will find neither. Returns the roles. */
    async keep(connection, until) {
        const name = connection.parameters.dbname;
        // What stays until somebody drops it must not look like something left behind.
        if (until === 'dropped')
            await this.#comment(name, undefined);
        this.#databases.delete(name);
        return this.#roles.splice(0);
    }
    /** Drops what was made, as far as it can be dropped; the first failure is thrown at the end. */
    async dropAll() {
        const failures = [];
        for (const name of [...this.#databases]) {
            await this.drop((0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_2__/* .withDatabase */ .kR)(this.#target.connection, name)).catch((error) => failures.push(error));
        }
        await this.#dropRoles().catch((error) => failures.push(error));
        if (failures.length > 0)
            throw failures[0];
    }
    /**
     * Makes the source's roles that the target lacks, with their attributes and memberships but without login and password. Returns their names.
     * Each says in its comment that it is a test's. While any test runs it shares a lock, and roles are dropped only when nobody else does:
     * tests beside each other use the same roles.
     */
    async createRoles(roles, now) {
        const { session } = this.#target;
        await session.query('SELECT pg_advisory_lock_shared($1)', [ROLES_LOCK]);
        const rows = await session.query('SELECT rolname FROM pg_roles');
        const present = new Set(rows.map((row) => row.rolname));
        const missing = roles.filter((role) => !present.has(role.name));
        const comment = MARK + now.toISOString();
        const made = missing.map((role) => ({ ...role, bootstrap: false, settings: [], comment }));
        if (made.length > 0)
            await session.query((0,_postgres_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .rolesSql */ .sI)(made, { login: false }));
        this.#roles = made.map((role) => role.name);
        return this.#roles;
    }
    /** Drops every role that a test has made, unless another test runs; one that something belongs to stays for it. */
    async #dropRoles() {
        const { session } = this.#target;
        this.#roles = [];
        await session.query('SELECT pg_advisory_unlock_all()');
        const [alone] = await session.query('SELECT pg_try_advisory_lock($1) AS got', [ROLES_LOCK]);
        if (!alone?.got)
            return;
        try {
            const rows = await session.query("SELECT rolname AS name FROM pg_roles WHERE shobj_description(oid, 'pg_authid') LIKE $1", [`${MARK}%`]);
            for (const { name } of rows)
                await session.query(`DROP ROLE IF EXISTS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(name)}`).catch(() => { });
        }
        finally {
            await session.query('SELECT pg_advisory_unlock_all()');
        }
    }
    async #comment(name, text) {
        const comment = text === undefined ? 'NULL' : (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(text);
        await this.#target.session.query(`COMMENT ON DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(name)} IS ${comment}`);
    }
    /** Drops what a test that was killed left behind a day ago or earlier; one that somebody is connected to stays. */
    async sweep(now) {
        const rows = await this.#target.session.query(`SELECT d.datname AS name, shobj_description(d.oid, 'pg_database') AS mark
         FROM pg_database d
        WHERE d.datname LIKE $1 AND shobj_description(d.oid, 'pg_database') LIKE $2
          AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)`, [`${PREFIX.replaceAll('_', '\\_')}%`, `${MARK}%`]);
        const old = rows.filter((row) => now.getTime() - Date.parse(row.mark.slice(MARK.length)) > LEFT_OVER_AFTER_MS);
        const names = [...old.map(({ name }) => name), ...(await this.#unmarked())];
        for (const name of names)
            await this.#target.session.query(`DROP DATABASE IF EXISTS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(name)}`);
        return names;
    }
    /** Those whose makers were killed before they could mark them: nobody makes one at the moment, and nobody was ever let in. */
    async #unmarked() {
        const { session } = this.#target;
        const [alone] = await session.query('SELECT pg_try_advisory_lock($1) AS got', [MAKING_LOCK]);
        if (!alone?.got)
            return [];
        try {
            const rows = await session.query(`SELECT datname AS name FROM pg_database
          WHERE datname ~ $1 AND NOT datallowconn AND shobj_description(oid, 'pg_database') IS NULL`, [`^${PREFIX}[0-9a-f]{6}_[0-9a-f]{8}$`]);
            return rows.map(({ name }) => name);
        }
        finally {
            await session.query('SELECT pg_advisory_unlock($1)', [MAKING_LOCK]);
        }
    }
}
/** As the source: encoding and locale. */
function createDatabase(name, { source }, session) {
    const words = [
        `CREATE DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(name)} TEMPLATE template0`,
        `ENCODING ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(source.encoding)}`,
        `LC_COLLATE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(source.collate)}`,
        `LC_CTYPE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(source.ctype)}`,
    ];
    if (session.versionNum >= 150_000)
        words.push(`LOCALE_PROVIDER ${source.localeProvider}`);
    if (source.icuLocale !== undefined) {
        words.push(`${source.localeProvider === 'builtin' ? 'BUILTIN_LOCALE' : 'ICU_LOCALE'} ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(source.icuLocale)}`);
    }
    if (source.icuRules)
        words.push(`ICU_RULES ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(source.icuRules)}`);
    return words.join(' ');
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

/***/ 97028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ compareTables)
});

// EXTERNAL MODULE: ./node_modules/pg-copy-streams/index.js
var pg_copy_streams = __webpack_require__(26901);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/proof/row-hashes.js

const NEWLINE = 10;
const BUCKETS = 65_536;
const LANES = 4;
/** The rows of COPY text, without their newlines. */
async function* rowsOf(chunks) {
    let rest = [];
    for await (const chunk of chunks) {
        let start = 0;
        for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
            const piece = chunk.subarray(start, end);
            yield rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
            rest = [];
            start = end + 1;
        }
        // Copied, because the chunk may be reused by whoever gave it.
        if (start < chunk.length)
            rest.push(Buffer.from(chunk.subarray(start)));
    }
}
/** SHA-256 of a row; the first bytes choose its bucket. */
const rowHash = (row) => (0,external_node_crypto_.hash)('sha256', row, 'buffer');
const bucketOf = (digest) => digest.readUInt16LE(0);
/**
 * A multiset of rows in a megabyte, whatever their number: the sums of their hashes (4 lanes of 32 bits each) in 65,536 buckets.
 * Two tables with the same rows in any order have the same sums; where they differ, the buckets say which rows to look at.
 */
class RowSums {
    rows = 0;
    #sums = new Uint32Array(BUCKETS * LANES);
    add(row) {
        const digest = rowHash(row);
        const at = bucketOf(digest) * LANES;
        for (let lane = 0; lane < LANES; lane++) {
            this.#sums[at + lane] = (this.#sums[at + lane] + digest.readUInt32LE(4 + lane * 4)) >>> 0;
        }
        this.rows++;
    }
    static async of(streams) {
        const sums = new RowSums();
        for (const stream of streams)
            for await (const row of rowsOf(stream))
                sums.add(row);
        return sums;
    }
    /** The buckets in which two multisets differ. */
    differing(other) {
        const buckets = new Set();
        for (let at = 0; at < this.#sums.length; at++) {
            if (this.#sums[at] !== other.#sums[at])
                buckets.add(Math.floor(at / LANES));
        }
        return buckets;
    }
}

;// CONCATENATED MODULE: ./build/proof/rows.js

/** More differing rows than this are counted, not paired: the memory stays bounded. */
const MOST_PAIRED = 200_000;
const KEYS_SHOWN = 5;
/**
 * Compares two tables as multisets of rows, whatever their order: sums of hashes first, then only the rows in buckets that differ.
 * Returns undefined where they are equal.
 */
async function compareRows(rows) {
    const source = await RowSums.of(rows.source());
    const target = await RowSums.of(rows.target());
    const buckets = source.differing(target);
    if (buckets.size === 0 && source.rows === target.rows)
        return undefined;
    const surplus = new Surplus(rows);
    for (const stream of rows.source())
        await surplus.add(stream, buckets, 1);
    for (const stream of rows.target())
        await surplus.add(stream, buckets, -1);
    return surplus.difference();
}
/** What is left when equal rows of both sides have cancelled each other out. */
class Surplus {
    #rows = new Map();
    #keyAt;
    constructor(rows) {
        this.#keyAt = rows.key.map((column) => rows.columns.indexOf(column)).filter((at) => at !== -1);
    }
    async add(stream, buckets, sign) {
        for await (const row of rowsOf(stream)) {
            const digest = rowHash(row);
            if (!buckets.has(bucketOf(digest)))
                continue;
            const name = digest.toString('latin1');
            const odd = this.#rows.get(name);
            if (odd === undefined)
                this.#rows.set(name, { count: sign, key: this.#keyOf(row) });
            else if (odd.count + sign === 0)
                this.#rows.delete(name);
            else
                odd.count += sign;
        }
    }
    difference() {
        const odd = [...this.#rows.values()];
        const missing = odd.filter((row) => row.count > 0);
        const extra = odd.filter((row) => row.count < 0);
        const paired = this.#keyAt.length > 0 && odd.length <= MOST_PAIRED;
        const byKey = new Map(paired ? extra.map((row) => [row.key, row]) : []);
        const changed = missing.filter((row) => byKey.has(row.key));
        const changedKeys = new Set(changed.map((row) => row.key));
        const only = (rows) => rows.filter((row) => !changedKeys.has(row.key) || !paired);
        const count = (rows) => rows.reduce((sum, row) => sum + Math.abs(row.count), 0);
        return {
            missing: count(only(missing)),
            extra: count(only(extra)),
            changed: count(changed),
            keys: { missing: firstKeys(only(missing)), extra: firstKeys(only(extra)), changed: firstKeys(changed) },
        };
    }
    /** The primary key as text, from the row's own columns; COPY separates them by tabs and escapes tabs inside. */
    #keyOf(row) {
        if (this.#keyAt.length === 0)
            return '';
        const values = row.toString('utf8').split('\t');
        return this.#keyAt.map((at) => values[at] ?? '').join(', ');
    }
}
const firstKeys = (rows) => rows.slice(0, KEYS_SHOWN).map((row) => row.key);
/** `2 rows missing, 1 changed`; primary keys only where they were asked for, never other values. */
function describeRows(difference, showKeys) {
    const word = (count) => (count === 1 ? 'row' : 'rows');
    const keysOf = (keys, count) => {
        if (!showKeys || keys.length === 0 || keys[0] === '')
            return '';
        return ` (${keys.join('; ')}${count > keys.length ? '; …' : ''})`;
    };
    const parts = [];
    const say = (count, what, keys) => {
        if (count > 0)
            parts.push(`${count} ${parts.length === 0 ? `${word(count)} ` : ''}${what}${keysOf(keys, count)}`);
    };
    say(difference.missing, 'missing', difference.keys.missing);
    say(difference.changed, 'changed', difference.keys.changed);
    say(difference.extra, 'too many', difference.keys.extra);
    return parts.join(', ');
}

;// CONCATENATED MODULE: ./build/operations/round-trip/compare-tables.js



/** Compares every table of the backup with the second dump: by digest, and where digests differ row by row, whatever the order. */
async function compareTables(comparison) {
    const results = [];
    for (const unit of unitsOf(comparison))
        results.push(...(await compareUnit(unit, comparison)));
    return results;
}
function unitsOf({ inventory, again }) {
    const units = new Map();
    const unitOf = (key) => {
        const unit = units.get(key) ?? { source: [], target: [] };
        units.set(key, unit);
        return unit;
    };
    const keyOf = (table) => JSON.stringify([table.schema, table.name]);
    // One side may go through the root and the other not, where the majors differ: the leaves that either names belong together.
    const roots = new Map();
    for (const table of inventory.tables)
        if (table.root)
            roots.set(keyOf(table), `root ${keyOf(table.root)}`);
    for (const table of again)
        if (table.table.viaRoot)
            roots.set(keyOf(table), `root ${keyOf(table.table.target)}`);
    for (const table of inventory.tables)
        unitOf(roots.get(keyOf(table)) ?? keyOf(table)).source.push(table);
    for (const table of again)
        unitOf(roots.get(keyOf(table)) ?? keyOf(table)).target.push(table);
    return [...units.values()];
}
async function compareUnit(unit, comparison) {
    const [source] = unit.source;
    if (source === undefined)
        return unit.target.map(notInBackup);
    if (unit.target.length === 0)
        return unit.source.map((table) => result(table, 'the table is missing'));
    const single = unit.source.length === 1 && unit.target.length === 1;
    if (single && unit.target[0]?.sha256 === source.sha256)
        return [result(source)];
    const difference = await explainDifference(unit, comparison);
    return unit.source.map((table) => result(table, difference));
}
const result = (table, difference) => ({
    schema: table.schema,
    name: table.name,
    rows: table.rows,
    bytes: table.bytes,
    equal: difference === undefined,
    ...(difference !== undefined && { difference }),
});
const notInBackup = (table) => ({
    schema: table.schema,
    name: table.name,
    rows: 0,
    bytes: 0,
    equal: false,
    difference: `not in the backup, with ${table.rows} rows`,
});
/** Undefined where the rows are the same after all: in another order of rows, or of columns. */
async function explainDifference(unit, comparison) {
    const source = unit.source[0];
    const counts = () => {
        const rows = (tables) => tables.reduce((sum, table) => sum + table.rows, 0);
        return `${rows(unit.source)} rows in the backup, ${rows(unit.target)} after the restore`;
    };
    const missing = unit.target.find((table) => !sameColumns(table.table.target.columns, source.columns));
    if (missing !== undefined)
        return `the table has other columns; ${counts()}`;
    // An extension's table is dumped by a condition of the extension's own, which a plain reading does not know.
    if (await isExtensionTable(comparison.session, source))
        return counts();
    const streams = unit.target.map((table) => () => readTable(table, source.columns, comparison));
    const found = await compareRows({
        columns: source.columns,
        key: primaryKey(comparison.inventory, source),
        source: () => unit.source.map((table) => comparison.reader.parts(table.parts)),
        target: () => streams.map((open) => open()),
    });
    if (found === undefined)
        return undefined;
    return describeRows(found, comparison.showKeys) || counts();
}
const sameColumns = (a, b) => a.length === b.length && new Set([...a, ...b]).size === a.length;
/** Reads only this table (not those that inherit from it), with the columns in the order of the backup's data. */
async function* readTable(table, columns, { session, encoding }) {
    const list = columns.length > 0 ? ` (${columns.map(identifier/* quoteIdentifier */.Cm).join(', ')})` : '';
    const statement = `COPY ${(0,identifier/* qualified */.LX)(table.schema, table.name)}${list} TO STDOUT (ENCODING ${(0,identifier/* quoteLiteral */.ce)(encoding)})`;
    yield* session.client.query((0,pg_copy_streams.to)(statement));
}
async function isExtensionTable(session, table) {
    const rows = await session.query(`SELECT 1 FROM pg_depend d JOIN pg_class c ON c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e' AND n.nspname = $1 AND c.relname = $2`, [table.schema, table.name]);
    return rows.length > 0;
}
function primaryKey({ facts }, table) {
    const index = facts.indexes.find((one) => one.primary && one.schema === table.schema && one.table === table.name);
    // The server prints a name in quotes where it needs them.
    return (index?.columns ?? []).map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name));
}


/***/ }),

/***/ 25109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ applyDatabaseFacts),
/* harmony export */   y: () => (/* binding */ withComment)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86967);
/* harmony import */ var _postgres_roles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87075);



/**
 * Gives a restored database what belongs to the database itself: owner, grants, settings, comment, limits. Applied last, because a setting
 * reaches every later connection. What the server refuses is a failed check. `comment` says whether the comment is among it.
 */
async function applyDatabaseFacts(session, name, facts, omit = {}, comment = true) {
    const refused = [];
    const all = statements((0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteIdentifier */ .Cm)(name), facts, omit);
    for (const { what, sql } of comment ? all : all.filter((one) => one.what !== 'comment')) {
        try {
            await session.query(sql);
        }
        catch (error) {
            refused.push({ name: `database: ${what} could not be restored`, ok: false, found: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) });
        }
    }
    return refused;
}
/** Runs `work` while the database has the source's comment, which nobody else ever sees: its own is there again whatever happens. */
async function withComment(session, name, { comment }, work) {
    await session.query(`BEGIN; ${commentStatement((0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteIdentifier */ .Cm)(name), comment)}`);
    try {
        return await work();
    }
    finally {
        await session.query('ROLLBACK');
    }
}
const commentStatement = (database, comment) => `COMMENT ON DATABASE ${database} IS ${comment === null ? 'NULL' : (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteLiteral */ .ce)(comment)}`;
function statements(database, facts, omit) {
    return [
        ...(omit.owners
            ? []
            : [{ what: 'owner', sql: `ALTER DATABASE ${database} OWNER TO ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteIdentifier */ .Cm)(facts.owner)}` }]),
        { what: 'comment', sql: commentStatement(database, facts.comment) },
        // Grants are said as the owner's: without the owner they would say something else.
        ...(omit.owners || omit.privileges ? [] : [{ what: 'grants', sql: grantStatements(database, facts) }]),
        ...facts.settings.map((setting) => ({ what: `setting ${setting.name}`, sql: settingStatement(database, setting) })),
        { what: 'connection limit', sql: `ALTER DATABASE ${database} CONNECTION LIMIT ${facts.connectionLimit}` },
        { what: 'template flag', sql: `ALTER DATABASE ${database} IS_TEMPLATE ${facts.isTemplate}` },
        { what: 'connections allowed', sql: `ALTER DATABASE ${database} ALLOW_CONNECTIONS ${facts.allowConnections}` },
    ];
}
function grantStatements(database, { owner, grants }) {
    const revoked = ['PUBLIC', (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteIdentifier */ .Cm)(owner)].map((who) => `REVOKE ALL ON DATABASE ${database} FROM ${who}`);
    const granted = grants.map(({ grantee, privilege, grantable }) => {
        const who = grantee === null ? 'PUBLIC' : (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteIdentifier */ .Cm)(grantee);
        return `GRANT ${privilege} ON DATABASE ${database} TO ${who}${grantable ? ' WITH GRANT OPTION' : ''}`;
    });
    return [...revoked, ...granted].join('; ');
}
function settingStatement(database, setting) {
    const subject = setting.role === null ? `DATABASE ${database}` : `ROLE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteIdentifier */ .Cm)(setting.role)} IN DATABASE ${database}`;
    return `ALTER ${subject} SET ${(0,_postgres_roles_js__WEBPACK_IMPORTED_MODULE_1__/* .settingName */ .QX)(setting.name)} TO ${(0,_postgres_roles_js__WEBPACK_IMPORTED_MODULE_1__/* .settingValue */ .SA)(setting.name, setting.value)}`;
}


/***/ }),

/***/ 42978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ extensionEntries),
/* harmony export */   JA: () => (/* binding */ withoutExtensions),
/* harmony export */   Tt: () => (/* binding */ leftOutOf),
/* harmony export */   mZ: () => (/* binding */ isScheduler)
/* harmony export */ });
/**
 * Extensions that run jobs, with the schemas that are theirs. A test never makes them: a copy's jobs would begin to run,
 * and pg_cron can be made in one database of a server only.
 */
const SCHEDULERS = new Map([['pg_cron', ['cron']]]);
const isScheduler = (extension) => SCHEDULERS.has(extension);
/** The backup as it can be tested where some extensions cannot be had: without them, their tables and their comments. */
function withoutExtensions(chosen, absent) {
    if (absent.length === 0)
        return chosen;
    const { inventory, stored = inventory } = chosen;
    return { ...chosen, inventory: reduce(inventory, new Set(absent)), absentExtensions: absent, stored };
}
function reduce(inventory, absent) {
    const members = new Set(inventory.facts.tables
        .filter((table) => table.extension !== null && absent.has(table.extension))
        .map((table) => JSON.stringify([table.schema, table.name])));
    const isMember = (schema, name) => members.has(JSON.stringify([schema, name]));
    const { facts } = inventory;
    return {
        ...inventory,
        tables: inventory.tables.filter((table) => !isMember(table.schema, table.name)),
        facts: {
            ...facts,
            tables: facts.tables.filter((table) => !isMember(table.schema, table.name)),
            indexes: facts.indexes.filter((index) => !isMember(index.schema, index.table)),
            constraints: facts.constraints.filter((constraint) => !isMember(constraint.schema, constraint.table)),
            extensions: facts.extensions.filter((extension) => !absent.has(extension.name)),
        },
    };
}
/** Which lines of the backup's archive are not restored: what was not asked for, what the target cannot have, and what refers to nothing. */
function leftOutOf({ part, absentExtensions = [], inventory, }) {
    const tests = [
        ...(part === undefined ? [] : [({ dumpId }) => !part.entries.has(dumpId)]),
        extensionEntries(absentExtensions),
        placesOfNothing(inventory),
    ].filter((test) => test !== undefined);
    return tests.length === 0 ? undefined : (entry) => tests.some((test) => test(entry));
}
/** pg_publication_rel: a table's place in a publication. */
const PLACE = /^\d+; 6106 \d+ PUBLICATION TABLE /;
/** PostgreSQL 18's pg_dump puts tables of excluded schemas into publications all the same, though it does not make the tables. */
function placesOfNothing({ filter, entries }) {
    if (filter.excludeSchemas.length === 0)
        return undefined;
    const held = new Set(entries.filter(({ type }) => type === 'TABLE').map(({ schema }) => schema));
    return ({ line }) => {
        if (!PLACE.test(line))
            return false;
        const rest = line.replace(PLACE, '');
        return ![...held].some((schema) => rest.startsWith(`${schema} `));
    };
}
/** Which lines of any archive of the database belong to the extensions that are left out. */
function extensionEntries(absent) {
    if (absent.length === 0)
        return undefined;
    const schemas = absent.flatMap((name) => SCHEDULERS.get(name) ?? []);
    const starts = [
        ...absent.flatMap((name) => [`EXTENSION - ${name} `, `COMMENT - EXTENSION ${name} `]),
        ...schemas.flatMap((schema) => [
            `ACL - SCHEMA ${schema} `,
            `ACL ${schema} `,
            `DEFAULT ACL ${schema} `,
            `SEQUENCE SET ${schema} `,
        ]),
    ];
    return ({ line }) => {
        const text = `${line.replace(/^\d+; \d+ \d+ /, '').trimEnd()} `;
        return starts.some((start) => text.startsWith(start));
    };
}


/***/ }),

/***/ 94139:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fO: () => (/* binding */ proveDatabaseFacts),
  Fr: () => (/* binding */ proveEqual)
});

// UNUSED EXPORTS: compareDatabaseFacts

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/dump/archive.js + 1 modules
var dump_archive = __webpack_require__(41586);
// EXTERNAL MODULE: ./build/dump/arguments.js
var dump_arguments = __webpack_require__(59347);
// EXTERNAL MODULE: ./build/dump/dump.js + 4 modules
var dump = __webpack_require__(83703);
// EXTERNAL MODULE: ./build/dump/sink.js
var sink = __webpack_require__(12816);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/catalogue-facts.js + 3 modules
var catalogue_facts = __webpack_require__(20914);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/proof/catalogue.js + 6 modules
var catalogue = __webpack_require__(25126);
// EXTERNAL MODULE: ./build/proof/definitions-prove.js + 1 modules
var definitions_prove = __webpack_require__(8920);
// EXTERNAL MODULE: ./build/operations/backup/selection.js + 1 modules
var selection = __webpack_require__(1962);
// EXTERNAL MODULE: ./build/operations/leaf-names.js
var leaf_names = __webpack_require__(39430);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
;// CONCATENATED MODULE: ./build/proof/check.js


/** The server's own words, without our sentence around them. They name objects, blocks and places; values are in the detail, which is left out. */
function serverMessage(error) {
    return (0,errors/* messageOf */.bD)(error instanceof Error && error.cause instanceof Error ? error.cause : error);
}
/** Why the server refused one check. A lost connection or an abort is thrown on: it ends all of them. */
function refusalOf(error) {
    const state = (0,postgres_session/* sqlStateOf */.v)(error);
    if (state === undefined || state.startsWith('57P') || state.startsWith('08'))
        throw error;
    return serverMessage(error);
}
/** Runs a query that must not write, whatever functions it calls. */
async function readOnly(session, sql) {
    await session.query('BEGIN READ ONLY');
    try {
        return await session.query(sql);
    }
    finally {
        await session.query('ROLLBACK').catch(() => { });
    }
}

;// CONCATENATED MODULE: ./build/proof/generated.js


const columnsQuery = `
  SELECT n.nspname AS schema, t.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    pg_get_expr(d.adbin, d.adrelid) AS expression
  FROM pg_attribute a
  JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  JOIN pg_class t ON t.oid = a.attrelid AND t.relkind = 'r'
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE a.attgenerated = 's' AND NOT a.attisdropped AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ORDER BY 1, 2, a.attnum`;
/**
 * Computes every stored generated column anew and counts the rows where it differs: their values are not in a dump.
 * As text, since not every type has an equality.
 */
async function checkGeneratedColumns(session) {
    const tables = Map.groupBy(await session.query(columnsQuery), ({ schema, table }) => (0,identifier/* qualified */.LX)(schema, table));
    const results = [];
    for (const [relation, columns] of tables)
        results.push(...(await checkTable(session, relation, columns)));
    return results;
}
async function checkTable(session, relation, columns) {
    const base = columns.map(({ schema, table, name }) => ({
        name: `${schema}.${table}.${name}`,
        kind: 'generated column',
    }));
    const counts = columns.map(({ name, type, expression }, at) => {
        // The coercion to the column's type is part of the stored expression, but not printed.
        const computed = `CAST(CAST((${expression}) AS ${type}) AS text)`;
        return `count(*) FILTER (WHERE CAST(${(0,identifier/* quoteIdentifier */.Cm)(name)} AS text) IS DISTINCT FROM ${computed}) AS c${at}`;
    });
    try {
        const [row] = await readOnly(session, `SELECT count(*) AS rows, ${counts.join(', ')} FROM ONLY ${relation}`);
        return base.map((one, at) => {
            const wrong = Number(row?.[`c${at}`]);
            const found = wrong === 0 ? `${row?.rows} rows` : `${wrong} of ${row?.rows} rows differ from their expression`;
            return { ...one, ok: wrong === 0, found };
        });
    }
    catch (error) {
        const skipped = `its expression cannot be computed: ${refusalOf(error)}`;
        return base.map((one) => ({ ...one, ok: false, skipped }));
    }
}

;// CONCATENATED MODULE: ./build/proof/indexes-amcheck.js



const SCHEMA = 'pgproof_amcheck';
/** gin_index_check came with amcheck 1.5. */
const GIN_CHECK_SINCE = 180_000;
/** Installs amcheck into a schema of its own, unless the database has it already. */
async function installAmcheck(session) {
    const found = await session.query(`SELECT n.nspname AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck'`);
    if (found[0])
        return amcheckIn(found[0].schema, async () => { });
    try {
        // The restored database's event triggers must not see this.
        await session.query(`SET session_replication_role = replica`);
        await session.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}; CREATE EXTENSION amcheck WITH SCHEMA ${SCHEMA}`);
    }
    catch (error) {
        if ((0,postgres_session/* sqlStateOf */.v)(error) === undefined)
            throw error;
        return unavailable(error);
    }
    return amcheckIn(SCHEMA, async () => {
        // What it found stands, even where the server does not let it tidy up.
        await session.query(`DROP EXTENSION IF EXISTS amcheck; DROP SCHEMA IF EXISTS ${SCHEMA}`).catch(refusalOf);
    });
}
function amcheckIn(schema, remove) {
    const functions = (0,identifier/* quoteIdentifier */.Cm)(schema);
    const passed = (index, found) => ({
        name: index.name,
        kind: 'index',
        ok: true,
        found,
    });
    return {
        async checkBtree(session, index) {
            await session.query(`SELECT ${functions}.bt_index_check($1::oid::regclass, heapallindexed => true)`, [index.oid]);
            return passed(index, 'every row has its entry');
        },
        async checkGin(session, index) {
            if (session.versionNum < GIN_CHECK_SINCE)
                return skipped(index, 'amcheck reads GIN from PostgreSQL 18 on');
            await session.query(`SELECT ${functions}.gin_index_check($1::oid::regclass)`, [index.oid]);
            return passed(index, 'structure');
        },
        remove,
    };
}
function unavailable(error) {
    const reason = `the extension amcheck cannot be installed on the target: ${serverMessage(error)}`;
    const check = async (_, index) => skipped(index, reason);
    return { checkBtree: check, checkGin: check, remove: async () => { } };
}
const skipped = (index, reason) => ({
    name: index.name,
    kind: 'index',
    ok: false,
    skipped: reason,
});

;// CONCATENATED MODULE: ./build/proof/indexes-count.js
/** Beyond this a 4-byte float, as pg_class.reltuples is one, no longer tells one number from the next. */
const EXACT = 2 ** 24;
/**
 * Counts the entries of a table's GiST and SP-GiST indexes, which VACUUM does for us, against the table's rows.
 * These indexes have an entry for every row that their predicate takes in, nulls included.
 */
async function countEntries(session, indexes) {
    const relation = indexes[0]?.relation;
    const warnings = [];
    const listen = (notice) => {
        if (notice.severity === 'WARNING')
            warnings.push(notice.message ?? 'VACUUM gave a warning');
    };
    session.client.on('notice', listen);
    try {
        await session.query(`VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) ${relation}`);
    }
    finally {
        session.client.off('notice', listen);
    }
    // Without the right to do so VACUUM warns and does nothing, and the count of the index's making would stand.
    if (warnings[0] !== undefined) {
        const skipped = `VACUUM did not run: ${warnings[0]}`;
        return indexes.map(({ name }) => ({ name, kind: 'index', ok: false, skipped }));
    }
    const entries = await session.query('SELECT oid, reltuples::float8::text AS entries FROM pg_class WHERE oid = ANY ($1::oid[])', [indexes.map((index) => index.oid)]);
    const counted = new Map(entries.map((row) => [row.oid, Number(row.entries)]));
    const filters = indexes.map((index, at) => `count(*) FILTER (WHERE ${index.predicate ?? 'true'}) AS c${at}`);
    const [rows] = await session.query(`SELECT ${filters.join(', ')} FROM ONLY ${relation}`);
    return indexes.map((index, at) => compareCounts(index.name, Number(rows?.[`c${at}`]), counted.get(index.oid) ?? -1));
}
function compareCounts(name, rows, entries) {
    const base = { name, kind: 'index' };
    if (entries < 0)
        return { ...base, ok: false, skipped: 'VACUUM did not count its entries' };
    const exact = rows < EXACT;
    const found = `${entries} entries for ${rows} rows${exact ? '' : ', to seven digits'}`;
    if (Math.fround(rows) === entries)
        return { ...base, ok: true, found };
    // Rows that another session may still see keep their entries.
    if (entries > rows)
        return { ...base, ok: false, skipped: `${found}: another session may still see deleted rows` };
    return { ...base, ok: false, found };
}

;// CONCATENATED MODULE: ./build/proof/indexes-list.js

/** Operators by which a value finds itself: equality, and containment for what is made of elements. */
const query = `
  SELECT x.indexrelid AS oid, n.nspname AS schema, i.relname AS "plainName", m.amname AS method,
    tn.nspname AS table_schema, t.relname AS table_name, pg_get_expr(x.indpred, x.indrelid) AS predicate,
    x.indisvalid AND x.indisready AND x.indislive AS usable,
    pg_relation_size(x.indexrelid) AS bytes, t.reltuples::text AS rows,
    (SELECT json_agg(json_build_object(
        'sql', pg_get_indexdef(x.indexrelid, k.place::int, false),
        'type', c.opcintype::regtype::text,
        'operator', (SELECT format('%I.%s', pn.nspname, p.oprname)
          FROM pg_amop o JOIN pg_operator p ON p.oid = o.amopopr JOIN pg_namespace pn ON pn.oid = p.oprnamespace
          WHERE o.amopfamily = c.opcfamily AND o.amoppurpose = 's' AND o.amoplefttype = c.opcintype
            AND (o.amoprighttype = c.opcintype AND p.oprname IN ('=', '@>', '~=')
              OR o.amoprighttype = 'tsquery'::regtype AND p.oprname = '@@')
          ORDER BY p.oprname = '@>' DESC LIMIT 1)
      ) ORDER BY k.place)
     FROM unnest(x.indclass) WITH ORDINALITY AS k (class, place)
     JOIN pg_opclass c ON c.oid = k.class WHERE k.place <= x.indnkeyatts)::text AS keys
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid AND i.relkind = 'i'
  JOIN pg_namespace n ON n.oid = i.relnamespace
  JOIN pg_am m ON m.oid = i.relam
  JOIN pg_class t ON t.oid = x.indrelid
  JOIN pg_namespace tn ON tn.oid = t.relnamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
/** Every index of users' tables and materialized views, without system and temporary ones. */
async function listIndexes(session) {
    const rows = await session.query(query);
    return rows.map(({ schema, table_schema, table_name, keys, bytes, rows: estimate, ...row }) => ({
        ...row,
        name: `${schema}.${row.plainName}`,
        relation: (0,identifier/* qualified */.LX)(table_schema, table_name),
        keys: JSON.parse(keys),
        bytes: Number(bytes),
        estimatedRows: Number(estimate),
    }));
}

;// CONCATENATED MODULE: ./build/proof/indexes-sample.js
/** Rows looked up per index. Smaller tables are looked up whole. */
const SAMPLE = 2000;
/** Milliseconds per column of an index: where every lookup returns a large part of the table, fewer rows are looked up. */
const PATIENCE = 2000;
/**
 * Looks up sampled rows by their own values through the index alone, and demands that each finds itself.
 * The sample is read by TABLESAMPLE, which never uses an index.
 */
async function lookUpRows(session, index) {
    const base = { name: index.name, kind: 'index' };
    let looked = 0;
    for (const key of index.keys) {
        if (key.operator === null) {
            return { ...base, ok: false, skipped: `there is no check for its operator class on ${key.type}` };
        }
        const result = await lookUpKey(session, index, key, key.operator);
        if (typeof result === 'string')
            return { ...base, ok: false, skipped: result };
        if (result.lost > 0)
            return { ...base, ok: false, found: `${result.lost} of ${result.looked} rows are not found by the index` };
        looked = Math.max(looked, result.looked);
    }
    if (looked === 0 && (await holdsRows(session, index))) {
        return { ...base, ok: false, skipped: 'no sampled row has a value that can be looked up' };
    }
    return { ...base, ok: true, found: `${looked} rows looked up` };
}
async function holdsRows(session, { relation, predicate }) {
    const [row] = await session.query(`SELECT EXISTS (SELECT FROM ONLY ${relation} WHERE ${predicate ?? 'true'}) AS some`);
    return row?.some === true;
}
/** Everything but bitmap scans, by which hash, BRIN and GIN can all be read. */
const ONLY_BITMAPS = ['seqscan', 'indexscan', 'indexonlyscan', 'tidscan', 'sort', 'hashjoin', 'mergejoin', 'material'];
async function lookUpKey(session, index, key, operator) {
    const query = lookUpQuery(index, key, operator);
    await session.query('BEGIN');
    try {
        await session.query(ONLY_BITMAPS.map((name) => `SET LOCAL enable_${name} = off`).join('; '));
        if (!(await reads(session, query, index))) {
            await hideOthers(session, index);
            if (!(await reads(session, query, index)))
                return 'the planner reads the table by another way';
        }
        const [row] = await session.query(query);
        return row ?? { looked: 0, lost: 0 };
    }
    finally {
        await session.query('ROLLBACK').catch(() => { });
    }
}
async function reads(session, query, index) {
    const [plan] = await session.query(`EXPLAIN (FORMAT JSON) ${query}`);
    return namesIndex(JSON.parse(plan?.['QUERY PLAN'] ?? '[]'), index.plainName);
}
/** Until the transaction is rolled back the planner takes the table's other indexes for invalid. Only a superuser may; the lock keeps two sessions from waiting for each other. */
async function hideOthers(session, { oid, relation }) {
    const [user] = await session.query("SELECT current_setting('is_superuser') AS superuser");
    if (user?.superuser !== 'on')
        return;
    await session.query("SELECT pg_advisory_xact_lock(hashtext('pgproof indexes'), hashtext($1))", [relation]);
    await session.query('UPDATE pg_index SET indisvalid = false WHERE indrelid = $1::regclass AND indexrelid <> $2 AND indisvalid', [relation, oid]);
}
function lookUpQuery(index, key, operator) {
    const share = index.estimatedRows > SAMPLE ? Math.max(0.001, (110 * SAMPLE) / index.estimatedRows) : 100;
    const sought = key.type === 'tsvector' ? tsqueryOf('v') : 'v';
    const predicate = index.predicate === null ? '' : ` AND (${index.predicate})`;
    const matches = `OPERATOR(${operator})`;
    // EXISTS could become one hash over the whole table. A value that does not match itself (an array with a null element) cannot be looked up.
    return `
    WITH sample AS MATERIALIZED (
      SELECT place, v, q FROM (
        SELECT place, v, ${sought} AS q FROM (
          SELECT ctid AS place, ${key.sql} AS v FROM ONLY ${index.relation} TABLESAMPLE SYSTEM (${share}) REPEATABLE (1)
          WHERE true${predicate}) AS r OFFSET 0) AS r
      WHERE v ${matches} q LIMIT ${2 * SAMPLE})
    SELECT count(*) AS looked, count(*) FILTER (WHERE (
      SELECT true FROM ONLY ${index.relation} WHERE ${key.sql} ${matches} sample.q AND ctid = sample.place${predicate} LIMIT 1) IS NULL) AS lost
    FROM sample WHERE clock_timestamp() < statement_timestamp() + interval '${PATIENCE} ms'`;
}
/** A few of its words as a query; an empty vector gives none and matches nothing. */
const tsqueryOf = (value) => String.raw `
  (SELECT string_agg('''' || replace(replace(w, '\', '\\'), '''', '''''') || '''', ' & ')
   FROM (SELECT w FROM unnest(tsvector_to_array(${value})) AS w LIMIT 3) AS few)::tsquery`;
function namesIndex(plan, name) {
    if (Array.isArray(plan))
        return plan.some((part) => namesIndex(part, name));
    if (typeof plan !== 'object' || plan === null)
        return false;
    return Object.entries(plan).some(([key, value]) => (key === 'Index Name' ? value === name : namesIndex(value, name)));
}

;// CONCATENATED MODULE: ./build/proof/indexes.js






/**
 * Looks for wrong or missing entries in every index of users' tables: B-trees by amcheck, GiST and SP-GiST by counting, others by looking up sampled rows.
 * Writes nothing but the extension amcheck (removed at the end) and what VACUUM does, so it belongs after the second dump.
 * An index that cannot be checked is skipped with the reason.
 */
async function checkIndexes(target, options) {
    const { pinned, signal } = options;
    const open = () => (0,postgres_session/* openSession */.f)(target, { ...(pinned ? { pinned } : {}), ...(signal ? { signal } : {}) });
    const session = await open();
    try {
        const indexes = await listIndexes(session);
        if (indexes.length === 0)
            return [];
        const amcheck = await installAmcheck(session);
        try {
            const results = await runTasks(planTasks(indexes, amcheck), open, options);
            return results.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
        }
        finally {
            await amcheck.remove();
        }
    }
    finally {
        await session.close();
    }
}
/** The largest first, so that none is left for the end; one task per index, and one per table where VACUUM counts. */
function planTasks(indexes, amcheck) {
    const tasks = [];
    const counted = new Map();
    for (const index of indexes) {
        if (!index.usable)
            tasks.push(alone(index, async () => skip(index, 'the index is not valid')));
        else if (index.method === 'btree')
            tasks.push(alone(index, (session) => amcheck.checkBtree(session, index)));
        else if (index.method === 'gin')
            tasks.push(alone(index, (session) => checkGin(session, index, amcheck)));
        else if (index.method === 'hash' || index.method === 'brin') {
            tasks.push(alone(index, (session) => lookUpRows(session, index)));
        }
        else if (index.method === 'gist' || index.method === 'spgist') {
            counted.set(index.relation, [...(counted.get(index.relation) ?? []), index]);
        }
        else
            tasks.push(alone(index, async () => skip(index, `there is no check for the method ${index.method}`)));
    }
    for (const group of counted.values()) {
        tasks.push({ indexes: group, bytes: sizeOf(group), run: (session) => countEntries(session, group) });
    }
    return tasks.sort((a, b) => b.bytes - a.bytes);
}
function alone(index, check) {
    return { indexes: [index], bytes: index.bytes, run: async (session) => [await check(session)] };
}
const sizeOf = (indexes) => indexes.reduce((sum, index) => sum + index.bytes, 0);
const skip = (index, reason) => ({
    name: index.name,
    kind: 'index',
    ok: false,
    skipped: reason,
});
/** amcheck reads a GIN index's structure only, and only from 18 on: its entries are looked up. */
async function checkGin(session, index, amcheck) {
    const structure = await amcheck.checkGin(session, index);
    if (!structure.skipped && !structure.ok)
        return structure;
    const entries = await lookUpRows(session, index);
    if (!entries.skipped || structure.skipped)
        return entries;
    return { ...structure, found: `structure only: ${entries.skipped}` };
}
async function runTasks(tasks, open, options) {
    const deadline = options.timeout === undefined ? undefined : Date.now() + options.timeout;
    const total = tasks.reduce((sum, task) => sum + task.indexes.length, 0);
    const results = [];
    const queue = tasks[Symbol.iterator]();
    const work = async () => {
        const session = await open();
        try {
            for (const task of queue) {
                options.signal?.throwIfAborted();
                results.push(...(await runTask(task, session, deadline)));
                options.progress?.({ kind: 'items', done: results.length, total, unit: 'indexes' });
            }
        }
        finally {
            await session.close();
        }
    };
    const workers = Array.from({ length: Math.max(1, Math.min(options.jobs, tasks.length)) }, work);
    await Promise.allSettled(workers);
    await Promise.all(workers);
    return results;
}
async function runTask(task, session, deadline) {
    const all = (reason) => task.indexes.map((index) => skip(index, reason));
    const left = deadline === undefined ? 0 : Math.floor(deadline - Date.now());
    if (deadline !== undefined && left <= 0)
        return all('the time for checking indexes was over');
    try {
        await session.query(`SET statement_timeout = ${left}`);
        return await task.run(session);
    }
    catch (error) {
        const state = (0,postgres_session/* sqlStateOf */.v)(error);
        if (state === '57014' && left > 0)
            return all('the time for checking indexes was over');
        const words = refusalOf(error);
        if (state?.startsWith(CORRUPTED))
            return task.indexes.map((index) => broken(index, words));
        return all(`the check failed: ${words}`);
    }
}
/** SQLSTATE class XX: internal error, data or index corrupted. */
const CORRUPTED = 'XX';
const broken = ({ name }, found) => ({ name, kind: 'index', ok: false, found });

;// CONCATENATED MODULE: ./build/proof/sequences.js


const sequencesQuery = `
  SELECT n.nspname AS schema, s.relname AS name, tn.nspname AS table_schema, t.relname AS table_name,
    a.attname AS column, q.seqincrement AS increment
  FROM pg_sequence q
  JOIN pg_class s ON s.oid = q.seqrelid
  JOIN pg_namespace n ON n.oid = s.relnamespace
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.refclassid = 'pg_class'::regclass
    AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  JOIN pg_class t ON t.oid = d.refobjid AND t.relkind IN ('r', 'p')
  JOIN pg_namespace tn ON tn.oid = t.relnamespace
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ORDER BY 1, 2`;
/** Compares each sequence with the column that owns it. One that is behind would give a value twice; sources are often so themselves, hence a warning. */
async function checkSequences(session) {
    const sequences = await session.query(sequencesQuery);
    const results = [];
    for (const sequence of sequences)
        results.push(await checkSequence(session, sequence));
    return results;
}
async function checkSequence(session, sequence) {
    const base = { name: `${sequence.schema}.${sequence.name}`, kind: 'sequence' };
    const column = `${sequence.table_schema}.${sequence.table_name}.${sequence.column}`;
    const [extreme, beyond] = Number(sequence.increment) > 0 ? ['max', '<'] : ['min', '>'];
    try {
        // A sequence that was never asked gives its last_value itself next.
        const [row] = await readOnly(session, `
      SELECT coalesce(CASE WHEN s.is_called THEN s.last_value ${beyond} c.value ELSE s.last_value ${beyond}= c.value END, false)
        AS behind
      FROM ${(0,identifier/* qualified */.LX)(sequence.schema, sequence.name)} AS s,
        (SELECT ${extreme}(${(0,identifier/* quoteIdentifier */.Cm)(sequence.column)})::int8 AS value
         FROM ${(0,identifier/* qualified */.LX)(sequence.table_schema, sequence.table_name)}) AS c`);
        if (row?.behind)
            return { ...base, ok: false, warning: true, found: `behind ${column}` };
        return { ...base, ok: true, found: `not behind ${column}` };
    }
    catch (error) {
        return { ...base, ok: false, skipped: refusalOf(error) };
    }
}

;// CONCATENATED MODULE: ./build/proof/views-stability.js
/** Aggregates of pg_catalog that give the same for rows in any order; of those over several types, floating point does not. */
const ORDERLESS = ['count', 'min', 'max', 'bool_and', 'bool_or', 'every', 'bit_and', 'bit_or', 'bit_xor', 'sum', 'avg'];
/** Functions are named in parse trees by OID alone; where an operator's function is still 0 the operator's own number tells. */
const views_stability_query = `
  WITH RECURSIVE view AS (
    SELECT t.oid, n.nspname AS schema, t.relname AS name, t.relispopulated AS populated
    FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE t.relkind = 'm' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ), used (view, relation) AS (
    SELECT oid, oid FROM view
    UNION
    SELECT u.view, d.refobjid
    FROM used u
    JOIN pg_class k ON k.oid = u.relation AND (k.relkind = 'v' OR k.oid = u.view)
    JOIN pg_rewrite r ON r.ev_class = u.relation
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
  ), tree AS (
    SELECT u.view, r.ev_action::text AS text
    FROM used u JOIN pg_class k ON k.oid = u.relation AND (k.relkind = 'v' OR k.oid = u.view)
    JOIN pg_rewrite r ON r.ev_class = u.relation AND r.ev_type = '1'
  ), called AS (
    SELECT t.view, m[2]::oid AS function
    FROM tree t, regexp_matches(t.text, ':(funcid|opfuncid|aggfnoid|winfnoid|negfuncid) ([0-9]+)', 'g') AS m
    UNION
    SELECT t.view, o.oprcode
    FROM tree t, regexp_matches(t.text, ':opno ([0-9]+)', 'g') AS m JOIN pg_operator o ON o.oid = m[1]::oid
  )
  SELECT v.schema, v.name, v.populated, pg_get_viewdef(v.oid) AS definition,
    (SELECT json_agg(text) FROM tree WHERE tree.view = v.oid)::text AS trees,
    (SELECT min(k.relname) FROM used u JOIN pg_class k ON k.oid = u.relation AND k.relkind = 'f' WHERE u.view = v.oid)
      AS foreign,
    (SELECT json_agg(DISTINCT p.proname) FROM called c JOIN pg_proc p ON p.oid = c.function
     WHERE c.view = v.oid AND p.provolatile <> 'i')::text AS unstable,
    (SELECT json_agg(DISTINCT p.proname) FROM called c JOIN pg_proc p ON p.oid = c.function
     WHERE c.view = v.oid AND p.prokind = 'a' AND NOT (
       p.pronamespace = 'pg_catalog'::regnamespace AND p.proname = ANY ($1::text[])
       AND NOT (p.proname IN ('sum', 'avg') AND p.proargtypes[0] IN ('float4'::regtype, 'float8'::regtype))))::text AS ordered
  FROM view v
  ORDER BY 1, 2`;
async function readMaterializedViews(session) {
    const rows = await session.query(views_stability_query, [ORDERLESS]);
    return rows.map((row) => ({
        ...row,
        trees: JSON.parse(row.trees),
        unstable: JSON.parse(row.unstable ?? '[]'),
        ordered: JSON.parse(row.ordered ?? '[]'),
    }));
}
/** OIDs of types whose text depends on settings: date, time, timetz, timestamp, timestamptz, interval, money. */
const SETTING_DEPENDENT = /type\w* (?:1082|1083|1266|1114|1184|1186|790)\b/;
/** Why the view's contents may differ from what its query gives now although nothing is wrong; undefined where they may not. */
function whyUnstable({ trees, foreign, unstable, ordered }) {
    if (foreign !== null)
        return `it reads the foreign table ${foreign}`;
    if (unstable.length > 0)
        return `it calls functions that are not immutable: ${unstable.slice(0, 5).join(', ')}`;
    if (ordered.length > 0)
        return `its aggregates depend on the order of rows: ${ordered.slice(0, 5).join(', ')}`;
    const holds = (pattern) => trees.some((tree) => pattern.test(tree));
    if (holds(/\{SQLVALUEFUNCTION /))
        return 'it depends on the time or the user';
    if (holds(/\{TABLESAMPLECLAUSE /))
        return 'it takes a sample';
    if (holds(/:limit(?:Count|Offset) \{/))
        return 'it takes some of the rows (LIMIT, OFFSET)';
    if (holds(/:hasDistinctOn true/))
        return 'it takes some of the rows (DISTINCT ON)';
    if (holds(/:hasWindowFuncs true/))
        return 'it has window functions';
    if (holds(/\{COERCEVIAIO /) && holds(SETTING_DEPENDENT))
        return 'it turns dates or times into text, which settings change';
    return undefined;
}

;// CONCATENATED MODULE: ./build/proof/views.js



/**
 * Compares each materialized view with what its query gives now. A restore fills it from the restored rows, so where the query depends on nothing else
 * both are the same; where it does, the check is skipped with the reason unless `all` is set.
 */
async function checkMaterializedViews(session, options = {}) {
    const results = [];
    for (const view of await readMaterializedViews(session)) {
        const base = { name: `${view.schema}.${view.name}`, kind: 'materialized view', ok: false };
        const why = view.populated ? whyUnstable(view) : 'it is not populated';
        if (why !== undefined && !(options.all && view.populated))
            results.push({ ...base, skipped: why });
        else
            results.push(await compareContents(session, view));
    }
    return results;
}
async function compareContents(session, view) {
    const base = { name: `${view.schema}.${view.name}`, kind: 'materialized view' };
    const query = view.definition.replace(/;\s*$/, '');
    try {
        // Rows as text, since not every type has an equality. The alias must not be a column's name.
        const [row] = await readOnly(session, `
      WITH held AS MATERIALIZED (
        SELECT CAST("pgproof row" AS text) AS r FROM ONLY ${(0,identifier/* qualified */.LX)(view.schema, view.name)} AS "pgproof row"
      ), computed AS MATERIALIZED (
        SELECT CAST("pgproof row" AS text) AS r FROM (${query}) AS "pgproof row"
      )
      SELECT (SELECT count(*) FROM held) AS rows,
        (SELECT count(*) FROM (SELECT r FROM computed EXCEPT ALL SELECT r FROM held) AS d) AS lacking,
        (SELECT count(*) FROM (SELECT r FROM held EXCEPT ALL SELECT r FROM computed) AS d) AS besides`);
        const { rows, lacking, besides } = row;
        if (lacking === 0 && besides === 0)
            return { ...base, ok: true, found: `${rows} rows` };
        return { ...base, ok: false, found: `not what its query gives: ${lacking} rows missing, ${besides} rows besides` };
    }
    catch (error) {
        return { ...base, ok: false, skipped: `its query cannot be run: ${refusalOf(error)}` };
    }
}

;// CONCATENATED MODULE: ./build/operations/round-trip/check-contents.js





/** Checks in a restored database what follows from the rows and is in no dump: index entries, generated columns, materialized views. */
async function checkContents(options) {
    const { connection, pinned, jobs, signal, progress } = options;
    const indexes = await checkIndexes(connection, { jobs, pinned, signal, progress });
    const session = await (0,postgres_session/* openSession */.f)(connection, { pinned, signal });
    try {
        return [
            ...indexes,
            ...(await checkGeneratedColumns(session)),
            ...(await checkMaterializedViews(session)),
            ...(await checkSequences(session)),
        ];
    }
    finally {
        await session.close();
    }
}

;// CONCATENATED MODULE: ./build/operations/round-trip/compare-large-objects.js
/** Compares the large objects of the backup with those of the second dump, by digest. */
function compareLargeObjects(stored, again) {
    const found = new Map(again.map((object) => [object.oid, object]));
    const differences = [];
    for (const object of stored) {
        const other = found.get(object.oid);
        found.delete(object.oid);
        if (other === undefined)
            differences.push(`large object ${object.oid} is missing`);
        else if (other.sha256 !== object.sha256) {
            differences.push(`large object ${object.oid} has other contents (${object.bytes} bytes in the backup, ${other.bytes} after the restore)`);
        }
    }
    const equal = stored.length - differences.length;
    for (const oid of found.keys())
        differences.push(`large object ${oid} is not in the backup`);
    return { count: stored.length, equal, differences };
}

// EXTERNAL MODULE: ./build/operations/round-trip/compare-tables.js + 2 modules
var compare_tables = __webpack_require__(97028);
// EXTERNAL MODULE: ./build/operations/round-trip/database-settings.js
var database_settings = __webpack_require__(25109);
;// CONCATENATED MODULE: ./build/operations/round-trip/held.js
/** What of the catalogue a backup holds, where it is partial or a part of it was asked for. */
function heldBy({ inventory, part }) {
    const { schemas, tables, excludeSchemas, excludeTables } = inventory.filter;
    const keyOf = (schema, name) => JSON.stringify([schema, name]);
    const filled = inventory.entries.filter((entry) => entry.type === 'MATERIALIZED VIEW DATA');
    const views = new Set(filled.map((entry) => keyOf(entry.schema, entry.name)));
    const fills = (schema, view) => views.has(keyOf(schema, view));
    const detached = new Set(part?.detached.map(({ schema, name }) => keyOf(schema, name)));
    const constrains = (schema, table) => !detached.has(keyOf(schema, table));
    if ([schemas, tables, excludeSchemas, excludeTables].every((patterns) => patterns.length === 0))
        return { fills, constrains };
    const held = new Set(inventory.entries.map((entry) => keyOf(entry.schema, entry.name)));
    return {
        fills,
        constrains,
        holds: (schema, table) => held.has(keyOf(schema, table)),
        largeObjects: schemas.length + tables.length === 0,
    };
}

// EXTERNAL MODULE: ./build/operations/round-trip/left-out.js
var left_out = __webpack_require__(42978);
// EXTERNAL MODULE: ./build/operations/round-trip/restore-into.js + 1 modules
var restore_into = __webpack_require__(13705);
// EXTERNAL MODULE: ./build/operations/round-trip/verdict.js
var verdict = __webpack_require__(29065);
;// CONCATENATED MODULE: ./build/operations/round-trip/prove.js






















/** Dumps a restored database through the same code as the backup was, demands the same digests, and looks at what a dump is blind to. */
async function proveEqual(proving) {
    const { connection, pinned, context } = proving;
    const started = performance.now();
    context.progress({ kind: 'phase', title: 'Prove: dump again and compare' });
    const again = (0,external_node_path_.join)(proving.folder, 'again');
    await (0,promises_.mkdir)(again, { mode: 0o700 });
    // Without the abort signal the session outlives a cancel by a moment; its query is then ended by the drop of the database.
    const session = await (0,postgres_session/* openSession */.f)(connection, { pinned, signal: proving.signal });
    try {
        const dumped = await dumpAgain(proving, again, session);
        const tables = await (0,compare_tables/* compareTables */.D)({
            inventory: proving.chosen.inventory,
            again: await nameTables(proving, again, dumped, session),
            reader: proving.chosen.reader,
            encoding: proving.chosen.backup.manifest.source.encoding,
            showKeys: proving.showKeys,
            session,
        });
        const definitions = await definitionsOf(proving, again);
        const largeObjects = compareLargeObjects(proving.chosen.inventory.largeObjects, dumped.largeObjects);
        const findings = await factsOf(proving, session);
        const proved = performance.now();
        context.progress({ kind: 'phase', title: 'Prove: check indexes and derived contents' });
        const contents = await checkContents({
            connection,
            pinned,
            jobs: proving.jobs,
            signal: proving.signal,
            progress: context.progress,
        });
        const seconds = { prove: (proved - started) / 1000, checkIndexes: (performance.now() - proved) / 1000 };
        const judged = (0,verdict/* judge */.S)({ tables, definitions, largeObjects, findings, contents, targetMajor: proving.programs.major });
        return { ...judged, notChecked: [...judged.notChecked, ...notRestored(proving)], seconds };
    }
    finally {
        await session.close();
        await (0,promises_.rm)(again, { recursive: true, force: true });
    }
}
async function dumpAgain(proving, folder, session) {
    const { connection, pinned, programs, context, chosen } = proving;
    return await (0,dump/* followDump */.i)({
        programs,
        environment: (0,conninfo/* libpqEnvironment */.SQ)(connection, pinned, context),
        args: (0,dump_arguments/* dumpArguments */.Dd)({
            folder,
            jobs: proving.jobs,
            encoding: chosen.backup.manifest.source.encoding,
            lockTimeoutMs: 0,
            majorVersion: programs.major,
            filter: await (0,selection/* encodeFilter */.J)(session, chosen.inventory.filter),
            keepAlive: conninfo/* keepAliveArgument */.ir,
        }),
        folder,
        jobs: proving.jobs,
        spoolLimit: proving.spoolLimit,
        signal: proving.signal,
        sink: sink/* NOWHERE */.J,
        progress: (done) => context.progress({
            kind: 'bytes',
            done,
            total: chosen.part ? (0,restore_into/* rowBytes */.wg)(chosen.inventory) : chosen.backup.manifest.totals.rawBytes,
        }),
    });
}
async function nameTables(proving, folder, dumped, session) {
    const { programs, connection, pinned, context, chosen } = proving;
    const environment = (0,conninfo/* libpqEnvironment */.SQ)(connection, pinned, context);
    const archive = new dump_archive/* Archive */.Td(folder, programs, environment, chosen.backup.manifest.source.encoding);
    const tables = await archive.tables(proving.folder);
    const names = await (0,leaf_names/* leafNames */.P)(session, tables);
    return tables.map((table) => {
        const digest = dumped.tables.get(table.file);
        const own = names.get(table.oid);
        if (digest === undefined || own === undefined) {
            throw (0,errors/* environmentError */.me)(`the second dump lists ${table.target.schema}.${table.target.name} without its rows`, 'something changed the restored database during the test: use a target of its own');
        }
        return { ...digest, ...own, table };
    });
}
async function definitionsOf(proving, again) {
    return await (0,definitions_prove/* proveDefinitions */.N)({
        programs: proving.programs,
        scratch: proving.scratch,
        pinned: proving.pinned,
        environment: proving.context.environment,
        folder: proving.folder,
        signal: proving.signal,
        source: proving.folder,
        target: again,
        otherMajor: proving.otherMajor,
        encoding: proving.chosen.backup.manifest.source.encoding,
        leftOut: (0,left_out/* leftOutOf */.Tt)(proving.chosen),
        leftOutAgain: (0,left_out/* extensionEntries */.GX)(proving.chosen.absentExtensions ?? []),
        owners: !proving.omit?.owners,
        privileges: !proving.omit?.privileges,
    });
}
async function factsOf(proving, session) {
    const { inventory } = proving.chosen;
    const target = await (0,catalogue_facts/* readCatalogueFacts */.vZ)(session);
    // Definitions alone leave out large objects, their owners and grants with them.
    const source = inventory.filter.schemaOnly
        ? { ...inventory.facts, largeObjects: { count: 0, groups: [] } }
        : inventory.facts;
    const tablespaces = proving.omit?.tablespaces === false && proving.chosen.part === undefined;
    return (0,catalogue/* compareCatalogue */.d)(source, target, { ...heldBy(proving.chosen), roles: comparesRoles(proving), tablespaces });
}
const comparesRoles = ({ omit }) => !omit?.owners && !omit?.privileges;
/** What was asked to be left out is not proved. */
function notRestored({ chosen, omit }) {
    const asked = (what, input) => ({ what, why: `they were left out, as ${input} asks` });
    return [
        ...(chosen.part
            ? [{ what: 'the rest of the backup', why: `restored were ${chosen.part.sentences.join(', ')}` }]
            : []),
        ...(omit?.owners ? [asked('owners', 'no-owner')] : []),
        ...(omit?.privileges ? [asked('grants', 'no-privileges')] : []),
        ...(omit?.tablespaces && chosen.inventory.facts.tablespaces.length > 0
            ? [asked('tablespaces', 'no-tablespaces')]
            : []),
    ];
}
/**
 * Restores and compares what belongs to the database itself; the last thing that is done with it. Of a `marked` database the comment stays,
 * since it tells a later run whose it is.
 */
async function proveDatabaseFacts(proving, marked = false) {
    const { connection, pinned, chosen } = proving;
    const { facts, filter } = chosen.inventory;
    if (chosen.part !== undefined || filter.schemas.length + filter.tables.length > 0)
        return [];
    const session = await (0,postgres_session/* openSession */.f)(connection, { pinned, signal: proving.signal });
    try {
        const name = connection.parameters.dbname;
        const refused = await (0,database_settings/* applyDatabaseFacts */.x)(session, name, facts.database, proving.omit, !marked);
        const compare = async () => await compareDatabaseFacts(proving, session);
        const found = marked ? await (0,database_settings/* withComment */.y)(session, name, facts.database, compare) : await compare();
        return [...refused, ...found];
    }
    finally {
        await session.close();
    }
}
/** Compares what belongs to the database itself; `proveDatabaseFacts` has restored it. */
async function compareDatabaseFacts(proving, session) {
    const findings = (0,catalogue/* compareCatalogue */.d)(proving.chosen.inventory.facts, await (0,catalogue_facts/* readCatalogueFacts */.vZ)(session), {
        ...heldBy(proving.chosen),
        roles: comparesRoles(proving),
        database: true,
    });
    return findings.filter((finding) => finding.kind === 'database').map(verdict/* checkOf */.E);
}


/***/ }),

/***/ 13705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xk: () => (/* binding */ prepareDatabase),
  p5: () => (/* binding */ restoreInto),
  wg: () => (/* binding */ rowBytes),
  rl: () => (/* binding */ scratchDatabases)
});

// EXTERNAL MODULE: ./build/dump/archive.js + 1 modules
var dump_archive = __webpack_require__(41586);
// EXTERNAL MODULE: ./build/dump/load.js
var load = __webpack_require__(36923);
// EXTERNAL MODULE: ./build/dump/restore.js
var dump_restore = __webpack_require__(57853);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/postgres/stand-ins.js
var stand_ins = __webpack_require__(74187);
// EXTERNAL MODULE: ./build/operations/round-trip/left-out.js
var left_out = __webpack_require__(42978);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/repository/large-objects.js
var large_objects = __webpack_require__(53367);
;// CONCATENATED MODULE: ./build/operations/round-trip/load-large-objects.js




/** Large objects are restored in groups, so that neither bytes nor inodes pile up. */
const GROUP = { objects: 5000, bytes: 256 * 1024 * 1024 };
/** Brings large objects into a database that has them already, empty; they pass through the folder of the archive. */
async function loadLargeObjects({ inventory, reader }, options) {
    let group = [];
    let bytes = 0;
    for await (const file of (0,large_objects/* largeObjectFiles */.A)(reader, inventory)) {
        await spill(file, options.archive.folder);
        if (file.object === undefined)
            continue;
        group.push(file.object);
        bytes += file.object.bytes;
        if (group.length < GROUP.objects && bytes < GROUP.bytes)
            continue;
        await restoreGroup(options, group);
        group = [];
        bytes = 0;
    }
    await restoreGroup(options, group);
}
async function spill({ name, object, content }, folder) {
    if (object === undefined) {
        for await (const _ of content)
            ;
        return;
    }
    const output = await (0,promises_.open)((0,external_node_path_.join)(folder, name), 'wx', 0o600);
    try {
        for await (const chunk of content)
            await output.write(chunk);
    }
    finally {
        await output.close();
    }
}
/** pg_restore finds large objects by the lists beside `toc.dat`; each group gets lists of its own. */
async function restoreGroup(options, group) {
    if (group.length === 0)
        return;
    const { folder } = options.archive;
    const lists = new Map();
    for (const { toc, oid } of group)
        lists.set(toc, [...(lists.get(toc) ?? []), `${oid} blob_${oid}.dat\n`]);
    for (const [toc, lines] of lists)
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, toc), lines.join(''), { mode: 0o600 });
    const dumpIds = [...lists.keys()].map((toc) => Number(/_(\d+)\.toc$/.exec(toc)?.[1]));
    await (0,dump_restore/* restoreLargeObjects */.GE)(options, dumpIds.some(Number.isNaN) ? undefined : new Set(dumpIds));
    for (const toc of lists.keys())
        await (0,promises_.rm)((0,external_node_path_.join)(folder, toc));
    for (const { oid } of group)
        await (0,promises_.rm)((0,external_node_path_.join)(folder, `blob_${oid}.dat`));
}

;// CONCATENATED MODULE: ./build/operations/round-trip/restore-into.js










/** Restores a whole backup into an empty database: definitions, rows straight from storage, then everything after the rows. */
async function restoreInto(restore) {
    const { backup, part } = restore.chosen;
    const partial = [...backup.manifest.partial, ...(part?.sentences ?? [])];
    try {
        return await restoreAll(restore);
    }
    catch (error) {
        if (partial.length === 0 || !(error instanceof errors/* PgproofError */.wp) || error.code !== 1)
            throw error;
        const hint = `the backup holds ${partial.join(', ')}: what these refer to (types, tables, rows behind a foreign key) must be in it too`;
        throw (0,errors/* negative */.gu)(error.reason, hint, error);
    }
}
async function restoreAll(restore) {
    const { chosen, context } = restore;
    const options = restoreOptions(restore);
    const waited = chosen.reader.waitedMs;
    const started = performance.now();
    context.progress({ kind: 'phase', title: 'Restore definitions' });
    await prepareDatabase(restore, restore.connection);
    await restoreSchemaPublic(restore, options);
    const { leftOut } = options;
    const without = (entry) => leftOut?.(entry) === true || isSchemaPublic(entry);
    await (0,dump_restore/* restorePreData */.g)(makesPublic(chosen) ? { ...options, leftOut: without } : options);
    await (0,dump_restore/* restoreOtherData */.Nk)(options);
    context.progress({ kind: 'phase', title: 'Restore rows' });
    await loadRows(restore);
    await loadLargeObjects(restore.chosen, options);
    await runAll(restore, restore.connection, (0,stand_ins/* fillStatements */.o0)(chosen.inventory.standIns));
    const loaded = performance.now();
    context.progress({ kind: 'phase', title: 'Build indexes and constraints' });
    await (0,dump_restore/* restorePostData */.FJ)(options);
    return {
        download: (chosen.reader.waitedMs - waited) / 1000,
        restore: (loaded - started) / 1000,
        index: (performance.now() - loaded) / 1000,
    };
}
/** A dump of schemas makes `public` itself; in any other it is there, as in every new database. */
const makesPublic = ({ inventory }) => inventory.filter.schemas.length > 0 &&
    inventory.entries.some(({ type, name }) => type === 'SCHEMA' && name === 'public');
/** With its comment and grants, which pg_restore makes only together with it. */
const isSchemaPublic = ({ line }) => /^\d+; (?:2615 \d+ SCHEMA - public |0 0 (?:ACL|COMMENT|SECURITY LABEL) - SCHEMA public )/.test(line);
/** pg_dump writes the grants on `public` as changes to what a new database grants on it, so that this has to be there before them. */
async function restoreSchemaPublic(restore, options) {
    if (!makesPublic(restore.chosen))
        return;
    await runAll(restore, restore.connection, ['ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO PUBLIC']);
    const leftOut = (entry) => !isSchemaPublic(entry) || options.leftOut?.(entry) === true;
    await (0,dump_restore/* restorePreData */.g)({ ...options, leftOut });
    await runAll(restore, restore.connection, ['ALTER DEFAULT PRIVILEGES REVOKE USAGE ON SCHEMAS FROM PUBLIC']);
}
function restoreOptions(restore) {
    const { context, connection, pinned, programs } = restore;
    const environment = (0,conninfo/* libpqEnvironment */.SQ)(connection, pinned, context);
    const archive = new dump_archive/* Archive */.Td(restore.folder, programs, environment, restore.chosen.backup.manifest.source.encoding);
    const { folder: scratch, jobs, signal, omit } = restore;
    return { programs, environment, archive, scratch, jobs, signal, omit, leftOut: (0,left_out/* leftOutOf */.Tt)(restore.chosen) };
}
/**
 * Makes what a restore finds there on the source: template0 has a schema `public`, which a dump of schemas makes itself; a dump of single tables
 * makes no schema at all; and what belongs to a managed provider needs a stand-in.
 */
async function prepareDatabase(restore, connection) {
    const { entries, tables, filter, standIns } = restore.chosen.inventory;
    const statements = makesPublic(restore.chosen) ? ['DROP SCHEMA public'] : [];
    if (filter.tables.length > 0) {
        const schemas = new Set([...tables, ...entries].map((entry) => entry.schema));
        for (const schema of schemas) {
            if (schema !== '' && schema !== '-')
                statements.push(`CREATE SCHEMA IF NOT EXISTS ${(0,identifier/* quoteIdentifier */.Cm)(schema)}`);
        }
    }
    await runAll(restore, connection, [
        ...statements,
        ...(0,stand_ins/* standInStatements */.qL)(standIns),
        ...extensionStatements(restore.chosen),
    ]);
}
/** A dump of schemas or tables holds no extensions, and needs their types and operators; those whose schema it makes itself come too late for it. */
function extensionStatements({ inventory, absentExtensions }) {
    const { entries, filter, facts } = inventory;
    if (filter.schemas.length + filter.tables.length === 0)
        return [];
    const made = new Set(entries.filter((entry) => entry.type === 'SCHEMA').map((entry) => entry.name));
    return facts.extensions
        .filter(({ name, schema }) => !made.has(schema) && !absentExtensions?.includes(name) && !(0,left_out/* isScheduler */.mZ)(name))
        .map(({ name, schema }) => {
        const create = `CREATE EXTENSION IF NOT EXISTS ${(0,identifier/* quoteIdentifier */.Cm)(name)} SCHEMA ${(0,identifier/* quoteIdentifier */.Cm)(schema)} CASCADE`;
        const available = `EXISTS (SELECT FROM pg_available_extensions WHERE name = ${(0,identifier/* quoteLiteral */.ce)(name)})`;
        const place = schema.startsWith('pg_') ? '' : `CREATE SCHEMA IF NOT EXISTS ${(0,identifier/* quoteIdentifier */.Cm)(schema)};`;
        const body = `BEGIN IF ${available} THEN ${place} ${create}; END IF; END`;
        return `DO ${(0,identifier/* quoteLiteral */.ce)(body)}`;
    });
}
/** Databases like the one that is restored into, for comparing definitions in their settled form. */
function scratchDatabases(databases, restore) {
    return {
        create: async () => {
            const connection = await databases.create(restore.context.now());
            try {
                await prepareDatabase(restore, connection);
                return connection;
            }
            catch (error) {
                await databases.drop(connection);
                throw error;
            }
        },
        drop: (database) => databases.drop(database),
    };
}
async function runAll({ pinned, signal }, connection, statements) {
    if (statements.length === 0)
        return;
    const session = await (0,postgres_session/* openSession */.f)(connection, { pinned, signal });
    try {
        for (const statement of statements)
            await session.query(statement);
    }
    finally {
        await session.close();
    }
}
/** Of what is restored, which may be a part of the backup. */
const rowBytes = ({ tables }) => tables.reduce((sum, { bytes }) => sum + bytes, 0);
async function loadRows(restore) {
    const { chosen, context } = restore;
    const { manifest } = chosen.backup;
    const tables = chosen.inventory.tables.map((entry) => ({
        entry,
        rows: entry.rows,
        bytes: entry.bytes,
        sha256: entry.sha256,
        target: { ...(entry.root ?? { schema: entry.schema, name: entry.name }), columns: entry.columns },
        viaRoot: entry.root !== null,
    }));
    await (0,load/* loadTables */.ie)(tables, {
        connection: restore.connection,
        pinned: restore.pinned,
        encoding: manifest.source.encoding,
        jobs: restore.jobs,
        signal: restore.signal,
        open: (table) => chosen.reader.parts(table.entry.parts),
        progress: (done) => context.progress({ kind: 'bytes', done, total: rowBytes(chosen.inventory) }),
    });
}


/***/ }),

/***/ 29065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ checkOf),
/* harmony export */   S: () => (/* binding */ judge)
/* harmony export */ });
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86967);

const checkOf = (finding) => ({
    name: finding.name,
    ok: finding.ok || finding.severity !== 'failure',
    ...(finding.found !== undefined && { found: finding.found }),
});
/** Turns the evidence into what is told: differences are what makes the answer no. */
function judge(evidence) {
    const { tables, definitions, largeObjects, findings, contents } = evidence;
    return {
        tables,
        definitions: describeDefinitions(definitions),
        largeObjects,
        indexes: findings.flatMap(indexOf),
        checks: [...findings.filter((finding) => finding.object === undefined).map(checkOf), ...contents.map(contentCheck)],
        notChecked: uncheckedOf(evidence),
        warnings: [
            ...findings.filter((finding) => !finding.ok && finding.severity !== 'failure').map(describeFinding),
            ...contents.filter((check) => check.warning).map((check) => `${check.name}: ${check.found}`),
        ],
        differences: [
            ...tables
                .filter((table) => !table.equal)
                .map((table) => `${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .shown */ .SP)(table.schema, table.name)}: ${table.difference}`),
            ...largeObjects.differences,
            ...findings.filter((finding) => !finding.ok && finding.severity === 'failure').map((finding) => finding.name),
            ...contents.filter(isFailure).map((check) => `${check.name}: ${check.found}`),
            ...definitions.differences.filter((one) => !definitions.informational || isMore(one)).map(describeDifference),
        ],
    };
}
function uncheckedOf({ contents, definitions, targetMajor }) {
    const skipped = contents.flatMap(({ name, skipped: why }) => (why === undefined ? [] : [{ what: name, why }]));
    if (!definitions.informational)
        return skipped;
    const why = `the target is PostgreSQL ${targetMajor}, which may print them differently; their differences are information`;
    return [...skipped, { what: 'definitions', why }];
}
function describeDefinitions(definitions) {
    const { entries, equal, settled } = definitions;
    const differences = definitions.differences.map((difference) => ({
        entry: entryName(difference),
        difference: difference.diff ?? (difference.what === 'missing' ? 'missing' : 'not in the backup'),
    }));
    return { entries, equal, settled, differences };
}
const entryName = ({ type, schema, name }) => `${type} ${schema === '' || schema === '-' ? name : `${schema}.${name}`}`;
/** What no other major explains: an object that is not there, a sequence at another place. */
const isMore = ({ what, type }) => what === 'missing' || (what === 'changed' && type === 'SEQUENCE SET');
const VERDICTS = { missing: 'is missing', extra: 'is not in the backup', changed: 'has another definition' };
const describeDifference = (difference) => `${entryName(difference)} ${VERDICTS[difference.what]}`;
const isFailure = (check) => !check.ok && check.skipped === undefined && !check.warning;
function describeFinding({ name, severity, found, expected }) {
    const values = found === undefined ? '' : ` (${found}${expected === undefined ? '' : `, in the backup ${expected}`})`;
    return `${name}${values}${severity === 'environment' ? ': the target differs, not the backup' : ''}`;
}
const contentCheck = ({ name, ok, found, skipped, warning }) => ({
    name,
    ok: ok || warning === true,
    ...(found !== undefined && { found }),
    ...(skipped !== undefined && { skipped }),
});
function indexOf(finding) {
    if (finding.object === undefined)
        return [];
    const { schema, table, name, method } = finding.object;
    const kind = finding.kind === 'index' ? 'index' : 'constraint';
    const found = finding.ok ? undefined : (finding.what ?? finding.found);
    return [
        { schema, table, name, kind, method, ok: finding.ok || finding.severity !== 'failure', ...(found && { found }) },
    ];
}


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

/***/ 18296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ln: () => (/* binding */ writeSettings),
/* harmony export */   N9: () => (/* binding */ logFile),
/* harmony export */   Pw: () => (/* binding */ serverEnvironment),
/* harmony export */   Se: () => (/* binding */ throwawaySettings),
/* harmony export */   dN: () => (/* binding */ makeCluster)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28312);




/**
 * Speed over durability, and locks for databases of many tables.
 * Measured by restoring 838 MB on 2 cores: 22.8 s with these, 26.9 s without; a large maintenance_work_mem made GIN indexes slower.
 */
const throwawaySettings = {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '8GB',
    checkpoint_timeout: '1h',
    autovacuum: 'off',
    max_parallel_maintenance_workers: '0',
    max_locks_per_transaction: '1024',
};
/** Runs initdb; fails with what it said. */
async function makeCluster(programs, place) {
    const { command, args } = programs.command('initdb');
    const passwordFile = `${place.data}.password`;
    const authentication = ['--auth-local=trust', '--auth-host=scram-sha-256'];
    if (place.password !== undefined) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(passwordFile, place.password, { mode: 0o600, flag: 'wx' });
        if (place.account)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(passwordFile, place.account.uid, place.account.gid);
        authentication.push(`--pwfile=${passwordFile}`);
    }
    const cluster = ['--no-sync', '--no-instructions', '--username=postgres', '--encoding=UTF8', '--locale=C'];
    // The default since 18; they cost time, and nothing here is kept.
    if (programs.major >= 18)
        cluster.push('--no-data-checksums');
    const { stdout, end } = await (0,_child_js__WEBPACK_IMPORTED_MODULE_3__/* .runChild */ .w)(command, [...args, ...cluster, ...authentication, `--pgdata=${place.data}`], {
        environment: serverEnvironment(),
        cwd: '/',
        ...place.account,
        ...(place.signal ? { signal: place.signal } : {}),
    });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(passwordFile, { force: true });
    place.signal?.throwIfAborted();
    if (end.code === 0)
        return;
    const said = `${stdout}\n${end.stderr}`.trim().split('\n').slice(-3).join(' / ');
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentError */ .me)(`initdb of PostgreSQL ${programs.version} failed: ${said}`, 'check the free space of the temporary folder and that the server package is complete');
}
/** Appends to postgresql.conf: settings for speed, those that the place demands, and at last the caller's. */
async function writeSettings(place, settings = {}) {
    const all = {
        ...throwawaySettings,
        listen_addresses: place.password === undefined ? '' : '127.0.0.1',
        port: String(place.port),
        unix_socket_directories: place.sockets,
        unix_socket_permissions: '0700',
        ...settings,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.data, 'postgresql.conf'), lines.join(''));
}
/** The server's messages go to a file, which outlives a pipe that nobody reads any more. */
function logFile(place) {
    return `${place.data}.log`;
}
function serverEnvironment() {
    return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}


/***/ }),

/***/ 24061:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ addressOf)
/* harmony export */ });
/** A connection to one host as a URI, its password included: every part percent-encoded, a socket folder and whatever else is set as query parameters. */
function addressOf({ parameters }) {
    const { host = '', port = '5432', user = '', password, dbname = '', ...rest } = parameters;
    const encode = encodeURIComponent;
    const socket = host.startsWith('/');
    const login = `${encode(user)}${password === undefined ? '' : `:${encode(password)}`}`;
    const query = new URLSearchParams({ ...(socket ? { host, port } : {}), ...rest }).toString().replaceAll('+', '%20');
    const authority = socket ? '' : `${host.includes(':') ? `[${host}]` : encode(host)}:${port}`;
    return `postgresql://${login}@${authority}/${encode(dbname)}${query === '' ? '' : `?${query}`}`;
}


/***/ }),

/***/ 9237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ isSameHost),
/* harmony export */   t: () => (/* binding */ mayBeSameHost)
/* harmony export */ });
/* harmony import */ var node_dns_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71553);
/* harmony import */ var _conninfo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56233);


const LOCAL = 'this machine';
/**
 * Whether two `host:port` addresses mean the same server: sockets and loopback are this machine, names are looked up.
 * Undefined where that is not known: for a name that cannot be looked up, and for sockets in two folders, which may be of one server or of two.
 */
async function isSameHost(one, other) {
    const [first, second] = [split(one), split(other)];
    if (first.port !== second.port)
        return false;
    if (first.host === second.host)
        return true;
    if ((0,_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .isSocket */ .qU)(first.host) && (0,_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .isSocket */ .qU)(second.host))
        return undefined;
    const [these, those] = await Promise.all([addressesOf(first.host), addressesOf(second.host)]);
    if (these === undefined || those === undefined)
        return undefined;
    return these.some((address) => those.includes(address));
}
/** The same, where what is not known counts as the same. */
const mayBeSameHost = async (one, other) => (await isSameHost(one, other)) ?? true;
function split(address) {
    const at = address.lastIndexOf(':');
    return { host: address.slice(0, at), port: address.slice(at + 1) };
}
async function addressesOf(host) {
    if (host === '' || (0,_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .isSocket */ .qU)(host))
        return [LOCAL];
    try {
        const found = await (0,node_dns_promises__WEBPACK_IMPORTED_MODULE_0__.lookup)(host, { all: true });
        return found.map(({ address }) => (/^127\.|^::1$/.test(address) ? LOCAL : address));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 39098:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WN: () => (/* binding */ isServerFault),
/* harmony export */   lO: () => (/* binding */ withoutValues),
/* harmony export */   yL: () => (/* binding */ saysServerFault)
/* harmony export */ });
/**
 * Whether an error of the server, by its SQLSTATE, is about the server rather than about what it was asked: connection lost (08), out of
 * disk, memory or connections (53), ended by an administrator or a crash (57P), input and output (58). No state at all is a broken connection.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const isServerFault = (state) => state === undefined || /^(08|53|57P|58)/.test(state);
/** The same by what a client program printed. */
const saysServerFault = (text) => /FATAL:|PANIC:|server closed the connection|could not connect|connection to server|No space left|out of memory|out of shared memory|could not (?:extend|write|read|open) file|SSL SYSCALL|terminating connection/.test(text);
/** Messages of class 22 hold the value that was refused; it is somebody's data, so only the kind of fault is told. */
function withoutValues(state, message) {
    return state?.startsWith('22') ? `a value was refused (SQLSTATE ${state})` : message;
}


/***/ }),

/***/ 19857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ waitUntilReady)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82345);



const limitSeconds = 120;
/** Waits until a server that was just started answers a query; fails as soon as its process has ended, with the end of its log. */
async function waitUntilReady(connection, server) {
    let ended = false;
    void server.ended.then(() => {
        ended = true;
    });
    const start = Date.now();
    let last;
    while (!ended && Date.now() - start < limitSeconds * 1000) {
        try {
            const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .f)(connection, server.signal ? { signal: server.signal } : {});
            return await session.close();
        }
        catch (error) {
            server.signal?.throwIfAborted();
            last = error;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(25);
    }
    const log = (await server.log().catch(() => '')).trim().split('\n').slice(-3).join(' / ');
    const why = ended ? `it ended: ${log}` : `no answer for ${limitSeconds} s: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(last)}`;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)(`the throw-away server did not start: ${why}`, 'check its settings and the free memory and space', last);
}


/***/ }),

/***/ 4167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ startServer)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28312);
/* harmony import */ var _cluster_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(18296);
/* harmony import */ var _server_folder_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95560);
/* harmony import */ var _server_ready_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(19857);








/**
 * Makes and starts a server in a folder: on a socket, or also on TCP. It is watched by a supervisor, so that it ends with pgproof.
 * As root it runs as the user `postgres`. Fails with what initdb or the server said.
 */
async function startServer(programs, options) {
    const account = await (0,_server_folder_js__WEBPACK_IMPORTED_MODULE_6__/* .serverAccount */ .dE)();
    const folders = await (0,_server_folder_js__WEBPACK_IMPORTED_MODULE_6__/* .chooseFolders */ .he)(options.folder, account);
    const password = options.tcp ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16).toString('hex') : undefined;
    const port = options.tcp ? await freePort() : 5432;
    const place = { ...folders, account, password, port };
    const server = new FolderServer(programs, place, options.signal);
    try {
        await (0,_cluster_js__WEBPACK_IMPORTED_MODULE_5__/* .makeCluster */ .dN)(programs, { ...place, signal: options.signal });
        await (0,_cluster_js__WEBPACK_IMPORTED_MODULE_5__/* .writeSettings */ .Ln)(place, options.settings);
        await server.start();
        return server;
    }
    catch (error) {
        await server.stop();
        throw error;
    }
}
class FolderServer {
    connection;
    socketFolder;
    folder;
    #programs;
    #place;
    #signal;
    #child;
    constructor(programs, place, signal) {
        this.#programs = programs;
        this.#place = place;
        this.#signal = signal;
        this.socketFolder = place.sockets;
        this.folder = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(place.data);
        const { password } = place;
        const reached = password === undefined ? { host: place.sockets } : { host: '127.0.0.1', password, sslmode: 'disable' };
        this.connection = { parameters: { user: 'postgres', dbname: 'postgres', port: String(place.port), ...reached } };
    }
    get pid() {
        return this.#child?.pid ?? 0;
    }
    async start() {
        this.#child = startPostgres(this.#programs, this.#place, this.#signal);
        await (0,_server_ready_js__WEBPACK_IMPORTED_MODULE_7__/* .waitUntilReady */ .b)(this.connection, {
            ended: this.#child.done,
            log: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,_cluster_js__WEBPACK_IMPORTED_MODULE_5__/* .logFile */ .N9)(this.#place), 'utf8'),
            signal: this.#signal,
        });
    }
    async restart() {
        await this.#child?.stop();
        await this.start();
    }
    keep() {
        this.#child?.release();
    }
    async stop() {
        await this.#child?.stop();
        this.#child = undefined;
        for (const folder of this.#place.all)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
    }
}
function startPostgres(programs, place, signal) {
    const { command, args } = programs.command('postgres');
    const script = ['-c', 'log=$1; shift; exec "$@" >>"$log" 2>&1', 'pgproof', (0,_cluster_js__WEBPACK_IMPORTED_MODULE_5__/* .logFile */ .N9)(place)];
    return (0,_child_js__WEBPACK_IMPORTED_MODULE_4__/* .startChild */ .v)('/bin/sh', [...script, command, ...args, '-D', place.data], {
        environment: (0,_cluster_js__WEBPACK_IMPORTED_MODULE_5__/* .serverEnvironment */ .Pw)(),
        cwd: '/',
        ...place.account,
        // SIGQUIT is the immediate shutdown: it waits for nobody and writes nothing.
        stopSignal: 'SIGQUIT',
        afterwards: ['rm', '-rf', '--', ...place.all],
        ...(signal ? { signal } : {}),
    });
}
function freePort() {
    return new Promise((resolve, reject) => {
        const listener = (0,node_net__WEBPACK_IMPORTED_MODULE_2__.createServer)();
        listener.once('error', reject);
        listener.listen(0, '127.0.0.1', () => {
            const address = listener.address();
            listener.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
        });
    });
}


/***/ }),

/***/ 41830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ parseAssertions)
/* harmony export */ });
/* unused harmony export assertionsSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27597);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88532);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(31087);
/* harmony import */ var _expect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(52738);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48295);
/* harmony import */ var _strict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57998);






const quoting = 'a name as SQL writes it: public.orders, or "My Schema"."Orders" with its quotes';
const sqlName = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().transform((text, context) => {
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSqlName */ .zC)(text);
    if (name !== undefined)
        return name;
    context.addIssue({ code: 'custom', message: `"${text}" is not ${quoting}` });
    return zod__WEBPACK_IMPORTED_MODULE_5__/* .NEVER */ .tm;
});
const columnName = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().transform((text, context) => {
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseColumnName */ .RY)(text);
    if (name !== undefined)
        return name;
    context.addIssue({
        code: 'custom',
        message: `"${text}" is not a column as SQL writes it: created_at or "Created At"`,
    });
    return zod__WEBPACK_IMPORTED_MODULE_5__/* .NEVER */ .tm;
});
const duration = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP('must be a duration like 90m, 36h or 2d').transform((text, context) => {
    const milliseconds = (0,_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E)(text);
    if (milliseconds !== undefined)
        return milliseconds;
    context.addIssue({ code: 'custom', message: `"${text}" is not a duration like 90m, 36h, 2d or 1w` });
    return zod__WEBPACK_IMPORTED_MODULE_5__/* .NEVER */ .tm;
});
const expectation = zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J().transform((value, context) => {
    const read = value === undefined ? 'is missing: say what the query is to answer' : (0,_expect_js__WEBPACK_IMPORTED_MODULE_6__/* .parseExpectation */ .WR)(value);
    if (typeof read !== 'string')
        return read;
    context.addIssue({ code: 'custom', message: read });
    return zod__WEBPACK_IMPORTED_MODULE_5__/* .NEVER */ .tm;
});
const count = zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().nonnegative();
/** Every assertion can be named, and left out with a reason. */
const common = {
    name: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).optional(),
    skip: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY().optional(),
    reason: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).optional(),
};
const reasonGiven = (value) => value.skip !== true || value.reason !== undefined;
const reasonMissing = 'skip needs a reason, which the report shows';
const rows = (0,_strict_js__WEBPACK_IMPORTED_MODULE_2__/* .strict */ .O)({ min: count.optional(), max: count.optional(), equals: count.optional() })
    .refine(({ min, max, equals }) => min !== undefined || max !== undefined || equals !== undefined, {
    error: 'needs min, max or equals',
})
    .refine(({ min, max }) => min === undefined || max === undefined || min <= max, { error: 'min is above max' });
const table = (0,_strict_js__WEBPACK_IMPORTED_MODULE_2__/* .strict */ .O)({
    ...common,
    rows: rows.optional(),
    'not-null': zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(columnName).min(1).optional(),
    freshness: (0,_strict_js__WEBPACK_IMPORTED_MODULE_2__/* .strict */ .O)({ column: columnName, 'max-age': duration }).optional(),
}).refine(reasonGiven, { error: reasonMissing });
const index = (0,_strict_js__WEBPACK_IMPORTED_MODULE_2__/* .strict */ .O)({
    ...common,
    index: sqlName.optional(),
    table: sqlName.optional(),
    method: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).optional(),
    columns: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1)).min(1).optional(),
})
    .refine(reasonGiven, { error: reasonMissing })
    .refine((value) => value.index !== undefined || value.table !== undefined, { error: 'needs index or table' });
const query = (0,_strict_js__WEBPACK_IMPORTED_MODULE_2__/* .strict */ .O)({ ...common, sql: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().trim().min(1), expect: expectation }).refine(reasonGiven, {
    error: reasonMissing,
});
const tableKey = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().refine((text) => (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSqlName */ .zC)(text) !== undefined, { error: `must be ${quoting}` });
/** `assertions:` of pgproof.yml, or the text of the input of that name. docs/assertions.md is the user's copy. */
const assertionsSchema = (0,_strict_js__WEBPACK_IMPORTED_MODULE_2__/* .strict */ .O)({
    // `public.orders:` with nothing behind it asserts that the table is there.
    tables: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(tableKey, zod__WEBPACK_IMPORTED_MODULE_3__/* .preprocess */ .vkY((value) => value ?? {}, table))
        .default({}),
    indexes: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .preprocess */ .vkY((value) => (typeof value === 'string' ? { index: value } : value), index)).default([]),
    queries: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(query).default([]),
});
/**
 * Checks what YAML gave, with or without `assertions:` around it; nothing at all means no assertions.
 * `origin` names the source in errors (`pgproof.yml`, `the input assertions`). Anything wrong is a usageError with its path.
 */
function parseAssertions(yamlValue, origin) {
    const result = assertionsSchema.safeParse(unwrap(yamlValue) ?? {});
    if (result.success)
        return result.data;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${origin}: ${(0,_strict_js__WEBPACK_IMPORTED_MODULE_2__/* .describeIssues */ .w)(result.error)}`, 'correct it; docs/assertions.md shows every key', result.error);
}
function unwrap(value) {
    const wrapped = typeof value === 'object' && value !== null && Object.keys(value).join() === 'assertions';
    return wrapped ? value.assertions : value;
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

/***/ 52738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ve: () => (/* binding */ showComparison),
/* harmony export */   WR: () => (/* binding */ parseExpectation),
/* harmony export */   ib: () => (/* binding */ satisfies)
/* harmony export */ });
const decimal = /^([+-]?)(\d*)(?:\.(\d*))?$/;
/** Reads what stands behind `expect:`; a string instead of a result says what is wrong with it. */
function parseExpectation(value) {
    if (Array.isArray(value))
        return parseRows(value);
    if (typeof value === 'object' && value !== null)
        return parseCount(value);
    const comparison = parseComparison(value);
    return typeof comparison === 'string' ? comparison : { kind: 'value', comparison };
}
function parseRows(value) {
    const rows = [];
    for (const row of value) {
        if (!Array.isArray(row))
            return 'a list must hold one list per row: [[1, a], [2, b]]';
        const cells = row.map(parseComparison);
        const wrong = cells.find((cell) => typeof cell === 'string');
        if (wrong !== undefined)
            return wrong;
        rows.push(cells);
    }
    return { kind: 'rows', rows };
}
function parseCount(value) {
    const keys = Object.keys(value);
    if (keys.length !== 1 || keys[0] !== 'rows')
        return 'a mapping has the one key "rows": {rows: 3} or {rows: ">= 1"}';
    const comparison = parseComparison(value.rows);
    if (typeof comparison === 'string')
        return comparison;
    return comparison.numeric ? { kind: 'count', comparison } : 'rows must be a number or a comparison like ">= 1"';
}
function parseComparison(value) {
    if (value === null)
        return { operator: '=', operand: null, numeric: false };
    if (typeof value === 'boolean')
        return { operator: '=', operand: String(value), numeric: false };
    if (typeof value === 'number')
        return fromNumber(value);
    if (typeof value !== 'string')
        return 'must be a value, a comparison like ">= 10", {rows: n} or a list of rows';
    const match = /^(>=|<=|<>|!=|==|=|>|<)\s*(.*)$/s.exec(value);
    if (match === null)
        return { operator: '=', operand: value, numeric: false };
    const operand = match[2];
    const operator = ({ '==': '=', '<>': '!=' }[match[1]] ?? match[1]);
    const numeric = isDecimal(operand);
    if (!numeric && operator !== '=' && operator !== '!=')
        return `"${value}" compares with something that is no number; let the query itself answer true, or write "= ${value}" to mean this text`;
    return { operator, operand, numeric };
}
function fromNumber(value) {
    if (!Number.isFinite(value))
        return `${value} equals nothing; write it as text in quotes`;
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
        return `${value} is too long for a YAML number; write it in quotes: "= 12345678901234567890"`;
    return { operator: '=', operand: String(value), numeric: true };
}
const isDecimal = (text) => decimal.test(text) && /\d/.test(text);
/** `>= 10`, `5`, `null`, as shown to users. */
function showComparison({ operator, operand }) {
    const shown = operand === null ? 'null' : operand;
    return operator === '=' ? shown : `${operator} ${shown}`;
}
/** Whether a value as PostgreSQL prints it (booleans as `true` and `false`) satisfies the comparison. */
function satisfies(found, { operator, operand, numeric }) {
    if (found === null || operand === null) {
        const both = found === null && operand === null;
        return operator === '=' ? both : operator === '!=' && !both;
    }
    if (!numeric)
        return (found === operand) === (operator === '=');
    const order = compareNumbers(found, operand);
    if (order === undefined)
        return operator === '!=';
    const answers = {
        '=': order === 0,
        '!=': order !== 0,
        '>': order > 0,
        '>=': order >= 0,
        '<': order < 0,
        '<=': order <= 0,
    };
    return answers[operator];
}
/** Exact for decimals of any length; through a double where one is written with an exponent. Undefined where one is no number. */
function compareNumbers(left, right) {
    if (isDecimal(left) && isDecimal(right)) {
        const [a, b] = scaled(left, right);
        return a < b ? -1 : a > b ? 1 : 0;
    }
    const difference = left.trim() === '' ? Number.NaN : Number(left) - Number(right);
    return Number.isNaN(difference) ? undefined : difference;
}
function scaled(left, right) {
    const fraction = (text) => decimal.exec(text)?.[3] ?? '';
    const digits = Math.max(fraction(left).length, fraction(right).length);
    const scale = (text) => {
        const match = decimal.exec(text);
        const magnitude = BigInt(`0${match[2]}${(match[3] ?? '').padEnd(digits, '0')}`);
        return match[1] === '-' ? -magnitude : magnitude;
    };
    return [scale(left), scale(right)];
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

/***/ 59427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ty: () => (/* binding */ runAssertions)
});

// UNUSED EXPORTS: assertionsHold, countAssertions

// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(83849);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/assertions/names.js
var names = __webpack_require__(48295);
;// CONCATENATED MODULE: ./build/proof/assertions/plan.js
/** The part of a plan that a `skip: true` gives. */
function skipOf(assertion) {
    return assertion.skip === true ? { skipped: assertion.reason ?? 'left out' } : {};
}

// EXTERNAL MODULE: ./build/proof/nearest.js
var nearest = __webpack_require__(76723);
;// CONCATENATED MODULE: ./build/proof/assertions/relation.js


const tableKinds = 'rpvmf';
const indexKinds = 'iI';
const userSchema = `n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`;
/** A table, view or materialized view by its name; a string instead says why there is none. */
const findTable = (reader, name) => find(reader, name, tableKinds, 'table');
/** An index by its name; a string instead says why there is none. */
const findIndex = (reader, name) => find(reader, name, indexKinds, 'index');
async function find(reader, wanted, kinds, noun) {
    const rows = await reader.read(`SELECT n.nspname, c.relname, c.oid, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = $1 AND CASE WHEN $2::text IS NULL THEN ${userSchema} ELSE n.nspname = $2 END
       AND strpos($3, c.relkind::text) > 0 ORDER BY 1`, [wanted.name, wanted.schema ?? null, kinds]);
    const found = rows.map(([schema, name, oid, kind]) => ({ schema, name, oid, kind }));
    const [only, another] = found;
    if (only === undefined)
        return `no such ${noun}${await suggestion(reader, wanted, kinds)}`;
    if (another === undefined)
        return only;
    return `there are several: ${found.map(names/* showSqlName */.n2).join(', ')}; write the schema too`;
}
async function suggestion(reader, wanted, kinds) {
    const rows = await reader.read(`SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${userSchema} AND strpos($1, c.relkind::text) > 0 ORDER BY 1, 2 LIMIT 10000`, [kinds]);
    const existing = rows.map(([schema, name]) => ({ schema, name }));
    const known = existing.map((one) => wanted.schema === undefined ? (0,names/* showSqlName */.n2)({ name: one.name }) : (0,names/* showSqlName */.n2)(one));
    const meant = (0,nearest/* nearest */.p)((0,names/* showSqlName */.n2)(wanted), known);
    return meant === undefined ? '' : `; the nearest is ${(0,names/* showSqlName */.n2)(existing[known.indexOf(meant)])}`;
}

;// CONCATENATED MODULE: ./build/proof/assertions/indexes.js



/** That an index is there and can be used: by its name, or by table with method and columns. */
function planIndex(assertion) {
    const { index, table, method, columns } = assertion;
    const where = table === undefined ? '' : ` on ${(0,names/* showSqlName */.n2)(table)}`;
    const title = index === undefined ? `index${where}` : `index ${(0,names/* showSqlName */.n2)(index)}${where}`;
    const shape = [columns && `(${columns.join(', ')})`, method && `using ${method}`].filter(Boolean).join(' ');
    return {
        name: assertion.name ?? [title, shape].filter(Boolean).join(' '),
        expected: [shape, 'valid and ready'].filter(Boolean).join(', '),
        ...skipOf(assertion),
        check: (reader) => checkIndex(reader, assertion),
    };
}
async function checkIndex(reader, assertion) {
    const table = assertion.table && (await findTable(reader, assertion.table));
    if (typeof table === 'string')
        return { ok: false, found: `the table: ${table}` };
    const index = assertion.index && (await findIndex(reader, assertion.index));
    if (typeof index === 'string')
        return { ok: false, found: index };
    const candidates = await readIndexes(reader, index, table);
    if (candidates.length === 0)
        return { ok: false, found: index ? 'it is on another table' : 'no index there' };
    const fitting = candidates.filter((candidate) => fits(candidate, assertion));
    const usable = fitting.find((candidate) => candidate.usable);
    if (usable !== undefined)
        return { ok: true, found: show(usable) };
    const [broken] = fitting;
    if (broken !== undefined)
        return { ok: false, found: `${show(broken)} is not valid; REINDEX INDEX repairs it` };
    const shown = candidates.slice(0, 8).map(show).join('; ');
    return { ok: false, found: candidates.length > 8 ? `${shown}; and ${candidates.length - 8} more` : shown };
}
const indexesSql = `
  SELECT n.nspname, i.relname, format('%I.%I', tn.nspname, t.relname), am.amname,
    (SELECT json_agg(json_build_object('text', coalesce(a.attname, pg_get_indexdef(x.indexrelid, k, true)), 'expression', a.attname IS NULL) ORDER BY k)
       FROM generate_series(1, x.indnkeyatts) k
       LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[k - 1] AND x.indkey[k - 1] <> 0),
    (SELECT bool_and(p.indisvalid AND p.indisready AND p.indislive) FROM pg_index p
       WHERE p.indexrelid = x.indexrelid OR p.indexrelid IN (SELECT relid FROM pg_partition_tree(x.indexrelid)))
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace JOIN pg_am am ON am.oid = i.relam
    JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
  WHERE ($1::oid IS NULL OR x.indexrelid = $1) AND ($2::oid IS NULL OR x.indrelid = $2) ORDER BY 1, 2`;
async function readIndexes(reader, index, table) {
    const rows = await reader.read(indexesSql, [index?.oid ?? null, table?.oid ?? null]);
    return rows.map(([schema, name, on, method, columns, usable]) => ({
        schema: schema,
        name: name,
        table: on,
        method: method,
        columns: JSON.parse(columns),
        usable: usable === 'true',
    }));
}
function fits(index, { method, columns }) {
    if (method !== undefined && method.toLowerCase() !== index.method)
        return false;
    if (columns === undefined)
        return true;
    return columns.length === index.columns.length && index.columns.every((key, at) => same(key, columns[at]));
}
function same(key, wanted) {
    if (!key.expression)
        return (0,names/* parseColumnName */.RY)(wanted) === key.text;
    const compact = (text) => text.replace(/\s+/g, '').replace(/^\((.*)\)$/, '$1');
    return compact(key.text) === compact(wanted);
}
function show(index) {
    const columns = index.columns.map((key) => (key.expression ? key.text : (0,names/* showSqlName */.n2)({ name: key.text })));
    return `${(0,names/* showSqlName */.n2)(index)} on ${index.table} using ${index.method} (${columns.join(', ')})`;
}

// EXTERNAL MODULE: ./build/proof/assertions/expect.js
var assertions_expect = __webpack_require__(52738);
;// CONCATENATED MODULE: ./build/proof/assertions/queries.js


/** The user's own question: one statement that reads, and what it is to answer. */
function planQuery(assertion) {
    const { sql, expect } = assertion;
    return {
        name: assertion.name ?? shorten(sql.replace(/\s+/g, ' '), 80),
        expected: shorten(describe(expect), 200),
        ...skipOf(assertion),
        check: (reader) => ask(reader, sql, expect),
    };
}
function describe(expect) {
    if (expect.kind === 'rows')
        return JSON.stringify(expect.rows.map((row) => row.map(assertions_expect/* showComparison */.Ve)));
    return expect.kind === 'value' ? (0,assertions_expect/* showComparison */.Ve)(expect.comparison) : `${(0,assertions_expect/* showComparison */.Ve)(expect.comparison)} rows`;
}
async function ask(reader, sql, expect) {
    if (expect.kind === 'count') {
        const rows = await reader.count(sql);
        return { ok: (0,assertions_expect/* satisfies */.ib)(String(rows), expect.comparison), found: `${rows} rows` };
    }
    if (expect.kind === 'value')
        return judgeValue(await reader.fetch(sql, 2), expect.comparison);
    return judgeRows(await reader.fetch(sql, expect.rows.length + 1), expect.rows);
}
function judgeValue(rows, comparison) {
    const [row] = rows;
    if (row === undefined)
        return { ok: false, found: 'no row' };
    if (rows.length > 1)
        return { ok: false, found: 'more than one row' };
    if (row.length !== 1)
        return { ok: false, found: `${row.length} columns` };
    const [value = null] = row;
    return { ok: (0,assertions_expect/* satisfies */.ib)(value, comparison), found: shorten(value ?? 'null', 200) };
}
function judgeRows(rows, expected) {
    if (rows.length > expected.length)
        return { ok: false, found: `more than ${expected.length} rows` };
    const ok = rows.length === expected.length && rows.every((row, at) => sameRow(row, expected[at] ?? []));
    return { ok, found: shorten(JSON.stringify(rows), 200) };
}
const sameRow = (row, expected) => row.length === expected.length && row.every((cell, at) => (0,assertions_expect/* satisfies */.ib)(cell, expected[at]));
function shorten(text, length) {
    return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/proof/assertions/duration.js
var duration = __webpack_require__(31087);
;// CONCATENATED MODULE: ./build/proof/assertions/tables.js





/** What is asserted about a table: that it is there, its number of rows, columns without null, the age of its newest row. */
function planTable(table, assertion, asOf) {
    const title = assertion.name ?? table;
    const plan = (what, expected, check) => ({
        name: `${title}: ${what}`,
        expected,
        ...skipOf(assertion),
        check: (reader) => inTable(reader, table, check),
    });
    const { rows, freshness, 'not-null': columns = [] } = assertion;
    const planned = [
        ...(rows === undefined ? [] : [plan('rows', showRows(rows), (reader, from) => countRows(reader, from, rows))]),
        ...columns.map((column) => plan(`${column} not null`, 'no null', (reader, from) => countNulls(reader, from, column))),
        ...(freshness === undefined
            ? []
            : [
                plan(`freshness of ${freshness.column}`, showFreshness(freshness), (reader, from) => newest(reader, from, freshness, asOf)),
            ]),
    ];
    return planned.length > 0 ? planned : [plan('exists', 'there', async () => ({ ok: true, found: 'there' }))];
}
async function inTable(reader, table, check) {
    const name = (0,names/* parseSqlName */.zC)(table);
    const relation = name === undefined ? 'not a name' : await findTable(reader, name);
    if (typeof relation === 'string')
        return { ok: false, found: relation };
    // Reading one would reach out of this server, and its rows are in no backup.
    if (relation.kind === 'f')
        return { ok: false, found: `${(0,names/* showSqlName */.n2)(relation)} is a foreign table, its rows are elsewhere` };
    return await check(reader, (0,identifier/* qualified */.LX)(relation.schema, relation.name));
}
function showRows({ min, max, equals }) {
    const bounds = [
        [equals, '='],
        [min, '>='],
        [max, '<='],
    ];
    return bounds.flatMap(([bound, sign]) => (bound === undefined ? [] : [`${sign} ${bound}`])).join(' and ');
}
async function countRows(reader, from, { min = 0, max, equals }) {
    const [row] = await reader.read(`SELECT count(*) FROM ${from}`);
    const rows = Number(row?.[0]);
    const ok = rows >= min && rows <= (max ?? rows) && rows === (equals ?? rows);
    return { ok, found: `${rows}` };
}
async function countNulls(reader, from, column) {
    // num_nulls and not IS NULL, which is also true of a composite value whose fields are all null.
    const isNull = `num_nulls(t.${(0,identifier/* quoteIdentifier */.Cm)(column)}) > 0`;
    const [row] = await reader.read(`SELECT count(*), count(*) FILTER (WHERE ${isNull}) FROM ${from} AS t`);
    const [all, nulls] = [Number(row?.[0]), Number(row?.[1])];
    return { ok: nulls === 0, found: `${nulls} of ${all} rows null` };
}
const showFreshness = (freshness) => `at most ${(0,duration/* showDuration */.k)(freshness['max-age'])} before the backup`;
async function newest(reader, from, freshness, asOf) {
    const column = `max(t.${(0,identifier/* quoteIdentifier */.Cm)(freshness.column)})`;
    const [row] = await reader.read(`SELECT count(*), ${column}, extract(epoch FROM $1::timestamptz - ${column}::timestamptz) FROM ${from} AS t`, [asOf.toISOString()]);
    const [rows, value, seconds] = row ?? [];
    if (value === null || seconds === null)
        return { ok: false, found: `no time in ${rows} rows` };
    const age = Number(seconds) * 1000;
    const distance = age < 0 ? `${(0,duration/* showDuration */.k)(age)} after the backup` : `${(0,duration/* showDuration */.k)(age)} before the backup`;
    return { ok: age <= freshness['max-age'], found: `newest ${value}, ${distance}` };
}

;// CONCATENATED MODULE: ./build/proof/assertions/transaction.js
const booleanOid = 16;
/**
 * Runs `work` in a READ ONLY transaction in which no statement may take longer than `timeoutMs`, and rolls it back.
 * The savepoint makes `SET TRANSACTION READ WRITE` impossible from inside. A session that is lost rejects.
 */
async function readOnly(session, timeoutMs, work) {
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
        await session.query(`SET LOCAL statement_timeout = ${Math.max(1, Math.round(timeoutMs))}`);
        await session.query('SAVEPOINT assertion');
        return await work(reader(session));
    }
    finally {
        // Where the session is gone there is nothing to roll back, and the first error is the one to tell.
        await session.query('ROLLBACK').catch(() => undefined);
    }
}
function reader(session) {
    const declare = async (sql) => {
        await session.query('SET LOCAL search_path = public');
        await session.query('SET LOCAL cursor_tuple_fraction = 1');
        await extended(session, `DECLARE assertion NO SCROLL CURSOR FOR ${sql}`);
    };
    return {
        read: async (sql, values = []) => printed(await extended(session, sql, values)),
        async fetch(sql, limit) {
            await declare(sql);
            return printed(await extended(session, `FETCH FORWARD ${limit} FROM assertion`));
        },
        async count(sql) {
            await declare(sql);
            return (await extended(session, 'MOVE FORWARD ALL IN assertion')).rowCount ?? 0;
        },
    };
}
/** The extended protocol takes one statement only; every value comes back as its text. */
async function extended(session, text, values = []) {
    const types = { getTypeParser: () => (value) => value };
    const config = { text, values: [...values], types, rowMode: 'array', queryMode: 'extended' };
    return (await session.client.query(config));
}
function printed({ rows, fields }) {
    const spell = (cell, column) => fields[column]?.dataTypeID === booleanOid && cell !== null ? String(cell === 't') : cell;
    return rows.map((row) => row.map(spell));
}

;// CONCATENATED MODULE: ./build/proof/assertions/run.js






/** Every single assertion in the order of the file: a table with rows and two columns in `not-null` makes three. `asOf`: the backup's time. */
function planAssertions(assertions, asOf) {
    return [
        ...Object.entries(assertions.tables).flatMap(([table, assertion]) => planTable(table, assertion, asOf)),
        ...assertions.indexes.map(planIndex),
        ...assertions.queries.map(planQuery),
    ];
}
/** How many single assertions are configured: as many as `runAssertions` gives results. */
const countAssertions = (assertions) => planAssertions(assertions, new Date(0)).length;
/** Whether no assertion failed; skipped ones neither fail nor pass. */
const assertionsHold = (results) => results.every((result) => result.ok || result.skipped !== undefined);
/**
 * Runs every assertion, each in its own read-only transaction; an error, a timeout or a lost session fails that one alone.
 * Throws where not even the first session can be opened, and the signal's reason when it is aborted.
 */
async function runAssertions(openSession, assertions, options) {
    const planned = planAssertions(assertions, options.asOf);
    const connection = new Reconnecting(openSession);
    const abort = () => void connection.drop();
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
        if (planned.some((one) => one.skipped === undefined))
            await connection.session();
        const results = [];
        for (const one of planned) {
            options.signal?.throwIfAborted();
            results.push(await runOne(connection, one, options.timeoutMs ?? 60_000));
        }
        options.signal?.throwIfAborted();
        return results;
    }
    finally {
        options.signal?.removeEventListener('abort', abort);
        await connection.drop();
    }
}
async function runOne(connection, planned, timeoutMs) {
    const { name, expected, skipped } = planned;
    if (skipped !== undefined)
        return { name, expected, ok: false, found: 'not checked', skipped };
    let finding;
    try {
        finding = await readOnly(await connection.session(), timeoutMs, (reader) => planned.check(reader));
    }
    catch (error) {
        finding = { ok: false, found: explain(error, timeoutMs) };
        if (!answersStill(error))
            await connection.drop();
    }
    return { name, expected, ...finding };
}
/** The one session, opened again after it was lost (a query may take the server's process with it). */
class Reconnecting {
    #open;
    #session;
    constructor(open) {
        this.#open = open;
    }
    async session() {
        this.#session ??= await this.#open();
        return this.#session;
    }
    async drop() {
        const session = this.#session;
        this.#session = undefined;
        await session?.close().catch(() => undefined);
    }
}
/** What the server said, also where our own session wrapped it. */
function serverError(error) {
    if (error instanceof esm/* DatabaseError */.a$)
        return error;
    return error instanceof Error && error.cause instanceof esm/* DatabaseError */.a$ ? error.cause : undefined;
}
/** Class 57P is a server's farewell: after it the session is gone. */
const answersStill = (error) => serverError(error)?.code?.startsWith('57P') === false;
function explain(error, timeoutMs) {
    const server = serverError(error);
    const state = server?.code;
    const text = (0,errors/* messageOf */.bD)(server ?? error);
    if (state === '57014' && text.includes('statement timeout'))
        return `not finished within ${timeoutMs / 1000} s`;
    if (state === '42601')
        return `${text} (one statement that reads is allowed: SELECT, VALUES, TABLE or WITH)`;
    return text;
}


/***/ }),

/***/ 57998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ strict),
/* harmony export */   w: () => (/* binding */ describeIssues)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27597);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76723);


/** A zod object that refuses keys it does not know and names the nearest one it does. */
function strict(shape) {
    const known = Object.keys(shape);
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej(shape, {
        error: (issue) => {
            if (issue.code === 'unrecognized_keys')
                return issue.keys.map((key) => (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownKey */ .a)(key, known)).join('; ');
            return `must be a mapping of ${known.join(', ')}`;
        },
    });
}
/** Every issue with its path, in one sentence: `tables."public.orders": unknown key "row", did you mean "rows"?`. */
function describeIssues(error) {
    const texts = error.issues.map((issue) => {
        const path = issue.path.map(segment).join('.');
        // What is wrong with a key stands one level further in.
        const inner = issue.code === 'invalid_key' ? issue.issues[0] : undefined;
        const message = (inner ?? issue).message.replace(/^Invalid input: /, '').replace(/\.$/, '');
        return path === '' ? message : `${path}: ${message}`;
    });
    return texts.join('; ');
}
function segment(key) {
    const text = String(key);
    return /^[\w-]+$/.test(text) ? text : `"${text}"`;
}


/***/ }),

/***/ 25126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ compareCatalogue)
});

;// CONCATENATED MODULE: ./build/proof/finding.js
/** `true` and `false` as words for a fact. */
const yesNo = (value) => (value ? 'yes' : 'no');
/** Joins several deviations of one thing into its finding. */
function deviating(base, deviations) {
    if (deviations.length === 0)
        return { ...base, ok: true };
    const what = deviations.map((one) => one.what).join(', ');
    return {
        ...base,
        name: `${base.name}: ${what}`,
        ok: false,
        what,
        found: deviations.map((one) => one.found).join(', '),
        expected: deviations.map((one) => one.expected).join(', '),
    };
}

;// CONCATENATED MODULE: ./build/proof/catalogue-constraints.js

const words = {
    c: 'check',
    f: 'foreign key',
    n: 'not null',
    p: 'primary key',
    t: 'constraint trigger',
    u: 'unique',
    x: 'exclusion',
};
/** Servers list NOT NULL among the constraints from 18 on. */
const LISTS_NOT_NULL = 180_000;
/** Every constraint of both sides, with the internal triggers that enforce it. */
function compareConstraints(source, target) {
    const notNull = source.versionNum >= LISTS_NOT_NULL && target.versionNum >= LISTS_NOT_NULL;
    const compared = (one) => notNull || one.type !== 'n';
    const restored = new Map(target.constraints.filter(compared).map((constraint) => [keyOf(constraint), constraint]));
    const findings = source.constraints.filter(compared).map((constraint) => {
        const found = restored.get(keyOf(constraint));
        restored.delete(keyOf(constraint));
        return compareConstraint(constraint, found);
    });
    const extra = { what: 'constraint not in the backup', found: 'there', expected: 'absent' };
    return [...findings, ...[...restored.values()].map((constraint) => finding(constraint, [extra], 'failure'))];
}
/** NOT NULL is told by its column: its name may be chosen anew where it is inherited. */
function keyOf({ schema, table, domain, type, name, columns }) {
    return JSON.stringify([schema, table, domain, type, type === 'n' ? columns : name]);
}
function compareConstraint(source, target) {
    if (!target) {
        return finding(source, [{ what: 'constraint missing', found: 'missing', expected: 'there' }], 'failure');
    }
    const failures = [...statesOf(source, target), ...triggersOf(source, target)];
    if (failures.length > 0)
        return finding(source, failures, 'failure');
    // Stricter than the source is worth a word: the source's own key is switched off or lacks triggers, and a dump does not keep that.
    const stricter = triggersOf(target, source).map(({ what, found, expected }) => ({
        what: `${what} on the source`,
        found: expected,
        expected: found,
    }));
    return finding(source, stricter, stricter.length > 0 ? 'warning' : 'failure');
}
function finding(constraint, deviations, severity) {
    const { schema, table, name, type } = constraint;
    const method = words[type] ?? type;
    const base = {
        kind: 'constraint',
        severity,
        object: { schema, table, name, method },
        table: { schema, name: table },
    };
    return deviating({ name: `${schema}.${table} ${name}`, ...base }, deviations);
}
function statesOf(source, target) {
    const states = [
        ['validated', 'constraint validated', 'constraint not validated'],
        ['enforced', 'constraint enforced', 'constraint not enforced'],
        ['deferrable', 'constraint deferrable', 'constraint not deferrable'],
        ['deferred', 'constraint initially deferred', 'constraint not initially deferred'],
    ];
    return states
        .filter(([state]) => source[state] !== target[state])
        .map(([state, on, off]) => ({
        what: target[state] ? on : off,
        found: `${state}: ${yesNo(target[state])}`,
        expected: `${state}: ${yesNo(source[state])}`,
    }));
}
const total = (triggers) => Object.values(triggers).reduce((sum, number) => sum + number, 0);
/** What `target` lacks of the internal triggers of `source`. */
function triggersOf(source, target) {
    const [expected, found] = [total(source.triggers), total(target.triggers)];
    if (found < expected) {
        return [{ what: 'internal triggers missing', found: `${found} triggers`, expected: `${expected} triggers` }];
    }
    const active = (triggers) => (triggers.O ?? 0) + (triggers.A ?? 0);
    const off = found - active(target.triggers);
    if (off <= expected - active(source.triggers))
        return [];
    return [
        {
            what: 'triggers switched off',
            found: `${off} of ${found} off`,
            expected: `${expected - active(source.triggers)} off`,
        },
    ];
}

;// CONCATENATED MODULE: ./build/proof/catalogue-database.js

/** Settings, grants, comment and limits of the database. A user's own settings (`app.key`) may be secrets: their values are not shown. */
function compareDatabase(source, target, roles) {
    const facts = [
        ['comment', source.comment ?? 'none', target.comment ?? 'none'],
        ['connection limit', `${source.connectionLimit}`, `${target.connectionLimit}`],
        ['template', yesNo(source.isTemplate), yesNo(target.isTemplate)],
        ['connections allowed', yesNo(source.allowConnections), yesNo(target.allowConnections)],
    ];
    if (roles)
        facts.push(['owner', source.owner, target.owner], ['grants', grantsOf(source), grantsOf(target)]);
    const findings = facts.map(([what, expected, found]) => catalogue_database_finding(`database: ${what}`, expected, found));
    return [...findings, ...compareSettings(source, target, roles)];
}
function catalogue_database_finding(name, expected, found) {
    const base = { kind: 'database', severity: 'failure', found, expected };
    return found === expected ? { ...base, name, ok: true } : { ...base, name: `${name} changed`, ok: false };
}
function grantsOf(database) {
    const grants = database.grants.map(({ grantee, privilege, grantable }) => {
        // The owner's own grants move with the owner, who is compared beside them.
        const who = grantee === database.owner ? 'owner' : (grantee ?? 'PUBLIC');
        return `${who} ${privilege}${grantable ? ' with grant option' : ''}`;
    });
    return [...new Set(grants)].sort().join(', ');
}
function compareSettings(source, target, roles) {
    const [expected, found] = [settingsOf(source, roles), settingsOf(target, roles)];
    return [...new Set([...expected.keys(), ...found.keys()])].map((key) => {
        const [role, name] = JSON.parse(key);
        const title = role === null ? `database: setting ${name}` : `database: setting ${name} of ${role}`;
        const one = catalogue_database_finding(title, expected.get(key) ?? 'none', found.get(key) ?? 'none');
        if (!name.includes('.'))
            return one;
        return { ...one, found: one.ok ? 'the same' : found.has(key) ? 'another value' : 'none', expected: 'not shown' };
    });
}
function settingsOf(database, roles) {
    const settings = database.settings.filter(({ role }) => roles || role === null);
    return new Map(settings.map(({ role, name, value }) => [JSON.stringify([role, name.toLowerCase()]), value]));
}

;// CONCATENATED MODULE: ./build/proof/catalogue-indexes.js

/** Every index of both sides. One that is not valid on the source is left out of a dump, so its absence is as it should be. */
function compareIndexes(source, target) {
    const restored = new Map(target.indexes.map((index) => [catalogue_indexes_keyOf(index), index]));
    const findings = source.indexes.map((index) => {
        const found = restored.get(catalogue_indexes_keyOf(index));
        restored.delete(catalogue_indexes_keyOf(index));
        return compareIndex(index, found);
    });
    const extras = [...restored.values()].map((index) => one(index, [deviation('index not in the backup', 'there', 'absent')]));
    return [...findings, ...extras];
}
const catalogue_indexes_keyOf = (index) => JSON.stringify([index.schema, index.table, index.name]);
const deviation = (what, found, expected) => ({ what, found, expected });
/** A sound index can be used for reading and is kept up to date. */
const isSound = (index) => index.valid && index.ready && index.live;
function compareIndex(source, target) {
    if (target)
        return one(source, [...stateOf(source, target), ...teethOf(source, target)]);
    if (isSound(source) || source.partitioned)
        return one(source, [deviation('index missing', 'missing', 'there')]);
    return { ...one(source, []), found: 'not in the backup: not valid on the source' };
}
function one(index, deviations) {
    const { schema, table, name, method } = index;
    const base = {
        kind: 'index',
        severity: 'failure',
        object: { schema, table, name, method },
        table: { schema, name: table },
    };
    return deviating({ name: `${schema}.${name}`, ...base }, deviations);
}
/** Only what was sound has to be so again: a partitioned table's index without all its parts may become valid. */
function stateOf(source, target) {
    const states = [
        ['valid', 'not valid'],
        ['ready', 'not ready'],
        ['live', 'not live'],
    ];
    return states
        .filter(([state]) => source[state] && !target[state])
        .map(([state, what]) => deviation(`index ${what}`, what, state));
}
function teethOf(source, target) {
    const teeth = [
        ['unique', 'unique', 'not unique'],
        ['primary', 'a primary key', 'no primary key'],
        ['exclusion', 'an exclusion', 'no exclusion'],
        ['immediate', 'checked at once', 'not checked at once'],
        ['nullsNotDistinct', 'nulls not distinct', 'nulls distinct'],
        ['partial', 'partial', 'not partial'],
    ];
    const found = teeth
        .filter(([fact]) => source[fact] !== target[fact])
        .map(([fact, on, off]) => deviation(`index ${target[fact] ? on : off}`, target[fact] ? on : off, source[fact] ? on : off));
    if (source.method !== target.method)
        found.push(deviation('index of another method', target.method, source.method));
    return found;
}

// EXTERNAL MODULE: ./build/postgres/catalogue-facts-large-objects.js
var catalogue_facts_large_objects = __webpack_require__(26498);
;// CONCATENATED MODULE: ./build/proof/catalogue-large-objects.js

const NAMED = 5;
/** Which large objects there are, with owner, comment and grants; what is in them is compared by digest. */
function compareLargeObjects(source, target, roles) {
    const [expected, found] = [spread(source, roles), spread(target, roles)];
    const unequal = [...new Set([...expected.keys(), ...found.keys()])].filter((oid) => expected.get(oid) !== found.get(oid));
    const base = { kind: 'large objects', severity: 'failure' };
    const counts = { found: `${found.size}`, expected: `${expected.size}` };
    if (unequal.length === 0)
        return { ...base, name: `${expected.size} large objects as in the backup`, ok: true, ...counts };
    const lacking = unequal.filter((oid) => !found.has(oid)).length;
    const besides = unequal.filter((oid) => !expected.has(oid)).length;
    const changed = unequal.length - lacking - besides;
    const parts = [
        lacking > 0 ? `${lacking} missing` : '',
        besides > 0 ? `${besides} not in the backup` : '',
        changed > 0 ? `${changed} with another owner, comment or grant` : '',
    ].filter((part) => part !== '');
    const named = unequal.slice(0, NAMED).join(', ') + (unequal.length > NAMED ? ', …' : '');
    return { ...base, name: `large objects: ${parts.join(', ')} (${named})`, ok: false, ...counts };
}
function spread(facts, roles) {
    const byOid = new Map();
    for (const group of facts.largeObjects.groups) {
        const traits = traitsOf(group, roles);
        for (const oid of (0,catalogue_facts_large_objects/* oidsOf */.h)(group))
            byOid.set(oid, traits);
    }
    return byOid;
}
const traitsOf = ({ owner, comment, grants }, roles) => JSON.stringify(roles ? [owner, comment, grants] : [comment]);

;// CONCATENATED MODULE: ./build/proof/catalogue-tables.js

const states = { O: 'on', D: 'off', R: 'on replicas only', A: 'always' };
const identities = { d: 'default', n: 'nothing', f: 'full', i: 'index' };
const catalogue_tables_stateOf = (letter) => states[letter] ?? letter;
/** Users' triggers and event triggers: whether they are switched on as they were. What is missing, the definitions tell too. */
function compareTriggers(source, target) {
    const restored = new Map(target.triggers.map((one) => [JSON.stringify([one.schema, one.table, one.name]), one.enabled]));
    const findings = source.triggers.map((one) => {
        const enabled = restored.get(JSON.stringify([one.schema, one.table, one.name]));
        return trigger(`${one.schema}.${one.table} ${one.name}`, 'trigger', one.enabled, enabled);
    });
    const events = new Map(target.eventTriggers.map(({ name, enabled }) => [name, enabled]));
    const eventFindings = source.eventTriggers.map((one) => trigger(one.name, 'event trigger', one.enabled, events.get(one.name)));
    return [...summed(findings, 'trigger', 'triggers'), ...summed(eventFindings, 'event trigger', 'event triggers')];
}
function trigger(name, kind, expected, found) {
    const deviations = [];
    if (found === undefined)
        deviations.push({ what: `${kind} missing`, found: 'missing', expected: catalogue_tables_stateOf(expected) });
    else if (found !== expected) {
        deviations.push({ what: `${kind} ${catalogue_tables_stateOf(found)}`, found: catalogue_tables_stateOf(found), expected: catalogue_tables_stateOf(expected) });
    }
    return deviating({ name, kind, severity: 'failure' }, deviations);
}
/** pg_dump does not fill a view that reads one which is not populated, nor one without its rows. */
const NOT_FILLED = { what: 'not filled by the backup', found: 'not populated', expected: 'populated' };
/** Tables and materialized views: replica identity, row security, inheritance, being populated. */
function compareTables(source, target, fills = () => true) {
    const restored = new Map(target.tables.map((table) => [JSON.stringify([table.schema, table.name]), table]));
    const findings = source.tables.map((table) => {
        const found = restored.get(JSON.stringify([table.schema, table.name]));
        return compareOne(table, found, table.kind !== 'm' || fills(table.schema, table.name));
    });
    const views = findings.filter((finding) => finding.kind === 'materialized view');
    const tables = findings.filter((finding) => finding.kind === 'table');
    return [...summed(tables, 'table', 'tables'), ...summed(views, 'materialized view', 'materialized views')];
}
function compareOne(source, target, filled) {
    const { schema, name } = source;
    const kind = source.kind === 'm' ? 'materialized view' : 'table';
    const base = { name: `${schema}.${name}`, kind, table: { schema, name } };
    if (!target) {
        return deviating({ ...base, severity: 'failure' }, [
            { what: `${kind} missing`, found: 'missing', expected: 'there' },
        ]);
    }
    const deviations = compareTable(filled ? source : { ...source, populated: false }, target);
    if (deviations.length > 0)
        return deviating({ ...base, severity: 'failure' }, deviations);
    return deviating({ ...base, severity: 'warning' }, source.populated && !filled ? [NOT_FILLED] : []);
}
function compareTable(source, target) {
    const facts = [
        ['replica identity', identityOf(source), identityOf(target)],
        ['row security', yesNo(source.rowSecurity), yesNo(target.rowSecurity)],
        ['forced row security', yesNo(source.forceRowSecurity), yesNo(target.forceRowSecurity)],
        ['populated', yesNo(source.populated), yesNo(target.populated)],
        ['persistence', source.persistence, target.persistence],
        ['kind', source.kind, target.kind],
        ['stored generated columns', source.generated.join(', '), target.generated.join(', ')],
    ];
    // What becomes of a partition whose detachment is pending is told apart below.
    if (!isDetaching(source))
        facts.push(['parents', parentsOf(source), parentsOf(target)]);
    const changed = facts.filter(([, expected, found]) => expected !== found);
    const deviations = changed.map(([what, expected, found]) => ({
        what: `${what} changed`,
        found: `${what}: ${found || 'none'}`,
        expected: `${what}: ${expected || 'none'}`,
    }));
    if (isDetaching(target) && !isDetaching(source)) {
        deviations.push({ what: 'detach pending', found: 'detach pending', expected: 'attached' });
    }
    return deviations;
}
const identityOf = (table) => table.replicaIdentityIndex === null
    ? (identities[table.replicaIdentity] ?? table.replicaIdentity)
    : `index ${table.replicaIdentityIndex}`;
const isDetaching = (table) => table.parents.some((parent) => parent.detachPending);
const parentsOf = (table) => table.parents.map(({ schema, name }) => `${schema}.${name}`).join(', ');
/** One line for all that is well, and each that is not. */
function summed(findings, kind, plural) {
    const bad = findings.filter((finding) => !finding.ok);
    const good = findings.length - bad.length;
    if (findings.length === 0)
        return [];
    const name = bad.length === 0 ? `${good} ${plural}` : `${good} of ${findings.length} ${plural}`;
    return good === 0 ? bad : [{ name: `${name} as in the backup`, kind, ok: true, severity: 'failure' }, ...bad];
}

;// CONCATENATED MODULE: ./build/proof/catalogue.js





/**
 * Compares what the catalogues say, the backup's (read in its snapshot) with the restored database's.
 * Indexes and constraints have a finding each, good ones too; of the rest good ones are summed up per kind, and what differs is named.
 */
function compareCatalogue(source, target, options = {}) {
    const whole = options.largeObjects !== false;
    const held = constrained(restrict(source, options.holds, whole), options.constrains);
    const restored = constrained(restrict(target, options.holds, whole), options.constrains);
    const strangers = strangeExtensions(held, restored);
    const findings = [
        ...compareIndexes(held, restored),
        ...compareConstraints(held, restored),
        ...compareTriggers(held, restored),
        ...compareTables(held, restored, options.fills),
    ].map((finding) => ofStrangers(finding, held, strangers));
    findings.push(...compareExtensions(held, restored));
    if (whole)
        findings.push(compareLargeObjects(held, restored, options.roles !== false));
    if (options.tablespaces)
        findings.push(...compareTablespaces(held, restored));
    if (options.database)
        findings.push(...compareDatabase(held.database, restored.database, options.roles !== false));
    return findings;
}
function restrict(facts, holds, whole) {
    const held = whole ? facts : { ...facts, extensions: [], eventTriggers: [] };
    if (!holds)
        return held;
    const tables = facts.tables.filter((table) => holds(table.schema, table.name));
    return {
        ...held,
        indexes: facts.indexes.filter((index) => holds(index.schema, index.table)),
        // A domain is no table: what a filter leaves of them, the definitions tell.
        constraints: facts.constraints.filter((one) => !one.domain && holds(one.schema, one.table)),
        triggers: facts.triggers.filter((trigger) => holds(trigger.schema, trigger.table)),
        // Without its parent a partition comes back as a table.
        tables: tables.map((table) => ({ ...table, parents: table.parents.filter((one) => holds(one.schema, one.name)) })),
    };
}
function constrained(facts, constrains) {
    if (!constrains)
        return facts;
    return { ...facts, constraints: facts.constraints.filter((one) => one.domain || constrains(one.schema, one.table)) };
}
function compareExtensions(source, target) {
    const versions = new Map(target.extensions.map(({ name, version }) => [name, version]));
    return source.extensions.map(({ name, version }) => {
        const found = versions.get(name);
        const base = { kind: 'extension', severity: 'environment', expected: version };
        if (found === undefined)
            return { ...base, name: `${name}: extension missing`, ok: false, found: 'missing' };
        if (found === version)
            return { ...base, name, ok: true, found };
        return { ...base, name: `${name}: extension in another version`, ok: false, found };
    });
}
/** A second dump is compared without them. Counted, not told apart: which relation lies where is in no fact. */
function compareTablespaces(source, target) {
    const counts = new Map(target.tablespaces.map(({ name, relations }) => [name, relations]));
    return source.tablespaces.map(({ name, relations }) => {
        const [found, expected] = [`${counts.get(name) ?? 0} relations`, `${relations} relations`];
        const base = { kind: 'tablespace', severity: 'failure', found, expected };
        if (found === expected)
            return { ...base, name: `tablespace ${name}`, ok: true };
        return { ...base, name: `tablespace ${name}: other tables and indexes in it`, ok: false };
    });
}
/** Extensions that the target has in another version or not at all: their tables and indexes may well be others. */
function strangeExtensions(source, target) {
    const unequal = compareExtensions(source, target).flatMap((one, at) => (one.ok ? [] : [source.extensions[at]?.name]));
    return new Set(unequal.filter((name) => name !== undefined));
}
function ofStrangers(finding, source, strangers) {
    const { table } = finding;
    if (finding.ok || !table || strangers.size === 0)
        return finding;
    const owner = source.tables.find(({ schema, name }) => schema === table.schema && name === table.name)?.extension;
    return owner && strangers.has(owner) ? { ...finding, severity: 'environment' } : finding;
}


/***/ }),

/***/ 8920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ proveDefinitions)
});

// EXTERNAL MODULE: ./build/dump/archive.js + 1 modules
var dump_archive = __webpack_require__(41586);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/proof/definitions.js + 1 modules
var definitions = __webpack_require__(3655);
// EXTERNAL MODULE: ./build/proof/definitions-compare.js
var definitions_compare = __webpack_require__(33713);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/dump/arguments.js
var dump_arguments = __webpack_require__(59347);
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(28312);
;// CONCATENATED MODULE: ./build/proof/settled.js








/**
 * The definitions of an archive in their settled form: restored without rows into a database of its own and dumped from there.
 * PostgreSQL prints parsed expressions, and parsing what it printed may give another tree; from the second round on the text stands still.
 */
async function settleArchive(archiveFolder, name, options) {
    const database = await options.scratch.create();
    try {
        options.signal?.throwIfAborted();
        const environment = (0,conninfo/* libpqEnvironment */.SQ)(database, options.pinned, {
            environment: options.environment,
            temporary: options.folder,
        });
        await restoreDefinitions(archiveFolder, name, environment, options);
        const dump = (0,external_node_path_.join)(options.folder, `settled-${name}`);
        const request = { jobs: 1, lockTimeoutMs: 0, majorVersion: options.programs.major, keepAlive: conninfo/* keepAliveArgument */.ir };
        const filter = { ...dump_arguments/* WHOLE_DATABASE */.A3, schemaOnly: true };
        const { programs, encoding } = options;
        const args = (0,dump_arguments/* dumpArguments */.Dd)({ ...request, folder: dump, encoding, filter, tablespaces: false });
        await run('pg_dump', args, environment, options);
        const archive = new dump_archive/* Archive */.Td(dump, programs, environment, encoding);
        return await (0,definitions/* readDefinitions */.TL)(archive, { ...options, leftOut: options.leftOutAgain });
    }
    finally {
        await options.scratch.drop(database);
    }
}
/** What runs over rows or sets positions defines nothing. */
const OF_ROWS = /^\d+; 0 \d+ (?:SEQUENCE SET|MATERIALIZED VIEW DATA) /;
const SUBSCRIPTION = /^\d+; (?:6100 |0 0 (?:ACL|COMMENT|SECURITY LABEL) - SUBSCRIPTION )/;
async function restoreDefinitions(archiveFolder, name, environment, options) {
    const archive = new dump_archive/* Archive */.Td(archiveFolder, options.programs, environment, options.encoding);
    const entries = (await archive.entries()).filter((entry) => (0,definitions/* isDefinition */.gN)(entry) && !options.leftOut?.(entry) && !OF_ROWS.test(entry.line) && !SUBSCRIPTION.test(entry.line));
    const list = (0,external_node_path_.join)(options.folder, `settled-${name}.list`);
    await (0,promises_.writeFile)(list, entries.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600 });
    const flags = ['--exit-on-error', '--no-password', '--no-tablespaces'];
    if (options.owners === false)
        flags.push('--no-owner');
    if (options.privileges === false)
        flags.push('--no-privileges');
    const args = [`--dbname=${conninfo/* keepAliveArgument */.ir}`, ...flags, `--use-list=${list}`, archiveFolder];
    await run('pg_restore', args, environment, options);
}
async function run(program, args, environment, { programs, signal }) {
    const { command, args: before } = programs.command(program);
    const { end } = await (0,child/* runChild */.w)(command, [...before, ...args], { environment, ...(signal ? { signal } : {}) });
    signal?.throwIfAborted();
    if (end.code === 0)
        return;
    const lines = end.stderr.split('\n').filter((line) => line.trim() !== '');
    const words = lines.find((line) => /error:/i.test(line)) ?? lines.at(-1) ?? `ended with ${end.signal ?? end.code}`;
    throw (0,errors/* negative */.gu)(`the definitions could not be restored without rows for their comparison: ${words}`, 'what the program said names the object; see the differences in its definition');
}

;// CONCATENATED MODULE: ./build/proof/definitions-prove.js






/** Compares the definitions of two archives, and where texts differ their settled forms. Costs two scratch databases only then. */
async function proveDefinitions(request) {
    const environment = (0,conninfo/* libpqEnvironment */.SQ)({ parameters: {} }, request.pinned, request);
    const archiveIn = (folder) => new dump_archive/* Archive */.Td(folder, request.programs, environment, request.encoding);
    const source = await (0,definitions/* readDefinitions */.TL)(archiveIn(request.source), request);
    const again = { ...request, leftOut: request.leftOutAgain };
    const target = await (0,definitions/* readDefinitions */.TL)(archiveIn(request.target), again);
    const unequal = (0,definitions_compare/* unequalDefinitions */.MT)(source, target);
    const remaining = request.otherMajor ? { unequal } : await settle(unequal, request);
    const lost = remaining.unequal.filter((pair) => pair.source).length;
    return {
        entries: source.length,
        equal: source.length - lost,
        settled: unequal.length - remaining.unequal.length,
        differences: remaining.unequal.map(definitions_compare/* describeDifference */.hF),
        informational: request.otherMajor === true,
        ...(remaining.unsettled === undefined ? {} : { unsettled: remaining.unsettled }),
    };
}
/** Positions of sequences and what is filled by a refresh are facts, not expressions: they have no other form. */
const mayPrintOtherwise = ({ source, target }) => source && target && source.type !== 'SEQUENCE SET';
/** A grant that says what is so anyway is printed only once: a renamed schema `public` keeps its initial privileges, which the restored one never had. */
const mayVanish = ({ source, target }) => source?.type === 'ACL' && target === undefined;
/** Takes out the pairs that are equal in their settled form. */
async function settle(unequal, request) {
    if (!unequal.some((pair) => mayPrintOtherwise(pair) || mayVanish(pair)))
        return { unequal };
    try {
        const [source, target] = await both(settleArchive(request.source, 'source', request), settleArchive(request.target, 'target', { ...request, leftOut: request.leftOutAgain }));
        const differing = new Set((0,definitions_compare/* unequalDefinitions */.MT)(source, target).map((pair) => (0,definitions_compare/* keyOf */.TN)((pair.source ?? pair.target))));
        const known = new Set(source.map(definitions_compare/* keyOf */.TN));
        const stays = (pair) => {
            const key = (0,definitions_compare/* keyOf */.TN)((pair.source ?? pair.target));
            if (mayVanish(pair))
                return known.has(key);
            return !mayPrintOtherwise(pair) || differing.has(key) || !known.has(key);
        };
        return { unequal: unequal.filter(stays) };
    }
    catch (error) {
        request.signal?.throwIfAborted();
        // The answer is no already: without their settled form the differences stand as they are.
        if (error instanceof errors/* PgproofError */.wp && error.code === 1)
            return { unequal, unsettled: (0,errors/* messageOf */.bD)(error) };
        throw error;
    }
}
/** Waits for both, so that no scratch database outlives a failure of the other. */
async function both(first, second) {
    await Promise.allSettled([first, second]);
    return [await first, await second];
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
