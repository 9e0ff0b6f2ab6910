import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { backup } from '../../src/operations/backup/backup.ts'
import { list } from '../../src/operations/list.ts'
import { restore } from '../../src/operations/restore/restore.ts'
import { restoreTest } from '../../src/operations/restore-test/restore-test.ts'
import { status } from '../../src/operations/status/status.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../support/postgres.ts'
import { restoreRequest } from '../support/restore-request.ts'
import { type ScriptedS3, startScriptedS3 } from '../support/scripted-http.ts'
import { requestOf } from './status/three-weeks.ts'

let server: TestServer
let s3: ScriptedS3
let place: Workplace
let id: string
const context = () => place.context({ environment: { ...process.env, ...s3.environment } })
beforeAll(async () => {
  server = await startTestServer()
  s3 = await startScriptedS3()
  place = await makeWorkplace(s3.address)
  const shop = await server.createDatabase('shop', 'CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id')
  id = (await backup(backupRequest(addressOf(shop), place.storage), await context())).backup.id
}, 60_000)
beforeEach(() => s3.archived.clear())
afterAll(async () => {
  await server?.stop()
  await s3?.stop()
  await place?.remove()
})

/** A lifecycle rule has moved what it matches. */
const archive = (pattern: RegExp) => {
  for (const key of s3.objects.keys()) if (pattern.test(key)) s3.archived.set(key, 'DEEP_ARCHIVE')
  expect(s3.archived.size).toBeGreaterThan(0)
}
const thaw = () => {
  for (const key of s3.archived.keys()) s3.archived.set(key, '')
}
const target = () => addressOf(server.connection)
const records = () => [...s3.objects.keys()].filter((key) => key.includes('/records/')).length

const VERBS: [string, () => Promise<unknown>][] = [
  ['verify', async () => verify(verifyRequest(place.storage), await context())],
  ['restore-test', async () => restoreTest(restoreTestRequest(place.storage), await context())],
  [
    'restore',
    async () => {
      const more = { targetDatabase: 'shop_back' }
      return restore(restoreRequest(place.storage, target(), more), await context())
    },
  ],
]

test.each(VERBS)(
  '%s of an archived backup is exit 3, names what to thaw, and leaves no record of damage',
  async (_, run) => {
    archive(/\.dat\.zst\./)
    const before = records()
    const error = await run().catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(PgproofError)
    expect(error).toMatchObject({
      code: 3,
      reason: expect.stringMatching(`^backup ${id} is archived, not damaged: 1 of \\d objects must be thawed .*\\.dat`),
      hint: expect.stringMatching(/^thaw them/),
    })
    expect(records()).toBe(before)
  },
  60_000,
)

test('status of an archived backup is exit 3 and says so, of a thawed one it is the usual answer', async () => {
  archive(/toc\.dat/)
  const look = async () => await status(requestOf(place.storage), await context())
  expect(await look()).toMatchObject({
    ok: false,
    code: 3,
    reason: expect.stringMatching(
      `backup ${id} is archived, not damaged: 1 of \\d objects .*toc.dat \\(DEEP_ARCHIVE\\)`,
    ),
    backups: [{ id, state: 'archived', good: false }],
  })
  thaw()
  expect(await look()).toMatchObject({ code: 1, backups: [{ id, state: 'not verified', good: true }] })
})

test('with its manifest archived it is still listed, and status still says why', async () => {
  archive(/manifest\.json/)
  const unreadable = [{ id, archived: true }]
  expect(await list({ storage: place.storage }, await context())).toMatchObject({ ok: true, backups: [], unreadable })
  expect(await status(requestOf(place.storage), await context())).toMatchObject({
    code: 3,
    reason: expect.stringMatching(`backup ${id} cannot be read: .* is archived, not damaged`),
  })
})

test('what is lost besides is damage all the same', async () => {
  archive(/toc\.dat/)
  const part = [...s3.objects.keys()].find((key) => key.includes('.dat.zst.')) as string
  const body = s3.objects.get(part) as Buffer
  s3.objects.delete(part)
  expect(await status(requestOf(place.storage), await context())).toMatchObject({
    code: 1,
    backups: [{ state: 'damaged' }],
  })
  s3.objects.set(part, body)
})
