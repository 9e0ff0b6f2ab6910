import { putRecord } from '../../repository/records.ts'
import {
  type Amount,
  plus,
  type Sweeping,
  type Swept,
  sweepBackup,
  sweepKeys,
  sweepLeftover,
} from '../../repository/sweep.ts'
import type { Context } from '../context.ts'
import type { LeftBehind } from '../results-prune.ts'
import type { Action, Planned } from './plan.ts'
import type { Decided } from './prune.ts'

/** What a prune did. */
export interface Done {
  freed: Amount
  left: LeftBehind[]
  /** Why the storage did not let something go; the first reason. */
  refused?: string
}

/** Does what was decided: first what can be undone, then what cannot. */
export async function carryOut(sweeping: Sweeping, decided: Decided, grace: number, context: Context): Promise<Done> {
  const { plan, garbage, small } = decided
  const planned = (action: Action) => plan.backups.filter((one) => one.action === action)
  const until = new Date(sweeping.now.getTime() + grace).toISOString()
  context.progress({ kind: 'phase', title: 'Expire' })
  for (const one of planned('take-back')) await putState(sweeping, one, 'unexpired', {})
  for (const one of planned('expire')) await putState(sweeping, one, 'expired', { until })
  context.progress({ kind: 'phase', title: 'Sweep' })
  const done: Done = { freed: { objects: 0, bytes: 0 }, left: [] }
  for (const { surveyed, reasons } of planned('sweep')) {
    const { backup, objects } = surveyed
    note(done, backup.id, await sweepBackup(sweeping, backup, objects, reasons.join('; ')))
  }
  for (const id of garbage) note(done, id, await sweepLeftover(sweeping, id))
  const kept = await sweepKeys(sweeping, small)
  await sweeping.store.sweepTemporaries?.(`${sweeping.name}/`)
  if (kept !== undefined) done.refused ??= kept
  return done
}

async function putState(
  { store, name, now, by, lease }: Sweeping,
  { surveyed: { backup }, reasons }: Planned,
  kind: 'expired' | 'unexpired',
  body: object,
): Promise<void> {
  await lease.check()
  const reason = reasons.join('; ')
  await putRecord(
    store,
    { name, id: backup.id },
    { kind, time: now.toISOString(), ok: true, by, manifest: backup.digest, body: { reason, ...body } },
  )
}

function note(done: Done, id: string, { freed, left, why, refused }: Swept): void {
  done.freed = plus(done.freed, freed)
  if (why === undefined) return
  done.left.push({ id, ...left, why })
  if (refused) done.refused ??= why
}
