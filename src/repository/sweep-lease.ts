import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { refusal } from '../errors.ts'
import { ObjectMissing, type Store } from '../storage/store.ts'
import { keys } from './layout.ts'
import type { BackupRecord } from './records.ts'
import { placeOf } from './sweep-names.ts'

/** A lease that was not renewed for so long belongs to a run that is no more. */
export const LEASE_MS = 15 * 60_000

const bodySchema = z.object({ by: z.object({ who: z.string(), host: z.string() }) })

/**
 * The right to delete under one name, which one run has at a time. Each run puts a lease of its own and then looks for others, so of two at least one
 * sees the other, also in stores that cannot refuse to overwrite. What a holder relies on is looked up again before each batch of deletes.
 */
export class SweepLease {
  readonly #store: Store
  readonly #name: string
  readonly #key: string
  readonly #by: BackupRecord['by']
  readonly #ours: () => Date
  #renewed: number

  private constructor(store: Store, name: string, by: BackupRecord['by'], ours: () => Date) {
    this.#store = store
    this.#name = name
    this.#key = keys.lease(name, randomBytes(6).toString('hex'))
    this.#by = by
    this.#ours = ours
    this.#renewed = ours().getTime()
  }

  /** Takes the lease, also from a run that stopped renewing it. Throws exit 4 where another run has it, or asks for it at the same moment. */
  static async take(store: Store, name: string, by: BackupRecord['by'], ours: () => Date): Promise<SweepLease> {
    const lease = new SweepLease(store, name, by, ours)
    await lease.#put()
    try {
      await lease.#giveWay()
      return lease
    } catch (error) {
      await lease.release()
      throw error
    }
  }

  async #put(): Promise<void> {
    await this.#store.put(this.#key, Buffer.from(`${JSON.stringify({ by: this.#by })}\n`))
  }

  /** Looks for other leases: a fresh one is respected, a stale one removed. */
  async #giveWay(): Promise<void> {
    const now = await this.#store.clock()
    for await (const { key, modified } of this.#store.list(keys.running(this.#name))) {
      if (key === this.#key || placeOf(this.#name, key).kind !== 'lease') continue
      if (now.getTime() - modified.getTime() < LEASE_MS) throw taken(this.#store, await this.#holderOf(key))
      await this.#store.delete(key)
    }
  }

  async #holderOf(key: string): Promise<string> {
    try {
      const body: unknown = JSON.parse((await this.#store.get(key, { most: 65_536 })).toString())
      const { who, host } = bodySchema.parse(body).by
      return `, by ${who} on ${host}`
    } catch (error) {
      if (error instanceof ObjectMissing || error instanceof SyntaxError || error instanceof z.ZodError) return ''
      throw error
    }
  }

  /** To be called before each batch of deletes. Throws exit 4 where another run has taken over, or this one stood still for as long as a lease lasts. */
  async check(): Promise<void> {
    const asked = this.#ours().getTime()
    if (Math.abs(asked - this.#renewed) >= LEASE_MS) throw lost('this run stood still for too long')
    if (!(await this.#store.head(this.#key))) throw lost('another run has taken over')
    if (asked - this.#renewed < LEASE_MS / 3) return
    await this.#put()
    this.#renewed = asked
  }

  async release(): Promise<void> {
    await this.#store.delete(this.#key)
  }
}

const lost = (why: string) =>
  refusal(`the right to delete was lost: ${why}`, 'run prune again: it goes on where this one stopped')

const taken = (store: Store, by: string) =>
  refusal(
    `another prune is at work in ${store.location}${by}`,
    `wait until it has ended; one that was killed gives way ${LEASE_MS / 60_000} min after its last sign of life`,
  )
