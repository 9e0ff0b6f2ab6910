import { negative, PgproofError } from '../../../errors.ts'
import { nameFor } from '../../../repository/layout.ts'
import { backup } from '../../backup/backup.ts'
import { shellWord } from '../../restore-command.ts'
import type { BackedUpTable, BackupReference } from '../../results.ts'
import { verify } from '../../verify/verify.ts'
import type { RestoreRun } from '../run.ts'

/** The backup of the live database, and what its tables held. */
export interface Safety {
  backup: BackupReference
  tables: BackedUpTable[]
}

const SAFETY_TYPE = 'pre-restore'

/** Backs the live database up and reads the backup back; throws where either fails, and then nothing else has happened. */
export async function makeSafetyBackup(run: RestoreRun): Promise<Safety> {
  const { request, context, destination, chosen } = run
  const { source } = chosen.backup.manifest
  // Backups under a name are of one database.
  const name = destination.database === source.database ? chosen.backup.name : nameFor(destination.database)
  const own = { ...context, environment: withoutLibpq(context.environment) }
  const made = await backup(
    {
      ...request,
      name,
      databaseUrl: addressOf(destination.connection.parameters),
      type: SAFETY_TYPE,
      tags: [],
      profile: 'auto',
      lockTimeout: 60_000,
      compressionLevel: 3,
      spoolLimit: 1024 ** 3,
      crossCheck: 'counts',
      schemas: [],
      excludeSchemas: [],
      tables: [],
      excludeTables: [],
      excludeTableData: [],
      schemaOnly: false,
      dataOnly: false,
    },
    own,
  )
  if (!made.ok) throw new PgproofError(made.code, made.reason, made.hint)
  const { id } = made.backup
  const verified = await verify(
    { ...request, name, backup: id, maxBackupAge: Number.POSITIVE_INFINITY, requiredTables: [] },
    context,
  )
  if (verified.ok) return { backup: made.backup, tables: made.tables }
  throw negative(
    `the safety backup ${id} does not verify: ${verified.reason}; nothing was changed`,
    'find out what is wrong with the storage before anything is restored',
  )
}

/** The same address with the one database, in libpq's words; the environment's are not meant for this server. */
function addressOf(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([keyword, value]) => `${keyword}='${value.replace(/[\\']/g, '\\$&')}'`)
    .join(' ')
}

function withoutLibpq(environment: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^PG[A-Z]/.test(name) || /^PGPROOF_/.test(name)),
  )
}

/** What brings the state from before back, ready for a shell and without a secret. */
export function wayBack({ store, destination }: RestoreRun, safety: BackupReference): string {
  const words = ['--storage', store.location, '--name', safety.name, '--backup', safety.id, '--method', 'in-place']
  const target = ['--target-database', destination.database, '--allow-production']
  return ['pgproof', 'restore', ...[...words, ...target].map(shellWord)].join(' ')
}
