export const id = 9056;
export const ids = [9056];
export const modules = {

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

/***/ 54803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ keptByFloors),
/* harmony export */   c: () => (/* binding */ doubtAbout)
/* harmony export */ });
/* harmony import */ var _retention_candidate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91971);

/**
 * What no rule may take: of each database of each server the newest verified and the newest restore-tested backup, and as many proven ones as `min-verified` says.
 * Where there are not so many, every complete backup stays: any of them may turn out to be the one that is needed.
 * `known` is newest first; `isKept` says what the rules keep already. Returns the reasons by id.
 */
function keptByFloors(known, isKept, { minVerified }) {
    const kept = new Map();
    const keep = (id, reason) => kept.set(id, [...(kept.get(id) ?? []), reason]);
    for (const lineage of new Set(known.map((backup) => backup.lineage))) {
        const whole = known.filter((backup) => backup.lineage === lineage && (0,_retention_candidate_js__WEBPACK_IMPORTED_MODULE_0__/* .isWhole */ .wP)(backup));
        const proven = whole.filter(_retention_candidate_js__WEBPACK_IMPORTED_MODULE_0__/* .isProven */ .nn);
        const verified = proven.find((backup) => backup.verified === true);
        const tested = proven.find((backup) => backup.restoreTested === true);
        if (verified)
            keep(verified.id, 'the newest verified');
        if (tested)
            keep(tested.id, 'the newest restore-tested');
        if (proven.length < minVerified) {
            const few = `${proven.length === 0 ? 'none' : `only ${proven.length}`} of them verified, ${minVerified} are needed (min-verified)`;
            for (const { id } of whole.filter((backup) => !isKept(backup.id) && !kept.has(backup.id)))
                keep(id, few);
            continue;
        }
        let count = proven.filter(({ id }) => isKept(id) || kept.has(id)).length;
        for (const { id } of proven.filter((backup) => !isKept(backup.id) && !kept.has(backup.id))) {
            if (count >= minVerified)
                break;
            keep(id, `one of the last ${minVerified} verified (min-verified)`);
            count++;
        }
    }
    return kept;
}
/** The newest is compared with so many before it. */
const COMPARED = 5;
/**
 * Why the newest backup is no reason to part with an older one: its last proof failed, or it is under half the size that is usual.
 * Undefined where nothing is odd about it.
 */
function doubtAbout(backups) {
    const [newest, ...earlier] = (0,_retention_candidate_js__WEBPACK_IMPORTED_MODULE_0__/* .newestFirst */ .ll)(backups.filter((backup) => (0,_retention_candidate_js__WEBPACK_IMPORTED_MODULE_0__/* .isWhole */ .wP)(backup) && !backup.replacedBy));
    if (newest === undefined)
        return undefined;
    if ((0,_retention_candidate_js__WEBPACK_IMPORTED_MODULE_0__/* .hasFailed */ .WN)(newest)) {
        const what = newest.verified === false ? 'verify' : 'restore-test';
        return `the newest backup, ${newest.id}, failed its last ${what}`;
    }
    const sizes = earlier.slice(0, COMPARED).map(({ storedBytes }) => storedBytes);
    const usual = medianOf(sizes);
    if (usual === undefined || newest.storedBytes * 2 >= usual)
        return undefined;
    const share = Math.floor((newest.storedBytes / usual) * 100);
    return `the newest backup, ${newest.id}, has only ${share} % of the size that is usual`;
}
function medianOf(values) {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    const upper = sorted[middle];
    if (upper === undefined || sorted.length % 2 === 1)
        return upper;
    return Math.round((sorted[middle - 1] + upper) / 2);
}


/***/ }),

/***/ 28976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  LD: () => (/* binding */ decide),
  h0: () => (/* binding */ timeTold)
});

// UNUSED EXPORTS: span

// EXTERNAL MODULE: ./build/repository/retention-policy.js
var retention_policy = __webpack_require__(22654);
;// CONCATENATED MODULE: ./build/repository/retention-calendar.js

