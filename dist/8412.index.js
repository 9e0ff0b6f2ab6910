export const id = 8412;
export const ids = [8412,3603];
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


/***/ }),

/***/ 44952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $f: () => (/* binding */ checkConfirmable),
  f: () => (/* binding */ confirmRestore),
  iW: () => (/* binding */ confirmSwap),
  p5: () => (/* binding */ productionReasons)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/assertions/duration.js
var duration = __webpack_require__(31087);
;// CONCATENATED MODULE: ./build/operations/restore/approval.js

/** Names of environments and logins differ by more than case. */
const same = (one, other) => one.toLowerCase() === other.toLowerCase();
/** Whether reviews amount to an approval. A rejection outweighs any approval; a state that is not known is a no. */
function judgeApprovals(approvals, { environment, notBy }) {
    const reviews = approvals.filter(({ environments }) => environments.some((name) => same(name, environment)));
    if (reviews.length === 0) {
        return { why: `nobody has approved this run for the environment ${environment}` };
    }
    const other = reviews.find(({ state }) => state !== 'approved');
    if (other)
        return { why: `a review of this run for the environment ${environment} says ${other.state}` };
    const counted = reviews.filter(({ user }) => user !== '' && !notBy.some((login) => same(login, user)));
    const approvedBy = [...new Set(counted.map(({ user }) => user))];
    if (approvedBy.length > 0)
        return { approvedBy };
    const who = [...new Set(reviews.map(({ user }) => user || 'an account that is gone'))].join(', ');
    if (notBy.length === 0)
        return { why: `the run was approved by ${who}, which is nobody` };
    return { why: `the run was approved by ${who} only, and it must be somebody else than who started it` };
}
/**
 * Reads from GitHub who approved this run for `approval-environment`; undefined where none is asked for.
 * Throws exit 4 for everything but a clear yes, also where GitHub cannot be asked.
 */
async function requireApproval(request, context) {
    const { approvalEnvironment: environment, approvalByAnother } = request;
    if (environment === undefined) {
        if (!approvalByAnother)
            return undefined;
        throw notApproved('approval-by-another is set, and no approval-environment whose approvals would count', 'set approval-environment to the environment of the job, or leave approval-by-another out');
    }
    const notBy = approvalByAnother ? startersOf(context) : [];
    const verdict = judgeApprovals(await readApprovals(context), { environment, notBy });
    if ('approvedBy' in verdict)
        return verdict.approvedBy;
    throw notApproved(verdict.why, `let the job have "environment: ${environment}" with required reviewers, start a new run, and have it approved`);
}
/** Who pressed the button: of the first attempt and of this one. */
function startersOf({ environment }) {
    const { GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR } = environment;
    if (GITHUB_ACTOR && GITHUB_TRIGGERING_ACTOR)
        return [GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR];
    throw notApproved('it cannot be read who started this run (GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR)', 'restore in a workflow of GitHub, or leave approval-by-another out');
}
async function readApprovals(context) {
    const { github, environment, signal } = context;
    if (!environment.GITHUB_RUN_ID || github?.runId === undefined) {
        throw notApproved(environment.GITHUB_RUN_ID
            ? 'there is no token to read the approvals of this run with'
            : 'an approval was asked for, and this is no run of a workflow', environment.GITHUB_RUN_ID
            ? `give github-token: \${{ github.token }} and the job "permissions: actions: read"`
            : 'restore in a workflow whose job has that environment, or leave approval-environment out');
    }
    // GitHub keeps the reviews of all attempts of a run and does not say which is whose.
    if (environment.GITHUB_RUN_ATTEMPT !== '1') {
        throw notApproved('this run was run again, and an approval may be of an earlier attempt', 'start a new run instead of running this one again, and have it approved');
    }
    try {
        return await github.approvals();
    }
    catch (error) {
        signal.throwIfAborted();
        const hint = error instanceof errors/* PgproofError */.wp ? error.hint : 'try again later';
        throw notApproved(`the approvals of this run cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, hint);
    }
}
const notApproved = (why, hint) => (0,errors/* refusal */.x5)(`the restore is not approved: ${why}`, `${hint}; nothing was written`);

// EXTERNAL MODULE: ./build/operations/restore/confirmation-words.js
var confirmation_words = __webpack_require__(87157);
// EXTERNAL MODULE: ./build/postgres/same-host.js
var same_host = __webpack_require__(9237);
;// CONCATENATED MODULE: ./build/operations/restore/protected.js


/**
 * The entry of `protected` that covers a database; undefined where none does. A host that cannot be looked up counts as the server's.
 * Throws exit 2 for an entry that could never cover anything: whoever wrote it believes that something is protected.
 */
async function protectingEntry(entries, { server, database }) {
    for (const entry of entries)
        checkEntry(entry);
    for (const entry of entries) {
        if (entry === database)
            return entry;
        if (!entry.endsWith(`/${database}`))
            continue;
        if (await isServer(entry.slice(0, -database.length - 1), server))
            return entry;
    }
    return undefined;
}
function checkEntry(entry) {
    const why = entry.includes('://')
        ? 'is an address'
        : entry.endsWith('/') || /^[^/]*:\d+$/.test(entry)
            ? 'names no database'
            : undefined;
    if (why === undefined)
        return;
    throw (0,errors/* usageError */.Wp)(`an entry of protected ${why}: ${entry.replace(/:\/\/.*@/, '://…@')}`, 'write database, host/database or host:port/database');
}
/** `host` may have a port; without one it means all of them. */
async function isServer(host, server) {
    const port = server.slice(server.lastIndexOf(':'));
    // More than one colon without brackets is an address of IPv6.
    const named = /^(?:\[(?<bracketed>.*)\]|(?<plain>[^:]*))(?<port>:\d+)?$/.exec(host)?.groups;
    const name = named?.bracketed ?? named?.plain ?? host;
    return await (0,same_host/* mayBeSameHost */.t)(`${name}${named?.port ?? port}`, server.replace(/[[\]]/g, ''));
}

;// CONCATENATED MODULE: ./build/operations/restore/confirm.js





/**
 * The first confirmation, before anything is written: production is allowed, the run approved where that is asked for, and a person said yes,
 * in words that name the database. Throws exit 4 for everything but a clear yes; writes no record.
 */
async function confirmRestore(facts, request, context) {
    const question = await checkConfirmable(facts, request, context);
    const approvedBy = await requireApproval(request, context);
    await askFor(question, context);
    return { by: context.ask ? 'terminal' : 'input', ...(approvedBy && { approvedBy }) };
}
/**
 * What can be said no to before anybody is asked, and before anything that takes long: production that nobody allowed, and where there is no
 * terminal words that do not fit. Throws exit 4.
 */
async function checkConfirmable(facts, request, context) {
    const question = await questionFor(facts.word ?? 'RESTORE', facts, request);
    checkInput(question, request, context);
    return question;
}
/** Why writing into a database is writing into production, in half sentences; empty where it is not. */
async function productionReasons(facts, entries) {
    const entry = await protectingEntry(entries, facts);
    return [
        ...(facts.isSource === undefined ? [] : [`it counts as the backup's source (${facts.isSource})`]),
        ...(entry === undefined ? [] : [`protected names it (${(0,confirmation_words/* visible */.R)(entry)})`]),
    ];
}
/**
 * The second confirmation, before a swap, with what it changes in `facts.changes`. At a terminal the person is asked again;
 * where `confirm` was the first confirmation, it stands for this one too. The approval is `first`'s. Throws exit 4.
 */
async function confirmSwap(facts, request, context, first) {
    const question = await questionFor('SWAP', facts, request);
    checkInput(question, request, context);
    await askFor(question, context);
    return { ...first, by: context.ask ? 'terminal' : 'input' };
}
/** What each word stands for, in sentences that end with `of the database …`. */
const DEEDS = {
    RESTORE: 'the restore',
    SWAP: 'the swap',
    ROLLBACK: 'the rollback',
    DROP: 'the dropping of what was kept',
};
/** Throws where production would be written into and nobody allowed it. */
async function questionFor(word, facts, { protected: entries, allowProduction }) {
    const production = await productionReasons(facts, entries);
    const question = { word, facts, production };
    if (production.length === 0 || allowProduction)
        return question;
    throw refused(question, `${nameOf(facts)} is production: ${production.join(', and ')}`, 'if it is to be replaced, say allow-production as well');
}
/** Where nobody can be asked, `confirm` must be right; where somebody is, a wrong one is a no all the same. */
function checkInput(question, { confirm }, context) {
    const { facts } = question;
    if (context.ask && confirm === undefined)
        return;
    const expected = (0,confirmation_words/* confirmationWords */.t)(facts.database, facts.backup.id);
    if (confirm === expected)
        return;
    const harmless = (context.redact?.(expected) ?? expected) === expected;
    const words = harmless ? expected : `the database's name, the word from, and ${facts.backup.id}`;
    throw refused(question, confirm === undefined
        ? `${DEEDS[question.word]} of ${nameOf(facts)} was not confirmed, and there is no terminal to ask at`
        : `confirm does not say what is to be restored, which is ${nameOf(facts)}`, `if that is what you mean, give confirm: ${words}`);
}
async function askFor(question, context) {
    if (!context.ask)
        return;
    const { word, facts } = question;
    const typed = await context.ask(questionText(question, context.now()));
    context.signal.throwIfAborted();
    if (typed === wordsOf(question))
        return;
    throw refused(question, `${DEEDS[word]} of ${nameOf(facts)} was not confirmed`, `to confirm, run it again and type ${wordsOf(question)}`);
}
const wordsOf = ({ word, facts }) => `${word} ${(0,confirmation_words/* visible */.R)(facts.database)}`;
/** What the person sees who is to type the words. */
function questionText(question, now) {
    const { facts, production } = question;
    const { backup, server, database, changes = [] } = facts;
    const age = (0,duration/* showDuration */.k)(now.getTime() - Date.parse(backup.created));
    const created = backup.created.slice(0, 16).replace('T', ' ');
    const lines = [
        backup.kept
            ? `From     database ${(0,confirmation_words/* visible */.R)(backup.id)}, kept since ${created} UTC, ${age} ago`
            : `From     backup ${backup.id} of ${(0,confirmation_words/* visible */.R)(backup.name)}, made ${created} UTC, ${age} ago`,
        `Into     database ${(0,confirmation_words/* visible */.R)(database)} on ${(0,confirmation_words/* visible */.R)(server)}`,
        production.length === 0
            ? "         not the backup's source, not protected"
            : `         PRODUCTION: ${production.map(confirmation_words/* visible */.R).join(', and ')}`,
        ...changes.map((change, index) => `${index === 0 ? 'Changes ' : '        '} ${(0,confirmation_words/* visible */.R)(change)}`),
    ];
    return `\n${lines.join('\n')}\n\nType ${wordsOf(question)} to go on, anything else to stop: `;
}
const nameOf = ({ database, server }) => `the database ${(0,confirmation_words/* visible */.R)(database)} on ${(0,confirmation_words/* visible */.R)(server)}`;
const refused = ({ word }, why, hint) => (0,errors/* refusal */.x5)(why, `${hint}; ${word === 'SWAP' ? 'the live database is as it was' : 'nothing was written'}`);


/***/ }),

