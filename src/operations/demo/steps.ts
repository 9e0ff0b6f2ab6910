import type { Progress } from '../../progress.ts'
import type { DemoStep } from '../results.ts'

/** Runs the steps of a demo, says each one's finding when it ends, and remembers them for the result. */
export class DemoSteps {
  readonly steps: DemoStep[] = []
  readonly warnings: string[] = []
  readonly #progress: Progress

  constructor(progress: Progress) {
    this.#progress = progress
  }

  /** What an operation inside a step may say: how far it is, but not its own phases. */
  readonly inner: Progress = (event) => {
    if (event.kind === 'bytes' || event.kind === 'items') this.#progress(event)
    if (event.kind === 'warning') this.warn(event.text)
  }

  warn(text: string): void {
    if (!this.warnings.includes(text)) this.warnings.push(text)
  }

  /** A step whose work throws is not a step: the demo ends with that error. */
  async run<T>(title: string, work: () => Promise<{ ok: boolean; found: string; value: T }>): Promise<T> {
    this.#progress({ kind: 'phase', title })
    const started = performance.now()
    const { ok, found, value } = await work()
    this.steps.push({ title, ok, found, seconds: (performance.now() - started) / 1000 })
    this.#progress({ kind: 'note', text: `${ok ? '✓' : '✗'} ${found}` })
    return value
  }
}
