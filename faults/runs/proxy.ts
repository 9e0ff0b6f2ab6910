import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

export interface Forwarded {
  method: string
  /** What follows the host: path and query, as it was sent. */
  path: string
}

/** What the proxy does with a request; undefined passes it on. */
export type Ruling =
  /** The connection is reset, before the store has the request or with its answer in hand. `first` is called right before. */
  | { kind: 'drop'; at: 'before' | 'after'; first?: () => void }
  /** An answer of its own; the store never sees the request. */
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string }
  /** The store's answer, cut in the middle of its body. */
  | { kind: 'cut' }
  /** The store's answer with a byte of its body changed. */
  | { kind: 'garble' }
  | undefined

/** A proxy in front of a real S3 server. */
export interface StoreProxy {
  endpoint: string
  /** Asked for every request. */
  rule: (request: Forwarded) => Ruling
  stop(): Promise<void>
}

/** Starts it in front of `http://host:port`. Signatures hold, since the Host header is passed on as it came. */
export async function startProxy(target: string): Promise<StoreProxy> {
  const server = createServer((incoming, response) => {
    void pass(target, proxy, incoming, response).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const proxy: StoreProxy = {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    rule: () => undefined,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}

async function pass(
  target: string,
  proxy: StoreProxy,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bytesOf(incoming)
  const { method = 'GET', url = '/' } = incoming
  const ruling = proxy.rule({ method, path: url })
  if (ruling?.kind === 'drop' && ruling.at === 'before') return drop(ruling.first, incoming)
  if (ruling?.kind === 'answer') {
    response.writeHead(ruling.status, { ...ruling.headers, date: new Date().toUTCString() })
    response.end(method === 'HEAD' ? undefined : ruling.body)
    return
  }
  const { answer, body: answered } = await forwarded(target, incoming, body)
  if (ruling?.kind === 'drop') return drop(ruling.first, incoming)
  const sent = ruling?.kind === 'garble' ? garbled(answered) : answered
  response.writeHead(answer.statusCode ?? 502, answer.headers)
  if (ruling?.kind !== 'cut') {
    response.end(method === 'HEAD' ? undefined : sent)
    return
  }
  response.write(sent.subarray(0, Math.floor(sent.length / 2)), () => incoming.socket.destroy())
}

async function forwarded(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const { hostname, port } = new URL(target)
  const { method, url, headers } = incoming
  const onward = request({ hostname, port, method, path: url, headers, agent: false })
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [IncomingMessage]
  return { answer, body: await bytesOf(answer) }
}

function garbled(body: Buffer): Buffer {
  const changed = Buffer.from(body)
  const at = changed.length >> 1
  if (changed.length > 0) changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
  return changed
}

function drop(first: (() => void) | undefined, incoming: IncomingMessage): void {
  first?.()
  incoming.socket.destroy()
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
