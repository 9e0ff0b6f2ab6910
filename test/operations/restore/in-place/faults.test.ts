import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readdirSync, statfsSync } from 'node:fs'
import { open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { environmentError } from '../../../../src/errors.ts'
import { backup } from '../../../../src/operations/backup/backup.ts'
import { commit } from '../../../../src/operations/restore/in-place/commit.ts'
import type { RestoreRun } from '../../../../src/operations/restore/run.ts'
import { type Connection, withDatabase } from '../../../../src/postgres/conninfo.ts'
import { openSession, type Session } from '../../../../src/postgres/session.ts'
import { failureOf } from '../../../support/failure.ts'
import { dumpText, restoreInPlace } from '../../../support/in-place.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../../support/postgres.ts'
import { eventually } from '../../../support/processes.ts'
import { makeSmallDisk } from '../../../support/tmpfs.ts'

let server: TestServer
let place: Workplace
let shop: Connection
let before: string
let id: string

/** The index takes 3 s to build, when pgproof does it. */
const SHOP = `
CREATE FUNCTION public.slow(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN
  IF $1 = 1 AND current_setting('application_name') = 'pgproof slowly' THEN PERFORM pg_catalog.pg_sleep(3); END IF; RETURN $1; END $$;
CREATE TABLE public.items (id int PRIMARY KEY, kind int, what text);
CREATE INDEX items_slow ON public.items (public.slow(id));
CREATE SCHEMA kinds; CREATE TABLE kinds.kind (id int PRIMARY KEY); INSERT INTO kinds.kind VALUES (1), (2);
ALTER TABLE public.items ADD CONSTRAINT of_kind FOREIGN KEY (kind) REFERENCES kinds.kind;
CREATE TABLE public.counted (n int); INSERT INTO public.counted SELECT generate_series(1, 50);
INSERT INTO public.items SELECT g, g % 2 + 1, md5(g::text) FROM generate_series(1, 3000) g;`

beforeAll(async () => {
  const settings = { client_connection_check_interval: '100ms' }
  ;[server, place] = await Promise.all([startTestServer(17, { settings }), makeWorkplace()])
  await server.psql(server.connection, 'CREATE ROLE keeper LOGIN; CREATE DATABASE shop OWNER keeper')
  shop = { parameters: { ...withDatabase(server.connection, 'shop').parameters, user: 'keeper' } }
  await server.psql(shop, SHOP)
  const made = await backup(
    backupRequest(addressOf(shop), place.storage, { name: 'shop', schemas: ['public'] }),
    await place.context(),
  )
  id = made.backup.id
  await server.psql(
    shop,
    "DELETE FROM public.items WHERE id > 2000; UPDATE public.items SET what = 'changed' WHERE id < 10",
  )
}, 60_000)
beforeEach(async () => {
  before = await dumpText(server, shop)
})
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

const request = () => ({ name: 'shop', backup: id })
/** Under the name that makes the index slow. */
const slowRequest = () => ({ ...request(), targetUrl: `${addressOf(shop)}&application_name=pgproof%20slowly` })
const unchanged = async () => expect(await dumpText(server, shop)).toBe(before)

describe('whatever goes wrong before the commit leaves everything as it was', () => {
  test('fault 71: a statement that fails after the rows', async () => {
    await server.psql(shop, 'UPDATE public.items SET kind = 1; DELETE FROM kinds.kind WHERE id = 2')
    before = await dumpText(server, shop)
    const failure = await failureOf(restoreInPlace(place, shop, { request: request() }))
    expect(failure).toMatchObject({
      code: 1,
      reason: expect.stringMatching(/^restoring indexes and constraints failed: .*of_kind.*nothing was changed$/),
      hint: expect.stringContaining('rows that the restored ones refer to'),
    })
    await unchanged()
    await server.psql(shop, 'INSERT INTO kinds.kind VALUES (2); UPDATE public.items SET kind = id % 2 + 1')
  }, 60_000)

  test('fault 72: rows that are not those that were dumped', async () => {
    const folder = join(place.folder, 'store', 'shop', 'backups', id)
    const part = readdirSync(folder)
      .filter((name) => /\.dat\.zst/.test(name))
      .sort()
      .at(-1) as string
    const file = await open(join(folder, part), 'r+')
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 5)
    const flip = async () => {
      buffer[0] = (buffer[0] as number) ^ 1
      await file.write(buffer, 0, 1, size - 5)
    }
    try {
      await flip()
      const failure = await failureOf(restoreInPlace(place, shop, { request: request() }))
      expect(failure).toMatchObject({ code: 1, reason: expect.stringContaining('has other bytes than were stored') })
      await unchanged()
    } finally {
      await flip()
      await file.close()
    }
  }, 60_000)

  test('a session that holds a lock is named, and waited for no longer than 10 s', async () => {
    const reader = await openSession(shop, { application: 'a slow report' })
    try {
      await reader.query('BEGIN; SELECT count(*) FROM public.items')
      const failure = await failureOf(restoreInPlace(place, shop, { request: request() }))
      expect(failure).toMatchObject({
        code: 3,
        reason: expect.stringMatching(
          /did not end within 10 s: session \d+ of keeper \(a slow report\), idle in transaction; nothing was changed$/,
        ),
      })
    } finally {
      await reader.close()
    }
    await unchanged()
  }, 60_000)

  test('the server ends the session in the middle', async () => {
    const end = async () => {
      await eventually('the index is built', async () => (await building()).length > 0)
      await server.psql(server.connection, `SELECT pg_terminate_backend(${(await building())[0]?.pid})`)
    }
    const [failure] = await Promise.all([failureOf(restoreInPlace(place, shop, { request: slowRequest() })), end()])
    expect(failure).toMatchObject({ code: 3 })
    await unchanged()
  }, 60_000)

  test('fault 70: pgproof is killed in the middle', async () => {
    const child = startChild()
    await eventually('the index is built', async () => (await building()).length > 0)
    child.kill('SIGKILL')
    await eventually('the session has ended', async () => (await sessions()).length === 0)
    await unchanged()
    const done = await restoreInPlace(place, shop, { request: request() })
    expect(done.acted.differences).toEqual([])
    await restoreInPlace(place, shop, { request: { name: 'shop', backup: done.acted.safety?.id as string } })
    await unchanged()
  }, 60_000)

  test('fault 69: a disk that is full in the middle', async () => {
    const disk = makeSmallDisk(32)
    try {
      // The server's user is another one where tests run as root.
      execFileSync('chown', [`--reference=${server.folder}/data`, disk.folder])
      await server.psql(
        server.connection,
        `CREATE TABLESPACE small LOCATION '${disk.folder}'; ALTER DATABASE shop SET TABLESPACE small`,
      )
      const room = freeBytes(disk.folder) - 128 * 1024
      await writeFile(join(disk.folder, 'ballast'), Buffer.alloc(room))
      const failure = await failureOf(restoreInPlace(place, shop, { request: request() }))
      expect(failure).toMatchObject({ code: 3, reason: expect.stringContaining('No space left') })
      await rm(join(disk.folder, 'ballast'))
      await unchanged()
    } finally {
      await rm(join(disk.folder, 'ballast'), { force: true })
      await server.psql(server.connection, 'ALTER DATABASE shop SET TABLESPACE pg_default; DROP TABLESPACE small')
      disk.remove()
    }
  }, 60_000)

  test('a cancel in the middle', async () => {
    const cancel = new AbortController()
    const reason = environmentError('cancelled', 'run it again')
    const onStep = (step: string) => void (step === 'replace' && setTimeout(() => cancel.abort(reason), 20))
    const failure = await failureOf(
      restoreInPlace(place, shop, { request: request(), context: { signal: cancel.signal }, onStep }),
    )
    expect(failure.reason).toContain('cancelled')
    await eventually('the session has ended', async () => (await sessions()).length === 0)
    await unchanged()
  }, 60_000)
})

