import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentError, negative } from '../errors.ts'
import { startChild } from '../postgres/child.ts'
import { keepAliveArgument } from '../postgres/conninfo.ts'
import type { Programs } from '../postgres/programs.ts'
import { saysServerFault } from '../postgres/server-fault.ts'
import type { Archive, ArchiveEntry } from './archive.ts'

export interface RestoreOptions {
  programs: Programs
  /** PG* of the target database. */
  environment: Record<string, string>
  archive: Archive
  /** A folder for lists. */
  scratch: string
  /** Entries that are not restored. */
  leftOut?: ((entry: ArchiveEntry) => boolean) | undefined
  omit?: Omitted | undefined
  jobs: number
  signal: AbortSignal
}

/** What belongs to the server rather than to the database, and is not restored. */
export interface Omitted {
  /** Everything belongs to the role that restores. */
  owners?: boolean
  /** No grants. */
  privileges?: boolean
  /** Everything goes into the default tablespace; so it does unless this is false. */
  tablespaces?: boolean
}

/** A restored database must not take rows from anywhere by itself. */
const NEVER = ['--no-subscriptions', '--exit-on-error', '--no-password']

/** The words of pg_restore, and of a plain pg_dump, for what is not restored. */
export function omitFlags({ owners, privileges, tablespaces }: Omitted = {}): string[] {
  return [
    ...(tablespaces === false ? [] : ['--no-tablespaces']),
    ...(owners ? ['--no-owner'] : []),
    ...(privileges ? ['--no-privileges'] : []),
  ]
}

/** Makes everything that must be there before rows: types, functions, tables. */
export async function restorePreData(options: RestoreOptions): Promise<void> {
  await restoreSection(options, 'pre-data', [], 'definitions')
}

/**
 * With a list, `--section` would lose what is said about a schema that has no line of its own (`public`): pg_restore takes grants and comments
 * for part of the section before them, and a list puts everything that it leaves out before its first line.
 */
async function restoreSection(options: RestoreOptions, section: string, args: string[], what: string): Promise<void> {
  const { leftOut } = options
  if (!leftOut) return await restore(options, [`--section=${section}`, ...args], what)
  const entries = await options.archive.entries([`--section=${section}`])
  const lines = entries.filter((entry) => !leftOut(entry)).map((entry) => entry.line)
  if (lines.length > 0) await restore(options, [await useList(options, section, lines), ...args], what)
}

/** What the data section holds besides rows and the contents of large objects: sequence positions, the large objects themselves. */
export async function restoreOtherData(options: RestoreOptions): Promise<void> {
  const { leftOut = () => false } = options
  const entries = await options.archive.entries(['--section=data'])
  const lines = entries.filter((entry) => entry.kind === 'other' && !leftOut(entry)).map((entry) => entry.line)
  if (lines.length === 0) return
  await restore(options, ['--section=data', await useList(options, 'other-data', lines)], 'sequences and large objects')
}

/** The contents of large objects whose files lie beside `toc.dat`, by the lists that lie there too. */
export async function restoreLargeObjects(options: RestoreOptions, dumpIds: Set<number> | undefined): Promise<void> {
  const entries = (await options.archive.entries()).filter(
    (entry) => entry.kind === 'large objects' && (dumpIds === undefined || dumpIds.has(entry.dumpId)),
  )
  if (entries.length === 0) return
  const lines = entries.map((entry) => entry.line)
  await restore(options, [await useList(options, 'large-objects', lines)], 'large objects')
}

/** Makes what comes after the rows: indexes, constraints, triggers, rules, event triggers. */
export async function restorePostData(options: RestoreOptions): Promise<void> {
  await restoreSection(options, 'post-data', [`--jobs=${options.jobs}`], 'indexes and constraints')
}

async function useList(options: RestoreOptions, name: string, lines: string[]): Promise<string> {
  const path = join(options.scratch, `${name}.list`)
  await writeFile(path, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 })
  return `--use-list=${path}`
}

async function restore(options: RestoreOptions, args: string[], what: string): Promise<void> {
  const { command, args: before } = options.programs.command('pg_restore')
  const child = startChild(
    command,
    [...before, `--dbname=${keepAliveArgument}`, ...NEVER, ...omitFlags(options.omit), ...args, options.archive.folder],
    {
      environment: options.environment,
      signal: options.signal,
    },
  )
  child.stdout.resume()
  const end = await child.done
  options.signal.throwIfAborted()
  if (end.code === 0) return
  const reason = `pg_restore could not restore the ${what}: ${wordsOf(end.stderr) || `ended with ${end.signal ?? end.code}`}`
  if (end.signal !== null || saysServerFault(end.stderr)) {
    throw environmentError(reason, "see the target's log, then try again; the backup is not in question")
  }
  throw negative(reason, 'the backup does not restore into this server as it is; what pg_restore said names the object')
}

/** The entry and the error, without detail, context and statement: those may hold somebody's data, or a password of a user mapping. */
export function wordsOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  const error = lines.find((line) => /error:/i.test(line)) ?? lines.find((line) => line.startsWith('pg_restore:')) ?? ''
  const entry = lines.find((line) => line.startsWith('pg_restore: from TOC entry '))
  // Messages about a value that cannot be taken quote it behind a colon.
  return [entry, error.replace(/(invalid [^:]*|out of range[^:]*|too long[^:]*): ".*$/, '$1')]
    .filter(Boolean)
    .join(' / ')
}
