import { Archive } from '../../../dump/archive.ts'
import { environmentError, negative } from '../../../errors.ts'
import { readCatalogueFacts } from '../../../postgres/catalogue-facts.ts'
import { libpqEnvironment } from '../../../postgres/conninfo.ts'
import type { Programs } from '../../../postgres/programs.ts'
import { type Session, sqlStateOf } from '../../../postgres/session.ts'
import { compareCatalogue, type Finding } from '../../../proof/catalogue.ts'
import type { Chosen } from '../../chosen.ts'
import type { Context } from '../../context.ts'
import type { RestoredTable, RestoreTestResult } from '../../results-restore-test.ts'
import type { BelongingsRequest } from '../request.ts'
import { dropStatements, readContents } from './contents.ts'
import { readDefaultPrivileges, resumeStatements, suspendStatements } from './default-privileges.ts'
import { readDependents } from './dependents.ts'
import { isRestored, readGlobals, restoredEntries, rowsRestored, type TableOfContents } from './entries.ts'
import { putBackKeys, switchTriggers } from './foreign-keys.ts'
import { proveLargeObjects, unlinkLargeObjects, writeLargeObjects } from './large-objects.ts'
import { putBackMemberships } from './publications.ts'
import { type PutBack, readReturning } from './put-back.ts'
import { sortRelations } from './relations.ts'
import { loadRows, proveRows } from './rows.ts'
import { clearTheWay, replacedTables, restoreTheWay } from './rows-only.ts'
import { keyOf, type Scope } from './scope.ts'
import { explained, runScript, type Section, scriptOf } from './script.ts'
import type { Surroundings } from './surroundings.ts'

/** What the one transaction works with. */
export interface Replacement {
  chosen: Chosen
  request: BelongingsRequest
  context: Context
  signal: AbortSignal
  programs: Programs
  scope: Scope
  toc: TableOfContents
  warnings: string[]
}

/** What was found equal before anybody else could see it. */
export interface Replaced {
  tables: RestoredTable[]
  largeObjects: RestoreTestResult['largeObjects']
  findings: Finding[]
}

/** Runs statements that are our own; `what` is the start of a sentence about them. */
export async function runAll(session: Session, statements: readonly string[], what: string): Promise<void> {
  for (const statement of statements) {
    try {
      await session.query(statement)
    } catch (error) {
      throw explained(error, '', what)
    }
  }
}

/**
 * Drops the contents and restores those of the backup, in the transaction that the session has open, and proves them equal before the commit.
 * Whatever it throws, the session is to be closed: then nothing has changed.
 */
export async function replaceContents(
  session: Session,
  replacement: Replacement,
  before: Surroundings,
): Promise<Replaced> {
  const { chosen, scope, context, request } = replacement
  const transaction = await transactionId(session)
  if (scope.kind === 'rows') return await replaceRows(session, replacement)
  const keepsDefaults = request.noPrivileges
  context.progress({ kind: 'phase', title: 'Drop what is there' })
  if (!keepsDefaults) await runAll(session, suspendStatements(before.defaults), 'suspending default privileges')
  await runAll(session, dropStatements(before.contents), 'dropping what is there')
  if (scope.largeObjects) await unlinkLargeObjects(session, chosen)
  await restoreAll(session, replacement)
  const replaced = await proveInside(session, replacement)
  context.progress({ kind: 'phase', title: 'Put back what stood around it' })
  const there = await readGlobals(session)
  for (const one of before.returning.putBack) {
    // The backup may have brought it along.
    const [, eventTrigger] = /^event trigger (.*)$/s.exec(one.what) ?? []
    if (eventTrigger !== undefined && there.has('EVENT TRIGGER', eventTrigger)) continue
    await putBack(session, one, replacement.warnings)
  }
  await putBackKeys(session, before.keys)
  for (const gone of await putBackMemberships(session, before.memberships)) {
    replacement.warnings.push(
      `${gone.table} is no longer in the publication ${gone.publication}: the backup has no such table`,
    )
  }
  if (!keepsDefaults) await runAll(session, resumeStatements(before.defaults), 'resuming default privileges')
  await refuseChanged(session, replacement, before)
  if ((await transactionId(session)) !== transaction) throw endedByItself()
  return replaced
}

/** Rows alone: the tables stay as they are, whatever their definition in the backup. */
async function replaceRows(session: Session, replacement: Replacement): Promise<Replaced> {
  const { chosen, scope, toc, context } = replacement
  const tables = replacedTables(chosen, scope)
  context.progress({ kind: 'phase', title: 'Restore rows' })
  const inTheWay = await clearTheWay(session, tables)
  await loadRows(session, replacement, tables, () => false)
  const restored = restoredEntries(toc, scope, await readGlobals(session))
  const positions = await textOf(replacement, 'data', toc.otherData.filter(restored))
  await runScript(session, positions, 'restoring the positions of sequences')
  await restoreTheWay(session, tables, inTheWay)
  context.progress({ kind: 'phase', title: 'Prove: read every row back before the commit' })
  const proved = await proveRows(session, chosen, tables)
  return { tables: proved, largeObjects: { count: 0, equal: 0, differences: [] }, findings: [] }
}

