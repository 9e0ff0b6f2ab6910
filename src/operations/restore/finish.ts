import { bytes } from '../../amounts.ts'
import { PgproofError, refusal, usageError } from '../../errors.ts'
import { quoteIdentifier } from '../../postgres/identifier.ts'
import { readBackup } from '../../repository/catalogue.ts'
import { startOf } from '../../repository/layout.ts'
import { referenceOf } from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage } from '../repository.ts'
import { success } from '../results.ts'
import type { RestoreResult } from '../results-restore.ts'
import { stampOf } from './beside.ts'
import { type Confirmation, confirmRestore } from './confirm.ts'
import type { SwapRecord } from './journal.ts'
import type { RestoreRequest } from './request.ts'
import { type RollbackRun, refused, remember, takeStep } from './rollback-run.ts'
import { isAmbiguous, namesAt, stampIn } from './swap/names.ts'
import { openSwapped, type Swapped } from './swapped.ts'
import { productionReason } from './swapped-source.ts'

/** A database that a swap or its rollback has left behind on purpose. */
interface Kept {
  name: string
  open: boolean
  isTemplate: boolean
  bytes: number
}

/** Drops what a swap of a database has kept, after a confirmation. Afterwards there is no way back but a backup. With `plan` it only says what. */
export async function finish(request: RestoreRequest, context: Context): Promise<RestoreResult> {
  const started = context.now()
  context.progress({ kind: 'phase', title: 'Look at the databases' })
  const swapped = await openSwapped(request, context)
  const run: RollbackRun = { verb: 'restore', request, context, swapped, started, taken: [] }
  try {
    const kept = ofOneSwap(await listKept(swapped), request, swapped)
    if (kept.length > 0) refuseWithoutLive(swapped)
    const asks = kept.length > 0 && !request.plan && !request.dryRun
    const confirmed = asks ? await dropAll(run, request, kept) : undefined
    return await tell(run, request, { kept, confirmed })
  } catch (error) {
    return await refused(run, error)
  } finally {
    await swapped.close()
  }
}

/** By the names that swaps give; one that takes connections is somebody's own, unless a record names it. */
async function listKept({ place, database, records }: Swapped): Promise<Kept[]> {
  const known = new Set(records.flatMap(({ restore }) => Object.values(keptNames(database, stampOf({ id: restore })))))
  const rows = await place.session.query<Kept>(
    `SELECT datname AS name, datallowconn AS open, datistemplate AS "isTemplate", pg_database_size(oid) AS bytes
       FROM pg_database WHERE datname <> $1 ORDER BY 1`,
    [database],
  )
  return rows.filter(({ name, open }) => {
    const stamp = stampIn(database, name)
    if (stamp === undefined || !Object.values(keptNames(database, stamp)).includes(name)) return false
    return known.has(name) || (!open && !isAmbiguous(database))
  })
}

function keptNames(database: string, stamp: string) {
  const { kept, after } = namesAt(database, stamp)
  return { kept, after }
}

/** One confirmation is about one swap: of several, one has to be said. */
function ofOneSwap(
  kept: Kept[],
  { restore }: RestoreRequest,
  { database, records, standing, server }: Swapped,
): Kept[] {
  const stampsOf = (some: Kept[]) => [...new Set(some.map(({ name }) => name.slice(-STAMP_LENGTH)))]
  if (restore !== undefined) return kept.filter(({ name }) => name.endsWith(stampOf({ id: restore })))
  if (kept.length === 0 && !standing.live) {
    throw usageError(
      `there is no database ${database} on ${server}, and nothing that a swap of it has kept`,
      'correct target-database or target-url',
    )
  }
  if (stampsOf(kept).length < 2) return kept
  const ids = stampsOf(kept).map((stamp) => records.find((one) => stampOf({ id: one.restore }) === stamp)?.restore)
  const known = ids.filter((id) => id !== undefined)
  throw refusal(
    `several swaps of ${database} have kept a database: ${kept.map(({ name }) => name).join(', ')}`,
    `say which one is to go with restore: ${known.join(' or ') || 'and the id of its restore'}; nothing was dropped`,
  )
}

/** `20261121t021703` */
const STAMP_LENGTH = 15

