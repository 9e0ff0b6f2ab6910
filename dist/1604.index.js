export const id = 1604;
export const ids = [1604];
export const modules = {

/***/ 41604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W6: () => (/* binding */ badgesOf),
/* harmony export */   YW: () => (/* binding */ readCatalogue),
/* harmony export */   Zv: () => (/* binding */ listNames),
/* harmony export */   fe: () => (/* binding */ readBackup),
/* harmony export */   lv: () => (/* binding */ idsNewestFirst),
/* harmony export */   n_: () => (/* binding */ isProved)
/* harmony export */ });
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(70370);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6995);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91101);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6827);
/* harmony import */ var _signed_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(93091);







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
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_6__/* ["default"] */ .A)(READERS);
    const ids = (await store.folders(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.backups(name))).filter(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .isBackupId */ ["if"]).reverse();
    const read = async (id) => {
        try {
            return (await store.head(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.manifest(name, id))) && (await readBackup(store, name, id));
        }
        catch (error) {
            if (error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_1__/* .ObjectArchived */ .q2)
                return { name, id, why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), archived: true };
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
/**
 * Reads one backup's manifest. Where the run asks for signatures, nothing of it is parsed before one of somebody trusted was found.
 * Throws exit 2 where there is none, 1 where it is damaged or not signed, 3 where it is of a later format.
 */
async function readBackup(store, name, id) {
    (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .startOf */ .GH)(id);
    const key = _layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.manifest(name, id);
    const bytes = await getManifest(store, name, id);
    await (0,_signed_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .checkSignature */ .j)(store, { name, id }, bytes);
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
/** Every byte was read and compared: by a verify, whose last answer counts, or else by a restore-test. */
const isProved = ({ verified, restoreTested, }) => (verified ?? restoreTested)?.ok === true;
/**
 * What the records say last of a backup; a record that speaks of another manifest does not count, and neither does a good one that is from the future.
 * `records` are oldest first.
 */
function badgesOf(backup, records, now) {
    const own = records.filter((record) => record.manifest === backup.digest);
    const verified = lastAnswer(own, 'verified', now);
    const restoreTested = lastAnswer(own, 'restore-tested', now);
    return { ...(verified && { verified }), ...(restoreTested && { restoreTested }) };
}
/** A failure gives way only to what was surely good after it: of an answer that is ahead, if only by a little, nobody knows when it was given. */
function lastAnswer(records, kind, now) {
    const good = records.filter((record) => record.kind === kind && record.ok && !(0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .isFromFuture */ .S5)(record, now));
    const failed = records.findLast((record) => isFailureOf(record, kind) || (record.kind === kind && !record.ok));
    if (failed === undefined)
        return good.at(-1);
    const since = good.findLast(({ time }) => Date.parse(time) <= now.getTime());
    return since && Date.parse(since.time) > Date.parse(failed.time) ? good.at(-1) : failed;
}
function isFailureOf(record, kind) {
    const body = record.body;
    return record.kind === 'failed' && body?.of === kind;
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
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(27597);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/repository/json-structure.js
/** Where a string, an object or an array begins or ends; inside of strings, these are letters. */
const MARK = /["{}[\]]/g;
/** Behind a key. */
const COLON = /[ \t\r\n]*:/y;
/** Deeper than anything that pgproof writes; what is deeper was not written by it. */
const MOST_LEVELS = 64;
/**
 * What JSON.parse lets pass and would read in its own way: a key that stands twice in one object, of which it keeps the last, or values nested without end.
 * Half a sentence to be said after the text's name; undefined where nothing is wrong.
 * To be asked before JSON.parse, which takes as much memory as a text demands.
 */
function structureFault(text) {
    const levels = [];
    for (let at = next(MARK, text, 0); at >= 0; at = next(MARK, text, at + 1)) {
        const character = text[at];
        if (character === '{' || character === '[') {
            if (levels.push(character === '{' ? new Set() : undefined) > MOST_LEVELS)
                return 'is nested too deeply';
        }
        else if (character === '"') {
            const start = at;
            at = endOfString(text, start);
            if (next(COLON, text, at + 1) < 0)
                continue;
            const key = keyOf(text.slice(start, at + 1));
            const keys = levels.at(-1);
            if (keys?.has(key))
                return `has the key ${JSON.stringify(key.slice(0, 80))} twice in one object`;
            keys?.add(key);
        }
        else
            levels.pop();
    }
    return undefined;
}
/** Where the next match ends, by its last character; -1 where there is none. */
function next(pattern, text, from) {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex - 1 : -1;
}
/** The closing quote, or the end of a text that has none: the first one before which stands an even number of backslashes. */
function endOfString(text, start) {
    for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
        let before = at;
        while (text[before - 1] === '\\')
            before--;
        if ((at - before) % 2 === 0)
            return at;
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
    branch: schemas/* string */.YjP().optional(),
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
const encryptionSchema = schemas/* strictObject */.rej({
    method: schemas/* enum */.k5n(['age', 'gpg']),
    mode: schemas/* enum */.k5n(['recipients', 'passphrase']),
    recipients: schemas/* array */.YOg(schemas/* string */.YjP().max(4096)).max(1000),
    check: schemas/* base64 */.K39().max(1024 * 1024),
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
    /** The newest backup that could be read before this one was committed. */
    previous: schemas/* strictObject */.rej({ id, sha256: digest }).nullable(),
    /** The backup of which this is a copy under other keys. */
    replaces: schemas/* strictObject */.rej({ id, sha256: digest }).optional(),
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
    /** What objects are sealed with; their names end with its suffix. */
    encryption: encryptionSchema.nullable(),
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
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
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

/***/ 6827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W7: () => (/* binding */ MOST_RECORD_BYTES),
  S5: () => (/* binding */ isFromFuture),
  A_: () => (/* binding */ isSwept),
  aG: () => (/* binding */ kindIn),
  VI: () => (/* binding */ listRecords),
  j8: () => (/* binding */ putRecord),
  IH: () => (/* binding */ recordKeys),
  iA: () => (/* binding */ timeOfRecord),
  tx: () => (/* binding */ wasSwept)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(27597);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/storage/store.js
var storage_store = __webpack_require__(6995);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/manifest.js + 1 modules
var manifest = __webpack_require__(91101);
// EXTERNAL MODULE: ./build/repository/retention-candidate.js
var retention_candidate = __webpack_require__(91971);
;// CONCATENATED MODULE: ./build/repository/signed-text.js
const LAST_LINE = /,\n "signature": "([A-Za-z0-9+/=]+)"\n\}\n$/;
/** Adds a last line with the signature of the rest. `text` is a JSON object, indented by one, with a line break at its end. */
function signedText(text, signer) {
    const signature = signer.sign(Buffer.from(text)).toString('base64');
    return `${text.replace(/\n\}\n$/, '')},\n "signature": "${signature}"\n}\n`;
}
/** Whether one of the keys made the signature in the last line, of all that is before it. */
function isSignedBy(bytes, keys) {
    const text = bytes.toString();
    const match = LAST_LINE.exec(text);
    if (!match)
        return false;
    const signed = Buffer.from(`${text.slice(0, match.index)}\n}\n`);
    const signature = Buffer.from(match[1], 'base64');
    return keys.some((key) => key.verifies(signed, signature));
}

;// CONCATENATED MODULE: ./build/repository/records.js









const envelopeSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    kind: schemas/* string */.YjP(),
    time: iso/* datetime */.w$(),
    ok: schemas/* boolean */.zMY(),
    by: manifest/* bySchema */.LC,
    /** SHA-256 of the manifest that it speaks of. */
    manifest: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
    body: schemas/* unknown */.L5J(),
    /** Of everything before it, in base64, in the last line: see `signedText`. */
    signature: schemas/* string */.YjP().optional(),
});
/** Puts a record beside a backup, signed where the run can, and returns its key. Records are never overwritten: the key holds time, kind and a random end. */
async function putRecord(store, where, record) {
    const stamp = record.time.replace(/[-:]/g, '').replace(/\.(\d+)Z$/, '$1Z');
    const key = `${layout/* keys */.HP.records(where.name, where.id)}${stamp}-${record.kind}-${(0,external_node_crypto_.randomBytes)(2).toString('hex')}.json`;
    const text = `${JSON.stringify({ format: 1, ...record }, null, 1)}\n`;
    const signer = store.keys?.signer;
    await store.put(key, Buffer.from(signer ? signedText(text, signer) : text), { onlyIfAbsent: true });
    return key;
}
/** The kind of a record by its key. */
const kindIn = (key) => /\d{9}Z-(.+)-[0-9a-f]{4}\.json$/.exec(key)?.[1];
/** Whether what lay under an id was swept, as its records say; it asks for their names only. */
const wasSwept = async (store, name, id) => (await recordKeys(store, name, id)).some(isSwept);
/** The keys of one backup's records, oldest first. */
async function recordKeys(store, name, id) {
    const found = [];
    for await (const { key } of store.list(layout/* keys */.HP.records(name, id)))
        found.push(key);
    return found;
}
/** Whether a record says so, by its key. */
const isSwept = (key) => /-swept-[0-9a-f]{4}\.json$/.test(key);
/** When a record was written, by its key, in milliseconds since 1970. */
function timeOfRecord(key) {
    const stamp = /(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-[^/]*$/.exec(key);
    const [, year, month, day, hour, minute, second, milliseconds] = stamp ?? [];
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
}
/** Written by a machine whose clock was ahead: what it says may be older than what others say. */
const isFromFuture = ({ time }, now) => Date.parse(time) > now.getTime() + retention_candidate/* CLOCK_SLACK */.A;
/** Records read at a time. */
const READERS = 8;
/** Larger ones are left unread. */
const MOST_RECORD_BYTES = 64 * 1024 * 1024;
/** What is believed of a record that nobody trusted has signed: it only lets backups stay, or count less. */
const CAREFUL = new Set(['pinned', 'unexpired', 'failed']);
/**
 * All readable records of one name, by backup id, oldest first. One that cannot be read is left out: a record is news, never a condition.
 * Where the run asks for signatures, so is one without, unless it asks for care.
 */
async function listRecords(store, name, id, { wanted, onUnreadable, onUnsigned } = {}) {
    const idOf = (key) => key.slice(layout/* keys */.HP.records(name).length).split('/')[0];
    const found = [];
    for await (const { key } of store.list(layout/* keys */.HP.records(name, id)))
        if (wanted?.has(idOf(key)) ?? true)
            found.push(key);
    const limit = (0,p_limit/* default */.A)(READERS);
    const read = await Promise.all(found.map((key) => limit(() => readRecord(store, key))));
    const records = new Map();
    for (const [index, key] of found.entries()) {
        const record = read[index];
        if (record === undefined || record === 'unsigned') {
            if (record)
                onUnsigned?.(key);
            else
                onUnreadable?.(key);
            continue;
        }
        const backup = idOf(key);
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
        const bytes = await store.get(key, { most: MOST_RECORD_BYTES });
        const { success, data } = envelopeSchema.safeParse((0,manifest/* parseJson */.qF)(bytes, key));
        if (!success)
            return undefined;
        return isBelieved(data, key, bytes, store) ? data : 'unsigned';
    }
    catch (error) {
        // Removed since it was listed, too large, archived, or no JSON: all else is a fault of the storage, of which nothing may be concluded.
        const unreadable = [storage_store/* ObjectMissing */.GV, storage_store/* ObjectTooLarge */.Xs, storage_store/* ObjectArchived */.q2].some((kind) => error instanceof kind);
        if (unreadable || (error instanceof errors/* PgproofError */.wp && error.code === 1))
            return undefined;
        throw error;
    }
}
/** Whether the signature is of somebody trusted, where the run asks for that. The key tells kind and time too, and is not signed: it decides the order. */
function isBelieved(record, key, bytes, { keys: given }) {
    if (given?.trusted === undefined || CAREFUL.has(record.kind))
        return true;
    const named = record.kind === kindIn(key) && Date.parse(record.time) === timeOfRecord(key);
    return named && isSignedBy(bytes, given.trusted);
}


/***/ }),

/***/ 85149:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EY: () => (/* binding */ idForCopy),
/* harmony export */   PQ: () => (/* binding */ idsBeside),
/* harmony export */   tP: () => (/* binding */ replacementsIn),
/* harmony export */   tc: () => (/* binding */ isReplaced)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/**
 * Which backups have a copy under other keys that counts in their place, by id: both hold the same, and are one restore point.
 * `counts` tells whether a copy stands: one that is expired or failed a check stands for nothing. Of two copies of one backup, as two runs
 * at the same moment make them, the one that sorts behind counts.
 */
function replacementsIn(backups, counts) {
    const copies = backups.filter(({ manifest }) => manifest.replaces !== undefined);
    const found = backups.flatMap((backup) => {
        const by = standIn(backup, copies, counts) ?? twin(backup, copies, counts);
        return by ? [[backup.id, by]] : [];
    });
    return new Map(found);
}
/** A copy, or a copy of a copy that does not count itself any more. */
function standIn(original, copies, counts) {
    const own = copies.filter(({ manifest }) => isOf(manifest, original)).sort((a, b) => (a.id < b.id ? 1 : -1));
    return own.find(counts) ?? own.map((copy) => standIn(copy, copies, counts)).find((copy) => copy !== undefined);
}
function twin({ id, manifest }, copies, counts) {
    const { replaces } = manifest;
    if (!replaces)
        return undefined;
    return copies.find((other) => other.id > id && isOf(other.manifest, { id: replaces.id, digest: replaces.sha256 }) && counts(other));
}
const isOf = ({ replaces }, { id, digest }) => replaces?.id === id && replaces.sha256 === digest;
/** Ids that began in the same second as another: a copy keeps the time of what it was made of. */
const idsBeside = (id, ids) => ids.filter((other) => other !== id && other.slice(0, -6) === id.slice(0, -6));
/** The same for one backup of many, of which only those are read that may be a copy of it; `read` gives nothing for what cannot be read. */
async function isReplaced(backup, ids, read, counts) {
    const others = (await Promise.all(idsBeside(backup.id, ids).map(read))).filter((other) => other !== undefined);
    if (others.length === 0)
        return false;
    const counting = await Promise.all(others.map(counts));
    return replacementsIn([backup, ...others], (other) => counting[others.indexOf(other)] === true).has(backup.id);
}
/**
 * An id for a copy: of the same second, and behind that of the original where there is room, so that what goes by the newest comes upon the copy first.
 */
function idForCopy(id) {
    const digits = Number.parseInt(id.slice(-6), 16);
    const drawn = digits < MOST_DIGITS - LEAST_ROOM ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomInt)(digits + 1, MOST_DIGITS + 1) : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomInt)(digits);
    return `${id.slice(0, -6)}${drawn.toString(16).padStart(6, '0')}`;
}
const MOST_DIGITS = 0xffffff;
const LEAST_ROOM = 0xfff;


/***/ }),

