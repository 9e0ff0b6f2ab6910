import { qualified, quoteIdentifier } from '../../postgres/identifier.ts'
import type { TableAssertion } from './assertions.ts'
import { showDuration } from './duration.ts'
import { parseSqlName, showSqlName } from './names.ts'
import { type Finding, type Planned, skipOf } from './plan.ts'
import { findTable } from './relation.ts'
import type { Reader } from './transaction.ts'

type Rows = NonNullable<TableAssertion['rows']>
type Freshness = NonNullable<TableAssertion['freshness']>

/** What is asserted about a table: that it is there, its number of rows, columns without null, the age of its newest row. */
export function planTable(table: string, assertion: TableAssertion, asOf: Date): Planned[] {
  const title = assertion.name ?? table
  const plan = (
    what: string,
    expected: string,
    check: (reader: Reader, from: string) => Promise<Finding>,
  ): Planned => ({
    name: `${title}: ${what}`,
    expected,
    ...skipOf(assertion),
    check: (reader) => inTable(reader, table, check),
  })
  const { rows, freshness, 'not-null': columns = [] } = assertion
  const planned = [
    ...(rows === undefined ? [] : [plan('rows', showRows(rows), (reader, from) => countRows(reader, from, rows))]),
    ...columns.map((column) =>
      plan(`${column} not null`, 'no null', (reader, from) => countNulls(reader, from, column)),
    ),
    ...(freshness === undefined
      ? []
      : [
          plan(`freshness of ${freshness.column}`, showFreshness(freshness), (reader, from) =>
            newest(reader, from, freshness, asOf),
          ),
        ]),
  ]
  return planned.length > 0 ? planned : [plan('exists', 'there', async () => ({ ok: true, found: 'there' }))]
}

async function inTable(
  reader: Reader,
  table: string,
  check: (reader: Reader, from: string) => Promise<Finding>,
): Promise<Finding> {
  const name = parseSqlName(table)
  const relation = name === undefined ? 'not a name' : await findTable(reader, name)
  if (typeof relation === 'string') return { ok: false, found: relation }
  // Reading one would reach out of this server, and its rows are in no backup.
  if (relation.kind === 'f')
    return { ok: false, found: `${showSqlName(relation)} is a foreign table, its rows are elsewhere` }
  return await check(reader, qualified(relation.schema, relation.name))
}

function showRows({ min, max, equals }: Rows): string {
  const bounds = [
    [equals, '='],
    [min, '>='],
    [max, '<='],
  ] as const
  return bounds.flatMap(([bound, sign]) => (bound === undefined ? [] : [`${sign} ${bound}`])).join(' and ')
}

async function countRows(reader: Reader, from: string, { min = 0, max, equals }: Rows): Promise<Finding> {
  const [row] = await reader.read(`SELECT count(*) FROM ${from}`)
  const rows = Number(row?.[0])
  const ok = rows >= min && rows <= (max ?? rows) && rows === (equals ?? rows)
  return { ok, found: `${rows}` }
}

async function countNulls(reader: Reader, from: string, column: string): Promise<Finding> {
  // num_nulls and not IS NULL, which is also true of a composite value whose fields are all null.
  const isNull = `num_nulls(t.${quoteIdentifier(column)}) > 0`
  const [row] = await reader.read(`SELECT count(*), count(*) FILTER (WHERE ${isNull}) FROM ${from} AS t`)
  const [all, nulls] = [Number(row?.[0]), Number(row?.[1])]
  return { ok: nulls === 0, found: `${nulls} of ${all} rows null` }
}

const showFreshness = (freshness: Freshness) => `at most ${showDuration(freshness['max-age'])} before the backup`

async function newest(reader: Reader, from: string, freshness: Freshness, asOf: Date): Promise<Finding> {
  const column = `max(t.${quoteIdentifier(freshness.column)})`
  const [row] = await reader.read(
    `SELECT count(*), ${column}, extract(epoch FROM $1::timestamptz - ${column}::timestamptz) FROM ${from} AS t`,
    [asOf.toISOString()],
  )
  const [rows, value, seconds] = row ?? []
  if (value === null || seconds === null) return { ok: false, found: `no time in ${rows} rows` }
  const age = Number(seconds) * 1000
  const distance = age < 0 ? `${showDuration(age)} after the backup` : `${showDuration(age)} before the backup`
  return { ok: age <= freshness['max-age'], found: `newest ${value}, ${distance}` }
}
