import { Archive, type ArchiveTable } from '../../dump/archive.ts'
import type { FollowedDump } from '../../dump/dump.ts'
import { DdlConflict } from '../../dump/explain.ts'
import type { TableDigest } from '../../dump/fingerprint.ts'
import { environmentError } from '../../errors.ts'
import { catalogueWarnings, notContained } from '../../postgres/catalogue-facts.ts'
import { shown } from '../../postgres/identifier.ts'
import type { Role } from '../../postgres/roles.ts'
import { readDefinitions } from '../../proof/definitions.ts'
import type { BackupSink } from '../../repository/backup-sink.ts'
import type { Inventory, InventoryTable } from '../../repository/inventory.ts'
import { FORMAT } from '../../repository/manifest.ts'
import type { Context } from '../context.ts'
import type { RelationNames } from '../leaf-names.ts'
import type { Selection } from './selection.ts'
import type { SnapshotFacts } from './snapshot.ts'
import type { Source } from './source.ts'

export interface Contents {
  inventory: Inventory
  roles: Role[]
}

/** `rewritten`: tables that others gave new contents between the snapshot and pg_dump's locks. */
export interface Dumped extends FollowedDump {
  rewritten: RelationNames
}

export interface Described {
  context: Context
  source: Source
  read: SnapshotFacts
  dumped: Dumped
  sink: BackupSink
  selection: Selection
  /** The dump's folder; only `toc.dat` is left in it. */
  folder: string
  warnings: string[]
}

/** Writes down what the dump holds, table by table, from the archive's own table of contents and the snapshot's catalogue. */
export async function describeContents(run: Described): Promise<Contents> {
  const { source, dumped, sink } = run
  const { facts, roles, names, standIns } = run.read
  const archive = new Archive(run.folder, source.programs, source.environment, source.facts.encoding)
  const tables = await archive.tables(run.context.temporary)
  refuseRewritten(tables, dumped)
  refuseUnlisted(tables, dumped)
  run.warnings.push(...catalogueWarnings(facts))
  const definitions = await readDefinitions(archive)
  const inventory: Inventory = {
    format: FORMAT,
    settings: { ...source.pinned },
    filter: run.selection.filter,
    tables: tables.map((table) => describeTable(table, names, digestOf(table, dumped), sink)),
    entries: definitions.map(({ type, schema, tag, digest }) => ({ type, schema, name: tag, sha256: digest })),
    largeObjects: dumped.largeObjects,
    largeObjectParts: sink.largeObjectParts,
    facts,
    roles,
    standIns,
    notContained: [...notContained(facts), ...providersSchemas(run)],
    warnings: run.warnings,
  }
  return { inventory, roles }
}

/** A provider's schemas do not make a backup partial, and yet they are not in it. */
function providersSchemas({ selection, source }: Described): Inventory['notContained'] {
  return selection.leftOut
    .filter((schema) => source.profile.schemas.includes(schema))
    .map((schema) => ({
      what: `the schema ${schema}, with its rows, triggers and policies`,
      why: `it belongs to the provider (${source.profile.name}); name it in schemas, beside all of your own, to have it`,
    }))
}

/** The snapshot shows such a table empty, though it never was so together with the other tables. */
function refuseRewritten(tables: ArchiveTable[], { rewritten }: Dumped): void {
  const names = tables.flatMap(({ oid }) => rewritten.get(oid) ?? []).map(({ schema, name }) => shown(schema, name))
  if (names.length === 0) return
  throw new DdlConflict(
    3,
    `${names.join(', ')} was truncated or rewritten by another session just before pg_dump could lock it, so its rows of the snapshot are gone`,
    'run the backup again when no migration runs',
  )
}

/** Rows that were stored and are in no list would never be restored. */
function refuseUnlisted(tables: ArchiveTable[], dumped: Dumped): void {
  const listed = new Set(tables.map((table) => table.file))
  const lost = [...dumped.tables.keys()].filter((file) => !listed.has(file))
  if (lost.length > 0)
    throw new Error(`pg_dump wrote ${lost.join(', ')}, which its table of contents was not found to list`)
}

function describeTable(
  table: ArchiveTable,
  names: RelationNames,
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
