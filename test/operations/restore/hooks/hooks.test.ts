import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { HookStage } from '../../../../src/operations/restore/hooks/hooks.ts'
import { HookRuns } from './runs.ts'

let runs: HookRuns

beforeEach(() => {
  runs = new HookRuns()
})
afterEach(() => runs.remove())

test.each([
  ['exit 3', 'ended with code 3'],
  ['kill -KILL $$', 'was ended by SIGKILL'],
  ['nosuchprogram-canary', 'ended with code 127'],
  [['/nonexistent/program', 'x'], 'ended with code 127'],
  ['exit 137', 'ended with code 137'],
])('%j fails, and nothing after it runs', async (command, found) => {
  const file = join(runs.folder, 'file')
  const error = await runs.failure('before-swap', [
    { run: 'true' },
    { name: 'it', run: command },
    { run: `touch ${file}` },
  ])
  expect(error).toMatchObject({ code: 3, stage: 'before-swap', reason: `the hook "it" at before-swap ${found}` })
  expect(error.taken.map(({ ok, found }) => [ok, found])).toEqual([
    [true, undefined],
    [false, found],
  ])
  expect(() => readFileSync(file)).toThrow('ENOENT')
})

test.each<[HookStage, number]>([
  ['before-restore', 3],
  ['before-swap', 3],
  ['after-swap', 1],
  ['after-restore', 1],
])('a failure at %s is exit %i', async (stage, code) => {
  expect(await runs.failure(stage, [{ run: 'false' }])).toMatchObject({ code, stage })
})

test('is tried again for as long as it may be', async () => {
  const file = join(runs.folder, 'tries')
  const command = `echo x >> ${file}; [ "$(wc -l < ${file})" -ge 3 ]`
  expect(await runs.run('after-swap', [{ run: command, 'retry-for': '60s' }])).toMatchObject([{ ok: true }])
  const error = await runs.failure('after-swap', [{ name: 'never', run: 'false', 'retry-for': '1s' }])
  expect(error.reason).toBe('the hook "never" at after-swap ended with code 1')
})

test('a variable that is not set is found before the first hook runs', async () => {
  const file = join(runs.folder, 'file')
  const hooks = [{ run: `touch ${file}` }, { run: 'x', pass: ['NOT_SET_ANYWHERE'] }]
  await expect(runs.run('before-restore', hooks)).rejects.toMatchObject({ code: 2 })
  expect(() => readFileSync(file)).toThrow('ENOENT')
})
