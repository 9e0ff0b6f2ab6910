import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Contender } from './commands.ts'
import { type Measured, measure } from './measure.ts'

/** One contender's measurements, one per run. */
export interface Series {
  name: string
  runs: (Measured & { outputBytes: number; result?: Reported })[]
}

/** What the benchmark reads of a result that pgproof printed with --json. */
export interface Reported {
  spool?: { peakBytes: number; pausedSeconds: number }
  phases?: Record<string, number>
  totals?: { rows: number; rawBytes: number }
  steps?: Record<string, number>
  downtimeSeconds?: number
}

/** Measures contenders in turn, round after round, so that what disturbs the machine disturbs them alike. */
export async function interleave(
  contenders: Contender[],
  runs: number,
  how: { environment: Record<string, string>; postmaster: number; say: (text: string) => void },
): Promise<Series[]> {
  const series = contenders.map(({ name }): Series => ({ name, runs: [] }))
  for (let run = 1; run <= runs; run++) {
    for (const [index, contender] of contenders.entries()) {
      execFileSync('/bin/bash', ['-c', contender.prepare], { env: how.environment })
      const measured = await measure({ ...how, script: contender.script })
      how.say(`  ${run}/${runs} ${contender.name}: ${measured.seconds.toFixed(2)} s`)
      const result = measured.stdout.startsWith('{') ? (JSON.parse(measured.stdout) as Printed) : undefined
      const outputBytes = contender.output === undefined ? 0 : sizeOf(contender.output)
      series[index]?.runs.push({ ...measured, stdout: '', outputBytes, ...(result && { result: slim(result) }) })
    }
  }
  return series
}

/** As it is printed: the steps of a restore are a list. */
type Printed = Omit<Reported, 'steps'> & { steps?: { id: string; seconds: number }[] }

const slim = ({ spool, phases, totals, steps, downtimeSeconds }: Printed): Reported => ({
  ...(spool && { spool }),
  ...(phases && { phases }),
  ...(totals && { totals }),
  ...(steps && { steps: Object.fromEntries(steps.map(({ id, seconds }) => [id, seconds])) }),
  ...(downtimeSeconds !== undefined && { downtimeSeconds }),
})

function sizeOf(path: string): number {
  const facts = statSync(path)
  if (!facts.isDirectory()) return facts.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle) - 1] as number)) / 2
}
