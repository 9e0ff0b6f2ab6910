import pLimit from 'p-limit'
import { PgproofError } from '../../errors.ts'
import { type Backup, readBackup } from '../../repository/catalogue.ts'
import { nothingYet } from '../../repository/choose.ts'
import { expiryOf } from '../../repository/expiry.ts'
import { isBackupId, keys } from '../../repository/layout.ts'
import { FormatTooNew } from '../../repository/manifest.ts'
import { type BackupRecord, listRecords } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'
import { ObjectArchived, type Store } from '../../storage/store.ts'
import { copyTargetOf } from './known-copies.ts'

export interface ToCopy {
  /** Oldest first. */
  backups: Backup[]
  passedOver: { id: string; why: string }[]
  unreadable: { id: string; why: string; hint: string; code: 1 | 3 }[]
  /** With `all`: how many of them the other storage has. */
  before?: number
}

const LOOKUPS = 16

/**
 * Every backup of one name that the other store lacks, and those of which no record says that they are there: a copy that was killed at the last
 * moment. What a prune has expired is on its way out and is left here.
 */
export async function backupsToCopy(from: Repository, to: Store, name: string): Promise<ToCopy> {
  const ids = (await withManifest(from, name, (await from.folders(keys.backups(name))).filter(isBackupId))).toSorted()
  if (ids.length === 0) throw nothingYet(from, name)
  const there = new Set(await withManifest(to, name, ids))
  const records = await listRecords(from, name)
  const known = new Set(ids.filter((id) => there.has(id) && isKnown(records.get(id) ?? [], to)))
  const chosen: ToCopy = { backups: [], passedOver: [], unreadable: [], before: there.size }
  for (const id of ids) if (!known.has(id)) await sort(chosen, from, { name, id }, records.get(id) ?? [])
  return chosen
}

async function withManifest(store: Store, name: string, ids: string[]): Promise<string[]> {
  const limit = pLimit(LOOKUPS)
  const found = await Promise.all(ids.map((id) => limit(() => store.head(keys.manifest(name, id)))))
  return ids.filter((_, index) => found[index] !== undefined)
}

const isKnown = (records: readonly BackupRecord[], to: Store): boolean =>
  records.some((record) => copyTargetOf(record) === to.location)

async function sort(
  chosen: ToCopy,
  from: Repository,
  { name, id }: { name: string; id: string },
  records: readonly BackupRecord[],
): Promise<void> {
  try {
    const backup = await readBackup(from, name, id)
    const expiry = expiryOf(records, backup.digest)
    if (expiry) chosen.passedOver.push({ id, why: `it is expired: ${expiry.reason}` })
    else chosen.backups.push(backup)
  } catch (error) {
    if (error instanceof FormatTooNew || error instanceof ObjectArchived)
      chosen.unreadable.push({ id, why: error.reason, hint: error.hint, code: 3 })
    else if (error instanceof PgproofError && error.code === 1)
      chosen.unreadable.push({ id, why: error.reason, hint: error.hint, code: 1 })
    else throw error
  }
}