/** The period that a moment falls into, in UTC, as a name that can be shown. */
const PERIODS = {
    last: (_, id) => id,
    hourly: (time) => `${time.toISOString().slice(0, 13)}h`,
    daily: (time) => time.toISOString().slice(0, 10),
    weekly: (time) => weekOf(time),
    monthly: (time) => time.toISOString().slice(0, 7),
    yearly: (time) => time.toISOString().slice(0, 4),
};
/** ISO 8601: weeks begin on Monday and belong to the year that their Thursday is in. */
function weekOf(time) {
    const midnight = Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate());
    const thursday = new Date(midnight + (4 - (time.getUTCDay() || 7)) * retention_policy/* DAY */.d_);
    const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
    const week = Math.floor((thursday.getTime() - newYear) / (7 * retention_policy/* DAY */.d_)) + 1;
    return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
/**
 * What the calendar keeps: of each of the last N periods that have a backup, the newest one. Periods without a backup do not count,
 * so that nothing goes away while no backups come. `restorePoints` are newest first. Returns the reasons by id.
 */
function keptByCalendar(restorePoints, calendar) {
    const kept = new Map();
    for (const rule of retention_policy/* CALENDAR */.T4) {
        const seen = new Set();
        for (const { id, created } of restorePoints) {
            const period = PERIODS[rule](created, id);
            if (seen.has(period))
                continue;
            if (seen.size >= (calendar[rule] ?? 0))
                break;
            seen.add(period);
            kept.set(id, [...(kept.get(id) ?? []), rule === 'last' ? `keep-last, ${seen.size}.` : `keep-${rule} ${period}`]);
        }
    }
    return kept;
}

// EXTERNAL MODULE: ./build/repository/retention-candidate.js
var retention_candidate = __webpack_require__(91971);
// EXTERNAL MODULE: ./build/repository/retention-floors.js
var retention_floors = __webpack_require__(54803);
;// CONCATENATED MODULE: ./build/repository/retention.js




/**
 * Time as the backups tell it: that of the newest one, and never later than `now`. Ages are counted to it, so that nothing grows old while
 * no backups come, or because a clock was set forward. Undefined where there is no restore point.
 */
function timeTold(backups, now, of) {
    const times = backups
        .filter((backup) => (0,retention_candidate/* isRestorePoint */.fB)(backup) && !(0,retention_candidate/* isAhead */.Y0)(backup, now))
        .map((backup) => backup[of].getTime());
    return times.length === 0 ? undefined : new Date(Math.min(now.getTime(), Math.max(...times)));
}
/**
 * Decides for each backup whether it is kept or expires, and why: kept if any rule, pin or floor keeps it. The order of `backups` is kept.
 * Whether anything may be deleted at all is not asked here: see `doubtAbout` and the plan.
 */
function decide(backups, policy, now) {
    const known = (0,retention_candidate/* newestFirst */.ll)(backups.filter((backup) => !(0,retention_candidate/* isAhead */.Y0)(backup, now) && !backup.replacedBy));
    const calendar = keptByCalendar(known.filter(retention_candidate/* isRestorePoint */.fB), policy.calendar);
    const times = { created: timeTold(backups, now, 'created'), stored: timeTold(backups, now, 'stored') };
    const kept = new Map();
    for (const backup of backups) {
        if (backup.replacedBy) {
            kept.set(backup.id, [...pinned(backup, now), ...unfinished(backup.replacedBy)]);
            continue;
        }
        const ahead = (0,retention_candidate/* isAhead */.Y0)(backup, now) ? ['its time is in the future: a clock was wrong'] : [];
        const own = [...ahead, ...pinned(backup, now), ...tooYoung(backup, policy, times), ...ofType(backup, policy, times)];
        kept.set(backup.id, [...own, ...(calendar.get(backup.id) ?? [])]);
    }
    for (const [id, reasons] of (0,retention_floors/* keptByFloors */.F)(known, (id) => kept.get(id)?.length !== 0, policy)) {
        kept.set(id, [...(kept.get(id) ?? []), ...reasons]);
    }
    return backups.map((backup) => {
        const reasons = kept.get(backup.id) ?? [];
        if (reasons.length > 0)
            return { id: backup.id, keep: true, reasons };
        return { id: backup.id, keep: false, reasons: [whyNot(backup, policy, times.created ?? now)] };
    });
}
/** Nothing else holds what has a copy: the copy goes by the rules. */
const unfinished = ({ id, proven }) => proven ? [] : [`its copy ${id} is not verified yet: pgproof rekey goes on with it`];
function pinned({ pin }, now) {
    if (pin === undefined || (pin.until && pin.until.getTime() <= now.getTime()))
        return [];
    return [`pinned${pin.until ? ` until ${day(pin.until)}` : ''}: ${pin.reason}`];
}
function tooYoung({ created, stored }, { minAge }, times) {
    const ages = [age(created, times.created), age(stored, times.stored)].filter((one) => one !== undefined);
    return ages.some((one) => one < minAge) ? [`younger than ${span(minAge)} (min-age)`] : [];
}
function ofType({ type, created }, { types, calendar }, times) {
    const rule = Object.hasOwn(types, type) ? types[type] : undefined;
    if (rule === undefined) {
        // The calendar is for what comes by itself, day after day; what somebody made on purpose goes by a rule of its own.
        const byCalendar = type === 'auto' && Object.keys(calendar).length > 0;
        return byCalendar ? [] : [`type ${type} has no rule: kept for ever`];
    }
    const old = age(created, times.created);
    if (old === undefined)
        return ['there is no good complete backup to count its age by'];
    return old <= rule ? [`${type}: ${span(rule)}`] : [];
}
function whyNot({ type, created, replacedBy }, { types }, now) {
    if (replacedBy)
        return `replaced by ${replacedBy.id}, which holds the same under other keys`;
    const rule = types[type];
    const old = `over ${span(Math.max(0, now.getTime() - created.getTime()))} older than the newest`;
    return rule === undefined
        ? `no keep- rule holds it, and it is ${old}`
        : `${type} is kept ${span(rule)}, and it is ${old}`;
}
const age = (time, told) => told && told.getTime() - time.getTime();
const day = (time) => time.toISOString().slice(0, 10);
/** `7d`, `36h`: whole days from two on. */
const span = (milliseconds) => milliseconds >= 2 * retention_policy/* DAY */.d_ || milliseconds === retention_policy/* DAY */.d_
    ? `${Math.floor(milliseconds / retention_policy/* DAY */.d_)}d`
    : `${Math.floor(milliseconds / retention_policy/* HOUR */.dp)}h`;


