import { bytes } from '../../../amounts.ts'
import { refusal, usageError } from '../../../errors.ts'
import { shownIdentifier } from '../../../postgres/identifier.ts'
import { detectPooler } from '../../../postgres/pooler.ts'
import { openSession, type Session } from '../../../postgres/session.ts'
import type { PlanNote } from '../../results-restore.ts'
import type { RestoreRun } from '../run.ts'
import { type Belongings, readBelongings } from './belongings.ts'
import { checkRights } from './rights.ts'
import { refusePrepared } from './sessions.ts'

/** Extensions and schemas whose jobs run in a database of their own accord. */
const SCHEDULERS = [
  'pg_cron',
  'pgagent',
  'pg_timetable',
  'timetable',
  'timescaledb',
  'pg_partman',
  'pgboss',
  'graphile_worker',
]

/** Looks whether the live database can be exchanged, and for what would break or stay behind. Throws what makes it impossible or unsafe. */
export async function surveySwap(run: RestoreRun): Promise<PlanNote[]> {
  const { destination } = run
  const { session, database } = destination
  refuseParts(run)
  refuseMissing(run)
  refuseBlanks(run)
  await refusePooler(session)
  const belongings = await readBelongings(session, database)
  refuseClosed(run, belongings)
  await checkRights(session, database)
  await refusePrepared(session, database)
  return [
    ...(await slotNotes(session, database)),
    ...(await subscriptionNotes(session, database)),
    ...(await schedulerNotes(run)),
    ...(await sessionNotes(session, database)),
    ...(await localeNotes(run)),
    ...maintenanceNotes(database),
    belongingsNote(belongings),
    spaceNote(run),
  ]
}

/** What was not asked for would be missing in the database that takes the live one's place. */
function refuseParts({ request, chosen }: RestoreRun): void {
  const { schemas, tables, schemaOnly, dataOnly } = request
  if (schemas.length > 0 || tables.length > 0 || schemaOnly || dataOnly) {
    throw usageError(
      'a swap exchanges the whole database, and a part of the backup was asked for',
      'restore the part with method: new-database, and copy from there what you need',
    )
  }
  const { id, manifest } = chosen.backup
  if (manifest.partial.length === 0) return
  throw refusal(
    `backup ${id} is not complete (${manifest.partial.join(', ')}): everything else would be gone after a swap`,
    'restore it with method: new-database, or choose a complete backup',
  )
}

/** Behind one that hands a session's transactions to different servers' processes neither a lock nor a transaction is held. */
export async function refusePooler(session: Session): Promise<void> {
  const reason = await detectPooler(session.connection, session)
  if (reason === undefined) return
  throw refusal(
    reason,
    'connect to the database server itself; docs/troubleshooting.md, "Poolers"; nothing was changed',
  )
}

function refuseMissing({ destination, chosen }: RestoreRun): void {
  const { exists, database, server } = destination
  if (!exists) {
    throw usageError(
      `there is no database ${database} on ${server} to be exchanged`,
      'use method: new-database, or name the live one with target-database',
    )
  }
  if (database !== 'template0' && database !== 'template1') return
  throw refusal(
    `${database} is the server's own and is not exchanged`,
    `name the database to restore with target-database, ${chosen.backup.manifest.source.database} for example`,
  )
}

/** Inputs come without the blanks around them, so nothing that goes back or drops what is kept could name it. */
function refuseBlanks({ destination: { database } }: RestoreRun): void {
  if (database === database.trim()) return
  throw usageError(
    `the name of the database ${shownIdentifier(database)} begins or ends with a blank, and no rollback could name it`,
    'rename it first, or use method: in-place',
  )
}

function refuseClosed({ destination }: RestoreRun, { facts }: Belongings): void {
  if (facts.allowConnections) return
  const { database } = destination
  throw refusal(
    `the database ${database} takes no connections, as after a swap that was broken off`,
    'run pgproof rollback, which says what happened and opens it',
  )
}

const warning = (what: string, why: string): PlanNote => ({ severity: 'warning', what, why })
const information = (what: string, why: string): PlanNote => ({ severity: 'information', what, why })

async function slotNotes(session: Session, database: string): Promise<PlanNote[]> {
  const rows = await session.query<{ name: string; plugin: string; pid: number | null; who: string | null }>(
    `SELECT s.slot_name AS name, s.plugin, s.active_pid AS pid,
            concat_ws(' ', a.application_name, host(a.client_addr)) AS who
       FROM pg_replication_slots s LEFT JOIN pg_stat_activity a ON a.pid = s.active_pid
      WHERE s.database = $1 ORDER BY 1`,
    [database],
  )
  return rows.map(({ name, plugin, pid, who }) => {
    const use = pid === null ? 'not in use' : `in use by process ${pid}${who ? ` (${who})` : ''}`
    return warning(
      `logical replication slot ${name} (${plugin})`,
      `${use}: it stays with the kept database, and its consumer would silently see no change of the restored one; make a new slot and start the consumer anew after the swap`,
    )
  })
}

