import { mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from '@jest/globals'
import { idsNewestFirst, listNames, readBackup, readCatalogue } from '../../src/repository/catalogue.ts'
import { chooseBackup, chooseName } from '../../src/repository/choose.ts'
import { keys, newBackupId } from '../../src/repository/layout.ts'
import { type Manifest, sealed, writeManifest } from '../../src/repository/manifest.ts'
import { listRecords } from '../../src/repository/records.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { failureOf } from '../support/failure.ts'
import { manifestOf, putManifest } from './sample.ts'

const now = new Date('2026-11-20T12:00:00Z')
let store: Store
let stores = 0

beforeEach(async () => {
  store = await openStore(`memory://catalogue-${stores++}`, { environment: {} })
})

const idOf = (day: number, end = '000000') => `202611${String(day).padStart(2, '0')}T020000Z-${end}`
const put = (id: string, more?: Partial<Manifest>) => putManifest(store, id, more)
const chosen = async (selector: string) => (await chooseBackup(store, 'shop', selector, now)).id

test('an empty storage holds no names and no backups', async () => {
  expect(await listNames(store)).toEqual([])
  expect(await readCatalogue(store, 'shop')).toEqual({ backups: [], unreadable: [] })
  for (const work of [chooseName(store, undefined), chooseBackup(store, 'shop', 'latest', now)]) {
    const error = await failureOf(work)
    expect([error.code, error.reason]).toEqual([2, expect.stringMatching(/^there is no backup.* yet$/)])
  }
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
