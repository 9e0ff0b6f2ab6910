import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, PgproofError } from '../../../errors.ts'
import { openSession } from '../../../postgres/session.ts'
import { type Chosen, fetchTableOfContents } from '../../chosen.ts'
import type { PlanNote } from '../../results-restore.ts'
import { restoreInto } from '../../round-trip/restore-into.ts'
import { judge } from '../../round-trip/verdict.ts'
import type { PlannedRun } from '../run.ts'
import { unequal } from '../unequal.ts'
import { readTableOfContents } from './entries.ts'
import { beginAndLock } from './locks.ts'
import { replaceContents } from './replace.ts'
import { readScope } from './scope.ts'
import { readSurroundings } from './surroundings.ts'
import { ThrowAway } from './throw-away.ts'

/**
 * Restores the backup on a throw-away server, and then once more over itself with the very transaction that the live database is to see:
 * so its text is known to run, and for how long its locks are held. Throws exit 1 where the backup does not restore.
 */
export async function rehearse(run: PlannedRun): Promise<PlanNote[]> {
  if (run.chosen.backup.manifest.partial.length > 0 && run.chosen.inventory.filter.dataOnly && !run.chosen.part) {
    return [notRehearsed('the backup holds rows alone, and no tables to put them into')]
  }
  let server: ThrowAway
  try {
    server = await ThrowAway.start(run, 'rehearsal')
  } catch (error) {
    run.signal.throwIfAborted()
    if (!(error instanceof PgproofError)) throw error
    return [notRehearsed(`a throw-away server could not be had: ${messageOf(error)}`)]
  }
  const folder = join(run.context.temporary, `rehearsal-${run.id}`)
  await mkdir(folder, { mode: 0o700 })
  try {
    return [await rehearseOn(server, run, folder)]
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const notRehearsed = (why: string): PlanNote => ({
  severity: 'warning',
  what: 'the restore was not rehearsed, and how long its locks are held is not known',
  why,
})

/** Rows alone need the tables of the whole backup. */
function baseOf({ part, stored, ...chosen }: Chosen): Chosen {
  if (part && chosen.inventory.filter.dataOnly && stored) return { ...chosen, inventory: stored }
  return { ...chosen, ...(part && { part }), ...(stored && { stored }) }
}

async function rehearseOn(server: ThrowAway, run: PlannedRun, folder: string): Promise<PlanNote> {
  const { chosen, destination, context, request, signal } = run
  const { programs, pinned } = destination
  const connection = await server.create()
  await fetchTableOfContents(chosen.reader, folder)
  const toc = await readTableOfContents(chosen, programs, folder, run)
  await restoreInto({
    chosen: baseOf(chosen),
    connection,
    programs,
    pinned,
    folder,
    jobs: request.jobs,
    context,
    signal,
  })
  const session = await openSession(connection, { pinned, signal })
  try {
    const scope = await readScope(session, chosen, request)
    const replacement = { chosen, request, context, signal, programs, scope, toc, warnings: [] }
    const before = await readSurroundings(session, chosen, scope)
    const began = performance.now()
    await beginAndLock(session, before.contents)
    const { tables, largeObjects, findings } = await replaceContents(session, replacement, before)
    await session.query('COMMIT')
    const seconds = (performance.now() - began) / 1000
    const definitions = { entries: 0, equal: 0, settled: 0, differences: [], informational: false }
    const verdict = judge({ tables, definitions, largeObjects, findings, contents: [], targetMajor: programs.major })
    if (verdict.differences.length > 0) throw unequal(run, verdict.differences)
    return {
      severity: 'information',
      what: `rehearsed: the transaction took ${seconds.toFixed(1)} s here, and so long nobody can use the tables`,
      why: 'the live server, its disks and the network to it may be slower; writers wait for the safety backup besides',
    }
  } finally {
    await session.close()
  }
}
