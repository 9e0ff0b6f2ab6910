import { openGitHub } from '../github/client.ts'
import type { GitHub } from '../github/github.ts'

type Environment = Record<string, string | undefined>

/** GitHub as the environment and the input `github-token` name it; undefined where no repository or no token is known. */
export function githubOf(values: object, environment: Environment, signal: AbortSignal): GitHub | undefined {
  const { githubToken } = values as { githubToken?: string }
  const { GITHUB_TOKEN, GH_TOKEN, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId } = environment
  // Only a verb that has the input is given a way to ask.
  if (!('githubToken' in values) || !repository) return undefined
  const token = (githubToken || GITHUB_TOKEN || GH_TOKEN)?.trim()
  if (!token) return undefined
  const api = environment.GITHUB_API_URL || 'https://api.github.com'
  return openGitHub({ api, token, repository, signal, ...(runId && { runId }) })
}
