import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../../../src/operations/context.ts'
import {
  type HookFacts,
  HookFailed,
  type HookStage,
  parseHooks,
  runHooks,
  type TakenHook,
} from '../../../../src/operations/restore/hooks/hooks.ts'
import { parseConnection } from '../../../../src/postgres/conninfo.ts'

/** A database's name and a password as nobody would have them, but somebody has. */
export const hostileName = `a "b"\n$(touch x) \${c} 'd'`
export const password = 'p@ss/canary word'

const facts = (): HookFacts => ({
  restore: '20261121T030000Z-abcdef',
  method: 'swap',
  backup: { id: '20261119T213000Z-7f3a9c', name: 'shop' },
  database: hostileName,
  server: 'localhost:5433',
  connection: parseConnection(
    `postgresql://ada:${encodeURIComponent(password)}@localhost:5433/${encodeURIComponent(hostileName)}?sslmode=disable`,
    { HOME: '/home/ada' },
  ),
  kept: 'shop_before',
})

type More = Partial<Omit<Context, 'environment'>> & { environment?: Record<string, string> }

/** Runs hooks with a folder of their own, and keeps what was said of them. */
export class HookRuns {
  readonly folder = mkdtempSync(join(tmpdir(), 'pgproof-hooks-'))
  readonly notes: string[] = []

  /** The lines that the hooks wrote. */
  get output(): string[] {
    return this.notes.filter((note) => note.startsWith('  '))
  }

  run(stage: HookStage, hooks: unknown, { environment, ...more }: More = {}): Promise<TakenHook[]> {
    const { PATH = '' } = process.env
    const context: Context = {
      progress: (event) => {
        if (event.kind === 'note') this.notes.push(event.text)
      },
      signal: new AbortController().signal,
      by: { who: 'ada', host: 'here', pgproof: '0' },
      now: () => new Date(),
      temporary: this.folder,
      environment: { PATH, HOME: '/home/ada', AWS_SECRET_ACCESS_KEY: 'canary', PGPASSWORD: 'canary', ...environment },
      ...more,
    }
    return runHooks(stage, parseHooks({ [stage]: hooks }), facts(), context)
  }

  async failure(stage: HookStage, hooks: unknown, more: More = {}): Promise<HookFailed> {
    const error = await this.run(stage, hooks, more).then(
      () => undefined,
      (error: unknown) => error,
    )
    if (!(error instanceof HookFailed)) throw new Error(`no HookFailed but ${error}`)
    return error
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
