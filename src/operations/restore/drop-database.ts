import { environmentError } from '../../errors.ts'
import { quoteIdentifier, shownIdentifier } from '../../postgres/identifier.ts'
import { type Session, sqlStateOf } from '../../postgres/session.ts'

/** query_canceled */
const CANCELLED = '57014'

/**
 * Drops a database, and its sessions too with `force`. A process of the server that does not react, of whatever database, holds that up without
 * end, so it is given up after `seconds`: throws exit 3.
 */
export async function dropDatabase(
  session: Session,
  name: string,
  { force = false, seconds = 30 }: { force?: boolean; seconds?: number } = {},
): Promise<void> {
  await session.query(`SET statement_timeout = '${seconds}s'`)
  try {
    await session.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}${force ? ' WITH (FORCE)' : ''}`)
  } catch (error) {
    if (sqlStateOf(error) !== CANCELLED) throw error
    throw environmentError(
      `the server did not drop the database ${name} within ${seconds} s: one of its processes may not react`,
      `find that process on the server and end it, then: DROP DATABASE ${shownIdentifier(name)}`,
      error,
    )
  } finally {
    // A session that is lost by now says so to whoever uses it next.
    await session.query('SET statement_timeout = 0').catch(() => {})
  }
}
