export const id = 479;
export const ids = [479,728];
export const modules = {

/***/ 42910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ow: () => (/* binding */ followTable),
/* harmony export */   Qz: () => (/* binding */ TERMINATOR),
/* harmony export */   Wz: () => (/* binding */ canPunchHoles)
/* harmony export */ });
/* unused harmony export punchHole */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19473);





/** How a table's data file ends (PostgreSQL 15 to 18 alike): the end-of-data line of COPY and two empty lines. */
const TERMINATOR = Buffer.from('\\.\n\n\n');
const CHUNK = 512 * 1024;
const POLL_MS = 10;
const NEWLINE = 10;
const run = (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile);
/**
 * Reads a growing file of COPY text to its end and hands over everything but the terminator, in pieces of up to 512 KiB that are only valid until
 * `take` resolves. What has been read is given back to the disk. The end is the terminator line, which no row can look like (a value's backslash
 * is doubled); a dump that ended without it threw away the rest of the table, and that is an error.
 */
async function followTable(path, writing, take) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'r');
    const release = new HolePunch(path, writing.punch);
    // One is filled while the other one is taken.
    const buffers = [borrow(), borrow()];
    let buffer = buffers[0];
    let taking = Promise.resolve();
    let held = 0;
    let position = 0;
    let lineStart = true;
    try {
        while (true) {
            writing.signal.throwIfAborted();
            const last = writing.ended();
            const { bytesRead } = await file.read(buffer, held, CHUNK, position);
            position += bytesRead;
            const filled = held + bytesRead;
            const complete = filled >= TERMINATOR.length && endsTable(buffer, filled, lineStart);
            await taking;
            if (bytesRead === 0) {
                if (complete)
                    return;
                if (last)
                    throw unfinished(path);
                await rest(writing);
                continue;
            }
            held = Math.min(filled, TERMINATOR.length);
            const ready = filled - held;
            if (ready > 0) {
                lineStart = buffer[ready - 1] === NEWLINE;
                taking = take(buffer.subarray(0, ready));
                // It is awaited when the other buffer has been filled.
                taking.catch(() => { });
                const other = buffer === buffers[0] ? buffers[1] : buffers[0];
                buffer.copy(other, 0, ready, filled);
                buffer = other;
            }
            await release.upTo(position - held);
        }
    }
    finally {
        await taking.catch(() => { });
        spare.push(...buffers);
        await file.close();
    }
}
/** Buffers that no table uses now: a database of thousands of tables is to need a few, as many as are read at a time. */
const spare = [];
const borrow = () => spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK + TERMINATOR.length);
async function rest(writing) {
    writing.waiting?.(true);
    try {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(POLL_MS);
    }
    finally {
        writing.waiting?.(false);
    }
}
function endsTable(buffer, filled, lineStart) {
    const at = filled - TERMINATOR.length;
    const begins = at === 0 ? lineStart : buffer[at - 1] === NEWLINE;
    return begins && buffer.subarray(at, filled).equals(TERMINATOR);
}
function unfinished(path) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .environmentError */ .me)(`pg_dump left the data file ${path.split('/').at(-1)} without its end`, 'run the backup again; nothing of this one is kept');
}
/** Gives read bytes back to the disk, many at a time, because each time costs a process. */
class HolePunch {
    #done = 0;
    #every;
    #path;
    constructor(path, every) {
        this.#path = path;
        this.#every = every;
    }
    async upTo(position) {
        if (this.#every === undefined || position - this.#done < this.#every)
            return;
        // Whole blocks only: the part of a block that is still to be read stays.
        const end = position - (position % 4096);
        try {
            await punchHole(this.#path, end);
            this.#done = end;
        }
        catch {
            // It worked when it was tried; where it no longer does, the file is removed as a whole when it has been read.
            this.#every = undefined;
        }
    }
}
/** Gives the first `length` bytes of a file back to the disk; they read as zeros from then on. util-linux has the call, Node has not. */
async function punchHole(path, length) {
    await run('fallocate', ['--punch-hole', '--offset', '0', '--length', String(length), path]);
}
/** Tries whether holes can be punched in a folder, by punching one. */
async function canPunchHoles(folder) {
    const path = `${folder}/.hole-${process.pid}-${Math.random().toString(36).slice(2)}`;
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'wx', 0o600);
    try {
        await file.write(Buffer.alloc(64 * 1024, 1));
        await file.sync();
        await punchHole(path, 64 * 1024);
        return (await file.stat()).blocks === 0;
    }
    catch {
        return false;
    }
    finally {
        await file.close();
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true });
    }
}


/***/ }),

