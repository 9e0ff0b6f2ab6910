import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { environmentError, type PgproofError } from '../../../src/errors.ts'
import { pruneIn } from '../../../src/operations/prune/prune.ts'
import { readBackup } from '../../../src/repository/catalogue.ts'
import { keys } from '../../../src/repository/layout.ts'
import { HOUR } from '../../../src/repository/retention-policy.ts'
import { LEASE_MS, SweepLease } from '../../../src/repository/sweep-lease.ts'
import type { Store } from '../../../src/storage/store.ts'
import { by, makeBackup, manifestOf } from '../../repository/sample.ts'
import { otherwise } from './otherwise.ts'
import { listed } from './turns.ts'
import {
  type Clock,
  contextAt,
  halfBackups,
  IDS,
  idAt,
  isThere,
  makeWorld,
  pruneRequest,
  putSnapshot,
  record,
  type Snapshot,
  START,
} from './world.ts'

const clock: Clock = { now: START }
const source = { ...manifestOf(IDS.newest).source, systemIdentifier: '7' }
let world: Snapshot
let store: Store

beforeAll(async () => {
  world = await makeWorld(clock)
})

beforeEach(async () => {
  clock.now = START
  store = await putSnapshot('faults', world, clock)
})

const prune = (more = {}, through = store) => pruneIn(through, pruneRequest(more), contextAt(clock))
const keysOf = async () => (await listed(store, '')).map(({ key }) => key)

/** Refused with exit 4, and nothing is deleted or expired. */
async function expectRefused(reason: RegExp, through = store): Promise<void> {
  const before = await keysOf()
  const error = await prune({}, through).then(
    (result) => (result.ok ? undefined : result),
    (thrown: unknown) => thrown as PgproofError,
  )
  expect(error).toMatchObject({ code: 4, reason: expect.stringMatching(reason) })
  expect(await keysOf()).toEqual(before)
}

test('fault 93: more than half at once needs the digest of the plan that was looked at', async () => {
  for (let day = 9; day < 20; day++)
    await makeBackup(store, idAt(new Date(START.getTime() - day * 24 * HOUR), '0000ac'), {}, { source })
  await moveBack()
  await expectRefused(/^nothing is deleted: 12 of 15 backups would expire at once, more than half$/)
  const planned = await prune({ apply: false })
  expect(planned).toMatchObject({ ok: true, totals: { expire: 12 } })
  expect(planned.warnings.join()).toContain(`apply needs confirm: ${planned.plan}`)
  const before = await keysOf()
  expect(await prune({ confirm: 'a'.repeat(64) })).toMatchObject({
    code: 4,
    reason: 'the plan is another one than was confirmed',
  })
  expect(await keysOf()).toEqual(before)
  expect(await prune({ confirm: planned.plan })).toMatchObject({ ok: true, totals: { expire: 12 } })
})

/** Makes everything as old in the store as its id says. */
async function moveBack(): Promise<void> {
  const objects = await Promise.all(
    (await listed(store, '')).map(async ({ key, modified }) => {
      const id = /backups\/([^/]+)\//.exec(key)?.[1]
      return { key, body: await store.get(key), modified: id ? new Date(manifestOf(id).created) : modified }
    }),
  )
  store = await putSnapshot('faults', { objects }, clock)
}

test('fault 84: of two prunes one deletes', async () => {
  const lease = await SweepLease.take(store, 'shop', by, () => clock.now)
  await expectRefused(/^another prune is at work in memory:\/\/faults, by tester on here$/)
  await lease.release()
  expect(await prune()).toMatchObject({ ok: true })
})

test('fault 85: a holder that was paused for two hours stops, and does not get in the way of the next', async () => {
  const lease = await SweepLease.take(store, 'shop', by, () => clock.now)
  await lease.check()
  clock.now = new Date(START.getTime() + LEASE_MS - 1000)
  await lease.check()
  // Renewed in time, it is good for as long again.
  clock.now = new Date(clock.now.getTime() + LEASE_MS - 1000)
  await expectRefused(/^another prune is at work/)
  await lease.check()
  clock.now = new Date(clock.now.getTime() + 2 * HOUR)
  await expect(lease.check()).rejects.toMatchObject({
    code: 4,
    reason: expect.stringContaining('stood still for too long'),
  })
  const next = await SweepLease.take(store, 'shop', by, () => clock.now)
  await next.check()
  await expect(lease.check()).rejects.toMatchObject({ code: 4 })
})

