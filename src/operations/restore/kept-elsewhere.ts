import type { KeptBefore } from '../results-restore.ts'
import type { KeptElsewhere } from './chosen-swap.ts'
import { keptBefore } from './commands.ts'
import type { RollbackRun } from './rollback-run.ts'
import { keptNameAt } from './swap/names.ts'

/** The database that a swap has kept, with the commands for it; of one without a record they go by its name. */
export function keptOf({ swapped, request }: RollbackRun, { stamp, record }: KeptElsewhere, named = false): KeptBefore {
  const { database } = swapped
  const kept = keptNameAt(database, stamp)
  // Only the time in it counts where no record has it.
  const id = named ? `${stamp.toUpperCase()}Z-000000` : undefined
  return keptBefore(kept, {
    restore: record?.restore ?? id,
    database,
    backup: record?.backup.id ?? kept,
    storage: request.storage,
    name: record?.backup.name,
  })
}

/** Which databases other swaps have kept, with the command that makes the newest of them live again; undefined where there is none. */
function othersKept(run: RollbackRun): string | undefined {
  const { others, database } = run.swapped
  const [newest, ...older] = others
  if (newest === undefined) return undefined
  const { database: name, rollback } = keptOf(run, newest, true)
  const more = older.map(({ stamp }) => keptNameAt(database, stamp))
  const also = more.length === 0 ? '' : `; there ${more.length === 1 ? 'is' : 'are'} also ${more.join(', ')}`
  return `another swap has kept ${name}, which is still there; to make it live again: ${rollback}${also}`
}

export function warnOfOthers(run: RollbackRun): void {
  const others = othersKept(run)
  if (others !== undefined) run.swapped.warnings.push(others)
}

/** Where there is no trace of the swap that is meant. */
export function nothingOf({ swapped, verb, request }: RollbackRun): string {
  const { database, server, others } = swapped
  const what = verb === 'resume' ? 'resume' : 'roll back'
  if (others.length === 0) return `there is nothing to ${what}: no swap of ${database} has left anything on ${server}`
  return `there is nothing to ${what} of the swap ${request.restore ?? ''}, which has left nothing on ${server}; another swap of ${database} has`
}
