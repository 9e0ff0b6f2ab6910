import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import { list } from '../../src/operations/list.ts'
import { restore } from '../../src/operations/restore/restore.ts'
import { restoreTest } from '../../src/operations/restore-test/restore-test.ts'
import { show } from '../../src/operations/show.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { openStore } from '../../src/storage/open.ts'
import { keysOf } from '../storage/contract.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../support/postgres.ts'
import { restoreRequest } from '../support/restore-request.ts'
import { type ScriptedS3, startScriptedS3 } from '../support/scripted-http.ts'
import { keepVersions } from '../support/scripted-versions.ts'

let server: TestServer
let s3: ScriptedS3
let place: Workplace
let id: string
/** Between the backup and the attack. */
const asOf = new Date(Date.now() - 24 * 3_600_000)
const context = (now = new Date()) =>
  place.context({ environment: { ...process.env, ...s3.environment }, now: () => now })
const now = async () => keysOf(await openStore(place.storage, { environment: s3.environment }), '')
const records = async () => (await now()).filter((key) => key.includes('/records/'))

beforeAll(async () => {
  server = await startTestServer()
  s3 = await startScriptedS3()
  const kept = keepVersions(s3)
  place = await makeWorkplace(s3.address)
  const shop = await server.createDatabase('shop', 'CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id')
  kept.now = new Date(asOf.getTime() - 3_600_000)
  id = (await backup(backupRequest(addressOf(shop), place.storage), await context(kept.now))).backup.id
  kept.now = new Date()
  // Somebody with the keys of the backup job, and the right to delete, takes revenge.
  const store = await openStore(place.storage, { environment: s3.environment })
  for (const [index, key] of (await now()).entries()) {
    if (index % 2 === 0) await store.put(key, Buffer.from('all your base'))
    if (index % 3 === 0 || key.endsWith('manifest.json')) await store.delete(key)
  }
  store.close()
}, 60_000)
afterAll(async () => {
  await server?.stop()
  await s3?.stop()
  await place?.remove()
})

test('today nothing is left', async () => {
  await expect(list({ storage: place.storage }, await context())).rejects.toMatchObject({ code: 2 })
})

test('list shows what was there, and nothing of before', async () => {
  expect((await list({ storage: place.storage, asOf }, await context())).backups.map((one) => one.id)).toEqual([id])
  const before = new Date(asOf.getTime() - 7_200_000)
  await expect(list({ storage: place.storage, asOf: before }, await context())).rejects.toMatchObject({ code: 2 })
})

test('show reads it, and its command for bringing it back says as of when', async () => {
  const shown = await show({ storage: place.storage, backup: 'latest', asOf }, await context())
  expect(shown.backup.id).toBe(id)
  expect(shown.restoreCommand.endsWith(` --as-of ${asOf.toISOString()}`)).toBe(true)
})

test('verify reads every byte of it, and says that it records nothing', async () => {
  const result = await verify(verifyRequest(place.storage, { asOf, maxBackupAge: 2 * 3_600_000 }), await context())
  expect(result).toMatchObject({ ok: true, backup: { id }, checked: { share: 1, rows: 1000 } })
  expect(result.record).toBeUndefined()
  expect(result.warnings).toEqual([expect.stringMatching(/^no record was written: nothing is written into .* as of /)])
  expect(await records()).toEqual([])
})

test('a restore-test proves it, and records nothing either', async () => {
  const result = await restoreTest(restoreTestRequest(place.storage, { asOf }), await context())
  expect(result).toMatchObject({ ok: true, backup: { id } })
  expect(result.warnings.join()).toContain('no record was written')
  expect(await records()).toEqual([])
}, 60_000)

test('restore brings it back, and leaves its records in the storage of today', async () => {
  const request = restoreRequest(place.storage, addressOf(server.connection), {
    asOf,
    targetDatabase: 'shop_back',
    confirm: `shop_back from ${id}`,
  })
  const result = await restore(request, await context())
  if (!result.ok) throw new Error(`${result.reason} ${result.hint}`)
  const [row] = await server.query(
    { parameters: { ...server.connection.parameters, dbname: 'shop_back' } } as typeof server.connection,
    'SELECT count(*)::int AS n FROM public.orders',
  )
  expect(row).toEqual({ n: 1000 })
  expect((await records()).length).toBeGreaterThan(0)
  // What was attacked stays as it is.
  expect((await now()).filter((key) => key.endsWith('manifest.json'))).toEqual([])
}, 60_000)

test('a time that is still to come is refused', async () => {
  const request = { storage: place.storage, asOf: new Date(Date.now() + 3_600_000) }
  await expect(list(request, await context())).rejects.toMatchObject({
    code: 2,
    reason: expect.stringMatching(/^as-of is .*, which is still to come$/),
  })
})
