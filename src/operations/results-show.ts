import type { By } from './context.ts'
import type { BackupReference, Common, Outcome, Unchecked } from './results.ts'
import type { KnownCopy } from './results-copy.ts'

export interface ShownTable {
  schema: string
  name: string
  rows: number
  /** Of its rows as COPY text. */
  bytes: number
  storedBytes: number
  /** Objects in the storage that hold its rows. */
  parts: number
  /** The partition root that its rows load through. */
  root?: string
}

/** A record of what was done with a backup. */
export interface HistoryEntry {
  /** ISO 8601, UTC. */
  at: string
  /** `backed up`, `verified`, `restore-tested`, `failed`, `pinned`, `step` … */
  what: string
  ok: boolean
  who: string
  host: string
  run?: string
  /** What the record says of it; it may name objects of the database. */
  found?: string
}

export type ShowResult = Outcome &
  Common & {
    verb: 'show'
    backup: BackupReference & { tags: string[]; created: string; finished: string }
    by: By
    manifestDigest: string
    /** Who can open it: public keys, or `passphrase`; absent on a plain backup. */
    sealedFor?: string[]
    /** The backup before it, which its manifest names. */
    previous?: { id: string; sha256: string }
    source: {
      database: string
      address: string
      version: string
      encoding: string
      collate: string
      sizeBytes: number
      profile: string
      systemIdentifier?: string
    }
    clientVersion: string
    totals: {
      tables: number
      rows: number
      rawBytes: number
      storedBytes: number
      objects: number
      largeObjects: number
    }
    /** The largest first. */
    tables: ShownTable[]
    /** How many definitions of each type, the most first. */
    definitionTypes: { type: string; count: number }[]
    /** Every definition; an empty schema where it belongs to none. */
    entries: { type: string; schema: string; name: string }[]
    largeObjects: { count: number; bytes: number }
    extensions: { name: string; version: string; schema: string }[]
    roles: string[]
    notContained: Unchecked[]
    /** Where it was copied to. */
    copies: KnownCopy[]
    /** Oldest first; the first entry is the backup itself. */
    history: HistoryEntry[]
    restoreCommand: string
  }
