export const id = 276;
export const ids = [276];
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

/***/ 56233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b_: () => (/* binding */ defaultConnectTimeout),
  If: () => (/* binding */ describeConnection),
  CC: () => (/* binding */ engineVariables),
  iF: () => (/* binding */ environmentNames),
  PP: () => (/* binding */ hostsOf),
  Vx: () => (/* binding */ isRemote),
  qU: () => (/* binding */ isSocket),
  ir: () => (/* binding */ keepAliveArgument),
  SQ: () => (/* binding */ libpqEnvironment),
  C8: () => (/* binding */ parseConnection),
  Fj: () => (/* binding */ secretsOf),
  kR: () => (/* binding */ withDatabase),
  RD: () => (/* binding */ withHost)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/postgres/conninfo-check.js

/** Every keyword of libpq 18. https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-PARAMKEYWORDS */
const keywords = new Set(`host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout client_encoding options
  application_name fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count tcp_user_timeout
  replication gssencmode sslmode sslnegotiation sslcompression sslcert sslkey sslcertmode sslrootcert sslcrl sslcrldir sslsni
  requirepeer ssl_min_protocol_version ssl_max_protocol_version min_protocol_version max_protocol_version krbsrvname gsslib
  gssdelegation service servicefile target_session_attrs load_balance_hosts`.split(/\s+/));
/** Keywords of libpq that pgproof cannot hand on, and what to use instead. */
const unsupported = {
    sslpassword: 'use a key file without a passphrase',
    scram_client_key: 'use password, PGPASSWORD or a password file',
    scram_server_key: 'use password, PGPASSWORD or a password file',
    oauth_issuer: 'use another way to log in',
    oauth_client_id: 'use another way to log in',
    oauth_client_secret: 'use another way to log in',
    oauth_scope: 'use another way to log in',
    sslkeylogfile: 'leave it out',
};
const allowed = {
    sslmode: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
    sslnegotiation: ['postgres', 'direct'],
    channel_binding: ['disable', 'prefer', 'require'],
    gssencmode: ['disable', 'prefer'],
    target_session_attrs: ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'],
    load_balance_hosts: ['disable', 'random'],
};
/** Throws a usage error for a keyword that libpq does not know and for a value that it would refuse. */
function checkParameters(parameters) {
    for (const [keyword, value] of Object.entries(parameters)) {
        checkKeyword(keyword);
        const values = allowed[keyword];
        if (values !== undefined && !values.includes(value)) {
            throw (0,errors/* usageError */.Wp)(`the database address has an unknown ${keyword}`, `use one of: ${values.join(', ')}`);
        }
        if (value.includes('\0'))
            throw (0,errors/* usageError */.Wp)(`${keyword} holds a zero byte`, 'remove it');
    }
    checkPorts(parameters);
    checkTimeout(parameters.connect_timeout);
    checkTls(parameters);
}
function checkKeyword(keyword) {
    const instead = unsupported[keyword];
    if (instead !== undefined)
        throw (0,errors/* usageError */.Wp)(`${keyword} is not supported in a database address`, instead);
    if (keywords.has(keyword))
        return;
    // A keyword with other characters is more likely a piece of a password than a typing error.
    const name = /^[a-z_]{1,40}$/i.test(keyword) ? `"${keyword}"` : 'with special characters';
    throw (0,errors/* usageError */.Wp)(`the database address has an unknown parameter ${name}`, 'remove it: parameters of other drivers are not known here; percent-encode ?, &, = and % in a password');
}
function checkPorts({ host = '', hostaddr, port = '' }) {
    const ports = port.split(',');
    const wrong = ports.some((one) => one !== '' && !(/^\d{1,5}$/.test(one) && Number(one) >= 1 && Number(one) <= 65_535));
    if (wrong) {
        throw (0,errors/* usageError */.Wp)('the port in the database address is not a number from 1 to 65535', 'percent-encode /, @, : and # in a password');
    }
    const names = host.split(',').length;
    const count = hostaddr === undefined ? names : hostaddr.split(',').length;
    if (hostaddr !== undefined && host !== '' && names !== count) {
        throw (0,errors/* usageError */.Wp)(`there are ${names} hosts but ${count} hostaddr values`, 'give one hostaddr for each host');
    }
    if (ports.length !== 1 && ports.length !== count) {
        throw (0,errors/* usageError */.Wp)(`there are ${ports.length} ports but ${count} hosts`, 'give one port, or one for each host');
    }
}
function checkTimeout(timeout) {
    if (timeout === undefined || /^\d{1,6}$/.test(timeout))
        return;
    throw (0,errors/* usageError */.Wp)('connect_timeout is not a whole number of seconds', 'give connect_timeout=15, for example');
}
function checkTls({ sslmode = 'prefer', sslrootcert, sslnegotiation }) {
    if (sslrootcert === 'system' && sslmode !== 'verify-full' && sslmode !== 'prefer') {
        throw (0,errors/* usageError */.Wp)(`sslrootcert=system does not go with sslmode=${sslmode}`, 'use sslmode=verify-full');
    }
    if (sslnegotiation === 'direct' && ['disable', 'allow', 'prefer'].includes(sslmode) && sslrootcert !== 'system') {
        throw (0,errors/* usageError */.Wp)(`sslnegotiation=direct does not go with sslmode=${sslmode}`, 'use sslmode=require or stronger');
    }
}

