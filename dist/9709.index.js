export const id = 9709;
export const ids = [9709,7210];
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
/* harmony export */   hD: () => (/* binding */ locationOf),
/* harmony export */   me: () => (/* binding */ whileReadingBackup),
/* harmony export */   r0: () => (/* binding */ readContents),
/* harmony export */   rK: () => (/* binding */ namedDamage)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41604);
/* harmony import */ var _repository_choose_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95692);
/* harmony import */ var _repository_heartbeat_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9469);
/* harmony import */ var _repository_inventory_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80789);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(66631);
/* harmony import */ var _repository_open_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(65281);
/* harmony import */ var _repository_read_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(83041);










async function chooseAndRead(store, request, context, signal) {
    const backup = await chooseNamed(store, request, context);
    return await openBackup(store, backup, signal);
}
async function chooseNamed(store, request, context) {
    const name = await (0,_repository_choose_js__WEBPACK_IMPORTED_MODULE_4__/* .chooseName */ .xR)(store, request.name);
    return await (0,_repository_choose_js__WEBPACK_IMPORTED_MODULE_4__/* .chooseBackup */ .S1)(store, name, request.backup, context.now());
}
/**
 * Works with a backup while the storage is told that it is being read, so that no prune takes it away meanwhile. `work` is given the backup as it is now.
 * Throws exit 2 where it went away since it was chosen.
 */
async function whileReadingBackup(store, backup, context, work) {
    const silent = (why) => context.progress({ kind: 'note', text: `a prune beside this run will not know that the backup is read: ${why}` });
    return await (0,_repository_heartbeat_js__WEBPACK_IMPORTED_MODULE_5__/* .whileReading */ .q9)(store, backup, context.now(), silent, async () => work(await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_3__/* .readBackup */ .fe)(store, backup.name, backup.id)));
}
/** Throws exit 5 where no key opens the backup, and exit 1 where what is opened first is damaged. */
async function openBackup(store, backup, signal) {
    return await readContents(await (0,_repository_open_js__WEBPACK_IMPORTED_MODULE_8__/* .openReader */ .c)(store, backup, signal));
}
/** The same with a reader that is open. */
async function readContents(reader) {
    const inventory = await (0,_repository_inventory_js__WEBPACK_IMPORTED_MODULE_6__/* .readInventory */ .z)(await reader.content(_repository_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .INVENTORY */ .dh), _repository_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .INVENTORY */ .dh);
    return { backup: reader.backup, reader, inventory };
}
/** Reads the objects that a restore has no use for (roles are for restoring by hand): a test vouches for the whole backup. */
async function readUnused({ reader, inventory }) {
    const used = new Set([reader.nameOf(_repository_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .TOC */ .DB)]);
    for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
        used.add(part.object);
    for (const name of reader.unread())
        if (!used.has(name))
            await reader.object(name);
}
/** Brings the table of contents into a folder of its own, as pg_restore wants it. */
async function fetchTableOfContents(reader, folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true, mode: 0o700 });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _repository_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .TOC */ .DB), await reader.content(_repository_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .TOC */ .DB), { mode: 0o600 });
}
/** Where a backup lies, as an address: the options of an S3 address stay behind the path. */
function locationOf(store, name, id) {
    const [path = '', ...options] = store.location.split('?');
    return [`${path.replace(/\/$/, '')}/${_repository_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .keys */ .HP.backup(name, id).replace(/\/$/, '')}`, ...options].join('?');
}
function referenceOf(store, backup) {
    const { manifest } = backup;
    return {
        id: backup.id,
        name: backup.name,
        type: manifest.type,
        location: locationOf(store, backup.name, backup.id),
        ...(manifest.partial.length > 0 && { partial: manifest.partial.join('; ') }),
        ...(manifest.encryption && { sealed: manifest.encryption.method }),
    };
}
/** A damaged object says of itself what is wrong; which backup it belongs to is said here. Any other error as it is. */
function namedDamage(error, { id }) {
    if (!(error instanceof _repository_read_js__WEBPACK_IMPORTED_MODULE_9__/* .DamagedObject */ .F7))
        return error;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .PgproofError */ .wp(1, `backup ${id} is damaged: ${error.reason}`, error.hint, { cause: error });
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
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27597);
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

