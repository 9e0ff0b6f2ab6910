import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { environmentError } from '../errors.ts'
import { runChild } from './child.ts'
import { dockerPrograms } from './docker-programs.ts'

/** How a program is started; its own arguments follow `args`. */
export interface ProgramCommand {
  command: string
  args: string[]
}

/** PostgreSQL's programs of one major version. */
export interface Programs {
  readonly major: number
  /** `17.11` */
  readonly version: string
  /** The folder or image that they come from. */
  readonly from: string
  command(program: string): ProgramCommand
}

export interface FindOptions {
  environment: Record<string, string | undefined>
  /** Brings the programs and returns their folder. */
  install?: ((major: number) => Promise<string | undefined>) | undefined
  /** `local`: no container. `docker`: nothing but one. */
  client?: 'auto' | 'local' | 'docker'
  /** Folders that a program in a container must see, under the same path. */
  folders?: string[]
  /** `client` (default): pg_dump, pg_restore and psql. `server`: initdb and postgres too. */
  needs?: 'client' | 'server'
}

/**
 * Older minors let a crafted archive run code in pg_restore (fixed 2026-11).
 * https://www.postgresql.org/support/security/
 */
const fixedMinors: Readonly<Record<number, number>> = { 14: 25, 15: 20, 16: 16, 17: 12, 18: 7 }

const needed = {
  client: ['pg_dump', 'pg_restore', 'psql'],
  server: ['pg_dump', 'pg_restore', 'psql', 'initdb', 'postgres'],
}

/**
 * Finds PostgreSQL's programs of a major: in the packages' own folder, on PATH by their real version, by `install`, in a container.
 * Throws an environment error with the line that installs them.
 */
export async function findPrograms(
  major: number,
  options: FindOptions,
): Promise<{ programs: Programs; warnings: string[] }> {
  const { client = 'auto' } = options
  const local =
    client === 'docker' ? undefined : ((await fromFolders(major, options)) ?? (await fromInstall(major, options)))
  const programs = local ?? (client === 'local' ? undefined : await dockerPrograms(major, options))
  if (programs === undefined) throw notFound(major, options.needs ?? 'client')
  return { programs, warnings: warningsOf(programs) }
}

/** The programs in a folder, whatever their version; undefined where one is missing. */
export async function programsIn(folder: string, needs: 'client' | 'server' = 'client'): Promise<Programs | undefined> {
  if (!needed[needs].every((program) => isProgram(join(folder, program)))) return undefined
  const version = await versionIn(folder)
  if (version === undefined) return undefined
  const command = (program: string) => ({ command: join(folder, program), args: [] })
  return { major: Number.parseInt(version, 10), version, from: folder, command }
}

/** By the file, its size and when it was changed: one process asks for the same programs several times. */
const versions = new Map<string, Promise<string | undefined>>()

function versionIn(folder: string): Promise<string | undefined> {
  const file = join(folder, 'pg_dump')
  const { ino, size, mtimeMs } = statSync(file)
  const key = [file, ino, size, mtimeMs].join(' ')
  const version = versions.get(key) ?? askVersion(file)
  versions.set(key, version)
  return version
}

async function askVersion(pgDump: string): Promise<string | undefined> {
  const { stdout, end } = await runChild(pgDump, ['--version'], { environment: { LC_ALL: 'C' } })
  return end.code === 0 ? versionOf(stdout.toString()) : undefined
}

/** `17.11` from `pg_dump (PostgreSQL) 17.11 (Debian …)`; a version in development has no minor: `19devel`. */
export function versionOf(text: string): string | undefined {
  return /\(PostgreSQL\) (\d+(?:\.\d+|devel|beta\d+|rc\d+))/.exec(text)?.[1]
}

async function fromFolders(major: number, options: FindOptions): Promise<Programs | undefined> {
  const path = (options.environment.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
  for (const folder of [`/usr/lib/postgresql/${major}/bin`, `/usr/pgsql-${major}/bin`, ...path]) {
    const programs = await programsIn(folder, options.needs)
    if (programs?.major === major) return programs
  }
  return undefined
}

async function fromInstall(major: number, options: FindOptions): Promise<Programs | undefined> {
  const folder = await options.install?.(major)
  return folder === undefined ? undefined : programsIn(folder, options.needs)
}

/** Debian's /usr/bin/pg_dump is a wrapper that picks a version by itself, so it is none. */
function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return !realpathSync(file).endsWith('/pg_wrapper')
  } catch {
    return false
  }
}

function warningsOf({ major, version, from }: Programs): string[] {
  const fixed = fixedMinors[major]
  const minor = Number(version.split('.')[1])
  if (fixed === undefined || !(minor < fixed)) return []
  return [
    `PostgreSQL ${version} in ${from} is older than ${major}.${fixed}, which closes a hole where a crafted archive runs code in pg_restore: update it`,
  ]
}

function notFound(major: number, needs: 'client' | 'server') {
  const name = needs === 'server' ? `postgresql-${major}` : `postgresql-client-${major}`
  return environmentError(
    `the ${needs} programs of PostgreSQL ${major} are not installed here`,
    `install them: sudo apt-get install -y postgresql-common && sudo /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y && sudo apt-get install -y ${name}`,
  )
}