/***/ }),

/***/ 11276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ placeOf)
/* harmony export */ });
/* harmony import */ var _heartbeat_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9469);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);


const OBJECT = /^(manifest\.json\.sig|(inventory\.json\.zst|toc\.dat|roles\.sql\.zst|key\.txt|\d+\.dat\.zst\.\d{5,}|blobs\.tar\.zst\.\d{5,})(\.(age|gpg))?)$/;
const LEASE = /^prune\.[0-9a-f]{12}\.json$/;
const RECORD = /^\d{8}T\d{9}Z-[a-z-]+-[0-9a-f]{4}\.json$/;
/** Reads a key by its form alone. Whatever pgproof would not have named so is not pgproof's. */
function placeOf(name, key) {
    const [room, id = '', object, ...deeper] = key.slice(name.length + 1).split('/');
    if (room === 'running' && LEASE.test(id) && object === undefined)
        return { kind: 'lease' };
    const heartbeat = room === 'running' && object === undefined ? (0,_heartbeat_js__WEBPACK_IMPORTED_MODULE_0__/* .heartbeatOf */ .Wn)(key) : undefined;
    if (heartbeat)
        return { kind: 'heartbeat', id: heartbeat.id };
    if (object === undefined || deeper.length > 0 || !(0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .isBackupId */ ["if"])(id))
        return { kind: 'foreign' };
    if (room === 'records' && RECORD.test(object))
        return { kind: 'record', id, object };
    if (room !== 'backups')
        return { kind: 'foreign' };
    if (object === 'manifest.json')
        return { kind: 'manifest', id, object };
    return OBJECT.test(object) ? { kind: 'object', id, object } : { kind: 'foreign' };
}


/***/ }),

/***/ 24586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ candidateOf),
  F: () => (/* binding */ survey)
});

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/catalogue.js
var catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/expiry.js
var repository_expiry = __webpack_require__(76302);
// EXTERNAL MODULE: ./build/repository/losses.js
var repository_losses = __webpack_require__(91014);
// EXTERNAL MODULE: ./build/repository/pins.js
var pins = __webpack_require__(4317);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/repository/replaced.js
var replaced = __webpack_require__(85149);
// EXTERNAL MODULE: ./build/repository/retention-candidate.js
var retention_candidate = __webpack_require__(91971);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/sweep-names.js
var sweep_names = __webpack_require__(11276);
;// CONCATENATED MODULE: ./build/repository/sweep-listing.js



