import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { restore } from '../../../src/operations/restore/restore.ts'
import { checkedRows } from '../../../src/operations/restore/to-file/rows.ts'
import type { RestoreResult } from '../../../src/operations/results-restore.ts'
import { runChild } from '../../../src/postgres/child.ts'
import { type Connection, libpqEnvironment } from '../../../src/postgres/conninfo.ts'
import { richSchema } from '../../proof/rich-schema.ts'
import { startTestServer, type TestServer } from '../../support/postgres.ts'
import { type MadeBackup, makeBackup } from '../../support/restore-part.ts'
import { restoreRequest } from '../../support/restore-request.ts'

let server: TestServer
let source: Connection
let rich: MadeBackup

/** Values that text and CSV write differently. */
const ODD = `
  CREATE TABLE odd (id int, t text, "a ""name"", odd" text, e text);
  INSERT INTO odd SELECT row_number() OVER (), v, CASE WHEN v = '' THEN NULL ELSE v END, repeat(v, 3) FROM (VALUES
    (''), (NULL), ('\\N'), ('\\.'), ('plain'), (' '), ('a,b'), ('"'), ('""'), ('a"b,c'), (E'a\\tb'), (E'a\\nb'), (E'a\\rb'), (E'a\\r\\nb'), (E'\\b\\f\\v'),
    (E'\\\\'), (E'\\\\\\\\n'), (E'\\\\t'), ('ünï😀'), (E'\\x01'), ('N'), (',')) AS o (v);
  INSERT INTO odd VALUES (99, repeat('x', 200000), repeat('a,"', 100000), repeat(E'\\\\', 70000));
  CREATE TABLE one (a text); INSERT INTO one VALUES ('\\.'), (''), (NULL), ('\\.x'), ('\\N');
  CREATE TABLE none (); INSERT INTO none DEFAULT VALUES; INSERT INTO none DEFAULT VALUES;
  CREATE TABLE split (a int, b text) PARTITION BY LIST (a); CREATE TABLE split_2 (b text, a int); ALTER TABLE split ATTACH PARTITION split_2 FOR VALUES IN (2);
  CREATE TABLE split_1 PARTITION OF split FOR VALUES IN (1); INSERT INTO split VALUES (1, 'one,'), (2, E't\\two'), (2, NULL);
  COMMENT ON SCHEMA public IS 'ours';`

beforeAll(async () => {
  server = await startTestServer()
  source = await server.createDatabase('rich', `${richSchema}${ODD}`)
  rich = await makeBackup(source)
}, 60_000)
afterAll(async () => {
  await rich?.remove()
  await server?.stop()
})

async function write(name: string, more: Parameters<typeof restoreRequest>[2] = {}): Promise<RestoreResult> {
  const request = restoreRequest(rich.place.storage, '', { toFile: join(rich.place.folder, name), ...more })
  const { targetUrl: _, ...rest } = request
  return await restore(rest, await rich.place.context())
}

const pathOf = (name: string) => join(rich.place.folder, name)
const failure = async (promise: Promise<unknown>) => await promise.catch((error: unknown) => error)

/** What is in a database: every relation, and the rows of those that have some. */
async function contentsOf(database: Connection): Promise<string[]> {
  const all = await server.query<{ kind: string; name: string }>(
    database,
    `SELECT c.relkind AS kind, format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname !~ '^pg_|information_schema' AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'i', 'I') ORDER BY 2`,
  )
  const rows = all
    .filter(({ kind }) => kind === 'r')
    .map(({ name }) => {
      return `SELECT md5(string_agg(to_jsonb(t)::text, E'\\n' ORDER BY to_jsonb(t)::text COLLATE "C")) FROM ONLY ${name} AS t;`
    })
  const large = "SELECT md5(string_agg(lo_get(oid)::text, ' ' ORDER BY oid)) FROM pg_largeobject_metadata;"
  const other =
    'SELECT count(*) FROM pg_trigger; SELECT count(*) FROM pg_policy; SELECT count(*) FROM pg_constraint; SELECT count(*) FROM pg_depend WHERE classid = 2618;'
  return [
    ...all.map(({ kind, name }) => `${kind} ${name}`),
    await server.psql(database, [...rows, large, other].join('\n')),
  ]
}

