import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { checkHooks, parseHooks } from '../../src/operations/restore/hooks.ts'
import { runnableBlocks } from './blocks.ts'

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
  const source = readFileSync('src/operations/restore/hooks-references.ts', 'utf8')
  const given = [...source.matchAll(/\b(PGPROOF_RESTORE_[A-Z]+)\b/g)].map(([, name]) => name)
  const promised = documented('What a command gets').filter((name) => name.startsWith('PGPROOF_'))
  expect(promised.sort()).toEqual([...new Set(given)].sort())
})
