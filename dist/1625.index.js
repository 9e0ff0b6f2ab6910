export const id = 1625;
export const ids = [1625];
export const modules = {

/***/ 31625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  diff: () => (/* binding */ diff)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/choose.js
var choose = __webpack_require__(95692);
// EXTERNAL MODULE: ./build/operations/chosen.js
var chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/dump/archive.js + 1 modules
var archive = __webpack_require__(41586);
// EXTERNAL MODULE: ./build/postgres/programs.js
var postgres_programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/proof/definitions.js + 1 modules
var definitions = __webpack_require__(3655);
// EXTERNAL MODULE: ./build/operations/restore/stored-archive.js
var stored_archive = __webpack_require__(83272);
;// CONCATENATED MODULE: ./build/operations/diff/definitions.js







const changes = { missing: 'gone', extra: 'new', changed: 'changed' };
/** Compares the definitions of two inventories by their digests. */
function compareEntries(before, after) {
    const differences = (0,definitions/* compareDefinitions */.E4)(before.entries.map(byDigest), after.entries.map(byDigest));
    const moved = differences.filter(({ what, type }) => what === 'changed' && type === 'SEQUENCE SET');
    return {
        before: before.entries.length,
        after: after.entries.length,
        sequencesMoved: moved.length,
        differences: differences
            .filter((difference) => !moved.includes(difference))
            .map(({ what, type, schema, name }) => ({ type, schema, name, change: changes[what] })),
    };
}
/** An inventory knows no text, but the digest changes with it. */
const byDigest = ({ type, schema, name, sha256 }) => ({
    dumpId: 0,
    classOid: 0,
    type,
    schema,
    tag: name,
    owner: '',
    text: sha256,
    digest: sha256,
    dependencies: [],
});
/**
 * Adds to each changed definition what changed in its text, printed by pg_restore from both tables of contents.
 * Where no client is there, the definitions stay as they are, and the reason is returned.
 */
async function withTexts(differences, printing) {
    if (!differences.some(({ change }) => change === 'changed'))
        return { differences, notChecked: [] };
    try {
        const [before, after] = await printBoth(printing);
        const printed = (0,definitions/* compareDefinitions */.E4)(before, after);
        const withText = differences.map((difference) => {
            if (difference.change !== 'changed')
                return difference;
            const at = printed.findIndex(({ what, ...one }) => what === 'changed' && isSame(one, difference));
            // Names repeat (operators): each text is for one of them.
            const [text] = at < 0 ? [] : printed.splice(at, 1);
            return { ...difference, ...(text?.diff !== undefined && { diff: text.diff }) };
        });
        return { differences: withText, notChecked: [] };
    }
    catch (error) {
        if (!(error instanceof errors/* PgproofError */.wp) || error.code !== 3 || printing.context.signal.aborted)
            throw error;
        return { differences, notChecked: [{ what: 'the text of changed definitions', why: error.reason }] };
    }
}
const isSame = (a, b) => a.type === b.type && a.schema === b.schema && a.name === b.name;
async function printBoth({ before, after, client, context }) {
    const folder = (0,external_node_path_.join)(context.temporary, 'diff');
    const major = Math.max(before.backup.manifest.client.major, after.backup.manifest.client.major);
    const { environment, installPrograms: install } = context;
    const { programs } = await (0,postgres_programs/* findPrograms */.z0)(major, { environment, client, folders: [context.temporary], install });
    const libpq = (0,stored_archive/* archiveEnvironment */.E)(context);
    const print = async ({ reader, backup }) => {
        const own = (0,external_node_path_.join)(folder, backup.id);
        await (0,chosen/* fetchTableOfContents */.cA)(reader, own);
        return await (0,definitions/* readDefinitions */.TL)(new archive/* Archive */.Td(own, programs, libpq, backup.manifest.source.encoding));
    };
    return [await print(before), await print(after)];
}

;// CONCATENATED MODULE: ./build/operations/diff/tables.js
/** Every table of either backup, by schema and name. A renamed one is gone and new. */
function compareTables(before, after) {
    const earlier = byName(before);
    const later = byName(after);
    const names = [...new Set([...earlier.keys(), ...later.keys()])];
    return names.map((name) => compare(earlier.get(name), later.get(name))).sort(byPlace);
}
const byName = (tables) => new Map(tables.map((table) => [JSON.stringify([table.schema, table.name]), table]));
const byPlace = (a, b) => a.schema === b.schema ? (a.name < b.name ? -1 : 1) : a.schema < b.schema ? -1 : 1;
function compare(before, after) {
    const { schema, name } = (after ?? before);
    if (before === undefined)
        return { schema, name, change: 'new', ...(after && { after: sizeOf(after) }) };
    if (after === undefined)
        return { schema, name, change: 'gone', before: sizeOf(before) };
    const columns = compareNames(before.columns, after.columns);
    const unchanged = before.sha256 === after.sha256 && before.columns.join('\n') === after.columns.join('\n');
    return {
        schema,
        name,
        change: unchanged ? 'unchanged' : 'changed',
        before: sizeOf(before),
        after: sizeOf(after),
        ...(columns.new.length + columns.gone.length > 0 && { columns }),
    };
}
const sizeOf = ({ rows, bytes }) => ({ rows, bytes });
/** Which names came and which went. */
function compareNames(before, after) {
    const [earlier, later] = [new Set(before), new Set(after)];
    return { new: after.filter((name) => !earlier.has(name)), gone: before.filter((name) => !later.has(name)) };
}

;// CONCATENATED MODULE: ./build/operations/diff/diff.js






/** Compares what two backups hold by their inventories, from the older to the newer. A difference is no failure. */
async function diff(request, context) {
    const started = context.now();
    const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
    try {
        const [older, newer] = await chooseTwo(store, request, context);
        const before = await (0,chosen/* openBackup */.Tw)(store, older, context.signal);
        const after = await (0,chosen/* openBackup */.Tw)(store, newer, context.signal);
        const compared = compareInventories(before.inventory, after.inventory);
        const { definitions } = compared;
        const printed = await withTexts(definitions.differences, { before, after, client: request.client, context });
        return {
            ok: true,
            code: 0,
            verb: 'diff',
            seconds: (context.now().getTime() - started.getTime()) / 1000,
            warnings: warningsOf(before, after),
            before: dated(store, older),
            after: dated(store, newer),
            equal: isEqual(compared),
            totals: { before: totalsOf(older), after: totalsOf(newer) },
            ...compared,
            definitions: { ...definitions, differences: printed.differences },
            notChecked: [...notChecked(before, after), ...printed.notChecked],
        };
    }
    finally {
        store.close();
    }
}
/** The older one first, in whichever order they were named. */
async function chooseTwo(store, request, context) {
    const name = await (0,choose/* chooseName */.xR)(store, request.name);
    const one = await (0,choose/* chooseBackup */.S1)(store, name, request.backup, context.now());
    const other = await (0,choose/* chooseBackup */.S1)(store, name, request.with ?? `before:${one.id}`, context.now());
    if (one.id === other.id) {
        throw (0,errors/* usageError */.Wp)(`backup ${one.id} would be compared with itself`, 'name another one in with: pgproof list shows them');
    }
    return one.id < other.id ? [one, other] : [other, one];
}
function compareInventories(before, after) {
    return {
        tables: compareTables(before.tables, after.tables),
        definitions: compareEntries(before, after),
        largeObjects: compareLargeObjects(before, after),
        extensions: compareExtensions(before, after),
        roles: compareRoles(before, after),
    };
}
function compareLargeObjects(before, after) {
    const earlier = new Map(before.largeObjects.map(({ oid, sha256 }) => [oid, sha256]));
    const kept = after.largeObjects.filter(({ oid }) => earlier.has(oid));
    return {
        new: after.largeObjects.length - kept.length,
        gone: before.largeObjects.length - kept.length,
        changed: kept.filter(({ oid, sha256 }) => earlier.get(oid) !== sha256).length,
    };
}
/** Those that came, went or have another version. */
function compareExtensions(before, after) {
    const versions = ({ facts }) => new Map(facts.extensions.map(({ name, version }) => [name, version]));
    const [earlier, later] = [versions(before), versions(after)];
    return [...new Set([...earlier.keys(), ...later.keys()])]
        .filter((name) => earlier.get(name) !== later.get(name))
        .map((name) => {
        const [was, is] = [earlier.get(name), later.get(name)];
        return { name, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
    });
}
function compareRoles(before, after) {
    const names = ({ roles }) => roles.map(({ name }) => name);
    const roles = compareNames(names(before), names(after));
    return [
        ...roles.new.map((name) => ({ name, change: 'new' })),
        ...roles.gone.map((name) => ({ name, change: 'gone' })),
    ];
}
function isEqual({ tables, definitions, largeObjects, extensions, roles }) {
    return (tables.every(({ change }) => change === 'unchanged') &&
        definitions.differences.length + definitions.sequencesMoved === 0 &&
        largeObjects.new + largeObjects.gone + largeObjects.changed === 0 &&
        extensions.length + roles.length === 0);
}
const dated = (store, backup) => ({
    ...(0,chosen/* referenceOf */.Bz)(store, backup),
    created: backup.manifest.created,
});
function totalsOf({ manifest: { totals } }) {
    const { tables, rows, rawBytes, storedBytes } = totals;
    return { tables, rows, rawBytes, storedBytes };
}
/** Who compares other settings, databases or majors sees differences that nobody made. */
function warningsOf({ backup: { manifest: a }, inventory: one }, { backup: { manifest: b }, inventory: two }) {
    const settings = Object.keys({ ...one.settings, ...two.settings }).filter((name) => one.settings[name] !== two.settings[name]);
    return [
        ...(a.source.database === b.source.database
            ? []
            : [`they are of different databases, ${a.source.database} and ${b.source.database}`]),
        ...(a.client.major === b.client.major
            ? []
            : [`pg_dump ${a.client.major} and ${b.client.major} may print the same definition differently`]),
        ...(settings.length === 0
            ? []
            : [`they were dumped under other settings, which rows depend on: ${settings.join(', ')}`]),
    ];
}
/** What a filter left out on either side cannot be told from what is gone. */
const notChecked = (...both) => both.flatMap(({ backup: { id, manifest } }) => manifest.partial.map((what) => ({ what: `what ${id} leaves out`, why: `it holds ${what}` })));


/***/ }),

