import type { BackupReference, Common, Outcome } from './results.ts'
import type { KnownCopy } from './results-copy.ts'
import type { Badge, FailedCheck, SampleBadge } from './results-list.ts'

/** What is known of a backup, the worst first; only the last three are good backups. */
export type BackupState =
  | 'damaged'
  | 'archived'
  | 'restore-test failed'
  | 'expired'
  | 'replaced'
  | 'partial'
  | 'safety copy'
  | 'in the future'
  | 'not verified'
  | 'verified'
  | 'restore-tested'

export interface StatusBackup extends BackupReference {
  tags: string[]
  /** When the snapshot was taken; ISO 8601, UTC. */
  created: string
  storedBytes: number
  state: BackupState
  /** Whether the database could be brought back from it, as far as is known. */
  good: boolean
  /** What the storage does not have as it was stored: `3 of 5 objects are gone or changed: …`. Absent where nothing is known to be lost. */
  lost?: string
  /** What has to be thawed before the backup can be read: `3 of 5 objects must be thawed …`. Absent where all can be read, as far as is known. */
  archived?: string
  verified?: Badge
  sampled?: SampleBadge
  restoreTested?: Badge
  pin?: { reason: string; until?: string }
  expired?: { reason: string; at: string; until: string }
  /** Id of its copy under other keys, which counts in its place. */
  replacedBy?: string
}

/** The newest backup of its kind. `ageSeconds` of its snapshot; `checkedSeconds` since it was checked. */
export interface Milestone {
  id: string
  created: string
  ageSeconds: number
  checked?: string
  checkedSeconds?: number
}

export interface Limit {
  /** The input that sets it: `max-backup-age`; `newest backup` is always looked at. */
  name: string
  state: 'kept' | 'broken' | 'not checked'
  /** A sentence: `the newest good backup is 3h old`. On `not checked` the reason. */
  found: string
  /** What is allowed: `at most 26h`. */
  allowed: string
  /** What to do; on a broken one. */
  hint?: string
}

/** One good restore-test, as its record tells. */
export interface MeasuredRestore {
  id: string
  /** ISO 8601, UTC. */
  at: string
  /** Rows, indexes and constraints: until the data is back. */
  seconds: number
  /** The proof after it. */
  proofSeconds: number
  rawBytes: number
}

export interface StorageSummary {
  count: number
  storedBytes: number
  oldest?: string
  newest?: string
  /** Most bytes first. */
  byType: { type: string; count: number; storedBytes: number }[]
  /** By how many stored bytes a backup grows in 30 days, and as a share of the newest; absent where too few say so. */
  growth?: { bytesPerMonth: number; share: number }
  /** Where the storage is a folder. */
  freeBytes?: number
}

export interface ScheduleState {
  workflow: string
  /** `active`, `disabled_inactivity` … */
  state: string
  url: string
  lastRun?: { at: string; ageSeconds: number; conclusion: string; status: string; url: string }
}

export type StatusResult = Outcome &
  Common & {
    verb: 'status'
    name: string
    location: string
    newest?: Milestone
    newestVerified?: Milestone
    /** The backup whose good restore-test is the latest, not necessarily the newest backup. */
    newestRestoreTested?: Milestone
    /** The latest good restore-test, and those before it, the oldest first. */
    timeToRestore?: MeasuredRestore
    trend: MeasuredRestore[]
    /** The worst broken one first, then what was not checked, then what is kept. */
    limits: Limit[]
    /** Newest first. */
    backups: StatusBackup[]
    failures: FailedCheck[]
    unreadable: { name: string; id: string; why: string; archived?: true }[]
    running: { name: string; id: string }[]
    summary: StorageSummary
    /** The newest copied backup of each second storage. */
    copies: KnownCopy[]
    pins: { id: string; reason: string; until?: string }[]
    /** What goes next, the soonest first: with a time, when an expired one goes away for good. */
    expiring: { id: string; what: string; at?: string }[]
    schedule?: ScheduleState
  }
