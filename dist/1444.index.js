export const id = 1444;
export const ids = [1444];
export const modules = {

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
    await run('fallocate', ['--punch-hole', '--offset', '0', '--length', String(length), path]);
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

/***/ 96057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ SUPPORTED_MAJORS),
/* harmony export */   i: () => (/* binding */ connectSource)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56233);
/* harmony import */ var _postgres_facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98357);
/* harmony import */ var _postgres_pooler_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14045);
/* harmony import */ var _postgres_profile_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60715);
/* harmony import */ var _postgres_programs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15325);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(82345);
/* harmony import */ var _postgres_settings_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(25441);








/** PostgreSQL majors that pgproof backs up. */
const SUPPORTED_MAJORS = { first: 14, last: 18 };
/** Connects to the source and finds out all that a dump depends on; refuses what could not give a whole one. The caller closes the session. */
async function connectSource(request, context, signal) {
    const asked = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConnection */ .C8)(request.databaseUrl, context.environment);
    await refusePooler(await (0,_postgres_pooler_js__WEBPACK_IMPORTED_MODULE_3__/* .detectPooler */ .B)(asked));
    const session = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_6__/* .openSession */ .f)(asked, { signal });
    try {
        await refusePooler(await (0,_postgres_pooler_js__WEBPACK_IMPORTED_MODULE_3__/* .detectPooler */ .B)(asked, session));
        const facts = await (0,_postgres_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .readSourceFacts */ .TO)(session);
        const warnings = connectionWarnings(session);
        if (facts.major < SUPPORTED_MAJORS.first) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`the server is PostgreSQL ${facts.version}, and pgproof supports ${SUPPORTED_MAJORS.first} to ${SUPPORTED_MAJORS.last}`, 'upgrade the server; older majors no longer get security fixes');
        }
        const found = await (0,_postgres_programs_js__WEBPACK_IMPORTED_MODULE_5__/* .findPrograms */ .z0)(facts.major, {
            environment: context.environment,
            client: request.client,
            install: context.installPrograms,
            folders: [context.temporary],
        });
        const pinned = (0,_postgres_settings_js__WEBPACK_IMPORTED_MODULE_7__/* .pinnedSettings */ .wW)({ versionNum: facts.versionNum, lcMonetary: facts.lcMonetary });
        const profile = request.profile === 'auto' ? await (0,_postgres_profile_js__WEBPACK_IMPORTED_MODULE_4__/* .detectProfile */ .lt)(session) : (0,_postgres_profile_js__WEBPACK_IMPORTED_MODULE_4__/* .profileNamed */ .JD)(request.profile);
        return {
            connection: session.connection,
            session,
            facts,
            profile,
            programs: found.programs,
            pinned,
            environment: (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .libpqEnvironment */ .SQ)(session.connection, pinned),
            warnings: [...warnings, ...found.warnings],
        };
    }
    catch (error) {
        await session.close();
        throw error;
    }
}
function connectionWarnings(session) {
    if (session.encrypted || !(0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .isRemote */ .Vx)(session.connection))
        return [];
    return [
        `the connection to ${(0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .describeConnection */ .If)(session.connection)} is not encrypted: set sslmode=verify-full with the server's CA, or at least sslmode=require`,
    ];
}
async function refusePooler(reason) {
    if (reason !== undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(reason, 'connect to the database server itself; docs/troubleshooting.md, "Poolers"');
}


/***/ }),

/***/ 91444:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/operations/doctor/checkup.js

const fine = (found) => ({ state: 'fine', found });
const warning = (found, hint) => ({ state: 'warning', found, hint });
const failure = (found, hint) => ({ state: 'failure', found, hint });
const notChecked = (found) => ({ state: 'not checked', found });
/** Collects the answers of a doctor's run. A question that throws is a failure of its own line and of nothing else. */
class Checkup {
    lines = [];
    #signal;
    constructor(signal) {
        this.#signal = signal;
    }
    /** Asks one question. Returns whether it could be answered without a failure; throws only when the run is aborted. */
    async ask(name, question) {
        const answers = [await this.#answer(question)].flat();
        this.lines.push(...answers.map((answer) => ({ name, ...answer })));
        return answers.every((answer) => answer.state !== 'failure');
    }
    async #answer(question) {
        this.#signal.throwIfAborted();
        try {
            return await question();
        }
        catch (error) {
            this.#signal.throwIfAborted();
            if (error instanceof errors/* PgproofError */.wp)
                return failure(error.reason, error.hint);
            return failure((0,errors/* messageOf */.bD)(error), 'this was not foreseen: report it with this line');
        }
    }
}