function refuseWithoutLive({ standing: { live }, database, server }: Swapped): void {
  if (live?.open) return
  throw refusal(
    live ? `${database} takes no connections` : `there is no database ${database} on ${server}`,
    'what is kept may be all there is: run pgproof rollback or pgproof resume first; nothing was dropped',
  )
}

async function dropAll(run: RollbackRun, request: RestoreRequest, kept: Kept[]): Promise<Confirmation> {
  const { place } = run.swapped
  const facts = await factsOf(run, kept)
  const confirmed = await confirmRestore(facts, request, run.context)
  for (const one of kept) {
    await takeStep(run, 'drop', `Drop ${one.name}`, async () => {
      const name = quoteIdentifier(one.name)
      if (one.isTemplate) await place.session.query(`ALTER DATABASE ${name} IS_TEMPLATE false`)
      // Without FORCE: who is connected to it has a reason.
      await place.session.query(`DROP DATABASE ${name}`)
    })
  }
  return confirmed
}

async function factsOf(run: RollbackRun, kept: Kept[]) {
  const { database, server, names } = run.swapped
  const record = recordOf(run.swapped, kept)
  const isSource = await productionReason(run)
  return {
    word: 'DROP' as const,
    database,
    server,
    backup: record
      ? { ...record.backup, created: startOf(record.backup.id).toISOString() }
      : {
          id: names.kept,
          name: database,
          created: startOf(`${names.kept.slice(-15).toUpperCase()}Z-000000`).toISOString(),
          kept: true as const,
        },
    ...(isSource !== undefined && { isSource }),
    changes: kept.map((one) => `${one.name} is dropped for good (${bytes(one.bytes)})`),
  }
}

/** The newest swap of which something is kept. */
const recordOf = ({ records, database }: Swapped, kept: Kept[]): SwapRecord | undefined =>
  records.find(({ restore }) =>
    Object.values(keptNames(database, stampOf({ id: restore }))).some((name) => kept.some((one) => one.name === name)),
  ) ?? records[0]

interface Finished {
  kept: Kept[]
  confirmed: Confirmation | undefined
}

async function tell(run: RollbackRun, request: RestoreRequest, done: Finished): Promise<RestoreResult> {
  const { swapped, context, taken, started } = run
  const { kept, confirmed } = done
  const record = recordOf(swapped, kept)
  const names = kept.map(({ name }) => name)
  const key = confirmed === undefined ? undefined : await remember(run, 'restored', { mode: 'finish', dropped: names })
  const nothing = `there was nothing to drop: no swap of ${swapped.database} has kept anything`
  const { who, host, run: workflow } = context.by
  return {
    ...success,
    verb: 'restore',
    mode: request.plan ? 'plan' : request.dryRun ? 'dry-run' : 'finish',
    dropped: names,
    seconds: (context.now().getTime() - started.getTime()) / 1000,
    warnings: names.length === 0 ? [...swapped.warnings, nothing] : swapped.warnings,
    ...(key !== undefined && { record: key }),
    restore: record?.restore ?? '',
    by: { who, host, ...(workflow !== undefined && { run: workflow }) },
    backup: await backupOf(request, context, swapped, record),
    target: swapped.target,
    ...(confirmed && { confirmed }),
    steps: taken,
    notChecked: [],
  }
}

/** As far as it still can be read: it may have been expired since the swap. */
async function backupOf(
  request: RestoreRequest,
  context: Context,
  { database }: Swapped,
  record: SwapRecord | undefined,
): Promise<RestoreResult['backup']> {
  const unknown = { id: record?.backup.id ?? '', name: record?.backup.name ?? database, type: '', location: '' }
  if (record === undefined) return { ...unknown, created: '', database }
  try {
    const store = await openStorage(request, context, context.signal)
    try {
      const backup = await readBackup(store, record.backup.name, record.backup.id)
      const { created, source } = backup.manifest
      return { ...referenceOf(store, backup), created, database: source.database }
    } finally {
      store.close()
    }
  } catch (error) {
    if (!(error instanceof PgproofError)) throw error
    return { ...unknown, created: startOf(record.backup.id).toISOString(), database }
  }
}
