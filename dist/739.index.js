export const id = 739;
export const ids = [739];
export const modules = {

/***/ 32739:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _runner_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8471);
/* harmony import */ var _runner_kept_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99363);


/** The action `restore-test/`; what it keeps until the end of the job is dropped by its post step. */
async function run() {
    const { result } = await (0,_runner_action_js__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .C)('restore-test');
    (0,_runner_kept_js__WEBPACK_IMPORTED_MODULE_1__/* .rememberKept */ .m)(result);
}


/***/ }),

/***/ 8471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(33838);
// EXTERNAL MODULE: ./build/inputs/read.js + 1 modules
var read = __webpack_require__(72966);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var inputs_secrets = __webpack_require__(8569);
// EXTERNAL MODULE: ./build/inputs/verbs.js + 1 modules
var verbs = __webpack_require__(46380);
// EXTERNAL MODULE: ./build/report/files.js + 11 modules
var files = __webpack_require__(60151);
// EXTERNAL MODULE: ./build/runner/by.js
var runner_by = __webpack_require__(21746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/inputs/nearest.js
var nearest = __webpack_require__(51410);
;// CONCATENATED MODULE: ./build/runner/given.js




/** A runner hands `with:` over as `INPUT_` and the name in upper case, hyphens kept. */
const prefix = 'INPUT_';
const everywhere = new Set(Object.values(verbs/* declarations */.I1).flatMap((declaration) => (0,read/* givenNames */.Sh)(declaration)));
/**
 * The inputs of an action. One that no action knows is refused with the nearest known name; one that only another action knows is left alone,
 * since inside a composite its own inputs may shine through.
 */
function givenInputs(declaration, environment) {
    const known = (0,read/* givenNames */.Sh)(declaration).filter((name) => declaration.inputs[name]?.only !== 'command');
    const given = {};
    for (const [name, value] of Object.entries(environment)) {
        if (!name.startsWith(prefix))
            continue;
        const input = name.slice(prefix.length).toLowerCase();
        if (known.includes(input))
            given[input] = value;
        else if (value && !everywhere.has(input)) {
            throw (0,errors/* usageError */.Wp)(`${declaration.verb} has no input ${input}`, (0,nearest/* unknownNameHint */.H)(input, known));
        }
    }
    return given;
}

// EXTERNAL MODULE: ./build/report/format.js
var format = __webpack_require__(92772);
;// CONCATENATED MODULE: ./build/runner/log.js


/** GitHub shows 10 of a step, and those of a composite's steps share them. */
const annotationLimit = 5;
function jobLog() {
    let open = false;
    let last = 0;
    const warned = new Set();
    const endGroup = () => {
        if (open)
            core.endGroup();
        open = false;
    };
    const print = (text) => core.info(harmless(text));
    const info = (text) => print(text.split('\n').map(format/* visible */.RK).join('\n'));
    const warn = (text) => {
        if (warned.has(text))
            return;
        warned.add(text);
        if (warned.size <= annotationLimit)
            core.warning((0,format/* visible */.RK)(text));
        else
            info(`warning: ${text}`);
    };
    const measured = (text) => {
        const now = Date.now();
        if (now - last < 10_000)
            return;
        last = now;
        info(text);
    };
    const progress = (event) => {
        if (event.kind === 'phase') {
            endGroup();
            core.startGroup((0,format/* visible */.RK)(event.title));
            open = true;
            last = Date.now();
        }
        else if (event.kind === 'bytes')
            measured(`${(0,format/* bytes */.ee)(event.done)}${event.total ? ` of ${(0,format/* bytes */.ee)(event.total)}` : ''}`);
        else if (event.kind === 'items')
            measured(`${(0,format/* count */.U9)(event.done)} of ${(0,format/* count */.U9)(event.total)} ${event.unit}`);
        else if (event.kind === 'note')
            info(event.text);
        else
            warn(event.text);
    };
    return { progress, warn, info, print, endGroup };
}
/** A runner obeys lines that begin with `::`, and `##[` anywhere in one: text from outside must not give it orders. */
function harmless(text) {
    return text.replaceAll('##[', '# #[').replace(/^([^\S\n]*)::/gm, '$1: :');
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/postgres/child.js + 1 modules
var child = __webpack_require__(69392);
;// CONCATENATED MODULE: ./build/runner/programs.js




/** Packages that bring the programs of a major: a dump needs the client, a throw-away server the server too. */
function packagesOf(verb, major) {
    const client = `postgresql-client-${major}`;
    return verb === 'restore-test' || verb === 'demo' ? [`postgresql-${major}`, client] : [client];
}
/** The cache's key; it changes every week, so that minor releases arrive. */
function cacheKey(packages, system) {
    const week = Math.floor(system.now.getTime() / (7 * 86_400_000));
    return ['pgproof', ...packages, system.release, system.arch, week].join('-');
}
/** A way to install the programs of a major on a Debian or Ubuntu machine; undefined comes back where there is none, with a warning that says why. */
function installerOf(verb, environment, log) {
    return async (major) => {
        const folder = `/usr/lib/postgresql/${major}/bin`;
        const root = await rootCommand(environment);
        if (root === undefined || !(0,external_node_fs_.existsSync)('/usr/bin/apt-get')) {
            log.warn(`PostgreSQL ${major} cannot be installed here: that takes apt-get, and root or sudo without a password`);
            return undefined;
        }
        try {
            await install(packagesOf(verb, major), { root, environment, log });
        }
        catch (error) {
            log.warn(`PostgreSQL ${major} was not installed: ${(0,errors/* messageOf */.bD)(error)}`);
            return undefined;
        }
        return (0,external_node_fs_.existsSync)(folder) ? folder : undefined;
    };
}
async function install(packages, installing) {
    const { environment, log } = installing;
    const folder = (0,external_node_path_.join)(environment.RUNNER_TEMP || '/tmp', 'pgproof-packages');
    (0,external_node_fs_.mkdirSync)(folder, { recursive: true });
    const { arch } = process;
    const key = cacheKey(packages, { release: release(), arch, now: new Date() });
    await prepare(installing);
    log.info(`installing ${packages.join(' and ')}`);
    const { restorePackages, savePackages } = await __webpack_require__.e(/* import() */ 556).then(__webpack_require__.bind(__webpack_require__, 39556));
    if (await restorePackages(folder, key, log)) {
        const files = (0,external_node_fs_.readdirSync)(folder)
            .filter((name) => name.endsWith('.deb'))
            .map((name) => (0,external_node_path_.join)(folder, name));
        const end = files.length > 0 ? await asRoot(['dpkg', '--force-confold', '--install', ...files], installing) : undefined;
        if (end?.code === 0)
            return;
        log.info('the cached packages do not fit, so they are fetched again');
    }
    try {
        await addSource(installing);
    }
    catch (error) {
        // The distribution may have this major by itself.
        log.info(`the PostgreSQL project's packages cannot be reached: ${(0,errors/* messageOf */.bD)(error)}`);
        await asRoot(['apt-get', 'update'], installing);
    }
    const options = ['--yes', '--no-install-recommends', '--option', `Dir::Cache::archives=${folder}`];
    // The folder must keep the packages for the cache, and apt-get empties it otherwise.
    const keep = ['--option', 'APT::Keep-Downloaded-Packages=true', '--option', 'Dpkg::Options::=--force-confold'];
    await must(['apt-get', 'install', ...options, ...keep, ...packages], installing);
    // What only root may read would stop the cache.
    await asRoot(['rm', '-rf', (0,external_node_path_.join)(folder, 'partial'), (0,external_node_path_.join)(folder, 'lock')], installing);
    await savePackages(folder, key, log);
}
/** man-db's trigger takes longer than PostgreSQL itself, and a server package would start a server of its own. */
async function prepare(installing) {
    await asRoot(['rm', '-f', '/var/lib/man-db/auto-update'], installing);
    const file = '/etc/postgresql-common/createcluster.conf';
    const script = `mkdir -p /etc/postgresql-common && { grep -qs '^create_main_cluster = false' ${file} || echo 'create_main_cluster = false' >> ${file}; }`;
    await must(['sh', '-c', script], installing);
}
/** The PostgreSQL project's own packages. https://wiki.postgresql.org/wiki/Apt */
async function addSource(installing) {
    const script = '/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh';
    if (!(0,external_node_fs_.existsSync)(script)) {
        await must(['apt-get', 'update'], installing);
        await must(['apt-get', 'install', '--yes', '--no-install-recommends', 'postgresql-common', 'ca-certificates'], installing);
    }
    await must([script, '-y'], installing);
}
async function must(command, installing) {
    const { code, stderr } = await asRoot(command, installing);
    if (code !== 0)
        throw new Error(`${command.slice(0, 2).join(' ')} failed: ${stderr.trim().split('\n').slice(-2).join(' / ')}`);
}
async function asRoot(command, { root, environment, log }) {
    const [program = '', ...args] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
    const { stdout, end } = await (0,child/* runChild */.w)(program, args, { environment: { PATH: environment.PATH ?? '/usr/bin:/bin' } });
    log.info(stdout.toString().trimEnd());
    return end;
}
async function rootCommand(environment) {
    if (process.getuid?.() === 0)
        return [];
    const { end } = await (0,child/* runChild */.w)('sudo', ['-n', 'true'], { environment: { PATH: environment.PATH ?? '/usr/bin:/bin' } });
    return end.code === 0 ? ['sudo', '-n'] : undefined;
}
function release() {
    const text = (0,external_node_fs_.existsSync)('/etc/os-release') ? (0,external_node_fs_.readFileSync)('/etc/os-release', 'utf8') : '';
    const value = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(text)?.[1] ?? '';
    return `${value('ID')}${value('VERSION_ID')}`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(34902);
// EXTERNAL MODULE: ./build/report/terminal.js
var terminal = __webpack_require__(63299);
;// CONCATENATED MODULE: ./build/runner/outputs.js
/** The outputs of an action, by name; those that every action has come first. */
function outputsOf(result, reportPath) {
    const common = {
        ok: String(result.ok),
        code: String(result.code),
        reason: result.ok ? '' : result.reason,
        record: ('record' in result && result.record) || '',
        'report-path': reportPath,
    };
    return { ...common, ...own(result) };
}
function own(result) {
    if (!('seconds' in result))
        return {};
    switch (result.verb) {
        case 'backup':
            return backupOutputs(result);
        case 'verify':
            return verifyOutputs(result);
        case 'restore-test':
            return restoreTestOutputs(result);
        case 'list':
            return listOutputs(result);
        case 'doctor':
            return doctorOutputs(result);
        case 'demo':
            return {};
    }
}
const backupOutputs = ({ backup, totals, seconds, manifestDigest }) => ({
    id: backup.id,
    location: backup.location,
    tables: totals.tables,
    rows: totals.rows,
    'raw-bytes': totals.rawBytes,
    'stored-bytes': totals.storedBytes,
    seconds: seconds.toFixed(1),
    'manifest-digest': manifestDigest,
});
const verifyOutputs = ({ backup, checked, damaged }) => ({
    id: backup.id,
    objects: checked.objects,
    bytes: checked.bytes,
    share: checked.share,
    tables: checked.tables,
    rows: checked.rows,
    damaged: damaged.length,
});
function restoreTestOutputs(result) {
    const { backup, tables, kept } = result;
    return {
        id: backup.id,
        tables: tables.length,
        rows: tables.reduce((sum, { rows }) => sum + rows, 0),
        'equal-tables': tables.filter(({ equal }) => equal).length,
        differences: differences(result),
        assertions: result.assertions.length,
        seconds: result.seconds.toFixed(1),
        database: kept?.database ?? '',
        host: kept?.host ?? '',
        port: kept?.port ?? '',
        'url-file': kept?.urlFile ?? '',
    };
}
function differences({ tables, definitions, largeObjects, indexes, checks, assertions }) {
    const failed = [...checks, ...assertions].filter(({ ok, skipped }) => !ok && skipped === undefined);
    return (tables.filter(({ equal }) => !equal).length +
        definitions.differences.length +
        largeObjects.differences.length +
        indexes.filter(({ ok }) => !ok).length +
        failed.length);
}
/** GitHub cuts outputs at 1 MiB; what is older than the newest 500 backups is in the storage. */
const listLimit = 500;
function listOutputs({ backups }) {
    const complete = backups.filter(({ partial }) => partial === undefined);
    return {
        count: backups.length,
        latest: complete[0]?.id ?? '',
        'latest-verified': complete.find(({ verified }) => verified?.ok)?.id ?? '',
        backups: JSON.stringify(backups.slice(0, listLimit)),
    };
}
const doctorOutputs = ({ lines }) => ({
    warnings: lines.filter(({ state }) => state === 'warning').length,
    failures: lines.filter(({ state }) => state === 'failure').length,
});

;// CONCATENATED MODULE: ./build/runner/publish.js









/** A step's summary may have 1 MiB; the rest is room for what else the step says. */
const summaryLimit = 1_000_000;
/** Tells the result everywhere a workflow shows one. A report that cannot be written or uploaded is a warning: it changes no answer. */
async function publish(ended, publishing, log) {
    const { result, stack } = ended;
    const { environment } = publishing;
    log.endGroup();
    const name = `pgproof-${result.verb}-${(0,external_node_crypto_.randomBytes)(3).toString('hex')}`;
    const path = (0,external_node_path_.join)(environment.RUNNER_TEMP || '/tmp', `${name}.html`);
    for (const report of [path, ...publishing.reports])
        await attempt(log, () => (0,files/* writeReport */.u5)(report, result, made(publishing)));
    // Outputs come before everything that may take long: a cancelled job has seconds left.
    for (const [output, value] of Object.entries(outputsOf(result, path)))
        core.setOutput(output, value);
    log.print((0,terminal/* terminal */.F)({ ...(0,files/* told */.Ev)(result, publishing.detail), warnings: [] }, { colour: true }));
    for (const warning of 'warnings' in result ? result.warnings : [])
        log.warn(warning);
    if (environment.GITHUB_STEP_SUMMARY)
        await attempt(log, () => writeSummary(ended, publishing));
    if (publishing.artifact) {
        const { uploadReport } = await __webpack_require__.e(/* import() */ 225).then(__webpack_require__.bind(__webpack_require__, 59225));
        await attempt(log, () => uploadReport(`${name}-attempt-${environment.GITHUB_RUN_ATTEMPT ?? 1}`, path));
    }
    if (stack)
        log.info(stack);
    if (!result.ok) {
        core.error((0,format/* visible */.RK)(`${result.reason}. What to do: ${result.hint}`), { title: `pgproof ${result.verb}` });
    }
}
const made = ({ detail, by }) => ({ detail, made: { at: new Date(), by: `pgproof ${by.pgproof}` } });
async function writeSummary({ result }, { detail }) {
    const full = (0,markdown/* markdown */.w)((0,files/* told */.Ev)(result, detail));
    const text = Buffer.byteLength(full) > summaryLimit ? (0,markdown/* markdown */.w)((0,files/* told */.Ev)(result, 'totals')) : full;
    await core.summary.addRaw(text, true).write();
}
async function attempt(log, publish) {
    try {
        await publish();
    }
    catch (error) {
        log.warn(error instanceof errors/* PgproofError */.wp ? `${error.reason}; ${error.hint}` : (0,errors/* messageOf */.bD)(error));
    }
}

// EXTERNAL MODULE: ./build/runner/run.js + 3 modules
var run = __webpack_require__(84712);
// EXTERNAL MODULE: ./build/runner/secrets.js
var runner_secrets = __webpack_require__(52210);
;// CONCATENATED MODULE: ./build/runner/visibility.js

/** What `report-detail` comes to. On doubt a repository counts as public: its summaries can be read by everybody. */
function detailOf(asked, environment) {
    if (asked !== 'auto')
        return asked;
    return isPrivate(environment) ? 'full' : 'totals';
}
/** From the event's payload, which needs no token. */
function isPrivate(environment) {
    if (environment.GITHUB_ACTIONS !== 'true')
        return true;
    try {
        const event = JSON.parse((0,external_node_fs_.readFileSync)(environment.GITHUB_EVENT_PATH ?? '', 'utf8'));
        return event?.repository?.private === true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/runner/action.js













/** Shorter secrets turn every such word of a log into asterisks, and outputs that hold one are dropped. */
const shortestSecret = 8;
/** Runs a verb as an action: inputs in, everything told. The only place that marks a step as failed. */
async function runAction(verb) {
    const environment = process.env;
    const log = jobLog();
    const by = (0,runner_by/* byOf */.H)(environment);
    let publishing = { detail: 'totals', reports: [], artifact: false, by, environment };
    let ended;
    try {
        const values = readValues(verb, environment, log);
        const { report, reportDetail, reportArtifact } = values;
        publishing = { ...publishing, detail: detailOf(reportDetail, environment), artifact: reportArtifact };
        (0,files/* checkReportPaths */.bS)(report);
        publishing.reports = report;
        const secrets = (0,runner_secrets/* secretsOf */.F)(verbs/* declarations */.I1[verb], values, environment);
        const idToken = async () => await core.getIDToken('sts.amazonaws.com');
        const installPrograms = installerOf(verb, environment, log);
        const { progress } = log;
        const folder = process.cwd();
        ended = await (0,run/* runVerb */.b0)(verb, values, { environment, progress, by, idToken, installPrograms, folder, secrets });
    }
    catch (error) {
        ended = (0,run/* failed */.gz)(verb, error, []);
    }
    await publish(ended, publishing, log);
    if (!ended.result.ok)
        process.exitCode = 1;
    return ended;
}
function readValues(verb, environment, log) {
    const declaration = verbs/* declarations */.I1[verb];
    const given = givenInputs(declaration, environment);
    const sources = { given, by: 'with', environment, folder: process.cwd(), warn: log.warn };
    const { values } = (0,read/* readInputs */.Ko)(declaration, sources);
    const secrets = (0,runner_secrets/* secretsOf */.F)(declaration, values, environment);
    for (const form of new Set(secrets.flatMap(inputs_secrets/* formsOf */.XP)))
        core.setSecret(form);
    for (const secret of secrets) {
        if (secret.length < shortestSecret) {
            log.warn(`a secret is shorter than ${shortestSecret} characters, so such words are masked all over the log: use a longer one`);
        }
    }
    return values;
}


/***/ }),

/***/ 99363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ dropKept),
/* harmony export */   m: () => (/* binding */ rememberKept)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33838);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19473);
/* harmony import */ var _postgres_child_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69392);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56233);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(86967);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82345);









