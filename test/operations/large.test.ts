import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runLoop } from '../support/loop.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'

/** PGPROOF_LARGE=1 takes the sizes that a release is tried with; they need some 10 GB of disk and a quarter of an hour. */
const LARGE = process.env.PGPROOF_LARGE === '1'
const TABLES = LARGE ? 5000 : 800
const LARGE_OBJECTS = LARGE ? 50_000 : 5000
const ROWS = LARGE ? 5_000_000 : 300_000
const ROW_BYTES = (LARGE ? 300 : 80) * 1024 ** 2

let server: TestServer

beforeAll(async () => {
  server = await startTestServer(undefined, { settings: { max_locks_per_transaction: '512' } })
}, 60_000)
afterAll(() => server?.stop())

test(`${TABLES} small tables`, async () => {
  const made = `
    SELECT format('CREATE TABLE t%s (id int PRIMARY KEY, v text); INSERT INTO t%s VALUES (%s, %L);', i, i, i, i) FROM generate_series(1, ${TABLES}) AS i \\gexec`
  const database = await server.createDatabase('many', made)
  const { backup, verified, restored } = await runLoop(database, { target: server })
  expect(verified.damaged).toEqual([])
  expect(restored.differences).toEqual([])
  expect(backup.totals).toMatchObject({ tables: TABLES, rows: TABLES })
}, 900_000)

test(`${LARGE_OBJECTS} large objects with owners, comments and grants, one of them changed after the restore`, async () => {
  const database = await server.createDatabase(
    'objects',
    `
    CREATE ROLE owner_0; CREATE ROLE owner_1; CREATE ROLE owner_2;
    SELECT count(lo_from_bytea(100000 + i, convert_to('object ' || i, 'UTF8'))) FROM generate_series(1, ${LARGE_OBJECTS}) AS i;
    SELECT format('ALTER LARGE OBJECT %s OWNER TO owner_%s; GRANT SELECT ON LARGE OBJECT %s TO owner_%s;', 100000 + i, i % 3, 100000 + i, (i + 1) % 3) FROM generate_series(1, 3000) AS i \\gexec
    SELECT format('COMMENT ON LARGE OBJECT %s IS %L;', 100000 + i, 'comment ' || i) FROM generate_series(1, 1000) AS i \\gexec`,
  )
  const { backup, restored } = await runLoop(database, {
    target: server,
    damage: async (connection) => {
      await server.psql(
        connection,
        "SELECT lo_put(100007, 0, 'O'); ALTER LARGE OBJECT 100010 OWNER TO owner_0; COMMENT ON LARGE OBJECT 100011 IS 'x'",
      )
    },
  })
  const said = restored.differences.join('\n')
  for (const oid of ['100007', '100010', '100011']) expect(said).toContain(oid)
  expect(restored.largeObjects).toMatchObject({ count: LARGE_OBJECTS, equal: LARGE_OBJECTS - 1 })
  expect(backup.totals.largeObjects).toBe(LARGE_OBJECTS)
  expect(backup.totals.objects).toBeLessThan(50)
}, 900_000)

test(`a table of ${ROWS} rows of 10 bytes to 1 MB, and harmless moves of them`, async () => {
  const database = await server.createDatabase(
    'rows',
    `
    CREATE TABLE wide (id int, v text); ALTER TABLE wide ALTER v SET STORAGE external;
    INSERT INTO wide SELECT i, CASE WHEN i % ${ROWS / 50} = 0 THEN repeat(md5(i::text), 32768) WHEN i % 1000 = 0 THEN repeat(md5(i::text), 300)
      ELSE left(repeat(md5(i::text), 4), (i::bigint * 7919 % 90)::int) END FROM generate_series(1, ${ROWS}) AS i;
    ALTER TABLE wide ADD PRIMARY KEY (id); CREATE INDEX ON wide (left(v, 40));`,
  )
  const { backup, verified, restored } = await runLoop(database, {
    target: server,
    damage: async (connection) => {
      await server.psql(
        connection,
        `
        UPDATE wide SET v = v WHERE id % 2 = 0; CLUSTER wide USING wide_left_idx; ALTER TABLE wide SET WITHOUT CLUSTER; VACUUM FULL wide; REINDEX TABLE wide; ANALYZE wide;`,
      )
    },
  })
  expect(verified.damaged).toEqual([])
  expect(restored.differences).toEqual([])
  expect(backup.totals.rows).toBe(ROWS)
}, 1_800_000)

test(`a row of ${ROW_BYTES / 1024 ** 2} MB`, async () => {
  const database = await server.createDatabase(
    'row',
    `
    CREATE TABLE heavy (id int, b bytea); ALTER TABLE heavy ALTER b SET STORAGE external;
    INSERT INTO heavy SELECT 1, decode(repeat(md5('x'), ${ROW_BYTES / 32}), 'hex'); INSERT INTO heavy VALUES (2, 'x');`,
  )
  const { backup, verified, restored } = await runLoop(database, { target: server })
  expect(verified.damaged).toEqual([])
  expect(restored.differences).toEqual([])
  expect(backup.totals).toMatchObject({ rows: 2 })
  expect(backup.totals.rawBytes).toBeGreaterThan(ROW_BYTES)
}, 900_000)
