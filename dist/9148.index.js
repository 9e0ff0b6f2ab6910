export const id = 9148;
export const ids = [9148,6864];
export const modules = {

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

/***/ 23735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ learnStore)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _storage_probe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(508);
/* harmony import */ var _storage_store_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13053);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72371);




/** What looking at a storage may take, before it is used as it is. */
const LOOK_MS = 10_000;
/**
 * Tells a store what its record says that it cannot do; where there is no record of it, it is probed first. Returns what a person should know.
 * Nothing of this may fail a backup: keys may be for some prefixes only, and what the store refuses is learned on the way as well.
 */
async function learnStore(store, request, context, signal) {
    // A store of its own: what takes too long, or is tried again for minutes, is ended with it.
    const short = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
    const own = await (0,_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .openBare */ .j)(request, context, short);
    try {
        const { can, warnings } = await lookAt(own, short);
        if (can)
            store.bucket?.learn(can);
        return warnings;
    }
    catch (error) {
        signal.throwIfAborted();
        context.progress({ kind: 'note', text: `what the storage can do is not known beforehand: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}` });
        return [];
    }
    finally {
        own.close();
    }
}
async function lookAt(store, signal) {
    const known = await (0,_storage_store_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readStoreRecord */ .xN)(store);
    if (known === 'later')
        return { warnings: [] };
    if (known)
        return { can: known.can, warnings: [] };
    const findings = await (0,_storage_probe_js__WEBPACK_IMPORTED_MODULE_1__/* .probeStore */ .sk)(store, signal);
    // What may not be put there may be put elsewhere.
    const failed = findings.filter(({ name, state }) => state === 'failure' && name !== 'put');
    return {
        can: store.capabilities,
        warnings: failed.map(({ name, text }) => `the storage was tried, and failed at ${name}: ${text}`),
    };
}


/***/ }),

/***/ 19548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readPolicy),
/* harmony export */   o: () => (/* binding */ graceOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27597);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _proof_assertions_strict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57998);
/* harmony import */ var _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22654);
/* harmony import */ var _storage_address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61834);





// Without m, which would be minutes and is read as months.
const UNITS = { h: _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .HOUR */ .dp, d: _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .DAY */ .d_, w: 7 * _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .DAY */ .d_, y: 365 * _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .DAY */ .d_ };
const SPAN = 'must be a time span such as 36h, 7d, 8w or 7y';
const span = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP({ error: SPAN })
    .regex(/^[1-9]\d{0,5}[hdwy]$/, { error: ({ input }) => `${SPAN}, not ${JSON.stringify(input)}` })
    .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1)]);
const COUNT = 'must be a whole number from 1 to 100000; leave the word out where nothing is to be kept by it';
const count = zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig({ error: COUNT }).int({ error: COUNT }).min(1, { error: COUNT }).max(100_000, { error: COUNT });
const type = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, { error: 'is not a type' });
const policySchema = (0,_proof_assertions_strict_js__WEBPACK_IMPORTED_MODULE_1__/* .strict */ .O)({
    storage: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP({ error: 'must be an address' }).optional(),
    types: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(type, span, { error: 'must be a mapping of types to time spans, such as auto: 7d' }).nullish(),
    'keep-last': count.nullish(),
    'keep-hourly': count.nullish(),
    'keep-daily': count.nullish(),
    'keep-weekly': count.nullish(),
    'keep-monthly': count.nullish(),
    'keep-yearly': count.nullish(),
    'min-age': span.nullish(),
    'min-verified': count.nullish(),
    grace: span.nullish(),
});
const EXAMPLE = 'retention: { types: { auto: 7d, manual: 30d }, keep-daily: 14, keep-weekly: 8, keep-monthly: 12 }';
/** The policy for one storage. Throws exit 2 where there is none, or one that says something else than it seems to. */
function readPolicy(request) {
    const policy = policyOf(request);
    if ((0,_repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .hasRules */ .w0)(policy))
        return policy;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)('no retention is configured, so every backup is kept', `write into pgproof.yml, for example: ${EXAMPLE}`);
}
/** How long what is expired can be taken back, also where no rule says what may go. Throws as `readPolicy`. */
const graceOf = (request) => policyOf(request).grace;
function policyOf(request) {
    const written = request.retention == null ? {} : ownOf(request.retention, request.storage);
    const policy = {
        types: written.types ?? {},
        calendar: calendarOf(request, written),
        minAge: request.minAge ?? written['min-age'] ?? _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .LEAST */ .K1.minAge,
        minVerified: request.minVerified ?? written['min-verified'] ?? _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .LEAST */ .K1.minVerified,
        grace: request.grace ?? written.grace ?? _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .GRACE */ .Zv,
    };
    checkLeast(policy);
    return policy;
}
function ownOf(retention, storage) {
    if (!Array.isArray(retention)) {
        const policy = parsed(retention, 'retention');
        if (policy.storage === undefined || isSame(policy.storage, storage))
            return policy;
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`retention is for ${policy.storage}, not for this storage`, 'write a list of policies, each with its storage');
    }
    const policies = retention.map((one, index) => parsed(one, `retention.${index + 1}`));
    const index = policies.findIndex((policy) => policy.storage === undefined);
    if (index >= 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`retention.${index + 1} does not say for which storage it is`, 'give each a storage');
    const own = policies.filter((policy) => isSame(policy.storage, storage));
    if (own.length === 1)
        return own[0];
    const found = own.length === 0 ? 'no policy' : `${own.length} policies`;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`retention has ${found} for this storage`, 'give each storage one policy, by the address that is pruned');
}
function isSame(a, b) {
    return (0,_storage_address_js__WEBPACK_IMPORTED_MODULE_3__/* .parseStorageAddress */ .R)(a).location === (0,_storage_address_js__WEBPACK_IMPORTED_MODULE_3__/* .parseStorageAddress */ .R)(b).location;
}
function parsed(value, where) {
    const result = policySchema.safeParse(value);
    if (result.success)
        return result.data;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${where} cannot be used: ${(0,_proof_assertions_strict_js__WEBPACK_IMPORTED_MODULE_1__/* .describeIssues */ .w)(result.error)}`, 'docs/retention.md lists every word');
}
function calendarOf(request, written) {
    const given = {
        last: request.keepLast,
        hourly: request.keepHourly,
        daily: request.keepDaily,
        weekly: request.keepWeekly,
        monthly: request.keepMonthly,
        yearly: request.keepYearly,
    };
    const rules = _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .CALENDAR */ .T4.map((rule) => [rule, given[rule] ?? written[`keep-${rule}`] ?? undefined]);
    return Object.fromEntries(rules.filter(([, kept]) => kept !== undefined));
}
function checkLeast({ minAge, minVerified, grace }) {
    if (minAge < _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .LEAST */ .K1.minAge)
        throw belowFloor('min-age', '7d');
    if (minVerified < _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .LEAST */ .K1.minVerified)
        throw belowFloor('min-verified', String(_repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .LEAST */ .K1.minVerified));
    if (grace < _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .LEAST */ .K1.grace)
        throw belowFloor('grace', '1d');
}
const belowFloor = (word, least) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${word} is below ${least}, which no policy may be`, `write ${least} or more, or leave ${word} out`);


/***/ }),

