import { createHash, randomBytes } from 'node:crypto'
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

export const isBackupId = (text: string): boolean => !Number.isNaN(timeIn(text))

/** Milliseconds since 1970; NaN where the text is no id, or of a day that no calendar has. */
function timeIn(id: string): number {
  const match = ID.exec(id)
  if (!match) return Number.NaN
  const [, year, month, day, hour, minute, second] = match
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/** When the backup with this id began. */
export function startOf(id: string): Date {
  if (isBackupId(id)) return new Date(timeIn(id))
  throw usageError(
    `${JSON.stringify(id.slice(0, 80))} is not a backup id`,
    'pgproof list shows the backups that there are',
  )
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

/**
 * A name for a database. Where its own cannot be one in the storage, what is not allowed becomes an underscore, and the start of its SHA-256 follows,
 * so that databases `a/b` and `a_b` are not filed under one name.
 */
export function nameFor(database: string): string {
  const name = database.replace(/[/\\\p{Cc}]/gu, '_').replace(/^[.\s]+|\s+$/g, '_')
  if (name === database) return name
  return `${name.slice(0, 150)}-${createHash('sha256').update(database).digest('hex').slice(0, 8)}`
}

/** The keys of one name's backups. */
export const keys = {
  backups: (name: string) => `${name}/backups/`,
  backup: (name: string, id: string) => `${name}/backups/${id}/`,
  manifest: (name: string, id: string) => `${name}/backups/${id}/manifest.json`,
  /** Beside the manifest: its Ed25519 signature, raw. */
  signature: (name: string, id: string) => `${name}/backups/${id}/manifest.json.sig`,
  records: (name: string, id?: string) => (id ? `${name}/records/${id}/` : `${name}/records/`),
  running: (name: string, id?: string) => (id ? `${name}/running/${id}.json` : `${name}/running/`),
  /** A run that reads a backup; `end` tells several of them apart. */
  reading: (name: string, id: string, end: string) => `${name}/running/${id}.${end}.json`,
  /** A run that may delete; no backup has such an id. `end` tells several of them apart. */
  lease: (name: string, end: string) => `${name}/running/prune.${end}.json`,
}

export const SIGNATURE = 'manifest.json.sig'
export const INVENTORY = 'inventory.json.zst'
export const TOC = 'toc.dat'
export const ROLES = 'roles.sql.zst'
export const LARGE_OBJECTS = 'blobs.tar.zst'
/** With a passphrase: the key that the other objects are sealed with, itself sealed with the passphrase. */
export const KEY = 'key.txt'

/** The object that holds part `index` of a table's data or of the large objects: `3442.dat.zst.00000`. */
export const partName = (base: string, index: number): string => `${base}.${String(index).padStart(5, '0')}`
