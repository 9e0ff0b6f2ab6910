import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { restoreTest } from '../../src/operations/restore-test.ts'
import { verify } from '../../src/operations/verify.ts'
import { FORMAT } from '../../src/repository/manifest.ts'
import { makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../support/loop.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'

const here = import.meta.dirname
const formats = readdirSync(here)
  .filter((name) => name.endsWith('.tar'))
  .map((name) => name.replace('.tar', ''))

let server: TestServer
let place: Workplace
const copies = mkdtempSync(join(tmpdir(), 'pgproof-golden-'))

beforeAll(async () => {
  server = await startTestServer()
  place = await makeWorkplace()
  for (const format of formats) {
    mkdirSync(join(copies, format))
    execFileSync('tar', ['--extract', '--file', join(here, `${format}.tar`), '--directory', join(copies, format)])
  }
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await place?.remove()
  rmSync(copies, { recursive: true })
})

test('there is a backup of every format', () => {
  expect(formats).toEqual(Array.from({ length: FORMAT }, (_, index) => `format-${index + 1}`))
})

test.each(formats)(
  'a backup of %s is verified and restored',
  async (format) => {
    const storage = `file://${resolve(copies, format)}`
    const age = { maxBackupAge: 100 * 365 * 86_400_000 }
    expect(await verify(verifyRequest(storage, age), await place.context())).toMatchObject({ ok: true, damaged: [] })
    const request = restoreTestRequest(storage, { targetUrl: server.url })
    const tested = await restoreTest(request, await place.context())
    expect(tested).toMatchObject({ ok: true, largeObjects: { count: 2, equal: 2 } })
    expect(tested.tables.find(({ name }) => name === 'orders')).toMatchObject({ rows: 2000, equal: true })
  },
  120_000,
)
