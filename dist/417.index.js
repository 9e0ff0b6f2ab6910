export const id = 417;
export const ids = [417];
export const modules = {

/***/ 41161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ beforeExchange)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** Hooks before the exchange: one that fails leaves the database as it was, and what they have stopped stands still. */
async function beforeExchange(database, hooks) {
    return await hooks.catch((error) => {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp))
            throw error;
        const hint = `${error.hint}; ${database} is as it was, and open; start again what the hooks before-swap have stopped`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp(error.code, error.reason, hint, { cause: error });
    });
}


/***/ }),

/***/ 90222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ keptBefore)
/* harmony export */ });
/* harmony import */ var _restore_command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64877);
/* harmony import */ var _confirmation_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87157);


/** The commands that go back and that drop what is kept; the server's address is taken from PGPROOF_TARGET_URL, which may hold a password. */
function keptBefore(kept, swapped) {
    return { database: kept, rollback: rollbackCommand(swapped), finish: finishCommand(swapped) };
}
const rollbackCommand = (swapped) => ['pgproof', 'rollback', ...where(swapped), ...which(swapped), ...confirmed(swapped)].join(' ');
const finishCommand = (swapped) => ['pgproof', 'restore', '--finish', ...where(swapped), ...which(swapped), ...confirmed(swapped)].join(' ');
const which = ({ restore }) => (restore === undefined ? [] : ['--restore', restore]);
/** A person is asked at a terminal all the same; elsewhere these words are needed. */
const confirmed = ({ database, backup }) => [
    '--confirm',
    (0,_restore_command_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r7)((0,_confirmation_words_js__WEBPACK_IMPORTED_MODULE_1__/* .confirmationWords */ .t)(database, backup)),
    '--allow-production',
];
const where = ({ database, storage, name }) => [
    ...(storage === undefined ? [] : ['--storage', (0,_restore_command_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r7)(storage)]),
    ...(name === undefined ? [] : ['--name', (0,_restore_command_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r7)(name)]),
    '--target-database',
    (0,_restore_command_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r7)(database),
];


/***/ }),

/***/ 80910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ leftBehind),
/* harmony export */   f: () => (/* binding */ dropLeftBehind)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74022);
/* harmony import */ var _drop_database_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24307);
/* harmony import */ var _swap_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84252);
/* harmony import */ var _swap_standing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9022);





/**
 * Databases of this server that broken-off restores of the same database have left, and that nobody is connected to: those with the mark, and those
 * without that hold nothing, for a restore that is killed may not come to marking. The lock of swaps must be held: no other restore is at work then.
 */
