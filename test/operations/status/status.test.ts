import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PgproofError } from '../../../src/errors.ts'
import { type StatusRequest, status } from '../../../src/operations/status/status.ts'
import type { Backup } from '../../../src/repository/catalogue.ts'
import { keys } from '../../../src/repository/layout.ts'
import { putManifest, tellOf } from '../../repository/history.ts'
import { manifestOf } from '../../repository/sample.ts'
import { makeWorkplace, type Workplace } from '../../support/loop.ts'
import { emptyStore, history, now, phases, requestOf } from './three-weeks.ts'

let place: Workplace

beforeAll(async () => {
  place = await makeWorkplace()
})
afterAll(async () => await place.remove())

const look = async (request: StatusRequest) => await status(request, await place.context({ now: () => now }))

test('one look: newest, verified, restore-tested, data at risk, time to restore, storage', async () => {
  const { store, storage } = await emptyStore()
  const [first, , third, newest] = await history(store)
  const result = await look(requestOf(storage, { rpo: 6 * 3_600_000, rto: 60_000 }))
  expect(result).toMatchObject({ ok: true, code: 0, name: 'shop', warnings: [] })
  expect(result.newest).toEqual({ id: newest?.id, created: newest?.manifest.created, ageSeconds: 5 * 3600 })
  expect(result.newestVerified).toMatchObject({ id: newest?.id, ageSeconds: 5 * 3600, checkedSeconds: 4 * 3600 })
  expect(result.newestRestoreTested).toMatchObject({ id: first?.id, checkedSeconds: 2 * 86_400 })
  expect(result.timeToRestore).toEqual({
    id: first?.id,
    at: '2026-11-19T00:00:00Z',
    seconds: 22,
    proofSeconds: 4,
    rawBytes: 10_100,
  })
  expect(result.trend.map(({ id, seconds }) => [id, seconds])).toEqual([
    [third?.id, 12],
    [first?.id, 22],
  ])
  expect(result.backups.map(({ state }) => state)).toEqual(['verified', 'restore-tested', 'verified', 'restore-tested'])
  expect(result.summary).toMatchObject({
    count: 4,
    storedBytes: 4440,
    oldest: first?.manifest.created,
    newest: newest?.manifest.created,
    byType: [
      { type: 'auto', count: 3, storedBytes: 3430 },
      { type: 'manual', count: 1, storedBytes: 1010 },
    ],
  })
  expect(result.summary.growth).toEqual({ bytesPerMonth: 300, share: 0.25 })
})

test('what is not whole, not good or not there any more is no restore point, and is always named', async () => {
  const { store, storage } = await emptyStore()
  const good = await putManifest(store, '20261101T000000Z-000001')
  const expired = await putManifest(store, '20261116T000000Z-000002')
  await putManifest(store, '20261117T000000Z-000003', { partial: ['only the schemas a'] })
  await putManifest(store, '20261118T000000Z-000004', { type: 'pre-restore' })
  const damaged = await putManifest(store, '20261119T000000Z-000005')
  const unequal = await putManifest(store, '20261119T010000Z-000006')
  await store.put(keys.manifest('shop', '20261120T000000Z-000007'), Buffer.from('{'))
  await tellOf(store, expired, 'expired', '2026-11-20T00:00:00Z', { reason: 'old', until: '2026-11-27T00:00:00Z' })
  await tellOf(store, damaged, 'verified', '2026-11-19T01:00:00Z')
  await tellOf(store, damaged, 'failed', '2026-11-19T02:00:00Z', { of: 'verified', reason: 'toc.dat is missing' })
  await tellOf(store, unequal, 'restore-tested', '2026-11-19T03:00:00Z', phases(1))
  await tellOf(store, unequal, 'failed', '2026-11-19T04:00:00Z', { of: 'restore-tested', differences: ['a.b: 1 row'] })
  await store.put(`shop/records/${good.id}/x.json`, Buffer.from('{'))

  const result = await look(requestOf(storage))
  expect(result.newest).toMatchObject({ id: good.id, ageSeconds: 20 * 86_400 })
  expect(result.newestVerified).toBeUndefined()
  expect(result.newestRestoreTested).toBeUndefined()
  expect(result.backups.map(({ state, good }) => `${state}${good ? ' good' : ''}`)).toEqual([
    'restore-test failed',
    'damaged',
    'safety copy',
    'partial',
    'expired',
    'not verified good',
  ])
  expect(result.failures.map(({ id, why }) => [id, why])).toEqual([
    [unequal.id, 'a.b: 1 row'],
    [damaged.id, 'toc.dat is missing'],
  ])
  expect(result.warnings).toEqual([
    expect.stringMatching(/^backup 20261120T000000Z-000007 cannot be read and does not count: /),
    'a record cannot be read and does not count',
  ])
  expect(result.expiring).toEqual([{ id: expired.id, what: 'expired: old', at: '2026-11-27T00:00:00.000Z' }])
  expect(result).toMatchObject({ ok: false, code: 1 })
  expect(result.ok ? '' : result.reason).toMatch(
    /^backup 20261120T000000Z-000007 cannot be read: .*\(allowed: nothing speaks against it\); and 2 more$/,
  )
})

