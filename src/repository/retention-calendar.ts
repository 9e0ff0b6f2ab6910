import { CALENDAR, type CalendarRule, DAY, type Policy } from './retention-policy.ts'

/** The period that a moment falls into, in UTC, as a name that can be shown. */
const PERIODS: Record<CalendarRule, (time: Date, id: string) => string> = {
  last: (_, id) => id,
  hourly: (time) => `${time.toISOString().slice(0, 13)}h`,
  daily: (time) => time.toISOString().slice(0, 10),
  weekly: (time) => weekOf(time),
  monthly: (time) => time.toISOString().slice(0, 7),
  yearly: (time) => time.toISOString().slice(0, 4),
}

/** ISO 8601: weeks begin on Monday and belong to the year that their Thursday is in. */
function weekOf(time: Date): string {
  const midnight = Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate())
  const thursday = new Date(midnight + (4 - (time.getUTCDay() || 7)) * DAY)
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const week = Math.floor((thursday.getTime() - newYear) / (7 * DAY)) + 1
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}

/**
 * What the calendar keeps: of each of the last N periods that have a backup, the newest one. Periods without a backup do not count,
 * so that nothing goes away while no backups come. `restorePoints` are newest first. Returns the reasons by id.
 */
export function keptByCalendar(
  restorePoints: readonly { id: string; created: Date }[],
  calendar: Policy['calendar'],
): Map<string, string[]> {
  const kept = new Map<string, string[]>()
  for (const rule of CALENDAR) {
    const seen = new Set<string>()
    for (const { id, created } of restorePoints) {
      const period = PERIODS[rule](created, id)
      if (seen.has(period)) continue
      if (seen.size >= (calendar[rule] ?? 0)) break
      seen.add(period)
      kept.set(id, [...(kept.get(id) ?? []), rule === 'last' ? `keep-last, ${seen.size}.` : `keep-${rule} ${period}`])
    }
  }
  return kept
}
