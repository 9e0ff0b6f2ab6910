import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface GitHubRequest {
  method: string
  /** With its query, without the base path. */
  path: string
  headers: Record<string, string | undefined>
  /** When it came, in milliseconds. */
  at: number
}

/** What to answer: `json` as GitHub does, or anything at all. */
export interface GitHubAnswer {
  status?: number
  headers?: Record<string, string>
  json?: unknown
  text?: string
  /** Reset the connection without an answer. */
  noAnswer?: boolean
  /** Send so many bytes of the body, then reset the connection. */
  resetAfter?: number
  /** Never answer. */
  silent?: boolean
}

/** A server that speaks as much of GitHub's REST API as a script says. */
export interface ScriptedGitHub {
  /** What GITHUB_API_URL would be. */
  api: string
  requests: GitHubRequest[]
  /** Answers for each path, in turn; the last one stays. */
  answers: Map<string, GitHubAnswer[]>
  reset(): void
  stop(): Promise<void>
}

/** `base` as a GitHub Enterprise Server has it: `/api/v3`. */
export async function startScriptedGitHub(base = ''): Promise<ScriptedGitHub> {
  const server = createServer((request, response) => answer(github, base, request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const github: ScriptedGitHub = {
    api: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}${base}`,
    requests: [],
    answers: new Map(),
    reset() {
      github.requests.length = 0
      github.answers.clear()
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return github
}

function answer(github: ScriptedGitHub, base: string, request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? ''
  const path = url.startsWith(base) ? url.slice(base.length) : `outside ${url}`
  const headers = request.headers as Record<string, string | undefined>
  github.requests.push({ method: request.method ?? '', path, headers, at: performance.now() })
  const scripted = github.answers.get(path)
  const turn = scripted !== undefined && scripted.length > 1 ? scripted.shift() : scripted?.[0]
  const given = turn ?? { status: 404, json: { message: 'Not Found' } }
  if (given.silent) return
  if (given.noAnswer) {
    request.socket.destroy()
    return
  }
  const body = Buffer.from(given.text ?? JSON.stringify(given.json ?? {}))
  response.writeHead(given.status ?? 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(body.length),
    ...given.headers,
  })
  if (given.resetAfter === undefined) response.end(body)
  else response.write(body.subarray(0, given.resetAfter), () => response.socket?.resetAndDestroy())
}
