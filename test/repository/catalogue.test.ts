import { mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import {
  type Backup,
  badgesOf,
  idsNewestFirst,
  listNames,
  readBackup,
  readCatalogue,
} from '../../src/repository/catalogue.ts'
import { chooseBackup, chooseName } from '../../src/repository/choose.ts'
import { keys, newBackupId } from '../../src/repository/layout.ts'
import { type Manifest, sealed, writeManifest } from '../../src/repository/manifest.ts'
import { listRecords, putRecord, type RecordKind } from '../../src/repository/records.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { by, manifestOf } from './sample.ts'

const now = new Date('2026-11-20T12:00:00Z')
let store: Store
let stores = 0

beforeEach(async () => {
  store = await openStore(`memory://catalogue-${stores++}`, { environment: {} })
})

const idOf = (day: number, end = '000000') => `202611${String(day).padStart(2, '0')}T020000Z-${end}`

async function put(id: string, more: Partial<Manifest> = {}): Promise<Backup> {
  const manifest = manifestOf(id, more)
  await store.put(keys.manifest(manifest.name, id), writeManifest(manifest))
  return await readBackup(store, manifest.name, id)
}

async function record({ id, digest }: Backup, kind: RecordKind, time: string, body: object = {}): Promise<void> {
  await putRecord(store, { name: 'shop', id }, { kind, time, ok: kind !== 'failed', by, manifest: digest, body })
}

async function failureOf(work: Promise<unknown>): Promise<PgproofError> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (error instanceof PgproofError) return error
  throw new Error(`no PgproofError but ${error}`)
}

const chosen = async (selector: string) => (await chooseBackup(store, 'shop', selector, now)).id

test('an empty storage holds no names and no backups', async () => {
  expect(await listNames(store)).toEqual([])
  expect(await readCatalogue(store, 'shop')).toEqual({ backups: [], unreadable: [] })
  for (const work of [chooseName(store, undefined), chooseBackup(store, 'shop', 'latest', now)]) {
    const error = await failureOf(work)
    expect([error.code, error.reason]).toEqual([2, expect.stringMatching(/^there is no backup.* yet$/)])
  }
})

test('the only name need not be said; of several, one has to be', async () => {
  await put(idOf(1))
  await store.put('.pgproof/store.json', Buffer.from('{}'))
  await store.put('other/file', Buffer.from('x'))
  expect(await listNames(store)).toEqual(['shop'])
  expect(await chooseName(store, undefined)).toBe('shop')
  await put(idOf(2), { name: 'Bücher "x" %2F' })
  expect(await listNames(store)).toEqual(['Bücher "x" %2F', 'shop'])
  const error = await failureOf(chooseName(store, undefined))
  expect(error.code).toBe(2)
  expect(error.reason).toContain('Bücher "x" %2F, shop')
  expect(await chooseName(store, 'Bücher "x" %2F')).toBe('Bücher "x" %2F')
})

test.each(['a/b', '../shop', '', '.pgproof'])('the name %j is refused', async (name) => {
  expect((await failureOf(chooseName(store, name))).code).toBe(2)
})

test('a backup exists when its manifest exists', async () => {
  await put(idOf(1))
  await store.put(`shop/backups/${idOf(2)}/toc.dat`, Buffer.from('x'))
  await store.put(`shop/backups/${idOf(3)}/manifest.json.sig`, Buffer.from('x'))
  await store.put(`shop/backups/${idOf(4)}/more/manifest.json`, Buffer.from('x'))
  await store.put('shop/backups/no-id/manifest.json', Buffer.from('x'))
  await store.put('shop/backups/20261399T020000Z-000000/manifest.json', Buffer.from('x'))
  const ids: string[] = []
  for await (const id of idsNewestFirst(store, 'shop')) ids.push(id)
  expect(ids).toEqual([idOf(1)])
  expect((await readCatalogue(store, 'shop')).backups.map(({ id }) => id)).toEqual([idOf(1)])
  expect(await chosen('latest')).toBe(idOf(1))
  expect((await failureOf(chooseBackup(store, 'shop', idOf(2), now))).code).toBe(2)
})

