import type { QueryAssertion } from './assertions.ts'
import { type Comparison, type Expectation, satisfies, showComparison } from './expect.ts'
import { type Finding, type Planned, skipOf } from './plan.ts'
import type { Cell, Reader } from './transaction.ts'

/** The user's own question: one statement that reads, and what it is to answer. */
export function planQuery(assertion: QueryAssertion): Planned {
  const { sql, expect } = assertion
  return {
    name: assertion.name ?? shorten(sql.replace(/\s+/g, ' '), 80),
    expected: shorten(describe(expect), 200),
    ...skipOf(assertion),
    check: (reader) => ask(reader, sql, expect),
  }
}

function describe(expect: Expectation): string {
  if (expect.kind === 'rows') return JSON.stringify(expect.rows.map((row) => row.map(showComparison)))
  return expect.kind === 'value' ? showComparison(expect.comparison) : `${showComparison(expect.comparison)} rows`
}

async function ask(reader: Reader, sql: string, expect: Expectation): Promise<Finding> {
  if (expect.kind === 'count') {
    const rows = await reader.count(sql)
    return { ok: satisfies(String(rows), expect.comparison), found: `${rows} rows` }
  }
  if (expect.kind === 'value') return judgeValue(await reader.fetch(sql, 2), expect.comparison)
  return judgeRows(await reader.fetch(sql, expect.rows.length + 1), expect.rows)
}

function judgeValue(rows: Cell[][], comparison: Comparison): Finding {
  const [row] = rows
  if (row === undefined) return { ok: false, found: 'no row' }
  if (rows.length > 1) return { ok: false, found: 'more than one row' }
  if (row.length !== 1) return { ok: false, found: `${row.length} columns` }
  const [value = null] = row
  return { ok: satisfies(value, comparison), found: shorten(value ?? 'null', 200) }
}

function judgeRows(rows: Cell[][], expected: Comparison[][]): Finding {
  if (rows.length > expected.length) return { ok: false, found: `more than ${expected.length} rows` }
  const ok = rows.length === expected.length && rows.every((row, at) => sameRow(row, expected[at] ?? []))
  return { ok, found: shorten(JSON.stringify(rows), 200) }
}

const sameRow = (row: Cell[], expected: Comparison[]) =>
  row.length === expected.length && row.every((cell, at) => satisfies(cell, expected[at] as Comparison))

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
