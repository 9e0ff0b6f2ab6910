import { randomBytes } from 'node:crypto'
import { usageError } from '../errors.ts'

/** Where things lie in a store; design section 3. Keys are relative to the storage's root. */

const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{6}$/

/** A new backup id: UTC start and 6 random hex digits, so that ids sort by time. */
export function newBackupId(now: Date): string {
  const time = now
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z')
  return `${time}-${randomBytes(3).toString('hex')}`
}

export const isBackupId = (text: string): boolean => ID.test(text)

/** When the backup with this id began. */
export function startOf(id: string): Date {
  const match = ID.exec(id)
  if (!match) throw usageError(`${id} is not a backup id`, 'pgproof list shows the backups that there are')
  const [, year, month, day, hour, minute, second] = match
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

const NAME = /^[^/\\\p{Cc}]{1,200}$/u

/** Checks a backup's name, which becomes a folder in the storage. */
export function checkName(name: string): string {
  if (NAME.test(name) && !name.startsWith('.') && name.trim() === name) return name
  throw usageError(
    `${JSON.stringify(name)} cannot be a name in the storage`,
    'set name: to a word without slashes, control characters, a leading dot or spaces around it',
  )
}

/** A name for a database whose own name cannot be one in the storage: what is not allowed becomes an underscore. */
export function nameFor(database: string): string {
  const name = database.replace(/[/\\\p{Cc}]/gu, '_').replace(/^[. ]+|\s+$/g, '_')
  return name.slice(0, 200)
}

/** The keys of one name's backups. */
export const keys = {
  backups: (name: string) => `${name}/backups/`,
  backup: (name: string, id: string) => `${name}/backups/${id}/`,
  manifest: (name: string, id: string) => `${name}/backups/${id}/manifest.json`,
  records: (name: string, id?: string) => (id ? `${name}/records/${id}/` : `${name}/records/`),
  running: (name: string, id?: string) => (id ? `${name}/running/${id}.json` : `${name}/running/`),
}

export const INVENTORY = 'inventory.json.zst'
export const TOC = 'toc.dat'
export const ROLES = 'roles.sql.zst'
export const LARGE_OBJECTS = 'blobs.tar.zst'

/** The object that holds part `index` of a table's data or of the large objects: `3442.dat.zst.00000`. */
export const partName = (base: string, index: number): string => `${base}.${String(index).padStart(5, '0')}`
