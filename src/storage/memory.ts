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

const stores = new Map<string, Map<string, Held>>()

/** A store that lives as long as the process; opened twice by one name it is the same one. */
export function openMemoryStore(name: string): Store {
  const objects = stores.get(name) ?? new Map<string, Held>()
  stores.set(name, objects)
  return new MemoryStore(`memory://${name}`, objects)
}

class MemoryStore implements Store {
  readonly location: string
  readonly capabilities = { conditionalPut: true, checksums: true }
  readonly #objects: Map<string, Held>

  constructor(location: string, objects: Map<string, Held>) {
    this.location = location
    this.#objects = objects
  }

  async put(key: string, body: Uint8Array, options: PutOptions = {}): Promise<void> {
    checkKey(key)
    const held = this.#objects.get(key)
    if (options.onlyIfAbsent && held) {
      if (held.body.equals(body)) return
      throw new ObjectExists(key)
    }
    this.#objects.set(key, { body: Buffer.from(body), modified: new Date() })
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
    return new Date()
  }

  async freeBytes(): Promise<undefined> {
    return undefined
  }

  close(): void {}
}
