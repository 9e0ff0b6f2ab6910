import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { recordBody } from '../../src/repository/record-body.ts'
import { gpg } from '../../src/sealing/gpg.ts'
import { parsePrivateKey } from '../../src/sealing/gpg-home.ts'
import { BadSeal, type Encryption, type Opener, type OpeningKeys } from '../../src/sealing/seal.ts'
import { failureOf } from '../support/failure.ts'
import { Keyring, processesAt } from '../support/gpg.ts'
import { eventually } from '../support/processes.ts'
import { makeTools, sealedWith, type TestTools } from '../support/sealing.ts'

const BODY = Buffer.from('rows of a table\n')
const LOCK = 'locks a key of a test'

/** The user's keyring, one of somebody who holds a key of their own, and one of a stranger. */
let ring: Keyring
let other: Keyring
let ana: string
let ben: string
let locked: string
const folders: string[] = []

beforeAll(() => {
  ring = new Keyring()
  other = new Keyring()
  ana = ring.key('Ana <ana@example.org>')
  locked = ring.key('Lou <lou@example.org>', { passphrase: LOCK })
  ben = other.key('Ben <ben@example.org>')
}, 60_000)

afterAll(() => {
  ring?.stop()
  other?.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A run with a keyring, which leaves nothing behind: neither a process nor a file. */
async function withTools<T>(keyring: Keyring, use: (tools: TestTools) => Promise<T>): Promise<T> {
  const tools = makeTools({ environment: keyring.environment })
  try {
    return await use(tools)
  } finally {
    tools.end()
    expect(readdirSync(tools.folder)).toEqual([])
    await eventually('no agent is left', () => processesAt(tools.folder).length === 0)
    tools.remove()
  }
}

interface Seals {
  encryption: Encryption
  key?: Buffer
  bodies: Buffer[]
}

const sealFor = (recipients: string[], bodies = [BODY], keyring = ring): Promise<Seals> =>
  withTools(keyring, async (tools) => {
    const sealer = await gpg.forRecipients(recipients, tools)
    expect(sealer.suffix).toBe('.gpg')
    return { encryption: sealer.encryption, bodies: await Promise.all(bodies.map((body) => sealer.seal(body))) }
  })

const sealWith = (passphrase: string): Promise<Seals> =>
  withTools(ring, async (tools) => {
    const { encryption, key, seal } = await gpg.forPassphrase(passphrase, tools)
    return { encryption, ...(key && { key }), bodies: [await seal(BODY)] }
  })

const open = <T>(
  { encryption, key }: Pick<Seals, 'encryption' | 'key'>,
  keys: Partial<OpeningKeys>,
  keyring: Keyring,
  use: (opener: Opener, tools: TestTools) => Promise<T>,
): Promise<T> =>
  withTools(keyring, async (tools) => {
    const opener = await gpg.open(sealedWith(encryption, key), { identities: [], ...keys }, tools)
    return await use(opener, tools)
  })

const opened = ({ bodies: [body], ...seals }: Seals, keys: Partial<OpeningKeys>, keyring: Keyring) =>
  open(seals, keys, keyring, async (opener) => [opener.openedBy, await opener.open(Buffer.from(body as Buffer))])

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
    const block = `Keys of ours\n${ring.publicKey(ana, locked).replace('\n\n', '\nComment: of two\n\n')}`
    expect((await failureOf(sealFor([block]))).reason).toBe('gpg-recipients holds Keys of ours, which names no key')
    expect((await sealFor([block.replace('Keys', '# Keys')])).encryption.recipients).toEqual([ana, locked])
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

describe('opening', () => {
  let seals: Seals
  let forLocked: Seals
  beforeAll(async () => {
    seals = await sealFor([ana])
    forLocked = await sealFor([locked])
    ring.stopAgent()
  })

  test('a key that is given is used without a keyring, and is gone afterwards', async () => {
    expect(await opened(seals, { gpgPrivateKey: ring.secretKey(ana) }, other)).toEqual([[ana], BODY])
    expect(() => other.run(['--list-keys', ana])).toThrow('No public key')
  })

  test('a passphrase unlocks a key, given or in the keyring, and stands in no argument, environment or file', async () => {
    const gpgPrivateKey = ring.secretKey(locked, LOCK)
    ring.stopAgent()
    const watched = mkdtempSync(join(tmpdir(), 'pgproof-watched-'))
    folders.push(watched)
    const log = join(watched, 'log')
    script(watched, `{ tr '\\0' ' ' < /proc/$$/cmdline; env; } >> ${log}\nPATH=/usr/bin:/bin exec gpg "$@"`)
    const environment = { ...ring.environment, PATH: `${watched}:${process.env.PATH}` }
    for (const keys of [{ gpgPrivateKey }, {}]) {
      const tools = makeTools({ environment })
      const opener = await gpg.open(
        sealedWith(forLocked.encryption),
        { identities: [], passphrase: LOCK, ...keys },
        tools,
      )
      expect([opener.openedBy, await opener.open(Buffer.from(forLocked.bodies[0] as Buffer))]).toEqual([[locked], BODY])
      tools.remove()
      ring.stopAgent()
    }
    const seen = readFileSync(log, 'utf8')
    expect(seen).toContain('--passphrase-fd 0')
    expect(seen).not.toContain(LOCK)
  })

  test.each([
    ['no passphrase', undefined, 'it is locked with a passphrase, and none was given'],
    ['a wrong one', 'not what it was locked with', 'the passphrase given does not unlock it'],
  ])('a locked key and %s', async (_, passphrase, words) => {
    const reason = `the key is here that opens backup 20261120T021703Z-7f3a9c, which is sealed for ${locked}, but ${words}`
    ring.stopAgent()
    expect(await failureOf(open(forLocked, { passphrase }, ring, async () => {}))).toMatchObject({ code: 5, reason })
  })

  test('the keys that are needed are named where none of them is here', async () => {
    const sealedFor = `backup 20261120T021703Z-7f3a9c, which is sealed for ${ana}`
    const empty = makeTools().folder
    folders.push(empty)
    const nobody = { environment: { PATH: process.env.PATH ?? '', HOME: empty } } as unknown as Keyring
    for (const keyring of [other, nobody]) {
      const refused = await failureOf(open(seals, {}, keyring, async () => {}))
      expect(refused).toMatchObject({ code: 5, reason: `no key in gpg's keyring opens ${sealedFor}` })
    }
    expect(readdirSync(empty)).toEqual([])
    const given = { gpgPrivateKey: other.secretKey(ben) }
    const refused = await failureOf(open(seals, given, ring, async () => {}))
    expect(refused).toMatchObject({ code: 5, reason: `gpg-private-key does not open ${sealedFor}` })
  })

  test('what is no secret key is refused before anything else', async () => {
    const key = ring.secretKey(ana)
    expect(() => parsePrivateKey(ring.publicKey(ana))).toThrow('gpg-private-key is a public key')
    expect(() => parsePrivateKey('AGE-SECRET-KEY-1')).toThrow('gpg-private-key is not a secret key of gpg')
    expect(() => parsePrivateKey(key.slice(0, -20))).toThrow('gpg-private-key is not a secret key of gpg')
    expect(() => parsePrivateKey(key)).not.toThrow()
    const hollow = key.replaceAll(/^\S{64}$/gm, 'AAAA')
    const refused = await failureOf(open(seals, { gpgPrivateKey: hollow }, ring, async () => {}))
    expect(refused).toMatchObject({ code: 2, reason: 'gpg-private-key is not a secret key that gpg can read' })
  })

  test('what is damaged, or was never sealed, is told apart from a wrong key', async () => {
    const bomb = ring.run(
      ['--trust-model', 'always', '--recipient', ana, '--compress-algo', 'zlib', '-z', '9', '--encrypt'],
      Buffer.alloc(50_000_000),
    )
    await open(seals, { gpgPrivateKey: ring.secretKey(ana) }, other, async (opener) => {
      const [body = Buffer.alloc(0)] = seals.bodies
      const changes: [string, Buffer][] = [
        ['cut', body.subarray(0, -1)],
        ['cut in half', body.subarray(0, body.length / 2)],
        ['emptied', Buffer.alloc(0)],
        ['followed by something', Buffer.concat([body, Buffer.from('x')])],
        ['twice', Buffer.concat([body, body])],
        ['never sealed', ring.run(['--store'], BODY)],
        ['garbage', randomBytes(200)],
        ['for somebody else', (await sealFor([ben], [BODY], other)).bodies[0] as Buffer],
        ['more than it takes', bomb],
        ...[1, 8, 30, 60, 100, 120, body.length - 5].map((at): [string, Buffer] => [
          `a flip at ${at}`,
          flipped(body, at),
        ]),
      ]
      for (const [what, changed] of changes) {
        const error: unknown = await opener.open(changed).catch((caught: unknown) => caught)
        expect([what, error]).toEqual([what, expect.any(BadSeal)])
        expect((error as Error).message).toBe('is not a whole file of gpg for this key')
      }
      expect(await opener.open(Buffer.from(body))).toEqual(BODY)
    })
  }, 60_000)

  test('a check that is damaged is neither a wrong key', async () => {
    const check = flipped(Buffer.from(seals.encryption.check, 'base64'), 120).toString('base64')
    const refused = await failureOf(open({ encryption: { ...seals.encryption, check } }, {}, ring, async () => {}))
    expect([refused.code, refused.reason]).toEqual([1, expect.stringContaining('the check in the manifest of backup')])
  })

  test('an agent that dies is no damage', async () => {
    await open(seals, { gpgPrivateKey: ring.secretKey(ana) }, other, async (opener, tools) => {
      tools.end()
      const refused = await failureOf(opener.open(Buffer.from(seals.bodies[0] as Buffer)))
      expect([refused.code, refused.reason]).toEqual([3, expect.stringContaining('gpg could not open an object')])
    })
  })

  test('a run that was ended says why, and ends what it started', async () => {
    const ending = new AbortController()
    const tools = makeTools({ environment: ring.environment, signal: ending.signal })
    const opener = await gpg.open(
      sealedWith(seals.encryption),
      { identities: [], gpgPrivateKey: ring.secretKey(ana) },
      tools,
    )
    const opening = opener.open(Buffer.from(seals.bodies[0] as Buffer))
    ending.abort(new Error('it was told to end'))
    await expect(opening).rejects.toThrow('it was told to end')
    await expect(opener.open(Buffer.from('x'))).rejects.toThrow('it was told to end')
    tools.remove()
    await eventually('no agent is left', () => processesAt(tools.folder).length === 0)
  })

  test('what is written later is sealed for those that are known here', async () => {
    const both = await sealFor([ana, ...other.publicKey(ben).split('\n')])
    const later = await open(both, {}, ring, (opener) => opener.seal(BODY))
    expect(ring.run(['--decrypt'], later)).toEqual(BODY)
    expect(() => other.run(['--decrypt'], later)).toThrow('No secret key')
    ring.run(['--import'], other.publicKey(ben))
    const known = await open(both, {}, ring, async (opener) => [await opener.seal(BODY), await opener.seal(BODY)])
    for (const body of known) expect(other.run(['--decrypt'], body)).toEqual(BODY)
  })

  test('a key that has expired opens what it opened, and takes nothing more', async () => {
    const keys = new Keyring()
    const at = '20200101T000000'
    const old = keys.key('Old <old@example.org>', { at, encryption: '1y' })
    const seal = ['--faked-system-time', at, '--trust-model', 'always', '--recipient', old, '--encrypt']
    const check = keys.run(seal, 'check').toString('base64')
    const body = keys.run(seal, BODY)
    const encryption: Encryption = { method: 'gpg', mode: 'recipients', recipients: [old], check }
    await open({ encryption }, {}, keys, async (opener) => {
      expect(await opener.open(body)).toEqual(BODY)
      expect(await opener.seal(BODY)).toBeUndefined()
      // A record beside such a backup tells what is for everybody, and not the rest to everybody.
      const told = { backup: { manifest: { encryption } }, opener }
      expect(await recordBody(told, { of: 'verified' }, { damaged: ['shop.payments'] })).toEqual({ of: 'verified' })
    })
    keys.stop()
  })
})

describe('a passphrase', () => {
  const passphrase = 'nineteen words of a test'
  let seals: Seals
  beforeAll(async () => {
    seals = await sealWith(passphrase)
  })

  test('opens the key of this backup alone, which opens the rest', async () => {
    expect(seals.encryption).toMatchObject({ method: 'gpg', mode: 'passphrase', recipients: [] })
    expect(await opened(seals, { passphrase }, other)).toEqual([['passphrase'], BODY])
    const later = await open(seals, { passphrase }, ring, async (opener) => await opener.seal(BODY))
    expect(await opened({ ...seals, bodies: [later as Buffer] }, { passphrase }, ring)).toEqual([['passphrase'], BODY])
    const key = ring.run(['--passphrase', passphrase, '--decrypt'], seals.key)
    expect(ring.run(['--passphrase', key.toString().trim(), '--decrypt'], seals.bodies[0])).toEqual(BODY)
    expect((await sealWith(passphrase)).key).not.toEqual(seals.key)
    const packets = ring.run(['--passphrase', passphrase, '--list-packets'], seals.key).toString()
    expect(packets).toMatch(/symkey enc packet: version 4, cipher 9, (aead 0,)?s2k 3, hash 10[^:]*count 65011712 /s)
  })

  test.each([
    ['none', undefined, 'backup 20261120T021703Z-7f3a9c is sealed with a passphrase, and none was given'],
    ['a wrong one', 'something else entirely', 'the passphrase given does not open backup 20261120T021703Z-7f3a9c'],
  ])('%s', async (_, given, reason) => {
    expect(await failureOf(open(seals, { passphrase: given }, ring, async () => {}))).toMatchObject({ code: 5, reason })
  })

  test('a stored key that is damaged, or another one, is no wrong passphrase', async () => {
    const key = seals.key as Buffer
    for (const damaged of [flipped(key, key.length - 5), Buffer.from('no message'), ring.run(['--store'], BODY)]) {
      const work = open({ ...seals, key: damaged }, { passphrase }, ring, async () => {})
      await expect(work).rejects.toEqual(new BadSeal('is not a whole file of gpg'))
    }
    const foreign = { ...seals, key: (await sealWith(passphrase)).key as Buffer }
    const work = open(foreign, { passphrase }, ring, async () => {})
    await expect(work).rejects.toEqual(new BadSeal('holds a key that does not open the backup'))
  })
})

test('200 small objects, many at a time, come back each as itself', async () => {
  const bodies = Array.from({ length: 200 }, (_, n) => Buffer.from(`object ${n}`))
  const seals = await sealFor([ana], bodies)
  await open(seals, { gpgPrivateKey: ring.secretKey(ana) }, other, async (opener) => {
    const found = await Promise.all(seals.bodies.map((body) => opener.open(Buffer.from(body))))
    expect(found.map(String)).toEqual(bodies.map(String))
  })
}, 120_000)

test('a large object comes back', async () => {
  const body = randomBytes(20_000_000)
  const [, found] = await opened(await sealFor([ana], [Buffer.from(body)]), {}, ring)
  // Comparing such buffers byte by byte takes jest minutes.
  expect((found as Buffer).equals(body)).toBe(true)
})

describe('the program', () => {
  const without = (...missing: string[]) => {
    const bin = mkdtempSync(join(tmpdir(), 'pgproof-bin-'))
    folders.push(bin)
    for (const name of ['gpg', 'gpg-agent', 'sh', 'cat'].filter((one) => !missing.includes(one)))
      script(bin, `exec ${name === 'sh' ? '/bin/sh' : `/usr/bin/${name}`} "$@"`, name)
    return makeTools({ environment: { ...ring.environment, PATH: bin } })
  }

  test.each([['gpg'], ['gpg-agent']])('%s that is missing is named, with what brings it', async (name) => {
    const tools = without(name)
    const { encryption } = await sealFor([ana])
    const keys = { identities: [], gpgPrivateKey: ring.secretKey(ana) }
    const refused = await failureOf(gpg.open(sealedWith(encryption), keys, tools))
    expect(refused).toMatchObject({ code: 3, reason: `${name} is not on the PATH` })
    expect(refused.hint).toContain(`apt-get install ${name === 'gpg' ? 'gnupg' : 'gpg-agent'}`)
    if (name === 'gpg') expect(await failureOf(gpg.forPassphrase('x', tools))).toMatchObject({ code: 3 })
    tools.remove()
  })

  test.each([
    ['exit 2', 'gpg could not seal an object: it was killed'],
    ['kill -KILL $$', 'gpg could not seal an object: it was killed'],
    ['echo gpg: out of core >&2; exit 2', 'gpg could not seal an object: out of core'],
  ])('that fails is the environment: %s', async (does, reason) => {
    const tools = without()
    script(tools.environment.PATH as string, does)
    expect(await failureOf(gpg.forPassphrase('x', tools))).toMatchObject({ code: 3, reason })
    tools.remove()
  })

  test('that fails when it imports or opens is the environment too', async () => {
    const { encryption } = await sealFor([ana])
    const tools = without()
    script(tools.environment.PATH as string, 'echo gpg: no space left >&2; exit 2')
    const block = ring.publicKey(ana).split('\n')
    const failing = [
      gpg.forRecipients(block, tools),
      gpg.open(sealedWith(encryption), { identities: [] }, tools),
      gpg.open(sealedWith(encryption), { identities: [], gpgPrivateKey: ring.secretKey(ana) }, tools),
    ]
    for (const work of failing) {
      expect(await failureOf(work)).toMatchObject({
        code: 3,
        reason: expect.stringMatching(/^gpg could not .*: no space left$/),
      })
    }
    tools.remove()
  })

  /** Tools whose keyrings have sockets with paths of so many bytes. */
  const withSockets = (bytes: number) => {
    const { folder } = makeTools()
    folders.push(folder)
    const long = join(folder, 'x'.repeat(bytes - `${folder}//gpg-XXXXXX/S.gpg-agent.browser`.length))
    mkdirSync(long)
    return makeTools({ folder: long, environment: ring.environment })
  }

  test('a folder whose path is too long for sockets is said, and one that is just short enough is taken', async () => {
    const { encryption } = await sealFor([ana])
    const keys = { identities: [], gpgPrivateKey: ring.secretKey(ana) }
    const long = withSockets(107)
    const refused = await failureOf(gpg.open(sealedWith(encryption), keys, long))
    expect(refused).toMatchObject({ code: 3, hint: 'give a shorter one as TMPDIR' })
    long.remove()
    expect(existsSync(long.folder)).toBe(false)
    const short = withSockets(106)
    await expect(gpg.open(sealedWith(encryption), keys, short)).resolves.toBeDefined()
    short.remove()
  })

  test('what an agent says that does not start is said', async () => {
    const tools = without('gpg-agent')
    script(tools.environment.PATH as string, 'echo "gpg-agent: no entropy" >&2; exit 2', 'gpg-agent')
    const { encryption } = await sealFor([ana])
    const keys = { identities: [], gpgPrivateKey: ring.secretKey(ana) }
    const refused = await failureOf(gpg.open(sealedWith(encryption), keys, tools))
    expect(refused).toMatchObject({ code: 3, reason: 'gpg-agent does not start: gpg-agent: no entropy' })
    tools.remove()
  })
})

function flipped(body: Buffer, at: number): Buffer {
  const changed = Buffer.from(body)
  changed[at] = (changed[at] as number) ^ 0x10
  return changed
}

function script(folder: string, text: string, name = 'gpg'): void {
  rmSync(join(folder, name), { force: true })
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`)
  chmodSync(join(folder, name), 0o755)
}
