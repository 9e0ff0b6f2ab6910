export const id = 7728;
export const ids = [7728];
export const modules = {

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

/***/ 56525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ warnOfOthers),
/* harmony export */   pt: () => (/* binding */ nothingOf),
/* harmony export */   uq: () => (/* binding */ keptOf)
/* harmony export */ });
/* harmony import */ var _commands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90222);
/* harmony import */ var _swap_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84252);


/** The database that a swap has kept, with the commands for it; of one without a record they go by its name. */
function keptOf({ swapped, request }, { stamp, record }, named = false) {
    const { database } = swapped;
    const kept = (0,_swap_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keptNameAt */ .jc)(database, stamp);
    // Only the time in it counts where no record has it.
    const id = named ? `${stamp.toUpperCase()}Z-000000` : undefined;
    return (0,_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .keptBefore */ .K)(kept, {
        restore: record?.restore ?? id,
        database,
        backup: record?.backup.id ?? kept,
        storage: request.storage,
        name: record?.backup.name,
    });
}
/** Which databases other swaps have kept, with the command that makes the newest of them live again; undefined where there is none. */
function othersKept(run) {
    const { others, database } = run.swapped;
    const [newest, ...older] = others;
    if (newest === undefined)
        return undefined;
    const { database: name, rollback } = keptOf(run, newest, true);
    const more = older.map(({ stamp }) => (0,_swap_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keptNameAt */ .jc)(database, stamp));
    const also = more.length === 0 ? '' : `; there ${more.length === 1 ? 'is' : 'are'} also ${more.join(', ')}`;
    return `another swap has kept ${name}, which is still there; to make it live again: ${rollback}${also}`;
}
function warnOfOthers(run) {
    const others = othersKept(run);
    if (others !== undefined)
        run.swapped.warnings.push(others);
}
/** Where there is no trace of the swap that is meant. */
function nothingOf({ swapped, verb, request }) {
    const { database, server, others } = swapped;
    const what = verb === 'resume' ? 'resume' : 'roll back';
    if (others.length === 0)
        return `there is nothing to ${what}: no swap of ${database} has left anything on ${server}`;
    return `there is nothing to ${what} of the swap ${request.restore ?? ''}, which has left nothing on ${server}; another swap of ${database} has`;
}


/***/ }),

/***/ 1941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ runStage)
/* harmony export */ });
/* harmony import */ var _hooks_hooks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6820);
/* harmony import */ var _rollback_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29568);


/** Runs the hooks of a stage around an exchange that brings a swap back or to its end. Throws HookFailed. */
async function runStage(run, hooks, stage, signal) {
    if (hooks[stage].length === 0)
        return;
    const { swapped, context, request, verb } = run;
    const { database, server, connection, record, names } = swapped;
    const restore = record?.restore ?? request.restore ?? '';
    const backup = record?.backup ?? { id: names.kept, name: database };
    const told = { restore, method: verb, backup, database, server, connection };
    await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_1__/* .lookAtStep */ .P$)(run, stage, `Run the hooks ${stage}`, async () => {
        await (0,_hooks_hooks_js__WEBPACK_IMPORTED_MODULE_0__/* .runHooks */ .Eu)(stage, hooks, told, { ...context, signal });
    });
}


/***/ }),

/***/ 29568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   O2: () => (/* binding */ runOnSwap),
/* harmony export */   P$: () => (/* binding */ lookAtStep),
/* harmony export */   e0: () => (/* binding */ takeStep),
/* harmony export */   kY: () => (/* binding */ remember)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _repository_records_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6827);
/* harmony import */ var _budget_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54474);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72371);
/* harmony import */ var _swapped_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41362);





