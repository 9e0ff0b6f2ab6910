import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { PgproofError } from '../../../src/errors.ts'
import { parseAssertions } from '../../../src/proof/assertions/assertions.ts'
import { countAssertions } from '../../../src/proof/assertions/run.ts'

const read = (text: string) => parseAssertions(parse(text), 'pgproof.yml')

function refusal(text: string): PgproofError {
  try {
    read(text)
  } catch (error) {
    if (error instanceof PgproofError) return error
  }
  throw new Error('it was not refused')
}

const everything = `
assertions:
  tables:
    public.orders:
      rows: { min: 1000, max: 2000 }
      not-null: [customer_id, "\\"Placed At\\""]
      freshness: { column: created_at, max-age: 1d12h }
    '"My Schema"."Orders"': { name: archive, rows: { equals: 5 } }
    public.customers:
  indexes:
    - orders_pkey
    - { table: public.orders, method: gin, columns: [payload] }
  queries:
    - { name: answer, sql: select 42, expect: 42 }
    - { sql: select 1, expect: '>= 1', skip: true, reason: moved away }
`

test('every form is read', () => {
  const assertions = read(everything)
  expect(assertions.tables['public.orders']).toEqual({
    rows: { min: 1000, max: 2000 },
    'not-null': ['customer_id', 'Placed At'],
    freshness: { column: 'created_at', 'max-age': 36 * 3_600_000 },
  })
  expect(assertions.tables['public.customers']).toEqual({})
  expect(assertions.indexes).toEqual([
    { index: { name: 'orders_pkey' } },
    { table: { schema: 'public', name: 'orders' }, method: 'gin', columns: ['payload'] },
  ])
  expect(assertions.queries.map((query) => query.skip)).toEqual([undefined, true])
})

test('every single assertion counts, the skipped one too', () => {
  // rows, two columns, freshness; rows; there; two indexes; two queries
  expect(countAssertions(read(everything))).toBe(10)
})

test.each([undefined, null, {}, { assertions: null }, { assertions: {} }])(
  'nothing configured is none: %j',
  (value) => {
    expect(countAssertions(parseAssertions(value, 'pgproof.yml'))).toBe(0)
  },
)

test.each([
  ['table: {}', 'unknown key "table", did you mean "tables"?'],
  ['tables: { public.orders: { row: { min: 1 } } }', 'tables."public.orders": unknown key "row", did you mean "rows"?'],
  ['tables: { a: { rows: { minimum: 1 } } }', 'tables.a.rows: unknown key "minimum", did you mean "min"?'],
  ['tables: { a: { notnull: [b] } }', 'did you mean "not-null"?'],
  [
    'tables: { a: { freshness: { column: b, maxage: 1h } } }',
    'tables.a.freshness: unknown key "maxage", did you mean "max-age"?',
  ],
  ['indexes: [{ tabel: a }]', 'indexes.0: unknown key "tabel", did you mean "table"?'],
  ['queries: [{ sql: select 1, expected: 1 }]', 'queries.0: unknown key "expected", did you mean "expect"?'],
  [
    'tables: { a: { zzzzzzzzzzz: 1 } }',
    'unknown key "zzzzzzzzzzz" (known: name, skip, reason, rows, not-null, freshness)',
  ],
])('an unknown key is refused with the nearest known one: %s', (text, sentence) => {
  const error = refusal(text)
  expect(error.code).toBe(2)
  expect(error.reason).toContain(sentence)
  expect(error.reason).toMatch(/^pgproof\.yml: /)
})

test.each([
  ['tables: { a: { rows: {} } }', 'tables.a.rows: needs min, max or equals'],
  ['tables: { a: { rows: { min: 5, max: 4 } } }', 'tables.a.rows: min is above max'],
  ['tables: { a: { rows: 5 } }', 'tables.a.rows: must be a mapping of min, max, equals'],
  ['tables: { a: { rows: { min: -1 } } }', 'tables.a.rows.min'],
  ['tables: { a: { rows: { min: 1.5 } } }', 'tables.a.rows.min'],
  ['tables: { a: { rows: { min: "7O" } } }', 'tables.a.rows.min: expected number, received string'],
  ['tables: { a: { skip: true } }', 'tables.a: skip needs a reason'],
  ['tables: { a: { skip: "yes" } }', 'tables.a.skip: expected boolean'],
  ['tables: { a.b.c.d: {} }', 'must be a name as SQL writes it'],
  ['tables: { my orders: {} }', 'must be a name as SQL writes it'],
  ['tables: { a: { freshness: { column: b, max-age: 36 } } }', 'must be a duration like 90m, 36h or 2d'],
  ['tables: { a: { freshness: { column: b, max-age: 36 hours } } }', '"36 hours" is not a duration like'],
  ['tables: [a]', 'tables: expected record'],
  ['indexes: [{ method: gin }]', 'indexes.0: needs index or table'],
  ['indexes: [a b]', '"a b" is not a name as SQL writes it'],
  ['indexes: [5]', 'indexes.0: must be a mapping of'],
  ['queries: [{ sql: select 1 }]', 'queries.0.expect: is missing'],
  ['queries: [{ sql: " ", expect: 1 }]', 'queries.0.sql'],
  ['queries: [{ sql: select 1, expect: [1, 2] }]', 'a list must hold one list per row'],
  ['queries: [{ sql: select 1, expect: { row: 1 } }]', 'a mapping has the one key "rows"'],
  ['queries: [{ sql: select 1, expect: { rows: many } }]', 'rows must be a number or a comparison'],
  ['queries: [{ sql: select 1, expect: ">= tomorrow" }]', 'no number'],
  ['queries: [{ sql: select 1, expect: 12345678901234567890 }]', 'too long for a YAML number'],
  ['queries: [{ sql: select 1, expect: .nan }]', 'equals nothing'],
  ['just text', 'must be a mapping of tables, indexes, queries'],
])('what makes no sense is refused: %s', (text, sentence) => {
  const error = refusal(text)
  expect(error.code).toBe(2)
  expect(error.reason).toContain(sentence)
})
