export const id = 7714;
export const ids = [7714];
export const modules = {

/***/ 70815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ assertAll)
/* harmony export */ });
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82345);
/* harmony import */ var _proof_assertions_assertions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41830);
/* harmony import */ var _proof_assertions_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59427);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66631);




/** Runs the user's own assertions on a restored database. */
async function assertAll(run, connection) {
    const { request, destination, signal, chosen } = run;
    run.context.progress({ kind: 'phase', title: 'Check assertions' });
    const open = () => (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .openSession */ .f)(connection, { pinned: destination.pinned, signal });
    const asOf = (0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .startOf */ .GH)(chosen.backup.id);
    const assertions = await (0,_proof_assertions_run_js__WEBPACK_IMPORTED_MODULE_2__/* .runAssertions */ .Ty)(open, (0,_proof_assertions_assertions_js__WEBPACK_IMPORTED_MODULE_1__/* .parseAssertions */ .v)(request.assertions, 'assertions'), { asOf, signal });
    const unmet = assertions
        .filter(({ ok, skipped }) => !ok && skipped === undefined)
        .map(({ name, found, expected }) => `assertion ${name}: ${found} (expected ${expected})`);
    return { assertions, unmet };
}


/***/ }),

/***/ 74022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cw: () => (/* binding */ nameBeside),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   O3: () => (/* binding */ dropBeside),
/* harmony export */   Pi: () => (/* binding */ createBeside),
/* harmony export */   U: () => (/* binding */ fillBeside),
/* harmony export */   Zs: () => (/* binding */ stampOf),
/* harmony export */   jy: () => (/* binding */ proveBeside),
/* harmony export */   q4: () => (/* binding */ besideName),
/* harmony export */   yA: () => (/* binding */ UNFINISHED)
/* harmony export */ });
/* unused harmony export keptName */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56233);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(86967);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66631);
/* harmony import */ var _repository_read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83041);
/* harmony import */ var _chosen_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(79709);
/* harmony import */ var _restore_test_test_database_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(71299);
/* harmony import */ var _round_trip_prove_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(94139);
/* harmony import */ var _round_trip_restore_into_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(13705);
/* harmony import */ var _verify_table_of_contents_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(51162);
/* harmony import */ var _asserted_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(70815);
/* harmony import */ var _drop_database_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(24307);
/* harmony import */ var _omitted_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(33248);















