import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { finish } from '../../../src/operations/restore/finish.ts'
import { type RollbackRequest, rollback } from '../../../src/operations/restore/rollback.ts'
import { BEFORE, SINCE, type SwapPlace, startSwapPlace } from '../../support/swap.ts'

let shop: SwapPlace

beforeAll(async () => {
  shop = await startSwapPlace(17, { settings: { max_prepared_transactions: '5' } })
}, 60_000)
afterAll(async () => await shop?.stop())
afterEach(async () => {
  await back()
  await shop.dropKept()
  expect(await shop.databases()).toEqual(['shop'])
  expect(await shop.orders()).toBe(SINCE)
})

const back = async (more: Partial<RollbackRequest> = {}) =>
  await rollback(shop.rollbackRequest(more), await shop.place.context())
const finished = async (more: Parameters<SwapPlace['request']>[0] = {}) =>
  await finish(shop.request(more), await shop.place.context())
const admin = async (sql: string) => await shop.server.psql(shop.server.connection, sql)

describe('rollback', () => {
  test('keeps what was written since under another name, and leaves records', async () => {
    const swapped = await shop.swap()
    await shop.server.psql(shop.shop, "INSERT INTO orders VALUES (5, 'since the swap')")
    const result = await back()
    const after = `shop_after_${swapped.restore.slice(0, 15).toLowerCase()}`
    expect(result).toMatchObject({
      ok: true,
      verb: 'rollback',
      restore: swapped.restore,
      backup: shop.made.backup.id,
      state: expect.stringContaining(after),
    })
    expect(await shop.orders()).toBe(SINCE)
    await admin(`ALTER DATABASE "${after}" ALLOW_CONNECTIONS true`)
    const there = { parameters: { ...shop.shop.parameters, dbname: after } }
    expect(await shop.server.psql(there, 'SELECT what FROM orders WHERE id = 5')).toBe('since the swap')
    const [record] = await shop.records('rolled-back')
    expect(record?.body).toMatchObject({ restore: swapped.restore, state: result.state })
    await admin(`ALTER DATABASE "${after}" ALLOW_CONNECTIONS false`)
  }, 60_000)

  test('works without the storage, by the names on the server, and asks for the name of the kept database', async () => {
    const swapped = await shop.swap()
    const confirm = `shop from ${swapped.kept?.database}`
    await expect(back({ storage: undefined })).rejects.toMatchObject({
      code: 4,
      hint: expect.stringContaining(confirm),
    })
    expect(await shop.orders()).toBe(BEFORE)
    const result = await back({ storage: undefined, confirm })
    expect(result).toMatchObject({ ok: true, restore: '', backup: '' })
    expect(await shop.orders()).toBe(SINCE)
    expect(await back({ storage: undefined, confirm })).toMatchObject({ ok: true, steps: [] })
  }, 60_000)

  test('works where the storage does not answer, and says what was not looked at', async () => {
    const swapped = await shop.swap()
    const away = {
      storage: 's3://backups?endpoint=http://127.0.0.1:9&region=eu-central-1',
      s3AccessKeyId: 'a',
      s3SecretAccessKey: 'b',
    }
    const result = await back({ ...away, confirm: `shop from ${swapped.kept?.database}` })
    expect(result).toMatchObject({ ok: true, warnings: [expect.stringContaining('the records were not read')] })
    expect(await shop.orders()).toBe(SINCE)
  }, 120_000)

  test('gives the kept database its name back where the restored one is gone', async () => {
    await shop.swap()
    await admin('DROP DATABASE shop')
    expect(await back()).toMatchObject({ ok: true, state: expect.stringContaining('the restored one was gone') })
    expect(await shop.orders()).toBe(SINCE)
  }, 60_000)

  test('is refused without the words, and leaves a record; and while there are prepared transactions', async () => {
    await shop.swap()
    await expect(back({ confirm: 'shop from something' })).rejects.toMatchObject({ code: 4 })
    await expect(back({ allowProduction: false })).rejects.toMatchObject({ code: 4 })
    expect((await shop.records('refused')).at(-1)?.body).toMatchObject({ method: 'rollback' })
    await shop.server.psql(shop.shop, "BEGIN; INSERT INTO orders VALUES (9, 'prepared'); PREPARE TRANSACTION 'p9'")
    await expect(back()).rejects.toMatchObject({ code: 4, reason: expect.stringContaining('p9 of postgres') })
    await shop.server.psql(shop.shop, "ROLLBACK PREPARED 'p9'")
    expect(await shop.orders()).toBe(BEFORE)
  }, 60_000)

  test('goes back by one swap at a time, unless an older one is named', async () => {
    const [first, second] = [await shop.swap(), await shop.swap()]
    expect(await back()).toMatchObject({ ok: true, restore: second.restore })
    expect(await back()).toMatchObject({ ok: true, steps: [] })
    expect(await shop.orders()).toBe(BEFORE)
    expect(await back({ restore: first.restore })).toMatchObject({ ok: true, restore: first.restore })
    expect(await shop.orders()).toBe(SINCE)
    await expect(back({ restore: '20200101T000000Z-000000' })).rejects.toMatchObject({ code: 2 })
  }, 60_000)

  test('runs the hooks around the exchange', async () => {
    await shop.swap()
    const hooks = {
      'before-swap': [{ name: 'stop', run: 'exit 0' }],
      'after-swap': [{ name: 'start', run: 'exit 0' }],
    }
    const { steps } = await back({ hooks })
    expect(steps.map(({ id }) => id)).toEqual([
      'confirm',
      'before-swap',
      'close',
      'end-sessions',
      'exchange',
      'open',
      'after-swap',
    ])
  }, 60_000)

  test('says when a check after it fails, and stays where it is', async () => {
    await shop.swap()
    const failing = { 'after-swap': [{ name: 'the shop answers', run: 'exit 7' }] }
    expect(await back({ hooks: failing })).toMatchObject({
      ok: false,
      code: 1,
      reason: expect.stringContaining('the swap is rolled back, but a check after it failed'),
      state: expect.stringContaining('what it was before the swap'),
    })
    expect(await shop.orders()).toBe(SINCE)
  }, 60_000)

  test('leaves a database alone that somebody has closed, and says how to open it', async () => {
    await admin('ALTER DATABASE shop ALLOW_CONNECTIONS false')
    expect(await back()).toMatchObject({
      ok: true,
      warnings: [expect.stringContaining('ALTER DATABASE shop ALLOW_CONNECTIONS true')],
    })
    expect(await shop.databases()).toEqual(['shop*'])
    await admin('ALTER DATABASE shop ALLOW_CONNECTIONS true')
  })
})

