import { expect, test } from '@jest/globals'
import type { Chosen } from '../../../src/operations/chosen.ts'
import { heldBy } from '../../../src/operations/round-trip/held.ts'
import type { Inventory } from '../../../src/repository/inventory.ts'

const entry = (type: string, schema: string, name: string) => ({
  dumpId: 1,
  classOid: 0,
  type,
  schema,
  name,
  owner: 'o',
})

const held = (filter: Partial<Inventory['filter']>, part?: Partial<Chosen['part']>) => {
  const none = { schemas: [], tables: [], excludeSchemas: [], excludeTables: [] }
  const entries = [
    ...[entry('TABLE', 's', 't'), entry('MATERIALIZED VIEW', 's', 'v'), entry('MATERIALIZED VIEW DATA', 's', 'v')],
    entry('MATERIALIZED VIEW', 's', 'empty'),
  ]
  const inventory = { filter: { ...none, ...filter }, entries } as unknown as Inventory
  return heldBy({ inventory, ...(part && { part: part as NonNullable<Chosen['part']> }) })
}

test('a whole backup holds every table, and fills the views that it has contents for', () => {
  const { fills, holds, constrains, largeObjects } = held({})
  expect([holds, largeObjects]).toEqual([undefined, undefined])
  expect([fills?.('s', 'v'), fills?.('s', 'empty'), fills?.('other', 'v')]).toEqual([true, false, false])
  expect(constrains?.('s', 't')).toBe(true)
})

test('the keys of a partition that comes back by itself are not those of the backup', () => {
  const { constrains } = held({}, { detached: [{ schema: 's', name: 't' }] })
  expect([constrains?.('s', 't'), constrains?.('s', 'u')]).toEqual([false, true])
})

test.each<[keyof Inventory['filter'], boolean]>([
  ['schemas', false],
  ['tables', false],
  ['excludeSchemas', true],
  ['excludeTables', true],
])('with %s it holds what it names, and large objects: %s', (patterns, largeObjects) => {
  const partial = held({ [patterns]: ['s'] })
  expect([partial.holds?.('s', 't'), partial.holds?.('s', 'u'), partial.holds?.('t', 's')]).toEqual([
    true,
    false,
    false,
  ])
  expect(partial.largeObjects).toBe(largeObjects)
  expect([partial.fills?.('s', 'v'), partial.constrains?.('s', 't')]).toEqual([true, true])
})
