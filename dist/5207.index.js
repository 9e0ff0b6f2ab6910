export const id = 5207;
export const ids = [5207];
export const modules = {

/***/ 36843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K$: () => (/* binding */ sealerOf),
/* harmony export */   cP: () => (/* binding */ uncounted),
/* harmony export */   q3: () => (/* binding */ refuseUncheckable),
/* harmony export */   x4: () => (/* binding */ readKeys)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** Reads what was given. Throws exit 2 for a key that is none, before anything else is done. */
async function readKeys(request, { temporary: folder, environment }, signal) {
    const { signer, trusted } = await signaturesOf(request);
    const endings = [];
    return {
        opening: await openingOf(request),
        tools: { folder, environment, signal, onEnd: (work) => void endings.push(work) },
        signer,
        trusted,
        end: () => {
            for (const work of endings.splice(0))
                work();
        },
    };
}
async function signaturesOf(request) {
    const { signKey, verifyKey, signing } = request;
    if (signing === 'required' && verifyKey === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)('signing is required, and verify-key is not given', 'give it; where it comes from a secret or variable, look whether that is there');
    }
    if (signKey === undefined && verifyKey === undefined)
        return {};
    const { parseSignKey, parseVerifyKeys } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 10790));
    const signer = signKey === undefined ? undefined : parseSignKey(signKey);
    const trusted = verifyKey === undefined ? undefined : parseVerifyKeys(verifyKey);
    if (signer && trusted && !trusted.some(({ fingerprint }) => fingerprint === signer.fingerprint)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)('what sign-key signs would not count, since its public half is not among the keys of verify-key', 'add it to verify-key: openssl pkey -pubout prints it');
    }
    return { signer, trusted };
}
async function openingOf({ identity, passphrase, gpgPrivateKey }) {
    const identities = identity === undefined ? [] : await (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(4104)]).then(__webpack_require__.bind(__webpack_require__, 24104))).parseIdentities(identity);
    if (gpgPrivateKey !== undefined)
        (await __webpack_require__.e(/* import() */ 1930).then(__webpack_require__.bind(__webpack_require__, 11930))).parsePrivateKey(gpgPrivateKey);
    return { identities, passphrase, gpgPrivateKey };
}
/** What is to be made would be refused when it is read back. `what` is what would not count. */
function refuseUncheckable({ signer, trusted }, what = 'the backup') {
    if (signer || !trusted)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`verify-key is given without sign-key, so ${what} would not be signed and would not count`, 'give sign-key too, or leave verify-key out');
}
/** Where a note is written all the same: a warning, or nothing. */
const uncounted = ({ signer, trusted }) => signer || !trusted
    ? []
    : ['what this run notes of the backup is not signed, for want of sign-key: with verify-key it does not count'];
/** The sealer that was asked for; undefined for a plain backup. Throws exit 2 where what was given does not say one thing. */
async function sealerOf(request, { tools }) {
    const { encryption = 'auto', encryptTo = [], gpgRecipients = [], passphrase } = request;
    const given = [
        ...(encryptTo.length > 0 ? ['encrypt-to'] : []),
        ...(gpgRecipients.length > 0 ? ['gpg-recipients'] : []),
        ...(passphrase === undefined ? [] : ['passphrase']),
    ];
    if (given.length > 1)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${given.join(' and ')} are given`, 'a backup is sealed with one of them: leave the others out');
    if (encryption === 'none' && given.length > 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`encryption is none, and ${given[0]} is given`, 'leave one of them out');
    if (encryption === 'none' || (encryption === 'auto' && given.length === 0))
        return undefined;
    const method = encryption !== 'auto' ? encryption : gpgRecipients.length > 0 ? 'gpg' : 'age';
    const [wanted, other] = method === 'age' ? [encryptTo, gpgRecipients] : [gpgRecipients, encryptTo];
    const name = method === 'age' ? 'encrypt-to' : 'gpg-recipients';
    if (other.length > 0 || given.length === 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(other.length > 0
            ? `encryption is ${method}, and ${method === 'age' ? 'gpg-recipients' : 'encrypt-to'} is given`
            : `encryption is ${method}, and neither ${name} nor passphrase is given`, 'give one of them; where it comes from a secret or variable, look whether that is there');
    const { methodOf } = await __webpack_require__.e(/* import() */ 7210).then(__webpack_require__.bind(__webpack_require__, 27210));
    const sealing = await methodOf(method);
    return passphrase === undefined
        ? await sealing.forRecipients(wanted, tools)
        : await sealing.forPassphrase(passphrase, tools);
}


/***/ }),

/***/ 72371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ openBare),
  G: () => (/* binding */ openStorage)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/storage/key.js
var storage_key = __webpack_require__(19325);
// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
;// CONCATENATED MODULE: ./build/storage/as-of.js



/** Folders whose versions are kept in memory: those of a backup that is being read, and of the few beside it. */
const FOLDERS_KEPT = 16;
/**
 * A store as it was: of each object the newest version that was there at a time, and nothing that was deleted by then. It needs a store that keeps old versions.
 * One promise of a store is looser here: `folders` names those too whose objects all came later, or were gone by then.
 */
function asOfStore(store, at, options = { additions: false }) {
    return new AsOfStore(store, at, options);
}
class AsOfStore {
    #store;
    #at;
    #options;
    #folders = new Map();
    #kept;
    constructor(store, at, options) {
        this.#store = store;
        this.#at = at;
        this.#options = options;
    }
    get location() {
        return this.#store.location;
    }
    get capabilities() {
        return { ...this.#store.capabilities, checksums: false };
    }
    async put(key, body, options = {}) {
        if (!this.#options.additions || !options.onlyIfAbsent)
            throw this.#readOnly();
        await this.#store.put(key, body, options);
    }
    async get(key, options = {}) {
        const found = await this.#find(key);
        if (!found)
            throw new store/* ObjectMissing */.GV(key);
        return await this.#versions().get(key, found.version, options);
    }
    async head(key) {
        const found = await this.#find(key);
        return found && { size: found.size, modified: found.modified };
    }
    async *list(prefix) {
        const found = [...(await this.#below(prefix)).values()].sort((a, b) => (0,storage_key/* compareKeys */.YD)(a.key, b.key));
        for (const { key, size, modified } of found)
            yield { key, size, modified };
    }
    async folders(prefix) {
        await this.#checkKept();
        return await this.#versions().folders(prefix);
    }
    async delete() {
        throw this.#readOnly();
    }
    clock() {
        return this.#store.clock();
    }
    async freeBytes() {
        return undefined;
    }
    close() {
        this.#store.close();
    }
    async #find(key) {
        (0,storage_key/* checkKey */.yR)(key);
        const folder = key.slice(0, key.lastIndexOf('/') + 1);
        let found = this.#folders.get(folder);
        if (found === undefined) {
            found = this.#below(folder);
            this.#folders.set(folder, found);
            const [oldest] = this.#folders.keys();
            if (this.#folders.size > FOLDERS_KEPT && oldest !== undefined)
                this.#folders.delete(oldest);
            // Thrown where it is awaited, and asked for again by the next.
            found.catch(() => this.#folders.delete(folder));
        }
        return (await found).get(key);
    }
    /** The objects below a prefix that were there at the time. */
    async #below(prefix) {
        await this.#checkKept();
        const newest = new Map();
        const order = new Order(this.location);
        for await (const version of this.#versions().list(prefix)) {
            order.see(version);
            const known = newest.get(version.key);
            if (version.modified <= this.#at && (!known || isNewer(version, known)))
                newest.set(version.key, version);
        }
        order.check();
        for (const [key, { mark }] of newest)
            if (mark)
                newest.delete(key);
        return newest;
    }
    #versions() {
        const { versions, location } = this.#store;
        if (versions)
            return versions;
        throw keepsNone(location);
    }
    /** Asked once: without old versions today's objects would pass for those of the time. */
    async #checkKept() {
        this.#kept ??= (async () => {
            if (!(await this.#versions().kept()))
                throw keepsNone(this.#store.location);
        })();
        await this.#kept;
    }
    #readOnly() {
        return new errors/* PgproofError */.wp(3, `nothing is written into ${this.location} while it is looked at as of ${this.#at.toISOString()}`, 'leave as-of out to write');
    }
}
/** By how much what is there now may seem older than what it replaced: one tick of a clock that counts seconds. */
const TICK_MS = 1000;
/** Some servers give a version the time at which it was replaced (versitygw does). Nothing can be told by such times, and wrong answers look like right ones. */
class Order {
    #location;
    #seen = new Map();
    constructor(location) {
        this.#location = location;
    }
    see({ key, modified, current }) {
        const time = modified.getTime();
        const known = this.#seen.get(key) ?? { latest: time };
        known.latest = Math.max(known.latest, time);
        if (current)
            known.current = time;
        this.#seen.set(key, known);
    }
    check() {
        for (const [key, { latest, current = latest }] of this.#seen) {
            if (latest - current <= TICK_MS)
                continue;
            throw (0,errors/* environmentError */.me)(`${this.#location} tells an older time of what is there now than of what it replaced: ${key}`, 'this server does not keep the times of old versions, so as-of is not for it; bring versions back with its own tools');
        }
    }
}
/** Within one tick of the store's clock, what is there now is newest, then what came first in the listing, and an object before the mark of its deletion. */
function isNewer(version, known) {
    const later = version.modified.getTime() - known.modified.getTime();
    if (later !== 0)
        return later > 0;
    return version.current || (known.mark && !known.current && !version.mark);
}
const keepsNone = (location) => (0,errors/* usageError */.Wp)(`${location} keeps no old versions, so nobody knows what was in it then`, 'as-of needs a bucket with versioning switched on before; leave it out here');

// EXTERNAL MODULE: ./build/storage/address.js
var storage_address = __webpack_require__(61834);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/storage/file-errors.js