/** Comment of a database that is not ready: a later run may drop it, and nobody should use it. */
const UNFINISHED = 'pgproof restore, unfinished, of ';
/** Spool of the second dump: it is only read, so that it never falls far behind. */
const SPOOL_LIMIT = 1024 ** 3;
/** Makes the database from template0 with the source's encoding and locale, and marks it as unfinished. */
async function createBeside(run, name) {
    const { destination, chosen, context } = run;
    const { session } = destination;
    const { manifest } = chosen.backup;
    try {
        await session.query((0,_restore_test_test_database_js__WEBPACK_IMPORTED_MODULE_7__/* .createDatabase */ .c)(name, manifest, session));
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentError */ .me)(`${destination.server} cannot make a database as the backup's (${manifest.source.encoding}, ${manifest.source.collate}): ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, 'give target-url a role that may create databases, on a server whose operating system has that locale; nothing was changed', error);
    }
    await session.query(`COMMENT ON DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_13__/* .quoteIdentifier */ .Cm)(name)} IS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_13__/* .quoteLiteral */ .ce)(UNFINISHED + run.id)}`);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(context.temporary, `restore-${run.id}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true, mode: 0o700 });
    const connection = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_3__/* .withDatabase */ .kR)(destination.session.connection, name);
    const { programs, pinned } = destination;
    const { signal, request } = run;
    return {
        name,
        connection,
        restore: {
            chosen,
            connection,
            programs,
            pinned,
            folder,
            jobs: request.jobs,
            context,
            signal,
            omit: (0,_omitted_js__WEBPACK_IMPORTED_MODULE_14__/* .omittedOf */ .C)(request),
        },
    };
}
/** Restores into it. Throws exit 1 where the backup is damaged or does not restore. */
async function fillBeside(run, { restore }) {
    await (0,_chosen_js__WEBPACK_IMPORTED_MODULE_6__/* .fetchTableOfContents */ .cA)(run.chosen.reader, restore.folder);
    const difference = await (0,_verify_table_of_contents_js__WEBPACK_IMPORTED_MODULE_10__/* .compareTableOfContents */ .r)(run.chosen, restore.programs, restore.folder, run.context);
    if (difference)
        throw new _repository_read_js__WEBPACK_IMPORTED_MODULE_5__/* .DamagedObject */ .F7(_repository_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .TOC */ .DB, difference);
    return await (0,_round_trip_restore_into_js__WEBPACK_IMPORTED_MODULE_9__/* .restoreInto */ .p5)(restore);
}
/** Dumps it again, compares with the backup, and runs the assertions. */
async function proveBeside(run, { restore }) {
    const { destination, chosen, context } = run;
    const databases = new _restore_test_test_database_js__WEBPACK_IMPORTED_MODULE_7__/* .TestDatabases */ .V(destination, chosen.backup.manifest);
    const proving = {
        ...restore,
        scratch: (0,_round_trip_restore_into_js__WEBPACK_IMPORTED_MODULE_9__/* .scratchDatabases */ .rl)(databases, restore),
        showKeys: false,
        spoolLimit: SPOOL_LIMIT,
        otherMajor: destination.facts.major !== chosen.backup.manifest.client.major,
    };
    try {
        const proof = await (0,_round_trip_prove_js__WEBPACK_IMPORTED_MODULE_8__/* .proveEqual */ .Fr)(proving);
        const { assertions, unmet } = await (0,_asserted_js__WEBPACK_IMPORTED_MODULE_11__/* .assertAll */ .y)(run, restore.connection);
        run.warnings.push(...proof.warnings);
        const { tables, indexes, definitions, largeObjects, checks } = proof;
        return {
            proof: { tables, indexes, definitions, largeObjects, checks, assertions },
            differences: [...proof.differences, ...unmet],
            notChecked: [...proof.notChecked, ...destination.notChecked],
        };
    }
    finally {
        await databases.dropAll().catch((error) => {
            context.progress({
                kind: 'warning',
                text: `a database for the comparison could not be dropped: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`,
            });
        });
    }
}
/** Takes it away again; what it was spooled through goes too. Never throws: a database that stays is a warning that names it. */
async function dropBeside(run, beside, seconds = 30) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(beside.restore.folder, { recursive: true, force: true });
    try {
        await (0,_drop_database_js__WEBPACK_IMPORTED_MODULE_12__/* .dropDatabase */ .Z)(run.destination.session, beside.name, { force: true, seconds });
    }
    catch (error) {
        run.warnings.push(`the database ${beside.name} was left behind: drop it by hand (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)})`);
    }
}
/** Gives it its final name. The mark goes in the same transaction: whatever has the other name bears it. */
async function nameBeside(run, beside) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(beside.restore.folder, { recursive: true, force: true });
    const { session, database } = run.destination;
    const name = (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_13__/* .quoteIdentifier */ .Cm)(beside.name);
    const rename = `ALTER DATABASE ${name} RENAME TO ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_13__/* .quoteIdentifier */ .Cm)(database)}`;
    try {
        await session.query(['BEGIN', `COMMENT ON DATABASE ${name} IS NULL`, rename, 'COMMIT'].join('; '));
    }
    catch (error) {
        await session.query('ROLLBACK').catch(() => { });
        throw error;
    }
}
/** At most 63 bytes: the longest name that PostgreSQL takes. */
function besideName(run) {
    return `${besidePrefix(run.destination.database)}${stampOf(run)}`;
}
/** The name that the live database is kept under: `shop_before_20261121t021703`. */
function keptName(run) {
    return `${cut(run.destination.database, 39)}_before_${stampOf(run)}`;
}
const besidePrefix = (database) => `${cut(database, 38)}_restore_`;
/** `20261121t021703`: in lower case, so that the name needs no quotes in SQL. */
const stampOf = ({ id }) => id.slice(0, 15).toLowerCase();
/** The start of a name, of at most so many bytes, without half a character. */
function cut(name, bytes) {
    let text = name;
    while (Buffer.byteLength(text) > bytes)
        text = [...text].slice(0, -1).join('');
    return text;
}


