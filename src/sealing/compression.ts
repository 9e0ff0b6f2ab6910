import { once } from 'node:events'
import { constants, createZstdCompress, createZstdDecompress, type ZstdCompress } from 'node:zlib'

const CHUNK = 512 * 1024

/** Allowed levels of zstd; 3 is its own default. */
export const COMPRESSION_LEVELS = { least: 1, most: 19, default: 3 } as const

/** One zstd frame with a content checksum, written chunk by chunk: `write` resolves once the chunk has been taken in and may be reused. */
export class FrameWriter {
  readonly #stream: ZstdCompress
  readonly #output: Buffer[] = []
  #failure: Error | undefined
  rawBytes = 0

  constructor(level: number) {
    this.#stream = createZstdCompress({
      chunkSize: CHUNK,
      params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 },
    })
    this.#stream.on('data', (chunk: Buffer) => this.#output.push(chunk))
    this.#stream.on('error', (error) => {
      this.#failure = error
    })
  }

  async write(chunk: Buffer): Promise<void> {
    this.rawBytes += chunk.length
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(chunk, (error) => (error ? reject(error) : resolve()))
    })
  }

  async end(): Promise<Buffer> {
    const ended = once(this.#stream, 'end')
    this.#stream.end()
    await ended
    if (this.#failure) throw this.#failure
    return Buffer.concat(this.#output)
  }

  destroy(): void {
    this.#stream.destroy()
  }
}

/** Compresses a whole buffer into one frame. */
export async function compress(raw: Buffer, level: number): Promise<Buffer> {
  const frame = new FrameWriter(level)
  if (raw.length > 0) await frame.write(raw)
  return await frame.end()
}

/** Thrown where stored bytes are not what a zstd frame of the promised size decompresses from. */
export class BadFrame extends Error {}

/**
 * Decompresses one stored object piece by piece. Yields at most `most` bytes and throws BadFrame beyond them: a small object that claims to hold
 * a terabyte never gets to unfold.
 */
export async function* decompress(stored: Buffer, most: number): AsyncGenerator<Buffer> {
  const stream = createZstdDecompress({ chunkSize: CHUNK })
  let seen = 0
  stream.end(stored)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      seen += chunk.length
      if (seen > most) throw new BadFrame(`decompresses to more than the ${most} bytes promised`)
      yield chunk
    }
    // The stream stops at the end of the first frame, whatever follows it.
    const rest = stored.length - stream.bytesWritten
    if (rest > 0) throw new BadFrame(`has ${rest} bytes after its zstd frame`)
  } catch (error) {
    if (error instanceof BadFrame) throw error
    throw new BadFrame('is not a whole zstd frame', { cause: error })
  } finally {
    stream.destroy()
  }
}

/** Decompresses a whole small object, at most `most` bytes. */
export async function decompressAll(stored: Buffer, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of decompress(stored, most)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