;// CONCATENATED MODULE: ./build/postgres/conninfo-text.js

const addressHint = 'write postgresql://user@host:5432/database, with special characters percent-encoded, or keywords: host=… dbname=…';
/**
 * Keywords and values by libpq's rules (conninfo_parse in fe-connect.c): blanks around `=`, values in single quotes,
 * a backslash takes the next character as it is.
 */
function parseKeywordValues(text) {
    const result = {};
    const item = /\s*([^=\s]+)\s*=\s*(?:'((?:[^'\\]|\\[\s\S])*)'|((?:[^'\\\s]|\\[\s\S])(?:[^\\\s]|\\[\s\S])*)?)(?=\s|$)/y;
    const end = text.trimEnd().length;
    while (item.lastIndex < end) {
        const match = item.exec(text);
        if (!match?.[1])
            throw malformed('it is neither a postgresql:// address nor a list of keyword=value pairs');
        result[match[1]] = (match[2] ?? match[3] ?? '').replace(/\\([\s\S])/g, '$1');
    }
    return result;
}
/** `postgresql://[user[:password]@][host][:port][,…][/dbname][?keyword=value&…]`, split as conninfo_uri_parse_options does. */
function parseUri(text) {
    const rest = text.replace(/^postgres(ql)?:\/\//, '');
    // Credentials end at the first @ before any /, so they may hold a ?.
    const [, credentials, afterwards = ''] = /^(?:([^@/]*)@)?([\s\S]*)$/.exec(rest) ?? [];
    const [, location = '', query] = /^([^?]*)(?:\?([\s\S]*))?$/.exec(afterwards) ?? [];
    const slash = location.indexOf('/');
    const hosts = slash < 0 ? location : location.slice(0, slash);
    const result = { ...parseCredentials(credentials), ...parseHosts(hosts) };
    const dbname = slash < 0 ? '' : decode(location.slice(slash + 1));
    return { ...result, ...(dbname === '' ? {} : { dbname }), ...parseQuery(query) };
}
function parseCredentials(text) {
    if (text === undefined)
        return {};
    const colon = text.indexOf(':');
    const user = decode(colon < 0 ? text : text.slice(0, colon));
    const password = colon < 0 ? '' : decode(text.slice(colon + 1));
    return { ...(user === '' ? {} : { user }), ...(password === '' ? {} : { password }) };
}
function parseHosts(text) {
    const hosts = [];
    const ports = [];
    for (const one of text.split(',')) {
        const match = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::(.*))?$/.exec(one);
        if (!match)
            throw malformed('a host cannot be read');
        hosts.push(decode(match[1] ?? match[2] ?? ''));
        ports.push(decode(match[3] ?? ''));
    }
    const host = hosts.join(',');
    const port = ports.some((one) => one !== '') ? ports.join(',') : '';
    return { ...(host === '' ? {} : { host }), ...(port === '' ? {} : { port }) };
}
function parseQuery(query) {
    if (query === undefined || query === '')
        return {};
    const pairs = query.split('&').map((pair) => {
        const equals = pair.indexOf('=');
        if (equals < 1 || pair.includes('=', equals + 1))
            throw malformed('its query is not a list of keyword=value pairs');
        return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
    // As libpq does for addresses written for JDBC.
    return Object.fromEntries(pairs.map(([key, value]) => (key === 'ssl' && value === 'true' ? ['sslmode', 'require'] : [key, value])));
}
function decode(text) {
    try {
        const decoded = decodeURIComponent(text);
        if (!decoded.includes('\0'))
            return decoded;
    }
    catch {
        // Told below, without the cause, which repeats the text.
    }
    throw malformed('it holds a % that does not start a percent-encoded character');
}
function malformed(why) {
    return (0,errors/* usageError */.Wp)(`the database address cannot be read: ${why}`, addressHint);
}

// EXTERNAL MODULE: ./build/postgres/passfile.js
var passfile = __webpack_require__(6839);
// EXTERNAL MODULE: ./build/postgres/settings.js
var settings = __webpack_require__(25441);
;// CONCATENATED MODULE: ./build/postgres/conninfo.js







/** libpq's environment variables and the keywords they stand for. https://www.postgresql.org/docs/18/libpq-envars.html */
const environmentNames = {
    PGHOST: 'host',
    PGHOSTADDR: 'hostaddr',
    PGPORT: 'port',
    PGDATABASE: 'dbname',
    PGUSER: 'user',
    PGPASSWORD: 'password',
    PGPASSFILE: 'passfile',
    PGREQUIREAUTH: 'require_auth',
    PGCHANNELBINDING: 'channel_binding',
    PGOPTIONS: 'options',
    PGAPPNAME: 'application_name',
    PGSSLMODE: 'sslmode',
    PGSSLNEGOTIATION: 'sslnegotiation',
    PGSSLCOMPRESSION: 'sslcompression',
    PGSSLCERT: 'sslcert',
    PGSSLKEY: 'sslkey',
    PGSSLCERTMODE: 'sslcertmode',
    PGSSLROOTCERT: 'sslrootcert',
    PGSSLCRL: 'sslcrl',
    PGSSLCRLDIR: 'sslcrldir',
    PGSSLSNI: 'sslsni',
    PGREQUIREPEER: 'requirepeer',
    PGSSLMINPROTOCOLVERSION: 'ssl_min_protocol_version',
    PGSSLMAXPROTOCOLVERSION: 'ssl_max_protocol_version',
    PGGSSENCMODE: 'gssencmode',
    PGKRBSRVNAME: 'krbsrvname',
    PGGSSLIB: 'gsslib',
    PGGSSDELEGATION: 'gssdelegation',
    PGCONNECT_TIMEOUT: 'connect_timeout',
    PGTARGETSESSIONATTRS: 'target_session_attrs',
    PGLOADBALANCEHOSTS: 'load_balance_hosts',
    PGMINPROTOCOLVERSION: 'min_protocol_version',
    PGMAXPROTOCOLVERSION: 'max_protocol_version',
};
/** Where the client of a container engine finds its engine. */
const engineVariables = [
    'DOCKER_HOST',
    'DOCKER_CONTEXT',
    'DOCKER_CONFIG',
    'DOCKER_TLS_VERIFY',
    'DOCKER_CERT_PATH',
];
/** Seconds until an attempt to connect is given up, unless `connect_timeout` says otherwise. */
const defaultConnectTimeout = 15;
/**
 * Given to pg_dump and pg_restore as `--dbname=`: libpq takes the keep-alive, which has no environment variables, from here and everything else from the environment.
 * Networks of hosted runners drop a connection that was silent for four minutes.
 */
const keepAliveArgument = 'keepalives_idle=30 keepalives_interval=10 keepalives_count=6';
/**
 * Reads a connection address as libpq does: a URI or keywords and values, over the service file, over PG* variables, over the defaults.
 * Throws a usage error for what libpq would refuse; no message repeats a value, which may be a password in the wrong place.
 */
function parseConnection(text, environment) {
    const given = parseText(text?.trim() ?? '');
    const { service: _, servicefile: __, ...fromService } = (0,passfile/* readService */.uS)(given, environment);
    const merged = { ...fromEnvironment(environment), ...fromService, ...given };
    delete merged.service;
    delete merged.servicefile;
    for (const [keyword, value] of Object.entries(merged))
        if (value === '')
            delete merged[keyword];
    const parameters = withDefaults(merged, environment);
    checkParameters(parameters);
    const [host, ...others] = hostsOf(parameters);
    const password = others.length === 0 && host ? (0,passfile/* passwordFromFile */.GF)(parameters, host, environment) : undefined;
    return { parameters: password === undefined ? parameters : { ...parameters, password } };
}
function withDatabase(connection, dbname) {
    return { parameters: { ...connection.parameters, dbname } };
}
/** The hosts in the order in which they are tried. */
function hostsOf(parameters) {
    const names = (parameters.host ?? '').split(',');
    const addresses = (parameters.hostaddr ?? '').split(',');
    const ports = (parameters.port ?? '5432').split(',');
    return Array.from({ length: Math.max(names.length, addresses.length) }, (_, index) => {
        const address = addresses[index] || names[index] || defaultSocketFolder();
        const port = ports.length === 1 ? ports[0] : ports[index];
        return { name: names[index] || address, address, port: Number(port || 5432) };
    });
}
/** The same connection to one of its hosts only, so that a child reaches the server that a session of ours has found. */
function withHost(connection, host, password) {
    const { hostaddr, target_session_attrs: _, load_balance_hosts: __, ...rest } = connection.parameters;
    const address = hostaddr === undefined ? {} : { hostaddr: host.address };
    const secret = password === undefined ? {} : { password };
    return { parameters: { ...rest, ...address, ...secret, host: host.name, port: String(host.port) } };
}
/** For people: `orders on db.example.org:5432 as backup`, without secrets. */
function describeConnection(connection) {
    const { dbname, user } = connection.parameters;
    const hosts = hostsOf(connection.parameters).map(({ name, port }) => isSocket(name) ? `${name} port ${port}` : `${name.includes(':') ? `[${name}]` : name}:${port}`);
    return `${dbname} on ${hosts.join(', ')} as ${user}`;
}
/** Whether any of the hosts is neither a socket nor a loopback address. */
function isRemote(connection) {
    return hostsOf(connection.parameters).some(({ address }) => !isSocket(address) && !/^(localhost|127(\.\d+){3}|::1)$/i.test(address));
}
/** What must never be shown: the password, as it is and URL-encoded. */
function secretsOf(connection) {
    const { password } = connection.parameters;
    return password ? [...new Set([password, encodeURIComponent(password), encodeURI(password)])] : [];
}
function isSocket(host) {
    return host.startsWith('/') || host.startsWith('@');
}
/**
 * The whole environment of a libpq child. The password is in a file that only this user can read: arguments can be read by everyone,
 * and an environment by whatever the user runs. Messages are English because pgproof reads them.
 */
function libpqEnvironment(connection, pinned, { environment: outside, temporary } = { environment: process.env }) {
    const result = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C' };
    for (const name of ['PATH', 'HOME', 'TMPDIR', ...engineVariables])
        if (outside[name])
            result[name] = outside[name];
    for (const [variable, keyword] of Object.entries(environmentNames)) {
        const value = connection.parameters[keyword];
        if (value !== undefined)
            result[variable] = value;
    }
    result.PGOPTIONS = [connection.parameters.options ?? '', (0,settings/* optionsText */.yB)(pinned)].join(' ').trim();
    result.PGAPPNAME ??= 'pgproof';
    result.PGCONNECT_TIMEOUT ??= String(defaultConnectTimeout);
    const { PGPASSWORD: password, ...rest } = result;
    if (password === undefined || temporary === undefined)
        return result;
    return { ...rest, PGPASSFILE: (0,passfile/* writePasswordFile */.h3)(temporary, password) };
}
function parseText(text) {
    if (text === '')
        return {};
    return /^postgres(ql)?:\/\//.test(text) ? parseUri(text) : parseKeywordValues(text);
}
function fromEnvironment(environment) {
    const found = Object.entries(environmentNames).map(([variable, keyword]) => [keyword, environment[variable]]);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== ''));
}
function withDefaults(parameters, environment) {
    const user = parameters.user ?? systemUser();
    const host = parameters.hostaddr === undefined ? { host: defaultSocketFolder() } : {};
    const passfile = environment.HOME ? { passfile: `${environment.HOME}/.pgpass` } : {};
    return { port: '5432', dbname: user, ...host, ...passfile, ...parameters, user };
}
/** Debian's libpq looks into /var/run/postgresql, others into /tmp. */
function defaultSocketFolder() {
    return (0,external_node_fs_.existsSync)('/var/run/postgresql') ? '/var/run/postgresql' : '/tmp';
}
function systemUser() {
    try {
        return (0,external_node_os_.userInfo)().username;
    }
    catch (cause) {
        throw (0,errors/* usageError */.Wp)('no database user is given and this account has no name', 'add user=… to the address or set PGUSER', cause);
    }
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

/***/ 6839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GF: () => (/* binding */ passwordFromFile),
/* harmony export */   h3: () => (/* binding */ writePasswordFile),
/* harmony export */   uS: () => (/* binding */ readService)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19473);




