import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { type Beside, nameBeside, UNFINISHED } from '../../../src/operations/restore/beside.ts'
import { restore } from '../../../src/operations/restore/restore.ts'
import type { RestoreRun } from '../../../src/operations/restore/run.ts'
import { lockSwaps } from '../../../src/operations/restore/swap/lock.ts'
import type { BackupResult } from '../../../src/operations/results.ts'
import { openSession } from '../../../src/postgres/session.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'
import { restoreRequest } from '../../support/restore-request.ts'
import { stoppedAt } from '../../support/stopped-restore.ts'

let server: TestServer
let place: Workplace
let made: BackupResult

beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(17), makeWorkplace()])
  const shop = await server.createDatabase('shop', 'CREATE TABLE orders AS SELECT g AS id FROM generate_series(1, 9) g')
  made = await backup(backupRequest(addressOf(shop), place.storage, { name: 'shop' }), await place.context())
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

const request = (targetDatabase: string) =>
  restoreRequest(place.storage, server.url, {
    name: 'shop',
    targetDatabase,
    confirm: `${targetDatabase} from ${made.backup.id}`,
  })
const run = async (targetDatabase: string) => await restore(request(targetDatabase), await place.context())
const admin = async (sql: string) => await server.psql(server.connection, sql)
const databases = async () => (await admin('SELECT datname FROM pg_database ORDER BY 1')).split('\n')
const unfinished = async (name: string) =>
  await admin(`CREATE DATABASE "${name}"; COMMENT ON DATABASE "${name}" IS '${UNFINISHED}x'`)

describe('restores into new databases at once', () => {
  test('the second of the same one is refused, and does not touch what the first has made', async () => {
    const first = await stoppedAt('^Prove it equal', request('look'), await mkdtemp(join(place.folder, 'first-')))
    try {
      await expect(run('look')).rejects.toMatchObject({
        code: 4,
        reason: expect.stringContaining('another run of pgproof is restoring or swapping the database look'),
      })
      expect(await databases()).toContainEqual(expect.stringMatching(/^look_restore_/))
      expect(await first.goOn()).toBe(0)
      expect(await databases()).toContain('look')
    } finally {
      await first.kill()
    }
  }, 60_000)

  test('one of a database whose name begins with the other one does not drop that one', async () => {
    const theirs = 'early_restore_copy_restore_20260101t000000'
    await unfinished(theirs)
    await unfinished('early_restore_20260101t000000')
    expect(await run('early')).toMatchObject({ ok: true })
    expect(await databases()).toContain(theirs)
    expect(await databases()).not.toContain('early_restore_20260101t000000')
  }, 60_000)

  test('what somebody is connected to is not dropped, and hinders no restore', async () => {
    const used = await server.createDatabase('used_restore_20260101t000000')
    await admin(`COMMENT ON DATABASE used_restore_20260101t000000 IS '${UNFINISHED}x'`)
    const session = await openSession(used)
    try {
      expect(await run('used')).toMatchObject({ ok: true })
      expect(await session.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
    } finally {
      await session.close()
    }
  }, 60_000)

  test('names that are cut to the same start share the lock', async () => {
    const [one, other] = await Promise.all([openSession(server.connection), openSession(server.connection)])
    try {
      const long = 'a_database_with_a_name_that_is_longer_than_38_bytes'
      await lockSwaps(one, `${long}_1`)
      await expect(lockSwaps(other, `${long}_2`)).rejects.toMatchObject({ code: 4 })
    } finally {
      await Promise.all([one.close(), other.close()])
    }
  }, 60_000)
})

describe('what a restore that is killed leaves', () => {
  test('is dropped by the next one also where it had not come to marking it', async () => {
    await admin('CREATE DATABASE later_restore_20260101t000000')
    expect(await run('later')).toMatchObject({ ok: true, steps: expect.arrayContaining([expect.anything()]) })
    expect(await databases()).not.toContain('later_restore_20260101t000000')
  }, 60_000)

  test('bears the mark until it has its final name', async () => {
    const name = 'taken_restore_20260101t000000'
    await unfinished(name)
    await admin('CREATE DATABASE taken')
    const session = await openSession(server.connection)
    try {
      const at = { destination: { session, database: 'taken' } } as RestoreRun
      const beside = { name, restore: { folder: join(place.folder, 'none') } } as Beside
      await expect(nameBeside(at, beside)).rejects.toMatchObject({ reason: expect.stringContaining('already exists') })
      const marked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = "
      expect(await admin(`${marked}'${name}'`)).toBe(`${UNFINISHED}x`)
      await admin('DROP DATABASE taken')
      await nameBeside(at, beside)
      expect(await admin(`${marked}'taken'`)).toBe('')
    } finally {
      await session.close()
    }
  }, 60_000)
})
