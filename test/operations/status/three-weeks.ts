import type { StatusRequest } from '../../../src/operations/status/status.ts'
import type { Backup } from '../../../src/repository/catalogue.ts'
import { openStore } from '../../../src/storage/open.ts'
import type { Store } from '../../../src/storage/store.ts'
import { putManifest, tellOf } from '../../repository/history.ts'
import { manifestOf } from '../../repository/sample.ts'

export const now = new Date('2026-11-21T00:00:00Z')
let stores = 0

/** A store in memory, and its address. */
export async function emptyStore(): Promise<{ store: Store; storage: string }> {
  const storage = `memory://status-${stores++}`
  return { store: await openStore(storage, { environment: {} }), storage }
}

/** With the defaults of the command line, but for the disk. */
export const requestOf = (storage: string, more: Partial<StatusRequest> = {}): StatusRequest => ({
  storage,
  maxBackupAge: 26 * 3_600_000,
  maxRestoreTestAge: 35 * 86_400_000,
  minFreeSpace: 1,
  ...more,
})
const sized = (id: string, storedBytes: number) => ({
  totals: { ...manifestOf(id).totals, storedBytes, rawBytes: storedBytes * 10 },
})
/** Of a restore-test's record. */
export const phases = (restore: number) => ({ phases: { download: 1, restore, index: 2, prove: 3, checkIndexes: 1 } })

/** Three weeks of backups that were all verified, two of them restore-tested. */
export async function history(store: Store): Promise<Backup[]> {
  const backups: Backup[] = []
  for (const [index, day] of [1, 8, 15, 20].entries()) {
    const id = `202611${String(day).padStart(2, '0')}T190000Z-00000${index}`
    const backup = await putManifest(store, id, {
      ...sized(id, 1000 + day * 10),
      ...(index === 0 && { type: 'manual' }),
    })
    await tellOf(store, backup, 'verified', backup.manifest.created.replace('T19', 'T20'), { of: 'verified' })
    backups.push(backup)
  }
  const [first, , third] = backups as [Backup, Backup, Backup]
  await tellOf(store, third, 'restore-tested', '2026-11-16T00:00:00Z', phases(10))
  await tellOf(store, first, 'restore-tested', '2026-11-19T00:00:00Z', phases(20))
  return backups
}
