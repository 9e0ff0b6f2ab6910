import type { Connection } from './conninfo.ts'
import { hostsOf } from './conninfo.ts'
import { openSession, type Session } from './session.ts'

/**
 * Why a dump cannot go through what this connection leads to, and the address to use instead; undefined where nothing is known against it.
 * Poolers that hand a session's transactions to different servers break the snapshot; those in session mode are fine.
 */
export async function detectPooler(connection: Connection, session?: Session): Promise<string | undefined> {
  return poolerByAddress(connection) ?? (session === undefined ? undefined : await poolerBySession(session))
}

function poolerByAddress(connection: Connection): string | undefined {
  for (const { name, port } of hostsOf(connection.parameters)) {
    if (/\.(supabase\.com|supabase\.co|supabase\.net)$/i.test(name) && port === 6543) {
      return `port 6543 of ${name} is Supabase's pooler in transaction mode: use the session pooler, port 5432 of the same pooler host`
    }
    if (/^[^.]*-pooler\./i.test(name) && /\.neon\.(tech|build)$/i.test(name)) {
      return `${name} is Neon's pooler: use the same address without "-pooler"`
    }
  }
  return undefined
}

/**
 * A server tells the number of its own process when a session starts; a pooler tells another. That alone is no fault.
 * But where a second session is given the process that the first one has just used, sessions share it.
 */
async function poolerBySession(session: Session): Promise<string | undefined> {
  const told = (session.client as unknown as { processID: number | null }).processID
  if ((await processOf(session)) === told) return undefined
  const second = await openSession(session.connection, { pinned: session.pinned })
  try {
    const first = await processOf(session)
    if (first !== (await processOf(second))) return undefined
  } finally {
    await second.close()
  }
  return 'the address leads to a connection pooler in transaction mode: use the direct address of the server, or the pooler in session mode'
}

async function processOf(session: Session): Promise<number | undefined> {
  const [row] = await session.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid')
  return row?.pid
}
