/** A fault of the list, and who looks after it. Numbers are stable: tests name them. */
export interface Fault {
  number: number
  /** What happens, and what has to come of it. */
  fault: string
  /** Names of tests that cover it, by file. They count as covered, not as tries. */
  tests?: Record<string, string[]>
  /** Why nobody looks after it yet, or what of it is left open. */
  open?: string
  /** Why it cannot happen here. */
  absent?: string
}

export const NO_MULTIPART = 'pgproof makes no multipart uploads: every object is one put'
export const NO_WAL = 'there is no continuous archiving yet'
export const NO_PHYSICAL = 'there are no physical backups yet'
