export const id = 1944;
export const ids = [1944,1930];
export const modules = {

/***/ 28312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ startChild),
/* harmony export */   w: () => (/* binding */ runChild)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80481);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46466);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58500);
/* harmony import */ var _docker_container_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86410);
/* harmony import */ var _gate_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(53459);
/* harmony import */ var _supervisor_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(40398);








const stderrLimit = 64 * 1024;
/**
 * Starts a command under a supervisor: a second, tiny process that outlives pgproof by a moment and ends the command's group when pgproof dies,
 * by SIGKILL too and while the group is stopped. The command leads a session of its own, so a terminal's Ctrl-C reaches pgproof alone.
 * Arguments may hold pieces made by `argumentBytes`. Throws only `signal.reason`, when it is aborted already.
 */
function startChild(command, args, options) {
    options.signal?.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('/bin/sh', (0,_gate_js__WEBPACK_IMPORTED_MODULE_7__/* .gateArguments */ .e)([command, ...args], options.shares), spawnOptions(options));
    const failed = new Promise((resolve) => child.once('error', (error) => resolve(error.message)));
    const pid = child.pid ?? 0;
    if (pid === 0)
        return neverStarted(failed);
    const container = (0,_docker_container_js__WEBPACK_IMPORTED_MODULE_5__/* .containerOf */ .t8)(command, args);
    const supervision = {
        stopSignal: options.stopSignal ?? 'SIGTERM',
        afterwards: container === undefined ? (options.afterwards ?? []) : (0,_docker_container_js__WEBPACK_IMPORTED_MODULE_5__/* .removalOf */ .c6)(container),
        environment: options.environment,
    };
    const supervisor = (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_6__/* .startSupervisor */ .xM)(pid, supervision);
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
    const [end] = await Promise.all([child.done, (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.finished)(child.stdout).catch(() => { })]);
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
            (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_6__/* .signalGroup */ .i8)(pid, 'SIGKILL');
            // A container whose client was killed may still run: the supervisor removes it.
            supervisor.stdin?.end(container !== undefined && exit.signal !== null ? '' : 'ended\n');
            return { ...exit, stderr: await stderr() };
        });
    }
    pause() {
        // Stopped again after it was asked to end, it would not end.
        if (this.#ended || this.#stopping)
            return;
        (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_6__/* .signalGroup */ .i8)(this.pid, 'SIGSTOP');
        if (this.#container)
            (0,_docker_container_js__WEBPACK_IMPORTED_MODULE_5__/* .signalContainer */ .ob)(this.#container, 'pause', this.#options.environment);
    }
    resume() {
        if (this.#ended)
            return;
        (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_6__/* .signalGroup */ .i8)(this.pid, 'SIGCONT');
        if (this.#container)
            (0,_docker_container_js__WEBPACK_IMPORTED_MODULE_5__/* .signalContainer */ .ob)(this.#container, 'unpause', this.#options.environment);
    }
    release() {
        if (!this.#ended)
            this.#release();
    }
    async stop() {
        this.#stopping = true;
        if (!this.#ended) {
            (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_6__/* .signalGroup */ .i8)(this.pid, this.#options.stopSignal ?? 'SIGTERM');
            // A stopped process acts on nothing before it is continued.
            this.resume();
            const timer = new AbortController();
            const late = (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(_supervisor_js__WEBPACK_IMPORTED_MODULE_6__/* .graceSeconds */ .uA * 1000, 'late', { signal: timer.signal }).catch(() => 'over');
            if ((await Promise.race([this.done, late])) === 'late')
                (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_6__/* .signalGroup */ .i8)(this.pid, 'SIGKILL');
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
    const lines = (0,node_readline__WEBPACK_IMPORTED_MODULE_1__.createInterface)({ input: stderr, crlfDelay: Number.POSITIVE_INFINITY });
    const closed = new Promise((resolve) => lines.once('close', resolve));
    lines.on('line', (line) => {
        kept = `${kept}${line}\n`;
        if (kept.length > 2 * stderrLimit)
            kept = kept.slice(-stderrLimit);
        onLine?.(line);
    });
    return async () => {
        const timer = new AbortController();
        await Promise.race([closed, (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(1000, undefined, { signal: timer.signal }).catch(() => { })]);
        timer.abort();
        return kept.slice(-stderrLimit);
    };
}
function neverStarted(failed) {
    const done = failed.then((stderr) => ({ code: 127, signal: null, stderr }));
    return {
        pid: 0,
        stdout: node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from([]),
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
/** What the command makes is for this user alone. */
const alone = 'umask 077;';
/** The arguments of a shell that waits at its descriptor 3 for a line and then becomes the command; `shares` leaves the umask as it is. */
function gateArguments(words, shares = false) {
    const before = shares ? gate : `${gate} ${alone}`;
    if (!words.some((word) => word.includes('\0')))
        return ['-c', `${before} exec "$@"`, 'pgproof', ...words];
    const packed = words.flatMap((word) => (word.includes('\0') ? ['bytes', octal(word)] : ['text', word]));
    return ['-c', `${before} ${unpack} exec "$@"`, 'pgproof', ...packed];
}
function octal(word) {
    const pieces = word.split('\0').map((piece, index) => Buffer.from(piece, index % 2 === 0 ? 'utf8' : 'hex'));
    return Array.from(Buffer.concat(pieces), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}


/***/ }),

/***/ 40398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i8: () => (/* binding */ signalGroup),
/* harmony export */   uA: () => (/* binding */ graceSeconds),
/* harmony export */   xM: () => (/* binding */ startSupervisor)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);

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
    const supervisor = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('/bin/sh', ['-c', supervisorScript, 'pgproof-watch', ...args], {
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


/***/ }),

/***/ 11930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   homeOf: () => (/* binding */ homeOf),
/* harmony export */   makeHome: () => (/* binding */ makeHome),
/* harmony export */   parsePrivateKey: () => (/* binding */ parsePrivateKey)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19473);
/* harmony import */ var _postgres_child_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28312);
/* harmony import */ var _postgres_supervisor_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(40398);
/* harmony import */ var _gpg_run_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(84372);








/** A keyring of this run alone: it holds what is put into it, and is gone at the end of the run. */
function makeHome(tools) {
    const home = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(tools.folder, 'gpg-'));
    tools.onEnd(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(home, { recursive: true, force: true, maxRetries: 3 }));
    return new _gpg_run_js__WEBPACK_IMPORTED_MODULE_7__/* .Gpg */ .rI(tools, home);
}
/** A keyring with a secret key, and an agent that has it. Throws exit 2 for what is no secret key. */
async function homeOf(privateKey, tools) {
    const gpg = makeHome(tools);
    await startAgent(gpg, tools);
    const end = await gpg.run(['--import'], { input: privateKey });
    // The fifth bit of the reason says that a secret key is among what was imported.
    const secret = end.status('IMPORT_OK').some(([reason]) => Number(reason) & 16);
    if (secret)
        return gpg;
    if (end.status('IMPORT_RES').length === 0)
        throw (0,_gpg_run_js__WEBPACK_IMPORTED_MODULE_7__/* .gpgFailed */ .OP)('import gpg-private-key', end);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .usageError */ .Wp)('gpg-private-key is not a secret key that gpg can read', HOW);
}
/** Longest path of a socket that gpg-agent takes: one less than Linux (sun_path, with its zero); and the longest name that it makes. */
const SOCKET_PATH = 107;
const SOCKET_NAME = '/S.gpg-agent.browser';
/**
 * A locked key is unlocked for every object again. Its copy in this folder, which nobody else can read, is locked again with the least work that
 * gpg-agent knows as soon as it was used: otherwise each of thousands of small objects would take a quarter of a second.
 */
const CHEAP_S2K = '65536';
/**
 * Started here, under a supervisor, and not by gpg, since what gpg starts would outlive the run. It serves as long as the command does that it
 * was given, which says when its sockets are there.
 */
async function startAgent(gpg, tools) {
    const home = gpg.home;
    if (Buffer.byteLength(home + SOCKET_NAME) >= SOCKET_PATH) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .environmentError */ .me)(`the path of the temporary folder is too long for gpg-agent's sockets: ${home}`, 'give a shorter one as TMPDIR');
    }
    const options = ['--homedir', home, '--no-options', '--s2k-count', CHEAP_S2K, '--daemon', '--no-detach'];
    const stdin = new node_stream__WEBPACK_IMPORTED_MODULE_3__.PassThrough();
    const agent = (0,_postgres_child_js__WEBPACK_IMPORTED_MODULE_5__/* .startChild */ .v)('gpg-agent', [...options, 'sh', '-c', 'echo ready; exec cat'], {
        environment: gpg.environment(),
        stdin,
        signal: tools.signal,
    });
    tools.onEnd(() => {
        stdin.end();
        if (agent.pid !== 0)
            (0,_postgres_supervisor_js__WEBPACK_IMPORTED_MODULE_6__/* .signalGroup */ .i8)(agent.pid, 'SIGKILL');
    });
    const started = await Promise.race([(0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(agent.stdout, 'data'), agent.done]);
    tools.signal.throwIfAborted();
    if (!('code' in started))
        return;
    if (started.code === 127)
        throw (0,_gpg_run_js__WEBPACK_IMPORTED_MODULE_7__/* .noProgram */ .a1)('gpg-agent');
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .environmentError */ .me)(`gpg-agent does not start: ${started.stderr.trim().split('\n').at(-1)}`, 'look whether gpg-agent runs here by itself, or seal with age, which needs no program');
}
const HOW = 'give what gpg --armor --export-secret-keys prints (-----BEGIN PGP PRIVATE KEY BLOCK-----)';
/** Looks at the shape alone, so that it costs nothing where no key of gpg is needed. Throws exit 2, showing nothing of it. */
function parsePrivateKey(text) {
    if (/-----BEGIN PGP PUBLIC KEY BLOCK-----/.test(text) && !PRIVATE_BLOCK.test(text))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .usageError */ .Wp)('gpg-private-key is a public key', HOW);
    if (!PRIVATE_BLOCK.test(text))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .usageError */ .Wp)('gpg-private-key is not a secret key of gpg', HOW);
}
const PRIVATE_BLOCK = /^-----BEGIN PGP PRIVATE KEY BLOCK-----[\s\S]+^-----END PGP PRIVATE KEY BLOCK-----/m;


/***/ }),

/***/ 84372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OP: () => (/* binding */ gpgFailed),
/* harmony export */   a1: () => (/* binding */ noProgram),
/* harmony export */   rI: () => (/* binding */ Gpg)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(70370);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _postgres_child_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28312);





