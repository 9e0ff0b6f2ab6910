export const id = 8053;
export const ids = [8053];
export const modules = {

/***/ 8053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/dump/explain.js
var explain = __webpack_require__(90276);
// EXTERNAL MODULE: ./build/postgres/roles.js
var postgres_roles = __webpack_require__(87075);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/dump/fingerprint.js
var fingerprint = __webpack_require__(77779);
// EXTERNAL MODULE: ./build/sealing/compression.js
var compression = __webpack_require__(66654);
;// CONCATENATED MODULE: ./build/repository/parts.js



/** Cuts a stream of rows into parts, each one zstd frame in one object; a part's `length` is known when the upload has finished. A stream without a byte is one part too, so that what is missing is never taken for empty. */
class PartWriter {
    parts = [];
    #base;
    #backup;
    #upload;
    #level;
    #cutter = new fingerprint/* PartCutter */.h5();
    #frame;
    #held = 0;
    /** `base` is the objects' name without the part's number: `3442.dat.zst`. */
    constructor(upload, backup, base, level) {
        this.#upload = upload;
        this.#backup = backup;
        this.#base = base;
        this.#level = level;
    }
    async write(chunk) {
        let rest = chunk;
        while (rest.length > 0) {
            const { at, cut } = this.#cutter.next(rest);
            this.#frame ??= new compression/* FrameWriter */.rV(this.#level);
            await this.#frame.write(rest.subarray(0, at));
            await this.#hold(this.#frame.storedBytes);
            rest = rest.subarray(at);
            if (cut)
                await this.#closePart();
        }
    }
    async end() {
        if (this.parts.length === 0)
            this.#frame ??= new compression/* FrameWriter */.rV(this.#level);
        await this.#closePart();
    }
    async #closePart() {
        const frame = this.#frame;
        if (!frame)
            return;
        this.#frame = undefined;
        const body = await frame.end();
        await this.#hold(body.length);
        const name = (0,layout/* partName */.pn)(this.#base, this.parts.length);
        const object = `${name}${this.#upload.suffix}`;
        const part = { backup: this.#backup, object, offset: 0, length: 0, rawBytes: frame.rawBytes };
        this.parts.push(part);
        await this.#upload.put(name, body, (bytes) => {
            part.length = bytes;
        });
        await this.#hold(0);
    }
    /** Tells how many bytes of this writer's are in memory beside what is being put. */
    async #hold(bytes) {
        const more = bytes - this.#held;
        this.#held = bytes;
        if (more !== 0)
            await this.#upload.hold(more);
    }
}

// EXTERNAL MODULE: ./build/repository/upload.js
var upload = __webpack_require__(88328);
;// CONCATENATED MODULE: ./build/repository/backup-sink.js




