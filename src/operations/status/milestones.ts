import { ageOf } from '../badges.ts'
import type { Milestone, StatusBackup, StatusResult } from '../results-status.ts'

type Milestones = Pick<StatusResult, 'newest' | 'newestVerified' | 'newestRestoreTested'>

/** The backups that the answer rests on. `backups` are newest first. */
export function milestonesOf(backups: readonly StatusBackup[], now: Date): Milestones {
  const good = backups.filter((backup) => backup.good)
  const tested = good.filter(({ restoreTested }) => restoreTested)
  const newest = good[0]
  const newestVerified = good.find(({ verified }) => verified)
  const newestRestoreTested = tested.toSorted((a, b) => testedAt(b) - testedAt(a))[0]
  const age = (backup: StatusBackup): Milestone => ({
    id: backup.id,
    created: backup.created,
    ageSeconds: ageOf(backup.created, now),
  })
  const checked = (backup: StatusBackup, badge: StatusBackup['verified']): Milestone => ({
    ...age(backup),
    ...(badge && { checked: badge.at, checkedSeconds: badge.ageSeconds }),
  })
  return {
    ...(newest && { newest: age(newest) }),
    ...(newestVerified && { newestVerified: checked(newestVerified, newestVerified.verified) }),
    ...(newestRestoreTested && {
      newestRestoreTested: checked(newestRestoreTested, newestRestoreTested.restoreTested),
    }),
  }
}

const testedAt = ({ restoreTested }: StatusBackup): number => Date.parse(restoreTested?.at ?? '')
