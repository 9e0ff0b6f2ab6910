import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Archive } from '../../dump/archive.ts'
import { dumpArguments } from '../../dump/arguments.ts'
import { type FollowedDump, followDump } from '../../dump/dump.ts'
import { NOWHERE } from '../../dump/sink.ts'
import { environmentError } from '../../errors.ts'
import { readCatalogueFacts } from '../../postgres/catalogue-facts.ts'
import { keepAliveArgument, libpqEnvironment } from '../../postgres/conninfo.ts'
import { openSession, type Session } from '../../postgres/session.ts'
import { compareCatalogue, type Finding } from '../../proof/catalogue.ts'
import { type DefinitionProof, proveDefinitions } from '../../proof/definitions-prove.ts'
import type { ScratchDatabases } from '../../proof/settled.ts'
import { encodeFilter } from '../backup/selection.ts'
import { leafNames } from '../leaf-names.ts'
import type { Check, Unchecked } from '../results.ts'
import type { RestoredIndex, RestoredTable, RestoreTestResult } from '../results-restore-test.ts'
import { checkContents } from './check-contents.ts'
import { compareLargeObjects } from './compare-large-objects.ts'
import { compareTables, type DumpedAgain } from './compare-tables.ts'
import { applyDatabaseFacts, withComment } from './database-settings.ts'
import { heldBy } from './held.ts'
import { extensionEntries, leftOutOf } from './left-out.ts'
import { type Restore, rowBytes } from './restore-into.ts'
import { checkOf, judge } from './verdict.ts'

/** A restored database that is to be compared with its backup. */
export interface Proving extends Restore {
  scratch: ScratchDatabases
  showKeys: boolean
  spoolLimit: number
  /** The target is of a newer major, which prints definitions differently. */
  otherMajor: boolean
}

export interface Proof {
  tables: RestoredTable[]
  definitions: RestoreTestResult['definitions']
  largeObjects: RestoreTestResult['largeObjects']
  indexes: RestoredIndex[]
  checks: Check[]
  notChecked: Unchecked[]
  /** Sentences, the most telling first; empty means equal. */
  differences: string[]
  warnings: string[]
  seconds: { prove: number; checkIndexes: number }
}

/** Dumps a restored database through the same code as the backup was, demands the same digests, and looks at what a dump is blind to. */
export async function proveEqual(proving: Proving): Promise<Proof> {
  const { connection, pinned, context } = proving
  const started = performance.now()
  context.progress({ kind: 'phase', title: 'Prove: dump again and compare' })
  const again = join(proving.folder, 'again')
  await mkdir(again, { mode: 0o700 })
  // Without the abort signal the session outlives a cancel by a moment; its query is then ended by the drop of the database.
  const session = await openSession(connection, { pinned, signal: proving.signal })
  try {
    const dumped = await dumpAgain(proving, again, session)
    const tables = await compareTables({
      inventory: proving.chosen.inventory,
      again: await nameTables(proving, again, dumped, session),
      reader: proving.chosen.reader,
      encoding: proving.chosen.backup.manifest.source.encoding,
      showKeys: proving.showKeys,
      session,
    })
    const definitions = await definitionsOf(proving, again)
    const largeObjects = compareLargeObjects(proving.chosen.inventory.largeObjects, dumped.largeObjects)
    const findings = await factsOf(proving, session)
    const proved = performance.now()
    context.progress({ kind: 'phase', title: 'Prove: check indexes and derived contents' })
    const contents = await checkContents({
      connection,
      pinned,
      jobs: proving.jobs,
      signal: proving.signal,
      progress: context.progress,
    })
    const seconds = { prove: (proved - started) / 1000, checkIndexes: (performance.now() - proved) / 1000 }
    const judged = judge({ tables, definitions, largeObjects, findings, contents, targetMajor: proving.programs.major })
    return { ...judged, notChecked: [...judged.notChecked, ...notRestored(proving)], seconds }
  } finally {
    await session.close()
    await rm(again, { recursive: true, force: true })
  }
}

async function dumpAgain(proving: Proving, folder: string, session: Session): Promise<FollowedDump> {
  const { connection, pinned, programs, context, chosen } = proving
  return await followDump({
    programs,
    environment: libpqEnvironment(connection, pinned, context),
    args: dumpArguments({
      folder,
      jobs: proving.jobs,
      encoding: chosen.backup.manifest.source.encoding,
      lockTimeoutMs: 0,
      majorVersion: programs.major,
      filter: await encodeFilter(session, chosen.inventory.filter),
      keepAlive: keepAliveArgument,
    }),
    folder,
    jobs: proving.jobs,
    spoolLimit: proving.spoolLimit,
    signal: proving.signal,
    sink: NOWHERE,
    progress: (done) =>
      context.progress({
        kind: 'bytes',
        done,
        total: chosen.part ? rowBytes(chosen.inventory) : chosen.backup.manifest.totals.rawBytes,
      }),
  })
}