async function leftBehind({ destination }) {
    const { session, database } = destination;
    const rows = await session.query(`SELECT datname AS name, coalesce(starts_with(shobj_description(oid, 'pg_database'), $1), false) AS marked
       FROM pg_database d WHERE NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid) ORDER BY 1`, [_beside_js__WEBPACK_IMPORTED_MODULE_1__/* .UNFINISHED */ .yA]);
    const found = [];
    for (const { name, marked } of rows) {
        if ((0,_swap_names_js__WEBPACK_IMPORTED_MODULE_3__/* .isBesideName */ .Gy)(database, name) && (marked || (await (0,_swap_standing_js__WEBPACK_IMPORTED_MODULE_4__/* .isUnused */ .j0)(session, name))))
            found.push(name);
    }
    return found;
}
/** Without FORCE: who is connected meanwhile has a reason. What cannot be dropped is a warning, and hinders no restore. */
async function dropLeftBehind(run) {
    for (const name of await leftBehind(run)) {
        await (0,_drop_database_js__WEBPACK_IMPORTED_MODULE_2__/* .dropDatabase */ .Z)(run.destination.session, name).catch((error) => {
            run.warnings.push(`the database ${name}, which a restore that was broken off has left, stays: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        });
    }
}


/***/ }),

/***/ 32178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ makeSafetyBackup)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);
/* harmony import */ var _repository_retention_candidate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91971);
/* harmony import */ var _backup_backup_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8053);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63516);





/** Milliseconds; as the command line's default. */
const LOCK_TIMEOUT_MS = 300_000;
/** Backs the live database up, beside the backup that is restored, and reads every byte back. Throws where it cannot be relied upon. */
async function makeSafetyBackup(run) {
    const { request, chosen, destination } = run;
    const context = inside(run);
    const { storage, s3AccessKeyId, s3SecretAccessKey, awsRole, awsRegion, serverSideEncryption, kmsKey } = request;
    const access = { storage, s3AccessKeyId, s3SecretAccessKey, awsRole, awsRegion, serverSideEncryption, kmsKey };
    const { jobs, client } = request;
    // Backups under a name are of one database.
    const same = destination.database === chosen.backup.manifest.source.database;
    const name = same ? chosen.backup.name : (0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .nameFor */ .Fe)(destination.database);
    const common = { ...access, ...signingOf(run), jobs, client, name };
    const made = await (0,_backup_backup_js__WEBPACK_IMPORTED_MODULE_2__.backup)({
        ...common,
        ...sealingOf(request, chosen.backup.manifest.encryption),
        databaseUrl: keywords(destination.connection.parameters),
        type: _repository_retention_candidate_js__WEBPACK_IMPORTED_MODULE_4__/* .SAFETY_COPY */ .r9,
        tags: [],
        profile: 'auto',
        lockTimeout: LOCK_TIMEOUT_MS,
        compressionLevel: 3,
        spoolLimit: 1024 ** 3,
        crossCheck: 'off',
        schemas: [],
        excludeSchemas: [],
        tables: [],
        excludeTables: [],
        excludeTableData: [],
        schemaOnly: false,
        dataOnly: false,
    }, context);
    const { id } = made.backup;
    const { identity, passphrase, gpgPrivateKey } = request;
    const opening = { identity, passphrase, gpgPrivateKey };
    const verified = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_3__.verify)({ ...common, ...opening, backup: id, maxBackupAge: Number.POSITIVE_INFINITY, requiredTables: [] }, context);
    if (verified.ok)
        return { backup: made.backup, tables: made.tables };
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .negative */ .gu)(`the safety backup ${id} cannot be relied upon: ${verified.reason}; nothing was changed`, 'find out what is wrong with the storage before anything is restored');
}
/** Who restores at night need not have the key that signs: the copy is made without, and said to be. */
function signingOf({ request, warnings }) {
    const { signKey, verifyKey } = request;
    if (signKey !== undefined)
        return { signKey, verifyKey };
    if (verifyKey !== undefined)
        warnings.push('the safety backup is not signed, for want of sign-key: with verify-key it does not count');
    return { signing: 'none' };
}
/** As the request says, or else for the same holders as the backup that is restored. */
function sealingOf(request, encryption) {
    const { encryptTo = [], gpgRecipients = [] } = request;
    if (request.encryption === 'none')
        return { encryption: 'none' };
    if (encryptTo.length + gpgRecipients.length > 0)
        return { encryption: request.encryption, encryptTo, gpgRecipients };
    if (encryption === null)
        return { encryption: request.encryption };
    const { method, mode, recipients } = encryption;
    if (mode === 'passphrase')
        return { encryption: method, passphrase: request.passphrase };
    return { encryption: method, ...(method === 'age' ? { encryptTo: recipients } : { gpgRecipients: recipients }) };
}
/** The address says all there is to say: PG* variables mean other databases. */
function inside({ context, signal }) {
    const environment = Object.fromEntries(Object.entries(context.environment).filter(([name]) => !/^PG(?!PROOF)/.test(name)));
    return { ...context, signal, environment };
}
const keywords = (parameters) => Object.entries(parameters)
    .map(([keyword, value]) => `${keyword}='${value.replace(/[\\']/g, '\\$&')}'`)
    .join(' ');


/***/ }),

/***/ 81871:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ allowConnections),
/* harmony export */   c9: () => (/* binding */ exchangeNames),
/* harmony export */   e9: () => (/* binding */ renameAlone)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86967);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82345);
/* harmony import */ var _sessions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24507);





