import { environmentError, refusal } from '../../../errors.ts'
import type { Session } from '../../../postgres/session.ts'

interface Rights {
  role: string
  superuser: boolean
  owns: boolean
  creates: boolean
  signals: boolean
  owner: string
}

/**
 * Refuses (exit 3) a role that cannot rename the database, and (exit 4) sessions that it may not end: a rename waits for each of them and fails.
 */
export async function checkRights(session: Session, database: string): Promise<void> {
  const [rights] = await session.query<Rights>(
    `SELECT r.rolname AS role, r.rolsuper AS superuser, r.rolcreatedb AS creates, pg_get_userbyid(d.datdba) AS owner,
            pg_has_role(r.oid, d.datdba, 'USAGE') AS owns, pg_has_role(r.oid, 'pg_signal_backend', 'USAGE') AS signals
       FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = $1`,
    [database],
  )
  if (rights === undefined || rights.superuser) return
  const { role, owner } = rights
  const lacks = [
    ...(rights.owns ? [] : [`it is no member of ${owner}, which owns the database`]),
    ...(rights.creates ? [] : ['it has not CREATEDB']),
  ]
  if (lacks.length > 0) {
    throw environmentError(
      `${role} may not rename the database ${database}: ${lacks.join(', and ')}`,
      'give target-url a superuser, or the owner with CREATEDB; where there is no such role, use method: in-place',
    )
  }
  await refuseForeignSessions(session, database, rights)
}

async function refuseForeignSessions(session: Session, database: string, { role, signals }: Rights): Promise<void> {
  const rows = await session.query<{ what: string }>(
    `SELECT format('process %s of %s', a.pid, a.usename) AS what
       FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
      WHERE a.datname = $1 AND (r.rolsuper OR NOT ($2 OR pg_has_role(current_user, r.oid, 'USAGE')))`,
    [database, signals],
  )
  if (rows.length === 0) return
  throw refusal(
    `${role} may not end the sessions that use ${database}: ${rows.map(({ what }) => what).join(', ')}`,
    'end them first, or give target-url a superuser; GRANT pg_signal_backend is enough for those of other roles than superusers; nothing was changed',
  )
}
