import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@jest/globals'
import type { BackupResult } from '../../src/operations/results.ts'
import type { CopiedBackup, CopyResult } from '../../src/operations/results-copy.ts'
import { describe } from '../../src/report/describe.ts'
import { html } from '../../src/report/html.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { outputsOf } from '../../src/runner/outputs.ts'
import { backupResult, hostile } from './results.ts'

const copied: CopiedBackup = {
  id: '20261120T021703Z-7f3a9c',
  name: 'shop',
  type: 'auto',
  location: 's3://b/shop/backups/20261120T021703Z-7f3a9c',
  created: '2026-11-20T02:17:03.000Z',
  state: 'copied',
  copy: 's3://far/shop/backups/20261120T021703Z-7f3a9c',
  sent: { objects: 46, bytes: 199_000_000 },
  found: { objects: 2, bytes: 1_000_000 },
  signed: true,
  records: 1,
}
const common = { verb: 'copy' as const, seconds: 12, warnings: [], name: 'shop', from: 's3://b', to: 's3://far' }
const whole: CopyResult = {
  ...common,
  ok: true,
  code: 0,
  record: 'shop/records/x.json',
  ...{ backups: [copied], passedOver: [], unreadable: [], totals: copied },
}
const failed: CopyResult = {
  ...common,
  ok: false,
  code: 1,
  reason: 'backup x is damaged',
  hint: 'use another',
  backups: [
    { ...copied, id: '20261119T021703Z-7f3a9c', state: 'failed', why: hostile, records: 0, signed: false },
    copied,
  ],
  passedOver: [{ id: '20261101T021703Z-7f3a9c', why: 'it is expired: auto is kept 7d' }],
  unreadable: [{ id: '20261102T021703Z-7f3a9c', why: 'manifest.json is not whole JSON' }],
  before: 3,
  totals: copied,
}
const seen = (result: CopyResult | BackupResult) =>
  stripVTControlCharacters(terminal(describe(result), { colour: false }))

test('a copy says where the backup is now, what was sent and what was there', () => {
  const text = seen(whole)
  expect(text).toMatch(/^✓ backup 20261120T021703Z-7f3a9c is in s3:\/\/far, every object looked up there\n/)
  expect(text).toMatch(/Sent +46 objects, 199 MB in 12 s\n/)
  expect(text).toMatch(/There already +2 objects, 1\.0 MB\n/)
  expect(text).toMatch(/20261120T021703Z-7f3a9c +auto +2026-11-20 02:17Z +copied .* +its signature, 1 record\n/)
  const again = { ...copied, state: 'complete' as const, sent: { objects: 0, bytes: 0 } }
  expect(seen({ ...whole, backups: [again] })).toMatch(/^✓ backup \S+ was in s3:\/\/far already/)
  expect(seen({ ...whole, backups: [] })).toMatch(/^✓ nothing to copy: all that is to be in s3:\/\/far is there\n/)
  expect(seen({ ...whole, backups: [copied, copied] })).toMatch(/^✓ 2 backups are in s3:\/\/far/)
})

test('what failed, what was passed over, and no name that breaks out', () => {
  const text = seen(failed)
  expect(text).toMatch(/^✗ Copy of shop: failed\n/)
  expect(text).toMatch(/Before +3 backups there\n/)
  expect(text).toMatch(/20261119T021703Z-7f3a9c +auto .* failed/)
  expect(text).toMatch(/Passed over\n.*\n {2}20261101T021703Z-7f3a9c +it is expired/)
  expect(text).toMatch(/Unreadable\n.*\n {2}20261102T021703Z-7f3a9c +manifest\.json is not whole/)
  expect(markdown(describe(failed))).not.toContain('<script>')
  expect(html(describe(failed), { at: new Date(0), by: 'x' })).not.toContain('<script>')
})

test('outputs: the newest that is there, and how many are not', () => {
  expect(outputsOf(whole, '')).toMatchObject({
    id: copied.id,
    location: copied.copy,
    copied: 1,
    failed: 0,
    objects: 46,
  })
  expect(outputsOf(failed, '')).toMatchObject({ id: copied.id, copied: 1, failed: 2, bytes: 199_000_000 })
  expect(outputsOf({ ...whole, backups: [] }, '')).toMatchObject({ id: '', location: '', record: whole.record })
})

test('a backup with a second copy says where it is, or what finishes it', () => {
  const second = { to: 's3://far', location: copied.copy, ok: true, sent: copied.sent, seconds: 4 }
  expect(seen({ ...backupResult, secondCopy: second })).toMatch(/Second copy +s3:\/\/far\/\S+, 199 MB in 4\.0 s\n/)
  const command = 'pgproof copy --backup x'
  const half = { ...backupResult, secondCopy: { ...second, ok: false, command } }
  expect(seen(half)).toMatch(/Second copy +not finished: s3:\/\/far/)
  expect(seen(half)).toMatch(/To finish the second copy\n(.*\n)? {2}pgproof copy --backup x\n/)
  expect(outputsOf({ ...backupResult, secondCopy: second }, '')).toMatchObject({ 'copy-location': copied.copy })
  expect(outputsOf(half, '')).toMatchObject({ 'copy-location': '' })
})
