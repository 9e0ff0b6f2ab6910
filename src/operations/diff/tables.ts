import type { InventoryTable } from '../../repository/inventory.ts'
import type { ComparedTable } from '../results-diff.ts'

/** Every table of either backup, by schema and name. A renamed one is gone and new. */
export function compareTables(before: readonly InventoryTable[], after: readonly InventoryTable[]): ComparedTable[] {
  const earlier = byName(before)
  const later = byName(after)
  const names = [...new Set([...earlier.keys(), ...later.keys()])]
  return names.map((name) => compare(earlier.get(name), later.get(name))).sort(byPlace)
}

const byName = (tables: readonly InventoryTable[]) =>
  new Map(tables.map((table) => [JSON.stringify([table.schema, table.name]), table]))

const byPlace = (a: ComparedTable, b: ComparedTable) =>
  a.schema === b.schema ? (a.name < b.name ? -1 : 1) : a.schema < b.schema ? -1 : 1

function compare(before: InventoryTable | undefined, after: InventoryTable | undefined): ComparedTable {
  const { schema, name } = (after ?? before) as InventoryTable
  if (before === undefined) return { schema, name, change: 'new', ...(after && { after: sizeOf(after) }) }
  if (after === undefined) return { schema, name, change: 'gone', before: sizeOf(before) }
  const columns = compareNames(before.columns, after.columns)
  const unchanged = before.sha256 === after.sha256 && before.columns.join('\n') === after.columns.join('\n')
  return {
    schema,
    name,
    change: unchanged ? 'unchanged' : 'changed',
    before: sizeOf(before),
    after: sizeOf(after),
    ...(columns.new.length + columns.gone.length > 0 && { columns }),
  }
}

const sizeOf = ({ rows, bytes }: InventoryTable) => ({ rows, bytes })

/** Which names came and which went. */
export function compareNames(before: readonly string[], after: readonly string[]): { new: string[]; gone: string[] } {
  const [earlier, later] = [new Set(before), new Set(after)]
  return { new: after.filter((name) => !earlier.has(name)), gone: before.filter((name) => !later.has(name)) }
}