/***/ 37615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TG: () => (/* binding */ productionNotes),
/* harmony export */   UY: () => (/* binding */ confirmFacts),
/* harmony export */   Ux: () => (/* binding */ confirmRun)
/* harmony export */ });
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44952);

/** What is shown to the person who confirms. */
function confirmFacts({ destination, chosen, plan, steps }, changes = []) {
    const { id, name, manifest } = chosen.backup;
    const notes = plan.notes.map(({ severity, what, why }) => `${severity === 'warning' ? 'warning: ' : ''}${what}: ${why}`);
    const ahead = plan.steps.filter((step) => step.writes && !steps.taken.some(({ id }) => id === step.id));
    return {
        database: destination.database,
        backup: { id, name, created: manifest.created },
        server: destination.server,
        ...(destination.source !== undefined && { isSource: destination.source }),
        changes: [...changes, ...ahead.map(({ title }) => title), ...notes],
    };
}
/** The first confirmation of a planned run. Throws exit 4 for everything but a clear yes. */
async function confirmRun(run) {
    return await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_0__/* .confirmRestore */ .f)(confirmFacts(run), run.request, run.context);
}
/** Said in the plan already, so that nobody learns it from a refusal. */
async function productionNotes({ destination, chosen, request }) {
    const { database, server, source } = destination;
    const { id, name, manifest } = chosen.backup;
    const facts = { database, server, backup: { id, name, created: manifest.created } };
    const reasons = await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_0__/* .productionReasons */ .p5)({ ...facts, ...(source !== undefined && { isSource: source }) }, request.protected);
    if (reasons.length === 0)
        return [];
    const why = `${reasons.join(', and ')}; needs allow-production`;
    return [{ severity: 'warning', what: `${database} is production`, why }];
}


/***/ }),

/***/ 24985:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ selectPart)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/operations/restore/part/entries.js
var part_entries = __webpack_require__(56774);
;// CONCATENATED MODULE: ./build/operations/restore/part/closure.js

/**
 * What has to be restored so that the tables asked for work: their keys, indexes, triggers, policies, sequences; and the types, functions,
 * schemas and extensions that those are made of. What needs another table's rows (a foreign key, a view) is taken only together with that table.
 */
