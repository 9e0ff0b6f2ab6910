import { type ExitCode, environmentError, PgproofError } from '../../errors.ts'
import type { Connection } from '../../postgres/conninfo.ts'
import type { Context } from '../context.ts'

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
  /** What a hook may connect to; its password is told only to hooks that ask for it. */
  connection: Connection
  /** The database that was live before, once it is kept under another name. */
  kept?: string
}

export interface Hook {
  name: string
}

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

/** A hook failed: exit 3 before anything was written, exit 1 after a swap or restore (what runs there is a check). Hooks after it were not run. */
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

/** Checks what YAML gave; nothing at all means no hooks. Anything wrong is exit 2 with its path. */
export function parseHooks(_yamlValue: unknown): Hooks {
  return { 'before-restore': [], 'before-swap': [], 'after-swap': [], 'after-restore': [] }
}

/** Throws exit 2 for a variable that a hook is to be given and that is not set: found before anything is done. */
export function checkHooks(_hooks: Hooks, _environment: Context['environment']): void {}

/** Runs the hooks of a stage one after another, and stops at the first that fails, with HookFailed. */
export async function runHooks(
  stage: HookStage,
  hooks: Hooks,
  _facts: HookFacts,
  _context: Context,
): Promise<TakenHook[]> {
  if (hooks[stage].length === 0) return []
  throw environmentError(`hooks at ${stage} cannot be run`, 'remove them')
}
