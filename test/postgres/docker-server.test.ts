import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { startDockerServer } from '../../src/postgres/docker-server.ts'
import { stopKeptServer } from '../../src/postgres/kept-server.ts'
import { openSession } from '../../src/postgres/session.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { eventually } from '../support/processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
const log = join(folder, 'log')
const environment = { PATH: `${folder}:/usr/bin:/bin` }
let server: TestServer

beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
}, 60_000)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A stand-in for the container engine at the edge: what it "runs" is the real server beside it, whose password it sets to what was asked for. */
beforeEach(() => {
  rmSync(log, { force: true })
  const { command } = server.programs.command('psql')
  const socket = `host=${server.socketFolder} port=${server.connection.parameters.port} user=postgres dbname=postgres`
  writeFileSync(
    join(folder, 'docker'),
    `#!/bin/sh
echo "$*" >>${log}
case "$1 $2" in
  "image inspect") exit 1 ;;
  "pull --quiet") [ "$3" = postgres:17 ] || { echo "manifest unknown" >&2; exit 1; } ;;
  "run "*)
    echo "password $POSTGRES_PASSWORD" >>${log}
    ${command} -Xqc "ALTER ROLE postgres PASSWORD '$POSTGRES_PASSWORD'" "${socket}"
    touch ${folder}/up; exec sleep 60 ;;
  "port "*) [ -e ${folder}/up ] && echo "127.0.0.1:${server.connection.parameters.port}" ;;
esac
exit 0
`,
  )
  chmodSync(join(folder, 'docker'), 0o755)
})

const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')

test('a server from an image answers over TCP, with a password that is in no argument', async () => {
  const started = await startDockerServer('postgres:17', { environment, settings: { work_mem: '7MB' } })
  const session = await openSession(started.connection)
  expect(await session.query('SELECT 1 AS a')).toEqual([{ a: 1 }])
  await session.close()
  const run =
    said()
      .split('\n')
      .find((line) => line.startsWith('run ')) ?? ''
  expect(run).toMatch(
    /--publish 127\.0\.0\.1::5432 .*--env POSTGRES_PASSWORD postgres:17 .*-c fsync=off .*-c work_mem=7MB/,
  )
  const password = /^password (\w+)$/m.exec(said())?.[1] ?? ''
  expect(password).toHaveLength(32)
  expect(run).not.toContain(password)
  await started.stop()
  expect(said()).toContain(`rm --force --volumes ${started.container}`)
}, 60_000)

test('an image that cannot be had is named', async () => {
  await expect(startDockerServer('postgres:nope', { environment })).rejects.toThrow(
    /the image postgres:nope cannot be had: manifest unknown/,
  )
})

test('one that was kept is removed by its name', async () => {
  await stopKeptServer({ folder: '', container: 'pgproof-kept' }, environment)
  await eventually('it is removed', () => said().includes('rm --force --volumes pgproof-kept'))
})