// EXTERNAL MODULE: ./build/postgres/catalogue-facts.js + 3 modules
var catalogue_facts = __webpack_require__(20914);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/postgres/facts.js
var postgres_facts = __webpack_require__(98357);
// EXTERNAL MODULE: ./build/postgres/pooler.js
var postgres_pooler = __webpack_require__(14045);
// EXTERNAL MODULE: ./build/postgres/profile.js
var postgres_profile = __webpack_require__(60715);
// EXTERNAL MODULE: ./build/postgres/programs.js
var postgres_programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/operations/backup/selection.js + 1 modules
var selection = __webpack_require__(1962);
// EXTERNAL MODULE: external "node:dns/promises"
var promises_ = __webpack_require__(71553);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./build/operations/doctor/address.js






/** Where each host's name leads to: hosted runners have no IPv6, and several providers' direct hosts have nothing else. */
async function askAddresses(connection) {
    const names = new Set((0,conninfo/* hostsOf */.PP)(connection.parameters).map((host) => host.address));
    return await Promise.all([...names].map(askAddress));
}
async function askAddress(host) {
    if ((0,conninfo/* isSocket */.qU)(host))
        return fine(`the socket in ${host}`);
    if ((0,external_node_net_.isIP)(host) !== 0)
        return judgeAddresses(host, [host], hasIpv6());
    try {
        const found = await (0,promises_.lookup)(host, { all: true });
        return judgeAddresses(host, [...new Set(found.map(({ address }) => address))], hasIpv6());
    }
    catch (error) {
        return failure(`${host} has no address: ${(0,errors/* messageOf */.bD)(error)}`, 'check the spelling of the host and the name service');
    }
}
/** The verdict on a host's addresses; `ipv6Here`: this machine has an IPv6 address of its own. */
function judgeAddresses(host, addresses, ipv6Here) {
    const shown = addresses.join(', ');
    const found = shown === host ? host : `${host} is ${shown}`;
    if (addresses.includes('::1') || addresses.some((address) => (0,external_node_net_.isIP)(address) === 4))
        return fine(found);
    const sentence = `${found}: IPv6 only`;
    if (ipv6Here)
        return warning(sentence, `runners of GitHub have no IPv6: ${ipv4Way(host)}`);
    return failure(`${sentence}, and this machine has no IPv6`, ipv4Way(host));
}
function ipv4Way(host) {
    const supabase = /^db\.([a-z0-9]+)\.supabase\.co$/.exec(host);
    if (supabase === null)
        return 'use a name or an address of the server with IPv4, or a machine with IPv6';
    return `use Supabase's session pooler: port 5432 of the pooler host in the dashboard, as user postgres.${supabase[1]}`;
}
function hasIpv6() {
    const addresses = Object.values((0,external_node_os_.networkInterfaces)()).flatMap((list) => list ?? []);
    return addresses.some(({ family, internal, address }) => family === 'IPv6' && !internal && !address.startsWith('fe80'));
}

// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/postgres/privileges.js
var privileges = __webpack_require__(216);
;// CONCATENATED MODULE: ./build/operations/doctor/rights.js



