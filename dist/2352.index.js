export const id = 2352;
export const ids = [2352];
export const modules = {

/***/ 41161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ beforeExchange)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** Hooks before the exchange: one that fails leaves the database as it was, and what they have stopped stands still. */
async function beforeExchange(database, hooks) {
    return await hooks.catch((error) => {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp))
            throw error;
        const hint = `${error.hint}; ${database} is as it was, and open; start again what the hooks before-swap have stopped`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp(error.code, error.reason, hint, { cause: error });
    });
}


/***/ }),

/***/ 44952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $f: () => (/* binding */ checkConfirmable),
  f: () => (/* binding */ confirmRestore),
  iW: () => (/* binding */ confirmSwap),
  p5: () => (/* binding */ productionReasons)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/assertions/duration.js
var duration = __webpack_require__(31087);
;// CONCATENATED MODULE: ./build/operations/restore/approval.js

/** Names of environments and logins differ by more than case. */
const same = (one, other) => one.toLowerCase() === other.toLowerCase();
/** Whether reviews amount to an approval. A rejection outweighs any approval; a state that is not known is a no. */
function judgeApprovals(approvals, { environment, notBy }) {
    const reviews = approvals.filter(({ environments }) => environments.some((name) => same(name, environment)));
    if (reviews.length === 0) {
        return { why: `nobody has approved this run for the environment ${environment}` };
    }
    const other = reviews.find(({ state }) => state !== 'approved');
    if (other)
        return { why: `a review of this run for the environment ${environment} says ${other.state}` };
    const counted = reviews.filter(({ user }) => user !== '' && !notBy.some((login) => same(login, user)));
    const approvedBy = [...new Set(counted.map(({ user }) => user))];
    if (approvedBy.length > 0)
        return { approvedBy };
    const who = [...new Set(reviews.map(({ user }) => user || 'an account that is gone'))].join(', ');
    if (notBy.length === 0)
        return { why: `the run was approved by ${who}, which is nobody` };
    return { why: `the run was approved by ${who} only, and it must be somebody else than who started it` };
}
/**
 * Reads from GitHub who approved this run for `approval-environment`; undefined where none is asked for.
 * Throws exit 4 for everything but a clear yes, also where GitHub cannot be asked.
 */
