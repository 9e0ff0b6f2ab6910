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

const escaped = (text: string) => text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const patternOf = (message: string) => new RegExp(`^${message.split('…').map(escaped).join('.*')}`)
