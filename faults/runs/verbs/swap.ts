import { backup } from '../../../src/operations/backup/backup.ts'
import { restore } from '../../../src/operations/restore/restore.ts'
import { backupRequest } from '../../../test/support/loop.ts'
import { restoreRequest } from '../../../test/support/restore-request.ts'
import type { Findings } from '../../fault-class.ts'
import type { Lane, Run } from '../lane.ts'
import type { Scene, TriedVerb } from '../scene.ts'
import { contentsOf, databasesLike, dropDatabases, SHOP } from '../shop.ts'

/** What happened in the shop since its backup. */
const SINCE = `DELETE FROM orders WHERE id > 1000; INSERT INTO sales VALUES ('2026-01-31', 7);`

/** Databases that a swap of the shop makes and keeps, and those of its proof. */
const OWN = '^(shop_(restore|before|after)_|pgproof_test_)'

/** A live shop that has changed since its backup, and the commands that a person has. */
class LiveShop {
  readonly lane: Lane
  readonly id: string
  readonly #confirm: string[]
  readonly #contents: { before: string; since: string }

  private constructor(lane: Lane, id: string, contents: { before: string; since: string }) {
    this.lane = lane
    this.id = id
    this.#confirm = ['--confirm', `shop from ${id}`, '--allow-production']
    this.#contents = contents
  }

  static async make(lane: Lane): Promise<LiveShop> {
    const { server } = lane
    const template = await server.createDatabase('template_shop', SHOP)
    await server.createDatabase('shop', '', { template: 'template_shop' })
    const before = await contentsOf(server, 'shop')
    const { id } = (await backup(backupRequest(lane.url('shop'), lane.store.pristine), lane.context())).backup
    await server.psql(template, SINCE)
    return new LiveShop(lane, id, { before, since: await contentsOf(server, 'template_shop') })
  }

  async reset(): Promise<void> {
    const { server } = this.lane
    await dropDatabases(this.lane, await databasesLike(this.lane, `^shop$|${OWN}`))
    await server.psql(server.connection, 'CREATE DATABASE shop TEMPLATE template_shop STRATEGY file_copy')
  }

  get swap() {
    const args = ['restore', '--method', 'swap', '--backup', this.id, ...this.#confirm]
    return { args, environment: this.#environment }
  }

  get rollback() {
    return { args: ['rollback', ...this.#confirm], environment: this.#environment }
  }

  get #environment() {
    return { PGPROOF_TARGET_URL: this.lane.url('shop') }
  }

  /** A swap that succeeds, in this process. */
  async swapNow(): Promise<void> {
    const { lane, id } = this
    const confirmed = { backup: id, confirm: `shop from ${id}`, allowProduction: true }
    const request = restoreRequest(lane.store.address(), lane.url('shop'), { method: 'swap', ...confirmed })
    const result = await restore(request, lane.context())
    if (!result.ok) throw new Error(`the swap to roll back failed: ${result.reason}`)
  }

  async run(...args: string[]): Promise<Run> {
    return await this.lane.run([...args, ...this.#confirm], this.#environment)
  }

  /** The live database is the one from before or the one since, whole; there may be none for an instant only, inside a transaction. */
  async expectOneOfTwo(findings: Findings): Promise<void> {
    const { before, since } = this.#contents
    const found = await this.#whatever('shop')
    if (found !== before && found !== since) findings.wrong.push('shop is neither what it was nor what was restored')
  }

  /** What a database holds, also where it takes no connections just now. */
  async #whatever(name: string): Promise<string> {
    const { server } = this.lane
    const allow = async (may: string) =>
      await server.psql(server.connection, `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${may}`)
    const sql = `SELECT datallowconn FROM pg_database WHERE datname = '${name}'`
    const may = await server.psql(server.connection, sql)
    if (may === '') throw new Error(`there is no database ${name}`)
    if (may === 'f') await allow('true')
    try {
      return await contentsOf(server, name)
    } finally {
      if (may === 'f') await allow('false')
    }
  }

  /** After a rollback: what is live is what was live before the swap, and nothing is left once what is kept was dropped. */
  async expectBefore(findings: Findings): Promise<void> {
    findings.equal('what is live', await contentsOf(this.lane.server, 'shop'), this.#contents.since)
    const finished = await this.run('restore', '--finish')
    findings.equal('finish', finished.code, 0)
    findings.equal('databases that are left', await databasesLike(this.lane, OWN), [])
  }

  scene(command: Scene['command'], reset: () => Promise<void>): Scene {
    return {
      name: 'shop',
      earlier: [this.id],
      command,
      reset,
      killed: async (findings) => await this.expectOneOfTwo(findings),
      heal: async (pick) => {
        // A person may go on first: before the exchange that is answered with no, and what was made is dropped.
        if (pick < 0.3) await this.run('resume')
        const first = await this.lane.run(this.rollback.args, this.rollback.environment)
        const again = pick > 0.6 ? [await this.lane.run(this.rollback.args, this.rollback.environment)] : []
        return [first, ...again]
      },
      healed: async (findings) => await this.expectBefore(findings),
    }
  }
}

export const swapVerb: TriedVerb = {
  name: 'swap',
  title: 'a restore that exchanges the live database',
  faults: [70],
  statements: true,
  prepare: async (lane) => {
    const shop = await LiveShop.make(lane)
    return shop.scene(
      () => shop.swap,
      async () => await shop.reset(),
    )
  },
}

export const rollbackVerb: TriedVerb = {
  name: 'rollback',
  title: 'a rollback after an exchange',
  faults: [70],
  statements: true,
  prepare: async (lane) => {
    const shop = await LiveShop.make(lane)
    return shop.scene(
      () => shop.rollback,
      async () => {
        await shop.reset()
        await shop.swapNow()
      },
    )
  },
}
