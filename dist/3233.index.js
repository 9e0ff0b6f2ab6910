export const id = 3233;
export const ids = [3233,9294];
export const modules = {

/***/ 81632:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(33838);
// EXTERNAL MODULE: ./build/inputs/read.js + 2 modules
var read = __webpack_require__(33241);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var inputs_secrets = __webpack_require__(8569);
// EXTERNAL MODULE: ./build/inputs/verbs.js + 23 modules
var verbs = __webpack_require__(46898);
// EXTERNAL MODULE: ./build/report/files.js + 25 modules
var files = __webpack_require__(80813);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(58508);
;// CONCATENATED MODULE: ./build/report/attestation.js


const TYPES = 'https://github.com/pgproof/pgproof/attestations';
/**
 * The statement about a result, in totals: attestations of a public repository are everybody's, for ever, so nothing in it names an object of the
 * database. Undefined for what nobody should take for a proof: a result whose answer is no.
 */
function statementOf(result) {
    if (!result.ok)
        return undefined;
    const { backup, manifestDigest } = result;
    return {
        subject: { name: layout/* keys */.HP.manifest(backup.name, backup.id), digest: { sha256: manifestDigest } },
        predicateType: `${TYPES}/${result.verb}/v1`,
        predicate: {
            backup: { id: backup.id, type: backup.type, complete: backup.partial === undefined },
            ...(result.verb === 'backup' ? backedUp(result) : restoreTested(result)),
            seconds: Math.round(result.seconds),
            pgproof: version/* version */.r,
        },
    };
}
const backedUp = ({ totals, source, by }) => ({
    totals,
    server: source.serverVersion,
    ...(by.run !== undefined && { run: by.run }),
});
function restoreTested(result) {
    const { tables, definitions, largeObjects, checks, assertions, notChecked, target } = result;
    return {
        verdict: 'equal',
        tables: tables.length,
        rows: tables.reduce((sum, { rows }) => sum + rows, 0),
        definitions: definitions.entries,
        largeObjects: largeObjects.count,
        checks: answered(checks),
        assertions: answered(assertions),
        notChecked: notChecked.length,
        server: target.serverVersion,
    };
}
/** What was skipped is not passed. */
const answered = (checks) => {
    const skipped = checks.filter((check) => check.skipped !== undefined).length;
    return { passed: checks.length - skipped, skipped };
};

// EXTERNAL MODULE: ./build/runner/run.js + 7 modules
var run = __webpack_require__(75894);
;// CONCATENATED MODULE: ./build/runner/attest.js



/**
 * Has GitHub attest what a run ended with, where that was asked for and the answer was yes. The result then names the attestation;
 * where there is none, the run has failed (exit 3) and its result says that the backup stands. Never throws.
 */
async function attested(ended, { attest, githubToken }, environment, secrets) {
    const { result } = ended;
    if (!attest || !('seconds' in result) || (result.verb !== 'backup' && result.verb !== 'restore-test'))
        return ended;
    const statement = statementOf(result);
    if (statement === undefined)
        return ended;
    try {
        const attestation = await attestationOf(statement, githubToken, environment);
        return { ...ended, result: { ...result, attestation } };
    }
    catch (error) {
        const { result: failure, stack } = (0,run/* failed */.gz)(result.verb, standing(result, error), secrets);
        if (failure.ok)
            return ended;
        const { ok, code, reason, hint } = failure;
        return { result: { ...result, ok, code, reason, hint }, ...(stack !== undefined && { stack }) };
    }
}
/** What was done is done, whatever became of the attestation. */
function standing({ verb, backup }, error) {
    if (!(error instanceof errors/* PgproofError */.wp))
        return error;
    const done = verb === 'backup' ? `backup ${backup.id} stands` : `backup ${backup.id} was restored and proved equal`;
    return new errors/* PgproofError */.wp(error.code, `${done}, but it was not attested: ${error.reason}`, error.hint, { cause: error });
}
const PERMISSIONS = 'give the job the permissions id-token: write and attestations: write, or set attest to false';
async function attestationOf({ subject, predicateType, predicate }, token, environment) {
    const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository } = environment;
    if (!/^https:\/\/(github\.com|[a-z0-9-]+\.ghe\.com)\/?$/.test(server)) {
        throw (0,errors/* environmentError */.me)(`${server} has no attestations`, 'set attest to false there, and sign manifests with sign-key instead');
    }
    if (!environment.ACTIONS_ID_TOKEN_REQUEST_URL || !environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
        throw (0,errors/* environmentError */.me)('the job may not ask for an ID token', PERMISSIONS);
    if (!token)
        throw (0,errors/* environmentError */.me)('there is no token to store it with', 'leave github-token out, or give it a token');
    // Loaded when it is needed: the library takes longer than everything else at the start.
    const { attest } = await Promise.all(/* import() */[__webpack_require__.e(3878), __webpack_require__.e(6995), __webpack_require__.e(2088), __webpack_require__.e(9842)]).then(__webpack_require__.bind(__webpack_require__, 49842));
    const { attestationID } = await attest({ subjects: [subject], predicateType, predicate, token }).catch(refused);
    if (!attestationID)
        throw (0,errors/* environmentError */.me)('GitHub did not say under which number it keeps it', AGAIN);
    return { id: String(attestationID), url: `${server.replace(/\/$/, '')}/${repository}/attestations/${attestationID}` };
}
const AGAIN = 'look at githubstatus.com and at status.sigstore.dev, and run the job again; an attestation can be made later too, with actions/attest';
function refused(error) {
    const { code } = error;
    // The library's own sentence may hold the token.
    if (typeof code === 'string' && code.startsWith('IDENTITY_TOKEN'))
        throw (0,errors/* environmentError */.me)('GitHub gave the job no ID token', PERMISSIONS);
    const message = causes(error);
    if (/Resource not accessible/i.test(message)) {
        throw (0,errors/* environmentError */.me)(`GitHub did not take it: ${message}`, PERMISSIONS, error);
    }
    throw (0,errors/* environmentError */.me)(message, AGAIN, error);
}
/** An error's words and those of what caused it, where that says more. */
function causes(error) {
    const message = (0,errors/* messageOf */.bD)(error);
    const cause = error instanceof Error && error.cause !== undefined ? (0,errors/* messageOf */.bD)(error.cause) : '';
    return cause === '' || message.includes(cause) ? message : `${message} (${cause})`;
}

// EXTERNAL MODULE: ./build/runner/by.js
var runner_by = __webpack_require__(21746);
// EXTERNAL MODULE: ./build/runner/environment.js
var runner_environment = __webpack_require__(9294);
// EXTERNAL MODULE: ./build/inputs/nearest.js
var nearest = __webpack_require__(51410);
;// CONCATENATED MODULE: ./build/runner/given.js




/** A runner hands `with:` over as `INPUT_` and the name in upper case, hyphens kept. */
const prefix = 'INPUT_';
const everywhere = new Set(Object.values(verbs/* declarations */.I).flatMap((declaration) => (0,read/* givenNames */.S)(declaration)));
/**
 * The inputs of an action. One that no action knows is refused with the nearest known name; one that only another action knows is left alone,
 * since inside a composite its own inputs may shine through.
 */
function givenInputs(declaration, environment) {
    const known = (0,read/* givenNames */.S)(declaration).filter((name) => declaration.inputs[name]?.only !== 'command');
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
// EXTERNAL MODULE: ./build/amounts.js
var amounts = __webpack_require__(95209);
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
            measured(`${(0,amounts/* bytes */.e)(event.done)}${event.total ? ` of ${(0,amounts/* bytes */.e)(event.total)}` : ''}`);
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
// EXTERNAL MODULE: ./build/postgres/child.js
var child = __webpack_require__(28312);
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
    const { restorePackages, savePackages } = await __webpack_require__.e(/* import() */ 9556).then(__webpack_require__.bind(__webpack_require__, 39556));
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
    const outside = { PATH: environment.PATH ?? '/usr/bin:/bin' };
    const { stdout, end } = await (0,child/* runChild */.w)(program, args, { environment: outside, shares: true });
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
// EXTERNAL MODULE: ./build/repository/catalogue.js
var catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/retention-candidate.js
var retention_candidate = __webpack_require__(91971);
;// CONCATENATED MODULE: ./build/runner/outputs-status.js
function statusOutputs(result) {
    const { newest, newestVerified, newestRestoreTested, timeToRestore, summary, limits } = result;
    return {
        newest: newest?.id ?? '',
        'newest-verified': newestVerified?.id ?? '',
        'newest-restore-tested': newestRestoreTested?.id ?? '',
        'data-at-risk-seconds': newest?.ageSeconds ?? '',
        'verified-age-seconds': newestVerified?.ageSeconds ?? '',
        'restore-test-age-seconds': newestRestoreTested?.checkedSeconds ?? '',
        'time-to-restore-seconds': timeToRestore?.seconds.toFixed(1) ?? '',
        count: summary.count,
        'stored-bytes': summary.storedBytes,
        broken: limits.filter(({ state }) => state === 'broken').length,
        limits: JSON.stringify(limits),
    };
}

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
        case 'restore':
            return restoreOutputs(result);
        case 'rollback':
            return rollbackOutputs(result);
        case 'status':
            return statusOutputs(result);
        case 'list':
            return listOutputs(result);
        case 'doctor':
            return doctorOutputs(result);
        case 'copy':
            return copyOutputs(result);
        case 'prune':
            return pruneOutputs(result);
        case 'pin':
        case 'unpin':
        case 'unexpire':
        case 'rekey':
        case 'resume':
        case 'show':
        case 'diff':
        case 'keygen':
        case 'escrow':
        case 'demo':
            return {};
    }
}
const backupOutputs = ({ backup, totals, seconds, manifestDigest, restoreCommand, attestation, secondCopy, }) => ({
    id: backup.id,
    location: backup.location,
    tables: totals.tables,
    rows: totals.rows,
    'raw-bytes': totals.rawBytes,
    'stored-bytes': totals.storedBytes,
    seconds: seconds.toFixed(1),
    'manifest-digest': manifestDigest,
    'copy-location': secondCopy?.ok ? secondCopy.location : '',
    'restore-command': restoreCommand,
    ...attestationOutputs(attestation),
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
        ...attestationOutputs(result.attestation),
    };
}
const attestationOutputs = (attestation) => ({
    'attestation-id': attestation?.id ?? '',
    'attestation-url': attestation?.url ?? '',
});
function differences({ tables, definitions, largeObjects, indexes, checks, assertions }) {
    const failed = [...checks, ...assertions].filter(({ ok, skipped }) => !ok && skipped === undefined);
    return (tables.filter(({ equal }) => !equal).length +
        definitions.differences.length +
        largeObjects.differences.length +
        indexes.filter(({ ok }) => !ok).length +
        failed.length);
}
const restoreOutputs = (result) => ({
    id: result.backup.id,
    restore: result.restore,
    database: result.target?.database ?? '',
    'plan-digest': result.plan?.digest ?? '',
    'safety-backup': result.safety?.id ?? '',
    'kept-database': result.kept?.database ?? '',
    'downtime-seconds': result.downtimeSeconds?.toFixed(2) ?? '',
    tables: result.proof?.tables.length ?? 0,
    rows: result.proof?.tables.reduce((sum, { rows }) => sum + rows, 0) ?? 0,
    differences: result.proof?.tables.filter(({ equal }) => !equal).length ?? 0,
    seconds: result.seconds.toFixed(1),
});
const rollbackOutputs = (result) => ({
    id: result.backup,
    restore: result.restore,
    database: result.target.database,
    state: result.state,
    'downtime-seconds': result.downtimeSeconds?.toFixed(2) ?? '',
    seconds: result.seconds.toFixed(1),
});
/** GitHub cuts outputs at 1 MiB; what is older than the newest 500 backups is in the storage. */
const listLimit = 500;
function listOutputs({ backups: all }) {
    const backups = all.filter(({ replacedBy }) => replacedBy === undefined);
    const complete = backups.filter(({ partial, type }) => (0,retention_candidate/* isWhole */.wP)({ complete: partial === undefined, type }));
    return {
        count: backups.length,
        latest: complete[0]?.id ?? '',
        'latest-verified': complete.find(catalogue/* isProved */.n_)?.id ?? '',
        backups: JSON.stringify(backups.slice(0, listLimit)),
    };
}
const copyOutputs = ({ backups, unreadable, totals, seconds }) => {
    const there = backups.filter(({ state }) => state !== 'failed');
    return {
        id: there.at(-1)?.id ?? '',
        location: there.at(-1)?.copy ?? '',
        copied: there.length,
        failed: backups.length - there.length + unreadable.length,
        objects: totals.sent.objects,
        bytes: totals.sent.bytes,
        seconds: seconds.toFixed(1),
    };
};
const pruneOutputs = ({ plan, totals, freed }) => ({
    plan,
    keep: totals.keep,
    expire: totals.expire,
    sweep: totals.sweep,
    'freed-bytes': freed.bytes,
});
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
        const { uploadReport } = await __webpack_require__.e(/* import() */ 9225).then(__webpack_require__.bind(__webpack_require__, 59225));
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
    const environment = (0,runner_environment.takeEnvironment)(process.env);
    const known = (0,runner_secrets/* secretsGiven */.R)(environment);
    mask(known);
    const log = jobLog();
    const by = (0,runner_by/* byOf */.H)(environment);
    let publishing = { detail: 'totals', reports: [], artifact: false, by, environment };
    let ended;
    try {
        const values = readValues(verb, environment, log);
        const { reportDetail, reportArtifact } = values;
        publishing = { ...publishing, detail: detailOf(reportDetail, environment), artifact: reportArtifact };
        publishing.reports = (0,files/* reportFiles */.IU)(values);
        const secrets = (0,runner_secrets/* secretsOf */.F)(verbs/* declarations */.I[verb], values, environment);
        mask(secrets.filter((secret) => !known.includes(secret)));
        warnOfShort(secrets, log);
        const idToken = async () => await core.getIDToken('sts.amazonaws.com');
        const installPrograms = installerOf(verb, environment, log);
        const { progress } = log;
        const folder = process.cwd();
        ended = await (0,run/* runVerb */.b0)(verb, values, { environment, progress, by, idToken, installPrograms, folder, secrets });
        ended = await attested(ended, values, environment, secrets);
    }
    catch (error) {
        ended = (0,run/* failed */.gz)(verb, error, known);
    }
    await publish(ended, publishing, log);
    if (!ended.result.ok)
        process.exitCode = 1;
    return ended;
}
const mask = (secrets) => {
    for (const form of new Set(secrets.flatMap(inputs_secrets/* formsOf */.XP)))
        core.setSecret(form);
};
function readValues(verb, environment, log) {
    const declaration = verbs/* declarations */.I[verb];
    const given = givenInputs(declaration, environment);
    const sources = { given, by: 'with', environment, folder: process.cwd(), warn: log.warn };
    return (0,read/* readInputs */.K)(declaration, sources).values;
}
function warnOfShort(secrets, log) {
    for (const secret of secrets) {
        if (secret.length < shortestSecret) {
            log.warn(`a secret is shorter than ${shortestSecret} characters, so such words are masked all over the log: use a longer one`);
        }
    }
}


/***/ }),

/***/ 9294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   takeEnvironment: () => (/* binding */ takeEnvironment)
/* harmony export */ });
/** What no other process is to inherit: whatever is pgproof's own, inputs, and passwords. */
const OURS = /^(?:PGPROOF_|INPUT_|PGPASSWORD$|AWS_SECRET_ACCESS_KEY$|AWS_SESSION_TOKEN$|GITHUB_TOKEN$|GH_TOKEN$)/;
/**
 * Takes the environment out of the process and returns it as it was. Every child is given an environment made for it, but libraries start some
 * of their own (a cache its tar, a profile of AWS its credential_process), and those inherit what is left.
 */
function takeEnvironment(environment) {
    const taken = { ...environment };
    for (const name of Object.keys(taken))
        if (OURS.test(name))
            delete environment[name];
    return taken;
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
