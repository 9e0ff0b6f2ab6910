import { execFile } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { environmentError } from '../errors.ts'

/** How a table's data file ends (PostgreSQL 15 to 18 alike): the end-of-data line of COPY and two empty lines. */
export const TERMINATOR = Buffer.from('\\.\n\n\n')

const CHUNK = 512 * 1024
const POLL_MS = 10
const NEWLINE = 10

const run = promisify(execFile)

/** What a follower needs to know of the dump that writes the file. */
export interface Writing {
  /** True once pg_dump has ended, so that what is in the file now is all there will be. */
  ended(): boolean
  signal: AbortSignal
  /** After how many read bytes they are given back to the disk; undefined where holes cannot be punched (see `canPunchHoles`). */
  punch: number | undefined
  /** Told when a reader has caught up with the writer and waits, and when it goes on. */
  waiting?: (yes: boolean) => void
}

/**
 * Reads a growing file of COPY text to its end and hands over everything but the terminator, in pieces of up to 512 KiB that are only valid until
 * `take` resolves. What has been read is given back to the disk. The end is the terminator line, which no row can look like (a value's backslash
 * is doubled); a dump that ended without it threw away the rest of the table, and that is an error.
 */
export async function followTable(
  path: string,
  writing: Writing,
  take: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  const file = await open(path, 'r')
  const release = new HolePunch(path, writing.punch)
  // One is filled while the other one is taken.
  const buffers = [borrow(), borrow()] as const
  let buffer: Buffer = buffers[0]
  let taking: Promise<void> = Promise.resolve()
  let held = 0
  let position = 0
  let lineStart = true
  try {
    while (true) {
      writing.signal.throwIfAborted()
      const last = writing.ended()
      const { bytesRead } = await file.read(buffer, held, CHUNK, position)
      position += bytesRead
      const filled = held + bytesRead
      const complete = filled >= TERMINATOR.length && endsTable(buffer, filled, lineStart)
      await taking
      if (bytesRead === 0) {
        if (complete) return
        if (last) throw unfinished(path)
        await rest(writing)
        continue
      }
      held = Math.min(filled, TERMINATOR.length)
      const ready = filled - held
      if (ready > 0) {
        lineStart = buffer[ready - 1] === NEWLINE
        taking = take(buffer.subarray(0, ready))
        // It is awaited when the other buffer has been filled.
        taking.catch(() => {})
        const other = buffer === buffers[0] ? buffers[1] : buffers[0]
        buffer.copy(other, 0, ready, filled)
        buffer = other
      }
      await release.upTo(position - held)
    }
  } finally {
    await taking.catch(() => {})
    spare.push(...buffers)
    await file.close()
  }
}

/** Buffers that no table uses now: a database of thousands of tables is to need a few, as many as are read at a time. */
const spare: Buffer[] = []

const borrow = (): Buffer => spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK + TERMINATOR.length)

async function rest(writing: Writing): Promise<void> {
  writing.waiting?.(true)
  try {
    await sleep(POLL_MS)
  } finally {
    writing.waiting?.(false)
  }
}

function endsTable(buffer: Buffer, filled: number, lineStart: boolean): boolean {
  const at = filled - TERMINATOR.length
  const begins = at === 0 ? lineStart : buffer[at - 1] === NEWLINE
  return begins && buffer.subarray(at, filled).equals(TERMINATOR)
}

function unfinished(path: string) {
  return environmentError(
    `pg_dump left the data file ${path.split('/').at(-1)} without its end`,
    'run the backup again; nothing of this one is kept',
  )
}

/** Gives read bytes back to the disk, many at a time, because each time costs a process. */
class HolePunch {
  #done = 0
  #every: number | undefined
  readonly #path: string

  constructor(path: string, every: number | undefined) {
    this.#path = path
    this.#every = every
  }

  async upTo(position: number): Promise<void> {
    if (this.#every === undefined || position - this.#done < this.#every) return
    // Whole blocks only: the part of a block that is still to be read stays.
    const end = position - (position % 4096)
    try {
      await punchHole(this.#path, end)
      this.#done = end
    } catch {
      // It worked when it was tried; where it no longer does, the file is removed as a whole when it has been read.
      this.#every = undefined
    }
  }
}

/** Gives the first `length` bytes of a file back to the disk; they read as zeros from then on. util-linux has the call, Node has not. */
export async function punchHole(path: string, length: number): Promise<void> {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin' }
  await run('fallocate', ['--punch-hole', '--offset', '0', '--length', String(length), path], { env })
}

/** Tries whether holes can be punched in a folder, by punching one. */
export async function canPunchHoles(folder: string): Promise<boolean> {
  const path = `${folder}/.hole-${process.pid}-${Math.random().toString(36).slice(2)}`
  const file = await open(path, 'wx', 0o600)
  try {
    await file.write(Buffer.alloc(64 * 1024, 1))
    await file.sync()
    await punchHole(path, 64 * 1024)
    return (await file.stat()).blocks === 0
  } catch {
    return false
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}
