export const id = 5380;
export const ids = [5380,4104];
export const modules = {

/***/ 24104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseIdentities: () => (/* binding */ parseIdentities),
/* harmony export */   parseRecipients: () => (/* binding */ parseRecipients),
/* harmony export */   recipientFingerprint: () => (/* binding */ recipientFingerprint),
/* harmony export */   recipientsOf: () => (/* binding */ recipientsOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var age_encryption__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81539);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _shown_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7951);




/** Checks recipients as users give them to an input, one each, and drops doubles. Throws exit 2 with what is wrong, never showing what may be a secret. */
function parseRecipients(lines, input = 'encrypt-to') {
    const given = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    if (given.length === 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${input} holds no recipient`, `give ${RECIPIENT}`);
    return [...new Set(given.map((line, index) => recipient(line, `entry ${index + 1} of ${input}`)))];
}
const RECIPIENT = 'public keys of age, one per line, as age-keygen or pgproof keygen prints them: age1…';
function recipient(line, place) {
    if (/^AGE-SECRET-KEY-/i.test(line)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place} is a secret key`, 'give the public one (age1…), which age-keygen -y prints, and take the secret one out of this place');
    }
    if (/^(ssh-|ecdsa-|sk-)/.test(line)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place} is an SSH key, which pgproof cannot seal for`, 'make a key of age: pgproof keygen');
    }
    try {
        new age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .Encrypter */ .T7().addRecipient(line);
        return line;
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place}, ${(0,_shown_key_js__WEBPACK_IMPORTED_MODULE_3__/* .shownKey */ .d)(line)}, is no recipient of age`, `give ${RECIPIENT}`, error);
    }
}
/** The public keys of secret ones. */
const recipientsOf = (identities) => Promise.all(identities.map(age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .identityToRecipient */ .RE));
/** `SHA256:` and the base64 of the SHA-256 of the recipient's text, without padding: long ones are compared by it. */
const recipientFingerprint = (recipient) => `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(recipient).digest('base64').replace(/=+$/, '')}`;
/** Reads secret keys as age-keygen writes them: one per line, with comments. Throws exit 2, naming the line alone. */
async function parseIdentities(text) {
    const lines = text.split('\n').map((line) => line.trim());
    const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (identities.length === 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('identity holds no key', HOW);
    if (identities.some((line) => line.startsWith('-----BEGIN')))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('identity is not a secret key of age', `keys of SSH and PEM files do not open backups; ${HOW}`);
    for (const identity of identities) {
        await (0,age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .identityToRecipient */ .RE)(identity).catch((error) => {
            const place = lines.indexOf(identity) + 1;
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`line ${place} of identity is not a secret key of age`, HOW, error);
        });
    }
    return [...new Set(identities)];
}
const HOW = 'give the text that age-keygen or pgproof keygen wrote, with its line AGE-SECRET-KEY-1…';


/***/ }),

/***/ 1537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ AgeWork),
  z: () => (/* binding */ memoryOf)
});

// EXTERNAL MODULE: ./node_modules/age-encryption/dist/index.js + 51 modules
var dist = __webpack_require__(81539);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/sealing/age-payload.js

const CHUNK = 64 * 1024;
const TAG = 16;
const NONCE = 16;
/**
 * A file of age: its header, a nonce, then chunks of 64 KiB, each by ChaCha20-Poly1305, the last one marked as such (age-encryption.org/v1,
 * "Payload"). The library does that in JavaScript, which takes several times as long as node's own cipher.
 */
