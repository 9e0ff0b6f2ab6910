import { statfs } from 'node:fs/promises'
import { canPunchHoles } from '../dump/follow.ts'
import { environmentError } from '../errors.ts'
import type { SourceFacts } from '../postgres/facts.ts'

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

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`
