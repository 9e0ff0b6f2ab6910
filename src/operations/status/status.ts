import { PgproofError } from '../../errors.ts'
import { THAW } from '../../repository/archived.ts'
import { readCatalogue } from '../../repository/catalogue.ts'
import { chooseName, nothingYet } from '../../repository/choose.ts'
import { listRunning } from '../../repository/heartbeat.ts'
import { listRecords } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'
import { warnOfFuture } from '../badges.ts'
import type { Context } from '../context.ts'
import { knownCopies } from '../copy/known-copies.ts'
import type { RetentionRequest } from '../prune/policy.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import type { Outcome } from '../results.ts'
import type { Limit, ScheduleState, StatusResult } from '../results-status.ts'
import { trustWarnings } from '../trust.ts'
import { describeBackups } from './backups.ts'
import { databasesIn } from './databases.ts'
import { expiringNext } from './expiring.ts'
import { judgeLimits, type LimitRequest } from './limits.ts'
import { lookForLosses, sayArchived } from './losses.ts'
import { measuredRestores } from './measured-restores.ts'
import { milestonesOf } from './milestones.ts'
import { readSchedule } from './schedule.ts'
import { summarize } from './summary.ts'

export interface StatusRequest extends StorageRequest, LimitRequest, RetentionRequest {
  name?: string | undefined
  /** File of the workflow that makes the backups. */
  scheduleCheck?: string | undefined
}

/**
 * Looks at one name's backups and records and says whether the database could be brought back today. Nothing is written into the storage.
 * Throws exit 2 where there is nothing yet: a wrong address looks the same.
 */
export async function status(request: StatusRequest, context: Context): Promise<StatusResult> {
  const started = context.now()
  const store = await openStorage(request, context, context.signal)
  try {
    const name = await chooseName(store, request.name)
    const seen = await look(store, name, context)
    const freeBytes = await store.freeBytes()
    const schedule = await scheduleOf(request, context)
    const { backups, unreadable, milestones, trend } = seen
    const { expiring, warnings } = expiringNext(seen.held, request)
    const timeToRestore = trend.at(-1)
    const limits = judgeLimits({ ...seen, ...milestones, timeToRestore, freeBytes, schedule }, request)
    return {
      ...outcome(limits, seen),
      verb: 'status',
      seconds: (context.now().getTime() - started.getTime()) / 1000,
      warnings: [...warningsOf(seen), ...warnings],
      name,
      location: store.location,
      ...milestones,
      ...(timeToRestore && { timeToRestore }),
      trend,
      limits,
      backups,
      failures: seen.failures,
      unreadable,
      running: seen.running,
      copies: seen.copies,
      summary: summarize(backups, freeBytes),
      pins: backups.flatMap(({ id, pin }) => (pin ? [{ id, ...pin }] : [])),
      expiring,
      ...(typeof schedule === 'object' && { schedule }),
    }
  } finally {
    store.close()
  }
}

type Seen = Awaited<ReturnType<typeof look>>

/** Everything that the storage tells of one name. */
async function look(store: Repository, name: string, context: Context) {
  const now = context.now()
  const catalogue = await readCatalogue(store, name)
  let darkRecords = 0
  let unsignedRecords = 0
  const records = await listRecords(store, name, undefined, {
    onUnreadable: () => {
      darkRecords++
    },
    onUnsigned: () => {
      unsignedRecords++
    },
  })
  const running = await listRunning(store, name, now)
  if (catalogue.backups.length + catalogue.unreadable.length === 0) throw nothingYet(store, name)
  const { backups: described, failures } = describeBackups(store, catalogue.backups, records, now)
  const backups = await lookForLosses(store, catalogue.backups, described, now)
  return {
    backups,
    failures,
    unreadable: catalogue.unreadable,
    databases: databasesIn(catalogue.backups, backups),
    running: running.filter(({ id }) => !catalogue.backups.some((backup) => backup.id === id)),
    milestones: milestonesOf(backups, now),
    trend: measuredRestores(catalogue.backups, records, now),
    darkRecords,
    unsignedRecords,
    trust: trustWarnings({ catalogue, records, now, location: store.location }),
    copies: knownCopies(catalogue.backups, records, now),
    ahead: catalogue.backups.flatMap((backup) => warnOfFuture(backup, records.get(backup.id) ?? [], now)),
    held: { backups: catalogue.backups, described: backups, records, now },
  }
}

/** A sentence where GitHub did not answer: the rest is told all the same, but not as a yes. */
async function scheduleOf(request: StatusRequest, context: Context): Promise<ScheduleState | string | undefined> {
  if (request.scheduleCheck === undefined) return undefined
  try {
    return await readSchedule(request.scheduleCheck, context.github, context.now())
  } catch (error) {
    if (error instanceof PgproofError && error.code === 3 && !context.signal.aborted) return error.reason
    throw error
  }
}

function outcome(limits: Limit[], seen: Seen): Outcome {
  const broken = limits.filter(({ state }) => state === 'broken')
  const [worst] = broken
  const archived = archivedIn(seen)
  if (archived !== undefined) return { ok: false, code: 3, reason: archived, hint: THAW }
  if (worst) {
    const others = broken.length > 1 ? `; and ${broken.length - 1} more` : ''
    const reason = `${worst.found} (allowed: ${worst.allowed})${others}`
    return { ok: false, code: 1, reason, hint: worst.hint ?? 'see the limits' }
  }
  const silent = limits.find(({ name, state }) => name === 'schedule-check' && state === 'not checked')
  if (silent === undefined) return { ok: true, code: 0 }
  const hint = 'all else is as it should be; try again, or leave schedule-check out'
  return { ok: false, code: 3, reason: `the schedule was not checked: ${silent.found}`, hint }
}

/**
 * What nobody can read before it is thawed is no damage: the answer waits for that, unless something is really lost. A manifest of which that is true
 * hides its backup; an old one that is not needed is left alone.
 */
function archivedIn({ backups, unreadable, milestones }: Seen): string | undefined {
  if (backups.some(({ lost }) => lost !== undefined)) return undefined
  const archived = backups.find((backup) => backup.archived !== undefined)
  if (archived) return sayArchived(archived)
  const hidden = unreadable.find((one) => one.archived && one.id > (milestones.newest?.id ?? ''))
  return hidden && `backup ${hidden.id} cannot be read: ${hidden.why}`
}

function warningsOf({ unreadable, backups, darkRecords, unsignedRecords, trust, ahead }: Seen): string[] {
  const future = backups.filter(({ state }) => state === 'in the future')
  return [
    ...unreadable.map(({ id, why }) => `backup ${id} cannot be read and does not count: ${why}`),
    ...future.map(({ id }) => `backup ${id} is from the future and does not count: a clock is wrong`),
    ...trust,
    ...ahead,
    ...(darkRecords === 1 ? ['a record cannot be read and does not count'] : []),
    ...(unsignedRecords > 0 ? [`records without the signature of a verify-key do not count: ${unsignedRecords}`] : []),
    ...(darkRecords > 1 ? [`${darkRecords} records cannot be read and do not count`] : []),
  ]
}
