import type { Repository } from '../../repository/repository.ts'
import type { Chosen } from '../chosen.ts'
import type { Context } from '../context.ts'
import type { BackupReference, Unchecked } from '../results.ts'
import type {
  KeptBefore,
  PlanNote,
  PlannedStep,
  RestoreMethodName,
  RestorePlan,
  RestoreProof,
  TableChange,
} from '../results-restore.ts'
import type { Confirmation } from './confirm.ts'
import type { Destination } from './destination.ts'
import type { HookFacts, Hooks } from './hooks/hooks.ts'
import type { RestoreRequest } from './request.ts'
import type { Steps } from './steps.ts'

/** One restore: what every step of it works with. Nothing in it writes by itself. */
export interface RestoreRun {
  /** Id of the restore; its start and six random hex digits. */
  id: string
  started: Date
  request: RestoreRequest
  context: Context
  signal: AbortSignal
  store: Repository
  /** What is restored: already without what was not asked for and what the server cannot have. */
  chosen: Chosen
  destination: Destination
  hooks: Hooks
  warnings: string[]
}

/** What a method has found out and means to do. */
export interface MethodPlan {
  steps: PlannedStep[]
  notes: PlanNote[]
  /** Names that it has chosen; in the plan's digest, the records and the report. */
  names: Record<string, string>
}

/** A run that was confirmed, with its plan. */
export interface PlannedRun extends RestoreRun {
  plan: RestorePlan
  /** Takes the steps of the plan: each is written to a record before it begins. */
  steps: Steps
  /** What the method has done so far: a failure is told with it. */
  done?: Partial<Acted>
}

/** What a method has done. */
export interface Acted {
  /** Absent where nothing could be compared. */
  proof?: RestoreProof
  /** Sentences, the most telling first: why the restored database does not equal the backup. Empty means equal. */
  differences: string[]
  notChecked: Unchecked[]
  changes?: TableChange[]
  safety?: BackupReference
  kept?: KeptBefore
  downtimeSeconds?: number
}

/**
 * A way to restore. `plan` only looks, and throws what makes it impossible or unsafe; `rehearse` runs before the confirmation and
 * writes nothing on the target's server; `act` takes the steps. What `act` throws has left the target as it was, or says in words what it left.
 */
export interface RestoreMethod {
  readonly name: RestoreMethodName
  plan(run: RestoreRun): Promise<MethodPlan>
  rehearse?(run: PlannedRun): Promise<PlanNote[]>
  /** Asks for the second confirmation itself, where it has one. */
  act(run: PlannedRun, confirmation: Confirmation): Promise<Acted>
}

/** What hooks are told; `kept` once the live database has another name. */
export function hookFacts(run: PlannedRun, kept?: string): HookFacts {
  const { id, plan, chosen, destination } = run
  return {
    restore: id,
    method: plan.method,
    backup: { id: chosen.backup.id, name: chosen.backup.name },
    database: destination.database,
    server: destination.server,
    connection: destination.connection,
    ...(kept !== undefined && { kept }),
  }
}
