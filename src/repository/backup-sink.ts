import { pack as tarPack } from 'tar-stream'
import type { FileSink } from '../dump/large-objects.ts'
import type { DumpSink, TableSink } from '../dump/sink.ts'
import type { Sealer } from '../sealing/seal.ts'
import type { Store } from '../storage/store.ts'
import type { Part } from './inventory.ts'
import { LARGE_OBJECTS } from './layout.ts'
import { PartWriter } from './parts.ts'
import { Upload } from './upload.ts'

/** Stores a dump's bytes while they arrive; knows afterwards which parts each file became. */
export class BackupSink implements DumpSink {
  readonly upload: Upload
  readonly #id: string
  readonly #level: number
  readonly #parts = new Map<string, Part[]>()
  #largeObjects: Part[] = []

  constructor(store: Store, name: string, id: string, level: number, sealer?: Sealer) {
    this.upload = new Upload(store, name, id, sealer)
    this.#id = id
    this.#level = level
  }

  table(file: string): TableSink {
    const writer = new PartWriter(this.upload, this.#id, `${file}.zst`, this.#level)
    return {
      write: (chunk) => writer.write(chunk),
      end: async () => {
        await writer.end()
        this.#parts.set(file, writer.parts)
      },
    }
  }

  /** Large objects go into one tar: one object in the store each would be far too many. */
  largeObjects(): FileSink {
    const writer = new PartWriter(this.upload, this.#id, LARGE_OBJECTS, this.#level)
    const tar = tarPack()
    const drained = (async () => {
      for await (const chunk of gathered(tar as AsyncIterable<Buffer>)) await writer.write(chunk)
      await writer.end()
      this.#largeObjects = writer.parts
    })()
    // A failure is thrown by whoever waits for it: the next file or the end.
    drained.catch(() => {})
    return {
      file: async (name, size, content) => {
        const written = writeEntry(tar, { name, size }, content)
        await Promise.race([written, drained])
        await written
      },
      end: async () => {
        tar.finalize()
        await drained
      },
    }
  }

  /** Waits until everything that was cut is stored. */
  async finish(): Promise<void> {
    await this.upload.finish()
  }

  /** Of a file that was ended. */
  partsOf(file: string): Part[] {
    return this.#parts.get(file) as Part[]
  }

  get largeObjectParts(): Part[] {
    return this.#largeObjects
  }
}

const GATHER = 512 * 1024

/** Joins small pieces: a tar of small files comes in headers, contents and padding of a few bytes each. */
async function* gathered(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    bytes += piece.length
    if (bytes < GATHER) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

async function writeEntry(
  tar: ReturnType<typeof tarPack>,
  header: { name: string; size: number },
  content: AsyncIterable<Buffer>,
): Promise<void> {
  // Fixed times and owners: equal large objects make equal parts.
  const entry = tar.entry({ ...header, mode: 0o600, mtime: new Date(0) })
  const done = new Promise<void>((resolve, reject) => {
    entry.on('finish', resolve)
    entry.on('error', reject)
    entry.on('close', resolve)
  })
  for await (const chunk of content) {
    if (!entry.write(chunk)) await new Promise<void>((resolve) => entry.once('drain', resolve))
  }
  entry.end(undefined)
  await done
}