test('what proves unequal after the commit is told with the safety backup, and the command that restores it', async () => {
  // A statement of somebody's own, in the moment between the commit and the second dump.
  const onStep = async (step: string) => step === 'prove' && (await server.psql(shop, 'DROP INDEX public.items_slow'))
  const failure = await failureOf(restoreInPlace(place, shop, { request: request(), onStep }))
  expect(failure).toMatchObject({ code: 1, reason: expect.stringContaining('INDEX public.items_slow is missing') })
  const safety = /safety backup (\S+)$/.exec(failure.reason)?.[1] as string
  const words = ['--name', 'shop', '--backup', safety, '--method', 'in-place', '--target-database', 'shop']
  expect(failure.hint).toBe(
    `to go back to it: pgproof restore --storage ${place.storage} ${words.join(' ')} --allow-production`,
  )
  await restoreInPlace(place, shop, { request: { name: 'shop', backup: safety } })
  await unchanged()
}, 60_000)

describe('an answer to the commit that is lost', () => {
  const run = () => ({ destination: { connection: shop, pinned: {}, database: 'shop' } }) as unknown as RestoreRun
  /** The server does what it is asked, and the connection breaks before it has said so. */
  const losing = (session: Session, asked: string): Session => ({
    ...session,
    client: session.client,
    query: async <R>(sql: string) => {
      const rows = await session.query<R>(sql === 'COMMIT' ? asked : sql)
      if (sql === 'COMMIT') throw environmentError('the connection was lost', 'try again')
      return rows
    },
  })

  test.each([
    ['COMMIT', undefined],
    ['ROLLBACK', 'the commit failed: the connection was lost; nothing was changed'],
  ])(
    'the server is asked what became of it: %s',
    async (asked, reason) => {
      const session = await openSession(shop)
      try {
        await session.query('BEGIN; CREATE TABLE kinds.committed ()')
        const done = commit(losing(session, asked), run())
        if (reason === undefined) await done
        else expect((await failureOf(done)).reason).toBe(reason)
      } finally {
        await session.close()
      }
      await server.psql(shop, 'DROP TABLE IF EXISTS kinds.committed')
    },
    90_000,
  )
})

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

async function building(): Promise<{ pid: number }[]> {
  return await server.query(
    server.connection,
    "SELECT pid FROM pg_stat_activity WHERE datname = 'shop' AND wait_event = 'PgSleep'",
  )
}

async function sessions(): Promise<unknown[]> {
  return await server.query(server.connection, "SELECT 1 AS one FROM pg_stat_activity WHERE datname = 'shop'")
}

/** The same in a process of its own. */
function startChild(): ChildProcess {
  const support = join(import.meta.dirname, '../../../support')
  const script = `
    import { restoreInPlace } from ${JSON.stringify(`${support}/in-place.ts`)}
    import { makeWorkplace } from ${JSON.stringify(`${support}/loop.ts`)}
    const place = await makeWorkplace(${JSON.stringify(place.storage)})
    await restoreInPlace(place, ${JSON.stringify(shop)}, { request: ${JSON.stringify(slowRequest())} })`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' })
}
