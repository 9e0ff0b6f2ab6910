import { z } from 'zod'
import { type Backup, badgesOf } from '../repository/catalogue.ts'
import { stands } from '../repository/choose.ts'
import { isSealedBody } from '../repository/record-body.ts'
import { type BackupRecord, isFromFuture } from '../repository/records.ts'
import { replacementsIn } from '../repository/replaced.ts'
import type { Badge, FailedCheck, SampleBadge } from './results-list.ts'

/** What the records say of a backup, as results show it. */
export interface Badges {
  verified?: Badge
  sampled?: SampleBadge
  restoreTested?: Badge
  failures: FailedCheck[]
}

/** The badges of one backup from all its records, oldest first. */
export function describeBadges(backup: Backup, records: BackupRecord[], now: Date): Badges {
  const { verified, restoreTested } = badgesOf(backup, records, now)
  const sampled = records.findLast(
    (record) => record.manifest === backup.digest && record.kind === 'sampled' && !isFromFuture(record, now),
  )
  const fresh = sampled && (verified === undefined || verified.time < sampled.time) ? sampled : undefined
  const share = bodySchema.safeParse(fresh?.body).data?.checked?.share
  return {
    ...(verified && { verified: badge(verified, now) }),
    ...(fresh && share !== undefined && { sampled: { ...badge(fresh, now), share } }),
    ...(restoreTested && { restoreTested: badge(restoreTested, now) }),
    failures: [...failure(backup, 'verified', verified), ...failure(backup, 'restore-tested', restoreTested)],
  }
}

/** Which backups have a copy under other keys that counts in their place, by id. `records` are those that count, by id. */
export function replacedAmong(
  backups: readonly Backup[],
  records: ReadonlyMap<string, BackupRecord[]>,
  now: Date,
): Map<string, Backup> {
  return replacementsIn(backups, (copy) => stands(copy, records.get(copy.id) ?? [], now))
}

/** What the badges of a backup leave out, or only count because it is a failure: records from the future, the last of each kind. */
export function warnOfFuture({ id, digest }: Backup, records: readonly BackupRecord[], now: Date): string[] {
  const ahead = records.filter((record) => record.manifest === digest && isFromFuture(record, now))
  return Object.entries(CHECKS).flatMap(([kind, what]) => {
    const last = ahead.findLast((record) => record.kind === kind)
    if (last === undefined) return []
    const counts = last.ok ? 'that does not count' : 'that counts all the same'
    return [`backup ${id} ${what} in the future, at ${last.time}: a clock was wrong, and ${counts}`]
  })
}

const CHECKS = {
  verified: 'was verified',
  sampled: 'was verified in part',
  'restore-tested': 'was restore-tested',
  failed: 'failed a check',
}

/** Seconds from an instant (ISO 8601) until `now`; what lies ahead is no age. */
export const ageOf = (at: string, now: Date): number => Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000))

const badge = (record: BackupRecord, now: Date): Badge => ({
  ok: record.ok,
  at: record.time,
  ageSeconds: ageOf(record.time, now),
})

/** What a record's body may tell; bodies may change, so nothing in it is counted on. */
const bodySchema = z.object({
  reason: z.string().optional().catch(undefined),
  differences: z.array(z.string()).optional().catch(undefined),
  damaged: z
    .array(z.object({ object: z.string(), what: z.string() }))
    .optional()
    .catch(undefined),
  checked: z.object({ share: z.number() }).optional().catch(undefined),
})

function failure({ name, id }: Backup, what: FailedCheck['what'], record: BackupRecord | undefined): FailedCheck[] {
  return record === undefined || record.ok ? [] : [{ name, id, what, at: record.time, why: whyFailed(record) }]
}

/** Why a check failed, in the record's own words: the first finding, and how many more there are. */
export function whyFailed(record: BackupRecord): string {
  const { reason, differences = [], damaged = [] } = bodySchema.safeParse(record.body).data ?? {}
  const findings = [...damaged.map(({ object, what }) => `${object} ${what}`), ...differences]
  const unsaid = isSealedBody(record.body)
    ? 'what was found is sealed: pgproof show with a key tells it'
    : 'the record does not say why'
  const [first = reason ?? unsaid, ...more] = findings
  return more.length === 0 ? first : `${first}; and ${more.length} more`
}
