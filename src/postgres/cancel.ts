import { connect } from 'node:net'
import type pg from 'pg'
import type { Host } from './conninfo.ts'
import { isSocket } from './conninfo.ts'

const cancelRequestCode = 80_877_102
const limitMs = 1000

/**
 * Asks the server to cancel what a session runs; a server does not notice by itself that nobody waits for the result.
 * The request is unencrypted, as libpq's own was until 17: its key is good for cancelling this one session. Never throws.
 */
export function cancelQuery(client: pg.Client, host: Host): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null }
  if (processID === null || secretKey === null) return Promise.resolve()
  const message = Buffer.alloc(16)
  for (const [index, word] of [16, cancelRequestCode, processID, secretKey].entries())
    message.writeInt32BE(word, index * 4)
  return new Promise((resolve) => {
    const socket = isSocket(host.address)
      ? connect(`${host.address}/.s.PGSQL.${host.port}`)
      : connect(host.port, host.address)
    socket.setTimeout(limitMs, () => socket.destroy())
    socket.once('error', () => {})
    socket.once('close', () => resolve())
    socket.once('connect', () => socket.end(message))
  })
}
