import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { restore } from '../../../src/operations/restore/restore.ts'
import type { BackupResult } from '../../../src/operations/results.ts'
import { type Connection, withDatabase } from '../../../src/postgres/conninfo.ts'
import { listRecords } from '../../../src/repository/records.ts'
import { openStore } from '../../../src/storage/open.ts'
import { richSchema } from '../../proof/rich-schema.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'
import { restoreRequest } from '../../support/restore-request.ts'

let source: TestServer
let target: TestServer
let place: Workplace
let shop: Connection
let made: BackupResult

beforeAll(async () => {
  ;[source, target, place] = await Promise.all([startTestServer(17), startTestServer(17), makeWorkplace()])
  shop = await source.createDatabase('shop', richSchema)
  await source.psql(shop, "ALTER DATABASE shop SET work_mem = '7MB'; COMMENT ON DATABASE shop IS 'the shop'")
  made = await backup(backupRequest(addressOf(shop), place.storage, { name: 'shop' }), await place.context())
}, 90_000)
afterAll(async () => {
  await Promise.all([source?.stop(), target?.stop(), place?.remove()])
})

const request = (more: Parameters<typeof restoreRequest>[2] = {}) =>
  restoreRequest(place.storage, target.url, {
    name: 'shop',
    confirm: `${more.targetDatabase ?? 'shop'} from ${made.backup.id}`,
    createRoles: true,
    ...more,
  })
const run = async (more: Parameters<typeof restoreRequest>[2] = {}) =>
  await restore(request(more), await place.context())
const databases = async (server = target) =>
  (await server.query<{ name: string }>(server.connection, 'SELECT datname AS name FROM pg_database ORDER BY 1')).map(
    ({ name }) => name,
  )
const recordsOf = async (kind: string) => {
  const store = await openStore(place.storage, { environment: {} })
  const all = (await listRecords(store, 'shop')).get(made.backup.id) ?? []
  return all.filter((record) => record.kind === kind)
}
const failure = async (promise: Promise<unknown>) =>
  await promise.then(
    () => 'no failure',
    (error: unknown) => error,
  )

describe('into a database that does not exist', () => {
  test('the plan shows every step, writes nothing, and has the same digest again', async () => {
    const before = await databases()
    const planned = await run({ plan: true, confirm: undefined })
    const again = await run({ plan: true, confirm: undefined })
    expect(planned).toMatchObject({ ok: true, mode: 'plan', target: { database: 'shop' } })
    expect(planned.plan?.steps.map(({ id }) => id)).toEqual(['require', 'confirm', 'restore', 'prove', 'name'])
    expect(again.plan?.digest).toBe(planned.plan?.digest)
    expect((await run({ plan: true, targetDatabase: 'other' })).plan?.digest).not.toBe(planned.plan?.digest)
    expect(await databases()).toEqual(before)
    expect(await recordsOf('step')).toEqual([])
  })

  test('another digest than the plan has is refused', async () => {
    const refused = await run({ planDigest: 'f'.repeat(64) })
    expect(refused).toMatchObject({ ok: false, code: 4, reason: expect.stringContaining('the plan is another one') })
  })

  test('a dry run rehearses elsewhere and writes nothing', async () => {
    const before = await databases()
    expect(await run({ dryRun: true })).toMatchObject({ ok: true, mode: 'dry-run', steps: expect.anything() })
    expect(await databases()).toEqual(before)
  }, 60_000)

  test('it is restored, proved equal, and gets its name, owner and settings last', async () => {
    const result = await run()
    expect(result).toMatchObject({ ok: true, code: 0, confirmed: { by: 'input' }, target: { database: 'shop' } })
    expect(result.steps.every(({ ok }) => ok)).toBe(true)
    expect(result.proof?.tables.every(({ equal }) => equal)).toBe(true)
    const restored = withDatabase(target.connection, 'shop')
    expect(await target.psql(restored, 'SHOW work_mem')).toBe('7MB')
    expect(
      await target.psql(
        restored,
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'shop'",
      ),
    ).toBe('the shop')
    expect((await recordsOf('restored'))[0]).toMatchObject({ ok: true, body: { restore: result.restore } })
    expect((await recordsOf('step')).map(({ body }) => (body as { step: string }).step)).toEqual([
      'restore',
      'prove',
      'name',
    ])
    expect((await databases()).filter((name) => name.includes('_restore_') || name.startsWith('pgproof_test'))).toEqual(
      [],
    )
  }, 60_000)

  test('fault 66: what holds something is refused, and says what it holds', async () => {
    expect(await failure(run())).toMatchObject({
      code: 4,
      reason: expect.stringMatching(/holds something: \d+ relations/),
    })
    expect((await recordsOf('refused')).length).toBeGreaterThan(0)
  })

  test('an empty one is replaced', async () => {
    await target.createDatabase('empty')
    const result = await run({ targetDatabase: 'empty' })
    expect(result).toMatchObject({ ok: true, target: { database: 'empty' } })
  }, 60_000)
})

