import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type BackupRequest, backup } from '../../src/operations/backup.ts'
import { list } from '../../src/operations/list.ts'
import type { BackupResult } from '../../src/operations/results.ts'
import { verify } from '../../src/operations/verify.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { openSession, type Session } from '../../src/postgres/session.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from '../support/loop.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'
import { eventually } from '../support/processes.ts'
import { type ScriptedS3, startScriptedS3 } from '../support/scripted-http.ts'
import { type Gate, gateOf, processesOf, STANDING_STILL } from '../support/slow-store.ts'

let server: TestServer
let s3: ScriptedS3
let gate: Gate
let place: Workplace
let database: Connection
let other: Session

beforeAll(async () => {
  server = await startTestServer(newestMajor, { tcp: true })
  s3 = await startScriptedS3()
  database = await server.createDatabase('shop', STANDING_STILL)
}, 60_000)
beforeEach(async () => {
  s3.reset()
  gate = gateOf(s3)
  place = await makeWorkplace(s3.address)
  other = await openSession(database, { application: 'migration' })
})
afterEach(async () => {
  gate.open()
  await other.close()
  await place.remove()
})
afterAll(async () => {
  await server?.stop()
  await s3?.stop()
})

const MIB = 1024 * 1024

const start = async (more: Partial<BackupRequest> = {}, source = addressOf(database)): Promise<BackupResult> => {
  const request = backupRequest(source, place.storage, { jobs: 1, spoolLimit: 16 * MIB, crossCheck: 'off', ...more })
  return await backup(request, await place.context({ environment: { ...process.env, ...s3.environment } }))
}

/** The failure, as the user is told it. */
const failure = async (run: Promise<unknown>): Promise<{ code?: number; reason: string; hint: string }> => {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown as { code: number; reason: string; hint: string },
  )
  if (error === undefined) throw new Error('the backup did not fail')
  return { code: error.code, reason: error.reason, hint: error.hint }
}

/** Resolves when pg_dump stands still half-way, because nothing gets into the store. */
const standingStill = async (): Promise<void> => {
  const still = () => dumping().length > 0 && dumping().every(({ state }) => state === 'T')
  await eventually('pg_dump stands still', () => gate.waiting > 0 && still())
}
const dumping = () => processesOf(`--file=${place.folder}`)

