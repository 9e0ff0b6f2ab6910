import type { ArchiveTable } from '../dump/archive.ts'
import type { Session } from '../postgres/session.ts'

export type RelationNames = Map<number, { schema: string; name: string }>

/** The names of an archive's tables by their OIDs on the server that was dumped: for rows that go through a partition root, COPY names only the root. */
export async function leafNames(session: Session, tables: ArchiveTable[]): Promise<RelationNames> {
  return await namesWhere(session, 'c.oid = ANY ($1::oid[])', [tables.map((table) => table.oid)])
}

/** The names of all tables that can have rows of their own, by their OIDs. */
export async function tableNames(session: Session): Promise<RelationNames> {
  return await namesWhere(session, "c.relkind IN ('r', 'f')")
}

async function namesWhere(session: Session, condition: string, values: unknown[] = []): Promise<RelationNames> {
  const rows = await session.query<{ oid: number; schema: string; name: string }>(
    `SELECT c.oid, n.nspname AS schema, c.relname AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${condition}`,
    values,
  )
  return new Map(rows.map(({ oid, schema, name }) => [oid, { schema, name }]))
}