/***/ 80789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ writeInventory),
/* harmony export */   z: () => (/* binding */ readInventory)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27597);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_catalogue_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20914);
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
/** Throws exit 3 for one that takes more bytes than `most`. */
async function writeInventory(inventory, level, most = MOST_INVENTORY_BYTES) {
    const raw = Buffer.from(JSON.stringify(inventorySchema.parse(inventory)));
    if (raw.length <= most)
        return await (0,_sealing_compression_js__WEBPACK_IMPORTED_MODULE_3__/* .compress */ .Bc)(raw, level);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`the list of what the backup contains takes ${raw.length} bytes, and ${most} can be read back`, 'back the database up in parts, with schemas or exclude-schemas');
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
        throw (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .damaged */ .qM)(key, error.message, error);
    }
}


/***/ }),

/***/ 65281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ openReader)
/* harmony export */ });
/* harmony import */ var _sealing_methods_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27210);
/* harmony import */ var _sealing_seal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55367);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83041);




/**
 * A reader of a backup, with its opener where it is sealed. Throws exit 5 where no key opens it, before anything but its manifest is read
 * (and the key that a passphrase opens).
 */
async function openReader(store, backup, signal) {
    const sealed = new _read_js__WEBPACK_IMPORTED_MODULE_2__/* .BackupReader */ .oJ(store, backup, signal);
    const opener = await openerOf(store, sealed);
    return opener ? new _read_js__WEBPACK_IMPORTED_MODULE_2__/* .BackupReader */ .oJ(store, backup, signal, opener) : sealed;
}
async function openerOf({ keys }, reader) {
    const { id, manifest } = reader.backup;
    const { encryption } = manifest;
    if (encryption === null)
        return undefined;
    if (!keys)
        throw new Error(`backup ${id} is sealed, and its storage was opened without keys`);
    const name = reader.nameOf(_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .KEY */ ._);
    const sealed = { what: `backup ${id}`, encryption, readKey: () => reader.object(name) };
    try {
        return await (0,_sealing_methods_js__WEBPACK_IMPORTED_MODULE_0__/* .openSealed */ .j)(sealed, keys.opening, keys.tools);
    }
    catch (error) {
        if (error instanceof _sealing_seal_js__WEBPACK_IMPORTED_MODULE_3__/* .BadSeal */ .V)
            throw new _read_js__WEBPACK_IMPORTED_MODULE_2__/* .DamagedObject */ .F7(name, error.message, error);
        throw error;
    }
}


/***/ }),

