export const id = 1339;
export const ids = [1339];
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

/***/ 97008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $M: () => (/* binding */ readBelongings),
/* harmony export */   YY: () => (/* binding */ carryOver),
/* harmony export */   Zj: () => (/* binding */ moveToTablespace),
/* harmony export */   df: () => (/* binding */ lastStatements)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_catalogue_facts_database_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51503);
/* harmony import */ var _postgres_catalogue_facts_schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16017);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86967);
/* harmony import */ var _round_trip_database_settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25109);





const named = (query) => query.replace('current_database()', '$1');
async function readBelongings(session, database) {
    const [row] = await session.query(`SELECT (SELECT row_to_json(f)::text FROM (${named(_postgres_catalogue_facts_database_js__WEBPACK_IMPORTED_MODULE_3__/* .databaseQuery */ .yc)}) AS f) AS facts,
            (SELECT t.spcname FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1) AS tablespace,
            (SELECT coalesce(json_agg(json_build_object('provider', provider, 'label', label)), '[]')::text FROM pg_shseclabel s
              WHERE s.classoid = 'pg_database'::regclass AND s.objoid = (SELECT oid FROM pg_database WHERE datname = $1)) AS labels`, [database]);
    if (row === undefined)
        throw new Error('a query without FROM returned no row');
    return {
        facts: _postgres_catalogue_facts_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .databaseFacts */ .vS.parse(JSON.parse(row.facts)),
        tablespace: row.tablespace,
        labels: JSON.parse(row.labels),
    };
}
/** Puts the new database where the live one is; while it is empty, that costs nothing. */
async function moveToTablespace(session, name, { tablespace }) {
    const [row] = await session.query(`SELECT t.spcname <> $2 AS differs FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1`, [name, tablespace]);
    if (row?.differs) {
        await session.query(`ALTER DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(name)} SET TABLESPACE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(tablespace)}`);
    }
}
/**
 * Gives the restored database what belongs to the live one, before it takes its place. Throws exit 3 for what the server refuses: nothing of it
 * may be missing on the day after.
 */
async function carryOver(session, { beside }, belongings) {
    const { facts, labels } = belongings;
    const [row] = await session.query("SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1", [beside]);
    // Until the exchange it bears the mark by which it is found, should this run be killed, and can be dropped.
    const meanwhile = { ...facts, comment: row?.mark ?? null, isTemplate: false };
    const [refused] = await (0,_round_trip_database_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .applyDatabaseFacts */ .x)(session, beside, meanwhile);
    if (refused) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`what belongs to the live database cannot be given to the restored one: ${refused.name} (${refused.found})`, 'give target-url a role that may, or correct it on the live database; nothing was changed');
    }
    for (const { provider, label } of labels) {
        await session.query(`SECURITY LABEL FOR ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(provider)} ON DATABASE ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(beside)} IS ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(label)}`);
    }
}
/** What takes the mark away, in the transaction of the exchange. */
function lastStatements({ database }, { facts }) {
    const name = (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteIdentifier */ .Cm)(database);
    const comment = facts.comment === null ? 'NULL' : (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(facts.comment);
    return [
        `COMMENT ON DATABASE ${name} IS ${comment}`,
        ...(facts.isTemplate ? [`ALTER DATABASE ${name} IS_TEMPLATE true`] : []),
    ];
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

/***/ 61253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ checkRights)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/**
 * Refuses (exit 3) a role that cannot rename the database, and (exit 4) sessions that it may not end: a rename waits for each of them and fails.
 */
async function checkRights(session, database) {
    const [rights] = await session.query(`SELECT r.rolname AS role, r.rolsuper AS superuser, r.rolcreatedb AS creates, pg_get_userbyid(d.datdba) AS owner,
            pg_has_role(r.oid, d.datdba, 'USAGE') AS owns, pg_has_role(r.oid, 'pg_signal_backend', 'USAGE') AS signals
       FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = $1`, [database]);
    if (rights === undefined || rights.superuser)
        return;
    const { role, owner } = rights;
    const lacks = [
        ...(rights.owns ? [] : [`it is no member of ${owner}, which owns the database`]),
        ...(rights.creates ? [] : ['it has not CREATEDB']),
    ];
    if (lacks.length > 0) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`${role} may not rename the database ${database}: ${lacks.join(', and ')}`, 'give target-url a superuser, or the owner with CREATEDB; where there is no such role, use method: in-place');
    }
    await refuseForeignSessions(session, database, rights);
}
async function refuseForeignSessions(session, database, { role, signals }) {
    const rows = await session.query(`SELECT format('process %s of %s', a.pid, a.usename) AS what
       FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
      WHERE a.datname = $1 AND (r.rolsuper OR NOT ($2 OR pg_has_role(current_user, r.oid, 'USAGE')))`, [database, signals]);
    if (rows.length === 0)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`${role} may not end the sessions that use ${database}: ${rows.map(({ what }) => what).join(', ')}`, 'end them first, or give target-url a superuser; GRANT pg_signal_backend is enough for those of other roles than superusers; nothing was changed');
}


