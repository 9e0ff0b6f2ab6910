import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { declarations } from '../../src/inputs/verbs.ts'
import { lockTable } from '../support/locked-table.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { pgproof } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-cli-'))
const storage = `file://${folder}/backups`
let server: TestServer
let environment: Record<string, string>

beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
  await server.createDatabase('shop', 'CREATE TABLE orders AS SELECT g AS id FROM generate_series(1, 1000) g')
  const temporary = join(folder, 'temporary')
  mkdirSync(temporary)
  environment = { PGPROOF_DATABASE_URL: server.url.replace(/\/postgres$/, '/shop'), TMPDIR: temporary }
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const leftovers = () => readdirSync(join(folder, 'temporary'))

test('help names every verb and every option', async () => {
  const { status, stdout } = await pgproof(['--help'])
  expect(status).toBe(0)
  for (const [verb, declaration] of Object.entries(declarations)) {
    expect(stdout).toContain(verb)
    const help = await pgproof([verb, '--help'])
    for (const [name, input] of Object.entries(declaration.inputs)) {
      const shown = help.stdout.includes(`--${name} `)
      const { only, secret } = input as { only?: string; secret?: string }
      expect([name, shown]).toEqual([name, only !== 'action' && secret !== 'whole'])
    }
  }
})

test.each([
  [[], 'no command was given', 'see pgproof --help'],
  [['bakup'], 'unknown command bakup', 'did you mean backup?'],
  [['backup', '--storge=s3://key:secretword@b'], 'unknown option --storge', 'did you mean --storage?'],
  [['backup', 'secretword'], 'only options may follow the command', 'see pgproof backup --help'],
  [['backup', '--storage'], "option '--storage <text>' argument missing", 'see pgproof backup --help'],
  [['backup', '--storage', ''], '--storage is empty', 'give it a value or leave --storage out'],
  [['verify'], 'storage is missing', /--storage.*PGPROOF_STORAGE.*pgproof.yml/],
  [['verify', '--storage', 's', '--json=maybe'], "--json is 'maybe', not true or false", /./],
  [
    ['backup', '--storage', 's', '--database-url', 'postgresql://u:secretword@h/d'],
    '--database-url holds a password',
    /PGPROOF_DATABASE_URL/,
  ],
  [
    ['backup', '--storage', 's', '--s3-secret-access-key', 'secretword'],
    '--s3-secret-access-key holds a secret',
    /--s3-secret-access-key-file/,
  ],
  [['backup', '--storage', 's', '--report', 'r.pdf'], 'report r.pdf ends with none of .html, .md, .json', /./],
])('%j is wrong usage', async (args, reason, hint) => {
  const { status, stdout, stderr } = await pgproof(args, {}, { cwd: folder })
  expect(status).toBe(2)
  expect(stdout).toBe('')
  const [first, second] = stderr.trimEnd().split('\n')
  expect(first).toBe(`error: ${reason}`)
  if (typeof hint === 'string') expect(second).toBe(`hint: ${hint}`)
  else expect(second).toMatch(hint)
  expect(stderr).not.toContain('secretword')
})

test('backup and verify, read by people and by programs', async () => {
  const report = join(folder, 'report.html')
  const backup = await pgproof(['backup', '--storage', storage, '--report', report], environment)
  expect(backup).toMatchObject({ status: 0 })
  expect(backup.stdout).toMatch(/^✓ backed up 1,000 rows in /)
  expect(backup.stdout).toContain('public.orders')
  expect(backup.stdout).not.toContain('\u001b')
  expect(backup.stderr).toContain('Dump')
  expect(readFileSync(report, 'utf8')).toContain('public.orders')
  const verify = await pgproof(['verify', '--storage', storage, '--json'])
  expect(verify.status).toBe(0)
  expect(JSON.parse(verify.stdout)).toMatchObject({
    ok: true,
    code: 0,
    verb: 'verify',
    checked: { rows: 1000, share: 1 },
  })
  expect(leftovers()).toEqual([])
}, 90_000)

test('a failure is one JSON object too', async () => {
  const run = await pgproof(['verify', '--storage', `file://${folder}/nothing`, '--json'])
  expect(run.status).toBe(2)
  const result = JSON.parse(run.stdout)
  expect(Object.keys(result).sort()).toEqual(['code', 'hint', 'ok', 'reason', 'verb'])
  expect(run.stderr).toContain(`error: ${result.reason}\nhint: ${result.hint}`)
  const early = await pgproof(['verify', '--json', '--nonsense'])
  expect(JSON.parse(early.stdout)).toMatchObject({ ok: false, code: 2, reason: 'unknown option --nonsense' })
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s cleans up and ends with %i',
  async (signal, code) => {
    const locked = await lockTable(server, 'shop', 'public.orders')
    const onStart = (pid: number) => void locked.awaited().then(() => process.kill(pid, signal))
    const run = await pgproof(['backup', '--storage', storage], environment, { onStart })
    expect(run.status).toBe(code)
    expect(run.stderr).toContain(`error: ended by ${signal}`)
    expect(leftovers()).toEqual([])
    await locked.release()
  },
  90_000,
)

test('what a killed run leaves is swept by the next one', async () => {
  const locked = await lockTable(server, 'shop', 'public.orders')
  const onStart = (pid: number) => void locked.awaited().then(() => process.kill(pid, 'SIGKILL'))
  await pgproof(['backup', '--storage', storage], environment, { onStart })
  const [left] = leftovers()
  expect(left).toMatch(/^pgproof-run-/)
  expect(statSync(join(folder, 'temporary', left ?? '')).mode & 0o777).toBe(0o700)
  await locked.release()
  expect(await pgproof(['verify', '--storage', storage], environment)).toMatchObject({ status: 0 })
  expect(leftovers()).toEqual([])
}, 90_000)

test('a reader that has seen enough is no failure, a settings file is found where it lies', async () => {
  writeFileSync(join(folder, 'pgproof.yml'), `storage: ${storage}\n`)
  expect(await pgproof(['verify'], {}, { cwd: folder })).toMatchObject({ status: 0 })
  writeFileSync(join(folder, 'pgproof.yml'), 'strage: x\n')
  expect((await pgproof(['verify'], {}, { cwd: folder })).stderr).toContain('pgproof.yml has an unknown key strage')
})

test('the command starts in under half a second', async () => {
  // The best of five: other tests use the same cores.
  let fastest = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const start = Date.now()
    expect((await pgproof(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    fastest = Math.min(fastest, Date.now() - start)
  }
  expect(fastest).toBeLessThan(500)
})
