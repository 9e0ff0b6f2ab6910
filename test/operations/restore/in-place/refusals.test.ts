import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { backup } from '../../../../src/operations/backup/backup.ts'
import { type Connection, withDatabase } from '../../../../src/postgres/conninfo.ts'
import { failureOf } from '../../../support/failure.ts'
import { dumpText, planInPlace, restoreInPlace } from '../../../support/in-place.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../../support/postgres.ts'

let server: TestServer
let place: Workplace
let shops = 0

beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(17), makeWorkplace()])
  await server.psql(server.connection, 'CREATE ROLE keeper LOGIN; CREATE ROLE other LOGIN; CREATE ROLE reader;')
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

const SHOP = `
CREATE TYPE public.mood AS ENUM ('good', 'bad');
CREATE TABLE public.customers (id int PRIMARY KEY, mood public.mood);
CREATE FUNCTION public.next_id() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE public.orders (id int PRIMARY KEY, customer int REFERENCES public.customers);
CREATE FUNCTION public.fired() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fired'; END $$;
INSERT INTO public.customers SELECT g, 'good' FROM generate_series(1, 50) g; INSERT INTO public.orders SELECT g, g FROM generate_series(1, 50) g;`

/** A database of a role that is no superuser, with a backup of its schema public. */
async function makeShop(
  more: Parameters<typeof backupRequest>[2] = { schemas: ['public'] },
): Promise<{ shop: Connection; name: string; request: { name: string; backup: string } }> {
  shops += 1
  const name = `shop${shops}`
  await server.psql(server.connection, `CREATE DATABASE ${name} OWNER keeper`)
  const shop = { parameters: { ...withDatabase(server.connection, name).parameters, user: 'keeper' } }
  await server.psql(shop, SHOP)
  const made = await backup(backupRequest(addressOf(shop), place.storage, { name, ...more }), await place.context())
  return { shop, name, request: { name, backup: made.backup.id } }
}

const asSuperuser = (name: string) => withDatabase(server.connection, name)

describe('what depends on the contents from outside', () => {
  test('views, defaults, foreign keys and checks come back as they were, with their owner, grants and comments', async () => {
    const { shop, request } = await makeShop()
    await server.psql(
      shop,
      `CREATE SCHEMA reports; GRANT USAGE ON SCHEMA reports TO reader; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO other;
       CREATE VIEW reports.good WITH (security_barrier = true) AS SELECT id FROM public.customers WHERE mood = 'good' WITH LOCAL CHECK OPTION;
       CREATE VIEW reports.few AS SELECT * FROM reports.good LIMIT 3; REVOKE ALL ON reports.good FROM other;
       GRANT SELECT ON reports.good TO reader WITH GRANT OPTION; COMMENT ON VIEW reports.good IS 'it''s good';
       CREATE TABLE reports.seen (customer int REFERENCES public.customers, n int DEFAULT public.next_id() CHECK (n >= public.next_id()));
       INSERT INTO reports.seen VALUES (7);`,
    )
    const before = await dumpText(server, shop)
    await server.psql(shop, 'UPDATE public.orders SET customer = NULL; DELETE FROM public.customers WHERE id > 10')
    const { plan } = await restoreInPlace(place, shop, { request })
    expect(plan.notes.map(({ what }) => what).join()).toContain('view reports.few')
    expect(await dumpText(server, shop)).toBe(before)
  }, 60_000)

  test('an event trigger comes back where the role may make it, whether the backup has it or not', async () => {
    const { name, request } = await makeShop({})
    const shop = asSuperuser(name)
    await server.psql(shop, `CREATE FUNCTION public.ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'`)
    await server.psql(shop, 'CREATE EVENT TRIGGER on_ddl ON ddl_command_end EXECUTE FUNCTION public.ddl()')
    const later = await backup(backupRequest(addressOf(shop), place.storage, { name }), await place.context())
    const before = await dumpText(server, shop)
    await restoreInPlace(place, shop, { request: { name, backup: later.backup.id } })
    expect(await dumpText(server, shop)).toBe(before)
    const failure = await failureOf(planInPlace(place, shop, { request }))
    expect(failure).toMatchObject({ code: 4, reason: expect.stringMatching(/event trigger on_ddl needs public\.ddl$/) })
    expect(await dumpText(server, shop)).toBe(before)
  }, 60_000)

  test.each([
    [
      'a materialized view',
      'CREATE MATERIALIZED VIEW other.m AS SELECT * FROM public.customers',
      'materialized view other.m',
    ],
    ['a column of a type', 'CREATE TABLE other.t (m public.mood)', 'column m of table other.t'],
    ['a child table', 'CREATE TABLE other.c () INHERITS (public.customers)', 'table other.c'],
    [
      'a generated column',
      'CREATE FUNCTION public.twice(int) RETURNS int IMMUTABLE LANGUAGE sql RETURN $1 * 2; CREATE TABLE other.g (a int, b int GENERATED ALWAYS AS (public.twice(a)) STORED)',
      'column b of table other.g',
    ],
  ])(
    '%s cannot be put back: refused before anything is written, exit 4',
    async (_, sql, said) => {
      const { shop, request } = await makeShop()
      await server.psql(shop, `CREATE SCHEMA other; ${sql}`)
      const before = await dumpText(server, shop)
      const failure = await failureOf(planInPlace(place, shop, { request }))
      expect(failure).toMatchObject({ code: 4, reason: expect.stringContaining(said) })
      expect(await dumpText(server, shop)).toBe(before)
    },
    60_000,
  )
})

