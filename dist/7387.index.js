export const id = 7387;
export const ids = [7387];
export const modules = {

/***/ 59347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ WHOLE_DATABASE),
/* harmony export */   Dd: () => (/* binding */ dumpArguments),
/* harmony export */   pf: () => (/* binding */ archiveArguments)
/* harmony export */ });
const WHOLE_DATABASE = {
    schemas: [],
    excludeSchemas: [],
    tables: [],
    excludeTables: [],
    excludeTableData: [],
    schemaOnly: false,
    dataOnly: false,
};
/** pg_dump's argument list; never holds a secret. */
function dumpArguments(request) {
    return [
        `--dbname=${request.keepAlive}`,
        '--no-password',
        '--format=directory',
        '--compress=0',
        '--no-sync',
        `--jobs=${request.jobs}`,
        `--encoding=${request.encoding}`,
        `--file=${request.folder}`,
        ...(request.snapshot ? [`--snapshot=${request.snapshot}`] : []),
        ...(request.lockTimeoutMs > 0 ? [`--lock-wait-timeout=${request.lockTimeoutMs}`] : []),
        ...(request.majorVersion >= 18 ? ['--no-statistics'] : []),
        ...(request.tablespaces === false ? ['--no-tablespaces'] : []),
        ...filterArguments(request.filter),
    ];
}
function filterArguments(filter) {
    return [
        ...(filter.schemas.length + filter.tables.length > 0 ? ['--strict-names'] : []),
        ...filter.schemas.map((pattern) => `--schema=${pattern}`),
        ...filter.excludeSchemas.map((pattern) => `--exclude-schema=${pattern}`),
        ...filter.tables.map((pattern) => `--table=${pattern}`),
        ...filter.excludeTables.map((pattern) => `--exclude-table=${pattern}`),
        ...filter.excludeTableData.map((pattern) => `--exclude-table-data=${pattern}`),
        ...(filter.schemaOnly ? ['--schema-only'] : []),
        ...(filter.dataOnly ? ['--data-only'] : []),
    ];
}
function archiveArguments(request) {
    const { file, format, jobs, encoding, filter, keepAlive } = request;
    return [
        `--dbname=${keepAlive}`,
        '--no-password',
        `--format=${format}`,
        ...(format === 'directory' ? [`--jobs=${jobs}`] : []),
        `--encoding=${encoding}`,
        `--file=${file}`,
        ...filterArguments(filter),
    ];
}


/***/ }),

/***/ 83703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ followDump)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/postgres/child.js
var postgres_child = __webpack_require__(28312);
// EXTERNAL MODULE: ./build/postgres/docker-container.js
var docker_container = __webpack_require__(86410);
// EXTERNAL MODULE: ./build/dump/explain.js
var explain = __webpack_require__(90276);
// EXTERNAL MODULE: ./build/dump/fingerprint.js
var dump_fingerprint = __webpack_require__(77779);
;// CONCATENATED MODULE: ./build/dump/folder-listing.js

const FRESH_MS = 10;
/** Listing thousands of files takes a while; it is to cost a fifth of the time at most. */
const PAUSE_PER_LISTING = 4;
/** Lists a folder for several followers at once, from one reading of it every now and then. */
class FolderListing {
    #names = Promise.resolve([]);
    #freshUntil = 0;
    #folder;
    constructor(folder) {
        this.#folder = folder;
    }
    /** The names as they were a moment ago. */
    names() {
        if (performance.now() >= this.#freshUntil) {
            const started = performance.now();
            this.#freshUntil = Number.POSITIVE_INFINITY;
            this.#names = (0,promises_.readdir)(this.#folder).finally(() => {
                const now = performance.now();
                this.#freshUntil = now + Math.max(FRESH_MS, (now - started) * PAUSE_PER_LISTING);
            });
        }
        return this.#names;
    }
    /** The names as they are now. */
    async current() {
        return await (0,promises_.readdir)(this.#folder);
    }
}

// EXTERNAL MODULE: ./build/dump/follow.js
var follow = __webpack_require__(42910);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/dump/large-objects.js




