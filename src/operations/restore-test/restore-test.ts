import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, PgproofError, usageError } from '../../errors.ts'
import { openSession } from '../../postgres/session.ts'
import { type Assertions, parseAssertions } from '../../proof/assertions/assertions.ts'
import { runAssertions } from '../../proof/assertions/run.ts'
import { refuseArchived } from '../../repository/archived.ts'
import { startOf, TOC } from '../../repository/layout.ts'
import { openReader } from '../../repository/open.ts'
import { BackupReader, DamagedObject } from '../../repository/read.ts'
import { recordBody } from '../../repository/record-body.ts'
import { putRecord } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'
import { withBudget } from '../budget.ts'
import {
  type Chosen,
  chooseNamed,
  fetchTableOfContents,
  namedDamage,
  readContents,
  readUnused,
  whileReadingBackup,
} from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import type { Check } from '../results.ts'
import type { KeptDatabase, RestoreTestResult } from '../results-restore-test.ts'
import { withoutExtensions } from '../round-trip/left-out.ts'
import { type Proving, proveDatabaseFacts, proveEqual } from '../round-trip/prove.ts'
import { type Restore, restoreInto, scratchDatabases } from '../round-trip/restore-into.ts'
import { compareTableOfContents } from '../verify/table-of-contents.ts'
import { compareLive } from './compare-live.ts'
import { keepDatabase } from './keep.ts'
import { conclude, type Tested } from './result.ts'
import { openTarget, type Target, type TargetRequest } from './target.ts'
import { TestDatabases } from './test-database.ts'

export interface RestoreTestRequest extends StorageRequest, TargetRequest {
  name?: string | undefined
  backup: string
  keep: 'no' | 'job' | 'yes'
  /** As YAML gave them; checked before anything is restored. */
  assertions?: unknown
  compareLive: boolean
  /** The live database, for `compareLive`. */
  databaseUrl?: string | undefined
  showKeys: boolean
  jobs: number
  timeBudget?: number | undefined
}

/** Spool of the second dump: it is only read, so that it never falls far behind. */
const SPOOL_LIMIT = 1024 ** 3

interface Run extends Tested {
  request: RestoreTestRequest
  signal: AbortSignal
  assertions: Assertions
}

/** Restores a backup for real into a database of its own, proves it equal to the backup, and takes away what it made. */
export async function restoreTest(request: RestoreTestRequest, context: Context): Promise<RestoreTestResult> {
  const signal = withBudget(context.signal, request.timeBudget)
  const started = context.now()
  const assertions = parseAssertions(request.assertions, 'assertions')
  const store = await openStorage(request, context, signal)
  try {
    context.progress({ kind: 'phase', title: 'Choose the backup' })
    const backup = await chooseNamed(store, request, context)
    return await whileReadingBackup(store, backup, context, (found) =>
      testChosen(found, { request, context, signal, store, assertions, started }),
    )
  } finally {
    store.close()
  }
}

async function testChosen(backup: Chosen['backup'], run: Omit<Run, 'chosen'>): Promise<RestoreTestResult> {
  const { context, signal, store } = run
  let reader = new BackupReader(store, backup, signal)
  try {
    await refuseArchived(store, backup)
    reader = await openReader(store, backup, signal)
    const chosen = await readContents(reader)
    if (chosen.inventory.filter.dataOnly) {
      throw usageError(
        `backup ${backup.id} holds rows without definitions, which cannot be restored by themselves`,
        'test a backup that was made without data-only',
      )
    }
    await readUnused(chosen)
    return await testBackup({ ...run, chosen })
  } catch (error) {
    // Damage found on the way is the backup's; a fault of the environment says nothing about it and leaves no record.
    const failure = namedDamage(error, backup)
    if (failure instanceof PgproofError && failure.code === 1) await recordFailure(store, reader, context, failure)
    throw failure
  }
}

