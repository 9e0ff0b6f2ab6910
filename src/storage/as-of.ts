import { environmentError, PgproofError, usageError } from '../errors.ts'
import { checkKey, compareKeys } from './key.ts'
import {
  type GetOptions,
  type ObjectFacts,
  ObjectMissing,
  type ObjectVersion,
  type PutOptions,
  type Store,
  type StoreCapabilities,
  type StoredObject,
} from './store.ts'

/** Folders whose versions are kept in memory: those of a backup that is being read, and of the few beside it. */
const FOLDERS_KEPT = 16

export interface AsOfOptions {
  /** Whether new objects may be put into the store as it is today (records of what was done). Nothing is overwritten or deleted in any case. */
  additions: boolean
}

/**
 * A store as it was: of each object the newest version that was there at a time, and nothing that was deleted by then. It needs a store that keeps old versions.
 * One promise of a store is looser here: `folders` names those too whose objects all came later, or were gone by then.
 */
export function asOfStore(store: Store, at: Date, options: AsOfOptions = { additions: false }): Store {
  return new AsOfStore(store, at, options)
}

class AsOfStore implements Store {
  readonly #store: Store
  readonly #at: Date
  readonly #options: AsOfOptions
  readonly #folders = new Map<string, Promise<Map<string, ObjectVersion>>>()
  #kept: Promise<void> | undefined

  constructor(store: Store, at: Date, options: AsOfOptions) {
    this.#store = store
    this.#at = at
    this.#options = options
  }

  get location(): string {
    return this.#store.location
  }

  get capabilities(): StoreCapabilities {
    return { ...this.#store.capabilities, checksums: false }
  }

  async put(key: string, body: Uint8Array, options: PutOptions = {}): Promise<void> {
    if (!this.#options.additions || !options.onlyIfAbsent) throw this.#readOnly()
    await this.#store.put(key, body, options)
  }

  async get(key: string, options: GetOptions = {}): Promise<Buffer> {
    const found = await this.#find(key)
    if (!found) throw new ObjectMissing(key)
    return await this.#versions().get(key, found.version, options)
  }

  async head(key: string): Promise<ObjectFacts | undefined> {
    const found = await this.#find(key)
    return found && { size: found.size, modified: found.modified }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    const found = [...(await this.#below(prefix)).values()].sort((a, b) => compareKeys(a.key, b.key))
    for (const { key, size, modified } of found) yield { key, size, modified }
  }

  async folders(prefix: string): Promise<string[]> {
    await this.#checkKept()
    return await this.#versions().folders(prefix)
  }

  async delete(): Promise<void> {
    throw this.#readOnly()
  }

  clock(): Promise<Date> {
    return this.#store.clock()
  }

  async freeBytes(): Promise<undefined> {
    return undefined
  }

  close(): void {
    this.#store.close()
  }

  async #find(key: string): Promise<ObjectVersion | undefined> {
    checkKey(key)
    const folder = key.slice(0, key.lastIndexOf('/') + 1)
    let found = this.#folders.get(folder)
    if (found === undefined) {
      found = this.#below(folder)
      this.#folders.set(folder, found)
      const [oldest] = this.#folders.keys()
      if (this.#folders.size > FOLDERS_KEPT && oldest !== undefined) this.#folders.delete(oldest)
      // Thrown where it is awaited, and asked for again by the next.
      found.catch(() => this.#folders.delete(folder))
    }
    return (await found).get(key)
  }

  /** The objects below a prefix that were there at the time. */
  async #below(prefix: string): Promise<Map<string, ObjectVersion>> {
    await this.#checkKept()
    const newest = new Map<string, ObjectVersion>()
    const order = new Order(this.location)
    for await (const version of this.#versions().list(prefix)) {
      order.see(version)
      const known = newest.get(version.key)
      if (version.modified <= this.#at && (!known || isNewer(version, known))) newest.set(version.key, version)
    }
    order.check()
    for (const [key, { mark }] of newest) if (mark) newest.delete(key)
    return newest
  }

  #versions() {
    const { versions, location } = this.#store
    if (versions) return versions
    throw keepsNone(location)
  }

  /** Asked once: without old versions today's objects would pass for those of the time. */
  async #checkKept(): Promise<void> {
    this.#kept ??= (async () => {
      if (!(await this.#versions().kept())) throw keepsNone(this.#store.location)
    })()
    await this.#kept
  }

  #readOnly() {
    return new PgproofError(
      3,
      `nothing is written into ${this.location} while it is looked at as of ${this.#at.toISOString()}`,
      'leave as-of out to write',
    )
  }
}

/** By how much what is there now may seem older than what it replaced: one tick of a clock that counts seconds. */
const TICK_MS = 1000

/** Some servers give a version the time at which it was replaced (versitygw does). Nothing can be told by such times, and wrong answers look like right ones. */
class Order {
  readonly #location: string
  readonly #seen = new Map<string, { latest: number; current?: number }>()

  constructor(location: string) {
    this.#location = location
  }

  see({ key, modified, current }: ObjectVersion): void {
    const time = modified.getTime()
    const known = this.#seen.get(key) ?? { latest: time }
    known.latest = Math.max(known.latest, time)
    if (current) known.current = time
    this.#seen.set(key, known)
  }

  check(): void {
    for (const [key, { latest, current = latest }] of this.#seen) {
      if (latest - current <= TICK_MS) continue
      throw environmentError(
        `${this.#location} tells an older time of what is there now than of what it replaced: ${key}`,
        'this server does not keep the times of old versions, so as-of is not for it; bring versions back with its own tools',
      )
    }
  }
}

/** Within one tick of the store's clock, what is there now is newest, then what came first in the listing, and an object before the mark of its deletion. */
function isNewer(version: ObjectVersion, known: ObjectVersion): boolean {
  const later = version.modified.getTime() - known.modified.getTime()
  if (later !== 0) return later > 0
  return version.current || (known.mark && !known.current && !version.mark)
}

const keepsNone = (location: string) =>
  usageError(
    `${location} keeps no old versions, so nobody knows what was in it then`,
    'as-of needs a bucket with versioning switched on before; leave it out here',
  )
