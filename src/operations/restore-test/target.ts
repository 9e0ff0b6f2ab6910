import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentError, messageOf, PgproofError, refusal } from '../../errors.ts'
import { type Connection, describeConnection, hostsOf, parseConnection } from '../../postgres/conninfo.ts'
import { startDockerServer } from '../../postgres/docker-server.ts'
import { readSourceFacts, type SourceFacts } from '../../postgres/facts.ts'
import { profileNamed } from '../../postgres/profile.ts'
import { findPrograms, type Programs } from '../../postgres/programs.ts'
import { mayBeSameHost } from '../../postgres/same-host.ts'
import { startServer, type ThrowawayServer } from '../../postgres/server.ts'
import { openSession, type Session } from '../../postgres/session.ts'
import { type PinnedSettings, pinnedSettings } from '../../postgres/settings.ts'
import type { Inventory } from '../../repository/inventory.ts'
import type { Manifest } from '../../repository/manifest.ts'
import type { Context } from '../context.ts'
import type { Unchecked } from '../results.ts'
import type { RestoreTestResult } from '../results-restore-test.ts'
import { isScheduler } from '../round-trip/left-out.ts'

export interface TargetRequest {
  targetUrl?: string | undefined
  image?: string | undefined
  allowSourceServer: boolean
  client: 'auto' | 'local' | 'docker'
}

/** A server to restore into. `session` is for making and dropping databases; it has no abort signal, so that it can clean up after one. */
export interface Target {
  kind: RestoreTestResult['target']['kind']
  connection: Connection
  session: Session
  facts: SourceFacts
  programs: Programs
  pinned: PinnedSettings
  server: ThrowawayServer | undefined
  warnings: string[]
  notChecked: Unchecked[]
  /** Extensions of the backup that only its provider's servers have. */
  absentExtensions: string[]
  stop(): Promise<void>
}

/** Connects to the target, or starts one, and makes sure that the backup can be restored there and that it is not the source. */
export async function openTarget(
  request: TargetRequest,
  manifest: Manifest,
  inventory: Inventory,
  context: Context,
): Promise<Target> {
  const server = request.targetUrl === undefined ? await startOwn(request, manifest, context) : undefined
  const connection = server?.connection ?? parseConnection(request.targetUrl, {})
  try {
    const session = await openSession(connection)
    try {
      return await describeTarget(request, { manifest, inventory, context, server, connection, session })
    } catch (error) {
      await session.close()
      throw error
    }
  } catch (error) {
    await server?.stop()
    throw error
  }
}

async function startOwn(request: TargetRequest, manifest: Manifest, context: Context): Promise<ThrowawayServer> {
  const { environment, signal } = context
  if (request.image !== undefined) return await startDockerServer(request.image, { environment, signal })
  const { major } = manifest.client
  const { programs } = await findPrograms(major, {
    environment,
    client: 'local',
    needs: 'server',
    install: context.installServer,
  }).catch((error: unknown) => {
    throw environmentError(
      `a throw-away server needs PostgreSQL ${major} on this machine, and it is not there: ${messageOf(error)}`,
      `install it (apt-get install postgresql-${major} from PGDG), give a server with target-url, or an image`,
      error,
    )
  })
  const folder = join(context.temporary, 'server')
  await mkdir(folder, { mode: 0o700 })
  return await startServer(programs, { folder, environment, signal })
}

interface Found {
  manifest: Manifest
  inventory: Inventory
  context: Context
  server: ThrowawayServer | undefined
  connection: Connection
  session: Session
}

async function describeTarget(request: TargetRequest, found: Found): Promise<Target> {
  const { manifest, inventory, context, server, connection, session } = found
  const facts = await readSourceFacts(session)
  if (server === undefined && !request.allowSourceServer) await refuseSource(manifest, facts, session)
  refuseMajor(manifest, facts)
  if (!facts.superuser) {
    throw environmentError(
      `${facts.connectedAs} is no superuser on ${describeConnection(connection)}`,
      'give target-url a superuser login; a service container and a throw-away server have one',
    )
  }
  const absentExtensions = await checkExtensions(session, manifest, inventory, facts)
  const { programs, warnings } = await findPrograms(facts.major, {
    environment: context.environment,
    client: request.client,
    install: context.installPrograms,
    folders: [context.temporary],
  })
  const kind = server === undefined ? 'server' : server.container === undefined ? 'throw-away' : 'docker'
  const lcMonetary = await usableMonetary(session, manifest.source.lcMonetary)
  return {
    kind,
    connection,
    session,
    facts,
    programs,
    pinned: pinnedSettings({ versionNum: facts.versionNum, lcMonetary: lcMonetary.value }),
    server,
    warnings: [...warnings, ...otherMajor(manifest, facts)],
    notChecked: [...lcMonetary.notChecked, ...absentExtensions.map(leftOutExtension)],
    absentExtensions,
    stop: async () => {
      await session.close()
      await server?.stop()
    },
  }
}

