export const id = 2154;
export const ids = [2154];
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
            environment: (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .libpqEnvironment */ .SQ)(session.connection, pinned, context),
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

/***/ 12341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FS: () => (/* binding */ learnSecond),
  Hl: () => (/* binding */ openSecond),
  bx: () => (/* binding */ refuseSameAddress),
  gR: () => (/* binding */ refuseSameStorage),
  QG: () => (/* binding */ secondStorage)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/heartbeat.js
var repository_heartbeat = __webpack_require__(9469);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/storage/address.js
var storage_address = __webpack_require__(61834);
// EXTERNAL MODULE: ./build/operations/first-use.js
var first_use = __webpack_require__(23735);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
;// CONCATENATED MODULE: ./build/operations/copy/second-store.js


/** Opens the second store by `open`, and has every fault of it say that it is the second one's. */
async function asSecond(open) {
    return new SecondStore(await told(open));
}
class SecondStore {
    #store;
    keys;
    constructor(store) {
        this.#store = store;
        if (store.keys)
            this.keys = store.keys;
    }
    get location() {
        return this.#store.location;
    }
    get capabilities() {
        return this.#store.capabilities;
    }
    get versions() {
        return this.#store.versions;
    }
    get bucket() {
        return this.#store.bucket;
    }
    put(key, body, options) {
        return told(() => this.#store.put(key, body, options));
    }
    get(key, options) {
        return told(() => this.#store.get(key, options));
    }
    head(key) {
        return told(() => this.#store.head(key));
    }
    async *list(prefix) {
        try {
            yield* this.#store.list(prefix);
        }
        catch (error) {
            throw ofSecond(error);
        }
    }
    folders(prefix) {
        return told(() => this.#store.folders(prefix));
    }
    delete(key) {
        return told(() => this.#store.delete(key));
    }
    clock() {
        return told(() => this.#store.clock());
    }
    freeBytes() {
        return told(() => this.#store.freeBytes());
    }
    close() {
        this.#store.close();
    }
}
async function told(ask) {
    try {
        return await ask();
    }
    catch (error) {
        throw ofSecond(error);
    }
}
/** The inputs of the second storage are named like the first one's, with `copy-` before. */
const INPUTS = /(?<![-\w])(s3-access-key-id|s3-secret-access-key|aws-role|aws-region|server-side-encryption|kms-key|storage-class)(?![-\w])/g;
function ofSecond(error) {
    if (!(error instanceof errors/* PgproofError */.wp) || (error.code !== 2 && error.code !== 3))
        return error;
    const [reason, hint] = [error.reason, error.hint].map((text) => text.replaceAll(INPUTS, 'copy-$1'));
    const said = [`the second storage: ${reason}`, hint];
    if (error instanceof store/* ObjectArchived */.q2)
        return new store/* ObjectArchived */.q2(...said, error);
    return new errors/* PgproofError */.wp(error.code, ...said, { cause: error });
}

;// CONCATENATED MODULE: ./build/operations/copy/second-storage.js







/** A request for the second storage. Where it is given no credentials of its own, those of the first serve: another region of the same provider. */
function secondStorage(request, copyTo) {
    const { copyS3AccessKeyId, copyS3SecretAccessKey, copyAwsRole } = request;
    const own = Boolean(copyS3AccessKeyId || copyS3SecretAccessKey || copyAwsRole);
    return {
        ...request,
        storage: copyTo,
        awsRegion: request.copyAwsRegion ?? request.awsRegion,
        serverSideEncryption: request.copyServerSideEncryption,
        kmsKey: request.copyKmsKey,
        storageClass: request.copyStorageClass,
        asOf: undefined,
        ...(own && { s3AccessKeyId: copyS3AccessKeyId, s3SecretAccessKey: copyS3SecretAccessKey, awsRole: copyAwsRole }),
    };
}
/** Opens the second storage; nothing is asked of it yet. */
const openSecond = (request, copyTo, context, signal) => asSecond(() => (0,repository/* openStorage */.G)(secondStorage(request, copyTo), context, signal));
/** Learns what the second storage can do, as `learnStore` does; what a person should know of it is returned. */
async function learnSecond(to, request, context, signal) {
    const warnings = await (0,first_use/* learnStore */.Q)(to, secondStorage(request, request.copyTo), context, signal);
    return warnings.map((text) => `the second storage: ${text}`);
}
/** Throws exit 2 where both addresses are the same, before anything is asked of either. */
function refuseSameAddress(storage, copyTo) {
    if (placeOf(storage) === placeOf(copyTo))
        throw sameStorage(storage, copyTo);
}
/** An address without what only says how to reach the place. */
function placeOf(storage) {
    const address = (0,storage_address/* parseStorageAddress */.R)(storage);
    if (address.scheme !== 's3')
        return address.location;
    return JSON.stringify([address.endpoint, address.bucket, address.prefix]);
}
/**
 * Throws exit 2 where two addresses lead to one storage: what is put into the one shows up in the other. The sign is a reader's heartbeat of one of
 * the backups, so the first thing that is tried on the second storage is to put an object there.
 */
async function refuseSameStorage(from, to, { name, id, end }, now) {
    const sign = layout/* keys */.HP.reading(name, id, end);
    const heartbeat = new repository_heartbeat/* Heartbeat */.XE(to, name, id, now, sign);
    await heartbeat.start();
    try {
        if (await from.head(sign))
            throw sameStorage(from.location, to.location);
    }
    finally {
        await heartbeat.stop().catch(() => { });
    }
}
const sameStorage = (storage, copyTo) => (0,errors/* usageError */.Wp)(`storage and copy-to are the same storage: ${storage} and ${copyTo}`, 'name another bucket, prefix or folder in copy-to: a second copy beside the first goes when the first does');


/***/ }),

/***/ 79913:
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
// EXTERNAL MODULE: ./build/storage/probe.js
var probe = __webpack_require__(508);
// EXTERNAL MODULE: ./build/operations/copy/second-storage.js + 1 modules
var second_storage = __webpack_require__(12341);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/repository/catalogue.js
var repository_catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/choose.js
var choose = __webpack_require__(95692);
// EXTERNAL MODULE: ./build/repository/key-drill.js
var key_drill = __webpack_require__(64922);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/sealing/shown-key.js
var shown_key = __webpack_require__(7951);
// EXTERNAL MODULE: ./build/operations/keys.js
var operations_keys = __webpack_require__(36843);
// EXTERNAL MODULE: ./build/operations/trust.js
var trust = __webpack_require__(18725);
;// CONCATENATED MODULE: ./build/operations/doctor/trust.js








/** What backups would be sealed and signed with, whether the keys are known to be there, and whether the past of the storage is whole. */
async function examineTrust(checkup, store, request, context) {
    await checkup.ask('sealing', () => askSealing(store.keys, request));
    await checkup.ask('signing', () => askSigning(store.keys));
    let past;
    await checkup.ask('store: history', async () => {
        past = await readPast(store, request, context);
        if (past === undefined)
            return [];
        const { backups, unreadable } = past.catalogue;
        const faults = [...(0,trust/* historyWarnings */.sK)(past), ...unreadable.map(({ id, why }) => `backup ${id} cannot be read: ${why}`)];
        if (faults.length > 0)
            return faults.map((fault) => warning(fault, 'find out who wrote to the storage'));
        return fine(`nothing speaks against what is there, ${backups.length} in number`);
    });
    const known = past;
    if (known !== undefined)
        await checkup.ask('keys', async () => askKeys(known));
}
async function askSealing(keys, request) {
    const sealer = await (0,operations_keys/* sealerOf */.K$)(request, keys);
    if (!sealer)
        return fine('backups are not sealed: whoever can read the storage can read them');
    return fine(`${sealer.encryption.method}, for ${(0,key_drill/* holdersOf */.pW)(sealer).map(shown_key/* shownKey */.d).join(', ')}`);
}
const askSigning = ({ signer }) => signer
    ? fine(`by ${signer.fingerprint}`)
    : fine('backups are not signed: whoever can write to the storage can make one');
/** Undefined where it is not clear whose past, or where there is none yet. */
async function readPast(store, request, context) {
    const name = await (0,choose/* chooseName */.xR)(store, request.name).catch(() => undefined);
    if (name === undefined)
        return undefined;
    const catalogue = await (0,repository_catalogue/* readCatalogue */.YW)(store, name);
    if (catalogue.backups.length + catalogue.unreadable.length === 0)
        return undefined;
    return { catalogue, records: await (0,records/* listRecords */.VI)(store, name), now: context.now(), location: store.location };
}
function askKeys(past) {
    if (past.catalogue.backups.every(({ manifest }) => manifest.encryption === null))
        return [];
    const late = (0,trust/* keyWarnings */.x2)(past);
    if (late.length === 0)
        return fine('each was seen to open a backup, or is younger than 90 days');
    return late.map((text) => warning(text, 'a key that nobody has tried may be lost: run verify with keys, or a restore-test'));
}

;// CONCATENATED MODULE: ./build/operations/doctor/storage.js







/** Tries on the storage, and on the second one where there is one, all that backups need of it, under a probe key. `sizeBytes`: of the database, where it is known. */
async function examineStorage(checkup, request, context, sizeBytes) {
    await examine(checkup, request, context, { label: 'store', sizeBytes }, (store) => examineTrust(checkup, store, request, context));
    const { copyTo } = request;
    if (copyTo === undefined)
        return;
    const second = { label: 'second store', sizeBytes };
    const apart = await checkup.ask(second.label, async () => {
        (0,second_storage/* refuseSameAddress */.bx)(request.storage, copyTo);
        return [];
    });
    if (apart)
        await examine(checkup, (0,second_storage/* secondStorage */.QG)(request, copyTo), context, second);
}
async function examine(checkup, request, context, { label, sizeBytes }, more = async () => { }) {
    let opened;
    await checkup.ask(label, async () => {
        opened = await (0,repository/* openStorage */.G)(request, context, context.signal);
        if (request.name !== undefined)
            (0,layout/* checkName */.I3)(request.name);
        return fine(opened.location);
    });
    if (opened === undefined)
        return;
    const store = opened;
    try {
        await storage_probe(checkup, store, label, context.signal);
        await checkup.ask(`${label}: lifecycle rules`, () => askLifecycle(store));
        await checkup.ask(`${label}: room`, () => askRoom(store, sizeBytes));
        await more(store);
    }
    finally {
        store.close();
    }
}
async function storage_probe(checkup, store, label, signal) {
    const findings = await (0,probe/* probeStore */.sk)(store, signal);
    for (const { name, text, ...finding } of findings)
        await checkup.ask(`${label}: ${name}`, () => ({ ...finding, found: text }));
    if (findings.some(({ name, state }) => name === 'put' && state === 'failure')) {
        await checkup.ask(`${label}: the rest`, () => notChecked('nothing else can be tried where nothing can be put'));
    }
}
/** Rules of the bucket that would take parts of backups away. What cannot be asked is not checked, never fine. */
async function askLifecycle(store) {
    if (store.bucket === undefined)
        return [];
    try {
        const rules = await store.bucket.lifecycle();
        if (rules === undefined)
            return notChecked('the server tells no lifecycle rules');
        const harmful = rules.filter(({ prefix }) => !prefix.startsWith('.pgproof/'));
        return harmful.length === 0 ? fine('no rule deletes or archives what is put here') : harmful.map(warnOfRule);
    }
    catch (error) {
        if (!(error instanceof errors/* PgproofError */.wp))
            throw error;
        return notChecked(`${error.reason}: ${error.hint}`);
    }
}
function warnOfRule({ id, prefix, action, when }) {
    const below = prefix === '' ? '' : ` below ${prefix}`;
    const harm = action === 'deletes'
        ? 'a backup that lost some is damaged'
        : 'a backup of which some are archived has to be thawed before it can be read';
    return warning(`the rule ${JSON.stringify(id)} ${action} objects${below} ${when}: ${harm}`, 'keep the rule away from this prefix, and let pgproof prune remove whole backups by policy');
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

/***/ 23735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ learnStore)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _storage_probe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(508);
/* harmony import */ var _storage_store_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13053);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72371);




/** What looking at a storage may take, before it is used as it is. */
const LOOK_MS = 10_000;
/**
 * Tells a store what its record says that it cannot do; where there is no record of it, it is probed first. Returns what a person should know.
 * Nothing of this may fail a backup: keys may be for some prefixes only, and what the store refuses is learned on the way as well.
 */
async function learnStore(store, request, context, signal) {
    // A store of its own: what takes too long, or is tried again for minutes, is ended with it.
    const short = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
    const own = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .openBare */ .j)(request, context, short);
    try {
        const { can, warnings } = await lookAt(own, short);
        if (can)
            store.bucket?.learn(can);
        return warnings;
    }
    catch (error) {
        signal.throwIfAborted();
        context.progress({ kind: 'note', text: `what the storage can do is not known beforehand: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}` });
        return [];
    }
    finally {
        own.close();
    }
}
async function lookAt(store, signal) {
    const known = await (0,_storage_store_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readStoreRecord */ .xN)(store);
    if (known === 'later')
        return { warnings: [] };
    if (known)
        return { can: known.can, warnings: [] };
    const findings = await (0,_storage_probe_js__WEBPACK_IMPORTED_MODULE_1__/* .probeStore */ .sk)(store, signal);
    // What may not be put there may be put elsewhere.
    const failed = findings.filter(({ name, state }) => state === 'failure' && name !== 'put');
    return {
        can: store.capabilities,
        warnings: failed.map(({ name, text }) => `the storage was tried, and failed at ${name}: ${text}`),
    };
}


/***/ }),

