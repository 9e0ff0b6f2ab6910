export const id = 8774;
export const ids = [8774];
export const modules = {

/***/ 58774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _runner_kept_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99363);

/** The post step of the action `restore-test/`. */
const run = () => (0,_runner_kept_js__WEBPACK_IMPORTED_MODULE_0__/* .dropKept */ .k)();


/***/ }),

/***/ 19473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wp: () => (/* binding */ usageError),
/* harmony export */   a9: () => (/* binding */ keyError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   gu: () => (/* binding */ negative),
/* harmony export */   me: () => (/* binding */ environmentError),
/* harmony export */   wp: () => (/* binding */ PgproofError),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/**
 * A failure that the user can act on: one sentence that says what is wrong (`reason`), one that says what to do (`hint`).
 * Both are lower case at the start unless a name demands otherwise, without a full stop, and never hold a secret or a row's contents.
 */
class PgproofError extends Error {
    code;
    hint;
    /** Key of the record that was written of this failure, where one was. */
    record;
    constructor(code, reason, hint, options) {
        super(reason, options);
        this.name = 'PgproofError';
        this.code = code;
        this.hint = hint;
    }
    get reason() {
        return this.message;
    }
}
/** The answer is no: damaged, not equal, stale, an assertion failed (exit 1). */
const negative = (reason, hint, cause) => new PgproofError(1, reason, hint, { cause });
/** Wrong usage or configuration (exit 2). */
const usageError = (reason, hint, cause) => new PgproofError(2, reason, hint, { cause });
/** The environment: database, storage, client, disk (exit 3). */
const environmentError = (reason, hint, cause) => new PgproofError(3, reason, hint, { cause });
/** Refused for safety (exit 4). */
const refusal = (reason, hint) => new PgproofError(4, reason, hint);
/** The key does not open this backup (exit 5). */
const keyError = (reason, hint, cause) => new PgproofError(5, reason, hint, { cause });
/** The message of anything that was thrown, on one line; never a whole error object, which may hold an environment. */
function messageOf(error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.replace(/\s*\n\s*/g, ' / ').trim() || 'unknown error';
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

/***/ 99363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ dropKept),
/* harmony export */   m: () => (/* binding */ rememberKept)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33838);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19473);
/* harmony import */ var _postgres_child_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28312);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56233);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(86967);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82345);









const state = 'kept';
/** Remembers for the end of the job what a restore-test kept until then. */
function rememberKept(result) {
    if (result.verb === 'restore-test' && 'kept' in result && result.kept?.until === 'job') {
        _actions_core__WEBPACK_IMPORTED_MODULE_3__.saveState(state, JSON.stringify(result.kept));
    }
}
/** At the end of the job: drops what was kept. What cannot be dropped is warned about, for the job's answer stands already. */
async function dropKept() {
    const saved = _actions_core__WEBPACK_IMPORTED_MODULE_3__.getState(state);
    if (saved === '')
        return;
    const kept = JSON.parse(saved);
    try {
        await drop(kept);
        _actions_core__WEBPACK_IMPORTED_MODULE_3__.info(`dropped the database ${kept.database}`);
    }
    catch (error) {
        _actions_core__WEBPACK_IMPORTED_MODULE_3__.warning(`the database ${kept.database} on ${kept.host} was not dropped: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`);
    }
    finally {
        // The file lies in a folder of its own.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(kept.urlFile), { recursive: true, force: true });
    }
}
async function drop({ database, roles, urlFile, server }) {
    if (server?.container) {
        const { end } = await (0,_postgres_child_js__WEBPACK_IMPORTED_MODULE_5__/* .runChild */ .w)('docker', ['rm', '--force', server.container], {
            environment: { PATH: process.env.PATH ?? '' },
        });
        if (end.code !== 0)
            throw new Error(end.stderr.trim());
        return;
    }
    if (server) {
        if (server.pid)
            await stop(server.pid);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(server.folder, { recursive: true, force: true });
        return;
    }
    const connection = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_6__/* .withDatabase */ .kR)((0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_6__/* .parseConnection */ .C8)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(urlFile, 'utf8'), {}), 'postgres');
    const session = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_7__/* .openSession */ .f)(connection);
    try {
        await session.query(`DROP DATABASE IF EXISTS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteIdentifier */ .Cm)(database)} WITH (FORCE)`);
        // One that another database came to need in the meantime stays for it.
        for (const role of roles)
            await session.query(`DROP ROLE IF EXISTS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteIdentifier */ .Cm)(role)}`).catch(() => { });
    }
    finally {
        await session.close();
    }
}
/** SIGQUIT is the immediate shutdown; nothing of the server is to be kept. */
async function stop(pid) {
    for (let attempt = 0; attempt < 50 && alive(pid); attempt++) {
        if (attempt === 0)
            process.kill(pid, 'SIGQUIT');
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(100);
    }
}
function alive(pid) {
    try {
        return process.kill(pid, 0);
    }
    catch {
        return false;
    }
}


/***/ })

};
