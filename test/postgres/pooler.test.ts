import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Connection, parseConnection } from '../../src/postgres/conninfo.ts'
import { detectPooler } from '../../src/postgres/pooler.ts'
import { openSession } from '../../src/postgres/session.ts'
import { failureOf } from '../support/failure.ts'
import { startPooler } from '../support/pooler.ts'
import { newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(newestMajor, { tcp: true, settings: { max_connections: '20' } })
}, 60_000)
afterAll(() => server?.stop())

const as = (parameters: Record<string, string>): Connection => ({
  parameters: { ...server.connection.parameters, ...parameters },
})

const failing = (connection: Connection) => failureOf(openSession(connection).then((session) => session.close()))

describe('a pooler', () => {
  test('that drops startup options is named by what is not in effect', async () => {
    const pooler = await startPooler(Number(server.connection.parameters.port), 'drops-options')
    const failure = await failing(as({ port: String(pooler.port) }))
    expect(failure.reason).toMatch(
      /the setting search_path is .*"\$user", public.* although the session was started with 'pg_catalog'/,
    )
    expect(failure.hint).toMatch(/pooler.*ALTER ROLE "postgres" SET search_path = 'pg_catalog'/)
    await pooler.stop()
  })

  test('in transaction mode is recognised by a process that two sessions share', async () => {
    const pooler = await startPooler(Number(server.connection.parameters.port), 'transactions')
    const session = await openSession(as({ port: String(pooler.port) }))
    expect(await detectPooler(server.connection, session)).toMatch(/transaction mode/)
    await session.close()
    await pooler.stop()
  })

  test('a server itself is none', async () => {
    const session = await openSession(server.connection)
    expect(await detectPooler(server.connection, session)).toBeUndefined()
    await session.close()
  })

  test.each([
    ['postgres://u@db.abc.supabase.co:6543/postgres', /Supabase/],
    ['postgres://u@aws-0-eu-west-1.pooler.supabase.com:6543/postgres', /Supabase/],
    ['postgres://u@aws-0-eu-west-1.pooler.supabase.com:5432/postgres', undefined],
    ['postgres://u@ep-cool-1234-pooler.eu-central-1.aws.neon.tech/neondb', /Neon/],
    ['postgres://u@ep-cool-1234.eu-central-1.aws.neon.tech/neondb', undefined],
    ['postgres://u@db-pooler.example.org/d', undefined],
  ])('%s', async (address, reason) => {
    const found = await detectPooler(parseConnection(address, {}))
    if (reason) expect(found).toMatch(reason)
    else expect(found).toBeUndefined()
  })
})
