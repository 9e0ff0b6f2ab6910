import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { finish } from '../../../src/operations/restore/finish.ts'
import { resume } from '../../../src/operations/restore/resume.ts'
import { rollback } from '../../../src/operations/restore/rollback.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { verifyRequest } from '../../support/loop.ts'
import { BEFORE, SINCE, type SwapPlace, startSwapPlace } from '../../support/swap.ts'
import { killedAt } from '../../support/swap-process.ts'

let shop: SwapPlace

beforeAll(async () => {
  shop = await startSwapPlace()
  // So that no run has to do it first.
  await verify(verifyRequest(shop.place.storage), await shop.place.context())
}, 60_000)
afterAll(async () => await shop?.stop())

/** A swap whose process gets SIGKILL when it says that a step begins: its record is there, its work is not done. */
async function killSwap(phase: string): Promise<void> {
  const { temporary } = await shop.place.context()
  expect(await killedAt(phase, shop.request(), temporary)).toBe('SIGKILL')
}

const back = async () => await rollback(shop.rollbackRequest(), await shop.place.context())
const onward = async (hooks?: unknown) => await resume({ ...shop.rollbackRequest(), hooks }, await shop.place.context())

afterEach(async () => {
  await finish(shop.request(), await shop.place.context())
  expect(await shop.databases()).toEqual(['shop'])
  expect(await shop.orders()).toBe(SINCE)
})

/** What a phase is called, with how many databases there are then: the live one, the one beside or kept. */
const BEFORE_THE_EXCHANGE: [step: string, phase: string][] = [
  ['restore', '^Restore beside shop'],
  ['the middle of restore', '^Restore rows$'],
  ['the middle of prove', '^Prove: dump again'],
  ['compare', '^Count what'],
  ['the middle of safety', '^Commit$'],
  ['carry-over', '^Give shop_restore'],
  ['confirm-swap', 'second confirmation'],
  ['close', '^Close shop'],
  ['end-sessions', '^End the sessions'],
  ['exchange', '^Rename shop'],
]

describe('fault 70: killed before the exchange', () => {
  test.each(BEFORE_THE_EXCHANGE)(
    'at %s, rollback opens the live database and drops what was made',
    async (_, phase) => {
      await killSwap(phase)
      const result = await back()
      expect(result).toMatchObject({ ok: true, state: expect.stringMatching(/is what it was|nothing to roll back/) })
      expect(await shop.databases()).toEqual(['shop'])
      expect(await shop.orders()).toBe(SINCE)
      expect(await back()).toMatchObject({
        ok: true,
        steps: [],
        state: expect.stringContaining('nothing to roll back'),
      })
    },
    60_000,
  )

  test('while the live one is closed, resume opens it too, and says that nothing was exchanged', async () => {
    await killSwap('^End the sessions')
    expect(await shop.databases()).toEqual(['shop*', expect.stringMatching(/^shop_restore_.*\*$/)])
    const result = await onward()
    expect(result).toMatchObject({ ok: false, code: 1, hint: expect.stringContaining('--method swap') })
    expect(await shop.databases()).toEqual(['shop'])
  }, 60_000)
})

describe('killed after the exchange', () => {
  const AFTER: [step: string, phase: string][] = [
    ['open', '^Open shop'],
    ['check-after', '^Connect to shop'],
  ]

  test.each(AFTER)(
    'at %s, rollback brings the state from before back, and is done once',
    async (_, phase) => {
      await killSwap(phase)
      const result = await back()
      expect(result).toMatchObject({ ok: true, state: expect.stringContaining('what it was before the swap') })
      expect(await shop.databases()).toEqual(['shop', expect.stringMatching(/^shop_after_.*\*$/)])
      expect(await shop.orders()).toBe(SINCE)
      expect(await back()).toMatchObject({ ok: true, steps: [], state: expect.stringContaining('rolled back already') })
    },
    60_000,
  )

  test('resume finishes: the restored one is live and open, and can still be rolled back', async () => {
    await killSwap('^Open shop')
    await shop.server.psql(shop.server.connection, 'ALTER DATABASE shop ALLOW_CONNECTIONS false')
    const result = await onward({ 'after-swap': [{ name: 'start', run: 'exit 0' }] })
    expect(result.steps.map(({ id }) => id)).toEqual(['open', 'check-after', 'after-swap'])
    expect(result).toMatchObject({ ok: true, kept: { database: expect.stringContaining('shop_before_') } })
    expect(await shop.orders()).toBe(BEFORE)
    expect(await onward()).toMatchObject({ ok: true, steps: [expect.objectContaining({ id: 'check-after' })] })
    expect(await back()).toMatchObject({ ok: true })
  }, 60_000)
})
