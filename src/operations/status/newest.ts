import { THAW } from '../../repository/archived.ts'
import type { Limit, StatusBackup } from '../results-status.ts'
import { sayArchived } from './losses.ts'

interface Facts {
  /** Newest first. */
  backups: readonly StatusBackup[]
  unreadable: readonly { id: string; why: string }[]
}

const about = { name: 'newest backup', allowed: 'nothing speaks against it' }

/** What is wrong with a backup, as half a sentence. Expired, partial and safety copies are no fault: they are only passed over. */
const faults: Partial<Record<StatusBackup['state'], { found: string; hint: string }>> = {
  damaged: {
    found: 'failed its verification',
    hint: 'make a new backup and verify it, and find out what changed the storage',
  },
  archived: { found: 'is archived', hint: THAW },
  'restore-test failed': {
    found: 'failed its restore-test',
    hint: 'make a new backup and restore-test it; pgproof show tells what differed',
  },
  'in the future': {
    found: 'is from the future',
    hint: 'set the clock right on the machine that makes the backups, or on this one',
  },
}

/** Whether the newest backup is a good one: a newer one that nobody could restore hides how old the good one is. */
export function judgeNewest({ backups, unreadable }: Facts): Limit {
  const good = backups.find((backup) => backup.good)
  const bad = backups.find(({ state }) => faults[state] !== undefined)
  const dark = unreadable.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]
  const since = good?.id ?? ''
  if (dark && dark.id > since && dark.id > (bad?.id ?? '')) {
    const hint =
      'make a new backup, and find out what changed the storage; a later version of pgproof reads later formats'
    return { ...about, state: 'broken', found: `backup ${dark.id} cannot be read: ${dark.why}`, hint }
  }
  if (bad && bad.id > since) {
    const { found, hint } = faults[bad.state] as { found: string; hint: string }
    return { ...about, state: 'broken', found: sayFault(bad, found), hint }
  }
  if (good) return { ...about, state: 'kept', found: `backup ${good.id} is ${good.state}` }
  const found = 'there is no backup that the whole database could be brought back from'
  return { ...about, state: 'broken', found, hint: 'make one now: pgproof backup, without filters' }
}

function sayFault(backup: StatusBackup, found: string): string {
  if (backup.lost !== undefined) return `of backup ${backup.id}, ${backup.lost}`
  return backup.archived === undefined ? `backup ${backup.id} ${found}` : sayArchived(backup)
}
