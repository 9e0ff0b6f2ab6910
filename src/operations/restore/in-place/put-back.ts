import { quoteLiteral } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Dependent } from './dependents.ts'
import { type ForeignKey, type Switched, switchedTriggers } from './foreign-keys.ts'

/** How something outside of what is dropped is made again, as it was. */
export interface PutBack {
  what: string
  /** In the order in which they are run. */
  statements: string[]
  /** A comment may need an ownership that the rest does not: it is tried. */
  comment?: string
  /** A foreign key of which triggers are not simply on. */
  key?: Pick<ForeignKey, 'table' | 'name' | 'switched'>
  /** Why the session's role may not make it; absent where it may. */
  forbidden?: string
}

export interface Returning {
  putBack: PutBack[]
  /** What cannot be made again as it was. */
  lost: string[]
}

interface Row {
  objid: number
  statement: string
  object: string
  comment: string | null
  more: string | null
  allowed: boolean
  /** Only of constraints: its table, its name and its `Switched` as JSON. */
  table?: string
  name?: string
  switched?: string
}

const table = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
const ofTable = (oid: string) => `JOIN pg_class c ON c.oid = ${oid} JOIN pg_namespace n ON n.oid = c.relnamespace`

/** One query per catalogue; $1 are the OIDs. Row by row: a statement that makes it, and `more` for its state. */
const QUERIES: Readonly<Record<string, (versionNum: number) => string>> = {
  pg_trigger: () => `
    SELECT t.oid AS objid, pg_get_triggerdef(t.oid) AS statement, 'TRIGGER ' || quote_ident(t.tgname) || ' ON ' || ${table} AS object,
           obj_description(t.oid, 'pg_trigger') AS comment,
           CASE t.tgenabled WHEN 'O' THEN NULL ELSE 'ALTER TABLE ' || ${table} || CASE t.tgenabled WHEN 'D' THEN ' DISABLE TRIGGER '
             WHEN 'R' THEN ' ENABLE REPLICA TRIGGER ' ELSE ' ENABLE ALWAYS TRIGGER ' END || quote_ident(t.tgname) END AS more,
           has_table_privilege(c.oid, 'TRIGGER') AND (t.tgenabled = 'O' OR pg_has_role(c.relowner, 'USAGE')) AS allowed
      FROM pg_trigger t ${ofTable('t.tgrelid')} WHERE t.oid = ANY ($1::oid[])`,
  pg_policy: () => `
    SELECT p.oid AS objid, 'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || ${table}
           || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
           || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
           || ' TO ' || CASE WHEN p.polroles = '{0}' THEN 'PUBLIC'
                ELSE (SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname) FROM pg_roles r WHERE r.oid = ANY (p.polroles)) END
           || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS statement,
           'POLICY ' || quote_ident(p.polname) || ' ON ' || ${table} AS object, obj_description(p.oid, 'pg_policy') AS comment,
           NULL AS more, pg_has_role(c.relowner, 'USAGE') AS allowed
      FROM pg_policy p ${ofTable('p.polrelid')} WHERE p.oid = ANY ($1::oid[])`,
  pg_constraint: () => `
    SELECT k.oid AS objid, 'ALTER TABLE ' || ${table} || ' ADD CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) AS statement,
           'CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || ${table} AS object, obj_description(k.oid, 'pg_constraint') AS comment,
           NULL AS more, ${table} AS "table", k.conname AS name, ${switchedTriggers('k.oid')} AS switched,
           pg_has_role(c.relowner, 'USAGE') AND (${switchedTriggers('k.oid')} = '[]'
             OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)) AS allowed
      FROM pg_constraint k ${ofTable('k.conrelid')} WHERE k.oid = ANY ($1::oid[]) AND k.contype IN ('f', 'c')`,
  pg_attrdef: () => `
    SELECT d.oid AS objid, 'ALTER TABLE ' || ${table} || ' ALTER COLUMN ' || quote_ident(a.attname) || ' SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) AS statement,
           '' AS object, NULL AS comment, NULL AS more, pg_has_role(c.relowner, 'USAGE') AS allowed
      FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum AND a.attgenerated = ''
           ${ofTable('d.adrelid')} WHERE d.oid = ANY ($1::oid[])`,
  pg_event_trigger: () => `
    SELECT e.oid AS objid, 'CREATE EVENT TRIGGER ' || quote_ident(e.evtname) || ' ON ' || e.evtevent
           || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(e.evttags) AS tag) || ')', '')
           || ' EXECUTE FUNCTION ' || quote_ident(fn.nspname) || '.' || quote_ident(f.proname) || '()' AS statement,
           'EVENT TRIGGER ' || quote_ident(e.evtname) AS object, obj_description(e.oid, 'pg_event_trigger') AS comment,
           CASE e.evtenabled WHEN 'O' THEN NULL ELSE 'ALTER EVENT TRIGGER ' || quote_ident(e.evtname) || CASE e.evtenabled
             WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END END AS more,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS allowed
      FROM pg_event_trigger e JOIN pg_proc f ON f.oid = e.evtfoid JOIN pg_namespace fn ON fn.oid = f.pronamespace
     WHERE e.oid = ANY ($1::oid[])`,
  pg_class: () => `
    SELECT c.oid AS objid, 'CREATE VIEW ' || ${table} || coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '')
           || ' AS ' || rtrim(pg_get_viewdef(c.oid), ';') AS statement,
           'VIEW ' || ${table} AS object, obj_description(c.oid, 'pg_class') AS comment,
           'ALTER VIEW ' || ${table} || ' OWNER TO ' || quote_ident(pg_get_userbyid(c.relowner)) || coalesce((
             SELECT '; REVOKE ALL ON ' || ${table} || ' FROM ' || quote_ident(pg_get_userbyid(c.relowner)) || string_agg(
                '; GRANT ' || a.privilege_type || ' ON ' || ${table} || ' TO ' || coalesce(quote_ident(r.rolname), 'PUBLIC')
                || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, '' ORDER BY r.rolname, a.privilege_type)
               FROM aclexplode(c.relacl) AS a LEFT JOIN pg_roles r ON r.oid = a.grantee), '') AS more,
           pg_has_role(c.relowner, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE') AS allowed
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = ANY ($1::oid[]) AND c.relkind = 'v'
       AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid)
       AND NOT EXISTS (SELECT FROM pg_rewrite w WHERE w.ev_class = c.oid AND w.rulename <> '_RETURN')
       AND NOT EXISTS (SELECT FROM pg_attrdef d WHERE d.adrelid = c.oid)
       AND NOT EXISTS (SELECT FROM pg_description d WHERE d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid > 0)
       AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)`,
}

