import { setTimeout as sleep } from 'node:timers/promises'
import { compareKeys } from './key.ts'
import type {
  GetOptions,
  ObjectFacts,
  ObjectVersion,
  PutOptions,
  Store,
  StoreBucket,
  StoreCapabilities,
  StoredObject,
  StoreVersions,
} from './store.ts'
import { TransientFailure } from './transient.ts'

export interface RetryOptions {
  /** How long one call is tried again, in milliseconds. */
  budgetMs: number
  /** The first wait, in milliseconds; it doubles up to `longestWaitMs`, each time taken at random between half and whole. */
  firstWaitMs?: number
  longestWaitMs?: number
  signal?: AbortSignal
}

/** Tries again what failed with a `TransientFailure`, until the budget is used up; everything else is thrown as it comes. */
export function withRetry(store: Store, options: RetryOptions): Store {
  return new RetryingStore(store, options)
}

class RetryingStore implements Store {
  readonly #store: Store
  readonly #options: Required<Omit<RetryOptions, 'signal'>> & { signal?: AbortSignal }
  /** An address that never answered is likely to be wrong: nobody wants to wait minutes for that sentence. */
  #answered = false

  constructor(store: Store, options: RetryOptions) {
    this.#store = store
    this.#options = { firstWaitMs: 200, longestWaitMs: 20_000, ...options }
  }

  get location(): string {
    return this.#store.location
  }

  /** What is deleted for good, and the locks that hinder it, are asked for once: what fails is said, and the next prune asks again. */
  get versions(): StoreVersions | undefined {
    const { versions } = this.#store
    const list = this.#listVersions.bind(this)
    return (
      versions && {
        kept: () => this.#retried(() => versions.kept()),
        list: (prefix) => list(versions, prefix),
        folders: (prefix) => this.#retried(() => versions.folders(prefix)),
        get: (key, version, options) => this.#retried(() => versions.get(key, version, options), options?.signal),
        delete: (key, version) => versions.delete(key, version),
        lockedUntil: (key, version) => versions.lockedUntil(key, version),
      }
    )
  }

  /** Given whole or not at all: the order of versions does not tell where a listing broke off. */
  async *#listVersions(versions: StoreVersions, prefix: string): AsyncIterable<ObjectVersion> {
    yield* await this.#retried(async () => {
      const found: ObjectVersion[] = []
      for await (const version of versions.list(prefix)) found.push(version)
      return found
    })
  }

  get bucket(): StoreBucket | undefined {
    return this.#store.bucket
  }

  get capabilities(): StoreCapabilities {
    return this.#store.capabilities
  }

  put(key: string, body: Uint8Array, options?: PutOptions): Promise<void> {
    return this.#retried(() => this.#store.put(key, body, options))
  }

  get(key: string, options?: GetOptions): Promise<Buffer> {
    return this.#retried(() => this.#store.get(key, options), options?.signal)
  }

  head(key: string): Promise<ObjectFacts | undefined> {
    return this.#retried(() => this.#store.head(key))
  }

  delete(key: string): Promise<void> {
    return this.#retried(() => this.#store.delete(key))
  }

  clock(): Promise<Date> {
    return this.#retried(() => this.#store.clock())
  }

  freeBytes(): Promise<number | undefined> {
    return this.#retried(() => this.#store.freeBytes())
  }

  close(): void {
    this.#store.close()
  }

  folders(prefix: string): Promise<string[]> {
    return this.#retried(() => this.#store.folders(prefix))
  }

  /** A listing that broke off is begun again, and what was yielded before is left out: names come in order. Each name that is new starts a new budget. */
  async *list(prefix: string): AsyncIterable<StoredObject> {
    let last: string | undefined
    let attempts = new Attempts(this.#options)
    for (;;) {
      try {
        for await (const object of this.#store.list(prefix)) {
          if (last !== undefined && compareKeys(object.key, last) <= 0) continue
          last = object.key
          attempts = new Attempts(this.#options)
          yield object
        }
        this.#answered = true
        return
      } catch (error) {
        await attempts.wait(error, this.#answered || last !== undefined)
      }
    }
  }

  async #retried<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const attempts = new Attempts(this.#options, signal)
    for (;;) {
      try {
        const result = await work()
        this.#answered = true
        return result
      } catch (error) {
        if (!(error instanceof TransientFailure)) this.#answered = true
        await attempts.wait(error, this.#answered)
      }
    }
  }
}

/** Tries where more would not help: a store that was never reached, a clock that the SDK has corrected by then, bytes that arrive wrong. */
const FEW_TRIES = 3

class Attempts {
  readonly #options: Required<Omit<RetryOptions, 'signal'>> & { signal?: AbortSignal }
  readonly #signal: AbortSignal | undefined
  readonly #started = performance.now()
  #tries = 0

  constructor(options: Required<Omit<RetryOptions, 'signal'>> & { signal?: AbortSignal }, signal?: AbortSignal) {
    this.#options = options
    this.#signal = signal
  }

  /** Returns when it is time to try again; throws `error` where that is no use or the budget is used up. */
  async wait(error: unknown, answered: boolean): Promise<void> {
    if (!(error instanceof TransientFailure)) throw error
    this.#tries++
    const spent = performance.now() - this.#started
    const { firstWaitMs, longestWaitMs, budgetMs } = this.#options
    const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** (this.#tries - 1))
    const wait = longest * (0.5 + Math.random() / 2)
    const few = error.kind === 'skewed' || error.kind === 'mangled' || (error.kind === 'unreachable' && !answered)
    if (spent + wait > budgetMs || (few && this.#tries >= FEW_TRIES)) throw error.givenUp(this.#tries, spent / 1000)
    const signals = [this.#options.signal, this.#signal].filter((signal) => signal !== undefined)
    const signal = AbortSignal.any(signals)
    await sleep(wait, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}
