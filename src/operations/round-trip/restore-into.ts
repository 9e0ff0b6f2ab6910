import { Archive, type ArchiveEntry } from '../../dump/archive.ts'
import { type LoadTable, loadTables } from '../../dump/load.ts'
import {
  type Omitted,
  type RestoreOptions,
  restoreOtherData,
  restorePostData,
  restorePreData,
} from '../../dump/restore.ts'
import { negative, PgproofError } from '../../errors.ts'
import { type Connection, libpqEnvironment } from '../../postgres/conninfo.ts'
import { quoteIdentifier, quoteLiteral } from '../../postgres/identifier.ts'
import type { Programs } from '../../postgres/programs.ts'
import { openSession } from '../../postgres/session.ts'
import type { PinnedSettings } from '../../postgres/settings.ts'
import { fillStatements, standInStatements } from '../../postgres/stand-ins.ts'
import type { ScratchDatabases } from '../../proof/settled.ts'
import type { Inventory, InventoryTable } from '../../repository/inventory.ts'
import type { Chosen } from '../chosen.ts'
import type { Context } from '../context.ts'
import { isScheduler, leftOutOf } from './left-out.ts'
import { loadLargeObjects } from './load-large-objects.ts'

/** An empty database and what restores a backup into it. */
export interface Restore {
  chosen: Chosen
  connection: Connection
  programs: Programs
  pinned: PinnedSettings
  /** Holds `toc.dat`; lists and large objects pass through it. */
  folder: string
  jobs: number
  context: Context
  signal: AbortSignal
  /** What is not restored of what belongs to the server; tablespaces, unless this says otherwise. */
  omit?: Omitted
}

/** Seconds. */
export interface RestoreTimes {
  download: number
  restore: number
  index: number
}

/** Restores a whole backup into an empty database: definitions, rows straight from storage, then everything after the rows. */
export async function restoreInto(restore: Restore): Promise<RestoreTimes> {
  const { backup, part } = restore.chosen
  const partial = [...backup.manifest.partial, ...(part?.sentences ?? [])]
  try {
    return await restoreAll(restore)
  } catch (error) {
    if (partial.length === 0 || !(error instanceof PgproofError) || error.code !== 1) throw error
    const hint = `the backup holds ${partial.join(', ')}: what these refer to (types, tables, rows behind a foreign key) must be in it too`
    throw negative(error.reason, hint, error)
  }
}

async function restoreAll(restore: Restore): Promise<RestoreTimes> {
  const { chosen, context } = restore
  const options = restoreOptions(restore)
  const waited = chosen.reader.waitedMs
  const started = performance.now()
  context.progress({ kind: 'phase', title: 'Restore definitions' })
  await prepareDatabase(restore, restore.connection)
  await restoreSchemaPublic(restore, options)
  const { leftOut } = options
  const without = (entry: ArchiveEntry) => leftOut?.(entry) === true || isSchemaPublic(entry)
  await restorePreData(makesPublic(chosen) ? { ...options, leftOut: without } : options)
  await restoreOtherData(options)
  context.progress({ kind: 'phase', title: 'Restore rows' })
  await loadRows(restore)
  await loadLargeObjects(restore.chosen, options)
  await runAll(restore, restore.connection, fillStatements(chosen.inventory.standIns))
  const loaded = performance.now()
  context.progress({ kind: 'phase', title: 'Build indexes and constraints' })
  await restorePostData(options)
  return {
    download: (chosen.reader.waitedMs - waited) / 1000,
    restore: (loaded - started) / 1000,
    index: (performance.now() - loaded) / 1000,
  }
}

/** A dump of schemas makes `public` itself; in any other it is there, as in every new database. */
const makesPublic = ({ inventory }: Chosen): boolean =>
  inventory.filter.schemas.length > 0 &&
  inventory.entries.some(({ type, name }) => type === 'SCHEMA' && name === 'public')

/** With its comment and grants, which pg_restore makes only together with it. */
const isSchemaPublic = ({ line }: ArchiveEntry): boolean =>
  /^\d+; (?:2615 \d+ SCHEMA - public |0 0 (?:ACL|COMMENT|SECURITY LABEL) - SCHEMA public )/.test(line)

/** pg_dump writes the grants on `public` as changes to what a new database grants on it, so that this has to be there before them. */
async function restoreSchemaPublic(restore: Restore, options: RestoreOptions): Promise<void> {
  if (!makesPublic(restore.chosen)) return
  await runAll(restore, restore.connection, ['ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO PUBLIC'])
  const leftOut = (entry: ArchiveEntry) => !isSchemaPublic(entry) || options.leftOut?.(entry) === true
  await restorePreData({ ...options, leftOut })
  await runAll(restore, restore.connection, ['ALTER DEFAULT PRIVILEGES REVOKE USAGE ON SCHEMAS FROM PUBLIC'])
}

