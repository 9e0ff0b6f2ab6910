export const id = 996;
export const ids = [996,728];
export const modules = {

/***/ 64799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   list: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41604);
/* harmony import */ var _repository_heartbeat_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9469);
/* harmony import */ var _repository_layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);
/* harmony import */ var _repository_records_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24567);
/* harmony import */ var _chosen_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79709);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(39521);






/** Lists the backups in a storage, newest first, with what is known of each. Throws exit 2 where there is nothing yet: a wrong address looks the same. */
async function list(request, context) {
    const started = context.now();
    const store = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_5__/* .openStorage */ .G)(request, context, context.signal);
    try {
        const names = request.name === undefined ? await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .listNames */ .Zv)(store) : [(0,_repository_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .checkName */ .I3)(request.name)];
        const backups = [];
        const unreadable = [];
        const running = [];
        for (const name of names) {
            const catalogue = await (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .readCatalogue */ .YW)(store, name);
            const records = await (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_3__/* .listRecords */ .V)(store, name);
            backups.push(...catalogue.backups.map((backup) => describe(store, backup, records.get(backup.id) ?? [], context.now())));
            unreadable.push(...catalogue.unreadable);
            running.push(...(await (0,_repository_heartbeat_js__WEBPACK_IMPORTED_MODULE_1__/* .listRunning */ .G)(store, name, context.now())));
        }
        if (backups.length + unreadable.length + running.length === 0)
            throw (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .nothingYet */ .y8)(store, request.name);
        backups.sort((a, b) => (a.id < b.id ? 1 : -1));
        return {
            ok: true,
            code: 0,
            verb: 'list',
            seconds: (context.now().getTime() - started.getTime()) / 1000,
            warnings: unreadable.map(({ name, id, why }) => `backup ${id} of ${name} cannot be read: ${why}`),
            location: store.location,
            backups,
            unreadable,
            running,
        };
    }
    finally {
        store.close();
    }
}
function describe(store, backup, records, now) {
    const { manifest } = backup;
    const { verified, restoreTested } = (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .badgesOf */ .W6)(backup, records);
    return {
        ...(0,_chosen_js__WEBPACK_IMPORTED_MODULE_4__/* .referenceOf */ .Bz)(store, backup),
        tags: manifest.tags,
        created: manifest.created,
        storedBytes: manifest.totals.storedBytes,
        rawBytes: manifest.totals.rawBytes,
        tables: manifest.totals.tables,
        rows: manifest.totals.rows,
        by: manifest.by.who,
        ...(verified && { verified: badge(verified, now) }),
        ...(restoreTested && { restoreTested: badge(restoreTested, now) }),
    };
}
const badge = (record, now) => ({
    ok: record.ok,
    at: record.time,
    ageSeconds: Math.max(0, Math.round((now.getTime() - Date.parse(record.time)) / 1000)),
});


/***/ }),

/***/ 86967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ quoteIdentifier),
/* harmony export */   LX: () => (/* binding */ qualified),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   V: () => (/* binding */ shownIdentifier),
/* harmony export */   ce: () => (/* binding */ quoteLiteral),
/* harmony export */   hf: () => (/* binding */ dumpPattern)
/* harmony export */ });
/** A name as SQL writes it, always in double quotes. */
function quoteIdentifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
/** A text as an SQL literal that means the same whatever `standard_conforming_strings` is. */
function quoteLiteral(text) {
    const quoted = `'${text.replaceAll("'", "''")}'`;
    return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}
/** `"schema"."name"`. */
function qualified(schema, name) {
    return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
/** A name as a person would write it, for messages: in quotes only where SQL needs them. */
function shownIdentifier(name) {
    return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteIdentifier(name);
}
/** `schema.name`, for messages. */
function shown(schema, name) {
    return `${shownIdentifier(schema)}.${shownIdentifier(name)}`;
}
/**
 * A name quoted for pg_dump's and pg_restore's patterns (`-n`, `-t`, `-T` …) so that it matches nothing but itself:
 * inside double quotes pg_dump takes every character literally. A table of a schema is `dumpPattern(schema) + '.' + dumpPattern(name)`.
 */
function dumpPattern(name) {
    return quoteIdentifier(name);
}


/***/ }),

/***/ 9469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ listRunning),
/* harmony export */   X: () => (/* binding */ Heartbeat)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66631);

/** How often a run says that it is alive; design section 3. */
const RENEW_MS = 10 * 60 * 1000;
/** Says in the store that a run is under way, so that sweeping keeps away from what it has put. */
class Heartbeat {
    #timer;
    #beating = Promise.resolve();
    #store;
    #key;
    #started;
    constructor(store, name, id, now) {
        this.#store = store;
        this.#key = _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .keys */ .HP.running(name, id);
        this.#started = now.toISOString();
    }
    async start() {
        await this.#beat();
        this.#timer = setInterval(() => {
            // A beat that fails does not fail the run: the next one follows, and sweeping waits for a day besides.
            this.#beating = this.#beat().catch(() => { });
        }, RENEW_MS);
        this.#timer.unref();
    }
    /** Removes it, through another store where the run's own takes nothing more. */
    async stop(store = this.#store) {
        clearInterval(this.#timer);
        // A beat that arrived after the removal would stay.
        await this.#beating;
        await store.delete(this.#key);
    }
    async #beat() {
        const body = { started: this.#started, renewed: new Date().toISOString() };
        await this.#store.put(this.#key, Buffer.from(`${JSON.stringify(body)}\n`));
    }
}
/** A heartbeat that was renewed this long ago belongs to a run that is no more. */
const STALE_AFTER_MS = 3 * RENEW_MS;
/** The runs under one name that are alive. */
async function listRunning(store, name, now) {
    const running = [];
    for await (const { key, modified } of store.list(_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .keys */ .HP.running(name))) {
        const id = /([^/]+)\.json$/.exec(key)?.[1];
        if (id !== undefined && now.getTime() - modified.getTime() < STALE_AFTER_MS)
            running.push({ name, id });
    }
    return running;
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