/***/ 37637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rekey: () => (/* binding */ rekey)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/programs.js
var programs = __webpack_require__(15325);
// EXTERNAL MODULE: ./build/repository/choose.js
var choose = __webpack_require__(95692);
// EXTERNAL MODULE: ./build/sealing/shown-key.js
var shown_key = __webpack_require__(7951);
// EXTERNAL MODULE: ./build/operations/chosen.js
var operations_chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/first-use.js
var first_use = __webpack_require__(23735);
// EXTERNAL MODULE: ./build/operations/keys.js
var operations_keys = __webpack_require__(36843);
// EXTERNAL MODULE: ./build/operations/prune/policy.js
var policy = __webpack_require__(19548);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/sealing/age-keys.js
var age_keys = __webpack_require__(24104);
// EXTERNAL MODULE: ./build/sealing/methods.js
var methods = __webpack_require__(27210);
;// CONCATENATED MODULE: ./build/operations/rekey/asked.js




/** Reads what was asked for. Throws exit 2 where it does not say one thing. */
function askedOf(request) {
    const { encryption = 'auto', encryptTo = [], gpgRecipients = [], newPassphrase, addRecipient, dropRecipient, } = request;
    if (encryption === 'none')
        throw (0,errors/* usageError */.Wp)('rekey does not make plain backups of sealed ones', 'leave encryption out, or say age or gpg');
    const whole = [
        ...(encryptTo.length > 0 ? ['encrypt-to'] : []),
        ...(gpgRecipients.length > 0 ? ['gpg-recipients'] : []),
        ...(newPassphrase === undefined ? [] : ['new-passphrase']),
    ];
    const relative = addRecipient.length + dropRecipient.length > 0;
    if (whole.length > 1 || (whole.length > 0 && relative)) {
        const given = [...whole, ...(relative ? ['add-recipient or drop-recipient'] : [])];
        const hint = `${whole[0]} says all of it, also where it stands in pgproof.yml or the environment: leave the others out, or take it out there`;
        throw (0,errors/* usageError */.Wp)(`${given.join(' and ')} are given`, hint);
    }
    if (newPassphrase !== undefined)
        return { kind: 'passphrase', passphrase: newPassphrase };
    if (whole.length > 0)
        return { kind: 'recipients' };
    if (relative)
        return {
            kind: 'others',
            add: byMethod(addRecipient, 'add-recipient'),
            drop: byMethod(dropRecipient, 'drop-recipient'),
        };
    if (request.signKey !== undefined)
        return { kind: 'as it is' };
    throw (0,errors/* usageError */.Wp)('nothing says what the backups are to be sealed with', 'give encrypt-to, gpg-recipients, new-passphrase, add-recipient or drop-recipient; or sign-key alone, to sign them as they are');
}
/** Fingerprints are of gpg; what is neither is refused as a key of age. */
function byMethod(given, input) {
    const isGpg = (one) => /^(0x)?[0-9A-Fa-f\s]{16,}$/.test(one);
    const ofAge = given.filter((one) => !isGpg(one));
    return {
        age: ofAge.length > 0 ? (0,age_keys.parseRecipients)(ofAge, input) : [],
        gpg: given.filter(isGpg).map((one) => one.replace(/^0x|\s/g, '').toUpperCase()),
    };
}
/** Whether a key is meant; of a fingerprint its end is enough, as gpg shows it. */
const isMeant = (key, given) => given.some((one) => key.toUpperCase().endsWith(one.toUpperCase()));
/** Those keys that were to be dropped and that no backup is sealed for. */
function unmatchedDrops(asked, backups) {
    if (asked.kind !== 'others')
        return [];
    const held = backups.flatMap(({ manifest }) => manifest.encryption?.recipients ?? []);
    return [...asked.drop.age, ...asked.drop.gpg].filter((one) => !held.some((key) => isMeant(key, [one])));
}
/** Why what was asked for says nothing about a backup; undefined where it does. */
function whyLeft(asked, { manifest: { encryption } }) {
    if (asked.kind !== 'others')
        return undefined;
    if (encryption === null)
        return 'it is plain, and has no recipients to add to: encrypt-to seals it';
    if (encryption.mode === 'passphrase')
        return 'it is sealed with a passphrase, and has no recipients: give encrypt-to';
    const { add, drop } = asked;
    if (add[encryption.method].length + drop[encryption.method].length > 0)
        return undefined;
    return `it is sealed with ${encryption.method}, and the keys given are not of ${encryption.method}`;
}
/** Makes the sealer for the copy of a backup; undefined where that is plain, as it was. Throws exit 2 for recipients that are none. */
async function sealerFor(asked, { id, manifest: { encryption } }, request, keys) {
    const method = encryption?.method ?? 'age';
    switch (asked.kind) {
        case 'recipients':
            return await (0,operations_keys/* sealerOf */.K$)({ ...request, passphrase: undefined }, keys);
        case 'passphrase':
            return await (0,operations_keys/* sealerOf */.K$)({ encryption: methodWith(request, encryption), passphrase: asked.passphrase }, keys);
        case 'others':
            return await (await (0,methods.methodOf)(method)).forRecipients(recipientsOf(asked, id, encryption), keys.tools);
        case 'as it is':
            if (encryption === null)
                return undefined;
            return encryption.mode === 'passphrase'
                ? await (await (0,methods.methodOf)(method)).forPassphrase(request.passphrase, keys.tools)
                : await (await (0,methods.methodOf)(method)).forRecipients(encryption.recipients, keys.tools);
    }
}
/** A passphrase does not say what it is for: a backup keeps its method unless another one is asked for. */
const methodWith = ({ encryption: asked = 'auto' }, encryption) => asked === 'auto' ? (encryption?.method ?? 'age') : asked;
function recipientsOf({ add, drop }, id, encryption) {
    const { method, recipients } = encryption;
    const wanted = [...recipients, ...add[method]].filter((one) => !isMeant(one, drop[method]));
    if (wanted.length > 0)
        return [...new Set(wanted)];
    throw (0,errors/* usageError */.Wp)(`backup ${id} would be sealed for nobody`, 'add a recipient too, or drop fewer');
}
/** For people: `plain`, `age for age1…, age1…`, `gpg with a passphrase`. */
function describeSealing(encryption, shown) {
    if (encryption === null)
        return 'plain';
    const { method, mode, recipients } = encryption;
    return mode === 'passphrase' ? `${method} with a passphrase` : `${method} for ${recipients.map(shown).join(', ')}`;
}

// EXTERNAL MODULE: ./build/repository/catalogue.js
var repository_catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/commit.js
var repository_commit = __webpack_require__(87664);
// EXTERNAL MODULE: ./build/repository/heartbeat.js
var repository_heartbeat = __webpack_require__(9469);
// EXTERNAL MODULE: ./build/repository/inventory.js
var repository_inventory = __webpack_require__(80789);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/replaced.js
var replaced = __webpack_require__(85149);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/repository/read.js
var read = __webpack_require__(83041);
;// CONCATENATED MODULE: ./build/repository/reseal.js




/** The names of a backup's objects without the suffix of sealed ones; the key that a passphrase opens is not among them. */
function plainNames(reader) {
    return reader.backup.manifest.objects.map(({ name }) => plainName(reader, name)).filter((name) => name !== layout/* KEY */._);
}
/** A name without the suffix, which all of a backup's objects have or none. */
const plainName = (reader, object) => object.slice(0, object.length - reader.nameOf('').length);
/**
 * Opens every object of a backup but its inventory and puts it, sealed anew, into another one; what is in it is neither decompressed nor changed.
 * At most `jobs` objects are read at a time, and the upload bounds what waits to be put. Returns the inventory as the copy has to have it.
 * Throws DamagedObject for an object that is not as it was stored.
 */