describe('rights', () => {
  test('objects of others are named before the start', async () => {
    const { shop, name, request } = await makeShop()
    await server.psql(
      asSuperuser(name),
      'ALTER SCHEMA public OWNER TO other; CREATE TABLE public.theirs (); GRANT ALL ON SCHEMA public TO keeper; GRANT SELECT ON public.theirs TO keeper',
    )
    const failure = await failureOf(planInPlace(place, shop, { request }))
    expect(failure).toMatchObject({ code: 3, reason: 'keeper may not drop table public.theirs of postgres' })
  }, 60_000)

  test('owners of the backup that the role is no member of are named, unless no-owner is given', async () => {
    const { shop, name } = await makeShop()
    await server.psql(asSuperuser(name), 'ALTER TABLE public.orders OWNER TO other')
    await backup(backupRequest(addressOf(asSuperuser(name)), place.storage, { name }), await place.context())
    const failure = await failureOf(planInPlace(place, shop, { request: { name } }))
    expect(failure).toMatchObject({ code: 3, reason: 'keeper may not make objects of other' })
    await server.psql(asSuperuser(name), 'GRANT SELECT ON public.orders TO keeper')
    const done = await restoreInPlace(place, shop, { request: { name, noOwner: true } })
    expect(done.acted.differences).toEqual([])
    expect(await server.psql(shop, "SELECT tableowner FROM pg_tables WHERE tablename = 'orders'")).toBe('keeper')
  }, 60_000)
})

test('tables that the backup has no rows of are not emptied: exit 4', async () => {
  const { shop, request } = await makeShop({ excludeTableData: ['public.orders'] })
  const failure = await failureOf(planInPlace(place, shop, { request }))
  expect(failure).toMatchObject({ code: 4, reason: expect.stringContaining('no rows of public.orders') })
}, 60_000)

test('a table that the backup left out stays, and what it needs of the rest comes back', async () => {
  const { shop, request } = await makeShop({ excludeTables: ['public.orders'] })
  await server.psql(
    shop,
    'CREATE TRIGGER fired BEFORE DELETE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.fired(); TRUNCATE public.customers CASCADE; INSERT INTO public.orders VALUES (1000)',
  )
  const before = await dumpText(server, shop)
  await restoreInPlace(place, shop, { request })
  expect(await server.psql(shop, 'SELECT count(*) FROM public.customers')).toBe('50')
  await server.psql(shop, 'TRUNCATE public.customers CASCADE; INSERT INTO public.orders VALUES (1000)')
  expect(await dumpText(server, shop)).toBe(before)
}, 60_000)

describe('rows alone', () => {
  test('they are replaced; triggers do not fire, and keys and triggers are as they were', async () => {
    const { shop, request } = await makeShop({ schemas: ['public'] })
    await server.psql(
      shop,
      'CREATE TRIGGER fired BEFORE INSERT OR TRUNCATE ON public.orders EXECUTE FUNCTION public.fired(); CREATE INDEX ON public.orders (customer)',
    )
    const before = await dumpText(server, shop)
    await server.psql(shop, "DELETE FROM public.orders WHERE id > 5; UPDATE public.customers SET mood = 'bad'")
    const done = await restoreInPlace(place, shop, { request: { ...request, dataOnly: true }, rehearse: true })
    expect(done.acted.proof?.tables.map(({ equal }) => equal)).toEqual([true, true])
    expect(await dumpText(server, shop)).toBe(before)
  }, 60_000)

  test('a table that rows elsewhere refer to, and a column that is gone, are refused: exit 4', async () => {
    const { shop, request } = await makeShop()
    await server.psql(
      shop,
      'CREATE SCHEMA other; CREATE TABLE other.refers (c int REFERENCES public.customers); ALTER TABLE public.customers DROP COLUMN mood',
    )
    const failure = await failureOf(planInPlace(place, shop, { request: { ...request, dataOnly: true } }))
    expect(failure).toMatchObject({
      code: 4,
      reason: expect.stringMatching(/customers has no column mood.*rows of other\.refers refer/),
    })
  }, 60_000)
})
