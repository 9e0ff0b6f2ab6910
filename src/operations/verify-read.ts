import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Archive } from '../dump/archive.ts'
import { Fingerprint } from '../dump/fingerprint.ts'
import { PgproofError } from '../errors.ts'
import { libpqEnvironment, parseConnection } from '../postgres/conninfo.ts'
import { findPrograms, type Programs } from '../postgres/programs.ts'
import { readDefinitions } from '../proof/definitions.ts'
import type { InventoryTable, Part } from '../repository/inventory.ts'
import { largeObjectFiles } from '../repository/large-objects.ts'
import { LARGE_OBJECTS } from '../repository/layout.ts'
import { DamagedObject } from '../repository/read.ts'
import { listRecords } from '../repository/records.ts'
import type { Store } from '../storage/store.ts'
import { type Chosen, fetchTableOfContents } from './chosen.ts'
import type { Context } from './context.ts'
import type { VerifyResult } from './results.ts'

/** What is being read back, and what was found so far. */
export interface ReadBack {
  request: { sample?: number | undefined; jobs: number; client: 'auto' | 'local' | 'docker' }
  context: Context
  store: Store
  chosen: Chosen
  damaged: VerifyResult['damaged']
  tables: number
  rows: number
}

/** Notes damage and goes on; everything else is thrown. */
export function note(damaged: VerifyResult['damaged'], error: unknown, object: string, table?: string): void {
  if (!(error instanceof PgproofError) || error.code !== 1) throw error
  const found =
    error instanceof DamagedObject ? { object: error.object, what: error.what } : { object, what: error.reason }
  if (!damaged.some((other) => other.object === found.object)) damaged.push({ ...found, ...(table && { table }) })
}

/** Reads a backup's objects back and notes what is not as it should be. Returns the share of the stored bytes that was read, 0 to 1. */
export async function readBack(run: ReadBack): Promise<number> {
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
async function readTableOfContents(run: ReadBack): Promise<void> {
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

async function readTables(run: ReadBack): Promise<void> {
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

async function readTable(run: ReadBack, table: InventoryTable, count: (bytes: number) => void): Promise<void> {
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

async function readLargeObjects(run: ReadBack): Promise<void> {
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
async function readRest(run: ReadBack): Promise<void> {
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
async function readSample(run: ReadBack, share: number): Promise<number> {
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
