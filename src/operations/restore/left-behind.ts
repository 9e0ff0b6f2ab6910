import { messageOf } from '../../errors.ts'
import { UNFINISHED } from './beside.ts'
import { dropDatabase } from './drop-database.ts'
import type { RestoreRun } from './run.ts'
import { isBesideName } from './swap/names.ts'
import { isUnused } from './swap/standing.ts'

/**
 * Databases of this server that broken-off restores of the same database have left, and that nobody is connected to: those with the mark, and those
 * without that hold nothing, for a restore that is killed may not come to marking. The lock of swaps must be held: no other restore is at work then.
 */
export async function leftBehind({ destination }: RestoreRun): Promise<string[]> {
  const { session, database } = destination
  const rows = await session.query<{ name: string; marked: boolean }>(
    `SELECT datname AS name, coalesce(starts_with(shobj_description(oid, 'pg_database'), $1), false) AS marked
       FROM pg_database d WHERE NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid) ORDER BY 1`,
    [UNFINISHED],
  )
  const found: string[] = []
  for (const { name, marked } of rows) {
    if (isBesideName(database, name) && (marked || (await isUnused(session, name)))) found.push(name)
  }
  return found
}

/** Without FORCE: who is connected meanwhile has a reason. What cannot be dropped is a warning, and hinders no restore. */
export async function dropLeftBehind(run: RestoreRun): Promise<void> {
  for (const name of await leftBehind(run)) {
    await dropDatabase(run.destination.session, name).catch((error: unknown) => {
      run.warnings.push(
        `the database ${name}, which a restore that was broken off has left, stays: ${messageOf(error)}`,
      )
    })
  }
}
