import { usageError } from '../../errors.ts'
import type { GitHub } from '../../github/github.ts'
import { ageOf } from '../badges.ts'
import type { ScheduleState } from '../results-status.ts'

/**
 * Asks GitHub about the workflow of the backups. A run that a person started says nothing about the schedule, so only scheduled ones count.
 * Throws exit 2 where nobody can be asked or no such workflow is known, 3 where GitHub does not answer.
 */
export async function readSchedule(file: string, github: GitHub | undefined, now: Date): Promise<ScheduleState> {
  if (github === undefined) {
    throw usageError(
      'schedule-check needs a repository and a token to ask GitHub with',
      'in a workflow give the job "permissions: actions: read"; elsewhere set GITHUB_REPOSITORY and GITHUB_TOKEN',
    )
  }
  const workflow = await github.workflow(file)
  const run = await github.lastRun(file, 'schedule')
  return {
    workflow: workflow.path,
    state: workflow.state,
    url: workflow.url,
    ...(run && {
      lastRun: {
        at: run.createdAt,
        ageSeconds: ageOf(run.createdAt, now),
        conclusion: run.conclusion,
        status: run.status,
        url: run.url,
      },
    }),
  }
}
