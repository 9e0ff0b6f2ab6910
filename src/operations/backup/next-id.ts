import { setTimeout as sleep } from 'node:timers/promises'
import { isBackupId, keys, newBackupId, startOf } from '../../repository/layout.ts'
import type { Store } from '../../storage/store.ts'
import type { Context } from '../context.ts'

/** Ids sort by their second; a backup that began in the same second as the newest one waits until its own sorts behind. */
export async function nextId(store: Store, name: string, context: Context): Promise<{ id: string; started: Date }> {
  const newest = (await store.folders(keys.backups(name))).filter(isBackupId).at(-1) ?? ''
  for (;;) {
    const started = context.now()
    const id = newBackupId(started)
    if (id > newest || startOf(id).getTime() !== startOf(newest).getTime()) return { id, started }
    await sleep(50)
  }
}
