import pLimit from 'p-limit'
import { describeArchived, THAW } from '../../repository/archived.ts'
import type { Backup } from '../../repository/catalogue.ts'
import { describeLosses, listObjects, lossesIn } from '../../repository/losses.ts'
import type { Repository } from '../../repository/repository.ts'
import type { Limit, StatusBackup } from '../results-status.ts'
import { milestonesOf } from './milestones.ts'

/** Listings at a time. */
const LISTINGS = 8

/**
 * Looks in the storage for the objects of the backups that the answer rests on; once one of them has lost some, of all good ones.
 * What has lost any is damaged; what has to be thawed first is archived. Both are newest first.
 */
export async function lookForLosses(
  store: Repository,
  backups: readonly Backup[],
  described: readonly StatusBackup[],
  now: Date,
): Promise<StatusBackup[]> {
  const good = described.filter((backup) => backup.good).map(({ id }) => id)
  const restedOn = new Set(Object.values(milestonesOf(described, now)).map(({ id }) => id))
  const lost = await lossesOf(store, backups, (id) => restedOn.has(id))
  if (lost.size === 0) return [...described]
  const others = await lossesOf(store, backups, (id) => good.includes(id) && !restedOn.has(id))
  return described.map((backup) => {
    const what = lost.get(backup.id) ?? others.get(backup.id)
    if (what === undefined) return backup
    return { ...backup, state: 'lost' in what ? 'damaged' : 'archived', good: false, ...what }
  })
}

/** Why a backup cannot be read as it was stored. */
type Unreadable = { lost: string } | { archived: string }

async function lossesOf(
  store: Repository,
  backups: readonly Backup[],
  isWanted: (id: string) => boolean,
): Promise<Map<string, Unreadable>> {
  const limit = pLimit(LISTINGS)
  const wanted = backups.filter(({ id }) => isWanted(id))
  const found = await Promise.all(wanted.map((backup) => limit(() => lookAt(store, backup))))
  return new Map(wanted.flatMap(({ id }, index) => (found[index] === undefined ? [] : [[id, found[index]]])))
}

async function lookAt(store: Repository, backup: Backup): Promise<Unreadable | undefined> {
  const listed = await listObjects(store, backup)
  const lost = describeLosses(backup, lossesIn(backup, listed))
  if (lost !== undefined) return { lost }
  const archived = await describeArchived(store, backup, listed)
  return archived === undefined ? undefined : { archived }
}

const counted = (others: number): string => (others === 1 ? '1 other backup' : `${others} other backups`)

/** Whether the storage has what the answer rests on. A backup that failed its verification is no good one, and says so itself. */
export function judgeLosses(backups: readonly StatusBackup[]): Limit {
  const about = { name: 'stored objects', allowed: 'all there, in the size that the manifest says' }
  const [first, ...more] = backups.filter(({ lost }) => lost !== undefined)
  if (first) {
    const others = more.length > 0 ? `; it is alike with ${counted(more.length)}` : ''
    const hint =
      'make a new backup, verify it and restore-test it, and find out what removes or changes objects in the storage'
    return { ...about, state: 'broken', found: `of backup ${first.id}, ${first.lost}${others}`, hint }
  }
  const archived = backups.find((backup) => backup.archived !== undefined)
  if (archived) return { ...about, state: 'broken', found: sayArchived(archived), hint: THAW }
  if (backups.some(({ good }) => good)) {
    return { ...about, state: 'kept', found: 'nothing is missing of the backups that this answer rests on' }
  }
  return { ...about, state: 'not checked', found: 'there is no good backup to look at' }
}

export const sayArchived = ({ id, archived }: Pick<StatusBackup, 'id' | 'archived'>): string =>
  `backup ${id} is archived, not damaged: ${archived}`
