import { mkdir, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Child, type ChildEnd, startChild } from '../postgres/child.ts'
import type { Programs } from '../postgres/programs.ts'
import { explainDumpFailure } from './explain.ts'
import { Fingerprint, type TableDigest } from './fingerprint.ts'
import { FolderListing } from './folder-listing.ts'
import { canPunchHoles, followTable, type Writing } from './follow.ts'
import { type FileSink, followLargeObjects, type LargeObject } from './large-objects.ts'
import { Spool } from './spool.ts'

/** Takes one table's COPY text; a chunk may be reused once `write` has resolved. */
export interface TableSink {
  write(chunk: Buffer): Promise<void>
  end(): Promise<void>
}

/** Where a dump's bytes go while it runs: a backup stores them, a proof only hashes them. */
export interface DumpSink {
  table(file: string): TableSink
  largeObjects(): FileSink
}

/** Takes everything and keeps nothing: the digests are all that a proof needs. */
export const NOWHERE: DumpSink = {
  table: () => ({ write: async () => {}, end: async () => {} }),
  largeObjects: () => ({
    file: async (_name, _size, content) => {
      for await (const _ of content);
    },
    end: async () => {},
  }),
}

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
  /** Called once when the snapshot is no longer needed, because pg_dump's own transactions hold it. */
  onTableOfContents?: () => void
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

/** Runs pg_dump into a folder and reads the growing files to their ends while it writes, removing what was read; see design, "The engine". */
export async function followDump(options: DumpOptions): Promise<FollowedDump> {
  await mkdir(options.folder, { mode: 0o700, recursive: true })
  const punch = await canPunchHoles(options.folder)
  const { command, args } = options.programs.command('pg_dump')
  const ownAbort = new AbortController()
  const signal = AbortSignal.any([options.signal, ownAbort.signal])
  // pg_dump makes its folder itself, or takes an empty one.
  const child = startChild(command, [...args, ...options.args], { environment: options.environment, signal })
  const dump = new RunningDump(options, child, { punch, signal })
  try {
    return await dump.read()
  } catch (error) {
    ownAbort.abort(error)
    await child.stop()
    throw error
  } finally {
    dump.stop()
  }
}

class RunningDump {
  readonly #options: DumpOptions
  readonly #child: Child
  readonly #writing: Writing
  readonly #spool: Spool
  readonly #listing: FolderListing
  readonly #tables = new Map<string, TableDigest>()
  #end: ChildEnd | undefined
  #bytes = 0
  #waiting = 0
  #reading = 0
  #queue: string[] = []

  constructor(options: DumpOptions, child: Child, how: { punch: boolean; signal: AbortSignal }) {
    this.#options = options
    this.#child = child
    this.#listing = new FolderListing(options.folder)
    this.#writing = { ended: () => this.#end !== undefined, ...how }
    this.#spool = new Spool(options.folder, options.spoolLimit, () => this.#bytesWaiting() === 0)
    if (how.punch) this.#spool.watch(child)
  }

  stop(): void {
    this.#spool.stop()
  }

  async read(): Promise<FollowedDump> {
    const ended = this.#child.done.then((end) => {
      // A failed dump leaves half files; readers are not to wait for, or to trust, their ends.
      if (end.code !== 0) throw explainDumpFailure(end)
      this.#end = end
      return end
    })
    const work = Promise.all([
      ended,
      this.#readTables(),
      followLargeObjects(this.#options.folder, this.#writing, () => this.#files(), this.#options.sink.largeObjects()),
    ])
    const [end, , largeObjects] = await work
    return {
      tables: this.#tables,
      largeObjects,
      warnings: warningsOf(end.stderr),
      peakSpoolBytes: this.#spool.peakBytes,
      pausedMs: this.#spool.pausedMs,
    }
  }

  /** True count of readers that still have something to read; the spool must not wait for them when there is none. */
  #bytesWaiting(): number {
    return this.#queue.length + this.#reading - this.#waiting
  }

  async #readTables(): Promise<void> {
    const known = new Set<string>()
    const readers = new Set<Promise<void>>()
    let failure: unknown
    while (failure === undefined) {
      this.#writing.signal.throwIfAborted()
      const last = this.#writing.ended()
      for (const name of await this.#files()) {
        if (name === 'toc.dat' || !DATA_FILE.test(name) || known.has(name)) continue
        if (known.size === 0) this.#options.onTableOfContents?.()
        known.add(name)
        this.#queue.push(name)
      }
      // Two more readers than writers, so that finished files never wait behind growing ones.
      while (this.#queue.length > 0 && readers.size < this.#options.jobs + 2) {
        const reader: Promise<void> = this.#readTable(this.#queue.shift() as string)
          .catch((error) => {
            failure = error
          })
          .finally(() => readers.delete(reader))
        readers.add(reader)
      }
      if (last && this.#queue.length === 0 && readers.size === 0) break
      await (readers.size > 0 ? Promise.race([sleep(POLL_MS), ...readers]) : sleep(POLL_MS))
    }
    if (failure !== undefined) throw failure
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
      await followTable(
        path,
        { ...this.#writing, waiting: (yes) => (this.#waiting += yes ? 1 : -1) },
        async (chunk) => {
          fingerprint.update(chunk)
          await sink.write(chunk)
          this.#bytes += chunk.length
          this.#options.progress?.(this.#bytes)
        },
      )
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
