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
  ) AS counted WHERE n > 0 ORDER BY place`

/** Looks into the database of a session for what somebody might miss. */
export async function readContents(session: Session): Promise<Contents> {
  const found = await session.query<{ kind: string; n: number }>(QUERY)
  const extensions = await session.query<{ name: string }>(
    "SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1",
  )
  const words = found.map(({ kind, n }) => `${n} ${kind}${n === 1 ? '' : 's'}`)
  return { ...(words.length > 0 && { holds: words.join(', ') }), extensions: extensions.map(({ name }) => name) }
}