/** Finds the swap, does the work, and tells. A failure is thrown as it is; a refusal leaves a record. */
async function runOnSwap(verb, request, outside, work) {
    const context = { ...outside, signal: (0,_budget_js__WEBPACK_IMPORTED_MODULE_2__/* .withBudget */ .Y)(outside.signal, request.timeBudget) };
    const started = context.now();
    context.progress({ kind: 'phase', title: 'Look at the databases' });
    const swapped = await (0,_swapped_js__WEBPACK_IMPORTED_MODULE_4__/* .openSwapped */ .l)(request, context);
    try {
        for (const text of swapped.warnings)
            context.progress({ kind: 'warning', text });
        const run = { verb, request, context, swapped, started, taken: [] };
        const { outcome, state, kept, downtimeSeconds, changed } = await work(run).catch((error) => refused(run, error));
        const record = changed
            ? await remember(run, verb === 'rollback' ? 'rolled-back' : 'restored', { state })
            : undefined;
        return {
            ...outcome,
            verb,
            seconds: (context.now().getTime() - started.getTime()) / 1000,
            warnings: swapped.warnings,
            restore: swapped.record?.restore ?? request.restore ?? '',
            backup: swapped.record?.backup.id ?? '',
            target: swapped.target,
            steps: run.taken,
            state,
            ...(record !== undefined && { record }),
            ...(kept && { kept }),
            ...(downtimeSeconds !== undefined && { downtimeSeconds }),
        };
    }
    finally {
        await swapped.close();
    }
}
async function refused(run, error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp && error.code === 4) {
        const record = await remember(run, 'refused', { reason: error.reason }, false);
        if (record !== undefined)
            error.record = record;
    }
    throw error;
}
/** How long a record may take to be written, in milliseconds: bringing the database back does not wait for a storage that is away. */
const WRITING_MS = 10_000;
/** Writes a record beside the backup of the swap; one that cannot be written is a warning. */
async function remember(run, kind, body, ok = true) {
    const { context, request, swapped, verb } = run;
    const { record, warnings, server, database, names } = swapped;
    if (request.storage === undefined || record === undefined)
        return undefined;
    const { id, name, manifest } = record.backup;
    const signal = AbortSignal.timeout(WRITING_MS);
    try {
        const store = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .openStorage */ .G)({ ...request, storage: request.storage }, context, signal);
        try {
            const described = { restore: record.restore, method: verb, server, database, names, ...body };
            const time = context.now().toISOString();
            return await (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_1__/* .putRecord */ .j8)(store, { name, id }, { kind, time, ok, by: context.by, manifest, body: described });
        }
        finally {
            store.close();
        }
    }
    catch (error) {
        warnings.push(`no record was written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(signal.aborted ? signal.reason : error)}`);
        return undefined;
    }
}
/** Takes a step, timed; its record is written before, as far as the storage answers. */
async function takeStep(run, id, title, work) {
    await remember(run, 'step', { step: id });
    return await lookAtStep(run, id, title, work);
}
/** The same without a record. */
async function lookAtStep(run, id, title, work) {
    const { context, taken } = run;
    context.progress({ kind: 'phase', title });
    const began = performance.now();
    const step = { id, title, ok: false, started: context.now().toISOString(), seconds: 0 };
    taken.push(step);
    try {
        const result = await work();
        step.ok = true;
        return result;
    }
    catch (error) {
        step.found = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error);
        throw error;
    }
    finally {
        step.seconds = (performance.now() - began) / 1000;
    }
}


/***/ }),

/***/ 30850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ situationOf)
/* harmony export */ });
function situationOf({ beside, kept, after }) {
    if (kept)
        return 'exchanged';
    if (beside)
        return 'before';
    return after ? 'undone' : 'nothing';
}


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

/***/ 41362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ openSwapped)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/restore/beside.js
var beside = __webpack_require__(74022);
// EXTERNAL MODULE: ./build/operations/restore/swap/names.js
var swap_names = __webpack_require__(84252);
// EXTERNAL MODULE: ./build/operations/restore/swap/standing.js
var standing = __webpack_require__(9022);
;// CONCATENATED MODULE: ./build/operations/restore/chosen-swap.js




