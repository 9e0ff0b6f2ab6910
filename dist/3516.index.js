export const id = 3516;
export const ids = [3516,4104];
export const modules = {

/***/ 95635:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N4: () => (/* binding */ note),
  e7: () => (/* binding */ readBack),
  XE: () => (/* binding */ readRest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/dump/fingerprint.js
var dump_fingerprint = __webpack_require__(77779);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/programs.js
var postgres_programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/repository/large-objects.js
var large_objects = __webpack_require__(53367);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
;// CONCATENATED MODULE: ./build/operations/verify/sample.js


/**
 * Reads objects that make up at least `share` of the stored bytes, beginning where the last sample ended and going round:
 * samples of a tenth have read everything after ten.
 */
async function readSample(run, share) {
    const { objects } = run.chosen.backup.manifest;
    run.context.progress({ kind: 'phase', title: `Read ${Math.round(share * 100)} % of the stored bytes back` });
    const start = await startOfSample(run);
    const order = [...objects.slice(start), ...objects.slice(0, start)];
    const total = bytesOf(objects);
    const taken = [];
    for (const object of order) {
        if (taken.length > 0 && bytesOf(taken) >= share * total)
            break;
        taken.push(object);
    }
    await readObjects(run, taken);
    // A sample never counts as the whole: it compares no table's digest.
    return { share: Math.min(bytesOf(taken) / Math.max(1, total), 0.999999), next: order[taken.length]?.name ?? null };
}
const bytesOf = (objects) => objects.reduce((sum, { size }) => sum + size, 0);
async function startOfSample({ store, chosen }) {
    const { name, id, digest, manifest } = chosen.backup;
    const records = (await (0,repository_records/* listRecords */.VI)(store, name, id)).get(id) ?? [];
    const last = records.findLast((record) => record.manifest === digest && nextIn(record.body) !== undefined);
    const next = nextIn(last?.body);
    return Math.max(0, manifest.objects.findIndex((object) => object.name === next));
}
function nextIn(body) {
    const next = body?.sample?.next;
    return typeof next === 'string' ? next : undefined;
}
async function readObjects(run, objects) {
    const { reader, inventory } = run.chosen;
    const parts = new Map();
    for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
        parts.set(part.object, part);
    const queue = [...objects];
    const worker = async () => {
        for (let object = queue.shift(); object !== undefined; object = queue.shift()) {
            try {
                const stored = await reader.object(object.name);
                const part = parts.get(object.name);
                if (part)
                    for await (const _ of reader.unfold(part, stored))
                        ;
            }
            catch (error) {
                note(run.damaged, error, object.name);
            }
        }
    };
    await Promise.all(Array.from({ length: run.request.jobs }, worker));
}

// EXTERNAL MODULE: ./build/operations/verify/table-of-contents.js
var table_of_contents = __webpack_require__(51162);
;// CONCATENATED MODULE: ./build/operations/verify/read-back.js











/** Notes damage and goes on; everything else is thrown. */
function note(damaged, error, object, table) {
    if (!(error instanceof errors/* PgproofError */.wp) || error.code !== 1)
        throw error;
    const found = error instanceof read/* DamagedObject */.F7 ? { object: error.object, what: error.what } : { object, what: error.reason };
    const objects = objectsIn(damaged);
    if (objects.has(found.object))
        return;
    objects.add(found.object);
    damaged.push({ ...found, ...(table && { table }) });
}
/** A look through the list for each object would take for ever where a forged manifest names half a million that are not there. */
const known = new WeakMap();
function objectsIn(damaged) {
    const seen = known.get(damaged);
    if (seen?.size === damaged.length)
        return seen;
    const all = new Set(damaged.map(({ object }) => object));
    known.set(damaged, all);
    return all;
}
/** Reads a backup's objects back and notes what is not as it should be. A share of 1 means every byte and every digest. */
async function readBack(run) {
    const { request, chosen } = run;
    const { objects } = chosen.backup.manifest;
    await readTableOfContents(run);
    if (request.sample !== undefined && request.sample < 1) {
        const sample = await readSample(run, request.sample);
        return { share: sample.share, sample };
    }
    run.context.progress({ kind: 'phase', title: 'Read every byte back' });
    await readTables(run);
    await readLargeObjects(run);
    await readRest(chosen.reader, run.damaged, request.jobs);
    return { share: objects.length === 0 ? 0 : 1 };
}
/** The table of contents must be readable by pg_restore and list what the inventory lists. */
async function readTableOfContents(run) {
    const { chosen, context, request } = run;
    const { manifest } = chosen.backup;
    const folder = (0,external_node_path_.join)(context.temporary, `verify-${chosen.backup.id}`);
    const { programs } = await (0,postgres_programs/* findPrograms */.z0)(manifest.client.major, {
        environment: context.environment,
        client: request.client,
        install: context.installPrograms,
        folders: [context.temporary],
    });
    try {
        await (0,operations_chosen/* fetchTableOfContents */.cA)(chosen.reader, folder);
        const difference = await (0,table_of_contents/* compareTableOfContents */.r)(chosen, programs, folder, context);
        if (difference)
            run.damaged.push({ object: 'toc.dat', what: difference });
    }
    catch (error) {
        note(run.damaged, error, 'toc.dat');
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function readTables(run) {
    const queue = [...run.chosen.inventory.tables];
    const total = run.chosen.backup.manifest.totals.rawBytes;
    let done = 0;
    const worker = async () => {
        for (let table = queue.shift(); table !== undefined; table = queue.shift()) {
            await readTable(run, table, (bytes) => {
                done += bytes;
                run.context.progress({ kind: 'bytes', done, total });
            });
        }
    };
    await Promise.all(Array.from({ length: run.request.jobs }, worker));
}
async function readTable(run, table, count) {
    const name = `${table.schema}.${table.name}`;
    try {
        const fingerprint = new dump_fingerprint/* Fingerprint */.$A();
        for await (const chunk of run.chosen.reader.parts(table.parts)) {
            fingerprint.update(chunk);
            count(chunk.length);
        }
        const { rows, sha256 } = fingerprint.digest();
        if (sha256 !== table.sha256 || rows !== table.rows) {
            throw new read/* DamagedObject */.F7(`${table.file}.zst`, `holds ${rows} rows of ${table.rows}, with another digest`);
        }
        run.tables++;
        run.rows += rows;
    }
    catch (error) {
        note(run.damaged, error, `${table.file}.zst`, name);
    }
}
async function readLargeObjects(run) {
    try {
        for await (const file of (0,large_objects/* largeObjectFiles */.A)(run.chosen.reader, run.chosen.inventory)) {
            for await (const _ of file.content)
                ;
        }
    }
    catch (error) {
        note(run.damaged, error, layout/* LARGE_OBJECTS */.hf);
    }
}
/** Objects that nothing refers to (roles), and those that were passed over behind a damaged one. */
async function readRest(reader, damaged, jobs) {
    const queue = reader.unread();
    const worker = async () => {
        for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
            const object = name;
            await reader.object(object).catch((error) => note(damaged, error, object));
        }
    };
    await Promise.all(Array.from({ length: jobs }, worker));
}


/***/ }),

/***/ 1302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ lookAtTrust)
/* harmony export */ });
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66631);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36843);


