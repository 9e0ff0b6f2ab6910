export const id = 9224;
export const ids = [9224];
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

/***/ 69224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  copy: () => (/* binding */ copy_copy)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/choose.js
var choose = __webpack_require__(95692);
// EXTERNAL MODULE: ./build/repository/copy.js + 2 modules
var copy = __webpack_require__(79600);
// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
// EXTERNAL MODULE: ./build/operations/budget.js
var budget = __webpack_require__(54474);
// EXTERNAL MODULE: ./build/operations/chosen.js
var chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/repository/catalogue.js
var catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/expiry.js
var repository_expiry = __webpack_require__(76302);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/manifest.js + 1 modules
var manifest = __webpack_require__(91101);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/operations/copy/known-copies.js
var known_copies = __webpack_require__(98354);
;// CONCATENATED MODULE: ./build/operations/copy/choose.js










const LOOKUPS = 16;
/**
 * Every backup of one name that the other store lacks, and those of which no record says that they are there: a copy that was killed at the last
 * moment. What a prune has expired is on its way out and is left here.
 */
async function backupsToCopy(from, to, name) {
    const ids = (await withManifest(from, name, (await from.folders(layout/* keys */.HP.backups(name))).filter(layout/* isBackupId */["if"]))).toSorted();
    if (ids.length === 0)
        throw (0,choose/* nothingYet */.y8)(from, name);
    const there = new Set(await withManifest(to, name, ids));
    const records = await (0,repository_records/* listRecords */.VI)(from, name);
    const known = new Set(ids.filter((id) => there.has(id) && isKnown(records.get(id) ?? [], to)));
    const chosen = { backups: [], passedOver: [], unreadable: [], before: there.size };
    for (const id of ids)
        if (!known.has(id))
            await sort(chosen, from, { name, id }, records.get(id) ?? []);
    return chosen;
}
async function withManifest(store, name, ids) {
    const limit = (0,p_limit/* default */.A)(LOOKUPS);
    const found = await Promise.all(ids.map((id) => limit(() => store.head(layout/* keys */.HP.manifest(name, id)))));
    return ids.filter((_, index) => found[index] !== undefined);
}
const isKnown = (records, to) => records.some((record) => (0,known_copies/* copyTargetOf */.If)(record) === to.location);
async function sort(chosen, from, { name, id }, records) {
    try {
        const backup = await (0,catalogue/* readBackup */.fe)(from, name, id);
        const expiry = (0,repository_expiry/* expiryOf */.p1)(records, backup.digest);
        if (expiry)
            chosen.passedOver.push({ id, why: `it is expired: ${expiry.reason}` });
        else
            chosen.backups.push(backup);
    }
    catch (error) {
        if (error instanceof manifest/* FormatTooNew */.qt || error instanceof store/* ObjectArchived */.q2)
            chosen.unreadable.push({ id, why: error.reason, hint: error.hint, code: 3 });
        else if (error instanceof errors/* PgproofError */.wp && error.code === 1)
            chosen.unreadable.push({ id, why: error.reason, hint: error.hint, code: 1 });
        else
            throw error;
    }
}

// EXTERNAL MODULE: ./build/operations/copy/copy-one.js + 1 modules
var copy_one = __webpack_require__(58207);
;// CONCATENATED MODULE: ./build/operations/copy/result.js
/** The result of a run, and whether all that was to be copied is there now. */
function conclude({ run, name, started, chosen, tried, untried }) {
    const backups = tried.map(({ described }) => described);
    const record = tried.findLast((one) => one.record !== undefined)?.record;
    return {
        ...outcomeOf(chosen, tried, untried),
        verb: 'copy',
        seconds: (run.context.now().getTime() - started.getTime()) / 1000,
        warnings: run.warnings,
        ...(record !== undefined && { record }),
        name,
        from: run.from.location,
        to: run.to.location,
        backups,
        passedOver: chosen.passedOver,
        unreadable: chosen.unreadable.map(({ id, why }) => ({ id, why })),
        ...(chosen.before !== undefined && { before: chosen.before }),
        totals: { sent: sum(backups.map(({ sent }) => sent)), found: sum(backups.map(({ found }) => found)) },
    };
}
function outcomeOf({ unreadable }, tried, untried) {
    const failures = tried.flatMap(({ failure }) => failure ?? []);
    const [first] = failures;
    const dark = unreadable[0];
    const more = failures.length + unreadable.length - 1 + untried;
    const others = more > 0 ? `; and ${more} more ${more === 1 ? 'was' : 'were'} not copied` : '';
    if (first) {
        const code = first.code;
        return { ok: false, code, reason: `${first.reason}${others}`, hint: first.hint };
    }
    if (!dark)
        return { ok: true, code: 0 };
    const hint = `all others are copied; of this one, ${dark.hint}`;
    return { ok: false, code: dark.code, reason: `backup ${dark.id} cannot be copied: ${dark.why}${others}`, hint };
}
const sum = (amounts) => ({
    objects: amounts.reduce((all, { objects }) => all + objects, 0),
    bytes: amounts.reduce((all, { bytes }) => all + bytes, 0),
});

