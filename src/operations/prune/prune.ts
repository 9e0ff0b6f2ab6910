import { chooseName, nothingYet } from '../../repository/choose.ts'
import type { Repository } from '../../repository/repository.ts'
import { deadHeartbeats, deadProbes, garbageIn, oldHistory, type Sweeping } from '../../repository/sweep.ts'
import { SweepLease } from '../../repository/sweep-lease.ts'
import { type Survey, survey } from '../../repository/sweep-survey.ts'
import type { Context } from '../context.ts'
import { refuseUncheckable } from '../keys.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import type { PruneResult } from '../results-prune.ts'
import { carryOut } from './carry-out.ts'
import { makePlan, type Plan } from './plan.ts'
import { type RetentionRequest, readPolicy } from './policy.ts'
import { conclude, refusalOf } from './result.ts'

export interface PruneRequest extends StorageRequest, RetentionRequest {
  name?: string | undefined
  /** Do it; without it the plan is only shown. */
  apply: boolean
  /** Digest of the plan that was looked at. */
  confirm?: string | undefined
  /** Where the bucket keeps old versions, delete those too. */
  deleteVersions: boolean
}

/** What a prune works with. */
export interface Pruning {
  request: PruneRequest
  context: Context
  store: Repository
  name: string
  started: Date
}

/** A survey and what is to be done about it. */
export interface Decided {
  found: Survey
  plan: Plan
  /** Ids of broken runs whose objects go. */
  garbage: string[]
  /** Keys of heartbeats, records and probes that nobody needs any more. */
  small: string[]
}

/** Decides which backups of one name stay, and with `apply` expires and sweeps the others. Throws exit 4 on any doubt; nothing was deleted then. */
export async function prune(request: PruneRequest, context: Context): Promise<PruneResult> {
  // A policy that cannot be used is told before the storage is asked anything.
  readPolicy(request)
  const store = await openStorage(request, context, context.signal)
  try {
    return await pruneIn(store, request, context)
  } finally {
    store.close()
  }
}

/** The same in a store that is open. */
export async function pruneIn(store: Repository, request: PruneRequest, context: Context): Promise<PruneResult> {
  const policy = readPolicy(request)
  if (request.apply && store.keys) refuseUncheckable(store.keys, 'what a prune writes down')
  const started = context.now()
  const name = await chooseName(store, request.name)
  const pruning = { request, context, store, name, started }
  if (request.apply) return await applied(pruning, policy)
  return await conclude(pruning, await look(pruning, policy))
}

type Policy = ReturnType<typeof readPolicy>

async function look({ context, store, name }: Pruning, policy: Policy): Promise<Decided> {
  context.progress({ kind: 'phase', title: 'Look at the storage' })
  const found = await survey(store, name, context.now())
  if (found.backups.length + found.leftovers.length + found.heartbeats.length === 0) throw nothingYet(store, name)
  return {
    found,
    plan: makePlan(found, policy, name),
    garbage: garbageIn(found).map(({ id }) => id),
    small: [
      ...deadHeartbeats(found).map(({ key }) => key),
      ...oldHistory(found, name),
      ...(await deadProbes(store, found.now)),
    ],
  }
}

async function applied(pruning: Pruning, policy: Policy): Promise<PruneResult> {
  const { context, store, name, request } = pruning
  const lease = await SweepLease.take(store, name, context.by, context.now)
  try {
    const decided = await look(pruning, policy)
    if (refusalOf(decided.plan, request)) return await conclude(pruning, decided)
    const sweeping: Sweeping = { store, name, now: decided.found.now, by: context.by, lease }
    const done = await carryOut(sweeping, decided, policy.grace, context)
    return await conclude(pruning, decided, done, sweeping)
  } finally {
    // What cannot be removed gives way by itself.
    await lease.release().catch(() => {})
  }
}
