import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { list } from '../../src/operations/list.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { verifyRequest } from '../support/loop.ts'
import { type DamagedShop, makeShop } from './damaged-shop.ts'
import { damages, randomFrom, withDamage } from './damages.ts'

let shop: DamagedShop

beforeAll(async () => {
  shop = await makeShop()
}, 60_000)

afterAll(() => shop?.close())

/** Which objects verify names; what is wrong with the manifest is thrown, since nothing else can be said then. */
async function named(backup: string, name = 'shop'): Promise<{ code: number; objects: string[]; reason: string }> {
  try {
    const result = await verify(verifyRequest(shop.place.storage, { name, backup }), await shop.place.context())
    const reason = result.ok ? '' : result.reason
    return { code: result.code, objects: result.damaged.map(({ object }) => object), reason }
  } catch (error) {
    if (!(error instanceof PgproofError)) throw error
    return { code: error.code, objects: ['manifest.json'], reason: error.reason }
  }
}

test('the backups are whole, and hold objects of every kind', async () => {
  expect(await named(shop.ids.own)).toEqual({ code: 0, objects: [], reason: '' })
  const text = shop.objects.join('\n')
  for (const kind of [/^manifest\.json$/m, /^toc\.dat$/m, /^roles\.sql\.zst$/m, /^inventory\.json\.zst$/m])
    expect(text).toMatch(kind)
  expect(text).toMatch(/^\d+\.dat\.zst\.00000$/m)
  expect(text).toMatch(/^blobs\.tar\.zst\.00000$/m)
})

test('100 of 100 random damages are named, and no earlier backup is affected', async () => {
  const random = randomFrom(20261120)
  const kinds = Object.keys(damages)
  const missed: string[] = []
  for (let round = 0; round < 100; round++) {
    const kind = kinds[round % kinds.length] as string
    // Every kind on every object first, then on any; a backup without a manifest is none, which is another test.
    const candidates = shop.objects.filter((object) => kind !== 'a missing object' || object !== 'manifest.json')
    const turn = Math.floor(round / kinds.length)
    const at = turn < candidates.length ? turn : Math.floor(random() * candidates.length)
    const object = candidates[at] as string
    await withDamage(shop.folders.own, shop.pristine, async () => {
      const changed = damages[kind]?.(object, { ...shop.folders, random }) ?? []
      const found = await named(shop.ids.own)
      const [first] = found.objects
      const all = changed.includes('manifest.json') || changed.every((one) => found.objects.includes(one))
      const others = found.objects.filter((one) => !changed.includes(one))
      if (found.code !== 1 || !all || others.length > 0 || !found.reason.includes(first ?? '?'))
        missed.push(`${kind} in ${changed.join(' and ')}: ${JSON.stringify(found)}`)
      if (round % 25 === 0) expect(await named(shop.ids.earlier)).toMatchObject({ code: 0 })
    })
  }
  expect(missed).toEqual([])
}, 60_000)

test('without its manifest a backup is none, and the others are as before', async () => {
  await withDamage(shop.folders.own, shop.pristine, async () => {
    rmSync(join(shop.folders.own, 'manifest.json'))
    expect(await named(shop.ids.own)).toMatchObject({ code: 2, reason: expect.stringContaining('there is no backup') })
    expect(await named(shop.ids.earlier)).toMatchObject({ code: 0 })
    const listed = await list({ storage: shop.place.storage, name: 'shop' }, await shop.place.context())
    expect(listed.backups.map(({ id }) => id)).toEqual([shop.ids.earlier])
  })
})
