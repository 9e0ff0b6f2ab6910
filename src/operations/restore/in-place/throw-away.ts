import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, negative } from '../../../errors.ts'
import { type Connection, withDatabase } from '../../../postgres/conninfo.ts'
import { quoteIdentifier } from '../../../postgres/identifier.ts'
import { findPrograms } from '../../../postgres/programs.ts'
import { type Role, rolesSql } from '../../../postgres/roles.ts'
import { startServer, type ThrowawayServer } from '../../../postgres/server.ts'
import { openSession, type Session } from '../../../postgres/session.ts'
import type { ScratchDatabases } from '../../../proof/settled.ts'
import { createDatabase } from '../../restore-test/test-database.ts'
import { prepareDatabase } from '../../round-trip/restore-into.ts'
import type { RestoreRun } from '../run.ts'

/** A server of the target's major on this machine, with the roles of the backup, none of which can log in. */
export class ThrowAway {
  readonly #server: ThrowawayServer
  readonly #session: Session
  readonly #run: RestoreRun
  #made = 0

  private constructor(run: RestoreRun, server: ThrowawayServer, session: Session) {
    this.#run = run
    this.#server = server
    this.#session = session
  }

  /** Throws exit 3 where the programs are not there. */
  static async start(run: RestoreRun, use: string): Promise<ThrowAway> {
    const { context, destination, signal, chosen } = run
    const { environment } = context
    const needs = { environment, client: 'local', needs: 'server', install: context.installServer } as const
    const { programs } = await findPrograms(destination.facts.major, needs)
    const folder = join(context.temporary, `server-${use}-${run.id}`)
    await mkdir(folder, { mode: 0o700 })
    const server = await startServer(programs, { folder, environment, signal })
    try {
      const session = await openSession(server.connection)
      const roles = (chosen.inventory.roles as Role[]).filter(({ name }) => name !== 'postgres')
      await session.query(
        rolesSql(
          roles.map((role) => ({ ...role, bootstrap: false, settings: [] })),
          { login: false },
        ),
      )
      return new ThrowAway(run, server, session)
    } catch (error) {
      await server.stop()
      throw error
    }
  }

  /** An empty database as the backup's was made. */
  async create(): Promise<Connection> {
    this.#made += 1
    const name = `rehearsal_${this.#made}`
    await this.#session.query(createDatabase(name, this.#run.chosen.backup.manifest, this.#session))
    return withDatabase(this.#server.connection, name)
  }

  async drop(connection: Connection): Promise<void> {
    const name = connection.parameters.dbname as string
    await this.#session.query(`DROP DATABASE ${quoteIdentifier(name)} WITH (FORCE)`)
  }

  async stop(): Promise<void> {
    await this.#session.close()
    await this.#server.stop()
  }
}

/** Databases for comparing definitions in their settled form: the target's own server may not make any. Started only when one is asked for. */
export function throwawayScratch(run: RestoreRun): ScratchDatabases & { stop(): Promise<void> } {
  let server: Promise<ThrowAway> | undefined
  const get = async () => {
    server ??= ThrowAway.start(run, 'scratch').catch((error: unknown) => {
      throw negative(
        `definitions that are printed otherwise could not be compared in their settled form: ${messageOf(error)}`,
        'install the server of that major on this machine, and compare again with a restore-test',
        error,
      )
    })
    return await server
  }
  return {
    create: async () => {
      const own = await get()
      const connection = await own.create()
      await prepareDatabase({ ...run, pinned: run.destination.pinned }, connection)
      return connection
    },
    drop: async (connection) => await (await get()).drop(connection),
    stop: async () => await (await server?.catch(() => undefined))?.stop(),
  }
}
