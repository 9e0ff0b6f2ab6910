export const id = 9294;
export const ids = [9294];
export const modules = {

/***/ 9294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   takeEnvironment: () => (/* binding */ takeEnvironment)
/* harmony export */ });
/** What no other process is to inherit: whatever is pgproof's own, inputs, and passwords. */
const OURS = /^(?:PGPROOF_|INPUT_|PGPASSWORD$|AWS_SECRET_ACCESS_KEY$|AWS_SESSION_TOKEN$|GITHUB_TOKEN$|GH_TOKEN$)/;
/**
 * Takes the environment out of the process and returns it as it was. Every child is given an environment made for it, but libraries start some
 * of their own (a cache its tar, a profile of AWS its credential_process), and those inherit what is left.
 */
function takeEnvironment(environment) {
    const taken = { ...environment };
    for (const name of Object.keys(taken))
        if (OURS.test(name))
            delete environment[name];
    return taken;
}


/***/ })

};
