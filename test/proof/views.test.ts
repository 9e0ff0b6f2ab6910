import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { checkMaterializedViews } from '../../src/proof/views.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { RoundTrip } from './round-trip.ts'

const [oldest, newest] = [majors()[0] as number, majors().at(-1) as number]

const schema = `
  CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE abroad (a int) SERVER far;
  CREATE TABLE t (id int, grp text, f float8, day date, doc json, place point);
  INSERT INTO t SELECT i, 'g' || i % 5, i / 3.0, '2026-01-01'::date + i, '{"a": 1}', point(i, i) FROM generate_series(1, 500) AS i;
  INSERT INTO t DEFAULT VALUES;
  CREATE FUNCTION lately() RETURNS date LANGUAGE sql STABLE AS 'SELECT current_date';
  CREATE VIEW recent AS SELECT * FROM t WHERE day > public.lately() - 100000;
  CREATE VIEW plain AS SELECT id, grp FROM t WHERE id % 2 = 0;
  CREATE MATERIALIZED VIEW "a ""b" AS SELECT grp, count(*), sum(id), max(day), avg(id) FROM t GROUP BY grp;
  CREATE MATERIALIZED VIEW typed AS SELECT doc, place, f, id::text AS "pgproof" FROM t;
  CREATE MATERIALIZED VIEW nested AS SELECT p.id, a.sum FROM plain p JOIN "a ""b" a USING (grp);
  CREATE MATERIALIZED VIEW through AS SELECT id FROM recent;
  CREATE MATERIALIZED VIEW stable AS SELECT now() AS at, id FROM t;
  CREATE MATERIALIZED VIEW ofday AS SELECT id FROM t WHERE day > CURRENT_DATE - 100000;
  CREATE MATERIALIZED VIEW listed AS SELECT grp, array_agg(id) FROM t GROUP BY grp;
  CREATE MATERIALIZED VIEW floated AS SELECT sum(f) FROM t;
  CREATE MATERIALIZED VIEW limited AS SELECT id FROM t LIMIT 10;
  CREATE MATERIALIZED VIEW firsts AS SELECT DISTINCT ON (grp) grp, id FROM t;
  CREATE MATERIALIZED VIEW numbered AS SELECT id, row_number() OVER () FROM t;
  CREATE MATERIALIZED VIEW dated AS SELECT day::text FROM t;
  CREATE MATERIALIZED VIEW sampled AS SELECT id FROM t TABLESAMPLE BERNOULLI (50);
  CREATE MATERIALIZED VIEW foreigner AS SELECT a FROM abroad WITH NO DATA;
  CREATE MATERIALIZED VIEW walled AS SELECT a FROM abroad WHERE false;
  CREATE MATERIALIZED VIEW unfilled AS SELECT 1 AS one WITH NO DATA;
`

describe.each([...new Set([oldest, newest])])('PostgreSQL %i', (major) => {
  let server: TestServer
  let trip: RoundTrip
  let restored: Connection

  beforeAll(async () => {
    server = await startTestServer(major)
    trip = new RoundTrip(server)
    restored = await trip.restore(await trip.dump(await server.createDatabase('source', schema)))
  }, 60_000)
  afterAll(async () => {
    trip.close()
    await server.stop()
  })

  test('what depends on nothing but rows is compared, the rest is told with its reason', async () => {
    const results = await trip.session(restored, (session) => checkMaterializedViews(session))
    expect(results.filter((one) => one.ok).map(({ name, found }) => [name, found])).toEqual([
      ['public.a "b', '6 rows'],
      ['public.nested', '250 rows'],
      ['public.typed', '501 rows'],
    ])
    expect(results.filter((one) => !one.ok && one.skipped === undefined)).toEqual([])
    const reasons = Object.fromEntries(results.map(({ name, skipped }) => [name.replace('public.', ''), skipped]))
    expect(reasons).toMatchObject({
      through: 'it calls functions that are not immutable: lately',
      stable: 'it calls functions that are not immutable: now',
      ofday: 'it depends on the time or the user',
      listed: 'its aggregates depend on the order of rows: array_agg',
      floated: 'its aggregates depend on the order of rows: sum',
      limited: 'it takes some of the rows (LIMIT, OFFSET)',
      firsts: 'it takes some of the rows (DISTINCT ON)',
      numbered: 'it has window functions',
      dated: 'it turns dates or times into text, which settings change',
      sampled: 'it takes a sample',
      foreigner: 'it is not populated',
      walled: 'it reads the foreign table abroad',
      unfilled: 'it is not populated',
    })
  })

  test('rows moved and rewritten change nothing', async () => {
    const copy = await trip.copy(restored)
    await server.psql(copy, 'UPDATE t SET f = f WHERE id % 2 = 0; VACUUM FULL; ANALYZE')
    const results = await trip.session(copy, (session) => checkMaterializedViews(session))
    expect(results.filter((one) => !one.ok && one.skipped === undefined)).toEqual([])
    await trip.drop(copy)
  })

  test('other contents are counted, without showing them', async () => {
    const copy = await trip.copy(restored)
    const kind = (letter: string) =>
      `UPDATE pg_class SET relkind = '${letter}', relhasrules = ${letter === 'm'} WHERE oid = 'typed'::regclass;`
    await server.psql(
      copy,
      `SET allow_system_table_mods = on; ${kind('r')} DELETE FROM typed WHERE pgproof = '7'; UPDATE typed SET f = 0.5 WHERE pgproof = '8'; ${kind('m')}`,
    )
    await server.psql(copy, "INSERT INTO t (id, grp) VALUES (1001, 'g1')")
    const wrong = (await trip.session(copy, (session) => checkMaterializedViews(session))).filter(
      (one) => !one.ok && !one.skipped,
    )
    expect(wrong.map(({ name, found }) => [name, found])).toEqual([
      ['public.a "b', 'not what its query gives: 1 rows missing, 1 rows besides'],
      ['public.typed', 'not what its query gives: 3 rows missing, 1 rows besides'],
    ])
    await trip.drop(copy)
  })

  test('a view whose query fails is not compared', async () => {
    const copy = await trip.copy(restored)
    const same = (body: string) =>
      `CREATE OR REPLACE FUNCTION same(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN ${body}; END'`
    await server.psql(copy, `${same('RETURN $1')}; CREATE MATERIALIZED VIEW failing AS SELECT public.same(id) FROM t`)
    await server.psql(copy, same("RAISE EXCEPTION ''no''"))
    const results = await trip.session(copy, (session) => checkMaterializedViews(session))
    expect(results.find(({ name }) => name === 'public.failing')).toMatchObject({
      ok: false,
      skipped: 'its query cannot be run: no',
    })
    await trip.drop(copy)
  })

  test('on request all that can be read are compared', async () => {
    const results = await trip.session(restored, (session) => checkMaterializedViews(session, { all: true }))
    expect(results.filter((one) => one.skipped !== undefined).map((one) => one.name)).toEqual([
      'public.foreigner',
      'public.unfilled',
    ])
    expect(results.find((one) => one.name === 'public.stable')).toMatchObject({ ok: false })
    expect(results.find((one) => one.name === 'public.through')).toMatchObject({ ok: true, found: '500 rows' })
  })
})
