export const id = 8000;
export const ids = [8000];
export const modules = {

/***/ 14956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readContents)
/* harmony export */ });
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86967);

const notOfExtension = (catalogue, oid) => `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
const ours = (schema) => `${schema} !~ '^pg_' AND ${schema} <> 'information_schema'`;
/** FirstNormalObjectId of access/transam.h: what initdb has made is below. */
const OURS_FROM = 16384;
/** Kinds that are rarer, by catalogue, and the column that holds their schema where they have one. */
const OTHERS = [
    ['pg_foreign_data_wrapper', 'foreign-data wrapper'],
    ['pg_foreign_server', 'foreign server'],
    ['pg_publication', 'publication'],
    ['pg_event_trigger', 'event trigger'],
    ['pg_language', 'language'],
    ['pg_cast', 'cast'],
    ['pg_transform', 'transform'],
    ['pg_am', 'access method'],
    ['pg_default_acl', 'default privilege'],
    ['pg_operator', 'operator', 'oprnamespace'],
    ['pg_opfamily', 'operator family', 'opfnamespace'],
    ['pg_collation', 'collation', 'collnamespace'],
    ['pg_conversion', 'conversion', 'connamespace'],
    ['pg_ts_config', 'text search configuration', 'cfgnamespace'],
    ['pg_ts_dict', 'text search dictionary', 'dictnamespace'],
];
const counted = (place, catalogue, kind, namespace) => `
    UNION ALL
    SELECT ${place}, '${kind}', count(*) FROM ${catalogue} AS o
     WHERE o.oid >= ${OURS_FROM} AND ${notOfExtension(catalogue, 'o.oid')}
       ${namespace === undefined ? '' : `AND o.${namespace} IN (SELECT s.oid FROM pg_namespace s WHERE ${ours('s.nspname')})`}`;
/** Counted by kind; what belongs to extensions is not anybody's own. */
const QUERY = `
  SELECT kind, n::int AS n FROM (
    SELECT 1 AS place, 'relation' AS kind, count(*) AS n FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND ${ours('s.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
    UNION ALL
    SELECT 2, 'function', count(*) FROM pg_proc p JOIN pg_namespace s ON s.oid = p.pronamespace
     WHERE ${ours('s.nspname')} AND ${notOfExtension('pg_proc', 'p.oid')}
    UNION ALL
    SELECT 3, 'type', count(*) FROM pg_type t JOIN pg_namespace s ON s.oid = t.typnamespace
     WHERE t.typtype IN ('e', 'd', 'r', 'b') AND t.typelem = 0 AND ${ours('s.nspname')} AND ${notOfExtension('pg_type', 't.oid')}
    UNION ALL
    SELECT 4, 'schema', count(*) FROM pg_namespace s
     WHERE ${ours('s.nspname')} AND s.nspname <> 'public' AND ${notOfExtension('pg_namespace', 's.oid')}
    UNION ALL
    SELECT 5, 'large object', count(*) FROM pg_largeobject_metadata
    ${OTHERS.map(([catalogue, kind, namespace], at) => counted(6 + at, catalogue, kind, namespace)).join('')}
  ) AS counted WHERE n > 0 ORDER BY place`;
/** Looks into the database of a session for what somebody might miss. */
async function readContents(session) {
    const found = await session.query(QUERY);
    const extensions = await session.query("SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1");
    const filled = await filledTables(session);
    const words = [
        ...found.map(({ kind, n }) => `${n} ${n === 1 ? kind : kind.replace(/y$/, 'ie')}${n === 1 ? '' : 's'}`),
        ...filled.map((name) => `rows in ${name}`),
    ];
    return { ...(words.length > 0 && { holds: words.join(', ') }), extensions: extensions.map(({ name }) => name) };
}
/** Tables of extensions that hold rows which a dump would take: jobs, settings, places that somebody has put there. */
async function filledTables(session) {
    const tables = await session.query(`SELECT n.nspname AS schema, c.relname AS name, u.condition
       FROM pg_extension e, unnest(e.extconfig, e.extcondition) AS u (relation, condition)
       JOIN pg_class c ON c.oid = u.relation AND c.relkind IN ('r', 'p')
       JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY 1, 2`);
    const filled = [];
    for (const { schema, name, condition } of tables) {
        const [row] = await session.query(`SELECT EXISTS (SELECT FROM ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .qualified */ .LX)(schema, name)} ${condition}) AS is`);
        if (row?.is)
            filled.push((0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .shown */ .SP)(schema, name));
    }
    return filled;
}


/***/ }),

/***/ 80910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ leftBehind),
/* harmony export */   f: () => (/* binding */ dropLeftBehind)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74022);
/* harmony import */ var _drop_database_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24307);
/* harmony import */ var _swap_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84252);
/* harmony import */ var _swap_standing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9022);





/**
 * Databases of this server that broken-off restores of the same database have left, and that nobody is connected to: those with the mark, and those
 * without that hold nothing, for a restore that is killed may not come to marking. The lock of swaps must be held: no other restore is at work then.
 */
async function leftBehind({ destination }) {
    const { session, database } = destination;
    const rows = await session.query(`SELECT datname AS name, coalesce(starts_with(shobj_description(oid, 'pg_database'), $1), false) AS marked
       FROM pg_database d WHERE NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid) ORDER BY 1`, [_beside_js__WEBPACK_IMPORTED_MODULE_1__/* .UNFINISHED */ .yA]);
    const found = [];
    for (const { name, marked } of rows) {
        if ((0,_swap_names_js__WEBPACK_IMPORTED_MODULE_3__/* .isBesideName */ .Gy)(database, name) && (marked || (await (0,_swap_standing_js__WEBPACK_IMPORTED_MODULE_4__/* .isUnused */ .j0)(session, name))))
            found.push(name);
    }
    return found;
}
/** Without FORCE: who is connected meanwhile has a reason. What cannot be dropped is a warning, and hinders no restore. */
async function dropLeftBehind(run) {
    for (const name of await leftBehind(run)) {
        await (0,_drop_database_js__WEBPACK_IMPORTED_MODULE_2__/* .dropDatabase */ .Z)(run.destination.session, name).catch((error) => {
            run.warnings.push(`the database ${name}, which a restore that was broken off has left, stays: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        });
    }
}