/**
 * The newest swap that has left something on the server, unless one is named. What is there decides; records only describe it, for one that was
 * broken off leaves records but nothing else, and a storage holds those of other servers too.
 */
async function chooseSwap(session, restore, known) {
    const left = await ownLeft(session, restore, known);
    const records = known.records?.filter(({ server }) => server === known.server) ?? [];
    const [newest] = records;
    const stamp = restore === undefined ? left[0]?.stamp : named(restore, known, left);
    const chosen = describe(stamp ?? (newest ? (0,beside/* stampOf */.Zs)({ id: newest.restore }) : ''), known);
    const newer = restore === undefined && newest && (0,beside/* stampOf */.Zs)({ id: newest.restore }) > chosen.stamp ? newest : undefined;
    return {
        ...chosen,
        others: left.filter((one) => one.kept && one.stamp !== chosen.stamp).map((one) => describe(one.stamp, known)),
        ...(newer && { newer }),
    };
}
/** One server may be reached by several addresses, so a record of another one describes what bears its time all the same. */
function describe(stamp, { records = [], server }) {
    const same = records.filter((one) => (0,beside/* stampOf */.Zs)({ id: one.restore }) === stamp);
    const record = same.find((one) => one.server === server) ?? same[0];
    return { stamp, ...(record && { record }) };
}
/** What is on the server and this database's own: of a name that was cut short only records tell. */
async function ownLeft(session, restore, known) {
    const left = await (0,standing/* leftOnServer */.iZ)(session, known.database);
    if (!(0,swap_names/* isAmbiguous */.X2)(known.database))
        return left;
    const own = left.filter(({ stamp }) => describe(stamp, known).record !== undefined);
    if (own.length > 0 || left.length === 0 || restore !== undefined)
        return own;
    throw (0,errors/* usageError */.Wp)(`the name ${known.database} is too long to tell by it alone which swap is its own`, 'give storage, whose records tell, or the id of the restore');
}
const RESTORE_ID = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;
function named(restore, { records }, left) {
    const stamp = (0,beside/* stampOf */.Zs)({ id: restore });
    if (records?.some((one) => one.restore === restore))
        return stamp;
    const isThere = records === undefined || left.some((one) => one.stamp === stamp);
    if (isThere && RESTORE_ID.test(restore))
        return stamp;
    throw (0,errors/* usageError */.Wp)(`no record tells of a swap ${restore} of this database`, 'the result and the report of a swap name its id; without restore the newest one is taken');
}

// EXTERNAL MODULE: ./build/operations/restore/destination.js
var destination = __webpack_require__(74734);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(27597);
// EXTERNAL MODULE: ./build/repository/catalogue.js
var catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
;// CONCATENATED MODULE: ./build/operations/restore/journal.js




