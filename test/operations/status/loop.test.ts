import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { restoreTest } from '../../../src/operations/restore-test/restore-test.ts'
import { show } from '../../../src/operations/show.ts'
import { status } from '../../../src/operations/status/status.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'
import { requestOf } from './three-weeks.ts'

let server: TestServer
let place: Workplace

beforeAll(async () => {
  place = await makeWorkplace()
  server = await startTestServer()
}, 60_000)
afterAll(async () => {
  await server.stop()
  await place.remove()
})

test('what backup, verify and restore-test leave behind is what status and show read', async () => {
  const shop = await server.createDatabase('shop', 'CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id')
  const { storage } = place
  const tested = { targetUrl: addressOf(server.connection), allowSourceServer: true }
  const made = await backup(backupRequest(addressOf(shop), storage, { type: 'pre-migration' }), await place.context())
  await verify(verifyRequest(storage), await place.context())
  const restored = await restoreTest(restoreTestRequest(storage, tested), await place.context())
  expect(restored.ok).toBe(true)

  const seen = await status(requestOf(storage, { rpo: 3_600_000, rto: 3_600_000 }), await place.context())
  expect(seen).toMatchObject({ ok: true, warnings: [], backups: [{ id: made.backup.id, state: 'restore-tested' }] })
  expect(seen.timeToRestore?.seconds).toBeCloseTo(restored.phases.restore + restored.phases.index)
  expect(seen.timeToRestore?.proofSeconds).toBeGreaterThan(0)
  expect(seen.summary.freeBytes).toBeGreaterThan(0)

  const shown = await show({ storage, backup: 'latest:pre-migration' }, await place.context())
  expect(shown.history.map(({ what, who }) => `${what} by ${who}`)).toEqual([
    'backed up by tester',
    'verified by tester',
    'restore-tested by tester',
  ])
  expect(shown.restoreCommand).toBe(made.restoreCommand)
  expect(shown.tables).toMatchObject([{ schema: 'public', name: 'orders', rows: 1000 }])
}, 120_000)

test('a backup that fails its restore-test is no restore point from then on', async () => {
  const { storage } = place
  const request = restoreTestRequest(storage, {
    targetUrl: addressOf(server.connection),
    allowSourceServer: true,
    assertions: { tables: { 'public.orders': { rows: { min: 5000 } } } },
  })
  const failed = await restoreTest(request, await place.context())
  expect(failed.ok).toBe(false)
  const seen = await status(requestOf(storage), await place.context())
  expect(seen).toMatchObject({ ok: false, code: 1, backups: [{ state: 'restore-test failed', good: false }] })
  expect(seen.failures[0]?.why).toMatch(/^assertion .*public\.orders.*1000/)
  expect(seen.newest).toBeUndefined()
}, 120_000)
