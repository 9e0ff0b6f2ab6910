import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Connection } from '../../src/postgres/conninfo.ts'
import type { CheckResult } from '../../src/proof/check.ts'
import { checkIndexes } from '../../src/proof/indexes.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { RoundTrip } from './round-trip.ts'

const [oldest, newest] = [majors()[0] as number, majors().at(-1) as number]

const schema = `
  CREATE EXTENSION pg_trgm; CREATE EXTENSION hstore; CREATE EXTENSION btree_gist; CREATE EXTENSION bloom;
  CREATE SCHEMA "a ""b"; CREATE TYPE mood AS ENUM ('good', 'bad');
  CREATE TABLE t (id int, word text, tags text[], doc jsonb, words tsvector, extra hstore, place point, span int4range, mood mood, amount numeric);
  INSERT INTO t SELECT i, 'word ' || i, ARRAY['t' || i % 7, 'u' || i], jsonb_build_object('i', i),
    to_tsvector('simple', 'it''s a\\b word' || i), hstore('k', i::text), point(i, -i), int4range(i, i + 3), 'good', i / 3.0
  FROM generate_series(1, 1000) AS i;
  INSERT INTO t DEFAULT VALUES;
  INSERT INTO t (tags, words) VALUES ('{}', ''), (ARRAY['x', NULL], '');
  CREATE INDEX "btree ""x""" ON t (id) INCLUDE (word); CREATE INDEX lowered ON t (lower(word)) WHERE id > 10;
  CREATE INDEX hash ON t USING hash (word); CREATE INDEX moods ON t USING hash (mood) WHERE id > 990;
  CREATE INDEX brin ON t USING brin (id, amount) WITH (pages_per_range = 2); CREATE INDEX bloomed ON t USING bloom (id);
  CREATE INDEX minmax ON t USING brin (amount numeric_minmax_multi_ops);
  CREATE INDEX tags ON t USING gin (tags); CREATE INDEX doc ON t USING gin (doc); CREATE INDEX paths ON t USING gin (doc jsonb_path_ops);
  CREATE INDEX words ON t USING gin (words); CREATE INDEX extra ON t USING gin (extra);
  CREATE INDEX trigram ON t USING gin (word gin_trgm_ops);
  CREATE INDEX place ON t USING gist (place); CREATE INDEX trigram_gist ON t USING gist (word gist_trgm_ops) WHERE id > 5;
  CREATE INDEX quad ON t USING spgist (place); CREATE INDEX span ON t USING spgist (span);
  ALTER TABLE t ADD EXCLUDE USING gist (id WITH =, span WITH &&);
  CREATE TABLE "a ""b"."p'q" (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
  CREATE TABLE "a ""b"."p'q 1" PARTITION OF "a ""b"."p'q" DEFAULT;
  CREATE INDEX hashed ON "a ""b"."p'q" USING hash (day);
  INSERT INTO "a ""b"."p'q" SELECT i, '2026-01-01' FROM generate_series(1, 100) AS i;
  CREATE MATERIALIZED VIEW mv AS SELECT id, tags FROM t; CREATE UNIQUE INDEX mv_id ON mv (id); CREATE INDEX mv_tags ON mv USING gin (tags);
  CREATE MATERIALIZED VIEW unfilled AS SELECT 1 AS one WITH NO DATA; CREATE INDEX unfilled_one ON unfilled (one);
  CREATE TABLE empty (id int PRIMARY KEY, tags text[]); CREATE INDEX empty_tags ON empty USING gin (tags); CREATE INDEX empty_gist ON empty USING gist (id);
  CREATE UNLOGGED TABLE fleeting (id int PRIMARY KEY);
`

/** Must not hear of what the checks make. */
const eventTrigger = `
  CREATE FUNCTION deny() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no DDL here'; END $$;
  CREATE EVENT TRIGGER deny ON ddl_command_start EXECUTE FUNCTION deny();
`

