import type { CatalogueOptions } from '../../proof/catalogue.ts'
import type { Chosen } from '../chosen.ts'

/** What of the catalogue a backup holds, where it is partial or a part of it was asked for. */
export function heldBy({ inventory, part }: Pick<Chosen, 'inventory' | 'part'>): CatalogueOptions {
  const { schemas, tables, excludeSchemas, excludeTables } = inventory.filter
  const keyOf = (schema: string, name: string) => JSON.stringify([schema, name])
  const filled = inventory.entries.filter((entry) => entry.type === 'MATERIALIZED VIEW DATA')
  const views = new Set(filled.map((entry) => keyOf(entry.schema, entry.name)))
  const fills = (schema: string, view: string) => views.has(keyOf(schema, view))
  const detached = new Set(part?.detached.map(({ schema, name }) => keyOf(schema, name)))
  const constrains = (schema: string, table: string) => !detached.has(keyOf(schema, table))
  if ([schemas, tables, excludeSchemas, excludeTables].every((patterns) => patterns.length === 0))
    return { fills, constrains }
  const held = new Set(inventory.entries.map((entry) => keyOf(entry.schema, entry.name)))
  return {
    fills,
    constrains,
    holds: (schema, table) => held.has(keyOf(schema, table)),
    largeObjects: schemas.length + tables.length === 0,
  }
}
