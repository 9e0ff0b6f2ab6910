import { setTimeout as sleep } from 'node:timers/promises'
import { PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { asOfStore } from '../../src/storage/as-of.ts'
import { openStore } from '../../src/storage/open.ts'
import {
  ObjectMissing,
  ObjectTooLarge,
  type ObjectVersion,
  type Store,
  type StoreVersions,
} from '../../src/storage/store.ts'
import { startS3 } from '../support/s3-server.ts'
import { type ScriptedS3, s3Error, startScriptedS3 } from '../support/scripted-http.ts'
import { type KeptVersions, keepVersions } from '../support/scripted-versions.ts'
import { keysOf } from './contract.ts'

const bytes = (text: string) => Buffer.from(text)

describe('on a server that keeps old versions', () => {
  let s3: ScriptedS3
  let kept: KeptVersions
  let store: Store
  const hour = (index: number, minutes = 0) => new Date(Date.UTC(2026, 10, 20, index, minutes))
  const at = (index: number) => asOfStore(store, hour(index, 30))

  beforeAll(async () => {
    s3 = await startScriptedS3()
    kept = keepVersions(s3)
    store = await openStore(s3.address, { environment: s3.environment, retrySeconds: 2 })
    kept.now = hour(1)
    await store.put('shop/a/manifest', bytes('first'))
    await store.put('shop/a/part', bytes('part'))
    await store.put('shop/b/part', bytes('other'))
    kept.now = hour(2) // The attack.
    await store.put('shop/a/manifest', bytes('forged, and longer'))
    await store.delete('shop/a/part')
    await store.delete('shop/b/part')
    kept.now = hour(3)
    await store.put('shop/a/part', bytes('again'))
  })
  afterEach(() => {
    kept.pageSize = 1000
  })
  afterAll(async () => {
    store.close()
    await s3.stop()
  })

  test('what lies on a page after the first is there too', async () => {
    kept.pageSize = 1
    s3.requests.length = 0
    expect(await keysOf(at(1), 'shop/')).toEqual(['shop/a/manifest', 'shop/a/part', 'shop/b/part'])
    expect(s3.requests.length).toBeGreaterThan(6)
  })

  test('a listing or a version that broke off is asked for again', async () => {
    const { script } = s3
    const faults = [undefined, s3Error(503, 'SlowDown'), { noAnswer: true }, undefined, s3Error(500, 'InternalError')]
    s3.script = (request, index) => faults.shift() ?? script(request, index)
    expect(String(await at(1).get('shop/a/part'))).toBe('part')
    expect(faults).toHaveLength(0)
    s3.script = script
  })

  test('before anything was put there is nothing', async () => {
    expect(await keysOf(at(0), '')).toEqual([])
    expect(await at(0).head('shop/a/part')).toBeUndefined()
    await expect(at(0).get('shop/a/part')).rejects.toBeInstanceOf(ObjectMissing)
  })

  test('what was deleted and overwritten since is there as it was', async () => {
    expect(await keysOf(at(1), 'shop/')).toEqual(['shop/a/manifest', 'shop/a/part', 'shop/b/part'])
    expect(String(await at(1).get('shop/a/manifest'))).toBe('first')
    expect(String(await at(1).get('shop/b/part'))).toBe('other')
    expect(await at(1).head('shop/a/manifest')).toMatchObject({ size: 5 })
  })

  test('what was deleted by then is gone, and what was overwritten is what it was then', async () => {
    expect(await keysOf(at(2), '')).toEqual(['shop/a/manifest'])
    expect(String(await at(2).get('shop/a/manifest'))).toBe('forged, and longer')
    await expect(at(2).get('shop/b/part')).rejects.toBeInstanceOf(ObjectMissing)
  })

  test('what was put again is there again', async () => {
    expect(await keysOf(at(3), '')).toEqual(['shop/a/manifest', 'shop/a/part'])
    expect(String(await at(3).get('shop/a/part'))).toBe('again')
    expect(await keysOf(at(3), '')).toEqual(await keysOf(store, ''))
  })

  test('folders of deleted things are named', async () => {
    expect(await store.folders('shop/')).toEqual(['a'])
    expect(await at(1).folders('shop/')).toEqual(['a', 'b'])
    expect(await at(1).folders('')).toEqual(['shop'])
  })

  test('an object larger than the caller takes is refused, by the version that is meant', async () => {
    expect(String(await at(1).get('shop/a/manifest', { most: 5 }))).toBe('first')
    await expect(at(2).get('shop/a/manifest', { most: 5 })).rejects.toBeInstanceOf(ObjectTooLarge)
  })

  test('nothing is written, and only new things where additions are allowed', async () => {
    const refused = { code: 3, reason: expect.stringMatching(/^nothing is written into .* as of 20/) }
    await expect(at(1).put('shop/new', bytes('x'), { onlyIfAbsent: true })).rejects.toMatchObject(refused)
    await expect(at(1).delete('shop/a/manifest')).rejects.toMatchObject(refused)
    const adding = asOfStore(store, hour(1, 30), { additions: true })
    await expect(adding.put('shop/a/manifest', bytes('x'))).rejects.toMatchObject(refused)
    await expect(adding.delete('shop/a/manifest')).rejects.toMatchObject(refused)
    await adding.put('shop/record', bytes('x'), { onlyIfAbsent: true })
    expect(await keysOf(adding, 'shop/record')).toEqual([])
    expect(String(await store.get('shop/record'))).toBe('x')
  })
})

describe('a store without old versions is refused: today would pass for then', () => {
  const refused = { code: 2, reason: expect.stringMatching(/keeps no old versions/) }
  const everyWay = async (store: Store) => {
    const past = asOfStore(store, new Date())
    for (const look of [() => past.get('a'), () => past.head('a'), () => keysOf(past, ''), () => past.folders('')])
      await expect(look()).rejects.toMatchObject(refused)
  }

  test('a folder', async () => {
    await everyWay(await openStore('/tmp/nowhere', { environment: {} }))
  })

  test('a bucket without versioning', async () => {
    const server = await startS3()
    try {
      const store = await openStore(server.address, { environment: server.environment })
      await store.put('a', bytes('x'))
      await everyWay(store)
    } finally {
      await server.stop()
    }
  })

  test('a server that knows no versions', async () => {
    const s3 = await startScriptedS3()
    try {
      s3.script = ({ query }) => (query.has('versioning') ? { status: 501 } : undefined)
      await everyWay(await openStore(s3.address, { environment: s3.environment, retrySeconds: 1 }))
    } finally {
      await s3.stop()
    }
  })
})

test('a server that gives old versions the time of their end is found out, and refused', async () => {
  const server = await startS3({ versions: true })
  try {
    const { endpoint, accessKeyId, secretAccessKey, bucket: Bucket } = server
    const credentials = { accessKeyId, secretAccessKey }
    const admin = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials })
    await admin.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }))
    const store = await openStore(server.address, { environment: server.environment })
    await store.put('shop/a/part', bytes('part'))
    await store.put('shop/b/part', bytes('other'))
    await sleep(2_500)
    await store.delete('shop/a/part')
    const past = asOfStore(store, new Date())
    // What a real server answers can be read, folders and versions.
    expect(await past.folders('')).toEqual(['shop'])
    expect(await past.folders('shop/')).toEqual(['a', 'b'])
    expect(String(await past.get('shop/b/part'))).toBe('other')
    await expect(past.get('shop/a/part')).rejects.toMatchObject({
      code: 3,
      reason: expect.stringMatching(/an older time of what is there now than of what it replaced: shop\/a\/part/),
    })
  } finally {
    await server.stop()
  }
}, 30_000)

