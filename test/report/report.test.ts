import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@jest/globals'
import { describe as describeResult } from '../../src/report/describe.ts'
import { checkReportPaths, told, writeReport } from '../../src/report/files.ts'
import { html } from '../../src/report/html.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import {
  backupResult,
  demoResult,
  doctorResult,
  hostile,
  listResult,
  restoreTestResult,
  verifyResult,
} from './results.ts'

const all = [backupResult, verifyResult, restoreTestResult, listResult, doctorResult, demoResult]
const made = { at: new Date('2026-11-21T00:00:00Z'), by: 'pgproof 0' }
const seen = (result: (typeof all)[number]) => terminal(describeResult(result), { colour: false })

test('a backup says how long, how much, how fast, how much smaller and what is not in it', () => {
  const text = seen(backupResult)
  expect(text).toMatch(/^✓ backed up 1,250,000 rows in 13 s\n/)
  expect(text).toContain('1.4 GB of rows as text, 200 MB stored, 7.0 times smaller, in 48 objects')
  expect(text).toContain('13 s, 112 MB/s')
  expect(text).toContain('at most 11 MB of disk, pg_dump waited 4.0 s for the storage')
  expect(text).toContain('2 tables counted in the same snapshot, equal')
  expect(text).toContain(
    'ada on runner-7, https://github.com/o/r/actions/runs/1/attempts/1, commit cccccccccccc, branch main',
  )
  expect(text).toMatch(/\n {2}pgproof restore --storage s3:\/\/b .* --target-database 'a b'\n/)
  expect(markdown(describeResult(backupResult))).toContain(`\n\n\`\`\`sh\n${backupResult.restoreCommand}\n\`\`\`\n`)
  expect(text).toMatch(/Not in the dump\n.*\n {2}planner statistics {2}ANALYZE/)
})

test('a restore-test shows what differs first, and what was not checked', () => {
  const text = seen(restoreTestResult)
  expect(text).toMatch(/^✗ Restore-test of shop: failed\n/)
  expect(text).toContain('1 of 2 equal, 10 rows')
  const lines = text.split('\n')
  const at = lines.indexOf('Tables')
  expect(lines[at + 2]).toMatch(/^ {2}public\.orders +9 +90 B +different {2}2 rows missing, 1 changed$/)
  expect(text).toMatch(/by_note +gin index +failed +missing/)
  expect(text).toMatch(/hash index +not checked +no way to check/)
  expect(text).toMatch(/public\.orders +9 +12 +\+3/)
  expect(text).toMatch(/public\.gone +1 +gone/)
  expect(text).toContain("dropdb --force --host=127.0.0.1 --port=5433 --username=postgres 'it'\\''s'")
  expect(text).toMatch(/tablespaces +left out on both sides/)
})

test('a sample is never called verified', () => {
  const { reason: _, hint: __, ...rest } = verifyResult as typeof verifyResult & { reason: string; hint: string }
  const sample = { ...rest, ok: true, code: 0, checked: { ...verifyResult.checked, share: 0.1 } } as typeof verifyResult
  expect(seen(sample)).toMatch(/^✓ a sample of 10 % is good; the backup is not verified by it\n/)
  expect(markdown(describeResult(sample))).not.toMatch(/Verification/)
})

test('verify, list, doctor and demo in words', () => {
  expect(seen(verifyResult)).toMatch(/stored size +not checked +only 2 earlier backups/)
  expect(seen(verifyResult)).toContain('partial: only the schemas a')
  expect(seen(listResult)).toMatch(
    /20261120T021703Z-7f3a9c +shop +auto \[before-7\] +200 MB +1,250,000 +2026-11-20 02:17Z +ada +3 h ago; sample of 10 % good 1 h ago +failed 3 d ago/,
  )
  expect(seen(listResult)).toMatch(
    /20261120T021703Z-7f3a9c +restore-tested +2026-11-19 03:00Z +public.orders: 2 rows missing/,
  )
  expect(seen(doctorResult)).toMatch(/^✓ ready, with 1 warning\n/)
  expect(seen(doctorResult)).toMatch(/tls +warning +not encrypted\n +→ set sslmode=verify-full/)
  expect(seen(demoResult)).toContain('Where to look next')
})