/** The `code` of a Node.js system error (`ENOENT` …), else an empty string. */
function codeOf(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : '';
}
/** Free bytes for ordinary users in the file system that holds `path`, or will: the nearest folder that exists is asked. */
async function freeBytesAt(path) {
    for (let at = path;; at = (0,external_node_path_.dirname)(at)) {
        try {
            const facts = await (0,promises_.statfs)(at);
            return facts.bavail * facts.bsize;
        }
        catch (error) {
            if (codeOf(error) !== 'ENOENT' || (0,external_node_path_.dirname)(at) === at)
                throw error;
        }
    }
}
/** What a failed system call in the storage folder means to the user; `needed` is the size in bytes of what was to be written. */
async function explainFileError(error, path, needed) {
    if (error instanceof errors/* PgproofError */.wp)
        return error;
    const say = (reason, hint) => (0,errors/* environmentError */.me)(reason, hint, error);
    const code = codeOf(error);
    switch (code) {
        case 'ENOSPC':
        case 'EDQUOT': {
            const free = await freeBytesAt((0,external_node_path_.dirname)(path)).catch(() => undefined);
            const what = code === 'EDQUOT' ? 'the quota is used up' : 'the disk is full';
            const inodes = free !== undefined && needed !== undefined && free > needed + 65536;
            return say(`${what}: ${path} needs ${needed ?? 'some'} bytes, ${free ?? 'an unknown number'} are free`, inodes && code === 'ENOSPC'
                ? 'the file system may have run out of inodes (df -i): remove small files or use another folder'
                : 'make room in that file system or use another folder; earlier backups are untouched');
        }
        case 'EROFS':
            return say(`${path} is in a file system that is read-only`, 'mount it for writing or use another folder');
        case 'EACCES':
        case 'EPERM':
            return say(`user ${process.getuid?.() ?? ''} may not use ${path} (${code})`, 'give that user the right to read and write the storage folder, or use another one');
        case 'ENOENT':
            return say(`no folder can be made for ${path}: its file system takes none`, 'use a folder on a disk');
        case 'ENOTDIR':
        case 'EISDIR':
        case 'EEXIST':
        case 'ELOOP':
            return say(`${path} is in the way: a file stands where a folder should be, or the other way round`, 'use another folder, or move what is there');
        case 'ENAMETOOLONG':
            return say(`the name ${path} is too long for its file system`, 'use a shorter name or folder');
        case 'EIO':
        case 'ESTALE':
            return say(`the disk failed at ${path} (${code})`, 'check the disk or the network file system, then run again');
        default:
            return say(`the storage folder failed at ${path}: ${(0,errors/* messageOf */.bD)(error)}`, 'check the folder and its file system');
    }
}
function linkRefused(path) {
    return (0,errors/* environmentError */.me)(`${path} is a symbolic link, which a storage folder may not hold`, 'name the folder that it leads to as the storage, or mount it there');
}

;// CONCATENATED MODULE: ./build/storage/file-write.js






/** A temporary file as old as this belongs to a process that is gone. */
const ABANDONED_MS = 24 * 3600_000;
/**
 * Writes a file that is either whole or not there, also after a power cut: temporary file in the same folder, fsync, then link or rename, fsync of the folder.
 * Folders are made 0700 and files 0600, since a backup holds all that the database holds.
 * @returns false where `onlyIfAbsent` is set and `path` is taken; nothing is changed then.
 */
async function writeWhole(path, body, onlyIfAbsent) {
    const temporary = await writeTemporary(path, body);
    let published = false;
    try {
        published = await publish(temporary, path, onlyIfAbsent);
    }
    finally {
        // After a rename there is nothing left to remove.
        await (0,promises_.unlink)(temporary).catch(() => { });
    }
    await syncFolder((0,external_node_path_.dirname)(path));
    return published;
}
async function writeTemporary(path, body) {
    const temporary = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), storage_key/* TEMPORARY_PREFIX */.F8 + (0,external_node_crypto_.randomBytes)(9).toString('base64url'));
    const file = await openNew(temporary);
    try {
        await file.writeFile(body);
        await file.sync();
        await file.close();
    }
    catch (error) {
        await file.close().catch(() => { });
        await (0,promises_.unlink)(temporary).catch(() => { });
        throw error;
    }
    return temporary;
}
async function openNew(temporary) {
    const flags = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_NOFOLLOW;
    // A delete beside us may remove the folder, empty as it is, between making and using it.
    for (let attempt = 0;; attempt++) {
        try {
            await makeFolder((0,external_node_path_.dirname)(temporary));
            return await (0,promises_.open)(temporary, flags, 0o600);
        }
        catch (error) {
            if (codeOf(error) !== 'ENOENT' || attempt >= 20)
                throw error;
        }
    }
}
/**
 * Makes a folder and those above it, and makes the new names last. One by one: where a file system answers ENOENT to every mkdir (/proc),
 * Node's own recursive one tries for ever.
 */
async function makeFolder(folder) {
    const missing = [];
    for (let at = folder;; at = (0,external_node_path_.dirname)(at)) {
        const facts = await (0,promises_.stat)(at).catch((error) => {
            if (codeOf(error) === 'ENOENT')
                return undefined;
            throw error;
        });
        if (facts)
            break;
        missing.push(at);
    }
    for (const at of missing.reverse()) {
        await (0,promises_.mkdir)(at, { mode: 0o700 }).catch((error) => {
            // Another run made it meanwhile.
            if (codeOf(error) !== 'EEXIST')
                throw error;
        });
        await syncFolder((0,external_node_path_.dirname)(at));
    }
}
async function publish(temporary, path, onlyIfAbsent) {
    if (!onlyIfAbsent) {
        await (0,promises_.rename)(temporary, path);
        return true;
    }
    try {
        await (0,promises_.link)(temporary, path);
        return true;
    }
    catch (error) {
        if (codeOf(error) === 'EEXIST')
            return false;
        if (!NO_HARD_LINKS.has(codeOf(error)))
            throw error;
    }
    return await publishWithoutLinks(temporary, path);
}
/** What link() fails with on file systems that have no hard links (FAT, some network file systems). */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
async function publishWithoutLinks(temporary, path) {
    const taken = await (0,promises_.lstat)(path).catch((error) => {
        if (codeOf(error) === 'ENOENT')
            return undefined;
        throw error;
    });
    if (taken)
        return false;
    await (0,promises_.rename)(temporary, path);
    return true;
}
/** Makes the names in a folder last; some network file systems refuse to sync a folder and are durable without. */
async function syncFolder(folder) {
    const handle = await (0,promises_.open)(folder, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_DIRECTORY).catch((error) => {
        if (['EACCES', 'ENOENT'].includes(codeOf(error)))
            return undefined;
        throw error;
    });
    if (!handle)
        return;
    try {
        await handle.sync();
    }
    catch (error) {
        if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes(codeOf(error)))
            throw error;
    }
    finally {
        await handle.close();
    }
}
/** The same in a folder and all below it. */
async function sweepTemporariesBelow(folder, now) {
    await sweepTemporaries(folder, now);
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries)
        if (entry.isDirectory())
            await sweepTemporariesBelow((0,external_node_path_.join)(folder, entry.name), now);
}
/** Removes temporary files in `folder` that a killed process left behind a day ago or earlier. */
async function sweepTemporaries(folder, now) {
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    for (const name of names.filter((name) => name.startsWith(storage_key/* TEMPORARY_PREFIX */.F8))) {
        const facts = await (0,promises_.stat)((0,external_node_path_.join)(folder, name)).catch(() => undefined);
        if (facts && now - facts.mtimeMs > ABANDONED_MS)
            await (0,promises_.unlink)((0,external_node_path_.join)(folder, name)).catch(() => { });
    }
}

;// CONCATENATED MODULE: ./build/storage/file.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});