describe('within one tick of the clock', () => {
  const modified = new Date('2026-11-20T02:17:03Z')
  const of = (version: string, more: Partial<ObjectVersion>): ObjectVersion => {
    return { key: 'a', version, size: 1, modified, mark: false, current: false, ...more }
  }
  const versionsOf = (all: ObjectVersion[]): StoreVersions => ({
    kept: async () => true,
    list: async function* () {
      yield* all
    },
    folders: async () => [],
    get: async (_, version) => Buffer.from(version),
    delete: async () => {},
    lockedUntil: async () => undefined,
  })

  test.each<[string, ObjectVersion[], string | undefined]>([
    ['the current version goes before others', [of('1', {}), of('2', { current: true })], '2'],
    ['the first in the listing goes before others', [of('2', {}), of('1', {})], '2'],
    ['an object goes before the mark of its deletion', [of('1', {}), of('2', { mark: true })], '1'],
    ['wherever the mark stands in the listing', [of('2', { mark: true }), of('1', {})], '1'],
    ['but not before the mark that is there now', [of('1', {}), of('2', { mark: true, current: true })], undefined],
    ['wherever that stands', [of('2', { mark: true, current: true }), of('1', {})], undefined],
  ])('%s', async (_, all, found) => {
    const base = await openStore('memory://as-of', { environment: {} })
    const store = asOfStore(Object.assign(Object.create(base) as Store, { versions: versionsOf(all) }), modified)
    const got = await store.get('a').then(String, () => undefined)
    expect(got).toBe(found)
    const before = new Date(modified.getTime() - 1)
    expect(
      await keysOf(asOfStore(Object.assign(Object.create(base), { versions: versionsOf(all) }), before), ''),
    ).toEqual([])
  })
})
