import type { GitHub } from '../github/github.ts'
import type { Progress } from '../progress.ts'

/** Who did it, for manifests and records; no secrets. */
export interface By {
  /** GitHub actor or operating system user. */
  who: string
  host: string
  /** `https://github.com/o/r/actions/runs/1/attempts/1` where there is one. */
  run?: string
  commit?: string
  /** In a pull request the one that it would merge; absent for a tag. */
  branch?: string
  pgproof: string
}

/** What every operation is given besides its request: the outside world, made once at the top. */
export interface Context {
  progress: Progress
  /** Aborted on SIGINT, SIGTERM and when the time budget ends; `signal.reason` is the PgproofError to throw. */
  signal: AbortSignal
  by: By
  /** The environment for libpq's PG* and the SDK's AWS_* variables; operations read it from here only. */
  environment: Record<string, string | undefined>
  now(): Date
  /** A folder for temporary files, private to this run (0700), removed by the caller at the end. */
  temporary: string
  /** A fresh OIDC token of the workflow, for `aws-role`; each is good for 5 minutes. */
  idToken?: () => Promise<string>
  /** Brings PostgreSQL programs of a major when none is found (in Actions: PGDG and the cache); undefined where there is no such way. */
  installPrograms?: (major: number) => Promise<string | undefined>
  /** The same for the server's programs, which a throw-away server needs. */
  installServer?: (major: number) => Promise<string | undefined>
  /** What GitHub knows of the repository and the run; undefined where no repository or no token is known. */
  github?: GitHub
  /**
   * Asks the person at the terminal and returns the line that was typed, without its end; the end of input is an empty one.
   * Undefined where nobody is there to answer. Throws `signal.reason` when the run is ended meanwhile.
   */
  ask?: (question: string) => Promise<string>
  /** Replaces the run's secrets in a text that others wrote; progress notes and records must not hold any. */
  redact?: (text: string) => string
}
