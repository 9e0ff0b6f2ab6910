import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openSession } from '../../src/postgres/session.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
}, 60_000)
afterAll(() => server?.stop())

test('integers come as numbers, booleans as booleans, everything else as text', async () => {
  const session = await openSession(server.connection)
  const rows = await session.query(
    "SELECT 1::int2 AS a, 2::int4 AS b, 3::int8 AS c, 9223372036854775807::int8 AS d, true AS e, 1.50::numeric AS f, NULL AS g, '{1}'::int[] AS h",
  )
  expect(rows).toEqual([{ a: 1, b: 2, c: 3, d: '9223372036854775807', e: true, f: '1.50', g: null, h: '{1}' }])
  await session.close()
})
