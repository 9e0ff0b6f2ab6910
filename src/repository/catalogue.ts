import pLimit from 'p-limit'
import { messageOf, PgproofError, usageError } from '../errors.ts'
import { ObjectArchived, ObjectMissing, ObjectTooLarge, type Store } from '../storage/store.ts'
import { expiryOf, isExpired } from './expiry.ts'
import { checkName, isBackupId, keys, startOf } from './layout.ts'
import { damaged, FormatTooNew, type Manifest, MOST_MANIFEST_BYTES, readManifest, sha256 } from './manifest.ts'
import { type BackupRecord, isFromFuture, listRecords } from './records.ts'
import { isReplaced } from './replaced.ts'
import type { Repository } from './repository.ts'
import { isWhole } from './retention-candidate.ts'
import { checkSignature } from './signed-manifest.ts'

/** A backup as its manifest tells. `digest` is the SHA-256 of the manifest's bytes. */
export interface Backup {
  name: string
  id: string
  manifest: Manifest
  digest: string
  manifestBytes: number
}

export interface Catalogue {
  /** Newest first. */
  backups: Backup[]
  unreadable: Unreadable[]
}

/** `archived`: the manifest is whole, and has to be thawed before it can be read. */
export interface Unreadable {
  name: string
  id: string
  why: string
  archived?: true
}

/** Manifests read at a time. */
const READERS = 8

/** The names that hold backups in a store, sorted. */
export async function listNames(store: Store): Promise<string[]> {
  const names: string[] = []
  for (const name of await store.folders('')) {
    if (name.startsWith('.')) continue
    if ((await store.folders(`${name}/`)).includes('backups')) names.push(name)
  }
  return names
}

/**
 * The ids under one name that have a manifest, newest first; each is looked up only when it is asked for.
 * What has no manifest is a run under way or one that was broken off.
 */
export async function* idsNewestFirst(store: Store, name: string): AsyncGenerator<string> {
  for (const id of (await store.folders(keys.backups(name))).filter(isBackupId).reverse()) {
    if (await store.head(keys.manifest(name, id))) yield id
  }
}

/** Reads all manifests of one name; one that is damaged does not hide the others. */
export async function readCatalogue(store: Repository, name: string): Promise<Catalogue> {
  const catalogue: Catalogue = { backups: [], unreadable: [] }
  const limit = pLimit(READERS)
  const ids = (await store.folders(keys.backups(name))).filter(isBackupId).reverse()
  const read = async (id: string) => {
    try {
      return (await store.head(keys.manifest(name, id))) && (await readBackup(store, name, id))
    } catch (error) {
      if (error instanceof ObjectArchived) return { name, id, why: messageOf(error), archived: true as const }
      if (!(error instanceof FormatTooNew) && !(error instanceof PgproofError && error.code === 1)) throw error
      return { name, id, why: messageOf(error) }
    }
  }
  for (const found of await Promise.all(ids.map((id) => limit(() => read(id))))) {
    if (found === undefined) continue
    if ('why' in found) catalogue.unreadable.push(found)
    else catalogue.backups.push(found)
  }
  return catalogue
}

/**
 * Reads one backup's manifest. Where the run asks for signatures, nothing of it is parsed before one of somebody trusted was found.
 * Throws exit 2 where there is none, 1 where it is damaged or not signed, 3 where it is of a later format.
 */
export async function readBackup(store: Repository, name: string, id: string): Promise<Backup> {
  startOf(id)
  const key = keys.manifest(name, id)
  const bytes = await getManifest(store, name, id)
  await checkSignature(store, { name, id }, bytes)
  const manifest = readManifest(bytes, key)
  if (manifest.id !== id || manifest.name !== name) {
    throw new PgproofError(
      1,
      `${key} speaks of backup ${manifest.id} of ${manifest.name}`,
      'a manifest was put in the place of another: use another backup, and find out who wrote to the storage',
    )
  }
  return { name, id, manifest, digest: sha256(bytes), manifestBytes: bytes.length }
}