test('a manifest that is larger than any is damage, found before it is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-catalogue-'))
  try {
    const files = await openStore(`file://${folder}`, { environment: {} })
    await files.put(keys.manifest('shop', idOf(1)), Buffer.from('{'))
    truncateSync(join(folder, keys.manifest('shop', idOf(1))), 300 * 1024 ** 2)
    const error = await failureOf(readBackup(files, 'shop', idOf(1)))
    expect([error.code, error.reason]).toEqual([
      1,
      expect.stringContaining('is 314572800 bytes long, as no manifest is'),
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a storage that fails hides no backup: reading the catalogue fails too', async () => {
  await put(idOf(1))
  store.get = async () => Promise.reject(new Error('the network is down'))
  await expect(readCatalogue(store, 'shop')).rejects.toThrow('the network is down')
})

test('selectors', async () => {
  await put(idOf(1), { type: 'monthly', tags: ['v1', 'a:b'] })
  await put(idOf(2), { type: 'pre-migration' })
  await put(idOf(3), { tags: ['v1'] })
  expect(await chosen('latest')).toBe(idOf(3))
  expect(await chosen('latest:monthly')).toBe(idOf(1))
  expect(await chosen('latest:pre-migration')).toBe(idOf(2))
  expect(await chosen('tag:v1')).toBe(idOf(3))
  expect(await chosen('tag:a:b')).toBe(idOf(1))
  expect(await chosen('before:2026-11-03T02:00Z')).toBe(idOf(2))
  expect(await chosen('before:2026-11-02')).toBe(idOf(1))
  expect(await chosen(`before:${idOf(2)}`)).toBe(idOf(1))
  expect(await chosen(idOf(2))).toBe(idOf(2))
})

test.each(['latest:weekly', 'tag:v2', 'before:2026-10-01', 'latest-verified'])('nothing fits %s', async (selector) => {
  await put(idOf(1))
  const error = await failureOf(chooseBackup(store, 'shop', selector, now))
  expect(error.code).toBe(2)
  // A type may mean a partial backup too.
  const kind = selector.startsWith('latest:') ? 'backup' : 'complete backup'
  expect(error.reason).toBe(`no ${kind} of shop fits ${selector}`)
})

test.each([
  'newest',
  'latest:',
  'tag:',
  'before:yesterday',
  'before:',
  'LATEST',
  '20261120',
  '../x',
  '',
  'x'.repeat(1000),
])('%j does not say which backup', async (selector) => {
  await put(idOf(1))
  const error = await failureOf(chooseBackup(store, 'shop', selector, now))
  expect(error.code).toBe(2)
  expect(error.hint).toContain('latest-verified')
  expect(error.reason.length).toBeLessThan(150)
})

test('selectors mean complete backups; a partial one is chosen by its id or its type', async () => {
  const partial = { type: 'own', tags: ['t'], partial: ['only the schema'] }
  await put(idOf(19), partial)
  for (const selector of ['latest', 'tag:t', 'random', 'before:2026-12-01', 'latest-verified']) {
    expect((await failureOf(chooseBackup(store, 'shop', selector, now))).code).toBe(2)
  }
  expect(await chosen(idOf(19))).toBe(idOf(19))
  expect(await chosen('latest:own')).toBe(idOf(19))
  await put(idOf(18))
  expect(await chosen('latest')).toBe(idOf(18))
})

test('random draws each of the last 30 days, and none before', async () => {
  await store.put(keys.manifest('shop', '20261001T020000Z-000000'), Buffer.from('not looked at'))
  for (const day of [17, 18, 19]) await put(idOf(day))
  const drawn = new Set<string>()
  for (let n = 0; n < 100; n++) drawn.add(await chosen('random'))
  expect([...drawn].sort()).toEqual([idOf(17), idOf(18), idOf(19)])
})

test('latest-verified asks what the records say last of the manifest as it is', async () => {
  const [first, second, third] = [await put(idOf(1)), await put(idOf(2)), await put(idOf(3))]
  await record(first, 'verified', '2026-11-01T03:00:00Z')
  await record(second, 'verified', '2026-11-02T03:00:00Z')
  await record(third, 'sampled', '2026-11-03T03:00:00Z')
  await record({ ...third, digest: 'b'.repeat(64) }, 'verified', '2026-11-03T04:00:00Z')
  expect(await chosen('latest-verified')).toBe(idOf(2))
  await record(second, 'failed', '2026-11-04T03:00:00Z', { of: 'restore-tested' })
  expect(await chosen('latest-verified')).toBe(idOf(2))
  await record(second, 'failed', '2026-11-05T03:00:00Z', { of: 'verified' })
  expect(await chosen('latest-verified')).toBe(idOf(1))
  const badges = badgesOf(second, (await listRecords(store, 'shop', second.id)).get(second.id) ?? [], now)
  expect([badges.verified?.ok, badges.restoreTested?.ok]).toEqual([false, false])
})

test('fault 86: a good answer from the future is none, and hides no failure', async () => {
  const backup = await put(idOf(1))
  const verifiedAt = async (at: Date) => {
    const records = (await listRecords(store, 'shop', backup.id)).get(backup.id) ?? []
    return badgesOf(backup, records, at).verified?.ok
  }
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds)
  await record(backup, 'verified', '2036-01-01T00:00:00.000Z')
  expect(await verifiedAt(now)).toBeUndefined()
  await expect(chosen('latest-verified')).rejects.toThrow(/fits latest-verified/)
  await record(backup, 'failed', now.toISOString(), { of: 'verified' })
  expect(await verifiedAt(now)).toBe(false)
  await record(backup, 'verified', after(60_000).toISOString())
  expect(await verifiedAt(now)).toBe(false)
  expect(await verifiedAt(after(60_000))).toBe(true)
  await record(backup, 'failed', '2037-01-01T00:00:00.000Z', { of: 'verified' })
  expect(await verifiedAt(after(60_000))).toBe(false)
})