/** Stores a dump's bytes while they arrive; knows afterwards which parts each file became. */
class BackupSink {
    upload;
    #id;
    #level;
    #parts = new Map();
    #largeObjects = [];
    constructor(store, name, id, level, sealer) {
        this.upload = new upload/* Upload */._(store, name, id, sealer);
        this.#id = id;
        this.#level = level;
    }
    table(file) {
        const writer = new PartWriter(this.upload, this.#id, `${file}.zst`, this.#level);
        return {
            write: (chunk) => writer.write(chunk),
            end: async () => {
                await writer.end();
                this.#parts.set(file, writer.parts);
            },
        };
    }
    /** Large objects go into one tar: one object in the store each would be far too many. */
    largeObjects() {
        const writer = new PartWriter(this.upload, this.#id, layout/* LARGE_OBJECTS */.hf, this.#level);
        const tar = (0,tar_stream.pack)();
        const drained = (async () => {
            for await (const chunk of gathered(tar))
                await writer.write(chunk);
            await writer.end();
            this.#largeObjects = writer.parts;
        })();
        // A failure is thrown by whoever waits for it: the next file or the end.
        drained.catch(() => { });
        return {
            file: async (name, size, content) => {
                const written = writeEntry(tar, { name, size }, content);
                await Promise.race([written, drained]);
                await written;
            },
            end: async () => {
                tar.finalize();
                await drained;
            },
        };
    }
    /** Waits until everything that was cut is stored. */
    async finish() {
        await this.upload.finish();
    }
    /** Of a file that was ended. */
    partsOf(file) {
        return this.#parts.get(file);
    }
    get largeObjectParts() {
        return this.#largeObjects;
    }
}
const GATHER = 512 * 1024;
/** Joins small pieces: a tar of small files comes in headers, contents and padding of a few bytes each. */
async function* gathered(pieces) {
    let waiting = [];
    let bytes = 0;
    for await (const piece of pieces) {
        waiting.push(piece);
        bytes += piece.length;
        if (bytes < GATHER)
            continue;
        yield Buffer.concat(waiting);
        waiting = [];
        bytes = 0;
    }
    if (bytes > 0)
        yield Buffer.concat(waiting);
}
async function writeEntry(tar, header, content) {
    // Fixed times and owners: equal large objects make equal parts.
    const entry = tar.entry({ ...header, mode: 0o600, mtime: new Date(0) });
    const done = new Promise((resolve, reject) => {
        entry.on('finish', resolve);
        entry.on('error', reject);
        entry.on('close', resolve);
    });
    for await (const chunk of content) {
        if (!entry.write(chunk))
            await new Promise((resolve) => entry.once('drain', resolve));
    }
    entry.end(undefined);
    await done;
}

// EXTERNAL MODULE: ./build/repository/commit.js
var commit = __webpack_require__(87664);
// EXTERNAL MODULE: ./build/repository/heartbeat.js
var repository_heartbeat = __webpack_require__(9469);
// EXTERNAL MODULE: ./build/repository/inventory.js
var inventory = __webpack_require__(80789);
// EXTERNAL MODULE: ./build/operations/budget.js
var budget = __webpack_require__(54474);
// EXTERNAL MODULE: ./build/operations/chosen.js
var chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/catalogue.js
var catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/operations/restore-command.js
var restore_command = __webpack_require__(64877);
;// CONCATENATED MODULE: ./build/operations/copy/command.js

/** The command that copies one backup, ready for a shell and without a secret. */
function copyCommand(from, to, { name, id }) {
    const where = ['--storage', (0,restore_command/* shellWord */.r7)(from.location), '--name', (0,restore_command/* shellWord */.r7)(name), '--copy-to', (0,restore_command/* shellWord */.r7)(to.location)];
    return ['pgproof', 'copy', ...where, '--backup', id].join(' ');
}

// EXTERNAL MODULE: ./build/operations/copy/copy-one.js + 1 modules
var copy_one = __webpack_require__(58207);
// EXTERNAL MODULE: ./build/operations/copy/second-storage.js + 1 modules
var second_storage = __webpack_require__(12341);
;// CONCATENATED MODULE: ./build/operations/copy/after-backup.js






/**
 * Makes a backup and then copies it, where `copy-to` asks for it. A second storage that is none (exit 2) is refused before the backup is made; a copy
 * that fails takes nothing back: the result says that the backup exists and how to finish the copy, and is no success all the same.
 */
async function withSecondCopy(request, making, make) {
    const { copyTo } = request;
    if (copyTo === undefined)
        return await make();
    (0,second_storage/* refuseSameAddress */.bx)(request.storage, copyTo);
    const to = await (0,second_storage/* openSecond */.Hl)(request, copyTo, making.context, making.signal);
    try {
        const made = await make();
        return made.ok ? await copyMade(made, { ...request, copyTo }, { ...making, to }) : made;
    }
    finally {
        to.close();
    }
}
async function copyMade(made, request, run) {
    const { from, to, context, signal } = run;
    const { id, name } = made.backup;
    const started = context.now();
    const second = () => ({
        to: to.location,
        location: (0,chosen/* locationOf */.hD)(to, name, id),
        seconds: (context.now().getTime() - started.getTime()) / 1000,
    });
    context.progress({ kind: 'phase', title: 'Copy' });
    try {
        made.warnings.push(...(await (0,second_storage/* learnSecond */.FS)(to, request, context, signal)));
        await (0,second_storage/* refuseSameStorage */.gR)(from, to, { name, id, end: id.slice(-6) }, started);
        const { sent } = await (0,copy_one/* copyOne */.S)({ ...run, warnings: made.warnings }, await (0,catalogue/* readBackup */.fe)(from, name, id));
        return { ...made, secondCopy: { ...second(), ok: true, sent } };
    }
    catch (error) {
        // Ended by a signal or by the time budget, the backup exists as well.
        const cause = signal.aborted ? signal.reason : error;
        if (!(cause instanceof errors/* PgproofError */.wp))
            throw cause;
        const command = copyCommand(from, to, { name, id });
        const sent = { objects: 0, bytes: 0 };
        return { ...made, ...failed(id, to, cause, command), secondCopy: { ...second(), ok: false, sent, command } };
    }
}
/** The environment's fault, whatever broke, unless the run was ended by a signal. */
function failed(id, to, cause, command) {
    return {
        ok: false,
        code: cause.code === 130 || cause.code === 143 ? cause.code : 3,
        reason: `backup ${id} is made and stands, but it was not copied to ${to.location}: ${cause.reason}`,
        hint: `${cause.hint}; what finishes the copy: ${command}`,
    };
}

// EXTERNAL MODULE: ./build/operations/first-use.js
var first_use = __webpack_require__(23735);
// EXTERNAL MODULE: ./build/operations/keys.js
var keys = __webpack_require__(36843);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/tidy-up.js + 1 modules
var tidy_up = __webpack_require__(64765);
// EXTERNAL MODULE: ./build/dump/archive.js + 1 modules
var dump_archive = __webpack_require__(41586);
// EXTERNAL MODULE: ./build/postgres/catalogue-facts.js + 3 modules
var catalogue_facts = __webpack_require__(20914);
// EXTERNAL MODULE: ./build/postgres/identifier.js
var identifier = __webpack_require__(86967);
// EXTERNAL MODULE: ./build/proof/definitions.js + 1 modules
var proof_definitions = __webpack_require__(3655);
// EXTERNAL MODULE: ./build/repository/manifest.js + 1 modules
var manifest = __webpack_require__(91101);
;// CONCATENATED MODULE: ./build/operations/backup/contents.js







/** Writes down what the dump holds, table by table, from the archive's own table of contents and the snapshot's catalogue. */
async function describeContents(run) {
    const { source, dumped, sink } = run;
    const { facts, roles, names, standIns } = run.read;
    const archive = new dump_archive/* Archive */.Td(run.folder, source.programs, source.environment, source.facts.encoding);
    const tables = await archive.tables(run.context.temporary);
    refuseRewritten(tables, dumped);
    refuseUnlisted(tables, dumped);
    run.warnings.push(...(0,catalogue_facts/* catalogueWarnings */.FR)(facts));
    const definitions = await (0,proof_definitions/* readDefinitions */.TL)(archive);
    const inventory = {
        format: manifest/* FORMAT */.uB,
        settings: { ...source.pinned },
        filter: run.selection.filter,
        tables: tables.map((table) => describeTable(table, names, digestOf(table, dumped), sink)),
        entries: definitions.map(({ type, schema, tag, digest }) => ({ type, schema, name: tag, sha256: digest })),
        largeObjects: dumped.largeObjects,
        largeObjectParts: sink.largeObjectParts,
        facts,
        roles,
        standIns,
        notContained: [...(0,catalogue_facts/* notContained */.Pg)(facts), ...providersSchemas(run)],
        warnings: run.warnings,
    };
    return { inventory, roles };
}
/** A provider's schemas do not make a backup partial, and yet they are not in it. */
function providersSchemas({ selection, source }) {
    return selection.leftOut
        .filter((schema) => source.profile.schemas.includes(schema))
        .map((schema) => ({
        what: `the schema ${schema}, with its rows, triggers and policies`,
        why: `it belongs to the provider (${source.profile.name}); name it in schemas, beside all of your own, to have it`,
    }));
}
/** The snapshot shows such a table empty, though it never was so together with the other tables. */
function refuseRewritten(tables, { rewritten }) {
    const names = tables.flatMap(({ oid }) => rewritten.get(oid) ?? []).map(({ schema, name }) => (0,identifier/* shown */.SP)(schema, name));
    if (names.length === 0)
        return;
    throw new explain/* DdlConflict */.XR(3, `${names.join(', ')} was truncated or rewritten by another session just before pg_dump could lock it, so its rows of the snapshot are gone`, 'run the backup again when no migration runs');
}
/** Rows that were stored and are in no list would never be restored. */
function refuseUnlisted(tables, dumped) {
    const listed = new Set(tables.map((table) => table.file));
    const lost = [...dumped.tables.keys()].filter((file) => !listed.has(file));
    if (lost.length > 0)
        throw new Error(`pg_dump wrote ${lost.join(', ')}, which its table of contents was not found to list`);
}
function describeTable(table, names, digest, sink) {
    const { schema, name, columns } = table.target;
    const own = names.get(table.oid);
    if (own === undefined || (!table.viaRoot && (own.schema !== schema || own.name !== name))) {
        throw (0,errors/* environmentError */.me)(`the dump calls ${schema}.${name} what the catalogue calls ${own === undefined ? 'nothing' : `${own.schema}.${own.name}`}`, 'the table was renamed while it was dumped: run the backup again when no migration runs');
    }
    return {
        dumpId: table.dumpId,
        file: table.file,
        oid: table.oid,
        ...own,
        root: table.viaRoot ? { schema, name } : null,
        columns,
        ...digest,
        parts: sink.partsOf(table.file),
    };
}
function digestOf(table, dumped) {
    const digest = dumped.tables.get(table.file);
    if (digest)
        return digest;
    throw (0,errors/* environmentError */.me)(`pg_dump lists ${table.target.schema}.${table.target.name} and did not write its rows`, 'run the backup again; nothing of this one is kept');
}

;// CONCATENATED MODULE: ./build/operations/backup/cross-check.js


/** Counts every table in the dump's own snapshot and demands the rows that were dumped. Extensions' tables are dumped by a condition of theirs and left out. */
async function crossCheckCounts(snapshot, tables) {
    const members = await snapshot.session.query(`SELECT objid AS oid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e'`);
    const ofExtensions = new Set(members.map((row) => row.oid));
    const wrong = [];
    for (const table of tables) {
        if (ofExtensions.has(table.oid))
            continue;
        const name = (0,identifier/* qualified */.LX)(table.schema, table.name);
        const [row] = await snapshot.session.query(`SELECT count(*) AS n FROM ONLY ${name}`);
        if (row?.n !== table.rows)
            wrong.push(`${(0,identifier/* shown */.SP)(table.schema, table.name)}: ${row?.n} rows counted, ${table.rows} dumped`);
    }
    if (wrong.length > 0) {
        throw (0,errors/* negative */.gu)(`the dump does not hold the rows that the tables have: ${wrong.join('; ')}`, 'no backup was made; check the indexes and the storage of these tables on the server (amcheck)');
    }
}

// EXTERNAL MODULE: ./build/dump/arguments.js
var dump_arguments = __webpack_require__(59347);
// EXTERNAL MODULE: ./build/dump/dump.js + 4 modules
var dump = __webpack_require__(83703);
// EXTERNAL MODULE: ./build/postgres/conninfo.js + 2 modules
var conninfo = __webpack_require__(56233);
// EXTERNAL MODULE: ./build/operations/backup/selection.js + 1 modules
var backup_selection = __webpack_require__(1962);
// EXTERNAL MODULE: ./build/dump/follow.js
var follow = __webpack_require__(42910);
;// CONCATENATED MODULE: ./build/operations/backup/spool-space.js



/** Checks that the spool has room: the limit where holes can be punched, the whole database where they cannot. Returns warnings. */
async function checkSpool(folder, facts, spoolLimit) {
    const { bavail, bsize } = await (0,promises_.statfs)(folder);
    const free = bavail * bsize;
    const punch = await (0,follow/* canPunchHoles */.Wz)(folder);
    // Without its indexes a database is smaller as text than on disk, as a rule; the whole is the safe estimate.
    const need = punch ? Math.min(spoolLimit, facts.sizeBytes) : facts.sizeBytes;
    if (free < need) {
        throw (0,errors/* environmentError */.me)(`the spool folder ${folder} has ${mebibytes(free)} free, and the dump may need ${mebibytes(need)}`, punch
            ? 'set spool-dir to a folder on a larger disk, or lower spool-limit'
            : 'set spool-dir to a folder on a larger disk');
    }
    if (punch)
        return [];
    return [
        `${folder} cannot give back disk space while it is read, so the whole dump is spooled and spool-limit does not hold`,
    ];
}
/** Of what is free: others write to the disk too. */
const SHARE_OF_FREE = 0.9;
/** The limit to keep: the one asked for, or less where the disk has less room. A database of well compressed values is larger as text than on disk. */
async function spoolLimitOn(folder, spoolLimit) {
    const { bavail, bsize } = await (0,promises_.statfs)(folder);
    return Math.min(spoolLimit, bavail * bsize * SHARE_OF_FREE);
}
const mebibytes = (bytes) => `${Math.round(bytes / 1024 ** 2)} MiB`;

;// CONCATENATED MODULE: ./build/operations/backup/dump.js








/** Without its answer a table that was truncated in the meantime would pass as empty. */
function lostTooEarly(error) {
    throw new explain/* DdlConflict */.XR(3, `the session that holds the snapshot was lost before pg_dump had begun with the rows: ${(0,errors/* messageOf */.bD)(error)}`, 'look in pg_stat_activity and the server log for what ends sessions, then run the backup again', { cause: error });
}
/** Runs pg_dump into the sink and waits until everything is stored; nothing but `toc.dat` is left in `folder`. */
async function dump_dump(run, snapshot, folder, sink) {
    const { request, source, context } = run;
    context.progress({ kind: 'phase', title: `Dump ${source.facts.database}` });
    await (0,promises_.mkdir)(folder, { mode: 0o700 });
    const args = (0,dump_arguments/* dumpArguments */.Dd)({
        folder,
        jobs: request.jobs,
        encoding: source.facts.encoding,
        snapshot: snapshot.id,
        lockTimeoutMs: request.lockTimeout,
        majorVersion: source.facts.major,
        filter: await (0,backup_selection/* encodeFilter */.J)(snapshot.session, run.selection.filter),
        keepAlive: conninfo/* keepAliveArgument */.ir,
    });
    let rewritten = Promise.resolve(new Map());
    run.waiting.start();
    try {
        const dumped = await (0,dump/* followDump */.i)({
            programs: source.programs,
            environment: (0,conninfo/* libpqEnvironment */.SQ)(source.connection, source.pinned, context),
            args,
            folder,
            jobs: request.jobs,
            spoolLimit: await spoolLimitOn(folder, request.spoolLimit),
            signal: run.signal,
            sink,
            progress: (done) => context.progress({ kind: 'bytes', done }),
            onRows: () => {
                rewritten = snapshot.rewritten().catch(lostTooEarly);
                // Awaited at the end; a dump that fails before must not end the process.
                rewritten.catch(() => { });
            },
            // Now or never: the locks go with pg_dump, and whoever waited for them is off at once.
            onStderr: (line) => {
                if (line.includes('could not obtain lock'))
                    void run.waiting.look();
            },
            onFailure: (error) => run.attempt.abort(error),
        });
        await sink.finish();
        run.warnings.push(...dumped.warnings);
        return { ...dumped, rewritten: await rewritten };
    }
    catch (error) {
        if (error instanceof explain/* LockConflict */.gx)
            await run.waiting.look();
        throw error;
    }
    finally {
        run.waiting.stop();
    }
}

// EXTERNAL MODULE: ./build/repository/retention-candidate.js
var retention_candidate = __webpack_require__(91971);
;// CONCATENATED MODULE: ./build/operations/backup/filed-before.js




/**
 * Compares what is about to be backed up with the newest backup under the name, which may be of another database. Returns warnings;
 * another server with a database of the same name, as after an upgrade, is told as a note.
 */
async function lookAtFiledBefore(store, name, source, context) {
    const before = await newestUnder(store, name);
    if (before === undefined)
        return [];
    const newest = `the newest backup under the name ${name}, ${before.id},`;
    const other = before.manifest.source;
    if (other.database !== source.database) {
        return [
            `${newest} is of the database ${placed(other)}, and this one is of ${placed(source)}: give each database a name of its own (name), since restores, status and prune take what is under one name for one database`,
        ];
    }
    if (isOtherServer(other, source)) {
        const text = `${newest} is of another server: ${placed(other)} has the system identifier ${other.systemIdentifier}, ${placed(source)} has ${source.systemIdentifier}; that is how it should be after an upgrade or a move, and where both go on living, give each a name of its own (name)`;
        context.progress({ kind: 'note', text });
    }
    return [];
}
/**
 * Nothing falls back to plain: where the newest backup under the name is sealed, a plain one has to be asked for in words, since a key that is not
 * there (a secret of another repository, a variable that was renamed) looks like one that was never meant.
 */
async function refuseUnsealed(store, name, { request, sealer }) {
    if (sealer !== undefined || request.encryption === 'none')
        return;
    const before = await newestUnder(store, name);
    if (!before || before.manifest.encryption === null)
        return;
    throw (0,errors/* refusal */.x5)(`the newest backup under the name ${name}, ${before.id}, is sealed, and this one would be plain`, 'give encrypt-to, gpg-recipients or passphrase as before, or say encryption: none');
}
/** The same for signatures: who signed before and does not now has lost a key rather than the wish. */
async function refuseUnsigned(store, name, { request }) {
    if (store.keys?.signer || request.signing === 'none')
        return;
    const before = await newestUnder(store, name);
    if (!before || !(await store.head(layout/* keys */.HP.signature(name, before.id))))
        return;
    throw (0,errors/* refusal */.x5)(`the newest backup under the name ${name}, ${before.id}, is signed, and this one would not be`, 'give sign-key as before, or say signing: none');
}
/** The copies that restores make first may be of anything, and a damaged manifest is passed over. A storage that does not let it be read makes no news, but a backup all the same. */
async function newestUnder(store, name) {
    try {
        for await (const id of (0,catalogue/* idsNewestFirst */.lv)(store, name)) {
            const backup = await readUnlessDamaged(store, name, id);
            if (backup && backup.manifest.type !== retention_candidate/* SAFETY_COPY */.r9)
                return backup;
        }
    }
    catch (error) {
        if (!(error instanceof errors/* PgproofError */.wp))
            throw error;
    }
    return undefined;
}
async function readUnlessDamaged(store, name, id) {
    try {
        return await (0,catalogue/* readBackup */.fe)(store, name, id);
    }
    catch (error) {
        if (error instanceof errors/* PgproofError */.wp && error.code === 1)
            return undefined;
        throw error;
    }
}
const isOtherServer = (one, other) => one.systemIdentifier !== undefined &&
    other.systemIdentifier !== undefined &&
    one.systemIdentifier !== other.systemIdentifier;
const placed = ({ database, address }) => `${database} on ${address}`;

;// CONCATENATED MODULE: ./build/operations/backup/manifest.js


function buildManifest(run, contents, upload, previous) {
    const { tables, largeObjects } = contents.inventory;
    const sum = (numbers) => numbers.reduce((total, n) => total + n, 0);
    return {
        format: manifest/* FORMAT */.uB,
        id: run.id,
        name: run.name,
        type: run.request.type,
        tags: run.request.tags,
        created: run.started.toISOString(),
        finished: run.context.now().toISOString(),
        partial: run.selection.partial,
        previous,
        source: sourceOf(run.source),
        client: { pgDump: run.source.programs.version, major: run.source.programs.major },
        by: run.context.by,
        totals: {
            tables: tables.length,
            rows: sum(tables.map((table) => table.rows)),
            rawBytes: sum(tables.map((table) => table.bytes)) + sum(largeObjects.map((object) => object.bytes)),
            storedBytes: upload.storedBytes,
            objects: upload.objects.length,
            largeObjects: largeObjects.length,
        },
        encryption: run.sealer?.encryption ?? null,
        compression: { method: 'zstd', level: run.request.compressionLevel },
        objects: [...upload.objects].sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
}
function sourceOf({ facts, connection, profile }) {
    const host = (0,conninfo/* hostsOf */.PP)(connection.parameters)[0];
    return {
        version: facts.version,
        versionNum: facts.versionNum,
        ...(facts.systemIdentifier !== undefined && { systemIdentifier: facts.systemIdentifier }),
        database: facts.database,
        address: `${host?.address || host?.name || ''}:${host?.port ?? ''}`,
        encoding: facts.encoding,
        localeProvider: facts.localeProvider,
        collate: facts.collate,
        ctype: facts.ctype,
        ...(facts.icuLocale !== undefined && { icuLocale: facts.icuLocale }),
        ...(facts.icuRules !== undefined && { icuRules: facts.icuRules }),
        lcMonetary: facts.lcMonetary,
        sizeBytes: facts.sizeBytes,
        profile: profile.name,
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/operations/backup/next-id.js


/** Ids sort by their second; a backup that began in the same second as the newest one waits until its own sorts behind. */
async function nextId(store, name, context) {
    const newest = (await store.folders(layout/* keys */.HP.backups(name))).filter(layout/* isBackupId */["if"]).at(-1) ?? '';
    for (;;) {
        const started = context.now();
        const id = (0,layout/* newBackupId */._H)(started);
        if (id > newest || (0,layout/* startOf */.GH)(id).getTime() !== (0,layout/* startOf */.GH)(newest).getTime())
            return { id, started };
        await (0,external_node_timers_promises_.setTimeout)(50);
    }
}

// EXTERNAL MODULE: ./build/postgres/privileges.js
var privileges = __webpack_require__(216);
;// CONCATENATED MODULE: ./build/operations/backup/privileges.js



const SHOWN = 10;
/** Refuses to begin a whole dump that pg_dump would break off for want of a right; with a filter pg_dump itself is left to say so. */
async function refuseUnreadable(session, filter) {
    const filtered = [filter.schemas, filter.excludeSchemas, filter.tables, filter.excludeTables, filter.excludeTableData];
    if (filter.schemaOnly || filtered.some((names) => names.length > 0))
        return;
    const problems = await (0,privileges/* readPrivilegeProblems */.k)(session);
    const list = (tables) => {
        const names = tables.slice(0, SHOWN).map((table) => (0,identifier/* shown */.SP)(table.schema, table.name));
        return `${names.join(', ')}${tables.length > SHOWN ? ` and ${tables.length - SHOWN} more` : ''}`;
    };
    if (problems.unreadable.length > 0) {
        throw (0,errors/* environmentError */.me)(`the role may not read ${list(problems.unreadable)}`, `as an administrator: ${problems.sql}`);
    }
    if (problems.rowSecurity.length > 0) {
        throw (0,errors/* environmentError */.me)(`row-level security hides rows of ${list(problems.rowSecurity)} from this role`, `as an administrator: ${problems.sql}`);
    }
}

// EXTERNAL MODULE: ./build/operations/backup/source.js
var backup_source = __webpack_require__(96057);
;// CONCATENATED MODULE: ./build/operations/backup/reconnect.js



/** A restart or a failover is over within this time, or a person is needed. */
const WAIT_MS = 60_000;
const LOOK_EVERY_MS = 1000;
/** Connects again to a server that was lost, once it answers; throws why it does not, after a minute. */
async function reconnect(request, context, signal) {
    const end = performance.now() + WAIT_MS;
    for (;;) {
        try {
            return await (0,backup_source/* connectSource */.i)(request, context, signal);
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof errors/* PgproofError */.wp) || error.code !== 3 || performance.now() > end)
                throw error;
            await (0,external_node_timers_promises_.setTimeout)(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
        }
    }
}
/** What a person must know about the server that answers now; undefined where it is the one from before. */
function otherServer(before, now) {
    if (before.systemIdentifier !== now.systemIdentifier) {
        const names = [before, now].map(({ systemIdentifier }) => systemIdentifier ?? 'unknown');
        return `another server answers than before: its system identifier is ${names[1]} instead of ${names[0]}`;
    }
    if (before.timeline === now.timeline)
        return undefined;
    return `the server was failed over: its timeline is ${now.timeline ?? 'unknown'} instead of ${before.timeline ?? 'unknown'}`;
}

// EXTERNAL MODULE: ./build/postgres/session.js + 4 modules
var postgres_session = __webpack_require__(82345);
// EXTERNAL MODULE: ./build/postgres/stand-ins.js
var stand_ins = __webpack_require__(74187);
// EXTERNAL MODULE: ./build/operations/leaf-names.js
var leaf_names = __webpack_require__(39430);
;// CONCATENATED MODULE: ./build/operations/backup/snapshot.js






/** A read-only transaction that holds one moment of the database for pg_dump and for our own reading. */
class Snapshot {
    id;
    session;
    constructor(id, session) {
        this.id = id;
        this.session = session;
    }
    static async open(source, signal) {
        const session = await (0,postgres_session/* openSession */.f)(source.connection, { pinned: source.pinned, signal });
        try {
            // A standby has no serializable transactions; repeatable read is what pg_dump itself uses.
            await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
            const [row] = await session.query('SELECT pg_export_snapshot() AS id');
            return new Snapshot(row.id, session);
        }
        catch (error) {
            await session.close();
            throw error;
        }
    }
    /** To be read before rows flow: from then on the session may be lost without harm to the dump. */
    async facts(leftOut) {
        const { session } = this;
        return {
            facts: await (0,catalogue_facts/* readCatalogueFacts */.vZ)(session),
            roles: await (0,postgres_roles/* readRoles */.iZ)(session),
            standIns: await (0,stand_ins/* readStandIns */.Df)(session, leftOut),
            names: await (0,leaf_names/* tableNames */.n)(session),
        };
    }
    /**
     * The tables that were given new contents by others since the snapshot was taken: TRUNCATE and an ALTER TABLE that rewrites do not keep the
     * old rows for older snapshots (documentation, "Caveats" of MVCC), so whoever reads such a table in the snapshot finds it empty.
     * Once pg_dump holds its locks nobody can do that any more.
     */
    async rewritten() {
        const rows = await this.session.query(
        // The catalogue's row is the snapshot's; the function looks at the present.
        `SELECT c.oid, n.nspname AS schema, c.relname AS name
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.relfilenode <> 0
          AND pg_relation_filenode(c.oid) IS DISTINCT FROM c.relfilenode`);
        return new Map(rows.map(({ oid, schema, name }) => [oid, { schema, name }]));
    }
    /** Ends the transaction. Returns a warning where it was lost before: pg_dump has its own by then. */
    async close() {
        try {
            await this.session.query('ROLLBACK');
            return undefined;
        }
        catch (error) {
            return `the session that held the snapshot was lost on the way; the dump has its own: ${(0,errors/* messageOf */.bD)(error)}`;
        }
        finally {
            await this.session.close();
        }
    }
}

;// CONCATENATED MODULE: ./build/operations/backup/waiting-sessions.js

/** A look is one cheap query; DDL that gets in a dump's way may be there for a moment only. */
const waiting_sessions_LOOK_EVERY_MS = 250;
const WAITING = `
  SELECT l.relation::regclass::text AS relation,
         format('%s, process %s', coalesce(nullif(a.application_name, ''), a.usename), a.pid) AS who
    FROM pg_locks l JOIN pg_stat_activity a USING (pid)
   WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND a.pid <> pg_backend_pid() AND l.relation >= 16384`;
/** Remembers the sessions whose DDL waited for the locks of a dump: when the dump has failed its locks are gone, and so are the waiting. */
class WaitingSessions {
    #session;
    #seen = new Map();
    #timer;
    constructor(session) {
        this.#session = session;
    }
    start() {
        this.#timer = setInterval(() => void this.look(), waiting_sessions_LOOK_EVERY_MS);
        this.#timer.unref();
    }
    stop() {
        clearInterval(this.#timer);
    }
    /** Never throws: it only helps to explain. */
    async look() {
        const rows = await this.#session.query(WAITING).catch(() => []);
        for (const { relation, who } of rows)
            this.#seen.set(relation, who);
    }
    /** `orders: psql, process 4711; …`, or an empty text. */
    toString() {
        return [...this.#seen].map(([relation, who]) => `${relation}: ${who}`).join('; ');
    }
}
/** A lock's error with the sessions that held or wanted it. */
function named(error, waiting) {
    if (!(error instanceof explain/* LockConflict */.gx) || `${waiting}` === '')
        return error;
    const Kind = error instanceof explain/* DdlConflict */.XR ? explain/* DdlConflict */.XR : explain/* LockConflict */.gx;
    return new Kind(error.code, `${error.reason} (${waiting})`, error.hint, { cause: error });
}

;// CONCATENATED MODULE: ./build/operations/backup/backup.js































/** Backs one database up. The backup exists once its manifest has been read back; whatever happens before leaves nothing visible. */
async function backup(request, context) {
    const signal = (0,budget/* withBudget */.Y)(context.signal, request.timeBudget);
    if (request.name !== undefined)
        (0,layout/* checkName */.I3)(request.name);
    context.progress({ kind: 'phase', title: 'Connect' });
    const store = await (0,repository/* openStorage */.G)(request, context, signal);
    try {
        const sealer = await (0,keys/* sealerOf */.K$)(request, store.keys);
        (0,keys/* refuseUncheckable */.q3)(store.keys);
        return await withSecondCopy(request, { from: store, context, signal }, async () => {
            const source = await (0,backup_source/* connectSource */.i)(request, context, signal);
            return await backupOrReconnect(source, { request, context, signal, store, sealer });
        });
    }
    catch (error) {
        // Whatever broke because the run was cancelled or its time was up, that is the cause.
        throw signal.aborted ? signal.reason : error;
    }
    finally {
        store.close();
    }
}
/** A server that was lost half-way is waited for, once, and the backup begins anew: nothing of the first one is used. */
async function backupOrReconnect(source, given) {
    try {
        return await backupFrom(source, given);
    }
    catch (error) {
        if (!(error instanceof explain/* ServerLost */.m2) || given.signal.aborted)
            throw error;
        const text = `${error.reason}; trying once more from the beginning when it answers`;
        given.context.progress({ kind: 'warning', text });
        const again = await reconnect(given.request, given.context, given.signal);
        const other = otherServer(source.facts, again.facts);
        return await backupFrom({ ...again, warnings: [...again.warnings, text, ...(other ? [other] : [])] }, given);
    }
}
async function backupFrom(source, given) {
    try {
        return await backupConnected(source, given);
    }
    finally {
        await source.session.close();
    }
}
async function backupConnected(source, given) {
    const { request, context, signal } = given;
    const selection = await (0,backup_selection/* selectObjects */.z)(source.session, request, source.profile);
    await refuseUnreadable(source.session, selection.filter);
    const name = (0,layout/* checkName */.I3)(request.name ?? (0,layout/* nameFor */.Fe)(source.facts.database));
    await refuseUnsealed(given.store, name, given);
    await refuseUnsigned(given.store, name, given);
    // The storage comes last: learning what it can do is the first thing that writes.
    const warnings = [
        ...source.warnings,
        ...(await checkSpool(context.temporary, source.facts, request.spoolLimit)),
        ...(await lookAtFiledBefore(given.store, name, sourceOf(source), context)),
        ...(await (0,first_use/* learnStore */.Q)(given.store, request, context, signal)),
    ];
    for (const text of warnings)
        context.progress({ kind: 'warning', text });
    const waiting = new WaitingSessions(source.session);
    const attempt = async () => {
        const { id, started } = await nextId(given.store, name, context);
        const run = { ...given, source, selection, name, id, started, warnings, waiting };
        return await runOnce(run);
    };
    try {
        return await attempt();
    }
    catch (error) {
        if (!(error instanceof explain/* DdlConflict */.XR) || signal.aborted)
            throw named(error, waiting);
        const { reason } = named(error, waiting);
        const text = `${reason}; trying once more with a new snapshot`;
        warnings.push(text);
        context.progress({ kind: 'warning', text });
    }
    return await attempt().catch((error) => {
        throw named(error, waiting);
    });
}
async function runOnce(run) {
    const { context, name, id } = run;
    const attempt = new AbortController();
    const progressed = { committing: false };
    // A store of this attempt's own: when the attempt fails, what is on its way into it ends too.
    const store = await (0,repository/* openStorage */.G)(run.request, context, AbortSignal.any([run.signal, attempt.signal]));
    store.bucket?.learn(run.store.capabilities);
    const sink = new BackupSink(store, name, id, run.request.compressionLevel, run.sealer);
    const heartbeat = new repository_heartbeat/* Heartbeat */.XE(run.store, name, id, run.started);
    const spool = (0,external_node_path_.join)(context.temporary, `dump-${id}`);
    try {
        await heartbeat.start();
        return await dumpAndCommit({ ...run, store, attempt, progressed }, sink, spool);
    }
    catch (error) {
        attempt.abort(error);
        throw error;
    }
    finally {
        await sink.upload.settled();
        await (0,promises_.rm)(spool, { recursive: true, force: true });
        await (0,tidy_up/* tidyUp */.g)(run, heartbeat, attempt.signal.aborted, progressed.committing);
        store.close();
    }
}
async function dumpAndCommit(run, sink, spool) {
    const { context } = run;
    const snapshot = await Snapshot.open(run.source, run.signal);
    let committed;
    try {
        const read = await snapshot.facts(run.selection.leftOut);
        const dumped = await dump_dump(run, snapshot, spool, sink);
        context.progress({ kind: 'phase', title: 'Describe what was dumped' });
        const contents = await describeContents({ ...run, read, dumped, sink, folder: spool });
        if (run.request.crossCheck === 'counts')
            await crossCheckCounts(snapshot, contents.inventory.tables);
        committed = await storeRest(run, sink, contents, spool);
        return result(run, contents, committed, dumped);
    }
    finally {
        const lost = await snapshot.close();
        if (lost !== undefined && committed !== undefined)
            run.warnings.push(lost);
    }
}
async function storeRest(run, sink, contents, folder) {
    run.context.progress({ kind: 'phase', title: 'Commit' });
    const level = run.request.compressionLevel;
    const roles = (0,postgres_roles/* rolesSql */.sI)(contents.roles);
    await sink.upload.putKey();
    await sink.upload.put(layout/* TOC */.DB, await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'toc.dat')));
    await sink.upload.put(layout/* ROLES */.gg, await (0,compression/* compress */.Bc)(Buffer.from(roles), level));
    await sink.upload.put(layout/* INVENTORY */.dh, await (0,inventory/* writeInventory */.q)(contents.inventory, level));
    await sink.upload.finish();
    run.signal.throwIfAborted();
    const build = (previous) => buildManifest(run, contents, sink.upload, previous);
    return await (0,commit/* commitBackup */.s)(run.store, run.name, sink.upload.objects, build, () => {
        run.progressed.committing = true;
    });
}
function result(run, contents, committed, dumped) {
    const { manifest, digest } = committed;
    const { inventory } = contents;
    if (manifest.totals.tables === 0 && manifest.totals.largeObjects === 0 && run.selection.partial.length === 0) {
        run.warnings.push('the database holds no table with rows: look whether it is the right one');
    }
    if (dumped.pausedMs > 0) {
        run.warnings.push(`the storage was slower than the dump: pg_dump stood still for ${Math.round(dumped.pausedMs / 1000)} s in all, while its locks kept DDL waiting`);
    }
    return {
        ok: true,
        code: 0,
        verb: 'backup',
        seconds: (run.context.now().getTime() - run.started.getTime()) / 1000,
        warnings: run.warnings,
        record: layout/* keys */.HP.manifest(run.name, run.id),
        backup: (0,chosen/* referenceOf */.Bz)(run.store, { id: run.id, name: run.name, manifest }),
        manifestDigest: digest,
        commit: committed.refusedOverwrite ? 'conditional put' : 'unique name',
        restoreCommand: (0,restore_command/* restoreCommand */.Od)(run.store, manifest),
        by: run.context.by,
        totals: manifest.totals,
        tables: inventory.tables.map(({ schema, name, rows, bytes }) => ({ schema, name, rows, bytes })),
        source: {
            database: manifest.source.database,
            serverVersion: manifest.source.version,
            clientVersion: manifest.client.pgDump,
            ...(run.source.profile.name !== 'none' && { profile: run.source.profile.name }),
        },
        notContained: inventory.notContained,
        ...(run.request.crossCheck === 'counts' && { crossChecked: inventory.tables.length }),
        spool: { peakBytes: dumped.peakSpoolBytes, pausedSeconds: dumped.pausedMs / 1000 },
    };
}


/***/ }),

/***/ 96057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ SUPPORTED_MAJORS),
/* harmony export */   i: () => (/* binding */ connectSource)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56233);
/* harmony import */ var _postgres_facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98357);
/* harmony import */ var _postgres_pooler_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14045);
/* harmony import */ var _postgres_profile_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60715);
/* harmony import */ var _postgres_programs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15325);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(82345);
/* harmony import */ var _postgres_settings_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(25441);








