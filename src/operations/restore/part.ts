import { usageError } from '../../errors.ts'
import { shown } from '../../postgres/identifier.ts'
import type { Definition } from '../../proof/definitions.ts'
import type { Chosen } from '../chosen.ts'
import type { PlanNote } from '../results-restore.ts'
import { type Asked, type Closure, closureOf } from './part/closure.ts'
import { Entries, isOfRows } from './part/entries.ts'
import { PartInventory } from './part/inventory.ts'
import { askedFor } from './part/names.ts'
import { notesOf, sentencesOf } from './part/notes.ts'
import type { PartRequest } from './request.ts'
import { type ArchiveTools, storedDefinitions } from './stored-archive.ts'

export interface SelectedPart {
  chosen: Chosen
  /** What is taken along and what is missing. */
  notes: PlanNote[]
}

/** Reduces a backup to what is asked for and what that needs. Exit 2 for names that it does not hold. Writes only into `context.temporary`. */
export async function selectPart(chosen: Chosen, request: PartRequest, tools: ArchiveTools): Promise<SelectedPart> {
  const { schemas, tables, schemaOnly, dataOnly } = request
  if (schemaOnly && dataOnly) {
    throw usageError('schema-only and data-only exclude each other', 'set one of them, or neither')
  }
  refuseLacking(chosen, request)
  const isWhole = schemas.length + tables.length === 0
  if (isWhole && !schemaOnly && !dataOnly) return { chosen, notes: [] }
  const archive = await readArchive(chosen, tools)
  const { inventory } = chosen
  const closure = isWhole ? wholeOf(archive.definitions) : partOf(archive, request, inventory)
  const reducing = new PartInventory(inventory, archive.entries, closure)
  const keeps = (entry: Definition) =>
    closure.taken.has(entry) && (dataOnly ? entry.type === 'SEQUENCE SET' : !schemaOnly || !isOfRows(entry))
  const restored = new Set(archive.definitions.filter(keeps))
  const reduced = isWhole
    ? { ...inventory, ...wholeWith(inventory, restored, archive, request) }
    : reducing.reduced(restored, request)
  const rows = reduced.tables.map(({ dumpId }) => dumpId)
  const part = {
    sentences: sentencesOf(request),
    entries: new Set([...[...restored].map(({ dumpId }) => dumpId), ...rows]),
    detached: reducing.detached(),
  }
  const notes = isWhole ? [] : notesOf(closure, inventory, archive.definitions, dataOnly)
  return { chosen: { ...chosen, inventory: reduced, stored: chosen.stored ?? inventory, part }, notes }
}

/** A backup of definitions has no rows to give, and one of rows no definitions. */
function refuseLacking({ backup, inventory }: Chosen, { schemaOnly, dataOnly }: PartRequest): void {
  const { filter } = inventory
  if (filter.schemaOnly && dataOnly) {
    throw usageError(`backup ${backup.id} holds definitions without rows`, 'choose a backup with rows (pgproof list)')
  }
  if (filter.dataOnly && schemaOnly) {
    throw usageError(
      `backup ${backup.id} holds rows without definitions`,
      'choose a backup with definitions (pgproof list)',
    )
  }
}

interface ReadArchive {
  entries: Entries
  /** In the archive's order, as the inventory lists them. */
  definitions: Definition[]
}

async function readArchive(chosen: Chosen, tools: ArchiveTools): Promise<ReadArchive> {
  const definitions = await storedDefinitions(chosen, tools)
  const members = chosen.inventory.facts.extensions.flatMap(({ name, configTables }) =>
    configTables.map((table) => ({ ...table, extension: name })),
  )
  return { definitions, entries: new Entries(definitions, members) }
}

function partOf({ entries }: ReadArchive, request: PartRequest, inventory: Chosen['inventory']): Closure {
  const asked = askedFor(request, entries, inventory)
  const closure = closureOf(entries, asked)
  refuseUnreadable(asked, closure, request)
  return closure
}

/** A view that was named and reads what was not would be missing without a word to stop for. */
function refuseUnreadable({ schemas }: Asked, { missing }: Closure, { tables }: PartRequest): void {
  if (tables.length === 0) return
  for (const { entry, lacks } of missing) {
    if (!/VIEW$/.test(entry.type) || schemas.has(entry.schema)) continue
    const [view, read] = [shown(entry.schema, entry.tag), shown(lacks.schema, lacks.tag)]
    throw usageError(`the view ${view} reads ${read}, which is not asked for`, `name ${read} in tables too`)
  }
}

const wholeOf = (definitions: Definition[]): Closure => ({ taken: new Set(definitions), along: new Set(), missing: [] })

function wholeWith(
  inventory: Chosen['inventory'],
  restored: ReadonlySet<Definition>,
  { definitions }: ReadArchive,
  { schemaOnly, dataOnly }: PartRequest,
): Partial<Chosen['inventory']> {
  const { filter, facts } = inventory
  return {
    filter: { ...filter, schemaOnly: filter.schemaOnly || schemaOnly, dataOnly: filter.dataOnly || dataOnly },
    tables: schemaOnly ? [] : inventory.tables,
    entries: inventory.entries.filter((_, place) => restored.has(definitions[place] as Definition)),
    // Neither with definitions alone nor into a database that has objects of its own.
    largeObjects: [],
    largeObjectParts: [],
    facts: { ...facts, largeObjects: { count: 0, groups: [] } },
  }
}
