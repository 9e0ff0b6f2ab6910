import { expect, test } from '@jest/globals'
import { methodOf, openSealed, suffixOf } from '../../src/sealing/methods.ts'
import type { Encryption } from '../../src/sealing/seal.ts'
import { ageKey } from '../support/keys.ts'
import { makeTools, sealedWith } from '../support/sealing.ts'

test.each(['age', 'gpg'] as const)(
  'objects sealed by %s end with the suffix that names are looked up by',
  async (method) => {
    const encryption: Encryption = { method, mode: 'recipients', recipients: [], check: '' }
    expect((await methodOf(method)).suffix).toBe(`.${method}`)
    expect(suffixOf(encryption)).toBe(`.${method}`)
  },
)

test('objects of a plain backup have no suffix', () => {
  expect(suffixOf(null)).toBe('')
})

test('a backup is opened by the method that sealed it', async () => {
  const tools = makeTools()
  const { identity, recipient } = await ageKey()
  const { encryption, seal } = await (await methodOf('age')).forRecipients([recipient], tools)
  const opener = await openSealed(sealedWith(encryption), { identities: [identity] }, tools)
  expect((await opener.open(await seal(Buffer.from('x')))).toString()).toBe('x')
  tools.remove()
})
