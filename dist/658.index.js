export const id = 658;
export const ids = [658];
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

/***/ 30658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  status: () => (/* binding */ status_status)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/repository/archived.js
var repository_archived = __webpack_require__(50031);
// EXTERNAL MODULE: ./build/repository/catalogue.js
var repository_catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/choose.js
var choose = __webpack_require__(95692);
// EXTERNAL MODULE: ./build/repository/heartbeat.js
var heartbeat = __webpack_require__(9469);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/operations/badges.js
var operations_badges = __webpack_require__(13255);
// EXTERNAL MODULE: ./build/operations/copy/known-copies.js
var known_copies = __webpack_require__(98354);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/trust.js
var trust = __webpack_require__(18725);
// EXTERNAL MODULE: ./build/repository/expiry.js
var repository_expiry = __webpack_require__(76302);
// EXTERNAL MODULE: ./build/repository/pins.js
var pins = __webpack_require__(4317);
// EXTERNAL MODULE: ./build/repository/retention-candidate.js
var retention_candidate = __webpack_require__(91971);
// EXTERNAL MODULE: ./build/operations/chosen.js
var chosen = __webpack_require__(79709);
;// CONCATENATED MODULE: ./build/operations/status/backups.js





/** What is known of each backup from its manifest and its records. */
function describeBackups(store, backups, records, now) {
    const replaced = (0,operations_badges/* replacedAmong */.no)(backups, records, now);
    const all = backups.map((backup) => {
        const copy = replaced.get(backup.id);
        return describe(store, backup, { records: records.get(backup.id) ?? [], replacedBy: copy?.id, now });
    });
    return { backups: all.map(({ described }) => described), failures: all.flatMap(({ failures }) => failures) };
}
function describe(store, backup, { records, replacedBy, now }) {
    const { manifest } = backup;
    const { failures, ...badges } = (0,operations_badges/* describeBadges */.gV)(backup, records, now);
    const expiry = (0,repository_expiry/* expiryOf */.p1)(records, backup.digest);
    const pin = (0,pins/* pinOf */.nZ)(records, backup.digest);
    const state = stateOf(backup, badges, { expiry, replacedBy, now });
    const described = {
        ...(0,chosen/* referenceOf */.Bz)(store, backup),
        tags: manifest.tags,
        created: manifest.created,
        storedBytes: manifest.totals.storedBytes,
        state,
        good: isGood(state),
        ...badges,
        ...(pin &&
            (0,pins/* holds */.v9)(pin, now) && { pin: { reason: pin.reason, ...(pin.until && { until: pin.until.toISOString() }) } }),
        ...(expiry && { expired: { reason: expiry.reason, at: expiry.at, until: expiry.until.toISOString() } }),
        ...(replacedBy !== undefined && { replacedBy }),
    };
    return { described, failures };
}
/** The worst that is known counts. */
function stateOf({ manifest }, { verified, restoreTested }, { expiry, replacedBy, now }) {
    const complete = manifest.partial.length === 0;
    if (verified?.ok === false)
        return 'damaged';
    if (restoreTested?.ok === false)
        return 'restore-test failed';
    if (expiry)
        return 'expired';
    if (replacedBy !== undefined)
        return 'replaced';
    if (!complete)
        return 'partial';
    if (!(0,retention_candidate/* isWhole */.wP)({ complete, type: manifest.type }))
        return 'safety copy';
    if (Date.parse(manifest.created) > now.getTime() + retention_candidate/* CLOCK_SLACK */.A)
        return 'in the future';
    if (restoreTested)
        return 'restore-tested';
    return verified ? 'verified' : 'not verified';
}
const isGood = (state) => ['not verified', 'verified', 'restore-tested'].includes(state);

;// CONCATENATED MODULE: ./build/operations/status/databases.js

/** The databases that the backups are of, the one with the newest backup first; expired ones and safety copies are not asked. Both are newest first. */
function databasesIn(backups, described) {
    const expired = new Set(described.filter((backup) => backup.expired || backup.replacedBy).map(({ id }) => id));
    const asked = backups.filter(({ id, manifest }) => !expired.has(id) && manifest.type !== retention_candidate/* SAFETY_COPY */.r9);
    return [...Map.groupBy(asked, ({ manifest }) => manifest.source.database)].map(([database, own]) => ({
        database,
        backups: own.length,
        newest: own[0].manifest.created,
    }));
}
/** Whether the backups are of one database: new ones of another would hide that it has none any more. */
function judgeDatabases(databases) {
    const about = { name: 'one database', allowed: 'backups of one database under a name' };
    const [first] = databases;
    if (first === undefined)
        return { ...about, state: 'not checked', found: 'there is no backup to look at' };
    if (databases.length === 1)
        return { ...about, state: 'kept', found: `all backups are of the database ${first.database}` };
    const each = databases.map(({ database, backups, newest }) => `${database} (${backups}, the newest of ${newest.slice(0, 10)})`);
    const found = `the backups under this name are of ${databases.length} databases: ${each.join(', ')}`;
    const hint = 'give each database a name of its own (name), and look at those; docs/status.md says what becomes of this one';
    return { ...about, state: 'broken', found, hint };
}

