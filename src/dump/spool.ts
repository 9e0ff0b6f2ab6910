import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Child } from '../postgres/child.ts'

const MIB = 1024 * 1024

/**
 * Room below the limit for what pg_dump writes until the next look: on a busy machine even a thread that only looks comes a tenth of a second late,
 * and that is 50 MB. The writer is stopped when less than this is left (or a fifth of a small limit is used), and continued at half of that.
 */
const HEADROOM = { bytes: 192 * MIB, share: 0.8 } as const

const LOOK_EVERY_MS = 5

/**
 * Milliseconds by which each file postpones the next look: it takes about 5 µs, and looking is to take a tenth of the time at most.
 * Not measured at each look: one that was held up by a busy machine would postpone the next one just when it is needed.
 */
const PAUSE_PER_FILE = 0.045

/** More unread files than this are as bad as bytes: each takes an inode and at least a block. */
const MOST_FILES = 4000

/** What the watching thread and this one share, by place: numbers of 32 bits, then the figures in bytes and milliseconds. */
const STOPPED = 0
const AT_WORK = 1
const ROUNDS = 2

/**
 * The watching thread. It stops the writer at once, and while the writer stands still it continues it when little is left, or when the readers
 * have been round several times and found nothing more to read: waiting for them would be for ever then.
 */
const watcher = `
const { readdirSync, statSync } = require('node:fs')
const { parentPort, workerData } = require('node:worker_threads')
const { folder, group, stopAbove, shared, figures } = workerData
let pausedAt, rounds
const signal = (name) => {
  if (group === 0) return parentPort.postMessage(name)
  try { process.kill(-group, name) } catch (error) { if (error.code !== 'ESRCH') throw error }
}
const resume = () => {
  figures[1] += performance.now() - pausedAt
  pausedAt = undefined
  signal('SIGCONT')
}
const usage = () => {
  let bytes = 0
  let names = []
  try { names = readdirSync(folder) } catch {}
  for (const name of names) {
    try { bytes += (statSync(folder + '/' + name, { throwIfNoEntry: false })?.blocks ?? 0) * 512 } catch {}
  }
  return { bytes, files: names.length }
}
const look = () => {
  const { bytes, files } = usage()
  figures[0] = Math.max(figures[0], bytes)
  if (pausedAt === undefined) {
    if (bytes <= stopAbove && files <= ${MOST_FILES}) return files
    pausedAt = performance.now()
    rounds = Atomics.load(shared, ${ROUNDS})
    signal('SIGSTOP')
    return files
  }
  const starved = Atomics.load(shared, ${AT_WORK}) === 0 && Atomics.load(shared, ${ROUNDS}) - rounds > 3
  if (starved || (bytes < stopAbove / 2 && files < ${MOST_FILES / 2})) resume()
  return files
}
let files = 0
do files = look()
while (Atomics.wait(shared, ${STOPPED}, 0, Math.max(${LOOK_EVERY_MS}, files * ${PAUSE_PER_FILE})) === 'timed-out')
if (pausedAt !== undefined) resume()
`

/**
 * Keeps a dump's folder under a limit: looks at the blocks that the files hold on disk and stops the writer while they are too many.
 * A thread of its own looks, since this one is busy for a tenth of a second at times, in which pg_dump writes 50 MB.
 */
export class Spool {
  readonly #shared = new Int32Array(new SharedArrayBuffer(12))
  readonly #figures = new Float64Array(new SharedArrayBuffer(16))
  readonly #folder: string
  readonly #limit: number
  #watching: Promise<unknown> = Promise.resolve()
  #failure: unknown

  constructor(folder: string, limit: number) {
    this.#folder = folder
    this.#limit = limit
  }

  /** The most that was seen on disk, in bytes. */
  get peakBytes(): number {
    return this.#figures[0] ?? 0
  }

  /** For how long the writer stood still, in milliseconds. */
  get pausedMs(): number {
    return this.#figures[1] ?? 0
  }

  /** `direct` says that signals to the child's group stop it: a container's writer is not in it, and is stopped by the child's own way. */
  watch(writer: Child, direct: boolean): void {
    const { pid } = writer
    const group = direct ? pid : 0
    const stopAbove = this.#limit - Math.min(HEADROOM.bytes, this.#limit * HEADROOM.share)
    const workerData = { folder: this.#folder, stopAbove, group, shared: this.#shared, figures: this.#figures }
    const worker = new Worker(watcher, { eval: true, workerData, env: {}, execArgv: [] })
    worker.on('message', (name) => (name === 'SIGSTOP' ? writer.pause() : writer.resume()))
    worker.on('error', (error) => {
      this.#failure = error
      writer.resume()
    })
    this.#watching = once(worker, 'exit').catch(() => {})
    void writer.done.then(() => this.stop())
  }

  /** To be told after each round of the readers: how many of them have something left to read. */
  round(atWork: number): void {
    Atomics.store(this.#shared, AT_WORK, atWork)
    Atomics.add(this.#shared, ROUNDS, 1)
    if (this.#failure !== undefined) throw this.#failure
  }

  /** Resolves when nobody stops the writer any more; a writer that stood still goes on. */
  async stop(): Promise<void> {
    Atomics.store(this.#shared, STOPPED, 1)
    Atomics.notify(this.#shared, STOPPED)
    await this.#watching
  }
}
