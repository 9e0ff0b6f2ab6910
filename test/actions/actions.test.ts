import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { lockTable } from '../support/locked-table.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { eventually } from '../support/processes.ts'
import { runStep } from './runner.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-actions-'))
const storage = `file://${folder}/backups`
let server: TestServer
let url: string
let secret: string

beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
  await server.createDatabase(
    'shop',
    `CREATE TABLE orders (id int PRIMARY KEY, note text);
     INSERT INTO orders SELECT g, 'note ' || g FROM generate_series(1, 1000) g;
     CREATE TABLE "::error::x|y" (a int); INSERT INTO "::error::x|y" VALUES (1);`,
  )
  url = server.url.replace(/\/postgres$/, '/shop')
  secret = new URL(url).password
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const event = (repository: object) => {
  const path = join(mkdtempSync(join(folder, 'event-')), 'event.json')
  writeFileSync(path, JSON.stringify({ repository }))
  return { GITHUB_EVENT_PATH: path }
}

test('backup, then verify: outputs, groups, summary, report, no secret', async () => {
  const backup = await runStep(
    'backup',
    { 'database-url': url, storage, tags: 'a\nb' },
    {
      ...event({ private: true }),
      GITHUB_REF_TYPE: 'branch',
      GITHUB_REF_NAME: 'mend',
    },
  )
  expect(backup.log).not.toMatch(/^\s*::error/m)
  expect(backup.status).toBe(0)
  expect(backup.outputs).toMatchObject({ ok: 'true', code: '0', reason: '', tables: '2', rows: '1001' })
  expect(backup.outputs.id).toMatch(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/)
  expect(backup.outputs['manifest-digest']).toMatch(/^[0-9a-f]{64}$/)
  expect(backup.outputs.location).toContain(backup.outputs.id)
  expect(backup.outputs['restore-command']).toMatch(
    /^pgproof restore --storage file:\/\/\S+ --name shop --backup \S+ --method swap /,
  )
  expect(backup.summary).toContain(`\`\`\`sh\n${backup.outputs['restore-command']}\n\`\`\``)
  expect(backup.summary).toContain(', branch mend')
  expect(backup.log).toMatch(/::group::[^\n]+\n[\s\S]*::endgroup::/)
  expect(backup.log).toContain(`::add-mask::${secret}`)
  expect(backup.log.replaceAll(`::add-mask::${secret}`, '')).not.toContain(secret)
  expect(backup.summary).toContain('```mermaid')
  expect(backup.summary).toContain('public.\\:\\:error\\:\\:x\\|y')
  const report = readFileSync(backup.outputs['report-path'] ?? '', 'utf8')
  expect(report).toContain('public.orders')
  expect(backup.summary + report + JSON.stringify(backup.outputs)).not.toContain(secret)

  const verify = await runStep('verify', { storage, backup: backup.outputs.id ?? '' }, event({ private: false }))
  expect(verify.status).toBe(0)
  expect(verify.outputs).toMatchObject({ ok: 'true', share: '1', rows: '1001', damaged: '0', id: backup.outputs.id })
  expect(verify.outputs.record).toMatch(/^shop\/records\//)
  expect(readdirSync(verify.temporary).filter((name) => name.startsWith('pgproof-run'))).toEqual([])
}, 60_000)

test('restore-test keeps the database for the job, and its post step drops it', async () => {
  const backup = await runStep('backup', { 'database-url': url, storage })
  const id = backup.outputs.id ?? ''
  const assertions = 'tables:\n  public.orders:\n    rows: { equals: 1000 }'
  const inputs = {
    storage,
    backup: id,
    'target-url': server.url,
    'allow-source-server': 'true',
    keep: 'job',
    assertions,
  }
  const step = await runStep('restore-test', inputs, event({ private: true }))
  expect(step.log).not.toMatch(/^::error.*/m)
  expect(step.outputs).toMatchObject({ ok: 'true', code: '0', id, tables: '2', 'equal-tables': '2', differences: '0' })
  expect(step.outputs).toMatchObject({ assertions: '1', host: '127.0.0.1', port: new URL(url).port })
  const kept = { parameters: { ...server.connection.parameters, dbname: step.outputs.database ?? '' } }
  expect(await server.query(kept, 'SELECT count(*)::int AS n FROM public.orders')).toEqual([{ n: 1000 }])
  const file = step.outputs['url-file'] ?? ''
  expect(new URL(readFileSync(file, 'utf8').trim()).pathname).toBe(`/${step.outputs.database}`)
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const state = Object.entries(step.state).map(([name, value]) => [`STATE_${name}`, value])
  const post = await runStep('restore-test-post', {}, Object.fromEntries(state))
  expect(post.status).toBe(0)
  expect(post.log).toContain(`dropped the database ${step.outputs.database}`)
  expect(existsSync(file)).toBe(false)
  expect(await server.query(server.connection, "SELECT 1 FROM pg_database WHERE datname LIKE 'pgproof%'")).toEqual([])
  expect((await runStep('restore-test-post', {})).status).toBe(0)
}, 60_000)

test('a throw-away server is kept for the job too, and ends with its post step', async () => {
  const backup = await runStep('backup', { 'database-url': url, storage })
  const step = await runStep('restore-test', { storage, backup: backup.outputs.id ?? '', keep: 'job' })
  expect(step.log).not.toMatch(/^::error.*/m)
  const kept = JSON.parse(step.state.kept ?? '')
  expect(existsSync(kept.server.folder)).toBe(true)
  const state = { STATE_kept: step.state.kept ?? '' }
  expect((await runStep('restore-test-post', {}, state)).log).toContain('dropped the database')
  expect(existsSync(kept.server.folder)).toBe(false)
  expect(existsSync(`/proc/${kept.server.pid}`)).toBe(false)
}, 60_000)

test('a public repository gets totals only, unless asked', async () => {
  const everywhere = { 'database-url': url, storage }
  const told = async (inputs: Record<string, string>, environment: Record<string, string>) => {
    const step = await runStep('backup', { ...everywhere, ...inputs }, environment)
    expect(step.summary).toContain('1,001 rows')
    return (step.summary + readFileSync(step.outputs['report-path'] ?? '', 'utf8')).includes('public.orders')
  }
  expect(await told({}, event({ private: false }))).toBe(false)
  expect(await told({}, {})).toBe(false)
  expect(await told({}, event({ private: true }))).toBe(true)
  expect(await told({ 'report-detail': 'full' }, event({ private: false }))).toBe(true)
  expect(await told({ 'report-detail': 'totals' }, event({ private: true }))).toBe(false)
}, 60_000)

test('where artifacts cannot be uploaded, that is a warning', async () => {
  await runStep('backup', { 'database-url': url, storage })
  const ghes = { GITHUB_SERVER_URL: 'https://ghe.example.org' }
  const step = await runStep('list', { storage, 'report-artifact': 'true' }, ghes)
  expect(step.status).toBe(0)
  expect(step.log).toMatch(
    /::warning::the report was not uploaded as an artifact: .*GHES.*; set report-artifact to false/,
  )
  expect(JSON.parse(step.outputs.backups ?? '')).toHaveLength(Number(step.outputs.count))
  expect(step.outputs.latest).toBe(JSON.parse(step.outputs.backups ?? '')[0].id)
}, 90_000)

test('a failure fails the step, with one annotation and every common output', async () => {
  const wrong = url.replace(secret, 'wrong-password-here')
  const step = await runStep('backup', { 'database-url': wrong, storage })
  expect(step.status).toBe(1)
  expect(step.outputs).toMatchObject({ ok: 'false', code: '3', record: '' })
  expect(step.outputs.reason).toMatch(/password/)
  expect(existsSync(step.outputs['report-path'] ?? '')).toBe(true)
  const annotations = step.log.split('\n').filter((line) => line.startsWith('::error'))
  expect(annotations).toHaveLength(1)
  expect(annotations[0]).toContain(step.outputs.reason)
  expect(step.summary).toContain('What to do')
  expect(step.log.replaceAll('::add-mask::wrong-password-here', '')).not.toContain('wrong-password-here')
}, 90_000)

test.each([
  ['backup', {}, '2', 'storage is missing'],
  ['backup', { storage: 's', jobs: 'many' }, '2', "jobs is 'many', not a whole number from 1 to 64"],
  ['backup', { storage: 's', storge: 'x' }, '2', 'backup has no input storge'],
  ['backup', { storage: 's', report: 'a.pdf' }, '2', 'report a.pdf ends with none of .html, .md, .json'],
  ['verify', { storage: 's', config: 'nowhere.yml' }, '2', /nowhere.yml cannot be read/],
  ['verify', { storage: `file://${folder}/nothing` }, '2', /./],
  ['list', { storage: 'gopher://x' }, '2', /./],
])('%s with %j ends with code %s', async (entry, inputs, code, reason) => {
  const step = await runStep(entry, inputs as unknown as Record<string, string>)
  expect(step.status).toBe(1)
  expect(step.outputs).toMatchObject({ ok: 'false', code })
  if (typeof reason === 'string') expect(step.outputs.reason).toBe(reason)
  else expect(step.outputs.reason).toMatch(reason)
  expect(existsSync('a.pdf')).toBe(false)
})

test('a short secret is masked and warned about', async () => {
  const step = await runStep('backup', { 'database-url': 'postgresql://u:p%40ss@127.0.0.1:1/d', storage })
  expect(step.log).toContain('::add-mask::p@ss')
  expect(step.log).toContain('::add-mask::p%2540ss')
  expect(step.log).toMatch(/::warning::a secret is shorter than 8 characters/)
})

test('a cancelled step cleans up and says so', async () => {
  const locked = await lockTable(server, 'shop', 'public.orders')
  const step = await runStep('backup', { 'database-url': url, storage }, {}, (pid) => {
    void locked.awaited().then(() => process.kill(pid, 'SIGINT'))
  })
  expect(step.status).toBe(1)
  expect(step.outputs).toMatchObject({ ok: 'false', code: '130', reason: 'ended by SIGINT' })
  expect(readdirSync(step.temporary).filter((name) => name.startsWith('pgproof-run'))).toEqual([])
  await locked.release()
  await eventually('no session is left', async () => {
    const sessions = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = 'shop'"
    const [row] = await server.query<{ n: number }>(server.connection, sessions)
    return row?.n === 0
  })
}, 90_000)

test('an action starts in under half a second', async () => {
  // The best of five: other tests use the same cores.
  let fastest = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const start = Date.now()
    await runStep('backup', {})
    fastest = Math.min(fastest, Date.now() - start)
  }
  expect(fastest).toBeLessThan(500)
})
