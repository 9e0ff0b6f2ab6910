import { Fingerprint } from '../../src/dump/fingerprint.ts'
import { BackupSink } from '../../src/repository/backup-sink.ts'
import type { Backup } from '../../src/repository/catalogue.ts'
import { readBackup } from '../../src/repository/catalogue.ts'
import { commitBackup } from '../../src/repository/commit.ts'
import { type Inventory, type InventoryTable, writeInventory } from '../../src/repository/inventory.ts'
import { INVENTORY, keys, ROLES, TOC } from '../../src/repository/layout.ts'
import { type Manifest, writeManifest } from '../../src/repository/manifest.ts'
import { putRecord, type RecordKind } from '../../src/repository/records.ts'
import type { Repository } from '../../src/repository/repository.ts'
import { compress } from '../../src/sealing/compression.ts'
import type { Sealer } from '../../src/sealing/seal.ts'

export const by = { who: 'tester', host: 'here', pgproof: '0.1.0' }

/** A whole manifest without objects. */
export function manifestOf(id: string, more: Partial<Manifest> = {}): Manifest {
  const created = id.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z.*/, '$1-$2-$3T$4:$5:$6.000Z')
  return {
    format: 1,
    id,
    name: 'shop',
    type: 'auto',
    tags: [],
    created,
    finished: created,
    partial: [],
    previous: null,
    source: {
      version: '17.6',
      versionNum: 170006,
      database: 'shop',
      address: 'localhost:5432',
      encoding: 'UTF8',
      localeProvider: 'libc',
      collate: 'C',
      ctype: 'C',
      lcMonetary: 'C',
      sizeBytes: 8_000_000,
      profile: 'none',
    },
    client: { pgDump: '17.6', major: 17 },
    by,
    totals: { tables: 0, rows: 0, rawBytes: 0, storedBytes: 0, objects: 0, largeObjects: 0 },
    encryption: null,
    compression: { method: 'zstd', level: 3 },
    objects: [],
    ...more,
  }
}

/** A whole inventory without tables. */
export function inventoryOf(more: Partial<Inventory> = {}): Inventory {
  return {
    format: 1,
    settings: { TimeZone: 'UTC' },
    filter: {
      schemas: [],
      excludeSchemas: [],
      tables: [],
      excludeTables: [],
      excludeTableData: [],
      schemaOnly: false,
      dataOnly: false,
    },
    tables: [],
    entries: [],
    largeObjects: [],
    largeObjectParts: [],
    facts: {
      versionNum: 170006,
      indexes: [],
      constraints: [],
      triggers: [],
      tables: [],
      database: {
        owner: 'postgres',
        comment: null,
        connectionLimit: -1,
        isTemplate: false,
        allowConnections: true,
        settings: [],
        grants: [],
      },
      extensions: [],
      servers: [],
      subscriptions: [],
      publications: [],
      eventTriggers: [],
      tablespaces: [],
      largeObjects: { count: 0, groups: [] },
      server: { loginRoles: 1, otherDatabases: 0, replicationSlots: 0 },
    },
    roles: [],
    standIns: { schemas: [], enums: [], tables: [], functions: [] },
    notContained: [],
    warnings: [],
    ...more,
  }
}

/** A backup through the same code as a real one's, but for the dump: rows come from `tables`, and the table of contents is made up. */
export async function makeBackup(
  store: Repository,
  id: string,
  tables: Record<string, string> = {},
  more: Partial<Manifest> = {},
  sealer?: Sealer,
): Promise<Backup> {
  const name = more.name ?? 'shop'
  const sink = new BackupSink(store, name, id, 3, sealer)
  const listed: InventoryTable[] = []
  for (const [index, [table, rows]] of Object.entries(tables).entries()) {
    listed.push(await storeTable(sink, 100 + index, table, Buffer.from(rows)))
  }
  // Sizes of parts are known from here on.
  await sink.finish()
  await sink.upload.putKey()
  await sink.upload.put(TOC, Buffer.from(`table of contents of ${id}`))
  await sink.upload.put(ROLES, await compress(Buffer.from('CREATE ROLE tester;\n'), 3))
  await sink.upload.put(INVENTORY, await writeInventory(inventoryOf({ tables: listed }), 3))
  await sink.finish()
  const objects = sink.upload.objects.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  await commitBackup(store, name, objects, (previous) =>
    manifestOf(id, { previous, objects, encryption: sealer?.encryption ?? null, ...more }),
  )
  return await readBackup(store, name, id)
}

async function storeTable(sink: BackupSink, dumpId: number, name: string, rows: Buffer): Promise<InventoryTable> {
  const file = `${dumpId}.dat`
  const writer = sink.table(file)
  const fingerprint = new Fingerprint()
  fingerprint.update(rows)
  await writer.write(rows)
  await writer.end()
  const columns = ['a']
  const digest = fingerprint.digest()
  return {
    dumpId,
    file,
    oid: dumpId,
    schema: 'public',
    name,
    root: null,
    columns,
    ...digest,
    parts: sink.partsOf(file),
  }
}

/** A backup that is its manifest alone. */
export async function putManifest(store: Repository, id: string, more: Partial<Manifest> = {}): Promise<Backup> {
  const manifest = manifestOf(id, more)
  await store.put(keys.manifest(manifest.name, id), writeManifest(manifest))
  return await readBackup(store, manifest.name, id)
}

/** What somebody said of a backup at a time. */
export async function putWord(
  store: Repository,
  { name, id, digest }: Pick<Backup, 'name' | 'id' | 'digest'>,
  kind: RecordKind,
  time: string,
  body: object = {},
): Promise<void> {
  await putRecord(store, { name, id }, { kind, time, ok: kind !== 'failed', by, manifest: digest, body })
}
