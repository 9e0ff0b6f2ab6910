import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Connection } from '../../postgres/conninfo.ts'
import { backup } from '../backup/backup.ts'
import { chooseAndRead } from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage } from '../repository.ts'
import { restoreTest } from '../restore-test/restore-test.ts'
import type { BackupResult, DemoResult } from '../results.ts'
import type { KeptDatabase, RestoreTestResult } from '../results-restore-test.ts'
import { verify } from '../verify/verify.ts'
import { flipByteInCopy } from './damaged-backup.ts'
import { DamagedCopies } from './damaged-copies.ts'
import { DAMAGES } from './damages.ts'
import { type DemoServers, makeShop, newestServerPrograms, startDemoServers } from './servers.ts'
import { DemoSteps } from './steps.ts'

export interface DemoRequest {
  /** About how many rows the shop has. */
  rows: number
  keep: boolean
  jobs: number
}

interface Demo {
  request: DemoRequest
  /** Its progress is that of a step's inside. */
  context: Context
  steps: DemoSteps
  servers: DemoServers
  /** Holds the storage and the damaged copy of it. */
  folder: string
}

/** The whole loop on a server of its own: a shop is backed up, verified and restored, then copies are damaged, and each damage must be named. */
export async function demo(request: DemoRequest, context: Context): Promise<DemoResult> {
  const started = performance.now()
  const steps = new DemoSteps(context.progress)
  const inner = { ...context, progress: steps.inner }
  const programs = await newestServerPrograms(inner)
  const folder = request.keep ? await mkdtemp(join(tmpdir(), 'pgproof-demo-')) : join(context.temporary, 'demo')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const servers = await startDemoServers(programs, inner)
  try {
    const totals = await runSteps({ request, context: inner, steps, servers, folder })
    return {
      ...outcome(steps),
      verb: 'demo',
      seconds: (performance.now() - started) / 1000,
      warnings: steps.warnings,
      steps: steps.steps,
      totals,
      ...(request.keep && { folder }),
    }
  } finally {
    await servers.stop()
    if (!request.keep) await rm(folder, { recursive: true, force: true })
  }
}

async function runSteps(all: Demo): Promise<DemoResult['totals']> {
  const { steps, servers, request, context } = all
  const version = `PostgreSQL ${servers.programs.version}`
  const shop = await steps.run(`Make a shop in a throw-away ${version}`, async () => {
    const connection = await makeShop(servers.source, request.rows, context)
    return {
      ok: true,
      found: 'partitions, foreign keys, views, functions, policies, six kinds of indexes, odd names',
      value: connection,
    }
  })
  const made = await backUp(all, shop)
  await verifyBackup(all)
  const kept = await restoreAndProve(all)
  await catchFlippedByte(all)
  await catchDamages(all, kept)
  const { tables, rows, rawBytes, storedBytes } = made.totals
  return { tables, rows, rawBytes, storedBytes }
}

const storageOf = (all: Demo): string => join(all.folder, 'storage')

const common = (all: Demo) => ({
  storage: `file://${storageOf(all)}`,
  name: 'shop',
  jobs: all.request.jobs,
  client: 'local' as const,
})

async function backUp(all: Demo, shop: Connection): Promise<BackupResult> {
  return await all.steps.run('Back it up into a folder', async () => {
    const result = await backup(
      {
        ...common(all),
        ...EVERYTHING,
        databaseUrl: keywords(shop),
        type: 'manual',
        tags: ['demo'],
        profile: 'none',
        lockTimeout: 60_000,
        compressionLevel: 3,
        spoolLimit: 1024 ** 3,
        crossCheck: 'counts',
      },
      all.context,
    )
    const { rows, tables, largeObjects } = result.totals
    const found = `${rows.toLocaleString('en-US')} rows of ${tables} tables and ${largeObjects} large objects; every table counted and hashed while it passed`
    return { ok: result.ok, found, value: result }
  })
}

