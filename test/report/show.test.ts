import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { describe as describeResult } from '../../src/report/describe.ts'
import { told, writeReport } from '../../src/report/files.ts'
import { html } from '../../src/report/html.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { diffResult, showResult } from './results-show.ts'

const made = { at: new Date('2026-11-21T00:00:00Z'), by: 'pgproof 0' }

test('a backup: what it is, its history, its tables, and how to bring it back', () => {
  const text = terminal(describeResult(showResult), { colour: false })
  expect(text).toMatch(/^✓ backup 20261120T021703Z-7f3a9c of shop, made 2026-11-20 02:17Z\n/)
  expect(text).toMatch(/Type +auto \[before-7\]\n/)
  expect(text).toMatch(/Made by +ada on runner-7, commit cccccccccccc, branch main, pgproof 0\.1\.0\n/)
  expect(text).toMatch(/Source +shop on db:5432, PostgreSQL 17\.12, 2\.0 GB, UTF8, C, profile supabase\n/)
  expect(text).toMatch(
    /2026-11-20 03:00Z +failed +bob +https:\S+ +not restore-tested: public\.orders: 2 rows missing\n/,
  )
  expect(text).toMatch(/public\.orders +1,249,999 +1\.4 GB +199 MB +44\n/)
  expect(text).toMatch(/Second copy +at s3:\/\/elsewhere\/pg, 2 h old, as its record tells\n/)
  expect(text).toMatch(/pgvector +0\.8 +public\n/)
  expect(text).toMatch(/planner statistics +ANALYZE/)
  expect(text).toContain(`\n  ${showResult.restoreCommand}\n`)
})

test('a difference: how much more or less, what is gone first', () => {
  const text = terminal(describeResult(diffResult), { colour: false })
  expect(text).toMatch(/^✓ 2 tables and 1 definition differ\n/)
  expect(text).toMatch(/Rows +1,000 → 900 \(-100\)\n/)
  expect(text).toMatch(/Size +50 kB → 60 kB \(\+10 kB\)\n/)
  expect(text).toMatch(/Stored +9\.0 kB → 9\.0 kB \(±0\)\n/)
  expect(text).toMatch(/Definitions +1 changed, 0 new, 0 gone, 2 sequences moved on\n/)
  const lines = text.split('\n')
  const at = lines.indexOf('Tables that differ')
  expect(lines[at + 2]).toMatch(/script.* gone +1 +-1 +10 B +-10 B$/)
  expect(lines[at + 3]).toMatch(/^ {2}public\.orders +changed +900 +-100 +60 kB +\+10 kB +\+public\.c$/)
  expect(text).not.toContain('kept')
  expect(text).toMatch(/VIEW +public\.by_note +changed +-SELECT 1\n +\+SELECT 2\n/)
})

test('two equal backups are said to be equal', () => {
  const equal = { ...diffResult, equal: true, tables: [], roles: [], extensions: [] }
  expect(terminal(describeResult(equal), { colour: false })).toMatch(/^✓ both backups hold the same\n/)
})

test('no name breaks out, and totals name no object of the database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-show-'))
  for (const result of [showResult, diffResult]) {
    const sheet = describeResult(result)
    expect(html(sheet, made)).not.toContain('<script')
    expect(markdown(sheet)).not.toMatch(/<script|\[a\]\(b\)|^::|@someone/m)
    const totals = told(result, 'totals')
    const path = join(folder, 'totals.json')
    writeReport(path, result, { detail: 'totals', made })
    const shown = markdown(totals) + html(totals, made) + readFileSync(path, 'utf8')
    expect(shown).not.toMatch(/public\b|orders|by_note|script/)
    expect(shown).toContain('20261120T021703Z-7f3a9c')
  }
  rmSync(folder, { recursive: true })
})