const TOC = /^blobs(_\d+)?\.toc$/;
const LINE = /^(\d+) (blob_\d+\.dat)$/;
const DATA = /^blob_\d+\.dat$/;
const POLL_MS = 20;
/** Looking at all processes takes a few milliseconds. */
const LOOK_EVERY_MS = 50;
const SMALL = 256 * 1024;
/**
 * Hands the large objects of a growing dump to `sink`, each as soon as pg_dump has listed it as written, and removes its file.
 * The lists themselves follow at the end: pg_restore finds the objects by them.
 */
async function followLargeObjects(folder, writing, sink) {
    const follower = new Follower(folder, writing, sink);
    while (true) {
        writing.signal.throwIfAborted();
        const last = writing.ended();
        const names = await folder.files();
        const found = await follower.takeListed(names);
        if (last)
            return await follower.end();
        if (found === 0 && (await follower.takeClosed(names)) > 0)
            continue;
        writing.waiting?.(true);
        await (0,external_node_timers_promises_.setTimeout)(POLL_MS);
        writing.waiting?.(false);
    }
}
class Follower {
    #folder;
    #writing;
    #sink;
    #lists = new Map();
    #found = [];
    /** Taken before they were listed. */
    #early = new Map();
    #nextLook = 0;
    constructor(folder, writing, sink) {
        this.#folder = folder;
        this.#writing = writing;
        this.#sink = sink;
    }
    /** Takes what was listed since the last time; returns how many that were. */
    async takeListed(names) {
        const before = this.#found.length;
        for (const name of names.filter((file) => TOC.test(file))) {
            const tail = this.#lists.get(name) ?? new ListTail(`${this.#folder.path}/${name}`);
            this.#lists.set(name, tail);
            for (const line of await tail.lines())
                await this.#takeLine(name, line);
        }
        return this.#found.length - before;
    }
    /**
     * Takes finished objects that are not listed yet: pg_dump writes its lists 4 KiB at a time, and some 200 objects of any size would stay on
     * the disk until then, perhaps more than the spool may hold.
     */
    async takeClosed(names) {
        const files = names.filter((name) => DATA.test(name) && !this.#early.has(name));
        if (files.length === 0 || performance.now() < this.#nextLook)
            return 0;
        const open = await this.#folder.openFiles();
        const closed = open === undefined || this.#writing.ended() ? [] : files.filter((name) => !open.has(name));
        let taken = 0;
        for (const name of closed) {
            // The listing may be older than the last removals.
            if (!(0,external_node_fs_.existsSync)(`${this.#folder.path}/${name}`))
                continue;
            this.#early.set(name, await this.#takeFile(name));
            taken += 1;
        }
        this.#nextLook = performance.now() + LOOK_EVERY_MS;
        return taken;
    }
    async end() {
        for (const name of [...this.#lists.keys()].sort())
            await this.#takeFile(name);
        if (this.#early.size > 0)
            throw new Error(`no list names ${[...this.#early.keys()].slice(0, 3).join(', ')}`);
        if (this.#lists.size > 0)
            await this.#sink.end();
        return this.#found;
    }
    async #takeLine(toc, line) {
        const match = LINE.exec(line);
        if (!match)
            throw new Error(`${toc} holds a line that is not a large object: ${JSON.stringify(line.slice(0, 80))}`);
        const name = match[2];
        const taken = this.#early.get(name) ?? (await this.#takeFile(name));
        this.#early.delete(name);
        this.#found.push({ oid: Number(match[1]), toc, ...taken });
    }
    async #takeFile(name) {
        this.#writing.signal.throwIfAborted();
        return await takeFile(this.#folder.path, name, this.#sink);
    }
}
async function takeFile(folder, name, sink) {
    const path = `${folder}/${name}`;
    const { size } = await (0,promises_.stat)(path);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    async function* content() {
        if (size <= SMALL) {
            const bytes = await (0,promises_.readFile)(path);
            hash.update(bytes);
            yield bytes;
            return;
        }
        for await (const chunk of (0,external_node_fs_.createReadStream)(path, { highWaterMark: 512 * 1024 })) {
            hash.update(chunk);
            yield chunk;
        }
    }
    await sink.file(name, size, content());
    await (0,promises_.rm)(path);
    return { bytes: size, sha256: hash.digest('hex') };
}
/** Reads the whole lines that were added to a file since the last look. */
class ListTail {
    #position = 0;
    #rest = '';
    #path;
    constructor(path) {
        this.#path = path;
    }
    async lines() {
        const file = await (0,promises_.open)(this.#path, 'r');
        try {
            const { size } = await file.stat();
            if (size === this.#position)
                return [];
            const { buffer, bytesRead } = await file.read(Buffer.alloc(size - this.#position), 0, size - this.#position, this.#position);
            this.#position += bytesRead;
            const lines = (this.#rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
            this.#rest = lines.pop() ?? '';
            return lines;
        }
        finally {
            await file.close();
        }
    }
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/dump/open-files.js


/**
 * The names of the files that the processes of a group have open, or undefined where that cannot be seen (/proc is Linux's).
 * A file that was seen before this was asked, and that is not among them, is closed: a process that had it open then is still there or has ended.
 */
async function openFilesOf(group) {
    const open = new Set();
    try {
        for (const pid of (await (0,promises_.readdir)('/proc')).filter((name) => /^\d+$/.test(name))) {
            if ((await groupOf(pid)) !== group)
                continue;
            for (const fd of await (0,promises_.readdir)(`/proc/${pid}/fd`)) {
                const target = await (0,promises_.readlink)(`/proc/${pid}/fd/${fd}`).catch(() => '');
                open.add((0,external_node_path_.basename)(target));
            }
        }
    }
    catch {
        // A process that ended in between, or one of another account: nothing is known then.
        return undefined;
    }
    return open;
}
/** The third word after the command's name in parentheses, which may hold anything; see proc(5). */
async function groupOf(pid) {
    const stat = await (0,promises_.readFile)(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] ?? 0);
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
;// CONCATENATED MODULE: ./build/dump/spool.js


const MIB = 1024 * 1024;
/**
 * Room below the limit for what pg_dump writes until the next look: on a busy machine even a thread that only looks comes a tenth of a second late,
 * and that is 50 MB. The writer is stopped when less than this is left (or a fifth of a small limit is used), and continued at half of that.
 */
const HEADROOM = { bytes: 192 * MIB, share: 0.8 };
const spool_LOOK_EVERY_MS = 5;
/**
 * Milliseconds by which each file postpones the next look: it takes about 5 µs, and looking is to take a tenth of the time at most.
 * Not measured at each look: one that was held up by a busy machine would postpone the next one just when it is needed.
 */
const PAUSE_PER_FILE = 0.045;
/** More unread files than this are as bad as bytes: each takes an inode and at least a block. */
const MOST_FILES = 4000;
/** What the watching thread and this one share, by place: numbers of 32 bits, then the figures in bytes and milliseconds. */
const STOPPED = 0;
const AT_WORK = 1;
const ROUNDS = 2;
/**
 * The watching thread. It stops the writer at once, and while the writer stands still it continues it when little is left, or when the readers
 * have been round several times and found nothing more to read: waiting for them would be for ever then.
 */
const watcher = `
const { readdirSync, statSync } = require('node:fs')
const { parentPort, workerData } = require('node:worker_threads')
const { folder, group, stopAbove, shared, figures } = workerData
let pausedAt, rounds
const signal = (name) => {
  if (group === 0) return parentPort.postMessage(name)
  try { process.kill(-group, name) } catch (error) { if (error.code !== 'ESRCH') throw error }
}
const resume = () => {
  figures[1] += performance.now() - pausedAt
  pausedAt = undefined
  signal('SIGCONT')
}
const usage = () => {
  let bytes = 0
  let names = []
  try { names = readdirSync(folder) } catch {}
  for (const name of names) {
    try { bytes += (statSync(folder + '/' + name, { throwIfNoEntry: false })?.blocks ?? 0) * 512 } catch {}
  }
  return { bytes, files: names.length }
}
const look = () => {
  const { bytes, files } = usage()
  figures[0] = Math.max(figures[0], bytes)
  if (pausedAt === undefined) {
    if (bytes <= stopAbove && files <= ${MOST_FILES}) return files
    pausedAt = performance.now()
    rounds = Atomics.load(shared, ${ROUNDS})
    signal('SIGSTOP')
    return files
  }
  const starved = Atomics.load(shared, ${AT_WORK}) === 0 && Atomics.load(shared, ${ROUNDS}) - rounds > 3
  if (starved || (bytes < stopAbove / 2 && files < ${MOST_FILES / 2})) resume()
  return files
}
let files = 0
do files = look()
while (Atomics.wait(shared, ${STOPPED}, 0, Math.max(${spool_LOOK_EVERY_MS}, files * ${PAUSE_PER_FILE})) === 'timed-out')
if (pausedAt !== undefined) resume()
`;
/**
 * Keeps a dump's folder under a limit: looks at the blocks that the files hold on disk and stops the writer while they are too many.
 * A thread of its own looks, since this one is busy for a tenth of a second at times, in which pg_dump writes 50 MB.
 */
class Spool {
    #shared = new Int32Array(new SharedArrayBuffer(12));
    #figures = new Float64Array(new SharedArrayBuffer(16));
    #folder;
    #limit;
    #watching = Promise.resolve();
    #failure;
    constructor(folder, limit) {
        this.#folder = folder;
        this.#limit = limit;
    }
    /** The most that was seen on disk, in bytes. */
    get peakBytes() {
        return this.#figures[0] ?? 0;
    }
    /** For how long the writer stood still, in milliseconds. */
    get pausedMs() {
        return this.#figures[1] ?? 0;
    }
    /** `direct` says that signals to the child's group stop it: a container's writer is not in it, and is stopped by the child's own way. */
    watch(writer, direct) {
        const { pid } = writer;
        const group = direct ? pid : 0;
        const stopAbove = this.#limit - Math.min(HEADROOM.bytes, this.#limit * HEADROOM.share);
        const workerData = { folder: this.#folder, stopAbove, group, shared: this.#shared, figures: this.#figures };
        const worker = new external_node_worker_threads_.Worker(watcher, { eval: true, workerData, env: {}, execArgv: [] });
        worker.on('message', (name) => (name === 'SIGSTOP' ? writer.pause() : writer.resume()));
        worker.on('error', (error) => {
            this.#failure = error;
            writer.resume();
        });
        this.#watching = (0,external_node_events_.once)(worker, 'exit').catch(() => { });
        void writer.done.then(() => this.stop());
    }
    /** To be told after each round of the readers: how many of them have something left to read. */
    round(atWork) {
        Atomics.store(this.#shared, AT_WORK, atWork);
        Atomics.add(this.#shared, ROUNDS, 1);
        if (this.#failure !== undefined)
            throw this.#failure;
    }
    /** Resolves when nobody stops the writer any more; a writer that stood still goes on. */
    async stop() {
        Atomics.store(this.#shared, STOPPED, 1);
        Atomics.notify(this.#shared, STOPPED);
        await this.#watching;
    }
}

;// CONCATENATED MODULE: ./build/dump/dump.js










const DATA_FILE = /^\d+\.dat$/;
const dump_POLL_MS = 15;
const dump_MIB = 1024 * 1024;
/** Runs pg_dump into a folder and reads the growing files to their ends while it writes, removing what was read; see design, "The engine". */
async function followDump(options) {
    await (0,promises_.mkdir)(options.folder, { mode: 0o700, recursive: true });
    const punch = (await (0,follow/* canPunchHoles */.Wz)(options.folder)) ? punchStep(options) : undefined;
    const { command, args } = options.programs.command('pg_dump');
    const ownAbort = new AbortController();
    const signal = AbortSignal.any([options.signal, ownAbort.signal]);
    // pg_dump makes its folder itself, or takes an empty one.
    const { environment, onStderr } = options;
    const child = (0,postgres_child/* startChild */.v)(command, [...args, ...options.args], { environment, signal, ...(onStderr && { onStderr }) });
    const direct = (0,docker_container/* containerOf */.t8)(command, args) === undefined;
    const dump = new RunningDump(options, child, { punch, signal, direct });
    try {
        return await dump.read();
    }
    catch (error) {
        ownAbort.abort(error);
        options.onFailure?.(error);
        await dump.stop();
        // Stopped at the very moment when it was asked to end, it could not.
        child.resume();
        await Promise.all([child.stop(), dump.settled()]);
        // Whatever broke because the run was cancelled or its time was up, that is the cause.
        throw options.signal.aborted ? options.signal.reason : error;
    }
    finally {
        await dump.stop();
    }
}
/** A file's read bytes are given back in steps that leave the limit to what is unread, but not smaller: each step costs a process. */
function punchStep({ spoolLimit, jobs }) {
    return Math.round(Math.min(64 * dump_MIB, Math.max(dump_MIB, spoolLimit / (16 * jobs))));
}
class RunningDump {
    #options;
    #child;
    /** Whether pg_dump's own processes are the child's group; in a container they are not. */
    #direct;
    #writing;
    #spool;
    #listing;
    #tables = new Map();
    #end;
    #bytes = 0;
    #waiting = 0;
    #reading = 0;
    #queue = [];
    #work = [];
    #readers = new Set();
    #wake = () => { };
    constructor(options, child, how) {
        this.#options = options;
        this.#child = child;
        this.#direct = how.direct;
        this.#listing = new FolderListing(options.folder);
        this.#writing = { ended: () => this.#end !== undefined, punch: how.punch, signal: how.signal };
        this.#spool = new Spool(options.folder, options.spoolLimit);
        if (how.punch !== undefined)
            this.#spool.watch(child, how.direct);
    }
    async stop() {
        await this.#spool.stop();
    }
    /** Waits until no reader is at work any more; for a dump that has failed. */
    async settled() {
        await Promise.allSettled(this.#work);
        await Promise.allSettled(this.#readers);
    }
    async read() {
        const ended = this.#child.done.then((end) => {
            // A failed dump leaves half files; readers are not to wait for, or to trust, their ends.
            if (end.code !== 0)
                throw (0,explain/* explainDumpFailure */.Gu)(end);
            this.#end = end;
            return end;
        });
        const work = [ended, this.#readTables(), this.#readLargeObjects()];
        this.#work = [...work];
        const [end, , largeObjects] = await Promise.all(work);
        return {
            tables: this.#tables,
            largeObjects,
            warnings: warningsOf(end.stderr),
            peakSpoolBytes: this.#spool.peakBytes,
            pausedMs: this.#spool.pausedMs,
        };
    }
    /** How many readers have something to read; where there is none, the spool must not wait for them. */
    #readersAtWork() {
        return this.#queue.length + this.#reading - this.#waiting;
    }
    #waitingReader = (yes) => {
        this.#waiting += yes ? 1 : -1;
    };
    async #readLargeObjects() {
        const writing = { ...this.#writing, waiting: this.#waitingReader };
        this.#reading++;
        try {
            const folder = {
                path: this.#options.folder,
                files: () => this.#files(),
                openFiles: async () => (this.#direct ? await openFilesOf(this.#child.pid) : undefined),
            };
            return await followLargeObjects(folder, writing, this.#options.sink.largeObjects());
        }
        finally {
            this.#reading--;
        }
    }
    async #readTables() {
        const known = new Set();
        const readers = this.#readers;
        let failure;
        const read = (name) => {
            const reader = this.#readTable(name)
                .catch((error) => {
                failure ??= { error };
            })
                .finally(() => {
                readers.delete(reader);
                this.#wake();
            });
            readers.add(reader);
        };
        while (failure === undefined) {
            this.#writing.signal.throwIfAborted();
            const last = this.#writing.ended();
            for (const name of await this.#files())
                this.#enqueue(name, known);
            // Two more readers than writers, so that finished files never wait behind growing ones.
            while (this.#queue.length > 0 && readers.size < this.#options.jobs + 2)
                read(this.#queue.shift());
            if (last && this.#queue.length === 0 && readers.size === 0)
                break;
            this.#spool.round(this.#readersAtWork());
            await this.#pollOrReader();
        }
        if (failure !== undefined)
            throw failure.error;
    }
    #enqueue(name, known) {
        if (!DATA_FILE.test(name) || known.has(name))
            return;
        if (known.size === 0)
            this.#options.onRows?.();
        known.add(name);
        this.#queue.push(name);
    }
    /** Not Promise.race over the readers: each race would stay in memory until the longest of them has ended. */
    async #pollOrReader() {
        await new Promise((resolve) => {
            const timer = setTimeout(resolve, dump_POLL_MS);
            this.#wake = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }
    /** After the end of pg_dump a listing from before it would miss the last files. */
    async #files() {
        return this.#end === undefined ? await this.#listing.names() : await this.#listing.current();
    }
    async #readTable(name) {
        const path = `${this.#options.folder}/${name}`;
        const fingerprint = new dump_fingerprint/* Fingerprint */.$A();
        const sink = this.#options.sink.table(name);
        this.#reading++;
        try {
            await (0,follow/* followTable */.Ow)(path, { ...this.#writing, waiting: this.#waitingReader }, async (chunk) => {
                // The sink compresses in another thread, meanwhile the same bytes are hashed in this one.
                const taken = sink.write(chunk);
                fingerprint.update(chunk);
                await taken;
                this.#bytes += chunk.length;
                this.#options.progress?.(this.#bytes);
            });
            await sink.end();
            this.#tables.set(name, fingerprint.digest());
            // pg_dump wrote the terminator as the last thing and never looks at the file again.
            await (0,promises_.rm)(path);
        }
        finally {
            this.#reading--;
        }
    }
}
function warningsOf(stderr) {
    return stderr.split('\n').filter((line) => /warning:/.test(line));
}


/***/ }),

/***/ 90276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gu: () => (/* binding */ explainDumpFailure),
/* harmony export */   XR: () => (/* binding */ DdlConflict),
/* harmony export */   gx: () => (/* binding */ LockConflict),
/* harmony export */   m2: () => (/* binding */ ServerLost)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

const TAIL_LINES = 5;
const MOST_LINE = 300;
/** Another session's lock got in pg_dump's way. */
class LockConflict extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp {
}
/** Another session's DDL did, so one more try with a new snapshot makes sense. */
class DdlConflict extends LockConflict {
}
/** The server went away in the middle, so one more try makes sense when it is back. */
class ServerLost extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp {
}
/** Most telling first: pg_dump adds general lines after the one that matters. */
const CAUSES = [
    {
        pattern: /could not obtain lock on relation "?([^"\n]+)"?/,
        kind: DdlConflict,
        reason: (m) => `another session is changing ${m[1]}, so pg_dump could not read it`,
        hint: 'run the backup when no migration runs, or with jobs: 1, which waits for such a lock',
    },
    {
        // pg_dump waits for its locks under a statement_timeout of its own.
        pattern: /canceling statement due to (?:lock timeout|statement timeout\n[^\n]*LOCK TABLE)/,
        kind: LockConflict,
        reason: () => 'a table stayed locked by another session for longer than lock-timeout',
        hint: 'find the session that holds the lock in pg_stat_activity, or raise lock-timeout',
    },
    {
        pattern: /ERROR:\s+(relation|schema|type|cache lookup failed for|could not open relation)([^\n]*)/,
        kind: DdlConflict,
        reason: (m) => `an object was dropped while it was being dumped: ${m[1]}${m[2]}`,
        hint: 'run the backup again when no migration runs',
    },
    {
        pattern: /permission denied for (\w+ \S+)/,
        reason: (m) => `the role may not read ${m[1]}`,
        hint: 'grant it: docs/quick-start.md has the SQL of a role that may back up',
    },
    {
        pattern: /query would be affected by row-level security policy for table "([^"]+)"/,
        reason: (m) => `row-level security hides rows of ${m[1]} from this role`,
        hint: 'ALTER ROLE … BYPASSRLS for the role that backs up, or connect as the owner of the tables',
    },
    {
        pattern: /invalid snapshot identifier|could not import the requested snapshot|snapshot "[^"]*" does not exist/,
        reason: () => 'the session that held the snapshot was lost before pg_dump had taken it over',
        hint: 'look whether the server restarted or a proxy cut the connection, then run the backup again',
    },
    {
        pattern: /canceling statement due to conflict with recovery/,
        reason: () => 'the standby cancelled the dump because replay needed what it was reading',
        hint: 'raise max_standby_streaming_delay on the standby, set hot_standby_feedback = on, or back up the primary',
    },
    {
        pattern: /aborting because of server version mismatch/,
        reason: () => 'pg_dump is older than the server',
        hint: "install the client of the server's own major version",
    },
    {
        pattern: /No space left on device/,
        reason: () => 'the disk of the spool folder is full',
        hint: 'set spool-dir to a folder on a larger disk, or lower spool-limit',
    },
    {
        pattern: /too many clients|remaining connection slots/,
        reason: () => 'the server has no connection left for pg_dump',
        hint: 'lower jobs (each takes a connection), or raise max_connections',
    },
    {
        pattern: /due to transaction timeout|idle-in-transaction timeout|idle-session timeout/,
        reason: () => 'a timeout of the server ended a session of the dump',
        hint: 'a pooler may have dropped the settings that pgproof connects with: connect to the server directly',
    },
    {
        pattern: /server closed the connection|terminating connection|connection (to server )?.*(failed|refused)|shutting down|SSL SYSCALL|could not receive data/,
        kind: ServerLost,
        reason: () => 'the connection to the server was lost during the dump',
        hint: 'look whether the server restarted or a proxy cut the connection, then run the backup again',
    },
];
/** Turns the end of a pg_dump that did not end with 0 into one sentence; the last lines of its own words follow in the hint. */
function explainDumpFailure(end) {
    const words = tail(end.stderr);
    for (const cause of CAUSES) {
        const match = cause.pattern.exec(end.stderr);
        if (!match)
            continue;
        const Kind = cause.kind ?? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgproofError */ .wp;
        return new Kind(3, cause.reason(match), `${cause.hint}${words}`);
    }
    const how = end.signal ? `was killed by ${end.signal}` : `ended with status ${end.code}`;
    const hint = end.signal === 'SIGKILL'
        ? 'look for the out-of-memory killer or whoever killed it, then run the backup again'
        : 'see what it said';
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`pg_dump ${how} before the dump was whole`, `${hint}${words}`);
}
function tail(stderr) {
    const lines = stderr.split('\n').filter((line) => line.trim() !== '');
    // A statement may name thousands of tables.
    const last = lines.slice(-TAIL_LINES).map((line) => (line.length > MOST_LINE ? `${line.slice(0, MOST_LINE)}…` : line));
    return last.length === 0 ? '' : ` (pg_dump: ${last.join(' / ')})`;
}


/***/ }),

/***/ 77779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ Fingerprint),
/* harmony export */   h5: () => (/* binding */ PartCutter)
/* harmony export */ });
/* unused harmony export PART_SIZES */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const NEWLINE = 10;
/** Counts and hashes COPY text as it passes. A newline inside a value is escaped there, so every newline byte ends a row. */
class Fingerprint {
    rows = 0;
    bytes = 0;
    #hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    update(chunk) {
        this.#hash.update(chunk);
        this.bytes += chunk.length;
        for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1))
            this.rows++;
    }
    digest() {
        return { rows: this.rows, bytes: this.bytes, sha256: this.#hash.digest('hex') };
    }
}
const MIB = 1024 * 1024;
/** Sizes in bytes of raw rows; design: at least 16 and at most 64 MiB, 32 on average. */
const PART_SIZES = { least: 16 * MIB, most: 64 * MIB, window: 16 * MIB };
const SAMPLE = 32;
/**
 * Decides where a table's data is cut into parts: after a row whose hash is below a threshold proportional to its length, so that the places
 * depend on the rows themselves and a change in the middle of a table moves only its own part. The hash takes a row's first and last 32 bytes,
 * since many tables end every row alike (padding). Nothing is hashed below the least size; at the most size the part is cut wherever it is.
 */
class PartCutter {
    #filled = 0;
    #rowLength = 0;
    #head = Buffer.alloc(SAMPLE);
    #headLength = 0;
    #tail = Buffer.alloc(0);
    #sizes;
    constructor(sizes = PART_SIZES) {
        this.#sizes = sizes;
    }
    /** Takes bytes from the start of `chunk` into the current part; call again with the rest after a cut. */
    next(chunk) {
        const room = this.#sizes.most - this.#filled;
        const reach = Math.min(chunk.length, room);
        const at = this.#cutWithin(chunk, reach);
        if (at !== undefined)
            return this.#close(at);
        this.#remember(chunk.subarray(this.#rowStart(chunk, reach), reach));
        this.#filled += reach;
        if (reach === room) {
            this.#filled = 0;
            return { at: reach, cut: true };
        }
        return { at: reach, cut: false };
    }
    #cutWithin(chunk, reach) {
        const from = Math.max(0, this.#sizes.least - this.#filled);
        if (from >= reach)
            return undefined;
        const before = from === 0 ? -1 : chunk.lastIndexOf(NEWLINE, from - 1);
        let start = before + 1;
        let whole = before !== -1;
        for (let end = chunk.indexOf(NEWLINE, from); end !== -1 && end < reach; end = chunk.indexOf(NEWLINE, end + 1)) {
            const length = whole ? end - start : this.#rowLength + end - start;
            const hash = whole ? hashOf(chunk, start, end) : this.#hashOfBegun(chunk.subarray(start, end));
            if (hash < ((length + 1) / this.#sizes.window) * 2 ** 32)
                return end + 1;
            start = end + 1;
            whole = true;
        }
        return undefined;
    }
    /** The hash of a row that began in a chunk before; `row` is the rest of it. */
    #hashOfBegun(row) {
        const head = this.#headWith(row);
        const tail = row.length >= SAMPLE ? row : Buffer.concat([this.#tail, row]);
        return mixed(fnv(fnv(BASIS, head, 0, head.length), tail, Math.max(0, tail.length - SAMPLE), tail.length));
    }
    #headWith(row) {
        return Buffer.concat([this.#head.subarray(0, this.#headLength), row.subarray(0, SAMPLE - this.#headLength)]);
    }
    #rowStart(chunk, reach) {
        // An empty chunk, the only one of which nothing is reached, holds no newline either.
        const last = chunk.lastIndexOf(NEWLINE, reach - 1);
        if (last !== -1)
            this.#forget();
        return last + 1;
    }
    #remember(piece) {
        const wanted = Math.min(SAMPLE - this.#headLength, piece.length);
        piece.copy(this.#head, this.#headLength, 0, wanted);
        this.#headLength += wanted;
        this.#rowLength += piece.length;
        this.#tail = Buffer.concat([this.#tail, piece.subarray(-SAMPLE)]).subarray(-SAMPLE);
    }
    #forget() {
        this.#headLength = 0;
        this.#rowLength = 0;
        this.#tail = Buffer.alloc(0);
    }
    #close(at) {
        this.#forget();
        this.#filled = 0;
        return { at, cut: true };
    }
}
/** FNV-1a's first value and its prime. http://www.isthe.com/chongo/tech/comp/fnv/ */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
/** FNV-1a over the first and the last bytes of the row from `start` to `end`, without making a buffer for either: this runs for every other row. */
function hashOf(chunk, start, end) {
    const head = fnv(BASIS, chunk, start, Math.min(end, start + SAMPLE));
    return mixed(fnv(head, chunk, Math.max(start, end - SAMPLE), end));
}
function fnv(seed, bytes, from, to) {
    let hash = seed;
    for (let at = from; at < to; at++)
        hash = Math.imul(hash ^ bytes[at], PRIME);
    return hash;
}
/** FNV's high bits mix slowly; the threshold looks at them first. */
function mixed(hash) {
    const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (once ^ (once >>> 13)) >>> 0;
}


/***/ }),

/***/ 54474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ withBudget)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** `signal`, or the end of the time budget in milliseconds, whichever comes first; the reason is the error to throw. */
function withBudget(signal, budgetMs) {
    if (budgetMs === undefined)
        return signal;
    const budget = new AbortController();
    const timer = setTimeout(() => {
        budget.abort((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)(`the time budget of ${Math.round(budgetMs / 1000)} s ended before the work was done`, 'raise time-budget, or give the job more cores or a faster way to the storage; earlier backups are untouched'));
    }, budgetMs);
    timer.unref();
    return AbortSignal.any([signal, budget.signal]);
}


/***/ }),

/***/ 39430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ leafNames),
/* harmony export */   n: () => (/* binding */ tableNames)
/* harmony export */ });
/** The names of an archive's tables by their OIDs on the server that was dumped: for rows that go through a partition root, COPY names only the root. */
async function leafNames(session, tables) {
    return await namesWhere(session, 'c.oid = ANY ($1::oid[])', [tables.map((table) => table.oid)]);
}
/** The names of all tables that can have rows of their own, by their OIDs. */
async function tableNames(session) {
    return await namesWhere(session, "c.relkind IN ('r', 'f')");
}
async function namesWhere(session, condition, values = []) {
    const rows = await session.query(`SELECT c.oid, n.nspname AS schema, c.relname AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${condition}`, values);
    return new Map(rows.map(({ oid, schema, name }) => [oid, { schema, name }]));
}


/***/ })

};
