import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from '../../src/postgres/child.ts'
import { type Connection, libpqEnvironment, withDatabase } from '../../src/postgres/conninfo.ts'
import { openSession, type Session } from '../../src/postgres/session.ts'
import type { TestServer } from '../support/postgres.ts'

/** Databases that were dumped and restored by PostgreSQL's own programs. */
export class RoundTrip {
  readonly server: TestServer
  readonly folder = mkdtempSync(join(tmpdir(), 'pgproof-round-trip-'))
  #number = 0

  constructor(server: TestServer) {
    this.server = server
  }

  /** Dumps a database and returns the archive's folder. */
  async dump(database: Connection, args: string[] = []): Promise<string> {
    const folder = join(this.folder, `dump-${++this.#number}`)
    const more = this.server.major >= 18 ? ['--no-statistics'] : []
    await this.#run(
      'pg_dump',
      ['--format=directory', '--compress=0', '--no-sync', ...more, ...args, `--file=${folder}`],
      database,
    )
    return folder
  }

  /** Restores an archive into a database of its own. */
  async restore(folder: string): Promise<Connection> {
    const database = await this.server.createDatabase(`restored_${++this.#number}`)
    await this.#run('pg_restore', ['--exit-on-error', `--dbname=${database.parameters.dbname}`, folder], database)
    return database
  }

  /** A copy of a database that may be broken, with all its files as they are. */
  async copy(database: Connection): Promise<Connection> {
    const name = `copy_${++this.#number}`
    await this.server.query(this.server.connection, `CREATE DATABASE ${name} TEMPLATE ${database.parameters.dbname}`)
    return withDatabase(this.server.connection, name)
  }

  async drop(database: Connection): Promise<void> {
    await this.server.query(this.server.connection, `DROP DATABASE ${database.parameters.dbname}`)
  }

  async session<T>(database: Connection, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await openSession(database)
    try {
      return await work(session)
    } finally {
      await session.close()
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #run(program: string, args: string[], database: Connection): Promise<void> {
    const { command, args: before } = this.server.programs.command(program)
    const { end } = await runChild(command, [...before, ...args], { environment: libpqEnvironment(database, {}) })
    if (end.code !== 0) throw new Error(`${program}: ${end.stderr}`)
  }
}
