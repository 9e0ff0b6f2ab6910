import { qualified } from '../postgres/identifier.ts'
import type { Session } from '../postgres/session.ts'
import { type CheckResult, readOnly, refusalOf } from './check.ts'
import { type MaterializedView, readMaterializedViews, whyUnstable } from './views-stability.ts'

/**
 * Compares each materialized view with what its query gives now. A restore fills it from the restored rows, so where the query depends on nothing else
 * both are the same; where it does, the check is skipped with the reason unless `all` is set.
 */
export async function checkMaterializedViews(
  session: Session,
  options: { all?: boolean } = {},
): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const view of await readMaterializedViews(session)) {
    const base = { name: `${view.schema}.${view.name}`, kind: 'materialized view' as const, ok: false }
    const why = view.populated ? whyUnstable(view) : 'it is not populated'
    if (why !== undefined && !(options.all && view.populated)) results.push({ ...base, skipped: why })
    else results.push(await compareContents(session, view))
  }
  return results
}

/** Rows that the view holds, that it should hold besides, and that it should not. */
interface Counts {
  rows: number
  lacking: number
  besides: number
}

async function compareContents(session: Session, view: MaterializedView): Promise<CheckResult> {
  const base = { name: `${view.schema}.${view.name}`, kind: 'materialized view' as const }
  const query = view.definition.replace(/;\s*$/, '')
  try {
    // Rows as text, since not every type has an equality. The alias must not be a column's name.
    const [row] = await readOnly<Counts>(
      session,
      `
      WITH held AS MATERIALIZED (
        SELECT CAST("pgproof row" AS text) AS r FROM ONLY ${qualified(view.schema, view.name)} AS "pgproof row"
      ), computed AS MATERIALIZED (
        SELECT CAST("pgproof row" AS text) AS r FROM (${query}) AS "pgproof row"
      )
      SELECT (SELECT count(*) FROM held) AS rows,
        (SELECT count(*) FROM (SELECT r FROM computed EXCEPT ALL SELECT r FROM held) AS d) AS lacking,
        (SELECT count(*) FROM (SELECT r FROM held EXCEPT ALL SELECT r FROM computed) AS d) AS besides`,
    )
    const { rows, lacking, besides } = row as Counts
    if (lacking === 0 && besides === 0) return { ...base, ok: true, found: `${rows} rows` }
    return { ...base, ok: false, found: `not what its query gives: ${lacking} rows missing, ${besides} rows besides` }
  } catch (error) {
    return { ...base, ok: false, skipped: `its query cannot be run: ${refusalOf(error)}` }
  }
}
