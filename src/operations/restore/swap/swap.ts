import { messageOf } from '../../../errors.ts'
import { openSession } from '../../../postgres/session.ts'
import type { PlannedStep } from '../../results-restore.ts'
import { beforeExchange } from '../before-exchange.ts'
import { type Beside, createBeside, dropBeside, fillBeside, proveBeside } from '../beside.ts'
import { keptBefore } from '../commands.ts'
import { type Confirmation, confirmSwap } from '../confirm.ts'
import { confirmFacts } from '../confirmed.ts'
import { type HookStage, runHooks } from '../hooks/hooks.ts'
import { dropLeftBehind, leftBehind } from '../left-behind.ts'
import { type Acted, hookFacts, type MethodPlan, type PlannedRun, type RestoreMethod, type RestoreRun } from '../run.ts'
import { makeSafetyBackup } from '../safety.ts'
import { unequal } from '../unequal.ts'
import { carryOver, lastStatements, moveToTablespace, readBelongings } from './belongings.ts'
import { changeLines, compareCounts } from './changes.ts'
import { checkSwapped } from './check.ts'
import { lockSwaps } from './lock.ts'
import { namesOf, type SwapNames } from './names.ts'
import { refusePrepared } from './sessions.ts'
import { readStanding } from './standing.ts'
import { surveySwap } from './survey.ts'
import { TAKEOVER_STEPS, takeOver } from './takeover.ts'

/** Restores beside the live database and exchanges both; the live one is kept, and one command goes back. */
export const swap: RestoreMethod = { name: 'swap', plan, act }

async function plan(run: RestoreRun): Promise<MethodPlan> {
  const { destination } = run
  const { beside, kept } = namesOf(destination.database, run)
  const notes = await surveySwap(run)
  await lockSwaps(destination.session, destination.database)
  const old = await leftBehind(run)
  return {
    steps: [...(old.length > 0 ? [cleaning(old)] : []), ...plannedSteps(run)],
    notes,
    names: { beside, kept },
  }
}

const cleaning = (old: string[]): PlannedStep => ({
  id: 'clean',
  title: `Drop what restores that were broken off have left: ${old.join(', ')}`,
  writes: true,
})

function plannedSteps(run: RestoreRun): PlannedStep[] {
  const { database } = run.destination
  const { beside, kept } = namesOf(database, run)
  const step = (id: string, title: string, writes = true): PlannedStep => ({ id, title, writes })
  const hook = (stage: HookStage) =>
    run.hooks[stage].length === 0 ? [] : [step(stage, `Run the hooks ${stage}`, false)]
  return [
    step('restore', `Restore beside ${database}, into the new database ${beside}`),
    step('prove', 'Prove it equal to the backup, and run the assertions'),
    step('analyze', 'Collect planner statistics, which no backup holds'),
    step('compare', 'Count what the swap would change', false),
    step('safety', `Back ${database} up as it is now (type pre-restore), and verify that backup`, false),
    step('carry-over', `Give ${beside} owner, grants, settings and limits of ${database}`),
    step('confirm-swap', 'Ask for the second confirmation', false),
    ...hook('before-swap'),
    step('close', `Close ${database} to new connections`),
    step('end-sessions', `End the sessions of ${database}`),
    step('exchange', `Rename ${database} to ${kept} and ${beside} to ${database}, in one transaction`),
    step('open', `Open ${database}`),
    step('check-after', `Connect to ${database}`, false),
    ...hook('after-swap'),
  ]
}

async function act(run: PlannedRun, first: Confirmation): Promise<Acted> {
  const { destination } = run
  const names = namesOf(destination.database, run)
  const { session } = destination
  let beside: Beside | undefined
  if (run.plan.steps.some(({ id }) => id === 'clean')) await run.steps.take('clean', () => dropLeftBehind(run))
  try {
    const acted = await prepare(run, names, (made) => {
      beside = made
    })
    run.done = acted
    return await exchange(run, names, acted, first)
  } catch (error) {
    // While the live one is closed it shows rollback what has happened; after the exchange no database has its name any more.
    if (beside && (await isOpen(run, names))) await dropBeside(run, beside)
    throw error
  } finally {
    if (destination.session !== session) await destination.session.close()
  }
}