/** PostgreSQL majors that pgproof backs up. */
const SUPPORTED_MAJORS = { first: 14, last: 18 };
/** Connects to the source and finds out all that a dump depends on; refuses what could not give a whole one. The caller closes the session. */
async function connectSource(request, context, signal) {
    const asked = (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConnection */ .C8)(request.databaseUrl, context.environment);
    await refusePooler(await (0,_postgres_pooler_js__WEBPACK_IMPORTED_MODULE_3__/* .detectPooler */ .B)(asked));
    const session = await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_6__/* .openSession */ .f)(asked, { signal });
    try {
        await refusePooler(await (0,_postgres_pooler_js__WEBPACK_IMPORTED_MODULE_3__/* .detectPooler */ .B)(asked, session));
        const facts = await (0,_postgres_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .readSourceFacts */ .TO)(session);
        const warnings = connectionWarnings(session);
        if (facts.major < SUPPORTED_MAJORS.first) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`the server is PostgreSQL ${facts.version}, and pgproof supports ${SUPPORTED_MAJORS.first} to ${SUPPORTED_MAJORS.last}`, 'upgrade the server; older majors no longer get security fixes');
        }
        const found = await (0,_postgres_programs_js__WEBPACK_IMPORTED_MODULE_5__/* .findPrograms */ .z0)(facts.major, {
            environment: context.environment,
            client: request.client,
            install: context.installPrograms,
            folders: [context.temporary],
        });
        const pinned = (0,_postgres_settings_js__WEBPACK_IMPORTED_MODULE_7__/* .pinnedSettings */ .wW)({ versionNum: facts.versionNum, lcMonetary: facts.lcMonetary });
        const profile = request.profile === 'auto' ? await (0,_postgres_profile_js__WEBPACK_IMPORTED_MODULE_4__/* .detectProfile */ .lt)(session) : (0,_postgres_profile_js__WEBPACK_IMPORTED_MODULE_4__/* .profileNamed */ .JD)(request.profile);
        return {
            connection: session.connection,
            session,
            facts,
            profile,
            programs: found.programs,
            pinned,
            environment: (0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .libpqEnvironment */ .SQ)(session.connection, pinned, context),
            warnings: [...warnings, ...found.warnings],
        };
    }
    catch (error) {
        await session.close();
        throw error;
    }
}
function connectionWarnings(session) {
    if (session.encrypted || !(0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .isRemote */ .Vx)(session.connection))
        return [];
    return [
        `the connection to ${(0,_postgres_conninfo_js__WEBPACK_IMPORTED_MODULE_1__/* .describeConnection */ .If)(session.connection)} is not encrypted: set sslmode=verify-full with the server's CA, or at least sslmode=require`,
    ];
}
async function refusePooler(reason) {
    if (reason !== undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(reason, 'connect to the database server itself; docs/troubleshooting.md, "Poolers"');
}


/***/ }),

