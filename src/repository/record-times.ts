import type { Store } from '../storage/store.ts'
import type { BackupRecord } from './records.ts'

/**
 * The time for a record that takes back or renews an earlier one: by the storage's clock, which all machines share, and never before the last
 * record about the same thing, so that the order of two of them is the order in which they were said.
 */
export async function timeAfter(
  store: Store,
  records: readonly BackupRecord[],
  kinds: readonly string[],
): Promise<string> {
  const said = records.filter(({ kind }) => kinds.includes(kind)).map(({ time }) => Date.parse(time))
  const now = (await store.clock()).getTime()
  return new Date(Math.max(now, ...said.map((time) => time + 1))).toISOString()
}
