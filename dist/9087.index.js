export const id = 9087;
export const ids = [9087];
export const modules = {

/***/ 29087:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune),
  pruneIn: () => (/* binding */ pruneIn)
});

// EXTERNAL MODULE: ./build/repository/choose.js
var choose = __webpack_require__(95692);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/storage/probe.js
var probe = __webpack_require__(508);
// EXTERNAL MODULE: ./build/repository/expiry.js
var repository_expiry = __webpack_require__(76302);
// EXTERNAL MODULE: ./build/repository/heartbeat.js
var repository_heartbeat = __webpack_require__(9469);
// EXTERNAL MODULE: ./build/repository/history.js
var repository_history = __webpack_require__(8041);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/repository/manifest.js + 1 modules
var manifest = __webpack_require__(91101);
// EXTERNAL MODULE: ./build/repository/pins.js
var pins = __webpack_require__(4317);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/repository/retention-policy.js
var retention_policy = __webpack_require__(22654);
// EXTERNAL MODULE: ./build/repository/sweep-names.js
var sweep_names = __webpack_require__(11276);
;// CONCATENATED MODULE: ./build/repository/sweep.js












const NOTHING = { objects: 0, bytes: 0 };
/** What lies without a manifest is garbage so long after its newest object; rule 1 of the format. */
const GARBAGE_AFTER_MS = retention_policy/* DAY */.d_;
/** Deletes of one batch; before each the lease is looked at. */
const BATCH = 100;
const DELETES = 16;
/**
 * Removes an expired backup whose grace is over. The manifest goes first: whatever happens after, no half backup is seen. Whoever reads it has said so
 * before reading the manifest, so either that is seen here and the objects stay, or the reader finds no manifest.
 */
async function sweepBackup(sweeping, backup, objects, reason) {
    const { store, name, now, lease } = sweeping;
    const { id } = backup;
    const all = amountOf(objects);
    await lease.check();
    const changed = await changedSince(sweeping, backup);
    if (changed)
        return { freed: NOTHING, left: all, why: changed };
    try {
        await store.delete(layout/* keys */.HP.manifest(name, id));
    }
    catch (error) {
        return { freed: NOTHING, left: all, why: whyOf(error), refused: true };
    }
    if (await (0,repository_heartbeat/* isBusy */.A5)(store, name, id, now))
        return { freed: NOTHING, left: all, why: 'it is being read' };
    await putSwept(sweeping, id, backup.digest, reason, all);
    return await deleteAll(sweeping, objects);
}
/** Looks again at what may have been said since the plan was made. */
async function changedSince({ store, name, now }, { id, digest }) {
    const records = (await (0,repository_records/* listRecords */.VI)(store, name, id)).get(id) ?? [];
    const expiry = (0,repository_expiry/* expiryOf */.p1)(records, digest);
    if (expiry === undefined || (0,repository_expiry/* sweptFrom */.IS)(expiry) > now)
        return 'it was taken back meanwhile';
    if ((0,pins/* holds */.v9)((0,pins/* pinOf */.nZ)(records, digest), now))
        return 'it was pinned meanwhile';
    return (await (0,repository_heartbeat/* isBusy */.A5)(store, name, id, now)) ? 'it is being read' : undefined;
}
/** What lies under an id that has no manifest, is a day old, and which nobody works on or reads. */
function garbageIn(found) {
    const { leftovers, heartbeats, now } = found;
    const busy = new Set(heartbeats.filter((heartbeat) => (0,repository_heartbeat/* isFresh */.pL)(heartbeat, now)).map(({ id }) => id));
    const robbed = new Set(robbedIn(found).map(({ id }) => id));
    return leftovers.filter(({ id, objects }) => !busy.has(id) && !robbed.has(id) && objects.every((object) => isOld(object, now)));
}
/**
 * Backups that lost their manifest otherwise than by a sweep: a record or the next backup speaks of them, and no prune has let them go.
 * They are left alone, since they may be all that is left of what somebody removed.
 */
