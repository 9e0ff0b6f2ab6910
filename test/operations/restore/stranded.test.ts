import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { restore } from '../../../src/operations/restore/restore.ts'
import { resume } from '../../../src/operations/restore/resume.ts'
import { type RollbackRequest, rollback } from '../../../src/operations/restore/rollback.ts'
import type { RestoreResult } from '../../../src/operations/results-restore.ts'
import { withDatabase } from '../../../src/postgres/conninfo.ts'
import { addressOf, startTestServer } from '../../support/postgres.ts'
import { BEFORE, SINCE, type SwapPlace, startSwapPlace } from '../../support/swap.ts'

let shop: SwapPlace

beforeAll(async () => {
  shop = await startSwapPlace()
}, 60_000)
afterAll(async () => await shop?.stop())
afterEach(async () => {
  for (const name of (await shop.databases()).map((one) => one.replace('*', ''))) {
    if (/_(restore|after|before)_/.test(name)) await admin(`DROP DATABASE "${name}"`)
  }
  expect(await shop.databases()).toEqual(['shop'])
  expect(await shop.orders()).toBe(SINCE)
})

const back = async (more: Partial<RollbackRequest> = {}) =>
  await rollback(shop.rollbackRequest(more), await shop.place.context())
const admin = async (sql: string) => await shop.server.psql(shop.server.connection, sql)
const hooks = { 'before-swap': [{ name: 'stop the shop', run: 'exit 1' }] }

/** Later than any swap of today. */
const LATER = 'shop_restore_29990101t000000'
const mark = `COMMENT ON DATABASE ${LATER} IS 'pgproof restore, unfinished, of x'`

const named = ({ restore: id, kept }: RestoreResult) =>
  new RegExp(`${kept?.database}.*pgproof rollback .*--restore ${id}`)

describe('what an older swap has kept', () => {
  test('is found where a newer one ended before the exchange', async () => {
    const first = await shop.swap()
    const failed = await shop.swap({ hooks })
    expect(failed).toMatchObject({ ok: false, hint: expect.stringContaining('shop is as it was, and open') })
    expect(await shop.orders()).toBe(BEFORE)
    expect(await resume(shop.rollbackRequest(), await shop.place.context())).toMatchObject({
      ok: true,
      restore: first.restore,
      kept: { database: first.kept?.database },
    })
    const asked: string[] = []
    const ask = async (question: string) => {
      asked.push(question)
      return 'ROLLBACK shop'
    }
    const result = await rollback(shop.rollbackRequest({ confirm: undefined }), await shop.place.context({ ask }))
    expect(result).toMatchObject({ ok: true, restore: first.restore })
    expect(asked).toEqual([expect.stringContaining(`a newer swap, ${failed.restore}, has left nothing`)])
    expect(await shop.orders()).toBe(SINCE)
  }, 60_000)

  test('stays where it is when a hook before going back fails, which says so', async () => {
    await shop.swap()
    await expect(back({ hooks })).rejects.toMatchObject({
      code: 3,
      hint: expect.stringContaining('shop is as it was, and open; start again what the hooks before-swap have stopped'),
    })
    expect(await shop.orders()).toBe(BEFORE)
    await back()
  }, 60_000)

  test('is found where a newer swap was on another server', async () => {
    const staging = await startTestServer(17)
    try {
      await staging.createDatabase('shop', 'CREATE TABLE orders (id int PRIMARY KEY, what text NOT NULL)')
      const first = await shop.swap()
      const targetUrl = addressOf(withDatabase(staging.connection, 'shop'))
      const other = await restore(shop.request({ targetUrl }), await shop.place.context())
      expect(other).toMatchObject({ ok: true, kept: { database: expect.stringContaining('shop_before_') } })
      expect(await back()).toMatchObject({ ok: true, restore: first.restore })
      expect(await shop.orders()).toBe(SINCE)
      // Of that one nothing is here.
      expect(await back({ restore: other.restore })).toMatchObject({ ok: true, steps: [] })
    } finally {
      await staging.stop()
    }
  }, 60_000)

  test('is named with the command while what a newer one left is tidied, and after a rollback', async () => {
    const [first, second] = [await shop.swap(), await shop.swap()]
    expect(await back()).toMatchObject({ ok: true, restore: second.restore, warnings: [] })
    const again = await back()
    expect(again).toMatchObject({ state: expect.stringContaining('rolled back already') })
    expect(again.warnings).toEqual([expect.stringMatching(named(first))])
    await admin(`CREATE DATABASE ${LATER}; ${mark}`)
    const tidied = await back()
    expect(tidied.steps.map(({ id }) => id)).toEqual(['drop'])
    expect(tidied.warnings).toEqual([expect.stringMatching(named(first))])
    const nothing = await back({ restore: second.restore })
    expect(nothing).toMatchObject({ ok: true, steps: [], state: expect.stringContaining('rolled back already') })
    expect(await back({ restore: first.restore })).toMatchObject({ ok: true, restore: first.restore })
  }, 60_000)

  test('is named without the storage by a command that works without a record', async () => {
    const first = await shop.swap()
    await admin(`CREATE DATABASE ${LATER}; ${mark}`)
    const { warnings } = await back({ storage: undefined })
    const id = /--restore (\S+)/.exec(warnings.join('\n'))?.[1]
    const confirm = /--confirm '([^']+)'/.exec(warnings.join('\n'))?.[1]
    expect(id).toContain(first.restore.slice(0, 16))
    expect(await back({ storage: undefined, restore: id, confirm })).toMatchObject({ ok: true })
    expect(await shop.orders()).toBe(SINCE)
  }, 60_000)

  test('is not denied by a swap that is named and has left nothing', async () => {
    const first = await shop.swap()
    const failed = await shop.swap({ hooks })
    const result = await back({ restore: failed.restore })
    expect(result).toMatchObject({ ok: true, steps: [], state: expect.stringContaining('another swap of shop has') })
    expect(result.warnings).toEqual([expect.stringMatching(named(first))])
    await back()
  }, 60_000)
})

describe('fault 70: a restore killed before it came to marking its database', () => {
  test('leaves one that holds nothing, which rollback drops', async () => {
    await admin(`CREATE DATABASE ${LATER}`)
    expect(await back({ storage: undefined })).toMatchObject({ ok: true, steps: [{ id: 'drop', ok: true }] })
    expect(await shop.databases()).toEqual(['shop'])
  }, 60_000)

  test('is told from a database of somebody, which is left alone and hides nothing', async () => {
    const first = await shop.swap()
    const theirs = await shop.server.createDatabase(LATER, 'CREATE TABLE mine (a int)')
    expect(await back()).toMatchObject({ ok: true, restore: first.restore })
    expect(await shop.server.psql(theirs, 'SELECT count(*) FROM mine')).toBe('0')
  }, 60_000)

  test('of a database that is not there, rollback and resume do not say that it is open', async () => {
    await admin('CREATE DATABASE gone_restore_20260101t000001')
    const resumed = await resume({ ...shop.rollbackRequest(), targetDatabase: 'gone' }, await shop.place.context())
    expect(resumed).toMatchObject({ ok: false, code: 1, hint: expect.stringContaining('there is no database gone') })
    await admin('CREATE DATABASE gone_restore_20260101t000000')
    const result = await back({ targetDatabase: 'gone' })
    expect(result).toMatchObject({ ok: true, state: expect.stringContaining('there is no database gone') })
    expect(await shop.databases()).toEqual(['shop'])
  }, 60_000)
})
