import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Archive } from '../../src/dump/archive.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { compareDefinitions, type Definition, readDefinitions } from '../../src/proof/definitions.ts'
import { type DefinitionsRequest, proveDefinitions } from '../../src/proof/definitions-prove.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { altered } from './altered-programs.ts'
import { oddSchema, oddSchema18 } from './odd-schema.ts'
import { richSchema } from './rich-schema.ts'
import { RoundTrip } from './round-trip.ts'

const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C' }
const [oldest, newest] = [majors()[0] as number, majors().at(-1) as number]

describe.each([...new Set([oldest, newest])])('PostgreSQL %i', (major) => {
  let server: TestServer
  let trip: RoundTrip
  let source: string
  let restored: Connection
  let number = 0

  beforeAll(async () => {
    server = await startTestServer(major)
    trip = new RoundTrip(server)
    source = await trip.dump(await server.createDatabase('source', richSchema))
    restored = await trip.restore(source)
  }, 60_000)
  afterAll(async () => {
    trip.close()
    await server.stop()
  })

  const archiveIn = (folder: string, encoding?: string) => new Archive(folder, server.programs, environment, encoding)
  const definitions = (folder: string) => readDefinitions(archiveIn(folder))

  async function prove(target: string, more: Partial<DefinitionsRequest> = {}) {
    const folder = join(trip.folder, `prove-${++number}`)
    mkdirSync(folder)
    const made: string[] = []
    const scratch = {
      create: async () => {
        const name = `scratch_${++number}`
        made.push(name)
        return await server.createDatabase(name)
      },
      drop: trip.drop.bind(trip),
    }
    const place = { scratch, pinned: {}, environment: process.env, folder }
    const request = { programs: server.programs, encoding: 'UTF8', source, target, ...place }
    const proof = await proveDefinitions({ ...request, ...more })
    const left = await server.query(server.connection, "SELECT FROM pg_database WHERE datname LIKE 'scratch%'")
    expect(left).toHaveLength(0)
    return { proof, made }
  }

  /** The second dump of a copy of the restored database in which something was done. */
  async function after(sql: string): Promise<string> {
    const copy = await trip.copy(restored)
    await server.psql(copy, sql)
    const dump = await trip.dump(copy)
    await trip.drop(copy)
    return dump
  }

  test('every entry is read, whatever its name or text holds', async () => {
    const found = await definitions(source)
    const one = (type: string, tag: string) => found.filter((entry) => entry.type === type && entry.tag === tag)
    expect(one('TABLE', 'TABLE DATA s1 x')[0]).toMatchObject({ schema: 'DATA', classOid: 1259 })
    expect(one('TABLE', 'x; Type: VIEW; Schema: a; Owner: b')[0]).toMatchObject({ schema: 'public', owner: 'postgres' })
    expect(one('COMMENT', 'TABLE "TABLE DATA s1 x"')[0]?.text).toMatch(/-- TOC entry 5 [\s\S]*not a header';$/)
    expect(one('FUNCTION', 'quoting()')[0]?.text).toMatch(
      /default_tablespace[\s\S]*ALTER FUNCTION public.quoting\(\) OWNER TO postgres;$/,
    )
    expect(one('OPERATOR', '@@@')).toHaveLength(2)
    expect(one('ACL', 'FUNCTION pg_ls_dir(text)')[0]).toMatchObject({ schema: 'pg_catalog' })
    expect(one('SEQUENCE SET', 'lines_position_seq')[0]?.text).toContain('5000, true')
    const kinds = new Set(found.map((entry) => entry.type))
    for (const kind of ['BLOB', 'BLOB METADATA', 'BLOBS', 'TABLE DATA', 'DATABASE']) expect(kinds).not.toContain(kind)
    expect(found.filter((entry) => entry.tag.startsWith('LARGE OBJECT'))).toEqual([])
    expect(found.every((entry) => entry.text.length > 0 && !/TOC entry \d+ \(class [1-9]/.test(entry.text))).toBe(true)
  })

  test('a comment that quotes the header of a real entry, and its own, stays a comment', async () => {
    const copy = await trip.copy(restored)
    const table = (found: Definition[]) =>
      found.find(({ type, tag }) => type === 'TABLE' && tag === 'lines') as Definition
    const { dumpId, text } = table(await definitions(await trip.dump(copy)))
    const [row] = await server.query<{ oid: number }>(copy, "SELECT 'sales.lines'::regclass::oid AS oid")
    const header = `--\n-- TOC entry ${dumpId} (class 1259 OID ${row?.oid})\n-- Name: lines; Type: TABLE; Schema: sales; Owner: postgres\n--\n`
    const comment = `before\n${header}\nCREATE TABLE false ();`
    await server.psql(
      copy,
      `COMMENT ON TABLE nothing IS $$${comment}$$; COMMENT ON COLUMN sales.lines.note IS $$${comment}$$`,
    )
    const found = await definitions(await trip.dump(copy))
    expect(table(found)).toMatchObject({ dumpId, text })
    const comments = found.filter((entry) => entry.type === 'COMMENT' && entry.text.includes(comment))
    expect(comments.map((entry) => entry.tag)).toEqual(['TABLE nothing', 'COLUMN lines.note'])
    expect(found).toHaveLength((await definitions(source)).length + 2)
  })

  test('subscriptions are left out, and what a caller names', async () => {
    const subscription = `CREATE SUBSCRIPTION sub CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE)`
    const database = await server.createDatabase(
      'subscribed',
      `CREATE TABLE t (); CREATE TABLE u (); ${subscription}; COMMENT ON SUBSCRIPTION sub IS 'a comment'`,
    )
    const folder = await trip.dump(database)
    await server.psql(database, 'DROP SUBSCRIPTION sub')
    const tags = async (names: string[]) => {
      const leftOut = ({ line }: { line: string }) => names.some((name) => line.includes(` TABLE public ${name} `))
      return (await readDefinitions(archiveIn(folder), { leftOut })).map(({ tag }) => tag)
    }
    expect(await tags([])).toEqual(['t', 'u'])
    expect(await tags(['t'])).toEqual(['u'])
    const all = { leftOut: () => true }
    expect(await readDefinitions(archiveIn(folder), all)).toEqual([])
  })

  test('an archive of which pg_restore prints less than it lists is not compared', async () => {
    const database = await server.createDatabase('printed', 'CREATE TABLE t (); CREATE TABLE u ();')
    const first = await definitions(await trip.dump(database))
    const t = first.find(({ tag }) => tag === 't') as Definition
    const [row] = await server.query<{ oid: number }>(database, "SELECT 'public.t'::regclass::oid AS oid")
    const header = `--\n-- TOC entry ${t.dumpId} (class 1259 OID ${row?.oid})\n-- Name: t; Type: TABLE; Schema: public; Owner: postgres\n--\n`
    await server.psql(database, `COMMENT ON TABLE u IS $$before\n${header}$$`)
    const folder = await trip.dump(database)
    const read = (script: string) =>
      readDefinitions(new Archive(folder, altered(server.programs, 'pg_restore', script), environment))
    expect((await read('exec "$0" "$@"')).map(({ tag }) => tag).sort()).toEqual(['TABLE u', 't', 'u'])
    const fewer = /^pg_restore printed fewer definitions than its list names/
    await expect(read(`"$0" "$@" | sed '/^-- Name: u; /d'`)).rejects.toThrow(fewer)
    // The table that the comment quotes is printed alone, and nothing else is.
    const alone = `for word; do case $word in --use-list=*) [ "$(wc -l < "\${word#*=}")" != 1 ] || exit 0;; esac; done`
    await expect(read(`${alone}; exec "$0" "$@"`)).rejects.toThrow(fewer)
  })

  test('names and texts in another encoding are read', async () => {
    const sql = `CREATE TABLE "größe" (ä int); COMMENT ON TABLE "größe" IS 'straße'`
    for (const encoding of ['LATIN1', 'UTF8', 'LATIN9']) {
      const database = await server.createDatabase(`in_${encoding}`, sql, { encoding, locale: 'C' })
      const dump = await trip.dump(database)
      const [table, comment] = await readDefinitions(archiveIn(dump, encoding))
      expect(table).toMatchObject({ tag: 'größe', type: 'TABLE' })
      expect(comment?.text).toContain("'straße'")
    }
  })

  test('an untouched restore differs on its first round only', async () => {
    const target = await after('')
    const first = compareDefinitions(await definitions(source), await definitions(target))
    expect(first.map((one) => `${one.what} ${one.type} ${one.name}`)).toContain('changed DOMAIN colour')
    const { proof, made } = await prove(target)
    expect(proof).toMatchObject({ differences: [], settled: first.length, informational: false })
    expect(proof.equal).toBe(proof.entries)
    expect(made).toHaveLength(2)
  }, 90_000)

  test('odd tables, keys and expressions settle', async () => {
    const odd = await trip.dump(await server.createDatabase('odd', major >= 18 ? oddSchema + oddSchema18 : oddSchema))
    const { proof } = await prove(await trip.dump(await trip.restore(odd)), { source: odd })
    expect(proof.differences).toEqual([])
    expect(proof.settled).toBeGreaterThan(3)
  }, 90_000)

  test('harmless work changes nothing', async () => {
    const target = await after(`
      VACUUM FULL; REINDEX SCHEMA sales; ANALYZE;
      UPDATE sales.lines SET note = note WHERE order_id % 3 = 0;
      CLUSTER sales.lines USING lines_pkey; ALTER TABLE sales.lines SET WITHOUT CLUSTER`)
    expect((await prove(target)).proof.differences).toEqual([])
  }, 90_000)

  test('every change is named, and nothing else', async () => {
    const changes: [sql: string, named: string][] = [
      ['DROP INDEX sales.customers_lower', 'missing INDEX customers_lower'],
      ['CREATE INDEX more ON sales.customers (id)', 'extra INDEX more'],
      // It prints differently after an untouched restore, too.
      [
        `ALTER DOMAIN sales.colour DROP CONSTRAINT colour_check;
        ALTER DOMAIN sales.colour ADD CONSTRAINT colour_check CHECK (VALUE IN ('red', 'green'))`,
        'changed DOMAIN colour',
      ],
      [`ALTER POLICY "some" ON sales.customers USING (country IN ('de', 'it'))`, 'changed POLICY customers some'],
      [
        'CREATE OR REPLACE FUNCTION quoting() RETURNS text LANGUAGE sql AS $$ SELECT NULL::text $$',
        'changed FUNCTION quoting()',
      ],
      ['REVOKE SELECT (name) ON sales.customers FROM pg_monitor', 'missing ACL COLUMN customers.name'],
      ['ALTER FUNCTION sales.touch() OWNER TO pg_database_owner', 'changed FUNCTION touch()'],
      [`SELECT setval('sales.lines_position_seq', 4999)`, 'changed SEQUENCE SET lines_position_seq'],
      ['ALTER TABLE ONLY child ALTER COLUMN c SET STATISTICS 51', 'changed TABLE child'],
      ['DROP OPERATOR public.@@@ (int8, int8)', 'missing OPERATOR @@@'],
      ['REFRESH MATERIALIZED VIEW sales.totals WITH NO DATA', 'missing MATERIALIZED VIEW DATA totals'],
      ['ALTER TABLE sales.customers DISABLE TRIGGER touch', 'changed TRIGGER customers touch'],
      ['COMMENT ON TABLE "DATA"."TABLE DATA s1 x" IS NULL', 'missing COMMENT TABLE "TABLE DATA s1 x"'],
    ]
    const { proof } = await prove(await after(changes.map(([sql]) => sql).join(';')))
    const named = proof.differences.map((one) => `${one.what} ${one.type} ${one.name}`)
    expect(named.sort()).toEqual(changes.map(([, name]) => name).sort())
    expect(proof.equal).toBe(proof.entries - named.filter((one) => !one.startsWith('extra')).length)
  }, 90_000)

  test('a change comes with a short diff', async () => {
    const target = await after(
      'CREATE OR REPLACE FUNCTION quoting() RETURNS text LANGUAGE sql AS $$ SELECT NULL::text $$',
    )
    const [difference] = compareDefinitions(await definitions(source), await definitions(target)).filter(
      (one) => one.type === 'FUNCTION',
    )
    expect(difference?.diff).toContain('+    AS $$ SELECT NULL::text $$')
    expect(difference?.diff?.split('\n').length).toBeLessThanOrEqual(20)
  })

  test('another major makes differences informational and settles nothing', async () => {
    const { proof, made } = await prove(await after('DROP INDEX sales.customers_lower'), { otherMajor: true })
    expect(proof.informational).toBe(true)
    expect(proof.differences.map((one) => one.name)).toContain('customers_lower')
    expect(made).toEqual([])
  })

  test('owners and grants can be left out on both sides', async () => {
    const changed = await after(
      'ALTER FUNCTION sales.touch() OWNER TO pg_monitor; REVOKE SELECT (name) ON sales.customers FROM pg_monitor',
    )
    expect((await prove(changed)).proof.differences).toHaveLength(2)
    expect((await prove(changed, { owners: false, privileges: false })).proof.differences).toEqual([])
  }, 90_000)

  test('where the definitions cannot be restored once more, their texts count as they are', async () => {
    const scratch = {
      create: async () => await server.createDatabase(`scratch_${++number}`, 'CREATE SCHEMA sales'),
      drop: trip.drop.bind(trip),
    }
    const { proof } = await prove(await after(''), { scratch })
    expect(proof.differences.map((one) => one.name)).toContain('colour')
    expect(proof.unsettled).toMatch(/could not be restored without rows .*schema "sales" already exists/)
  }, 90_000)

  test('an abort drops the scratch databases', async () => {
    const target = await after('')
    const controller = new AbortController()
    const reason = new Error('stopped by the test')
    const scratch = {
      create: async () => {
        const database = await server.createDatabase(`scratch_${++number}`)
        controller.abort(reason)
        return database
      },
      drop: trip.drop.bind(trip),
    }
    await expect(prove(target, { scratch, signal: controller.signal })).rejects.toBe(reason)
    expect(await server.query(server.connection, "SELECT FROM pg_database WHERE datname LIKE 'scratch%'")).toEqual([])
  })
})

describe('comparing', () => {
  const one = (text: string, tag = 't', type = 'TABLE'): Definition => ({
    ...{ dumpId: 1, classOid: 1259, schema: 's', owner: 'o', digest: '', dependencies: [] },
    ...{ type, tag, text },
  })

  test('a table that inherits may have its columns in another order, another table may not', () => {
    const body = (columns: string, tail: string) => `CREATE TABLE s.t (\n${columns}\n)${tail};`
    const [there, back] = ['    a int,\n    b text', '    b text,\n    a int']
    const tail = '\nINHERITS (s.p)'
    expect(compareDefinitions([one(body(there, tail))], [one(body(back, tail))])).toEqual([])
    expect(compareDefinitions([one(body(there, ''))], [one(body(back, ''))])).toHaveLength(1)
  })

  test('several of one name are matched by their text, and what is left by order', () => {
    const of = (...texts: string[]) => texts.map((text) => one(text, '@@@', 'OPERATOR'))
    expect(compareDefinitions(of('a', 'b', 'c'), of('c', 'b', 'a'))).toEqual([])
    expect(compareDefinitions(of('a', 'b'), of('b')).map((difference) => difference.what)).toEqual(['missing'])
    expect(compareDefinitions(of('a', 'b'), of('b', 'x', 'y')).map(({ what }) => what)).toEqual(['changed', 'extra'])
  })
})
