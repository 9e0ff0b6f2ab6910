import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll } from '@jest/globals'
import { surroundings } from '../support/surroundings.ts'

/** What a step of a workflow left behind. */
export interface Step {
  status: number | null
  log: string
  outputs: Record<string, string>
  summary: string
  state: Record<string, string>
  /** RUNNER_TEMP */
  temporary: string
}

const steps = mkdtempSync(join(tmpdir(), 'pgproof-steps-'))
afterAll(() => rmSync(steps, { recursive: true }))

/** Starts dist/<entry>.js as a runner does: inputs in the environment, files for what it says. */
export const runStep = (
  entry: string,
  inputs: Record<string, string>,
  environment: Record<string, string> = {},
  onStart?: (pid: number) => void,
): Promise<Step> => runScript([join('dist', `${entry}.js`)], inputs, environment, onStart)

/** The same from the source. */
export async function runSource(
  entry: string,
  inputs: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<Step> {
  const start = `const { startAction } = await import(${JSON.stringify(resolve('src/main.ts'))}); await startAction('${entry}')`
  return await runScript(
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', start],
    inputs,
    environment,
  )
}

async function runScript(
  script: string[],
  inputs: Record<string, string>,
  environment: Record<string, string>,
  onStart?: (pid: number) => void,
): Promise<Step> {
  const folder = mkdtempSync(join(steps, 'step-'))
  const files = ['output', 'summary', 'state'].map((name) => join(folder, name))
  for (const file of files) writeFileSync(file, '')
  const [GITHUB_OUTPUT = '', GITHUB_STEP_SUMMARY = '', GITHUB_STATE = ''] = files
  const given = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
  const runner = { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, GITHUB_STATE, GITHUB_ACTIONS: 'true', RUNNER_TEMP: folder }
  const env = { ...surroundings(), ...runner, ...given, ...environment }
  const child = spawn(process.execPath, script, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  if (child.pid) onStart?.(child.pid)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return {
    status: child.exitCode,
    log: stdout + stderr,
    outputs: commandFile(GITHUB_OUTPUT),
    summary: readFileSync(GITHUB_STEP_SUMMARY, 'utf8'),
    state: commandFile(GITHUB_STATE),
    temporary: folder,
  }
}

/** `name<<mark`, lines, `mark`. */
function commandFile(path: string): Record<string, string> {
  const found = readFileSync(path, 'utf8').matchAll(/^(\S+)<<(ghadelimiter_\S+)\n([\s\S]*?)\n?^\2$/gm)
  return Object.fromEntries([...found].map(([, name = '', , value = '']) => [name, value.replace(/\n$/, '')]))
}
