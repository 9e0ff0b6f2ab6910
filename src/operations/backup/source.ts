import { environmentError, refusal } from '../../errors.ts'
import {
  type Connection,
  describeConnection,
  isRemote,
  libpqEnvironment,
  parseConnection,
} from '../../postgres/conninfo.ts'
import { readSourceFacts, type SourceFacts } from '../../postgres/facts.ts'
import { detectPooler } from '../../postgres/pooler.ts'
import { detectProfile, type Profile, profileNamed } from '../../postgres/profile.ts'
import { findPrograms, type Programs } from '../../postgres/programs.ts'
import { openSession, type Session } from '../../postgres/session.ts'
import { type PinnedSettings, pinnedSettings } from '../../postgres/settings.ts'
import type { Context } from '../context.ts'

export interface SourceRequest {
  databaseUrl?: string | undefined
  profile: string
  client: 'auto' | 'local' | 'docker'
}

/** A database to back up: connected to, known, with the programs of its own major at hand. */
export interface Source {
  connection: Connection
  session: Session
  facts: SourceFacts
  profile: Profile
  programs: Programs
  /** What every child and session is started with, except for the dump's lock timeout. */
  pinned: PinnedSettings
  environment: Record<string, string>
  warnings: string[]
}

/** PostgreSQL majors that pgproof backs up. */
export const SUPPORTED_MAJORS = { first: 14, last: 18 } as const

/** Connects to the source and finds out all that a dump depends on; refuses what could not give a whole one. The caller closes the session. */
export async function connectSource(request: SourceRequest, context: Context, signal: AbortSignal): Promise<Source> {
  const asked = parseConnection(request.databaseUrl, context.environment)
  await refusePooler(await detectPooler(asked))
  const session = await openSession(asked, { signal })
  try {
    await refusePooler(await detectPooler(asked, session))
    const facts = await readSourceFacts(session)
    const warnings = connectionWarnings(session)
    if (facts.major < SUPPORTED_MAJORS.first) {
      throw environmentError(
        `the server is PostgreSQL ${facts.version}, and pgproof supports ${SUPPORTED_MAJORS.first} to ${SUPPORTED_MAJORS.last}`,
        'upgrade the server; older majors no longer get security fixes',
      )
    }
    const found = await findPrograms(facts.major, {
      environment: context.environment,
      client: request.client,
      install: context.installPrograms,
      folders: [context.temporary],
    })
    const pinned = pinnedSettings({ versionNum: facts.versionNum, lcMonetary: facts.lcMonetary })
    const profile = request.profile === 'auto' ? await detectProfile(session) : profileNamed(request.profile)
    return {
      connection: session.connection,
      session,
      facts,
      profile,
      programs: found.programs,
      pinned,
      environment: libpqEnvironment(session.connection, pinned, context),
      warnings: [...warnings, ...found.warnings],
    }
  } catch (error) {
    await session.close()
    throw error
  }
}

function connectionWarnings(session: Session): string[] {
  if (session.encrypted || !isRemote(session.connection)) return []
  return [
    `the connection to ${describeConnection(session.connection)} is not encrypted: set sslmode=verify-full with the server's CA, or at least sslmode=require`,
  ]
}

async function refusePooler(reason: string | undefined): Promise<void> {
  if (reason !== undefined)
    throw refusal(reason, 'connect to the database server itself; docs/troubleshooting.md, "Poolers"')
}