const SHOWN = 10;
/** Whether the role may read every table of the dump, and all rows of each. */
async function askRights(session, filter) {
    const problems = await (0,privileges/* readPrivilegeProblems */.k)(session, (table) => isDumped(table, filter));
    const hidden = problems.rowSecurity.filter((table) => hasRows(table, filter));
    const cure = `as an administrator: ${problems.sql}`;
    const answers = [];
    if (problems.unreadable.length > 0)
        answers.push(failure(`the role may not read ${list(problems.unreadable)}`, cure));
    if (hidden.length > 0) {
        answers.push(failure(`row-level security hides rows of ${list(hidden)} from this role`, `${cure} or connect as the tables' owner`));
    }
    return answers.length > 0 ? answers : [fine('every table can be read, with all its rows')];
}
/** Whether the role may read the large objects, which no predefined role includes. */
async function askLargeObjects(session) {
    const [row] = await session.query(`
    SELECT current_user AS me, count(*) AS all, count(*) FILTER (WHERE NOT (
        current_setting('lo_compat_privileges')::bool OR pg_has_role(m.lomowner, 'USAGE')
        OR EXISTS (SELECT FROM aclexplode(m.lomacl) a WHERE a.privilege_type = 'SELECT'
                     AND CASE a.grantee WHEN 0 THEN true ELSE pg_has_role(a.grantee, 'USAGE') END))) AS closed
      FROM pg_largeobject_metadata m`);
    const { me, all, closed } = row ?? { me: '', all: 0, closed: 0 };
    if (all === 0)
        return fine('there are none');
    if (closed === 0)
        return fine(`all ${all} can be read`);
    const statement = `SELECT format('GRANT SELECT ON LARGE OBJECT %s TO %I', string_agg(oid::text, ', '), ${(0,identifier/* quoteLiteral */.ce)(me)}) FROM pg_largeobject_metadata`;
    return failure(`the role may not read ${closed} of ${all} large objects`, `as an administrator: DO $$BEGIN EXECUTE (${statement}); END$$;`);
}
const patternOf = ({ schema, name }) => `${(0,identifier/* dumpPattern */.hf)(schema)}.${(0,identifier/* dumpPattern */.hf)(name)}`;
/** The patterns match only themselves, so comparing texts says what pg_dump would do. */
function isDumped(table, filter) {
    const schema = (0,identifier/* dumpPattern */.hf)(table.schema);
    const all = filter.schemas.length + filter.tables.length === 0;
    const asked = all || filter.schemas.includes(schema) || filter.tables.includes(patternOf(table));
    return asked && !filter.excludeSchemas.includes(schema) && !filter.excludeTables.includes(patternOf(table));
}
const hasRows = (table, filter) => !filter.schemaOnly && !filter.excludeTableData.includes(patternOf(table));
function list(tables) {
    const names = tables.slice(0, SHOWN).map(({ schema, name }) => (0,identifier/* shown */.SP)(schema, name));
    return `${names.join(', ')}${tables.length > SHOWN ? ` and ${tables.length - SHOWN} more` : ''}`;
}

// EXTERNAL MODULE: ./build/postgres/settings.js
var settings = __webpack_require__(25441);
// EXTERNAL MODULE: ./build/operations/backup/source.js
var source = __webpack_require__(96057);
;// CONCATENATED MODULE: ./build/operations/doctor/server.js




