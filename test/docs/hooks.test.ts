import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { checkHooks, parseHooks } from '../../src/operations/restore/hooks/hooks.ts'
import { withDatabase } from '../../src/postgres/conninfo.ts'
import { runnableBlocks } from './blocks.ts'
import { startTypist, type Typist } from './typist.ts'

const page = readFileSync('docs/hooks.md', 'utf8')
const blocks = runnableBlocks('docs/hooks.md')
const environment = { TEAM_WEBHOOK: 'T0/B1/c2' }

/** The words in backquotes in the first column of the table under a heading. */
function documented(heading: string): string[] {
  const [, rest = ''] = page.split(`\n## ${heading}\n`)
  const [table = ''] = /(?:^\|.*\n)+/m.exec(rest) ?? []
  const cells = [...table.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell)
  return cells.flatMap((cell) => [...cell.matchAll(/`([A-Za-z_-]+)`/g)].map(([, key = '']) => key))
}

test('the examples are hooks, and need no variable that they do not name', () => {
  expect(blocks).toHaveLength(2)
  const [compose, prisma] = blocks.map(({ text }) => parseHooks(parse(text)))
  expect(compose?.['before-swap']).toHaveLength(1)
  expect(compose?.['after-swap']).toMatchObject([
    { kind: 'command', timeoutMs: 120_000 },
    { kind: 'request', expect: [{ from: 200, to: 200 }], retryForMs: 120_000 },
  ])
  expect(prisma?.['after-swap']).toMatchObject([{ name: 'migrate', kind: 'command' }, { kind: 'command' }])
  for (const hooks of [compose, prisma]) if (hooks) checkHooks(hooks, environment)
  if (compose) expect(() => checkHooks(compose, {})).toThrow(/TEAM_WEBHOOK/)
})

test('its moments are all that there are', () => {
  const [, table = ''] = /\n(\| moment \|[\s\S]*?)\n\n/.exec(page) ?? []
  const moments = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, moment]) => moment)
  expect(moments.sort()).toEqual(Object.keys(parseHooks({})).sort())
})

test('its keys are all that there are, with what they go with', () => {
  const allowed = { run: ['run: ls', 'env: {}', 'pass: []'], url: ['url: http://a', 'method: GET', 'expect: 200'] }
  const both = ['name: x', 'timeout: 1s', 'retry-for: 1s']
  const of = (lines: string[]) => parse(`after-swap: [{ ${lines.join(', ')} }]`)
  expect(parseHooks(of([...allowed.run, ...both]))['after-swap']).toHaveLength(1)
  expect(parseHooks(of([...allowed.url, ...both, 'headers: {}', 'body: x']))['after-swap']).toHaveLength(1)
  const keys = [...allowed.run, ...allowed.url, ...both, 'headers:', 'body:'].map((line) => line.split(':')[0])
  expect(documented('Every key').sort()).toEqual(keys.sort())
})

test('the variables that it promises are those that a command gets', () => {
  const source = readFileSync('src/operations/restore/hooks/references.ts', 'utf8')
  const given = [...source.matchAll(/\b(PGPROOF_RESTORE_[A-Z]+)\b/g)].map(([, name]) => name)
  const promised = documented('What a command gets').filter((name) => name.startsWith('PGPROOF_'))
  expect(promised.sort()).toEqual([...new Set(given)].sort())
})

let typist: Typist
let application: Server
/** What the application answers when it is asked how it is. */
let health = 200
const asked: string[] = []

beforeAll(async () => {
  typist = await startTypist('auto')
  application = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(request.url === '/health' ? health : 200).end()
  }).listen(0, '127.0.0.1')
  await once(application, 'listening')
  // Docker is not what is tried here: it writes down what it was told.
  const docker = join(typist.folder, 'bin/docker')
  writeFileSync(docker, `#!/bin/sh\necho "$*" >> '${typist.folder}/docker.log'\n`, { mode: 0o755 })
}, 60_000)

afterAll(async () => {
  application?.close()
  await typist?.stop()
})

const swap = 'export TEAM_WEBHOOK=team; npx pgproof restore --method swap --allow-production'

function installHooks(): void {
  const address = `http://127.0.0.1:${(application.address() as AddressInfo).port}`
  const hooks = blocks[0]?.text
    .replace('http://localhost:8080', address)
    .replace('https://hooks.example.com', address)
    .replace('retry-for: 2m', 'retry-for: 2s')
  writeFileSync(join(typist.folder, 'pgproof.yml'), hooks ?? '')
}

test('the application is stopped, started on the restored database and asked; where it is not well, the old one comes back', async () => {
  installHooks()
  await typist.live.psql(withDatabase(typist.live.connection, 'shop'), 'DROP TABLE events')
  health = 503
  expect(await typist.type(`if (${swap}) 2> said; then exit 9; fi; sed s/^error:/reason:/ said`)).toContain(
    'reason: a check after the swap failed, so the swap was undone: the hook "the shop answers" at after-swap was answered 503 instead of 200',
  )
  expect(await typist.ask("SELECT to_regclass('public.events')")).toBeNull()
  expect(asked).not.toContain('POST /services/team')
  health = 200
  await typist.type(`sleep 1; ${swap}`)
  expect(await typist.ask("SELECT to_regclass('public.events')")).toBe('public.events')
  expect(asked.slice(-2)).toEqual(['GET /health', 'POST /services/team'])
  const compose = 'compose --file /srv/shop/compose.yml'
  const calls = [`${compose} stop --timeout 30 web worker`, `${compose} start web worker`]
  expect(readFileSync(join(typist.folder, 'docker.log'), 'utf8').trim().split('\n')).toEqual([...calls, ...calls])
}, 90_000)
