import { z } from 'zod'
import { type BackupRecord, listRecords } from './records.ts'
import type { Repository } from './repository.ts'
import { HOUR } from './retention-policy.ts'

/** A backup that a prune has expired: it is no restore point any more, and goes away for good when the grace is over. */
export interface Expiry {
  reason: string
  at: string
  /** End of the grace, by the storage's clock. */
  until: Date
}

export const EXPIRY_KINDS = ['expired', 'unexpired'] as const

/** Nobody takes an expired backup back in the last hour of its grace, and nobody sweeps it in the first hour after, so that the two never meet. */
export const MARGIN = HOUR

const bodySchema = z.object({ reason: z.string(), until: z.iso.datetime() })

/**
 * Whether the records say that a backup is expired. What cannot be read, or speaks of another manifest, expires nothing;
 * what takes it back always does. `records` are oldest first, `digest` is the manifest's.
 */
export function expiryOf(records: readonly BackupRecord[], digest: string): Expiry | undefined {
  const last = records.findLast(({ kind }) => kind === 'expired' || kind === 'unexpired')
  if (last?.kind !== 'expired' || last.manifest !== digest) return undefined
  const body = bodySchema.safeParse(last.body)
  if (!body.success) return undefined
  return { reason: body.data.reason, at: last.time, until: new Date(body.data.until) }
}

/** Reads only the records of this one backup. */
export async function isExpired(
  store: Repository,
  backup: { name: string; id: string; digest: string },
): Promise<boolean> {
  const records = (await listRecords(store, backup.name, backup.id)).get(backup.id) ?? []
  return expiryOf(records, backup.digest) !== undefined
}

/** Until then an expired backup can be taken back. */
export const takenBackUntil = ({ until }: Expiry): Date => new Date(until.getTime() - MARGIN)

/** From then on an expired backup may be swept. */
export const sweptFrom = ({ until }: Expiry): Date => new Date(until.getTime() + MARGIN)