/***/ 51162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ compareTableOfContents)
/* harmony export */ });
/* harmony import */ var _dump_archive_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27567);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56233);
/* harmony import */ var _proof_definitions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3655);



/**
 * Compares what pg_restore reads in `folder`/toc.dat with the inventory: tables, and every definition where the programs are of the backup's major
 * (others may print them differently). Half a sentence about the difference; undefined where there is none.
 */
async function compareTableOfContents(chosen, programs, folder, context) {
    const { inventory, backup } = chosen;
    const environment = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .libpqEnvironment */ .SQ)((0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConnection */ .C8)('host=/nowhere', context.environment), {});
    const archive = new _dump_archive_js__WEBPACK_IMPORTED_MODULE_0__/* .Archive */ .Td(folder, programs, environment, backup.manifest.source.encoding);
    const listed = (await archive.tables(context.temporary)).map((table) => JSON.stringify([table.dumpId, table.target]));
    const known = inventory.tables.map((table) => JSON.stringify([
        table.dumpId,
        { ...(table.root ?? { schema: table.schema, name: table.name }), columns: table.columns },
    ]));
    if (listed.join() !== known.join())
        return 'lists other tables than the inventory';
    const definitions = await (0,_proof_definitions_js__WEBPACK_IMPORTED_MODULE_2__/* .readDefinitions */ .TL)(programs, folder, environment);
    const sameMajor = programs.major === backup.manifest.client.major;
    const equal = definitions.length === inventory.entries.length &&
        definitions.every((definition, index) => {
            const entry = inventory.entries[index];
            const named = definition.type === entry?.type && definition.schema === entry.schema && definition.tag === entry.name;
            return named && (!sameMajor || definition.digest === entry?.sha256);
        });
    return equal ? undefined : 'holds other definitions than the inventory';
}


/***/ }),

