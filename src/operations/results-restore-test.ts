import type { Attestation, BackupReference, Check, Common, Outcome, Unchecked } from './results.ts'

export interface RestoredTable {
  schema: string
  name: string
  rows: number
  bytes: number
  equal: boolean
  /** `2 rows missing, 1 changed`; with primary keys only where they were asked for. */
  difference?: string
}

export interface RestoredIndex {
  schema: string
  table: string
  name: string
  kind: 'index' | 'constraint'
  /** `btree`, `gin`, `foreign key`, `check` … */
  method: string
  ok: boolean
  found?: string
}

export interface DefinitionDifference {
  /** `VIEW public.totals` */
  entry: string
  /** A short unified diff, or `missing`, `not in the backup`. */
  difference: string
}

/** The live database's count of today beside the backup's: information, never a verdict. */
export interface Drift {
  schema: string
  name: string
  backupRows: number
  /** Absent where the table is gone from the live database. */
  liveRows?: number
}

/** The database that `keep` left on the target. */
export interface KeptDatabase {
  database: string
  host: string
  port: number
  user: string
  /** Roles that were made for it on the target; dropped with it. */
  roles: string[]
  /** A file (0600) that holds the connection address. */
  urlFile: string
  /** Until when it stays: the end of the job (dropped by the action's post step), or until somebody drops it. */
  until: 'job' | 'dropped'
  /** The throw-away server's data folder and process, where pgproof started one. */
  server?: { folder: string; pid?: number; container?: string }
}

/** Seconds of each phase of a restore-test. */
export interface RestorePhases {
  /** Reading and checking what precedes the rows: manifest, inventory, table of contents. */
  download: number
  /** Rows, streamed from the storage into the server. */
  restore: number
  /** Indexes, constraints, triggers: everything after the rows. */
  index: number
  /** The second dump, compared. */
  prove: number
  /** amcheck and what else reads indexes. */
  checkIndexes?: number
  assertions?: number
}

export type RestoreTestResult = Outcome &
  Common & {
    verb: 'restore-test'
    backup: BackupReference
    /** SHA-256 of the manifest's bytes, lower-case hex. */
    manifestDigest: string
    target: { kind: 'server' | 'throw-away' | 'docker'; address: string; serverVersion: string; database: string }
    tables: RestoredTable[]
    indexes: RestoredIndex[]
    definitions: { entries: number; equal: number; settled: number; differences: DefinitionDifference[] }
    largeObjects: { count: number; equal: number; differences: string[] }
    /** What a second dump is blind to, read from the catalogues or checked in the target. */
    checks: Check[]
    /** The user's own; an empty list means that none was configured. */
    assertions: Check[]
    drift?: Drift[]
    notChecked: Unchecked[]
    phases: RestorePhases
    kept?: KeptDatabase
    /** With `attest`. */
    attestation?: Attestation
  }
