import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DdlConflict, ServerLost } from '../../dump/explain.ts'
import { rolesSql } from '../../postgres/roles.ts'
import { BackupSink } from '../../repository/backup-sink.ts'
import { type Committed, commitBackup } from '../../repository/commit.ts'
import { Heartbeat } from '../../repository/heartbeat.ts'
import { writeInventory } from '../../repository/inventory.ts'
import { checkName, INVENTORY, keys, nameFor, ROLES, TOC } from '../../repository/layout.ts'
import type { Manifest } from '../../repository/manifest.ts'
import type { Repository } from '../../repository/repository.ts'
import { compress } from '../../sealing/compression.ts'
import type { Sealer } from '../../sealing/seal.ts'
import { withBudget } from '../budget.ts'
import { referenceOf } from '../chosen.ts'
import type { Context } from '../context.ts'
import { type CopyToRequest, withSecondCopy } from '../copy/after-backup.ts'
import { learnStore } from '../first-use.ts'
import { refuseUncheckable, type SealingRequest, sealerOf } from '../keys.ts'
import { openStorage } from '../repository.ts'
import { restoreCommand } from '../restore-command.ts'
import type { BackupResult } from '../results.ts'
import { tidyUp } from '../tidy-up.ts'
import { type Contents, type Dumped, describeContents } from './contents.ts'
import { crossCheckCounts } from './cross-check.ts'
import { dump } from './dump.ts'
import { lookAtFiledBefore, refuseUnsealed, refuseUnsigned } from './filed-before.ts'
import { buildManifest, sourceOf } from './manifest.ts'
import { nextId } from './next-id.ts'
import { refuseUnreadable } from './privileges.ts'
import { otherServer, reconnect } from './reconnect.ts'
import { type Selection, type SelectionRequest, selectObjects } from './selection.ts'
import { Snapshot } from './snapshot.ts'
import { connectSource, type Source, type SourceRequest } from './source.ts'
import { checkSpool } from './spool-space.ts'
import { named, WaitingSessions } from './waiting-sessions.ts'

export interface BackupRequest extends SourceRequest, CopyToRequest, SealingRequest, SelectionRequest {
  name?: string | undefined
  type: string
  tags: string[]
  jobs: number
  /** Milliseconds. */
  lockTimeout: number
  timeBudget?: number | undefined
  compressionLevel: number
  /** Bytes. */
  spoolLimit: number
  crossCheck: 'off' | 'counts'
}

/** One run of a backup: what every step of it works with. */
interface Run {
  request: BackupRequest
  context: Context
  signal: AbortSignal
  source: Source
  store: Repository
  /** Absent for a plain backup. */
  sealer: Sealer | undefined
  selection: Selection
  name: string
  id: string
  started: Date
  warnings: string[]
  waiting: WaitingSessions
}

/** Aborting `attempt` ends what is on its way into `store`. */
export type Attempt = Run & { attempt: AbortController; progressed: { committing: boolean } }

/** Backs one database up. The backup exists once its manifest has been read back; whatever happens before leaves nothing visible. */
export async function backup(request: BackupRequest, context: Context): Promise<BackupResult> {
  const signal = withBudget(context.signal, request.timeBudget)
  if (request.name !== undefined) checkName(request.name)
  context.progress({ kind: 'phase', title: 'Connect' })
  const store = await openStorage(request, context, signal)
  try {
    const sealer = await sealerOf(request, store.keys)
    refuseUncheckable(store.keys)
    return await withSecondCopy(request, { from: store, context, signal }, async () => {
      const source = await connectSource(request, context, signal)
      return await backupOrReconnect(source, { request, context, signal, store, sealer })
    })
  } catch (error) {
    // Whatever broke because the run was cancelled or its time was up, that is the cause.
    throw signal.aborted ? signal.reason : error
  } finally {
    store.close()
  }
}

type Given = Pick<Run, 'request' | 'context' | 'signal' | 'store' | 'sealer'>

/** A server that was lost half-way is waited for, once, and the backup begins anew: nothing of the first one is used. */
async function backupOrReconnect(source: Source, given: Given): Promise<BackupResult> {
  try {
    return await backupFrom(source, given)
  } catch (error) {
    if (!(error instanceof ServerLost) || given.signal.aborted) throw error
    const text = `${error.reason}; trying once more from the beginning when it answers`
    given.context.progress({ kind: 'warning', text })
    const again = await reconnect(given.request, given.context, given.signal)
    const other = otherServer(source.facts, again.facts)
    return await backupFrom({ ...again, warnings: [...again.warnings, text, ...(other ? [other] : [])] }, given)
  }
}

async function backupFrom(source: Source, given: Given): Promise<BackupResult> {
  try {
    return await backupConnected(source, given)
  } finally {
    await source.session.close()
  }
}

