import { accessSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from '../../src/postgres/child.ts'
import { type Connection, libpqEnvironment, withDatabase } from '../../src/postgres/conninfo.ts'
import { quoteIdentifier, quoteLiteral } from '../../src/postgres/identifier.ts'
import { findPrograms, type Programs } from '../../src/postgres/programs.ts'
import { startServer } from '../../src/postgres/server.ts'
import { openSession } from '../../src/postgres/session.ts'

/** A real server for a test file: start it in beforeAll, stop it in afterAll. */
export interface TestServer {
  readonly major: number
  /** As superuser, to the database postgres. */
  readonly connection: Connection
  /** `postgres://user:password@127.0.0.1:port/postgres` where TCP was asked for, else over the socket. */
  readonly url: string
  readonly programs: Programs
  readonly socketFolder: string
  /** Holds `data` with pg_hba.conf and postgresql.conf, and `data.log`. */
  readonly folder: string
  /** A database from template0, filled by `sql` through psql. */
  createDatabase(name: string, sql?: string, options?: DatabaseOptions): Promise<Connection>
  query<R = Record<string, unknown>>(connection: Connection, sql: string): Promise<R[]>
  /** Runs a script through psql, which stops at the first error and throws what was said; returns the output, unaligned and without headers. */
  psql(connection: Connection, script: string): Promise<string>
  stop(): Promise<void>
  /** As a crash, on the same port and data. */
  restart(): Promise<void>
}

export interface DatabaseOptions {
  encoding?: string
  locale?: string
  template?: string
  /** Further words of CREATE DATABASE, such as `LOCALE_PROVIDER icu ICU_LOCALE 'de'`. */
  more?: string
}

/** Every major under /usr/lib/postgresql with a server, in ascending order. */
export function majors(): number[] {
  const root = '/usr/lib/postgresql'
  const found = namesIn(root)
    .filter((name) => /^\d+$/.test(name) && exists(join(root, name, 'bin', 'postgres')))
    .map(Number)
    .sort((a, b) => a - b)
  if (found.length > 0) return found
  throw new Error('no PostgreSQL server is installed: sudo apt-get install -y postgresql')
}

export const newestMajor: number = majors().at(-1) as number

export async function startTestServer(
  major: number = newestMajor,
  options: { settings?: Record<string, string>; tcp?: boolean } = {},
): Promise<TestServer> {
  const environment = process.env
  const { programs } = await findPrograms(major, { environment, needs: 'server' })
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
  const server = await startServer(programs, { folder, environment, ...options })
  const { connection } = server
  const psql = (target: Connection, script: string) => runPsql(programs, target, script)
  return {
    major,
    connection,
    url: addressOf(connection),
    programs,
    socketFolder: server.socketFolder,
    folder: server.folder,
    psql,
    query,
    createDatabase: async (name, sql, made = {}) => {
      await query(connection, createStatement(name, made))
      const database = withDatabase(connection, name)
      if (sql) await psql(database, sql)
      return database
    },
    stop: () => server.stop(),
    restart: () => server.restart(),
  }
}

/** Parameters as an address; sockets go into the query. */
export function addressOf({ parameters }: Connection): string {
  const { user = '', password = '', host = '', port = '', dbname = '' } = parameters
  const secret = password ? `:${encodeURIComponent(password)}` : ''
  const query = host.startsWith('/') ? `?host=${encodeURIComponent(host)}&port=${port}` : ''
  const place = host.startsWith('/') ? '' : `${host}:${port}`
  return `postgres://${encodeURIComponent(user)}${secret}@${place}/${encodeURIComponent(dbname)}${query}`
}

async function query<R>(connection: Connection, sql: string): Promise<R[]> {
  const session = await openSession(connection)
  try {
    return await session.query<R>(sql)
  } finally {
    await session.close()
  }
}

async function runPsql(programs: Programs, connection: Connection, script: string): Promise<string> {
  const { command, args } = programs.command('psql')
  const { stdout, end } = await runChild(
    command,
    [...args, '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-f', '-'],
    {
      environment: { ...libpqEnvironment(connection, {}), PGCLIENTENCODING: 'UTF8' },
      stdin: Buffer.from(script),
    },
  )
  if (end.code !== 0) throw new Error(`psql failed (${end.code ?? end.signal}): ${end.stderr}`)
  return stdout.toString().trimEnd()
}

function createStatement(name: string, made: DatabaseOptions): string {
  const { encoding = 'UTF8', locale, template = 'template0', more = '' } = made
  const place = locale === undefined ? '' : `LOCALE ${quoteLiteral(locale)}`
  return `CREATE DATABASE ${quoteIdentifier(name)} TEMPLATE ${template} ENCODING ${quoteLiteral(encoding)} ${place} ${more}`
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function exists(file: string): boolean {
  try {
    accessSync(file)
    return true
  } catch {
    return false
  }
}