/***/ 53187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/assertions/duration.js
var duration = __webpack_require__(31087);
// EXTERNAL MODULE: ./build/proof/assertions/names.js
var names = __webpack_require__(48295);
;// CONCATENATED MODULE: ./build/proof/expectations.js


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
    const name = `newest complete backup at most ${(0,duration/* showDuration */.k)(maxBackupAge)} old`;
    const newest = backups.find((backup) => backup.complete);
    if (newest === undefined && !chosen.complete) {
        return { name, ok: false, found: 'not checked', skipped: 'the backup is partial, and there is no complete one' };
    }
    if (newest === undefined)
        return { name, ok: false, found: 'there is no complete backup' };
    const age = now.getTime() - newest.created.getTime();
    if (age < -clockSlack)
        return { name, ok: false, found: `${newest.id} is ${(0,duration/* showDuration */.k)(age)} in the future` };
    return { name, ok: age <= maxBackupAge, found: `${newest.id} is ${(0,duration/* showDuration */.k)(Math.max(0, age))} old` };
}
function judgeTable({ tables }, required) {
    const name = `table ${required} is there and not empty`;
    const wanted = (0,names/* parseSqlName */.zC)(required);
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

// EXTERNAL MODULE: ./build/repository/catalogue.js
var repository_catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
// EXTERNAL MODULE: ./build/repository/records.js
var repository_records = __webpack_require__(24567);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 5 modules
var repository = __webpack_require__(39521);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/dump/fingerprint.js
var dump_fingerprint = __webpack_require__(77779);
// EXTERNAL MODULE: ./build/postgres/programs.js
var postgres_programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/repository/large-objects.js
var large_objects = __webpack_require__(53367);
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
    const records = (await (0,repository_records/* listRecords */.V)(store, name, id)).get(id) ?? [];
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
    const found = error instanceof read/* DamagedObject */.F ? { object: error.object, what: error.what } : { object, what: error.reason };
    if (!damaged.some((other) => other.object === found.object))
        damaged.push({ ...found, ...(table && { table }) });
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
            throw new read/* DamagedObject */.F(`${table.file}.zst`, `holds ${rows} rows of ${table.rows}, with another digest`);
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

;// CONCATENATED MODULE: ./build/operations/verify/verify.js










/** Reads a backup back from the storage and compares everything that can be compared without a database. */
async function verify(request, context) {
    const started = context.now();
    const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
    try {
        context.progress({ kind: 'phase', title: 'Choose the backup' });
        const backup = await (0,operations_chosen/* chooseNamed */.F4)(store, request, context);
        const damaged = [];
        const chosen = await openOrNote(store, backup, request, context, damaged);
        const run = chosen && { request, context, store, chosen, damaged, tables: 0, rows: 0 };
        const read = run ? await readBack(run) : { share: 0 };
        const expectations = await expect(request, context, store, backup, chosen);
        return await conclude({ request, context, store, backup, run, damaged, read, expectations, started });
    }
    finally {
        store.close();
    }
}
/** Opens a backup; where its inventory is damaged, notes that and what else is. */
async function openOrNote(store, backup, request, context, damaged) {
    const reader = new read/* BackupReader */.o(store, backup, context.signal);
    try {
        return await (0,operations_chosen/* openBackup */.Tw)(store, backup, context.signal, reader);
    }
    catch (error) {
        note(damaged, error, layout/* INVENTORY */.dh);
        await readRest(reader, damaged, request.jobs);
        return undefined;
    }
}
async function expect(request, context, store, backup, chosen) {
    const catalogue = await (0,repository_catalogue/* readCatalogue */.YW)(store, backup.name);
    const describe = ({ id, manifest }) => ({
        id,
        created: new Date(manifest.created),
        storedBytes: manifest.totals.storedBytes,
        complete: manifest.partial.length === 0,
    });
    return checkExpectations({
        now: context.now(),
        backups: catalogue.backups.map(describe),
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
    const { context, store, backup, run, damaged, read, expectations } = all;
    const { share, sample } = read;
    const whole = share === 1;
    const broken = expectations.filter((check) => !check.ok && check.skipped === undefined);
    const checked = {
        objects: run?.chosen.reader.objectsRead ?? 0,
        bytes: run?.chosen.reader.bytesRead ?? 0,
        tables: run?.tables ?? 0,
        rows: run?.rows ?? 0,
        share,
    };
    const intact = damaged.length === 0;
    const warnings = [];
    const record = await (0,repository_records/* putRecord */.j)(store, { name: backup.name, id: backup.id }, {
        kind: intact ? (whole ? 'verified' : 'sampled') : 'failed',
        time: context.now().toISOString(),
        ok: intact,
        by: context.by,
        manifest: backup.digest,
        body: { of: 'verified', checked, damaged, expectations, ...(sample && { sample }) },
    }).catch((error) => {
        warnings.push(`no record was written: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    });
    return {
        ...outcome(backup, damaged, broken),
        verb: 'verify',
        seconds: (context.now().getTime() - all.started.getTime()) / 1000,
        warnings,
        ...(record !== undefined && { record }),
        backup: (0,operations_chosen/* referenceOf */.Bz)(store, backup),
        checked,
        damaged,
        expectations,
        notChecked: notChecked(whole, share),
    };
}
function outcome(backup, damaged, broken) {
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
function notChecked(whole, share) {
    const always = { what: 'whether it restores', why: 'only pgproof restore-test shows that' };
    if (whole)
        return [always];
    return [{ what: `${Math.round((1 - share) * 100)} % of the bytes`, why: 'a sample was asked for' }, always];
}


/***/ }),

/***/ 9072:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ dockerEnvironment),
/* harmony export */   e: () => (/* binding */ dockerPrograms)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69392);
/* harmony import */ var _conninfo_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56233);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15325);




/**
 * The programs of a major from the official image, where a container engine answers; undefined otherwise.
 * They run with the caller's network, user and folders, and get their PG* variables by name, so no value is in an argument list.
 */
async function dockerPrograms(major, options) {
    const image = `postgres:${major}`;
    const environment = dockerEnvironment(options.environment);
    // A server in a container is another thing: startDockerServer.
    if (options.needs === 'server')
        return undefined;
    const { stdout, end } = await (0,_child_js__WEBPACK_IMPORTED_MODULE_1__/* .runChild */ .w)('docker', ['run', '--rm', image, 'pg_dump', '--version'], { environment });
    const version = end.code === 0 ? (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOf */ .E4)(stdout.toString()) : undefined;
    if (version === undefined || Number.parseInt(version, 10) !== major)
        return undefined;
    return { major, version, from: image, command: (program) => containerCommand(image, program, options) };
}
/** What the container engine's own client needs to find its engine. */
function dockerEnvironment(outside) {
    const found = ['PATH', 'HOME', ..._conninfo_js__WEBPACK_IMPORTED_MODULE_2__/* .engineVariables */ .CC]
        .map((name) => [name, outside[name]])
        .filter(([, value]) => value !== undefined);
    return { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(found) };
}
function containerCommand(image, program, options) {
    const container = `pgproof-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`;
    const folders = (options.folders ?? []).flatMap((folder) => ['--volume', `${folder}:${folder}`]);
    const variables = Object.keys(_conninfo_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentNames */ .iF).flatMap((name) => ['--env', name]);
    const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
    const run = ['run', '--rm', '--init', '--interactive', '--name', container, '--network', 'host', '--user', user];
    return { command: 'docker', args: [...run, '--env', 'LC_ALL=C', ...variables, ...folders, image, program] };
}


/***/ }),

/***/ 15325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ versionOf),
/* harmony export */   z0: () => (/* binding */ findPrograms)
/* harmony export */ });
/* unused harmony export programsIn */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69392);
/* harmony import */ var _docker_programs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9072);





/**
 * Older minors let a crafted archive run code in pg_restore (fixed 2026-11).
 * https://www.postgresql.org/support/security/
 */
const fixedMinors = { 14: 25, 15: 20, 16: 16, 17: 12, 18: 7 };
const needed = {
    client: ['pg_dump', 'pg_restore', 'psql'],
    server: ['pg_dump', 'pg_restore', 'psql', 'initdb', 'postgres'],
};
/**
 * Finds PostgreSQL's programs of a major: in the packages' own folder, on PATH by their real version, by `install`, in a container.
 * Throws an environment error with the line that installs them.
 */
async function findPrograms(major, options) {
    const { client = 'auto' } = options;
    const local = client === 'docker' ? undefined : ((await fromFolders(major, options)) ?? (await fromInstall(major, options)));
    const programs = local ?? (client === 'local' ? undefined : await (0,_docker_programs_js__WEBPACK_IMPORTED_MODULE_4__/* .dockerPrograms */ .e)(major, options));
    if (programs === undefined)
        throw notFound(major, options.needs ?? 'client');
    return { programs, warnings: warningsOf(programs) };
}
/** The programs in a folder, whatever their version; undefined where one is missing. */
async function programsIn(folder, needs = 'client') {
    if (!needed[needs].every((program) => isProgram((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program))))
        return undefined;
    const { stdout, end } = await (0,_child_js__WEBPACK_IMPORTED_MODULE_3__/* .runChild */ .w)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'pg_dump'), ['--version'], { environment: { LC_ALL: 'C' } });
    const version = end.code === 0 ? versionOf(stdout.toString()) : undefined;
    if (version === undefined)
        return undefined;
    const command = (program) => ({ command: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, program), args: [] });
    return { major: Number.parseInt(version, 10), version, from: folder, command };
}
/** `17.11` from `pg_dump (PostgreSQL) 17.11 (Debian …)`; a version in development has no minor: `19devel`. */
function versionOf(text) {
    return /\(PostgreSQL\) (\d+(?:\.\d+|devel|beta\d+|rc\d+))/.exec(text)?.[1];
}
async function fromFolders(major, options) {
    const path = (options.environment.PATH ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter((folder) => folder.startsWith('/'));
    for (const folder of [`/usr/lib/postgresql/${major}/bin`, `/usr/pgsql-${major}/bin`, ...path]) {
        const programs = await programsIn(folder, options.needs);
        if (programs?.major === major)
            return programs;
    }
    return undefined;
}
async function fromInstall(major, options) {
    const folder = await options.install?.(major);
    return folder === undefined ? undefined : programsIn(folder, options.needs);
}
/** Debian's /usr/bin/pg_dump is a wrapper that picks a version by itself, so it is none. */
function isProgram(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(file).endsWith('/pg_wrapper');
    }
    catch {
        return false;
    }
}
function warningsOf({ major, version, from }) {
    const fixed = fixedMinors[major];
    const minor = Number(version.split('.')[1]);
    if (fixed === undefined || !(minor < fixed))
        return [];
    return [
        `PostgreSQL ${version} in ${from} is older than ${major}.${fixed}, which closes a hole where a crafted archive runs code in pg_restore: update it`,
    ];
}
function notFound(major, needs) {
    const name = needs === 'server' ? `postgresql-${major}` : `postgresql-client-${major}`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentError */ .me)(`the ${needs} programs of PostgreSQL ${major} are not installed here`, `install them: sudo apt-get install -y postgresql-common && sudo /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y && sudo apt-get install -y ${name}`);
}


/***/ }),

/***/ 31087:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration),
/* harmony export */   k: () => (/* binding */ showDuration)
/* harmony export */ });
const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** Milliseconds of `90m`, `36h`, `2d`, `1w`, `1d12h`; undefined where the text is none. */
function parseDuration(text) {
    const compact = text.trim();
    if (!/^(\d+(\.\d+)?[smhdw]\s*)+$/.test(compact))
        return undefined;
    let total = 0;
    for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)) {
        total += Number(amount) * units[unit];
    }
    return total;
}
/** The two largest units: `1d 12h`, `3h 5m`, `42s`. */
function showDuration(milliseconds) {
    let rest = Math.round(Math.abs(milliseconds) / 1000);
    const shown = [];
    for (const [unit, seconds] of [
        ['d', 86_400],
        ['h', 3600],
        ['m', 60],
        ['s', 1],
    ]) {
        const amount = Math.floor(rest / seconds);
        rest -= amount * seconds;
        if (amount > 0)
            shown.push(`${amount}${unit}`);
    }
    return shown.slice(0, 2).join(' ') || '0s';
}


/***/ }),

/***/ 48295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RY: () => (/* binding */ parseColumnName),
/* harmony export */   n2: () => (/* binding */ showSqlName),
/* harmony export */   zC: () => (/* binding */ parseSqlName)
/* harmony export */ });
/* harmony import */ var _postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86967);

const part = /^\s*(?:"((?:[^"]|"")+)"|([^\s".]+))\s*(?:\.|$)/;
/** The parts of a name by SQL's rules: quotes keep case, dots and spaces, everything else is lower case. Undefined where it is no name. */
function parts(text) {
    const found = [];
    let rest = text;
    do {
        const match = part.exec(rest);
        if (match === null)
            return undefined;
        found.push(match[1]?.replaceAll('""', '"') ?? lowerCase(match[2] ?? ''));
        const taken = match[0];
        rest = rest.slice(taken.length);
        if (rest === '' && taken.endsWith('.'))
            return undefined;
    } while (rest !== '');
    return found;
}
/** PostgreSQL folds ASCII letters only in multi-byte encodings. */
const lowerCase = (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
/** `orders`, `public.orders`, `"My Schema"."Orders"`; undefined where the text is no such name. */
function parseSqlName(text) {
    const found = parts(text);
    if (found?.length === 1)
        return { name: found[0] };
    if (found?.length === 2)
        return { schema: found[0], name: found[1] };
    return undefined;
}
/** A column: one part only. */
function parseColumnName(text) {
    const found = parts(text);
    return found?.length === 1 ? found[0] : undefined;
}
/** A name as a user would have to write it: quoted only where SQL needs it. */
function showSqlName({ schema, name }) {
    return schema === undefined ? (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .shownIdentifier */ .V)(name) : (0,_postgres_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .shown */ .SP)(schema, name);
}


/***/ }),

/***/ 53367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ largeObjectFiles)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56118);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83041);




/** pg_dump's lists of large objects. */
const LIST = /^blobs(_\d{1,10})?\.toc$/;
/**
 * The files of the large objects' tar one after the other. Throws DamagedObject for anything but the objects of the inventory and their lists:
 * no name is to lead out of a folder, and no size to fill a disk.
 */
async function* largeObjectFiles(reader, inventory) {
    const missing = new Map(inventory.largeObjects.map((object) => [`blob_${object.oid}.dat`, object]));
    if (missing.size === 0 && inventory.largeObjectParts.length === 0)
        return;
    const tar = (0,tar_stream__WEBPACK_IMPORTED_MODULE_1__.extract)();
    let broken;
    const explained = (error) => {
        if (broken)
            return broken.error;
        return error instanceof _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F ? error : new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, 'is not a whole tar', error);
    };
    feed(reader, inventory, tar).catch((error) => {
        broken = { error };
        tar.destroy(error);
    });
    try {
        for await (const entry of tar) {
            const { name, type, size } = entry.header;
            const object = missing.get(name);
            if (type !== 'file' || !(object || LIST.test(name)))
                throw unexpected(name);
            if (object && size !== object.bytes) {
                throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds ${size} bytes of ${object.bytes} for large object ${object.oid}`);
            }
            missing.delete(name);
            yield { name, object, content: checked(entry, object, explained) };
        }
    }
    catch (error) {
        throw explained(error);
    }
    if (missing.size > 0)
        throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `lacks ${missing.size} large objects`);
}
const unexpected = (name) => new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds ${JSON.stringify(name.slice(0, 80))}, which is no large object of this backup`);
async function feed(reader, inventory, tar) {
    for await (const chunk of reader.parts(inventory.largeObjectParts)) {
        if (!tar.write(chunk))
            await new Promise((resolve) => tar.once('drain', resolve));
    }
    tar.end(undefined);
}
async function* checked(content, object, explained) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    try {
        for await (const chunk of content) {
            hash.update(chunk);
            yield chunk;
        }
    }
    catch (error) {
        throw explained(error);
    }
    if (object && hash.digest('hex') !== object.sha256) {
        throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds other bytes for large object ${object.oid}`);
    }
}


/***/ }),

/***/ 70370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}


/***/ }),

/***/ 64377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