async function backupConnected(source: Source, given: Given): Promise<BackupResult> {
  const { request, context, signal } = given
  const selection = await selectObjects(source.session, request, source.profile)
  await refuseUnreadable(source.session, selection.filter)
  const name = checkName(request.name ?? nameFor(source.facts.database))
  await refuseUnsealed(given.store, name, given)
  await refuseUnsigned(given.store, name, given)
  // The storage comes last: learning what it can do is the first thing that writes.
  const warnings = [
    ...source.warnings,
    ...(await checkSpool(context.temporary, source.facts, request.spoolLimit)),
    ...(await lookAtFiledBefore(given.store, name, sourceOf(source), context)),
    ...(await learnStore(given.store, request, context, signal)),
  ]
  for (const text of warnings) context.progress({ kind: 'warning', text })
  const waiting = new WaitingSessions(source.session)
  const attempt = async () => {
    const { id, started } = await nextId(given.store, name, context)
    const run = { ...given, source, selection, name, id, started, warnings, waiting }
    return await runOnce(run)
  }
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof DdlConflict) || signal.aborted) throw named(error, waiting)
    const { reason } = named(error, waiting)
    const text = `${reason}; trying once more with a new snapshot`
    warnings.push(text)
    context.progress({ kind: 'warning', text })
  }
  return await attempt().catch((error: unknown) => {
    throw named(error, waiting)
  })
}

async function runOnce(run: Run): Promise<BackupResult> {
  const { context, name, id } = run
  const attempt = new AbortController()
  const progressed = { committing: false }
  // A store of this attempt's own: when the attempt fails, what is on its way into it ends too.
  const store = await openStorage(run.request, context, AbortSignal.any([run.signal, attempt.signal]))
  store.bucket?.learn(run.store.capabilities)
  const sink = new BackupSink(store, name, id, run.request.compressionLevel, run.sealer)
  const heartbeat = new Heartbeat(run.store, name, id, run.started)
  const spool = join(context.temporary, `dump-${id}`)
  try {
    await heartbeat.start()
    return await dumpAndCommit({ ...run, store, attempt, progressed }, sink, spool)
  } catch (error) {
    attempt.abort(error)
    throw error
  } finally {
    await sink.upload.settled()
    await rm(spool, { recursive: true, force: true })
    await tidyUp(run, heartbeat, attempt.signal.aborted, progressed.committing)
    store.close()
  }
}

async function dumpAndCommit(run: Attempt, sink: BackupSink, spool: string): Promise<BackupResult> {
  const { context } = run
  const snapshot = await Snapshot.open(run.source, run.signal)
  let committed: Committed | undefined
  try {
    const read = await snapshot.facts(run.selection.leftOut)
    const dumped = await dump(run, snapshot, spool, sink)
    context.progress({ kind: 'phase', title: 'Describe what was dumped' })
    const contents = await describeContents({ ...run, read, dumped, sink, folder: spool })
    if (run.request.crossCheck === 'counts') await crossCheckCounts(snapshot, contents.inventory.tables)
    committed = await storeRest(run, sink, contents, spool)
    return result(run, contents, committed, dumped)
  } finally {
    const lost = await snapshot.close()
    if (lost !== undefined && committed !== undefined) run.warnings.push(lost)
  }
}

async function storeRest(run: Attempt, sink: BackupSink, contents: Contents, folder: string): Promise<Committed> {
  run.context.progress({ kind: 'phase', title: 'Commit' })
  const level = run.request.compressionLevel
  const roles = rolesSql(contents.roles)
  await sink.upload.putKey()
  await sink.upload.put(TOC, await readFile(join(folder, 'toc.dat')))
  await sink.upload.put(ROLES, await compress(Buffer.from(roles), level))
  await sink.upload.put(INVENTORY, await writeInventory(contents.inventory, level))
  await sink.upload.finish()
  run.signal.throwIfAborted()
  const build = (previous: Manifest['previous']) => buildManifest(run, contents, sink.upload, previous)
  return await commitBackup(run.store, run.name, sink.upload.objects, build, () => {
    run.progressed.committing = true
  })
}

function result(run: Run, contents: Contents, committed: Committed, dumped: Dumped): BackupResult {
  const { manifest, digest } = committed
  const { inventory } = contents
  if (manifest.totals.tables === 0 && manifest.totals.largeObjects === 0 && run.selection.partial.length === 0) {
    run.warnings.push('the database holds no table with rows: look whether it is the right one')
  }
  if (dumped.pausedMs > 0) {
    run.warnings.push(
      `the storage was slower than the dump: pg_dump stood still for ${Math.round(dumped.pausedMs / 1000)} s in all, while its locks kept DDL waiting`,
    )
  }
  return {
    ok: true,
    code: 0,
    verb: 'backup',
    seconds: (run.context.now().getTime() - run.started.getTime()) / 1000,
    warnings: run.warnings,
    record: keys.manifest(run.name, run.id),
    backup: referenceOf(run.store, { id: run.id, name: run.name, manifest }),
    manifestDigest: digest,
    commit: committed.refusedOverwrite ? 'conditional put' : 'unique name',
    restoreCommand: restoreCommand(run.store, manifest),
    by: run.context.by,
    totals: manifest.totals,
    tables: inventory.tables.map(({ schema, name, rows, bytes }) => ({ schema, name, rows, bytes })),
    source: {
      database: manifest.source.database,
      serverVersion: manifest.source.version,
      clientVersion: manifest.client.pgDump,
      ...(run.source.profile.name !== 'none' && { profile: run.source.profile.name }),
    },
    notContained: inventory.notContained,
    ...(run.request.crossCheck === 'counts' && { crossChecked: inventory.tables.length }),
    spool: { peakBytes: dumped.peakSpoolBytes, pausedSeconds: dumped.pausedMs / 1000 },
  }
}
