import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BackupRequest, backup } from '../../src/operations/backup/backup.ts'
import { fetchTableOfContents, openBackup } from '../../src/operations/chosen.ts'
import type { Context } from '../../src/operations/context.ts'
import { openStorage } from '../../src/operations/repository.ts'
import { type RestoreTestRequest, restoreTest } from '../../src/operations/restore-test/restore-test.ts'
import { openTarget } from '../../src/operations/restore-test/target.ts'
import { TestDatabases } from '../../src/operations/restore-test/test-database.ts'
import type { BackupResult, Check, VerifyResult } from '../../src/operations/results.ts'
import type { RestoreTestResult } from '../../src/operations/results-restore-test.ts'
import { type Proof, proveDatabaseFacts, proveEqual } from '../../src/operations/round-trip/prove.ts'
import { restoreInto, scratchDatabases } from '../../src/operations/round-trip/restore-into.ts'
import { type VerifyRequest, verify } from '../../src/operations/verify/verify.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import type { ProgressEvent } from '../../src/progress.ts'
import { chooseBackup, chooseName } from '../../src/repository/choose.ts'
import { addressOf, type TestServer } from './postgres.ts'

/** Where a test's backups lie and what its runs are given. Remove it at the end. */
export interface Workplace {
  /** An empty folder of this workplace's own, under the system's temporary folder. */
  readonly folder: string
  /** `file://<folder>/store`, unless another address was given. */
  readonly storage: string
  /** All progress events of all runs, in order. */
  readonly events: ProgressEvent[]
  /** A context with a temporary folder of its own, as every run has one. */
  context(more?: Partial<Context>): Promise<Context>
  remove(): Promise<void>
}

