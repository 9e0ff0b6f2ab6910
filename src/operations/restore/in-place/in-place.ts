import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentError, messageOf, negative, type PgproofError } from '../../../errors.ts'
import { openSession, type Session } from '../../../postgres/session.ts'
import { TOC } from '../../../repository/layout.ts'
import { DamagedObject } from '../../../repository/read.ts'
import { type Chosen, fetchTableOfContents } from '../../chosen.ts'
import type { BackedUpTable, BackupReference } from '../../results.ts'
import type { PlannedStep, TableChange } from '../../results-restore.ts'
import { judge } from '../../round-trip/verdict.ts'
import { compareTableOfContents } from '../../verify/table-of-contents.ts'
import { assertAll } from '../asserted.ts'
import type { Acted, MethodPlan, PlannedRun, RestoreMethod, RestoreRun } from '../run.ts'
import { makeSafetyBackup } from '../safety.ts'
import { commit } from './commit.ts'
import { readTableOfContents, type TableOfContents } from './entries.ts'
import { beginAndLock, isLockedOut, lockedOut, lockHolders } from './locks.ts'
import { notesOf } from './notes.ts'
import { proveAfter } from './prove-after.ts'
import { refuseImpossible } from './refusals.ts'
import { rehearse } from './rehearse.ts'
import { type Replaced, type Replacement, replaceContents } from './replace.ts'
import { keyOf, readScope, refuseWithoutRows, type Scope } from './scope.ts'
import { readSurroundings, type Surroundings } from './surroundings.ts'
import { wayBack } from './way-back.ts'

/** Restores inside the live database, in one transaction: for servers where databases cannot be created or renamed. */
export const inPlace: RestoreMethod = { name: 'in-place', plan, rehearse, act }

async function plan(run: RestoreRun): Promise<MethodPlan> {
  const { destination, chosen, request } = run
  if (!destination.exists) {
    throw environmentError(
      `there is no database ${destination.database} on ${destination.server} to restore in place`,
      'use method: new-database, or correct target-url or target-database',
    )
  }
  return await withContents(run, 'plan', async (toc) => {
    const session = await openSession(destination.connection, { pinned: destination.pinned, signal: run.signal })
    try {
      const scope = await readScope(session, chosen, request)
      refuseWithoutRows(chosen, scope)
      const found = await readSurroundings(session, chosen, scope)
      await refuseImpossible(session, { chosen, scope, toc, request }, found)
      const notes = await notesOf(session, chosen, { scope, toc, found })
      return { steps: stepsOf(scope), notes, names: {} }
    } finally {
      await session.close()
    }
  })
}

function stepsOf({ schemas, kind }: Scope): PlannedStep[] {
  const what = {
    contents: `Drop what is in ${schemas.join(', ')} and restore it from the backup`,
    relations: 'Drop the tables that are asked for and restore them from the backup',
    rows: 'Empty the tables that are asked for and restore their rows from the backup',
  }[kind]
  return [
    { id: 'lock', title: 'Keep writers out of the tables', writes: false },
    { id: 'safety', title: 'Back up the database as it is now, and verify that backup', writes: false },
    { id: 'replace', title: `${what}, in one transaction, and prove every row before the commit`, writes: true },
    { id: 'commit', title: 'Commit', writes: true },
    { id: 'prove', title: 'Prove once more by a second dump', writes: false },
    { id: 'analyze', title: 'Collect planner statistics', writes: true },
  ]
}

