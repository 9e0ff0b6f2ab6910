import { environmentError, PgproofError } from '../errors.ts'
import { ObjectExists, type Store } from '../storage/store.ts'
import { idsNewestFirst, readBackup } from './catalogue.ts'
import { keys } from './layout.ts'
import { FormatTooNew, type Manifest, type ManifestObject, sha256, writeManifest } from './manifest.ts'
import { wasSwept } from './records.ts'
import type { Repository } from './repository.ts'

export interface Committed {
  manifest: Manifest
  digest: string
  /** Whether the store itself would have refused to put the manifest over another; else a look before and the reading back had to do. */
  refusedOverwrite: boolean
}

/** At most so many look-ups at a time. */
const LOOKUPS = 16

/**
 * Makes a backup exist: looks every object up again, puts the manifest where none may be yet, reads it back and compares.
 * The signature is there before what it signs: a signed backup is never seen without.
 * Throws, and leaves no backup, where anything is not as it was put.
 */
export async function commitBackup(
  store: Repository,
  name: string,
  objects: ManifestObject[],
  build: (previous: Manifest['previous']) => Manifest,
  /** Called right before the manifest is put: from then on the backup may exist, whatever the put says. */
  onCommit: () => void = () => {},
): Promise<Committed> {
  const manifest = build(await previousOf(store, name))
  await lookUpAgain(store, keys.backup(name, manifest.id), objects)
  const bytes = writeManifest(manifest)
  const digest = sha256(bytes)
  const key = keys.manifest(name, manifest.id)
  const signature = store.keys?.signer?.sign(bytes)
  if (signature) await putNew(store, keys.signature(name, manifest.id), signature)
  onCommit()
  await putNew(store, key, bytes)
  if (!(await store.get(key)).equals(bytes)) {
    throw environmentError(
      `${key} reads back otherwise than it was written`,
      'the storage cannot be trusted: do not count on this backup, and check the storage with pgproof doctor',
    )
  }
  await withdrawIfSwept(store, name, manifest.id)
  return { manifest, digest, refusedOverwrite: store.capabilities.conditionalPut }
}

async function putNew(store: Store, key: string, bytes: Buffer): Promise<void> {
  try {
    await store.put(key, bytes, { sha256: sha256(bytes), onlyIfAbsent: true })
  } catch (error) {
    if (!(error instanceof ObjectExists)) throw error
    throw environmentError(`${key} exists already`, 'two runs drew the same id: run the backup again', error)
  }
}

/**
 * A run that stood still for a day looks like one that is dead, and what it had stored may be swept. The sweep writes its record and then looks for a manifest,
 * the run puts its manifest and then looks for that record: whatever the order, one of them sees the other.
 */
async function withdrawIfSwept(store: Store, name: string, id: string): Promise<void> {
  if (!(await wasSwept(store, name, id))) return
  await store.delete(keys.manifest(name, id))
  throw environmentError(
    `what backup ${id} had stored was swept while its run stood still`,
    'no backup was made: run it again, on a machine that is not put to sleep',
  )
}

/** The newest backup before this one; one that is damaged, or not signed as the run asks, is passed over rather than stopping all backups. */
async function previousOf(store: Repository, name: string): Promise<Manifest['previous']> {
  for await (const id of idsNewestFirst(store, name)) {
    try {
      return { id, sha256: (await readBackup(store, name, id)).digest }
    } catch (error) {
      if (!(error instanceof PgproofError) || (error.code !== 1 && !(error instanceof FormatTooNew))) throw error
    }
  }
  return null
}

async function lookUpAgain(store: Store, prefix: string, objects: ManifestObject[]): Promise<void> {
  const queue = [...objects]
  const worker = async () => {
    for (let object = queue.shift(); object !== undefined; object = queue.shift()) {
      await lookUp(store, prefix, object)
    }
  }
  await Promise.all(Array.from({ length: LOOKUPS }, worker))
}

async function lookUp(store: Store, prefix: string, object: ManifestObject): Promise<void> {
  const found = await store.head(`${prefix}${object.name}`)
  const problem =
    found === undefined
      ? 'is gone'
      : found.size !== object.size
        ? `has ${found.size} bytes instead of ${object.size}`
        : found.sha256 !== undefined && found.sha256 !== object.sha256
          ? 'has another checksum'
          : undefined
  if (problem === undefined) return
  throw environmentError(
    `${prefix}${object.name} was stored, but ${problem} when it was looked up again`,
    'no backup was made; check the storage with pgproof doctor',
  )
}
