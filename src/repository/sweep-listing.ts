import { refusal } from '../errors.ts'
import type { Store, StoredObject } from '../storage/store.ts'
import { isBackupId, keys } from './layout.ts'
import { placeOf } from './sweep-names.ts'

/** Everything under one name, sorted into what it is. */
export interface Listing {
  manifests: Map<string, StoredObject>
  /** Objects by id, without the manifest. */
  objects: Map<string, StoredObject[]>
  /** Keys of records. */
  records: Set<string>
  heartbeats: (StoredObject & { id: string })[]
  foreign: StoredObject[]
  /** What has the latest time on it that the storage has put on anything. */
  latest: { key: string; modified: Date }
}

/** Lists one name's part of the storage. */
async function listOnce(store: Store, name: string): Promise<Listing> {
  const listing: Listing = {
    manifests: new Map(),
    objects: new Map(),
    records: new Set(),
    heartbeats: [],
    foreign: [],
    latest: { key: '', modified: new Date(0) },
  }
  for await (const object of store.list(`${name}/`)) {
    const place = placeOf(name, object.key)
    if (object.modified > listing.latest.modified) listing.latest = object
    if (place.kind === 'foreign') listing.foreign.push(object)
    if (place.kind === 'heartbeat') listing.heartbeats.push({ ...object, id: place.id })
    if (place.kind === 'record') listing.records.add(object.key)
    if (place.kind === 'manifest') listing.manifests.set(place.id, object)
    if (place.kind === 'object') {
      const others = listing.objects.get(place.id)
      if (others) others.push(object)
      else listing.objects.set(place.id, [object])
    }
  }
  return listing
}

/**
 * Lists twice, and asks for the folders besides, since a listing that stops short looks like a storage that holds less.
 * Throws exit 4 where they do not fit together; what a run that is under way may take back itself does not count.
 */
export async function listSurely(store: Store, name: string): Promise<Listing> {
  const first = await listOnce(store, name)
  const folders = new Set((await store.folders(keys.backups(name))).filter(isBackupId))
  const second = await listOnce(store, name)
  const had = [...first.manifests.values(), ...[...first.manifests.keys()].flatMap((id) => first.objects.get(id) ?? [])]
  const has = new Set([...second.manifests.values(), ...[...second.objects.values()].flat()].map(({ key }) => key))
  const gone = [...had.map(({ key }) => key).filter((key) => !has.has(key)), ...missing(first.records, second.records)]
  if (gone.length > 0)
    throw doubtful(`${gone.length} of its objects were in one listing and not in the next: ${gone[0]}`)
  // Backups that were made between the two are in the second alone.
  for (const id of first.manifests.keys()) {
    if (!folders.has(id)) throw doubtful(`backup ${id} is in one listing and not in another`)
  }
  for (const id of folders) {
    if (first.objects.has(id) || second.objects.has(id) || first.manifests.has(id) || second.manifests.has(id)) continue
    // An abandoned run's folder may have gone meanwhile, or holds what is not pgproof's.
    if (await store.head(keys.manifest(name, id))) throw doubtful(`backup ${id} is there and in no listing`)
  }
  return second
}

const missing = (before: Set<string>, after: Set<string>): string[] => [...before].filter((key) => !after.has(key))

const doubtful = (what: string) =>
  refusal(
    `the storage lists differently each time: ${what}`,
    'nothing is deleted on doubt: look whether somebody else deletes in this storage, then run again',
  )
