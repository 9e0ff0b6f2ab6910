import { ObjectExists, ObjectMissing, ObjectTooLarge, type Store } from '../storage/store.ts'
import { kindIn, MOST_RECORD_BYTES, type RecordKind, recordKeys } from './records.ts'

/**
 * A good restore-test, and what keys opened it, are about a backup's bytes, which are the same in every store. All other records are about one store:
 * `verified` and `failed` say what was read there, `expired`, `pinned` and the like what is kept there, steps where a restore from there stands.
 */
const TRAVEL = new Set<string | undefined>(['restore-tested', 'opened'] satisfies RecordKind[])

/** Copies a backup's records that are as true of the copy, byte for byte, and returns how many there were to copy. */
export async function copyRecords(from: Store, to: Store, { name, id }: { name: string; id: string }): Promise<number> {
  const there = new Set(await recordKeys(to, name, id))
  let copied = 0
  for (const key of await recordKeys(from, name, id)) {
    if (!TRAVEL.has(kindIn(key)) || there.has(key)) continue
    if (await copyRecord(from, to, key)) copied += 1
  }
  return copied
}

/** One that cannot be read is news that nobody gets, as elsewhere. */
async function copyRecord(from: Store, to: Store, key: string): Promise<boolean> {
  try {
    await to.put(key, await from.get(key, { most: MOST_RECORD_BYTES }), { onlyIfAbsent: true })
    return true
  } catch (error) {
    if (error instanceof ObjectMissing || error instanceof ObjectTooLarge || error instanceof ObjectExists) return false
    throw error
  }
}
