import { setTimeout as sleep } from 'node:timers/promises'
import { environmentError, messageOf, PgproofError } from '../../../errors.ts'
import { shownIdentifier } from '../../../postgres/identifier.ts'
import { openSession, type Session } from '../../../postgres/session.ts'
import { allowConnections, type Exchange, exchangeNames } from './exchange.ts'
import { endSessions, refusePrepared } from './sessions.ts'
import { readStanding, type Standing } from './standing.ts'

/** One exchange of the live database for another one, with what it needs. */
export interface Takeover {
  /** Holds the session to another database of the server; a lost one is replaced in it. */
  place: { session: Session }
  exchange: Exchange
  /** Ends it cleanly, until the names are exchanged. */
  signal: AbortSignal
  /** Takes a step without writing a record, which would keep the database closed for as long. */
  look<T>(id: string, work: () => Promise<T>): Promise<T>
  note(found: string): void
  warn(text: string): void
}

/** The steps of every takeover, in their order: recorded before the first of them begins. */
export const TAKEOVER_STEPS = ['close', 'end-sessions', 'exchange', 'open']

/** How long a server that went away may take to come back, in milliseconds. */
const SERVER_BACK_MS = 60_000

/**
 * Closes the live database, ends its sessions, exchanges the names and opens the new one. Whatever fails before the exchange, the live database
 * is open again when this throws, or the error says that it is not. Returns for how long nobody could connect, in seconds.
 */
export async function takeOver(takeover: Takeover): Promise<number> {
  const { place, exchange, signal, look } = takeover
  const { database, incoming } = exchange
  const live = await find(place.session, database)
  await refusePrepared(place.session, database)
  signal.throwIfAborted()
  const began = performance.now()
  try {
    await look('close', async () => {
      await allowConnections(place.session, incoming, false)
      await allowConnections(place.session, database, false)
    })
    signal.throwIfAborted()
    await look('end-sessions', async () => {
      const ended = await endSessions(place.session, [database, incoming], signal)
      takeover.note(`${ended} ended`)
    })
    await look('exchange', () => exchangeGently(takeover))
  } catch (error) {
    await recover(takeover, live?.oid, error)
  }
  const seconds = (performance.now() - began) / 1000
  await look('open', () => makeSureOpen(takeover))
  return seconds
}

async function exchangeGently({ place, exchange, signal, warn }: Takeover): Promise<void> {
  await refusePrepared(place.session, exchange.database)
  if (await exchangeNames(place.session, exchange, signal)) return
  warn(
    `a client that connected in the instant of the exchange may have been told once that ${exchange.database} does not exist: no moment was found in which none did`,
  )
}

/** After a failure: opens what is live. Returns where the exchange was made all the same, and throws otherwise. */
async function recover(takeover: Takeover, live: number | undefined, cause: unknown): Promise<void> {
  const { exchange, place } = takeover
  try {
    if (await wasExchanged(takeover, live)) return
    await allowConnections(place.session, exchange.database, true)
  } catch (error) {
    throw environmentError(
      `${messageOf(cause)}; and the database ${exchange.database} could not be opened again: ${messageOf(error)}`,
      `once the server answers, run pgproof rollback, which opens it; by hand, in another database: ALTER DATABASE ${shownIdentifier(exchange.database)} ALLOW_CONNECTIONS true`,
      error,
    )
  }
  if (!(cause instanceof PgproofError)) throw cause
  throw new PgproofError(cause.code, cause.reason, `${cause.hint}; ${exchange.database} is as it was, and open`, {
    cause,
  })
}

/** Of a commit whose answer was lost only the catalogue knows. */
async function wasExchanged({ place, exchange }: Takeover, live: number | undefined): Promise<boolean> {
  await renewSession(place)
  const away = await find(place.session, exchange.away)
  return away !== undefined && away.oid === live
}

async function makeSureOpen({ place, exchange }: Takeover): Promise<void> {
  await renewSession(place)
  const live = await find(place.session, exchange.database)
  if (!live?.open) await allowConnections(place.session, exchange.database, true)
}

async function find(session: Session, name: string): Promise<Standing | undefined> {
  const { live } = await readStanding(session, { database: name, beside: '', kept: '', after: '' })
  return live
}

/** Connects again where the session was lost, for as long as a server may take to start. */
async function renewSession(place: { session: Session }): Promise<void> {
  const lost = place.session
  const end = performance.now() + SERVER_BACK_MS
  for (let session = lost; ; ) {
    try {
      await session.query('ROLLBACK')
      place.session = session
      return
    } catch (error) {
      if (performance.now() > end) throw error
      if (session !== lost) await session.close()
      await sleep(500)
      session = await openSession(lost.connection, { pinned: lost.pinned }).catch(() => lost)
    }
  }
}
