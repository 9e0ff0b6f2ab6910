import { Archive, type ArchiveTable } from '../dump/archive.ts'
import type { FollowedDump } from '../dump/dump.ts'
import type { TableDigest } from '../dump/fingerprint.ts'
import { environmentError } from '../errors.ts'
import { notContained, readCatalogueFacts } from '../postgres/catalogue-facts.ts'
import { readRoles } from '../postgres/roles.ts'
import { readDefinitions } from '../proof/definitions.ts'
import type { BackupSink } from '../repository/backup-sink.ts'
import type { Inventory, InventoryTable } from '../repository/inventory.ts'
import { FORMAT } from '../repository/manifest.ts'
import type { Context } from './context.ts'
import { leafNames } from './leaf-names.ts'
import type { Selection } from './selection.ts'
import type { Snapshot } from './snapshot.ts'
import type { Source } from './source.ts'

export interface Contents {
  inventory: Inventory
}

export interface Dumped {
  context: Context
  source: Source
  snapshot: Snapshot
  dumped: FollowedDump
  sink: BackupSink
  selection: Selection
  /** The dump's folder; only `toc.dat` is left in it. */
  folder: string
  warnings: string[]
}

/** Writes down what the dump holds, table by table, from the archive's own table of contents and the snapshot's catalogue. */
export async function describeContents(run: Dumped): Promise<Contents> {
  const { source, dumped, sink } = run
  const archive = new Archive(run.folder, source.programs, source.environment, source.facts.encoding)
  const tables = await archive.tables(run.context.temporary)
  const names = await leafNames(run.snapshot.session, tables)
  const facts = await readCatalogueFacts(run.snapshot.session)
  const definitions = await readDefinitions(source.programs, run.folder, source.environment)
  const inventory: Inventory = {
    format: FORMAT,
    settings: { ...source.pinned },
    filter: run.selection.filter,
    tables: tables.map((table) => describeTable(table, names, digestOf(table, dumped), sink)),
    entries: definitions.map(({ type, schema, tag, digest }) => ({ type, schema, name: tag, sha256: digest })),
    largeObjects: dumped.largeObjects,
    largeObjectParts: sink.largeObjectParts,
    facts,
    roles: await readRoles(run.snapshot.session),
    notContained: notContained(facts),
    warnings: run.warnings,
  }
  return { inventory }
}

function describeTable(
  table: ArchiveTable,
  names: Map<number, { schema: string; name: string }>,
  digest: TableDigest,
  sink: BackupSink,
): InventoryTable {
  const { schema, name, columns } = table.target
  const own = names.get(table.oid)
  if (own === undefined || (!table.viaRoot && (own.schema !== schema || own.name !== name))) {
    throw environmentError(
      `the dump calls ${schema}.${name} what the catalogue calls ${own === undefined ? 'nothing' : `${own.schema}.${own.name}`}`,
      'the table was renamed while it was dumped: run the backup again when no migration runs',
    )
  }
  return {
    dumpId: table.dumpId,
    file: table.file,
    oid: table.oid,
    ...own,
    root: table.viaRoot ? { schema, name } : null,
    columns,
    ...digest,
    parts: sink.partsOf(table.file),
  }
}

function digestOf(table: ArchiveTable, dumped: FollowedDump): TableDigest {
  const digest = dumped.tables.get(table.file)
  if (digest) return digest
  throw environmentError(
    `pg_dump lists ${table.target.schema}.${table.target.name} and did not write its rows`,
    'run the backup again; nothing of this one is kept',
  )
}
