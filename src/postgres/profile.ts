import { usageError } from '../errors.ts'
import type { Session } from './session.ts'

/** What in a database belongs to its managed provider rather than to the user. */
export interface Profile {
  name: string
  /** Left out of a backup unless asked for. */
  schemas: readonly string[]
  /** Roles that the provider makes on every server; they cannot be made or altered there. */
  roles: readonly string[]
  /** Extensions that only the provider's own servers have. */
  extensions: readonly string[]
  /** Sentences for people who back up or restore there. */
  advice: readonly string[]
}

interface KnownProfile extends Profile {
  /** It is this provider where one of these is there; in `schemas` all must be. */
  shownBy: { roles?: readonly string[]; schemas?: readonly string[]; extensions?: readonly string[] }
}

const none: Profile = { name: 'none', schemas: [], roles: [], extensions: [], advice: [] }

/** https://supabase.com/docs/guides/database/postgres/roles, and the lists of `supabase db dump` (internal/utils/misc.go in supabase/cli). */
const supabase: KnownProfile = {
  name: 'supabase',
  schemas:
    `_analytics _realtime _supavisor auth cron etl extensions graphql graphql_public net pgbouncer pgsodium pgsodium_masks
    pgtle realtime storage supabase_functions vault`.split(/\s+/),
  roles:
    `anon authenticated authenticator dashboard_user pgbouncer pgsodium_keyholder pgsodium_keyiduser pgsodium_keymaker
    pgtle_admin postgres service_role supabase_admin supabase_auth_admin supabase_etl_admin supabase_functions_admin
    supabase_privileged_role supabase_read_only_user supabase_realtime_admin supabase_replication_admin supabase_storage_admin`.split(
      /\s+/,
    ),
  extensions: ['pg_graphql', 'pg_net', 'pgsodium', 'pgjwt', 'supabase_vault', 'supautils', 'wrappers'],
  advice: [
    'the rows of auth and storage are left out unless they are asked for with schemas',
    'the direct host answers over IPv6 only: from a network without it use the session pooler, port 5432 of the pooler host, as user postgres.<project>',
    'never restore there with --clean: it removes default grants, and the API then answers 401',
  ],
  shownBy: { roles: ['supabase_admin', 'supabase_auth_admin'], schemas: ['auth', 'storage'] },
}

const others: readonly KnownProfile[] = [
  {
    name: 'rds',
    schemas: [],
    roles:
      `rdsadmin rds_superuser rds_replication rds_password rds_iam rds_ad rds_reserved rds_extension rdstopmgr rdsrepladmin
      rdswriteforwarduser`.split(/\s+/),
    extensions: ['aws_commons', 'aws_lambda', 'aws_s3', 'rds_tools', 'apg_plan_mgmt', 'aws_ml'],
    advice: ['no role is a superuser: grant pg_read_all_data and rds_superuser to the role that backs up'],
    shownBy: { roles: ['rdsadmin'] },
  },
  {
    name: 'cloudsql',
    schemas: [],
    roles:
      `cloudsqladmin cloudsqlagent cloudsqlconnpooladmin cloudsqliamgroup cloudsqliamgroupserviceaccount cloudsqliamgroupuser
      cloudsqliamserviceaccount cloudsqliamuser cloudsqlimportexport cloudsqlinactiveuser cloudsqlobservabilityadmin
      cloudsqlreplica cloudsqlsuperuser`.split(/\s+/),
    extensions: ['google_ml_integration', 'google_columnar_engine'],
    advice: ['no role is a superuser: grant pg_read_all_data to the role that backs up'],
    shownBy: { roles: ['cloudsqladmin'] },
  },
  {
    name: 'azure',
    schemas: ['azure_sys'],
    roles: ['azure_pg_admin', 'azuresu', 'azure_superuser', 'replication'],
    extensions: ['azure', 'azure_ai', 'azure_storage', 'pg_azure_storage'],
    advice: ['extensions must be on the list of the parameter azure.extensions of the server that is restored into'],
    shownBy: { roles: ['azure_pg_admin', 'azuresu'] },
  },
  {
    name: 'neon',
    schemas: ['neon', 'neon_migration'],
    roles: ['cloud_admin', 'neon_superuser', 'neon_service', 'databricks_superuser'],
    extensions: ['neon', 'neon_utils'],
    advice: ['a suspended compute answers after some seconds: raise connect_timeout if it does not answer in time'],
    shownBy: { roles: ['neon_superuser'] },
  },
  {
    name: 'timescale',
    schemas: [],
    roles: ['tsdbadmin', 'tsdbowner', 'tsdbexplorer'],
    extensions: ['timescaledb_toolkit', 'timescaledb_osm'],
    advice: [
      'a restore needs the same version of timescaledb, timescaledb_pre_restore() before it and timescaledb_post_restore() after it',
    ],
    shownBy: { extensions: ['timescaledb'] },
  },
]

/** By name, in the order in which they are looked for. */
export const profiles: ReadonlyMap<string, Profile> = new Map([none, supabase, ...others].map((one) => [one.name, one]))

/** The provider that the server shows itself to be, by roles, schemas and extensions that only it has; else `none`. */
export async function detectProfile(session: Session): Promise<Profile> {
  const [row] = await session.query<{ shown: string }>(
    `SELECT jsonb_build_object(
       'roles', (SELECT jsonb_agg(rolname) FROM pg_catalog.pg_roles),
       'schemas', (SELECT jsonb_agg(nspname) FROM pg_catalog.pg_namespace),
       'extensions', (SELECT jsonb_agg(extname) FROM pg_catalog.pg_extension)) AS shown`,
  )
  const shown = JSON.parse(row?.shown ?? '{}') as Record<string, string[] | null>
  const has = (kind: string) => (name: string) => shown[kind]?.includes(name) ?? false
  const known = [supabase, ...others].find(
    ({ shownBy }) =>
      (shownBy.roles?.some(has('roles')) || shownBy.extensions?.some(has('extensions'))) &&
      (shownBy.schemas ?? []).every(has('schemas')),
  )
  return known ?? none
}

/** The profile of that name; another word is a usage error. */
export function profileNamed(name: string): Profile {
  const profile = profiles.get(name)
  if (profile) return profile
  throw usageError(`the profile "${name}" is not known`, `use one of: auto, ${[...profiles.keys()].join(', ')}`)
}

/** The profile of that name, or for `auto` what the server shows. */
export async function chooseProfile(name: string, session: Session): Promise<Profile> {
  return name === 'auto' ? await detectProfile(session) : profileNamed(name)
}
