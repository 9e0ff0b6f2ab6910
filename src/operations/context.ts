import type { Progress } from '../progress.ts'

/** Who did it, for manifests and records; no secrets. */
export interface By {
  /** GitHub actor or operating system user. */
  who: string
  host: string
  /** `https://github.com/o/r/actions/runs/1/attempts/1` where there is one. */
  run?: string
  commit?: string
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
}
