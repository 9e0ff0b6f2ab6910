import type { Inventory } from '../../repository/inventory.ts'

/** Rows of every table of a backup, also of partitioned ones, which hold the rows of their partitions. */
export function rowsByTable({ tables, facts }: Inventory): { schema: string; name: string; rows: number }[] {
  const keyOf = (table: { schema: string; name: string }) => JSON.stringify([table.schema, table.name])
  const rows = new Map(tables.map((table) => [keyOf(table), table.rows]))
  const partitions = new Map<string, string[]>()
  const partitioned = facts.tables.filter((table) => table.kind === 'p')
  const isPartitioned = new Set(partitioned.map(keyOf))
  for (const table of facts.tables) {
    for (const parent of table.parents.map(keyOf)) {
      if (isPartitioned.has(parent)) partitions.set(parent, [...(partitions.get(parent) ?? []), keyOf(table)])
    }
  }
  const sum = (key: string): number =>
    (partitions.get(key) ?? []).reduce((total, partition) => total + (rows.get(partition) ?? sum(partition)), 0)
  const own = tables.map(({ schema, name, rows }) => ({ schema, name, rows }))
  return [...own, ...partitioned.map((table) => ({ schema: table.schema, name: table.name, rows: sum(keyOf(table)) }))]
}