/** What the keys of a run leave open: whose backup it is, and whether it should not have been sealed. */
async function lookAtTrust(store, { name, id, manifest }) {
    if (!store.keys)
        return { warnings: [], notChecked: [] };
    const { trusted, opening } = store.keys;
    const warnings = (0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .uncounted */ .cP)(store.keys);
    if (manifest.encryption === null && (opening.identities.length > 0 || opening.passphrase !== undefined))
        warnings.push(`a key was given, and backup ${id} is not sealed: look whether it is one of yours`);
    const asked = trusted === undefined && (await store.head(_repository_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .keys */ .HP.signature(name, id))) !== undefined;
    return { warnings, notChecked: asked ? [{ what: 'who signed it', why: 'no verify-key was given' }] : [] };
}


/***/ }),

/***/ 63516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keysIn: () => (/* binding */ keysIn),
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/expectations.js
var expectations = __webpack_require__(36910);
// EXTERNAL MODULE: ./build/repository/archived.js
var archived = __webpack_require__(50031);
// EXTERNAL MODULE: ./build/repository/catalogue.js
var repository_catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/choose.js
var choose = __webpack_require__(95692);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/open.js
var repository_open = __webpack_require__(65281);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
// EXTERNAL MODULE: ./build/repository/record-body.js
var record_body = __webpack_require__(74873);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/repository/replaced.js
var repository_replaced = __webpack_require__(85149);
// EXTERNAL MODULE: ./build/operations/chosen.js
var chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/verify/read-back.js + 1 modules
var read_back = __webpack_require__(95635);
;// CONCATENATED MODULE: ./build/operations/verify/table-rows.js
/** Rows of every table of a backup, also of partitioned ones, which hold the rows of their partitions. */
function rowsByTable({ tables, facts }) {
    const keyOf = (table) => JSON.stringify([table.schema, table.name]);
    const rows = new Map(tables.map((table) => [keyOf(table), table.rows]));
    const partitions = new Map();
    const partitioned = facts.tables.filter((table) => table.kind === 'p');
    const isPartitioned = new Set(partitioned.map(keyOf));
    for (const table of facts.tables) {
        for (const parent of table.parents.map(keyOf)) {
            if (isPartitioned.has(parent))
                partitions.set(parent, [...(partitions.get(parent) ?? []), keyOf(table)]);
        }
    }
    const sum = (key) => (partitions.get(key) ?? []).reduce((total, partition) => total + (rows.get(partition) ?? sum(partition)), 0);
    const own = tables.map(({ schema, name, rows }) => ({ schema, name, rows }));
    return [...own, ...partitioned.map((table) => ({ schema: table.schema, name: table.name, rows: sum(keyOf(table)) }))];
}

