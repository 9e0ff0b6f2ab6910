import { randomBytes } from 'node:crypto'
import { messageOf } from '../errors.ts'
import type { Store, StoredObject } from '../storage/store.ts'
import { isBackupId, keys } from './layout.ts'

/** How often a run says that it is alive; design section 3. */
const RENEW_MS = 10 * 60 * 1000

/** Says in the store that a run is under way, so that sweeping keeps away from what it has put. */
export class Heartbeat {
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()
  readonly #store: Store
  readonly #key: string
  readonly #started: string

  constructor(store: Store, name: string, id: string, now: Date, key = keys.running(name, id)) {
    this.#store = store
    this.#key = key
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

/**
 * Says in the store that a backup is being read, from before `work` begins until it has ended: a sweep that comes upon it leaves the objects.
 * `work` has to read the manifest again, since it may have gone just before. Where the store takes no such word (keys that may only read),
 * `onSilence` is told why, and the work is done all the same.
 */
export async function whileReading<T>(
  store: Store,
  { name, id }: { name: string; id: string },
  now: Date,
  onSilence: (why: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const heartbeat = new Heartbeat(store, name, id, now, keys.reading(name, id, randomBytes(3).toString('hex')))
  const said = await heartbeat.start().then(
    () => true,
    (error: unknown) => {
      onSilence(messageOf(error))
      return false
    },
  )
  try {
    return await work()
  } finally {
    // What cannot be removed grows stale.
    if (said) await heartbeat.stop().catch(() => {})
  }
}

/** A heartbeat that was renewed this long ago belongs to a run that is no more. */
export const STALE_AFTER_MS = 3 * RENEW_MS

/** Whose heartbeat a key is: a backup's own run, or a reader of it. Undefined where it is none. */
export function heartbeatOf(key: string): { id: string; reader: boolean } | undefined {
  const [, id = '', reader] = /\/running\/([^/.]+)(\.[0-9a-f]{6})?\.json$/.exec(key) ?? []
  return isBackupId(id) ? { id, reader: reader !== undefined } : undefined
}

export const isFresh = ({ modified }: Pick<StoredObject, 'modified'>, now: Date): boolean =>
  now.getTime() - modified.getTime() < STALE_AFTER_MS

/** Whether anything is at work on one id: the run that makes it, or somebody who reads it. `now` is the store's time. */
export async function isBusy(store: Store, name: string, id: string, now: Date): Promise<boolean> {
  for await (const object of store.list(`${keys.running(name)}${id}.`)) {
    if (heartbeatOf(object.key)?.id === id && isFresh(object, now)) return true
  }
  return false
}

/** The runs under one name that are making a backup. */
export async function listRunning(store: Store, name: string, now: Date): Promise<{ name: string; id: string }[]> {
  const running: { name: string; id: string }[] = []
  for await (const object of store.list(keys.running(name))) {
    const heartbeat = heartbeatOf(object.key)
    if (heartbeat && !heartbeat.reader && isFresh(object, now)) running.push({ name, id: heartbeat.id })
  }
  return running
}
