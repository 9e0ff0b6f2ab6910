import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openStore } from '../../src/storage/open.ts'
import { makeBackup } from '../repository/sample.ts'
import { CANARY, type Expected, expectFailure } from './failure.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-bad-'))
const id = '20261120T021703Z-7f3a9c'
const some = `file://${folder}/some`
const empty = `file://${folder}/empty`

beforeAll(async () => {
  mkdirSync(join(folder, 'empty'))
  await makeBackup(await openStore(some, { environment: {} }), id, { orders: '1\n' })
})

afterAll(() => rmSync(folder, { recursive: true }))

const failing = (args: string[], environment: Record<string, string>, expected: Expected) =>
  expectFailure(args, environment, expected, { cwd: folder })

const usage = (reason: Expected['reason'], hint: Expected['hint']): Expected => ({ code: 2, reason, hint })
const seeList = /^pgproof list shows/
const notYet = usage(/^there is no backup in file:.* yet$/, /^make one with pgproof backup/)

test.each<[string[], Expected]>([
  [['verify', '--storge=x'], usage('unknown option --storge', 'did you mean --storage?')],
  [['frobnicate', '--storage=x'], usage('unknown command frobnicate', /restore-test/)],
  [['verify'], usage('storage is missing', /PGPROOF_STORAGE/)],
  [['verify', '--storage=s3:/bucket'], usage(/./, /s3:\/\/bucket/)],
  [['verify', '--storage=s4://bucket'], usage('there is no storage s4:', /^did you mean s3:\/\/\?/)],
  [['verify', '--storage=fiel:///x'], usage('there is no storage fiel:', /^did you mean file:\/\/\?/)],
  [['verify', '--storage=file://x/y'], usage('"file://x/y" names a host, not a folder', /^write file:\/\/\/x\/y/)],
  [['verify', '--storage=backups'], usage(/says neither s3:\/\/ nor file:\/\//, /^for a folder write \.\/backups/)],
  [['verify', '--storage=s3://bucket?regoin=x'], usage(/unknown option "regoin"$/, /^did you mean region\?/)],
  [
    ['verify', '--storage=memory://x'],
    usage("--storage is 'memory://x', not s3://bucket/prefix, file:///path or ./path", /./),
  ],
  [['verify', `--storage=${empty}`], notYet],
  [['list', `--storage=${empty}`], notYet],
  [['restore-test', `--storage=${empty}`], notYet],
  [['verify', `--storage=file://${folder}/nowhere`], notYet],
  [['verify', `--storage=file:///proc/pgproof`], notYet],
  [
    ['verify', `--storage=${some}`, '--backup=20261120T021703Z-000000'],
    usage(/^there is no backup 20261120T021703Z-000000 of shop in /, seeList),
  ],
  [['restore-test', `--storage=${some}`, '--backup=20261120T021703Z-000000'], usage(/^there is no backup/, seeList)],
  [['verify', `--storage=${some}`, '--backup=newest'], usage('"newest" does not say which backup', /latest-verified/)],
  [['verify', `--storage=${some}`, '--backup=tag:none'], usage('no complete backup of shop fits tag:none', seeList)],
  [['verify', `--storage=${some}`, '--name=other'], usage(/^there is no backup of other in /, /name/)],
  [['verify', `--storage=${some}`, '--name=a/b'], usage('"a/b" cannot be a name in the storage', /without slashes/)],
  [['list', `--storage=${some}`, '--name=../x'], usage('"../x" cannot be a name in the storage', /without slashes/)],
  [
    ['verify', '--storage=x', '--sample=0%'],
    usage(
      "--sample is '0%', not a percentage such as 10%, at most 100%",
      'write sample as its help says (pgproof <command> --help)',
    ),
  ],
  [['verify', '--storage=x', '--sample=150%'], usage(/^--sample is '150%', not a percentage/, /./)],
  [['verify', '--storage=x', '--sample=abc'], usage(/^--sample is 'abc', not a percentage/, /./)],
  [['verify', '--storage=x', '--jobs=0'], usage("--jobs is '0', not a whole number from 1 to 64", /number of cores/)],
  [['verify', '--storage=x', '--jobs=x'], usage(/^--jobs is 'x', not a whole number/, /./)],
  [['verify', '--storage=x', '--client=podman'], usage(/^--client is 'podman', not /, /auto/)],
  [['verify', '--storage=x', '--max-backup-age=2'], usage(/^--max-backup-age is '2', not a time span/, /48h/)],
])('%j', async (args, expected) => {
  await failing(args, {}, expected)
})

test.each<[string, string[], Record<string, string>, Expected]>([
  [
    'an address with a password',
    ['backup', '--storage=x', `--database-url=postgres://u:${encodeURIComponent(CANARY)}@h/d`],
    {},
    usage('--database-url holds a password', /PGPROOF_DATABASE_URL/),
  ],
  [
    'keywords with a password',
    ['backup', '--storage=x', `--database-url=host=h password='${CANARY}'`],
    {},
    usage('--database-url holds a password', /PGPROOF_DATABASE_URL/),
  ],
  [
    "a target's password",
    ['restore-test', '--storage=x', `--target-url=postgres://u:${encodeURIComponent(CANARY)}@h/d`],
    {},
    usage('--target-url holds a password', /PGPROOF_TARGET_URL/),
  ],
  [
    'a secret key',
    ['verify', '--storage=x', `--s3-secret-access-key=${CANARY}`],
    {},
    usage('--s3-secret-access-key holds a secret', /-file/),
  ],
  [
    'keys in the address',
    ['verify', `--storage=s3://AKIA:${encodeURIComponent(CANARY)}@bucket`],
    {},
    usage('--storage holds a password', /AWS_SECRET_ACCESS_KEY/),
  ],
  [
    'keys in the address by the environment',
    ['verify'],
    { PGPROOF_STORAGE: `s3://AKIA:${encodeURIComponent(CANARY)}@bucket` },
    usage(/^the storage address holds credentials/, /AWS_SECRET_ACCESS_KEY/),
  ],
  [
    'keys in the options of the address',
    ['verify'],
    { PGPROOF_STORAGE: `s3://bucket?secret-key=${encodeURIComponent(CANARY)}` },
    usage(/^the storage address holds credentials/, /AWS_SECRET_ACCESS_KEY/),
  ],
  [
    'a secret in a wrong place',
    ['verify', `--storage=${some}`, `--backup=postgres://u:${encodeURIComponent(CANARY)}@h/d`],
    {},
    usage(/./, /./),
  ],
  ['half of the keys', ['verify', '--storage=s3://bucket'], { PGPROOF_S3_SECRET_ACCESS_KEY: CANARY }, usage(/./, /./)],
  [
    'a wrong value in the environment',
    ['verify', '--storage=x'],
    { PGPROOF_JOBS: '0' },
    usage(/^PGPROOF_JOBS is '0', not /, /./),
  ],
  [
    'a secret file that is missing',
    ['verify', '--storage=s3://b'],
    { PGPROOF_S3_SECRET_ACCESS_KEY_FILE: '/nowhere' },
    usage(/^the file that PGPROOF_S3_SECRET_ACCESS_KEY_FILE names cannot be read/, /./),
  ],
])('%s', async (_, args, environment, expected) => {
  await failing(args, environment, expected)
})

test.each<[string, string, Expected]>([
  ['an unknown key', 'storrage: x\n', usage('bad.yml has an unknown key storrage', 'did you mean storage?')],
  ['the path of a key', 'identity-file: x\n', usage('bad.yml has an unknown key identity-file', /with each command/)],
  ['no YAML', 'storage: [\n', usage(/^bad\.yml is not YAML \(.* at line 2, column 1\)$/, /./)],
  ['a key twice', 'jobs: 1\njobs: 2\n', usage(/^bad\.yml is not YAML \(Map keys must be unique/, /./)],
  ['a list', '- storage\n', usage(/^bad\.yml is not a list of keys with values$/, /storage/)],
  ['a value of another kind', 'storage: {a: 1}\n', usage(/^storage in bad\.yml is not /, /plain value/)],
  [
    'a secret',
    `storage: x\ns3-secret-access-key: ${CANARY}\n`,
    usage('s3-secret-access-key in bad.yml holds a secret', /environment/),
  ],
  [
    'an unknown assertion',
    `storage: ${some}\nassertions: {tables: {orders: {rowz: 3}}}\n`,
    usage(/unknown key "rowz", did you mean "rows"\?/, /docs\/assertions\.md/),
  ],
  [
    'an assertion of another kind',
    `storage: ${some}\nassertions: {tables: {orders: {rows: many}}}\n`,
    usage(/^assertions: tables/, /docs\/assertions\.md/),
  ],
  [
    'a skipped assertion without a reason',
    `storage: ${some}\nassertions: {tables: {orders: {skip: true}}}\n`,
    usage(/reason/, /docs\/assertions\.md/),
  ],
])('a settings file with %s', async (_, text, expected) => {
  writeFileSync(join(folder, 'bad.yml'), text)
  await failing(['restore-test', '--config=bad.yml'], {}, expected)
})

test('a named settings file that is missing', async () => {
  const expected = usage(/^the settings file nope\.yml cannot be read: ENOENT/, /^name a file that exists/)
  await failing(['verify', '--storage=x', '--config=nope.yml'], {}, expected)
})

test('a name with a slash is refused before anything is connected to', async () => {
  const environment = { PGPROOF_DATABASE_URL: `postgres://u:${encodeURIComponent(CANARY)}@127.0.0.1:1/d` }
  const expected = usage('"a/b" cannot be a name in the storage', /without slashes/)
  await failing(['backup', `--storage=${empty}`, '--name=a/b'], environment, expected)
})

test('a backup whose manifest is damaged, or of a later format', async () => {
  const storage = `file://${folder}/damaged`
  const store = await openStore(storage, { environment: {} })
  await makeBackup(store, id)
  writeFileSync(join(folder, 'damaged/shop/backups', id, 'manifest.json'), '{"format": 1')
  await failing(
    ['verify', `--storage=${storage}`],
    {},
    { code: 1, reason: /manifest\.json is not whole JSON$/, hint: /^this backup is damaged/ },
  )
  writeFileSync(join(folder, 'damaged/shop/backups', id, 'manifest.json'), '{"format": 2}')
  for (const verb of ['verify', 'restore-test']) {
    const expected = {
      code: 3,
      reason: /has format 2, and this version of pgproof reads up to 1$/,
      hint: /newest version/,
    }
    await failing([verb, `--storage=${storage}`], {}, expected)
  }
})

test('nothing was written into the empty storage', async () => {
  const store = await openStore(empty, { environment: {} })
  for await (const { key } of store.list('')) expect(key).toBe('nothing')
})
