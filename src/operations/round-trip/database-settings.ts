import type { Omitted } from '../../dump/restore.ts'
import { messageOf } from '../../errors.ts'
import { quoteIdentifier, quoteLiteral } from '../../postgres/identifier.ts'
import { settingName, settingValue } from '../../postgres/roles.ts'
import type { Session } from '../../postgres/session.ts'
import type { Inventory } from '../../repository/inventory.ts'
import type { Check } from '../results.ts'

type DatabaseFacts = Inventory['facts']['database']

/**
 * Gives a restored database what belongs to the database itself: owner, grants, settings, comment, limits. Applied last, because a setting
 * reaches every later connection. What the server refuses is a failed check. `comment` says whether the comment is among it.
 */
export async function applyDatabaseFacts(
  session: Session,
  name: string,
  facts: DatabaseFacts,
  omit: Omitted = {},
  comment = true,
): Promise<Check[]> {
  const refused: Check[] = []
  const all = statements(quoteIdentifier(name), facts, omit)
  for (const { what, sql } of comment ? all : all.filter((one) => one.what !== 'comment')) {
    try {
      await session.query(sql)
    } catch (error) {
      refused.push({ name: `database: ${what} could not be restored`, ok: false, found: messageOf(error) })
    }
  }
  return refused
}

/** Runs `work` while the database has the source's comment, which nobody else ever sees: its own is there again whatever happens. */
export async function withComment<T>(
  session: Session,
  name: string,
  { comment }: DatabaseFacts,
  work: () => Promise<T>,
): Promise<T> {
  await session.query(`BEGIN; ${commentStatement(quoteIdentifier(name), comment)}`)
  try {
    return await work()
  } finally {
    await session.query('ROLLBACK')
  }
}

const commentStatement = (database: string, comment: string | null): string =>
  `COMMENT ON DATABASE ${database} IS ${comment === null ? 'NULL' : quoteLiteral(comment)}`

function statements(database: string, facts: DatabaseFacts, omit: Omitted): { what: string; sql: string }[] {
  return [
    ...(omit.owners
      ? []
      : [{ what: 'owner', sql: `ALTER DATABASE ${database} OWNER TO ${quoteIdentifier(facts.owner)}` }]),
    { what: 'comment', sql: commentStatement(database, facts.comment) },
    // Grants are said as the owner's: without the owner they would say something else.
    ...(omit.owners || omit.privileges ? [] : [{ what: 'grants', sql: grantStatements(database, facts) }]),
    ...facts.settings.map((setting) => ({ what: `setting ${setting.name}`, sql: settingStatement(database, setting) })),
    { what: 'connection limit', sql: `ALTER DATABASE ${database} CONNECTION LIMIT ${facts.connectionLimit}` },
    { what: 'template flag', sql: `ALTER DATABASE ${database} IS_TEMPLATE ${facts.isTemplate}` },
    { what: 'connections allowed', sql: `ALTER DATABASE ${database} ALLOW_CONNECTIONS ${facts.allowConnections}` },
  ]
}

function grantStatements(database: string, { owner, grants }: DatabaseFacts): string {
  const revoked = ['PUBLIC', quoteIdentifier(owner)].map((who) => `REVOKE ALL ON DATABASE ${database} FROM ${who}`)
  const granted = grants.map(({ grantee, privilege, grantable }) => {
    const who = grantee === null ? 'PUBLIC' : quoteIdentifier(grantee)
    return `GRANT ${privilege} ON DATABASE ${database} TO ${who}${grantable ? ' WITH GRANT OPTION' : ''}`
  })
  return [...revoked, ...granted].join('; ')
}

function settingStatement(database: string, setting: DatabaseFacts['settings'][number]): string {
  const subject =
    setting.role === null ? `DATABASE ${database}` : `ROLE ${quoteIdentifier(setting.role)} IN DATABASE ${database}`
  return `ALTER ${subject} SET ${settingName(setting.name)} TO ${settingValue(setting.name, setting.value)}`
}