async function resealObjects(reader, inventory, upload, { id, jobs, onBytes }) {
    refuseStretches(inventory, reader);
    const lengths = new Map();
    const limit = (0,p_limit/* default */.A)(jobs);
    const copy = async (name) => {
        const body = await reader.content(name);
        await upload.put(name, body, (bytes) => void lengths.set(name, bytes));
        onBytes(reader.bytesRead);
    };
    const names = plainNames(reader).filter((name) => name !== layout/* INVENTORY */.dh);
    // One that fails ends the others: what waits is not begun any more.
    await Promise.all(names.map((name) => limit(copy, name))).finally(() => limit.clearQueue());
    await upload.finish();
    const moved = (part) => {
        const name = plainName(reader, part.object);
        return { ...part, backup: id, object: `${name}${upload.suffix}`, length: lengths.get(name) };
    };
    return {
        ...inventory,
        tables: inventory.tables.map((table) => ({ ...table, parts: table.parts.map(moved) })),
        largeObjectParts: inventory.largeObjectParts.map(moved),
    };
}
const partsOf = ({ tables, largeObjectParts }) => [
    ...tables.flatMap(({ parts }) => parts),
    ...largeObjectParts,
];
/** Every part is one whole object of its own backup, as all versions so far make them. */
function refuseStretches(inventory, { backup: { id, manifest } }) {
    const sizes = new Map(manifest.objects.map(({ name, size }) => [name, size]));
    for (const { backup, object, offset, length } of partsOf(inventory)) {
        const size = sizes.get(object);
        if (backup === id && size === undefined)
            throw new read/* DamagedObject */.F7(object, 'is not listed in the manifest');
        if (backup === id && offset === 0 && length === size)
            continue;
        throw (0,errors/* environmentError */.me)(`the part ${object} of backup ${id} is not an object of its own`, 'this version of pgproof does not make such backups: use the version that made it');
    }
}
/** Whether two inventories list the same contents: all but where the parts lie. */
const listsTheSame = (one, other) => withoutPlaces(one) === withoutPlaces(other);
const withoutPlaces = (inventory) => JSON.stringify(inventory, (key, value) => key === 'parts' || key === 'largeObjectParts' ? value.map(({ rawBytes }) => rawBytes) : value);

// EXTERNAL MODULE: ./build/repository/upload.js
var repository_upload = __webpack_require__(88328);
// EXTERNAL MODULE: ./build/operations/tidy-up.js + 1 modules
var tidy_up = __webpack_require__(64765);
;// CONCATENATED MODULE: ./build/operations/rekey/copy.js










/**
 * Makes a copy of a backup under other keys: the same bytes, sealed anew as objects of an id of its own. It exists when its manifest does; whatever
 * happens before leaves nothing visible. Throws DamagedObject where the backup is not as it was stored. `attempt` ends what is on its way into the storage.
 */
async function copyBackup(rekeying, chosen, attempt) {
    const { backup } = chosen;
    const { target, name, context } = rekeying;
    const id = (0,replaced/* idForCopy */.EY)(backup.id);
    const progressed = { committing: false };
    const sealer = await sealerFor(rekeying.asked, backup, rekeying.request, target.keys);
    const upload = new repository_upload/* Upload */._(target, name, id, sealer);
    const heartbeat = new repository_heartbeat/* Heartbeat */.XE(target, name, id, context.now());
    try {
        await heartbeat.start();
        await copyContents(rekeying, chosen, upload, id);
        const build = () => manifestOfCopy(backup, { id, upload, sealer, finished: context.now() });
        const commit = () => {
            progressed.committing = true;
        };
        await (0,repository_commit/* commitBackup */.s)(target, name, upload.objects, build, commit);
        return await (0,repository_catalogue/* readBackup */.fe)(target, name, id);
    }
    catch (error) {
        attempt.abort(error);
        throw error;
    }
    finally {
        await upload.settled();
        const { warnings, request } = rekeying;
        const run = { request, context, store: target, name, id, warnings };
        await (0,tidy_up/* tidyUp */.g)(run, heartbeat, attempt.signal.aborted, progressed.committing);
    }
}
async function copyContents({ context, request, signal }, { backup, reader, inventory }, upload, id) {
    const { totals, compression } = backup.manifest;
    context.progress({ kind: 'phase', title: `Seal ${backup.id} anew` });
    const onBytes = (done) => context.progress({ kind: 'bytes', done, total: totals.storedBytes });
    await upload.putKey();
    const moved = await resealObjects(reader, inventory, upload, { id, jobs: request.jobs, onBytes });
    await upload.put(layout/* INVENTORY */.dh, await (0,repository_inventory/* writeInventory */.q)(moved, compression.level));
    await upload.finish();
    signal.throwIfAborted();
}
/** All that is told of the data stays as it was, when it was made and by whom among it; only what is said of objects and keys is new. */
function manifestOfCopy({ id, digest, manifest }, copy) {
    const { objects, storedBytes } = copy.upload;
    return {
        ...manifest,
        id: copy.id,
        finished: copy.finished.toISOString(),
        replaces: { id, sha256: digest },
        totals: { ...manifest.totals, storedBytes, objects: objects.length },
        encryption: copy.sealer?.encryption ?? null,
        objects: objects.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    };
}

// EXTERNAL MODULE: ./build/repository/expiry.js
var expiry = __webpack_require__(76302);
// EXTERNAL MODULE: ./build/repository/pins.js
var pins = __webpack_require__(4317);
// EXTERNAL MODULE: ./build/repository/record-body.js
var record_body = __webpack_require__(74873);
// EXTERNAL MODULE: ./build/repository/record-times.js
var record_times = __webpack_require__(90823);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/operations/badges.js
var badges = __webpack_require__(13255);
// EXTERNAL MODULE: ./build/operations/verify/verify.js + 3 modules
var verify = __webpack_require__(63516);
// EXTERNAL MODULE: ./build/repository/open.js
var repository_open = __webpack_require__(65281);
// EXTERNAL MODULE: ./build/operations/verify/read-back.js + 1 modules
var read_back = __webpack_require__(95635);
;// CONCATENATED MODULE: ./build/operations/rekey/read-back.js






/** Reads every byte of a copy back, compares every digest as `verify` does, and what it holds with what it was made of. */
async function readCopyBack(rekeying, original, copy) {
    const { request, context, target } = rekeying;
    const damaged = [];
    const chosen = await openOrNote(rekeying, copy, damaged);
    if (!chosen)
        return { damaged, tables: 0, rows: 0 };
    const run = { request: { jobs: request.jobs, client: request.client }, context, store: target, chosen, damaged };
    const counted = { ...run, tables: 0, rows: 0 };
    // Outside of what is noted: damage of the original speaks against the original, not against its copy.
    const contents = await contentsOf(original);
    try {
        await compare(original, contents, chosen);
    }
    catch (error) {
        (0,read_back/* note */.N4)(damaged, error, layout/* INVENTORY */.dh);
    }
    await (0,read_back/* readBack */.e7)(counted);
    return { damaged, reader: chosen.reader, tables: counted.tables, rows: counted.rows };
}
async function openOrNote({ target, signal }, copy, damaged) {
    try {
        return await (0,operations_chosen/* readContents */.r0)(await (0,repository_open/* openReader */.c)(target, copy, signal));
    }
    catch (error) {
        (0,read_back/* note */.N4)(damaged, error, layout/* KEY */._);
        return undefined;
    }
}
/** What has no digest of its own in the inventory, as rows and large objects have: the table of contents and the roles. By name. */
async function contentsOf({ reader, inventory }) {
    const parts = [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts];
    const digested = new Set(parts.map(({ object }) => object));
    const contents = new Map();
    for (const name of plainNames(reader))
        if (name !== layout/* INVENTORY */.dh && !digested.has(reader.nameOf(name)))
            contents.set(name, await reader.content(name));
    return contents;
}
/** Throws DamagedObject for the first difference. */
async function compare(original, contents, copy) {
    const { id } = original.backup;
    if (!listsTheSame(original.inventory, copy.inventory))
        throw new read/* DamagedObject */.F7(layout/* INVENTORY */.dh, `lists other contents than that of ${id}`);
    const names = ({ reader }) => plainNames(reader).toSorted().join('\n');
    if (names(original) !== names(copy))
        throw new read/* DamagedObject */.F7(layout/* INVENTORY */.dh, `comes with other objects than that of ${id}`);
    for (const [name, bytes] of contents) {
        if (!bytes.equals(await copy.reader.content(name)))
            throw new read/* DamagedObject */.F7(name, `holds other bytes than that of ${id}`);
    }
}

