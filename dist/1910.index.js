export const id = 1910;
export const ids = [1910];
export const modules = {

/***/ 81910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  inPlace: () => (/* binding */ inPlace)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/round-trip/verdict.js
var round_trip_verdict = __webpack_require__(29065);
// EXTERNAL MODULE: ./build/operations/verify/table-of-contents.js
var table_of_contents = __webpack_require__(51162);
// EXTERNAL MODULE: ./build/operations/restore/asserted.js
var asserted = __webpack_require__(70815);
// EXTERNAL MODULE: ./build/operations/restore/safety.js
var restore_safety = __webpack_require__(32178);
;// CONCATENATED MODULE: ./build/operations/restore/in-place/commit.js


/** Commits. Where the answer is lost, the server is asked what became of the transaction: a guess would be worse than any answer. */
async function commit(session, run) {
    const [row] = await session.query('SELECT pg_current_xact_id()::text AS id');
    const id = row?.id ?? '';
    try {
        await session.query('COMMIT');
    }
    catch (error) {
        if ((0,postgres_session/* sqlStateOf */.v)(error) !== undefined && !/^(08|57P)/.test((0,postgres_session/* sqlStateOf */.v)(error) ?? ''))
            throw notCommitted(error);
        const status = await statusOf(run, id);
        if (status === 'committed')
            return;
        throw status === 'aborted' ? notCommitted(error) : unknown(run, id, error);
    }
}
const notCommitted = (error) => (0,errors/* environmentError */.me)(`the commit failed: ${(0,errors/* messageOf */.bD)(error)}; nothing was changed`, 'try again', error);
function unknown({ destination }, id, error) {
    return (0,errors/* environmentError */.me)(`the connection was lost during the commit, and the server cannot be asked about it: ${(0,errors/* messageOf */.bD)(error)}`, `all of the restore is in ${destination.database}, or nothing of it: SELECT pg_xact_status('${id}') tells`, error);
}
const ATTEMPTS = 10;
const PAUSE_MS = 1000;
async function statusOf({ destination }, id) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        try {
            const session = await (0,postgres_session/* openSession */.f)(destination.connection, { pinned: destination.pinned });
            try {
                const [row] = await session.query('SELECT pg_xact_status($1::xid8) AS status', [id]);
                if (row?.status !== 'in progress')
                    return row?.status;
            }
            finally {
                await session.close();
            }
        }
        catch {
            // The server may be starting again.
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/dump/archive.js + 1 modules
var dump_archive = __webpack_require__(41586);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/proof/definitions.js + 1 modules
var proof_definitions = __webpack_require__(3655);
// EXTERNAL MODULE: ./build/operations/round-trip/left-out.js
var left_out = __webpack_require__(42978);
// EXTERNAL MODULE: ./build/operations/restore/part/entries.js
var entries = __webpack_require__(56774);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/postgres/profile.js
var postgres_profile = __webpack_require__(60715);
;// CONCATENATED MODULE: ./build/operations/restore/in-place/scope.js



const keyOf = (one) => JSON.stringify([one.schema, one.name]);
const NO_SCHEMA = ['', '-'];
const SYSTEM = /^pg_|^information_schema$/;
const RELATIONS = ['TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE', 'FOREIGN TABLE'];
/** Reads the database of the session; writes nothing. */
async function readScope(session, { inventory, backup }, request) {
    const profile = await (0,postgres_profile/* detectProfile */.lt)(session);
    const all = schemasOf(inventory);
    const provided = all.filter((name) => profile.schemas.includes(name));
    const schemas = all.filter((name) => !profile.schemas.includes(name));
    const { filter } = inventory;
    const kind = kindOf(inventory, request);
    if (schemas.length === 0)
        throw nothingToRestore(backup.id, provided);
    const rows = await session.query('SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY ($1) ORDER BY 1', [schemas]);
    const own = (one) => schemas.includes(one.schema);
    const held = inventory.entries.filter(({ type }) => kind !== 'rows' && RELATIONS.includes(type));
    const kept = kind === 'relations' ? await keptTables(session, inventory) : [];
    const relations = held.filter((one) => !kept.includes(keyOf(one)));
    return {
        kind,
        profile,
        schemas,
        existing: rows.map(({ name }) => name),
        provided,
        named: [...new Set([...relations, ...inventory.tables].filter(own).map(keyOf))],
        kept,
        spared: kind === 'contents' ? await sparedTables(session, schemas, filter.excludeTables) : [],
        largeObjects: kind === 'contents' && inventory.largeObjects.length > 0 && filter.schemas.length === 0,
    };
}
function kindOf({ filter }, request) {
    if (request.dataOnly || filter.dataOnly)
        return 'rows';
    return request.tables.length + filter.tables.length > 0 ? 'relations' : 'contents';
}
function schemasOf({ entries, tables }) {
    const own = entries.filter(({ type }) => type === 'SCHEMA').map(({ name }) => name);
    const all = [...entries, ...tables].map(({ schema }) => schema);
    return [...new Set([...own, ...all])].filter((name) => !NO_SCHEMA.includes(name) && !SYSTEM.test(name)).sort();
}
function nothingToRestore(id, provided) {
    if (provided.length === 0) {
        return (0,errors/* usageError */.Wp)(`backup ${id} holds no schema`, 'choose another backup (pgproof list), or another part of it');
    }
    return (0,errors/* refusal */.x5)(`all that is asked for of backup ${id} is in schemas of the provider's: ${provided.join(', ')}`, 'an in-place restore never touches those: restore into a new database and bring rows over from there');
}
/** Definitions without rows came along because something refers to them. */
async function keptTables(session, inventory) {
    const filled = new Set(inventory.tables.map(keyOf));
    const held = new Set(inventory.entries.filter(({ type }) => type === 'TABLE').map(keyOf));
    const without = inventory.facts.tables.filter((one) => one.kind === 'r' && held.has(keyOf(one)) && !filled.has(keyOf(one)));
    const rows = await session.query(`SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE json_build_array(n.nspname, c.relname)::jsonb = ANY ($1::jsonb[])`, [without.map(keyOf)]);
    return rows.map(keyOf);
}
async function sparedTables(session, schemas, patterns) {
    if (patterns.length === 0)
        return [];
    const rows = await session.query(`SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')`, [schemas]);
    return rows.filter((row) => patterns.includes(`${(0,identifier/* dumpPattern */.hf)(row.schema)}.${(0,identifier/* dumpPattern */.hf)(row.name)}`)).map(keyOf);
}
/** Tables that would come back empty, because the backup has their definition and not their rows. Throws exit 4. */
function refuseWithoutRows({ inventory, backup }, scope) {
    if (scope.kind !== 'contents')
        return;
    const { entries, facts, tables } = inventory;
    const held = new Set(entries.filter(({ type }) => type === 'TABLE').map(keyOf));
    const filled = new Set(tables.map(keyOf));
    const empty = facts.tables.filter((one) => one.kind === 'r' && scope.schemas.includes(one.schema) && held.has(keyOf(one)) && !filled.has(keyOf(one)));
    if (empty.length === 0)
        return;
    const names = empty.slice(0, 5).map(({ schema, name }) => (0,identifier/* shown */.SP)(schema, name));
    const more = empty.length > 5 ? ` and ${empty.length - 5} more` : '';
    throw (0,errors/* refusal */.x5)(`what is asked for of backup ${backup.id} has no rows of ${names.join(', ')}${more}, which would be empty afterwards`, 'restore definitions alone into a new database (method: new-database); nothing was changed');
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/relations.js


/** Sorts the entries of a part: relations by the scope, what belongs to one with it, and the rest as what they need. */
function sortRelations(definitions, scope) {
    const kept = new Set(scope.kept);
    const byId = new Map(definitions.map((one) => [one.dumpId, one]));
    const isKept = (one) => kept.has(keyOf({ schema: one.schema, name: one.tag }));
    const isOwn = (one) => (0,entries/* isRelation */.LL)(one) || one.type === 'SEQUENCE';
    const anew = new Set();
    const needed = [];
    for (const one of definitions) {
        if (isOwn(one)) {
            if (!isKept(one))
                anew.add(one.dumpId);
        }
        else if ((0,entries/* isBelonging */.s2)(one)) {
            const owner = ownerOf(one, byId);
            if (owner === undefined || anew.has(owner.dumpId))
                anew.add(one.dumpId);
        }
        else
            needed.push(one);
    }
    return { anew, needed };
}
/** The relation that an entry belongs to: of several that it depends on the one that its tag begins with. */
function ownerOf(entry, byId) {
    const tied = entry.dependencies.flatMap((id) => byId.get(id) ?? []);
    const relations = tied.filter((one) => (0,entries/* isRelation */.LL)(one) || one.type === 'SEQUENCE');
    const own = relations.find(({ tag }) => entry.tag === tag || entry.tag.startsWith(`${tag} `));
    if (own ?? relations[0])
        return own ?? relations[0];
    // A comment on a constraint, or a key's place in its parent's, is tied to what belongs to a table.
    const through = tied.find(entries/* isBelonging */.s2);
    return through && ownerOf(through, byId);
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/entries.js







const GLOBALS = `
  SELECT 'EXTENSION' AS type, extname AS tag FROM pg_extension
  UNION ALL SELECT 'EVENT TRIGGER', evtname FROM pg_event_trigger
  UNION ALL SELECT 'PUBLICATION', pubname FROM pg_publication
  UNION ALL SELECT 'FOREIGN DATA WRAPPER', fdwname FROM pg_foreign_data_wrapper
  UNION ALL SELECT 'SERVER', srvname FROM pg_foreign_server
  UNION ALL SELECT 'USER MAPPING', 'USER MAPPING ' || usename || ' SERVER ' || srvname FROM pg_user_mappings
  UNION ALL SELECT 'PROCEDURAL LANGUAGE', lanname FROM pg_language
  UNION ALL SELECT 'ACCESS METHOD', amname FROM pg_am
  UNION ALL SELECT 'CAST', 'CAST (' || format_type(castsource, NULL) || ' AS ' || format_type(casttarget, NULL) || ')' FROM pg_cast`;
const MEMBERS = `
  SELECT n.nspname AS schema, coalesce(c.relname, p.proname || '(' || oidvectortypes(p.proargtypes) || ')') AS name
    FROM pg_depend d
    LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
    JOIN pg_namespace n ON n.oid = coalesce(c.relnamespace, p.pronamespace)
   WHERE d.deptype = 'e'`;
/**
 * Read once more after the drop: what went with the contents is to be made again. Event triggers that are not there count as there for a role
 * that could not make them.
 */
async function readGlobals(session) {
    const rows = await session.query(GLOBALS);
    const there = new Set(rows.map(({ type, tag }) => JSON.stringify([type, tag])));
    const [role] = await session.query('SELECT rolsuper AS superuser FROM pg_roles WHERE rolname = current_user');
    const brought = await session.query(MEMBERS);
    const members = new Set(brought.map(keyOf));
    return {
        isMember: (schema, name) => members.has(keyOf({ schema, name })),
        has: (type, tag) => there.has(JSON.stringify([type, tag])) || (type === 'EVENT TRIGGER' && !role?.superuser),
    };
}
/** What an ACL, a comment or a label is about, where that is in no schema: `SCHEMA public`, `FOREIGN SERVER s`. */
const ABOUT = /^(SCHEMA|EXTENSION|EVENT TRIGGER|PUBLICATION|FOREIGN DATA WRAPPER|FOREIGN SERVER|SERVER|LANGUAGE|PROCEDURAL LANGUAGE|ACCESS METHOD|CAST) ?(.*)$/;
const WORDS = { 'FOREIGN SERVER': 'SERVER', LANGUAGE: 'PROCEDURAL LANGUAGE' };
/** Whether an entry of the backup is restored: what belongs to the schemas, and of the rest what is not there. */
function isRestored(definition, scope, there) {
    const { type, schema, tag } = definition;
    const isNew = (name) => scope.schemas.includes(name) && !scope.existing.includes(name);
    if (type === 'SCHEMA')
        return isNew(tag);
    if (type === 'DEFAULT ACL' || type === 'PUBLICATION TABLES IN SCHEMA')
        return isNew(schema);
    const ofMember = /^(?:ACL|COMMENT|SECURITY LABEL|SEQUENCE SET)$/.test(type) && isAboutMember(definition, there);
    if (schema !== '')
        return scope.schemas.includes(schema) && !ofMember;
    if (/^(ACL|COMMENT|SECURITY LABEL)$/.test(type)) {
        const [, word = '', name = ''] = ABOUT.exec(tag) ?? [];
        if (word === 'SCHEMA')
            return isNew(name);
        return !there.has(WORDS[word] ?? word, word === 'CAST' ? tag : name);
    }
    return scope.kind === 'contents' && !there.has(type, tag);
}
/** `SEQUENCE SET` names the sequence, the others `TABLE zones` or `FUNCTION zone(integer)`. */
const isAboutMember = ({ schema, tag, type }, there) => there.isMember(schema, type === 'SEQUENCE SET' ? tag : tag.replace(/^[A-Z ]+ /, ''));
async function readTableOfContents(chosen, programs, folder, { context, request }) {
    const environment = (0,conninfo/* libpqEnvironment */.SQ)({ parameters: {} }, {}, context);
    const archive = new dump_archive/* Archive */.Td(folder, programs, environment, chosen.backup.manifest.source.encoding);
    const leftOut = (0,left_out/* extensionEntries */.GX)(chosen.absentExtensions ?? []);
    const definitions = await (0,proof_definitions/* readDefinitions */.TL)(archive, {
        leftOut,
        owners: !request.noOwner,
        privileges: !request.noPrivileges,
    });
    const held = new Set(chosen.inventory.entries.map(entryKey));
    const isHeld = (one) => chosen.part ? chosen.part.entries.has(one.dumpId) : held.has(entryKey({ ...one, name: one.tag }));
    const section = async (name) => (await archive.entries([`--section=${name}`])).filter((one) => !leftOut?.(one));
    return {
        definitions: definitions.filter(isHeld),
        preData: await section('pre-data'),
        otherData: (await section('data')).filter(({ kind }) => kind === 'other'),
        postData: await section('post-data'),
        archive,
        folder,
    };
}
const entryKey = ({ type, schema, name }) => JSON.stringify([type, schema, name]);
const LARGE_OBJECT = /^\d+; (?:2613 |0 0 (?:ACL|COMMENT|SECURITY LABEL) - LARGE OBJECTS? \d)/;
/** Which entries are run, by their numbers. */
function restoredEntries(toc, scope, there) {
    const own = toc.definitions.filter((one) => isRestored(one, scope, there));
    const ids = scope.kind === 'relations' ? sortRelations(own, scope).anew : new Set(own.map(({ dumpId }) => dumpId));
    return ({ dumpId, line }) => (scope.largeObjects && LARGE_OBJECT.test(line)) || ids.has(dumpId);
}
/** Whether a table's rows are restored: those of an extension that is there stay as they are. */
function rowsRestored(chosen, scope, there) {
    const members = new Map(chosen.inventory.facts.tables.flatMap((table) => table.extension === null ? [] : [[keyOf(table), table.extension]]));
    return (table) => {
        const extension = members.get(keyOf(table));
        if (!scope.schemas.includes(table.schema))
            return 'no';
        if (extension === undefined)
            return 'yes';
        return there.has('EXTENSION', extension) ? 'no' : 'append';
    };
}
const listPath = (folder, name) => (0,external_node_path_.join)(folder, `in-place-${name}.list`);

;// CONCATENATED MODULE: ./build/operations/restore/in-place/locks.js


/** Seconds that each lock is waited for: everybody else's statements on that table queue behind it as long. */
const LOCK_SECONDS = 10;
/** lock_not_available, deadlock_detected */
const LOCKED_OUT = ['55P03', '40P01'];
/**
 * Begins the one transaction, and keeps writers out of the tables until it ends: what they would write after the safety backup's snapshot
 * would be in no backup. Readers go on until the tables are dropped.
 */
async function beginAndLock(session, contents) {
    await session.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_SECONDS}s'`);
    const tables = contents.filter(({ lockable }) => lockable).map(({ identity }) => identity);
    if (tables.length === 0)
        return;
    try {
        await session.query(`LOCK TABLE ${tables.join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
    }
    catch (error) {
        if (!isLockedOut(error))
            throw error;
        throw lockedOut('another session writes to the tables that are to be restored', error);
    }
}
const isLockedOut = (error) => LOCKED_OUT.includes((0,postgres_session/* sqlStateOf */.v)(error) ?? '');
function lockedOut(reason, cause, holders = '') {
    return (0,errors/* environmentError */.me)(`${reason}, and did not end within ${LOCK_SECONDS} s${holders}; nothing was changed`, 'stop what uses the database (hooks before-restore), or wait for the session to end, and try again', cause);
}
/** Who holds a lock on one of the tables; asked in a session of its own while the other still waits, or just after. */
async function lockHolders(session, contents, ownPid) {
    const rows = await session.query(`SELECT DISTINCT a.pid, coalesce(a.usename, '') || coalesce(' (' || nullif(a.application_name, '') || ')', '') AS who, coalesce(a.state, '') AS state
       FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.granted AND l.relation = ANY ($1::oid[]) AND a.pid NOT IN ($2, pg_backend_pid()) ORDER BY 1`, [contents.map(({ objid }) => objid), ownPid]);
    if (rows.length === 0)
        return '';
    return `: ${rows
        .slice(0, 5)
        .map(({ pid, who, state }) => `session ${pid} of ${who}, ${state}`)
        .join('; ')}`;
}
/** How many locks the server can hold at once, and how many relations there are of these tables with their indexes. */
async function readLockRoom(session, contents) {
    const [row] = await session.query(`SELECT current_setting('max_locks_per_transaction')::int
            * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) AS most,
            (SELECT count(*) FROM pg_class WHERE oid = ANY ($1::oid[]))
            + (SELECT count(*) FROM pg_index WHERE indrelid = ANY ($1::oid[])) AS relations`, [contents.map(({ objid }) => objid)]);
    return row ?? { most: 0, relations: 0 };
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/names.js
/** The first names of a list, and how many more there are. */
const listed = (names, most = 5) => names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');

;// CONCATENATED MODULE: ./build/operations/restore/in-place/notes.js




/** What the person who confirms must know, the most telling first. */
async function notesOf(session, chosen, { scope, toc, found }) {
    const notes = [
        ...(await vanishing(session, chosen, scope, found)),
        ...ofLocks(found),
        ...ofSpace(chosen, scope),
        ...ofProvider(scope),
        ...(await ofGlobals(session, scope, toc)),
        ...ofSurroundings(scope, found),
        ...(await ofOtherSchemas(session, scope)),
    ];
    return notes.map(([severity, what, why]) => ({ severity, what, why }));
}
async function vanishing(session, chosen, scope, { contents }) {
    if (scope.kind === 'rows')
        return [];
    const rows = await session.query(`SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = ANY ($1::oid[]) AND c.relkind IN ('r', 'p') ORDER BY 1, 2`, [contents.map(({ objid }) => objid)]);
    const held = new Set(chosen.inventory.entries.filter(({ type }) => type === 'TABLE').map(keyOf));
    const gone = rows.filter((row) => !held.has(keyOf(row))).map(({ schema, name }) => `${schema}.${name}`);
    if (gone.length === 0)
        return [];
    return [
        [
            'warning',
            `${gone.length} tables vanish: ${listed(gone)}`,
            'they are there now and not in the backup; the safety backup has them',
        ],
    ];
}
function ofLocks({ contents }) {
    const tables = contents.filter(({ word }) => word === 'TABLE').length;
    return [
        [
            'warning',
            `${tables} tables are locked`,
            `writers wait from before the safety backup until the end, readers from the drop until the end; a lock that is not to be had within ${LOCK_SECONDS} s ends the restore, and nothing is changed`,
        ],
    ];
}
/** What was dropped is given back to the disk by the commit alone. */
function ofSpace({ inventory }, { schemas }) {
    const bytes = inventory.tables
        .filter(({ schema }) => schemas.includes(schema))
        .reduce((sum, table) => sum + table.bytes, 0);
    const what = `the server needs room for ${Math.ceil(bytes / 1024 ** 2)} MiB of rows more, and for their indexes`;
    return [
        [
            'information',
            what,
            'what is there now is kept until the commit; where the disk is full before, nothing is changed',
        ],
    ];
}
function ofProvider({ provided, profile }) {
    if (provided.length === 0)
        return [];
    return [
        [
            'warning',
            `schemas ${provided.join(', ')} are not restored`,
            `they belong to the provider (${profile.name}), and nothing of them is touched`,
        ],
    ];
}
async function ofGlobals(session, scope, { definitions }) {
    if (scope.kind !== 'contents')
        return [];
    const there = await readGlobals(session);
    const rows = await session.query('SELECT evtname AS name FROM pg_event_trigger');
    const live = new Set(rows.map(({ name }) => name));
    const skipped = definitions.filter((one) => one.type === 'EVENT TRIGGER' && !live.has(one.tag) && !isRestored(one, scope, there));
    if (skipped.length === 0)
        return [];
    const why = 'only a superuser can make one';
    return [['warning', `event triggers that are not restored: ${listed(skipped.map(({ tag }) => tag))}`, why]];
}
function ofSurroundings(scope, { returning, memberships, largeObjects }) {
    const notes = [];
    const put = returning.putBack.map(({ what }) => what);
    if (put.length > 0)
        notes.push([
            'information',
            `put back as they are now: ${listed(put, 20)}`,
            'they are outside of what is restored and depend on it',
        ]);
    if (memberships.length > 0) {
        const names = memberships.map(({ table, publication }) => `${table} in ${publication}`);
        notes.push([
            'information',
            `places in publications stay: ${listed(names)}`,
            'consumers see no change of rows until the next write',
        ]);
    }
    if (scope.kind !== 'rows' && scope.existing.length > 0) {
        const why = 'owner, grants and default privileges stay as they are now, not as in the backup';
        notes.push(['information', `schemas ${scope.existing.join(', ')} stay themselves`, why]);
    }
    if (largeObjects.besides > 0) {
        notes.push(['information', `${largeObjects.besides} large objects stay`, 'they are not in the backup']);
    }
    return notes;
}
async function ofOtherSchemas(session, { schemas, profile, kind }) {
    if (kind === 'rows')
        return [];
    const rows = await session.query(`SELECT nspname AS name FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> ALL ($1) ORDER BY 1`, [[...schemas, ...profile.schemas]]);
    if (rows.length === 0)
        return [];
    return [
        [
            'information',
            `other schemas stay as they are: ${listed(rows.map(({ name }) => name))}`,
            'they are not part of what is restored',
        ],
    ];
}

// EXTERNAL MODULE: ./build/dump/arguments.js
var dump_arguments = __webpack_require__(59347);
// EXTERNAL MODULE: ./build/dump/dump.js + 4 modules
var dump = __webpack_require__(83703);
// EXTERNAL MODULE: ./build/dump/sink.js
var sink = __webpack_require__(12816);
// EXTERNAL MODULE: ./build/proof/definitions-prove.js + 1 modules
var definitions_prove = __webpack_require__(8920);
// EXTERNAL MODULE: ./build/operations/backup/selection.js + 1 modules
var selection = __webpack_require__(1962);
// EXTERNAL MODULE: ./build/operations/leaf-names.js
var leaf_names = __webpack_require__(39430);
// EXTERNAL MODULE: ./build/postgres/programs.js
var postgres_programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/postgres/roles.js
var postgres_roles = __webpack_require__(87075);
// EXTERNAL MODULE: ./build/postgres/server.js
var postgres_server = __webpack_require__(4167);
// EXTERNAL MODULE: ./build/operations/restore-test/test-database.js
var test_database = __webpack_require__(71299);
// EXTERNAL MODULE: ./build/operations/round-trip/restore-into.js + 1 modules
var restore_into = __webpack_require__(13705);
;// CONCATENATED MODULE: ./build/operations/restore/in-place/throw-away.js











/** A server of the target's major on this machine, with the roles of the backup, none of which can log in. */
class ThrowAway {
    #server;
    #session;
    #run;
    #made = 0;
    constructor(run, server, session) {
        this.#run = run;
        this.#server = server;
        this.#session = session;
    }
    /** Throws exit 3 where the programs are not there. */
    static async start(run, use) {
        const { context, destination, signal, chosen } = run;
        const { environment } = context;
        const needs = { environment, client: 'local', needs: 'server', install: context.installServer };
        const { programs } = await (0,postgres_programs/* findPrograms */.z0)(destination.facts.major, needs);
        const folder = (0,external_node_path_.join)(context.temporary, `server-${use}-${run.id}`);
        await (0,promises_.mkdir)(folder, { mode: 0o700 });
        const server = await (0,postgres_server/* startServer */.U)(programs, { folder, environment, signal });
        try {
            const session = await (0,postgres_session/* openSession */.f)(server.connection);
            const roles = chosen.inventory.roles.filter(({ name }) => name !== 'postgres');
            await session.query((0,postgres_roles/* rolesSql */.sI)(roles.map((role) => ({ ...role, bootstrap: false, settings: [] })), { login: false }));
            return new ThrowAway(run, server, session);
        }
        catch (error) {
            await server.stop();
            throw error;
        }
    }
    /** An empty database as the backup's was made. */
    async create() {
        this.#made += 1;
        const name = `rehearsal_${this.#made}`;
        await this.#session.query((0,test_database/* createDatabase */.c)(name, this.#run.chosen.backup.manifest, this.#session));
        return (0,conninfo/* withDatabase */.kR)(this.#server.connection, name);
    }
    async drop(connection) {
        const name = connection.parameters.dbname;
        await this.#session.query(`DROP DATABASE ${(0,identifier/* quoteIdentifier */.Cm)(name)} WITH (FORCE)`);
    }
    async stop() {
        await this.#session.close();
        await this.#server.stop();
    }
}
/** Databases for comparing definitions in their settled form: the target's own server may not make any. Started only when one is asked for. */
function throwawayScratch(run) {
    let server;
    const get = async () => {
        server ??= ThrowAway.start(run, 'scratch').catch((error) => {
            throw (0,errors/* negative */.gu)(`definitions that are printed otherwise could not be compared in their settled form: ${(0,errors/* messageOf */.bD)(error)}`, 'install the server of that major on this machine, and compare again with a restore-test', error);
        });
        return await server;
    };
    return {
        create: async () => {
            const own = await get();
            const connection = await own.create();
            await (0,restore_into/* prepareDatabase */.xk)({ ...run, pinned: run.destination.pinned }, connection);
            return connection;
        },
        drop: async (connection) => await (await get()).drop(connection),
        stop: async () => await (await server?.catch(() => undefined))?.stop(),
    };
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/prove-after.js


















/**
 * Dumps the restored schemas once more, as everybody sees them now. Their rows equalled the backup before the commit, so that a table that differs
 * now was written to since, and so was a sequence; a definition that differs is a difference.
 */
async function proveAfter(run, replacement, folder) {
    const { destination, signal } = run;
    const again = (0,external_node_path_.join)(folder, 'again');
    await (0,promises_.mkdir)(again, { mode: 0o700 });
    const session = await (0,postgres_session/* openSession */.f)(destination.connection, { pinned: destination.pinned, signal });
    try {
        const written = await dumpAgain(run, replacement, session, again);
        if (replacement.scope.kind === 'rows')
            return { ...ROWS_ONLY, notChecked: [...written, ...ROWS_ONLY.notChecked] };
        const definitions = await definitionsOf(run, replacement, again, await readGlobals(session));
        return { ...definitions, notChecked: [...written, ...definitions.notChecked, NOT_IN_PLACE] };
    }
    finally {
        await session.close();
        await (0,promises_.rm)(again, { recursive: true, force: true });
    }
}
const NOT_IN_PLACE = {
    what: 'entries of indexes, generated columns and materialized views',
    why: 'checking them takes a database of its own: pgproof restore-test does it',
};
const ROWS_ONLY = {
    definitions: { entries: 0, equal: 0, settled: 0, differences: [] },
    differences: [],
    notChecked: [
        { what: 'definitions', why: 'only rows were restored, into the tables that are there' },
        { what: 'contents of materialized views', why: 'they are as they were: refresh them' },
    ],
};
/** Says which tables are no longer what they were before the commit. */
async function dumpAgain(run, { scope }, session, folder) {
    const { destination, chosen, context } = run;
    const { connection, pinned, programs } = destination;
    const environment = (0,conninfo/* libpqEnvironment */.SQ)(connection, pinned, context);
    const dumped = await dumpInto(folder, run, environment, await filterOf(run, scope, session));
    const archive = new dump_archive/* Archive */.Td(folder, programs, environment, chosen.backup.manifest.source.encoding);
    const tables = await archive.tables(context.temporary);
    const names = await (0,leaf_names/* leafNames */.P)(session, tables);
    const digests = new Map(tables.flatMap((table) => {
        const own = names.get(table.oid);
        const digest = dumped.tables.get(table.file);
        return own && digest ? [[keyOf(own), digest.sha256]] : [];
    }));
    const changed = chosen.inventory.tables
        .filter(({ schema, root }) => scope.schemas.includes(schema) && root === null)
        .filter((table) => digests.get(keyOf(table)) !== table.sha256)
        .map(({ schema, name }) => (0,identifier/* shown */.SP)(schema, name));
    if (changed.length === 0)
        return [];
    const why = 'they equalled the backup before it; users have written to them since, or their rows or columns come in another order';
    return [{ what: `rows after the commit of ${listed(changed)}`, why }];
}
async function dumpInto(folder, { destination, chosen, request, signal }, environment, filter) {
    const { programs } = destination;
    const { encoding } = chosen.backup.manifest.source;
    const { jobs } = request;
    return await (0,dump/* followDump */.i)({
        programs,
        environment,
        args: (0,dump_arguments/* dumpArguments */.Dd)({
            folder,
            jobs,
            encoding,
            lockTimeoutMs: 60_000,
            majorVersion: programs.major,
            filter,
            keepAlive: conninfo/* keepAliveArgument */.ir,
        }),
        folder,
        jobs,
        spoolLimit: 1024 ** 3,
        signal,
        sink: sink/* NOWHERE */.J,
    });
}
/** The backup's own, without schemas that it does not hold. */
async function filterOf({ chosen }, scope, session) {
    const { filter } = chosen.inventory;
    const isWhole = filter.schemas.length + filter.tables.length === 0;
    const excludeSchemas = isWhole ? await otherSchemas(session, scope.schemas) : filter.excludeSchemas;
    return await (0,selection/* encodeFilter */.J)(session, { ...filter, excludeSchemas });
}
async function otherSchemas(session, schemas) {
    const rows = await session.query("SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> ALL ($1)", [schemas]);
    return rows.map(({ name }) => (0,identifier/* dumpPattern */.hf)(name));
}
/** Compares only what was restored: the rest of the database is as it was, whatever the backup says. */
async function definitionsOf(run, { scope, toc }, again, there) {
    const { destination, chosen, context, signal } = run;
    const { programs, pinned } = destination;
    const held = new Set(toc.definitions.map(({ dumpId }) => dumpId));
    const lines = (await toc.archive.entries()).filter(({ dumpId }) => !held.has(dumpId)).map(({ line }) => line);
    const notHeld = new Set(lines);
    const scratch = throwawayScratch(run);
    try {
        const proof = await (0,definitions_prove/* proveDefinitions */.N)({
            programs,
            scratch,
            pinned,
            environment: context.environment,
            folder: again,
            signal,
            source: toc.folder,
            target: again,
            encoding: chosen.backup.manifest.source.encoding,
            owners: !run.request.noOwner,
            privileges: !run.request.noPrivileges,
            otherMajor: destination.facts.major !== chosen.backup.manifest.client.major,
            leftOut: ({ line }) => notHeld.has(line),
        });
        const isCompared = comparedIn(toc, scope, there);
        const entries = toc.definitions.filter(isCompared).length;
        const differences = proof.differences.filter((one) => isCompared({ ...one, tag: one.name }));
        return sort({ ...proof, entries, differences }, programs.major);
    }
    finally {
        await scratch.stop();
    }
}
/** Places in publications may be more than the backup's: those from before are put back too. */
function comparedIn({ definitions }, scope, there) {
    const isOwn = (one) => one.schema !== '' && !one.type.startsWith('PUBLICATION') && isRestored(one, scope, there);
    if (scope.kind === 'contents')
        return isOwn;
    const { anew } = sortRelations(definitions, scope);
    const keyOfEntry = ({ type, schema, tag }) => JSON.stringify([type, schema, tag]);
    const made = new Set(definitions.filter(({ dumpId }) => anew.has(dumpId)).map(keyOfEntry));
    return (one) => isOwn(one) && made.has(keyOfEntry(one));
}
/** A sequence that was used since, and a text that could not be brought into the form that tells, are not checked; the rest differs. */
function sort(proof, targetMajor) {
    const moved = proof.differences.filter(({ type, what }) => type === 'SEQUENCE SET' && what === 'changed');
    const unclear = proof.differences.filter((one) => proof.unsettled !== undefined && one.what === 'changed' && !moved.includes(one));
    const differences = proof.differences.filter((one) => !moved.includes(one) && !unclear.includes(one));
    const definitions = { ...proof, differences, equal: proof.entries - differences.length - unclear.length };
    const verdict = (0,round_trip_verdict/* judge */.S)({ tables: [], definitions, largeObjects: NONE, findings: [], contents: [], targetMajor });
    const notChecked = [...verdict.notChecked];
    const named = (some) => listed(some.map(({ schema, name }) => (0,identifier/* shown */.SP)(schema, name)));
    if (moved.length > 0) {
        notChecked.push({ what: `positions of sequences after the commit: ${named(moved)}`, why: 'they were used since' });
    }
    if (unclear.length > 0) {
        notChecked.push({ what: `definitions that are printed otherwise: ${named(unclear)}`, why: proof.unsettled ?? '' });
    }
    return { definitions: verdict.definitions, differences: verdict.differences, notChecked };
}
const NONE = { count: 0, equal: 0, differences: [] };

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./build/dump/encoding.js
var dump_encoding = __webpack_require__(77998);
// EXTERNAL MODULE: ./build/postgres/server-fault.js
var server_fault = __webpack_require__(39098);
;// CONCATENATED MODULE: ./build/operations/restore/in-place/script.js







/** What pg_restore would run for these entries, as text for a session of our own. Empty where there are none. */
async function scriptOf(toc, section, entries, options) {
    if (entries.length === 0)
        return '';
    const list = listPath(toc.folder, section);
    await (0,promises_.writeFile)(list, entries.map(({ line }) => `${line}\n`).join(''), { mode: 0o600 });
    const { noOwner, noPrivileges, noTablespaces } = options.request;
    const flags = ['--no-subscriptions'];
    if (noOwner)
        flags.push('--no-owner');
    if (noPrivileges)
        flags.push('--no-privileges');
    if (noTablespaces)
        flags.push('--no-tablespaces');
    const bytes = Buffer.from(await options.raw.run([`--section=${section}`, `--use-list=${list}`, ...flags]), 'latin1');
    return forSession(decodeExactly(bytes, options.encoding));
}
/** A session sends UTF-8; bytes that are no text in any known encoding would arrive as others. */
function decodeExactly(bytes, encoding) {
    if (encoding !== 'SQL_ASCII' || (0,external_node_buffer_.isUtf8)(bytes))
        return (0,dump_encoding/* decode */.D)(bytes, encoding);
    throw (0,errors/* environmentError */.me)('definitions of this backup hold bytes that are no UTF-8, and an in-place restore could not bring them back as they were', 'restore into a new database (method: new-database); nothing was changed');
}
/** What psql alone understands, and what a session of ours sets for itself; all of it is before the first entry or after the last. */
function forSession(text) {
    const first = text.search(/^--\n-- (?:Name|TOC entry|Data for Name)/m);
    const head = first < 0 ? text : text.slice(0, first);
    const body = first < 0 ? '' : text.slice(first);
    const kept = head.replace(/^(?:\\restrict .*|SET (?:client_encoding|lock_timeout|statement_timeout) = .*;)$/gm, '');
    return kept + body.replace(/\n\\unrestrict [^\n]*\s*$/, '\n');
}
/** Runs it in the session's open transaction, in one round trip. Throws exit 1 for what the backup's own text cannot do here, else exit 3. */
async function runScript(session, text, what) {
    if (text === '')
        return;
    try {
        await session.query(text);
        await session.query('SET search_path = pg_catalog');
    }
    catch (error) {
        throw explained(error, text, what);
    }
}
const HINTS = {
    '23503': 'rows that the restored ones refer to are not there, in a part of the database that is not restored with them: bring those back first, or restore into a new database',
    '42501': 'give the role that restores this right, or use no-owner or no-privileges',
    '55P03': 'try again when the sessions that hold the lock are gone, or end them',
};
/** Transaction states, locks, cancelled queries, and rights: another day or another role may do. */
const NOT_THE_BACKUP = /^(?:25|40|42501|55|57)/;
function explained(error, text, what) {
    const state = (0,postgres_session/* sqlStateOf */.v)(error);
    if (state === undefined)
        return error;
    const cause = error.cause;
    const at = cause.position === undefined ? '' : entryBefore(text, Number(cause.position));
    const reason = `${what} failed${at}: ${(0,server_fault/* withoutValues */.lO)(state, (0,errors/* messageOf */.bD)(cause))}; nothing was changed`;
    const hint = HINTS[state] ?? 'what the server said names the object';
    if ((0,server_fault/* isServerFault */.WN)(state) || NOT_THE_BACKUP.test(state))
        return (0,errors/* environmentError */.me)(reason, HINTS[state] ?? "see the server's log, then try again", error);
    return (0,errors/* negative */.gu)(reason, hint, error);
}
function entryBefore(text, position) {
    const headers = [...text.slice(0, position).matchAll(/^-- Name: ([^\n]*); Type: ([A-Z ]+); Schema: /gm)];
    const last = headers.at(-1);
    return last ? ` at ${last[2]} ${last[1]}` : '';
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/foreign-keys.js




/** What ALTER TABLE calls pg_trigger.tgenabled. */
const TRIGGER_STATES = {
    O: 'ENABLE',
    D: 'DISABLE',
    R: 'ENABLE REPLICA',
    A: 'ENABLE ALWAYS',
};
const nameOf = (table, schema) => `quote_ident(${schema}.nspname) || '.' || quote_ident(${table}.relname)`;
/** Those of a key's partitions too; `key` is the OID of its constraint. */
const triggersOf = (key) => `
  pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_class o ON o.oid = t.tgrelid JOIN pg_namespace s ON s.oid = o.relnamespace
  WHERE t.tgisinternal AND t.tgconstraint IN (
    WITH RECURSIVE tree (oid) AS (
      SELECT ${key} UNION ALL SELECT p.oid FROM tree JOIN pg_constraint p ON p.conparentid = tree.oid) SELECT oid FROM tree)`;
/** As JSON, for `Switched`. */
const switchedTriggers = (key) => `
  (SELECT coalesce(json_agg(json_build_object('table', ${nameOf('o', 's')}, 'routine', f.proname, 'enabled', t.tgenabled)
          ORDER BY s.nspname, o.relname, f.proname), '[]')::text FROM ${triggersOf(key)} AND t.tgenabled <> 'O')`;
/** The foreign keys for which `where` is true, of the constraint `k`, its table `c` and the table's schema `n`; $1 is `value`. */
async function readKeys(session, where, value) {
    const rows = await session.query(`SELECT ${nameOf('c', 'n')} AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition,
            obj_description(k.oid, 'pg_constraint') AS comment, ${switchedTriggers('k.oid')} AS switched
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND ${where} ORDER BY 1, 2`, [value]);
    return rows.map((row) => ({ ...row, switched: JSON.parse(row.switched) }));
}
/** Those of tables that are made anew, to one that is not: a part of a backup may come without them. */
async function readKeysOutwards(session, contents) {
    const tables = contents.filter(({ word }) => word === 'TABLE').map(({ objid }) => objid);
    return await readKeys(session, 'k.conrelid = ANY ($1::oid[]) AND k.confrelid <> ALL ($1::oid[])', tables);
}
/** Makes those again that what was restored has not brought along; they are checked against all rows. */
async function putBackKeys(session, before) {
    for (const key of before) {
        const found = await session.query('SELECT FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2', [
            key.table,
            key.name,
        ]);
        if (found.length === 0)
            await makeKey(session, key);
    }
}
/** Makes a foreign key as it was. Throws exit 4 where its triggers are not simply on and the session's role may not leave them so. */
async function makeKey(session, key) {
    const { table, name, definition, comment } = key;
    const what = `putting back the foreign key ${name} of ${table}`;
    try {
        await session.query(`ALTER TABLE ${table} ADD CONSTRAINT ${(0,identifier/* quoteIdentifier */.Cm)(name)} ${definition}`);
        if (comment !== null)
            await session.query(`COMMENT ON CONSTRAINT ${(0,identifier/* quoteIdentifier */.Cm)(name)} ON ${table} IS ${(0,identifier/* quoteLiteral */.ce)(comment)}`);
    }
    catch (error) {
        throw explained(error, '', what);
    }
    await switchTriggers(session, key);
}
/** Gives the triggers of a key that was made again the states of before; a partition that is gone needs none. */
async function switchTriggers(session, { table, name, switched }) {
    for (const one of switched) {
        const found = await session.query(`SELECT t.tgname AS name FROM ${triggersOf('(SELECT oid FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2)')}
          AND t.tgrelid = to_regclass($3) AND f.proname = $4`, [table, name, one.table, one.routine]);
        for (const trigger of found) {
            const statement = `ALTER TABLE ONLY ${one.table} ${TRIGGER_STATES[one.enabled]} TRIGGER ${(0,identifier/* quoteIdentifier */.Cm)(trigger.name)}`;
            await session.query(statement).catch((error) => {
                throw (0,postgres_session/* sqlStateOf */.v)(error) === '42501'
                    ? switchedOff(`${name} of ${table}`)
                    : explained(error, '', `switching the foreign key ${name} of ${table} as it was`);
            });
        }
    }
}
const switchedOff = (key) => (0,errors/* refusal */.x5)(`the foreign key ${key} is switched off, in whole or in part, and only a superuser can leave it so`, 'restore as a superuser, or switch it on first (ALTER TABLE … ENABLE TRIGGER ALL); nothing was changed');

;// CONCATENATED MODULE: ./build/operations/restore/in-place/rows-only.js





/** The tables of the backup whose rows are replaced. */
const replacedTables = ({ inventory }, scope) => inventory.tables.filter((table) => scope.schemas.includes(table.schema));
/** Throws exit 4 where a table or a column of the backup is not there, or rows elsewhere refer to those that are replaced. */
async function refuseRows(session, chosen, scope) {
    const tables = replacedTables(chosen, scope);
    const rows = await session.query(`SELECT n.nspname AS schema, c.relname AS name, pg_has_role(c.relowner, 'USAGE') AS owned,
            (SELECT coalesce(json_agg(a.attname), '[]')::text FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1) AND c.relkind = 'r'`, [scope.schemas]);
    const live = new Map(rows.map((row) => [keyOf(row), row]));
    const faults = tables.flatMap((table) => {
        const found = live.get(keyOf(table));
        const name = (0,identifier/* shown */.SP)(table.schema, table.name);
        if (found === undefined)
            return [`${name} is not there`];
        if (!found.owned)
            return [`${name} belongs to another role`];
        const columns = JSON.parse(found.columns);
        return table.columns
            .filter((column) => !columns.includes(column))
            .map((column) => `${name} has no column ${column}`);
    });
    const pointing = await pointingHere(session, scope);
    faults.push(...pointing.map(({ table, name }) => `rows of ${table} refer to those that are replaced (${name})`));
    faults.push(...(await switchedKeys(session, tables)));
    if (faults.length === 0)
        return;
    throw (0,errors/* refusal */.x5)(`rows alone cannot be put into the tables that are there: ${listed(faults)}`, 'restore definitions too, or name the tables that refer to them as well (tables); nothing was changed');
}
async function pointingHere(session, scope) {
    return await session.query(`SELECT n.nspname || '.' || c.relname AS "table", k.conname AS name
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND json_build_array(tn.nspname, t.relname)::jsonb = ANY ($1::jsonb[])
        AND NOT EXISTS (SELECT FROM pg_partition_tree(c.oid) p JOIN pg_class l ON l.oid = p.relid JOIN pg_namespace ln ON ln.oid = l.relnamespace
                         WHERE json_build_array(ln.nspname, l.relname)::jsonb = ANY ($1::jsonb[]))
        AND NOT json_build_array(n.nspname, c.relname)::jsonb = ANY ($1::jsonb[])
      ORDER BY 1, 2`, [scope.named]);
}
/** Keys that are taken away for the moment come back with their triggers on, and only a superuser can switch those. */
async function switchedKeys(session, tables) {
    const [role] = await session.query('SELECT rolsuper AS superuser FROM pg_roles WHERE rolname = current_user');
    if (role?.superuser)
        return [];
    return (await readInTheWay(session, tables)).foreignKeys
        .filter(({ switched }) => switched.length > 0)
        .map(({ table, name }) => `the foreign key ${name} of ${table} is switched off, and only a superuser can leave it so`);
}
async function readInTheWay(session, tables) {
    const names = [...new Set(tables.flatMap((table) => (table.root ? [table, table.root] : [table])).map(keyOf))];
    const isOne = 'json_build_array(n.nspname, c.relname)::jsonb = ANY ($1::jsonb[])';
    // The key of a partitioned table is one of its partitions' too.
    const holdsOne = `EXISTS (SELECT FROM pg_partition_tree(c.oid) part JOIN pg_class l ON l.oid = part.relid
     JOIN pg_namespace ln ON ln.oid = l.relnamespace WHERE json_build_array(ln.nspname, l.relname)::jsonb = ANY ($1::jsonb[]))`;
    const triggers = await session.query(`SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS "table", t.tgname AS name, t.tgenabled::text AS enabled
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND ${isOne} ORDER BY 1, 2`, [names]);
    return { foreignKeys: await readKeys(session, `(${isOne} OR ${holdsOne})`, names), triggers };
}
/** Empties the tables and takes away what is in the way of their rows. */
async function clearTheWay(session, tables) {
    const inTheWay = await readInTheWay(session, tables);
    for (const { table, name } of inTheWay.foreignKeys) {
        await session.query(`ALTER TABLE ${table} DROP CONSTRAINT ${(0,identifier/* quoteIdentifier */.Cm)(name)}`);
    }
    for (const table of new Set(inTheWay.triggers.map((one) => one.table)))
        await session.query(`ALTER TABLE ONLY ${table} DISABLE TRIGGER USER`);
    const all = tables.map(({ schema, name }) => `ONLY ${(0,identifier/* qualified */.LX)(schema, name)}`);
    if (all.length > 0)
        await session.query(`TRUNCATE ${all.join(', ')}`);
    return inTheWay;
}
/** Makes it as it was, and looks whether it is; foreign keys are checked against all rows. */
async function restoreTheWay(session, tables, before) {
    for (const key of before.foreignKeys)
        await makeKey(session, key);
    for (const { table, name, enabled } of before.triggers) {
        // A trigger of a partitioned table would take the states of its partitions along.
        await session.query(`ALTER TABLE ONLY ${table} ${TRIGGER_STATES[enabled]} TRIGGER ${(0,identifier/* quoteIdentifier */.Cm)(name)}`);
    }
    const { foreignKeys, triggers } = await readInTheWay(session, tables);
    const now = new Set([...foreignKeys, ...triggers].map((one) => JSON.stringify(one)));
    const other = [...before.foreignKeys, ...before.triggers].find((one) => !now.has(JSON.stringify(one)));
    if (other === undefined)
        return;
    throw (0,errors/* environmentError */.me)(`${other.name} of ${other.table} could not be put back as it was; nothing was changed`, 'restore definitions too (without data-only), or into a new database');
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/refusals.js






/** Throws what makes an in-place restore impossible (exit 3) or unsafe (exit 4), with the names; writes nothing. */
async function refuseImpossible(session, question, found) {
    const { scope, toc, request } = question;
    if (scope.kind === 'rows')
        return await refuseRows(session, question.chosen, scope);
    refuseLost(scope, found);
    if (scope.kind === 'contents')
        refuseNeeds(toc, found);
    const undroppable = found.contents.filter(({ droppable }) => !droppable);
    if (undroppable.length > 0) {
        const names = undroppable.map(({ word, identity, owner }) => `${word.toLowerCase()} ${identity} of ${owner}`);
        throw mayNot(session, `drop ${listed(names)}`, 'grant it the owning roles, or restore as a role that owns them');
    }
    if (found.largeObjects.foreign.length > 0) {
        throw mayNot(session, `replace the large objects ${listed(found.largeObjects.foreign.map(String))}`, 'restore as the role that owns them');
    }
    await refuseRights(session, scope, toc);
    await refuseExtensions(session, scope, toc);
    if (!request.noOwner)
        await refuseOwners(session, scope, toc);
    await refuseLocks(session, scope, toc, found);
}
const mayNot = (session, what, hint) => (0,errors/* environmentError */.me)(`${session.connection.parameters.user} may not ${what}`, `${hint}; nothing was changed`);
/** Managed Supabase lets the role `postgres` make triggers and policies on tables of the provider's, whoever owns them. */
const PROVIDERS_GRANT = /^(?:trigger|policy) /;
function refuseLost({ profile }, { returning, memberships }) {
    const forbidden = returning.putBack.filter(({ what, forbidden: why }) => why !== undefined && !(profile.name === 'supabase' && PROVIDERS_GRANT.test(what)));
    const foreign = memberships
        .filter(({ own }) => !own)
        .map(({ table, publication }) => `${table} in publication ${publication}`);
    const lost = [...returning.lost, ...forbidden.map(({ what }) => what), ...foreign];
    if (lost.length === 0)
        return;
    throw (0,errors/* refusal */.x5)(`outside of what is restored, these depend on it and could not be put back as they are: ${listed(lost)}`, 'drop them yourself first and make them again afterwards, or restore a backup that holds them too; nothing was changed');
}
/** What is put back would find nothing to refer to. */
function refuseNeeds({ definitions }, { needs, returning }) {
    const put = new Set(returning.putBack.map(({ what }) => what));
    const has = ({ schema, name, kind }) => definitions.some((one) => one.schema === schema && (kind === 'function' ? one.tag.startsWith(`${name}(`) : one.tag === name));
    const missing = needs.filter((need) => put.has(need.what) && !has(need));
    if (missing.length === 0)
        return;
    const names = missing.map(({ what, schema, name }) => `${what} needs ${(0,identifier/* shown */.SP)(schema, name)}`);
    throw (0,errors/* refusal */.x5)(`outside of what is restored, these need what the backup does not have: ${listed(names)}`, 'drop them yourself first, or choose a backup that has it (pgproof list); nothing was changed');
}
async function refuseRights(session, scope, toc) {
    const { schemas, existing } = scope;
    const there = await readGlobals(session);
    const made = new Set(toc.definitions.filter((one) => isRestored(one, scope, there)).map(({ schema }) => schema));
    const closed = await session.query("SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY ($1) AND NOT has_schema_privilege(oid, 'CREATE') ORDER BY 1", [existing.filter((name) => made.has(name))]);
    const names = closed.map(({ name }) => name);
    if (names.length > 0)
        throw mayNot(session, `make anything in ${listed(names)}`, 'grant it CREATE on the schema');
    const missing = schemas.filter((name) => !existing.includes(name));
    if (missing.length === 0)
        return;
    const [row] = await session.query("SELECT has_database_privilege(current_database(), 'CREATE') AS may");
    if (!row?.may)
        throw mayNot(session, `make the schema ${listed(missing)}`, 'grant it CREATE on the database');
}
/** A provider may let its own role install what only a superuser could elsewhere. */
async function refuseExtensions(session, scope, toc) {
    if (scope.profile.name !== 'none')
        return;
    const there = await readGlobals(session);
    const wanted = toc.definitions.filter((one) => one.type === 'EXTENSION' && isRestored(one, scope, there));
    const rows = await session.query(`SELECT a.name FROM pg_available_extensions a
       JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
      WHERE a.name = ANY ($1) AND v.superuser AND NOT v.trusted
        AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) ORDER BY 1`, [wanted.map(({ tag }) => tag)]);
    const names = rows.map(({ name }) => name);
    if (names.length > 0)
        throw mayNot(session, `install the extension ${listed(names)}`, 'have a superuser install it first');
}
/** A role that gives an object to another one has to be a member of it; to load its rows afterwards, with its rights. */
async function refuseOwners(session, scope, toc) {
    const there = await readGlobals(session);
    const restored = toc.definitions.filter((one) => isRestored(one, scope, there));
    const owners = [...new Set(restored.filter(({ type }) => !/ACL$/.test(type)).map(({ owner }) => owner))].filter(Boolean);
    const rows = await session.query("SELECT rolname AS name FROM pg_roles WHERE rolname = ANY ($1) AND NOT pg_has_role(oid, 'USAGE') ORDER BY 1", [owners]);
    const names = rows.map(({ name }) => name);
    if (names.length === 0)
        return;
    throw mayNot(session, `make objects of ${listed(names)}`, `grant it these roles, or use no-owner`);
}
async function refuseLocks(session, scope, toc, found) {
    const { most, relations } = await readLockRoom(session, found.contents);
    const made = toc.definitions.filter(({ type, schema }) => scope.schemas.includes(schema) && /^(TABLE|INDEX|CONSTRAINT|SEQUENCE|VIEW|MATERIALIZED VIEW)$/.test(type)).length;
    // Others need locks too, and a table may take along another for its large values.
    const needed = Math.ceil((relations + made) * 1.5);
    if (needed <= most)
        return;
    throw (0,errors/* environmentError */.me)(`one transaction would hold about ${needed} locks at once, and the server has room for ${most}`, 'raise max_locks_per_transaction on the server, or restore schema by schema (schemas); nothing was changed');
}

// EXTERNAL MODULE: ./build/operations/restore/unequal.js
var unequal = __webpack_require__(77247);
// EXTERNAL MODULE: ./build/postgres/catalogue-facts.js + 3 modules
var catalogue_facts = __webpack_require__(20914);
// EXTERNAL MODULE: ./build/proof/catalogue.js + 6 modules
var catalogue = __webpack_require__(25126);
;// CONCATENATED MODULE: ./build/operations/restore/in-place/contents.js
const notOfExtension = (d) => `NOT EXISTS (SELECT FROM pg_depend e
  WHERE e.classid = ${d}.classid AND e.objid = ${d}.objid AND e.objsubid = 0 AND e.deptype = 'e')`;
/**
 * What lies in the schemas by itself: tables, functions, types … without what belongs to one of these, and without extensions and their members.
 * $1 schemas; $2 relations to take, null for everything; $3 relations to leave, with the sequences that belong to them.
 */
const QUERY = `
  WITH spared AS (
    SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE json_build_array(n.nspname, c.relname)::jsonb = ANY ($3::jsonb[]))
  SELECT d.classid::bigint AS classid, d.objid::bigint AS objid, i.type, i.identity,
         pg_get_userbyid(coalesce(s.refobjid, 10)) AS owner,
         pg_has_role(coalesce(s.refobjid, 10), 'USAGE') OR pg_has_role(n.nspowner, 'USAGE') AS droppable,
         coalesce(c.relkind IN ('r', 'p')
           AND (pg_has_role(c.relowner, 'USAGE') OR has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')), false) AS lockable
    FROM pg_depend d
    JOIN pg_namespace n ON d.refclassid = 'pg_namespace'::regclass AND n.oid = d.refobjid
    LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid
    LEFT JOIN pg_shdepend s ON s.classid = d.classid AND s.objid = d.objid AND s.objsubid = 0 AND s.deptype = 'o'
     AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
   CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS i
   WHERE n.nspname = ANY ($1) AND d.deptype = 'n' AND d.objsubid = 0 AND d.classid <> 'pg_extension'::regclass AND t.typtype IS DISTINCT FROM 'm' AND ${notOfExtension('d')}
     AND ($2::jsonb[] IS NULL OR (c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND json_build_array(n.nspname, c.relname)::jsonb = ANY ($2::jsonb[])))
     AND (c.oid IS NULL OR (c.oid NOT IN (SELECT oid FROM spared)
      AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = d.classid AND o.objid = d.objid AND o.deptype IN ('a', 'i')
                         AND o.refclassid = 'pg_class'::regclass AND o.refobjid IN (SELECT oid FROM spared))))
   ORDER BY d.classid, d.objid`;
/** In the order of dropping: what uses before what is used, as far as it goes; CASCADE does the rest. */
const contents_WORDS = {
    view: 'VIEW',
    'materialized view': 'MATERIALIZED VIEW',
    'foreign table': 'FOREIGN TABLE',
    table: 'TABLE',
    sequence: 'SEQUENCE',
    'statistics object': 'STATISTICS',
    aggregate: 'ROUTINE',
    procedure: 'ROUTINE',
    function: 'ROUTINE',
};
/** Reads what is to be dropped; in `rows` these are the tables that are emptied. */
async function readContents(session, scope) {
    const named = scope.kind === 'contents' ? null : scope.named;
    const rows = await session.query(QUERY, [
        scope.existing,
        named,
        scope.spared,
    ]);
    return rows.map(({ type, ...row }) => ({ ...row, word: contents_WORDS[type] ?? type.toUpperCase() }));
}
/** As many names in one statement: it is parsed as a whole, and one that fails names the object. */
const BATCH = 200;
/** Several names in one statement, for kinds of which DROP takes several. */
function dropStatements(contents) {
    const order = [...new Set([...Object.values(contents_WORDS), ...contents.map(({ word }) => word)])];
    return order.flatMap((word) => {
        const identities = contents.filter((one) => one.word === word).map(({ identity }) => identity);
        if (!Object.values(contents_WORDS).includes(word))
            return identities.map((identity) => `DROP ${word} IF EXISTS ${identity} CASCADE`);
        const batches = Array.from({ length: Math.ceil(identities.length / BATCH) }, (_, at) => identities.slice(at * BATCH, (at + 1) * BATCH));
        return batches.map((batch) => `DROP ${word} IF EXISTS ${batch.join(', ')} CASCADE`);
    });
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/default-privileges.js

const KINDS = {
    r: 'TABLES',
    S: 'SEQUENCES',
    f: 'FUNCTIONS',
    T: 'TYPES',
    n: 'SCHEMAS',
    L: 'LARGE OBJECTS',
};
const exploded = (acl) => `
  (SELECT coalesce(json_agg(json_build_object('grantee', r.rolname, 'privilege', a.privilege_type, 'grantable', a.is_grantable)
          ORDER BY r.rolname, a.privilege_type), '[]')
     FROM aclexplode(${acl}) AS a LEFT JOIN pg_roles r ON r.oid = a.grantee)`;
const default_privileges_QUERY = `
  SELECT row_to_json(f)::text AS one FROM (
    SELECT n.nspname AS schema, d.defaclobjtype AS kind, ${exploded('d.defaclacl')} AS items,
           CASE WHEN n.oid IS NULL
                THEN ${exploded(`acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'::"char" ELSE d.defaclobjtype END, d.defaclrole)`)}
                ELSE '[]' END AS "builtIn"
      FROM pg_default_acl d JOIN pg_roles r ON r.oid = d.defaclrole AND r.rolname = current_user
      LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
     ORDER BY 1 NULLS FIRST, 2) AS f`;
/** Those that what the session's role makes would get, in any schema: what is put back may be outside of the restored ones. */
async function readDefaultPrivileges(session) {
    const rows = await session.query(default_privileges_QUERY);
    return rows.map(({ one }) => JSON.parse(one));
}
/**
 * Takes them away while objects are made: a backup says each object's grants as changes to what a server grants by itself, so with them
 * in effect an object would come back with grants that it did not have.
 */
function suspendStatements(all) {
    return all.flatMap((one) => [...revoke(one, one.items), ...grant(one, one.builtIn)]);
}
function resumeStatements(all) {
    return all.flatMap((one) => [...revoke(one, one.builtIn), ...grant(one, one.items)]);
}
const words = ({ schema }) => `ALTER DEFAULT PRIVILEGES ${schema === null ? '' : `IN SCHEMA ${(0,identifier/* quoteIdentifier */.Cm)(schema)} `}`;
const who = (grantee) => (grantee === null ? 'PUBLIC' : (0,identifier/* quoteIdentifier */.Cm)(grantee));
function revoke(one, grants) {
    const grantees = [...new Set(grants.map(({ grantee }) => grantee))];
    return grantees.map((grantee) => `${words(one)}REVOKE ALL ON ${KINDS[one.kind]} FROM ${who(grantee)}`);
}
const grant = (one, grants) => grants.map(({ grantee, privilege, grantable }) => `${words(one)}GRANT ${privilege} ON ${KINDS[one.kind]} TO ${who(grantee)}${grantable ? ' WITH GRANT OPTION' : ''}`);

;// CONCATENATED MODULE: ./build/operations/restore/in-place/dependents.js
/**
 * Everything that DROP … CASCADE would reach from the contents ($1, as JSON), but for what belongs to them or to something that is dropped
 * whole: indexes, rules, types of rows. Follows dependencies as the server does: what is an internal part takes its owner along,
 * and what was given to an extension the extension, with all that uses it.
 */
const dependents_QUERY = `
  WITH RECURSIVE contents AS (
    SELECT (one ->> 'classid')::oid AS classid, (one ->> 'objid')::oid AS objid FROM json_array_elements($1::json) AS one
  ), edges AS MATERIALIZED (
    SELECT refclassid AS a_class, refobjid AS a_obj, refobjsubid AS a_sub, classid AS b_class, objid AS b_obj, objsubid AS b_sub
      FROM pg_depend WHERE deptype IN ('n', 'a', 'i', 'P', 'S') AND refclassid <> 'pg_namespace'::regclass
    UNION ALL
    SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid FROM pg_depend WHERE deptype IN ('i', 'e')
  ), reached (classid, objid, objsubid) AS (
    SELECT classid, objid, 0 FROM contents
    UNION
    SELECT e.b_class, e.b_obj, e.b_sub FROM reached r
      JOIN edges e ON e.a_class = r.classid AND e.a_obj = r.objid AND (r.objsubid = 0 OR e.a_sub = r.objsubid)
  )
  SELECT r.classid::bigint AS classid, r.objid::bigint AS objid, r.objsubid, i.type,
         pg_describe_object(r.classid, r.objid, r.objsubid) AS what, r.classid::regclass::text AS catalogue
    FROM reached r
   CROSS JOIN LATERAL pg_identify_object(r.classid, r.objid, r.objsubid) AS i
    LEFT JOIN pg_class c ON r.classid = 'pg_class'::regclass AND c.oid = r.objid
   WHERE (r.classid, r.objid) NOT IN (SELECT classid, objid FROM contents)
     AND (r.objsubid = 0 OR (r.classid, r.objid, 0) NOT IN (SELECT classid, objid, objsubid FROM reached))
     AND (c.oid IS NULL OR c.relkind NOT IN ('i', 'I', 't', 'c'))
     AND ((r.objsubid = 0 AND c.relkind IN ('r', 'p', 'f', 'v', 'm')) OR NOT EXISTS (
       SELECT FROM pg_depend o JOIN reached w ON w.classid = o.refclassid AND w.objid = o.refobjid
          AND (w.objsubid = 0 OR w.objsubid = o.refobjsubid)
        WHERE o.classid = r.classid AND o.objid = r.objid AND o.deptype IN ('a', 'i', 'P', 'S')
          AND (w.classid, w.objid) <> (r.classid, r.objid)
          AND (r.objsubid = 0 OR o.objsubid = r.objsubid)))
   ORDER BY r.classid, r.objid, r.objsubid`;
/** Casts and transforms are of the types that they are between, and go and come back with them. */
const BELONG = ['pg_cast', 'pg_transform'];
async function readDependents(session, contents) {
    const keys = JSON.stringify(contents.map(({ classid, objid }) => ({ classid, objid })));
    const found = await session.query(dependents_QUERY, [keys]);
    return found.filter(({ catalogue }) => !BELONG.includes(catalogue));
}
async function readNeeds(session, dependents, contents) {
    const keys = JSON.stringify(contents.map(({ classid, objid }) => ({ classid, objid })));
    const own = JSON.stringify(dependents.map(({ classid, objid }) => ({ classid, objid })));
    return await session.query(`WITH contents AS (
       SELECT (one ->> 'classid')::oid AS classid, (one ->> 'objid')::oid AS objid FROM json_array_elements($1::json) AS one
     ), dependents AS (
       SELECT (one ->> 'classid')::oid AS classid, (one ->> 'objid')::oid AS objid FROM json_array_elements($2::json) AS one
     )
     SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) AS what, n.nspname AS schema, coalesce(p.proname, c.relname) AS name,
            CASE WHEN p.oid IS NULL THEN 'relation' ELSE 'function' END AS kind
       FROM pg_depend d JOIN dependents o ON o.classid = d.classid AND o.objid = d.objid
       JOIN contents i ON i.classid = d.refclassid AND i.objid = d.refobjid
       LEFT JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid
       LEFT JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
       JOIN pg_namespace n ON n.oid = coalesce(p.pronamespace, c.relnamespace)
      WHERE d.deptype = 'n' ORDER BY 1, 2, 3`, [keys, own]);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/repository/large-objects.js
var large_objects = __webpack_require__(53367);
;// CONCATENATED MODULE: ./build/operations/restore/in-place/large-objects.js


/** Bytes in one message to the server or from it. */
const PIECE = 1024 * 1024;
/** Large objects of the backup that are there now, and belong to somebody else than the session's role; and how many are there besides. */
async function readLargeObjectState(session, { inventory }) {
    const oids = inventory.largeObjects.map(({ oid }) => oid);
    const foreign = await session.query(`SELECT oid FROM pg_largeobject_metadata WHERE oid = ANY ($1::oid[]) AND NOT pg_has_role(lomowner, 'USAGE') ORDER BY 1`, [oids]);
    const [rest] = await session.query('SELECT count(*) AS besides FROM pg_largeobject_metadata WHERE oid <> ALL ($1::oid[])', [oids]);
    return { foreign: foreign.map(({ oid }) => oid), besides: rest?.besides ?? 0 };
}
/** Takes those away that the backup makes again under the same OID; others stay. */
async function unlinkLargeObjects(session, { inventory }) {
    await session.query('SELECT count(lo_unlink(oid)) FROM pg_largeobject_metadata WHERE oid = ANY ($1::oid[])', [
        inventory.largeObjects.map(({ oid }) => oid),
    ]);
}
/** Writes the contents of large objects that are there and empty; throws DamagedObject where they are not those that were dumped. */
async function writeLargeObjects(session, { inventory, reader }) {
    for await (const { object, content } of (0,large_objects/* largeObjectFiles */.A)(reader, inventory)) {
        let offset = 0;
        for await (const chunk of content) {
            if (object === undefined)
                continue;
            for (let at = 0; at < chunk.length; at += PIECE) {
                const piece = chunk.subarray(at, at + PIECE);
                await session.query('SELECT lo_put($1::oid, $2::bigint, $3::bytea)', [object.oid, offset, piece]);
                offset += piece.length;
            }
        }
    }
}
/** Reads every large object of the backup back. */
async function proveLargeObjects(session, { inventory }) {
    const differences = [];
    for (const object of inventory.largeObjects) {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let bytes = 0;
        for (let got = PIECE; got === PIECE; bytes += got) {
            const [row] = await session.query("SELECT encode(lo_get($1::oid, $2::bigint, $3::int), 'base64') AS piece", [object.oid, bytes, PIECE]);
            const piece = Buffer.from(row?.piece ?? '', 'base64');
            hash.update(piece);
            got = piece.length;
        }
        if (hash.digest('hex') !== object.sha256)
            differences.push(`large object ${object.oid} has other contents`);
    }
    const count = inventory.largeObjects.length;
    return { count, equal: count - differences.length, differences };
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/publications.js

/** Memberships of the tables that are dropped; dropping a table ends them. */
async function readMemberships(session, contents) {
    const parts = session.versionNum >= 150_000
        ? `coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs::int2[])) || ')', '')
         || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')`
        : "''";
    return await session.query(`SELECT p.pubname AS publication, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS "table", ${parts} AS rest,
            pg_has_role(p.pubowner, 'USAGE') AS own
       FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
       JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = ANY ($1::oid[]) ORDER BY 1, 2`, [contents.filter(({ word }) => word === 'TABLE').map(({ objid }) => objid)]);
}
/** Adds those tables again that the backup itself has not added. Returns the tables that are there no longer. */
async function putBackMemberships(session, before) {
    const gone = [];
    for (const one of before) {
        const [found] = await session.query(`SELECT to_regclass($1) IS NOT NULL AS there,
              EXISTS (SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
                       WHERE p.pubname = $2 AND r.prrelid = to_regclass($1)) AS member`, [one.table, one.publication]);
        if (!found?.there)
            gone.push(one);
        else if (!found.member) {
            await session.query(`ALTER PUBLICATION ${(0,identifier/* quoteIdentifier */.Cm)(one.publication)} ADD TABLE ONLY ${one.table}${one.rest}`);
        }
    }
    return gone;
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/put-back.js


const table = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)";
const ofTable = (oid) => `JOIN pg_class c ON c.oid = ${oid} JOIN pg_namespace n ON n.oid = c.relnamespace`;
/** One query per catalogue; $1 are the OIDs. Row by row: a statement that makes it, and `more` for its state. */
const QUERIES = {
    pg_trigger: () => `
    SELECT t.oid AS objid, pg_get_triggerdef(t.oid) AS statement, 'TRIGGER ' || quote_ident(t.tgname) || ' ON ' || ${table} AS object,
           obj_description(t.oid, 'pg_trigger') AS comment,
           CASE t.tgenabled WHEN 'O' THEN NULL ELSE 'ALTER TABLE ' || ${table} || CASE t.tgenabled WHEN 'D' THEN ' DISABLE TRIGGER '
             WHEN 'R' THEN ' ENABLE REPLICA TRIGGER ' ELSE ' ENABLE ALWAYS TRIGGER ' END || quote_ident(t.tgname) END AS more,
           has_table_privilege(c.oid, 'TRIGGER') AND (t.tgenabled = 'O' OR pg_has_role(c.relowner, 'USAGE')) AS allowed
      FROM pg_trigger t ${ofTable('t.tgrelid')} WHERE t.oid = ANY ($1::oid[])`,
    pg_policy: () => `
    SELECT p.oid AS objid, 'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || ${table}
           || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
           || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
           || ' TO ' || CASE WHEN p.polroles = '{0}' THEN 'PUBLIC'
                ELSE (SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname) FROM pg_roles r WHERE r.oid = ANY (p.polroles)) END
           || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS statement,
           'POLICY ' || quote_ident(p.polname) || ' ON ' || ${table} AS object, obj_description(p.oid, 'pg_policy') AS comment,
           NULL AS more, pg_has_role(c.relowner, 'USAGE') AS allowed
      FROM pg_policy p ${ofTable('p.polrelid')} WHERE p.oid = ANY ($1::oid[])`,
    pg_constraint: () => `
    SELECT k.oid AS objid, 'ALTER TABLE ' || ${table} || ' ADD CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) AS statement,
           'CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || ${table} AS object, obj_description(k.oid, 'pg_constraint') AS comment,
           NULL AS more, ${table} AS "table", k.conname AS name, ${switchedTriggers('k.oid')} AS switched,
           pg_has_role(c.relowner, 'USAGE') AND (${switchedTriggers('k.oid')} = '[]'
             OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)) AS allowed
      FROM pg_constraint k ${ofTable('k.conrelid')} WHERE k.oid = ANY ($1::oid[]) AND k.contype IN ('f', 'c')`,
    pg_attrdef: () => `
    SELECT d.oid AS objid, 'ALTER TABLE ' || ${table} || ' ALTER COLUMN ' || quote_ident(a.attname) || ' SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) AS statement,
           '' AS object, NULL AS comment, NULL AS more, pg_has_role(c.relowner, 'USAGE') AS allowed
      FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum AND a.attgenerated = ''
           ${ofTable('d.adrelid')} WHERE d.oid = ANY ($1::oid[])`,
    pg_event_trigger: () => `
    SELECT e.oid AS objid, 'CREATE EVENT TRIGGER ' || quote_ident(e.evtname) || ' ON ' || e.evtevent
           || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(e.evttags) AS tag) || ')', '')
           || ' EXECUTE FUNCTION ' || quote_ident(fn.nspname) || '.' || quote_ident(f.proname) || '()' AS statement,
           'EVENT TRIGGER ' || quote_ident(e.evtname) AS object, obj_description(e.oid, 'pg_event_trigger') AS comment,
           CASE e.evtenabled WHEN 'O' THEN NULL ELSE 'ALTER EVENT TRIGGER ' || quote_ident(e.evtname) || CASE e.evtenabled
             WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END END AS more,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS allowed
      FROM pg_event_trigger e JOIN pg_proc f ON f.oid = e.evtfoid JOIN pg_namespace fn ON fn.oid = f.pronamespace
     WHERE e.oid = ANY ($1::oid[])`,
    pg_class: () => `
    SELECT c.oid AS objid, 'CREATE VIEW ' || ${table} || coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '')
           || ' AS ' || rtrim(pg_get_viewdef(c.oid), ';') AS statement,
           'VIEW ' || ${table} AS object, obj_description(c.oid, 'pg_class') AS comment,
           'ALTER VIEW ' || ${table} || ' OWNER TO ' || quote_ident(pg_get_userbyid(c.relowner)) || coalesce((
             SELECT '; REVOKE ALL ON ' || ${table} || ' FROM ' || quote_ident(pg_get_userbyid(c.relowner)) || string_agg(
                '; GRANT ' || a.privilege_type || ' ON ' || ${table} || ' TO ' || coalesce(quote_ident(r.rolname), 'PUBLIC')
                || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, '' ORDER BY r.rolname, a.privilege_type)
               FROM aclexplode(c.relacl) AS a LEFT JOIN pg_roles r ON r.oid = a.grantee), '') AS more,
           pg_has_role(c.relowner, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE') AS allowed
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = ANY ($1::oid[]) AND c.relkind = 'v'
       AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid)
       AND NOT EXISTS (SELECT FROM pg_rewrite w WHERE w.ev_class = c.oid AND w.rulename <> '_RETURN')
       AND NOT EXISTS (SELECT FROM pg_attrdef d WHERE d.adrelid = c.oid)
       AND NOT EXISTS (SELECT FROM pg_description d WHERE d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid > 0)
       AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)`,
};
/** What is used by others first. */
const ORDER = ['pg_class', 'pg_attrdef', 'pg_constraint', 'pg_policy', 'pg_trigger', 'pg_event_trigger'];
/**
 * Reads how the dependents are made again. A view is made after those that it was made after before: their OIDs are in that order
 * unless one was replaced, which then shows as a failing statement and takes everything back.
 */
async function readReturning(session, dependents) {
    const putBack = [];
    const made = new Set();
    for (const catalogue of ORDER) {
        const own = dependents.filter((one) => one.catalogue === catalogue && one.objsubid === 0);
        const query = QUERIES[catalogue];
        if (own.length === 0 || query === undefined)
            continue;
        const rows = await session.query(`${query(session.versionNum)} ORDER BY 1`, [own.map(({ objid }) => objid)]);
        for (const row of rows) {
            const dependent = own.find(({ objid }) => objid === row.objid);
            made.add(dependent);
            putBack.push(describe(dependent, row));
        }
    }
    return { putBack, lost: dependents.filter((one) => !made.has(one)).map(({ what }) => what) };
}
function describe({ what }, row) {
    const { table: of = '', name = '' } = row;
    const switched = JSON.parse(row.switched ?? '[]');
    return {
        what,
        statements: [row.statement, ...(row.more === null ? [] : [row.more])],
        ...(row.comment !== null && { comment: `COMMENT ON ${row.object} IS ${(0,identifier/* quoteLiteral */.ce)(row.comment)}` }),
        ...(switched.length > 0 && { key: { table: of, name, switched } }),
        ...(!row.allowed && { forbidden: 'the role that restores may not make it again' }),
    };
}

// EXTERNAL MODULE: ./node_modules/pg-copy-streams/index.js
var pg_copy_streams = __webpack_require__(26901);
// EXTERNAL MODULE: ./build/dump/fingerprint.js
var dump_fingerprint = __webpack_require__(77779);
// EXTERNAL MODULE: ./build/dump/load.js
var load = __webpack_require__(36923);
// EXTERNAL MODULE: ./build/operations/round-trip/compare-tables.js + 2 modules
var compare_tables = __webpack_require__(97028);
;// CONCATENATED MODULE: ./build/operations/restore/in-place/rows.js





/** Brings the rows of these tables from storage into the session's open transaction. */
async function loadRows(session, { chosen, context, signal }, tables, appended) {
    const loaded = tables.map((entry) => ({
        entry,
        rows: entry.rows,
        bytes: entry.bytes,
        sha256: entry.sha256,
        target: { ...(entry.root ?? { schema: entry.schema, name: entry.name }), columns: entry.columns },
        viaRoot: entry.root !== null,
    }));
    const { manifest } = chosen.backup;
    const total = tables.reduce((sum, table) => sum + table.bytes, 0);
    await (0,load/* loadTablesWithin */.Rp)(session, loaded, {
        encoding: manifest.source.encoding,
        signal,
        open: (table) => chosen.reader.parts(table.entry.parts),
        progress: (done) => context.progress({ kind: 'bytes', done, total }),
    }, (table) => appended(table.entry));
}
/** Reads every row back in the same transaction, and compares with the backup: nobody else has seen them yet. */
async function proveRows(session, chosen, tables) {
    const { encoding } = chosen.backup.manifest.source;
    const again = [];
    for (const table of tables)
        again.push(await readAgain(session, table, encoding));
    const inventory = { ...chosen.inventory, tables };
    return await (0,compare_tables/* compareTables */.D)({ inventory, again, reader: chosen.reader, encoding, showKeys: false, session });
}
async function readAgain(session, table, encoding) {
    const { schema, name, columns, dumpId, file, oid } = table;
    const list = columns.length > 0 ? ` (${columns.map(identifier/* quoteIdentifier */.Cm).join(', ')})` : '';
    const statement = `COPY ${(0,identifier/* qualified */.LX)(schema, name)}${list} TO STDOUT (ENCODING ${(0,identifier/* quoteLiteral */.ce)(encoding)})`;
    const fingerprint = new dump_fingerprint/* Fingerprint */.$A();
    for await (const chunk of session.client.query((0,pg_copy_streams.to)(statement)))
        fingerprint.update(chunk);
    const target = { ...(table.root ?? { schema, name }), columns };
    return {
        ...fingerprint.digest(),
        schema,
        name,
        table: { dumpId, file, oid, target, viaRoot: table.root !== null },
    };
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/replace.js



















/** Runs statements that are our own; `what` is the start of a sentence about them. */
async function runAll(session, statements, what) {
    for (const statement of statements) {
        try {
            await session.query(statement);
        }
        catch (error) {
            throw explained(error, '', what);
        }
    }
}
/**
 * Drops the contents and restores those of the backup, in the transaction that the session has open, and proves them equal before the commit.
 * Whatever it throws, the session is to be closed: then nothing has changed.
 */
async function replaceContents(session, replacement, before) {
    const { chosen, scope, context, request } = replacement;
    const transaction = await transactionId(session);
    if (scope.kind === 'rows')
        return await replaceRows(session, replacement);
    const keepsDefaults = request.noPrivileges;
    context.progress({ kind: 'phase', title: 'Drop what is there' });
    if (!keepsDefaults)
        await runAll(session, suspendStatements(before.defaults), 'suspending default privileges');
    await runAll(session, dropStatements(before.contents), 'dropping what is there');
    if (scope.largeObjects)
        await unlinkLargeObjects(session, chosen);
    await restoreAll(session, replacement);
    const replaced = await proveInside(session, replacement);
    context.progress({ kind: 'phase', title: 'Put back what stood around it' });
    const there = await readGlobals(session);
    for (const one of before.returning.putBack) {
        // The backup may have brought it along.
        const [, eventTrigger] = /^event trigger (.*)$/s.exec(one.what) ?? [];
        if (eventTrigger !== undefined && there.has('EVENT TRIGGER', eventTrigger))
            continue;
        await putBack(session, one, replacement.warnings);
    }
    await putBackKeys(session, before.keys);
    for (const gone of await putBackMemberships(session, before.memberships)) {
        replacement.warnings.push(`${gone.table} is no longer in the publication ${gone.publication}: the backup has no such table`);
    }
    if (!keepsDefaults)
        await runAll(session, resumeStatements(before.defaults), 'resuming default privileges');
    await refuseChanged(session, replacement, before);
    if ((await transactionId(session)) !== transaction)
        throw endedByItself();
    return replaced;
}
/** Rows alone: the tables stay as they are, whatever their definition in the backup. */
async function replaceRows(session, replacement) {
    const { chosen, scope, toc, context } = replacement;
    const tables = replacedTables(chosen, scope);
    context.progress({ kind: 'phase', title: 'Restore rows' });
    const inTheWay = await clearTheWay(session, tables);
    await loadRows(session, replacement, tables, () => false);
    const restored = restoredEntries(toc, scope, await readGlobals(session));
    const positions = await textOf(replacement, 'data', toc.otherData.filter(restored));
    await runScript(session, positions, 'restoring the positions of sequences');
    await restoreTheWay(session, tables, inTheWay);
    context.progress({ kind: 'phase', title: 'Prove: read every row back before the commit' });
    const proved = await proveRows(session, chosen, tables);
    return { tables: proved, largeObjects: { count: 0, equal: 0, differences: [] }, findings: [] };
}
async function putBack(session, one, warnings) {
    const { what, statements, comment, key } = one;
    await runAll(session, statements, `putting back ${what}`);
    if (key !== undefined)
        await switchTriggers(session, key);
    if (comment === undefined)
        return;
    try {
        await session.query(`SAVEPOINT pgproof_comment; ${comment}; RELEASE SAVEPOINT pgproof_comment`);
    }
    catch (error) {
        if ((0,postgres_session/* sqlStateOf */.v)(error) === undefined)
            throw error;
        await session.query('ROLLBACK TO SAVEPOINT pgproof_comment');
        warnings.push(`the comment of ${what} is lost, and was: ${comment}`);
    }
}
async function transactionId(session) {
    const [row] = await session.query('SELECT pg_current_xact_id()::text AS id');
    return row?.id ?? '';
}
const endedByItself = () => (0,errors/* negative */.gu)('the text of the backup has ended the transaction that it was run in', 'this backup was not made by pg_dump alone: do not use it, and look at the database before anybody works with it');
async function restoreAll(session, replacement) {
    const { chosen, scope, context, toc } = replacement;
    const there = await readGlobals(session);
    const restored = restoredEntries(toc, scope, there);
    const script = async (section, entries, what) => await runScript(session, await textOf(replacement, section, entries.filter(restored)), what);
    context.progress({ kind: 'phase', title: 'Restore definitions' });
    if (scope.kind === 'relations')
        await makeNeeded(session, replacement);
    await script('pre-data', toc.preData, 'restoring the definitions');
    context.progress({ kind: 'phase', title: 'Restore rows' });
    const chosenRows = rowsRestored(chosen, scope, there);
    const tables = chosen.inventory.tables.filter((table) => chosenRows(table) !== 'no');
    await loadRows(session, replacement, tables, (table) => chosenRows(table) === 'append');
    await script('data', toc.otherData, 'restoring the positions of sequences');
    if (scope.largeObjects)
        await writeLargeObjects(session, chosen);
    context.progress({ kind: 'phase', title: 'Build indexes and constraints' });
    await script('post-data', toc.postData, 'restoring indexes and constraints');
}
/** duplicate_object, duplicate_function, duplicate_schema, duplicate_table */
const DUPLICATE = ['42710', '42723', '42P06', '42P07'];
/** What the relations need and is there stays as it is. */
async function makeNeeded(session, { toc, scope }) {
    const there = await readGlobals(session);
    const restored = toc.definitions.filter((one) => isRestored(one, scope, there));
    for (const { text, type, tag } of sortRelations(restored, scope).needed) {
        try {
            await session.query(`SAVEPOINT pgproof_needed; ${text}; RELEASE SAVEPOINT pgproof_needed`);
        }
        catch (error) {
            if (!DUPLICATE.includes((0,postgres_session/* sqlStateOf */.v)(error) ?? ''))
                throw explained(error, '', `making ${type} ${tag}`);
            await session.query('ROLLBACK TO SAVEPOINT pgproof_needed');
        }
    }
}
async function textOf({ toc, programs, context, chosen, request }, section, entries) {
    const environment = (0,conninfo/* libpqEnvironment */.SQ)({ parameters: {} }, {}, context);
    const raw = new dump_archive/* Archive */.Td(toc.folder, programs, environment, 'LATIN1');
    return await scriptOf(toc, section, entries, { request, encoding: chosen.backup.manifest.source.encoding, raw });
}
/** What stands around the restored schemas must be there as it was. */
async function refuseChanged(session, { scope }, before) {
    const contents = await readContents(session, scope);
    const { putBack } = await readReturning(session, await readDependents(session, contents));
    const now = new Set(putBack.map(({ what }) => what));
    const lost = before.returning.putBack.find(({ what }) => !now.has(what));
    const defaults = JSON.stringify(await readDefaultPrivileges(session)) === JSON.stringify(before.defaults);
    if (defaults && lost === undefined)
        return;
    throw (0,errors/* environmentError */.me)(`${lost === undefined ? 'the default privileges' : lost.what} could not be put back; nothing was changed`, 'give the role that restores the rights of the role that it belongs to');
}
async function proveInside(session, { chosen, scope, context }) {
    context.progress({ kind: 'phase', title: 'Prove: read every row back before the commit' });
    const { inventory } = chosen;
    const there = await readGlobals(session);
    const rows = rowsRestored(chosen, scope, there);
    const tables = await proveRows(session, chosen, inventory.tables.filter((table) => rows(table) === 'yes'));
    const largeObjects = scope.largeObjects
        ? await proveLargeObjects(session, chosen)
        : { count: 0, equal: 0, differences: [] };
    const held = new Set(scope.kind === 'relations' ? scope.named : inventory.entries.map(keyOf));
    const views = new Set(inventory.entries.filter(({ type }) => type === 'MATERIALIZED VIEW DATA').map(keyOf));
    const findings = (0,catalogue/* compareCatalogue */.d)(inventory.facts, await (0,catalogue_facts/* readCatalogueFacts */.vZ)(session, { only: scope.schemas }), {
        holds: (schema, name) => scope.schemas.includes(schema) && held.has(keyOf({ schema, name })),
        fills: (schema, name) => views.has(keyOf({ schema, name })),
        largeObjects: false,
    });
    return { tables, largeObjects, findings };
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/surroundings.js







async function readSurroundings(session, chosen, scope) {
    const contents = await readContents(session, scope);
    const drops = scope.kind === 'rows' ? [] : contents;
    const dependents = await readDependents(session, drops);
    return {
        contents,
        returning: await readReturning(session, dependents),
        needs: await readNeeds(session, dependents, drops),
        memberships: await readMemberships(session, drops),
        keys: scope.kind === 'relations' ? await readKeysOutwards(session, contents) : [],
        defaults: await readDefaultPrivileges(session),
        largeObjects: scope.largeObjects ? await readLargeObjectState(session, chosen) : { foreign: [], besides: 0 },
    };
}

;// CONCATENATED MODULE: ./build/operations/restore/in-place/rehearse.js














/**
 * Restores the backup on a throw-away server, and then once more over itself with the very transaction that the live database is to see:
 * so its text is known to run, and for how long its locks are held. Throws exit 1 where the backup does not restore.
 */
async function rehearse(run) {
    if (run.chosen.backup.manifest.partial.length > 0 && run.chosen.inventory.filter.dataOnly && !run.chosen.part) {
        return [notRehearsed('the backup holds rows alone, and no tables to put them into')];
    }
    let server;
    try {
        server = await ThrowAway.start(run, 'rehearsal');
    }
    catch (error) {
        run.signal.throwIfAborted();
        if (!(error instanceof errors/* PgproofError */.wp))
            throw error;
        return [notRehearsed(`a throw-away server could not be had: ${(0,errors/* messageOf */.bD)(error)}`)];
    }
    const folder = (0,external_node_path_.join)(run.context.temporary, `rehearsal-${run.id}`);
    await (0,promises_.mkdir)(folder, { mode: 0o700 });
    try {
        return [await rehearseOn(server, run, folder)];
    }
    finally {
        await server.stop();
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
const notRehearsed = (why) => ({
    severity: 'warning',
    what: 'the restore was not rehearsed, and how long its locks are held is not known',
    why,
});
/** Rows alone need the tables of the whole backup. */
function baseOf({ part, stored, ...chosen }) {
    if (part && chosen.inventory.filter.dataOnly && stored)
        return { ...chosen, inventory: stored };
    return { ...chosen, ...(part && { part }), ...(stored && { stored }) };
}
async function rehearseOn(server, run, folder) {
    const { chosen, destination, context, request, signal } = run;
    const { programs, pinned } = destination;
    const connection = await server.create();
    await (0,operations_chosen/* fetchTableOfContents */.cA)(chosen.reader, folder);
    const toc = await readTableOfContents(chosen, programs, folder, run);
    await (0,restore_into/* restoreInto */.p5)({
        chosen: baseOf(chosen),
        connection,
        programs,
        pinned,
        folder,
        jobs: request.jobs,
        context,
        signal,
    });
    const session = await (0,postgres_session/* openSession */.f)(connection, { pinned, signal });
    try {
        const scope = await readScope(session, chosen, request);
        const replacement = { chosen, request, context, signal, programs, scope, toc, warnings: [] };
        const before = await readSurroundings(session, chosen, scope);
        const began = performance.now();
        await beginAndLock(session, before.contents);
        const { tables, largeObjects, findings } = await replaceContents(session, replacement, before);
        await session.query('COMMIT');
        const seconds = (performance.now() - began) / 1000;
        const definitions = { entries: 0, equal: 0, settled: 0, differences: [], informational: false };
        const verdict = (0,round_trip_verdict/* judge */.S)({ tables, definitions, largeObjects, findings, contents: [], targetMajor: programs.major });
        if (verdict.differences.length > 0)
            throw (0,unequal/* unequal */._)(run, verdict.differences);
        return {
            severity: 'information',
            what: `rehearsed: the transaction took ${seconds.toFixed(1)} s here, and so long nobody can use the tables`,
            why: 'the live server, its disks and the network to it may be slower; writers wait for the safety backup besides',
        };
    }
    finally {
        await session.close();
    }
}

// EXTERNAL MODULE: ./build/operations/restore-command.js
var restore_command = __webpack_require__(64877);
;// CONCATENATED MODULE: ./build/operations/restore/in-place/way-back.js

/** What brings the state from before back, ready for a shell and without a secret. */
const wayBack = ({ store, destination }, safety) => `${(0,restore_command/* restoreInto */.p5)(store, safety, 'in-place', destination.database)} --allow-production`;

;// CONCATENATED MODULE: ./build/operations/restore/in-place/in-place.js






















/** Restores inside the live database, in one transaction: for servers where databases cannot be created or renamed. */
const inPlace = { name: 'in-place', plan, rehearse: rehearse, act };
async function plan(run) {
    const { destination, chosen, request } = run;
    if (!destination.exists) {
        throw (0,errors/* environmentError */.me)(`there is no database ${destination.database} on ${destination.server} to restore in place`, 'use method: new-database, or correct target-url or target-database');
    }
    return await withContents(run, 'plan', async (toc) => {
        const session = await (0,postgres_session/* openSession */.f)(destination.connection, { pinned: destination.pinned, signal: run.signal });
        try {
            const scope = await readScope(session, chosen, request);
            refuseWithoutRows(chosen, scope);
            const found = await readSurroundings(session, chosen, scope);
            await refuseImpossible(session, { chosen, scope, toc, request }, found);
            const notes = await notesOf(session, chosen, { scope, toc, found });
            return { steps: stepsOf(scope), notes, names: {} };
        }
        finally {
            await session.close();
        }
    });
}
function stepsOf({ schemas, kind }) {
    const what = {
        contents: `Drop what is in ${schemas.join(', ')} and restore it from the backup`,
        relations: 'Drop the tables that are asked for and restore them from the backup',
        rows: 'Empty the tables that are asked for and restore their rows from the backup',
    }[kind];
    return [
        { id: 'lock', title: 'Keep writers out of the tables', writes: false },
        { id: 'safety', title: 'Back up the database as it is now, and verify that backup', writes: false },
        { id: 'replace', title: `${what}, in one transaction, and prove every row before the commit`, writes: true },
        { id: 'commit', title: 'Commit', writes: true },
        { id: 'prove', title: 'Prove once more by a second dump', writes: false },
        { id: 'analyze', title: 'Collect planner statistics', writes: true },
    ];
}
/** Fetches the table of contents into a folder of its own, compares it with the inventory, and takes it away afterwards. */
async function withContents(run, use, work) {
    const { chosen, destination, context } = run;
    const folder = (0,external_node_path_.join)(context.temporary, `in-place-${use}-${run.id}`);
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    try {
        await (0,operations_chosen/* fetchTableOfContents */.cA)(chosen.reader, folder);
        return await work(await readTableOfContents(chosen, destination.programs, folder, run), folder);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function act(run) {
    return await withContents(run, 'act', async (toc, folder) => {
        const { chosen, destination, context, request, signal } = run;
        const { programs, pinned, connection } = destination;
        const session = await (0,postgres_session/* openSession */.f)(connection, { pinned, signal });
        try {
            const scope = await readScope(session, chosen, request);
            const replacement = { chosen, request, context, signal, programs, scope, toc, warnings: run.warnings };
            return await takeSteps({ run, session, replacement, folder });
        }
        finally {
            // Whatever is not committed by now is taken back by the server.
            await session.close();
        }
    });
}
async function takeSteps(acting) {
    const { run, session, folder, replacement } = acting;
    const { steps } = run;
    const before = await steps.look('lock', () => lock(acting));
    const { backup: safety, tables } = await steps.take('safety', () => (0,restore_safety/* makeSafetyBackup */.d)(run));
    steps.note(`backup ${safety.id}`);
    run.done = { safety };
    const replaced = await steps.take('replace', () => replace(acting, before), { safety: safety.id });
    const verdict = judgeAll(run, replaced);
    const changes = changesOf(tables, run.chosen, replacement.scope);
    await steps.take('commit', () => commit(session, run), { safety: safety.id });
    run.done = { safety, changes, notChecked: verdict.notChecked };
    await session.close();
    const definitions = await steps.look('prove', async () => {
        try {
            return await proveAfter(run, replacement, folder);
        }
        catch (error) {
            throw afterCommit(run, safety, (0,errors/* messageOf */.bD)(error));
        }
    });
    const { assertions, unmet } = await (0,asserted/* assertAll */.y)(run, run.destination.connection);
    const notChecked = [...verdict.notChecked, ...definitions.notChecked];
    const proof = { ...verdict, definitions: definitions.definitions, assertions };
    run.done = { safety, changes, notChecked, proof };
    const [difference] = [...definitions.differences, ...unmet];
    if (difference !== undefined)
        throw afterCommit(run, safety, difference);
    await steps.take('analyze', () => analyze(run, replacement));
    return { proof, differences: [], notChecked, safety, changes };
}
/** Rows of each table that is not as it was, counted in the safety backup and in the one that was restored. */
function changesOf(live, { inventory }, scope) {
    const isReplaced = (one) => scope.schemas.includes(one.schema) && (scope.kind === 'contents' || scope.named.includes(keyOf(one)));
    const before = new Map(live.filter(isReplaced).map((one) => [keyOf(one), one]));
    const after = new Map(inventory.tables.filter(isReplaced).map((one) => [keyOf(one), one]));
    return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
        const [was, is] = [before.get(key), after.get(key)];
        const { schema, name } = (was ?? is);
        if (was?.rows === is?.rows)
            return [];
        return [{ schema, name, ...(was && { liveRows: was.rows }), ...(is && { backupRows: is.rows }) }];
    });
}
/** Keeps writers out, and looks once more: between the plan and the locks anybody may have made a table. */
async function lock({ run, session, replacement }) {
    const { chosen, destination, request, context } = run;
    const { scope, toc } = replacement;
    const difference = await (0,table_of_contents/* compareTableOfContents */.r)(chosen, destination.programs, toc.folder, context);
    if (difference)
        throw new read/* DamagedObject */.F7(layout/* TOC */.DB, difference);
    await beginAndLock(session, (await readSurroundings(session, chosen, scope)).contents);
    const before = await readSurroundings(session, chosen, scope);
    await refuseImpossible(session, { chosen, scope, toc, request }, before);
    return before;
}
async function replace({ run, session, replacement }, before) {
    try {
        const replaced = await replaceContents(session, replacement, before);
        const { differences } = judgeAll(run, replaced);
        if (differences.length === 0)
            return replaced;
        throw (0,errors/* negative */.gu)(`what was restored does not equal backup ${run.chosen.backup.id}: ${differences[0]}`, 'it was not committed, and nothing was changed; choose another backup (pgproof list)');
    }
    catch (error) {
        if (!isLockedOut(error))
            throw error;
        const { processID } = session.client;
        const asking = await (0,postgres_session/* openSession */.f)(run.destination.connection, { pinned: run.destination.pinned });
        const holders = await lockHolders(asking, before.contents, processID).finally(() => asking.close());
        throw lockedOut('another session uses the tables that are to be restored', error, holders);
    }
}
function judgeAll({ destination }, { tables, largeObjects, findings }) {
    const definitions = { entries: 0, equal: 0, settled: 0, differences: [], informational: false };
    return (0,round_trip_verdict/* judge */.S)({ tables, definitions, largeObjects, findings, contents: [], targetMajor: destination.programs.major });
}
/** It is too late to take it back by itself: what was there before is in the safety backup. */
function afterCommit(run, safety, why) {
    return (0,errors/* negative */.gu)(`the restore is committed and could not be proved equal to backup ${run.chosen.backup.id}, or is not as asserted: ${why}; the state from before is in the safety backup ${safety.id}`, `to go back to it: ${wayBack(run, safety)}`);
}
/** New tables have none, and slow queries would look like a failed restore. What is refused is a warning: the server does it in time. */
async function analyze({ destination, signal, warnings }, { scope }) {
    const session = await (0,postgres_session/* openSession */.f)(destination.connection, { pinned: destination.pinned, signal });
    try {
        const rows = await session.query(`SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'm') AND pg_has_role(c.relowner, 'USAGE')`, [scope.schemas]);
        if (rows.length > 0)
            await session.query(`ANALYZE ${rows.map(({ name }) => name).join(', ')}`);
    }
    catch (error) {
        warnings.push(`planner statistics could not be collected: ${(0,errors/* messageOf */.bD)(error)}`);
    }
    finally {
        await session.close();
    }
}


/***/ }),

/***/ 32178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ makeSafetyBackup)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);
/* harmony import */ var _repository_retention_candidate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91971);
/* harmony import */ var _backup_backup_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8053);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63516);