/** What a run must leave behind when it fails: no process, no session, no file, no heartbeat, no backup. */
const expectNothingLeft = async (): Promise<void> => {
  expect(dumping()).toEqual([])
  await eventually('no session is left', async () => {
    const sql = `SELECT 1 AS one FROM pg_stat_activity WHERE datname = 'shop' AND application_name <> 'migration'`
    return (await server.query(server.connection, sql)).length === 0
  })
  for (const run of readdirSync(place.folder)) expect(readdirSync(`${place.folder}/${run}`)).toEqual([])
  const keys = [...s3.objects.keys()]
  expect(keys.filter((key) => /manifest|\/running\//.test(key))).toEqual([])
  // Nothing is sent after the run has ended.
  const sent = s3.requests.length
  gate.open()
  await sleep(100)
  expect(s3.requests.length).toBe(sent)
}

const expectWhole = async (made: BackupResult): Promise<void> => {
  const rows = Object.fromEntries(made.tables.map(({ name, rows }) => [name, rows]))
  expect(rows).toMatchObject({ a10: 100, a25: 100, m_big: 20_000, z_last: 1000 })
  const environment = { ...process.env, ...s3.environment }
  const verified = await verify(verifyRequest(place.storage), await place.context({ environment }))
  expect(verified).toMatchObject({ ok: true, damaged: [] })
}

test.each([
  ['wrong password', { password: 'wrong' }, /password for user postgres at 127\.0\.0\.1 is wrong/],
  ['wrong user', { user: 'nobody' }, /user nobody/],
  ['wrong host', { host: 'no-such-host.invalid' }, /the host no-such-host\.invalid is unknown/],
  ['wrong port', { port: '1' }, /nothing answers on port 1 of 127\.0\.0\.1/],
  ['a database that does not exist', { dbname: 'Shop' }, /the database Shop does not exist/],
])('%s', async (_what, wrong, reason) => {
  const source = addressOf({ parameters: { ...database.parameters, ...wrong } })
  const failed = await failure(start({}, source))
  expect(failed).toMatchObject({ code: 3, reason: expect.stringMatching(reason) })
  expect(failed.hint).not.toBe('')
  expect(JSON.stringify(failed)).not.toContain(database.parameters.password)
  await expectNothingLeft()
})

test('a role that may not read a table, and one whose rows are hidden from it', async () => {
  await server.psql(
    database,
    `CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; REVOKE SELECT ON m_big FROM reader;`,
  )
  const source = addressOf({ parameters: { ...database.parameters, user: 'reader', password: 'reader' } })
  const unreadable = await failure(start({}, source))
  expect(unreadable).toMatchObject({ code: 3, reason: expect.stringContaining('may not read "public"."m_big"') })
  expect(unreadable.hint).toContain('GRANT pg_read_all_data TO "reader"')
  await server.psql(database, 'GRANT SELECT ON m_big TO reader; ALTER TABLE m_big ENABLE ROW LEVEL SECURITY;')
  const secured = await failure(start({}, source))
  expect(secured).toMatchObject({ code: 3, reason: expect.stringContaining('row-level security hides rows') })
  expect(secured.hint).toContain('BYPASSRLS')
  await server.psql(database, 'ALTER TABLE m_big DISABLE ROW LEVEL SECURITY;')
  await expectWhole(await start({}, source))
  await server.psql(database, 'DROP OWNED BY reader; DROP ROLE reader;')
})

test('privileges revoked half-way', async () => {
  await server.psql(database, `CREATE ROLE leaver LOGIN PASSWORD 'leaver'; GRANT pg_read_all_data TO leaver;`)
  const source = addressOf({ parameters: { ...database.parameters, user: 'leaver', password: 'leaver' } })
  gate.close()
  const running = failure(start({}, source))
  await standingStill()
  await server.psql(database, 'REVOKE pg_read_all_data FROM leaver;')
  gate.open()
  expect(await running).toMatchObject({ code: 3, reason: 'the role may not read table z_last' })
  await expectNothingLeft()
  await server.psql(database, 'DROP ROLE leaver;')
})

test('pg_dump killed half-way: the run ends at once, though the store still stands still', async () => {
  gate.close()
  const running = failure(start())
  await standingStill()
  for (const { pid } of dumping()) process.kill(pid, 'SIGKILL')
  const failed = await running
  expect(failed).toMatchObject({ code: 3, reason: 'pg_dump was killed by SIGKILL before the dump was whole' })
  await expectNothingLeft()
})

test('the server restarts half-way', async () => {
  gate.close()
  const running = failure(start())
  await standingStill()
  await server.restart()
  gate.open()
  expect(await running).toMatchObject({ code: 3, reason: 'the connection to the server was lost during the dump' })
  await expectNothingLeft()
  await expectWhole(await start())
})

test('the time budget ends while pg_dump stands still', async () => {
  gate.close()
  const running = failure(start({ timeBudget: 3000 }))
  await standingStill()
  expect(await running).toMatchObject({ code: 3, reason: expect.stringContaining('time budget of 3 s') })
  await expectNothingLeft()
})

test('a table that is truncated and one that is dropped during the dump wait for it', async () => {
  await server.psql(database, 'CREATE TABLE z_dropped AS SELECT 1 AS id')
  gate.close()
  const running = start()
  await standingStill()
  let done = false
  const ddl = other.query('TRUNCATE public.z_last; DROP TABLE public.z_dropped').then(() => {
    done = true
  })
  await eventually('the truncation waits', async () => {
    const waiting = `SELECT 1 AS one FROM pg_stat_activity WHERE application_name = 'migration' AND wait_event_type = 'Lock'`
    return (await server.query(server.connection, waiting)).length === 1
  })
  expect(done).toBe(false)
  gate.open()
  const made = await running
  await ddl
  await expectWhole(made)
  expect(made.tables.map(({ name }) => name)).toContain('z_dropped')
  await server.psql(database, 'INSERT INTO z_last SELECT g FROM generate_series(1, 1000) g')
})

test('a table truncated between snapshot and lock is noticed, and the backup made anew', async () => {
  await server.psql(database, 'CREATE TABLE b AS SELECT 1 AS id; CREATE TABLE c AS SELECT 1 AS id')
  await other.query('BEGIN')
  await other.query('LOCK TABLE public.b IN ACCESS EXCLUSIVE MODE')
  const running = start({ tables: ['public.b', 'public.c'] })
  await pgDumpWaits()
  await other.query('TRUNCATE public.b; INSERT INTO public.c VALUES (2)')
  await other.query('COMMIT')
  const made = await running
  expect(made.tables).toMatchObject([
    { name: 'b', rows: 0 },
    { name: 'c', rows: 2 },
  ])
  expect(made.warnings.join()).toMatch(/"public"\."b" was truncated .*migration, process \d+.*trying once more/)
  await server.psql(database, 'DROP TABLE b, c')
})

test('a table dropped between snapshot and lock is named, and the backup made anew', async () => {
  await server.psql(database, 'CREATE TABLE b AS SELECT 1 AS id')
  await other.query('BEGIN')
  await other.query('LOCK TABLE public.b IN ACCESS EXCLUSIVE MODE')
  const running = start()
  await pgDumpWaits()
  await other.query('DROP TABLE public.b')
  await other.query('COMMIT')
  const made = await running
  expect(made.warnings.join()).toMatch(/dropped while it was being dumped: relation "public.b" does not exist/)
  await expectWhole(made)
})

test('a lock that others hold for too long', async () => {
  await other.query('BEGIN')
  await other.query('LOCK TABLE public.a10 IN ACCESS EXCLUSIVE MODE')
  const failed = await failure(start({ lockTimeout: 1000 }))
  await other.query('ROLLBACK')
  expect(failed).toMatchObject({
    code: 3,
    reason: expect.stringMatching(/longer than lock-timeout \(public\.a10: migration, process \d+\)/),
  })
  await expectNothingLeft()
})

const pgDumpWaits = () =>
  eventually('pg_dump waits for a lock', async () => {
    const sql = `SELECT 1 AS one FROM pg_stat_activity WHERE query LIKE 'LOCK TABLE%' AND wait_event_type = 'Lock'`
    return (await server.query(server.connection, sql)).length === 1
  }).then(() => sleep(500))

const endSnapshot = async () => {
  const sql = `SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE datname = 'shop' AND application_name = 'pgproof' AND state = 'idle in transaction'`
  expect(await server.query(server.connection, sql)).toEqual([{ done: true }])
}

test("the snapshot's session lost before pg_dump has taken it over", async () => {
  await other.query('BEGIN')
  await other.query('LOCK TABLE public.a10 IN ACCESS EXCLUSIVE MODE')
  const running = failure(start({ jobs: 2 }))
  await pgDumpWaits()
  await endSnapshot()
  await other.query('ROLLBACK')
  expect(await running).toMatchObject({
    code: 3,
    reason: expect.stringContaining('the session that held the snapshot was lost'),
  })
  await expectNothingLeft()
})

test.each(['off', 'counts'] as const)(
  "the snapshot's session lost while rows flow, cross-check %s",
  async (crossCheck) => {
    gate.close()
    const running = start({ crossCheck })
    running.catch(() => {})
    await standingStill()
    await endSnapshot()
    gate.open()
    if (crossCheck === 'counts') {
      expect(await failure(running)).toMatchObject({ code: 3, reason: expect.stringContaining('connection') })
      return await expectNothingLeft()
    }
    const made = await running
    expect(made.warnings.join()).toContain('the session that held the snapshot was lost')
    await expectWhole(made)
  },
)

test('timeouts that are set on the database end other sessions, not the dump', async () => {
  const timeouts = [
    'statement_timeout',
    'idle_in_transaction_session_timeout',
    'idle_session_timeout',
    'transaction_timeout',
    'tcp_user_timeout',
  ]
  const known = timeouts.filter((name) => name !== 'transaction_timeout' || server.major >= 17)
  for (const name of known) await server.psql(database, `ALTER DATABASE shop SET ${name} = '500ms'`)
  await expect(server.psql(database, 'SELECT pg_sleep(2)')).rejects.toThrow(/timeout/)
  gate.close()
  const running = start({ crossCheck: 'counts' })
  running.catch(() => {})
  await standingStill()
  await sleep(1500)
  gate.open()
  const made = await running
  expect(made.spool.pausedSeconds).toBeGreaterThan(1.4)
  await expectWhole(made)
  for (const name of known) await server.psql(server.connection, `ALTER DATABASE shop RESET ${name}`)
})

test('DDL that waits for a table not yet reached: named, tried once more, and told what helps', async () => {
  const sql = `CREATE TABLE a AS SELECT g, repeat(md5(g::text), 30) AS t FROM generate_series(1, 60000) g;
    CREATE TABLE b AS SELECT * FROM a; CREATE TABLE c AS SELECT * FROM a; CREATE TABLE d AS SELECT 1 AS id;`
  const busy = await server.createDatabase('busy', sql)
  const session = await openSession(busy, { application: 'migration' })
  let attempts = 0
  const migrate = async () => {
    await eventually('rows flow', async () => {
      const active = `SELECT 1 AS one FROM pg_stat_activity WHERE datname = 'busy' AND query LIKE 'COPY%' AND state = 'active'`
      return (await session.query(active)).length > 0
    })
    attempts += 1
    await session.query(`ALTER TABLE public.d ADD COLUMN c${attempts} int`)
  }
  try {
    const once = start({ jobs: 2, spoolLimit: 1024 * MIB }, addressOf(busy))
    await migrate()
    expect((await once).warnings.join()).toMatch(/is changing public\.d.*trying once more/)
    const twice = failure(start({ jobs: 2, spoolLimit: 1024 * MIB }, addressOf(busy)))
    await migrate()
    await migrate()
    const failed = await twice
    expect(failed.reason).toMatch(/is changing public\.d.*public\.d: migration, process \d+/)
    expect(failed.hint).toContain('jobs: 1')
  } finally {
    await session.close()
  }
}, 30_000)

test('what failed stays invisible, and the next run is fine', async () => {
  const first = await start()
  gate.close()
  const running = failure(start())
  await standingStill()
  for (const { pid } of dumping()) process.kill(pid, 'SIGKILL')
  await running
  gate.open()
  const second = await start()
  const environment = { ...process.env, ...s3.environment }
  const { backups } = await list({ storage: place.storage }, await place.context({ environment }))
  expect(backups.map(({ id }) => id)).toEqual([second.backup.id, first.backup.id])
  await expectWhole(second)
})