// EXTERNAL MODULE: ./build/repository/retention.js + 1 modules
var retention = __webpack_require__(28976);
// EXTERNAL MODULE: ./build/repository/retention-floors.js
var retention_floors = __webpack_require__(54803);
// EXTERNAL MODULE: ./build/repository/retention-policy.js
var retention_policy = __webpack_require__(22654);
// EXTERNAL MODULE: ./build/repository/sweep-survey.js + 1 modules
var sweep_survey = __webpack_require__(24586);
// EXTERNAL MODULE: ./build/operations/prune/policy.js
var prune_policy = __webpack_require__(19548);
;// CONCATENATED MODULE: ./build/operations/status/expiring.js









/** What goes away next: expired backups at the end of their grace, and what the policy expires. A policy that cannot be used is a warning: prune refuses it. */
function expiringNext(held, request) {
    const expired = inGrace(held.described);
    try {
        const policy = isConfigured(request) ? (0,prune_policy/* readPolicy */.T)(request) : undefined;
        if (policy === undefined)
            return { expiring: expired, warnings: [] };
        const live = candidatesOf(held);
        const doubt = (0,retention_floors/* doubtAbout */.c)(live);
        if (doubt !== undefined)
            return { expiring: expired, warnings: [`a prune would expire nothing: ${doubt}`] };
        const next = [...byPolicy(live, policy, held.now), ...expired];
        return { expiring: next.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)), warnings: [] };
    }
    catch (error) {
        if (!(error instanceof errors/* PgproofError */.wp) || error.code !== 2)
            throw error;
        return { expiring: expired, warnings: [`what expires next is not known: ${error.reason}`] };
    }
}
const inGrace = (backups) => backups
    .flatMap(({ id, expired }) => expired === undefined ? [] : [{ id, what: `expired: ${expired.reason}`, at: expired.until }])
    .sort((a, b) => (a.at < b.at ? -1 : 1));
/** Whether anything is said about what may go: without that nothing ever does. */
const isConfigured = (request) => request.retention != null ||
    [request.keepLast, request.keepHourly, request.keepDaily, request.keepWeekly].some((count) => count !== undefined) ||
    [request.keepMonthly, request.keepYearly].some((count) => count !== undefined);
function candidatesOf({ backups, described, records, now }) {
    const lost = new Set(described.flatMap(({ id, lost }) => (lost === undefined ? [] : [id])));
    const replaced = new Set(described.flatMap(({ id, replacedBy }) => (replacedBy === undefined ? [] : [id])));
    return backups.flatMap((backup) => {
        const own = records.get(backup.id) ?? [];
        // What has a copy under other keys waits for a rekey, not for a policy.
        if ((0,repository_expiry/* expiryOf */.p1)(own, backup.digest) || replaced.has(backup.id))
            return [];
        return [
            (0,sweep_survey/* candidateOf */.R)(backup, own, {
                stored: new Date(backup.manifest.finished),
                lacks: lost.has(backup.id),
                pin: (0,pins/* pinOf */.nZ)(own, backup.digest),
                now,
            }),
        ];
    });
}
/** What expires later than this is not next. */
const MOST_DAYS = 400;
/** What a prune would expire now, or else on the first day on which it would, were a backup as good as the newest made every day until then. */
function byPolicy(live, policy, now) {
    const newest = (0,retention_candidate/* newestFirst */.ll)(live).find(retention_candidate/* isRestorePoint */.fB);
    const to = newest === undefined ? 0 : MOST_DAYS;
    for (let days = 0; days <= to; days++) {
        const then = new Date(now.getTime() + days * retention_policy/* DAY */.d_);
        const gone = (0,retention/* decide */.LD)([...live, ...later(newest, now, days)], policy, then)
            .slice(0, live.length)
            .filter(({ keep }) => !keep);
        if (gone.length === 0)
            continue;
        return gone.map(({ id, reasons }) => ({
            id,
            what: reasons.join('; '),
            ...(days > 0 && { at: then.toISOString() }),
        }));
    }
    return [];
}
function later(newest, now, days) {
    if (newest === undefined)
        return [];
    return Array.from({ length: days }, (_, day) => {
        const made = new Date(now.getTime() + (day + 1) * retention_policy/* DAY */.d_);
        return { ...newest, id: `in ${day + 1} days`, created: made, stored: made };
    });
}

// EXTERNAL MODULE: ./build/proof/assertions/duration.js
var duration = __webpack_require__(31087);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/repository/losses.js
var losses = __webpack_require__(91014);
;// CONCATENATED MODULE: ./build/operations/status/milestones.js

