import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { backup } from '../../../src/operations/backup/backup.ts'
import { type Chosen, chooseAndRead, fetchTableOfContents } from '../../../src/operations/chosen.ts'
import type { Context } from '../../../src/operations/context.ts'
import { openStorage } from '../../../src/operations/repository.ts'
import { openTarget, type Target } from '../../../src/operations/restore-test/target.ts'
import { TestDatabases } from '../../../src/operations/restore-test/test-database.ts'
import type { Check } from '../../../src/operations/results.ts'
import {
  compareDatabaseFacts,
  type Proving,
  proveDatabaseFacts,
  proveEqual,
} from '../../../src/operations/round-trip/prove.ts'
import { restoreInto, scratchDatabases } from '../../../src/operations/round-trip/restore-into.ts'
import { type Connection, withDatabase } from '../../../src/postgres/conninfo.ts'
import { openSession } from '../../../src/postgres/session.ts'
import type { ScratchDatabases } from '../../../src/proof/settled.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../support/loop.ts'
import { addressOf, type TestServer } from '../../support/postgres.ts'

/** What a proof says of a changed copy. */
export interface Outcome {
  differences: string[]
  warnings: string[]
  /** Definitions that are equal in their settled form only. */
  settled: number
}

/** A database that was backed up and restored once, and copies of it that may be changed and are then proved against the backup. */
export class Restored {
  readonly #server: TestServer
  readonly #place: Workplace
  readonly #context: Context
  readonly #chosen: Chosen
  readonly #target: Target
  readonly #databases: TestDatabases
  readonly #pristine: Connection
  readonly #oneByOne = pLimit(1)
  #number = 0

  private constructor(
    server: TestServer,
    place: Workplace,
    context: Context,
    opened: { chosen: Chosen; target: Target; databases: TestDatabases; pristine: Connection },
  ) {
    this.#server = server
    this.#place = place
    this.#context = context
    this.#chosen = opened.chosen
    this.#target = opened.target
    this.#databases = opened.databases
    this.#pristine = opened.pristine
  }

  /** Backs `source` up and restores it on the same server. */
  static async from(server: TestServer, source: Connection): Promise<Restored> {
    const place = await makeWorkplace()
    const made = await backup(backupRequest(addressOf(source), place.storage), await place.context())
    const context = await place.context()
    const store = await openStorage({ storage: place.storage }, context, context.signal)
    const named = { name: made.backup.name, backup: made.backup.id }
    const chosen = await chooseAndRead(store, named, context, context.signal)
    const wanted = { targetUrl: addressOf(server.connection), allowSourceServer: true, client: 'auto' } as const
    const target = await openTarget(wanted, chosen.backup.manifest, chosen.inventory, context)
    const databases = new TestDatabases(target, chosen.backup.manifest)
    const pristine = await databases.create(context.now())
    const restored = new Restored(server, place, context, { chosen, target, databases, pristine })
    const folder = await restored.#folder('pristine')
    await restoreInto({ ...restored.#proving(pristine, folder), jobs: 2 })
    return restored
  }

  /** What the proof finds in a copy after `sql`, whose statements (no text of theirs holds `; `) a superuser ran one by one. */
  async prove(sql: string): Promise<Outcome> {
    return await this.#inCopy(async (proving) => {
      await runEach(proving.connection, sql)
      const { differences, warnings, definitions } = await proveEqual(proving)
      return { differences, warnings, settled: definitions.settled }
    })
  }

  /** What is found of the database itself, after `sql` for its name ran between the restore's last step and the comparison. */
  async proveDatabase(sql: (name: string) => string): Promise<Outcome> {
    return await this.#inCopy(async (proving) => {
      const { dbname } = proving.connection.parameters
      const before = await proveDatabaseFacts(proving)
      await runEach(this.#server.connection, sql(dbname as string))
      const session = await openSession(proving.connection, { pinned: proving.pinned })
      try {
        const after = await compareDatabaseFacts(proving, session)
        return { differences: [...failures(before), ...failures(after)], warnings: [], settled: 0 }
      } finally {
        await session.close()
      }
    })
  }

  /** The restored database as it was left; to be copied or read, not changed. */
  get database(): Connection {
    return this.#pristine
  }

  async close(): Promise<void> {
    await this.#databases.dropAll()
    await this.#target.stop()
    await this.#place.remove()
  }

  async #inCopy<T>(work: (proving: Proving) => Promise<T>): Promise<T> {
    const name = `copy_${++this.#number}`
    const template = this.#pristine.parameters.dbname
    await this.#server.query(this.#server.connection, `CREATE DATABASE ${name} TEMPLATE ${template}`)
    const folder = await this.#folder(name)
    try {
      return await work(this.#proving(withDatabase(this.#server.connection, name), folder))
    } finally {
      await rm(folder, { recursive: true, force: true })
      await runEach(
        this.#server.connection,
        `ALTER DATABASE ${name} IS_TEMPLATE false; DROP DATABASE ${name} WITH (FORCE)`,
      )
    }
  }

  async #folder(name: string): Promise<string> {
    const folder = join(this.#context.temporary, name)
    await mkdir(folder, { mode: 0o700 })
    await fetchTableOfContents(this.#chosen.reader, folder)
    return folder
  }

  #proving(connection: Connection, folder: string): Proving {
    const { programs, pinned } = this.#target
    const context = this.#context
    const restore = {
      chosen: this.#chosen,
      connection,
      programs,
      pinned,
      folder,
      jobs: 1,
      context,
      signal: context.signal,
    }
    const made = scratchDatabases(this.#databases, restore)
    // Proofs run side by side, and the target's session takes one query at a time.
    const scratch: ScratchDatabases = {
      create: () => this.#oneByOne(() => made.create()),
      drop: (database) => this.#oneByOne(() => made.drop(database)),
    }
    return { ...restore, scratch, showKeys: false, spoolLimit: 1024 ** 3, otherMajor: false }
  }
}

const failures = (checks: Check[]): string[] => checks.filter(({ ok }) => !ok).map(({ name }) => name)

async function runEach(connection: Connection, sql: string): Promise<void> {
  const session = await openSession(connection)
  try {
    await session.query('SET search_path TO public')
    for (const statement of sql.split(/;\s+/)) await session.query(statement)
  } finally {
    await session.close()
  }
}
