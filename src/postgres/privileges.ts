import { quoteIdentifier } from './identifier.ts'
import type { Session } from './session.ts'

export interface RelationName {
  schema: string
  name: string
}

/** What keeps the session's role from dumping everything. */
export interface PrivilegeProblems {
  /** Tables and sequences that it may not SELECT, or whose schema it may not use. */
  unreadable: RelationName[]
  /** Tables whose row security applies to it: pg_dump refuses them rather than leave rows out. */
  rowSecurity: RelationName[]
  /** Statements that help, for a superuser to run; empty where there is no problem. */
  sql: string
}

interface FoundRow extends RelationName {
  readable: boolean
  secured: boolean
}

/** Members of extensions are dumped only where their extension says so (pg_extension.extconfig). */
const relationsQuery = `
  SELECT n.nspname AS schema, c.relname AS name, row_security_active(c.oid) AS secured,
         has_schema_privilege(n.oid, 'USAGE')
           AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END AS readable
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
          AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
          AND (e.extconfig IS NULL OR c.oid <> ALL (e.extconfig)))
   ORDER BY 1, 2`

/** Looks for tables and sequences that a dump by this role would fail on; `filter` says which of them are to be dumped. */
export async function readPrivilegeProblems(
  session: Session,
  filter: (relation: RelationName) => boolean = () => true,
): Promise<PrivilegeProblems> {
  const rows = (await session.query<FoundRow>(relationsQuery)).filter(filter)
  const [who] = await session.query<{ me: string; inherits: boolean }>(
    'SELECT rolname AS me, rolinherit AS inherits FROM pg_catalog.pg_roles WHERE rolname = current_user',
  )
  const named = (found: FoundRow[]) => found.map(({ schema, name }) => ({ schema, name }))
  const unreadable = named(rows.filter((row) => !row.readable))
  const rowSecurity = named(rows.filter((row) => row.secured))
  const name = quoteIdentifier(who?.me ?? '')
  const statements = [
    ...(unreadable.length > 0 ? [readAll(name, who?.inherits ?? true, session.versionNum)] : []),
    ...(rowSecurity.length > 0 ? [`ALTER ROLE ${name} BYPASSRLS;`] : []),
  ]
  return { unreadable, rowSecurity, sql: statements.join(' ') }
}

/** A role that does not inherit has nothing of a membership; since 16 each grant says for itself. */
function readAll(name: string, inherits: boolean, versionNum: number): string {
  const grant = `GRANT pg_read_all_data TO ${name}`
  if (inherits) return `${grant};`
  return versionNum >= 160_000 ? `${grant} WITH INHERIT TRUE;` : `${grant}; ALTER ROLE ${name} INHERIT;`
}
