import { messageOf, PgproofError } from '../../errors.ts'
import { putRecord, type RecordKind } from '../../repository/records.ts'
import { withBudget } from '../budget.ts'
import type { Context } from '../context.ts'
import { openStorage } from '../repository.ts'
import type { Outcome } from '../results.ts'
import type { AfterSwap, KeptBefore, TakenStep } from '../results-restore.ts'
import { openSwapped, type Swapped, type SwappedRequest } from './swapped.ts'

/** Bringing a swap back or to its end: what its steps work with. */
export interface RollbackRun {
  verb: 'rollback' | 'resume' | 'restore'
  request: SwappedRequest
  context: Context
  swapped: Swapped
  started: Date
  taken: TakenStep[]
}

/** What became of it. */
export interface Ended {
  outcome: Outcome
  state: string
  kept?: KeptBefore
  downtimeSeconds?: number
  /** Whether anything was changed: then it leaves a record. */
  changed: boolean
}

/** Finds the swap, does the work, and tells. A failure is thrown as it is; a refusal leaves a record. */
export async function runOnSwap<V extends 'rollback' | 'resume'>(
  verb: V,
  request: SwappedRequest,
  outside: Context,
  work: (run: RollbackRun) => Promise<Ended>,
): Promise<AfterSwap<V>> {
  const context = { ...outside, signal: withBudget(outside.signal, request.timeBudget) }
  const started = context.now()
  context.progress({ kind: 'phase', title: 'Look at the databases' })
  const swapped = await openSwapped(request, context)
  try {
    for (const text of swapped.warnings) context.progress({ kind: 'warning', text })
    const run: RollbackRun = { verb, request, context, swapped, started, taken: [] }
    const { outcome, state, kept, downtimeSeconds, changed } = await work(run).catch((error: unknown) =>
      refused(run, error),
    )
    const record = changed
      ? await remember(run, verb === 'rollback' ? 'rolled-back' : 'restored', { state })
      : undefined
    return {
      ...outcome,
      verb,
      seconds: (context.now().getTime() - started.getTime()) / 1000,
      warnings: swapped.warnings,
      restore: swapped.record?.restore ?? request.restore ?? '',
      backup: swapped.record?.backup.id ?? '',
      target: swapped.target,
      steps: run.taken,
      state,
      ...(record !== undefined && { record }),
      ...(kept && { kept }),
      ...(downtimeSeconds !== undefined && { downtimeSeconds }),
    }
  } finally {
    await swapped.close()
  }
}

export async function refused(run: RollbackRun, error: unknown): Promise<never> {
  if (error instanceof PgproofError && error.code === 4) {
    const record = await remember(run, 'refused', { reason: error.reason }, false)
    if (record !== undefined) error.record = record
  }
  throw error
}

/** How long a record may take to be written, in milliseconds: bringing the database back does not wait for a storage that is away. */
const WRITING_MS = 10_000

/** Writes a record beside the backup of the swap; one that cannot be written is a warning. */
export async function remember(
  run: RollbackRun,
  kind: RecordKind,
  body: object,
  ok = true,
): Promise<string | undefined> {
  const { context, request, swapped, verb } = run
  const { record, warnings, server, database, names } = swapped
  if (request.storage === undefined || record === undefined) return undefined
  const { id, name, manifest } = record.backup
  const signal = AbortSignal.timeout(WRITING_MS)
  try {
    const store = await openStorage({ ...request, storage: request.storage }, context, signal)
    try {
      const described = { restore: record.restore, method: verb, server, database, names, ...body }
      const time = context.now().toISOString()
      return await putRecord(store, { name, id }, { kind, time, ok, by: context.by, manifest, body: described })
    } finally {
      store.close()
    }
  } catch (error) {
    warnings.push(`no record was written: ${messageOf(signal.aborted ? signal.reason : error)}`)
    return undefined
  }
}

/** Takes a step, timed; its record is written before, as far as the storage answers. */
export async function takeStep<T>(run: RollbackRun, id: string, title: string, work: () => Promise<T>): Promise<T> {
  await remember(run, 'step', { step: id })
  return await lookAtStep(run, id, title, work)
}

/** The same without a record. */
export async function lookAtStep<T>(run: RollbackRun, id: string, title: string, work: () => Promise<T>): Promise<T> {
  const { context, taken } = run
  context.progress({ kind: 'phase', title })
  const began = performance.now()
  const step: TakenStep = { id, title, ok: false, started: context.now().toISOString(), seconds: 0 }
  taken.push(step)
  try {
    const result = await work()
    step.ok = true
    return result
  } catch (error) {
    step.found = messageOf(error)
    throw error
  } finally {
    step.seconds = (performance.now() - began) / 1000
  }
}
