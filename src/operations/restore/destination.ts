import { refusal } from '../../errors.ts'
import { type Connection, describeConnection, hostsOf, parseConnection, withDatabase } from '../../postgres/conninfo.ts'
import { readSourceFacts, type SourceFacts } from '../../postgres/facts.ts'
import { findPrograms, type Programs } from '../../postgres/programs.ts'
import { isSameHost } from '../../postgres/same-host.ts'
import { openSession, type Session, sqlStateOf } from '../../postgres/session.ts'
import { type PinnedSettings, pinnedSettings } from '../../postgres/settings.ts'
import type { Manifest } from '../../repository/manifest.ts'
import type { Context } from '../context.ts'
import { refuseMajor, usableMonetary } from '../restore-test/target.ts'
import type { Unchecked } from '../results.ts'
import type { RestoreRequest } from './request.ts'

/** The server and the database that are restored. */
export interface Destination {
  /** `localhost:5432`, without user and password. */
  server: string
  /** The database to restore; it may not exist. */
  database: string
  exists: boolean
  /** To that database; opened by whoever needs it, and only where it exists. */
  connection: Connection
  /** To another database of the server, for what must not be done from inside. It has no abort signal, so that it can clean up after one. */
  session: Session
  /** Of the server, read through `session`; `database` and what belongs to it are the other database's. */
  facts: SourceFacts
  programs: Programs
  pinned: PinnedSettings
  /** Why the database counts as the one that the backup was made from; absent where it does not. */
  source?: string
  warnings: string[]
  notChecked: Unchecked[]
  close(): Promise<void>
}

/** Databases of the server that are there on every server and hold nothing of users', as a rule. */
export const MAINTENANCE = ['postgres', 'template1']

/** Connects to the server, and finds out which database is meant and whether it is the backup's own. Writes nothing. */
export async function openDestination(
  request: RestoreRequest,
  manifest: Manifest,
  context: Context,
): Promise<Destination> {
  const given = parseConnection(request.targetUrl, {})
  const database = chooseDatabase(request, given, manifest)
  // A pooler of a managed provider may know no other database than the one; restoring in place needs none.
  const session = await openMaintenance(given, database, request.method === 'in-place')
  try {
    const facts = await readSourceFacts(session)
    refuseMajor(manifest, facts)
    const found = await findPrograms(facts.major, {
      environment: context.environment,
      client: request.client,
      install: context.installPrograms,
      folders: [context.temporary],
    })
    const lcMonetary = await usableMonetary(session, manifest.source.lcMonetary)
    const [host] = hostsOf(session.connection.parameters)
    const server = `${host?.address || host?.name || ''}:${host?.port ?? 5432}`
    const source = await sourceReason(manifest, facts, database, server)
    return {
      server,
      database,
      exists: await databaseExists(session, database),
      connection: withDatabase(session.connection, database),
      session,
      facts,
      programs: found.programs,
      pinned: pinnedSettings({ versionNum: facts.versionNum, lcMonetary: lcMonetary.value }),
      ...(source !== undefined && { source }),
      warnings: found.warnings,
      notChecked: lcMonetary.notChecked,
      close: () => session.close(),
    }
  } catch (error) {
    await session.close()
    throw error
  }
}

/** A name that nobody gave must not be restored over by mistake: an address that names another database than the backup's needs it said again. */
function chooseDatabase(request: RestoreRequest, given: Connection, manifest: Manifest): string {
  const own = manifest.source.database
  const named = given.parameters.dbname ?? ''
  const { targetDatabase } = request
  // libpq takes the user's name for the database's where none is given.
  const unnamed = named === '' || named === given.parameters.user || MAINTENANCE.includes(named)
  if (targetDatabase !== undefined) return targetDatabase
  if (unnamed || named === own) return own
  throw refusal(
    `the address names the database ${named}, and the backup is of ${own}`,
    `if ${named} is what you mean to restore, say target-database: ${named} as well; if not, correct target-url`,
  )
}

export async function databaseExists(session: Session, database: string): Promise<boolean> {
  const rows = await session.query('SELECT FROM pg_database WHERE datname = $1', [database])
  return rows.length > 0
}

/** invalid_catalog_name, object_not_in_prerequisite_state for a database that takes no connections, insufficient_privilege */
const NOT_THERE = ['3D000', '55000', '42501']

/**
 * Connects to a database of the server that is not the one meant, for what must not be done from inside of it; with `orItself` to that one
 * where no other can be had.
 */
export async function openMaintenance(given: Connection, database: string, orItself = false): Promise<Session> {
  const others = [...MAINTENANCE, given.parameters.dbname ?? ''].filter((name) => name !== '' && name !== database)
  const candidates = orItself ? [...others, database] : others
  let last: unknown
  for (const candidate of new Set(candidates)) {
    try {
      return await openSession(withDatabase(given, candidate))
    } catch (error) {
      last = error
      const state = sqlStateOf(error)
      if (state === undefined || !(orItself || NOT_THERE.includes(state))) throw error
    }
  }
  throw last
}

/**
 * Why a database counts as the one that the backup was made from. Standbys and copies share the system identifier, so the database's name
 * counts as well. What cannot be read counts as a match, whatever the address: a forwarded port is an address like any other. The address
 * counts too where the identifiers differ, for an upgrade gives a server a new one.
 */
export async function sourceReason(
  manifest: Manifest,
  facts: Pick<SourceFacts, 'systemIdentifier'>,
  database: string,
  server: string,
): Promise<string | undefined> {
  const { systemIdentifier, address } = manifest.source
  if (database !== manifest.source.database) return undefined
  if (systemIdentifier === undefined)
    return 'the database has the same name, and the backup does not hold the system identifier of its server, which would tell the two apart'
  if (facts.systemIdentifier === undefined)
    return "the database has the same name, and the server's system identifier cannot be read, which would tell the two apart"
  if (systemIdentifier === facts.systemIdentifier)
    return `the server has the system identifier that the backup names (${systemIdentifier}), and the database the same name`
  if ((await isSameHost(address, server)) !== true) return undefined
  return `the server has the address that the backup names (${address}), and the database the same name; the system identifier differs, as it does after an upgrade`
}

/** `localhost:5432`, with the database, for people. */
export const describeDestination = ({ connection }: Destination): string => describeConnection(connection)