/** A store in a folder, which the first put makes. Nothing is followed out of it: symbolic links below the folder are refused. */
function openFileStore(address, options = {}) {
    return new FileStore(address, options.signal);
}
class FileStore {
    location;
    capabilities = { conditionalPut: true, checksums: true };
    #root;
    #signal;
    #swept = new Set();
    constructor(address, signal) {
        this.location = address.location;
        this.#root = address.folder;
        this.#signal = signal;
    }
    async put(key, body, options = {}) {
        const path = this.#pathOf(key);
        await this.#explained(path, body.length, async () => {
            await this.#refuseLinks(path);
            if (!this.#swept.has((0,external_node_path_.dirname)(path))) {
                this.#swept.add((0,external_node_path_.dirname)(path));
                await sweepTemporaries((0,external_node_path_.dirname)(path), Date.now());
            }
            if (await writeWhole(path, body, options.onlyIfAbsent ?? false))
                return;
            if (!(await this.get(key)).equals(body))
                throw new store/* ObjectExists */["if"](key);
        });
    }
    async get(key, options = {}) {
        options.signal?.throwIfAborted();
        // Before the file is open: it throws once the run has ended.
        const path = this.#pathOf(key);
        const file = await this.#open(key);
        if (!file)
            throw new store/* ObjectMissing */.GV(key);
        const read = async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const handle = __addDisposableResource(env_1, file, true);
                const { size } = await handle.stat();
                if (size > (options.most ?? Number.POSITIVE_INFINITY))
                    throw new store/* ObjectTooLarge */.Xs(key, size);
                return await handle.readFile({ signal: options.signal });
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        };
        return await this.#explained(path, undefined, read, options.signal);
    }
    async head(key) {
        const path = this.#pathOf(key);
        const file = await this.#open(key);
        if (!file)
            return undefined;
        return await this.#explained(path, undefined, async () => {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const handle = __addDisposableResource(env_2, file, true);
                const { mtime, size: expected } = await handle.stat();
                const hash = (0,external_node_crypto_.createHash)('sha256');
                // One buffer for all of it: a stream would take a new one for each read, which keeps the garbage collector at work.
                const buffer = Buffer.allocUnsafe(Math.max(4096, Math.min(expected, 1 << 20)));
                let size = 0;
                for (let read = -1; read !== 0; size += read) {
                    read = (await handle.read(buffer, 0, buffer.length, size)).bytesRead;
                    hash.update(buffer.subarray(0, read));
                }
                return { size, modified: mtime, sha256: hash.digest('hex') };
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = __disposeResources(env_2);
                if (result_2)
                    await result_2;
            }
        });
    }
    async *list(prefix) {
        const start = prefix.slice(0, prefix.lastIndexOf('/') + 1);
        if (start !== '')
            (0,storage_key/* checkKey */.yR)(start.slice(0, -1));
        await this.#explained((0,external_node_path_.join)(this.#root, start), undefined, () => this.#refuseLinks((0,external_node_path_.join)(this.#root, start, 'x')));
        yield* this.#walk(start, prefix);
    }
    async folders(prefix) {
        if (prefix !== '')
            (0,storage_key/* checkKey */.yR)(prefix.slice(0, -1));
        await this.#explained((0,external_node_path_.join)(this.#root, prefix), undefined, () => this.#refuseLinks((0,external_node_path_.join)(this.#root, prefix, 'x')));
        const names = [];
        for (const { name, isFolder, isLink } of await this.#entries(prefix)) {
            if (isLink)
                throw linkRefused((0,external_node_path_.join)(this.#root, prefix, name));
            if (isFolder)
                names.push(name.slice(0, -1));
        }
        return names.sort(storage_key/* compareKeys */.YD);
    }
    async *#walk(folder, prefix) {
        for (const { name, isFolder, isLink } of await this.#entries(folder)) {
            const key = folder + name;
            if (!key.startsWith(prefix.slice(0, key.length)) || (!isFolder && !key.startsWith(prefix)))
                continue;
            if (isLink)
                throw linkRefused((0,external_node_path_.join)(this.#root, key));
            if (isFolder) {
                yield* this.#walk(key, prefix);
                continue;
            }
            const facts = await this.#facts((0,external_node_path_.join)(this.#root, key));
            if (facts)
                yield { key, size: facts.size, modified: facts.mtime };
        }
    }
    /** Names in a folder in the order of the keys they stand for: a folder sorts with its slash. */
    async #entries(folder) {
        this.#signal?.throwIfAborted();
        const path = (0,external_node_path_.join)(this.#root, folder);
        const entries = await this.#explained(path, undefined, async () => {
            try {
                return await (0,promises_.readdir)(path, { withFileTypes: true });
            }
            catch (error) {
                // Removed since its parent was read, or a storage that nothing was put into yet.
                if (codeOf(error) === 'ENOENT')
                    return [];
                throw error;
            }
        });
        return entries
            .filter((entry) => !entry.name.startsWith(storage_key/* TEMPORARY_PREFIX */.F8))
            .map((entry) => {
            const isFolder = entry.isDirectory();
            return { name: isFolder ? `${entry.name}/` : entry.name, isFolder, isLink: entry.isSymbolicLink() };
        })
            .sort((a, b) => (0,storage_key/* compareKeys */.YD)(a.name, b.name));
    }
    async delete(key) {
        const path = this.#pathOf(key);
        await this.#explained(path, undefined, async () => {
            await this.#refuseLinks(path);
            await (0,promises_.unlink)(path).catch((error) => {
                if (codeOf(error) !== 'ENOENT')
                    throw error;
            });
            await this.#removeEmptyFolders((0,external_node_path_.dirname)(path));
        });
    }
    async #removeEmptyFolders(folder) {
        for (let at = folder; at.length > this.#root.length; at = (0,external_node_path_.dirname)(at)) {
            const removed = await (0,promises_.rmdir)(at).then(() => true, () => false);
            if (!removed)
                return;
        }
    }
    /** A network file system stamps files by its server's clock, so one is made and looked at; where nothing may be written our own clock has to do. */
    async clock() {
        const path = (0,external_node_path_.join)(this.#root, `${storage_key/* TEMPORARY_PREFIX */.F8}clock-${(0,external_node_crypto_.randomBytes)(9).toString('base64url')}`);
        try {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                await makeFolder(this.#root);
                const handle = __addDisposableResource(env_3, await (0,promises_.open)(path, 'wx', 0o600), true);
                return (await handle.stat()).mtime;
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_3 = __disposeResources(env_3);
                if (result_3)
                    await result_3;
            }
        }
        catch (error) {
            if (['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT'].includes(codeOf(error)))
                return new Date();
            throw await explainFileError(error, this.#root);
        }
        finally {
            await (0,promises_.unlink)(path).catch(() => { });
        }
    }
    async freeBytes() {
        return await this.#explained(this.#root, undefined, () => freeBytesAt(this.#root));
    }
    async sweepTemporaries(prefix) {
        await sweepTemporariesBelow((0,external_node_path_.join)(this.#root, prefix), Date.now());
    }
    close() { }
    #pathOf(key) {
        this.#signal?.throwIfAborted();
        (0,storage_key/* checkKey */.yR)(key);
        return (0,external_node_path_.join)(this.#root, key);
    }
    async #open(key) {
        const path = this.#pathOf(key);
        return await this.#explained(path, undefined, async () => {
            await this.#refuseLinks(path);
            const facts = await this.#facts(path);
            if (!facts)
                return undefined;
            if (!facts.isFile())
                throw (0,errors/* environmentError */.me)(`${path} is not a file`, 'remove what stands there, or use another folder');
            return await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW).catch((error) => {
                if (codeOf(error) === 'ENOENT')
                    return undefined;
                throw error;
            });
        });
    }
    async #facts(path) {
        try {
            return await (0,promises_.lstat)(path);
        }
        catch (error) {
            if (codeOf(error) === 'ENOENT')
                return undefined;
            throw await explainFileError(error, path);
        }
    }
    /** Throws where `path` or a folder between the root and it is a symbolic link: it could lead anywhere. The root itself may be one. */
    async #refuseLinks(path) {
        let at = this.#root;
        for (const segment of (0,external_node_path_.relative)(this.#root, path).split('/')) {
            at = (0,external_node_path_.join)(at, segment);
            const facts = await this.#facts(at);
            if (facts?.isSymbolicLink())
                throw linkRefused(at);
            // Below what is not there, or no folder, there is nothing to follow.
            if (!facts?.isDirectory())
                return;
        }
    }
    async #explained(path, needed, work, own) {
        try {
            return await work();
        }
        catch (error) {
            this.#signal?.throwIfAborted();
            own?.throwIfAborted();
            if (error instanceof store/* ObjectMissing */.GV || error instanceof store/* ObjectExists */["if"] || error instanceof store/* ObjectTooLarge */.Xs)
                throw error;
            throw await explainFileError(error, path, needed);
        }
    }
}

// EXTERNAL MODULE: ./build/storage/keeping.js
var keeping = __webpack_require__(85025);
;// CONCATENATED MODULE: ./build/storage/memory.js



const stores = new Map();
/** A store that lives as long as the process; opened twice by one name it is the same one, with the clock that it was given last. */
function openMemoryStore(name, now) {
    const kept = stores.get(name) ?? { objects: new Map(), now: () => new Date() };
    stores.set(name, kept);
    if (now)
        kept.now = now;
    return new MemoryStore(`memory://${name}`, kept);
}
class MemoryStore {
    location;
    capabilities = { conditionalPut: true, checksums: true };
    #objects;
    #kept;
    constructor(location, kept) {
        this.location = location;
        this.#objects = kept.objects;
        this.#kept = kept;
    }
    async put(key, body, options = {}) {
        (0,storage_key/* checkKey */.yR)(key);
        const held = this.#objects.get(key);
        if (options.onlyIfAbsent && held) {
            if (held.body.equals(body))
                return;
            throw new store/* ObjectExists */["if"](key);
        }
        this.#objects.set(key, { body: Buffer.from(body), modified: this.#kept.now() });
    }
    async get(key, options = {}) {
        (0,storage_key/* checkKey */.yR)(key);
        const held = this.#objects.get(key);
        if (!held)
            throw new store/* ObjectMissing */.GV(key);
        if (held.body.length > (options.most ?? Number.POSITIVE_INFINITY))
            throw new store/* ObjectTooLarge */.Xs(key, held.body.length);
        return Buffer.from(held.body);
    }
    async head(key) {
        (0,storage_key/* checkKey */.yR)(key);
        const held = this.#objects.get(key);
        if (!held)
            return undefined;
        const sha256 = (0,external_node_crypto_.createHash)('sha256').update(held.body).digest('hex');
        return { size: held.body.length, modified: held.modified, sha256 };
    }
    async *list(prefix) {
        for (const key of [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort(storage_key/* compareKeys */.YD)) {
            const held = this.#objects.get(key);
            if (held)
                yield { key, size: held.body.length, modified: held.modified };
        }
    }
    async folders(prefix) {
        const below = [...this.#objects.keys()]
            .filter((key) => key.startsWith(prefix))
            .map((key) => key.slice(prefix.length));
        const deeper = below.filter((rest) => rest.includes('/')).map((rest) => rest.slice(0, rest.indexOf('/')));
        return [...new Set(deeper)].sort(storage_key/* compareKeys */.YD);
    }
    async delete(key) {
        (0,storage_key/* checkKey */.yR)(key);
        this.#objects.delete(key);
    }
    async clock() {
        return this.#kept.now();
    }
    async freeBytes() {
        return undefined;
    }
    close() { }
}

;// CONCATENATED MODULE: ./build/storage/open.js




/** A new storage is one file, one parser in address.ts and one line here. The AWS SDK is loaded only where it is used: it takes longer than all the rest. */
const OPENERS = {
    s3: async (address, options) => (await Promise.all(/* import() */[__webpack_require__.e(3711), __webpack_require__.e(911)]).then(__webpack_require__.bind(__webpack_require__, 90911))).openS3(address, options),
    file: async (address, options) => openFileStore(address, options),
    memory: async (address) => openMemoryStore(address.name),
};
/**
 * Opens the storage at `address` (see `parseStorageAddress`) without a request to it: what is wrong there shows at the first use.
 * @throws PgproofError 2 for a wrong address or half-given credentials
 */
async function openStore(address, options) {
    const parsed = (0,storage_address/* parseStorageAddress */.R)(address);
    if (parsed.scheme !== 's3')
        (0,keeping/* checkKeeping */.IA)(options.keeping ?? {}, 'a folder', { encryptions: [], storageClasses: [] });
    const open = OPENERS[parsed.scheme];
    return await open(parsed, options);
}

// EXTERNAL MODULE: ./build/operations/keys.js
var operations_keys = __webpack_require__(36843);
;// CONCATENATED MODULE: ./build/operations/repository.js




/** Opens the storage of a request; nothing is asked of it yet. Throws exit 2 for a wrong address or a key that is none. */
async function openStorage(request, context, signal, asOf) {
    const keys = await (0,operations_keys/* readKeys */.x4)(request, context, signal);
    const today = await openBare(request, context, signal);
    const store = request.asOf === undefined ? today : asOfStore(today, past(request.asOf, context.now()), asOf);
    const closeStore = store.close.bind(store);
    const close = () => {
        keys.end();
        closeStore();
    };
    return Object.assign(store, { keys, close });
}
/** The storage as it is today, without the keys to what lies there. */
async function openBare(request, context, signal) {
    const credentials = {
        accessKeyId: request.s3AccessKeyId,
        secretAccessKey: request.s3SecretAccessKey,
        awsRole: request.awsRole,
        awsRegion: request.awsRegion,
        idToken: context.idToken,
    };
    const { serverSideEncryption: encryption, kmsKey, storageClass } = request;
    const keeping = { encryption: encryption === 'bucket' ? undefined : encryption, kmsKey, storageClass };
    return await openStore(request.storage, { environment: context.environment, credentials, keeping, signal });
}
/** What is to come would be taken for what is there now. */
function past(asOf, now) {
    if (asOf <= now)
        return asOf;
    throw (0,errors/* usageError */.Wp)(`as-of is ${asOf.toISOString()}, which is still to come`, 'give a time before now');
}


/***/ }),

