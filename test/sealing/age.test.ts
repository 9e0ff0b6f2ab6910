import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { age } from '../../src/sealing/age.ts'
import { parseIdentities } from '../../src/sealing/age-keys.ts'
import { AgePassphrase } from '../../src/sealing/age-passphrase.ts'
import { BadSeal, type Encryption, type OpeningKeys, type Sealer } from '../../src/sealing/seal.ts'
import { ageKey } from '../support/keys.ts'
import { PseudoTerminal } from '../support/pseudo-terminal.ts'
import { makeTools, sealedWith, type TestTools } from '../support/sealing.ts'

const SMALL = Buffer.from('rows of a table\n')
const LARGE = randomBytes(3_000_000)
const PASSPHRASE = 'nineteen words of a test'

let tools: TestTools
let mine: Awaited<ReturnType<typeof ageKey>>
let spare: Awaited<ReturnType<typeof ageKey>>
/** scrypt takes a second by design. */
let byPassphrase: Sealer
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pgproof-age-'))
  tools = makeTools()
  mine = await ageKey()
  spare = await ageKey()
  byPassphrase = await age.forPassphrase(PASSPHRASE, tools)
})

afterAll(() => {
  tools?.remove()
  rmSync(folder, { recursive: true, force: true })
})

const open = (encryption: Encryption, keys: Partial<OpeningKeys>, key?: Buffer) =>
  age.open(sealedWith(encryption, key), { identities: [], ...keys }, tools)

const copyOf = (body: Buffer) => Buffer.from(body)

test.each([
  ['small', SMALL],
  ['large', LARGE],
  ['empty', Buffer.alloc(0)],
])('what is %s comes back with each of several keys, which say whose they are', async (_, body) => {
  const sealer = await age.forRecipients([mine.recipient, '# a comment', spare.recipient, mine.recipient], tools)
  expect(sealer.encryption).toMatchObject({
    method: 'age',
    mode: 'recipients',
    recipients: [mine.recipient, spare.recipient],
  })
  expect(sealer).toMatchObject({ suffix: '.age' })
  const sealed = await sealer.seal(copyOf(body))
  const stranger = await ageKey()
  for (const { identity, recipient } of [mine, spare]) {
    const opener = await open(sealer.encryption, { identities: [stranger.identity, identity] })
    expect(opener.openedBy).toEqual([recipient])
    expect((await opener.open(copyOf(sealed))).equals(body)).toBe(true)
  }
  const both = await open(sealer.encryption, { identities: [spare.identity, mine.identity] })
  expect(both.openedBy).toEqual([spare.recipient, mine.recipient])
  const later = await both.seal(copyOf(body))
  const other = await open(sealer.encryption, { identities: [mine.identity] })
  expect((await other.open(later as Buffer)).equals(body)).toBe(true)
})

test('keys that quantum computers do not break seal and open', async () => {
  const identity = await generateHybridIdentity()
  const recipient = await identityToRecipient(identity)
  expect(recipient).toMatch(/^age1pq1/)
  const sealer = await age.forRecipients([recipient], tools)
  const opener = await open(sealer.encryption, { identities: await parseIdentities(`# of mine\n${identity}\n`) })
  expect(opener.openedBy).toEqual([recipient])
  expect((await opener.open(await sealer.seal(copyOf(LARGE)))).equals(LARGE)).toBe(true)
})

test.each([
  ['no key', {}, /^backup 20261120T021703Z-7f3a9c is sealed for age1\S+…\S{6}, and no key was given$/],
  ['a passphrase', { passphrase: PASSPHRASE }, /, and a passphrase does not open that$/],
  ['another key', 1, /^the key given does not open backup \S+, which is sealed for age1\S+…\S{6}$/],
  ['other keys', 2, /^none of the keys given opens backup \S+, which is sealed for age1\S+…\S{6}$/],
])('%s is told apart from damage, with the key that is needed', async (_, given, reason) => {
  const { encryption } = await age.forRecipients([mine.recipient], tools)
  const strangers = typeof given === 'number' ? await Promise.all(Array.from({ length: given }, ageKey)) : []
  const keys = typeof given === 'number' ? { identities: strangers.map(({ identity }) => identity) } : given
  const refused = open(encryption, keys)
  await expect(refused).rejects.toMatchObject({ code: 5, reason: expect.stringMatching(reason) })
  await expect(refused).rejects.toThrow(mine.recipient.slice(-6))
})

test('a passphrase opens the key of this backup alone, and that the rest', async () => {
  const { encryption, key } = byPassphrase
  expect(encryption).toMatchObject({ mode: 'passphrase', recipients: [expect.stringMatching(/^age1/)] })
  const opener = await open(encryption, { passphrase: PASSPHRASE, identities: [mine.identity] }, key)
  expect(opener.openedBy).toEqual(['passphrase'])
  expect((await opener.open(await byPassphrase.seal(copyOf(LARGE)))).equals(LARGE)).toBe(true)
})

