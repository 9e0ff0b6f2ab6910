import { beforeEach, expect, test } from '@jest/globals'
import { type Backup, badgesOf, listNames } from '../../src/repository/catalogue.ts'
import { chooseBackup, chooseName } from '../../src/repository/choose.ts'
import { keys } from '../../src/repository/layout.ts'
import type { Manifest } from '../../src/repository/manifest.ts'
import { listRecords, type RecordKind } from '../../src/repository/records.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { failureOf } from '../support/failure.ts'
import { putManifest, putWord } from './sample.ts'

const now = new Date('2026-11-20T12:00:00Z')
let store: Store
let stores = 0

beforeEach(async () => {
  store = await openStore(`memory://choose-${stores++}`, { environment: {} })
})

const idOf = (day: number, end = '000000') => `202611${String(day).padStart(2, '0')}T020000Z-${end}`
const put = (id: string, more?: Partial<Manifest>) => putManifest(store, id, more)
const record = (of: Backup, kind: RecordKind, time: string, body?: object) => putWord(store, of, kind, time, body)
const chosen = async (selector: string) => (await chooseBackup(store, 'shop', selector, now)).id

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
