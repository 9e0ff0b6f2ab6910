import { expect, test } from '@jest/globals'
import { decide } from '../../src/repository/retention.ts'
import { type Candidate, isProven, isRestorePoint, newestFirst } from '../../src/repository/retention-candidate.ts'
import { CALENDAR, DAY, HOUR, type Policy } from '../../src/repository/retention-policy.ts'
import { now, policyOf, seeded } from './candidates.ts'

const SEEDS = 2000

function anyBackups(random: () => number): Candidate[] {
  const pick = <T>(...of: T[]) => of[Math.floor(random() * of.length)] as T
  return Array.from({ length: Math.floor(random() * 40) }, (_, number) => {
    const created = new Date(now.getTime() - Math.floor(random() * 200 * 24) * HOUR)
    const verified = pick(undefined, true, true, false)
    const restoreTested = pick(undefined, undefined, true, false)
    return {
      id: String(number).padStart(3, '0'),
      type: pick('auto', 'auto', 'auto', 'manual', 'pre-restore', 'own'),
      created,
      stored: new Date(created.getTime() + random() * HOUR),
      complete: random() > 0.1,
      storedBytes: 1000,
      lineage: pick('7', '7', '8'),
      ...(verified !== undefined && { verified }),
      ...(restoreTested !== undefined && { restoreTested }),
      ...(random() < 0.05 && { pin: { reason: 'a reason' } }),
    }
  })
}

function anyPolicy(random: () => number): Policy {
  const types: Record<string, number> = {}
  for (const type of ['auto', 'manual', 'pre-restore']) if (random() > 0.5) types[type] = Math.ceil(random() * 60) * DAY
  const calendar: Record<string, number> = {}
  for (const rule of CALENDAR) if (random() > 0.7) calendar[rule] = Math.ceil(random() * 10)
  return policyOf({ types, calendar, minVerified: 3 + Math.floor(random() * 3) })
}

const keptBy = (backups: Candidate[], policy: Policy, at = now) =>
  new Set(decide(backups, policy, at).flatMap(({ id, keep }) => (keep ? [id] : [])))

function forAll(hold: (backups: Candidate[], policy: Policy, random: () => number) => void) {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seeded(seed)
    hold(anyBackups(random), anyPolicy(random), random)
  }
}

test('of each server at least min-verified proven ones stay, or all complete ones; the newest proven one always', () => {
  forAll((backups, policy) => {
    const kept = keptBy(backups, policy)
    for (const lineage of ['7', '8']) {
      const own = newestFirst(backups.filter((backup) => backup.lineage === lineage))
      const proven = own.filter(isProven)
      const stay = proven.filter(({ id }) => kept.has(id))
      expect(stay.length).toBeGreaterThanOrEqual(Math.min(policy.minVerified, proven.length))
      expect(stay[0]?.id).toBe(proven[0]?.id)
      if (proven.length < policy.minVerified) {
        expect(own.filter((backup) => isRestorePoint(backup) && !kept.has(backup.id))).toEqual([])
      }
    }
  })
})

test('nothing young, nothing pinned and no type without a rule goes', () => {
  forAll((backups, policy) => {
    const kept = keptBy(backups, policy)
    for (const { created, pin, type } of backups.filter((backup) => !kept.has(backup.id))) {
      expect(now.getTime() - created.getTime()).toBeGreaterThanOrEqual(policy.minAge)
      expect(pin).toBeUndefined()
      expect(policy.types[type] !== undefined || type === 'auto').toBe(true)
    }
  })
})

test('the order in which backups are listed decides nothing', () => {
  forAll((backups, policy, random) => {
    const shuffled = backups.map((backup) => ({ backup, at: random() })).sort((a, b) => a.at - b.at)
    expect(
      keptBy(
        shuffled.map(({ backup }) => backup),
        policy,
      ),
    ).toEqual(keptBy(backups, policy))
  })
})

test('a longer rule, a higher count or a pin never lets more go', () => {
  forAll((backups, policy, random) => {
    const kept = keptBy(backups, policy)
    const longer = {
      ...policy,
      types: Object.fromEntries(Object.entries(policy.types).map(([type, time]) => [type, time + DAY])),
      calendar: Object.fromEntries(Object.entries(policy.calendar).map(([rule, count]) => [rule, count + 1])),
      minVerified: policy.minVerified + 1,
    }
    const pinned = backups.map((backup) => (random() > 0.9 ? { ...backup, pin: { reason: 'held' } } : backup))
    for (const more of [keptBy(backups, longer), keptBy(pinned, policy)]) {
      // A pin or a rule may stand in for what only a floor had kept.
      const rules = decide(backups, policy, now).filter(({ reasons }) =>
        reasons.some((why) => !/newest|verified/.test(why)),
      )
      expect([...kept].filter((id) => !more.has(id) && rules.some((one) => one.id === id && one.keep))).toEqual([])
    }
  })
})

test('time alone lets nothing go, and what was let go is not needed by what stays', () => {
  forAll((backups, policy, random) => {
    const kept = keptBy(backups, policy)
    const later = new Date(now.getTime() + random() * 3650 * DAY)
    const newest = newestFirst(backups.filter(isRestorePoint))[0]
    if (newest && now.getTime() - newest.stored.getTime() >= 0) expect(keptBy(backups, policy, later)).toEqual(kept)
    expect(
      keptBy(
        backups.filter(({ id }) => kept.has(id)),
        policy,
      ),
    ).toEqual(kept)
  })
})