/** The backups that the answer rests on. `backups` are newest first. */
function milestonesOf(backups, now) {
    const good = backups.filter((backup) => backup.good);
    const tested = good.filter(({ restoreTested }) => restoreTested);
    const newest = good[0];
    const newestVerified = good.find(({ verified }) => verified);
    const newestRestoreTested = tested.toSorted((a, b) => testedAt(b) - testedAt(a))[0];
    const age = (backup) => ({
        id: backup.id,
        created: backup.created,
        ageSeconds: (0,operations_badges/* ageOf */.hy)(backup.created, now),
    });
    const checked = (backup, badge) => ({
        ...age(backup),
        ...(badge && { checked: badge.at, checkedSeconds: badge.ageSeconds }),
    });
    return {
        ...(newest && { newest: age(newest) }),
        ...(newestVerified && { newestVerified: checked(newestVerified, newestVerified.verified) }),
        ...(newestRestoreTested && {
            newestRestoreTested: checked(newestRestoreTested, newestRestoreTested.restoreTested),
        }),
    };
}
const testedAt = ({ restoreTested }) => Date.parse(restoreTested?.at ?? '');

;// CONCATENATED MODULE: ./build/operations/status/losses.js




/** Listings at a time. */
const LISTINGS = 8;
/**
 * Looks in the storage for the objects of the backups that the answer rests on; once one of them has lost some, of all good ones.
 * What has lost any is damaged; what has to be thawed first is archived. Both are newest first.
 */
async function lookForLosses(store, backups, described, now) {
    const good = described.filter((backup) => backup.good).map(({ id }) => id);
    const restedOn = new Set(Object.values(milestonesOf(described, now)).map(({ id }) => id));
    const lost = await lossesOf(store, backups, (id) => restedOn.has(id));
    if (lost.size === 0)
        return [...described];
    const others = await lossesOf(store, backups, (id) => good.includes(id) && !restedOn.has(id));
    return described.map((backup) => {
        const what = lost.get(backup.id) ?? others.get(backup.id);
        if (what === undefined)
            return backup;
        return { ...backup, state: 'lost' in what ? 'damaged' : 'archived', good: false, ...what };
    });
}
async function lossesOf(store, backups, isWanted) {
    const limit = (0,p_limit/* default */.A)(LISTINGS);
    const wanted = backups.filter(({ id }) => isWanted(id));
    const found = await Promise.all(wanted.map((backup) => limit(() => lookAt(store, backup))));
    return new Map(wanted.flatMap(({ id }, index) => (found[index] === undefined ? [] : [[id, found[index]]])));
}
async function lookAt(store, backup) {
    const listed = await (0,losses/* listObjects */.L)(store, backup);
    const lost = (0,losses/* describeLosses */.bQ)(backup, (0,losses/* lossesIn */.x0)(backup, listed));
    if (lost !== undefined)
        return { lost };
    const archived = await (0,repository_archived/* describeArchived */.Kn)(store, backup, listed);
    return archived === undefined ? undefined : { archived };
}
const counted = (others) => (others === 1 ? '1 other backup' : `${others} other backups`);
/** Whether the storage has what the answer rests on. A backup that failed its verification is no good one, and says so itself. */
function judgeLosses(backups) {
    const about = { name: 'stored objects', allowed: 'all there, in the size that the manifest says' };
    const [first, ...more] = backups.filter(({ lost }) => lost !== undefined);
    if (first) {
        const others = more.length > 0 ? `; it is alike with ${counted(more.length)}` : '';
        const hint = 'make a new backup, verify it and restore-test it, and find out what removes or changes objects in the storage';
        return { ...about, state: 'broken', found: `of backup ${first.id}, ${first.lost}${others}`, hint };
    }
    const archived = backups.find((backup) => backup.archived !== undefined);
    if (archived)
        return { ...about, state: 'broken', found: sayArchived(archived), hint: repository_archived/* THAW */.Vq };
    if (backups.some(({ good }) => good)) {
        return { ...about, state: 'kept', found: 'nothing is missing of the backups that this answer rests on' };
    }
    return { ...about, state: 'not checked', found: 'there is no good backup to look at' };
}
const sayArchived = ({ id, archived }) => `backup ${id} is archived, not damaged: ${archived}`;

;// CONCATENATED MODULE: ./build/operations/status/newest.js


const about = { name: 'newest backup', allowed: 'nothing speaks against it' };
/** What is wrong with a backup, as half a sentence. Expired, partial and safety copies are no fault: they are only passed over. */
const faults = {
    damaged: {
        found: 'failed its verification',
        hint: 'make a new backup and verify it, and find out what changed the storage',
    },
    archived: { found: 'is archived', hint: repository_archived/* THAW */.Vq },
    'restore-test failed': {
        found: 'failed its restore-test',
        hint: 'make a new backup and restore-test it; pgproof show tells what differed',
    },
    'in the future': {
        found: 'is from the future',
        hint: 'set the clock right on the machine that makes the backups, or on this one',
    },
};
/** Whether the newest backup is a good one: a newer one that nobody could restore hides how old the good one is. */
function judgeNewest({ backups, unreadable }) {
    const good = backups.find((backup) => backup.good);
    const bad = backups.find(({ state }) => faults[state] !== undefined);
    const dark = unreadable.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0];
    const since = good?.id ?? '';
    if (dark && dark.id > since && dark.id > (bad?.id ?? '')) {
        const hint = 'make a new backup, and find out what changed the storage; a later version of pgproof reads later formats';
        return { ...about, state: 'broken', found: `backup ${dark.id} cannot be read: ${dark.why}`, hint };
    }
    if (bad && bad.id > since) {
        const { found, hint } = faults[bad.state];
        return { ...about, state: 'broken', found: sayFault(bad, found), hint };
    }
    if (good)
        return { ...about, state: 'kept', found: `backup ${good.id} is ${good.state}` };
    const found = 'there is no backup that the whole database could be brought back from';
    return { ...about, state: 'broken', found, hint: 'make one now: pgproof backup, without filters' };
}
function sayFault(backup, found) {
    if (backup.lost !== undefined)
        return `of backup ${backup.id}, ${backup.lost}`;
    return backup.archived === undefined ? `backup ${backup.id} ${found}` : sayArchived(backup);
}