/***/ }),

/***/ 88000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   newDatabase: () => (/* binding */ newDatabase)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(86967);
/* harmony import */ var _postgres_pooler_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14045);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82345);
/* harmony import */ var _round_trip_database_settings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25109);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74022);
/* harmony import */ var _emptiness_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(14956);
/* harmony import */ var _left_behind_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(80910);
/* harmony import */ var _omitted_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(33248);
/* harmony import */ var _swap_lock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59989);
/* harmony import */ var _unequal_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77247);











/** Restores into a database that does not exist, or that holds nothing. It gets its name only when it was proved equal. */
const newDatabase = { name: 'new-database', plan, act };
async function plan(run) {
    const { destination } = run;
    const name = (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .besideName */ .q4)(run);
    const notes = [];
    if (destination.exists)
        notes.push(...(await refuseContents(run)));
    const old = await keepOthersAway(run);
    for (const database of old) {
        const why = 'a restore that was broken off left it; nothing uses it, and it is dropped';
        notes.push({ severity: 'information', what: `database ${database}`, why });
    }
    const into = `database ${name}`;
    const steps = [
        ...(old.length > 0 ? [{ id: 'clean', title: `Drop what was left behind: ${old.join(', ')}`, writes: true }] : []),
        { id: 'restore', title: `Restore into the new ${into}`, writes: true },
        { id: 'prove', title: 'Prove it equal to the backup, and run the assertions', writes: true },
        { id: 'name', title: nameTitle(run, name), writes: true },
    ];
    return { steps, notes, names: { beside: name } };
}
/**
 * Takes the lock that all restores of the database share, and returns what is to be dropped of earlier ones. Behind a pooler no lock is held, so
 * that nobody can tell whether what is there is in use.
 */