/***/ 83272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ archiveEnvironment),
/* harmony export */   _G: () => (/* binding */ storedDefinitions),
/* harmony export */   xc: () => (/* binding */ withArchive)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _dump_archive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41586);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56233);
/* harmony import */ var _proof_definitions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3655);
/* harmony import */ var _chosen_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79709);






/** Fetches a backup's table of contents into a folder of the run's own, and removes it afterwards. */
async function withArchive({ reader, backup }, { programs, context }, work) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(context.temporary, 'archive-'));
    try {
        await (0,_chosen_js__WEBPACK_IMPORTED_MODULE_5__/* .fetchTableOfContents */ .cA)(reader, folder);
        return await work(new _dump_archive_js__WEBPACK_IMPORTED_MODULE_2__/* .Archive */ .Td(folder, programs, archiveEnvironment(context), backup.manifest.source.encoding));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
    }
}
/** Every definition of a backup in the archive's order, which is the inventory's, but for what `options` leaves out. */
async function storedDefinitions(chosen, tools, options = {}) {
    return await withArchive(chosen, tools, async (archive) => await (0,_proof_definitions_js__WEBPACK_IMPORTED_MODULE_4__/* .readDefinitions */ .TL)(archive, options));
}
/** Of a pg_restore that reads an archive and connects nowhere. */
const archiveEnvironment = (context) => (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_3__/* .libpqEnvironment */ .SQ)({ parameters: {} }, {}, context);


/***/ })

};
