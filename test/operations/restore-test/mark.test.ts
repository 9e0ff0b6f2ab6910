import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { restoreTest } from '../../../src/operations/restore-test/restore-test.ts'
import { openSession } from '../../../src/postgres/session.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, type Workplace } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'

let server: TestServer
let place: Workplace

beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(), makeWorkplace()])
}, 90_000)
afterAll(async () => void (await Promise.all([server?.stop(), place?.remove()])))

test("the source's comment comes back equal, and nobody ever sees it in place of the mark of a test", async () => {
  const shop = await server.createDatabase('shop', `CREATE TABLE t (a int); COMMENT ON DATABASE shop IS 'it''s ours'`)
  await backup(backupRequest(addressOf(shop), place.storage), await place.context())
  const target = { targetUrl: addressOf(server.connection), allowSourceServer: true }
  const seen = new Set<string | null>()
  let done = false
  const looking = (async () => {
    const session = await openSession(server.connection)
    while (!done) {
      const sql = `SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname LIKE 'pgproof_test_%'`
      for (const { mark } of await session.query<{ mark: string | null }>(sql)) seen.add(mark)
    }
    await session.close()
  })()
  const result = await restoreTest(restoreTestRequest(place.storage, target), await place.context()).finally(() => {
    done = true
  })
  await looking
  expect(result).toMatchObject({ ok: true })
  expect([...seen].filter((mark) => mark?.startsWith('pgproof restore-test, begun '))).not.toEqual([])
  expect(seen).not.toContain("it's ours")
})
