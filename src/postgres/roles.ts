import { quoteIdentifier, quoteLiteral } from './identifier.ts'
import type { Session } from './session.ts'

/** A role without its password. */
export interface Role {
  name: string
  /** The superuser that initdb made: it exists on every server, under this name or another. */
  bootstrap: boolean
  superuser: boolean
  inherit: boolean
  createRole: boolean
  createDatabase: boolean
  login: boolean
  replication: boolean
  bypassRls: boolean
  /** -1 is without limit. */
  connectionLimit: number
  /** Timestamp in UTC, `infinity`, or null. */
  validUntil: string | null
  comment: string | null
  /** For all databases; those for one database belong to it. Lists such as search_path are as the catalogue holds them. */
  settings: { name: string; value: string }[]
  /** The roles that it is a member of. `inherit` and `set` are there from PostgreSQL 16 on. */
  memberOf: { role: string; admin: boolean; inherit?: boolean; set?: boolean }[]
}

/** The roles of the server in the order of their names; the server's own (`pg_…`) only as what others are members of. */
export async function readRoles(session: Session): Promise<Role[]> {
  const rows = await session.query<{ role: string }>(
    `SELECT jsonb_build_object(
              'name', r.rolname, 'bootstrap', r.oid = 10, 'superuser', r.rolsuper, 'inherit', r.rolinherit,
              'createRole', r.rolcreaterole, 'createDatabase', r.rolcreatedb, 'login', r.rolcanlogin,
              'replication', r.rolreplication, 'bypassRls', r.rolbypassrls, 'connectionLimit', r.rolconnlimit,
              'validUntil', r.rolvaliduntil::text, 'comment', shobj_description(r.oid, 'pg_authid'),
              'settings', coalesce((SELECT jsonb_agg(jsonb_build_object(
                  'name', split_part(one, '=', 1), 'value', substr(one, strpos(one, '=') + 1)) ORDER BY place)
                FROM unnest(r.rolconfig) WITH ORDINALITY AS config (one, place)), '[]'),
              'memberOf', coalesce((SELECT jsonb_agg(m ORDER BY m ->> 'role') FROM (${membershipQuery(session)}) AS g (m)), '[]')
            ) AS role
       FROM pg_catalog.pg_roles r
      WHERE r.rolname !~ '^pg_'
      ORDER BY r.rolname`,
  )
  return rows.map((row) => JSON.parse(row.role) as Role)
}

/** One row per role granted; grants of the same role by several grantors are taken together. */
function membershipQuery(session: Session): string {
  const options =
    session.versionNum >= 160_000 ? `, 'inherit', bool_or(a.inherit_option), 'set', bool_or(a.set_option)` : ''
  return `SELECT jsonb_build_object('role', t.rolname, 'admin', bool_or(a.admin_option)${options})
            FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles t ON t.oid = a.roleid
           WHERE a.member = r.oid GROUP BY t.rolname`
}

/**
 * SQL that makes the roles, with attributes, comments, settings and memberships but without passwords; it may be run again, and over roles that exist.
 * With `login: false` no role can log in (for a restore-test). With `superuser: false` what only a superuser may say is said only where it is on.
 */
export function rolesSql(roles: readonly Role[], options: { login?: boolean; superuser?: boolean } = {}): string {
  const statements = [
    ...roles.filter((role) => !role.bootstrap).map(creation),
    ...roles.filter((role) => !role.bootstrap).map((role) => attributes(role, options)),
    ...roles.flatMap(remarks),
    ...roles.flatMap(memberships),
  ]
  return statements.map((statement) => `${statement};\n`).join('')
}

function creation({ name }: Role): string {
  const create = `CREATE ROLE ${quoteIdentifier(name)}`
  return `DO ${quoteLiteral(`BEGIN ${create}; EXCEPTION WHEN duplicate_object THEN NULL; END`)}`
}

const OF_SUPERUSERS = ['SUPERUSER', 'REPLICATION', 'BYPASSRLS']

function attributes(role: Role, { login = true, superuser = true }: Parameters<typeof rolesSql>[1] & object): string {
  const flags: [boolean, string][] = [
    [role.superuser, 'SUPERUSER'],
    [role.inherit, 'INHERIT'],
    [role.createRole, 'CREATEROLE'],
    [role.createDatabase, 'CREATEDB'],
    [role.login && login, 'LOGIN'],
    [role.replication, 'REPLICATION'],
    [role.bypassRls, 'BYPASSRLS'],
  ]
  const said = flags.filter(([on, word]) => on || superuser || !OF_SUPERUSERS.includes(word))
  const words = said.map(([on, word]) => (on ? word : `NO${word}`))
  const limit = role.connectionLimit === -1 ? [] : [`CONNECTION LIMIT ${role.connectionLimit}`]
  const until = role.validUntil === null ? [] : [`VALID UNTIL ${quoteLiteral(role.validUntil)}`]
  return `ALTER ROLE ${quoteIdentifier(role.name)} WITH ${[...words, ...limit, ...until].join(' ')}`
}

function remarks(role: Role): string[] {
  const name = quoteIdentifier(role.name)
  const comment = role.comment === null ? [] : [`COMMENT ON ROLE ${name} IS ${quoteLiteral(role.comment)}`]
  const settings = role.settings.map(
    (setting) => `ALTER ROLE ${name} SET ${settingName(setting.name)} TO ${settingValue(setting.name, setting.value)}`,
  )
  return [...comment, ...settings]
}

function memberships(role: Role): string[] {
  return role.memberOf.map((grant) => {
    const options: string[] = []
    if (grant.admin) options.push('ADMIN TRUE')
    if (grant.inherit !== undefined && grant.inherit !== role.inherit)
      options.push(`INHERIT ${grant.inherit ? 'TRUE' : 'FALSE'}`)
    if (grant.set === false) options.push('SET FALSE')
    // The words that servers before 16 know, wherever they say enough.
    const words = options.length === 1 && grant.admin ? 'ADMIN OPTION' : options.join(', ')
    const grantee = `GRANT ${quoteIdentifier(grant.role)} TO ${quoteIdentifier(role.name)}`
    return words === '' ? grantee : `${grantee} WITH ${words}`
  })
}

/** Names of extensions' settings have a dot, which separates two identifiers. */
export function settingName(name: string): string {
  return name.split('.').map(quoteIdentifier).join('.')
}

/** Settings whose value is a list of quoted names (GUC_LIST_QUOTE): each name is a literal of its own. variable_is_guc_list_quote in dumputils.c */
const listSettings = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
])

export function settingValue(name: string, value: string): string {
  if (!listSettings.has(name.toLowerCase())) return quoteLiteral(value)
  const names = value.match(/"(?:[^"]|"")*"|[^,\s"]+/g) ?? ['']
  return names.map((one) => quoteLiteral(one.startsWith('"') ? one.slice(1, -1).replaceAll('""', '"') : one)).join(', ')
}
