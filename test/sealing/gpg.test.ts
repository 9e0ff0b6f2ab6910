import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { recordBody } from '../../src/repository/record-body.ts'
import { gpg } from '../../src/sealing/gpg.ts'
import { parsePrivateKey } from '../../src/sealing/gpg-home.ts'
import { BadSeal, type Encryption } from '../../src/sealing/seal.ts'
import { failureOf } from '../support/failure.ts'
import { Keyring, processesAt } from '../support/gpg.ts'
import { open, opened, type Seals, script, sealFor as sealIn, withTools } from '../support/gpg-seals.ts'
import { eventually } from '../support/processes.ts'
import { makeTools, sealedWith } from '../support/sealing.ts'

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

const sealFor = (recipients: string[], bodies = [BODY], keyring = ring) => sealIn(keyring, recipients, bodies)

const sealWith = (passphrase: string): Promise<Seals> =>
  withTools(ring, async (tools) => {
    const { encryption, key, seal } = await gpg.forPassphrase(passphrase, tools)
    return { encryption, ...(key && { key }), bodies: [await seal(BODY)] }
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

function flipped(body: Buffer, at: number): Buffer {
  const changed = Buffer.from(body)
  changed[at] = (changed[at] as number) ^ 0x10
  return changed
}
