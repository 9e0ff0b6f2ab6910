export const id = 2345;
export const ids = [2345];
export const modules = {

/***/ 82345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ openSession),
  v: () => (/* binding */ sqlStateOf)
});

// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(83849);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
;// CONCATENATED MODULE: ./build/postgres/cancel.js


const cancelRequestCode = 80_877_102;
const limitMs = 1000;
/**
 * Asks the server to cancel what a session runs; a server does not notice by itself that nobody waits for the result.
 * The request is unencrypted, as libpq's own was until 17: its key is good for cancelling this one session. Never throws.
 */
function cancelQuery(client, host) {
    const { processID, secretKey } = client;
    if (processID === null || secretKey === null)
        return Promise.resolve();
    const message = Buffer.alloc(16);
    for (const [index, word] of [16, cancelRequestCode, processID, secretKey].entries())
        message.writeInt32BE(word, index * 4);
    return new Promise((resolve) => {
        const socket = (0,conninfo/* isSocket */.qU)(host.address)
            ? (0,external_node_net_.connect)(`${host.address}/.s.PGSQL.${host.port}`)
            : (0,external_node_net_.connect)(host.port, host.address);
        socket.setTimeout(limitMs, () => socket.destroy());
        socket.once('error', () => { });
        socket.once('close', () => resolve());
        socket.once('connect', () => socket.end(message));
    });
}

;// CONCATENATED MODULE: ./build/postgres/connection-errors.js


