import type { Definition } from '../../../proof/definitions.ts'
import { type Entries, isBelonging, isOfDatabase, isRelation, isTable } from './entries.ts'

/** What was asked for by name. */
export interface Asked {
  /** Tables and views, partitions of what was named among them. */
  relations: ReadonlySet<Definition>
  /** Whose contents are asked for as a whole. */
  schemas: ReadonlySet<string>
}

export interface Closure {
  /** Everything that is restored. */
  taken: ReadonlySet<Definition>
  /** Tables that come along without rows, since others are made from them. */
  along: ReadonlySet<Definition>
  /** What was asked for, or belongs to it, and cannot be had without something that was not. */
  missing: { entry: Definition; lacks: Definition }[]
}

/**
 * What has to be restored so that the tables asked for work: their keys, indexes, triggers, policies, sequences; and the types, functions,
 * schemas and extensions that those are made of. What needs another table's rows (a foreign key, a view) is taken only together with that table.
 */
export function closureOf(entries: Entries, asked: Asked): Closure {
  const closure = new Closing(entries, asked)
  closure.takeTables()
  while (closure.takeMore());
  return closure.result()
}

/** Whose rows another table's must be there for, or who shows them. */
const needsRows = ({ type }: Definition): boolean =>
  type === 'FK CONSTRAINT' || type === 'VIEW' || type === 'MATERIALIZED VIEW'

/** So that a table is named as missing, not its key. */
const relationsFirst = (entries: Definition[]): Definition[] => [
  ...entries.filter(isRelation),
  ...entries.filter((entry) => !isRelation(entry)),
]

class Closing {
  readonly #entries: Entries
  readonly #asked: Asked
  readonly #taken = new Set<Definition>()
  readonly #along = new Set<Definition>()

  constructor(entries: Entries, asked: Asked) {
    this.#entries = entries
    this.#asked = asked
  }

  takeTables(): void {
    for (const entry of this.#asked.relations) if (isTable(entry)) this.#takeWithNeeds(entry)
  }

  /** One round over what is not taken yet; false when nothing was added. */
  takeMore(): boolean {
    let more = false
    for (const entry of this.#entries.all) {
      if (this.#taken.has(entry) || !this.#isWanted(entry) || this.#lacks(entry) !== undefined) continue
      this.#takeWithNeeds(entry)
      more = true
    }
    return more
  }

  result(): Closure {
    const missing = this.#entries.all
      .filter((entry) => !this.#taken.has(entry) && this.#isMissed(entry))
      .flatMap((entry) => {
        const lacks = this.#lacks(entry)
        return lacks === undefined ? [] : [{ entry, lacks }]
      })
    return { taken: this.#taken, along: this.#along, missing }
  }

  #isAsked(entry: Definition): boolean {
    const { relations, schemas } = this.#asked
    if (relations.has(entry)) return true
    if (isBelonging(entry) || isOfDatabase(entry)) return false
    return schemas.has(entry.schema) || (entry.type === 'SCHEMA' && schemas.has(entry.tag))
  }

  #isWanted(entry: Definition): boolean {
    if (this.#isAsked(entry)) return true
    const owner = this.#entries.owner(entry)
    return owner ? this.#taken.has(owner) : isBelonging(entry) && this.#belongs(entry)
  }

  /** A schema that was renamed or left to itself (public) has no entry; what is said about it has its name. */
  #belongs(entry: Definition): boolean {
    const extension = this.#entries.extensionOf(entry)
    if (extension) return this.#taken.has(extension)
    const about = /^SCHEMA (.*)$/s.exec(entry.schema === '' ? entry.tag : '')
    if (about && this.#asked.schemas.has(about[1] as string)) return true
    if (entry.type === 'DEFAULT ACL' && this.#asked.schemas.has(entry.schema)) return true
    return entry.dependencies.some((id) => {
      const one = this.#entries.get(id)
      return one !== undefined && this.#taken.has(one) && (entry.type !== 'CAST' || one.type !== 'SCHEMA')
    })
  }

  /** Whether somebody would miss it: it was asked for, or belongs to a table that was. */
  #isMissed(entry: Definition): boolean {
    if (this.#isAsked(entry)) return true
    if (!isBelonging(entry)) return false
    return entry.dependencies.some((id) => {
      const one = this.#entries.get(id)
      if (one === undefined || !this.#asked.relations.has(one) || !this.#taken.has(one)) return false
      if (entry.type === 'INDEX' || entry.type === 'STATISTICS') return true
      return entry.schema === one.schema && (entry.tag === one.tag || entry.tag.startsWith(`${one.tag} `))
    })
  }

  /** The first thing that it needs and that is not to be had; undefined where all is. */
  #lacks(entry: Definition, above: ReadonlySet<Definition> = new Set()): Definition | undefined {
    for (const one of relationsFirst(this.#entries.needs(entry))) {
      if (this.#along.has(one) && needsRows(entry)) return one
      if (this.#taken.has(one) || above.has(one)) continue
      if (isRelation(one) || isBelonging(one) || isOfDatabase(one)) return one
      const lacks = this.#lacks(one, new Set([...above, entry]))
      if (lacks !== undefined) return lacks
    }
    return undefined
  }

  /** A table that another one is made from comes along empty. */
  #takeWithNeeds(entry: Definition): void {
    if (this.#taken.has(entry)) return
    this.#taken.add(entry)
    if (isTable(entry) && !this.#asked.relations.has(entry)) this.#along.add(entry)
    for (const one of this.#entries.needs(entry)) {
      if (isBelonging(one)) continue
      this.#takeWithNeeds(one)
    }
    if (/\bEXCLUDE\b/.test(entry.text) && entry.type === 'CONSTRAINT') this.#takeOperators()
  }

  /** The dump does not say which operator classes an exclusion uses; these are there for exclusions. */
  #takeOperators(): void {
    for (const name of ['btree_gist', 'btree_gin', 'intarray']) {
      const extension = this.#entries.named('EXTENSION', '', name)
      if (extension) this.#takeWithNeeds(extension)
    }
  }
}