const stepSchema = schemas/* object */.Ikc({
    restore: schemas/* string */.YjP().regex(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/),
    method: schemas/* literal */.euz('swap'),
    step: schemas/* string */.YjP(),
    server: schemas/* string */.YjP(),
    database: schemas/* string */.YjP(),
});
/** The swaps that the records of one name tell of, or of all names where none is given; newest first. */
async function listSwaps(store, name) {
    const swaps = new Map();
    for (const one of name === undefined ? await (0,catalogue/* listNames */.Zv)(store) : [name]) {
        const stepped = await backupsWithSteps(store, one);
        for (const [id, records] of await (0,repository_records/* listRecords */.VI)(store, one, undefined, { wanted: stepped })) {
            for (const record of records)
                take(swaps, { id, name: one, manifest: record.manifest }, record);
        }
    }
    return [...swaps.values()].sort((a, b) => (a.restore < b.restore ? 1 : -1));
}
const endSchema = schemas/* object */.Ikc({ restore: schemas/* string */.YjP(), mode: schemas/* literal */.euz('restore') });
/** Only what was restored is read: a storage of years holds many more records than those. */
async function backupsWithSteps(store, name) {
    const found = new Set();
    for await (const { key } of store.list(layout/* keys */.HP.records(name))) {
        const [id = '', file = ''] = key.slice(layout/* keys */.HP.records(name).length).split('/');
        if (file.includes('-step-'))
            found.add(id);
    }
    return found;
}
function take(swaps, backup, record) {
    const end = record.kind === 'restored' && record.ok ? endSchema.safeParse(record.body) : undefined;
    const ended = end?.success ? swaps.get(end.data.restore) : undefined;
    // Records are in the order of their time.
    if (ended)
        ended.done = true;
    const parsed = record.kind === 'step' ? stepSchema.safeParse(record.body) : undefined;
    if (!parsed?.success)
        return;
    const { restore, step, server, database } = parsed.data;
    const known = swaps.get(restore);
    if (known)
        known.steps.push(step);
    else
        swaps.set(restore, { restore, backup, server, database, steps: [step], done: false });
}

// EXTERNAL MODULE: ./build/operations/restore/swap/lock.js
var lock = __webpack_require__(59989);
// EXTERNAL MODULE: ./build/operations/restore/swap/survey.js
var survey = __webpack_require__(36492);
;// CONCATENATED MODULE: ./build/operations/restore/swapped.js










