import { createHash, type Hash } from 'node:crypto'

/** What a table's data amounts to: rows and bytes of COPY text without the terminator line, and the SHA-256 of those bytes (lower-case hex). */
export interface TableDigest {
  rows: number
  bytes: number
  sha256: string
}

const NEWLINE = 10

/** Counts and hashes COPY text as it passes. A newline inside a value is escaped there, so every newline byte ends a row. */
export class Fingerprint {
  rows = 0
  bytes = 0
  readonly #hash: Hash = createHash('sha256')

  update(chunk: Buffer): void {
    this.#hash.update(chunk)
    this.bytes += chunk.length
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) this.rows++
  }

  digest(): TableDigest {
    return { rows: this.rows, bytes: this.bytes, sha256: this.#hash.digest('hex') }
  }
}

/** How far into `chunk` the current part reaches: `at` bytes belong to it, and `cut` says whether it ends there. */
export interface CutDecision {
  at: number
  cut: boolean
}

const MIB = 1024 * 1024

/** Sizes in bytes of raw rows; design: at least 16 and at most 64 MiB, 32 on average. */
export const PART_SIZES = { least: 16 * MIB, most: 64 * MIB, window: 16 * MIB } as const

const SAMPLE = 32

/**
 * Decides where a table's data is cut into parts: after a row whose hash is below a threshold proportional to its length, so that the places
 * depend on the rows themselves and a change in the middle of a table moves only its own part. The hash takes a row's first and last 32 bytes,
 * since many tables end every row alike (padding). Nothing is hashed below the least size; at the most size the part is cut wherever it is.
 */
export class PartCutter {
  #filled = 0
  #rowLength = 0
  #head = Buffer.alloc(SAMPLE)
  #headLength = 0
  #tail = Buffer.alloc(0)
  readonly #sizes: { least: number; most: number; window: number }

  constructor(sizes: { least: number; most: number; window: number } = PART_SIZES) {
    this.#sizes = sizes
  }

  /** Takes bytes from the start of `chunk` into the current part; call again with the rest after a cut. */
  next(chunk: Buffer): CutDecision {
    const room = this.#sizes.most - this.#filled
    const reach = Math.min(chunk.length, room)
    const at = this.#cutWithin(chunk, reach)
    if (at !== undefined) return this.#close(at)
    this.#remember(chunk.subarray(this.#rowStart(chunk, reach), reach))
    this.#filled += reach
    if (reach === room) {
      this.#filled = 0
      return { at: reach, cut: true }
    }
    return { at: reach, cut: false }
  }

  #cutWithin(chunk: Buffer, reach: number): number | undefined {
    const from = Math.max(0, this.#sizes.least - this.#filled)
    if (from >= reach) return undefined
    const before = from === 0 ? -1 : chunk.lastIndexOf(NEWLINE, from - 1)
    let start = before + 1
    let whole = before !== -1
    for (let end = chunk.indexOf(NEWLINE, from); end !== -1 && end < reach; end = chunk.indexOf(NEWLINE, end + 1)) {
      const length = whole ? end - start : this.#rowLength + end - start
      const hash = whole ? hashOf(chunk, start, end) : this.#hashOfBegun(chunk.subarray(start, end))
      if (hash < ((length + 1) / this.#sizes.window) * 2 ** 32) return end + 1
      start = end + 1
      whole = true
    }
    return undefined
  }

  /** The hash of a row that began in a chunk before; `row` is the rest of it. */
  #hashOfBegun(row: Buffer): number {
    const head = this.#headWith(row)
    const tail = row.length >= SAMPLE ? row : Buffer.concat([this.#tail, row])
    return mixed(fnv(fnv(BASIS, head, 0, head.length), tail, Math.max(0, tail.length - SAMPLE), tail.length))
  }

  #headWith(row: Buffer): Buffer {
    return Buffer.concat([this.#head.subarray(0, this.#headLength), row.subarray(0, SAMPLE - this.#headLength)])
  }

  #rowStart(chunk: Buffer, reach: number): number {
    // An empty chunk, the only one of which nothing is reached, holds no newline either.
    const last = chunk.lastIndexOf(NEWLINE, reach - 1)
    if (last !== -1) this.#forget()
    return last + 1
  }

  #remember(piece: Buffer): void {
    const wanted = Math.min(SAMPLE - this.#headLength, piece.length)
    piece.copy(this.#head, this.#headLength, 0, wanted)
    this.#headLength += wanted
    this.#rowLength += piece.length
    this.#tail = Buffer.concat([this.#tail, piece.subarray(-SAMPLE)]).subarray(-SAMPLE)
  }

  #forget(): void {
    this.#headLength = 0
    this.#rowLength = 0
    this.#tail = Buffer.alloc(0)
  }

  #close(at: number): CutDecision {
    this.#forget()
    this.#filled = 0
    return { at, cut: true }
  }
}

/** FNV-1a's first value and its prime. http://www.isthe.com/chongo/tech/comp/fnv/ */
const BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** FNV-1a over the first and the last bytes of the row from `start` to `end`, without making a buffer for either: this runs for every other row. */
function hashOf(chunk: Buffer, start: number, end: number): number {
  const head = fnv(BASIS, chunk, start, Math.min(end, start + SAMPLE))
  return mixed(fnv(head, chunk, Math.max(start, end - SAMPLE), end))
}

function fnv(seed: number, bytes: Buffer, from: number, to: number): number {
  let hash = seed
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), PRIME)
  return hash
}

/** FNV's high bits mix slowly; the threshold looks at them first. */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (once ^ (once >>> 13)) >>> 0
}
