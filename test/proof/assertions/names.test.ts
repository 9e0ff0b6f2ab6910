import { expect, test } from '@jest/globals'
import { parseColumnName, parseSqlName, showSqlName } from '../../../src/proof/assertions/names.ts'

test.each([
  ['orders', { name: 'orders' }],
  ['public.Orders', { schema: 'public', name: 'orders' }],
  ['"My Schema"."orders"', { schema: 'My Schema', name: 'orders' }],
  ['"a.b"."c""d"', { schema: 'a.b', name: 'c"d' }],
  [' public . orders ', { schema: 'public', name: 'orders' }],
  ['"new\nline"', { name: 'new\nline' }],
  ['größe.ÄPFEL', { schema: 'größe', name: 'Äpfel' }],
  ['-leading', { name: '-leading' }],
])('%j is a name', (text, name) => {
  expect(parseSqlName(text)).toEqual(name)
})

test.each(['', '.', 'a.', '.a', 'a.b.c', 'two words', '"open', '""', '"a"b', 'a"b"'])('%j is no name', (text) => {
  expect(parseSqlName(text)).toBeUndefined()
})

test('a column has one part', () => {
  expect(parseColumnName('"Created At"')).toBe('Created At')
  expect(parseColumnName('a.b')).toBeUndefined()
})

test.each([
  [{ schema: 'public', name: 'orders' }, 'public.orders'],
  [{ schema: 'My Schema', name: 'a"b' }, '"My Schema"."a""b"'],
  [{ name: '1st' }, '"1st"'],
])('%j is shown as %s', (name, shown) => {
  expect(showSqlName(name)).toBe(shown)
  expect(parseSqlName(shown)).toEqual(name)
})
