import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { pruneIn } from '../../../src/operations/prune/prune.ts'
import type { PruneDecision, PruneResult } from '../../../src/operations/results-prune.ts'
import { DAY } from '../../../src/repository/retention-policy.ts'
import type { Store } from '../../../src/storage/store.ts'
import { listed } from './turns.ts'
import {
  type Clock,
  contextAt,
  halfBackups,
  IDS,
  isThere,
  makeWorld,
  pruneRequest,
  putSnapshot,
  type Snapshot,
  START,
} from './world.ts'

const clock: Clock = { now: START }
let world: Snapshot
let store: Store

beforeAll(async () => {
  world = await makeWorld(clock)
})

beforeEach(async () => {
  clock.now = START
  store = await putSnapshot('prune', world, clock)
})

const prune = (more = {}) => pruneIn(store, pruneRequest(more), contextAt(clock))
const decisionsOf = ({ backups }: PruneResult) =>
  Object.fromEntries(backups.map(({ id, decision }): [string, PruneDecision] => [id, decision]))

test('without apply nothing changes, and all of it is told', async () => {
  const keysBefore = (await listed(store, '')).map(({ key }) => key)
  const result = await prune({ apply: false })
  expect((await listed(store, '')).map(({ key }) => key)).toEqual(keysBefore)
  expect(result).toMatchObject({ ok: true, applied: false, garbage: [IDS.garbage, IDS.frozen], freed: { objects: 0 } })
  expect(result.totals).toMatchObject({ keep: 3, expire: 1, wait: 1, sweep: 1, objects: 7 })
  expect(decisionsOf(result)).toEqual({
    [IDS.newest]: 'keep',
    ...Object.fromEntries(IDS.kept.map((id) => [id, 'keep'])),
    [IDS.expiring]: 'expire',
    [IDS.waiting]: 'expired',
    [IDS.swept]: 'sweep',
  })
})

test('apply expires, sweeps what expired before, and takes the garbage along', async () => {
  const planned = await prune({ apply: false })
  const result = await prune({ confirm: planned.plan })
  expect(result).toMatchObject({ ok: true, applied: true, plan: planned.plan, left: [], freed: { objects: 7 } })
  expect(await isThere(store, IDS.swept)).toBe(false)
  expect(await isThere(store, IDS.expiring)).toBe(true)
  expect(await halfBackups(store)).toEqual([])
  const left = (await listed(store, 'shop/')).map(({ key }) => key)
  expect(left.filter((key) => key.includes('/running/') || key.includes(`backups/${IDS.garbage}`))).toEqual([])
  expect(left.filter((key) => key.includes('-swept-'))).toHaveLength(3)
  // The second time there is nothing to do.
  expect((await prune()).totals).toMatchObject({ keep: 3, expire: 0, wait: 2, sweep: 0, objects: 0 })
})

test('takes along what a probe that was killed has left, a day later', async () => {
  await store.put('.pgproof/store.json', Buffer.from('{}'))
  await store.put('.pgproof/probe-0123456789ab', Buffer.from('x'))
  const left = async () => (await listed(store, '.pgproof/')).map(({ key }) => key)
  await prune()
  expect(await left()).toHaveLength(2)
  clock.now = new Date(START.getTime() + DAY)
  await prune()
  expect(await left()).toEqual(['.pgproof/store.json'])
})
