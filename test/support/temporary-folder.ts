import { chmodSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
const NEEDED = 4 * 1024 ** 3

/**
 * Before all tests: gives them a temporary folder in memory where there is room, and takes it away at the end. A server and each of its databases
 * are hundreds of small files, and making them is what the tests would mostly wait for on a disk. A TMPDIR that somebody chose stays.
 */
export default function chooseTemporaryFolder(): void {
  if (process.env.TMPDIR !== undefined || freeBytes(MEMORY) < NEEDED) return
  removeLeftovers()
  const folder = join(MEMORY, `pgproof-${process.pid}`)
  mkdirSync(folder)
  chmodSync(folder, 0o1777)
  process.env.TMPDIR = folder
  // Of the processes of pgproof that are started from the source: half of their start is compiling.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled')
  process.once('exit', () => remove(folder))
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}

/** Of runs of the tests that were killed. What is in use, such as a disk that is mounted there, stays for the next run. */
function removeLeftovers(): void {
  for (const name of readdirSync(MEMORY)) {
    const pid = Number(/^pgproof-(\d+)$/.exec(name)?.[1])
    if (pid > 0 && !isAlive(pid)) remove(join(MEMORY, name))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // Tests fail for what they look at, not for this.
  }
}
