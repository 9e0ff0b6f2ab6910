import { setImmediate as later } from 'node:timers/promises'
import type { Store, StoredObject } from '../../../src/storage/store.ts'

interface Waiting {
  actor: string
  what: string
  go: () => void
}

/** Lets several actors work on one store, one request at a time, in an order that is chosen from outside. */
export class Turns {
  readonly #waiting: Waiting[] = []
  readonly #live = new Set<string>()
  /** What was done, in order, for the message of a failure. */
  readonly done: string[] = []

  /** A store as one actor sees it: every request waits for its turn. A listing is one request. */
  view(store: Store, actor: string): Store {
    const turn = <A extends unknown[], R>(name: string, work: (...given: A) => Promise<R>) => {
      return async (...given: A): Promise<R> => {
        await this.#turn(actor, `${name} ${typeof given[0] === 'string' ? given[0] : ''}`)
        return await work(...given)
      }
    }
    const list = turn('list', (prefix: string) => listed(store, prefix))
    return {
      location: store.location,
      capabilities: store.capabilities,
      put: turn('put', (key, body, options) => store.put(key, body, options)),
      get: turn('get', (key, options) => store.get(key, options)),
      head: turn('head', (key) => store.head(key)),
      async *list(prefix: string) {
        yield* await list(prefix)
      },
      folders: turn('folders', (prefix) => store.folders(prefix)),
      delete: turn('delete', (key) => store.delete(key)),
      // Asking for the time or the free space changes nothing and sees nothing that others change.
      clock: () => store.clock(),
      freeBytes: () => store.freeBytes(),
      close: () => {},
    }
  }

  #turn(actor: string, what: string): Promise<void> {
    return new Promise((go) => this.#waiting.push({ actor, what, go }))
  }

  /** A step of an actor that is no request, such as the passing of time. */
  step(actor: string, what: string): Promise<void> {
    return this.#turn(actor, what)
  }

  /**
   * Runs the actors to their ends. `choose` is told who waits, and says whose request is next; an actor's own requests keep their order.
   * `check` is called after each one.
   */
  async run(
    actors: Record<string, () => Promise<unknown>>,
    choose: (waiting: string[]) => number,
    check: () => Promise<void>,
  ): Promise<Map<string, unknown>> {
    const ends = new Map<string, unknown>()
    for (const [actor, work] of Object.entries(actors)) {
      this.#live.add(actor)
      work()
        .then(
          (value) => ends.set(actor, value),
          (error: unknown) => ends.set(actor, error instanceof Error ? error : new Error(String(error))),
        )
        .finally(() => this.#live.delete(actor))
    }
    for (;;) {
      await this.#settled()
      const waiting = [...new Set(this.#waiting.map(({ actor }) => actor))].sort()
      if (waiting.length === 0) return ends
      const actor = waiting[waiting.length === 1 ? 0 : choose(waiting)]
      const index = this.#waiting.findIndex((one) => one.actor === actor)
      const [next] = this.#waiting.splice(index, 1) as [Waiting]
      this.done.push(`${next.actor}: ${next.what}`)
      next.go()
      await later()
      await check()
    }
  }

  /** Until everybody who is still at work waits for a turn. */
  async #settled(): Promise<void> {
    const idle = () => [...this.#live].some((actor) => !this.#waiting.some((one) => one.actor === actor))
    while (idle()) await later()
  }
}

/** Every order of the choices that `attempt` is asked to make, one attempt for each. Returns how many there were. */
export async function everyOrder(attempt: (choose: (waiting: string[]) => number) => Promise<void>): Promise<number> {
  let prefix: number[] = []
  for (let count = 1; ; count++) {
    const taken: { choice: number; of: number }[] = []
    await attempt((waiting) => {
      const choice = prefix[taken.length] ?? 0
      taken.push({ choice, of: waiting.length })
      return choice
    })
    while (taken.length > 0 && (taken.at(-1) as { choice: number; of: number }).choice + 1 >= (taken.at(-1)?.of ?? 0))
      taken.pop()
    if (taken.length === 0) return count
    prefix = taken.map(({ choice }) => choice)
    prefix[prefix.length - 1] = (prefix.at(-1) as number) + 1
  }
}

export async function listed(store: Store, prefix: string): Promise<StoredObject[]> {
  const objects: StoredObject[] = []
  for await (const object of store.list(prefix)) objects.push(object)
  return objects
}
