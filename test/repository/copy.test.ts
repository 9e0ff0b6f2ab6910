import { beforeEach, expect, test } from '@jest/globals'
import { type Backup, readBackup } from '../../src/repository/catalogue.ts'
import { copyBackup } from '../../src/repository/copy.ts'
import { copyRecords } from '../../src/repository/copy-records.ts'
import { keys } from '../../src/repository/layout.ts'
import { sha256 } from '../../src/repository/manifest.ts'
import { kindIn, listRecords, putRecord, type RecordKind } from '../../src/repository/records.ts'
import { sweepLeftover } from '../../src/repository/sweep.ts'
import { SweepLease } from '../../src/repository/sweep-lease.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { ObjectMissing, type Store } from '../../src/storage/store.ts'
import { listed } from '../operations/prune/turns.ts'
import { failureOf } from '../support/failure.ts'
import { by, makeBackup } from './sample.ts'

const id = '20261120T021703Z-7f3a9c'
const folder = keys.backup('shop', id)
const part = `${folder}100.dat.zst.00000`
const now = new Date('2026-11-20T03:00:00Z')
let from: Store
let to: Store
let backup: Backup
let stores = 0

beforeEach(async () => {
  from = openMemoryStore(`copied-${stores}`)
  to = openMemoryStore(`copy-${stores++}`, () => now)
  backup = await makeBackup(from, id, { orders: '1\n2\n', customers: 'a\n' })
  await from.put(`${folder}manifest.json.sig`, Buffer.from('a signature'))
})

const copying = (other: Partial<{ from: Store; to: Store }> = {}) => ({
  ...{ from, to, backup, by, signal: new AbortController().signal, onBytes: () => {} },
  ...other,
})
const copied = (other: Partial<{ from: Store; to: Store }> = {}) => copyBackup(copying(other), () => now)
const failure = async (run: Promise<unknown>) => {
  const { code, reason } = await failureOf(run)
  return { code, reason }
}
const isVisible = async () => (await to.head(keys.manifest('shop', id))) !== undefined

/** A store with some of what it does changed. */
function changed(store: Store, changes: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name) {
      const own = changes[name as keyof Store] ?? target[name as keyof Store]
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
}

async function contents(store: Store, prefix: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { key } of store.list(prefix)) found[key] = sha256(await store.get(key))
  return found
}

test('a copy is the backup byte for byte, its signature too, the manifest last, with a heartbeat while it comes', async () => {
  const puts: string[] = []
  const heartbeats: number[] = []
  const watched = changed(to, {
    put: async (key, body, options) => {
      puts.push(key)
      if (key.startsWith(folder)) heartbeats.push((await listed(to, keys.running('shop'))).length)
      await to.put(key, body, options)
    },
  })
  const { sent, found, signed, wasThere } = await copied({ to: watched })
  expect(await contents(to, folder)).toEqual(await contents(from, folder))
  expect(Object.keys(await contents(to, folder))).toHaveLength(sent.objects + 2)
  expect({ found, signed, wasThere }).toEqual({ found: { objects: 0, bytes: 0 }, signed: true, wasThere: false })
  expect(sent.bytes).toBe(backup.manifest.objects.reduce((sum, { size }) => sum + size, 0))
  const told = (await listRecords(to, 'shop', id)).get(id) ?? []
  const body = { from: from.location }
  expect(told.map(({ kind }) => kind).sort()).toEqual(['came-as-copy', 'copying'])
  expect(told).toMatchObject([{ body }, { body }])
  expect(puts.filter((key) => !key.includes('/records/')).at(-1)).toBe(keys.manifest('shop', id))
  expect(heartbeats.every((number) => number === 1)).toBe(true)
  expect(await contents(to, keys.running('shop'))).toEqual({})
  expect(await readBackup(to, 'shop', id)).toEqual(backup)
})

test('what is there with the right bytes is not sent again, also where the store tells no checksum', async () => {
  await copied()
  await to.delete(keys.manifest('shop', id))
  await to.delete(part)
  const read: string[] = []
  const blind = changed(to, {
    head: async (key) => {
      const facts = await to.head(key)
      return facts && { size: facts.size, modified: facts.modified }
    },
    get: async (key, options) => {
      read.push(key)
      return await to.get(key, options)
    },
  })
  const silent = changed(from, {
    get: async (key, options) => {
      if (backup.manifest.objects.some(({ name }) => key === `${folder}${name}`)) expect(key).toBe(part)
      return await from.get(key, options)
    },
  })
  const { sent, found } = await copied({ from: silent, to: blind })
  expect([sent.objects, found.objects]).toEqual([1, backup.manifest.objects.length - 1])
  expect(read).toEqual(expect.arrayContaining(backup.manifest.objects.map(({ name }) => `${folder}${name}`)))
  expect(await copied()).toMatchObject({ wasThere: true, sent: { objects: 0 } })
})

