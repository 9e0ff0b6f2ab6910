import type { Session } from '../postgres/session.ts'
import type { CheckResult } from './check.ts'
import type { CheckedIndex, IndexKey } from './indexes-list.ts'

/** Rows looked up per index. Smaller tables are looked up whole. */
const SAMPLE = 2000

/** Milliseconds per column of an index: where every lookup returns a large part of the table, fewer rows are looked up. */
const PATIENCE = 2000

/**
 * Looks up sampled rows by their own values through the index alone, and demands that each finds itself.
 * The sample is read by TABLESAMPLE, which never uses an index.
 */
export async function lookUpRows(session: Session, index: CheckedIndex): Promise<CheckResult> {
  const base = { name: index.name, kind: 'index' } as const
  let looked = 0
  for (const key of index.keys) {
    if (key.operator === null) {
      return { ...base, ok: false, skipped: `there is no check for its operator class on ${key.type}` }
    }
    const result = await lookUpKey(session, index, key, key.operator)
    if (typeof result === 'string') return { ...base, ok: false, skipped: result }
    if (result.lost > 0)
      return { ...base, ok: false, found: `${result.lost} of ${result.looked} rows are not found by the index` }
    looked = Math.max(looked, result.looked)
  }
  if (looked === 0 && (await holdsRows(session, index))) {
    return { ...base, ok: false, skipped: 'no sampled row has a value that can be looked up' }
  }
  return { ...base, ok: true, found: `${looked} rows looked up` }
}

async function holdsRows(session: Session, { relation, predicate }: CheckedIndex): Promise<boolean> {
  const [row] = await session.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM ONLY ${relation} WHERE ${predicate ?? 'true'}) AS some`,
  )
  return row?.some === true
}

/** Everything but bitmap scans, by which hash, BRIN and GIN can all be read. */
const ONLY_BITMAPS = ['seqscan', 'indexscan', 'indexonlyscan', 'tidscan', 'sort', 'hashjoin', 'mergejoin', 'material']

async function lookUpKey(
  session: Session,
  index: CheckedIndex,
  key: IndexKey,
  operator: string,
): Promise<{ looked: number; lost: number } | string> {
  const query = lookUpQuery(index, key, operator)
  await session.query('BEGIN')
  try {
    await session.query(ONLY_BITMAPS.map((name) => `SET LOCAL enable_${name} = off`).join('; '))
    if (!(await reads(session, query, index))) {
      await hideOthers(session, index)
      if (!(await reads(session, query, index))) return 'the planner reads the table by another way'
    }
    const [row] = await session.query<{ looked: number; lost: number }>(query)
    return row ?? { looked: 0, lost: 0 }
  } finally {
    await session.query('ROLLBACK').catch(() => {})
  }
}

async function reads(session: Session, query: string, index: CheckedIndex): Promise<boolean> {
  const [plan] = await session.query<{ 'QUERY PLAN': string }>(`EXPLAIN (FORMAT JSON) ${query}`)
  return namesIndex(JSON.parse(plan?.['QUERY PLAN'] ?? '[]'), index.plainName)
}

/** Until the transaction is rolled back the planner takes the table's other indexes for invalid. Only a superuser may; the lock keeps two sessions from waiting for each other. */
async function hideOthers(session: Session, { oid, relation }: CheckedIndex): Promise<void> {
  const [user] = await session.query<{ superuser: string }>("SELECT current_setting('is_superuser') AS superuser")
  if (user?.superuser !== 'on') return
  await session.query("SELECT pg_advisory_xact_lock(hashtext('pgproof indexes'), hashtext($1))", [relation])
  await session.query(
    'UPDATE pg_index SET indisvalid = false WHERE indrelid = $1::regclass AND indexrelid <> $2 AND indisvalid',
    [relation, oid],
  )
}

function lookUpQuery(index: CheckedIndex, key: IndexKey, operator: string): string {
  const share = index.estimatedRows > SAMPLE ? Math.max(0.001, (110 * SAMPLE) / index.estimatedRows) : 100
  const sought = key.type === 'tsvector' ? tsqueryOf('v') : 'v'
  const predicate = index.predicate === null ? '' : ` AND (${index.predicate})`
  const matches = `OPERATOR(${operator})`
  // EXISTS could become one hash over the whole table. A value that does not match itself (an array with a null element) cannot be looked up.
  return `
    WITH sample AS MATERIALIZED (
      SELECT place, v, q FROM (
        SELECT place, v, ${sought} AS q FROM (
          SELECT ctid AS place, ${key.sql} AS v FROM ONLY ${index.relation} TABLESAMPLE SYSTEM (${share}) REPEATABLE (1)
          WHERE true${predicate}) AS r OFFSET 0) AS r
      WHERE v ${matches} q LIMIT ${2 * SAMPLE})
    SELECT count(*) AS looked, count(*) FILTER (WHERE (
      SELECT true FROM ONLY ${index.relation} WHERE ${key.sql} ${matches} sample.q AND ctid = sample.place${predicate} LIMIT 1) IS NULL) AS lost
    FROM sample WHERE clock_timestamp() < statement_timestamp() + interval '${PATIENCE} ms'`
}

/** A few of its words as a query; an empty vector gives none and matches nothing. */
const tsqueryOf = (value: string) => String.raw`
  (SELECT string_agg('''' || replace(replace(w, '\', '\\'), '''', '''''') || '''', ' & ')
   FROM (SELECT w FROM unnest(tsvector_to_array(${value})) AS w LIMIT 3) AS few)::tsquery`

function namesIndex(plan: unknown, name: string): boolean {
  if (Array.isArray(plan)) return plan.some((part) => namesIndex(part, name))
  if (typeof plan !== 'object' || plan === null) return false
  return Object.entries(plan).some(([key, value]) => (key === 'Index Name' ? value === name : namesIndex(value, name)))
}
