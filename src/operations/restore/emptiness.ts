import { qualified, shown } from '../../postgres/identifier.ts'
import type { Session } from '../../postgres/session.ts'

/** What a database holds besides what every new one does. */
export interface Contents {
  /** `12 tables, 3 functions`; undefined where it holds nothing of anybody's. */
  holds?: string
  /** Installed extensions but plpgsql. */
  extensions: string[]
}

const notOfExtension = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`

const ours = (schema: string) => `${schema} !~ '^pg_' AND ${schema} <> 'information_schema'`

/** FirstNormalObjectId of access/transam.h: what initdb has made is below. */
const OURS_FROM = 16384

/** Kinds that are rarer, by catalogue, and the column that holds their schema where they have one. */
const OTHERS: [catalogue: string, kind: string, namespace?: string][] = [
  ['pg_foreign_data_wrapper', 'foreign-data wrapper'],
  ['pg_foreign_server', 'foreign server'],
  ['pg_publication', 'publication'],
  ['pg_event_trigger', 'event trigger'],
  ['pg_language', 'language'],
  ['pg_cast', 'cast'],
  ['pg_transform', 'transform'],
  ['pg_am', 'access method'],
  ['pg_default_acl', 'default privilege'],
  ['pg_operator', 'operator', 'oprnamespace'],
  ['pg_opfamily', 'operator family', 'opfnamespace'],
  ['pg_collation', 'collation', 'collnamespace'],
  ['pg_conversion', 'conversion', 'connamespace'],
  ['pg_ts_config', 'text search configuration', 'cfgnamespace'],
  ['pg_ts_dict', 'text search dictionary', 'dictnamespace'],
]

const counted = (place: number, catalogue: string, kind: string, namespace?: string): string => `
    UNION ALL
    SELECT ${place}, '${kind}', count(*) FROM ${catalogue} AS o
     WHERE o.oid >= ${OURS_FROM} AND ${notOfExtension(catalogue, 'o.oid')}
       ${namespace === undefined ? '' : `AND o.${namespace} IN (SELECT s.oid FROM pg_namespace s WHERE ${ours('s.nspname')})`}`

/** Counted by kind; what belongs to extensions is not anybody's own. */
const QUERY = `
  SELECT kind, n::int AS n FROM (
    SELECT 1 AS place, 'relation' AS kind, count(*) AS n FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND ${ours('s.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
    UNION ALL
    SELECT 2, 'function', count(*) FROM pg_proc p JOIN pg_namespace s ON s.oid = p.pronamespace
     WHERE ${ours('s.nspname')} AND ${notOfExtension('pg_proc', 'p.oid')}
    UNION ALL
    SELECT 3, 'type', count(*) FROM pg_type t JOIN pg_namespace s ON s.oid = t.typnamespace
     WHERE t.typtype IN ('e', 'd', 'r', 'b') AND t.typelem = 0 AND ${ours('s.nspname')} AND ${notOfExtension('pg_type', 't.oid')}
    UNION ALL
    SELECT 4, 'schema', count(*) FROM pg_namespace s
     WHERE ${ours('s.nspname')} AND s.nspname <> 'public' AND ${notOfExtension('pg_namespace', 's.oid')}
    UNION ALL
    SELECT 5, 'large object', count(*) FROM pg_largeobject_metadata
    ${OTHERS.map(([catalogue, kind, namespace], at) => counted(6 + at, catalogue, kind, namespace)).join('')}
  ) AS counted WHERE n > 0 ORDER BY place`

/** Looks into the database of a session for what somebody might miss. */
export async function readContents(session: Session): Promise<Contents> {
  const found = await session.query<{ kind: string; n: number }>(QUERY)
  const extensions = await session.query<{ name: string }>(
    "SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1",
  )
  const filled = await filledTables(session)
  const words = [
    ...found.map(({ kind, n }) => `${n} ${n === 1 ? kind : kind.replace(/y$/, 'ie')}${n === 1 ? '' : 's'}`),
    ...filled.map((name) => `rows in ${name}`),
  ]
  return { ...(words.length > 0 && { holds: words.join(', ') }), extensions: extensions.map(({ name }) => name) }
}

/** Tables of extensions that hold rows which a dump would take: jobs, settings, places that somebody has put there. */
async function filledTables(session: Session): Promise<string[]> {
  const tables = await session.query<{ schema: string; name: string; condition: string }>(
    `SELECT n.nspname AS schema, c.relname AS name, u.condition
       FROM pg_extension e, unnest(e.extconfig, e.extcondition) AS u (relation, condition)
       JOIN pg_class c ON c.oid = u.relation AND c.relkind IN ('r', 'p')
       JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY 1, 2`,
  )
  const filled: string[] = []
  for (const { schema, name, condition } of tables) {
    const [row] = await session.query<{ is: boolean }>(
      `SELECT EXISTS (SELECT FROM ${qualified(schema, name)} ${condition}) AS is`,
    )
    if (row?.is) filled.push(shown(schema, name))
  }
  return filled
}