/** Whether others on the way can read or forge what is sent. */
async function askTls(session) {
    const [row] = await session.query('SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    const { sslmode, sslrootcert } = session.connection.parameters;
    const mode = sslmode ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer');
    if (!(0,conninfo/* isRemote */.Vx)(session.connection))
        return fine(session.encrypted ? 'encrypted' : 'not needed on the same machine');
    const cure = "set sslmode=verify-full and sslrootcert to the provider's certificate, or sslrootcert=system";
    if (!session.encrypted)
        return warning(`the connection is not encrypted (sslmode=${mode})`, cure);
    const found = `${row?.version ?? 'encrypted'}, sslmode=${mode}`;
    if (mode === 'verify-full')
        return fine(found);
    return warning(`${found}: encrypted, but the server's name is not checked`, cure);
}
/** Whether pgproof is tried with this server. */
function askVersion({ major, version }) {
    const { first, last } = source/* SUPPORTED_MAJORS */.c;
    const found = `PostgreSQL ${version}`;
    if (major < first)
        return failure(`${found}, and pgproof supports ${first} to ${last}`, 'upgrade the server');
    if (major > last)
        return warning(`${found} is newer than pgproof knows`, 'update pgproof, and rely on restore-test only');
    return fine(found);
}
/** A standby cancels what stands in the way of replay. */
async function askRecovery(session, facts) {
    if (!facts.inRecovery)
        return fine('the server is a primary');
    const [row] = await session.query("SELECT current_setting('max_standby_streaming_delay') AS delay");
    return warning(`the server is a standby, which cancels a dump that hinders replay for ${row?.delay}`, 'set hot_standby_feedback = on there, or raise max_standby_streaming_delay, or back up the primary');
}
/** Without checksums a damaged page is dumped as if it were right. */
function askChecksums({ dataChecksums }) {
    if (dataChecksums)
        return fine('on');
    return warning('off: a damaged page is read without anyone noticing', 'enable them with pg_checksums --enable while the server is stopped');
}
/** A dump takes a connection for each job besides its own three: facts, snapshot, and the leader of pg_dump. */
async function askConnections(session, jobs) {
    const [row] = await session.query(`
    SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most,
      (SELECT sum(numbackends)::int FROM pg_stat_database) AS used,
      (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS role,
      (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS database`);
    const need = jobs + 3;
    const { most, used, role, database } = row;
    const cure = 'lower jobs, or raise the limit';
    for (const [limit, where] of [
        [role, 'the role'],
        [database, 'the database'],
    ]) {
        if (limit >= 0 && limit < need)
            return failure(`a dump takes ${need}, and ${where} may have ${limit}`, cure);
    }
    if (most - used < need)
        return warning(`a dump takes ${need}, and ${used} of ${most} are in use`, cure);
    return fine(`a dump takes ${need}; ${used} of ${most} are in use`);
}
/** pg_dump locks every table of the dump at once. */
async function askLocks(session) {
    const [row] = await session.query(`
    SELECT (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') AS tables,
      current_setting('max_locks_per_transaction')::int
        * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) AS places`);
    const { tables, places } = row;
    if (tables <= places * 0.8)
        return fine(`${tables} tables, room for ${places} locks`);
    return warning(`pg_dump locks ${tables} tables at once, and the server has room for ${places} locks in all`, 'raise max_locks_per_transaction');
}
/** Settings that would change what every connection sees. Only names are shown: values of custom settings may be secrets. */
async function askSettings(session) {
    const rows = await session.query(`
    SELECT CASE WHEN setdatabase = 0 THEN 'the role' ELSE 'the database' END AS place, split_part(setting, '=', 1) AS name
      FROM pg_db_role_setting, unnest(setconfig) AS setting
     WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
       AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user)) ORDER BY 1, 2`);
    const pinned = new Set(Object.keys({ ...session.pinned, ...settings/* ownSettings */.SN }).map((name) => name.toLowerCase()));
    const reaching = rows.filter(({ name }) => pinned.has(name.toLowerCase()));
    if (reaching.length === 0)
        return fine('none that would change a dump');
    const shown = reaching.map(({ place, name }) => `${name} (${place})`).join(', ');
    return fine(`${shown}; every session of pgproof overrides them`);
}

;// CONCATENATED MODULE: ./build/operations/doctor/database.js












/** Everything that can be found out about the source without writing to it. Returns what the spool will need, where that is known. */
async function examineDatabase(checkup, request, context) {
    const session = await connect(checkup, request, context);
    if (session === undefined) {
        await checkup.ask('database', () => notChecked('nothing else can be asked without a connection'));
        return undefined;
    }
    try {
        await checkup.ask('tls', () => askTls(session));
        await checkup.ask('pooler', async () => judgePooler(await (0,postgres_pooler/* detectPooler */.B)(session.connection, session)));
        const facts = await examineServer(checkup, session, request, context);
        await examineRights(checkup, session, request);
        const catalogue = await examineContents(checkup, session);
        return facts && { sizeBytes: facts.sizeBytes, largeObjects: catalogue?.largeObjects.count ?? 0 };
    }
    finally {
        await session.close();
    }
}
async function connect(checkup, request, context) {
    let asked;
    let session;
    const readable = await checkup.ask('address', async () => {
        asked = (0,conninfo/* parseConnection */.C8)(request.databaseUrl, context.environment);
        return await askAddresses(asked);
    });
    if (asked === undefined)
        return undefined;
    const connection = asked;
    await checkup.ask('connection', async () => {
        const started = performance.now();
        try {
            session = await (0,postgres_session/* openSession */.f)(connection, { signal: context.signal });
        }
        catch (error) {
            // The pooler is the cause of what the connection then says.
            const pooler = await (0,postgres_pooler/* detectPooler */.B)(connection);
            if (pooler !== undefined)
                return judgePooler(pooler);
            // A name that leads nowhere was said already, with what to do.
            if (!readable)
                return notChecked(`there is no way to ${(0,conninfo/* describeConnection */.If)(connection)}`);
            throw error;
        }
        return fine(`${(0,conninfo/* describeConnection */.If)(session.connection)}, in ${Math.round(performance.now() - started)} ms`);
    });
    return session;
}
const judgePooler = (reason) => reason === undefined
    ? fine('none that a dump could not pass')
    : failure(reason, 'connect to the database server itself; docs/troubleshooting.md, "Poolers"');
async function examineServer(checkup, session, request, context) {
    let facts;
    await checkup.ask('server version', async () => {
        facts = await (0,postgres_facts/* readSourceFacts */.TO)(session);
        return askVersion(facts);
    });
    await checkup.ask('client programs', () => askPrograms(Math.floor(session.versionNum / 10_000), request, context));
    await checkup.ask('connections', () => askConnections(session, request.jobs));
    await checkup.ask('locks', () => askLocks(session));
    await checkup.ask('settings', () => askSettings(session));
    if (facts === undefined)
        return undefined;
    const known = facts;
    await checkup.ask('replication', () => askRecovery(session, known));
    await checkup.ask('data checksums', () => askChecksums(known));
    return known;
}
async function askPrograms(major, request, context) {
    const { programs, warnings } = await (0,postgres_programs/* findPrograms */.z0)(major, {
        environment: context.environment,
        client: request.client,
        install: context.installPrograms,
        folders: [context.temporary],
    });
    const found = `PostgreSQL ${programs.version} from ${programs.from}`;
    const [first] = warnings;
    return first === undefined ? fine(found) : warning(first, `sudo apt-get install -y postgresql-client-${major}`);
}
/** What is selected decides which rights are needed. */
async function examineRights(checkup, session, request) {
    let profile;
    await checkup.ask('provider', async () => {
        profile = request.profile === 'auto' ? await (0,postgres_profile/* detectProfile */.lt)(session) : (0,postgres_profile/* profileNamed */.JD)(request.profile);
        return describeProfile(profile);
    });
    if (profile === undefined)
        return;
    const chosen = profile;
    await checkup.ask('privileges', async () => {
        const { filter, partial } = await (0,selection/* selectObjects */.z)(session, request, chosen);
        const answers = await askRights(session, filter);
        return partial.length === 0
            ? answers
            : [
                ...answers,
                warning(`the backup is partial: ${partial.join('; ')}`, 'leave the filters out for a complete one'),
            ];
    });
    // pg_dump leaves them out of a dump of some schemas or tables.
    const whole = request.schemas.length + request.tables.length === 0 && !request.schemaOnly;
    if (whole)
        await checkup.ask('large objects', () => askLargeObjects(session));
}
function describeProfile({ name, schemas, advice }) {
    if (name === 'none')
        return fine('none that pgproof knows');
    const left = schemas.length === 0 ? '' : `; its own schemas are left out unless asked for: ${schemas.join(', ')}`;
    return fine([`${name}${left}`, ...advice].join('; '));
}
async function examineContents(checkup, session) {
    let facts;
    await checkup.ask('not in a dump', async () => {
        facts = await (0,catalogue_facts/* readCatalogueFacts */.vZ)(session);
        const items = (0,catalogue_facts/* notContained */.Pg)(facts).map(({ what }) => what);
        return fine(items.join('; '));
    });
    if (facts !== undefined) {
        const known = facts;
        await checkup.ask('indexes', () => judgeIndexes(known));
    }
    return facts;
}
function judgeIndexes({ indexes }) {
    const broken = indexes.filter((index) => !(index.valid && index.ready && index.live));
    if (broken.length === 0)
        return fine(`all ${indexes.length} are valid`);
    const names = broken.slice(0, 5).map(({ schema, name }) => `${schema}.${name}`);
    const more = broken.length > 5 ? ` and ${broken.length - 5} more` : '';
    return warning(`not valid: ${names.join(', ')}${more}; pg_dump leaves them out`, 'REINDEX INDEX or drop them');
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/dump/follow.js
var follow = __webpack_require__(42910);
;// CONCATENATED MODULE: ./build/operations/doctor/disk.js



/** Whether the spool folder can give disk space back while it is read. */
async function askPunching(folder) {
    const punch = await (0,follow/* canPunchHoles */.Wz)(folder).catch(() => undefined);
    if (punch === undefined) {
        return failure(`nothing can be written into ${folder}`, 'set spool-dir to a folder that exists and may be written to');
    }
    if (punch)
        return fine(`${folder} gives space back while it is read`);
    return warning(`${folder} cannot give back space while it is read, so the whole dump lies there and spool-limit does not hold`, 'set spool-dir to a folder on ext4, xfs, btrfs or tmpfs, and install util-linux (fallocate)');
}
/** Free space and files of the spool folder against what a backup takes, as `backup` estimates it. */
async function askSpace(folder, spoolLimit, need) {
    const facts = await (0,external_node_fs_promises_.statfs)(folder).catch(() => undefined);
    if (facts === undefined)
        return failure(`${folder} is not there`, 'set spool-dir to a folder that exists');
    const { bavail, bsize, ffree } = facts;
    const free = bavail * bsize;
    if (need === undefined)
        return notChecked(`${mebibytes(free)} free; without a connection the need is not known`);
    const punch = await (0,follow/* canPunchHoles */.Wz)(folder);
    const bytes = punch ? Math.min(spoolLimit, need.sizeBytes) : need.sizeBytes;
    const found = `${mebibytes(free)} free in ${folder}, and a backup may need ${mebibytes(bytes)}`;
    if (free < bytes)
        return failure(found, `set spool-dir to a folder on a larger disk${punch ? ', or lower spool-limit' : ''}`);
    // Some file systems have no fixed number of files and say 0.
    if (ffree > 0 && ffree < need.largeObjects) {
        return failure(`${folder} has room for ${ffree} files, and there are ${need.largeObjects} large objects`, 'set spool-dir to a folder on a file system with more inodes');
    }
    return fine(found);
}
const mebibytes = (bytes) => `${Math.ceil(bytes / 1024 ** 2)} MiB`;

// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
;// CONCATENATED MODULE: ./build/storage/probe.js



/** Ages decide what is swept and pruned, so nothing may be decided when the clocks differ by more (docs/storage.md). */
const MOST_CLOCK_DIFFERENCE_MS = 5 * 60_000;
const RECORD = '.pgproof/store.json';
const probe_fine = (text) => ({ state: 'fine', text });
const probe_warning = (text, hint) => ({ state: 'warning', text, hint });
const probe_failure = (text, hint) => ({ state: 'failure', text, hint });
/**
 * Tries on a store what backups need of it, under `.pgproof/probe-<random>`, and removes what it made. Throws nothing but the signal's reason:
 * what goes wrong is a finding. When the first put fails the rest is not tried. What was found stays in `.pgproof/store.json`,
 * `{ "format": 1, "found": { "<name>": "<state>" } }`, for people who wonder later what the store could do.
 */
async function probeStore(store, signal) {
    const probe = new Probe(store, signal);
    try {
        return await probe.run();
    }
    finally {
        await probe.cleanUp();
    }
}
class Probe {
    #store;
    #signal;
    #key = `.pgproof/probe-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    #body = (0,external_node_crypto_.randomBytes)(4096);
    #findings = [];
    constructor(store, signal) {
        this.#store = store;
        this.#signal = signal;
    }
    async run() {
        await this.#find('clock', () => this.#clock());
        if (await this.#find('put', () => this.#put())) {
            await this.#find('read after write', () => this.#read());
            await this.#find('checksum', () => this.#checksum());
            await this.#find('conditional put', () => this.#conditionalPut());
            await this.#find('list', () => this.#list());
            await this.#find('delete', () => this.#delete());
            // The record is no part of the answer, so a store that refuses it is none the worse.
            await this.#record().catch(() => { });
        }
        return this.#findings;
    }
    async cleanUp() {
        await this.#store.delete(this.#key).catch(() => { });
    }
    async #find(name, look) {
        this.#signal?.throwIfAborted();
        let outcome;
        try {
            outcome = await look();
        }
        catch (error) {
            this.#signal?.throwIfAborted();
            outcome = probe_failure((0,errors/* messageOf */.bD)(error), error instanceof errors/* PgproofError */.wp ? error.hint : 'check the storage address');
        }
        this.#findings.push({ name, ...outcome });
        return outcome.state !== 'failure';
    }
    async #record() {
        const found = Object.fromEntries(this.#findings.map(({ name, state }) => [name, state]));
        const body = Buffer.from(`${JSON.stringify({ format: 1, found }, null, 2)}\n`);
        const recorded = await this.#store.get(RECORD).catch(() => undefined);
        if (!recorded?.equals(body))
            await this.#store.put(RECORD, body, { sha256: sha256(body) });
    }
    async #clock() {
        const before = Date.now();
        const store = (await this.#store.clock()).getTime();
        const after = Date.now();
        // A store's clock may be told in whole seconds.
        const off = store < before - 1000 ? store - before : store > after ? store - after : 0;
        const seconds = Math.round(Math.abs(off) / 1000);
        if (Math.abs(off) <= MOST_CLOCK_DIFFERENCE_MS)
            return probe_fine(`clocks agree within ${Math.max(seconds, 1)} s`);
        return probe_failure(`the store's clock is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} this machine's`, 'set the clock of this machine (NTP): nothing is swept or pruned while they differ by more than 5 min');
    }
    async #put() {
        await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) });
        return probe_fine('objects can be put');
    }
    async #read() {
        const read = await this.#store.get(this.#key);
        if (read.equals(this.#body))
            return probe_fine('what was put is there at once, byte for byte');
        return probe_failure('what was read is not what was put', 'do not use this store: it gives back other bytes');
    }
    async #checksum() {
        const facts = await this.#store.head(this.#key);
        const hint = 'do not use this store: backups could not be looked up';
        if (!facts)
            return probe_failure('what was put is not found when looked up', hint);
        if (facts.size !== this.#body.length)
            return probe_failure(`${this.#body.length} bytes were put, ${facts.size} are told`, hint);
        if (facts.sha256 === undefined) {
            return probe_warning('the store tells no SHA-256 of what it holds', 'nothing to do: sizes are compared, and verify reads everything back');
        }
        if (facts.sha256 === sha256(this.#body))
            return probe_fine('the store tells the SHA-256 of what it holds');
        return probe_failure('the SHA-256 that the store tells is not of what was put', hint);
    }
    async #conditionalPut() {
        const other = Buffer.concat([this.#body, Buffer.from('other')]);
        let refused = false;
        try {
            await this.#store.put(this.#key, other, { onlyIfAbsent: true });
        }
        catch (error) {
            if (!(error instanceof store/* ObjectExists */["if"]))
                throw error;
            refused = true;
        }
        if (refused && this.#store.capabilities.conditionalPut)
            return probe_fine('the store refuses to put over an object');
        return probe_warning(refused ? 'the store cannot refuse to put over an object' : 'the store says nothing and puts over an object', "nothing to do: every run's names are its own, and pgproof looks before it puts");
    }
    async #list() {
        const keys = [];
        for await (const { key } of this.#store.list(this.#key))
            keys.push(key);
        if (keys.length === 1 && keys[0] === this.#key)
            return probe_fine('listings show what was put at once');
        return probe_failure(`a listing shows ${keys.length} objects where one was put`, 'do not use this store, or no cache in front of it: its listings are behind');
    }
    async #delete() {
        try {
            await this.#store.delete(this.#key);
        }
        catch (error) {
            if (!(error instanceof errors/* PgproofError */.wp))
                throw error;
            return probe_warning(`objects cannot be deleted: ${error.reason}`, `fine for keys that may only add; prune needs keys that may delete, and ${this.#key} stays behind`);
        }
        if ((await this.#store.head(this.#key)) === undefined)
            return probe_fine('objects can be deleted');
        return probe_warning('an object is there after it was deleted', 'the bucket may hold objects (Object Lock, retention): prune will have to wait for that');
    }
}
const sha256 = (body) => (0,external_node_crypto_.createHash)('sha256').update(body).digest('hex');

// EXTERNAL MODULE: ./build/operations/repository.js + 5 modules
var repository = __webpack_require__(39521);
;// CONCATENATED MODULE: ./build/operations/doctor/storage.js




/** Tries on the storage all that backups need of it, under a probe key. `sizeBytes`: of the database, where it is known. */
async function examineStorage(checkup, request, context, sizeBytes) {
    let opened;
    await checkup.ask('store', async () => {
        opened = await (0,repository/* openStorage */.G)(request, context, context.signal);
        if (request.name !== undefined)
            (0,layout/* checkName */.I3)(request.name);
        return fine(opened.location);
    });
    if (opened === undefined)
        return;
    const store = opened;
    try {
        await probe(checkup, store, context.signal);
        await checkup.ask('store: room', () => askRoom(store, sizeBytes));
    }
    finally {
        store.close();
    }
}
async function probe(checkup, store, signal) {
    const findings = await probeStore(store, signal);
    for (const { name, text, ...finding } of findings)
        await checkup.ask(`store: ${name}`, () => ({ ...finding, found: text }));
    if (findings.some(({ name, state }) => name === 'put' && state === 'failure')) {
        await checkup.ask('store: the rest', () => notChecked('nothing else can be tried where nothing can be put'));
    }
}
/** Compressed rows without indexes take a tenth to a quarter of a database's size, as a rule. */
async function askRoom(store, sizeBytes) {
    const free = await store.freeBytes();
    if (free === undefined || sizeBytes === undefined)
        return [];
    const found = `${gibibytes(free)} free for backups of a database of ${gibibytes(sizeBytes)}`;
    if (free >= sizeBytes / 4)
        return fine(found);
    return warning(found, 'make room there, or use another storage');
}
const gibibytes = (bytes) => `${(bytes / 1024 ** 3).toFixed(2)} GiB`;

;// CONCATENATED MODULE: ./build/operations/doctor/doctor.js




/**
 * Asks everything that a backup depends on, before anything is backed up: nothing is written to the database, and to the storage only
 * under a probe key that is removed again. One line for each question; a question that fails hides no other.
 */
async function doctor(request, context) {
    const started = context.now().getTime();
    const checkup = new Checkup(context.signal);
    context.progress({ kind: 'phase', title: 'Ask the database' });
    const need = await examineDatabase(checkup, request, context);
    context.progress({ kind: 'phase', title: 'Ask the disk' });
    await checkup.ask('hole punching', () => askPunching(context.temporary));
    await checkup.ask('spool space', () => askSpace(context.temporary, request.spoolLimit, need));
    context.progress({ kind: 'phase', title: 'Ask the storage' });
    await examineStorage(checkup, request, context, need?.sizeBytes);
    const { lines } = checkup;
    return {
        verb: 'doctor',
        ...outcomeOf(lines),
        seconds: (context.now().getTime() - started) / 1000,
        warnings: lines.filter((line) => line.state === 'warning').map(({ name, found }) => `${name}: ${found}`),
        lines,
    };
}
function outcomeOf(lines) {
    const [first, ...others] = lines.filter((line) => line.state === 'failure');
    if (first === undefined)
        return { ok: true, code: 0 };
    const more = others.length === 0 ? '' : `; and ${others.length} more failed: ${others.map(({ name }) => name).join(', ')}`;
    return { ok: false, code: 1, reason: `${first.name}: ${first.found}${more}`, hint: first.hint ?? '' };
}


/***/ }),

/***/ 9072:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ dockerEnvironment),
/* harmony export */   e: () => (/* binding */ dockerPrograms)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69392);
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

/***/ 216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ readPrivilegeProblems)
/* harmony export */ });
/* harmony import */ var _identifier_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86967);

