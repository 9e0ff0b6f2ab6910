import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runLoop } from '../support/loop.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
}, 60_000)

afterAll(() => server?.stop())

test('the whole loop over a storage in memory', async () => {
  const shop = await server.createDatabase(
    'shop',
    "CREATE TABLE orders AS SELECT g AS id FROM generate_series(1, 1000) g; SELECT lo_from_bytea(50001, 'x')",
  )
  const { backup, verified, restored } = await runLoop(shop, { storage: 'memory://loop', target: server })
  expect(backup.backup.location).toMatch(/^memory:\/\/loop\/shop\/backups\//)
  expect(verified).toMatchObject({ ok: true, checked: { rows: 1000, share: 1 } })
  expect(restored).toMatchObject({ ok: true, largeObjects: { count: 1, equal: 1 } })
}, 90_000)