async function getManifest(store: Store, name: string, id: string): Promise<Buffer> {
  try {
    return await store.get(keys.manifest(name, id), { most: MOST_MANIFEST_BYTES })
  } catch (error) {
    if (error instanceof ObjectTooLarge)
      throw damaged(error.key, `is ${error.size} bytes long, as no manifest is`, error)
    if (!(error instanceof ObjectMissing)) throw error
    throw usageError(
      `there is no backup ${id} of ${name} in ${store.location}`,
      'pgproof list shows the backups that there are',
      error,
    )
  }
}

/** The name to work with: the one given, or the only one that the store holds. */
export async function chooseName(store: Store, name: string | undefined): Promise<string> {
  if (name !== undefined) return checkName(name)
  const names = await listNames(store)
  if (names.length === 1) return names[0] as string
  if (names.length === 0) throw nothingYet(store)
  throw usageError(
    `${store.location} holds backups of several databases: ${names.join(', ')}`,
    'say which one is meant with name',
  )
}

export const nothingYet = (store: Store, name?: string) =>
  usageError(
    `there is no backup${name === undefined ? '' : ` of ${name}`} in ${store.location} yet`,
    'make one with pgproof backup, or look whether storage and name are the ones that the backup job uses',
  )

/** How many days back `random` looks. */
const RANDOM_DAYS = 30

/**
 * Chooses a backup: an id, `latest`, `latest:<type>`, `latest-verified`, `tag:<tag>`, `random` or `before:<time or id>`.
 * Selectors mean complete backups, and not the copies that restores made first, unless they name a type, and pass over expired ones and those that a copy replaces, which only their id names. One that cannot be read fails rather than being passed over, but for `latest-verified`: it was not verified as it is.
 */
export async function chooseBackup(store: Repository, name: string, selector: string, now: Date): Promise<Backup> {
  if (isBackupId(selector)) return await readBackup(store, name, selector)
  const { order, accept, passOver, anyKind } = await parseSelector(store, name, selector, now)
  const ids = (await store.folders(keys.backups(name))).filter(isBackupId).reverse()
  for (const id of order(ids)) {
    const backup = await readIfThere(store, name, id, passOver)
    if (!backup || (!anyKind && !isWholeBackup(backup)) || !accept(backup)) continue
    if (await isExpired(store, backup)) continue
    const read = (other: string) => readIfThere(store, name, other, true)
    const counts = async (copy: Backup) =>
      accept(copy) && stands(copy, (await listRecords(store, name, copy.id)).get(copy.id) ?? [], now)
    if (!(await isReplaced(backup, ids, read, counts))) return backup
  }
  for await (const _ of idsNewestFirst(store, name)) {
    throw usageError(
      `no ${anyKind ? '' : 'complete '}backup of ${name} fits ${selector}`,
      'pgproof list shows the backups that there are; a partial one, or the copy that a restore made first, is chosen by its id or type',
    )
  }
  throw nothingYet(store, name)
}

/** Complete, and not the copy that a restore made of what it was about to replace. */
export const isWholeBackup = ({ manifest }: Backup): boolean =>
  isWhole({ complete: manifest.partial.length === 0, type: manifest.type })

/** Whether a copy under other keys stands for what it was made of: it is not expired, and failed no check. `records` are its own, oldest first. */
export function stands(copy: Backup, records: BackupRecord[], now: Date): boolean {
  const { verified, restoreTested } = badgesOf(copy, records, now)
  return expiryOf(records, copy.digest) === undefined && verified?.ok !== false && restoreTested?.ok !== false
}

async function readIfThere(store: Repository, name: string, id: string, passOver = false): Promise<Backup | undefined> {
  try {
    return (await store.head(keys.manifest(name, id))) && (await readBackup(store, name, id))
  } catch (error) {
    if (passOver && error instanceof PgproofError && error.code === 1) return undefined
    throw error
  }
}

