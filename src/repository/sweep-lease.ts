import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { refusal } from '../errors.ts'
import { ObjectExists, ObjectMissing, type Store } from '../storage/store.ts'
import { keys } from './layout.ts'
import type { BackupRecord } from './records.ts'

/** A lease that was not renewed for so long belongs to a run that is no more. */
export const LEASE_MS = 15 * 60_000

const bodySchema = z.object({ token: z.string(), by: z.object({ who: z.string(), host: z.string() }) })

/** The right to delete under one name, which one run has at a time. What follows from it is looked up again before each batch of deletes. */
export class SweepLease {
  readonly #store: Store
  readonly #key: string
  readonly #by: BackupRecord['by']
  readonly #token = randomBytes(12).toString('hex')
  readonly #ours: () => Date
  #renewed: number

  private constructor(store: Store, name: string, by: BackupRecord['by'], ours: () => Date) {
    this.#store = store
    this.#key = keys.lease(name)
    this.#by = by
    this.#ours = ours
    this.#renewed = ours().getTime()
  }

  /** Takes the lease, also from a run that stopped renewing it. Throws exit 4 where another run has it. */
  static async take(store: Store, name: string, by: BackupRecord['by'], ours: () => Date): Promise<SweepLease> {
    const lease = new SweepLease(store, name, by, ours)
    if (!(await lease.#put())) {
      await lease.#removeStale()
      if (!(await lease.#put())) throw taken(store, await lease.#read())
    }
    // A store that cannot refuse may have let two in: the last one has it.
    const held = await lease.#read()
    if (held?.token !== lease.#token) throw taken(store, held)
    return lease
  }

  async #put(): Promise<boolean> {
    try {
      await this.#store.put(this.#key, this.#body(), { onlyIfAbsent: true })
      return true
    } catch (error) {
      if (error instanceof ObjectExists) return false
      throw error
    }
  }

  #body(): Buffer {
    return Buffer.from(`${JSON.stringify({ token: this.#token, by: this.#by })}\n`)
  }

  async #removeStale(): Promise<void> {
    const facts = await this.#store.head(this.#key)
    if (!facts) return
    const age = (await this.#store.clock()).getTime() - facts.modified.getTime()
    if (age < LEASE_MS) throw taken(this.#store, await this.#read())
    await this.#store.delete(this.#key)
  }

  async #read(): Promise<z.infer<typeof bodySchema> | undefined> {
    try {
      const body: unknown = JSON.parse((await this.#store.get(this.#key, { most: 65_536 })).toString())
      return bodySchema.safeParse(body).data
    } catch (error) {
      if (error instanceof ObjectMissing || error instanceof SyntaxError) return undefined
      throw error
    }
  }

  /** To be called before each batch of deletes. Throws exit 4 where the lease is another run's, or this one stood still for as long as it lasts. */
  async check(): Promise<void> {
    const asked = this.#ours().getTime()
    if (asked - this.#renewed >= LEASE_MS) throw lost('this run stood still for too long')
    if ((await this.#read())?.token !== this.#token) throw lost('another run has taken over')
    if (asked - this.#renewed < LEASE_MS / 3) return
    await this.#store.put(this.#key, this.#body())
    this.#renewed = asked
  }

  async release(): Promise<void> {
    if ((await this.#read())?.token === this.#token) await this.#store.delete(this.#key)
  }
}

const lost = (why: string) =>
  refusal(`the right to delete was lost: ${why}`, 'run prune again: it goes on where this one stopped')

const taken = (store: Store, held: z.infer<typeof bodySchema> | undefined) =>
  refusal(
    `another prune is at work in ${store.location}${held ? `, by ${held.by.who} on ${held.by.host}` : ''}`,
    `wait until it has ended; one that was killed gives way ${LEASE_MS / 60_000} min after its last sign of life`,
  )
