import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { list } from '../../../src/operations/list.ts'
import { restoreTest } from '../../../src/operations/restore-test/restore-test.ts'
import type { VerifyResult } from '../../../src/operations/results.ts'
import { type VerifyRequest, verify } from '../../../src/operations/verify/verify.ts'
import { type Inventory, readInventory } from '../../../src/repository/inventory.ts'
import { FrameWriter } from '../../../src/sealing/compression.ts'
import { type DamagedShop, makeShop } from '../../repository/damaged-shop.ts'
import { recommit, withDamage } from '../../repository/damages.ts'
import { restoreTestRequest, verifyRequest } from '../../support/loop.ts'
import { addressOf } from '../../support/postgres.ts'

const MIB = 1024 * 1024
let shop: DamagedShop
let inventory: Inventory

beforeAll(async () => {
  shop = await makeShop()
  inventory = await readInventory(readFileSync(join(shop.pristine, 'inventory.json.zst')), 'inventory.json.zst')
}, 60_000)

afterAll(() => shop?.close())

const run = async (more: Partial<VerifyRequest> = {}): Promise<VerifyResult> =>
  await verify(verifyRequest(shop.place.storage, { name: 'shop', ...more }), await shop.place.context())

const tableOf = (name: string) => inventory.tables.find((table) => table.name === name) as Inventory['tables'][number]

/** Verifies the newest backup after a change that its manifest agrees with. */
async function verifyChanged(changes: Parameters<typeof recommit>[1]): Promise<VerifyResult['damaged']> {
  return await withDamage(shop.folders.own, shop.pristine, async () => {
    await recommit(shop.folders.own, changes)
    const result = await run()
    expect(result.code).toBe(result.damaged.length > 0 ? 1 : 0)
    return result.damaged
  })
}

test('a whole backup: all bytes, all tables, and what it does not show', async () => {
  const result = await run()
  expect(result).toMatchObject({ ok: true, code: 0, damaged: [], backup: { id: shop.ids.own } })
  expect(result.checked).toMatchObject({ tables: inventory.tables.length, rows: 3200, share: 1 })
  expect(result.checked.objects).toBe(readdirSync(shop.pristine).length - 1)
  expect(result.notChecked).toEqual([{ what: 'whether it restores', why: expect.any(String) }])
})

test('rows filed under the other of two tables of one shape', async () => {
  const [a, b] = [tableOf('twin_a'), tableOf('twin_b')]
  const damaged = await verifyChanged({
    inventory: ({ tables }) => {
      for (const table of tables) {
        if (table.name === 'twin_a') table.parts = b.parts
        if (table.name === 'twin_b') table.parts = a.parts
      }
    },
  })
  expect(damaged.map(({ table }) => table)).toEqual(expect.arrayContaining(['public.twin_a', 'public.twin_b']))
})

test('the table of contents of another backup', async () => {
  const objects = { 'toc.dat': readFileSync(join(shop.folders.earlier, 'toc.dat')) }
  expect(await verifyChanged({ objects })).toEqual([
    { object: 'toc.dat', what: 'holds other definitions than the inventory' },
  ])
  const cut = readFileSync(join(shop.pristine, 'toc.dat')).subarray(0, 2000)
  expect(await verifyChanged({ objects: { 'toc.dat': cut } })).toEqual([
    { object: 'toc.dat', what: expect.stringContaining('pg_restore cannot read the table of contents') },
  ])
})

test('a table that the inventory does not know, and one that only it knows', async () => {
  const words = [{ object: 'toc.dat', what: 'lists other tables than the inventory' }]
  expect(await verifyChanged({ inventory: (i) => void i.tables.pop() })).toEqual(words)
  const more = { ...tableOf('empty'), dumpId: 99_999, name: 'more' }
  expect(await verifyChanged({ inventory: (i) => void i.tables.push(more) })).toEqual(words)
})

test('a part that is not in the manifest, or not in its object', async () => {
  const [part] = tableOf('orders').parts
  const change = (more: object) => (i: Inventory) => {
    for (const table of i.tables)
      if (table.name === 'orders') table.parts = [{ ...part, ...more } as (typeof table.parts)[0]]
  }
  const [missing] = await verifyChanged({ inventory: change({ object: '../../earlier/manifest.json' }) })
  expect(missing).toMatchObject({ object: '../../earlier/manifest.json', what: 'is not listed in the manifest' })
  for (const more of [
    { length: 10 },
    { offset: 5 },
    { rawBytes: 7 },
    { rawBytes: 10 ** 12 },
    { length: 10 ** 12, offset: 10 ** 12 },
  ]) {
    expect(await verifyChanged({ inventory: change(more) })).toEqual([
      { object: part?.object, what: expect.any(String), table: 'public.orders' },
    ])
  }
  await withDamage(shop.folders.own, shop.pristine, async () => {
    await recommit(shop.folders.own, { inventory: change({ backup: shop.ids.earlier }) })
    expect((await run()).code).toBe(1)
  })
})

test('fault 78: a part that unfolds to gigabytes: named, with little memory', async () => {
  const frame = new FrameWriter(1)
  const zeros = Buffer.alloc(16 * MIB)
  for (let n = 0; n < 128; n++) await frame.write(zeros)
  const bomb = await frame.end()
  const object = tableOf('orders').parts[0]?.object as string
  const before = process.memoryUsage.rss()
  const damaged = await verifyChanged({
    objects: { [object]: bomb },
    inventory: ({ tables }) => {
      for (const table of tables) for (const part of table.parts) if (part.object === object) part.length = bomb.length
    },
  })
  expect(damaged).toEqual([
    { object, what: expect.stringContaining('decompresses to more than'), table: 'public.orders' },
  ])
  expect(process.memoryUsage.rss() - before).toBeLessThan(300 * MIB)
}, 60_000)

