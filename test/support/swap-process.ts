import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { RestoreRequest } from '../../src/operations/restore/request.ts'
import { surroundings } from './surroundings.ts'

/** What the process does: a restore that ends itself, without any warning, in the instant when a step is about to begin. */
const SCRIPT = `
  const { restore } = await import(${JSON.stringify(resolve('src/operations/restore/restore.ts'))})
  const { request, phase, folder } = JSON.parse(process.env.TEST_SWAP)
  const context = {
    progress: (event) => {
      if (event.kind === 'phase' && new RegExp(phase).test(event.title)) process.kill(process.pid, 'SIGKILL')
    },
    signal: new AbortController().signal,
    by: { who: 'tester', host: 'here', pgproof: '0.0.0' },
    environment: { PATH: process.env.PATH },
    now: () => new Date(),
    temporary: folder,
  }
  await restore(request, context)`

/** Runs a restore in a process of its own that is killed when it says that a phase begins; returns the signal it ended by. */
export async function killedAt(phase: string, request: RestoreRequest, folder: string): Promise<string | null> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', SCRIPT],
    {
      env: { ...surroundings(), TEST_SWAP: JSON.stringify({ request, phase, folder }) },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  await once(child, 'close')
  return child.signalCode
}
