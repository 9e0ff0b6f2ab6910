import { expect, test } from '@jest/globals'
import { decide } from '../../src/repository/retention.ts'
import type { Candidate } from '../../src/repository/retention-candidate.ts'
import { doubtAbout } from '../../src/repository/retention-floors.ts'
import { DAY, type Policy } from '../../src/repository/retention-policy.ts'
import { aged, daily, now, policyOf } from './candidates.ts'

const kept = (backups: Candidate[], policy: Partial<Policy>, at = now) =>
  decide(backups, policyOf(policy), at)
    .filter(({ keep }) => keep)
    .map(({ id }) => id)
const reasonOf = (backups: Candidate[], policy: Partial<Policy>, id: string) =>
  decide(backups, policyOf(policy), now)
    .find((one) => one.id === id)
    ?.reasons.join('; ')

const days = (...list: number[]) => list.map((day) => `${day}d`)
const upTo = (day: number) => days(...Array.from({ length: day + 1 }, (_, one) => one))

const cases: [string, Candidate[], Partial<Policy>, string[]][] = [
  ['a type is kept as long as its rule says', daily(20), { types: { auto: 10 * DAY } }, upTo(10)],
  ['nothing under 7 days goes, whatever the type says', daily(20), { types: { auto: DAY } }, upTo(7).slice(0, 7)],
  ['a type without a rule is kept for ever', daily(9, { type: 'own' }), { types: { auto: 7 * DAY } }, upTo(8)],
  ['the calendar thins out what comes by itself', daily(30), { calendar: { weekly: 3 } }, [...upTo(6), '12d']],
  ['keep-last counts backups', daily(20), { calendar: { last: 9 } }, upTo(8)],
  [
    'keep-daily takes days with a backup',
    [0, 1, 8, 20, 30, 40].map((day) => aged(day)),
    { calendar: { daily: 4 } },
    days(0, 1, 8, 20),
  ],
  ['keep-monthly', daily(60), { calendar: { monthly: 3 } }, [...upTo(6), '20d', '51d']],
  ['keep-yearly', [0, 100, 340, 700, 1000].map((day) => aged(day)), { calendar: { yearly: 3 } }, days(0, 340, 700)],
  [
    'manual ones go by their own rule alone',
    [aged(0), aged(1), aged(2), aged(90, { type: 'manual' })],
    { types: { auto: 7 * DAY }, calendar: { daily: 1 } },
    days(0, 1, 2, 90),
  ],
  [
    'a partial one is no restore point',
    [...daily(4), aged(9, { complete: false })],
    { types: { auto: 7 * DAY }, calendar: { last: 99 } },
    upTo(3),
  ],
  [
    'nor is the copy that a restore makes',
    [...daily(4), aged(9, { type: 'pre-restore' })],
    { types: { 'pre-restore': 8 * DAY }, calendar: { last: 99 } },
    upTo(3),
  ],
]

test.each(cases)('%s', (_, backups, policy, expected) => {
  expect(kept(backups, policy)).toEqual(expected)
})

test('fault 87: never fewer than three verified, and never the newest verified or restore-tested one', () => {
  const backups = [
    ...daily(15, { verified: undefined as never }).map(({ verified: _, ...backup }) => backup),
    aged(20),
    aged(21, { restoreTested: true }),
    aged(22, { restoreTested: true, verified: false }),
    aged(23),
    aged(24),
    aged(25, { restoreTested: true }),
  ]
  const policy = { types: { auto: 7 * DAY } }
  expect(kept(backups, policy)).toEqual([...upTo(7), '20d', '21d', '23d'])
  expect(reasonOf(backups, policy, '20d')).toBe('the newest verified')
  expect(reasonOf(backups, policy, '21d')).toBe('the newest restore-tested')
  expect(reasonOf(backups, policy, '23d')).toBe('one of the last 3 verified (min-verified)')
  // Where there are too few that were ever proved, each of them may be the good one.
  expect(kept(backups.slice(0, 17), policy)).toHaveLength(17)
  expect(reasonOf(backups.slice(0, 17), policy, '14d')).toBe('only 2 of them verified, 3 are needed (min-verified)')
})

test('fault 88: when backups stop coming, nothing grows old', () => {
  const backups = daily(20)
  const policy = { types: { auto: 9 * DAY } }
  for (const later of [0, 1, 30, 400])
    expect(kept(backups, policy, new Date(now.getTime() + later * DAY))).toEqual(upTo(9))
})

