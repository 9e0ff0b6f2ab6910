export const id = 591;
export const ids = [591];
export const modules = {

/***/ 80591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _runner_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8471);

/** The action `verify/`. */
const run = () => (0,_runner_action_js__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .C)('verify');


/***/ }),

/***/ 69392:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ runChild),
  v: () => (/* binding */ startChild)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(80481);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/postgres/docker-container.js
var docker_container = __webpack_require__(86410);
// EXTERNAL MODULE: ./build/postgres/gate.js
var postgres_gate = __webpack_require__(53459);
;// CONCATENATED MODULE: ./build/postgres/supervisor.js

/** How long a group that was asked to end may take until it is killed. */
const graceSeconds = 5;
/**
 * Watches the pipe held by pgproof. A line means that the child has ended in order; the pipe's end without one means that pgproof is gone:
 * then the group is asked to end, continued in case it was stopped (a stopped process does not act on SIGTERM), and at last killed.
 */
const supervisorScript = `
trap '' INT TERM HUP QUIT
group=$1 signal=$2 polls=$3; shift 3
read -r ended && exit 0
kill -s "$signal" -- "-$group" 2>/dev/null
kill -s CONT -- "-$group" 2>/dev/null
while [ "$polls" -gt 0 ] && kill -s 0 -- "-$group" 2>/dev/null; do sleep 0.1; polls=$((polls - 1)); done
kill -s KILL -- "-$group" 2>/dev/null
[ $# -eq 0 ] || "$@"
`;
/** Starts the supervisor of a group. Writing a line to its standard input sends it away; the end of its input sets it to work. */
function startSupervisor(group, { stopSignal, afterwards, environment }) {
    const args = [String(group), stopSignal.slice(3), String(graceSeconds * 10), ...afterwards];
    const supervisor = (0,external_node_child_process_.spawn)('/bin/sh', ['-c', supervisorScript, 'pgproof-watch', ...args], {
        detached: true,
        cwd: '/',
        env: Object.fromEntries(Object.entries(environment).filter(([name]) => /^(PATH|HOME|DOCKER_.*)$/.test(name))),
        stdio: ['pipe', 'ignore', 'ignore'],
    });
    // Without a supervisor nothing may run: a stopped pg_dump would hold production's snapshot for ever.
    supervisor.once('error', () => signalGroup(group, 'SIGKILL'));
    supervisor.stdin?.on('error', () => { });
    return supervisor;
}
/** Does nothing where the group has ended. */
function signalGroup(group, signal) {
    try {
        process.kill(-group, signal);
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}

;// CONCATENATED MODULE: ./build/postgres/child.js








const stderrLimit = 64 * 1024;
/**
 * Starts a command under a supervisor: a second, tiny process that outlives pgproof by a moment and ends the command's group when pgproof dies,
 * by SIGKILL too and while the group is stopped. The command leads a session of its own, so a terminal's Ctrl-C reaches pgproof alone.
 * Arguments may hold pieces made by `argumentBytes`. Throws only `signal.reason`, when it is aborted already.
 */
function startChild(command, args, options) {
    options.signal?.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)('/bin/sh', (0,postgres_gate/* gateArguments */.e)([command, ...args]), spawnOptions(options));
    const failed = new Promise((resolve) => child.once('error', (error) => resolve(error.message)));
    const pid = child.pid ?? 0;
    if (pid === 0)
        return neverStarted(failed);
    const container = (0,docker_container/* containerOf */.t8)(command, args);
    const supervision = {
        stopSignal: options.stopSignal ?? 'SIGTERM',
        afterwards: container === undefined ? (options.afterwards ?? []) : (0,docker_container/* removalOf */.c6)(container),
        environment: options.environment,
    };
    const supervisor = startSupervisor(pid, supervision);
    const gate = child.stdio[3];
    gate.on('error', () => { });
    gate.end('go\n');
    if (options.stdin !== undefined)
        feed(child, options.stdin);
    return new RunningChild(child, { pid, supervisor, container }, options);
}
/** Runs a command to its end and returns all of its output; for short ones. */
async function runChild(command, args, options) {
    const child = startChild(command, args, options);
    const pieces = [];
    child.stdout.on('data', (piece) => pieces.push(piece));
    const [end] = await Promise.all([child.done, (0,promises_.finished)(child.stdout).catch(() => { })]);
    return { stdout: Buffer.concat(pieces), end };
}
class RunningChild {
    pid;
    stdout;
    done;
    #container;
    #options;
    #ended = false;
    #stopping = false;
    #release;
    constructor(child, started, options) {
        const { pid, supervisor, container } = started;
        this.pid = pid;
        this.stdout = child.stdout;
        this.#container = container;
        this.#options = options;
        const abort = () => void this.stop();
        this.#release = () => {
            options.signal?.removeEventListener('abort', abort);
            supervisor.stdin?.end('released\n');
            for (const stream of child.stdio)
                stream?.destroy();
            child.unref();
        };
        options.signal?.addEventListener('abort', abort, { once: true });
        const stderr = collectLines(child.stderr, options.onStderr);
        this.done = exitOf(child).then(async (exit) => {
            this.#ended = true;
            options.signal?.removeEventListener('abort', abort);
            signalGroup(pid, 'SIGKILL');
            // A container whose client was killed may still run: the supervisor removes it.
            supervisor.stdin?.end(container !== undefined && exit.signal !== null ? '' : 'ended\n');
            return { ...exit, stderr: await stderr() };
        });
    }
    pause() {
        // Stopped again after it was asked to end, it would not end.
        if (this.#ended || this.#stopping)
            return;
        signalGroup(this.pid, 'SIGSTOP');
        if (this.#container)
            (0,docker_container/* signalContainer */.ob)(this.#container, 'pause', this.#options.environment);
    }
    resume() {
        if (this.#ended)
            return;
        signalGroup(this.pid, 'SIGCONT');
        if (this.#container)
            (0,docker_container/* signalContainer */.ob)(this.#container, 'unpause', this.#options.environment);
    }
    release() {
        if (!this.#ended)
            this.#release();
    }
    async stop() {
        this.#stopping = true;
        if (!this.#ended) {
            signalGroup(this.pid, this.#options.stopSignal ?? 'SIGTERM');
            // A stopped process acts on nothing before it is continued.
            this.resume();
            const timer = new AbortController();
            const late = (0,external_node_timers_promises_.setTimeout)(graceSeconds * 1000, 'late', { signal: timer.signal }).catch(() => 'over');
            if ((await Promise.race([this.done, late])) === 'late')
                signalGroup(this.pid, 'SIGKILL');
            timer.abort();
        }
        await this.done;
    }
}
function spawnOptions(options) {
    return {
        detached: true,
        env: options.environment,
        stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe'],
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.uid === undefined ? {} : { uid: options.uid }),
        ...(options.gid === undefined ? {} : { gid: options.gid }),
    };
}
function feed(child, input) {
    const target = child.stdin;
    // A command that ends before it has read everything is told by its exit status.
    target.on('error', () => { });
    if (input instanceof Uint8Array)
        target.end(input);
    else
        input.on('error', () => target.destroy()).pipe(target);
}
function exitOf(child) {
    return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
}
/** Reads standard error line by line and keeps its end; the returned function waits for it to close, but not for ever: a daemon may hold it open. */
function collectLines(stderr, onLine) {
    let kept = '';
    const lines = (0,external_node_readline_.createInterface)({ input: stderr, crlfDelay: Number.POSITIVE_INFINITY });
    const closed = new Promise((resolve) => lines.once('close', resolve));
    lines.on('line', (line) => {
        kept = `${kept}${line}\n`;
        if (kept.length > 2 * stderrLimit)
            kept = kept.slice(-stderrLimit);
        onLine?.(line);
    });
    return async () => {
        const timer = new AbortController();
        await Promise.race([closed, (0,external_node_timers_promises_.setTimeout)(1000, undefined, { signal: timer.signal }).catch(() => { })]);
        timer.abort();
        return kept.slice(-stderrLimit);
    };
}
function neverStarted(failed) {
    const done = failed.then((stderr) => ({ code: 127, signal: null, stderr }));
    return {
        pid: 0,
        stdout: external_node_stream_.Readable.from([]),
        done,
        pause() { },
        resume() { },
        release() { },
        stop: async () => void (await done),
    };
}


/***/ }),

/***/ 86410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c6: () => (/* binding */ removalOf),
/* harmony export */   ob: () => (/* binding */ signalContainer),
/* harmony export */   t8: () => (/* binding */ containerOf)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);

/** The name of the container that a command runs in, where it is `docker run … --name NAME`. */
function containerOf(command, args) {
    if (command !== 'docker' || args[0] !== 'run')
        return undefined;
    const place = args.indexOf('--name');
    return place < 0 ? undefined : args[place + 1];
}
/**
 * Stops or continues the processes in a container: signals that stop the engine's own client do not reach them.
 * Nothing is waited for; a container that has ended is no error.
 */
function signalContainer(container, word, environment) {
    (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('docker', [word, container], { env: environment, stdio: 'ignore' }).once('error', () => { });
}
/** Removes a container that its client has left behind. */
function removalOf(container) {
    return ['docker', 'rm', '--force', '--volumes', container];
}


/***/ }),

/***/ 53459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ gateArguments),
/* harmony export */   r: () => (/* binding */ argumentBytes)
/* harmony export */ });
/**
 * Bytes as a piece of an argument of `startChild`: the program gets exactly them. An argument of Node's is text, sent as UTF-8,
 * but pg_dump reads names in the encoding that it dumps. A zero byte, which no argument can hold, marks the piece.
 */
