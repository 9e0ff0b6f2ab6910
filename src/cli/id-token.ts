type Environment = Record<string, string | undefined>

/** The workflow's OIDC token, for a command in a `run:` step with `permissions: id-token: write`; undefined elsewhere. */
export function idTokenOf(environment: Environment): (() => Promise<string>) | undefined {
  if (!environment.ACTIONS_ID_TOKEN_REQUEST_URL) return undefined
  return async () => {
    const core = await import('@actions/core')
    return await core.getIDToken('sts.amazonaws.com')
  }
}
