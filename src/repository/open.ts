import { openSealed } from '../sealing/methods.ts'
import { BadSeal, type Opener } from '../sealing/seal.ts'
import type { Backup } from './catalogue.ts'
import { KEY } from './layout.ts'
import { BackupReader, DamagedObject } from './read.ts'
import type { Repository } from './repository.ts'

/**
 * A reader of a backup, with its opener where it is sealed. Throws exit 5 where no key opens it, before anything but its manifest is read
 * (and the key that a passphrase opens).
 */
export async function openReader(store: Repository, backup: Backup, signal: AbortSignal): Promise<BackupReader> {
  const sealed = new BackupReader(store, backup, signal)
  const opener = await openerOf(store, sealed)
  return opener ? new BackupReader(store, backup, signal, opener) : sealed
}

async function openerOf({ keys }: Repository, reader: BackupReader): Promise<Opener | undefined> {
  const { id, manifest } = reader.backup
  const { encryption } = manifest
  if (encryption === null) return undefined
  if (!keys) throw new Error(`backup ${id} is sealed, and its storage was opened without keys`)
  const name = reader.nameOf(KEY)
  const sealed = { what: `backup ${id}`, encryption, readKey: () => reader.object(name) }
  try {
    return await openSealed(sealed, keys.opening, keys.tools)
  } catch (error) {
    if (error instanceof BadSeal) throw new DamagedObject(name, error.message, error)
    throw error
  }
}