async function requireApproval(request, context) {
    const { approvalEnvironment: environment, approvalByAnother } = request;
    if (environment === undefined) {
        if (!approvalByAnother)
            return undefined;
        throw notApproved('approval-by-another is set, and no approval-environment whose approvals would count', 'set approval-environment to the environment of the job, or leave approval-by-another out');
    }
    const notBy = approvalByAnother ? startersOf(context) : [];
    const verdict = judgeApprovals(await readApprovals(context), { environment, notBy });
    if ('approvedBy' in verdict)
        return verdict.approvedBy;
    throw notApproved(verdict.why, `let the job have "environment: ${environment}" with required reviewers, start a new run, and have it approved`);
}
/** Who pressed the button: of the first attempt and of this one. */
function startersOf({ environment }) {
    const { GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR } = environment;
    if (GITHUB_ACTOR && GITHUB_TRIGGERING_ACTOR)
        return [GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR];
    throw notApproved('it cannot be read who started this run (GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR)', 'restore in a workflow of GitHub, or leave approval-by-another out');
}
async function readApprovals(context) {
    const { github, environment, signal } = context;
    if (!environment.GITHUB_RUN_ID || github?.runId === undefined) {
        throw notApproved(environment.GITHUB_RUN_ID
            ? 'there is no token to read the approvals of this run with'
            : 'an approval was asked for, and this is no run of a workflow', environment.GITHUB_RUN_ID
            ? `give github-token: \${{ github.token }} and the job "permissions: actions: read"`
            : 'restore in a workflow whose job has that environment, or leave approval-environment out');
    }
    // GitHub keeps the reviews of all attempts of a run and does not say which is whose.
    if (environment.GITHUB_RUN_ATTEMPT !== '1') {
        throw notApproved('this run was run again, and an approval may be of an earlier attempt', 'start a new run instead of running this one again, and have it approved');
    }
    try {
        return await github.approvals();
    }
    catch (error) {
        signal.throwIfAborted();
        const hint = error instanceof errors/* PgproofError */.wp ? error.hint : 'try again later';
        throw notApproved(`the approvals of this run cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, hint);
    }
}
const notApproved = (why, hint) => (0,errors/* refusal */.x5)(`the restore is not approved: ${why}`, `${hint}; nothing was written`);

// EXTERNAL MODULE: ./build/operations/restore/confirmation-words.js
var confirmation_words = __webpack_require__(87157);
// EXTERNAL MODULE: ./build/postgres/same-host.js
var same_host = __webpack_require__(9237);
;// CONCATENATED MODULE: ./build/operations/restore/protected.js


/**
 * The entry of `protected` that covers a database; undefined where none does. A host that cannot be looked up counts as the server's.
 * Throws exit 2 for an entry that could never cover anything: whoever wrote it believes that something is protected.
 */
async function protectingEntry(entries, { server, database }) {
    for (const entry of entries)
        checkEntry(entry);
    for (const entry of entries) {
        if (entry === database)
            return entry;
        if (!entry.endsWith(`/${database}`))
            continue;
        if (await isServer(entry.slice(0, -database.length - 1), server))
            return entry;
    }
    return undefined;
}
function checkEntry(entry) {
    const why = entry.includes('://')
        ? 'is an address'
        : entry.endsWith('/') || /^[^/]*:\d+$/.test(entry)
            ? 'names no database'
            : undefined;
    if (why === undefined)
        return;
    throw (0,errors/* usageError */.Wp)(`an entry of protected ${why}: ${entry.replace(/:\/\/.*@/, '://…@')}`, 'write database, host/database or host:port/database');
}
/** `host` may have a port; without one it means all of them. */
async function isServer(host, server) {
    const port = server.slice(server.lastIndexOf(':'));
    // More than one colon without brackets is an address of IPv6.
    const named = /^(?:\[(?<bracketed>.*)\]|(?<plain>[^:]*))(?<port>:\d+)?$/.exec(host)?.groups;
    const name = named?.bracketed ?? named?.plain ?? host;
    return await (0,same_host/* mayBeSameHost */.t)(`${name}${named?.port ?? port}`, server.replace(/[[\]]/g, ''));
}

;// CONCATENATED MODULE: ./build/operations/restore/confirm.js





/**
 * The first confirmation, before anything is written: production is allowed, the run approved where that is asked for, and a person said yes,
 * in words that name the database. Throws exit 4 for everything but a clear yes; writes no record.
 */
async function confirmRestore(facts, request, context) {
    const question = await checkConfirmable(facts, request, context);
    const approvedBy = await requireApproval(request, context);
    await askFor(question, context);
    return { by: context.ask ? 'terminal' : 'input', ...(approvedBy && { approvedBy }) };
}
/**
 * What can be said no to before anybody is asked, and before anything that takes long: production that nobody allowed, and where there is no
 * terminal words that do not fit. Throws exit 4.
 */
async function checkConfirmable(facts, request, context) {
    const question = await questionFor(facts.word ?? 'RESTORE', facts, request);
    checkInput(question, request, context);
    return question;
}
/** Why writing into a database is writing into production, in half sentences; empty where it is not. */
async function productionReasons(facts, entries) {
    const entry = await protectingEntry(entries, facts);
    return [
        ...(facts.isSource === undefined ? [] : [`it counts as the backup's source (${facts.isSource})`]),
        ...(entry === undefined ? [] : [`protected names it (${(0,confirmation_words/* visible */.R)(entry)})`]),
    ];
}
/**
 * The second confirmation, before a swap, with what it changes in `facts.changes`. At a terminal the person is asked again;
 * where `confirm` was the first confirmation, it stands for this one too. The approval is `first`'s. Throws exit 4.
 */
async function confirmSwap(facts, request, context, first) {
    const question = await questionFor('SWAP', facts, request);
    checkInput(question, request, context);
    await askFor(question, context);
    return { ...first, by: context.ask ? 'terminal' : 'input' };
}
/** What each word stands for, in sentences that end with `of the database …`. */
const DEEDS = {
    RESTORE: 'the restore',
    SWAP: 'the swap',
    ROLLBACK: 'the rollback',
    DROP: 'the dropping of what was kept',
};
/** Throws where production would be written into and nobody allowed it. */
async function questionFor(word, facts, { protected: entries, allowProduction }) {
    const production = await productionReasons(facts, entries);
    const question = { word, facts, production };
    if (production.length === 0 || allowProduction)
        return question;
    throw refused(question, `${nameOf(facts)} is production: ${production.join(', and ')}`, 'if it is to be replaced, say allow-production as well');
}
/** Where nobody can be asked, `confirm` must be right; where somebody is, a wrong one is a no all the same. */
function checkInput(question, { confirm }, context) {
    const { facts } = question;
    if (context.ask && confirm === undefined)
        return;
    const expected = (0,confirmation_words/* confirmationWords */.t)(facts.database, facts.backup.id);
    if (confirm === expected)
        return;
    const harmless = (context.redact?.(expected) ?? expected) === expected;
    const words = harmless ? expected : `the database's name, the word from, and ${facts.backup.id}`;
    throw refused(question, confirm === undefined
        ? `${DEEDS[question.word]} of ${nameOf(facts)} was not confirmed, and there is no terminal to ask at`
        : `confirm does not say what is to be restored, which is ${nameOf(facts)}`, `if that is what you mean, give confirm: ${words}`);
}
async function askFor(question, context) {
    if (!context.ask)
        return;
    const { word, facts } = question;
    const typed = await context.ask(questionText(question, context.now()));
    context.signal.throwIfAborted();
    if (typed === wordsOf(question))
        return;
    throw refused(question, `${DEEDS[word]} of ${nameOf(facts)} was not confirmed`, `to confirm, run it again and type ${wordsOf(question)}`);
}
const wordsOf = ({ word, facts }) => `${word} ${(0,confirmation_words/* visible */.R)(facts.database)}`;
/** What the person sees who is to type the words. */
function questionText(question, now) {
    const { facts, production } = question;
    const { backup, server, database, changes = [] } = facts;
    const age = (0,duration/* showDuration */.k)(now.getTime() - Date.parse(backup.created));
    const created = backup.created.slice(0, 16).replace('T', ' ');
    const lines = [
        backup.kept
            ? `From     database ${(0,confirmation_words/* visible */.R)(backup.id)}, kept since ${created} UTC, ${age} ago`
            : `From     backup ${backup.id} of ${(0,confirmation_words/* visible */.R)(backup.name)}, made ${created} UTC, ${age} ago`,
        `Into     database ${(0,confirmation_words/* visible */.R)(database)} on ${(0,confirmation_words/* visible */.R)(server)}`,
        production.length === 0
            ? "         not the backup's source, not protected"
            : `         PRODUCTION: ${production.map(confirmation_words/* visible */.R).join(', and ')}`,
        ...changes.map((change, index) => `${index === 0 ? 'Changes ' : '        '} ${(0,confirmation_words/* visible */.R)(change)}`),
    ];
    return `\n${lines.join('\n')}\n\nType ${wordsOf(question)} to go on, anything else to stop: `;
}
const nameOf = ({ database, server }) => `the database ${(0,confirmation_words/* visible */.R)(database)} on ${(0,confirmation_words/* visible */.R)(server)}`;
const refused = ({ word }, why, hint) => (0,errors/* refusal */.x5)(why, `${hint}; ${word === 'SWAP' ? 'the live database is as it was' : 'nothing was written'}`);


/***/ }),

