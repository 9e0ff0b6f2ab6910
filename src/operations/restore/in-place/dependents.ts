import type { Session } from '../../../postgres/session.ts'
import type { Content } from './contents.ts'

/** Something outside of what is dropped that would be dropped with it. */
export interface Dependent {
  classid: number
  objid: number
  /** Number of a column, else 0. */
  objsubid: number
  /** `trigger`, `policy`, `view` … as pg_identify_object says it. */
  type: string
  /** For people: `trigger on_auth_user_created on table auth.users`. */
  what: string
  /** Catalogue: `pg_trigger`. */
  catalogue: string
}

/**
 * Everything that DROP … CASCADE would reach from the contents ($1, as JSON), but for what belongs to them or to something that is dropped
 * whole: indexes, rules, types of rows. Follows dependencies as the server does: what is an internal part takes its owner along,
 * and what was given to an extension the extension, with all that uses it.
 */
const QUERY = `
  WITH RECURSIVE contents AS (
    SELECT (one ->> 'classid')::oid AS classid, (one ->> 'objid')::oid AS objid FROM json_array_elements($1::json) AS one
  ), edges AS MATERIALIZED (
    SELECT refclassid AS a_class, refobjid AS a_obj, refobjsubid AS a_sub, classid AS b_class, objid AS b_obj, objsubid AS b_sub
      FROM pg_depend WHERE deptype IN ('n', 'a', 'i', 'P', 'S') AND refclassid <> 'pg_namespace'::regclass
    UNION ALL
    SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid FROM pg_depend WHERE deptype IN ('i', 'e')
  ), reached (classid, objid, objsubid) AS (
    SELECT classid, objid, 0 FROM contents
    UNION
    SELECT e.b_class, e.b_obj, e.b_sub FROM reached r
      JOIN edges e ON e.a_class = r.classid AND e.a_obj = r.objid AND (r.objsubid = 0 OR e.a_sub = r.objsubid)
  )
  SELECT r.classid::bigint AS classid, r.objid::bigint AS objid, r.objsubid, i.type,
         pg_describe_object(r.classid, r.objid, r.objsubid) AS what, r.classid::regclass::text AS catalogue
    FROM reached r
   CROSS JOIN LATERAL pg_identify_object(r.classid, r.objid, r.objsubid) AS i
    LEFT JOIN pg_class c ON r.classid = 'pg_class'::regclass AND c.oid = r.objid
   WHERE (r.classid, r.objid) NOT IN (SELECT classid, objid FROM contents)
     AND (r.objsubid = 0 OR (r.classid, r.objid, 0) NOT IN (SELECT classid, objid, objsubid FROM reached))
     AND (c.oid IS NULL OR c.relkind NOT IN ('i', 'I', 't', 'c'))
     AND ((r.objsubid = 0 AND c.relkind IN ('r', 'p', 'f', 'v', 'm')) OR NOT EXISTS (
       SELECT FROM pg_depend o JOIN reached w ON w.classid = o.refclassid AND w.objid = o.refobjid
          AND (w.objsubid = 0 OR w.objsubid = o.refobjsubid)
        WHERE o.classid = r.classid AND o.objid = r.objid AND o.deptype IN ('a', 'i', 'P', 'S')
          AND (w.classid, w.objid) <> (r.classid, r.objid)
          AND (r.objsubid = 0 OR o.objsubid = r.objsubid)))
   ORDER BY r.classid, r.objid, r.objsubid`

/** Casts and transforms are of the types that they are between, and go and come back with them. */
const BELONG = ['pg_cast', 'pg_transform']

export async function readDependents(session: Session, contents: readonly Content[]): Promise<Dependent[]> {
  const keys = JSON.stringify(contents.map(({ classid, objid }) => ({ classid, objid })))
  const found = await session.query<Dependent>(QUERY, [keys])
  return found.filter(({ catalogue }) => !BELONG.includes(catalogue))
}

/** What a dependent needs of the contents directly: a function or a relation, by name. */
export interface Need {
  what: string
  schema: string
  name: string
  kind: 'function' | 'relation'
}

export async function readNeeds(
  session: Session,
  dependents: readonly Dependent[],
  contents: readonly Content[],
): Promise<Need[]> {
  const keys = JSON.stringify(contents.map(({ classid, objid }) => ({ classid, objid })))
  const own = JSON.stringify(dependents.map(({ classid, objid }) => ({ classid, objid })))
  return await session.query<Need>(
    `WITH contents AS (
       SELECT (one ->> 'classid')::oid AS classid, (one ->> 'objid')::oid AS objid FROM json_array_elements($1::json) AS one
     ), dependents AS (
       SELECT (one ->> 'classid')::oid AS classid, (one ->> 'objid')::oid AS objid FROM json_array_elements($2::json) AS one
     )
     SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) AS what, n.nspname AS schema, coalesce(p.proname, c.relname) AS name,
            CASE WHEN p.oid IS NULL THEN 'relation' ELSE 'function' END AS kind
       FROM pg_depend d JOIN dependents o ON o.classid = d.classid AND o.objid = d.objid
       JOIN contents i ON i.classid = d.refclassid AND i.objid = d.refobjid
       LEFT JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid
       LEFT JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
       JOIN pg_namespace n ON n.oid = coalesce(p.pronamespace, c.relnamespace)
      WHERE d.deptype = 'n' ORDER BY 1, 2, 3`,
    [keys, own],
  )
}
