import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import * as core from '@actions/core'
import { messageOf, PgproofError } from '../errors.ts'
import type { By } from '../operations/context.ts'
import { told, writeReport } from '../report/files.ts'
import { visible } from '../report/format.ts'
import { markdown } from '../report/markdown.ts'
import { terminal } from '../report/terminal.ts'
import type { JobLog } from './log.ts'
import { outputsOf } from './outputs.ts'
import type { Ended } from './run.ts'

export interface Publishing {
  detail: 'full' | 'totals'
  /** Files to write besides the HTML report that is always there. */
  reports: string[]
  artifact: boolean
  by: By
  environment: Record<string, string | undefined>
}

/** A step's summary may have 1 MiB; the rest is room for what else the step says. */
const summaryLimit = 1_000_000

/** Tells the result everywhere a workflow shows one. A report that cannot be written or uploaded is a warning: it changes no answer. */
export async function publish(ended: Ended, publishing: Publishing, log: JobLog): Promise<void> {
  const { result, stack } = ended
  const { environment } = publishing
  log.endGroup()
  const name = `pgproof-${result.verb}-${randomBytes(3).toString('hex')}`
  const path = join(environment.RUNNER_TEMP || '/tmp', `${name}.html`)
  for (const report of [path, ...publishing.reports])
    await attempt(log, () => writeReport(report, result, made(publishing)))
  // Outputs come before everything that may take long: a cancelled job has seconds left.
  for (const [output, value] of Object.entries(outputsOf(result, path))) core.setOutput(output, value)
  log.print(terminal({ ...told(result, publishing.detail), warnings: [] }, { colour: true }))
  for (const warning of 'warnings' in result ? result.warnings : []) log.warn(warning)
  if (environment.GITHUB_STEP_SUMMARY) await attempt(log, () => writeSummary(ended, publishing))
  if (publishing.artifact) {
    const { uploadReport } = await import('./artifact.ts')
    await attempt(log, () => uploadReport(`${name}-attempt-${environment.GITHUB_RUN_ATTEMPT ?? 1}`, path))
  }
  if (stack) log.info(stack)
  if (!result.ok) {
    core.error(visible(`${result.reason}. What to do: ${result.hint}`), { title: `pgproof ${result.verb}` })
  }
}

const made = ({ detail, by }: Publishing) => ({ detail, made: { at: new Date(), by: `pgproof ${by.pgproof}` } })

async function writeSummary({ result }: Ended, { detail }: Publishing): Promise<void> {
  const full = markdown(told(result, detail))
  const text = Buffer.byteLength(full) > summaryLimit ? markdown(told(result, 'totals')) : full
  await core.summary.addRaw(text, true).write()
}

async function attempt(log: JobLog, publish: () => void | Promise<void>): Promise<void> {
  try {
    await publish()
  } catch (error) {
    log.warn(error instanceof PgproofError ? `${error.reason}; ${error.hint}` : messageOf(error))
  }
}
