import { z } from 'zod'
import type { Backup } from '../../repository/catalogue.ts'
import { type BackupRecord, isFromFuture } from '../../repository/records.ts'
import type { MeasuredRestore } from '../results-status.ts'

const seconds = z.number().nonnegative()

const bodySchema = z.object({
  phases: z.object({
    restore: seconds,
    index: seconds,
    prove: seconds.optional().catch(undefined),
    checkIndexes: seconds.optional().catch(undefined),
  }),
})

/** As many as a chart shows. */
const MOST = 20

/** How long the good restore-tests took, the oldest first, whatever became of their backups since; the newest of them only. */
export function measuredRestores(
  backups: readonly Backup[],
  records: ReadonlyMap<string, BackupRecord[]>,
  now: Date,
): MeasuredRestore[] {
  return backups
    .filter(({ manifest }) => manifest.partial.length === 0)
    .flatMap((backup) =>
      (records.get(backup.id) ?? [])
        .filter((record) => !isFromFuture(record, now))
        .flatMap((record) => measured(backup, record)),
    )
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .slice(-MOST)
}

function measured({ id, digest, manifest }: Backup, record: BackupRecord): MeasuredRestore[] {
  if (record.kind !== 'restore-tested' || !record.ok || record.manifest !== digest) return []
  const body = bodySchema.safeParse(record.body)
  if (!body.success) return []
  const { restore, index, prove = 0, checkIndexes = 0 } = body.data.phases
  return [
    {
      id,
      at: record.time,
      seconds: restore + index,
      proofSeconds: prove + checkIndexes,
      rawBytes: manifest.totals.rawBytes,
    },
  ]
}