// EXTERNAL MODULE: ./build/operations/verify/trusted.js
var trusted = __webpack_require__(1302);
// EXTERNAL MODULE: ./build/repository/key-drill.js
var key_drill = __webpack_require__(64922);
// EXTERNAL MODULE: ./build/sealing/age-keys.js
var age_keys = __webpack_require__(24104);
// EXTERNAL MODULE: ./build/sealing/shown-key.js
var shown_key = __webpack_require__(7951);
// EXTERNAL MODULE: ./build/operations/results.js
var results = __webpack_require__(2745);
;// CONCATENATED MODULE: ./build/operations/verify/try-keys.js








/** A drill: which of the keys that were given open the backup. Nothing of it is read but its manifest, and what the keys opened is written down. */
async function tryKeys({ context, store, backup, started }) {
    const { name, id, digest, manifest } = backup;
    if (manifest.encryption === null)
        throw (0,errors/* usageError */.Wp)(`backup ${id} is not sealed, so there are no keys to try`, 'leave keys out, or choose another backup');
    const { opener } = await (0,repository_open/* openReader */.c)(store, backup, context.signal);
    const opened = opener?.openedBy ?? [];
    const keys = (0,key_drill/* holdersOf */.pW)(manifest).map((recipient) => ({ recipient, opened: opened.includes(recipient) }));
    const given = manifest.encryption.method === 'age' ? await (0,age_keys.recipientsOf)(store.keys?.opening.identities ?? []) : [];
    const warnings = [];
    const body = { keys: opened };
    const record = await (0,repository_records/* putRecord */.j8)(store, { name, id }, { kind: 'opened', time: context.now().toISOString(), ok: true, by: context.by, manifest: digest, body }).catch((error) => {
        warnings.push(`no record was written: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    });
    return {
        ...outcome(id, given.filter((recipient) => !opened.includes(recipient)), opened),
        verb: 'verify',
        seconds: (context.now().getTime() - started.getTime()) / 1000,
        warnings,
        ...(record !== undefined && { record }),
        backup: (0,chosen/* referenceOf */.Bz)(store, backup),
        checked: { objects: 0, bytes: 0, tables: 0, rows: 0, share: 0 },
        damaged: [],
        expectations: [],
        keys,
        notChecked: [{ what: 'every byte of the backup', why: 'only the keys were to be tried' }],
    };
}
/** One of two keys that opens nothing was brought to be proven too. */
function outcome(id, failing, opened) {
    if (failing.length === 0 || opened.includes('passphrase'))
        return results/* success */.k;
    const reason = `the secret key of ${failing.map(shown_key/* shownKey */.d).join(', ')} does not open backup ${id}`;
    return { ok: false, code: 5, reason, hint: 'look whether it is the right key; the others that were given open it' };
}

// EXTERNAL MODULE: ./build/repository/history.js
var repository_history = __webpack_require__(8041);
;// CONCATENATED MODULE: ./build/operations/verify/with-history.js



/** Adds what the chain of all backups says. What is wrong with the backup itself is the worse news. */
async function withHistory(result, { store, backup, context }) {
    context.progress({ kind: 'phase', title: 'Look at the history' });
    const catalogue = await (0,repository_catalogue/* readCatalogue */.YW)(store, backup.name);
    const records = await (0,repository_records/* listRecords */.VI)(store, backup.name);
    const faults = (0,repository_history/* historyFaults */.O)({ catalogue, records, now: context.now(), location: store.location });
    // What a signed copy replaces is no restore point any more: one from before signing is left to the prune that sweeps it.
    const replaced = new Set(catalogue.backups.map(({ manifest }) => manifest.replaces?.id));
    const unreadable = catalogue.unreadable
        .filter(({ id }) => !replaced.has(id))
        .map(({ id, why }) => ({ id, what: `cannot be read: ${why}` }));
    const history = { backups: catalogue.backups.length, faults: [...faults, ...unreadable] };
    const [first, ...more] = history.faults;
    if (!first || !result.ok)
        return { ...result, history };
    return {
        ...result,
        ok: false,
        code: 1,
        reason: `backup ${first.id} ${first.what}${more.length > 0 ? `; and ${more.length} more` : ''}`,
        hint: 'find out who wrote to the storage; where it keeps old versions, as-of shows what was there before',
        history,
    };
}

;// CONCATENATED MODULE: ./build/operations/verify/verify.js


















/** Reads a backup back from the storage and compares everything that can be compared without a database. */
async function verify(request, context) {
    const started = context.now();
    const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
    try {
        context.progress({ kind: 'phase', title: 'Choose the backup' });
        const named = await (0,chosen/* chooseNamed */.F4)(store, request, context);
        return await (0,chosen/* whileReadingBackup */.me)(store, named, context, async (backup) => {
            const verifying = { request, context, store, backup, started };
            const result = request.keys ? await tryKeys(verifying) : await verifyBackup(verifying);
            return request.history ? await withHistory(result, verifying) : result;
        });
    }
    finally {
        store.close();
    }
}
async function verifyBackup(verifying) {
    const { request, context, store, backup } = verifying;
    const damaged = [];
    await (0,archived/* refuseArchived */.xl)(store, backup);
    const reader = await readerOrNote(store, backup, request, context, damaged);
    const chosen = request.withoutKey ? undefined : await openOrNote(reader, damaged);
    const run = chosen && { request, context, store, chosen, damaged, tables: 0, rows: 0 };
    const read = run ? await (0,read_back/* readBack */.e7)(run) : await readStored(reader, request, damaged);
    const expectations = await expect(request, context, store, backup, chosen);
    return await conclude({ ...verifying, reader, run, damaged, read, expectations });
}
/** A backup whose key is damaged can only be compared as it is stored. */
async function readerOrNote(store, backup, request, { signal }, damaged) {
    if (!request.withoutKey) {
        try {
            return await (0,repository_open/* openReader */.c)(store, backup, signal);
        }
        catch (error) {
            (0,read_back/* note */.N4)(damaged, error, layout/* KEY */._);
        }
    }
    return new read/* BackupReader */.oJ(store, backup, signal);
}
/** Opens a backup, or notes that its inventory is damaged. */
async function openOrNote(reader, damaged) {
    if (damaged.length > 0)
        return undefined;
    try {
        return await (0,chosen/* readContents */.r0)(reader);
    }
    catch (error) {
        (0,read_back/* note */.N4)(damaged, error, layout/* INVENTORY */.dh);
        return undefined;
    }
}
/** Compares every object as it is stored, whatever is in it: never the whole of a verification. */
async function readStored(reader, { jobs, withoutKey }, damaged) {
    await (0,read_back/* readRest */.XE)(reader, damaged, jobs);
    return { share: withoutKey ? ALL_BUT_CONTENTS : 0 };
}
/** Every byte was compared, but no row was counted. */
const ALL_BUT_CONTENTS = 0.999999;
async function expect(request, context, store, backup, chosen) {
    const catalogue = await (0,repository_catalogue/* readCatalogue */.YW)(store, backup.name);
    const replaced = (0,repository_replaced/* replacementsIn */.tP)(catalogue.backups, () => true);
    const describe = (one) => ({
        id: one.id,
        created: new Date(one.manifest.created),
        storedBytes: one.manifest.totals.storedBytes,
        complete: (0,choose/* isWholeBackup */.oO)(one),
    });
    return (0,expectations/* checkExpectations */.Ez)({
        // As it was then, a backup was not older than that.
        now: request.asOf ?? context.now(),
        backups: catalogue.backups.filter(({ id }) => !replaced.has(id)).map(describe),
        chosen: describe(backup),
        tables: chosen ? rowsByTable(chosen.inventory) : [],
    }, {
        maxBackupAge: request.maxBackupAge,
        // Without an inventory nobody knows the tables, and the backup is damaged anyway.
        requiredTables: chosen ? request.requiredTables : [],
        ...(request.sizeTolerance !== undefined && { sizeTolerance: request.sizeTolerance }),
    });
}
async function conclude(all) {
    const { request, context, store, backup, reader, run, damaged, read, expectations } = all;
    const { share, sample } = read;
    const whole = share === 1;
    const broken = expectations.filter((check) => !check.ok && check.skipped === undefined);
    const checked = {
        objects: reader.objectsRead,
        bytes: reader.bytesRead,
        tables: run?.tables ?? 0,
        rows: run?.rows ?? 0,
        share,
    };
    const intact = damaged.length === 0;
    const trust = await (0,trusted/* lookAtTrust */.l)(store, backup);
    const warnings = [...trust.warnings];
    const record = await (0,repository_records/* putRecord */.j8)(store, { name: backup.name, id: backup.id }, {
        kind: intact ? (whole ? 'verified' : 'sampled') : 'failed',
        time: context.now().toISOString(),
        ok: intact,
        by: context.by,
        manifest: backup.digest,
        body: await (0,record_body/* recordBody */.EV)(reader, { of: 'verified', checked, ...(sample && { sample }), ...keysIn(reader) }, { damaged, expectations }),
    }).catch((error) => {
        warnings.push(`no record was written: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    });
    return {
        ...verify_outcome(backup, damaged, broken),
        verb: 'verify',
        seconds: (context.now().getTime() - all.started.getTime()) / 1000,
        warnings,
        ...(record !== undefined && { record }),
        backup: (0,chosen/* referenceOf */.Bz)(store, backup),
        checked,
        damaged,
        ...(request.withoutKey && { asStored: true }),
        expectations,
        notChecked: [...notChecked(whole, share, request), ...trust.notChecked],
    };
}
function verify_outcome(backup, damaged, broken) {
    if (damaged.length > 0) {
        const first = damaged[0];
        const more = damaged.length > 1 ? `, and ${damaged.length - 1} more` : '';
        return {
            ok: false,
            code: 1,
            reason: `backup ${backup.id} is damaged: ${first.object} ${first.what}${more}`,
            hint: 'use an earlier backup (pgproof list), make a new one now, and find out what changed the object',
        };
    }
    const first = broken[0];
    if (first) {
        return {
            ok: false,
            code: 1,
            reason: `backup ${backup.id} is whole but not as expected: ${first.name}: ${first.found ?? 'no'}`,
            hint: 'look whether the backup job still runs and backs up the right database',
        };
    }
    return { ok: true, code: 0 };
}
/** Which keys opened the backup, for the record: a drill of keys goes by it. */
const keysIn = ({ opener }) => (opener ? { keys: opener.openedBy } : {});
function notChecked(whole, share, { withoutKey }) {
    const always = { what: 'whether it restores', why: 'only pgproof restore-test shows that' };
    if (whole)
        return [always];
    if (withoutKey)
        return [{ what: 'what is in the objects, and every row count', why: 'no key was to be used' }, always];
    return [{ what: `${Math.round((1 - share) * 100)} % of the bytes`, why: 'a sample was asked for' }, always];
}


/***/ }),

