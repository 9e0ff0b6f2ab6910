import { keptByCalendar } from './retention-calendar.ts'
import { type Candidate, isAhead, isRestorePoint, newestFirst } from './retention-candidate.ts'
import { keptByFloors } from './retention-floors.ts'
import { DAY, HOUR, type Policy } from './retention-policy.ts'

export interface Decision {
  id: string
  keep: boolean
  /** Every rule that keeps it, or why none does; at least one. */
  reasons: string[]
}

/**
 * Time as the backups tell it: that of the newest one, and never later than `now`. Ages are counted to it, so that nothing grows old while
 * no backups come, or because a clock was set forward. Undefined where there is no restore point.
 */
export function timeTold(backups: readonly Candidate[], now: Date, of: 'created' | 'stored'): Date | undefined {
  const times = backups
    .filter((backup) => isRestorePoint(backup) && !isAhead(backup, now))
    .map((backup) => backup[of].getTime())
  return times.length === 0 ? undefined : new Date(Math.min(now.getTime(), Math.max(...times)))
}

/**
 * Decides for each backup whether it is kept or expires, and why: kept if any rule, pin or floor keeps it. The order of `backups` is kept.
 * Whether anything may be deleted at all is not asked here: see `doubtAbout` and the plan.
 */
export function decide(backups: readonly Candidate[], policy: Policy, now: Date): Decision[] {
  const known = newestFirst(backups.filter((backup) => !isAhead(backup, now) && !backup.replacedBy))
  const calendar = keptByCalendar(known.filter(isRestorePoint), policy.calendar)
  const times = { created: timeTold(backups, now, 'created'), stored: timeTold(backups, now, 'stored') }
  const kept = new Map<string, string[]>()
  for (const backup of backups) {
    if (backup.replacedBy) {
      kept.set(backup.id, [...pinned(backup, now), ...unfinished(backup.replacedBy)])
      continue
    }
    const ahead = isAhead(backup, now) ? ['its time is in the future: a clock was wrong'] : []
    const own = [...ahead, ...pinned(backup, now), ...tooYoung(backup, policy, times), ...ofType(backup, policy, times)]
    kept.set(backup.id, [...own, ...(calendar.get(backup.id) ?? [])])
  }
  for (const [id, reasons] of keptByFloors(known, (id) => kept.get(id)?.length !== 0, policy)) {
    kept.set(id, [...(kept.get(id) ?? []), ...reasons])
  }
  return backups.map((backup) => {
    const reasons = kept.get(backup.id) ?? []
    if (reasons.length > 0) return { id: backup.id, keep: true, reasons }
    return { id: backup.id, keep: false, reasons: [whyNot(backup, policy, times.created ?? now)] }
  })
}

interface Times {
  created: Date | undefined
  stored: Date | undefined
}

/** Nothing else holds what has a copy: the copy goes by the rules. */
const unfinished = ({ id, proven }: NonNullable<Candidate['replacedBy']>): string[] =>
  proven ? [] : [`its copy ${id} is not verified yet: pgproof rekey goes on with it`]

function pinned({ pin }: Candidate, now: Date): string[] {
  if (pin === undefined || (pin.until && pin.until.getTime() <= now.getTime())) return []
  return [`pinned${pin.until ? ` until ${day(pin.until)}` : ''}: ${pin.reason}`]
}

function tooYoung({ created, stored }: Candidate, { minAge }: Policy, times: Times): string[] {
  const ages = [age(created, times.created), age(stored, times.stored)].filter((one) => one !== undefined)
  return ages.some((one) => one < minAge) ? [`younger than ${span(minAge)} (min-age)`] : []
}

function ofType({ type, created }: Candidate, { types, calendar }: Policy, times: Times): string[] {
  const rule = Object.hasOwn(types, type) ? types[type] : undefined
  if (rule === undefined) {
    // The calendar is for what comes by itself, day after day; what somebody made on purpose goes by a rule of its own.
    const byCalendar = type === 'auto' && Object.keys(calendar).length > 0
    return byCalendar ? [] : [`type ${type} has no rule: kept for ever`]
  }
  const old = age(created, times.created)
  if (old === undefined) return ['there is no good complete backup to count its age by']
  return old <= rule ? [`${type}: ${span(rule)}`] : []
}

function whyNot({ type, created, replacedBy }: Candidate, { types }: Policy, now: Date): string {
  if (replacedBy) return `replaced by ${replacedBy.id}, which holds the same under other keys`
  const rule = types[type]
  const old = `over ${span(Math.max(0, now.getTime() - created.getTime()))} older than the newest`
  return rule === undefined
    ? `no keep- rule holds it, and it is ${old}`
    : `${type} is kept ${span(rule)}, and it is ${old}`
}

const age = (time: Date, told: Date | undefined): number | undefined => told && told.getTime() - time.getTime()

const day = (time: Date): string => time.toISOString().slice(0, 10)

/** `7d`, `36h`: whole days from two on. */
export const span = (milliseconds: number): string =>
  milliseconds >= 2 * DAY || milliseconds === DAY
    ? `${Math.floor(milliseconds / DAY)}d`
    : `${Math.floor(milliseconds / HOUR)}h`
