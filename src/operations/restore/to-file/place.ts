import { randomBytes } from 'node:crypto'
import { chmod, link, lstat, mkdir, rename, rm, stat, statfs, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { environmentError, messageOf, refusal, usageError } from '../../../errors.ts'

export type FileKind = 'plain' | 'custom' | 'folder' | 'csv'

const KINDS: readonly [ending: RegExp, kind: FileKind][] = [
  [/\.sql$/i, 'plain'],
  [/\.(dump|custom)$/i, 'custom'],
  [/\.csv$/i, 'csv'],
  [/(\/|\.dir)$/i, 'folder'],
]

export function kindOf(path: string): FileKind {
  const found = KINDS.find(([ending]) => ending.test(path))
  if (found) return found[1]
  throw usageError(
    `to-file does not say by its ending what ${path} is to be`,
    'end it with .sql (plain), .dump (custom archive), .csv (one table), or / (a folder in the directory format)',
  )
}

/** Something that is made under another name in the same folder, and gets its own only when it is whole. */
export interface Unfinished {
  /** The path to write to; nothing is there yet. */
  path: string
  /** Gives it its name, readable only by its owner. Throws exit 4 where that name is taken by now. */
  finish(): Promise<void>
  /** Removes what is not finished. */
  discard(): Promise<void>
}

/** Exit 4 where something has the name, exit 3 where nothing can be written there. */
export async function beginFile(target: string): Promise<Unfinished> {
  const path = resolve(target)
  await refuseExisting(path)
  const room = join(dirname(path), `.pgproof-${randomBytes(6).toString('hex')}`)
  await mkdir(room, { mode: 0o700 }).catch((error: unknown) => {
    throw environmentError(
      `nothing can be written into ${dirname(path)}: ${messageOf(error)}`,
      'make the folder, or give to-file another one',
      error,
    )
  })
  const own = join(room, basename(path))
  return {
    path: own,
    finish: async () => {
      await refuseExisting(path)
      await moveTo(own, path)
    },
    discard: () => rm(room, { recursive: true, force: true }),
  }
}

async function refuseExisting(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found)
    throw refusal(`${path} is there already`, 'give to-file another name, or move it away; nothing was changed')
}

/** A link fails where the name is taken, which a renaming would not; folders and some file systems know only renaming. */
async function moveTo(own: string, path: string): Promise<void> {
  if ((await stat(own)).isDirectory()) {
    await chmod(own, 0o700)
    return await rename(own, path)
  }
  await chmod(own, 0o600)
  try {
    await link(own, path)
    await unlink(own)
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') await refuseExisting(path)
    await rename(own, path)
  }
}

/** What is going to lie in a folder, in bytes. */
export interface Need {
  folder: string
  bytes: number
}

/** Looks first whether there is room; what lies on one disk counts together. Throws exit 3. */
export async function checkRoom(needs: readonly Need[]): Promise<void> {
  const disks = new Map<number, Need>()
  for (const { folder, bytes } of needs) {
    const { dev } = await stat(folder)
    disks.set(dev, { folder, bytes: bytes + (disks.get(dev)?.bytes ?? 0) })
  }
  for (const { folder, bytes } of disks.values()) {
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize >= bytes) continue
    throw environmentError(
      `${folder} has ${mebibytes(bavail * bsize)} free, and the file may need ${mebibytes(bytes)} there`,
      'give to-file a path on a larger disk, and spool-dir a folder on one; nothing was written',
    )
  }
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MiB`
