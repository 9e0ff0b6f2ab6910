import { setTimeout as sleep } from 'node:timers/promises'
import { environmentError } from '../../../errors.ts'
import { quoteIdentifier } from '../../../postgres/identifier.ts'
import { type Session, sqlStateOf } from '../../../postgres/session.ts'
import { endSessions } from './sessions.ts'

/** Two databases that change their names at once. */
export interface Exchange {
  /** The name that clients know. */
  database: string
  /** What the one that has it now is called afterwards; it stays closed. */
  away: string
  /** The one that has it afterwards, and takes connections. */
  incoming: string
  /** Statements of the same transaction, after the renames. */
  more: string[]
}

/** How long to look for a moment in which no client is about to connect, in milliseconds. */
const PATIENCE_MS = 1500

/** What a new connection takes from looking its database up to locking it, with much to spare, in seconds. */
const UNDER_WAY_SECONDS = 0.02

/** lock_not_available, deadlock_detected; object_in_use: somebody is connected */
const AGAIN = ['55P03', '40P01', '55006']

/**
 * Renames both in one transaction. A client that looked the name up before and locks the database after would be told that it does not exist,
 * so logins wait a moment meanwhile: pg_database is locked, and nothing is renamed while somebody is between the two. Where the role may not do
 * that, or no such moment comes, the names are exchanged all the same. Returns whether every client was kept from it.
 */
export async function exchangeNames(session: Session, exchange: Exchange, signal: AbortSignal): Promise<boolean> {
  const end = performance.now() + ((await mayLockCatalogue(session)) ? PATIENCE_MS : 0)
  for (let pause = 10; performance.now() < end; pause = Math.min(pause * 2, 160)) {
    signal.throwIfAborted()
    if (await attempt(session, () => exchangeUnseen(session, exchange))) return true
    await sleep(pause)
    await endSessions(session, [exchange.database, exchange.incoming], signal)
  }
  for (let attempts = 0; attempts < 3; attempts += 1) {
    signal.throwIfAborted()
    const text = ['BEGIN', "SET LOCAL lock_timeout = '2s'", ...statements(exchange), 'COMMIT'].join('; ')
    if (await attempt(session, () => inOne(session, text))) return false
    await endSessions(session, [exchange.database, exchange.incoming], signal)
  }
  throw environmentError(
    `the database ${exchange.database} cannot be renamed, because sessions keep coming to it`,
    'look into pg_stat_activity and pg_locks for who holds it, stop that, and try again',
  )
}

/** Renames a database that nobody uses to a name that nothing has, and opens it. */
export async function renameAlone(session: Session, from: string, to: string): Promise<void> {
  await inOne(session, ['BEGIN', rename(from, to), opened(to), 'COMMIT'].join('; '))
}

async function inOne(session: Session, text: string): Promise<boolean> {
  await session.query(text)
  return true
}

/** False where it is worth another try. */
async function attempt(session: Session, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work()
  } catch (error) {
    const state = sqlStateOf(error)
    // Without a code of the server's the connection is lost, and there is nothing to roll back.
    if (state !== undefined) await session.query('ROLLBACK')
    if (state !== undefined && AGAIN.includes(state)) return false
    throw error
  }
}

async function exchangeUnseen(session: Session, exchange: Exchange): Promise<boolean> {
  // Short: whoever wants to connect to any database of the server waits as long.
  await session.query(
    "BEGIN; SET LOCAL lock_timeout = '200ms'; LOCK TABLE pg_catalog.pg_database IN ACCESS EXCLUSIVE MODE",
  )
  await session.query('SELECT pg_sleep($1)', [UNDER_WAY_SECONDS])
  const [row] = await session.query<{ busy: boolean }>(BUSY, [[exchange.database, exchange.incoming]])
  if (row?.busy) {
    await session.query('ROLLBACK')
    return false
  }
  await session.query([...statements(exchange), 'COMMIT'].join('; '))
  return true
}

/** Whoever is connected, or about to: a connection holds a lock on its database before it shows up as a session. */
const BUSY = `
  SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.objid
                  WHERE l.locktype = 'object' AND l.classid = 'pg_database'::regclass AND d.datname = ANY ($1::name[]))
      OR EXISTS (SELECT FROM pg_stat_activity WHERE datname = ANY ($1::name[])) AS busy`

const rename = (from: string, to: string): string =>
  `ALTER DATABASE ${quoteIdentifier(from)} RENAME TO ${quoteIdentifier(to)}`

const opened = (database: string): string => `ALTER DATABASE ${quoteIdentifier(database)} ALLOW_CONNECTIONS true`

function statements({ database, away, incoming, more }: Exchange): string[] {
  // A standby that does not answer must not hold the names up.
  const local = 'SET LOCAL synchronous_commit = local'
  return [local, rename(database, away), rename(incoming, database), ...more, opened(database)]
}

async function mayLockCatalogue(session: Session): Promise<boolean> {
  const [row] = await session.query<{ may: boolean }>(
    "SELECT has_table_privilege('pg_catalog.pg_database', 'UPDATE') AS may",
  )
  return row?.may === true
}

/** Keeps new sessions away, superusers' too, or lets them in again. */
export async function allowConnections(session: Session, database: string, allow: boolean): Promise<void> {
  await session.query(`ALTER DATABASE ${quoteIdentifier(database)} ALLOW_CONNECTIONS ${allow}`)
}
