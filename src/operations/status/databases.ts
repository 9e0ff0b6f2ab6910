import type { Backup } from '../../repository/catalogue.ts'
import { SAFETY_COPY } from '../../repository/retention-candidate.ts'
import type { Limit, StatusBackup } from '../results-status.ts'

/** A database that has backups under the name. */
export interface FiledDatabase {
  database: string
  backups: number
  /** When the newest of them was made; ISO 8601, UTC. */
  newest: string
}

/** The databases that the backups are of, the one with the newest backup first; expired ones and safety copies are not asked. Both are newest first. */
export function databasesIn(backups: readonly Backup[], described: readonly StatusBackup[]): FiledDatabase[] {
  const expired = new Set(described.filter((backup) => backup.expired || backup.replacedBy).map(({ id }) => id))
  const asked = backups.filter(({ id, manifest }) => !expired.has(id) && manifest.type !== SAFETY_COPY)
  return [...Map.groupBy(asked, ({ manifest }) => manifest.source.database)].map(([database, own]) => ({
    database,
    backups: own.length,
    newest: (own[0] as Backup).manifest.created,
  }))
}

/** Whether the backups are of one database: new ones of another would hide that it has none any more. */
export function judgeDatabases(databases: readonly FiledDatabase[]): Limit {
  const about = { name: 'one database', allowed: 'backups of one database under a name' }
  const [first] = databases
  if (first === undefined) return { ...about, state: 'not checked', found: 'there is no backup to look at' }
  if (databases.length === 1)
    return { ...about, state: 'kept', found: `all backups are of the database ${first.database}` }
  const each = databases.map(
    ({ database, backups, newest }) => `${database} (${backups}, the newest of ${newest.slice(0, 10)})`,
  )
  const found = `the backups under this name are of ${databases.length} databases: ${each.join(', ')}`
  const hint =
    'give each database a name of its own (name), and look at those; docs/status.md says what becomes of this one'
  return { ...about, state: 'broken', found, hint }
}