// EXTERNAL MODULE: ./build/operations/copy/second-storage.js + 1 modules
var second_storage = __webpack_require__(12341);
;// CONCATENATED MODULE: ./build/operations/copy/copy.js












/** Copies backups of one name into a second storage, where each is a backup as it is in the first. */
async function copy_copy(request, context) {
    (0,second_storage/* refuseSameAddress */.bx)(request.storage, request.copyTo);
    if (request.all && request.backup !== 'latest')
        throw (0,errors/* usageError */.Wp)('backup and all are both given', 'name one backup, or copy all that the other storage lacks');
    const signal = (0,budget/* withBudget */.Y)(context.signal, request.timeBudget);
    const from = await (0,repository/* openStorage */.G)(request, context, signal);
    try {
        const to = await (0,second_storage/* openSecond */.Hl)(request, request.copyTo, context, signal);
        try {
            const warnings = await (0,second_storage/* learnSecond */.FS)(to, request, context, signal);
            return await copyAll({ from, to, context, signal, warnings, asOf: request.asOf }, request);
        }
        finally {
            to.close();
        }
    }
    catch (error) {
        throw signal.aborted ? signal.reason : error;
    }
    finally {
        from.close();
    }
}
async function copyAll(run, request) {
    const started = run.context.now();
    run.context.progress({ kind: 'phase', title: 'Choose what to copy' });
    const name = await (0,choose/* chooseName */.xR)(run.from, request.name);
    const chosen = await copy_choose(run, { ...request, name });
    const tried = [];
    let untried = chosen.backups.length;
    for (const backup of chosen.backups) {
        untried -= 1;
        const one = await tryOne(run, backup);
        if (request.all && one.failure instanceof copy/* LetGo */.S) {
            chosen.passedOver.push({ id: backup.id, why: one.failure.reason });
            continue;
        }
        tried.push(one);
        // A backup that is damaged or archived says nothing of the others; a storage that is away does.
        if (one.failure !== undefined && one.failure.code !== 1 && !(one.failure instanceof store/* ObjectArchived */.q2))
            break;
    }
    return conclude({ run, name, started, chosen, tried, untried });
}
async function copy_choose(run, request) {
    const { from, to, context } = run;
    const { name } = request;
    const end = (0,external_node_crypto_.randomBytes)(3).toString('hex');
    if (request.all) {
        const chosen = await backupsToCopy(from, to, name);
        const [any] = chosen.backups;
        if (any)
            await (0,second_storage/* refuseSameStorage */.gR)(from, to, { name, id: any.id, end }, context.now());
        return chosen;
    }
    const backup = await (0,chosen/* chooseNamed */.F4)(from, request, context);
    await (0,second_storage/* refuseSameStorage */.gR)(from, to, { name, id: backup.id, end }, context.now());
    return { backups: [backup], passedOver: [], unreadable: [] };
}
/** Copies one backup; a failure becomes part of the result, so that what was copied before it is told too. */
async function tryOne(run, backup) {
    run.context.progress({ kind: 'phase', title: `Copy backup ${backup.id}` });
    try {
        const copied = await (0,copy_one/* copyOne */.S)(run, backup);
        return {
            described: describe(run, backup, copied),
            ...(copied.record !== undefined && { record: copied.record }),
        };
    }
    catch (error) {
        if (run.signal.aborted || !(error instanceof errors/* PgproofError */.wp))
            throw error;
        return { described: { ...describe(run, backup), why: (0,errors/* messageOf */.bD)(error) }, failure: error };
    }
}
const NOTHING = { objects: 0, bytes: 0 };
function describe({ from, to }, backup, copied) {
    const { sent = NOTHING, found = NOTHING, signed = false, records = 0, wasThere = false } = copied ?? {};
    return {
        ...(0,chosen/* referenceOf */.Bz)(from, backup),
        created: backup.manifest.created,
        state: copied === undefined ? 'failed' : wasThere && sent.objects === 0 ? 'complete' : 'copied',
        copy: (0,chosen/* locationOf */.hD)(to, backup.name, backup.id),
        sent,
        found,
        signed,
        records,
    };
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
