import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../../../src/errors.ts'
import { rollback } from '../../../../src/operations/restore/rollback.ts'
import type { ProgressEvent } from '../../../../src/progress.ts'
import { BEFORE, SINCE, type SwapPlace, startSwapPlace } from '../../../support/swap.ts'

let shop: SwapPlace

beforeAll(async () => {
  shop = await startSwapPlace(17, { settings: { max_prepared_transactions: '5' } })
}, 60_000)
afterAll(async () => await shop?.stop())
afterEach(async () => {
  await rollback(shop.rollbackRequest(), await shop.place.context())
  await shop.dropKept()
  expect(await shop.databases()).toEqual(['shop'])
  expect(await shop.orders()).toBe(SINCE)
})

/** Does something in the instant when a step is about to begin. */
const when = (phase: string, what: () => void) => (event: ProgressEvent) => {
  if (event.kind === 'phase' && new RegExp(phase).test(event.title)) what()
}

describe('a check after the swap that fails', () => {
  const hooks = { 'after-swap': [{ name: 'the shop answers', run: 'exit 7' }] }

  test('brings the state from before back by itself, and says so', async () => {
    const result = await shop.swap({ hooks })
    expect(result).toMatchObject({
      ok: false,
      code: 1,
      reason: expect.stringMatching(/so the swap was undone: .*the shop answers/),
      safety: { type: 'pre-restore' },
    })
    expect(result).not.toHaveProperty('kept')
    expect(await shop.databases()).toEqual(['shop', `shop_after_${result.restore.slice(0, 15).toLowerCase()}*`])
    expect(await shop.orders()).toBe(SINCE)
  }, 60_000)

  test('leaves the restored one live where that was asked for, with the command that goes back', async () => {
    const result = await shop.swap({ hooks, onFailedCheck: 'keep' })
    expect(result).toMatchObject({
      ok: false,
      code: 1,
      hint: expect.stringContaining('pgproof rollback'),
      kept: { database: `shop_before_${result.restore.slice(0, 15).toLowerCase()}` },
    })
    expect(await shop.orders()).toBe(BEFORE)
  }, 60_000)
})

describe('before the exchange nothing is changed', () => {
  test('fault 71: by what was restored and is not as asserted', async () => {
    const result = await shop.swap({ assertions: { tables: { 'public.orders': { rows: { min: 1000 } } } } })
    expect(result).toMatchObject({ ok: false, code: 1, hint: expect.stringContaining('nothing was changed') })
    expect(await shop.databases()).toEqual(['shop'])
  }, 60_000)

  test('by a hook that stops the application and fails', async () => {
    const result = await shop.swap({ hooks: { 'before-swap': [{ name: 'stop the shop', run: 'exit 1' }] } })
    expect(result).toMatchObject({ ok: false, code: 3, reason: expect.stringContaining('stop the shop') })
    expect(await shop.databases()).toEqual(['shop'])
  }, 60_000)

  test('by a transaction that is prepared in the last moment', async () => {
    const prepared: Promise<unknown>[] = []
    const progress = when('second confirmation', () => {
      const sql = "BEGIN; INSERT INTO orders VALUES (9, 'prepared'); PREPARE TRANSACTION 'late'"
      prepared.push(shop.server.psql(shop.shop, sql))
    })
    // The person takes as long as it takes.
    const ask = async (question: string) => {
      await Promise.all(prepared)
      return /Type (.*) to go on/.exec(question)?.[1] ?? ''
    }
    const result = await shop.swap({ confirm: undefined }, { progress, ask })
    await shop.server.psql(shop.shop, "ROLLBACK PREPARED 'late'")
    expect(result).toMatchObject({ ok: false, code: 4, reason: expect.stringContaining('late of postgres') })
    expect(await shop.databases()).toEqual(['shop'])
  }, 60_000)

  test.each([
    ['restore', '^Restore rows$'],
    ['prove', '^Prove: dump'],
    ['safety', '^Back shop up'],
    ['close', '^Close shop'],
    ['end-sessions', '^End the sessions'],
    ['exchange', '^Rename shop'],
  ])(
    'by SIGTERM at %s',
    async (_, phase) => {
      const ending = new AbortController()
      const progress = when(phase, () => ending.abort(new PgproofError(143, 'ended by SIGTERM', 'run it again')))
      const result = await shop.swap({}, { progress, signal: ending.signal }).catch((error: unknown) => error)
      expect(result).toMatchObject({ code: 143 })
      expect(await shop.databases()).toEqual(['shop'])
    },
    60_000,
  )
})

test('a server that crashes during the exchange has the live database open when it is back', async () => {
  const restarted: Promise<void>[] = []
  const progress = when('^Rename shop', () => void restarted.push(shop.server.restart()))
  const result = await shop.swap({}, { progress })
  await Promise.all(restarted)
  expect(result).toMatchObject({ ok: false, code: 3 })
  expect(await shop.databases()).toEqual(['shop'])
}, 90_000)

test('SIGTERM after the exchange finishes it', async () => {
  const ending = new AbortController()
  const progress = when('^Open shop', () => ending.abort(new PgproofError(143, 'ended by SIGTERM', 'run it again')))
  const result = await shop.swap({}, { progress, signal: ending.signal })
  expect(result.kept?.database).toContain('shop_before_')
  expect(result.warnings).toContainEqual(
    expect.stringContaining('ended by SIGTERM after the exchange, which was finished'),
  )
  expect(await shop.databases()).toEqual(['shop', expect.stringMatching(/^shop_before_.*\*$/)])
  expect(await shop.orders()).toBe(BEFORE)
}, 60_000)
