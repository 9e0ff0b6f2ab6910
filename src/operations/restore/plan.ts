import { createHash } from 'node:crypto'
import { refusal } from '../../errors.ts'
import type { PlannedStep, RestorePlan } from '../results-restore.ts'
import { stampOf } from './beside.ts'
import type { Hooks } from './hooks/hooks.ts'
import type { MethodPlan, RestoreMethod, RestoreRun } from './run.ts'

export interface PlanParts {
  method: RestoreMethod
  /** What the method means to do. */
  own: MethodPlan
  /** What the backup lacks of the proof that was asked for. */
  proofStep: PlannedStep | undefined
  hooks: Hooks
}

/** Every step in its order, with what the method means to do in the middle, and a digest over all of it. */
export function makePlan(run: RestoreRun, { method, own, proofStep, hooks }: PlanParts): RestorePlan {
  const { destination, chosen, request } = run
  const rehearses = method.rehearse !== undefined || request.dryRun
  const steps: PlannedStep[] = [
    ...(proofStep ? [proofStep] : []),
    ...(rehearses ? [{ id: 'rehearse', title: 'Rehearse on a throw-away server', writes: false }] : []),
    ...(request.dryRun ? [] : [{ id: 'confirm', title: 'Ask for the confirmation', writes: false }]),
    ...hookSteps(hooks, 'before-restore'),
    ...own.steps,
    ...hookSteps(hooks, 'after-restore'),
  ]
  const plan = {
    method: method.name,
    backup: chosen.backup.id,
    server: destination.server,
    database: destination.database,
    steps,
    notes: own.notes,
  }
  // Whether the proof is there already changes nothing of what will be done.
  const meant = {
    ...plan,
    steps: steps.filter((step) => step !== proofStep),
    // Who is connected just now, and other whys, differ from one look to the next.
    notes: own.notes.map(({ severity, what }) => ({ severity, what })),
    manifest: chosen.backup.digest,
  }
  return { ...plan, names: own.names, digest: digestOf(meant, run.id) }
}

const hookSteps = (hooks: Hooks, stage: 'before-restore' | 'after-restore'): PlannedStep[] =>
  hooks[stage].length === 0 ? [] : [{ id: stage, title: `Run the hooks ${stage}`, writes: false }]

/** Names hold the time of this run, which the next one's do not: two plans that mean the same have the same digest. */
function digestOf(plan: object, id: string): string {
  return createHash('sha256')
    .update(JSON.stringify(plan).replaceAll(stampOf({ id }), ''))
    .digest('hex')
}

/** Refuses (exit 4) where a digest was given and the plan is no longer the one that it was made of. */
export function checkDigest(plan: RestorePlan, expected: string | undefined): void {
  if (expected === undefined || plan.digest === expected) return
  throw refusal(
    `the plan is another one than the one with the digest ${expected.slice(0, 12)}…`,
    'look at it again with plan, and give the digest that it shows; nothing was changed',
  )
}
