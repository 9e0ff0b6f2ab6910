import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Archive, type ArchiveEntry } from '../dump/archive.ts'
import { dumpArguments, WHOLE_DATABASE } from '../dump/arguments.ts'
import { negative } from '../errors.ts'
import { runChild } from '../postgres/child.ts'
import { type Connection, keepAliveArgument, libpqEnvironment } from '../postgres/conninfo.ts'
import type { Programs } from '../postgres/programs.ts'
import type { PinnedSettings } from '../postgres/settings.ts'
import { type Definition, isDefinition, type ReadOptions, readDefinitions } from './definitions.ts'

/** Makes and drops databases on the target server: from template0, with the encoding and locale of the source. */
export interface ScratchDatabases {
  create(): Promise<Connection>
  /** Never called twice for one database; also called after an abort. */
  drop(database: Connection): Promise<void>
}

export interface SettleOptions extends ReadOptions {
  /** Of the target server's major. */
  programs: Programs
  /** Of the archives, by PostgreSQL's name. */
  encoding: string
  scratch: ScratchDatabases
  pinned: PinnedSettings
  /** PATH, HOME and the like for the programs. */
  environment: Record<string, string | undefined>
  /** A folder for lists and dumps, private to this run. */
  folder: string
  /** Entries of a second dump that are not looked at, as `leftOut` says of the backup's: dump ids are an archive's own. */
  leftOutAgain?: ((entry: ArchiveEntry) => boolean) | undefined
  signal?: AbortSignal
}

/**
 * The definitions of an archive in their settled form: restored without rows into a database of its own and dumped from there.
 * PostgreSQL prints parsed expressions, and parsing what it printed may give another tree; from the second round on the text stands still.
 */
export async function settleArchive(
  archiveFolder: string,
  name: string,
  options: SettleOptions,
): Promise<Definition[]> {
  const database = await options.scratch.create()
  try {
    options.signal?.throwIfAborted()
    const environment = libpqEnvironment(database, options.pinned, {
      environment: options.environment,
      temporary: options.folder,
    })
    await restoreDefinitions(archiveFolder, name, environment, options)
    const dump = join(options.folder, `settled-${name}`)
    const request = { jobs: 1, lockTimeoutMs: 0, majorVersion: options.programs.major, keepAlive: keepAliveArgument }
    const filter = { ...WHOLE_DATABASE, schemaOnly: true }
    const { programs, encoding } = options
    const args = dumpArguments({ ...request, folder: dump, encoding, filter, tablespaces: false })
    await run('pg_dump', args, environment, options)
    const archive = new Archive(dump, programs, environment, encoding)
    return await readDefinitions(archive, { ...options, leftOut: options.leftOutAgain })
  } finally {
    await options.scratch.drop(database)
  }
}

/** What runs over rows or sets positions defines nothing. */
const OF_ROWS = /^\d+; 0 \d+ (?:SEQUENCE SET|MATERIALIZED VIEW DATA) /
const SUBSCRIPTION = /^\d+; (?:6100 |0 0 (?:ACL|COMMENT|SECURITY LABEL) - SUBSCRIPTION )/

async function restoreDefinitions(
  archiveFolder: string,
  name: string,
  environment: Record<string, string>,
  options: SettleOptions,
): Promise<void> {
  const archive = new Archive(archiveFolder, options.programs, environment, options.encoding)
  const entries = (await archive.entries()).filter(
    (entry) =>
      isDefinition(entry) && !options.leftOut?.(entry) && !OF_ROWS.test(entry.line) && !SUBSCRIPTION.test(entry.line),
  )
  const list = join(options.folder, `settled-${name}.list`)
  await writeFile(list, entries.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600 })
  const flags = ['--exit-on-error', '--no-password', '--no-tablespaces']
  if (options.owners === false) flags.push('--no-owner')
  if (options.privileges === false) flags.push('--no-privileges')
  const args = [`--dbname=${keepAliveArgument}`, ...flags, `--use-list=${list}`, archiveFolder]
  await run('pg_restore', args, environment, options)
}

async function run(
  program: 'pg_dump' | 'pg_restore',
  args: string[],
  environment: Record<string, string>,
  { programs, signal }: SettleOptions,
): Promise<void> {
  const { command, args: before } = programs.command(program)
  const { end } = await runChild(command, [...before, ...args], { environment, ...(signal ? { signal } : {}) })
  signal?.throwIfAborted()
  if (end.code === 0) return
  const lines = end.stderr.split('\n').filter((line) => line.trim() !== '')
  const words = lines.find((line) => /error:/i.test(line)) ?? lines.at(-1) ?? `ended with ${end.signal ?? end.code}`
  throw negative(
    `the definitions could not be restored without rows for their comparison: ${words}`,
    'what the program said names the object; see the differences in its definition',
  )
}
