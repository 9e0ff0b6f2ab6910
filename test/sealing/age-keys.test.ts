import { spawnSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { parseIdentities, parseRecipients, recipientFingerprint, recipientsOf } from '../../src/sealing/age-keys.ts'
import { shownKey } from '../../src/sealing/shown-key.ts'
import { ageKey } from '../support/keys.ts'

const RECIPIENT = 'age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm'

test('recipients are lines, each once, with comments', () => {
  expect(parseRecipients([` ${RECIPIENT} `, '', '# of the archive', RECIPIENT])).toEqual([RECIPIENT])
})

test.each([
  ['nothing', ['', '# age1'], 'encrypt-to holds no recipient'],
  ['a secret key', [RECIPIENT, 'AGE-SECRET-KEY-1QQQ'], 'entry 2 of encrypt-to is a secret key'],
  ['a secret key in small letters', ['age-secret-key-1qqq'], 'entry 1 of encrypt-to is a secret key'],
  ['an SSH key', ['ssh-ed25519 AAAAC3 me'], 'entry 1 of encrypt-to is an SSH key, which pgproof cannot seal for'],
  ['an SSH key of a token', ['sk-ssh-ed25519@openssh.com AAAA'], 'is an SSH key'],
  [
    'a mistyped key',
    [RECIPIENT.replace('cy0', 'cy1')],
    'entry 1 of encrypt-to, age1cy1su9fwf3gf…s4euqm, is no recipient of age',
  ],
  ['a cut key', [RECIPIENT.slice(0, 20)], `entry 1 of encrypt-to, ${RECIPIENT.slice(0, 20)}, is no recipient of age`],
  ['a key of gpg', ['0123 4567 89AB CDEF'], 'is no recipient of age'],
])('%s is refused', (_, lines, reason) => {
  expect(() => parseRecipients(lines)).toThrow(
    expect.objectContaining({ code: 2, reason: expect.stringContaining(reason) }),
  )
})

test('what is refused shows nothing that may be secret', () => {
  const refused = () => parseRecipients(['AGE-SECRET-KEY-1SECRET'])
  expect(refused).toThrow(expect.not.objectContaining({ message: expect.stringContaining('SECRET') }))
})

test('identities are lines, each once, with comments', async () => {
  const { identity, recipient } = await ageKey()
  const read = await parseIdentities(`# created: 2026\n# public key: ${recipient}\n ${identity}\r\n\n${identity}`)
  expect(read).toEqual([identity])
  expect(await recipientsOf(read)).toEqual([recipient])
})

test.each([
  ['nothing', '# created: 2026\n', 'identity holds no key'],
  ['blanks', ' \n\t\n', 'identity holds no key'],
  ['a PEM file', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n', 'identity is not a secret key of age'],
  ['a public key', `# mine\n${RECIPIENT}`, 'line 2 of identity is not a secret key of age'],
  ['a cut key', 'AGE-SECRET-KEY-1QQQ', 'line 1 of identity is not a secret key of age'],
  ['a plugin', 'AGE-PLUGIN-YUBIKEY-1QQQ', 'line 1 of identity is not a secret key of age'],
])('%s is no identity', async (_, text, reason) => {
  const refused = parseIdentities(text)
  await expect(refused).rejects.toMatchObject({ code: 2, reason })
  await expect(refused).rejects.not.toThrow('QQQ')
})

test('a public key is shown so that it can be told from others', () => {
  expect(shownKey(RECIPIENT)).toBe('age1cy0su9fwf3gf…s4euqm')
  expect(shownKey('short')).toBe('short')
})

test('a fingerprint is what openssl makes of the text of a public key', () => {
  const script = 'openssl dgst -sha256 -binary | base64 -w0'
  const { stdout } = spawnSync('sh', ['-c', script], { input: RECIPIENT, encoding: 'utf8' })
  expect(recipientFingerprint(RECIPIENT)).toBe(`SHA256:${stdout.replace(/=+$/, '')}`)
})
