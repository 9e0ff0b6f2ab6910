import { expect, test } from '@jest/globals'
import { describe as describeResult } from '../../src/report/describe.ts'
import { html } from '../../src/report/html.ts'
import { markdown } from '../../src/report/markdown.ts'
import { totalsOnly } from '../../src/report/sheet.ts'
import { terminal } from '../../src/report/terminal.ts'
import { statusResult } from './results-status.ts'

const sheet = describeResult(statusResult)
const made = { at: new Date('2026-11-21T00:00:00Z'), by: 'pgproof 0' }

test('the terminal says what would be lost, how long it takes, and which limits are broken, the worst first', () => {
  const text = terminal(sheet, { colour: false })
  expect(text).toMatch(/^✗ Status of shop "x"\\: failed\n/)
  expect(text).toMatch(/Newest +20261120T021703Z-7f3a9c, made 5 h ago\n/)
  expect(text).toMatch(/Verified +20261119T021703Z-7f3a9d, made 29 h ago, verified 28 h ago\n/)
  expect(text).toMatch(/Restore-tested +20261120T021703Z-7f3a9c, made 5 h ago, restored 4 h ago\n/)
  expect(text).toMatch(/Good backups +2 of 4; 1 damaged, 1 unreadable\n/)
  expect(text).toMatch(/Data at risk +what was changed since 2026-11-20 02:17Z, 5 h 0 min\n/)
  expect(text).toContain(
    '5 min 0 s until the data is back, 60 s more for the proof (2026-11-20 03:00Z, 25 % slower than',
  )
  expect(text).toMatch(/Storage +3 backups, 391 MB, the oldest of 2026-11-18 02:17Z, 50 GB free, in s3:\/\/b\n/)
  expect(text).toMatch(/Second copy +at s3:\/\/elsewhere\/pg, 30 h old: \S+, copied 29 h ago, as its record tells\n/)
  expect(text).toMatch(/Growth +\+30 MB a month for a backup \(\+15 %\)\n/)
  expect(text).toMatch(/Schedule +\.github\/workflows\/backup\.yml is active, last run 5 h ago, success\n/)
  expect(text).toMatch(/\n {2}rpo +broken +at most 1h +the changes .* lost\n +→ make a backup now/)
  expect(text).toMatch(/\n {2}max-backup-age +kept/)
  expect(text).toMatch(/20261120T021703Z-7f3a9c +auto \[before-7\] +200 MB +2026-11-20 02:17Z +restore-tested, pinned/)
  expect(text).toMatch(/20261118T021703Z-7f3a9e +auto +1\.0 MB .* +damaged: only the schemas a +failed 2 d ago +never/)
  expect(text).toMatch(/\n {2}20261120T021703Z-7f3a9c +2027-01-01 00:00Z +audit\n/)
  expect(text).toMatch(/20261119T021703Z-7f3a9d +at the next prune +auto is kept 7d/)
  expect(text).toMatch(/2026-11-20 03:00Z +20261120T021703Z-7f3a9c +1\.4 GB +5 min 0 s +60 s\n/)
})

test('the summary draws the trend in ASCII, and a table says the same', () => {
  const text = markdown(sheet)
  expect(text).toContain(
    [
      '```mermaid',
      'xychart-beta',
      '  x-axis ["10-20 03.00", "11-20 03.00"]',
      '  y-axis "seconds" 0 --> 330',
      '  line [240, 300]',
      '```',
    ].join('\n'),
  )
  for (const block of text.match(/```mermaid[\s\S]*?```/g) ?? []) expect(block).toMatch(/^[\x20-\x7e\n]*$/)
  expect(text).toMatch(/\| 2026-10-20 03\\:00Z \| .* \| 4 min 0 s \| 60 s \|/)
})

test('the page draws the line itself, to scale, with every value in words', () => {
  const page = html(sheet, made)
  expect(page).toContain('<polyline points="12.0,39.2 628.0,12.0"/>')
  expect(page).toContain('<title>10-20 03.00: 4 min 0 s</title>')
  expect(page).not.toMatch(/<script|<img|href=/)
})

test('one restore-test makes no line', () => {
  const [first] = statusResult.trend
  const text = markdown(describeResult({ ...statusResult, trend: first ? [first] : [] }))
  expect(text).not.toContain('Time to restore\n\n```')
  expect(text).toContain('### Restore-tests')
})

test('totals leave out what names a table', () => {
  const text = markdown(totalsOnly(sheet))
  expect(text).not.toContain('orders')
  expect(text).toContain('damaged')
})

test('a good status says so in one sentence', () => {
  const { reason: _, hint: __, ...rest } = statusResult as typeof statusResult & { reason: string; hint: string }
  const good = { ...rest, ok: true, code: 0, limits: [] } as typeof statusResult
  expect(terminal(describeResult(good), { colour: false })).toMatch(
    /^✓ the database could be brought back today, losing the last 5 h; the last restore-test took 5 min 0 s\n/,
  )
})
