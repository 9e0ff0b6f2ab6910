import { randomBytes } from 'node:crypto'
import { environmentError, negative, PgproofError } from '../errors.ts'
import { ObjectExists, ObjectMissing, ObjectTooLarge, type Store } from '../storage/store.ts'
import type { Backup } from './catalogue.ts'
import { type Copying, copyObjects, otherBytes, type Sent } from './copy-objects.ts'
import { Heartbeat } from './heartbeat.ts'
import { keys, SIGNATURE } from './layout.ts'
import { damaged, MOST_MANIFEST_BYTES, sha256 } from './manifest.ts'
import { isSwept, kindIn, listRecords, putRecord, recordKeys } from './records.ts'

export interface Copied extends Sent {
  /** Whether the other store had the manifest before: the backup was there, and what it lacked was sent. */
  wasThere: boolean
  /** Whether a signature went along. */
  signed: boolean
}

/** Thrown where the other store had the backup and a prune there has removed it: whoever decides there does not want it. */
export class LetGo extends PgproofError {}

/**
 * Makes a backup exist in another store too, byte for byte. It exists there when its manifest does, which is put last; whatever happens before leaves
 * nothing visible, and a later copy goes on from there.
 */
export async function copyBackup(copying: Copying, now: () => Date): Promise<Copied> {
  const { from, to, backup } = copying
  const { name, id } = backup
  const manifest = await manifestIn(from, backup)
  const before = await recordKeys(to, name, id)
  // The key of a reader, not of the run that makes the backup: two copies at a time do not end each other's.
  const heartbeat = new Heartbeat(to, name, id, now(), keys.reading(name, id, randomBytes(3).toString('hex')))
  await heartbeat.start()
  try {
    const wasThere = await isThere(to, backup, manifest)
    if (!wasThere && before.some(isSwept)) await refuseLetGo(to, backup)
    if (!wasThere) await say(copying, 'copying', now())
    const sent = await copyObjects(copying)
    const signed = await copySignature(copying)
    copying.signal.throwIfAborted()
    await commit(to, backup, manifest)
    await withdrawIfSwept(to, backup, before)
    if (!before.some((key) => kindIn(key) === 'came-as-copy')) await say(copying, 'came-as-copy', now())
    return { ...sent, wasThere, signed }
  } finally {
    // What cannot be removed grows stale.
    await heartbeat.stop().catch(() => {})
  }
}

/**
 * Tells beside the copy where it comes from: by `copying`, which is there before any object, a sweep knows what a killed copy has left;
 * by `came-as-copy` nobody misses here what the first store had before it.
 */
async function say({ from, to, backup, by }: Copying, kind: 'copying' | 'came-as-copy', now: Date): Promise<void> {
  const body = { from: from.location, to: to.location }
  const record = { kind, time: now.toISOString(), ok: true, by, manifest: backup.digest, body }
  await putRecord(to, { name: backup.name, id: backup.id }, record)
}

/** The manifest's bytes, as they were when the backup was chosen. */
async function manifestIn(store: Store, { name, id, digest }: Backup): Promise<Buffer> {
  const key = keys.manifest(name, id)
  const bytes = await store.get(key, { most: MOST_MANIFEST_BYTES })
  if (sha256(bytes) === digest) return bytes
  throw damaged(key, 'changed while it was copied')
}

/** Whether the other store has this very backup. Throws exit 1 where it has another one under the id. */
async function isThere(to: Store, { name, id }: Backup, manifest: Buffer): Promise<boolean> {
  try {
    if ((await to.get(keys.manifest(name, id), { most: manifest.length })).equals(manifest)) return true
  } catch (error) {
    if (error instanceof ObjectMissing) return false
    if (!(error instanceof ObjectTooLarge)) throw error
  }
  throw otherBackup(to, id)
}

const otherBackup = (to: Store, id: string, cause?: unknown) =>
  negative(
    `${to.location} holds another backup under the id ${id}`,
    'nothing there is overwritten: find out which of the two manifests was changed, and by whom',
    cause,
  )

/** A record of what was swept speaks of this manifest, or of none where it was what a killed copy had left. */
async function refuseLetGo(to: Store, { name, id, digest }: Backup): Promise<void> {
  const records = (await listRecords(to, name, id)).get(id) ?? []
  if (!records.some((record) => record.kind === 'swept' && record.manifest === digest)) return
  throw new LetGo(
    4,
    `backup ${id} was in ${to.location} before, and a prune there has let it go`,
    'to have it there again, copy it to another prefix or folder, with a retention that keeps it',
  )
}

const MOST_SIGNATURE_BYTES = 65_536

/** The signature is over the manifest's bytes, so it holds wherever they are. */
async function copySignature({ from, to, backup }: Copying): Promise<boolean> {
  const key = `${keys.backup(backup.name, backup.id)}${SIGNATURE}`
  const signature = await from.get(key, { most: MOST_SIGNATURE_BYTES }).catch((error: unknown) => {
    if (error instanceof ObjectMissing) return undefined
    throw error instanceof ObjectTooLarge ? damaged(key, `is ${error.size} bytes long, as no signature is`) : error
  })
  if (signature === undefined) return false
  await putAndReadBack(to, key, signature).catch((error: unknown) => {
    throw error instanceof ObjectExists ? otherBytes(to, key, error) : error
  })
  return true
}

async function commit(to: Store, { name, id }: Backup, manifest: Buffer): Promise<void> {
  await putAndReadBack(to, keys.manifest(name, id), manifest).catch((error: unknown) => {
    throw error instanceof ObjectExists ? otherBackup(to, id, error) : error
  })
}

async function putAndReadBack(to: Store, key: string, bytes: Buffer): Promise<void> {
  await to.put(key, bytes, { sha256: sha256(bytes), onlyIfAbsent: true })
  if ((await to.get(key)).equals(bytes)) return
  throw environmentError(
    `${key} reads back from ${to.location} otherwise than it was written`,
    'that storage cannot be trusted: do not count on this copy, and check the storage with pgproof doctor',
  )
}

/** As at a backup's own commit: a sweep that took what this copy had put, while it stood still, has written a record before. */
async function withdrawIfSwept(to: Store, { name, id }: Backup, before: readonly string[]): Promise<void> {
  const after = await recordKeys(to, name, id)
  if (after.filter(isSwept).every((key) => before.includes(key))) return
  await to.delete(keys.manifest(name, id))
  throw environmentError(
    `what was copied of backup ${id} was swept from ${to.location} while the copy stood still`,
    'no copy was made: copy it again, on a machine that is not put to sleep',
  )
}
