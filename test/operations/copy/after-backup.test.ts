import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type BackupRequest, backup } from '../../../src/operations/backup/backup.ts'
import { list } from '../../../src/operations/list.ts'
import { restoreTest } from '../../../src/operations/restore-test/restore-test.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { failure } from '../../support/faulty-runs.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../../support/loop.ts'
import { startPgproof } from '../../support/pgproof-process.ts'
import { startTestServer, type TestServer } from '../../support/postgres.ts'
import { eventually } from '../../support/processes.ts'
import { type S3Server, startS3 } from '../../support/s3-server.ts'
import { type ScriptedS3, s3Error, startScriptedS3 } from '../../support/scripted-http.ts'
import { gateOf } from '../../support/slow-store.ts'

let server: TestServer
let s3: S3Server
let scripted: ScriptedS3
let place: Workplace
let databaseUrl: string

beforeAll(async () => {
  ;[server, s3, scripted] = await Promise.all([startTestServer(undefined, { tcp: true }), startS3(), startScriptedS3()])
  await server.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8'))
  databaseUrl = server.url.replace(/\/postgres$/, '/shop')
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), s3?.stop(), scripted?.stop()])
})
beforeEach(async () => {
  place = await makeWorkplace()
})
afterEach(async () => {
  scripted.reset()
  await place.remove()
})

const keysOf = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) => ({
  copyS3AccessKeyId: accessKeyId,
  copyS3SecretAccessKey: secretAccessKey,
})
const scriptedKeys = () => ({
  copyTo: scripted.address,
  ...keysOf({
    accessKeyId: scripted.environment.AWS_ACCESS_KEY_ID as string,
    secretAccessKey: scripted.environment.AWS_SECRET_ACCESS_KEY as string,
  }),
})
const run = async (more: Partial<BackupRequest>) =>
  await backup(backupRequest(databaseUrl, place.storage, more), await place.context({ environment: {} }))

test('a backup with a second copy: either storage is verified and restore-tested', async () => {
  const made = await run({ copyTo: s3.address, ...keysOf(s3) })
  expect(made).toMatchObject({ ok: true, code: 0, secondCopy: { ok: true, to: s3.address } })
  expect(made.secondCopy?.sent).toEqual({ objects: made.totals.objects, bytes: made.totals.storedBytes })
  const { s3AccessKeyId, s3SecretAccessKey } = { s3AccessKeyId: s3.accessKeyId, s3SecretAccessKey: s3.secretAccessKey }
  for (const where of [{ storage: place.storage }, { storage: s3.address, s3AccessKeyId, s3SecretAccessKey }]) {
    const { storage } = where
    const context = () => place.context({ environment: {} })
    const verified = await verify({ ...verifyRequest(storage), ...where }, await context())
    expect(verified).toMatchObject({ ok: true, backup: { id: made.backup.id }, checked: { share: 1 } })
    const tested = await restoreTest({ ...restoreTestRequest(storage), ...where }, await context())
    expect([tested.ok, tested.tables.every(({ equal }) => equal)]).toEqual([true, true])
  }
}, 120_000)

test('where only the copy fails, the backup stands, and the command that is named finishes it', async () => {
  scripted.script = ({ method }) => (method === 'PUT' ? s3Error(403, 'AccessDenied') : undefined)
  const made = await run(scriptedKeys())
  const { id } = made.backup
  const command = made.secondCopy?.command ?? ''
  expect(made).toMatchObject({
    ok: false,
    code: 3,
    reason: expect.stringMatching(
      new RegExp(
        `^backup ${id} is made and stands, but it was not copied to s3://bucket/prefix.*: the second storage: `,
      ),
    ),
    hint: expect.stringContaining(command),
    secondCopy: { ok: false },
  })
  expect(await verify(verifyRequest(place.storage), await place.context())).toMatchObject({ ok: true })
  scripted.script = () => undefined
  expect(command).toContain(`--backup ${id}`)
  const [, ...words] = command.split(' ')
  const args = words.map((word) => word.replace(/^'(.*)'$/, '$1'))
  const finished = await startPgproof([...args, '--json'], scripted.environment).ended
  expect(finished.code).toBe(0)
  expect(JSON.parse(finished.stdout)).toMatchObject({ ok: true, backups: [{ id, state: 'copied' }] })
}, 60_000)

test('a backup whose copy is ended by a signal says that it stands', async () => {
  const gate = gateOf(scripted)
  gate.close()
  const args = ['backup', '--storage', place.storage, '--copy-to', scripted.address, '--json']
  const started = startPgproof(args, { ...scripted.environment, PGPROOF_DATABASE_URL: databaseUrl })
  try {
    await eventually('the copy stands', () => gate.waiting > 0, 30)
    started.child.kill('SIGTERM')
    const { code, stdout } = await started.ended
    expect(code).toBe(143)
    const { reason, backup: made } = JSON.parse(stdout)
    expect(reason).toContain('is made and stands')
    const { backups } = await list({ storage: place.storage }, await place.context())
    expect(backups.map(({ id }) => id)).toEqual([made.id])
  } finally {
    gate.open()
    started.child.kill('SIGKILL')
    await started.ended
  }
}, 60_000)

test.each<[string, () => Partial<BackupRequest>, string]>([
  ['the same storage', () => ({ copyTo: place.storage }), 'storage and copy-to are the same storage'],
  ['a typo', () => ({ copyTo: 's4://bucket' }), 'there is no storage s4:'],
  [
    'half of the credentials',
    () => ({ copyTo: s3.address, copyS3AccessKeyId: 'x' }),
    'the second storage: copy-s3-access-key-id is given without copy-s3-secret-access-key',
  ],
])('%s is refused before a backup is made', async (_, more, reason) => {
  expect(await failure(run(more()))).toMatchObject({ code: 2, reason: expect.stringContaining(reason) })
  expect(await failure(list({ storage: place.storage }, await place.context()))).toMatchObject({ code: 2 })
})
