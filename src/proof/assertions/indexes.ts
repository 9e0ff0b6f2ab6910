import type { IndexAssertion } from './assertions.ts'
import { parseColumnName, showSqlName } from './names.ts'
import { type Finding, type Planned, skipOf } from './plan.ts'
import { findIndex, findTable, type Relation } from './relation.ts'
import type { Reader } from './transaction.ts'

interface Index {
  schema: string
  name: string
  table: string
  method: string
  /** Key columns in order; an expression as PostgreSQL prints it. */
  columns: { text: string; expression: boolean }[]
  /** Valid, ready and live, with all its partitions' indexes. */
  usable: boolean
}

/** That an index is there and can be used: by its name, or by table with method and columns. */
export function planIndex(assertion: IndexAssertion): Planned {
  const { index, table, method, columns } = assertion
  const where = table === undefined ? '' : ` on ${showSqlName(table)}`
  const title = index === undefined ? `index${where}` : `index ${showSqlName(index)}${where}`
  const shape = [columns && `(${columns.join(', ')})`, method && `using ${method}`].filter(Boolean).join(' ')
  return {
    name: assertion.name ?? [title, shape].filter(Boolean).join(' '),
    expected: [shape, 'valid and ready'].filter(Boolean).join(', '),
    ...skipOf(assertion),
    check: (reader) => checkIndex(reader, assertion),
  }
}

async function checkIndex(reader: Reader, assertion: IndexAssertion): Promise<Finding> {
  const table = assertion.table && (await findTable(reader, assertion.table))
  if (typeof table === 'string') return { ok: false, found: `the table: ${table}` }
  const index = assertion.index && (await findIndex(reader, assertion.index))
  if (typeof index === 'string') return { ok: false, found: index }
  const candidates = await readIndexes(reader, index, table)
  if (candidates.length === 0) return { ok: false, found: index ? 'it is on another table' : 'no index there' }
  const fitting = candidates.filter((candidate) => fits(candidate, assertion))
  const usable = fitting.find((candidate) => candidate.usable)
  if (usable !== undefined) return { ok: true, found: show(usable) }
  const [broken] = fitting
  if (broken !== undefined) return { ok: false, found: `${show(broken)} is not valid; REINDEX INDEX repairs it` }
  const shown = candidates.slice(0, 8).map(show).join('; ')
  return { ok: false, found: candidates.length > 8 ? `${shown}; and ${candidates.length - 8} more` : shown }
}

const indexesSql = `
  SELECT n.nspname, i.relname, format('%I.%I', tn.nspname, t.relname), am.amname,
    (SELECT json_agg(json_build_object('text', coalesce(a.attname, pg_get_indexdef(x.indexrelid, k, true)), 'expression', a.attname IS NULL) ORDER BY k)
       FROM generate_series(1, x.indnkeyatts) k
       LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[k - 1] AND x.indkey[k - 1] <> 0),
    (SELECT bool_and(p.indisvalid AND p.indisready AND p.indislive) FROM pg_index p
       WHERE p.indexrelid = x.indexrelid OR p.indexrelid IN (SELECT relid FROM pg_partition_tree(x.indexrelid)))
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace JOIN pg_am am ON am.oid = i.relam
    JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
  WHERE ($1::oid IS NULL OR x.indexrelid = $1) AND ($2::oid IS NULL OR x.indrelid = $2) ORDER BY 1, 2`

async function readIndexes(reader: Reader, index?: Relation, table?: Relation): Promise<Index[]> {
  const rows = await reader.read(indexesSql, [index?.oid ?? null, table?.oid ?? null])
  return rows.map(([schema, name, on, method, columns, usable]) => ({
    schema: schema as string,
    name: name as string,
    table: on as string,
    method: method as string,
    columns: JSON.parse(columns as string),
    usable: usable === 'true',
  }))
}

function fits(index: Index, { method, columns }: IndexAssertion): boolean {
  if (method !== undefined && method.toLowerCase() !== index.method) return false
  if (columns === undefined) return true
  return columns.length === index.columns.length && index.columns.every((key, at) => same(key, columns[at] as string))
}

function same(key: Index['columns'][number], wanted: string): boolean {
  if (!key.expression) return parseColumnName(wanted) === key.text
  const compact = (text: string) => text.replace(/\s+/g, '').replace(/^\((.*)\)$/, '$1')
  return compact(key.text) === compact(wanted)
}

function show(index: Index): string {
  const columns = index.columns.map((key) => (key.expression ? key.text : showSqlName({ name: key.text })))
  return `${showSqlName(index)} on ${index.table} using ${index.method} (${columns.join(', ')})`
}
