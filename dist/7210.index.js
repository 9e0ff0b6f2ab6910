export const id = 7210;
export const ids = [7210];
export const modules = {

/***/ 27210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ suffixOf),
/* harmony export */   j: () => (/* binding */ openSealed),
/* harmony export */   methodOf: () => (/* binding */ methodOf)
/* harmony export */ });
/** Loaded when they are used: a plain backup needs neither. */
const METHODS = {
    age: async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(5380)]).then(__webpack_require__.bind(__webpack_require__, 65380))).age,
    gpg: async () => (await __webpack_require__.e(/* import() */ 1944).then(__webpack_require__.bind(__webpack_require__, 21944))).gpg,
};
const SUFFIXES = { age: '.age', gpg: '.gpg' };
/** What the names of a backup's objects end with. */
const suffixOf = (encryption) => encryption === null ? '' : SUFFIXES[encryption.method];
const methodOf = (name) => METHODS[name]();
/** Throws exit 5 where no key fits. */
async function openSealed(sealed, keys, tools) {
    return await (await methodOf(sealed.encryption.method)).open(sealed, keys, tools);
}


/***/ })

};