test('fault 86: a clock that jumps takes nothing with it', () => {
  const backups = daily(20)
  const policy = { types: { auto: 9 * DAY } }
  for (const off of [-365, -20, -1, 1, 365]) {
    const at = new Date(now.getTime() + off * DAY)
    expect(kept(backups, policy, at)).toEqual(expect.arrayContaining(upTo(9)))
  }
  // Made while a clock was a year ahead: it stays, and makes no other one old.
  const ahead = aged(-365)
  expect(kept([ahead, ...backups], policy)).toEqual(['-365d', ...upTo(9)])
  expect(reasonOf([ahead], policy, '-365d')).toContain('in the future')
  // Made while a clock was a year behind: the storage knows when it came.
  expect(kept([aged(365, { stored: now }), ...backups], policy)).toEqual(['365d', ...upTo(9)])
})

test('fault 90: a server that was replaced keeps floors of its own', () => {
  const old = daily(40, { lineage: 'old' }).slice(10)
  expect(kept([...daily(10), ...old], { types: { auto: 7 * DAY } })).toEqual([...upTo(7), ...days(10, 11, 12)])
})

test('a pin holds until its date, with its reason', () => {
  const until = new Date(now.getTime() + DAY)
  const backups = [
    ...daily(4),
    aged(30, { pin: { reason: 'the audit', until } }),
    aged(31, { pin: { reason: 'for ever' } }),
  ]
  const policy = { types: { auto: 7 * DAY } }
  expect(reasonOf(backups, policy, '30d')).toBe('pinned until 2026-11-21: the audit')
  expect(kept(backups, policy)).toEqual([...upTo(3), '30d', '31d'])
  expect(kept(backups, policy, new Date(until))).toEqual([...upTo(3), '31d'])
})

test('every decision says why', () => {
  const backups = [...daily(12), aged(9.5, { id: 'm', type: 'manual' })]
  const policy = { types: { auto: 8 * DAY, manual: 8 * DAY }, calendar: { daily: 9 } }
  expect(reasonOf(backups, policy, '3d')).toBe('younger than 7d (min-age); auto: 8d; keep-daily 2026-11-17')
  expect(reasonOf(backups, policy, '9d')).toBe('auto is kept 8d, and it is over 9d older than the newest')
  expect(reasonOf(backups, policy, 'm')).toBe('manual is kept 8d, and it is over 9d older than the newest')
  expect(reasonOf(backups, { calendar: { daily: 9 } }, '9d')).toBe(
    'no keep- rule holds it, and it is over 9d older than the newest',
  )
})

test('fault 87: a newest backup that failed, or is under half of the usual size, lets nothing go', () => {
  const backups = daily(7)
  const newest = (more: Partial<Candidate>) => [aged(0, more), ...backups.slice(1)]
  expect(doubtAbout(backups)).toBeUndefined()
  expect(doubtAbout(newest({ storedBytes: 500 }))).toBeUndefined()
  expect(doubtAbout(newest({ storedBytes: 499 }))).toBe(
    'the newest backup, 0d, has only 49 % of the size that is usual',
  )
  expect(doubtAbout(newest({ verified: false }))).toBe('the newest backup, 0d, failed its last verify')
  expect(doubtAbout(newest({ restoreTested: false }))).toBe('the newest backup, 0d, failed its last restore-test')
  // A partial one is small by its nature.
  expect(doubtAbout(newest({ storedBytes: 1, complete: false }))).toBeUndefined()
  expect(doubtAbout([])).toBeUndefined()
})

test('what has a copy under other keys goes by the copy, and stays until that was verified', () => {
  const backups = (proven: boolean) => [
    ...daily(9),
    aged(3, { id: 'old', replacedBy: { id: '3d', proven } }),
    aged(20, { id: 'pinned', pin: { reason: 'audit' }, replacedBy: { id: '8d', proven } }),
  ]
  expect(kept(backups(true), { calendar: { last: 12 } })).toEqual([...upTo(8), 'pinned'])
  expect(reasonOf(backups(true), {}, 'old')).toMatch(/^replaced by 3d/)
  expect(reasonOf(backups(false), {}, 'old')).toBe('its copy 3d is not verified yet: pgproof rekey goes on with it')
  // It neither fills a floor, nor stays where too few are proven, nor speaks about the newest.
  expect(kept([aged(0), aged(20, { id: 'old', replacedBy: { id: 'x', proven: true } })], {})).toEqual(['0d'])
  const few = [aged(0, { verified: false }), aged(0, { id: 'copied', replacedBy: { id: 'x', proven: true } })]
  expect(doubtAbout(few)).toContain('0d, failed its last verify')
})
