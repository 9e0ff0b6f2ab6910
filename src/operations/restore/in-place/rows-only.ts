import { refusal } from '../../../errors.ts'
import { qualified, quoteIdentifier, shown } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'
import type { InventoryTable } from '../../../repository/inventory.ts'
import type { Chosen } from '../../chosen.ts'
import { listed } from './names.ts'
import { keyOf, type Scope } from './scope.ts'

/** What stands in the way of loading rows into tables that are there: it is taken away for the moment, and is afterwards as it was. */
export interface InTheWay {
  /** Foreign keys of these tables, which would want an order of the rows. */
  foreignKeys: { table: string; name: string; definition: string }[]
  /** Triggers of users, which would fire; `enabled` is pg_trigger.tgenabled. */
  triggers: { table: string; name: string; enabled: string }[]
}

/** The tables of the backup whose rows are replaced. */
export const replacedTables = ({ inventory }: Pick<Chosen, 'inventory'>, scope: Scope): InventoryTable[] =>
  inventory.tables.filter((table) => scope.schemas.includes(table.schema))

/** Throws exit 4 where a table or a column of the backup is not there, or rows elsewhere refer to those that are replaced. */
export async function refuseRows(
  session: Session,
  chosen: Pick<Chosen, 'inventory' | 'backup'>,
  scope: Scope,
): Promise<void> {
  const tables = replacedTables(chosen, scope)
  const rows = await session.query<{ schema: string; name: string; columns: string; owned: boolean }>(
    `SELECT n.nspname AS schema, c.relname AS name, pg_has_role(c.relowner, 'USAGE') AS owned,
            (SELECT coalesce(json_agg(a.attname), '[]')::text FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1) AND c.relkind = 'r'`,
    [scope.schemas],
  )
  const live = new Map(rows.map((row) => [keyOf(row), row]))
  const faults = tables.flatMap((table) => {
    const found = live.get(keyOf(table))
    const name = shown(table.schema, table.name)
    if (found === undefined) return [`${name} is not there`]
    if (!found.owned) return [`${name} belongs to another role`]
    const columns = JSON.parse(found.columns) as string[]
    return table.columns
      .filter((column) => !columns.includes(column))
      .map((column) => `${name} has no column ${column}`)
  })
  const pointing = await pointingHere(session, scope)
  faults.push(...pointing.map(({ table, name }) => `rows of ${table} refer to those that are replaced (${name})`))
  if (faults.length === 0) return
  throw refusal(
    `rows alone cannot be put into the tables that are there: ${listed(faults)}`,
    'restore definitions too, or name the tables that refer to them as well (tables); nothing was changed',
  )
}

async function pointingHere(session: Session, scope: Scope): Promise<{ table: string; name: string }[]> {
  return await session.query<{ table: string; name: string }>(
    `SELECT n.nspname || '.' || c.relname AS "table", k.conname AS name
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND json_build_array(tn.nspname, t.relname)::jsonb = ANY ($1::jsonb[])
        AND NOT EXISTS (SELECT FROM pg_partition_tree(c.oid) p JOIN pg_class l ON l.oid = p.relid JOIN pg_namespace ln ON ln.oid = l.relnamespace
                         WHERE json_build_array(ln.nspname, l.relname)::jsonb = ANY ($1::jsonb[]))
        AND NOT json_build_array(n.nspname, c.relname)::jsonb = ANY ($1::jsonb[])
      ORDER BY 1, 2`,
    [scope.named],
  )
}

/** Empties the tables and takes away what is in the way of their rows. */
export async function clearTheWay(session: Session, tables: readonly InventoryTable[]): Promise<InTheWay> {
  const names = [...new Set(tables.flatMap((table) => (table.root ? [table, table.root] : [table])).map(keyOf))]
  const found = `JOIN pg_class c ON c.oid = %s JOIN pg_namespace n ON n.oid = c.relnamespace
     AND json_build_array(n.nspname, c.relname)::jsonb = ANY ($1::jsonb[])`
  const table = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
  const foreignKeys = await session.query<InTheWay['foreignKeys'][number]>(
    `SELECT ${table} AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k ${found.replace('%s', 'k.conrelid')} WHERE k.contype = 'f' AND k.conparentid = 0 ORDER BY 1, 2`,
    [names],
  )
  const triggers = await session.query<InTheWay['triggers'][number]>(
    `SELECT ${table} AS "table", t.tgname AS name, t.tgenabled::text AS enabled
       FROM pg_trigger t ${found.replace('%s', 't.tgrelid')} WHERE NOT t.tgisinternal ORDER BY 1, 2`,
    [names],
  )
  for (const { table: of, name } of foreignKeys) {
    await session.query(`ALTER TABLE ${of} DROP CONSTRAINT ${quoteIdentifier(name)}`)
  }
  for (const of of new Set(triggers.map((one) => one.table)))
    await session.query(`ALTER TABLE ${of} DISABLE TRIGGER USER`)
  const all = tables.map(({ schema, name }) => `ONLY ${qualified(schema, name)}`)
  if (all.length > 0) await session.query(`TRUNCATE ${all.join(', ')}`)
  return { foreignKeys, triggers }
}

const STATES: Readonly<Record<string, string>> = { O: 'ENABLE', D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' }

/** Statements that make it as it was; foreign keys are checked against all rows. */
export const restoreTheWay = ({ foreignKeys, triggers }: InTheWay): string[] => [
  ...foreignKeys.map(
    ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`,
  ),
  ...triggers.map(
    ({ table, name, enabled }) => `ALTER TABLE ${table} ${STATES[enabled]} TRIGGER ${quoteIdentifier(name)}`,
  ),
]