function closureOf(entries, asked) {
    const closure = new Closing(entries, asked);
    closure.takeTables();
    while (closure.takeMore())
        ;
    return closure.result();
}
/** Whose rows another table's must be there for, or who shows them. */
const needsRows = ({ type }) => type === 'FK CONSTRAINT' || type === 'VIEW' || type === 'MATERIALIZED VIEW';
/** So that a table is named as missing, not its key. */
const relationsFirst = (entries) => [
    ...entries.filter(part_entries/* isRelation */.LL),
    ...entries.filter((entry) => !(0,part_entries/* isRelation */.LL)(entry)),
];
class Closing {
    #entries;
    #asked;
    #taken = new Set();
    #along = new Set();
    constructor(entries, asked) {
        this.#entries = entries;
        this.#asked = asked;
    }
    takeTables() {
        for (const entry of this.#asked.relations)
            if ((0,part_entries/* isTable */.bI)(entry))
                this.#takeWithNeeds(entry);
    }
    /** One round over what is not taken yet; false when nothing was added. */
    takeMore() {
        let more = false;
        for (const entry of this.#entries.all) {
            if (this.#taken.has(entry) || !this.#isWanted(entry) || this.#lacks(entry) !== undefined)
                continue;
            this.#takeWithNeeds(entry);
            more = true;
        }
        return more;
    }
    result() {
        const missing = this.#entries.all
            .filter((entry) => !this.#taken.has(entry) && this.#isMissed(entry))
            .flatMap((entry) => {
            const lacks = this.#lacks(entry);
            return lacks === undefined ? [] : [{ entry, lacks }];
        });
        return { taken: this.#taken, along: this.#along, missing };
    }
    #isAsked(entry) {
        const { relations, schemas } = this.#asked;
        if (relations.has(entry))
            return true;
        if ((0,part_entries/* isBelonging */.s2)(entry) || (0,part_entries/* isOfDatabase */.rT)(entry))
            return false;
        return schemas.has(entry.schema) || (entry.type === 'SCHEMA' && schemas.has(entry.tag));
    }
    #isWanted(entry) {
        if (this.#isAsked(entry))
            return true;
        const owner = this.#entries.owner(entry);
        return owner ? this.#taken.has(owner) : (0,part_entries/* isBelonging */.s2)(entry) && this.#belongs(entry);
    }
    /** A schema that was renamed or left to itself (public) has no entry; what is said about it has its name. */
    #belongs(entry) {
        const extension = this.#entries.extensionOf(entry);
        if (extension)
            return this.#taken.has(extension);
        const about = /^SCHEMA (.*)$/s.exec(entry.schema === '' ? entry.tag : '');
        if (about && this.#asked.schemas.has(about[1]))
            return true;
        if (entry.type === 'DEFAULT ACL' && this.#asked.schemas.has(entry.schema))
            return true;
        return entry.dependencies.some((id) => {
            const one = this.#entries.get(id);
            return one !== undefined && this.#taken.has(one) && (entry.type !== 'CAST' || one.type !== 'SCHEMA');
        });
    }
    /** Whether somebody would miss it: it was asked for, or belongs to a table that was. */
    #isMissed(entry) {
        if (this.#isAsked(entry))
            return true;
        if (!(0,part_entries/* isBelonging */.s2)(entry))
            return false;
        return entry.dependencies.some((id) => {
            const one = this.#entries.get(id);
            if (one === undefined || !this.#asked.relations.has(one) || !this.#taken.has(one))
                return false;
            if (entry.type === 'INDEX' || entry.type === 'STATISTICS')
                return true;
            return entry.schema === one.schema && (entry.tag === one.tag || entry.tag.startsWith(`${one.tag} `));
        });
    }
    /** The first thing that it needs and that is not to be had; undefined where all is. */
    #lacks(entry, above = new Set()) {
        for (const one of relationsFirst(this.#entries.needs(entry))) {
            if (this.#along.has(one) && needsRows(entry))
                return one;
            if (this.#taken.has(one) || above.has(one))
                continue;
            if ((0,part_entries/* isRelation */.LL)(one) || (0,part_entries/* isBelonging */.s2)(one) || (0,part_entries/* isOfDatabase */.rT)(one))
                return one;
            const lacks = this.#lacks(one, new Set([...above, entry]));
            if (lacks !== undefined)
                return lacks;
        }
        return undefined;
    }
    /** A table that another one is made from comes along empty. */
    #takeWithNeeds(entry) {
        if (this.#taken.has(entry))
            return;
        this.#taken.add(entry);
        if ((0,part_entries/* isTable */.bI)(entry) && !this.#asked.relations.has(entry))
            this.#along.add(entry);
        for (const one of this.#entries.needs(entry)) {
            if ((0,part_entries/* isBelonging */.s2)(one))
                continue;
            this.#takeWithNeeds(one);
        }
        if (/\bEXCLUDE\b/.test(entry.text) && entry.type === 'CONSTRAINT')
            this.#takeOperators();
    }
    /** The dump does not say which operator classes an exclusion uses; these are there for exclusions. */
    #takeOperators() {
        for (const name of ['btree_gist', 'btree_gin', 'intarray']) {
            const extension = this.#entries.named('EXTENSION', '', name);
            if (extension)
                this.#takeWithNeeds(extension);
        }
    }
}

;// CONCATENATED MODULE: ./build/operations/restore/part/inventory.js


/** The inventory of a backup that would hold only what was taken of this one. */
class PartInventory {
    #inventory;
    #entries;
    #closure;
    #extensions;
    constructor(inventory, entries, closure) {
        this.#inventory = inventory;
        this.#entries = entries;
        this.#closure = closure;
        const taken = [...closure.taken].filter(({ type }) => type === 'EXTENSION');
        this.#extensions = new Set(taken.map(({ tag }) => tag));
    }
    /** Partitions without the table that they are part of. */
    detached() {
        const { taken } = this.#closure;
        return [...taken]
            .filter((entry) => {
            const parent = this.#entries.get(this.#entries.parentOf(entry) ?? -1);
            return parent !== undefined && !taken.has(parent);
        })
            .map(({ schema, tag }) => ({ schema, name: tag }));
    }
    /** The tables whose rows are restored. */
    rows() {
        const { along } = this.#closure;
        return this.#inventory.tables
            .filter((table) => {
            const entry = this.#entries.relation(table.schema, table.name);
            return this.#holds(table) && !(entry && along.has(entry));
        })
            .map((table) => (table.root && !this.#holds(table.root) ? { ...table, root: null } : table));
    }
    /** `entries`: those of the archive that are restored, in the archive's order, which is the inventory's. */
    reduced(entries, request) {
        const inventory = this.#inventory;
        const { all } = this.#entries;
        return {
            ...inventory,
            filter: this.#filter(request),
            tables: request.schemaOnly ? [] : this.rows(),
            entries: inventory.entries.filter((_, place) => entries.has(all[place])),
            largeObjects: [],
            largeObjectParts: [],
            facts: this.#facts(),
            standIns: {
                ...inventory.standIns,
                tables: inventory.standIns.tables.map((table) => ({
                    ...table,
                    keys: table.keys.filter(({ from }) => this.#holds(from)),
                })),
            },
        };
    }
    /** What a second dump of the restored database is asked for. It holds nothing else, unless the backup was of a part already. */
    #filter(request) {
        const { filter } = this.#inventory;
        const { taken, along } = this.#closure;
        const named = ({ schema, tag }) => `${(0,identifier/* dumpPattern */.hf)(schema)}.${(0,identifier/* dumpPattern */.hf)(tag)}`;
        const schemas = [...taken].filter(({ type }) => type === 'SCHEMA').map(({ tag }) => (0,identifier/* dumpPattern */.hf)(tag));
        const tables = [...taken].filter((entry) => (0,part_entries/* isRelation */.LL)(entry) || entry.type === 'SEQUENCE').map(named);
        const only = request.dataOnly || filter.tables.length > 0;
        return {
            schemas: filter.schemas.length > 0 && !only ? schemas : [],
            excludeSchemas: filter.excludeSchemas,
            tables: only ? tables : [],
            excludeTables: filter.excludeTables,
            excludeTableData: [...filter.excludeTableData, ...[...along].map(named)],
            schemaOnly: filter.schemaOnly || request.schemaOnly,
            dataOnly: filter.dataOnly || request.dataOnly,
        };
    }
    #facts() {
        const { facts } = this.#inventory;
        const detached = new Set(this.detached().map(keyOf));
        const isDetached = (table) => detached.has(keyOf(table));
        return {
            ...facts,
            tables: facts.tables
                .filter((table) => this.#holds(table))
                .map((table) => ({
                ...table,
                parents: isDetached(table) ? [] : table.parents.filter((parent) => this.#holds(parent)),
            })),
            indexes: facts.indexes.filter(({ schema, table, name }) => {
                const key = { schema, name: table };
                return this.#holds(key) && !this.#lost(schema, ['INDEX', name], ['CONSTRAINT', `${table} ${name}`]);
            }),
            constraints: facts.constraints.filter((one) => this.#keepsConstraint(one)),
            triggers: facts.triggers.filter(({ schema, table, name }) => {
                const key = { schema, name: table };
                const entry = this.#entries.named('TRIGGER', schema, `${table} ${name}`);
                if (isDetached(key) && entry === undefined)
                    return false;
                return this.#holds(key) && !this.#lost(schema, ['TRIGGER', `${table} ${name}`]);
            }),
            extensions: facts.extensions.filter(({ name }) => this.#keepsExtension(name)),
            eventTriggers: [],
            publications: [],
            largeObjects: { count: 0, groups: [] },
        };
    }
    /** A backup of schemas or tables holds no extensions: they are made because the source has them. */
    #keepsExtension(name) {
        const { schemas, tables } = this.#inventory.filter;
        return schemas.length + tables.length > 0 || name === 'plpgsql' || this.#extensions.has(name);
    }
    #keepsConstraint({ schema, table, name, domain }) {
        const tag = `${table} ${name}`;
        if (this.#lost(schema, ['CHECK CONSTRAINT', tag], ['CONSTRAINT', tag], ['FK CONSTRAINT', tag], ['TRIGGER', tag])) {
            return false;
        }
        if (!domain)
            return this.#holds({ schema, name: table });
        const entry = this.#entries.named('DOMAIN', schema, table);
        return entry !== undefined && this.#closure.taken.has(entry);
    }
    /** Whether it has an entry of its own and that was not taken. */
    #lost(schema, ...candidates) {
        const found = candidates.flatMap(([type, tag]) => this.#entries.named(type, schema, tag) ?? []);
        return found.length > 0 && !found.some((entry) => this.#closure.taken.has(entry));
    }
    #holds({ schema, name }) {
        const entry = this.#entries.relation(schema, name);
        if (entry)
            return this.#closure.taken.has(entry);
        const member = this.#inventory.facts.tables.find((table) => table.schema === schema && table.name === name);
        return member?.extension ? this.#extensions.has(member.extension) : false;
    }
}
const keyOf = ({ schema, name }) => JSON.stringify([schema, name]);

// EXTERNAL MODULE: ./build/proof/nearest.js
var nearest = __webpack_require__(76723);
;// CONCATENATED MODULE: ./build/operations/restore/part/names.js




/** Finds what is asked for in the archive, by exact names. Exit 2 for what the backup does not hold, with the name that may be meant. */
function askedFor(request, entries, inventory) {
    const tables = tablesOf(entries, inventory);
    const schemas = new Set([...entries.all.filter(({ type }) => type === 'SCHEMA').map(({ tag }) => tag)]);
    for (const { schema } of [...entries.all, ...inventory.tables])
        if (schema !== '')
            schemas.add(schema);
    for (const name of request.schemas) {
        if (!schemas.has(name))
            throw unknown('schema', name, [...schemas], 'schemas');
    }
    const named = request.tables.map((name) => findTable(tables, name));
    const own = entries.all.filter((entry) => (0,part_entries/* isRelation */.LL)(entry) && request.schemas.includes(entry.schema));
    const partitions = named.flatMap((entry) => entries.partitionsOf(entry));
    return { relations: new Set([...named, ...partitions, ...own]), schemas: new Set(request.schemas) };
}
/** Extensions' tables have no entry of their own: they come with the extension. */
function tablesOf(entries, { tables, facts }) {
    const own = entries.all.filter(part_entries/* isRelation */.LL).map((entry) => ({ schema: entry.schema, name: entry.tag, entry }));
    const extensions = tables.flatMap(({ schema, name }) => {
        const fact = facts.tables.find((one) => one.schema === schema && one.name === name);
        const entry = fact?.extension ? entries.named('EXTENSION', '', fact.extension) : undefined;
        return entry ? [{ schema, name, entry }] : [];
    });
    return [...own, ...extensions];
}
function findTable(tables, asked) {
    const name = (0,part_entries/* onOneLine */.GJ)(asked);
    const exact = tables.filter((one) => `${one.schema}.${one.name}` === name || (0,identifier/* qualified */.LX)(one.schema, one.name) === name);
    const asShown = exact.length > 0 ? exact : tables.filter((one) => (0,identifier/* shown */.SP)(one.schema, one.name) === name);
    const found = asShown.length > 0 ? asShown : tables.filter((one) => one.name === name);
    if (found.length === 1)
        return found[0].entry;
    const names = found.map((one) => (0,identifier/* qualified */.LX)(one.schema, one.name));
    if (found.length > 1) {
        throw (0,errors/* usageError */.Wp)(`tables names ${JSON.stringify(name)}, which stands for ${names.join(', ')}`, 'write it as schema.table, in double quotes');
    }
    throw unknown('table', name, tables.map((one) => `${one.schema}.${one.name}`), 'tables');
}
const MOST_NAMES = 20;
function unknown(kind, name, known, input) {
    const meant = (0,nearest/* nearest */.p)(name, known);
    const question = meant === undefined ? '' : `did you mean ${meant}? `;
    const more = known.length > MOST_NAMES ? `, and ${known.length - MOST_NAMES} more` : '';
    return (0,errors/* usageError */.Wp)(`${input} names the ${kind} ${JSON.stringify(name)}, which the backup does not hold`, `${question}it holds ${known.slice(0, MOST_NAMES).join(', ')}${more}`);
}

;// CONCATENATED MODULE: ./build/operations/restore/part/notes.js


/** `foreign key orders_customer_fkey of public.orders` */
function describe({ type, schema, tag }) {
    const words = type === 'FK CONSTRAINT' ? 'foreign key' : type.toLowerCase();
    return `${words} ${schema === '' ? '' : `${(0,identifier/* shownIdentifier */.V)(schema)}.`}${tag}`;
}
const WHY = {
    'FK CONSTRAINT': 'is not restored with its rows, so rows may refer to what is not there',
    POLICY: 'is not restored; until the policy is made by hand, others decide alone who sees the rows',
};
/** What a person has to know of a part before it is restored: what is missing first, then what comes along. */
function notesOf(closure, inventory, entries, dataOnly) {
    const { missing, along, taken } = closure;
    if (dataOnly)
        return missing.flatMap(referredNote);
    const left = missing
        .filter(({ entry }) => !(0,part_entries/* isOfRows */["do"])(entry))
        .map(({ entry, lacks }) => {
        if (entry.type === 'TABLE ATTACH')
            return detachedNote(entry, lacks);
        const why = `it needs the ${describe(lacks)}, which ${WHY[entry.type] ?? 'is not restored'}`;
        return { severity: 'warning', what: `${describe(entry)} is left out`, why };
    });
    const empty = [...along].map((entry) => ({
        severity: 'warning',
        what: `${describe(entry)} comes along without its rows`,
        why: 'a table that was asked for is made from it; name it in tables to have its rows',
    }));
    return [...left, ...empty, ...extensionNotes(taken), ...databaseNotes(inventory, entries)];
}
/** The tables are there already, and their foreign keys with them. */
function referredNote({ entry, lacks }) {
    if (entry.type !== 'FK CONSTRAINT')
        return [];
    const why = `its rows are not restored: those that the ${describe(entry)} refers to must be there already`;
    return [{ severity: 'warning', what: `rows of the ${describe(lacks)} are needed`, why }];
}
const detachedNote = (entry, lacks) => ({
    severity: 'warning',
    what: `${describe({ ...entry, type: 'partition' })} comes back as a table of its own`,
    why: `the ${describe(lacks)}, which it is part of, is not restored, nor the foreign keys and triggers that it has from there`,
});
function extensionNotes(taken) {
    const extensions = [...taken].filter(({ type }) => type === 'EXTENSION').map(({ tag }) => tag);
    if (extensions.length === 0)
        return [];
    const why = 'what was asked for uses it';
    return extensions.map((name) => ({ severity: 'information', what: `extension ${name} comes along`, why }));
}
function databaseNotes(inventory, entries) {
    const kinds = new Set(entries.filter(part_entries/* isOfDatabase */.rT).map(({ type }) => `${type.split(' ')[0]?.toLowerCase()}s`));
    const words = [
        ...(inventory.largeObjects.length > 0 ? [`${inventory.largeObjects.length} large objects`] : []),
        ...[...kinds].map((kind) => (kind === 'events' ? 'event triggers' : kind)),
        'settings and grants of the database',
    ];
    const why = 'they belong to the database as a whole, and a part of it was asked for';
    return [{ severity: 'information', what: `${words.join(', ')}: left out`, why }];
}
/** Half sentences for the report. */
function sentencesOf({ schemas, tables, schemaOnly, dataOnly }) {
    return [
        ...(schemas.length > 0 ? [`only the schemas ${schemas.join(', ')}`] : []),
        ...(tables.length > 0 ? [`only the tables ${tables.join(', ')}`] : []),
        ...(schemaOnly ? ['only definitions, no rows'] : []),
        ...(dataOnly ? ['only rows, no definitions'] : []),
    ];
}

// EXTERNAL MODULE: ./build/operations/restore/stored-archive.js
var stored_archive = __webpack_require__(83272);
;// CONCATENATED MODULE: ./build/operations/restore/part.js








/** Reduces a backup to what is asked for and what that needs. Exit 2 for names that it does not hold. Writes only into `context.temporary`. */
async function selectPart(chosen, request, tools) {
    const { schemas, tables, schemaOnly, dataOnly } = request;
    if (schemaOnly && dataOnly) {
        throw (0,errors/* usageError */.Wp)('schema-only and data-only exclude each other', 'set one of them, or neither');
    }
    refuseLacking(chosen, request);
    const isWhole = schemas.length + tables.length === 0;
    if (isWhole && !schemaOnly && !dataOnly)
        return { chosen, notes: [] };
    const archive = await readArchive(chosen, tools);
    const { inventory } = chosen;
    const closure = isWhole ? wholeOf(archive.definitions) : partOf(archive, request, inventory);
    const reducing = new PartInventory(inventory, archive.entries, closure);
    const keeps = (entry) => closure.taken.has(entry) && (dataOnly ? entry.type === 'SEQUENCE SET' : !schemaOnly || !(0,part_entries/* isOfRows */["do"])(entry));
    const restored = new Set(archive.definitions.filter(keeps));
    const reduced = isWhole
        ? { ...inventory, ...wholeWith(inventory, restored, archive, request) }
        : reducing.reduced(restored, request);
    const rows = reduced.tables.map(({ dumpId }) => dumpId);
    const part = {
        sentences: sentencesOf(request),
        entries: new Set([...[...restored].map(({ dumpId }) => dumpId), ...rows]),
        detached: reducing.detached(),
    };
    const notes = isWhole ? [] : notesOf(closure, inventory, archive.definitions, dataOnly);
    return { chosen: { ...chosen, inventory: reduced, stored: chosen.stored ?? inventory, part }, notes };
}
/** A backup of definitions has no rows to give, and one of rows no definitions. */
function refuseLacking({ backup, inventory }, { schemaOnly, dataOnly }) {
    const { filter } = inventory;
    if (filter.schemaOnly && dataOnly) {
        throw (0,errors/* usageError */.Wp)(`backup ${backup.id} holds definitions without rows`, 'choose a backup with rows (pgproof list)');
    }
    if (filter.dataOnly && schemaOnly) {
        throw (0,errors/* usageError */.Wp)(`backup ${backup.id} holds rows without definitions`, 'choose a backup with definitions (pgproof list)');
    }
}
async function readArchive(chosen, tools) {
    const definitions = await (0,stored_archive/* storedDefinitions */._G)(chosen, tools);
    const members = chosen.inventory.facts.extensions.flatMap(({ name, configTables }) => configTables.map((table) => ({ ...table, extension: name })));
    return { definitions, entries: new part_entries/* Entries */.Rv(definitions, members) };
}
function partOf({ entries }, request, inventory) {
    const asked = askedFor(request, entries, inventory);
    const closure = closureOf(entries, asked);
    refuseUnreadable(asked, closure, request);
    return closure;
}
/** A view that was named and reads what was not would be missing without a word to stop for. */
function refuseUnreadable({ schemas }, { missing }, { tables }) {
    if (tables.length === 0)
        return;
    for (const { entry, lacks } of missing) {
        if (!/VIEW$/.test(entry.type) || schemas.has(entry.schema))
            continue;
        const [view, read] = [(0,identifier/* shown */.SP)(entry.schema, entry.tag), (0,identifier/* shown */.SP)(lacks.schema, lacks.tag)];
        throw (0,errors/* usageError */.Wp)(`the view ${view} reads ${read}, which is not asked for`, `name ${read} in tables too`);
    }
}
const wholeOf = (definitions) => ({ taken: new Set(definitions), along: new Set(), missing: [] });
function wholeWith(inventory, restored, { definitions }, { schemaOnly, dataOnly }) {
    const { filter, facts } = inventory;
    return {
        filter: { ...filter, schemaOnly: filter.schemaOnly || schemaOnly, dataOnly: filter.dataOnly || dataOnly },
        tables: schemaOnly ? [] : inventory.tables,
        entries: inventory.entries.filter((_, place) => restored.has(definitions[place])),
        // Neither with definitions alone nor into a database that has objects of its own.
        largeObjects: [],
        largeObjectParts: [],
        facts: { ...facts, largeObjects: { count: 0, groups: [] } },
    };
}


/***/ }),

/***/ 56774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GJ: () => (/* binding */ onOneLine),
/* harmony export */   LL: () => (/* binding */ isRelation),
/* harmony export */   Rv: () => (/* binding */ Entries),
/* harmony export */   bI: () => (/* binding */ isTable),
/* harmony export */   "do": () => (/* binding */ isOfRows),
/* harmony export */   rT: () => (/* binding */ isOfDatabase),
/* harmony export */   s2: () => (/* binding */ isBelonging)
/* harmony export */ });
/* unused harmony export keyOf */
/** What holds or shows rows. */
const RELATIONS = new Set(['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW']);
/** What can be named as a table. */
const isRelation = ({ type }) => RELATIONS.has(type);
const isTable = ({ type }) => type === 'TABLE' || type === 'FOREIGN TABLE';
/** What says more about other entries, and comes along with them. */
const BELONGINGS = new Set([
    'ACL',
    'CAST',
    'CHECK CONSTRAINT',
    'COMMENT',
    'CONSTRAINT',
    'DEFAULT',
    'DEFAULT ACL',
    'FK CONSTRAINT',
    'INDEX',
    'INDEX ATTACH',
    'MATERIALIZED VIEW DATA',
    'POLICY',
    'ROW SECURITY',
    'RULE',
    'SECURITY LABEL',
    'SEQUENCE OWNED BY',
    'SEQUENCE SET',
    'STATISTICS',
    'TABLE ATTACH',
    'TRANSFORM',
    'TRIGGER',
    'USER MAPPING',
]);
/** A sequence of an identity column is made by altering its table. */
const isIdentity = ({ type, text }) => type === 'SEQUENCE' && !/^CREATE .*SEQUENCE /m.test(text);
const isBelonging = (entry) => BELONGINGS.has(entry.type) || isIdentity(entry);
/** What belongs to the database as a whole, and is in no part of it. */
const OF_DATABASE = new Set(['EVENT TRIGGER', 'PUBLICATION', 'PUBLICATION TABLE', 'PUBLICATION TABLES IN SCHEMA']);
const isOfDatabase = ({ type }) => OF_DATABASE.has(type);
/** Positions and refreshes: rows in another form. */
const OF_ROWS = new Set(['SEQUENCE SET', 'MATERIALIZED VIEW DATA']);
const isOfRows = ({ type }) => OF_ROWS.has(type);
/** An archive shows a name on one line. */
const onOneLine = (name) => name.replace(/[\r\n]/g, ' ');
const keyOf = (schema, name) => JSON.stringify([onOneLine(schema), onOneLine(name)]);
/** The entries of an archive by what ties them: dump ids. */
class Entries {
    all;
    #byId;
    #relations;
    #named;
    /** By the partition: what it is attached to. */
    #attached = new Map();
    #members;
    /** `members`: the tables of extensions whose rows are in the backup; they have no entries of their own. */
    constructor(all, members = []) {
        this.all = all;
        this.#members = members;
        this.#byId = new Map(all.map((entry) => [entry.dumpId, entry]));
        this.#relations = new Map(all.filter(isRelation).map((entry) => [keyOf(entry.schema, entry.tag), entry]));
        this.#named = new Map(all.map((entry) => [JSON.stringify([entry.type, entry.schema, entry.tag]), entry]));
        for (const { type, schema, tag, dependencies } of all) {
            if (type !== 'TABLE ATTACH')
                continue;
            const partition = this.relation(schema, tag)?.dumpId;
            const parent = dependencies.find((id) => id !== partition);
            if (partition !== undefined && parent !== undefined)
                this.#attached.set(partition, parent);
        }
    }
    get(id) {
        return this.#byId.get(id);
    }
    /** A table or view by its name, which may be as the catalogue has it. */
    relation(schema, name) {
        return this.#relations.get(keyOf(schema, name));
    }
    /** By pg_dump's words: `FK CONSTRAINT`, `public`, `orders orders_customer_fkey`. */
    named(type, schema, tag) {
        return this.#named.get(JSON.stringify([type, onOneLine(schema), onOneLine(tag)]));
    }
    /** The partitioned table that a partition is attached to. */
    parentOf(partition) {
        return this.#attached.get(partition.dumpId);
    }
    /** A partitioned table's partitions, and theirs. */
    partitionsOf(parent) {
        const below = [...this.#attached].filter(([, one]) => one === parent.dumpId).flatMap(([id]) => this.get(id) ?? []);
        return [...below, ...below.flatMap((partition) => this.partitionsOf(partition))];
    }
    /** The table whose column a sequence belongs to. */
    owner({ type, dependencies }) {
        if (type !== 'SEQUENCE')
            return undefined;
        return dependencies.map((id) => this.get(id)).find((one) => one !== undefined && isTable(one));
    }
    /** The extension whose sequence's position it is. */
    extensionOf({ type, schema, tag, dependencies }) {
        if (type !== 'SEQUENCE SET' || dependencies.some((id) => this.#byId.has(id)))
            return undefined;
        const beside = this.#members.filter((member) => member.schema === schema);
        // Such a sequence has no entry either: only its name tells whose it is.
        const own = beside.find(({ name }) => tag.startsWith(`${name}_`)) ?? beside[0];
        return this.named('EXTENSION', '', own?.extension ?? '');
    }
    /** What an entry cannot be made without. */
    needs(entry) {
        const needed = entry.dependencies.flatMap((id) => this.get(id) ?? []);
        if (isTable(entry)) {
            const parent = this.parentOf(entry);
            return needed.filter((one) => one.dumpId !== parent);
        }
        // Its column is tied to it by an entry of its own, and so is a partition's key to that of its parent.
        if (entry.type === 'SEQUENCE' && !isIdentity(entry))
            return needed.filter((one) => !isTable(one));
        if (entry.type === 'SEQUENCE OWNED BY')
            return [...needed, ...needed.flatMap((one) => this.owner(one) ?? [])];
        if (entry.type === 'CONSTRAINT' || entry.type === 'INDEX')
            return needed.filter((one) => !isKey(one));
        return needed;
    }
}
const isKey = ({ type }) => type === 'CONSTRAINT' || type === 'INDEX';


/***/ }),

/***/ 8412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/assertions/assertions.js
var assertions = __webpack_require__(41830);
// EXTERNAL MODULE: ./build/repository/archived.js
var archived = __webpack_require__(50031);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/operations/budget.js
var budget = __webpack_require__(54474);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/postgres/roles.js
var postgres_roles = __webpack_require__(87075);
// EXTERNAL MODULE: ./build/operations/round-trip/left-out.js
var left_out = __webpack_require__(42978);
;// CONCATENATED MODULE: ./build/operations/restore/belongings/roles.js
/** The roles that what is restored refers to. `definitions`: of what is restored, with owners and grants unless those are left out. */
function neededRoles({ inventory, part }, definitions, request) {
    const found = new Map();
    const need = (name, more = {}) => {
        const known = found.get(name) ?? { name, owns: false, always: false };
        found.set(name, { name, owns: known.owns || more.owns === true, always: known.always || more.always === true });
    };
    for (const definition of definitions) {
        if (definition.owner !== '' && saysOwner(definition))
            need(definition.owner, { owns: true });
        for (const name of namedIn(definition))
            need(name, { always: !isGrant(definition) });
    }
    if (part === undefined)
        for (const one of ofDatabase(inventory, request))
            need(one.name, { owns: one.owns });
    // Words of a comment or a name may look like a role's: only those count that the source had.
    const known = new Set(inventory.roles.map(({ name }) => name));
    return [...found.values()].filter(({ name }) => known.has(name) || name.startsWith('pg_'));
}
const IDENTIFIER = '(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)';
const nameOf = (identifier) => identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
function saysOwner({ owner, text }) {
    return text.includes(` OWNER TO ${owner};`) || text.includes(` OWNER TO "${owner.replaceAll('"', '""')}";`);
}
const isGrant = ({ type }) => type === 'ACL' || type === 'DEFAULT ACL';
const GRANTED = new RegExp(`\\b(?:TO|FROM|ROLE|AUTHORIZATION|BY) (${IDENTIFIER})`, 'g');
const POLICY_ROLES = new RegExp(` TO (${IDENTIFIER}(?:, ${IDENTIFIER})*)(?: USING \\(| WITH CHECK \\(|;)`);
const MAPPED = new RegExp(`^CREATE USER MAPPING FOR (${IDENTIFIER}) `);
function namedIn(definition) {
    const { type, text } = definition;
    if (isGrant(definition))
        return [...text.matchAll(GRANTED)].map((match) => nameOf(match[1]));
    if (type === 'USER MAPPING')
        return [MAPPED.exec(text)?.[1] ?? []].flat().map(nameOf);
    const [, list] = (type === 'POLICY' && POLICY_ROLES.exec(text)) || [];
    return (list?.match(new RegExp(IDENTIFIER, 'g')) ?? []).map(nameOf);
}
function ofDatabase({ facts }, { noOwner, noPrivileges }) {
    const { database, largeObjects } = facts;
    const owners = [database.owner, ...largeObjects.groups.map(({ owner }) => owner)];
    const grantees = database.grants.flatMap(({ grantee }) => grantee ?? []);
    return [
        ...(noOwner ? [] : owners.map((name) => ({ name, owns: true }))),
        ...(noOwner || noPrivileges ? [] : grantees.map((name) => ({ name, owns: false }))),
    ];
}
/** The missing roles with those that they are members of, as far as the server lacks them too: in the order in which they can be made. */
function rolesToMake(missing, inventory, present) {
    const byName = new Map(inventory.roles.map((role) => [role.name, role]));
    const made = new Map();
    const add = (name) => {
        const role = byName.get(name);
        if (role === undefined || made.has(name) || present.has(name))
            return;
        // As on the server where it was the one that initdb made; here it is like any other.
        made.set(name, { ...role, bootstrap: false });
        for (const grant of role.memberOf)
            add(grant.role);
    };
    for (const name of missing)
        add(name);
    const can = (role) => made.has(role) || present.has(role) || byName.get(role) === undefined;
    return [...made.values()].map((role) => ({ ...role, memberOf: role.memberOf.filter((grant) => can(grant.role)) }));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/operations/restore-test/target.js + 1 modules
var target = __webpack_require__(75890);
// EXTERNAL MODULE: ./build/operations/restore/stored-archive.js
var stored_archive = __webpack_require__(83272);
;// CONCATENATED MODULE: ./build/operations/restore/belongings/server.js






/** Extensions that are not available end the restore (exit 3), but for schedulers and what only a provider has. */
async function checkServerExtensions({ destination, chosen }) {
    const { session, facts } = destination;
    const { inventory, backup } = chosen;
    const absentExtensions = await (0,target/* checkExtensions */.$X)(session, backup.manifest, inventory, facts);
    const left = absentExtensions.map((name) => ({
        severity: 'warning',
        what: `extension ${name} is left out, with its tables`,
        why: (0,left_out/* isScheduler */.mZ)(name)
            ? 'its jobs would begin to run in the restored database: make it by hand when they may'
            : "only the provider's own servers have it",
    }));
    const versions = await session.query(`SELECT a.name, a.default_version AS version, bool_or(v.trusted) AS trusted
       FROM pg_available_extensions a LEFT JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
      GROUP BY 1, 2`);
    const available = new Map(versions.map((row) => [row.name, row]));
    const needed = inventory.facts.extensions.filter(({ name }) => available.has(name) && !absentExtensions.includes(name));
    const others = needed.flatMap(({ name, version }) => {
        const here = available.get(name)?.version;
        if (here === version)
            return [];
        const why = `the backup's is ${version}: what it prints or holds may differ`;
        return [{ severity: 'warning', what: `extension ${name} comes in version ${here}`, why }];
    });
    const untrusted = facts.superuser ? [] : needed.filter(({ name }) => available.get(name)?.trusted !== true);
    const refused = untrusted
        .filter(({ name }) => name !== 'plpgsql')
        .map(({ name }) => ({
        severity: 'warning',
        what: `extension ${name} may be refused`,
        why: `${facts.connectedAs} is no superuser, and the extension is not marked as trusted`,
    }));
    return { absentExtensions, notes: [...left, ...others, ...refused] };
}
const TABLESPACE = /^SET default_tablespace = ("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*);$/gm;
/** Throws exit 3 where tables or indexes of what is restored lie in tablespaces that the server lacks. */
async function checkTablespaces(run) {
    const { destination, request, chosen, context } = run;
    const { tablespaces } = chosen.inventory.facts;
    if (tablespaces.length === 0)
        return [];
    if (request.noTablespaces) {
        const why = `${tablespaces.map(({ name }) => name).join(', ')} are not used, as no-tablespaces asks`;
        return [{ severity: 'information', what: 'everything goes into the default tablespace', why }];
    }
    const tools = { programs: destination.programs, context };
    const text = await (0,stored_archive/* withArchive */.xc)(chosen, tools, async (archive) => await printed(archive, (0,left_out/* leftOutOf */.Tt)(chosen)));
    const used = new Set([...text.matchAll(TABLESPACE)].map(([, name = '']) => name.replace(/^"|"$/g, '').replaceAll('""', '"')));
    const rows = await destination.session.query('SELECT spcname AS name FROM pg_tablespace');
    const present = new Set(rows.map(({ name }) => name));
    const missing = tablespaces.filter(({ name }) => used.has(name) && !present.has(name));
    if (missing.length === 0)
        return [];
    const names = missing.map(({ name, relations }) => `${name} (${relations} tables and indexes)`);
    throw (0,errors/* environmentError */.me)(`${destination.server} lacks the tablespace${missing.length > 1 ? 's' : ''} ${names.join(', ')}`, 'make them there with CREATE TABLESPACE, or put everything into the default one with no-tablespaces; nothing was changed');
}
/** All definitions that are restored, as statements. */
async function printed(archive, leftOut) {
    const entries = (await archive.entries(['--schema-only'])).filter((entry) => !leftOut?.(entry));
    const list = (0,external_node_path_.join)(archive.folder, 'tablespaces.list');
    await (0,promises_.writeFile)(list, entries.map(({ line }) => `${line}\n`).join(''), { mode: 0o600 });
    return await archive.run(['--schema-only', `--use-list=${list}`]);
}
/** The locale that the database is made with. Throws exit 3 where the server's operating system lacks it (fault 73). */
async function checkLocale({ destination, chosen, request }) {
    if (request.method === 'in-place')
        return;
    const { session, server } = destination;
    const { source } = chosen.backup.manifest;
    const missing = [];
    for (const locale of new Set([source.collate, source.ctype])) {
        if (!(await hasLocale(session, locale)))
            missing.push(locale);
    }
    const [icu] = await session.query("SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS there");
    if (source.localeProvider === 'icu' && !icu?.there)
        missing.push(`ICU (${source.icuLocale ?? ''})`);
    if (missing.length > 0) {
        throw (0,errors/* environmentError */.me)(`${server} lacks the locale ${missing.join(', ')}, which the database of the backup has; the backup itself is not in question`, 'install the locale on that server (locale-gen, or an image that has it) and restart it; nothing was changed');
    }
}
/** The server takes lc_monetary only where the operating system has the locale: so it can be asked without writing. */
async function hasLocale(session, locale) {
    if (/^(C|POSIX|C\.UTF-?8)$/i.test(locale))
        return true;
    await session.query('BEGIN');
    try {
        await session.query("SELECT set_config('lc_monetary', $1, true)", [locale]);
        return true;
    }
    catch {
        return false;
    }
    finally {
        await session.query('ROLLBACK');
    }
}
const COLLATION = /\bCOLLATE pg_catalog\.("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)/g;
/** Collations of the server that definitions name; a comment may name one too, so that it is a warning. */
async function checkCollations(session, definitions) {
    const named = definitions.flatMap(({ text }) => [...text.matchAll(COLLATION)].map(([, name = '']) => name));
    const names = [...new Set(named.map((name) => name.replace(/^"|"$/g, '').replaceAll('""', '"')))];
    if (names.length === 0)
        return [];
    const rows = await session.query('SELECT collname AS name FROM pg_collation WHERE collname = ANY ($1)', [names]);
    const present = new Set(rows.map(({ name }) => name));
    return names
        .filter((name) => !present.has(name))
        .map((name) => ({
        severity: 'warning',
        what: `the server lacks the collation ${name}`,
        why: 'definitions of the backup name it, and what uses it cannot be made there',
    }));
}

;// CONCATENATED MODULE: ./build/operations/restore/belongings.js







/**
 * Looks for what the backup needs and the server lacks: roles, extensions, tablespaces, locales, rights. Throws exit 3 with the names where it
 * cannot be restored for want of them. Writes nothing; `make` does.
 */
async function checkBelongings(run) {
    refuseRowsAlone(run);
    await checkRights(run);
    const extensions = await checkServerExtensions(run);
    const reduced = { ...run, chosen: (0,left_out/* withoutExtensions */.JA)(run.chosen, extensions.absentExtensions) };
    await checkLocale(reduced);
    const notes = [...extensions.notes, ...(await checkTablespaces(reduced))];
    const { request, destination, context } = run;
    const definitions = await (0,stored_archive/* storedDefinitions */._G)(reduced.chosen, { programs: destination.programs, context }, { leftOut: (0,left_out/* leftOutOf */.Tt)(reduced.chosen), owners: !request.noOwner, privileges: !request.noPrivileges });
    notes.push(...(await checkCollations(destination.session, definitions)));
    const needed = request.dataOnly ? [] : neededRoles(reduced.chosen, definitions, request);
    const roles = await checkRoles(reduced, needed);
    return { run: reduced, ...roles, notes: [...notes, ...roles.notes] };
}
function refuseRowsAlone({ request }) {
    if (!request.dataOnly || request.method === 'in-place')
        return;
    throw (0,errors/* usageError */.Wp)(`data-only needs tables that are there, and method: ${request.method} makes a new database`, 'give method: in-place as well, or leave data-only out');
}
/** Throws exit 3 where the role may not make the database. */
async function checkRights({ request, destination }) {
    const { session, server, facts } = destination;
    if (request.method === 'in-place' || facts.superuser)
        return;
    const [row] = await session.query('SELECT rolcreatedb AS may FROM pg_roles WHERE rolname = current_user');
    if (row?.may)
        return;
    throw (0,errors/* environmentError */.me)(`${facts.connectedAs} may not make databases on ${server}`, `let a superuser run ALTER ROLE ${(0,identifier/* quoteIdentifier */.Cm)(facts.connectedAs)} CREATEDB, or use method: in-place; nothing was changed`);
}
async function checkRoles(run, needed) {
    const { request, destination, chosen } = run;
    const present = await presentRoles(run);
    const missing = needed.filter(({ name }) => !present.has(name));
    if (!request.noOwner)
        await refuseForeignOwners(run, needed);
    if (missing.length === 0)
        return { notes: [], steps: [], make: async () => { } };
    const names = missing.map(({ name }) => name);
    const roles = rolesToMake(names, chosen.inventory, present);
    if (!request.createRoles || roles.length === 0)
        throw missingRoles(run, missing);
    await refuseMaking(run, roles);
    const list = roles.map(({ name }) => name).join(', ');
    const logins = roles.filter(({ login }) => login).map(({ name }) => name);
    const why = `a backup holds no passwords: set them for ${logins.join(', ')} before anybody logs in`;
    return {
        notes: logins.length === 0 ? [] : [{ severity: 'warning', what: `the roles ${list} get no passwords`, why }],
        steps: [{ id: 'roles', title: `Make the roles that the server lacks, without passwords: ${list}`, writes: true }],
        make: async (planned) => {
            const { superuser } = destination.facts;
            const own = superuser ? '' : roles.map(({ name }) => `GRANT ${(0,identifier/* quoteIdentifier */.Cm)(name)} TO CURRENT_USER;`).join(' ');
            const sql = `BEGIN; ${(0,postgres_roles/* rolesSql */.sI)(roles, { superuser })} ${own} COMMIT`;
            await planned.steps.take('roles', async () => void (await inTransaction(run, sql)), { roles: list });
            if (logins.length > 0)
                planned.warnings.push(`${logins.join(', ')}: made without a password; set one`);
        },
    };
}
/** Either all of them are made or none. */
async function inTransaction({ destination }, sql) {
    try {
        await destination.session.query(sql);
    }
    catch (error) {
        await destination.session.query('ROLLBACK');
        throw error;
    }
}
async function presentRoles({ destination }) {
    const rows = await destination.session.query('SELECT rolname AS name FROM pg_roles');
    return new Set(rows.map(({ name }) => name));
}
function missingRoles({ destination }, missing) {
    const always = missing.filter((role) => role.always).map(({ name }) => name);
    const instead = always.length > 0
        ? `no-owner and no-privileges are not enough, since policies or user mappings name ${always.join(', ')}`
        : 'or go without them with no-owner and no-privileges';
    return (0,errors/* environmentError */.me)(`${destination.server} lacks the role${missing.length > 1 ? 's' : ''} ${missing.map(({ name }) => name).join(', ')}, which the backup refers to`, `have them made with create-roles (without passwords); ${instead}; nothing was changed`);
}
/** An object can only be given to a role that one is a member of. */
async function refuseForeignOwners({ destination }, needed) {
    const { session, facts, server } = destination;
    if (facts.superuser)
        return;
    const right = session.versionNum >= 160_000 ? 'SET' : 'MEMBER';
    const rows = await session.query(`SELECT rolname AS name FROM pg_roles WHERE rolname = ANY ($1) AND NOT pg_has_role(current_user, oid, '${right}')`, [needed.filter(({ owns }) => owns).map(({ name }) => name)]);
    if (rows.length === 0)
        return;
    const names = rows.map(({ name }) => name);
    throw (0,errors/* environmentError */.me)(`${facts.connectedAs} is not a member of ${names.join(', ')} on ${server}, and may not give anything to them`, `let a superuser run GRANT ${names.map(identifier/* quoteIdentifier */.Cm).join(', ')} TO ${(0,identifier/* quoteIdentifier */.Cm)(facts.connectedAs)}, or give no-owner; nothing was changed`);
}
async function refuseMaking({ destination }, roles) {
    const { session, facts, server } = destination;
    if (facts.superuser)
        return;
    const [row] = await session.query('SELECT rolcreaterole AS may FROM pg_roles WHERE rolname = current_user');
    const high = roles.filter((role) => role.superuser || role.replication || role.bypassRls).map(({ name }) => name);
    if (row?.may && high.length === 0)
        return;
    const why = high.length > 0 ? `, of which ${high.join(', ')} have rights that only a superuser can give` : '';
    throw (0,errors/* environmentError */.me)(`${facts.connectedAs} may not make the roles ${roles.map(({ name }) => name).join(', ')} on ${server}${why}`, 'give target-url a role that may, or make them by hand first; nothing was changed');
}

// EXTERNAL MODULE: ./build/operations/restore/confirm.js + 2 modules
var restore_confirm = __webpack_require__(44952);
// EXTERNAL MODULE: ./build/operations/restore/confirmed.js
var confirmed = __webpack_require__(37615);
// EXTERNAL MODULE: ./build/operations/restore/destination.js
var restore_destination = __webpack_require__(74734);
// EXTERNAL MODULE: ./build/operations/restore/hooks/hooks.js + 4 modules
var hooks_hooks = __webpack_require__(6820);
// EXTERNAL MODULE: ./build/operations/restore/part.js + 4 modules
var restore_part = __webpack_require__(24985);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/operations/restore/beside.js
var beside = __webpack_require__(74022);
;// CONCATENATED MODULE: ./build/operations/restore/plan.js



/** Every step in its order, with what the method means to do in the middle, and a digest over all of it. */
function makePlan(run, { method, own, proofStep, hooks }) {
    const { destination, chosen, request } = run;
    const rehearses = method.rehearse !== undefined || request.dryRun;
    const steps = [
        ...(proofStep ? [proofStep] : []),
        ...(rehearses ? [{ id: 'rehearse', title: 'Rehearse on a throw-away server', writes: false }] : []),
        ...(request.dryRun ? [] : [{ id: 'confirm', title: 'Ask for the confirmation', writes: false }]),
        ...hookSteps(hooks, 'before-restore'),
        ...own.steps,
        ...hookSteps(hooks, 'after-restore'),
    ];
    const plan = {
        method: method.name,
        backup: chosen.backup.id,
        server: destination.server,
        database: destination.database,
        steps,
        notes: own.notes,
    };
    // Whether the proof is there already changes nothing of what will be done.
    const meant = {
        ...plan,
        steps: steps.filter((step) => step !== proofStep),
        // Who is connected just now, and other whys, differ from one look to the next.
        notes: own.notes.map(({ severity, what }) => ({ severity, what })),
        manifest: chosen.backup.digest,
    };
    return { ...plan, names: own.names, digest: digestOf(meant, run.id) };
}
const hookSteps = (hooks, stage) => hooks[stage].length === 0 ? [] : [{ id: stage, title: `Run the hooks ${stage}`, writes: false }];
/** Names hold the time of this run, which the next one's do not: two plans that mean the same have the same digest. */
function digestOf(plan, id) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(plan).replaceAll((0,beside/* stampOf */.Zs)({ id }), ''))
        .digest('hex');
}
/** Refuses (exit 4) where a digest was given and the plan is no longer the one that it was made of. */
function checkDigest(plan, expected) {
    if (expected === undefined || plan.digest === expected)
        return;
    throw (0,errors/* refusal */.x5)(`the plan is another one than the one with the digest ${expected.slice(0, 12)}…`, 'look at it again with plan, and give the digest that it shows; nothing was changed');
}

// EXTERNAL MODULE: ./build/repository/catalogue.js
var catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/operations/restore-test/restore-test.js + 3 modules
var restore_test = __webpack_require__(63603);
// EXTERNAL MODULE: ./build/operations/verify/verify.js + 3 modules
var verify = __webpack_require__(63516);
;// CONCATENATED MODULE: ./build/operations/restore/proof-required.js





/** The step that brings the backup the proof that `require` asks for; undefined where its records show it already. */
async function proofStep(run) {
    const { backup } = run.chosen;
    const records = (await (0,repository_records/* listRecords */.VI)(run.store, backup.name, backup.id)).get(backup.id) ?? [];
    const { verified, restoreTested } = (0,catalogue/* badgesOf */.W6)(backup, records, run.context.now());
    if (run.request.require === 'restore-tested') {
        if (restoreTested?.ok)
            return undefined;
        return { id: 'require', title: `Restore-test backup ${backup.id} on a throw-away server first`, writes: false };
    }
    if (verified?.ok || restoreTested?.ok)
        return undefined;
    return { id: 'require', title: `Verify backup ${backup.id} first, every byte of it`, writes: false };
}
/** Verifies or restore-tests the backup. Throws exit 1 where it does not hold: such a backup is not restored. */
async function requireProof(run) {
    if (run.request.require === 'restore-tested')
        return await rehearseApart(run);
    const { request, context, chosen } = run;
    const result = await (0,verify.verify)({
        ...request,
        name: chosen.backup.name,
        backup: chosen.backup.id,
        // Its age is the person's own business here.
        maxBackupAge: Number.POSITIVE_INFINITY,
        requiredTables: [],
    }, context);
    if (!result.ok)
        throw new errors/* PgproofError */.wp(result.code, result.reason, result.hint);
}
/** Restores the backup on a throw-away server and proves it equal; the target's server is not touched. */
async function rehearseApart(run) {
    const { request, context, chosen } = run;
    const result = await (0,restore_test.restoreTest)({
        ...request,
        name: chosen.backup.name,
        backup: chosen.backup.id,
        targetUrl: undefined,
        keep: 'no',
        compareLive: false,
        showKeys: false,
        allowSourceServer: false,
    }, context);
    if (result.ok)
        return;
    throw (0,errors/* negative */.gu)(result.reason, `choose another backup (pgproof list): ${result.hint}`);
}

// EXTERNAL MODULE: ./build/operations/restore/result.js
var result = __webpack_require__(72553);
// EXTERNAL MODULE: ./build/operations/restore/run.js
var restore_run = __webpack_require__(54439);
;// CONCATENATED MODULE: ./build/operations/restore/steps.js


/** Takes the steps of a plan in turn: a record first, then the work, timed. */
class Steps {
    taken = [];
    /** Of the last record, in milliseconds. */
    #last = 0;
    #run;
    #announced = new Set();
    constructor(run) {
        this.#run = run;
    }
    /**
     * Writes the records of steps that are to follow each other without waiting for the storage; `take` then writes none for them.
     * Throws where one cannot be written.
     */
    async announce(ids, facts) {
        for (const id of ids) {
            await this.#record(id, facts);
            this.#announced.add(id);
        }
    }
    /** Throws what `work` throws, after noting it. `facts` goes into the record; no secrets. */
    async take(id, work, facts) {
        if (!this.#announced.has(id))
            await this.#record(id, facts);
        return await this.look(id, work);
    }
    /** The same without a record; `otherwise` is the title of a step that was not planned. */
    async look(id, work, otherwise = id) {
        const { plan, context } = this.#run;
        const title = plan.steps.find((step) => step.id === id)?.title ?? otherwise;
        context.progress({ kind: 'phase', title });
        const began = performance.now();
        const step = { id, title, ok: false, started: context.now().toISOString(), seconds: 0 };
        this.taken.push(step);
        try {
            const result = await work();
            step.ok = true;
            return result;
        }
        catch (error) {
            step.found = (0,errors/* messageOf */.bD)(error);
            throw error;
        }
        finally {
            step.seconds = (performance.now() - began) / 1000;
        }
    }
    /** Says of the step under way what was found. */
    note(found) {
        const step = this.taken.at(-1);
        if (step)
            step.found = found;
    }
    async #record(step, facts) {
        const { id, plan, store, chosen, context } = this.#run;
        const body = {
            restore: id,
            method: plan.method,
            step,
            server: plan.server,
            database: plan.database,
            names: plan.names,
            ...(facts !== undefined && { facts }),
        };
        const { name, id: backup, digest } = chosen.backup;
        // Records are read in the order of their times, and two may be written within a millisecond.
        this.#last = Math.max(context.now().getTime(), this.#last + 1);
        const record = {
            kind: 'step',
            time: new Date(this.#last).toISOString(),
            ok: true,
            by: context.by,
            manifest: digest,
            body,
        };
        await (0,repository_records/* putRecord */.j8)(store, { name, id: backup }, record);
    }
}

;// CONCATENATED MODULE: ./build/operations/restore/restore.js


















/** Each way to restore, loaded when it is asked for. */
const methods = {
    'new-database': async () => (await __webpack_require__.e(/* import() */ 8000).then(__webpack_require__.bind(__webpack_require__, 88000))).newDatabase,
    swap: async () => (await Promise.all(/* import() */[__webpack_require__.e(2015), __webpack_require__.e(8053), __webpack_require__.e(1339), __webpack_require__.e(417)]).then(__webpack_require__.bind(__webpack_require__, 40417))).swap,
    'in-place': async () => (await Promise.all(/* import() */[__webpack_require__.e(2015), __webpack_require__.e(8053), __webpack_require__.e(1910)]).then(__webpack_require__.bind(__webpack_require__, 81910))).inPlace,
};
/** Restores a backup: choose, check, rehearse, confirm, act, prove, report. Everything is looked at before anything is written. */
async function restore(request, context) {
    refuseTogether(request);
    if (request.finish)
        return await (await Promise.all(/* import() */[__webpack_require__.e(1339), __webpack_require__.e(8495)]).then(__webpack_require__.bind(__webpack_require__, 48495))).finish(request, context);
    const signal = (0,budget/* withBudget */.Y)(context.signal, request.timeBudget);
    const started = context.now();
    // Of a storage as it was, too, the records of this restore are put where rollback will look for them.
    const store = await (0,repository/* openStorage */.G)(request, context, signal, { additions: true });
    try {
        context.progress({ kind: 'phase', title: 'Choose the backup' });
        const named = await (0,operations_chosen/* chooseNamed */.F4)(store, request, context);
        const base = { id: (0,layout/* newBackupId */._H)(started), started, request, context, signal, store, warnings: [] };
        return await (0,operations_chosen/* whileReadingBackup */.me)(store, named, context, async (backup) => {
            await (0,archived/* refuseArchived */.xl)(store, backup);
            const chosen = await (0,operations_chosen/* openBackup */.Tw)(store, backup, signal).catch((error) => {
                throw (0,operations_chosen/* namedDamage */.rK)(error, backup);
            });
            if (request.toFile === undefined)
                return await recordingRefusals(base, chosen);
            const { toFile } = await __webpack_require__.e(/* import() */ 2740).then(__webpack_require__.bind(__webpack_require__, 52740));
            return await toFile({ ...base, chosen }, request.toFile);
        });
    }
    finally {
        store.close();
    }
}
function refuseTogether(request) {
    const { targetUrl, toFile: path, finish: finishing, plan, dryRun, schemaOnly, dataOnly } = request;
    const refuse = (one, other) => {
        throw (0,errors/* usageError */.Wp)(`${one} and ${other} are both given`, 'leave one of them out');
    };
    if (schemaOnly && dataOnly)
        refuse('schema-only', 'data-only');
    if (plan && dryRun)
        refuse('plan', 'dry-run');
    if (finishing && path !== undefined)
        refuse('finish', 'to-file');
    if (finishing && request.asOf !== undefined)
        refuse('finish', 'as-of');
    if (finishing && request.tables.length > 0)
        refuse('finish', 'tables');
    if (finishing && request.schemas.length > 0)
        refuse('finish', 'schemas');
    if (finishing && request.planDigest !== undefined)
        refuse('finish', 'plan-digest');
    if (finishing && request.backup !== 'latest')
        refuse('finish', 'backup');
    if (!finishing && request.restore !== undefined) {
        throw (0,errors/* usageError */.Wp)('restore is given without finish', 'it says whose kept database is dropped; leave it out');
    }
    if (path === undefined && targetUrl === undefined) {
        throw (0,errors/* usageError */.Wp)('target-url is missing', 'set PGPROOF_TARGET_URL to the server to restore into, or give to-file');
    }
}
/** What is refused before there is a plan leaves a record too. */
async function recordingRefusals(base, chosen) {
    const { id: restore, request } = base;
    try {
        return await restoreInto(base, chosen);
    }
    catch (error) {
        if (!(error instanceof errors/* PgproofError */.wp) || error.code !== 4 || request.plan || request.dryRun)
            throw error;
        const open = { restore, method: request.method };
        const record = await (0,result/* putOutcome */.Y6)({ ...base, chosen }, 'refused', false, open, { reason: error.reason });
        if (record !== undefined)
            error.record = record;
        throw error;
    }
}
async function restoreInto(base, whole) {
    const { request, context } = base;
    context.progress({ kind: 'phase', title: 'Check' });
    (0,assertions/* parseAssertions */.v)(request.assertions, 'assertions');
    const hooks = (0,hooks_hooks/* parseHooks */.qe)(request.hooks);
    (0,hooks_hooks/* checkHooks */.TD)(hooks, context.environment);
    const destination = await (0,restore_destination/* openDestination */.xB)(request, whole.backup.manifest, context);
    try {
        base.warnings.push(...destination.warnings);
        const part = await (0,restore_part/* selectPart */.W)(whole, request, { programs: destination.programs, context });
        const run = { ...base, chosen: part.chosen, destination, hooks };
        const belongings = await checkBelongings(run);
        const method = await methods[request.method]();
        const own = await method.plan(belongings.run);
        const notes = [...(await (0,confirmed/* productionNotes */.TG)(run)), ...part.notes, ...belongings.notes, ...own.notes];
        const steps = [...belongings.steps, ...own.steps];
        const required = await proofStep(run);
        const plan = makePlan(run, { method, own: { ...own, notes, steps }, proofStep: required, hooks });
        const planned = { ...belongings.run, plan };
        const progressed = { run: { ...planned, steps: new Steps(planned) } };
        return await carryOut(progressed, method, belongings.make);
    }
    finally {
        await destination.close();
    }
}
/** From the plan on every failure is told with the steps that were taken. */
async function carryOut(progressed, method, makeBelongings) {
    const { run } = progressed;
    const { request } = run;
    if (request.plan)
        return await (0,result/* stoppedResult */.Fb)(progressed, 'plan');
    try {
        checkDigest(run.plan, request.planDigest);
        if (!request.dryRun)
            await (0,restore_confirm/* checkConfirmable */.$f)((0,confirmed/* confirmFacts */.UY)(run), request, run.context);
        await lookFirst(run, method);
        if (request.dryRun)
            return await (0,result/* stoppedResult */.Fb)(progressed, 'dry-run');
        progressed.confirmed = await run.steps.look('confirm', () => (0,confirmed/* confirmRun */.Ux)(run));
        progressed.acting = true;
        await hook(run, 'before-restore');
        await makeBelongings(run);
        progressed.acted = await method.act(run, progressed.confirmed);
        await hook(run, 'after-restore');
        return await (0,result/* restoredResult */.al)(progressed);
    }
    catch (error) {
        const failure = run.signal.aborted ? run.signal.reason : (0,operations_chosen/* namedDamage */.rK)(error, run.chosen.backup);
        if (!(failure instanceof errors/* PgproofError */.wp))
            throw failure;
        return await (0,result/* failedResult */.Nq)(progressed, failure);
    }
}
async function lookFirst(run, method) {
    const has = (id) => run.plan.steps.some((step) => step.id === id);
    if (has('require'))
        await run.steps.look('require', () => requireProof(run));
    if (!has('rehearse'))
        return;
    await run.steps.look('rehearse', async () => {
        if (method.rehearse)
            run.plan.notes.push(...(await method.rehearse(run)));
        else
            await rehearseApart(run);
    });
}
async function hook(run, stage) {
    if (run.hooks[stage].length === 0)
        return;
    await run.steps.take(stage, async () => {
        await (0,hooks_hooks/* runHooks */.Eu)(stage, run.hooks, (0,restore_run/* hookFacts */.L)(run), run.context);
    });
}


/***/ }),

/***/ 72553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fb: () => (/* binding */ stoppedResult),
/* harmony export */   Nq: () => (/* binding */ failedResult),
/* harmony export */   Y6: () => (/* binding */ putOutcome),
/* harmony export */   al: () => (/* binding */ restoredResult)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56233);
/* harmony import */ var _repository_record_body_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74873);
/* harmony import */ var _repository_records_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6827);
/* harmony import */ var _chosen_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79709);
/* harmony import */ var _results_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2745);






/** Of a run that was to stop before the writing. */
async function stoppedResult(progressed, mode) {
    return describe(progressed, _results_js__WEBPACK_IMPORTED_MODULE_5__/* .success */ .k, mode);
}
async function restoredResult(progressed) {
    return await recorded(progressed, _results_js__WEBPACK_IMPORTED_MODULE_5__/* .success */ .k);
}
/** A failure with everything that was done until then; refusals and broken restores leave a record. */
async function failedResult(progressed, failure) {
    const { code, reason, hint } = failure;
    if (code === 0)
        throw failure;
    return await recorded(progressed, { ok: false, code, reason, hint });
}
async function recorded(progressed, outcome) {
    const { run } = progressed;
    const mode = run.request.dryRun ? 'dry-run' : 'restore';
    const kind = !outcome.ok && outcome.code === 4 ? 'refused' : progressed.acting ? 'restored' : undefined;
    const result = describe(progressed, outcome, mode);
    if (kind === undefined)
        return result;
    const { warnings: _, plan, proof, changes, notChecked, steps, ...rest } = result;
    const { reason, hint, ...open } = { reason: undefined, hint: undefined, ...rest };
    const record = await putOutcome(run, kind, outcome.ok, { ...open, plan: plan && { digest: plan.digest, method: plan.method }, tables: proof?.tables.length }, { ...(reason !== undefined && { reason, hint }), plan, changes, notChecked, steps });
    return { ...result, ...(record !== undefined && { record }) };
}
/**
 * Writes what was done beside the backup, outside the database that was replaced; a record that cannot be written is a warning.
 * `contents` may name what is in the database, `open` does not.
 */
async function putOutcome(run, kind, ok, open, contents = {}) {
    const { chosen, store, context } = run;
    const { name, id, digest } = chosen.backup;
    const put = async () => {
        const body = await (0,_repository_record_body_js__WEBPACK_IMPORTED_MODULE_2__/* .recordBody */ .EV)(chosen.reader, open, contents);
        const record = { kind, time: context.now().toISOString(), ok, by: context.by, manifest: digest, body };
        return await (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_3__/* .putRecord */ .j8)(store, { name, id }, record);
    };
    return await put().catch((error) => {
        run.warnings.push(`no record was written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        return undefined;
    });
}
function describe({ run, confirmed, acted: all }, outcome, mode) {
    const { context, destination, chosen, store, plan, steps } = run;
    const { who, host, run: workflow } = context.by;
    const { manifest } = chosen.backup;
    const acted = all ?? run.done;
    return {
        ...outcome,
        verb: 'restore',
        seconds: (context.now().getTime() - run.started.getTime()) / 1000,
        warnings: run.warnings,
        restore: run.id,
        mode,
        by: { who, host, ...(workflow !== undefined && { run: workflow }) },
        backup: { ...(0,_chosen_js__WEBPACK_IMPORTED_MODULE_4__/* .referenceOf */ .Bz)(store, chosen.backup), created: manifest.created, database: manifest.source.database },
        target: {
            address: (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .describeConnection */ .If)(destination.connection),
            serverVersion: destination.facts.version,
            database: destination.database,
            ...(destination.source !== undefined && { source: destination.source }),
        },
        plan,
        ...(confirmed && { confirmed }),
        steps: steps.taken,
        ...(acted?.changes && { changes: acted.changes }),
        ...(acted?.proof && { proof: acted.proof }),
        notChecked: [...(acted?.notChecked ?? []), ...notRestored(run)],
        ...(acted?.safety && { safety: acted.safety }),
        ...(acted?.kept && { kept: acted.kept }),
        ...(acted?.downtimeSeconds !== undefined && { downtimeSeconds: acted.downtimeSeconds }),
    };
}
function notRestored({ chosen }) {
    const { facts, notContained } = chosen.inventory;
    const subscriptions = facts.subscriptions.map(({ name }) => ({
        what: `subscription ${name}`,
        why: 'it would begin to take rows from its publisher at once, so it is not restored: make it by hand',
    }));
    const absent = notContained.map(({ what }) => what);
    const dumped = absent.length === 0 ? [] : [{ what: absent.join('; '), why: 'the backup does not contain it' }];
    return [...subscriptions, ...dumped];
}


/***/ }),

/***/ 54439:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ hookFacts)
/* harmony export */ });
/** What hooks are told; `kept` once the live database has another name. */
function hookFacts(run, kept) {
    const { id, plan, chosen, destination } = run;
    return {
        restore: id,
        method: plan.method,
        backup: { id: chosen.backup.id, name: chosen.backup.name },
        database: destination.database,
        server: destination.server,
        connection: destination.connection,
        ...(kept !== undefined && { kept }),
    };
}


/***/ })

};
