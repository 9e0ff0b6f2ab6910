import { createHash } from 'node:crypto'
import { DeleteObjectCommand, ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3'
import { environmentError } from '../errors.ts'
import type { S3Address } from './address.ts'
import { checkKey, compareKeys } from './key.ts'
import { S3Bucket } from './s3-bucket.ts'
import type { S3Connection } from './s3-client.ts'
import { explainS3Error, type S3Verb } from './s3-errors.ts'
import { frozenClass, objectFacts, untrusted } from './s3-facts.ts'
import { faultIn } from './s3-fault.ts'
import { S3Objects } from './s3-objects.ts'
import { readObject } from './s3-read.ts'
import { S3Versions } from './s3-versions.ts'
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
import { TransientFailure } from './transient.ts'

export interface S3StoreOptions {
  signal?: AbortSignal
  stallSeconds: number
}

/** A store in a bucket, below a prefix. One request a call; trying again is the retry decorator's. */
export class S3Store implements Store {
  readonly location: string
  readonly versions: S3Versions
  readonly bucket: S3Bucket
  readonly #address: S3Address
  readonly #connection: S3Connection
  readonly #options: S3StoreOptions
  readonly #objects: S3Objects
  readonly #prefix: string

  constructor(address: S3Address, connection: S3Connection, options: S3StoreOptions) {
    this.location = address.location
    this.#address = address
    this.#connection = connection
    this.#options = options
    this.#objects = new S3Objects(connection, address.bucket)
    this.#prefix = address.prefix === '' ? '' : `${address.prefix}/`
    const explained = this.#explained.bind(this)
    const place = { connection, bucket: address.bucket, prefix: this.#prefix, explained }
    this.versions = new S3Versions(place, this.#read.bind(this))
    this.bucket = new S3Bucket(place, this.#objects)
  }

  get capabilities() {
    return this.#objects.capabilities
  }

  async put(key: string, body: Uint8Array, options: PutOptions = {}): Promise<void> {
    const name = this.#nameOf(key)
    const { onlyIfAbsent = false, lasting = false } = options
    const sha256 = options.sha256 ?? createHash('sha256').update(body).digest('hex')
    const outcome = await this.#explained('PutObject', name, (signal) =>
      this.#objects.put({ name, body, sha256, onlyIfAbsent, lasting, signal }),
    )
    if (outcome === 'taken' && !(await this.#holds(key, body, sha256))) throw new ObjectExists(key)
  }

  async #holds(key: string, body: Uint8Array, sha256: string): Promise<boolean> {
    const facts = await this.head(key)
    // Removed since: the next try decides.
    if (!facts) throw new TransientFailure('broken', `${key} came and went while it was put`, 'run again')
    if (facts.size !== body.length) return false
    return facts.sha256 === undefined ? (await this.get(key)).equals(body) : facts.sha256 === sha256
  }

  async get(key: string, options: GetOptions = {}): Promise<Buffer> {
    return await this.#read(key, undefined, options)
  }

  async #read(key: string, version: string | undefined, options: GetOptions): Promise<Buffer> {
    const name = this.#nameOf(key)
    const { client } = this.#connection
    const stallMs = this.#options.stallSeconds * 1000
    const most = options.most ?? Number.POSITIVE_INFINITY
    const tooLarge = (size: number) => (size > most ? new ObjectTooLarge(key, size) : undefined)
    const read = async (signal: AbortSignal) => {
      try {
        return await readObject({ client, bucket: this.#address.bucket, name, version, signal, stallMs, tooLarge })
      } catch (error) {
        if (['NoSuchKey', 'NoSuchVersion'].includes(faultIn(error).code)) throw new ObjectMissing(key)
        throw error
      }
    }
    return await this.#explained(version === undefined ? 'GetObject' : 'GetObjectVersion', name, read, options.signal)
  }

  async head(key: string): Promise<ObjectFacts | undefined> {
    const name = this.#nameOf(key)
    return await this.#explained('HeadObject', name, async (signal) => {
      const answer = await this.#objects.head(name, signal)
      return answer && objectFacts(answer, this.location)
    })
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    const whole = this.#prefix + prefix
    let token: string | undefined
    let last = ''
    do {
      const page = await this.#page(whole, token)
      for (const object of this.#checkedObjects(page, whole, last)) {
        last = object.key
        yield { ...object, key: object.key.slice(this.#prefix.length) }
      }
      token = this.#nextToken(page, token)
    } while (token !== undefined)
  }

  async folders(prefix: string): Promise<string[]> {
    const whole = this.#prefix + prefix
    const names: string[] = []
    let token: string | undefined
    do {
      const page = await this.#page(whole, token, '/')
      for (const { Prefix } of page.CommonPrefixes ?? []) {
        if (!Prefix?.startsWith(whole) || !Prefix.endsWith('/') || Prefix.length <= whole.length + 1)
          throw untrusted(this.location, `${JSON.stringify(Prefix)} is no folder below ${JSON.stringify(whole)}`)
        names.push(Prefix.slice(whole.length, -1))
      }
      token = this.#nextToken(page, token)
    } while (token !== undefined)
    return names.sort(compareKeys)
  }

  #nextToken(page: ListObjectsV2CommandOutput, token: string | undefined): string | undefined {
    if (!page.IsTruncated) return undefined
    if (!page.NextContinuationToken || page.NextContinuationToken === token)
      throw untrusted(this.location, 'it says that there is more, without a way to get it')
    return page.NextContinuationToken
  }

  async #page(prefix: string, token: string | undefined, delimiter?: string): Promise<ListObjectsV2CommandOutput> {
    const command = new ListObjectsV2Command({
      Bucket: this.#address.bucket,
      Prefix: prefix,
      ContinuationToken: token,
      Delimiter: delimiter,
    })
    const page = await this.#explained('ListBucket', prefix, (abortSignal) =>
      this.#connection.client.send(command, { abortSignal }),
    )
    if (page.IsTruncated === undefined || page.Name === undefined)
      throw untrusted(this.location, 'the answer is no listing')
    return page
  }

  *#checkedObjects(page: ListObjectsV2CommandOutput, prefix: string, after: string): Iterable<StoredObject> {
    let last = after
    for (const { Key, Size, LastModified, StorageClass } of page.Contents ?? []) {
      if (Key === undefined || Size === undefined || !LastModified)
        throw untrusted(this.location, 'an entry lacks name, size or date')
      if (!Key.startsWith(prefix))
        throw untrusted(this.location, `${JSON.stringify(Key)} is not below ${JSON.stringify(prefix)}`)
      if (last !== '' && compareKeys(last, Key) >= 0)
        throw untrusted(this.location, `${JSON.stringify(Key)} comes after ${JSON.stringify(last)}`)
      last = Key
      // "Folders" that consoles make: empty objects whose names end with a slash.
      const archived = frozenClass(StorageClass)
      if (!Key.endsWith('/')) yield { key: Key, size: Size, modified: LastModified, ...(archived && { archived }) }
    }
  }

  async delete(key: string): Promise<void> {
    const name = this.#nameOf(key)
    const command = new DeleteObjectCommand({ Bucket: this.#address.bucket, Key: name })
    await this.#explained('DeleteObject', name, async (abortSignal) => {
      try {
        await this.#connection.client.send(command, { abortSignal })
      } catch (error) {
        if (faultIn(error).code !== 'NoSuchKey') throw error
      }
    })
  }

  async clock(): Promise<Date> {
    const prefix = `${this.#prefix}.pgproof/`
    const command = new ListObjectsV2Command({ Bucket: this.#address.bucket, Prefix: prefix, MaxKeys: 1 })
    await this.#explained('ListBucket', prefix, (abortSignal) => this.#connection.client.send(command, { abortSignal }))
    const date = this.#connection.lastDate()
    if (!date || Number.isNaN(date.getTime()))
      throw environmentError(
        `${this.location} does not tell the time`,
        'the store sends no Date header; a proxy may remove it',
      )
    return date
  }

  async freeBytes(): Promise<undefined> {
    return undefined
  }

  close(): void {
    this.#connection.client.destroy()
  }

  #nameOf(key: string): string {
    checkKey(key)
    return this.#prefix + key
  }

  async #explained<T>(
    verb: S3Verb,
    name: string,
    work: (signal: AbortSignal) => Promise<T>,
    own?: AbortSignal,
  ): Promise<T> {
    const signals = [this.#options.signal, own].filter((signal) => signal !== undefined)
    const signal = signals.length === 1 && signals[0] ? signals[0] : AbortSignal.any(signals)
    signal.throwIfAborted()
    try {
      return await work(signal)
    } catch (error) {
      if (error instanceof ObjectMissing || error instanceof ObjectTooLarge) throw error
      signal.throwIfAborted()
      const { endpoint, region } = this.#connection
      throw explainS3Error(error, { verb, bucket: this.#address.bucket, name, endpoint, region })
    }
  }
}
