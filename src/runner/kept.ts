import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as core from '@actions/core'
import { messageOf } from '../errors.ts'
import type { Failure, Result } from '../operations/results.ts'
import type { KeptDatabase } from '../operations/results-restore-test.ts'
import { runChild } from '../postgres/child.ts'
import { parseConnection, withDatabase } from '../postgres/conninfo.ts'
import { quoteIdentifier } from '../postgres/identifier.ts'
import { openSession } from '../postgres/session.ts'

const state = 'kept'

/** Remembers for the end of the job what a restore-test kept until then. */
export function rememberKept(result: Result | Failure): void {
  if (result.verb === 'restore-test' && 'kept' in result && result.kept?.until === 'job') {
    core.saveState(state, JSON.stringify(result.kept))
  }
}

/** At the end of the job: drops what was kept. What cannot be dropped is warned about, for the job's answer stands already. */
export async function dropKept(): Promise<void> {
  const saved = core.getState(state)
  if (saved === '') return
  const kept: KeptDatabase = JSON.parse(saved)
  try {
    await drop(kept)
    core.info(`dropped the database ${kept.database}`)
  } catch (error) {
    core.warning(`the database ${kept.database} on ${kept.host} was not dropped: ${messageOf(error)}`)
  } finally {
    // The file lies in a folder of its own.
    rmSync(dirname(kept.urlFile), { recursive: true, force: true })
  }
}

async function drop({ database, roles, urlFile, server }: KeptDatabase): Promise<void> {
  if (server?.container) {
    const { end } = await runChild('docker', ['rm', '--force', server.container], {
      environment: { PATH: process.env.PATH ?? '' },
    })
    if (end.code !== 0) throw new Error(end.stderr.trim())
    return
  }
  if (server) {
    if (server.pid) await stop(server.pid)
    rmSync(server.folder, { recursive: true, force: true })
    return
  }
  const connection = withDatabase(parseConnection(readFileSync(urlFile, 'utf8'), {}), 'postgres')
  const session = await openSession(connection)
  try {
    await session.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(database)} WITH (FORCE)`)
    // One that another database came to need in the meantime stays for it.
    for (const role of roles) await session.query(`DROP ROLE IF EXISTS ${quoteIdentifier(role)}`).catch(() => {})
  } finally {
    await session.close()
  }
}

/** SIGQUIT is the immediate shutdown; nothing of the server is to be kept. */
async function stop(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 50 && alive(pid); attempt++) {
    if (attempt === 0) process.kill(pid, 'SIGQUIT')
    await sleep(100)
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
