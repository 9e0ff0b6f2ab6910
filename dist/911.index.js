export const id = 911;
export const ids = [911];
export const modules = {

/***/ 90911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openS3: () => (/* binding */ openS3)
});

// EXTERNAL MODULE: ./build/storage/keeping.js
var keeping = __webpack_require__(85025);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/storage/key.js
var storage_key = __webpack_require__(19325);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/storage/transient.js

/** A fault that may pass: the retry decorator tries again, and throws it as it stands when its time is up. */
class TransientFailure extends errors/* PgproofError */.wp {
    kind;
    constructor(kind, reason, hint, cause) {
        super(3, reason, hint, { cause });
        this.name = 'TransientFailure';
        this.kind = kind;
    }
    /** The failure for the user, with how long it was tried. */
    givenUp(tries, seconds) {
        if (tries <= 1)
            return (0,errors/* environmentError */.me)(this.reason, this.hint, this.cause);
        return (0,errors/* environmentError */.me)(`${this.reason} (tried ${tries} times in ${Math.round(seconds)} s)`, this.hint, this.cause);
    }
}

;// CONCATENATED MODULE: ./build/storage/retry.js



/** Tries again what failed with a `TransientFailure`, until the budget is used up; everything else is thrown as it comes. */
function withRetry(store, options) {
    return new RetryingStore(store, options);
}
class RetryingStore {
    #store;
    #options;
    /** An address that never answered is likely to be wrong: nobody wants to wait minutes for that sentence. */
    #answered = false;
    constructor(store, options) {
        this.#store = store;
        this.#options = { firstWaitMs: 200, longestWaitMs: 20_000, ...options };
    }
    get location() {
        return this.#store.location;
    }
    /** What is deleted for good, and the locks that hinder it, are asked for once: what fails is said, and the next prune asks again. */
    get versions() {
        const { versions } = this.#store;
        const list = this.#listVersions.bind(this);
        return (versions && {
            kept: () => this.#retried(() => versions.kept()),
            list: (prefix) => list(versions, prefix),
            folders: (prefix) => this.#retried(() => versions.folders(prefix)),
            get: (key, version, options) => this.#retried(() => versions.get(key, version, options), options?.signal),
            delete: (key, version) => versions.delete(key, version),
            lockedUntil: (key, version) => versions.lockedUntil(key, version),
        });
    }
    /** Given whole or not at all: the order of versions does not tell where a listing broke off. */
    async *#listVersions(versions, prefix) {
        yield* await this.#retried(async () => {
            const found = [];
            for await (const version of versions.list(prefix))
                found.push(version);
            return found;
        });
    }
    get bucket() {
        return this.#store.bucket;
    }
    get capabilities() {
        return this.#store.capabilities;
    }
    put(key, body, options) {
        return this.#retried(() => this.#store.put(key, body, options));
    }
    get(key, options) {
        return this.#retried(() => this.#store.get(key, options), options?.signal);
    }
    head(key) {
        return this.#retried(() => this.#store.head(key));
    }
    delete(key) {
        return this.#retried(() => this.#store.delete(key));
    }
    clock() {
        return this.#retried(() => this.#store.clock());
    }
    freeBytes() {
        return this.#retried(() => this.#store.freeBytes());
    }
    close() {
        this.#store.close();
    }
    folders(prefix) {
        return this.#retried(() => this.#store.folders(prefix));
    }
    /** A listing that broke off is begun again, and what was yielded before is left out: names come in order. Each name that is new starts a new budget. */
    async *list(prefix) {
        let last;
        let attempts = new Attempts(this.#options);
        for (;;) {
            try {
                for await (const object of this.#store.list(prefix)) {
                    if (last !== undefined && (0,storage_key/* compareKeys */.YD)(object.key, last) <= 0)
                        continue;
                    last = object.key;
                    attempts = new Attempts(this.#options);
                    yield object;
                }
                this.#answered = true;
                return;
            }
            catch (error) {
                await attempts.wait(error, this.#answered || last !== undefined);
            }
        }
    }
    async #retried(work, signal) {
        const attempts = new Attempts(this.#options, signal);
        for (;;) {
            try {
                const result = await work();
                this.#answered = true;
                return result;
            }
            catch (error) {
                if (!(error instanceof TransientFailure))
                    this.#answered = true;
                await attempts.wait(error, this.#answered);
            }
        }
    }
}
/** Tries where more would not help: a store that was never reached, a clock that the SDK has corrected by then, bytes that arrive wrong. */
const FEW_TRIES = 3;
class Attempts {
    #options;
    #signal;
    #started = performance.now();
    #tries = 0;
    constructor(options, signal) {
        this.#options = options;
        this.#signal = signal;
    }
    /** Returns when it is time to try again; throws `error` where that is no use or the budget is used up. */
    async wait(error, answered) {
        if (!(error instanceof TransientFailure))
            throw error;
        this.#tries++;
        const spent = performance.now() - this.#started;
        const { firstWaitMs, longestWaitMs, budgetMs } = this.#options;
        const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** (this.#tries - 1));
        const wait = longest * (0.5 + Math.random() / 2);
        const few = error.kind === 'skewed' || error.kind === 'mangled' || (error.kind === 'unreachable' && !answered);
        if (spent + wait > budgetMs || (few && this.#tries >= FEW_TRIES))
            throw error.givenUp(this.#tries, spent / 1000);
        const signals = [this.#options.signal, this.#signal].filter((signal) => signal !== undefined);
        const signal = AbortSignal.any(signals);
        await (0,promises_.setTimeout)(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
;// CONCATENATED MODULE: ./build/storage/s3-credentials.js

const HOW = 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or aws-role and aws-region for OIDC, or s3-access-key-id and s3-secret-access-key';
/** Picks the way to credentials: a role by OIDC, given keys, AWS_* variables, then whatever the SDK finds. */
async function credentialProvider(given, environment, region) {
    if (given.awsRole)
        return await roleProvider(given.awsRole, given, environment, region);
    const keys = keyPair(given.accessKeyId, given.secretAccessKey, given.sessionToken, [
        's3-access-key-id',
        's3-secret-access-key',
    ]);
    if (keys)
        return async () => keys;
    const variables = keyPair(environment.AWS_ACCESS_KEY_ID, environment.AWS_SECRET_ACCESS_KEY, environment.AWS_SESSION_TOKEN, ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']);
    if (variables)
        return async () => variables;
    const { fromNodeProviderChain } = await __webpack_require__.e(/* import() */ 9719).then(__webpack_require__.t.bind(__webpack_require__, 29719, 19));
    const chain = fromNodeProviderChain(region === undefined ? {} : { clientConfig: { region } });
    return async () => {
        try {
            return await chain();
        }
        catch (error) {
            throw noCredentials(error);
        }
    };
}
function keyPair(id, secret, token, names) {
    if (!id && !secret)
        return undefined;
    if (!id || !secret)
        throw (0,errors/* usageError */.Wp)(`${id ? names[0] : names[1]} is given without ${id ? names[1] : names[0]}`, 'give both');
    if (/\s/.test(id) || /\s/.test(secret)) {
        throw (0,errors/* usageError */.Wp)(`${/\s/.test(id) ? names[0] : names[1]} holds white space`, 'paste the key again, without a line break');
    }
    return { accessKeyId: id, secretAccessKey: secret, ...(token ? { sessionToken: token } : {}) };
}
async function roleProvider(roleArn, given, environment, region) {
    if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+/.test(roleArn)) {
        throw (0,errors/* usageError */.Wp)(`aws-role ${JSON.stringify(roleArn)} is not a role's ARN`, 'write it like arn:aws:iam::123456789012:role/backup');
    }
    const { idToken } = given;
    if (!idToken)
        throw (0,errors/* usageError */.Wp)('aws-role needs an OIDC token', 'it is for GitHub Actions with permissions: id-token: write; elsewhere use AWS_* variables');
    const at = given.awsRegion ?? region;
    if (!at)
        throw (0,errors/* usageError */.Wp)('aws-role is given without aws-region', 'give the region of the bucket, like eu-central-1');
    const endpoint = environment.AWS_ENDPOINT_URL_STS;
    const { fromWebToken } = await __webpack_require__.e(/* import() */ 9719).then(__webpack_require__.t.bind(__webpack_require__, 29719, 19));
    return async () => {
        const webIdentityToken = await mint(idToken);
        const clientConfig = { region: at, maxAttempts: 5, ...(endpoint ? { endpoint } : {}) };
        try {
            return await fromWebToken({ roleArn, roleSessionName: 'pgproof', webIdentityToken, clientConfig })();
        }
        catch (error) {
            throw (0,errors/* environmentError */.me)(`AWS does not let this job take the role ${roleArn}: ${(0,errors/* messageOf */.bD)(error)}`, "check the role's trust policy: its provider, audience sts.amazonaws.com and the subject of this repository and environment", error);
        }
    };
}
async function mint(idToken) {
    try {
        return await idToken();
    }
    catch (error) {
        if (error instanceof errors/* PgproofError */.wp)
            throw error;
        throw (0,errors/* environmentError */.me)(`GitHub gave no OIDC token: ${(0,errors/* messageOf */.bD)(error)}`, 'give the job permissions: id-token: write', error);
    }
}
/** Whatever the SDK's chain says in its own words means one thing to the user. */
function noCredentials(cause) {
    return (0,errors/* environmentError */.me)(`no S3 credentials were found: ${(0,errors/* messageOf */.bD)(cause)}`, HOW, cause);
}

;// CONCATENATED MODULE: ./build/storage/s3-fault.js

/** Reads a thrown error; SDK errors are never printed whole, they hold the request with its headers. */
function faultIn(error) {
    const thrown = (typeof error === 'object' && error !== null ? error : {});
    const message = (0,errors/* messageOf */.bD)(error).slice(0, 300);
    return {
        code: String(thrown.code ?? thrown.Code ?? thrown.name ?? ''),
        status: thrown.$metadata?.httpStatusCode ?? thrown.$response?.statusCode,
        message,
        region: thrown.$response?.headers?.['x-amz-bucket-region'] ??
            thrown.Region ??
            /expecting ['"]([a-z0-9-]+)/.exec(message)?.[1],
    };
}

// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
;// CONCATENATED MODULE: ./build/storage/s3-errors.js





const busy = ({ code, status }, attempt, cause) => new TransientFailure('busy', `${storeOf(attempt)} is overloaded or out of order: ${status ?? ''} ${code} at ${attempt.verb}`.replace(/ {2,}/g, ' '), 'wait and run again; if it stays, ask the provider, or lower the number of jobs', cause);
const broken = ({ code, message }, attempt, cause) => new TransientFailure('broken', `the connection to ${storeOf(attempt)} broke at ${attempt.verb}: ${code && !message.includes(code) ? `${code}, ` : ''}${message}`, 'check the network between this machine and the store, then run again', cause);
const mangled = ({ code }, attempt, cause) => new TransientFailure('mangled', `${storeOf(attempt)} received other bytes than were sent (${code})`, 'check the memory of this machine and what stands between it and the store', cause);
const garbled = ({ message }, attempt, cause) => new TransientFailure('mangled', `the answer of ${storeOf(attempt)} at ${attempt.verb} is cut or not of S3's form: ${message.replace(/ \/ Deserialization error.*/, '')}`, 'check the endpoint and what stands between this machine and the store', cause);
const unreachable = (what, hint) => (_fault, attempt, cause) => new TransientFailure('unreachable', `${storeOf(attempt)} ${what}`, hint, cause);
const s3_errors_final = (sentence, hint) => (fault, attempt, cause) => (0,errors/* environmentError */.me)(sentence(attempt, fault), typeof hint === 'string' ? hint : hint(attempt, fault), cause);
const CLOCK = 'set the clock of this machine (NTP), then run again';
const NEW_KEYS = 'make a new key pair for this bucket and give both parts again';
const accessDenied = s3_errors_final(({ verb, bucket, name }) => `access denied: these credentials may not ${verb} in bucket ${bucket}${name ? ` (${name})` : ''}`, ({ verb }) => `allow ${PERMISSION[verb]} in the policy of the user or role, and check that no bucket policy or KMS key denies it`);
/** What an IAM policy has to allow for each verb; a HEAD needs the right to read. */
const PERMISSION = {
    PutObject: 's3:PutObject',
    GetObject: 's3:GetObject',
    HeadObject: 's3:GetObject and s3:ListBucket',
    ListBucket: 's3:ListBucket',
    DeleteObject: 's3:DeleteObject',
    GetBucketVersioning: 's3:GetBucketVersioning',
    ListObjectVersions: 's3:ListBucketVersions',
    GetObjectVersion: 's3:GetObjectVersion',
    DeleteObjectVersion: 's3:DeleteObjectVersion',
    GetLifecycleConfiguration: 's3:GetLifecycleConfiguration',
};
const wrongRegion = s3_errors_final(({ bucket, region }, fault) => `bucket ${bucket} is not in region ${region ?? 'us-east-1'}${fault.region ? ` but in ${fault.region}` : ''}`, ({ bucket }, fault) => `write s3://${bucket}/…?region=${fault.region ?? "<the bucket's region>"}`);
const expired = s3_errors_final(() => 'the S3 credentials have expired', 'get new ones; in Actions use aws-role, which renews them while the job runs');
const certificate = s3_errors_final((attempt, { code }) => `the TLS certificate of ${storeOf(attempt)} is not trusted (${code})`, 'check the endpoint; for a certificate of your own set NODE_EXTRA_CA_CERTS to its CA file');
const quota = s3_errors_final(({ bucket }, { code }) => `the storage quota of bucket ${bucket} is used up (${code})`, 'raise the quota or make room; nothing is removed by itself, and earlier backups are untouched');
const unknownKey = s3_errors_final(() => 'the store does not know this access key', 'check AWS_ACCESS_KEY_ID and the endpoint: the key may belong to another provider');
const BY_CODE = {
    NoSuchBucket: s3_errors_final(({ bucket }) => `there is no bucket ${bucket}`, 'check the name, the endpoint and the account, or create the bucket'),
    AccessDenied: accessDenied,
    Forbidden: accessDenied,
    AllAccessDisabled: accessDenied,
    AccountProblem: accessDenied,
    InvalidAccessKeyId: unknownKey,
    XAdminUserNotFound: unknownKey,
    SignatureDoesNotMatch: s3_errors_final(() => 'the secret access key does not fit its key id', NEW_KEYS),
    ExpiredToken: expired,
    ExpiredTokenException: expired,
    TokenRefreshRequired: expired,
    InvalidToken: s3_errors_final(() => 'the session token is not valid', 'leave AWS_SESSION_TOKEN out for permanent keys, give it with temporary ones'),
    PermanentRedirect: wrongRegion,
    TemporaryRedirect: wrongRegion,
    AuthorizationHeaderMalformed: wrongRegion,
    IllegalLocationConstraintException: wrongRegion,
    RequestTimeTooSkewed: (_fault, _attempt, cause) => new TransientFailure('skewed', "this machine's clock is more than 15 min off the store's", CLOCK, cause),
    InvalidObjectState: (_fault, { name, bucket }, cause) => new store/* ObjectArchived */.q2(`${name} is archived, not damaged: it must be thawed before it can be read`, `thaw it (aws s3api restore-object --bucket ${bucket} --key ${name} --restore-request Days=7), wait until that is done, then run again; and keep lifecycle rules away from this prefix`, cause),
    QuotaExceeded: quota,
    XMinioStorageFull: quota,
    StorageFull: quota,
    InsufficientStorage: quota,
    storage_cap_exceeded: quota,
    'KMS.DisabledException': s3_errors_final(({ bucket }) => `the KMS key of bucket ${bucket} is disabled`, 'enable the key'),
    'KMS.NotFoundException': s3_errors_final(({ bucket }) => `the KMS key of bucket ${bucket} is gone`, 'give the bucket another key; objects under the old one cannot be read'),
    SlowDown: busy,
    ServiceUnavailable: busy,
    InternalError: busy,
    OperationAborted: busy,
    ConditionalRequestConflict: busy,
    TooManyRequests: busy,
    Throttling: busy,
    ThrottlingException: busy,
    RequestTimeout: broken,
    IncompleteBody: broken,
    BadDigest: mangled,
    XAmzContentSHA256Mismatch: mangled,
    XAmzContentChecksumMismatch: mangled,
    ENOTFOUND: unreachable('has no address in DNS', 'check the endpoint, region and bucket in the storage address for a typo'),
    EAI_AGAIN: unreachable('could not be looked up in DNS', 'check the name servers of this machine'),
    ECONNREFUSED: unreachable('refuses connections', 'check host and port of the endpoint, and that the server runs'),
    EHOSTUNREACH: unreachable('cannot be reached', 'check the network; GitHub runners have no IPv6'),
    ENETUNREACH: unreachable('cannot be reached', 'check the network; GitHub runners have no IPv6'),
    ERR_SSL_WRONG_VERSION_NUMBER: s3_errors_final((attempt) => `${storeOf(attempt)} does not speak TLS`, 'write the endpoint with http:// where it is meant so'),
    ERR_SSL_PACKET_LENGTH_TOO_LONG: s3_errors_final((attempt) => `${storeOf(attempt)} does not speak TLS`, 'write the endpoint with http:// where it is meant so'),
    EPROTO: s3_errors_final((attempt) => `${storeOf(attempt)} does not speak TLS`, 'write the endpoint with http:// where it is meant so'),
    NotS3: s3_errors_final((attempt, { message }) => `${storeOf(attempt)} does not answer as S3 does: ${message}`, 'check the endpoint: it may be a console or a proxy that wants a login'),
    CredentialsProviderError: (_fault, _attempt, cause) => noCredentials(cause),
};
/** The server does not know the request at all. */
const isNotImplemented = ({ code, status }) => status === 501 || status === 405 || ['NotImplemented', 'MethodNotAllowed'].includes(code);
/** The server has no such thing as versions. */
const isNoVersioning = (fault) => isNotImplemented(fault) || fault.code === 'VersioningNotConfigured';
const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_)/;
const CUT = /^(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|TimeoutError|ERR_STREAM_PREMATURE_CLOSE|HPE_|UND_ERR)/;
const unexpected = s3_errors_final((attempt, { code, status, message }) => `${attempt.verb} failed at ${storeOf(attempt)}: ${status ? `HTTP ${status} ` : ''}${code}: ${message}`, 'check the storage address and the permissions; pgproof doctor tries each one');
/** Turns whatever a request threw into a failure for the user: one sentence, what to do, and whether trying again may help. */
function explainS3Error(error, attempt) {
    if (error instanceof errors/* PgproofError */.wp)
        return error;
    const fault = faultIn(error);
    return (explanationFor(fault) ?? unexpected)(fault, attempt, error);
}
function explanationFor({ code, status, region, message }) {
    if (Object.hasOwn(BY_CODE, code))
        return BY_CODE[code];
    if (CERTIFICATE.test(code))
        return certificate;
    if (CUT.test(code) || /socket hang up|aborted|connection.*timed out/i.test(message))
        return broken;
    // The store said yes, and what it said could not be read.
    if (status !== undefined && status < 300)
        return garbled;
    if (status === 301 || status === 307 || (status === 400 && region !== undefined))
        return wrongRegion;
    if (status === 403)
        return accessDenied;
    if (status === 507)
        return quota;
    if (status === 429 || status === 409 || status === 408 || (status !== undefined && status >= 500 && status !== 501))
        return busy;
    return undefined;
}
function storeOf({ bucket, endpoint }) {
    return endpoint ? new URL(endpoint).host : `S3 (bucket ${bucket})`;
}

;// CONCATENATED MODULE: ./build/storage/s3-facts.js

/** Classes whose objects have to be thawed before they can be read; `INTELLIGENT_TIERING` has tiers like them, which only a look at the object tells. */
const FROZEN = new Set(['GLACIER', 'DEEP_ARCHIVE']);
/** The class that keeps an object from being read, as a listing tells it: it may have been thawed for a while. */
const frozenClass = (storageClass) => storageClass !== undefined && FROZEN.has(storageClass) ? storageClass : undefined;
/** What the answer to a HEAD tells of an object. */
function objectFacts(answer, location) {
    const { ContentLength: size, LastModified: modified, ETag } = answer;
    if (size === undefined || !modified || !ETag)
        throw untrusted(location, 'HEAD tells no size, date or tag');
    const sha256 = sha256In(answer.ChecksumSHA256);
    const archived = frozenIn(answer);
    return { size, modified, ...(sha256 && { sha256 }), ...(archived && { archived }) };
}
function frozenIn({ StorageClass, ArchiveStatus, Restore }) {
    const frozen = ArchiveStatus ?? frozenClass(StorageClass);
    // A copy that can be read lies beside it for some days.
    return Restore?.includes('ongoing-request="false"') ? undefined : frozen;
}
/** A checksum of several parts ends with their number and is not the SHA-256 of the body. */
function sha256In(base64) {
    const bytes = Buffer.from(base64?.includes('-') ? '' : (base64 ?? ''), 'base64');
    return bytes.length === 32 ? bytes.toString('hex') : undefined;
}
/** For answers of which nothing is concluded. */
function untrusted(location, what) {
    return (0,errors/* environmentError */.me)(`${location} answers in a way that cannot be trusted: ${what}`, 'check the endpoint; nothing is guessed from such an answer');
}

;// CONCATENATED MODULE: ./build/storage/s3-lifecycle.js

/** Of a bucket's rules those that harm objects below a prefix (empty, or ending with a slash), each action by itself. */
function harmfulRules(rules, own) {
    return rules.filter(({ Status }) => Status === 'Enabled').flatMap((rule) => harmIn(rule, own));
}
function harmIn(rule, own) {
    const { ID: id = '', Filter, Expiration, Transitions = [] } = rule;
    // What pgproof puts has no tags, so a rule for tags is for others.
    if (Filter?.Tag ?? Filter?.And?.Tags?.length)
        return [];
    const whole = Filter?.And?.Prefix ?? Filter?.Prefix ?? rule.Prefix ?? '';
    if (!whole.startsWith(own) && !own.startsWith(whole))
        return [];
    const about = { id, prefix: whole.slice(own.length) };
    const ends = Expiration?.Days !== undefined || Expiration?.Date !== undefined ? [Expiration] : [];
    return [
        ...ends.map((when) => ({ ...about, action: 'deletes', when: sayWhen(when) })),
        ...Transitions.filter(({ StorageClass }) => frozenClass(StorageClass) !== undefined).map((when) => ({
            ...about,
            action: 'archives',
            when: sayWhen(when),
        })),
    ];
}
function sayWhen({ Days, Date: date }) {
    if (date)
        return `on ${date.toISOString().slice(0, 10)}`;
    return `${Days ?? 0} day${Days === 1 ? '' : 's'} after they were put`;
}

// EXTERNAL MODULE: ./build/storage/address.js
var storage_address = __webpack_require__(61834);
;// CONCATENATED MODULE: ./build/storage/s3-profiles.js

/**
 * From the providers' S3 compatibility tables: B2 answers 400 to `x-amz-checksum-*` and 501 to `If-None-Match`; R2 knows one region, `auto`,
 * and no `x-amz-server-side-encryption`, since it encrypts everything.
 * Servers that are not listed are tried with everything; what they refuse they are not asked for again.
 */
const PROFILES = [
    {
        name: 'AWS',
        hosts: /\.amazonaws\.com(\.cn)?$/,
        pathStyle: false,
        checksums: true,
        conditionalPut: true,
        encryptions: keeping/* ENCRYPTIONS */.$d,
        storageClasses: keeping/* STORAGE_CLASSES */.Zq,
    },
    {
        name: 'R2',
        hosts: /\.r2\.cloudflarestorage\.com$/,
        pathStyle: true,
        checksums: true,
        conditionalPut: true,
        encryptions: [],
        storageClasses: ['STANDARD', 'STANDARD_IA'],
        region: 'auto',
    },
    {
        name: 'B2',
        hosts: /\.backblazeb2\.com$/,
        pathStyle: true,
        checksums: false,
        conditionalPut: false,
        encryptions: ['AES256'],
        storageClasses: ['STANDARD'],
    },
];
const PLAIN = {
    name: 'S3-compatible',
    pathStyle: true,
    checksums: true,
    conditionalPut: true,
    encryptions: keeping/* ENCRYPTIONS */.$d,
    storageClasses: keeping/* STORAGE_CLASSES */.Zq,
};
/**
 * The profile for an endpoint; no endpoint is AWS. What the address says about path style and region wins; `asked` is the region of inputs and
 * environment, which often is there for another service, so that off AWS a region in the endpoint's name goes before it.
 */
function profileFor(address, endpoint, asked) {
    const host = endpoint === undefined ? 's3.amazonaws.com' : new URL(endpoint).hostname;
    const row = PROFILES.find(({ hosts }) => hosts.test(host));
    const { name, checksums, conditionalPut, encryptions, storageClasses, ...profile } = row ?? PLAIN;
    const inHost = regionInHost(host);
    const own = profile.region ?? (name === 'AWS' ? asked || inHost : inHost || asked || 'us-east-1');
    const region = address.region ?? own;
    return {
        name,
        checksums,
        conditionalPut,
        encryptions,
        storageClasses,
        pathStyle: address.pathStyle ?? profile.pathStyle,
        ...(region === undefined ? {} : { region }),
    };
}
/** `s3.eu-central-1.amazonaws.com`, `s3.us-west-004.backblazeb2.com` carry the region in their name. */
function regionInHost(host) {
    return /(?:^|\.)s3[.-](?:dualstack\.|fips[.-])?([a-z]+-[a-z]+(?:-[a-z]+)?-\d+)\./.exec(host)?.[1];
}

;// CONCATENATED MODULE: ./build/storage/s3-client.js





/** An answer that is a web page: a captive portal, a proxy's login, a site instead of an API. */
class NotS3 extends Error {
    constructor(status) {
        super(`a web page came back (HTTP ${status})`);
        this.name = 'NotS3';
    }
}
/** Makes the client; the SDK's own retries are off, because the retry decorator has them. */
async function connectS3(address, options) {
    const { environment, credentials = {} } = options;
    const fromEnvironment = environment.AWS_ENDPOINT_URL_S3 || environment.AWS_ENDPOINT_URL;
    const endpoint = address.endpoint ?? (fromEnvironment ? (0,storage_address/* parseEndpoint */.B)(fromEnvironment) : undefined);
    const asked = credentials.awsRegion || environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
    const profile = profileFor(address, endpoint, asked);
    const { region } = profile;
    let date;
    const client = new dist_cjs/* S3Client */.YxF({
        ...(endpoint ? { endpoint } : {}),
        region: region ?? 'us-east-1',
        followRegionRedirects: profile.name === 'AWS' && !region,
        forcePathStyle: profile.pathStyle,
        credentials: await credentialProvider(credentials, environment, region),
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        maxAttempts: 1,
        requestHandler: requestHandlerOptions(options.stallSeconds ?? 60),
    });
    client.middlewareStack.add((next) => async (args) => {
        const result = await next(args).catch((error) => {
            // Network errors have a `code`; the SDK drops it from an error of another realm, as test runners have them.
            const { code, message } = faultIn(error);
            throw Object.assign(new Error(message, { cause: error }), { code });
        });
        const response = result.response;
        if (response.headers.date)
            date = new Date(response.headers.date);
        if (/^text\/html\b/i.test(response.headers['content-type'] ?? '') && response.statusCode < 500) {
            response.body?.destroy?.();
            throw new NotS3(response.statusCode);
        }
        return result;
    }, 
    // Inside the SDK's own deserializer, which would take a page for an empty answer.
    { step: 'deserialize', priority: 'low', name: 'pgproofAnswer' });
    return { client, profile, endpoint, region, keeping: options.keeping ?? {}, lastDate: () => date };
}
function requestHandlerOptions(stallSeconds) {
    const agent = { keepAlive: true, maxSockets: 64 };
    return {
        connectionTimeout: Math.min(stallSeconds, 15) * 1000,
        socketTimeout: stallSeconds * 1000,
        httpAgent: agent,
        httpsAgent: agent,
    };
}

;// CONCATENATED MODULE: ./build/storage/s3-objects.js





/** Puts objects, and looks them up, with all the care a store takes, and learns what it refuses: `x-amz-checksum-sha256` gives way to Content-MD5, `If-None-Match` to a look before. */
class S3Objects {
    #connection;
    #bucket;
    #means;
    constructor(connection, bucket) {
        this.#connection = connection;
        this.#bucket = bucket;
        const { checksums, conditionalPut } = connection.profile;
        this.#means = { checksums, conditionalPut };
    }
    get capabilities() {
        return { ...this.#means };
    }
    /** What was found refused before is not asked for again. */
    learn({ checksums, conditionalPut }) {
        this.#means = {
            checksums: this.#means.checksums && checksums !== false,
            conditionalPut: this.#means.conditionalPut && conditionalPut !== false,
        };
    }
    /** One object in one request; `taken` where `onlyIfAbsent` is set and the name holds something. Throws what the SDK throws. */
    async put(request) {
        const { checksums, conditionalPut } = this.#means;
        // From all the care down to none, one thing less at a time.
        const fallbacks = [
            { checksums, conditionalPut },
            ...(checksums ? [{ checksums: false, conditionalPut }] : []),
            ...(conditionalPut && request.onlyIfAbsent ? [{ checksums, conditionalPut: false }] : []),
            ...(conditionalPut && request.onlyIfAbsent && checksums ? [{ checksums: false, conditionalPut: false }] : []),
        ];
        let refused;
        for (const means of fallbacks) {
            try {
                const outcome = await this.#putBy(means, request);
                this.#means = means;
                return outcome;
            }
            catch (error) {
                if (!isRefusedHeader(faultIn(error)))
                    throw error;
                refused ??= error;
            }
        }
        throw this.#refusedKeeping(request, refused);
    }
    /** The store did not take what it was told of how to keep the object; that is never left out by itself. */
    #refusedKeeping({ lasting }, refused) {
        const { encryption, storageClass } = this.#connection.keeping;
        const asked = [
            ...(encryption ? [`server-side-encryption ${encryption}`] : []),
            ...(storageClass && lasting ? [`storage-class ${storageClass}`] : []),
        ];
        if (asked.length === 0)
            return refused;
        return (0,errors/* environmentError */.me)(`the store refuses to keep an object with ${asked.join(' and ')}: ${(0,errors/* messageOf */.bD)(refused)}`, 'leave it out, or ask the provider what it takes instead', refused);
    }
    async #putBy(means, request) {
        const { name, body, sha256, onlyIfAbsent, lasting, signal } = request;
        const { encryption, kmsKey, storageClass } = this.#connection.keeping;
        if (onlyIfAbsent && !means.conditionalPut && (await this.#exists(name, signal)))
            return 'taken';
        const command = new dist_cjs/* PutObjectCommand */.wKZ({
            Bucket: this.#bucket,
            Key: name,
            Body: body,
            ContentLength: body.length,
            ContentType: 'application/octet-stream',
            ...(means.checksums
                ? { ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64') }
                : { ContentMD5: (0,external_node_crypto_.createHash)('md5').update(body).digest('base64') }),
            ...(onlyIfAbsent && means.conditionalPut ? { IfNoneMatch: '*' } : {}),
            ...(encryption ? { ServerSideEncryption: encryption } : {}),
            ...(kmsKey ? { SSEKMSKeyId: kmsKey } : {}),
            ...(storageClass && lasting ? { StorageClass: storageClass } : {}),
        });
        try {
            const { ETag, ServerSideEncryption } = await this.#connection.client.send(command, { abortSignal: signal });
            // Whoever stores an object names it; an answer without is somebody else's.
            if (!ETag)
                throw new NotS3(200);
            if (encryption && ServerSideEncryption !== encryption)
                throw notEncrypted(encryption, ServerSideEncryption);
            return 'put';
        }
        catch (error) {
            if (onlyIfAbsent && faultIn(error).status === 412)
                return 'taken';
            throw error;
        }
    }
    async #exists(name, abortSignal) {
        return (await this.#lookUp({ Bucket: this.#bucket, Key: name }, abortSignal)) !== undefined;
    }
    /** What the store knows of an object, with its checksum where the store tells it; undefined where there is none. */
    async head(name, abortSignal) {
        const plain = { Bucket: this.#bucket, Key: name };
        if (!this.#means.checksums)
            return await this.#lookUp(plain, abortSignal);
        try {
            return await this.#lookUp({ ...plain, ChecksumMode: 'ENABLED' }, abortSignal);
        }
        catch (error) {
            const { status } = faultIn(error);
            // An answer to HEAD has no body, so its status is all there is.
            if (status !== 400 && status !== 501)
                throw error;
            const answer = await this.#lookUp(plain, abortSignal);
            this.#means = { ...this.#means, checksums: false };
            return answer;
        }
    }
    async #lookUp(input, abortSignal) {
        try {
            return await this.#connection.client.send(new dist_cjs/* HeadObjectCommand */.l81(input), { abortSignal });
        }
        catch (error) {
            if (faultIn(error).status === 404)
                return undefined;
            throw error;
        }
    }
}
/** Whoever encrypts says so in the answer; a store that does not know the wish passes over it in silence. */
function notEncrypted(asked, told) {
    return (0,errors/* environmentError */.me)(`the store was asked to encrypt with ${asked} and ${told ? `says that it did with ${told}` : 'does not say that it did'}`, 'leave server-side-encryption out where the store has none, and let pgproof encrypt (encrypt-to) before anything is sent');
}
const REFUSALS = new Set([
    'NotImplemented',
    'InvalidArgument',
    'InvalidRequest',
    'UnsupportedArgument',
    'UnsupportedHeader',
]);
/** The server does not take something that the request carries, or the request at all. */
function isRefusedHeader({ code, status }) {
    return status === 501 || (status === 400 && REFUSALS.has(code));
}

;// CONCATENATED MODULE: ./build/storage/s3-bucket.js





/** What a bucket is asked besides its objects. */
class S3Bucket {
    #place;
    #objects;
    constructor(place, objects) {
        this.#place = place;
        this.#objects = objects;
    }
    get provider() {
        const { profile, endpoint } = this.#place.connection;
        return endpoint === undefined ? profile.name : `${profile.name} at ${new URL(endpoint).host}`;
    }
    learn(found) {
        this.#objects.learn(found);
    }
    /** The SDK sends a CRC32 along, whatever it is told: some servers refuse that. */
    async deletesInBulk(key) {
        const { connection, bucket, prefix, explained } = this.#place;
        const name = prefix + key;
        const command = new dist_cjs/* DeleteObjectsCommand */.xvx({ Bucket: bucket, Delete: { Objects: [{ Key: name }] } });
        return await explained('DeleteObject', name, async (abortSignal) => {
            try {
                const { Deleted = [] } = await connection.client.send(command, { abortSignal });
                return Deleted.some(({ Key }) => Key === name);
            }
            catch (error) {
                const fault = faultIn(error);
                if (isRefusedHeader(fault) || isNotImplemented(fault))
                    return false;
                throw error;
            }
        });
    }
    async lifecycle() {
        const { connection, bucket, prefix, explained } = this.#place;
        const command = new dist_cjs/* GetBucketLifecycleConfigurationCommand */.iQ1({ Bucket: bucket });
        return await explained('GetLifecycleConfiguration', '', async (abortSignal) => {
            try {
                return harmfulRules((await connection.client.send(command, { abortSignal })).Rules ?? [], prefix);
            }
            catch (error) {
                const fault = faultIn(error);
                if (fault.code === 'NoSuchLifecycleConfiguration')
                    return [];
                if (isNotImplemented(fault))
                    return undefined;
                throw error;
            }
        });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3-read.js



/**
 * Reads an object whole. A connection that is cut, or gives no byte for `stallMs`, is taken up where it ended, with `If-Match`,
 * as long as each one brings something.
 */
async function readObject(request) {
    const arrived = { body: Buffer.alloc(0), length: 0, etag: '' };
    for (;;) {
        const before = arrived.length;
        try {
            await readOnce(request, arrived);
            return arrived.body;
        }
        catch (error) {
            request.signal.throwIfAborted();
            if (arrived.length === before || faultIn(error).status !== undefined)
                throw error;
        }
    }
}
async function readOnce(request, arrived) {
    const { client, bucket, name, version, signal, stallMs } = request;
    const from = arrived.length;
    const rest = from > 0 ? { Range: `bytes=${from}-`, IfMatch: arrived.etag } : {};
    const command = new dist_cjs/* GetObjectCommand */.jLs({ Bucket: bucket, Key: name, VersionId: version, ...rest });
    const { Body, ContentLength, ContentRange, ETag } = await client
        .send(command, { abortSignal: signal })
        .catch((error) => {
        const changed = from > 0 && [412, 416].includes(faultIn(error).status ?? 0);
        throw changed ? cut(`${name} was replaced while it was read`) : error;
    });
    const stream = Body;
    if (!stream || ETag === undefined || ContentLength === undefined)
        throw new NotS3(200);
    if (from === 0) {
        const refused = request.tooLarge(ContentLength);
        if (refused) {
            stream.destroy();
            throw refused;
        }
        arrived.body = Buffer.allocUnsafe(ContentLength);
        arrived.etag = ETag;
    }
    else if (ETag !== arrived.etag || !ContentRange?.startsWith(`bytes ${from}-`)) {
        stream.destroy();
        throw cut(`${name} was replaced while it was read, or cannot be read in pieces`);
    }
    await fill(stream, arrived, { signal, stallMs });
    if (arrived.length !== arrived.body.length)
        throw cut(`the answer ended after ${arrived.length} of ${arrived.body.length} bytes`);
}
async function fill(stream, arrived, { signal, stallMs }) {
    const stalled = () => stream.destroy(cut(`no byte for ${stallMs / 1000} s`));
    const abort = () => stream.destroy(new Error('aborted'));
    const timer = setTimeout(stalled, stallMs);
    signal.addEventListener('abort', abort, { once: true });
    try {
        for await (const chunk of stream) {
            timer.refresh();
            if (arrived.length + chunk.length > arrived.body.length)
                throw cut('more bytes came than were promised');
            arrived.length += chunk.copy(arrived.body, arrived.length);
        }
    }
    finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
    }
}
function cut(message) {
    return Object.assign(new Error(message), { name: 'TimeoutError' });
}

;// CONCATENATED MODULE: ./build/storage/s3-versions.js





/** What a bucket keeps of objects that were deleted or overwritten. */
class S3Versions {
    #connection;
    #bucket;
    #prefix;
    #explained;
    #read;
    constructor({ connection, bucket, prefix, explained }, read) {
        this.#connection = connection;
        this.#bucket = bucket;
        this.#prefix = prefix;
        this.#explained = explained;
        this.#read = read;
    }
    async kept() {
        return await this.#explained('GetBucketVersioning', '', async (abortSignal) => {
            try {
                const command = new dist_cjs/* GetBucketVersioningCommand */._rj({ Bucket: this.#bucket });
                // A bucket where it was suspended still holds what it kept before.
                return (await this.#connection.client.send(command, { abortSignal })).Status !== undefined;
            }
            catch (error) {
                if (isNoVersioning(faultIn(error)))
                    return false;
                throw error;
            }
        });
    }
    async *list(prefix) {
        const whole = this.#prefix + prefix;
        for await (const page of this.#pages(whole)) {
            const marks = (page.DeleteMarkers ?? []).map((one) => ({ ...one, Size: 0, mark: true }));
            const versions = (page.Versions ?? []).map((one) => ({ ...one, mark: false }));
            for (const { Key, VersionId, Size, LastModified, IsLatest, mark } of [...versions, ...marks]) {
                if (!Key?.startsWith(whole) || VersionId === undefined || Size === undefined || !LastModified)
                    throw s3_versions_untrusted(whole);
                const key = Key.slice(this.#prefix.length);
                if (!key.endsWith('/'))
                    yield { key, version: VersionId, mark, size: Size, modified: LastModified, current: IsLatest === true };
            }
        }
    }
    async folders(prefix) {
        const whole = this.#prefix + prefix;
        const names = new Set();
        for await (const page of this.#pages(whole, '/')) {
            for (const { Prefix } of page.CommonPrefixes ?? []) {
                if (!Prefix?.startsWith(whole) || !Prefix.endsWith('/'))
                    throw s3_versions_untrusted(whole);
                if (Prefix.length > whole.length + 1)
                    names.add(Prefix.slice(whole.length, -1));
            }
        }
        return [...names].sort(storage_key/* compareKeys */.YD);
    }
    get(key, version, options = {}) {
        return this.#read(key, version, options);
    }
    async *#pages(prefix, delimiter) {
        let page;
        do {
            page = await this.#page(prefix, page, delimiter);
            yield page;
        } while (page.IsTruncated);
    }
    async #page(prefix, last, delimiter) {
        const command = new dist_cjs/* ListObjectVersionsCommand */.uc$({
            Bucket: this.#bucket,
            Prefix: prefix,
            Delimiter: delimiter,
            KeyMarker: last?.NextKeyMarker,
            VersionIdMarker: last?.NextVersionIdMarker,
        });
        const page = await this.#explained('ListObjectVersions', prefix, (abortSignal) => this.#connection.client.send(command, { abortSignal }));
        const stands = page.NextKeyMarker === last?.NextKeyMarker && page.NextVersionIdMarker === last?.NextVersionIdMarker;
        if (page.IsTruncated === undefined || (page.IsTruncated && (!page.NextKeyMarker || stands)))
            throw s3_versions_untrusted(prefix);
        return page;
    }
    async delete(key, version) {
        const command = new dist_cjs/* DeleteObjectCommand */.k4j({ Bucket: this.#bucket, Key: this.#prefix + key, VersionId: version });
        await this.#explained('DeleteObjectVersion', this.#prefix + key, async (abortSignal) => {
            await this.#connection.client.send(command, { abortSignal });
        });
    }
    async lockedUntil(key, version) {
        const command = new dist_cjs/* GetObjectRetentionCommand */.zsK({ Bucket: this.#bucket, Key: this.#prefix + key, VersionId: version });
        try {
            return (await this.#connection.client.send(command)).Retention?.RetainUntilDate;
        }
        catch {
            // Nothing is kept by a lock, or it may not be asked.
            return undefined;
        }
    }
}
const s3_versions_untrusted = (prefix) => (0,errors/* environmentError */.me)(`the list of old versions below ${JSON.stringify(prefix)} cannot be trusted`, 'check the endpoint; nothing is guessed from such an answer');

;// CONCATENATED MODULE: ./build/storage/s3.js













/** A store in a bucket, below a prefix. One request a call; trying again is the retry decorator's. */
class S3Store {
    location;
    versions;
    bucket;
    #address;
    #connection;
    #options;
    #objects;
    #prefix;
    constructor(address, connection, options) {
        this.location = address.location;
        this.#address = address;
        this.#connection = connection;
        this.#options = options;
        this.#objects = new S3Objects(connection, address.bucket);
        this.#prefix = address.prefix === '' ? '' : `${address.prefix}/`;
        const explained = this.#explained.bind(this);
        const place = { connection, bucket: address.bucket, prefix: this.#prefix, explained };
        this.versions = new S3Versions(place, this.#read.bind(this));
        this.bucket = new S3Bucket(place, this.#objects);
    }
    get capabilities() {
        return this.#objects.capabilities;
    }
    async put(key, body, options = {}) {
        const name = this.#nameOf(key);
        const { onlyIfAbsent = false, lasting = false } = options;
        const sha256 = options.sha256 ?? (0,external_node_crypto_.createHash)('sha256').update(body).digest('hex');
        const outcome = await this.#explained('PutObject', name, (signal) => this.#objects.put({ name, body, sha256, onlyIfAbsent, lasting, signal }));
        if (outcome === 'taken' && !(await this.#holds(key, body, sha256)))
            throw new store/* ObjectExists */["if"](key);
    }
    async #holds(key, body, sha256) {
        const facts = await this.head(key);
        // Removed since: the next try decides.
        if (!facts)
            throw new TransientFailure('broken', `${key} came and went while it was put`, 'run again');
        if (facts.size !== body.length)
            return false;
        return facts.sha256 === undefined ? (await this.get(key)).equals(body) : facts.sha256 === sha256;
    }
    async get(key, options = {}) {
        return await this.#read(key, undefined, options);
    }
    async #read(key, version, options) {
        const name = this.#nameOf(key);
        const { client } = this.#connection;
        const stallMs = this.#options.stallSeconds * 1000;
        const most = options.most ?? Number.POSITIVE_INFINITY;
        const tooLarge = (size) => (size > most ? new store/* ObjectTooLarge */.Xs(key, size) : undefined);
        const read = async (signal) => {
            try {
                return await readObject({ client, bucket: this.#address.bucket, name, version, signal, stallMs, tooLarge });
            }
            catch (error) {
                if (['NoSuchKey', 'NoSuchVersion'].includes(faultIn(error).code))
                    throw new store/* ObjectMissing */.GV(key);
                throw error;
            }
        };
        return await this.#explained(version === undefined ? 'GetObject' : 'GetObjectVersion', name, read, options.signal);
    }
    async head(key) {
        const name = this.#nameOf(key);
        return await this.#explained('HeadObject', name, async (signal) => {
            const answer = await this.#objects.head(name, signal);
            return answer && objectFacts(answer, this.location);
        });
    }
    async *list(prefix) {
        const whole = this.#prefix + prefix;
        let token;
        let last = '';
        do {
            const page = await this.#page(whole, token);
            for (const object of this.#checkedObjects(page, whole, last)) {
                last = object.key;
                yield { ...object, key: object.key.slice(this.#prefix.length) };
            }
            token = this.#nextToken(page, token);
        } while (token !== undefined);
    }
    async folders(prefix) {
        const whole = this.#prefix + prefix;
        const names = [];
        let token;
        do {
            const page = await this.#page(whole, token, '/');
            for (const { Prefix } of page.CommonPrefixes ?? []) {
                if (!Prefix?.startsWith(whole) || !Prefix.endsWith('/') || Prefix.length <= whole.length + 1)
                    throw untrusted(this.location, `${JSON.stringify(Prefix)} is no folder below ${JSON.stringify(whole)}`);
                names.push(Prefix.slice(whole.length, -1));
            }
            token = this.#nextToken(page, token);
        } while (token !== undefined);
        return names.sort(storage_key/* compareKeys */.YD);
    }
    #nextToken(page, token) {
        if (!page.IsTruncated)
            return undefined;
        if (!page.NextContinuationToken || page.NextContinuationToken === token)
            throw untrusted(this.location, 'it says that there is more, without a way to get it');
        return page.NextContinuationToken;
    }
    async #page(prefix, token, delimiter) {
        const command = new dist_cjs/* ListObjectsV2Command */.u6x({
            Bucket: this.#address.bucket,
            Prefix: prefix,
            ContinuationToken: token,
            Delimiter: delimiter,
        });
        const page = await this.#explained('ListBucket', prefix, (abortSignal) => this.#connection.client.send(command, { abortSignal }));
        if (page.IsTruncated === undefined || page.Name === undefined)
            throw untrusted(this.location, 'the answer is no listing');
        return page;
    }
    *#checkedObjects(page, prefix, after) {
        let last = after;
        for (const { Key, Size, LastModified, StorageClass } of page.Contents ?? []) {
            if (Key === undefined || Size === undefined || !LastModified)
                throw untrusted(this.location, 'an entry lacks name, size or date');
            if (!Key.startsWith(prefix))
                throw untrusted(this.location, `${JSON.stringify(Key)} is not below ${JSON.stringify(prefix)}`);
            if (last !== '' && (0,storage_key/* compareKeys */.YD)(last, Key) >= 0)
                throw untrusted(this.location, `${JSON.stringify(Key)} comes after ${JSON.stringify(last)}`);
            last = Key;
            // "Folders" that consoles make: empty objects whose names end with a slash.
            const archived = frozenClass(StorageClass);
            if (!Key.endsWith('/'))
                yield { key: Key, size: Size, modified: LastModified, ...(archived && { archived }) };
        }
    }
    async delete(key) {
        const name = this.#nameOf(key);
        const command = new dist_cjs/* DeleteObjectCommand */.k4j({ Bucket: this.#address.bucket, Key: name });
        await this.#explained('DeleteObject', name, async (abortSignal) => {
            try {
                await this.#connection.client.send(command, { abortSignal });
            }
            catch (error) {
                if (faultIn(error).code !== 'NoSuchKey')
                    throw error;
            }
        });
    }
    async clock() {
        const prefix = `${this.#prefix}.pgproof/`;
        const command = new dist_cjs/* ListObjectsV2Command */.u6x({ Bucket: this.#address.bucket, Prefix: prefix, MaxKeys: 1 });
        await this.#explained('ListBucket', prefix, (abortSignal) => this.#connection.client.send(command, { abortSignal }));
        const date = this.#connection.lastDate();
        if (!date || Number.isNaN(date.getTime()))
            throw (0,errors/* environmentError */.me)(`${this.location} does not tell the time`, 'the store sends no Date header; a proxy may remove it');
        return date;
    }
    async freeBytes() {
        return undefined;
    }
    close() {
        this.#connection.client.destroy();
    }
    #nameOf(key) {
        (0,storage_key/* checkKey */.yR)(key);
        return this.#prefix + key;
    }
    async #explained(verb, name, work, own) {
        const signals = [this.#options.signal, own].filter((signal) => signal !== undefined);
        const signal = signals.length === 1 && signals[0] ? signals[0] : AbortSignal.any(signals);
        signal.throwIfAborted();
        try {
            return await work(signal);
        }
        catch (error) {
            if (error instanceof store/* ObjectMissing */.GV || error instanceof store/* ObjectTooLarge */.Xs)
                throw error;
            signal.throwIfAborted();
            const { endpoint, region } = this.#connection;
            throw explainS3Error(error, { verb, bucket: this.#address.bucket, name, endpoint, region });
        }
    }
}

;// CONCATENATED MODULE: ./build/storage/s3-open.js




/** An S3 store that tries passing faults again. */
async function openS3(address, options) {
    const { signal, stallSeconds = 60, retrySeconds = 300 } = options;
    const connection = await connectS3(address, options);
    const { profile } = connection;
    (0,keeping/* checkKeeping */.IA)(options.keeping ?? {}, profile.name === 'S3-compatible' ? 'the store' : profile.name, profile);
    const store = new S3Store(address, connection, { stallSeconds, ...(signal ? { signal } : {}) });
    return withRetry(store, { budgetMs: retrySeconds * 1000, ...(signal ? { signal } : {}) });
}


/***/ })

};
