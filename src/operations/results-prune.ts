import type { BackupReference, Common, Outcome } from './results.ts'

/** `expired`: it is no restore point any more, and its grace is not over. `take back`: it was expired, and the policy keeps it by now. */
export type PruneDecision = 'keep' | 'expire' | 'expired' | 'sweep' | 'take back'

export interface PrunedBackup extends BackupReference {
  /** ISO 8601, UTC. */
  created: string
  ageSeconds: number
  storedBytes: number
  /** The last answer of verify and restore-test together. */
  proof: 'verified' | 'restore-tested' | 'failed' | 'never'
  pinned: boolean
  decision: PruneDecision
  /** Every rule that keeps it, or why none does. */
  reason: string
}

/** What is left of something that was to be swept, and why; another prune takes it up. */
export interface LeftBehind {
  id: string
  objects: number
  bytes: number
  why: string
}

export type PruneResult = Outcome &
  Common & {
    verb: 'prune'
    location: string
    name: string
    /** Whether it was done or only looked at. */
    applied: boolean
    /** SHA-256 of the plan: what `confirm` takes. */
    plan: string
    /** Newest first. */
    backups: PrunedBackup[]
    /** Backups that stay, that expire now, that wait for the end of their grace, and that go for good; objects and bytes that go with those and with what broken runs left. */
    totals: { keep: number; expire: number; wait: number; sweep: number; objects: number; bytes: number }
    /** What is gone for good; nothing where it was only looked at. */
    freed: { objects: number; bytes: number }
    left: LeftBehind[]
    /** Ids of broken runs whose objects go. */
    garbage: string[]
    /** Keys that are not pgproof's, which are left alone. */
    foreign: string[]
    /** Where the bucket keeps old versions: what they hold under this name. */
    versions?: {
      objects: number
      bytes: number
      /** Of those, what was deleted. */
      deleted: number
      /** What a lock keeps, and until when where that is known. */
      locked: number
      lockedUntil?: string
    }
  }

/** A pin put on or taken off, or an expired backup taken back. */
export type PinResult = Outcome & Common & { verb: 'pin'; backup: BackupReference; reason: string; until?: string }
export type UnpinResult = Outcome & Common & { verb: 'unpin'; backup: BackupReference; reason: string }
export type UnexpireResult = Outcome & Common & { verb: 'unexpire'; backup: BackupReference; reason: string }
