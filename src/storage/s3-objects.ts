import { createHash } from 'node:crypto'
import {
  HeadObjectCommand,
  type HeadObjectCommandInput,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  type StorageClass,
} from '@aws-sdk/client-s3'
import { environmentError, messageOf } from '../errors.ts'
import { NotS3, type S3Connection } from './s3-client.ts'
import { faultIn, type S3Fault } from './s3-fault.ts'
import type { StoreCapabilities } from './store.ts'

export interface PutRequest {
  name: string
  body: Uint8Array
  /** Lower-case hex. */
  sha256: string
  onlyIfAbsent: boolean
  lasting: boolean
  signal: AbortSignal
}

interface Means {
  checksums: boolean
  conditionalPut: boolean
}

/** Puts objects, and looks them up, with all the care a store takes, and learns what it refuses: `x-amz-checksum-sha256` gives way to Content-MD5, `If-None-Match` to a look before. */
export class S3Objects {
  readonly #connection: S3Connection
  readonly #bucket: string
  #means: Means

  constructor(connection: S3Connection, bucket: string) {
    this.#connection = connection
    this.#bucket = bucket
    const { checksums, conditionalPut } = connection.profile
    this.#means = { checksums, conditionalPut }
  }

  get capabilities(): StoreCapabilities {
    return { ...this.#means }
  }

  /** What was found refused before is not asked for again. */
  learn({ checksums, conditionalPut }: Partial<StoreCapabilities>): void {
    this.#means = {
      checksums: this.#means.checksums && checksums !== false,
      conditionalPut: this.#means.conditionalPut && conditionalPut !== false,
    }
  }

  /** One object in one request; `taken` where `onlyIfAbsent` is set and the name holds something. Throws what the SDK throws. */
  async put(request: PutRequest): Promise<'put' | 'taken'> {
    const { checksums, conditionalPut } = this.#means
    // From all the care down to none, one thing less at a time.
    const fallbacks: Means[] = [
      { checksums, conditionalPut },
      ...(checksums ? [{ checksums: false, conditionalPut }] : []),
      ...(conditionalPut && request.onlyIfAbsent ? [{ checksums, conditionalPut: false }] : []),
      ...(conditionalPut && request.onlyIfAbsent && checksums ? [{ checksums: false, conditionalPut: false }] : []),
    ]
    let refused: unknown
    for (const means of fallbacks) {
      try {
        const outcome = await this.#putBy(means, request)
        this.#means = means
        return outcome
      } catch (error) {
        if (!isRefusedHeader(faultIn(error))) throw error
        refused ??= error
      }
    }
    throw this.#refusedKeeping(request, refused)
  }

  /** The store did not take what it was told of how to keep the object; that is never left out by itself. */
  #refusedKeeping({ lasting }: PutRequest, refused: unknown): unknown {
    const { encryption, storageClass } = this.#connection.keeping
    const asked = [
      ...(encryption ? [`server-side-encryption ${encryption}`] : []),
      ...(storageClass && lasting ? [`storage-class ${storageClass}`] : []),
    ]
    if (asked.length === 0) return refused
    return environmentError(
      `the store refuses to keep an object with ${asked.join(' and ')}: ${messageOf(refused)}`,
      'leave it out, or ask the provider what it takes instead',
      refused,
    )
  }

  async #putBy(means: Means, request: PutRequest): Promise<'put' | 'taken'> {
    const { name, body, sha256, onlyIfAbsent, lasting, signal } = request
    const { encryption, kmsKey, storageClass } = this.#connection.keeping
    if (onlyIfAbsent && !means.conditionalPut && (await this.#exists(name, signal))) return 'taken'
    const command = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: name,
      Body: body,
      ContentLength: body.length,
      ContentType: 'application/octet-stream',
      ...(means.checksums
        ? { ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64') }
        : { ContentMD5: createHash('md5').update(body).digest('base64') }),
      ...(onlyIfAbsent && means.conditionalPut ? { IfNoneMatch: '*' } : {}),
      ...(encryption ? { ServerSideEncryption: encryption } : {}),
      ...(kmsKey ? { SSEKMSKeyId: kmsKey } : {}),
      ...(storageClass && lasting ? { StorageClass: storageClass as StorageClass } : {}),
    })
    try {
      const { ETag, ServerSideEncryption } = await this.#connection.client.send(command, { abortSignal: signal })
      // Whoever stores an object names it; an answer without is somebody else's.
      if (!ETag) throw new NotS3(200)
      if (encryption && ServerSideEncryption !== encryption) throw notEncrypted(encryption, ServerSideEncryption)
      return 'put'
    } catch (error) {
      if (onlyIfAbsent && faultIn(error).status === 412) return 'taken'
      throw error
    }
  }

  async #exists(name: string, abortSignal: AbortSignal): Promise<boolean> {
    return (await this.#lookUp({ Bucket: this.#bucket, Key: name }, abortSignal)) !== undefined
  }

  /** What the store knows of an object, with its checksum where the store tells it; undefined where there is none. */
  async head(name: string, abortSignal: AbortSignal): Promise<HeadObjectCommandOutput | undefined> {
    const plain = { Bucket: this.#bucket, Key: name }
    if (!this.#means.checksums) return await this.#lookUp(plain, abortSignal)
    try {
      return await this.#lookUp({ ...plain, ChecksumMode: 'ENABLED' }, abortSignal)
    } catch (error) {
      const { status } = faultIn(error)
      // An answer to HEAD has no body, so its status is all there is.
      if (status !== 400 && status !== 501) throw error
      const answer = await this.#lookUp(plain, abortSignal)
      this.#means = { ...this.#means, checksums: false }
      return answer
    }
  }

  async #lookUp(input: HeadObjectCommandInput, abortSignal: AbortSignal): Promise<HeadObjectCommandOutput | undefined> {
    try {
      return await this.#connection.client.send(new HeadObjectCommand(input), { abortSignal })
    } catch (error) {
      if (faultIn(error).status === 404) return undefined
      throw error
    }
  }
}

/** Whoever encrypts says so in the answer; a store that does not know the wish passes over it in silence. */
function notEncrypted(asked: string, told: string | undefined) {
  return environmentError(
    `the store was asked to encrypt with ${asked} and ${told ? `says that it did with ${told}` : 'does not say that it did'}`,
    'leave server-side-encryption out where the store has none, and let pgproof encrypt (encrypt-to) before anything is sent',
  )
}

const REFUSALS = new Set([
  'NotImplemented',
  'InvalidArgument',
  'InvalidRequest',
  'UnsupportedArgument',
  'UnsupportedHeader',
])

/** The server does not take something that the request carries, or the request at all. */
export function isRefusedHeader({ code, status }: S3Fault): boolean {
  return status === 501 || (status === 400 && REFUSALS.has(code))
}