/***/ 51503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ tablespacesQuery),
/* harmony export */   GJ: () => (/* binding */ publicationsQuery),
/* harmony export */   HJ: () => (/* binding */ serversQuery),
/* harmony export */   Jz: () => (/* binding */ subscriptionsQuery),
/* harmony export */   aF: () => (/* binding */ serverQuery),
/* harmony export */   h2: () => (/* binding */ extensionsQuery),
/* harmony export */   wm: () => (/* binding */ eventTriggersQuery),
/* harmony export */   yc: () => (/* binding */ databaseQuery)
/* harmony export */ });
const databaseQuery = `
  SELECT pg_get_userbyid(b.datdba) AS owner, shobj_description(b.oid, 'pg_database') AS comment,
    b.datconnlimit AS "connectionLimit", b.datistemplate AS "isTemplate", b.datallowconn AS "allowConnections",
    (SELECT coalesce(json_agg(json_build_object('role', r.rolname, 'name', split_part(o.option, '=', 1),
         'value', substr(o.option, strpos(o.option, '=') + 1)) ORDER BY r.rolname NULLS FIRST, o.option), '[]')
     FROM pg_db_role_setting s
     LEFT JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) AS o (option)
     WHERE s.setdatabase = b.oid AND (s.setrole = 0 OR r.oid IS NOT NULL)) AS settings,
    (SELECT coalesce(json_agg(json_build_object('grantee', r.rolname, 'privilege', a.privilege_type,
         'grantable', a.is_grantable) ORDER BY r.rolname NULLS FIRST, a.privilege_type, a.grantor), '[]')
     FROM aclexplode(coalesce(b.datacl, acldefault('d', b.datdba))) AS a
     LEFT JOIN pg_roles r ON r.oid = a.grantee) AS grants
  FROM pg_database b
  WHERE b.datname = current_database()`;
const extensionsQuery = `
  SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema,
    (SELECT coalesce(json_agg(json_build_object('schema', tn.nspname, 'name', t.relname, 'filtered',
         c.condition <> '') ORDER BY tn.nspname, t.relname), '[]')
     FROM unnest(e.extconfig, e.extcondition) AS c (relation, condition)
     JOIN pg_class t ON t.oid = c.relation AND t.relkind IN ('r', 'p')
     JOIN pg_namespace tn ON tn.oid = t.relnamespace) AS "configTables"
  FROM pg_extension e
  JOIN pg_namespace n ON n.oid = e.extnamespace
  ORDER BY 1`;
const serversQuery = `
  SELECT s.srvname AS name, w.fdwname AS wrapper,
    (SELECT count(*) FROM pg_user_mappings m WHERE m.srvid = s.oid) AS "userMappings"
  FROM pg_foreign_server s
  JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
  ORDER BY 1`;
/** Its connection string is for superusers only, and is not asked for. */
const subscriptionsQuery = `
  SELECT s.subname AS name, s.subenabled AS enabled
  FROM pg_subscription s
  JOIN pg_database b ON b.oid = s.subdbid AND b.datname = current_database()
  ORDER BY 1`;
const publicationsQuery = 'SELECT pubname AS name, puballtables AS "allTables" FROM pg_publication ORDER BY 1';
const eventTriggersQuery = 'SELECT evtname AS name, evtenabled AS enabled FROM pg_event_trigger ORDER BY 1';
const tablespacesQuery = `
  SELECT s.spcname AS name, count(*) AS relations
  FROM pg_class c
  JOIN pg_tablespace s ON s.oid = c.reltablespace
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND s.spcname <> 'pg_global'
  GROUP BY 1 ORDER BY 1`;
const serverQuery = `
  SELECT (SELECT count(*) FROM pg_roles WHERE rolcanlogin AND rolname !~ '^pg_') AS "loginRoles",
    (SELECT count(*) FROM pg_database WHERE datname NOT IN (current_database(), 'template0', 'template1', 'postgres'))
      AS "otherDatabases",
    (SELECT count(*) FROM pg_replication_slots WHERE database = current_database()) AS "replicationSlots"`;


/***/ }),

/***/ 26498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readLargeObjects),
/* harmony export */   h: () => (/* binding */ oidsOf)
/* harmony export */ });
/** In pages, since there may be millions; most have owner, comment and grants in common and take a few characters each. */
const PAGE = 50_000;
const query = `
  SELECT l.oid, pg_get_userbyid(l.lomowner) AS owner, obj_description(l.oid, 'pg_largeobject') AS comment,
    (SELECT coalesce(json_agg(coalesce(r.rolname, 'PUBLIC') || ' ' || a.privilege_type || CASE WHEN a.is_grantable
         THEN ' with grant option' ELSE '' END ORDER BY r.rolname, a.privilege_type), '[]')::text
     FROM aclexplode(coalesce(l.lomacl, acldefault('L', l.lomowner))) AS a
     LEFT JOIN pg_roles r ON r.oid = a.grantee) AS grants
  FROM pg_largeobject_metadata l
  WHERE l.oid > $1::oid
  ORDER BY l.oid
  LIMIT ${PAGE}`;
/** Reads owner, comment and grants of every large object; their contents are the dump's. */
async function readLargeObjects(session) {
    const groups = new Map();
    let count = 0;
    for (let last = 0, full = true; full;) {
        const rows = await session.query(query, [last]);
        for (const { oid, owner, comment, grants } of rows) {
            const key = JSON.stringify([owner, comment, grants]);
            const known = groups.get(key) ?? {
                group: { owner, comment, grants: JSON.parse(grants), oids: '' },
                ranges: new OidRanges(),
            };
            groups.set(key, known);
            known.ranges.add(oid);
        }
        count += rows.length;
        last = rows.at(-1)?.oid ?? last;
        full = rows.length === PAGE;
    }
    return { count, groups: [...groups.values()].map(({ group, ranges }) => ({ ...group, oids: ranges.toString() })) };
}
class OidRanges {
    #ranges = [];
    /** OIDs come in ascending order. */
    add(oid) {
        const last = this.#ranges.at(-1);
        if (last && last[1] + 1 === oid)
            last[1] = oid;
        else
            this.#ranges.push([oid, oid]);
    }
    toString() {
        return this.#ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
    }
}
/** The OIDs of a group, written out. */
function* oidsOf(group) {
    for (const range of group.oids.split(',').filter((one) => one !== '')) {
        const [first, last = first] = range.split('-').map(Number);
        for (let oid = first; oid <= last; oid += 1)
            yield oid;
    }
}


/***/ }),

/***/ 16017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ catalogueFactsSchema),
/* harmony export */   vS: () => (/* binding */ databaseFacts)
/* harmony export */ });
/* unused harmony exports indexFacts, constraintFacts, triggerFacts, tableFacts, extensionFacts, largeObjectGroup */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27597);

