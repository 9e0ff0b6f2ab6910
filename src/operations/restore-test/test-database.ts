import { randomBytes } from 'node:crypto'
import { environmentError, messageOf } from '../../errors.ts'
import { type Connection, withDatabase } from '../../postgres/conninfo.ts'
import { quoteIdentifier, quoteLiteral } from '../../postgres/identifier.ts'
import { type Role, rolesSql } from '../../postgres/roles.ts'
import type { Session } from '../../postgres/session.ts'
import type { Inventory } from '../../repository/inventory.ts'
import type { Manifest } from '../../repository/manifest.ts'
import type { Target } from './target.ts'

const PREFIX = 'pgproof_test_'
const MARK = 'pgproof restore-test, begun '
/** Key of the advisory lock that all tests on a server share while they use roles: the letters `pgproof` as a number. */
const ROLES_LOCK = '31638930045497190'
/** The next one: shared by all who make a database at the moment. */
const MAKING_LOCK = '31638930045497191'

const LEFT_OVER_AFTER_MS = 24 * 3600 * 1000

/** Makes databases and roles on a target, remembers them, and takes them away again. Nothing else on the target is ever touched. */
export class TestDatabases {
  readonly #target: Pick<Target, 'session' | 'connection'>
  readonly #manifest: Manifest
  readonly #databases = new Set<string>()
  #roles: string[] = []

  constructor(target: Pick<Target, 'session' | 'connection'>, manifest: Manifest) {
    this.#target = target
    this.#manifest = manifest
  }

  /** A new database from template0 with the source's encoding and locale. */
  async create(now: Date): Promise<Connection> {
    const name = `${PREFIX}${this.#manifest.id.slice(-6)}_${randomBytes(4).toString('hex')}`
    const { session } = this.#target
    const connection = withDatabase(this.#target.connection, name)
    await session.query('SELECT pg_advisory_lock_shared($1)', [MAKING_LOCK])
    try {
      await this.#make(name)
      await this.mark(connection, now)
    } finally {
      await session.query('SELECT pg_advisory_unlock_shared($1)', [MAKING_LOCK])
    }
    await session.query(`ALTER DATABASE ${quoteIdentifier(name)} ALLOW_CONNECTIONS true`)
    return connection
  }

  /** Closed to everybody, which tells it from one that was kept, until it has its mark. */
  async #make(name: string): Promise<void> {
    const { session } = this.#target
    try {
      await session.query(`${createDatabase(name, this.#manifest, session)} ALLOW_CONNECTIONS false`)
    } catch (error) {
      throw environmentError(
        `the target cannot make a database as the source's (${this.#manifest.source.encoding}, ${this.#manifest.source.collate}): ${messageOf(error)}`,
        'use a target whose operating system has that locale, or an image that has it; the backup itself is not in question',
        error,
      )
    }
    this.#databases.add(name)
  }