test('a good check after a failed one counts, and one of another manifest under the same id does not', async () => {
  const { store, storage } = await emptyStore()
  const backup = await putManifest(store, '20261120T190000Z-000001')
  await tellOf(store, backup, 'failed', '2026-11-20T20:00:00Z', { of: 'verified' })
  await tellOf(store, backup, 'verified', '2026-11-20T21:00:00Z')
  await tellOf(store, { ...backup, digest: '0'.repeat(64) }, 'restore-tested', '2026-11-20T22:00:00Z', phases(1))
  const result = await look(requestOf(storage))
  expect(result.backups[0]?.state).toBe('verified')
  expect(result.newestRestoreTested).toBeUndefined()
  expect(result.trend).toEqual([])
})

test('a pin is shown while it holds', async () => {
  const { store, storage } = await emptyStore()
  const [first, second, third] = await history(store)
  const pin = (backup: Backup | undefined, body: object) =>
    tellOf(store, backup as Backup, 'pinned', '2026-11-20T20:00:00Z', body)
  await pin(first, { reason: 'audit' })
  await pin(second, { reason: 'over', until: '2026-11-20T23:00:00.000Z' })
  await pin(third, { reason: 'for ada', until: '2027-01-01T00:00:00.000Z' })
  expect((await look(requestOf(storage))).pins).toEqual([
    { id: third?.id, reason: 'for ada', until: '2027-01-01T00:00:00.000Z' },
    { id: first?.id, reason: 'audit' },
  ])
})

const policy = { types: { auto: '7d', manual: '30d' } }

test('what expires next: what a prune would take now, or the first day on which it would', async () => {
  const { store, storage } = await emptyStore()
  const [, second, , newest] = await history(store)
  const next = await look(requestOf(storage, { retention: policy }))
  expect(next.expiring).toEqual([{ id: second?.id, what: 'auto is kept 7d, and it is over 12d older than the newest' }])
  await tellOf(store, second as Backup, 'expired', '2026-11-20T22:00:00Z', {
    reason: 'old',
    until: '2026-11-27T22:00:00.000Z',
  })
  const after = await look(requestOf(storage, { retention: policy }))
  expect(after.expiring).toEqual([
    { id: second?.id, what: 'expired: old', at: '2026-11-27T22:00:00.000Z' },
    { id: newest?.id, what: expect.stringMatching(/^auto is kept 7d, /), at: '2026-11-28T00:00:00.000Z' },
  ])
})

test('a policy that prune would refuse is a warning here, and without one nothing is said', async () => {
  const { store, storage } = await emptyStore()
  await history(store)
  const odd = await look(requestOf(storage, { retention: { type: { auto: '7d' } } }))
  expect(odd).toMatchObject({ ok: true, warnings: [expect.stringMatching(/^what expires next is not known: .*type/)] })
  expect((await look(requestOf(storage))).warnings).toEqual([])
})

