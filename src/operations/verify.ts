import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Archive } from '../dump/archive.ts'
import { Fingerprint } from '../dump/fingerprint.ts'
import { messageOf, PgproofError } from '../errors.ts'
import { libpqEnvironment, parseConnection } from '../postgres/conninfo.ts'
import { findPrograms, type Programs } from '../postgres/programs.ts'
import { readDefinitions } from '../proof/definitions.ts'
import { checkExpectations } from '../proof/expectations.ts'
import { type Backup, readCatalogue } from '../repository/catalogue.ts'
import type { InventoryTable, Part } from '../repository/inventory.ts'
import { largeObjectFiles } from '../repository/large-objects.ts'
import { LARGE_OBJECTS } from '../repository/layout.ts'
import { DamagedObject } from '../repository/read.ts'
import { listRecords, putRecord } from '../repository/records.ts'
import type { Store } from '../storage/store.ts'
import { type Chosen, chooseNamed, fetchTableOfContents, openBackup, referenceOf } from './chosen.ts'
import type { Context } from './context.ts'
import { openStorage, type StorageRequest } from './repository.ts'
import type { Check, Unchecked, VerifyResult } from './results.ts'

export interface VerifyRequest extends StorageRequest {
  name?: string | undefined
  backup: string
  /** Share of the objects to read, above 0 and up to 1. */
  sample?: number | undefined
  /** Milliseconds. */
  maxBackupAge: number
  requiredTables: string[]
  sizeTolerance?: number | undefined
  jobs: number
  client: 'auto' | 'local' | 'docker'
}

interface Run {
  request: VerifyRequest
  context: Context
  store: Store
  chosen: Chosen
  damaged: VerifyResult['damaged']
  tables: number
  rows: number
}

/** Reads a backup back from the storage and compares everything that can be compared without a database. */
export async function verify(request: VerifyRequest, context: Context): Promise<VerifyResult> {
  const started = context.now()
  const store = await openStorage(request, context, context.signal)
  try {
    context.progress({ kind: 'phase', title: 'Choose the backup' })
    const backup = await chooseNamed(store, request, context)
    const damaged: VerifyResult['damaged'] = []
    const chosen = await openOrNote(store, backup, context, damaged)
    const run = chosen && { request, context, store, chosen, damaged, tables: 0, rows: 0 }
    const share = run ? await readBack(run) : 0
    const expectations = await expect(request, context, store, backup, chosen)
    return await conclude({ request, context, store, backup, run, damaged, share, expectations, started })
  } finally {
    store.close()
  }
}

async function openOrNote(
  store: Store,
  backup: Backup,
  context: Context,
  damaged: VerifyResult['damaged'],
): Promise<Chosen | undefined> {
  try {
    return await openBackup(store, backup, context.signal)
  } catch (error) {
    note(damaged, error, 'inventory.json.zst')
    return undefined
  }
}

/** Notes damage and goes on; everything else is thrown. */
function note(damaged: VerifyResult['damaged'], error: unknown, object: string, table?: string): void {
  if (!(error instanceof PgproofError) || error.code !== 1) throw error
  const found =
    error instanceof DamagedObject ? { object: error.object, what: error.what } : { object, what: error.reason }
  if (!damaged.some((other) => other.object === found.object)) damaged.push({ ...found, ...(table && { table }) })
}

async function readBack(run: Run): Promise<number> {
  const { request, chosen } = run
  const { objects } = chosen.backup.manifest
  await readTableOfContents(run)
  if (request.sample !== undefined && request.sample < 1) return await readSample(run, request.sample)
  run.context.progress({ kind: 'phase', title: 'Read every byte back' })
  await readTables(run)
  await readLargeObjects(run)
  await readRest(run)
  return objects.length === 0 ? 0 : 1
}

