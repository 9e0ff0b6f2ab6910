import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { pinIn, unexpireIn, unpinIn } from '../../src/operations/pins.ts'
import { pruneIn } from '../../src/operations/prune/prune.ts'
import { readBackup } from '../../src/repository/catalogue.ts'
import { chooseBackup } from '../../src/repository/choose.ts'
import { HOUR } from '../../src/repository/retention-policy.ts'
import type { Store } from '../../src/storage/store.ts'
import { failureOf } from '../support/failure.ts'
import {
  type Clock,
  contextAt,
  IDS,
  makeWorld,
  pruneRequest,
  putSnapshot,
  record,
  type Snapshot,
  START,
} from './prune/world.ts'

const clock: Clock = { now: START }
let world: Snapshot
let store: Store

beforeAll(async () => {
  world = await makeWorld(clock)
})

beforeEach(async () => {
  clock.now = START
  store = await putSnapshot('pins', world, clock)
})

const asking = (backup: string, more = {}) => ({
  storage: store.location,
  name: 'shop',
  backup,
  reason: 'the audit',
  ...more,
})
const pin = (backup: string, more = {}) => pinIn(store, asking(backup, more), contextAt(clock))
const unpin = (backup: string) => unpinIn(store, asking(backup), contextAt(clock))
const unexpire = (backup: string) => unexpireIn(store, asking(backup), contextAt(clock))
const decisionOf = async (id: string) => {
  const { backups } = await pruneIn(store, pruneRequest({ apply: false }), contextAt(clock))
  const found = backups.find((backup) => backup.id === id)
  return `${found?.decision}: ${found?.reason}`
}
const refusalOf = async (work: Promise<unknown>) => {
  const { code, reason } = await failureOf(work)
  return [code, reason]
}

test('a pinned backup stays, with its reason, until it is unpinned', async () => {
  const { expiring: id } = IDS
  expect(await decisionOf(id)).toMatch(/^expire: /)
  expect(await pin(id)).toMatchObject({
    ok: true,
    verb: 'pin',
    backup: { id },
    record: expect.stringContaining('-pinned-'),
  })
  expect(await decisionOf(id)).toBe('keep: pinned: the audit')
  await unpin(id)
  expect(await decisionOf(id)).toMatch(/^expire: /)
  expect(await refusalOf(unpin(id))).toEqual([2, `backup ${id} is not pinned`])
})

test('a pin with a date ends by itself', async () => {
  const { expiring: id } = IDS
  expect(await pin(id, { until: '2026-12-24' })).toMatchObject({ until: '2026-12-24T00:00:00.000Z' })
  expect(await decisionOf(id)).toBe('keep: pinned until 2026-12-24: the audit')
  clock.now = new Date('2026-12-24T00:00:01Z')
  expect(await decisionOf(id)).toMatch(/^expire: /)
})

test.each(['2026-11-20T11:00Z', '2025-01-01'])('a date that is past is refused: %s', async (until) => {
  expect(await refusalOf(pin(IDS.expiring, { until }))).toEqual([2, `${until} is past`])
})

test.each(['tomorrow', '2026-13-01', '24.12.2026', '2026-11-21T10:00'])('%j is no date', async (until) => {
  expect((await refusalOf(pin(IDS.expiring, { until })))[0]).toBe(2)
})

test('the order of pin and unpin is the storage’s, whatever the clocks of the machines say', async () => {
  const { expiring: id } = IDS
  const { digest } = await readBackup(store, 'shop', id)
  // Unpinned by a machine whose clock was a day ahead.
  await record(store, id, digest, 'unpinned', new Date(START.getTime() + 24 * HOUR), {})
  await pin(id)
  expect(await decisionOf(id)).toBe('keep: pinned: the audit')
})

test('no selector finds an expired backup, and its id does', async () => {
  const chosen = async (selector: string) => (await chooseBackup(store, 'shop', selector, START)).id
  expect(
    await chosen(`before:${new Date(START.getTime() - 23 * 24 * HOUR).toISOString()}`).catch((error) => error.code),
  ).toBe(2)
  expect(await chosen(IDS.waiting)).toBe(IDS.waiting)
  expect(await refusalOf(pin(IDS.waiting))).toEqual([4, `backup ${IDS.waiting} is expired`])
})

test('an expired backup is taken back while its grace lasts', async () => {
  const { waiting: id, swept } = IDS
  expect(await decisionOf(id)).toBe('expired: auto is kept 7d; can be taken back until 2026-11-20 12:01Z')
  expect(await unexpire(id)).toMatchObject({ ok: true, verb: 'unexpire', backup: { id } })
  // The policy decides again, and nothing else was said.
  expect(await decisionOf(id)).toMatch(/^expire: /)
  expect(await refusalOf(unexpire(id))).toEqual([2, `backup ${id} is not expired`])
  expect((await refusalOf(unexpire(swept)))[0]).toBe(4)
  await pin(id)
  expect(await decisionOf(id)).toBe('keep: pinned: the audit')
})

test('a reason is asked for', async () => {
  expect((await refusalOf(pinIn(store, asking(IDS.expiring, { reason: ' ' }), contextAt(clock))))[0]).toBe(2)
})
