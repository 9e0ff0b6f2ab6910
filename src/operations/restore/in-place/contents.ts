import type { Session } from '../../../postgres/session.ts'
import type { Scope } from './scope.ts'

/** An object of the database by its catalogue. */
export interface Content {
  classid: number
  objid: number
  /** The word that DROP takes. */
  word: string
  /** Its name as DROP takes it. */
  identity: string
  owner: string
  /** Whether the session's role may drop it. */
  droppable: boolean
  /** A table whose writers can be kept out. */
  lockable: boolean
}

const notOfExtension = (d: string) => `NOT EXISTS (SELECT FROM pg_depend e
  WHERE e.classid = ${d}.classid AND e.objid = ${d}.objid AND e.objsubid = 0 AND e.deptype = 'e')`

/**
 * What lies in the schemas by itself: tables, functions, types … without what belongs to one of these, and without extensions and their members.
 * $1 schemas; $2 relations to take, null for everything; $3 relations to leave, with the sequences that belong to them.
 */
const QUERY = `
  WITH spared AS (
    SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE json_build_array(n.nspname, c.relname)::jsonb = ANY ($3::jsonb[]))
  SELECT d.classid::bigint AS classid, d.objid::bigint AS objid, i.type, i.identity,
         pg_get_userbyid(coalesce(s.refobjid, 10)) AS owner,
         pg_has_role(coalesce(s.refobjid, 10), 'USAGE') OR pg_has_role(n.nspowner, 'USAGE') AS droppable,
         coalesce(c.relkind IN ('r', 'p')
           AND (pg_has_role(c.relowner, 'USAGE') OR has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')), false) AS lockable
    FROM pg_depend d
    JOIN pg_namespace n ON d.refclassid = 'pg_namespace'::regclass AND n.oid = d.refobjid
    LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid
    LEFT JOIN pg_shdepend s ON s.classid = d.classid AND s.objid = d.objid AND s.objsubid = 0 AND s.deptype = 'o'
     AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
   CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS i
   WHERE n.nspname = ANY ($1) AND d.deptype = 'n' AND d.objsubid = 0 AND d.classid <> 'pg_extension'::regclass AND t.typtype IS DISTINCT FROM 'm' AND ${notOfExtension('d')}
     AND ($2::jsonb[] IS NULL OR (c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND json_build_array(n.nspname, c.relname)::jsonb = ANY ($2::jsonb[])))
     AND (c.oid IS NULL OR (c.oid NOT IN (SELECT oid FROM spared)
      AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = d.classid AND o.objid = d.objid AND o.deptype IN ('a', 'i')
                         AND o.refclassid = 'pg_class'::regclass AND o.refobjid IN (SELECT oid FROM spared))))
   ORDER BY d.classid, d.objid`

/** In the order of dropping: what uses before what is used, as far as it goes; CASCADE does the rest. */
const WORDS: Readonly<Record<string, string>> = {
  view: 'VIEW',
  'materialized view': 'MATERIALIZED VIEW',
  'foreign table': 'FOREIGN TABLE',
  table: 'TABLE',
  sequence: 'SEQUENCE',
  'statistics object': 'STATISTICS',
  aggregate: 'ROUTINE',
  procedure: 'ROUTINE',
  function: 'ROUTINE',
}

/** Reads what is to be dropped; in `rows` these are the tables that are emptied. */
export async function readContents(session: Session, scope: Scope): Promise<Content[]> {
  const named = scope.kind === 'contents' ? null : scope.named
  const rows = await session.query<Omit<Content, 'word'> & { type: string }>(QUERY, [
    scope.existing,
    named,
    scope.spared,
  ])
  return rows.map(({ type, ...row }) => ({ ...row, word: WORDS[type] ?? type.toUpperCase() }))
}

/** As many names in one statement: it is parsed as a whole, and one that fails names the object. */
const BATCH = 200

/** Several names in one statement, for kinds of which DROP takes several. */
export function dropStatements(contents: readonly Content[]): string[] {
  const order = [...new Set([...Object.values(WORDS), ...contents.map(({ word }) => word)])]
  return order.flatMap((word) => {
    const identities = contents.filter((one) => one.word === word).map(({ identity }) => identity)
    if (!Object.values(WORDS).includes(word))
      return identities.map((identity) => `DROP ${word} IF EXISTS ${identity} CASCADE`)
    const batches = Array.from({ length: Math.ceil(identities.length / BATCH) }, (_, at) =>
      identities.slice(at * BATCH, (at + 1) * BATCH),
    )
    return batches.map((batch) => `DROP ${word} IF EXISTS ${batch.join(', ')} CASCADE`)
  })
}