/***/ 64765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ tidyUp)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
;// CONCATENATED MODULE: ./build/repository/abandon.js


const DELETES = 16;
/**
 * Removes what a run has stored under an id of its own that never became a backup. Only for the run itself, and only where it did not begin
 * to put a manifest: a put that seemed to fail may still arrive. What cannot be removed stays as garbage, which no listing shows.
 */
async function abandonBackup(store, name, id) {
    const limit = (0,p_limit/* default */.A)(DELETES);
    const deletes = [];
    for await (const { key } of store.list(layout/* keys */.HP.backup(name, id)))
        deletes.push(limit(() => store.delete(key)));
    await Promise.all(deletes);
}

// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
;// CONCATENATED MODULE: ./build/operations/tidy-up.js



/** What a cancelled or failed run may take to remove what it stored; a runner kills 10 s after it asked for the end. */
const CLEAN_UP_MS = 5000;
/** Takes the heartbeat away, and what a failed run had stored unless its manifest may be there. */
async function tidyUp(run, heartbeat, failed, committing) {
    try {
        // The run's own store takes nothing more after it was cancelled, and tries for minutes where the storage is away.
        const store = failed ? await (0,repository/* openStorage */.G)(run.request, run.context, AbortSignal.timeout(CLEAN_UP_MS)) : run.store;
        await heartbeat.stop(store);
        if (failed && !committing)
            await abandonBackup(store, run.name, run.id);
        if (failed)
            store.close();
    }
    catch (error) {
        // A key that may not delete is a supported way to work: the heartbeat grows stale, and what has no manifest is no backup.
        run.warnings.push(`what this run has left in the storage could not be removed: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}


/***/ }),

/***/ 216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ readPrivilegeProblems)
/* harmony export */ });
/* harmony import */ var _identifier_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86967);

/** Members of extensions are dumped only where their extension says so (pg_extension.extconfig). */
const relationsQuery = `
  SELECT n.nspname AS schema, c.relname AS name, row_security_active(c.oid) AS secured,
         has_schema_privilege(n.oid, 'USAGE')
           AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END AS readable
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
          AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
          AND (e.extconfig IS NULL OR c.oid <> ALL (e.extconfig)))
   ORDER BY 1, 2`;
/** Looks for tables and sequences that a dump by this role would fail on; `filter` says which of them are to be dumped. */
async function readPrivilegeProblems(session, filter = () => true) {
    const rows = (await session.query(relationsQuery)).filter(filter);
    const [who] = await session.query('SELECT rolname AS me, rolinherit AS inherits FROM pg_catalog.pg_roles WHERE rolname = current_user');
    const named = (found) => found.map(({ schema, name }) => ({ schema, name }));
    const unreadable = named(rows.filter((row) => !row.readable));
    const rowSecurity = named(rows.filter((row) => row.secured));
    const name = (0,_identifier_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(who?.me ?? '');
    const statements = [
        ...(unreadable.length > 0 ? [readAll(name, who?.inherits ?? true, session.versionNum)] : []),
        ...(rowSecurity.length > 0 ? [`ALTER ROLE ${name} BYPASSRLS;`] : []),
    ];
    return { unreadable, rowSecurity, sql: statements.join(' ') };
}
/** A role that does not inherit has nothing of a membership; since 16 each grant says for itself. */
function readAll(name, inherits, versionNum) {
    const grant = `GRANT pg_read_all_data TO ${name}`;
    if (inherits)
        return `${grant};`;
    return versionNum >= 160_000 ? `${grant} WITH INHERIT TRUE;` : `${grant}; ALTER ROLE ${name} INHERIT;`;
}


/***/ }),

/***/ 87664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ commitBackup)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6995);
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41604);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66631);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91101);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6827);






/** At most so many look-ups at a time. */
const LOOKUPS = 16;
/**
 * Makes a backup exist: looks every object up again, puts the manifest where none may be yet, reads it back and compares.
 * The signature is there before what it signs: a signed backup is never seen without.
 * Throws, and leaves no backup, where anything is not as it was put.
 */
async function commitBackup(store, name, objects, build, 
/** Called right before the manifest is put: from then on the backup may exist, whatever the put says. */
onCommit = () => { }) {
    const manifest = build(await previousOf(store, name));
    await lookUpAgain(store, _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.backup(name, manifest.id), objects);
    const bytes = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .writeManifest */ .HN)(manifest);
    const digest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256 */ .sc)(bytes);
    const key = _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.manifest(name, manifest.id);
    const signature = store.keys?.signer?.sign(bytes);
    if (signature)
        await putNew(store, _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.signature(name, manifest.id), signature);
    onCommit();
    await putNew(store, key, bytes);
    if (!(await store.get(key)).equals(bytes)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`${key} reads back otherwise than it was written`, 'the storage cannot be trusted: do not count on this backup, and check the storage with pgproof doctor');
    }
    await withdrawIfSwept(store, name, manifest.id);
    return { manifest, digest, refusedOverwrite: store.capabilities.conditionalPut };
}
async function putNew(store, key, bytes) {
    try {
        await store.put(key, bytes, { sha256: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .sha256 */ .sc)(bytes), onlyIfAbsent: true });
    }
    catch (error) {
        if (!(error instanceof _storage_store_js__WEBPACK_IMPORTED_MODULE_1__/* .ObjectExists */ ["if"]))
            throw error;
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`${key} exists already`, 'two runs drew the same id: run the backup again', error);
    }
}
/**
 * A run that stood still for a day looks like one that is dead, and what it had stored may be swept. The sweep writes its record and then looks for a manifest,
 * the run puts its manifest and then looks for that record: whatever the order, one of them sees the other.
 */
async function withdrawIfSwept(store, name, id) {
    if (!(await (0,_records_js__WEBPACK_IMPORTED_MODULE_5__/* .wasSwept */ .tx)(store, name, id)))
        return;
    await store.delete(_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .keys */ .HP.manifest(name, id));
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`what backup ${id} had stored was swept while its run stood still`, 'no backup was made: run it again, on a machine that is not put to sleep');
}
/** The newest backup before this one; one that is damaged, or not signed as the run asks, is passed over rather than stopping all backups. */
async function previousOf(store, name) {
    for await (const id of (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_2__/* .idsNewestFirst */ .lv)(store, name)) {
        try {
            return { id, sha256: (await (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_2__/* .readBackup */ .fe)(store, name, id)).digest };
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp) || (error.code !== 1 && !(error instanceof _manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .FormatTooNew */ .qt)))
                throw error;
        }
    }
    return null;
}
async function lookUpAgain(store, prefix, objects) {
    const queue = [...objects];
    const worker = async () => {
        for (let object = queue.shift(); object !== undefined; object = queue.shift()) {
            await lookUp(store, prefix, object);
        }
    };
    await Promise.all(Array.from({ length: LOOKUPS }, worker));
}
async function lookUp(store, prefix, object) {
    const found = await store.head(`${prefix}${object.name}`);
    const problem = found === undefined
        ? 'is gone'
        : found.size !== object.size
            ? `has ${found.size} bytes instead of ${object.size}`
            : found.sha256 !== undefined && found.sha256 !== object.sha256
                ? 'has another checksum'
                : undefined;
    if (problem === undefined)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`${prefix}${object.name} was stored, but ${problem} when it was looked up again`, 'no backup was made; check the storage with pgproof doctor');
}


/***/ })

};
