import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Connection } from '../../../src/postgres/conninfo.ts'
import { openSession, type Session } from '../../../src/postgres/session.ts'
import { parseAssertions } from '../../../src/proof/assertions/assertions.ts'
import {
  type AssertionOptions,
  assertionsHold,
  countAssertions,
  runAssertions,
} from '../../../src/proof/assertions/run.ts'
import { startTestServer, type TestServer } from '../../support/postgres.ts'

const backupTime = new Date('2026-11-20T12:00:00Z')
let server: TestServer
let connection: Connection
let session: Session

beforeAll(async () => {
  server = await startTestServer()
  connection = await server.createDatabase('shop')
  session = await openSession(connection)
  await session.query(`
    CREATE SCHEMA "My Schema"; CREATE SCHEMA other;
    CREATE TABLE public.orders (id int PRIMARY KEY, customer_id int, created_at timestamptz, payload jsonb, "Odd Name" text);
    INSERT INTO public.orders SELECT n, n, '2026-11-20 11:00Z'::timestamptz - n * interval '1 hour', '{}', 'x' FROM generate_series(0, 99) n;
    INSERT INTO public.orders (id) VALUES (200);
    CREATE INDEX orders_payload ON public.orders USING gin (payload);
    CREATE INDEX orders_two ON public.orders (customer_id, "Odd Name");
    CREATE INDEX orders_lower ON public.orders (lower("Odd Name"));
    CREATE TABLE "My Schema"."a.B ""c""" (x int); INSERT INTO "My Schema"."a.B ""c""" VALUES (1);
    CREATE TABLE public."Upper" (x int); CREATE TABLE public.empty (x int, at date);
    CREATE TABLE public.twice (x int); CREATE TABLE other.twice (x int);
    CREATE VIEW public.shown AS SELECT * FROM public.orders WHERE id < 10;
    CREATE TABLE public.events (id int, at date) PARTITION BY RANGE (id);
    CREATE TABLE public.events_1 PARTITION OF public.events FOR VALUES FROM (0) TO (10);
    INSERT INTO public.events VALUES (1, '2026-11-20'); CREATE INDEX events_at ON public.events (at);
    CREATE TABLE public.broken (x int); CREATE INDEX broken_x ON public.broken (x);
    UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'public.broken_x'::regclass;
    CREATE INDEX events_broken ON public.events (id);
    UPDATE pg_index SET indisready = false WHERE indexrelid = 'public.events_1_id_idx'::regclass;
    CREATE FUNCTION public.writes() RETURNS int LANGUAGE sql AS 'INSERT INTO public.empty VALUES (1) RETURNING 1';
    CREATE SEQUENCE public.numbers;
    CREATE FOREIGN DATA WRAPPER nowhere; CREATE SERVER far FOREIGN DATA WRAPPER nowhere;
    CREATE FOREIGN TABLE public.elsewhere (x int) SERVER far;
  `)
})

afterAll(async () => {
  await session?.close()
  await server?.stop()
})

async function run(text: string, options: Partial<AssertionOptions> = {}) {
  const assertions = parseAssertions(parse(text), 'a test')
  const results = await runAssertions(() => openSession(connection), assertions, { asOf: backupTime, ...options })
  expect(results).toHaveLength(countAssertions(assertions))
  return results
}

/** The only result, without its name. */
async function answer(text: string, options?: Partial<AssertionOptions>) {
  const [result, ...rest] = await run(text, options)
  expect(rest).toEqual([])
  return { ok: result?.ok, found: result?.found }
}

test.each([
  ['public.orders: { rows: { min: 101, max: 101, equals: 101 } }', true, '101'],
  ['public.orders: { rows: { min: 102 } }', false, '101'],
  ['public.orders: { rows: { max: 100 } }', false, '101'],
  ['public.orders: { rows: { equals: 0 } }', false, '101'],
  ['orders: { rows: { equals: 101 } }', true, '101'],
  ['Public.ORDERS: { rows: { equals: 101 } }', true, '101'],
  ['shown: { rows: { equals: 10 } }', true, '10'],
  ['events: { rows: { equals: 1 } }', true, '1'],
  [`'"My Schema"."a.B ""c"""': { rows: { equals: 1 } }`, true, '1'],
  ['public.orders:', true, 'there'],
  ['public.order:', false, 'no such table; the nearest is public.orders'],
  ['public.upper:', false, 'no such table; the nearest is public."Upper"'],
  ['zzzzzzzzzzzzzzz:', false, 'no such table'],
  ['twice:', false, 'there are several: other.twice, public.twice; write the schema too'],
  ['elsewhere: { rows: { min: 1 } }', false, 'public.elsewhere is a foreign table, its rows are elsewhere'],
  ['orders_pkey:', false, 'no such table; the nearest is public.orders'],
  ['orders: { not-null: [id] }', true, '0 of 101 rows null'],
  ['orders: { not-null: [customer_id] }', false, '1 of 101 rows null'],
  [`orders: { not-null: ['"Odd Name"'] }`, false, '1 of 101 rows null'],
  ['orders: { not-null: [Odd] }', false, 'column t.odd does not exist'],
  [
    'orders: { freshness: { column: created_at, max-age: 1h } }',
    true,
    'newest 2026-11-20 11:00:00+00, 1h before the backup',
  ],
  [
    'orders: { freshness: { column: created_at, max-age: 59m } }',
    false,
    'newest 2026-11-20 11:00:00+00, 1h before the backup',
  ],
  ['events: { freshness: { column: at, max-age: 12h } }', true, 'newest 2026-11-20, 12h before the backup'],
  ['empty: { freshness: { column: at, max-age: 12h } }', false, 'no time in 0 rows'],
  ['orders: { freshness: { column: id, max-age: 1h } }', false, 'cannot cast type integer to timestamp with time zone'],
])('table %s', async (text, ok, found) => {
  expect(await answer(`tables: { ${text} }`)).toEqual({ ok, found })
})

