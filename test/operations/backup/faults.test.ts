import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import { list } from '../../../src/operations/list.ts'
import type { ProgressEvent } from '../../../src/progress.ts'
import { FaultyRuns, failure } from '../../support/faulty-runs.ts'
import { addressOf } from '../../support/postgres.ts'
import { STANDING_STILL } from '../../support/slow-store.ts'

// Busy machines take their time.
jest.setTimeout(90_000)

const runs = new FaultyRuns()

beforeAll(() => runs.open(), 60_000)
beforeEach(() => runs.begin())
afterEach(() => runs.end())
afterAll(() => runs.close())

test.each([
  ['wrong password', { password: 'wrong' }, /password for user postgres at 127\.0\.0\.1 is wrong/],
  ['wrong user', { user: 'nobody' }, /user nobody/],
  ['wrong host', { host: 'no-such-host.invalid' }, /the host no-such-host\.invalid is unknown/],
  ['wrong port', { port: '1' }, /nothing answers on port 1 of 127\.0\.0\.1/],
  ['a database that does not exist', { dbname: 'Shop' }, /the database Shop does not exist/],
])('%s', async (_what, wrong, reason) => {
  const source = addressOf({ parameters: { ...runs.database.parameters, ...wrong } })
  const failed = await failure(runs.start({}, source))
  expect(failed).toMatchObject({ code: 3, reason: expect.stringMatching(reason) })
  expect(failed.hint).not.toBe('')
  expect(JSON.stringify(failed)).not.toContain(runs.database.parameters.password)
  await runs.expectNothingLeft()
})

test('a role that may not read a table, and one whose rows are hidden from it', async () => {
  await runs.server.psql(
    runs.database,
    `CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; REVOKE SELECT ON m_big FROM reader;`,
  )
  const source = addressOf({ parameters: { ...runs.database.parameters, user: 'reader', password: 'reader' } })
  const unreadable = await failure(runs.start({}, source))
  expect(unreadable).toMatchObject({ code: 3, reason: expect.stringContaining('may not read public.m_big') })
  expect(unreadable.hint).toContain('GRANT pg_read_all_data TO "reader"')
  await runs.server.psql(runs.database, 'GRANT SELECT ON m_big TO reader; ALTER TABLE m_big ENABLE ROW LEVEL SECURITY;')
  const secured = await failure(runs.start({}, source))
  expect(secured).toMatchObject({ code: 3, reason: expect.stringContaining('row-level security hides rows') })
  expect(secured.hint).toContain('BYPASSRLS')
  await runs.server.psql(runs.database, 'ALTER TABLE m_big DISABLE ROW LEVEL SECURITY;')
  await runs.expectWhole(await runs.start({}, source))
  await runs.server.psql(runs.database, 'DROP OWNED BY reader; DROP ROLE reader;')
})

test('privileges revoked half-way', async () => {
  await runs.server.psql(runs.database, `CREATE ROLE leaver LOGIN PASSWORD 'leaver'; GRANT pg_read_all_data TO leaver;`)
  const source = addressOf({ parameters: { ...runs.database.parameters, user: 'leaver', password: 'leaver' } })
  runs.gate.close()
  const running = failure(runs.start({}, source))
  await runs.standingStill()
  await runs.server.psql(runs.database, 'REVOKE pg_read_all_data FROM leaver;')
  runs.gate.open()
  expect(await running).toMatchObject({ code: 3, reason: 'the role may not read table z_last' })
  await runs.expectNothingLeft()
  await runs.server.psql(runs.database, 'DROP ROLE leaver;')
})

test('pg_dump killed half-way: the run ends at once, though the store still stands still', async () => {
  runs.gate.close()
  const running = failure(runs.start())
  await runs.standingStill()
  for (const { pid } of runs.dumping()) process.kill(pid, 'SIGKILL')
  const failed = await running
  expect(failed).toMatchObject({ code: 3, reason: 'pg_dump was killed by SIGKILL before the dump was whole' })
  await runs.expectNothingLeft()
})

test.each(['killed', 'let go on'])(
  'large objects while the store stands still, then pg_dump is %s',
  async (what) => {
    const objects = `SELECT count(lo_from_bytea(0, convert_to(repeat(md5(g::text), 1250), 'UTF8'))) FROM generate_series(1, 3000) g`
    const name = `objects ${what}`
    const database = await runs.server.createDatabase(name, `${STANDING_STILL} ${objects};`)
    runs.gate.close()
    const running = runs.start({ excludeTables: ['public.m_big'] }, addressOf(database))
    running.catch(() => {})
    await runs.standingStill()
    if (what === 'killed') {
      for (const { pid } of runs.dumping()) process.kill(pid, 'SIGKILL')
      expect(await failure(running)).toMatchObject({ code: 3, reason: expect.stringContaining('killed by SIGKILL') })
      return await runs.expectNothingLeft()
    }
    runs.gate.open()
    expect((await running).totals).toMatchObject({ largeObjects: 3000, tables: 17 })
  },
  90_000,
)

