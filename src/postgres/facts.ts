import { detectPooler } from './pooler.ts'
import { type Role, readRoles, rolesSql } from './roles.ts'
import type { Session } from './session.ts'

export { detectPooler, type Role, readRoles, rolesSql }

/** What a backup's manifest says about the database that it is of, and what a database like it is made from. */
export interface SourceFacts {
  versionNum: number
  /** `17.11` */
  version: string
  major: number
  /** Decimal digits, too large for a number; absent where the role may not read it. Standbys and snapshot clones share it. */
  systemIdentifier?: string
  timeline?: number
  database: string
  /** `UTF8`, as pg_encoding_to_char says it. */
  encoding: string
  collate: string
  ctype: string
  localeProvider: 'libc' | 'icu' | 'builtin'
  /** The locale of ICU or of the builtin provider. */
  icuLocale?: string
  icuRules?: string
  collationVersion?: string
  sizeBytes: number
  lcMonetary: string
  owner: string
  inRecovery: boolean
  dataChecksums: boolean
  connectedAs: string
  superuser: boolean
  bypassRls: boolean
}

interface FactsRow {
  version: string
  encoding: string
  owner: string
  size: number
  monetary: string
  recovery: boolean
  checksums: string
  superuser: boolean
  bypass: boolean
  me: string
  /** The row of pg_database as JSON: its columns differ from major to major. */
  entry: string
}

const factsQuery = `
  SELECT current_setting('server_version') AS version, pg_encoding_to_char(d.encoding) AS encoding,
         pg_get_userbyid(d.datdba) AS owner, pg_database_size(d.oid) AS size, current_setting('lc_monetary') AS monetary,
         pg_is_in_recovery() AS recovery, current_setting('data_checksums') AS checksums,
         r.rolsuper AS superuser, r.rolbypassrls AS bypass, r.rolname AS me, to_jsonb(d) AS entry
    FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
   WHERE d.datname = current_database() AND r.rolname = current_user`

const providers: Readonly<Record<string, SourceFacts['localeProvider']>> = { c: 'libc', i: 'icu', b: 'builtin' }

/** Reads the facts; inside a transaction too, which it leaves usable where the role may not read the control file. */
export async function readSourceFacts(session: Session): Promise<SourceFacts> {
  const [row] = await session.query<FactsRow>(factsQuery)
  if (row === undefined) throw new Error('the session has neither a database nor a role')
  const entry = JSON.parse(row.entry) as Record<string, string | null>
  return {
    versionNum: session.versionNum,
    version: row.version.split(' ')[0] ?? row.version,
    major: Math.floor(session.versionNum / 10_000),
    ...(await readControlFile(session)),
    database: entry.datname ?? '',
    encoding: row.encoding,
    ...localeOf(entry),
    sizeBytes: row.size,
    lcMonetary: row.monetary,
    owner: row.owner,
    inRecovery: row.recovery,
    dataChecksums: row.checksums === 'on',
    connectedAs: row.me,
    superuser: row.superuser,
    bypassRls: row.superuser || row.bypass,
  }
}

type Locale = Pick<SourceFacts, 'collate' | 'ctype' | 'localeProvider' | 'icuLocale' | 'icuRules' | 'collationVersion'>

function localeOf(entry: Record<string, string | null>): Locale {
  // daticulocale became datlocale in 17; before 15 there was only libc.
  const locale = entry.datlocale ?? entry.daticulocale
  return {
    collate: entry.datcollate ?? 'C',
    ctype: entry.datctype ?? 'C',
    localeProvider: providers[entry.datlocprovider ?? 'c'] ?? 'libc',
    ...(locale ? { icuLocale: locale } : {}),
    ...(entry.daticurules ? { icuRules: entry.daticurules } : {}),
    ...(entry.datcollversion ? { collationVersion: entry.datcollversion } : {}),
  }
}

async function readControlFile(session: Session): Promise<Pick<SourceFacts, 'systemIdentifier' | 'timeline'>> {
  const [allowed] = await session.query<{ yes: boolean }>(
    `SELECT has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
        AND has_function_privilege('pg_catalog.pg_control_checkpoint()', 'EXECUTE') AS yes`,
  )
  if (!allowed?.yes) return {}
  const [row] = await session.query<{ identifier: string; timeline: number }>(
    `SELECT s.system_identifier::text AS identifier, c.timeline_id AS timeline
       FROM pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c`,
  )
  return row === undefined ? {} : { systemIdentifier: row.identifier, timeline: row.timeline }
}
