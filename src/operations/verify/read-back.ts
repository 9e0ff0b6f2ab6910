import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fingerprint } from '../../dump/fingerprint.ts'
import { PgproofError } from '../../errors.ts'
import { findPrograms } from '../../postgres/programs.ts'
import type { InventoryTable } from '../../repository/inventory.ts'
import { largeObjectFiles } from '../../repository/large-objects.ts'
import { LARGE_OBJECTS } from '../../repository/layout.ts'
import { type BackupReader, DamagedObject } from '../../repository/read.ts'
import type { Repository } from '../../repository/repository.ts'
import { type Chosen, fetchTableOfContents } from '../chosen.ts'
import type { Context } from '../context.ts'
import type { VerifyResult } from '../results.ts'
import { readSample, type Sampled } from './sample.ts'
import { compareTableOfContents } from './table-of-contents.ts'

/** What is being read back, and what was found so far. */
export interface ReadBack {
  request: { sample?: number | undefined; jobs: number; client: 'auto' | 'local' | 'docker' }
  context: Context
  store: Repository
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
  const objects = objectsIn(damaged)
  if (objects.has(found.object)) return
  objects.add(found.object)
  damaged.push({ ...found, ...(table && { table }) })
}

/** A look through the list for each object would take for ever where a forged manifest names half a million that are not there. */
const known = new WeakMap<VerifyResult['damaged'], Set<string>>()

function objectsIn(damaged: VerifyResult['damaged']): Set<string> {
  const seen = known.get(damaged)
  if (seen?.size === damaged.length) return seen
  const all = new Set(damaged.map(({ object }) => object))
  known.set(damaged, all)
  return all
}

/** Reads a backup's objects back and notes what is not as it should be. A share of 1 means every byte and every digest. */
export async function readBack(run: ReadBack): Promise<{ share: number; sample?: Sampled }> {
  const { request, chosen } = run
  const { objects } = chosen.backup.manifest
  await readTableOfContents(run)
  if (request.sample !== undefined && request.sample < 1) {
    const sample = await readSample(run, request.sample)
    return { share: sample.share, sample }
  }
  run.context.progress({ kind: 'phase', title: 'Read every byte back' })
  await readTables(run)
  await readLargeObjects(run)
  await readRest(chosen.reader, run.damaged, request.jobs)
  return { share: objects.length === 0 ? 0 : 1 }
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
  try {
    for await (const file of largeObjectFiles(run.chosen.reader, run.chosen.inventory)) {
      for await (const _ of file.content);
    }
  } catch (error) {
    note(run.damaged, error, LARGE_OBJECTS)
  }
}

/** Objects that nothing refers to (roles), and those that were passed over behind a damaged one. */
export async function readRest(reader: BackupReader, damaged: VerifyResult['damaged'], jobs: number): Promise<void> {
  const queue = reader.unread()
  const worker = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const object = name
      await reader.object(object).catch((error: unknown) => note(damaged, error, object))
    }
  }
  await Promise.all(Array.from({ length: jobs }, worker))
}
