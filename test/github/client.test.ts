import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { type GitHubOptions, openGitHub } from '../../src/github/client.ts'
import { failureOf } from '../support/failure.ts'
import { type GitHubAnswer, type ScriptedGitHub, startScriptedGitHub } from '../support/scripted-github.ts'

const token = 'ghs_token-canary'
const approvals = '/repos/ada/shop/actions/runs/77/approvals'
const nightly = '/repos/ada/shop/actions/workflows/nightly.yml'
let server: ScriptedGitHub

beforeAll(async () => {
  server = await startScriptedGitHub()
})
afterEach(() => server.reset())
afterAll(() => server.stop())

const open = (more: Partial<GitHubOptions> = {}) =>
  openGitHub({
    api: server.api,
    token,
    repository: 'ada/shop',
    runId: '77',
    retrySeconds: 3,
    timeoutSeconds: 10,
    ...more,
  })

async function refusalOf(work: Promise<unknown>): Promise<PgproofError> {
  const error = await failureOf(work)
  expect(`${error.reason} ${error.hint} ${error.stack}`).not.toContain('canary')
  return error
}

const review = (login: string, state = 'approved') => ({
  state,
  comment: 'go',
  environments: [{ id: 1, name: 'production', url: 'x' }],
  user: { login, id: 1 },
})
const said = (login: string, state = 'approved') => ({
  state,
  comment: 'go',
  environments: ['production'],
  user: login,
})

describe('what GitHub answers', () => {
  test('the reviews of this run, asked for with the token', async () => {
    server.answers.set(approvals, [{ json: [review('bob'), { ...review('eve', 'rejected'), comment: null }] }])
    expect(await open().approvals()).toEqual([said('bob'), { ...said('eve', 'rejected'), comment: '' }])
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'pgproof',
    })
  })

  test('an account that is gone has no login', async () => {
    server.answers.set(approvals, [{ json: [{ ...review('x'), user: null }] }])
    expect(await open().approvals()).toEqual([said('')])
  })

  test('all pages of a list: what matters may stand on the last', async () => {
    const next = `${server.api}${approvals}?page=2`
    server.answers.set(approvals, [
      { json: [review('bob')], headers: { link: `<${next}>; rel="next", <${next}>; rel="last"` } },
    ])
    server.answers.set(`${approvals}?page=2`, [{ json: [review('eve', 'rejected')] }])
    expect(await open().approvals()).toEqual([said('bob'), said('eve', 'rejected')])
  })

  test('a workflow, by its file or its path', async () => {
    const path = '.github/workflows/nightly.yml'
    server.answers.set(nightly, [
      { json: { state: 'disabled_inactivity', name: 'Nightly', path, html_url: 'https://x/y' } },
    ])
    const workflow = { state: 'disabled_inactivity', name: 'Nightly', path, url: 'https://x/y' }
    expect(await open().workflow('nightly.yml')).toEqual(workflow)
    expect(await open().workflow(path)).toEqual(workflow)
  })

  test('its last run, or that there was none', async () => {
    const run = {
      created_at: '2026-11-20T02:17:03Z',
      status: 'in_progress',
      conclusion: null,
      event: 'schedule',
      html_url: 'https://x/1',
    }
    server.answers.set(`${nightly}/runs?per_page=1`, [{ json: { total_count: 1, workflow_runs: [run] } }])
    server.answers.set(`${nightly}/runs?per_page=1&event=schedule`, [{ json: { total_count: 0, workflow_runs: [] } }])
    expect(await open().lastRun('nightly.yml')).toEqual({
      createdAt: '2026-11-20T02:17:03Z',
      status: 'in_progress',
      conclusion: '',
      event: 'schedule',
      url: 'https://x/1',
    })
    expect(await open().lastRun('nightly.yml', 'schedule')).toBeUndefined()
  })

  test('a server of one’s own, under its base path', async () => {
    const enterprise = await startScriptedGitHub('/api/v3')
    try {
      enterprise.answers.set(approvals, [{ json: [review('bob')] }])
      expect(await open({ api: `${enterprise.api}/` }).approvals()).toEqual([said('bob')])
    } finally {
      await enterprise.stop()
    }
  })
})

