import type { BackupReference, Check, Common, Outcome, Unchecked } from './results.ts'
import type { DefinitionDifference, RestoredIndex, RestoredTable } from './results-restore-test.ts'

export type RestoreMethodName = 'new-database' | 'swap' | 'in-place'

/** A step of a plan, as it is shown before anything is done. */
export interface PlannedStep {
  /** `restore`, `prove`, `close` …: the same in plan, record and report. */
  id: string
  title: string
  /** Whether it changes anything on the target's server. */
  writes: boolean
}

/** Something that the person who confirms must know: what stays behind, what would break, what is left out. */
export interface PlanNote {
  severity: 'warning' | 'information'
  what: string
  why: string
}

/** Rows of a table before and after; absent where it is not there. */
export interface TableChange {
  schema: string
  name: string
  liveRows?: number
  backupRows?: number
}

export interface RestorePlan {
  /** SHA-256 over all else of the plan, lower-case hex. */
  digest: string
  method: RestoreMethodName
  backup: string
  /** `localhost:5432` and the database that is restored. */
  server: string
  database: string
  steps: PlannedStep[]
  notes: PlanNote[]
  /** Names that the method has chosen: the database beside, the one that is kept. */
  names: Record<string, string>
}

export interface TakenStep {
  id: string
  title: string
  ok: boolean
  /** ISO 8601, UTC. */
  started: string
  seconds: number
  found?: string
}

/** The proof of the restored database, as a restore-test shows it. */
export interface RestoreProof {
  tables: RestoredTable[]
  indexes: RestoredIndex[]
  definitions: { entries: number; equal: number; settled: number; differences: DefinitionDifference[] }
  largeObjects: { count: number; equal: number; differences: string[] }
  checks: Check[]
  assertions: Check[]
}

export interface RestoreTarget {
  address: string
  serverVersion: string
  database: string
  /** Why it counts as the database that the backup was made from; absent where it does not. */
  source?: string
}

/** What was left behind by a restore on purpose. */
export interface KeptBefore {
  /** The database that was live before a swap. */
  database: string
  /** The commands that go back, and that drop it for good. */
  rollback: string
  finish: string
}

export type RestoreResult = Outcome &
  Common & {
    verb: 'restore'
    /** Id of this restore: its records carry it. */
    restore: string
    /** How far it was meant to go. */
    mode: 'plan' | 'dry-run' | 'restore' | 'finish' | 'to-file'
    by: { who: string; host: string; run?: string }
    backup: BackupReference & { created: string; database: string }
    target?: RestoreTarget
    plan?: RestorePlan
    /** By whom the confirmations were given: at a terminal, by input, and who approved the run. */
    confirmed?: { by: 'terminal' | 'input'; approvedBy?: string[] }
    steps: TakenStep[]
    /** What the restore changed or would change, from counts of both databases. */
    changes?: TableChange[]
    proof?: RestoreProof
    notChecked: Unchecked[]
    /** The backup of the live database that was made first. */
    safety?: BackupReference
    kept?: KeptBefore
    /** For how long no client could connect. */
    downtimeSeconds?: number
    /** With `finish`: the databases that were dropped, or with `plan` that would be. */
    dropped?: string[]
    /** What was written with `to-file`. */
    files?: { path: string; bytes: number }[]
  }

export type AfterSwap<V extends 'rollback' | 'resume'> = Outcome &
  Common & {
    verb: V
    /** Id of the restore that was a swap; empty where only the server's names tell of it. */
    restore: string
    /** Id of the backup that it restored; empty likewise. */
    backup: string
    target: RestoreTarget
    steps: TakenStep[]
    /** In one sentence, what the database is now. */
    state: string
    /** The database from before, where it is not live. */
    kept?: KeptBefore
    downtimeSeconds?: number
  }

/** `rollback` brings the state before a swap back, from wherever the swap stopped. */
export type RollbackResult = AfterSwap<'rollback'>

/** `resume` finishes a swap that was broken off. */
export type ResumeResult = AfterSwap<'resume'>
