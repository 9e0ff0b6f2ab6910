import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runChild } from './child.ts'
import { removalOf } from './docker-container.ts'
import { dockerEnvironment } from './docker-programs.ts'

/** What is remembered of a server that was kept (`ThrowawayServer.keep`). */
export interface KeptServer {
  folder: string
  container?: string
}

const limitSeconds = 10

/** Ends a kept server at once and removes its folder; one that has ended already is no error. */
export async function stopKeptServer(
  server: KeptServer,
  environment: Record<string, string | undefined>,
): Promise<void> {
  if (server.container !== undefined) {
    const [command = '', ...args] = removalOf(server.container)
    await runChild(command, args, { environment: dockerEnvironment(environment) })
  }
  if (server.folder === '') return
  const data = join(server.folder, 'data')
  const file = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  // Lines of postmaster.pid: process, data folder, start, port, first socket folder.
  const [pid, folder, , , sockets] = file.split('\n')
  if (folder === data) await end(Number(pid))
  if (folder === data && sockets?.startsWith('/tmp/pgproof-')) await rm(sockets, { recursive: true, force: true })
  await rm(server.folder, { recursive: true, force: true })
}

async function end(pid: number): Promise<void> {
  signal(pid, 'SIGQUIT')
  for (let waited = 0; waited < limitSeconds * 1000; waited += 50) {
    if (!signal(pid, 0)) return
    await sleep(50)
  }
  signal(pid, 'SIGKILL')
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