/***/ }),

/***/ 87157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ visible),
/* harmony export */   t: () => (/* binding */ confirmationWords)
/* harmony export */ });
/** What the input `confirm` has to say: signs that would move a cursor or hide words are written out, and inputs come without blanks around them. */
const confirmationWords = (database, backup) => `${visible(database)} from ${backup}`.trim();
/** Signs that would move a cursor or hide words, written out: what is shown is what must be typed. */
const visible = (text) => text.replace(/\p{Cc}|\p{Bidi_Control}/gu, (sign) => sign === '\n' ? '\\n' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);


/***/ }),

/***/ 74734:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ar: () => (/* binding */ MAINTENANCE),
/* harmony export */   Ef: () => (/* binding */ sourceReason),
/* harmony export */   qc: () => (/* binding */ openMaintenance),
/* harmony export */   xB: () => (/* binding */ openDestination)
/* harmony export */ });
/* unused harmony exports databaseExists, describeDestination */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56233);
/* harmony import */ var _postgres_facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98357);
/* harmony import */ var _postgres_programs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15325);
/* harmony import */ var _postgres_same_host_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9237);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82345);
/* harmony import */ var _postgres_settings_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25441);
/* harmony import */ var _restore_test_target_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75890);








/** Databases of the server that are there on every server and hold nothing of users', as a rule. */
const MAINTENANCE = ['postgres', 'template1'];
/** Connects to the server, and finds out which database is meant and whether it is the backup's own. Writes nothing. */
async function openDestination(request, manifest, context) {
    const given = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConnection */ .C8)(request.targetUrl, {});
    const database = chooseDatabase(request, given, manifest);
    // A pooler of a managed provider may know no other database than the one; restoring in place needs none.
    const session = await openMaintenance(given, database, request.method === 'in-place');
    try {
        const facts = await (0,_postgres_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .readSourceFacts */ .TO)(session);
        (0,_restore_test_target_js__WEBPACK_IMPORTED_MODULE_7__/* .refuseMajor */ .CV)(manifest, facts);
        const found = await (0,_postgres_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .findPrograms */ .z0)(facts.major, {
            environment: context.environment,
            client: request.client,
            install: context.installPrograms,
            folders: [context.temporary],
        });
        const lcMonetary = await (0,_restore_test_target_js__WEBPACK_IMPORTED_MODULE_7__/* .usableMonetary */ .eZ)(session, manifest.source.lcMonetary);
        const [host] = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .hostsOf */ .PP)(session.connection.parameters);
        const server = `${host?.address || host?.name || ''}:${host?.port ?? 5432}`;
        const source = await sourceReason(manifest, facts, database, server);
        return {
            server,
            database,
            exists: await databaseExists(session, database),
            connection: (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .withDatabase */ .kR)(session.connection, database),
            session,
            facts,
            programs: found.programs,
            pinned: (0,_postgres_settings_js__WEBPACK_IMPORTED_MODULE_6__/* .pinnedSettings */ .wW)({ versionNum: facts.versionNum, lcMonetary: lcMonetary.value }),
            ...(source !== undefined && { source }),
            warnings: found.warnings,
            notChecked: lcMonetary.notChecked,
            close: () => session.close(),
        };
    }
    catch (error) {
        await session.close();
        throw error;
    }
}
/** A name that nobody gave must not be restored over by mistake: an address that names another database than the backup's needs it said again. */
function chooseDatabase(request, given, manifest) {
    const own = manifest.source.database;
    const named = given.parameters.dbname ?? '';
    const { targetDatabase } = request;
    // libpq takes the user's name for the database's where none is given.
    const unnamed = named === '' || named === given.parameters.user || MAINTENANCE.includes(named);
    if (targetDatabase !== undefined)
        return targetDatabase;
    if (unnamed || named === own)
        return own;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`the address names the database ${named}, and the backup is of ${own}`, `if ${named} is what you mean to restore, say target-database: ${named} as well; if not, correct target-url`);
}
async function databaseExists(session, database) {
    const rows = await session.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    return rows.length > 0;
}
/** invalid_catalog_name, object_not_in_prerequisite_state for a database that takes no connections, insufficient_privilege */
const NOT_THERE = ['3D000', '55000', '42501'];
/**
 * Connects to a database of the server that is not the one meant, for what must not be done from inside of it; with `orItself` to that one
 * where no other can be had.
 */
