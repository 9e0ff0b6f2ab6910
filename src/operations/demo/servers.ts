import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Connection, withDatabase } from '../../postgres/conninfo.ts'
import { findPrograms, type Programs } from '../../postgres/programs.ts'
import { startServer, type ThrowawayServer } from '../../postgres/server.ts'
import { openSession } from '../../postgres/session.ts'
import { SUPPORTED_MAJORS } from '../backup/source.ts'
import type { Context } from '../context.ts'
import { SHOP_ROLES, shopTables } from './shop.ts'
import { SHOP_OBJECTS } from './shop-objects.ts'

export interface DemoServers {
  programs: Programs
  /** Holds the shop. */
  source: ThrowawayServer
  /** What backups are restored into. */
  target: ThrowawayServer
  stop(): Promise<void>
}

/** The newest major with a server here; throws with the line that installs one. */
export async function newestServerPrograms({ environment, installServer }: Context): Promise<Programs> {
  const options = { environment, client: 'local', needs: 'server' } as const
  for (let major: number = SUPPORTED_MAJORS.last; major >= SUPPORTED_MAJORS.first; major--) {
    const found = await findPrograms(major, options).catch(() => undefined)
    if (found !== undefined) return found.programs
  }
  return (await findPrograms(SUPPORTED_MAJORS.last, { ...options, install: installServer })).programs
}

/** Two throw-away servers: one is the production of the demo, the other has nothing to do with it. */
export async function startDemoServers(programs: Programs, context: Context): Promise<DemoServers> {
  const start = async (name: string) => {
    const folder = join(context.temporary, name)
    await mkdir(folder, { mode: 0o700 })
    return await startServer(programs, { folder, environment: context.environment, signal: context.signal })
  }
  const started = await Promise.allSettled([start('source'), start('target')])
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const stop = async () => void (await Promise.all(running.map((server) => server.stop())))
  const [source, target] = running
  if (source !== undefined && target !== undefined) return { programs, source, target, stop }
  await stop()
  throw started.find((one) => one.status === 'rejected')?.reason
}

/** Makes the shop's database, with its roles and about `rows` rows. */
export async function makeShop(server: ThrowawayServer, rows: number, context: Context): Promise<Connection> {
  const admin = await openSession(server.connection, { signal: context.signal })
  try {
    await admin.query(SHOP_ROLES)
    await admin.query('CREATE DATABASE shop TEMPLATE template0')
  } finally {
    await admin.close()
  }
  const connection = withDatabase(server.connection, 'shop')
  const session = await openSession(connection, { signal: context.signal })
  try {
    for (const sql of [...shopTables(rows), ...SHOP_OBJECTS]) await session.query(sql)
    await session.query('ANALYZE')
  } finally {
    await session.close()
  }
  return connection
}
