import { qualified } from '../postgres/identifier.ts'
import type { Session } from '../postgres/session.ts'

/** A column or an expression of an index. */
export interface IndexKey {
  /** As SQL: a quoted name, or an expression in parentheses. */
  sql: string
  /** The operator that finds a row by its own value, as `schema.name`, quoted for OPERATOR(…); null where the operator class has none that is known. */
  operator: string | null
  /** The operator class's input type: `tsvector` needs its value as a query. */
  type: string
}

/** An index that holds entries itself (of a partitioned table those of its partitions are listed). */
export interface CheckedIndex {
  oid: number
  /** `public.orders_pkey`, for people. */
  name: string
  /** The index's and its table's names alone. */
  plainName: string
  /** The table as SQL: `public."Orders"`. */
  relation: string
  method: string
  keys: IndexKey[]
  /** The predicate of a partial index, as SQL. */
  predicate: string | null
  usable: boolean
  bytes: number
  /** What the table is thought to hold; negative where nobody counted. */
  estimatedRows: number
}

interface Row extends Omit<CheckedIndex, 'name' | 'relation' | 'keys' | 'bytes' | 'estimatedRows'> {
  schema: string
  table_schema: string
  table_name: string
  keys: string
  bytes: number | string
  rows: string
}

/** Operators by which a value finds itself: equality, and containment for what is made of elements. */
const query = `
  SELECT x.indexrelid AS oid, n.nspname AS schema, i.relname AS "plainName", m.amname AS method,
    tn.nspname AS table_schema, t.relname AS table_name, pg_get_expr(x.indpred, x.indrelid) AS predicate,
    x.indisvalid AND x.indisready AND x.indislive AS usable,
    pg_relation_size(x.indexrelid) AS bytes, t.reltuples::text AS rows,
    (SELECT json_agg(json_build_object(
        'sql', pg_get_indexdef(x.indexrelid, k.place::int, false),
        'type', c.opcintype::regtype::text,
        'operator', (SELECT format('%I.%s', pn.nspname, p.oprname)
          FROM pg_amop o JOIN pg_operator p ON p.oid = o.amopopr JOIN pg_namespace pn ON pn.oid = p.oprnamespace
          WHERE o.amopfamily = c.opcfamily AND o.amoppurpose = 's' AND o.amoplefttype = c.opcintype
            AND (o.amoprighttype = c.opcintype AND p.oprname IN ('=', '@>', '~=')
              OR o.amoprighttype = 'tsquery'::regtype AND p.oprname = '@@')
          ORDER BY p.oprname = '@>' DESC LIMIT 1)
      ) ORDER BY k.place)
     FROM unnest(x.indclass) WITH ORDINALITY AS k (class, place)
     JOIN pg_opclass c ON c.oid = k.class WHERE k.place <= x.indnkeyatts)::text AS keys
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid AND i.relkind = 'i'
  JOIN pg_namespace n ON n.oid = i.relnamespace
  JOIN pg_am m ON m.oid = i.relam
  JOIN pg_class t ON t.oid = x.indrelid
  JOIN pg_namespace tn ON tn.oid = t.relnamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`

/** Every index of users' tables and materialized views, without system and temporary ones. */
export async function listIndexes(session: Session): Promise<CheckedIndex[]> {
  const rows = await session.query<Row>(query)
  return rows.map(({ schema, table_schema, table_name, keys, bytes, rows: estimate, ...row }) => ({
    ...row,
    name: `${schema}.${row.plainName}`,
    relation: qualified(table_schema, table_name),
    keys: JSON.parse(keys) as IndexKey[],
    bytes: Number(bytes),
    estimatedRows: Number(estimate),
  }))
}
