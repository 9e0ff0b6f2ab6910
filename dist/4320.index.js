export const id = 4320;
export const ids = [4320];
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

/***/ 64799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   list: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41604);
/* harmony import */ var _repository_choose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95692);
/* harmony import */ var _repository_expiry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76302);
/* harmony import */ var _repository_heartbeat_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9469);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66631);
/* harmony import */ var _repository_records_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6827);
/* harmony import */ var _badges_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(13255);
/* harmony import */ var _chosen_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(79709);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(72371);









/** Lists the backups in a storage, newest first, with what is known of each. Throws exit 2 where there is nothing yet: a wrong address looks the same. */
async function list(request, context) {
    const started = context.now();
    const store = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_8__/* .openStorage */ .G)(request, context, context.signal);
    try {
        const names = request.name === undefined ? await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .listNames */ .Zv)(store) : [(0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_4__/* .checkName */ .I3)(request.name)];
        const backups = [];
        const failures = [];
        const unreadable = [];
        const running = [];
        const ahead = [];
        for (const name of names) {
            const catalogue = await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .readCatalogue */ .YW)(store, name);
            const records = await (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_5__/* .listRecords */ .VI)(store, name);
            const replacements = (0,_badges_js__WEBPACK_IMPORTED_MODULE_6__/* .replacedAmong */ .no)(catalogue.backups, records, context.now());
            for (const backup of catalogue.backups) {
                const own = records.get(backup.id) ?? [];
                const badges = (0,_badges_js__WEBPACK_IMPORTED_MODULE_6__/* .describeBadges */ .gV)(backup, own, context.now());
                ahead.push(...(0,_badges_js__WEBPACK_IMPORTED_MODULE_6__/* .warnOfFuture */ .XG)(backup, own, context.now()));
                const copy = replacements.get(backup.id);
                const expiry = (0,_repository_expiry_js__WEBPACK_IMPORTED_MODULE_2__/* .expiryOf */ .p1)(own, backup.digest);
                backups.push({
                    ...describe(store, backup, badges),
                    ...(copy && { replacedBy: copy.id }),
                    ...(expiry && { expired: { until: expiry.until.toISOString() } }),
                });
                failures.push(...badges.failures);
            }
            unreadable.push(...catalogue.unreadable);
            running.push(...(await (0,_repository_heartbeat_js__WEBPACK_IMPORTED_MODULE_3__/* .listRunning */ .GC)(store, name, context.now())));
        }
        if (backups.length + unreadable.length + running.length === 0)
            throw (0,_repository_choose_js__WEBPACK_IMPORTED_MODULE_1__/* .nothingYet */ .y8)(store, request.name);
        backups.sort((a, b) => (a.id < b.id ? 1 : -1));
        return {
            ok: true,
            code: 0,
            verb: 'list',
            seconds: (context.now().getTime() - started.getTime()) / 1000,
            warnings: [...unreadable.map(({ name, id, why }) => `backup ${id} of ${name} cannot be read: ${why}`), ...ahead],
            location: store.location,
            backups,
            failures,
            unreadable,
            running,
        };
    }
    finally {
        store.close();
    }
}
function describe(store, backup, { failures: _, ...badges }) {
    const { manifest } = backup;
    return {
        ...(0,_chosen_js__WEBPACK_IMPORTED_MODULE_7__/* .referenceOf */ .Bz)(store, backup),
        tags: manifest.tags,
        created: manifest.created,
        storedBytes: manifest.totals.storedBytes,
        rawBytes: manifest.totals.rawBytes,
        tables: manifest.totals.tables,
        rows: manifest.totals.rows,
        by: manifest.by.who,
        ...badges,
    };
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
