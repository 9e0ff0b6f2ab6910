import { beforeEach, expect, test } from '@jest/globals'
import { readBackup, readCatalogue } from '../../src/repository/catalogue.ts'
import { keys } from '../../src/repository/layout.ts'
import { listRecords, putRecord, type RecordKind } from '../../src/repository/records.ts'
import type { Repository } from '../../src/repository/repository.ts'
import { isSignedWith } from '../../src/repository/signed-manifest.ts'
import { parseSignKey } from '../../src/sealing/signature.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { signingKey, withKeys } from '../support/keys.ts'
import { by, makeBackup } from './sample.ts'

const id = '20261119T020000Z-000001'
const [ours, older, strangers] = [signingKey(), signingKey(), signingKey()]
let name: string

beforeEach(() => {
  name = `signed-${Math.random()}`
})

const open = (given: Parameters<typeof withKeys>[1]): Repository => withKeys(openMemoryStore(name), given)
const refusal = (store: Repository) =>
  readBackup(store, 'shop', id).then(
    () => undefined,
    (error: unknown) => error,
  )

test('a signed manifest is read by whoever trusts one of its signers, and by whoever asks for none', async () => {
  const made = await makeBackup(open({ sign: ours.secret }), id, { t: '1\n' })
  expect((await openMemoryStore(name).get(keys.signature('shop', id))).length).toBe(64)
  for (const verify of [ours.public, `${older.public}\n${ours.public}`]) {
    expect(await readBackup(open({ verify }), 'shop', id)).toEqual(made)
  }
  expect(await readBackup(open({}), 'shop', id)).toEqual(made)
})

test('whether a backup has the signature of one signer is told without trusting anybody', async () => {
  const store = open({})
  const [mine, other] = [parseSignKey(ours.secret), parseSignKey(strangers.secret)]
  const where = { name: 'shop', id }
  expect(await isSignedWith(store, where, mine)).toBe(false)
  await makeBackup(open({ sign: ours.secret }), id, { t: '1\n' })
  expect([await isSignedWith(store, where, mine), await isSignedWith(store, where, other)]).toEqual([true, false])
  await store.delete(keys.signature('shop', id))
  expect(await isSignedWith(store, where, mine)).toBe(false)
})

test('one without a signature, or with a stranger’s, is refused', async () => {
  await makeBackup(open({}), id, { t: '1\n' })
  expect(await refusal(open({ verify: ours.public }))).toMatchObject({
    code: 1,
    reason: expect.stringContaining('is not signed'),
  })
  await openMemoryStore(name).put(keys.signature('shop', id), Buffer.alloc(65))
  expect(await refusal(open({ verify: ours.public }))).toMatchObject({
    code: 1,
    reason: expect.stringContaining('is not signed'),
  })
  await openMemoryStore(name).delete(keys.signature('shop', id))
  const another = `signed-${Math.random()}`
  await makeBackup(withKeys(openMemoryStore(another), { sign: strangers.secret }), id, { t: '1\n' })
  const store = withKeys(openMemoryStore(another), { verify: `${ours.public}${older.public}` })
  expect(await refusal(store)).toMatchObject({
    code: 1,
    reason: expect.stringContaining('not by any of the 2 verify-keys'),
  })
  expect((await readCatalogue(store, 'shop')).unreadable).toMatchObject([
    { id, why: expect.stringContaining('verify-key') },
  ])
})

test('nothing of a manifest is parsed before its signature was found good', async () => {
  await openMemoryStore(name).put(keys.manifest('shop', id), Buffer.from('{ this is no JSON'))
  expect(await refusal(open({}))).toMatchObject({ reason: expect.stringContaining('JSON') })
  expect(await refusal(open({ verify: ours.public }))).toMatchObject({
    reason: expect.stringContaining('is not signed'),
  })
})

test('one changed bit of a manifest or a signature is refused', async () => {
  await makeBackup(open({ sign: ours.secret }), id, { t: '1\n' })
  const store = open({ verify: ours.public })
  for (const key of [keys.manifest('shop', id), keys.signature('shop', id)]) {
    const whole = await store.get(key)
    const flipped = Buffer.from(whole)
    flipped.writeUInt8(flipped.readUInt8(20) ^ 1, 20)
    await store.put(key, flipped)
    expect(await refusal(store)).toMatchObject({ code: 1, reason: expect.stringContaining('not by the verify-key') })
    await store.put(key, whole)
  }
  expect(await refusal(store)).toBeUndefined()
})

