export const id = 9556;
export const ids = [9556];
export const modules = {

/***/ 39556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   restorePackages: () => (/* binding */ restorePackages),
/* harmony export */   savePackages: () => (/* binding */ savePackages)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** Whether the folder was filled from the workflow's cache. A cache that fails costs time, nothing else. */
async function restorePackages(folder, key, log) {
    try {
        const cache = await Promise.all(/* import() */[__webpack_require__.e(3878), __webpack_require__.e(8110), __webpack_require__.e(2088), __webpack_require__.e(8091)]).then(__webpack_require__.bind(__webpack_require__, 18091));
        return cache.isFeatureAvailable() && (await cache.restoreCache([folder], key)) !== undefined;
    }
    catch (error) {
        log.info(`the cache of packages was not read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        return false;
    }
}
/** Keeps the folder for later runs, where there is a cache. */
async function savePackages(folder, key, log) {
    try {
        const cache = await Promise.all(/* import() */[__webpack_require__.e(3878), __webpack_require__.e(8110), __webpack_require__.e(2088), __webpack_require__.e(8091)]).then(__webpack_require__.bind(__webpack_require__, 18091));
        if (cache.isFeatureAvailable())
            await cache.saveCache([folder], key);
    }
    catch (error) {
        log.warn(`the packages were not kept in the cache: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    }
}


/***/ })

};
