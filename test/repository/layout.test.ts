import { expect, test } from '@jest/globals'
import { checkName, isBackupId, keys, nameFor, newBackupId, partName, startOf } from '../../src/repository/layout.ts'

test('an id tells its start, and ids sort by time', () => {
  const early = newBackupId(new Date('2026-11-20T02:17:03.999Z'))
  const late = newBackupId(new Date('2026-11-20T02:17:04Z'))
  expect(early).toMatch(/^20261120T021703Z-[0-9a-f]{6}$/)
  expect(early < late).toBe(true)
  expect(startOf(early)).toEqual(new Date('2026-11-20T02:17:03Z'))
  expect(newBackupId(new Date())).not.toBe(newBackupId(new Date()))
})

test.each([
  '',
  'latest',
  '../../etc',
  '20261120T021703Z',
  '20261120T021703Z-7F3A9C',
  '20261120T021703Z-7f3a9c/x',
  '20261120T021703Z-7f3a9c\n',
  '20261320T021703Z-7f3a9c',
  '20261120T991703Z-7f3a9c',
])('%j is no id', (text) => {
  expect(isBackupId(text)).toBe(false)
  expect(() => startOf(text)).toThrow('is not a backup id')
})

test.each(['shop', 'Shop 2', 'ünï🐘', '-dash', '"quoted"', "it's", 'a%2Fb', 'a.b', 'x'.repeat(200)])(
  '%s is a name',
  (name) => {
    expect(checkName(name)).toBe(name)
    expect(nameFor(name)).toBe(name)
  },
)

test.each([
  '',
  ' ',
  'a/b',
  'a\\b',
  '.',
  '..',
  '.hidden',
  'a\nb',
  ' a',
  'a ',
  '\u00a0a',
  'a\u0000',
  '\u0085',
  'x'.repeat(201),
])('%j is no name', (name) => {
  expect(() => checkName(name)).toThrow('cannot be a name in the storage')
})

test.each(['a/b', 'a\\b', '../..', '.', 'a\nb', '  ', ' a', 'a\t', '\u00a0a', '/', '\u0085x'])(
  'a database called %j gets a name that can be one',
  (database) => {
    expect(checkName(nameFor(database))).toMatch(/-[0-9a-f]{8}$/)
  },
)

test('no two databases get one name', () => {
  const databases = ['a/b', 'a\\b', 'a_b', 'a\nb', 'a b', '_a', ' a', '.a', '/a']
  expect(new Set(databases.map(nameFor)).size).toBe(databases.length)
})

test('where things lie', () => {
  const id = '20261120T021703Z-7f3a9c'
  expect(keys.manifest('shop', id)).toBe(`shop/backups/${id}/manifest.json`)
  expect(keys.records('shop', id)).toBe(`shop/records/${id}/`)
  expect(keys.running('shop', id)).toBe(`shop/running/${id}.json`)
  expect(partName('3442.dat.zst', 1)).toBe('3442.dat.zst.00001')
})