test('no name breaks out of where it is shown', () => {
  for (const result of [backupResult, restoreTestResult]) {
    const sheet = describeResult(result)
    const page = html(sheet, made)
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;')
    const text = markdown(sheet)
    expect(text).not.toMatch(/<script|\[a\]\(b\)|^::|@someone/m)
    expect(text).not.toContain('\u001b')
    const tables = text.split('\n').filter((line) => line.includes('script') && line.startsWith('|'))
    expect(tables.length).toBeGreaterThan(0)
    const screen = terminal(sheet, { colour: false })
    expect(screen).not.toMatch(/^\s*::/m)
    expect(screen).not.toContain('\u001b')
  }
  expect(markdown(describeResult(backupResult))).toMatch(
    /x-axis \["public.orders", "public._script_[A-Za-z0-9_. -]*"\]/,
  )
})

test('totals name no object of the database', () => {
  for (const result of all.slice(0, 4)) {
    const sheet = told(result, 'totals')
    const shown = markdown(sheet) + html(sheet, made) + terminal(sheet, { colour: false })
    expect(
      shown.replaceAll(String((result as { reason?: string }).reason), '').replace(/public\\?\.orders\\?:[^<\n]*/g, ''),
    ).not.toMatch(/public\.|by_note|VIEW/)
    expect(shown).toContain('shop')
  }
})

test('files are written in the format of their ending', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-report-'))
  const write = (name: string, detail: 'full' | 'totals') => {
    writeReport(join(folder, 'new', name), restoreTestResult, { detail, made })
    return readFileSync(join(folder, 'new', name), 'utf8')
  }
  expect(write('a.html', 'full')).toMatch(/^<!doctype html>/)
  expect(write('a.md', 'full')).toMatch(/^## Restore-test/)
  expect(JSON.parse(write('a.json', 'full'))).toEqual(restoreTestResult)
  const totals = write('b.json', 'totals')
  expect(totals).not.toMatch(/by_note|VIEW/)
  expect(JSON.parse(totals)).toMatchObject({
    verb: 'restore-test',
    tables: [],
    definitions: { entries: 10, differences: [] },
  })
  expect(() => checkReportPaths(['a.html', 'b.txt'])).toThrow(/report b.txt ends with none/)
  rmSync(folder, { recursive: true })
})

test('many rows: the terminal and the summary stop, and say how many more', () => {
  const tables = Array.from({ length: 5000 }, (_, at) => ({ schema: 's', name: `t${at}`, rows: 1, bytes: 1 }))
  const sheet = describeResult({ ...backupResult, tables })
  expect(terminal(sheet, { colour: false })).toContain('… and 4970 more')
  expect(markdown(sheet)).toContain('… and 4800 more')
  expect(Buffer.byteLength(markdown(sheet))).toBeLessThan(1_000_000)
  expect(html(sheet, made)).toContain('s.t4999')
})

test('colour only where it is wanted; a narrow screen breaks the last column', () => {
  const sheet = describeResult(doctorResult)
  const coloured = terminal(sheet, { colour: true })
  expect(coloured).toContain('\u001b[32m')
  expect(stripVTControlCharacters(coloured)).toBe(terminal(sheet, { colour: false }))
  const long = describeResult({
    ...doctorResult,
    lines: [{ name: 'a', state: 'fine', found: 'many words '.repeat(40) }],
  })
  for (const line of terminal(long, { colour: false, width: 80 }).split('\n'))
    expect(line.length).toBeLessThanOrEqual(80)
})

test('a failure without a body is told all the same', () => {
  const failure = { verb: 'backup', ok: false, code: 3, reason: `no ${hostile}`, hint: 'do' } as const
  expect(markdown(describeResult(failure))).toContain('What to do: do')
  expect(html(describeResult(failure), made)).toContain('class="verdict bad"')
})
