import { beforeEach, expect, test } from '@jest/globals'
import { pruneIn } from '../../../src/operations/prune/prune.ts'
import { DAY } from '../../../src/repository/retention-policy.ts'
import type { Store } from '../../../src/storage/store.ts'
import { makeBackup, manifestOf } from '../../repository/sample.ts'
import { type Clock, contextAt, idAt, isThere, pruneRequest, putSnapshot, record, START } from './world.ts'

const clock: Clock = { now: START }
let store: Store

beforeEach(async () => {
  clock.now = START
  store = await putSnapshot('lineages', { objects: [] }, clock)
})

/** A verified backup of a database, made so many days before the start and filed under `shop`. */
async function made(daysAgo: number, database: string, systemIdentifier = '7'): Promise<string> {
  clock.now = new Date(START.getTime() - daysAgo * DAY)
  const id = idAt(clock.now, '0000aa')
  const backup = await makeBackup(store, id, {}, { source: { ...manifestOf(id).source, database, systemIdentifier } })
  await record(store, id, backup.digest, 'verified', clock.now, {})
  clock.now = START
  return id
}

test.each([
  ['another database of the same server', 'pb', '7'],
  ['a database of the same name of another server', 'pa', '8'],
])('the last verified backups of a database stay when %s is filed under its name', async (_, database, system) => {
  const first: string[] = []
  for (const days of [60, 50, 40, 30, 20]) first.push(await made(days, 'pa'))
  for (const days of [4, 3, 2, 1, 0]) await made(days, database, system)
  for (const weeks of [0, 2, 4]) {
    clock.now = new Date(START.getTime() + weeks * 7 * DAY)
    if (weeks > 0) await made(-weeks * 7, database, system)
    clock.now = new Date(START.getTime() + weeks * 7 * DAY)
    await pruneIn(store, pruneRequest(), contextAt(clock))
  }
  const left = await Promise.all(first.map((id) => isThere(store, id)))
  expect(left).toEqual([false, false, true, true, true])
})
