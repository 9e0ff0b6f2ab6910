import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Approval } from '../../../src/github/github.ts'
import type { Context } from '../../../src/operations/context.ts'
import { judgeApprovals, requireApproval } from '../../../src/operations/restore/approval.ts'
import { githubOf } from '../../../src/runner/github.ts'
import { type ScriptedGitHub, startScriptedGitHub } from '../../support/scripted-github.ts'

const review = (user: string, state = 'approved', environments = ['production']): Approval => ({
  state,
  environments,
  user,
  comment: '',
})

describe('the reviews of a run', () => {
  test.each<[string, Approval[], string[], string[]]>([
    ['one approval', [review('bob')], [], ['bob']],
    ['of several environments', [review('bob', 'approved', ['staging', 'production'])], [], ['bob']],
    ['in another case', [review('bob', 'approved', ['Production'])], [], ['bob']],
    ['two, and one of them another', [review('ada'), review('bob')], ['ada'], ['bob']],
    ['a rejection for another environment', [review('bob'), review('eve', 'rejected', ['staging'])], [], ['bob']],
  ])('%s: yes', (_, approvals, notBy, approvedBy) => {
    expect(judgeApprovals(approvals, { environment: 'production', notBy })).toEqual({ approvedBy })
  })

  test.each<[string, Approval[], string[], string]>([
    ['none', [], [], 'nobody has approved this run for the environment production'],
    ['another environment', [review('bob', 'approved', ['staging'])], [], 'nobody has approved'],
    ['a part of its name', [review('bob', 'approved', ['production-eu'])], [], 'nobody has approved'],
    ['no environment', [review('bob', 'approved', [])], [], 'nobody has approved'],
    ['a rejection', [review('bob', 'rejected')], [], 'says rejected'],
    ['a rejection too', [review('bob'), review('eve', 'rejected')], [], 'says rejected'],
    ['a state nobody knows', [review('bob'), review('eve', 'pending')], [], 'says pending'],
    ['approved in another case', [review('bob', 'Approved')], [], 'says Approved'],
    ['who started it', [review('ada')], ['ada'], 'approved by ada only'],
    ['who started it, in another case', [review('Ada')], ['ada'], 'approved by Ada only'],
    ['both who started it', [review('ada'), review('bob')], ['ada', 'bob'], 'approved by ada, bob only'],
    ['an account that is gone', [review('')], [], 'approved by an account that is gone'],
    ['an account that is gone, with four eyes', [review('')], ['ada'], 'an account that is gone only'],
  ])('%s: no', (_, approvals, notBy, why) => {
    expect(judgeApprovals(approvals, { environment: 'production', notBy })).toEqual({
      why: expect.stringContaining(why),
    })
  })
})

describe('an approval that is asked for', () => {
  let server: ScriptedGitHub
  const path = '/repos/ada/shop/actions/runs/77/approvals'
  const answered = (login: string) => ({
    json: [{ state: 'approved', comment: '', environments: [{ name: 'production' }], user: { login } }],
  })

  beforeAll(async () => {
    server = await startScriptedGitHub()
  })
  afterEach(() => server.reset())
  afterAll(() => server.stop())

  function contextOf(more: Record<string, string | undefined> = {}): Context {
    const environment = {
      GITHUB_API_URL: server.api,
      GITHUB_REPOSITORY: 'ada/shop',
      GITHUB_RUN_ID: '77',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_ACTOR: 'ada',
      GITHUB_TRIGGERING_ACTOR: 'ada',
      GITHUB_TOKEN: 'ghs_canary',
      ...more,
    }
    const { signal } = new AbortController()
    const github = githubOf({ githubToken: undefined }, environment, signal)
    return {
      progress: () => {},
      signal,
      by: { who: 'ada', host: 'here', pgproof: '0' },
      environment,
      now: () => new Date(),
      temporary: '/nowhere',
      ...(github && { github }),
    }
  }
  const ask = (more: Record<string, string | undefined> = {}, approvalByAnother = true) =>
    requireApproval({ approvalEnvironment: 'production', approvalByAnother }, contextOf(more))

  test('is a yes with the logins of who approved', async () => {
    server.answers.set(path, [answered('bob')])
    expect(await ask()).toEqual(['bob'])
  })

  test('may be one’s own where nobody else is asked for', async () => {
    server.answers.set(path, [answered('ada')])
    expect(await ask({}, false)).toEqual(['ada'])
    await expect(ask()).rejects.toMatchObject({ code: 4 })
  })

  test('is not looked for where none is asked for', async () => {
    expect(await requireApproval({ approvalByAnother: false }, contextOf())).toBeUndefined()
    expect(server.requests).toHaveLength(0)
  })

  test.each<[string, Record<string, string | undefined>, string]>([
    ['no workflow', { GITHUB_RUN_ID: undefined }, 'this is no run of a workflow'],
    ['no token', { GITHUB_TOKEN: undefined }, 'there is no token'],
    ['no repository', { GITHUB_REPOSITORY: undefined }, 'there is no token'],
    ['a second attempt', { GITHUB_RUN_ATTEMPT: '2' }, 'may be of an earlier attempt'],
    ['an attempt that is not known', { GITHUB_RUN_ATTEMPT: undefined }, 'may be of an earlier attempt'],
    ['started by who approved', { GITHUB_ACTOR: 'Bob' }, 'approved by bob only'],
    ['triggered by who approved', { GITHUB_TRIGGERING_ACTOR: 'bob' }, 'approved by bob only'],
    ['nobody knows who started it', { GITHUB_TRIGGERING_ACTOR: undefined }, 'cannot be read who started this run'],
    ['a repository that is none', { GITHUB_REPOSITORY: 'shop' }, 'GITHUB_REPOSITORY is no owner/name'],
  ])('is a no with %s', async (_, environment, why) => {
    server.answers.set(path, [answered('bob')])
    await expect(ask(environment)).rejects.toMatchObject({ code: 4, reason: expect.stringContaining(why) })
  })

  test.each([
    [
      'a token that may not',
      { status: 403, json: { message: 'Resource not accessible by integration' } },
      'does not let this token',
    ],
    ['a run that is not there', { status: 404 }, 'GitHub knows nothing at'],
    ['an answer that cannot be read', { text: '<html>' }, 'not JSON'],
    ['nobody asked', { json: [] }, 'nobody has approved this run'],
  ])('is a no with %s', async (_, answer, why) => {
    server.answers.set(path, [answer])
    const error = await ask().catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 4, reason: expect.stringContaining(why) })
    expect(JSON.stringify(error) + String(error)).not.toContain('canary')
  })

  test('four eyes need an environment whose approvals count', async () => {
    const asked = requireApproval({ approvalByAnother: true }, contextOf())
    await expect(asked).rejects.toMatchObject({ code: 4, reason: expect.stringContaining('no approval-environment') })
  })
})