/***/ 91971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ CLOCK_SLACK),
/* harmony export */   WN: () => (/* binding */ hasFailed),
/* harmony export */   Y0: () => (/* binding */ isAhead),
/* harmony export */   fB: () => (/* binding */ isRestorePoint),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   nn: () => (/* binding */ isProven),
/* harmony export */   r9: () => (/* binding */ SAFETY_COPY),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/** The type of the copies that a restore makes of what it is about to replace: for going back, not for counting on. */
const SAFETY_COPY = 'pre-restore';
/** A complete backup that nothing speaks against, and no copy replaces: what the calendar and the floors count. */
const isRestorePoint = (backup) => isWhole(backup) && !hasFailed(backup) && backup.replacedBy === undefined;
const isWhole = ({ complete, type }) => complete && type !== SAFETY_COPY;
const hasFailed = ({ verified, restoreTested }) => verified === false || restoreTested === false;
/** Read back or restored, and nothing spoke against it since. */
const isProven = (backup) => isRestorePoint(backup) && (backup.verified === true || backup.restoreTested === true);
/** Clocks may be so far apart before anything that depends on them stops. */
const CLOCK_SLACK = 5 * 60_000;
/** Newest first; the id decides between equals. */
const newestFirst = (backups) => backups.toSorted((a, b) => b.created.getTime() - a.created.getTime() || (a.id < b.id ? 1 : -1));
/** Made by a machine whose clock was ahead, so that its age says nothing. */
const isAhead = ({ created }, now) => created.getTime() > now.getTime() + CLOCK_SLACK;


