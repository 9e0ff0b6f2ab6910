import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** The smallest connection pooler: it speaks for a server on 127.0.0.1, without TLS. */
export interface Pooler {
  port: number
  stop(): Promise<void>
}

/**
 * `drops-options` hands each session to one of the server's own but leaves out the startup options;
 * `transactions` lets all sessions share one session of the server, as transaction pooling may.
 */
export async function startPooler(serverPort: number, kind: 'drops-options' | 'transactions'): Promise<Pooler> {
  const sockets = new Set<Socket>()
  const shared: Shared = { upstream: undefined, greeting: Buffer.alloc(0), current: undefined }
  const listener = createServer((client) => {
    sockets.add(client.on('error', () => {}))
    client.once('data', (startup) => {
      if (kind === 'transactions' && shared.upstream) return join(shared, client)
      const upstream = connect(serverPort, '127.0.0.1').on('error', () => {})
      sockets.add(upstream)
      upstream.write(kind === 'drops-options' ? withoutOptions(startup) : startup)
      if (kind === 'transactions') return share(shared, upstream, client)
      client.pipe(upstream).pipe(client)
    })
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    port: (listener.address() as { port: number }).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      listener.close()
    },
  }
}

interface Shared {
  upstream: Socket | undefined
  /** What the server said to the first session after it was let in. */
  greeting: Buffer
  current: Socket | undefined
}

/** The startup message is a length, a protocol and pairs of zero-ended texts. */
function withoutOptions(startup: Buffer): Buffer {
  const words = startup.subarray(8, -1).toString('latin1').split('\0')
  const place = words.findIndex((word, index) => index % 2 === 0 && word === 'options')
  words.splice(place, 2)
  const body = Buffer.from(`${words.join('\0')}\0`, 'latin1')
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8)
  head.writeInt32BE(startup.readInt32BE(4), 4)
  return Buffer.concat([head, body])
}

function share(shared: Shared, upstream: Socket, client: Socket): void {
  shared.upstream = upstream
  shared.current = client
  upstream.on('data', (data) => {
    const from = shared.greeting.length === 0 ? data.indexOf(authenticationOk) : -1
    if (from >= 0) shared.greeting = withOtherProcess(data.subarray(from))
    shared.current?.write(from >= 0 ? Buffer.concat([data.subarray(0, from), shared.greeting]) : data)
  })
  relay(shared, client)
}

function join(shared: Shared, client: Socket): void {
  client.write(shared.greeting)
  relay(shared, client)
}

function relay(shared: Shared, client: Socket): void {
  client.on('data', (data) => {
    // X ends a session, which is not the shared one.
    if (data[0] === 0x58) {
      client.end()
      return
    }
    shared.current = client
    shared.upstream?.write(data)
  })
}

const authenticationOk = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0])

/** Poolers tell a process number and a key of their own (message K). */
function withOtherProcess(greeting: Buffer): Buffer {
  const changed = Buffer.from(greeting)
  for (let at = 0; at < changed.length; at += 1 + changed.readInt32BE(at + 1)) {
    if (changed[at] === 0x4b) changed.writeInt32BE(1, at + 5)
  }
  return changed
}