/** Which ids to look at, given newest first, and which of them to take. */
interface Selector {
  order: (ids: string[]) => string[]
  accept: (backup: Backup) => boolean
  /** Whether damaged manifests are passed over. */
  passOver?: boolean
  /** Whether backups of a part of the database count, and the copies that restores made first. */
  anyKind?: boolean
}

async function parseSelector(store: Repository, name: string, selector: string, now: Date): Promise<Selector> {
  const [word, ...more] = selector.split(':')
  const rest = more.join(':')
  const all = (ids: string[]) => ids
  if (selector === 'latest') return { order: all, accept: () => true }
  if (word === 'latest' && rest) return { order: all, accept: ({ manifest }) => manifest.type === rest, anyKind: true }
  if (word === 'tag' && rest) return { order: all, accept: ({ manifest }) => manifest.tags.includes(rest) }
  if (selector === 'random') {
    const since = now.getTime() - RANDOM_DAYS * 24 * 3600 * 1000
    return { order: (ids) => shuffled(ids.filter((id) => startOf(id).getTime() >= since)), accept: () => true }
  }
  if (selector === 'latest-verified') {
    const records = await listRecords(store, name)
    const accept = (backup: Backup) => isProved(badgesOf(backup, records.get(backup.id) ?? [], now))
    return { order: (ids) => ids.filter((id) => records.has(id)), accept, passOver: true }
  }
  if (word === 'before' && isBackupId(rest))
    return { order: (ids) => ids.filter((id) => id < rest), accept: () => true }
  if (word === 'before' && !Number.isNaN(Date.parse(rest))) {
    const end = Date.parse(rest)
    return { order: (ids) => ids.filter((id) => startOf(id).getTime() < end), accept: () => true }
  }
  throw usageError(
    `${JSON.stringify(selector.slice(0, 80))} does not say which backup`,
    'allowed are an id, latest, latest:<type>, latest-verified, tag:<tag>, random and before:<time or id>',
  )
}

function shuffled(ids: string[]): string[] {
  const drawn = ids.map((id) => ({ id, at: Math.random() }))
  return drawn.sort((a, b) => a.at - b.at).map(({ id }) => id)
}

/** Every byte was read and compared: by a verify, whose last answer counts, or else by a restore-test. */
export const isProved = ({
  verified,
  restoreTested,
}: {
  verified?: { ok: boolean }
  restoreTested?: { ok: boolean }
}) => (verified ?? restoreTested)?.ok === true

/**
 * What the records say last of a backup; a record that speaks of another manifest does not count, and neither does a good one that is from the future.
 * `records` are oldest first.
 */
export function badgesOf(
  backup: Backup,
  records: BackupRecord[],
  now: Date,
): { verified?: BackupRecord; restoreTested?: BackupRecord } {
  const own = records.filter((record) => record.manifest === backup.digest)
  const verified = lastAnswer(own, 'verified', now)
  const restoreTested = lastAnswer(own, 'restore-tested', now)
  return { ...(verified && { verified }), ...(restoreTested && { restoreTested }) }
}

/** A failure gives way only to what was surely good after it: of an answer that is ahead, if only by a little, nobody knows when it was given. */
function lastAnswer(records: BackupRecord[], kind: string, now: Date): BackupRecord | undefined {
  const good = records.filter((record) => record.kind === kind && record.ok && !isFromFuture(record, now))
  const failed = records.findLast((record) => isFailureOf(record, kind) || (record.kind === kind && !record.ok))
  if (failed === undefined) return good.at(-1)
  const since = good.findLast(({ time }) => Date.parse(time) <= now.getTime())
  return since && Date.parse(since.time) > Date.parse(failed.time) ? good.at(-1) : failed
}

function isFailureOf(record: BackupRecord, kind: string): boolean {
  const body = record.body as { of?: unknown } | null
  return record.kind === 'failed' && body?.of === kind
}
