import { statfs } from 'node:fs/promises'
import { canPunchHoles } from '../../dump/follow.ts'
import { environmentError } from '../../errors.ts'
import type { SourceFacts } from '../../postgres/facts.ts'

/** Checks that the spool has room: the limit where holes can be punched, the whole database where they cannot. Returns warnings. */
export async function checkSpool(folder: string, facts: SourceFacts, spoolLimit: number): Promise<string[]> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const punch = await canPunchHoles(folder)
  // Without its indexes a database is smaller as text than on disk, as a rule; the whole is the safe estimate.
  const need = punch ? Math.min(spoolLimit, facts.sizeBytes) : facts.sizeBytes
  if (free < need) {
    throw environmentError(
      `the spool folder ${folder} has ${mebibytes(free)} free, and the dump may need ${mebibytes(need)}`,
      punch
        ? 'set spool-dir to a folder on a larger disk, or lower spool-limit'
        : 'set spool-dir to a folder on a larger disk',
    )
  }
  if (punch) return []
  return [
    `${folder} cannot give back disk space while it is read, so the whole dump is spooled and spool-limit does not hold`,
  ]
}

/** Of what is free: others write to the disk too. */
const SHARE_OF_FREE = 0.9

/** The limit to keep: the one asked for, or less where the disk has less room. A database of well compressed values is larger as text than on disk. */
export async function spoolLimitOn(folder: string, spoolLimit: number): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return Math.min(spoolLimit, bavail * bsize * SHARE_OF_FREE)
}

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`
