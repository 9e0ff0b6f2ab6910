import { readdirSync, statSync } from 'node:fs'

/** Of the spool limit: pg_dump is stopped above the first share and continued below the second, so that what it writes until the next look fits. */
const STOP_ABOVE = 0.6
const CONTINUE_BELOW = 0.3

const LOOK_EVERY_MS = 15

/** A look at thousands of files takes a while itself; it is to cost a tenth of the time at most. */
const PAUSE_PER_LOOK = 9
const BLOCK = 512

/** More unread files than this are as bad as bytes: each takes an inode and at least a block. */
const MOST_FILES = 4000

export interface Pausable {
  pause(): void
  resume(): void
}

/**
 * Keeps a dump's folder under a limit: looks at the blocks that the files hold on disk and stops the writer while they are too many.
 * `peakBytes` is the most that was seen, `pausedMs` for how long the writer stood still.
 */
export class Spool {
  peakBytes = 0
  pausedMs = 0
  #pausedAt: number | undefined
  #timer: NodeJS.Timeout | undefined
  readonly #folder: string
  readonly #limit: number
  readonly #starved: () => boolean

  /** `starved` says that the readers have nothing left to read: stopping the writer then would be for ever. */
  constructor(folder: string, limit: number, starved: () => boolean) {
    this.#folder = folder
    this.#limit = limit
    this.#starved = starved
  }

  watch(writer: Pausable): void {
    const started = performance.now()
    this.#look(writer)
    const cost = performance.now() - started
    this.#timer = setTimeout(() => this.watch(writer), Math.max(LOOK_EVERY_MS, cost * PAUSE_PER_LOOK))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#endPause()
  }

  #look(writer: Pausable): void {
    const { bytes, files } = usage(this.#folder)
    this.peakBytes = Math.max(this.peakBytes, bytes)
    const tooMuch = bytes > this.#limit * STOP_ABOVE || files > MOST_FILES
    const littleAgain = bytes < this.#limit * CONTINUE_BELOW && files < MOST_FILES / 2
    if (this.#pausedAt === undefined && tooMuch && !this.#starved()) {
      this.#pausedAt = Date.now()
      writer.pause()
    } else if (this.#pausedAt !== undefined && (littleAgain || this.#starved())) {
      this.#endPause()
      writer.resume()
    }
  }

  #endPause(): void {
    if (this.#pausedAt !== undefined) this.pausedMs += Date.now() - this.#pausedAt
    this.#pausedAt = undefined
  }
}

/** What the files of a folder hold on disk, in bytes of allocated blocks, and how many there are. */
export function usage(folder: string): { bytes: number; files: number } {
  let bytes = 0
  const names = readdirSync(folder)
  for (const name of names) {
    const facts = statSync(`${folder}/${name}`, { throwIfNoEntry: false })
    if (facts) bytes += facts.blocks * BLOCK
  }
  return { bytes, files: names.length }
}
