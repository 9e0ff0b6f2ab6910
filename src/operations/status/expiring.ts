import { PgproofError } from '../../errors.ts'
import type { Backup } from '../../repository/catalogue.ts'
import { expiryOf } from '../../repository/expiry.ts'
import { pinOf } from '../../repository/pins.ts'
import type { BackupRecord } from '../../repository/records.ts'
import { decide } from '../../repository/retention.ts'
import { type Candidate, isRestorePoint, newestFirst } from '../../repository/retention-candidate.ts'
import { doubtAbout } from '../../repository/retention-floors.ts'
import { DAY, type Policy } from '../../repository/retention-policy.ts'
import { candidateOf } from '../../repository/sweep-survey.ts'
import { type RetentionRequest, readPolicy } from '../prune/policy.ts'
import type { StatusBackup, StatusResult } from '../results-status.ts'

type Expiring = StatusResult['expiring']

interface Held {
  backups: readonly Backup[]
  described: readonly StatusBackup[]
  records: ReadonlyMap<string, BackupRecord[]>
  now: Date
}

/** What goes away next: expired backups at the end of their grace, and what the policy expires. A policy that cannot be used is a warning: prune refuses it. */
export function expiringNext(held: Held, request: RetentionRequest): { expiring: Expiring; warnings: string[] } {
  const expired = inGrace(held.described)
  try {
    const policy = isConfigured(request) ? readPolicy(request) : undefined
    if (policy === undefined) return { expiring: expired, warnings: [] }
    const live = candidatesOf(held)
    const doubt = doubtAbout(live)
    if (doubt !== undefined) return { expiring: expired, warnings: [`a prune would expire nothing: ${doubt}`] }
    const next = [...byPolicy(live, policy, held.now), ...expired]
    return { expiring: next.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)), warnings: [] }
  } catch (error) {
    if (!(error instanceof PgproofError) || error.code !== 2) throw error
    return { expiring: expired, warnings: [`what expires next is not known: ${error.reason}`] }
  }
}

const inGrace = (backups: readonly StatusBackup[]) =>
  backups
    .flatMap(({ id, expired }) =>
      expired === undefined ? [] : [{ id, what: `expired: ${expired.reason}`, at: expired.until }],
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1))

/** Whether anything is said about what may go: without that nothing ever does. */
const isConfigured = (request: RetentionRequest): boolean =>
  request.retention != null ||
  [request.keepLast, request.keepHourly, request.keepDaily, request.keepWeekly].some((count) => count !== undefined) ||
  [request.keepMonthly, request.keepYearly].some((count) => count !== undefined)

function candidatesOf({ backups, described, records, now }: Held): Candidate[] {
  const lost = new Set(described.flatMap(({ id, lost }) => (lost === undefined ? [] : [id])))
  const replaced = new Set(described.flatMap(({ id, replacedBy }) => (replacedBy === undefined ? [] : [id])))
  return backups.flatMap((backup) => {
    const own = records.get(backup.id) ?? []
    // What has a copy under other keys waits for a rekey, not for a policy.
    if (expiryOf(own, backup.digest) || replaced.has(backup.id)) return []
    return [
      candidateOf(backup, own, {
        stored: new Date(backup.manifest.finished),
        lacks: lost.has(backup.id),
        pin: pinOf(own, backup.digest),
        now,
      }),
    ]
  })
}

/** What expires later than this is not next. */
const MOST_DAYS = 400

/** What a prune would expire now, or else on the first day on which it would, were a backup as good as the newest made every day until then. */
function byPolicy(live: readonly Candidate[], policy: Policy, now: Date): Expiring {
  const newest = newestFirst(live).find(isRestorePoint)
  const to = newest === undefined ? 0 : MOST_DAYS
  for (let days = 0; days <= to; days++) {
    const then = new Date(now.getTime() + days * DAY)
    const gone = decide([...live, ...later(newest, now, days)], policy, then)
      .slice(0, live.length)
      .filter(({ keep }) => !keep)
    if (gone.length === 0) continue
    return gone.map(({ id, reasons }) => ({
      id,
      what: reasons.join('; '),
      ...(days > 0 && { at: then.toISOString() }),
    }))
  }
  return []
}

function later(newest: Candidate | undefined, now: Date, days: number): Candidate[] {
  if (newest === undefined) return []
  return Array.from({ length: days }, (_, day) => {
    const made = new Date(now.getTime() + (day + 1) * DAY)
    return { ...newest, id: `in ${day + 1} days`, created: made, stored: made }
  })
}
