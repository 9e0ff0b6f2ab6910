import { quoteIdentifier } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'

/** Default privileges of the role that restores, for one kind of object in one schema, or in all where `schema` is null. */
export interface DefaultPrivileges {
  schema: string | null
  /** pg_default_acl.defaclobjtype */
  kind: string
  items: Grant[]
  /** What is granted where nobody has said anything; only where `schema` is null. */
  builtIn: Grant[]
}

interface Grant {
  /** Null for PUBLIC. */
  grantee: string | null
  privilege: string
  grantable: boolean
}

const KINDS: Readonly<Record<string, string>> = {
  r: 'TABLES',
  S: 'SEQUENCES',
  f: 'FUNCTIONS',
  T: 'TYPES',
  n: 'SCHEMAS',
  L: 'LARGE OBJECTS',
}

const exploded = (acl: string) => `
  (SELECT coalesce(json_agg(json_build_object('grantee', r.rolname, 'privilege', a.privilege_type, 'grantable', a.is_grantable)
          ORDER BY r.rolname, a.privilege_type), '[]')
     FROM aclexplode(${acl}) AS a LEFT JOIN pg_roles r ON r.oid = a.grantee)`

const QUERY = `
  SELECT row_to_json(f)::text AS one FROM (
    SELECT n.nspname AS schema, d.defaclobjtype AS kind, ${exploded('d.defaclacl')} AS items,
           CASE WHEN n.oid IS NULL
                THEN ${exploded(`acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'::"char" ELSE d.defaclobjtype END, d.defaclrole)`)}
                ELSE '[]' END AS "builtIn"
      FROM pg_default_acl d JOIN pg_roles r ON r.oid = d.defaclrole AND r.rolname = current_user
      LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
     ORDER BY 1 NULLS FIRST, 2) AS f`

/** Those that what the session's role makes would get, in any schema: what is put back may be outside of the restored ones. */
export async function readDefaultPrivileges(session: Session): Promise<DefaultPrivileges[]> {
  const rows = await session.query<{ one: string }>(QUERY)
  return rows.map(({ one }) => JSON.parse(one) as DefaultPrivileges)
}

/**
 * Takes them away while objects are made: a backup says each object's grants as changes to what a server grants by itself, so with them
 * in effect an object would come back with grants that it did not have.
 */
export function suspendStatements(all: readonly DefaultPrivileges[]): string[] {
  return all.flatMap((one) => [...revoke(one, one.items), ...grant(one, one.builtIn)])
}

export function resumeStatements(all: readonly DefaultPrivileges[]): string[] {
  return all.flatMap((one) => [...revoke(one, one.builtIn), ...grant(one, one.items)])
}

const words = ({ schema }: DefaultPrivileges): string =>
  `ALTER DEFAULT PRIVILEGES ${schema === null ? '' : `IN SCHEMA ${quoteIdentifier(schema)} `}`

const who = (grantee: string | null): string => (grantee === null ? 'PUBLIC' : quoteIdentifier(grantee))

function revoke(one: DefaultPrivileges, grants: readonly Grant[]): string[] {
  const grantees = [...new Set(grants.map(({ grantee }) => grantee))]
  return grantees.map((grantee) => `${words(one)}REVOKE ALL ON ${KINDS[one.kind]} FROM ${who(grantee)}`)
}

const grant = (one: DefaultPrivileges, grants: readonly Grant[]): string[] =>
  grants.map(
    ({ grantee, privilege, grantable }) =>
      `${words(one)}GRANT ${privilege} ON ${KINDS[one.kind]} TO ${who(grantee)}${grantable ? ' WITH GRANT OPTION' : ''}`,
  )
