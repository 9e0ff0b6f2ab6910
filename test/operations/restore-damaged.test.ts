import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { list } from '../../src/operations/list.ts'
import { restoreTest } from '../../src/operations/restore-test/restore-test.ts'
import type { Inventory } from '../../src/repository/inventory.ts'
import { type DamagedShop, makeShop } from '../repository/damaged-shop.ts'
import { damages, randomFrom, recommit, withDamage } from '../repository/damages.ts'
import { restoreTestRequest } from '../support/loop.ts'
import { addressOf } from '../support/postgres.ts'

let shop: DamagedShop

beforeAll(async () => {
  shop = await makeShop()
}, 60_000)

afterAll(() => shop?.close())

async function outcome(backup: string): Promise<{ code: number; reason: string }> {
  const targetUrl = addressOf(shop.server.connection)
  const request = restoreTestRequest(shop.place.storage, { name: 'shop', backup, targetUrl, allowSourceServer: true })
  try {
    const result = await restoreTest(request, await shop.place.context())
    return { code: result.code, reason: result.ok ? '' : result.reason }
  } catch (error) {
    if (!(error instanceof PgproofError)) throw error
    return { code: error.code, reason: error.reason }
  }
}

test('an object of every kind and damage of every kind: each restore-test fails and names the object', async () => {
  const random = randomFrom(3)
  const kinds = Object.keys(damages)
  const missed: string[] = []
  // With 12 objects and 8 kinds, every one of both at least once.
  for (let round = 0; round < Math.max(12, shop.objects.length); round++) {
    const object = shop.objects[round % shop.objects.length] as string
    const kind = object === 'manifest.json' ? 'a flipped bit' : (kinds[round % kinds.length] as string)
    await withDamage(shop.folders.own, shop.pristine, async () => {
      const changed = damages[kind]?.(object, { ...shop.folders, random }) ?? []
      const { code, reason } = await outcome(shop.ids.own)
      if (code !== 1 || !changed.some((one) => reason.includes(one)))
        missed.push(`${kind} in ${changed}: ${code} ${reason}`)
    })
  }
  expect(missed).toEqual([])
}, 60_000)

test('a backup that contradicts itself fails, although every object is what the manifest says', async () => {
  const { own, earlier } = shop.folders
  const crafted: [Parameters<typeof recommit>[1], RegExp][] = [
    [
      { objects: { 'toc.dat': readFileSync(join(earlier, 'toc.dat')) } },
      /^backup \S+ is damaged: toc\.dat holds other definitions than the inventory$/,
    ],
    [
      { inventory: (inventory) => void inventory.tables.pop() },
      /^backup \S+ is damaged: toc\.dat lists other tables than the inventory$/,
    ],
    [{ inventory: swapTwins }, /^the stored rows of public\.twin_[ab] are not those that were dumped/],
    [
      { inventory: (inventory) => void inventory.largeObjects.pop() },
      /^backup \S+ is damaged: blobs\.tar\.zst holds "blob_50020\.dat"/,
    ],
  ]
  for (const [changes, reason] of crafted) {
    await withDamage(own, shop.pristine, async () => {
      await recommit(own, changes)
      expect(await outcome(shop.ids.own)).toEqual({ code: 1, reason: expect.stringMatching(reason) })
    })
  }
}, 90_000)

function swapTwins({ tables }: Inventory): void {
  const [a, b] = ['twin_a', 'twin_b'].map((name) => tables.find((table) => table.name === name))
  if (a && b) [a.parts, b.parts] = [b.parts, a.parts]
}

test('nothing of it stays on the server, the record says so, and the other backup restores', async () => {
  const databases = await shop.server.query<{ datname: string }>(
    shop.server.connection,
    "SELECT datname FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1')",
  )
  expect(databases.map(({ datname }) => datname)).toEqual(['shop'])
  expect(await outcome(shop.ids.earlier)).toEqual({ code: 0, reason: '' })
  const { backups } = await list({ storage: shop.place.storage, name: 'shop' }, await shop.place.context())
  expect(backups.map(({ id, restoreTested }) => [id, restoreTested?.ok])).toEqual([
    [shop.ids.own, false],
    [shop.ids.earlier, true],
  ])
}, 90_000)
