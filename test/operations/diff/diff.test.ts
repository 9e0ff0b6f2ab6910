import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { type DiffRequest, diff } from '../../../src/operations/diff/diff.ts'
import type { DiffResult } from '../../../src/operations/results-diff.ts'
import { describe as describeResult } from '../../../src/report/describe.ts'
import { terminal } from '../../../src/report/terminal.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'

let server: TestServer
let place: Workplace
let ids: string[]

beforeAll(async () => {
  place = await makeWorkplace()
  server = await startTestServer()
  const shop = await server.createDatabase(
    'shop',
    `CREATE TABLE orders (id serial PRIMARY KEY, note text);
     INSERT INTO orders (note) SELECT 'note ' || g FROM generate_series(1, 100) g;
     CREATE TABLE kept (a int); INSERT INTO kept VALUES (1);
     CREATE TABLE "odd "".| name" (a int); INSERT INTO "odd "".| name" VALUES (1);
     CREATE TABLE wide (a int, b int); INSERT INTO wide VALUES (1, 2);
     CREATE FUNCTION price() RETURNS int LANGUAGE sql AS 'SELECT 1';
     CREATE VIEW gone AS SELECT 1 AS one;
     SELECT lo_from_bytea(0, 'a'), lo_from_bytea(0, 'b');`,
  )
  const make = async () =>
    (await backup(backupRequest(addressOf(shop), place.storage), await place.context())).backup.id
  ids = [await make()]
  await server.psql(
    shop,
    `INSERT INTO orders (note) VALUES ('new one');
     DROP TABLE "odd "".| name";
     CREATE TABLE fresh (a int); INSERT INTO fresh VALUES (1), (2);
     ALTER TABLE wide ADD COLUMN c int; ALTER TABLE wide DROP COLUMN b;
     CREATE OR REPLACE FUNCTION price() RETURNS int LANGUAGE sql AS 'SELECT 2';
     DROP VIEW gone;
     CREATE INDEX by_note ON orders (note);
     SELECT lo_unlink(min(oid)) FROM pg_largeobject_metadata;
     SELECT lo_from_bytea(0, 'c'), lo_from_bytea(0, 'd');`,
  )
  // Ids of the same second have no order.
  await new Promise((resolve) => setTimeout(resolve, 1100))
  ids.push(await make())
}, 60_000)

afterAll(async () => {
  await server.stop()
  await place.remove()
})

const compare = async (more: Partial<DiffRequest> = {}, environment = process.env): Promise<DiffResult> =>
  await diff(
    { storage: place.storage, backup: 'latest', client: 'auto', ...more },
    await place.context({ environment }),
  )

test('the two newest backups, from the older to the newer', async () => {
  const result = await compare()
  expect([result.before.id, result.after.id]).toEqual(ids)
  expect(result).toMatchObject({ ok: true, code: 0, equal: false, warnings: [], notChecked: [] })
  expect(result.tables.map(({ name, change, before, after }) => [name, change, before?.rows, after?.rows])).toEqual([
    ['fresh', 'new', undefined, 2],
    ['kept', 'unchanged', 1, 1],
    ['odd ".| name', 'gone', 1, undefined],
    ['orders', 'changed', 100, 101],
    ['wide', 'changed', 1, 1],
  ])
  expect(result.tables.at(-1)?.columns).toEqual({ new: ['c'], gone: ['b'] })
  expect(result.totals.after.rows - result.totals.before.rows).toBe(2)
  expect(result.largeObjects).toEqual({ new: 2, gone: 1, changed: 0 })
  expect(result.definitions.sequencesMoved).toBe(1)
  const changes = result.definitions.differences.map(({ type, name, change }) => `${change} ${type} ${name}`).sort()
  expect(changes).toEqual([
    'changed FUNCTION price()',
    'changed TABLE wide',
    'gone TABLE odd ".| name',
    'gone VIEW gone',
    'new INDEX by_note',
    'new TABLE fresh',
  ])
  const price = result.definitions.differences.find(({ name }) => name === 'price()')
  expect(price?.diff).toMatch(/^- .*SELECT 1.*\n\+ ?.*SELECT 2/ms)
})

test('named in whichever order, the older one comes first', async () => {
  const [older = '', newer = ''] = ids
  for (const [one, other] of [
    [older, newer],
    [newer, older],
  ] as const) {
    const result = await compare({ backup: one, with: other })
    expect([result.before.id, result.after.id]).toEqual(ids)
  }
})

test('the terminal shows what is gone first, with rows and bytes more or less', async () => {
  const text = terminal(describeResult(await compare()), { colour: false })
  expect(text).toMatch(/^✓ 4 tables and 6 definitions differ\n/)
  expect(text).toMatch(/Tables +2 changed, 1 new, 1 gone, 1 unchanged\n/)
  expect(text).toMatch(/Rows +103 → 105 \(\+2\)\n/)
  expect(text).toMatch(/Definitions +2 changed, 2 new, 2 gone, 1 sequence moved on\n/)
  const at = text.indexOf('Tables that differ')
  expect(text.slice(at).split('\n')[2]).toMatch(/^ {2}public\.odd "\.\| name +gone +1 +-1 +/)
  expect(text).toMatch(/public\.wide +changed +1 +±0 .* \+c -b/)
  expect(text).toMatch(/FUNCTION +public\.price\(\) +changed/)
})

test('without a client all but the text is told, and what is missing is said', async () => {
  const result = await compare({ client: 'docker' }, { PATH: '/nowhere' })
  expect(result.definitions.differences.find(({ name }) => name === 'price()')).toMatchObject({ change: 'changed' })
  expect(result.definitions.differences.some(({ diff: text }) => text !== undefined)).toBe(false)
  expect(result.notChecked).toEqual([{ what: 'the text of changed definitions', why: expect.stringMatching(/./) }])
})

test('a backup is not compared with itself, and the first one has none before it, exit 2', async () => {
  const [older = '', newer = ''] = ids
  await expect(compare({ backup: newer, with: 'latest' })).rejects.toMatchObject({ code: 2 })
  await expect(compare({ backup: older })).rejects.toMatchObject({ code: 2 })
})
