import { messageOf } from '../errors.ts'
import { abandonBackup } from '../repository/abandon.ts'
import type { Heartbeat } from '../repository/heartbeat.ts'
import type { Repository } from '../repository/repository.ts'
import type { Context } from './context.ts'
import { openStorage, type StorageRequest } from './repository.ts'

/** A run that puts objects under an id of its own. */
interface Putting {
  request: StorageRequest
  context: Context
  store: Repository
  name: string
  id: string
  warnings: string[]
}

/** What a cancelled or failed run may take to remove what it stored; a runner kills 10 s after it asked for the end. */
const CLEAN_UP_MS = 5000

/** Takes the heartbeat away, and what a failed run had stored unless its manifest may be there. */
export async function tidyUp(run: Putting, heartbeat: Heartbeat, failed: boolean, committing: boolean): Promise<void> {
  try {
    // The run's own store takes nothing more after it was cancelled, and tries for minutes where the storage is away.
    const store = failed ? await openStorage(run.request, run.context, AbortSignal.timeout(CLEAN_UP_MS)) : run.store
    await heartbeat.stop(store)
    if (failed && !committing) await abandonBackup(store, run.name, run.id)
    if (failed) store.close()
  } catch (error) {
    // A key that may not delete is a supported way to work: the heartbeat grows stale, and what has no manifest is no backup.
    run.warnings.push(`what this run has left in the storage could not be removed: ${messageOf(error)}`)
  }
}
