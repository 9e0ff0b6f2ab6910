import type { DiffResult } from '../../src/operations/results-diff.ts'
import type { ShowResult } from '../../src/operations/results-show.ts'
import { hostile } from './results.ts'

const reference = (id: string) => ({ id, name: 'shop', type: 'auto', location: `s3://b/shop/backups/${id}` })
const common = { ok: true, code: 0, seconds: 0.5, warnings: [] } as const
const [older, newer] = ['20261119T021703Z-7f3a9c', '20261120T021703Z-7f3a9c']

export const showResult: ShowResult = {
  ...common,
  warnings: [],
  verb: 'show',
  backup: {
    ...reference(newer),
    tags: ['before-7'],
    created: '2026-11-20T02:17:03.000Z',
    finished: '2026-11-20T02:19:03.000Z',
  },
  by: { who: 'ada', host: 'runner-7', pgproof: '0.1.0', commit: 'c'.repeat(40), branch: 'main' },
  manifestDigest: 'a'.repeat(64),
  previous: { id: older, sha256: 'b'.repeat(64) },
  source: {
    database: 'shop',
    address: 'db:5432',
    version: '17.12',
    encoding: 'UTF8',
    collate: 'C',
    sizeBytes: 2_000_000_000,
    profile: 'supabase',
  },
  clientVersion: '17.12',
  totals: {
    tables: 2,
    rows: 1_250_000,
    rawBytes: 1_400_000_000,
    storedBytes: 200_000_000,
    objects: 48,
    largeObjects: 3,
  },
  tables: [
    { schema: 'public', name: 'orders', rows: 1_249_999, bytes: 1_399_999_990, storedBytes: 199_000_000, parts: 44 },
    { schema: 'public', name: hostile, rows: 1, bytes: 10, storedBytes: 20, parts: 1, root: 'public.root' },
  ],
  definitionTypes: [
    { type: 'TABLE', count: 2 },
    { type: 'VIEW', count: 1 },
  ],
  entries: [
    { type: 'VIEW', schema: 'public', name: hostile },
    { type: 'SCHEMA', schema: '', name: 'public' },
  ],
  largeObjects: { count: 3, bytes: 3000 },
  extensions: [{ name: 'pgvector', version: '0.8', schema: 'public' }],
  roles: ['public.owner'],
  notContained: [{ what: 'planner statistics', why: 'ANALYZE makes them anew' }],
  copies: [
    {
      to: 's3://elsewhere/pg',
      id: newer,
      created: '2026-11-20T02:17:03.000Z',
      ageSeconds: 10_800,
      copied: '2026-11-20T03:17:03.000Z',
      copiedSeconds: 7200,
    },
  ],
  history: [
    { at: '2026-11-20T02:19:03.000Z', what: 'backed up', ok: true, who: 'ada', host: 'runner-7' },
    {
      at: '2026-11-20T03:00:00Z',
      what: 'failed',
      ok: false,
      who: 'bob',
      host: 'runner-8',
      run: 'https://github.com/o/r/actions/runs/1/attempts/1',
      found: 'not restore-tested: public.orders: 2 rows missing',
    },
  ],
  restoreCommand: 'pgproof restore --storage s3://b --name shop --backup 20261120T021703Z-7f3a9c',
}

export const diffResult: DiffResult = {
  ...common,
  warnings: [],
  verb: 'diff',
  before: { ...reference(older), created: '2026-11-19T02:17:03.000Z' },
  after: { ...reference(newer), created: '2026-11-20T02:17:03.000Z' },
  equal: false,
  totals: {
    before: { tables: 2, rows: 1000, rawBytes: 50_000, storedBytes: 9000 },
    after: { tables: 2, rows: 900, rawBytes: 60_000, storedBytes: 9000 },
  },
  tables: [
    {
      schema: 'public',
      name: 'orders',
      change: 'changed',
      before: { rows: 1000, bytes: 50_000 },
      after: { rows: 900, bytes: 60_000 },
      columns: { new: ['public.c'], gone: [] },
    },
    { schema: 'public', name: hostile, change: 'gone', before: { rows: 1, bytes: 10 } },
    {
      schema: 'public',
      name: 'kept',
      change: 'unchanged',
      before: { rows: 1, bytes: 10 },
      after: { rows: 1, bytes: 10 },
    },
  ],
  definitions: {
    before: 10,
    after: 10,
    sequencesMoved: 2,
    differences: [{ type: 'VIEW', schema: 'public', name: 'by_note', change: 'changed', diff: '-SELECT 1\n+SELECT 2' }],
  },
  largeObjects: { new: 1, gone: 0, changed: 0 },
  extensions: [{ name: 'pgvector', before: '0.7', after: '0.8' }],
  roles: [{ name: 'public.owner', change: 'new' }],
  notChecked: [{ what: 'public.x', why: 'it is partial' }],
}