function argumentBytes(bytes) {
    return `\0${Buffer.from(bytes).toString('hex')}\0`;
}
/** Waits for a word before it becomes the command, so that a supervisor watches from the first moment on; at the pipe's end it gives up. */
const gate = 'read -r go <&3 || exit 125; exec 3<&-;';
/** Unpacks pairs of a kind (text, or octal escapes for printf) and a value. */
const unpack = `left=$#
while [ "$left" -gt 0 ]; do
  value=$2; [ "$1" = text ] || { value=$(printf "$value."); value=\${value%.}; }
  shift 2; set -- "$@" "$value"; left=$((left - 2))
done;`;
/** The arguments of a shell that waits at its descriptor 3 for a line and then becomes the command. */
function gateArguments(words) {
    if (!words.some((word) => word.includes('\0')))
        return ['-c', `${gate} exec "$@"`, 'pgproof', ...words];
    const packed = words.flatMap((word) => (word.includes('\0') ? ['bytes', octal(word)] : ['text', word]));
    return ['-c', `${gate} ${unpack} exec "$@"`, 'pgproof', ...packed];
}
function octal(word) {
    const pieces = word.split('\0').map((piece, index) => Buffer.from(piece, index % 2 === 0 ? 'utf8' : 'hex'));
    return Array.from(Buffer.concat(pieces), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
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


/***/ })

};