async function nameTables(
  proving: Proving,
  folder: string,
  dumped: FollowedDump,
  session: Session,
): Promise<DumpedAgain[]> {
  const { programs, connection, pinned, context, chosen } = proving
  const environment = libpqEnvironment(connection, pinned, context)
  const archive = new Archive(folder, programs, environment, chosen.backup.manifest.source.encoding)
  const tables = await archive.tables(proving.folder)
  const names = await leafNames(session, tables)
  return tables.map((table) => {
    const digest = dumped.tables.get(table.file)
    const own = names.get(table.oid)
    if (digest === undefined || own === undefined) {
      throw environmentError(
        `the second dump lists ${table.target.schema}.${table.target.name} without its rows`,
        'something changed the restored database during the test: use a target of its own',
      )
    }
    return { ...digest, ...own, table }
  })
}

async function definitionsOf(proving: Proving, again: string): Promise<DefinitionProof> {
  return await proveDefinitions({
    programs: proving.programs,
    scratch: proving.scratch,
    pinned: proving.pinned,
    environment: proving.context.environment,
    folder: proving.folder,
    signal: proving.signal,
    source: proving.folder,
    target: again,
    otherMajor: proving.otherMajor,
    encoding: proving.chosen.backup.manifest.source.encoding,
    leftOut: leftOutOf(proving.chosen),
    leftOutAgain: extensionEntries(proving.chosen.absentExtensions ?? []),
    owners: !proving.omit?.owners,
    privileges: !proving.omit?.privileges,
  })
}

async function factsOf(proving: Proving, session: Session): Promise<Finding[]> {
  const { inventory } = proving.chosen
  const target = await readCatalogueFacts(session)
  // Definitions alone leave out large objects, their owners and grants with them.
  const source = inventory.filter.schemaOnly
    ? { ...inventory.facts, largeObjects: { count: 0, groups: [] } }
    : inventory.facts
  const tablespaces = proving.omit?.tablespaces === false && proving.chosen.part === undefined
  return compareCatalogue(source, target, { ...heldBy(proving.chosen), roles: comparesRoles(proving), tablespaces })
}

const comparesRoles = ({ omit }: Proving): boolean => !omit?.owners && !omit?.privileges

/** What was asked to be left out is not proved. */
function notRestored({ chosen, omit }: Proving): Unchecked[] {
  const asked = (what: string, input: string) => ({ what, why: `they were left out, as ${input} asks` })
  return [
    ...(chosen.part
      ? [{ what: 'the rest of the backup', why: `restored were ${chosen.part.sentences.join(', ')}` }]
      : []),
    ...(omit?.owners ? [asked('owners', 'no-owner')] : []),
    ...(omit?.privileges ? [asked('grants', 'no-privileges')] : []),
    ...(omit?.tablespaces && chosen.inventory.facts.tablespaces.length > 0
      ? [asked('tablespaces', 'no-tablespaces')]
      : []),
  ]
}

/**
 * Restores and compares what belongs to the database itself; the last thing that is done with it. Of a `marked` database the comment stays,
 * since it tells a later run whose it is.
 */
export async function proveDatabaseFacts(proving: Proving, marked = false): Promise<Check[]> {
  const { connection, pinned, chosen } = proving
  const { facts, filter } = chosen.inventory
  if (chosen.part !== undefined || filter.schemas.length + filter.tables.length > 0) return []
  const session = await openSession(connection, { pinned, signal: proving.signal })
  try {
    const name = connection.parameters.dbname as string
    const refused = await applyDatabaseFacts(session, name, facts.database, proving.omit, !marked)
    const compare = async () => await compareDatabaseFacts(proving, session)
    const found = marked ? await withComment(session, name, facts.database, compare) : await compare()
    return [...refused, ...found]
  } finally {
    await session.close()
  }
}

/** Compares what belongs to the database itself; `proveDatabaseFacts` has restored it. */
export async function compareDatabaseFacts(proving: Proving, session: Session): Promise<Check[]> {
  const findings = compareCatalogue(proving.chosen.inventory.facts, await readCatalogueFacts(session), {
    ...heldBy(proving.chosen),
    roles: comparesRoles(proving),
    database: true,
  })
  return findings.filter((finding) => finding.kind === 'database').map(checkOf)
}
