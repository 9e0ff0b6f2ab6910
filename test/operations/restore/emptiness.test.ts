import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readContents } from '../../../src/operations/restore/emptiness.ts'
import { openSession } from '../../../src/postgres/session.ts'
import { majors, newestMajor, startTestServer, type TestServer } from '../../support/postgres.ts'

describe.each([...new Set([majors()[0] as number, newestMajor])])('on PostgreSQL %i', (major) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(major, { settings: { wal_level: 'logical', max_wal_senders: '4' } })
  }, 60_000)
  afterAll(() => server?.stop())

  const contentsOf = async (name: string, sql: string) => {
    const database = await server.createDatabase(name, sql)
    const session = await openSession(database)
    try {
      return await readContents(session)
    } finally {
      await session.close()
    }
  }

  test.each([
    ['nothing', 'SELECT 1'],
    ['an extension without rows of anybody', 'CREATE EXTENSION hstore; CREATE EXTENSION citext'],
    ['a grant on public', 'GRANT CREATE ON SCHEMA public TO PUBLIC'],
  ])('%s is empty', async (title, sql) => {
    expect(await contentsOf(title, sql)).not.toHaveProperty('holds')
  })

  test.each([
    ['1 relation', 'CREATE TABLE t (a int)'],
    ['1 relation', 'CREATE SEQUENCE s'],
    ['1 function', 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'],
    ['1 type', "CREATE TYPE mood AS ENUM ('sad')"],
    ['1 schema', 'CREATE SCHEMA kept'],
    ['1 large object', "SELECT lo_from_bytea(0, 'x')"],
    [
      '1 foreign-data wrapper, 1 foreign server',
      'CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR PUBLIC SERVER s',
    ],
    ['1 publication', 'CREATE PUBLICATION p'],
    ['1 cast', 'CREATE CAST (bigint AS point) WITH INOUT AS ASSIGNMENT'],
    ['1 default privilege', 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC'],
    ['1 collation', "CREATE COLLATION c (LOCALE = 'C')"],
    ['1 text search dictionary', 'CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple)'],
    ['2 operator families', 'CREATE OPERATOR FAMILY a USING btree; CREATE OPERATOR FAMILY b USING hash'],
    [
      'rows in public.jobs',
      `CREATE EXTENSION hstore; CREATE TABLE jobs (a int); ALTER EXTENSION hstore ADD TABLE jobs; INSERT INTO jobs VALUES (1);
      UPDATE pg_extension SET extconfig = ARRAY['jobs'::regclass::oid], extcondition = ARRAY[''] WHERE extname = 'hstore'`,
    ],
  ])('%s is not nothing', async (holds, sql) => {
    expect((await contentsOf(`${holds} ${sql}`.slice(0, 60).replaceAll('"', ''), sql)).holds).toBe(holds)
  })
})