test('a copy that has lost an object is whole again after another copy', async () => {
  await copied()
  await to.delete(part)
  expect(await copied()).toMatchObject({ wasThere: true, sent: { objects: 1 } })
  expect(await contents(to, folder)).toEqual(await contents(from, folder))
})

test.each<[string, () => Promise<void>, string]>([
  ['changed', () => from.put(part, Buffer.alloc(20, 1)), '100.dat.zst.00000 has '],
  ['gone', () => from.delete(part), '100.dat.zst.00000 is missing'],
  ['longer', () => from.put(part, Buffer.alloc(500, 1)), '100.dat.zst.00000 has 500 bytes'],
])('an object that is %s in the first store commits nothing and is named', async (_, damage, words) => {
  await damage()
  expect(await failure(copied())).toEqual({ code: 1, reason: expect.stringContaining(words) })
  expect(await isVisible()).toBe(false)
  expect(await contents(to, keys.running('shop'))).toEqual({})
})

test('bytes of the same length that are others are found by their digest', async () => {
  const stored = await from.get(part)
  stored[0] = (stored[0] as number) ^ 1
  await from.put(part, stored)
  expect((await failure(copied())).reason).toBe('100.dat.zst.00000 has other bytes than were stored')
  expect(await isVisible()).toBe(false)
})

test.each([
  ['an object', part],
  ['the signature', `${folder}manifest.json.sig`],
])('%s that is there with other bytes is left as it is', async (_, key) => {
  await to.put(key, Buffer.from('somebody else’s'))
  const reason = `${key} is in ${to.location} already, with other bytes`
  expect(await failure(copied())).toEqual({ code: 1, reason })
  expect((await to.get(key)).toString()).toBe('somebody else’s')
  expect(await isVisible()).toBe(false)
})

test('another backup under the same id is left as it is, before anything is sent', async () => {
  await makeBackup(to, id, { orders: 'other\n' }, { tags: ['other'] })
  const before = await contents(to, folder)
  expect(await failure(copied())).toEqual({ code: 1, reason: `${to.location} holds another backup under the id ${id}` })
  expect(await contents(to, folder)).toEqual(before)
})

test('a store that keeps other bytes than it was given gets no manifest', async () => {
  const liar = changed(to, {
    put: (key, body, options) => to.put(key, key === part ? Buffer.alloc(body.length) : body, options),
  })
  expect(await failure(copied({ to: liar }))).toEqual({
    code: 3,
    reason: expect.stringContaining('has another checksum when it was looked up'),
  })
  expect(await isVisible()).toBe(false)
})

test('a manifest that reads back otherwise is no success', async () => {
  const liar = changed(to, {
    get: async (key, options) =>
      key === keys.manifest('shop', id) && (await to.head(key)) ? Buffer.from('{}') : await to.get(key, options),
  })
  expect(await failure(copied({ to: liar }))).toMatchObject({ code: 3, reason: expect.stringContaining('reads back') })
})

test('a manifest that changed since the backup was chosen is not copied', async () => {
  const other = changed(from, {
    get: async (key, options) =>
      key === keys.manifest('shop', id) ? Buffer.from('{}\n') : await from.get(key, options),
  })
  expect((await failure(copied({ from: other }))).reason).toContain('changed while it was copied')
})

const swept = (manifest: string) =>
  putRecord(to, { name: 'shop', id }, { kind: 'swept', time: now.toISOString(), ok: true, by, manifest, body: {} })

test('what a prune has let go there does not come back, what it swept of a killed copy does', async () => {
  await swept(sha256(new Uint8Array()))
  await copied()
  for (const key of Object.keys(await contents(to, folder))) await to.delete(key)
  await swept(backup.digest)
  expect(await failure(copied())).toMatchObject({
    code: 4,
    reason: expect.stringContaining('a prune there has let it go'),
  })
  expect(await contents(to, folder)).toEqual({})
})

test('a copy whose objects were swept while it stood still takes its manifest back, also where there was a sweep before', async () => {
  await swept(sha256(new Uint8Array()))
  const later = new Date(now.getTime() + 2 * 86_400_000)
  const slow = changed(to, {
    put: async (key, body, options) => {
      if (key === keys.manifest('shop', id)) await sweepAt(later)
      await to.put(key, body, options)
    },
  })
  const { code, reason } = await failure(copied({ to: slow }))
  expect([code, reason]).toEqual([3, expect.stringContaining('was swept')])
  expect(await isVisible()).toBe(false)
  expect(await contents(to, folder)).toEqual({})
})

/** What a prune does at a later time, when the heartbeat is long stale. */
async function sweepAt(time: Date): Promise<void> {
  const store = openMemoryStore(to.location.replace('memory://', ''), () => time)
  const lease = await SweepLease.take(store, 'shop', by, () => time)
  const { freed } = await sweepLeftover({ store, name: 'shop', now: time, by, lease }, id)
  expect(freed.objects).toBeGreaterThan(0)
  await lease.release()
}

test('a backup without a signature is copied without one', async () => {
  await from.delete(`${folder}manifest.json.sig`)
  expect(await copied()).toMatchObject({ signed: false })
  expect(await isVisible()).toBe(true)
})

