import { dumpPattern } from '../../../postgres/identifier.ts'
import type { Definition } from '../../../proof/definitions.ts'
import type { Inventory, InventoryTable } from '../../../repository/inventory.ts'
import type { PartRequest } from '../request.ts'
import type { Closure } from './closure.ts'
import { type Entries, isRelation } from './entries.ts'

type Facts = Inventory['facts']
type Name = { schema: string; name: string }

/** The inventory of a backup that would hold only what was taken of this one. */
export class PartInventory {
  readonly #inventory: Inventory
  readonly #entries: Entries
  readonly #closure: Closure
  readonly #extensions: Set<string>

  constructor(inventory: Inventory, entries: Entries, closure: Closure) {
    this.#inventory = inventory
    this.#entries = entries
    this.#closure = closure
    const taken = [...closure.taken].filter(({ type }) => type === 'EXTENSION')
    this.#extensions = new Set(taken.map(({ tag }) => tag))
  }

  /** Partitions without the table that they are part of. */
  detached(): Name[] {
    const { taken } = this.#closure
    return [...taken]
      .filter((entry) => {
        const parent = this.#entries.get(this.#entries.parentOf(entry) ?? -1)
        return parent !== undefined && !taken.has(parent)
      })
      .map(({ schema, tag }) => ({ schema, name: tag }))
  }

  /** The tables whose rows are restored. */
  rows(): InventoryTable[] {
    const { along } = this.#closure
    return this.#inventory.tables
      .filter((table) => {
        const entry = this.#entries.relation(table.schema, table.name)
        return this.#holds(table) && !(entry && along.has(entry))
      })
      .map((table) => (table.root && !this.#holds(table.root) ? { ...table, root: null } : table))
  }

  /** `entries`: those of the archive that are restored, in the archive's order, which is the inventory's. */
  reduced(entries: ReadonlySet<Definition>, request: PartRequest): Inventory {
    const inventory = this.#inventory
    const { all } = this.#entries
    return {
      ...inventory,
      filter: this.#filter(request),
      tables: request.schemaOnly ? [] : this.rows(),
      entries: inventory.entries.filter((_, place) => entries.has(all[place] as Definition)),
      largeObjects: [],
      largeObjectParts: [],
      facts: this.#facts(),
      standIns: {
        ...inventory.standIns,
        tables: inventory.standIns.tables.map((table) => ({
          ...table,
          keys: table.keys.filter(({ from }) => this.#holds(from)),
        })),
      },
    }
  }

  /** What a second dump of the restored database is asked for. It holds nothing else, unless the backup was of a part already. */
  #filter(request: PartRequest): Inventory['filter'] {
    const { filter } = this.#inventory
    const { taken, along } = this.#closure
    const named = ({ schema, tag }: Definition) => `${dumpPattern(schema)}.${dumpPattern(tag)}`
    const schemas = [...taken].filter(({ type }) => type === 'SCHEMA').map(({ tag }) => dumpPattern(tag))
    const tables = [...taken].filter((entry) => isRelation(entry) || entry.type === 'SEQUENCE').map(named)
    const only = request.dataOnly || filter.tables.length > 0
    return {
      schemas: filter.schemas.length > 0 && !only ? schemas : [],
      excludeSchemas: filter.excludeSchemas,
      tables: only ? tables : [],
      excludeTables: filter.excludeTables,
      excludeTableData: [...filter.excludeTableData, ...[...along].map(named)],
      schemaOnly: filter.schemaOnly || request.schemaOnly,
      dataOnly: filter.dataOnly || request.dataOnly,
    }
  }

  #facts(): Facts {
    const { facts } = this.#inventory
    const detached = new Set(this.detached().map(keyOf))
    const isDetached = (table: Name) => detached.has(keyOf(table))
    return {
      ...facts,
      tables: facts.tables
        .filter((table) => this.#holds(table))
        .map((table) => ({
          ...table,
          parents: isDetached(table) ? [] : table.parents.filter((parent) => this.#holds(parent)),
        })),
      indexes: facts.indexes.filter(({ schema, table, name }) => {
        const key = { schema, name: table }
        return this.#holds(key) && !this.#lost(schema, ['INDEX', name], ['CONSTRAINT', `${table} ${name}`])
      }),
      constraints: facts.constraints.filter((one) => this.#keepsConstraint(one)),
      triggers: facts.triggers.filter(({ schema, table, name }) => {
        const key = { schema, name: table }
        const entry = this.#entries.named('TRIGGER', schema, `${table} ${name}`)
        if (isDetached(key) && entry === undefined) return false
        return this.#holds(key) && !this.#lost(schema, ['TRIGGER', `${table} ${name}`])
      }),
      extensions: facts.extensions.filter(({ name }) => this.#keepsExtension(name)),
      eventTriggers: [],
      publications: [],
      largeObjects: { count: 0, groups: [] },
    }
  }

  /** A backup of schemas or tables holds no extensions: they are made because the source has them. */
  #keepsExtension(name: string): boolean {
    const { schemas, tables } = this.#inventory.filter
    return schemas.length + tables.length > 0 || name === 'plpgsql' || this.#extensions.has(name)
  }

  #keepsConstraint({ schema, table, name, domain }: Facts['constraints'][number]): boolean {
    const tag = `${table} ${name}`
    if (this.#lost(schema, ['CHECK CONSTRAINT', tag], ['CONSTRAINT', tag], ['FK CONSTRAINT', tag], ['TRIGGER', tag])) {
      return false
    }
    if (!domain) return this.#holds({ schema, name: table })
    const entry = this.#entries.named('DOMAIN', schema, table)
    return entry !== undefined && this.#closure.taken.has(entry)
  }

  /** Whether it has an entry of its own and that was not taken. */
  #lost(schema: string, ...candidates: [type: string, tag: string][]): boolean {
    const found = candidates.flatMap(([type, tag]) => this.#entries.named(type, schema, tag) ?? [])
    return found.length > 0 && !found.some((entry) => this.#closure.taken.has(entry))
  }

  #holds({ schema, name }: Name): boolean {
    const entry = this.#entries.relation(schema, name)
    if (entry) return this.#closure.taken.has(entry)
    const member = this.#inventory.facts.tables.find((table) => table.schema === schema && table.name === name)
    return member?.extension ? this.#extensions.has(member.extension) : false
  }
}

const keyOf = ({ schema, name }: Name): string => JSON.stringify([schema, name])