describe('mistakes', () => {
  test('fault 67: the source is refused without allow-production', async () => {
    const lost = await source.createDatabase('lost', 'CREATE TABLE t (a int)')
    const of = await backup(backupRequest(addressOf(lost), place.storage, { name: 'lost' }), await place.context())
    await source.psql(source.connection, 'DROP DATABASE lost')
    const again = (more: object) => ({
      ...request(),
      name: 'lost',
      targetUrl: source.url,
      confirm: `lost from ${of.backup.id}`,
      ...more,
    })
    const refused = await restore(again({}), await place.context())
    expect(refused).toMatchObject({ ok: false, code: 4, hint: expect.stringContaining('allow-production') })
    expect(await restore(again({ allowProduction: true }), await place.context())).toMatchObject({ ok: true })
  }, 60_000)

  test('fault 68: an address that names another database needs it said again', async () => {
    const targetUrl = addressOf(await target.createDatabase('elsewhere'))
    expect(await failure(run({ targetUrl }))).toMatchObject({ code: 4, reason: expect.stringContaining('elsewhere') })
    expect(await databases()).toContain('elsewhere')
  })

  test.each([undefined, 'shop from', 'Shop from X', 'yes'])('the confirmation %p is refused', async (confirm) => {
    expect(await run({ targetDatabase: 'never', confirm })).toMatchObject({ ok: false, code: 4 })
    expect(await databases()).not.toContain('never')
  })

  test('a server that cannot be reached is the environment', async () => {
    expect(await failure(run({ targetUrl: 'postgresql://postgres@127.0.0.1:1/shop' }))).toMatchObject({ code: 3 })
  })
})

describe('when it goes wrong', () => {
  test('fault 71: what does not hold leaves nothing behind', async () => {
    const assertions = { queries: [{ name: 'is not so', sql: 'SELECT 1', expect: 2 }] }
    const before = await databases()
    const result = await run({ targetDatabase: 'failing', assertions })
    expect(result).toMatchObject({ ok: false, code: 1 })
    expect(await databases()).toEqual(before)
    expect((await recordsOf('restored')).at(-1)).toMatchObject({ ok: false })
  }, 60_000)

  test('fault 70: what a killed restore left behind is dropped by the next one', async () => {
    await target.psql(target.connection, 'CREATE DATABASE again_restore_20260101t000000')
    await target.psql(
      target.connection,
      "COMMENT ON DATABASE again_restore_20260101t000000 IS 'pgproof restore, unfinished, of x'",
    )
    const result = await run({ targetDatabase: 'again' })
    expect(result).toMatchObject({ ok: true })
    expect(await databases()).not.toContain('again_restore_20260101t000000')
  }, 60_000)

  test('a damaged backup is not restored', async () => {
    const store = await openStore(place.storage, { environment: {} })
    const key = `shop/backups/${made.backup.id}/`
    const copies = new Map<string, Buffer>()
    for await (const object of store.list(key))
      if (/\.dat\.zst/.test(object.key)) copies.set(object.key, await store.get(object.key))
    const [victim] = [...copies].sort((a, b) => b[1].length - a[1].length)[0] as [string, Buffer]
    const file = join(place.folder, 'store', victim)
    try {
      await writeFile(file, Buffer.from((copies.get(victim) as Buffer).map((byte, at) => (at === 9 ? byte ^ 1 : byte))))
      const result = await run({ targetDatabase: 'damaged' })
      expect(result).toMatchObject({ ok: false, code: 1, reason: expect.stringContaining('damaged') })
      expect(await databases()).not.toContain('damaged')
    } finally {
      await writeFile(file, copies.get(victim) as Buffer)
    }
  }, 60_000)
})
