/** What an exit status means; the table in README.md ("Exit codes") is the user's copy. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 70 | 130 | 143

/**
 * A failure that the user can act on: one sentence that says what is wrong (`reason`), one that says what to do (`hint`).
 * Both are lower case at the start unless a name demands otherwise, without a full stop, and never hold a secret or a row's contents.
 */
export class PgproofError extends Error {
  readonly code: ExitCode
  readonly hint: string
  /** Key of the record that was written of this failure, where one was. */
  record?: string

  constructor(code: ExitCode, reason: string, hint: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'PgproofError'
    this.code = code
    this.hint = hint
  }

  get reason(): string {
    return this.message
  }
}

/** The answer is no: damaged, not equal, stale, an assertion failed (exit 1). */
export const negative = (reason: string, hint: string, cause?: unknown) => new PgproofError(1, reason, hint, { cause })

/** Wrong usage or configuration (exit 2). */
export const usageError = (reason: string, hint: string, cause?: unknown) =>
  new PgproofError(2, reason, hint, { cause })

/** The environment: database, storage, client, disk (exit 3). */
export const environmentError = (reason: string, hint: string, cause?: unknown) =>
  new PgproofError(3, reason, hint, { cause })

/** Refused for safety (exit 4). */
export const refusal = (reason: string, hint: string) => new PgproofError(4, reason, hint)

/** The key does not open this backup (exit 5). */
export const keyError = (reason: string, hint: string, cause?: unknown) => new PgproofError(5, reason, hint, { cause })

/** The message of anything that was thrown, on one line; never a whole error object, which may hold an environment. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\s*\n\s*/g, ' / ').trim() || 'unknown error'
}