;// CONCATENATED MODULE: ./build/operations/status/schedule-limit.js

/** Whether the workflow is enabled and ran by its schedule lately, with success. `schedule` is a sentence where GitHub did not answer. */
function judgeSchedule(schedule, limit) {
    const about = { name: 'schedule-check', allowed: `enabled, and run at most ${(0,duration/* showDuration */.k)(limit)} ago` };
    if (typeof schedule === 'string')
        return { ...about, state: 'not checked', found: schedule };
    const { workflow, state, lastRun } = schedule;
    const broken = (found, hint) => ({ ...about, state: 'broken', found, hint });
    if (state !== 'active')
        return broken(`${workflow} is ${state}`, enable(state));
    if (lastRun === undefined) {
        return broken(`${workflow} has never run by a schedule`, 'give it "on: schedule", on the default branch: schedules of other branches do not count');
    }
    const ran = `${workflow} last ran by its schedule ${(0,duration/* showDuration */.k)(lastRun.ageSeconds * 1000)} ago`;
    if (lastRun.ageSeconds * 1000 > limit) {
        return broken(ran, 'start it by hand now; GitHub drops schedules when it is busy, so choose an odd minute of the hour');
    }
    if (!['', 'success'].includes(lastRun.conclusion)) {
        return broken(`${ran} and ended with ${lastRun.conclusion}`, `see ${lastRun.url}`);
    }
    return { ...about, state: 'kept', found: ran };
}
const enable = (state) => state === 'disabled_inactivity'
    ? 'enable it again (gh workflow enable): GitHub disables schedules of a public repository after 60 days without a commit'
    : 'enable it again: gh workflow enable';

// EXTERNAL MODULE: ./build/proof/expectations.js
var expectations = __webpack_require__(36910);
;// CONCATENATED MODULE: ./build/operations/status/sizes.js

/** So many backups before the newest make the median, and fewer than the least make none. */
const EARLIER = { most: 5, least: 3 };
/** How far the newest good backup is from the median of those before it, as a share; the reason where too few are there. */
function distance(backups) {
    const [newest, ...before] = backups.filter(({ good }) => good);
    if (newest === undefined)
        return 'there is no good backup';
    const earlier = before.slice(0, EARLIER.most);
    if (earlier.length < EARLIER.least)
        return `only ${earlier.length} earlier good backups, ${EARLIER.least} are needed`;
    const median = (0,expectations/* medianOf */.ux)(earlier.map(({ storedBytes }) => storedBytes));
    if (median === 0)
        return 'the earlier backups are empty';
    return { off: newest.storedBytes / median - 1, median };
}
function judgeShrink(backups, limit) {
    const about = { name: 'max-shrink', allowed: `at most ${percent(limit)} below the median` };
    const found = distance(backups);
    if (typeof found === 'string')
        return { ...about, state: 'not checked', found };
    // Shares such as 0.1 are no exact numbers.
    if (-found.off <= limit + 1e-9)
        return { ...about, state: 'kept', found: told(found.off) };
    const hint = 'look whether rows are missing (pgproof diff) before older backups go away, and whether the right database is backed up';
    return { ...about, state: 'broken', found: told(found.off), hint };
}
function judgeGrowth(backups, limit) {
    const about = { name: 'max-growth', allowed: `at most ${percent(limit)} above the median` };
    const found = distance(backups);
    if (typeof found === 'string')
        return { ...about, state: 'not checked', found };
    if (found.off <= limit + 1e-9)
        return { ...about, state: 'kept', found: told(found.off) };
    return { ...about, state: 'broken', found: told(found.off), hint: 'see what has grown: pgproof diff' };
}
const told = (off) => `the newest good backup is ${percent(Math.abs(off))} ${off < 0 ? 'below' : 'above'} the median of those before it`;
const percent = (share) => `${Math.round(share * 1000) / 10} %`;
/** `free` and `limit` in bytes. */
function judgeFreeSpace(free, limit) {
    const found = `${sized(free)} are free in the storage`;
    const about = { name: 'min-free-space', allowed: `at least ${sized(limit)}` };
    if (free >= limit)
        return { ...about, state: 'kept', found };
    return { ...about, state: 'broken', found, hint: 'make room (pgproof prune), or put the storage on a larger disk' };
}
/** `78.6 GB` */
function sized(bytes) {
    const [unit, name] = bytes >= 1e9 ? [1e9, 'GB'] : bytes >= 1e6 ? [1e6, 'MB'] : [1, 'B'];
    return `${Number((bytes / unit).toPrecision(3))} ${name}`;
}

