import { showDuration } from './assertions/duration.ts'
import { parseSqlName, type SqlName } from './assertions/names.ts'

/** A backup as the catalogue knows it; `storedBytes` is the sum of its objects. */
export interface ExpectedBackup {
  id: string
  created: Date
  storedBytes: number
  /** Not filtered; only complete backups count. */
  complete: boolean
}

export interface ExpectationFacts {
  now: Date
  /** Newest first. */
  backups: readonly ExpectedBackup[]
  /** The one being verified. */
  chosen: ExpectedBackup
  /** The tables of the chosen backup's inventory. */
  tables: readonly { schema: string; name: string; rows: number }[]
}

export interface ExpectationLimits {
  /** How old the newest complete backup may be, in milliseconds. */
  maxBackupAge?: number | undefined
  /** Tables as SQL writes them, that must be in the backup and hold rows. */
  requiredTables?: readonly string[] | undefined
  /** How far the stored size may be from the median of the last five before it, as a share: 0.5 is half. */
  sizeTolerance?: number | undefined
}

/** `skipped` holds the reason why it was not checked; then `ok` is false, and that is no failure. */
export interface ExpectationResult {
  name: string
  ok: boolean
  found: string
  skipped?: string
}

/** Whether no expectation failed; skipped ones neither fail nor pass. */
export const expectationsHold = (results: readonly ExpectationResult[]): boolean =>
  results.every((result) => result.ok || result.skipped !== undefined)

/** One result for each limit that is given, and one for each required table. */
export function checkExpectations(facts: ExpectationFacts, limits: ExpectationLimits): ExpectationResult[] {
  const { maxBackupAge, requiredTables = [], sizeTolerance } = limits
  return [
    ...(maxBackupAge === undefined ? [] : [judgeAge(facts, maxBackupAge)]),
    ...requiredTables.map((table) => judgeTable(facts, table)),
    ...(sizeTolerance === undefined ? [] : [judgeSize(facts, sizeTolerance)]),
  ]
}

/** Clocks of runners and of this machine may differ a little; a backup from further ahead than this is from a wrong clock. */
const clockSlack = 5 * 60_000

function judgeAge({ now, backups, chosen }: ExpectationFacts, maxBackupAge: number): ExpectationResult {
  const name = `newest complete backup at most ${showDuration(maxBackupAge)} old`
  const newest = backups.find((backup) => backup.complete)
  if (newest === undefined && !chosen.complete) {
    return { name, ok: false, found: 'not checked', skipped: 'the backup is partial, and there is no complete one' }
  }
  if (newest === undefined) return { name, ok: false, found: 'there is no complete backup' }
  const age = now.getTime() - newest.created.getTime()
  if (age < -clockSlack) return { name, ok: false, found: `${newest.id} is ${showDuration(age)} in the future` }
  return { name, ok: age <= maxBackupAge, found: `${newest.id} is ${showDuration(Math.max(0, age))} old` }
}

function judgeTable({ tables }: ExpectationFacts, required: string): ExpectationResult {
  const name = `table ${required} is there and not empty`
  const wanted = parseSqlName(required)
  if (wanted === undefined) return { name, ok: false, found: 'this is not a name as SQL writes it' }
  const found = tables.filter((table) => matches(table, wanted))
  const rows = found.reduce((sum, table) => sum + table.rows, 0)
  if (found.length === 0) return { name, ok: false, found: 'it is not in the backup' }
  if (found.length > 1) return { name, ok: false, found: `it is in ${found.length} schemas, write the schema too` }
  return { name, ok: rows > 0, found: rows === 0 ? 'it is empty' : `${rows} rows` }
}

const matches = (table: { schema: string; name: string }, wanted: SqlName) =>
  table.name === wanted.name && (wanted.schema === undefined || table.schema === wanted.schema)

function judgeSize({ backups, chosen }: ExpectationFacts, tolerance: number): ExpectationResult {
  const name = `stored size within ${percent(tolerance)} of the median of the last five`
  const skip = (reason: string) => ({ name, ok: false, found: 'not checked', skipped: reason })
  if (!chosen.complete) return skip('the backup is partial')
  const earlier = backups
    .filter((one) => one.complete && one.id !== chosen.id && one.created.getTime() <= chosen.created.getTime())
    .slice(0, 5)
  if (earlier.length < 3) return skip(`only ${earlier.length} earlier complete backups, 3 are needed for a median`)
  const median = medianOf(earlier.map((one) => one.storedBytes))
  const off = chosen.storedBytes / median - 1
  const found = `${chosen.storedBytes} bytes, ${percent(Math.abs(off))} ${off < 0 ? 'below' : 'above'} the median of ${median}`
  // By multiplication, so that an empty median or a share like 0.1 does not fail by rounding.
  return { name, ok: Math.abs(chosen.storedBytes - median) <= tolerance * median + 1e-6, found }
}

export function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] as number) + upper) / 2)
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`
