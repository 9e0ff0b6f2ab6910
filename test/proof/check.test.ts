import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { environmentError } from '../../src/errors.ts'
import { openSession, type Session } from '../../src/postgres/session.ts'
import { readOnly, refusalOf, serverMessage } from '../../src/proof/check.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'

let server: TestServer
let session: Session
beforeAll(async () => {
  server = await startTestServer()
  session = await openSession(server.connection)
}, 60_000)
afterAll(async () => {
  await session?.close()
  await server.stop()
})

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test('what the server refuses is told in its own words', async () => {
  const error = await errorOf(session.query('SELECT FROM nowhere'))
  expect(refusalOf(error)).toBe('relation "nowhere" does not exist')
  expect(serverMessage(error)).toBe('relation "nowhere" does not exist')
})

test('an error that the server did not send ends all checks', () => {
  const ours = environmentError('the disk is full', 'make room')
  expect(serverMessage(ours)).toBe('the disk is full')
  expect(serverMessage('words alone')).toBe('words alone')
  expect(() => refusalOf(ours)).toThrow(ours)
})

test('a query cannot write, and leaves no transaction open', async () => {
  const refused = await errorOf(readOnly(session, 'CREATE TABLE made ()'))
  expect(refusalOf(refused)).toBe('cannot execute CREATE TABLE in a read-only transaction')
  expect(await readOnly(session, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  const [row] = await session.query("SELECT current_setting('transaction_read_only') AS read_only")
  expect(row).toEqual({ read_only: 'off' })
})

test('a session that the server ends, ends all checks', async () => {
  const ended = await openSession(server.connection)
  const error = await errorOf(readOnly(ended, 'SELECT pg_terminate_backend(pg_backend_pid())'))
  await ended.close()
  expect(serverMessage(error)).toMatch(/terminating connection|Connection terminated/)
  expect(() => refusalOf(error)).toThrow(error as Error)
})