/** More would wait for the dump or the storage, and for gpg-agent, which takes one at a time. */
const MOST_PROCESSES = 4;
/** Nobody's configuration, no questions, no network: what a backup is sealed with is what its manifest says. */
const ALWAYS = [
    '--no-options',
    '--batch',
    '--no-tty',
    '--status-fd',
    '2',
    '--pinentry-mode',
    'loopback',
    '--disable-dirmngr',
    '--no-auto-key-locate',
];
/** Runs gpg over one keyring, a few at a time. */
class Gpg {
    /** Of a keyring of this run's own; undefined is the user's, with an agent that gpg starts as it does for its user. */
    home;
    #tools;
    #limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_4__/* ["default"] */ .A)(Math.min(MOST_PROCESSES, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)()));
    constructor(tools, home) {
        this.#tools = tools;
        this.home = home;
    }
    /** Runs to its end, whatever that is. Throws exit 3 where there is no gpg, and `signal.reason` when the run was ended. */
    async run(args, { input, passphrase } = {}) {
        return await this.#limit(async () => {
            const { signal } = this.#tools;
            const place = this.home === undefined ? [] : ['--homedir', this.home, '--no-autostart'];
            const secret = passphrase === undefined ? [] : ['--passphrase-fd', '0'];
            const { stdout, end } = await (0,_postgres_child_js__WEBPACK_IMPORTED_MODULE_3__/* .runChild */ .w)('gpg', [...ALWAYS, ...place, ...secret, ...args], {
                environment: this.environment(),
                stdin: node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from([...(secret.length > 0 ? [`${passphrase}\n`] : []), input ?? '']),
                signal,
            });
            signal.throwIfAborted();
            if (end.code === 126 || end.code === 127)
                throw noProgram('gpg');
            return { ...readStatus(end.stderr), stdout, ok: end.code === 0, killed: end.code === null };
        });
    }
    /** All that gpg and its agent see. */
    environment() {
        const { PATH, HOME, GNUPGHOME } = this.#tools.environment;
        const given = { PATH, HOME, ...(this.home === undefined && { GNUPGHOME }) };
        const set = Object.entries(given).filter((entry) => Boolean(entry[1]));
        return { ...Object.fromEntries(set), LC_ALL: 'C' };
    }
}
const noProgram = (program) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentError */ .me)(`${program} is not on the PATH`, `install GnuPG 2.2 or later (apt-get install ${program === 'gpg' ? 'gnupg' : program}), or seal with age, which needs no program`);
const STATUS = /^\[GNUPG:\] (\S+) ?(.*)$/;
function readStatus(stderr) {
    const lines = stderr.split('\n');
    const statuses = lines.flatMap((line) => {
        const [, keyword, rest = ''] = STATUS.exec(line) ?? [];
        return keyword === undefined ? [] : [{ keyword, args: rest.split(' ') }];
    });
    const said = lines.filter((line) => line !== '' && !STATUS.test(line)).at(-1) ?? '';
    return {
        status: (keyword) => statuses.filter((one) => one.keyword === keyword).map(({ args }) => args),
        said: said.replace(/^gpg: /, ''),
    };
}
/** Where gpg failed for a reason that lies neither in keys nor in what was stored. */
const gpgFailed = (what, { said }) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentError */ .me)(`gpg could not ${what}: ${said || 'it was killed'}`, 'try it by hand with gpg --version and gpg --list-keys, and look at the memory and disk of this machine');


