import { setTimeout as sleep } from 'node:timers/promises'
import { type ExitCode, PgproofError } from '../../../errors.ts'
import type { Connection } from '../../../postgres/conninfo.ts'
import type { Context } from '../../context.ts'
import { runCommandHook } from './command.ts'
import { checkHooks } from './parse.ts'
import { commandEnvironment, redactorFor } from './references.ts'
import { runRequestHook } from './request.ts'

export { checkHooks, parseHooks } from './parse.ts'

export type HookStage = 'before-restore' | 'before-swap' | 'after-swap' | 'after-restore'

/** What a hook is told of the restore, in its environment. */
export interface HookFacts {
  /** Id of the restore. */
  restore: string
  method: string
  backup: { id: string; name: string }
  /** The database that is restored, by the name that it has for its users. */
  database: string
  /** `localhost:5432` */
  server: string
  /** What a hook may connect to, one host; its password is told only to hooks that ask for it. */
  connection: Connection
  /** The database that was live before, once it is kept under another name. */
  kept?: string
}

interface AnyHook {
  name: string
  /** How long one try may take. */
  timeoutMs: number
  /** How long it is tried again; 0 for never. */
  retryForMs: number
}

export interface CommandHook extends AnyHook {
  kind: 'command'
  /** A text for /bin/sh, or a program and its words. */
  run: string | string[]
  env: Record<string, string>
  /** Names of variables of pgproof's own environment. */
  pass: string[]
}

/** Both included. */
export interface StatusRange {
  from: number
  to: number
}

/** Address, headers and body may refer to variables of pgproof's environment as `${NAME}`. */
export interface RequestHook extends AnyHook {
  kind: 'request'
  url: string
  method: string
  expect: StatusRange[]
  headers: Record<string, string>
  body?: string
}

export type Hook = CommandHook | RequestHook

/** The hooks of each stage, in the order in which they run. */
export type Hooks = Record<HookStage, Hook[]>

/** A hook that was run. */
export interface TakenHook {
  name: string
  ok: boolean
  seconds: number
  /** What went wrong. */
  found?: string
}

/** A hook failed: exit 3 before anything was changed, exit 1 after a swap or restore (what runs there is a check). Hooks after it were not run. */
export class HookFailed extends PgproofError {
  readonly stage: HookStage
  /** All that were run at this stage, the failed one last. */
  readonly taken: TakenHook[]

  constructor(stage: HookStage, taken: TakenHook[], reason: string, hint: string) {
    const code: ExitCode = stage.startsWith('before-') ? 3 : 1
    super(code, reason, hint)
    this.name = 'HookFailed'
    this.stage = stage
    this.taken = taken
  }
}

/**
 * Runs the hooks of a stage one after another, and stops at the first that fails, with HookFailed.
 * Throws `signal.reason` when the run is ended meanwhile: the hook under way is stopped.
 */
export async function runHooks(
  stage: HookStage,
  hooks: Hooks,
  facts: HookFacts,
  context: Context,
): Promise<TakenHook[]> {
  checkHooks(hooks, context.environment)
  const taken: TakenHook[] = []
  for (const hook of hooks[stage]) {
    const done = await runHook(hook, stage, facts, context)
    taken.push(done)
    if (done.ok) continue
    const reason = `the hook "${hook.name}" at ${stage} ${done.found}`
    throw new HookFailed(stage, taken, reason, 'what it wrote is in the log above; correct the cause, or the hook')
  }
  return taken
}

const RETRY_EVERY_MS = 1000

async function runHook(hook: Hook, stage: HookStage, facts: HookFacts, context: Context): Promise<TakenHook> {
  const { signal, progress } = context
  const redact = redactorFor(hook, facts, context)
  const name = redact(hook.name)
  progress({ kind: 'note', text: `hook ${name}` })
  const began = performance.now()
  let before: string | undefined
  for (;;) {
    const output = outputOf((line) => progress({ kind: 'note', text: `  ${redact(line).slice(0, LONGEST_NOTE)}` }))
    const missed = await tryOnce(hook, stage, facts, context, output.show)
    output.end()
    signal.throwIfAborted()
    const elapsed = performance.now() - began
    const seconds = elapsed / 1000
    if (missed === undefined) return { name, ok: true, seconds }
    const found = redact(missed)
    if (elapsed + RETRY_EVERY_MS > hook.retryForMs) return { name, ok: false, seconds, found }
    if (found !== before) progress({ kind: 'note', text: `hook ${name} ${found}, trying again` })
    before = found
    await sleep(RETRY_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

async function tryOnce(
  hook: Hook,
  stage: HookStage,
  facts: HookFacts,
  context: Context,
  show: (line: string) => void,
): Promise<string | undefined> {
  const { environment: outside, signal } = context
  if (hook.kind === 'request') return await runRequestHook(hook, context)
  const environment = commandEnvironment(hook, stage, facts, outside)
  return await runCommandHook(hook, { environment, signal, show })
}

const LONGEST_NOTE = 500

/** Lines that are shown of a hook's beginning and of its end. */
const FIRST_LINES = 100
const LAST_LINES = 20

/** Shows the beginning of a long output at once and its end when it is there; what stands between is only counted. */
function outputOf(show: (line: string) => void): { show(line: string): void; end(): void } {
  let count = 0
  const last: string[] = []
  return {
    show(line) {
      if (++count <= FIRST_LINES) return show(line)
      last.push(line)
      if (last.length > LAST_LINES) last.shift()
    },
    end() {
      const left = count - FIRST_LINES - last.length
      if (left > 0) show(`… ${left} lines …`)
      for (const line of last) show(line)
    },
  }
}