/** Milliseconds; as the command line's default. */
const LOCK_TIMEOUT_MS = 300_000;
/** Backs the live database up, beside the backup that is restored, and reads every byte back. Throws where it cannot be relied upon. */
async function makeSafetyBackup(run) {
    const { request, chosen, destination } = run;
    const context = inside(run);
    const { storage, s3AccessKeyId, s3SecretAccessKey, awsRole, awsRegion, serverSideEncryption, kmsKey } = request;
    const access = { storage, s3AccessKeyId, s3SecretAccessKey, awsRole, awsRegion, serverSideEncryption, kmsKey };
    const { jobs, client } = request;
    // Backups under a name are of one database.
    const same = destination.database === chosen.backup.manifest.source.database;
    const name = same ? chosen.backup.name : (0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .nameFor */ .Fe)(destination.database);
    const common = { ...access, ...signingOf(run), jobs, client, name };
    const made = await (0,_backup_backup_js__WEBPACK_IMPORTED_MODULE_2__.backup)({
        ...common,
        ...sealingOf(request, chosen.backup.manifest.encryption),
        databaseUrl: keywords(destination.connection.parameters),
        type: _repository_retention_candidate_js__WEBPACK_IMPORTED_MODULE_4__/* .SAFETY_COPY */ .r9,
        tags: [],
        profile: 'auto',
        lockTimeout: LOCK_TIMEOUT_MS,
        compressionLevel: 3,
        spoolLimit: 1024 ** 3,
        crossCheck: 'off',
        schemas: [],
        excludeSchemas: [],
        tables: [],
        excludeTables: [],
        excludeTableData: [],
        schemaOnly: false,
        dataOnly: false,
    }, context);
    const { id } = made.backup;
    const { identity, passphrase, gpgPrivateKey } = request;
    const opening = { identity, passphrase, gpgPrivateKey };
    const verified = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_3__.verify)({ ...common, ...opening, backup: id, maxBackupAge: Number.POSITIVE_INFINITY, requiredTables: [] }, context);
    if (verified.ok)
        return { backup: made.backup, tables: made.tables };
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .negative */ .gu)(`the safety backup ${id} cannot be relied upon: ${verified.reason}; nothing was changed`, 'find out what is wrong with the storage before anything is restored');
}
/** Who restores at night need not have the key that signs: the copy is made without, and said to be. */
function signingOf({ request, warnings }) {
    const { signKey, verifyKey } = request;
    if (signKey !== undefined)
        return { signKey, verifyKey };
    if (verifyKey !== undefined)
        warnings.push('the safety backup is not signed, for want of sign-key: with verify-key it does not count');
    return { signing: 'none' };
}
/** As the request says, or else for the same holders as the backup that is restored. */
function sealingOf(request, encryption) {
    const { encryptTo = [], gpgRecipients = [] } = request;
    if (request.encryption === 'none')
        return { encryption: 'none' };
    if (encryptTo.length + gpgRecipients.length > 0)
        return { encryption: request.encryption, encryptTo, gpgRecipients };
    if (encryption === null)
        return { encryption: request.encryption };
    const { method, mode, recipients } = encryption;
    if (mode === 'passphrase')
        return { encryption: method, passphrase: request.passphrase };
    return { encryption: method, ...(method === 'age' ? { encryptTo: recipients } : { gpgRecipients: recipients }) };
}
/** The address says all there is to say: PG* variables mean other databases. */
function inside({ context, signal }) {
    const environment = Object.fromEntries(Object.entries(context.environment).filter(([name]) => !/^PG(?!PROOF)/.test(name)));
    return { ...context, signal, environment };
}
const keywords = (parameters) => Object.entries(parameters)
    .map(([keyword, value]) => `${keyword}='${value.replace(/[\\']/g, '\\$&')}'`)
    .join(' ');


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
