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

/** What every check of a target is given. */
export interface CheckOptions {
  signal?: AbortSignal
}
