import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { surroundings } from '../support/surroundings.ts'

export interface Run {
  status: number | null
  stdout: string
  stderr: string
}

/** Starts dist/cli.js with nothing but our surroundings and what is given; `onStart` gets the process's number. */
export async function pgproof(
  args: string[],
  environment: Record<string, string> = {},
  options: Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'> & { onStart?: (pid: number) => void } = {},
): Promise<Run> {
  const env = { ...surroundings(), ...environment }
  const { onStart, ...started } = options
  const child = spawn(process.execPath, [resolve('dist/cli.js'), ...args], {
    env,
    ...started,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (child.pid) onStart?.(child.pid)
  const { stdout, stderr } = child as unknown as { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream }
  const [said, complained] = await Promise.all([text(stdout), text(stderr), once(child, 'close')])
  return { status: child.exitCode, stdout: said, stderr: complained }
}
