import { type Candidate, hasFailed, isProven, isWhole, newestFirst } from './retention-candidate.ts'
import type { Policy } from './retention-policy.ts'

/**
 * What no rule may take: of each database of each server the newest verified and the newest restore-tested backup, and as many proven ones as `min-verified` says.
 * Where there are not so many, every complete backup stays: any of them may turn out to be the one that is needed.
 * `known` is newest first; `isKept` says what the rules keep already. Returns the reasons by id.
 */
export function keptByFloors(
  known: readonly Candidate[],
  isKept: (id: string) => boolean,
  { minVerified }: Policy,
): Map<string, string[]> {
  const kept = new Map<string, string[]>()
  const keep = (id: string, reason: string) => kept.set(id, [...(kept.get(id) ?? []), reason])
  for (const lineage of new Set(known.map((backup) => backup.lineage))) {
    const whole = known.filter((backup) => backup.lineage === lineage && isWhole(backup))
    const proven = whole.filter(isProven)
    const verified = proven.find((backup) => backup.verified === true)
    const tested = proven.find((backup) => backup.restoreTested === true)
    if (verified) keep(verified.id, 'the newest verified')
    if (tested) keep(tested.id, 'the newest restore-tested')
    if (proven.length < minVerified) {
      const few = `${proven.length === 0 ? 'none' : `only ${proven.length}`} of them verified, ${minVerified} are needed (min-verified)`
      for (const { id } of whole.filter((backup) => !isKept(backup.id) && !kept.has(backup.id))) keep(id, few)
      continue
    }
    let count = proven.filter(({ id }) => isKept(id) || kept.has(id)).length
    for (const { id } of proven.filter((backup) => !isKept(backup.id) && !kept.has(backup.id))) {
      if (count >= minVerified) break
      keep(id, `one of the last ${minVerified} verified (min-verified)`)
      count++
    }
  }
  return kept
}

/** The newest is compared with so many before it. */
const COMPARED = 5

/**
 * Why the newest backup is no reason to part with an older one: its last proof failed, or it is under half the size that is usual.
 * Undefined where nothing is odd about it.
 */
export function doubtAbout(backups: readonly Candidate[]): string | undefined {
  const [newest, ...earlier] = newestFirst(backups.filter((backup) => isWhole(backup) && !backup.replacedBy))
  if (newest === undefined) return undefined
  if (hasFailed(newest)) {
    const what = newest.verified === false ? 'verify' : 'restore-test'
    return `the newest backup, ${newest.id}, failed its last ${what}`
  }
  const sizes = earlier.slice(0, COMPARED).map(({ storedBytes }) => storedBytes)
  const usual = medianOf(sizes)
  if (usual === undefined || newest.storedBytes * 2 >= usual) return undefined
  const share = Math.floor((newest.storedBytes / usual) * 100)
  return `the newest backup, ${newest.id}, has only ${share} % of the size that is usual`
}

function medianOf(values: number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined || sorted.length % 2 === 1) return upper
  return Math.round(((sorted[middle - 1] as number) + upper) / 2)
}
