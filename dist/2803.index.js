export const id = 2803;
export const ids = [2803];
export const modules = {

/***/ 32803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resume: () => (/* binding */ resume)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82345);
/* harmony import */ var _restore_command_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(64877);
/* harmony import */ var _results_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2745);
/* harmony import */ var _hooks_hooks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6820);
/* harmony import */ var _kept_elsewhere_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56525);
/* harmony import */ var _rollback_hooks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1941);
/* harmony import */ var _rollback_run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(29568);
/* harmony import */ var _situation_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(30850);
/* harmony import */ var _unfinished_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(29137);










/**
 * Finishes a swap that was broken off: after the exchange the database is opened and looked at; before it nothing was exchanged, so that what was
 * made is dropped and the answer is no.
 */
async function resume(request, context) {
    const hooks = (0,_hooks_hooks_js__WEBPACK_IMPORTED_MODULE_3__/* .parseHooks */ .qe)(request.hooks);
    (0,_hooks_hooks_js__WEBPACK_IMPORTED_MODULE_3__/* .checkHooks */ .TD)(hooks, context.environment);
    return await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_6__/* .runOnSwap */ .O2)('resume', request, context, async (run) => {
        const { database, standing } = run.swapped;
        const situation = (0,_situation_js__WEBPACK_IMPORTED_MODULE_8__/* .situationOf */ ._)(standing);
        if (situation !== 'exchanged')
            (0,_kept_elsewhere_js__WEBPACK_IMPORTED_MODULE_4__/* .warnOfOthers */ .Hk)(run);
        switch (situation) {
            case 'exchanged':
                return await finishExchanged(run, hooks);
            case 'before': {
                const changed = await (0,_unfinished_js__WEBPACK_IMPORTED_MODULE_7__/* .tidyUnfinished */ .mK)(run);
                const state = (0,_unfinished_js__WEBPACK_IMPORTED_MODULE_7__/* .nothingExchanged */ .lQ)(run);
                return { outcome: mustStartAgain(run), state, changed };
            }
            case 'undone':
                return unchanged(`the swap was rolled back: ${database} is what it was before`);
            case 'nothing':
                return unchanged((0,_kept_elsewhere_js__WEBPACK_IMPORTED_MODULE_4__/* .nothingOf */ .pt)(run));
        }
    });
}
const unchanged = (state) => ({ outcome: _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k, state, changed: false });
async function finishExchanged(run, hooks) {
    const { swapped } = run;
    const { database, standing, names, server } = swapped;
    if (!standing.live) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`there is no database ${database} on ${server} any more`, `pgproof rollback makes ${names.kept} live again, which was kept by the swap`);
    }
    const closed = !standing.live.open;
    if (closed)
        await (0,_unfinished_js__WEBPACK_IMPORTED_MODULE_7__/* .openLive */ .nM)(run);
    await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_6__/* .lookAtStep */ .P$)(run, 'check-after', `Connect to ${database}`, async () => {
        await (await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_1__/* .openSession */ .f)(swapped.connection, { signal: run.context.signal })).close();
    });
    const outcome = swapped.record?.done ? _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k : await checkAfter(run, hooks);
    const state = `the restored database is live as ${database}; the one from before is kept as ${names.kept}, closed`;
    return { outcome, state, kept: (0,_kept_elsewhere_js__WEBPACK_IMPORTED_MODULE_4__/* .keptOf */ .uq)(run, run.swapped), changed: closed };
}
/** What the swap would have run next; it does not go back by itself, for whoever resumes has decided to go on. */
async function checkAfter(run, hooks) {
    try {
        await (0,_rollback_hooks_js__WEBPACK_IMPORTED_MODULE_5__/* .runStage */ .S)(run, hooks, 'after-swap', run.context.signal);
        return _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k;
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp) || run.context.signal.aborted)
            throw error;
        const reason = `a check after the swap failed: ${error.reason}`;
        return { ok: false, code: 1, reason, hint: `correct it, or go back: ${(0,_kept_elsewhere_js__WEBPACK_IMPORTED_MODULE_4__/* .keptOf */ .uq)(run, run.swapped).rollback}` };
    }
}
function mustStartAgain(run) {
    const { record, database } = run.swapped;
    const backup = record ? `--name ${(0,_restore_command_js__WEBPACK_IMPORTED_MODULE_9__/* .shellWord */ .r7)(record.backup.name)} --backup ${record.backup.id}` : '--backup …';
    const { code, reason, hint } = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .negative */ .gu)(`the swap of ${database} was broken off before the exchange, so there is nothing to finish`, `${(0,_unfinished_js__WEBPACK_IMPORTED_MODULE_7__/* .nothingExchanged */ .lQ)(run)}; to restore, begin again: pgproof restore ${backup} --method swap --target-database ${(0,_restore_command_js__WEBPACK_IMPORTED_MODULE_9__/* .shellWord */ .r7)(database)}`);
    return { ok: false, code: code, reason, hint };
}


/***/ })

};
