import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Archive } from '../../../dump/archive.ts'
import { type DumpFilter, dumpArguments } from '../../../dump/arguments.ts'
import { type FollowedDump, followDump } from '../../../dump/dump.ts'
import { NOWHERE } from '../../../dump/sink.ts'
import { keepAliveArgument, libpqEnvironment } from '../../../postgres/conninfo.ts'
import { dumpPattern, shown } from '../../../postgres/identifier.ts'
import { openSession, type Session } from '../../../postgres/session.ts'
import type { Definition } from '../../../proof/definition-text.ts'
import { type DefinitionProof, proveDefinitions } from '../../../proof/definitions-prove.ts'
import { encodeFilter } from '../../backup/selection.ts'
import { leafNames } from '../../leaf-names.ts'
import type { Unchecked } from '../../results.ts'
import type { RestoreProof } from '../../results-restore.ts'
import { judge } from '../../round-trip/verdict.ts'
import type { RestoreRun } from '../run.ts'
import { type Globals, isRestored, readGlobals, type TableOfContents } from './entries.ts'
import { listed } from './names.ts'
import { sortRelations } from './relations.ts'
import type { Replacement } from './replace.ts'
import { keyOf, type Scope } from './scope.ts'
import { throwawayScratch } from './throw-away.ts'

export interface AfterCommit {
  definitions: RestoreProof['definitions']
  /** Sentences; empty means equal. */
  differences: string[]
  notChecked: Unchecked[]
}

/**
 * Dumps the restored schemas once more, as everybody sees them now. Their rows equalled the backup before the commit, so that a table that differs
 * now was written to since, and so was a sequence; a definition that differs is a difference.
 */
export async function proveAfter(run: RestoreRun, replacement: Replacement, folder: string): Promise<AfterCommit> {
  const { destination, signal } = run
  const again = join(folder, 'again')
  await mkdir(again, { mode: 0o700 })
  const session = await openSession(destination.connection, { pinned: destination.pinned, signal })
  try {
    const written = await dumpAgain(run, replacement, session, again)
    if (replacement.scope.kind === 'rows') return { ...ROWS_ONLY, notChecked: [...written, ...ROWS_ONLY.notChecked] }
    const definitions = await definitionsOf(run, replacement, again, await readGlobals(session))
    return { ...definitions, notChecked: [...written, ...definitions.notChecked, NOT_IN_PLACE] }
  } finally {
    await session.close()
    await rm(again, { recursive: true, force: true })
  }
}

const NOT_IN_PLACE: Unchecked = {
  what: 'entries of indexes, generated columns and materialized views',
  why: 'checking them takes a database of its own: pgproof restore-test does it',
}

const ROWS_ONLY: AfterCommit = {
  definitions: { entries: 0, equal: 0, settled: 0, differences: [] },
  differences: [],
  notChecked: [
    { what: 'definitions', why: 'only rows were restored, into the tables that are there' },
    { what: 'contents of materialized views', why: 'they are as they were: refresh them' },
  ],
}

/** Says which tables are no longer what they were before the commit. */
async function dumpAgain(
  run: RestoreRun,
  { scope }: Replacement,
  session: Session,
  folder: string,
): Promise<Unchecked[]> {
  const { destination, chosen, context } = run
  const { connection, pinned, programs } = destination
  const environment = libpqEnvironment(connection, pinned, context)
  const dumped = await dumpInto(folder, run, environment, await filterOf(run, scope, session))
  const archive = new Archive(folder, programs, environment, chosen.backup.manifest.source.encoding)
  const tables = await archive.tables(context.temporary)
  const names = await leafNames(session, tables)
  const digests = new Map(
    tables.flatMap((table) => {
      const own = names.get(table.oid)
      const digest = dumped.tables.get(table.file)
      return own && digest ? [[keyOf(own), digest.sha256] as const] : []
    }),
  )
  const changed = chosen.inventory.tables
    .filter(({ schema, root }) => scope.schemas.includes(schema) && root === null)
    .filter((table) => digests.get(keyOf(table)) !== table.sha256)
    .map(({ schema, name }) => shown(schema, name))
  if (changed.length === 0) return []
  const why =
    'they equalled the backup before it; users have written to them since, or their rows or columns come in another order'
  return [{ what: `rows after the commit of ${listed(changed)}`, why }]
}

