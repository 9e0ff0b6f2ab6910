import { type HookStage, type Hooks, runHooks } from './hooks/hooks.ts'
import { lookAtStep, type RollbackRun } from './rollback-run.ts'

/** Runs the hooks of a stage around an exchange that brings a swap back or to its end. Throws HookFailed. */
export async function runStage(run: RollbackRun, hooks: Hooks, stage: HookStage, signal: AbortSignal): Promise<void> {
  if (hooks[stage].length === 0) return
  const { swapped, context, request, verb } = run
  const { database, server, connection, record, names } = swapped
  const restore = record?.restore ?? request.restore ?? ''
  const backup = record?.backup ?? { id: names.kept, name: database }
  const told = { restore, method: verb, backup, database, server, connection }
  await lookAtStep(run, stage, `Run the hooks ${stage}`, async () => {
    await runHooks(stage, hooks, told, { ...context, signal })
  })
}
