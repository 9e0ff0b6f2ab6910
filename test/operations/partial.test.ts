import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { BackupRequest } from '../../src/operations/backup/backup.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { richSchema } from '../proof/rich-schema.ts'
import { runLoop } from '../support/loop.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'

let server: TestServer
let shop: Connection
let rich: Connection

const SHOP = `
  CREATE EXTENSION citext; CREATE SCHEMA "My Sales"; CREATE SCHEMA audit; CREATE ROLE clerk; GRANT CREATE ON SCHEMA public TO clerk; COMMENT ON SCHEMA public IS 'ours';
  CREATE TYPE "My Sales".state AS ENUM ('new', 'paid');
  CREATE TABLE "My Sales".customers (id int PRIMARY KEY, name text);
  CREATE TABLE "My Sales"."Orders" (id int PRIMARY KEY, customer int REFERENCES "My Sales".customers, state "My Sales".state) PARTITION BY RANGE (id);
  CREATE TABLE "My Sales".orders_1 PARTITION OF "My Sales"."Orders" FOR VALUES FROM (0) TO (500);
  CREATE TABLE "My Sales".orders_2 PARTITION OF "My Sales"."Orders" DEFAULT;
  INSERT INTO "My Sales".customers SELECT i, 'n' || i FROM generate_series(1, 200) AS i;
  INSERT INTO "My Sales"."Orders" SELECT i, 1 + i % 200, 'new' FROM generate_series(1, 1000) AS i;
  CREATE VIEW "My Sales".open AS SELECT * FROM "My Sales"."Orders" WHERE state IN ('new');
  CREATE TABLE audit.log (id serial PRIMARY KEY, t text); INSERT INTO audit.log (t) SELECT 'x' FROM generate_series(1, 700);
  CREATE TABLE audit."like_%" (a int); CREATE TABLE audit.like_ab (a int); INSERT INTO audit."like_%" VALUES (1);
  CREATE TABLE plain (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, t text); INSERT INTO plain (t) SELECT 'y' FROM generate_series(1, 300);
  CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM plain; GRANT SELECT ON plain TO clerk; COMMENT ON TABLE plain IS 'plain';
  SELECT lo_from_bytea(0, 'x') FROM generate_series(1, 30);
  CREATE TABLE audit.parts (a int) PARTITION BY RANGE (a); CREATE TABLE audit.parts_1 PARTITION OF audit.parts DEFAULT PARTITION BY LIST (a);
  CREATE TABLE audit.parts_1_1 PARTITION OF audit.parts_1 DEFAULT; INSERT INTO audit.parts SELECT generate_series(1, 40);
  CREATE PUBLICATION some_tables FOR TABLE "My Sales".customers, audit.log;`

beforeAll(async () => {
  server = await startTestServer()
  shop = await server.createDatabase('shop', SHOP)
  rich = await server.createDatabase('rich', richSchema)
}, 60_000)
afterAll(() => server?.stop())

interface Case {
  filter: Partial<BackupRequest>
  tables: string[]
  largeObjects?: number
}

const SALES = ['My Sales.customers', 'My Sales.orders_1', 'My Sales.orders_2']
const AUDIT = ['audit.like_%', 'audit.like_ab', 'audit.log', 'audit.parts_1_1']
const PLAIN = ['public.plain']

const CASES: Case[] = [
  { filter: { schemas: ['My Sales'] }, tables: SALES },
  { filter: { schemas: ['public'] }, tables: PLAIN },
  {
    filter: { schemas: ['public', 'audit'], excludeTables: ['audit.like_%', 'audit.parts'] },
    tables: ['audit.like_ab', 'audit.log', ...PLAIN],
  },
  { filter: { excludeSchemas: ['audit'] }, tables: [...SALES, ...PLAIN], largeObjects: 30 },
  { filter: { excludeSchemas: ['public'] }, tables: [...SALES, ...AUDIT], largeObjects: 30 },
  { filter: { tables: ['"My Sales".customers', 'audit.log'] }, tables: ['My Sales.customers', 'audit.log'] },
  { filter: { tables: ['audit.parts', 'plain'] }, tables: ['audit.parts_1_1', ...PLAIN] },
  {
    filter: { excludeTableData: ['My Sales.orders_1', 'plain', 'audit.parts'] },
    tables: ['My Sales.customers', 'My Sales.orders_2', 'audit.like_%', 'audit.like_ab', 'audit.log'],
    largeObjects: 30,
  },
  {
    filter: { excludeTableData: ['My Sales.Orders'] },
    tables: ['My Sales.customers', ...AUDIT, ...PLAIN],
    largeObjects: 30,
  },
  { filter: { schemaOnly: true }, tables: [] },
  { filter: { schemaOnly: true, schemas: ['audit'] }, tables: [] },
]

test.each(CASES.map((one) => ({ ...one, what: JSON.stringify(one.filter) })))(
  'a part of a database comes back as that part, and says so: $what',
  async ({ filter, tables, largeObjects = 0 }) => {
    const { backup, verified, restored } = await runLoop(shop, { target: server, backup: filter })
    // Only a complete backup is fresh; every byte of this one was read all the same.
    expect(verified).toMatchObject({ damaged: [], checked: { share: 1 } })
    expect(restored.differences).toEqual([])
    expect(backup.tables.map(({ schema, name }) => `${schema}.${name}`).sort()).toEqual(tables)
    expect(restored.largeObjects.count).toBe(largeObjects)
    expect(backup.backup.partial).toBeDefined()
    expect(restored.notChecked).toContainEqual(expect.objectContaining({ what: 'the rest of the database' }))
  },
  60_000,
)

test.each<Partial<BackupRequest>>([
  { schemas: ['sales'] },
  { schemaOnly: true },
  { excludeTableData: ['child', 'sales.lines'] },
])(
  'a part of a rich database: %j',
  async (filter) => {
    const { restored } = await runLoop(rich, { target: server, backup: filter })
    expect(restored.differences).toEqual([])
  },
  60_000,
)

test('a part that needs what was left out says so', async () => {
  const filter = { tables: ['My Sales.Orders'] }
  await expect(runLoop(shop, { target: server, backup: filter })).rejects.toMatchObject({
    code: 1,
    reason: expect.stringContaining('type "My Sales.state" does not exist'),
    hint: expect.stringContaining('the backup holds only the tables My Sales.Orders'),
  })
}, 60_000)