test('fault 86: a backup from the future is no good news', async () => {
  const { store, storage } = await emptyStore()
  await history(store)
  await putManifest(store, '20261122T000000Z-000009')
  const result = await look(requestOf(storage))
  expect(result).toMatchObject({ ok: false, code: 1 })
  expect(result.newest?.id).toBe('20261120T190000Z-000003')
  expect(result.warnings).toEqual([
    'backup 20261122T000000Z-000009 is from the future and does not count: a clock is wrong',
  ])
})

test('nothing yet is exit 2, and several databases have to be told apart', async () => {
  const { store, storage } = await emptyStore()
  const failure = async (request: StatusRequest) => {
    const error = await look(request).catch((error: unknown) => error)
    return error instanceof PgproofError ? error.code : error
  }
  expect(await failure(requestOf(storage))).toBe(2)
  expect(await failure(requestOf(storage, { name: 'shop' }))).toBe(2)
  await history(store)
  await putManifest(store, '20261120T000000Z-000001', { name: 'other' })
  expect(await failure(requestOf(storage))).toBe(2)
  expect((await look(requestOf(storage, { name: 'shop' }))).ok).toBe(true)
})

test('fault 86: good answers from the future neither count nor hide what failed since', async () => {
  const { store, storage } = await emptyStore()
  const backups = await history(store)
  const newest = backups.at(-1) as Backup
  for (const backup of backups) {
    await tellOf(store, backup, 'verified', '2036-01-01T00:00:00.000Z')
    await tellOf(store, backup, 'restore-tested', '2036-01-01T00:00:00.000Z', phases(1))
  }
  const before = await look(requestOf(storage))
  expect(before).toMatchObject({ ok: true, newestVerified: { id: newest.id, checkedSeconds: 4 * 3600 } })
  expect(before.newestRestoreTested?.checkedSeconds).toBe(2 * 86_400)
  expect([before.timeToRestore?.seconds, before.trend.length]).toEqual([22, 2])
  expect(before.warnings).toHaveLength(8)
  expect(before.warnings).toContain(
    `backup ${newest.id} was verified in the future, at 2036-01-01T00:00:00.000Z: a clock was wrong, and that does not count`,
  )
  await tellOf(store, newest, 'failed', '2026-11-20T23:00:00.000Z', { of: 'verified', reason: 'toc.dat is missing' })
  const after = await look(requestOf(storage))
  expect(after).toMatchObject({ ok: false, code: 1 })
  expect(after.backups[0]).toMatchObject({ state: 'damaged', verified: { ok: false, ageSeconds: 3600 } })
})

test('the backups of another database under the same name do not keep it green', async () => {
  const { store, storage } = await emptyStore()
  await history(store)
  const copy = { ...manifestOf('').source, database: 'shop_old' }
  await putManifest(store, '20261120T200000Z-000008', { type: 'pre-restore', source: copy })
  expect((await look(requestOf(storage))).ok).toBe(true)
  const other = await putManifest(store, '20261120T200000Z-000009', {
    source: { ...manifestOf('').source, database: 'crm' },
  })
  const mixed = await look(requestOf(storage))
  expect(mixed).toMatchObject({ ok: false, code: 1, newest: { id: other.id } })
  expect(mixed.ok ? '' : mixed.reason).toBe(
    'the backups under this name are of 2 databases: crm (1, the newest of 2026-11-20), shop (4, the newest of 2026-11-20) (allowed: backups of one database under a name)',
  )
  await tellOf(store, other, 'expired', '2026-11-20T22:00:00Z', { reason: 'old', until: '2026-11-27T22:00:00.000Z' })
  expect((await look(requestOf(storage))).ok).toBe(true)
})

test('nothing is written into the storage', async () => {
  const { store, storage } = await emptyStore()
  await history(store)
  const all = async () => {
    const found: string[] = []
    for await (const { key, modified } of store.list('')) found.push(`${key} ${modified.getTime()}`)
    return found
  }
  const before = await all()
  await look(requestOf(storage))
  expect(await all()).toEqual(before)
})