/***/ 36910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ checkExpectations),
/* harmony export */   ux: () => (/* binding */ medianOf)
/* harmony export */ });
/* unused harmony export expectationsHold */
/* harmony import */ var _assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31087);
/* harmony import */ var _assertions_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48295);


/** Whether no expectation failed; skipped ones neither fail nor pass. */
const expectationsHold = (results) => results.every((result) => result.ok || result.skipped !== undefined);
/** One result for each limit that is given, and one for each required table. */
function checkExpectations(facts, limits) {
    const { maxBackupAge, requiredTables = [], sizeTolerance } = limits;
    return [
        ...(maxBackupAge === undefined ? [] : [judgeAge(facts, maxBackupAge)]),
        ...requiredTables.map((table) => judgeTable(facts, table)),
        ...(sizeTolerance === undefined ? [] : [judgeSize(facts, sizeTolerance)]),
    ];
}
/** Clocks of runners and of this machine may differ a little; a backup from further ahead than this is from a wrong clock. */
const clockSlack = 5 * 60_000;
function judgeAge({ now, backups, chosen }, maxBackupAge) {
    const name = `newest complete backup at most ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(maxBackupAge)} old`;
    const newest = backups.find((backup) => backup.complete);
    if (newest === undefined && !chosen.complete) {
        return { name, ok: false, found: 'not checked', skipped: 'the backup is partial, and there is no complete one' };
    }
    if (newest === undefined)
        return { name, ok: false, found: 'there is no complete backup' };
    const age = now.getTime() - newest.created.getTime();
    if (age < -clockSlack)
        return { name, ok: false, found: `${newest.id} is ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(age)} in the future` };
    return { name, ok: age <= maxBackupAge, found: `${newest.id} is ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(Math.max(0, age))} old` };
}
function judgeTable({ tables }, required) {
    const name = `table ${required} is there and not empty`;
    const wanted = (0,_assertions_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSqlName */ .zC)(required);
    if (wanted === undefined)
        return { name, ok: false, found: 'this is not a name as SQL writes it' };
    const found = tables.filter((table) => matches(table, wanted));
    const rows = found.reduce((sum, table) => sum + table.rows, 0);
    if (found.length === 0)
        return { name, ok: false, found: 'it is not in the backup' };
    if (found.length > 1)
        return { name, ok: false, found: `it is in ${found.length} schemas, write the schema too` };
    return { name, ok: rows > 0, found: rows === 0 ? 'it is empty' : `${rows} rows` };
}
const matches = (table, wanted) => table.name === wanted.name && (wanted.schema === undefined || table.schema === wanted.schema);
function judgeSize({ backups, chosen }, tolerance) {
    const name = `stored size within ${percent(tolerance)} of the median of the last five`;
    const skip = (reason) => ({ name, ok: false, found: 'not checked', skipped: reason });
    if (!chosen.complete)
        return skip('the backup is partial');
    const earlier = backups
        .filter((one) => one.complete && one.id !== chosen.id && one.created.getTime() <= chosen.created.getTime())
        .slice(0, 5);
    if (earlier.length < 3)
        return skip(`only ${earlier.length} earlier complete backups, 3 are needed for a median`);
    const median = medianOf(earlier.map((one) => one.storedBytes));
    const off = chosen.storedBytes / median - 1;
    const found = `${chosen.storedBytes} bytes, ${percent(Math.abs(off))} ${off < 0 ? 'below' : 'above'} the median of ${median}`;
    // By multiplication, so that an empty median or a share like 0.1 does not fail by rounding.
    return { name, ok: Math.abs(chosen.storedBytes - median) <= tolerance * median + 1e-6, found };
}
function medianOf(values) {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    const upper = sorted[middle];
    return sorted.length % 2 === 1 ? upper : Math.round((sorted[middle - 1] + upper) / 2);
}
const percent = (share) => `${Math.round(share * 1000) / 10} %`;


