import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { PgproofError } from '../../../../src/errors.ts'
import { eventually } from '../../../support/processes.ts'
import { HookRuns } from './runs.ts'

let runs: HookRuns

beforeEach(() => {
  runs = new HookRuns()
})
afterEach(() => runs.remove())

let server: Server
let url: string
let answer: (request: IncomingMessage, response: ServerResponse) => void
const seen: { method?: string | undefined; headers: IncomingMessage['headers']; body: string }[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    seen.push({ method: request.method, headers: request.headers, body: await text(request) })
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
beforeEach(() => {
  seen.length = 0
  answer = (_, response) => response.end('fine')
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})
const status = (code: number) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(code, { location: '/elsewhere' }).end()
}

test('an address is called as it is written, with variables of the environment', async () => {
  const hook = {
    url: `${url}/\${PART}`,
    method: 'POST',
    headers: { Authorization: `Bearer \${TOKEN}` },
    body: '{"a":1}',
  }
  const environment = { PART: 'start', TOKEN: 'canary' }
  expect(await runs.run('after-swap', [hook], { environment })).toMatchObject([{ ok: true }])
  expect(seen).toMatchObject([{ method: 'POST', headers: { authorization: 'Bearer canary' }, body: '{"a":1}' }])
  expect(runs.notes.join()).not.toContain('canary')
})

test.each([
  [200, undefined, true],
  [204, undefined, true],
  [302, undefined, false],
  [503, undefined, false],
  [200, 204, false],
  [302, '300-399', true],
  [401, [200, '401-403'], true],
])('an answer of %i where %j is expected: %s', async (code, expected, ok) => {
  answer = status(code)
  const hooks = [{ url, ...(expected !== undefined && { expect: expected }) }]
  if (ok) expect(await runs.run('after-swap', hooks)).toMatchObject([{ ok: true }])
  else
    expect((await runs.failure('after-swap', hooks)).reason).toContain(
      `was answered ${code} instead of ${expected ?? '200-299'}`,
    )
  expect(seen).toHaveLength(1)
})

test('an address is asked until it answers as expected', async () => {
  answer = (request, response) => status(seen.length < 3 ? 503 : 200)(request, response)
  expect(await runs.run('after-swap', [{ url, 'retry-for': '60s' }])).toMatchObject([{ ok: true }])
  expect(runs.notes.filter((note) => note.includes('trying again'))).toHaveLength(1)
})

test('an address that never answers, or breaks off, is a failure', async () => {
  answer = () => {}
  const silent = await runs.failure('after-swap', [{ name: 'health', url, timeout: '1s' }])
  expect(silent).toMatchObject({ code: 1, reason: 'the hook "health" at after-swap was not answered within 1s' })
  answer = (request) => request.socket.destroy()
  const cut = await runs.failure('after-swap', [{ name: 'health', url }])
  expect(cut.reason).toBe('the hook "health" at after-swap could not be sent: other side closed')
})

test('an address whose body never ends is judged by its status', async () => {
  answer = (_, response) => void response.writeHead(200).write('x')
  expect(await runs.run('after-swap', [{ url, timeout: '20s' }])).toMatchObject([{ ok: true }])
})

test('a header that cannot be sent is not repeated', async () => {
  const hook = { name: 'health', url, headers: { A: `x\${TOKEN}` } }
  const error = await runs.failure('after-swap', [hook], { environment: { TOKEN: 'can\nary-canary' } })
  expect(error.reason).toBe('the hook "health" at after-swap could not be sent: the request could not be made')
})

test('the end of the run ends the waiting', async () => {
  answer = () => {}
  const controller = new AbortController()
  const reason = new PgproofError(130, 'ended by SIGINT', 'x')
  const running = runs.run('after-swap', [{ url, 'retry-for': '1h' }], { signal: controller.signal })
  await eventually('it was asked', () => seen.length > 0)
  controller.abort(reason)
  await expect(running).rejects.toBe(reason)
})