const primary = 'public.orders_pkey on public.orders using btree (id)'

test.each([
  ['orders_pkey', true, primary],
  ['public.orders_pkey', true, primary],
  ['other.orders_pkey', false, 'no such index; the nearest is public.orders_pkey'],
  ['orders_twoo', false, 'no such index; the nearest is public.orders_two'],
  ['broken_x', false, 'public.broken_x on public.broken using btree (x) is not valid; REINDEX INDEX repairs it'],
  ['events_at', true, 'public.events_at on public.events using btree (at)'],
  [
    'events_broken',
    false,
    'public.events_broken on public.events using btree (id) is not valid; REINDEX INDEX repairs it',
  ],
  [
    '{ table: orders, method: gin, columns: [payload] }',
    true,
    'public.orders_payload on public.orders using gin (payload)',
  ],
  ['{ table: orders, method: GIN }', true, 'public.orders_payload on public.orders using gin (payload)'],
  [
    `{ table: orders, columns: [customer_id, '"Odd Name"'] }`,
    true,
    'public.orders_two on public.orders using btree (customer_id, "Odd Name")',
  ],
  [
    `{ table: orders, columns: ['lower( "Odd Name" )'] }`,
    true,
    'public.orders_lower on public.orders using btree (lower("Odd Name"))',
  ],
  ['{ table: public.empty, method: btree }', false, 'no index there'],
  ['{ table: nothing_such, method: btree }', false, 'the table: no such table'],
  ['{ table: empty, index: orders_pkey }', false, 'it is on another table'],
  ['{ index: orders_pkey, method: hash }', false, primary],
])('index %s', async (text, ok, found) => {
  expect(await answer(`indexes: [ ${text.includes('{') ? text : JSON.stringify(text)} ]`)).toEqual({ ok, found })
})

test('an index that no entry fits shows what is there instead', async () => {
  for (const shape of ['columns: [customer_id]', 'columns: ["Odd Name", customer_id]', 'method: hnsw']) {
    const result = await answer(`indexes: [{ table: orders, ${shape} }]`)
    expect(result.ok).toBe(false)
    expect(result.found).toContain('public.orders_two on public.orders using btree (customer_id, "Odd Name")')
  }
})

test.each([
  ['select 5', '5', true, '5'],
  ['select 5;', '5', true, '5'],
  ['select 5.00 -- a comment', '5', true, '5.00'],
  ['select count(*) from orders', '">= 101"', true, '101'],
  ['select count(*) from orders', '"> 101"', false, '101'],
  ['select true', 'true', true, 'true'],
  ['select false', 'true', false, 'false'],
  ['select null', 'null', true, 'null'],
  [`select 'a text'`, 'a text', true, 'a text'],
  ['select id from orders', '{ rows: 101 }', true, '101 rows'],
  ['select id from orders where id < 0', '{ rows: ">= 1" }', false, '0 rows'],
  ['values (1, null), (2, true)', '[[1, null], ["> 1", true]]', true, '[["1",null],["2","true"]]'],
  ['values (2), (1)', '[[1], [2]]', false, '[["2"],["1"]]'],
  ['values (1), (2)', '[[1]]', false, 'more than 1 rows'],
  ['values (1)', '[[1], [2]]', false, '[["1"]]'],
  ['values (1, 2)', '[[1]]', false, '[["1","2"]]'],
  ['values (1), (2)', '1', false, 'more than one row'],
  ['select 1, 2', '1', false, '2 columns'],
  ['select 1 where false', '1', false, 'no row'],
  ['select * from nowhere_such', '1', false, 'relation "nowhere_such" does not exist'],
])('query %s', async (sql, expected, ok, found) => {
  expect(await answer(`queries: [{ sql: ${JSON.stringify(sql)}, expect: ${expected} }]`)).toEqual({ ok, found })
})

