import pLimit from 'p-limit'
import { messageOf, PgproofError, usageError } from '../errors.ts'
import { ObjectArchived, ObjectMissing, ObjectTooLarge, type Store } from '../storage/store.ts'
import { isBackupId, keys, startOf } from './layout.ts'
import { damaged, FormatTooNew, type Manifest, MOST_MANIFEST_BYTES, readManifest, sha256 } from './manifest.ts'
import { type BackupRecord, isFromFuture } from './records.ts'
import type { Repository } from './repository.ts'
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
