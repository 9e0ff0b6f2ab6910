import { PgproofError } from '../../../src/errors.ts'
import { pinIn, unexpireIn } from '../../../src/operations/pins.ts'
import { pruneIn } from '../../../src/operations/prune/prune.ts'
import { HOUR } from '../../../src/repository/retention-policy.ts'
import type { Store } from '../../../src/storage/store.ts'
import { Turns } from './turns.ts'
import {
  backUp,
  type Clock,
  contextAt,
  frozenObjects,
  halfBackups,
  IDS,
  idAt,
  isThere,
  pruneRequest,
  putSnapshot,
  readAll,
  type Snapshot,
  START,
  wakeUp,
} from './world.ts'

/** What may be at work at the same time. */
export const ACTORS = [
  'backup',
  'clock',
  'frozen',
  'pin',
  'prune',
  'prune too',
  'read',
  'read too',
  'restore',
  'unexpire',
] as const
export type Actor = (typeof ACTORS)[number]

/** One run of the model: some actors, in an order that is chosen. */
export class Model {
  readonly #turns = new Turns()
  readonly #clock: Clock = { now: START }
  readonly #losses: string[] = []
  #store!: Store
  #ends = new Map<string, unknown>()

  /** Throws with the order of all requests where something was lost. */
  async run(world: Snapshot, actors: readonly Actor[], choose: (waiting: string[]) => number): Promise<void> {
    this.#store = await putSnapshot('model', world, this.#clock)
    const objects = await frozenObjects(this.#store)
    const work: Record<Actor, (store: Store) => Promise<unknown>> = {
      backup: async (store) => {
        await this.#turns.step('backup', 'begins')
        return await backUp(store, this.#clock, idAt(this.#clock.now, '0000aa'))
      },
      clock: () => this.#passTime(),
      frozen: (store) => wakeUp(store, objects),
      pin: (store) => pinIn(store, { ...keeping, backup: IDS.expiring }, contextAt(this.#clock)),
      prune: (store) => pruneIn(store, pruneRequest(), contextAt(this.#clock)),
      'prune too': (store) => pruneIn(store, pruneRequest(), contextAt(this.#clock)),
      read: (store) => readAll(store, this.#clock, IDS.swept),
      'read too': (store) => readAll(store, this.#clock, IDS.waiting),
      restore: (store) => readAll(store, this.#clock, IDS.kept[0] as string),
      unexpire: (store) => unexpireIn(store, { ...keeping, backup: IDS.waiting }, contextAt(this.#clock)),
    }
    const running = actors.map((actor) => [actor, () => work[actor](this.#turns.view(this.#store, actor))] as const)
    this.#ends = await this.#turns.run(Object.fromEntries(running), choose, () => this.#checkStep())
    for (const actor of actors) await this.#judge(actor, this.#ends.get(actor))
    await this.#checkLater()
    if (this.#losses.length > 0) throw new Error([...this.#losses, '', ...this.#turns.done].join('\n'))
  }

  /** Three hours, an hour at a time. */
  async #passTime(): Promise<void> {
    for (let hour = 0; hour < 3; hour++) {
      await this.#turns.step('clock', 'an hour later')
      this.#clock.now = new Date(this.#clock.now.getTime() + HOUR)
    }
  }

  /** Nothing half may be seen but what a run that has not ended yet will take back. */
  async #checkStep(): Promise<void> {
    if (!/: (delete|put) .*\/backups\//.test(this.#turns.done.at(-1) ?? '')) return
    const half = await halfBackups(this.#store)
    this.#losses.push(...half.filter((what) => !what.startsWith(IDS.frozen)))
  }

  async #judge(actor: Actor, end: unknown): Promise<void> {
    const code = end instanceof PgproofError ? end.code : undefined
    if (end instanceof Error && code === undefined) this.#losses.push(`${actor} broke: ${end.stack}`)
    if (actor === 'backup' && end instanceof Error) this.#losses.push(`the backup failed: ${end}`)
    if (actor === 'restore' && end !== IDS.kept[0]) this.#losses.push(`a reader of a kept backup failed: ${end}`)
    // Gone before it began to read, which it says; anything else took the backup away under its hands.
    if (actor.startsWith('read') && code !== undefined && code !== 2)
      this.#losses.push(`a reader lost its backup: ${end}`)
    if (actor.startsWith('prune') && code !== undefined && code !== 4) this.#losses.push(`a prune failed: ${end}`)
    if (actor === 'frozen' && end instanceof Error && (await isThere(this.#store, IDS.frozen)))
      this.#losses.push('a backup that failed is there')
  }

  /** What was said to be done still holds when all graces are over and another prune has been. */
  async #checkLater(): Promise<void> {
    const said = (actor: Actor) => this.#ends.has(actor) && !(this.#ends.get(actor) instanceof Error)
    const must = [...IDS.kept, IDS.newest]
    if (said('backup')) must.push(this.#ends.get('backup') as string)
    if (said('frozen')) must.push(IDS.frozen)
    await this.#expectThere(must, 'at the end')
    if (!said('pin') && !said('unexpire')) return
    if (said('pin')) must.push(IDS.expiring)
    if (said('unexpire')) must.push(IDS.waiting)
    await this.#expectThere(must, 'after it was said to stay')
    this.#clock.now = new Date(START.getTime() + 240 * HOUR)
    await backUp(this.#store, this.#clock, idAt(this.#clock.now, '0000bb'))
    const keep = pruneRequest({ retention: { types: { auto: '60d' } } })
    await pruneIn(this.#store, said('unexpire') ? keep : pruneRequest(), contextAt(this.#clock))
    await this.#expectThere(must, 'after all graces')
  }

  async #expectThere(ids: string[], when: string): Promise<void> {
    for (const id of ids) if (!(await isThere(this.#store, id))) this.#losses.push(`${id} is gone ${when}`)
    this.#losses.push(...(await halfBackups(this.#store)).map((what) => `${what} ${when}`))
  }
}

const keeping = { storage: 'memory://model', name: 'shop', reason: 'it is needed' }