const EVERYTHING = {
  schemas: [],
  excludeSchemas: [],
  tables: [],
  excludeTables: [],
  excludeTableData: [],
  schemaOnly: false,
  dataOnly: false,
}

const EXPECTED = {
  backup: 'latest',
  maxBackupAge: 3_600_000,
  requiredTables: ['shop.orders_2026_01', 'shop.customers'],
}

async function verifyBackup(all: Demo): Promise<void> {
  await all.steps.run('Verify: read every byte back', async () => {
    const { ok, checked, reason = '' } = { reason: '', ...(await verify({ ...common(all), ...EXPECTED }, all.context)) }
    return { ok, found: ok ? `all ${checked.objects} stored objects are whole` : reason, value: undefined }
  })
}

/** Leaves the restored database on the demo's second server, to be copied and damaged. */
async function restoreAndProve(all: Demo): Promise<KeptDatabase> {
  return await all.steps.run('Restore-test: restore into another server, dump again, compare', async () => {
    const request = {
      ...common(all),
      backup: 'latest',
      targetUrl: keywords(all.servers.target.connection),
      keep: 'yes' as const,
    }
    const result = await restoreTest(
      { ...request, allowSourceServer: false, compareLive: false, showKeys: false },
      all.context,
    )
    for (const text of result.warnings) all.steps.warn(text)
    const kept = result.kept as KeptDatabase
    // The address of a socket that is gone in a minute is of no use to anybody.
    await rm(dirname(kept.urlFile), { recursive: true })
    return { ok: result.ok, found: result.ok ? equality(result) : result.reason, value: kept }
  })
}

function equality({ tables, definitions, indexes, largeObjects }: RestoreTestResult): string {
  const equal = tables.filter((table) => table.equal).length
  return `proved equal: ${equal} tables byte by byte, ${definitions.entries} definitions, ${indexes.length} indexes and constraints, ${largeObjects.equal} large objects`
}

async function catchFlippedByte(all: Demo): Promise<void> {
  await all.steps.run('Damage: one bit of a stored file flipped', async () => {
    const { context, folder } = all
    const store = await openStorage(common(all), context, context.signal)
    const chosen = await chooseAndRead(store, EXPECTED, context, context.signal).finally(() => store.close())
    const { storage, object } = await flipByteInCopy(storageOf(all), join(folder, 'damaged-storage'), chosen)
    const result = await verify({ ...common(all), ...EXPECTED, storage }, context)
    const caught = result.damaged.find((damage) => damage.object === object)
    const table = caught?.table === undefined ? '' : ` (rows of ${caught.table})`
    const found = caught ? `verify names it: ${object}${table} ${caught.what}` : `verify did not see it in ${object}`
    return { ok: !result.ok && caught !== undefined, found, value: undefined }
  })
}

async function catchDamages(all: Demo, kept: KeptDatabase): Promise<void> {
  const { context, servers } = all
  const copies = await DamagedCopies.open({ ...common(all), target: servers.target.connection, kept }, context)
  try {
    for (const damage of DAMAGES) {
      await all.steps.run(`Damage: ${damage.title}`, async () => {
        const differences = await copies.prove(damage.sql)
        const named = differences.find((difference) => damage.named.test(difference))
        const found = named
          ? `the proof names it: ${named}`
          : `the proof did not name it; it found ${differences.join('; ') || 'nothing'}`
        return { ok: named !== undefined, found, value: undefined }
      })
    }
  } finally {
    await copies.close()
  }
}

function outcome({ steps }: DemoSteps) {
  const missed = steps.filter((step) => !step.ok)
  if (missed[0] === undefined) return { ok: true, code: 0 } as const
  return {
    ok: false,
    code: 1,
    reason: `${missed.length} of ${steps.length} steps did not end as they must: ${missed[0].title}: ${missed[0].found}`,
    hint: 'this is a fault of pgproof or of this machine: run it again with --json, and report what it prints',
  } as const
}

/** A connection as keywords and values, each quoted. */
export function keywords({ parameters }: Connection): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}='${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)
    .join(' ')
}
