import { environmentError, negative, PgproofError } from '../../errors.ts'
import { openSession } from '../../postgres/session.ts'
import type { Context } from '../context.ts'
import { shellWord } from '../restore-command.ts'
import { type Outcome, success } from '../results.ts'
import type { ResumeResult } from '../results-restore.ts'
import { checkHooks, type Hooks, parseHooks } from './hooks/hooks.ts'
import { keptOf, nothingOf, warnOfOthers } from './kept-elsewhere.ts'
import { runStage } from './rollback-hooks.ts'
import { type Ended, lookAtStep, type RollbackRun, runOnSwap } from './rollback-run.ts'
import { situationOf } from './situation.ts'
import type { SwappedRequest } from './swapped.ts'
import { nothingExchanged, openLive, tidyUnfinished } from './unfinished.ts'

export interface ResumeRequest extends SwappedRequest {
  /** As YAML gave them; those after the exchange are run where the swap did not come to them. */
  hooks?: unknown
}

/**
 * Finishes a swap that was broken off: after the exchange the database is opened and looked at; before it nothing was exchanged, so that what was
 * made is dropped and the answer is no.
 */
export async function resume(request: ResumeRequest, context: Context): Promise<ResumeResult> {
  const hooks = parseHooks(request.hooks)
  checkHooks(hooks, context.environment)
  return await runOnSwap('resume', request, context, async (run) => {
    const { database, standing } = run.swapped
    const situation = situationOf(standing)
    if (situation !== 'exchanged') warnOfOthers(run)
    switch (situation) {
      case 'exchanged':
        return await finishExchanged(run, hooks)
      case 'before': {
        const changed = await tidyUnfinished(run)
        const state = nothingExchanged(run)
        return { outcome: mustStartAgain(run), state, changed }
      }
      case 'undone':
        return unchanged(`the swap was rolled back: ${database} is what it was before`)
      case 'nothing':
        return unchanged(nothingOf(run))
    }
  })
}

const unchanged = (state: string): Ended => ({ outcome: success, state, changed: false })

async function finishExchanged(run: RollbackRun, hooks: Hooks): Promise<Ended> {
  const { swapped } = run
  const { database, standing, names, server } = swapped
  if (!standing.live) {
    throw environmentError(
      `there is no database ${database} on ${server} any more`,
      `pgproof rollback makes ${names.kept} live again, which was kept by the swap`,
    )
  }
  const closed = !standing.live.open
  if (closed) await openLive(run)
  await lookAtStep(run, 'check-after', `Connect to ${database}`, async () => {
    await (await openSession(swapped.connection, { signal: run.context.signal })).close()
  })
  const outcome = swapped.record?.done ? success : await checkAfter(run, hooks)
  const state = `the restored database is live as ${database}; the one from before is kept as ${names.kept}, closed`
  return { outcome, state, kept: keptOf(run, run.swapped), changed: closed }
}

/** What the swap would have run next; it does not go back by itself, for whoever resumes has decided to go on. */
async function checkAfter(run: RollbackRun, hooks: Hooks): Promise<Outcome> {
  try {
    await runStage(run, hooks, 'after-swap', run.context.signal)
    return success
  } catch (error) {
    if (!(error instanceof PgproofError) || run.context.signal.aborted) throw error
    const reason = `a check after the swap failed: ${error.reason}`
    return { ok: false, code: 1, reason, hint: `correct it, or go back: ${keptOf(run, run.swapped).rollback}` }
  }
}

function mustStartAgain(run: RollbackRun): Outcome {
  const { record, database } = run.swapped
  const backup = record ? `--name ${shellWord(record.backup.name)} --backup ${record.backup.id}` : '--backup …'
  const { code, reason, hint } = negative(
    `the swap of ${database} was broken off before the exchange, so there is nothing to finish`,
    `${nothingExchanged(run)}; to restore, begin again: pgproof restore ${backup} --method swap --target-database ${shellWord(database)}`,
  )
  return { ok: false, code: code as 1, reason, hint }
}