/** Fetches the table of contents into a folder of its own, compares it with the inventory, and takes it away afterwards. */
async function withContents<T>(
  run: RestoreRun,
  use: string,
  work: (toc: TableOfContents, folder: string) => Promise<T>,
): Promise<T> {
  const { chosen, destination, context } = run
  const folder = join(context.temporary, `in-place-${use}-${run.id}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await fetchTableOfContents(chosen.reader, folder)
    return await work(await readTableOfContents(chosen, destination.programs, folder, run), folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of one run that is confirmed, what its steps share. */
interface Acting {
  run: PlannedRun
  session: Session
  replacement: Replacement
  folder: string
}

async function act(run: PlannedRun): Promise<Acted> {
  return await withContents(run, 'act', async (toc, folder) => {
    const { chosen, destination, context, request, signal } = run
    const { programs, pinned, connection } = destination
    const session = await openSession(connection, { pinned, signal })
    try {
      const scope = await readScope(session, chosen, request)
      const replacement = { chosen, request, context, signal, programs, scope, toc, warnings: run.warnings }
      return await takeSteps({ run, session, replacement, folder })
    } finally {
      // Whatever is not committed by now is taken back by the server.
      await session.close()
    }
  })
}

async function takeSteps(acting: Acting): Promise<Acted> {
  const { run, session, folder, replacement } = acting
  const { steps } = run
  const before = await steps.look('lock', () => lock(acting))
  const { backup: safety, tables } = await steps.take('safety', () => makeSafetyBackup(run))
  steps.note(`backup ${safety.id}`)
  run.done = { safety }
  const replaced = await steps.take('replace', () => replace(acting, before), { safety: safety.id })
  const verdict = judgeAll(run, replaced)
  const changes = changesOf(tables, run.chosen, replacement.scope)
  await steps.take('commit', () => commit(session, run), { safety: safety.id })
  run.done = { safety, changes, notChecked: verdict.notChecked }
  await session.close()
  const definitions = await steps.look('prove', async () => {
    try {
      return await proveAfter(run, replacement, folder)
    } catch (error) {
      throw afterCommit(run, safety, messageOf(error))
    }
  })
  const { assertions, unmet } = await assertAll(run, run.destination.connection)
  const notChecked = [...verdict.notChecked, ...definitions.notChecked]
  const proof = { ...verdict, definitions: definitions.definitions, assertions }
  run.done = { safety, changes, notChecked, proof }
  const [difference] = [...definitions.differences, ...unmet]
  if (difference !== undefined) throw afterCommit(run, safety, difference)
  await steps.take('analyze', () => analyze(run, replacement))
  return { proof, differences: [], notChecked, safety, changes }
}

/** Rows of each table that is not as it was, counted in the safety backup and in the one that was restored. */
function changesOf(live: readonly BackedUpTable[], { inventory }: Chosen, scope: Scope): TableChange[] {
  const isReplaced = (one: { schema: string; name: string }) =>
    scope.schemas.includes(one.schema) && (scope.kind === 'contents' || scope.named.includes(keyOf(one)))
  const before = new Map(live.filter(isReplaced).map((one) => [keyOf(one), one]))
  const after = new Map(inventory.tables.filter(isReplaced).map((one) => [keyOf(one), one]))
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)]
    const { schema, name } = (was ?? is) as { schema: string; name: string }
    if (was?.rows === is?.rows) return []
    return [{ schema, name, ...(was && { liveRows: was.rows }), ...(is && { backupRows: is.rows }) }]
  })
}

/** Keeps writers out, and looks once more: between the plan and the locks anybody may have made a table. */
async function lock({ run, session, replacement }: Acting): Promise<Surroundings> {
  const { chosen, destination, request, context } = run
  const { scope, toc } = replacement
  const difference = await compareTableOfContents(chosen, destination.programs, toc.folder, context)
  if (difference) throw new DamagedObject(TOC, difference)
  await beginAndLock(session, (await readSurroundings(session, chosen, scope)).contents)
  const before = await readSurroundings(session, chosen, scope)
  await refuseImpossible(session, { chosen, scope, toc, request }, before)
  return before
}

async function replace({ run, session, replacement }: Acting, before: Surroundings): Promise<Replaced> {
  try {
    const replaced = await replaceContents(session, replacement, before)
    const { differences } = judgeAll(run, replaced)
    if (differences.length === 0) return replaced
    throw negative(
      `what was restored does not equal backup ${run.chosen.backup.id}: ${differences[0]}`,
      'it was not committed, and nothing was changed; choose another backup (pgproof list)',
    )
  } catch (error) {
    if (!isLockedOut(error)) throw error
    const { processID } = session.client as unknown as { processID: number }
    const asking = await openSession(run.destination.connection, { pinned: run.destination.pinned })
    const holders = await lockHolders(asking, before.contents, processID).finally(() => asking.close())
    throw lockedOut('another session uses the tables that are to be restored', error, holders)
  }
}

function judgeAll({ destination }: RestoreRun, { tables, largeObjects, findings }: Replaced) {
  const definitions = { entries: 0, equal: 0, settled: 0, differences: [], informational: false }
  return judge({ tables, definitions, largeObjects, findings, contents: [], targetMajor: destination.programs.major })
}

/** It is too late to take it back by itself: what was there before is in the safety backup. */
function afterCommit(run: RestoreRun, safety: BackupReference, why: string): PgproofError {
  return negative(
    `the restore is committed and could not be proved equal to backup ${run.chosen.backup.id}, or is not as asserted: ${why}; the state from before is in the safety backup ${safety.id}`,
    `to go back to it: ${wayBack(run, safety)}`,
  )
}

/** New tables have none, and slow queries would look like a failed restore. What is refused is a warning: the server does it in time. */
async function analyze({ destination, signal, warnings }: PlannedRun, { scope }: Replacement): Promise<void> {
  const session = await openSession(destination.connection, { pinned: destination.pinned, signal })
  try {
    const rows = await session.query<{ name: string }>(
      `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'm') AND pg_has_role(c.relowner, 'USAGE')`,
      [scope.schemas],
    )
    if (rows.length > 0) await session.query(`ANALYZE ${rows.map(({ name }) => name).join(', ')}`)
  } catch (error) {
    warnings.push(`planner statistics could not be collected: ${messageOf(error)}`)
  } finally {
    await session.close()
  }
}
