import { setTimeout as sleep } from 'node:timers/promises'
import { environmentError, messageOf } from '../errors.ts'
import type { ChildEnd } from './child.ts'
import type { Connection } from './conninfo.ts'
import { openSession } from './session.ts'

const limitSeconds = 120

/** Waits until a server that was just started answers a query; fails as soon as its process has ended, with the end of its log. */
export async function waitUntilReady(
  connection: Connection,
  server: { ended: Promise<ChildEnd>; log: () => Promise<string>; signal: AbortSignal | undefined },
): Promise<void> {
  let ended = false
  void server.ended.then(() => {
    ended = true
  })
  const start = Date.now()
  let last: unknown
  while (!ended && Date.now() - start < limitSeconds * 1000) {
    try {
      const session = await openSession(connection, server.signal ? { signal: server.signal } : {})
      return await session.close()
    } catch (error) {
      server.signal?.throwIfAborted()
      last = error
    }
    await sleep(25)
  }
  const log = (await server.log().catch(() => '')).trim().split('\n').slice(-3).join(' / ')
  const why = ended ? `it ended: ${log}` : `no answer for ${limitSeconds} s: ${messageOf(last)}`
  throw environmentError(
    `the throw-away server did not start: ${why}`,
    'check its settings and the free memory and space',
    last,
  )
}
