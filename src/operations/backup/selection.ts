import type { DumpFilter } from '../../dump/arguments.ts'
import { usageError } from '../../errors.ts'
import { encodedArguments } from '../../postgres/dump-pattern.ts'
import { dumpPattern } from '../../postgres/identifier.ts'
import type { Profile } from '../../postgres/profile.ts'
import type { Session } from '../../postgres/session.ts'

/** Which part of the database is asked for; names as users write them. */
export interface SelectionRequest {
  schemas: string[]
  excludeSchemas: string[]
  tables: string[]
  excludeTables: string[]
  excludeTableData: string[]
  schemaOnly: boolean
  dataOnly: boolean
}

export interface Selection {
  filter: DumpFilter
  /** A sentence for each filter; empty for a complete backup. A provider's own schemas do not make a backup partial. */
  partial: string[]
  /** Schemas of the database that the backup leaves out, by name: what refers to them needs stand-ins in a restore-test. */
  leftOut: string[]
}

interface Relation {
  schema: string
  name: string
  /** `public.orders`, `"My Schema"."orders"` and `orders`, as users may write it. */
  plain: string
  quoted: string
  oid: number
  /** Of a partitioned table: all tables below it, whose rows are its rows. */
  partitions: number[]
}

/**
 * Turns names into patterns that match only themselves, and demands that each names something: a pattern that matches nothing
 * would silently leave a schema out of the backup.
 */
export async function selectObjects(session: Session, request: SelectionRequest, profile: Profile): Promise<Selection> {
  if (request.schemaOnly && request.dataOnly) {
    throw usageError('schema-only and data-only exclude each other', 'set one of them, or neither')
  }
  const schemas = await readSchemas(session)
  const asked = withoutProviders(request, schemas, profile)
  const relations = await readRelations(session)
  const schemaPatterns = (names: string[], input: string) =>
    names.map((name) => dumpPattern(findSchema(schemas, name, input)))
  const tablePatterns = (names: string[], input: string) =>
    names
      .flatMap((name) => withPartitions(relations, findTables(relations, name, input)))
      .map((t) => `${dumpPattern(t.schema)}.${dumpPattern(t.name)}`)
  const filtered = asked.length + request.tables.length > 0
  const provided = profile.schemas.filter((name) => schemas.includes(name) && !request.schemas.includes(name))
  const leftOut = filtered ? [] : [...new Set([...request.excludeSchemas, ...provided])]
  const filter: DumpFilter = {
    schemas: schemaPatterns(asked, 'schemas'),
    excludeSchemas: schemaPatterns(filtered ? request.excludeSchemas : leftOut, 'exclude-schemas'),
    tables: tablePatterns(request.tables, 'tables'),
    excludeTables: tablePatterns(request.excludeTables, 'exclude-tables'),
    excludeTableData: tablePatterns(request.excludeTableData, 'exclude-table-data'),
    schemaOnly: request.schemaOnly,
    dataOnly: request.dataOnly,
  }
  return { filter, partial: sentences({ ...request, schemas: asked }), leftOut }
}

/** The filter as arguments of a pg_dump that takes them in the encoding of the session's database. */
export async function encodeFilter(session: Session, filter: DumpFilter): Promise<DumpFilter> {
  const encode = (patterns: string[]) => encodedArguments(session, patterns)
  return {
    ...filter,
    schemas: await encode(filter.schemas),
    excludeSchemas: await encode(filter.excludeSchemas),
    tables: await encode(filter.tables),
    excludeTables: await encode(filter.excludeTables),
    excludeTableData: await encode(filter.excludeTableData),
  }
}

const SYSTEM_SCHEMA = /^pg_|^information_schema$/

/**
 * Naming all schemas of the user's own and some of the provider's asks for a complete backup with those added:
 * then no schema is filtered for, and only the provider's others are left out.
 */
function withoutProviders(request: SelectionRequest, schemas: string[], profile: Profile): string[] {
  const own = schemas.filter((schema) => !SYSTEM_SCHEMA.test(schema) && !profile.schemas.includes(schema))
  const all = profile.schemas.length > 0 && own.every((schema) => request.schemas.includes(schema))
  for (const name of request.schemas) findSchema(schemas, name, 'schemas')
  return all ? [] : request.schemas
}

function sentences(request: SelectionRequest): string[] {
  const listed = (what: string, names: string[]) => (names.length === 0 ? [] : [`${what} ${names.join(', ')}`])
  return [
    ...listed('only the schemas', request.schemas),
    ...listed('without the schemas', request.excludeSchemas),
    ...listed('only the tables', request.tables),
    ...listed('without the tables', request.excludeTables),
    ...listed('without the rows of', request.excludeTableData),
    ...(request.schemaOnly ? ['only definitions, no rows'] : []),
    ...(request.dataOnly ? ['only rows, no definitions'] : []),
  ]
}

async function readSchemas(session: Session): Promise<string[]> {
  const rows = await session.query<{ nspname: string }>('SELECT nspname FROM pg_namespace ORDER BY 1')
  return rows.map((row) => row.nspname)
}

async function readRelations(session: Session): Promise<Relation[]> {
  const rows = await session.query<Omit<Relation, 'partitions'> & { partitions: string }>(
    `SELECT n.nspname AS schema, c.relname AS name, n.nspname || '.' || c.relname AS plain,
            format('%I.%I', n.nspname, c.relname) AS quoted, c.oid,
            CASE WHEN c.relkind = 'p' THEN array_to_json(ARRAY(SELECT relid::oid::bigint FROM pg_partition_tree(c.oid)))::text
                 ELSE '[]' END AS partitions
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname !~ '^pg_(toast|temp)'`,
  )
  return rows.map((row) => ({ ...row, partitions: JSON.parse(row.partitions) as number[] }))
}

function findSchema(schemas: string[], name: string, input: string): string {
  if (schemas.includes(name)) return name
  throw usageError(
    `${input} names the schema ${JSON.stringify(name)}, which the database does not have`,
    `its schemas are ${schemas.filter((schema) => !SYSTEM_SCHEMA.test(schema)).join(', ')}`,
  )
}

function findTables(relations: Relation[], name: string, input: string): Relation[] {
  const exact = relations.filter((relation) => relation.plain === name || relation.quoted === name)
  const found = exact.length > 0 ? exact : relations.filter((relation) => relation.name === name)
  if (found.length === 1) return found
  if (found.length === 0) {
    throw usageError(
      `${input} names the table ${JSON.stringify(name)}, which the database does not have`,
      'write it as schema.table, in the case that the database has',
    )
  }
  throw usageError(
    `${input} names ${JSON.stringify(name)}, which stands for ${found.map((relation) => relation.quoted).join(', ')}`,
    'write it as schema.table',
  )
}

/** To pg_dump a partitioned table is one thing and each of its partitions another; to who names it they are one. */
function withPartitions(relations: Relation[], found: Relation[]): Relation[] {
  const oids = new Set(found.flatMap((relation) => [relation.oid, ...relation.partitions]))
  return relations.filter((relation) => oids.has(relation.oid))
}
