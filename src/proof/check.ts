import { messageOf } from '../errors.ts'
import { type Session, sqlStateOf } from '../postgres/session.ts'

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

/** Why the server refused one check. A lost connection or an abort is thrown on: it ends all of them. */
export function refusalOf(error: unknown): string {
  const state = sqlStateOf(error)
  if (state === undefined || state.startsWith('57P') || state.startsWith('08')) throw error
  return serverMessage(error)
}

/** Runs a query that must not write, whatever functions it calls. */
export async function readOnly<R>(session: Session, sql: string): Promise<R[]> {
  await session.query('BEGIN READ ONLY')
  try {
    return await session.query<R>(sql)
  } finally {
    await session.query('ROLLBACK').catch(() => {})
  }
}