async function pgRestore(database: Connection, archive: string): Promise<void> {
  const { command, args } = server.programs.command('pg_restore')
  const words = ['--exit-on-error', `--dbname=${database.parameters.dbname}`, archive]
  const { end } = await runChild(command, [...args, ...words], { environment: libpqEnvironment(database, {}) })
  if (end.code !== 0) throw new Error(end.stderr)
}

test('a script loads with psql that stops at errors, and holds the same', async () => {
  const result = await write('all.sql')
  expect(result).toMatchObject({ ok: true, mode: 'to-file', files: [{ path: pathOf('all.sql') }] })
  expect(statSync(pathOf('all.sql')).mode & 0o777).toBe(0o600)
  const loaded = await server.createDatabase('loaded')
  const { command, args } = server.programs.command('psql')
  const words = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', pathOf('all.sql')]
  const { end } = await runChild(command, [...args, ...words], { environment: libpqEnvironment(loaded, {}) })
  expect(end).toMatchObject({ code: 0 })
  expect(await contentsOf(loaded)).toEqual(await contentsOf(source))
}, 60_000)

test.each(['all.dump', 'folder/'])(
  'an archive is restored by pg_restore alone: %s',
  async (name) => {
    const result = await write(name)
    expect(result).toMatchObject({ ok: true })
    expect(statSync(pathOf(name)).mode & 0o077).toBe(0)
    if (name === 'all.dump') expect(result.proof?.tables.every(({ equal }) => equal)).toBe(true)
    const restored = await server.createDatabase(`from ${name}`)
    await pgRestore(restored, pathOf(name))
    expect(await contentsOf(restored)).toEqual(await contentsOf(source))
  },
  60_000,
)

test.each(['part.sql', 'part.dump', 'part/'])(
  'a part of a backup: %s',
  async (name) => {
    const tables = ['public.split', 'sales.customers']
    expect(await write(name, { tables })).toMatchObject({ ok: true })
    const restored = await server.createDatabase(`from ${name}`)
    if (name === 'part.sql') await server.psql(restored, `\\i ${pathOf(name)}`)
    else await pgRestore(restored, pathOf(name))
    const count = 'SELECT (SELECT count(*) FROM split), (SELECT count(*) FROM sales.customers)'
    expect(await server.psql(restored, count)).toBe(await server.psql(source, count))
    expect(await server.psql(restored, "SELECT to_regclass('sales.orders') IS NULL")).toBe('t')
  },
  60_000,
)

test('rows alone, for tables that are there', async () => {
  expect(await write('rows.sql', { tables: ['public.one', 'sales.orders'], dataOnly: true })).toMatchObject({
    ok: true,
  })
  const filled = await server.createDatabase('filled', 'CREATE TABLE one (a text)')
  await write('definitions.sql', { tables: ['sales.orders'], schemaOnly: true })
  await server.psql(filled, `\\i ${pathOf('definitions.sql')}`)
  expect(await server.psql(filled, 'SELECT count(*) FROM sales.orders')).toBe('0')
  await server.psql(filled, `\\i ${pathOf('rows.sql')}`)
  const count = 'SELECT (SELECT count(*) FROM one), (SELECT count(*) FROM sales.orders)'
  expect(await server.psql(filled, count)).toBe(await server.psql(source, count))
}, 60_000)

test.each([
  ['public.odd', 'TABLE odd'],
  ['public.one', 'TABLE one'],
  ['public.none', 'TABLE none'],
  [
    'sales.customers',
    'SELECT id, email, country, name, colour, tags, profile, place, during, span FROM sales.customers',
  ],
])(
  'CSV is as PostgreSQL writes it: %s',
  async (table, query) => {
    expect(await write(`${table}.csv`, { tables: [table] })).toMatchObject({ ok: true })
    const { command, args } = server.programs.command('psql')
    const copy = `COPY (${query}) TO STDOUT (FORMAT csv, HEADER)`
    const words = ['-X', '-q', '-c', "SET bytea_output = 'hex'", '-c', copy]
    const { stdout } = await runChild(command, [...args, ...words], {
      environment: { ...libpqEnvironment(source, {}), PGCLIENTENCODING: 'UTF8' },
    })
    const { stdout: ours } = await runChild('cat', [pathOf(`${table}.csv`)], {
      environment: { PATH: process.env.PATH ?? '' },
    })
    // Long values may be in quotes that they do not need.
    const short = (text: Buffer) => text.toString().replace(/"(x{200000}|\\{70000})"/g, '$1')
    expect(short(ours)).toBe(stdout.toString())
  },
  60_000,
)

