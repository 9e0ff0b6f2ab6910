import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openGitHub } from '../../../src/github/client.ts'
import type { Context } from '../../../src/operations/context.ts'
import { type StatusRequest, status } from '../../../src/operations/status/status.ts'
import { makeWorkplace, type Workplace } from '../../support/loop.ts'
import { type ScriptedGitHub, startScriptedGitHub } from '../../support/scripted-github.ts'
import { emptyStore, history, now, requestOf } from './three-weeks.ts'

let place: Workplace
let github: ScriptedGitHub

beforeAll(async () => {
  place = await makeWorkplace()
  github = await startScriptedGitHub()
})
afterAll(async () => {
  await github.stop()
  await place.remove()
})

const look = async (request: StatusRequest, more: Partial<Context> = {}) =>
  await status(request, await place.context({ now: () => now, ...more }))

const nightly = '/repos/ada/shop/actions/workflows/backup.yml'
const client = () =>
  openGitHub({ api: github.api, token: 'ghs_canary', repository: 'ada/shop', retrySeconds: 1, timeoutSeconds: 5 })

test('the schedule is asked for by its scheduled runs', async () => {
  const { store, storage } = await emptyStore()
  await history(store)
  github.reset()
  const workflow = { state: 'active', name: 'Backup', path: '.github/workflows/backup.yml', html_url: 'https://w' }
  const run = { created_at: '2026-11-20T19:00:00Z', conclusion: 'success', status: 'completed', event: 'schedule' }
  github.answers.set(nightly, [{ json: workflow }])
  github.answers.set(`${nightly}/runs?per_page=1&event=schedule`, [
    { json: { workflow_runs: [{ ...run, html_url: 'https://r' }] } },
  ])
  const result = await look(requestOf(storage, { scheduleCheck: 'backup.yml' }), { github: client() })
  expect(result).toMatchObject({ ok: true, schedule: { state: 'active', lastRun: { ageSeconds: 5 * 3600 } } })
})

test('where GitHub does not answer all else is told, and the answer is neither yes nor no', async () => {
  const { store, storage } = await emptyStore()
  await history(store)
  github.reset()
  github.answers.set(nightly, [{ status: 401, json: { message: 'Bad credentials' } }])
  const request = requestOf(storage, { scheduleCheck: 'backup.yml' })
  const result = await look(request, { github: client() })
  expect(result).toMatchObject({ ok: false, code: 3, newest: { id: '20261120T190000Z-000003' } })
  expect(result.limits[0]).toMatchObject({ name: 'schedule-check', state: 'not checked' })
  const late = await look({ ...request, maxBackupAge: 1 }, { github: client() })
  expect(late).toMatchObject({ ok: false, code: 1 })
})

test('without a way to ask GitHub the schedule cannot be checked, exit 2', async () => {
  const { store, storage } = await emptyStore()
  await history(store)
  await expect(look(requestOf(storage, { scheduleCheck: 'backup.yml' }))).rejects.toMatchObject({ code: 2 })
})