/***/ 82352:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollback: () => (/* binding */ rollback)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(86967);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);
/* harmony import */ var _results_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2745);
/* harmony import */ var _before_exchange_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41161);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44952);
/* harmony import */ var _hooks_hooks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6820);
/* harmony import */ var _kept_elsewhere_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56525);
/* harmony import */ var _rollback_hooks_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1941);
/* harmony import */ var _rollback_run_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(29568);
/* harmony import */ var _situation_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(30850);
/* harmony import */ var _swap_exchange_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(81871);
/* harmony import */ var _swap_rights_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(61253);
/* harmony import */ var _swap_takeover_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(64667);
/* harmony import */ var _swapped_source_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(65906);
/* harmony import */ var _unfinished_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(29137);
















/**
 * Brings the state from before a swap back, from wherever the swap stopped. What was live since is kept under another name; without an exchange
 * there is nothing to confirm. A second time there is nothing to do.
 */
async function rollback(request, context) {
    const hooks = (0,_hooks_hooks_js__WEBPACK_IMPORTED_MODULE_5__/* .parseHooks */ .qe)(request.hooks);
    (0,_hooks_hooks_js__WEBPACK_IMPORTED_MODULE_5__/* .checkHooks */ .TD)(hooks, context.environment);
    return await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_8__/* .runOnSwap */ .O2)('rollback', request, context, async (run) => {
        const { database, standing } = run.swapped;
        const situation = (0,_situation_js__WEBPACK_IMPORTED_MODULE_14__/* .situationOf */ ._)(standing);
        if (situation !== 'exchanged')
            (0,_kept_elsewhere_js__WEBPACK_IMPORTED_MODULE_6__/* .warnOfOthers */ .Hk)(run);
        switch (situation) {
            case 'exchanged':
                return await goBack(run, request, hooks);
            case 'before': {
                const changed = await (0,_unfinished_js__WEBPACK_IMPORTED_MODULE_13__/* .tidyUnfinished */ .mK)(run);
                const state = (0,_unfinished_js__WEBPACK_IMPORTED_MODULE_13__/* .nothingExchanged */ .lQ)(run);
                return { outcome: _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k, state, changed };
            }
            case 'undone':
                return await nothingLeft(run, `the swap was rolled back already: ${database} is what it was before`);
            case 'nothing':
                return await nothingLeft(run, (0,_kept_elsewhere_js__WEBPACK_IMPORTED_MODULE_6__/* .nothingOf */ .pt)(run));
        }
    });
}
/** A live database that is closed is opened where a swap has left a trace; elsewhere somebody may have closed it on purpose. */
async function nothingLeft(run, state) {
    const { standing, database, warnings } = run.swapped;
    const { live, after } = standing;
    if (live?.open)
        return { outcome: _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k, state, changed: false };
    if (live && after) {
        await (0,_unfinished_js__WEBPACK_IMPORTED_MODULE_13__/* .openLive */ .nM)(run);
        return { outcome: _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k, state, changed: true };
    }
    warnings.push(live
        ? `${database} takes no connections, and no swap shows why; to open it: ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_15__/* .shownIdentifier */ .V)(database)} ALLOW_CONNECTIONS true`
        : `there is no database ${database} on ${run.swapped.server}`);
    return { outcome: _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k, state, changed: false };
}
async function goBack(run, request, hooks) {
    const { swapped, context } = run;
    const { database, names, standing, place } = swapped;
    await (0,_swap_rights_js__WEBPACK_IMPORTED_MODULE_10__/* .checkRights */ .I)(place.session, standing.live ? database : names.kept);
    const facts = await confirmFacts(run);
    await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_8__/* .lookAtStep */ .P$)(run, 'confirm', 'Ask for the confirmation', () => (0,_confirm_js__WEBPACK_IMPORTED_MODULE_4__/* .confirmRestore */ .f)(facts, request, context));
    if (!standing.live)
        return await bringBackAlone(run);
    for (const step of _swap_takeover_js__WEBPACK_IMPORTED_MODULE_11__/* .TAKEOVER_STEPS */ .K)
        await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_8__/* .remember */ .kY)(run, 'step', { step });
    await (0,_before_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .beforeExchange */ .$)(database, (0,_rollback_hooks_js__WEBPACK_IMPORTED_MODULE_7__/* .runStage */ .S)(run, hooks, 'before-swap', context.signal));
    const downtimeSeconds = await exchangeBack(run).catch((error) => {
        throw hooks['before-swap'].length > 0 ? stopped(error) : error;
    });
    const state = `${database} is what it was before the swap; the restored one is kept as ${names.after}, closed, until pgproof restore --finish drops it`;
    const outcome = await checkAfter(run, hooks);
    return { outcome, state, downtimeSeconds, changed: true };
}
/** The application stands still, and what would have started it is not run. */
function stopped(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp))
        return error;
    const hint = `${error.hint}; start again what the hooks before-swap have stopped`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp(error.code, error.reason, hint, { cause: error });
}
/** There is nothing further back to go to: a check that fails is told, and the database stays what it was before the swap. */
async function checkAfter(run, hooks) {
    try {
        await (0,_rollback_hooks_js__WEBPACK_IMPORTED_MODULE_7__/* .runStage */ .S)(run, hooks, 'after-swap', new AbortController().signal);
        return _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k;
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp))
            throw error;
        const reason = `the swap is rolled back, but a check after it failed: ${error.reason}`;
        return { ok: false, code: 1, reason, hint: error.hint };
    }
}
async function exchangeBack(run) {
    const { swapped, context, taken } = run;
    const { database, names, place } = swapped;
    const titles = {
        close: `Close ${database} to new connections`,
        'end-sessions': `End the sessions of ${database}`,
        exchange: `Rename ${database} to ${names.after} and ${names.kept} to ${database}, in one transaction`,
        open: `Open ${database}`,
    };
    return await (0,_swap_takeover_js__WEBPACK_IMPORTED_MODULE_11__/* .takeOver */ .w)({
        place,
        exchange: { database, away: names.after, incoming: names.kept, more: [] },
        signal: context.signal,
        look: (id, work) => (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_8__/* .lookAtStep */ .P$)(run, id, titles[id] ?? id, work),
        note: (found) => {
            const step = taken.at(-1);
            if (step)
                step.found = found;
        },
        warn: (text) => void swapped.warnings.push(text),
    });
}
/** Where nothing has the live one's name any more, it is free to be taken. */
async function bringBackAlone(run) {
    const { database, names, place } = run.swapped;
    await (0,_rollback_run_js__WEBPACK_IMPORTED_MODULE_8__/* .takeStep */ .e0)(run, 'exchange', `Rename ${names.kept} to ${database}, which is gone, and open it`, () => (0,_swap_exchange_js__WEBPACK_IMPORTED_MODULE_9__/* .renameAlone */ .e9)(place.session, names.kept, database));
    const state = `${database} is what it was before the swap; the restored one was gone`;
    return { outcome: _results_js__WEBPACK_IMPORTED_MODULE_2__/* .success */ .k, state, changed: true };
}
async function confirmFacts(run) {
    const { swapped } = run;
    const { record, names, database, server, newer } = swapped;
    const stamp = names.kept.slice(-15);
    // Without records the kept database is all that is known of what comes back.
    const backup = record
        ? { id: record.backup.id, name: record.backup.name, created: (0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .startOf */ .GH)(record.backup.id).toISOString() }
        : {
            id: names.kept,
            name: database,
            created: (0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .startOf */ .GH)(`${stamp.toUpperCase()}Z-000000`).toISOString(),
            kept: true,
        };
    const isSource = await (0,_swapped_source_js__WEBPACK_IMPORTED_MODULE_12__/* .productionReason */ .i)(run);
    return {
        word: 'ROLLBACK',
        database,
        backup,
        server,
        ...(isSource !== undefined && { isSource }),
        changes: [
            `roll back: ${names.kept} becomes ${database} again, as it was before the swap`,
            `what was written into ${database} since then is not in it; that stays in ${names.after}, closed`,
            'all sessions are ended',
            ...(newer ? [`a newer swap, ${newer.restore}, has left nothing, so this goes back by the one before it`] : []),
        ],
    };
}


