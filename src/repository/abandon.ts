import pLimit from 'p-limit'
import type { Store } from '../storage/store.ts'
import { keys } from './layout.ts'

const DELETES = 16

/**
 * Removes what a run has stored under an id of its own that never became a backup. Only for the run itself, and only where it did not begin
 * to put a manifest: a put that seemed to fail may still arrive. What cannot be removed stays as garbage, which no listing shows.
 */
export async function abandonBackup(store: Store, name: string, id: string): Promise<void> {
  const limit = pLimit(DELETES)
  const deletes: Promise<void>[] = []
  for await (const { key } of store.list(keys.backup(name, id))) deletes.push(limit(() => store.delete(key)))
  await Promise.all(deletes)
}
