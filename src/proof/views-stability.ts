import type { Session } from '../postgres/session.ts'

export interface MaterializedView {
  schema: string
  name: string
  populated: boolean
  /** Its query as SQL. */
  definition: string
  /** The parse trees of its query and of the views below it, as pg_rewrite holds them. */
  trees: string[]
  /** A foreign table that it reads. */
  foreign: string | null
  /** Functions that may give something else tomorrow. */
  unstable: string[]
  /** Aggregates whose result may depend on the order of rows. */
  ordered: string[]
}

interface Row extends Omit<MaterializedView, 'trees' | 'unstable' | 'ordered'> {
  trees: string
  unstable: string | null
  ordered: string | null
}

/** Aggregates of pg_catalog that give the same for rows in any order; of those over several types, floating point does not. */
const ORDERLESS = ['count', 'min', 'max', 'bool_and', 'bool_or', 'every', 'bit_and', 'bit_or', 'bit_xor', 'sum', 'avg']

/** Functions are named in parse trees by OID alone; where an operator's function is still 0 the operator's own number tells. */
const query = `
  WITH RECURSIVE view AS (
    SELECT t.oid, n.nspname AS schema, t.relname AS name, t.relispopulated AS populated
    FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE t.relkind = 'm' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ), used (view, relation) AS (
    SELECT oid, oid FROM view
    UNION
    SELECT u.view, d.refobjid
    FROM used u
    JOIN pg_class k ON k.oid = u.relation AND (k.relkind = 'v' OR k.oid = u.view)
    JOIN pg_rewrite r ON r.ev_class = u.relation
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
  ), tree AS (
    SELECT u.view, r.ev_action::text AS text
    FROM used u JOIN pg_class k ON k.oid = u.relation AND (k.relkind = 'v' OR k.oid = u.view)
    JOIN pg_rewrite r ON r.ev_class = u.relation AND r.ev_type = '1'
  ), called AS (
    SELECT t.view, m[2]::oid AS function
    FROM tree t, regexp_matches(t.text, ':(funcid|opfuncid|aggfnoid|winfnoid|negfuncid) ([0-9]+)', 'g') AS m
    UNION
    SELECT t.view, o.oprcode
    FROM tree t, regexp_matches(t.text, ':opno ([0-9]+)', 'g') AS m JOIN pg_operator o ON o.oid = m[1]::oid
  )
  SELECT v.schema, v.name, v.populated, pg_get_viewdef(v.oid) AS definition,
    (SELECT json_agg(text) FROM tree WHERE tree.view = v.oid)::text AS trees,
    (SELECT min(k.relname) FROM used u JOIN pg_class k ON k.oid = u.relation AND k.relkind = 'f' WHERE u.view = v.oid)
      AS foreign,
    (SELECT json_agg(DISTINCT p.proname) FROM called c JOIN pg_proc p ON p.oid = c.function
     WHERE c.view = v.oid AND p.provolatile <> 'i')::text AS unstable,
    (SELECT json_agg(DISTINCT p.proname) FROM called c JOIN pg_proc p ON p.oid = c.function
     WHERE c.view = v.oid AND p.prokind = 'a' AND NOT (
       p.pronamespace = 'pg_catalog'::regnamespace AND p.proname = ANY ($1::text[])
       AND NOT (p.proname IN ('sum', 'avg') AND p.proargtypes[0] IN ('float4'::regtype, 'float8'::regtype))))::text AS ordered
  FROM view v
  ORDER BY 1, 2`

export async function readMaterializedViews(session: Session): Promise<MaterializedView[]> {
  const rows = await session.query<Row>(query, [ORDERLESS])
  return rows.map((row) => ({
    ...row,
    trees: JSON.parse(row.trees) as string[],
    unstable: JSON.parse(row.unstable ?? '[]') as string[],
    ordered: JSON.parse(row.ordered ?? '[]') as string[],
  }))
}

/** OIDs of types whose text depends on settings: date, time, timetz, timestamp, timestamptz, interval, money. */
const SETTING_DEPENDENT = /type\w* (?:1082|1083|1266|1114|1184|1186|790)\b/

/** Why the view's contents may differ from what its query gives now although nothing is wrong; undefined where they may not. */
export function whyUnstable({ trees, foreign, unstable, ordered }: MaterializedView): string | undefined {
  if (foreign !== null) return `it reads the foreign table ${foreign}`
  if (unstable.length > 0) return `it calls functions that are not immutable: ${unstable.slice(0, 5).join(', ')}`
  if (ordered.length > 0) return `its aggregates depend on the order of rows: ${ordered.slice(0, 5).join(', ')}`
  const holds = (pattern: RegExp) => trees.some((tree) => pattern.test(tree))
  if (holds(/\{SQLVALUEFUNCTION /)) return 'it depends on the time or the user'
  if (holds(/\{TABLESAMPLECLAUSE /)) return 'it takes a sample'
  if (holds(/:limit(?:Count|Offset) \{/)) return 'it takes some of the rows (LIMIT, OFFSET)'
  if (holds(/:hasDistinctOn true/)) return 'it takes some of the rows (DISTINCT ON)'
  if (holds(/:hasWindowFuncs true/)) return 'it has window functions'
  if (holds(/\{COERCEVIAIO /) && holds(SETTING_DEPENDENT))
    return 'it turns dates or times into text, which settings change'
  return undefined
}
