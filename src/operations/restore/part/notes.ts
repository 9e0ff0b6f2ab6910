import { shownIdentifier } from '../../../postgres/identifier.ts'
import type { Definition } from '../../../proof/definitions.ts'
import type { Inventory } from '../../../repository/inventory.ts'
import type { PlanNote } from '../../results-restore.ts'
import type { PartRequest } from '../request.ts'
import type { Closure } from './closure.ts'
import { isOfDatabase, isOfRows } from './entries.ts'

/** `foreign key orders_customer_fkey of public.orders` */
function describe({ type, schema, tag }: Definition): string {
  const words = type === 'FK CONSTRAINT' ? 'foreign key' : type.toLowerCase()
  return `${words} ${schema === '' ? '' : `${shownIdentifier(schema)}.`}${tag}`
}

const WHY: Readonly<Record<string, string>> = {
  'FK CONSTRAINT': 'is not restored with its rows, so rows may refer to what is not there',
  POLICY: 'is not restored; until the policy is made by hand, others decide alone who sees the rows',
}

/** What a person has to know of a part before it is restored: what is missing first, then what comes along. */
export function notesOf(
  closure: Closure,
  inventory: Inventory,
  entries: readonly Definition[],
  dataOnly: boolean,
): PlanNote[] {
  const { missing, along, taken } = closure
  if (dataOnly) return missing.flatMap(referredNote)
  const left = missing
    .filter(({ entry }) => !isOfRows(entry))
    .map(({ entry, lacks }): PlanNote => {
      if (entry.type === 'TABLE ATTACH') return detachedNote(entry, lacks)
      const why = `it needs the ${describe(lacks)}, which ${WHY[entry.type] ?? 'is not restored'}`
      return { severity: 'warning', what: `${describe(entry)} is left out`, why }
    })
  const empty = [...along].map(
    (entry): PlanNote => ({
      severity: 'warning',
      what: `${describe(entry)} comes along without its rows`,
      why: 'a table that was asked for is made from it; name it in tables to have its rows',
    }),
  )
  return [...left, ...empty, ...extensionNotes(taken), ...databaseNotes(inventory, entries)]
}

/** The tables are there already, and their foreign keys with them. */
function referredNote({ entry, lacks }: Closure['missing'][number]): PlanNote[] {
  if (entry.type !== 'FK CONSTRAINT') return []
  const why = `its rows are not restored: those that the ${describe(entry)} refers to must be there already`
  return [{ severity: 'warning', what: `rows of the ${describe(lacks)} are needed`, why }]
}

const detachedNote = (entry: Definition, lacks: Definition): PlanNote => ({
  severity: 'warning',
  what: `${describe({ ...entry, type: 'partition' })} comes back as a table of its own`,
  why: `the ${describe(lacks)}, which it is part of, is not restored, nor the foreign keys and triggers that it has from there`,
})

function extensionNotes(taken: ReadonlySet<Definition>): PlanNote[] {
  const extensions = [...taken].filter(({ type }) => type === 'EXTENSION').map(({ tag }) => tag)
  if (extensions.length === 0) return []
  const why = 'what was asked for uses it'
  return extensions.map((name) => ({ severity: 'information', what: `extension ${name} comes along`, why }))
}

function databaseNotes(inventory: Inventory, entries: readonly Definition[]): PlanNote[] {
  const kinds = new Set(entries.filter(isOfDatabase).map(({ type }) => `${type.split(' ')[0]?.toLowerCase()}s`))
  const words = [
    ...(inventory.largeObjects.length > 0 ? [`${inventory.largeObjects.length} large objects`] : []),
    ...[...kinds].map((kind) => (kind === 'events' ? 'event triggers' : kind)),
    'settings and grants of the database',
  ]
  const why = 'they belong to the database as a whole, and a part of it was asked for'
  return [{ severity: 'information', what: `${words.join(', ')}: left out`, why }]
}

/** Half sentences for the report. */
export function sentencesOf({ schemas, tables, schemaOnly, dataOnly }: PartRequest): string[] {
  return [
    ...(schemas.length > 0 ? [`only the schemas ${schemas.join(', ')}`] : []),
    ...(tables.length > 0 ? [`only the tables ${tables.join(', ')}`] : []),
    ...(schemaOnly ? ['only definitions, no rows'] : []),
    ...(dataOnly ? ['only rows, no definitions'] : []),
  ]
}
