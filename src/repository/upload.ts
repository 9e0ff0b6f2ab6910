import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import type { Sealer } from '../sealing/seal.ts'
import type { Store } from '../storage/store.ts'
import { KEY, keys } from './layout.ts'
import type { ManifestObject } from './manifest.ts'

/** At most so many puts, and so many bytes, are under way at a time; one object is always let through. */
export const IN_FLIGHT = { puts: 8, bytes: 64 * 1024 * 1024 } as const

/** Above so many bytes in memory, under way or still growing, no part grows while a put is under way that will make room. */
const MOST_HELD = 80 * 1024 * 1024

/** Puts the objects of one backup, several at a time, sealed where there is a sealer, and remembers what the manifest has to list. */
export class Upload {
  readonly objects: ManifestObject[] = []
  storedBytes = 0
  /** Ends every object's name. */
  readonly suffix: string
  readonly #store: Store
  readonly #prefix: string
  readonly #sealer: Sealer | undefined
  readonly #waiting: (() => void)[] = []
  readonly #running = new Set<Promise<void>>()
  #bytes = 0
  #held = 0
  #failure: { error: unknown } | undefined

  constructor(store: Store, name: string, id: string, sealer?: Sealer) {
    this.#store = store
    this.#prefix = keys.backup(name, id)
    this.#sealer = sealer
    this.suffix = sealer?.suffix ?? ''
  }

  /**
   * Resolves once the put has begun, which is what bounds the memory; a put that fails makes the next call, and `finish`, throw.
   * The body is not the caller's any more. `onStored` is told the bytes that it takes in the store.
   */
  async put(name: string, body: Buffer, onStored: (bytes: number) => void = () => {}): Promise<void> {
    while (!this.#hasRoom(body.length)) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#throwFailure()
    const { length } = body
    this.#bytes += length
    const task: Promise<void> = this.#putNow(name, body)
      .then(onStored)
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => {
        this.#running.delete(task)
        this.#bytes -= length
        for (const wake of this.#waiting.splice(0)) wake()
      })
    this.#running.add(task)
  }

  /** Counts bytes of a part that is not put yet (or no longer counts them), and resolves when it may grow on. */
  async hold(bytes: number): Promise<void> {
    this.#held += bytes
    while (bytes > 0 && this.#held + this.#bytes > MOST_HELD && this.#running.size > 0) {
      this.#throwFailure()
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    this.#throwFailure()
  }

  /** Waits until no put is under way any more; never throws. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  /** Waits for every put that has begun. */
  async finish(): Promise<void> {
    await this.settled()
    this.#throwFailure()
  }

  /** The key that the other objects are sealed with is sealed already. */
  async putKey(): Promise<void> {
    const key = this.#sealer?.key
    if (key) await this.#putSealed(`${KEY}${this.suffix}`, key)
  }

  async #putNow(name: string, body: Buffer): Promise<number> {
    return await this.#putSealed(`${name}${this.suffix}`, this.#sealer ? await this.#sealer.seal(body) : body)
  }

  async #putSealed(name: string, body: Buffer): Promise<number> {
    const digest = await digestOf(body)
    await this.#store.put(`${this.#prefix}${name}`, body, { sha256: digest, onlyIfAbsent: true, lasting: true })
    this.objects.push({ name, size: body.length, sha256: digest })
    this.storedBytes += body.length
    return body.length
  }

  #hasRoom(bytes: number): boolean {
    if (this.#failure || this.#running.size === 0) return true
    return this.#running.size < IN_FLIGHT.puts && this.#bytes + bytes <= IN_FLIGHT.bytes
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error
  }
}

const STEP = 1024 * 1024

/** SHA-256 of a body, in steps: hashing a whole part at once would keep everything else waiting, the look at the spool too. */
async function digestOf(body: Buffer): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < body.length; at += STEP) {
    hash.update(body.subarray(at, at + STEP))
    await turn()
  }
  return hash.digest('hex')
}
