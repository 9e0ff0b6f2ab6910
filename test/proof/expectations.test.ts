import { expect, test } from '@jest/globals'
import { checkExpectations, type ExpectedBackup, expectationsHold, medianOf } from '../../src/proof/expectations.ts'

const hour = 3_600_000
const now = new Date('2026-11-20T12:00:00Z')
const backup = (hoursAgo: number, storedBytes = 1000, complete = true): ExpectedBackup => ({
  id: `b${hoursAgo}`,
  created: new Date(now.getTime() - hoursAgo * hour),
  storedBytes,
  complete,
})
const chosen = backup(1)
const facts = { now, backups: [chosen], chosen, tables: [{ schema: 'public', name: 'orders', rows: 3 }] }

test('without limits nothing is asked', () => {
  expect(checkExpectations(facts, {})).toEqual([])
})

test.each([
  [[backup(47)], true, 'b47 is 1d 23h old'],
  [[backup(48)], true, 'b48 is 2d old'],
  [[backup(48.01)], false, 'b48.01 is 2d 36s old'],
  [[backup(1, 1000, false), backup(72)], false, 'b72 is 3d old'],
  [[], false, 'there is no complete backup'],
  [[backup(-0.05)], true, 'b-0.05 is 0s old'],
  [[backup(-2)], false, 'b-2 is 2h in the future'],
])('age of the newest complete backup: %#', (backups, ok, found) => {
  const results = checkExpectations({ ...facts, backups }, { maxBackupAge: 48 * hour })
  expect(results).toEqual([{ name: 'newest complete backup at most 2d old', ok, found }])
})

test('a partial backup alone is not judged by the age of complete ones', () => {
  const partial = backup(1, 1000, false)
  const results = checkExpectations({ ...facts, backups: [partial], chosen: partial }, { maxBackupAge: 48 * hour })
  expect(results).toMatchObject([{ ok: false, skipped: 'the backup is partial, and there is no complete one' }])
})

test.each([
  ['public.orders', true, '3 rows'],
  ['orders', true, '3 rows'],
  ['PUBLIC.Orders', true, '3 rows'],
  ['"Orders"', false, 'it is not in the backup'],
  ['sales.orders', false, 'it is not in the backup'],
  ['empty', false, 'it is empty'],
  ['twice', false, 'it is in 2 schemas, write the schema too'],
  ['a.twice', true, '1 rows'],
  ['"My Schema"."a.b"', true, '7 rows'],
  ['my schema.x', false, 'this is not a name as SQL writes it'],
])('required table %s', (required, ok, found) => {
  const tables = [
    ...facts.tables,
    { schema: 'public', name: 'empty', rows: 0 },
    { schema: 'a', name: 'twice', rows: 1 },
    { schema: 'b', name: 'twice', rows: 1 },
    { schema: 'My Schema', name: 'a.b', rows: 7 },
  ]
  const [result] = checkExpectations({ ...facts, tables }, { requiredTables: [required] })
  expect(result).toEqual({ name: `table ${required} is there and not empty`, ok, found })
})

test.each([
  [500, true, '500 bytes, 50 % below the median of 1000'],
  [499, false, '499 bytes, 50.1 % below the median of 1000'],
  [1500, true, '1500 bytes, 50 % above the median of 1000'],
  [1501, false, '1501 bytes, 50.1 % above the median of 1000'],
])('a stored size of %i against the median', (size, ok, found) => {
  // The sixth and the partial one would move the median if they counted.
  const earlier = [
    backup(2, 900),
    backup(3, 9, false),
    backup(4, 1000),
    backup(5, 1100),
    backup(6, 1000),
    backup(7, 1200),
  ]
  const subject = backup(1, size)
  const backups = [subject, ...earlier, backup(8, 1), backup(9, 1)]
  const [result] = checkExpectations({ ...facts, backups, chosen: subject }, { sizeTolerance: 0.5 })
  expect(result).toEqual({ name: 'stored size within 50 % of the median of the last five', ok, found })
})

test('an older backup is held against those before it, not after', () => {
  const subject = backup(5, 1000)
  const backups = [backup(1, 9), backup(2, 9), backup(3, 9), subject, backup(6, 1000), backup(7, 1000), backup(8, 1010)]
  const [result] = checkExpectations({ ...facts, backups, chosen: subject }, { sizeTolerance: 0.1 })
  expect(result?.ok).toBe(true)
})

test('too few earlier backups are not checked, and that is neither a pass nor a failure', () => {
  const results = checkExpectations({ ...facts, backups: [chosen, backup(2), backup(3)] }, { sizeTolerance: 0.5 })
  expect(results[0]).toMatchObject({ ok: false, skipped: 'only 2 earlier complete backups, 3 are needed for a median' })
  expect(expectationsHold(results)).toBe(true)
})

test('a partial backup has no size to be expected', () => {
  const partial = backup(1, 10, false)
  const results = checkExpectations({ ...facts, chosen: partial }, { sizeTolerance: 0.5 })
  expect(results[0]?.skipped).toBe('the backup is partial')
})

test('one failure among passes does not hold', () => {
  const results = checkExpectations(facts, { maxBackupAge: hour, requiredTables: ['nothing'] })
  expect(results.map((result) => result.ok)).toEqual([true, false])
  expect(expectationsHold(results)).toBe(false)
})

test.each([
  [[7], 7],
  [[3, 1, 2], 2],
  [[10, 1, 3, 2], 3],
])('the median of %j is %j, rounded between two', (values, median) => {
  expect(medianOf(values)).toBe(median)
})
