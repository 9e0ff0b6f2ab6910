export const id = 2015;
export const ids = [2015];
export const modules = {

/***/ 58207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ copyOne)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/copy.js + 2 modules
var copy = __webpack_require__(79600);
// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var records = __webpack_require__(6827);
;// CONCATENATED MODULE: ./build/repository/copy-records.js


/**
 * A good restore-test, and what keys opened it, are about a backup's bytes, which are the same in every store. All other records are about one store:
 * `verified` and `failed` say what was read there, `expired`, `pinned` and the like what is kept there, steps where a restore from there stands.
 */
const TRAVEL = new Set(['restore-tested', 'opened']);
/** Copies a backup's records that are as true of the copy, byte for byte, and returns how many there were to copy. */
async function copyRecords(from, to, { name, id }) {
    const there = new Set(await (0,records/* recordKeys */.IH)(to, name, id));
    let copied = 0;
    for (const key of await (0,records/* recordKeys */.IH)(from, name, id)) {
        if (!TRAVEL.has((0,records/* kindIn */.aG)(key)) || there.has(key))
            continue;
        if (await copyRecord(from, to, key))
            copied += 1;
    }
    return copied;
}
/** One that cannot be read is news that nobody gets, as elsewhere. */
async function copyRecord(from, to, key) {
    try {
        await to.put(key, await from.get(key, { most: records/* MOST_RECORD_BYTES */.W7 }), { onlyIfAbsent: true });
        return true;
    }
    catch (error) {
        if (error instanceof store/* ObjectMissing */.GV || error instanceof store/* ObjectTooLarge */.Xs || error instanceof store/* ObjectExists */["if"])
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
;// CONCATENATED MODULE: ./build/operations/copy/copy-one.js





/** Copies one backup, while the first storage is told that it is being read, and says so there. */
async function copyOne(run, chosen) {
    const { from, to, context, signal } = run;
    return await (0,operations_chosen/* whileReadingBackup */.me)(from, chosen, context, async (backup) => {
        const onBytes = progressOf(run, backup);
        const copied = await (0,copy/* copyBackup */.U)({ from, to, backup, by: context.by, signal, onBytes }, context.now).catch((error) => {
            throw (0,operations_chosen/* namedDamage */.rK)(error, backup);
        });
        if (!to.capabilities.conditionalPut)
            warnOnce(run.warnings, uniqueToNobody(to));
        const records = await copyRecords(from, to, backup);
        const record = run.asOf === undefined ? await putCopied(run, backup, copied) : undefined;
        return { ...copied, records, ...(record !== undefined && { record }) };
    });
}
const uniqueToNobody = ({ location }) => `${location} cannot refuse to overwrite an object: each was looked for before it was put, and the manifest was read back`;
function warnOnce(warnings, text) {
    if (!warnings.includes(text))
        warnings.push(text);
}
function progressOf({ context }, { manifest }) {
    const total = manifest.objects.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    return (bytes) => {
        done += bytes;
        context.progress({ kind: 'bytes', done, total });
    };
}
/** Keys that may only read the first storage are a supported way to work: then only the copy knows that it is there. */
async function putCopied(run, backup, { sent, found }) {
    const { from, to, context, warnings } = run;
    const time = context.now().toISOString();
    const body = { to: to.location, sent, found };
    const record = { kind: 'copied', time, ok: true, by: context.by, manifest: backup.digest, body };
    return await (0,records/* putRecord */.j8)(from, { name: backup.name, id: backup.id }, record).catch((error) => {
        warnings.push(`no record of the copy was written in ${from.location}: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    });
}


/***/ }),

/***/ 12341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FS: () => (/* binding */ learnSecond),
  Hl: () => (/* binding */ openSecond),
  bx: () => (/* binding */ refuseSameAddress),
  gR: () => (/* binding */ refuseSameStorage),
  QG: () => (/* binding */ secondStorage)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/heartbeat.js
var repository_heartbeat = __webpack_require__(9469);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/storage/address.js
var storage_address = __webpack_require__(61834);
// EXTERNAL MODULE: ./build/operations/first-use.js
var first_use = __webpack_require__(23735);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
;// CONCATENATED MODULE: ./build/operations/copy/second-store.js


/** Opens the second store by `open`, and has every fault of it say that it is the second one's. */
async function asSecond(open) {
    return new SecondStore(await told(open));
}
class SecondStore {
    #store;
    keys;
    constructor(store) {
        this.#store = store;
        if (store.keys)
            this.keys = store.keys;
    }
    get location() {
        return this.#store.location;
    }
    get capabilities() {
        return this.#store.capabilities;
    }
    get versions() {
        return this.#store.versions;
    }
    get bucket() {
        return this.#store.bucket;
    }
    put(key, body, options) {
        return told(() => this.#store.put(key, body, options));
    }
    get(key, options) {
        return told(() => this.#store.get(key, options));
    }
    head(key) {
        return told(() => this.#store.head(key));
    }
    async *list(prefix) {
        try {
            yield* this.#store.list(prefix);
        }
        catch (error) {
            throw ofSecond(error);
        }
    }
    folders(prefix) {
        return told(() => this.#store.folders(prefix));
    }
    delete(key) {
        return told(() => this.#store.delete(key));
    }
    clock() {
        return told(() => this.#store.clock());
    }
    freeBytes() {
        return told(() => this.#store.freeBytes());
    }
    close() {
        this.#store.close();
    }
}
async function told(ask) {
    try {
        return await ask();
    }
    catch (error) {
        throw ofSecond(error);
    }
}
/** The inputs of the second storage are named like the first one's, with `copy-` before. */
const INPUTS = /(?<![-\w])(s3-access-key-id|s3-secret-access-key|aws-role|aws-region|server-side-encryption|kms-key|storage-class)(?![-\w])/g;
function ofSecond(error) {
    if (!(error instanceof errors/* PgproofError */.wp) || (error.code !== 2 && error.code !== 3))
        return error;
    const [reason, hint] = [error.reason, error.hint].map((text) => text.replaceAll(INPUTS, 'copy-$1'));
    const said = [`the second storage: ${reason}`, hint];
    if (error instanceof store/* ObjectArchived */.q2)
        return new store/* ObjectArchived */.q2(...said, error);
    return new errors/* PgproofError */.wp(error.code, ...said, { cause: error });
}

;// CONCATENATED MODULE: ./build/operations/copy/second-storage.js







/** A request for the second storage. Where it is given no credentials of its own, those of the first serve: another region of the same provider. */
function secondStorage(request, copyTo) {
    const { copyS3AccessKeyId, copyS3SecretAccessKey, copyAwsRole } = request;
    const own = Boolean(copyS3AccessKeyId || copyS3SecretAccessKey || copyAwsRole);
    return {
        ...request,
        storage: copyTo,
        awsRegion: request.copyAwsRegion ?? request.awsRegion,
        serverSideEncryption: request.copyServerSideEncryption,
        kmsKey: request.copyKmsKey,
        storageClass: request.copyStorageClass,
        asOf: undefined,
        ...(own && { s3AccessKeyId: copyS3AccessKeyId, s3SecretAccessKey: copyS3SecretAccessKey, awsRole: copyAwsRole }),
    };
}
/** Opens the second storage; nothing is asked of it yet. */
const openSecond = (request, copyTo, context, signal) => asSecond(() => (0,repository/* openStorage */.G)(secondStorage(request, copyTo), context, signal));
/** Learns what the second storage can do, as `learnStore` does; what a person should know of it is returned. */
async function learnSecond(to, request, context, signal) {
    const warnings = await (0,first_use/* learnStore */.Q)(to, secondStorage(request, request.copyTo), context, signal);
    return warnings.map((text) => `the second storage: ${text}`);
}
/** Throws exit 2 where both addresses are the same, before anything is asked of either. */
function refuseSameAddress(storage, copyTo) {
    if (placeOf(storage) === placeOf(copyTo))
        throw sameStorage(storage, copyTo);
}
/** An address without what only says how to reach the place. */
function placeOf(storage) {
    const address = (0,storage_address/* parseStorageAddress */.R)(storage);
    if (address.scheme !== 's3')
        return address.location;
    return JSON.stringify([address.endpoint, address.bucket, address.prefix]);
}
/**
 * Throws exit 2 where two addresses lead to one storage: what is put into the one shows up in the other. The sign is a reader's heartbeat of one of
 * the backups, so the first thing that is tried on the second storage is to put an object there.
 */
async function refuseSameStorage(from, to, { name, id, end }, now) {
    const sign = layout/* keys */.HP.reading(name, id, end);
    const heartbeat = new repository_heartbeat/* Heartbeat */.XE(to, name, id, now, sign);
    await heartbeat.start();
    try {
        if (await from.head(sign))
            throw sameStorage(from.location, to.location);
    }
    finally {
        await heartbeat.stop().catch(() => { });
    }
}
const sameStorage = (storage, copyTo) => (0,errors/* usageError */.Wp)(`storage and copy-to are the same storage: ${storage} and ${copyTo}`, 'name another bucket, prefix or folder in copy-to: a second copy beside the first goes when the first does');


/***/ }),

/***/ 23735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ learnStore)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _storage_probe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(508);
/* harmony import */ var _storage_store_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13053);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72371);




/** What looking at a storage may take, before it is used as it is. */
const LOOK_MS = 10_000;
/**
 * Tells a store what its record says that it cannot do; where there is no record of it, it is probed first. Returns what a person should know.
 * Nothing of this may fail a backup: keys may be for some prefixes only, and what the store refuses is learned on the way as well.
 */
async function learnStore(store, request, context, signal) {
    // A store of its own: what takes too long, or is tried again for minutes, is ended with it.
    const short = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
    const own = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .openBare */ .j)(request, context, short);
    try {
        const { can, warnings } = await lookAt(own, short);
        if (can)
            store.bucket?.learn(can);
        return warnings;
    }
    catch (error) {
        signal.throwIfAborted();
        context.progress({ kind: 'note', text: `what the storage can do is not known beforehand: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}` });
        return [];
    }
    finally {
        own.close();
    }
}
async function lookAt(store, signal) {
    const known = await (0,_storage_store_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readStoreRecord */ .xN)(store);
    if (known === 'later')
        return { warnings: [] };
    if (known)
        return { can: known.can, warnings: [] };
    const findings = await (0,_storage_probe_js__WEBPACK_IMPORTED_MODULE_1__/* .probeStore */ .sk)(store, signal);
    // What may not be put there may be put elsewhere.
    const failed = findings.filter(({ name, state }) => state === 'failure' && name !== 'put');
    return {
        can: store.capabilities,
        warnings: failed.map(({ name, text }) => `the storage was tried, and failed at ${name}: ${text}`),
    };
}


/***/ }),

/***/ 79600:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ LetGo),
  U: () => (/* binding */ copyBackup)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
;// CONCATENATED MODULE: ./build/repository/bounded.js
/**
 * Works on items several at a time: at most so many, and at most so many bytes of them; one is always let through. After a failure nothing more is
 * begun, and the first one is thrown when what was under way has ended.
 */
async function bounded(items, most, bytesOf, work) {
    const running = new Set();
    const failures = [];
    let bytes = 0;
    for (const item of items) {
        const own = bytesOf(item);
        while (running.size > 0 && (running.size >= most.puts || bytes + own > most.bytes))
            await Promise.race(running);
        if (failures.length > 0)
            break;
        bytes += own;
        const task = work(item)
            .catch((error) => void failures.push(error))
            .finally(() => {
            running.delete(task);
            bytes -= own;
        });
        running.add(task);
    }
    await Promise.all(running);
    if (failures.length > 0)
        throw failures[0];
}

// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
// EXTERNAL MODULE: ./build/repository/upload.js
var upload = __webpack_require__(88328);
;// CONCATENATED MODULE: ./build/repository/copy-objects.js






/**
 * Brings every object that a backup's manifest lists into the other store, as it is stored. Each is checked when it is read, put where nothing may be
 * yet, and looked up on arrival. Throws DamagedObject for one that is not what it was, and exit 1 for one that the other store has with other bytes.
 */
async function copyObjects(copying) {
    const total = { sent: { objects: 0, bytes: 0 }, found: { objects: 0, bytes: 0 } };
    const copy = async (object) => {
        const amount = total[await copyObject(copying, object)];
        amount.objects += 1;
        amount.bytes += object.size;
        copying.onBytes(object.size);
    };
    await bounded(copying.backup.manifest.objects, upload/* IN_FLIGHT */.R, ({ size }) => size, copy);
    return total;
}
async function copyObject({ from, to, backup, signal }, object) {
    signal.throwIfAborted();
    const key = `${layout/* keys */.HP.backup(backup.name, backup.id)}${object.name}`;
    const before = await faultAt(to, backup, object, signal);
    if (before === undefined)
        return 'found';
    if (before !== MISSING)
        throw otherBytes(to, key);
    const { stored, what } = await (0,read/* askedTwice */.PD)(() => (0,read/* fetchObject */.ii)(from, backup, object, signal), object);
    if (what !== undefined)
        throw new read/* DamagedObject */.F7(object.name, what);
    await to.put(key, stored, { sha256: object.sha256, onlyIfAbsent: true, lasting: true }).catch((error) => {
        throw error instanceof store/* ObjectExists */["if"] ? otherBytes(to, key, error) : error;
    });
    const after = await faultAt(to, backup, object, signal);
    if (after === undefined)
        return 'sent';
    throw (0,errors/* environmentError */.me)(`${key} was put into ${to.location}, but ${after} when it was looked up`, 'no copy was made there: check that storage with pgproof doctor');
}
const MISSING = 'is missing';
/** How an object in a store differs from what it has to be, as half a sentence; undefined where it is right. It is read where the store tells no checksum. */
async function faultAt(store, backup, object, signal) {
    const facts = await store.head(`${layout/* keys */.HP.backup(backup.name, backup.id)}${object.name}`);
    if (facts === undefined)
        return MISSING;
    if (facts.size !== object.size)
        return `has ${facts.size} bytes instead of ${object.size}`;
    if (facts.sha256 !== undefined)
        return facts.sha256 === object.sha256 ? undefined : 'has another checksum';
    try {
        return (await (0,read/* askedTwice */.PD)(() => (0,read/* fetchObject */.ii)(store, backup, object, signal), object)).what;
    }
    catch (error) {
        if (error instanceof read/* DamagedObject */.F7)
            return error.what;
        throw error;
    }
}
/** What is there and is not ours is left as it is. */
const otherBytes = (to, key, cause) => (0,errors/* negative */.gu)(`${key} is in ${to.location} already, with other bytes`, 'nothing there is overwritten: find out who put it there, remove it by hand where it is damaged, and copy again', cause);

// EXTERNAL MODULE: ./build/repository/heartbeat.js
var repository_heartbeat = __webpack_require__(9469);
// EXTERNAL MODULE: ./build/repository/manifest.js + 1 modules
var manifest = __webpack_require__(91101);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
;// CONCATENATED MODULE: ./build/repository/copy.js








/** Thrown where the other store had the backup and a prune there has removed it: whoever decides there does not want it. */
class LetGo extends errors/* PgproofError */.wp {
}
/**
 * Makes a backup exist in another store too, byte for byte. It exists there when its manifest does, which is put last; whatever happens before leaves
 * nothing visible, and a later copy goes on from there.
 */
async function copyBackup(copying, now) {
    const { from, to, backup } = copying;
    const { name, id } = backup;
    const manifest = await manifestIn(from, backup);
    const before = await (0,repository_records/* recordKeys */.IH)(to, name, id);
    // The key of a reader, not of the run that makes the backup: two copies at a time do not end each other's.
    const heartbeat = new repository_heartbeat/* Heartbeat */.XE(to, name, id, now(), layout/* keys */.HP.reading(name, id, (0,external_node_crypto_.randomBytes)(3).toString('hex')));
    await heartbeat.start();
    try {
        const wasThere = await isThere(to, backup, manifest);
        if (!wasThere && before.some(repository_records/* isSwept */.A_))
            await refuseLetGo(to, backup);
        if (!wasThere)
            await say(copying, 'copying', now());
        const sent = await copyObjects(copying);
        const signed = await copySignature(copying);
        copying.signal.throwIfAborted();
        await commit(to, backup, manifest);
        await withdrawIfSwept(to, backup, before);
        if (!before.some((key) => (0,repository_records/* kindIn */.aG)(key) === 'came-as-copy'))
            await say(copying, 'came-as-copy', now());
        return { ...sent, wasThere, signed };
    }
    finally {
        // What cannot be removed grows stale.
        await heartbeat.stop().catch(() => { });
    }
}
/**
 * Tells beside the copy where it comes from: by `copying`, which is there before any object, a sweep knows what a killed copy has left;
 * by `came-as-copy` nobody misses here what the first store had before it.
 */
async function say({ from, to, backup, by }, kind, now) {
    const body = { from: from.location, to: to.location };
    const record = { kind, time: now.toISOString(), ok: true, by, manifest: backup.digest, body };
    await (0,repository_records/* putRecord */.j8)(to, { name: backup.name, id: backup.id }, record);
}
/** The manifest's bytes, as they were when the backup was chosen. */
async function manifestIn(store, { name, id, digest }) {
    const key = layout/* keys */.HP.manifest(name, id);
    const bytes = await store.get(key, { most: manifest/* MOST_MANIFEST_BYTES */.Gr });
    if ((0,manifest/* sha256 */.sc)(bytes) === digest)
        return bytes;
    throw (0,manifest/* damaged */.qM)(key, 'changed while it was copied');
}
/** Whether the other store has this very backup. Throws exit 1 where it has another one under the id. */
async function isThere(to, { name, id }, manifest) {
    try {
        if ((await to.get(layout/* keys */.HP.manifest(name, id), { most: manifest.length })).equals(manifest))
            return true;
    }
    catch (error) {
        if (error instanceof store/* ObjectMissing */.GV)
            return false;
        if (!(error instanceof store/* ObjectTooLarge */.Xs))
            throw error;
    }
    throw otherBackup(to, id);
}
const otherBackup = (to, id, cause) => (0,errors/* negative */.gu)(`${to.location} holds another backup under the id ${id}`, 'nothing there is overwritten: find out which of the two manifests was changed, and by whom', cause);
/** A record of what was swept speaks of this manifest, or of none where it was what a killed copy had left. */
async function refuseLetGo(to, { name, id, digest }) {
    const records = (await (0,repository_records/* listRecords */.VI)(to, name, id)).get(id) ?? [];
    if (!records.some((record) => record.kind === 'swept' && record.manifest === digest))
        return;
    throw new LetGo(4, `backup ${id} was in ${to.location} before, and a prune there has let it go`, 'to have it there again, copy it to another prefix or folder, with a retention that keeps it');
}
const MOST_SIGNATURE_BYTES = 65_536;
/** The signature is over the manifest's bytes, so it holds wherever they are. */
async function copySignature({ from, to, backup }) {
    const key = `${layout/* keys */.HP.backup(backup.name, backup.id)}${layout/* SIGNATURE */.J2}`;
    const signature = await from.get(key, { most: MOST_SIGNATURE_BYTES }).catch((error) => {
        if (error instanceof store/* ObjectMissing */.GV)
            return undefined;
        throw error instanceof store/* ObjectTooLarge */.Xs ? (0,manifest/* damaged */.qM)(key, `is ${error.size} bytes long, as no signature is`) : error;
    });
    if (signature === undefined)
        return false;
    await putAndReadBack(to, key, signature).catch((error) => {
        throw error instanceof store/* ObjectExists */["if"] ? otherBytes(to, key, error) : error;
    });
    return true;
}
async function commit(to, { name, id }, manifest) {
    await putAndReadBack(to, layout/* keys */.HP.manifest(name, id), manifest).catch((error) => {
        throw error instanceof store/* ObjectExists */["if"] ? otherBackup(to, id, error) : error;
    });
}
async function putAndReadBack(to, key, bytes) {
    await to.put(key, bytes, { sha256: (0,manifest/* sha256 */.sc)(bytes), onlyIfAbsent: true });
    if ((await to.get(key)).equals(bytes))
        return;
    throw (0,errors/* environmentError */.me)(`${key} reads back from ${to.location} otherwise than it was written`, 'that storage cannot be trusted: do not count on this copy, and check the storage with pgproof doctor');
}
/** As at a backup's own commit: a sweep that took what this copy had put, while it stood still, has written a record before. */
async function withdrawIfSwept(to, { name, id }, before) {
    const after = await (0,repository_records/* recordKeys */.IH)(to, name, id);
    if (after.filter(repository_records/* isSwept */.A_).every((key) => before.includes(key)))
        return;
    await to.delete(layout/* keys */.HP.manifest(name, id));
    throw (0,errors/* environmentError */.me)(`what was copied of backup ${id} was swept from ${to.location} while the copy stood still`, 'no copy was made: copy it again, on a machine that is not put to sleep');
}


/***/ }),

/***/ 88328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ IN_FLIGHT),
/* harmony export */   _: () => (/* binding */ Upload)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);



/** At most so many puts, and so many bytes, are under way at a time; one object is always let through. */
const IN_FLIGHT = { puts: 8, bytes: 64 * 1024 * 1024 };
/** Above so many bytes in memory, under way or still growing, no part grows while a put is under way that will make room. */
const MOST_HELD = 80 * 1024 * 1024;
/** Puts the objects of one backup, several at a time, sealed where there is a sealer, and remembers what the manifest has to list. */
class Upload {
    objects = [];
    storedBytes = 0;
    /** Ends every object's name. */
    suffix;
    #store;
    #prefix;
    #sealer;
    #waiting = [];
    #running = new Set();
    #bytes = 0;
    #held = 0;
    #failure;
    constructor(store, name, id, sealer) {
        this.#store = store;
        this.#prefix = _layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.backup(name, id);
        this.#sealer = sealer;
        this.suffix = sealer?.suffix ?? '';
    }
    /**
     * Resolves once the put has begun, which is what bounds the memory; a put that fails makes the next call, and `finish`, throw.
     * The body is not the caller's any more. `onStored` is told the bytes that it takes in the store.
     */
    async put(name, body, onStored = () => { }) {
        while (!this.#hasRoom(body.length))
            await new Promise((resolve) => this.#waiting.push(resolve));
        this.#throwFailure();
        const { length } = body;
        this.#bytes += length;
        const task = this.#putNow(name, body)
            .then(onStored)
            .catch((error) => {
            this.#failure ??= { error };
        })
            .finally(() => {
            this.#running.delete(task);
            this.#bytes -= length;
            for (const wake of this.#waiting.splice(0))
                wake();
        });
        this.#running.add(task);
    }
    /** Counts bytes of a part that is not put yet (or no longer counts them), and resolves when it may grow on. */
    async hold(bytes) {
        this.#held += bytes;
        while (bytes > 0 && this.#held + this.#bytes > MOST_HELD && this.#running.size > 0) {
            this.#throwFailure();
            await new Promise((resolve) => this.#waiting.push(resolve));
        }
        this.#throwFailure();
    }
    /** Waits until no put is under way any more; never throws. */
    async settled() {
        while (this.#running.size > 0)
            await Promise.all(this.#running);
    }
    /** Waits for every put that has begun. */
    async finish() {
        await this.settled();
        this.#throwFailure();
    }
    /** The key that the other objects are sealed with is sealed already. */
    async putKey() {
        const key = this.#sealer?.key;
        if (key)
            await this.#putSealed(`${_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .KEY */ ._}${this.suffix}`, key);
    }
    async #putNow(name, body) {
        return await this.#putSealed(`${name}${this.suffix}`, this.#sealer ? await this.#sealer.seal(body) : body);
    }
    async #putSealed(name, body) {
        const digest = await digestOf(body);
        await this.#store.put(`${this.#prefix}${name}`, body, { sha256: digest, onlyIfAbsent: true, lasting: true });
        this.objects.push({ name, size: body.length, sha256: digest });
        this.storedBytes += body.length;
        return body.length;
    }
    #hasRoom(bytes) {
        if (this.#failure || this.#running.size === 0)
            return true;
        return this.#running.size < IN_FLIGHT.puts && this.#bytes + bytes <= IN_FLIGHT.bytes;
    }
    #throwFailure() {
        if (this.#failure)
            throw this.#failure.error;
    }
}
const STEP = 1024 * 1024;
/** SHA-256 of a body, in steps: hashing a whole part at once would keep everything else waiting, the look at the spool too. */
async function digestOf(body) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (let at = 0; at < body.length; at += STEP) {
        hash.update(body.subarray(at, at + STEP));
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setImmediate)();
    }
    return hash.digest('hex');
}


/***/ }),

