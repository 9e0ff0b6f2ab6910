import { messageOf, type PgproofError } from '../../errors.ts'
import { describeConnection } from '../../postgres/conninfo.ts'
import { recordBody } from '../../repository/record-body.ts'
import { putRecord, type RecordKind } from '../../repository/records.ts'
import { referenceOf } from '../chosen.ts'
import { type Outcome, success, type Unchecked } from '../results.ts'
import type { RestoreResult } from '../results-restore.ts'
import type { Confirmation } from './confirm.ts'
import type { Acted, PlannedRun, RestoreRun } from './run.ts'

/** How far a run has come: what a failure is told with. */
export interface Progressed {
  run: PlannedRun
  confirmed?: Confirmation
  /** The method or a hook before it was begun. */
  acting?: true
  acted?: Acted
}

/** Of a run that was to stop before the writing. */
export async function stoppedResult(progressed: Progressed, mode: 'plan' | 'dry-run'): Promise<RestoreResult> {
  return describe(progressed, success, mode)
}

export async function restoredResult(progressed: Progressed): Promise<RestoreResult> {
  return await recorded(progressed, success)
}

/** A failure with everything that was done until then; refusals and broken restores leave a record. */
export async function failedResult(progressed: Progressed, failure: PgproofError): Promise<RestoreResult> {
  const { code, reason, hint } = failure
  if (code === 0) throw failure
  return await recorded(progressed, { ok: false, code, reason, hint })
}

async function recorded(progressed: Progressed, outcome: Outcome): Promise<RestoreResult> {
  const { run } = progressed
  const mode = run.request.dryRun ? 'dry-run' : 'restore'
  const kind = !outcome.ok && outcome.code === 4 ? 'refused' : progressed.acting ? 'restored' : undefined
  const result = describe(progressed, outcome, mode)
  if (kind === undefined) return result
  const { warnings: _, plan, proof, changes, notChecked, steps, ...rest } = result
  const { reason, hint, ...open } = { reason: undefined, hint: undefined, ...rest }
  const record = await putOutcome(
    run,
    kind,
    outcome.ok,
    { ...open, plan: plan && { digest: plan.digest, method: plan.method }, tables: proof?.tables.length },
    { ...(reason !== undefined && { reason, hint }), plan, changes, notChecked, steps },
  )
  return { ...result, ...(record !== undefined && { record }) }
}

/**
 * Writes what was done beside the backup, outside the database that was replaced; a record that cannot be written is a warning.
 * `contents` may name what is in the database, `open` does not.
 */
export async function putOutcome(
  run: Pick<RestoreRun, 'chosen' | 'store' | 'context' | 'warnings'>,
  kind: RecordKind,
  ok: boolean,
  open: object,
  contents: object = {},
): Promise<string | undefined> {
  const { chosen, store, context } = run
  const { name, id, digest } = chosen.backup
  const put = async () => {
    const body = await recordBody(chosen.reader, open, contents)
    const record = { kind, time: context.now().toISOString(), ok, by: context.by, manifest: digest, body }
    return await putRecord(store, { name, id }, record)
  }
  return await put().catch((error: unknown) => {
    run.warnings.push(`no record was written: ${messageOf(error)}`)
    return undefined
  })
}

function describe(
  { run, confirmed, acted: all }: Progressed,
  outcome: Outcome,
  mode: RestoreResult['mode'],
): RestoreResult {
  const { context, destination, chosen, store, plan, steps } = run
  const { who, host, run: workflow } = context.by
  const { manifest } = chosen.backup
  const acted = all ?? run.done
  return {
    ...outcome,
    verb: 'restore',
    seconds: (context.now().getTime() - run.started.getTime()) / 1000,
    warnings: run.warnings,
    restore: run.id,
    mode,
    by: { who, host, ...(workflow !== undefined && { run: workflow }) },
    backup: { ...referenceOf(store, chosen.backup), created: manifest.created, database: manifest.source.database },
    target: {
      address: describeConnection(destination.connection),
      serverVersion: destination.facts.version,
      database: destination.database,
      ...(destination.source !== undefined && { source: destination.source }),
    },
    plan,
    ...(confirmed && { confirmed }),
    steps: steps.taken,
    ...(acted?.changes && { changes: acted.changes }),
    ...(acted?.proof && { proof: acted.proof }),
    notChecked: [...(acted?.notChecked ?? []), ...notRestored(run)],
    ...(acted?.safety && { safety: acted.safety }),
    ...(acted?.kept && { kept: acted.kept }),
    ...(acted?.downtimeSeconds !== undefined && { downtimeSeconds: acted.downtimeSeconds }),
  }
}

function notRestored({ chosen }: RestoreRun): Unchecked[] {
  const { facts, notContained } = chosen.inventory
  const subscriptions = facts.subscriptions.map(({ name }) => ({
    what: `subscription ${name}`,
    why: 'it would begin to take rows from its publisher at once, so it is not restored: make it by hand',
  }))
  const absent = notContained.map(({ what }) => what)
  const dumped = absent.length === 0 ? [] : [{ what: absent.join('; '), why: 'the backup does not contain it' }]
  return [...subscriptions, ...dumped]
}