;// CONCATENATED MODULE: ./build/operations/status/limits.js






/**
 * Judges every limit. The broken ones come first, in the order of what they may cost: what could be lost now, what nobody has proved,
 * what will go wrong next, and last how long it takes; then what was not checked, then what is kept.
 */
function judgeLimits(facts, request) {
    const judged = [
        judgeNewest(facts),
        judgeLosses(facts.backups),
        judgeDatabases(facts.databases),
        judgeBackupAge(facts, request.maxBackupAge),
        ...given(request.rpo, (limit) => judgeDataAtRisk(facts, limit)),
        ...given(request.maxShrink, (limit) => judgeShrink(facts.backups, limit)),
        ...given(request.maxVerifiedAge, (limit) => judgeVerifiedAge(facts, limit)),
        judgeRestoreTestAge(facts, request.maxRestoreTestAge),
        ...given(request.maxCopyAge, (limit) => judgeCopyAge(facts, limit)),
        ...given(facts.schedule, (schedule) => judgeSchedule(schedule, request.maxScheduleAge ?? request.maxBackupAge)),
        ...given(facts.freeBytes, (free) => judgeFreeSpace(free, request.minFreeSpace)),
        ...given(request.maxGrowth, (limit) => judgeGrowth(facts.backups, limit)),
        ...given(request.rto, (limit) => judgeTimeToRestore(facts, limit)),
    ];
    const rank = { broken: 0, 'not checked': 1, kept: 2 };
    return judged.sort((a, b) => rank[a.state] - rank[b.state]);
}
const given = (value, judge) => value === undefined ? [] : [judge(value)];
const span = (seconds) => (0,duration/* showDuration */.k)(seconds * 1000);
/** What is broken says what to do. `seconds` is undefined where there is nothing to measure, which is never fine. */
function atMost(name, limit, seconds, found, hint) {
    const about = { name, allowed: `at most ${(0,duration/* showDuration */.k)(limit)}`, found };
    if (seconds !== undefined && seconds * 1000 <= limit)
        return { ...about, state: 'kept' };
    return { ...about, state: 'broken', hint };
}
function judgeBackupAge({ newest }, limit) {
    const found = newest ? `the newest good backup is ${span(newest.ageSeconds)} old` : 'there is no good backup';
    const hint = 'make a backup now (pgproof backup), and find out why the job that makes them did not';
    return atMost('max-backup-age', limit, newest?.ageSeconds, found, hint);
}
function judgeDataAtRisk({ newest }, limit) {
    const found = newest ? `the changes of the last ${span(newest.ageSeconds)} would be lost` : 'everything would be lost';
    const hint = 'make a backup now (pgproof backup), and back up more often';
    return atMost('rpo', limit, newest?.ageSeconds, found, hint);
}
function judgeVerifiedAge({ newestVerified }, limit) {
    const found = newestVerified
        ? `the newest verified backup is ${span(newestVerified.ageSeconds)} old`
        : 'no good backup was ever verified';
    const hint = 'verify the newest backup now (pgproof verify), and after every backup';
    return atMost('max-verified-age', limit, newestVerified?.ageSeconds, found, hint);
}
function judgeRestoreTestAge({ newestRestoreTested: tested }, limit) {
    const seconds = tested?.checkedSeconds;
    const found = seconds === undefined
        ? 'no good backup was ever restore-tested'
        : `the last good restore-test was ${span(seconds)} ago`;
    const hint = 'restore the newest backup for real (pgproof restore-test), and do so on a schedule';
    return atMost('max-restore-test-age', limit, seconds, found, hint);
}
/** Of several storages the one that is nearest to today: the others may have been given up. */
function judgeCopyAge({ copies = [] }, limit) {
    const newest = copies.toSorted((a, b) => a.ageSeconds - b.ageSeconds)[0];
    const found = newest
        ? `the newest backup that was copied, to ${newest.to}, is ${span(newest.ageSeconds)} old`
        : 'no backup was copied to a second storage';
    const hint = 'copy the newest backup now (pgproof copy), and give the job that makes backups copy-to';
    return atMost('max-copy-age', limit, newest?.ageSeconds, found, hint);
}
function judgeTimeToRestore({ timeToRestore: measured }, limit) {
    const found = measured
        ? `bringing the data back took ${span(measured.seconds)}`
        : 'nobody has measured how long bringing the data back takes';
    const hint = measured
        ? 'give the restore more jobs and a faster machine, or agree on another objective'
        : 'measure it with pgproof restore-test';
    return atMost('rto', limit, measured?.seconds, found, hint);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(27597);
;// CONCATENATED MODULE: ./build/operations/status/measured-restores.js


const seconds = schemas/* number */.aig().nonnegative();
const bodySchema = schemas/* object */.Ikc({
    phases: schemas/* object */.Ikc({
        restore: seconds,
        index: seconds,
        prove: seconds.optional().catch(undefined),
        checkIndexes: seconds.optional().catch(undefined),
    }),
});
/** As many as a chart shows. */
const MOST = 20;
/** How long the good restore-tests took, the oldest first, whatever became of their backups since; the newest of them only. */
function measuredRestores(backups, records, now) {
    return backups
        .filter(({ manifest }) => manifest.partial.length === 0)
        .flatMap((backup) => (records.get(backup.id) ?? [])
        .filter((record) => !(0,repository_records/* isFromFuture */.S5)(record, now))
        .flatMap((record) => measured(backup, record)))
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
        .slice(-MOST);
}
function measured({ id, digest, manifest }, record) {
    if (record.kind !== 'restore-tested' || !record.ok || record.manifest !== digest)
        return [];
    const body = bodySchema.safeParse(record.body);
    if (!body.success)
        return [];
    const { restore, index, prove = 0, checkIndexes = 0 } = body.data.phases;
    return [
        {
            id,
            at: record.time,
            seconds: restore + index,
            proofSeconds: prove + checkIndexes,
            rawBytes: manifest.totals.rawBytes,
        },
    ];
}

;// CONCATENATED MODULE: ./build/operations/status/schedule.js


/**
 * Asks GitHub about the workflow of the backups. A run that a person started says nothing about the schedule, so only scheduled ones count.
 * Throws exit 2 where nobody can be asked or no such workflow is known, 3 where GitHub does not answer.
 */
async function readSchedule(file, github, now) {
    if (github === undefined) {
        throw (0,errors/* usageError */.Wp)('schedule-check needs a repository and a token to ask GitHub with', 'in a workflow give the job "permissions: actions: read"; elsewhere set GITHUB_REPOSITORY and GITHUB_TOKEN');
    }
    const workflow = await github.workflow(file);
    const run = await github.lastRun(file, 'schedule');
    return {
        workflow: workflow.path,
        state: workflow.state,
        url: workflow.url,
        ...(run && {
            lastRun: {
                at: run.createdAt,
                ageSeconds: (0,operations_badges/* ageOf */.hy)(run.createdAt, now),
                conclusion: run.conclusion,
                status: run.status,
                url: run.url,
            },
        }),
    };
}

;// CONCATENATED MODULE: ./build/operations/status/summary.js
const DAY = 86_400_000;
/** A line through fewer backups or days says nothing. */
const LEAST = { backups: 3, days: 7 };
/** How many backups there are and how much they hold, expired and partial ones too: they take room as well. `backups` are newest first. */
function summarize(backups, freeBytes) {
    const growth = growthOf(backups.filter(({ good }) => good));
    const [newest, oldest] = [backups[0], backups.at(-1)];
    return {
        count: backups.length,
        storedBytes: bytesOf(backups),
        ...(oldest && { oldest: oldest.created }),
        ...(newest && { newest: newest.created }),
        byType: [...Map.groupBy(backups, ({ type }) => type)]
            .map(([type, some]) => ({ type, count: some.length, storedBytes: bytesOf(some) }))
            .sort((a, b) => b.storedBytes - a.storedBytes || (a.type < b.type ? -1 : 1)),
        ...(growth && { growth }),
        ...(freeBytes !== undefined && { freeBytes }),
    };
}
const bytesOf = (backups) => backups.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
/** By least squares over all of them, so that one odd backup does not decide. */
function growthOf(backups) {
    const points = backups.map(({ created, storedBytes }) => ({ days: Date.parse(created) / DAY, bytes: storedBytes }));
    const [newest, oldest] = [points[0], points.at(-1)];
    if (points.length < LEAST.backups || !newest || !oldest || newest.days - oldest.days < LEAST.days)
        return undefined;
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const middle = { days: mean(points.map(({ days }) => days)), bytes: mean(points.map(({ bytes }) => bytes)) };
    const covariance = mean(points.map(({ days, bytes }) => (days - middle.days) * (bytes - middle.bytes)));
    const variance = mean(points.map(({ days }) => (days - middle.days) ** 2));
    const bytesPerMonth = Math.round((covariance / variance) * 30);
    return { bytesPerMonth, share: newest.bytes === 0 ? 0 : bytesPerMonth / newest.bytes };
}

;// CONCATENATED MODULE: ./build/operations/status/status.js



















/**
 * Looks at one name's backups and records and says whether the database could be brought back today. Nothing is written into the storage.
 * Throws exit 2 where there is nothing yet: a wrong address looks the same.
 */
async function status_status(request, context) {
    const started = context.now();
    const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
    try {
        const name = await (0,choose/* chooseName */.xR)(store, request.name);
        const seen = await look(store, name, context);
        const freeBytes = await store.freeBytes();
        const schedule = await scheduleOf(request, context);
        const { backups, unreadable, milestones, trend } = seen;
        const { expiring, warnings } = expiringNext(seen.held, request);
        const timeToRestore = trend.at(-1);
        const limits = judgeLimits({ ...seen, ...milestones, timeToRestore, freeBytes, schedule }, request);
        return {
            ...outcome(limits, seen),
            verb: 'status',
            seconds: (context.now().getTime() - started.getTime()) / 1000,
            warnings: [...warningsOf(seen), ...warnings],
            name,
            location: store.location,
            ...milestones,
            ...(timeToRestore && { timeToRestore }),
            trend,
            limits,
            backups,
            failures: seen.failures,
            unreadable,
            running: seen.running,
            copies: seen.copies,
            summary: summarize(backups, freeBytes),
            pins: backups.flatMap(({ id, pin }) => (pin ? [{ id, ...pin }] : [])),
            expiring,
            ...(typeof schedule === 'object' && { schedule }),
        };
    }
    finally {
        store.close();
    }
}
/** Everything that the storage tells of one name. */
async function look(store, name, context) {
    const now = context.now();
    const catalogue = await (0,repository_catalogue/* readCatalogue */.YW)(store, name);
    let darkRecords = 0;
    let unsignedRecords = 0;
    const records = await (0,repository_records/* listRecords */.VI)(store, name, undefined, {
        onUnreadable: () => {
            darkRecords++;
        },
        onUnsigned: () => {
            unsignedRecords++;
        },
    });
    const running = await (0,heartbeat/* listRunning */.GC)(store, name, now);
    if (catalogue.backups.length + catalogue.unreadable.length === 0)
        throw (0,choose/* nothingYet */.y8)(store, name);
    const { backups: described, failures } = describeBackups(store, catalogue.backups, records, now);
    const backups = await lookForLosses(store, catalogue.backups, described, now);
    return {
        backups,
        failures,
        unreadable: catalogue.unreadable,
        databases: databasesIn(catalogue.backups, backups),
        running: running.filter(({ id }) => !catalogue.backups.some((backup) => backup.id === id)),
        milestones: milestonesOf(backups, now),
        trend: measuredRestores(catalogue.backups, records, now),
        darkRecords,
        unsignedRecords,
        trust: (0,trust/* trustWarnings */.ak)({ catalogue, records, now, location: store.location }),
        copies: (0,known_copies/* knownCopies */.v7)(catalogue.backups, records, now),
        ahead: catalogue.backups.flatMap((backup) => (0,operations_badges/* warnOfFuture */.XG)(backup, records.get(backup.id) ?? [], now)),
        held: { backups: catalogue.backups, described: backups, records, now },
    };
}
/** A sentence where GitHub did not answer: the rest is told all the same, but not as a yes. */
async function scheduleOf(request, context) {
    if (request.scheduleCheck === undefined)
        return undefined;
    try {
        return await readSchedule(request.scheduleCheck, context.github, context.now());
    }
    catch (error) {
        if (error instanceof errors/* PgproofError */.wp && error.code === 3 && !context.signal.aborted)
            return error.reason;
        throw error;
    }
}
function outcome(limits, seen) {
    const broken = limits.filter(({ state }) => state === 'broken');
    const [worst] = broken;
    const archived = archivedIn(seen);
    if (archived !== undefined)
        return { ok: false, code: 3, reason: archived, hint: repository_archived/* THAW */.Vq };
    if (worst) {
        const others = broken.length > 1 ? `; and ${broken.length - 1} more` : '';
        const reason = `${worst.found} (allowed: ${worst.allowed})${others}`;
        return { ok: false, code: 1, reason, hint: worst.hint ?? 'see the limits' };
    }
    const silent = limits.find(({ name, state }) => name === 'schedule-check' && state === 'not checked');
    if (silent === undefined)
        return { ok: true, code: 0 };
    const hint = 'all else is as it should be; try again, or leave schedule-check out';
    return { ok: false, code: 3, reason: `the schedule was not checked: ${silent.found}`, hint };
}
/**
 * What nobody can read before it is thawed is no damage: the answer waits for that, unless something is really lost. A manifest of which that is true
 * hides its backup; an old one that is not needed is left alone.
 */
function archivedIn({ backups, unreadable, milestones }) {
    if (backups.some(({ lost }) => lost !== undefined))
        return undefined;
    const archived = backups.find((backup) => backup.archived !== undefined);
    if (archived)
        return sayArchived(archived);
    const hidden = unreadable.find((one) => one.archived && one.id > (milestones.newest?.id ?? ''));
    return hidden && `backup ${hidden.id} cannot be read: ${hidden.why}`;
}
function warningsOf({ unreadable, backups, darkRecords, unsignedRecords, trust, ahead }) {
    const future = backups.filter(({ state }) => state === 'in the future');
    return [
        ...unreadable.map(({ id, why }) => `backup ${id} cannot be read and does not count: ${why}`),
        ...future.map(({ id }) => `backup ${id} is from the future and does not count: a clock is wrong`),
        ...trust,
        ...ahead,
        ...(darkRecords === 1 ? ['a record cannot be read and does not count'] : []),
        ...(unsignedRecords > 0 ? [`records without the signature of a verify-key do not count: ${unsignedRecords}`] : []),
        ...(darkRecords > 1 ? [`${darkRecords} records cannot be read and do not count`] : []),
    ];
}


/***/ }),

