import { qualified, shown } from '../../../postgres/identifier.ts'
import { openSession, type Session } from '../../../postgres/session.ts'
import type { Inventory } from '../../../repository/inventory.ts'
import type { TableChange } from '../../results-restore.ts'
import type { RestoreRun } from '../run.ts'

/** Tables of users' own; views, sequences and foreign tables hold no rows themselves. */
const TABLES = `
  SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
   ORDER BY 1, 2`

/**
 * The tables whose number of rows the exchange would change, those that lose most first. The live ones are counted in one snapshot,
 * the restored ones were when they were proved equal.
 */
export async function compareCounts(run: RestoreRun): Promise<TableChange[]> {
  const session = await openSession(run.destination.connection, { signal: run.signal })
  try {
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    return changesOf(await countAll(session), restoredCounts(run.chosen.inventory))
  } finally {
    await session.close()
  }
}

type Counts = Map<string, { schema: string; name: string; rows: number }>

const keyOf = (schema: string, name: string): string => JSON.stringify([schema, name])

async function countAll(session: Session): Promise<Counts> {
  const counts: Counts = new Map()
  for (const { schema, name } of await session.query<{ schema: string; name: string }>(TABLES)) {
    const [row] = await session.query<{ n: number }>(`SELECT count(*) AS n FROM ONLY ${qualified(schema, name)}`)
    counts.set(keyOf(schema, name), { schema, name, rows: row?.n ?? 0 })
  }
  return counts
}

function restoredCounts({ tables, facts }: Inventory): Counts {
  const rows = new Map(tables.map((table) => [keyOf(table.schema, table.name), table.rows]))
  const own = facts.tables.filter(({ kind, extension }) => kind === 'r' && extension === null)
  return new Map(
    own.map(({ schema, name }) => [keyOf(schema, name), { schema, name, rows: rows.get(keyOf(schema, name)) ?? 0 }]),
  )
}

function changesOf(live: Counts, restored: Counts): TableChange[] {
  const changes: TableChange[] = []
  for (const key of new Set([...live.keys(), ...restored.keys()])) {
    const [now, then] = [live.get(key), restored.get(key)]
    const { schema, name } = (now ?? then) as { schema: string; name: string }
    if (now && then && now.rows === then.rows) continue
    changes.push({ schema, name, ...(now && { liveRows: now.rows }), ...(then && { backupRows: then.rows }) })
  }
  return changes.sort((a, b) => lossOf(b) - lossOf(a))
}

/** A table that vanishes is a loss even where it is empty. */
const lossOf = ({ liveRows = 0, backupRows }: TableChange): number => liveRows - (backupRows ?? -1)

/** Tables named before the person says yes; the report names all. */
const MOST_LINES = 20

/** For the person who confirms, the worst first. */
export function changeLines(changes: TableChange[]): string[] {
  if (changes.length === 0) {
    return ['every table has as many rows as in the backup; rows that were changed in their place are not counted']
  }
  const more = changes.length - MOST_LINES
  return [...changes.slice(0, MOST_LINES).map(changeLine), ...(more > 0 ? [`and ${more} more tables`] : [])]
}

const rowsOf = (n: number): string => `${n} ${n === 1 ? 'row' : 'rows'}`

function changeLine({ schema, name, liveRows, backupRows }: TableChange): string {
  const table = shown(schema, name)
  if (backupRows === undefined) return `${table} vanishes with its ${rowsOf(liveRows ?? 0)}`
  if (liveRows === undefined) return `${table} comes back with ${rowsOf(backupRows)}`
  const what =
    liveRows > backupRows ? `${rowsOf(liveRows - backupRows)} fewer` : `${rowsOf(backupRows - liveRows)} more`
  return `${table} has ${rowsOf(liveRows)} now and ${backupRows} afterwards: ${what}`
}