/***/ }),

/***/ 93091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ isSignedWith),
/* harmony export */   j: () => (/* binding */ checkSignature)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _sealing_signature_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10790);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6995);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66631);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91101);
/* harmony import */ var _replaced_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85149);






/**
 * Where the run asks for signatures, throws exit 1 for a manifest that nobody trusted has signed, and that no signed copy names, by its digest, as what it
 * replaces: that says what a signature of its own would, and a backup from before signing is known by it until it is swept.
 */
async function checkSignature(store, named, manifest) {
    const trusted = store.keys?.trusted;
    if (!trusted)
        return;
    const signature = await signatureOf(store, named);
    if (isBy(trusted, manifest, signature))
        return;
    if (signature === undefined && (await isVouchedFor(store, named, manifest, trusted)))
        return;
    const { name, id } = named;
    const keysAsked = trusted.length === 1 ? 'the verify-key' : `any of the ${trusted.length} verify-keys`;
    const what = signature === undefined ? 'is not signed' : `has a signature that is not by ${keysAsked}`;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .negative */ .gu)(`the manifest of backup ${id} of ${name} ${what}`, 'do not restore it: use another backup, and find out who wrote to the storage; one from before signing can be signed after it was looked at (docs/signing.md)');
}
/** Whether a backup's manifest has the signature that this signer would give it. */
async function isSignedWith(store, named, { publicKey }) {
    const signature = await signatureOf(store, named);
    const manifest = await unlessMissing(store.get(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.manifest(named.name, named.id), { most: _manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .MOST_MANIFEST_BYTES */ .Gr }));
    return manifest !== undefined && isBy((0,_sealing_signature_js__WEBPACK_IMPORTED_MODULE_1__.parseVerifyKeys)(publicKey), manifest, signature);
}
const signatureOf = (store, { name, id }) => unlessMissing(store.get(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.signature(name, id), { most: _sealing_signature_js__WEBPACK_IMPORTED_MODULE_1__/* .SIGNATURE_BYTES */ .t }));
async function unlessMissing(got) {
    try {
        return await got;
    }
    catch (error) {
        if (error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectMissing */ .GV || error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectTooLarge */ .Xs)
            return undefined;
        throw error;
    }
}
const isBy = (trusted, manifest, signature) => signature !== undefined && trusted.some((one) => one.verifies(manifest, signature));
/** Only what began in the same second can be a copy. Nothing of another manifest is parsed before its own signature was found good. */
async function isVouchedFor(store, { name, id }, manifest, trusted) {
    const digest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256 */ .sc)(manifest);
    const others = (0,_replaced_js__WEBPACK_IMPORTED_MODULE_5__/* .idsBeside */ .PQ)(id, (await store.folders(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.backups(name))).filter(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .isBackupId */ ["if"]));
    for (const other of others) {
        const key = _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.manifest(name, other);
        const bytes = await unlessMissing(store.get(key, { most: _manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .MOST_MANIFEST_BYTES */ .Gr }));
        if (bytes === undefined || !isBy(trusted, bytes, await signatureOf(store, { name, id: other })))
            continue;
        const { replaces } = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .readManifest */ .WI)(bytes, key);
        if (replaces?.id === id && replaces.sha256 === digest)
            return true;
    }
    return false;
}


