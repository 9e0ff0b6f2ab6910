import type { Candidate } from '../../src/repository/retention-candidate.ts'
import { DAY, type Policy } from '../../src/repository/retention-policy.ts'

/** The moment that the tests of retention are told. */
export const now = new Date('2026-11-20T12:00:00Z')

/** A verified complete backup, so many days before now. */
export function aged(days: number, more: Partial<Candidate> = {}): Candidate {
  const created = new Date(now.getTime() - days * DAY)
  return {
    id: `${days}d`,
    type: 'auto',
    created,
    stored: created,
    complete: true,
    storedBytes: 1000,
    lineage: '7',
    verified: true,
    ...more,
  }
}

export const policyOf = (more: Partial<Policy> = {}): Policy => ({
  types: {},
  calendar: {},
  minAge: 7 * DAY,
  minVerified: 3,
  grace: 7 * DAY,
  ...more,
})

/** One a day, from today on backwards. */
export const daily = (count: number, more: Partial<Candidate> = {}): Candidate[] =>
  Array.from({ length: count }, (_, day) => aged(day, more))

/** Numbers from 0 up to 1 that are the same for one seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
