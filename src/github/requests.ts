import { setTimeout as sleep } from 'node:timers/promises'
import { environmentError, type PgproofError } from '../errors.ts'
import { fetchFailure } from '../fetch-failure.ts'
import { statusError, waitAsked } from './answers.ts'

export interface RequestOptions {
  /** `https://api.github.com`, or `https://host/api/v3` of a server of one's own; without a slash at its end. */
  api: string
  token: string
  signal?: AbortSignal
  /** How long one answer may take; 20 s unless given. */
  timeoutSeconds?: number
  /** How long one question is asked again; 60 s unless given. */
  retrySeconds?: number
}

/** The first wait; it doubles with each try. */
const FIRST_WAIT_SECONDS = 0.5

/** More would not be a list of reviews but a fault. */
const MOST_PAGES = 50

/** A try that failed. `wait`: how many seconds to wait until the next one; undefined means that another would fail too. */
interface Missed {
  error: PgproofError
  wait: number | undefined
}

interface Page {
  body: unknown
  next: string | undefined
}

/** GETs against GitHub's REST API. Throws exit 3 with what to do; no message holds the token. */
export class Requests {
  readonly #options: RequestOptions

  constructor(options: RequestOptions) {
    this.#options = options
  }

  /** The answer to one question, as JSON gave it. `path` begins with a slash. */
  async get(path: string): Promise<unknown> {
    return (await this.#page(`${this.#options.api}${path}`)).body
  }

  /** All pages of a list: a rejection may stand on the last one. */
  async list(path: string): Promise<unknown[]> {
    const found: unknown[] = []
    let address: string | undefined = `${this.#options.api}${path}`
    for (let pages = 0; address !== undefined; pages++) {
      if (pages === MOST_PAGES) throw malformed(address, `more than ${MOST_PAGES} pages`)
      const { body, next }: Page = await this.#page(address)
      if (!Array.isArray(body)) throw malformed(address, 'not a list')
      found.push(...body)
      address = next
    }
    return found
  }

  async #page(address: string): Promise<Page> {
    const { signal, retrySeconds = 60 } = this.#options
    const started = performance.now()
    for (let tries = 1; ; tries++) {
      const outcome = await this.#once(address)
      if (!('error' in outcome)) return outcome
      signal?.throwIfAborted()
      if (outcome.wait === undefined) throw outcome.error
      const wait = Math.max(outcome.wait, FIRST_WAIT_SECONDS * 2 ** (tries - 1))
      if ((performance.now() - started) / 1000 + wait > retrySeconds) throw outcome.error
      await sleep(wait * 1000, undefined, signal && { signal }).catch(() => signal?.throwIfAborted())
    }
  }

  async #once(address: string): Promise<Page | Missed> {
    const { token, timeoutSeconds = 20, signal } = this.#options
    const timeout = AbortSignal.timeout(timeoutSeconds * 1000)
    let response: Response
    let text: string
    try {
      response = await fetch(address, {
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'user-agent': 'pgproof',
          'x-github-api-version': '2022-11-28',
        },
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
      text = await response.text()
    } catch (error) {
      return { error: unreachable(address, error, timeout.aborted ? timeoutSeconds : undefined), wait: 0 }
    }
    if (!response.ok) return { error: statusError(address, response, text), wait: waitAsked(response) }
    return { body: parsed(address, text), next: nextPage(address, response.headers.get('link')) }
  }
}

function parsed(address: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(address, 'not JSON')
  }
}

/** Only of the same origin: the token goes along. */
function nextPage(address: string, link: string | null): string | undefined {
  const next = /<([^<>]*)>\s*;[^,<]*\brel="?next\b/.exec(link ?? '')?.[1]
  if (next === undefined) return undefined
  if (URL.parse(next)?.origin !== new URL(address).origin) throw malformed(address, 'its next page is elsewhere')
  return next
}

function unreachable(address: string, error: unknown, timeoutSeconds: number | undefined): PgproofError {
  const why = timeoutSeconds === undefined ? fetchFailure(error) : `no answer within ${timeoutSeconds} s`
  return environmentError(
    `GitHub cannot be reached at ${new URL(address).origin}: ${why}`,
    'see https://www.githubstatus.com and whether this machine may connect to that address; GITHUB_API_URL names it',
  )
}

/** An answer that is not what GitHub documents. `path` for messages. */
export function malformed(path: string, why: string): PgproofError {
  return environmentError(
    `GitHub's answer to ${URL.parse(path)?.pathname ?? path} cannot be used: it is ${why}`,
    'check that GITHUB_API_URL is the address of GitHub’s API, and try again',
  )
}
