import type { Manifest } from '../repository/manifest.ts'
import type { Store } from '../storage/store.ts'

/**
 * The command that brings a backup back, ready for a shell and without a secret: the server's address is taken from PGPROOF_TARGET_URL.
 * A complete backup takes the place of the live database, which is kept, or is restored in it where no database can be renamed;
 * a partial one goes into a new database beside it.
 */
export function restoreCommand(store: Pick<Store, 'location'>, manifest: Manifest): string {
  const { id, name, partial, source } = manifest
  const where = ['--storage', shellWord(store.location), '--name', shellWord(name), '--backup', id]
  const method = source.profile === 'supabase' ? 'in-place' : 'swap'
  const how =
    partial.length === 0
      ? ['--method', method, '--target-database', shellWord(source.database), '--allow-production']
      : ['--method', 'new-database', '--target-database', shellWord(`${source.database}_restored`)]
  return ['pgproof', 'restore', ...where, ...how].join(' ')
}

/** A word that every POSIX shell takes as it is. */
export const shellWord = (text: string): string =>
  /^[A-Za-z0-9_./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
