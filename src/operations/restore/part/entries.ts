import type { Definition } from '../../../proof/definitions.ts'

/** What holds or shows rows. */
const RELATIONS = new Set(['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW'])

/** What can be named as a table. */
export const isRelation = ({ type }: Definition): boolean => RELATIONS.has(type)

export const isTable = ({ type }: Definition): boolean => type === 'TABLE' || type === 'FOREIGN TABLE'

/** What says more about other entries, and comes along with them. */
const BELONGINGS = new Set([
  'ACL',
  'CAST',
  'CHECK CONSTRAINT',
  'COMMENT',
  'CONSTRAINT',
  'DEFAULT',
  'DEFAULT ACL',
  'FK CONSTRAINT',
  'INDEX',
  'INDEX ATTACH',
  'MATERIALIZED VIEW DATA',
  'POLICY',
  'ROW SECURITY',
  'RULE',
  'SECURITY LABEL',
  'SEQUENCE OWNED BY',
  'SEQUENCE SET',
  'STATISTICS',
  'TABLE ATTACH',
  'TRANSFORM',
  'TRIGGER',
  'USER MAPPING',
])

/** A sequence of an identity column is made by altering its table. */
const isIdentity = ({ type, text }: Definition): boolean => type === 'SEQUENCE' && !/^CREATE .*SEQUENCE /m.test(text)

export const isBelonging = (entry: Definition): boolean => BELONGINGS.has(entry.type) || isIdentity(entry)

/** What belongs to the database as a whole, and is in no part of it. */
const OF_DATABASE = new Set(['EVENT TRIGGER', 'PUBLICATION', 'PUBLICATION TABLE', 'PUBLICATION TABLES IN SCHEMA'])

export const isOfDatabase = ({ type }: Definition): boolean => OF_DATABASE.has(type)

/** Positions and refreshes: rows in another form. */
const OF_ROWS = new Set(['SEQUENCE SET', 'MATERIALIZED VIEW DATA'])

export const isOfRows = ({ type }: Definition): boolean => OF_ROWS.has(type)

/** An archive shows a name on one line. */
export const onOneLine = (name: string): string => name.replace(/[\r\n]/g, ' ')

export const keyOf = (schema: string, name: string): string => JSON.stringify([onOneLine(schema), onOneLine(name)])

interface Member {
  schema: string
  name: string
  extension: string
}

/** The entries of an archive by what ties them: dump ids. */
export class Entries {
  readonly all: readonly Definition[]
  readonly #byId: ReadonlyMap<number, Definition>
  readonly #relations: ReadonlyMap<string, Definition>
  readonly #named: ReadonlyMap<string, Definition>
  /** By the partition: what it is attached to. */
  readonly #attached = new Map<number, number>()

  readonly #members: readonly Member[]

  /** `members`: the tables of extensions whose rows are in the backup; they have no entries of their own. */
  constructor(all: readonly Definition[], members: readonly Member[] = []) {
    this.all = all
    this.#members = members
    this.#byId = new Map(all.map((entry) => [entry.dumpId, entry]))
    this.#relations = new Map(all.filter(isRelation).map((entry) => [keyOf(entry.schema, entry.tag), entry]))
    this.#named = new Map(all.map((entry) => [JSON.stringify([entry.type, entry.schema, entry.tag]), entry]))
    for (const { type, schema, tag, dependencies } of all) {
      if (type !== 'TABLE ATTACH') continue
      const partition = this.relation(schema, tag)?.dumpId
      const parent = dependencies.find((id) => id !== partition)
      if (partition !== undefined && parent !== undefined) this.#attached.set(partition, parent)
    }
  }

  get(id: number): Definition | undefined {
    return this.#byId.get(id)
  }

  /** A table or view by its name, which may be as the catalogue has it. */
  relation(schema: string, name: string): Definition | undefined {
    return this.#relations.get(keyOf(schema, name))
  }

  /** By pg_dump's words: `FK CONSTRAINT`, `public`, `orders orders_customer_fkey`. */
  named(type: string, schema: string, tag: string): Definition | undefined {
    return this.#named.get(JSON.stringify([type, onOneLine(schema), onOneLine(tag)]))
  }

  /** The partitioned table that a partition is attached to. */
  parentOf(partition: Definition): number | undefined {
    return this.#attached.get(partition.dumpId)
  }

  /** A partitioned table's partitions, and theirs. */
  partitionsOf(parent: Definition): Definition[] {
    const below = [...this.#attached].filter(([, one]) => one === parent.dumpId).flatMap(([id]) => this.get(id) ?? [])
    return [...below, ...below.flatMap((partition) => this.partitionsOf(partition))]
  }

  /** The table whose column a sequence belongs to. */
  owner({ type, dependencies }: Definition): Definition | undefined {
    if (type !== 'SEQUENCE') return undefined
    return dependencies.map((id) => this.get(id)).find((one) => one !== undefined && isTable(one))
  }

  /** The extension whose sequence's position it is. */
  extensionOf({ type, schema, tag, dependencies }: Definition): Definition | undefined {
    if (type !== 'SEQUENCE SET' || dependencies.some((id) => this.#byId.has(id))) return undefined
    const beside = this.#members.filter((member) => member.schema === schema)
    // Such a sequence has no entry either: only its name tells whose it is.
    const own = beside.find(({ name }) => tag.startsWith(`${name}_`)) ?? beside[0]
    return this.named('EXTENSION', '', own?.extension ?? '')
  }

  /** What an entry cannot be made without. */
  needs(entry: Definition): Definition[] {
    const needed = entry.dependencies.flatMap((id) => this.get(id) ?? [])
    if (isTable(entry)) {
      const parent = this.parentOf(entry)
      return needed.filter((one) => one.dumpId !== parent)
    }
    // Its column is tied to it by an entry of its own, and so is a partition's key to that of its parent.
    if (entry.type === 'SEQUENCE' && !isIdentity(entry)) return needed.filter((one) => !isTable(one))
    if (entry.type === 'SEQUENCE OWNED BY') return [...needed, ...needed.flatMap((one) => this.owner(one) ?? [])]
    if (entry.type === 'CONSTRAINT' || entry.type === 'INDEX') return needed.filter((one) => !isKey(one))
    return needed
  }
}

const isKey = ({ type }: Definition): boolean => type === 'CONSTRAINT' || type === 'INDEX'