/** How long to look for a moment in which no client is about to connect, in milliseconds. */
const PATIENCE_MS = 1500;
/** What a new connection takes from looking its database up to locking it, with much to spare, in seconds. */
const UNDER_WAY_SECONDS = 0.02;
/** lock_not_available, deadlock_detected; object_in_use: somebody is connected */
const AGAIN = ['55P03', '40P01', '55006'];
/**
 * Renames both in one transaction. A client that looked the name up before and locks the database after would be told that it does not exist,
 * so logins wait a moment meanwhile: pg_database is locked, and nothing is renamed while somebody is between the two. Where the role may not do
 * that, or no such moment comes, the names are exchanged all the same. Returns whether every client was kept from it.
 */
async function exchangeNames(session, exchange, signal) {
    const end = performance.now() + ((await mayLockCatalogue(session)) ? PATIENCE_MS : 0);
    for (let pause = 10; performance.now() < end; pause = Math.min(pause * 2, 160)) {
        signal.throwIfAborted();
        if (await attempt(session, () => exchangeUnseen(session, exchange)))
            return true;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pause);
        await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_3__/* .endSessions */ .v)(session, [exchange.database, exchange.incoming], signal);
    }
    for (let attempts = 0; attempts < 3; attempts += 1) {
        signal.throwIfAborted();
        const text = ['BEGIN', "SET LOCAL lock_timeout = '2s'", ...statements(exchange), 'COMMIT'].join('; ');
        if (await attempt(session, () => inOne(session, text)))
            return false;
        await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_3__/* .endSessions */ .v)(session, [exchange.database, exchange.incoming], signal);
    }
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)(`the database ${exchange.database} cannot be renamed, because sessions keep coming to it`, 'look into pg_stat_activity and pg_locks for who holds it, stop that, and try again');
}
/** Renames a database that nobody uses to a name that nothing has, and opens it. */
async function renameAlone(session, from, to) {
    await inOne(session, ['BEGIN', rename(from, to), opened(to), 'COMMIT'].join('; '));
}
async function inOne(session, text) {
    await session.query(text);
    return true;
}
/** False where it is worth another try. */
async function attempt(session, work) {
    try {
        return await work();
    }
    catch (error) {
        const state = (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_2__/* .sqlStateOf */ .v)(error);
        // Without a code of the server's the connection is lost, and there is nothing to roll back.
        if (state !== undefined)
            await session.query('ROLLBACK');
        if (state !== undefined && AGAIN.includes(state))
            return false;
        throw error;
    }
}
async function exchangeUnseen(session, exchange) {
    // Short: whoever wants to connect to any database of the server waits as long.
    await session.query("BEGIN; SET LOCAL lock_timeout = '200ms'; LOCK TABLE pg_catalog.pg_database IN ACCESS EXCLUSIVE MODE");
    await session.query('SELECT pg_sleep($1)', [UNDER_WAY_SECONDS]);
    const [row] = await session.query(BUSY, [[exchange.database, exchange.incoming]]);
    if (row?.busy) {
        await session.query('ROLLBACK');
        return false;
    }
    await session.query([...statements(exchange), 'COMMIT'].join('; '));
    return true;
}
/** Whoever is connected, or about to: a connection holds a lock on its database before it shows up as a session. */
const BUSY = `
  SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.objid
                  WHERE l.locktype = 'object' AND l.classid = 'pg_database'::regclass AND d.datname = ANY ($1::name[]))
      OR EXISTS (SELECT FROM pg_stat_activity WHERE datname = ANY ($1::name[])) AS busy`;
const rename = (from, to) => `ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(from)} RENAME TO ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(to)}`;
const opened = (database) => `ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(database)} ALLOW_CONNECTIONS true`;
function statements({ database, away, incoming, more }) {
    // A standby that does not answer must not hold the names up.
    const local = 'SET LOCAL synchronous_commit = local';
    return [local, rename(database, away), rename(incoming, database), ...more, opened(database)];
}
async function mayLockCatalogue(session) {
    const [row] = await session.query("SELECT has_table_privilege('pg_catalog.pg_database', 'UPDATE') AS may");
    return row?.may === true;
}
/** Keeps new sessions away, superusers' too, or lets them in again. */
async function allowConnections(session, database, allow) {
    await session.query(`ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(database)} ALLOW_CONNECTIONS ${allow}`);
}


/***/ }),

