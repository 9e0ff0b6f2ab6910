import type { Store, StoredObject } from '../storage/store.ts'
import type { Backup } from './catalogue.ts'
import { keys } from './layout.ts'

/** An object that a manifest names and a listing of the storage does not have, or has in another size. */
export interface Loss {
  key: string
  /** Bytes; absent where the listing does not have it. */
  size?: number
  /** Half a sentence: `toc.dat is missing`. */
  what: string
}

/** Compares what a listing has under a backup's id with its manifest: names and sizes, no bytes. */
export function lossesIn(
  { name, id, manifest }: Backup,
  listed: readonly Pick<StoredObject, 'key' | 'size'>[],
): Loss[] {
  const sizes = new Map(listed.map(({ key, size }) => [key, size]))
  return manifest.objects.flatMap((object) => {
    const key = `${keys.backup(name, id)}${object.name}`
    const size = sizes.get(key)
    if (size === object.size) return []
    if (size === undefined) return [{ key, what: `${object.name} is missing` }]
    return [{ key, size, what: `${object.name} has ${size} bytes instead of ${object.size}` }]
  })
}

/** What a listing has under a backup's id. */
export async function listObjects(store: Store, { name, id }: Pick<Backup, 'name' | 'id'>): Promise<StoredObject[]> {
  const listed: StoredObject[] = []
  for await (const object of store.list(keys.backup(name, id))) listed.push(object)
  return listed
}

/** `3 of 5 objects are gone or changed: toc.dat is missing; and 2 more`; undefined where nothing is lost. */
export function describeLosses({ manifest }: Backup, [first, ...more]: readonly Loss[]): string | undefined {
  if (first === undefined) return undefined
  const others = more.length > 0 ? `; and ${more.length} more` : ''
  return `${more.length + 1} of ${manifest.objects.length} objects are gone or changed: ${first.what}${others}`
}
