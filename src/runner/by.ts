import { hostname, userInfo } from 'node:os'
import type { By } from '../operations/context.ts'
import { version } from '../version.ts'

/** Who runs this, from what GitHub says in a workflow, else from the operating system. */
export function byOf(environment: Record<string, string | undefined>): By {
  const { GITHUB_ACTOR, GITHUB_SHA, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } =
    environment
  const { GITHUB_HEAD_REF, GITHUB_REF_TYPE, GITHUB_REF_NAME } = environment
  const run = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}/attempts/${GITHUB_RUN_ATTEMPT ?? 1}`
  const branch = GITHUB_HEAD_REF || (GITHUB_REF_TYPE === 'branch' && GITHUB_REF_NAME)
  return {
    who: GITHUB_ACTOR || user(),
    host: environment.RUNNER_NAME || hostname(),
    ...(GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID && { run }),
    ...(GITHUB_SHA && { commit: GITHUB_SHA }),
    ...(branch && { branch }),
    pgproof: version,
  }
}

function user(): string {
  try {
    return userInfo().username
  } catch {
    // A container's user need not have a name.
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
