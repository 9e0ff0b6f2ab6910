import { createHash } from 'node:crypto'
import { extract } from 'tar-stream'
import type { Inventory } from './inventory.ts'
import { LARGE_OBJECTS } from './layout.ts'
import { type BackupReader, DamagedObject } from './read.ts'

/** A file out of the large objects' tar, with its digest once `content` has been read. */
export interface TarFile {
  name: string
  size: number
  content: AsyncIterable<Buffer>
  digest(): string
}

const ALLOWED = /^(blob_\d{1,10}\.dat|blobs(_\d{1,10})?\.toc)$/

/** The files of the large objects' tar one after the other. A name that pg_dump would not write is damage: nothing is to leave the folder. */
export async function* largeObjectFiles(reader: BackupReader, inventory: Inventory): AsyncGenerator<TarFile> {
  const tar = extract()
  const feeding = feed(reader, inventory, tar)
  feeding.catch((error: unknown) => tar.destroy(error as Error))
  for await (const entry of tar) {
    const { name, type, size } = entry.header
    if (type !== 'file' || !ALLOWED.test(name)) {
      throw new DamagedObject(LARGE_OBJECTS, `holds ${JSON.stringify(name.slice(0, 80))}, which is no large object`)
    }
    const hash = createHash('sha256')
    yield {
      name,
      size: size ?? 0,
      content: hashed(entry as AsyncIterable<Buffer>, hash),
      digest: () => hash.digest('hex'),
    }
  }
  await feeding
}

async function feed(reader: BackupReader, inventory: Inventory, tar: ReturnType<typeof extract>): Promise<void> {
  for await (const chunk of reader.parts(inventory.largeObjectParts)) {
    if (!tar.write(chunk)) await new Promise<void>((resolve) => tar.once('drain', resolve))
  }
  tar.end(undefined)
}

async function* hashed(content: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
}