/***/ 40417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  swap: () => (/* binding */ swap)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/operations/restore/before-exchange.js
var before_exchange = __webpack_require__(41161);
// EXTERNAL MODULE: ./build/operations/restore/beside.js
var restore_beside = __webpack_require__(74022);
// EXTERNAL MODULE: ./build/operations/restore/commands.js
var commands = __webpack_require__(90222);
// EXTERNAL MODULE: ./build/operations/restore/confirm.js + 2 modules
var restore_confirm = __webpack_require__(44952);
// EXTERNAL MODULE: ./build/operations/restore/confirmed.js
var confirmed = __webpack_require__(37615);
// EXTERNAL MODULE: ./build/operations/restore/hooks/hooks.js + 4 modules
var hooks_hooks = __webpack_require__(6820);
// EXTERNAL MODULE: ./build/operations/restore/left-behind.js
var left_behind = __webpack_require__(80910);
// EXTERNAL MODULE: ./build/operations/restore/run.js
var restore_run = __webpack_require__(54439);
// EXTERNAL MODULE: ./build/operations/restore/safety.js
var restore_safety = __webpack_require__(32178);
// EXTERNAL MODULE: ./build/operations/restore/unequal.js
var unequal = __webpack_require__(77247);
// EXTERNAL MODULE: ./build/operations/restore/swap/belongings.js
var swap_belongings = __webpack_require__(97008);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
;// CONCATENATED MODULE: ./build/operations/restore/swap/changes.js


/** Tables of users' own; views, sequences and foreign tables hold no rows themselves. */
const TABLES = `
  SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
   ORDER BY 1, 2`;
/**
 * The tables whose number of rows the exchange would change, those that lose most first. The live ones are counted in one snapshot,
 * the restored ones were when they were proved equal.
 */
async function compareCounts(run) {
    const session = await (0,postgres_session/* openSession */.f)(run.destination.connection, { signal: run.signal });
    try {
        await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        return changesOf(await countAll(session), restoredCounts(run.chosen.inventory));
    }
    finally {
        await session.close();
    }
}
const keyOf = (schema, name) => JSON.stringify([schema, name]);
async function countAll(session) {
    const counts = new Map();
    for (const { schema, name } of await session.query(TABLES)) {
        const [row] = await session.query(`SELECT count(*) AS n FROM ONLY ${(0,identifier/* qualified */.LX)(schema, name)}`);
        counts.set(keyOf(schema, name), { schema, name, rows: row?.n ?? 0 });
    }
    return counts;
}
function restoredCounts({ tables, facts }) {
    const rows = new Map(tables.map((table) => [keyOf(table.schema, table.name), table.rows]));
    const own = facts.tables.filter(({ kind, extension }) => kind === 'r' && extension === null);
    return new Map(own.map(({ schema, name }) => [keyOf(schema, name), { schema, name, rows: rows.get(keyOf(schema, name)) ?? 0 }]));
}
function changesOf(live, restored) {
    const changes = [];
    for (const key of new Set([...live.keys(), ...restored.keys()])) {
        const [now, then] = [live.get(key), restored.get(key)];
        const { schema, name } = (now ?? then);
        if (now && then && now.rows === then.rows)
            continue;
        changes.push({ schema, name, ...(now && { liveRows: now.rows }), ...(then && { backupRows: then.rows }) });
    }
    return changes.sort((a, b) => lossOf(b) - lossOf(a));
}
/** A table that vanishes is a loss even where it is empty. */
const lossOf = ({ liveRows = 0, backupRows }) => liveRows - (backupRows ?? -1);
/** Tables named before the person says yes; the report names all. */
const MOST_LINES = 20;
/** For the person who confirms, the worst first. */
function changeLines(changes) {
    if (changes.length === 0) {
        return ['every table has as many rows as in the backup; rows that were changed in their place are not counted'];
    }
    const more = changes.length - MOST_LINES;
    return [...changes.slice(0, MOST_LINES).map(changeLine), ...(more > 0 ? [`and ${more} more tables`] : [])];
}
const rowsOf = (n) => `${n} ${n === 1 ? 'row' : 'rows'}`;
function changeLine({ schema, name, liveRows, backupRows }) {
    const table = (0,identifier/* shown */.SP)(schema, name);
    if (backupRows === undefined)
        return `${table} vanishes with its ${rowsOf(liveRows ?? 0)}`;
    if (liveRows === undefined)
        return `${table} comes back with ${rowsOf(backupRows)}`;
    const what = liveRows > backupRows ? `${rowsOf(liveRows - backupRows)} fewer` : `${rowsOf(backupRows - liveRows)} more`;
    return `${table} has ${rowsOf(liveRows)} now and ${backupRows} afterwards: ${what}`;
}

