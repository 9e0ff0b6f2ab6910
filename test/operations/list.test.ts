import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { list } from '../../src/operations/list.ts'
import { openStore } from '../../src/storage/open.ts'
import { putManifest, tellOf } from '../repository/history.ts'
import { makeWorkplace, type Workplace } from '../support/loop.ts'

const storage = 'memory://list-of-samples'
const now = () => new Date('2026-11-21T00:00:00Z')
let place: Workplace

beforeAll(async () => {
  place = await makeWorkplace(storage)
})
afterAll(async () => await place.remove())

test('a sample is told beside the last verification, and a failed check with what was found', async () => {
  const store = await openStore(storage, { environment: {} })
  const sampled = await putManifest(store, '20261118T000000Z-000001')
  const damaged = await putManifest(store, '20261119T000000Z-000002')
  const later = await putManifest(store, '20261120T000000Z-000003')
  const unequal = await putManifest(store, '20261120T010000Z-000004')
  await tellOf(store, sampled, 'sampled', '2026-11-20T00:00:00Z', { of: 'verified', checked: { share: 0.25 } })
  const found = [
    { object: '1.dat.zst.00000', what: 'is missing' },
    { object: 'toc.dat', what: 'is missing' },
  ]
  await tellOf(store, damaged, 'failed', '2026-11-20T01:00:00Z', { of: 'verified', damaged: found })
  await tellOf(store, later, 'sampled', '2026-11-20T02:00:00Z', { of: 'verified', checked: { share: 0.25 } })
  await tellOf(store, later, 'verified', '2026-11-20T03:00:00Z', { of: 'verified', checked: { share: 1 } })
  await tellOf(store, unequal, 'failed', '2026-11-20T04:00:00Z', { of: 'restore-tested', reason: 'toc.dat is odd' })

  const result = await list({ storage }, await place.context({ now }))
  const byId = new Map(result.backups.map((backup) => [backup.id, backup]))
  expect(byId.get(sampled.id)?.verified).toBeUndefined()
  expect(byId.get(sampled.id)?.sampled).toMatchObject({ ok: true, share: 0.25, ageSeconds: 86_400 })
  expect(byId.get(later.id)?.sampled).toBeUndefined()
  expect(byId.get(later.id)?.verified).toMatchObject({ ok: true, ageSeconds: 21 * 3600 })
  expect(result.failures).toEqual([
    { name: 'shop', id: unequal.id, what: 'restore-tested', at: '2026-11-20T04:00:00Z', why: 'toc.dat is odd' },
    {
      name: 'shop',
      id: damaged.id,
      what: 'verified',
      at: '2026-11-20T01:00:00Z',
      why: '1.dat.zst.00000 is missing; and 1 more',
    },
  ])
})

test('fault 86: what was verified in the future is not verified, and is named', async () => {
  const ahead = 'memory://list-of-the-future'
  const store = await openStore(ahead, { environment: {} })
  const backup = await putManifest(store, '20261118T000000Z-000001')
  await tellOf(store, backup, 'verified', '2036-01-01T00:00:00Z')
  await tellOf(store, backup, 'sampled', '2036-01-02T00:00:00Z', { of: 'verified', checked: { share: 0.25 } })
  const untested = await list({ storage: ahead }, await place.context({ now }))
  expect(untested.backups).toMatchObject([{ id: backup.id }])
  expect([untested.backups[0]?.verified, untested.backups[0]?.sampled]).toEqual([undefined, undefined])
  expect(untested.warnings).toEqual([
    `backup ${backup.id} was verified in the future, at 2036-01-01T00:00:00Z: a clock was wrong, and that does not count`,
    `backup ${backup.id} was verified in part in the future, at 2036-01-02T00:00:00Z: a clock was wrong, and that does not count`,
  ])
  await tellOf(store, backup, 'failed', '2026-11-20T12:00:00Z', { of: 'verified', reason: 'toc.dat is missing' })
  const failed = await list({ storage: ahead }, await place.context({ now }))
  expect(failed.backups).toMatchObject([{ verified: { ok: false, ageSeconds: 12 * 3600 } }])
  expect(failed.failures).toMatchObject([{ id: backup.id, why: 'toc.dat is missing' }])
})
