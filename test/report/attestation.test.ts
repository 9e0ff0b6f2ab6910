import { expect, test } from '@jest/globals'
import type { RestoreTestResult } from '../../src/operations/results-restore-test.ts'
import { statementOf } from '../../src/report/attestation.ts'
import { version } from '../../src/version.ts'
import { backupResult, restoreTestResult } from './results.ts'

const { reason: _, hint: __, ...rest } = restoreTestResult as RestoreTestResult & { reason?: string; hint?: string }
const equal = { ...rest, ok: true, code: 0 } as RestoreTestResult

test('a backup is stated in totals, by the digest of its manifest', () => {
  expect(statementOf(backupResult)).toEqual({
    subject: {
      name: `shop/backups/${backupResult.backup.id}/manifest.json`,
      digest: { sha256: backupResult.manifestDigest },
    },
    predicateType: 'https://github.com/pgproof/pgproof/attestations/backup/v1',
    predicate: {
      backup: { id: backupResult.backup.id, type: 'auto', complete: true },
      totals: backupResult.totals,
      server: '17.12',
      run: 'https://github.com/o/r/actions/runs/1/attempts/1',
      seconds: 13,
      pgproof: version,
    },
  })
})

test('a restore-test is stated with its verdict; what was skipped is not passed', () => {
  expect(statementOf(equal)?.predicate).toEqual({
    backup: expect.objectContaining({ id: equal.backup.id }),
    verdict: 'equal',
    tables: 2,
    rows: 10,
    definitions: 10,
    largeObjects: 3,
    checks: { passed: 1, skipped: 1 },
    assertions: { passed: 1, skipped: 0 },
    notChecked: 1,
    server: '17.12',
    seconds: Math.round(equal.seconds),
    pgproof: version,
  })
})

test('a part of a database is not stated as a whole one, and its filters are not named', () => {
  const partial = { ...backupResult, backup: { ...backupResult.backup, partial: 'only the tables public.orders' } }
  const { predicate } = statementOf(partial) ?? {}
  expect(predicate).toMatchObject({ backup: { complete: false } })
})

test('no object of the database is named, and nothing that failed is stated', () => {
  const partial = { ...backupResult, backup: { ...backupResult.backup, partial: 'only the tables public.orders' } }
  for (const result of [partial, equal])
    expect(JSON.stringify(statementOf(result))).not.toMatch(/orders|script|public\./)
  expect(restoreTestResult.ok).toBe(false)
  expect(statementOf(restoreTestResult)).toBeUndefined()
})