/***/ 18725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ak: () => (/* binding */ trustWarnings),
/* harmony export */   sK: () => (/* binding */ historyWarnings),
/* harmony export */   x2: () => (/* binding */ keyWarnings)
/* harmony export */ });
/* harmony import */ var _repository_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8041);
/* harmony import */ var _repository_key_drill_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64922);
/* harmony import */ var _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22654);
/* harmony import */ var _sealing_shown_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7951);




/** What a storage's past says against it, a sentence each. */
const historyWarnings = (past) => (0,_repository_history_js__WEBPACK_IMPORTED_MODULE_0__/* .historyFaults */ .O)(past).map(({ id, what }) => `backup ${id} ${what}`);
/** A sentence for each key that may be lost without anyone knowing. */
function keyWarnings({ catalogue, records, now }) {
    return (0,_repository_key_drill_js__WEBPACK_IMPORTED_MODULE_1__/* .unproven */ .gm)((0,_repository_key_drill_js__WEBPACK_IMPORTED_MODULE_1__/* .keyStates */ .Am)(catalogue.backups, records, now), now).map(({ recipient, proven, since }) => {
        const days = Math.floor((now.getTime() - (proven ?? since).getTime()) / _repository_retention_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .DAY */ .d_);
        const which = recipient === 'passphrase' ? 'the passphrase' : `the key of ${(0,_sealing_shown_key_js__WEBPACK_IMPORTED_MODULE_3__/* .shownKey */ .d)(recipient)}`;
        const seen = proven
            ? `was last seen to open a backup ${days} days ago`
            : `was never seen to open a backup in ${days} days`;
        return `${which} ${seen}: try it with pgproof verify --keys`;
    });
}
/** What a storage tells of its past and of its keys, a sentence each. */
const trustWarnings = (past) => [...historyWarnings(past), ...keyWarnings(past)];


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

