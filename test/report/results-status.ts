import type { MeasuredRestore, StatusResult } from '../../src/operations/results-status.ts'

const reference = (id: string) => ({ id, name: 'shop', type: 'auto', location: `s3://b/shop/backups/${id}` })
const newest = '20261120T021703Z-7f3a9c'
const older = '20261119T021703Z-7f3a9d'

const measured = (id: string, at: string, seconds: number): MeasuredRestore => ({
  id,
  at,
  seconds,
  proofSeconds: 60,
  rawBytes: 1_400_000_000,
})
const trend = [measured(older, '2026-10-20T03:00:00Z', 240), measured(newest, '2026-11-20T03:00:00Z', 300)]

/** Two limits are broken; the names of backups, pins and types are as a user may have written them. */
export const statusResult: StatusResult = {
  ok: false,
  code: 1,
  reason: 'the changes of the last 5h would be lost (allowed: at most 1h); and 1 more',
  hint: 'make a backup now (pgproof backup), and back up more often',
  seconds: 0.5,
  warnings: ['a record cannot be read and does not count'],
  verb: 'status',
  name: 'shop "x"\\',
  location: 's3://b',
  newest: { id: newest, created: '2026-11-20T02:17:03.000Z', ageSeconds: 5 * 3600 },
  newestVerified: {
    id: older,
    created: '2026-11-19T02:17:03.000Z',
    ageSeconds: 29 * 3600,
    checked: '2026-11-19T03:00:00Z',
    checkedSeconds: 28 * 3600,
  },
  newestRestoreTested: {
    id: newest,
    created: '2026-11-20T02:17:03.000Z',
    ageSeconds: 5 * 3600,
    checked: '2026-11-20T03:00:00Z',
    checkedSeconds: 4 * 3600,
  },
  timeToRestore: trend[1] as MeasuredRestore,
  trend,
  limits: [
    {
      name: 'rpo',
      state: 'broken',
      found: 'the changes of the last 5h would be lost',
      allowed: 'at most 1h',
      hint: 'make a backup now (pgproof backup), and back up more often',
    },
    {
      name: 'max-shrink',
      state: 'not checked',
      found: 'only 1 earlier good backups, 3 are needed',
      allowed: 'at most 50 %',
    },
    { name: 'max-backup-age', state: 'kept', found: 'the newest good backup is 5h old', allowed: 'at most 1d 2h' },
  ],
  backups: [
    {
      ...reference(newest),
      tags: ['before-7'],
      created: '2026-11-20T02:17:03.000Z',
      storedBytes: 200_000_000,
      state: 'restore-tested',
      good: true,
      restoreTested: { ok: true, at: '2026-11-20T03:00:00Z', ageSeconds: 4 * 3600 },
      pin: { reason: 'audit', until: '2027-01-01T00:00:00.000Z' },
    },
    {
      ...reference(older),
      tags: [],
      created: '2026-11-19T02:17:03.000Z',
      storedBytes: 190_000_000,
      state: 'verified',
      good: true,
      verified: { ok: true, at: '2026-11-19T03:00:00Z', ageSeconds: 28 * 3600 },
    },
    {
      ...reference('20261118T021703Z-7f3a9e'),
      partial: 'only the schemas a',
      tags: [],
      created: '2026-11-18T02:17:03.000Z',
      storedBytes: 1_000_000,
      state: 'damaged',
      good: false,
      verified: { ok: false, at: '2026-11-18T03:00:00Z', ageSeconds: 52 * 3600 },
    },
  ],
  failures: [
    {
      name: 'shop',
      id: '20261118T021703Z-7f3a9e',
      what: 'verified',
      at: '2026-11-18T03:00:00Z',
      why: 'public.orders: 2 rows missing',
    },
  ],
  unreadable: [{ name: 'shop', id: '20261117T021703Z-7f3a9f', why: 'format 9 needs a newer pgproof' }],
  running: [{ name: 'shop', id: '20261121T021703Z-7f3a9c' }],
  summary: {
    count: 3,
    storedBytes: 391_000_000,
    oldest: '2026-11-18T02:17:03.000Z',
    newest: '2026-11-20T02:17:03.000Z',
    byType: [{ type: 'auto', count: 3, storedBytes: 391_000_000 }],
    growth: { bytesPerMonth: 30_000_000, share: 0.15 },
    freeBytes: 50_000_000_000,
  },
  copies: [
    {
      to: 's3://elsewhere/pg',
      id: '20261119T021703Z-7f3a9c',
      created: '2026-11-19T02:17:03.000Z',
      ageSeconds: 108_000,
      copied: '2026-11-19T03:17:03.000Z',
      copiedSeconds: 104_400,
    },
  ],
  pins: [{ id: newest, reason: 'audit', until: '2027-01-01T00:00:00.000Z' }],
  expiring: [
    { id: '20261101T021703Z-7f3a9f', what: 'expired: auto is kept 7d', at: '2026-11-27T00:00:00.000Z' },
    { id: older, what: 'auto is kept 7d' },
  ],
  schedule: {
    workflow: '.github/workflows/backup.yml',
    state: 'active',
    url: 'https://w',
    lastRun: {
      at: '2026-11-20T02:17:00Z',
      ageSeconds: 5 * 3600,
      conclusion: 'success',
      status: 'completed',
      url: 'https://r',
    },
  },
}