test.each([
  ['none', undefined, 'backup 20261120T021703Z-7f3a9c is sealed with a passphrase, and none was given'],
  ['another', 'not that one', 'the passphrase given does not open backup 20261120T021703Z-7f3a9c'],
])('%s in place of the passphrase is exit 5', async (_, passphrase, reason) => {
  const refused = open(byPassphrase.encryption, { passphrase }, byPassphrase.key)
  await expect(refused).rejects.toMatchObject({ code: 5, reason })
})

test('a stored key that is damaged, or of another backup, is no wrong passphrase', async () => {
  const { encryption, key = Buffer.alloc(0) } = byPassphrase
  for (const damaged of [key.subarray(0, -1), key.subarray(0, 20), Buffer.alloc(0), Buffer.from('nonsense')]) {
    const refused = open(encryption, { passphrase: PASSPHRASE }, damaged)
    await expect(refused).rejects.toEqual(new BadSeal('is not a whole file of age'))
  }
  const foreign = (await age.forRecipients([mine.recipient], tools)).encryption
  const empty = new Encrypter()
  empty.addRecipient(new AgePassphrase(PASSPHRASE))
  for (const other of [key, Buffer.from(await empty.encrypt('no key'))]) {
    const refused = open({ ...foreign, mode: 'passphrase' }, { passphrase: PASSPHRASE }, other)
    await expect(refused).rejects.toEqual(new BadSeal('holds a key that does not open the backup'))
  }
}, 120_000)

describe('the program age', () => {
  const run = (args: string[], input: Buffer): Buffer => {
    const { status, stdout, stderr, error } = spawnSync('age', args, {
      input,
      cwd: folder,
      maxBuffer: 2 * LARGE.length,
    })
    if (error) throw new Error('age does not start; scripts/install-servers brings it', { cause: error })
    if (status !== 0) throw new Error(`age ended with ${status}: ${stderr}`)
    return stdout
  }
  const keyFile = () => {
    writeFileSync(join(folder, 'key.txt'), `# of a test\n${mine.identity}\n`, { mode: 0o600 })
    return 'key.txt'
  }

  test.each([
    ['small', SMALL],
    ['large', LARGE],
  ])('opens what is sealed here, and seals what is opened here: %s', async (_, body) => {
    const sealer = await age.forRecipients([mine.recipient], tools)
    expect(run(['--decrypt', '--identity', keyFile()], await sealer.seal(copyOf(body))).equals(body)).toBe(true)
    const opener = await open(sealer.encryption, { identities: [mine.identity] })
    expect((await opener.open(run(['--recipient', mine.recipient], body))).equals(body)).toBe(true)
  })

  test('makes keys that are taken here', async () => {
    const made = spawnSync('age-keygen', { encoding: 'utf8' }).stdout
    await expect(parseIdentities(made)).resolves.toEqual([made.split('\n')[2]])
  })

  test('opens the key of a backup with its passphrase, at a terminal, and with that key the rest', async () => {
    writeFileSync(join(folder, 'key.txt.age'), byPassphrase.key as Buffer)
    const terminal = new PseudoTerminal(`cd ${folder} && age --decrypt --output own.txt key.txt.age`)
    await terminal.shows('passphrase')
    terminal.type(`${PASSPHRASE}\r`)
    expect(await terminal.end()).toBe(0)
    expect(readFileSync(join(folder, 'own.txt'), 'utf8')).toMatch(/^AGE-SECRET-KEY-1\w+\n$/)
    expect(run(['--decrypt', '--identity', 'own.txt'], await byPassphrase.seal(copyOf(LARGE))).equals(LARGE)).toBe(true)
  })

  test('seals a key with a passphrase, at a terminal, as one that is opened here', async () => {
    const { encryption } = await age.forRecipients([mine.recipient], tools)
    const terminal = new PseudoTerminal(`cd ${folder} && age --passphrase --output sealed.age ${keyFile()}`)
    await terminal.shows('Enter passphrase')
    terminal.type(`${PASSPHRASE}\r`)
    await terminal.shows('Confirm passphrase')
    terminal.type(`${PASSPHRASE}\r`)
    expect(await terminal.end()).toBe(0)
    const key = readFileSync(join(folder, 'sealed.age'))
    const own = await open({ ...encryption, mode: 'passphrase' }, { passphrase: PASSPHRASE }, key).catch(
      (error: unknown) => error,
    )
    expect(own).toMatchObject({ openedBy: ['passphrase'] })
  })
})
