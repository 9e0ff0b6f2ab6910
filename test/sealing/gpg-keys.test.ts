import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { failureOf } from '../support/failure.ts'
import { Keyring } from '../support/gpg.ts'
import { opened, sealFor as sealIn } from '../support/gpg-seals.ts'
import { eventually } from '../support/processes.ts'

const BODY = Buffer.from('rows of a table\n')

/** The user's keyring, and one of somebody who holds a key of their own. */
let ring: Keyring
let other: Keyring
let ana: string
let ben: string
let lou: string

beforeAll(() => {
  ring = new Keyring()
  other = new Keyring()
  ana = ring.key('Ana <ana@example.org>')
  lou = ring.key('Lou <lou@example.org>')
  ben = other.key('Ben <ben@example.org>')
}, 60_000)

afterAll(() => {
  ring?.stop()
  other?.stop()
})

const sealFor = (recipients: string[], bodies = [BODY], keyring = ring) => sealIn(keyring, recipients, bodies)

describe('recipients', () => {
  test.each([
    ['a fingerprint', () => ana],
    ['a fingerprint in groups', () => ana.replace(/(.{4})/g, '$1 ')],
    ['a fingerprint in small letters with 0x', () => `0x${ana.toLowerCase()}`],
    ['a long key id', () => ana.slice(-16)],
    ['an address', () => 'ana@example.org'],
  ])('%s names a key of the keyring', async (_, name) => {
    const seals = await sealFor([name()])
    expect(seals.encryption).toMatchObject({ method: 'gpg', mode: 'recipients', recipients: [ana] })
    expect(await opened(seals, {}, ring)).toEqual([[ana], BODY])
  })

  test('two, in a keyring and as a key block without its empty line, can open it each', async () => {
    // A list of lines has lost the empty one.
    const block = other.publicKey(ben).replaceAll(/\n\n+/g, '\n').split('\n')
    const seals = await sealFor([ana, '# the other one', ...block, ana])
    expect(seals.encryption.recipients).toEqual([ana, ben])
    expect(await opened(seals, {}, ring)).toEqual([[ana], BODY])
    expect(await opened(seals, {}, other)).toEqual([[ben], BODY])
    expect(other.run(['--decrypt'], seals.bodies[0])).toEqual(BODY)
  })

  test('a key block with headers, given as one text, may hold several keys', async () => {
    const block = `Keys of ours\n${ring.publicKey(ana, lou).replace('\n\n', '\nComment: of two\n\n')}`
    expect((await failureOf(sealFor([block]))).reason).toBe('gpg-recipients holds Keys of ours, which names no key')
    expect((await sealFor([block.replace('Keys', '# Keys')])).encryption.recipients).toEqual([ana, lou])
  })

  test('messages are of AES256, not compressed, and for nobody else, whatever the user has configured', async () => {
    const secret = ring.key('Configured <configured@example.org>')
    writeFileSync(join(ring.folder, 'gpg.conf'), `encrypt-to ${secret}\ncipher-algo 3DES\ncompress-level 9\n`)
    try {
      const { bodies } = await sealFor([ana])
      const packets = ring.run(['--list-packets', '--verbose'], bodies[0]).toString()
      expect(packets.match(/pubkey enc packet/g)).toHaveLength(1)
      expect(packets).toContain('mdc_method: 2')
      expect(packets).not.toContain('compressed packet')
      const shown = ring.run(['--status-fd', '1', '--output', '/dev/null', '--yes', '--decrypt'], bodies[0]).toString()
      expect(shown).toMatch(/DECRYPTION_INFO \d+ 9 /)
    } finally {
      rmSync(join(ring.folder, 'gpg.conf'))
    }
  })

  test('none that cannot be sealed for is taken, and each is named', async () => {
    const keys = new Keyring()
    try {
      const old = { at: '20200101T000000', encryption: '1y' }
      const expired = keys.key('Expired <expired@example.org>')
      keys.run(['--quick-set-expire', expired, 'seconds=1'])
      const sign = keys.key('Sign <sign@example.org>', { usage: 'sign', encryption: '' })
      const sub = keys.key('Sub <sub@example.org>', old)
      const revoked = keys.key('Gone <gone@example.org>')
      keys.revoke(revoked)
      const disabled = keys.key('Off <off@example.org>')
      keys.run(['--command-fd', '0', '--edit-key', disabled], 'disable\nsave\n')
      for (const owner of ['One <same@example.org>', 'Two <same@example.org>']) keys.key(owner)
      const stranger = new Keyring()
      stranger.key('Eve <eve@example.org>')
      keys.run(['--import'], stranger.publicKey())
      const eve =
        keys
          .run(['--with-colons', '--list-keys', 'eve@example.org'])
          .toString()
          .match(/^fpr:+(\w+)/m)?.[1] ?? ''
      const block = stranger.publicKey()
      stranger.stop()
      await eventually('a second is over', () =>
        keys.run(['--with-colons', '--list-keys', expired]).toString().includes('pub:e:'),
      )

      const reasons: [string, string][] = [
        [expired, `the key ${expired} of gpg-recipients has expired`],
        ['expired@example.org', `the key expired@example.org (${expired}) of gpg-recipients has expired`],
        [sign, 'of gpg-recipients can only sign, not encrypt'],
        [sub, 'of gpg-recipients has no encryption key that is still valid'],
        [revoked, 'of gpg-recipients is revoked'],
        [disabled, 'of gpg-recipients is disabled'],
        [keys.publicKey(revoked), `the key in key block 1 (${revoked}) of gpg-recipients is revoked`],
        ['same@example.org', 'gpg-recipients names same@example.org, which several keys are for: '],
        ['eve@example.org', `gpg does not trust that the key ${eve} is theirs`],
        ['nobody@example.org', "gpg-recipients names nobody@example.org, which is not in gpg's keyring"],
        ['0123456789ABCDEF', "gpg-recipients names 0123456789ABCDEF, which is not in gpg's keyring"],
        ['89ABCDEF', 'gpg-recipients names the key 89ABCDEF, which is too short to mean one key'],
        ['--output=/etc/passwd', 'gpg-recipients holds --output=/etc/passwd, which names no key'],
        ['x'.repeat(80), `gpg-recipients holds ${'x'.repeat(60)}…, which names no key`],
        [block.slice(0, 100), 'gpg-recipients holds half a key block, which names no key'],
        [
          block.replaceAll(/^[\w+/]{64}$/gm, 'AAAA'),
          'key block 1 of gpg-recipients is not a public key that gpg can read',
        ],
        [keys.secretKey(sign), 'gpg-recipients holds a secret key'],
        ['# nothing', 'gpg-recipients holds no recipient'],
      ]
      for (const [given, reason] of reasons) {
        const refused = await failureOf(sealFor([given], [], keys))
        expect([refused.code, refused.reason]).toEqual([2, expect.stringContaining(reason)])
      }
      // By its fingerprint the user has said whose it is.
      expect((await sealFor([eve], [], keys)).encryption.recipients).toEqual([eve])
    } finally {
      keys.stop()
    }
  }, 60_000)
})
