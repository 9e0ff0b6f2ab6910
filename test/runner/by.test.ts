import { expect, test } from '@jest/globals'
import { byOf } from '../../src/runner/by.ts'

const workflow = {
  GITHUB_ACTOR: 'ada',
  GITHUB_SHA: 'c'.repeat(40),
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '2',
  RUNNER_NAME: 'runner-7',
}

test.each([
  ['a branch', { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'release/2' }, 'release/2'],
  ['a pull request', { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: '12/merge', GITHUB_HEAD_REF: 'mend' }, 'mend'],
  ['a tag', { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1', GITHUB_HEAD_REF: '' }, undefined],
])('in a workflow of %s: actor, runner, run with attempt, commit and branch', (_, more, branch) => {
  const by = byOf({ ...workflow, ...more })
  expect(by).toMatchObject({
    who: 'ada',
    host: 'runner-7',
    run: 'https://github.com/o/r/actions/runs/7/attempts/2',
    commit: 'c'.repeat(40),
  })
  expect(by.branch).toBe(branch)
})

test('outside of a workflow: the user and the machine', () => {
  const by = byOf({})
  expect(Object.keys(by).sort()).toEqual(['host', 'pgproof', 'who'])
})
