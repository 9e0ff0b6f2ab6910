import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@jest/globals'
import type { PinResult, PruneResult } from '../../src/operations/results-prune.ts'
import { describe } from '../../src/report/describe.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { hostile } from './results.ts'

const backup = {
  id: '20261120T021703Z-7f3a9c',
  name: 'shop',
  type: 'auto',
  location: 's3://b/shop/backups/20261120T021703Z-7f3a9c',
  created: '2026-11-20T02:17:03.000Z',
  ageSeconds: 86_400,
  storedBytes: 200_000_000,
  proof: 'verified',
  pinned: false,
  decision: 'keep',
  reason: 'auto: 7d; keep-daily 2026-11-20',
} as const

const result: PruneResult = {
  ok: true,
  code: 0,
  verb: 'prune',
  seconds: 1,
  warnings: ['type manual has no rule: kept for ever'],
  location: 's3://b',
  name: 'shop',
  applied: false,
  plan: 'a'.repeat(64),
  backups: [
    backup,
    { ...backup, id: '20261101T021703Z-7f3a9c', proof: 'never', decision: 'expire', reason: hostile },
    { ...backup, id: '20261030T021703Z-7f3a9c', proof: 'failed', decision: 'sweep', partial: 'only the schema' },
  ],
  totals: { keep: 1, expire: 1, wait: 0, sweep: 1, objects: 7, bytes: 200_000_700 },
  freed: { objects: 0, bytes: 0 },
  left: [],
  garbage: [],
  foreign: [],
  versions: { objects: 9, bytes: 1_000_000, deleted: 0, locked: 0 },
}

const seen = (one: PruneResult | PinResult) => stripVTControlCharacters(terminal(describe(one), { colour: false }))

test('what would be done comes first, then every backup with its decision and reason', () => {
  const text = seen(result)
  expect(text).toMatch(/^✓ 1 backup would expire and 1 go for good; nothing was changed, --apply does it\n/)
  expect(text).toMatch(/20261120T021703Z-7f3a9c +auto +24 h +200 MB +verified +keep +auto: 7d; keep-daily 2026-11-20/)
  expect(text).toMatch(/20261030T021703Z-7f3a9c +auto, partial: only the schema +24 h +200 MB +failed +sweep/)
  expect(text).toContain('a lifecycle rule with NoncurrentVersionExpiration removes them, or delete-versions')
  expect(text).toContain(`Plan            ${result.plan}`)
  expect(markdown(describe(result))).not.toContain('<script>')
})

test('what was done, and what was left', () => {
  const left = [{ id: backup.id, objects: 3, bytes: 1000, why: 'it is being read' }]
  const text = seen({ ...result, applied: true, freed: { objects: 4, bytes: 1_000_000 }, left })
  expect(text).toMatch(/^✓ 1 backup expired, 1\.0 MB freed\n/)
  expect(text).toMatch(
    /Left \(the next prune takes it up\)\n.*\n {2}20261120T021703Z-7f3a9c +1\.0 kB +it is being read/,
  )
})

test('a refusal is a failure with the table', () => {
  const text = seen({ ...result, ok: false, code: 4, reason: 'nothing is deleted: it is odd', hint: 'look' })
  expect(text).toMatch(/^✗ Retention of shop: failed\n/)
  expect(text).toContain('20261101T021703Z-7f3a9c')
})

test('a pin says until when and why', () => {
  const { id, name, type, location } = backup
  const pinned: PinResult = {
    ok: true,
    code: 0,
    seconds: 0,
    warnings: [],
    verb: 'pin',
    backup: { id, name, type, location },
    reason: 'audit',
  }
  const text = seen({ ...pinned, until: '2027-12-31T00:00:00.000Z' })
  expect(text).toMatch(/^✓ pinned until 2027-12-31T00:00:00\.000Z\n/)
  expect(text).toMatch(/Why +audit/)
  expect(seen(pinned)).toMatch(/^✓ pinned until it is unpinned\n/)
})
