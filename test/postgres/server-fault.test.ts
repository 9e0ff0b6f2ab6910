import { expect, test } from '@jest/globals'
import { isServerFault, saysServerFault, withoutValues } from '../../src/postgres/server-fault.ts'

test.each([
  ['08006', true],
  ['53100', true],
  ['57P01', true],
  ['58030', true],
  [undefined, true],
  ['23503', false],
  ['22P02', false],
  ['42P01', false],
  ['57014', false],
])('SQLSTATE %s is the fault of the server: %s', (state, fault) => {
  expect(isServerFault(state)).toBe(fault)
})

test.each([
  ['pg_restore: error: could not execute query: server closed the connection unexpectedly', true],
  ['pg_restore: error: connection to server at "db" failed: FATAL:  sorry', true],
  ['ERROR:  could not extend file "base/1/2": No space left on device', true],
  ['ERROR:  insert or update on table "a" violates foreign key constraint "b"', false],
])('%s', (text, fault) => {
  expect(saysServerFault(text)).toBe(fault)
})

test('the value in a message about a value is not told', () => {
  expect(withoutValues('22P02', 'invalid input syntax for type integer: "secret"')).not.toContain('secret')
  expect(withoutValues('23503', 'violates foreign key constraint "b"')).toContain('constraint "b"')
})
