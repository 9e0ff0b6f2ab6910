import { expect, test } from '@jest/globals'
import { parseList } from '../../../src/dump/archive.ts'
import type { Chosen } from '../../../src/operations/chosen.ts'
import {
  extensionEntries,
  isScheduler,
  leftOutOf,
  withoutExtensions,
} from '../../../src/operations/round-trip/left-out.ts'
import { constraint, facts, index, table } from '../../proof/catalogue-facts.ts'

const chosen = (inventory: object, more: Partial<Chosen> = {}) =>
  ({ inventory: { filter: { excludeSchemas: [] }, entries: [], ...inventory }, ...more }) as unknown as Chosen

/** Which of the lines are left out. */
const among = (leftOut: ReturnType<typeof leftOutOf>, lines: string[]) =>
  parseList(lines.join('\n')).flatMap((entry) => (leftOut?.(entry) ? [entry.line] : []))

test('only what runs jobs is a scheduler', () => {
  expect([isScheduler('pg_cron'), isScheduler('citext')]).toEqual([true, false])
})

test('nothing is left out of a whole backup', () => {
  expect(leftOutOf(chosen({}))).toBeUndefined()
  expect(extensionEntries([])).toBeUndefined()
})

test('of a part, what was not asked for is left out', () => {
  const part = { sentences: [], entries: new Set([2]), detached: [] }
  const lines = ['1; 1259 1 TABLE s t o', '2; 1259 2 TABLE s u o']
  expect(among(leftOutOf(chosen({}, { part })), lines)).toEqual(lines.slice(0, 1))
})

test('extensions that the target cannot have are left out with all that is theirs', () => {
  const theirs = [
    '1; 3079 1 EXTENSION - pg_cron ',
    '2; 0 0 COMMENT - EXTENSION pg_cron ',
    '3; 0 0 ACL - SCHEMA cron postgres',
    '4; 0 0 ACL cron TABLE job postgres',
    '5; 826 6 DEFAULT ACL cron DEFAULT PRIVILEGES FOR TABLES postgres',
    '6; 0 0 SEQUENCE SET cron jobid_seq postgres',
  ]
  const others = ['7; 3079 2 EXTENSION - pg_cron_more ', '8; 1259 9 TABLE cron mine o', '9; 3079 3 EXTENSION - citext ']
  expect(among(extensionEntries(['pg_cron']), [...theirs, ...others])).toEqual(theirs)
  expect(among(leftOutOf(chosen({}, { absentExtensions: ['citext'] })), [...theirs, ...others])).toEqual(
    others.slice(2),
  )
})

test('tables of schemas that the backup leaves out are not put into publications', () => {
  const inventory = {
    filter: { excludeSchemas: ['audit'] },
    entries: [
      { type: 'TABLE', schema: 'sales', name: 'orders' },
      { type: 'VIEW', schema: 'audit', name: 'v' },
    ],
  }
  const lines = [
    '1; 6106 1 PUBLICATION TABLE sales some orders postgres',
    '2; 6106 2 PUBLICATION TABLE audit some log postgres',
    '3; 1259 3 TABLE audit log postgres',
  ]
  expect(among(leftOutOf(chosen(inventory)), lines)).toEqual(lines.slice(1, 2))
})

test('without an extension the backup is its inventory without the extension’s tables', () => {
  const extension = (name: string) => ({ name, version: '1', schema: 's', configTables: [] })
  const inventory = {
    tables: [
      { schema: 'cron', name: 'job' },
      { schema: 's', name: 't' },
      { schema: 's', name: 'geo' },
    ],
    facts: facts({
      tables: [
        table({ schema: 'cron', name: 'job', extension: 'pg_cron' }),
        table(),
        table({ name: 'geo', extension: 'postgis' }),
      ],
      indexes: [index({ schema: 'cron', table: 'job' }), index()],
      constraints: [constraint({ schema: 'cron', table: 'job' }), constraint()],
      extensions: [extension('pg_cron'), extension('postgis')],
    }),
  }
  const whole = chosen(inventory)
  expect(withoutExtensions(whole, [])).toBe(whole)
  const reduced = withoutExtensions(whole, ['pg_cron'])
  expect(reduced.inventory.tables).toEqual(inventory.tables.slice(1))
  expect(reduced.inventory.facts).toMatchObject({
    tables: [{ name: 't' }, { name: 'geo' }],
    indexes: [{ schema: 's' }],
    constraints: [{ schema: 's' }],
    extensions: [{ name: 'postgis' }],
  })
  expect(reduced).toMatchObject({ absentExtensions: ['pg_cron'] })
  expect(reduced.stored).toBe(whole.inventory)
  // What was reduced before keeps what is stored.
  expect(withoutExtensions(reduced, ['postgis']).stored).toBe(whole.inventory)
})