describe.each([...new Set([oldest, newest])])('PostgreSQL %i', (major) => {
  let server: TestServer
  let trip: RoundTrip
  let restored: Connection

  beforeAll(async () => {
    server = await startTestServer(major)
    trip = new RoundTrip(server)
    restored = await trip.restore(await trip.dump(await server.createDatabase('source', schema)))
    await server.psql(restored, eventTrigger)
  }, 60_000)
  afterAll(async () => {
    trip.close()
    await server.stop()
  })

  /** Inserts rows that one index does not hear of. */
  const unheard = (index: string, insert: string) => `
    UPDATE pg_index SET indisready = false WHERE indexrelid = '${index}'::regclass;
    ${insert};
    UPDATE pg_index SET indisready = true WHERE indexrelid = '${index}'::regclass;`

  async function after(sql: string): Promise<CheckResult[]> {
    const copy = await trip.copy(restored)
    await server.psql(copy, sql)
    const results = await checkIndexes(copy, { jobs: 2 })
    const left = await server.query(
      copy,
      "SELECT FROM pg_namespace WHERE nspname LIKE 'pgproof%' UNION ALL SELECT FROM pg_extension WHERE extname = 'amcheck'",
    )
    expect(left).toEqual([])
    await trip.drop(copy)
    return results
  }

  const failed = (results: CheckResult[]) => results.filter((one) => !one.ok && one.skipped === undefined)

  test('an untouched restore has no wrong index, and every index is answered for', async () => {
    const results = await after('')
    expect(failed(results)).toEqual([])
    const skipped = Object.fromEntries(
      results.flatMap(({ name, skipped }) => (skipped === undefined ? [] : [[name, skipped]])),
    )
    expect(skipped).toEqual({ 'public.bloomed': 'there is no check for the method bloom' })
    const names = results.map((result) => result.name)
    expect(names).toEqual(
      expect.arrayContaining(['public.btree "x"', `a "b.p'q 1_pkey`, `a "b.p'q 1_day_idx`, 'public.mv_tags']),
    )
    expect(names).not.toContain(`a "b.p'q_pkey`)
    expect(results.find((one) => one.name === 'public.place')?.found).toBe('1003 entries for 1003 rows')
    expect(results.find((one) => one.name === 'public.trigram_gist')?.found).toBe('995 entries for 995 rows')
    expect(results.find((one) => one.name === 'public.hash')?.found).toBe('1000 rows looked up')
  }, 90_000)

  test('harmless work makes no index wrong', async () => {
    const results = await after(`
      SET session_replication_role = replica;
      UPDATE t SET amount = amount + 1 WHERE id % 3 = 0; DELETE FROM t WHERE id % 10 = 0; VACUUM; ANALYZE;
      UPDATE t SET id = id; REINDEX TABLE t; INSERT INTO t (id, word) VALUES (5000, 'late'); UPDATE t SET word = 'later' WHERE id = 5000`)
    expect(failed(results)).toEqual([])
    const clustered = await after(
      'SET session_replication_role = replica; CLUSTER t USING "btree ""x"""; VACUUM FULL; VACUUM FREEZE',
    )
    expect(failed(clustered)).toEqual([])
  }, 90_000)

  test('a row that an index does not know is noticed, whatever the method', async () => {
    const unknown: [index: string, name: string, insert: string][] = [
      ['"btree ""x"""', 'public.btree "x"', 'INSERT INTO t (id) VALUES (2001)'],
      ['lowered', 'public.lowered', "INSERT INTO t (id, word) VALUES (2001, 'New')"],
      ['hash', 'public.hash', "INSERT INTO t (id, word) VALUES (2001, 'new')"],
      ['moods', 'public.moods', "INSERT INTO t (id, mood) VALUES (2001, 'bad')"],
      ['brin', 'public.brin', 'INSERT INTO t (id) VALUES (-7)'],
      ['minmax', 'public.minmax', 'INSERT INTO t (amount) VALUES (-7)'],
      ['tags', 'public.tags', "INSERT INTO t (tags) VALUES (ARRAY['new'])"],
      ['doc', 'public.doc', `INSERT INTO t (doc) VALUES ('{"n": 1}')`],
      ['paths', 'public.paths', `INSERT INTO t (doc) VALUES ('{"n": 1}')`],
      ['words', 'public.words', "INSERT INTO t (words) VALUES ('it''s new')"],
      ['extra', 'public.extra', "INSERT INTO t (extra) VALUES ('n=>1')"],
      ['trigram', 'public.trigram', "INSERT INTO t (word) VALUES ('quite new')"],
      ['place', 'public.place', 'INSERT INTO t (id) VALUES (2001)'],
      ['trigram_gist', 'public.trigram_gist', "INSERT INTO t (id, word) VALUES (2001, 'new')"],
      ['quad', 'public.quad', "INSERT INTO t (place) VALUES ('(1,2)')"],
      ['span', 'public.span', "INSERT INTO t (span) VALUES ('[1,2]')"],
      ['t_id_span_excl', 'public.t_id_span_excl', "INSERT INTO t (id, span) VALUES (2001, '[1,2]')"],
      [`"a ""b"."p''q 1_day_idx"`, `a "b.p'q 1_day_idx`, `INSERT INTO "a ""b"."p'q" VALUES (999, '2025-05-05')`],
    ]
    const wrong = failed(await after(unknown.map(([index, , insert]) => unheard(index, insert)).join('')))
    expect(wrong.map((one) => one.name).sort()).toEqual(unknown.map(([, name]) => name).sort())
    for (const { found } of wrong) {
      expect(found).toMatch(/lacks matching index tuple|1 of \d+ rows are not found|\d+ entries for \d+ rows/)
      expect(found).not.toContain('new')
    }
  }, 90_000)

  test('an index that is not valid, and what no time is left for, are listed as not checked', async () => {
    const results = await after(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'hash'::regclass`)
    expect(results.find((one) => one.name === 'public.hash')).toMatchObject({
      ok: false,
      skipped: 'the index is not valid',
    })
    const hurried = await checkIndexes(restored, { jobs: 1, timeout: 0 })
    expect(hurried.length).toBeGreaterThan(20)
    expect(new Set(hurried.map((one) => one.skipped))).toEqual(new Set(['the time for checking indexes was over']))
  })

  test('an installed amcheck is used and left alone', async () => {
    const database = await server.createDatabase(
      'has_amcheck',
      'CREATE SCHEMA x; CREATE EXTENSION amcheck SCHEMA x; CREATE TABLE t (id int PRIMARY KEY)',
    )
    expect(await checkIndexes(database, { jobs: 1 })).toMatchObject([{ name: 'public.t_pkey', ok: true }])
    expect(await server.query(database, "SELECT extname FROM pg_extension WHERE extname = 'amcheck'")).toHaveLength(1)
  })

  test('without the right to install amcheck B-trees are not checked, and the reason is said', async () => {
    await server.query(server.connection, 'CREATE ROLE plain LOGIN')
    const database = await server.createDatabase(
      'plain',
      'CREATE TABLE t (id int PRIMARY KEY); CREATE INDEX g ON t USING spgist (int4range(id, id)); ALTER TABLE t OWNER TO plain',
    )
    await server.query(database, 'GRANT CREATE ON DATABASE plain TO plain')
    const plain = { parameters: { ...database.parameters, user: 'plain' } }
    const results = await checkIndexes(plain, { jobs: 1 })
    expect(results.find((one) => one.name === 'public.t_pkey')?.skipped).toMatch(
      /amcheck cannot be installed on the target/,
    )
    expect(results.find((one) => one.name === 'public.g')?.ok).toBe(true)
    await server.query(database, 'ALTER TABLE public.t OWNER TO postgres; GRANT SELECT ON public.t TO plain')
    const foreign = await checkIndexes(plain, { jobs: 1 })
    expect(foreign.find((one) => one.name === 'public.g')?.skipped).toMatch(/^VACUUM did not run/)
  })

  test('an abort ends it', async () => {
    const controller = new AbortController()
    const reason = new Error('stopped by the test')
    controller.abort(reason)
    await expect(checkIndexes(restored, { jobs: 2, signal: controller.signal })).rejects.toBe(reason)
  })
})
