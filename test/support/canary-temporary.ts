import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Canary, canariesIn } from './canary.ts'

/** Larger ones hold rows. */
const LARGEST = 512 * 1024

/** What is killed must be killed in the middle. */
const EVERY_MS = { killing: 5, watching: 20 } as const

/** Folders that belong to a run, or to what it was asked to keep. */
const OWN = /^pgproof-/

export interface Watching {
  /** What was seen that must not be: files or folders that others may read, and secrets in such. */
  stop(): string[]
}

/**
 * Looks at a folder of temporary files all along: what belongs to pgproof is 0600 in 0700, and elsewhere stands no secret.
 * `kill` sends a signal once there is a run's folder, and a name in it that matches `when`.
 */
export function watchTemporary(
  folder: string,
  canaries: readonly Canary[],
  kill?: { pid: number; signal: NodeJS.Signals; when?: RegExp },
): Watching {
  const wrong = new Set<string>()
  const read = new Set<string>()
  let killed = false
  const look = () => {
    const names = walk(folder, false, { wrong, read, canaries })
    const due = kill && !killed && names.some((path) => (kill.when ?? /pgproof-run-[^/]*$/).test(path))
    if (!due) return
    killed = true
    process.kill(kill.pid, kill.signal)
  }
  const timer = setInterval(look, kill ? EVERY_MS.killing : EVERY_MS.watching)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return [...wrong]
    },
  }
}

interface Look {
  wrong: Set<string>
  read: Set<string>
  canaries: readonly Canary[]
}

/** All paths below a folder; `own` says that it belongs to a run. */
function walk(folder: string, own: boolean, look: Look): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name)
    const mine = own || (entry.isDirectory() && OWN.test(entry.name))
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat === undefined) return []
    const mode = stat.mode & 0o777
    if (entry.isDirectory()) {
      if (mine && (mode & 0o077) !== 0) look.wrong.add(`${path} is ${mode.toString(8)}`)
      return [path, ...walk(path, mine, look)]
    }
    if (!entry.isFile()) return []
    if (mine && (mode & 0o177) !== 0) look.wrong.add(`${path} is ${mode.toString(8)}`)
    if (!mine && stat.size <= LARGEST) search(path, `${path} ${stat.size} ${stat.mtimeMs}`, look)
    return [path]
  })
}

function search(path: string, version: string, { wrong, read, canaries }: Look): void {
  if (read.has(version)) return
  read.add(version)
  for (const name of canariesIn(contentOf(path), canaries)) wrong.add(`${path} holds the ${name}`)
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    // It went away meanwhile.
    return []
  }
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
