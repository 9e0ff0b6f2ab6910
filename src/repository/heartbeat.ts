import type { Store } from '../storage/store.ts'
import { keys } from './layout.ts'

/** How often a run says that it is alive; design section 3. */
const RENEW_MS = 10 * 60 * 1000

/** Says in the store that a run is under way, so that sweeping keeps away from what it has put. */
export class Heartbeat {
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()
  readonly #store: Store
  readonly #key: string
  readonly #started: string

  constructor(store: Store, name: string, id: string, now: Date) {
    this.#store = store
    this.#key = keys.running(name, id)
    this.#started = now.toISOString()
  }

  async start(): Promise<void> {
    await this.#beat()
    this.#timer = setInterval(() => {
      // A beat that fails does not fail the run: the next one follows, and sweeping waits for a day besides.
      this.#beating = this.#beat().catch(() => {})
    }, RENEW_MS)
    this.#timer.unref()
  }

  /** Removes it, through another store where the run's own takes nothing more. */
  async stop(store = this.#store): Promise<void> {
    clearInterval(this.#timer)
    // A beat that arrived after the removal would stay.
    await this.#beating
    await store.delete(this.#key)
  }

  async #beat(): Promise<void> {
    const body = { started: this.#started, renewed: new Date().toISOString() }
    await this.#store.put(this.#key, Buffer.from(`${JSON.stringify(body)}\n`))
  }
}

/** A heartbeat that was renewed this long ago belongs to a run that is no more. */
const STALE_AFTER_MS = 3 * RENEW_MS

/** The runs under one name that are alive. */
export async function listRunning(store: Store, name: string, now: Date): Promise<{ name: string; id: string }[]> {
  const running: { name: string; id: string }[] = []
  for await (const { key, modified } of store.list(keys.running(name))) {
    const id = /([^/]+)\.json$/.exec(key)?.[1]
    if (id !== undefined && now.getTime() - modified.getTime() < STALE_AFTER_MS) running.push({ name, id })
  }
  return running
}