test('what is too large for a signature is not copied', async () => {
  await from.put(`${folder}manifest.json.sig`, Buffer.alloc(70_000))
  const reason = expect.stringContaining('manifest.json.sig is 70000 bytes long, as no signature is')
  expect(await failure(copied())).toEqual({ code: 1, reason })
  expect(await isVisible()).toBe(false)
})

test('a word of a sweep that cannot be read forbids nothing', async () => {
  await to.put(`${keys.records('shop', id)}20261119T030000000Z-swept-0000.json`, Buffer.from('{'))
  expect(await copied()).toMatchObject({ wasThere: false })
  expect(await isVisible()).toBe(true)
})

test.each([
  ['the manifest', keys.manifest('shop', id), `holds another backup under the id ${id}`],
  ['the signature', `${folder}manifest.json.sig`, 'with other bytes'],
  ['an object', part, 'with other bytes'],
])('where somebody else puts %s at the same moment, theirs stays', async (_, key, words) => {
  const raced = changed(to, {
    put: async (own, body, options) => {
      if (own === key) await to.put(key, Buffer.from('somebody else’s'))
      await to.put(own, body, options)
    },
  })
  expect(await failure(copied({ to: raced }))).toEqual({ code: 1, reason: expect.stringContaining(words) })
  expect((await to.get(key)).toString()).toBe('somebody else’s')
})

test.each([
  ['get', keys.manifest('shop', id)],
  ['put', keys.manifest('shop', id)],
  ['put', `${folder}manifest.json.sig`],
  ['put', part],
] as const)('the other store fails at the %s of %s: no copy, and its own words', async (method, key) => {
  const failing = changed(to, {
    [method]: async (own: string, ...rest: [Buffer]) => {
      if (own === key) throw new Error('the network is down')
      return await to[method](own, ...rest)
    },
  })
  await expect(copied({ to: failing })).rejects.toThrow('the network is down')
  expect(await isVisible()).toBe(false)
})

test('the first store fails at the signature: no copy', async () => {
  const failing = changed(from, {
    get: async (key, options) => {
      if (key.endsWith('.sig')) throw new Error('the network is down')
      return await from.get(key, options)
    },
  })
  await expect(copied({ from: failing })).rejects.toThrow('the network is down')
  expect(await isVisible()).toBe(false)
})

test.each<[string, (key: string) => Promise<Buffer>, string]>([
  ['is gone again', async (key) => Promise.reject(new ObjectMissing(key)), 'but is missing when it was looked up'],
  ['cannot be read', async () => Promise.reject(new Error('the network is down')), 'the network is down'],
])('in a store without checksums an object that %s when it has been put gets no manifest', async (_, get, words) => {
  const blind = changed(to, {
    head: async (key) => {
      const facts = await to.head(key)
      return facts && { size: facts.size, modified: facts.modified }
    },
    get: async (key, options) => (key === part ? await get(key) : await to.get(key, options)),
  })
  await expect(copied({ to: blind })).rejects.toThrow(words)
  expect(await isVisible()).toBe(false)
})

test('an object that has another size when it was put gets no manifest', async () => {
  const cutting = changed(to, {
    put: (key, body, options) => to.put(key, key === part ? body.subarray(1) : body, options),
  })
  const reason = expect.stringMatching(/but has \d+ bytes instead of \d+ when it was looked up$/)
  expect(await failure(copied({ to: cutting }))).toEqual({ code: 3, reason })
  expect(await isVisible()).toBe(false)
})

test('a record that goes while it is copied is none; a store that fails is said', async () => {
  const record = { kind: 'opened', time: now.toISOString(), ok: true, by, manifest: backup.digest, body: {} } as const
  await putRecord(from, { name: 'shop', id }, record)
  const failing = (error: Error) => changed(from, { get: async () => Promise.reject(error) })
  expect(await copyRecords(failing(new ObjectMissing('k')), to, backup)).toBe(0)
  await expect(copyRecords(failing(new Error('the network is down')), to, backup)).rejects.toThrow('network')
  expect(await contents(to, keys.records('shop', id))).toEqual({})
})

test('of the records, those that are about the bytes go along, once', async () => {
  const kinds: RecordKind[] = [
    'verified',
    'restore-tested',
    'failed',
    'expired',
    'pinned',
    'step',
    'restored',
    'copied',
    'opened',
  ]
  for (const kind of kinds) {
    const record = { kind, time: now.toISOString(), ok: true, by, manifest: backup.digest, body: {} }
    await putRecord(from, { name: 'shop', id }, record)
  }
  expect([await copyRecords(from, to, backup), await copyRecords(from, to, backup)]).toEqual([2, 0])
  const there = await contents(to, keys.records('shop', id))
  expect(Object.keys(there).map(kindIn).sort()).toEqual(['opened', 'restore-tested'])
  expect(await contents(from, keys.records('shop', id))).toMatchObject(there)
})