/***/ 18725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ak: () => (/* binding */ trustWarnings),
/* harmony export */   sK: () => (/* binding */ historyWarnings),
/* harmony export */   x2: () => (/* binding */ keyWarnings)
/* harmony export */ });
/* harmony import */ var _repository_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8041);
/* harmony import */ var _repository_key_drill_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64922);
/* harmony import */ var _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22654);
/* harmony import */ var _sealing_shown_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7951);




/** What a storage's past says against it, a sentence each. */
const historyWarnings = (past) => (0,_repository_history_js__WEBPACK_IMPORTED_MODULE_0__/* .historyFaults */ .O)(past).map(({ id, what }) => `backup ${id} ${what}`);
/** A sentence for each key that may be lost without anyone knowing. */
function keyWarnings({ catalogue, records, now }) {
    return (0,_repository_key_drill_js__WEBPACK_IMPORTED_MODULE_1__/* .unproven */ .gm)((0,_repository_key_drill_js__WEBPACK_IMPORTED_MODULE_1__/* .keyStates */ .Am)(catalogue.backups, records, now), now).map(({ recipient, proven, since }) => {
        const days = Math.floor((now.getTime() - (proven ?? since).getTime()) / _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .DAY */ .d_);
        const which = recipient === 'passphrase' ? 'the passphrase' : `the key of ${(0,_sealing_shown_key_js__WEBPACK_IMPORTED_MODULE_3__/* .shownKey */ .d)(recipient)}`;
        const seen = proven
            ? `was last seen to open a backup ${days} days ago`
            : `was never seen to open a backup in ${days} days`;
        return `${which} ${seen}: try it with pgproof verify --keys`;
    });
}
/** What a storage tells of its past and of its keys, a sentence each. */
const trustWarnings = (past) => [...historyWarnings(past), ...keyWarnings(past)];


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