/** What is wrong with a connection, in one sentence, and what to do (code 3); errors that are explained already are returned as they are. */
function explainConnectionError(error, connection) {
    if (error instanceof errors/* PgproofError */.wp)
        return error;
    const failure = failureOf(error, connection);
    for (const rule of rules) {
        const found = rule(failure);
        if (found)
            return (0,errors/* environmentError */.me)(...found, error);
    }
    return (0,errors/* environmentError */.me)(`cannot connect to ${failure.where}: ${failure.message}`, 'check the address with psql from the same place', error);
}
function failureOf(error, connection) {
    const first = error instanceof AggregateError ? error.errors[0] : error;
    const [host] = (0,conninfo/* hostsOf */.PP)(connection.parameters);
    const { user = '', dbname = '', password } = connection.parameters;
    const message = (0,errors/* messageOf */.bD)(first);
    return {
        code: String(first?.code ?? ''),
        message: password ? message.replaceAll(password, '***') : message,
        host: host?.name ?? '',
        port: host?.port ?? 5432,
        user,
        dbname,
        where: (0,conninfo/* describeConnection */.If)(connection),
    };
}
const authentication = ({ code, message, user, host, where }) => {
    if (message.includes('no password supplied')) {
        return [`${where} asks for a password and none was given`, 'set PGPASSWORD, or put it into the address'];
    }
    if (code === '28P01' || (code === '28000' && /password authentication failed/.test(message))) {
        return [
            `the password for user ${user} at ${host} is wrong`,
            'check user and password; percent-encode special characters in an address',
        ];
    }
    if (code === '28000' && /no encryption/.test(message)) {
        return [`${where} refuses connections without TLS`, 'set sslmode=require, or verify-full with its CA'];
    }
    if (code === '28000' && /pg_hba\.conf/.test(message)) {
        return [
            `pg_hba.conf of ${host} lets nobody in as ${user} from here: ${message}`,
            'add a line for this address to pg_hba.conf, or to the allowed networks of the provider',
        ];
    }
    if (code === '28000') {
        return [`${host} refuses user ${user}: ${message}`, 'check that the role exists and may log in'];
    }
    if (/SASL|SCRAM|channel.binding/i.test(message)) {
        return [
            `logging in at ${where} failed: ${message}`,
            'check the password; channel_binding=disable where a proxy ends TLS',
        ];
    }
    return undefined;
};
const database = ({ code, dbname, host, user, message }) => {
    if (code === '3D000')
        return [`the database ${dbname} does not exist on ${host}`, 'check its name, in the case that the server has'];
    if (code === '42501')
        return [`user ${user} may not connect to ${dbname} on ${host}`, 'grant it: GRANT CONNECT ON DATABASE … TO …'];
    if (code === '55000')
        return [`the database ${dbname} on ${host} takes no connections: ${message}`, 'check datallowconn in pg_database'];
    if (code === '53300')
        return [`${host} has no connection left: ${message}`, 'close others, raise max_connections, or use fewer jobs'];
    return undefined;
};
const state = ({ code, message, where }) => {
    if (code !== '57P03' && code !== '57P01' && code !== '57P02')
        return undefined;
    return [`${where} does not take connections now: ${message}`, 'wait until it is up, then try again'];
};
const settings = ({ code, message, where }) => {
    const setting = /(?:unrecognized configuration parameter|invalid value for parameter) "([^"]+)"/.exec(message)?.[1];
    if (setting === 'lc_monetary') {
        return [`${where} does not have the locale of the source: ${message}`, 'use a server whose system has that locale'];
    }
    if (setting)
        return [`${where} does not take the setting ${setting}: ${message}`, 'use PostgreSQL 14 or newer'];
    if (code === '08P01' || /unsupported startup parameter/.test(message)) {
        return [
            `${where} does not take startup options: ${message}`,
            'it is a connection pooler: use the direct address of the server',
        ];
    }
    return undefined;
};
const tls = ({ code, message, where, host }) => {
    if (/does not support SSL/.test(message)) {
        return [
            `${where} does not offer TLS`,
            'turn on ssl on the server, or set sslmode=prefer where the network is trusted',
        ];
    }
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
        return [
            `the certificate of ${host} is for another name: ${message}`,
            'use the name in the certificate as host, or sslmode=verify-ca',
        ];
    }
    if (/^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|CERT_|ERR_TLS|ERR_SSL|EPROTO|INVALID_CA)/.test(code) ||
        /certificate|SSL|TLS/.test(message)) {
        return [
            `TLS with ${where} failed: ${message}`,
            "give the CA's certificate as sslrootcert, or sslrootcert=system where it is publicly signed",
        ];
    }
    return undefined;
};
const network = ({ code, message, where, host, port }) => {
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
        return [`the host ${host} is unknown`, 'check its name and the DNS of this machine'];
    if (code === 'ECONNREFUSED')
        return [
            `nothing answers on port ${port} of ${host}`,
            'check host and port, and that the server listens there (listen_addresses)',
        ];
    if (code === 'ENOENT')
        return [`there is no server on the socket ${host}, port ${port}`, 'name a host, or start the server'];
    if (code === 'EACCES')
        return [`the socket in ${host} may not be used by this account`, 'check its permissions'];
    if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'EADDRNOTAVAIL') {
        return [`${host} cannot be reached from this network: ${message}`, unreachableHint(host)];
    }
    if (code === 'ETIMEDOUT' || /timeout expired/.test(message)) {
        return [`no answer from ${where} in time`, 'check firewall and allowed networks; connect_timeout=60 waits longer'];
    }
    if (code === 'ECONNRESET' || code === 'EPIPE' || /terminated unexpectedly/.test(message)) {
        return [`${where} closed the connection while it was made`, 'check that it is a PostgreSQL server, and its log'];
    }
    return undefined;
};
/** Hosts with an IPv6 address only cannot be reached from GitHub's runners. */
function unreachableHint(host) {
    if (/\.supabase\.(co|com)$/i.test(host)) {
        return "the direct host answers over IPv6 only: use Supabase's session pooler (port 5432 of aws-….pooler.supabase.com, user postgres.<project>) or the IPv4 add-on";
    }
    return 'the host may have an IPv6 address only: use an IPv4 address of it, a pooler in session mode, or a runner with IPv6';
}
const rules = [authentication, database, state, settings, tls, network];

// EXTERNAL MODULE: ./build/postgres/passfile.js
var passfile = __webpack_require__(6839);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
;// CONCATENATED MODULE: ./build/postgres/session-settings.js


/** The values in effect, as SHOW prints them; a setting that the server does not know is left out. */
async function readSettings(client, names) {
    const list = names.map((name) => `(${(0,identifier/* quoteLiteral */.ce)(name)})`).join(', ');
    const { rows } = await client.query(`SELECT name, pg_catalog.current_setting(name, true) AS value FROM (VALUES ${list}) AS asked (name)`);
    return Object.fromEntries(rows.filter((row) => row.value !== null).map((row) => [row.name, row.value]));
}
/**
 * Checks that the `started` settings, given when the session started, are in effect, and sets all of `wanted`.
 * Values print in another form than they are given (0 as 0ms), so what was in effect before is compared with what is shown after SET.
 */
