import { negative } from '../../errors.ts'
import { qualified, shown } from '../../postgres/identifier.ts'
import type { InventoryTable } from '../../repository/inventory.ts'
import type { Snapshot } from './snapshot.ts'

/** Counts every table in the dump's own snapshot and demands the rows that were dumped. Extensions' tables are dumped by a condition of theirs and left out. */
export async function crossCheckCounts(snapshot: Snapshot, tables: InventoryTable[]): Promise<void> {
  const members = await snapshot.session.query<{ oid: number }>(
    `SELECT objid AS oid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e'`,
  )
  const ofExtensions = new Set(members.map((row) => row.oid))
  const wrong: string[] = []
  for (const table of tables) {
    if (ofExtensions.has(table.oid)) continue
    const name = qualified(table.schema, table.name)
    const [row] = await snapshot.session.query<{ n: number }>(`SELECT count(*) AS n FROM ONLY ${name}`)
    if (row?.n !== table.rows)
      wrong.push(`${shown(table.schema, table.name)}: ${row?.n} rows counted, ${table.rows} dumped`)
  }
  if (wrong.length > 0) {
    throw negative(
      `the dump does not hold the rows that the tables have: ${wrong.join('; ')}`,
      'no backup was made; check the indexes and the storage of these tables on the server (amcheck)',
    )
  }
}
