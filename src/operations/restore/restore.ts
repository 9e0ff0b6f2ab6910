import { PgproofError, usageError } from '../../errors.ts'
import { parseAssertions } from '../../proof/assertions/assertions.ts'
import { refuseArchived } from '../../repository/archived.ts'
import { newBackupId } from '../../repository/layout.ts'
import type { Repository } from '../../repository/repository.ts'
import { withBudget } from '../budget.ts'
import { type Chosen, chooseNamed, namedDamage, openBackup, whileReadingBackup } from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage } from '../repository.ts'
import type { RestoreMethodName, RestoreResult } from '../results-restore.ts'
import { checkBelongings } from './belongings.ts'
import { checkConfirmable } from './confirm.ts'
import { confirmFacts, confirmRun, productionNotes } from './confirmed.ts'
import { openDestination } from './destination.ts'
import { checkHooks, parseHooks, runHooks } from './hooks/hooks.ts'
import { selectPart } from './part.ts'
import { checkDigest, makePlan } from './plan.ts'
import { proofStep, rehearseApart, requireProof } from './proof-required.ts'
import type { RestoreRequest } from './request.ts'
import { failedResult, type Progressed, putOutcome, restoredResult, stoppedResult } from './result.ts'
import { hookFacts, type PlannedRun, type RestoreMethod, type RestoreRun } from './run.ts'
import { Steps } from './steps.ts'

/** Each way to restore, loaded when it is asked for. */
const methods: Record<RestoreMethodName, () => Promise<RestoreMethod>> = {
  'new-database': async () => (await import('./new-database.ts')).newDatabase,
  swap: async () => (await import('./swap/swap.ts')).swap,
  'in-place': async () => (await import('./in-place/in-place.ts')).inPlace,
}

/** Restores a backup: choose, check, rehearse, confirm, act, prove, report. Everything is looked at before anything is written. */
export async function restore(request: RestoreRequest, context: Context): Promise<RestoreResult> {
  refuseTogether(request)
  if (request.finish) return await (await import('./finish.ts')).finish(request, context)
  const signal = withBudget(context.signal, request.timeBudget)
  const started = context.now()
  // Of a storage as it was, too, the records of this restore are put where rollback will look for them.
  const store = await openStorage(request, context, signal, { additions: true })
  try {
    context.progress({ kind: 'phase', title: 'Choose the backup' })
    const named = await chooseNamed(store, request, context)
    const base = { id: newBackupId(started), started, request, context, signal, store, warnings: [] }
    return await whileReadingBackup(store, named, context, async (backup) => {
      await refuseArchived(store, backup)
      const chosen = await openBackup(store, backup, signal).catch((error: unknown) => {
        throw namedDamage(error, backup)
      })
      if (request.toFile === undefined) return await recordingRefusals(base, chosen)
      const { toFile } = await import('./to-file.ts')
      return await toFile({ ...base, chosen }, request.toFile)
    })
  } finally {
    store.close()
  }
}

function refuseTogether(request: RestoreRequest): void {
  const { targetUrl, toFile: path, finish: finishing, plan, dryRun, schemaOnly, dataOnly } = request
  const refuse = (one: string, other: string) => {
    throw usageError(`${one} and ${other} are both given`, 'leave one of them out')
  }
  if (schemaOnly && dataOnly) refuse('schema-only', 'data-only')
  if (plan && dryRun) refuse('plan', 'dry-run')
  if (finishing && path !== undefined) refuse('finish', 'to-file')
  if (finishing && request.asOf !== undefined) refuse('finish', 'as-of')
  if (finishing && request.tables.length > 0) refuse('finish', 'tables')
  if (finishing && request.schemas.length > 0) refuse('finish', 'schemas')
  if (finishing && request.planDigest !== undefined) refuse('finish', 'plan-digest')
  if (finishing && request.backup !== 'latest') refuse('finish', 'backup')
  if (!finishing && request.restore !== undefined) {
    throw usageError('restore is given without finish', 'it says whose kept database is dropped; leave it out')
  }
  if (path === undefined && targetUrl === undefined) {
    throw usageError('target-url is missing', 'set PGPROOF_TARGET_URL to the server to restore into, or give to-file')
  }
}

