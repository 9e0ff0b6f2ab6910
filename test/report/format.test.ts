import { expect, test } from '@jest/globals'
import { age, bytes, count, counted, percentage, time, visible } from '../../src/report/format.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_999, '1.0 MB'],
  [12_345_678, '12 MB'],
  [123_456_789, '123 MB'],
  [1_400_000_000, '1.4 GB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (number, shown) => expect(bytes(number)).toBe(shown))

test.each([
  [0.04, '0.0 s'],
  [9.96, '10 s'],
  [119.7, '2 min 0 s'],
  [200, '3 min 20 s'],
  [7500, '2 h 5 min'],
])('%d seconds are %s', (seconds, shown) => expect(time(seconds)).toBe(shown))

test('ages, counts and shares', () => {
  expect([60, 240, 7200, 47 * 3600, 12 * 86_400].map(age)).toEqual(['60 s', '4 min', '2 h', '47 h', '12 d'])
  expect([count(1250000), counted(1, 'row'), counted(0, 'row')]).toEqual(['1,250,000', '1 row', '0 rows'])
  expect([0, 0.015, 0.5, 0.9999, 1].map(percentage)).toEqual(['0 %', '1.5 %', '50 %', '99 %', '100 %'])
})

test('control characters and overrides of direction are made visible', () => {
  expect(visible('a\n\t\u001b[31m\u202e')).toBe('a\\n\\t\\u001b[31m\\u202e')
})