async function keepOthersAway(run) {
    const { session, database } = run.destination;
    if ((await (0,_postgres_pooler_js__WEBPACK_IMPORTED_MODULE_1__/* .detectPooler */ .B)(session.connection, session)) !== undefined)
        return [];
    await (0,_swap_lock_js__WEBPACK_IMPORTED_MODULE_6__/* .lockSwaps */ .a)(session, database);
    return await (0,_left_behind_js__WEBPACK_IMPORTED_MODULE_5__/* .leftBehind */ .a)(run);
}
function nameTitle({ destination }, name) {
    const { database, exists } = destination;
    const first = exists ? `Drop the empty database ${database}, rename` : 'Rename';
    return `${first} ${name} to ${database}, and give it owner, grants and settings of the backup`;
}
async function refuseContents(run) {
    const { destination } = run;
    const session = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .f)(destination.connection, { signal: run.signal });
    try {
        const contents = await (0,_emptiness_js__WEBPACK_IMPORTED_MODULE_8__/* .readContents */ .r)(session);
        if (contents.holds !== undefined) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`the database ${destination.database} on ${destination.server} holds something: ${contents.holds}`, 'give another name with target-database; to exchange it with a way back, use method: swap; nothing was changed');
        }
        return contents.extensions.map((extension) => ({
            severity: 'information',
            what: `extension ${extension}`,
            why: 'it is installed in the empty database, which is made anew: it will be there only if the backup has it',
        }));
    }
    finally {
        await session.close();
    }
}
async function act(run) {
    const { destination, steps, plan: planned } = run;
    if (planned.steps.some(({ id }) => id === 'clean'))
        await steps.take('clean', () => (0,_left_behind_js__WEBPACK_IMPORTED_MODULE_5__/* .dropLeftBehind */ .f)(run));
    let beside;
    try {
        const restored = await steps.take('restore', async () => {
            beside = await (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .createBeside */ .Pi)(run, (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .besideName */ .q4)(run));
            await (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .fillBeside */ .U)(run, beside);
            return beside;
        });
        const proved = await steps.take('prove', () => (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .proveBeside */ .jy)(run, restored));
        if (proved.differences.length > 0)
            throw (0,_unequal_js__WEBPACK_IMPORTED_MODULE_7__/* .unequal */ ._)(run, proved.differences);
        await steps.take('name', async () => {
            if (destination.exists)
                await dropEmpty(run);
            await nameFinally(run, restored);
        });
        return { proof: proved.proof, differences: [], notChecked: proved.notChecked };
    }
    catch (error) {
        if (beside)
            await (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .dropBeside */ .O3)(run, beside);
        throw error;
    }
}
/** Looked at once more: it was empty when the plan was made. Without FORCE, so that somebody who is connected stops it. */
async function dropEmpty(run) {
    await refuseContents(run);
    await run.destination.session.query(`DROP DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_9__/* .quoteIdentifier */ .Cm)(run.destination.database)}`);
}
async function nameFinally(run, beside) {
    const { destination, chosen } = run;
    const { session, database } = destination;
    await (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .nameBeside */ .Cw)(run, beside);
    const { filter, facts } = chosen.inventory;
    if (chosen.part !== undefined || filter.schemas.length + filter.tables.length > 0)
        return;
    for (const { name, found } of await (0,_round_trip_database_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .applyDatabaseFacts */ .x)(session, database, facts.database, (0,_omitted_js__WEBPACK_IMPORTED_MODULE_10__/* .omittedOf */ .C)(run.request))) {
        run.warnings.push(`${name}${found === undefined ? '' : ` (${found})`}`);
    }
}


/***/ }),

/***/ 59989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ lockSwaps)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84252);



/** First half of the advisory lock's key: the letters `pgpr`. The second is made from the database's name. */
const KEY = 0x70677072;
/** How long the session of a run that was killed may take to go, in milliseconds. */
const PATIENCE_MS = 3000;
/**
 * Takes the lock that restore into a new database, swap, rollback, resume and finish of one database share, and of those whose names start so
 * alike that theirs could be taken for it; it goes with the session. Throws exit 4 where another run has it, and says who.
 */
async function lockSwaps(session, database) {
    const start = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .sharedStart */ .Oy)(database);
    const end = performance.now() + PATIENCE_MS;
    do {
        const [row] = await session.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS got', [
            KEY,
            start,
        ]);
        if (row?.got)
            return;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(100);
    } while (performance.now() < end);
    const [other] = await session.query(`SELECT a.pid, a.usename || coalesce(' from ' || host(a.client_addr), '') AS who,
            to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS') AS since
       FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid::bigint = hashtext($2)::bigint & 4294967295 AND l.granted`, [KEY, start]);
    const by = other ? ` (process ${other.pid} of ${other.who}, connected since ${other.since} UTC)` : '';
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .refusal */ .x5)(`another run of pgproof is restoring or swapping the database ${database}, or bringing it back${by}`, 'let it finish, or end it; nothing was changed');
}


/***/ }),

/***/ 84252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gy: () => (/* binding */ isBesideName),
/* harmony export */   Oy: () => (/* binding */ sharedStart),
/* harmony export */   Qo: () => (/* binding */ namesAt),
/* harmony export */   X2: () => (/* binding */ isAmbiguous),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   jc: () => (/* binding */ keptNameAt),
/* harmony export */   rW: () => (/* binding */ stampIn)
/* harmony export */ });
/* unused harmony exports afterName, besideNameAt */
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74022);

