import { medianOf } from '../../proof/expectations.ts'
import type { Limit, StatusBackup } from '../results-status.ts'

/** So many backups before the newest make the median, and fewer than the least make none. */
const EARLIER = { most: 5, least: 3 }

/** How far the newest good backup is from the median of those before it, as a share; the reason where too few are there. */
function distance(backups: readonly StatusBackup[]): { off: number; median: number } | string {
  const [newest, ...before] = backups.filter(({ good }) => good)
  if (newest === undefined) return 'there is no good backup'
  const earlier = before.slice(0, EARLIER.most)
  if (earlier.length < EARLIER.least) return `only ${earlier.length} earlier good backups, ${EARLIER.least} are needed`
  const median = medianOf(earlier.map(({ storedBytes }) => storedBytes))
  if (median === 0) return 'the earlier backups are empty'
  return { off: newest.storedBytes / median - 1, median }
}

export function judgeShrink(backups: readonly StatusBackup[], limit: number): Limit {
  const about = { name: 'max-shrink', allowed: `at most ${percent(limit)} below the median` }
  const found = distance(backups)
  if (typeof found === 'string') return { ...about, state: 'not checked', found }
  // Shares such as 0.1 are no exact numbers.
  if (-found.off <= limit + 1e-9) return { ...about, state: 'kept', found: told(found.off) }
  const hint =
    'look whether rows are missing (pgproof diff) before older backups go away, and whether the right database is backed up'
  return { ...about, state: 'broken', found: told(found.off), hint }
}

export function judgeGrowth(backups: readonly StatusBackup[], limit: number): Limit {
  const about = { name: 'max-growth', allowed: `at most ${percent(limit)} above the median` }
  const found = distance(backups)
  if (typeof found === 'string') return { ...about, state: 'not checked', found }
  if (found.off <= limit + 1e-9) return { ...about, state: 'kept', found: told(found.off) }
  return { ...about, state: 'broken', found: told(found.off), hint: 'see what has grown: pgproof diff' }
}

const told = (off: number) =>
  `the newest good backup is ${percent(Math.abs(off))} ${off < 0 ? 'below' : 'above'} the median of those before it`

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`

/** `free` and `limit` in bytes. */
export function judgeFreeSpace(free: number, limit: number): Limit {
  const found = `${sized(free)} are free in the storage`
  const about = { name: 'min-free-space', allowed: `at least ${sized(limit)}` }
  if (free >= limit) return { ...about, state: 'kept', found }
  return { ...about, state: 'broken', found, hint: 'make room (pgproof prune), or put the storage on a larger disk' }
}

/** `78.6 GB` */
function sized(bytes: number): string {
  const [unit, name] = bytes >= 1e9 ? [1e9, 'GB'] : bytes >= 1e6 ? [1e6, 'MB'] : [1, 'B']
  return `${Number((bytes / unit).toPrecision(3))} ${name}`
}