// EXTERNAL MODULE: ./build/operations/restore/swap/standing.js
var standing = __webpack_require__(9022);
// EXTERNAL MODULE: ./build/operations/restore/swap/takeover.js
var takeover = __webpack_require__(64667);
;// CONCATENATED MODULE: ./build/operations/restore/swap/check.js






/** too_many_connections: the clients have come back, so they can connect. */
const TOO_MANY = '53300';
/** After the exchange nothing is broken off any more. */
const NEVER = new AbortController().signal;
/**
 * Connects to the database under its name, looks whether it is the restored one, and runs the hooks `after-swap`. Where one fails, the state from
 * before is brought back, unless told otherwise; throws exit 1 either way.
 */
async function checkSwapped(run, names, kept, restored) {
    const { steps, hooks, context } = run;
    try {
        await steps.look('check-after', () => checkLive(run, restored));
        if (hooks['after-swap'].length === 0)
            return;
        await steps.look('after-swap', async () => {
            await (0,hooks_hooks/* runHooks */.Eu)('after-swap', hooks, (0,restore_run/* hookFacts */.L)(run, names.kept), { ...context, signal: NEVER });
        });
    }
    catch (error) {
        if (run.request.onFailedCheck === 'keep')
            throw stays(names, kept, error);
        throw await goBack(run, names, kept, error);
    }
}
const stays = ({ database }, kept, error) => (0,errors/* negative */.gu)(`a check after the swap failed: ${(0,errors/* messageOf */.bD)(error)}`, `the restored database stays live as ${database}, as on-failed-check: keep says; to go back: ${kept.rollback}`, error);
async function checkLive({ destination }, restored) {
    const { connection, database } = destination;
    try {
        const session = await (0,postgres_session/* openSession */.f)(connection, { pinned: destination.pinned });
        try {
            const [row] = await session.query('SELECT oid FROM pg_database WHERE datname = current_database()');
            if (row?.oid !== restored)
                throw (0,errors/* environmentError */.me)(`${database} is not the restored database`, 'look at pg_database');
        }
        finally {
            await session.close();
        }
    }
    catch (error) {
        if ((0,postgres_session/* sqlStateOf */.v)(error) !== TOO_MANY)
            throw error;
    }
}
/** Exchanges both once more, and returns the error that says so. */
async function goBack(run, names, kept, cause) {
    const { destination, steps, warnings } = run;
    const { database, after } = names;
    const why = (0,errors/* messageOf */.bD)(cause);
    try {
        const back = async () => {
            const exchange = { database, away: after, incoming: names.kept, more: [] };
            const look = (_, work) => work();
            const warn = (text) => void warnings.push(text);
            await (0,takeover/* takeOver */.w)({ place: destination, exchange, signal: NEVER, look, note: () => { }, warn });
        };
        await steps.look('roll-back', back, `Bring ${names.kept} back as ${database}`);
    }
    catch (error) {
        return (0,errors/* environmentError */.me)(`a check after the swap failed (${why}), and going back failed too: ${(0,errors/* messageOf */.bD)(error)}`, `run: ${kept.rollback}`, error);
    }
    const { live } = await (0,standing/* readStanding */.ZY)(destination.session, names);
    if (!live?.open)
        return (0,errors/* environmentError */.me)(`${database} does not take connections`, `run: ${kept.rollback}`);
    return (0,errors/* negative */.gu)(`a check after the swap failed, so the swap was undone: ${why}`, `${database} is what it was before, without what was written into the restored one meanwhile; that is kept as ${after}, closed, until pgproof restore --finish drops it`, cause);
}

