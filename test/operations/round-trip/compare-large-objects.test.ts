import { expect, test } from '@jest/globals'
import { compareLargeObjects } from '../../../src/operations/round-trip/compare-large-objects.ts'

const object = (oid: number, sha256 = 'aa', bytes = 3) => ({ oid, bytes, sha256 })

test('equal ones in any order are equal', () => {
  const stored = [object(1), object(2, 'bb')]
  expect(compareLargeObjects(stored, stored.toReversed())).toEqual({ count: 2, equal: 2, differences: [] })
})

test('what is missing, has other contents or is too many is named, and only the last is not of the backup', () => {
  const again = [object(2, 'cc', 5), object(3), object(9)]
  expect(compareLargeObjects([object(1), object(2), object(3)], again)).toEqual({
    ...{ count: 3, equal: 1 },
    differences: [
      'large object 1 is missing',
      'large object 2 has other contents (3 bytes in the backup, 5 after the restore)',
      'large object 9 is not in the backup',
    ],
  })
})