async function putBack(session: Session, one: PutBack, warnings: string[]): Promise<void> {
  const { what, statements, comment, key } = one
  await runAll(session, statements, `putting back ${what}`)
  if (key !== undefined) await switchTriggers(session, key)
  if (comment === undefined) return
  try {
    await session.query(`SAVEPOINT pgproof_comment; ${comment}; RELEASE SAVEPOINT pgproof_comment`)
  } catch (error) {
    if (sqlStateOf(error) === undefined) throw error
    await session.query('ROLLBACK TO SAVEPOINT pgproof_comment')
    warnings.push(`the comment of ${what} is lost, and was: ${comment}`)
  }
}

async function transactionId(session: Session): Promise<string> {
  const [row] = await session.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')
  return row?.id ?? ''
}

const endedByItself = () =>
  negative(
    'the text of the backup has ended the transaction that it was run in',
    'this backup was not made by pg_dump alone: do not use it, and look at the database before anybody works with it',
  )

async function restoreAll(session: Session, replacement: Replacement): Promise<void> {
  const { chosen, scope, context, toc } = replacement
  const there = await readGlobals(session)
  const restored = restoredEntries(toc, scope, there)
  const script = async (section: Section, entries: TableOfContents['preData'], what: string) =>
    await runScript(session, await textOf(replacement, section, entries.filter(restored)), what)
  context.progress({ kind: 'phase', title: 'Restore definitions' })
  if (scope.kind === 'relations') await makeNeeded(session, replacement)
  await script('pre-data', toc.preData, 'restoring the definitions')
  context.progress({ kind: 'phase', title: 'Restore rows' })
  const chosenRows = rowsRestored(chosen, scope, there)
  const tables = chosen.inventory.tables.filter((table) => chosenRows(table) !== 'no')
  await loadRows(session, replacement, tables, (table) => chosenRows(table) === 'append')
  await script('data', toc.otherData, 'restoring the positions of sequences')
  if (scope.largeObjects) await writeLargeObjects(session, chosen)
  context.progress({ kind: 'phase', title: 'Build indexes and constraints' })
  await script('post-data', toc.postData, 'restoring indexes and constraints')
}

/** duplicate_object, duplicate_function, duplicate_schema, duplicate_table */
const DUPLICATE = ['42710', '42723', '42P06', '42P07']

/** What the relations need and is there stays as it is. */
async function makeNeeded(session: Session, { toc, scope }: Replacement): Promise<void> {
  const there = await readGlobals(session)
  const restored = toc.definitions.filter((one) => isRestored(one, scope, there))
  for (const { text, type, tag } of sortRelations(restored, scope).needed) {
    try {
      await session.query(`SAVEPOINT pgproof_needed; ${text}; RELEASE SAVEPOINT pgproof_needed`)
    } catch (error) {
      if (!DUPLICATE.includes(sqlStateOf(error) ?? '')) throw explained(error, '', `making ${type} ${tag}`)
      await session.query('ROLLBACK TO SAVEPOINT pgproof_needed')
    }
  }
}

async function textOf(
  { toc, programs, context, chosen, request }: Replacement,
  section: Section,
  entries: TableOfContents['preData'],
): Promise<string> {
  const environment = libpqEnvironment({ parameters: {} }, {}, context)
  const raw = new Archive(toc.folder, programs, environment, 'LATIN1')
  return await scriptOf(toc, section, entries, { request, encoding: chosen.backup.manifest.source.encoding, raw })
}

/** What stands around the restored schemas must be there as it was. */
async function refuseChanged(session: Session, { scope }: Replacement, before: Surroundings): Promise<void> {
  const contents = await readContents(session, scope)
  const { putBack } = await readReturning(session, await readDependents(session, contents))
  const now = new Set(putBack.map(({ what }) => what))
  const lost = before.returning.putBack.find(({ what }) => !now.has(what))
  const defaults = JSON.stringify(await readDefaultPrivileges(session)) === JSON.stringify(before.defaults)
  if (defaults && lost === undefined) return
  throw environmentError(
    `${lost === undefined ? 'the default privileges' : lost.what} could not be put back; nothing was changed`,
    'give the role that restores the rights of the role that it belongs to',
  )
}

async function proveInside(session: Session, { chosen, scope, context }: Replacement): Promise<Replaced> {
  context.progress({ kind: 'phase', title: 'Prove: read every row back before the commit' })
  const { inventory } = chosen
  const there = await readGlobals(session)
  const rows = rowsRestored(chosen, scope, there)
  const tables = await proveRows(
    session,
    chosen,
    inventory.tables.filter((table) => rows(table) === 'yes'),
  )
  const largeObjects = scope.largeObjects
    ? await proveLargeObjects(session, chosen)
    : { count: 0, equal: 0, differences: [] }
  const held = new Set(scope.kind === 'relations' ? scope.named : inventory.entries.map(keyOf))
  const views = new Set(inventory.entries.filter(({ type }) => type === 'MATERIALIZED VIEW DATA').map(keyOf))
  const findings = compareCatalogue(inventory.facts, await readCatalogueFacts(session, { only: scope.schemas }), {
    holds: (schema, name) => scope.schemas.includes(schema) && held.has(keyOf({ schema, name })),
    fills: (schema, name) => views.has(keyOf({ schema, name })),
    largeObjects: false,
  })
  return { tables, largeObjects, findings }
}