test.each([
  ['insert into empty values (1) returning 1', 'syntax error'],
  ['with x as (insert into empty values (1) returning 1) select 1', 'must not contain data-modifying'],
  ['select public.writes()', 'read-only transaction'],
  [`select nextval('numbers')`, 'read-only transaction'],
  ['select * into copied from empty', 'INTO'],
  ['select 1; drop table empty', 'cannot insert multiple commands'],
  ['select 1; commit; drop table empty; select 1', 'cannot insert multiple commands'],
  ['commit', 'syntax error'],
  [`select set_config('transaction_read_only', 'off', false), writes()`, 'read-only'],
])('a query may not write: %s', async (sql, text) => {
  const result = await answer(`queries: [{ sql: ${JSON.stringify(sql)}, expect: { rows: 1 } }]`)
  expect(result.ok).toBe(false)
  expect(result.found).toContain(text)
  const [row] = await session.query<{ n: number }>('SELECT count(*) AS n FROM public.empty')
  expect(row?.n).toBe(0)
})

test('what takes too long is a failure, and the next one runs', async () => {
  const text = 'queries: [{ sql: select pg_sleep(30), expect: { rows: 1 } }, { sql: select 1, expect: 1 }]'
  const results = await run(text, { timeoutMs: 300 })
  expect(results[0]).toMatchObject({ ok: false, found: 'not finished within 0.3 s' })
  expect(results[1]).toMatchObject({ ok: true })
})

test('a query cannot lift the timeout of those after it', async () => {
  const text = `queries: [{ sql: "select set_config('statement_timeout', '0', false)", expect: '0' }, { sql: select pg_sleep(30), expect: { rows: 1 } }]`
  const results = await run(text, { timeoutMs: 300 })
  expect(results.map((result) => result.ok)).toEqual([true, false])
})

test('a lost session fails its own assertion only', async () => {
  const text = `queries: [{ sql: select pg_terminate_backend(pg_backend_pid()), expect: true }, { sql: select 1, expect: 1 }]`
  const results = await run(text)
  expect(results[0]).toMatchObject({ ok: false, found: 'terminating connection due to administrator command' })
  expect(results[1]).toMatchObject({ ok: true })
})

test('a skipped one is listed and is neither a pass nor a failure', async () => {
  const results = await run('tables: { gone: { rows: { min: 1 }, skip: true, reason: archived in May } }')
  expect(results).toEqual([
    { name: 'gone: rows', expected: '>= 1', ok: false, found: 'not checked', skipped: 'archived in May' },
  ])
  expect(assertionsHold(results)).toBe(true)
  expect(assertionsHold([{ name: 'a', expected: 'b', ok: false, found: 'c' }])).toBe(false)
})

test('names and expectations are shown', async () => {
  const text = `
    tables: { orders: { name: Orders, rows: { min: 1, max: 9 }, not-null: [id], freshness: { column: created_at, max-age: 36h } } }
    indexes: [orders_pkey, { table: public.orders, method: gin, columns: [payload] }, { name: search, index: orders_payload }]
    queries: [{ sql: "select\\n 1", expect: 1 }, { name: one, sql: select 1, expect: { rows: '>= 1' } }]`
  const results = await run(text)
  expect(results.map(({ name, expected }) => [name, expected])).toEqual([
    ['Orders: rows', '>= 1 and <= 9'],
    ['Orders: id not null', 'no null'],
    ['Orders: freshness of created_at', 'at most 1d 12h before the backup'],
    ['index orders_pkey', 'valid and ready'],
    ['index on public.orders (payload) using gin', '(payload) using gin, valid and ready'],
    ['search', 'valid and ready'],
    ['select 1', '1'],
    ['one', '>= 1 rows'],
  ])
})

test('without assertions no session is opened', async () => {
  const refuse = () => Promise.reject(new Error('opened'))
  const none = parseAssertions(undefined, 'a test')
  expect(await runAssertions(refuse, none, { asOf: backupTime })).toEqual([])
  const one = parseAssertions({ tables: { orders: null } }, 'a test')
  await expect(runAssertions(refuse, one, { asOf: backupTime })).rejects.toThrow('opened')
})

test('an abort ends a running query and is told by its own reason', async () => {
  const abort = new AbortController()
  setTimeout(() => abort.abort(new Error('stopped by the user')), 300)
  const text = 'queries: [{ sql: select pg_sleep(30), expect: { rows: 1 } }, { sql: select 1, expect: 1 }]'
  await expect(run(text, { signal: abort.signal })).rejects.toThrow('stopped by the user')
})
