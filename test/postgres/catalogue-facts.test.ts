import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  type CatalogueFacts,
  catalogueFactsSchema,
  catalogueWarnings,
  notContained,
  readCatalogueFacts,
} from '../../src/postgres/catalogue-facts.ts'
import { oidsOf } from '../../src/postgres/catalogue-facts-large-objects.ts'
import { openSession, type Session } from '../../src/postgres/session.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'

const [oldest, newest] = [majors()[0] as number, majors().at(-1) as number]

const schema = `
  CREATE SCHEMA other; CREATE EXTENSION citext; CREATE EXTENSION postgres_fdw;
  CREATE TABLE t (id int PRIMARY KEY, "Upper ""case""" text, low text, made text GENERATED ALWAYS AS (low || '!') STORED);
  CREATE INDEX ti ON t (lower(low), "Upper ""case""" DESC) INCLUDE (id) WHERE id > 0;
  CREATE TABLE other.child (t_id int REFERENCES t);
  CREATE TABLE other.twin (id int) INHERITS (t);
  CREATE MATERIALIZED VIEW mv AS SELECT * FROM t;
  CREATE UNLOGGED TABLE fleeting (a int);
  CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw; CREATE USER MAPPING FOR postgres SERVER far;
  CREATE FOREIGN TABLE abroad (a int) SERVER far;
  SELECT lo_from_bytea(g, 'x') FROM generate_series(100, 199) AS g;
  SELECT lo_from_bytea(500, 'x'); COMMENT ON LARGE OBJECT 150 IS 'special';
  ALTER DATABASE facts SET work_mem = '7MB'; ALTER DATABASE facts SET app.pair = 'a=b';`

describe.each([...new Set([oldest, newest])])('PostgreSQL %i', (major) => {
  let server: TestServer
  let session: Session
  let facts: CatalogueFacts

  beforeAll(async () => {
    server = await startTestServer(major)
    session = await openSession(await server.createDatabase('facts', schema))
    await session.query('SET allow_in_place_tablespaces = on')
    await session.query("CREATE TABLESPACE elsewhere LOCATION ''")
    await session.query('CREATE TEMPORARY TABLE passing (id int PRIMARY KEY)')
    await session.query('CREATE TABLE other.placed (a int) TABLESPACE elsewhere')
    facts = await readCatalogueFacts(session)
  }, 60_000)
  afterAll(async () => {
    await session?.close()
    await server.stop()
  })

  test('objects are told by names and come through JSON', () => {
    expect(catalogueFactsSchema.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts)
    expect(facts.indexes.find((index) => index.name === 'ti')).toEqual({
      ...{ schema: 'public', table: 't', name: 'ti', method: 'btree', columns: ['lower(low)', '"Upper ""case"""'] },
      ...{ partial: true, unique: false, primary: false, exclusion: false, immediate: true, nullsNotDistinct: false },
      ...{ valid: true, ready: true, live: true, partitioned: false },
    })
    expect(facts.constraints.find((one) => one.type === 'f')).toMatchObject({
      ...{ schema: 'other', table: 'child', columns: ['t_id'], validated: true, triggers: { O: 4 } },
    })
    expect(facts.tables.find((table) => table.name === 'twin')?.parents).toEqual([
      { schema: 'public', name: 't', detachPending: false },
    ])
    expect(facts.tables.find((table) => table.name === 't')).toMatchObject({
      kind: 'r',
      generated: ['made'],
      extension: null,
    })
    expect(facts.extensions.find((one) => one.name === 'citext')?.version).toMatch(/^1\./)
    expect(facts.servers).toEqual([{ name: 'far', wrapper: 'postgres_fdw', userMappings: 1 }])
    expect(facts.tablespaces).toEqual([{ name: 'elsewhere', relations: 1 }])
    expect(facts.database.settings).toEqual([
      { role: null, name: 'app.pair', value: 'a=b' },
      { role: null, name: 'work_mem', value: '7MB' },
    ])
  })

  test('nothing of the system, of sessions or of TOAST is among them', () => {
    const schemas = [...facts.indexes, ...facts.constraints, ...facts.tables].map((one) => one.schema)
    expect([...new Set(schemas)].sort()).toEqual(['other', 'public'])
    expect(facts.tables.map((table) => table.name)).not.toContain('passing')
  })

  test('large objects with the same traits are one group', () => {
    expect(facts.largeObjects.count).toBe(101)
    expect(facts.largeObjects.groups.map(({ oids, comment }) => [oids, comment])).toEqual([
      ['100-149,151-199,500', null],
      ['150', 'special'],
    ])
    expect([...oidsOf({ owner: '', comment: null, grants: [], oids: '3,5-7' })]).toEqual([3, 5, 6, 7])
  })

  test('a filter restricts what belongs to schemas', async () => {
    const only = await readCatalogueFacts(session, { only: ['other'] })
    expect(new Set(only.tables.map((table) => table.schema))).toEqual(new Set(['other']))
    const except = await readCatalogueFacts(session, { except: ['other'] })
    expect(new Set(except.tables.map((table) => table.schema))).toEqual(new Set(['public']))
    expect(except.extensions).toEqual(facts.extensions)
  })

  test('a hostile search path changes nothing', async () => {
    const evil = await openSession(session.connection, { pinned: {} })
    await evil.query(`CREATE SCHEMA evil; CREATE VIEW evil.pg_class AS SELECT * FROM pg_catalog.pg_class WHERE false`)
    await evil.close()
    await session.query(`ALTER DATABASE facts SET search_path = evil, pg_catalog`)
    const pinned = await openSession(session.connection)
    expect((await readCatalogueFacts(pinned)).tables.length).toBe(facts.tables.length)
    await pinned.close()
    await session.query('DROP SCHEMA evil CASCADE; ALTER DATABASE facts RESET search_path')
  })

  test('what a dump does not contain is told, where it applies', () => {
    const told = notContained(facts).map(({ what }) => what)
    expect(told).toEqual(
      expect.arrayContaining([
        'rows of foreign tables: public.abroad',
        'contents of materialized views: public.mv',
        'values of generated columns: other.twin, public.t',
        "user mappings' options of servers: far",
        'placement in tablespaces: elsewhere',
        'passwords of roles',
      ]),
    )
    expect(told.join()).not.toMatch(/subscription|replication|scheduled|not valid|detachment/)
    const bare = notContained({ ...facts, tables: [], indexes: [], extensions: [], servers: [], tablespaces: [] })
    expect(bare.map(({ what }) => what)).toEqual([
      'planner statistics',
      'passwords of roles',
      "the server's configuration",
    ])
  })

  test('what is broken on the source is told', async () => {
    await session.query('BEGIN')
    await session.query("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'public.ti'::regclass")
    await session.query("UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'other.twin'::regclass")
    await session.query(
      'ALTER TABLE other.child DISABLE TRIGGER ALL; ALTER TABLE public.t ADD CHECK (id > 0) NOT VALID',
    )
    const broken = await readCatalogueFacts(session)
    const told = notContained(broken).map(({ what }) => what)
    await session.query('ROLLBACK')
    expect(told).toContain('indexes that are not valid: public.ti')
    expect(told).toContain('the pending detachment of partitions: other.twin')
    expect(catalogueWarnings(facts)).toEqual([])
    expect(catalogueWarnings(broken)).toEqual([
      'foreign keys are switched off, and a restore switches them on: other.child child_t_id_fkey',
      'constraints are not validated, and rows may break them: other.twin t_id_check, public.t t_id_check',
      'a detachment was interrupted, and a restore attaches the partition again: other.twin',
    ])
  })
})
