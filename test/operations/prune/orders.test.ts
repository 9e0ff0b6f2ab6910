import { beforeAll, expect, test } from '@jest/globals'
import { unexpireIn } from '../../../src/operations/pins.ts'
import { readBackup } from '../../../src/repository/catalogue.ts'
import { keys } from '../../../src/repository/layout.ts'
import { type Sweeping, sweepBackup, sweepLeftover } from '../../../src/repository/sweep.ts'
import { SweepLease } from '../../../src/repository/sweep-lease.ts'
import type { Store } from '../../../src/storage/store.ts'
import { seeded } from '../../repository/candidates.ts'
import { by } from '../../repository/sample.ts'
import { ACTORS, type Actor, Model } from './model.ts'
import { everyOrder, listed, Turns } from './turns.ts'
import {
  type Clock,
  contextAt,
  frozenObjects,
  halfBackups,
  IDS,
  isThere,
  makeWorld,
  putSnapshot,
  readAll,
  type Snapshot,
  START,
  wakeUp,
} from './world.ts'

const clock: Clock = { now: START }
let world: Snapshot

beforeAll(async () => {
  world = await makeWorld(clock)
})

/** Runs two against each other in every order of their requests; `judge` is told how each ended. */
async function inEveryOrder(
  actors: (store: Store, view: (actor: string) => Store) => Promise<Record<string, () => Promise<unknown>>>,
  judge: (ends: Map<string, unknown>, store: Store, done: string[]) => Promise<void>,
): Promise<number> {
  return await everyOrder(async (choose) => {
    clock.now = START
    const store = await putSnapshot('every-order', world, clock)
    const turns = new Turns()
    const work = await actors(store, (actor) => turns.view(store, actor))
    const ends = await turns.run(work, choose, async () => {})
    await judge(ends, store, turns.done)
  })
}

/** A sweep with the lease in its hands. Looks at the lease are no turns: nobody else touches it here. */
async function sweepingIn(store: Store, view: Store): Promise<Sweeping> {
  const lease = await SweepLease.take(store, 'shop', by, () => clock.now)
  return { store: view, name: 'shop', now: new Date(clock.now), by, lease }
}

async function sweepOf(store: Store, view: Store, id: string): Promise<() => Promise<unknown>> {
  const backup = await readBackup(store, 'shop', id)
  const objects = (await listed(store, keys.backup('shop', id))).filter(({ key }) => !key.endsWith('manifest.json'))
  return async () => sweepBackup(await sweepingIn(store, view), backup, objects, 'auto is kept 7d')
}

test('fault 84: a sweep and a reader of the same backup, in every order', async () => {
  let read = 0
  const orders = await inEveryOrder(
    async (store, view) => ({
      read: () => readAll(view('read'), clock, IDS.swept),
      sweep: await sweepOf(store, view('sweep'), IDS.swept),
    }),
    async (ends, store, done) => {
      const end = ends.get('read')
      if (end === IDS.swept) read++
      else if ((end as { code?: number }).code !== 2) throw new Error(`${end}\n${done.join('\n')}`)
      if (ends.get('sweep') instanceof Error) throw ends.get('sweep')
      expect(await halfBackups(store)).toEqual([])
    },
  )
  expect(orders).toBeGreaterThan(500)
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(orders)
}, 120_000)

test('fault 83: a sweep of what a run left that stood still, and that run, in every order', async () => {
  let committed = 0
  const orders = await inEveryOrder(
    async (store, view) => {
      const objects = await frozenObjects(store)
      return {
        frozen: () => wakeUp(view('frozen'), objects),
        sweep: async () => sweepLeftover(await sweepingIn(store, view('sweep')), IDS.frozen),
      }
    },
    async (ends, store, done) => {
      const half = await halfBackups(store)
      if (half.length > 0) throw new Error(`${half}\n${done.join('\n')}`)
      const acknowledged = !(ends.get('frozen') instanceof Error)
      if (acknowledged) committed++
      expect(await isThere(store, IDS.frozen)).toBe(acknowledged)
    },
  )
  expect(orders).toBeGreaterThan(1000)
  expect(committed).toBeGreaterThan(0)
}, 120_000)

test('an expired backup is taken back or swept, never both, in every order and however long it takes', async () => {
  let back = 0
  await inEveryOrder(
    async (store, view) => {
      const request = { storage: 'memory://every-order', name: 'shop', backup: IDS.waiting, reason: 'needed' }
      const sweep = await sweepOf(store, view('sweep'), IDS.waiting)
      return {
        unexpire: () => unexpireIn(view('unexpire'), request, contextAt(clock)),
        sweep: async () => {
          // A sweep begins when the grace has been over for an hour.
          await view('sweep').head('later')
          clock.now = new Date(START.getTime() + 2.1 * 3_600_000)
          return await sweep()
        },
      }
    },
    async (ends, store) => {
      const said = !(ends.get('unexpire') instanceof Error)
      if (said) back++
      if (said) expect(await isThere(store, IDS.waiting)).toBe(true)
      expect(await halfBackups(store)).toEqual([])
    },
  )
  expect(back).toBeGreaterThan(0)
}, 120_000)

/** Orders of any number of actors are too many to try them all. */
const RUNS = 10_000

test(`faults 83 and 84: in ${RUNS} random orders of prune, backup, readers, pins and time, nothing is lost`, async () => {
  const lost: string[] = []
  for (let seed = 1; seed <= RUNS && lost.length === 0; seed++) {
    const random = seeded(seed)
    const others = ACTORS.filter((actor) => actor !== 'prune' && random() < 0.3)
    const actors: Actor[] = ['prune', ...others]
    // Some orders let one actor run ahead, so that long pauses of the others are among them.
    const hurried = random() < 0.5 ? (actors[Math.floor(random() * actors.length)] as string) : ''
    const model = new Model()
    await model
      .run(world, actors, (waiting) => {
        const ahead = waiting.indexOf(hurried)
        return ahead >= 0 && random() < 0.9 ? ahead : Math.floor(random() * waiting.length)
      })
      .catch((error: Error) => {
        lost.push(`seed ${seed}, ${actors.join(', ')}: ${error.message}`)
      })
  }
  expect(lost).toEqual([])
}, 300_000)