/** Where the server does not answer, dropping tells. */
async function isOpen({ destination }: PlannedRun, names: SwapNames): Promise<boolean> {
  return await readStanding(destination.session, names).then(
    ({ live }) => live?.open === true,
    () => true,
  )
}

/** Everything that can be done while the live database is in use. */
async function prepare(run: PlannedRun, names: SwapNames, made: (beside: Beside) => void): Promise<Acted> {
  const { destination, steps } = run
  const { session } = destination
  const beside = await steps.take('restore', async () => {
    const empty = await createBeside(run, names.beside)
    made(empty)
    if (!run.request.noTablespaces) {
      await moveToTablespace(session, names.beside, await readBelongings(session, names.database))
    }
    await fillBeside(run, empty)
    return empty
  })
  const { proof, differences, notChecked } = await steps.take('prove', () => proveBeside(run, beside))
  if (differences.length > 0) throw unequal(run, differences)
  await steps.take('analyze', () => analyze(run, beside))
  const changes = await steps.take('compare', () => compareCounts(run))
  const { backup: safety } = await steps.take('safety', () => makeSafetyBackup(run))
  return { proof, differences, notChecked, changes, safety }
}

/** A database without statistics would be slow in its first minutes, when everybody comes back to it. */
async function analyze({ signal, warnings }: PlannedRun, { connection }: Beside): Promise<void> {
  const session = await openSession(connection, { signal })
  try {
    await session.query('ANALYZE')
  } catch (error) {
    signal.throwIfAborted()
    warnings.push(`planner statistics could not be collected: ${messageOf(error)}`)
  } finally {
    await session.close()
  }
}

/** The last that can be done, and said no to, while the live database is in use. Returns what the exchange needs. */
async function makeReady(run: PlannedRun, names: SwapNames, acted: Acted, first: Confirmation) {
  const { destination, steps, hooks } = run
  const { session } = destination
  const belongings = await steps.take('carry-over', async () => {
    const read = await readBelongings(session, names.database)
    await carryOver(session, names, read)
    return read
  })
  const lines = [...changeLines(acted.changes ?? []), `safety backup ${acted.safety?.id} was made and verified`]
  await steps.look('confirm-swap', () => confirmSwap(confirmFacts(run, lines), run.request, run.context, first))
  await refusePrepared(session, names.database)
  const { beside } = await readStanding(session, names)
  await steps.announce([...TAKEOVER_STEPS, 'check-after'], { safety: acted.safety?.id })
  if (hooks['before-swap'].length > 0) {
    await steps.take('before-swap', async () => {
      await beforeExchange(names.database, runHooks('before-swap', hooks, hookFacts(run), run.context))
    })
  }
  return { more: lastStatements(names, belongings), restored: beside?.oid ?? 0 }
}

async function exchange(run: PlannedRun, names: SwapNames, acted: Acted, first: Confirmation): Promise<Acted> {
  const { steps, warnings, signal, hooks } = run
  const { more, restored } = await makeReady(run, names, acted, first)
  const downtimeSeconds = await takeOver({
    place: run.destination,
    exchange: { database: names.database, away: names.kept, incoming: names.beside, more },
    signal,
    look: (id, work) => steps.look(id, work),
    note: (found) => steps.note(found),
    warn: (text) => void warnings.push(text),
  }).catch((error: unknown) => {
    if (hooks['before-swap'].length > 0) {
      warnings.push('the hooks before-swap were run: start again what they have stopped')
    }
    throw error
  })
  const kept = keptOf(run, names)
  if (signal.aborted) {
    warnings.push(`${messageOf(signal.reason)} after the exchange, which was finished; to go back: ${kept.rollback}`)
  }
  run.done = { ...acted, downtimeSeconds, ...(run.request.onFailedCheck === 'keep' && { kept }) }
  await checkSwapped(run, names, kept, restored)
  return { ...acted, kept, downtimeSeconds }
}

function keptOf({ id, chosen, store }: PlannedRun, { kept, database }: SwapNames) {
  const { backup } = chosen
  return keptBefore(kept, {
    restore: id,
    database,
    backup: backup.id,
    storage: store.location,
    name: backup.name,
  })
}
