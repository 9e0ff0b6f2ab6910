import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type AgeKeys, AgeWork, type Answer, memoryOf, type Question } from './age-work.ts'
import { BadSeal } from './seal.ts'

/** What is not more is worked on at once: handing it over would take longer, and a database may have thousands of small tables. */
const SMALL = 64 * 1024

interface Task {
  question: Question
  resolve(body: Buffer): void
  reject(error: Error): void
}

/** Beside this file in the sources, and beside the bundle there. */
const WORKER = new URL(`./age-worker${extname(import.meta.url)}`, import.meta.url)

/** Seals and opens in worker threads, as many as there is work for, at most `most`: the main thread has the rows to look after. */
export class AgePool {
  readonly #keys: AgeKeys
  readonly #most: number
  readonly #own: AgeWork
  readonly #waiting: Task[] = []
  readonly #idle: Worker[] = []
  readonly #busy = new Map<Worker, Task>()

  constructor(keys: AgeKeys, most: number) {
    this.#keys = keys
    this.#most = most
    this.#own = new AgeWork(keys)
  }

  async seal(body: Buffer): Promise<Buffer> {
    return await this.#do('seal', body)
  }

  async open(sealed: Buffer): Promise<Buffer> {
    return await this.#do('open', sealed)
  }

  close(): void {
    const workers = [...this.#idle, ...this.#busy.keys()]
    for (const { reject } of [...this.#waiting.splice(0), ...this.#busy.values()]) reject(new Error('closed'))
    this.#busy.clear()
    for (const worker of workers) void worker.terminate()
  }

  async #do(what: Question['what'], body: Buffer): Promise<Buffer> {
    if (body.length <= SMALL) return await this.#own[what](body)
    // A view into a shared block cannot be handed over.
    const alone = body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body)
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ question: { what, body: alone }, resolve, reject })
      this.#next()
    })
  }

  #next(): void {
    if (this.#waiting.length === 0) return
    const worker = this.#idle.pop() ?? (this.#busy.size < this.#most ? this.#start() : undefined)
    if (!worker) return
    const task = this.#waiting.shift() as Task
    this.#busy.set(worker, task)
    // One that waits keeps no process alive.
    worker.ref()
    worker.postMessage(task.question, memoryOf(task.question))
  }

  #start(): Worker {
    const worker = new Worker(WORKER, { workerData: this.#keys, execArgv: [] })
    worker.on('message', (answer: Answer) => {
      const task = this.#busy.get(worker)
      this.#busy.delete(worker)
      worker.unref()
      this.#idle.push(worker)
      this.#next()
      if ('bad' in answer) task?.reject(new BadSeal(answer.bad))
      else task?.resolve(Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength))
    })
    worker.on('error', (error) => {
      this.#busy.get(worker)?.reject(error)
      this.#busy.delete(worker)
      this.#next()
    })
    return worker
  }
}
