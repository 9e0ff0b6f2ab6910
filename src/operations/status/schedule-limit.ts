import { showDuration } from '../../proof/assertions/duration.ts'
import type { Limit, ScheduleState } from '../results-status.ts'

/** Whether the workflow is enabled and ran by its schedule lately, with success. `schedule` is a sentence where GitHub did not answer. */
export function judgeSchedule(schedule: ScheduleState | string, limit: number): Limit {
  const about = { name: 'schedule-check', allowed: `enabled, and run at most ${showDuration(limit)} ago` }
  if (typeof schedule === 'string') return { ...about, state: 'not checked', found: schedule }
  const { workflow, state, lastRun } = schedule
  const broken = (found: string, hint: string): Limit => ({ ...about, state: 'broken', found, hint })
  if (state !== 'active') return broken(`${workflow} is ${state}`, enable(state))
  if (lastRun === undefined) {
    return broken(
      `${workflow} has never run by a schedule`,
      'give it "on: schedule", on the default branch: schedules of other branches do not count',
    )
  }
  const ran = `${workflow} last ran by its schedule ${showDuration(lastRun.ageSeconds * 1000)} ago`
  if (lastRun.ageSeconds * 1000 > limit) {
    return broken(
      ran,
      'start it by hand now; GitHub drops schedules when it is busy, so choose an odd minute of the hour',
    )
  }
  if (!['', 'success'].includes(lastRun.conclusion)) {
    return broken(`${ran} and ended with ${lastRun.conclusion}`, `see ${lastRun.url}`)
  }
  return { ...about, state: 'kept', found: ran }
}

const enable = (state: string) =>
  state === 'disabled_inactivity'
    ? 'enable it again (gh workflow enable): GitHub disables schedules of a public repository after 60 days without a commit'
    : 'enable it again: gh workflow enable'
