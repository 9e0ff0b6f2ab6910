import { showDuration } from '../../proof/assertions/duration.ts'
import type { KnownCopy } from '../results-copy.ts'
import type { Limit, MeasuredRestore, Milestone, ScheduleState, StatusBackup } from '../results-status.ts'
import { type FiledDatabase, judgeDatabases } from './databases.ts'
import { judgeLosses } from './losses.ts'
import { judgeNewest } from './newest.ts'
import { judgeSchedule } from './schedule-limit.ts'
import { judgeFreeSpace, judgeGrowth, judgeShrink } from './sizes.ts'

/** Spans in milliseconds, sizes in bytes, shares of the median; what is undefined is not asked for. */
export interface LimitRequest {
  maxBackupAge: number
  maxVerifiedAge?: number | undefined
  maxRestoreTestAge: number
  maxGrowth?: number | undefined
  maxShrink?: number | undefined
  minFreeSpace: number
  maxCopyAge?: number | undefined
  rpo?: number | undefined
  rto?: number | undefined
  /** Without it, `maxBackupAge`. */
  maxScheduleAge?: number | undefined
}

export interface LimitFacts {
  /** Newest first. */
  backups: readonly StatusBackup[]
  unreadable: readonly { id: string; why: string }[]
  databases: readonly FiledDatabase[]
  newest?: Milestone | undefined
  newestVerified?: Milestone | undefined
  newestRestoreTested?: Milestone | undefined
  timeToRestore?: MeasuredRestore | undefined
  copies?: readonly KnownCopy[]
  /** Where the storage is a folder. */
  freeBytes?: number | undefined
  /** Where it was asked for; a sentence where GitHub did not answer. */
  schedule?: ScheduleState | string | undefined
}

/**
 * Judges every limit. The broken ones come first, in the order of what they may cost: what could be lost now, what nobody has proved,
 * what will go wrong next, and last how long it takes; then what was not checked, then what is kept.
 */
export function judgeLimits(facts: LimitFacts, request: LimitRequest): Limit[] {
  const judged = [
    judgeNewest(facts),
    judgeLosses(facts.backups),
    judgeDatabases(facts.databases),
    judgeBackupAge(facts, request.maxBackupAge),
    ...given(request.rpo, (limit) => judgeDataAtRisk(facts, limit)),
    ...given(request.maxShrink, (limit) => judgeShrink(facts.backups, limit)),
    ...given(request.maxVerifiedAge, (limit) => judgeVerifiedAge(facts, limit)),
    judgeRestoreTestAge(facts, request.maxRestoreTestAge),
    ...given(request.maxCopyAge, (limit) => judgeCopyAge(facts, limit)),
    ...given(facts.schedule, (schedule) => judgeSchedule(schedule, request.maxScheduleAge ?? request.maxBackupAge)),
    ...given(facts.freeBytes, (free) => judgeFreeSpace(free, request.minFreeSpace)),
    ...given(request.maxGrowth, (limit) => judgeGrowth(facts.backups, limit)),
    ...given(request.rto, (limit) => judgeTimeToRestore(facts, limit)),
  ]
  const rank = { broken: 0, 'not checked': 1, kept: 2 }
  return judged.sort((a, b) => rank[a.state] - rank[b.state])
}

const given = <T>(value: T | undefined, judge: (value: T) => Limit): Limit[] =>
  value === undefined ? [] : [judge(value)]

const span = (seconds: number) => showDuration(seconds * 1000)

/** What is broken says what to do. `seconds` is undefined where there is nothing to measure, which is never fine. */
function atMost(name: string, limit: number, seconds: number | undefined, found: string, hint: string): Limit {
  const about = { name, allowed: `at most ${showDuration(limit)}`, found }
  if (seconds !== undefined && seconds * 1000 <= limit) return { ...about, state: 'kept' }
  return { ...about, state: 'broken', hint }
}

function judgeBackupAge({ newest }: LimitFacts, limit: number): Limit {
  const found = newest ? `the newest good backup is ${span(newest.ageSeconds)} old` : 'there is no good backup'
  const hint = 'make a backup now (pgproof backup), and find out why the job that makes them did not'
  return atMost('max-backup-age', limit, newest?.ageSeconds, found, hint)
}

function judgeDataAtRisk({ newest }: LimitFacts, limit: number): Limit {
  const found = newest ? `the changes of the last ${span(newest.ageSeconds)} would be lost` : 'everything would be lost'
  const hint = 'make a backup now (pgproof backup), and back up more often'
  return atMost('rpo', limit, newest?.ageSeconds, found, hint)
}

function judgeVerifiedAge({ newestVerified }: LimitFacts, limit: number): Limit {
  const found = newestVerified
    ? `the newest verified backup is ${span(newestVerified.ageSeconds)} old`
    : 'no good backup was ever verified'
  const hint = 'verify the newest backup now (pgproof verify), and after every backup'
  return atMost('max-verified-age', limit, newestVerified?.ageSeconds, found, hint)
}

function judgeRestoreTestAge({ newestRestoreTested: tested }: LimitFacts, limit: number): Limit {
  const seconds = tested?.checkedSeconds
  const found =
    seconds === undefined
      ? 'no good backup was ever restore-tested'
      : `the last good restore-test was ${span(seconds)} ago`
  const hint = 'restore the newest backup for real (pgproof restore-test), and do so on a schedule'
  return atMost('max-restore-test-age', limit, seconds, found, hint)
}

/** Of several storages the one that is nearest to today: the others may have been given up. */
function judgeCopyAge({ copies = [] }: LimitFacts, limit: number): Limit {
  const newest = copies.toSorted((a, b) => a.ageSeconds - b.ageSeconds)[0]
  const found = newest
    ? `the newest backup that was copied, to ${newest.to}, is ${span(newest.ageSeconds)} old`
    : 'no backup was copied to a second storage'
  const hint = 'copy the newest backup now (pgproof copy), and give the job that makes backups copy-to'
  return atMost('max-copy-age', limit, newest?.ageSeconds, found, hint)
}

function judgeTimeToRestore({ timeToRestore: measured }: LimitFacts, limit: number): Limit {
  const found = measured
    ? `bringing the data back took ${span(measured.seconds)}`
    : 'nobody has measured how long bringing the data back takes'
  const hint = measured
    ? 'give the restore more jobs and a faster machine, or agree on another objective'
    : 'measure it with pgproof restore-test'
  return atMost('rto', limit, measured?.seconds, found, hint)
}
