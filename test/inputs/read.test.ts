import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import type { Declaration } from '../../src/inputs/declare.ts'
import { readInputs, type Sources } from '../../src/inputs/read.ts'
import { backup } from '../../src/inputs/verbs/backup.ts'
import { demo } from '../../src/inputs/verbs/demo.ts'
import { restoreTest } from '../../src/inputs/verbs/restore-test.ts'
import { verify } from '../../src/inputs/verbs/verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-read-'))
afterAll(() => rmSync(folder, { recursive: true }))

const withConfig = (text: string) => {
  const path = mkdtempSync(join(folder, 'config-'))
  writeFileSync(join(path, 'pgproof.yml'), text)
  return path
}

const read = <D extends Declaration>(declaration: D, sources: Partial<Sources>) =>
  readInputs(declaration, { given: {}, by: 'flag', environment: {}, folder, ...sources })

function failure(declaration: Declaration, sources: Partial<Sources>): { code: number; reason: string; hint: string } {
  try {
    read(declaration, sources)
  } catch (error) {
    if (error instanceof PgproofError) return { code: error.code, reason: error.reason, hint: error.hint }
    throw error
  }
  throw new Error('nothing was thrown')
}

test('values are typed, in milliseconds, bytes and shares', () => {
  const given = {
    storage: 'file:///b',
    jobs: '2',
    'lock-timeout': '90s',
    'spool-limit': '2GiB',
    tables: 'public.a\n\n public.b ',
    'schema-only': 'true',
  }
  expect(read(backup, { given }).values).toMatchObject({
    storage: 'file:///b',
    jobs: 2,
    lockTimeout: 90_000,
    spoolLimit: 2 ** 31,
    tables: ['public.a', 'public.b'],
    schemaOnly: true,
    dataOnly: false,
    type: 'auto',
    compressionLevel: 3,
    crossCheck: 'off',
    databaseUrl: undefined,
  })
  const verified = read(verify, { given: { storage: 's', sample: '10%', 'size-tolerance': '150%' } }).values
  expect(verified.sample).toBeCloseTo(0.1)
  expect(verified.sizeTolerance).toBeCloseTo(1.5)
  expect(verified.maxBackupAge).toBe(48 * 3_600_000)
})

test('a flag comes before the environment, which comes before the file', () => {
  const path = withConfig('jobs: 3\nstorage: file:///file\ntags: [a b, "c\\nd"]\n')
  const environment = { PGPROOF_JOBS: '4', PGPROOF_STORAGE: 'file:///environment' }
  const values = (sources: Partial<Sources>) => read(backup, { folder: path, ...sources }).values
  expect(values({ given: { jobs: '5' }, environment })).toMatchObject({ jobs: 5, storage: 'file:///environment' })
  expect(values({ environment })).toMatchObject({ jobs: 4 })
  expect(values({})).toMatchObject({ jobs: 3, storage: 'file:///file', tags: ['a b', 'c\nd'] })
})

test('a standard variable comes before the file', () => {
  const path = withConfig('storage: s\ndatabase-url: postgresql://file/db\naws-region: eu-1\n')
  expect(read(backup, { folder: path }).values).toMatchObject({
    databaseUrl: 'postgresql://file/db',
    awsRegion: 'eu-1',
  })
  const environment = { PGHOST: 'localhost', AWS_REGION: 'eu-2' }
  expect(read(backup, { folder: path, environment }).values).toMatchObject({
    databaseUrl: undefined,
    awsRegion: undefined,
  })
})

test('a secret comes from a file, by flag or variable', () => {
  writeFileSync(join(folder, 'url'), 'postgresql://u:p%40ss@h/d\n')
  const byFlag = read(backup, { given: { storage: 's', 'database-url-file': 'url' } })
  expect(byFlag.values.databaseUrl).toBe('postgresql://u:p%40ss@h/d')
  const environment = { PGPROOF_S3_SECRET_ACCESS_KEY_FILE: join(folder, 'url'), PGPROOF_STORAGE: 's' }
  expect(read(backup, { environment }).values.s3SecretAccessKey).toBe('postgresql://u:p%40ss@h/d')
  expect(failure(backup, { given: { storage: 's', 'database-url-file': 'nowhere' } })).toMatchObject({ code: 2 })
  const both = { given: { storage: 's', 'database-url-file': 'url', 'database-url': 'postgresql://h/d' } }
  expect(failure(backup, both).reason).toBe('database-url and database-url-file are both given')
})

