import { closest, distance } from 'fastest-levenshtein'

/** The known name that was probably meant: at most a third of its letters differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const best = closest(name, known)
  return distance(name, best) <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined
}

/** What to do about a name that is not known. */
export function unknownNameHint(name: string, known: readonly string[]): string {
  const best = nearest(name, known)
  return best ? `did you mean ${best}?` : `known are ${known.join(', ')}`
}
