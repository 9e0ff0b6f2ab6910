import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Connection, withDatabase } from '../../postgres/conninfo.ts'
import { quoteIdentifier } from '../../postgres/identifier.ts'
import { openSession } from '../../postgres/session.ts'
import { type Chosen, chooseAndRead, fetchTableOfContents } from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage } from '../repository.ts'
import { openTarget, type Target } from '../restore-test/target.ts'
import { TestDatabases } from '../restore-test/test-database.ts'
import type { KeptDatabase } from '../results-restore-test.ts'
import { proveEqual } from '../round-trip/prove.ts'
import { scratchDatabases } from '../round-trip/restore-into.ts'

export interface CopiesRequest {
  storage: string
  name: string
  jobs: number
  client: 'local'
  /** The server that holds `kept`. */
  target: Connection
  /** A restored database that was proved equal. */
  kept: KeptDatabase
}

const SPOOL_LIMIT = 1024 ** 3

/** Copies of a restored database, each damaged and then proved against the backup as restore-test proves it. */
export class DamagedCopies {
  readonly #request: CopiesRequest
  readonly #context: Context
  readonly #chosen: Chosen
  readonly #target: Target
  #number = 0

  private constructor(request: CopiesRequest, context: Context, chosen: Chosen, target: Target) {
    this.#request = request
    this.#context = context
    this.#chosen = chosen
    this.#target = target
  }

  static async open(request: CopiesRequest, context: Context): Promise<DamagedCopies> {
    const store = await openStorage(request, context, context.signal)
    const chosen = await chooseAndRead(store, { name: request.name, backup: 'latest' }, context, context.signal)
    const { host = '', port = '' } = request.target.parameters
    const targetUrl = `host='${host}' port=${port} user=postgres dbname=postgres`
    const wanted = { targetUrl, allowSourceServer: false, client: request.client }
    return new DamagedCopies(
      request,
      context,
      chosen,
      await openTarget(wanted, chosen.backup.manifest, chosen.inventory, context),
    )
  }

  /** The differences that the proof finds, as sentences, after `sql` ran in a fresh copy. */
  async prove(sql: string): Promise<string[]> {
    const { jobs } = this.#request
    const folder = join(this.#context.temporary, `damaged-${++this.#number}`)
    const databases = new TestDatabases(this.#target, this.#chosen.backup.manifest)
    const connection = await this.#copy()
    try {
      await this.#damage(connection, sql)
      await mkdir(folder, { mode: 0o700 })
      await fetchTableOfContents(this.#chosen.reader, folder)
      const { programs, pinned } = this.#target
      const { signal } = this.#context
      const restored = {
        chosen: this.#chosen,
        connection,
        programs,
        pinned,
        folder,
        jobs,
        context: this.#context,
        signal,
      }
      const how = { showKeys: false, spoolLimit: SPOOL_LIMIT, otherMajor: false }
      const scratch = scratchDatabases(databases, restored)
      return (await proveEqual({ ...restored, ...how, scratch })).differences
    } finally {
      await rm(folder, { recursive: true, force: true })
      await databases.dropAll()
      await this.#target.session.query(`DROP DATABASE ${nameOf(connection)} WITH (FORCE)`)
    }
  }

  async close(): Promise<void> {
    await this.#target.stop()
  }

  async #copy(): Promise<Connection> {
    const connection = withDatabase(this.#target.connection, `damaged_${this.#number}`)
    // Copying files is faster than logging pages, and the choice came with 15.
    const strategy = this.#target.facts.major >= 15 ? 'STRATEGY file_copy' : ''
    const template = quoteIdentifier(this.#request.kept.database)
    await this.#target.session.query(`CREATE DATABASE ${nameOf(connection)} TEMPLATE ${template} ${strategy}`)
    return connection
  }

  async #damage(connection: Connection, sql: string): Promise<void> {
    const session = await openSession(connection, { signal: this.#context.signal })
    try {
      await session.query(sql)
    } finally {
      await session.close()
    }
  }
}

const nameOf = ({ parameters }: Connection): string => quoteIdentifier(parameters.dbname as string)
