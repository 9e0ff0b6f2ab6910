import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { surroundings } from './surroundings.ts'

/** The command line as a process of its own, from the source. */
export interface PgproofProcess {
  child: ChildProcess
  pid: number
  ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>
}

/** Starts `pgproof <args>` in a folder, with what is given and nothing but our surroundings in its environment. */
export function startPgproof(args: string[], environment: Record<string, string> = {}, cwd?: string): PgproofProcess {
  const start = `const { startCommand } = await import(${JSON.stringify(resolve('src/main.ts'))}); await startCommand()`
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', start, '--']
  const child = spawn(process.execPath, [...flags, 'pgproof', ...args], {
    env: { ...surroundings(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  })
  const said = [child.stdout, child.stderr].map((stream) => text(stream as NodeJS.ReadableStream).catch(() => ''))
  const ended = Promise.all([...said, once(child, 'close')] as const).then(([stdout = '', stderr = '']) => {
    const { exitCode: code, signalCode: signal } = child
    return { code, signal, stdout: String(stdout), stderr: String(stderr) }
  })
  return { child, pid: child.pid as number, ended }
}