test('an object that nothing refers to is read too', async () => {
  await withDamage(shop.folders.own, shop.pristine, async () => {
    await recommit(shop.folders.own, { objects: { 'spare.zst': zstdCompressSync('spare') } })
    expect((await run()).code).toBe(0)
    writeFileSync(join(shop.folders.own, 'spare.zst'), 'spore')
    expect((await run()).damaged).toMatchObject([{ object: 'spare.zst' }])
    const target = { targetUrl: addressOf(shop.server.connection), allowSourceServer: true }
    const test = restoreTest(
      restoreTestRequest(shop.place.storage, { name: 'shop', ...target }),
      await shop.place.context(),
    )
    await expect(test).rejects.toThrow('spare.zst has ')
  })
})

test('with a damaged inventory the other damaged objects are named as well', async () => {
  await withDamage(shop.folders.own, shop.pristine, async () => {
    for (const name of ['inventory.json.zst', 'toc.dat', 'roles.sql.zst'])
      writeFileSync(join(shop.folders.own, name), 'x')
    const result = await run({ requiredTables: ['orders'] })
    expect(result.damaged.map(({ object }) => object).sort()).toEqual([
      'inventory.json.zst',
      'roles.sql.zst',
      'toc.dat',
    ])
    expect(result.expectations).toHaveLength(1)
  })
})

test('samples go round: each begins where the last one ended, and none of them is "verified"', async () => {
  const seen = new Set<string>()
  const { earlier } = shop.ids
  for (let n = 0; n < 10; n++) {
    const result = await run({ backup: earlier, sample: 0.1 })
    expect(result).toMatchObject({ ok: true })
    expect(result.checked.share).toBeGreaterThanOrEqual(0.1)
    expect(result.checked.share).toBeLessThan(1)
    const { body } = JSON.parse(readFileSync(join(shop.place.folder, 'store', result.record as string), 'utf8'))
    seen.add(body.sample.next)
    expect(result.notChecked[0]?.what).toMatch(/% of the bytes$/)
  }
  expect(seen.size).toBeGreaterThan(1)
  const { backups } = await list({ storage: shop.place.storage, name: 'shop' }, await shop.place.context())
  expect(backups.find(({ id }) => id === earlier)?.verified).toBeUndefined()
})

test('a tenth at a time finds any damage within ten samples', async () => {
  await withDamage(shop.folders.own, shop.pristine, async () => {
    for (const object of shop.objects.filter((name) => !/^(manifest|inventory|toc)/.test(name))) {
      const whole = readFileSync(join(shop.folders.own, object))
      writeFileSync(
        join(shop.folders.own, object),
        Buffer.concat([whole.subarray(0, -1), Buffer.from([(whole.at(-1) ?? 0) ^ 1])]),
      )
      const found: string[] = []
      for (let n = 0; n < 10 && found.length === 0; n++) {
        found.push(...(await run({ sample: 0.1 })).damaged.map((one) => one.object))
      }
      expect(found).toEqual([object])
      writeFileSync(join(shop.folders.own, object), whole)
    }
  })
}, 60_000)

test.each([
  ['orders', true, '3000 rows'],
  ['public.sales', true, '100 rows'],
  ['sales_2', true, /rows$/],
  ['empty', false, 'it is empty'],
  ['hollow', false, 'it is empty'],
  ['totals', false, 'it is not in the backup'],
  ['other.orders', false, 'it is not in the backup'],
])('the required table %s', async (table, ok, found) => {
  const result = await run({ requiredTables: [table] })
  expect(result.code).toBe(ok ? 0 : 1)
  expect(result.expectations[1]).toEqual({
    name: `table ${table} is there and not empty`,
    ok,
    found: typeof found === 'string' ? found : expect.stringMatching(found),
  })
  if (!result.ok) expect(result.reason).toContain(`whole but not as expected: table ${table}`)
})

test('an old newest backup is stale, whichever is verified', async () => {
  const later = { now: () => new Date(Date.now() + 49 * 3_600_000) }
  const request = verifyRequest(shop.place.storage, {
    name: 'shop',
    backup: shop.ids.earlier,
    maxBackupAge: 48 * 3_600_000,
  })
  const result = await verify(request, await shop.place.context(later))
  expect(result).toMatchObject({ ok: false, code: 1, damaged: [] })
  expect(result.expectations[0]?.found).toMatch(new RegExp(`^${shop.ids.own} is 2d 1h`))
})

test('the size: not checked without a history', async () => {
  const result = await run({ sizeTolerance: 0.5 })
  expect(result.code).toBe(0)
  expect(result.expectations[1]).toMatchObject({
    ok: false,
    skipped: expect.stringContaining('3 are needed for a median'),
  })
})

test('a record that cannot be read hides nothing', async () => {
  const records = join(shop.place.folder, 'store', 'shop', 'records', shop.ids.own)
  for (const [n, body] of ['', '{', '[]', '{"format":9}'].entries()) writeFileSync(join(records, `z${n}.json`), body)
  expect((await run()).code).toBe(0)
  const { backups } = await list({ storage: shop.place.storage, name: 'shop' }, await shop.place.context())
  expect(backups[0]).toMatchObject({ id: shop.ids.own, verified: { ok: true } })
})
