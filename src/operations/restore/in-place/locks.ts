import { environmentError } from '../../../errors.ts'
import { quoteLiteral } from '../../../postgres/identifier.ts'
import { type Session, sqlStateOf } from '../../../postgres/session.ts'
import type { Content } from './contents.ts'

/** Seconds that each lock is waited for: everybody else's statements on that table queue behind it as long. */
export const LOCK_SECONDS = 10

/** lock_not_available */
const NOT_AVAILABLE = '55P03'

/**
 * Begins the one transaction, and keeps writers out of the tables until it ends: what they would write after the safety backup's snapshot
 * would be in no backup. Readers go on until the tables are dropped.
 */
export async function beginAndLock(session: Session, contents: readonly Content[]): Promise<void> {
  await session.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_SECONDS}s'`)
  const tables = contents.filter(({ lockable }) => lockable).map(({ identity }) => identity)
  if (tables.length === 0) return
  try {
    await session.query(`LOCK TABLE ${tables.join(', ')} IN SHARE ROW EXCLUSIVE MODE`)
  } catch (error) {
    if (sqlStateOf(error) !== NOT_AVAILABLE) throw error
    throw lockedOut('another session writes to the tables that are to be restored', error)
  }
}

export const isLockedOut = (error: unknown): boolean => sqlStateOf(error) === NOT_AVAILABLE

export function lockedOut(reason: string, cause: unknown, holders = '') {
  return environmentError(
    `${reason}, and did not end within ${LOCK_SECONDS} s${holders}; nothing was changed`,
    'stop what uses the database (hooks before-restore), or wait for the session to end, and try again',
    cause,
  )
}

/** Who holds a lock on one of the tables; asked in a session of its own while the other still waits, or just after. */
export async function lockHolders(session: Session, contents: readonly Content[], ownPid: number): Promise<string> {
  const rows = await session.query<{ pid: number; who: string; state: string }>(
    `SELECT DISTINCT a.pid, coalesce(a.usename, '') || coalesce(' (' || nullif(a.application_name, '') || ')', '') AS who, coalesce(a.state, '') AS state
       FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.granted AND l.relation = ANY ($1::oid[]) AND a.pid NOT IN ($2, pg_backend_pid()) ORDER BY 1`,
    [contents.map(({ objid }) => objid), ownPid],
  )
  if (rows.length === 0) return ''
  return `: ${rows
    .slice(0, 5)
    .map(({ pid, who, state }) => `session ${pid} of ${who}, ${state}`)
    .join('; ')}`
}

/** Entries of the shared lock table: a transaction that drops and makes more relations than that fails half-way. */
export async function lockCapacity(
  session: Session,
): Promise<{ most: number; relations(oids: number[]): Promise<number> }> {
  const [row] = await session.query<{ most: number }>(
    `SELECT current_setting('max_locks_per_transaction')::int
            * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) AS most`,
  )
  return {
    most: row?.most ?? 0,
    relations: async (oids) => {
      const [found] = await session.query<{ n: number }>(
        `SELECT count(*) + (SELECT count(*) FROM pg_index WHERE indrelid = ANY (${quoteLiteral(`{${oids.join(',')}}`)}::oid[])) AS n
           FROM pg_class WHERE oid = ANY (${quoteLiteral(`{${oids.join(',')}}`)}::oid[])`,
      )
      return found?.n ?? 0
    },
  }
}
