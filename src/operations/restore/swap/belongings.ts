import { environmentError } from '../../../errors.ts'
import { databaseQuery } from '../../../postgres/catalogue-facts-database.ts'
import { type DatabaseFacts, databaseFacts } from '../../../postgres/catalogue-facts-schema.ts'
import { quoteIdentifier, quoteLiteral } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'
import { applyDatabaseFacts } from '../../round-trip/database-settings.ts'
import type { SwapNames } from './names.ts'

/** What belongs to the live database itself, not to its contents: the one that takes its place gets the same. */
export interface Belongings {
  facts: DatabaseFacts
  tablespace: string
  labels: { provider: string; label: string }[]
}

const named = (query: string) => query.replace('current_database()', '$1')

export async function readBelongings(session: Session, database: string): Promise<Belongings> {
  const [row] = await session.query<{ facts: string; tablespace: string; labels: string }>(
    `SELECT (SELECT row_to_json(f)::text FROM (${named(databaseQuery)}) AS f) AS facts,
            (SELECT t.spcname FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1) AS tablespace,
            (SELECT coalesce(json_agg(json_build_object('provider', provider, 'label', label)), '[]')::text FROM pg_shseclabel s
              WHERE s.classoid = 'pg_database'::regclass AND s.objoid = (SELECT oid FROM pg_database WHERE datname = $1)) AS labels`,
    [database],
  )
  if (row === undefined) throw new Error('a query without FROM returned no row')
  return {
    facts: databaseFacts.parse(JSON.parse(row.facts)),
    tablespace: row.tablespace,
    labels: JSON.parse(row.labels) as Belongings['labels'],
  }
}

/** Puts the new database where the live one is; while it is empty, that costs nothing. */
export async function moveToTablespace(session: Session, name: string, { tablespace }: Belongings): Promise<void> {
  const [row] = await session.query<{ differs: boolean }>(
    `SELECT t.spcname <> $2 AS differs FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1`,
    [name, tablespace],
  )
  if (row?.differs) {
    await session.query(`ALTER DATABASE ${quoteIdentifier(name)} SET TABLESPACE ${quoteIdentifier(tablespace)}`)
  }
}

/**
 * Gives the restored database what belongs to the live one, before it takes its place. Throws exit 3 for what the server refuses: nothing of it
 * may be missing on the day after.
 */
export async function carryOver(session: Session, { beside }: SwapNames, belongings: Belongings): Promise<void> {
  const { facts, labels } = belongings
  const [row] = await session.query<{ mark: string | null }>(
    "SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1",
    [beside],
  )
  // Until the exchange it bears the mark by which it is found, should this run be killed, and can be dropped.
  const meanwhile = { ...facts, comment: row?.mark ?? null, isTemplate: false }
  const [refused] = await applyDatabaseFacts(session, beside, meanwhile)
  if (refused) {
    throw environmentError(
      `what belongs to the live database cannot be given to the restored one: ${refused.name} (${refused.found})`,
      'give target-url a role that may, or correct it on the live database; nothing was changed',
    )
  }
  for (const { provider, label } of labels) {
    await session.query(
      `SECURITY LABEL FOR ${quoteIdentifier(provider)} ON DATABASE ${quoteIdentifier(beside)} IS ${quoteLiteral(label)}`,
    )
  }
}

/** What takes the mark away, in the transaction of the exchange. */
export function lastStatements({ database }: SwapNames, { facts }: Belongings): string[] {
  const name = quoteIdentifier(database)
  const comment = facts.comment === null ? 'NULL' : quoteLiteral(facts.comment)
  return [
    `COMMENT ON DATABASE ${name} IS ${comment}`,
    ...(facts.isTemplate ? [`ALTER DATABASE ${name} IS_TEMPLATE true`] : []),
  ]
}
