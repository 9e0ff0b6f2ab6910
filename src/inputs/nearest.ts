import { nearest } from '../proof/nearest.ts'

/** What to do about a name that is not known. */
export function unknownNameHint(name: string, known: readonly string[]): string {
  const best = nearest(name, known)
  return best ? `did you mean ${best}?` : `known are ${known.join(', ')}`
}
