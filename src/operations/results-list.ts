import type { BackupReference, Common, Outcome } from './results.ts'

/** When something was last done with a backup, and whether it was good. */
export interface Badge {
  ok: boolean
  at: string
  ageSeconds: number
}

/** A sample that was good: it does not make a backup verified. `share` of the stored bytes that were read, 0 to 1. */
export interface SampleBadge extends Badge {
  share: number
}

/** A check that a backup failed, as the record tells it. */
export interface FailedCheck {
  name: string
  id: string
  what: 'verified' | 'restore-tested'
  /** ISO 8601, UTC. */
  at: string
  /** What was wrong; it may name objects of the database. */
  why: string
}

export interface ListedBackup extends BackupReference {
  tags: string[]
  /** ISO 8601, UTC. */
  created: string
  storedBytes: number
  rawBytes: number
  tables: number
  rows: number
  by: string
  verified?: Badge
  /** The newest sample, where no later verification read everything. */
  sampled?: SampleBadge
  restoreTested?: Badge
  /** Id of its copy under other keys, which counts in its place. */
  replacedBy?: string
  /** A prune lets it go; until its grace is over it can be taken back. ISO 8601, UTC. */
  expired?: { until: string }
}

export type ListResult = Outcome &
  Common & {
    verb: 'list'
    location: string
    /** Newest first. */
    backups: ListedBackup[]
    /** The failed checks behind the badges that say so. */
    failures: FailedCheck[]
    /** Backups whose manifest cannot be read. */
    unreadable: { name: string; id: string; why: string; archived?: true }[]
    /** Runs under way: an id with a fresh heartbeat and no manifest. */
    running: { name: string; id: string }[]
  }