async function dumpInto(
  folder: string,
  { destination, chosen, request, signal }: RestoreRun,
  environment: Record<string, string>,
  filter: DumpFilter,
): Promise<FollowedDump> {
  const { programs } = destination
  const { encoding } = chosen.backup.manifest.source
  const { jobs } = request
  return await followDump({
    programs,
    environment,
    args: dumpArguments({
      folder,
      jobs,
      encoding,
      lockTimeoutMs: 60_000,
      majorVersion: programs.major,
      filter,
      keepAlive: keepAliveArgument,
    }),
    folder,
    jobs,
    spoolLimit: 1024 ** 3,
    signal,
    sink: NOWHERE,
  })
}

/** The backup's own, without schemas that it does not hold. */
async function filterOf({ chosen }: RestoreRun, scope: Scope, session: Session): Promise<DumpFilter> {
  const { filter } = chosen.inventory
  const isWhole = filter.schemas.length + filter.tables.length === 0
  const excludeSchemas = isWhole ? await otherSchemas(session, scope.schemas) : filter.excludeSchemas
  return await encodeFilter(session, { ...filter, excludeSchemas })
}

async function otherSchemas(session: Session, schemas: string[]): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> ALL ($1)",
    [schemas],
  )
  return rows.map(({ name }) => dumpPattern(name))
}

/** Compares only what was restored: the rest of the database is as it was, whatever the backup says. */
async function definitionsOf(
  run: RestoreRun,
  { scope, toc }: Replacement,
  again: string,
  there: Globals,
): Promise<AfterCommit> {
  const { destination, chosen, context, signal } = run
  const { programs, pinned } = destination
  const held = new Set(toc.definitions.map(({ dumpId }) => dumpId))
  const lines = (await toc.archive.entries()).filter(({ dumpId }) => !held.has(dumpId)).map(({ line }) => line)
  const notHeld = new Set(lines)
  const scratch = throwawayScratch(run)
  try {
    const proof = await proveDefinitions({
      programs,
      scratch,
      pinned,
      environment: context.environment,
      folder: again,
      signal,
      source: toc.folder,
      target: again,
      encoding: chosen.backup.manifest.source.encoding,
      owners: !run.request.noOwner,
      privileges: !run.request.noPrivileges,
      otherMajor: destination.facts.major !== chosen.backup.manifest.client.major,
      leftOut: ({ line }) => notHeld.has(line),
    })
    const isCompared = comparedIn(toc, scope, there)
    const entries = toc.definitions.filter(isCompared).length
    const differences = proof.differences.filter((one) => isCompared({ ...one, tag: one.name }))
    return sort({ ...proof, entries, differences }, programs.major)
  } finally {
    await scratch.stop()
  }
}

type Compared = Pick<Definition, 'type' | 'schema' | 'tag'>

/** Places in publications may be more than the backup's: those from before are put back too. */
function comparedIn({ definitions }: TableOfContents, scope: Scope, there: Globals): (one: Compared) => boolean {
  const isOwn = (one: Compared) =>
    one.schema !== '' && !one.type.startsWith('PUBLICATION') && isRestored(one, scope, there)
  if (scope.kind === 'contents') return isOwn
  const { anew } = sortRelations(definitions, scope)
  const keyOfEntry = ({ type, schema, tag }: Compared) => JSON.stringify([type, schema, tag])
  const made = new Set(definitions.filter(({ dumpId }) => anew.has(dumpId)).map(keyOfEntry))
  return (one) => isOwn(one) && made.has(keyOfEntry(one))
}

/** A sequence that was used since, and a text that could not be brought into the form that tells, are not checked; the rest differs. */
function sort(proof: DefinitionProof, targetMajor: number): AfterCommit {
  const moved = proof.differences.filter(({ type, what }) => type === 'SEQUENCE SET' && what === 'changed')
  const unclear = proof.differences.filter(
    (one) => proof.unsettled !== undefined && one.what === 'changed' && !moved.includes(one),
  )
  const differences = proof.differences.filter((one) => !moved.includes(one) && !unclear.includes(one))
  const definitions = { ...proof, differences, equal: proof.entries - differences.length - unclear.length }
  const verdict = judge({ tables: [], definitions, largeObjects: NONE, findings: [], contents: [], targetMajor })
  const notChecked = [...verdict.notChecked]
  const named = (some: typeof moved) => listed(some.map(({ schema, name }) => shown(schema, name)))
  if (moved.length > 0) {
    notChecked.push({ what: `positions of sequences after the commit: ${named(moved)}`, why: 'they were used since' })
  }
  if (unclear.length > 0) {
    notChecked.push({ what: `definitions that are printed otherwise: ${named(unclear)}`, why: proof.unsettled ?? '' })
  }
  return { definitions: verdict.definitions, differences: verdict.differences, notChecked }
}

const NONE = { count: 0, equal: 0, differences: [] }