async function openMaintenance(given, database, orItself = false) {
    const others = [...MAINTENANCE, given.parameters.dbname ?? ''].filter((name) => name !== '' && name !== database);
    const candidates = orItself ? [...others, database] : others;
    let last;
    for (const candidate of new Set(candidates)) {
        try {
            return await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_5__/* .openSession */ .f)((0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .withDatabase */ .kR)(given, candidate));
        }
        catch (error) {
            last = error;
            const state = (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_5__/* .sqlStateOf */ .v)(error);
            if (state === undefined || !(orItself || NOT_THERE.includes(state)))
                throw error;
        }
    }
    throw last;
}
/**
 * Why a database counts as the one that the backup was made from. Standbys and copies share the system identifier, so the database's name
 * counts as well. What cannot be read counts as a match, whatever the address: a forwarded port is an address like any other. The address
 * counts too where the identifiers differ, for an upgrade gives a server a new one.
 */
async function sourceReason(manifest, facts, database, server) {
    const { systemIdentifier, address } = manifest.source;
    if (database !== manifest.source.database)
        return undefined;
    if (systemIdentifier === undefined)
        return 'the database has the same name, and the backup does not hold the system identifier of its server, which would tell the two apart';
    if (facts.systemIdentifier === undefined)
        return "the database has the same name, and the server's system identifier cannot be read, which would tell the two apart";
    if (systemIdentifier === facts.systemIdentifier)
        return `the server has the system identifier that the backup names (${systemIdentifier}), and the database the same name`;
    if ((await (0,_postgres_same_host_js__WEBPACK_IMPORTED_MODULE_4__/* .isSameHost */ .X)(address, server)) !== true)
        return undefined;
    return `the server has the address that the backup names (${address}), and the database the same name; the system identifier differs, as it does after an upgrade`;
}
/** `localhost:5432`, with the database, for people. */
const describeDestination = ({ connection }) => describeConnection(connection);


/***/ }),

/***/ 24307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ dropDatabase)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86967);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82345);



/** query_canceled */
const CANCELLED = '57014';
/**
 * Drops a database, and its sessions too with `force`. A process of the server that does not react, of whatever database, holds that up without
 * end, so it is given up after `seconds`: throws exit 3.
 */
async function dropDatabase(session, name, { force = false, seconds = 30 } = {}) {
    await session.query(`SET statement_timeout = '${seconds}s'`);
    try {
        await session.query(`DROP DATABASE IF EXISTS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteIdentifier */ .Cm)(name)}${force ? ' WITH (FORCE)' : ''}`);
    }
    catch (error) {
        if ((0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_1__/* .sqlStateOf */ .v)(error) !== CANCELLED)
            throw error;
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`the server did not drop the database ${name} within ${seconds} s: one of its processes may not react`, `find that process on the server and end it, then: DROP DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_2__/* .shownIdentifier */ .V)(name)}`, error);
    }
    finally {
        // A session that is lost by now says so to whoever uses it next.
        await session.query('SET statement_timeout = 0').catch(() => { });
    }
}


/***/ }),

/***/ 6820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TD: () => (/* reexport */ checkHooks),
  qe: () => (/* reexport */ parseHooks),
  Eu: () => (/* binding */ runHooks)
});

// UNUSED EXPORTS: HookFailed

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
// EXTERNAL MODULE: ./build/postgres/child.js
var postgres_child = __webpack_require__(28312);
// EXTERNAL MODULE: ./build/proof/assertions/duration.js
var duration = __webpack_require__(31087);
;// CONCATENATED MODULE: ./build/operations/restore/hooks/command.js




/** Both outputs become one, in the order in which they were written. */
const together = 'exec "$@" 2>&1';
/**
 * Runs a command to its end and returns why it failed; undefined when it did not. A text is for the shell, a list is started as it is.
 * What it leaves running in its group is ended with it; when its time is up, all of it, by force after 5 s.
 */
