export const id = 709;
export const ids = [709];
export const modules = {

/***/ 79709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bz: () => (/* binding */ referenceOf),
/* harmony export */   F4: () => (/* binding */ chooseNamed),
/* harmony export */   N2: () => (/* binding */ chooseAndRead),
/* harmony export */   P8: () => (/* binding */ readUnused),
/* harmony export */   Tw: () => (/* binding */ openBackup),
/* harmony export */   cA: () => (/* binding */ fetchTableOfContents),
/* harmony export */   hD: () => (/* binding */ locationOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41604);
/* harmony import */ var _repository_inventory_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80789);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66631);
/* harmony import */ var _repository_read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83041);






async function chooseAndRead(store, request, context, signal) {
    const backup = await chooseNamed(store, request, context);
    return await openBackup(store, backup, signal);
}
async function chooseNamed(store, request, context) {
    const name = await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_2__/* .chooseName */ .xR)(store, request.name);
    return await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_2__/* .chooseBackup */ .S1)(store, name, request.backup, context.now());
}
async function openBackup(store, backup, signal, reader = new _repository_read_js__WEBPACK_IMPORTED_MODULE_5__/* .BackupReader */ .o(store, backup, signal)) {
    const inventory = await (0,_repository_inventory_js__WEBPACK_IMPORTED_MODULE_3__/* .readInventory */ .z)(await reader.object(_repository_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .INVENTORY */ .dh), _repository_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .INVENTORY */ .dh);
    return { backup, reader, inventory };
}
/** Reads the objects that a restore has no use for (roles are for restoring by hand): a test vouches for the whole backup. */
async function readUnused({ reader, inventory }) {
    const used = new Set([_repository_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .TOC */ .DB]);
    for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
        used.add(part.object);
    for (const name of reader.unread())
        if (!used.has(name))
            await reader.object(name);
}
/** Brings the table of contents into a folder of its own, as pg_restore wants it. */
async function fetchTableOfContents(reader, folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true, mode: 0o700 });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _repository_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .TOC */ .DB), await reader.object(_repository_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .TOC */ .DB), { mode: 0o600 });
}
/** Where a backup lies, as an address: the options of an S3 address stay behind the path. */
function locationOf(store, name, id) {
    const [path = '', ...options] = store.location.split('?');
    return [`${path.replace(/\/$/, '')}/${_repository_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .keys */ .HP.backup(name, id).replace(/\/$/, '')}`, ...options].join('?');
}
function referenceOf(store, backup) {
    const { manifest } = backup;
    return {
        id: backup.id,
        name: backup.name,
        type: manifest.type,
        location: locationOf(store, backup.name, backup.id),
        ...(manifest.partial.length > 0 && { partial: manifest.partial.join('; ') }),
    };
}


/***/ }),

/***/ 74187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ readStandIns),
/* harmony export */   e3: () => (/* binding */ standInsSchema),
/* harmony export */   o0: () => (/* binding */ fillStatements),
/* harmony export */   qL: () => (/* binding */ standInStatements)
/* harmony export */ });
/* unused harmony export NO_STAND_INS */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);
/* harmony import */ var _identifier_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86967);


const text = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP();
const name = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ schema: text, name: text });
/**
 * What the objects of a backup refer to in schemas that it leaves out (a managed provider's): enough of each to restore the backup
 * into a plain PostgreSQL. Nothing of it does anything: functions return NULL, tables have only the columns that are referred to.
 */
const standInsSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    schemas: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text),
    /** Enumerations; their labels in order. */
    enums: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(name.extend({ labels: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text) })),
    tables: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(name.extend({
        columns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ name: text, type: text })),
        /** Foreign keys that point here: the keys they need, and where the values are that must be there. */
        keys: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ columns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text), from: name, fromColumns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(text) })),
    })),
    /** `arguments` and `result` as the server prints them; `volatility` is pg_proc.provolatile. */
    functions: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(name.extend({ arguments: text, result: text, volatility: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['i', 's', 'v']) })),
});
const NO_STAND_INS = { schemas: [], enums: [], tables: [], functions: [] };
/** Reads, inside the dump's snapshot, what is referred to in the schemas that are left out. */
async function readStandIns(session, leftOut) {
    if (leftOut.length === 0)
        return NO_STAND_INS;
    const read = async (sql) => {
        const rows = await session.query(`SELECT row_to_json(f)::text AS one FROM (${sql}) AS f`, [
            leftOut,
        ]);
        return rows.map((row) => JSON.parse(row.one));
    };
    return standInsSchema.parse({
        schemas: (await read('SELECT nspname FROM pg_namespace WHERE nspname = ANY ($1) ORDER BY 1')).map((row) => row.nspname),
        enums: await read(ENUMS),
        tables: await read(TABLES),
        functions: await read(FUNCTIONS),
    });
}
const notOfExtension = (catalogue, oid) => `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
const ENUMS = `
  SELECT n.nspname AS schema, t.typname AS name,
         (SELECT json_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid) AS labels
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
   WHERE t.typtype = 'e' AND n.nspname = ANY ($1) AND ${notOfExtension('pg_type', 't.oid')}
   ORDER BY 1, 2`;
/** Tables that a foreign key from outside points to, or a view or policy reads, with the columns that they name. */
const TABLES = `
  WITH outside AS (
    SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT n.nspname = ANY ($1) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')),
  referring AS (
    SELECT k.confrelid AS relation, unnest(k.confkey) AS number
      FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid IN (SELECT oid FROM outside)
    UNION
    SELECT d.refobjid, d.refobjsubid FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
     WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND r.ev_class IN (SELECT oid FROM outside)
    UNION
    SELECT d.refobjid, d.refobjsubid FROM pg_depend d JOIN pg_policy p ON p.oid = d.objid
     WHERE d.classid = 'pg_policy'::regclass AND d.refclassid = 'pg_class'::regclass AND p.polrelid IN (SELECT oid FROM outside))
  SELECT n.nspname AS schema, c.relname AS name,
         (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum), '[]')
            FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
             AND a.attnum IN (SELECT number FROM referring WHERE relation = c.oid)) AS columns,
         (SELECT coalesce(json_agg(json_build_object(
                   'columns', (SELECT json_agg(a.attname ORDER BY i) FROM unnest(k.confkey) WITH ORDINALITY AS u (number, i)
                                 JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number),
                   'from', json_build_object('schema', fn.nspname, 'name', f.relname),
                   'fromColumns', (SELECT json_agg(a.attname ORDER BY i) FROM unnest(k.conkey) WITH ORDINALITY AS u (number, i)
                                     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number)) ORDER BY fn.nspname, f.relname, k.conname), '[]')
            FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
           WHERE k.contype = 'f' AND k.confrelid = c.oid AND k.conrelid IN (SELECT oid FROM outside)) AS keys
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${notOfExtension('pg_class', 'c.oid')}
     AND c.oid IN (SELECT relation FROM referring)
   ORDER BY 1, 2`;
const FUNCTIONS = `
  SELECT n.nspname AS schema, p.proname AS name, pg_get_function_arguments(p.oid) AS arguments,
         pg_get_function_result(p.oid) AS result, p.provolatile AS volatility
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname = ANY ($1) AND p.prokind = 'f' AND ${notOfExtension('pg_proc', 'p.oid')}
     AND EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid AND d.deptype IN ('n', 'a'))
   ORDER BY 1, 2, 3`;
/** What is run before a restore begins. */
function standInStatements(standIns) {
    return [
        ...standIns.schemas.map((schema) => `CREATE SCHEMA IF NOT EXISTS ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteIdentifier */ .Cm)(schema)}`),
        ...standIns.enums.map((one) => `CREATE TYPE ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .qualified */ .LX)(one.schema, one.name)} AS ENUM (${one.labels.map(_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteLiteral */ .ce).join(', ')})`),
        ...standIns.tables.map(createTable),
        ...standIns.functions.map(createFunction),
    ];
}
function createTable(table) {
    const columns = table.columns.map((column) => `${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteIdentifier */ .Cm)(column.name)} ${column.type}`);
    const keys = new Set(table.keys.map((key) => `UNIQUE (${key.columns.map(_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteIdentifier */ .Cm).join(', ')})`));
    return `CREATE TABLE ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .qualified */ .LX)(table.schema, table.name)} (${[...columns, ...keys].join(', ')})`;
}
const VOLATILITY = { i: 'IMMUTABLE', s: 'STABLE', v: 'VOLATILE' };
function createFunction(one) {
    const head = `CREATE FUNCTION ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .qualified */ .LX)(one.schema, one.name)}(${one.arguments}) RETURNS ${one.result} ${VOLATILITY[one.volatility]}`;
    const body = one.result === 'event_trigger' || one.result === 'void' ? 'BEGIN END' : 'BEGIN RETURN NULL; END';
    // A set or a table is returned row by row: none.
    const rows = /^(SETOF|TABLE)/.test(one.result) ? 'BEGIN RETURN; END' : body;
    return `${head} LANGUAGE plpgsql AS ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteLiteral */ .ce)(rows)}`;
}
/** What is run when the rows are there and before foreign keys are: the values that they point to. */
function fillStatements(standIns) {
    return standIns.tables.flatMap((table) => table.keys.map(({ columns, from, fromColumns }) => {
        const known = fromColumns.map((column) => `${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteIdentifier */ .Cm)(column)} IS NOT NULL`).join(' AND ');
        return `INSERT INTO ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .qualified */ .LX)(table.schema, table.name)} (${columns.map(_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteIdentifier */ .Cm).join(', ')})
        SELECT DISTINCT ${fromColumns.map(_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteIdentifier */ .Cm).join(', ')} FROM ${(0,_identifier_js__WEBPACK_IMPORTED_MODULE_1__/* .qualified */ .LX)(from.schema, from.name)} WHERE ${known}
        ON CONFLICT DO NOTHING`;
    }));
}


/***/ }),

/***/ 41604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S1: () => (/* binding */ chooseBackup),
/* harmony export */   W6: () => (/* binding */ badgesOf),
/* harmony export */   YW: () => (/* binding */ readCatalogue),
/* harmony export */   Zv: () => (/* binding */ listNames),
/* harmony export */   fe: () => (/* binding */ readBackup),
/* harmony export */   lv: () => (/* binding */ idsNewestFirst),
/* harmony export */   xR: () => (/* binding */ chooseName),
/* harmony export */   y8: () => (/* binding */ nothingYet)
/* harmony export */ });
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70370);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6995);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91101);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24567);






/** Manifests read at a time. */
const READERS = 8;
/** The names that hold backups in a store, sorted. */
async function listNames(store) {
    const names = [];
    for (const name of await store.folders('')) {
        if (name.startsWith('.'))
            continue;
        if ((await store.folders(`${name}/`)).includes('backups'))
            names.push(name);
    }
    return names;
}
/**
 * The ids under one name that have a manifest, newest first; each is looked up only when it is asked for.
 * What has no manifest is a run under way or one that was broken off.
 */
async function* idsNewestFirst(store, name) {
    for (const id of (await store.folders(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.backups(name))).filter(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .isBackupId */ ["if"]).reverse()) {
        if (await store.head(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.manifest(name, id)))
            yield id;
    }
}
/** Reads all manifests of one name; one that is damaged does not hide the others. */
async function readCatalogue(store, name) {
    const catalogue = { backups: [], unreadable: [] };
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_5__/* ["default"] */ .A)(READERS);
    const ids = (await store.folders(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.backups(name))).filter(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .isBackupId */ ["if"]).reverse();
    const read = async (id) => {
        try {
            return (await store.head(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.manifest(name, id))) && (await readBackup(store, name, id));
        }
        catch (error) {
            if (!(error instanceof _manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .FormatTooNew */ .qt) && !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp && error.code === 1))
                throw error;
            return { name, id, why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
        }
    };
    for (const found of await Promise.all(ids.map((id) => limit(() => read(id))))) {
        if (found === undefined)
            continue;
        if ('why' in found)
            catalogue.unreadable.push(found);
        else
            catalogue.backups.push(found);
    }
    return catalogue;
}
/** Reads one backup's manifest. Throws exit 2 where there is none, 1 where it is damaged, 3 where it is of a later format. */
async function readBackup(store, name, id) {
    (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .startOf */ .GH)(id);
    const key = _layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.manifest(name, id);
    const bytes = await getManifest(store, name, id);
    const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .readManifest */ .WI)(bytes, key);
    if (manifest.id !== id || manifest.name !== name) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp(1, `${key} speaks of backup ${manifest.id} of ${manifest.name}`, 'a manifest was put in the place of another: use another backup, and find out who wrote to the storage');
    }
    return { name, id, manifest, digest: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .sha256 */ .sc)(bytes), manifestBytes: bytes.length };
}
async function getManifest(store, name, id) {
    try {
        return await store.get(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.manifest(name, id), { most: _manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MOST_MANIFEST_BYTES */ .Gr });
    }
    catch (error) {
        if (error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_1__/* .ObjectTooLarge */ .Xs)
            throw (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .damaged */ .qM)(error.key, `is ${error.size} bytes long, as no manifest is`, error);
        if (!(error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_1__/* .ObjectMissing */ .GV))
            throw error;
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`there is no backup ${id} of ${name} in ${store.location}`, 'pgproof list shows the backups that there are', error);
    }
}
/** The name to work with: the one given, or the only one that the store holds. */
async function chooseName(store, name) {
    if (name !== undefined)
        return (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .checkName */ .I3)(name);
    const names = await listNames(store);
    if (names.length === 1)
        return names[0];
    if (names.length === 0)
        throw nothingYet(store);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${store.location} holds backups of several databases: ${names.join(', ')}`, 'say which one is meant with name');
}
const nothingYet = (store, name) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`there is no backup${name === undefined ? '' : ` of ${name}`} in ${store.location} yet`, 'make one with pgproof backup, or look whether storage and name are the ones that the backup job uses');
/** How many days back `random` looks. */
const RANDOM_DAYS = 30;
/**
 * Chooses a backup: an id, `latest`, `latest:<type>`, `latest-verified`, `tag:<tag>`, `random` or `before:<time>`.
 * Selectors mean complete backups, unless they name a type. One that cannot be read fails rather than being passed over, but for `latest-verified`: it was not verified as it is.
 */
