import { chooseAndRead } from '../../src/operations/chosen.ts'
import type { Context } from '../../src/operations/context.ts'
import { openStorage } from '../../src/operations/repository.ts'
import { openDestination } from '../../src/operations/restore/destination.ts'
import { inPlace } from '../../src/operations/restore/in-place/in-place.ts'
import { selectPart } from '../../src/operations/restore/part.ts'
import type { RestoreRequest } from '../../src/operations/restore/request.ts'
import type { Acted, PlannedRun, RestoreRun } from '../../src/operations/restore/run.ts'
import { Steps } from '../../src/operations/restore/steps.ts'
import type { PlanNote, RestorePlan, TakenStep } from '../../src/operations/results-restore.ts'
import { runChild } from '../../src/postgres/child.ts'
import { type Connection, libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { newBackupId } from '../../src/repository/layout.ts'
import type { Workplace } from './loop.ts'
import { addressOf, type TestServer } from './postgres.ts'
import { restoreRequest } from './restore-request.ts'

export interface InPlace {
  plan: RestorePlan
  notes: PlanNote[]
  acted: Acted
  steps: TakenStep[]
  warnings: string[]
}

export interface InPlaceOptions {
  request?: Partial<RestoreRequest>
  rehearse?: boolean
  context?: Partial<Context>
  /** Called when a step begins, with its id. */
  onStep?: (id: string) => unknown
}

/** The steps of a restore in place, without the confirmation: plan, rehearse where it is asked for, act. */
export async function restoreInPlace(
  place: Workplace,
  target: Connection,
  options: InPlaceOptions = {},
): Promise<InPlace> {
  return await withPlan(place, target, options, async (run) => {
    const rehearsed = options.rehearse ? await (inPlace.rehearse as NonNullable<typeof inPlace.rehearse>)(run) : []
    const acted = await inPlace.act(run, { by: 'input' })
    const { plan, steps, warnings } = run
    return { plan, notes: [...plan.notes, ...rehearsed], acted, steps: steps.taken, warnings }
  })
}

/** The plan alone. */
export async function planInPlace(
  place: Workplace,
  target: Connection,
  options: InPlaceOptions = {},
): Promise<RestorePlan> {
  return await withPlan(place, target, options, async ({ plan }) => plan)
}

async function withPlan<T>(
  place: Workplace,
  target: Connection,
  options: InPlaceOptions,
  work: (run: PlannedRun) => Promise<T>,
): Promise<T> {
  const context = await place.context(options.context)
  const request = restoreRequest(place.storage, addressOf(target), {
    method: 'in-place',
    targetDatabase: target.parameters.dbname,
    ...options.request,
  })
  const store = await openStorage(request, context, context.signal)
  const whole = await chooseAndRead(store, request, context, context.signal)
  const destination = await openDestination(request, whole.backup.manifest, context)
  try {
    const { chosen } = await selectPart(whole, request, { programs: destination.programs, context })
    const started = context.now()
    const base = {
      id: newBackupId(started),
      started,
      request,
      context,
      signal: context.signal,
      store,
      chosen,
      destination,
    }
    const run = { ...base, warnings: [], hooks: {} } as unknown as RestoreRun
    const made = await inPlace.plan(run)
    const { server, database } = destination
    const plan = { ...made, digest: '', method: 'in-place', backup: chosen.backup.id, server, database } as const
    return await work({ ...run, plan, steps: new NoticedSteps({ ...run, plan }, options.onStep) })
  } finally {
    await destination.close()
    store.close()
  }
}

class NoticedSteps extends Steps {
  readonly #notice: (id: string) => unknown

  constructor(run: Omit<PlannedRun, 'steps'>, notice: (id: string) => unknown = () => {}) {
    super(run)
    this.#notice = notice
  }

  override async look<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.#notice(id)
    return await super.look(id, work)
  }
}

/** Everything in a database as pg_dump prints it, for comparing before and after. */
export async function dumpText(server: TestServer, connection: Connection): Promise<string> {
  const { command, args } = server.programs.command('pg_dump')
  const { stdout, end } = await runChild(command, [...args, '--no-sync'], {
    environment: libpqEnvironment(connection, {}),
  })
  if (end.code !== 0) throw new Error(`pg_dump failed: ${end.stderr}`)
  return stdout.toString('latin1').replace(/^\\(un)?restrict .*$/gm, '')
}
