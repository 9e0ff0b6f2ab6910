import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { withDatabase } from '../../src/postgres/conninfo.ts'
import { startOf } from '../../src/repository/layout.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from '../support/loop.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { runnableBlocks } from './blocks.ts'

/** The commands of a case of the page, in order. */
const commandsOf = (name: string) =>
  runnableBlocks('docs/runbook.md')
    .filter(({ note }) => note.endsWith(` ${name}`))
    .map(({ text: commands }) => commands)

let live: TestServer
let other: TestServer
let place: Workplace
let id: string
const folder = mkdtempSync(join(tmpdir(), 'pgproof-runbook-'))

beforeAll(async () => {
  ;[live, other, place] = await Promise.all([
    startTestServer(undefined, { tcp: true }),
    startTestServer(undefined, { tcp: true }),
    makeWorkplace(),
  ])
  await live.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8'))
  const shop = backupRequest(live.url.replace(/\/postgres$/, '/shop'), place.storage, { type: 'pre-migration' })
  id = (await backup(shop, await place.context())).backup.id
  await verify(verifyRequest(place.storage), await place.context())
  installNpx()
}, 60_000)

afterAll(async () => {
  await Promise.all([live?.stop(), other?.stop(), place?.remove()])
  rmSync(folder, { recursive: true, force: true })
})

/** `npx pgproof …` is the command line from the source. */
function installNpx(): void {
  const start = `const { startCommand } = await import(${JSON.stringify(resolve('src/main.ts'))}); await startCommand()`
  mkdirSync(join(folder, 'bin'))
  const words = [process.execPath, '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', start]
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  writeFileSync(join(folder, 'bin/npx'), `#!/bin/sh\nexec ${quoted} -- "$@"\n`)
  chmodSync(join(folder, 'bin/npx'), 0o755)
}

/** The moment of the page is one just after the backup was made. */
const withMoment = (commands: string) => {
  const moment = new Date(startOf(id).getTime() + 2000).toISOString().replace('.000', '')
  return commands.replaceAll(/before:2026-11-\d\dT\d\d:\d\dZ/g, `before:${moment}`)
}

/** Types commands as they stand, with the environment of the page, and the words to confirm with where a terminal would ask. */
async function type(commands: string, database = 'shop', server = live): Promise<string> {
  const { host = '', port = '', user = '', password = '' } = server.connection.parameters
  const env = {
    ...{ PGHOST: host, PGPORT: port, PGUSER: user, PGPASSWORD: password },
    PATH: `${folder}/bin:/usr/lib/postgresql/${server.major}/bin:/usr/local/bin:/usr/bin:/bin`,
    HOME: process.env.HOME ?? '',
    PGPROOF_STORAGE: place.storage,
    PGPROOF_TARGET_URL: server.url.replace(/\/postgres$/, server === live ? '/shop' : '/postgres'),
    PGPROOF_CONFIRM: `${database} from ${id}`,
  }
  const child = spawn('sh', ['-eu', '-c', withMoment(commands)], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  expect([child.exitCode, complained.match(/^error: .*/m)?.[0]]).toEqual([0, undefined])
  return said
}

const inDatabase = (name: string, server = live) => withDatabase(server.connection, name)

async function ask(sql: string, name = 'shop', server = live): Promise<unknown> {
  const [row] = await server.query(inDatabase(name, server), `SELECT (${sql})::text AS answer`)
  return (row as { answer: unknown } | undefined)?.answer
}

const orders = 'SELECT count(*) FROM public.orders'

test('it shows which backups there are', async () => {
  const [look = ''] = commandsOf('look')
  expect(await type(look)).toContain(id)
}, 60_000)

test('rows that were deleted come back, and those that are there stay as they are', async () => {
  const [restore = '', copy = ''] = commandsOf('rows')
  await live.psql(
    inDatabase('shop'),
    "DELETE FROM orders WHERE id > 15000; UPDATE orders SET payload = '{}' WHERE id = 7",
  )
  await type(restore, 'shop_look')
  expect(await ask(orders, 'shop_look')).toBe('20000')
  expect(await ask(orders)).toBe('15000')
  await type(copy)
  expect(await ask(orders)).toBe('20000')
  expect(await ask('SELECT payload FROM public.orders WHERE id = 7')).toBe('{}')
  await live.psql(inDatabase('postgres'), 'DROP DATABASE shop_look')
}, 60_000)

test('a table that is gone comes back from a file', async () => {
  await live.psql(inDatabase('shop'), 'DROP TABLE orders CASCADE')
  const [table = ''] = commandsOf('table')
  await type(table)
  expect(await ask(orders)).toBe('20000')
  expect(await ask("SELECT count(*) FROM pg_indexes WHERE tablename = 'orders'")).toBe('3')
}, 60_000)

test('a database that is gone is made again', async () => {
  await live.psql(inDatabase('postgres'), 'DROP DATABASE shop')
  const [database = ''] = commandsOf('database')
  await type(database)
  expect(await ask(orders)).toBe('20000')
}, 60_000)

test('a new server gets it, with its roles', async () => {
  const [server = ''] = commandsOf('server')
  await type(server, 'shop', other)
  expect(await ask(orders, 'shop', other)).toBe('20000')
}, 60_000)

test('a database that was left closed is opened by hand', async () => {
  const [open = ''] = commandsOf('by-hand')
  await live.psql(inDatabase('postgres'), 'ALTER DATABASE shop ALLOW_CONNECTIONS false')
  await type(open)
  expect(await ask(orders)).toBe('20000')
}, 60_000)

test.each(['corruption', 'ransomware'])(
  'the commands of %s work, and change nothing',
  async (name) => {
    await other.psql(inDatabase('postgres', other), 'DROP DATABASE IF EXISTS shop')
    const commands = commandsOf(name)
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands) await type(command, 'shop', other)
    const made = await other.query(inDatabase('postgres', other), "SELECT FROM pg_database WHERE datname LIKE 'shop%'")
    expect(made).toEqual([])
  },
  90_000,
)

test('a database that lets nobody make another one is restored in place', async () => {
  const [inPlace = ''] = commandsOf('in-place')
  await type(inPlace)
  expect(await ask('SELECT count(name) FROM public.customers')).toBe('500')
}, 90_000)

test('where nothing was exchanged there is nothing to go back to, and nothing to finish', async () => {
  const [back = ''] = commandsOf('back')
  expect(await type(back)).toMatch(/nothing to roll back[\s\S]*nothing to resume/)
}, 60_000)