test('CSV of a partitioned table has the columns of all partitions in one order, and goes back in', async () => {
  expect(await write('split.csv', { tables: ['public.split'] })).toMatchObject({ ok: true })
  const back = await server.createDatabase('back', 'CREATE TABLE split (a int, b text)')
  const [header] = (await server.psql(back, `\\! head -1 ${pathOf('split.csv')}`)).split('\n')
  await server.psql(back, `\\copy split (${header}) FROM '${pathOf('split.csv')}' (FORMAT csv, HEADER)`)
  const rows = "SELECT string_agg(a || coalesce(b, '(null)'), ';' ORDER BY 1) FROM split"
  expect((await server.psql(back, rows)).split(';').sort()).toEqual((await server.psql(source, rows)).split(';').sort())
}, 60_000)

test('what is there already stays', async () => {
  writeFileSync(pathOf('mine.sql'), 'mine')
  expect(await failure(write('mine.sql'))).toMatchObject({
    code: 4,
    reason: expect.stringContaining('is there already'),
  })
  expect(statSync(pathOf('mine.sql')).size).toBe(4)
  expect(await failure(write('folder/'))).toMatchObject({ code: 4 })
}, 60_000)

test.each<[string, Parameters<typeof restoreRequest>[2], number, RegExp]>([
  ['what.txt', {}, 2, /does not say by its ending/],
  ['two.csv', { tables: ['public.one', 'public.odd'] }, 2, /holds the rows of one table/],
  ['view.csv', { tables: ['sales.german', 'sales.customers'] }, 2, /one table/],
  ['rows.dump', { dataOnly: true }, 2, /rows alone/],
  ['away/all.sql', {}, 3, /nothing can be written into/],
])('wrong usage is told before anything is written: %s', async (name, more, code, reason) => {
  expect(await failure(write(name, more))).toMatchObject({ code, reason: expect.stringMatching(reason) })
  expect(existsSync(pathOf(name))).toBe(false)
})

test('a damaged backup leaves no file behind, nor anything beside it', async () => {
  const chosen = await rich.open()
  const table = chosen.inventory.tables.find(({ name }) => name === 'odd')
  const { id, name } = chosen.backup
  const part = join(rich.place.folder, 'store', name, 'backups', id, table?.parts[0]?.object ?? '')
  writeFileSync(part, Buffer.alloc(statSync(part).size))
  for (const file of ['bad.sql', 'bad.dump', 'bad/', 'bad.csv']) {
    const tables = file === 'bad.csv' ? ['public.odd'] : []
    expect(await failure(write(file, { tables }))).toMatchObject({
      code: 1,
      reason: expect.stringContaining(table?.file ?? ''),
    })
    expect(existsSync(pathOf(file))).toBe(false)
  }
  expect(readdirSync(rich.place.folder).filter((one) => one.startsWith('.pgproof'))).toEqual([])
}, 60_000)

test('a backup of the schema public alone loads into a database that has one', async () => {
  const made = await makeBackup(source, { schemas: ['public'] })
  try {
    const path = join(made.place.folder, 'public.sql')
    const { targetUrl: _, ...request } = restoreRequest(made.place.storage, '', {
      toFile: path,
      backup: (await made.open()).backup.id,
    })
    expect(await restore(request, await made.place.context())).toMatchObject({ ok: true })
    const loaded = await server.createDatabase('public_alone')
    await server.psql(loaded, `\\i ${path}`)
    expect(await server.psql(loaded, 'SELECT count(*) FROM odd')).toBe(
      await server.psql(source, 'SELECT count(*) FROM odd'),
    )
  } finally {
    await made.remove()
  }
}, 60_000)

test('rows that are whole and yet not those that were dumped are told', async () => {
  const chosen = await rich.open()
  const table = chosen.inventory.tables.find(({ name }) => name === 'one')
  if (!table) throw new Error('the table is missing')
  const read = async (sha256: string) => {
    for await (const _ of checkedRows(chosen, { ...table, sha256 }));
  }
  await read(table.sha256)
  await expect(read('0'.repeat(64))).rejects.toMatchObject({ code: 1, reason: expect.stringContaining('public.one') })
})
