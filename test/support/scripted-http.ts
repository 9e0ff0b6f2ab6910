import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ScriptedRequest {
  method: string
  /** The host and port that were asked. */
  host: string
  /** The object's key: what follows `/bucket/`; empty for listings. */
  key: string
  query: URLSearchParams
  headers: Record<string, string | undefined>
  body: Buffer
}

/** What to answer instead of what an S3 server would; a field left out is as S3 has it. */
export interface Fault {
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
  /** Do what was asked first, then answer this. */
  done?: boolean
  /** Send so many bytes of the body, then reset the connection. */
  resetAfter?: number
  /** Send so many bytes of the body, then nothing, for ever. */
  stallAfter?: number
  /** Send the body in five pieces, so many milliseconds apart. */
  trickle?: number
  /** Reset the connection without an answer. */
  noAnswer?: boolean
  /** Wait before answering, in milliseconds. */
  delay?: number
  /** Wait for this before answering. */
  until?: Promise<unknown>
}

type Script = (request: ScriptedRequest, index: number) => Fault | undefined

interface Reply {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** An S3 server with one bucket in memory, which speaks just enough S3 and does what a script says. */
export interface ScriptedS3 {
  endpoint: string
  bucket: string
  address: string
  environment: Record<string, string>
  objects: Map<string, Buffer>
  /** Keys in a storage class from which they have to be thawed; the value is the class, and empty once that was done. */
  archived: Map<string, string>
  /** Every request so far, the ones that failed too. */
  requests: ScriptedRequest[]
  /** Asked for every request; undefined means: answer as S3 does. */
  script: Script
  /** Keys on a page of a listing; 1,000 unless set. */
  pageSize: number
  /** Milliseconds that this server's clock is ahead. */
  clockAhead: number
  /** Forgets objects, requests and script. */
  reset(): void
  stop(): Promise<void>
}

/** The answer that S3 gives for an error. */
export function s3Error(status: number, code: string, message = 'scripted', extra = ''): Fault {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${extra}</Error>`
  return { status, headers: { 'content-type': 'application/xml' }, body }
}

/** The first `faults` requests that match get these, one each; the rest is as S3 does. */
export function inTurn(method: string, ...faults: Fault[]): Script {
  const left = [...faults]
  return (request) => (request.method === method ? left.shift() : undefined)
}

export async function startScriptedS3(): Promise<ScriptedS3> {
  const server = createServer((request, response) => {
    void answer(s3, request, response).catch((error) => response.destroy(error as Error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const s3: ScriptedS3 = {
    endpoint,
    bucket: 'bucket',
    address: `s3://bucket/prefix?endpoint=${endpoint}`,
    environment: { AWS_ACCESS_KEY_ID: 'AKIDSCRIPTED', AWS_SECRET_ACCESS_KEY: 'scripted-secret-canary' },
    objects: new Map(),
    archived: new Map(),
    requests: [],
    script: () => undefined,
    pageSize: 1000,
    clockAhead: 0,
    reset() {
      s3.objects.clear()
      s3.archived.clear()
      s3.requests.length = 0
      s3.script = () => undefined
      s3.pageSize = 1000
      s3.clockAhead = 0
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return s3
}

async function answer(s3: ScriptedS3, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(incoming)
  s3.requests.push(request)
  const fault = s3.script(request, s3.requests.length - 1)
  if (fault?.delay) await sleep(fault.delay)
  await fault?.until
  const own = !fault || fault.done || (fault.status === undefined && !fault.noAnswer) ? serve(s3, request) : undefined
  if (fault?.noAnswer) {
    incoming.socket.destroy()
    return
  }
  const status = fault?.status ?? own?.status ?? 200
  const headers = fault?.status === undefined && own ? { ...own.headers, ...fault?.headers } : { ...fault?.headers }
  const body = fault?.body !== undefined ? Buffer.from(fault.body) : (own?.body ?? Buffer.alloc(0))
  await send(
    response,
    { status, headers: { date: new Date(Date.now() + s3.clockAhead).toUTCString(), ...headers }, body },
    request,
    fault,
  )
}

async function send(response: ServerResponse, reply: Reply, request: ScriptedRequest, fault?: Fault): Promise<void> {
  const size = reply.headers['content-length'] ?? String(reply.body.length)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': size })
  if (fault?.trickle !== undefined) {
    const piece = Math.ceil(reply.body.length / 5)
    for (let from = 0; from < reply.body.length; from += piece) {
      response.write(reply.body.subarray(from, from + piece))
      await sleep(fault.trickle)
    }
    response.end()
    return
  }
  const stop = fault?.resetAfter ?? fault?.stallAfter
  if (stop === undefined) {
    response.end(request.method === 'HEAD' ? undefined : reply.body)
    return
  }
  response.flushHeaders()
  await new Promise((resolve) => response.write(reply.body.subarray(0, stop), resolve))
  if (fault?.resetAfter === undefined) return
  // Time for the bytes to arrive: a reset may throw away what is on its way.
  await sleep(30)
  response.socket?.resetAndDestroy()
}

async function readRequest(incoming: IncomingMessage): Promise<ScriptedRequest> {
  const url = new URL(incoming.url ?? '/', 'http://host')
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = incoming.headers as Record<string, string | undefined>
  const host = headers.host ?? ''
  const path = decodeURIComponent(url.pathname)
  // Path style, or the bucket in the host's name.
  const key = host.startsWith('bucket.') ? path.slice(1) : path.replace(/^\/bucket\/?/, '')
  return { method: incoming.method ?? '', host, key, query: url.searchParams, headers, body: Buffer.concat(chunks) }
}

const MODIFIED = new Date('2026-11-20T02:17:03Z')
const etagOf = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`
const reply = (status: number, headers: Record<string, string> = {}, body: string | Buffer = ''): Reply => ({
  status,
  headers,
  body: Buffer.from(body),
})
const failed = (status: number, code: string): Reply => {
  const { headers, body } = s3Error(status, code)
  return reply(status, headers, body)
}

function serve(s3: ScriptedS3, request: ScriptedRequest): Reply {
  if (request.method === 'POST' && request.query.has('delete')) return bulkDelete(s3, request)
  if (request.key === '') return listing(s3, request.query)
  const held = s3.objects.get(request.key)
  switch (request.method) {
    case 'PUT':
      if (request.headers['if-none-match'] === '*' && held) return failed(412, 'PreconditionFailed')
      s3.objects.set(request.key, request.body)
      return reply(200, { etag: etagOf(request.body) })
    case 'DELETE':
      s3.objects.delete(request.key)
      return reply(204)
    case 'GET':
    case 'HEAD':
      if (!held) return failed(404, 'NoSuchKey')
      if (request.method === 'GET' && s3.archived.get(request.key)) return failed(403, 'InvalidObjectState')
      return objectReply(request, held, classHeaders(s3, request.key))
    default:
      return failed(405, 'MethodNotAllowed')
  }
}

function bulkDelete(s3: ScriptedS3, request: ScriptedRequest): Reply {
  const keys = [...String(request.body).matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1] ?? '')
  for (const key of keys) s3.objects.delete(key)
  const deleted = keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('')
  return reply(200, { 'content-type': 'application/xml' }, `<DeleteResult>${deleted}</DeleteResult>`)
}

function classHeaders(s3: ScriptedS3, key: string): Record<string, string> {
  const archived = s3.archived.get(key)
  if (archived === undefined) return {}
  if (archived !== '') return { 'x-amz-storage-class': archived }
  return {
    'x-amz-storage-class': 'GLACIER',
    'x-amz-restore': 'ongoing-request="false", expiry-date="Fri, 04 Dec 2026"',
  }
}

function objectReply(request: ScriptedRequest, held: Buffer, more: Record<string, string>): Reply {
  const match = request.headers['if-match']
  if (match !== undefined && match !== etagOf(held)) return failed(412, 'PreconditionFailed')
  const length = { 'content-length': String(held.length) }
  const headers = { etag: etagOf(held), 'last-modified': MODIFIED.toUTCString(), ...length, ...more }
  const sum = createHash('sha256').update(held).digest('base64')
  const checksum = request.headers['x-amz-checksum-mode'] ? { 'x-amz-checksum-sha256': sum } : undefined
  const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]
  if (from === undefined) return reply(200, { ...headers, ...checksum }, held)
  const rest = held.subarray(Number(from))
  const range = {
    'content-range': `bytes ${from}-${held.length - 1}/${held.length}`,
    'content-length': String(rest.length),
  }
  return reply(206, { ...headers, ...range }, rest)
}

function listing(s3: ScriptedS3, query: URLSearchParams): Reply {
  const prefix = query.get('prefix') ?? ''
  const after = query.get('continuation-token') ?? ''
  const delimiter = query.get('delimiter')
  const sorted = [...s3.objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const under = sorted.filter((key) => key.startsWith(prefix))
  const rolled = delimiter ? [...new Set(under.map((key) => rolledUp(key, prefix, delimiter)))] : under
  const left = rolled.filter((entry) => entry > after)
  const page = left.slice(0, Number(query.get('max-keys') ?? s3.pageSize))
  const folders = page.filter((entry) => !s3.objects.has(entry))
  const keys = page.filter((entry) => s3.objects.has(entry))
  const end =
    page.length < left.length
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>`
      : '<IsTruncated>false</IsTruncated>'
  const common = folders.map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`).join('')
  const objects = keys.map((key) => ({ key, size: s3.objects.get(key)?.length ?? 0, class: classOf(s3, key) }))
  return reply(200, { 'content-type': 'application/xml' }, listingXml(objects, end + common))
}

const classOf = (s3: ScriptedS3, key: string) => (s3.archived.has(key) ? s3.archived.get(key) || 'GLACIER' : 'STANDARD')

/** A key, or the folder that stands for all keys below it. */
function rolledUp(key: string, prefix: string, delimiter: string): string {
  const at = key.indexOf(delimiter, prefix.length)
  return at === -1 ? key : key.slice(0, at + delimiter.length)
}

/** A listing's page; `end` is what says whether more follows. */
export function listingXml(objects: { key: string; size: number; class?: string }[], end: string): string {
  const contents = objects.map(
    ({ key, size, class: storageClass = 'STANDARD' }) =>
      `<Contents><Key>${key}</Key><LastModified>${MODIFIED.toISOString()}</LastModified><ETag>"x"</ETag><Size>${size}</Size><StorageClass>${storageClass}</StorageClass></Contents>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name>${end}${contents.join('')}</ListBucketResult>`
}
