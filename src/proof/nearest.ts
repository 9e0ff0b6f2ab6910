import { distance } from 'fastest-levenshtein'

/**
 * The known word closest to a mistyped one, compared without case; undefined where none is close enough to be meant
 * (more than half of the word would have to change). The beginning of a known word means that word.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const begun = word.length < 3 ? [] : [...known].filter((candidate) => candidate.startsWith(word.toLowerCase()))
  if (begun.length > 0) return begun.sort((a, b) => a.length - b.length)[0]
  let best: string | undefined
  let bestDistance = Math.max(1, Math.ceil(word.length / 2)) + 1
  for (const candidate of known) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase())
    if (steps < bestDistance) {
      best = candidate
      bestDistance = steps
    }
  }
  return best
}

/** What to say about a key that nobody knows: `unknown key "row", did you mean "rows"? (known: name, rows)`. */
export function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known)
  const question = meant === undefined ? '' : `, did you mean "${meant}"?`
  return `unknown key "${key}"${question} (known: ${known.join(', ')})`
}
