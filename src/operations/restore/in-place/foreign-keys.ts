import { refusal } from '../../../errors.ts'
import { quoteIdentifier, quoteLiteral } from '../../../postgres/identifier.ts'
import { type Session, sqlStateOf } from '../../../postgres/session.ts'
import type { Content } from './contents.ts'
import { explained } from './script.ts'

/** A foreign key with all that it is made again with; `definition` says NOT VALID and NOT ENFORCED by itself. */
export interface ForeignKey {
  /** `crm.orders` */
  table: string
  name: string
  definition: string
  comment: string | null
  switched: Switched[]
}

/** A trigger of a foreign key's own that is not simply on, as after DISABLE TRIGGER ALL. Its name is another whenever the key is made. */
export interface Switched {
  table: string
  /** The server's function behind it: `RI_FKey_check_ins`. */
  routine: string
  /** pg_trigger.tgenabled */
  enabled: string
}

/** What ALTER TABLE calls pg_trigger.tgenabled. */
export const TRIGGER_STATES: Readonly<Record<string, string>> = {
  O: 'ENABLE',
  D: 'DISABLE',
  R: 'ENABLE REPLICA',
  A: 'ENABLE ALWAYS',
}

const nameOf = (table: string, schema: string) =>
  `quote_ident(${schema}.nspname) || '.' || quote_ident(${table}.relname)`

/** Those of a key's partitions too; `key` is the OID of its constraint. */
const triggersOf = (key: string) => `
  pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_class o ON o.oid = t.tgrelid JOIN pg_namespace s ON s.oid = o.relnamespace
  WHERE t.tgisinternal AND t.tgconstraint IN (
    WITH RECURSIVE tree (oid) AS (
      SELECT ${key} UNION ALL SELECT p.oid FROM tree JOIN pg_constraint p ON p.conparentid = tree.oid) SELECT oid FROM tree)`

/** As JSON, for `Switched`. */
export const switchedTriggers = (key: string) => `
  (SELECT coalesce(json_agg(json_build_object('table', ${nameOf('o', 's')}, 'routine', f.proname, 'enabled', t.tgenabled)
          ORDER BY s.nspname, o.relname, f.proname), '[]')::text FROM ${triggersOf(key)} AND t.tgenabled <> 'O')`

/** The foreign keys for which `where` is true, of the constraint `k`, its table `c` and the table's schema `n`; $1 is `value`. */
export async function readKeys(session: Session, where: string, value: unknown): Promise<ForeignKey[]> {
  const rows = await session.query<Omit<ForeignKey, 'switched'> & { switched: string }>(
    `SELECT ${nameOf('c', 'n')} AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition,
            obj_description(k.oid, 'pg_constraint') AS comment, ${switchedTriggers('k.oid')} AS switched
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND ${where} ORDER BY 1, 2`,
    [value],
  )
  return rows.map((row) => ({ ...row, switched: JSON.parse(row.switched) as Switched[] }))
}

/** Those of tables that are made anew, to one that is not: a part of a backup may come without them. */
export async function readKeysOutwards(session: Session, contents: readonly Content[]): Promise<ForeignKey[]> {
  const tables = contents.filter(({ word }) => word === 'TABLE').map(({ objid }) => objid)
  return await readKeys(session, 'k.conrelid = ANY ($1::oid[]) AND k.confrelid <> ALL ($1::oid[])', tables)
}

/** Makes those again that what was restored has not brought along; they are checked against all rows. */
export async function putBackKeys(session: Session, before: readonly ForeignKey[]): Promise<void> {
  for (const key of before) {
    const found = await session.query('SELECT FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2', [
      key.table,
      key.name,
    ])
    if (found.length === 0) await makeKey(session, key)
  }
}

/** Makes a foreign key as it was. Throws exit 4 where its triggers are not simply on and the session's role may not leave them so. */
export async function makeKey(session: Session, key: ForeignKey): Promise<void> {
  const { table, name, definition, comment } = key
  const what = `putting back the foreign key ${name} of ${table}`
  try {
    await session.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`)
    if (comment !== null)
      await session.query(`COMMENT ON CONSTRAINT ${quoteIdentifier(name)} ON ${table} IS ${quoteLiteral(comment)}`)
  } catch (error) {
    throw explained(error, '', what)
  }
  await switchTriggers(session, key)
}

/** Gives the triggers of a key that was made again the states of before; a partition that is gone needs none. */
export async function switchTriggers(
  session: Session,
  { table, name, switched }: Pick<ForeignKey, 'table' | 'name' | 'switched'>,
): Promise<void> {
  for (const one of switched) {
    const found = await session.query<{ name: string }>(
      `SELECT t.tgname AS name FROM ${triggersOf('(SELECT oid FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2)')}
          AND t.tgrelid = to_regclass($3) AND f.proname = $4`,
      [table, name, one.table, one.routine],
    )
    for (const trigger of found) {
      const statement = `ALTER TABLE ONLY ${one.table} ${TRIGGER_STATES[one.enabled]} TRIGGER ${quoteIdentifier(trigger.name)}`
      await session.query(statement).catch((error: unknown) => {
        throw sqlStateOf(error) === '42501'
          ? switchedOff(`${name} of ${table}`)
          : explained(error, '', `switching the foreign key ${name} of ${table} as it was`)
      })
    }
  }
}

const switchedOff = (key: string) =>
  refusal(
    `the foreign key ${key} is switched off, in whole or in part, and only a superuser can leave it so`,
    'restore as a superuser, or switch it on first (ALTER TABLE … ENABLE TRIGGER ALL); nothing was changed',
  )
