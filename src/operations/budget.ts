import { environmentError } from '../errors.ts'

/** `signal`, or the end of the time budget in milliseconds, whichever comes first; the reason is the error to throw. */
export function withBudget(signal: AbortSignal, budgetMs: number | undefined): AbortSignal {
  if (budgetMs === undefined) return signal
  const budget = new AbortController()
  const timer = setTimeout(() => {
    budget.abort(
      environmentError(
        `the time budget of ${Math.round(budgetMs / 1000)} s ended before the work was done`,
        'raise time-budget, or give the job more cores or a faster way to the storage; earlier backups are untouched',
      ),
    )
  }, budgetMs)
  timer.unref()
  return AbortSignal.any([signal, budget.signal])
}
