import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { richSchema } from '../proof/rich-schema.ts'
import { runLoop } from '../support/loop.ts'
import { newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer(newestMajor)
}, 60_000)
afterAll(() => server?.stop())

test('a database with one of almost everything', async () => {
  const database = await server.createDatabase('rich', richSchema)
  const { restored, verified } = await runLoop(database, { target: server })
  expect(verified.damaged).toEqual([])
  expect(restored.differences).toEqual([])
}, 60_000)