const text = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP();
const count = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().nonnegative();
/** An index as pg_index and pg_class tell. `columns` are its key columns and expressions as the server prints them (names quoted where they need it). */
const indexFacts = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    schema: text,
    table: text,
    name: text,
    /** Access method: `btree`, `gin`, `hnsw` … */
    method: text,
    columns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text),
    partial: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    unique: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    primary: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    exclusion: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    immediate: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    nullsNotDistinct: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    valid: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    ready: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    live: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    /** The index of a partitioned table, which holds no entries itself. */
    partitioned: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
});
/** A constraint of a table or, where `domain`, of a domain. Those that a partition inherits count as part of the one above them. */
const constraintFacts = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    schema: text,
    table: text,
    name: text,
    domain: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    /** pg_constraint.contype: c check, f foreign key, n not null, p primary key, t constraint trigger, u unique, x exclusion. */
    type: text,
    columns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text),
    /** Also of all that partitions inherit from it. */
    validated: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    enforced: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    deferrable: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    deferred: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    /** Internal triggers by pg_trigger.tgenabled, partitions' included: `{ "O": 4 }`. */
    triggers: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(text, count),
});
const triggerFacts = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    schema: text,
    table: text,
    name: text,
    /** pg_trigger.tgenabled: O on, D off, R on replicas, A always. */
    enabled: text,
});
const tableFacts = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    schema: text,
    name: text,
    /** pg_class.relkind: r table, p partitioned, f foreign, m materialized view. */
    kind: text,
    /** pg_class.relpersistence: p permanent, u unlogged. */
    persistence: text,
    /** pg_class.relreplident: d default, n nothing, f full, i index. */
    replicaIdentity: text,
    replicaIdentityIndex: text.nullable(),
    rowSecurity: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    forceRowSecurity: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    /** False for a materialized view that cannot be read yet. */
    populated: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    /** Stored generated columns. */
    generated: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text),
    /** Tables it inherits from or is a partition of. */
    parents: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ schema: text, name: text, detachPending: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY() })),
    /** The extension that it belongs to. */
    extension: text.nullable(),
});
const databaseFacts = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    owner: text,
    comment: text.nullable(),
    connectionLimit: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int(),
    isTemplate: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    allowConnections: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    /** Of the whole database (`role` null) and of roles in it. Values may be secrets. */
    settings: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ role: text.nullable(), name: text, value: text })),
    /** Defaults spelled out; PUBLIC is null. */
    grants: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ grantee: text.nullable(), privilege: text, grantable: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY() })),
});
const extensionFacts = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    name: text,
    version: text,
    schema: text,
    /** Tables whose rows a dump takes along, all of them or those that its filter names. */
    configTables: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ schema: text, name: text, filtered: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY() })),
});
/** Large objects that have owner, comment and grants in common; `oids` as `16401,16405-16409`. */
const largeObjectGroup = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    owner: text,
    comment: text.nullable(),
    grants: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text),
    oids: text,
});
/** What the catalogue tells and a dump does not, by names. Plain JSON; part of the inventory. */
const catalogueFactsSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    versionNum: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int(),
    indexes: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(indexFacts),
    constraints: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(constraintFacts),
    triggers: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(triggerFacts),
    tables: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(tableFacts),
    database: databaseFacts,
    extensions: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(extensionFacts),
    servers: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ name: text, wrapper: text, userMappings: count })),
    subscriptions: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ name: text, enabled: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY() })),
    publications: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ name: text, allTables: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY() })),
    eventTriggers: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ name: text, enabled: text })),
    /** Others than the database's default, with the number of relations in them. */
    tablespaces: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ name: text, relations: count })),
    largeObjects: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ count, groups: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(largeObjectGroup) }),
    /** Things of the server beside this database. */
    server: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ loginRoles: count, otherDatabases: count, replicationSlots: count }),
});


/***/ }),

/***/ 20914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IK: () => (/* reexport */ catalogue_facts_schema/* catalogueFactsSchema */.IK),
  FR: () => (/* reexport */ catalogueWarnings),
  Pg: () => (/* reexport */ notContained),
  vZ: () => (/* binding */ readCatalogueFacts)
});

// EXTERNAL MODULE: ./build/postgres/catalogue-facts-database.js
var catalogue_facts_database = __webpack_require__(51503);
// EXTERNAL MODULE: ./build/postgres/catalogue-facts-large-objects.js
var catalogue_facts_large_objects = __webpack_require__(26498);
;// CONCATENATED MODULE: ./build/postgres/catalogue-facts-relations.js
/** Schemas of users, filtered by $1 (names or null) and $2 (names); `n` is pg_namespace. */
const schemasOfUsers = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND ($1::text[] IS NULL OR n.nspname = ANY ($1::text[])) AND n.nspname <> ALL ($2::text[])`;
/** Names by attribute numbers, in the numbers' order in the array; JSON. */
const columnNames = (numbers, relation) => `
  (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
   FROM unnest(${numbers}) WITH ORDINALITY AS k (number, place)
   JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number)`;
const indexesQuery = (version) => `
  SELECT n.nspname AS schema, t.relname AS "table", i.relname AS name, m.amname AS method,
    (SELECT coalesce(json_agg(d.text ORDER BY k), '[]')
     FROM generate_series(1, x.indnkeyatts) AS k, pg_get_indexdef(x.indexrelid, k, false) AS d (text)
     WHERE d.text IS NOT NULL) AS columns,
    x.indpred IS NOT NULL AS partial, x.indisunique AS "unique", x.indisprimary AS "primary",
    x.indisexclusion AS exclusion, x.indimmediate AS immediate,
    ${version >= 150_000 ? 'x.indnullsnotdistinct' : 'false'} AS "nullsNotDistinct",
    x.indisvalid AS valid, x.indisready AS ready, x.indislive AS live, i.relkind = 'I' AS partitioned
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_class t ON t.oid = x.indrelid
  JOIN pg_namespace n ON n.oid = i.relnamespace
  JOIN pg_am m ON m.oid = i.relam
  WHERE ${schemasOfUsers}
  ORDER BY n.nspname, i.relname`;
/** Constraints that partitions inherit have names of the server's choice, which a restore chooses anew: they are counted with their root. */
const constraintsQuery = (version) => `
  WITH RECURSIVE tree (root, oid, validated) AS (
    SELECT oid, oid, convalidated FROM pg_constraint WHERE conparentid = 0
    UNION ALL
    SELECT tree.root, c.oid, c.convalidated FROM tree JOIN pg_constraint c ON c.conparentid = tree.oid
  ), validity AS (
    SELECT root, bool_and(validated) AS validated FROM tree GROUP BY root
  ), states AS (
    SELECT tree.root, g.tgenabled, count(*) AS number
    FROM tree JOIN pg_trigger g ON g.tgconstraint = tree.oid AND g.tgisinternal GROUP BY 1, 2
  ), triggers AS (
    SELECT root, json_object_agg(tgenabled, number ORDER BY tgenabled) AS triggers FROM states GROUP BY root
  )
  SELECT n.nspname AS schema, coalesce(t.relname, d.typname) AS "table", c.conname AS name,
    t.oid IS NULL AS domain, c.contype AS type, ${columnNames('c.conkey', 'c.conrelid')} AS columns,
    v.validated, ${version >= 180_000 ? 'c.conenforced' : 'true'} AS enforced,
    c.condeferrable AS deferrable, c.condeferred AS deferred, coalesce(g.triggers, '{}') AS triggers
  FROM pg_constraint c
  JOIN validity v ON v.root = c.oid
  LEFT JOIN triggers g ON g.root = c.oid
  LEFT JOIN pg_class t ON t.oid = c.conrelid
  LEFT JOIN pg_type d ON d.oid = c.contypid
  JOIN pg_namespace n ON n.oid = coalesce(t.relnamespace, d.typnamespace)
  WHERE ${schemasOfUsers}
  ORDER BY 1, 2, 3`;
const triggersQuery = `
  SELECT n.nspname AS schema, t.relname AS "table", g.tgname AS name, g.tgenabled AS enabled
  FROM pg_trigger g
  JOIN pg_class t ON t.oid = g.tgrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE NOT g.tgisinternal AND ${schemasOfUsers}
  ORDER BY 1, 2, 3`;
const tablesQuery = `
  SELECT n.nspname AS schema, t.relname AS name, t.relkind AS kind, t.relpersistence AS persistence,
    t.relreplident AS "replicaIdentity",
    (SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
     WHERE x.indrelid = t.oid AND x.indisreplident AND t.relreplident = 'i') AS "replicaIdentityIndex",
    t.relrowsecurity AS "rowSecurity", t.relforcerowsecurity AS "forceRowSecurity", t.relispopulated AS populated,
    (SELECT coalesce(json_agg(a.attname ORDER BY a.attname), '[]') FROM pg_attribute a
     WHERE a.attrelid = t.oid AND a.attgenerated = 's' AND NOT a.attisdropped) AS generated,
    (SELECT coalesce(json_agg(json_build_object('schema', pn.nspname, 'name', p.relname, 'detachPending', h.inhdetachpending)
       ORDER BY h.inhseqno), '[]')
     FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
     WHERE h.inhrelid = t.oid) AS parents,
    (SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
     WHERE d.classid = 'pg_class'::regclass AND d.objid = t.oid AND d.refclassid = 'pg_extension'::regclass
       AND d.deptype = 'e') AS extension
  FROM pg_class t
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE t.relkind IN ('r', 'p', 'f', 'm') AND ${schemasOfUsers}
  ORDER BY 1, 2`;

// EXTERNAL MODULE: ./build/postgres/catalogue-facts-schema.js
var catalogue_facts_schema = __webpack_require__(16017);
;// CONCATENATED MODULE: ./build/postgres/catalogue-facts-not-contained.js
const SCHEDULERS = ['pg_cron', 'pgagent', 'pg_timetable'];
const NAMED = 5;
/** What a dump of this database does not contain by its nature; only what applies to it. What a filter leaves out is the backup's to say. */
function notContained(facts) {
    const items = [...ofTables(facts), ...ofIndexes(facts), ...ofExtensions(facts), ...ofServer(facts)];
    return items.map(([what, why]) => ({ what, why }));
}
function ofTables({ tables, servers }) {
    const items = [['planner statistics', 'ANALYZE makes them anew after a restore']];
    const named = (kind) => list(tables.filter(kind).map(({ schema, name }) => `${schema}.${name}`));
    const foreign = named((table) => table.kind === 'f');
    if (foreign)
        items.push([`rows of foreign tables: ${foreign}`, 'they are on another server']);
    const views = named((table) => table.kind === 'm' && table.populated);
    if (views)
        items.push([`contents of materialized views: ${views}`, 'a restore computes them anew']);
    const generated = named((table) => table.generated.length > 0);
    if (generated)
        items.push([`values of generated columns: ${generated}`, 'a restore computes them anew']);
    const detaching = named((table) => table.parents.some((parent) => parent.detachPending));
    if (detaching) {
        items.push([
            `the pending detachment of partitions: ${detaching}`,
            'finish it with ALTER TABLE … DETACH PARTITION … FINALIZE',
        ]);
    }
    const mappings = servers.filter((server) => server.userMappings > 0).map(({ name }) => name);
    if (mappings.length > 0) {
        items.push([
            `user mappings' options of servers: ${list(mappings)}`,
            'a dump has them only where its role may see them',
        ]);
    }
    return items;
}
function ofIndexes({ indexes }) {
    const broken = indexes.filter((index) => !(index.valid && index.ready && index.live) && !index.partitioned);
    const names = list(broken.map(({ schema, name }) => `${schema}.${name}`));
    return names
        ? [[`indexes that are not valid: ${names}`, 'pg_dump leaves them out; rebuild them with REINDEX or drop them']]
        : [];
}
function ofExtensions({ extensions, tables }) {
    const items = [];
    for (const { name, configTables } of extensions) {
        const own = tables.filter((table) => table.extension === name && 'rp'.includes(table.kind));
        const dumped = new Set(configTables.map((table) => JSON.stringify([table.schema, table.name])));
        const left = own.filter((table) => !dumped.has(JSON.stringify([table.schema, table.name])));
        const filtered = configTables.filter((table) => table.filtered);
        const of = list([...left, ...filtered].map((table) => `${table.schema}.${table.name}`));
        if (of)
            items.push([`rows of the extension ${name} outside its own filter: ${of}`, 'the extension itself brings them']);
    }
    const others = extensions.filter(({ name }) => name !== 'plpgsql');
    if (others.length > 0) {
        const names = list(others.map(({ name, version }) => `${name} ${version}`));
        items.push([
            `the extensions' own objects, and changes made to them: ${names}`,
            'a dump holds CREATE EXTENSION alone',
        ]);
    }
    const schedulers = others.filter(({ name }) => SCHEDULERS.includes(name));
    if (schedulers.length > 0) {
        const names = list(schedulers.map(({ name }) => name));
        items.push([`runs and states of scheduled jobs: ${names}`, 'a restored copy must not start them by itself']);
    }
    return items;
}
function ofServer(facts) {
    const { server, subscriptions, tablespaces } = facts;
    const items = [];
    if (server.loginRoles > 0)
        items.push(['passwords of roles', 'they are kept out of backups']);
    if (subscriptions.length > 0) {
        const names = list(subscriptions.map(({ name }) => name));
        items.push([`connections and states of subscriptions: ${names}`, 'a restored copy must not connect by itself']);
    }
    if (server.replicationSlots > 0)
        items.push(['replication slots', 'they belong to the server']);
    if (tablespaces.length > 0) {
        items.push([`placement in tablespaces: ${list(tablespaces.map(({ name }) => name))}`, 'they belong to the server']);
    }
    if (server.otherDatabases > 0)
        items.push(['other databases of the server', 'a backup holds one database']);
    items.push(["the server's configuration", 'it belongs to the server']);
    return items;
}
function list(names) {
    const more = names.length - NAMED;
    return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ');
}

