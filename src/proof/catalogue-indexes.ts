import type { CatalogueFacts } from '../postgres/catalogue-facts.ts'
import type { IndexFacts } from '../postgres/catalogue-facts-schema.ts'
import { type Deviation, deviating, type Finding } from './finding.ts'

/** Every index of both sides. One that is not valid on the source is left out of a dump, so its absence is as it should be. */
export function compareIndexes(source: CatalogueFacts, target: CatalogueFacts): Finding[] {
  const restored = new Map(target.indexes.map((index) => [keyOf(index), index]))
  const findings = source.indexes.map((index) => {
    const found = restored.get(keyOf(index))
    restored.delete(keyOf(index))
    return compareIndex(index, found)
  })
  const extras = [...restored.values()].map((index) =>
    one(index, [deviation('index not in the backup', 'there', 'absent')]),
  )
  return [...findings, ...extras]
}

const keyOf = (index: IndexFacts) => JSON.stringify([index.schema, index.table, index.name])

const deviation = (what: string, found: string, expected: string): Deviation => ({ what, found, expected })

/** A sound index can be used for reading and is kept up to date. */
export const isSound = (index: IndexFacts) => index.valid && index.ready && index.live

function compareIndex(source: IndexFacts, target: IndexFacts | undefined): Finding {
  if (target) return one(source, [...stateOf(source, target), ...teethOf(source, target)])
  if (isSound(source) || source.partitioned) return one(source, [deviation('index missing', 'missing', 'there')])
  return { ...one(source, []), found: 'not in the backup: not valid on the source' }
}

function one(index: IndexFacts, deviations: Deviation[]): Finding {
  const { schema, table, name, method } = index
  const base = {
    kind: 'index',
    severity: 'failure',
    object: { schema, table, name, method },
    table: { schema, name: table },
  } as const
  return deviating({ name: `${schema}.${name}`, ...base }, deviations)
}

/** Only what was sound has to be so again: a partitioned table's index without all its parts may become valid. */
function stateOf(source: IndexFacts, target: IndexFacts): Deviation[] {
  const states = [
    ['valid', 'not valid'],
    ['ready', 'not ready'],
    ['live', 'not live'],
  ] as const
  return states
    .filter(([state]) => source[state] && !target[state])
    .map(([state, what]) => deviation(`index ${what}`, what, state))
}

function teethOf(source: IndexFacts, target: IndexFacts): Deviation[] {
  const teeth = [
    ['unique', 'unique', 'not unique'],
    ['primary', 'a primary key', 'no primary key'],
    ['exclusion', 'an exclusion', 'no exclusion'],
    ['immediate', 'checked at once', 'not checked at once'],
    ['nullsNotDistinct', 'nulls not distinct', 'nulls distinct'],
    ['partial', 'partial', 'not partial'],
  ] as const
  const found = teeth
    .filter(([fact]) => source[fact] !== target[fact])
    .map(([fact, on, off]) =>
      deviation(`index ${target[fact] ? on : off}`, target[fact] ? on : off, source[fact] ? on : off),
    )
  if (source.method !== target.method) found.push(deviation('index of another method', target.method, source.method))
  return found
}