/** What is refused before there is a plan leaves a record too. */
async function recordingRefusals(base: Base, chosen: Chosen): Promise<RestoreResult> {
  const { id: restore, request } = base
  try {
    return await restoreInto(base, chosen)
  } catch (error) {
    if (!(error instanceof PgproofError) || error.code !== 4 || request.plan || request.dryRun) throw error
    const open = { restore, method: request.method }
    const record = await putOutcome({ ...base, chosen }, 'refused', false, open, { reason: error.reason })
    if (record !== undefined) error.record = record
    throw error
  }
}

type Base = Pick<RestoreRun, 'id' | 'started' | 'request' | 'context' | 'signal' | 'warnings'> & { store: Repository }

async function restoreInto(base: Base, whole: Chosen): Promise<RestoreResult> {
  const { request, context } = base
  context.progress({ kind: 'phase', title: 'Check' })
  parseAssertions(request.assertions, 'assertions')
  const hooks = parseHooks(request.hooks)
  checkHooks(hooks, context.environment)
  const destination = await openDestination(request, whole.backup.manifest, context)
  try {
    base.warnings.push(...destination.warnings)
    const part = await selectPart(whole, request, { programs: destination.programs, context })
    const run: RestoreRun = { ...base, chosen: part.chosen, destination, hooks }
    const belongings = await checkBelongings(run)
    const method = await methods[request.method]()
    const own = await method.plan(belongings.run)
    const notes = [...(await productionNotes(run)), ...part.notes, ...belongings.notes, ...own.notes]
    const steps = [...belongings.steps, ...own.steps]
    const required = await proofStep(run)
    const plan = makePlan(run, { method, own: { ...own, notes, steps }, proofStep: required, hooks })
    const planned = { ...belongings.run, plan }
    const progressed: Progressed = { run: { ...planned, steps: new Steps(planned) } }
    return await carryOut(progressed, method, belongings.make)
  } finally {
    await destination.close()
  }
}

/** From the plan on every failure is told with the steps that were taken. */
async function carryOut(
  progressed: Progressed,
  method: RestoreMethod,
  makeBelongings: (run: PlannedRun) => Promise<void>,
): Promise<RestoreResult> {
  const { run } = progressed
  const { request } = run
  if (request.plan) return await stoppedResult(progressed, 'plan')
  try {
    checkDigest(run.plan, request.planDigest)
    if (!request.dryRun) await checkConfirmable(confirmFacts(run), request, run.context)
    await lookFirst(run, method)
    if (request.dryRun) return await stoppedResult(progressed, 'dry-run')
    progressed.confirmed = await run.steps.look('confirm', () => confirmRun(run))
    progressed.acting = true
    await hook(run, 'before-restore')
    await makeBelongings(run)
    progressed.acted = await method.act(run, progressed.confirmed)
    await hook(run, 'after-restore')
    return await restoredResult(progressed)
  } catch (error) {
    const failure = run.signal.aborted ? run.signal.reason : namedDamage(error, run.chosen.backup)
    if (!(failure instanceof PgproofError)) throw failure
    return await failedResult(progressed, failure)
  }
}

async function lookFirst(run: PlannedRun, method: RestoreMethod): Promise<void> {
  const has = (id: string) => run.plan.steps.some((step) => step.id === id)
  if (has('require')) await run.steps.look('require', () => requireProof(run))
  if (!has('rehearse')) return
  await run.steps.look('rehearse', async () => {
    if (method.rehearse) run.plan.notes.push(...(await method.rehearse(run)))
    else await rehearseApart(run)
  })
}

async function hook(run: PlannedRun, stage: 'before-restore' | 'after-restore'): Promise<void> {
  if (run.hooks[stage].length === 0) return
  await run.steps.take(stage, async () => {
    await runHooks(stage, run.hooks, hookFacts(run), run.context)
  })
}