function robbedIn({ leftovers, records, backups, now }) {
    const followed = new Set(backups.map(({ backup }) => backup.manifest.previous?.id));
    return leftovers.filter(({ id }) => {
        const own = records.get(id) ?? [];
        if (own.some(({ kind }) => kind === 'swept'))
            return false;
        // A copy that never ended; of one that did there is another record. What follows it need not have come after it here.
        if (own.length > 0 && own.every(({ kind }) => kind === 'copying'))
            return false;
        const expired = own.findLast(({ kind }) => kind === 'expired' || kind === 'unexpired');
        const expiry = expired && (0,repository_expiry/* expiryOf */.p1)(own, expired.manifest);
        if (expiry && (0,repository_expiry/* sweptFrom */.IS)(expiry) <= now)
            return false;
        return own.length > 0 || followed.has(id);
    });
}
const isOld = ({ modified }, now) => now.getTime() - modified.getTime() >= GARBAGE_AFTER_MS;
/** Removes garbage, looked at anew. The record comes before the last look for a manifest: see `commitBackup`, which does it the other way round. */
async function sweepLeftover(sweeping, id) {
    const { store, name, now, lease } = sweeping;
    await lease.check();
    const objects = [];
    for await (const object of store.list(layout/* keys */.HP.backup(name, id)))
        if ((0,sweep_names/* placeOf */.$)(name, object.key).kind === 'object')
            objects.push(object);
    const all = amountOf(objects);
    const left = (why) => ({ freed: NOTHING, left: all, why });
    if (await (0,repository_heartbeat/* isBusy */.A5)(store, name, id, now))
        return left('a run is at work on it');
    if (!objects.every((object) => isOld(object, now)))
        return left('something was put there meanwhile');
    // A copy may have begun again under an id that was swept before: it has to see that this sweep is another one.
    const newest = Math.max(...objects.map(({ modified }) => modified.getTime()));
    const said = (await (0,repository_records/* recordKeys */.IH)(store, name, id)).some((key) => (0,repository_records/* isSwept */.A_)(key) && (0,repository_records/* timeOfRecord */.iA)(key) > newest);
    if (!said)
        await putSwept(sweeping, id, OF_NOTHING, 'it has no manifest', all);
    if (await store.head(layout/* keys */.HP.manifest(name, id)))
        return left('it became a backup meanwhile');
    return await deleteAll(sweeping, objects);
}
/** Stands for the manifest that there never was. */
const OF_NOTHING = (0,manifest/* sha256 */.sc)(new Uint8Array());
async function putSwept({ store, name, now, by }, id, manifest, reason, { objects, bytes }) {
    const body = { reason, objects, bytes };
    await (0,repository_records/* putRecord */.j8)(store, { name, id }, { kind: 'swept', time: now.toISOString(), ok: true, by, manifest, body });
}
/** Deletes objects batch by batch. One that the store does not let go ends it after its batch; the rest is garbage for the next prune. */
async function deleteAll({ store, lease }, objects) {
    const limit = (0,p_limit/* default */.A)(DELETES);
    let freed = NOTHING;
    for (let at = 0; at < objects.length; at += BATCH) {
        await lease.check();
        const batch = objects.slice(at, at + BATCH);
        const done = await Promise.allSettled(batch.map(({ key }) => limit(() => store.delete(key))));
        freed = plus(freed, amountOf(batch.filter((_, index) => done[index]?.status === 'fulfilled')));
        const failed = done.find((one) => one.status === 'rejected');
        if (failed)
            return { freed, left: minus(amountOf(objects), freed), why: whyOf(failed.reason), refused: true };
    }
    return { freed, left: NOTHING };
}
/** Why the store keeps an object; anything but its refusal is thrown. */
function whyOf(error) {
    if (error instanceof errors/* PgproofError */.wp && error.code === 3)
        return (0,errors/* messageOf */.bD)(error);
    throw error;
}
/** Records of backups that went away long ago. */
function oldHistory({ recordKeys, backups, leftovers, now }, name) {
    const there = new Set([...backups.map(({ backup }) => backup.id), ...leftovers.map(({ id }) => id)]);
    const gone = new Map();
    for (const key of recordKeys) {
        const id = key.slice(layout/* keys */.HP.records(name).length).split('/')[0];
        if (!there.has(id))
            gone.set(id, [...(gone.get(id) ?? []), key]);
    }
    const isPast = (key) => now.getTime() - (0,repository_records/* timeOfRecord */.iA)(key) >= repository_history/* HISTORY_MS */.A;
    return [...gone.values()].filter((own) => own.some(repository_records/* isSwept */.A_) && own.every(isPast)).flat();
}
/** The ids that a prune has swept, as the keys of the records say. */
const sweptIn = ({ recordKeys }, name) => [...recordKeys].filter(repository_records/* isSwept */.A_).map((key) => key.slice(layout/* keys */.HP.records(name).length).split('/')[0]);
/** Removes small things that nobody waits for. Returns why the store kept one, where it did. */
async function sweepKeys({ store, lease }, found) {
    let why;
    for (const [index, key] of found.entries()) {
        if (index % BATCH === 0)
            await lease.check();
        await store.delete(key).catch((error) => {
            why ??= whyOf(error);
        });
    }
    return why;
}
/** Heartbeats of runs that ended without removing them, a day after their last sign of life. */
const deadHeartbeats = ({ heartbeats, now }) => heartbeats.filter((heartbeat) => isOld(heartbeat, now));
/** What probes of the storage have left that were killed. Keys that may not look there leave it. */
async function deadProbes(store, now) {
    const found = [];
    try {
        for await (const object of store.list(probe/* PROBES */._v))
            if (isOld(object, now))
                found.push(object.key);
    }
    catch (error) {
        whyOf(error);
    }
    return found;
}
const amountOf = (objects) => ({
    objects: objects.length,
    bytes: objects.reduce((sum, { size }) => sum + size, 0),
});
const plus = (a, b) => ({ objects: a.objects + b.objects, bytes: a.bytes + b.bytes });
const minus = (a, b) => ({ objects: a.objects - b.objects, bytes: a.bytes - b.bytes });

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(27597);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/errors.js
var classic_errors = __webpack_require__(961);
// EXTERNAL MODULE: ./build/storage/store.js
var store = __webpack_require__(6995);
;// CONCATENATED MODULE: ./build/repository/sweep-lease.js






