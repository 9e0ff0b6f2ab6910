import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { allowConnections, exchangeNames } from '../../../../src/operations/restore/swap/exchange.ts'
import { endSessions } from '../../../../src/operations/restore/swap/sessions.ts'
import { type Connection, withDatabase } from '../../../../src/postgres/conninfo.ts'
import { openSession, type Session } from '../../../../src/postgres/session.ts'
import { startTestServer, type TestServer } from '../../../support/postgres.ts'
import { eventually } from '../../../support/processes.ts'

const NEVER = new AbortController().signal

let server: TestServer
let session: Session
let live: Connection

beforeAll(async () => {
  server = await startTestServer(17)
  session = await openSession(server.connection)
  live = withDatabase(server.connection, 'live')
  await server.createDatabase('live', "COMMENT ON DATABASE live IS 'old'")
  await server.createDatabase('new', "COMMENT ON DATABASE new IS 'new'")
}, 60_000)
afterAll(async () => {
  await session?.close()
  await server?.stop()
})

/** Whatever has the names, both are closed. */
beforeEach(async () => {
  for (const name of ['live', 'new']) await allowConnections(session, name, false)
})

const comment = async (name: string) =>
  (
    await session.query<{ is: string }>(
      "SELECT shobj_description(oid, 'pg_database') AS is FROM pg_database WHERE datname = $1",
      [name],
    )
  )[0]?.is

/** Changes the names, and one of them back to what it was called. */
async function exchange(): Promise<boolean> {
  const gently = await exchangeNames(session, { database: 'live', away: 'away', incoming: 'new', more: [] }, NEVER)
  await session.query('ALTER DATABASE away RENAME TO new')
  return gently
}

test('both names change at once, and the new one is open', async () => {
  const before = [await comment('live'), await comment('new')]
  expect(await exchange()).toBe(true)
  expect([await comment('new'), await comment('live')]).toEqual(before)
  await (await openSession(live)).close()
  await expect(openSession(withDatabase(live, 'new'))).rejects.toMatchObject({
    reason: expect.stringContaining('not currently accepting connections'),
  })
})

test('it waits for who is between looking the database up and locking it, and nobody has to wait for it', async () => {
  const before = await comment('live')
  const between = await openSession(server.connection)
  // The lock that a connection takes on its database, before it shows up as a session of it.
  await between.query("BEGIN; COMMENT ON DATABASE live IS 'old'")
  const exchanged = exchange()
  await (await openSession(server.connection)).close()
  // Whoever waits for the database would have everybody after it wait too, and be told in the end that it does not exist.
  let waiting = 0
  for (const end = performance.now() + 400; performance.now() < end; ) {
    const [row] = await between.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'object' AND NOT granted",
    )
    waiting += row?.n ?? 0
  }
  expect(waiting).toBe(0)
  await between.query('ROLLBACK')
  expect(await exchanged).toBe(true)
  expect(await comment('new')).toBe(before)
  await between.close()
})

test('a role that may not lock pg_database exchanges them all the same, and says so', async () => {
  await session.query('CREATE ROLE keeper LOGIN CREATEDB')
  for (const name of ['live', 'new']) await session.query(`ALTER DATABASE ${name} OWNER TO keeper`)
  const keeper = await openSession({ parameters: { ...server.connection.parameters, user: 'keeper' } })
  const names = { database: 'live', away: 'away', incoming: 'new', more: [] }
  expect(await exchangeNames(keeper, names, NEVER)).toBe(false)
  await session.query('ALTER DATABASE away RENAME TO new')
  await keeper.close()
})

test('sessions are ended, those of workers too; one that does not end is named', async () => {
  await allowConnections(session, 'live', true)
  const stubborn = await openSession(live, { application: 'cash desk' })
  const other = await openSession(live)
  const [row] = await stubborn.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const pid = row?.pid as number
  await allowConnections(session, 'live', false)
  process.kill(pid, 'SIGSTOP')
  try {
    await expect(endSessions(session, ['live'], NEVER, 300)).rejects.toMatchObject({
      code: 3,
      reason: `a session does not end: process ${pid} (postgres cash desk)`,
    })
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await eventually('the session goes', async () => (await endSessions(session, ['live'], NEVER)) === 0)
  await expect(other.query('SELECT 1')).rejects.toMatchObject({ code: 3 })
  await stubborn.close()
  await other.close()
})
