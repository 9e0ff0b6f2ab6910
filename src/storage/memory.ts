import { createHash } from 'node:crypto'
import { checkKey, compareKeys } from './key.ts'
import {
  type GetOptions,
  ObjectExists,
  type ObjectFacts,
  ObjectMissing,
  ObjectTooLarge,
  type PutOptions,
  type Store,
  type StoredObject,
} from './store.ts'

interface Held {
  body: Buffer
  modified: Date
}

/** What a memory store holds, and its clock. */
interface Kept {
  objects: Map<string, Held>
  now: () => Date
}

const stores = new Map<string, Kept>()

/** A store that lives as long as the process; opened twice by one name it is the same one, with the clock that it was given last. */
export function openMemoryStore(name: string, now?: () => Date): Store {
  const kept = stores.get(name) ?? { objects: new Map<string, Held>(), now: () => new Date() }
  stores.set(name, kept)
  if (now) kept.now = now
  return new MemoryStore(`memory://${name}`, kept)
}

class MemoryStore implements Store {
  readonly location: string
  readonly capabilities = { conditionalPut: true, checksums: true }
  readonly #objects: Map<string, Held>
  readonly #kept: Kept

  constructor(location: string, kept: Kept) {
    this.location = location
    this.#objects = kept.objects
    this.#kept = kept
  }

  async put(key: string, body: Uint8Array, options: PutOptions = {}): Promise<void> {
    checkKey(key)
    const held = this.#objects.get(key)
    if (options.onlyIfAbsent && held) {
      if (held.body.equals(body)) return
      throw new ObjectExists(key)
    }
    this.#objects.set(key, { body: Buffer.from(body), modified: this.#kept.now() })
  }

  async get(key: string, options: GetOptions = {}): Promise<Buffer> {
    checkKey(key)
    const held = this.#objects.get(key)
    if (!held) throw new ObjectMissing(key)
    if (held.body.length > (options.most ?? Number.POSITIVE_INFINITY)) throw new ObjectTooLarge(key, held.body.length)
    return Buffer.from(held.body)
  }

  async head(key: string): Promise<ObjectFacts | undefined> {
    checkKey(key)
    const held = this.#objects.get(key)
    if (!held) return undefined
    const sha256 = createHash('sha256').update(held.body).digest('hex')
    return { size: held.body.length, modified: held.modified, sha256 }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    for (const key of [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareKeys)) {
      const held = this.#objects.get(key)
      if (held) yield { key, size: held.body.length, modified: held.modified }
    }
  }

  async folders(prefix: string): Promise<string[]> {
    const below = [...this.#objects.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
    const deeper = below.filter((rest) => rest.includes('/')).map((rest) => rest.slice(0, rest.indexOf('/')))
    return [...new Set(deeper)].sort(compareKeys)
  }

  async delete(key: string): Promise<void> {
    checkKey(key)
    this.#objects.delete(key)
  }

  async clock(): Promise<Date> {
    return this.#kept.now()
  }

  async freeBytes(): Promise<undefined> {
    return undefined
  }

  close(): void {}
}