/** How long the storage may take to be read, in milliseconds: the database comes first. */
const READING_MS = 30_000;
/** Finds the swap that is meant, and keeps other runs away from its databases. Writes nothing. */
async function openSwapped(request, context) {
    if (request.targetUrl === undefined) {
        throw (0,errors/* usageError */.Wp)('target-url is missing', 'set PGPROOF_TARGET_URL to the server of the swap');
    }
    const given = (0,conninfo/* parseConnection */.C8)(request.targetUrl, {});
    const warnings = [];
    const records = await readRecords(request, context, warnings);
    const database = chooseDatabase(request, given, records ?? []);
    const session = await (0,destination/* openMaintenance */.qc)(given, database);
    try {
        await (0,survey/* refusePooler */.a)(session);
        await (0,lock/* lockSwaps */.a)(session, database);
        const own = records?.filter((record) => record.database === database);
        const at = placeOf(session, database);
        const known = { server: at.server, database, records: own };
        const chosen = await chooseSwap(session, request.restore, known);
        const { stamp } = chosen;
        const names = stamp === '' ? { database, beside: '', kept: '', after: '' } : (0,swap_names/* namesAt */.Qo)(database, stamp);
        const place = { session };
        return {
            place,
            ...at,
            database,
            names,
            standing: await (0,standing/* readStanding */.ZY)(session, names),
            ...chosen,
            records: own ?? [],
            warnings,
            close: () => place.session.close(),
        };
    }
    catch (error) {
        await session.close();
        throw error;
    }
}
const serverOf = (host) => `${host?.address || host?.name || ''}:${host?.port ?? 5432}`;
function placeOf(session, database) {
    const connection = (0,conninfo/* withDatabase */.kR)(session.connection, database);
    const [host] = (0,conninfo/* hostsOf */.PP)(connection.parameters);
    const { versionNum } = session;
    return {
        connection,
        server: serverOf(host),
        target: {
            address: (0,conninfo/* describeConnection */.If)(connection),
            serverVersion: `${Math.floor(versionNum / 10_000)}.${versionNum % 10_000}`,
            database,
        },
    };
}
/** Undefined where there is no storage to ask, or it does not answer: the names on the server tell as well. */
async function readRecords(request, context, warnings) {
    const { storage } = request;
    if (storage === undefined)
        return undefined;
    context.progress({ kind: 'phase', title: 'Read the records' });
    try {
        const signal = AbortSignal.any([context.signal, AbortSignal.timeout(READING_MS)]);
        const store = await (0,repository/* openStorage */.G)({ ...request, storage }, context, signal);
        try {
            return await listSwaps(store, request.name);
        }
        finally {
            store.close();
        }
    }
    catch (error) {
        context.signal.throwIfAborted();
        if (error instanceof errors/* PgproofError */.wp && error.code === 2)
            throw error;
        warnings.push(`the records were not read, so only the names on the server are gone by: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}
function chooseDatabase({ targetDatabase, restore }, given, records) {
    const { dbname = '', user } = given.parameters;
    if (targetDatabase !== undefined)
        return targetDatabase;
    if (dbname !== '' && dbname !== user && !destination/* MAINTENANCE */.Ar.includes(dbname))
        return dbname;
    const servers = (0,conninfo/* hostsOf */.PP)(given.parameters).map(serverOf);
    const record = restore === undefined
        ? (records.find(({ server }) => servers.includes(server)) ?? records[0])
        : records.find((one) => one.restore === restore);
    if (record)
        return record.database;
    throw (0,errors/* usageError */.Wp)('neither the address nor a record says which database is meant', 'name it with target-database');
}


/***/ }),

/***/ 29137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lQ: () => (/* binding */ nothingExchanged),
/* harmony export */   mK: () => (/* binding */ tidyUnfinished),
/* harmony export */   nM: () => (/* binding */ openLive)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _drop_database_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24307);
/* harmony import */ var _rollback_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29568);
/* harmony import */ var _swap_exchange_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81871);





/** After a swap that was broken off before the exchange: the live database first, then what the swap has made. Returns whether anything was to be done. */
async function tidyUnfinished(run) {
    const { standing, names } = run.swapped;
    const { live, beside } = standing;
    if (live && !live.open)
        await openLive(run);
    const own = beside?.unfinished === true || beside?.unused === true;
    if (own) {
        await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_3__/* .takeStep */ .e0)(run, 'drop', `Drop ${names.beside}, which was not finished`, () => dropUnfinished(run));
    }
    else if (beside) {
        run.swapped.warnings.push(`the database ${names.beside} holds something and does not bear the mark of an unfinished restore, so it was left alone`);
    }
    return (live !== undefined && !live.open) || own;
}
/** What has become of the live database, after `tidyUnfinished`. */
const nothingExchanged = ({ swapped: { standing, database, server } }) => standing.live
    ? `nothing had been exchanged: ${database} is what it was, and open`
    : `nothing had been exchanged, and there is no database ${database} on ${server}`;
/** Nothing comes before this, not even the record of it. */
async function openLive(run) {
    const { place, database } = run.swapped;
    await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_3__/* .lookAtStep */ .P$)(run, 'open', `Open ${database}`, () => (0,_swap_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .allowConnections */ .DG)(place.session, database, true));
}
async function dropUnfinished({ swapped }) {
    const { place, names, record, standing } = swapped;
    // What the lock does not tell: a restore that came through a pooler holds none, gives such names too, and may be at work.
    if (record === undefined)
        await refuseUsed(swapped);
    // Without its mark it may be somebody's who has just made it.
    await (0,_drop_database_js__WEBPACK_IMPORTED_MODULE_2__/* .dropDatabase */ .Z)(place.session, names.beside, { force: standing.beside?.unfinished === true });
}
/** How long sessions that are ending may take, in milliseconds. */
const PATIENCE_MS = 3000;
async function refuseUsed({ place, names }) {
    const end = performance.now() + PATIENCE_MS;
    let n = 0;
    do {
        const [row] = await place.session.query('SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1', [names.beside]);
        n = row?.n ?? 0;
        if (n === 0)
            return;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(100);
    } while (performance.now() < end);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .refusal */ .x5)(`${n} ${n === 1 ? 'session uses' : 'sessions use'} ${names.beside}: a restore may be at work in it`, 'let it end and try again; the live database is open');
}


/***/ })

};
