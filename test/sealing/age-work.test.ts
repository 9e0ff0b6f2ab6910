import { expect, test } from '@jest/globals'
import { AgeWork, memoryOf } from '../../src/sealing/age-work.ts'
import { ageKey } from '../support/keys.ts'

const BODY = Buffer.from('rows of a table\n')

test('what is sealed and opened is answered with its memory, and what is not whole in words', async () => {
  const { identity, recipient } = await ageKey()
  const work = new AgeWork({ recipients: [recipient], identities: [identity] })
  const sealed = await work.answer({ what: 'seal', body: BODY })
  const { body } = sealed as { body: Uint8Array }
  expect(memoryOf(sealed)).toEqual([body.buffer])
  expect(await work.answer({ what: 'open', body })).toEqual({ body: BODY })
  const bad = await work.answer({ what: 'open', body: body.subarray(1) })
  expect(bad).toEqual({ bad: 'is not a whole file of age for this key' })
  expect(memoryOf(bad)).toEqual([])
})

test('a key that is none is refused before any work', () => {
  expect(() => new AgeWork({ recipients: ['age1none'], identities: [] })).toThrow()
  expect(() => new AgeWork({ recipients: [], identities: ['AGE-SECRET-KEY-1NONE'] })).toThrow()
})
