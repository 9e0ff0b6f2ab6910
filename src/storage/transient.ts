import { environmentError, PgproofError } from '../errors.ts'

/**
 * `busy`: the store asks to wait (503, 429). `broken`: a connection or an answer was cut. `unreachable`: no connection came about, which is as likely
 * a wrong address as a passing fault. `skewed`: our clock is off, and the SDK has corrected for it by now. `mangled`: other bytes arrived than were sent, at the store or here.
 */
export type TransientKind = 'busy' | 'broken' | 'unreachable' | 'skewed' | 'mangled'

/** A fault that may pass: the retry decorator tries again, and throws it as it stands when its time is up. */
export class TransientFailure extends PgproofError {
  readonly kind: TransientKind

  constructor(kind: TransientKind, reason: string, hint: string, cause?: unknown) {
    super(3, reason, hint, { cause })
    this.name = 'TransientFailure'
    this.kind = kind
  }

  /** The failure for the user, with how long it was tried. */
  givenUp(tries: number, seconds: number): PgproofError {
    if (tries <= 1) return environmentError(this.reason, this.hint, this.cause)
    return environmentError(`${this.reason} (tried ${tries} times in ${Math.round(seconds)} s)`, this.hint, this.cause)
  }
}
