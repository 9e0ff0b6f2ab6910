import { to as copyTo } from 'pg-copy-streams'
import type { ArchiveTable } from '../../dump/archive.ts'
import type { TableDigest } from '../../dump/fingerprint.ts'
import { qualified, quoteIdentifier, quoteLiteral } from '../../postgres/identifier.ts'
import type { Session } from '../../postgres/session.ts'
import { compareRows, describeRows } from '../../proof/rows.ts'
import type { Inventory, InventoryTable } from '../../repository/inventory.ts'
import type { BackupReader } from '../../repository/read.ts'
import type { RestoredTable } from '../results-restore-test.ts'

/** A table of the second dump, with the name that the target's catalogue gives it. */
export interface DumpedAgain extends TableDigest {
  table: ArchiveTable
  schema: string
  name: string
}

export interface TableComparison {
  inventory: Inventory
  again: DumpedAgain[]
  reader: BackupReader
  encoding: string
  showKeys: boolean
  /** A session in the restored database, to read a table once more where the digests differ. */
  session: Session
}

/** Tables that are compared as one: a table, or everything that goes through one partition root. */
interface Unit {
  source: InventoryTable[]
  target: DumpedAgain[]
}

/** Compares every table of the backup with the second dump: by digest, and where digests differ row by row, whatever the order. */
export async function compareTables(comparison: TableComparison): Promise<RestoredTable[]> {
  const results: RestoredTable[] = []
  for (const unit of unitsOf(comparison)) results.push(...(await compareUnit(unit, comparison)))
  return results
}

function unitsOf({ inventory, again }: TableComparison): Unit[] {
  const units = new Map<string, Unit>()
  const unitOf = (key: string) => {
    const unit = units.get(key) ?? { source: [], target: [] }
    units.set(key, unit)
    return unit
  }
  const keyOf = (table: { schema: string; name: string }) => JSON.stringify([table.schema, table.name])
  // One side may go through the root and the other not, where the majors differ: the leaves that either names belong together.
  const roots = new Map<string, string>()
  for (const table of inventory.tables) if (table.root) roots.set(keyOf(table), `root ${keyOf(table.root)}`)
  for (const table of again) if (table.table.viaRoot) roots.set(keyOf(table), `root ${keyOf(table.table.target)}`)
  for (const table of inventory.tables) unitOf(roots.get(keyOf(table)) ?? keyOf(table)).source.push(table)
  for (const table of again) unitOf(roots.get(keyOf(table)) ?? keyOf(table)).target.push(table)
  return [...units.values()]
}

async function compareUnit(unit: Unit, comparison: TableComparison): Promise<RestoredTable[]> {
  const [source] = unit.source
  if (source === undefined) return unit.target.map(notInBackup)
  if (unit.target.length === 0) return unit.source.map((table) => result(table, 'the table is missing'))
  const single = unit.source.length === 1 && unit.target.length === 1
  if (single && unit.target[0]?.sha256 === source.sha256) return [result(source)]
  const difference = await explainDifference(unit, comparison)
  return unit.source.map((table) => result(table, difference))
}

const result = (table: InventoryTable, difference?: string): RestoredTable => ({
  schema: table.schema,
  name: table.name,
  rows: table.rows,
  bytes: table.bytes,
  equal: difference === undefined,
  ...(difference !== undefined && { difference }),
})

const notInBackup = (table: DumpedAgain): RestoredTable => ({
  schema: table.schema,
  name: table.name,
  rows: 0,
  bytes: 0,
  equal: false,
  difference: `not in the backup, with ${table.rows} rows`,
})

/** Undefined where the rows are the same after all: in another order of rows, or of columns. */
async function explainDifference(unit: Unit, comparison: TableComparison): Promise<string | undefined> {
  const source = unit.source[0] as InventoryTable
  const counts = () => {
    const rows = (tables: { rows: number }[]) => tables.reduce((sum, table) => sum + table.rows, 0)
    return `${rows(unit.source)} rows in the backup, ${rows(unit.target)} after the restore`
  }
  const missing = unit.target.find((table) => !sameColumns(table.table.target.columns, source.columns))
  if (missing !== undefined) return `the table has other columns; ${counts()}`
  // An extension's table is dumped by a condition of the extension's own, which a plain reading does not know.
  if (await isExtensionTable(comparison.session, source)) return counts()
  const streams = unit.target.map((table) => () => readTable(table, source.columns, comparison))
  const found = await compareRows({
    columns: source.columns,
    key: primaryKey(comparison.inventory, source),
    source: () => unit.source.map((table) => comparison.reader.parts(table.parts)),
    target: () => streams.map((open) => open()),
  })
  if (found === undefined) return undefined
  return describeRows(found, comparison.showKeys) || counts()
}

const sameColumns = (a: string[], b: string[]) => a.length === b.length && new Set([...a, ...b]).size === a.length

/** Reads only this table (not those that inherit from it), with the columns in the order of the backup's data. */
async function* readTable(
  table: DumpedAgain,
  columns: string[],
  { session, encoding }: TableComparison,
): AsyncGenerator<Buffer> {
  const list = columns.length > 0 ? ` (${columns.map(quoteIdentifier).join(', ')})` : ''
  const statement = `COPY ${qualified(table.schema, table.name)}${list} TO STDOUT (ENCODING ${quoteLiteral(encoding)})`
  yield* session.client.query(copyTo(statement)) as AsyncIterable<Buffer>
}

async function isExtensionTable(session: Session, table: { schema: string; name: string }): Promise<boolean> {
  const rows = await session.query(
    `SELECT 1 FROM pg_depend d JOIN pg_class c ON c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e' AND n.nspname = $1 AND c.relname = $2`,
    [table.schema, table.name],
  )
  return rows.length > 0
}

function primaryKey({ facts }: Inventory, table: { schema: string; name: string }): string[] {
  const index = facts.indexes.find((one) => one.primary && one.schema === table.schema && one.table === table.name)
  // The server prints a name in quotes where it needs them.
  return (index?.columns ?? []).map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name))
}
