/** A review of a run that waited for an environment. GitHub tells neither when it was given nor for which attempt of the run. */
export interface Approval {
  /** `approved`, `rejected`, or what GitHub may come to say. */
  state: string
  environments: string[]
  /** The reviewer's login; empty where the account is gone. */
  user: string
  comment: string
}

export interface Workflow {
  /** `active`, `disabled_inactivity` (no activity for 60 days), `disabled_manually` … */
  state: string
  name: string
  /** `.github/workflows/nightly.yml` */
  path: string
  url: string
}

export interface WorkflowRun {
  /** ISO 8601, UTC. */
  createdAt: string
  /** `success`, `failure` …; empty while it runs. */
  conclusion: string
  /** `completed`, `in_progress`, `queued` … */
  status: string
  /** `schedule`, `workflow_dispatch` … */
  event: string
  url: string
}

/**
 * What GitHub tells of this repository. Every method throws exit 3 where GitHub cannot be asked or does not answer as documented:
 * nothing may be concluded from that. No message holds the token.
 */
export interface GitHub {
  /** `owner/name` */
  readonly repository: string
  /** The run that this is, in a workflow. */
  readonly runId?: string
  /** The reviews of this run; empty where nobody was asked. */
  approvals(): Promise<Approval[]>
  /** A workflow by its file (`nightly.yml`). Throws exit 2 where there is none. */
  workflow(file: string): Promise<Workflow>
  /** Its newest run, of `event` only where one is given; undefined where there was none. */
  lastRun(file: string, event?: string): Promise<WorkflowRun | undefined>
}
