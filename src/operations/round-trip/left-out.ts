import type { ArchiveEntry } from '../../dump/archive.ts'
import type { Inventory } from '../../repository/inventory.ts'
import type { Chosen } from '../chosen.ts'

/**
 * Extensions that run jobs, with the schemas that are theirs. A test never makes them: a copy's jobs would begin to run,
 * and pg_cron can be made in one database of a server only.
 */
const SCHEDULERS: ReadonlyMap<string, readonly string[]> = new Map([['pg_cron', ['cron']]])

export const isScheduler = (extension: string): boolean => SCHEDULERS.has(extension)

/** The backup as it can be tested where some extensions cannot be had: without them, their tables and their comments. */
export function withoutExtensions(chosen: Chosen, absent: readonly string[]): Chosen {
  if (absent.length === 0) return chosen
  const { inventory, stored = inventory } = chosen
  return { ...chosen, inventory: reduce(inventory, new Set(absent)), absentExtensions: absent, stored }
}

function reduce(inventory: Inventory, absent: Set<string>): Inventory {
  const members = new Set(
    inventory.facts.tables
      .filter((table) => table.extension !== null && absent.has(table.extension))
      .map((table) => JSON.stringify([table.schema, table.name])),
  )
  const isMember = (schema: string, name: string) => members.has(JSON.stringify([schema, name]))
  const { facts } = inventory
  return {
    ...inventory,
    tables: inventory.tables.filter((table) => !isMember(table.schema, table.name)),
    facts: {
      ...facts,
      tables: facts.tables.filter((table) => !isMember(table.schema, table.name)),
      indexes: facts.indexes.filter((index) => !isMember(index.schema, index.table)),
      constraints: facts.constraints.filter((constraint) => !isMember(constraint.schema, constraint.table)),
      extensions: facts.extensions.filter((extension) => !absent.has(extension.name)),
    },
  }
}

/** Which lines of the backup's archive are not restored: what was not asked for, what the target cannot have, and what refers to nothing. */
export function leftOutOf({
  part,
  absentExtensions = [],
  inventory,
}: Chosen): ((entry: ArchiveEntry) => boolean) | undefined {
  const tests = [
    ...(part === undefined ? [] : [({ dumpId }: ArchiveEntry) => !part.entries.has(dumpId)]),
    extensionEntries(absentExtensions),
    placesOfNothing(inventory),
  ].filter((test) => test !== undefined)
  return tests.length === 0 ? undefined : (entry) => tests.some((test) => test(entry))
}

/** pg_publication_rel: a table's place in a publication. */
const PLACE = /^\d+; 6106 \d+ PUBLICATION TABLE /

/** PostgreSQL 18's pg_dump puts tables of excluded schemas into publications all the same, though it does not make the tables. */
function placesOfNothing({ filter, entries }: Inventory): ((entry: ArchiveEntry) => boolean) | undefined {
  if (filter.excludeSchemas.length === 0) return undefined
  const held = new Set(entries.filter(({ type }) => type === 'TABLE').map(({ schema }) => schema))
  return ({ line }) => {
    if (!PLACE.test(line)) return false
    const rest = line.replace(PLACE, '')
    return ![...held].some((schema) => rest.startsWith(`${schema} `))
  }
}

/** Which lines of any archive of the database belong to the extensions that are left out. */
export function extensionEntries(absent: readonly string[]): ((entry: ArchiveEntry) => boolean) | undefined {
  if (absent.length === 0) return undefined
  const schemas = absent.flatMap((name) => SCHEDULERS.get(name) ?? [])
  const starts = [
    ...absent.flatMap((name) => [`EXTENSION - ${name} `, `COMMENT - EXTENSION ${name} `]),
    ...schemas.flatMap((schema) => [
      `ACL - SCHEMA ${schema} `,
      `ACL ${schema} `,
      `DEFAULT ACL ${schema} `,
      `SEQUENCE SET ${schema} `,
    ]),
  ]
  return ({ line }) => {
    const text = `${line.replace(/^\d+; \d+ \d+ /, '').trimEnd()} `
    return starts.some((start) => text.startsWith(start))
  }
}