async function runCommandHook({ run, timeoutMs }, { environment, signal, show }) {
    const command = typeof run === 'string' ? ['/bin/sh', '-c', run] : run;
    const child = (0,postgres_child/* startChild */.v)('/bin/sh', ['-c', together, 'pgproof-hook', ...command], {
        environment,
        signal,
        shares: true,
    });
    let late = false;
    const timer = setTimeout(() => {
        late = true;
        void child.stop();
    }, timeoutMs);
    const output = showLines(child.stdout, show);
    const { code, signal: killed, stderr } = await child.done;
    clearTimeout(timer);
    // Something that has left the group may hold the output open.
    await Promise.race([output, (0,promises_.setTimeout)(1000, undefined, { ref: false })]);
    child.stdout.destroy();
    await output;
    for (const line of stderr.split('\n'))
        if (line !== '')
            show(line);
    if (late)
        return `did not end within ${(0,duration/* showDuration */.k)(timeoutMs)}`;
    if (killed !== null)
        return `was ended by ${killed}`;
    return code === 0 ? undefined : `ended with code ${code}`;
}
/** Longer lines are cut here, so that output without an end of line takes no memory. */
const LONGEST_LINE = 64 * 1024;
async function showLines(output, show) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    let rest = '';
    try {
        for await (const chunk of output) {
            const lines = (rest + decoder.write(chunk)).split(/\r?\n|\r(?!$)/);
            rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
            for (const line of lines)
                show(line);
        }
    }
    catch {
        // Cut off above; what came is shown.
    }
    if (rest !== '')
        show(rest);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(27597);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(88532);
// EXTERNAL MODULE: ./build/proof/assertions/strict.js
var strict = __webpack_require__(57998);
// EXTERNAL MODULE: ./build/postgres/connection-address.js
var connection_address = __webpack_require__(24061);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
;// CONCATENATED MODULE: ./build/operations/restore/hooks/references.js


/** In the `env` of a hook: the address of what was restored, its password included. */
const TARGET_URL = `\${target-url}`;
const reference = /\$\{([^}]*)\}/g;
/** The variables of our environment that a hook is to be given. */
function namesIn(hook) {
    if (hook.kind === 'command')
        return hook.pass;
    const texts = [hook.url, hook.body ?? '', ...Object.values(hook.headers)];
    return texts.flatMap((text) => [...text.matchAll(reference)].map(([, name]) => name ?? ''));
}
const unsetIn = (hook, environment) => [...new Set(namesIn(hook))].filter((name) => environment[name] === undefined);
/** A text of a request with the variables that it refers to. */
const resolved = (text, environment) => text.replace(reference, (_, name) => environment[name] ?? '');
/** The address of a request; undefined where it is none. One with a password in it would be repeated in errors. */
function resolvedAddress({ url }, environment) {
    const address = URL.parse(resolved(url, environment));
    if (!address || !/^https?:$/.test(address.protocol) || address.username || address.password)
        return undefined;
    return address;
}
/** The password file is this machine's; who is given the address has the password in it. */
function targetUrl({ parameters }) {
    const { passfile: _, ...rest } = parameters;
    return (0,connection_address/* addressOf */.c)({ parameters: rest });
}
/** All of a command's environment: where programs are, what was restored, and what the hook names; nothing else of ours. */
function commandEnvironment(hook, stage, facts, outside) {
    const { parameters } = facts.connection;
    const result = { PATH: outside.PATH ?? '/usr/bin:/bin', HOME: outside.HOME };
    for (const [variable, keyword] of Object.entries(conninfo/* environmentNames */.iF)) {
        if (keyword !== 'password')
            result[variable] = parameters[keyword];
    }
    Object.assign(result, {
        PGPROOF_RESTORE_STAGE: stage,
        PGPROOF_RESTORE_ID: facts.restore,
        PGPROOF_RESTORE_METHOD: facts.method,
        PGPROOF_RESTORE_BACKUP: facts.backup.id,
        PGPROOF_RESTORE_NAME: facts.backup.name,
        PGPROOF_RESTORE_SERVER: facts.server,
        PGPROOF_RESTORE_DATABASE: facts.database,
        PGPROOF_RESTORE_KEPT: facts.kept,
    });
    for (const name of hook.pass)
        result[name] = outside[name];
    for (const [name, value] of Object.entries(hook.env)) {
        result[name] = value.replaceAll(TARGET_URL, () => targetUrl(facts.connection));
    }
    return Object.fromEntries(Object.entries(result).filter((entry) => entry[1] !== undefined));
}
/** Shorter ones would hit words that are no secrets. */
const SHORTEST_SECRET = 4;
/** Takes out of a text what a hook was given for itself, and every secret of the run. */
function redactorFor(hook, facts, context) {
    const given = namesIn(hook).flatMap((name) => context.environment[name] ?? []);
    const lines = given.flatMap((value) => [value, ...value.split('\n')]).map((value) => value.trim());
    const passwords = given.flatMap((value) => URL.parse(value)?.password ?? []);
    const secrets = [
        targetUrl(facts.connection),
        ...(0,conninfo/* secretsOf */.Fj)(facts.connection),
        ...lines,
        ...passwords,
        ...passwords.map(decoded),
    ];
    const forms = [...new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))]
        .filter((form) => form.length >= SHORTEST_SECRET)
        .sort((a, b) => b.length - a.length);
    return (text) => {
        const shown = forms.reduce((rest, form) => rest.replaceAll(form, '***'), text);
        return context.redact?.(shown) ?? shown;
    };
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./build/operations/restore/hooks/parse.js





