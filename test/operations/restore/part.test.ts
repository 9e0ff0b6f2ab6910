import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { selectPart } from '../../../src/operations/restore/part.ts'
import type { PartRequest } from '../../../src/operations/restore/request.ts'
import type { Connection } from '../../../src/postgres/conninfo.ts'
import { richSchema } from '../../proof/rich-schema.ts'
import { startTestServer, type TestServer } from '../../support/postgres.ts'
import { EVERYTHING, type MadeBackup, makeBackup, restorePart } from '../../support/restore-part.ts'

let server: TestServer
let database: Connection
let shop: MadeBackup
let rich: MadeBackup

const SHOP = `
  CREATE EXTENSION citext; CREATE EXTENSION btree_gist; CREATE ROLE clerk; CREATE ROLE boss;
  CREATE SCHEMA sales; CREATE SCHEMA other; CREATE SCHEMA "My Schema"; GRANT USAGE ON SCHEMA sales TO clerk;
  COMMENT ON SCHEMA sales IS 'ours'; COMMENT ON SCHEMA public IS 'public, ours';
  CREATE TYPE other.state AS ENUM ('a', 'b'); CREATE DOMAIN other.pos AS int CHECK (VALUE > 0);
  CREATE FUNCTION other.one() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
  CREATE FUNCTION other.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE SEQUENCE other.free START 100; CREATE TABLE other.owner (n bigserial); INSERT INTO other.owner SELECT FROM generate_series(1, 5);
  CREATE TABLE other.ref (id int PRIMARY KEY); INSERT INTO other.ref SELECT generate_series(1, 50);
  CREATE TABLE sales.orders (id serial PRIMARY KEY, i int GENERATED ALWAYS AS IDENTITY, s other.state DEFAULT 'a', p other.pos DEFAULT 1,
    one int DEFAULT other.one(), f int DEFAULT nextval('other.free'), n bigint DEFAULT nextval('other.owner_n_seq'), c citext,
    r int REFERENCES other.ref, EXCLUDE USING gist (id WITH =), CHECK (c IN ('x', 'y')));
  INSERT INTO sales.orders (c, r) SELECT 'x', 1 + i % 50 FROM generate_series(1, 300) AS i;
  CREATE TABLE sales.lines (orders int REFERENCES sales.orders, position int, PRIMARY KEY (orders, position));
  INSERT INTO sales.lines SELECT 1 + i % 300, i FROM generate_series(1, 400) AS i;
  CREATE TRIGGER tr BEFORE INSERT ON sales.orders FOR EACH ROW EXECUTE FUNCTION other.touch();
  ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY;
  CREATE POLICY reads ON sales.orders TO clerk USING (EXISTS (SELECT FROM other.ref)); CREATE POLICY own ON sales.orders TO boss USING (id > 0);
  CREATE RULE watch AS ON UPDATE TO sales.orders WHERE false DO ALSO SELECT * FROM other.ref;
  CREATE INDEX ON sales.orders (c); CREATE STATISTICS sales.st ON one, f FROM sales.orders; COMMENT ON COLUMN sales.orders.one IS 'one';
  GRANT SELECT ON sales.orders TO clerk; GRANT SELECT (one) ON sales.orders TO boss; ALTER TABLE sales.orders OWNER TO boss;
  CREATE VIEW sales.v AS SELECT id, c FROM sales.orders WHERE c IN ('x', 'z'); CREATE VIEW sales.joined AS SELECT o.id FROM sales.orders o JOIN other.ref ON r = ref.id;
  CREATE VIEW sales.above AS SELECT * FROM sales.joined; CREATE MATERIALIZED VIEW sales.m AS SELECT count(*) FROM sales.orders;
  CREATE TABLE sales.parent (a int); CREATE TABLE "My Schema"."Kid (1)" (b int) INHERITS (sales.parent);
  CREATE VIEW "My Schema".elders AS SELECT * FROM sales.parent;
  INSERT INTO sales.parent VALUES (1), (2); INSERT INTO "My Schema"."Kid (1)" VALUES (3, 4);
  CREATE TABLE sales.parts (a int PRIMARY KEY, r int REFERENCES other.ref) PARTITION BY RANGE (a); CREATE INDEX ON sales.parts (r);
  CREATE TABLE other.parts_1 PARTITION OF sales.parts FOR VALUES FROM (0) TO (20); CREATE TABLE sales.parts_2 PARTITION OF sales.parts DEFAULT;
  CREATE TRIGGER tr AFTER INSERT ON sales.parts FOR EACH ROW EXECUTE FUNCTION other.touch(); INSERT INTO sales.parts SELECT i, 1 FROM generate_series(1, 40) AS i;
  ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO clerk;
  CREATE PUBLICATION pub FOR TABLE sales.orders; SELECT lo_from_bytea(0, 'x');
  CREATE FUNCTION other.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER seen ON ddl_command_end EXECUTE FUNCTION other.watch();`

