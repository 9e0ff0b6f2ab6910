import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3'
import { environmentError } from '../errors.ts'
import { compareKeys } from './key.ts'
import type { S3Connection } from './s3-client.ts'
import type { S3Verb } from './s3-errors.ts'
import { isNoVersioning } from './s3-errors.ts'
import { faultIn } from './s3-fault.ts'
import type { GetOptions, ObjectVersion, StoreVersions } from './store.ts'

type ReadVersion = (key: string, version: string, options: GetOptions) => Promise<Buffer>

/** Where a store's objects are, and how it asks. */
export interface S3Place {
  connection: S3Connection
  bucket: string
  /** Of all keys: empty, or ends with a slash. */
  prefix: string
  /** Runs a request, and turns what it throws into a failure for the user. */
  explained<T>(verb: S3Verb, name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>
}

/** What a bucket keeps of objects that were deleted or overwritten. */
export class S3Versions implements StoreVersions {
  readonly #connection: S3Connection
  readonly #bucket: string
  readonly #prefix: string
  readonly #explained: S3Place['explained']

  readonly #read: ReadVersion

  constructor({ connection, bucket, prefix, explained }: S3Place, read: ReadVersion) {
    this.#connection = connection
    this.#bucket = bucket
    this.#prefix = prefix
    this.#explained = explained
    this.#read = read
  }

  async kept(): Promise<boolean> {
    return await this.#explained('GetBucketVersioning', '', async (abortSignal) => {
      try {
        const command = new GetBucketVersioningCommand({ Bucket: this.#bucket })
        // A bucket where it was suspended still holds what it kept before.
        return (await this.#connection.client.send(command, { abortSignal })).Status !== undefined
      } catch (error) {
        if (isNoVersioning(faultIn(error))) return false
        throw error
      }
    })
  }

  async *list(prefix: string): AsyncIterable<ObjectVersion> {
    const whole = this.#prefix + prefix
    for await (const page of this.#pages(whole)) {
      const marks = (page.DeleteMarkers ?? []).map((one) => ({ ...one, Size: 0, mark: true }))
      const versions = (page.Versions ?? []).map((one) => ({ ...one, mark: false }))
      for (const { Key, VersionId, Size, LastModified, IsLatest, mark } of [...versions, ...marks]) {
        if (!Key?.startsWith(whole) || VersionId === undefined || Size === undefined || !LastModified)
          throw untrusted(whole)
        const key = Key.slice(this.#prefix.length)
        if (!key.endsWith('/'))
          yield { key, version: VersionId, mark, size: Size, modified: LastModified, current: IsLatest === true }
      }
    }
  }

  async folders(prefix: string): Promise<string[]> {
    const whole = this.#prefix + prefix
    const names = new Set<string>()
    for await (const page of this.#pages(whole, '/')) {
      for (const { Prefix } of page.CommonPrefixes ?? []) {
        if (!Prefix?.startsWith(whole) || !Prefix.endsWith('/')) throw untrusted(whole)
        if (Prefix.length > whole.length + 1) names.add(Prefix.slice(whole.length, -1))
      }
    }
    return [...names].sort(compareKeys)
  }

  get(key: string, version: string, options: GetOptions = {}): Promise<Buffer> {
    return this.#read(key, version, options)
  }

  async *#pages(prefix: string, delimiter?: string): AsyncIterable<ListObjectVersionsCommandOutput> {
    let page: ListObjectVersionsCommandOutput | undefined
    do {
      page = await this.#page(prefix, page, delimiter)
      yield page
    } while (page.IsTruncated)
  }

  async #page(
    prefix: string,
    last: ListObjectVersionsCommandOutput | undefined,
    delimiter: string | undefined,
  ): Promise<ListObjectVersionsCommandOutput> {
    const command = new ListObjectVersionsCommand({
      Bucket: this.#bucket,
      Prefix: prefix,
      Delimiter: delimiter,
      KeyMarker: last?.NextKeyMarker,
      VersionIdMarker: last?.NextVersionIdMarker,
    })
    const page = await this.#explained('ListObjectVersions', prefix, (abortSignal) =>
      this.#connection.client.send(command, { abortSignal }),
    )
    const stands = page.NextKeyMarker === last?.NextKeyMarker && page.NextVersionIdMarker === last?.NextVersionIdMarker
    if (page.IsTruncated === undefined || (page.IsTruncated && (!page.NextKeyMarker || stands))) throw untrusted(prefix)
    return page
  }

  async delete(key: string, version: string): Promise<void> {
    const command = new DeleteObjectCommand({ Bucket: this.#bucket, Key: this.#prefix + key, VersionId: version })
    await this.#explained('DeleteObjectVersion', this.#prefix + key, async (abortSignal) => {
      await this.#connection.client.send(command, { abortSignal })
    })
  }

  async lockedUntil(key: string, version: string): Promise<Date | undefined> {
    const command = new GetObjectRetentionCommand({ Bucket: this.#bucket, Key: this.#prefix + key, VersionId: version })
    try {
      return (await this.#connection.client.send(command)).Retention?.RetainUntilDate
    } catch {
      // Nothing is kept by a lock, or it may not be asked.
      return undefined
    }
  }
}

const untrusted = (prefix: string) =>
  environmentError(
    `the list of old versions below ${JSON.stringify(prefix)} cannot be trusted`,
    'check the endpoint; nothing is guessed from such an answer',
  )
