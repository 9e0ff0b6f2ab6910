import { setTimeout as sleep } from 'node:timers/promises'
import { refusal } from '../../../errors.ts'
import type { Session } from '../../../postgres/session.ts'
import { sharedStart } from './names.ts'

/** First half of the advisory lock's key: the letters `pgpr`. The second is made from the database's name. */
const KEY = 0x70677072

/** How long the session of a run that was killed may take to go, in milliseconds. */
const PATIENCE_MS = 3000

/**
 * Takes the lock that restore into a new database, swap, rollback, resume and finish of one database share, and of those whose names start so
 * alike that theirs could be taken for it; it goes with the session. Throws exit 4 where another run has it, and says who.
 */
export async function lockSwaps(session: Session, database: string): Promise<void> {
  const start = sharedStart(database)
  const end = performance.now() + PATIENCE_MS
  do {
    const [row] = await session.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS got', [
      KEY,
      start,
    ])
    if (row?.got) return
    await sleep(100)
  } while (performance.now() < end)
  const [other] = await session.query<{ pid: number; who: string; since: string }>(
    `SELECT a.pid, a.usename || coalesce(' from ' || host(a.client_addr), '') AS who,
            to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS') AS since
       FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid::bigint = hashtext($2)::bigint & 4294967295 AND l.granted`,
    [KEY, start],
  )
  const by = other ? ` (process ${other.pid} of ${other.who}, connected since ${other.since} UTC)` : ''
  throw refusal(
    `another run of pgproof is restoring or swapping the database ${database}, or bringing it back${by}`,
    'let it finish, or end it; nothing was changed',
  )
}