function restoreOptions(restore: Restore): RestoreOptions {
  const { context, connection, pinned, programs } = restore
  const environment = libpqEnvironment(connection, pinned, context)
  const archive = new Archive(restore.folder, programs, environment, restore.chosen.backup.manifest.source.encoding)
  const { folder: scratch, jobs, signal, omit } = restore
  return { programs, environment, archive, scratch, jobs, signal, omit, leftOut: leftOutOf(restore.chosen) }
}

/**
 * Makes what a restore finds there on the source: template0 has a schema `public`, which a dump of schemas makes itself; a dump of single tables
 * makes no schema at all; and what belongs to a managed provider needs a stand-in.
 */
export async function prepareDatabase(
  restore: Pick<Restore, 'chosen' | 'pinned' | 'signal'>,
  connection: Connection,
): Promise<void> {
  const { entries, tables, filter, standIns } = restore.chosen.inventory
  const statements = makesPublic(restore.chosen) ? ['DROP SCHEMA public'] : []
  if (filter.tables.length > 0) {
    const schemas = new Set([...tables, ...entries].map((entry) => entry.schema))
    for (const schema of schemas) {
      if (schema !== '' && schema !== '-') statements.push(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`)
    }
  }
  await runAll(restore, connection, [
    ...statements,
    ...standInStatements(standIns),
    ...extensionStatements(restore.chosen),
  ])
}

/** A dump of schemas or tables holds no extensions, and needs their types and operators; those whose schema it makes itself come too late for it. */
function extensionStatements({ inventory, absentExtensions }: Chosen): string[] {
  const { entries, filter, facts } = inventory
  if (filter.schemas.length + filter.tables.length === 0) return []
  const made = new Set(entries.filter((entry) => entry.type === 'SCHEMA').map((entry) => entry.name))
  return facts.extensions
    .filter(({ name, schema }) => !made.has(schema) && !absentExtensions?.includes(name) && !isScheduler(name))
    .map(({ name, schema }) => {
      const create = `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)} SCHEMA ${quoteIdentifier(schema)} CASCADE`
      const available = `EXISTS (SELECT FROM pg_available_extensions WHERE name = ${quoteLiteral(name)})`
      const place = schema.startsWith('pg_') ? '' : `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)};`
      const body = `BEGIN IF ${available} THEN ${place} ${create}; END IF; END`
      return `DO ${quoteLiteral(body)}`
    })
}

/** Makes and drops databases on the server that is restored into. */
export interface Databases {
  create(now: Date): Promise<Connection>
  drop(database: Connection): Promise<void>
}

/** Databases like the one that is restored into, for comparing definitions in their settled form. */
export function scratchDatabases(databases: Databases, restore: Restore): ScratchDatabases {
  return {
    create: async () => {
      const connection = await databases.create(restore.context.now())
      try {
        await prepareDatabase(restore, connection)
        return connection
      } catch (error) {
        await databases.drop(connection)
        throw error
      }
    },
    drop: (database) => databases.drop(database),
  }
}

async function runAll(
  { pinned, signal }: Pick<Restore, 'pinned' | 'signal'>,
  connection: Connection,
  statements: string[],
): Promise<void> {
  if (statements.length === 0) return
  const session = await openSession(connection, { pinned, signal })
  try {
    for (const statement of statements) await session.query(statement)
  } finally {
    await session.close()
  }
}

type Loaded = LoadTable & { entry: InventoryTable }

/** Of what is restored, which may be a part of the backup. */
export const rowBytes = ({ tables }: Inventory): number => tables.reduce((sum, { bytes }) => sum + bytes, 0)

async function loadRows(restore: Restore): Promise<void> {
  const { chosen, context } = restore
  const { manifest } = chosen.backup
  const tables: Loaded[] = chosen.inventory.tables.map((entry) => ({
    entry,
    rows: entry.rows,
    bytes: entry.bytes,
    sha256: entry.sha256,
    target: { ...(entry.root ?? { schema: entry.schema, name: entry.name }), columns: entry.columns },
    viaRoot: entry.root !== null,
  }))
  await loadTables(tables, {
    connection: restore.connection,
    pinned: restore.pinned,
    encoding: manifest.source.encoding,
    jobs: restore.jobs,
    signal: restore.signal,
    open: (table) => chosen.reader.parts(table.entry.parts),
    progress: (done) => context.progress({ kind: 'bytes', done, total: rowBytes(chosen.inventory) }),
  })
}