/** A lease that was not renewed for so long belongs to a run that is no more. */
const LEASE_MS = 15 * 60_000;
const bodySchema = schemas/* object */.Ikc({ by: schemas/* object */.Ikc({ who: schemas/* string */.YjP(), host: schemas/* string */.YjP() }) });
/**
 * The right to delete under one name, which one run has at a time. Each run puts a lease of its own and then looks for others, so of two at least one
 * sees the other, also in stores that cannot refuse to overwrite. What a holder relies on is looked up again before each batch of deletes.
 */
class SweepLease {
    #store;
    #name;
    #key;
    #by;
    #ours;
    #renewed;
    constructor(store, name, by, ours) {
        this.#store = store;
        this.#name = name;
        this.#key = layout/* keys */.HP.lease(name, (0,external_node_crypto_.randomBytes)(6).toString('hex'));
        this.#by = by;
        this.#ours = ours;
        this.#renewed = ours().getTime();
    }
    /** Takes the lease, also from a run that stopped renewing it. Throws exit 4 where another run has it, or asks for it at the same moment. */
    static async take(store, name, by, ours) {
        const lease = new SweepLease(store, name, by, ours);
        await lease.#put();
        try {
            await lease.#giveWay();
            return lease;
        }
        catch (error) {
            await lease.release();
            throw error;
        }
    }
    async #put() {
        await this.#store.put(this.#key, Buffer.from(`${JSON.stringify({ by: this.#by })}\n`));
    }
    /** Looks for other leases: a fresh one is respected, a stale one removed. */
    async #giveWay() {
        const now = await this.#store.clock();
        for await (const { key, modified } of this.#store.list(layout/* keys */.HP.running(this.#name))) {
            if (key === this.#key || (0,sweep_names/* placeOf */.$)(this.#name, key).kind !== 'lease')
                continue;
            if (now.getTime() - modified.getTime() < LEASE_MS)
                throw taken(this.#store, await this.#holderOf(key));
            await this.#store.delete(key);
        }
    }
    async #holderOf(key) {
        try {
            const body = JSON.parse((await this.#store.get(key, { most: 65_536 })).toString());
            const { who, host } = bodySchema.parse(body).by;
            return `, by ${who} on ${host}`;
        }
        catch (error) {
            if (error instanceof store/* ObjectMissing */.GV || error instanceof SyntaxError || error instanceof classic_errors/* ZodError */.G)
                return '';
            throw error;
        }
    }
    /** To be called before each batch of deletes. Throws exit 4 where another run has taken over, or this one stood still for as long as a lease lasts. */
    async check() {
        const asked = this.#ours().getTime();
        if (Math.abs(asked - this.#renewed) >= LEASE_MS)
            throw lost('this run stood still for too long');
        if (!(await this.#store.head(this.#key)))
            throw lost('another run has taken over');
        if (asked - this.#renewed < LEASE_MS / 3)
            return;
        await this.#put();
        this.#renewed = asked;
    }
    async release() {
        await this.#store.delete(this.#key);
    }
}
const lost = (why) => (0,errors/* refusal */.x5)(`the right to delete was lost: ${why}`, 'run prune again: it goes on where this one stopped');
const taken = (store, by) => (0,errors/* refusal */.x5)(`another prune is at work in ${store.location}${by}`, `wait until it has ended; one that was killed gives way ${LEASE_MS / 60_000} min after its last sign of life`);

// EXTERNAL MODULE: ./build/repository/sweep-survey.js + 1 modules
var sweep_survey = __webpack_require__(24586);
// EXTERNAL MODULE: ./build/operations/keys.js
var keys = __webpack_require__(36843);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
;// CONCATENATED MODULE: ./build/operations/prune/carry-out.js


/** Does what was decided: first what can be undone, then what cannot. */
async function carryOut(sweeping, decided, grace, context) {
    const { plan, garbage, small } = decided;
    const planned = (action) => plan.backups.filter((one) => one.action === action);
    const until = new Date(sweeping.now.getTime() + grace).toISOString();
    context.progress({ kind: 'phase', title: 'Expire' });
    for (const one of planned('take-back'))
        await putState(sweeping, one, 'unexpired', {});
    for (const one of planned('expire'))
        await putState(sweeping, one, 'expired', { until });
    context.progress({ kind: 'phase', title: 'Sweep' });
    const done = { freed: { objects: 0, bytes: 0 }, left: [] };
    for (const { surveyed, reasons } of planned('sweep')) {
        const { backup, objects } = surveyed;
        note(done, backup.id, await sweepBackup(sweeping, backup, objects, reasons.join('; ')));
    }
    for (const id of garbage)
        note(done, id, await sweepLeftover(sweeping, id));
    const kept = await sweepKeys(sweeping, small);
    await sweeping.store.sweepTemporaries?.(`${sweeping.name}/`);
    if (kept !== undefined)
        done.refused ??= kept;
    return done;
}
async function putState({ store, name, now, by, lease }, { surveyed: { backup }, reasons }, kind, body) {
    await lease.check();
    const reason = reasons.join('; ');
    await (0,repository_records/* putRecord */.j8)(store, { name, id: backup.id }, { kind, time: now.toISOString(), ok: true, by, manifest: backup.digest, body: { reason, ...body } });
}
function note(done, id, { freed, left, why, refused }) {
    done.freed = plus(done.freed, freed);
    if (why === undefined)
        return;
    done.left.push({ id, ...left, why });
    if (refused)
        done.refused ??= why;
}

// EXTERNAL MODULE: ./build/repository/retention.js + 1 modules
var retention = __webpack_require__(28976);
// EXTERNAL MODULE: ./build/repository/retention-floors.js
var retention_floors = __webpack_require__(54803);
;// CONCATENATED MODULE: ./build/operations/prune/plan.js




/** Decides over a survey. Expired backups are looked at once more: what the policy keeps by now is taken back rather than swept. */
function makePlan(survey, policy, name) {
    const { backups, now } = survey;
    const live = backups.filter(({ expiry }) => expiry === undefined);
    const decisions = byId((0,retention/* decide */.LD)(candidates(live), policy, now));
    const again = byId((0,retention/* decide */.LD)(candidates(backups), policy, now));
    const told = (0,retention/* timeTold */.h0)(candidates(live), now, 'created');
    const planned = backups.map((surveyed) => {
        const { id } = surveyed.backup;
        if (surveyed.expiry === undefined) {
            const { keep, reasons } = decisions.get(id);
            return { surveyed, action: keep ? 'keep' : 'expire', reasons };
        }
        const { keep, reasons } = again.get(id);
        return keep ? { surveyed, action: 'take-back', reasons } : expired(surveyed, told);
    });
    const doubt = (0,retention_floors/* doubtAbout */.c)(candidates(live));
    const expiring = planned.filter(({ action }) => action === 'expire').length;
    return {
        backups: planned.toSorted((a, b) => (a.surveyed.backup.id < b.surveyed.backup.id ? 1 : -1)),
        digest: digestOf(planned, name),
        ...(doubt !== undefined && { doubt }),
        drastic: expiring * 2 > live.length,
    };
}
const candidates = (backups) => backups.map(({ candidate }) => candidate);
const byId = (decisions) => new Map(decisions.map((decision) => [decision.id, decision]));
/** The grace is over when the storage has seen a newer backup since: time that only clocks tell of does not count. */
function expired(surveyed, told) {
    const expiry = surveyed.expiry;
    if (told !== undefined && (0,repository_expiry/* sweptFrom */.IS)(expiry) <= told)
        return { surveyed, action: 'sweep', reasons: [expiry.reason] };
    const back = `can be taken back until ${minutes((0,repository_expiry/* takenBackUntil */.$3)(expiry))}`;
    return { surveyed, action: 'wait', reasons: [`${expiry.reason}; ${back}`] };
}
const minutes = (time) => `${time.toISOString().slice(0, 16).replace('T', ' ')}Z`;
function digestOf(planned, name) {
    const changes = planned
        .filter(({ action }) => action === 'expire' || action === 'sweep' || action === 'take-back')
        .map(({ action, surveyed }) => [action, surveyed.backup.id, surveyed.backup.digest]);
    return (0,manifest/* sha256 */.sc)(Buffer.from(JSON.stringify({ name, changes })));
}

// EXTERNAL MODULE: ./build/operations/prune/policy.js
var prune_policy = __webpack_require__(19548);
// EXTERNAL MODULE: ./build/repository/retention-candidate.js
var retention_candidate = __webpack_require__(91971);
// EXTERNAL MODULE: ./build/operations/chosen.js
var chosen = __webpack_require__(79709);
;// CONCATENATED MODULE: ./build/operations/prune/versions.js


/** Deletes between two looks at the lease. */
const versions_BATCH = 100;
/**
 * Counts what the store keeps of things that are gone under one name. With `sweeping`, also deletes for good what was swept: never the versions of a backup
 * that somebody or something else removed, which may be all that is left of it.
 */
async function lookAtVersions(store, name, swept, sweeping) {
    const kept = store.versions;
    try {
        if (!kept || !(await kept.kept()))
            return {};
        const all = [];
        for await (const version of kept.list(`${name}/`))
            all.push(version);
        const old = all.filter(({ current, mark }) => !current && !mark);
        const bytes = old.reduce((sum, { size }) => sum + size, 0);
        const counted = { objects: old.length, bytes, deleted: 0, locked: 0 };
        if (sweeping)
            await deleteSwept(kept, ofSwept(name, all, swept), sweeping, counted);
        return { versions: counted };
    }
    catch (error) {
        if (error instanceof errors/* PgproofError */.wp && error.code === 3)
            return { unknown: (0,errors/* messageOf */.bD)(error) };
        throw error;
    }
}
/** All versions of what was swept and is not there any more, marks last: while one is left, the mark hides it. */
function ofSwept(name, all, swept) {
    const idOf = ({ key }) => {
        const place = (0,sweep_names/* placeOf */.$)(name, key);
        return place.kind === 'object' || place.kind === 'manifest' ? place.id : undefined;
    };
    const there = new Set(all.filter(({ current, mark }) => current && !mark).map(idOf));
    const gone = all.filter((version) => {
        const id = idOf(version);
        return id !== undefined && swept.has(id) && !there.has(id);
    });
    return [...gone.filter(({ mark }) => !mark), ...gone.filter(({ mark }) => mark)];
}
async function deleteSwept(kept, gone, { lease }, counted) {
    const locked = new Set();
    for (const [index, { key, version, mark }] of gone.entries()) {
        if (index % versions_BATCH === 0)
            await lease.check();
        if (mark && locked.has(key))
            continue;
        try {
            await kept.delete(key, version);
            if (!mark)
                counted.deleted++;
        }
        catch (error) {
            if (!(error instanceof errors/* PgproofError */.wp) || error.code !== 3)
                throw error;
            const until = await kept.lockedUntil(key, version);
            if (until === undefined)
                throw error;
            locked.add(key);
            counted.locked++;
            const latest = until.toISOString();
            if (counted.lockedUntil === undefined || latest > counted.lockedUntil)
                counted.lockedUntil = latest;
        }
    }
}

;// CONCATENATED MODULE: ./build/operations/prune/result.js




/** Why a plan may not be carried out; undefined where nothing speaks against it. */
function refusalOf(plan, { confirm, apply }) {
    const refused = (reason, hint) => ({ ok: false, code: 4, reason, hint });
    if (plan.doubt !== undefined) {
        const hint = 'find out what is wrong with it, make a new backup and verify that; pgproof list shows the others';
        return refused(`nothing is deleted: ${plan.doubt}`, hint);
    }
    if (confirm !== undefined && confirm !== plan.digest) {
        return refused('the plan is another one than was confirmed', 'look at it without apply and confirm, then decide again');
    }
    if (!apply || !plan.drastic || confirm !== undefined)
        return undefined;
    return refused(`nothing is deleted: ${drastic(plan)}`, `look at the plan without apply; if it is meant, add confirm: ${plan.digest}`);
}
function drastic(plan) {
    const count = (action) => plan.backups.filter((one) => one.action === action).length;
    return `${count('expire')} of ${count('expire') + count('keep')} backups would expire at once, more than half`;
}
/** Tells all of it; without `done` nothing was changed. */
async function conclude(pruning, decided, done, sweeping) {
    const { context, store, name, started, request } = pruning;
    const old = await lookAtVersions(store, name, sweptIds(decided, name), request.deleteVersions ? sweeping : undefined);
    const { plan, garbage, found } = decided;
    const totals = totalsOf(decided);
    return {
        ...outcome(pruning, decided, totals, done),
        verb: 'prune',
        seconds: (context.now().getTime() - started.getTime()) / 1000,
        warnings: [...warningsOf(decided, request), ...versionWarnings(old)],
        location: store.location,
        name,
        applied: done !== undefined,
        plan: plan.digest,
        backups: plan.backups.map((planned) => describe(pruning, planned, found.now)),
        totals,
        freed: done?.freed ?? { objects: 0, bytes: 0 },
        left: done?.left ?? [],
        garbage,
        foreign: found.foreign,
        ...(old.versions && { versions: old.versions }),
    };
}
/** What was swept by this prune or an earlier one. */
function sweptIds({ found, plan, garbage }, name) {
    const now = plan.backups.filter(({ action }) => action === 'sweep').map(({ surveyed }) => surveyed.backup.id);
    return new Set([...sweptIn(found, name), ...now, ...garbage]);
}
function versionWarnings({ unknown, versions }) {
    if (unknown !== undefined)
        return [`old versions in the bucket could not be dealt with: ${unknown}`];
    if (!versions || versions.locked === 0)
        return [];
    const until = versions.lockedUntil ? `until ${versions.lockedUntil}` : 'for now';
    return [`a lock keeps ${versions.locked} old versions ${until}; a later prune deletes them`];
}
function outcome({ request }, { plan }, totals, done) {
    const refused = done === undefined ? refusalOf(plan, request) : undefined;
    if (refused)
        return refused;
    if (done?.refused === undefined)
        return { ok: true, code: 0 };
    return {
        ok: false,
        code: 3,
        reason: `freed ${done.freed.objects} of ${totals.objects} objects: ${done.refused}`,
        hint: 'what is left is whole or no backup any more; allow what was refused, and the next prune finishes',
    };
}
function totalsOf({ plan, garbage, found }) {
    const of = (action) => plan.backups.filter((one) => one.action === action);
    const gone = of('sweep').flatMap(({ surveyed }) => surveyed.objects);
    const garbled = found.leftovers.filter(({ id }) => garbage.includes(id)).flatMap(({ objects }) => objects);
    return {
        keep: of('keep').length + of('take-back').length,
        expire: of('expire').length,
        wait: of('wait').length,
        sweep: of('sweep').length,
        ...amountOf([...gone, ...garbled]),
    };
}
const DECISIONS = {
    keep: 'keep',
    expire: 'expire',
    wait: 'expired',
    sweep: 'sweep',
    'take-back': 'take back',
};
function describe({ store }, { surveyed, action, reasons }, now) {
    const { backup, candidate, pin } = surveyed;
    return {
        ...(0,chosen/* referenceOf */.Bz)(store, backup),
        created: backup.manifest.created,
        ageSeconds: Math.max(0, Math.round((now.getTime() - candidate.created.getTime()) / 1000)),
        storedBytes: candidate.storedBytes,
        proof: proofOf(surveyed),
        pinned: pin !== undefined && (pin.until === undefined || pin.until > now),
        decision: DECISIONS[action],
        reason: reasons.join('; '),
    };
}
function proofOf({ candidate }) {
    if ((0,retention_candidate/* hasFailed */.WN)(candidate))
        return 'failed';
    if (candidate.restoreTested)
        return 'restore-tested';
    return candidate.verified ? 'verified' : 'never';
}
function warningsOf({ plan, found }, { apply }) {
    const ruleless = [
        ...new Set(plan.backups.flatMap(({ reasons }) => reasons.filter((reason) => reason.endsWith('kept for ever')))),
    ];
    const robbed = robbedIn(found);
    const some = found.foreign.slice(0, 3).join(', ');
    return [
        ...plan.backups.flatMap(({ surveyed: { backup, lost } }) => (lost ? [`of backup ${backup.id}, ${lost}`] : [])),
        ...ruleless,
        ...robbed.map(({ id }) => `backup ${id} has lost its manifest, and no prune removed it: its objects are left alone`),
        ...(found.foreign.length > 0 ? [`${found.foreign.length} keys are not pgproof's and are left alone: ${some}`] : []),
        ...(!apply && plan.drastic ? [`${drastic(plan)}: apply needs confirm: ${plan.digest}`] : []),
    ];
}

;// CONCATENATED MODULE: ./build/operations/prune/prune.js










/** Decides which backups of one name stay, and with `apply` expires and sweeps the others. Throws exit 4 on any doubt; nothing was deleted then. */
async function prune(request, context) {
    // A policy that cannot be used is told before the storage is asked anything.
    (0,prune_policy/* readPolicy */.T)(request);
    const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
    try {
        return await pruneIn(store, request, context);
    }
    finally {
        store.close();
    }
}
/** The same in a store that is open. */
async function pruneIn(store, request, context) {
    const policy = (0,prune_policy/* readPolicy */.T)(request);
    if (request.apply && store.keys)
        (0,keys/* refuseUncheckable */.q3)(store.keys, 'what a prune writes down');
    const started = context.now();
    const name = await (0,choose/* chooseName */.xR)(store, request.name);
    const pruning = { request, context, store, name, started };
    if (request.apply)
        return await applied(pruning, policy);
    return await conclude(pruning, await look(pruning, policy));
}
async function look({ context, store, name }, policy) {
    context.progress({ kind: 'phase', title: 'Look at the storage' });
    const found = await (0,sweep_survey/* survey */.F)(store, name, context.now());
    if (found.backups.length + found.leftovers.length + found.heartbeats.length === 0)
        throw (0,choose/* nothingYet */.y8)(store, name);
    return {
        found,
        plan: makePlan(found, policy, name),
        garbage: garbageIn(found).map(({ id }) => id),
        small: [
            ...deadHeartbeats(found).map(({ key }) => key),
            ...oldHistory(found, name),
            ...(await deadProbes(store, found.now)),
        ],
    };
}
async function applied(pruning, policy) {
    const { context, store, name, request } = pruning;
    const lease = await SweepLease.take(store, name, context.by, context.now);
    try {
        const decided = await look(pruning, policy);
        if (refusalOf(decided.plan, request))
            return await conclude(pruning, decided);
        const sweeping = { store, name, now: decided.found.now, by: context.by, lease };
        const done = await carryOut(sweeping, decided, policy.grace, context);
        return await conclude(pruning, decided, done, sweeping);
    }
    finally {
        // What cannot be removed gives way by itself.
        await lease.release().catch(() => { });
    }
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