async function recordFailure(
  store: Repository,
  reader: BackupReader,
  context: Context,
  error: PgproofError,
): Promise<void> {
  const { backup } = reader
  const record = await putRecord(
    store,
    { name: backup.name, id: backup.id },
    {
      kind: 'failed',
      time: context.now().toISOString(),
      ok: false,
      by: context.by,
      manifest: backup.digest,
      body: await recordBody(reader, { of: 'restore-tested' }, { reason: error.reason }),
    },
  ).catch(() => undefined)
  if (record !== undefined) error.record = record
}

async function testBackup(run: Run): Promise<RestoreTestResult> {
  const { context, chosen } = run
  const { manifest } = chosen.backup
  context.progress({ kind: 'phase', title: 'Prepare the target' })
  const target = await openTarget(run.request, manifest, chosen.inventory, { ...context, signal: run.signal })
  const databases = new TestDatabases(target, manifest)
  const folder = join(context.temporary, `restore-${manifest.id}`)
  let kept: KeptDatabase | undefined
  try {
    for (const text of target.warnings) context.progress({ kind: 'warning', text })
    const swept = await databases.sweep(context.now())
    if (swept.length > 0)
      context.progress({ kind: 'note', text: `dropped what killed tests left: ${swept.join(', ')}` })
    const roles = await databases.createRoles(chosen.inventory.roles, context.now())
    if (roles.length > 0) context.progress({ kind: 'note', text: `made roles for the test: ${roles.join(', ')}` })
    await fetchTableOfContents(chosen.reader, folder)
    const difference = await compareTableOfContents(chosen, target.programs, folder, context)
    if (difference) throw new DamagedObject(TOC, difference)
    const connection = await databases.create(context.now())
    const restore: Restore = {
      chosen: withoutExtensions(chosen, target.absentExtensions),
      connection,
      programs: target.programs,
      pinned: target.pinned,
      folder,
      jobs: run.request.jobs,
      context,
      signal: run.signal,
    }
    const result = await restoreAndProve(run, target, databases, restore)
    if (run.request.keep !== 'no') {
      kept = await keepDatabase(target, databases, connection, run.request.keep === 'job' ? 'job' : 'dropped')
    }
    return { ...result, ...(kept && { kept }) }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await cleanUp(target, databases, kept !== undefined, context)
  }
}

async function cleanUp(target: Target, databases: TestDatabases, keep: boolean, context: Context): Promise<void> {
  try {
    // A throw-away server goes with all that is in it.
    if (target.server === undefined || keep) await databases.dropAll()
  } catch (error) {
    context.progress({ kind: 'warning', text: `the test's database could not be dropped: ${messageOf(error)}` })
  }
  if (keep) await target.session.close()
  else await target.stop()
}

async function restoreAndProve(
  run: Run,
  target: Target,
  databases: TestDatabases,
  restore: Restore,
): Promise<RestoreTestResult> {
  const { context, request } = run
  const times = await restoreInto(restore)
  const proving: Proving = {
    ...restore,
    scratch: scratchDatabases(databases, restore),
    showKeys: request.showKeys,
    spoolLimit: SPOOL_LIMIT,
    otherMajor: target.facts.major !== run.chosen.backup.manifest.client.major,
  }
  const proof = await proveEqual(proving)
  const asserted = performance.now()
  const assertions = await assertAll(run, restore)
  const assertionSeconds = (performance.now() - asserted) / 1000
  const drift = request.compareLive ? await compareLive(request, run.chosen.inventory, context, run.signal) : undefined
  const databaseChecks = await proveDatabaseFacts(proving, true)
  return await conclude(run, target, restore, { times, proof, assertions, assertionSeconds, databaseChecks, drift })
}

async function assertAll(run: Run, restore: Restore): Promise<Check[]> {
  run.context.progress({ kind: 'phase', title: 'Check assertions' })
  return await runAssertions(
    () => openSession(restore.connection, { pinned: restore.pinned, signal: run.signal }),
    run.assertions,
    {
      asOf: startOf(run.chosen.backup.id),
      signal: run.signal,
    },
  )
}
