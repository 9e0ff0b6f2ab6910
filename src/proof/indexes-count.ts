import type { Session } from '../postgres/session.ts'
import type { CheckResult } from './check.ts'
import type { CheckedIndex } from './indexes-list.ts'

/** Beyond this a 4-byte float, as pg_class.reltuples is one, no longer tells one number from the next. */
const EXACT = 2 ** 24

/**
 * Counts the entries of a table's GiST and SP-GiST indexes, which VACUUM does for us, against the table's rows.
 * These indexes have an entry for every row that their predicate takes in, nulls included.
 */
export async function countEntries(session: Session, indexes: CheckedIndex[]): Promise<CheckResult[]> {
  const relation = indexes[0]?.relation as string
  const warnings: string[] = []
  const listen = (notice: { severity?: string | undefined; message?: string | undefined }) => {
    if (notice.severity === 'WARNING') warnings.push(notice.message ?? 'VACUUM gave a warning')
  }
  session.client.on('notice', listen)
  try {
    await session.query(`VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) ${relation}`)
  } finally {
    session.client.off('notice', listen)
  }
  // Without the right to do so VACUUM warns and does nothing, and the count of the index's making would stand.
  if (warnings[0] !== undefined) {
    const skipped = `VACUUM did not run: ${warnings[0]}`
    return indexes.map(({ name }) => ({ name, kind: 'index', ok: false, skipped }))
  }
  const entries = await session.query<{ oid: number; entries: string }>(
    'SELECT oid, reltuples::float8::text AS entries FROM pg_class WHERE oid = ANY ($1::oid[])',
    [indexes.map((index) => index.oid)],
  )
  const counted = new Map(entries.map((row) => [row.oid, Number(row.entries)]))
  const filters = indexes.map((index, at) => `count(*) FILTER (WHERE ${index.predicate ?? 'true'}) AS c${at}`)
  const [rows] = await session.query<Record<string, number | string>>(
    `SELECT ${filters.join(', ')} FROM ONLY ${relation}`,
  )
  return indexes.map((index, at) => compareCounts(index.name, Number(rows?.[`c${at}`]), counted.get(index.oid) ?? -1))
}

function compareCounts(name: string, rows: number, entries: number): CheckResult {
  const base = { name, kind: 'index' } as const
  if (entries < 0) return { ...base, ok: false, skipped: 'VACUUM did not count its entries' }
  const exact = rows < EXACT
  const found = `${entries} entries for ${rows} rows${exact ? '' : ', to seven digits'}`
  if (Math.fround(rows) === entries) return { ...base, ok: true, found }
  // Rows that another session may still see keep their entries.
  if (entries > rows) return { ...base, ok: false, skipped: `${found}: another session may still see deleted rows` }
  return { ...base, ok: false, found }
}