;// CONCATENATED MODULE: ./build/postgres/catalogue-facts-warnings.js
const catalogue_facts_warnings_NAMED = 5;
/**
 * What about the source is worth a word when a backup is made, one sentence each: a restore keeps it, repairs it or makes it stricter.
 * What a dump leaves out is `notContained`'s to say.
 */
function catalogueWarnings(facts) {
    const { constraints, tables, triggers } = facts;
    const off = constraints.filter((one) => one.type === 'f' && Object.keys(one.triggers).some((state) => 'DR'.includes(state)));
    const unvalidated = constraints.filter((one) => !one.validated);
    const silent = triggers.filter((one) => one.enabled === 'D');
    const detaching = tables.filter((table) => table.parents.some((parent) => parent.detachPending));
    return [
        sentence('foreign keys are switched off, and a restore switches them on', off),
        sentence('constraints are not validated, and rows may break them', unvalidated),
        sentence('triggers are switched off', silent),
        sentence('a detachment was interrupted, and a restore attaches the partition again', detaching),
    ].filter((one) => one !== '');
}
function sentence(what, objects) {
    if (objects.length === 0)
        return '';
    const names = objects.slice(0, catalogue_facts_warnings_NAMED).map(({ schema, table, name }) => `${schema}.${table ? `${table} ` : ''}${name}`);
    const more = objects.length > catalogue_facts_warnings_NAMED ? ` and ${objects.length - catalogue_facts_warnings_NAMED} more` : '';
    return `${what}: ${names.join(', ')}${more}`;
}

;// CONCATENATED MODULE: ./build/postgres/catalogue-facts.js







/**
 * Reads what a dump does not hold or does not show: on the source inside the dump's snapshot, on the target after the restore.
 * Only catalogues are read, nothing is locked. Objects are told by name, never by OID, and come in the order of their names.
 */
async function readCatalogueFacts(session, filter = {}) {
    const version = session.versionNum;
    const schemas = [filter.only ?? null, filter.except ?? []];
    const all = async (sql, values = []) => {
        // As JSON, since arrays and "char" have no type of their own in a session's rows.
        const rows = await session.query(`SELECT row_to_json(f)::text AS fact FROM (${sql}) AS f`, values);
        return rows.map((row) => JSON.parse(row.fact));
    };
    // One after the other: a session runs one query at a time.
    const facts = {
        versionNum: version,
        indexes: await all(indexesQuery(version), schemas),
        constraints: await all(constraintsQuery(version), schemas),
        triggers: await all(triggersQuery, schemas),
        tables: await all(tablesQuery, schemas),
        database: (await all(catalogue_facts_database/* databaseQuery */.yc))[0],
        extensions: await all(catalogue_facts_database/* extensionsQuery */.h2),
        servers: await all(catalogue_facts_database/* serversQuery */.HJ),
        subscriptions: await all(catalogue_facts_database/* subscriptionsQuery */.Jz),
        publications: await all(catalogue_facts_database/* publicationsQuery */.GJ),
        eventTriggers: await all(catalogue_facts_database/* eventTriggersQuery */.wm),
        tablespaces: await all(catalogue_facts_database/* tablespacesQuery */.A3),
        largeObjects: await (0,catalogue_facts_large_objects/* readLargeObjects */.U)(session),
        server: (await all(catalogue_facts_database/* serverQuery */.aF))[0],
    };
    return catalogue_facts_schema/* catalogueFactsSchema */.IK.parse(facts);
}


/***/ }),

/***/ 86967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ quoteIdentifier),
/* harmony export */   LX: () => (/* binding */ qualified),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   V: () => (/* binding */ shownIdentifier),
/* harmony export */   ce: () => (/* binding */ quoteLiteral),
/* harmony export */   hf: () => (/* binding */ dumpPattern)
/* harmony export */ });
/** A name as SQL writes it, always in double quotes. */
function quoteIdentifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
/** A text as an SQL literal that means the same whatever `standard_conforming_strings` is. */
function quoteLiteral(text) {
    const quoted = `'${text.replaceAll("'", "''")}'`;
    return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}
/** `"schema"."name"`. */
function qualified(schema, name) {
    return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
/** A name as a person would write it, for messages: in quotes only where SQL needs them. */
function shownIdentifier(name) {
    return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteIdentifier(name);
}
/** `schema.name`, for messages. */
function shown(schema, name) {
    return `${shownIdentifier(schema)}.${shownIdentifier(name)}`;
}
/**
 * A name quoted for pg_dump's and pg_restore's patterns (`-n`, `-t`, `-T` …) so that it matches nothing but itself:
 * inside double quotes pg_dump takes every character literally. A table of a schema is `dumpPattern(schema) + '.' + dumpPattern(name)`.
 */
function dumpPattern(name) {
    return quoteIdentifier(name);
}


/***/ }),

/***/ 95692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ed: () => (/* binding */ stands),
/* harmony export */   S1: () => (/* binding */ chooseBackup),
/* harmony export */   oO: () => (/* binding */ isWholeBackup),
/* harmony export */   xR: () => (/* binding */ chooseName),
/* harmony export */   y8: () => (/* binding */ nothingYet)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41604);
/* harmony import */ var _expiry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76302);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66631);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6827);
/* harmony import */ var _replaced_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85149);
/* harmony import */ var _retention_candidate_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(91971);







