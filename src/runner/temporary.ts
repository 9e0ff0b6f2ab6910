import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { environmentError, messageOf } from '../errors.ts'
import { ELSEWHERE } from '../postgres/server-folder.ts'

/** `pgproof-run-<host>-<boot>-<pid>-<start>-<random>`: who made it, so that a later run can tell whether the maker still lives. */
const pattern = /^pgproof-run-([0-9a-f]{8})-([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]{6}$/

/** A folder of this run alone (0700). `remove` is synchronous, so that it also works while the process ends. */
export interface TemporaryFolder {
  path: string
  remove(): void
}

/** Makes the folder, and sweeps what runs that were killed left beside it. Throws exit 3 where it cannot be made. */
export function makeTemporary(parent: string): TemporaryFolder {
  const start = startTime(process.pid) ?? '0'
  const path = join(parent, `pgproof-run-${host()}-${boot()}-${process.pid}-${start}-${randomBytes(3).toString('hex')}`)
  try {
    sweep(parent)
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const hint = 'give a folder that can be written to in spool-dir or TMPDIR'
    throw environmentError(`no temporary folder can be made in ${parent}: ${messageOf(error)}`, hint, error)
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) }
}

function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    if (!isAbandoned(name) || !isOurs(path)) continue
    try {
      for (const folder of [...elsewhere(path), path]) rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another run sweeps at the same time, or a file belongs to another user: the next run tries again.
    }
  }
}

/** Folders of the run that lie outside of its own: those of a throw-away server that runs as another user. */
function elsewhere(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink() && entry.name.startsWith(ELSEWHERE))
    .map((entry) => readlinkSync(join(entry.parentPath, entry.name)))
    .filter((folder) => /^pgproof-[0-9a-f]{6}$/.test(basename(folder)))
}

/** On doubt it is not: a folder of another machine, or of a container whose processes cannot be seen from here, stays. */
export function isAbandoned(name: string): boolean {
  const [, madeOn, madeIn, pid, start] = pattern.exec(name) ?? []
  if (madeOn !== host() || madeIn !== boot()) return false
  return startTime(Number(pid)) !== start
}

function isOurs(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat?.isDirectory() === true && stat.uid === process.getuid?.()
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)

const host = () => digest(`${hostname()} ${contentOf('/etc/machine-id')}`)

/** Process numbers mean the same only within one boot and one namespace. */
const boot = () => digest(`${contentOf('/proc/sys/kernel/random/boot_id')} ${namespaceOfProcesses()}`)

function namespaceOfProcesses(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

/** Field 22 of /proc/pid/stat, in ticks since the boot; undefined where there is no such process. See proc(5). */
function startTime(pid: number): string | undefined {
  const stat = contentOf(`/proc/${pid}/stat`)
  return stat === '' ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
