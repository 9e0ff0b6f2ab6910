import { createHash, randomBytes } from 'node:crypto'
import { messageOf, PgproofError } from '../errors.ts'
import { ObjectExists, type Store } from './store.ts'
import { providerOf, writeStoreRecord } from './store-record.ts'

export interface ProbeFinding {
  name: 'put' | 'conditional put' | 'checksum' | 'read after write' | 'list' | 'delete' | 'bulk delete' | 'clock'
  state: 'fine' | 'warning' | 'failure' | 'not checked'
  text: string
  hint?: string
}

/** Ages decide what is swept and pruned, so nothing may be decided when the clocks differ by more (docs/storage.md). */
export const MOST_CLOCK_DIFFERENCE_MS = 5 * 60_000

type Outcome = Omit<ProbeFinding, 'name'>

const fine = (text: string): Outcome => ({ state: 'fine', text })
const warning = (text: string, hint: string): Outcome => ({ state: 'warning', text, hint })
const failure = (text: string, hint: string): Outcome => ({ state: 'failure', text, hint })
const notChecked = (text: string): Outcome => ({ state: 'not checked', text })

/** Below it lie the objects that probes put; one that was killed leaves its own behind. */
export const PROBES = '.pgproof/probe-'

/**
 * Tries on a store what backups need of it, under `.pgproof/probe-<random>`, and removes what it made. Throws nothing but the signal's reason:
 * what goes wrong is a finding. When the first put fails the rest is not tried. What was found stays in `.pgproof/store.json` (see store-record.ts),
 * unless something failed; the store has learned it by then.
 */
export async function probeStore(store: Store, signal?: AbortSignal): Promise<ProbeFinding[]> {
  const probe = new Probe(store, signal)
  try {
    return await probe.run()
  } finally {
    await probe.cleanUp()
  }
}

class Probe {
  readonly #store: Store
  readonly #signal: AbortSignal | undefined
  readonly #key = `${PROBES}${randomBytes(6).toString('hex')}`
  readonly #body = randomBytes(4096)
  readonly #findings: ProbeFinding[] = []
  #clockSeconds = 0
  #bulkDelete: boolean | null = null

  constructor(store: Store, signal: AbortSignal | undefined) {
    this.#store = store
    this.#signal = signal
  }

  async run(): Promise<ProbeFinding[]> {
    await this.#find('clock', () => this.#clock())
    if (await this.#find('put', () => this.#put())) {
      await this.#find('read after write', () => this.#read())
      await this.#find('checksum', () => this.#checksum())
      await this.#find('conditional put', () => this.#conditionalPut())
      await this.#find('list', () => this.#list())
      await this.#find('delete', () => this.#delete())
      if (this.#store.bucket) await this.#find('bulk delete', () => this.#deleteInBulk())
      // The record is no part of the answer, so a store that refuses it is none the worse.
      await this.#record().catch(() => {})
    }
    return this.#findings
  }

  async cleanUp(): Promise<void> {
    await this.#store.delete(this.#key).catch(() => {})
  }

  async #find(name: ProbeFinding['name'], look: () => Promise<Outcome>): Promise<boolean> {
    this.#signal?.throwIfAborted()
    let outcome: Outcome
    try {
      outcome = await look()
    } catch (error) {
      this.#signal?.throwIfAborted()
      outcome = failure(messageOf(error), error instanceof PgproofError ? error.hint : 'check the storage address')
    }
    this.#findings.push({ name, ...outcome })
    return outcome.state !== 'failure'
  }

