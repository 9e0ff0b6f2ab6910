export const id = 1690;
export const ids = [1690];
export const modules = {

/***/ 55049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ AgeWork)
/* harmony export */ });
/* harmony import */ var age_encryption__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81539);
/* harmony import */ var _seal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55367);


/** Seals and opens whole bodies with the library, in whatever thread. */
class AgeWork {
    #encrypter = new age_encryption__WEBPACK_IMPORTED_MODULE_0__/* .Encrypter */ .T7();
    #decrypter = new age_encryption__WEBPACK_IMPORTED_MODULE_0__/* .Decrypter */ .Hz();
    constructor({ recipients, identities }) {
        for (const recipient of recipients)
            this.#encrypter.addRecipient(recipient);
        for (const identity of identities)
            this.#decrypter.addIdentity(identity);
    }
    async seal(body) {
        return bufferOf(await this.#encrypter.encrypt(body));
    }
    async open(sealed) {
        try {
            return bufferOf(await this.#decrypter.decrypt(sealed));
        }
        catch (error) {
            throw new _seal_js__WEBPACK_IMPORTED_MODULE_1__/* .BadSeal */ .V('is not a whole file of age for this key', { cause: error });
        }
    }
}
const bufferOf = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);


/***/ }),

/***/ 41690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75919);
/* harmony import */ var _age_work_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55049);
/* harmony import */ var _seal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55367);



/** The thread that AgePool starts: one answer to each question. Anything but a bad seal ends it with its error. */
const work = new _age_work_js__WEBPACK_IMPORTED_MODULE_1__/* .AgeWork */ .P(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.workerData);
node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort?.on('message', async ({ what, body }) => {
    node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort?.postMessage(await answer(what, body));
});
async function answer(what, body) {
    try {
        return { body: await work[what](body) };
    }
    catch (error) {
        if (error instanceof _seal_js__WEBPACK_IMPORTED_MODULE_2__/* .BadSeal */ .V)
            return { bad: error.message };
        throw error;
    }
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
