import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Context } from '../../../src/operations/context.ts'
import { DAMAGES } from '../../../src/operations/demo/damages.ts'
import { demo } from '../../../src/operations/demo/demo.ts'
import type { DemoResult } from '../../../src/operations/results.ts'
import type { ProgressEvent } from '../../../src/progress.ts'

const events: ProgressEvent[] = []
let temporary: string
let result: DemoResult

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
  const context: Context = {
    progress: (event) => events.push(event),
    signal: new AbortController().signal,
    by: { who: 'tester', host: 'here', pgproof: '0.0.0' },
    environment: process.env,
    now: () => new Date(),
    temporary,
  }
  result = await demo({ rows: 20_000, keep: true, jobs: 2 }, context)
}, 120_000)

afterAll(() => {
  rmSync(temporary, { recursive: true, force: true })
  if (result?.folder) rmSync(result.folder, { recursive: true, force: true })
})

test('ends well, and only because every step did', () => {
  expect(result.steps.filter((step) => !step.ok)).toEqual([])
  expect(result).toMatchObject({ ok: true, code: 0, verb: 'demo' })
  expect(result.steps).toHaveLength(5 + DAMAGES.length)
})

test('the shop has about the rows that were asked for', () => {
  expect(result.totals.rows).toBeGreaterThan(19_000)
  expect(result.totals.rows).toBeLessThan(22_000)
})

test.each([
  [
    'one bit of a stored file',
    /^verify names it: \d+\.dat\.zst\.00000 \(rows of shop\.\w+\) has other bytes than were stored$/,
  ],
  ['one row deleted', /payments"?: 1 row missing$/],
  ['one letter changed', /customers"?: 1 row changed$/],
  ['two prices swapped', /order_items"?: 2 rows changed$/],
  ['one index dropped', /shop\.payments_reference: index missing$/],
  ['without the entries', /shop\.customers_email: .*lacks matching index tuple/],
  ['a foreign key switched off', /order_items_product_fkey: triggers switched off$/],
  ['a large object', /large object \d+ has other contents/],
])('names %s', (title, found) => {
  expect(result.steps.find((step) => step.title.includes(title))?.found).toMatch(found)
})

test('says each step and its finding while it works', () => {
  const titles = events.flatMap((event) => (event.kind === 'phase' ? [event.title] : []))
  const notes = events.flatMap((event) => (event.kind === 'note' ? [event.text] : []))
  expect(titles).toEqual(result.steps.map((step) => step.title))
  expect(notes).toEqual(result.steps.map((step) => `✓ ${step.found}`))
})

test('leaves the backup and its damaged copy where it says, and nothing else', () => {
  expect(readdirSync(result.folder as string).sort()).toEqual(['damaged-storage', 'storage'])
  expect(existsSync(join(result.folder as string, 'storage', 'shop', 'backups'))).toBe(true)
  expect(readdirSync(temporary)).toEqual([])
})
