import { beforeAll, expect, test } from '@jest/globals'
import { Stanza } from 'age-encryption'
import { AgePassphrase } from '../../src/sealing/age-passphrase.ts'

const FILE_KEY = new Uint8Array(16).fill(7)
const passphrase = new AgePassphrase('nineteen words of a test')
let stanza: Stanza

beforeAll(async () => {
  ;[stanza = new Stanza([], FILE_KEY)] = await passphrase.wrapFileKey(FILE_KEY)
})

test('a file key comes back with its passphrase alone', async () => {
  expect(stanza.args).toEqual(['scrypt', expect.stringMatching(/^[\w+/]{22}$/), '18'])
  expect(await passphrase.unwrapFileKey([stanza])).toEqual(FILE_KEY)
  expect(await new AgePassphrase('another one').unwrapFileKey([stanza])).toBeNull()
  const damaged = new Stanza(
    stanza.args,
    stanza.body.map((byte, at) => (at === 3 ? byte ^ 1 : byte)),
  )
  expect(await passphrase.unwrapFileKey([damaged])).toBeNull()
})

test('each time it is another salt', async () => {
  const [again] = await passphrase.wrapFileKey(FILE_KEY)
  expect(again?.args[1]).not.toBe(stanza.args[1])
})

test('a file for keys is for no passphrase', async () => {
  expect(await passphrase.unwrapFileKey([new Stanza(['X25519', 'abc'], stanza.body)])).toBeNull()
  expect(await passphrase.unwrapFileKey([])).toBeNull()
})

test.each<[string, (one: Stanza) => Stanza[]]>([
  ['more than one recipient', (one) => [one, one]],
  [
    'more work than anybody asks for',
    ({ args: [kind = '', salt = ''], body }) => [new Stanza([kind, salt, '21'], body)],
  ],
  ['work that is no number', ({ args: [kind = '', salt = ''], body }) => [new Stanza([kind, salt, '018'], body)]],
  ['no work', ({ args: [kind = '', salt = ''], body }) => [new Stanza([kind, salt], body)]],
  ['no salt', ({ body }) => [new Stanza(['scrypt'], body)]],
  ['a short salt', ({ body }) => [new Stanza(['scrypt', 'AAAA', '18'], body)]],
  ['more arguments', ({ args, body }) => [new Stanza([...args, 'x'], body)]],
  ['a short body', ({ args, body }) => [new Stanza(args, body.subarray(1))]],
])('a header with %s is refused before any work', async (_, change) => {
  await expect(passphrase.unwrapFileKey(change(stanza))).rejects.toThrow('its header is not one of a passphrase')
})
