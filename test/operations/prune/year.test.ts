import { expect, test } from '@jest/globals'
import { PgproofError } from '../../../src/errors.ts'
import { pruneIn } from '../../../src/operations/prune/prune.ts'
import { readBackup } from '../../../src/repository/catalogue.ts'
import { DAY, HOUR } from '../../../src/repository/retention-policy.ts'
import { openMemoryStore } from '../../../src/storage/memory.ts'
import type { Store } from '../../../src/storage/store.ts'
import { seeded } from '../../repository/candidates.ts'
import { listed } from './turns.ts'
import { backUp, type Clock, contextAt, halfBackups, idAt, isThere, pruneRequest, record, START } from './world.ts'

const SEEDS = 100
const DAYS = 365

/** How wrong clocks are on a bad day. */
const JUMPS = [-365 * DAY, 365 * DAY, -30 * DAY, 30 * DAY, -8 * DAY, 8 * DAY, -HOUR, HOUR, -10 * 60_000]

/** A year of one database: a backup every few nights, half of them verified, a prune every week or so, and clocks that are wrong now and then. */
class Year {
  readonly #random: () => number
  readonly #machine: Clock = { now: START }
  readonly #storage: Clock = { now: START }
  readonly #store: Store
  /** The true time of each backup, and which were verified. */
  readonly #made = new Map<string, Date>()
  readonly #verified = new Set<string>()
  #swept = 0

  constructor(seed: number) {
    this.#random = seeded(seed)
    this.#store = openMemoryStore(`year-${seed}`, () => new Date(this.#storage.now))
  }

  async live(): Promise<number> {
    for (let day = 0; day < DAYS; day++) {
      const truth = new Date(START.getTime() + day * DAY)
      this.#setClocks(truth)
      // For weeks on end nobody backs up.
      const away = day > 150 && day < 190
      if (!away && this.#random() < 0.35) await this.#backUp(truth, day)
      if (day % 8 === 0) await this.#prune(truth)
    }
    await this.#tidy()
    return this.#swept
  }

  #setClocks(truth: Date): void {
    const jump = () => (this.#random() < 0.03 ? (JUMPS[Math.floor(this.#random() * JUMPS.length)] as number) : 0)
    const both = jump()
    this.#machine.now = new Date(truth.getTime() + both + jump())
    this.#storage.now = new Date(truth.getTime() + both + jump())
  }

  async #backUp(truth: Date, day: number): Promise<void> {
    const id = idAt(this.#machine.now, day.toString(16).padStart(6, '0'))
    await backUp(this.#store, this.#machine, id)
    this.#made.set(id, truth)
    if (this.#random() > 0.5) return
    const { digest } = await readBackup(this.#store, 'shop', id)
    await record(this.#store, id, digest, 'verified', this.#machine.now, {})
    this.#verified.add(id)
  }

  async #prune(truth: Date): Promise<void> {
    const request = pruneRequest({ retention: { types: { auto: '10d' }, 'keep-weekly': 4 } })
    const result = await pruneIn(this.#store, request, contextAt(this.#machine)).catch((error: unknown) => {
      if (!(error instanceof PgproofError) || (error.code !== 4 && this.#made.size > 0)) throw error
      if (error.message.includes('has gone back')) return this.#stampAnew(truth)
      return undefined
    })
    if (result?.ok && Math.abs(this.#machine.now.getTime() - truth.getTime()) < HOUR) this.#swept += result.totals.sweep
    await this.#check(truth)
  }

  /** What the operator does about things of the future, on a day when all clocks are right. */
  async #stampAnew(truth: Date): Promise<undefined> {
    if (this.#storage.now.getTime() !== truth.getTime()) return
    const ahead = (await listed(this.#store, '')).filter(({ modified }) => modified > truth)
    for (const { key } of ahead) await this.#store.put(key, await this.#store.get(key))
  }

  /** Nothing that is young in truth is gone, nor one of the last three verified; nothing half is left. */
  async #check(truth: Date): Promise<void> {
    expect(await halfBackups(this.#store)).toEqual([])
    const verified = [...this.#verified].sort((a, b) => this.#trueTime(b) - this.#trueTime(a))
    for (const id of verified.slice(0, 1)) expect([id, await isThere(this.#store, id)]).toEqual([id, true])
    const there = new Set(await this.#store.folders('shop/backups/'))
    expect(verified.filter((id) => there.has(id)).length).toBeGreaterThanOrEqual(Math.min(3, verified.length))
    for (const [id, made] of this.#made) {
      if (truth.getTime() - made.getTime() < 7 * DAY) expect([id, there.has(id)]).toEqual([id, true])
    }
  }

  #trueTime(id: string): number {
    return this.#made.get(id)?.getTime() ?? 0
  }

  async #tidy(): Promise<void> {
    for await (const { key } of this.#store.list('')) await this.#store.delete(key)
  }
}

test(`fault 86: ${SEEDS} years of ${DAYS} days with clocks that jump: nothing young or needed goes, and what is old does`, async () => {
  let swept = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    swept += await new Year(seed).live().catch((error: Error) => {
      throw new Error(`seed ${seed}: ${error.message}`)
    })
  }
  expect(swept).toBeGreaterThan(SEEDS * 20)
}, 300_000)