/***/ 36910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ checkExpectations),
/* harmony export */   ux: () => (/* binding */ medianOf)
/* harmony export */ });
/* unused harmony export expectationsHold */
/* harmony import */ var _assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31087);
/* harmony import */ var _assertions_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48295);


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
    const name = `newest complete backup at most ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(maxBackupAge)} old`;
    const newest = backups.find((backup) => backup.complete);
    if (newest === undefined && !chosen.complete) {
        return { name, ok: false, found: 'not checked', skipped: 'the backup is partial, and there is no complete one' };
    }
    if (newest === undefined)
        return { name, ok: false, found: 'there is no complete backup' };
    const age = now.getTime() - newest.created.getTime();
    if (age < -clockSlack)
        return { name, ok: false, found: `${newest.id} is ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(age)} in the future` };
    return { name, ok: age <= maxBackupAge, found: `${newest.id} is ${(0,_assertions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .k)(Math.max(0, age))} old` };
}
function judgeTable({ tables }, required) {
    const name = `table ${required} is there and not empty`;
    const wanted = (0,_assertions_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSqlName */ .zC)(required);
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


/***/ }),

/***/ 50031:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kn: () => (/* binding */ describeArchived),
/* harmony export */   Vq: () => (/* binding */ THAW),
/* harmony export */   xl: () => (/* binding */ refuseArchived)
/* harmony export */ });
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70370);
/* harmony import */ var _storage_store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6995);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66631);
/* harmony import */ var _losses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91014);




