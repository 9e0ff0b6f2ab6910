import { mkdir } from 'node:fs/promises'
import { dumpArguments } from '../../dump/arguments.ts'
import { followDump } from '../../dump/dump.ts'
import { DdlConflict, LockConflict } from '../../dump/explain.ts'
import { messageOf } from '../../errors.ts'
import { keepAliveArgument, libpqEnvironment } from '../../postgres/conninfo.ts'
import type { BackupSink } from '../../repository/backup-sink.ts'
import type { RelationNames } from '../leaf-names.ts'
import type { Attempt } from './backup.ts'
import type { Dumped } from './contents.ts'
import { encodeFilter } from './selection.ts'
import type { Snapshot } from './snapshot.ts'
import { spoolLimitOn } from './spool-space.ts'

/** Without its answer a table that was truncated in the meantime would pass as empty. */
function lostTooEarly(error: unknown): never {
  throw new DdlConflict(
    3,
    `the session that holds the snapshot was lost before pg_dump had begun with the rows: ${messageOf(error)}`,
    'look in pg_stat_activity and the server log for what ends sessions, then run the backup again',
    { cause: error },
  )
}

/** Runs pg_dump into the sink and waits until everything is stored; nothing but `toc.dat` is left in `folder`. */
export async function dump(run: Attempt, snapshot: Snapshot, folder: string, sink: BackupSink): Promise<Dumped> {
  const { request, source, context } = run
  context.progress({ kind: 'phase', title: `Dump ${source.facts.database}` })
  await mkdir(folder, { mode: 0o700 })
  const args = dumpArguments({
    folder,
    jobs: request.jobs,
    encoding: source.facts.encoding,
    snapshot: snapshot.id,
    lockTimeoutMs: request.lockTimeout,
    majorVersion: source.facts.major,
    filter: await encodeFilter(snapshot.session, run.selection.filter),
    keepAlive: keepAliveArgument,
  })
  let rewritten: Promise<RelationNames> = Promise.resolve(new Map())
  run.waiting.start()
  try {
    const dumped = await followDump({
      programs: source.programs,
      environment: libpqEnvironment(source.connection, source.pinned, context),
      args,
      folder,
      jobs: request.jobs,
      spoolLimit: await spoolLimitOn(folder, request.spoolLimit),
      signal: run.signal,
      sink,
      progress: (done) => context.progress({ kind: 'bytes', done }),
      onRows: () => {
        rewritten = snapshot.rewritten().catch(lostTooEarly)
        // Awaited at the end; a dump that fails before must not end the process.
        rewritten.catch(() => {})
      },
      // Now or never: the locks go with pg_dump, and whoever waited for them is off at once.
      onStderr: (line) => {
        if (line.includes('could not obtain lock')) void run.waiting.look()
      },
      onFailure: (error) => run.attempt.abort(error),
    })
    await sink.finish()
    run.warnings.push(...dumped.warnings)
    return { ...dumped, rewritten: await rewritten }
  } catch (error) {
    if (error instanceof LockConflict) await run.waiting.look()
    throw error
  } finally {
    run.waiting.stop()
  }
}