/***/ }),

/***/ 24507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ refusePrepared),
/* harmony export */   v: () => (/* binding */ endSessions)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


/** How long sessions may take to end, in milliseconds. While they do, nobody can connect. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 10;
/**
 * Ends the sessions of databases that take no new ones, and returns how many there were. Throws exit 3 with those that do not
 * end within `patience` milliseconds.
 * `pg_terminate_backend` also ends walsenders and workers; only a superuser may
 * end those without a user, such as autovacuum, which the server itself sends away when a database is renamed.
 */
async function endSessions(session, databases, signal, patience = PATIENCE_MS) {
    const end = performance.now() + patience;
    const ended = new Set();
    for (;;) {
        signal.throwIfAborted();
        const remaining = await terminate(session, databases);
        if (remaining.length === 0)
            return ended.size;
        for (const { pid } of remaining)
            ended.add(pid);
        if (performance.now() > end)
            throw stubborn(remaining);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(PAUSE_MS);
    }
}
async function terminate(session, databases) {
    return await session.query(`SELECT a.pid, format('process %s (%s%s)', a.pid, coalesce(a.usename, a.backend_type, 'a worker'),
              coalesce(' ' || nullif(a.application_name, ''), '')) AS what, pg_terminate_backend(a.pid)
       FROM pg_stat_activity a JOIN pg_database d ON d.oid = a.datid
      WHERE d.datname = ANY ($1::name[])
        AND (a.usesysid IS NOT NULL OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))`, [databases]);
}
const stubborn = (remaining) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)(`${remaining.length === 1 ? 'a session does' : `${remaining.length} sessions do`} not end: ${remaining.map(({ what }) => what).join(', ')}`, 'find out what holds it (pg_stat_activity, wait_event), end it on the server, and try again');
/** Refuses (exit 4) while transactions that were prepared for a two-phase commit are in a database: it cannot be renamed before they end. */
async function refusePrepared(session, database) {
    const rows = await session.query(`SELECT format('%s of %s since %s', gid, owner, to_char(prepared, 'YYYY-MM-DD HH24:MI')) AS what
       FROM pg_prepared_xacts WHERE database = $1 ORDER BY prepared`, [database]);
    if (rows.length === 0)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .refusal */ .x5)(`the database ${database} has prepared transactions: ${rows.map(({ what }) => what).join(', ')}`, 'end each from inside that database, with COMMIT PREPARED or ROLLBACK PREPARED as its transaction manager says; nothing was changed');
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

/***/ 36492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ refusePooler),
/* harmony export */   w: () => (/* binding */ surveySwap)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(95209);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(86967);
/* harmony import */ var _postgres_pooler_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14045);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82345);
/* harmony import */ var _belongings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(97008);
/* harmony import */ var _rights_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61253);
/* harmony import */ var _sessions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24507);