beforeAll(async () => {
  server = await startTestServer()
  database = await server.createDatabase('shop', SHOP)
  shop = await makeBackup(database)
  rich = await makeBackup(await server.createDatabase('rich', richSchema))
}, 60_000)
afterAll(async () => {
  await shop?.remove()
  await rich?.remove()
  await server?.stop()
})

const RELATIONS = `SELECT string_agg(n.nspname || '.' || c.relname, ' ' ORDER BY 1) FROM (SELECT * FROM pg_class ORDER BY relname) c
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname IN ('sales', 'other', 'My Schema', 'public')`
const relations = (connection: Connection) => server.psql(connection, RELATIONS)

interface Case {
  part: Partial<PartRequest>
  rows: Record<string, number>
  /** What the plan names, in its words. */
  notes?: string[]
}

const CASES: Case[] = [
  {
    part: { tables: ['sales.orders'] },
    rows: { orders: 300 },
    notes: ['foreign key sales.orders orders_r_fkey', 'policy sales.orders reads', 'rule sales.orders watch'],
  },
  { part: { tables: ['sales.lines'] }, rows: { lines: 400 }, notes: ['foreign key sales.lines lines_orders_fkey'] },
  {
    part: { tables: ['sales.orders', 'other.ref', 'sales.lines', 'sales.m', 'sales.joined'] },
    rows: { orders: 300, ref: 50, lines: 400 },
  },
  { part: { tables: ['"My Schema"."Kid (1)"'] }, rows: { 'Kid (1)': 1 }, notes: ['table sales.parent comes along'] },
  {
    part: { schemas: ['My Schema'] },
    rows: { 'Kid (1)': 1 },
    notes: ['table sales.parent comes along', 'view "My Schema".elders is left out'],
  },
  { part: { tables: ['sales.parts'] }, rows: { parts_1: 19, parts_2: 21 }, notes: ['foreign key sales.parts'] },
  {
    part: { tables: ['other.parts_1'] },
    rows: { parts_1: 19 },
    notes: ['partition other.parts_1 comes back as a table of its own'],
  },
  {
    part: { schemas: ['sales'] },
    rows: { orders: 300, lines: 400, parent: 2, parts_2: 21 },
    notes: ['view sales.joined is left out', 'view sales.above is left out'],
  },
  { part: { schemas: ['other'] }, rows: { owner: 5, ref: 50, parts_1: 19 }, notes: ['partition other.parts_1'] },
  { part: { schemas: ['other', 'sales'], schemaOnly: true }, rows: {} },
  { part: { schemaOnly: true }, rows: {} },
  { part: { tables: ['sales.orders'], schemaOnly: true }, rows: {}, notes: ['foreign key'] },
]

test.each(CASES.map((one) => ({ ...one, what: JSON.stringify(one.part) })))(
  'a part of a backup comes back equal, and what is missing is named: $what',
  async ({ part, rows, notes = [] }) => {
    const { proof, chosen, notes: found } = await restorePart(shop, server, part)
    expect(proof.differences).toEqual([])
    expect(Object.fromEntries(proof.tables.map((table) => [table.name, table.rows]))).toEqual(rows)
    expect(chosen.inventory.tables).toHaveLength(Object.keys(rows).length)
    const warned = found.filter(({ severity }) => severity === 'warning').map(({ what }) => what)
    for (const note of notes) expect(warned).toContainEqual(expect.stringContaining(note))
    if (notes.length === 0) expect(warned).toEqual([])
    expect(proof.notChecked).toContainEqual(expect.objectContaining({ what: 'the rest of the backup' }))
  },
  60_000,
)

test.each<Partial<PartRequest>>([
  { schemas: ['sales'] },
  { tables: ['sales.customers', 'sales.lines', 'sales.orders', 'sales.totals'] },
  { tables: ['public.grandchild', 'public."x; Type: VIEW; Schema: a; Owner: b"', 'DATA.TABLE DATA s1 x'] },
  { schemaOnly: true },
])(
  'a part of a rich database: %j',
  async (part) => {
    expect((await restorePart(rich, server, part)).proof.differences).toEqual([])
  },
  60_000,
)

