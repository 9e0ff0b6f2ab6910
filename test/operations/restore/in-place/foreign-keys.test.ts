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
  ;[server, place] = await Promise.all([startTestServer(), makeWorkplace()])
  await server.psql(server.connection, 'CREATE ROLE keeper LOGIN')
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

const SHOP = `
CREATE TABLE public.customers (id int PRIMARY KEY);
CREATE TABLE public.orders (id int PRIMARY KEY, customer int REFERENCES public.customers, billed int REFERENCES public.customers, before int REFERENCES public.orders);
CREATE TABLE public.lines (id int, customer int REFERENCES public.customers) PARTITION BY RANGE (id);
CREATE TABLE public.lines_1 PARTITION OF public.lines FOR VALUES FROM (1) TO (100);
CREATE TABLE public.lines_2 PARTITION OF public.lines DEFAULT;
CREATE FUNCTION public.fired() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER fired BEFORE INSERT ON public.lines FOR EACH ROW EXECUTE FUNCTION public.fired();
INSERT INTO public.customers SELECT generate_series(1, 50); INSERT INTO public.orders SELECT g, g, g, g FROM generate_series(1, 50) g;
INSERT INTO public.lines SELECT g, g % 50 + 1 FROM generate_series(1, 200) g;
CREATE SCHEMA reports; CREATE TABLE reports.seen (customer int REFERENCES public.customers); INSERT INTO reports.seen VALUES (7);`

const PUBLIC = ['public.customers', 'public.orders', 'public.lines']

/** A database of a role that is no superuser, and the address of a superuser to it. */
async function makeShop(more: Parameters<typeof backupRequest>[2] = {}) {
  shops += 1
  const name = `shop${shops}`
  await server.psql(server.connection, `CREATE DATABASE ${name} OWNER keeper`)
  const shop = withDatabase(server.connection, name)
  const own = { parameters: { ...shop.parameters, user: 'keeper' } }
  await server.psql(own, SHOP)
  const made = await backup(backupRequest(addressOf(shop), place.storage, { name, ...more }), await place.context())
  return { shop, own, request: { name, backup: made.backup.id } }
}

/** What a dump does not say: of which tables the triggers behind keys are in which state. */
const states = async (shop: Connection) =>
  await server.query(
    shop,
    `SELECT k.conrelid::regclass::text AS "table", k.confrelid::regclass::text AS other, k.convalidated AS valid, t.tgrelid::regclass::text AS of,
            t.tgfoid::regproc::text AS routine, t.tgenabled AS state, obj_description(k.oid, 'pg_constraint') AS comment
       FROM pg_trigger t JOIN pg_constraint k ON k.oid = t.tgconstraint ORDER BY 1, 2, k.conname, 4, 5`,
  )
/** A dump names the triggers of partitions, by numbers. */
const stateOf = async (shop: Connection) => ({
  dump: (await dumpText(server, shop)).replace(/RI_ConstraintTrigger_c_\d+/g, ''),
  triggers: await states(shop),
})

describe('keys that are taken away for rows alone are put back as they were', () => {
  const rows = { tables: PUBLIC, dataOnly: true } as const

  test('with comment, unchecked, and switched off on either side', async () => {
    const { shop, request } = await makeShop({ excludeTables: ['reports.seen'] })
    await server.psql(
      shop,
      `DROP TABLE reports.seen; ALTER TABLE public.orders DROP CONSTRAINT orders_billed_fkey;
       COMMENT ON CONSTRAINT orders_customer_fkey ON public.orders IS 'who''s it is';
       ALTER TABLE public.orders DISABLE TRIGGER ALL; ALTER TABLE public.lines_2 DISABLE TRIGGER ALL;
       ALTER TABLE public.orders ADD CONSTRAINT unchecked FOREIGN KEY (billed) REFERENCES public.customers NOT VALID DEFERRABLE;
       UPDATE public.orders SET customer = 1 WHERE id > 5`,
    )
    const before = await stateOf(shop)
    expect(new Set(before.triggers.map(({ state }) => state))).toEqual(new Set(['O', 'D']))
    await restoreInPlace(place, shop, { request: { ...request, ...rows } })
    expect(await server.psql(shop, 'SELECT count(DISTINCT customer) FROM public.orders')).toBe('50')
    await server.psql(shop, 'UPDATE public.orders SET customer = 1 WHERE id > 5')
    expect(await stateOf(shop)).toEqual(before)
  }, 60_000)

  test('a role that may not leave one switched off is refused before anything is written, exit 4', async () => {
    const { shop, own, request } = await makeShop()
    await server.psql(shop, 'DROP TABLE reports.seen; ALTER TABLE public.orders DISABLE TRIGGER ALL')
    const failure = await failureOf(planInPlace(place, own, { request: { ...request, ...rows } }))
    expect(failure).toMatchObject({
      code: 4,
      reason: expect.stringContaining('the foreign key orders_customer_fkey of public.orders is switched off'),
    })
  }, 60_000)
})

describe('keys of tables that stay are put back as they were', () => {
  const DISABLE = `ALTER TABLE reports.seen DISABLE TRIGGER ALL; COMMENT ON CONSTRAINT seen_customer_fkey ON reports.seen IS 'seen'`

  test('where the table that they refer to is restored', async () => {
    const { shop, request } = await makeShop({ schemas: ['public'] })
    await server.psql(shop, DISABLE)
    const before = await stateOf(shop)
    await restoreInPlace(place, shop, { request })
    expect(await stateOf(shop)).toEqual(before)
  }, 60_000)

  test('where the role may not leave one switched off: exit 4', async () => {
    const { shop, own, request } = await makeShop({ schemas: ['public'] })
    await server.psql(shop, DISABLE)
    const failure = await failureOf(planInPlace(place, own, { request }))
    expect(failure).toMatchObject({ code: 4, reason: expect.stringContaining('seen_customer_fkey') })
  }, 60_000)
})

describe('keys of a restored table to one that is not restored', () => {
  const tables = ['public.orders']
  const DISABLE = `ALTER TABLE public.orders DISABLE TRIGGER ALL; COMMENT ON CONSTRAINT orders_customer_fkey ON public.orders IS 'whose'`

  test('are put back as they were', async () => {
    const { shop, request } = await makeShop()
    await server.psql(shop, DISABLE)
    const outwards = async () => (await states(shop)).filter(({ table, other }) => table !== other)
    const before = await outwards()
    await restoreInPlace(place, shop, { request: { ...request, tables } })
    expect(await outwards()).toEqual(before)
  }, 60_000)

  test('where the role may not leave one switched off: exit 4, and nothing is changed', async () => {
    const { shop, own, request } = await makeShop()
    await server.psql(shop, DISABLE)
    const before = await stateOf(shop)
    const failure = await failureOf(restoreInPlace(place, own, { request: { ...request, tables } }))
    expect(failure).toMatchObject({ code: 4, reason: expect.stringContaining('only a superuser can leave it so') })
    expect(await stateOf(shop)).toEqual(before)
  }, 60_000)
})
