import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { githubOf } from '../../src/runner/github.ts'
import { type ScriptedGitHub, startScriptedGitHub } from '../support/scripted-github.ts'

let server: ScriptedGitHub

beforeAll(async () => {
  server = await startScriptedGitHub('/api/v3')
})
afterEach(() => server.reset())
afterAll(() => server.stop())

const { signal } = new AbortController()
const workflow = () => ({ GITHUB_API_URL: server.api, GITHUB_REPOSITORY: 'ada/shop', GITHUB_RUN_ID: '77' })

test.each([
  ['the input', 'ghs_input', { GITHUB_TOKEN: 'ghs_actions', GH_TOKEN: 'ghs_command' }, 'ghs_input'],
  ['GITHUB_TOKEN', undefined, { GITHUB_TOKEN: 'ghs_actions\n', GH_TOKEN: 'ghs_command' }, 'ghs_actions'],
  ['GH_TOKEN', undefined, { GITHUB_TOKEN: '', GH_TOKEN: 'ghs_command' }, 'ghs_command'],
])('the token is that of %s', async (_, githubToken, more, token) => {
  server.answers.set('/repos/ada/shop/actions/runs/77/approvals', [{ json: [] }])
  const github = githubOf({ githubToken }, { ...workflow(), ...more }, signal)
  expect(github).toMatchObject({ repository: 'ada/shop', runId: '77' })
  expect(await github?.approvals()).toEqual([])
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`)
})

test.each([
  ['no repository', { githubToken: 'x' }, { GITHUB_RUN_ID: '77' }],
  ['no token', { githubToken: undefined }, { GITHUB_REPOSITORY: 'ada/shop' }],
  ['a verb that has no github-token', {}, { GITHUB_REPOSITORY: 'ada/shop', GITHUB_TOKEN: 'x' }],
])('there is no GitHub with %s', (_, values, environment) => {
  expect(githubOf(values, environment, signal)).toBeUndefined()
})

test('a repository without a run can be asked about its workflows', () => {
  const github = githubOf({ githubToken: 'x' }, { GITHUB_REPOSITORY: 'ada/shop' }, signal)
  expect(github?.runId).toBeUndefined()
  expect(github?.repository).toBe('ada/shop')
})
