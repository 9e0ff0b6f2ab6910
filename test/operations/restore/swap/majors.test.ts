import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { rollback } from '../../../../src/operations/restore/rollback.ts'
import { majors } from '../../../support/postgres.ts'
import { BEFORE, SINCE, type SwapPlace, startSwapPlace } from '../../../support/swap.ts'

/** A name that has to be quoted everywhere, and is too long for what is put behind it. */
const NAME = `the "shop" of müller's % ${'x'.repeat(35)}`

describe.each(majors())('PostgreSQL %i', (major) => {
  let shop: SwapPlace

  beforeAll(async () => {
    shop = await startSwapPlace(major, { name: NAME })
  }, 60_000)
  afterAll(async () => await shop?.stop())

  test('swaps and rolls back a database whose name must be quoted and is as long as they come', async () => {
    expect(Buffer.byteLength(NAME)).toBe(61)
    const result = await shop.swap()
    expect(result).toMatchObject({ ok: true })
    expect(await shop.orders()).toBe(BEFORE)
    expect(Buffer.byteLength(result.kept?.database ?? '')).toBeLessThanOrEqual(63)
    const nameless = { storage: undefined, confirm: `${NAME} from ${result.kept?.database}` }
    const alone = rollback(shop.rollbackRequest(nameless), await shop.place.context())
    await expect(alone).rejects.toMatchObject({ code: 2, reason: expect.stringContaining('too long to tell') })
    expect(await rollback(shop.rollbackRequest(), await shop.place.context())).toMatchObject({ ok: true })
    expect(await shop.orders()).toBe(SINCE)
  }, 60_000)
})
