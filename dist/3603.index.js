export const id = 3603;
export const ids = [3603];
export const modules = {

/***/ 63603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restoreTest: () => (/* binding */ restoreTest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/proof/assertions/assertions.js
var assertions_assertions = __webpack_require__(41830);
// EXTERNAL MODULE: ./build/proof/assertions/run.js + 6 modules
var assertions_run = __webpack_require__(59427);
// EXTERNAL MODULE: ./build/repository/archived.js
var archived = __webpack_require__(50031);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/open.js
var repository_open = __webpack_require__(65281);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
// EXTERNAL MODULE: ./build/repository/record-body.js
var record_body = __webpack_require__(74873);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/operations/budget.js
var budget = __webpack_require__(54474);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/round-trip/left-out.js
var left_out = __webpack_require__(42978);
// EXTERNAL MODULE: ./build/operations/round-trip/prove.js + 13 modules
var prove = __webpack_require__(94139);
// EXTERNAL MODULE: ./build/operations/round-trip/restore-into.js + 1 modules
var restore_into = __webpack_require__(13705);
// EXTERNAL MODULE: ./build/operations/verify/table-of-contents.js
var table_of_contents = __webpack_require__(51162);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
;// CONCATENATED MODULE: ./build/operations/restore-test/compare-live.js




/** The live database's row counts of today beside the backup's. Information only: rows come and go after a snapshot, and a failure here is a warning. */
async function compareLive(request, inventory, context, signal) {
    context.progress({ kind: 'phase', title: 'Count the live database' });
    try {
        const session = await (0,postgres_session/* openSession */.f)((0,conninfo/* parseConnection */.C8)(request.databaseUrl, context.environment), { signal });
        try {
            await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
            const drift = [];
            for (const { schema, name, rows } of inventory.tables) {
                const [there] = await session.query('SELECT to_regclass($1) IS NOT NULL AS is', [
                    (0,identifier/* qualified */.LX)(schema, name),
                ]);
                if (!there?.is)
                    drift.push({ schema, name, backupRows: rows });
                else
                    drift.push({ schema, name, backupRows: rows, liveRows: await count(schema, name) });
            }
            return drift;
            async function count(schema, name) {
                const [row] = await session.query(`SELECT count(*) AS n FROM ONLY ${(0,identifier/* qualified */.LX)(schema, name)}`);
                return row?.n ?? 0;
            }
        }
        finally {
            await session.close();
        }
    }
    catch (error) {
        signal.throwIfAborted();
        context.progress({ kind: 'warning', text: `the live database was not counted: ${(0,errors/* messageOf */.bD)(error)}` });
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/postgres/connection-address.js
var connection_address = __webpack_require__(24061);
;// CONCATENATED MODULE: ./build/operations/restore-test/keep.js






/** Leaves a restored database where it is and writes its address into a file that only this user can read. */
async function keepDatabase(target, databases, connection, until) {
    const { parameters } = connection;
    const host = (0,conninfo/* hostsOf */.PP)(parameters)[0];
    const urlFile = await writeAddress(connection);
    // Last: what fails before is cleaned up like any other test.
    const roles = await databases.keep(connection, until);
    target.server?.keep();
    return {
        database: parameters.dbname ?? '',
        host: host?.address || host?.name || '',
        port: host?.port ?? 5432,
        user: parameters.user ?? '',
        roles,
        urlFile,
        until,
        ...(target.server && {
            server: {
                folder: target.server.folder,
                pid: target.server.pid,
                ...(target.server.container !== undefined && { container: target.server.container }),
            },
        }),
    };
}
async function writeAddress(connection) {
    try {
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'pgproof-kept-'));
        const urlFile = (0,external_node_path_.join)(folder, 'url');
        await (0,promises_.writeFile)(urlFile, `${(0,connection_address/* addressOf */.c)(connection)}\n`, { mode: 0o600, flag: 'wx' });
        return urlFile;
    }
    catch (error) {
        throw (0,errors/* environmentError */.me)(`the address of the kept database cannot be written: ${(0,errors/* messageOf */.bD)(error)}`, 'make the temporary folder (TMPDIR) writable, or test without keep', error);
    }
}

// EXTERNAL MODULE: ./build/operations/verify/trusted.js
var trusted = __webpack_require__(1302);
// EXTERNAL MODULE: ./build/operations/verify/verify.js + 3 modules
var verify = __webpack_require__(63516);
;// CONCATENATED MODULE: ./build/operations/restore-test/result.js







const failed = (check) => !check.ok && check.skipped === undefined;
/** Judges what was found, writes the record, and tells all of it. */
async function conclude(run, target, restore, findings) {
    const { context, chosen, store } = run;
    const { proof, assertions, databaseChecks, times } = findings;
    const unequal = [...proof.differences, ...databaseChecks.filter(failed).map((check) => check.name)];
    const unmet = assertions.filter(failed).map(({ name, found, expected }) => `${name}: ${found} (expected ${expected})`);
    const differences = [...unequal, ...unmet.map((text) => `assertion ${text}`)];
    const ok = differences.length === 0;
    const trust = await (0,trusted/* lookAtTrust */.l)(store, chosen.backup);
    const warnings = [...target.warnings, ...proof.warnings, ...trust.warnings];
    const unchecked = [...proof.notChecked, ...target.notChecked, ...trust.notChecked];
    const notChecked = [...unchecked, ...alwaysUnchecked(run, assertions)];
    const phases = {
        ...times,
        prove: proof.seconds.prove,
        checkIndexes: proof.seconds.checkIndexes,
        assertions: findings.assertionSeconds,
    };
    const record = await (0,records/* putRecord */.j8)(store, { name: chosen.backup.name, id: chosen.backup.id }, {
        kind: ok ? 'restore-tested' : 'failed',
        time: context.now().toISOString(),
        ok,
        by: context.by,
        manifest: chosen.backup.digest,
        body: await (0,record_body/* recordBody */.EV)(chosen.reader, { of: 'restore-tested', phases, assertions: assertions.length, ...(0,verify.keysIn)(chosen.reader) }, { differences: differences.slice(0, 100), notChecked }),
    }).catch((error) => {
        warnings.push(`no record was written: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    });
    return {
        ...outcome(chosen, unequal, unmet, assertions.length),
        verb: 'restore-test',
        seconds: (context.now().getTime() - run.started.getTime()) / 1000,
        warnings,
        ...(record !== undefined && { record }),
        backup: (0,operations_chosen/* referenceOf */.Bz)(store, chosen.backup),
        manifestDigest: chosen.backup.digest,
        target: describe(target, restore),
        tables: proof.tables,
        indexes: proof.indexes,
        definitions: proof.definitions,
        largeObjects: proof.largeObjects,
        checks: [...proof.checks, ...databaseChecks],
        assertions,
        ...(findings.drift && { drift: findings.drift }),
        notChecked,
        phases,
    };
}
function describe(target, restore) {
    return {
        kind: target.kind,
        address: target.kind === 'throw-away' ? 'a throw-away server of this run' : (0,conninfo/* describeConnection */.If)(target.connection),
        serverVersion: target.facts.version,
        database: restore.connection.parameters.dbname ?? '',
    };
}
function outcome(chosen, unequal, unmet, assertions) {
    const andMore = (list) => `${list[0]}${list.length > 1 ? `; and ${list.length - 1} more` : ''}`;
    if (unequal.length > 0) {
        const reason = `the restored database does not equal backup ${chosen.backup.id}: ${andMore([...unequal, ...unmet])}`;
        const hint = 'do not count on this backup before this is understood; the result lists every difference';
        return { ok: false, code: 1, reason, hint };
    }
    if (unmet.length > 0) {
        const reason = `backup ${chosen.backup.id} was restored and proved equal, but ${unmet.length} of ${assertions} assertions do not hold: ${andMore(unmet)}`;
        const hint = 'look at the data as it was when it was backed up, or correct the assertion in pgproof.yml';
        return { ok: false, code: 1, reason, hint };
    }
    return { ok: true, code: 0 };
}
function alwaysUnchecked(run, assertions) {
    const { facts, tables } = run.chosen.inventory;
    const skipped = assertions.flatMap(({ name, skipped: why }) => why === undefined ? [] : [{ what: `assertion ${name}`, why }]);
    const partial = run.chosen.backup.manifest.partial.map((what) => ({
        what: 'the rest of the database',
        why: `the backup holds ${what}`,
    }));
    const subscriptions = facts.subscriptions.map(({ name }) => ({
        what: `subscription ${name}`,
        why: 'a test must not connect to publishers, so it is not restored',
    }));
    const tablespaces = facts.tablespaces.map(({ name }) => ({
        what: `tablespace ${name}`,
        why: 'its tables were restored into the default one',
    }));
    const absent = run.chosen.inventory.notContained.map(({ what }) => what);
    const dumped = absent.length === 0 ? [] : [{ what: absent.join('; '), why: 'the backup does not contain it' }];
    const empty = tables.length === 0 ? [{ what: 'rows', why: 'the backup holds none' }] : [];
    return [...skipped, ...partial, ...subscriptions, ...tablespaces, ...empty, ...dumped];
}

// EXTERNAL MODULE: ./build/operations/restore-test/target.js + 1 modules
var restore_test_target = __webpack_require__(75890);
// EXTERNAL MODULE: ./build/operations/restore-test/test-database.js
var test_database = __webpack_require__(71299);
;// CONCATENATED MODULE: ./build/operations/restore-test/restore-test.js
























/** Spool of the second dump: it is only read, so that it never falls far behind. */
const SPOOL_LIMIT = 1024 ** 3;
/** Restores a backup for real into a database of its own, proves it equal to the backup, and takes away what it made. */
async function restoreTest(request, context) {
    const signal = (0,budget/* withBudget */.Y)(context.signal, request.timeBudget);
    const started = context.now();
    const assertions = (0,assertions_assertions/* parseAssertions */.v)(request.assertions, 'assertions');
    const store = await (0,repository/* openStorage */.G)(request, context, signal);
    try {
        context.progress({ kind: 'phase', title: 'Choose the backup' });
        const backup = await (0,operations_chosen/* chooseNamed */.F4)(store, request, context);
        return await (0,operations_chosen/* whileReadingBackup */.me)(store, backup, context, (found) => testChosen(found, { request, context, signal, store, assertions, started }));
    }
    finally {
        store.close();
    }
}
async function testChosen(backup, run) {
    const { context, signal, store } = run;
    let reader = new read/* BackupReader */.oJ(store, backup, signal);
    try {
        await (0,archived/* refuseArchived */.xl)(store, backup);
        reader = await (0,repository_open/* openReader */.c)(store, backup, signal);
        const chosen = await (0,operations_chosen/* readContents */.r0)(reader);
        if (chosen.inventory.filter.dataOnly) {
            throw (0,errors/* usageError */.Wp)(`backup ${backup.id} holds rows without definitions, which cannot be restored by themselves`, 'test a backup that was made without data-only');
        }
        await (0,operations_chosen/* readUnused */.P8)(chosen);
        return await testBackup({ ...run, chosen });
    }
    catch (error) {
        // Damage found on the way is the backup's; a fault of the environment says nothing about it and leaves no record.
        const failure = (0,operations_chosen/* namedDamage */.rK)(error, backup);
        if (failure instanceof errors/* PgproofError */.wp && failure.code === 1)
            await recordFailure(store, reader, context, failure);
        throw failure;
    }
}
async function recordFailure(store, reader, context, error) {
    const { backup } = reader;
    const record = await (0,records/* putRecord */.j8)(store, { name: backup.name, id: backup.id }, {
        kind: 'failed',
        time: context.now().toISOString(),
        ok: false,
        by: context.by,
        manifest: backup.digest,
        body: await (0,record_body/* recordBody */.EV)(reader, { of: 'restore-tested' }, { reason: error.reason }),
    }).catch(() => undefined);
    if (record !== undefined)
        error.record = record;
}
async function testBackup(run) {
    const { context, chosen } = run;
    const { manifest } = chosen.backup;
    context.progress({ kind: 'phase', title: 'Prepare the target' });
    const target = await (0,restore_test_target/* openTarget */.Ap)(run.request, manifest, chosen.inventory, { ...context, signal: run.signal });
    const databases = new test_database/* TestDatabases */.V(target, manifest);
    const folder = (0,external_node_path_.join)(context.temporary, `restore-${manifest.id}`);
    let kept;
    try {
        for (const text of target.warnings)
            context.progress({ kind: 'warning', text });
        const swept = await databases.sweep(context.now());
        if (swept.length > 0)
            context.progress({ kind: 'note', text: `dropped what killed tests left: ${swept.join(', ')}` });
        const roles = await databases.createRoles(chosen.inventory.roles, context.now());
        if (roles.length > 0)
            context.progress({ kind: 'note', text: `made roles for the test: ${roles.join(', ')}` });
        await (0,operations_chosen/* fetchTableOfContents */.cA)(chosen.reader, folder);
        const difference = await (0,table_of_contents/* compareTableOfContents */.r)(chosen, target.programs, folder, context);
        if (difference)
            throw new read/* DamagedObject */.F7(layout/* TOC */.DB, difference);
        const connection = await databases.create(context.now());
        const restore = {
            chosen: (0,left_out/* withoutExtensions */.JA)(chosen, target.absentExtensions),
            connection,
            programs: target.programs,
            pinned: target.pinned,
            folder,
            jobs: run.request.jobs,
            context,
            signal: run.signal,
        };
        const result = await restoreAndProve(run, target, databases, restore);
        if (run.request.keep !== 'no') {
            kept = await keepDatabase(target, databases, connection, run.request.keep === 'job' ? 'job' : 'dropped');
        }
        return { ...result, ...(kept && { kept }) };
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        await cleanUp(target, databases, kept !== undefined, context);
    }
}
async function cleanUp(target, databases, keep, context) {
    try {
        // A throw-away server goes with all that is in it.
        if (target.server === undefined || keep)
            await databases.dropAll();
    }
    catch (error) {
        context.progress({ kind: 'warning', text: `the test's database could not be dropped: ${(0,errors/* messageOf */.bD)(error)}` });
    }
    if (keep)
        await target.session.close();
    else
        await target.stop();
}
async function restoreAndProve(run, target, databases, restore) {
    const { context, request } = run;
    const times = await (0,restore_into/* restoreInto */.p5)(restore);
    const proving = {
        ...restore,
        scratch: (0,restore_into/* scratchDatabases */.rl)(databases, restore),
        showKeys: request.showKeys,
        spoolLimit: SPOOL_LIMIT,
        otherMajor: target.facts.major !== run.chosen.backup.manifest.client.major,
    };
    const proof = await (0,prove/* proveEqual */.Fr)(proving);
    const asserted = performance.now();
    const assertions = await assertAll(run, restore);
    const assertionSeconds = (performance.now() - asserted) / 1000;
    const drift = request.compareLive ? await compareLive(request, run.chosen.inventory, context, run.signal) : undefined;
    const databaseChecks = await (0,prove/* proveDatabaseFacts */.fO)(proving, true);
    return await conclude(run, target, restore, { times, proof, assertions, assertionSeconds, databaseChecks, drift });
}
async function assertAll(run, restore) {
    run.context.progress({ kind: 'phase', title: 'Check assertions' });
    return await (0,assertions_run/* runAssertions */.Ty)(() => (0,postgres_session/* openSession */.f)(restore.connection, { pinned: restore.pinned, signal: run.signal }), run.assertions, {
        asOf: (0,layout/* startOf */.GH)(run.chosen.backup.id),
        signal: run.signal,
    });
}


/***/ })

};
