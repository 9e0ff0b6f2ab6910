import { nearest } from '../nearest.ts'
import { type SqlName, showSqlName } from './names.ts'
import type { Reader } from './transaction.ts'

/** A relation that exists. `kind` as in `pg_class.relkind`. */
export interface Relation {
  schema: string
  name: string
  oid: string
  kind: string
}

const tableKinds = 'rpvmf'
const indexKinds = 'iI'
const userSchema = `n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`

/** A table, view or materialized view by its name; a string instead says why there is none. */
export const findTable = (reader: Reader, name: SqlName) => find(reader, name, tableKinds, 'table')

/** An index by its name; a string instead says why there is none. */
export const findIndex = (reader: Reader, name: SqlName) => find(reader, name, indexKinds, 'index')

async function find(reader: Reader, wanted: SqlName, kinds: string, noun: string): Promise<Relation | string> {
  const rows = await reader.read(
    `SELECT n.nspname, c.relname, c.oid, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = $1 AND CASE WHEN $2::text IS NULL THEN ${userSchema} ELSE n.nspname = $2 END
       AND strpos($3, c.relkind::text) > 0 ORDER BY 1`,
    [wanted.name, wanted.schema ?? null, kinds],
  )
  const found = rows.map(([schema, name, oid, kind]) => ({ schema, name, oid, kind }) as Relation)
  const [only, another] = found
  if (only === undefined) return `no such ${noun}${await suggestion(reader, wanted, kinds)}`
  if (another === undefined) return only
  return `there are several: ${found.map(showSqlName).join(', ')}; write the schema too`
}

async function suggestion(reader: Reader, wanted: SqlName, kinds: string): Promise<string> {
  const rows = await reader.read(
    `SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${userSchema} AND strpos($1, c.relkind::text) > 0 ORDER BY 1, 2 LIMIT 10000`,
    [kinds],
  )
  const existing = rows.map(([schema, name]) => ({ schema, name }) as { schema: string; name: string })
  const known = existing.map((one) =>
    wanted.schema === undefined ? showSqlName({ name: one.name }) : showSqlName(one),
  )
  const meant = nearest(showSqlName(wanted), known)
  return meant === undefined ? '' : `; the nearest is ${showSqlName(existing[known.indexOf(meant)] as SqlName)}`
}