/** At most 63 bytes, the longest name that PostgreSQL takes. */
const afterName = (database, stamp) => `${(0,_beside_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(database, 40)}_after_${stamp}`;
const keptNameAt = (database, stamp) => `${(0,_beside_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(database, 39)}_before_${stamp}`;
const besideNameAt = (database, stamp) => `${(0,_beside_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(database, 38)}_restore_${stamp}`;
const namesOf = (database, restore) => namesAt(database, (0,_beside_js__WEBPACK_IMPORTED_MODULE_0__/* .stampOf */ .Zs)(restore));
/** `stamp` is `20261121t021703`. */
const namesAt = (database, stamp) => ({
    database,
    beside: besideNameAt(database, stamp),
    kept: keptNameAt(database, stamp),
    after: afterName(database, stamp),
});
/** Whether the names of this database's swaps may be those of another one with the same start. */
const isAmbiguous = (database) => sharedStart(database) !== database;
/** Whether a restore of the database may have given the name to what it makes: `shop_restore_20261121t021703`. */
const isBesideName = (database, name) => {
    const stamp = name.slice(-15);
    return STAMP.test(stamp) && name === besideNameAt(database, stamp);
};
/** The start of a database's name that all names of its restores begin with; databases that share it share a lock. */
const sharedStart = (database) => (0,_beside_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(database, 38);
const STAMP = /^\d{8}t\d{6}$/;
/** The time in a name that a swap of the database has given, or undefined where it is none of them. */
function stampIn(database, name) {
    const stamp = name.slice(-15);
    const { beside, kept, after } = namesAt(database, stamp);
    return STAMP.test(stamp) && [beside, kept, after].includes(name) ? stamp : undefined;
}


/***/ }),

/***/ 9022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZY: () => (/* binding */ readStanding),
/* harmony export */   iZ: () => (/* binding */ leftOnServer),
/* harmony export */   j0: () => (/* binding */ isUnused)
/* harmony export */ });
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56233);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82345);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74022);
/* harmony import */ var _emptiness_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14956);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84252);





const QUERY = `
  SELECT datname AS name, oid, datallowconn AS open, datistemplate AS "isTemplate",
         coalesce(starts_with(shobj_description(oid, 'pg_database'), $1), false) AS unfinished
    FROM pg_database`;
async function readStanding(session, names) {
    const rows = await session.query(`${QUERY} WHERE datname = ANY ($2::name[])`, [
        _beside_js__WEBPACK_IMPORTED_MODULE_2__/* .UNFINISHED */ .yA,
        [names.database, names.beside, names.kept, names.after],
    ]);
    const found = (name) => rows.find((row) => row.name === name);
    const unmarked = found(names.beside);
    if (unmarked && !unmarked.unfinished && (await isUnused(session, names.beside)))
        unmarked.unused = true;
    const [live, beside, kept, after] = [names.database, names.beside, names.kept, names.after].map(found);
    return { ...(live && { live }), ...(beside && { beside }), ...(kept && { kept }), ...(after && { after }) };
}
/**
 * The swaps of a database that have left something on the server, newest first. What has the name of a restore's own database, but
 * neither its mark nor nothing in it, is somebody's.
 */
async function leftOnServer(session, database) {
    const rows = await session.query(QUERY, [_beside_js__WEBPACK_IMPORTED_MODULE_2__/* .UNFINISHED */ .yA]);
    const found = new Map();
    for (const { name, unfinished } of rows) {
        const stamp = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .stampIn */ .rW)(database, name);
        if (stamp === undefined)
            continue;
        if (!unfinished && (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .isBesideName */ .Gy)(database, name) && !(await isUnused(session, name)))
            continue;
        const kept = found.get(stamp)?.kept === true || name === (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .keptNameAt */ .jc)(database, stamp);
        found.set(stamp, { stamp, kept });
    }
    return [...found.values()].sort((a, b) => (a.stamp < b.stamp ? 1 : -1));
}
/** Whether a database holds nothing; false where nobody can look. */
async function isUnused(session, name) {
    try {
        const inside = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_1__/* .openSession */ .f)((0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_0__/* .withDatabase */ .kR)(session.connection, name), { pinned: session.pinned });
        try {
            const { holds, extensions } = await (0,_emptiness_js__WEBPACK_IMPORTED_MODULE_4__/* .readContents */ .r)(inside);
            return holds === undefined && extensions.length === 0;
        }
        finally {
            await inside.close();
        }
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 77247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ unequal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** What was restored does not equal the backup, or an assertion does not hold, and nothing was exchanged for it. */
function unequal({ chosen }, differences) {
    const more = differences.length > 1 ? `; and ${differences.length - 1} more` : '';
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .negative */ .gu)(`what was restored does not equal backup ${chosen.backup.id}, or is not as asserted: ${differences[0]}${more}`, 'nothing was changed; choose another backup (pgproof list), or correct the assertion');
}


/***/ })

};