/***/ }),

/***/ 50031:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kn: () => (/* binding */ describeArchived),
/* harmony export */   Vq: () => (/* binding */ THAW),
/* harmony export */   xl: () => (/* binding */ refuseArchived)
/* harmony export */ });
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70370);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6995);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);
/* harmony import */ var _losses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91014);




/** Look-ups at a time. */
const LOOKUPS = 16;
/** What to do about it; the thawing takes hours. */
const THAW = 'thaw them (aws s3api restore-object for each, or S3 Batch Operations for the prefix), wait until that is done, then run again; and keep lifecycle rules away from backups';
/**
 * Of the objects of a backup as they are listed: which have to be thawed before it can be read, as half a sentence. Undefined where all can be read.
 * A listing only tells the class, so each that is of such a class is looked up.
 */
async function describeArchived(store, backup, listed) {
    const own = _layout_js__WEBPACK_IMPORTED_MODULE_1__/* .keys */ .HP.backup(backup.name, backup.id);
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_3__/* ["default"] */ .A)(LOOKUPS);
    const classed = listed.filter(({ archived }) => archived !== undefined);
    const looked = await Promise.all(classed.map(({ key }) => limit(() => store.head(key))));
    const frozen = classed.flatMap(({ key }, index) => {
        const archived = looked[index]?.archived;
        return archived === undefined ? [] : [`${key.slice(own.length)} (${archived})`];
    });
    if (frozen.length === 0)
        return undefined;
    const others = frozen.length > 1 ? ` and ${frozen.length - 1} more` : '';
    return `${frozen.length} of ${listed.length} objects must be thawed before they can be read: ${frozen[0]}${others}`;
}
/** Throws exit 3 where parts of a backup have to be thawed before it can be read: before hours of reading, and with all of them named at once. */
async function refuseArchived(store, backup) {
    const what = await describeArchived(store, backup, await (0,_losses_js__WEBPACK_IMPORTED_MODULE_2__/* .listObjects */ .L)(store, backup));
    if (what !== undefined)
        throw new _storage_store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectArchived */ .q2(`backup ${backup.id} is archived, not damaged: ${what}`, THAW);
}


