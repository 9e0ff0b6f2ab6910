import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PgproofError } from '../../src/errors.ts'
import type { KeyRequest } from '../../src/operations/keys.ts'
import { list } from '../../src/operations/list.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import type { DamagedShop } from '../../test/repository/damaged-shop.ts'
import { verifyRequest, type Workplace } from '../../test/support/loop.ts'
import type { Objects } from './kinds.ts'

/** A backup that lies in a store in memory: its name, its id and its objects. */
export interface Held {
  name: string
  id: string
  objects: Objects
}

/** What verify said of a backup. */
export interface Said {
  code: number
  /** The objects that it names. */
  objects: string[]
  reason: string
}

/** A store in memory that is filled anew for every look, so that many can be had at a time. */
export class Looks {
  /** Classes run side by side in one process, and a store in memory is known by its name. */
  static #made = 0
  readonly #place: Workplace
  readonly #name = `damage-${Looks.#made++}`
  readonly #reading: KeyRequest

  constructor(place: Workplace, reading: KeyRequest = {}) {
    this.#place = place
    this.#reading = reading
  }

  /** Fills the store with backups and reads one of them back, as `verify` does it. */
  async verify(backups: Held[], { name, id }: Held): Promise<Said> {
    await this.#fill(backups)
    const request = verifyRequest(`memory://${this.#name}`, { name, backup: id, maxBackupAge: 1e12, ...this.#reading })
    try {
      const result = await verify(request, await this.#place.context({ progress: () => {} }))
      const reason = result.ok ? '' : result.reason
      return { code: result.code, objects: result.damaged.map(({ object }) => object), reason }
    } catch (error) {
      if (!(error instanceof PgproofError)) throw error
      return {
        code: error.code,
        objects: /\bmanifest\b/.test(error.reason) ? ['manifest.json'] : [],
        reason: error.reason,
      }
    }
  }

  /** The ids that are listed after `verify` has filled the store. */
  async listed(name: string): Promise<string[]> {
    const { backups } = await list(
      { storage: `memory://${this.#name}`, name, ...this.#reading },
      await this.#place.context(),
    )
    return backups.map(({ id }) => id)
  }

  async #fill(backups: Held[]): Promise<void> {
    const store = openMemoryStore(this.#name)
    const old: string[] = []
    for await (const { key } of store.list('')) old.push(key)
    for (const key of old) await store.delete(key)
    for (const { name, id, objects } of backups)
      for (const [object, body] of objects) await store.put(`${name}/backups/${id}/${object}`, body)
  }
}

/** The backups of a shop: the one to be damaged, an earlier one, and one of another name. */
export function heldIn({ ids, folders }: DamagedShop): { own: Held; earlier: Held; otherName: Held } {
  const held = (name: string, folder: string, id = basename(folder)): Held => ({
    name,
    id,
    objects: new Map(
      readdirSync(folder)
        .sort()
        .map((object) => [object, readFileSync(join(folder, object))]),
    ),
  })
  return {
    own: held('shop', folders.own, ids.own),
    earlier: held('shop', folders.earlier, ids.earlier),
    otherName: held('other', folders.otherName),
  }
}
