import type { Manifest } from '../repository/manifest.ts'
import type { Store } from '../storage/store.ts'
import type { RestoreMethodName } from './results-restore.ts'

/**
 * The command that brings a backup back, ready for a shell and without a secret: the server's address is taken from PGPROOF_TARGET_URL.
 * A complete backup takes the place of the live database, which is kept, or is restored in it where no database can be renamed;
 * a partial one goes into a new database beside it.
 */
export function restoreCommand(store: Pick<Store, 'location'>, manifest: Manifest): string {
  const { partial, source } = manifest
  if (partial.length > 0) return restoreInto(store, manifest, 'new-database', `${source.database}_restored`)
  const method = source.profile === 'supabase' ? 'in-place' : 'swap'
  return `${restoreInto(store, manifest, method, source.database)} --allow-production`
}

/** The same by a method and into a database of one's choice. */
export function restoreInto(
  store: Pick<Store, 'location'>,
  backup: { id: string; name: string },
  method: RestoreMethodName,
  database: string,
): string {
  const where = ['--storage', shellWord(store.location), '--name', shellWord(backup.name), '--backup', backup.id]
  return ['pgproof', 'restore', ...where, '--method', method, '--target-database', shellWord(database)].join(' ')
}

/**
 * A word that a shell takes as it is. Signs that a terminal or a report does not show as they are would not be copied as they are: a word with such
 * signs is written with their bytes, which bash, zsh and ksh read.
 */
export const shellWord = (text: string): string => {
  if (HIDDEN.test(text)) return `$'${text.replace(/[\\']|\p{Cc}|\p{Bidi_Control}/gu, octal)}'`
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

const HIDDEN = /\p{Cc}|\p{Bidi_Control}/u

const octal = (sign: string): string =>
  [...Buffer.from(sign)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
