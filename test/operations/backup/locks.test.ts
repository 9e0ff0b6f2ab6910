import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import { openSession } from '../../../src/postgres/session.ts'
import { FaultyRuns, failure } from '../../support/faulty-runs.ts'
import { addressOf } from '../../support/postgres.ts'
import { eventually } from '../../support/processes.ts'

const MIB = 1024 * 1024
// Busy machines take their time.
jest.setTimeout(90_000)

const runs = new FaultyRuns()

beforeAll(() => runs.open(), 60_000)
beforeEach(() => runs.begin())
afterEach(() => runs.end())
afterAll(() => runs.close())

test('a table that is truncated and one that is dropped during the dump wait for it', async () => {
  await runs.server.psql(runs.database, 'CREATE TABLE z_dropped AS SELECT 1 AS id')
  runs.gate.close()
  const running = runs.start()
  await runs.standingStill()
  let done = false
  const ddl = runs.other.query('TRUNCATE public.z_last; DROP TABLE public.z_dropped').then(() => {
    done = true
  })
  await eventually('the truncation waits', async () => {
    const waiting = `SELECT 1 AS one FROM pg_stat_activity WHERE application_name = 'migration' AND wait_event_type = 'Lock'`
    return (await runs.server.query(runs.server.connection, waiting)).length === 1
  })
  expect(done).toBe(false)
  runs.gate.open()
  const made = await running
  await ddl
  await runs.expectWhole(made)
  expect(made.tables.map(({ name }) => name)).toContain('z_dropped')
  await runs.server.psql(runs.database, 'INSERT INTO z_last SELECT g FROM generate_series(1, 1000) g')
})

test('a table truncated between snapshot and lock is noticed, and the backup made anew', async () => {
  await runs.server.psql(runs.database, 'CREATE TABLE b AS SELECT 1 AS id; CREATE TABLE c AS SELECT 1 AS id')
  await runs.other.query('BEGIN')
  await runs.other.query('LOCK TABLE public.b IN ACCESS EXCLUSIVE MODE')
  const running = runs.start({ tables: ['public.b', 'public.c'] })
  await runs.pgDumpWaits()
  await runs.other.query('TRUNCATE public.b; INSERT INTO public.c VALUES (2)')
  await runs.other.query('COMMIT')
  const made = await running
  expect(made.tables).toMatchObject([
    { name: 'b', rows: 0 },
    { name: 'c', rows: 2 },
  ])
  expect(made.warnings.join()).toMatch(/public\.b was truncated .*migration, process \d+.*trying once more/)
  await runs.server.psql(runs.database, 'DROP TABLE b, c')
})

test('a table dropped between snapshot and lock is named, and the backup made anew', async () => {
  await runs.server.psql(runs.database, 'CREATE TABLE b AS SELECT 1 AS id')
  await runs.other.query('BEGIN')
  await runs.other.query('LOCK TABLE public.b IN ACCESS EXCLUSIVE MODE')
  const running = runs.start()
  await runs.pgDumpWaits()
  await runs.other.query('DROP TABLE public.b')
  await runs.other.query('COMMIT')
  const made = await running
  expect(made.warnings.join()).toMatch(/dropped while it was being dumped: relation "public.b" does not exist/)
  await runs.expectWhole(made)
})

test('a lock that others hold for too long', async () => {
  await runs.other.query('BEGIN')
  await runs.other.query('LOCK TABLE public.a10 IN ACCESS EXCLUSIVE MODE')
  const failed = await failure(runs.start({ lockTimeout: 1000 }))
  await runs.other.query('ROLLBACK')
  expect(failed).toMatchObject({
    code: 3,
    reason: expect.stringMatching(/longer than lock-timeout \(public\.a10: migration, process \d+\)/),
  })
  await runs.expectNothingLeft()
})

test('DDL that waits for a table not yet reached: named, tried once more, and told what helps', async () => {
  const sql = `CREATE TABLE a AS SELECT g, repeat(md5(g::text), 30) AS t FROM generate_series(1, 60000) g;
    CREATE TABLE b AS SELECT * FROM a; CREATE TABLE c AS SELECT * FROM a; CREATE TABLE d AS SELECT 1 AS id;`
  const busy = await runs.server.createDatabase('busy', sql)
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
    const once = runs.start({ jobs: 2, spoolLimit: 1024 * MIB }, addressOf(busy))
    await migrate()
    expect((await once).warnings.join()).toMatch(/is changing public\.d.*trying once more/)
    const twice = failure(runs.start({ jobs: 2, spoolLimit: 1024 * MIB }, addressOf(busy)))
    await migrate()
    await migrate()
    const failed = await twice
    expect(failed.reason).toMatch(/is changing public\.d.*public\.d: migration, process \d+/)
    expect(failed.hint).toContain('jobs: 1')
  } finally {
    await session.close()
  }
}, 90_000)
