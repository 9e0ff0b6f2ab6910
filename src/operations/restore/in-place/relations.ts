import type { Definition } from '../../../proof/definition-text.ts'
import { isBelonging, isRelation } from '../part/entries.ts'
import { keyOf, type Scope } from './scope.ts'

/** How a part of a backup is restored into a schema that stays: its relations are made anew, and what they need is made where it is not there. */
export interface RelationEntries {
  /** Dump ids of what is made anew. */
  anew: ReadonlySet<number>
  /** Types, functions and the like; each may be there already. */
  needed: Definition[]
}

/** Sorts the entries of a part: relations by the scope, what belongs to one with it, and the rest as what they need. */
export function sortRelations(definitions: readonly Definition[], scope: Scope): RelationEntries {
  const kept = new Set(scope.kept)
  const byId = new Map(definitions.map((one) => [one.dumpId, one]))
  const isKept = (one: Definition) => kept.has(keyOf({ schema: one.schema, name: one.tag }))
  const isOwn = (one: Definition) => isRelation(one) || one.type === 'SEQUENCE'
  const anew = new Set<number>()
  const needed: Definition[] = []
  for (const one of definitions) {
    if (isOwn(one)) {
      if (!isKept(one)) anew.add(one.dumpId)
    } else if (isBelonging(one)) {
      const owner = ownerOf(one, byId)
      if (owner === undefined || anew.has(owner.dumpId)) anew.add(one.dumpId)
    } else needed.push(one)
  }
  return { anew, needed }
}

/** The relation that an entry belongs to: of several that it depends on the one that its tag begins with. */
function ownerOf(entry: Definition, byId: ReadonlyMap<number, Definition>): Definition | undefined {
  const tied = entry.dependencies.flatMap((id) => byId.get(id) ?? [])
  const relations = tied.filter((one) => isRelation(one) || one.type === 'SEQUENCE')
  const own = relations.find(({ tag }) => entry.tag === tag || entry.tag.startsWith(`${tag} `))
  if (own ?? relations[0]) return own ?? relations[0]
  // A comment on a constraint, or a key's place in its parent's, is tied to what belongs to a table.
  const through = tied.find(isBelonging)
  return through && ownerOf(through, byId)
}