;// CONCATENATED MODULE: ./build/operations/rekey/finish.js











/**
 * Lets a copy take the place of what it was made of: it is read back first, then inherits the pin and a failed restore-test, and only then does the old one expire.
 * A run that is killed anywhere between leaves both, and the next one goes on here. A copy that is not whole expires itself, and the old one stays.
 */
async function finish(rekeying, original, copy) {
    const { context, target } = rekeying;
    return await (0,operations_chosen/* whileReadingBackup */.me)(target, copy, context, async (there) => {
        context.progress({ kind: 'phase', title: `Read ${there.id} back` });
        const read = await readCopyBack(rekeying, original, there);
        const both = { rekeying, original: await known(target, original.backup), copy: await known(target, there) };
        if (read.damaged.length > 0)
            return await disown(both, read);
        if ((0,expiry/* expiryOf */.p1)(both.copy.records, there.digest))
            throw expiredMeanwhile(there);
        await inherit(both, read);
        const until = await letGo(both);
        return { ok: true, openedBy: read.reader?.opener?.openedBy ?? [], until };
    });
}
const known = async (store, backup) => ({
    backup,
    records: (await (0,repository_records/* listRecords */.VI)(store, backup.name, backup.id)).get(backup.id) ?? [],
});
async function say({ context, target }, { backup: { name, id, digest } }, record) {
    await (0,repository_records/* putRecord */.j8)(target, { name, id }, { ...record, ok: record.kind !== 'failed', by: context.by, manifest: digest });
}
const expiredMeanwhile = ({ id }) => (0,errors/* refusal */.x5)(`the copy ${id} was expired while it was read back`, 'nothing else was changed: find out who expired it, then run again');
/** A copy that cannot be read is no restore point. */
async function disown({ rekeying, original, copy }, { damaged, reader }) {
    const { target, context, grace } = rekeying;
    const [first] = damaged;
    const reason = `the copy of ${original.backup.id} under other keys is not whole: ${first?.object} ${first?.what}`;
    const until = new Date((await target.clock()).getTime() + grace).toISOString();
    const body = reader ? await (0,record_body/* recordBody */.EV)(reader, { of: 'verified' }, { damaged }) : { of: 'verified' };
    await say(rekeying, copy, { kind: 'failed', time: context.now().toISOString(), body });
    const time = await (0,record_times/* timeAfter */.i)(target, copy.records, expiry/* EXPIRY_KINDS */.ap);
    await say(rekeying, copy, { kind: 'expired', time, body: { reason, until } });
    return { ok: false, damaged };
}
/** What holds the old one holds the copy, and what spoke against it does too. That it was restored once is not said of the copy: nobody has restored that. */
async function inherit({ rekeying, original, copy }, { reader, tables, rows }) {
    const { context, target, warnings } = rekeying;
    if (!reader)
        throw new Error(`${copy.backup.id} was read back without a reader`);
    const now = context.now();
    const { restoreTested } = (0,repository_catalogue/* badgesOf */.W6)(original.backup, original.records, now);
    if (restoreTested?.ok === false && (0,repository_catalogue/* badgesOf */.W6)(copy.backup, copy.records, now).restoreTested?.ok !== false) {
        const differences = [`${(0,badges/* whyFailed */.KE)(restoreTested)} (found in ${original.backup.id}, of which this is a copy)`];
        const body = await (0,record_body/* recordBody */.EV)(reader, { of: 'restore-tested' }, { differences });
        await say(rekeying, copy, { kind: 'failed', time: now.toISOString(), body });
    }
    if (restoreTested?.ok) {
        warnings.push(`${original.backup.id} was restore-tested, and that does not count for its copy ${copy.backup.id}: run pgproof restore-test`);
    }
    const checked = { objects: reader.objectsRead, bytes: reader.bytesRead, tables, rows, share: 1 };
    const open = { of: 'verified', checked, ...(0,verify.keysIn)(reader), reason: `as a copy of ${original.backup.id}` };
    const body = await (0,record_body/* recordBody */.EV)(reader, open, {});
    await say(rekeying, copy, { kind: 'verified', time: context.now().toISOString(), body });
    await movePin({ rekeying, original, copy }, await target.clock());
}
/** The copy is pinned before the old one is let go of, so that the data is held all the time. */
async function movePin({ rekeying, original, copy }, now) {
    const { target, warnings } = rekeying;
    const pin = (0,pins/* pinOf */.nZ)(original.records, original.backup.digest);
    if (!pin || !(0,pins/* holds */.v9)(pin, now))
        return;
    const { reason, until } = pin;
    if (!(0,pins/* holds */.v9)((0,pins/* pinOf */.nZ)(copy.records, copy.backup.digest), now)) {
        const time = await (0,record_times/* timeAfter */.i)(target, copy.records, pins/* PIN_KINDS */.uK);
        await say(rekeying, copy, { kind: 'pinned', time, body: { reason, ...(until && { until: until.toISOString() }) } });
    }
    const time = await (0,record_times/* timeAfter */.i)(target, original.records, pins/* PIN_KINDS */.uK);
    await say(rekeying, original, { kind: 'unpinned', time, body: { reason: `its copy ${copy.backup.id} is pinned` } });
    warnings.push(`the pin of ${original.backup.id} (${reason}) is on its copy ${copy.backup.id} now`);
}
/** Expires the old one. Returns the end of its grace. */
async function letGo({ rekeying, original, copy }) {
    const { target, grace } = rekeying;
    const { id, digest } = copy.backup;
    const until = new Date((await target.clock()).getTime() + grace).toISOString();
    const time = await (0,record_times/* timeAfter */.i)(target, original.records, expiry/* EXPIRY_KINDS */.ap);
    const reason = `replaced by ${id}, which holds the same under other keys`;
    await say(rekeying, original, { kind: 'expired', time, body: { reason, until, replacedBy: { id, sha256: digest } } });
    return until;
}

// EXTERNAL MODULE: ./build/repository/signed-manifest.js
var signed_manifest = __webpack_require__(93091);
;// CONCATENATED MODULE: ./build/operations/rekey/plan.js












/**
 * Looks at all backups that were asked for, and at the keys to them, before anything is read. Throws exit 5 where no key opens one that is to be copied,
 * and exit 2 where no key would open its copy, which could not be read back then.
 */