test.each([
  ['database-url', 'postgresql://u:secretword@h/d'],
  ['database-url', 'postgresql://h/d?user=u&password=secretword'],
  ['database-url', "host=h password = 'secretword'"],
  ['database-url', 'host=h password=secretword'],
  ['s3-secret-access-key', 'secretword'],
  ['storage', 's3://key:secretword@bucket'],
])('a secret in the flag --%s is refused without being shown', (name, value) => {
  const told = failure(backup, { given: { storage: 's', [name]: value } })
  expect(told.code).toBe(2)
  expect(told.reason).toMatch(new RegExp(`^--${name} holds a (secret|password)$`))
  expect(JSON.stringify(told)).not.toContain('secretword')
  const accepted = read(backup, { by: 'with', given: { storage: 's', [name]: value } })
  expect(JSON.stringify(accepted.values)).toContain('secretword')
})

test.each([
  [backup, { jobs: '0' }, "--jobs is '0', not a whole number from 1 to 64"],
  [backup, { jobs: '2x' }, "--jobs is '2x', not a whole number from 1 to 64"],
  [backup, { jobs: '1e1' }, "--jobs is '1e1', not a whole number from 1 to 64"],
  [backup, { 'schema-only': 'yes' }, "--schema-only is 'yes', not true or false"],
  [backup, { 'lock-timeout': '5' }, "--lock-timeout is '5', not a time span such as 30s, 5m, 48h or 35d"],
  [backup, { 'lock-timeout': '0s' }, "--lock-timeout is '0s', not a time span such as 30s, 5m, 48h or 35d"],
  [backup, { 'spool-limit': '1 constructor' }, /^--spool-limit is '1 constructor', not a size/],
  [backup, { 'spool-limit': '1MB' }, "--spool-limit is '1MB', not a size such as 500MB or 1GiB, at least 64MiB"],
  [backup, { 'cross-check': 'sums' }, "--cross-check is 'sums', not one of off, counts"],
  [backup, { type: 'a b' }, "--type is 'a b', not a word of letters, digits, dots and hyphens"],
  [backup, { storage: '' }, '--storage is empty'],
  [verify, { sample: '101%' }, "--sample is '101%', not a percentage such as 10%, at most 100%"],
  [verify, { sample: '0.1' }, /^--sample is '0.1', not a percentage/],
  [restoreTest, { assertions: 'a: &x 1\nb: *x' }, /not a block of YAML/],
  [restoreTest, { assertions: 'a: 1\na: 2' }, /not a block of YAML \(Map keys must be unique at line 2/],
])('%#: a wrong value is refused by name', (declaration, given, reason) => {
  const told = failure(declaration, { given: { storage: 's', ...given } })
  expect(told.code).toBe(2)
  if (typeof reason === 'string') expect(told.reason).toBe(reason)
  else expect(told.reason).toMatch(reason)
})

test.each(['GLACIER', 'DEEP_ARCHIVE', 'standard'])(
  'a storage class that cannot be read at once is refused: %j',
  (text) => {
    const given = { storage: 's3://b', 'storage-class': text }
    expect(failure(backup, { given })).toMatchObject({
      code: 2,
      reason: `--storage-class is '${text}', not one of STANDARD, STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING, GLACIER_IR (what must be thawed first cannot be read back, so it would be no backup)`,
    })
  },
)

test('a moment needs its offset: without one it would be another on each machine', () => {
  const given = (text: string) => ({ given: { storage: 's3://b', 'as-of': text } })
  expect(read(verify, given('2026-11-20T03:17:30+01:00')).values).toMatchObject({
    asOf: new Date('2026-11-20T02:17:30Z'),
  })
  expect(read(verify, given('2026-11-20T02:17Z')).values).toMatchObject({ asOf: new Date('2026-11-20T02:17:00Z') })
  for (const text of ['2026-11-20', '2026-11-20T02:17', '2026-13-20T02:17Z', 'yesterday', '20 Nov 2026 02:17 GMT'])
    expect(failure(verify, given(text))).toMatchObject({
      code: 2,
      reason: `--as-of is '${text}', not a time such as 2026-11-20T02:17Z or 2026-11-20T03:17:30+01:00`,
    })
})

test('an unknown input names the nearest known one', () => {
  expect(failure(backup, { given: { storge: 's' } })).toEqual({
    code: 2,
    reason: 'backup has no input storge',
    hint: 'did you mean storage?',
  })
})

test('a misspelt variable is warned about', () => {
  const warnings: string[] = []
  const environment = { PGPROOF_STORGE: 's', PGPROOF_SOMETHING_ELSE_ENTIRELY: 'x' }
  read(demo, { environment, warn: (text) => warnings.push(text) })
  expect(warnings).toEqual([])
  const told = { given: { storage: 's' }, environment, warn: (text: string) => warnings.push(text) }
  read(backup, told)
  expect(warnings).toEqual(['the variable PGPROOF_STORGE is not known and not used; did you mean PGPROOF_STORAGE?'])
})

test('an empty `with:` value counts as not given', () => {
  expect(read(backup, { by: 'with', given: { storage: 's', jobs: '', tags: '' } }).values.tags).toEqual([])
  expect(failure(backup, { by: 'with', given: { storage: '' } }).reason).toBe('storage is missing')
})

test('a named settings file that is missing is an error, the usual one is not', () => {
  expect(failure(backup, { given: { storage: 's', config: 'other.yml' } })).toMatchObject({ code: 2 })
  expect(read(backup, { given: { storage: 's' } }).config).toBeUndefined()
})

test.each([
  ['jbs: 2', 'pgproof.yml has an unknown key jbs', 'did you mean jobs?'],
  ['expectations:\n  max-age: 2d', 'expectations in pgproof.yml has an unknown key max-age', /max-backup-age/],
  ['jobs: 2\njobs: 3', /^pgproof.yml is not YAML \(Map keys must be unique/, /correct/],
  ['a: &a [x]\nb: [*a,*a]', /pgproof.yml is not YAML/, /correct/],
  ['jobs: !evil 2', /^pgproof.yml is not YAML \(Unresolved tag: !evil/, /correct/],
  ['jobs: [2]', 'jobs in pgproof.yml is a list, not a whole number from 1 to 64', /one value/],
  ['jobs: {a: 1}', 'jobs in pgproof.yml is not a whole number from 1 to 64', /plain value/],
  ['- a', /^pgproof.yml is not a list of keys/, /write one of/],
  ['s3-secret-access-key: abc', 's3-secret-access-key in pgproof.yml holds a secret', /s3-secret-access-key-file/],
  ['database-url: postgresql://u:p@h/d', 'database-url in pgproof.yml holds a secret', /database-url-file/],
  ['json: true', 'pgproof.yml has an unknown key json', /./],
  ['jobs: 99', "jobs in pgproof.yml is '99', not a whole number from 1 to 64", /default/],
  ['max-backup-age: 1d\nexpectations:\n  max-backup-age: 2d', 'pgproof.yml says max-backup-age twice', /keep one/],
])('settings file %j is refused', (text, reason, hint) => {
  const told = failure(backup, { given: { storage: 's' }, folder: withConfig(`${text}\n`) })
  expect(told.code).toBe(2)
  for (const [is, expected] of [
    [told.reason, reason],
    [told.hint, hint],
  ] as const) {
    if (typeof expected === 'string') expect(is).toBe(expected)
    else expect(is).toMatch(expected)
  }
})

test('expectations and assertions come from the settings file', () => {
  const path = withConfig('expectations:\n  max-backup-age: 26h\n  required-tables: [a.b]\nassertions:\n  tables: {}\n')
  expect(read(verify, { given: { storage: 's' }, folder: path }).values).toMatchObject({
    maxBackupAge: 26 * 3_600_000,
    requiredTables: ['a.b'],
  })
  expect(read(restoreTest, { given: { storage: 's' }, folder: path }).values.assertions).toEqual({ tables: {} })
  const inline = { storage: 's', assertions: 'queries: []' }
  expect(read(restoreTest, { given: inline, folder: path }).values.assertions).toEqual({ queries: [] })
})
