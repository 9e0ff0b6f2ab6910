import { expect, test } from '@jest/globals'
import { parseExpectation, satisfies, showComparison } from '../../../src/proof/assertions/expect.ts'

function comparison(value: unknown) {
  const parsed = parseExpectation(value)
  if (typeof parsed === 'string' || parsed.kind !== 'value') throw new Error(`not a value: ${JSON.stringify(parsed)}`)
  return parsed.comparison
}

test.each<[unknown, string | null, boolean]>([
  [5, '5', true],
  [5, '5.00', true],
  [5, '05', true],
  [5, '6', false],
  [5, '5x', false],
  [5, '', false],
  [5, null, false],
  [0.1, '0.10000', true],
  [0.1, '0.1000000000000000000000001', false],
  [-3, '-3.0', true],
  [1000, '1e+03', true],
  ['= 12345678901234567890', '12345678901234567890', true],
  ['= 12345678901234567890', '12345678901234567891', false],
  ['>= 10', '10', true],
  ['>= 10', '9.999999999999999999', false],
  ['>= 10', 'NaN', false],
  ['> 10', '10', false],
  ['< 0', '-1', true],
  ['<=0.5', '0.50', true],
  ['> -1', '0', true],
  ['!= 5', '5.0', false],
  ['<> 5', '6', true],
  ['!= 5', null, true],
  ['== 5', '5.0', true],
  ['= >= 10', '>= 10', true],
  ['text', 'text', true],
  ['text', 'Text', false],
  ['5', '5', true],
  ['5', '5.0', false],
  ['', '', true],
  ['', null, false],
  ['!= text', 'other', true],
  [true, 'true', true],
  [true, 'false', false],
  [null, null, true],
  [null, 'null', false],
])('%j against %j is %j', (expected, found, answer) => {
  expect(satisfies(found, comparison(expected))).toBe(answer)
})

test.each<[unknown, string]>([
  [5, '5'],
  ['>= 10', '>= 10'],
  ['<> x', '!= x'],
  [null, 'null'],
])('%j is shown as %s', (expected, shown) => {
  expect(showComparison(comparison(expected))).toBe(shown)
})