  async #record(): Promise<void> {
    // What failed may pass, and is tried again the next time.
    if (this.#findings.some(({ name, state }) => state === 'failure' && name !== 'clock')) return
    const { conditionalPut, checksums } = this.#store.capabilities
    await writeStoreRecord(this.#store, {
      provider: providerOf(this.#store),
      can: { conditionalPut, checksums, bulkDelete: this.#bulkDelete },
      clockSeconds: this.#clockSeconds,
      found: Object.fromEntries(this.#findings.map(({ name, state }) => [name, state])),
    })
  }

  async #clock(): Promise<Outcome> {
    const before = Date.now()
    const store = (await this.#store.clock()).getTime()
    const after = Date.now()
    // A store's clock may be told in whole seconds.
    const off = store < before - 1000 ? store - before : store > after ? store - after : 0
    const seconds = Math.round(Math.abs(off) / 1000)
    this.#clockSeconds = Math.round(off / 1000)
    if (Math.abs(off) <= MOST_CLOCK_DIFFERENCE_MS) return fine(`clocks agree within ${Math.max(seconds, 1)} s`)
    return failure(
      `the store's clock is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} this machine's`,
      'set the clock of this machine (NTP): nothing is swept or pruned while they differ by more than 5 min',
    )
  }

  async #put(): Promise<Outcome> {
    await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) })
    return fine('objects can be put')
  }

  async #read(): Promise<Outcome> {
    const read = await this.#store.get(this.#key)
    if (read.equals(this.#body)) return fine('what was put is there at once, byte for byte')
    return failure('what was read is not what was put', 'do not use this store: it gives back other bytes')
  }

  async #checksum(): Promise<Outcome> {
    const facts = await this.#store.head(this.#key)
    const hint = 'do not use this store: backups could not be looked up'
    if (!facts) return failure('what was put is not found when looked up', hint)
    if (facts.size !== this.#body.length)
      return failure(`${this.#body.length} bytes were put, ${facts.size} are told`, hint)
    if (facts.sha256 === undefined) {
      return warning(
        'the store tells no SHA-256 of what it holds',
        'nothing to do: sizes are compared, and verify reads everything back',
      )
    }
    if (facts.sha256 === sha256(this.#body)) return fine('the store tells the SHA-256 of what it holds')
    return failure('the SHA-256 that the store tells is not of what was put', hint)
  }

  async #conditionalPut(): Promise<Outcome> {
    const other = Buffer.concat([this.#body, Buffer.from('other')])
    let refused = false
    try {
      await this.#store.put(this.#key, other, { onlyIfAbsent: true })
    } catch (error) {
      if (!(error instanceof ObjectExists)) throw error
      refused = true
    }
    if (refused && this.#store.capabilities.conditionalPut) return fine('the store refuses to put over an object')
    // From now on it is looked at before it is put to.
    if (!refused) this.#store.bucket?.learn({ conditionalPut: false })
    return warning(
      refused ? 'the store cannot refuse to put over an object' : 'the store says nothing and puts over an object',
      "nothing to do: every run's names are its own, and pgproof looks before it puts",
    )
  }

  async #list(): Promise<Outcome> {
    const keys: string[] = []
    for await (const { key } of this.#store.list(this.#key)) keys.push(key)
    if (keys.length === 1 && keys[0] === this.#key) return fine('listings show what was put at once')
    return failure(
      `a listing shows ${keys.length} objects where one was put`,
      'do not use this store, or no cache in front of it: its listings are behind',
    )
  }

  async #delete(): Promise<Outcome> {
    try {
      await this.#store.delete(this.#key)
    } catch (error) {
      if (!(error instanceof PgproofError)) throw error
      return warning(
        `objects cannot be deleted: ${error.reason}`,
        `fine for keys that may only add; prune needs keys that may delete, and ${this.#key} stays behind`,
      )
    }
    if ((await this.#store.head(this.#key)) === undefined) return fine('objects can be deleted')
    return warning(
      'an object is there after it was deleted',
      'the bucket may hold objects (Object Lock, retention): prune will have to wait for that',
    )
  }

  /** Tried on the object that was deleted before, put again. */
  async #deleteInBulk(): Promise<Outcome> {
    const deleted = this.#findings.at(-1)
    const { bucket } = this.#store
    if (bucket === undefined || deleted?.state !== 'fine') return notChecked('objects cannot be deleted')
    await this.#store.put(this.#key, this.#body, { sha256: sha256(this.#body) })
    try {
      this.#bulkDelete = await bucket.deletesInBulk(this.#key)
    } catch (error) {
      // Nothing of pgproof depends on it.
      if (!(error instanceof PgproofError)) throw error
      return notChecked(error.reason)
    }
    if (this.#bulkDelete) return fine('the store deletes several objects with one request')
    return fine('the store deletes objects one by one, as pgproof asks it to')
  }
}

const sha256 = (body: Uint8Array) => createHash('sha256').update(body).digest('hex')
