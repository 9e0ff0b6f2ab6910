import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { dumpArguments } from '../dump/arguments.ts'
import { type FollowedDump, followDump } from '../dump/dump.ts'
import { DdlConflict } from '../dump/explain.ts'
import { messageOf } from '../errors.ts'
import { keepAliveArgument, libpqEnvironment } from '../postgres/conninfo.ts'
import { readRoles, rolesSql } from '../postgres/roles.ts'
import { BackupSink } from '../repository/backup-sink.ts'
import { type Committed, commitBackup } from '../repository/commit.ts'
import { Heartbeat } from '../repository/heartbeat.ts'
import { writeInventory } from '../repository/inventory.ts'
import { checkName, INVENTORY, keys, nameFor, newBackupId, ROLES, TOC } from '../repository/layout.ts'
import { compress } from '../sealing/compression.ts'
import type { Store } from '../storage/store.ts'
import { type Contents, describeContents } from './backup-contents.ts'
import { buildManifest } from './backup-manifest.ts'
import { withBudget } from './budget.ts'
import type { Context } from './context.ts'
import { crossCheckCounts } from './cross-check.ts'
import { refuseUnreadable } from './privileges.ts'
import { openStorage, type StorageRequest } from './repository.ts'
import type { BackupResult } from './results.ts'
import { type Selection, type SelectionRequest, selectObjects } from './selection.ts'
import { Snapshot } from './snapshot.ts'
import { connectSource, type Source, type SourceRequest } from './source.ts'
import { checkSpool } from './spool-space.ts'

export interface BackupRequest extends SourceRequest, StorageRequest, SelectionRequest {
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
  store: Store
  /** The same storage without the abort signal. */
  lasting: Store
  selection: Selection
  name: string
  id: string
  started: Date
  warnings: string[]
}

/** Backs one database up. The backup exists once its manifest has been read back; whatever happens before leaves nothing visible. */
export async function backup(request: BackupRequest, context: Context): Promise<BackupResult> {
  const signal = withBudget(context.signal, request.timeBudget)
  context.progress({ kind: 'phase', title: 'Connect' })
  const store = await openStorage(request, context, signal)
  // Not ended by a cancel: what says that this run is alive has to be taken away after one, too.
  const lasting = await openStorage(request, context, new AbortController().signal)
  const source = await connectSource(request, context, signal)
  try {
    const selection = await selectObjects(source.session, request, source.profile)
    await refuseUnreadable(source.session, selection.filter)
    const name = checkName(request.name ?? nameFor(source.facts.database))
    const warnings = [...source.warnings, ...(await checkSpool(context.temporary, source.facts, request.spoolLimit))]
    for (const text of warnings) context.progress({ kind: 'warning', text })
    return await tryTwice((started) =>
      runOnce({
        request,
        context,
        signal,
        source,
        store,
        lasting,
        selection,
        name,
        id: newBackupId(started),
        started,
        warnings,
      }),
    )
  } finally {
    await source.session.close()
    store.close()
    lasting.close()
  }

  async function tryTwice(attempt: (started: Date) => Promise<BackupResult>): Promise<BackupResult> {
    try {
      return await attempt(context.now())
    } catch (error) {
      if (!(error instanceof DdlConflict) || signal.aborted) throw error
      const waiting = await source.session.query<{ who: string }>(WAITING_SESSIONS).catch(() => [])
      const who = waiting.length > 0 ? ` (waiting: ${waiting.map((row) => row.who).join('; ')})` : ''
      context.progress({ kind: 'warning', text: `${error.reason}${who}; trying once more with a new snapshot` })
      return await attempt(context.now())
    }
  }
}

const WAITING_SESSIONS = `
  SELECT format('%s, process %s', coalesce(nullif(application_name, ''), usename), pid) AS who
    FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`

async function runOnce(run: Run): Promise<BackupResult> {
  const { context, store, name, id } = run
  const heartbeat = new Heartbeat(run.lasting, name, id, run.started)
  const spool = join(context.temporary, `dump-${id}`)
  await heartbeat.start()
  let committed: Committed | undefined
  try {
    const snapshot = await Snapshot.open(run.source, run.signal)
    try {
      const sink = new BackupSink(store, name, id, run.request.compressionLevel)
      const dumped = await dump(run, snapshot, spool, sink)
      context.progress({ kind: 'phase', title: 'Describe what was dumped' })
      const contents = await describeContents({ ...run, snapshot, dumped, sink, folder: spool })
      if (run.request.crossCheck === 'counts') await crossCheckCounts(snapshot, contents.inventory.tables)
      committed = await storeRest(run, sink, contents, spool)
      return result(run, contents, committed, dumped)
    } finally {
      const lost = await snapshot.close()
      if (lost !== undefined && committed !== undefined) run.warnings.push(lost)
    }
  } finally {
    await rm(spool, { recursive: true, force: true })
    // A key that may not delete is a supported way to work: the heartbeat grows stale by itself.
    await heartbeat.stop().catch((error: unknown) => {
      run.warnings.push(`the run's heartbeat stays in the storage: ${messageOf(error)}`)
    })
  }
}

async function dump(run: Run, snapshot: Snapshot, folder: string, sink: BackupSink): Promise<FollowedDump> {
  const { request, source, context } = run
  context.progress({ kind: 'phase', title: `Dump ${source.facts.database}` })
  await mkdir(folder, { mode: 0o700 })
  const lockTimeoutMs = request.lockTimeout
  const args = dumpArguments({
    folder,
    jobs: request.jobs,
    encoding: source.facts.encoding,
    snapshot: snapshot.id,
    lockTimeoutMs,
    majorVersion: source.facts.major,
    filter: run.selection.filter,
    keepAlive: keepAliveArgument,
  })
  const dumped = await followDump({
    programs: source.programs,
    environment: libpqEnvironment(source.connection, source.pinned),
    args,
    folder,
    jobs: request.jobs,
    spoolLimit: request.spoolLimit,
    signal: run.signal,
    sink,
    progress: (done) => context.progress({ kind: 'bytes', done }),
  })
  await sink.finish()
  run.warnings.push(...dumped.warnings)
  return dumped
}

async function storeRest(run: Run, sink: BackupSink, contents: Contents, folder: string): Promise<Committed> {
  run.context.progress({ kind: 'phase', title: 'Commit' })
  const level = run.request.compressionLevel
  const roles = rolesSql(await readRoles(run.source.session))
  await sink.upload.put(TOC, await readFile(join(folder, 'toc.dat')))
  await sink.upload.put(ROLES, await compress(Buffer.from(roles), level))
  await sink.upload.put(INVENTORY, await writeInventory(contents.inventory, level))
  await sink.upload.finish()
  run.signal.throwIfAborted()
  return await commitBackup(run.store, run.name, sink.upload.objects, (previous) =>
    buildManifest(run, contents, sink.upload, previous),
  )
}

function result(run: Run, contents: Contents, committed: Committed, dumped: FollowedDump): BackupResult {
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
    backup: {
      id: run.id,
      name: run.name,
      type: manifest.type,
      location: `${run.store.location.replace(/\/$/, '')}/${keys.backup(run.name, run.id).replace(/\/$/, '')}`,
      ...(manifest.partial.length > 0 && { partial: manifest.partial.join('; ') }),
    },
    manifestDigest: digest,
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
