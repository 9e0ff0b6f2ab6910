import { expect, test } from '@jest/globals'
import { PgproofError } from '../../../src/errors.ts'
import { type RetentionRequest, readPolicy } from '../../../src/operations/prune/policy.ts'
import { DAY } from '../../../src/repository/retention-policy.ts'

const storage = 's3://bucket/prefix?region=eu-central-1'
const policy = (retention: unknown, more: Partial<RetentionRequest> = {}) => readPolicy({ storage, retention, ...more })

function refusalOf(retention: unknown, more: Partial<RetentionRequest> = {}): string {
  try {
    policy(retention, more)
  } catch (error) {
    if (error instanceof PgproofError && error.code === 2) return error.reason
    throw error
  }
  throw new Error('it was taken')
}

test('words, spans and what counts without them', () => {
  const written = {
    types: { auto: '36h', manual: '8w', monthly: '7y' },
    'keep-last': 3,
    'keep-daily': 14,
    'keep-hourly': null,
  }
  expect(policy(written)).toEqual({
    types: { auto: 1.5 * DAY, manual: 56 * DAY, monthly: 2555 * DAY },
    calendar: { last: 3, daily: 14 },
    minAge: 7 * DAY,
    minVerified: 3,
    grace: 7 * DAY,
  })
  expect(policy({ 'keep-last': 3, 'min-age': '10d', 'min-verified': 5, grace: '2w' })).toMatchObject({
    minAge: 10 * DAY,
    minVerified: 5,
    grace: 14 * DAY,
  })
})

test('inputs of their own come before the same words of the policy', () => {
  expect(policy({ 'keep-daily': 14, 'keep-last': 2 }, { keepDaily: 30, grace: 3 * DAY })).toMatchObject({
    calendar: { daily: 30, last: 2 },
    grace: 3 * DAY,
  })
  expect(policy(undefined, { keepWeekly: 5 }).calendar).toEqual({ weekly: 5 })
})

test.each([
  [{ types: { auto: '7O' } }, 'types.auto: must be a time span such as 36h, 7d, 8w or 7y, not "7O"'],
  [{ types: { auto: '0d' } }, 'not "0d"'],
  [{ types: { auto: '-7d' } }, 'not "-7d"'],
  [{ types: { auto: '7m' } }, 'not "7m"'],
  [{ types: { auto: 7 } }, 'types.auto: must be a time span'],
  [{ types: ['auto'] }, 'types: must be a mapping of types to time spans'],
  [{ types: { 'a b': '7d' } }, 'is not a type'],
  [{ 'keep-daily': 0 }, 'keep-daily: must be a whole number'],
  [{ 'keep-daily': -1 }, 'keep-daily: must be a whole number'],
  [{ 'keep-daily': '7O' }, 'keep-daily: must be a whole number'],
  [{ 'keep-daily': 1.5 }, 'keep-daily: must be a whole number'],
  [{ 'keep-days': 7 }, 'unknown key "keep-days", did you mean "keep-'],
  [{ 'keep-last': 3, 'min-age': '6d' }, 'min-age is below 7d, which no policy may be'],
  [{ 'keep-last': 3, 'min-verified': 2 }, 'min-verified is below 3, which no policy may be'],
  [{ 'keep-last': 3, grace: '2h' }, 'grace is below 1d, which no policy may be'],
  ['7d', 'retention cannot be used'],
])('fault 93: %j is refused', (retention, reason) => {
  expect(refusalOf(retention)).toContain(reason)
})

test.each([[undefined], [null], [{}], [{ 'min-age': '30d' }], [{ types: {} }]])(
  'fault 93: without a rule nothing is pruned: %j',
  (retention) => {
    expect(refusalOf(retention)).toBe('no retention is configured, so every backup is kept')
  },
)

test('each storage has a policy of its own', () => {
  const policies = [
    { storage: './backups', 'keep-last': 1 },
    { storage: 's3://bucket/prefix?region=eu-central-1', 'keep-last': 2 },
  ]
  expect(policy(policies).calendar.last).toBe(2)
  expect(policy(policies, { storage: './backups' }).calendar.last).toBe(1)
  expect(refusalOf(policies, { storage: 's3://other' })).toBe('retention has no policy for this storage')
  expect(refusalOf([...policies, policies[1]])).toBe('retention has 2 policies for this storage')
  expect(refusalOf([{ 'keep-last': 1 }])).toBe('retention.1 does not say for which storage it is')
  expect(refusalOf(policies[0])).toBe('retention is for ./backups, not for this storage')
})
