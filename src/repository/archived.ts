import pLimit from 'p-limit'
import { ObjectArchived, type Store, type StoredObject } from '../storage/store.ts'
import type { Backup } from './catalogue.ts'
import { keys } from './layout.ts'
import { listObjects } from './losses.ts'

/** Look-ups at a time. */
const LOOKUPS = 16

/** What to do about it; the thawing takes hours. */
export const THAW =
  'thaw them (aws s3api restore-object for each, or S3 Batch Operations for the prefix), wait until that is done, then run again; and keep lifecycle rules away from backups'

/**
 * Of the objects of a backup as they are listed: which have to be thawed before it can be read, as half a sentence. Undefined where all can be read.
 * A listing only tells the class, so each that is of such a class is looked up.
 */
export async function describeArchived(
  store: Store,
  backup: Backup,
  listed: readonly StoredObject[],
): Promise<string | undefined> {
  const own = keys.backup(backup.name, backup.id)
  const limit = pLimit(LOOKUPS)
  const classed = listed.filter(({ archived }) => archived !== undefined)
  const looked = await Promise.all(classed.map(({ key }) => limit(() => store.head(key))))
  const frozen = classed.flatMap(({ key }, index) => {
    const archived = looked[index]?.archived
    return archived === undefined ? [] : [`${key.slice(own.length)} (${archived})`]
  })
  if (frozen.length === 0) return undefined
  const others = frozen.length > 1 ? ` and ${frozen.length - 1} more` : ''
  return `${frozen.length} of ${listed.length} objects must be thawed before they can be read: ${frozen[0]}${others}`
}

/** Throws exit 3 where parts of a backup have to be thawed before it can be read: before hours of reading, and with all of them named at once. */
export async function refuseArchived(store: Store, backup: Backup): Promise<void> {
  const what = await describeArchived(store, backup, await listObjects(store, backup))
  if (what !== undefined) throw new ObjectArchived(`backup ${backup.id} is archived, not damaged: ${what}`, THAW)
}