/** A server that is the source's own: known by its system identifier, or by its address where the backup could not read that. */
async function refuseSource(manifest: Manifest, facts: SourceFacts, session: Session): Promise<void> {
  const { systemIdentifier, address } = manifest.source
  const host = hostsOf(session.connection.parameters)[0]
  const here = `${host?.address || host?.name || ''}:${host?.port ?? ''}`
  const known = systemIdentifier !== undefined && facts.systemIdentifier !== undefined
  const same = known ? systemIdentifier === facts.systemIdentifier : await mayBeSameHost(address, here)
  if (!same) return
  throw refusal(
    known
      ? `the target is the server that the backup was made from (system identifier ${systemIdentifier})`
      : `the target may be the server that the backup was made from (${address}); neither could be asked for its system identifier`,
    'give target-url another server, or leave it out for a throw-away one; allow-source-server makes an exception',
  )
}

export function refuseMajor(manifest: Manifest, facts: SourceFacts): void {
  const { major } = manifest.client
  if (facts.major >= major) return
  throw environmentError(
    `the target is PostgreSQL ${facts.version}, and the backup comes from ${manifest.source.version}`,
    `use a target of major ${major}, for example the image postgres:${major}`,
  )
}

/** Rows and facts are compared on a newer major too; definitions are not, because it prints them differently. */
function otherMajor(manifest: Manifest, { major, version }: SourceFacts): string[] {
  const { major: own } = manifest.client
  if (major === own) return []
  return [
    `the target is PostgreSQL ${version}, so definitions are not compared: to have them proved, use a target of major ${own}, for example the image postgres:${own}`,
  ]
}

const IMAGES: Readonly<Record<string, (major: number) => string>> = {
  vector: (major) => `pgvector/pgvector:pg${major}`,
  postgis: (major) => `postgis/postgis:${major}-3.5`,
  postgis_topology: (major) => `postgis/postgis:${major}-3.5`,
  timescaledb: (major) => `timescale/timescaledb:latest-pg${major}`,
}

const leftOutExtension = (name: string): Unchecked => ({
  what: `the extension ${name}`,
  why: isScheduler(name)
    ? 'its jobs must not run in a copy, so it is left out of the test'
    : "only the provider's own servers have it, so it is left out of the test",
})

/**
 * Extensions that the target cannot have are the environment's fault, found before anything is restored.
 * Those that only a managed provider has, and schedulers, are returned: the test goes without them.
 */
export async function checkExtensions(
  session: Session,
  manifest: Manifest,
  inventory: Inventory,
  facts: SourceFacts,
): Promise<string[]> {
  const rows = await session.query<{ name: string }>('SELECT name FROM pg_available_extensions')
  const available = new Set(rows.map((row) => row.name))
  const needed = inventory.entries.filter((entry) => entry.type === 'EXTENSION').map((entry) => entry.name)
  const absent = needed.filter((name) => !available.has(name) || isScheduler(name))
  const provided = profileNamed(manifest.source.profile).extensions
  const missing = absent.filter((name) => !provided.includes(name) && !isScheduler(name))
  if (missing.length === 0) return absent
  const images = missing.flatMap((name) => IMAGES[name]?.(facts.major) ?? [])
  const use =
    images.length > 0
      ? `use a target that has it, for example ${[...new Set(images)].join(' or ')}`
      : 'use a target that has it'
  throw environmentError(
    `the target lacks the extension${missing.length > 1 ? 's' : ''} ${missing.join(', ')}; the backup itself is not in question`,
    use,
  )
}

/** The source's lc_monetary where the target has that locale. */
export async function usableMonetary(
  session: Session,
  value: string,
): Promise<{ value: string; notChecked: Unchecked[] }> {
  try {
    await session.query('BEGIN')
    await session.query("SELECT set_config('lc_monetary', $1, true)", [value])
    return { value, notChecked: [] }
  } catch (error) {
    if (!(error instanceof PgproofError)) throw error
    const why = `the target has no locale ${value}, so that amounts are read and printed as in C on both sides of the test`
    return { value: 'C', notChecked: [{ what: 'the format of columns of type money', why }] }
  } finally {
    await session.query('ROLLBACK')
  }
}