/***/ 508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _v: () => (/* binding */ PROBES),
/* harmony export */   sk: () => (/* binding */ probeStore)
/* harmony export */ });
/* unused harmony export MOST_CLOCK_DIFFERENCE_MS */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6995);
/* harmony import */ var _store_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13053);




/** Ages decide what is swept and pruned, so nothing may be decided when the clocks differ by more (docs/storage.md). */
const MOST_CLOCK_DIFFERENCE_MS = 5 * 60_000;
const fine = (text) => ({ state: 'fine', text });
const warning = (text, hint) => ({ state: 'warning', text, hint });
const failure = (text, hint) => ({ state: 'failure', text, hint });
const notChecked = (text) => ({ state: 'not checked', text });
/** Below it lie the objects that probes put; one that was killed leaves its own behind. */
const PROBES = '.pgproof/probe-';
/**
 * Tries on a store what backups need of it, under `.pgproof/probe-<random>`, and removes what it made. Throws nothing but the signal's reason:
 * what goes wrong is a finding. When the first put fails the rest is not tried. What was found stays in `.pgproof/store.json` (see store-record.ts),
 * unless something failed; the store has learned it by then.
 */
async function probeStore(store, signal) {
    const probe = new Probe(store, signal);
    try {
        return await probe.run();
    }
    finally {
        await probe.cleanUp();
    }
}
class Probe {
    #store;
    #signal;
    #key = `${PROBES}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`;
    #body = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4096);
    #findings = [];
    #clockSeconds = 0;
    #bulkDelete = null;
    constructor(store, signal) {
        this.#store = store;
        this.#signal = signal;
    }
    async run() {
        await this.#find('clock', () => this.#clock());
        if (await this.#find('put', () => this.#put())) {
            await this.#find('read after write', () => this.#read());
            await this.#find('checksum', () => this.#checksum());
            await this.#find('conditional put', () => this.#conditionalPut());
            await this.#find('list', () => this.#list());
            await this.#find('delete', () => this.#delete());
            if (this.#store.bucket)
                await this.#find('bulk delete', () => this.#deleteInBulk());
            // The record is no part of the answer, so a store that refuses it is none the worse.
            await this.#record().catch(() => { });
        }
        return this.#findings;
    }
    async cleanUp() {
        await this.#store.delete(this.#key).catch(() => { });
    }
    async #find(name, look) {
        this.#signal?.throwIfAborted();
        let outcome;
        try {
            outcome = await look();
        }
        catch (error) {
            this.#signal?.throwIfAborted();
            outcome = failure((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp ? error.hint : 'check the storage address');
        }
        this.#findings.push({ name, ...outcome });
        return outcome.state !== 'failure';
    }
    async #record() {
        // What failed may pass, and is tried again the next time.
        if (this.#findings.some(({ name, state }) => state === 'failure' && name !== 'clock'))
            return;
        const { conditionalPut, checksums } = this.#store.capabilities;
        await (0,_store_record_js__WEBPACK_IMPORTED_MODULE_3__/* .writeStoreRecord */ .G6)(this.#store, {
            provider: (0,_store_record_js__WEBPACK_IMPORTED_MODULE_3__/* .providerOf */ .lc)(this.#store),
            can: { conditionalPut, checksums, bulkDelete: this.#bulkDelete },
            clockSeconds: this.#clockSeconds,
            found: Object.fromEntries(this.#findings.map(({ name, state }) => [name, state])),
        });
    }
    async #clock() {
        const before = Date.now();
        const store = (await this.#store.clock()).getTime();
        const after = Date.now();
        // A store's clock may be told in whole seconds.
        const off = store < before - 1000 ? store - before : store > after ? store - after : 0;
        const seconds = Math.round(Math.abs(off) / 1000);
        this.#clockSeconds = Math.round(off / 1000);
        if (Math.abs(off) <= MOST_CLOCK_DIFFERENCE_MS)
            return fine(`clocks agree within ${Math.max(seconds, 1)} s`);
        return failure(`the store's clock is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} this machine's`, 'set the clock of this machine (NTP): nothing is swept or pruned while they differ by more than 5 min');
    }
    async #put() {
        await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) });
        return fine('objects can be put');
    }
    async #read() {
        const read = await this.#store.get(this.#key);
        if (read.equals(this.#body))
            return fine('what was put is there at once, byte for byte');
        return failure('what was read is not what was put', 'do not use this store: it gives back other bytes');
    }
    async #checksum() {
        const facts = await this.#store.head(this.#key);
        const hint = 'do not use this store: backups could not be looked up';
        if (!facts)
            return failure('what was put is not found when looked up', hint);
        if (facts.size !== this.#body.length)
            return failure(`${this.#body.length} bytes were put, ${facts.size} are told`, hint);
        if (facts.sha256 === undefined) {
            return warning('the store tells no SHA-256 of what it holds', 'nothing to do: sizes are compared, and verify reads everything back');
        }
        if (facts.sha256 === sha256(this.#body))
            return fine('the store tells the SHA-256 of what it holds');
        return failure('the SHA-256 that the store tells is not of what was put', hint);
    }
    async #conditionalPut() {
        const other = Buffer.concat([this.#body, Buffer.from('other')]);
        let refused = false;
        try {
            await this.#store.put(this.#key, other, { onlyIfAbsent: true });
        }
        catch (error) {
            if (!(error instanceof _store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectExists */ ["if"]))
                throw error;
            refused = true;
        }
        if (refused && this.#store.capabilities.conditionalPut)
            return fine('the store refuses to put over an object');
        // From now on it is looked at before it is put to.
        if (!refused)
            this.#store.bucket?.learn({ conditionalPut: false });
        return warning(refused ? 'the store cannot refuse to put over an object' : 'the store says nothing and puts over an object', "nothing to do: every run's names are its own, and pgproof looks before it puts");
    }
    async #list() {
        const keys = [];
        for await (const { key } of this.#store.list(this.#key))
            keys.push(key);
        if (keys.length === 1 && keys[0] === this.#key)
            return fine('listings show what was put at once');
        return failure(`a listing shows ${keys.length} objects where one was put`, 'do not use this store, or no cache in front of it: its listings are behind');
    }
    async #delete() {
        try {
            await this.#store.delete(this.#key);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp))
                throw error;
            return warning(`objects cannot be deleted: ${error.reason}`, `fine for keys that may only add; prune needs keys that may delete, and ${this.#key} stays behind`);
        }
        if ((await this.#store.head(this.#key)) === undefined)
            return fine('objects can be deleted');
        return warning('an object is there after it was deleted', 'the bucket may hold objects (Object Lock, retention): prune will have to wait for that');
    }
    /** Tried on the object that was deleted before, put again. */
    async #deleteInBulk() {
        const deleted = this.#findings.at(-1);
        const { bucket } = this.#store;
        if (bucket === undefined || deleted?.state !== 'fine')
            return notChecked('objects cannot be deleted');
        await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) });
        try {
            this.#bulkDelete = await bucket.deletesInBulk(this.#key);
        }
        catch (error) {
            // Nothing of pgproof depends on it.
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp))
                throw error;
            return notChecked(error.reason);
        }
        if (this.#bulkDelete)
            return fine('the store deletes several objects with one request');
        return fine('the store deletes objects one by one, as pgproof asks it to');
    }
}
const sha256 = (body) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(body).digest('hex');


/***/ }),