/***/ 8041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ HISTORY_MS),
/* harmony export */   O: () => (/* binding */ historyFaults)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27597);
/* harmony import */ var _expiry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76302);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);
/* harmony import */ var _retention_candidate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91971);
/* harmony import */ var _retention_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22654);





/** A prune removes the records of what it has swept after so long; who is gone for longer is not missed. */
const HISTORY_MS = 400 * _retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .DAY */ .d_;
/**
 * Looks whether a backup was removed otherwise than by a prune, replaced, or rolled back: each manifest names the one before it with its digest, and
 * records name the manifest that they speak of. What nothing later speaks of, because all that was newer went with it, only its age tells.
 */
function historyFaults(past) {
    const backups = past.catalogue.backups.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const faults = [
        ...backups.flatMap((backup) => chainFault(backup, backups, past)),
        ...[...past.records].flatMap(([id, records]) => recordFault(id, records, past)),
        ...[...past.records].flatMap(([id, records]) => copyFault(id, records, past)),
    ];
    const first = new Map(faults.toReversed().map((fault) => [fault.id, fault]));
    return [...first.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
function chainFault(backup, all, past) {
    const { previous } = backup.manifest;
    if (previous === null)
        return brokenOff(backup, all, past);
    const there = all.find(({ id }) => id === previous.id);
    if (there) {
        const same = there.digest === previous.sha256;
        return same
            ? []
            : [{ id: there.id, what: `was replaced: ${backup.id} was made after another manifest under that id` }];
    }
    if (isExplained(previous, past) || cameAsCopy(backup, past))
        return [];
    return [{ id: previous.id, what: `is gone, and no prune removed it: ${backup.id} was made after it` }];
}
/** The first of a chain, though others were there when it was made. */
function brokenOff({ id, digest, manifest }, all, past) {
    if (cameAsCopy({ id, digest }, past))
        return [];
    const made = Date.parse(manifest.created) - _retention_candidate_js__WEBPACK_IMPORTED_MODULE_3__/* .CLOCK_SLACK */ .A;
    const before = all.findLast((other) => other.id < id && Date.parse(other.manifest.finished) < made);
    return before ? [{ id, what: `says that no backup was there before it, and ${before.id} was` }] : [];
}
function recordFault(id, records, past) {
    const there = past.catalogue.backups.find((backup) => backup.id === id);
    const spoken = records.filter(({ kind }) => kind !== 'swept' && kind !== 'copying');
    if (there) {
        const other = spoken.some(({ manifest }) => manifest !== there.digest);
        return other ? [{ id, what: 'was replaced: records speak of another manifest under that id' }] : [];
    }
    const last = spoken.at(-1);
    if (!last || isExplained({ id, sha256: last.manifest }, past))
        return [];
    return [{ id, what: `is gone, and no prune removed it: records speak of it (${last.kind}, ${last.time})` }];
}
const replacedSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ replacedBy: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), sha256: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP() }) });
/** Of the copy under other keys that a backup was let go for: no later manifest speaks of it. */
function copyFault(id, records, past) {
    const last = records.findLast(({ kind }) => kind === 'expired' || kind === 'unexpired');
    const { data } = replacedSchema.safeParse(last?.kind === 'expired' ? last.body : undefined);
    if (!data)
        return [];
    const { replacedBy } = data;
    const there = past.catalogue.backups.find((backup) => backup.id === replacedBy.id);
    if (there && there.digest !== replacedBy.sha256)
        return [{ id: there.id, what: `was replaced: ${id} gave way to another manifest under that id` }];
    if (there || isExplained(replacedBy, past))
        return [];
    return [{ id: replacedBy.id, what: `is gone, and no prune removed it: ${id} gave way to it` }];
}
/** Why a backup may be gone: a prune let it go, another one replaces it, its manifest is there and damaged, or it was too long ago to be known. */
function isExplained({ id, sha256 }, { catalogue, records, now }) {
    const own = records.get(id) ?? [];
    if (own.some(({ kind, manifest }) => kind === 'swept' && manifest === sha256))
        return true;
    const expiry = (0,_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .expiryOf */ .p1)(own, sha256);
    if (expiry && (0,_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .sweptFrom */ .IS)(expiry) <= now)
        return true;
    if (catalogue.unreadable.some((unreadable) => unreadable.id === id))
        return true;
    const isReplaced = ({ manifest }) => manifest.replaces?.id === id && manifest.replaces.sha256 === sha256;
    if (catalogue.backups.some(isReplaced))
        return true;
    return own.length === 0 && (0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .isBackupId */ ["if"])(id) && now.getTime() - (0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .startOf */ .GH)(id).getTime() >= HISTORY_MS;
}
const cameSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ to: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP() });
/** A second storage need not have what the first one had before. The word for it counts only where it was written, or a copy's would hide a loss here. */
function cameAsCopy({ id, digest }, { records, location }) {
    return (records.get(id) ?? []).some(({ kind, manifest, body }) => {
        const { data } = cameSchema.safeParse(kind === 'came-as-copy' && manifest === digest ? body : undefined);
        return data !== undefined && withoutOptions(data.to) === withoutOptions(location);
    });
}
const withoutOptions = (location) => location.replace(/\?.*/, '');


