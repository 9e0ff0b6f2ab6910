import { expect, test } from '@jest/globals'
import { structureFault } from '../../src/repository/json-structure.ts'

test.each([
  '{}',
  '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}',
  '{"a":"a","b":"\\"a\\":","a:":1}',
  '["a","a"]',
  '{"a" : "}" , "b" : "{" }',
  '"a"',
  '{"\\\\":1,"\\"":2}',
  '{"__proto__":1,"constructor":2}',
])('%s is sound', (text) => {
  JSON.parse(text)
  expect(structureFault(text)).toBeUndefined()
})

test.each([
  ['{"a":1,"a":1}', 'a'],
  ['{"a":1 , "a" :1}', 'a'],
  ['{"x":{"b":1,"c":[{"b":1,"b":2}]}}', 'b'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['{"":1,"":2}', ''],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['{"a":"\\\\","a":2}', 'a'],
])('%s has a key twice', (text, key) => {
  JSON.parse(text)
  expect(structureFault(text)).toBe(`has the key ${JSON.stringify(key)} twice in one object`)
})

test.each(['[', '{"a":'])('%s without end is too deep', (opening) => {
  expect(structureFault(opening.repeat(64))).toBeUndefined()
  expect(structureFault(opening.repeat(65))).toBe('is nested too deeply')
})

test.each(['"', '{"', '{"a\\', '}}}', '{"a":1,"\\uZZZZ":2}', ''])(
  '%j, which is no JSON, is left to the parser',
  (text) => {
    expect(structureFault(text)).toBeUndefined()
  },
)
