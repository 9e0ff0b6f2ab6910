import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Declaration, hasFileForm, variable } from '../../src/inputs/declare.ts'
import type { Stage } from './canary-stage.ts'
import { watchTemporary } from './canary-temporary.ts'

export interface Start {
  as: 'command' | 'action'
  declaration: Declaration
  /** By input name; secrets go the ways that are for them. */
  inputs: Record<string, string>
  environment: Record<string, string>
  /** A folder with the sources; the project's own unless given. */
  sources?: string
  /** Sent when the run has a folder of temporary files, and in it `when`, if that is given. */
  kill?: { signal: NodeJS.Signals; when?: RegExp }
  /** Further words of the command line. */
  words?: string[]
}

export interface Ran {
  code: number | null
  signal: NodeJS.Signals | null
  /** The arguments of the process, as /proc has them. */
  arguments: string
  /** What an action asked the runner to mask. */
  masks: string[]
  /** Everything that others may read of the run, by what it is. */
  said: Record<string, string>
  /** What is wrong with modes and contents of temporary files. */
  temporary: string[]
  /** RUNNER_TEMP and TMPDIR of the run. */
  folder: string
}

/** What a user may switch on to see more. Node's own words about sockets and requests are left out: they show what goes over the wire, as they are to. */
const DEBUGGING = {
  RUNNER_DEBUG: '1',
  ACTIONS_STEP_DEBUG: 'true',
  ACTIONS_RUNNER_DEBUG: 'true',
  DEBUG: '*',
}

/** Shows every environment that a child is given; one of a hook holds what its owner passes on. */
const SHOW_CHILDREN = { NODE_DEBUG: 'child_process,worker' }

const FILES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE', 'GITHUB_ENV'] as const

/** Runs a verb in a process of its own and gathers all that it says. */
export async function run(stage: Stage, start: Start): Promise<Ran> {
  const folder = mkdtempSync(join(stage.folder, 'run-'))
  for (const name of ['work', 'secrets', 'runner']) mkdirSync(join(folder, name), { mode: 0o700 })
  const temporary = mkdtempSync(`${stage.temporary}/`)
  const files = Object.fromEntries(FILES.map((name) => [name, join(folder, 'runner', name)]))
  for (const file of Object.values(files)) writeFileSync(file, '')
  const { args, environment } = start.as === 'command' ? commandLine(start, folder) : action(start, files)
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env
  const debugging = 'hooks' in start.declaration.inputs ? DEBUGGING : { ...DEBUGGING, ...SHOW_CHILDREN }
  const env = {
    PATH,
    HOME,
    NODE_COMPILE_CACHE,
    TMPDIR: temporary,
    RUNNER_TEMP: temporary,
    ...debugging,
    ...environment,
    ...start.environment,
  }
  const words = [...nodeArguments(start), ...args]
  const child = spawn(process.execPath, words, { env, cwd: join(folder, 'work'), stdio: ['ignore', 'pipe', 'pipe'] })
  const watching = watchTemporary(temporary, stage.all, start.kill && { ...start.kill, pid: child.pid as number })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return {
    code: child.exitCode,
    signal: child.signalCode,
    arguments: [process.execPath, ...words, ''].join('\0'),
    masks: start.as === 'action' ? masksIn(stdout) : [],
    said: { stdout: unmasked(start, stdout), stderr, ...contents(files), ...reports(join(folder, 'work'), temporary) },
    temporary: watching.stop(),
    folder: temporary,
  }
}

function nodeArguments({ as, declaration, sources = resolve('.') }: Start): string[] {
  const main = JSON.stringify(join(sources, 'src/main.ts'))
  const script =
    as === 'command'
      ? `const { startCommand } = await import(${main}); await startCommand()`
      : `const { startAction } = await import(${main}); await startAction(${JSON.stringify(declaration.verb)})`
  return ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script, '--']
}

/** Flags, but for secrets: a key in a file, everything else in the environment. */
function commandLine({ declaration, inputs, words = [] }: Start, folder: string) {
  const args = ['pgproof', declaration.verb]
  const environment: Record<string, string> = {}
  for (const [name, value] of Object.entries(inputs)) {
    const input = declaration.inputs[name]
    if (input?.key && hasFileForm(input)) {
      const path = join(folder, 'secrets', name)
      writeFileSync(path, value, { mode: 0o600 })
      args.push(`--${name}-file=${path}`)
    } else if (input?.secret || input?.kind === 'yaml') environment[variable(name)] = value
    else args.push(`--${name}=${value}`)
  }
  return { args: [...args, ...words], environment }
}

function action({ inputs }: Start, files: Record<string, string>) {
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return { args: [], environment: { GITHUB_ACTIONS: 'true', ...files, ...Object.fromEntries(given) } }
}

/** As a runner reads them. */
const masksIn = (log: string): string[] =>
  [...log.matchAll(/^::add-mask::(.*)$/gm)].map(([, mask = '']) =>
    mask.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
  )

/** GitHub's own way to hear of a secret; it is no part of the log. */
const unmasked = ({ as }: Start, log: string) => (as === 'action' ? log.replace(/^::add-mask::.*$/gm, '') : log)

const contents = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, path]) => [name, readFileSync(path, 'utf8')]))

/** What was written where the user asked for it, and what an action leaves in RUNNER_TEMP. */
function reports(...folders: string[]): Record<string, string> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true }).map((entry) => ({ entry, folder })),
  )
  const files = paths.filter(({ entry }) => entry.isFile()).map(({ entry, folder }) => join(folder, entry.name))
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, 'utf8')]))
}