test('latest-verified passes over a manifest that was damaged since', async () => {
  await record(await put(idOf(1)), 'verified', '2026-11-01T03:00:00Z')
  await record(await put(idOf(2)), 'verified', '2026-11-02T03:00:00Z')
  await store.put(keys.manifest('shop', idOf(2)), Buffer.from('{'))
  expect(await chosen('latest-verified')).toBe(idOf(1))
})

test('a damaged manifest does not hide the others, and is no answer to latest', async () => {
  await put(idOf(1))
  await put(idOf(2))
  await store.put(keys.manifest('shop', idOf(2)), Buffer.from('{'))
  await store.put(
    keys.manifest('shop', idOf(3)),
    Buffer.from(sealed(JSON.stringify({ ...manifestOf(idOf(3)), format: 7 }, null, 1))),
  )
  const { backups, unreadable } = await readCatalogue(store, 'shop')
  expect(backups.map(({ id }) => id)).toEqual([idOf(1)])
  expect(unreadable).toEqual([
    { name: 'shop', id: idOf(3), why: expect.stringContaining('has format 7') },
    { name: 'shop', id: idOf(2), why: expect.stringContaining('is not whole JSON') },
  ])
  expect((await failureOf(chooseBackup(store, 'shop', 'latest', now))).code).toBe(3)
  await store.delete(keys.manifest('shop', idOf(3)))
  const error = await failureOf(chooseBackup(store, 'shop', 'latest', now))
  expect([error.code, error.reason]).toEqual([1, `shop/backups/${idOf(2)}/manifest.json is not whole JSON`])
  expect(await chosen('before:2026-11-02')).toBe(idOf(1))
})

test('a manifest in the place of another is refused', async () => {
  await put(idOf(1))
  await put(idOf(2), { name: 'other' })
  const own = await store.get(keys.manifest('shop', idOf(1)))
  await store.put(keys.manifest('shop', idOf(3)), own)
  await store.put(keys.manifest('other', idOf(1)), own)
  for (const work of [readBackup(store, 'shop', idOf(3)), readBackup(store, 'other', idOf(1))]) {
    const error = await failureOf(work)
    expect([error.code, error.reason]).toEqual([1, expect.stringContaining(`speaks of backup ${idOf(1)} of shop`)])
  }
})

test('a thousand backups with their records are listed in a moment', async () => {
  for (let n = 0; n < 1000; n++) {
    const id = newBackupId(new Date(Date.UTC(2026, 10, 1, 2, n)))
    const manifest = manifestOf(id)
    await store.put(keys.manifest('shop', id), writeManifest(manifest))
    for (let part = 0; part < 20; part++) await store.put(`shop/backups/${id}/${part}.dat.zst.00000`, Buffer.from('x'))
    await store.put(`shop/records/${id}/x.json`, Buffer.from('not a record'))
  }
  const started = performance.now()
  expect((await readCatalogue(store, 'shop')).backups).toHaveLength(1000)
  expect((await listRecords(store, 'shop')).size).toBe(0)
  expect(await chosen('latest')).toMatch(/^20261101T183900Z-/)
  expect(performance.now() - started).toBeLessThan(5000)
}, 60_000)

test('the copy that a restore made first is meant only by its id or type: it holds what was wrong', async () => {
  await put(idOf(18))
  const safety = await put(idOf(19), { type: 'pre-restore' })
  await record(safety, 'verified', '2026-11-19T03:00:00.000Z')
  expect(await chosen('latest')).toBe(idOf(18))
  expect(await chosen('random')).toBe(idOf(18))
  expect(await chosen('before:2026-11-20T00:00Z')).toBe(idOf(18))
  await expect(chosen('latest-verified')).rejects.toThrow('no complete backup of shop fits latest-verified')
  expect(await chosen('latest:pre-restore')).toBe(idOf(19))
  expect(await chosen(idOf(19))).toBe(idOf(19))
})
