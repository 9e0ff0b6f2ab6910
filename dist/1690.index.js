export const id = 1690;
export const ids = [1690];
export const modules = {

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

/***/ 41690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75919);
/* harmony import */ var _age_work_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1537);


/** The thread that AgePool starts: one answer to each question. An error ends it. */
const port = node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort;
const work = new _age_work_js__WEBPACK_IMPORTED_MODULE_1__/* .AgeWork */ .P(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.workerData);
port.on('message', async (question) => {
    const answer = await work.answer(question);
    port.postMessage(answer, (0,_age_work_js__WEBPACK_IMPORTED_MODULE_1__/* .memoryOf */ .z)(answer));
});


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
