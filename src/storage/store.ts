import { PgproofError } from '../errors.ts'

/** An object as a listing shows it. `size` in bytes. */
export interface StoredObject {
  key: string
  size: number
  modified: Date
  /** The storage class or tier from which it has to be thawed before it can be read; a look-up tells whether that was done. */
  archived?: string
}

/** What a look-up returns: `sha256` (lower-case hex) is of the stored bytes, present where the store can tell it without pgproof trusting its own memory. */
export interface ObjectFacts {
  size: number
  modified: Date
  sha256?: string
  /** The storage class or tier from which it has to be thawed before it can be read. */
  archived?: string
}

export interface PutOptions {
  /** SHA-256 of the body, lower-case hex; sent along as the request's checksum where the store takes one. */
  sha256?: string
  /**
   * Fail with `ObjectExists` where the key holds something else; the same bytes are no conflict (an earlier put whose answer was lost).
   * Stores that cannot refuse say so in `capabilities`.
   */
  onlyIfAbsent?: boolean
  /**
   * Bytes of a backup, which stay as they are: they go to the storage class that was asked for. Everything else is small, read often or removed soon,
   * and stays in the store's own.
   */
  lasting?: boolean
}

export interface GetOptions {
  signal?: AbortSignal
  /** The most bytes to take in: a larger object throws `ObjectTooLarge` before any of it is read. */
  most?: number
}

/** What a store was found able to do; it may turn to false while the store is in use, when it refuses what it was thought to take. */
export interface StoreCapabilities {
  /** The store itself refuses a put over an existing key; without it `onlyIfAbsent` is a look first and a put after. */
  readonly conditionalPut: boolean
  /** `head` tells the SHA-256 of the stored bytes; without it only reading them back does. */
  readonly checksums: boolean
}

/**
 * Where backups are kept. Keys are relative to the storage's root, with `/` between segments, never starting with one and never holding `.` or `..` segments,
 * empty segments or control characters; no key is another one's folder (`a` and `a/b`).
 *
 * A store promises:
 * - `put` is atomic: under the key there is the whole body or nothing, also after a crash, and it is there for every later `get`, `head` and `list`.
 * - `get` of a missing key throws `ObjectMissing`; `head` of one returns undefined. Any other doubt throws; nothing is guessed.
 * - `list` yields every object whose key starts with the prefix, in the order of the keys (bytes), however many there are. A listing that fails or stops short throws.
 * - `folders` names the next segments below a prefix that hold something deeper, in the order of their bytes, without reading what they hold.
 * - `delete` of a missing key is no error.
 * - Errors are PgproofErrors with code 3 (or 2 for a wrong address), in one sentence with what to do, free of secrets; transient ones were retried before.
 */
export interface Store {
  /** The address as users write it, without secrets: `s3://bucket/prefix`, `file:///path`. */
  readonly location: string
  readonly capabilities: StoreCapabilities
  /** Only where the kind of store can keep old versions. */
  readonly versions?: StoreVersions | undefined
  /** Only where the store is a bucket of an S3 server. */
  readonly bucket?: StoreBucket | undefined
  put(key: string, body: Uint8Array, options?: PutOptions): Promise<void>
  get(key: string, options?: GetOptions): Promise<Buffer>
  head(key: string): Promise<ObjectFacts | undefined>
  list(prefix: string): AsyncIterable<StoredObject>
  /** `prefix` is empty or ends with a slash. */
  folders(prefix: string): Promise<string[]>
  delete(key: string): Promise<void>
  /** The store's own clock, to be compared with ours before anything depends on ages. */
  clock(): Promise<Date>
  /** Free bytes where the store knows them (a folder), else undefined. */
  freeBytes(): Promise<number | undefined>
  /** Where puts leave something behind when they are killed: removes what a day has passed over, below a prefix that ends with a slash. */
  sweepTemporaries?(prefix: string): Promise<void>
  close(): void
}

/** What only a bucket is asked. Errors are as those of `Store`; nothing is tried again. */
export interface StoreBucket {
  /** Who serves it, as far as that decides what it can do: `B2 at s3.us-west-004.backblazeb2.com`, `AWS`. */
  readonly provider: string
  /** Told what was found before: what is false is not asked for again. What the store refused by itself meanwhile stays refused. */
  learn(found: Partial<StoreCapabilities>): void
  /** Whether one request can delete several objects; tried on one that is to go anyway, and may be there still where it is false. */
  deletesInBulk(key: string): Promise<boolean>
  /** What the bucket does by itself with objects of this store as they grow old; undefined where the server knows no such rules. */
  lifecycle(): Promise<LifecycleRule[] | undefined>
}

/** A rule that is switched on and takes objects away, or freezes them so that they have to be thawed before they are read. */
export interface LifecycleRule {
  /** Its name in the bucket's settings; may be empty. */
  id: string
  /** Of the keys that it is for; empty for all of the store. */
  prefix: string
  action: 'deletes' | 'archives'
  /** `30 days after they were put`, `on 2027-01-01`. */
  when: string
}

/** A version of an object. */
export interface ObjectVersion extends StoredObject {
  version: string
  /** It only says that the object was deleted, and has no size. */
  mark: boolean
  /** What `get` returns, or that it was deleted. */
  current: boolean
}

/**
 * For stores that can keep what was deleted or overwritten. Errors are as those of `Store`. Of one object, `list` has the newest version first
 * and the newest mark first, but not marks among versions.
 */
export interface StoreVersions {
  /** Whether the store keeps, or has kept, old versions. */
  kept(): Promise<boolean>
  /** Every version and mark below a prefix. A listing that fails or stops short throws. */
  list(prefix: string): AsyncIterable<ObjectVersion>
  /** Names the next segments below a prefix that hold, or have held, something deeper. */
  folders(prefix: string): Promise<string[]>
  /** The body of a version; as `get` of a store. */
  get(key: string, version: string, options?: GetOptions): Promise<Buffer>
  delete(key: string, version: string): Promise<void>
  /** Until when a lock keeps a version; undefined where none does or it is not known. */
  lockedUntil(key: string, version: string): Promise<Date | undefined>
}

/** Thrown by `get` for a key that holds nothing. */
export class ObjectMissing extends Error {
  readonly key: string
  constructor(key: string) {
    super(`${key} is missing`)
    this.name = 'ObjectMissing'
    this.key = key
  }
}

/** Thrown by `get` for an object that has to be thawed before it can be read. It is whole; only nobody can read it now. */
export class ObjectArchived extends PgproofError {
  constructor(reason: string, hint: string, cause?: unknown) {
    super(3, reason, hint, { cause })
    this.name = 'ObjectArchived'
  }
}

/** Thrown by `get` for an object that is larger than the caller takes; `size` in bytes. */
export class ObjectTooLarge extends Error {
  readonly key: string
  readonly size: number
  constructor(key: string, size: number) {
    super(`${key} has ${size} bytes`)
    this.name = 'ObjectTooLarge'
    this.key = key
    this.size = size
  }
}

/** Thrown by `put` with `onlyIfAbsent` where the key is taken. */
export class ObjectExists extends Error {
  readonly key: string
  constructor(key: string) {
    super(`${key} exists already`)
    this.name = 'ObjectExists'
    this.key = key
  }
}
