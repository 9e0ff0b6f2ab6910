import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { actionFile, withTables } from '../../scripts/documents.ts'
import { declarations } from '../../src/inputs/verbs.ts'

test('action files, README tables and the reference are fresh', () => {
  const run = spawnSync(process.execPath, ['scripts/generate.ts', '--check'], { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
})

test('the text around a README’s tables stays, and a README without marks is refused', () => {
  const made = withTables('', declarations.list)
  const edited = made.replace('# pgproof list', '# My own title').replace('| `storage`', '| `stale`')
  expect(withTables(edited, declarations.list)).toBe(made.replace('# pgproof list', '# My own title'))
  expect(() => withTables('# no marks', declarations.list)).toThrow(/has lost its marks/)
})

test('the composite only gives its steps inputs that they have, and only reads outputs that they have', () => {
  const composite = parse(readFileSync('action.yml', 'utf8'))
  for (const { id, uses, with: given } of composite.runs.steps) {
    expect(uses).toBe(`$/${id}`)
    const action = parse(readFileSync(`${id}/action.yml`, 'utf8'))
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
    for (const text of Object.values<string>(given)) {
      const name = /inputs\.([a-z0-9-]+)/.exec(text)?.[1]
      if (name) expect(Object.keys(composite.inputs)).toContain(name)
    }
  }
  for (const { value } of Object.values<{ value: string }>(composite.outputs)) {
    for (const [, step, name = ''] of value.matchAll(/steps\.([a-z-]+)\.outputs\.([a-z-]+)/g)) {
      expect(Object.keys(parse(readFileSync(`${step}/action.yml`, 'utf8')).outputs)).toContain(name)
    }
  }
})

test('only what a workflow alone knows is a default in an action file', () => {
  const { inputs } = parse(actionFile(declarations.restore)) as {
    inputs: Record<string, { default?: string }>
  }
  const defaults = Object.entries(inputs).flatMap(([name, input]) => (input.default ? [[name, input.default]] : []))
  expect(defaults).toEqual([['github-token', `\${{ github.token }}`]])
  // With the default, the file would always be a second token.
  expect(Object.keys(inputs)).not.toContain('github-token-file')
})
