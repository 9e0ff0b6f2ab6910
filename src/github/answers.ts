import { environmentError, PgproofError } from '../errors.ts'

/** Nothing is there, or the token may not see it: GitHub does not tell which. */
export class NotFound extends PgproofError {
  constructor(path: string) {
    super(
      3,
      `GitHub knows nothing at ${path}, or does not show it to this token`,
      'check GITHUB_REPOSITORY and that github-token may read that repository ("permissions: actions: read")',
    )
    this.name = 'NotFound'
  }
}

/** What GitHub says of itself in an error: `{ "message": "Resource not accessible by integration" }`. */
function said(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    return typeof message === 'string' && message !== '' ? ` (${message.slice(0, 200).replace(/\s+/g, ' ')})` : ''
  } catch {
    return ''
  }
}

/** The failure that an answer's status means. */
export function statusError(address: string, { status, headers }: Response, text: string): PgproofError {
  const { pathname, origin } = new URL(address)
  if (isLimited(status, headers)) {
    const reset = Number(headers.get('x-ratelimit-reset'))
    const until = reset > 0 ? ` until ${new Date(reset * 1000).toISOString()}` : ''
    return environmentError(
      `GitHub limits how often this token may ask${until}${said(text)}`,
      'try again later, or give github-token another token',
    )
  }
  if (status === 401) {
    return environmentError(
      `GitHub does not accept the token${said(text)}`,
      'give github-token a token that is valid; in a workflow leave it out, and the workflow’s own is used',
    )
  }
  if (status === 403) {
    return environmentError(
      `GitHub does not let this token read ${pathname}${said(text)}`,
      'give the job "permissions: actions: read", or github-token a token that has it',
    )
  }
  if (status === 404) return new NotFound(pathname)
  return environmentError(
    `GitHub answers ${status} at ${origin}${pathname}${said(text)}`,
    status >= 500 ? 'see https://www.githubstatus.com and try again' : 'check GITHUB_API_URL and GITHUB_REPOSITORY',
  )
}

/** How many seconds to wait until another try makes sense; undefined where none does. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export function waitAsked({ status, headers }: Response): number | undefined {
  if (status < 500 && !isLimited(status, headers)) return undefined
  const after = Number(headers.get('retry-after'))
  if (after > 0) return after
  const reset = headers.get('x-ratelimit-remaining') === '0' ? Number(headers.get('x-ratelimit-reset')) : 0
  return reset > 0 ? Math.max(0, reset - Date.now() / 1000) : 0
}

const isLimited = (status: number, headers: Headers): boolean =>
  status === 429 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'))