/***/ }),

/***/ 8041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ HISTORY_MS),
/* harmony export */   O: () => (/* binding */ historyFaults)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27597);
/* harmony import */ var _expiry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76302);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);
/* harmony import */ var _retention_candidate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91971);
/* harmony import */ var _retention_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22654);





/** A prune removes the records of what it has swept after so long; who is gone for longer is not missed. */
const HISTORY_MS = 400 * _retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .DAY */ .d_;
/**
 * Looks whether a backup was removed otherwise than by a prune, replaced, or rolled back: each manifest names the one before it with its digest, and
 * records name the manifest that they speak of. What nothing later speaks of, because all that was newer went with it, only its age tells.
 */
function historyFaults(past) {
    const backups = past.catalogue.backups.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const faults = [
        ...backups.flatMap((backup) => chainFault(backup, backups, past)),
        ...[...past.records].flatMap(([id, records]) => recordFault(id, records, past)),
        ...[...past.records].flatMap(([id, records]) => copyFault(id, records, past)),
    ];
    const first = new Map(faults.toReversed().map((fault) => [fault.id, fault]));
    return [...first.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
function chainFault(backup, all, past) {
    const { previous } = backup.manifest;
    if (previous === null)
        return brokenOff(backup, all, past);
    const there = all.find(({ id }) => id === previous.id);
    if (there) {
        const same = there.digest === previous.sha256;
        return same
            ? []
            : [{ id: there.id, what: `was replaced: ${backup.id} was made after another manifest under that id` }];
    }
    if (isExplained(previous, past) || cameAsCopy(backup, past))
        return [];
    return [{ id: previous.id, what: `is gone, and no prune removed it: ${backup.id} was made after it` }];
}
/** The first of a chain, though others were there when it was made. */
function brokenOff({ id, digest, manifest }, all, past) {
    if (cameAsCopy({ id, digest }, past))
        return [];
    const made = Date.parse(manifest.created) - _retention_candidate_js__WEBPACK_IMPORTED_MODULE_3__/* .CLOCK_SLACK */ .A;
    const before = all.findLast((other) => other.id < id && Date.parse(other.manifest.finished) < made);
    return before ? [{ id, what: `says that no backup was there before it, and ${before.id} was` }] : [];
}
function recordFault(id, records, past) {
    const there = past.catalogue.backups.find((backup) => backup.id === id);
    const spoken = records.filter(({ kind }) => kind !== 'swept' && kind !== 'copying');
    if (there) {
        const other = spoken.some(({ manifest }) => manifest !== there.digest);
        return other ? [{ id, what: 'was replaced: records speak of another manifest under that id' }] : [];
    }
    const last = spoken.at(-1);
    if (!last || isExplained({ id, sha256: last.manifest }, past))
        return [];
    return [{ id, what: `is gone, and no prune removed it: records speak of it (${last.kind}, ${last.time})` }];
}
const replacedSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ replacedBy: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), sha256: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP() }) });
/** Of the copy under other keys that a backup was let go for: no later manifest speaks of it. */
function copyFault(id, records, past) {
    const last = records.findLast(({ kind }) => kind === 'expired' || kind === 'unexpired');
    const { data } = replacedSchema.safeParse(last?.kind === 'expired' ? last.body : undefined);
    if (!data)
        return [];
    const { replacedBy } = data;
    const there = past.catalogue.backups.find((backup) => backup.id === replacedBy.id);
    if (there && there.digest !== replacedBy.sha256)
        return [{ id: there.id, what: `was replaced: ${id} gave way to another manifest under that id` }];
    if (there || isExplained(replacedBy, past))
        return [];
    return [{ id: replacedBy.id, what: `is gone, and no prune removed it: ${id} gave way to it` }];
}
/** Why a backup may be gone: a prune let it go, another one replaces it, its manifest is there and damaged, or it was too long ago to be known. */
function isExplained({ id, sha256 }, { catalogue, records, now }) {
    const own = records.get(id) ?? [];
    if (own.some(({ kind, manifest }) => kind === 'swept' && manifest === sha256))
        return true;
    const expiry = (0,_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .expiryOf */ .p1)(own, sha256);
    if (expiry && (0,_expiry_js__WEBPACK_IMPORTED_MODULE_0__/* .sweptFrom */ .IS)(expiry) <= now)
        return true;
    if (catalogue.unreadable.some((unreadable) => unreadable.id === id))
        return true;
    const isReplaced = ({ manifest }) => manifest.replaces?.id === id && manifest.replaces.sha256 === sha256;
    if (catalogue.backups.some(isReplaced))
        return true;
    return own.length === 0 && (0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .isBackupId */ ["if"])(id) && now.getTime() - (0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .startOf */ .GH)(id).getTime() >= HISTORY_MS;
}
const cameSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ to: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP() });
/** A second storage need not have what the first one had before. The word for it counts only where it was written, or a copy's would hide a loss here. */
function cameAsCopy({ id, digest }, { records, location }) {
    return (records.get(id) ?? []).some(({ kind, manifest, body }) => {
        const { data } = cameSchema.safeParse(kind === 'came-as-copy' && manifest === digest ? body : undefined);
        return data !== undefined && withoutOptions(data.to) === withoutOptions(location);
    });
}
const withoutOptions = (location) => location.replace(/\?.*/, '');


