import { expect, test } from '@jest/globals'
import { copiesOf, knownCopies } from '../../../src/operations/copy/known-copies.ts'
import type { Backup } from '../../../src/repository/catalogue.ts'
import type { BackupRecord } from '../../../src/repository/records.ts'
import { by, manifestOf } from '../../repository/sample.ts'

const now = new Date('2026-11-21T00:00:00Z')
const backupOf = (day: number): Backup => {
  const id = `202611${day}T000000Z-00000a`
  return { id, name: 'shop', manifest: manifestOf(id), digest: String(day).repeat(32), manifestBytes: 1 }
}
const recordOf = (backup: Backup, body: unknown, more: Partial<BackupRecord> = {}): BackupRecord => ({
  ...{ format: 1, kind: 'copied', time: '2026-11-20T12:00:00Z', ok: true, by, manifest: backup.digest, body },
  ...more,
})
const [older, newer] = [backupOf(19), backupOf(20)]

test('of each storage the newest backup, with the last time that it was seen there', () => {
  const records = new Map([
    [older.id, [recordOf(older, { to: 's3://a' }), recordOf(older, { to: 'file:///b' })]],
    [
      newer.id,
      [recordOf(newer, { to: 's3://a' }), recordOf(newer, { to: 's3://a' }, { time: '2026-11-20T18:00:00Z' })],
    ],
  ])
  const created = newer.manifest.created
  const copied = '2026-11-20T18:00:00Z'
  expect(knownCopies([newer, older], records, now)).toEqual([
    expect.objectContaining({ to: 'file:///b', id: older.id, ageSeconds: 2 * 86_400, copiedSeconds: 12 * 3600 }),
    { to: 's3://a', id: newer.id, created, ageSeconds: 86_400, copied, copiedSeconds: 6 * 3600 },
  ])
})

test.each([
  ['of another manifest', { manifest: 'f'.repeat(64) }],
  ['from the future', { time: '2026-11-22T00:00:00Z' }],
  ['of another kind', { kind: 'verified' }],
  ['that does not say where', { body: { to: 7 } }],
  ['that is sealed', { body: 'c2VhbGVk' }],
])('a record %s tells of no copy', (_, more) => {
  expect(copiesOf(newer, [recordOf(newer, { to: 's3://a' }, more)], now)).toEqual([])
})
