import { environmentError } from '../../../errors.ts'
import { type Session, sqlStateOf } from '../../../postgres/session.ts'
import type { Content } from './contents.ts'

/** Seconds that each lock is waited for: everybody else's statements on that table queue behind it as long. */
export const LOCK_SECONDS = 10

/** lock_not_available, deadlock_detected */
const LOCKED_OUT = ['55P03', '40P01']

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
    if (!isLockedOut(error)) throw error
    throw lockedOut('another session writes to the tables that are to be restored', error)
  }
}

export const isLockedOut = (error: unknown): boolean => LOCKED_OUT.includes(sqlStateOf(error) ?? '')

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

/** How many locks the server can hold at once, and how many relations there are of these tables with their indexes. */
export async function readLockRoom(
  session: Session,
  contents: readonly Content[],
): Promise<{ most: number; relations: number }> {
  const [row] = await session.query<{ most: number; relations: number }>(
    `SELECT current_setting('max_locks_per_transaction')::int
            * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) AS most,
            (SELECT count(*) FROM pg_class WHERE oid = ANY ($1::oid[]))
            + (SELECT count(*) FROM pg_index WHERE indrelid = ANY ($1::oid[])) AS relations`,
    [contents.map(({ objid }) => objid)],
  )
  return row ?? { most: 0, relations: 0 }
}