/** What is used by others first. */
const ORDER = ['pg_class', 'pg_attrdef', 'pg_constraint', 'pg_policy', 'pg_trigger', 'pg_event_trigger']

/**
 * Reads how the dependents are made again. A view is made after those that it was made after before: their OIDs are in that order
 * unless one was replaced, which then shows as a failing statement and takes everything back.
 */
export async function readReturning(session: Session, dependents: readonly Dependent[]): Promise<Returning> {
  const putBack: PutBack[] = []
  const made = new Set<Dependent>()
  for (const catalogue of ORDER) {
    const own = dependents.filter((one) => one.catalogue === catalogue && one.objsubid === 0)
    const query = QUERIES[catalogue]
    if (own.length === 0 || query === undefined) continue
    const rows = await session.query<Row>(`${query(session.versionNum)} ORDER BY 1`, [own.map(({ objid }) => objid)])
    for (const row of rows) {
      const dependent = own.find(({ objid }) => objid === row.objid) as Dependent
      made.add(dependent)
      putBack.push(describe(dependent, row))
    }
  }
  return { putBack, lost: dependents.filter((one) => !made.has(one)).map(({ what }) => what) }
}

function describe({ what }: Dependent, row: Row): PutBack {
  const { table: of = '', name = '' } = row
  const switched = JSON.parse(row.switched ?? '[]') as Switched[]
  return {
    what,
    statements: [row.statement, ...(row.more === null ? [] : [row.more])],
    ...(row.comment !== null && { comment: `COMMENT ON ${row.object} IS ${quoteLiteral(row.comment)}` }),
    ...(switched.length > 0 && { key: { table: of, name, switched } }),
    ...(!row.allowed && { forbidden: 'the role that restores may not make it again' }),
  }
}
