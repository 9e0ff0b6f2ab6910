import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { watchTemporary } from '../support/canary-temporary.ts'
import { type Patch, patchedSources } from '../support/patched-sources.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { eventually } from '../support/processes.ts'

let server: TestServer
let folder: string
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pgproof-umask-'))
  server = await startTestServer(undefined, { tcp: true })
  await server.createDatabase(
    'shop',
    "CREATE TABLE t AS SELECT g, 'x' || g FROM generate_series(1, 5000) g; SELECT lo_from_bytea(0, 'o')",
  )
  url = server.url.replace(/\/postgres$/, '/shop')
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Ending {
  umask?: number
  sources?: string
  kill?: { signal: NodeJS.Signals; when?: RegExp }
}

const ours = (temporary: string) => readdirSync(temporary).filter((name) => name.startsWith('pgproof-'))

/** Runs a verb with a umask and returns its exit code or signal, what of its temporary files others could have read, and what it left there. */
async function run(args: string[], { umask = 0o022, sources = resolve('.'), kill }: Ending = {}) {
  const temporary = mkdtempSync(join(folder, 'temporary-'))
  const main = JSON.stringify(join(sources, 'src/main.ts'))
  const script = `process.umask(${umask}); const { startCommand } = await import(${main}); await startCommand()`
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script, '--']
  const { PATH = '', HOME = '' } = process.env
  const env = {
    PATH,
    HOME,
    TMPDIR: temporary,
    PGPROOF_DATABASE_URL: url,
    PGPROOF_STORAGE: `file://${folder}/store`,
    PGPROOF_NAME: 'shop',
  }
  const child = spawn(process.execPath, [...flags, 'pgproof', ...args], { env, stdio: 'ignore' })
  const watching = watchTemporary(temporary, [], kill && { ...kill, pid: child.pid as number })
  await once(child, 'close')
  return { ended: child.signalCode ?? child.exitCode, wrong: watching.stop(), left: ours(temporary), temporary }
}

const BACKUP = ['backup', '--jobs=2']
const RESTORE_TEST = ['restore-test', '--jobs=2']

test.each([0o000, 0o022, 0o077])(
  '63: with a umask of %i nobody else can read a temporary file, nor a report',
  async (umask) => {
    const report = join(folder, `reports-${umask}`, 'report')
    const files = ['html', 'md', 'json'].map((ending) => `--report=${report}.${ending}`)
    expect(await run([...BACKUP, ...files], { umask })).toMatchObject({ ended: 0, wrong: [], left: [] })
    expect(await run(RESTORE_TEST, { umask })).toMatchObject({ ended: 0, wrong: [], left: [] })
    expect(await run(['restore', `--to-file=${folder}/shop-${umask}.sql`], { umask })).toMatchObject({
      ended: 0,
      wrong: [],
      left: [],
    })
    for (const ending of ['html', 'md', 'json']) expect(lstatSync(`${report}.${ending}`).mode & 0o777).toBe(0o600)
    expect(lstatSync(`${folder}/shop-${umask}.sql`).mode & 0o777).toBe(0o600)
  },
)

/** A backup that fails for a reason, and one that nobody foresaw, both after the password file was written. */
const FAILING: Patch = {
  file: 'src/operations/backup/dump.ts',
  from: "context.progress({ kind: 'phase'",
  to: "libpqEnvironment(source.connection, {}, context); throw new TypeError('bug'); context.progress({ kind: 'phase'",
}

test('63: nothing is left after an answer that is no, a failure and a bug', async () => {
  expect(await run(['status', '--min-free-space=900TiB'])).toMatchObject({ ended: 1, wrong: [], left: [] })
  expect(await run([...BACKUP, '--tables=no.such'])).toMatchObject({ ended: expect.any(Number), wrong: [], left: [] })
  const sources = patchedSources(join(folder, 'bug'), [FAILING])
  expect(await run(BACKUP, { sources })).toMatchObject({ ended: 70, wrong: [], left: [] })
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 143],
] as const)('63: nothing is left after %s in the middle', async (signal, code) => {
  // A backup with its password file, and a restore-test with a server of its own.
  expect(await run(BACKUP, { kill: { signal, when: /\/pgpass-/ } })).toMatchObject({ ended: code, wrong: [], left: [] })
  expect(await run(RESTORE_TEST, { kill: { signal, when: /\/server$/ } })).toMatchObject({
    ended: code,
    wrong: [],
    left: [],
  })
})

test('63: what SIGKILL left, password file and all, is for this user alone, and gone after the next start', async () => {
  const killed = await run(BACKUP, { kill: { signal: 'SIGKILL', when: /\/pgpass-/ } })
  expect(killed).toMatchObject({ ended: 'SIGKILL', wrong: [] })
  expect(killed.left).toHaveLength(1)
  // What belongs to nobody known stays.
  mkdirSync(join(killed.temporary, 'pgproof-run-mine'))
  const { PATH = '', HOME = '' } = process.env
  const main = JSON.stringify(resolve('src/main.ts'))
  const script = `const { startCommand } = await import(${main}); await startCommand()`
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script, '--']
  const env = { PATH, HOME, TMPDIR: killed.temporary }
  const next = spawn(process.execPath, [...flags, 'pgproof', 'list', `--storage=file://${folder}/store`], {
    env,
    stdio: 'ignore',
  })
  await once(next, 'close')
  await eventually('it is swept', () => ours(killed.temporary).join() === 'pgproof-run-mine')
})
