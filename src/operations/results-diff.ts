import type { BackupReference, Common, Outcome, Unchecked } from './results.ts'

export type Change = 'new' | 'gone' | 'changed'

export interface DatedBackup extends BackupReference {
  /** ISO 8601, UTC. */
  created: string
}

/** Rows as COPY text; `bytes` are of that. */
export interface TableSize {
  rows: number
  bytes: number
}

export interface ComparedTable {
  schema: string
  name: string
  /** By the digest of all rows: `changed` with as many rows as before is a change all the same. */
  change: Change | 'unchanged'
  before?: TableSize
  after?: TableSize
  /** Where other columns are dumped. */
  columns?: { new: string[]; gone: string[] }
}

export interface ComparedDefinition {
  type: string
  /** Empty where it belongs to no schema. */
  schema: string
  name: string
  change: Change
  /** A short unified diff of its statements, where a client was there to print them. */
  diff?: string
}

export type DiffResult = Outcome &
  Common & {
    verb: 'diff'
    /** The older and the newer one, in whichever order they were named. */
    before: DatedBackup
    after: DatedBackup
    /** Whether nothing differs that was compared. */
    equal: boolean
    totals: { before: TotalSize; after: TotalSize }
    tables: ComparedTable[]
    /** Sequences that only moved on are counted apart. */
    definitions: { before: number; after: number; sequencesMoved: number; differences: ComparedDefinition[] }
    largeObjects: { new: number; gone: number; changed: number }
    extensions: { name: string; before?: string; after?: string }[]
    roles: { name: string; change: 'new' | 'gone' }[]
    notChecked: Unchecked[]
  }

export interface TotalSize {
  tables: number
  rows: number
  rawBytes: number
  storedBytes: number
}
