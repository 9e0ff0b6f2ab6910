import { beforeEach, expect, test } from '@jest/globals'
import type { Backup } from '../../src/repository/catalogue.ts'
import { expiryOf, isExpired, sweptFrom, takenBackUntil } from '../../src/repository/expiry.ts'
import { listRecords } from '../../src/repository/records.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import type { Store } from '../../src/storage/store.ts'
import { putManifest, tellOf } from './history.ts'

const until = '2026-11-27T00:00:00.000Z'
let store: Store
let backup: Backup

beforeEach(async () => {
  store = openMemoryStore(`expiry-${Math.random()}`)
  backup = await putManifest(store, '20261119T020000Z-000001')
})

const records = async () => (await listRecords(store, 'shop', backup.id)).get(backup.id) ?? []

test('a backup is expired from the word that says so to the word that takes it back', async () => {
  expect(await isExpired(store, backup)).toBe(false)
  await tellOf(store, backup, 'expired', '2026-11-20T00:00:00.000Z', { reason: 'keep-last', until })
  expect(await isExpired(store, backup)).toBe(true)
  const expiry = expiryOf(await records(), backup.digest)
  expect(expiry).toEqual({ reason: 'keep-last', at: '2026-11-20T00:00:00.000Z', until: new Date(until) })
  // Whoever takes back and whoever sweeps keep two hours between them.
  if (expiry) expect(sweptFrom(expiry).getTime() - takenBackUntil(expiry).getTime()).toBe(2 * 3_600_000)
  await tellOf(store, backup, 'unexpired', '2026-11-21T00:00:00.000Z')
  expect(await isExpired(store, backup)).toBe(false)
})

test.each<[string, object]>([
  ['says nothing', {}],
  ['has no date', { reason: 'keep-last', until: 'soon' }],
  ['has no reason', { until }],
])('a word that %s expires nothing', async (_, body) => {
  await tellOf(store, backup, 'expired', '2026-11-20T00:00:00.000Z', body)
  expect(await isExpired(store, backup)).toBe(false)
})

test('a word about another manifest expires nothing', async () => {
  const other = { ...backup, digest: 'a'.repeat(64) }
  await tellOf(store, other, 'expired', '2026-11-20T00:00:00.000Z', { reason: 'keep-last', until })
  expect(await isExpired(store, backup)).toBe(false)
})