const MINUTE = 60_000;
const longest = 24 * 60 * MINUTE;
/** No argument and no variable can hold one. */
const words = schemas/* string */.YjP().refine((text) => !text.includes('\0'), { error: 'must not hold a zero byte' });
const parse_text = words.refine((value) => value.trim() !== '', { error: 'must not be empty' });
const parse_duration = schemas/* string */.YjP('must be a duration like 30s or 5m').transform((value, context) => {
    const milliseconds = (0,duration/* parseDuration */.E)(value);
    if (milliseconds !== undefined && milliseconds > 0 && milliseconds <= longest)
        return milliseconds;
    context.addIssue({ code: 'custom', message: `"${value}" is not a duration like 30s or 5m, up to 24h` });
    return core/* NEVER */.tm;
});
const variable = schemas/* string */.YjP().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'must be the name of a variable' });
const environmentValue = schemas/* union */.KCZ([words, schemas/* number */.aig(), schemas/* boolean */.zMY()], { error: 'must be a text' })
    .transform(String)
    .refine((value) => [...value.matchAll(/\$\{([^}]*)\}/g)].every(([reference]) => reference === TARGET_URL), {
    error: `may refer to ${TARGET_URL} and nothing else; list what is to be passed on under pass`,
});
const parse_status = schemas/* union */.KCZ([schemas/* int */.Whr(), schemas/* string */.YjP()]).transform((value, context) => {
    const [, from, to = from] = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(String(value)) ?? [];
    if (from !== undefined && Number(from) <= Number(to))
        return { from: Number(from), to: Number(to) };
    context.addIssue({ code: 'custom', message: `"${value}" is not a status like 200 or a range like 200-299` });
    return core/* NEVER */.tm;
});
const header = schemas/* string */.YjP().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { error: 'must be the name of a header' });
const ofCommands = { env: schemas/* record */.g1P(variable, environmentValue), pass: schemas/* array */.YOg(variable) };
const ofRequests = {
    method: schemas/* enum */.k5n(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
    expect: schemas/* union */.KCZ([schemas/* array */.YOg(parse_status).min(1), parse_status.transform((one) => [one])]),
    headers: schemas/* record */.g1P(header, words),
    body: schemas/* string */.YjP(),
};
const step = (0,strict/* strict */.O)({
    run: schemas/* union */.KCZ([parse_text, schemas/* tuple */.PVZ([parse_text], words)], {
        error: 'must be a command: a text, or a list of a program and its words',
    }),
    url: parse_text,
    name: schemas/* string */.YjP().trim().min(1).max(100),
    timeout: parse_duration,
    'retry-for': parse_duration,
    ...ofCommands,
    ...ofRequests,
})
    .partial()
    .superRefine((value, context) => {
    const issue = (message) => context.addIssue({ code: 'custom', message });
    if ((value.run === undefined) === (value.url === undefined))
        issue('needs either run or url');
    const foreign = Object.keys(value.run === undefined ? ofCommands : ofRequests).filter((key) => key in value);
    for (const key of foreign)
        issue(`${key} does not go with ${value.run === undefined ? 'url' : 'run'}`);
})
    .transform(hookOf);
const stage = schemas/* array */.YOg(step, { error: 'must be a list of steps, each with run or url' }).default([]);
const hooksSchema = (0,strict/* strict */.O)({
    'before-restore': stage,
    'before-swap': stage,
    'after-swap': stage,
    'after-restore': stage,
});
function hookOf(value) {
    const { run, url = '', name, timeout, 'retry-for': retryForMs = 0 } = value;
    if (run !== undefined) {
        const { env = {}, pass = [] } = value;
        const shown = shortened([run].flat().join(' '));
        return { kind: 'command', name: name ?? shown, timeoutMs: timeout ?? 5 * MINUTE, retryForMs, run, env, pass };
    }
    const { method = 'GET', expect = [{ from: 200, to: 299 }], headers = {}, body } = value;
    const shown = shortened(`${method} ${shownAddress(url)}`);
    const common = { name: name ?? shown, timeoutMs: timeout ?? MINUTE / 2, retryForMs };
    return { kind: 'request', ...common, url, method, expect, headers, ...(body !== undefined && { body }) };
}
/** What follows a `?` may be a secret, and so may a long path: https://hooks.example.org/services/T0/B0/token is the password of a webhook. */
function shownAddress(url) {
    return url.replace(/[?#].*$/s, '').replace(/^(https?:\/\/[^/]*)\/.{15,}$/is, '$1');
}
function shortened(command) {
    const line = command.trim().replace(/\s+/g, ' ');
    return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
/** Checks what YAML gave, with or without `hooks:` around it; nothing at all means no hooks. Anything wrong is exit 2 with its path. */
function parseHooks(yamlValue) {
    const result = hooksSchema.safeParse(unwrapped(yamlValue) ?? {});
    if (result.success)
        return result.data;
    throw (0,errors/* usageError */.Wp)(`hooks: ${(0,strict/* describeIssues */.w)(result.error)}`, 'correct it; docs/hooks.md shows every key', result.error);
}
function unwrapped(value) {
    const wrapped = typeof value === 'object' && value !== null && Object.keys(value).join() === 'hooks';
    return wrapped ? value.hooks : value;
}
/** Throws exit 2 for a variable that a hook is to be given and that is not set, and for an address that is none: found before anything is done. */
function checkHooks(hooks, environment) {
    for (const [at, hook] of Object.entries(hooks).flatMap(([at, list]) => list.map((hook) => [at, hook]))) {
        const unset = unsetIn(hook, environment);
        if (unset.length > 0) {
            throw (0,errors/* usageError */.Wp)(`the hook "${hook.name}" at ${at} needs ${unset.join(', ')}, which ${unset.length > 1 ? 'are' : 'is'} not set`, 'set it in the environment that pgproof runs in, or take it out of the hook');
        }
        if (hook.kind === 'request' && resolvedAddress(hook, environment) === undefined) {
            throw (0,errors/* usageError */.Wp)(`the url of the hook "${hook.name}" at ${at} is no http:// or https:// address without user and password`, 'write the address, and give secrets in headers, as $' + '{NAME} of a variable');
        }
    }
}

// EXTERNAL MODULE: ./build/fetch-failure.js
var fetch_failure = __webpack_require__(33551);
;// CONCATENATED MODULE: ./build/operations/restore/hooks/request.js



/**
 * Sends a request and returns why its answer is not what was expected; undefined when it is. Redirections are answers like others:
 * following one to a login page would turn a refusal into a success.
 */
async function runRequestHook(hook, { environment, signal }) {
    const { method, expect, timeoutMs, body } = hook;
    const address = resolvedAddress(hook, environment);
    if (address === undefined)
        return 'has no address';
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
        const response = await fetch(address, {
            method,
            headers: { 'user-agent': 'pgproof', ...headersOf(hook, environment) },
            ...(body !== undefined && { body: resolved(body, environment) }),
            redirect: 'manual',
            signal: AbortSignal.any([signal, timeout]),
        });
        await response.body?.cancel();
        if (expect.some(({ from, to }) => response.status >= from && response.status <= to))
            return undefined;
        return `was answered ${response.status} instead of ${expect.map(shownRange).join(', ')}`;
    }
    catch (error) {
        if (timeout.aborted)
            return `was not answered within ${(0,duration/* showDuration */.k)(timeoutMs)}`;
        return `could not be sent: ${(0,fetch_failure/* fetchFailure */.Z)(error)}`;
    }
}
const headersOf = ({ headers }, environment) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, resolved(value, environment).trim()]));
const shownRange = ({ from, to }) => (from === to ? `${from}` : `${from}-${to}`);

