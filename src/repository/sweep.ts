import pLimit from 'p-limit'
import { messageOf, PgproofError } from '../errors.ts'
import { PROBES } from '../storage/probe.ts'
import type { Store, StoredObject } from '../storage/store.ts'
import type { Backup } from './catalogue.ts'
import { expiryOf, sweptFrom } from './expiry.ts'
import { isBusy, isFresh } from './heartbeat.ts'
import { HISTORY_MS } from './history.ts'
import { keys } from './layout.ts'
import { sha256 } from './manifest.ts'
import { holds, pinOf } from './pins.ts'
import { type BackupRecord, isSwept, listRecords, putRecord, recordKeys, timeOfRecord } from './records.ts'
import type { Repository } from './repository.ts'
import { DAY } from './retention-policy.ts'
import type { SweepLease } from './sweep-lease.ts'
import { placeOf } from './sweep-names.ts'
import type { Leftover, Survey } from './sweep-survey.ts'

/** What every step of a sweep works with. */
export interface Sweeping {
  store: Repository
  name: string
  /** The storage's time. */
  now: Date
  by: BackupRecord['by']
  lease: SweepLease
}

/** What a sweep of one id came to. `why` says why something was left, for another prune to take. */
export interface Swept {
  freed: Amount
  left: Amount
  why?: string
  /** The storage did not let it go. */
  refused?: true
}

export interface Amount {
  objects: number
  bytes: number
}

const NOTHING: Amount = { objects: 0, bytes: 0 }

/** What lies without a manifest is garbage so long after its newest object; rule 1 of the format. */
const GARBAGE_AFTER_MS = DAY

/** Deletes of one batch; before each the lease is looked at. */
const BATCH = 100
const DELETES = 16

/**
 * Removes an expired backup whose grace is over. The manifest goes first: whatever happens after, no half backup is seen. Whoever reads it has said so
 * before reading the manifest, so either that is seen here and the objects stay, or the reader finds no manifest.
 */
export async function sweepBackup(
  sweeping: Sweeping,
  backup: Backup,
  objects: StoredObject[],
  reason: string,
): Promise<Swept> {
  const { store, name, now, lease } = sweeping
  const { id } = backup
  const all = amountOf(objects)
  await lease.check()
  const changed = await changedSince(sweeping, backup)
  if (changed) return { freed: NOTHING, left: all, why: changed }
  try {
    await store.delete(keys.manifest(name, id))
  } catch (error) {
    return { freed: NOTHING, left: all, why: whyOf(error), refused: true }
  }
  if (await isBusy(store, name, id, now)) return { freed: NOTHING, left: all, why: 'it is being read' }
  await putSwept(sweeping, id, backup.digest, reason, all)
  return await deleteAll(sweeping, objects)
}

/** Looks again at what may have been said since the plan was made. */
async function changedSince({ store, name, now }: Sweeping, { id, digest }: Backup): Promise<string | undefined> {
  const records = (await listRecords(store, name, id)).get(id) ?? []
  const expiry = expiryOf(records, digest)
  if (expiry === undefined || sweptFrom(expiry) > now) return 'it was taken back meanwhile'
  if (holds(pinOf(records, digest), now)) return 'it was pinned meanwhile'
  return (await isBusy(store, name, id, now)) ? 'it is being read' : undefined
}

/** What lies under an id that has no manifest, is a day old, and which nobody works on or reads. */
export function garbageIn(found: Survey): Leftover[] {
  const { leftovers, heartbeats, now } = found
  const busy = new Set(heartbeats.filter((heartbeat) => isFresh(heartbeat, now)).map(({ id }) => id))
  const robbed = new Set(robbedIn(found).map(({ id }) => id))
  return leftovers.filter(
    ({ id, objects }) => !busy.has(id) && !robbed.has(id) && objects.every((object) => isOld(object, now)),
  )
}

/**
 * Backups that lost their manifest otherwise than by a sweep: a record or the next backup speaks of them, and no prune has let them go.
 * They are left alone, since they may be all that is left of what somebody removed.
 */
export function robbedIn({ leftovers, records, backups, now }: Survey): Leftover[] {
  const followed = new Set(backups.map(({ backup }) => backup.manifest.previous?.id))
  return leftovers.filter(({ id }) => {
    const own = records.get(id) ?? []
    if (own.some(({ kind }) => kind === 'swept')) return false
    // A copy that never ended; of one that did there is another record. What follows it need not have come after it here.
    if (own.length > 0 && own.every(({ kind }) => kind === 'copying')) return false
    const expired = own.findLast(({ kind }) => kind === 'expired' || kind === 'unexpired')
    const expiry = expired && expiryOf(own, expired.manifest)
    if (expiry && sweptFrom(expiry) <= now) return false
    return own.length > 0 || followed.has(id)
  })
}

const isOld = ({ modified }: StoredObject, now: Date): boolean => now.getTime() - modified.getTime() >= GARBAGE_AFTER_MS