async function pinSettings(client, started, wanted) {
    const names = Object.keys(wanted);
    const before = await readSettings(client, names);
    const calls = Object.entries(wanted).map(([name, value]) => `pg_catalog.set_config(${(0,identifier/* quoteLiteral */.ce)(name)}, ${(0,identifier/* quoteLiteral */.ce)(value)}, false)`);
    await client.query(`SELECT ${calls.join(', ')}`);
    // Ends a query whose client was killed. Servers on systems that cannot tell refuse the setting.
    await client.query("SET client_connection_check_interval = '5s'").catch(() => { });
    const after = await readSettings(client, names);
    const dropped = Object.keys(started).filter((name) => wanted[name] !== undefined && before[name] !== after[name]);
    if (dropped.length === 0)
        return;
    const [name = ''] = dropped;
    const role = (0,identifier/* quoteIdentifier */.Cm)(client.user ?? '');
    const remedy = dropped.map((one) => `ALTER ROLE ${role} SET ${one} = ${(0,identifier/* quoteLiteral */.ce)(wanted[one] ?? '')};`).join(' ');
    throw (0,errors/* environmentError */.me)(`the setting ${name} is ${(0,identifier/* quoteLiteral */.ce)(before[name] ?? '')} although the session was started with ${(0,identifier/* quoteLiteral */.ce)(after[name] ?? '')}`, `something on the way drops startup options, as connection poolers do: use the direct address of the server, or a role of its own that has them: ${remedy}`);
}

// EXTERNAL MODULE: ./build/postgres/settings.js
var postgres_settings = __webpack_require__(25441);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
;// CONCATENATED MODULE: ./build/postgres/tls.js





/**
 * The attempts that libpq makes for an sslmode. https://www.postgresql.org/docs/18/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 * Sockets never use TLS. Throws where a certificate file that is asked for is missing.
 */
function tlsAttempts(parameters, host) {
    if ((0,conninfo/* isSocket */.qU)(host.address))
        return [false];
    const mode = parameters.sslmode ?? (parameters.sslrootcert === 'system' ? 'verify-full' : 'prefer');
    if (mode === 'disable')
        return [false];
    const tls = tlsOptions(parameters, host, mode);
    if (mode === 'allow')
        return [false, tls];
    return mode === 'prefer' ? [tls, false] : [tls];
}
function tlsOptions(parameters, host, mode) {
    const authorities = trusted(parameters, mode);
    return {
        ...(authorities === undefined ? { rejectUnauthorized: false } : { ca: authorities, rejectUnauthorized: true }),
        // Only verify-full compares the host's name; a root certificate that is merely there checks the chain, as in libpq.
        ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
        ...(/^[\d.]+$|:/.test(host.name) ? { host: host.name } : { servername: host.name, host: host.name }),
        ...clientCertificate(parameters),
        ...(parameters.sslcrl === undefined ? {} : { crl: readFile(parameters.sslcrl, 'sslcrl') }),
        ...version('minVersion', parameters.ssl_min_protocol_version),
        ...version('maxVersion', parameters.ssl_max_protocol_version),
    };
}
/** The certificates to check against; undefined where libpq would not check. */
function trusted(parameters, mode) {
    const { sslrootcert } = parameters;
    if (sslrootcert === 'system')
        return (0,external_node_tls_.getCACertificates)('system');
    const file = sslrootcert ?? `${(0,external_node_os_.homedir)()}/.postgresql/root.crt`;
    if ((0,external_node_fs_.existsSync)(file))
        return mode === 'allow' || mode === 'prefer' ? undefined : [readFile(file, 'sslrootcert')];
    if (!mode.startsWith('verify-'))
        return undefined;
    throw (0,errors/* environmentError */.me)(`the root certificate ${file} that sslmode=${mode} needs does not exist`, "give sslrootcert=FILE with the provider's certificate, or sslrootcert=system for a publicly signed one");
}
function clientCertificate(parameters) {
    const folder = `${(0,external_node_os_.homedir)()}/.postgresql`;
    const cert = parameters.sslcert ?? `${folder}/postgresql.crt`;
    const key = parameters.sslkey ?? `${folder}/postgresql.key`;
    if (parameters.sslcertmode === 'disable')
        return {};
    // As in libpq, a certificate that is not there is simply not presented: whether one is needed is the server's to say.
    if (!(0,external_node_fs_.existsSync)(cert))
        return {};
    return { cert: readFile(cert, 'sslcert'), key: readFile(key, 'sslkey') };
}
function version(name, value) {
    return value === undefined ? {} : { [name]: value };
}
function readFile(file, keyword) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch (cause) {
        throw (0,errors/* environmentError */.me)(`the file ${file} given as ${keyword} cannot be read`, 'check that it exists and its permissions', cause);
    }
}

