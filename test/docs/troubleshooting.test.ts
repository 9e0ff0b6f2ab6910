import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { pgproof } from '../cli/command.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'

const page = readFileSync('docs/troubleshooting.md', 'utf8')

/** What stands in the first column, and in bold in the last section: `…` is what differs from case to case. */
const messages = [...page.matchAll(/^(?:\| (?=`)|\* \*\*(?=`))(.*?)(?: \||\*\*)/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message),
)

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n')
  .replaceAll("\\'", "'")

test('there are messages', () => {
  expect(messages.length).toBeGreaterThan(80)
})

test.each(messages)('pgproof can say: %s', (message) => {
  for (const piece of message.split('…').map((text) => text.trim())) {
    if (piece.length > 5) expect([piece, source.includes(piece)]).toEqual([piece, true])
  }
})

const folder = mkdtempSync(join(tmpdir(), 'pgproof-troubles-'))
let server: TestServer
let s3: S3Server

beforeAll(async () => {
  ;[server, s3] = await Promise.all([startTestServer(undefined, { tcp: true }), startS3()])
  await server.createDatabase(
    'shop',
    'CREATE TABLE secret (a int); CREATE ROLE nobody_much LOGIN PASSWORD $$long-enough$$',
  )
  mkdirSync(join(folder, 'empty'))
  writeFileSync(join(folder, 'a-file'), '')
}, 60_000)

afterAll(async () => {
  await Promise.all([server?.stop(), s3?.stop()])
  rmSync(folder, { recursive: true, force: true })
})

type Change = (url: URL) => void

/** A failure in real life: what the address of the database, the storage and the arguments are, and the code it ends with. */
const failures: [name: string, code: number, change: Change, storage: () => string, args: string[]][] = [
  [
    'a wrong password',
    3,
    (url) => {
      url.password = 'not-this-one'
    },
    () => folder,
    ['backup'],
  ],
  [
    'no password',
    3,
    (url) => {
      url.password = ''
    },
    () => folder,
    ['backup'],
  ],
  [
    'a wrong port',
    3,
    (url) => {
      url.port = '1'
    },
    () => folder,
    ['backup'],
  ],
  [
    'a wrong host',
    3,
    (url) => {
      url.hostname = 'nowhere.invalid'
    },
    () => folder,
    ['backup'],
  ],
  [
    'a wrong database',
    3,
    (url) => {
      url.pathname = '/shoop'
    },
    () => folder,
    ['backup'],
  ],
  [
    'TLS where there is none',
    3,
    (url) => {
      url.search = '?sslmode=require'
    },
    () => folder,
    ['backup'],
  ],
  [
    'a role without rights',
    3,
    (url) => {
      url.username = 'nobody_much'
      url.password = 'long-enough'
    },
    () => folder,
    ['backup'],
  ],
  ['a table that is not there', 2, () => {}, () => folder, ['backup', '--tables', 'public.order']],
  ['a mistyped option', 2, () => {}, () => folder, ['backup', '--jbos', '2']],
  ['a mistyped command', 2, () => {}, () => folder, ['bakcup']],
  ['a password in a flag', 2, () => {}, () => folder, ['backup', '--database-url', 'postgresql://u:long-enough@h/d']],
  ['an empty storage', 2, () => {}, () => join(folder, 'empty'), ['verify']],
  ['a selector that is none', 2, () => {}, () => join(folder, 'empty'), ['verify', '--backup', 'newest']],
  ['a storage of another kind', 2, () => {}, () => 'gopher://x', ['list']],
  ['a file in the way', 3, () => {}, () => join(folder, 'a-file'), ['backup']],
  ['a missing bucket', 3, () => {}, () => s3.address.replace('backups/', 'nothing-here/'), ['backup']],
  [
    'an endpoint where nothing listens',
    3,
    () => {},
    () => 's3://backups/x?endpoint=http://127.0.0.1:1&region=us-east-1',
    ['backup'],
  ],
]

test.each(failures)(
  '%s is on the page',
  async (_, code, change, storage, args) => {
    const url = new URL(server.url)
    url.pathname = '/shop'
    change(url)
    const environment = { PGPROOF_DATABASE_URL: url.href, PGPROOF_STORAGE: storage(), ...s3.environment }
    const { status, stderr } = await pgproof(args, environment, { cwd: folder })
    const reason = /^error: (.*)/m.exec(stderr)?.[1] ?? ''
    expect([reason, status]).toEqual([expect.stringMatching(/./), code])
    expect([reason, messages.some((message) => patternOf(message).test(reason))]).toEqual([reason, true])
  },
  60_000,
)

/** What is refused beside a backup of `shop`, whose server is the target. */
const refusals: [name: string, code: number, args: string[]][] = [
  ['a restore that nobody confirmed', 4, ['restore', '--target-database', 'copy']],
  ['a restore that confirms another one', 4, ['restore', '--target-database', 'copy', '--confirm', 'copy from latest']],
  ['a restore into production', 4, ['restore', '--method', 'swap', '--confirm', 'shop']],
  ['a restore into what holds something', 4, ['restore', '--allow-production']],
  ['a restore of another plan', 4, ['restore', '--target-database', 'copy', '--plan-digest', 'a'.repeat(64)]],
  ['a restore of a table that is not there', 2, ['restore', '--tables', 'public.nothing', '--target-database', 'copy']],
  ['a swap with nothing', 2, ['restore', '--method', 'swap', '--target-database', 'copy']],
  ['a swap of a part', 2, ['restore', '--method', 'swap', '--tables', 'public.secret', '--allow-production']],
  ['rows alone into a new database', 2, ['restore', '--data-only', '--target-database', 'copy']],
  ['a file that is only planned', 2, ['restore', '--to-file', 'x.sql', '--plan']],
  [
    'an approval outside of a workflow',
    4,
    ['restore', '--target-database', 'copy', '--confirm', 'copy from ID', '--approval-environment', 'production'],
  ],
  ['a prune without a policy', 2, ['prune']],
  ['a policy below the floor', 2, ['prune', '--keep-last', '3', '--min-verified', '1']],
  ['a status without a restore-test', 1, ['status', '--min-free-space', '1MB']],
]

test.each(refusals)(
  '%s is on the page',
  async (_, code, args) => {
    const url = server.url.replace(/\/postgres$/, '/shop')
    const environment = { PGPROOF_TARGET_URL: url, PGPROOF_STORAGE: join(folder, 'backups') }
    const id = await idOfBackup(url)
    const given = args.map((word) => word.replace('from ID', `from ${id}`))
    const { status, stderr } = await pgproof(given, environment, { cwd: folder })
    const reason = /^error: (.*)/m.exec(stderr)?.[1] ?? ''
    expect([reason, status]).toEqual([expect.stringMatching(/./), code])
    expect([reason, messages.some((message) => patternOf(message).test(reason))]).toEqual([reason, true])
  },
  60_000,
)

/** Of the one backup that all of them have; made when it is first asked for. */
async function idOfBackup(url: string): Promise<string> {
  const storage = { PGPROOF_STORAGE: join(folder, 'backups') }
  const list = async () => JSON.parse((await pgproof(['list', '--json'], storage, { cwd: folder })).stdout || '{}')
  const [first] = (await list()).backups ?? []
  if (first) return first.id
  await pgproof(['backup'], { ...storage, PGPROOF_DATABASE_URL: url }, { cwd: folder })
  await pgproof(['verify'], storage, { cwd: folder })
  return (await list()).backups[0].id
}

const escaped = (text: string) => text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const patternOf = (message: string) => new RegExp(`^${message.split('…').map(escaped).join('.*')}`)