function sealPayload(header, fileKey, body) {
    const nonce = (0,external_node_crypto_.randomBytes)(NONCE);
    const key = payloadKey(fileKey, nonce);
    const chunks = Math.max(1, Math.ceil(body.length / CHUNK));
    // Of its own memory, so that it can be handed to another thread.
    const sealed = Buffer.allocUnsafeSlow(header.length + NONCE + body.length + chunks * TAG);
    sealed.set(header);
    sealed.set(nonce, header.length);
    let end = header.length + NONCE;
    for (let chunk = 0; chunk < chunks; chunk++) {
        const cipher = (0,external_node_crypto_.createCipheriv)(CIPHER, key, chunkNonce(chunk, chunk === chunks - 1), { authTagLength: TAG });
        end += cipher.update(body.subarray(chunk * CHUNK, (chunk + 1) * CHUNK)).copy(sealed, end);
        cipher.final();
        end += cipher.getAuthTag().copy(sealed, end);
    }
    return sealed;
}
/** What follows the header, opened. Throws where it is not whole, down to the last byte. */
function openPayload(fileKey, payload) {
    const key = payloadKey(fileKey, payload.subarray(0, NONCE));
    const sealed = payload.subarray(NONCE);
    const chunks = Math.max(1, Math.ceil(sealed.length / (CHUNK + TAG)));
    const last = sealed.length - (chunks - 1) * (CHUNK + TAG);
    // Only nothing at all may end with an empty chunk.
    if (last < TAG || (last === TAG && chunks > 1))
        throw new Error('its last chunk is cut');
    const body = Buffer.allocUnsafeSlow(sealed.length - chunks * TAG);
    let end = 0;
    for (let chunk = 0; chunk < chunks; chunk++) {
        const piece = sealed.subarray(chunk * (CHUNK + TAG), (chunk + 1) * (CHUNK + TAG));
        const decipher = (0,external_node_crypto_.createDecipheriv)(CIPHER, key, chunkNonce(chunk, chunk === chunks - 1), { authTagLength: TAG });
        decipher.setAuthTag(piece.subarray(-TAG));
        end += decipher.update(piece.subarray(0, -TAG)).copy(body, end);
        decipher.final();
    }
    return body;
}
const CIPHER = 'chacha20-poly1305';
const payloadKey = (fileKey, nonce) => Buffer.from((0,external_node_crypto_.hkdfSync)('sha256', fileKey, nonce, 'payload', 32));
/** The chunk's number, then whether it is the last. */
function chunkNonce(chunk, isLast) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(chunk, 7);
    nonce[11] = isLast ? 1 : 0;
    return nonce;
}

// EXTERNAL MODULE: ./build/sealing/seal.js
var seal = __webpack_require__(55367);
;// CONCATENATED MODULE: ./build/sealing/age-work.js



/** The memory that goes along with an answer. */
const memoryOf = (answer) => ('body' in answer ? [answer.body.buffer] : []);
/** Seals and opens whole bodies, in whatever thread. Headers, and with them all that has to do with keys, are the library's. */
class AgeWork {
    #recipients;
    #decrypter = new dist/* Decrypter */.Hz();
    constructor({ recipients, identities }) {
        this.#recipients = recipients;
        const all = new dist/* Encrypter */.T7();
        for (const recipient of recipients)
            all.addRecipient(recipient);
        for (const identity of identities)
            this.#decrypter.addIdentity(identity);
    }
    async seal(body) {
        const { header, fileKey } = await this.#newHeader();
        return sealPayload(header, fileKey, body);
    }
    /** Throws BadSeal, and nothing else. */
    async open(sealed) {
        try {
            const { header, payload } = split(sealed);
            return openPayload(await this.#decrypter.decryptHeader(header), payload);
        }
        catch (error) {
            throw new seal/* BadSeal */.V('is not a whole file of age for this key', { cause: error });
        }
    }
    /** What is not whole is an answer too; anything else that goes wrong is thrown. */
    async answer({ what, body }) {
        if (what === 'seal')
            return { body: await this.seal(body) };
        return await this.open(body).then((opened) => ({ body: opened }), ({ message }) => ({ bad: message }));
    }
    /** Has the library seal nothing, and keeps the key that it made for that. */
    async #newHeader() {
        const encrypter = new dist/* Encrypter */.T7();
        for (const recipient of this.#recipients)
            encrypter.addRecipient(recipient);
        let fileKey = new Uint8Array();
        const listener = {
            wrapFileKey: (key) => {
                fileKey = new Uint8Array(key);
                return [];
            },
        };
        encrypter.addRecipient(listener);
        return { header: split(await encrypter.encrypt('')).header, fileKey };
    }
}
/** The header is text, closed by a line `---` with its digest. */
function split(file) {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    const end = bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1;
    return { header: file.subarray(0, end), payload: file.subarray(end) };
}


/***/ }),

/***/ 65380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  age: () => (/* binding */ age)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./node_modules/age-encryption/dist/index.js + 51 modules
var dist = __webpack_require__(81539);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/sealing/age-keys.js
var age_keys = __webpack_require__(24104);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/sealing/age-passphrase.js



/** log2 of scrypt's work: what age itself takes, a second of a usual machine and 256 MiB. */
const WORK = 18;
/** More would be somebody's attempt to keep this machine busy. */
const MOST_WORK = 20;
const SALT_BYTES = 16;
/** A file key of 16 bytes with its tag. */
const BODY_BYTES = 32;
const TAG_BYTES = 16;
/** Each key is used once. */
const NONCE = Buffer.alloc(12);
/**
 * Seals and opens files of age with a passphrase (age-encryption.org/v1, "The scrypt recipient type"). The library can do that too, in JavaScript
 * that lets nothing else happen for a second; this leaves it to node, in a thread.
 */