test('a table brings along what it is made of, and nothing else', async () => {
  const { seen } = await restorePart(shop, server, { tables: ['sales.orders'] }, { look: relations })
  expect(seen.split(' ').sort()).toEqual([
    'other.free',
    'other.owner_n_seq',
    'sales.orders',
    'sales.orders_i_seq',
    'sales.orders_id_seq',
  ])
}, 60_000)

test.each([
  ['a row', "UPDATE sales.orders SET c = 'y' WHERE id = 7", /sales\.orders/],
  ['an index', 'DROP INDEX sales.orders_c_idx', /orders_c_idx/],
  ['a constraint that should be there', 'ALTER TABLE sales.orders DROP CONSTRAINT orders_pkey', /orders_pkey/],
  ['a policy', 'DROP POLICY own ON sales.orders', /own/],
  ['a default', 'ALTER TABLE sales.orders ALTER one SET DEFAULT 2', /orders/],
  ['a sequence taken along', "SELECT setval('other.free', 1)", /SEQUENCE SET other\.free/],
  ['a type taken along', "ALTER TYPE other.state ADD VALUE 'c'", /TYPE other\.state/],
  ['something that is not in the part', 'CREATE TABLE sales.more AS SELECT 1 AS a', /more/],
])(
  'damage to a restored part is found: %s',
  async (_, sql, expected) => {
    const look = (connection: Connection) => server.psql(connection, sql)
    const { proof } = await restorePart(shop, server, { tables: ['sales.orders'] }, { look })
    expect(proof.differences.join('\n')).toMatch(expected)
  },
  60_000,
)

test.each<[Partial<PartRequest>, RegExp, RegExp]>([
  [
    { tables: ['sales.order'] },
    /names the table "sales\.order", which the backup does not hold/,
    /did you mean sales\.orders\?/,
  ],
  [{ schemas: ['sale'] }, /names the schema "sale"/, /did you mean sales\?/],
  [
    { tables: ['sales.joined', 'sales.orders'] },
    /the view sales\.joined reads other\.ref/,
    /name other\.ref in tables too/,
  ],
  [{ schemaOnly: true, dataOnly: true }, /exclude each other/, /one of them/],
])(
  'what cannot be had is wrong usage: %j',
  async (part, reason, hint) => {
    const failure = await restorePart(shop, server, part).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 2,
      reason: expect.stringMatching(reason),
      hint: expect.stringMatching(hint),
    })
  },
  60_000,
)

test('a part of a backup that is a part itself', async () => {
  const made = await makeBackup(database, { schemas: ['sales', 'other'] })
  try {
    const { proof } = await restorePart(made, server, { tables: ['sales.orders', 'sales.lines'] })
    expect(proof.differences).toEqual([])
    expect(proof.tables).toHaveLength(2)
  } finally {
    await made.remove()
  }
  const single = await makeBackup(database, { tables: ['sales.lines', 'sales.parent', 'other.ref'] })
  try {
    expect((await restorePart(single, server, { tables: ['other.ref'] })).proof.differences).toEqual([])
  } finally {
    await single.remove()
  }
}, 60_000)

test('rows alone name the rows that must be there already', async () => {
  const context = await shop.place.context()
  const request = { ...EVERYTHING, tables: ['sales.orders'], dataOnly: true }
  const { chosen, notes } = await selectPart(await shop.open(), request, { programs: server.programs, context })
  expect(notes.map(({ what }) => what)).toEqual(['rows of the table other.ref are needed'])
  expect(chosen.inventory.tables.map(({ name }) => name)).toEqual(['orders'])
  expect(new Set(chosen.inventory.entries.map(({ type }) => type))).toEqual(new Set(['SEQUENCE SET']))
}, 60_000)

test.each([
  ['an owner', { owners: true }, 'ALTER TABLE sales.lines OWNER TO clerk', /^$/],
  ['a grant', { owners: true }, 'REVOKE SELECT ON sales.orders FROM clerk', /ACL sales\.TABLE orders/],
  ['a grant that was left out', { privileges: true }, 'GRANT SELECT ON sales.lines TO clerk', /^$/],
  ['a row', { owners: true, privileges: true }, 'DELETE FROM sales.lines WHERE position = 4', /sales\.lines/],
])(
  'what is left out is not compared, and the rest is: %s',
  async (_, omit, sql, expected) => {
    const look = (connection: Connection) => server.psql(connection, sql)
    const { proof } = await restorePart(shop, server, {}, { omit, look })
    expect(proof.differences.join('\n')).toMatch(expected)
    expect(proof.notChecked.map(({ what }) => what)).toContain('owners' in omit ? 'owners' : 'grants')
  },
  60_000,
)
