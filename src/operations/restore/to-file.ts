import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { usageError } from '../../errors.ts'
import { findPrograms } from '../../postgres/programs.ts'
import type { Inventory } from '../../repository/inventory.ts'
import { fetchTableOfContents, referenceOf } from '../chosen.ts'
import { success, type Unchecked } from '../results.ts'
import type { PlanNote, RestoreResult, TakenStep } from '../results-restore.ts'
import { rowBytes } from '../round-trip/restore-into.ts'
import { omittedOf } from './omitted.ts'
import { selectPart } from './part.ts'
import { putOutcome } from './result.ts'
import type { RestoreRun } from './run.ts'
import { writeConverted } from './to-file/converted.ts'
import { refuseOtherThanOne, writeCsv } from './to-file/csv.ts'
import { beginFile, checkRoom, type FileKind, kindOf } from './to-file/place.ts'
import { writePlain } from './to-file/plain.ts'
import { writeArchiveFolder } from './to-file/rows.ts'
import type { FileWork, Written } from './to-file/work.ts'

export type FileRun = Omit<RestoreRun, 'destination' | 'hooks'>

/**
 * Writes the backup, or the part that is asked for, as a file for other tools; its ending says which. Every byte is checked on the way, and the
 * file gets its name only when it is whole. Exit 4 where the name is taken.
 */
export async function toFile(run: FileRun, path: string): Promise<RestoreResult> {
  const { request } = run
  const kind = kindOf(path)
  if (request.plan || request.dryRun) {
    throw usageError('to-file writes nothing but its file', 'leave plan and dry-run out')
  }
  if (kind === 'csv') refuseOtherThanOne(request)
  else if (kind !== 'plain') refuseRowsAlone(run)
  const context = { ...run.context, signal: run.signal }
  const found = await findPrograms(run.chosen.backup.manifest.client.major, {
    environment: context.environment,
    client: request.client,
    install: context.installPrograms,
    folders: [context.temporary, dirname(resolve(path))],
  })
  const { programs } = found
  const { chosen, notes } = await selectPart(run.chosen, request, { programs, context })
  const work: FileWork = { request, chosen, context, programs, omit: omittedOf(request) }
  for (const note of notes) context.progress({ kind: 'note', text: `${note.what}: ${note.why}` })
  const began = performance.now()
  const started = context.now().toISOString()
  const written = await writeWhole(work, kind, path)
  const title = `Write ${path}`
  const step: TakenStep = { id: 'write', title, ok: true, started, seconds: (performance.now() - began) / 1000 }
  const warnings = [...found.warnings, ...written.warnings, ...notes.filter(isWarning).map(wordsOf)]
  return await resultOf(run, { path, step, written: { ...written, warnings } })
}

/** Rows without the tables that they belong to cannot be restored, and an archive is made from what was restored. */
function refuseRowsAlone({ request, chosen }: FileRun): void {
  if (!request.dataOnly && !chosen.inventory.filter.dataOnly) return
  throw usageError('an archive cannot be made of rows alone', 'end to-file with .sql, or leave data-only out')
}

const isWarning = ({ severity }: PlanNote): boolean => severity === 'warning'

const wordsOf = ({ what, why }: PlanNote): string => `${what}: ${why}`

async function writeWhole(work: FileWork, kind: FileKind, path: string): Promise<Written> {
  const file = await beginFile(path)
  try {
    await checkRoom(needsOf(work, kind, dirname(file.path)))
    work.context.progress({ kind: 'phase', title: `Write ${path}` })
    const written = await write(work, kind, file.path)
    await file.finish()
    return written
  } finally {
    await file.discard()
  }
}

async function write(work: FileWork, kind: FileKind, path: string): Promise<Written> {
  const { chosen, context, omit } = work
  const nothing = { notChecked: unchecked(work), warnings: [] }
  if (kind === 'csv') {
    await writeCsv(work, path)
    return nothing
  }
  if (kind === 'plain') {
    await writePlain(work, path)
    return nothing
  }
  // Only the archive as it is can be had without a server: pg_restore converts nothing into an archive.
  const asItIs = chosen.part === undefined && !omit.owners && !omit.privileges
  if (kind === 'custom' || !asItIs) return await writeConverted(work, path, kind === 'custom' ? kind : 'directory')
  await mkdir(path, { mode: 0o700 })
  await fetchTableOfContents(chosen.reader, path)
  await writeArchiveFolder(chosen, path, context)
  return nothing
}

function unchecked({ chosen }: FileWork): Unchecked[] {
  const why =
    'every byte that went into the file has the digest of the backup; whether it restores, a restore-test tells'
  const part = chosen.part === undefined ? [] : [{ what: 'the rest of the backup', why: 'it was not asked for' }]
  return [{ what: 'restoring the file', why }, ...part]
}

/** Large objects are twice as long in a script; a server needs what the source had. */
function needsOf({ chosen, context }: FileWork, kind: FileKind, folder: string) {
  const rows = rowBytes(chosen.inventory)
  const large = sizeOf(chosen.inventory.largeObjects)
  const { temporary } = context
  const whole = { folder, bytes: rows + large }
  if (kind === 'csv' || kind === 'folder') return [whole]
  if (kind === 'plain')
    return [
      { folder, bytes: rows + 2 * large },
      { folder: temporary, bytes: rows + large },
    ]
  const server = chosen.part === undefined ? chosen.backup.manifest.source.sizeBytes : 2 * (rows + large)
  return [whole, { folder: temporary, bytes: server }]
}

const sizeOf = (objects: Inventory['largeObjects']): number => objects.reduce((sum, { bytes }) => sum + bytes, 0)

interface Made {
  path: string
  step: TakenStep
  written: Written
}

async function resultOf(run: FileRun, { path, step, written }: Made): Promise<RestoreResult> {
  const { context, chosen, store } = run
  const { who, host, run: workflow } = context.by
  const { manifest } = chosen.backup
  const files = await filesAt(resolve(path))
  const warnings = [...run.warnings, ...written.warnings]
  const body = {
    restore: run.id,
    mode: 'to-file',
    files: files.length,
    bytes: files.reduce((sum, one) => sum + one.bytes, 0),
  }
  const record = await putOutcome({ ...run, warnings }, 'restored', true, body)
  return {
    ...success,
    verb: 'restore',
    seconds: (context.now().getTime() - run.started.getTime()) / 1000,
    warnings,
    restore: run.id,
    mode: 'to-file',
    by: { who, host, ...(workflow !== undefined && { run: workflow }) },
    backup: { ...referenceOf(store, chosen.backup), created: manifest.created, database: manifest.source.database },
    steps: [step],
    ...(written.proof && { proof: written.proof }),
    notChecked: written.notChecked,
    files,
    ...(record !== undefined && { record }),
  }
}

async function filesAt(path: string): Promise<{ path: string; bytes: number }[]> {
  const found = await stat(path)
  if (!found.isDirectory()) return [{ path, bytes: found.size }]
  const names = (await readdir(path)).sort()
  return await Promise.all(
    names.map(async (name) => ({ path: join(path, name), bytes: (await stat(join(path, name))).size })),
  )
}
