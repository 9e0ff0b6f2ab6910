import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readInventory } from '../../src/repository/inventory.ts'
import { INVENTORY, KEY, keys, ROLES, TOC } from '../../src/repository/layout.ts'
import { openReader } from '../../src/repository/open.ts'
import { BackupReader } from '../../src/repository/read.ts'
import { isSealedBody, openBody, recordBody } from '../../src/repository/record-body.ts'
import { age } from '../../src/sealing/age.ts'
import type { Encryption, Sealer } from '../../src/sealing/seal.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { ageKey, sealerFor, sealingTools, withKeys } from '../support/keys.ts'
import { recommitIn } from './recommit.ts'
import { makeBackup } from './sample.ts'

const id = '20261119T020000Z-000001'
const passphrase = 'correct horse battery staple'
const signal = new AbortController().signal
const rows = `${'sealed row\n'.repeat(20_000)}`
let mine: Awaited<ReturnType<typeof ageKey>>
let other: Awaited<ReturnType<typeof ageKey>>
const tools = sealingTools()
/** scrypt takes its second each time. */
let byPassphrase: Sealer

beforeAll(async () => {
  mine = await ageKey()
  other = await ageKey()
  byPassphrase = await age.forPassphrase(passphrase, tools)
})
afterAll(() => tools.end())

async function sealedStore(given: Parameters<typeof withKeys>[1], how: 'recipients' | 'passphrase' = 'recipients') {
  const store = openMemoryStore(`sealed-${Math.random()}`)
  const sealer = how === 'recipients' ? await sealerFor(mine.recipient, other.recipient) : byPassphrase
  const backup = await makeBackup(store, id, { t: rows, empty: '' }, {}, sealer)
  return { store: withKeys(store, given), backup }
}

const read = async (given: Parameters<typeof withKeys>[1], how?: 'recipients' | 'passphrase') => {
  const { store, backup } = await sealedStore(given, how)
  return await openReader(store, backup, signal)
}

test('every object is sealed, named so, and comes back with either key', async () => {
  for (const { identity, recipient } of [mine, other]) {
    const reader = await read({ identities: [identity] })
    const { objects } = reader.backup.manifest
    expect(objects.every(({ name }) => name.endsWith('.age'))).toBe(true)
    for (const { name } of objects)
      expect((await reader.object(name)).toString('latin1', 0, 21)).toBe('age-encryption.org/v1')
    const inventory = await readInventory(await reader.content(INVENTORY), INVENTORY)
    const table = inventory.tables[0]
    const chunks: Buffer[] = []
    for await (const chunk of reader.parts(table?.parts ?? [])) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toBe(rows)
    expect((await reader.content(TOC)).toString()).toContain('table of contents')
    expect(reader.opener?.openedBy).toEqual([recipient])
  }
})

test('with a passphrase the key of the backup lies beside it, sealed once', async () => {
  const reader = await read({ passphrase }, 'passphrase')
  expect(reader.backup.manifest.encryption).toMatchObject({ method: 'age', mode: 'passphrase' })
  expect(reader.backup.manifest.objects.map(({ name }) => name)).toContain('key.txt.age')
  expect((await reader.content(ROLES)).length).toBeGreaterThan(0)
  expect(reader.opener?.openedBy).toEqual(['passphrase'])
})

test.each([
  ['no key', {}, /sealed for age1.*no key was given/],
  ['a passphrase instead', { passphrase }, /a passphrase does not open that/],
])('%s is exit 5', async (_, given, words) => {
  await expect(read(given)).rejects.toMatchObject({ code: 5, reason: expect.stringMatching(words) })
})

test('wrong keys are exit 5 and name those that are needed', async () => {
  const [one, two] = [await ageKey(), await ageKey()]
  await expect(read({ identities: [one.identity] })).rejects.toMatchObject({
    code: 5,
    reason: expect.stringContaining('the key given does not open'),
  })
  const failed = read({ identities: [one.identity, two.identity] })
  await expect(failed).rejects.toMatchObject({ code: 5, reason: expect.stringContaining(mine.recipient.slice(0, 16)) })
})

test.each([[{}], [{ passphrase: 'another passphrase' }]])(
  'a passphrase that is missing or wrong is exit 5',
  async (given) => {
    await expect(read(given, 'passphrase')).rejects.toMatchObject({ code: 5 })
  },
)

test('a damaged key of the backup is damage, not a wrong passphrase', async () => {
  const { store, backup } = await sealedStore({ passphrase }, 'passphrase')
  const key = `${keys.backup('shop', id)}${KEY}.age`
  const whole = await store.get(key)
  whole.writeUInt8(whole.readUInt8(200) ^ 1, 200)
  await store.put(key, whole)
  await expect(openReader(store, backup, signal)).rejects.toMatchObject({ code: 1, object: 'key.txt.age' })
  await expect(openReader(store, await recommitIn(store, backup), signal)).rejects.toMatchObject({
    code: 1,
    object: 'key.txt.age',
  })
})

