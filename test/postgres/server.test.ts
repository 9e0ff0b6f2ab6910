import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { stopKeptServer } from '../../src/postgres/kept-server.ts'
import { findPrograms, type Programs } from '../../src/postgres/programs.ts'
import { startServer } from '../../src/postgres/server.ts'
import { openSession } from '../../src/postgres/session.ts'
import { majors, newestMajor } from '../support/postgres.ts'
import { eventually, livingMembers } from '../support/processes.ts'

const environment = process.env
const root = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
chmodSync(root, 0o755)
let programs: Programs
beforeAll(async () => {
  programs = (await findPrograms(newestMajor, { environment, needs: 'server' })).programs
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const newFolder = () => mkdtempSync(join(root, 'server-'))

async function ask(connection: Parameters<typeof openSession>[0], sql: string): Promise<string> {
  const session = await openSession(connection)
  try {
    const [row] = await session.query<Record<string, unknown>>(sql)
    return String(Object.values(row ?? {})[0])
  } finally {
    await session.close()
  }
}

describe.each(majors())('PostgreSQL %d', (major) => {
  test('starts on a socket, fast and forgetful, and leaves nothing', async () => {
    const found = await findPrograms(major, { environment, needs: 'server' })
    const folder = newFolder()
    const server = await startServer(found.programs, { folder, environment, settings: { work_mem: '7MB' } })
    const { pid } = server
    try {
      expect(await ask(server.connection, 'SELECT current_setting($$server_version_num$$)::int / 10000')).toBe(
        String(major),
      )
      expect(await ask(server.connection, 'SHOW fsync')).toBe('off')
      expect(await ask(server.connection, 'SHOW wal_level')).toBe('minimal')
      expect(await ask(server.connection, 'SHOW work_mem')).toBe('7MB')
      expect(await ask(server.connection, 'SHOW listen_addresses')).toBe('')
      expect(await ask(server.connection, 'SHOW data_checksums')).toBe('off')
      expect(await ask(server.connection, 'SELECT datcollate FROM pg_database WHERE datname = $$template0$$')).toBe('C')
      expect(statSync(server.folder).mode & 0o777).toBe(0o700)
    } finally {
      await server.stop()
    }
    expect(existsSync(folder)).toBe(false)
    await eventually('no process is left', () => livingMembers(pid).length === 0)
  }, 90_000)
})

test('over TCP it wants the password, and nobody else can listen in on the socket', async () => {
  const server = await startServer(programs, { folder: newFolder(), environment, tcp: true })
  try {
    const { password: _, ...rest } = server.connection.parameters
    await expect(openSession({ parameters: rest })).rejects.toThrow(/asks for a password/)
    expect(await ask(server.connection, 'SELECT inet_server_addr()')).toMatch(/^127\.0\.0\.1/)
    expect(statSync(server.socketFolder).mode & 0o077).toBe(0)
    const cluster = join(server.folder, 'data')
    expect(readdirSync(server.folder).filter((name) => name.includes('password'))).toEqual([])
    expect(readFileSync(join(cluster, 'pg_hba.conf'), 'utf8')).not.toMatch(/^host.*trust/m)
  } finally {
    await server.stop()
  }
}, 90_000)

test('a folder that its account cannot reach, or whose path is too long, is stood in for', async () => {
  const closed = join(root, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const long = join(root, 'l'.repeat(100), 'server')
  mkdirSync(long, { recursive: true })
  for (const folder of [mkdtempSync(join(closed, 'server-')), long]) {
    const server = await startServer(programs, { folder, environment })
    expect(Buffer.byteLength(server.socketFolder)).toBeLessThan(90)
    expect(await ask(server.connection, 'SELECT 1')).toBe('1')
    const { folder: own, socketFolder } = server
    await server.stop()
    expect([folder, own, socketFolder].filter((one) => existsSync(one))).toEqual([])
  }
}, 90_000)

test('restarts as after a crash, with what was committed', async () => {
  const settings = { synchronous_commit: 'on' }
  const server = await startServer(programs, { folder: newFolder(), environment, tcp: true, settings })
  try {
    const session = await openSession(server.connection)
    await session.query('CREATE TABLE public.kept (a int)')
    await server.restart()
    await expect(session.query('SELECT 1')).rejects.toThrow(/was lost/)
    await session.close()
    expect(await ask(server.connection, 'SELECT count(*) FROM public.kept')).toBe('0')
  } finally {
    await server.stop()
  }
}, 90_000)

test('one that cannot start says why, and leaves nothing', async () => {
  const folder = newFolder()
  const started = startServer(programs, { folder, environment, settings: { shared_buffers: 'much' } })
  await expect(started).rejects.toThrow(/did not start: it ended: .*shared_buffers/)
  expect(existsSync(folder)).toBe(false)
}, 90_000)

test('a folder that is not empty is refused', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'data'))
  mkdirSync(join(folder, 'data', 'something'))
  await expect(startServer(programs, { folder, environment })).rejects.toThrow(/initdb .* failed/)
}, 90_000)

test('is stopped when the signal is aborted', async () => {
  const aborter = new AbortController()
  const folder = newFolder()
  const starting = startServer(programs, { folder, environment, signal: aborter.signal })
  setTimeout(() => aborter.abort(new Error('cancelled')), 200)
  await expect(starting).rejects.toThrow('cancelled')
  expect(existsSync(folder)).toBe(false)
}, 90_000)

const parents: ChildProcess[] = []
afterEach(() => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL')
})

/** Starts a server from a process of its own, which prints what it did and waits. */
async function inAnotherProcess(folder: string, then: string) {
  const from = (file: string) => JSON.stringify(new URL(`../../src/postgres/${file}`, import.meta.url).href)
  const script = `import { startServer } from ${from('server.ts')}
    import { findPrograms } from ${from('programs.ts')}
    const environment = process.env
    const { programs } = await findPrograms(${newestMajor}, { environment, needs: 'server' })
    const server = await startServer(programs, { folder: ${JSON.stringify(folder)}, environment })
    ${then}
    console.log(JSON.stringify({ pid: server.pid, connection: server.connection, folder: server.folder }))
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  parents.push(parent)
  const [output] = await once(parent.stdout, 'data')
  return { parent, server: JSON.parse(String(output)) }
}

test('goes with pgproof when that is killed, also while it works and is stopped', async () => {
  const folder = newFolder()
  const { parent, server } = await inAnotherProcess(folder, '')
  const session = await openSession(server.connection)
  const running = session.query('SELECT pg_sleep(60)')
  running.catch(() => {})
  process.kill(server.pid, 'SIGSTOP')
  parent.kill('SIGKILL')
  await expect(running).rejects.toThrow(/was lost/)
  await session.close()
  await eventually('the server is gone', () => livingMembers(server.pid).length === 0)
  await eventually('its folder is gone', () => !existsSync(folder))
}, 90_000)

test('one that is kept lives on until it is stopped', async () => {
  const folder = newFolder()
  const { parent, server } = await inAnotherProcess(folder, 'server.keep()')
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await ask(server.connection, 'SELECT 1')).toBe('1')
  await stopKeptServer({ folder: server.folder }, environment)
  expect(livingMembers(server.pid)).toEqual([])
  expect(existsSync(folder)).toBe(false)
  await stopKeptServer({ folder: server.folder }, environment)
}, 90_000)
