import { expect, test } from '@jest/globals'
import { nearest, unknownKey } from '../../src/proof/nearest.ts'

test.each([
  ['sotrage', ['name', 'storage', 'jobs'], 'storage'],
  ['Rows', ['rows', 'row'], 'rows'],
  ['restore', ['doctor', 'restore-test'], 'restore-test'],
  ['x', ['abcdef'], undefined],
  ['', ['rows'], undefined],
  ['anything', [], undefined],
])('nearest to %j among %j is %j', (word, known, meant) => {
  expect(nearest(word, known)).toBe(meant)
})

test('an unknown key is named with its nearest and with all known ones', () => {
  expect(unknownKey('row', ['name', 'rows'])).toBe('unknown key "row", did you mean "rows"? (known: name, rows)')
  expect(unknownKey('zzzzzz', ['name'])).toBe('unknown key "zzzzzz" (known: name)')
})
