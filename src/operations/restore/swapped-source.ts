import { PgproofError } from '../../errors.ts'
import { readSourceFacts } from '../../postgres/facts.ts'
import { readBackup } from '../../repository/catalogue.ts'
import { openStorage } from '../repository.ts'
import { sourceReason } from './destination.ts'
import type { RollbackRun } from './rollback-run.ts'

/** Why the database counts as the one that the swap's backup was made from; undefined where it does not. What cannot be read counts as a match. */
export async function productionReason({ swapped, request, context }: RollbackRun): Promise<string | undefined> {
  const { record, place, database, server } = swapped
  if (record === undefined || request.storage === undefined) return 'no record of the swap was read, which would tell'
  try {
    const store = await openStorage({ ...request, storage: request.storage }, context, context.signal)
    try {
      const { manifest } = await readBackup(store, record.backup.name, record.backup.id)
      return await sourceReason(manifest, await readSourceFacts(place.session), database, server)
    } finally {
      store.close()
    }
  } catch (error) {
    context.signal.throwIfAborted()
    // The backup may have been expired since; its name and the record are known all the same.
    if (error instanceof PgproofError) return `the backup ${record.backup.id} cannot be asked: ${error.reason}`
    throw error
  }
}