/** Lists one name's part of the storage. */
async function listOnce(store, name) {
    const listing = {
        manifests: new Map(),
        objects: new Map(),
        records: new Set(),
        heartbeats: [],
        foreign: [],
        latest: { key: '', modified: new Date(0) },
    };
    for await (const object of store.list(`${name}/`)) {
        const place = (0,sweep_names/* placeOf */.$)(name, object.key);
        if (object.modified > listing.latest.modified)
            listing.latest = object;
        if (place.kind === 'foreign')
            listing.foreign.push(object);
        if (place.kind === 'heartbeat')
            listing.heartbeats.push({ ...object, id: place.id });
        if (place.kind === 'record')
            listing.records.add(object.key);
        if (place.kind === 'manifest')
            listing.manifests.set(place.id, object);
        if (place.kind === 'object') {
            const others = listing.objects.get(place.id);
            if (others)
                others.push(object);
            else
                listing.objects.set(place.id, [object]);
        }
    }
    return listing;
}
/**
 * Lists twice, and asks for the folders besides, since a listing that stops short looks like a storage that holds less.
 * Throws exit 4 where they do not fit together; what a run that is under way may take back itself does not count.
 */
async function listSurely(store, name) {
    const first = await listOnce(store, name);
    const folders = new Set((await store.folders(layout/* keys */.HP.backups(name))).filter(layout/* isBackupId */["if"]));
    const second = await listOnce(store, name);
    const had = [...first.manifests.values(), ...[...first.manifests.keys()].flatMap((id) => first.objects.get(id) ?? [])];
    const has = new Set([...second.manifests.values(), ...[...second.objects.values()].flat()].map(({ key }) => key));
    const gone = [...had.map(({ key }) => key).filter((key) => !has.has(key)), ...missing(first.records, second.records)];
    if (gone.length > 0)
        throw doubtful(`${gone.length} of its objects were in one listing and not in the next: ${gone[0]}`);
    // Backups that were made between the two are in the second alone.
    for (const id of first.manifests.keys()) {
        if (!folders.has(id))
            throw doubtful(`backup ${id} is in one listing and not in another`);
    }
    for (const id of folders) {
        if (first.objects.has(id) || second.objects.has(id) || first.manifests.has(id) || second.manifests.has(id))
            continue;
        // An abandoned run's folder may have gone meanwhile, or holds what is not pgproof's.
        if (await store.head(layout/* keys */.HP.manifest(name, id)))
            throw doubtful(`backup ${id} is there and in no listing`);
    }
    return second;
}
const missing = (before, after) => [...before].filter((key) => !after.has(key));
const doubtful = (what) => (0,errors/* refusal */.x5)(`the storage lists differently each time: ${what}`, 'nothing is deleted on doubt: look whether somebody else deletes in this storage, then run again');

;// CONCATENATED MODULE: ./build/repository/sweep-survey.js











const READERS = 8;
/**
 * Looks at everything under one name. Throws exit 4 on any doubt: clocks more than 5 min apart, listings that differ,
 * a manifest or a record that cannot be read, or a storage that fails on the way.
 */
