export const id = 9850;
export const ids = [9850];
export const modules = {

/***/ 13255:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ whyFailed),
/* harmony export */   XG: () => (/* binding */ warnOfFuture),
/* harmony export */   gV: () => (/* binding */ describeBadges),
/* harmony export */   hy: () => (/* binding */ ageOf),
/* harmony export */   no: () => (/* binding */ replacedAmong)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27597);
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41604);
/* harmony import */ var _repository_choose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95692);
/* harmony import */ var _repository_record_body_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74873);
/* harmony import */ var _repository_records_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6827);
/* harmony import */ var _repository_replaced_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85149);






/** The badges of one backup from all its records, oldest first. */
function describeBadges(backup, records, now) {
    const { verified, restoreTested } = (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .badgesOf */ .W6)(backup, records, now);
    const sampled = records.findLast((record) => record.manifest === backup.digest && record.kind === 'sampled' && !(0,_repository_records_js__WEBPACK_IMPORTED_MODULE_3__/* .isFromFuture */ .S5)(record, now));
    const fresh = sampled && (verified === undefined || verified.time < sampled.time) ? sampled : undefined;
    const share = bodySchema.safeParse(fresh?.body).data?.checked?.share;
    return {
        ...(verified && { verified: badge(verified, now) }),
        ...(fresh && share !== undefined && { sampled: { ...badge(fresh, now), share } }),
        ...(restoreTested && { restoreTested: badge(restoreTested, now) }),
        failures: [...failure(backup, 'verified', verified), ...failure(backup, 'restore-tested', restoreTested)],
    };
}
/** Which backups have a copy under other keys that counts in their place, by id. `records` are those that count, by id. */
function replacedAmong(backups, records, now) {
    return (0,_repository_replaced_js__WEBPACK_IMPORTED_MODULE_4__/* .replacementsIn */ .tP)(backups, (copy) => (0,_repository_choose_js__WEBPACK_IMPORTED_MODULE_1__/* .stands */ .Ed)(copy, records.get(copy.id) ?? [], now));
}
/** What the badges of a backup leave out, or only count because it is a failure: records from the future, the last of each kind. */
function warnOfFuture({ id, digest }, records, now) {
    const ahead = records.filter((record) => record.manifest === digest && (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_3__/* .isFromFuture */ .S5)(record, now));
    return Object.entries(CHECKS).flatMap(([kind, what]) => {
        const last = ahead.findLast((record) => record.kind === kind);
        if (last === undefined)
            return [];
        const counts = last.ok ? 'that does not count' : 'that counts all the same';
        return [`backup ${id} ${what} in the future, at ${last.time}: a clock was wrong, and ${counts}`];
    });
}
const CHECKS = {
    verified: 'was verified',
    sampled: 'was verified in part',
    'restore-tested': 'was restore-tested',
    failed: 'failed a check',
};
/** Seconds from an instant (ISO 8601) until `now`; what lies ahead is no age. */
const ageOf = (at, now) => Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000));
const badge = (record, now) => ({
    ok: record.ok,
    at: record.time,
    ageSeconds: ageOf(record.time, now),
});
/** What a record's body may tell; bodies may change, so nothing in it is counted on. */
const bodySchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    reason: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional().catch(undefined),
    differences: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()).optional().catch(undefined),
    damaged: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ object: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), what: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() }))
        .optional()
        .catch(undefined),
    checked: zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ share: zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig() }).optional().catch(undefined),
});
function failure({ name, id }, what, record) {
    return record === undefined || record.ok ? [] : [{ name, id, what, at: record.time, why: whyFailed(record) }];
}
/** Why a check failed, in the record's own words: the first finding, and how many more there are. */
function whyFailed(record) {
    const { reason, differences = [], damaged = [] } = bodySchema.safeParse(record.body).data ?? {};
    const findings = [...damaged.map(({ object, what }) => `${object} ${what}`), ...differences];
    const unsaid = (0,_repository_record_body_js__WEBPACK_IMPORTED_MODULE_2__/* .isSealedBody */ .zV)(record.body)
        ? 'what was found is sealed: pgproof show with a key tells it'
        : 'the record does not say why';
    const [first = reason ?? unsaid, ...more] = findings;
    return more.length === 0 ? first : `${first}; and ${more.length} more`;
}


/***/ }),

/***/ 98354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   If: () => (/* binding */ copyTargetOf),
/* harmony export */   lS: () => (/* binding */ copiesOf),
/* harmony export */   v7: () => (/* binding */ knownCopies)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27597);
/* harmony import */ var _repository_records_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6827);
/* harmony import */ var _badges_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13255);



const bodySchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ to: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
/** Where a record says that the backup was copied to; undefined where it says nothing of that kind. */
function copyTargetOf({ kind, body }) {
    return kind === 'copied' ? bodySchema.safeParse(body).data?.to : undefined;
}
/** Of each storage that backups were copied to, the newest of them, as the records of the first storage tell. */
function knownCopies(backups, records, now) {
    const newest = new Map();
    for (const backup of backups.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        for (const copy of copiesOf(backup, records.get(backup.id) ?? [], now))
            newest.set(copy.to, copy);
    }
    return [...newest.values()].sort((a, b) => (a.to < b.to ? -1 : 1));
}
/** The copies of one backup, each with the last time that it was seen there. `records` are oldest first. */
function copiesOf({ id, digest, manifest }, records, now) {
    const last = new Map();
    for (const record of records) {
        const to = copyTargetOf(record);
        if (to === undefined || record.manifest !== digest || (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_0__/* .isFromFuture */ .S5)(record, now))
            continue;
        const { created } = manifest;
        const { time } = record;
        last.set(to, { to, id, created, ageSeconds: (0,_badges_js__WEBPACK_IMPORTED_MODULE_1__/* .ageOf */ .hy)(created, now), copied: time, copiedSeconds: (0,_badges_js__WEBPACK_IMPORTED_MODULE_1__/* .ageOf */ .hy)(time, now) });
    }
    return [...last.values()];
}


/***/ }),

/***/ 22153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  show: () => (/* binding */ show)
});

// EXTERNAL MODULE: ./build/repository/key-drill.js
var key_drill = __webpack_require__(64922);
// EXTERNAL MODULE: ./build/repository/record-body.js
var record_body = __webpack_require__(74873);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/copy/known-copies.js
var known_copies = __webpack_require__(98354);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(27597);
// EXTERNAL MODULE: ./build/operations/badges.js
var badges = __webpack_require__(13255);
;// CONCATENATED MODULE: ./build/operations/history.js



const history_text = schemas/* string */.YjP().optional().catch(undefined);
/** What bodies may tell; they may change, so nothing in them is counted on. */
const bodySchema = schemas/* object */.Ikc({
    of: history_text,
    reason: history_text,
    until: history_text,
    to: history_text,
    from: history_text,
    step: history_text,
    method: history_text,
    database: history_text,
    server: history_text,
    restore: history_text,
    mode: history_text,
    target: schemas/* object */.Ikc({ address: schemas/* string */.YjP() }).optional().catch(undefined),
    plan: schemas/* object */.Ikc({ method: schemas/* string */.YjP() }).optional().catch(undefined),
    checked: schemas/* object */.Ikc({ share: schemas/* number */.aig() }).optional().catch(undefined),
});
/** Who did what with a backup and when, from the backup itself to the newest record. `records` are oldest first. */
function historyOf({ manifest, digest }, records, now) {
    const { who, host, run } = manifest.by;
    // A copy under other keys was finished long after what it holds was backed up.
    const at = manifest.replaces ? manifest.created : manifest.finished;
    const found = manifest.replaces && { found: `this is a copy of ${manifest.replaces.id} under other keys` };
    const made = { at, what: 'backed up', ok: true, who, host, ...(run !== undefined && { run }), ...found };
    return [made, ...withoutRepetition(records).map((group) => entryOf(group, digest, now))];
}
/** Steps of one restore that follow each other, as one; every other record alone. */
function withoutRepetition(records) {
    const groups = [];
    for (const record of records) {
        const last = groups.at(-1);
        const continues = record.kind === 'step' && last?.[0]?.kind === 'step' && sameRestore(last[0], record);
        if (continues)
            last.push(record);
        else
            groups.push([record]);
    }
    return groups;
}
const bodyOf = (record) => bodySchema.safeParse(record.body).data ?? {};
const sameRestore = (one, other) => {
    const [first, second] = [bodyOf(one), bodyOf(other)];
    return first.restore === second.restore && first.method === second.method;
};
function entryOf(group, digest, now) {
    const record = group[0];
    const { who, host, run } = record.by;
    const found = record.kind === 'step' ? stepsIn(group) : foundIn(record);
    const said = [
        ...(record.manifest === digest ? [] : ['of another manifest under this id']),
        ...((0,repository_records/* isFromFuture */.S5)(record, now) ? ['from the future: a clock was wrong'] : []),
        ...found,
    ];
    return {
        at: record.time,
        what: record.kind,
        ok: record.ok,
        who,
        host,
        ...(run !== undefined && { run }),
        ...(said.length > 0 && { found: said.join('; ') }),
    };
}
/** `swap: restore, prove, close; database shop on localhost:5432`: a step is recorded before it begins. */
function stepsIn(group) {
    const bodies = group.map(bodyOf);
    const { method, ...first } = bodies[0] ?? {};
    const steps = bodies.flatMap(({ step }) => step ?? []).join(', ');
    return [method === undefined ? steps : `${method}: ${steps}`, ...placeOf(first)];
}
function placeOf({ database, server }) {
    const words = [...(database ? [`database ${database}`] : []), ...(server ? [`on ${server}`] : [])];
    return words.length > 0 ? [words.join(' ')] : [];
}
function foundIn(record) {
    const body = bodyOf(record);
    if (record.kind === 'failed')
        return [`${body.of === undefined ? '' : `not ${body.of}: `}${(0,badges/* whyFailed */.KE)(record)}`];
    if (record.kind === 'sampled' && body.checked)
        return [`${Math.floor(body.checked.share * 100)} % was read`];
    const method = body.method ?? body.plan?.method ?? body.mode;
    return [
        ...(method ? [method] : []),
        ...(body.target ? [body.target.address] : placeOf(body)),
        ...(body.reason ? [body.reason] : []),
        ...(body.until ? [`until ${body.until}`] : []),
        ...(body.to ? [`to ${body.to}`] : []),
        ...(body.from ? [`from ${body.from}`] : []),
    ];
}

// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/restore-command.js
var restore_command = __webpack_require__(64877);
;// CONCATENATED MODULE: ./build/operations/show.js








/** Shows what a backup holds and what was done with it, from its manifest, its inventory and its records. No row is read. */
async function show(request, context) {
    const started = context.now();
    const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
    try {
        const chosen = await (0,operations_chosen/* chooseAndRead */.N2)(store, request, context, context.signal);
        const { backup, inventory } = chosen;
        const { asOf } = request;
        const records = await recordsOf(store, chosen);
        return {
            ok: true,
            code: 0,
            verb: 'show',
            seconds: (context.now().getTime() - started.getTime()) / 1000,
            warnings: inventory.warnings,
            ...manifestFacts(store, chosen),
            tables: inventory.tables.map(shownTable).sort((a, b) => b.bytes - a.bytes),
            ...contentsOf(inventory),
            copies: (0,known_copies/* copiesOf */.lS)(backup, records, context.now()),
            history: historyOf(backup, records, context.now()),
            restoreCommand: `${(0,restore_command/* restoreCommand */.Od)(store, backup.manifest)}${asOf ? ` --as-of ${asOf.toISOString()}` : ''}`,
        };
    }
    finally {
        store.close();
    }
}
/** With what was sealed in them. */
async function recordsOf(store, { backup, reader }) {
    const records = (await (0,repository_records/* listRecords */.VI)(store, backup.name, backup.id)).get(backup.id) ?? [];
    const opened = records.map(async (record) => ({ ...record, body: await (0,record_body/* openBody */.BO)(reader.opener, record.body) }));
    return await Promise.all(opened);
}
function manifestFacts(store, { backup }) {
    const { manifest, digest } = backup;
    const { source } = manifest;
    const { tags, created, finished, previous, client, totals } = manifest;
    const { who, host, run, commit, branch, pgproof } = manifest.by;
    return {
        backup: { ...(0,operations_chosen/* referenceOf */.Bz)(store, backup), tags, created, finished },
        by: { who, host, pgproof, ...(run && { run }), ...(commit && { commit }), ...(branch && { branch }) },
        manifestDigest: digest,
        ...(manifest.encryption && { sealedFor: (0,key_drill/* holdersOf */.pW)(manifest) }),
        ...(previous && { previous }),
        source: {
            database: source.database,
            address: source.address,
            version: source.version,
            encoding: source.encoding,
            collate: source.collate,
            sizeBytes: source.sizeBytes,
            profile: source.profile,
            ...(source.systemIdentifier !== undefined && { systemIdentifier: source.systemIdentifier }),
        },
        clientVersion: client.pgDump,
        totals,
    };
}
function shownTable({ schema, name, rows, bytes, parts, root }) {
    return {
        schema,
        name,
        rows,
        bytes,
        storedBytes: parts.reduce((sum, { length }) => sum + length, 0),
        parts: parts.length,
        ...(root && { root: `${root.schema}.${root.name}` }),
    };
}
function contentsOf({ entries, largeObjects, facts, roles, notContained }) {
    const types = Map.groupBy(entries, ({ type }) => type);
    return {
        definitionTypes: [...types]
            .map(([type, some]) => ({ type, count: some.length }))
            .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
        entries: entries.map(({ type, schema, name }) => ({ type, schema, name })),
        largeObjects: { count: largeObjects.length, bytes: largeObjects.reduce((sum, { bytes }) => sum + bytes, 0) },
        extensions: facts.extensions.map(({ name, version, schema }) => ({ name, version, schema })),
        roles: roles.map(({ name }) => name),
        notContained,
    };
}


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


/***/ })

};