const state = 'kept';
/** Remembers for the end of the job what a restore-test kept until then. */
function rememberKept(result) {
    if (result.verb === 'restore-test' && 'kept' in result && result.kept?.until === 'job') {
        _actions_core__WEBPACK_IMPORTED_MODULE_3__.saveState(state, JSON.stringify(result.kept));
    }
}
/** At the end of the job: drops what was kept. What cannot be dropped is warned about, for the job's answer stands already. */
async function dropKept() {
    const saved = _actions_core__WEBPACK_IMPORTED_MODULE_3__.getState(state);
    if (saved === '')
        return;
    const kept = JSON.parse(saved);
    try {
        await drop(kept);
        _actions_core__WEBPACK_IMPORTED_MODULE_3__.info(`dropped the database ${kept.database}`);
    }
    catch (error) {
        _actions_core__WEBPACK_IMPORTED_MODULE_3__.warning(`the database ${kept.database} on ${kept.host} was not dropped: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`);
    }
    finally {
        // The file lies in a folder of its own.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(kept.urlFile), { recursive: true, force: true });
    }
}
async function drop({ database, roles, urlFile, server }) {
    if (server?.container) {
        const { end } = await (0,_postgres_child_js__WEBPACK_IMPORTED_MODULE_5__/* .runChild */ .w)('docker', ['rm', '--force', server.container], {
            environment: { PATH: process.env.PATH ?? '' },
        });
        if (end.code !== 0)
            throw new Error(end.stderr.trim());
        return;
    }
    if (server) {
        if (server.pid)
            await stop(server.pid);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(server.folder, { recursive: true, force: true });
        return;
    }
    const connection = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_6__/* .withDatabase */ .kR)((0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_6__/* .parseConnection */ .C8)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(urlFile, 'utf8'), {}), 'postgres');
    const session = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_7__/* .openSession */ .f)(connection);
    try {
        await session.query(`DROP DATABASE IF EXISTS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteIdentifier */ .Cm)(database)} WITH (FORCE)`);
        // One that another database came to need in the meantime stays for it.
        for (const role of roles)
            await session.query(`DROP ROLE IF EXISTS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteIdentifier */ .Cm)(role)}`).catch(() => { });
    }
    finally {
        await session.close();
    }
}
/** SIGQUIT is the immediate shutdown; nothing of the server is to be kept. */
async function stop(pid) {
    for (let attempt = 0; attempt < 50 && alive(pid); attempt++) {
        if (attempt === 0)
            process.kill(pid, 'SIGQUIT');
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(100);
    }
}
function alive(pid) {
    try {
        return process.kill(pid, 0);
    }
    catch {
        return false;
    }
}


/***/ })

};