/** Removes garbage, looked at anew. The record comes before the last look for a manifest: see `commitBackup`, which does it the other way round. */
export async function sweepLeftover(sweeping: Sweeping, id: string): Promise<Swept> {
  const { store, name, now, lease } = sweeping
  await lease.check()
  const objects: StoredObject[] = []
  for await (const object of store.list(keys.backup(name, id)))
    if (placeOf(name, object.key).kind === 'object') objects.push(object)
  const all = amountOf(objects)
  const left = (why: string): Swept => ({ freed: NOTHING, left: all, why })
  if (await isBusy(store, name, id, now)) return left('a run is at work on it')
  if (!objects.every((object) => isOld(object, now))) return left('something was put there meanwhile')
  // A copy may have begun again under an id that was swept before: it has to see that this sweep is another one.
  const newest = Math.max(...objects.map(({ modified }) => modified.getTime()))
  const said = (await recordKeys(store, name, id)).some((key) => isSwept(key) && timeOfRecord(key) > newest)
  if (!said) await putSwept(sweeping, id, OF_NOTHING, 'it has no manifest', all)
  if (await store.head(keys.manifest(name, id))) return left('it became a backup meanwhile')
  return await deleteAll(sweeping, objects)
}

/** Stands for the manifest that there never was. */
const OF_NOTHING = sha256(new Uint8Array())

async function putSwept(
  { store, name, now, by }: Sweeping,
  id: string,
  manifest: string,
  reason: string,
  { objects, bytes }: Amount,
): Promise<void> {
  const body = { reason, objects, bytes }
  await putRecord(store, { name, id }, { kind: 'swept', time: now.toISOString(), ok: true, by, manifest, body })
}

/** Deletes objects batch by batch. One that the store does not let go ends it after its batch; the rest is garbage for the next prune. */
async function deleteAll({ store, lease }: Sweeping, objects: StoredObject[]): Promise<Swept> {
  const limit = pLimit(DELETES)
  let freed = NOTHING
  for (let at = 0; at < objects.length; at += BATCH) {
    await lease.check()
    const batch = objects.slice(at, at + BATCH)
    const done = await Promise.allSettled(batch.map(({ key }) => limit(() => store.delete(key))))
    freed = plus(freed, amountOf(batch.filter((_, index) => done[index]?.status === 'fulfilled')))
    const failed = done.find((one) => one.status === 'rejected')
    if (failed) return { freed, left: minus(amountOf(objects), freed), why: whyOf(failed.reason), refused: true }
  }
  return { freed, left: NOTHING }
}

/** Why the store keeps an object; anything but its refusal is thrown. */
function whyOf(error: unknown): string {
  if (error instanceof PgproofError && error.code === 3) return messageOf(error)
  throw error
}

/** Records of backups that went away long ago. */
export function oldHistory({ recordKeys, backups, leftovers, now }: Survey, name: string): string[] {
  const there = new Set([...backups.map(({ backup }) => backup.id), ...leftovers.map(({ id }) => id)])
  const gone = new Map<string, string[]>()
  for (const key of recordKeys) {
    const id = key.slice(keys.records(name).length).split('/')[0] as string
    if (!there.has(id)) gone.set(id, [...(gone.get(id) ?? []), key])
  }
  const isPast = (key: string) => now.getTime() - timeOfRecord(key) >= HISTORY_MS
  return [...gone.values()].filter((own) => own.some(isSwept) && own.every(isPast)).flat()
}

/** The ids that a prune has swept, as the keys of the records say. */
export const sweptIn = ({ recordKeys }: Survey, name: string): string[] =>
  [...recordKeys].filter(isSwept).map((key) => key.slice(keys.records(name).length).split('/')[0] as string)

/** Removes small things that nobody waits for. Returns why the store kept one, where it did. */
export async function sweepKeys({ store, lease }: Sweeping, found: readonly string[]): Promise<string | undefined> {
  let why: string | undefined
  for (const [index, key] of found.entries()) {
    if (index % BATCH === 0) await lease.check()
    await store.delete(key).catch((error: unknown) => {
      why ??= whyOf(error)
    })
  }
  return why
}

/** Heartbeats of runs that ended without removing them, a day after their last sign of life. */
export const deadHeartbeats = ({ heartbeats, now }: Pick<Survey, 'heartbeats' | 'now'>) =>
  heartbeats.filter((heartbeat) => isOld(heartbeat, now))

/** What probes of the storage have left that were killed. Keys that may not look there leave it. */
export async function deadProbes(store: Store, now: Date): Promise<string[]> {
  const found: string[] = []
  try {
    for await (const object of store.list(PROBES)) if (isOld(object, now)) found.push(object.key)
  } catch (error) {
    whyOf(error)
  }
  return found
}

export const amountOf = (objects: readonly StoredObject[]): Amount => ({
  objects: objects.length,
  bytes: objects.reduce((sum, { size }) => sum + size, 0),
})

export const plus = (a: Amount, b: Amount): Amount => ({ objects: a.objects + b.objects, bytes: a.bytes + b.bytes })
const minus = (a: Amount, b: Amount): Amount => ({ objects: a.objects - b.objects, bytes: a.bytes - b.bytes })
