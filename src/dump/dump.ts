import { mkdir, rm } from 'node:fs/promises'
import { type Child, type ChildEnd, startChild } from '../postgres/child.ts'
import { containerOf } from '../postgres/docker-container.ts'
import type { Programs } from '../postgres/programs.ts'
import { explainDumpFailure } from './explain.ts'
import { Fingerprint, type TableDigest } from './fingerprint.ts'
import { FolderListing } from './folder-listing.ts'
import { canPunchHoles, followTable, type Writing } from './follow.ts'
import { followLargeObjects, type LargeObject } from './large-objects.ts'
import { openFilesOf } from './open-files.ts'
import type { DumpSink } from './sink.ts'
import { Spool } from './spool.ts'

export interface DumpOptions {
  programs: Programs
  environment: Record<string, string>
  args: string[]
  /** Made here; must not exist. `toc.dat` is what remains in it. */
  folder: string
  jobs: number
  spoolLimit: number
  signal: AbortSignal
  sink: DumpSink
  /** Raw bytes read so far. */
  progress?: (bytes: number) => void
  /** Called once when rows begin to flow: pg_dump holds the lock of every table by then, and its own transactions hold the snapshot. */
  onRows?: () => void
  /** Each line that pg_dump says, while it says it. */
  onStderr?: (line: string) => void
  /** Called once when the dump has failed, so that what the sink still has under way is given up; the readers are waited for after it. */
  onFailure?: (error: unknown) => void
}

export interface FollowedDump {
  /** By file name, `3442.dat`. */
  tables: Map<string, TableDigest>
  largeObjects: LargeObject[]
  warnings: string[]
  peakSpoolBytes: number
  pausedMs: number
}

const DATA_FILE = /^\d+\.dat$/
const POLL_MS = 15
const MIB = 1024 * 1024

/** Runs pg_dump into a folder and reads the growing files to their ends while it writes, removing what was read; see design, "The engine". */
export async function followDump(options: DumpOptions): Promise<FollowedDump> {
  await mkdir(options.folder, { mode: 0o700, recursive: true })
  const punch = (await canPunchHoles(options.folder)) ? punchStep(options) : undefined
  const { command, args } = options.programs.command('pg_dump')
  const ownAbort = new AbortController()
  const signal = AbortSignal.any([options.signal, ownAbort.signal])
  // pg_dump makes its folder itself, or takes an empty one.
  const { environment, onStderr } = options
  const child = startChild(command, [...args, ...options.args], { environment, signal, ...(onStderr && { onStderr }) })
  const direct = containerOf(command, args) === undefined
  const dump = new RunningDump(options, child, { punch, signal, direct })
  try {
    return await dump.read()
  } catch (error) {
    ownAbort.abort(error)
    options.onFailure?.(error)
    await dump.stop()
    // Stopped at the very moment when it was asked to end, it could not.
    child.resume()
    await Promise.all([child.stop(), dump.settled()])
    // Whatever broke because the run was cancelled or its time was up, that is the cause.
    throw options.signal.aborted ? options.signal.reason : error
  } finally {
    await dump.stop()
  }
}

/** A file's read bytes are given back in steps that leave the limit to what is unread, but not smaller: each step costs a process. */
function punchStep({ spoolLimit, jobs }: DumpOptions): number {
  return Math.round(Math.min(64 * MIB, Math.max(MIB, spoolLimit / (16 * jobs))))
}

class RunningDump {
  readonly #options: DumpOptions
  readonly #child: Child
  /** Whether pg_dump's own processes are the child's group; in a container they are not. */
  readonly #direct: boolean
  readonly #writing: Writing
  readonly #spool: Spool
  readonly #listing: FolderListing
  readonly #tables = new Map<string, TableDigest>()
  #end: ChildEnd | undefined
  #bytes = 0
  #waiting = 0
  #reading = 0
  #queue: string[] = []
  #work: Promise<unknown>[] = []
  readonly #readers = new Set<Promise<void>>()
  #wake = () => {}

  constructor(
    options: DumpOptions,
    child: Child,
    how: { punch: number | undefined; signal: AbortSignal; direct: boolean },
  ) {
    this.#options = options
    this.#child = child
    this.#direct = how.direct
    this.#listing = new FolderListing(options.folder)
    this.#writing = { ended: () => this.#end !== undefined, punch: how.punch, signal: how.signal }
    this.#spool = new Spool(options.folder, options.spoolLimit)
    if (how.punch !== undefined) this.#spool.watch(child, how.direct)
  }

