import type { Inventory, InventoryTable } from '../repository/inventory.ts'
import { holdersOf } from '../repository/key-drill.ts'
import { openBody } from '../repository/record-body.ts'
import { type BackupRecord, listRecords } from '../repository/records.ts'
import type { Repository } from '../repository/repository.ts'
import { type Chosen, chooseAndRead, referenceOf } from './chosen.ts'
import type { Context } from './context.ts'
import { copiesOf } from './copy/known-copies.ts'
import { historyOf } from './history.ts'
import { openStorage, type StorageRequest } from './repository.ts'
import { restoreCommand } from './restore-command.ts'
import type { ShownTable, ShowResult } from './results-show.ts'

export interface ShowRequest extends StorageRequest {
  name?: string | undefined
  backup: string
}

/** Shows what a backup holds and what was done with it, from its manifest, its inventory and its records. No row is read. */
export async function show(request: ShowRequest, context: Context): Promise<ShowResult> {
  const started = context.now()
  const store = await openStorage(request, context, context.signal)
  try {
    const chosen = await chooseAndRead(store, request, context, context.signal)
    const { backup, inventory } = chosen
    const { asOf } = request
    const records = await recordsOf(store, chosen)
    return {
      ok: true,
      code: 0,
      verb: 'show',
      seconds: (context.now().getTime() - started.getTime()) / 1000,
      warnings: inventory.warnings,
      ...manifestFacts(store, chosen),
      tables: inventory.tables.map(shownTable).sort((a, b) => b.bytes - a.bytes),
      ...contentsOf(inventory),
      copies: copiesOf(backup, records, context.now()),
      history: historyOf(backup, records, context.now()),
      restoreCommand: `${restoreCommand(store, backup.manifest)}${asOf ? ` --as-of ${asOf.toISOString()}` : ''}`,
    }
  } finally {
    store.close()
  }
}

/** With what was sealed in them. */
async function recordsOf(store: Repository, { backup, reader }: Chosen): Promise<BackupRecord[]> {
  const records = (await listRecords(store, backup.name, backup.id)).get(backup.id) ?? []
  const opened = records.map(async (record) => ({ ...record, body: await openBody(reader.opener, record.body) }))
  return await Promise.all(opened)
}

function manifestFacts(store: Repository, { backup }: Chosen) {
  const { manifest, digest } = backup
  const { source } = manifest
  const { tags, created, finished, previous, client, totals } = manifest
  const { who, host, run, commit, branch, pgproof } = manifest.by
  return {
    backup: { ...referenceOf(store, backup), tags, created, finished },
    by: { who, host, pgproof, ...(run && { run }), ...(commit && { commit }), ...(branch && { branch }) },
    manifestDigest: digest,
    ...(manifest.encryption && { sealedFor: holdersOf(manifest) }),
    ...(previous && { previous }),
    source: {
      database: source.database,
      address: source.address,
      version: source.version,
      encoding: source.encoding,
      collate: source.collate,
      sizeBytes: source.sizeBytes,
      profile: source.profile,
      ...(source.systemIdentifier !== undefined && { systemIdentifier: source.systemIdentifier }),
    },
    clientVersion: client.pgDump,
    totals,
  }
}

function shownTable({ schema, name, rows, bytes, parts, root }: InventoryTable): ShownTable {
  return {
    schema,
    name,
    rows,
    bytes,
    storedBytes: parts.reduce((sum, { length }) => sum + length, 0),
    parts: parts.length,
    ...(root && { root: `${root.schema}.${root.name}` }),
  }
}

function contentsOf({ entries, largeObjects, facts, roles, notContained }: Inventory) {
  const types = Map.groupBy(entries, ({ type }) => type)
  return {
    definitionTypes: [...types]
      .map(([type, some]) => ({ type, count: some.length }))
      .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    entries: entries.map(({ type, schema, name }) => ({ type, schema, name })),
    largeObjects: { count: largeObjects.length, bytes: largeObjects.reduce((sum, { bytes }) => sum + bytes, 0) },
    extensions: facts.extensions.map(({ name, version, schema }) => ({ name, version, schema })),
    roles: roles.map(({ name }) => name),
    notContained,
  }
}