/***/ }),

/***/ 64922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ keyStates),
/* harmony export */   gm: () => (/* binding */ unproven),
/* harmony export */   pW: () => (/* binding */ holdersOf)
/* harmony export */ });
/* unused harmony export PROVEN_WITHIN_MS */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27597);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6827);
/* harmony import */ var _retention_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22654);



/** A key that opened nothing for so long may be lost without anyone knowing. */
const PROVEN_WITHIN_MS = 90 * _retention_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .DAY */ .d_;
const bodySchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ keys: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) });
/** Who can open a backup, as records name them. */
const holdersOf = ({ encryption }) => encryption === null ? [] : encryption.mode === 'passphrase' ? ['passphrase'] : encryption.recipients;
/** Every key of the newest sealed backup. `records` are those that count, by id. */
function keyStates(backups, records, now) {
    const sealed = backups
        .filter(({ manifest }) => manifest.encryption !== null)
        .toSorted((a, b) => (a.id < b.id ? 1 : -1));
    const newest = sealed[0];
    if (!newest)
        return [];
    const seen = [...records.values()].flat().filter((record) => !(0,_records_js__WEBPACK_IMPORTED_MODULE_0__/* .isFromFuture */ .S5)(record, now));
    return holdersOf(newest.manifest).map((recipient) => {
        const first = sealed.findLast(({ manifest }) => holdersOf(manifest).includes(recipient));
        const proven = seen.filter(({ body }) => bodySchema.safeParse(body).data?.keys.includes(recipient));
        const times = proven.map(({ time }) => Date.parse(time));
        // A copy under other keys has the time of its original.
        const since = new Date(first.manifest.replaces ? first.manifest.finished : first.manifest.created);
        return { recipient, since, ...(times.length > 0 && { proven: new Date(Math.max(...times)) }) };
    });
}
/** Those that nobody has seen to open a backup for too long. */
const unproven = (states, now) => states.filter(({ proven, since }) => now.getTime() - (proven ?? since).getTime() > PROVEN_WITHIN_MS);


/***/ }),

/***/ 91014:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ listObjects),
/* harmony export */   bQ: () => (/* binding */ describeLosses),
/* harmony export */   x0: () => (/* binding */ lossesIn)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66631);

/** Compares what a listing has under a backup's id with its manifest: names and sizes, no bytes. */
function lossesIn({ name, id, manifest }, listed) {
    const sizes = new Map(listed.map(({ key, size }) => [key, size]));
    return manifest.objects.flatMap((object) => {
        const key = `${_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .keys */ .HP.backup(name, id)}${object.name}`;
        const size = sizes.get(key);
        if (size === object.size)
            return [];
        if (size === undefined)
            return [{ key, what: `${object.name} is missing` }];
        return [{ key, size, what: `${object.name} has ${size} bytes instead of ${object.size}` }];
    });
}
/** What a listing has under a backup's id. */
async function listObjects(store, { name, id }) {
    const listed = [];
    for await (const object of store.list(_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .keys */ .HP.backup(name, id)))
        listed.push(object);
    return listed;
}
/** `3 of 5 objects are gone or changed: toc.dat is missing; and 2 more`; undefined where nothing is lost. */
function describeLosses({ manifest }, [first, ...more]) {
    if (first === undefined)
        return undefined;
    const others = more.length > 0 ? `; and ${more.length} more` : '';
    return `${more.length + 1} of ${manifest.objects.length} objects are gone or changed: ${first.what}${others}`;
}


