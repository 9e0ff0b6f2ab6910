import { shellWord } from '../../restore-command.ts'
import type { BackupReference } from '../../results.ts'
import type { RestoreRun } from '../run.ts'

/** What brings the state from before back, ready for a shell and without a secret. */
export function wayBack({ store, destination }: RestoreRun, safety: BackupReference): string {
  const words = ['--storage', store.location, '--name', safety.name, '--backup', safety.id, '--method', 'in-place']
  const target = ['--target-database', destination.database, '--allow-production']
  return ['pgproof', 'restore', ...[...words, ...target].map(shellWord)].join(' ')
}