// EXTERNAL MODULE: ./build/operations/restore/swap/lock.js
var lock = __webpack_require__(59989);
// EXTERNAL MODULE: ./build/operations/restore/swap/names.js
var swap_names = __webpack_require__(84252);
// EXTERNAL MODULE: ./build/operations/restore/swap/sessions.js
var sessions = __webpack_require__(24507);
// EXTERNAL MODULE: ./build/operations/restore/swap/survey.js
var survey = __webpack_require__(36492);
;// CONCATENATED MODULE: ./build/operations/restore/swap/swap.js





















/** Restores beside the live database and exchanges both; the live one is kept, and one command goes back. */
const swap = { name: 'swap', plan, act };
async function plan(run) {
    const { destination } = run;
    const { beside, kept } = (0,swap_names/* namesOf */.eZ)(destination.database, run);
    const notes = await (0,survey/* surveySwap */.w)(run);
    await (0,lock/* lockSwaps */.a)(destination.session, destination.database);
    const old = await (0,left_behind/* leftBehind */.a)(run);
    return {
        steps: [...(old.length > 0 ? [cleaning(old)] : []), ...plannedSteps(run)],
        notes,
        names: { beside, kept },
    };
}
const cleaning = (old) => ({
    id: 'clean',
    title: `Drop what restores that were broken off have left: ${old.join(', ')}`,
    writes: true,
});
function plannedSteps(run) {
    const { database } = run.destination;
    const { beside, kept } = (0,swap_names/* namesOf */.eZ)(database, run);
    const step = (id, title, writes = true) => ({ id, title, writes });
    const hook = (stage) => run.hooks[stage].length === 0 ? [] : [step(stage, `Run the hooks ${stage}`, false)];
    return [
        step('restore', `Restore beside ${database}, into the new database ${beside}`),
        step('prove', 'Prove it equal to the backup, and run the assertions'),
        step('analyze', 'Collect planner statistics, which no backup holds'),
        step('compare', 'Count what the swap would change', false),
        step('safety', `Back ${database} up as it is now (type pre-restore), and verify that backup`, false),
        step('carry-over', `Give ${beside} owner, grants, settings and limits of ${database}`),
        step('confirm-swap', 'Ask for the second confirmation', false),
        ...hook('before-swap'),
        step('close', `Close ${database} to new connections`),
        step('end-sessions', `End the sessions of ${database}`),
        step('exchange', `Rename ${database} to ${kept} and ${beside} to ${database}, in one transaction`),
        step('open', `Open ${database}`),
        step('check-after', `Connect to ${database}`, false),
        ...hook('after-swap'),
    ];
}
async function act(run, first) {
    const { destination } = run;
    const names = (0,swap_names/* namesOf */.eZ)(destination.database, run);
    const { session } = destination;
    let beside;
    if (run.plan.steps.some(({ id }) => id === 'clean'))
        await run.steps.take('clean', () => (0,left_behind/* dropLeftBehind */.f)(run));
    try {
        const acted = await prepare(run, names, (made) => {
            beside = made;
        });
        run.done = acted;
        return await exchange(run, names, acted, first);
    }
    catch (error) {
        // While the live one is closed it shows rollback what has happened; after the exchange no database has its name any more.
        if (beside && (await isOpen(run, names)))
            await (0,restore_beside/* dropBeside */.O3)(run, beside);
        throw error;
    }
    finally {
        if (destination.session !== session)
            await destination.session.close();
    }
}
/** Where the server does not answer, dropping tells. */
async function isOpen({ destination }, names) {
    return await (0,standing/* readStanding */.ZY)(destination.session, names).then(({ live }) => live?.open === true, () => true);
}
/** Everything that can be done while the live database is in use. */
async function prepare(run, names, made) {
    const { destination, steps } = run;
    const { session } = destination;
    const beside = await steps.take('restore', async () => {
        const empty = await (0,restore_beside/* createBeside */.Pi)(run, names.beside);
        made(empty);
        if (!run.request.noTablespaces) {
            await (0,swap_belongings/* moveToTablespace */.Zj)(session, names.beside, await (0,swap_belongings/* readBelongings */.$M)(session, names.database));
        }
        await (0,restore_beside/* fillBeside */.U)(run, empty);
        return empty;
    });
    const { proof, differences, notChecked } = await steps.take('prove', () => (0,restore_beside/* proveBeside */.jy)(run, beside));
    if (differences.length > 0)
        throw (0,unequal/* unequal */._)(run, differences);
    await steps.take('analyze', () => analyze(run, beside));
    const changes = await steps.take('compare', () => compareCounts(run));
    const { backup: safety } = await steps.take('safety', () => (0,restore_safety/* makeSafetyBackup */.d)(run));
    return { proof, differences, notChecked, changes, safety };
}
/** A database without statistics would be slow in its first minutes, when everybody comes back to it. */
async function analyze({ signal, warnings }, { connection }) {
    const session = await (0,postgres_session/* openSession */.f)(connection, { signal });
    try {
        await session.query('ANALYZE');
    }
    catch (error) {
        signal.throwIfAborted();
        warnings.push(`planner statistics could not be collected: ${(0,errors/* messageOf */.bD)(error)}`);
    }
    finally {
        await session.close();
    }
}
/** The last that can be done, and said no to, while the live database is in use. Returns what the exchange needs. */
async function makeReady(run, names, acted, first) {
    const { destination, steps, hooks } = run;
    const { session } = destination;
    const belongings = await steps.take('carry-over', async () => {
        const read = await (0,swap_belongings/* readBelongings */.$M)(session, names.database);
        await (0,swap_belongings/* carryOver */.YY)(session, names, read);
        return read;
    });
    const lines = [...changeLines(acted.changes ?? []), `safety backup ${acted.safety?.id} was made and verified`];
    await steps.look('confirm-swap', () => (0,restore_confirm/* confirmSwap */.iW)((0,confirmed/* confirmFacts */.UY)(run, lines), run.request, run.context, first));
    await (0,sessions/* refusePrepared */.S)(session, names.database);
    const { beside } = await (0,standing/* readStanding */.ZY)(session, names);
    await steps.announce([...takeover/* TAKEOVER_STEPS */.K, 'check-after'], { safety: acted.safety?.id });
    if (hooks['before-swap'].length > 0) {
        await steps.take('before-swap', async () => {
            await (0,before_exchange/* beforeExchange */.$)(names.database, (0,hooks_hooks/* runHooks */.Eu)('before-swap', hooks, (0,restore_run/* hookFacts */.L)(run), run.context));
        });
    }
    return { more: (0,swap_belongings/* lastStatements */.df)(names, belongings), restored: beside?.oid ?? 0 };
}
async function exchange(run, names, acted, first) {
    const { steps, warnings, signal, hooks } = run;
    const { more, restored } = await makeReady(run, names, acted, first);
    const downtimeSeconds = await (0,takeover/* takeOver */.w)({
        place: run.destination,
        exchange: { database: names.database, away: names.kept, incoming: names.beside, more },
        signal,
        look: (id, work) => steps.look(id, work),
        note: (found) => steps.note(found),
        warn: (text) => void warnings.push(text),
    }).catch((error) => {
        if (hooks['before-swap'].length > 0) {
            warnings.push('the hooks before-swap were run: start again what they have stopped');
        }
        throw error;
    });
    const kept = keptOf(run, names);
    if (signal.aborted) {
        warnings.push(`${(0,errors/* messageOf */.bD)(signal.reason)} after the exchange, which was finished; to go back: ${kept.rollback}`);
    }
    run.done = { ...acted, downtimeSeconds, ...(run.request.onFailedCheck === 'keep' && { kept }) };
    await checkSwapped(run, names, kept, restored);
    return { ...acted, kept, downtimeSeconds };
}
function keptOf({ id, chosen, store }, { kept, database }) {
    const { backup } = chosen;
    return (0,commands/* keptBefore */.K)(kept, {
        restore: id,
        database,
        backup: backup.id,
        storage: store.location,
        name: backup.name,
    });
}


