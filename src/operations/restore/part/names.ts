import { usageError } from '../../../errors.ts'
import { qualified, shown } from '../../../postgres/identifier.ts'
import type { Definition } from '../../../proof/definitions.ts'
import { nearest } from '../../../proof/nearest.ts'
import type { Inventory } from '../../../repository/inventory.ts'
import type { PartRequest } from '../request.ts'
import type { Asked } from './closure.ts'
import { type Entries, isRelation, onOneLine } from './entries.ts'

interface Named {
  schema: string
  name: string
  entry: Definition
}

/** Finds what is asked for in the archive, by exact names. Exit 2 for what the backup does not hold, with the name that may be meant. */
export function askedFor(request: PartRequest, entries: Entries, inventory: Inventory): Asked {
  const tables = tablesOf(entries, inventory)
  const schemas = new Set([...entries.all.filter(({ type }) => type === 'SCHEMA').map(({ tag }) => tag)])
  for (const { schema } of [...entries.all, ...inventory.tables]) if (schema !== '') schemas.add(schema)
  for (const name of request.schemas) {
    if (!schemas.has(name)) throw unknown('schema', name, [...schemas], 'schemas')
  }
  const named = request.tables.map((name) => findTable(tables, name))
  const own = entries.all.filter((entry) => isRelation(entry) && request.schemas.includes(entry.schema))
  const partitions = named.flatMap((entry) => entries.partitionsOf(entry))
  return { relations: new Set([...named, ...partitions, ...own]), schemas: new Set(request.schemas) }
}

/** Extensions' tables have no entry of their own: they come with the extension. */
function tablesOf(entries: Entries, { tables, facts }: Inventory): Named[] {
  const own = entries.all.filter(isRelation).map((entry) => ({ schema: entry.schema, name: entry.tag, entry }))
  const extensions = tables.flatMap(({ schema, name }) => {
    const fact = facts.tables.find((one) => one.schema === schema && one.name === name)
    const entry = fact?.extension ? entries.named('EXTENSION', '', fact.extension) : undefined
    return entry ? [{ schema, name, entry }] : []
  })
  return [...own, ...extensions]
}

function findTable(tables: Named[], asked: string): Definition {
  const name = onOneLine(asked)
  const exact = tables.filter((one) => `${one.schema}.${one.name}` === name || qualified(one.schema, one.name) === name)
  const asShown = exact.length > 0 ? exact : tables.filter((one) => shown(one.schema, one.name) === name)
  const found = asShown.length > 0 ? asShown : tables.filter((one) => one.name === name)
  if (found.length === 1) return (found[0] as Named).entry
  const names = found.map((one) => qualified(one.schema, one.name))
  if (found.length > 1) {
    throw usageError(
      `tables names ${JSON.stringify(name)}, which stands for ${names.join(', ')}`,
      'write it as schema.table, in double quotes',
    )
  }
  throw unknown(
    'table',
    name,
    tables.map((one) => `${one.schema}.${one.name}`),
    'tables',
  )
}

const MOST_NAMES = 20

function unknown(kind: string, name: string, known: string[], input: string) {
  const meant = nearest(name, known)
  const question = meant === undefined ? '' : `did you mean ${meant}? `
  const more = known.length > MOST_NAMES ? `, and ${known.length - MOST_NAMES} more` : ''
  return usageError(
    `${input} names the ${kind} ${JSON.stringify(name)}, which the backup does not hold`,
    `${question}it holds ${known.slice(0, MOST_NAMES).join(', ')}${more}`,
  )
}
