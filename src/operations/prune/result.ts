import { hasFailed } from '../../repository/retention-candidate.ts'
import { type Amount, amountOf, robbedIn, type Sweeping, sweptIn } from '../../repository/sweep.ts'
import type { Surveyed } from '../../repository/sweep-survey.ts'
import { referenceOf } from '../chosen.ts'
import type { Outcome } from '../results.ts'
import type { PruneDecision, PrunedBackup, PruneResult } from '../results-prune.ts'
import type { Done } from './carry-out.ts'
import type { Action, Plan, Planned } from './plan.ts'
import type { Decided, PruneRequest, Pruning } from './prune.ts'
import { lookAtVersions, type OldVersions } from './versions.ts'

type Refused = Extract<Outcome, { ok: false }>

/** Why a plan may not be carried out; undefined where nothing speaks against it. */
export function refusalOf(plan: Plan, { confirm, apply }: PruneRequest): Refused | undefined {
  const refused = (reason: string, hint: string): Refused => ({ ok: false, code: 4, reason, hint })
  if (plan.doubt !== undefined) {
    const hint = 'find out what is wrong with it, make a new backup and verify that; pgproof list shows the others'
    return refused(`nothing is deleted: ${plan.doubt}`, hint)
  }
  if (confirm !== undefined && confirm !== plan.digest) {
    return refused(
      'the plan is another one than was confirmed',
      'look at it without apply and confirm, then decide again',
    )
  }
  if (!apply || !plan.drastic || confirm !== undefined) return undefined
  return refused(
    `nothing is deleted: ${drastic(plan)}`,
    `look at the plan without apply; if it is meant, add confirm: ${plan.digest}`,
  )
}

function drastic(plan: Plan): string {
  const count = (action: Action) => plan.backups.filter((one) => one.action === action).length
  return `${count('expire')} of ${count('expire') + count('keep')} backups would expire at once, more than half`
}

/** Tells all of it; without `done` nothing was changed. */
export async function conclude(
  pruning: Pruning,
  decided: Decided,
  done?: Done,
  sweeping?: Sweeping,
): Promise<PruneResult> {
  const { context, store, name, started, request } = pruning
  const old = await lookAtVersions(store, name, sweptIds(decided, name), request.deleteVersions ? sweeping : undefined)
  const { plan, garbage, found } = decided
  const totals = totalsOf(decided)
  return {
    ...outcome(pruning, decided, totals, done),
    verb: 'prune',
    seconds: (context.now().getTime() - started.getTime()) / 1000,
    warnings: [...warningsOf(decided, request), ...versionWarnings(old)],
    location: store.location,
    name,
    applied: done !== undefined,
    plan: plan.digest,
    backups: plan.backups.map((planned) => describe(pruning, planned, found.now)),
    totals,
    freed: done?.freed ?? { objects: 0, bytes: 0 },
    left: done?.left ?? [],
    garbage,
    foreign: found.foreign,
    ...(old.versions && { versions: old.versions }),
  }
}

/** What was swept by this prune or an earlier one. */
function sweptIds({ found, plan, garbage }: Decided, name: string): Set<string> {
  const now = plan.backups.filter(({ action }) => action === 'sweep').map(({ surveyed }) => surveyed.backup.id)
  return new Set([...sweptIn(found, name), ...now, ...garbage])
}

function versionWarnings({ unknown, versions }: OldVersions): string[] {
  if (unknown !== undefined) return [`old versions in the bucket could not be dealt with: ${unknown}`]
  if (!versions || versions.locked === 0) return []
  const until = versions.lockedUntil ? `until ${versions.lockedUntil}` : 'for now'
  return [`a lock keeps ${versions.locked} old versions ${until}; a later prune deletes them`]
}

function outcome({ request }: Pruning, { plan }: Decided, totals: Amount, done: Done | undefined): Outcome {
  const refused = done === undefined ? refusalOf(plan, request) : undefined
  if (refused) return refused
  if (done?.refused === undefined) return { ok: true, code: 0 }
  return {
    ok: false,
    code: 3,
    reason: `freed ${done.freed.objects} of ${totals.objects} objects: ${done.refused}`,
    hint: 'what is left is whole or no backup any more; allow what was refused, and the next prune finishes',
  }
}

function totalsOf({ plan, garbage, found }: Decided): PruneResult['totals'] {
  const of = (action: Action) => plan.backups.filter((one) => one.action === action)
  const gone = of('sweep').flatMap(({ surveyed }) => surveyed.objects)
  const garbled = found.leftovers.filter(({ id }) => garbage.includes(id)).flatMap(({ objects }) => objects)
  return {
    keep: of('keep').length + of('take-back').length,
    expire: of('expire').length,
    wait: of('wait').length,
    sweep: of('sweep').length,
    ...amountOf([...gone, ...garbled]),
  }
}

const DECISIONS: Record<Action, PruneDecision> = {
  keep: 'keep',
  expire: 'expire',
  wait: 'expired',
  sweep: 'sweep',
  'take-back': 'take back',
}

function describe({ store }: Pruning, { surveyed, action, reasons }: Planned, now: Date): PrunedBackup {
  const { backup, candidate, pin } = surveyed
  return {
    ...referenceOf(store, backup),
    created: backup.manifest.created,
    ageSeconds: Math.max(0, Math.round((now.getTime() - candidate.created.getTime()) / 1000)),
    storedBytes: candidate.storedBytes,
    proof: proofOf(surveyed),
    pinned: pin !== undefined && (pin.until === undefined || pin.until > now),
    decision: DECISIONS[action],
    reason: reasons.join('; '),
  }
}

function proofOf({ candidate }: Surveyed): PrunedBackup['proof'] {
  if (hasFailed(candidate)) return 'failed'
  if (candidate.restoreTested) return 'restore-tested'
  return candidate.verified ? 'verified' : 'never'
}

function warningsOf({ plan, found }: Decided, { apply }: PruneRequest): string[] {
  const ruleless = [
    ...new Set(plan.backups.flatMap(({ reasons }) => reasons.filter((reason) => reason.endsWith('kept for ever')))),
  ]
  const robbed = robbedIn(found)
  const some = found.foreign.slice(0, 3).join(', ')
  return [
    ...plan.backups.flatMap(({ surveyed: { backup, lost } }) => (lost ? [`of backup ${backup.id}, ${lost}`] : [])),
    ...ruleless,
    ...robbed.map(
      ({ id }) => `backup ${id} has lost its manifest, and no prune removed it: its objects are left alone`,
    ),
    ...(found.foreign.length > 0 ? [`${found.foreign.length} keys are not pgproof's and are left alone: ${some}`] : []),
    ...(!apply && plan.drastic ? [`${drastic(plan)}: apply needs confirm: ${plan.digest}`] : []),
  ]
}