test('a signed copy vouches for the manifest that it replaces, by its digest, and for no other', async () => {
  const old = await makeBackup(open({}), id, { t: '1\n' })
  const copy = id.replace(/.$/, '9')
  const replaces = { id, sha256: old.digest }
  await makeBackup(open({ sign: strangers.secret }), copy, { t: '1\n' }, { replaces })
  const store = open({ verify: ours.public })
  expect(await refusal(store)).toMatchObject({ code: 1, reason: expect.stringContaining('is not signed') })
  const signed = id.replace(/.$/, 'a')
  await makeBackup(open({ sign: ours.secret }), signed, { t: '1\n' }, { replaces })
  expect((await readBackup(store, 'shop', id)).digest).toBe(old.digest)
  const whole = await store.get(keys.manifest('shop', id))
  await store.put(keys.manifest('shop', id), Buffer.from(whole.toString().replace('"tester"', '"somebody"')))
  expect(await refusal(store)).toMatchObject({ code: 1, reason: expect.stringContaining('is not signed') })
  // A signature that is there and wrong is not made good by a copy.
  await store.put(keys.manifest('shop', id), whole)
  await store.put(keys.signature('shop', id), Buffer.alloc(64))
  expect(await refusal(store)).toMatchObject({ code: 1, reason: expect.stringContaining('not by the verify-key') })
})

test('a storage that fails is no answer about a signature', async () => {
  await makeBackup(open({ sign: ours.secret }), id, { t: '1\n' })
  const store = open({ verify: ours.public })
  const get = store.get.bind(store)
  store.get = (key, options) =>
    key.endsWith('.sig') ? Promise.reject(new Error('the network is down')) : get(key, options)
  expect(await refusal(store)).toMatchObject({ message: 'the network is down' })
})

const tell = (store: Repository, kind: RecordKind) =>
  putRecord(
    store,
    { name: 'shop', id },
    { kind, time: '2026-11-20T02:00:00.000Z', ok: true, by, manifest: 'a'.repeat(64), body: { of: kind } },
  )

test('unsigned records count only where they ask for care', async () => {
  const unsigned = open({})
  for (const kind of ['verified', 'expired', 'unpinned', 'swept', 'pinned', 'unexpired', 'failed'] as const)
    await tell(unsigned, kind)
  const left: string[] = []
  const store = open({ verify: ours.public })
  const records = (await listRecords(store, 'shop', id, { onUnsigned: (key) => left.push(key) })).get(id) ?? []
  expect(records.map(({ kind }) => kind).sort()).toEqual(['failed', 'pinned', 'unexpired'])
  expect(left).toHaveLength(4)
  expect((await listRecords(unsigned, 'shop', id)).get(id)).toHaveLength(7)
})

test('a signed record counts, and not when a word of it, its key or its signature was changed', async () => {
  const key = await tell(open({ sign: ours.secret }), 'verified')
  const store = open({ verify: `${older.public}${ours.public}` })
  const count = async () => (await listRecords(store, 'shop', id)).get(id)?.length ?? 0
  expect(await count()).toBe(1)
  const whole = (await store.get(key)).toString()
  for (const changed of [
    whole.replace('"ok": true', '"ok": false'),
    whole.replace('"of": "verified"', '"of": "verifieD"'),
    whole.replace(/"signature": "./, '"signature": "!'),
    whole.replace(/"signature": "[^"]{8}/, '"signature": "AAAAAAAA'),
  ]) {
    expect(changed).not.toBe(whole)
    await store.put(key, Buffer.from(changed))
    expect(await count()).toBe(0)
  }
  await store.delete(key)
  await store.put(key.replace('-verified-', '-pinned-'), Buffer.from(whole))
  expect(await count()).toBe(0)
})

test('a signed record does not count under a key with another time, which would change its place among the others', async () => {
  const key = await tell(open({ sign: ours.secret }), 'expired')
  const store = open({ verify: ours.public })
  const count = async () => (await listRecords(store, 'shop', id)).get(id)?.length ?? 0
  expect(await count()).toBe(1)
  await store.put(key.replace('20261120T020000000Z', '20261121T020000000Z'), await store.get(key))
  await store.delete(key)
  expect(await count()).toBe(0)
})
