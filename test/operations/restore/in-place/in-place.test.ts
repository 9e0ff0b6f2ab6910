import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../../src/operations/backup/backup.ts'
import { type Connection, withDatabase } from '../../../../src/postgres/conninfo.ts'
import { dumpText, restoreInPlace } from '../../../support/in-place.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../../support/postgres.ts'

let server: TestServer
let place: Workplace
let shop: Connection
let asBackedUp: string

const SHOP = `
CREATE SCHEMA "My Shop"; CREATE EXTENSION hstore SCHEMA public;
CREATE TYPE public.mood AS ENUM ('good', 'bad');
CREATE DOMAIN public.amount AS numeric CHECK (VALUE >= 0);
CREATE TABLE public.customers (id int PRIMARY KEY, name text NOT NULL UNIQUE, mood public.mood DEFAULT 'good', status varchar(9) CHECK (status IN ('a', 'b')));
CREATE TABLE "My Shop"."Orders ""2026""" (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int NOT NULL REFERENCES public.customers, total public.amount,
  twice numeric GENERATED ALWAYS AS (total * 2) STORED);
CREATE TABLE public.events (id serial, at date NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE public.events_1 PARTITION OF public.events FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE public.events_2 PARTITION OF public.events DEFAULT;
CREATE TABLE public.base (a int, b text); CREATE TABLE public.derived (c int) INHERITS (public.base);
CREATE FUNCTION public.total(c int) RETURNS numeric LANGUAGE sql STABLE BEGIN ATOMIC SELECT sum(total) FROM "My Shop"."Orders ""2026""" WHERE customer = c; END;
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER touch BEFORE INSERT ON public.customers FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE VIEW public.rich AS SELECT name, public.total(id) FROM public.customers WHERE mood = 'good';
CREATE MATERIALIZED VIEW public.per_mood AS SELECT mood, count(*) FROM public.customers GROUP BY 1;
CREATE FUNCTION public.plus(public.mood, public.mood) RETURNS public.mood LANGUAGE sql AS 'SELECT $1';
CREATE OPERATOR public.+ (LEFTARG = public.mood, RIGHTARG = public.mood, FUNCTION = public.plus);
CREATE FUNCTION public.as_text(public.mood) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (public.mood AS int) WITH FUNCTION public.as_text(public.mood);
CREATE AGGREGATE public.moods(public.mood) (SFUNC = public.plus, STYPE = public.mood);
CREATE STATISTICS public.both ON mood, name FROM public.customers;
CREATE TABLE public.settings (of public.hstore); INSERT INTO public.settings VALUES ('a=>1');
INSERT INTO public.customers SELECT g, 'customer ' || g, CASE g % 3 WHEN 0 THEN 'bad' ELSE 'good' END::public.mood, 'a' FROM generate_series(1, 500) g;
INSERT INTO "My Shop"."Orders ""2026""" (customer, total) SELECT g % 500 + 1, g FROM generate_series(1, 2000) g;
INSERT INTO public.events (at, what) SELECT date '2026-01-01' + g, repeat('x', g % 40) FROM generate_series(1, 400) g;
INSERT INTO public.derived SELECT g, 'b', g FROM generate_series(1, 20) g;
REFRESH MATERIALIZED VIEW public.per_mood;
GRANT SELECT ON public.customers TO reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE PUBLICATION changes FOR TABLE public.customers (id, name) WHERE (id > 10);
SELECT lo_from_bytea(4711, 'a large object'), lo_from_bytea(4712, ''), lo_from_bytea(4713, decode(repeat('ff', 3000000), 'hex'));
COMMENT ON TABLE public.customers IS 'ours; not \\yours';`

const DAMAGE = `
DROP VIEW public.rich; DELETE FROM "My Shop"."Orders ""2026""" WHERE id % 2 = 0; UPDATE public.customers SET name = name || '!' WHERE id < 50;
ALTER TABLE public.customers DROP COLUMN status; CREATE TABLE public.new_one (x int); DROP TABLE public.events;
CREATE FUNCTION public.made_since() RETURNS int LANGUAGE sql AS 'SELECT 1';
SELECT lo_unlink(4711), lo_put(4713, 5, 'changed'), lo_from_bytea(4800, 'made since');`

/** Its expression is printed in another way after a restore, and means the same. */
const textOf = async () => (await dumpText(server, shop)).replace(/^.*customers_status_check.*$/m, '')

beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(17, { settings: { wal_level: 'logical' } }), makeWorkplace()])
  await server.psql(
    server.connection,
    'CREATE ROLE keeper LOGIN; CREATE ROLE reader; CREATE DATABASE shop OWNER keeper',
  )
  shop = { parameters: { ...withDatabase(server.connection, 'shop').parameters, user: 'keeper' } }
  await server.psql(shop, SHOP)
  await backup(backupRequest(addressOf(shop), place.storage, { name: 'shop' }), await place.context())
  asBackedUp = await textOf()
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

test('a database is brought back by a role that is no superuser, and the state from before can be had again', async () => {
  await server.psql(shop, DAMAGE)
  const extension = await server.psql(shop, "SELECT oid FROM pg_extension WHERE extname = 'hstore'")
  const damaged = await textOf()
  const done = await restoreInPlace(place, shop, { request: { name: 'shop' } })
  expect(done.steps.map(({ id, ok }) => `${id} ${ok}`)).toEqual(
    ['lock', 'safety', 'replace', 'commit', 'prove', 'analyze'].map((id) => `${id} true`),
  )
  expect(done.acted).toMatchObject({ differences: [], safety: { type: 'pre-restore', name: 'shop' } })
  expect(done.acted.proof?.tables.every(({ equal }) => equal)).toBe(true)
  expect(done.acted.proof?.definitions.differences).toEqual([])
  expect(await server.psql(shop, "SELECT oid FROM pg_extension WHERE extname = 'hstore'")).toBe(extension)
  await server.psql(shop, 'SELECT lo_unlink(4800)')
  expect(await textOf()).toBe(asBackedUp)

  const back = { name: 'shop', backup: done.acted.safety?.id as string }
  await restoreInPlace(place, shop, { request: back })
  await server.psql(shop, 'SELECT lo_unlink(4711)')
  expect(await textOf()).toBe(damaged)
}, 120_000)