/** Extensions and schemas whose jobs run in a database of their own accord. */
const SCHEDULERS = [
    'pg_cron',
    'pgagent',
    'pg_timetable',
    'timetable',
    'timescaledb',
    'pg_partman',
    'pgboss',
    'graphile_worker',
];
/** Looks whether the live database can be exchanged, and for what would break or stay behind. Throws what makes it impossible or unsafe. */
async function surveySwap(run) {
    const { destination } = run;
    const { session, database } = destination;
    refuseParts(run);
    refuseMissing(run);
    refuseBlanks(run);
    await refusePooler(session);
    const belongings = await (0,_belongings_js__WEBPACK_IMPORTED_MODULE_3__/* .readBelongings */ .$M)(session, database);
    refuseClosed(run, belongings);
    await (0,_rights_js__WEBPACK_IMPORTED_MODULE_4__/* .checkRights */ .I)(session, database);
    await (0,_sessions_js__WEBPACK_IMPORTED_MODULE_5__/* .refusePrepared */ .S)(session, database);
    return [
        ...(await slotNotes(session, database)),
        ...(await subscriptionNotes(session, database)),
        ...(await schedulerNotes(run)),
        ...(await sessionNotes(session, database)),
        ...(await localeNotes(run)),
        ...maintenanceNotes(database),
        belongingsNote(belongings),
        spaceNote(run),
    ];
}
/** What was not asked for would be missing in the database that takes the live one's place. */
function refuseParts({ request, chosen }) {
    const { schemas, tables, schemaOnly, dataOnly } = request;
    if (schemas.length > 0 || tables.length > 0 || schemaOnly || dataOnly) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)('a swap exchanges the whole database, and a part of the backup was asked for', 'restore the part with method: new-database, and copy from there what you need');
    }
    const { id, manifest } = chosen.backup;
    if (manifest.partial.length === 0)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`backup ${id} is not complete (${manifest.partial.join(', ')}): everything else would be gone after a swap`, 'restore it with method: new-database, or choose a complete backup');
}
/** Behind one that hands a session's transactions to different servers' processes neither a lock nor a transaction is held. */
async function refusePooler(session) {
    const reason = await (0,_postgres_pooler_js__WEBPACK_IMPORTED_MODULE_1__/* .detectPooler */ .B)(session.connection, session);
    if (reason === undefined)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(reason, 'connect to the database server itself; docs/troubleshooting.md, "Poolers"; nothing was changed');
}
function refuseMissing({ destination, chosen }) {
    const { exists, database, server } = destination;
    if (!exists) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`there is no database ${database} on ${server} to be exchanged`, 'use method: new-database, or name the live one with target-database');
    }
    if (database !== 'template0' && database !== 'template1')
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`${database} is the server's own and is not exchanged`, `name the database to restore with target-database, ${chosen.backup.manifest.source.database} for example`);
}
/** Inputs come without the blanks around them, so nothing that goes back or drops what is kept could name it. */
function refuseBlanks({ destination: { database } }) {
    if (database === database.trim())
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`the name of the database ${(0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_6__/* .shownIdentifier */ .V)(database)} begins or ends with a blank, and no rollback could name it`, 'rename it first, or use method: in-place');
}
function refuseClosed({ destination }, { facts }) {
    if (facts.allowConnections)
        return;
    const { database } = destination;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`the database ${database} takes no connections, as after a swap that was broken off`, 'run pgproof rollback, which says what happened and opens it');
}
const warning = (what, why) => ({ severity: 'warning', what, why });
const information = (what, why) => ({ severity: 'information', what, why });
async function slotNotes(session, database) {
    const rows = await session.query(`SELECT s.slot_name AS name, s.plugin, s.active_pid AS pid,
            concat_ws(' ', a.application_name, host(a.client_addr)) AS who
       FROM pg_replication_slots s LEFT JOIN pg_stat_activity a ON a.pid = s.active_pid
      WHERE s.database = $1 ORDER BY 1`, [database]);
    return rows.map(({ name, plugin, pid, who }) => {
        const use = pid === null ? 'not in use' : `in use by process ${pid}${who ? ` (${who})` : ''}`;
        return warning(`logical replication slot ${name} (${plugin})`, `${use}: it stays with the kept database, and its consumer would silently see no change of the restored one; make a new slot and start the consumer anew after the swap`);
    });
}
async function subscriptionNotes(session, database) {
    const rows = await session.query(`SELECT s.subname AS name, s.subenabled AS enabled FROM pg_subscription s
       JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = $1 ORDER BY 1`, [database]);
    return rows.map(({ name, enabled }) => warning(`subscription ${name} (${enabled ? 'enabled' : 'disabled'})`, 'it stays with the kept database, which is closed: it takes no rows, and its publisher keeps WAL for it until you make it anew in the restored one and drop it in the kept one'));
}
async function schedulerNotes({ destination, signal }) {
    const session = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .f)(destination.connection, { signal });
    try {
        const rows = await session.query(`SELECT extname AS name FROM pg_extension WHERE extname = ANY ($1)
       UNION SELECT nspname FROM pg_namespace WHERE nspname = ANY ($1) ORDER BY 1`, [SCHEDULERS]);
        const [cron] = await session.query("SELECT current_setting('cron.database_name', true) AS of");
        const elsewhere = cron?.of && cron.of !== destination.database;
        return [
            ...rows.map(({ name }) => warning(`scheduler ${name}`, name === 'pg_cron'
                ? 'only one database of a server may have it, and the live one does: the restored one comes without it and its jobs; make the extension there after the kept one is dropped'
                : 'its jobs stop with the live database, and those of the backup begin to run in the restored one: look what is due')),
            ...(elsewhere
                ? [
                    information(`pg_cron in the database ${cron.of}`, `jobs there that name ${destination.database} run in the restored one`),
                ]
                : []),
        ];
    }
    finally {
        await session.close();
    }
}
async function sessionNotes(session, database) {
    const rows = await session.query(`SELECT coalesce(backend_type, 'client backend') AS kind, concat_ws(' ', usename, nullif(application_name, '')) AS who, count(*)::int AS n
       FROM pg_stat_activity WHERE datname = $1 AND coalesce(backend_type, '') NOT IN ('autovacuum worker', 'parallel worker')
      GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`, [database]);
    const clients = rows.filter(({ kind }) => kind === 'client backend');
    const workers = rows.filter(({ kind }) => kind !== 'client backend' && kind !== 'walsender');
    const count = clients.reduce((sum, { n }) => sum + n, 0);
    const whose = clients.map(({ who, n }) => `${n} of ${who}`).join(', ');
    return [
        ...workers.map(({ kind, who }) => warning(`worker ${who === '' ? kind : `${who} (${kind})`}`, 'it works for the live database and is ended; look whether it comes back for the restored one')),
        information('sessions of clients', count === 0
            ? 'nobody is connected now; who is when the databases are exchanged is sent away'
            : `${count === 1 ? 'one is' : `${count} are`} ended, and what they have not committed is undone: ${whose}; connections of a pooler are among them, and it connects again`),
    ];
}
/** The restored database is made as the backup's was; the live one may have been made anew since. */
async function localeNotes({ destination, chosen }) {
    const [live] = await destination.session.query('SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS collate, datctype AS ctype FROM pg_database WHERE datname = $1', [destination.database]);
    const { source } = chosen.backup.manifest;
    const differing = ['encoding', 'collate', 'ctype'].filter((fact) => live?.[fact] !== source[fact]);
    return differing.map((fact) => warning(`${fact} ${source[fact]}`, `as in the backup; the live database has ${live?.[fact]}`));
}
function maintenanceNotes(database) {
    if (database !== 'postgres')
        return [];
    return [
        warning('database postgres', 'tools connect to it to look after the server; they are ended and refused for the moment of the exchange'),
    ];
}
/** In the digest of the plan: names, no values, which may be secrets. */
function belongingsNote({ facts, tablespace, labels }) {
    const settings = facts.settings.map(({ role, name }) => (role === null ? name : `${name} for ${role}`));
    const parts = [
        `owner ${facts.owner}`,
        `${facts.grants.length} grants`,
        `connection limit ${facts.connectionLimit === -1 ? 'none' : facts.connectionLimit}`,
        ...(settings.length > 0 ? [`settings ${settings.join(', ')}`] : []),
        ...(facts.comment === null ? [] : ['comment']),
        ...(facts.isTemplate ? ['template flag'] : []),
        ...(labels.length > 0 ? ['security labels'] : []),
        ...(tablespace === 'pg_default' ? [] : [`tablespace ${tablespace}`]),
    ];
    return information('carried over from the live database', parts.join(', '));
}
function spaceNote({ chosen }) {
    return information('disk of the server', `the restored database needs about ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_7__/* .bytes */ .e)(chosen.backup.manifest.source.sizeBytes)} beside the live one, until the kept one is dropped`);
}


/***/ })

};
