import { describe, expect, test } from '@jest/globals'
import { environmentError, PgproofError } from '../../src/errors.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { withRetry } from '../../src/storage/retry.ts'
import type { GetOptions, ObjectFacts, PutOptions, Store, StoredObject } from '../../src/storage/store.ts'
import { TransientFailure } from '../../src/storage/transient.ts'
import { keysOf, storeContract } from './contract.ts'

const busy = () => new TransientFailure('busy', 'the store is busy', 'wait')

/** A store between us and another, every other call of which fails before it, and every listing after a third of it. */
class Faulty implements Store {
  readonly #store: Store
  readonly #fault: () => Error
  calls = 0

  constructor(store: Store, fault: () => Error = busy) {
    this.#store = store
    this.#fault = fault
  }

  get location() {
    return this.#store.location
  }
  get capabilities() {
    return this.#store.capabilities
  }
  async #passed<T>(work: () => Promise<T>): Promise<T> {
    if (this.calls++ % 2 === 0) throw this.#fault()
    return await work()
  }
  put(key: string, body: Uint8Array, options?: PutOptions): Promise<void> {
    return this.#passed(() => this.#store.put(key, body, options))
  }
  get(key: string, options?: GetOptions): Promise<Buffer> {
    return this.#passed(() => this.#store.get(key, options))
  }
  head(key: string): Promise<ObjectFacts | undefined> {
    return this.#passed(() => this.#store.head(key))
  }
  async *list(prefix: string): AsyncIterable<StoredObject> {
    const failing = this.calls++ % 2 === 0
    const objects: StoredObject[] = []
    for await (const object of this.#store.list(prefix)) objects.push(object)
    yield* failing ? objects.slice(0, objects.length / 3) : objects
    if (failing) throw this.#fault()
  }
  folders(prefix: string): Promise<string[]> {
    return this.#passed(() => this.#store.folders(prefix))
  }
  delete(key: string): Promise<void> {
    return this.#passed(() => this.#store.delete(key))
  }
  clock(): Promise<Date> {
    return this.#passed(() => this.#store.clock())
  }
  freeBytes(): Promise<number | undefined> {
    return this.#passed(() => this.#store.freeBytes())
  }
  close(): void {}
}

const quick = { budgetMs: 5_000, firstWaitMs: 1, longestWaitMs: 2 }

storeContract('retry over a faulty store', {
  open: async () => withRetry(new Faulty(openMemoryStore('retry')), quick),
})

describe('retry', () => {
  test('lets through at once what does not pass', async () => {
    const fault = environmentError('access denied', 'ask')
    const faulty = new Faulty(openMemoryStore('final'), () => fault)
    await expect(withRetry(faulty, quick).put('a', Buffer.from('x'))).rejects.toBe(fault)
    expect(faulty.calls).toBe(1)
  })

  test('waits twice as long each time, by chance between half and whole, within its budget', async () => {
    const at: number[] = []
    const store = withRetry(
      always(busy, () => at.push(performance.now())),
      { budgetMs: 1_000, firstWaitMs: 40 },
    )
    const started = performance.now()
    const error = await store.head('a').catch((error: unknown) => error)
    expect(error).toBeInstanceOf(PgproofError)
    expect(error).not.toBeInstanceOf(TransientFailure)
    expect((error as PgproofError).reason).toMatch(/^the store is busy \(tried \d times in \d s\)$/)
    expect(performance.now() - started).toBeLessThan(1_100)
    const waits = at.slice(1).map((time, n) => time - (at[n] ?? 0))
    for (const [n, wait] of waits.entries()) {
      expect(wait).toBeGreaterThan(20 * 2 ** n - 5)
      expect(wait).toBeLessThan(40 * 2 ** n + 60)
    }
    expect(waits.length).toBeGreaterThanOrEqual(4)
  })

  test('gives up soon on a store that never answered, and not on one that did', async () => {
    let tries = 0
    let answers = false
    const unreachable = () => new TransientFailure('unreachable', 'no such host', 'check')
    const store = withRetry(
      always(unreachable, () => {
        tries++
        return answers
      }),
      { budgetMs: 300, firstWaitMs: 10, longestWaitMs: 10 },
    )
    await expect(store.head('a')).rejects.toThrow('tried 3 times')
    answers = true
    await store.head('a')
    answers = false
    tries = 0
    await expect(store.head('a')).rejects.toThrow('no such host')
    expect(tries).toBeGreaterThan(10)
  })

  test('ends a wait when the signal says so, with its reason', async () => {
    const controller = new AbortController()
    const reason = new PgproofError(143, 'terminated', 'run again')
    const store = withRetry(always(busy), {
      budgetMs: 60_000,
      firstWaitMs: 30_000,
      longestWaitMs: 30_000,
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(reason), 50)
    await expect(keysOf(store, '')).rejects.toBe(reason)
  })
})

/** A store whose every call fails, unless `called` says true. */
function always(fault: () => Error, called: () => unknown = () => false): Store {
  const store = openMemoryStore('always')
  return Object.assign(Object.create(store) as Store, {
    head: async () => {
      if (called() !== true) throw fault()
      return undefined
    },
    // biome-ignore lint/correctness/useYield: it fails before the first
    list: async function* () {
      throw fault()
    },
  })
}
