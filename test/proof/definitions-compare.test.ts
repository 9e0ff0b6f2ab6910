import { expect, test } from '@jest/globals'
import type { Definition } from '../../src/proof/definition-text.ts'
import { compareDefinitions } from '../../src/proof/definitions-compare.ts'

const view = (lines: string[]): Definition => ({
  ...{ dumpId: 1, classOid: 1259, type: 'VIEW', schema: 's', tag: 'v', owner: 'o', digest: '', dependencies: [] },
  text: lines.join('\n'),
})
const numbered = (count: number, word: string) => Array.from({ length: count }, (_, n) => `${word} ${n}`)

test('a diff of 20 lines is whole, and a longer one ends with how many there are more', () => {
  // A line with the place, then each line twice.
  const whole = compareDefinitions([view(['same', ...numbered(9, 'a')])], [view(['same', ...numbered(9, 'b')])])[0]
  expect(whole?.diff?.split('\n')).toHaveLength(20)
  expect(whole?.diff).toMatch(/\+b 8$/)
  const long = compareDefinitions([view(numbered(30, 'a'))], [view(numbered(30, 'b'))])[0]
  expect(long?.diff?.split('\n')).toHaveLength(20)
  expect(long?.diff).toMatch(/-a 17\n… 42 more lines$/)
})
