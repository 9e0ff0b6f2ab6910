import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { environmentError, messageOf, usageError } from '../errors.ts'
import type { Failure, Result } from '../operations/results.ts'
import { describe } from './describe.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { prometheus } from './prometheus.ts'
import { type Sheet, totalsOnly } from './sheet.ts'

export interface ReportOptions {
  /** `totals` leaves out what names objects of the database. */
  detail: 'full' | 'totals'
  made: { at: Date; by: string }
}

const endings = ['.html', '.md', '.json']

/** Refuses what `writeReport` could not write, before any work is done (exit 2). */
export function checkReportPaths(paths: string[]): void {
  for (const path of paths) {
    if (endings.includes(extname(path))) continue
    throw usageError(
      `report ${path} ends with none of ${endings.join(', ')}`,
      'the ending decides the format, so give it one of them',
    )
  }
}

/** All files that a run is to write, of the inputs `report` and `prometheus`. Throws exit 2 for an ending that has no format. */
export function reportFiles(values: { report: string[]; prometheus?: string }): string[] {
  checkReportPaths(values.report)
  return [...values.report, ...(values.prometheus ? [values.prometheus] : [])]
}

/** The sheet of a result, as much of it as may be told. */
export function told(result: Result | Failure, detail: ReportOptions['detail']): Sheet {
  const sheet = describe(result)
  return detail === 'full' ? sheet : totalsOnly(sheet)
}

/**
 * Writes the report, in the format that the path's ending names; a new file is for this user alone (0600), since it may name tables.
 * Throws exit 3 where the file cannot be written.
 */
export function writeReport(path: string, result: Result | Failure, options: ReportOptions): void {
  const { detail, made } = options
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (extname(path) === '.prom') exchange(path, prometheus(result, basename(path, '.prom'), made.at))
    else writeFileSync(path, content(extname(path), result, detail, made), { mode: 0o600 })
  } catch (error) {
    throw environmentError(
      `the report ${path} cannot be written: ${messageOf(error)}`,
      'name a place that can be written to',
      error,
    )
  }
}

/** Prometheus' textfile collector may look at any moment, so it finds the old text or the new one; everybody may read it. */
function exchange(path: string, text: string): void {
  // Without the ending, the collector leaves it alone.
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`)
  try {
    writeFileSync(draft, text, { mode: 0o644 })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function content(
  ending: string,
  result: Result | Failure,
  detail: ReportOptions['detail'],
  made: ReportOptions['made'],
): string {
  if (ending === '.json') return `${JSON.stringify(detail === 'full' ? result : totals(result), null, 2)}\n`
  const sheet = told(result, detail)
  return ending === '.md' ? markdown(sheet) : html(sheet, made)
}

/** Keys that name objects of a database are emptied, so that the shape stays the contract's. */
const naming = [
  'tables',
  'indexes',
  'checks',
  'assertions',
  'expectations',
  'damaged',
  'notContained',
  'notChecked',
  'drift',
  'failures',
  'entries',
  'extensions',
  'roles',
  'history',
  'changes',
]

function totals(result: object): object {
  const entries = Object.entries(result).map(([key, value]) => [
    key,
    naming.includes(key) && Array.isArray(value) ? [] : value,
  ])
  const { definitions, largeObjects, proof, plan, ...rest } = Object.fromEntries(entries)
  return {
    ...rest,
    ...(proof && { proof: totals(proof) }),
    ...(plan !== undefined && { plan: typeof plan === 'object' ? { ...plan, notes: [] } : plan }),
    ...(definitions && { definitions: { ...definitions, differences: [] } }),
    ...(largeObjects && {
      largeObjects: { ...largeObjects, ...('differences' in largeObjects && { differences: [] }) },
    }),
  }
}
