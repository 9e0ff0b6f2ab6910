import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { type ScriptedS3, startScriptedS3 } from '../support/scripted-http.ts'
import { pgproof } from './command.ts'
import { CANARY, expectFailure } from './failure.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-storage-'))
let server: TestServer
let s3: S3Server
let scripted: ScriptedS3
let database: Record<string, string>

beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
  await server.createDatabase('shop', 'CREATE TABLE orders AS SELECT 1 AS id')
  database = { PGPROOF_DATABASE_URL: server.url.replace(/\/postgres$/, '/shop') }
  s3 = await startS3()
  scripted = await startScriptedS3()
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await s3?.stop()
  await scripted?.stop()
  rmSync(folder, { recursive: true })
})

const at = (bucket: string, endpoint = s3.endpoint) => `--storage=s3://${bucket}?endpoint=${endpoint}&region=us-east-1`

test('a backup into a bucket works, so that the rest fails for its own reason', async () => {
  const environment = { ...database, ...s3.environment }
  expect(await pgproof(['backup', at(s3.bucket)], environment)).toMatchObject({ status: 0 })
  expect(await pgproof(['verify', at(s3.bucket)], environment)).toMatchObject({ status: 0 })
}, 60_000)

test.each(['backup', 'verify', 'list', 'restore-test'])(
  '%s: a bucket that is missing',
  async (verb) => {
    const expected = { code: 3, reason: /bucket.*nowhere|nowhere.*bucket/, hint: /./ }
    await expectFailure([verb, at('nowhere')], { ...database, ...s3.environment }, expected)
  },
  90_000,
)

test('wrong keys', async () => {
  const secret = { ...s3.environment, AWS_SECRET_ACCESS_KEY: 'c4n4ry0123456789abcdefghij0123456789abcd' }
  await expectFailure(['verify', at(s3.bucket)], secret, { code: 3, reason: /secret|signature/i, hint: /./ })
  const id = { ...s3.environment, AWS_ACCESS_KEY_ID: 'NOBODY' }
  await expectFailure(['verify', at(s3.bucket)], id, { code: 3, reason: /key/i, hint: /./ })
}, 60_000)

test('no keys at all', async () => {
  const environment = { AWS_EC2_METADATA_DISABLED: 'true', HOME: folder }
  await expectFailure(['verify', at(s3.bucket)], environment, { code: 3, reason: /credentials/, hint: /./ })
}, 60_000)

test('a bucket that is forbidden', async () => {
  scripted.reset()
  scripted.script = () => ({
    status: 403,
    body: `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>no</Message></Error>`,
  })
  for (const verb of ['backup', 'verify']) {
    const expected = { code: 3, reason: /may not|denied|forbidden/i, hint: /s3:|permission|policy/i }
    await expectFailure([verb, `--storage=${scripted.address}`], { ...database, ...scripted.environment }, expected)
  }
}, 60_000)

test('an endpoint that answers HTML', async () => {
  scripted.reset()
  scripted.script = () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Please sign in</body></html>',
  })
  for (const verb of ['backup', 'verify', 'list']) {
    const expected = { code: 3, reason: /S3|not.*trusted|HTML/, hint: /endpoint/ }
    await expectFailure([verb, `--storage=${scripted.address}`], { ...database, ...scripted.environment }, expected)
  }
}, 90_000)

test('an endpoint where nothing listens', async () => {
  const expected = { code: 3, reason: /127\.0\.0\.1:1/, hint: /endpoint/ }
  await expectFailure(['list', at('backups', 'http://127.0.0.1:1')], s3.environment, expected)
}, 90_000)

test('a folder of somebody else, and one that cannot be made', async () => {
  const theirs = join(folder, 'theirs')
  mkdirSync(theirs)
  chmodSync(theirs, 0o755)
  chmodSync(folder, 0o755)
  const temporary = join(folder, 'temporary')
  mkdirSync(temporary)
  chmodSync(temporary, 0o777)
  const environment = { ...database, TMPDIR: temporary, HOME: temporary }
  const expected = { code: 3, reason: /^user 65534 may not use .*\/theirs.* \(EACCES\)$/, hint: /another one$/ }
  await expectFailure(['backup', `--storage=${theirs}`], environment, expected, { uid: 65534, gid: 65534 })
  const proc = { code: 3, reason: /^no folder can be made for \/proc\/pgproof\//, hint: 'use a folder on a disk' }
  await expectFailure(['backup', '--storage=file:///proc/pgproof'], database, proc)
  writeFileSync(join(folder, 'file'), '')
  const file = { code: 3, reason: /is in the way/, hint: /another folder/ }
  await expectFailure(['backup', `--storage=file://${folder}/file`], database, file)
}, 60_000)

test('a storage that can be read and not written: the answer stands, without a record', async () => {
  const storage = join(folder, 'readonly')
  expect(await pgproof(['backup', `--storage=${storage}`], database)).toMatchObject({ status: 0 })
  execFileSync('chmod', ['-R', 'a+rX', storage])
  const environment = { TMPDIR: join(folder, 'temporary'), HOME: folder }
  const run = await pgproof(['verify', `--storage=${storage}`, '--json'], environment, { uid: 65534, gid: 65534 })
  const result = JSON.parse(run.stdout)
  expect(result).toMatchObject({ ok: true, code: 0, damaged: [], checked: { rows: 1, share: 1 } })
  expect(result.record).toBeUndefined()
  expect(result.warnings).toEqual([expect.stringMatching(/^no record was written: user 65534 may not use /)])
}, 60_000)

test.each<[string, (url: string) => string, RegExp]>([
  ['a wrong password', (url) => url.replace(/:[^:@/]*@/, `:${encodeURIComponent(CANARY)}@`), /password/],
  ['a database that is not there', (url) => url.replace(/\/postgres$/, '/nowhere'), /nowhere/],
  [
    'a port where nothing listens',
    () => `postgres://u:${encodeURIComponent(CANARY)}@127.0.0.1:1/x`,
    /127\.0\.0\.1:1|port 1/,
  ],
  [
    'a host that nobody knows',
    () => `postgres://u:${encodeURIComponent(CANARY)}@nowhere.invalid/x`,
    /nowhere\.invalid/,
  ],
])(
  '%s',
  async (_, change, reason) => {
    const environment = { PGPROOF_DATABASE_URL: change(server.url) }
    await expectFailure(['backup', `--storage=file://${folder}/none`], environment, { code: 3, reason, hint: /./ })
  },
  90_000,
)