/***/ }),

/***/ 74873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ openBody),
/* harmony export */   EV: () => (/* binding */ recordBody),
/* harmony export */   zV: () => (/* binding */ isSealedBody)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27597);
/* harmony import */ var _sealing_seal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55367);


/**
 * A record's body. Beside a sealed backup only `open` is for everybody, which names nothing that is in the database: `contents` is sealed like the
 * inventory, and left out where no key is there, or none that anything can be sealed for.
 */
async function recordBody({ backup, opener }, open, contents) {
    if (backup.manifest.encryption === null)
        return { ...open, ...contents };
    if (!opener)
        return open;
    const sealed = await opener.seal(Buffer.from(JSON.stringify(contents)));
    return sealed === undefined ? open : { ...open, sealed: sealed.toString('base64') };
}
const sealedSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ sealed: zod__WEBPACK_IMPORTED_MODULE_0__/* .base64 */ .K39() });
/** Whether part of a body is for holders of a key alone. */
const isSealedBody = (body) => sealedSchema.safeParse(body).success;
/** The body with what was sealed in it, where the opener opens that; as it is otherwise. */
async function openBody(opener, body) {
    const { data } = sealedSchema.safeParse(body);
    if (!opener || !data)
        return body;
    const { sealed, ...open } = data;
    try {
        const contents = JSON.parse((await opener.open(Buffer.from(sealed, 'base64'))).toString());
        return { ...open, ...contents };
    }
    catch (error) {
        if (error instanceof _sealing_seal_js__WEBPACK_IMPORTED_MODULE_1__/* .BadSeal */ .V || error instanceof SyntaxError)
            return body;
        throw error;
    }
}


/***/ }),

/***/ 24104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseIdentities: () => (/* binding */ parseIdentities),
/* harmony export */   parseRecipients: () => (/* binding */ parseRecipients),
/* harmony export */   recipientFingerprint: () => (/* binding */ recipientFingerprint),
/* harmony export */   recipientsOf: () => (/* binding */ recipientsOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var age_encryption__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81539);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _shown_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7951);




/** Checks recipients as users give them to an input, one each, and drops doubles. Throws exit 2 with what is wrong, never showing what may be a secret. */
function parseRecipients(lines, input = 'encrypt-to') {
    const given = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    if (given.length === 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${input} holds no recipient`, `give ${RECIPIENT}`);
    return [...new Set(given.map((line, index) => recipient(line, `entry ${index + 1} of ${input}`)))];
}
const RECIPIENT = 'public keys of age, one per line, as age-keygen or pgproof keygen prints them: age1…';
function recipient(line, place) {
    if (/^AGE-SECRET-KEY-/i.test(line)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place} is a secret key`, 'give the public one (age1…), which age-keygen -y prints, and take the secret one out of this place');
    }
    if (/^(ssh-|ecdsa-|sk-)/.test(line)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place} is an SSH key, which pgproof cannot seal for`, 'make a key of age: pgproof keygen');
    }
    try {
        new age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .Encrypter */ .T7().addRecipient(line);
        return line;
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place}, ${(0,_shown_key_js__WEBPACK_IMPORTED_MODULE_3__/* .shownKey */ .d)(line)}, is no recipient of age`, `give ${RECIPIENT}`, error);
    }
}
/** The public keys of secret ones. */
const recipientsOf = (identities) => Promise.all(identities.map(age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .identityToRecipient */ .RE));
/** `SHA256:` and the base64 of the SHA-256 of the recipient's text, without padding: long ones are compared by it. */
const recipientFingerprint = (recipient) => `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(recipient).digest('base64').replace(/=+$/, '')}`;
/** Reads secret keys as age-keygen writes them: one per line, with comments. Throws exit 2, naming the line alone. */
async function parseIdentities(text) {
    const lines = text.split('\n').map((line) => line.trim());
    const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (identities.length === 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('identity holds no key', HOW);
    if (identities.some((line) => line.startsWith('-----BEGIN')))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('identity is not a secret key of age', `keys of SSH and PEM files do not open backups; ${HOW}`);
    for (const identity of identities) {
        await (0,age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .identityToRecipient */ .RE)(identity).catch((error) => {
            const place = lines.indexOf(identity) + 1;
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`line ${place} of identity is not a secret key of age`, HOW, error);
        });
    }
    return [...new Set(identities)];
}
const HOW = 'give the text that age-keygen or pgproof keygen wrote, with its line AGE-SECRET-KEY-1…';


/***/ })

};