/** A folder and a storage for the runs of one test. `storage` may be any address that pgproof takes. */
export async function makeWorkplace(storage?: string): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'pgproof-loop-'))
  const events: ProgressEvent[] = []
  let runs = 0
  return {
    folder,
    storage: storage ?? `file://${folder}/store`,
    events,
    context: async (more = {}) => {
      runs += 1
      const temporary = join(folder, `run-${runs}`)
      await mkdir(temporary, { mode: 0o700 })
      return {
        progress: (event) => void events.push(event),
        signal: new AbortController().signal,
        by: { who: 'tester', host: 'here', pgproof: '0.0.0' },
        environment: process.env,
        now: () => new Date(),
        temporary,
        ...more,
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A backup of the whole database with the defaults of the command line. */
export function backupRequest(databaseUrl: string, storage: string, more: Partial<BackupRequest> = {}): BackupRequest {
  return {
    databaseUrl,
    storage,
    type: 'auto',
    tags: [],
    jobs: 2,
    client: 'auto',
    profile: 'auto',
    lockTimeout: 300_000,
    compressionLevel: 3,
    spoolLimit: 1024 ** 3,
    crossCheck: 'counts',
    schemas: [],
    excludeSchemas: [],
    tables: [],
    excludeTables: [],
    excludeTableData: [],
    schemaOnly: false,
    dataOnly: false,
    ...more,
  }
}

/** Reads all of the newest backup. */
export function verifyRequest(storage: string, more: Partial<VerifyRequest> = {}): VerifyRequest {
  return { storage, backup: 'latest', maxBackupAge: 3_600_000, requiredTables: [], jobs: 2, client: 'auto', ...more }
}

/** Tests the newest backup; without `targetUrl` on a throw-away server. */
export function restoreTestRequest(storage: string, more: Partial<RestoreTestRequest> = {}): RestoreTestRequest {
  return {
    storage,
    backup: 'latest',
    keep: 'no',
    compareLive: false,
    showKeys: true,
    jobs: 2,
    allowSourceServer: false,
    client: 'auto',
    ...more,
  }
}

export interface LoopOptions {
  /** Where backups go; a temporary folder that is removed at the end, unless given. */
  storage?: string
  /** Name of the backups in the storage; by default made from the database's name. */
  name?: string
  /** Parallel jobs of all three verbs; 2 unless given. */
  jobs?: number
  /** Filters and whatever else the backup's request may hold. */
  backup?: Partial<BackupRequest>
  verify?: Partial<VerifyRequest>
  restoreTest?: Partial<RestoreTestRequest>
  /** The server to restore into, which may be the source's own; a throw-away server unless given. */
  target?: TestServer
  /** Runs in the restored database between restore and proof: what it breaks must be found, what it only moves must not. */
  damage?: (restored: Connection) => Promise<void>
  context?: Partial<Context>
}

export interface LoopResult {
  backup: BackupResult
  verified: VerifyResult
  restored: Tested
  events: ProgressEvent[]
}

/** What both ways of testing a restore have in common; `differences` is empty where all is equal. */
export interface Tested
  extends Pick<Proof, 'tables' | 'definitions' | 'largeObjects' | 'indexes' | 'notChecked' | 'warnings'> {
  ok: boolean
  checks: Check[]
  differences: string[]
}

/** Backs a database up, verifies the backup and restore-tests it; what was made is gone afterwards. */
export async function runLoop(source: Connection | string, options: LoopOptions = {}): Promise<LoopResult> {
  const place = await makeWorkplace(options.storage)
  const databaseUrl = typeof source === 'string' ? source : addressOf(source)
  const given = {
    ...(options.name !== undefined && { name: options.name }),
    ...(options.jobs && { jobs: options.jobs }),
  }
  try {
    const made = await backup(
      backupRequest(databaseUrl, place.storage, { ...given, ...options.backup }),
      await place.context(options.context),
    )
    const chosen = { name: made.backup.name, backup: made.backup.id, ...given }
    const verified = await verify(
      verifyRequest(place.storage, { ...chosen, ...options.verify }),
      await place.context(options.context),
    )
    const request = restoreTestRequest(place.storage, {
      ...chosen,
      ...(options.target && { targetUrl: addressOf(options.target.connection), allowSourceServer: true }),
      ...options.restoreTest,
    })
    const context = await place.context(options.context)
    const restored =
      options.damage === undefined
        ? testedOf(await restoreTest(request, context))
        : await restoreAndDamage(request, context, options.damage)
    return { backup: made, verified, restored, events: place.events }
  } finally {
    await place.remove()
  }
}

function testedOf(result: RestoreTestResult): Tested {
  const { tables, definitions, largeObjects, checks } = result
  const differences = [
    ...(result.ok ? [] : [result.reason]),
    ...tables.filter((table) => !table.equal).map((table) => `${table.schema}.${table.name}: ${table.difference}`),
    ...definitions.differences.map(({ entry, difference }) => `${entry}: ${difference}`),
    ...largeObjects.differences,
    ...checks.filter(isFailure).map(({ name, found }) => `${name}: ${found ?? ''}`),
  ]
  return { ...result, differences: result.ok ? [] : differences }
}

const isFailure = (check: Check): boolean => !check.ok && check.skipped === undefined

/** A restore-test in its single steps, with something done to the restored database before it is proved equal. */
export async function restoreAndDamage(
  request: RestoreTestRequest,
  context: Context,
  damage: (restored: Connection) => Promise<void>,
): Promise<Tested> {
  const { signal } = context
  const store = await openStorage(request, context, signal)
  const named = await chooseBackup(store, await chooseName(store, request.name), request.backup, context.now())
  const chosen = await openBackup(store, named, signal)
  const target = await openTarget(request, named.manifest, chosen.inventory, context)
  const databases = new TestDatabases(target, named.manifest)
  try {
    await databases.createRoles(chosen.inventory.roles, context.now())
    const folder = join(context.temporary, 'restore')
    await fetchTableOfContents(chosen.reader, folder)
    const connection = await databases.create(context.now())
    const { programs, pinned } = target
    const restore = { chosen, connection, programs, pinned, folder, jobs: request.jobs, context, signal }
    await restoreInto(restore)
    await damage(connection)
    const proving = {
      ...restore,
      scratch: scratchDatabases(databases, restore),
      showKeys: request.showKeys,
      spoolLimit: 1024 ** 3,
      otherMajor: target.facts.major !== named.manifest.client.major,
    }
    const proof = await proveEqual(proving)
    const facts = await proveDatabaseFacts(proving)
    const differences = [...proof.differences, ...facts.filter(isFailure).map((check) => check.name)]
    return { ...proof, checks: [...proof.checks, ...facts], differences, ok: differences.length === 0 }
  } finally {
    if (target.server === undefined) await databases.dropAll()
    await target.stop()
    store.close()
  }
}
