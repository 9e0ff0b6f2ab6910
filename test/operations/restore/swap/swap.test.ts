import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { rollback } from '../../../../src/operations/restore/rollback.ts'
import { BEFORE, SINCE, type SwapPlace, startSwapPlace } from '../../../support/swap.ts'

let shop: SwapPlace

beforeAll(async () => {
  shop = await startSwapPlace()
}, 60_000)
afterAll(async () => await shop?.stop())

test('the restored database takes the place of the live one, which is kept, and back', async () => {
  const result = await shop.swap()
  console.log(JSON.stringify(result, null, 1))
  expect(result).toMatchObject({ ok: true })
  expect(await shop.orders()).toBe(BEFORE)
  console.log(await shop.databases())
  const back = await rollback(shop.rollbackRequest(), await shop.place.context())
  console.log(JSON.stringify(back, null, 1))
  expect(await shop.orders()).toBe(SINCE)
  const again = await rollback(shop.rollbackRequest(), await shop.place.context())
  console.log(JSON.stringify(again, null, 1))
}, 60_000)
