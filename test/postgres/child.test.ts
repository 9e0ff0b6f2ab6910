import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { runChild, startChild } from '../../src/postgres/child.ts'
import { libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { eventually, livingMembers, statOf } from '../support/processes.ts'

const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin' }
const shell = (script: string, options = {}) => startChild('sh', ['-c', script], { environment, ...options })

describe('a child', () => {
  test('ends with its own code, with what it said', async () => {
    const lines: string[] = []
    const child = shell('echo out; printf "one\\ntwo" >&2; exit 3', { onStderr: (line: string) => lines.push(line) })
    child.stdout.resume()
    expect(await child.done).toEqual({ code: 3, signal: null, stderr: 'one\ntwo\n' })
    expect(lines).toEqual(['one', 'two'])
  })

  test.each(['SIGKILL', 'SIGSEGV', 'SIGTERM'])('killed by %s is told as that signal', async (signal) => {
    const end = await shell(`kill -${signal.slice(3)} $$; exit 0`).done
    expect(end).toMatchObject({ code: null, signal })
  })

  test('ending with 137 is not taken for a kill', async () => {
    expect(await shell('exit 137').done).toMatchObject({ code: 137, signal: null })
  })

  test('that does not exist ends with 127', async () => {
    const end = await startChild('/nonexistent/pg_dump', [], { environment }).done
    expect(end).toMatchObject({ code: 127, signal: null })
    expect(end.stderr).toContain('pg_dump')
  })

  test('in a folder that does not exist ends with 127', async () => {
    expect(await startChild('true', [], { environment, cwd: '/nonexistent' }).done).toMatchObject({ code: 127 })
  })

  test('gets its arguments and its environment as they are, and nothing else', async () => {
    const args = ['-x', '', 'a b', "it's", 'line\nbreak', '$HOME', '`id`', '*', 'é☃']
    const { stdout } = await runChild('printf', ['%s|', ...args], { environment })
    expect(stdout.toString()).toBe(`${args.join('|')}|`)
    const variables = await runChild('env', [], { environment: { ...environment, PGPASSWORD: "p'\nw" } })
    expect(variables.stdout.toString().replace(/^PWD=.*\n/m, '')).toBe(`PATH=${environment.PATH}\nPGPASSWORD=p'\nw\n`)
  })

  test('reads its standard input, and may leave it unread', async () => {
    const { stdout } = await runChild('cat', [], { environment, stdin: Buffer.from('some rows') })
    expect(stdout.toString()).toBe('some rows')
    const { end } = await runChild('true', [], { environment, stdin: Buffer.alloc(4_000_000) })
    expect(end.code).toBe(0)
  })

  test('keeps the last 64 KiB of what it said', async () => {
    const { end } = await runChild('sh', ['-c', 'seq 1 100000 >&2'], { environment })
    expect(end.stderr.length).toBeLessThanOrEqual(64 * 1024)
    expect(end.stderr).toMatch(/\n100000\n$/)
  })

  test('holds no pipe of the supervisor', async () => {
    const { stdout } = await runChild('sh', ['-c', 'ls /proc/$$/fd'], { environment })
    expect(stdout.toString().split('\n')).not.toContain('3')
  })

  test('leads a session and a group of its own, so a Ctrl-C at the terminal does not reach it', async () => {
    const child = shell('sleep 30')
    const [, , group, session] = statOf(child.pid)
    expect([Number(group), Number(session)]).toEqual([child.pid, child.pid])
    await child.stop()
  })
})

describe('stopping', () => {
  test('ends the whole group, also while it is paused', async () => {
    const child = shell('sleep 30 & sleep 30 & echo ready; wait')
    await once(child.stdout, 'data')
    await eventually('two sleeps', () => livingMembers(child.pid).length === 3)
    child.pause()
    await eventually('all are stopped', () => livingMembers(child.pid).every((pid) => statOf(pid)[0] === 'T'))
    await child.stop()
    expect(await child.done).toMatchObject({ code: null, signal: 'SIGTERM' })
    await eventually('the group is gone', () => livingMembers(child.pid).length === 0)
  })

  test('kills what does not end on request', async () => {
    const child = shell("trap '' TERM; echo ready; while :; do sleep 0.1; done")
    await once(child.stdout, 'data')
    const start = Date.now()
    await child.stop()
    expect(await child.done).toMatchObject({ signal: 'SIGKILL' })
    expect(Date.now() - start).toBeLessThan(8000)
  }, 60_000)

  test('happens when the signal is aborted; an aborted one starts nothing', async () => {
    const aborter = new AbortController()
    const child = shell('sleep 30', { signal: aborter.signal })
    child.pause()
    aborter.abort(new Error('cancelled'))
    expect(await child.done).toMatchObject({ signal: 'SIGTERM' })
    expect(() => shell('true', { signal: aborter.signal })).toThrow('cancelled')
  })

  test('of a leader takes its workers with it', async () => {
    const child = shell('sleep 30 & echo started; exec sleep 0.1')
    await child.done
    await eventually('the worker is gone', () => livingMembers(child.pid).length === 0, 2)
  })

  test('an ended child does nothing', async () => {
    const child = shell('true')
    await child.done
    child.pause()
    child.resume()
    await child.stop()
  })
})

test('a paused child goes on where it was', async () => {
  const child = shell('for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.05; done')
  let seen = ''
  child.stdout.on('data', (piece) => {
    seen += piece
  })
  await once(child.stdout, 'data')
  child.pause()
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(seen).not.toContain('8')
  child.resume()
  expect(await child.done).toMatchObject({ code: 0 })
  expect(seen.split('\n')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', ''])
})

const parents: ChildProcess[] = []
afterEach(() => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL')
})

/** Starts pgproof's part in a process of its own, which prints the child's number and then waits. */
async function inAnotherProcess(body: string) {
  const source = new URL('../../src/postgres/child.ts', import.meta.url).href
  const script = `import { startChild } from ${JSON.stringify(source)}
    const environment = process.env
    ${body}
    console.log(child.pid)
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  parents.push(parent)
  const [output] = await once(parent.stdout, 'data')
  return { parent, group: Number(String(output)) }
}

describe('when pgproof is killed by SIGKILL', () => {
  test.each([
    ['running', ''],
    ['stopped', 'child.pause()'],
    ['deaf to SIGTERM and stopped', 'child.pause()', "trap '' TERM;"],
  ])(
    'a child that is %s goes with it',
    async (_, then, trap = '') => {
      const script = `${trap} sleep 60 & sleep 60 & while :; do sleep 1; done`
      const { parent, group } = await inAnotherProcess(
        `const child = startChild('sh', ['-c', ${JSON.stringify(script)}], { environment })
       await new Promise((resolve) => setTimeout(resolve, 300)); ${then}`,
      )
      expect(livingMembers(group).length).toBeGreaterThanOrEqual(3)
      parent.kill('SIGKILL')
      await eventually('the group is gone', () => livingMembers(group).length === 0)
    },
    90_000,
  )

  test('what the child leaves behind is removed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
    const { parent, group } = await inAnotherProcess(
      `const child = startChild('sleep', ['60'], { environment, afterwards: ['rm', '-rf', '--', ${JSON.stringify(folder)}] })`,
    )
    parent.kill('SIGKILL')
    await eventually('the group is gone', () => livingMembers(group).length === 0)
    await eventually(
      'the folder is gone',
      async () => (await runChild('test', ['-e', folder], { environment })).end.code === 1,
    )
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  test('a child that was released lives on', async () => {
    const { parent, group } = await inAnotherProcess(
      `const child = startChild('sleep', ['60'], { environment }); child.release()`,
    )
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(livingMembers(group)).toHaveLength(1)
    process.kill(group, 'SIGKILL')
  })
})

describe('a real pg_dump', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
    const rows = "CREATE TABLE big AS SELECT g, repeat('x', 1000) AS filling FROM generate_series(1, 100000) g"
    await server.createDatabase('shop', `${rows}; ${rows.replace('big', 'other')};`)
  }, 60_000)
  afterAll(() => server?.stop())

  test('that is stopped holds no snapshot once pgproof was killed', async () => {
    const shop = { parameters: { ...server.connection.parameters, dbname: 'shop' } }
    const folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
    const { command } = server.programs.command('pg_dump')
    const args = ['-Fd', '-Z0', '-j2', '-f', join(folder, 'dump')]
    const { parent, group } = await inAnotherProcess(
      `const child = startChild(${JSON.stringify(command)}, ${JSON.stringify(args)},
         { environment: ${JSON.stringify(libpqEnvironment(shop, {}))} })
       const { readdirSync } = await import('node:fs')
       const writing = () => { try { return readdirSync(${JSON.stringify(join(folder, 'dump'))}).some((name) => /^\\d+\\.dat$/.test(name)) } catch { return false } }
       while (!writing()) await new Promise((resolve) => setTimeout(resolve, 1))
       child.pause()`,
    )
    const sessions = async () =>
      (await server.query(server.connection, "SELECT 1 FROM pg_stat_activity WHERE datname = 'shop'")).length
    expect(livingMembers(group).length).toBeGreaterThan(1)
    expect(await sessions()).toBeGreaterThan(1)
    parent.kill('SIGKILL')
    await eventually('the group is gone', () => livingMembers(group).length === 0)
    await eventually('its sessions have ended', async () => (await sessions()) === 0)
    rmSync(folder, { recursive: true, force: true })
  }, 90_000)
})
