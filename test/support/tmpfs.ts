import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system in memory, of so many MiB, that is full sooner than a disk. */
export interface SmallDisk {
  folder: string
  remove(): void
}

/** Mounts it; where we are not root by sudo, which runners allow without a password. */
export function makeSmallDisk(mebibytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-disk-'))
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  asRoot('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=700,uid=${uid},gid=${gid}`, 'tmpfs', folder)
  return {
    folder,
    remove: () => {
      asRoot('umount', '--lazy', folder)
      rmdirSync(folder)
    },
  }
}

function asRoot(command: string, ...args: string[]): void {
  const [program = command, ...all] = process.getuid?.() === 0 ? [command, ...args] : ['sudo', '-n', command, ...args]
  execFileSync(program, all, { stdio: 'pipe' })
}
