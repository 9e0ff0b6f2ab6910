import { type CatalogueFacts, notContained, readCatalogueFacts } from '../../postgres/catalogue-facts.ts'
import { type Connection, describeConnection, parseConnection } from '../../postgres/conninfo.ts'
import { readSourceFacts, type SourceFacts } from '../../postgres/facts.ts'
import { detectPooler } from '../../postgres/pooler.ts'
import { detectProfile, type Profile, profileNamed } from '../../postgres/profile.ts'
import { findPrograms } from '../../postgres/programs.ts'
import { openSession, type Session } from '../../postgres/session.ts'
import { type SelectionRequest, selectObjects } from '../backup/selection.ts'
import type { SourceRequest } from '../backup/source.ts'
import type { Context } from '../context.ts'
import { askAddresses } from './address.ts'
import { type Answer, type Checkup, failure, fine, notChecked, warning } from './checkup.ts'
import type { SpoolNeed } from './disk.ts'
import { askLargeObjects, askRights } from './rights.ts'
import { askChecksums, askConnections, askLocks, askRecovery, askSettings, askTls, askVersion } from './server.ts'

export interface DatabaseRequest extends SourceRequest, SelectionRequest {
  jobs: number
}

/** Everything that can be found out about the source without writing to it. Returns what the spool will need, where that is known. */
export async function examineDatabase(
  checkup: Checkup,
  request: DatabaseRequest,
  context: Context,
): Promise<SpoolNeed | undefined> {
  const session = await connect(checkup, request, context)
  if (session === undefined) {
    await checkup.ask('database', () => notChecked('nothing else can be asked without a connection'))
    return undefined
  }
  try {
    await checkup.ask('tls', () => askTls(session))
    await checkup.ask('pooler', async () => judgePooler(await detectPooler(session.connection, session)))
    const facts = await examineServer(checkup, session, request, context)
    await examineRights(checkup, session, request)
    const catalogue = await examineContents(checkup, session)
    return facts && { sizeBytes: facts.sizeBytes, largeObjects: catalogue?.largeObjects.count ?? 0 }
  } finally {
    await session.close()
  }
}

async function connect(checkup: Checkup, request: DatabaseRequest, context: Context): Promise<Session | undefined> {
  let asked: Connection | undefined
  let session: Session | undefined
  const readable = await checkup.ask('address', async () => {
    asked = parseConnection(request.databaseUrl, context.environment)
    return await askAddresses(asked)
  })
  if (asked === undefined) return undefined
  const connection = asked
  await checkup.ask('connection', async () => {
    const started = performance.now()
    try {
      session = await openSession(connection, { signal: context.signal })
    } catch (error) {
      // The pooler is the cause of what the connection then says.
      const pooler = await detectPooler(connection)
      if (pooler !== undefined) return judgePooler(pooler)
      // A name that leads nowhere was said already, with what to do.
      if (!readable) return notChecked(`there is no way to ${describeConnection(connection)}`)
      throw error
    }
    return fine(`${describeConnection(session.connection)}, in ${Math.round(performance.now() - started)} ms`)
  })
  return session
}

const judgePooler = (reason: string | undefined): Answer =>
  reason === undefined
    ? fine('none that a dump could not pass')
    : failure(reason, 'connect to the database server itself; docs/troubleshooting.md, "Poolers"')

async function examineServer(
  checkup: Checkup,
  session: Session,
  request: DatabaseRequest,
  context: Context,
): Promise<SourceFacts | undefined> {
  let facts: SourceFacts | undefined
  await checkup.ask('server version', async () => {
    facts = await readSourceFacts(session)
    return askVersion(facts)
  })
  await checkup.ask('client programs', () => askPrograms(Math.floor(session.versionNum / 10_000), request, context))
  await checkup.ask('connections', () => askConnections(session, request.jobs))
  await checkup.ask('locks', () => askLocks(session))
  await checkup.ask('settings', () => askSettings(session))
  if (facts === undefined) return undefined
  const known = facts
  await checkup.ask('replication', () => askRecovery(session, known))
  await checkup.ask('data checksums', () => askChecksums(known))
  return known
}

async function askPrograms(major: number, request: DatabaseRequest, context: Context): Promise<Answer> {
  const { programs, warnings } = await findPrograms(major, {
    environment: context.environment,
    client: request.client,
    install: context.installPrograms,
    folders: [context.temporary],
  })
  const found = `PostgreSQL ${programs.version} from ${programs.from}`
  const [first] = warnings
  return first === undefined ? fine(found) : warning(first, `sudo apt-get install -y postgresql-client-${major}`)
}

/** What is selected decides which rights are needed. */
async function examineRights(checkup: Checkup, session: Session, request: DatabaseRequest): Promise<void> {
  let profile: Profile | undefined
  await checkup.ask('provider', async () => {
    profile = request.profile === 'auto' ? await detectProfile(session) : profileNamed(request.profile)
    return describeProfile(profile)
  })
  if (profile === undefined) return
  const chosen = profile
  await checkup.ask('privileges', async () => {
    const { filter, partial } = await selectObjects(session, request, chosen)
    const answers = await askRights(session, filter)
    return partial.length === 0
      ? answers
      : [
          ...answers,
          warning(`the backup is partial: ${partial.join('; ')}`, 'leave the filters out for a complete one'),
        ]
  })
  // pg_dump leaves them out of a dump of some schemas or tables.
  const whole = request.schemas.length + request.tables.length === 0 && !request.schemaOnly
  if (whole) await checkup.ask('large objects', () => askLargeObjects(session))
}

function describeProfile({ name, schemas, advice }: Profile): Answer {
  if (name === 'none') return fine('none that pgproof knows')
  const left = schemas.length === 0 ? '' : `; its own schemas are left out unless asked for: ${schemas.join(', ')}`
  return fine([`${name}${left}`, ...advice].join('; '))
}

async function examineContents(checkup: Checkup, session: Session): Promise<CatalogueFacts | undefined> {
  let facts: CatalogueFacts | undefined
  await checkup.ask('not in a dump', async () => {
    facts = await readCatalogueFacts(session)
    const items = notContained(facts).map(({ what }) => what)
    return fine(items.join('; '))
  })
  if (facts !== undefined) {
    const known = facts
    await checkup.ask('indexes', () => judgeIndexes(known))
  }
  return facts
}

function judgeIndexes({ indexes }: CatalogueFacts): Answer {
  const broken = indexes.filter((index) => !(index.valid && index.ready && index.live))
  if (broken.length === 0) return fine(`all ${indexes.length} are valid`)
  const names = broken.slice(0, 5).map(({ schema, name }) => `${schema}.${name}`)
  const more = broken.length > 5 ? ` and ${broken.length - 5} more` : ''
  return warning(`not valid: ${names.join(', ')}${more}; pg_dump leaves them out`, 'REINDEX INDEX or drop them')
}
