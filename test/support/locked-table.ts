import { type Connection, withDatabase } from '../../src/postgres/conninfo.ts'
import { openSession } from '../../src/postgres/session.ts'
import type { TestServer } from './postgres.ts'
import { eventually } from './processes.ts'

/** Somebody's lock on a table, which keeps a dump waiting for as long as a test needs. */
export interface LockedTable {
  /** Resolves when somebody waits for it. */
  awaited(): Promise<void>
  release(): Promise<void>
}

export async function lockTable(server: TestServer, database: string, table: string): Promise<LockedTable> {
  const connection: Connection = withDatabase(server.connection, database)
  const session = await openSession(connection)
  await session.query('BEGIN')
  await session.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
  const waiting = `SELECT 1 AS one FROM pg_locks WHERE NOT granted AND relation = '${table}'::regclass`
  return {
    awaited: () =>
      eventually(`a dump waits for ${table}`, async () => (await server.query(connection, waiting)).length > 0),
    release: () => session.close(),
  }
}
