import { messageOf } from '../errors.ts'

/** One question asked of the restored database. With `skipped` (the reason) it was not asked: `ok` is false and says nothing. */
export interface CheckResult {
  /** `public.orders_pkey` */
  name: string
  kind: 'index' | 'generated column' | 'materialized view' | 'sequence'
  ok: boolean
  /** What was seen, also where all is well: `5000 entries`. Never a row's contents. */
  found?: string
  skipped?: string
  /** Not ok, but no fault of the backup. */
  warning?: true
}

/** The server's own words, without our sentence around them. They name objects, blocks and places; values are in the detail, which is left out. */
export function serverMessage(error: unknown): string {
  return messageOf(error instanceof Error && error.cause instanceof Error ? error.cause : error)
}