test('fault 17: the server restarts half-way, and the backup begins anew, once', async () => {
  runs.gate.close()
  const running = runs.start()
  running.catch(() => {})
  await runs.standingStill()
  await runs.server.restart()
  runs.gate.open()
  const made = await running
  expect(made.warnings.join()).toContain('the connection to the server was lost during the dump; trying once more')
  await runs.expectWhole(made)
})

test('fault 17: a server that is lost twice is no longer waited for', async () => {
  runs.gate.close()
  // At the warning that it begins anew: before the second try has sent anything.
  const progress = ({ kind }: ProgressEvent) => {
    if (kind === 'warning') runs.gate.close()
  }
  const running = failure(runs.start({}, undefined, { progress }))
  await runs.standingStill()
  await runs.server.restart()
  runs.gate.open()
  await runs.standingStill()
  await runs.server.restart()
  runs.gate.open()
  expect(await running).toMatchObject({ code: 3, reason: 'the connection to the server was lost during the dump' })
  await runs.expectNothingLeft()
  await runs.expectWhole(await runs.start())
})

test('the time budget ends while pg_dump stands still', async () => {
  runs.gate.close()
  const running = failure(runs.start({ timeBudget: 3000 }))
  await runs.standingStill()
  expect(await running).toMatchObject({ code: 3, reason: expect.stringContaining('time budget of 3 s') })
  await runs.expectNothingLeft()
})

const endSnapshot = async () => {
  const sql = `SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE datname = 'shop' AND application_name = 'pgproof' AND state = 'idle in transaction'`
  expect(await runs.server.query(runs.server.connection, sql)).toEqual([{ done: true }])
}

test("the snapshot's session lost before pg_dump has taken it over", async () => {
  await runs.other.query('BEGIN')
  await runs.other.query('LOCK TABLE public.a10 IN ACCESS EXCLUSIVE MODE')
  const running = failure(runs.start({ jobs: 2 }))
  await runs.pgDumpWaits()
  await endSnapshot()
  await runs.other.query('ROLLBACK')
  expect(await running).toMatchObject({
    code: 3,
    reason: expect.stringContaining('the session that held the snapshot was lost'),
  })
  await runs.expectNothingLeft()
})

test.each(['off', 'counts'] as const)(
  "the snapshot's session lost while rows flow, cross-check %s",
  async (crossCheck) => {
    runs.gate.close()
    const running = runs.start({ crossCheck })
    running.catch(() => {})
    await runs.standingStill()
    await endSnapshot()
    runs.gate.open()
    if (crossCheck === 'counts') {
      expect(await failure(running)).toMatchObject({ code: 3, reason: expect.stringContaining('connection') })
      return await runs.expectNothingLeft()
    }
    const made = await running
    expect(made.warnings.join()).toContain('the session that held the snapshot was lost')
    await runs.expectWhole(made)
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
  const known = timeouts.filter((name) => name !== 'transaction_timeout' || runs.server.major >= 17)
  for (const name of known) await runs.server.psql(runs.database, `ALTER DATABASE shop SET ${name} = '500ms'`)
  await expect(runs.server.psql(runs.database, 'SELECT pg_sleep(2)')).rejects.toThrow(/timeout/)
  runs.gate.close()
  const running = runs.start({ crossCheck: 'counts' })
  running.catch(() => {})
  await runs.standingStill()
  await sleep(1500)
  runs.gate.open()
  const made = await running
  expect(made.spool.pausedSeconds).toBeGreaterThan(1.4)
  await runs.expectWhole(made)
  for (const name of known) await runs.server.psql(runs.server.connection, `ALTER DATABASE shop RESET ${name}`)
})

test('what failed stays invisible, and the next run is fine', async () => {
  const first = await runs.start()
  runs.gate.close()
  const running = failure(runs.start())
  await runs.standingStill()
  for (const { pid } of runs.dumping()) process.kill(pid, 'SIGKILL')
  await running
  runs.gate.open()
  const second = await runs.start()
  const { environment } = runs
  const { backups } = await list({ storage: runs.place.storage }, await runs.place.context({ environment }))
  expect(backups.map(({ id }) => id)).toEqual([second.backup.id, first.backup.id])
  await runs.expectWhole(second)
})
