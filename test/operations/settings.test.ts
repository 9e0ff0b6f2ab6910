import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { quoteIdentifier } from '../../src/postgres/identifier.ts'
import { runLoop } from '../support/loop.ts'
import { majors, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

type Settings = Record<string, string>

/** What changes how values and expressions are printed or read; one or the other value, since several of them hide each other. */
const PRINTED: Settings = {
  TimeZone: "'Asia/Kathmandu'",
  DateStyle: "'SQL, DMY'",
  IntervalStyle: "'sql_standard'",
  bytea_output: 'escape',
  lc_monetary: "'C.UTF-8'",
  array_nulls: 'off',
  extra_float_digits: '-15',
  xmloption: 'document',
  client_encoding: "'LATIN1'",
  standard_conforming_strings: 'off',
  quote_all_identifiers: 'on',
  transform_null_equals: 'on',
  default_text_search_config: "'pg_catalog.german'",
  'my.tenant': "'a''b, \"c\"'",
}

/** What refuses, hides, or ends what takes longer than a moment. */
const HOSTILE: Settings = {
  search_path: 'evil, pg_catalog',
  role: 'nobody',
  default_transaction_read_only: 'on',
  default_transaction_isolation: 'serializable',
  default_transaction_deferrable: 'on',
  statement_timeout: '60',
  lock_timeout: '60',
  idle_in_transaction_session_timeout: '60',
  idle_session_timeout: '60',
  tcp_user_timeout: '60',
  row_security: 'on',
  session_replication_role: 'replica',
  exit_on_error: 'on',
  enable_seqscan: 'off',
  client_min_messages: 'debug1',
  gin_fuzzy_search_limit: '5',
}

const SINCE_17: Settings = {
  transaction_timeout: '60',
  event_triggers: 'off',
  restrict_nonsystem_relation_kind: "'view'",
}

describe.each([...new Set([majors()[0] as number, newestMajor])])('on PostgreSQL %i', (major) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(major)
    await server.psql(server.connection, 'CREATE ROLE nobody')
  }, 60_000)
  afterAll(() => server?.stop())

  test.each([
    ['how values are printed', PRINTED],
    ['what is allowed, seen and waited for', { ...HOSTILE, ...(major >= 17 && SINCE_17) }],
  ])(
    'settings of the database, of its roles, and of both together that change %s',
    async (title, settings) => {
      const database = await server.createDatabase(title, ROWS)
      const place = `DATABASE ${quoteIdentifier(title)}`
      await server.psql(
        server.connection,
        `COMMENT ON ${place} IS 'settings''s'; GRANT CONNECT ON ${place} TO nobody; ALTER ${place} CONNECTION LIMIT 90;
       ${alter(place, settings)} ALTER ROLE nobody IN ${place} SET work_mem = '7MB';`,
      )
      const { verified, restored } = await runLoop(database, { target: server })
      expect(verified.damaged).toEqual([])
      expect(restored.differences).toEqual([])

      // The login's own settings reach every database of the target too.
      const { role, ...ofLogin } = settings as Settings
      await server.psql(server.connection, alter('ROLE postgres', ofLogin))
      try {
        const again = await runLoop(database, { target: server })
        expect(again.restored.differences).toEqual([])
      } finally {
        await server.psql(server.connection, 'SET default_transaction_read_only = off; ALTER ROLE postgres RESET ALL;')
      }
    },
    90_000,
  )

  test('a setting of the database that did not come back is seen', async () => {
    const database = await server.createDatabase('forgotten', 'CREATE TABLE t (a int)')
    await server.psql(server.connection, "ALTER DATABASE forgotten SET timezone = 'Asia/Tokyo'")
    const { restored } = await runLoop(database, {
      target: server,
      damage: async (connection) => {
        const name = quoteIdentifier(connection.parameters.dbname as string)
        await server.psql(server.connection, `ALTER DATABASE ${name} SET work_mem = '3MB'`)
      },
    })
    expect(restored.differences).toEqual([expect.stringContaining('setting')])
  }, 60_000)
})

const alter = (place: string, settings: Settings) =>
  Object.entries(settings)
    .map(([name, value]) => `ALTER ${place} SET ${name} = ${value};`)
    .join('\n')

const ROWS = `
  CREATE TABLE t (id int PRIMARY KEY, tz timestamptz DEFAULT '2026-01-01 00:00+00', d date DEFAULT '2026-03-04', i interval, b bytea,
    m money, f float8, a text[], t text, x xml, n text CHECK (n = NULL OR n <> E'a\\\\b'));
  INSERT INTO t SELECT i, '2026-01-01'::timestamptz + i * interval '1 h', '2026-01-01'::date + i, i * interval '1 day 2 h 3 mons',
    decode(md5(i::text), 'hex'), i * 1.5, random(), ARRAY['NULL', NULL, 'x'], 'grüße 表 🐘' || i, 'a<b/>' FROM generate_series(1, 3000) AS i;
  CREATE TABLE big (a text); INSERT INTO big SELECT repeat(md5(i::text), 300) FROM generate_series(1, 2000) AS i;
  CREATE INDEX t_d ON t (d) WHERE d > '2026-03-04' AND tz > '2026-01-01 00:00+00';
  CREATE TABLE p (a date, i interval) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-02') TO ('2026-02-03');
  INSERT INTO p VALUES ('2026-01-12', '1 day -2 h');
  CREATE VIEW v AS SELECT *, '1 day 3 h'::interval AS iv, '2026-05-06'::date AS dv, '\\x00'::bytea AS bv, 1.1::float8 AS fv,
    ARRAY['a', NULL] AS av FROM t WHERE tz > '2026-01-01 03:00+00';
  CREATE SCHEMA "Qu"; CREATE TABLE "Qu"."Ot" ("select" int); INSERT INTO "Qu"."Ot" VALUES (1);
  CREATE FUNCTION f() RETURNS text LANGUAGE sql SET "DateStyle" = 'German' AS 'SELECT ''x''';
  CREATE TABLE parent (a int); CREATE TABLE child (b timestamptz) INHERITS (parent); ALTER TABLE parent ADD COLUMN c interval;
  INSERT INTO child VALUES (1, '2026-01-01', '1 day');
  SELECT lo_from_bytea(0, 'x') FROM generate_series(1, 20);
  CREATE SCHEMA evil; CREATE TABLE evil.pg_class (a int); CREATE TABLE evil.pg_namespace (a int); CREATE TABLE evil.pg_index (a int);
  CREATE FUNCTION evil.current_setting(text) RETURNS text LANGUAGE sql AS 'SELECT ''evil''';
  CREATE FUNCTION evil.format(text, VARIADIC text[]) RETURNS text LANGUAGE sql AS 'SELECT ''evil''';
  CREATE OPERATOR evil.= (LEFTARG = oid, RIGHTARG = oid, FUNCTION = pg_catalog.oidne);
  CREATE OPERATOR evil.= (LEFTARG = name, RIGHTARG = text, FUNCTION = pg_catalog.namenetext); CREATE TYPE evil.text AS (a int);`
