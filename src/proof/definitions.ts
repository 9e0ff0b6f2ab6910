import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Archive, ArchiveEntry } from '../dump/archive.ts'
import { environmentError } from '../errors.ts'
import { type Definition, parseListRow, splitText } from './definition-text.ts'

export type { Definition } from './definition-text.ts'
export { compareDefinitions, type DefinitionDifference } from './definitions-compare.ts'

export interface ReadOptions {
  /** False where the target lacks the roles: leaves owners out, on both sides alike. */
  owners?: boolean
  /** False where the target lacks the roles: leaves grants out. */
  privileges?: boolean
  /** Entries that are not looked at: what a target cannot have. */
  leftOut?: ((entry: ArchiveEntry) => boolean) | undefined
}

/**
 * Reads the definition of every entry of an archive that is neither row data nor a large object (those are compared by digest and by the catalogue).
 * The archive's folder needs to hold no more than `toc.dat`; a file with the list of entries lies there for the moment.
 * Subscriptions are left out, since a test does not restore them, and so is what carries the database's name.
 */
export async function readDefinitions(archive: Archive, options: ReadOptions = {}): Promise<Definition[]> {
  const withoutGrants = options.privileges === false ? ['--no-privileges'] : []
  const entries = (await archive.entries(withoutGrants))
    .filter(isDefinition)
    .filter((entry) => !options.leftOut?.(entry))
  const flags = ['--no-tablespaces', ...(options.owners === false ? ['--no-owner'] : []), ...withoutGrants]
  const definitions = await readEntries(archive, flags, entries)
  return definitions.filter((definition) => !isLeftOut(definition))
}

const LARGE_OBJECT = /^\d+; (?:2613 |0 0 (?:ACL|COMMENT|SECURITY LABEL) - LARGE OBJECTS? \d)/
const STATISTICS = /^\d+; 0 0 STATISTICS DATA /

/** Whether the entry defines something: statistics and everything about large objects does not. */
export function isDefinition(entry: ArchiveEntry): boolean {
  return entry.kind === 'other' && !LARGE_OBJECT.test(entry.line) && !STATISTICS.test(entry.line)
}

function isLeftOut({ type, schema, tag }: Definition): boolean {
  if (type === 'DATABASE' || type === 'DATABASE PROPERTIES' || type.startsWith('SUBSCRIPTION')) return true
  return /^(ACL|COMMENT|SECURITY LABEL)$/.test(type) && schema === '' && /^(DATABASE|SUBSCRIPTION) /.test(tag)
}

async function readEntries(archive: Archive, flags: string[], entries: ArchiveEntry[]): Promise<Definition[]> {
  if (entries.length === 0) return []
  const rows = entries.map((entry) => parseListRow(entry.line))
  const { definitions, ambiguous } = splitText(await printEntries(archive, flags, entries), rows)
  if (ambiguous.length === 0) return complete(definitions, rows.length)
  // Without the quoted entries in the list their quotations count as text; alone, an entry's own header comes first.
  const quoted = new Set(ambiguous)
  const others = entries.filter((entry) => !quoted.has(entry.dumpId))
  const result = await readEntries(archive, flags, others)
  for (const entry of entries.filter(({ dumpId }) => quoted.has(dumpId))) {
    result.push(await readQuoted(archive, flags, entry))
  }
  return complete(result, rows.length)
}

async function readQuoted(archive: Archive, flags: string[], entry: ArchiveEntry): Promise<Definition> {
  const text = await printEntries(archive, flags, [entry])
  const [definition] = splitText(text, [parseListRow(entry.line)], { once: true }).definitions
  if (!definition) throw incomplete()
  return definition
}

function complete(definitions: Definition[], expected: number): Definition[] {
  if (definitions.length !== expected) throw incomplete()
  return definitions
}

const incomplete = () =>
  unusable('pg_restore printed fewer definitions than its list names, so they cannot be compared')

const unusable = (reason: string) =>
  environmentError(reason, 'update the PostgreSQL client to its latest minor release')

async function printEntries(archive: Archive, flags: string[], entries: ArchiveEntry[]): Promise<string> {
  const list = join(archive.folder, `definitions-${randomBytes(4).toString('hex')}.list`)
  try {
    await writeFile(list, entries.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600, flag: 'wx' })
    return await archive.run(['--verbose', `--use-list=${list}`, ...flags])
  } finally {
    await rm(list, { force: true })
  }
}