/***/ 83041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F7: () => (/* binding */ DamagedObject),
/* harmony export */   PD: () => (/* binding */ askedTwice),
/* harmony export */   ii: () => (/* binding */ fetchObject),
/* harmony export */   oJ: () => (/* binding */ BackupReader)
/* harmony export */ });
/* unused harmony export damageIn */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _sealing_compression_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66654);
/* harmony import */ var _sealing_methods_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27210);
/* harmony import */ var _sealing_seal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(55367);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6995);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66631);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(91101);







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
/** An object of a backup as stored. Throws DamagedObject where it is missing, or larger than it has to be. */
async function fetchObject(store, backup, { name, size }, signal) {
    try {
        return await store.get(`${_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .keys */ .HP.backup(backup.name, backup.id)}${name}`, { signal, most: size });
    }
    catch (error) {
        if (error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_3__/* .ObjectMissing */ .GV)
            throw new DamagedObject(name, 'is missing', error);
        if (error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_3__/* .ObjectTooLarge */ .Xs)
            throw new DamagedObject(name, `has ${error.size} bytes instead of ${size}`, error);
        throw error;
    }
}
/** Of what is not as the manifest says, a second look: it may have happened on the way here, and what is stored comes the same again. */
async function askedTwice(ask, expected) {
    const first = await ask();
    if (damageIn(first, expected) === undefined)
        return { stored: first };
    const stored = await ask();
    const what = damageIn(stored, expected);
    return { stored, ...(what !== undefined && { what }) };
}
/** Reads one backup's objects, each checked against the manifest before anybody sees its bytes, and opened where the backup is sealed. */
class BackupReader {
    backup;
    /** Absent on a plain backup, and where nobody needs to see what is in the objects. */
    opener;
    #store;
    #signal;
    #objects;
    #asked = new Set();
    /** Milliseconds spent waiting for the store, over all readers. */
    waitedMs = 0;
    bytesRead = 0;
    objectsRead = 0;
    constructor(store, backup, signal, opener) {
        this.#store = store;
        this.backup = backup;
        this.opener = opener;
        this.#signal = signal;
        this.#objects = new Map(backup.manifest.objects.map((object) => [object.name, object]));
    }
    /** A whole object as stored. Throws DamagedObject unless size and digest are the manifest's. */
    async object(name) {
        this.#asked.add(name);
        const expected = this.#objects.get(name);
        if (!expected)
            throw new DamagedObject(name, 'is not listed in the manifest');
        const { stored, what } = await askedTwice(() => this.#get(expected), expected);
        this.bytesRead += stored.length;
        this.objectsRead++;
        if (what !== undefined)
            throw new DamagedObject(name, what);
        return stored;
    }
    /** Of the object that something is stored as. */
    nameOf(name) {
        return `${name}${(0,_sealing_methods_js__WEBPACK_IMPORTED_MODULE_2__/* .suffixOf */ .C)(this.backup.manifest.encryption)}`;
    }
    /** What was stored under a name (without the suffix of sealed objects), opened. */
    async content(name) {
        const object = this.nameOf(name);
        return await this.#opened(object, await this.object(object));
    }
    /** The objects of the manifest that nobody has asked for yet. */
    unread() {
        return [...this.#objects.keys()].filter((name) => !this.#asked.has(name));
    }
    /** The raw bytes of parts, in order, with the next object fetched while this one is used. */
    async *parts(parts) {
        let next = this.#fetch(parts[0]);
        for (const [index, part] of parts.entries()) {
            const frame = await next;
            next = this.#fetch(parts[index + 1]);
            yield* this.#unfold(part, frame);
        }
    }
    /** One part's raw bytes from its object. The object's bytes are not the caller's any more. */
    async *unfold(part, stored) {
        yield* this.#unfold(part, await this.#stretch(part, stored));
    }
    /** Throws DamagedObject where the bytes are not as many as promised. */
    async *#unfold(part, frame) {
        let seen = 0;
        try {
            for await (const chunk of (0,_sealing_compression_js__WEBPACK_IMPORTED_MODULE_1__/* .decompress */ .mF)(frame, part.rawBytes)) {
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
        const frame = this.object(part.object).then((stored) => this.#stretch(part, stored));
        // Thrown where it is awaited; a reader that gave up before must not crash the process.
        frame.catch(() => { });
        return frame;
    }
    async #stretch({ object, offset, length }, stored) {
        if (offset + length > stored.length)
            throw new DamagedObject(object, `has ${stored.length} bytes, and its part is to end at ${offset + length}`);
        return await this.#opened(object, stored.subarray(offset, offset + length));
    }
    async #opened(object, sealed) {
        if (this.backup.manifest.encryption === null)
            return sealed;
        if (!this.opener)
            throw new Error(`${object} is sealed, and its reader has no opener`);
        try {
            return await this.opener.open(sealed);
        }
        catch (error) {
            if (error instanceof _sealing_seal_js__WEBPACK_IMPORTED_MODULE_6__/* .BadSeal */ .V)
                throw new DamagedObject(object, error.message, error);
            throw error;
        }
    }
    async #get(object) {
        const started = performance.now();
        try {
            return await fetchObject(this.#store, this.backup, object, this.#signal);
        }
        finally {
            this.waitedMs += performance.now() - started;
        }
    }
}
/** What of an object is not as the manifest says, as half a sentence. */
function damageIn(stored, { size, sha256: digest }) {
    if (stored.length !== size)
        return `has ${stored.length} bytes instead of ${size}`;
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .sha256 */ .sc)(stored) === digest ? undefined : 'has other bytes than were stored';
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
        // The write or the end that it happens in throws it.
        this.#stream.on('error', () => { });
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


/***/ }),

/***/ 27210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ suffixOf),
/* harmony export */   j: () => (/* binding */ openSealed),
/* harmony export */   methodOf: () => (/* binding */ methodOf)
/* harmony export */ });
/** Loaded when they are used: a plain backup needs neither. */
const METHODS = {
    age: async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(5380)]).then(__webpack_require__.bind(__webpack_require__, 65380))).age,
    gpg: async () => (await __webpack_require__.e(/* import() */ 1944).then(__webpack_require__.bind(__webpack_require__, 21944))).gpg,
};
const SUFFIXES = { age: '.age', gpg: '.gpg' };
/** What the names of a backup's objects end with. */
const suffixOf = (encryption) => encryption === null ? '' : SUFFIXES[encryption.method];
const methodOf = (name) => METHODS[name]();
/** Throws exit 5 where no key fits. */
async function openSealed(sealed, keys, tools) {
    return await (await methodOf(sealed.encryption.method)).open(sealed, keys, tools);
}


/***/ }),

/***/ 55367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ CHECK_TEXT),
/* harmony export */   V: () => (/* binding */ BadSeal)
/* harmony export */ });
/** Thrown where bytes are not what a sealer made. `message` is half a sentence. */
class BadSeal extends Error {
}
/** The text behind `Encryption.check`. */
const CHECK_TEXT = 'a key that opens this opens the backup\n';


/***/ })

};