/***/ }),

/***/ 64667:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ TAKEOVER_STEPS),
/* harmony export */   w: () => (/* binding */ takeOver)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(86967);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82345);
/* harmony import */ var _exchange_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81871);
/* harmony import */ var _sessions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24507);
/* harmony import */ var _standing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9022);







/** The steps of every takeover, in their order: recorded before the first of them begins. */
const TAKEOVER_STEPS = ['close', 'end-sessions', 'exchange', 'open'];
/** How long a server that went away may take to come back, in milliseconds. */
const SERVER_BACK_MS = 60_000;
/**
 * Closes the live database, ends its sessions, exchanges the names and opens the new one. Whatever fails before the exchange, the live database
 * is open again when this throws, or the error says that it is not. Returns for how long nobody could connect, in seconds.
 */
async function takeOver(takeover) {
    const { place, exchange, signal, look } = takeover;
    const { database, incoming } = exchange;
    const live = await find(place.session, database);
    await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_4__/* .refusePrepared */ .S)(place.session, database);
    signal.throwIfAborted();
    const began = performance.now();
    try {
        await look('close', async () => {
            await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .allowConnections */ .DG)(place.session, incoming, false);
            await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .allowConnections */ .DG)(place.session, database, false);
        });
        signal.throwIfAborted();
        await look('end-sessions', async () => {
            const ended = await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_4__/* .endSessions */ .v)(place.session, [database, incoming], signal);
            takeover.note(`${ended} ended`);
        });
        await look('exchange', () => exchangeGently(takeover));
    }
    catch (error) {
        await recover(takeover, live?.oid, error);
    }
    const seconds = (performance.now() - began) / 1000;
    await look('open', () => makeSureOpen(takeover));
    return seconds;
}
async function exchangeGently({ place, exchange, signal, warn }) {
    await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_4__/* .refusePrepared */ .S)(place.session, exchange.database);
    if (await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .exchangeNames */ .c9)(place.session, exchange, signal))
        return;
    warn(`a client that connected in the instant of the exchange may have been told once that ${exchange.database} does not exist: no moment was found in which none did`);
}
/** After a failure: opens what is live. Returns where the exchange was made all the same, and throws otherwise. */
async function recover(takeover, live, cause) {
    const { exchange, place } = takeover;
    try {
        if (await wasExchanged(takeover, live))
            return;
        await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .allowConnections */ .DG)(place.session, exchange.database, true);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}; and the database ${exchange.database} could not be opened again: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, `once the server answers, run pgproof rollback, which opens it; by hand, in another database: ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_6__/* .shownIdentifier */ .V)(exchange.database)} ALLOW_CONNECTIONS true`, error);
    }
    if (!(cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp))
        throw cause;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp(cause.code, cause.reason, `${cause.hint}; ${exchange.database} is as it was, and open`, {
        cause,
    });
}
/** Of a commit whose answer was lost only the catalogue knows. */
async function wasExchanged({ place, exchange }, live) {
    await renewSession(place);
    const away = await find(place.session, exchange.away);
    return away !== undefined && away.oid === live;
}
async function makeSureOpen({ place, exchange }) {
    await renewSession(place);
    const live = await find(place.session, exchange.database);
    if (!live?.open)
        await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .allowConnections */ .DG)(place.session, exchange.database, true);
}
async function find(session, name) {
    const { live } = await (0,_standing_js__WEBPACK_IMPORTED_MODULE_5__/* .readStanding */ .ZY)(session, { database: name, beside: '', kept: '', after: '' });
    return live;
}
/** Connects again where the session was lost, for as long as a server may take to start. */
async function renewSession(place) {
    const lost = place.session;
    const end = performance.now() + SERVER_BACK_MS;
    for (let session = lost;;) {
        try {
            await session.query('ROLLBACK');
            place.session = session;
            return;
        }
        catch (error) {
            if (performance.now() > end)
                throw error;
            if (session !== lost)
                await session.close();
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(500);
            session = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .f)(lost.connection, { pinned: lost.pinned }).catch(() => lost);
        }
    }
}


/***/ }),

/***/ 77247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ unequal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** What was restored does not equal the backup, or an assertion does not hold, and nothing was exchanged for it. */
function unequal({ chosen }, differences) {
    const more = differences.length > 1 ? `; and ${differences.length - 1} more` : '';
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .negative */ .gu)(`what was restored does not equal backup ${chosen.backup.id}, or is not as asserted: ${differences[0]}${more}`, 'nothing was changed; choose another backup (pgproof list), or correct the assertion');
}


/***/ })

};
