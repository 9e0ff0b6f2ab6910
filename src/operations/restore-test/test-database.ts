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
const LEFT_OVER_AFTER_MS = 24 * 3600 * 1000

/** Makes databases and roles on a target, remembers them, and takes them away again. Nothing else on the target is ever touched. */
export class TestDatabases {
  readonly #target: Target
  readonly #manifest: Manifest
  readonly #databases = new Set<string>()
  #roles: string[] = []

  constructor(target: Target, manifest: Manifest) {
    this.#target = target
    this.#manifest = manifest
  }

  /** A new database from template0 with the source's encoding and locale. */
  async create(now: Date): Promise<Connection> {
    const name = `${PREFIX}${this.#manifest.id.slice(-6)}_${randomBytes(4).toString('hex')}`
    const { session } = this.#target
    try {
      await session.query(createDatabase(name, this.#manifest, session))
    } catch (error) {
      throw environmentError(
        `the target cannot make a database as the source's (${this.#manifest.source.encoding}, ${this.#manifest.source.collate}): ${messageOf(error)}`,
        'use a target whose operating system has that locale, or an image that has it; the backup itself is not in question',
        error,
      )
    }
    this.#databases.add(name)
    await session.query(`COMMENT ON DATABASE ${quoteIdentifier(name)} IS ${quoteLiteral(MARK + now.toISOString())}`)
    return withDatabase(this.#target.connection, name)
  }

  async drop(connection: Connection): Promise<void> {
    const name = connection.parameters.dbname as string
    if (!this.#databases.delete(name)) return
    await this.#target.session.query(`ALTER DATABASE ${quoteIdentifier(name)} IS_TEMPLATE false`)
    await this.#target.session.query(`DROP DATABASE ${quoteIdentifier(name)} WITH (FORCE)`)
  }

  /** Leaves a database where it is, with the roles that its objects belong to: `dropAll` will find neither. Returns the roles. */
  keep(connection: Connection): string[] {
    this.#databases.delete(connection.parameters.dbname as string)
    return this.#roles.splice(0)
  }

  async dropAll(): Promise<void> {
    for (const name of [...this.#databases]) await this.drop(withDatabase(this.#target.connection, name))
    for (const role of this.#roles) {
      // One that another test on this server came to need in the meantime stays for it.
      await this.#target.session.query(`DROP ROLE IF EXISTS ${quoteIdentifier(role)}`).catch(() => {})
    }
    this.#roles = []
  }

  /** Makes the source's roles that the target lacks, with their attributes and memberships but without login and password. Returns their names. */
  async createRoles(roles: Inventory['roles']): Promise<string[]> {
    const rows = await this.#target.session.query<{ rolname: string }>('SELECT rolname FROM pg_roles')
    const present = new Set(rows.map((row) => row.rolname))
    const missing = (roles as Role[]).filter((role) => !present.has(role.name))
    const made = missing.map((role) => ({ ...role, bootstrap: false, settings: [], comment: null }))
    if (made.length > 0) await this.#target.session.query(rolesSql(made, { login: false }))
    this.#roles = made.map((role) => role.name)
    return this.#roles
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
    for (const { name } of old) await this.#target.session.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`)
    return old.map((row) => row.name)
  }
}

function createDatabase(name: string, { source }: Manifest, session: Session): string {
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