test('fault 85: who was robbed of the lease stops before the next delete', async () => {
  let deletes = 0
  const robbed = otherwise(store, {
    delete: async (key) => {
      await store.delete(key)
      if (key.includes('/backups/') && ++deletes === 1)
        for (const { key: lease } of await listed(store, 'shop/running/prune.')) await store.delete(lease)
    },
  })
  await expect(prune({}, robbed)).rejects.toMatchObject({
    code: 4,
    reason: 'the right to delete was lost: another run has taken over',
  })
  expect(deletes).toBe(1)
  expect(await halfBackups(store)).toEqual([])
  expect(await prune()).toMatchObject({ ok: true, left: [] })
})

test('fault 91: deletes that are refused half-way leave whole backups or none, and the next prune finishes', async () => {
  const refusing = (refused: (key: string) => boolean) =>
    otherwise(store, {
      delete: async (key) => {
        if (refused(key)) throw environmentError(`access denied: ${key}`, 'allow it')
        await store.delete(key)
      },
    })
  const before = await keysOf()
  const none = await prune(
    {},
    refusing((key) => key.endsWith('manifest.json') || key.includes(IDS.garbage) || key.includes(IDS.frozen)),
  )
  expect(none).toMatchObject({ ok: false, code: 3, freed: { objects: 0 } })
  expect(await keysOf()).toEqual(expect.arrayContaining(before.filter((key) => !key.includes('/running/'))))
  const some = await prune(
    {},
    refusing((key) => key.endsWith('toc.dat')),
  )
  expect(some).toMatchObject({
    ok: false,
    code: 3,
    reason: expect.stringMatching(/^freed \d of 7 objects: access denied: .*toc.dat$/),
  })
  expect(some.left.map(({ id }) => id).sort()).toEqual([IDS.swept, IDS.garbage, IDS.frozen].sort())
  expect(await isThere(store, IDS.swept)).toBe(false)
  expect(await halfBackups(store)).toEqual([])
  const rest = await prune()
  expect(rest).toMatchObject({
    ok: true,
    left: [],
    freed: { objects: some.left.reduce((sum, { objects }) => sum + objects, 0) },
  })
  expect((await keysOf()).filter((key) => key.includes(`backups/${IDS.swept}`))).toEqual([])
})

test('what was pinned or taken back since the plan was made is not swept', async () => {
  const { digest } = await readBackup(store, 'shop', IDS.swept)
  for (const kind of ['pinned', 'unexpired'] as const) {
    let said = false
    const meanwhile = otherwise(store, {
      put: async (key, body, options) => {
        await store.put(key, body, options)
        // The lease was taken and the plan made: now somebody speaks.
        if (!said && key.includes('-expired-')) {
          said = true
          await record(store, IDS.swept, digest, kind, START, { reason: 'needed' })
        }
      },
    })
    await putSnapshot('faults', world, clock)
    const result = await prune({}, meanwhile)
    expect(result.left).toEqual([expect.objectContaining({ id: IDS.swept, why: expect.stringMatching(/meanwhile$/) })])
    expect(await isThere(store, IDS.swept)).toBe(true)
  }
})

test('fault 51: a backup that lost its manifest is left alone and named', async () => {
  const id = IDS.kept[0] as string
  await store.delete(keys.manifest('shop', id))
  clock.now = new Date(START.getTime() + 5 * 60_000)
  const result = await prune({ retention: { types: { auto: '60d' } } })
  expect(result.garbage).toEqual([IDS.garbage, IDS.frozen])
  expect(result.warnings).toContain(
    `backup ${id} has lost its manifest, and no prune removed it: its objects are left alone`,
  )
  expect((await keysOf()).filter((key) => key.startsWith(keys.backup('shop', id)))).toHaveLength(3)
})

test('what the policy keeps by now is taken back rather than swept', async () => {
  const result = await prune({ retention: { types: { auto: '60d' } } })
  expect(result.backups.filter(({ decision }) => decision === 'take back').map(({ id }) => id)).toEqual([
    IDS.waiting,
    IDS.swept,
  ])
  const after = await prune({ apply: false })
  expect(after.backups.map(({ decision }) => decision)).toEqual(['keep', 'keep', 'keep', 'expire', 'expire', 'expire'])
})
