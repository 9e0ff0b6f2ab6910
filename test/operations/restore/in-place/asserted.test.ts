import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../../src/operations/backup/backup.ts'
import { restore } from '../../../../src/operations/restore/restore.ts'
import type { Connection } from '../../../../src/postgres/conninfo.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../../support/postgres.ts'
import { restoreRequest } from '../../../support/restore-request.ts'

let server: TestServer
let place: Workplace
let shop: Connection
let id: string

beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(17), makeWorkplace()])
  shop = await server.createDatabase('shop', 'CREATE TABLE orders AS SELECT g AS id FROM generate_series(1, 100) g')
  const made = await backup(backupRequest(addressOf(shop), place.storage, { name: 'shop' }), await place.context())
  id = made.backup.id
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

const run = async (expected: number) => {
  const assertions = { queries: [{ name: 'orders', sql: 'SELECT count(*) FROM orders', expect: expected }] }
  const request = restoreRequest(place.storage, addressOf(shop), {
    name: 'shop',
    backup: id,
    method: 'in-place',
    confirm: `shop from ${id}`,
    allowProduction: true,
    assertions,
  })
  return await restore(request, await place.context())
}

test('assertions are run on what is live then, and told', async () => {
  const done = await run(100)
  expect(done).toMatchObject({ ok: true, proof: { assertions: [{ name: 'orders', ok: true }] } })
}, 60_000)

test('one that does not hold is told with the safety backup, the proof, and the command that goes back', async () => {
  await server.psql(shop, 'DELETE FROM orders WHERE id > 60')
  const failed = await run(99)
  expect(failed).toMatchObject({ ok: false, code: 1, safety: { type: 'pre-restore' } })
  if (failed.ok) throw new Error('it did not fail')
  expect(failed.reason).toContain('the restore is committed')
  expect(failed.reason).toContain('assertion orders: 100 (expected 99)')
  expect(failed.hint).toContain(`--backup ${failed.safety?.id} --method in-place --target-database shop`)
  expect(failed.proof?.assertions).toMatchObject([{ name: 'orders', ok: false }])
  expect(failed.changes).toEqual([{ schema: 'public', name: 'orders', liveRows: 60, backupRows: 100 }])
  expect(await server.psql(shop, 'SELECT count(*) FROM orders')).toBe('100')
}, 60_000)
