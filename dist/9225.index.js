export const id = 9225;
export const ids = [9225];
export const modules = {

/***/ 59225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadReport: () => (/* binding */ uploadReport)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


/** Uploads one file as an artifact. Names are immutable within a run, so this one must be new. Throws where the server takes none (GHES). */
async function uploadReport(name, path) {
    // Loaded when it is needed: it takes longer than everything else at the start.
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(3878), __webpack_require__.e(8110), __webpack_require__.e(6995), __webpack_require__.e(6518)]).then(__webpack_require__.bind(__webpack_require__, 56518));
    try {
        await new DefaultArtifactClient().uploadArtifact(name, [path], (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path));
    }
    catch (error) {
        const hint = 'set report-artifact to false; on GitHub Enterprise Server artifacts of this kind do not exist';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)(`the report was not uploaded as an artifact: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, hint, error);
    }
}


/***/ })

};
