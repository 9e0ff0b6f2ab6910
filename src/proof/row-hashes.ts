import { hash } from 'node:crypto'

const NEWLINE = 10
const BUCKETS = 65_536
const LANES = 4

/** The rows of COPY text, without their newlines. */
export async function* rowsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const piece = chunk.subarray(start, end)
      yield rest.length === 0 ? piece : Buffer.concat([...rest, piece])
      rest = []
      start = end + 1
    }
    // Copied, because the chunk may be reused by whoever gave it.
    if (start < chunk.length) rest.push(Buffer.from(chunk.subarray(start)))
  }
}

/** SHA-256 of a row; the first bytes choose its bucket. */
export const rowHash = (row: Buffer): Buffer => hash('sha256', row, 'buffer') as Buffer

export const bucketOf = (digest: Buffer): number => digest.readUInt16LE(0)

/**
 * A multiset of rows in a megabyte, whatever their number: the sums of their hashes (4 lanes of 32 bits each) in 65,536 buckets.
 * Two tables with the same rows in any order have the same sums; where they differ, the buckets say which rows to look at.
 */
export class RowSums {
  rows = 0
  readonly #sums = new Uint32Array(BUCKETS * LANES)

  add(row: Buffer): void {
    const digest = rowHash(row)
    const at = bucketOf(digest) * LANES
    for (let lane = 0; lane < LANES; lane++) {
      this.#sums[at + lane] = ((this.#sums[at + lane] as number) + digest.readUInt32LE(4 + lane * 4)) >>> 0
    }
    this.rows++
  }

  static async of(streams: AsyncIterable<Buffer>[]): Promise<RowSums> {
    const sums = new RowSums()
    for (const stream of streams) for await (const row of rowsOf(stream)) sums.add(row)
    return sums
  }

  /** The buckets in which two multisets differ. */
  differing(other: RowSums): Set<number> {
    const buckets = new Set<number>()
    for (let at = 0; at < this.#sums.length; at++) {
      if (this.#sums[at] !== other.#sums[at]) buckets.add(Math.floor(at / LANES))
    }
    return buckets
  }
}