/***/ }),

/***/ 21944:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gpg: () => (/* binding */ gpg)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/sealing/gpg-home.js
var gpg_home = __webpack_require__(11930);
// EXTERNAL MODULE: ./build/sealing/gpg-run.js
var gpg_run = __webpack_require__(84372);
;// CONCATENATED MODULE: ./build/sealing/gpg-keys.js


/** The keys of a keyring that a word of gpg's means (`--list-keys`). */
async function listKeys(gpg, word) {
    const end = await gpg.run(['--with-colons', '--list-keys', '--', word]);
    return readKeys(end.stdout.toString());
}
/** Each key is a line `pub` and those after it; doc/DETAILS of GnuPG says what their fields are. */
const readKeys = (listing) => listing
    .split(/^(?=pub:)/m)
    .filter((key) => key.startsWith('pub:'))
    .map(readKey);
function readKey(text) {
    const validity = /^pub:(\w?)/.exec(text)?.[1];
    const fingerprint = /^fpr:+(\w+)/m.exec(text)?.[1];
    return { fingerprint, trusted: /[fu]/.test(validity), unusable: defect(validity, text) };
}
/** Of the capabilities the capital letters are what the key as a whole can do today, and a subkey's are small. */
function defect(validity, text) {
    const whole = fieldOf(/^pub:.*$/m.exec(text)?.[0], CAPABILITIES);
    if (validity === 'r')
        return 'is revoked';
    if (validity === 'e')
        return 'has expired';
    if (whole.includes('D'))
        return 'is disabled';
    if (whole.includes('E'))
        return undefined;
    const subkeys = text.match(/^sub:.*$/gm) ?? [];
    return subkeys.some((subkey) => fieldOf(subkey, CAPABILITIES).includes('e'))
        ? 'has no encryption key that is still valid'
        : 'can only sign, not encrypt';
}
/** From 0. */
const CAPABILITIES = 11;
const fieldOf = (record, field) => record.split(':')[field];
const GIVE = "give fingerprints or e-mail addresses of keys in gpg's keyring, or public keys as gpg --armor --export prints them";
/** Entries are lines, empty ones are gone. Throws exit 2 for what is neither. */
function parseGpgRecipients(entries) {
    const text = `${entries.join('\n')}\n`;
    if (/-----BEGIN PGP PRIVATE KEY BLOCK-----/.test(text)) {
        throw (0,errors/* usageError */.Wp)('gpg-recipients holds a secret key', 'give the public one (gpg --armor --export), and take the secret one out of this place');
    }
    const blocks = [...text.matchAll(PUBLIC_BLOCK)].map(([, body = '']) => armoured(body));
    const names = text
        .replace(PUBLIC_BLOCK, '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    for (const name of names)
        checkName(name);
    if (names.length + blocks.length === 0)
        throw (0,errors/* usageError */.Wp)('gpg-recipients holds no recipient', GIVE);
    return { names: [...new Set(names)], blocks };
}
const PUBLIC_BLOCK = /^-----BEGIN PGP PUBLIC KEY BLOCK-----\s*$([\s\S]*?)^-----END PGP PUBLIC KEY BLOCK-----\s*$/gm;
/** With the empty line between headers and body again, without which gpg takes it for nothing. */
function armoured(body) {
    const lines = body.split('\n').map((line) => line.trim());
    const kept = lines.filter((line) => line !== '' && !line.includes(': '));
    return ['-----BEGIN PGP PUBLIC KEY BLOCK-----', '', ...kept, '-----END PGP PUBLIC KEY BLOCK-----', ''].join('\n');
}
/** Fingerprints of 40 or 64 digits, long ids of 16, perhaps with `0x` and spaces. */
const hexOf = (name) => {
    const digits = name.replace(/^0x/i, '').replaceAll(' ', '').toUpperCase();
    return /^(?:[0-9A-F]{16}|[0-9A-F]{40}|[0-9A-F]{64})$/.test(digits) ? digits : undefined;
};
const MAIL = /^[^\s<>@]+@[^\s<>@]+$/;
function checkName(name) {
    if (hexOf(name) !== undefined || MAIL.test(name))
        return;
    if (/^(0x)?[0-9A-F]{8}$/i.test(name)) {
        throw (0,errors/* usageError */.Wp)(`gpg-recipients names the key ${name}, which is too short to mean one key`, 'give its fingerprint: gpg --list-keys prints it');
    }
    const shown = /-----/.test(name) ? 'half a key block' : name.length > 60 ? `${name.slice(0, 60)}…` : name;
    throw (0,errors/* usageError */.Wp)(`gpg-recipients holds ${shown}, which names no key`, GIVE);
}
/** The one key of the user's keyring that a name means. Throws exit 2 where it is not one that can be sealed for. */
async function chooseKey(gpg, name) {
    const hex = hexOf(name);
    const found = await listKeys(gpg, hex === undefined ? `<${name}>` : `0x${hex}`);
    const usable = found.filter(({ unusable }) => unusable === undefined);
    const trusted = hex === undefined ? usable.filter((key) => key.trusted) : usable;
    const [key] = trusted;
    if (key && trusted.length === 1)
        return key.fingerprint;
    if (trusted.length > 1) {
        const all = trusted.map(({ fingerprint }) => fingerprint).join(', ');
        throw (0,errors/* usageError */.Wp)(`gpg-recipients names ${name}, which several keys are for: ${all}`, 'give the fingerprint of one');
    }
    if (usable[0]) {
        throw (0,errors/* usageError */.Wp)(`gpg-recipients names ${name}, and gpg does not trust that the key ${usable[0].fingerprint} is theirs`, 'compare the fingerprint with its owner, and give that in place of the address');
    }
    if (found[0])
        throw unusableKey(name, found[0]);
    throw (0,errors/* usageError */.Wp)(`gpg-recipients names ${name}, which is not in gpg's keyring`, 'import it (gpg --import), or give the public key itself: what gpg --armor --export prints');
}
/** Refuses what nobody can be sealed for. */
function unusableKey(name, { fingerprint, unusable }) {
    const shown = name.replace(/ /g, '').toUpperCase() === fingerprint ? name : `${name} (${fingerprint})`;
    return (0,errors/* usageError */.Wp)(`the key ${shown} of gpg-recipients ${unusable}`, 'give another one, or the same after its owner has renewed it');
}
/** Puts keys into a keyring and returns their fingerprints. Throws exit 2 where there is none. `what` is for sentences. */
async function importKeys(gpg, what, input) {
    const end = await gpg.run(['--import'], { input });
    const fingerprints = end.status('IMPORT_OK').map(([, fingerprint = '']) => fingerprint);
    if (fingerprints.length > 0)
        return fingerprints;
    throw noKey(what, end);
}
function noKey(what, end) {
    if (end.status('IMPORT_RES').length === 0 && end.status('NODATA').length === 0)
        return (0,gpg_run/* gpgFailed */.OP)(`import ${what}`, end);
    return (0,errors/* usageError */.Wp)(`${what} of gpg-recipients is not a public key that gpg can read`, GIVE);
}

;// CONCATENATED MODULE: ./build/sealing/gpg-messages.js

/** What is sealed is compressed already. */
const SEALING = ['--compress-level', '0', '--cipher-algo', 'AES256'];
/** Seals for keys of a keyring. Which of them are trusted was decided when they were chosen. */
async function sealFor(gpg, fingerprints, body) {
    const recipients = fingerprints.flatMap((fingerprint) => ['--recipient', `0x${fingerprint}`]);
    return sealedBy(await gpg.run([...SEALING, '--trust-model', 'always', ...recipients, '--encrypt'], { input: body }));
}
/**
 * How a passphrase becomes a key (RFC 4880, 3.7.1.3). One that people choose is hashed as often as the format can say, 65 MB, a fifth of a second;
 * one of 256 random bits next to nothing. (The least that the format can say, 1024, means to gpg that its agent is to choose.)
 */
const DERIVING = {
    guessable: [
        '--s2k-mode',
        '3',
        '--s2k-digest-algo',
        'SHA512',
        '--s2k-cipher-algo',
        'AES256',
        '--s2k-count',
        '65011712',
    ],
    random: ['--s2k-mode', '3', '--s2k-digest-algo', 'SHA512', '--s2k-cipher-algo', 'AES256', '--s2k-count', '2048'],
};
async function sealWith(gpg, passphrase, kind, body) {
    return sealedBy(await gpg.run([...SEALING, ...DERIVING[kind], '--symmetric'], { input: body, passphrase }));
}
function sealedBy(end) {
    if (end.ok && end.status('END_ENCRYPTION').length === 1)
        return end.stdout;
    throw (0,gpg_run/* gpgFailed */.OP)('seal an object', end);
}
/** Opens a message. Only what `isWhole` may be used of its output, which gpg writes before it knows whether all of it is right. */
async function openWith(gpg, sealed, passphrase) {
    // Nothing that was sealed here unfolds to more than it takes.
    return await gpg.run(['--max-output', String(sealed.length), '--decrypt'], { input: sealed, passphrase });
}
/** One message that was sealed, and nothing beside it: gpg shows what was never encrypted too, and calls it a success. */
const isWhole = (end) => end.ok && end.status('DECRYPTION_OKAY').length === 1 && end.status('PLAINTEXT').length === 1;
/** GPG_ERR_BAD_PASSPHRASE (libgpg-error); the higher bits of a code say which program it comes from. */
const BAD_PASSPHRASE = 11;
/** The passphrase of a key or of a message was wrong, or there was none. */
function passphraseFailed(end) {
    const codes = end.status('ERROR').map(([, code = '']) => Number.parseInt(code, 10) & 0xffff);
    return codes.includes(BAD_PASSPHRASE) || (end.status('NEED_PASSPHRASE').length > 0 && !isWhole(end));
}

// EXTERNAL MODULE: ./build/sealing/seal.js
var sealing_seal = __webpack_require__(55367);
;// CONCATENATED MODULE: ./build/sealing/gpg.js







/** OpenPGP messages (RFC 4880) made by the program gpg: each object is one, so that gpg alone opens it too. */
const gpg = {
    suffix: '.gpg',
    /** Seals from a keyring of the run's own, so that nothing but what was named takes part. */
    async forRecipients(entries, tools) {
        const given = parseGpgRecipients(entries);
        const home = (0,gpg_home.makeHome)(tools);
        const recipients = await gatherKeys(given, home, new gpg_run/* Gpg */.rI(tools));
        return await sealer('recipients', recipients, (body) => sealFor(home, recipients, body));
    },
    /** Deriving a key from a passphrase is slow by design: once for a backup, and not for each of its objects. */
    async forPassphrase(passphrase, tools) {
        const home = (0,gpg_home.makeHome)(tools);
        const own = (0,external_node_crypto_.randomBytes)(32).toString('base64');
        const key = await sealWith(home, passphrase, 'guessable', Buffer.from(`${own}\n`));
        return { ...(await sealer('passphrase', [], (body) => sealWith(home, own, 'random', body))), key };
    },
    async open(sealed, keys, tools) {
        return sealed.encryption.mode === 'passphrase'
            ? await byPassphrase(sealed, keys.passphrase, tools)
            : await byKey(sealed, keys, tools);
    },
};
/** Brings the keys that were given into `home` and returns their fingerprints. Throws exit 2 for what cannot be sealed for. */
async function gatherKeys({ names, blocks }, home, ring) {
    const fingerprints = [];
    for (const name of names) {
        const fingerprint = await chooseKey(ring, name);
        const { stdout } = await ring.run(['--export-options', 'export-minimal', '--export', `0x${fingerprint}`]);
        fingerprints.push(...(await importKeys(home, `the key ${name}`, stdout)));
    }
    for (const [index, block] of blocks.entries()) {
        const what = `key block ${index + 1}`;
        for (const fingerprint of await importKeys(home, what, block)) {
            const [key] = await listKeys(home, `0x${fingerprint}`);
            if (key?.unusable !== undefined)
                throw unusableKey(`in ${what}`, key);
            fingerprints.push(fingerprint);
        }
    }
    return [...new Set(fingerprints)];
}
async function sealer(mode, recipients, seal) {
    const check = (await seal(Buffer.from(sealing_seal/* CHECK_TEXT */.J))).toString('base64');
    return { encryption: { method: 'gpg', mode, recipients, check }, suffix: gpg.suffix, seal };
}
/** Asks the key that was given, or else the user's keyring. */
async function byKey(sealed, { gpgPrivateKey, passphrase }, tools) {
    const { recipients, check } = sealed.encryption;
    const ring = gpgPrivateKey === undefined ? new gpg_run/* Gpg */.rI(tools) : await (0,gpg_home.homeOf)(gpgPrivateKey, tools);
    const end = await openWith(ring, Buffer.from(check, 'base64'), passphrase);
    if (!isWhole(end))
        throw doesNotOpen(sealed, end, { given: gpgPrivateKey !== undefined, passphrase });
    let known;
    return {
        openedBy: end.status('DECRYPTION_KEY').map(([, primary = '']) => primary),
        open: (body) => opened(ring, check, body, passphrase),
        seal: async (body) => {
            known ??= usableOf(ring, recipients);
            const holders = await known;
            return holders.length === 0 ? undefined : await sealFor(ring, holders, body);
        },
    };
}
async function usableOf(ring, recipients) {
    const keys = await Promise.all(recipients.map((recipient) => listKeys(ring, `0x${recipient}`)));
    return keys.flat().flatMap(({ fingerprint, unusable }) => (unusable === undefined ? [fingerprint] : []));
}
function doesNotOpen({ what, encryption }, end, { given, passphrase }) {
    const sealedFor = `${what}, which is sealed for ${encryption.recipients.join(', ')}`;
    if (end.status('NO_SECKEY').length > 0 && end.status('NO_SECKEY').length === end.status('ENC_TO').length) {
        return (0,errors/* keyError */.a9)(given ? `gpg-private-key does not open ${sealedFor}` : `no key in gpg's keyring opens ${sealedFor}`, 'give the secret key of one of them: PGPROOF_GPG_PRIVATE_KEY or gpg-private-key-file');
    }
    if (passphraseFailed(end)) {
        const [wrong, hint] = passphrase === undefined
            ? ['it is locked with a passphrase, and none was given', 'give it: PGPROOF_PASSPHRASE or passphrase-file']
            : ['the passphrase given does not unlock it', 'give the passphrase of that key as passphrase'];
        return (0,errors/* keyError */.a9)(`the key is here that opens ${sealedFor}, but ${wrong}`, hint);
    }
    if (end.status('NODATA').length > 0 || end.status('BADMDC').length > 0) {
        return (0,errors/* negative */.gu)(`the check in the manifest of ${what} is no whole file of gpg`, 'use another backup');
    }
    return (0,gpg_run/* gpgFailed */.OP)(`open ${sealedFor}`, end);
}
async function byPassphrase(sealed, passphrase, tools) {
    const { what, encryption, readKey } = sealed;
    if (passphrase === undefined) {
        throw (0,errors/* keyError */.a9)(`${what} is sealed with a passphrase, and none was given`, 'give it: PGPROOF_PASSPHRASE or passphrase-file');
    }
    const home = (0,gpg_home.makeHome)(tools);
    const end = await openWith(home, await readKey(), passphrase);
    if (passphraseFailed(end)) {
        throw (0,errors/* keyError */.a9)(`the passphrase given does not open ${what}`, 'give the one that the backup was made with; an older backup may have an older one');
    }
    if (!isWhole(end))
        throw new sealing_seal/* BadSeal */.V('is not a whole file of gpg');
    const own = end.stdout.toString().trim();
    if (!isWhole(await openWith(home, Buffer.from(encryption.check, 'base64'), own)))
        throw new sealing_seal/* BadSeal */.V('holds a key that does not open the backup');
    return {
        openedBy: ['passphrase'],
        open: (body) => opened(home, encryption.check, body, own),
        seal: (body) => sealWith(home, own, 'random', body),
    };
}
/** Throws BadSeal for what is not whole; exit 3 where the check does not open any more either, so that it is not the object that fails. */
async function opened(ring, check, body, passphrase) {
    const end = await openWith(ring, body, passphrase);
    if (isWhole(end))
        return end.stdout;
    if (!end.killed && isWhole(await openWith(ring, Buffer.from(check, 'base64'), passphrase)))
        throw new sealing_seal/* BadSeal */.V('is not a whole file of gpg for this key');
    throw (0,gpg_run/* gpgFailed */.OP)('open an object', end);
}


/***/ }),

/***/ 55367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ CHECK_TEXT),
/* harmony export */   V: () => (/* binding */ BadSeal)
/* harmony export */ });
/** Thrown where bytes are not what a sealer made. `message` is half a sentence. */
class BadSeal extends Error {
}
/** The text behind `Encryption.check`. */
const CHECK_TEXT = 'a key that opens this opens the backup\n';


/***/ })

};
