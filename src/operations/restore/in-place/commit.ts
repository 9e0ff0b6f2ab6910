import { environmentError, messageOf } from '../../../errors.ts'
import { openSession, type Session, sqlStateOf } from '../../../postgres/session.ts'
import type { RestoreRun } from '../run.ts'

/** Commits. Where the answer is lost, the server is asked what became of the transaction: a guess would be worse than any answer. */
export async function commit(session: Session, run: RestoreRun): Promise<void> {
  const [row] = await session.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')
  const id = row?.id ?? ''
  try {
    await session.query('COMMIT')
  } catch (error) {
    if (sqlStateOf(error) !== undefined && !/^(08|57P)/.test(sqlStateOf(error) ?? '')) throw notCommitted(error)
    const status = await statusOf(run, id)
    if (status === 'committed') return
    throw status === 'aborted' ? notCommitted(error) : unknown(run, id, error)
  }
}

const notCommitted = (error: unknown) =>
  environmentError(`the commit failed: ${messageOf(error)}; nothing was changed`, 'try again', error)

function unknown({ destination }: RestoreRun, id: string, error: unknown) {
  return environmentError(
    `the connection was lost during the commit, and the server cannot be asked about it: ${messageOf(error)}`,
    `all of the restore is in ${destination.database}, or nothing of it: SELECT pg_xact_status('${id}') tells`,
    error,
  )
}

const ATTEMPTS = 10
const PAUSE_MS = 1000

async function statusOf({ destination }: RestoreRun, id: string): Promise<string | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      const session = await openSession(destination.connection, { pinned: destination.pinned })
      try {
        const [row] = await session.query<{ status: string }>('SELECT pg_xact_status($1::xid8) AS status', [id])
        if (row?.status !== 'in progress') return row?.status
      } finally {
        await session.close()
      }
    } catch {
      // The server may be starting again.
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return undefined
}
