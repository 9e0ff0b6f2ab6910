import { negative, PgproofError } from '../errors.ts'
import { BadFrame, decompress } from '../sealing/compression.ts'
import { suffixOf } from '../sealing/methods.ts'
import { BadSeal, type Opener } from '../sealing/seal.ts'
import { ObjectMissing, ObjectTooLarge, type Store } from '../storage/store.ts'
import type { Backup } from './catalogue.ts'
import type { Part } from './inventory.ts'
import { keys } from './layout.ts'
import { type ManifestObject, sha256 } from './manifest.ts'

/** A stored object is not what the manifest says. `object` is its name within the backup, `what` half a sentence. */
export class DamagedObject extends PgproofError {
  readonly object: string
  readonly what: string

  constructor(object: string, what: string, cause?: unknown) {
    super(1, `${object} ${what}`, 'this backup is damaged: use another one, and find out what changed the object', {
      cause,
    })
    this.object = object
    this.what = what
  }
}

/** An object of a backup as stored. Throws DamagedObject where it is missing, or larger than it has to be. */
export async function fetchObject(
  store: Store,
  backup: { name: string; id: string },
  { name, size }: ManifestObject,
  signal: AbortSignal,
): Promise<Buffer> {
  try {
    return await store.get(`${keys.backup(backup.name, backup.id)}${name}`, { signal, most: size })
  } catch (error) {
    if (error instanceof ObjectMissing) throw new DamagedObject(name, 'is missing', error)
    if (error instanceof ObjectTooLarge)
      throw new DamagedObject(name, `has ${error.size} bytes instead of ${size}`, error)
    throw error
  }
}

/** Of what is not as the manifest says, a second look: it may have happened on the way here, and what is stored comes the same again. */
export async function askedTwice(
  ask: () => Promise<Buffer>,
  expected: ManifestObject,
): Promise<{ stored: Buffer; what?: string }> {
  const first = await ask()
  if (damageIn(first, expected) === undefined) return { stored: first }
  const stored = await ask()
  const what = damageIn(stored, expected)
  return { stored, ...(what !== undefined && { what }) }
}

/** Reads one backup's objects, each checked against the manifest before anybody sees its bytes, and opened where the backup is sealed. */
export class BackupReader {
  readonly backup: Backup
  /** Absent on a plain backup, and where nobody needs to see what is in the objects. */
  readonly opener: Opener | undefined
  readonly #store: Store
  readonly #signal: AbortSignal
  readonly #objects: Map<string, ManifestObject>
  readonly #asked = new Set<string>()
  /** Milliseconds spent waiting for the store, over all readers. */
  waitedMs = 0
  bytesRead = 0
  objectsRead = 0

  constructor(store: Store, backup: Backup, signal: AbortSignal, opener?: Opener) {
    this.#store = store
    this.backup = backup
    this.opener = opener
    this.#signal = signal
    this.#objects = new Map(backup.manifest.objects.map((object) => [object.name, object]))
  }

  /** A whole object as stored. Throws DamagedObject unless size and digest are the manifest's. */
  async object(name: string): Promise<Buffer> {
    this.#asked.add(name)
    const expected = this.#objects.get(name)
    if (!expected) throw new DamagedObject(name, 'is not listed in the manifest')
    const { stored, what } = await askedTwice(() => this.#get(expected), expected)
    this.bytesRead += stored.length
    this.objectsRead++
    if (what !== undefined) throw new DamagedObject(name, what)
    return stored
  }

  /** Of the object that something is stored as. */
  nameOf(name: string): string {
    return `${name}${suffixOf(this.backup.manifest.encryption)}`
  }

  /** What was stored under a name (without the suffix of sealed objects), opened. */
  async content(name: string): Promise<Buffer> {
    const object = this.nameOf(name)
    return await this.#opened(object, await this.object(object))
  }

  /** The objects of the manifest that nobody has asked for yet. */
  unread(): string[] {
    return [...this.#objects.keys()].filter((name) => !this.#asked.has(name))
  }

  /** The raw bytes of parts, in order, with the next object fetched while this one is used. */
  async *parts(parts: Part[]): AsyncGenerator<Buffer> {
    let next = this.#fetch(parts[0])
    for (const [index, part] of parts.entries()) {
      const frame = await (next as Promise<Buffer>)
      next = this.#fetch(parts[index + 1])
      yield* this.#unfold(part, frame)
    }
  }

  /** One part's raw bytes from its object. The object's bytes are not the caller's any more. */
  async *unfold(part: Part, stored: Buffer): AsyncGenerator<Buffer> {
    yield* this.#unfold(part, await this.#stretch(part, stored))
  }

  /** Throws DamagedObject where the bytes are not as many as promised. */
  async *#unfold(part: Part, frame: Buffer): AsyncGenerator<Buffer> {
    let seen = 0
    try {
      for await (const chunk of decompress(frame, part.rawBytes)) {
        this.#signal.throwIfAborted()
        seen += chunk.length
        yield chunk
      }
    } catch (error) {
      if (error instanceof BadFrame) throw new DamagedObject(part.object, error.message, error)
      throw error
    }
    if (seen !== part.rawBytes) {
      throw new DamagedObject(part.object, `unfolds to ${seen} bytes instead of ${part.rawBytes}`)
    }
  }

  #fetch(part: Part | undefined): Promise<Buffer> | undefined {
    if (part === undefined) return undefined
    if (part.backup !== this.backup.id) {
      throw negative(
        `${part.object} lies in another backup, ${part.backup}`,
        'this version of pgproof does not make such backups: use the version that made it',
      )
    }
    const frame = this.object(part.object).then((stored) => this.#stretch(part, stored))
    // Thrown where it is awaited; a reader that gave up before must not crash the process.
    frame.catch(() => {})
    return frame
  }

  async #stretch({ object, offset, length }: Part, stored: Buffer): Promise<Buffer> {
    if (offset + length > stored.length)
      throw new DamagedObject(object, `has ${stored.length} bytes, and its part is to end at ${offset + length}`)
    return await this.#opened(object, stored.subarray(offset, offset + length))
  }

  async #opened(object: string, sealed: Buffer): Promise<Buffer> {
    if (this.backup.manifest.encryption === null) return sealed
    if (!this.opener) throw new Error(`${object} is sealed, and its reader has no opener`)
    try {
      return await this.opener.open(sealed)
    } catch (error) {
      if (error instanceof BadSeal) throw new DamagedObject(object, error.message, error)
      throw error
    }
  }

  async #get(object: ManifestObject): Promise<Buffer> {
    const started = performance.now()
    try {
      return await fetchObject(this.#store, this.backup, object, this.#signal)
    } finally {
      this.waitedMs += performance.now() - started
    }
  }
}

/** What of an object is not as the manifest says, as half a sentence. */
export function damageIn(stored: Buffer, { size, sha256: digest }: ManifestObject): string | undefined {
  if (stored.length !== size) return `has ${stored.length} bytes instead of ${size}`
  return sha256(stored) === digest ? undefined : 'has other bytes than were stored'
}
