import { isRemote } from '../../postgres/conninfo.ts'
import type { SourceFacts } from '../../postgres/facts.ts'
import type { Session } from '../../postgres/session.ts'
import { ownSettings } from '../../postgres/settings.ts'
import { SUPPORTED_MAJORS } from '../backup/source.ts'
import { type Answer, failure, fine, warning } from './checkup.ts'

/** Whether others on the way can read or forge what is sent. */
export async function askTls(session: Session): Promise<Answer> {
  const [row] = await session.query<{ version: string | null }>(
    'SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
  )
  const { sslmode, sslrootcert } = session.connection.parameters
  const mode = sslmode ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer')
  if (!isRemote(session.connection)) return fine(session.encrypted ? 'encrypted' : 'not needed on the same machine')
  const cure = "set sslmode=verify-full and sslrootcert to the provider's certificate, or sslrootcert=system"
  if (!session.encrypted) return warning(`the connection is not encrypted (sslmode=${mode})`, cure)
  const found = `${row?.version ?? 'encrypted'}, sslmode=${mode}`
  if (mode === 'verify-full') return fine(found)
  return warning(`${found}: encrypted, but the server's name is not checked`, cure)
}

/** Whether pgproof is tried with this server. */
export function askVersion({ major, version }: SourceFacts): Answer {
  const { first, last } = SUPPORTED_MAJORS
  const found = `PostgreSQL ${version}`
  if (major < first) return failure(`${found}, and pgproof supports ${first} to ${last}`, 'upgrade the server')
  if (major > last)
    return warning(`${found} is newer than pgproof knows`, 'update pgproof, and rely on restore-test only')
  return fine(found)
}

/** A standby cancels what stands in the way of replay. */
export async function askRecovery(session: Session, facts: SourceFacts): Promise<Answer> {
  if (!facts.inRecovery) return fine('the server is a primary')
  const [row] = await session.query<{ delay: string }>("SELECT current_setting('max_standby_streaming_delay') AS delay")
  return warning(
    `the server is a standby, which cancels a dump that hinders replay for ${row?.delay}`,
    'set hot_standby_feedback = on there, or raise max_standby_streaming_delay, or back up the primary',
  )
}

/** Without checksums a damaged page is dumped as if it were right. */
export function askChecksums({ dataChecksums }: SourceFacts): Answer {
  if (dataChecksums) return fine('on')
  return warning(
    'off: a damaged page is read without anyone noticing',
    'enable them with pg_checksums --enable while the server is stopped',
  )
}

interface Places {
  most: number
  used: number
  role: number
  database: number
}

/** A dump takes a connection for each job besides its own three: facts, snapshot, and the leader of pg_dump. */
export async function askConnections(session: Session, jobs: number): Promise<Answer> {
  const [row] = await session.query<Places>(`
    SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most,
      (SELECT sum(numbackends)::int FROM pg_stat_database) AS used,
      (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS role,
      (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS database`)
  const need = jobs + 3
  const { most, used, role, database } = row as Places
  const cure = 'lower jobs, or raise the limit'
  for (const [limit, where] of [
    [role, 'the role'],
    [database, 'the database'],
  ] as const) {
    if (limit >= 0 && limit < need) return failure(`a dump takes ${need}, and ${where} may have ${limit}`, cure)
  }
  if (most - used < need) return warning(`a dump takes ${need}, and ${used} of ${most} are in use`, cure)
  return fine(`a dump takes ${need}; ${used} of ${most} are in use`)
}

/** pg_dump locks every table of the dump at once. */
export async function askLocks(session: Session): Promise<Answer> {
  const [row] = await session.query<{ tables: number; places: number }>(`
    SELECT (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') AS tables,
      current_setting('max_locks_per_transaction')::int
        * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) AS places`)
  const { tables, places } = row as { tables: number; places: number }
  if (tables <= places * 0.8) return fine(`${tables} tables, room for ${places} locks`)
  return warning(
    `pg_dump locks ${tables} tables at once, and the server has room for ${places} locks in all`,
    'raise max_locks_per_transaction',
  )
}

/** Settings that would change what every connection sees. Only names are shown: values of custom settings may be secrets. */
export async function askSettings(session: Session): Promise<Answer> {
  const rows = await session.query<{ place: string; name: string }>(`
    SELECT CASE WHEN setdatabase = 0 THEN 'the role' ELSE 'the database' END AS place, split_part(setting, '=', 1) AS name
      FROM pg_db_role_setting, unnest(setconfig) AS setting
     WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
       AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user)) ORDER BY 1, 2`)
  const pinned = new Set(Object.keys({ ...session.pinned, ...ownSettings }).map((name) => name.toLowerCase()))
  const reaching = rows.filter(({ name }) => pinned.has(name.toLowerCase()))
  if (reaching.length === 0) return fine('none that would change a dump')
  const shown = reaching.map(({ place, name }) => `${name} (${place})`).join(', ')
  return fine(`${shown}; every session of pgproof overrides them`)
}
