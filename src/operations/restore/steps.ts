import { messageOf } from '../../errors.ts'
import { putRecord } from '../../repository/records.ts'
import type { TakenStep } from '../results-restore.ts'
import type { PlannedRun } from './run.ts'

/** Body of a record of kind `step`: written before the step begins, so that `rollback` and `resume` know what was meant. */
export interface StepRecord {
  restore: string
  method: string
  step: string
  server: string
  database: string
  names: Record<string, string>
  /** What the step itself needs to be undone or finished. */
  facts?: unknown
}

/** Takes the steps of a plan in turn: a record first, then the work, timed. */
export class Steps {
  readonly taken: TakenStep[] = []
  /** Of the last record, in milliseconds. */
  #last = 0
  readonly #run: Omit<PlannedRun, 'steps'>
  readonly #announced = new Set<string>()

  constructor(run: Omit<PlannedRun, 'steps'>) {
    this.#run = run
  }

  /**
   * Writes the records of steps that are to follow each other without waiting for the storage; `take` then writes none for them.
   * Throws where one cannot be written.
   */
  async announce(ids: string[], facts?: unknown): Promise<void> {
    for (const id of ids) {
      await this.#record(id, facts)
      this.#announced.add(id)
    }
  }

  /** Throws what `work` throws, after noting it. `facts` goes into the record; no secrets. */
  async take<T>(id: string, work: () => Promise<T>, facts?: unknown): Promise<T> {
    if (!this.#announced.has(id)) await this.#record(id, facts)
    return await this.look(id, work)
  }

  /** The same without a record; `otherwise` is the title of a step that was not planned. */
  async look<T>(id: string, work: () => Promise<T>, otherwise = id): Promise<T> {
    const { plan, context } = this.#run
    const title = plan.steps.find((step) => step.id === id)?.title ?? otherwise
    context.progress({ kind: 'phase', title })
    const began = performance.now()
    const step: TakenStep = { id, title, ok: false, started: context.now().toISOString(), seconds: 0 }
    this.taken.push(step)
    try {
      const result = await work()
      step.ok = true
      return result
    } catch (error) {
      step.found = messageOf(error)
      throw error
    } finally {
      step.seconds = (performance.now() - began) / 1000
    }
  }

  /** Says of the step under way what was found. */
  note(found: string): void {
    const step = this.taken.at(-1)
    if (step) step.found = found
  }

  async #record(step: string, facts: unknown): Promise<void> {
    const { id, plan, store, chosen, context } = this.#run
    const body: StepRecord = {
      restore: id,
      method: plan.method,
      step,
      server: plan.server,
      database: plan.database,
      names: plan.names,
      ...(facts !== undefined && { facts }),
    }
    const { name, id: backup, digest } = chosen.backup
    // Records are read in the order of their times, and two may be written within a millisecond.
    this.#last = Math.max(context.now().getTime(), this.#last + 1)
    const record = {
      kind: 'step',
      time: new Date(this.#last).toISOString(),
      ok: true,
      by: context.by,
      manifest: digest,
      body,
    } as const
    await putRecord(store, { name, id: backup }, record)
  }
}
