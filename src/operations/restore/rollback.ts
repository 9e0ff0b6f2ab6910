import { PgproofError } from '../../errors.ts'
import { shownIdentifier } from '../../postgres/identifier.ts'
import { startOf } from '../../repository/layout.ts'
import type { Context } from '../context.ts'
import { type Outcome, success } from '../results.ts'
import type { RollbackResult } from '../results-restore.ts'
import { beforeExchange } from './before-exchange.ts'
import { type ConfirmFacts, type ConfirmRequest, confirmRestore } from './confirm.ts'
import { checkHooks, type Hooks, parseHooks } from './hooks/hooks.ts'
import { nothingOf, warnOfOthers } from './kept-elsewhere.ts'
import { runStage } from './rollback-hooks.ts'
import { type Ended, lookAtStep, type RollbackRun, remember, runOnSwap, takeStep } from './rollback-run.ts'
import { situationOf } from './situation.ts'
import { renameAlone } from './swap/exchange.ts'
import { checkRights } from './swap/rights.ts'
import { TAKEOVER_STEPS, takeOver } from './swap/takeover.ts'
import type { SwappedRequest } from './swapped.ts'
import { productionReason } from './swapped-source.ts'
import { nothingExchanged, openLive, tidyUnfinished } from './unfinished.ts'

export interface RollbackRequest extends SwappedRequest, ConfirmRequest {
  /** As YAML gave them; those around the exchange are run around this one too. */
  hooks?: unknown
}

/**
 * Brings the state from before a swap back, from wherever the swap stopped. What was live since is kept under another name; without an exchange
 * there is nothing to confirm. A second time there is nothing to do.
 */
export async function rollback(request: RollbackRequest, context: Context): Promise<RollbackResult> {
  const hooks = parseHooks(request.hooks)
  checkHooks(hooks, context.environment)
  return await runOnSwap('rollback', request, context, async (run) => {
    const { database, standing } = run.swapped
    const situation = situationOf(standing)
    if (situation !== 'exchanged') warnOfOthers(run)
    switch (situation) {
      case 'exchanged':
        return await goBack(run, request, hooks)
      case 'before': {
        const changed = await tidyUnfinished(run)
        const state = nothingExchanged(run)
        return { outcome: success, state, changed }
      }
      case 'undone':
        return await nothingLeft(run, `the swap was rolled back already: ${database} is what it was before`)
      case 'nothing':
        return await nothingLeft(run, nothingOf(run))
    }
  })
}

/** A live database that is closed is opened where a swap has left a trace; elsewhere somebody may have closed it on purpose. */
async function nothingLeft(run: RollbackRun, state: string): Promise<Ended> {
  const { standing, database, warnings } = run.swapped
  const { live, after } = standing
  if (live?.open) return { outcome: success, state, changed: false }
  if (live && after) {
    await openLive(run)
    return { outcome: success, state, changed: true }
  }
  warnings.push(
    live
      ? `${database} takes no connections, and no swap shows why; to open it: ALTER DATABASE ${shownIdentifier(database)} ALLOW_CONNECTIONS true`
      : `there is no database ${database} on ${run.swapped.server}`,
  )
  return { outcome: success, state, changed: false }
}

async function goBack(run: RollbackRun, request: RollbackRequest, hooks: Hooks): Promise<Ended> {
  const { swapped, context } = run
  const { database, names, standing, place } = swapped
  await checkRights(place.session, standing.live ? database : names.kept)
  const facts = await confirmFacts(run)
  await lookAtStep(run, 'confirm', 'Ask for the confirmation', () => confirmRestore(facts, request, context))
  if (!standing.live) return await bringBackAlone(run)
  for (const step of TAKEOVER_STEPS) await remember(run, 'step', { step })
  await beforeExchange(database, runStage(run, hooks, 'before-swap', context.signal))
  const downtimeSeconds = await exchangeBack(run).catch((error: unknown) => {
    throw hooks['before-swap'].length > 0 ? stopped(error) : error
  })
  const state = `${database} is what it was before the swap; the restored one is kept as ${names.after}, closed, until pgproof restore --finish drops it`
  const outcome = await checkAfter(run, hooks)
  return { outcome, state, downtimeSeconds, changed: true }
}

/** The application stands still, and what would have started it is not run. */
function stopped(error: unknown): unknown {
  if (!(error instanceof PgproofError)) return error
  const hint = `${error.hint}; start again what the hooks before-swap have stopped`
  return new PgproofError(error.code, error.reason, hint, { cause: error })
}

/** There is nothing further back to go to: a check that fails is told, and the database stays what it was before the swap. */
async function checkAfter(run: RollbackRun, hooks: Hooks): Promise<Outcome> {
  try {
    await runStage(run, hooks, 'after-swap', new AbortController().signal)
    return success
  } catch (error) {
    if (!(error instanceof PgproofError)) throw error
    const reason = `the swap is rolled back, but a check after it failed: ${error.reason}`
    return { ok: false, code: 1, reason, hint: error.hint }
  }
}

async function exchangeBack(run: RollbackRun): Promise<number> {
  const { swapped, context, taken } = run
  const { database, names, place } = swapped
  const titles: Record<string, string> = {
    close: `Close ${database} to new connections`,
    'end-sessions': `End the sessions of ${database}`,
    exchange: `Rename ${database} to ${names.after} and ${names.kept} to ${database}, in one transaction`,
    open: `Open ${database}`,
  }
  return await takeOver({
    place,
    exchange: { database, away: names.after, incoming: names.kept, more: [] },
    signal: context.signal,
    look: (id, work) => lookAtStep(run, id, titles[id] ?? id, work),
    note: (found) => {
      const step = taken.at(-1)
      if (step) step.found = found
    },
    warn: (text) => void swapped.warnings.push(text),
  })
}

/** Where nothing has the live one's name any more, it is free to be taken. */
async function bringBackAlone(run: RollbackRun): Promise<Ended> {
  const { database, names, place } = run.swapped
  await takeStep(run, 'exchange', `Rename ${names.kept} to ${database}, which is gone, and open it`, () =>
    renameAlone(place.session, names.kept, database),
  )
  const state = `${database} is what it was before the swap; the restored one was gone`
  return { outcome: success, state, changed: true }
}

async function confirmFacts(run: RollbackRun): Promise<ConfirmFacts> {
  const { swapped } = run
  const { record, names, database, server, newer } = swapped
  const stamp = names.kept.slice(-15)
  // Without records the kept database is all that is known of what comes back.
  const backup = record
    ? { id: record.backup.id, name: record.backup.name, created: startOf(record.backup.id).toISOString() }
    : {
        id: names.kept,
        name: database,
        created: startOf(`${stamp.toUpperCase()}Z-000000`).toISOString(),
        kept: true as const,
      }
  const isSource = await productionReason(run)
  return {
    word: 'ROLLBACK',
    database,
    backup,
    server,
    ...(isSource !== undefined && { isSource }),
    changes: [
      `roll back: ${names.kept} becomes ${database} again, as it was before the swap`,
      `what was written into ${database} since then is not in it; that stays in ${names.after}, closed`,
      'all sessions are ended',
      ...(newer ? [`a newer swap, ${newer.restore}, has left nothing, so this goes back by the one before it`] : []),
    ],
  }
}
