import { qualified, quoteIdentifier } from '../postgres/identifier.ts'
import type { Session } from '../postgres/session.ts'
import { type CheckResult, readOnly, refusalOf } from './check.ts'

interface OwnedSequence {
  schema: string
  name: string
  table_schema: string
  table_name: string
  column: string
  increment: number | string
}

const sequencesQuery = `
  SELECT n.nspname AS schema, s.relname AS name, tn.nspname AS table_schema, t.relname AS table_name,
    a.attname AS column, q.seqincrement AS increment
  FROM pg_sequence q
  JOIN pg_class s ON s.oid = q.seqrelid
  JOIN pg_namespace n ON n.oid = s.relnamespace
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.refclassid = 'pg_class'::regclass
    AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  JOIN pg_class t ON t.oid = d.refobjid AND t.relkind IN ('r', 'p')
  JOIN pg_namespace tn ON tn.oid = t.relnamespace
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ORDER BY 1, 2`

/** Compares each sequence with the column that owns it. One that is behind would give a value twice; sources are often so themselves, hence a warning. */
export async function checkSequences(session: Session): Promise<CheckResult[]> {
  const sequences = await session.query<OwnedSequence>(sequencesQuery)
  const results: CheckResult[] = []
  for (const sequence of sequences) results.push(await checkSequence(session, sequence))
  return results
}

async function checkSequence(session: Session, sequence: OwnedSequence): Promise<CheckResult> {
  const base = { name: `${sequence.schema}.${sequence.name}`, kind: 'sequence' } as const
  const column = `${sequence.table_schema}.${sequence.table_name}.${sequence.column}`
  const [extreme, beyond] = Number(sequence.increment) > 0 ? ['max', '<'] : ['min', '>']
  try {
    // A sequence that was never asked gives its last_value itself next.
    const [row] = await readOnly<{ behind: boolean }>(
      session,
      `
      SELECT coalesce(CASE WHEN s.is_called THEN s.last_value ${beyond} c.value ELSE s.last_value ${beyond}= c.value END, false)
        AS behind
      FROM ${qualified(sequence.schema, sequence.name)} AS s,
        (SELECT ${extreme}(${quoteIdentifier(sequence.column)})::int8 AS value
         FROM ${qualified(sequence.table_schema, sequence.table_name)}) AS c`,
    )
    if (row?.behind) return { ...base, ok: false, warning: true, found: `behind ${column}` }
    return { ...base, ok: true, found: `not behind ${column}` }
  } catch (error) {
    return { ...base, ok: false, skipped: refusalOf(error) }
  }
}
