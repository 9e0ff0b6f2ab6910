import { qualified, quoteIdentifier } from '../postgres/identifier.ts'
import type { Session } from '../postgres/session.ts'
import { type CheckResult, readOnly, refusalOf } from './check.ts'

interface Column {
  schema: string
  table: string
  name: string
  type: string
  expression: string
}

const columnsQuery = `
  SELECT n.nspname AS schema, t.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    pg_get_expr(d.adbin, d.adrelid) AS expression
  FROM pg_attribute a
  JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  JOIN pg_class t ON t.oid = a.attrelid AND t.relkind = 'r'
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE a.attgenerated = 's' AND NOT a.attisdropped AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ORDER BY 1, 2, a.attnum`

/**
 * Computes every stored generated column anew and counts the rows where it differs: their values are not in a dump.
 * As text, since not every type has an equality.
 */
export async function checkGeneratedColumns(session: Session): Promise<CheckResult[]> {
  const tables = Map.groupBy(await session.query<Column>(columnsQuery), ({ schema, table }) => qualified(schema, table))
  const results: CheckResult[] = []
  for (const [relation, columns] of tables) results.push(...(await checkTable(session, relation, columns)))
  return results
}

async function checkTable(session: Session, relation: string, columns: Column[]): Promise<CheckResult[]> {
  const base = columns.map(({ schema, table, name }) => ({
    name: `${schema}.${table}.${name}`,
    kind: 'generated column' as const,
  }))
  const counts = columns.map(({ name, type, expression }, at) => {
    // The coercion to the column's type is part of the stored expression, but not printed.
    const computed = `CAST(CAST((${expression}) AS ${type}) AS text)`
    return `count(*) FILTER (WHERE CAST(${quoteIdentifier(name)} AS text) IS DISTINCT FROM ${computed}) AS c${at}`
  })
  try {
    const [row] = await readOnly<Record<string, number | string>>(
      session,
      `SELECT count(*) AS rows, ${counts.join(', ')} FROM ONLY ${relation}`,
    )
    return base.map((one, at) => {
      const wrong = Number(row?.[`c${at}`])
      const found = wrong === 0 ? `${row?.rows} rows` : `${wrong} of ${row?.rows} rows differ from their expression`
      return { ...one, ok: wrong === 0, found }
    })
  } catch (error) {
    const skipped = `its expression cannot be computed: ${refusalOf(error)}`
    return base.map((one) => ({ ...one, ok: false, skipped }))
  }
}
