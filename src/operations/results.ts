import type { ExitCode } from '../errors.ts'
import type { By } from './context.ts'
import type { CopyResult, SecondCopy } from './results-copy.ts'
import type { DiffResult } from './results-diff.ts'
import type { EscrowResult } from './results-escrow.ts'
import type { KeygenResult } from './results-keygen.ts'
import type { ListResult } from './results-list.ts'
import type { PinResult, PruneResult, UnexpireResult, UnpinResult } from './results-prune.ts'
import type { RekeyResult } from './results-rekey.ts'
import type { RestoreResult, ResumeResult, RollbackResult } from './results-restore.ts'
import type { RestoreTestResult } from './results-restore-test.ts'
import type { ShowResult } from './results-show.ts'
import type { StatusResult } from './results-status.ts'

export type { Badge, FailedCheck, ListedBackup, ListResult, SampleBadge } from './results-list.ts'

/** How a verb ended. A failure says why (`reason`) and what to do (`hint`), the same words that the terminal shows. */
export type Outcome = { ok: true; code: 0 } | { ok: false; code: Exclude<ExitCode, 0>; reason: string; hint: string }

/** What every result holds besides its outcome. */
export interface Common {
  seconds: number
  /** One sentence each; they do not change the outcome. */
  warnings: string[]
  /** Key of the record written beside the backup, relative to the storage's root; for `backup` the manifest's key. */
  record?: string
}

/** A backup as results name it. */
export interface BackupReference {
  id: string
  name: string
  /** `auto`, `manual`, `pre-migration`, `monthly` or the user's own word. */
  type: string
  /** `s3://bucket/prefix/name/backups/id`, without secrets. */
  location: string
  /** Why it is not a complete backup (`only the schema`, `filtered: tables`); absent on a complete one. */
  partial?: string
  /** What it is sealed with; absent on a plain one. */
  sealed?: 'age' | 'gpg'
}

/** Something a result does not vouch for, and why. */
export interface Unchecked {
  what: string
  why: string
}

/** One question with its answer. `skipped` holds the reason why it was not asked, and then `ok` says nothing. */
export interface Check {
  name: string
  ok: boolean
  found?: string
  /** On assertions: what was asked for. */
  expected?: string
  skipped?: string
}

/** What GitHub keeps of a statement that it signed for the run. */
export interface Attestation {
  id: string
  /** `https://github.com/o/r/attestations/1` */
  url: string
}

export interface BackedUpTable {
  schema: string
  name: string
  rows: number
  /** Bytes of its rows as COPY text. */
  bytes: number
}

export type BackupResult = Outcome &
  Common & {
    verb: 'backup'
    backup: BackupReference
    /** SHA-256 of the manifest's bytes, lower-case hex. */
    manifestDigest: string
    /** How the manifest was kept from replacing another: the storage would have refused it, or its name is this run's own and it was read back. */
    commit: 'conditional put' | 'unique name'
    /** `tables`: tables with row data. Bytes: raw as COPY text, stored as the objects in the storage. */
    totals: {
      tables: number
      rows: number
      rawBytes: number
      storedBytes: number
      objects: number
      largeObjects: number
    }
    tables: BackedUpTable[]
    source: { database: string; serverVersion: string; clientVersion: string; profile?: string }
    /** What the dump does not contain, by its nature or by a filter. */
    notContained: Unchecked[]
    /** What the dump held on disk at most, and for how long pg_dump stood still because the storage was slower. */
    spool: { peakBytes: number; pausedSeconds: number }
    /** What brings this backup back, for a shell; without secrets. */
    restoreCommand: string
    by: By
    /** With `cross-check: counts`: the tables counted in the same snapshot. */
    crossChecked?: number
    /** With `attest`. */
    attestation?: Attestation
    /** With `copy-to`; where only it failed, the backup exists all the same. */
    secondCopy?: SecondCopy
  }

export type VerifyResult = Outcome &
  Common & {
    verb: 'verify'
    backup: BackupReference
    /** `share` of the stored bytes that were read, 0 to 1; only 1 is "verified". */
    checked: { objects: number; bytes: number; tables: number; rows: number; share: number }
    damaged: { object: string; what: string; table?: string }[]
    /** With `without-key`: every object was compared as it is stored, and nothing was opened. */
    asStored?: true
    /** With `keys`: who can open the backup, and whether their key was there and did. */
    keys?: { recipient: string; opened: boolean }[]
    /** With `history`: what speaks of a backup that was removed, replaced or rolled back. */
    history?: { backups: number; faults: { id: string; what: string }[] }
    /** What was expected of age, size and tables. */
    expectations: Check[]
    notChecked: Unchecked[]
  }

export interface DoctorLine {
  /** `connection`, `tls`, `privileges`, `store: conditional put` … */
  name: string
  state: 'fine' | 'warning' | 'failure' | 'not checked'
  found: string
  /** What to do; on a warning and a failure. */
  hint?: string
}

export type DoctorResult = Outcome & Common & { verb: 'doctor'; lines: DoctorLine[] }

export interface DemoStep {
  title: string
  ok: boolean
  found: string
  seconds: number
}

export type DemoResult = Outcome &
  Common & {
    verb: 'demo'
    steps: DemoStep[]
    totals: { tables: number; rows: number; rawBytes: number; storedBytes: number }
    /** Where backup and reports lie, when kept. */
    folder?: string
  }

/** Any verb's result, told apart by `verb`. */
export type Result =
  | BackupResult
  | VerifyResult
  | RestoreTestResult
  | RestoreResult
  | RollbackResult
  | ResumeResult
  | ListResult
  | ShowResult
  | DiffResult
  | StatusResult
  | DoctorResult
  | PruneResult
  | CopyResult
  | PinResult
  | UnpinResult
  | UnexpireResult
  | KeygenResult
  | EscrowResult
  | RekeyResult
  | DemoResult

export type Verb = Result['verb']

/** What is left to say where an operation threw: no body, but the same keys, and the record where one was written. */
export type Failure = Extract<Outcome, { ok: false }> & { verb: Verb; record?: string }

/** The good outcome. */
export const success: Extract<Outcome, { ok: true }> = { ok: true, code: 0 }
