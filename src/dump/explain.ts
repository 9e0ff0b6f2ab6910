import { environmentError, PgproofError } from '../errors.ts'
import type { ChildEnd } from '../postgres/child.ts'

const TAIL_LINES = 5
const MOST_LINE = 300

/** Another session's lock got in pg_dump's way. */
export class LockConflict extends PgproofError {}

/** Another session's DDL did, so one more try with a new snapshot makes sense. */
export class DdlConflict extends LockConflict {}

/** The server went away in the middle, so one more try makes sense when it is back. */
export class ServerLost extends PgproofError {}

interface Cause {
  pattern: RegExp
  kind?: typeof PgproofError
  reason(match: RegExpExecArray): string
  hint: string
}

/** Most telling first: pg_dump adds general lines after the one that matters. */
const CAUSES: Cause[] = [
  {
    pattern: /could not obtain lock on relation "?([^"\n]+)"?/,
    kind: DdlConflict,
    reason: (m) => `another session is changing ${m[1]}, so pg_dump could not read it`,
    hint: 'run the backup when no migration runs, or with jobs: 1, which waits for such a lock',
  },
  {
    // pg_dump waits for its locks under a statement_timeout of its own.
    pattern: /canceling statement due to (?:lock timeout|statement timeout\n[^\n]*LOCK TABLE)/,
    kind: LockConflict,
    reason: () => 'a table stayed locked by another session for longer than lock-timeout',
    hint: 'find the session that holds the lock in pg_stat_activity, or raise lock-timeout',
  },
  {
    pattern: /ERROR:\s+(relation|schema|type|cache lookup failed for|could not open relation)([^\n]*)/,
    kind: DdlConflict,
    reason: (m) => `an object was dropped while it was being dumped: ${m[1]}${m[2]}`,
    hint: 'run the backup again when no migration runs',
  },
  {
    pattern: /permission denied for (\w+ \S+)/,
    reason: (m) => `the role may not read ${m[1]}`,
    hint: 'grant it: docs/quick-start.md has the SQL of a role that may back up',
  },
  {
    pattern: /query would be affected by row-level security policy for table "([^"]+)"/,
    reason: (m) => `row-level security hides rows of ${m[1]} from this role`,
    hint: 'ALTER ROLE … BYPASSRLS for the role that backs up, or connect as the owner of the tables',
  },
  {
    pattern: /invalid snapshot identifier|could not import the requested snapshot|snapshot "[^"]*" does not exist/,
    reason: () => 'the session that held the snapshot was lost before pg_dump had taken it over',
    hint: 'look whether the server restarted or a proxy cut the connection, then run the backup again',
  },
  {
    pattern: /canceling statement due to conflict with recovery/,
    reason: () => 'the standby cancelled the dump because replay needed what it was reading',
    hint: 'raise max_standby_streaming_delay on the standby, set hot_standby_feedback = on, or back up the primary',
  },
  {
    pattern: /aborting because of server version mismatch/,
    reason: () => 'pg_dump is older than the server',
    hint: "install the client of the server's own major version",
  },
  {
    pattern: /No space left on device/,
    reason: () => 'the disk of the spool folder is full',
    hint: 'set spool-dir to a folder on a larger disk, or lower spool-limit',
  },
  {
    pattern: /too many clients|remaining connection slots/,
    reason: () => 'the server has no connection left for pg_dump',
    hint: 'lower jobs (each takes a connection), or raise max_connections',
  },
  {
    pattern: /due to transaction timeout|idle-in-transaction timeout|idle-session timeout/,
    reason: () => 'a timeout of the server ended a session of the dump',
    hint: 'a pooler may have dropped the settings that pgproof connects with: connect to the server directly',
  },
  {
    pattern:
      /server closed the connection|terminating connection|connection (to server )?.*(failed|refused)|shutting down|SSL SYSCALL|could not receive data/,
    kind: ServerLost,
    reason: () => 'the connection to the server was lost during the dump',
    hint: 'look whether the server restarted or a proxy cut the connection, then run the backup again',
  },
]

/** Turns the end of a pg_dump that did not end with 0 into one sentence; the last lines of its own words follow in the hint. */
export function explainDumpFailure(end: ChildEnd): PgproofError {
  const words = tail(end.stderr)
  for (const cause of CAUSES) {
    const match = cause.pattern.exec(end.stderr)
    if (!match) continue
    const Kind = cause.kind ?? PgproofError
    return new Kind(3, cause.reason(match), `${cause.hint}${words}`)
  }
  const how = end.signal ? `was killed by ${end.signal}` : `ended with status ${end.code}`
  const hint =
    end.signal === 'SIGKILL'
      ? 'look for the out-of-memory killer or whoever killed it, then run the backup again'
      : 'see what it said'
  return environmentError(`pg_dump ${how} before the dump was whole`, `${hint}${words}`)
}

function tail(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  // A statement may name thousands of tables.
  const last = lines.slice(-TAIL_LINES).map((line) => (line.length > MOST_LINE ? `${line.slice(0, MOST_LINE)}…` : line))
  return last.length === 0 ? '' : ` (pg_dump: ${last.join(' / ')})`
}