/***/ }),

/***/ 10790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseSignKey: () => (/* binding */ parseSignKey),
/* harmony export */   parseVerifyKeys: () => (/* binding */ parseVerifyKeys),
/* harmony export */   t: () => (/* binding */ SIGNATURE_BYTES)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


/** Bytes of a raw Ed25519 signature (RFC 8032). */
const SIGNATURE_BYTES = 64;
const MADE_BY = 'pgproof keygen or openssl genpkey -algorithm ed25519';
/** Reads a secret key in PEM (PKCS #8). Throws exit 2 for anything else, and shows nothing of it. */
function parseSignKey(pem) {
    const key = secretKey(pem);
    if (key.asymmetricKeyType !== 'ed25519')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(`sign-key is a key of the kind ${key.asymmetricKeyType}, not of Ed25519`, `make one with ${MADE_BY}`);
    const half = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(key);
    return {
        fingerprint: fingerprintOf(half),
        publicKey: half.export({ type: 'spki', format: 'pem' }).toString(),
        sign: (bytes) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)(null, bytes, key),
    };
}
function secretKey(pem) {
    if (pem.trim() === '')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('sign-key is empty', `give the text of a key file made with ${MADE_BY}`);
    if (/ENCRYPTED PRIVATE KEY/.test(pem)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('sign-key is locked with a passphrase', 'unlock it with openssl pkey, and keep the file 0600');
    }
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('sign-key is not a secret key in PEM', `give the text of a key file made with ${MADE_BY}`, error);
    }
}
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;
/** Reads public keys in PEM, one after the other. Throws exit 2 where there is none, or something else among them. */
function parseVerifyKeys(text) {
    const hint = 'give public keys in PEM, as pgproof keygen wrote them (-----BEGIN PUBLIC KEY-----)';
    if (/PRIVATE KEY-----/.test(text)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('verify-key holds a secret key', 'give its public half (openssl pkey -pubout), and keep the secret one secret');
    }
    const blocks = [...text.matchAll(BLOCK)].map(([block]) => block);
    if (blocks.length === 0 || text.replace(BLOCK, '').trim() !== '')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('verify-key is not a list of keys', hint);
    return blocks.map((block, index) => {
        const key = publicKey(block);
        if (key?.asymmetricKeyType === 'ed25519')
            return verifyKey(key);
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(`key ${index + 1} of verify-key is not a public key of Ed25519`, hint);
    });
}
function publicKey(pem) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem);
    }
    catch {
        return undefined;
    }
}
const verifyKey = (key) => ({
    fingerprint: fingerprintOf(key),
    verifies: (bytes, signature) => signature.length === SIGNATURE_BYTES && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)(null, bytes, key, signature),
});
const fingerprintOf = (key) => `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64')
    .replace(/=+$/, '')}`;


