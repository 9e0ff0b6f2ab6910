/** A backup as retention looks at it. */
export interface Candidate {
  id: string
  type: string
  /** When its snapshot was taken, by the clock of the machine that made it. */
  created: Date
  /** When its manifest came into the storage, by the storage's clock. */
  stored: Date
  /** Not filtered. */
  complete: boolean
  /** Bytes of its objects. */
  storedBytes: number
  /** Which database of which server: what is known of one says nothing of another, also where both are filed under one name. */
  lineage: string
  /** The last answer of each kind of proof; absent where it was never asked. */
  verified?: boolean
  restoreTested?: boolean
  /** Held whatever the policy says, until a moment where one is given. */
  pin?: { reason: string; until?: Date }
  /** The copy under other keys that counts in its place; both are one restore point. */
  replacedBy?: { id: string; proven: boolean }
}

/** The type of the copies that a restore makes of what it is about to replace: for going back, not for counting on. */
export const SAFETY_COPY = 'pre-restore'

/** A complete backup that nothing speaks against, and no copy replaces: what the calendar and the floors count. */
export const isRestorePoint = (backup: Candidate): boolean =>
  isWhole(backup) && !hasFailed(backup) && backup.replacedBy === undefined

export const isWhole = ({ complete, type }: Pick<Candidate, 'complete' | 'type'>): boolean =>
  complete && type !== SAFETY_COPY

export const hasFailed = ({ verified, restoreTested }: Candidate): boolean =>
  verified === false || restoreTested === false

/** Read back or restored, and nothing spoke against it since. */
export const isProven = (backup: Candidate): boolean =>
  isRestorePoint(backup) && (backup.verified === true || backup.restoreTested === true)

/** Clocks may be so far apart before anything that depends on them stops. */
export const CLOCK_SLACK = 5 * 60_000

/** Newest first; the id decides between equals. */
export const newestFirst = <B extends { id: string; created: Date }>(backups: readonly B[]): B[] =>
  backups.toSorted((a, b) => b.created.getTime() - a.created.getTime() || (a.id < b.id ? 1 : -1))

/** Made by a machine whose clock was ahead, so that its age says nothing. */
export const isAhead = ({ created }: Candidate, now: Date): boolean => created.getTime() > now.getTime() + CLOCK_SLACK
