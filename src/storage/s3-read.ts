import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { NotS3 } from './s3-client.ts'
import { faultIn } from './s3-fault.ts'

export interface ReadRequest {
  client: S3Client
  bucket: string
  name: string
  /** An older one than what is there now. */
  version?: string | undefined
  signal: AbortSignal
  stallMs: number
  /** What to throw before reading an object of this size, if anything. */
  tooLarge(size: number): Error | undefined
}

/** What has arrived of an object so far. */
interface Arrived {
  body: Buffer
  length: number
  etag: string
}

/**
 * Reads an object whole. A connection that is cut, or gives no byte for `stallMs`, is taken up where it ended, with `If-Match`,
 * as long as each one brings something.
 */
export async function readObject(request: ReadRequest): Promise<Buffer> {
  const arrived: Arrived = { body: Buffer.alloc(0), length: 0, etag: '' }
  for (;;) {
    const before = arrived.length
    try {
      await readOnce(request, arrived)
      return arrived.body
    } catch (error) {
      request.signal.throwIfAborted()
      if (arrived.length === before || faultIn(error).status !== undefined) throw error
    }
  }
}

async function readOnce(request: ReadRequest, arrived: Arrived): Promise<void> {
  const { client, bucket, name, version, signal, stallMs } = request
  const from = arrived.length
  const rest = from > 0 ? { Range: `bytes=${from}-`, IfMatch: arrived.etag } : {}
  const command = new GetObjectCommand({ Bucket: bucket, Key: name, VersionId: version, ...rest })
  const { Body, ContentLength, ContentRange, ETag } = await client
    .send(command, { abortSignal: signal })
    .catch((error: unknown) => {
      const changed = from > 0 && [412, 416].includes(faultIn(error).status ?? 0)
      throw changed ? cut(`${name} was replaced while it was read`) : error
    })
  const stream = Body as (AsyncIterable<Buffer> & { destroy(error?: Error): void }) | undefined
  if (!stream || ETag === undefined || ContentLength === undefined) throw new NotS3(200)
  if (from === 0) {
    const refused = request.tooLarge(ContentLength)
    if (refused) {
      stream.destroy()
      throw refused
    }
    arrived.body = Buffer.allocUnsafe(ContentLength)
    arrived.etag = ETag
  } else if (ETag !== arrived.etag || !ContentRange?.startsWith(`bytes ${from}-`)) {
    stream.destroy()
    throw cut(`${name} was replaced while it was read, or cannot be read in pieces`)
  }
  await fill(stream, arrived, { signal, stallMs })
  if (arrived.length !== arrived.body.length)
    throw cut(`the answer ended after ${arrived.length} of ${arrived.body.length} bytes`)
}

async function fill(
  stream: AsyncIterable<Buffer> & { destroy(error?: Error): void },
  arrived: Arrived,
  { signal, stallMs }: { signal: AbortSignal; stallMs: number },
): Promise<void> {
  const stalled = () => stream.destroy(cut(`no byte for ${stallMs / 1000} s`))
  const abort = () => stream.destroy(new Error('aborted'))
  const timer = setTimeout(stalled, stallMs)
  signal.addEventListener('abort', abort, { once: true })
  try {
    for await (const chunk of stream) {
      timer.refresh()
      if (arrived.length + chunk.length > arrived.body.length) throw cut('more bytes came than were promised')
      arrived.length += chunk.copy(arrived.body, arrived.length)
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

function cut(message: string): Error {
  return Object.assign(new Error(message), { name: 'TimeoutError' })
}