async function makePlan(rekeying) {
    const { request, context, source, name } = rekeying;
    const now = context.now();
    const catalogue = await (0,repository_catalogue/* readCatalogue */.YW)(source, name);
    const records = await (0,repository_records/* listRecords */.VI)(source, name);
    if (catalogue.backups.length + catalogue.unreadable.length === 0)
        throw (0,choose/* nothingYet */.y8)(source, name);
    const past = pastOf(catalogue.backups, records, now);
    const wanted = request.all ? past.live : await chosen(rekeying, catalogue.backups, past);
    const tasks = [];
    for (const backup of wanted)
        tasks.push(await taskUnlessDamaged(rekeying, backup, past.copies.get(backup.id)));
    const first = (task) => (task.kind === 'finish' ? 0 : 1);
    tasks.sort((a, b) => first(a) - first(b));
    return { tasks, unreadable: request.all ? catalogue.unreadable : [], backups: wanted };
}
function pastOf(backups, records, now) {
    const own = ({ id }) => records.get(id) ?? [];
    return {
        live: backups.filter((backup) => (0,expiry/* expiryOf */.p1)(own(backup), backup.digest) === undefined),
        copies: (0,replaced/* replacementsIn */.tP)(backups, (copy) => (0,choose/* stands */.Ed)(copy, own(copy), now)),
    };
}
/** The one backup that was asked for, with its copy and with what it is a copy of where a run was broken off between the two. */
async function chosen({ request, context, source, name }, all, past) {
    const backup = await (0,choose/* chooseBackup */.S1)(source, name, request.backup, context.now());
    const copy = past.copies.get(backup.id);
    const live = past.live.some(({ id }) => id === backup.id);
    if (!live && !copy) {
        throw (0,errors/* refusal */.x5)(`backup ${backup.id} is expired`, `take it back first: pgproof unexpire --backup ${backup.id}`);
    }
    const ids = new Set([...(live ? [backup.id] : []), ...(copy ? [copy.id] : [])]);
    for (const original of past.live)
        if (past.copies.get(original.id)?.id === backup.id)
            ids.add(original.id);
    return all.filter(({ id }) => ids.has(id));
}
/** A passphrase's own key lies beside the backup, and may be damaged as everything else. */
async function taskUnlessDamaged(rekeying, backup, copy) {
    try {
        const task = copy ? { kind: 'finish', backup, copy } : await taskFor(rekeying, backup);
        await tryKeys(rekeying, task);
        return task;
    }
    catch (error) {
        if (!(error instanceof read/* DamagedObject */.F7))
            throw error;
        return { kind: 'failed', backup, why: error.reason };
    }
}
async function taskFor(rekeying, backup) {
    const { asked, request } = rekeying;
    const why = whyLeft(asked, backup);
    if (why !== undefined && !request.all)
        throw (0,errors/* usageError */.Wp)(`of backup ${backup.id}, nothing changes: ${why}`, HOW);
    if (why !== undefined)
        return { kind: 'left', backup, why };
    const like = await isSealedLike(rekeying, backup);
    if (like && (await isSigned(rekeying, backup)))
        return { kind: 'as asked', backup };
    await refuseUnsigning(rekeying, backup);
    return { kind: 'copy', backup };
}
const HOW = 'docs/rekey.md has what to type';
const isSigned = async ({ source }, backup) => source.keys.signer === undefined || (await (0,signed_manifest/* isSignedWith */.J)(source, backup, source.keys.signer));
/** A copy without a signature would not count where one is asked for, and the signed original would expire. */
async function refuseUnsigning({ source, request }, { name, id }) {
    if (source.keys.signer || request.signing === 'none')
        return;
    if (!(await source.head(layout/* keys */.HP.signature(name, id))))
        return;
    throw (0,errors/* usageError */.Wp)(`backup ${id} is signed, and its copy would not be`, 'give sign-key, or say signing: none where signatures are to go');
}
/** Whether a backup is sealed as asked for. The key of a passphrase differs from backup to backup: there it is tried. */
async function isSealedLike(rekeying, backup) {
    const { asked, request, source, target } = rekeying;
    const { encryption } = backup.manifest;
    if (asked.kind === 'as it is')
        return true;
    if (asked.kind === 'passphrase') {
        if (encryption?.mode !== 'passphrase' || encryption.method !== methodWith(request, encryption))
            return false;
        return await opens((0,repository_open/* openReader */.c)(target, backup, rekeying.signal));
    }
    const sealer = (await sealerFor(asked, backup, request, source.keys));
    await refuseUnprovable(rekeying, sealer);
    const { method, mode, recipients } = sealer.encryption;
    if (encryption?.method !== method || encryption.mode !== mode)
        return false;
    return recipients.toSorted().join('\n') === encryption.recipients.toSorted().join('\n');
}
/** What nobody here can open could not be read back, and the old backup would expire on trust. */
async function refuseUnprovable({ target }, { encryption, key }) {
    const readKey = async () => key ?? Buffer.alloc(0);
    const sealed = { what: 'the copy', encryption, readKey };
    if (await opens((0,methods/* openSealed */.j)(sealed, target.keys.opening, target.keys.tools)))
        return;
    throw (0,errors/* usageError */.Wp)('none of the keys given would open the copies, so that they could not be read back before the old ones expire', 'give the secret key of one of the new recipients as well, or keep a recipient whose key is here');
}
async function opens(opening) {
    try {
        await opening;
        return true;
    }
    catch (error) {
        if (error instanceof errors/* PgproofError */.wp && error.code === 5)
            return false;
        throw error;
    }
}
async function tryKeys({ source, target, signal }, task) {
    if (task.kind === 'copy' || task.kind === 'finish')
        await (0,repository_open/* openReader */.c)(source, task.backup, signal);
    if (task.kind === 'finish')
        await (0,repository_open/* openReader */.c)(target, task.copy, signal);
}

;// CONCATENATED MODULE: ./build/operations/rekey/result.js
/** Tells all of it. What failed stays as it was, and makes the answer a no. */
function conclude(rekeying, done, { unreadable }) {
    const { context, source, name, started, warnings } = rekeying;
    const backups = done.toSorted((a, b) => (a.backup.id < b.backup.id ? 1 : -1));
    const count = (state) => backups.filter((one) => one.state === state).length;
    const copied = count('copied') + count('finished');
    return {
        ...outcome(backups, unreadable),
        verb: 'rekey',
        seconds: (context.now().getTime() - started.getTime()) / 1000,
        warnings: [...warnings, ...unreadable.map(({ id, why }) => `backup ${id} was not rekeyed: ${why}`)],
        location: source.location,
        name,
        backups,
        totals: {
            copied: count('copied'),
            finished: count('finished'),
            'as asked': count('as asked'),
            left: count('left'),
            failed: count('failed') + unreadable.length,
        },
        notChecked: copied === 0 ? [] : [{ what: 'whether the copies restore', why: 'only pgproof restore-test shows that' }],
    };
}
function outcome(backups, unreadable) {
    const failures = [
        ...backups.flatMap(({ state, why, backup }) => state === 'failed' ? [`backup ${backup.id} stays as it was: ${why}`] : []),
        ...unreadable.map(({ id, why }) => `backup ${id} was not rekeyed: ${why}`),
    ];
    const [first, ...more] = failures;
    if (first === undefined)
        return { ok: true, code: 0 };
    const others = more.length > 0 ? `; and ${more.length} more` : '';
    const hint = 'find out what changed the storage (pgproof verify), and count on another backup; what could be rekeyed was';
    return { ok: false, code: 1, reason: `${first}${others}`, hint };
}

;// CONCATENATED MODULE: ./build/operations/rekey/rekey.js














