import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@jest/globals'
import type { RestoreResult } from '../../src/operations/results-restore.ts'
import { describe as describeResult } from '../../src/report/describe.ts'
import { told } from '../../src/report/files.ts'
import { html } from '../../src/report/html.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { hostile } from './results.ts'

const step = (id: string, title: string, writes: boolean) => ({ id, title, writes })

/** A swap that was told to go on, of a database with names that would break a page. */
const swapped: RestoreResult = {
  ok: true,
  code: 0,
  verb: 'restore',
  seconds: 125,
  warnings: ['a slot stays behind'],
  restore: '20261121T021703Z-7f3a9c',
  mode: 'restore',
  by: { who: 'ada', host: 'runner-7', run: 'https://github.com/o/r/actions/runs/1/attempts/1' },
  backup: {
    id: '20261120T021703Z-7f3a9c',
    name: 'shop',
    type: 'auto',
    location: 's3://b/shop/backups/20261120T021703Z-7f3a9c',
    created: '2026-11-20T02:17:03.000Z',
    database: 'shop',
  },
  target: { address: 'shop on db:5432 as app', serverVersion: '17.12', database: 'shop', source: 'it is the source' },
  plan: {
    digest: 'd'.repeat(64),
    method: 'swap',
    backup: '20261120T021703Z-7f3a9c',
    server: 'db:5432',
    database: 'shop',
    steps: [step('restore', 'Restore beside shop', true), step('exchange', 'Rename', true), step('open', 'Open', true)],
    notes: [{ severity: 'warning', what: `slot ${hostile}`, why: 'its consumer goes on reading the kept database' }],
    names: { kept: 'shop_before_20261121t021703' },
  },
  confirmed: { by: 'input', approvedBy: ['grace'] },
  steps: [
    { id: 'restore', title: 'Restore beside shop', ok: true, started: '2026-11-21T02:17:04.000Z', seconds: 100 },
    { id: 'exchange', title: 'Rename', ok: true, started: '2026-11-21T02:19:04.000Z', seconds: 0.2, found: 'at once' },
  ],
  changes: [
    { schema: 'public', name: 'orders', liveRows: 1000, backupRows: 1500 },
    { schema: 'public', name: hostile, liveRows: 10 },
    { schema: 'public', name: 'gone', backupRows: 7 },
    { schema: 'public', name: 'same', liveRows: 3, backupRows: 3 },
  ],
  proof: {
    tables: [{ schema: 'public', name: 'orders', rows: 1500, bytes: 90_000, equal: true }],
    indexes: [],
    definitions: { entries: 7, equal: 7, settled: 0, differences: [] },
    largeObjects: { count: 0, equal: 0, differences: [] },
    checks: [{ name: 'orders_pkey', ok: true, found: 'every row has its entry' }],
    assertions: [],
  },
  notChecked: [{ what: 'statistics', why: 'the backup does not contain them' }],
  safety: { id: '20261121T021800Z-000000', name: 'shop', type: 'pre-restore', location: 's3://b/shop' },
  kept: {
    database: 'shop_before_20261121t021703',
    rollback: 'pgproof rollback …',
    finish: 'pgproof restore --finish …',
  },
  downtimeSeconds: 0.21,
}
const seen = (result: RestoreResult) => terminal(describeResult(result), { colour: false })

test('it says who, when, what, from where, each step, the proof and the way back', () => {
  const text = seen(swapped)
  expect(text).toMatch(/^✓ shop is restored and proved equal: 1 table, 1,500 rows; the one from before is shop_before_/)
  for (const words of [
    '20261120T021703Z-7f3a9c (auto), of shop',
    'yes: it is the source',
    'ada on runner-7, https://github.com/o/r/actions/runs/1/attempts/1',
    '2026-11-21T02:17:03Z',
    'by the input confirm, approved by grace',
    '7 of 7 equal',
    '20261121T021800Z-000000',
    '0.21 s',
    'none configured',
    'go back: pgproof rollback',
    'drop it for good: pgproof restore --finish',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).toMatch(/1 {2}Restore beside shop +yes +done +100 s/)
  expect(text).toMatch(/3 {2}Open +yes +not done/)
})

test('what it changes is shown without what stays as it is', () => {
  const text = seen(swapped)
  expect(text).toMatch(/public\.orders +1,000 +1,500 +\+500/)
  expect(text).toMatch(/10 +not there +vanishes/)
  expect(text).toMatch(/public\.gone +not there +7 +comes back/)
  expect(text).not.toContain('public.same')
})

test('names that would break a page do not', () => {
  const page = html(describeResult(swapped), { at: new Date(), by: 'pgproof' })
  expect(page).not.toContain('<script>alert')
  expect(page).toContain('&lt;script&gt;')
  expect(stripVTControlCharacters(seen(swapped))).toBe(seen(swapped))
  expect(markdown(describeResult(swapped))).not.toMatch(/^::error/m)
})

test('where only totals may be shown no name of the database is', () => {
  const text = terminal(told(swapped, 'totals'), { colour: false })
  expect(text).not.toMatch(/orders|public/)
  expect(text).toContain('is restored and proved equal')
})

test.each([
  ['plan', /^✓ a plan of 3 steps; nothing was done/],
  ['dry-run', /^✓ everything but the writing was done, and nothing stands against it/],
  ['to-file', /^✓ wrote out\.sql/],
] as const)('%s', (mode, expected) => {
  expect(seen({ ...swapped, mode, files: [{ path: 'out.sql', bytes: 7 }] })).toMatch(expected)
})

test.each([
  ['finish', ['shop_before_20261121t021703'], /^✓ dropped shop_before_20261121t021703\n/],
  ['plan', ['shop_before_20261121t021703'], /^✓ it would drop shop_before_20261121t021703; nothing was done\n/],
  ['finish', [], /^✓ no swap has kept anything, so nothing was dropped\n/],
] as const)('what is dropped with %s is said by name', (mode, dropped, expected) => {
  expect(seen({ ...swapped, mode, dropped: [...dropped] })).toMatch(expected)
})

test('a failure keeps what was done until then', () => {
  const { kept: _, ...rest } = swapped
  const failed = {
    ...rest,
    ok: false,
    code: 1,
    reason: 'it differs',
    hint: 'look',
    steps: swapped.steps.map((taken) => ({ ...taken, ok: taken.id !== 'exchange' })),
  } as RestoreResult
  const text = seen(failed)
  expect(text).toMatch(/^✗ /)
  expect(text).toMatch(/2 {2}Rename +yes +failed/)
})
