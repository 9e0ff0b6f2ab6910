import { setTimeout as sleep } from 'node:timers/promises'
import { environmentError, refusal } from '../../../errors.ts'
import type { Session } from '../../../postgres/session.ts'

/** How long sessions may take to end, in milliseconds. While they do, nobody can connect. */
const PATIENCE_MS = 10_000

const PAUSE_MS = 10

interface Remaining {
  pid: number
  what: string
}

/**
 * Ends the sessions of databases that take no new ones, and returns how many there were. Throws exit 3 with those that do not
 * end within `patience` milliseconds.
 * `pg_terminate_backend` also ends walsenders and workers; only a superuser may
 * end those without a user, such as autovacuum, which the server itself sends away when a database is renamed.
 */
export async function endSessions(
  session: Session,
  databases: string[],
  signal: AbortSignal,
  patience = PATIENCE_MS,
): Promise<number> {
  const end = performance.now() + patience
  const ended = new Set<number>()
  for (;;) {
    signal.throwIfAborted()
    const remaining = await terminate(session, databases)
    if (remaining.length === 0) return ended.size
    for (const { pid } of remaining) ended.add(pid)
    if (performance.now() > end) throw stubborn(remaining)
    await sleep(PAUSE_MS)
  }
}

async function terminate(session: Session, databases: string[]): Promise<Remaining[]> {
  return await session.query<Remaining>(
    `SELECT a.pid, format('process %s (%s%s)', a.pid, coalesce(a.usename, a.backend_type, 'a worker'),
              coalesce(' ' || nullif(a.application_name, ''), '')) AS what, pg_terminate_backend(a.pid)
       FROM pg_stat_activity a JOIN pg_database d ON d.oid = a.datid
      WHERE d.datname = ANY ($1::name[])
        AND (a.usesysid IS NOT NULL OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))`,
    [databases],
  )
}

const stubborn = (remaining: Remaining[]) =>
  environmentError(
    `${remaining.length === 1 ? 'a session does' : `${remaining.length} sessions do`} not end: ${remaining.map(({ what }) => what).join(', ')}`,
    'find out what holds it (pg_stat_activity, wait_event), end it on the server, and try again',
  )

/** Refuses (exit 4) while transactions that were prepared for a two-phase commit are in a database: it cannot be renamed before they end. */
export async function refusePrepared(session: Session, database: string): Promise<void> {
  const rows = await session.query<{ what: string }>(
    `SELECT format('%s of %s since %s', gid, owner, to_char(prepared, 'YYYY-MM-DD HH24:MI')) AS what
       FROM pg_prepared_xacts WHERE database = $1 ORDER BY prepared`,
    [database],
  )
  if (rows.length === 0) return
  throw refusal(
    `the database ${database} has prepared transactions: ${rows.map(({ what }) => what).join(', ')}`,
    'end each from inside that database, with COMMIT PREPARED or ROLLBACK PREPARED as its transaction manager says; nothing was changed',
  )
}
