import pLimit from 'p-limit'
import { environmentError } from '../errors.ts'
import type { Inventory, Part } from './inventory.ts'
import { INVENTORY, KEY } from './layout.ts'
import { type BackupReader, DamagedObject } from './read.ts'
import type { Upload } from './upload.ts'

/** The names of a backup's objects without the suffix of sealed ones; the key that a passphrase opens is not among them. */
export function plainNames(reader: BackupReader): string[] {
  return reader.backup.manifest.objects.map(({ name }) => plainName(reader, name)).filter((name) => name !== KEY)
}

/** A name without the suffix, which all of a backup's objects have or none. */
const plainName = (reader: BackupReader, object: string): string =>
  object.slice(0, object.length - reader.nameOf('').length)

/**
 * Opens every object of a backup but its inventory and puts it, sealed anew, into another one; what is in it is neither decompressed nor changed.
 * At most `jobs` objects are read at a time, and the upload bounds what waits to be put. Returns the inventory as the copy has to have it.
 * Throws DamagedObject for an object that is not as it was stored.
 */
export async function resealObjects(
  reader: BackupReader,
  inventory: Inventory,
  upload: Upload,
  { id, jobs, onBytes }: { id: string; jobs: number; onBytes: (stored: number) => void },
): Promise<Inventory> {
  refuseStretches(inventory, reader)
  const lengths = new Map<string, number>()
  const limit = pLimit(jobs)
  const copy = async (name: string) => {
    const body = await reader.content(name)
    await upload.put(name, body, (bytes) => void lengths.set(name, bytes))
    onBytes(reader.bytesRead)
  }
  const names = plainNames(reader).filter((name) => name !== INVENTORY)
  // One that fails ends the others: what waits is not begun any more.
  await Promise.all(names.map((name) => limit(copy, name))).finally(() => limit.clearQueue())
  await upload.finish()
  const moved = (part: Part): Part => {
    const name = plainName(reader, part.object)
    return { ...part, backup: id, object: `${name}${upload.suffix}`, length: lengths.get(name) as number }
  }
  return {
    ...inventory,
    tables: inventory.tables.map((table) => ({ ...table, parts: table.parts.map(moved) })),
    largeObjectParts: inventory.largeObjectParts.map(moved),
  }
}

const partsOf = ({ tables, largeObjectParts }: Inventory): Part[] => [
  ...tables.flatMap(({ parts }) => parts),
  ...largeObjectParts,
]

/** Every part is one whole object of its own backup, as all versions so far make them. */
function refuseStretches(inventory: Inventory, { backup: { id, manifest } }: BackupReader): void {
  const sizes = new Map(manifest.objects.map(({ name, size }) => [name, size]))
  for (const { backup, object, offset, length } of partsOf(inventory)) {
    const size = sizes.get(object)
    if (backup === id && size === undefined) throw new DamagedObject(object, 'is not listed in the manifest')
    if (backup === id && offset === 0 && length === size) continue
    throw environmentError(
      `the part ${object} of backup ${id} is not an object of its own`,
      'this version of pgproof does not make such backups: use the version that made it',
    )
  }
}

/** Whether two inventories list the same contents: all but where the parts lie. */
export const listsTheSame = (one: Inventory, other: Inventory): boolean => withoutPlaces(one) === withoutPlaces(other)

const withoutPlaces = (inventory: Inventory): string =>
  JSON.stringify(inventory, (key, value: unknown) =>
    key === 'parts' || key === 'largeObjectParts' ? (value as Part[]).map(({ rawBytes }) => rawBytes) : value,
  )
