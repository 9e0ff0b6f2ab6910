/** The words of the calendar, each with how many of its periods are kept. `last` counts backups themselves. */
export const CALENDAR = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const
export type CalendarRule = (typeof CALENDAR)[number]

/** How long backups are kept. Spans are milliseconds. */
export interface Policy {
  /** By type; one without a rule is kept for ever, but for `auto` where the calendar decides. */
  types: Readonly<Record<string, number>>
  calendar: Readonly<Partial<Record<CalendarRule, number>>>
  /** Nothing younger is expired. */
  minAge: number
  /** So many proven complete backups stay, of each database of each server that was backed up. */
  minVerified: number
  /** How long an expired backup can be taken back. */
  grace: number
}

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** What no policy goes below; also what counts where it says nothing, but for the grace. */
export const LEAST = { minAge: 7 * DAY, minVerified: 3, grace: DAY } as const
export const GRACE = 7 * DAY

/** Whether a policy says anything about what may go. Without a rule nothing ever does. */
export const hasRules = ({ types, calendar }: Pick<Policy, 'types' | 'calendar'>): boolean =>
  Object.keys(types).length + Object.keys(calendar).length > 0
