import type { Badge, FailedCheck, SampleBadge } from '../operations/results.ts'
import { age, percentage } from './format.ts'
import { type Cell, plain, type Section, table } from './sheet.ts'

/** When a check was last passed or failed. */
export function badge(badge: Badge | undefined): Cell {
  if (!badge) return { text: 'never', tone: 'warning' }
  return badge.ok
    ? { text: `${age(badge.ageSeconds)} ago`, tone: 'good' }
    : { text: `failed ${age(badge.ageSeconds)} ago`, tone: 'bad' }
}

/** A sample is told beside it, and never as a verification. */
export function badgeOfVerification(of: { verified?: Badge; sampled?: SampleBadge }): Cell {
  const cell = badge(of.verified)
  if (of.sampled === undefined) return cell
  const { share, ageSeconds } = of.sampled
  return { ...cell, text: `${cell.text}; sample of ${percentage(share)} good ${age(ageSeconds)} ago` }
}

/** Why backups failed their last check; it may name objects of the database. */
export function failedChecks(failures: FailedCheck[]): Section[] {
  const columns = [{ title: 'backup' }, { title: 'not' }, { title: 'since' }, { title: 'why' }]
  const rows = failures.map(({ id, what, at, why }): Cell[] => [
    plain(id),
    plain(what),
    plain(minute(at)),
    { text: why, tone: 'bad' },
  ])
  return table({ title: 'Failed checks', names: true }, columns, rows)
}

/** `2026-11-20 02:17Z` */
export const minute = (at: string): string => at.replace(/:\d\d(\.\d+)?Z$/, 'Z').replace('T', ' ')
