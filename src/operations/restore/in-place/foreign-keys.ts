import { quoteIdentifier } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Content } from './contents.ts'
import { explained } from './script.ts'

/** A foreign key of a table that is made anew, to one that is not: a part of a backup may come without it. */
export interface KeyOutwards {
  /** `crm.orders` */
  table: string
  name: string
  definition: string
}

export async function readKeysOutwards(session: Session, contents: readonly Content[]): Promise<KeyOutwards[]> {
  return await session.query<KeyOutwards>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid = ANY ($1::oid[]) AND k.confrelid <> ALL ($1::oid[]) ORDER BY 1, 2`,
    [contents.filter(({ word }) => word === 'TABLE').map(({ objid }) => objid)],
  )
}

/** Makes those again that what was restored has not brought along; they are checked against all rows. */
export async function putBackKeys(session: Session, before: readonly KeyOutwards[]): Promise<void> {
  for (const { table, name, definition } of before) {
    const found = await session.query('SELECT FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2', [
      table,
      name,
    ])
    if (found.length > 0) continue
    try {
      await session.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`)
    } catch (error) {
      throw explained(error, '', `putting back the foreign key ${name} of ${table}`)
    }
  }
}
