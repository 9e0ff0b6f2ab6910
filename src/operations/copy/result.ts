import type { ExitCode } from '../../errors.ts'
import type { Outcome } from '../results.ts'
import type { CopiedAmount, CopyResult } from '../results-copy.ts'
import type { ToCopy } from './choose.ts'
import type { Tried } from './copy.ts'
import type { Run } from './copy-one.ts'

interface Done {
  run: Run
  name: string
  started: Date
  chosen: ToCopy
  tried: Tried[]
  /** How many were not come to. */
  untried: number
}

/** The result of a run, and whether all that was to be copied is there now. */
export function conclude({ run, name, started, chosen, tried, untried }: Done): CopyResult {
  const backups = tried.map(({ described }) => described)
  const record = tried.findLast((one) => one.record !== undefined)?.record
  return {
    ...outcomeOf(chosen, tried, untried),
    verb: 'copy',
    seconds: (run.context.now().getTime() - started.getTime()) / 1000,
    warnings: run.warnings,
    ...(record !== undefined && { record }),
    name,
    from: run.from.location,
    to: run.to.location,
    backups,
    passedOver: chosen.passedOver,
    unreadable: chosen.unreadable.map(({ id, why }) => ({ id, why })),
    ...(chosen.before !== undefined && { before: chosen.before }),
    totals: { sent: sum(backups.map(({ sent }) => sent)), found: sum(backups.map(({ found }) => found)) },
  }
}

function outcomeOf({ unreadable }: ToCopy, tried: Tried[], untried: number): Outcome {
  const failures = tried.flatMap(({ failure }) => failure ?? [])
  const [first] = failures
  const dark = unreadable[0]
  const more = failures.length + unreadable.length - 1 + untried
  const others = more > 0 ? `; and ${more} more ${more === 1 ? 'was' : 'were'} not copied` : ''
  if (first) {
    const code = first.code as Exclude<ExitCode, 0>
    return { ok: false, code, reason: `${first.reason}${others}`, hint: first.hint }
  }
  if (!dark) return { ok: true, code: 0 }
  const hint = `all others are copied; of this one, ${dark.hint}`
  return { ok: false, code: dark.code, reason: `backup ${dark.id} cannot be copied: ${dark.why}${others}`, hint }
}

const sum = (amounts: CopiedAmount[]): CopiedAmount => ({
  objects: amounts.reduce((all, { objects }) => all + objects, 0),
  bytes: amounts.reduce((all, { bytes }) => all + bytes, 0),
})