/** The name to work with: the one given, or the only one that the store holds. */
async function chooseName(store, name) {
    if (name !== undefined)
        return (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .checkName */ .I3)(name);
    const names = await (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .listNames */ .Zv)(store);
    if (names.length === 1)
        return names[0];
    if (names.length === 0)
        throw nothingYet(store);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${store.location} holds backups of several databases: ${names.join(', ')}`, 'say which one is meant with name');
}
const nothingYet = (store, name) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`there is no backup${name === undefined ? '' : ` of ${name}`} in ${store.location} yet`, 'make one with pgproof backup, or look whether storage and name are the ones that the backup job uses');
/** How many days back `random` looks. */
const RANDOM_DAYS = 30;
/**
 * Chooses a backup: an id, `latest`, `latest:<type>`, `latest-verified`, `tag:<tag>`, `random` or `before:<time or id>`.
 * Selectors mean complete backups, and not the copies that restores made first, unless they name a type, and pass over expired ones and those that a copy replaces, which only their id names. One that cannot be read fails rather than being passed over, but for `latest-verified`: it was not verified as it is.
 */
async function chooseBackup(store, name, selector, now) {
    if ((0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .isBackupId */ ["if"])(selector))
        return await (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .readBackup */ .fe)(store, name, selector);
    const { order, accept, passOver, anyKind } = await parseSelector(store, name, selector, now);
    const ids = (await store.folders(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.backups(name))).filter(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .isBackupId */ ["if"]).reverse();
    for (const id of order(ids)) {
        const backup = await readIfThere(store, name, id, passOver);
        if (!backup || (!anyKind && !isWholeBackup(backup)) || !accept(backup))
            continue;
        if (await (0,_expiry_js__WEBPACK_IMPORTED_MODULE_2__/* .isExpired */ ._d)(store, backup))
            continue;
        const read = (other) => readIfThere(store, name, other, true);
        const counts = async (copy) => accept(copy) && stands(copy, (await (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .listRecords */ .VI)(store, name, copy.id)).get(copy.id) ?? [], now);
        if (!(await (0,_replaced_js__WEBPACK_IMPORTED_MODULE_5__/* .isReplaced */ .tc)(backup, ids, read, counts)))
            return backup;
    }
    for await (const _ of (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .idsNewestFirst */ .lv)(store, name)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`no ${anyKind ? '' : 'complete '}backup of ${name} fits ${selector}`, 'pgproof list shows the backups that there are; a partial one, or the copy that a restore made first, is chosen by its id or type');
    }
    throw nothingYet(store, name);
}
/** Complete, and not the copy that a restore made of what it was about to replace. */
const isWholeBackup = ({ manifest }) => (0,_retention_candidate_js__WEBPACK_IMPORTED_MODULE_6__/* .isWhole */ .wP)({ complete: manifest.partial.length === 0, type: manifest.type });
/** Whether a copy under other keys stands for what it was made of: it is not expired, and failed no check. `records` are its own, oldest first. */
function stands(copy, records, now) {
    const { verified, restoreTested } = (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .badgesOf */ .W6)(copy, records, now);
    return (0,_expiry_js__WEBPACK_IMPORTED_MODULE_2__/* .expiryOf */ .p1)(records, copy.digest) === undefined && verified?.ok !== false && restoreTested?.ok !== false;
}
async function readIfThere(store, name, id, passOver = false) {
    try {
        return (await store.head(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.manifest(name, id))) && (await (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .readBackup */ .fe)(store, name, id));
    }
    catch (error) {
        if (passOver && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp && error.code === 1)
            return undefined;
        throw error;
    }
}
async function parseSelector(store, name, selector, now) {
    const [word, ...more] = selector.split(':');
    const rest = more.join(':');
    const all = (ids) => ids;
    if (selector === 'latest')
        return { order: all, accept: () => true };
    if (word === 'latest' && rest)
        return { order: all, accept: ({ manifest }) => manifest.type === rest, anyKind: true };
    if (word === 'tag' && rest)
        return { order: all, accept: ({ manifest }) => manifest.tags.includes(rest) };
    if (selector === 'random') {
        const since = now.getTime() - RANDOM_DAYS * 24 * 3600 * 1000;
        return { order: (ids) => shuffled(ids.filter((id) => (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .startOf */ .GH)(id).getTime() >= since)), accept: () => true };
    }
    if (selector === 'latest-verified') {
        const records = await (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .listRecords */ .VI)(store, name);
        const accept = (backup) => (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .isProved */ .n_)((0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .badgesOf */ .W6)(backup, records.get(backup.id) ?? [], now));
        return { order: (ids) => ids.filter((id) => records.has(id)), accept, passOver: true };
    }
    if (word === 'before' && (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .isBackupId */ ["if"])(rest))
        return { order: (ids) => ids.filter((id) => id < rest), accept: () => true };
    if (word === 'before' && !Number.isNaN(Date.parse(rest))) {
        const end = Date.parse(rest);
        return { order: (ids) => ids.filter((id) => (0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .startOf */ .GH)(id).getTime() < end), accept: () => true };
    }
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${JSON.stringify(selector.slice(0, 80))} does not say which backup`, 'allowed are an id, latest, latest:<type>, latest-verified, tag:<tag>, random and before:<time or id>');
}
function shuffled(ids) {
    const drawn = ids.map((id) => ({ id, at: Math.random() }));
    return drawn.sort((a, b) => a.at - b.at).map(({ id }) => id);
}


/***/ }),

/***/ 76302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $3: () => (/* binding */ takenBackUntil),
/* harmony export */   IS: () => (/* binding */ sweptFrom),
/* harmony export */   _d: () => (/* binding */ isExpired),
/* harmony export */   ap: () => (/* binding */ EXPIRY_KINDS),
/* harmony export */   p1: () => (/* binding */ expiryOf)
/* harmony export */ });
/* unused harmony export MARGIN */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27597);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64377);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6827);
/* harmony import */ var _retention_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22654);



const EXPIRY_KINDS = ['expired', 'unexpired'];
/** Nobody takes an expired backup back in the last hour of its grace, and nobody sweeps it in the first hour after, so that the two never meet. */
const MARGIN = _retention_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .HOUR */ .dp;
const bodySchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), until: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$() });
/**
 * Whether the records say that a backup is expired. What cannot be read, or speaks of another manifest, expires nothing;
 * what takes it back always does. `records` are oldest first, `digest` is the manifest's.
 */
function expiryOf(records, digest) {
    const last = records.findLast(({ kind }) => kind === 'expired' || kind === 'unexpired');
    if (last?.kind !== 'expired' || last.manifest !== digest)
        return undefined;
    const body = bodySchema.safeParse(last.body);
    if (!body.success)
        return undefined;
    return { reason: body.data.reason, at: last.time, until: new Date(body.data.until) };
}
/** Reads only the records of this one backup. */
async function isExpired(store, backup) {
    const records = (await (0,_records_js__WEBPACK_IMPORTED_MODULE_0__/* .listRecords */ .VI)(store, backup.name, backup.id)).get(backup.id) ?? [];
    return expiryOf(records, backup.digest) !== undefined;
}
/** Until then an expired backup can be taken back. */
const takenBackUntil = ({ until }) => new Date(until.getTime() - MARGIN);
/** From then on an expired backup may be swept. */
const sweptFrom = ({ until }) => new Date(until.getTime() + MARGIN);


/***/ }),

/***/ 9469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ isBusy),
/* harmony export */   GC: () => (/* binding */ listRunning),
/* harmony export */   Wn: () => (/* binding */ heartbeatOf),
/* harmony export */   XE: () => (/* binding */ Heartbeat),
/* harmony export */   pL: () => (/* binding */ isFresh),
/* harmony export */   q9: () => (/* binding */ whileReading)
/* harmony export */ });
/* unused harmony export STALE_AFTER_MS */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);



/** How often a run says that it is alive; design section 3. */
const RENEW_MS = 10 * 60 * 1000;
/** Says in the store that a run is under way, so that sweeping keeps away from what it has put. */
class Heartbeat {
    #timer;
    #beating = Promise.resolve();
    #store;
    #key;
    #started;
    constructor(store, name, id, now, key = _layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.running(name, id)) {
        this.#store = store;
        this.#key = key;
        this.#started = now.toISOString();
    }
    async start() {
        await this.#beat();
        this.#timer = setInterval(() => {
            // A beat that fails does not fail the run: the next one follows, and sweeping waits for a day besides.
            this.#beating = this.#beat().catch(() => { });
        }, RENEW_MS);
        this.#timer.unref();
    }
    /** Removes it, through another store where the run's own takes nothing more. */
    async stop(store = this.#store) {
        clearInterval(this.#timer);
        // A beat that arrived after the removal would stay.
        await this.#beating;
        await store.delete(this.#key);
    }
    async #beat() {
        const body = { started: this.#started, renewed: new Date().toISOString() };
        await this.#store.put(this.#key, Buffer.from(`${JSON.stringify(body)}\n`));
    }
}
/**
 * Says in the store that a backup is being read, from before `work` begins until it has ended: a sweep that comes upon it leaves the objects.
 * `work` has to read the manifest again, since it may have gone just before. Where the store takes no such word (keys that may only read),
 * `onSilence` is told why, and the work is done all the same.
 */
async function whileReading(store, { name, id }, now, onSilence, work) {
    const heartbeat = new Heartbeat(store, name, id, now, _layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.reading(name, id, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')));
    const said = await heartbeat.start().then(() => true, (error) => {
        onSilence((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error));
        return false;
    });
    try {
        return await work();
    }
    finally {
        // What cannot be removed grows stale.
        if (said)
            await heartbeat.stop().catch(() => { });
    }
}
/** A heartbeat that was renewed this long ago belongs to a run that is no more. */
const STALE_AFTER_MS = 3 * RENEW_MS;
/** Whose heartbeat a key is: a backup's own run, or a reader of it. Undefined where it is none. */
function heartbeatOf(key) {
    const [, id = '', reader] = /\/running\/([^/.]+)(\.[0-9a-f]{6})?\.json$/.exec(key) ?? [];
    return (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .isBackupId */ ["if"])(id) ? { id, reader: reader !== undefined } : undefined;
}
const isFresh = ({ modified }, now) => now.getTime() - modified.getTime() < STALE_AFTER_MS;
/** Whether anything is at work on one id: the run that makes it, or somebody who reads it. `now` is the store's time. */
async function isBusy(store, name, id, now) {
    for await (const object of store.list(`${_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.running(name)}${id}.`)) {
        if (heartbeatOf(object.key)?.id === id && isFresh(object, now))
            return true;
    }
    return false;
}
/** The runs under one name that are making a backup. */
async function listRunning(store, name, now) {
    const running = [];
    for await (const object of store.list(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.running(name))) {
        const heartbeat = heartbeatOf(object.key);
        if (heartbeat && !heartbeat.reader && isFresh(object, now))
            running.push({ name, id: heartbeat.id });
    }
    return running;
}


/***/ }),

/***/ 22654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ LEAST),
/* harmony export */   T4: () => (/* binding */ CALENDAR),
/* harmony export */   Zv: () => (/* binding */ GRACE),
/* harmony export */   d_: () => (/* binding */ DAY),
/* harmony export */   dp: () => (/* binding */ HOUR),
/* harmony export */   w0: () => (/* binding */ hasRules)
/* harmony export */ });
/** The words of the calendar, each with how many of its periods are kept. `last` counts backups themselves. */
const CALENDAR = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What no policy goes below; also what counts where it says nothing, but for the grace. */
const LEAST = { minAge: 7 * DAY, minVerified: 3, grace: DAY };
const GRACE = 7 * DAY;
/** Whether a policy says anything about what may go. Without a rule nothing ever does. */
const hasRules = ({ types, calendar }) => Object.keys(types).length + Object.keys(calendar).length > 0;