/**
 * Seals backups for other keys. Each is copied, byte for byte but for its seals, the copy is read back, and only then does the old one expire.
 * Throws exit 5 where a backup that is to be copied opens with none of the keys, before anything of it is read.
 */
async function rekey(request, context) {
    if (request.all === (request.backup !== undefined))
        throw (0,errors/* usageError */.Wp)(request.all ? 'backup and all are given' : 'neither backup nor all is given', 'say which backup, by its id or latest, or all');
    const asked = askedOf(request);
    const given = { request, context, asked, grace: (0,policy/* graceOf */.o)(request), started: context.now(), warnings: [] };
    return await withStorage(given, context.signal, async (rekeying) => {
        context.progress({ kind: 'phase', title: 'Look at the backups' });
        const plan = await makePlan(rekeying);
        await findAllPrograms(rekeying, plan);
        for (const key of unmatchedDrops(asked, plan.backups))
            rekeying.warnings.push(`no backup that was looked at is sealed for ${(0,shown_key/* shownKey */.d)(key)}`);
        const done = [];
        for (const task of plan.tasks)
            done.push(await carryOut(rekeying, task));
        return conclude(rekeying, done, plan);
    });
}
/** Opens the storage twice: keys that open a backup as it is need not open its copy. */
async function withStorage(given, signal, work) {
    const { request, context } = given;
    const source = await (0,repository/* openStorage */.G)(request, context, signal);
    try {
        (0,operations_keys/* refuseUncheckable */.q3)(source.keys);
        const name = given.name ?? (await (0,choose/* chooseName */.xR)(source, request.name));
        const passphrase = request.newPassphrase ?? request.passphrase;
        const target = await (0,repository/* openStorage */.G)({ ...request, passphrase }, context, signal);
        try {
            return await work({ ...given, signal, source, target, name });
        }
        finally {
            target.close();
        }
    }
    finally {
        source.close();
    }
}
/** Reading back takes pg_restore of the backup's major: better not found now than after hours. */
async function findAllPrograms({ request, context }, { tasks }) {
    const working = tasks.filter(({ kind }) => kind === 'copy' || kind === 'finish');
    for (const major of new Set(working.map(({ backup }) => backup.manifest.client.major)))
        await (0,programs/* findPrograms */.z0)(major, {
            environment: context.environment,
            client: request.client,
            install: context.installPrograms,
            folders: [context.temporary],
        });
}
async function carryOut(rekeying, task) {
    const { backup } = task;
    const about = { backup: (0,operations_chosen/* referenceOf */.Bz)(rekeying.source, backup), sealing: sealingOf(backup) };
    switch (task.kind) {
        case 'as asked':
            return { ...about, state: task.kind };
        case 'left':
        case 'failed':
            return { ...about, state: task.kind, why: task.why };
        case 'copy':
        case 'finish':
            return { ...about, ...(await unlessDamaged(rekeying, backup, (there) => replace(rekeying, task, there))) };
    }
}
/** What is damaged stays as it is, and the others are not kept waiting by it. */
async function unlessDamaged({ source, context, signal }, backup, work) {
    try {
        return await (0,operations_chosen/* whileReadingBackup */.me)(source, backup, context, work);
    }
    catch (error) {
        if (signal.aborted)
            throw signal.reason;
        if (!(error instanceof errors/* PgproofError */.wp) || error.code !== 1)
            throw error;
        return { state: 'failed', why: error.reason };
    }
}
/** With stores of this backup's own: their keys' threads and programs end with it, and with a failure all that is on its way. */
async function replace(rekeying, task, original) {
    const attempt = new AbortController();
    return await withStorage(rekeying, AbortSignal.any([rekeying.signal, attempt.signal]), async (own) => {
        await learn(own);
        const chosen = await (0,operations_chosen/* openBackup */.Tw)(own.source, original, own.signal);
        const copy = task.kind === 'finish' ? task.copy : await copyBackup(own, chosen, attempt);
        const finished = await finish(own, chosen, copy);
        if (!finished.ok) {
            const [first] = finished.damaged;
            return { state: 'failed', why: `its copy ${copy.id} is not whole: ${first?.object} ${first?.what}` };
        }
        const { openedBy, until } = finished;
        return { state: task.kind === 'finish' ? 'finished' : 'copied', copy: describeCopy(own, copy), openedBy, until };
    });
}
/** What the storage can do, said once for all backups. */
async function learn({ target, request, context, signal, warnings }) {
    const news = await (0,first_use/* learnStore */.Q)(target, request, context, signal);
    warnings.push(...news.filter((text) => !warnings.includes(text)));
}
const describeCopy = ({ source }, copy) => ({
    id: copy.id,
    location: (0,operations_chosen/* locationOf */.hD)(source, copy.name, copy.id),
    sealing: sealingOf(copy),
    storedBytes: copy.manifest.totals.storedBytes,
});
const sealingOf = ({ manifest }) => describeSealing(manifest.encryption, shown_key/* shownKey */.d);


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


/***/ }),

/***/ 2745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ success)
/* harmony export */ });
/** The good outcome. */
const success = { ok: true, code: 0 };


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

/***/ 51162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ compareTableOfContents)
/* harmony export */ });
/* harmony import */ var _dump_archive_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41586);
/* harmony import */ var _proof_definitions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3655);
/* harmony import */ var _restore_stored_archive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83272);



/**
 * Compares what pg_restore reads in `folder`/toc.dat with the inventory: tables, and every definition where the programs are of the backup's major
 * (others may print them differently). Half a sentence about the difference; undefined where there is none.
 */
async function compareTableOfContents(chosen, programs, folder, context) {
    const { backup, stored: inventory = chosen.inventory } = chosen;
    const environment = (0,_restore_stored_archive_js__WEBPACK_IMPORTED_MODULE_2__/* .archiveEnvironment */ .E)(context);
    const archive = new _dump_archive_js__WEBPACK_IMPORTED_MODULE_0__/* .Archive */ .Td(folder, programs, environment, backup.manifest.source.encoding);
    const listed = (await archive.tables(context.temporary)).map((table) => JSON.stringify([table.dumpId, table.target]));
    const known = inventory.tables.map((table) => JSON.stringify([
        table.dumpId,
        { ...(table.root ?? { schema: table.schema, name: table.name }), columns: table.columns },
    ]));
    if (listed.join() !== known.join())
        return 'lists other tables than the inventory';
    const definitions = await (0,_proof_definitions_js__WEBPACK_IMPORTED_MODULE_1__/* .readDefinitions */ .TL)(archive);
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

/***/ 57998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ strict),
/* harmony export */   w: () => (/* binding */ describeIssues)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27597);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76723);


