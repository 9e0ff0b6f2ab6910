import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { actionDeclarations } from '../../src/inputs/verbs.ts'

/** A repository that uses pgproof: an example as its only workflow, and this repository's actions beside it. */
export interface Caller {
  folder: string
  /** Writes the example into it, changed by `edit` where the test's servers are elsewhere. */
  install(example: string, edit?: (workflow: string) => string): void
  /** Runs it as an own runner would, on this machine. */
  run(settings: Settings): Promise<Run>
  remove(): void
}

export interface Settings {
  secrets: Record<string, string>
  variables: Record<string, string>
  /** What was typed into the form of `workflow_dispatch`. */
  inputs?: Record<string, string>
  /** What GitHub sets and act does not, or otherwise. */
  environment?: Record<string, string>
}

export interface Run {
  status: number | null
  /** What act said; summaries and outputs are among it, secrets are not, unless something told them. */
  log: string
}

/** The parts of this repository that a runner would fetch for `uses: pgproof/pgproof/…@v1`. */
const parts = ['action.yml', 'dist', 'package.json', ...actionDeclarations.map(({ verb }) => verb)]

export function makeCaller(): Caller {
  const base = mkdtempSync(join(tmpdir(), 'pgproof-act-'))
  const folder = join(base, 'repository')
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  for (const part of parts) cpSync(part, join(folder, part), { recursive: true })
  rewrite(join(folder, 'action.yml'), (action) => action.replaceAll('uses: $/', 'uses: ./'))
  return {
    folder,
    install: (example, edit = (workflow) => workflow) => {
      const workflows = join(folder, '.github/workflows')
      for (const name of readdirSync(workflows)) rmSync(join(workflows, name))
      const workflow = readFileSync(join('examples', `${example}.yml`), 'utf8')
      writeFileSync(join(workflows, `${example}.yml`), edit(withLocalActions(workflow)))
      commit(folder)
    },
    run: async ({ secrets, variables, inputs = {}, environment = {} }) => {
      const file = (name: string, settings: Record<string, string>) => {
        writeFileSync(join(base, name), settingsFile(settings), { mode: 0o600 })
        return join(base, name)
      }
      const files = [
        ...['--secret-file', file('secrets', secrets), '--var-file', file('variables', variables)],
        ...['--env-file', file('environment', environment)],
        ...Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
      ]
      return await act(base, folder, files)
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  }
}

/** `pgproof/pgproof/backup@v1` is `./backup` here. */
const withLocalActions = (workflow: string) =>
  workflow.replace(/uses: pgproof\/pgproof(\/[a-z-]+)?@\S+/g, (_, action = '/') => `uses: .${action}`)

const rewrite = (path: string, edit: (text: string) => string) => writeFileSync(path, edit(readFileSync(path, 'utf8')))

/** Several lines stand between quotes, which act takes off again. */
const settingsFile = (settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value.includes('\n') ? JSON.stringify(value) : value}\n`)
    .join('')

function commit(folder: string): void {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '--all', '--force')
  git('-c', 'user.name=tester', '-c', 'user.email=tester@example.com', 'commit', '--quiet', '--message', 'Example')
}

/** `-self-hosted` runs the job on this machine, with the `node` on PATH and without `services`. https://nektosact.com/usage/runners.html */
async function act(base: string, folder: string, files: string[]): Promise<Run> {
  const args = ['workflow_dispatch', '--platform', 'ubuntu-24.04=-self-hosted', '--pull=false', ...files]
  const { PATH = '' } = process.env
  const node = resolve('node_modules/.bin')
  const home = { HOME: base, XDG_CACHE_HOME: join(base, 'cache'), XDG_CONFIG_HOME: join(base, 'config') }
  const child = spawn('act', args, {
    cwd: folder,
    env: { PATH: `${node}:${PATH}`, ...home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { status: child.exitCode, log: stdout + stderr }
}
