import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PgproofError } from '../errors.ts'
import { type Backup, readBackup } from '../repository/catalogue.ts'
import { chooseBackup, chooseName } from '../repository/choose.ts'
import { whileReading } from '../repository/heartbeat.ts'
import { type Inventory, readInventory } from '../repository/inventory.ts'
import { INVENTORY, keys, TOC } from '../repository/layout.ts'
import { openReader } from '../repository/open.ts'
import { type BackupReader, DamagedObject } from '../repository/read.ts'
import type { Repository } from '../repository/repository.ts'
import type { Context } from './context.ts'
import type { BackupReference } from './results.ts'

/** A backup that was chosen and opened: its manifest and inventory are read and checked. */
export interface Chosen {
  backup: Backup
  reader: BackupReader
  inventory: Inventory
  /** Extensions that the target cannot have and the test goes without. */
  absentExtensions?: readonly string[]
  /** Where it was reduced: the inventory as it is stored, which the table of contents is compared with. */
  stored?: Inventory
  /** What was asked for of it; absent where that is everything. */
  part?: Part
}

/** A part of a backup: what `inventory` holds then is what is restored. */
export interface Part {
  /** Half sentences: `only the tables public.orders`. */
  sentences: string[]
  /** Dump ids of the archive's entries that are restored, those of row data among them. */
  entries: ReadonlySet<number>
  /** Partitions that come back as tables of their own: keys and triggers that they inherit are theirs then, or gone. */
  detached: readonly { schema: string; name: string }[]
}

export async function chooseAndRead(
  store: Repository,
  request: { name?: string | undefined; backup: string },
  context: Context,
  signal: AbortSignal,
): Promise<Chosen> {
  const backup = await chooseNamed(store, request, context)
  return await openBackup(store, backup, signal)
}

export async function chooseNamed(
  store: Repository,
  request: { name?: string | undefined; backup: string },
  context: Context,
): Promise<Backup> {
  const name = await chooseName(store, request.name)
  return await chooseBackup(store, name, request.backup, context.now())
}

/**
 * Works with a backup while the storage is told that it is being read, so that no prune takes it away meanwhile. `work` is given the backup as it is now.
 * Throws exit 2 where it went away since it was chosen.
 */
export async function whileReadingBackup<T>(
  store: Repository,
  backup: Backup,
  context: Context,
  work: (backup: Backup) => Promise<T>,
): Promise<T> {
  const silent = (why: string) =>
    context.progress({ kind: 'note', text: `a prune beside this run will not know that the backup is read: ${why}` })
  return await whileReading(store, backup, context.now(), silent, async () =>
    work(await readBackup(store, backup.name, backup.id)),
  )
}

/** Throws exit 5 where no key opens the backup, and exit 1 where what is opened first is damaged. */
export async function openBackup(store: Repository, backup: Backup, signal: AbortSignal): Promise<Chosen> {
  return await readContents(await openReader(store, backup, signal))
}

/** The same with a reader that is open. */
export async function readContents(reader: BackupReader): Promise<Chosen> {
  const inventory = await readInventory(await reader.content(INVENTORY), INVENTORY)
  return { backup: reader.backup, reader, inventory }
}

/** Reads the objects that a restore has no use for (roles are for restoring by hand): a test vouches for the whole backup. */
export async function readUnused({ reader, inventory }: Chosen): Promise<void> {
  const used = new Set<string>([reader.nameOf(TOC)])
  for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
    used.add(part.object)
  for (const name of reader.unread()) if (!used.has(name)) await reader.object(name)
}

/** Brings the table of contents into a folder of its own, as pg_restore wants it. */
export async function fetchTableOfContents(reader: BackupReader, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, TOC), await reader.content(TOC), { mode: 0o600 })
}

/** Where a backup lies, as an address: the options of an S3 address stay behind the path. */
export function locationOf(store: Repository, name: string, id: string): string {
  const [path = '', ...options] = store.location.split('?')
  return [`${path.replace(/\/$/, '')}/${keys.backup(name, id).replace(/\/$/, '')}`, ...options].join('?')
}

export function referenceOf(store: Repository, backup: Pick<Backup, 'id' | 'name' | 'manifest'>): BackupReference {
  const { manifest } = backup
  return {
    id: backup.id,
    name: backup.name,
    type: manifest.type,
    location: locationOf(store, backup.name, backup.id),
    ...(manifest.partial.length > 0 && { partial: manifest.partial.join('; ') }),
    ...(manifest.encryption && { sealed: manifest.encryption.method }),
  }
}

/** A damaged object says of itself what is wrong; which backup it belongs to is said here. Any other error as it is. */
export function namedDamage(error: unknown, { id }: Backup): unknown {
  if (!(error instanceof DamagedObject)) return error
  return new PgproofError(1, `backup ${id} is damaged: ${error.reason}`, error.hint, { cause: error })
}
