import { messageOf, PgproofError, refusal } from '../../errors.ts'
import type { Approval } from '../../github/github.ts'
import type { Context } from '../context.ts'

export interface ApprovalRequest {
  approvalEnvironment?: string | undefined
  approvalByAnother: boolean
}

/** What counts as an approval. */
export interface ApprovalRule {
  environment: string
  /** Logins that do not count; empty where everybody does. */
  notBy: readonly string[]
}

/** The logins of those who approved, or why it is a no. */
export type ApprovalVerdict = { approvedBy: string[] } | { why: string }

/** Names of environments and logins differ by more than case. */
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Whether reviews amount to an approval. A rejection outweighs any approval; a state that is not known is a no. */
export function judgeApprovals(approvals: readonly Approval[], { environment, notBy }: ApprovalRule): ApprovalVerdict {
  const reviews = approvals.filter(({ environments }) => environments.some((name) => same(name, environment)))
  if (reviews.length === 0) {
    return { why: `nobody has approved this run for the environment ${environment}` }
  }
  const other = reviews.find(({ state }) => state !== 'approved')
  if (other) return { why: `a review of this run for the environment ${environment} says ${other.state}` }
  const counted = reviews.filter(({ user }) => user !== '' && !notBy.some((login) => same(login, user)))
  const approvedBy = [...new Set(counted.map(({ user }) => user))]
  if (approvedBy.length > 0) return { approvedBy }
  const who = [...new Set(reviews.map(({ user }) => user || 'an account that is gone'))].join(', ')
  if (notBy.length === 0) return { why: `the run was approved by ${who}, which is nobody` }
  return { why: `the run was approved by ${who} only, and it must be somebody else than who started it` }
}

/**
 * Reads from GitHub who approved this run for `approval-environment`; undefined where none is asked for.
 * Throws exit 4 for everything but a clear yes, also where GitHub cannot be asked.
 */
export async function requireApproval(request: ApprovalRequest, context: Context): Promise<string[] | undefined> {
  const { approvalEnvironment: environment, approvalByAnother } = request
  if (environment === undefined) {
    if (!approvalByAnother) return undefined
    throw notApproved(
      'approval-by-another is set, and no approval-environment whose approvals would count',
      'set approval-environment to the environment of the job, or leave approval-by-another out',
    )
  }
  const notBy = approvalByAnother ? startersOf(context) : []
  const verdict = judgeApprovals(await readApprovals(context), { environment, notBy })
  if ('approvedBy' in verdict) return verdict.approvedBy
  throw notApproved(
    verdict.why,
    `let the job have "environment: ${environment}" with required reviewers, start a new run, and have it approved`,
  )
}

/** Who pressed the button: of the first attempt and of this one. */
function startersOf({ environment }: Context): string[] {
  const { GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR } = environment
  if (GITHUB_ACTOR && GITHUB_TRIGGERING_ACTOR) return [GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR]
  throw notApproved(
    'it cannot be read who started this run (GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR)',
    'restore in a workflow of GitHub, or leave approval-by-another out',
  )
}

async function readApprovals(context: Context): Promise<Approval[]> {
  const { github, environment, signal } = context
  if (!environment.GITHUB_RUN_ID || github?.runId === undefined) {
    throw notApproved(
      environment.GITHUB_RUN_ID
        ? 'there is no token to read the approvals of this run with'
        : 'an approval was asked for, and this is no run of a workflow',
      environment.GITHUB_RUN_ID
        ? `give github-token: \${{ github.token }} and the job "permissions: actions: read"`
        : 'restore in a workflow whose job has that environment, or leave approval-environment out',
    )
  }
  // GitHub keeps the reviews of all attempts of a run and does not say which is whose.
  if (environment.GITHUB_RUN_ATTEMPT !== '1') {
    throw notApproved(
      'this run was run again, and an approval may be of an earlier attempt',
      'start a new run instead of running this one again, and have it approved',
    )
  }
  try {
    return await github.approvals()
  } catch (error) {
    signal.throwIfAborted()
    const hint = error instanceof PgproofError ? error.hint : 'try again later'
    throw notApproved(`the approvals of this run cannot be read: ${messageOf(error)}`, hint)
  }
}

const notApproved = (why: string, hint: string): PgproofError =>
  refusal(`the restore is not approved: ${why}`, `${hint}; nothing was written`)
