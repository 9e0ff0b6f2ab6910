import { expect, test } from '@jest/globals'
import type {
  BackupState,
  MeasuredRestore,
  ScheduleState,
  StatusBackup,
} from '../../../src/operations/results-status.ts'
import { judgeLimits, type LimitFacts, type LimitRequest } from '../../../src/operations/status/limits.ts'

const HOUR = 3_600_000
const request: LimitRequest = { maxBackupAge: 26 * HOUR, maxRestoreTestAge: 35 * 24 * HOUR, minFreeSpace: 20e9 }
const goodStates: BackupState[] = ['not verified', 'verified', 'restore-tested']

/** The backup of a day of November at midnight. */
const backupOf = (day: number, state: BackupState = 'verified', storedBytes = 1000): StatusBackup => ({
  id: `202611${String(day).padStart(2, '0')}T000000Z-00000${day % 10}`,
  name: 'shop',
  type: 'auto',
  location: '',
  tags: [],
  created: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`,
  storedBytes,
  state,
  good: goodStates.includes(state),
})

const hours = (ageHours: number, checkedHours = ageHours) => ({
  id: 'x',
  created: '',
  ageSeconds: ageHours * 3600,
  checked: '',
  checkedSeconds: checkedHours * 3600,
})
const restored: MeasuredRestore = { id: 'x', at: '', seconds: 600, proofSeconds: 60, rawBytes: 1 }
const fine: LimitFacts = {
  backups: [backupOf(20)],
  unreadable: [],
  databases: [{ database: 'shop', backups: 1, newest: '2026-11-20T00:00:00.000Z' }],
  newest: hours(5),
  newestVerified: hours(5, 4),
  newestRestoreTested: hours(400, 5),
  timeToRestore: restored,
}
const judge = (facts: Partial<LimitFacts>, more: Partial<LimitRequest> = {}) =>
  judgeLimits({ ...fine, ...facts }, { ...request, ...more })
const broken = (facts: Partial<LimitFacts>, more: Partial<LimitRequest> = {}) =>
  judge(facts, more)
    .filter(({ state }) => state === 'broken')
    .map(({ name, found }) => `${name}: ${found}`)

test('all is well: each limit says what was found, and none has a hint', () => {
  const limits = judge({ freeBytes: 20e9 }, { rpo: 5 * HOUR, rto: 600_000, maxVerifiedAge: 5 * HOUR })
  expect(limits.map(({ name, state, hint }) => [name, state, hint])).toEqual(
    [
      'newest backup',
      'stored objects',
      'one database',
      'max-backup-age',
      'rpo',
      'max-verified-age',
      'max-restore-test-age',
      'min-free-space',
      'rto',
    ].map((name) => [name, 'kept', undefined]),
  )
})

test('a limit is kept to the second, and broken one second later', () => {
  const at = (seconds: number) => ({ newest: { ...hours(0), ageSeconds: seconds } })
  expect(broken(at(26 * 3600))).toEqual([])
  expect(broken(at(26 * 3600 + 1))).toEqual(['max-backup-age: the newest good backup is 1d 2h old'])
  expect(broken({}, { rpo: 5 * HOUR - 1 })).toEqual(['rpo: the changes of the last 5h would be lost'])
  expect(broken({}, { rto: 599_999 })).toEqual(['rto: bringing the data back took 10m'])
  expect(broken({}, { maxVerifiedAge: 5 * HOUR - 1 })).toEqual([
    'max-verified-age: the newest verified backup is 5h old',
  ])
  expect(broken({ newestRestoreTested: hours(1, 35 * 24 + 1) })).toEqual([
    'max-restore-test-age: the last good restore-test was 35d 1h ago',
  ])
  expect(broken({ freeBytes: 19_999_999_999 }).length).toBe(1)
})

test('a second copy has an age, that of the backup that was copied; the storage nearest to today counts', () => {
  const copyOf = (to: string, ageHours: number) => {
    const ageSeconds = ageHours * 3600
    return { to, id: 'x', created: '', ageSeconds, copied: '', copiedSeconds: 60 }
  }
  const copies = [copyOf('s3://given-up', 900), copyOf('s3://far', 26)]
  expect(broken({ copies }, { maxCopyAge: 26 * HOUR })).toEqual([])
  expect(broken({ copies }, { maxCopyAge: 26 * HOUR - 1 })).toEqual([
    'max-copy-age: the newest backup that was copied, to s3://far, is 1d 2h old',
  ])
  expect(broken({}, { maxCopyAge: HOUR })).toEqual(['max-copy-age: no backup was copied to a second storage'])
})

test('what was never done is broken, not unknown', () => {
  const nothing = { newest: undefined, newestVerified: undefined, newestRestoreTested: undefined }
  const facts = { ...nothing, timeToRestore: undefined, backups: [backupOf(20, 'partial')] }
  const limits = broken(facts, { rpo: HOUR, rto: HOUR, maxVerifiedAge: HOUR })
  expect(limits).toEqual([
    'newest backup: there is no backup that the whole database could be brought back from',
    'max-backup-age: there is no good backup',
    'rpo: everything would be lost',
    'max-verified-age: no good backup was ever verified',
    'max-restore-test-age: no good backup was ever restore-tested',
    'rto: nobody has measured how long bringing the data back takes',
  ])
  for (const limit of judge(facts, { rto: HOUR })) if (limit.state === 'broken') expect(limit.hint).toMatch(/pgproof/)
})

test('the worst comes first: what could be lost, then what nobody proved, then what takes long', () => {
  const order = judge(
    {
      backups: [backupOf(21, 'damaged'), backupOf(20)],
      newest: hours(999),
      newestVerified: hours(999),
      newestRestoreTested: hours(999),
      freeBytes: 1,
      schedule: { workflow: 'w', state: 'disabled_manually', url: '' },
    },
    { rpo: HOUR, rto: 1, maxVerifiedAge: HOUR, maxGrowth: 1, maxShrink: 0.5 },
  ).map(({ name, state }) => `${state} ${name}`)
  expect(order).toEqual([
    'broken newest backup',
    'broken max-backup-age',
    'broken rpo',
    'broken max-verified-age',
    'broken max-restore-test-age',
    'broken schedule-check',
    'broken min-free-space',
    'broken rto',
    'not checked max-shrink',
    'not checked max-growth',
    'kept stored objects',
    'kept one database',
  ])
})

test.each([
  ['damaged', 'failed its verification'],
  ['restore-test failed', 'failed its restore-test'],
  ['in the future', 'is from the future'],
] as const)('a newest backup that is %s is never passed over in silence', (state, found) => {
  const bad = backupOf(21, state)
  expect(broken({ backups: [bad, backupOf(20)] })).toEqual([`newest backup: backup ${bad.id} ${found}`])
  expect(broken({ backups: [backupOf(22), bad, backupOf(20)] })).toEqual([])
})

test('a backup that has lost objects is named, also where it is not the newest', () => {
  const lost = { lost: '1 of 2 objects are gone or changed: toc.dat is missing' }
  const [newer, older] = [20, 19].map((day) => ({ ...backupOf(day, 'damaged'), ...lost })) as [
    StatusBackup,
    StatusBackup,
  ]
  expect(broken({ backups: [newer, older, backupOf(18)] })).toEqual([
    `newest backup: of backup ${newer.id}, ${lost.lost}`,
    `stored objects: of backup ${newer.id}, ${lost.lost}; it is alike with 1 other backup`,
  ])
  expect(broken({ backups: [backupOf(21), older] })).toEqual([`stored objects: of backup ${older.id}, ${lost.lost}`])
})

test('a newest manifest that cannot be read is never passed over in silence', () => {
  const unreadable = [
    { id: backupOf(19).id, why: 'older' },
    { id: backupOf(21).id, why: 'is no JSON' },
  ]
  expect(broken({ unreadable })).toEqual([`newest backup: backup ${backupOf(21).id} cannot be read: is no JSON`])
  expect(broken({ unreadable: unreadable.slice(0, 1) })).toEqual([])
})

test('partial, expired and safety copies are passed over', () => {
  const passed = [backupOf(24, 'partial'), backupOf(23, 'expired'), backupOf(22, 'safety copy')]
  expect(broken({ backups: [...passed, backupOf(20)] })).toEqual([])
})

test('fault 87: a newest backup under the median of the five before it', () => {
  const earlier = [900, 1000, 1100, 1000, 1000, 9_000_000].map((size, at) => backupOf(19 - at, 'verified', size))
  const of = (size: number) => ({ backups: [backupOf(21, 'partial', 1), backupOf(20, 'verified', size), ...earlier] })
  const limits = { maxShrink: 0.5, maxGrowth: 0.1 }
  expect(broken(of(500), limits)).toEqual([])
  expect(broken(of(499), limits)).toEqual([
    'max-shrink: the newest good backup is 50.1 % below the median of those before it',
  ])
  expect(broken(of(1100), limits)).toEqual([])
  expect(broken(of(1101), limits)).toEqual([
    'max-growth: the newest good backup is 10.1 % above the median of those before it',
  ])
  const few = judge({ backups: [backupOf(20), backupOf(19), backupOf(18)] }, limits)
  expect(few.find(({ name }) => name === 'max-shrink')).toMatchObject({
    state: 'not checked',
    found: 'only 2 earlier good backups, 3 are needed',
  })
})

const run = (ageHours: number, conclusion = 'success') => ({
  at: '',
  ageSeconds: ageHours * 3600,
  conclusion,
  status: 'completed',
  url: 'https://run',
})
const workflow: ScheduleState = { workflow: 'backup.yml', state: 'active', url: '' }

test.each<[string, ScheduleState, string[]]>([
  ['ran in time', { ...workflow, lastRun: run(26) }, []],
  ['is running', { ...workflow, lastRun: run(1, '') }, []],
  ['ran too long ago', { ...workflow, lastRun: run(27) }, ['backup.yml last ran by its schedule 1d 3h ago']],
  [
    'failed',
    { ...workflow, lastRun: run(2, 'failure') },
    ['backup.yml last ran by its schedule 2h ago and ended with failure'],
  ],
  ['never ran', workflow, ['backup.yml has never run by a schedule']],
  [
    'is disabled',
    { ...workflow, state: 'disabled_inactivity', lastRun: run(1) },
    ['backup.yml is disabled_inactivity'],
  ],
])('fault 94: a schedule that %s', (_, schedule, found) => {
  expect(broken({ schedule })).toEqual(found.map((text) => `schedule-check: ${text}`))
})

test('a schedule has an age of its own where one is given', () => {
  const schedule = { ...workflow, lastRun: run(30) }
  expect(broken({ schedule }, { maxScheduleAge: 31 * HOUR })).toEqual([])
})
