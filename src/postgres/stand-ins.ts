import { z } from 'zod'
import { qualified, quoteIdentifier, quoteLiteral } from './identifier.ts'
import type { Session } from './session.ts'

const text = z.string()
const name = z.strictObject({ schema: text, name: text })

/**
 * What the objects of a backup refer to in schemas that it leaves out (a managed provider's): enough of each to restore the backup
 * into a plain PostgreSQL. Nothing of it does anything: functions return NULL, tables have only the columns that are referred to.
 */
export const standInsSchema = z.strictObject({
  schemas: z.array(text),
  /** Enumerations; their labels in order. */
  enums: z.array(name.extend({ labels: z.array(text) })),
  tables: z.array(
    name.extend({
      columns: z.array(z.strictObject({ name: text, type: text })),
      /** Foreign keys that point here: the keys they need, and where the values are that must be there. */
      keys: z.array(z.strictObject({ columns: z.array(text), from: name, fromColumns: z.array(text) })),
    }),
  ),
  /** `arguments` and `result` as the server prints them; `volatility` is pg_proc.provolatile. */
  functions: z.array(name.extend({ arguments: text, result: text, volatility: z.enum(['i', 's', 'v']) })),
})

export type StandIns = z.infer<typeof standInsSchema>

export const NO_STAND_INS: StandIns = { schemas: [], enums: [], tables: [], functions: [] }

/** Reads, inside the dump's snapshot, what is referred to in the schemas that are left out. */
export async function readStandIns(session: Session, leftOut: readonly string[]): Promise<StandIns> {
  if (leftOut.length === 0) return NO_STAND_INS
  const read = async (sql: string) => {
    const rows = await session.query<{ one: string }>(`SELECT row_to_json(f)::text AS one FROM (${sql}) AS f`, [
      leftOut,
    ])
    return rows.map((row) => JSON.parse(row.one) as unknown)
  }
  return standInsSchema.parse({
    schemas: (await read('SELECT nspname FROM pg_namespace WHERE nspname = ANY ($1) ORDER BY 1')).map(
      (row) => (row as { nspname: string }).nspname,
    ),
    enums: await read(ENUMS),
    tables: await read(TABLES),
    functions: await read(FUNCTIONS),
  })
}

const notOfExtension = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`

const ENUMS = `
  SELECT n.nspname AS schema, t.typname AS name,
         (SELECT json_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid) AS labels
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
   WHERE t.typtype = 'e' AND n.nspname = ANY ($1) AND ${notOfExtension('pg_type', 't.oid')}
   ORDER BY 1, 2`

/** Tables that a foreign key from outside points to, or a view or policy reads, with the columns that they name. */
const TABLES = `
  WITH outside AS (
    SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT n.nspname = ANY ($1) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')),
  referring AS (
    SELECT k.confrelid AS relation, unnest(k.confkey) AS number
      FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid IN (SELECT oid FROM outside)
    UNION
    SELECT d.refobjid, d.refobjsubid FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
     WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND r.ev_class IN (SELECT oid FROM outside)
    UNION
    SELECT d.refobjid, d.refobjsubid FROM pg_depend d JOIN pg_policy p ON p.oid = d.objid
     WHERE d.classid = 'pg_policy'::regclass AND d.refclassid = 'pg_class'::regclass AND p.polrelid IN (SELECT oid FROM outside))
  SELECT n.nspname AS schema, c.relname AS name,
         (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum), '[]')
            FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
             AND a.attnum IN (SELECT number FROM referring WHERE relation = c.oid)) AS columns,
         (SELECT coalesce(json_agg(json_build_object(
                   'columns', (SELECT json_agg(a.attname ORDER BY i) FROM unnest(k.confkey) WITH ORDINALITY AS u (number, i)
                                 JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number),
                   'from', json_build_object('schema', fn.nspname, 'name', f.relname),
                   'fromColumns', (SELECT json_agg(a.attname ORDER BY i) FROM unnest(k.conkey) WITH ORDINALITY AS u (number, i)
                                     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number)) ORDER BY fn.nspname, f.relname, k.conname), '[]')
            FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
           WHERE k.contype = 'f' AND k.confrelid = c.oid AND k.conrelid IN (SELECT oid FROM outside)) AS keys
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${notOfExtension('pg_class', 'c.oid')}
     AND c.oid IN (SELECT relation FROM referring)
   ORDER BY 1, 2`

const FUNCTIONS = `
  SELECT n.nspname AS schema, p.proname AS name, pg_get_function_arguments(p.oid) AS arguments,
         pg_get_function_result(p.oid) AS result, p.provolatile AS volatility
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname = ANY ($1) AND p.prokind = 'f' AND ${notOfExtension('pg_proc', 'p.oid')}
     AND EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid AND d.deptype IN ('n', 'a'))
   ORDER BY 1, 2, 3`

/** What is run before a restore begins. */
export function standInStatements(standIns: StandIns): string[] {
  return [
    ...standIns.schemas.map((schema) => `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`),
    ...standIns.enums.map(
      (one) => `CREATE TYPE ${qualified(one.schema, one.name)} AS ENUM (${one.labels.map(quoteLiteral).join(', ')})`,
    ),
    ...standIns.tables.map(createTable),
    ...standIns.functions.map(createFunction),
  ]
}

function createTable(table: StandIns['tables'][number]): string {
  const columns = table.columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`)
  const keys = new Set(table.keys.map((key) => `UNIQUE (${key.columns.map(quoteIdentifier).join(', ')})`))
  return `CREATE TABLE ${qualified(table.schema, table.name)} (${[...columns, ...keys].join(', ')})`
}

const VOLATILITY = { i: 'IMMUTABLE', s: 'STABLE', v: 'VOLATILE' } as const

function createFunction(one: StandIns['functions'][number]): string {
  const head = `CREATE FUNCTION ${qualified(one.schema, one.name)}(${one.arguments}) RETURNS ${one.result} ${VOLATILITY[one.volatility]}`
  const body = one.result === 'event_trigger' || one.result === 'void' ? 'BEGIN END' : 'BEGIN RETURN NULL; END'
  // A set or a table is returned row by row: none.
  const rows = /^(SETOF|TABLE)/.test(one.result) ? 'BEGIN RETURN; END' : body
  return `${head} LANGUAGE plpgsql AS ${quoteLiteral(rows)}`
}

/** What is run when the rows are there and before foreign keys are: the values that they point to. */
export function fillStatements(standIns: StandIns): string[] {
  return standIns.tables.flatMap((table) =>
    table.keys.map(({ columns, from, fromColumns }) => {
      const known = fromColumns.map((column) => `${quoteIdentifier(column)} IS NOT NULL`).join(' AND ')
      return `INSERT INTO ${qualified(table.schema, table.name)} (${columns.map(quoteIdentifier).join(', ')})
        SELECT DISTINCT ${fromColumns.map(quoteIdentifier).join(', ')} FROM ${qualified(from.schema, from.name)} WHERE ${known}
        ON CONFLICT DO NOTHING`
    }),
  )
}
