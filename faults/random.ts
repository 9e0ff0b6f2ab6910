import { createHash } from 'node:crypto'
import { randomFrom } from '../test/repository/damages.ts'

export type Random = () => number

/** Numbers from 0 to below 1 that depend on the seed of the whole run and on what they are for, and on nothing else. */
export function randomOf(seed: number, ...purpose: (string | number)[]): Random {
  const digest = createHash('sha256')
    .update([seed, ...purpose].join('\0'))
    .digest()
  return randomFrom(digest.readInt32LE(0))
}

/** A whole number from 0 to below `end`. */
export const below = (end: number, random: Random): number => Math.floor(random() * end)

export function pick<T>(values: readonly T[], random: Random): T {
  if (values.length === 0) throw new Error('nothing to pick from')
  return values[below(values.length, random)] as T
}

/** The values in another order. */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const all = [...values]
  for (let end = all.length; end > 1; end--) {
    const other = below(end, random)
    const last = all[end - 1] as T
    all[end - 1] = all[other] as T
    all[other] = last
  }
  return all
}

/** So many of them, in their own order. */
export function sample<T>(values: readonly T[], count: number, random: Random): T[] {
  const chosen = new Set(shuffled([...values.keys()], random).slice(0, count))
  return values.filter((_, index) => chosen.has(index))
}
