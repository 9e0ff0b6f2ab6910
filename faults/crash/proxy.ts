import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

export interface Forwarded {
  method: string
  /** What follows the host: path and query, as it was sent. */
  path: string
}

/** What the proxy does with a request: it passes it on, or calls `drop` before that or with the answer in hand, and answers nothing. */
export type Ruling = { at: 'before' | 'after'; drop: () => void } | undefined

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
  if (ruling?.at === 'before') return drop(ruling.drop, incoming)
  const { hostname, port } = new URL(target)
  const onward = request({ hostname, port, method, path: url, headers: incoming.headers, agent: false })
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [IncomingMessage]
  const answered = await bytesOf(answer)
  if (ruling?.at === 'after') return drop(ruling.drop, incoming)
  response.writeHead(answer.statusCode ?? 502, answer.headers)
  response.end(method === 'HEAD' ? undefined : answered)
}

function drop(dropped: () => void, incoming: IncomingMessage): void {
  dropped()
  incoming.socket.destroy()
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
