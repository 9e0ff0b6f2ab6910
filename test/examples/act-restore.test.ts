import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { withDatabase } from '../../src/postgres/conninfo.ts'
import { type ScriptedGitHub, startScriptedGitHub } from '../support/scripted-github.ts'
import type { Run } from './act.ts'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
let github: ScriptedGitHub

beforeAll(async () => {
  ;[stage, github] = await Promise.all([startStage(), startScriptedGitHub()])
}, 60_000)

afterAll(async () => {
  await Promise.all([stage?.stop(), github?.stop()])
})

const inProduction = (database: string) => withDatabase(stage.production.connection, database)

async function ask(sql: string, database = 'shop'): Promise<unknown> {
  const [row] = await stage.production.query<{ answer: unknown }>(
    inProduction(database),
    `SELECT (${sql})::text AS answer`,
  )
  return row?.answer
}

const events = "SELECT to_regclass('public.events')"
const databases = "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE 'shop%'"

const output = ({ log }: Run, name: string) => new RegExp(`::set-output:: ${name}=(.*)`).exec(log)?.[1]

test('a migration that fails leaves a restore point and the commands that bring it back', async () => {
  stage.caller.install('pre-migration', (workflow) =>
    workflow.replace('run: npm run migrate', 'run: echo no such column; exit 1'),
  )
  const done = await stage.run()
  expect(done.status).toBe(1)
  const id = stage.backups().at(-1) ?? ''
  expect(done.log).toContain(`The restore point is ${id}`)
  expect(stage.told.at(-1)?.text).toContain(`the restore point is ${id}`)
  stage.expectNoSecret(done)

  await stage.production.psql(inProduction('shop'), 'DROP TABLE events')
  const [, printed = ''] = /The migration failed[\s\S]*?```sh\n([\s\S]*?)\n[^\n]*```/.exec(done.log) ?? []
  const commands = printed.replace(/^\[[^\]]*\] +\| /gm, '')
  expect(commands.trim().split('\n')).toHaveLength(2)
  const command = `'${process.execPath}' '${resolve('dist/cli.js')}'`
  const { status, stderr } = spawnSync('sh', ['-eu', '-c', commands.replaceAll('npx pgproof', command)], {
    cwd: stage.caller.folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      ...stage.s3.environment,
      PGPROOF_TARGET_URL: stage.databaseUrl,
      PGPROOF_CONFIRM: `shop from ${id}`,
    },
  })
  expect([stderr.match(/^error: .*/m)?.[0], status]).toEqual([undefined, 0])
  expect(await ask(events)).toBe('public.events')
  expect(await ask(databases, 'postgres')).toMatch(/^shop shop_before_\S+$/)
  const [, kept] = String(await ask(databases, 'postgres')).split(' ')
  await stage.production.psql(inProduction('postgres'), `DROP DATABASE "${kept}"`)
}, 90_000)

/** The form of the restore workflow, sent, with what GitHub says about reviews of the run: to act every repository is nektos/act. */
async function dispatch(inputs: Record<string, string>, approvals: unknown[]): Promise<Run> {
  github.reset()
  github.answers.set('/repos/nektos/act/actions/runs/1/approvals', [{ json: approvals }])
  const environment = { GITHUB_API_URL: github.api, GITHUB_TRIGGERING_ACTOR: 'nektos/act' }
  const done = await stage.run({ inputs, environment, secrets: { GITHUB_TOKEN: 'a-token-of-this-run-alone' } })
  stage.expectNoSecret(done)
  expect(done.log).not.toContain('a-token-of-this-run-alone')
  return done
}

const approved = (login: string, environment = 'production') => [
  { state: 'approved', comment: '', environments: [{ name: environment }], user: { login } },
]

test('the form shows a plan, refuses what is not confirmed or approved, restores, and goes back', async () => {
  // Whether a repository is private is GitHub's to say, and act has nobody to ask.
  stage.caller.install('restore', (workflow) => workflow.replace('report-artifact: true', 'report-detail: full'))
  await stage.production.psql(inProduction('shop'), 'DROP TABLE events')
  const id = stage.backups().find((one) => stage.records(one).includes('-verified-')) ?? ''
  const form = { backup: id, method: 'swap' }

  const plan = await dispatch({ ...form, do: 'plan' }, [])
  expect(plan.log).toContain('Job succeeded')
  expect(plan.log).toMatch(/Summary - [\s\S]*Rename shop to shop\\*_before/)
  expect(output(plan, 'plan-digest')).toMatch(/^[0-9a-f]{64}$/)

  const restore = { ...form, do: 'restore', confirm: `shop from ${id}` }
  const refusals: [Record<string, string>, unknown[], RegExp][] = [
    [{ ...restore, confirm: 'shop' }, approved('second-person'), /confirm does not say what is to be restored/],
    [restore, [], /nobody has approved this run for the environment production/],
    [restore, approved('second-person', 'staging'), /nobody has approved/],
    [restore, approved('nektos/act'), /must be somebody else than who started it/],
  ]
  for (const [inputs, approvals, reason] of refusals) {
    const refused = await dispatch(inputs, approvals)
    expect([output(refused, 'code'), output(refused, 'reason')]).toEqual(['4', expect.stringMatching(reason)])
    expect(stage.told.at(-1)?.text).toMatch(reason)
  }
  expect([await ask(events), await ask(databases, 'postgres')]).toEqual([null, 'shop'])

  const done = await dispatch(restore, approved('second-person'))
  expect([output(done, 'ok'), output(done, 'reason')]).toEqual(['true', ''])
  expect(await ask(events)).toBe('public.events')
  expect(await ask(databases, 'postgres')).toMatch(/^shop shop_before_/)

  const back = await dispatch({ do: 'roll back', backup: id, confirm: `shop from ${id}` }, approved('second-person'))
  expect([output(back, 'ok'), await ask(events)]).toEqual(['true', null])
}, 240_000)

test('the status of what was just restore-tested is good, and of nothing is not', async () => {
  stage.caller.install('monthly-restore-test', (workflow) =>
    workflow
      .replace(/target-url: .*/, `target-url: ${stage.container.url}`)
      .replace('backup: random', 'backup: latest'),
  )
  expect((await stage.run()).log).toContain('Job succeeded')
  // Schedules are GitHub's, and act has none.
  stage.caller.install('status', (workflow) => workflow.replace(/^ +schedule-check: .*\n/m, ''))
  const done = await stage.run()
  expect([output(done, 'reason'), output(done, 'ok')]).toEqual(['', 'true'])
  expect(done.log).toMatch(/Summary - /)
}, 90_000)

test('the drill makes a server of nothing, restores into it, and says how long it took', async () => {
  stage.caller.install('recovery-drill', (workflow) =>
    workflow
      .replace(/- name: Install PostgreSQL\n[\s\S]*?\n\n {6}- name: Find/, '- name: Find')
      .replace(/target-url: .*/, `target-url: ${stage.container.url}`),
  )
  const done = await stage.run()
  expect([output(done, 'ok'), output(done, 'differences')]).toEqual(['true', '0'])
  expect(done.log).toMatch(/From nothing to backup \S+, proved equal, in \d+ s/)
  expect(done.status).toBe(0)
}, 90_000)