class AgePassphrase {
    #passphrase;
    constructor(passphrase) {
        this.#passphrase = passphrase;
    }
    async wrapFileKey(fileKey) {
        const salt = (0,external_node_crypto_.randomBytes)(SALT_BYTES);
        const cipher = (0,external_node_crypto_.createCipheriv)('chacha20-poly1305', await this.#derive(salt, WORK), NONCE, {
            authTagLength: TAG_BYTES,
        });
        const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
        const encoded = salt.toString('base64').replace(/=+$/, '');
        return [new dist/* Stanza */.Qd(['scrypt', encoded, String(WORK)], new Uint8Array(body))];
    }
    /** null for another passphrase. Throws for what the format forbids. */
    async unwrapFileKey(stanzas) {
        const [stanza] = stanzas;
        if (stanza?.args[0] !== 'scrypt')
            return null;
        const [, encoded = '', work = ''] = stanza.args;
        const salt = Buffer.from(encoded, 'base64');
        const whole = stanzas.length === 1 && stanza.args.length === 3 && stanza.body.length === BODY_BYTES;
        if (!whole || salt.length !== SALT_BYTES || !/^[1-9]\d?$/.test(work) || Number(work) > MOST_WORK)
            throw new Error('its header is not one of a passphrase');
        const key = await this.#derive(salt, Number(work));
        const decipher = (0,external_node_crypto_.createDecipheriv)('chacha20-poly1305', key, NONCE, { authTagLength: TAG_BYTES });
        decipher.setAuthTag(stanza.body.subarray(-TAG_BYTES));
        const fileKey = decipher.update(stanza.body.subarray(0, -TAG_BYTES));
        try {
            decipher.final();
            return new Uint8Array(fileKey);
        }
        catch {
            return null;
        }
    }
    async #derive(salt, work) {
        const label = Buffer.from('age-encryption.org/v1/scrypt');
        const cost = { N: 2 ** work, r: 8, p: 1, maxmem: 2 ** (work + 11) };
        return await deriveKey(this.#passphrase, Buffer.concat([label, salt]), 32, cost);
    }
}
const deriveKey = (0,external_node_util_.promisify)(external_node_crypto_.scrypt);

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./build/sealing/age-work.js + 1 modules
var age_work = __webpack_require__(1537);
// EXTERNAL MODULE: ./build/sealing/seal.js
var seal = __webpack_require__(55367);
;// CONCATENATED MODULE: ./build/sealing/age-pool.js