describe('what passes is tried again', () => {
  test.each([
    ['a failing server', { status: 502, text: '<html>Bad gateway</html>' }],
    ['a limit that says when', { status: 429, headers: { 'retry-after': '1' }, json: { message: 'slow down' } }],
    ['a secondary limit', { status: 403, headers: { 'retry-after': '1' }, json: { message: 'secondary rate limit' } }],
    ['a connection that is cut', { noAnswer: true }],
    ['an answer that is cut', { json: [review('bob')], resetAfter: 20 }],
  ])('%s', async (_, fault) => {
    server.answers.set(approvals, [fault, { json: [review('bob')] }])
    expect(await open().approvals()).toEqual([said('bob')])
    expect(server.requests).toHaveLength(2)
  })

  test('not before the time that GitHub names', async () => {
    const limited = { status: 429, headers: { 'retry-after': '2' } }
    server.answers.set(approvals, [limited, { json: [] }])
    await open({ retrySeconds: 10 }).approvals()
    const [first, second] = server.requests
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(1900)
  })

  test('a slow answer, once it comes', async () => {
    server.answers.set(approvals, [{ silent: true }, { json: [] }])
    expect(await open({ timeoutSeconds: 0.3 }).approvals()).toEqual([])
  })

  test('not for longer than it may take', async () => {
    server.answers.set(approvals, [{ status: 503 }])
    const error = await refusalOf(open({ retrySeconds: 1 }).approvals())
    expect(error).toMatchObject({ code: 3, reason: `GitHub answers 503 at ${server.api}${approvals}` })
    server.answers.set(approvals, [{ silent: true }])
    const slow = await refusalOf(open({ retrySeconds: 0.4, timeoutSeconds: 0.3 }).approvals())
    expect(slow).toMatchObject({ code: 3, reason: `GitHub cannot be reached at ${server.api}: no answer within 0.3 s` })
  })

  test('not while a limit lasts longer', async () => {
    const reset = String(Math.round(Date.now() / 1000) + 3600)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    server.answers.set(approvals, [{ status: 403, headers, json: { message: 'API rate limit exceeded' } }])
    const error = await refusalOf(open().approvals())
    expect(error.code).toBe(3)
    expect(error.reason).toMatch(
      /^GitHub limits how often this token may ask until \d{4}-.*\(API rate limit exceeded\)$/,
    )
    expect(server.requests).toHaveLength(1)
  })

  test('not when the run is ended', async () => {
    server.answers.set(approvals, [{ silent: true }])
    const controller = new AbortController()
    const asked = open({ signal: controller.signal, retrySeconds: 60 }).approvals()
    const reason = new PgproofError(143, 'ended by SIGTERM', 'x')
    setTimeout(() => controller.abort(reason), 100)
    await expect(asked).rejects.toBe(reason)
  })
})

describe('what does not pass is told at once', () => {
  test.each([
    [401, 'GitHub does not accept the token (Bad credentials)', 'give github-token a token that is valid'],
    [403, `GitHub does not let this token read ${approvals} (Bad credentials)`, 'permissions: actions: read'],
    [404, `GitHub knows nothing at ${approvals}, or does not show it to this token`, 'permissions: actions: read'],
    [418, `(Bad credentials)`, 'check GITHUB_API_URL'],
  ])('%i', async (status, reason, hint) => {
    server.answers.set(approvals, [{ status, json: { message: 'Bad credentials' } }])
    const error = await refusalOf(open().approvals())
    expect(error.code).toBe(3)
    expect(error.reason).toContain(reason)
    expect(error.hint).toContain(hint)
    expect(server.requests).toHaveLength(1)
  })

  test('a workflow that is not there', async () => {
    const error = await refusalOf(open().lastRun('nightly.yml'))
    expect(error).toMatchObject({
      code: 2,
      reason: 'ada/shop has no workflow nightly.yml, or does not show it to this token',
    })
  })

  test.each(['127.0.0.1', 'localhost'])('nothing listens at %s', async (host) => {
    const gone = await startScriptedGitHub()
    await gone.stop()
    const api = gone.api.replace('127.0.0.1', host)
    const error = await refusalOf(open({ api, retrySeconds: 0.1 }).approvals())
    expect(error.code).toBe(3)
    expect(error.reason).toContain(`GitHub cannot be reached at ${api}: connect ECONNREFUSED`)
  })

  test.each<[string, GitHubAnswer]>([
    ['no JSON', { text: '<html>Sign in</html>' }],
    ['half of it', { text: '[{"state": "appro' }],
    ['nothing', { text: '' }],
    ['no list', { json: { approvals: [] } }],
    ['a review without a state', { json: [{ ...review('bob'), state: undefined }] }],
    ['a review without environments', { json: [{ ...review('bob'), environments: undefined }] }],
    ['a next page elsewhere', { json: [review('bob')], headers: { link: '<https://evil.example/x>; rel="next"' } }],
    ['pages without end', { json: [], headers: { link: '</same>; rel="next"' } }],
  ])('an answer that is %s', async (_, answer) => {
    const link = answer.headers?.link?.replace('</same>', `<${server.api}${approvals}>`)
    server.answers.set(approvals, [{ ...answer, ...(link && { headers: { link } }) }])
    const error = await refusalOf(open().approvals())
    expect(error.code).toBe(3)
    expect(error.reason).toMatch(new RegExp(`^GitHub's answer to ${approvals} cannot be used: it(s| is) `))
  })

  test.each([
    ['a repository that is none', { repository: 'shop' }, 'GITHUB_REPOSITORY is no owner/name'],
    ['an address that is none', { api: 'github' }, 'GITHUB_API_URL is no address'],
    ['a token with a line break', { token: 'ghs_canary\nx' }, 'github-token holds signs that no token has'],
    ['no run', { runId: '' }, 'this is no run of a workflow'],
  ])('%s', async (_, options, reason) => {
    expect(await refusalOf(open(options).approvals())).toMatchObject({ code: 2, reason })
    expect(server.requests).toHaveLength(0)
  })
})
