export const id = 1164;
export const ids = [1164];
export const modules = {

/***/ 83675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pin: () => (/* binding */ pin),
/* harmony export */   pinIn: () => (/* binding */ pinIn),
/* harmony export */   unexpire: () => (/* binding */ unexpire),
/* harmony export */   unexpireIn: () => (/* binding */ unexpireIn),
/* harmony export */   unpin: () => (/* binding */ unpin),
/* harmony export */   unpinIn: () => (/* binding */ unpinIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _repository_expiry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76302);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);
/* harmony import */ var _repository_pins_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4317);
/* harmony import */ var _repository_record_times_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(90823);
/* harmony import */ var _repository_records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6827);
/* harmony import */ var _chosen_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79709);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(36843);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72371);









/** Holds a backup, whatever the policy says. */
const pin = (request, context) => opened(request, context, (store) => pinIn(store, request, context));
/** The same in a store that is open, as are the others. */
async function pinIn(store, request, context) {
    const until = request.until === undefined ? undefined : momentOf(request.until);
    return await withBackup(store, request, context, async (work) => {
        if (until && until <= work.now)
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${request.until} is past`, 'give a day to come, or leave until out');
        refuseExpired(work);
        const body = { reason: request.reason, ...(until && { until: until.toISOString() }) };
        const said = await say(work, 'pinned', _repository_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .PIN_KINDS */ .uK, body);
        // A prune beside this may have expired it after it was looked at; the pin holds then too, but it must be known.
        refuseExpired({ ...work, records: await recordsOf(work.store, work.backup) });
        return { ...said, verb: 'pin', ...(until && { until: until.toISOString() }) };
    });
}
/** Lets go of a pinned backup: from now on the policy decides. */
const unpin = (request, context) => opened(request, context, (store) => unpinIn(store, request, context));
async function unpinIn(store, request, context) {
    if (store.keys)
        (0,_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .refuseUncheckable */ .q3)(store.keys, 'the word that unpins');
    return await withBackup(store, request, context, async (work) => {
        if ((0,_repository_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .pinOf */ .nZ)(work.records, work.backup.digest) === undefined) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`backup ${work.backup.id} is not pinned`, 'pgproof prune shows which ones are');
        }
        return { ...(await say(work, 'unpinned', _repository_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .PIN_KINDS */ .uK, { reason: request.reason })), verb: 'unpin' };
    });
}
/** Takes an expired backup back, while its grace lasts. Throws exit 4 where it may be going away already. */
const unexpire = (request, context) => opened(request, context, (store) => unexpireIn(store, request, context));
async function unexpireIn(store, request, context) {
    return await withBackup(store, request, context, async (work) => {
        const { backup } = work;
        const expiry = (0,_repository_expiry_js__WEBPACK_IMPORTED_MODULE_1__/* .expiryOf */ .p1)(work.records, backup.digest);
        if (!expiry)
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`backup ${backup.id} is not expired`, 'pgproof prune shows which ones are');
        const end = (0,_repository_expiry_js__WEBPACK_IMPORTED_MODULE_1__/* .takenBackUntil */ .$3)(expiry);
        if (work.now > end)
            throw tooLate(backup, end);
        const said = await say(work, 'unexpired', _repository_expiry_js__WEBPACK_IMPORTED_MODULE_1__/* .EXPIRY_KINDS */ .ap, { reason: request.reason });
        // It may have taken long to say so: a sweep that began later has seen it, one that began before would have found it gone by now.
        if ((await store.clock()) > expiry.until || !(await store.head(_repository_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.manifest(backup.name, backup.id)))) {
            throw tooLate(backup, end);
        }
        return { ...said, verb: 'unexpire' };
    });
}
const tooLate = ({ id }, end) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`backup ${id} could be taken back until ${end.toISOString()}, and that is past`, 'while it is listed, pgproof restore with its id still works');
function refuseExpired({ records, backup }) {
    if (!(0,_repository_expiry_js__WEBPACK_IMPORTED_MODULE_1__/* .expiryOf */ .p1)(records, backup.digest))
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(`backup ${backup.id} is expired`, `take it back first: pgproof unexpire --backup ${backup.id}`);
}
async function opened(request, context, work) {
    const store = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_7__/* .openStorage */ .G)(request, context, context.signal);
    try {
        return await work(store);
    }
    finally {
        store.close();
    }
}
async function withBackup(store, request, context, work) {
    if (request.reason.trim() === '')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)('the reason is empty', 'say in a few words why');
    const started = context.now();
    const backup = await (0,_chosen_js__WEBPACK_IMPORTED_MODULE_5__/* .chooseNamed */ .F4)(store, request, context);
    const records = await recordsOf(store, backup);
    return await work({ store, context, backup, records, now: await store.clock(), started });
}
const recordsOf = async (store, { name, id }) => (await (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_4__/* .listRecords */ .VI)(store, name, id)).get(id) ?? [];
async function say({ store, context, backup, records, started }, kind, about, body) {
    const time = await (0,_repository_record_times_js__WEBPACK_IMPORTED_MODULE_8__/* .timeAfter */ .i)(store, records, about);
    const record = await (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_4__/* .putRecord */ .j8)(store, { name: backup.name, id: backup.id }, { kind, time, ok: true, by: context.by, manifest: backup.digest, body });
    return {
        ok: true,
        code: 0,
        seconds: (context.now().getTime() - started.getTime()) / 1000,
        warnings: [],
        record,
        backup: (0,_chosen_js__WEBPACK_IMPORTED_MODULE_5__/* .referenceOf */ .Bz)(store, backup),
        reason: body.reason,
    };
}
function momentOf(text) {
    const moment = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? new Date(text) : new Date(Number.NaN);
    if (!Number.isNaN(moment.getTime()))
        return moment;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`until is '${text}', not a day or a moment`, 'write it as 2027-11-01 or 2027-11-01T00:00Z');
}


/***/ }),

/***/ 4317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nZ: () => (/* binding */ pinOf),
/* harmony export */   uK: () => (/* binding */ PIN_KINDS),
/* harmony export */   v9: () => (/* binding */ holds)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27597);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64377);

const PIN_KINDS = ['pinned', 'unpinned'];
const bodySchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ reason: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), until: zod__WEBPACK_IMPORTED_MODULE_1__/* .datetime */ .w$().optional() });
/**
 * The pin that the records tell of, whether its date has passed or not; undefined where there is none. `records` are oldest first, `digest` is the
 * manifest's: a word that lets go is only believed of the manifest that it speaks of.
 */
function pinOf(records, digest) {
    const last = records.findLast(({ kind, manifest }) => kind === 'pinned' || (kind === 'unpinned' && manifest === digest));
    if (last?.kind !== 'pinned')
        return undefined;
    const body = bodySchema.safeParse(last.body);
    const said = { at: last.time, who: last.by.who };
    // A pin holds even where what it says beside cannot be read.
    if (!body.success)
        return { reason: 'no reason was given', ...said };
    const { reason, until } = body.data;
    return { reason, ...(until !== undefined && { until: new Date(until) }), ...said };
}
/** Whether a pin holds at a moment. */
const holds = (pin, now) => pin !== undefined && (pin.until === undefined || pin.until.getTime() > now.getTime());


/***/ }),

/***/ 90823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ timeAfter)
/* harmony export */ });
/**
 * The time for a record that takes back or renews an earlier one: by the storage's clock, which all machines share, and never before the last
 * record about the same thing, so that the order of two of them is the order in which they were said.
 */
async function timeAfter(store, records, kinds) {
    const said = records.filter(({ kind }) => kinds.includes(kind)).map(({ time }) => Date.parse(time));
    const now = (await store.clock()).getTime();
    return new Date(Math.max(now, ...said.map((time) => time + 1))).toISOString();
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