/***/ }),

/***/ 64667:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ TAKEOVER_STEPS),
/* harmony export */   w: () => (/* binding */ takeOver)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(86967);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82345);
/* harmony import */ var _exchange_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81871);
/* harmony import */ var _sessions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24507);
/* harmony import */ var _standing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9022);







/** The steps of every takeover, in their order: recorded before the first of them begins. */
const TAKEOVER_STEPS = ['close', 'end-sessions', 'exchange', 'open'];
/** How long a server that went away may take to come back, in milliseconds. */
const SERVER_BACK_MS = 60_000;
/**
 * Closes the live database, ends its sessions, exchanges the names and opens the new one. Whatever fails before the exchange, the live database
 * is open again when this throws, or the error says that it is not. Returns for how long nobody could connect, in seconds.
 */
async function takeOver(takeover) {
    const { place, exchange, signal, look } = takeover;
    const { database, incoming } = exchange;
    const live = await find(place.session, database);
    await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_4__/* .refusePrepared */ .S)(place.session, database);
    signal.throwIfAborted();
    const began = performance.now();
    try {
        await look('close', async () => {
            await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .allowConnections */ .DG)(place.session, incoming, false);
            await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .allowConnections */ .DG)(place.session, database, false);
        });
        signal.throwIfAborted();
        await look('end-sessions', async () => {
            const ended = await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_4__/* .endSessions */ .v)(place.session, [database, incoming], signal);
            takeover.note(`${ended} ended`);
        });
        await look('exchange', () => exchangeGently(takeover));
    }
    catch (error) {
        await recover(takeover, live?.oid, error);
    }
    const seconds = (performance.now() - began) / 1000;
    await look('open', () => makeSureOpen(takeover));
    return seconds;
}
async function exchangeGently({ place, exchange, signal, warn }) {
    await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_4__/* .refusePrepared */ .S)(place.session, exchange.database);
    if (await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .exchangeNames */ .c9)(place.session, exchange, signal))
        return;
    warn(`a client that connected in the instant of the exchange may have been told once that ${exchange.database} does not exist: no moment was found in which none did`);
}
/** After a failure: opens what is live. Returns where the exchange was made all the same, and throws otherwise. */
async function recover(takeover, live, cause) {
    const { exchange, place } = takeover;
    try {
        if (await wasExchanged(takeover, live))
            return;
        await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .allowConnections */ .DG)(place.session, exchange.database, true);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}; and the database ${exchange.database} could not be opened again: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, `once the server answers, run pgproof rollback, which opens it; by hand, in another database: ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_6__/* .shownIdentifier */ .V)(exchange.database)} ALLOW_CONNECTIONS true`, error);
    }
    if (!(cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp))
        throw cause;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp(cause.code, cause.reason, `${cause.hint}; ${exchange.database} is as it was, and open`, {
        cause,
    });
}
/** Of a commit whose answer was lost only the catalogue knows. */
async function wasExchanged({ place, exchange }, live) {
    await renewSession(place);
    const away = await find(place.session, exchange.away);
    return away !== undefined && away.oid === live;
}
async function makeSureOpen({ place, exchange }) {
    await renewSession(place);
    const live = await find(place.session, exchange.database);
    if (!live?.open)
        await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_3__/* .allowConnections */ .DG)(place.session, exchange.database, true);
}
async function find(session, name) {
    const { live } = await (0,_standing_js__WEBPACK_IMPORTED_MODULE_5__/* .readStanding */ .ZY)(session, { database: name, beside: '', kept: '', after: '' });
    return live;
}
/** Connects again where the session was lost, for as long as a server may take to start. */
async function renewSession(place) {
    const lost = place.session;
    const end = performance.now() + SERVER_BACK_MS;
    for (let session = lost;;) {
        try {
            await session.query('ROLLBACK');
            place.session = session;
            return;
        }
        catch (error) {
            if (performance.now() > end)
                throw error;
            if (session !== lost)
                await session.close();
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(500);
            session = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .f)(lost.connection, { pinned: lost.pinned }).catch(() => lost);
        }
    }
}


/***/ }),

/***/ 65906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ productionReason)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98357);
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41604);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72371);
/* harmony import */ var _destination_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74734);





/** Why the database counts as the one that the swap's backup was made from; undefined where it does not. What cannot be read counts as a match. */
async function productionReason({ swapped, request, context }) {
    const { record, place, database, server } = swapped;
    if (record === undefined || request.storage === undefined)
        return 'no record of the swap was read, which would tell';
    try {
        const store = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .openStorage */ .G)({ ...request, storage: request.storage }, context, context.signal);
        try {
            const { manifest } = await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_2__/* .readBackup */ .fe)(store, record.backup.name, record.backup.id);
            return await (0,_destination_js__WEBPACK_IMPORTED_MODULE_4__/* .sourceReason */ .Ef)(manifest, await (0,_postgres_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .readSourceFacts */ .TO)(place.session), database, server);
        }
        finally {
            store.close();
        }
    }
    catch (error) {
        context.signal.throwIfAborted();
        // The backup may have been expired since; its name and the record are known all the same.
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp)
            return `the backup ${record.backup.id} cannot be asked: ${error.reason}`;
        throw error;
    }
}


/***/ })

};
