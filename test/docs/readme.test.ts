import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { ExitCode } from '../../src/errors.ts'
import type { Declaration } from '../../src/inputs/declare.ts'
import { declarations } from '../../src/inputs/verbs.ts'
import { parseStorageAddress } from '../../src/storage/address.ts'
import { pgproof } from '../cli/command.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { runnableBlocks } from './blocks.ts'

const readme = readFileSync('README.md', 'utf8')
const blocks = runnableBlocks('README.md')

test('it stays short', () => {
  expect(readme.split('\n').length).toBeLessThan(250)
})

/** Every exit code there is: a new one that is missing here does not compile. */
const codes: Record<ExitCode, true> = {
  0: true,
  1: true,
  2: true,
  3: true,
  4: true,
  5: true,
  70: true,
  130: true,
  143: true,
}

test('its exit codes are all that there are', () => {
  const table = [...readme.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, listed = '']) => listed.split(', '))
  expect(table.sort()).toEqual(Object.keys(codes).sort())
})

test('it names every action, and every verb that is no action', () => {
  for (const { verb, only } of Object.values<Declaration>(declarations).filter(({ verb }) => verb !== 'demo')) {
    if (only !== 'command') expect(readme).toContain(`[${verb}](${verb}/README.md)`)
    expect(readme).toMatch(new RegExp(`^\\| ${verb} \\|`, 'm'))
  }
  expect(readme).toContain('npm run demo')
})

test('every example is offered', () => {
  for (const name of readdirSync('examples')) expect(readme).toContain(`(examples/${name})`)
})

interface Snippet {
  steps: { uses: string; with: Record<string, string> }[]
}

test('its workflow snippets have inputs that exist and addresses that are understood', () => {
  const snippets = blocks.filter(({ language }) => language === 'yaml').map(({ text }) => parse(text) as Snippet)
  expect(snippets).toHaveLength(4)
  for (const { uses, with: inputs } of snippets.flatMap(({ steps }) => steps)) {
    expect(uses).toBe('pgproof/pgproof/backup@v1')
    expect(Object.keys(declarations.backup.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)))
    expect(parseStorageAddress(inputs.storage ?? '').location).toBeTruthy()
  }
})

/** Where a link inside this repository leads: the file, and the headings that a `#` may name. */
function* linksOf(path: string): Generator<[target: string, anchor: string]> {
  const text = readFileSync(path, 'utf8').replace(/```[\s\S]*?```/g, '')
  for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(link)) continue
    const [file = '', anchor = ''] = link.split('#')
    yield [file === '' ? path : join(path, '..', file), anchor]
  }
}

const anchorsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )

const documents = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

test.each(documents)('the links of %s lead somewhere', (path) => {
  for (const [target, anchor] of linksOf(path)) {
    const there = readdirSync(join(target, '..')).concat('')
    expect([path, target, there.includes(target.replace(/\/$/, '').split('/').at(-1) ?? '')]).toEqual([
      path,
      target,
      true,
    ])
    if (anchor) expect(anchorsOf(target)).toContain(anchor)
  }
})

const folder = mkdtempSync(join(tmpdir(), 'pgproof-readme-'))
let server: TestServer

beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
}, 60_000)

afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('its commands work as they stand', async () => {
  await server.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8'))
  const url = server.url.replace(/\/postgres$/, '/shop')
  const environment = { PGPROOF_DATABASE_URL: url, PGPROOF_STORAGE: join(folder, 'backups') }
  const commands =
    blocks
      .find(({ language }) => language === 'sh')
      ?.text.trimEnd()
      .split('\n') ?? []
  expect(commands).toHaveLength(5)
  for (const command of commands) {
    const [npx, name, ...args] = command.split(' ')
    expect([npx, name]).toEqual(['npx', 'pgproof'])
    const { status, stderr } = await pgproof(args, environment, { cwd: folder })
    expect([command, stderr.match(/^error: .*/m)?.[0], status]).toEqual([command, undefined, 0])
  }
}, 60_000)