/***/ }),

/***/ 6995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GV: () => (/* binding */ ObjectMissing),
/* harmony export */   Xs: () => (/* binding */ ObjectTooLarge),
/* harmony export */   "if": () => (/* binding */ ObjectExists),
/* harmony export */   q2: () => (/* binding */ ObjectArchived)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** Thrown by `get` for a key that holds nothing. */
class ObjectMissing extends Error {
    key;
    constructor(key) {
        super(`${key} is missing`);
        this.name = 'ObjectMissing';
        this.key = key;
    }
}
/** Thrown by `get` for an object that has to be thawed before it can be read. It is whole; only nobody can read it now. */
class ObjectArchived extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp {
    constructor(reason, hint, cause) {
        super(3, reason, hint, { cause });
        this.name = 'ObjectArchived';
    }
}
/** Thrown by `get` for an object that is larger than the caller takes; `size` in bytes. */
class ObjectTooLarge extends Error {
    key;
    size;
    constructor(key, size) {
        super(`${key} has ${size} bytes`);
        this.name = 'ObjectTooLarge';
        this.key = key;
        this.size = size;
    }
}
/** Thrown by `put` with `onlyIfAbsent` where the key is taken. */
class ObjectExists extends Error {
    key;
    constructor(key) {
        super(`${key} exists already`);
        this.name = 'ObjectExists';
        this.key = key;
    }
}


/***/ })

};
