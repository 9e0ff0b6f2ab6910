import { messageOf, PgproofError, usageError } from '../../errors.ts'
import {
  type Connection,
  describeConnection,
  type Host,
  hostsOf,
  parseConnection,
  withDatabase,
} from '../../postgres/conninfo.ts'
import type { Session } from '../../postgres/session.ts'
import type { Context } from '../context.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import type { RestoreTarget } from '../results-restore.ts'
import { type ChosenSwap, chooseSwap } from './chosen-swap.ts'
import { MAINTENANCE, openMaintenance } from './destination.ts'
import { listSwaps, type SwapRecord } from './journal.ts'
import { lockSwaps } from './swap/lock.ts'
import { namesAt, type SwapNames } from './swap/names.ts'
import { readStanding, type SwapStanding } from './swap/standing.ts'
import { refusePooler } from './swap/survey.ts'

export interface SwappedRequest extends Omit<StorageRequest, 'storage'> {
  /** Where the records are; without it, only the names on the server are looked at. */
  storage?: string | undefined
  name?: string | undefined
  targetUrl?: string | undefined
  targetDatabase?: string | undefined
  /** Id of the restore; the newest swap of the database unless given. */
  restore?: string | undefined
  /** Milliseconds. */
  timeBudget?: number | undefined
}

/** A swap that was made or broken off, found by its records and by what is on the server. */
export interface Swapped {
  /** To another database of the server; whoever replaces a lost session does it here. */
  place: { session: Session }
  connection: Connection
  server: string
  target: RestoreTarget
  database: string
  /** The time in its names; empty where no swap is known. */
  stamp: string
  names: SwapNames
  standing: SwapStanding
  /** Absent where no records were read, or none is of this swap. */
  record?: SwapRecord
  /** Of all swaps of this database, on whatever server, newest first. */
  records: SwapRecord[]
  /** Other swaps that have kept a database, newest first. */
  others: ChosenSwap['others']
  /** A swap on this server that is newer than this one, and has left nothing. */
  newer?: SwapRecord
  warnings: string[]
  close(): Promise<void>
}

/** How long the storage may take to be read, in milliseconds: the database comes first. */
const READING_MS = 30_000

/** Finds the swap that is meant, and keeps other runs away from its databases. Writes nothing. */
export async function openSwapped(request: SwappedRequest, context: Context): Promise<Swapped> {
  if (request.targetUrl === undefined) {
    throw usageError('target-url is missing', 'set PGPROOF_TARGET_URL to the server of the swap')
  }
  const given = parseConnection(request.targetUrl, {})
  const warnings: string[] = []
  const records = await readRecords(request, context, warnings)
  const database = chooseDatabase(request, given, records ?? [])
  const session = await openMaintenance(given, database)
  try {
    await refusePooler(session)
    await lockSwaps(session, database)
    const own = records?.filter((record) => record.database === database)
    const at = placeOf(session, database)
    const known = { server: at.server, database, records: own }
    const chosen = await chooseSwap(session, request.restore, known)
    const { stamp } = chosen
    const names = stamp === '' ? { database, beside: '', kept: '', after: '' } : namesAt(database, stamp)
    const place = { session }
    return {
      place,
      ...at,
      database,
      names,
      standing: await readStanding(session, names),
      ...chosen,
      records: own ?? [],
      warnings,
      close: () => place.session.close(),
    }
  } catch (error) {
    await session.close()
    throw error
  }
}

const serverOf = (host: Host | undefined): string => `${host?.address || host?.name || ''}:${host?.port ?? 5432}`

function placeOf(session: Session, database: string): Pick<Swapped, 'connection' | 'server' | 'target'> {
  const connection = withDatabase(session.connection, database)
  const [host] = hostsOf(connection.parameters)
  const { versionNum } = session
  return {
    connection,
    server: serverOf(host),
    target: {
      address: describeConnection(connection),
      serverVersion: `${Math.floor(versionNum / 10_000)}.${versionNum % 10_000}`,
      database,
    },
  }
}

/** Undefined where there is no storage to ask, or it does not answer: the names on the server tell as well. */
async function readRecords(
  request: SwappedRequest,
  context: Context,
  warnings: string[],
): Promise<SwapRecord[] | undefined> {
  const { storage } = request
  if (storage === undefined) return undefined
  context.progress({ kind: 'phase', title: 'Read the records' })
  try {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(READING_MS)])
    const store = await openStorage({ ...request, storage }, context, signal)
    try {
      return await listSwaps(store, request.name)
    } finally {
      store.close()
    }
  } catch (error) {
    context.signal.throwIfAborted()
    if (error instanceof PgproofError && error.code === 2) throw error
    warnings.push(`the records were not read, so only the names on the server are gone by: ${messageOf(error)}`)
    return undefined
  }
}

function chooseDatabase({ targetDatabase, restore }: SwappedRequest, given: Connection, records: SwapRecord[]): string {
  const { dbname = '', user } = given.parameters
  if (targetDatabase !== undefined) return targetDatabase
  if (dbname !== '' && dbname !== user && !MAINTENANCE.includes(dbname)) return dbname
  const servers = hostsOf(given.parameters).map(serverOf)
  const record =
    restore === undefined
      ? (records.find(({ server }) => servers.includes(server)) ?? records[0])
      : records.find((one) => one.restore === restore)
  if (record) return record.database
  throw usageError('neither the address nor a record says which database is meant', 'name it with target-database')
}
