import { readCatalogue } from '../../repository/catalogue.ts'
import { historyFaults } from '../../repository/history.ts'
import { listRecords } from '../../repository/records.ts'
import type { VerifyResult } from '../results.ts'
import type { Verifying } from './verify.ts'

/** Adds what the chain of all backups says. What is wrong with the backup itself is the worse news. */
export async function withHistory(
  result: VerifyResult,
  { store, backup, context }: Pick<Verifying, 'store' | 'backup' | 'context'>,
): Promise<VerifyResult> {
  context.progress({ kind: 'phase', title: 'Look at the history' })
  const catalogue = await readCatalogue(store, backup.name)
  const records = await listRecords(store, backup.name)
  const faults = historyFaults({ catalogue, records, now: context.now(), location: store.location })
  // What a signed copy replaces is no restore point any more: one from before signing is left to the prune that sweeps it.
  const replaced = new Set(catalogue.backups.map(({ manifest }) => manifest.replaces?.id))
  const unreadable = catalogue.unreadable
    .filter(({ id }) => !replaced.has(id))
    .map(({ id, why }) => ({ id, what: `cannot be read: ${why}` }))
  const history = { backups: catalogue.backups.length, faults: [...faults, ...unreadable] }
  const [first, ...more] = history.faults
  if (!first || !result.ok) return { ...result, history }
  return {
    ...result,
    ok: false,
    code: 1,
    reason: `backup ${first.id} ${first.what}${more.length > 0 ? `; and ${more.length} more` : ''}`,
    hint: 'find out who wrote to the storage; where it keeps old versions, as-of shows what was there before',
    history,
  }
}