/***/ }),

/***/ 64922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ keyStates),
/* harmony export */   gm: () => (/* binding */ unproven),
/* harmony export */   pW: () => (/* binding */ holdersOf)
/* harmony export */ });
/* unused harmony export PROVEN_WITHIN_MS */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27597);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6827);
/* harmony import */ var _retention_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22654);



/** A key that opened nothing for so long may be lost without anyone knowing. */
const PROVEN_WITHIN_MS = 90 * _retention_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .DAY */ .d_;
const bodySchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ keys: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) });
/** Who can open a backup, as records name them. */
const holdersOf = ({ encryption }) => encryption === null ? [] : encryption.mode === 'passphrase' ? ['passphrase'] : encryption.recipients;
/** Every key of the newest sealed backup. `records` are those that count, by id. */
function keyStates(backups, records, now) {
    const sealed = backups
        .filter(({ manifest }) => manifest.encryption !== null)
        .toSorted((a, b) => (a.id < b.id ? 1 : -1));
    const newest = sealed[0];
    if (!newest)
        return [];
    const seen = [...records.values()].flat().filter((record) => !(0,_records_js__WEBPACK_IMPORTED_MODULE_0__/* .isFromFuture */ .S5)(record, now));
    return holdersOf(newest.manifest).map((recipient) => {
        const first = sealed.findLast(({ manifest }) => holdersOf(manifest).includes(recipient));
        const proven = seen.filter(({ body }) => bodySchema.safeParse(body).data?.keys.includes(recipient));
        const times = proven.map(({ time }) => Date.parse(time));
        // A copy under other keys has the time of its original.
        const since = new Date(first.manifest.replaces ? first.manifest.finished : first.manifest.created);
        return { recipient, since, ...(times.length > 0 && { proven: new Date(Math.max(...times)) }) };
    });
}
/** Those that nobody has seen to open a backup for too long. */
const unproven = (states, now) => states.filter(({ proven, since }) => now.getTime() - (proven ?? since).getTime() > PROVEN_WITHIN_MS);