/***/ }),

/***/ 61834:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ parseEndpoint),
/* harmony export */   R: () => (/* binding */ parseStorageAddress)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19325);




const FORMS = 's3://bucket/prefix?endpoint=…&region=…, file:///path or ./path';
const PARSERS = {
    s3: parseS3,
    file: parseFileUrl,
    memory: parseMemory,
};
/** Reads an address as users write it; a typo is a usage error that names what is allowed and what is nearest. */
function parseStorageAddress(text) {
    if (text.trim() === '')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('the storage address is empty', `give one of ${FORMS}`);
    if (text !== text.trim()) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('the storage address starts or ends with white space', 'remove it, also a line break at the end');
    }
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1];
    if (scheme === undefined)
        return parsePath(text);
    const parser = Object.hasOwn(PARSERS, scheme) ? PARSERS[scheme] : undefined;
    if (!parser) {
        const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_1__/* .closest */ .kp)(scheme.toLowerCase(), ['s3', 'file']);
        const guess = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_1__/* .distance */ .Io)(scheme.toLowerCase(), near) <= 2 ? `did you mean ${near}://? ` : '';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`there is no storage ${scheme}:`, `${guess}storage is ${FORMS}`);
    }
    return parser(text);
}
function parsePath(text) {
    if (!/^\.{0,2}\//.test(text) && text !== '.' && text !== '..') {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`the storage address ${quote(text)} says neither s3:// nor file://`, `for a folder write ./${withoutUser(text).replace(/^~\//, '')} or /path; storage is ${FORMS}`);
    }
    return folderAt(text);
}
function folderAt(path) {
    if (path.includes('\0'))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('the storage folder holds a zero byte', 'write a path without it');
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(path);
    return { scheme: 'file', folder, location: `file://${encodeURI(folder).replace(/[?#]/g, encodeURIComponent)}` };
}
function parseFileUrl(text) {
    const folder = /^file:\/\/(\/[^?#]*)$/.exec(text)?.[1];
    if (folder === undefined) {
        const host = /^file:\/\/([^/?#]+)(\/[^?#]*)?$/.exec(text);
        if (host) {
            const path = withoutUser(`${host[1]}${host[2] ?? ''}`);
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${quote(text)} names a host, not a folder`, `write file:///${path} for an absolute path, ./${path} for a relative one`);
        }
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${quote(text)} is not a folder's address`, 'write file:///path, with ? and # as %3F and %23');
    }
    return folderAt(decoded(folder, text));
}
function parseMemory(text) {
    const name = /^memory:\/\/([\w.-]+)$/.exec(text)?.[1];
    if (name === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${quote(text)} is not a memory storage`, 'write memory://name');
    return { scheme: 'memory', name, location: text };
}
const QUERY_KEYS = ['endpoint', 'region', 'path-style'];
function parseS3(text) {
    const match = /^s3:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(text);
    if (!match)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('the storage address is not well formed', `write ${FORMS}`);
    const [, authority = '', path = '', query = '', fragment] = match;
    if (authority.includes('@'))
        throw withCredentials('before the bucket');
    const bucket = authority;
    if (bucket === '')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${quote(text)} names no bucket`, 'write s3://bucket/prefix');
    if (!/^[A-Za-z0-9][\w.-]{1,61}[A-Za-z0-9]$/.test(bucket)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${quote(bucket)} is not a bucket's name`, 'write s3://bucket/prefix, and a port with ?endpoint=…');
    }
    if (fragment !== undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('the storage address holds a #', 'write it as %23');
    const prefix = decoded(path, text).replace(/^\/+|\/+$/g, '');
    const fault = prefix === '' ? undefined : (0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .keyFault */ .mk)(prefix);
    if (fault)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`the prefix ${quote(prefix)} ${fault}`, 'write s3://bucket/part/part');
    return { scheme: 's3', bucket, prefix, ...parseQuery(query), location: locationOf(bucket, prefix, parseQuery(query)) };
}
function parseQuery(query) {
    const found = {};
    const seen = new Set();
    for (const [key, value] of new URLSearchParams(query)) {
        if (/key|secret|token|password|credential/i.test(key))
            throw withCredentials('behind the ?');
        if (!QUERY_KEYS.includes(key)) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`the storage address has an unknown option ${quote(key)}`, `did you mean ${(0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_1__/* .closest */ .kp)(key, [...QUERY_KEYS])}? allowed are ${QUERY_KEYS.join(', ')}`);
        }
        if (seen.has(key))
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`the storage address gives ${key} twice`, 'give it once');
        seen.add(key);
        if (value === '')
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`the storage address gives no value for ${key}`, `write ${key}=… or leave it out`);
        if (key === 'endpoint')
            found.endpoint = parseEndpoint(value);
        if (key === 'region')
            found.region = parseRegion(value);
        if (key === 'path-style')
            found.pathStyle = parseBoolean(key, value);
    }
    return found;
}
/** An S3 endpoint as the SDK wants it; `http` is allowed for servers on the own network. */
function parseEndpoint(value) {
    const hint = 'write https://host or http://host:port';
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (!url || !/^https?:\/\//i.test(value))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`the endpoint ${quote(withoutUser(value))} is not an address`, hint);
    if (url.username !== '' || url.password !== '')
        throw withCredentials('in the endpoint');
    if (url.search !== '' || url.hash !== '')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('the endpoint holds a ? or #', hint);
    return url.href.replace(/\/+$/, '');
}
function parseRegion(value) {
    if (/^[a-z0-9-]+$/.test(value))
        return value;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${quote(value)} is not a region`, 'write one like eu-central-1, or auto for R2');
}
function parseBoolean(key, value) {
    if (value === 'true' || value === 'false')
        return value === 'true';
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${key} is ${quote(value)}`, `write ${key}=true or ${key}=false`);
}
function locationOf(bucket, prefix, query) {
    const options = [
        ...(query.endpoint ? [`endpoint=${query.endpoint}`] : []),
        ...(query.region ? [`region=${query.region}`] : []),
        ...(query.pathStyle === undefined ? [] : [`path-style=${query.pathStyle}`]),
    ];
    const path = prefix === '' ? '' : `/${prefix.split('/').map(encodeURIComponent).join('/')}`;
    return `s3://${bucket}${path}${options.length > 0 ? `?${options.join('&')}` : ''}`;
}
function decoded(path, text) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${quote(text)} holds a % that stands for nothing`, 'write % as %25');
    }
}
function withCredentials(where) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`the storage address holds credentials ${where}`, 'give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, never in an address');
}
const withoutUser = (value) => value.replace(/[^/]*@/, '…@');
const quote = (value) => JSON.stringify(withoutUser(value).slice(0, 200));


/***/ }),

/***/ 19325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F8: () => (/* binding */ TEMPORARY_PREFIX),
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   mk: () => (/* binding */ keyFault),
/* harmony export */   yR: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** Temporary files of the folder store start with this; no key's segment may. */
const TEMPORARY_PREFIX = '.pgproof-tmp-';
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML, which S3 listings are made of, cannot carry control characters
const CONTROL = /[\u0000-\u001f\u007f]/;
/** Throws unless `key` is one that every store can hold; the rules are on `Store`. A wrong key is a bug or a crafted manifest, never the user's doing. */
function checkKey(key) {
    const wrong = keyFault(key);
    if (wrong)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp(70, `${JSON.stringify(key)} ${wrong}`, 'report this as a bug of pgproof');
}
/** What is wrong with a key, to be said after it; undefined where nothing is. */
function keyFault(key) {
    if (Buffer.byteLength(key) > 900)
        return 'is too long for an object name';
    if (!key.isWellFormed() || CONTROL.test(key))
        return 'holds characters that no object name may hold';
    for (const segment of key.split('/')) {
        if (segment === '' || segment === '.' || segment === '..')
            return 'is not a path below the storage';
        if (segment.startsWith(TEMPORARY_PREFIX))
            return 'is the name of a temporary file';
    }
    return undefined;
}
/** Where UTF-8 bytes and UTF-16 units may be in another order. */
const HIGH = /[\ud800-\uffff]/;
/** The order of keys in a listing: by their UTF-8 bytes, as S3 has it (not by UTF-16 units, as JavaScript compares). */
function compareKeys(a, b) {
    if (HIGH.test(a) || HIGH.test(b))
        return Buffer.compare(Buffer.from(a), Buffer.from(b));
    return a < b ? -1 : Number(a > b);
}


/***/ })

};