;// CONCATENATED MODULE: ./build/operations/restore/hooks/hooks.js







/** A hook failed: exit 3 before anything was changed, exit 1 after a swap or restore (what runs there is a check). Hooks after it were not run. */
class HookFailed extends errors/* PgproofError */.wp {
    stage;
    /** All that were run at this stage, the failed one last. */
    taken;
    constructor(stage, taken, reason, hint) {
        const code = stage.startsWith('before-') ? 3 : 1;
        super(code, reason, hint);
        this.name = 'HookFailed';
        this.stage = stage;
        this.taken = taken;
    }
}
/**
 * Runs the hooks of a stage one after another, and stops at the first that fails, with HookFailed.
 * Throws `signal.reason` when the run is ended meanwhile: the hook under way is stopped.
 */
async function runHooks(stage, hooks, facts, context) {
    checkHooks(hooks, context.environment);
    const taken = [];
    for (const hook of hooks[stage]) {
        const done = await runHook(hook, stage, facts, context);
        taken.push(done);
        if (done.ok)
            continue;
        const reason = `the hook "${hook.name}" at ${stage} ${done.found}`;
        throw new HookFailed(stage, taken, reason, 'what it wrote is in the log above; correct the cause, or the hook');
    }
    return taken;
}
const RETRY_EVERY_MS = 1000;
async function runHook(hook, stage, facts, context) {
    const { signal, progress } = context;
    const redact = redactorFor(hook, facts, context);
    const name = redact(hook.name);
    progress({ kind: 'note', text: `hook ${name}` });
    const began = performance.now();
    let before;
    for (;;) {
        const output = outputOf((line) => progress({ kind: 'note', text: `  ${redact(line).slice(0, LONGEST_NOTE)}` }));
        const missed = await tryOnce(hook, stage, facts, context, output.show);
        output.end();
        signal.throwIfAborted();
        const elapsed = performance.now() - began;
        const seconds = elapsed / 1000;
        if (missed === undefined)
            return { name, ok: true, seconds };
        const found = redact(missed);
        if (elapsed + RETRY_EVERY_MS > hook.retryForMs)
            return { name, ok: false, seconds, found };
        if (found !== before)
            progress({ kind: 'note', text: `hook ${name} ${found}, trying again` });
        before = found;
        await (0,promises_.setTimeout)(RETRY_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
}
async function tryOnce(hook, stage, facts, context, show) {
    const { environment: outside, signal } = context;
    if (hook.kind === 'request')
        return await runRequestHook(hook, context);
    const environment = commandEnvironment(hook, stage, facts, outside);
    return await runCommandHook(hook, { environment, signal, show });
}
const LONGEST_NOTE = 500;
/** Lines that are shown of a hook's beginning and of its end. */
const FIRST_LINES = 100;
const LAST_LINES = 20;
/** Shows the beginning of a long output at once and its end when it is there; what stands between is only counted. */
function outputOf(show) {
    let count = 0;
    const last = [];
    return {
        show(line) {
            if (++count <= FIRST_LINES)
                return show(line);
            last.push(line);
            if (last.length > LAST_LINES)
                last.shift();
        },
        end() {
            const left = count - FIRST_LINES - last.length;
            if (left > 0)
                show(`… ${left} lines …`);
            for (const line of last)
                show(line);
        },
    };
}


/***/ }),

/***/ 33248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ omittedOf)
/* harmony export */ });
/** In pg_restore's terms: tablespaces are kept unless told otherwise, which a restore-test never does. */
const omittedOf = ({ noOwner, noPrivileges, noTablespaces }) => ({
    owners: noOwner,
    privileges: noPrivileges,
    tablespaces: noTablespaces,
});


/***/ })

};
