import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Memory, PeakMemory } from './memory.ts'

export interface Measured {
  seconds: number
  /** User and system time of the command and everything it started, and of the server's ended sessions. */
  cpuSeconds: number
  serverCpuSeconds: number
  memory: Memory
  stdout: string
}

export interface Command {
  /** For bash; `pipefail` is set. */
  script: string
  environment: Record<string, string>
  /** The server whose work for the command is counted. */
  postmaster: number
}

const CLOCK_TICKS = 100

/** Runs a command to its end and measures it. Throws what it said where it failed. */
export async function measure({ script, environment, postmaster }: Command): Promise<Measured> {
  const before = serverSeconds(postmaster)
  const text = `set -o pipefail; TIMEFORMAT='bench-time %R %U %S'; time { ${script} ; }`
  const child = spawn('/bin/bash', ['-c', text], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  const pieces = { stdout: '', stderr: '' }
  child.stdout.on('data', (piece) => (pieces.stdout += piece))
  child.stderr.on('data', (piece) => (pieces.stderr += piece))
  const peak = new PeakMemory(child.pid as number)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const memory = peak.stop()
  const [, real, user, system] = /bench-time (\S+) (\S+) (\S+)/.exec(pieces.stderr) ?? []
  if (code !== 0 || real === undefined) throw new Error(`${script}\nended with ${code}: ${pieces.stderr.slice(-2000)}`)
  // A session's time is counted once the postmaster has collected it.
  await sleep(200)
  return {
    seconds: Number(real),
    cpuSeconds: Number(user) + Number(system),
    serverCpuSeconds: serverSeconds(postmaster) - before,
    memory,
    stdout: pieces.stdout,
  }
}

/** CPU time of a postmaster and the children that it has collected: utime, stime, cutime and cstime of proc(5). */
function serverSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / CLOCK_TICKS
}
