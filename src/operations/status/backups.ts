import type { Backup } from '../../repository/catalogue.ts'
import { type Expiry, expiryOf } from '../../repository/expiry.ts'
import { holds, pinOf } from '../../repository/pins.ts'
import type { BackupRecord } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'
import { CLOCK_SLACK, isWhole } from '../../repository/retention-candidate.ts'
import { type Badges, describeBadges, replacedAmong } from '../badges.ts'
import { referenceOf } from '../chosen.ts'
import type { FailedCheck } from '../results-list.ts'
import type { BackupState, StatusBackup } from '../results-status.ts'

export interface Described {
  /** Newest first. */
  backups: StatusBackup[]
  failures: FailedCheck[]
}

/** What is known of each backup from its manifest and its records. */
export function describeBackups(
  store: Repository,
  backups: readonly Backup[],
  records: ReadonlyMap<string, BackupRecord[]>,
  now: Date,
): Described {
  const replaced = replacedAmong(backups, records, now)
  const all = backups.map((backup) => {
    const copy = replaced.get(backup.id)
    return describe(store, backup, { records: records.get(backup.id) ?? [], replacedBy: copy?.id, now })
  })
  return { backups: all.map(({ described }) => described), failures: all.flatMap(({ failures }) => failures) }
}

interface Known {
  records: BackupRecord[]
  replacedBy: string | undefined
  now: Date
}

function describe(store: Repository, backup: Backup, { records, replacedBy, now }: Known) {
  const { manifest } = backup
  const { failures, ...badges } = describeBadges(backup, records, now)
  const expiry = expiryOf(records, backup.digest)
  const pin = pinOf(records, backup.digest)
  const state = stateOf(backup, badges, { expiry, replacedBy, now })
  const described: StatusBackup = {
    ...referenceOf(store, backup),
    tags: manifest.tags,
    created: manifest.created,
    storedBytes: manifest.totals.storedBytes,
    state,
    good: isGood(state),
    ...badges,
    ...(pin &&
      holds(pin, now) && { pin: { reason: pin.reason, ...(pin.until && { until: pin.until.toISOString() }) } }),
    ...(expiry && { expired: { reason: expiry.reason, at: expiry.at, until: expiry.until.toISOString() } }),
    ...(replacedBy !== undefined && { replacedBy }),
  }
  return { described, failures }
}

/** The worst that is known counts. */
function stateOf(
  { manifest }: Backup,
  { verified, restoreTested }: Omit<Badges, 'failures'>,
  { expiry, replacedBy, now }: { expiry: Expiry | undefined } & Omit<Known, 'records'>,
): BackupState {
  const complete = manifest.partial.length === 0
  if (verified?.ok === false) return 'damaged'
  if (restoreTested?.ok === false) return 'restore-test failed'
  if (expiry) return 'expired'
  if (replacedBy !== undefined) return 'replaced'
  if (!complete) return 'partial'
  if (!isWhole({ complete, type: manifest.type })) return 'safety copy'
  if (Date.parse(manifest.created) > now.getTime() + CLOCK_SLACK) return 'in the future'
  if (restoreTested) return 'restore-tested'
  return verified ? 'verified' : 'not verified'
}

const isGood = (state: BackupState): boolean => ['not verified', 'verified', 'restore-tested'].includes(state)
