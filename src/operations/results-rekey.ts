import type { BackupReference, Common, Outcome, Unchecked } from './results.ts'

/**
 * What became of a backup. `copied`: there is a copy under other keys, and the backup is expired; `finished`: the copy was there already, from a run
 * that was broken off; `as asked`: nothing was to do; `left`: what was asked for says nothing about it; `failed`: it stays as it was.
 */
export type RekeyState = 'copied' | 'finished' | 'as asked' | 'left' | 'failed'

export interface RekeyedBackup {
  backup: BackupReference
  state: RekeyState
  /** `plain`, `age for age1…, age1…`, `gpg with a passphrase`: as it was, and as the copy is. */
  sealing: string
  copy?: { id: string; location: string; sealing: string; storedBytes: number }
  /** Whose keys opened the copy when it was read back. */
  openedBy?: string[]
  /** Until when the old one can be taken back; ISO 8601, UTC. */
  until?: string
  /** On `left` and `failed`. */
  why?: string
}

export type RekeyResult = Outcome &
  Common & {
    verb: 'rekey'
    location: string
    name: string
    /** Newest first. */
    backups: RekeyedBackup[]
    totals: Record<RekeyState, number>
    notChecked: Unchecked[]
  }
