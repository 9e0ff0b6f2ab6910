import { restoreInto } from '../../restore-command.ts'
import type { BackupReference } from '../../results.ts'
import type { RestoreRun } from '../run.ts'

/** What brings the state from before back, ready for a shell and without a secret. */
export const wayBack = ({ store, destination }: RestoreRun, safety: BackupReference): string =>
  `${restoreInto(store, safety, 'in-place', destination.database)} --allow-production`