/***/ }),

/***/ 508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _v: () => (/* binding */ PROBES),
/* harmony export */   sk: () => (/* binding */ probeStore)
/* harmony export */ });
/* unused harmony export MOST_CLOCK_DIFFERENCE_MS */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6995);
/* harmony import */ var _store_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13053);




/** Ages decide what is swept and pruned, so nothing may be decided when the clocks differ by more (docs/storage.md). */
const MOST_CLOCK_DIFFERENCE_MS = 5 * 60_000;
const fine = (text) => ({ state: 'fine', text });
const warning = (text, hint) => ({ state: 'warning', text, hint });
const failure = (text, hint) => ({ state: 'failure', text, hint });
const notChecked = (text) => ({ state: 'not checked', text });
/** Below it lie the objects that probes put; one that was killed leaves its own behind. */
const PROBES = '.pgproof/probe-';
/**
 * Tries on a store what backups need of it, under `.pgproof/probe-<random>`, and removes what it made. Throws nothing but the signal's reason:
 * what goes wrong is a finding. When the first put fails the rest is not tried. What was found stays in `.pgproof/store.json` (see store-record.ts),
 * unless something failed; the store has learned it by then.
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
    #key = `${PROBES}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`;
    #body = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4096);
    #findings = [];
    #clockSeconds = 0;
    #bulkDelete = null;
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
            if (this.#store.bucket)
                await this.#find('bulk delete', () => this.#deleteInBulk());
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
            outcome = failure((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp ? error.hint : 'check the storage address');
        }
        this.#findings.push({ name, ...outcome });
        return outcome.state !== 'failure';
    }
    async #record() {
        // What failed may pass, and is tried again the next time.
        if (this.#findings.some(({ name, state }) => state === 'failure' && name !== 'clock'))
            return;
        const { conditionalPut, checksums } = this.#store.capabilities;
        await (0,_store_record_js__WEBPACK_IMPORTED_MODULE_3__/* .writeStoreRecord */ .G6)(this.#store, {
            provider: (0,_store_record_js__WEBPACK_IMPORTED_MODULE_3__/* .providerOf */ .lc)(this.#store),
            can: { conditionalPut, checksums, bulkDelete: this.#bulkDelete },
            clockSeconds: this.#clockSeconds,
            found: Object.fromEntries(this.#findings.map(({ name, state }) => [name, state])),
        });
    }
    async #clock() {
        const before = Date.now();
        const store = (await this.#store.clock()).getTime();
        const after = Date.now();
        // A store's clock may be told in whole seconds.
        const off = store < before - 1000 ? store - before : store > after ? store - after : 0;
        const seconds = Math.round(Math.abs(off) / 1000);
        this.#clockSeconds = Math.round(off / 1000);
        if (Math.abs(off) <= MOST_CLOCK_DIFFERENCE_MS)
            return fine(`clocks agree within ${Math.max(seconds, 1)} s`);
        return failure(`the store's clock is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} this machine's`, 'set the clock of this machine (NTP): nothing is swept or pruned while they differ by more than 5 min');
    }
    async #put() {
        await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) });
        return fine('objects can be put');
    }
    async #read() {
        const read = await this.#store.get(this.#key);
        if (read.equals(this.#body))
            return fine('what was put is there at once, byte for byte');
        return failure('what was read is not what was put', 'do not use this store: it gives back other bytes');
    }
    async #checksum() {
        const facts = await this.#store.head(this.#key);
        const hint = 'do not use this store: backups could not be looked up';
        if (!facts)
            return failure('what was put is not found when looked up', hint);
        if (facts.size !== this.#body.length)
            return failure(`${this.#body.length} bytes were put, ${facts.size} are told`, hint);
        if (facts.sha256 === undefined) {
            return warning('the store tells no SHA-256 of what it holds', 'nothing to do: sizes are compared, and verify reads everything back');
        }
        if (facts.sha256 === sha256(this.#body))
            return fine('the store tells the SHA-256 of what it holds');
        return failure('the SHA-256 that the store tells is not of what was put', hint);
    }
    async #conditionalPut() {
        const other = Buffer.concat([this.#body, Buffer.from('other')]);
        let refused = false;
        try {
            await this.#store.put(this.#key, other, { onlyIfAbsent: true });
        }
        catch (error) {
            if (!(error instanceof _store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectExists */ ["if"]))
                throw error;
            refused = true;
        }
        if (refused && this.#store.capabilities.conditionalPut)
            return fine('the store refuses to put over an object');
        // From now on it is looked at before it is put to.
        if (!refused)
            this.#store.bucket?.learn({ conditionalPut: false });
        return warning(refused ? 'the store cannot refuse to put over an object' : 'the store says nothing and puts over an object', "nothing to do: every run's names are its own, and pgproof looks before it puts");
    }
    async #list() {
        const keys = [];
        for await (const { key } of this.#store.list(this.#key))
            keys.push(key);
        if (keys.length === 1 && keys[0] === this.#key)
            return fine('listings show what was put at once');
        return failure(`a listing shows ${keys.length} objects where one was put`, 'do not use this store, or no cache in front of it: its listings are behind');
    }
    async #delete() {
        try {
            await this.#store.delete(this.#key);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp))
                throw error;
            return warning(`objects cannot be deleted: ${error.reason}`, `fine for keys that may only add; prune needs keys that may delete, and ${this.#key} stays behind`);
        }
        if ((await this.#store.head(this.#key)) === undefined)
            return fine('objects can be deleted');
        return warning('an object is there after it was deleted', 'the bucket may hold objects (Object Lock, retention): prune will have to wait for that');
    }
    /** Tried on the object that was deleted before, put again. */
    async #deleteInBulk() {
        const deleted = this.#findings.at(-1);
        const { bucket } = this.#store;
        if (bucket === undefined || deleted?.state !== 'fine')
            return notChecked('objects cannot be deleted');
        await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) });
        try {
            this.#bulkDelete = await bucket.deletesInBulk(this.#key);
        }
        catch (error) {
            // Nothing of pgproof depends on it.
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp))
                throw error;
            return notChecked(error.reason);
        }
        if (this.#bulkDelete)
            return fine('the store deletes several objects with one request');
        return fine('the store deletes objects one by one, as pgproof asks it to');
    }
}
const sha256 = (body) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(body).digest('hex');


/***/ }),