/** A zod object that refuses keys it does not know and names the nearest one it does. */
function strict(shape) {
    const known = Object.keys(shape);
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej(shape, {
        error: (issue) => {
            if (issue.code === 'unrecognized_keys')
                return issue.keys.map((key) => (0,_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownKey */ .a)(key, known)).join('; ');
            return `must be a mapping of ${known.join(', ')}`;
        },
    });
}
/** Every issue with its path, in one sentence: `tables."public.orders": unknown key "row", did you mean "rows"?`. */
function describeIssues(error) {
    const texts = error.issues.map((issue) => {
        const path = issue.path.map(segment).join('.');
        // What is wrong with a key stands one level further in.
        const inner = issue.code === 'invalid_key' ? issue.issues[0] : undefined;
        const message = (inner ?? issue).message.replace(/^Invalid input: /, '').replace(/\.$/, '');
        return path === '' ? message : `${path}: ${message}`;
    });
    return texts.join('; ');
}
function segment(key) {
    const text = String(key);
    return /^[\w-]+$/.test(text) ? text : `"${text}"`;
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
        return error instanceof _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7 ? error : new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, 'is not a whole tar', error);
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
                throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds ${size} bytes of ${object.bytes} for large object ${object.oid}`);
            }
            missing.delete(name);
            yield { name, object, content: checked(entry, object, explained) };
        }
    }
    catch (error) {
        throw explained(error);
    }
    if (missing.size > 0)
        throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `lacks ${missing.size} large objects`);
}
const unexpected = (name) => new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds ${JSON.stringify(name.slice(0, 80))}, which is no large object of this backup`);
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
        throw new _read_js__WEBPACK_IMPORTED_MODULE_3__/* .DamagedObject */ .F7(_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGE_OBJECTS */ .hf, `holds other bytes for large object ${object.oid}`);
    }
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

/***/ 88328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ IN_FLIGHT),
/* harmony export */   _: () => (/* binding */ Upload)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66631);



/** At most so many puts, and so many bytes, are under way at a time; one object is always let through. */
const IN_FLIGHT = { puts: 8, bytes: 64 * 1024 * 1024 };
/** Above so many bytes in memory, under way or still growing, no part grows while a put is under way that will make room. */
const MOST_HELD = 80 * 1024 * 1024;
/** Puts the objects of one backup, several at a time, sealed where there is a sealer, and remembers what the manifest has to list. */
class Upload {
    objects = [];
    storedBytes = 0;
    /** Ends every object's name. */
    suffix;
    #store;
    #prefix;
    #sealer;
    #waiting = [];
    #running = new Set();
    #bytes = 0;
    #held = 0;
    #failure;
    constructor(store, name, id, sealer) {
        this.#store = store;
        this.#prefix = _layout_js__WEBPACK_IMPORTED_MODULE_2__/* .keys */ .HP.backup(name, id);
        this.#sealer = sealer;
        this.suffix = sealer?.suffix ?? '';
    }
    /**
     * Resolves once the put has begun, which is what bounds the memory; a put that fails makes the next call, and `finish`, throw.
     * The body is not the caller's any more. `onStored` is told the bytes that it takes in the store.
     */
    async put(name, body, onStored = () => { }) {
        while (!this.#hasRoom(body.length))
            await new Promise((resolve) => this.#waiting.push(resolve));
        this.#throwFailure();
        const { length } = body;
        this.#bytes += length;
        const task = this.#putNow(name, body)
            .then(onStored)
            .catch((error) => {
            this.#failure ??= { error };
        })
            .finally(() => {
            this.#running.delete(task);
            this.#bytes -= length;
            for (const wake of this.#waiting.splice(0))
                wake();
        });
        this.#running.add(task);
    }
    /** Counts bytes of a part that is not put yet (or no longer counts them), and resolves when it may grow on. */
    async hold(bytes) {
        this.#held += bytes;
        while (bytes > 0 && this.#held + this.#bytes > MOST_HELD && this.#running.size > 0) {
            this.#throwFailure();
            await new Promise((resolve) => this.#waiting.push(resolve));
        }
        this.#throwFailure();
    }
    /** Waits until no put is under way any more; never throws. */
    async settled() {
        while (this.#running.size > 0)
            await Promise.all(this.#running);
    }
    /** Waits for every put that has begun. */
    async finish() {
        await this.settled();
        this.#throwFailure();
    }
    /** The key that the other objects are sealed with is sealed already. */
    async putKey() {
        const key = this.#sealer?.key;
        if (key)
            await this.#putSealed(`${_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .KEY */ ._}${this.suffix}`, key);
    }
    async #putNow(name, body) {
        return await this.#putSealed(`${name}${this.suffix}`, this.#sealer ? await this.#sealer.seal(body) : body);
    }
    async #putSealed(name, body) {
        const digest = await digestOf(body);
        await this.#store.put(`${this.#prefix}${name}`, body, { sha256: digest, onlyIfAbsent: true, lasting: true });
        this.objects.push({ name, size: body.length, sha256: digest });
        this.storedBytes += body.length;
        return body.length;
    }
    #hasRoom(bytes) {
        if (this.#failure || this.#running.size === 0)
            return true;
        return this.#running.size < IN_FLIGHT.puts && this.#bytes + bytes <= IN_FLIGHT.bytes;
    }
    #throwFailure() {
        if (this.#failure)
            throw this.#failure.error;
    }
}
const STEP = 1024 * 1024;
/** SHA-256 of a body, in steps: hashing a whole part at once would keep everything else waiting, the look at the spool too. */
async function digestOf(body) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (let at = 0; at < body.length; at += STEP) {
        hash.update(body.subarray(at, at + STEP));
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setImmediate)();
    }
    return hash.digest('hex');
}


/***/ }),

/***/ 508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _v: () => (/* binding */ PROBES),
/* harmony export */   sk: () => (/* binding */ probeStore)
/* harmony export */ });
/* unused harmony export MOST_CLOCK_DIFFERENCE_MS */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6995);
/* harmony import */ var _store_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13053);




/** Ages decide what is swept and pruned, so nothing may be decided when the clocks differ by more (docs/storage.md). */
const MOST_CLOCK_DIFFERENCE_MS = 5 * 60_000;
const fine = (text) => ({ state: 'fine', text });
const warning = (text, hint) => ({ state: 'warning', text, hint });
const failure = (text, hint) => ({ state: 'failure', text, hint });
const notChecked = (text) => ({ state: 'not checked', text });
/** Below it lie the objects that probes put; one that was killed leaves its own behind. */
const PROBES = '.pgproof/probe-';
/**
 * Tries on a store what backups need of it, under `.pgproof/probe-<random>`, and removes what it made. Throws nothing but the signal's reason:
 * what goes wrong is a finding. When the first put fails the rest is not tried. What was found stays in `.pgproof/store.json` (see store-record.ts),
 * unless something failed; the store has learned it by then.
 */
