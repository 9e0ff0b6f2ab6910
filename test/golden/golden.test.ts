import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { list } from '../../src/operations/list.ts'
import { restoreTest } from '../../src/operations/restore-test/restore-test.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { FORMAT } from '../../src/repository/manifest.ts'
import { makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../support/loop.ts'
import { addressOf, majors, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

const formats = readdirSync(import.meta.dirname).filter((name) => name.startsWith('format-'))
const copies = mkdtempSync(join(tmpdir(), 'pgproof-golden-'))
const storageOf = (format: string) => `file://${copies}/${format}`
/** The major that the backups were made with. */
const MAJOR = 15

let place: Workplace
let server: TestServer | undefined

beforeAll(async () => {
  place = await makeWorkplace()
  for (const format of formats) {
    mkdirSync(join(copies, format))
    execFileSync('tar', [
      '--extract',
      '--file',
      join(import.meta.dirname, format, 'store.tar'),
      '--directory',
      join(copies, format),
    ])
  }
  if (newestMajor > MAJOR) server = await startTestServer(newestMajor)
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await place.remove()
  rmSync(copies, { recursive: true })
})

test('there is one of every format', () => {
  expect(formats).toEqual(Array.from({ length: FORMAT }, (_, index) => `format-${index + 1}`))
})

test.each(formats)('%s is listed', async (format) => {
  const { backups, unreadable } = await list({ storage: storageOf(format) }, await place.context())
  expect(unreadable).toEqual([])
  expect(backups).toMatchObject([
    { name: 'shop', type: 'monthly', tags: ['golden'], tables: 7, rows: 271, by: 'golden' },
  ])
})

// Where a machine has other majors only, pg_restore of this one is missing, and a newer server has to do.
const own = majors().includes(MAJOR)
const onNewer = newestMajor > MAJOR

const onOwn = own ? test : test.skip
onOwn.each(formats)(
  '%s is verified, and restores into the version it was made with',
  async (format) => {
    const request = verifyRequest(storageOf(format), {
      maxBackupAge: Number.MAX_SAFE_INTEGER,
      requiredTables: ['sales.orders'],
    })
    expect(await verify(request, await place.context())).toMatchObject({
      ok: true,
      damaged: [],
      checked: { rows: 271, share: 1 },
    })
    const tested = await restoreTest(restoreTestRequest(storageOf(format)), await place.context())
    expect(tested).toMatchObject({ ok: true, largeObjects: { count: 2, equal: 2 }, definitions: { differences: [] } })
  },
  60_000,
)

const newer = onNewer ? test : test.skip
newer.each(formats)(
  '%s restores into the newest version',
  async (format) => {
    const target = { targetUrl: addressOf((server as TestServer).connection) }
    const tested = await restoreTest(restoreTestRequest(storageOf(format), target), await place.context())
    expect(tested).toMatchObject({ ok: true, largeObjects: { count: 2, equal: 2 } })
    expect(tested.tables.filter(({ equal }) => !equal)).toEqual([])
  },
  60_000,
)
