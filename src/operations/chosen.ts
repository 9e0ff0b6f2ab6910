import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Backup, chooseBackup, chooseName } from '../repository/catalogue.ts'
import { type Inventory, readInventory } from '../repository/inventory.ts'
import { INVENTORY, keys, TOC } from '../repository/layout.ts'
import { BackupReader } from '../repository/read.ts'
import type { Store } from '../storage/store.ts'
import type { Context } from './context.ts'
import type { BackupReference } from './results.ts'

/** A backup that was chosen and opened: its manifest and inventory are read and checked. */
export interface Chosen {
  backup: Backup
  reader: BackupReader
  inventory: Inventory
  /** Extensions that the target cannot have and the test goes without. */
  absentExtensions?: readonly string[]
}

export async function chooseAndRead(
  store: Store,
  request: { name?: string | undefined; backup: string },
  context: Context,
  signal: AbortSignal,
): Promise<Chosen> {
  const backup = await chooseNamed(store, request, context)
  return await openBackup(store, backup, signal)
}

export async function chooseNamed(
  store: Store,
  request: { name?: string | undefined; backup: string },
  context: Context,
): Promise<Backup> {
  const name = await chooseName(store, request.name)
  return await chooseBackup(store, name, request.backup, context.now())
}

export async function openBackup(
  store: Store,
  backup: Backup,
  signal: AbortSignal,
  reader = new BackupReader(store, backup, signal),
): Promise<Chosen> {
  const inventory = await readInventory(await reader.object(INVENTORY), INVENTORY)
  return { backup, reader, inventory }
}

/** Reads the objects that a restore has no use for (roles are for restoring by hand): a test vouches for the whole backup. */
export async function readUnused({ reader, inventory }: Chosen): Promise<void> {
  const used = new Set<string>([TOC])
  for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
    used.add(part.object)
  for (const name of reader.unread()) if (!used.has(name)) await reader.object(name)
}

/** Brings the table of contents into a folder of its own, as pg_restore wants it. */
export async function fetchTableOfContents(reader: BackupReader, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, TOC), await reader.object(TOC), { mode: 0o600 })
}

/** Where a backup lies, as an address: the options of an S3 address stay behind the path. */
export function locationOf(store: Store, name: string, id: string): string {
  const [path = '', ...options] = store.location.split('?')
  return [`${path.replace(/\/$/, '')}/${keys.backup(name, id).replace(/\/$/, '')}`, ...options].join('?')
}

export function referenceOf(store: Store, backup: Backup): BackupReference {
  const { manifest } = backup
  return {
    id: backup.id,
    name: backup.name,
    type: manifest.type,
    location: locationOf(store, backup.name, backup.id),
    ...(manifest.partial.length > 0 && { partial: manifest.partial.join('; ') }),
  }
}
