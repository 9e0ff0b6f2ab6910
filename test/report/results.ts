import type { BackupResult, DemoResult, DoctorResult, ListResult, VerifyResult } from '../../src/operations/results.ts'
import type { RestoreTestResult } from '../../src/operations/results-restore-test.ts'

/** Names that would break a table, a page, a log or a diagram. */
export const hostile = '<script>alert(1)</script>|"`$x$`*_[a](b)\n::error::x\u001b[31m @someone'

const backup = {
  id: '20261120T021703Z-7f3a9c',
  name: 'shop',
  type: 'auto',
  location: 's3://b/shop/backups/20261120T021703Z-7f3a9c',
}
const common: { ok: true; code: 0; seconds: number; warnings: string[] } = {
  ok: true,
  code: 0,
  seconds: 12.5,
  warnings: ['the client is old'],
}

export const backupResult: BackupResult = {
  ...common,
  verb: 'backup',
  backup,
  commit: 'conditional put',
  manifestDigest: 'a'.repeat(64),
  restoreCommand:
    "pgproof restore --storage s3://b --name shop --backup 20261120T021703Z-7f3a9c --target-database 'a b'",
  by: {
    pgproof: '0.1.0',
    who: 'ada',
    host: 'runner-7',
    run: 'https://github.com/o/r/actions/runs/1/attempts/1',
    commit: 'c'.repeat(40),
    branch: 'main',
  },
  totals: {
    tables: 2,
    rows: 1_250_000,
    rawBytes: 1_400_000_000,
    storedBytes: 200_000_000,
    objects: 48,
    largeObjects: 3,
  },
  tables: [
    { schema: 'public', name: 'orders', rows: 1_249_999, bytes: 1_399_999_990 },
    { schema: 'public', name: hostile, rows: 1, bytes: 10 },
  ],
  source: { database: 'shop', serverVersion: '17.12', clientVersion: '17.12' },
  notContained: [{ what: 'planner statistics', why: 'ANALYZE makes them anew' }],
  spool: { peakBytes: 11_000_000, pausedSeconds: 4 },
  crossChecked: 2,
}

export const verifyResult: VerifyResult = {
  ...common,
  ok: false,
  code: 1,
  reason: '1 of 48 objects is damaged: 3442.dat.zst.00001',
  hint: 'make a new backup',
  verb: 'verify',
  backup: { ...backup, partial: 'only the schemas a' },
  record: 'shop/records/x/y.json',
  checked: { objects: 48, bytes: 200_000_000, tables: 2, rows: 1_250_000, share: 1 },
  damaged: [{ object: '3442.dat.zst.00001', what: 'SHA-256 differs', table: 'public.orders' }],
  expectations: [
    { name: 'newest backup at most 48 h old', ok: true, found: '3 h' },
    { name: 'stored size', ok: false, found: 'x', skipped: 'only 2 earlier backups' },
  ],
  notChecked: [{ what: 'whether it restores', why: 'only restore-test shows that' }],
}

export const restoreTestResult: RestoreTestResult = {
  ...common,
  ok: false,
  code: 1,
  reason: 'public.orders: 2 rows missing, 1 changed',
  hint: 'see the table of differences',
  verb: 'restore-test',
  backup,
  manifestDigest: 'a'.repeat(64),
  target: { kind: 'throw-away', address: '/tmp/x', serverVersion: '17.12', database: 'pgproof_x' },
  tables: [
    { schema: 'public', name: hostile, rows: 1, bytes: 10, equal: true },
    { schema: 'public', name: 'orders', rows: 9, bytes: 90, equal: false, difference: '2 rows missing, 1 changed' },
  ],
  indexes: [
    { schema: 'public', table: 'orders', name: 'orders_pkey', kind: 'constraint', method: 'primary key', ok: true },
    { schema: 'public', table: 'orders', name: 'by_note', kind: 'index', method: 'gin', ok: false, found: 'missing' },
  ],
  definitions: { entries: 10, equal: 9, settled: 1, differences: [{ entry: 'VIEW public.v', difference: '- a\n+ b' }] },
  largeObjects: { count: 3, equal: 2, differences: ['large object 16400 is empty'] },
  checks: [
    { name: 'foreign-key triggers', ok: true },
    { name: 'hash index', ok: false, skipped: 'no way to check' },
  ],
  assertions: [{ name: 'orders has rows', ok: true, found: '9' }],
  drift: [
    { schema: 'public', name: 'orders', backupRows: 9, liveRows: 12 },
    { schema: 'public', name: 'gone', backupRows: 1 },
  ],
  notChecked: [{ what: 'tablespaces', why: 'left out on both sides' }],
  phases: { download: 0.5, restore: 4, index: 3, prove: 5 },
  kept: {
    database: "it's",
    host: '127.0.0.1',
    port: 5433,
    user: 'postgres',
    roles: [],
    urlFile: '/tmp/url',
    until: 'dropped',
  },
}

export const listResult: ListResult = {
  ...common,
  verb: 'list',
  location: 's3://b',
  backups: [
    {
      ...backup,
      tags: ['before-7'],
      created: '2026-11-20T02:17:03.000Z',
      storedBytes: 200_000_000,
      rawBytes: 1_400_000_000,
      tables: 2,
      rows: 1_250_000,
      by: 'ada',
      verified: { ok: true, at: '2026-11-20T03:00:00Z', ageSeconds: 3 * 3600 },
      sampled: { ok: true, at: '2026-11-20T05:00:00Z', ageSeconds: 3600, share: 0.1 },
      restoreTested: { ok: false, at: '2026-11-19T03:00:00Z', ageSeconds: 3 * 86_400 },
    },
  ],
  failures: [
    {
      name: 'shop',
      id: backup.id,
      what: 'restore-tested',
      at: '2026-11-19T03:00:00Z',
      why: 'public.orders: 2 rows missing',
    },
  ],
  unreadable: [{ name: 'shop', id: '20261119T021703Z-7f3a9c', why: 'format 9 needs a newer pgproof' }],
  running: [{ name: 'shop', id: '20261121T021703Z-7f3a9c' }],
}

export const doctorResult: DoctorResult = {
  ...common,
  verb: 'doctor',
  lines: [
    { name: 'connection', state: 'fine', found: 'shop on db:5432' },
    { name: 'tls', state: 'warning', found: 'not encrypted', hint: 'set sslmode=verify-full' },
  ],
}

export const demoResult: DemoResult = {
  ...common,
  verb: 'demo',
  steps: [{ title: 'a byte of a part flipped', ok: true, found: 'caught: 3442.dat.zst.00000', seconds: 1.5 }],
  totals: { tables: 12, rows: 1_000_000, rawBytes: 100_000_000, storedBytes: 20_000_000 },
  folder: '/tmp/demo',
}
