import { createHash } from 'node:crypto'
import { extract } from 'tar-stream'
import type { Inventory } from './inventory.ts'
import { LARGE_OBJECTS } from './layout.ts'
import { type BackupReader, DamagedObject } from './read.ts'

type LargeObject = Inventory['largeObjects'][number]

/** A file out of the large objects' tar: a large object, or one of pg_dump's lists of them, which has no `object`. */
export interface TarFile {
  name: string
  object: LargeObject | undefined
  /** Read it to its end: only then it throws where a large object has other bytes than were dumped. */
  content: AsyncIterable<Buffer>
}

/** pg_dump's lists of large objects. */
const LIST = /^blobs(_\d{1,10})?\.toc$/

/**
 * The files of the large objects' tar one after the other. Throws DamagedObject for anything but the objects of the inventory and their lists:
 * no name is to lead out of a folder, and no size to fill a disk.
 */
export async function* largeObjectFiles(reader: BackupReader, inventory: Inventory): AsyncGenerator<TarFile> {
  const missing = new Map(inventory.largeObjects.map((object) => [`blob_${object.oid}.dat`, object]))
  if (missing.size === 0 && inventory.largeObjectParts.length === 0) return
  const tar = extract()
  let broken: { error: unknown } | undefined
  const explained = (error: unknown) => {
    if (broken) return broken.error
    return error instanceof DamagedObject ? error : new DamagedObject(LARGE_OBJECTS, 'is not a whole tar', error)
  }
  feed(reader, inventory, tar).catch((error: unknown) => {
    broken = { error }
    tar.destroy(error as Error)
  })
  try {
    for await (const entry of tar) {
      const { name, type, size } = entry.header
      const object = missing.get(name)
      if (type !== 'file' || !(object || LIST.test(name))) throw unexpected(name)
      if (object && size !== object.bytes) {
        throw new DamagedObject(LARGE_OBJECTS, `holds ${size} bytes of ${object.bytes} for large object ${object.oid}`)
      }
      missing.delete(name)
      yield { name, object, content: checked(entry as AsyncIterable<Buffer>, object, explained) }
    }
  } catch (error) {
    throw explained(error)
  }
  if (missing.size > 0) throw new DamagedObject(LARGE_OBJECTS, `lacks ${missing.size} large objects`)
}

const unexpected = (name: string) =>
  new DamagedObject(
    LARGE_OBJECTS,
    `holds ${JSON.stringify(name.slice(0, 80))}, which is no large object of this backup`,
  )

async function feed(reader: BackupReader, inventory: Inventory, tar: ReturnType<typeof extract>): Promise<void> {
  for await (const chunk of reader.parts(inventory.largeObjectParts)) {
    if (!tar.write(chunk)) await new Promise<void>((resolve) => tar.once('drain', resolve))
  }
  tar.end(undefined)
}

async function* checked(
  content: AsyncIterable<Buffer>,
  object: LargeObject | undefined,
  explained: (error: unknown) => unknown,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of content) {
      hash.update(chunk)
      yield chunk
    }
  } catch (error) {
    throw explained(error)
  }
  if (object && hash.digest('hex') !== object.sha256) {
    throw new DamagedObject(LARGE_OBJECTS, `holds other bytes for large object ${object.oid}`)
  }
}
