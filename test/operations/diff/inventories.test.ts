import { expect, test } from '@jest/globals'
import { compareEntries } from '../../../src/operations/diff/definitions.ts'
import { compareTables } from '../../../src/operations/diff/tables.ts'
import type { InventoryTable } from '../../../src/repository/inventory.ts'
import { inventoryOf } from '../../repository/sample.ts'

const tableOf = (name: string, more: Partial<InventoryTable> = {}): InventoryTable => ({
  dumpId: 1,
  file: '1.dat',
  oid: 1,
  schema: 'public',
  name,
  root: null,
  columns: ['a'],
  rows: 1,
  bytes: 2,
  sha256: 'a'.repeat(64),
  parts: [],
  ...more,
})
const entry = (type: string, name: string, digest: string) => ({
  type,
  schema: 'public',
  name,
  sha256: digest.repeat(64),
})

test('a table with as many rows as before may have changed all the same', () => {
  const changed = compareTables([tableOf('a')], [tableOf('a', { sha256: 'b'.repeat(64) })])
  expect(changed).toMatchObject([{ change: 'changed', before: { rows: 1 }, after: { rows: 1 } }])
  expect(changed[0]?.columns).toBeUndefined()
})

test('other columns are a change, even of a table without rows', () => {
  const [one] = compareTables([tableOf('a', { rows: 0 })], [tableOf('a', { rows: 0, columns: ['b', 'a'] })])
  expect(one).toMatchObject({ change: 'changed', columns: { new: ['b'], gone: [] } })
  const [turned] = compareTables([tableOf('a', { columns: ['a', 'b'] })], [tableOf('a', { columns: ['b', 'a'] })])
  expect(turned?.change).toBe('changed')
})

test('names that would join to the same text are told apart', () => {
  const tables = compareTables([tableOf('c', { schema: 'a.b' })], [tableOf('b.c', { schema: 'a' })])
  expect(tables.map(({ change }) => change).sort()).toEqual(['gone', 'new'])
})

test('operators of one name are matched by what they are, and sequences that moved are counted apart', () => {
  const before = inventoryOf({
    entries: [entry('OPERATOR', '+', '1'), entry('OPERATOR', '+', '2'), entry('SEQUENCE SET', 's', '1')],
  })
  const after = inventoryOf({
    entries: [entry('OPERATOR', '+', '2'), entry('OPERATOR', '+', '3'), entry('SEQUENCE SET', 's', '2')],
  })
  expect(compareEntries(before, after)).toEqual({
    before: 3,
    after: 3,
    sequencesMoved: 1,
    differences: [{ type: 'OPERATOR', schema: 'public', name: '+', change: 'changed' }],
  })
})
