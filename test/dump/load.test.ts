import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { copyStatement, type LoadTable, loadTables } from '../../src/dump/load.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { pinnedSettings } from '../../src/postgres/settings.ts'
import { newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

let server: TestServer
let database: Connection

beforeAll(async () => {
  server = await startTestServer(newestMajor)
  database = await server.createDatabase('target')
}, 60_000)
afterAll(() => server?.stop())

interface Rows extends LoadTable {
  text: string
  delivered?: string
}

/** A table's rows as they are stored; `delivered` is what the storage hands out instead. */
const rows = (name: string, text: string, more: Partial<Rows> = {}): Rows => ({
  target: { schema: 'public', name, columns: ['id', 'v'] },
  viaRoot: false,
  rows: text.split('\n').length - 1,
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
  text,
  ...more,
})

const load = async (tables: Rows[], signal = new AbortController().signal) =>
  await loadTables(tables, {
    connection: database,
    pinned: pinnedSettings({ versionNum: server.major * 10_000, lcMonetary: 'C' }),
    encoding: 'UTF8',
    jobs: 2,
    signal,
    open: async function* (table) {
      yield Buffer.from(table.delivered ?? table.text)
    },
  })

const contents = async (name: string) =>
  await server.query<{ id: number; v: string }>(database, `SELECT id, v FROM public.${name} ORDER BY id`)

test('rows arrive, a failed check is tried again when the other tables are there', async () => {
  await server.psql(
    database,
    `CREATE TABLE first (id int, v text); CREATE TABLE second (id int, v text);
     CREATE FUNCTION known(int) RETURNS bool LANGUAGE sql STABLE SET search_path = public AS 'SELECT EXISTS (SELECT FROM second WHERE id = $1)';
     ALTER TABLE first ADD CHECK (known(id));`,
  )
  await load([rows('first', '1\tx\n1\ty\n1\tz\n'), rows('second', '1\ta\n')])
  expect(await contents('first')).toHaveLength(3)
})

test.each([
  ['other rows', '1\tx\n2\tz\n'],
  ['a row too few', '1\tx\n'],
  ['a row too many', '1\tx\n2\ty\n3\tz\n'],
  ['a cut row', '1\tx\n2\t'],
])('%s than were dumped: nothing of the table is kept', async (_what, delivered) => {
  await server.psql(database, 'DROP TABLE IF EXISTS damaged; CREATE TABLE damaged (id int, v text)')
  const failed = load([rows('damaged', '1\tx\n2\ty\n', { delivered })])
  await expect(failed).rejects.toMatchObject({ code: 1, reason: expect.stringContaining('public.damaged') })
  expect(await contents('damaged')).toEqual([])
})

test('rows that the server refuses twice are the failure', async () => {
  await server.psql(database, 'CREATE TABLE strict (id int, v text CHECK (v <> $$bad$$))')
  const failed = load([rows('strict', '1\tbad\n')])
  await expect(failed).rejects.toMatchObject({
    code: 1,
    reason: expect.stringMatching(/strict failed.*check constraint/),
  })
})

test('a restore that is cancelled keeps nothing', async () => {
  await server.psql(database, 'CREATE TABLE cancelled (id int, v text)')
  const cancel = new AbortController()
  const table = rows('cancelled', '1\tx\n')
  const failed = loadTables([table], {
    connection: database,
    pinned: pinnedSettings({ versionNum: server.major * 10_000, lcMonetary: 'C' }),
    encoding: 'UTF8',
    jobs: 1,
    signal: cancel.signal,
    open: async function* () {
      yield Buffer.from(table.text)
      cancel.abort(new Error('cancelled'))
      await new Promise((resolve) => setTimeout(resolve, 50))
    },
  })
  await expect(failed).rejects.toThrow()
  expect(await contents('cancelled')).toEqual([])
})

test.each([
  [{}, false, 'COPY "public"."t" ("id", "v") FROM STDIN (FREEZE, ENCODING \'UTF8\')'],
  [{ viaRoot: true }, false, 'COPY "public"."t" ("id", "v") FROM STDIN (ENCODING \'UTF8\')'],
  [{}, true, 'COPY "public"."t" ("id", "v") FROM STDIN (ENCODING \'UTF8\')'],
  [
    { target: { schema: 'a"b', name: 't', columns: [] } },
    false,
    'COPY "a""b"."t" FROM STDIN (FREEZE, ENCODING \'UTF8\')',
  ],
])('the statement for %j, appended %j', (more, append, statement) => {
  expect(copyStatement(rows('t', '', more), 'UTF8', append)).toBe(statement)
})
