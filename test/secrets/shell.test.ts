import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { declarations } from '../../src/inputs/verbs.ts'
import { run, type Start } from '../support/canary-run.ts'
import { type Stage, startStage } from '../support/canary-stage.ts'

let stage: Stage
let folder: string
beforeAll(async () => {
  stage = await startStage()
  folder = mkdtempSync(join(tmpdir(), 'pgproof-shell-'))
})
afterAll(async () => {
  await stage?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What a pull request may put into a title, a branch or a tag, and a careless workflow hands on. */
const orders = (file: string) => [
  `$(touch ${file})`,
  `\`touch ${file}\``,
  `'; touch ${file}; '`,
  `"; touch ${file} #`,
  `a | touch ${file}`,
  `\${{ github.token }}`,
]

test.each(['command', 'action'] as const)('64: no input is an order to a shell, given to the %s', async (as) => {
  const file = join(folder, as)
  const { parameters } = stage.server.connection
  const tags = orders(file).join('\n')
  const base: Pick<Start, 'as' | 'environment'> = { as, environment: { PGPASSWORD: stage.canaries.password.value } }
  const database = `host=127.0.0.1 port=${parameters.port} user=ada dbname=shop`
  const common = {
    'database-url': database,
    storage: `file://${folder}/store ${orders(file)[0]?.replaceAll('/', '_')}`,
    tags,
  }
  // Each goes as far as it can: the tags through all of a backup, the others until they are refused.
  const attempts: Record<string, string>[] = [
    common,
    { ...common, name: orders(file)[0] ?? '' },
    { ...common, 'database-url': `${database} application_name='${orders(file)[1]}'` },
    { ...common, tables: `public.${orders(file)[0]}` },
    { ...common, 'database-url': database.replace('shop', `"'; touch ${file}; '"`) },
    { ...common, 'spool-dir': join(folder, orders(file)[0]?.replaceAll('/', '_') ?? '') },
    { ...common, type: orders(file)[0] ?? '' },
  ]
  const codes: (number | null)[] = []
  for (const inputs of attempts) {
    const ran = await run(stage, { ...base, declaration: declarations.backup, inputs })
    codes.push(ran.code)
    expect(existsSync(file)).toBe(false)
  }
  expect(codes[0]).toBe(0)
})

test('64: no action of ours puts an input or an event into a script', () => {
  const files = [
    'action.yml',
    ...readdirSync('.', { withFileTypes: true }).map(({ name }) => join(name, 'action.yml')),
  ].filter(existsSync)
  expect(files.length).toBeGreaterThan(8)
  for (const file of files) {
    const { runs } = parse(readFileSync(file, 'utf8')) as { runs: { steps?: { run?: string }[] } }
    for (const { run: script = '' } of runs.steps ?? [])
      expect([file, script]).toEqual([file, expect.not.stringMatching(/\$\{\{/)])
  }
})
