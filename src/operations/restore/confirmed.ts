import type { PlanNote } from '../results-restore.ts'
import type { Confirmation, ConfirmFacts } from './confirm.ts'
import { confirmRestore, productionReasons } from './confirm.ts'
import type { PlannedRun, RestoreRun } from './run.ts'

/** What is shown to the person who confirms. */
export function confirmFacts({ destination, chosen, plan, steps }: PlannedRun, changes: string[] = []): ConfirmFacts {
  const { id, name, manifest } = chosen.backup
  const notes = plan.notes.map(
    ({ severity, what, why }) => `${severity === 'warning' ? 'warning: ' : ''}${what}: ${why}`,
  )
  const ahead = plan.steps.filter((step) => step.writes && !steps.taken.some(({ id }) => id === step.id))
  return {
    database: destination.database,
    backup: { id, name, created: manifest.created },
    server: destination.server,
    ...(destination.source !== undefined && { isSource: destination.source }),
    changes: [...changes, ...ahead.map(({ title }) => title), ...notes],
  }
}

/** The first confirmation of a planned run. Throws exit 4 for everything but a clear yes. */
export async function confirmRun(run: PlannedRun): Promise<Confirmation> {
  return await confirmRestore(confirmFacts(run), run.request, run.context)
}

/** Said in the plan already, so that nobody learns it from a refusal. */
export async function productionNotes({ destination, chosen, request }: RestoreRun): Promise<PlanNote[]> {
  const { database, server, source } = destination
  const { id, name, manifest } = chosen.backup
  const facts = { database, server, backup: { id, name, created: manifest.created } }
  const reasons = await productionReasons(
    { ...facts, ...(source !== undefined && { isSource: source }) },
    request.protected,
  )
  if (reasons.length === 0) return []
  const why = `${reasons.join(', and ')}; needs allow-production`
  return [{ severity: 'warning', what: `${database} is production`, why }]
}
