import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type CatalogueFacts, readCatalogueFacts } from '../../src/postgres/catalogue-facts.ts'
import { openSession, type Session } from '../../src/postgres/session.ts'
import { type CatalogueOptions, compareCatalogue } from '../../src/proof/catalogue.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { oddSchema, oddSchema18 } from './odd-schema.ts'
import { richSchema } from './rich-schema.ts'
import { RoundTrip } from './round-trip.ts'

const [oldest, newest] = [majors()[0] as number, majors().at(-1) as number]

describe.each([...new Set([oldest, newest])])('PostgreSQL %i', (major) => {
  let server: TestServer
  let trip: RoundTrip
  let facts: CatalogueFacts
  let session: Session

  beforeAll(async () => {
    server = await startTestServer(major)
    trip = new RoundTrip(server)
    const source = await server.createDatabase('source', richSchema)
    facts = await trip.session(source, readCatalogueFacts)
    session = await openSession(await trip.restore(await trip.dump(source)))
  }, 60_000)
  afterAll(async () => {
    await session?.close()
    trip.close()
    await server.stop()
  })

  /** What is found after something was done to the restored database; undone again. */
  async function after(sql: string, options?: CatalogueOptions) {
    await session.query('BEGIN')
    try {
      if (sql !== '') await session.query(sql)
      return compareCatalogue(facts, await readCatalogueFacts(session), options)
    } finally {
      await session.query('ROLLBACK')
    }
  }

  test('an untouched restore is as the backup, with a finding for each index and constraint', async () => {
    const findings = compareCatalogue(facts, await readCatalogueFacts(session))
    expect(findings.filter((finding) => !finding.ok)).toEqual([])
    const objects = findings.flatMap((finding) => finding.object?.name ?? [])
    expect(objects).toEqual(
      expect.arrayContaining(['customers_pkey', 'orders_customer_fkey', 'later', 'orders_rest_amount_idx']),
    )
    expect(findings.map((finding) => finding.name)).toContain('3 large objects as in the backup')
  })

  test('harmless work is not noticed', async () => {
    await server.psql(
      session.connection,
      'VACUUM FULL; REINDEX SCHEMA sales; ANALYZE; CLUSTER sales.lines USING lines_pkey',
    )
    expect((await after('UPDATE sales.lines SET note = note')).filter((finding) => !finding.ok)).toEqual([])
  })

  const index = (fact: string, name: string) => `UPDATE pg_index SET ${fact} WHERE indexrelid = '${name}'::regclass`

  test.each<[sql: string, name: string]>([
    [index('indisvalid = false', 'sales.customers_country'), 'sales.customers_country: index not valid'],
    [index('indisvalid = false', 'sales.orders_amount'), 'sales.orders_amount: index not valid'],
    [index('indisready = false', 'sales.customers_tags'), 'sales.customers_tags: index not ready'],
    [index('indislive = false', 'sales.customers_tags'), 'sales.customers_tags: index not live'],
    [index('indisunique = false', 'sales.lines_pkey'), 'sales.lines_pkey: index not unique'],
    [index('indisprimary = false', 'sales.lines_pkey'), 'sales.lines_pkey: index no primary key'],
    [index('indimmediate = false', 'sales.lines_pkey'), 'sales.lines_pkey: index not checked at once'],
    [
      index('indnullsnotdistinct = true', 'sales.customers_email_key'),
      'sales.customers_email_key: index nulls not distinct',
    ],
    ['DROP INDEX sales.customers_brin', 'sales.customers_brin: index missing'],
    ['CREATE INDEX more ON sales.lines (note)', 'sales.more: index not in the backup'],
    [
      "UPDATE pg_trigger SET tgenabled = 'D' WHERE tgisinternal AND tgrelid = 'sales.lines'::regclass",
      'sales.lines lines_order_id_day_fkey: triggers switched off',
    ],
    ['ALTER TABLE sales.orders_2026 DISABLE TRIGGER ALL', 'sales.orders orders_customer_fkey: triggers switched off'],
    [
      `DELETE FROM pg_trigger WHERE tgisinternal AND tgrelid = 'sales.orders_2026'::regclass AND tgfoid = '"RI_FKey_check_ins"'::regproc`,
      'sales.orders orders_customer_fkey: internal triggers missing',
    ],
    [
      "DELETE FROM pg_trigger WHERE tgisinternal AND tgrelid = 'sales.customers'::regclass AND tgfoid = 'unique_key_recheck'::regproc",
      'sales.customers customers_email_key: internal triggers missing',
    ],
    [
      "UPDATE pg_constraint SET convalidated = false WHERE conname = 'orders_customer_fkey' AND conrelid = 'sales.orders_2025'::regclass",
      'sales.orders orders_customer_fkey: constraint not validated',
    ],
    ['ALTER TABLE sales.customers VALIDATE CONSTRAINT later', 'sales.customers later: constraint validated'],
    [
      'ALTER TABLE sales.customers DROP CONSTRAINT customers_check',
      'sales.customers customers_check: constraint missing',
    ],
    ['ALTER DOMAIN sales.colour DROP CONSTRAINT colour_check', 'sales.colour colour_check: constraint missing'],
    [
      'ALTER TABLE sales.lines ADD CHECK (order_id > 0)',
      'sales.lines lines_order_id_check: constraint not in the backup',
    ],
    ['ALTER TABLE sales.customers ENABLE TRIGGER sleeping', 'sales.customers sleeping: trigger on'],
    ['DROP TRIGGER touch ON sales.customers', 'sales.customers touch: trigger missing'],
    ['ALTER EVENT TRIGGER on_ddl DISABLE', 'on_ddl: event trigger off'],
    ['ALTER TABLE sales.customers REPLICA IDENTITY DEFAULT', 'sales.customers: replica identity changed'],
    ['ALTER TABLE sales.customers DISABLE ROW LEVEL SECURITY', 'sales.customers: row security changed'],
    ['ALTER TABLE sales.customers FORCE ROW LEVEL SECURITY', 'sales.customers: forced row security changed'],
    ['ALTER TABLE public.fleeting SET LOGGED', 'public.fleeting: persistence changed'],
    ['ALTER TABLE public.grandchild NO INHERIT public.child', 'public.grandchild: parents changed'],
    ['DROP TABLE sales.lines', 'sales.lines: table missing'],
    [
      'ALTER TABLE sales.customers ALTER COLUMN full_name DROP EXPRESSION',
      'sales.customers: stored generated columns changed',
    ],
    ['REFRESH MATERIALIZED VIEW sales.totals WITH NO DATA', 'sales.totals: populated changed'],
    [
      "UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'sales.orders_rest'::regclass",
      'sales.orders_rest: detach pending',
    ],
    ['SELECT lo_unlink(7001)', 'large objects: 1 missing (7001)'],
    ["SELECT lo_from_bytea(7003, 'three')", 'large objects: 1 not in the backup (7003)'],
    ["COMMENT ON LARGE OBJECT 7002 IS 'another'", 'large objects: 1 with another owner, comment or grant (7002)'],
    ['ALTER LARGE OBJECT 7001 OWNER TO pg_monitor', 'large objects: 1 with another owner, comment or grant (7001)'],
    ['REVOKE ALL ON LARGE OBJECT 7004 FROM pg_monitor', 'large objects: 1 with another owner, comment or grant (7004)'],
  ])('%s', async (sql, name) => {
    const bad = (await after(sql)).filter((finding) => !finding.ok && finding.severity === 'failure')
    expect(bad.map((finding) => finding.name)).toContain(name)
  })

  test("an extension in another version, or missing, is the environment's fault", async () => {
    const sql = `UPDATE pg_extension SET extversion = '0.1' WHERE extname = 'citext'; DROP EXTENSION btree_gist`
    const bad = (await after(sql)).filter((finding) => !finding.ok)
    expect(bad).toEqual([
      { ...bad[0], name: 'btree_gist: extension missing', severity: 'environment' },
      { ...bad[1], name: 'citext: extension in another version', severity: 'environment', found: '0.1' },
    ])
  })

  test('a foreign key that the source itself has switched off is a warning', async () => {
    const off = structuredClone(facts)
    const key = off.constraints.find((one) => one.name === 'lines_order_id_day_fkey')
    if (key) key.triggers = { D: Object.values(key.triggers).reduce((sum, number) => sum + number, 0) }
    const bad = compareCatalogue(off, await readCatalogueFacts(session)).filter((finding) => !finding.ok)
    expect(bad).toMatchObject([
      { name: 'sales.lines lines_order_id_day_fkey: triggers switched off on the source', severity: 'warning' },
    ])
  })

  test('an index that is not valid on the source need not come back', async () => {
    const broken = structuredClone(facts)
    for (const index of broken.indexes) if (index.name === 'customers_brin') index.valid = false
    const findings = await (async () => {
      await session.query('BEGIN; DROP INDEX sales.customers_brin')
      const found = compareCatalogue(broken, await readCatalogueFacts(session))
      await session.query('ROLLBACK')
      return found
    })()
    expect(findings.filter((finding) => !finding.ok)).toEqual([])
    expect(findings.find((finding) => finding.object?.name === 'customers_brin')?.found).toMatch(
      /not valid on the source/,
    )
  })

  test('a partial backup is compared by what it holds', async () => {
    const sql = 'DROP TABLE public.child CASCADE; DROP INDEX sales.customers_brin; SELECT lo_unlink(7001)'
    const options = {
      holds: (schema: string, table: string) => schema === 'sales' && table !== 'customers',
      largeObjects: false,
    }
    expect((await after(sql, options)).filter((finding) => !finding.ok)).toEqual([])
    expect(
      (await after(`${sql}; DROP INDEX sales.orders_amount`, options)).filter((finding) => !finding.ok),
    ).not.toEqual([])
  })

  test('a view that the backup does not fill is a warning, and one that is filled nevertheless is not as in the backup', async () => {
    const fills = (_: string, view: string) => view !== 'totals'
    const bad = (await after('REFRESH MATERIALIZED VIEW sales.totals WITH NO DATA', { fills })).filter(({ ok }) => !ok)
    expect(bad).toMatchObject([{ name: 'sales.totals: not filled by the backup', severity: 'warning' }])
    expect((await after('', { fills })).filter(({ ok }) => !ok)).toMatchObject([
      { name: 'sales.totals: populated changed', severity: 'failure' },
    ])
  })

  test('a backup of some schemas holds no extensions, event triggers or parents outside of them', async () => {
    const sql =
      'DROP EVENT TRIGGER on_ddl; DROP EXTENSION btree_gist; ALTER TABLE public.child NO INHERIT public.parent'
    const options = {
      holds: (schema: string, table: string) => schema === 'sales' || table === 'child',
      largeObjects: false,
    }
    expect((await after(sql, options)).filter(({ ok }) => !ok)).toEqual([])
  })

  test('keys and partitions of odd histories come back as they were', async () => {
    const source = await server.createDatabase('odd', major >= 18 ? oddSchema + oddSchema18 : oddSchema)
    const restored = await trip.restore(await trip.dump(source))
    const bad = compareCatalogue(
      await trip.session(source, readCatalogueFacts),
      await trip.session(restored, readCatalogueFacts),
    )
    // The one difference is true: the source itself has that key switched off, which a dump does not keep.
    expect(bad.filter((finding) => !finding.ok)).toMatchObject([
      { name: 'public.nv nv_a_fkey: triggers switched off on the source', severity: 'warning' },
    ])
  })

  test('settings, grants, comment and limits of the database are compared where they were applied', async () => {
    const there = await server.createDatabase('settings_there')
    const here = await server.createDatabase('settings_here')
    const apply = (name: string, more = '') => `
      ALTER DATABASE ${name} SET timezone = 'Asia/Tokyo'; ALTER DATABASE ${name} SET app.key = 'secret-one';
      ALTER ROLE postgres IN DATABASE ${name} SET work_mem = '5MB'; ALTER DATABASE ${name} CONNECTION LIMIT 7;
      COMMENT ON DATABASE ${name} IS 'the shop'; REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC;
      GRANT CREATE ON DATABASE ${name} TO pg_monitor; ALTER DATABASE ${name} IS_TEMPLATE true; ${more}`
    await server.psql(server.connection, apply('settings_there') + apply('settings_here'))
    const read = async () => {
      const [source, target] = [
        await trip.session(there, readCatalogueFacts),
        await trip.session(here, readCatalogueFacts),
      ]
      return compareCatalogue(source, target, { database: true }).filter((finding) => finding.kind === 'database')
    }
    expect((await read()).filter((finding) => !finding.ok)).toEqual([])
    await server.psql(
      server.connection,
      `
      ALTER DATABASE settings_here RESET timezone; ALTER DATABASE settings_here SET app.key = 'secret-two';
      ALTER ROLE postgres IN DATABASE settings_here RESET work_mem; ALTER DATABASE settings_here CONNECTION LIMIT -1;
      COMMENT ON DATABASE settings_here IS NULL; GRANT CONNECT ON DATABASE settings_here TO PUBLIC;
      ALTER DATABASE settings_here IS_TEMPLATE false; ALTER DATABASE settings_here OWNER TO pg_monitor`,
    )
    const bad = (await read()).filter((finding) => !finding.ok)
    expect(bad.map((finding) => finding.name.replace('database: ', '').replace(' changed', '')).sort()).toEqual(
      [
        'comment',
        'connection limit',
        'grants',
        'owner',
        'setting timezone',
        'setting app.key',
        'setting work_mem of postgres',
        'template',
      ].sort(),
    )
    expect(JSON.stringify(bad)).not.toContain('secret')
  })
})
