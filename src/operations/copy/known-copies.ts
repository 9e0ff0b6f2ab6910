import { z } from 'zod'
import type { Backup } from '../../repository/catalogue.ts'
import { type BackupRecord, isFromFuture } from '../../repository/records.ts'
import { ageOf } from '../badges.ts'
import type { KnownCopy } from '../results-copy.ts'

const bodySchema = z.object({ to: z.string() })

/** Where a record says that the backup was copied to; undefined where it says nothing of that kind. */
export function copyTargetOf({ kind, body }: Pick<BackupRecord, 'kind' | 'body'>): string | undefined {
  return kind === 'copied' ? bodySchema.safeParse(body).data?.to : undefined
}

/** Of each storage that backups were copied to, the newest of them, as the records of the first storage tell. */
export function knownCopies(
  backups: readonly Backup[],
  records: ReadonlyMap<string, readonly BackupRecord[]>,
  now: Date,
): KnownCopy[] {
  const newest = new Map<string, KnownCopy>()
  for (const backup of backups.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    for (const copy of copiesOf(backup, records.get(backup.id) ?? [], now)) newest.set(copy.to, copy)
  }
  return [...newest.values()].sort((a, b) => (a.to < b.to ? -1 : 1))
}

/** The copies of one backup, each with the last time that it was seen there. `records` are oldest first. */
export function copiesOf({ id, digest, manifest }: Backup, records: readonly BackupRecord[], now: Date): KnownCopy[] {
  const last = new Map<string, KnownCopy>()
  for (const record of records) {
    const to = copyTargetOf(record)
    if (to === undefined || record.manifest !== digest || isFromFuture(record, now)) continue
    const { created } = manifest
    const { time } = record
    last.set(to, { to, id, created, ageSeconds: ageOf(created, now), copied: time, copiedSeconds: ageOf(time, now) })
  }
  return [...last.values()]
}
