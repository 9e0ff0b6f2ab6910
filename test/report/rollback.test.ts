import { expect, test } from '@jest/globals'
import type { ResumeResult, RollbackResult } from '../../src/operations/results-restore.ts'
import { describe } from '../../src/report/describe.ts'
import { html } from '../../src/report/html.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { hostile } from './results.ts'

const result: RollbackResult = {
  ok: true,
  code: 0,
  verb: 'rollback',
  seconds: 1.5,
  warnings: [],
  restore: '20261121T073014Z-c74d85',
  backup: '20261121T021703Z-7f3a9c',
  target: { address: 'shop on db:5432 as admin', serverVersion: '17.11', database: 'shop' },
  steps: [
    { id: 'close', title: 'Close shop to new connections', ok: true, started: '2026-11-21T07:30:15Z', seconds: 0.001 },
    {
      id: 'end-sessions',
      title: 'End the sessions',
      ok: true,
      started: '2026-11-21T07:30:15Z',
      seconds: 0,
      found: '3 ended',
    },
  ],
  state: 'shop is what it was before the swap',
  downtimeSeconds: 0.0257,
}

const seen = (of: RollbackResult | ResumeResult) => terminal(describe(of), { colour: false })

test('a rollback says first what the database is now, and for how long nobody could connect', () => {
  const text = seen(result)
  expect(text).toMatch(/^✓ shop is what it was before the swap/)
  expect(text).toMatch(/Downtime +0\.03 s/)
  expect(text).toMatch(/End the sessions +done +0\.0 s +3 ended/)
})

test('a swap that cannot be resumed says what the database is all the same, and what is kept comes with its commands', () => {
  const resumed: ResumeResult = { ...result, verb: 'resume' }
  const failed = { ...resumed, ok: false as const, code: 1 as const, reason: 'nothing to finish', hint: 'begin again' }
  expect(seen(failed)).toContain('shop is what it was before the swap')
  const kept = { database: 'shop_before_x', rollback: 'pgproof rollback', finish: 'pgproof restore --finish' }
  expect(seen({ ...resumed, kept })).toMatch(
    /The database from before is shop_before_x\n+ *go back: pgproof rollback\n/,
  )
})

test('names can neither break a page nor a log', () => {
  const odd = { ...result, state: hostile, target: { ...result.target, database: hostile } }
  expect(markdown(describe(odd))).not.toMatch(/^::error/m)
  expect(html(describe(odd), { at: new Date(), by: 'pgproof' })).not.toContain('<script>alert')
})
