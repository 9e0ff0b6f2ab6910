import type { ArchiveTable } from '../dump/archive.ts'
import type { Session } from '../postgres/session.ts'

/** The names of an archive's tables by their OIDs on the server that was dumped: for rows that go through a partition root, COPY names only the root. */
export async function leafNames(
  session: Session,
  tables: ArchiveTable[],
): Promise<Map<number, { schema: string; name: string }>> {
  const rows = await session.query<{ oid: number; schema: string; name: string }>(
    `SELECT c.oid, n.nspname AS schema, c.relname AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = ANY ($1::oid[])`,
    [tables.map((table) => table.oid)],
  )
  return new Map(rows.map(({ oid, schema, name }) => [oid, { schema, name }]))
}
