import type { BackupReference, Common, Outcome } from './results.ts'

/** Objects and their bytes as stored. */
export interface CopiedAmount {
  objects: number
  bytes: number
}

/** `complete`: all of it had been there before and was looked up again. */
export type CopyState = 'copied' | 'complete' | 'failed'

/** A backup that was to be copied; `location` is where it was copied from. */
export interface CopiedBackup extends BackupReference {
  /** ISO 8601, UTC. */
  created: string
  state: CopyState
  /** Where the copy lies, or would. */
  copy: string
  sent: CopiedAmount
  /** What the other storage had already. */
  found: CopiedAmount
  /** Whether `manifest.json.sig` went along. */
  signed: boolean
  /** Records that went along. */
  records: number
  /** Why it failed. */
  why?: string
}

export type CopyResult = Outcome &
  Common & {
    verb: 'copy'
    name: string
    from: string
    to: string
    /** Oldest first, the order in which they were copied. */
    backups: CopiedBackup[]
    /** With `all`: backups that were not to be copied, and why. */
    passedOver: { id: string; why: string }[]
    /** Backups whose manifest cannot be read, which are not copied. */
    unreadable: { id: string; why: string }[]
    /** With `all`: how many the other storage had before. */
    before?: number
    totals: { sent: CopiedAmount; found: CopiedAmount }
  }

/** The second copy that a backup was to have. */
export interface SecondCopy {
  to: string
  /** Where it lies, or would. */
  location: string
  ok: boolean
  sent: CopiedAmount
  seconds: number
  /** What finishes it; where it failed. */
  command?: string
}

/** The newest backup that was copied to a storage, as the records tell; nobody has looked there. */
export interface KnownCopy {
  to: string
  id: string
  /** When the backup was made, and when it was copied or last found complete there; ISO 8601, UTC. */
  created: string
  ageSeconds: number
  copied: string
  copiedSeconds: number
}
