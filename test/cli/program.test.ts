import { describe, expect, test } from '@jest/globals'
import { parseArguments } from '../../src/cli/program.ts'
import type { Declaration } from '../../src/inputs/declare.ts'
import { declarations } from '../../src/inputs/verbs.ts'

describe.each(Object.entries(declarations as Record<string, Declaration>))('%s', (verb, { inputs }) => {
  const flags = Object.entries(inputs).filter(([, { kind, only }]) => kind === 'flag' && only !== 'action')

  test('says nothing that nobody said', () => {
    expect(parseArguments([verb])).toEqual({ kind: 'verb', verb, given: {} })
  })

  test.each(flags)('--%s is that input alone, on and off', (name) => {
    expect(parseArguments([verb, `--${name}`])).toEqual({ kind: 'verb', verb, given: { [name]: 'true' } })
    expect(parseArguments([verb, `--${name}=false`])).toEqual({ kind: 'verb', verb, given: { [name]: 'false' } })
  })
})

test.each(['constructor', '__proto__', 'toString', 'nothing'])('%s is no command', (word) => {
  expect(() => parseArguments([word])).toThrow(`unknown command ${word}`)
  expect(() => parseArguments(['verify', word])).toThrow('only options may follow the command')
})
