import { expect, test } from '@jest/globals'
import type { RekeyResult } from '../../src/operations/results-rekey.ts'
import { describe } from '../../src/report/describe.ts'
import { html } from '../../src/report/html.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { hostile } from './results.ts'

const recipient = 'age1l27mjr6hn9r5mpgdefxwftn83j7t0n00tp0wagfnjavgf5l2e99skn4hfe'
const backup = { id: '20261120T021703Z-7f3a9c', name: 'shop', type: 'auto', location: 's3://b/shop/backups/x' }
const copy = { id: '20261120T021703Z-aaaaaa', location: 's3://b', sealing: 'age for age1…', storedBytes: 2_000_000 }

const result: RekeyResult = {
  ok: true,
  code: 0,
  verb: 'rekey',
  seconds: 12,
  warnings: [],
  location: 's3://b',
  name: 'shop',
  backups: [
    { backup, state: 'copied', sealing: 'plain', copy, openedBy: [recipient], until: '2026-11-28T02:17:03.000Z' },
    { backup, state: 'as asked', sealing: 'age for age1…' },
    { backup, state: 'left', sealing: 'gpg for ABCD', why: 'the keys given are not of gpg' },
  ],
  totals: { copied: 1, finished: 0, 'as asked': 1, left: 1, failed: 0 },
  notChecked: [{ what: 'whether the copies restore', why: 'only pgproof restore-test shows that' }],
}
const seen = (one: RekeyResult) => terminal(describe(one), { colour: false })

test('what was done with each, and how long old keys still open what is there', () => {
  const text = seen(result)
  expect(text).toMatch(/^✓ 1 backup sealed anew and read back; old keys open the old ones until those are gone\n/)
  expect(text).toContain('expired, and there until 2026-11-28 02:17Z: then pgproof prune removes them')
  expect(text).toMatch(
    /7f3a9c +auto +plain +copied +20261120T021703Z-aaaaaa +age for age1… +2.0 MB +age1l27mjr6hn9r5…kn4hfe/u,
  )
  expect(text).toMatch(/left +.*the keys given are not of gpg/)
  expect(text).toContain('only pgproof restore-test shows that')
})

test('nothing to do is said, and so is what failed', () => {
  const totals = { copied: 0, finished: 0, 'as asked': 2, left: 0, failed: 0 }
  expect(seen({ ...result, totals, backups: [] })).toMatch(/^✓ nothing to do: sealed and signed as asked already\n/)
  const failed = { ok: false, code: 1, reason: `backup x stays: ${hostile}`, hint: 'look' } as const
  const sheet = describe({ ...result, ...failed })
  expect(terminal(sheet, { colour: false })).toMatch(/^✗ Rekeying of shop: failed\n/)
  expect(html(sheet, { at: new Date(0), by: 'pgproof 0' })).not.toContain('<script')
  expect(markdown(sheet)).not.toContain('<script')
})