/** Members of extensions are dumped only where their extension says so (pg_extension.extconfig). */
const relationsQuery = `
  SELECT n.nspname AS schema, c.relname AS name, row_security_active(c.oid) AS secured,
         has_schema_privilege(n.oid, 'USAGE')
           AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END AS readable
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
          AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
          AND (e.extconfig IS NULL OR c.oid <> ALL (e.extconfig)))
   ORDER BY 1, 2`;
/** Looks for tables and sequences that a dump by this role would fail on; `filter` says which of them are to be dumped. */
async function readPrivilegeProblems(session, filter = () => true) {
    const rows = (await session.query(relationsQuery)).filter(filter);
    const [who] = await session.query('SELECT rolname AS me, rolinherit AS inherits FROM pg_catalog.pg_roles WHERE rolname = current_user');
    const named = (found) => found.map(({ schema, name }) => ({ schema, name }));
    const unreadable = named(rows.filter((row) => !row.readable));
    const rowSecurity = named(rows.filter((row) => row.secured));
    const name = (0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(who?.me ?? '');
    const statements = [
        ...(unreadable.length > 0 ? [readAll(name, who?.inherits ?? true, session.versionNum)] : []),
        ...(rowSecurity.length > 0 ? [`ALTER ROLE ${name} BYPASSRLS;`] : []),
    ];
    return { unreadable, rowSecurity, sql: statements.join(' ') };
}
/** A role that does not inherit has nothing of a membership; since 16 each grant says for itself. */
function readAll(name, inherits, versionNum) {
    const grant = `GRANT pg_read_all_data TO ${name}`;
    if (inherits)
        return `${grant};`;
    return versionNum >= 160_000 ? `${grant} WITH INHERIT TRUE;` : `${grant}; ALTER ROLE ${name} INHERIT;`;
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
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69392);
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
    const { stdout, end } = await (0,_child_js__WEBPACK_IMPORTED_MODULE_3__/* .runChild */ .w)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'pg_dump'), ['--version'], { environment: { LC_ALL: 'C' } });
    const version = end.code === 0 ? versionOf(stdout.toString()) : undefined;
    if (version === undefined)
        return undefined;
    const command = (program) => ({ command: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program), args: [] });
    return { major: Number.parseInt(version, 10), version, from: folder, command };
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

/***/ 6995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GV: () => (/* binding */ ObjectMissing),
/* harmony export */   Xs: () => (/* binding */ ObjectTooLarge),
/* harmony export */   "if": () => (/* binding */ ObjectExists)
/* harmony export */ });
/** Thrown by `get` for a key that holds nothing. */
class ObjectMissing extends Error {
    key;
    constructor(key) {
        super(`${key} is missing`);
        this.name = 'ObjectMissing';
        this.key = key;
    }
}
/** Thrown by `get` for an object that is larger than the caller takes; `size` in bytes. */
class ObjectTooLarge extends Error {
    key;
    size;
    constructor(key, size) {
        super(`${key} has ${size} bytes`);
        this.name = 'ObjectTooLarge';
        this.key = key;
        this.size = size;
    }
}
/** Thrown by `put` with `onlyIfAbsent` where the key is taken. */
class ObjectExists extends Error {
    key;
    constructor(key) {
        super(`${key} exists already`);
        this.name = 'ObjectExists';
        this.key = key;
    }
}


/***/ })

};
