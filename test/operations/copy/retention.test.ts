import { beforeEach, expect, test } from '@jest/globals'
import { backupsToCopy } from '../../../src/operations/copy/choose.ts'
import { pruneIn } from '../../../src/operations/prune/prune.ts'
import { readCatalogue } from '../../../src/repository/catalogue.ts'
import { copyBackup } from '../../../src/repository/copy.ts'
import { keys } from '../../../src/repository/layout.ts'
import { DAY } from '../../../src/repository/retention-policy.ts'
import type { Store } from '../../../src/storage/store.ts'
import { by, makeBackup, manifestOf } from '../../repository/sample.ts'
import { listed } from '../prune/turns.ts'
import { type Clock, contextAt, idAt, pruneRequest, putSnapshot, record, START } from '../prune/world.ts'

const clock: Clock = { now: START }
const retention = [
  { storage: 'memory://first', types: { auto: '10d' } },
  { storage: 'memory://second', types: { auto: '20d' } },
]
let first: Store
let second: Store

beforeEach(async () => {
  clock.now = START
  first = await putSnapshot('first', { objects: [] }, clock)
  second = await putSnapshot('second', { objects: [] }, clock)
})

/** A night: a backup, its copy, each verified where it lies, and both storages pruned by one configuration. */
async function night(day: number): Promise<void> {
  clock.now = new Date(START.getTime() + day * DAY)
  const id = idAt(clock.now, '0000aa')
  await makeBackup(first, id, {}, { source: { ...manifestOf(id).source, systemIdentifier: '7' } })
  await copyAll()
  for (const [store, storage] of [
    [first, 'memory://first'],
    [second, 'memory://second'],
  ] as const) {
    const { backups } = await readCatalogue(store, 'shop')
    const made = backups.find((backup) => backup.id === id)
    await record(store, id, made?.digest as string, 'verified', clock.now, {})
    expect(await pruneIn(store, pruneRequest({ storage, retention }), contextAt(clock))).toMatchObject({ ok: true })
  }
}

/** As `copy --all` does, in stores whose clocks stand still. */
async function copyAll(): Promise<number> {
  const { backups } = await backupsToCopy(first, second, 'shop')
  const { signal } = contextAt(clock)
  let copied = 0
  for (const backup of backups) {
    const run = copyBackup({ from: first, to: second, backup, by, signal, onBytes: () => {} }, () => clock.now)
    copied += await run.then(
      ({ wasThere }) => (wasThere ? 0 : 1),
      (error: { code: number }) => {
        expect(error.code).toBe(4)
        return 0
      },
    )
  }
  return copied
}

const ages = async (store: Store) =>
  (await readCatalogue(store, 'shop')).backups.map(({ manifest }) =>
    Math.round((clock.now.getTime() - Date.parse(manifest.created)) / DAY),
  )

test('two storages keep what their own policies say, for as long as each says', async () => {
  for (let day = 0; day < 40; day++) await night(day)
  // A week of grace after the policy's end, and the next backup before the sweep.
  const [near, far] = [await ages(first), await ages(second)]
  expect(near.at(-1)).toBeGreaterThanOrEqual(17)
  expect(near.at(-1)).toBeLessThanOrEqual(20)
  expect(far.at(-1)).toBeGreaterThanOrEqual(27)
  expect(far.at(-1)).toBeLessThanOrEqual(30)
  expect(near).toEqual(far.slice(0, near.length))
}, 60_000)

test('where the second storage keeps less, what its prune let go is not copied again', async () => {
  retention.reverse().forEach((policy, index) => {
    policy.storage = ['memory://first', 'memory://second'][index] as string
  })
  for (let day = 0; day < 40; day++) await night(day)
  expect(Math.max(...(await ages(second)))).toBeLessThanOrEqual(20)
  expect(Math.max(...(await ages(first)))).toBeGreaterThanOrEqual(27)
  expect(await copyAll()).toBe(0)
}, 60_000)

test('what a copy that never ended has left is swept, also when a later backup names it; what was robbed of its manifest is not', async () => {
  await night(0)
  const half = idAt(clock.now, '0000bb')
  const backup = await makeBackup(first, half, { orders: '1\n' })
  const { signal } = contextAt(clock)
  const to = fullAfter(2)
  await expect(copyBackup({ from: first, to, backup, by, signal, onBytes: () => {} }, () => clock.now)).rejects.toThrow(
    'full',
  )
  expect((await listed(second, keys.backup('shop', half))).length).toBeGreaterThan(0)
  await first.delete(keys.manifest('shop', half))
  for (const day of [1, 2]) await night(day)
  expect(await listed(second, keys.backup('shop', half))).toEqual([])

  const whole = idAt(clock.now, '0000aa')
  await second.delete(keys.manifest('shop', whole))
  const left = await listed(second, keys.backup('shop', whole))
  await first.delete(keys.manifest('shop', whole))
  for (const day of [3, 4, 5]) await night(day)
  expect(left.length).toBeGreaterThan(0)
  expect(await listed(second, keys.backup('shop', whole))).toEqual(left)
})

/** The second store, which takes so many objects of a backup and no more. */
function fullAfter(objects: number): Store {
  let left = objects
  const put: Store['put'] = async (key, body, options) => {
    if (key.includes('/backups/') && left-- <= 0) throw new Error('full')
    await second.put(key, body, options)
  }
  return new Proxy(second, {
    get: (target, name) => {
      const own = name === 'put' ? put : target[name as keyof Store]
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
}
