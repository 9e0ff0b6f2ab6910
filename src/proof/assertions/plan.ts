import type { Reader } from './transaction.ts'

/** What one assertion found; `found` is short and, but for a query's own answer, free of row contents. */
export interface Finding {
  ok: boolean
  found: string
}

/** One question to the database, made before any session is there. */
export interface Planned {
  name: string
  expected: string
  /** The reason why it is left out. */
  skipped?: string
  check(reader: Reader): Promise<Finding>
}

/** The part of a plan that a `skip: true` gives. */
export function skipOf(assertion: { skip?: boolean | undefined; reason?: string | undefined }): { skipped?: string } {
  return assertion.skip === true ? { skipped: assertion.reason ?? 'left out' } : {}
}
