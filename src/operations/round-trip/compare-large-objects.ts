import type { Inventory } from '../../repository/inventory.ts'
import type { RestoreTestResult } from '../results-restore-test.ts'

type LargeObject = Pick<Inventory['largeObjects'][number], 'oid' | 'bytes' | 'sha256'>

/** Compares the large objects of the backup with those of the second dump, by digest. */
export function compareLargeObjects(
  stored: readonly LargeObject[],
  again: readonly LargeObject[],
): RestoreTestResult['largeObjects'] {
  const found = new Map(again.map((object) => [object.oid, object]))
  const differences: string[] = []
  for (const object of stored) {
    const other = found.get(object.oid)
    found.delete(object.oid)
    if (other === undefined) differences.push(`large object ${object.oid} is missing`)
    else if (other.sha256 !== object.sha256) {
      differences.push(
        `large object ${object.oid} has other contents (${object.bytes} bytes in the backup, ${other.bytes} after the restore)`,
      )
    }
  }
  const equal = stored.length - differences.length
  for (const oid of found.keys()) differences.push(`large object ${oid} is not in the backup`)
  return { count: stored.length, equal, differences }
}