test('a key of another backup in the place of its own does not open it', async () => {
  const { store, backup } = await sealedStore({ passphrase }, 'passphrase')
  const strange = await age.forPassphrase(passphrase, tools)
  await store.put(`${keys.backup('shop', id)}${KEY}.age`, strange.key as Buffer)
  const changed = await recommitIn(store, backup)
  await expect(openReader(store, changed, signal)).rejects.toMatchObject({
    code: 1,
    what: expect.stringContaining('does not open the backup'),
  })
})

test('what the manifest agrees with and was not sealed so is damage', async () => {
  const { store, backup } = await sealedStore({ identities: [mine.identity] })
  await store.put(`${keys.backup('shop', id)}${TOC}.age`, Buffer.from('plain bytes'))
  const reader = await openReader(store, await recommitIn(store, backup), signal)
  await expect(reader.content(TOC)).rejects.toMatchObject({ code: 1, object: 'toc.dat.age' })
})

test('a reader without an opener gives nothing of a sealed backup but what is stored', async () => {
  const { store, backup } = await sealedStore({})
  const reader = new BackupReader(store, backup, signal)
  expect((await reader.object('toc.dat.age')).length).toBeGreaterThan(100)
  await expect(reader.content(TOC)).rejects.toThrow('no opener')
  await expect(openReader(openMemoryStore('no-keys'), backup, signal)).rejects.toThrow('without keys')
})

test('a record beside a sealed backup tells contents to holders of a key alone', async () => {
  const reader = await read({ identities: [mine.identity] })
  const body = await recordBody(reader, { of: 'verified' }, { damaged: ['shop.payments'] })
  expect(JSON.stringify(body)).not.toContain('payments')
  expect(isSealedBody(body)).toBe(true)
  expect(await openBody(reader.opener, body)).toEqual({ of: 'verified', damaged: ['shop.payments'] })
  expect(await openBody(undefined, body)).toEqual(body)
  const strange = await read({ identities: [mine.identity] })
  const other = { of: 'verified', sealed: Buffer.from('nothing').toString('base64') }
  expect(await openBody(strange.opener, other)).toEqual(other)
  expect(await recordBody({ ...reader, backup: reader.backup, opener: undefined }, { of: 'x' }, { names: 1 })).toEqual({
    of: 'x',
  })
})

test('what was sealed into a record and is no text of ours leaves the record as it is; a run that ends is no damage', async () => {
  const run = sealingTools()
  const { encryption } = await sealerFor(mine.recipient)
  const sealed = { what: `backup ${id}`, encryption, readKey: async () => Buffer.of() }
  const opener = await age.open(sealed, { identities: [mine.identity] }, run)
  const bodyOf = async (text: string) => {
    const bytes = (await opener.seal(Buffer.from(text))) as Buffer
    return { of: 'verified', sealed: bytes.toString('base64') }
  }
  const nonsense = await bodyOf('no JSON')
  expect(await openBody(opener, nonsense)).toBe(nonsense)
  const opening = openBody(opener, await bodyOf(JSON.stringify({ damaged: ['x'.repeat(100_000)] })))
  run.end()
  await expect(opening).rejects.toThrow('closed')
})

test('a run that ends while an object is opened is no damage', async () => {
  const store = openMemoryStore(`sealed-${Math.random()}`)
  const large = `${randomBytes(100_000).toString('hex')}\n`
  const backup = await makeBackup(store, id, { t: large }, {}, await sealerFor(mine.recipient))
  const run = sealingTools()
  const sealed = {
    what: `backup ${id}`,
    encryption: backup.manifest.encryption as Encryption,
    readKey: async () => Buffer.of(),
  }
  const opener = await age.open(sealed, { identities: [mine.identity] }, run)
  const reader = new BackupReader(store, backup, signal, opener)
  const reading = reader.content('100.dat.zst.00000')
  // By then a worker has it.
  setImmediate(() => run.end())
  await expect(reading).rejects.toEqual(new Error('closed'))
  expect((await reader.content(TOC)).toString()).toContain('table of contents')
})

test('beside a plain backup a record tells everything', async () => {
  const store = openMemoryStore(`sealed-${Math.random()}`)
  const backup = await makeBackup(store, id, { t: '1\n' })
  const reader = await openReader(store, backup, signal)
  const body = await recordBody(reader, { of: 'verified' }, { damaged: [] })
  expect(body).toEqual({ of: 'verified', damaged: [] })
  expect(isSealedBody(body)).toBe(false)
  expect(await openBody(reader.opener, body)).toBe(body)
})
