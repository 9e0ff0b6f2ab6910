import { statfs } from 'node:fs/promises'
import { canPunchHoles } from '../../dump/follow.ts'
import { type Answer, failure, fine, notChecked, warning } from './checkup.ts'

/** What the spool has to hold; unknown without a connection. */
export interface SpoolNeed {
  /** Bytes of the database on the server's disk. */
  sizeBytes: number
  /** Each is a file of its own in a dump. */
  largeObjects: number
}

/** Whether the spool folder can give disk space back while it is read. */
export async function askPunching(folder: string): Promise<Answer> {
  const punch = await canPunchHoles(folder).catch(() => undefined)
  if (punch === undefined) {
    return failure(
      `nothing can be written into ${folder}`,
      'set spool-dir to a folder that exists and may be written to',
    )
  }
  if (punch) return fine(`${folder} gives space back while it is read`)
  return warning(
    `${folder} cannot give back space while it is read, so the whole dump lies there and spool-limit does not hold`,
    'set spool-dir to a folder on ext4, xfs, btrfs or tmpfs, and install util-linux (fallocate)',
  )
}

/** Free space and files of the spool folder against what a backup takes, as `backup` estimates it. */
export async function askSpace(folder: string, spoolLimit: number, need: SpoolNeed | undefined): Promise<Answer> {
  const facts = await statfs(folder).catch(() => undefined)
  if (facts === undefined) return failure(`${folder} is not there`, 'set spool-dir to a folder that exists')
  const { bavail, bsize, ffree } = facts
  const free = bavail * bsize
  if (need === undefined) return notChecked(`${mebibytes(free)} free; without a connection the need is not known`)
  const punch = await canPunchHoles(folder)
  const bytes = punch ? Math.min(spoolLimit, need.sizeBytes) : need.sizeBytes
  const found = `${mebibytes(free)} free in ${folder}, and a backup may need ${mebibytes(bytes)}`
  if (free < bytes)
    return failure(found, `set spool-dir to a folder on a larger disk${punch ? ', or lower spool-limit' : ''}`)
  // Some file systems have no fixed number of files and say 0.
  if (ffree > 0 && ffree < need.largeObjects) {
    return failure(
      `${folder} has room for ${ffree} files, and there are ${need.largeObjects} large objects`,
      'set spool-dir to a folder on a file system with more inodes',
    )
  }
  return fine(found)
}

const mebibytes = (bytes: number) => `${Math.ceil(bytes / 1024 ** 2)} MiB`
