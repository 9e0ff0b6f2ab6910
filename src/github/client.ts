import { z } from 'zod'
import { PgproofError, usageError } from '../errors.ts'
import { NotFound } from './answers.ts'
import type { Approval, GitHub, Workflow, WorkflowRun } from './github.ts'
import { malformed, type RequestOptions, Requests } from './requests.ts'

export interface GitHubOptions extends RequestOptions {
  /** `owner/name` */
  repository: string
  runId?: string
}

/** https://docs.github.com/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run */
const approvalSchema = z.object({
  state: z.string().min(1),
  comment: z.string().nullish(),
  environments: z.array(z.object({ name: z.string() })),
  user: z.object({ login: z.string() }).nullish(),
})

const workflowSchema = z.object({ state: z.string(), name: z.string(), path: z.string(), html_url: z.string() })

const runsSchema = z.object({
  workflow_runs: z.array(
    z.object({
      created_at: z.iso.datetime(),
      conclusion: z.string().nullish(),
      status: z.string().nullish(),
      event: z.string(),
      html_url: z.string(),
    }),
  ),
})

/** GitHub over its REST API. Asks nothing before a method is called, which throws exit 2 for options that cannot be. */
export function openGitHub(options: GitHubOptions): GitHub {
  return new GitHubClient(options)
}

function checkOptions({ repository, api, token }: GitHubOptions): void {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw usageError('GITHUB_REPOSITORY is no owner/name', 'set it to the repository whose workflow this is')
  }
  if (!/^https?:$/.test(URL.parse(api)?.protocol ?? '')) {
    throw usageError('GITHUB_API_URL is no address', 'set it to https://api.github.com, or leave it out')
  }
  // A header that cannot be sent would be repeated in the error of who refuses it.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw usageError('github-token holds signs that no token has', 'give it the token alone, without blanks around it')
  }
}

class GitHubClient implements GitHub {
  readonly repository: string
  readonly runId?: string
  readonly #options: GitHubOptions

  constructor(options: GitHubOptions) {
    this.repository = options.repository
    if (options.runId) this.runId = options.runId
    this.#options = { ...options, api: options.api.replace(/\/+$/, '') }
  }

  async approvals(): Promise<Approval[]> {
    if (this.runId === undefined) throw usageError('this is no run of a workflow', 'run it in a workflow of GitHub')
    const path = `/repos/${this.repository}/actions/runs/${encodeURIComponent(this.runId)}/approvals`
    const reviews = checked(z.array(approvalSchema), await this.#requests().list(path), path)
    return reviews.map(({ state, comment, environments, user }) => ({
      state,
      comment: comment ?? '',
      environments: environments.map(({ name }) => name),
      user: user?.login ?? '',
    }))
  }

  async workflow(file: string): Promise<Workflow> {
    const path = this.#workflowPath(file)
    const { html_url: url, ...workflow } = checked(workflowSchema, await this.#ofWorkflow(file, path), path)
    return { ...workflow, url }
  }

  async lastRun(file: string, event?: string): Promise<WorkflowRun | undefined> {
    const query = new URLSearchParams({ per_page: '1', ...(event !== undefined && { event }) })
    const path = `${this.#workflowPath(file)}/runs?${query}`
    const [run] = checked(runsSchema, await this.#ofWorkflow(file, path), path).workflow_runs
    if (run === undefined) return undefined
    const { created_at: createdAt, conclusion, status, html_url: url } = run
    return { createdAt, conclusion: conclusion ?? '', status: status ?? '', event: run.event, url }
  }

  #requests(): Requests {
    checkOptions(this.#options)
    return new Requests(this.#options)
  }

  /** GitHub takes the file's name without its folder. */
  #workflowPath(file: string): string {
    const name = file.slice(file.lastIndexOf('/') + 1)
    return `/repos/${this.repository}/actions/workflows/${encodeURIComponent(name)}`
  }

  async #ofWorkflow(file: string, path: string): Promise<unknown> {
    try {
      return await this.#requests().get(path)
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      throw new PgproofError(
        2,
        `${this.repository} has no workflow ${file}, or does not show it to this token`,
        'give the name of a file in .github/workflows of the default branch, and the job "permissions: actions: read"',
        { cause: error },
      )
    }
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.join('.') ?? ''
  throw malformed(path.split('?')[0] as string, `not as documented${where === '' ? '' : ` at ${where}`}`)
}
