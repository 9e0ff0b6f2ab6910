import { environmentError, messageOf, PgproofError } from '../errors.ts'
import { type Connection, describeConnection } from './conninfo.ts'

/** What is wrong with a connection, in one sentence, and what to do; errors that are explained already are returned as they are. */
export function explainConnectionError(error: unknown, connection: Connection): PgproofError {
  if (error instanceof PgproofError) return error
  return environmentError(
    `cannot connect to ${describeConnection(connection)}: ${messageOf(error)}`,
    'check the address',
    error,
  )
}
