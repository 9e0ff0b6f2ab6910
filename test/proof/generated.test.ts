import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { checkGeneratedColumns } from '../../src/proof/generated.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { RoundTrip } from './round-trip.ts'

const [oldest, newest] = [majors()[0] as number, majors().at(-1) as number]

const schema = `
  CREATE DOMAIN short AS varchar(30);
  CREATE FUNCTION half(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 2';
  CREATE FUNCTION as_json(int) RETURNS json LANGUAGE sql IMMUTABLE AS $$ SELECT json_build_object('id', $1) $$;
  CREATE TABLE t (id int, amount numeric, "A ""b" text,
    rounded numeric(8, 2) GENERATED ALWAYS AS (public.half(amount)) STORED,
    doc json GENERATED ALWAYS AS (public.as_json(id)) STORED, place point GENERATED ALWAYS AS (point(id, amount::float8)) STORED,
    fixed char(10) GENERATED ALWAYS AS ("A ""b") STORED, domained short GENERATED ALWAYS AS (upper("A ""b")) STORED,
    list int[] GENERATED ALWAYS AS (ARRAY[id, NULL]) STORED, at timestamptz GENERATED ALWAYS AS (to_timestamp(id)) STORED);
  INSERT INTO t (id, amount, "A ""b") SELECT i, i / 7.0, 'x ' || i FROM generate_series(1, 100) AS i;
  INSERT INTO t DEFAULT VALUES;
  CREATE TABLE p (id int, twice int GENERATED ALWAYS AS (id * 2) STORED) PARTITION BY RANGE (id);
  CREATE TABLE "p 1" PARTITION OF p DEFAULT; INSERT INTO p (id) VALUES (1), (2);
  CREATE TABLE child (own int) INHERITS (t); INSERT INTO child (id, amount) VALUES (1, 1);
  CREATE TABLE plain (id int DEFAULT 5); CREATE TABLE empty (a int, b int GENERATED ALWAYS AS (a) STORED);
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

  test('an untouched restore has the values that its expressions give, of any type', async () => {
    const results = await trip.session(restored, checkGeneratedColumns)
    expect(results.filter((one) => !one.ok)).toEqual([])
    expect(results).toHaveLength(7 + 7 + 1 + 1)
    expect(results.find((one) => one.name === 'public.t.rounded')?.found).toBe('101 rows')
    expect(results.map((one) => one.name)).toEqual(
      expect.arrayContaining(['public.p 1.twice', 'public.child.doc', 'public.empty.b']),
    )
  })

  test.each([
    ['rounded', 'rounded + 0.01'],
    ['doc', `'{"id": 0}'`],
    ['place', 'NULL'],
    ['domained', "'other'"],
  ])('another value in %s is counted', async (column, value) => {
    const copy = await trip.copy(restored)
    const generated = (how: string) =>
      `UPDATE pg_attribute SET attgenerated = '${how}' WHERE attrelid = 't'::regclass AND attname = '${column}';`
    await server.psql(copy, `${generated('')} UPDATE ONLY t SET ${column} = ${value} WHERE id <= 3; ${generated('s')}`)
    const wrong = (await trip.session(copy, checkGeneratedColumns)).filter((one) => !one.ok)
    expect(wrong).toEqual([
      {
        name: `public.t.${column}`,
        kind: 'generated column',
        ok: false,
        found: '3 of 101 rows differ from their expression',
      },
    ])
    await trip.drop(copy)
  })

  test('a changed function makes its values wrong, and one that fails is not checked', async () => {
    const copy = await trip.copy(restored)
    await server.psql(
      copy,
      "CREATE OR REPLACE FUNCTION half(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 3'",
    )
    const wrong = (await trip.session(copy, checkGeneratedColumns)).filter((one) => !one.ok)
    expect(wrong.map((one) => [one.name, one.found])).toEqual([
      ['public.child.rounded', '1 of 1 rows differ from their expression'],
      ['public.t.rounded', '100 of 101 rows differ from their expression'],
    ])
    await server.psql(
      copy,
      "CREATE OR REPLACE FUNCTION half(numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RAISE EXCEPTION ''no''; END'",
    )
    const results = await trip.session(copy, checkGeneratedColumns)
    expect(results.find((one) => one.name === 'public.t.rounded')).toMatchObject({
      ok: false,
      skipped: 'its expression cannot be computed: no',
    })
    expect(results.find((one) => one.name === 'public.p 1.twice')?.ok).toBe(true)
    await trip.drop(copy)
  })
})