/***/ 13053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G6: () => (/* binding */ writeStoreRecord),
/* harmony export */   lc: () => (/* binding */ providerOf),
/* harmony export */   xN: () => (/* binding */ readStoreRecord)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27597);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6995);


/** Where a store's record lies: what it was found able to do, so that no run asks again for what it refuses. */
const KEY = '.pgproof/store.json';
const MOST_BYTES = 64 * 1024;
const formatSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ format: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().int() });
/** Unknown keys are a later version's and are passed over; what is known has to be as it should. */
const recordSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1),
    /** As `StoreBucket` has it; null where the store is no bucket. */
    provider: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(300).nullable(),
    can: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        conditionalPut: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
        checksums: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
        /** Null where it was not tried. */
        bulkDelete: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().nullable(),
    }),
    /** By how much the store's clock was ahead of ours, negative where it was behind. */
    clockSeconds: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    /** The state of each finding of the probe. */
    found: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
});
/**
 * The record of this very store; undefined where there is none, or one of another endpoint (a copied bucket, a moved folder), or one that cannot be read.
 * `later`: one of a format that a later version brought, which is left as it is.
 */
async function readStoreRecord(store) {
    const found = parsed(await readIfThere(store));
    const format = formatSchema.safeParse(found);
    if (format.success && format.data.format > 1)
        return 'later';
    const record = recordSchema.safeParse(found);
    if (!record.success || record.data.provider !== providerOf(store))
        return undefined;
    const { format: _, ...rest } = record.data;
    return rest;
}
/** Clocks that drift by less are no news. */
const CLOCK_NEWS_SECONDS = 60;
/** Writes the record, unless it is there and says the same. */
async function writeStoreRecord(store, record) {
    const known = await readStoreRecord(store);
    if (known === 'later' || (known && saysTheSame(known, record)))
        return;
    await store.put(KEY, Buffer.from(`${JSON.stringify({ format: 1, ...record }, null, 2)}\n`));
}
const providerOf = (store) => store.bucket?.provider ?? null;
function saysTheSame({ clockSeconds: before, ...known }, { clockSeconds, ...record }) {
    const same = JSON.stringify(known) === JSON.stringify(record);
    return same && Math.abs(before - clockSeconds) < CLOCK_NEWS_SECONDS;
}
async function readIfThere(store) {
    try {
        return await store.get(KEY, { most: MOST_BYTES });
    }
    catch (error) {
        if (error instanceof _store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectMissing */ .GV || error instanceof _store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectTooLarge */ .Xs)
            return undefined;
        throw error;
    }
}
function parsed(body) {
    try {
        return body && JSON.parse(body.toString());
    }
    catch {
        return undefined;
    }
}


/***/ })

};
