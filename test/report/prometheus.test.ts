import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { checkReportPaths, reportFiles, writeReport } from '../../src/report/files.ts'
import { prometheus } from '../../src/report/prometheus.ts'
import { statusResult } from './results-status.ts'

const now = new Date('2026-11-21T00:00:00Z')
const made = { at: now, by: 'pgproof 0' }

interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

/**
 * Reads the text by the rules of the format, and throws where it keeps one of them not: every line is HELP, TYPE or a sample and ends with a line feed,
 * HELP and TYPE come once and first, lines of one metric stand together, and no sample is there twice.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
function read(text: string): Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no line feed')
  const samples: Sample[] = []
  const seen = new Set<string>()
  let metric = ''
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, name = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:gauge$|.)/.exec(line) ?? []
    if (kind === 'HELP') {
      if (seen.has(name)) throw new Error(`${name} comes twice`)
      seen.add(name)
      metric = name
    } else if (kind === 'TYPE') {
      if (name !== metric || !line.endsWith(' gauge')) throw new Error(`TYPE at the wrong place: ${line}`)
    } else samples.push(sampleOf(line, metric))
  }
  const keys = samples.map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).sort()]))
  if (new Set(keys).size !== keys.length) throw new Error('a sample is there twice')
  return samples
}

function sampleOf(line: string, metric: string): Sample {
  const pair = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"'
  const match = new RegExp(`^([a-zA-Z_:][a-zA-Z0-9_:]*)\\{(${pair}(?:,${pair})*)\\} (-?[0-9.e+-]+)$`).exec(line)
  if (!match || match[1] !== metric) throw new Error(`no sample of ${metric}: ${line}`)
  const pairs = [...(match[2] as string).matchAll(/([a-zA-Z0-9_]+)="((?:[^"\\]|\\.)*)"/g)]
  const unescaped = (text: string) => text.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
  const labels = Object.fromEntries(pairs.map(([, label = '', text = '']) => [label, unescaped(text)]))
  const value = Number(match[3])
  if (Number.isNaN(value)) throw new Error(`no number: ${line}`)
  return { name: metric, labels, value }
}

test('durations, sizes, times, ages and counts, by the rules of the format', () => {
  const name = 'a "b"\\c\nd'
  const samples = read(prometheus({ ...statusResult, name }, 'x', now))
  for (const { labels } of samples) expect(labels.name).toBe(name)
  const values = Object.fromEntries(
    samples.map((sample) => [
      `${sample.name} ${sample.labels.state ?? sample.labels.limit ?? sample.labels.to ?? ''}`,
      sample.value,
    ]),
  )
  expect(values).toEqual({
    'pgproof_status_ok ': 0,
    'pgproof_status_exit_code ': 1,
    'pgproof_status_timestamp_seconds ': now.getTime() / 1000,
    'pgproof_status_duration_seconds ': 0.5,
    'pgproof_backup_last_success_timestamp_seconds ': Date.parse('2026-11-20T02:17:03Z') / 1000,
    'pgproof_backup_age_seconds ': 18_000,
    'pgproof_backup_size_bytes ': 200_000_000,
    'pgproof_verified_backup_timestamp_seconds ': Date.parse('2026-11-19T02:17:03Z') / 1000,
    'pgproof_verified_backup_age_seconds ': 29 * 3600,
    'pgproof_restore_test_last_success_timestamp_seconds ': Date.parse('2026-11-20T03:00:00Z') / 1000,
    'pgproof_restore_test_age_seconds ': 14_400,
    'pgproof_restore_duration_seconds ': 300,
    'pgproof_restore_proof_duration_seconds ': 60,
    'pgproof_backups restore-tested': 1,
    'pgproof_backups verified': 1,
    'pgproof_backups damaged': 1,
    'pgproof_second_copy_age_seconds s3://elsewhere/pg': 108_000,
    'pgproof_backups_unreadable ': 1,
    'pgproof_backups_pinned ': 1,
    'pgproof_storage_bytes ': 391_000_000,
    'pgproof_storage_free_bytes ': 50_000_000_000,
    'pgproof_backup_growth_bytes ': 30_000_000,
    'pgproof_limit_broken rpo': 1,
    'pgproof_limit_broken max-backup-age': 0,
  })
})

test('what is not known is left out rather than said to be 0', () => {
  const { newest: _, newestVerified: __, newestRestoreTested: ___, timeToRestore: ____, ...rest } = statusResult
  const names = read(prometheus(rest as typeof statusResult, 'x', now)).map((sample) => sample.name)
  expect(names.filter((name) => /age|timestamp|restore/.test(name))).toEqual([
    'pgproof_status_timestamp_seconds',
    'pgproof_second_copy_age_seconds',
    'pgproof_storage_bytes',
    'pgproof_storage_free_bytes',
  ])
})

test('a status that failed says so under the name of its file, so that an old success does not stay', () => {
  const failure = { verb: 'status', ok: false, code: 3, reason: 'the storage is away', hint: 'wait' } as const
  expect(read(prometheus(failure, 'shop', now))).toEqual([
    { name: 'pgproof_status_ok', labels: { name: 'shop' }, value: 0 },
    { name: 'pgproof_status_exit_code', labels: { name: 'shop' }, value: 3 },
    { name: 'pgproof_status_timestamp_seconds', labels: { name: 'shop' }, value: now.getTime() / 1000 },
  ])
})

test('the file is exchanged whole, everybody may read it, and nothing else is left behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-metrics-'))
  const path = join(folder, 'new', 'shop.prom')
  writeReport(path, { ...statusResult, name: 'before' }, { detail: 'totals', made })
  const inode = statSync(path).ino
  writeReport(path, statusResult, { detail: 'totals', made })
  expect(statSync(path).ino).not.toBe(inode)
  expect(statSync(path).mode & 0o777).toBe(0o644)
  expect(read(readFileSync(path, 'utf8')).length).toBeGreaterThan(10)
  expect(readdirSync(join(folder, 'new'))).toEqual(['shop.prom'])
  rmSync(folder, { recursive: true })
})

test('metrics are a file of their own, no report', () => {
  expect(reportFiles({ report: ['a.html'], prometheus: 'b.prom' })).toEqual(['a.html', 'b.prom'])
  expect(() => checkReportPaths(['b.prom'])).toThrow(/ends with none/)
})
