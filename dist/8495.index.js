export const id = 8495;
export const ids = [8495];
export const modules = {

/***/ 48495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   finish: () => (/* binding */ finish)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(95209);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(86967);
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41604);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);
/* harmony import */ var _chosen_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79709);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72371);
/* harmony import */ var _results_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2745);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74022);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(44952);
/* harmony import */ var _rollback_run_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(29568);
/* harmony import */ var _swap_names_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(84252);
/* harmony import */ var _swapped_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(41362);
/* harmony import */ var _swapped_source_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(65906);














/** Drops what a swap of a database has kept, after a confirmation. Afterwards there is no way back but a backup. With `plan` it only says what. */
async function finish(request, context) {
    const started = context.now();
    context.progress({ kind: 'phase', title: 'Look at the databases' });
    const swapped = await (0,_swapped_js__WEBPACK_IMPORTED_MODULE_10__/* .openSwapped */ .l)(request, context);
    const run = { verb: 'restore', request, context, swapped, started, taken: [] };
    try {
        const kept = ofOneSwap(await listKept(swapped), request, swapped);
        if (kept.length > 0)
            refuseWithoutLive(swapped);
        const asks = kept.length > 0 && !request.plan && !request.dryRun;
        const confirmed = asks ? await dropAll(run, request, kept) : undefined;
        return await tell(run, request, { kept, confirmed });
    }
    catch (error) {
        return await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_8__/* .refused */ .J5)(run, error);
    }
    finally {
        await swapped.close();
    }
}
/** By the names that swaps give; one that takes connections is somebody's own, unless a record names it. */
async function listKept({ place, database, records }) {
    const known = new Set(records.flatMap(({ restore }) => Object.values(keptNames(database, (0,_beside_js__WEBPACK_IMPORTED_MODULE_6__/* .stampOf */ .Zs)({ id: restore })))));
    const rows = await place.session.query(`SELECT datname AS name, datallowconn AS open, datistemplate AS "isTemplate", pg_database_size(oid) AS bytes
       FROM pg_database WHERE datname <> $1 ORDER BY 1`, [database]);
    return rows.filter(({ name, open }) => {
        const stamp = (0,_swap_names_js__WEBPACK_IMPORTED_MODULE_9__/* .stampIn */ .rW)(database, name);
        if (stamp === undefined || !Object.values(keptNames(database, stamp)).includes(name))
            return false;
        return known.has(name) || (!open && !(0,_swap_names_js__WEBPACK_IMPORTED_MODULE_9__/* .isAmbiguous */ .X2)(database));
    });
}
function keptNames(database, stamp) {
    const { kept, after } = (0,_swap_names_js__WEBPACK_IMPORTED_MODULE_9__/* .namesAt */ .Qo)(database, stamp);
    return { kept, after };
}
/** One confirmation is about one swap: of several, one has to be said. */
function ofOneSwap(kept, { restore }, { database, records, standing, server }) {
    const stampsOf = (some) => [...new Set(some.map(({ name }) => name.slice(-STAMP_LENGTH)))];
    if (restore !== undefined)
        return kept.filter(({ name }) => name.endsWith((0,_beside_js__WEBPACK_IMPORTED_MODULE_6__/* .stampOf */ .Zs)({ id: restore })));
    if (kept.length === 0 && !standing.live) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`there is no database ${database} on ${server}, and nothing that a swap of it has kept`, 'correct target-database or target-url');
    }
    if (stampsOf(kept).length < 2)
        return kept;
    const ids = stampsOf(kept).map((stamp) => records.find((one) => (0,_beside_js__WEBPACK_IMPORTED_MODULE_6__/* .stampOf */ .Zs)({ id: one.restore }) === stamp)?.restore);
    const known = ids.filter((id) => id !== undefined);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`several swaps of ${database} have kept a database: ${kept.map(({ name }) => name).join(', ')}`, `say which one is to go with restore: ${known.join(' or ') || 'and the id of its restore'}; nothing was dropped`);
}
/** `20261121t021703` */
const STAMP_LENGTH = 15;
function refuseWithoutLive({ standing: { live }, database, server }) {
    if (live?.open)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(live ? `${database} takes no connections` : `there is no database ${database} on ${server}`, 'what is kept may be all there is: run pgproof rollback or pgproof resume first; nothing was dropped');
}
async function dropAll(run, request, kept) {
    const { place } = run.swapped;
    const facts = await factsOf(run, kept);
    const confirmed = await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_7__/* .confirmRestore */ .f)(facts, request, run.context);
    for (const one of kept) {
        await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_8__/* .takeStep */ .e0)(run, 'drop', `Drop ${one.name}`, async () => {
            const name = (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_12__/* .quoteIdentifier */ .Cm)(one.name);
            if (one.isTemplate)
                await place.session.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
            // Without FORCE: who is connected to it has a reason.
            await place.session.query(`DROP DATABASE ${name}`);
        });
    }
    return confirmed;
}
async function factsOf(run, kept) {
    const { database, server, names } = run.swapped;
    const record = recordOf(run.swapped, kept);
    const isSource = await (0,_swapped_source_js__WEBPACK_IMPORTED_MODULE_11__/* .productionReason */ .i)(run);
    return {
        word: 'DROP',
        database,
        server,
        backup: record
            ? { ...record.backup, created: (0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .startOf */ .GH)(record.backup.id).toISOString() }
            : {
                id: names.kept,
                name: database,
                created: (0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .startOf */ .GH)(`${names.kept.slice(-15).toUpperCase()}Z-000000`).toISOString(),
                kept: true,
            },
        ...(isSource !== undefined && { isSource }),
        changes: kept.map((one) => `${one.name} is dropped for good (${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_13__/* .bytes */ .e)(one.bytes)})`),
    };
}
/** The newest swap of which something is kept. */
const recordOf = ({ records, database }, kept) => records.find(({ restore }) => Object.values(keptNames(database, (0,_beside_js__WEBPACK_IMPORTED_MODULE_6__/* .stampOf */ .Zs)({ id: restore }))).some((name) => kept.some((one) => one.name === name))) ?? records[0];
async function tell(run, request, done) {
    const { swapped, context, taken, started } = run;
    const { kept, confirmed } = done;
    const record = recordOf(swapped, kept);
    const names = kept.map(({ name }) => name);
    const key = confirmed === undefined ? undefined : await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_8__/* .remember */ .kY)(run, 'restored', { mode: 'finish', dropped: names });
    const nothing = `there was nothing to drop: no swap of ${swapped.database} has kept anything`;
    const { who, host, run: workflow } = context.by;
    return {
        ..._results_js__WEBPACK_IMPORTED_MODULE_5__/* .success */ .k,
        verb: 'restore',
        mode: request.plan ? 'plan' : request.dryRun ? 'dry-run' : 'finish',
        dropped: names,
        seconds: (context.now().getTime() - started.getTime()) / 1000,
        warnings: names.length === 0 ? [...swapped.warnings, nothing] : swapped.warnings,
        ...(key !== undefined && { record: key }),
        restore: record?.restore ?? '',
        by: { who, host, ...(workflow !== undefined && { run: workflow }) },
        backup: await backupOf(request, context, swapped, record),
        target: swapped.target,
        ...(confirmed && { confirmed }),
        steps: taken,
        notChecked: [],
    };
}
/** As far as it still can be read: it may have been expired since the swap. */
async function backupOf(request, context, { database }, record) {
    const unknown = { id: record?.backup.id ?? '', name: record?.backup.name ?? database, type: '', location: '' };
    if (record === undefined)
        return { ...unknown, created: '', database };
    try {
        const store = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .openStorage */ .G)(request, context, context.signal);
        try {
            const backup = await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .readBackup */ .fe)(store, record.backup.name, record.backup.id);
            const { created, source } = backup.manifest;
            return { ...(0,_chosen_js__WEBPACK_IMPORTED_MODULE_3__/* .referenceOf */ .Bz)(store, backup), created, database: source.database };
        }
        finally {
            store.close();
        }
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp))
            throw error;
        return { ...unknown, created: (0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .startOf */ .GH)(record.backup.id).toISOString(), database };
    }
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

/***/ 65906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ productionReason)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98357);
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41604);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72371);
/* harmony import */ var _destination_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74734);





/** Why the database counts as the one that the swap's backup was made from; undefined where it does not. What cannot be read counts as a match. */
async function productionReason({ swapped, request, context }) {
    const { record, place, database, server } = swapped;
    if (record === undefined || request.storage === undefined)
        return 'no record of the swap was read, which would tell';
    try {
        const store = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .openStorage */ .G)({ ...request, storage: request.storage }, context, context.signal);
        try {
            const { manifest } = await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_2__/* .readBackup */ .fe)(store, record.backup.name, record.backup.id);
            return await (0,_destination_js__WEBPACK_IMPORTED_MODULE_4__/* .sourceReason */ .Ef)(manifest, await (0,_postgres_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .readSourceFacts */ .TO)(place.session), database, server);
        }
        finally {
            store.close();
        }
    }
    catch (error) {
        context.signal.throwIfAborted();
        // The backup may have been expired since; its name and the record are known all the same.
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp)
            return `the backup ${record.backup.id} cannot be asked: ${error.reason}`;
        throw error;
    }
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


/***/ })

};
