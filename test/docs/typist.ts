import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { withDatabase } from '../../src/postgres/conninfo.ts'
import { startOf } from '../../src/repository/layout.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from '../support/loop.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { surroundings } from '../support/surroundings.ts'

/** Somebody who types the commands of a page, beside a database `shop` and one verified backup of it. */
export interface Typist {
  /** Where `shop` is. */
  live: TestServer
  /** Id of the backup. */
  id: string
  folder: string
  /**
   * Types commands as they stand, with the environment of the runbook, and the words to confirm with where a terminal would ask: they restore
   * `database` on `server`. Any failure fails the test.
   */
  type(commands: string, database?: string, server?: TestServer): Promise<string>
  /** The answer to a query for one value, as text. */
  ask(sql: string, database?: string, server?: TestServer): Promise<unknown>
  stop(): Promise<void>
}

export async function startTypist(type: string): Promise<Typist> {
  const [live, place] = await Promise.all([startTestServer(undefined, { tcp: true }), makeWorkplace()])
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-page-'))
  const stop = async () => {
    await Promise.all([live.stop(), place.remove()])
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await live.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8'))
    const request = backupRequest(live.url.replace(/\/postgres$/, '/shop'), place.storage, { type })
    const { id } = (await backup(request, await place.context())).backup
    await verify(verifyRequest(place.storage), await place.context())
    installNpx(folder)
    return typistOf({ live, place, id, folder, stop })
  } catch (error) {
    await stop()
    throw error
  }
}

type Made = Pick<Typist, 'live' | 'id' | 'folder' | 'stop'> & { place: Workplace }

function typistOf({ live, place, id, folder, stop }: Made): Typist {
  return {
    live,
    id,
    folder,
    type: async (commands, database = 'shop', server = live) => {
      const { host = '', port = '', user = '', password = '' } = server.connection.parameters
      const env = {
        ...surroundings(),
        ...{ PGHOST: host, PGPORT: port, PGUSER: user, PGPASSWORD: password },
        PATH: `${folder}/bin:/usr/lib/postgresql/${server.major}/bin:/usr/local/bin:/usr/bin:/bin`,
        PGPROOF_STORAGE: place.storage,
        PGPROOF_TARGET_URL: server.url.replace(/\/postgres$/, server === live ? '/shop' : '/postgres'),
        PGPROOF_CONFIRM: `${database} from ${id}`,
      }
      return await run(withMoment(commands, id), folder, env)
    },
    ask: async (sql, database = 'shop', server = live) => {
      const connection = withDatabase(server.connection, database)
      const [row] = await server.query<{ answer: unknown }>(connection, `SELECT (${sql})::text AS answer`)
      return row?.answer
    },
    stop,
  }
}

/** `npx pgproof …` is the command line from the source. */
export function installNpx(folder: string): void {
  const start = `const { startCommand } = await import(${JSON.stringify(resolve('src/main.ts'))}); await startCommand()`
  const words = [process.execPath, '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', start]
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/npx'), `#!/bin/sh\nexec ${quoted} -- "$@"\n`)
  chmodSync(join(folder, 'bin/npx'), 0o755)
}

/** The moment of the page is one just after the backup was made. */
function withMoment(commands: string, id: string): string {
  const moment = new Date(startOf(id).getTime() + 2000).toISOString().replace('.000', '')
  return commands.replaceAll(/before:2026-11-\d\dT\d\d:\d\dZ/g, `before:${moment}`)
}

export async function run(commands: string, cwd: string, env: Record<string, string>): Promise<string> {
  const child = spawn('sh', ['-eu', '-c', commands], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  expect([child.exitCode, complained.match(/^error: .*/m)?.[0]]).toEqual([0, undefined])
  return said
}