  async drop(connection: Connection): Promise<void> {
    const name = connection.parameters.dbname as string
    if (!this.#databases.has(name)) return
    await this.#target.session.query(`ALTER DATABASE ${quoteIdentifier(name)} IS_TEMPLATE false`)
    await this.#target.session.query(`DROP DATABASE ${quoteIdentifier(name)} WITH (FORCE)`)
    this.#databases.delete(name)
  }

  /** Says of a database that it is a test's, so that a later test finds it should this one be killed. */
  async mark(connection: Connection, now: Date): Promise<void> {
    await this.#comment(connection.parameters.dbname as string, MARK + now.toISOString())
  }

  /** Leaves a database where it is, with the roles that its objects belong to: `dropAll` will find neither. Returns the roles. */
  async keep(connection: Connection, until: 'job' | 'dropped'): Promise<string[]> {
    const name = connection.parameters.dbname as string
    // What stays until somebody drops it must not look like something left behind.
    if (until === 'dropped') await this.#comment(name, undefined)
    this.#databases.delete(name)
    return this.#roles.splice(0)
  }

  /** Drops what was made, as far as it can be dropped; the first failure is thrown at the end. */
  async dropAll(): Promise<void> {
    const failures: unknown[] = []
    for (const name of [...this.#databases]) {
      await this.drop(withDatabase(this.#target.connection, name)).catch((error: unknown) => failures.push(error))
    }
    await this.#dropRoles().catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }

  /**
   * Makes the source's roles that the target lacks, with their attributes and memberships but without login and password. Returns their names.
   * Each says in its comment that it is a test's. While any test runs it shares a lock, and roles are dropped only when nobody else does:
   * tests beside each other use the same roles.
   */
  async createRoles(roles: Inventory['roles'], now: Date): Promise<string[]> {
    const { session } = this.#target
    await session.query('SELECT pg_advisory_lock_shared($1)', [ROLES_LOCK])
    const rows = await session.query<{ rolname: string }>('SELECT rolname FROM pg_roles')
    const present = new Set(rows.map((row) => row.rolname))
    const missing = (roles as Role[]).filter((role) => !present.has(role.name))
    const comment = MARK + now.toISOString()
    const made = missing.map((role) => ({ ...role, bootstrap: false, settings: [], comment }))
    if (made.length > 0) await session.query(rolesSql(made, { login: false }))
    this.#roles = made.map((role) => role.name)
    return this.#roles
  }

  /** Drops every role that a test has made, unless another test runs; one that something belongs to stays for it. */
  async #dropRoles(): Promise<void> {
    const { session } = this.#target
    this.#roles = []
    await session.query('SELECT pg_advisory_unlock_all()')
    const [alone] = await session.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [ROLES_LOCK])
    if (!alone?.got) return
    try {
      const rows = await session.query<{ name: string }>(
        "SELECT rolname AS name FROM pg_roles WHERE shobj_description(oid, 'pg_authid') LIKE $1",
        [`${MARK}%`],
      )
      for (const { name } of rows) await session.query(`DROP ROLE IF EXISTS ${quoteIdentifier(name)}`).catch(() => {})
    } finally {
      await session.query('SELECT pg_advisory_unlock_all()')
    }
  }

  async #comment(name: string, text: string | undefined): Promise<void> {
    const comment = text === undefined ? 'NULL' : quoteLiteral(text)
    await this.#target.session.query(`COMMENT ON DATABASE ${quoteIdentifier(name)} IS ${comment}`)
  }

  /** Drops what a test that was killed left behind a day ago or earlier; one that somebody is connected to stays. */
  async sweep(now: Date): Promise<string[]> {
    const rows = await this.#target.session.query<{ name: string; mark: string }>(
      `SELECT d.datname AS name, shobj_description(d.oid, 'pg_database') AS mark
         FROM pg_database d
        WHERE d.datname LIKE $1 AND shobj_description(d.oid, 'pg_database') LIKE $2
          AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)`,
      [`${PREFIX.replaceAll('_', '\\_')}%`, `${MARK}%`],
    )
    const old = rows.filter((row) => now.getTime() - Date.parse(row.mark.slice(MARK.length)) > LEFT_OVER_AFTER_MS)
    const names = [...old.map(({ name }) => name), ...(await this.#unmarked())]
    for (const name of names) await this.#target.session.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`)
    return names
  }

  /** Those whose makers were killed before they could mark them: nobody makes one at the moment, and nobody was ever let in. */
  async #unmarked(): Promise<string[]> {
    const { session } = this.#target
    const [alone] = await session.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [MAKING_LOCK])
    if (!alone?.got) return []
    try {
      const rows = await session.query<{ name: string }>(
        `SELECT datname AS name FROM pg_database
          WHERE datname ~ $1 AND NOT datallowconn AND shobj_description(oid, 'pg_database') IS NULL`,
        [`^${PREFIX}[0-9a-f]{6}_[0-9a-f]{8}$`],
      )
      return rows.map(({ name }) => name)
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [MAKING_LOCK])
    }
  }
}

/** As the source: encoding and locale. */
export function createDatabase(name: string, { source }: Manifest, session: Session): string {
  const words = [
    `CREATE DATABASE ${quoteIdentifier(name)} TEMPLATE template0`,
    `ENCODING ${quoteLiteral(source.encoding)}`,
    `LC_COLLATE ${quoteLiteral(source.collate)}`,
    `LC_CTYPE ${quoteLiteral(source.ctype)}`,
  ]
  if (session.versionNum >= 150_000) words.push(`LOCALE_PROVIDER ${source.localeProvider}`)
  if (source.icuLocale !== undefined) {
    words.push(
      `${source.localeProvider === 'builtin' ? 'BUILTIN_LOCALE' : 'ICU_LOCALE'} ${quoteLiteral(source.icuLocale)}`,
    )
  }
  if (source.icuRules) words.push(`ICU_RULES ${quoteLiteral(source.icuRules)}`)
  return words.join(' ')
}