;// CONCATENATED MODULE: ./build/postgres/session.js









/**
 * Connects as libpq would: hosts in turn, TLS by sslmode, password file, connect timeout.
 * Fails with what `explainConnectionError` makes of the last host's error, or where a pinned setting is not in effect.
 */
async function openSession(connection, options = {}) {
    const hosts = (0,conninfo/* hostsOf */.PP)(connection.parameters);
    if (connection.parameters.load_balance_hosts === 'random')
        hosts.sort(() => Math.random() - 0.5);
    let last;
    for (const host of hosts) {
        options.signal?.throwIfAborted();
        try {
            const session = await openHost(connection, host, options);
            if (await accepts(session, connection.parameters.target_session_attrs))
                return session;
            await session.close();
            last = wrongServer(connection);
        }
        catch (error) {
            options.signal?.throwIfAborted();
            last = explainConnectionError(error, (0,conninfo/* withHost */.RD)(connection, host, undefined));
        }
    }
    throw last;
}
/** The server's five-letter code behind an error of `query`, or undefined. */
function sqlStateOf(error) {
    for (let one = error; one instanceof Error; one = one.cause)
        if (one instanceof esm/* default.DatabaseError */.Ay.DatabaseError)
            return one.code;
    return undefined;
}
async function openHost(connection, host, options) {
    const password = (0,passfile/* passwordFromFile */.GF)(connection.parameters, host);
    const attempts = tlsAttempts(connection.parameters, host);
    for (const [index, tls] of attempts.entries()) {
        const client = new esm/* default.Client */.Ay.Client(clientConfig(connection, host, { ...options, password, tls }));
        const session = new OpenSession(client, (0,conninfo/* withHost */.RD)(connection, host, password), options, tls !== false);
        try {
            await session.open(options.pinned);
            return session;
        }
        catch (error) {
            await session.close();
            if (index + 1 === attempts.length || !worthAnotherAttempt(error))
                throw error;
        }
    }
    throw new Error('no attempt was made');
}
/** libpq tries the other way (with or without TLS) where the server or its pg_hba.conf refuses this one, not where the password is wrong. */
function worthAnotherAttempt(error) {
    if (error instanceof errors/* PgproofError */.wp)
        return false;
    const { code } = error;
    return code === '28000' || /SSL|TLS|EPROTO|certificate|alert/i.test(`${code ?? ''} ${(0,errors/* messageOf */.bD)(error)}`);
}
function clientConfig(connection, host, made) {
    const { parameters } = connection;
    const { password } = made;
    const startup = [parameters.options ?? '', (0,postgres_settings/* optionsText */.yB)(made.pinned ?? (0,postgres_settings/* basicSettings */._k)(0))].join(' ').trim();
    return {
        host: host.address,
        port: host.port,
        user: parameters.user ?? '',
        database: parameters.dbname ?? '',
        // As a function, so that node-pg looks nowhere else and an absent password is told apart from a wrong one.
        password: () => {
            if (password === undefined)
                throw new Error('no password supplied');
            return password;
        },
        ssl: made.tls,
        ...(made.tls && parameters.sslnegotiation === 'direct' ? { sslnegotiation: 'direct' } : {}),
        enableChannelBinding: made.tls !== false && parameters.channel_binding !== 'disable',
        options: startup,
        application_name: made.application ?? parameters.application_name ?? 'pgproof',
        client_encoding: 'UTF8',
        connectionTimeoutMillis: Number(parameters.connect_timeout || conninfo/* defaultConnectTimeout */.b_) * 1000,
        keepAlive: true,
        keepAliveInitialDelayMillis: 30_000,
        types: { getTypeParser: parserOf },
    };
}
const numberTypes = new Set([20, 21, 23, 26]);
const boolType = 16;
/** character_not_in_repertoire */
const NOT_IN_ENCODING = '22021';
function parserOf(oid) {
    if (oid === boolType)
        return (text) => text === 't';
    if (!numberTypes.has(oid))
        return (text) => text;
    return (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text);
}
class OpenSession {
    client;
    connection;
    encrypted;
    versionNum = 0;
    pinned = {};
    #signal;
    #abort;
    #lost;
    #closed = false;
    #running = 0;
    #turn = Promise.resolve();
    #cancelled = Promise.resolve();
    constructor(client, connection, options, encrypted) {
        this.client = client;
        this.connection = connection;
        this.encrypted = encrypted;
        this.#signal = options.signal;
        this.#abort = () => {
            const [host] = (0,conninfo/* hostsOf */.PP)(connection.parameters);
            if (this.#running > 0 && host)
                this.#cancelled = cancelQuery(client, host);
            this.#destroy();
        };
        // A server that goes away between two queries must not end the process: the next query tells.
        client.on('error', (error) => {
            this.#lost ??= error;
        });
        this.#signal?.addEventListener('abort', this.#abort, { once: true });
    }
    async open(pinned) {
        await this.client.connect();
        const { rows } = await this.client.query("SELECT current_setting('server_version_num')::int AS version");
        this.versionNum = rows[0].version;
        const lcMonetary = async () => (await readSettings(this.client, ['lc_monetary'])).lc_monetary ?? 'C';
        this.pinned = pinned ?? (0,postgres_settings/* pinnedSettings */.wW)({ versionNum: this.versionNum, lcMonetary: await lcMonetary() });
        await pinSettings(this.client, pinned ?? (0,postgres_settings/* basicSettings */._k)(0), { ...this.pinned, ...postgres_settings/* ownSettings */.SN });
    }
    /** Queues by itself: the driver is going to refuse a query while another one runs. */
    async query(sql, values) {
        const turn = this.#turn.then(() => this.#run(sql, values));
        this.#turn = turn.catch(() => { });
        return await turn;
    }
    async #run(sql, values) {
        this.#signal?.throwIfAborted();
        this.#running += 1;
        try {
            if (this.#lost !== undefined)
                throw this.#lost;
            const result = await this.client.query(sql, values);
            // Several statements in one text give several results; the last one counts.
            return (Array.isArray(result) ? result.at(-1) : result).rows;
        }
        catch (error) {
            this.#signal?.throwIfAborted();
            throw this.#explain(error);
        }
        finally {
            this.#running -= 1;
        }
    }
    async close() {
        this.#signal?.removeEventListener('abort', this.#abort);
        if (this.#closed)
            return;
        this.#closed = true;
        const timer = setTimeout(() => this.#destroy(), 2000);
        await this.client.end().catch(() => { });
        clearTimeout(timer);
        await this.#cancelled;
    }
    #destroy() {
        const { connection } = this.client;
        connection.stream.destroy();
    }
    #explain(error) {
        const where = (0,conninfo/* describeConnection */.If)(this.connection);
        if (error instanceof esm/* default.DatabaseError */.Ay.DatabaseError && error.code === NOT_IN_ENCODING) {
            return (0,errors/* environmentError */.me)(`names or expressions in ${where} cannot be read as UTF-8: ${(0,errors/* messageOf */.bD)(error)}`, 'a database in SQL_ASCII takes any bytes, and only rows, comments and functions may hold other than UTF-8: rename what is named otherwise', error);
        }
        if (error instanceof esm/* default.DatabaseError */.Ay.DatabaseError && error.severity !== 'FATAL') {
            const hint = error.hint?.replace(/\.$/, '') ?? 'see the server log for the statement';
            return (0,errors/* environmentError */.me)(`the server refused a query on ${where}: ${(0,errors/* messageOf */.bD)(error)}`, hint, error);
        }
        const why = (0,errors/* messageOf */.bD)(this.#lost ?? error);
        return (0,errors/* environmentError */.me)(`the connection to ${where} was lost: ${why}`, 'try again; look into the server log', error);
    }
}
async function accepts(session, wanted = 'any') {
    if (wanted === 'any' || wanted === 'prefer-standby')
        return true;
    const [row] = await session.query('SELECT pg_is_in_recovery() AS standby');
    return row?.standby === (wanted === 'standby' || wanted === 'read-only');
}
function wrongServer(connection) {
    const wanted = connection.parameters.target_session_attrs;
    return (0,errors/* environmentError */.me)(`no server of ${(0,conninfo/* describeConnection */.If)(connection)} is ${wanted}`, 'change target_session_attrs or name the right host');
}


/***/ })

};