async function probeStore(store, signal) {
    const probe = new Probe(store, signal);
    try {
        return await probe.run();
    }
    finally {
        await probe.cleanUp();
    }
}
class Probe {
    #store;
    #signal;
    #key = `${PROBES}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`;
    #body = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4096);
    #findings = [];
    #clockSeconds = 0;
    #bulkDelete = null;
    constructor(store, signal) {
        this.#store = store;
        this.#signal = signal;
    }
    async run() {
        await this.#find('clock', () => this.#clock());
        if (await this.#find('put', () => this.#put())) {
            await this.#find('read after write', () => this.#read());
            await this.#find('checksum', () => this.#checksum());
            await this.#find('conditional put', () => this.#conditionalPut());
            await this.#find('list', () => this.#list());
            await this.#find('delete', () => this.#delete());
            if (this.#store.bucket)
                await this.#find('bulk delete', () => this.#deleteInBulk());
            // The record is no part of the answer, so a store that refuses it is none the worse.
            await this.#record().catch(() => { });
        }
        return this.#findings;
    }
    async cleanUp() {
        await this.#store.delete(this.#key).catch(() => { });
    }
    async #find(name, look) {
        this.#signal?.throwIfAborted();
        let outcome;
        try {
            outcome = await look();
        }
        catch (error) {
            this.#signal?.throwIfAborted();
            outcome = failure((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp ? error.hint : 'check the storage address');
        }
        this.#findings.push({ name, ...outcome });
        return outcome.state !== 'failure';
    }
    async #record() {
        // What failed may pass, and is tried again the next time.
        if (this.#findings.some(({ name, state }) => state === 'failure' && name !== 'clock'))
            return;
        const { conditionalPut, checksums } = this.#store.capabilities;
        await (0,_store_record_js__WEBPACK_IMPORTED_MODULE_3__/* .writeStoreRecord */ .G6)(this.#store, {
            provider: (0,_store_record_js__WEBPACK_IMPORTED_MODULE_3__/* .providerOf */ .lc)(this.#store),
            can: { conditionalPut, checksums, bulkDelete: this.#bulkDelete },
            clockSeconds: this.#clockSeconds,
            found: Object.fromEntries(this.#findings.map(({ name, state }) => [name, state])),
        });
    }
    async #clock() {
        const before = Date.now();
        const store = (await this.#store.clock()).getTime();
        const after = Date.now();
        // A store's clock may be told in whole seconds.
        const off = store < before - 1000 ? store - before : store > after ? store - after : 0;
        const seconds = Math.round(Math.abs(off) / 1000);
        this.#clockSeconds = Math.round(off / 1000);
        if (Math.abs(off) <= MOST_CLOCK_DIFFERENCE_MS)
            return fine(`clocks agree within ${Math.max(seconds, 1)} s`);
        return failure(`the store's clock is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} this machine's`, 'set the clock of this machine (NTP): nothing is swept or pruned while they differ by more than 5 min');
    }
    async #put() {
        await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) });
        return fine('objects can be put');
    }
    async #read() {
        const read = await this.#store.get(this.#key);
        if (read.equals(this.#body))
            return fine('what was put is there at once, byte for byte');
        return failure('what was read is not what was put', 'do not use this store: it gives back other bytes');
    }
    async #checksum() {
        const facts = await this.#store.head(this.#key);
        const hint = 'do not use this store: backups could not be looked up';
        if (!facts)
            return failure('what was put is not found when looked up', hint);
        if (facts.size !== this.#body.length)
            return failure(`${this.#body.length} bytes were put, ${facts.size} are told`, hint);
        if (facts.sha256 === undefined) {
            return warning('the store tells no SHA-256 of what it holds', 'nothing to do: sizes are compared, and verify reads everything back');
        }
        if (facts.sha256 === sha256(this.#body))
            return fine('the store tells the SHA-256 of what it holds');
        return failure('the SHA-256 that the store tells is not of what was put', hint);
    }
    async #conditionalPut() {
        const other = Buffer.concat([this.#body, Buffer.from('other')]);
        let refused = false;
        try {
            await this.#store.put(this.#key, other, { onlyIfAbsent: true });
        }
        catch (error) {
            if (!(error instanceof _store_js__WEBPACK_IMPORTED_MODULE_2__/* .ObjectExists */ ["if"]))
                throw error;
            refused = true;
        }
        if (refused && this.#store.capabilities.conditionalPut)
            return fine('the store refuses to put over an object');
        // From now on it is looked at before it is put to.
        if (!refused)
            this.#store.bucket?.learn({ conditionalPut: false });
        return warning(refused ? 'the store cannot refuse to put over an object' : 'the store says nothing and puts over an object', "nothing to do: every run's names are its own, and pgproof looks before it puts");
    }
    async #list() {
        const keys = [];
        for await (const { key } of this.#store.list(this.#key))
            keys.push(key);
        if (keys.length === 1 && keys[0] === this.#key)
            return fine('listings show what was put at once');
        return failure(`a listing shows ${keys.length} objects where one was put`, 'do not use this store, or no cache in front of it: its listings are behind');
    }
    async #delete() {
        try {
            await this.#store.delete(this.#key);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp))
                throw error;
            return warning(`objects cannot be deleted: ${error.reason}`, `fine for keys that may only add; prune needs keys that may delete, and ${this.#key} stays behind`);
        }
        if ((await this.#store.head(this.#key)) === undefined)
            return fine('objects can be deleted');
        return warning('an object is there after it was deleted', 'the bucket may hold objects (Object Lock, retention): prune will have to wait for that');
    }
    /** Tried on the object that was deleted before, put again. */
    async #deleteInBulk() {
        const deleted = this.#findings.at(-1);
        const { bucket } = this.#store;
        if (bucket === undefined || deleted?.state !== 'fine')
            return notChecked('objects cannot be deleted');
        await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) });
        try {
            this.#bulkDelete = await bucket.deletesInBulk(this.#key);
        }
        catch (error) {
            // Nothing of pgproof depends on it.
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PgproofError */ .wp))
                throw error;
            return notChecked(error.reason);
        }
        if (this.#bulkDelete)
            return fine('the store deletes several objects with one request');
        return fine('the store deletes objects one by one, as pgproof asks it to');
    }
}
const sha256 = (body) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(body).digest('hex');


/***/ }),

/***/ 13053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G6: () => (/* binding */ writeStoreRecord),
/* harmony export */   lc: () => (/* binding */ providerOf),
/* harmony export */   xN: () => (/* binding */ readStoreRecord)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27597);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6995);


/** Where a store's record lies: what it was found able to do, so that no run asks again for what it refuses. */
const KEY = '.pgproof/store.json';
const MOST_BYTES = 64 * 1024;
const formatSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ format: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().int() });
/** Unknown keys are a later version's and are passed over; what is known has to be as it should. */
const recordSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1),
    /** As `StoreBucket` has it; null where the store is no bucket. */
    provider: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(300).nullable(),
    can: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        conditionalPut: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
        checksums: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
        /** Null where it was not tried. */
        bulkDelete: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().nullable(),
    }),
    /** By how much the store's clock was ahead of ours, negative where it was behind. */
    clockSeconds: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    /** The state of each finding of the probe. */
    found: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
});
/**
 * The record of this very store; undefined where there is none, or one of another endpoint (a copied bucket, a moved folder), or one that cannot be read.
 * `later`: one of a format that a later version brought, which is left as it is.
 */
async function readStoreRecord(store) {
    const found = parsed(await readIfThere(store));
    const format = formatSchema.safeParse(found);
    if (format.success && format.data.format > 1)
        return 'later';
    const record = recordSchema.safeParse(found);
    if (!record.success || record.data.provider !== providerOf(store))
        return undefined;
    const { format: _, ...rest } = record.data;
    return rest;
}
/** Clocks that drift by less are no news. */
const CLOCK_NEWS_SECONDS = 60;
/** Writes the record, unless it is there and says the same. */
async function writeStoreRecord(store, record) {
    const known = await readStoreRecord(store);
    if (known === 'later' || (known && saysTheSame(known, record)))
        return;
    await store.put(KEY, Buffer.from(`${JSON.stringify({ format: 1, ...record }, null, 2)}\n`));
}
const providerOf = (store) => store.bucket?.provider ?? null;
function saysTheSame({ clockSeconds: before, ...known }, { clockSeconds, ...record }) {
    const same = JSON.stringify(known) === JSON.stringify(record);
    return same && Math.abs(before - clockSeconds) < CLOCK_NEWS_SECONDS;
}
async function readIfThere(store) {
    try {
        return await store.get(KEY, { most: MOST_BYTES });
    }
    catch (error) {
        if (error instanceof _store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectMissing */ .GV || error instanceof _store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectTooLarge */ .Xs)
            return undefined;
        throw error;
    }
}
function parsed(body) {
    try {
        return body && JSON.parse(body.toString());
    }
    catch {
        return undefined;
    }
}


/***/ })

};
