import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { openSession } from '../../src/postgres/session.ts'
import { failureOf } from '../support/failure.ts'
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

describe('what goes wrong while connecting is explained', () => {
  const freePort = () =>
    new Promise<number>((resolve) => {
      const listener = createServer().listen(0, '127.0.0.1', () => {
        const { port } = listener.address() as { port: number }
        listener.close(() => resolve(port))
      })
    })

  test.each([
    ['a wrong password', { password: 'top-secret' }, /password for user postgres .* is wrong/],
    ['an unknown role', { user: 'nobody here' }, /password for user nobody here .* is wrong/],
    ['a missing database', { dbname: 'no such' }, /database no such does not exist/],
    ['an unknown host', { host: 'no-such-host.invalid' }, /host no-such-host\.invalid is unknown/],
    ['a missing socket', { host: '/nonexistent' }, /no server on the socket/],
    ['TLS that is not there', { sslmode: 'require' }, /does not offer TLS/],
    ['a locale that is not there', { options: '-c lc_monetary=tlh_KX' }, /does not have the locale/],
    ['a setting that is not there', { options: '-c no.such=1 -c nonsense=1' }, /does not take the setting nonsense/],
  ])('%s', async (_, parameters, reason) => {
    const failure = await failing(as(parameters as Record<string, string>))
    expect(failure.code).toBe(3)
    expect(failure.reason).toMatch(reason)
    expect(`${failure.reason} ${failure.hint}`).not.toContain('top-secret')
    expect(failure.hint).not.toBe('')
  })

  test('no password', async () => {
    const { password: _, ...rest } = server.connection.parameters
    expect((await failing({ parameters: rest })).reason).toMatch(/asks for a password and none was given/)
  })

  test('a port where nobody listens', async () => {
    const port = await freePort()
    expect((await failing(as({ port: String(port) }))).reason).toBe(`nothing answers on port ${port} of 127.0.0.1`)
  })

  test.each([
    ['says nothing', 'no answer', () => {}],
    ['hangs up', 'closed the connection', (socket: { end(): void }) => socket.end()],
    [
      'is a web server',
      'cannot connect|closed|lost',
      (socket: { end(text: string): void }) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    ],
  ])('a port where something %s', async (_, reason, answer) => {
    const listener = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => answer(socket as never))
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const { port } = listener.address() as { port: number }
    const failure = await failing(as({ port: String(port), connect_timeout: '1' }))
    expect(failure.reason).toMatch(new RegExp(reason))
    listener.close()
  })

  test('a database that takes no connections, a role that may not connect', async () => {
    await server.psql(
      server.connection,
      `CREATE DATABASE closed ALLOW_CONNECTIONS false; CREATE DATABASE private; REVOKE CONNECT ON DATABASE private FROM public; CREATE ROLE guest LOGIN PASSWORD 'g'; CREATE ROLE idle NOLOGIN PASSWORD 'i'`,
    )
    expect((await failing(as({ dbname: 'closed' }))).reason).toMatch(/takes no connections/)
    const guest = as({ dbname: 'private', user: 'guest', password: 'g' })
    expect((await failing(guest)).reason).toMatch(/guest may not connect to private/)
    expect((await failing(as({ user: 'idle', password: 'i' }))).reason).toMatch(/refuses user idle/)
  })

  test('too many connections', async () => {
    await server.psql(server.connection, "CREATE ROLE few LOGIN PASSWORD 'f' CONNECTION LIMIT 1")
    const few = as({ user: 'few', password: 'f' })
    const session = await openSession(few)
    expect((await failing(few)).reason).toMatch(/no connection left/)
    await session.close()
  })

  test('a host that has IPv6 only names the way out', async () => {
    const failure = await failing(as({ host: 'db.abc.supabase.co', hostaddr: '2001:db8::1', connect_timeout: '2' }))
    if (/cannot be reached/.test(failure.reason)) expect(failure.hint).toMatch(/session pooler/)
    else expect(failure.reason).toMatch(/no answer|closed/)
  })
})