/** Look-ups at a time. */
const LOOKUPS = 16;
/** What to do about it; the thawing takes hours. */
const THAW = 'thaw them (aws s3api restore-object for each, or S3 Batch Operations for the prefix), wait until that is done, then run again; and keep lifecycle rules away from backups';
/**
 * Of the objects of a backup as they are listed: which have to be thawed before it can be read, as half a sentence. Undefined where all can be read.
 * A listing only tells the class, so each that is of such a class is looked up.
 */
async function describeArchived(store, backup, listed) {
    const own = _layout_js__WEBPACK_IMPORTED_MODULE_1__/* .keys */ .HP.backup(backup.name, backup.id);
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_3__/* ["default"] */ .A)(LOOKUPS);
    const classed = listed.filter(({ archived }) => archived !== undefined);
    const looked = await Promise.all(classed.map(({ key }) => limit(() => store.head(key))));
    const frozen = classed.flatMap(({ key }, index) => {
        const archived = looked[index]?.archived;
        return archived === undefined ? [] : [`${key.slice(own.length)} (${archived})`];
    });
    if (frozen.length === 0)
        return undefined;
    const others = frozen.length > 1 ? ` and ${frozen.length - 1} more` : '';
    return `${frozen.length} of ${listed.length} objects must be thawed before they can be read: ${frozen[0]}${others}`;
}
/** Throws exit 3 where parts of a backup have to be thawed before it can be read: before hours of reading, and with all of them named at once. */
async function refuseArchived(store, backup) {
    const what = await describeArchived(store, backup, await (0,_losses_js__WEBPACK_IMPORTED_MODULE_2__/* .listObjects */ .L)(store, backup));
    if (what !== undefined)
        throw new _storage_store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectArchived */ .q2(`backup ${backup.id} is archived, not damaged: ${what}`, THAW);
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


/***/ })

};
