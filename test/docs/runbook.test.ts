import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { withDatabase } from '../../src/postgres/conninfo.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { runnableBlocks } from './blocks.ts'
import { startTypist, type Typist } from './typist.ts'

/** The commands of a case of the page, in order. */
const commandsOf = (name: string) =>
  runnableBlocks('docs/runbook.md')
    .filter(({ note }) => note.endsWith(` ${name}`))
    .map(({ text }) => text)

let typist: Typist
let other: TestServer

beforeAll(async () => {
  ;[typist, other] = await Promise.all([startTypist('pre-migration'), startTestServer(undefined, { tcp: true })])
}, 60_000)

afterAll(async () => {
  await Promise.all([typist?.stop(), other?.stop()])
})

const inLive = async (database: string, sql: string) =>
  await typist.live.psql(withDatabase(typist.live.connection, database), sql)

const orders = 'SELECT count(*) FROM public.orders'
const databases = "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE 'shop%'"

test('it shows which backups there are', async () => {
  const [look = ''] = commandsOf('look')
  expect(await typist.type(look)).toContain(typist.id)
}, 60_000)

test('rows that were deleted come back, and those that are there stay as they are', async () => {
  const [restore = '', copy = ''] = commandsOf('rows')
  await inLive('shop', "DELETE FROM orders WHERE id > 15000; UPDATE orders SET payload = '{}' WHERE id = 7")
  await typist.type(restore, 'shop_look')
  expect(await typist.ask(orders, 'shop_look')).toBe('20000')
  expect(await typist.ask(orders)).toBe('15000')
  await typist.type(copy)
  expect(await typist.ask(orders)).toBe('20000')
  expect(await typist.ask('SELECT payload FROM public.orders WHERE id = 7')).toBe('{}')
  await inLive('postgres', 'DROP DATABASE shop_look')
}, 60_000)

test('a table that is gone comes back from a file', async () => {
  await inLive('shop', 'DROP TABLE orders CASCADE')
  const [table = ''] = commandsOf('table')
  await typist.type(table)
  expect(await typist.ask(orders)).toBe('20000')
  expect(await typist.ask("SELECT count(*) FROM pg_indexes WHERE tablename = 'orders'")).toBe('3')
}, 60_000)

test('a table that was emptied is filled again', async () => {
  await inLive('shop', 'TRUNCATE orders')
  const [emptied = ''] = commandsOf('emptied')
  await typist.type(emptied)
  expect(await typist.ask(orders)).toBe('20000')
}, 60_000)

test('a database that is gone is made again', async () => {
  await inLive('postgres', 'DROP DATABASE shop')
  const [database = ''] = commandsOf('database')
  await typist.type(database)
  expect(await typist.ask(orders)).toBe('20000')
}, 60_000)

test.each(['corruption', 'ransomware'])(
  'the commands of %s work, and change nothing',
  async (name) => {
    const commands = commandsOf(name)
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands) await typist.type(command, 'shop', other)
    expect(await typist.ask(databases, 'postgres', other)).toBeNull()
  },
  90_000,
)

test('a new server gets it, with its roles', async () => {
  const [server = ''] = commandsOf('server')
  await typist.type(server, 'shop', other)
  expect(await typist.ask(orders, 'shop', other)).toBe('20000')
}, 60_000)

test('a database that was left closed is opened by hand', async () => {
  const [open = ''] = commandsOf('by-hand')
  await inLive('postgres', 'ALTER DATABASE shop ALLOW_CONNECTIONS false')
  await typist.type(open)
  expect(await typist.ask(orders)).toBe('20000')
}, 60_000)

test('a bad migration is swapped away, brought back, and dropped', async () => {
  const [swap = '', back = '', finish = ''] = commandsOf('migration')
  await inLive('shop', 'ALTER TABLE customers DROP COLUMN name; DROP TABLE events')
  await typist.type(swap)
  expect(await typist.ask('SELECT count(name) FROM public.customers')).toBe('500')
  await typist.type(back)
  expect(await typist.ask("SELECT to_regclass('public.events')")).toBeNull()
  await typist.type(finish)
  expect(await typist.ask(databases, 'postgres')).toBe('shop')
}, 90_000)

test('a database on a server that lets nobody make another one is restored in place', async () => {
  const [inPlace = ''] = commandsOf('in-place')
  await typist.type(inPlace)
  expect(await typist.ask('SELECT count(name) FROM public.customers')).toBe('500')
}, 90_000)

test('where nothing was exchanged there is nothing to go back to, and nothing to finish', async () => {
  const [back = ''] = commandsOf('back')
  expect(await typist.type(back)).toMatch(/nothing to roll back[\s\S]*nothing to resume/)
}, 60_000)
