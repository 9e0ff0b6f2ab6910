import { environmentError, negative } from '../errors.ts'
import { ObjectExists, type Store } from '../storage/store.ts'
import { bounded } from './bounded.ts'
import type { Backup } from './catalogue.ts'
import { keys } from './layout.ts'
import type { ManifestObject } from './manifest.ts'
import { askedTwice, DamagedObject, fetchObject } from './read.ts'
import type { BackupRecord } from './records.ts'
import type { Repository } from './repository.ts'
import { IN_FLIGHT } from './upload.ts'

export interface Amount {
  objects: number
  bytes: number
}

/** A backup on its way from one store to another. */
export interface Copying {
  from: Repository
  to: Repository
  backup: Backup
  by: BackupRecord['by']
  signal: AbortSignal
  /** Is told how many bytes more are in the other store, sent or found there. */
  onBytes(bytes: number): void
}

/** What of a backup was sent, and what the other store had already. */
export interface Sent {
  sent: Amount
  found: Amount
}

/**
 * Brings every object that a backup's manifest lists into the other store, as it is stored. Each is checked when it is read, put where nothing may be
 * yet, and looked up on arrival. Throws DamagedObject for one that is not what it was, and exit 1 for one that the other store has with other bytes.
 */
export async function copyObjects(copying: Copying): Promise<Sent> {
  const total: Sent = { sent: { objects: 0, bytes: 0 }, found: { objects: 0, bytes: 0 } }
  const copy = async (object: ManifestObject) => {
    const amount = total[await copyObject(copying, object)]
    amount.objects += 1
    amount.bytes += object.size
    copying.onBytes(object.size)
  }
  await bounded(copying.backup.manifest.objects, IN_FLIGHT, ({ size }) => size, copy)
  return total
}

async function copyObject({ from, to, backup, signal }: Copying, object: ManifestObject): Promise<keyof Sent> {
  signal.throwIfAborted()
  const key = `${keys.backup(backup.name, backup.id)}${object.name}`
  const before = await faultAt(to, backup, object, signal)
  if (before === undefined) return 'found'
  if (before !== MISSING) throw otherBytes(to, key)
  const { stored, what } = await askedTwice(() => fetchObject(from, backup, object, signal), object)
  if (what !== undefined) throw new DamagedObject(object.name, what)
  await to.put(key, stored, { sha256: object.sha256, onlyIfAbsent: true, lasting: true }).catch((error: unknown) => {
    throw error instanceof ObjectExists ? otherBytes(to, key, error) : error
  })
  const after = await faultAt(to, backup, object, signal)
  if (after === undefined) return 'sent'
  throw environmentError(
    `${key} was put into ${to.location}, but ${after} when it was looked up`,
    'no copy was made there: check that storage with pgproof doctor',
  )
}

const MISSING = 'is missing'

/** How an object in a store differs from what it has to be, as half a sentence; undefined where it is right. It is read where the store tells no checksum. */
async function faultAt(
  store: Store,
  backup: Backup,
  object: ManifestObject,
  signal: AbortSignal,
): Promise<string | undefined> {
  const facts = await store.head(`${keys.backup(backup.name, backup.id)}${object.name}`)
  if (facts === undefined) return MISSING
  if (facts.size !== object.size) return `has ${facts.size} bytes instead of ${object.size}`
  if (facts.sha256 !== undefined) return facts.sha256 === object.sha256 ? undefined : 'has another checksum'
  try {
    return (await askedTwice(() => fetchObject(store, backup, object, signal), object)).what
  } catch (error) {
    if (error instanceof DamagedObject) return error.what
    throw error
  }
}

/** What is there and is not ours is left as it is. */
export const otherBytes = (to: Store, key: string, cause?: unknown) =>
  negative(
    `${key} is in ${to.location} already, with other bytes`,
    'nothing there is overwritten: find out who put it there, remove it by hand where it is damaged, and copy again',
    cause,
  )
