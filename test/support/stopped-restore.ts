import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { RestoreRequest } from '../../src/operations/restore/request.ts'
import { surroundings } from './surroundings.ts'

/** What the process does: a restore that stops itself in the instant when a step is about to begin, and goes on with SIGCONT. */
const SCRIPT = `
  const { restore } = await import(${JSON.stringify(resolve('src/operations/restore/restore.ts'))})
  const { request, phase, folder } = JSON.parse(process.env.TEST_RESTORE)
  const { writeSync } = await import('node:fs')
  const context = {
    progress: (event) => {
      if (event.kind !== 'phase' || !new RegExp(phase).test(event.title)) return
      writeSync(1, 'stopping')
      process.kill(process.pid, 'SIGSTOP')
    },
    signal: new AbortController().signal,
    by: { who: 'tester', host: 'here', pgproof: '0.0.0' },
    environment: { PATH: process.env.PATH },
    now: () => new Date(),
    temporary: folder,
  }
  process.exitCode = (await restore(request, context)).code`

/** A restore in a process of its own that stands still where a phase begins. */
export interface StoppedRestore {
  /** Lets it go on; returns its exit status. */
  goOn(): Promise<number | null>
  kill(): Promise<void>
}

export async function stoppedAt(phase: string, request: RestoreRequest, folder: string): Promise<StoppedRestore> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', SCRIPT],
    {
      env: { ...surroundings(), TEST_RESTORE: JSON.stringify({ request, phase, folder }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const closed = once(child, 'close')
  await Promise.race([once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data'), closed])
  if (child.exitCode !== null) throw new Error(`the restore ended with ${child.exitCode} before ${phase}`)
  return {
    goOn: async () => {
      child.kill('SIGCONT')
      await closed
      return child.exitCode
    },
    kill: async () => {
      child.kill('SIGKILL')
      await closed
    },
  }
}
