import { environmentError, refusal } from '../../../errors.ts'
import { qualified, quoteIdentifier, shown } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'
import type { InventoryTable } from '../../../repository/inventory.ts'
import type { Chosen } from '../../chosen.ts'
import { type ForeignKey, makeKey, readKeys, TRIGGER_STATES } from './foreign-keys.ts'
import { listed } from './names.ts'
import { keyOf, type Scope } from './scope.ts'

/** What stands in the way of loading rows into tables that are there: it is taken away for the moment, and is afterwards as it was. */
export interface InTheWay {
  /** Foreign keys of these tables, which would want an order of the rows. */
  foreignKeys: ForeignKey[]
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
  faults.push(...(await switchedKeys(session, tables)))
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

/** Keys that are taken away for the moment come back with their triggers on, and only a superuser can switch those. */
async function switchedKeys(session: Session, tables: readonly InventoryTable[]): Promise<string[]> {
  const [role] = await session.query<{ superuser: boolean }>(
    'SELECT rolsuper AS superuser FROM pg_roles WHERE rolname = current_user',
  )
  if (role?.superuser) return []
  return (await readInTheWay(session, tables)).foreignKeys
    .filter(({ switched }) => switched.length > 0)
    .map(
      ({ table, name }) => `the foreign key ${name} of ${table} is switched off, and only a superuser can leave it so`,
    )
}

async function readInTheWay(session: Session, tables: readonly InventoryTable[]): Promise<InTheWay> {
  const names = [...new Set(tables.flatMap((table) => (table.root ? [table, table.root] : [table])).map(keyOf))]
  const isOne = 'json_build_array(n.nspname, c.relname)::jsonb = ANY ($1::jsonb[])'
  // The key of a partitioned table is one of its partitions' too.
  const holdsOne = `EXISTS (SELECT FROM pg_partition_tree(c.oid) part JOIN pg_class l ON l.oid = part.relid
     JOIN pg_namespace ln ON ln.oid = l.relnamespace WHERE json_build_array(ln.nspname, l.relname)::jsonb = ANY ($1::jsonb[]))`
  const triggers = await session.query<InTheWay['triggers'][number]>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS "table", t.tgname AS name, t.tgenabled::text AS enabled
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND ${isOne} ORDER BY 1, 2`,
    [names],
  )
  return { foreignKeys: await readKeys(session, `(${isOne} OR ${holdsOne})`, names), triggers }
}

/** Empties the tables and takes away what is in the way of their rows. */
export async function clearTheWay(session: Session, tables: readonly InventoryTable[]): Promise<InTheWay> {
  const inTheWay = await readInTheWay(session, tables)
  for (const { table, name } of inTheWay.foreignKeys) {
    await session.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoteIdentifier(name)}`)
  }
  for (const table of new Set(inTheWay.triggers.map((one) => one.table)))
    await session.query(`ALTER TABLE ONLY ${table} DISABLE TRIGGER USER`)
  const all = tables.map(({ schema, name }) => `ONLY ${qualified(schema, name)}`)
  if (all.length > 0) await session.query(`TRUNCATE ${all.join(', ')}`)
  return inTheWay
}

/** Makes it as it was, and looks whether it is; foreign keys are checked against all rows. */
export async function restoreTheWay(
  session: Session,
  tables: readonly InventoryTable[],
  before: InTheWay,
): Promise<void> {
  for (const key of before.foreignKeys) await makeKey(session, key)
  for (const { table, name, enabled } of before.triggers) {
    // A trigger of a partitioned table would take the states of its partitions along.
    await session.query(`ALTER TABLE ONLY ${table} ${TRIGGER_STATES[enabled]} TRIGGER ${quoteIdentifier(name)}`)
  }
  const { foreignKeys, triggers } = await readInTheWay(session, tables)
  const now = new Set([...foreignKeys, ...triggers].map((one) => JSON.stringify(one)))
  const other = [...before.foreignKeys, ...before.triggers].find((one) => !now.has(JSON.stringify(one)))
  if (other === undefined) return
  throw environmentError(
    `${other.name} of ${other.table} could not be put back as it was; nothing was changed`,
    'restore definitions too (without data-only), or into a new database',
  )
}