/***/ 13053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G6: () => (/* binding */ writeStoreRecord),
/* harmony export */   lc: () => (/* binding */ providerOf),
/* harmony export */   xN: () => (/* binding */ readStoreRecord)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27597);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6995);


/** Where a store's record lies: what it was found able to do, so that no run asks again for what it refuses. */
const KEY = '.pgproof/store.json';
const MOST_BYTES = 64 * 1024;
const formatSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ format: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().int() });
/** Unknown keys are a later version's and are passed over; what is known has to be as it should. */
const recordSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1),
    /** As `StoreBucket` has it; null where the store is no bucket. */
    provider: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(300).nullable(),
    can: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        conditionalPut: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
        checksums: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
        /** Null where it was not tried. */
        bulkDelete: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().nullable(),
    }),
    /** By how much the store's clock was ahead of ours, negative where it was behind. */
    clockSeconds: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    /** The state of each finding of the probe. */
    found: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
});
/**
 * The record of this very store; undefined where there is none, or one of another endpoint (a copied bucket, a moved folder), or one that cannot be read.
 * `later`: one of a format that a later version brought, which is left as it is.
 */
async function readStoreRecord(store) {
    const found = parsed(await readIfThere(store));
    const format = formatSchema.safeParse(found);
    if (format.success && format.data.format > 1)
        return 'later';
    const record = recordSchema.safeParse(found);
    if (!record.success || record.data.provider !== providerOf(store))
        return undefined;
    const { format: _, ...rest } = record.data;
    return rest;
}
/** Clocks that drift by less are no news. */
const CLOCK_NEWS_SECONDS = 60;
/** Writes the record, unless it is there and says the same. */
async function writeStoreRecord(store, record) {
    const known = await readStoreRecord(store);
    if (known === 'later' || (known && saysTheSame(known, record)))
        return;
    await store.put(KEY, Buffer.from(`${JSON.stringify({ format: 1, ...record }, null, 2)}\n`));
}
const providerOf = (store) => store.bucket?.provider ?? null;
function saysTheSame({ clockSeconds: before, ...known }, { clockSeconds, ...record }) {
    const same = JSON.stringify(known) === JSON.stringify(record);
    return same && Math.abs(before - clockSeconds) < CLOCK_NEWS_SECONDS;
}
async function readIfThere(store) {
    try {
        return await store.get(KEY, { most: MOST_BYTES });
    }
    catch (error) {
        if (error instanceof _store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectMissing */ .GV || error instanceof _store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectTooLarge */ .Xs)
            return undefined;
        throw error;
    }
}
function parsed(body) {
    try {
        return body && JSON.parse(body.toString());
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 70370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}


/***/ })

};
