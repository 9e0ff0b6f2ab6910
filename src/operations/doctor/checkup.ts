import { messageOf, PgproofError } from '../../errors.ts'
import type { DoctorLine } from '../results.ts'

/** What a question gives; its line has the question's name. */
export type Answer = Omit<DoctorLine, 'name'>

export const fine = (found: string): Answer => ({ state: 'fine', found })
export const warning = (found: string, hint: string): Answer => ({ state: 'warning', found, hint })
export const failure = (found: string, hint: string): Answer => ({ state: 'failure', found, hint })
export const notChecked = (found: string): Answer => ({ state: 'not checked', found })

/** Collects the answers of a doctor's run. A question that throws is a failure of its own line and of nothing else. */
export class Checkup {
  readonly lines: DoctorLine[] = []
  readonly #signal: AbortSignal

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  /** Asks one question. Returns whether it could be answered without a failure; throws only when the run is aborted. */
  async ask(name: string, question: () => Promise<Answer | readonly Answer[]> | Answer): Promise<boolean> {
    const answers = [await this.#answer(question)].flat()
    this.lines.push(...answers.map((answer) => ({ name, ...answer })))
    return answers.every((answer) => answer.state !== 'failure')
  }

  async #answer(question: () => Promise<Answer | readonly Answer[]> | Answer): Promise<Answer | readonly Answer[]> {
    this.#signal.throwIfAborted()
    try {
      return await question()
    } catch (error) {
      this.#signal.throwIfAborted()
      if (error instanceof PgproofError) return failure(error.reason, error.hint)
      return failure(messageOf(error), 'this was not foreseen: report it with this line')
    }
  }
}
