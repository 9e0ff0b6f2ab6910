import type { BackupReference, Badge, Common, Outcome } from './results.ts'

/** How a backup's objects are sealed; `none` is readable for whoever reads the storage. */
export type SealedBy = 'none' | 'age' | 'age with a passphrase' | 'gpg' | 'gpg with a passphrase'

export interface EscrowBackup extends BackupReference {
  /** ISO 8601, UTC. */
  created: string
  storedBytes: number
  sealing: SealedBy
  /** Fingerprint of the key that signed it, `not checked` where no verify-key was given, absent where it is not signed. */
  signedBy?: string
  verified?: Badge
  restoreTested?: Badge
}

/** Something that opens, signs or reaches backups, and that somebody keeps. Only what is public of it. */
export interface EscrowKey {
  what: 'identity' | 'gpg key' | 'passphrase' | 'sign-key'
  /** `age1…`, a fingerprint of gpg; absent for a passphrase and where a signature was not checked. */
  public?: string
  /** `SHA256:…` of the recipient's text or of the public key, or gpg's own. */
  fingerprint?: string
  /** How many of the backups listed it opens, or signed. */
  backups: number
  /** When it was last seen to open one, ISO 8601; absent where it never was, or no backup needs it any more. */
  proven?: string
}

/** Commands under a heading; a line each. */
export interface EscrowStep {
  title: string
  commands: string[]
}

export type EscrowResult = Outcome &
  Common & {
    verb: 'escrow'
    name: string
    /** Without secrets. */
    location: string
    /** ISO 8601, UTC. */
    made: string
    pgproof: string
    /** Of the backup that the commands bring back. */
    backup: BackupReference
    source: { database: string; address: string; version: string; major: number }
    /** How many backups there are; `backups` are the newest of them. */
    count: number
    backups: EscrowBackup[]
    keys: EscrowKey[]
    withPgproof: EscrowStep[]
    byHand: EscrowStep[]
    /** Programs that restoring by hand takes. */
    programs: string[]
  }