  async stop(): Promise<void> {
    await this.#spool.stop()
  }

  /** Waits until no reader is at work any more; for a dump that has failed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#work)
    await Promise.allSettled(this.#readers)
  }

  async read(): Promise<FollowedDump> {
    const ended = this.#child.done.then((end) => {
      // A failed dump leaves half files; readers are not to wait for, or to trust, their ends.
      if (end.code !== 0) throw explainDumpFailure(end)
      this.#end = end
      return end
    })
    const work = [ended, this.#readTables(), this.#readLargeObjects()] as const
    this.#work = [...work]
    const [end, , largeObjects] = await Promise.all(work)
    return {
      tables: this.#tables,
      largeObjects,
      warnings: warningsOf(end.stderr),
      peakSpoolBytes: this.#spool.peakBytes,
      pausedMs: this.#spool.pausedMs,
    }
  }

  /** How many readers have something to read; where there is none, the spool must not wait for them. */
  #readersAtWork(): number {
    return this.#queue.length + this.#reading - this.#waiting
  }

  #waitingReader = (yes: boolean): void => {
    this.#waiting += yes ? 1 : -1
  }

  async #readLargeObjects(): Promise<LargeObject[]> {
    const writing = { ...this.#writing, waiting: this.#waitingReader }
    this.#reading++
    try {
      const folder = {
        path: this.#options.folder,
        files: () => this.#files(),
        openFiles: async () => (this.#direct ? await openFilesOf(this.#child.pid) : undefined),
      }
      return await followLargeObjects(folder, writing, this.#options.sink.largeObjects())
    } finally {
      this.#reading--
    }
  }

  async #readTables(): Promise<void> {
    const known = new Set<string>()
    const readers = this.#readers
    let failure: { error: unknown } | undefined
    const read = (name: string) => {
      const reader: Promise<void> = this.#readTable(name)
        .catch((error: unknown) => {
          failure ??= { error }
        })
        .finally(() => {
          readers.delete(reader)
          this.#wake()
        })
      readers.add(reader)
    }
    while (failure === undefined) {
      this.#writing.signal.throwIfAborted()
      const last = this.#writing.ended()
      for (const name of await this.#files()) this.#enqueue(name, known)
      // Two more readers than writers, so that finished files never wait behind growing ones.
      while (this.#queue.length > 0 && readers.size < this.#options.jobs + 2) read(this.#queue.shift() as string)
      if (last && this.#queue.length === 0 && readers.size === 0) break
      this.#spool.round(this.#readersAtWork())
      await this.#pollOrReader()
    }
    if (failure !== undefined) throw failure.error
  }

  #enqueue(name: string, known: Set<string>): void {
    if (!DATA_FILE.test(name) || known.has(name)) return
    if (known.size === 0) this.#options.onRows?.()
    known.add(name)
    this.#queue.push(name)
  }

  /** Not Promise.race over the readers: each race would stay in memory until the longest of them has ended. */
  async #pollOrReader(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** After the end of pg_dump a listing from before it would miss the last files. */
  async #files(): Promise<string[]> {
    return this.#end === undefined ? await this.#listing.names() : await this.#listing.current()
  }

  async #readTable(name: string): Promise<void> {
    const path = `${this.#options.folder}/${name}`
    const fingerprint = new Fingerprint()
    const sink = this.#options.sink.table(name)
    this.#reading++
    try {
      await followTable(path, { ...this.#writing, waiting: this.#waitingReader }, async (chunk) => {
        // The sink compresses in another thread, meanwhile the same bytes are hashed in this one.
        const taken = sink.write(chunk)
        fingerprint.update(chunk)
        await taken
        this.#bytes += chunk.length
        this.#options.progress?.(this.#bytes)
      })
      await sink.end()
      this.#tables.set(name, fingerprint.digest())
      // pg_dump wrote the terminator as the last thing and never looks at the file again.
      await rm(path)
    } finally {
      this.#reading--
    }
  }
}

function warningsOf(stderr: string): string[] {
  return stderr.split('\n').filter((line) => /warning:/.test(line))
}