async function chooseBackup(store, name, selector, now) {
    if ((0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .isBackupId */ ["if"])(selector))
        return await readBackup(store, name, selector);
    const { order, accept, passOver, partialToo } = await parseSelector(store, name, selector, now);
    const ids = (await store.folders(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.backups(name))).filter(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .isBackupId */ ["if"]).reverse();
    for (const id of order(ids)) {
        const backup = await readIfThere(store, name, id, passOver);
        if (backup && (partialToo || backup.manifest.partial.length === 0) && accept(backup))
            return backup;
    }
    for await (const _ of idsNewestFirst(store, name)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`no ${partialToo ? '' : 'complete '}backup of ${name} fits ${selector}`, 'pgproof list shows the backups that there are; a partial one is chosen by its id or type');
    }
    throw nothingYet(store, name);
}
async function readIfThere(store, name, id, passOver = false) {
    try {
        return (await store.head(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.manifest(name, id))) && (await readBackup(store, name, id));
    }
    catch (error) {
        if (passOver && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp && error.code === 1)
            return undefined;
        throw error;
    }
}
async function parseSelector(store, name, selector, now) {
    const [word, ...more] = selector.split(':');
    const rest = more.join(':');
    const all = (ids) => ids;
    if (selector === 'latest')
        return { order: all, accept: () => true };
    if (word === 'latest' && rest)
        return { order: all, accept: ({ manifest }) => manifest.type === rest, partialToo: true };
    if (word === 'tag' && rest)
        return { order: all, accept: ({ manifest }) => manifest.tags.includes(rest) };
    if (selector === 'random') {
        const since = now.getTime() - RANDOM_DAYS * 24 * 3600 * 1000;
        return { order: (ids) => shuffled(ids.filter((id) => (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .startOf */ .GH)(id).getTime() >= since)), accept: () => true };
    }
    if (selector === 'latest-verified') {
        const records = await (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .listRecords */ .V)(store, name);
        const accept = (backup) => badgesOf(backup, records.get(backup.id) ?? []).verified?.ok === true;
        return { order: (ids) => ids.filter((id) => records.has(id)), accept, passOver: true };
    }
    if (word === 'before' && !Number.isNaN(Date.parse(rest))) {
        const end = Date.parse(rest);
        return { order: (ids) => ids.filter((id) => (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .startOf */ .GH)(id).getTime() < end), accept: () => true };
    }
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${JSON.stringify(selector)} does not say which backup`, 'allowed are an id, latest, latest:<type>, latest-verified, tag:<tag>, random and before:<time>');
}
function shuffled(ids) {
    const drawn = ids.map((id) => ({ id, at: Math.random() }));
    return drawn.sort((a, b) => a.at - b.at).map(({ id }) => id);
}
/** What the records say last of a backup; a record that speaks of another manifest does not count. */
function badgesOf(backup, records) {
    const own = records.filter((record) => record.manifest === backup.digest);
    const last = (about) => own.findLast((record) => record.kind === about || isFailureOf(record, about));
    const verified = last('verified');
    const restoreTested = last('restore-tested');
    return { ...(verified && { verified }), ...(restoreTested && { restoreTested }) };
}
function isFailureOf(record, kind) {
    const body = record.body;
    return record.kind === 'failed' && body?.of === kind;
}


/***/ }),

/***/ 80789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ writeInventory),
/* harmony export */   z: () => (/* binding */ readInventory)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_catalogue_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40779);
/* harmony import */ var _postgres_stand_ins_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74187);
/* harmony import */ var _sealing_compression_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66654);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91101);






const digest = zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/);
const count = zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig().int().nonnegative();
/** A stretch of stored bytes: `offset` and `length` within `object` of `backup`, and how many raw bytes it unfolds to. */
const partSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    backup: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    object: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    offset: count,
    length: count,
    rawBytes: count,
});
const tableSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    dumpId: count,
    file: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^\d+\.dat$/),
    oid: count,
    schema: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    name: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    /** The table that COPY writes to where rows go through a partition root, else null. */
    root: zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({ schema: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() }).nullable(),
    /** In the order of the data. */
    columns: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
    rows: count,
    bytes: count,
    sha256: digest,
    parts: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(partSchema),
});
const largeObjectSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    oid: count,
    bytes: count,
    sha256: digest,
    toc: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^blobs(_\d+)?\.toc$/),
});
/** A role without its password; see `Role`. */
const roleSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    bootstrap: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    superuser: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    inherit: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    createRole: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    createDatabase: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    login: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    replication: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    bypassRls: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    connectionLimit: zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig().int(),
    validUntil: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().nullable(),
    comment: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().nullable(),
    settings: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({ name: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), value: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() })),
    memberOf: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
        role: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
        admin: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
        inherit: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY().optional(),
        set: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY().optional(),
    })),
});
const inventorySchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    format: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz(_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .FORMAT */ .uB),
    /** Settings that every session of the dump was started with. */
    settings: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
    /** pg_dump's patterns, so that a second dump can be asked for the same part. */
    filter: zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
        schemas: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
        excludeSchemas: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
        tables: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
        excludeTables: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
        excludeTableData: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
        schemaOnly: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
        dataOnly: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    }),
    tables: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(tableSchema),
    /** Every other entry of the table of contents, with the SHA-256 of its definition's text. */
    entries: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), schema: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), sha256: digest })),
    largeObjects: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(largeObjectSchema),
    /** The tar that holds the large objects and the lists of them, cut into parts. */
    largeObjectParts: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(partSchema),
    facts: _postgres_catalogue_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .catalogueFactsSchema */ .IK,
    roles: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(roleSchema),
    /** What the backup refers to in schemas that it leaves out. */
    standIns: _postgres_stand_ins_js__WEBPACK_IMPORTED_MODULE_2__/* .standInsSchema */ .e3,
    notContained: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({ what: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), why: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() })),
    warnings: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
});
/** An inventory that unfolds to more is refused, and none is written: a string of Node.js ends at 512 MiB. Some 3 million large objects fit. */
const MOST_INVENTORY_BYTES = 400 * 1024 * 1024;
/** Names and digests shrink to a tenth; a small object that unfolds to a thousand times its size was made to fill the memory. */
const mostUnfolded = (storedBytes) => Math.min(MOST_INVENTORY_BYTES, 16 * 1024 * 1024 + storedBytes * 1000);
async function writeInventory(inventory, level) {
    const raw = Buffer.from(JSON.stringify(inventorySchema.parse(inventory)));
    if (raw.length <= MOST_INVENTORY_BYTES)
        return await (0,_sealing_compression_js__WEBPACK_IMPORTED_MODULE_3__/* .compress */ .Bc)(raw, level);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`the list of what the backup contains takes ${raw.length} bytes, and ${MOST_INVENTORY_BYTES} can be read back`, 'back the database up in parts, with schemas or exclude-schemas');
}
/** Throws exit 1 for an inventory that is not whole. */
async function readInventory(stored, key) {
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .checked */ .KD)(inventorySchema, (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(await unfolded(stored, key), key), key);
}
async function unfolded(stored, key) {
    try {
        return await (0,_sealing_compression_js__WEBPACK_IMPORTED_MODULE_3__/* .decompressAll */ .bV)(stored, mostUnfolded(stored.length));
    }
    catch (error) {
        if (error instanceof _sealing_compression_js__WEBPACK_IMPORTED_MODULE_3__/* .BadFrame */ .xK)
            throw (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .damaged */ .qM)(key, error.message, error);
        throw error;
    }
}


/***/ }),

/***/ 91101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uB: () => (/* binding */ FORMAT),
  qt: () => (/* binding */ FormatTooNew),
  Gr: () => (/* binding */ MOST_MANIFEST_BYTES),
  LC: () => (/* binding */ bySchema),
  KD: () => (/* binding */ checked),
  qM: () => (/* binding */ damaged),
  qF: () => (/* binding */ parseJson),
  WI: () => (/* binding */ readManifest),
  sc: () => (/* binding */ sha256),
  HN: () => (/* binding */ writeManifest)
});

// UNUSED EXPORTS: sealed

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/repository/json-structure.js
const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const OPEN = new Set(['{', '[']);
const CLOSE = new Set(['}', ']']);
/** Deeper than anything that pgproof writes; what is deeper was not written by it. */
const MOST_LEVELS = 64;
/**
 * What JSON.parse lets pass and would read in its own way: a key that stands twice in one object, of which it keeps the last, or values nested without end.
 * Half a sentence to be said after the text's name; undefined where nothing is wrong.
 * To be asked before JSON.parse, which takes as much memory as a text demands.
 */
function structureFault(text) {
    const levels = [];
    for (let at = 0; at < text.length; at++) {
        const character = text[at];
        if (OPEN.has(character)) {
            if (levels.push(character === '{' ? new Set() : undefined) > MOST_LEVELS)
                return 'is nested too deeply';
        }
        else if (CLOSE.has(character))
            levels.pop();
        else if (text.charCodeAt(at) === QUOTE) {
            const end = endOfString(text, at);
            if (isFollowedByColon(text, end)) {
                const key = keyOf(text.slice(at, end));
                const keys = levels.at(-1);
                if (keys?.has(key))
                    return `has the key ${JSON.stringify(key.slice(0, 80))} twice in one object`;
                keys?.add(key);
            }
            at = end - 1;
        }
    }
    return undefined;
}
/** Just after the closing quote. */
function endOfString(text, start) {
    for (let at = start + 1; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === BACKSLASH)
            at++;
        else if (code === QUOTE)
            return at + 1;
    }
    return text.length;
}
/** One key may be spelled in several ways: `a` is also `\\u0061`. */
function keyOf(quoted) {
    if (!quoted.includes('\\'))
        return quoted.slice(1, -1);
    try {
        return String(JSON.parse(quoted));
    }
    catch {
        return quoted;
    }
}
function isFollowedByColon(text, from) {
    let at = from;
    while (at < text.length && ' \t\r\n'.includes(text[at]))
        at++;
    return text.charCodeAt(at) === COLON;
}

;// CONCATENATED MODULE: ./build/repository/manifest.js




/** The format that this version writes; what it reads is 1 up to here. */
const FORMAT = 1;
const digest = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/);
const count = schemas/* number */.aig().int().nonnegative();
const time = iso/* datetime */.w$();
const id = schemas/* string */.YjP().regex(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/);
/** A name inside a backup's folder: no path, so that nothing outside it can be meant. */
const objectName = schemas/* string */.YjP().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}$/);
const bySchema = schemas/* strictObject */.rej({
    who: schemas/* string */.YjP(),
    host: schemas/* string */.YjP(),
    run: schemas/* string */.YjP().optional(),
    commit: schemas/* string */.YjP().optional(),
    pgproof: schemas/* string */.YjP(),
});
const sourceSchema = schemas/* strictObject */.rej({
    /** `17.11` */
    version: schemas/* string */.YjP(),
    versionNum: count,
    /** Absent where the role may not read it. */
    systemIdentifier: schemas/* string */.YjP().optional(),
    database: schemas/* string */.YjP(),
    /** Host and port as the connection named them, for recognising the source. */
    address: schemas/* string */.YjP(),
    encoding: schemas/* string */.YjP(),
    localeProvider: schemas/* string */.YjP(),
    collate: schemas/* string */.YjP(),
    ctype: schemas/* string */.YjP(),
    icuLocale: schemas/* string */.YjP().optional(),
    icuRules: schemas/* string */.YjP().optional(),
    lcMonetary: schemas/* string */.YjP(),
    /** `pg_database_size`, in bytes. */
    sizeBytes: count,
    profile: schemas/* string */.YjP(),
});
const manifestSchema = schemas/* strictObject */.rej({
    format: schemas/* literal */.euz(FORMAT),
    id,
    name: schemas/* string */.YjP(),
    type: schemas/* string */.YjP(),
    tags: schemas/* array */.YOg(schemas/* string */.YjP()),
    /** When the snapshot was taken and when the manifest was written, ISO 8601 UTC. */
    created: time,
    finished: time,
    /** What the filters were, in a sentence each; empty for a complete backup. */
    partial: schemas/* array */.YOg(schemas/* string */.YjP()),
    previous: schemas/* strictObject */.rej({ id, sha256: digest }).nullable(),
    source: sourceSchema,
    client: schemas/* strictObject */.rej({ pgDump: schemas/* string */.YjP(), major: count }),
    by: bySchema,
    totals: schemas/* strictObject */.rej({
        tables: count,
        rows: count,
        rawBytes: count,
        storedBytes: count,
        objects: count,
        largeObjects: count,
    }),
    encryption: schemas/* null */.chJ(),
    compression: schemas/* strictObject */.rej({ method: schemas/* literal */.euz('zstd'), level: count }),
    /** Every object but the manifest, as stored. */
    objects: schemas/* array */.YOg(schemas/* strictObject */.rej({ name: objectName, size: count, sha256: digest }))
        .refine((objects) => new Set(objects.map(({ name }) => name)).size === objects.length, 'an object is listed twice'),
});
/** Larger ones are refused unread: a million objects take 130 MB. */
const MOST_MANIFEST_BYTES = 256 * 1024 * 1024;
const sha256 = (bytes) => (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
/** As text whose last line is the SHA-256 of the rest, so that a changed bit shows even in a name or a date. */
function writeManifest(manifest) {
    return Buffer.from(sealed(JSON.stringify(manifestSchema.parse(manifest), null, 1)));
}
const SEAL = /,\n "sha256": "([0-9a-f]{64})"\n\}\n$/;
/** `text` is a JSON object, indented by one. */
const sealed = (text) => `${text.replace(/\n\}$/, '')},\n "sha256": "${sha256(Buffer.from(text))}"\n}\n`;
/** Whether the text is what its last line says it is: without that line, it has that digest. Undefined where there is no such line. */
function isSealed(text) {
    const match = SEAL.exec(text.slice(-100));
    if (!match)
        return undefined;
    const sealedText = text.slice(0, text.length - match[0].length);
    return sha256(Buffer.from(`${sealedText}\n}`)) === match[1];
}
/** Thrown for a manifest of a later format. */
class FormatTooNew extends errors/* PgproofError */.wp {
}
/**
 * Reads a manifest strictly: an unknown format, key or value is refused, never guessed, and so is one that is not what it says of itself.
 * Throws FormatTooNew (exit 3) for a later format and exit 1 for anything that is not whole.
 */
function readManifest(bytes, key) {
    const value = parseJson(bytes, key);
    const whole = isSealed(bytes.toString());
    if (whole === false)
        throw damaged(key, 'was changed after it was written: its digest is not the one in its last line');
    const format = value?.format;
    if (typeof format === 'number' && Number.isInteger(format) && format > FORMAT) {
        throw new FormatTooNew(3, `${key} has format ${format}, and this version of pgproof reads up to ${FORMAT}`, 'use the newest version of pgproof; CHANGELOG.md says which one brought the format');
    }
    // A later format may have another way to say it.
    if (whole === undefined)
        throw damaged(key, 'lacks the last line with its digest');
    const { sha256: _, ...manifest } = value;
    return checked(manifestSchema, manifest, key);
}
/** Parses JSON that came from storage; damaged text is a negative answer that names the object. */
function parseJson(bytes, key) {
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        const fault = structureFault(text);
        if (fault)
            throw damaged(key, fault);
        return JSON.parse(text);
    }
    catch (cause) {
        if (cause instanceof errors/* PgproofError */.wp)
            throw cause;
        throw damaged(key, 'is not whole JSON', cause);
    }
}
/** Applies a schema to a value that came from storage. */
function checked(schema, value, key) {
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    const issue = result.error.issues[0];
    throw damaged(key, `does not fit the format at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`, result.error);
}
/** A stored object whose bytes are not what they should be; `what` is half a sentence. */
const damaged = (key, what, cause) => (0,errors/* negative */.gu)(`${key} ${what}`, 'this backup is damaged: use another one, and find out what changed the object', cause);


/***/ }),

/***/ 83041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ DamagedObject),
/* harmony export */   o: () => (/* binding */ BackupReader)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _sealing_compression_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66654);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6995);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66631);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91101);





/** A stored object is not what the manifest says. `object` is its name within the backup, `what` half a sentence. */
class DamagedObject extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp {
    object;
    what;
    constructor(object, what, cause) {
        super(1, `${object} ${what}`, 'this backup is damaged: use another one, and find out what changed the object', {
            cause,
        });
        this.object = object;
        this.what = what;
    }
}
/** Reads one backup's objects, each checked against the manifest before anybody sees its bytes. */
class BackupReader {
    backup;
    #store;
    #signal;
    #objects;
    #asked = new Set();
    /** Milliseconds spent waiting for the store, over all readers. */
    waitedMs = 0;
    bytesRead = 0;
    objectsRead = 0;
    constructor(store, backup, signal) {
        this.#store = store;
        this.backup = backup;
        this.#signal = signal;
        this.#objects = new Map(backup.manifest.objects.map((object) => [object.name, object]));
    }
    /** A whole object as stored. Throws DamagedObject unless size and digest are the manifest's. */
    async object(name) {
        this.#asked.add(name);
        const expected = this.#objects.get(name);
        if (!expected)
            throw new DamagedObject(name, 'is not listed in the manifest');
        const started = performance.now();
        const stored = await this.#get(expected);
        this.waitedMs += performance.now() - started;
        this.bytesRead += stored.length;
        this.objectsRead++;
        if (stored.length !== expected.size) {
            throw new DamagedObject(name, `has ${stored.length} bytes instead of ${expected.size}`);
        }
        if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256 */ .sc)(stored) !== expected.sha256)
            throw new DamagedObject(name, 'has other bytes than were stored');
        return stored;
    }
    /** The objects of the manifest that nobody has asked for yet. */
    unread() {
        return [...this.#objects.keys()].filter((name) => !this.#asked.has(name));
    }
    /** The raw bytes of parts, in order, with the next object fetched while this one is used. */
    async *parts(parts) {
        let next = this.#fetch(parts[0]);
        for (const [index, part] of parts.entries()) {
            const stored = await next;
            next = this.#fetch(parts[index + 1]);
            yield* this.unfold(part, stored);
        }
    }
    /** One part's raw bytes from its object. Throws DamagedObject where they are not as many as promised. */
    async *unfold(part, stored) {
        let seen = 0;
        try {
            for await (const chunk of (0,_sealing_compression_js__WEBPACK_IMPORTED_MODULE_1__/* .decompress */ .mF)(stored.subarray(part.offset, part.offset + part.length), part.rawBytes)) {
                this.#signal.throwIfAborted();
                seen += chunk.length;
                yield chunk;
            }
        }
        catch (error) {
            if (error instanceof _sealing_compression_js__WEBPACK_IMPORTED_MODULE_1__/* .BadFrame */ .xK)
                throw new DamagedObject(part.object, error.message, error);
            throw error;
        }
        if (seen !== part.rawBytes) {
            throw new DamagedObject(part.object, `unfolds to ${seen} bytes instead of ${part.rawBytes}`);
        }
    }
    #fetch(part) {
        if (part === undefined)
            return undefined;
        if (part.backup !== this.backup.id) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .negative */ .gu)(`${part.object} lies in another backup, ${part.backup}`, 'this version of pgproof does not make such backups: use the version that made it');
        }
        const object = this.object(part.object);
        // Thrown where it is awaited; a reader that gave up before must not crash the process.
        object.catch(() => { });
        return object;
    }
    async #get({ name, size }) {
        const key = `${_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.backup(this.backup.name, this.backup.id)}${name}`;
        try {
            return await this.#store.get(key, { signal: this.#signal, most: size });
        }
        catch (error) {
            if (error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectMissing */ .GV)
                throw new DamagedObject(name, 'is missing', error);
            if (error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectTooLarge */ .Xs)
                throw new DamagedObject(name, `has ${error.size} bytes instead of ${size}`, error);
            throw error;
        }
    }
}


/***/ }),

/***/ 24567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ listRecords),
/* harmony export */   j: () => (/* binding */ putRecord)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(70370);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64377);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6995);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66631);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91101);







const envelopeSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz(1),
    kind: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    time: zod__WEBPACK_IMPORTED_MODULE_6__/* .datetime */ .w$(),
    ok: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    by: _manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .bySchema */ .LC,
    /** SHA-256 of the manifest that it speaks of. */
    manifest: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/),
    body: zod__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J(),
});
/** Puts a record beside a backup and returns its key. Records are never overwritten: the key holds time, kind and a random end. */
async function putRecord(store, where, record) {
    const stamp = record.time.replace(/[-:]/g, '').replace(/\.(\d+)Z$/, '$1Z');
    const key = `${_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.records(where.name, where.id)}${stamp}-${record.kind}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(2).toString('hex')}.json`;
    await store.put(key, Buffer.from(`${JSON.stringify({ format: 1, ...record }, null, 1)}\n`), { onlyIfAbsent: true });
    return key;
}
/** Records read at a time. */
const READERS = 8;
/** Larger ones are left unread. */
const MOST_RECORD_BYTES = 64 * 1024 * 1024;
/** All readable records of one name, by backup id, oldest first. One that cannot be read is left out: a record is news, never a condition. */
async function listRecords(store, name, id) {
    const found = [];
    for await (const { key } of store.list(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.records(name, id)))
        found.push(key);
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_7__/* ["default"] */ .A)(READERS);
    const read = await Promise.all(found.map((key) => limit(() => readRecord(store, key))));
    const records = new Map();
    for (const [index, key] of found.entries()) {
        const record = read[index];
        if (record === undefined)
            continue;
        const backup = key.slice(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.records(name).length).split('/')[0];
        const known = records.get(backup);
        if (known)
            known.push(record);
        else
            records.set(backup, [record]);
    }
    return records;
}
async function readRecord(store, key) {
    try {
        const result = envelopeSchema.safeParse((0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(await store.get(key, { most: MOST_RECORD_BYTES }), key));
        return result.success ? result.data : undefined;
    }
    catch (error) {
        // Removed since it was listed, too large, or no JSON: all else is a fault of the storage, of which nothing may be concluded.
        const unreadable = error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectMissing */ .GV || error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectTooLarge */ .Xs;
        if (unreadable || (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp && error.code === 1))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 66654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ compress),
/* harmony export */   bV: () => (/* binding */ decompressAll),
/* harmony export */   mF: () => (/* binding */ decompress),
/* harmony export */   rV: () => (/* binding */ FrameWriter),
/* harmony export */   xK: () => (/* binding */ BadFrame)
/* harmony export */ });
/* unused harmony export COMPRESSION_LEVELS */
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);


const CHUNK = 512 * 1024;
/**
 * Shortest match that the default level looks for, where zstd's own choice is 5: rows repeat in longer stretches than prose.
 * Measured over COPY text of numbers, JSON and hexadecimal digits: up to a third less time, and 1 to 5 % smaller; prose gets 1 % larger.
 */
const ROWS_REPEAT = 6;
/** What is not more than this is compressed at once: a stream costs megabytes of buffers, and a database may have thousands of small tables. */
const SMALL = 64 * 1024;
/** zlib's least size of an output buffer. */
const LEAST_CHUNK = 64;
/** Allowed levels of zstd; 3 is its own default. */
const COMPRESSION_LEVELS = { least: 1, most: 19, default: 3 };
/** One zstd frame with a content checksum, written chunk by chunk: `write` resolves once the chunk has been taken in and may be reused. */
class FrameWriter {
    #params;
    #output = [];
    #stream;
    /** A copy of the first chunk, as long as it is small and the only one. */
    #small = Buffer.alloc(0);
    #failure;
    rawBytes = 0;
    /** Compressed so far; more may be on its way. */
    storedBytes = 0;
    constructor(level) {
        this.#params = {
            [node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.ZSTD_c_compressionLevel]: level,
            [node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.ZSTD_c_checksumFlag]: 1,
            ...(level === COMPRESSION_LEVELS.default && { [node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.ZSTD_c_minMatch]: ROWS_REPEAT }),
        };
    }
    async write(chunk) {
        if (this.rawBytes === 0 && chunk.length <= SMALL)
            this.#small = Buffer.from(chunk);
        else
            await this.#feed(chunk);
        this.rawBytes += chunk.length;
    }
    async end() {
        const stream = this.#stream;
        if (!stream)
            return compressSmall(this.#small, this.#params);
        const ended = (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(stream, 'end');
        stream.end();
        await ended;
        if (this.#failure)
            throw this.#failure;
        return Buffer.concat(this.#output);
    }
    destroy() {
        this.#stream?.destroy();
    }
    async #feed(chunk) {
        if (this.#stream)
            return await written(this.#stream, chunk);
        this.#stream = (0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.createZstdCompress)({ chunkSize: CHUNK, params: this.#params });
        this.#stream.on('data', (piece) => {
            this.#output.push(piece);
            this.storedBytes += piece.length;
        });
        this.#stream.on('error', (error) => {
            this.#failure = error;
        });
        if (this.#small.length > 0)
            await written(this.#stream, this.#small);
        await written(this.#stream, chunk);
    }
}
const written = (stream, chunk) => new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
});
function compressSmall(raw, params) {
    return (0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.zstdCompressSync)(raw, { params, pledgedSrcSize: raw.length, chunkSize: raw.length + LEAST_CHUNK });
}
/** Compresses a whole buffer into one frame. */
async function compress(raw, level) {
    const frame = new FrameWriter(level);
    if (raw.length > 0)
        await frame.write(raw);
    return await frame.end();
}
/** Thrown where stored bytes are not what a zstd frame of the promised size decompresses from. */
class BadFrame extends Error {
}
/**
 * Decompresses one stored object piece by piece. Yields at most `most` bytes and throws BadFrame beyond them: a small object that claims to hold
 * a terabyte never gets to unfold.
 */
async function* decompress(stored, most) {
    const stream = (0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.createZstdDecompress)({ chunkSize: Math.min(CHUNK, most + LEAST_CHUNK) });
    let seen = 0;
    stream.end(stored);
    try {
        for await (const chunk of stream) {
            seen += chunk.length;
            if (seen > most)
                throw new BadFrame(`decompresses to more than the ${most} bytes promised`);
            yield chunk;
        }
        // The stream stops at the end of the first frame, whatever follows it.
        const rest = stored.length - stream.bytesWritten;
        if (rest > 0)
            throw new BadFrame(`has ${rest} bytes after its zstd frame`);
    }
    catch (error) {
        if (error instanceof BadFrame)
            throw error;
        throw new BadFrame('is not a whole zstd frame', { cause: error });
    }
    finally {
        stream.destroy();
    }
}
/** Decompresses a whole small object, at most `most` bytes. */
async function decompressAll(stored, most) {
    const chunks = [];
    for await (const chunk of decompress(stored, most))
        chunks.push(chunk);
    return Buffer.concat(chunks);
}


/***/ })

};
