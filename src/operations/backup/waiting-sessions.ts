import { DdlConflict, LockConflict } from '../../dump/explain.ts'
import type { Session } from '../../postgres/session.ts'

/** A look is one cheap query; DDL that gets in a dump's way may be there for a moment only. */
const LOOK_EVERY_MS = 250

const WAITING = `
  SELECT l.relation::regclass::text AS relation,
         format('%s, process %s', coalesce(nullif(a.application_name, ''), a.usename), a.pid) AS who
    FROM pg_locks l JOIN pg_stat_activity a USING (pid)
   WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND a.pid <> pg_backend_pid() AND l.relation >= 16384`

/** Remembers the sessions whose DDL waited for the locks of a dump: when the dump has failed its locks are gone, and so are the waiting. */
export class WaitingSessions {
  readonly #session: Session
  readonly #seen = new Map<string, string>()
  #timer: NodeJS.Timeout | undefined

  constructor(session: Session) {
    this.#session = session
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** Never throws: it only helps to explain. */
  async look(): Promise<void> {
    const rows = await this.#session.query<{ relation: string; who: string }>(WAITING).catch(() => [])
    for (const { relation, who } of rows) this.#seen.set(relation, who)
  }

  /** `orders: psql, process 4711; …`, or an empty text. */
  toString(): string {
    return [...this.#seen].map(([relation, who]) => `${relation}: ${who}`).join('; ')
  }
}

/** A lock's error with the sessions that held or wanted it. */
export function named<E>(error: E, waiting: WaitingSessions): E | LockConflict {
  if (!(error instanceof LockConflict) || `${waiting}` === '') return error
  const Kind = error instanceof DdlConflict ? DdlConflict : LockConflict
  return new Kind(error.code, `${error.reason} (${waiting})`, error.hint, { cause: error })
}