async function survey(store, name, ours) {
    const now = await store.clock();
    checkClocks(store, now, ours);
    try {
        const listing = await listSurely(store, name);
        checkLatest(store, listing, now);
        const records = await readRecords(store, name, new Set([...listing.manifests.keys(), ...listing.objects.keys()]));
        const limit = (0,p_limit/* default */.A)(READERS);
        const ids = [...listing.manifests.keys()].sort();
        const backups = await Promise.all(ids.map((id) => limit(() => look(store, name, id, { listing, records: records.get(id) ?? [], now }))));
        markReplaced(backups);
        const leftovers = [...listing.objects].filter(([id]) => !listing.manifests.has(id));
        return {
            now,
            backups,
            leftovers: leftovers.map(([id, objects]) => ({ id, objects })),
            heartbeats: listing.heartbeats,
            records,
            recordKeys: listing.records,
            foreign: foreignIn(listing, backups),
        };
    }
    catch (error) {
        if (!(error instanceof errors/* PgproofError */.wp) || ![1, 2, 3].includes(error.code))
            throw error;
        throw (0,errors/* refusal */.x5)(`nothing is deleted, because the storage could not be looked at: ${error.reason}`, error.hint);
    }
}
function checkClocks(store, now, ours) {
    const apart = Math.abs(now.getTime() - ours.getTime());
    if (apart <= retention_candidate/* CLOCK_SLACK */.A)
        return;
    throw (0,errors/* refusal */.x5)(`the clock of this machine and that of ${store.location} are ${Math.round(apart / 60_000)} min apart`, 'set the clocks right (NTP), then run again; nothing is deleted on doubt');
}
function checkLatest(store, { latest }, now) {
    if (latest.modified.getTime() <= now.getTime() + retention_candidate/* CLOCK_SLACK */.A)
        return;
    throw (0,errors/* refusal */.x5)(`the clock of ${store.location} has gone back: ${latest.key} is from ${latest.modified.toISOString()}, and it says that it is ${now.toISOString()}`, 'set the clock right (NTP) and run again; if it is right now and was wrong then, give the object the time of today by copying it onto itself');
}
async function readRecords(store, name, ids) {
    const unreadable = [];
    const note = (key) => {
        if ((0,sweep_names/* placeOf */.$)(name, key).kind === 'record')
            unreadable.push(key);
    };
    const records = await (0,repository_records/* listRecords */.VI)(store, name, undefined, { wanted: ids, onUnreadable: note });
    if (unreadable.length === 0)
        return records;
    throw (0,errors/* refusal */.x5)(`the record ${unreadable[0]} cannot be read, and it may hold a backup`, 'nothing is deleted on doubt: use the newest version of pgproof, or find out what changed the record');
}
async function look(store, name, id, { listing, records, now }) {
    const backup = await (0,catalogue/* readBackup */.fe)(store, name, id);
    const named = new Set((0,repository_losses/* lossesIn */.x0)(backup, []).map(({ key }) => key));
    const objects = [...(listing.objects.get(id) ?? []), ...listing.foreign.filter(({ key }) => named.has(key))];
    const losses = (0,repository_losses/* lossesIn */.x0)(backup, objects);
    for (const { key, size } of losses) {
        if (size === undefined && (await store.head(key)))
            throw (0,errors/* refusal */.x5)(`${key} is there and in no listing`, 'nothing is deleted on doubt');
    }
    const expiry = (0,repository_expiry/* expiryOf */.p1)(records, backup.digest);
    const pin = (0,pins/* pinOf */.nZ)(records, backup.digest);
    const stored = listing.manifests.get(id).modified;
    const candidate = candidateOf(backup, records, { stored, lacks: losses.length > 0, pin, now });
    const lost = (0,repository_losses/* describeLosses */.bQ)(backup, losses);
    return { backup, candidate, objects, ...(lost && { lost }), ...(expiry && { expiry }), ...(pin && { pin }) };
}
/** A backup as retention sees it. `stored` is when its manifest came into the storage; one that lacks objects counts as failed. */
function candidateOf(backup, records, { stored, lacks, pin, now }) {
    const { manifest } = backup;
    const { verified, restoreTested } = (0,catalogue/* badgesOf */.W6)(backup, records, now);
    return {
        id: backup.id,
        type: manifest.type,
        created: new Date(manifest.created),
        stored,
        complete: manifest.partial.length === 0,
        storedBytes: manifest.totals.storedBytes,
        lineage: JSON.stringify([manifest.source.systemIdentifier, manifest.source.database]),
        ...((lacks || verified) && { verified: !lacks && verified?.ok === true }),
        ...(restoreTested && { restoreTested: restoreTested.ok }),
        ...(pin && { pin }),
    };
}
/** Tells those that have a copy under other keys by it. */
function markReplaced(backups) {
    const surveyed = new Map(backups.map((one) => [one.backup.id, one]));
    const counts = ({ id }) => {
        const copy = surveyed.get(id);
        return copy !== undefined && copy.expiry === undefined && !(0,retention_candidate/* hasFailed */.WN)(copy.candidate);
    };
    const manifests = backups.map(({ backup }) => backup);
    for (const [id, copy] of (0,replaced/* replacementsIn */.tP)(manifests, counts)) {
        const { candidate } = surveyed.get(id);
        const proven = surveyed.get(copy.id)?.candidate.verified === true;
        candidate.replacedBy = { id: copy.id, proven };
    }
}
/** A manifest may name objects in a way that a later version brought: they are its own all the same. */
function foreignIn({ foreign }, backups) {
    const own = new Set(backups.flatMap(({ objects }) => objects.map(({ key }) => key)));
    return foreign.map(({ key }) => key).filter((key) => !own.has(key));
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
