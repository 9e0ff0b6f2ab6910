import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { readPolicy } from '../../src/operations/prune/policy.ts'
import { runnableBlocks } from './blocks.ts'
import { startTypist, type Typist } from './typist.ts'

const page = readFileSync('docs/copy.md', 'utf8')
/** The other region is a folder here. */
const blocks = runnableBlocks('docs/copy.md').map(({ text }) =>
  text.replaceAll(/'s3:\/\/my-backups-far[^']*'/g, './far'),
)
const [copy = '', look = '', backup = '', status = ''] = blocks

let typist: Typist

beforeAll(async () => {
  typist = await startTypist('auto')
}, 60_000)

afterAll(async () => {
  await typist?.stop()
})

const there = () => readdirSync(`${typist.folder}/far/shop/backups`)

test('a copy, and what there is to do with it', async () => {
  const said = await typist.type(copy)
  expect(said).toContain(`backup ${typist.id} is in file://`)
  expect(said).toContain('nothing to copy: all that is to be in file://')
  expect(there()).toEqual([typist.id])
  expect(await typist.type(look)).toMatch(/verified[\s\S]*equal[\s\S]*1 backup/)
}, 90_000)

test('each backup is copied when it was made, and status knows how old the copy is', async () => {
  // A small disk is no concern of this page.
  const surroundings = 'export PGDATABASE=shop PGPROOF_MIN_FREE_SPACE=1MB; '
  await typist.type(surroundings + backup)
  expect(there()).toHaveLength(2)
  await typist.type('PGPROOF_TARGET_URL= npx pgproof restore-test')
  const said = await typist.type(surroundings + status)
  const [, shown = ''] = page.match(/`Second copy {2}at s3:\/\/…, \d+ h (old)`/) ?? []
  expect(said).toMatch(new RegExp(`Second copy +at file://\\S+/far, \\d+ s ${shown}`))
  expect(said).toMatch(/max-copy-age +kept/)
}, 90_000)

test('its policies are policies, each for its own storage', () => {
  const [yaml = ''] = page.match(/(?<=```yaml\n)retention:[\s\S]*?(?=```)/) ?? []
  const { retention } = parse(yaml) as { retention: { storage: string }[] }
  expect(retention).toHaveLength(2)
  for (const { storage } of retention) expect(readPolicy({ storage, retention })).toBeDefined()
})

/** What stands in the first column of the last table, where `…` is what differs from case to case. */
const messages = [...page.matchAll(/^\| `([^`]+)`.*\| \d \|/gm)].map(([, message = '']) => message)

test('pgproof can say what the page says that it says', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`src/${name}`, 'utf8'))
    .join('\n')
  expect(messages.length).toBeGreaterThan(5)
  for (const piece of messages.flatMap((message) => message.split('…')).map((text) => text.trim())) {
    if (piece.length > 5) expect([piece, source.includes(piece)]).toEqual([piece, true])
  }
})