async function subscriptionNotes(session: Session, database: string): Promise<PlanNote[]> {
  const rows = await session.query<{ name: string; enabled: boolean }>(
    `SELECT s.subname AS name, s.subenabled AS enabled FROM pg_subscription s
       JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = $1 ORDER BY 1`,
    [database],
  )
  return rows.map(({ name, enabled }) =>
    warning(
      `subscription ${name} (${enabled ? 'enabled' : 'disabled'})`,
      'it stays with the kept database, which is closed: it takes no rows, and its publisher keeps WAL for it until you make it anew in the restored one and drop it in the kept one',
    ),
  )
}

async function schedulerNotes({ destination, signal }: RestoreRun): Promise<PlanNote[]> {
  const session = await openSession(destination.connection, { signal })
  try {
    const rows = await session.query<{ name: string }>(
      `SELECT extname AS name FROM pg_extension WHERE extname = ANY ($1)
       UNION SELECT nspname FROM pg_namespace WHERE nspname = ANY ($1) ORDER BY 1`,
      [SCHEDULERS],
    )
    const [cron] = await session.query<{ of: string | null }>(
      "SELECT current_setting('cron.database_name', true) AS of",
    )
    const elsewhere = cron?.of && cron.of !== destination.database
    return [
      ...rows.map(({ name }) =>
        warning(
          `scheduler ${name}`,
          name === 'pg_cron'
            ? 'only one database of a server may have it, and the live one does: the restored one comes without it and its jobs; make the extension there after the kept one is dropped'
            : 'its jobs stop with the live database, and those of the backup begin to run in the restored one: look what is due',
        ),
      ),
      ...(elsewhere
        ? [
            information(
              `pg_cron in the database ${cron.of}`,
              `jobs there that name ${destination.database} run in the restored one`,
            ),
          ]
        : []),
    ]
  } finally {
    await session.close()
  }
}

async function sessionNotes(session: Session, database: string): Promise<PlanNote[]> {
  const rows = await session.query<{ kind: string; who: string; n: number }>(
    `SELECT coalesce(backend_type, 'client backend') AS kind, concat_ws(' ', usename, nullif(application_name, '')) AS who, count(*)::int AS n
       FROM pg_stat_activity WHERE datname = $1 AND coalesce(backend_type, '') NOT IN ('autovacuum worker', 'parallel worker')
      GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
    [database],
  )
  const clients = rows.filter(({ kind }) => kind === 'client backend')
  const workers = rows.filter(({ kind }) => kind !== 'client backend' && kind !== 'walsender')
  const count = clients.reduce((sum, { n }) => sum + n, 0)
  const whose = clients.map(({ who, n }) => `${n} of ${who}`).join(', ')
  return [
    ...workers.map(({ kind, who }) =>
      warning(
        `worker ${who === '' ? kind : `${who} (${kind})`}`,
        'it works for the live database and is ended; look whether it comes back for the restored one',
      ),
    ),
    information(
      'sessions of clients',
      count === 0
        ? 'nobody is connected now; who is when the databases are exchanged is sent away'
        : `${count === 1 ? 'one is' : `${count} are`} ended, and what they have not committed is undone: ${whose}; connections of a pooler are among them, and it connects again`,
    ),
  ]
}

/** The restored database is made as the backup's was; the live one may have been made anew since. */
async function localeNotes({ destination, chosen }: RestoreRun): Promise<PlanNote[]> {
  const [live] = await destination.session.query<{ encoding: string; collate: string; ctype: string }>(
    'SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS collate, datctype AS ctype FROM pg_database WHERE datname = $1',
    [destination.database],
  )
  const { source } = chosen.backup.manifest
  const differing = (['encoding', 'collate', 'ctype'] as const).filter((fact) => live?.[fact] !== source[fact])
  return differing.map((fact) =>
    warning(`${fact} ${source[fact]}`, `as in the backup; the live database has ${live?.[fact]}`),
  )
}

function maintenanceNotes(database: string): PlanNote[] {
  if (database !== 'postgres') return []
  return [
    warning(
      'database postgres',
      'tools connect to it to look after the server; they are ended and refused for the moment of the exchange',
    ),
  ]
}

/** In the digest of the plan: names, no values, which may be secrets. */
function belongingsNote({ facts, tablespace, labels }: Belongings): PlanNote {
  const settings = facts.settings.map(({ role, name }) => (role === null ? name : `${name} for ${role}`))
  const parts = [
    `owner ${facts.owner}`,
    `${facts.grants.length} grants`,
    `connection limit ${facts.connectionLimit === -1 ? 'none' : facts.connectionLimit}`,
    ...(settings.length > 0 ? [`settings ${settings.join(', ')}`] : []),
    ...(facts.comment === null ? [] : ['comment']),
    ...(facts.isTemplate ? ['template flag'] : []),
    ...(labels.length > 0 ? ['security labels'] : []),
    ...(tablespace === 'pg_default' ? [] : [`tablespace ${tablespace}`]),
  ]
  return information('carried over from the live database', parts.join(', '))
}

function spaceNote({ chosen }: RestoreRun): PlanNote {
  return information(
    'disk of the server',
    `the restored database needs about ${bytes(chosen.backup.manifest.source.sizeBytes)} beside the live one, until the kept one is dropped`,
  )
}