describe('restore --finish', () => {
  test('with plan says what would go, and drops nothing', async () => {
    const swapped = await shop.swap()
    for (const more of [{ plan: true }, { dryRun: true }]) {
      expect(await finished(more)).toMatchObject({ ok: true, dropped: [swapped.kept?.database], steps: [] })
    }
    expect(await shop.databases()).toEqual(['shop', `${swapped.kept?.database}*`])
  }, 60_000)

  test('of several swaps one has to be said', async () => {
    const first = await shop.swap()
    await back()
    const second = await shop.swap()
    const kept = (await shop.databases()).filter((name) => name !== 'shop')
    expect(kept).toHaveLength(2)
    await expect(finished()).rejects.toMatchObject({ code: 4, hint: expect.stringContaining(first.restore) })
    expect(await finished({ restore: first.restore })).toMatchObject({
      ok: true,
      dropped: [expect.stringContaining('_after_')],
    })
    expect(await shop.databases()).toEqual(['shop', `${second.kept?.database}*`])
  }, 60_000)

  test('of a database that is not there is a mistake', async () => {
    await expect(finished({ targetDatabase: 'shopp' })).rejects.toMatchObject({
      code: 2,
      reason: expect.stringContaining('there is no database shopp'),
    })
  })

  test('drops what is kept when told, never by itself, and only while the live database is there', async () => {
    const swapped = await shop.swap()
    const kept = `${swapped.kept?.database}*`
    await admin('CREATE DATABASE "shop_before_20200101t000000"')
    await expect(finished({ confirm: 'shop from nothing' })).rejects.toMatchObject({ code: 4 })
    await admin('ALTER DATABASE shop ALLOW_CONNECTIONS false')
    await expect(finished()).rejects.toMatchObject({ code: 4, hint: expect.stringContaining('rollback') })
    await admin('ALTER DATABASE shop ALLOW_CONNECTIONS true')
    expect(await shop.databases()).toContain(kept)
    const result = await finished()
    expect(result).toMatchObject({
      ok: true,
      mode: 'finish',
      restore: swapped.restore,
      steps: [{ id: 'drop', ok: true }],
    })
    // What is open is somebody's own, whatever it is called.
    expect(await shop.databases()).toEqual(['shop', 'shop_before_20200101t000000'])
    await admin('DROP DATABASE "shop_before_20200101t000000"')
    expect(await finished()).toMatchObject({
      ok: true,
      steps: [],
      warnings: [expect.stringContaining('nothing to drop')],
    })
    expect(await back()).toMatchObject({ ok: true, steps: [] })
    expect(await shop.orders()).toBe(BEFORE)
    // As it was for the next test.
    await shop.server.psql(shop.shop, "DELETE FROM orders WHERE id > 1; INSERT INTO orders VALUES (4, 'fourth')")
  }, 60_000)
})
