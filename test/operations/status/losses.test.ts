import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { status } from '../../../src/operations/status/status.ts'
import { keys } from '../../../src/repository/layout.ts'
import type { Store } from '../../../src/storage/store.ts'
import { tellOf } from '../../repository/history.ts'
import { makeBackup } from '../../repository/sample.ts'
import { makeWorkplace, type Workplace } from '../../support/loop.ts'
import { emptyStore, now, requestOf } from './three-weeks.ts'

let place: Workplace

beforeAll(async () => {
  place = await makeWorkplace()
})
afterAll(async () => await place.remove())

const look = async (storage: string) => await status(requestOf(storage), await place.context({ now: () => now }))
const idOf = (day: number) => `202611${day}T190000Z-0000${day}`

/** Four days of backups, all verified and restore-tested, the oldest of them last. */
async function fourDays(store: Store): Promise<void> {
  for (const day of [17, 18, 19, 20]) {
    const backup = await makeBackup(store, idOf(day), { orders: '1\n2\n' })
    await tellOf(store, backup, 'verified', backup.manifest.created)
    await tellOf(store, backup, 'restore-tested', `2026-11-20T${40 - day}:00:00Z`)
  }
}

const objectOf = (day: number, name: string) => `${keys.backup('shop', idOf(day))}${name}`

async function removeObjects(store: Store): Promise<void> {
  const found: string[] = []
  for await (const { key } of store.list('shop/backups/')) if (!key.endsWith('/manifest.json')) found.push(key)
  for (const key of found) await store.delete(key)
}

test('backups that are nothing but their manifests bring no database back', async () => {
  const { store, storage } = await emptyStore()
  await fourDays(store)
  expect(await look(storage)).toMatchObject({ ok: true, newest: { id: idOf(20) } })
  await removeObjects(store)
  const result = await look(storage)
  expect(result).toMatchObject({ ok: false, code: 1 })
  expect(result.ok ? '' : result.reason).toContain(`of backup ${idOf(20)}, 4 of 4 objects are gone or changed: `)
  expect(result.backups.map(({ state, good }) => [state, good])).toEqual(Array(4).fill(['damaged', false]))
  expect([result.newest, result.newestVerified, result.newestRestoreTested]).toEqual([undefined, undefined, undefined])
})

test.each([
  ['newest', 20],
  ['last restore-tested', 17],
])('an object of the %s backup that is missing or shortened is named', async (_, day) => {
  const { store, storage } = await emptyStore()
  await fourDays(store)
  const data = objectOf(day, '100.dat.zst.00000')
  const whole = (await store.head(data))?.size
  await store.put(data, (await store.get(data)).subarray(1))
  await store.delete(objectOf(day, 'toc.dat'))
  const result = await look(storage)
  expect(result).toMatchObject({ ok: false, code: 1 })
  expect(result.backups.filter(({ state }) => state === 'damaged')).toMatchObject([
    {
      id: idOf(day),
      good: false,
      lost: `2 of 4 objects are gone or changed: 100.dat.zst.00000 has ${(whole as number) - 1} bytes instead of ${whole}; and 1 more`,
    },
  ])
  expect(result.limits.filter(({ state }) => state === 'broken').map(({ name }) => name)).toContain('stored objects')
})

test('only the backups that the answer rests on are listed while nothing is lost', async () => {
  const { store, storage } = await emptyStore()
  await fourDays(store)
  await store.delete(objectOf(18, 'toc.dat'))
  expect((await look(storage)).ok).toBe(true)
})