/** The table of contents must be readable by pg_restore and list what the inventory lists. */
async function readTableOfContents(run: Run): Promise<void> {
  const { chosen, context, request } = run
  const { manifest } = chosen.backup
  const folder = join(context.temporary, `verify-${chosen.backup.id}`)
  const { programs } = await findPrograms(manifest.client.major, {
    environment: context.environment,
    client: request.client,
    install: context.installPrograms,
    folders: [context.temporary],
  })
  try {
    await fetchTableOfContents(chosen.reader, folder)
    const difference = await compareTableOfContents(chosen, programs, folder, context)
    if (difference) run.damaged.push({ object: 'toc.dat', what: difference })
  } catch (error) {
    note(run.damaged, error, 'toc.dat')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function compareTableOfContents(
  chosen: Chosen,
  programs: Programs,
  folder: string,
  context: Context,
): Promise<string | undefined> {
  const { inventory, backup } = chosen
  const environment = libpqEnvironment(parseConnection('host=/nowhere', context.environment), {})
  const archive = new Archive(folder, programs, environment, backup.manifest.source.encoding)
  const listed = (await archive.tables(context.temporary)).map((table) => JSON.stringify([table.dumpId, table.target]))
  const known = inventory.tables.map((table) =>
    JSON.stringify([
      table.dumpId,
      { ...(table.root ?? { schema: table.schema, name: table.name }), columns: table.columns },
    ]),
  )
  if (listed.join() !== known.join()) return 'lists other tables than the inventory'
  const definitions = await readDefinitions(programs, folder, environment)
  const sameMajor = programs.major === backup.manifest.client.major
  const equal =
    definitions.length === inventory.entries.length &&
    definitions.every((definition, index) => {
      const entry = inventory.entries[index]
      const named =
        definition.type === entry?.type && definition.schema === entry.schema && definition.tag === entry.name
      return named && (!sameMajor || definition.digest === entry?.sha256)
    })
  return equal ? undefined : 'holds other definitions than the inventory'
}

async function readTables(run: Run): Promise<void> {
  const queue = [...run.chosen.inventory.tables]
  const total = run.chosen.backup.manifest.totals.rawBytes
  let done = 0
  const worker = async () => {
    for (let table = queue.shift(); table !== undefined; table = queue.shift()) {
      await readTable(run, table, (bytes) => {
        done += bytes
        run.context.progress({ kind: 'bytes', done, total })
      })
    }
  }
  await Promise.all(Array.from({ length: run.request.jobs }, worker))
}

async function readTable(run: Run, table: InventoryTable, count: (bytes: number) => void): Promise<void> {
  const name = `${table.schema}.${table.name}`
  try {
    const fingerprint = new Fingerprint()
    for await (const chunk of run.chosen.reader.parts(table.parts)) {
      fingerprint.update(chunk)
      count(chunk.length)
    }
    const { rows, sha256 } = fingerprint.digest()
    if (sha256 !== table.sha256 || rows !== table.rows) {
      throw new DamagedObject(`${table.file}.zst`, `holds ${rows} rows of ${table.rows}, with another digest`)
    }
    run.tables++
    run.rows += rows
  } catch (error) {
    note(run.damaged, error, `${table.file}.zst`, name)
  }
}

async function readLargeObjects(run: Run): Promise<void> {
  const { chosen } = run
  const expected = new Map(chosen.inventory.largeObjects.map((object) => [`blob_${object.oid}.dat`, object]))
  if (expected.size === 0) return
  try {
    for await (const file of largeObjectFiles(chosen.reader, chosen.inventory)) {
      for await (const _ of file.content);
      const object = expected.get(file.name)
      if (!object) continue
      if (file.digest() !== object.sha256)
        throw new DamagedObject(LARGE_OBJECTS, `holds other bytes for large object ${object.oid}`)
      expected.delete(file.name)
    }
    if (expected.size > 0) throw new DamagedObject(LARGE_OBJECTS, `lacks ${expected.size} large objects`)
  } catch (error) {
    note(run.damaged, error, LARGE_OBJECTS)
  }
}

/** Objects that no table refers to: roles, and whatever else the manifest lists. */
async function readRest(run: Run): Promise<void> {
  const { reader, inventory, backup } = run.chosen
  const seen = new Set<string>(['toc.dat', 'inventory.json.zst'])
  for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
    seen.add(part.object)
  for (const { name } of backup.manifest.objects) {
    if (seen.has(name)) continue
    await reader.object(name).catch((error: unknown) => note(run.damaged, error, name))
  }
}

/** Reads every n-th object, beginning one further each time: as many samples as there are shares in a whole have read everything. */
async function readSample(run: Run, share: number): Promise<number> {
  const { reader, inventory, backup } = run.chosen
  run.context.progress({ kind: 'phase', title: `Read ${Math.round(share * 100)} % of the objects back` })
  const parts = new Map<string, Part>()
  for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
    parts.set(part.object, part)
  const every = Math.max(1, Math.ceil(1 / share))
  const earlier = (await listRecords(run.store, backup.name, backup.id)).get(backup.id) ?? []
  const turn = earlier.filter((record) => record.kind === 'sampled').length % every
  const chosen = backup.manifest.objects.filter((_, index) => index % every === turn)
  for (const { name } of chosen) {
    try {
      const stored = await reader.object(name)
      const part = parts.get(name)
      if (part) for await (const _ of reader.unfold(part, stored));
    } catch (error) {
      note(run.damaged, error, name)
    }
  }
  const bytes = (objects: { size: number }[]) => objects.reduce((sum, { size }) => sum + size, 0)
  return Math.min(bytes(chosen) / Math.max(1, bytes(backup.manifest.objects)), 0.999999)
}

async function expect(
  request: VerifyRequest,
  context: Context,
  store: Store,
  backup: Backup,
  chosen: Chosen | undefined,
): Promise<Check[]> {
  const catalogue = await readCatalogue(store, backup.name)
  const describe = ({ id, manifest }: Backup) => ({
    id,
    created: new Date(manifest.created),
    storedBytes: manifest.totals.storedBytes,
    complete: manifest.partial.length === 0,
  })
  return checkExpectations(
    {
      now: context.now(),
      backups: catalogue.backups.map(describe),
      chosen: describe(backup),
      tables: chosen?.inventory.tables ?? [],
    },
    {
      maxBackupAge: request.maxBackupAge,
      requiredTables: request.requiredTables,
      ...(request.sizeTolerance !== undefined && { sizeTolerance: request.sizeTolerance }),
    },
  )
}

interface Conclusion {
  request: VerifyRequest
  context: Context
  store: Store
  backup: Backup
  run: Run | undefined
  damaged: VerifyResult['damaged']
  share: number
  expectations: Check[]
  started: Date
}

async function conclude(all: Conclusion): Promise<VerifyResult> {
  const { context, store, backup, run, damaged, share, expectations } = all
  const whole = share === 1
  const broken = expectations.filter((check) => !check.ok && check.skipped === undefined)
  const checked = {
    objects: run?.chosen.reader.objectsRead ?? 0,
    bytes: run?.chosen.reader.bytesRead ?? 0,
    tables: run?.tables ?? 0,
    rows: run?.rows ?? 0,
    share,
  }
  const intact = damaged.length === 0
  const warnings: string[] = []
  const record = await putRecord(
    store,
    { name: backup.name, id: backup.id },
    {
      kind: intact ? (whole ? 'verified' : 'sampled') : 'failed',
      time: context.now().toISOString(),
      ok: intact,
      by: context.by,
      manifest: backup.digest,
      body: { of: 'verified', checked, damaged, expectations },
    },
  ).catch((error: unknown) => {
    warnings.push(`no record was written: ${messageOf(error)}`)
    return undefined
  })
  return {
    ...outcome(backup, damaged, broken),
    verb: 'verify',
    seconds: (context.now().getTime() - all.started.getTime()) / 1000,
    warnings,
    ...(record !== undefined && { record }),
    backup: referenceOf(store, backup),
    checked,
    damaged,
    expectations,
    notChecked: notChecked(whole, share),
  }
}

function outcome(backup: Backup, damaged: VerifyResult['damaged'], broken: Check[]) {
  if (damaged.length > 0) {
    const first = damaged[0] as VerifyResult['damaged'][number]
    const more = damaged.length > 1 ? `, and ${damaged.length - 1} more` : ''
    return {
      ok: false,
      code: 1,
      reason: `backup ${backup.id} is damaged: ${first.object} ${first.what}${more}`,
      hint: 'use an earlier backup (pgproof list), make a new one now, and find out what changed the object',
    } as const
  }
  const first = broken[0]
  if (first) {
    return {
      ok: false,
      code: 1,
      reason: `backup ${backup.id} is whole but not as expected: ${first.name}: ${first.found ?? 'no'}`,
      hint: 'look whether the backup job still runs and backs up the right database',
    } as const
  }
  return { ok: true, code: 0 } as const
}

function notChecked(whole: boolean, share: number): Unchecked[] {
  const always = { what: 'whether it restores', why: 'only pgproof restore-test shows that' }
  if (whole) return [always]
  return [{ what: `${Math.round((1 - share) * 100)} % of the bytes`, why: 'a sample was asked for' }, always]
}