/**
 * The password of a host from the connection's `passfile`, or the connection's own; undefined where there is none.
 * A file that others can read is ignored, as libpq does. https://www.postgresql.org/docs/18/libpq-pgpass.html
 */
function passwordFromFile(parameters, host, _environment) {
    if (parameters.password !== undefined)
        return parameters.password;
    const content = parameters.passfile === undefined ? undefined : readPrivate(parameters.passfile);
    if (content === undefined)
        return undefined;
    const name = host.name === '/var/run/postgresql' || host.name === '/tmp' ? 'localhost' : host.name;
    const wanted = [name, String(host.port), parameters.dbname ?? '', parameters.user ?? ''];
    for (const line of content.split(/\r?\n/)) {
        if (line.startsWith('#'))
            continue;
        const fields = splitFields(line);
        if (fields.length >= 5 &&
            wanted.every((value, index) => fields[index] === '*' || unescaped(fields[index]) === value)) {
            return unescaped(fields[4]);
        }
    }
    return undefined;
}
/** Writes a file (0600) that gives libpq this password for every connection, and returns its path. Throws exit 2 for one that no such file can hold, and 3 where there is no room. */
function writePasswordFile(folder, password) {
    if (/[\r\n]/.test(password)) {
        const hint = 'a password file cannot hold one: give the role another password';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)("the database's password holds a line break", hint);
    }
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `pgpass-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(path, `*:*:*:*:${password.replace(/[\\:]/g, '\\$&')}\n`, { mode: 0o600, flag: 'wx' });
        return path;
    }
    catch (error) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(path, { force: true });
        const full = error.code === 'ENOSPC';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .environmentError */ .me)(full ? 'the disk of the spool folder is full' : `no file can be written in the spool folder: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`, 'set spool-dir to a folder on a larger disk that can be written to', error);
    }
}
/** The parameters of the service that the address or PGSERVICE names; an unknown service is a usage error. */
function readService(given, environment) {
    const service = given.service ?? environment.PGSERVICE;
    if (!service)
        return {};
    const folder = environment.PGSYSCONFDIR;
    const files = [
        given.servicefile || environment.PGSERVICEFILE || `${environment.HOME ?? ''}/.pg_service.conf`,
        ...(folder ? [`${folder}/pg_service.conf`] : ['/etc/postgresql-common/pg_service.conf']),
    ];
    for (const file of files) {
        const found = parseService(readText(file), service);
        if (found !== undefined)
            return found;
    }
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)(`the service "${service}" is not defined`, `define it in one of: ${files.join(', ')}`);
}
function parseService(content, service) {
    let found;
    let inside = false;
    for (const line of (content ?? '').split(/\r?\n/).map((text) => text.trim())) {
        if (line === '' || line.startsWith('#'))
            continue;
        if (line.startsWith('[')) {
            if (found !== undefined)
                break;
            inside = line === `[${service}]`;
            if (inside)
                found = {};
        }
        else if (inside && found) {
            const equals = line.indexOf('=');
            if (equals < 1)
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)(`the service "${service}" holds a line without =`, 'write keyword=value there');
            found[line.slice(0, equals)] ??= line.slice(equals + 1);
        }
    }
    return found;
}
function splitFields(line) {
    return (line.match(/(?:^|:)((?:[^:\\]|\\[\s\S]|\\$)*)/g)?.map((field, index) => (index === 0 ? field : field.slice(1))) ??
        []);
}
function unescaped(field) {
    return (field ?? '').replace(/\\([\s\S])/g, '$1');
}
function readPrivate(file) {
    try {
        const facts = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(file);
        return facts.isFile() && (facts.mode & 0o077) === 0 ? (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, 'utf8') : undefined;
    }
    catch {
        return undefined;
    }
}
function readText(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 25441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SN: () => (/* binding */ ownSettings),
/* harmony export */   _k: () => (/* binding */ basicSettings),
/* harmony export */   wW: () => (/* binding */ pinnedSettings),
/* harmony export */   yB: () => (/* binding */ optionsText)
/* harmony export */ });
/** A setting that older servers refuse is left out for them. */
const firstVersion = { transaction_timeout: 170_000 };
/**
 * The settings that change how a value prints, what a name means or how long a session lives, pinned to one value each.
 * They beat what is set on the database and the role, are recorded in the inventory, and are part of the format.
 */
function pinnedSettings(facts) {
    return { ...basicSettings(facts.versionNum, facts.lockTimeout), lc_monetary: facts.lcMonetary };
}
/** The pinned settings without `lc_monetary`, for a session that has still to ask the server for it. */
function basicSettings(versionNum, lockTimeout = '0') {
    const all = {
        TimeZone: 'UTC',
        bytea_output: 'hex',
        search_path: 'pg_catalog',
        role: 'none',
        row_security: 'off',
        default_transaction_read_only: 'off',
        array_nulls: 'on',
        quote_all_identifiers: 'off',
        standard_conforming_strings: 'on',
        statement_timeout: '0',
        lock_timeout: lockTimeout,
        idle_in_transaction_session_timeout: '0',
        idle_session_timeout: '0',
        transaction_timeout: '0',
        tcp_user_timeout: '0',
    };
    return Object.fromEntries(Object.entries(all).filter(([name]) => versionNum >= (firstVersion[name] ?? 0)));
}
/**
 * What our own sessions set besides: pg_dump and pg_restore do so for themselves (setup_connection in pg_dump.c), and values are compared as text.
 * `xmlbinary` is the exception, which pg_dump leaves alone.
 */
const ownSettings = {
    DateStyle: 'ISO',
    IntervalStyle: 'postgres',
    extra_float_digits: '3',
    client_encoding: 'UTF8',
    synchronize_seqscans: 'off',
    xmlbinary: 'base64',
    xmloption: 'content',
};
/** Settings as the `options` startup parameter and PGOPTIONS take them: `-c name=value`, with spaces and backslashes escaped. */
function optionsText(settings) {
    return Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`)
        .join(' ');
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


/***/ })

};