/** What is not more is worked on at once: handing it over would take longer, and a database may have thousands of small tables. */
const SMALL = 64 * 1024;
/** Beside this file in the sources, and beside the bundle there. */
const WORKER = new URL(`./age-worker${(0,external_node_path_.extname)(import.meta.url)}`, import.meta.url);
/** Seals and opens in worker threads, as many as there is work for, at most `most`: the main thread has the rows to look after. */
class AgePool {
    #keys;
    #most;
    #own;
    #waiting = [];
    #idle = [];
    #busy = new Map();
    constructor(keys, most) {
        this.#keys = keys;
        this.#most = most;
        this.#own = new age_work/* AgeWork */.P(keys);
    }
    async seal(body) {
        return await this.#do('seal', body);
    }
    async open(sealed) {
        return await this.#do('open', sealed);
    }
    close() {
        const workers = [...this.#idle, ...this.#busy.keys()];
        for (const { reject } of [...this.#waiting.splice(0), ...this.#busy.values()])
            reject(new Error('closed'));
        this.#busy.clear();
        for (const worker of workers)
            void worker.terminate();
    }
    async #do(what, body) {
        if (body.length <= SMALL)
            return await this.#own[what](body);
        // A view into a shared block cannot be handed over.
        const alone = body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
        return await new Promise((resolve, reject) => {
            this.#waiting.push({ question: { what, body: alone }, resolve, reject });
            this.#next();
        });
    }
    #next() {
        if (this.#waiting.length === 0)
            return;
        const worker = this.#idle.pop() ?? (this.#busy.size < this.#most ? this.#start() : undefined);
        if (!worker)
            return;
        const task = this.#waiting.shift();
        this.#busy.set(worker, task);
        // One that waits keeps no process alive.
        worker.ref();
        worker.postMessage(task.question, (0,age_work/* memoryOf */.z)(task.question));
    }
    #start() {
        const worker = new external_node_worker_threads_.Worker(WORKER, { workerData: this.#keys, execArgv: [] });
        worker.on('message', (answer) => {
            const task = this.#busy.get(worker);
            this.#busy.delete(worker);
            worker.unref();
            this.#idle.push(worker);
            this.#next();
            if ('bad' in answer)
                task?.reject(new seal/* BadSeal */.V(answer.bad));
            else
                task?.resolve(Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength));
        });
        worker.on('error', (error) => {
            this.#busy.get(worker)?.reject(error);
            this.#busy.delete(worker);
            this.#next();
        });
        return worker;
    }
}

// EXTERNAL MODULE: ./build/sealing/shown-key.js
var shown_key = __webpack_require__(7951);
;// CONCATENATED MODULE: ./build/sealing/age.js








/** Each seals hundreds of MB a second: more would wait for the dump or the storage. Starting one costs as much as sealing 50 MB, and 30 MB of memory. */
const MOST_WORKERS = 2;
const workers = () => Math.max(1, Math.min(MOST_WORKERS, Math.floor((0,external_node_os_.availableParallelism)() / 2)));
/** Files of the format age-encryption.org/v1: each object is one, so that the program age opens it too. */
const age = {
    suffix: '.age',
    async forRecipients(recipients, tools) {
        return await sealer('recipients', (0,age_keys.parseRecipients)(recipients), tools);
    },
    /** scrypt takes a second by design: once for a backup, and not for each of its objects. */
    async forPassphrase(passphrase, tools) {
        const identity = await (0,dist/* generateX25519Identity */.ou)();
        const encrypter = new dist/* Encrypter */.T7();
        encrypter.addRecipient(new AgePassphrase(passphrase));
        const key = Buffer.from(await encrypter.encrypt(`${identity}\n`));
        return { ...(await sealer('passphrase', [await (0,dist/* identityToRecipient */.RE)(identity)], tools)), key };
    },
    async open(sealed, keys, tools) {
        const { mode, recipients } = sealed.encryption;
        if (mode === 'passphrase') {
            const identity = await ownKey(sealed, keys.passphrase);
            return age_opener(sealed, [identity], ['passphrase'], tools);
        }
        if (keys.identities.length === 0)
            throw noKey(sealed, keys.passphrase);
        const fitting = await Promise.all(keys.identities.map((identity) => opens(identity, sealed.encryption)));
        const identities = keys.identities.filter((_, index) => fitting[index]);
        if (identities.length > 0) {
            return age_opener(sealed, identities, await (0,age_keys.recipientsOf)(identities), tools);
        }
        const given = keys.identities.length === 1 ? 'the key given does not open' : 'none of the keys given opens';
        throw (0,errors/* keyError */.a9)(`${given} ${sealed.what}, which is sealed for ${recipients.map(shown_key/* shownKey */.d).join(', ')}`, 'give the secret key of one of them as identity');
    },
};
function noKey({ what, encryption }, passphrase) {
    const but = passphrase === undefined ? 'no key was given' : 'a passphrase does not open that';
    return (0,errors/* keyError */.a9)(`${what} is sealed for ${encryption.recipients.map(shown_key/* shownKey */.d).join(', ')}, and ${but}`, 'give the secret key of one of them: PGPROOF_IDENTITY or identity-file; verify with without-key compares it as it is stored');
}
async function sealer(mode, recipients, tools) {
    const pool = new AgePool({ recipients, identities: [] }, workers());
    tools.onEnd(() => pool.close());
    const check = (await pool.seal(Buffer.from(seal/* CHECK_TEXT */.J))).toString('base64');
    return {
        encryption: { method: 'age', mode, recipients, check },
        suffix: age.suffix,
        seal: (body) => pool.seal(body),
    };
}
function age_opener({ encryption }, identities, openedBy, tools) {
    const pool = new AgePool({ recipients: encryption.recipients, identities }, workers());
    tools.onEnd(() => pool.close());
    return {
        openedBy,
        open: (body) => pool.open(body),
        seal: (body) => pool.seal(body),
    };
}
async function opens(identity, { check }) {
    const decrypter = new dist/* Decrypter */.Hz();
    try {
        decrypter.addIdentity(identity);
        await decrypter.decrypt(Buffer.from(check, 'base64'));
        return true;
    }
    catch {
        return false;
    }
}
/** The backup's own key, opened with the passphrase. */
async function ownKey({ what, readKey, encryption }, passphrase) {
    if (passphrase === undefined) {
        throw (0,errors/* keyError */.a9)(`${what} is sealed with a passphrase, and none was given`, 'give it: PGPROOF_PASSPHRASE or passphrase-file');
    }
    const decrypter = new dist/* Decrypter */.Hz();
    decrypter.addIdentity(new AgePassphrase(passphrase));
    const stored = await readKey();
    const text = await decrypter.decrypt(stored, 'text').catch((error) => {
        if (!/^no identity matched/.test(error.message))
            throw new seal/* BadSeal */.V('is not a whole file of age', { cause: error });
        throw (0,errors/* keyError */.a9)(`the passphrase given does not open ${what}`, 'give the one that the backup was made with; an older backup may have an older one');
    });
    // As age-keygen writes it, perhaps with comments.
    const identity = /^AGE-SECRET-KEY-\S+$/m.exec(text)?.[0] ?? '';
    if (await opens(identity, encryption))
        return identity;
    throw new seal/* BadSeal */.V('holds a key that does not open the backup');
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
