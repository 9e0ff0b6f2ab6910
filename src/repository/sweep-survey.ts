import pLimit from 'p-limit'
import { PgproofError, refusal } from '../errors.ts'
import type { Store, StoredObject } from '../storage/store.ts'
import { type Backup, badgesOf, readBackup } from './catalogue.ts'
import { type Expiry, expiryOf } from './expiry.ts'
import { describeLosses, lossesIn } from './losses.ts'
import { type Pin, pinOf } from './pins.ts'
import { type BackupRecord, listRecords } from './records.ts'
import { replacementsIn } from './replaced.ts'
import type { Repository } from './repository.ts'
import { type Candidate, CLOCK_SLACK, hasFailed } from './retention-candidate.ts'
import { type Listing, listSurely } from './sweep-listing.ts'
import { placeOf } from './sweep-names.ts'

/** A backup with all that a prune has to know of it. */
export interface Surveyed {
  backup: Backup
  candidate: Candidate
  expiry?: Expiry
  pin?: Pin
  /** All that goes with it but the manifest. */
  objects: StoredObject[]
  /** Which objects the storage does not have as the manifest names them: `3 of 5 objects are gone or changed: …`. */
  lost?: string
}

/** What lies under an id without a manifest. */
export interface Leftover {
  id: string
  objects: StoredObject[]
}

/** What one name's part of a storage holds. */
export interface Survey {
  /** The storage's time. */
  now: Date
  /** Oldest first. */
  backups: Surveyed[]
  leftovers: Leftover[]
  heartbeats: Listing['heartbeats']
  /** Of backups and leftovers; what was done with others that are gone is only known by its keys. */
  records: Map<string, BackupRecord[]>
  /** Keys of all records. */
  recordKeys: Set<string>
  /** Keys that pgproof would not have given. */
  foreign: string[]
}

const READERS = 8

/**
 * Looks at everything under one name. Throws exit 4 on any doubt: clocks more than 5 min apart, listings that differ,
 * a manifest or a record that cannot be read, or a storage that fails on the way.
 */
export async function survey(store: Repository, name: string, ours: Date): Promise<Survey> {
  const now = await store.clock()
  checkClocks(store, now, ours)
  try {
    const listing = await listSurely(store, name)
    checkLatest(store, listing, now)
    const records = await readRecords(store, name, new Set([...listing.manifests.keys(), ...listing.objects.keys()]))
    const limit = pLimit(READERS)
    const ids = [...listing.manifests.keys()].sort()
    const backups = await Promise.all(
      ids.map((id) => limit(() => look(store, name, id, { listing, records: records.get(id) ?? [], now }))),
    )
    markReplaced(backups)
    const leftovers = [...listing.objects].filter(([id]) => !listing.manifests.has(id))
    return {
      now,
      backups,
      leftovers: leftovers.map(([id, objects]) => ({ id, objects })),
      heartbeats: listing.heartbeats,
      records,
      recordKeys: listing.records,
      foreign: foreignIn(listing, backups),
    }
  } catch (error) {
    if (!(error instanceof PgproofError) || ![1, 2, 3].includes(error.code)) throw error
    throw refusal(`nothing is deleted, because the storage could not be looked at: ${error.reason}`, error.hint)
  }
}

function checkClocks(store: Store, now: Date, ours: Date): void {
  const apart = Math.abs(now.getTime() - ours.getTime())
  if (apart <= CLOCK_SLACK) return
  throw refusal(
    `the clock of this machine and that of ${store.location} are ${Math.round(apart / 60_000)} min apart`,
    'set the clocks right (NTP), then run again; nothing is deleted on doubt',
  )
}

function checkLatest(store: Store, { latest }: Listing, now: Date): void {
  if (latest.modified.getTime() <= now.getTime() + CLOCK_SLACK) return
  throw refusal(
    `the clock of ${store.location} has gone back: ${latest.key} is from ${latest.modified.toISOString()}, and it says that it is ${now.toISOString()}`,
    'set the clock right (NTP) and run again; if it is right now and was wrong then, give the object the time of today by copying it onto itself',
  )
}

async function readRecords(store: Repository, name: string, ids: Set<string>): Promise<Map<string, BackupRecord[]>> {
  const unreadable: string[] = []
  const note = (key: string) => {
    if (placeOf(name, key).kind === 'record') unreadable.push(key)
  }
  const records = await listRecords(store, name, undefined, { wanted: ids, onUnreadable: note })
  if (unreadable.length === 0) return records
  throw refusal(
    `the record ${unreadable[0]} cannot be read, and it may hold a backup`,
    'nothing is deleted on doubt: use the newest version of pgproof, or find out what changed the record',
  )
}

async function look(
  store: Repository,
  name: string,
  id: string,
  { listing, records, now }: { listing: Listing; records: BackupRecord[]; now: Date },
): Promise<Surveyed> {
  const backup = await readBackup(store, name, id)
  const named = new Set(lossesIn(backup, []).map(({ key }) => key))
  const objects = [...(listing.objects.get(id) ?? []), ...listing.foreign.filter(({ key }) => named.has(key))]
  const losses = lossesIn(backup, objects)
  for (const { key, size } of losses) {
    if (size === undefined && (await store.head(key)))
      throw refusal(`${key} is there and in no listing`, 'nothing is deleted on doubt')
  }
  const expiry = expiryOf(records, backup.digest)
  const pin = pinOf(records, backup.digest)
  const stored = (listing.manifests.get(id) as StoredObject).modified
  const candidate = candidateOf(backup, records, { stored, lacks: losses.length > 0, pin, now })
  const lost = describeLosses(backup, losses)
  return { backup, candidate, objects, ...(lost && { lost }), ...(expiry && { expiry }), ...(pin && { pin }) }
}

/** A backup as retention sees it. `stored` is when its manifest came into the storage; one that lacks objects counts as failed. */
export function candidateOf(
  backup: Backup,
  records: BackupRecord[],
  { stored, lacks, pin, now }: { stored: Date; lacks: boolean; pin: Pin | undefined; now: Date },
): Candidate {
  const { manifest } = backup
  const { verified, restoreTested } = badgesOf(backup, records, now)
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
  }
}

/** Tells those that have a copy under other keys by it. */
function markReplaced(backups: Surveyed[]): void {
  const surveyed = new Map(backups.map((one) => [one.backup.id, one]))
  const counts = ({ id }: Backup) => {
    const copy = surveyed.get(id)
    return copy !== undefined && copy.expiry === undefined && !hasFailed(copy.candidate)
  }
  const manifests = backups.map(({ backup }) => backup)
  for (const [id, copy] of replacementsIn(manifests, counts)) {
    const { candidate } = surveyed.get(id) as Surveyed
    const proven = surveyed.get(copy.id)?.candidate.verified === true
    candidate.replacedBy = { id: copy.id, proven }
  }
}

/** A manifest may name objects in a way that a later version brought: they are its own all the same. */
function foreignIn({ foreign }: Listing, backups: Surveyed[]): string[] {
  const own = new Set(backups.flatMap(({ objects }) => objects.map(({ key }) => key)))
  return foreign.map(({ key }) => key).filter((key) => !own.has(key))
}
