import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { list } from '../../../src/operations/list.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import type { Connection } from '../../../src/postgres/conninfo.ts'
import { failureOf } from '../../support/failure.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from '../../support/loop.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../../support/postgres.ts'
import { eventually } from '../../support/processes.ts'
import { startScriptedS3 } from '../../support/scripted-http.ts'
import { gateOf, processesOf } from '../../support/slow-store.ts'
import { makeSmallDisk, type SmallDisk } from '../../support/tmpfs.ts'

const MIB = 1024 * 1024

let server: TestServer
let small: Connection
let random: Connection
let packed: Connection
let disk: SmallDisk
let place: Workplace

beforeAll(async () => {
  server = await startTestServer(newestMajor, { tcp: true })
  small = await server.createDatabase('small', 'CREATE TABLE t AS SELECT g FROM generate_series(1, 1000) g')
  // 40 MB that nothing makes smaller.
  random = await server.createDatabase(
    'random',
    `CREATE TABLE t (id int, bytes text); ALTER TABLE t ALTER bytes SET STORAGE EXTERNAL;
     INSERT INTO t SELECT g, string_agg(encode(sha512((g || ':' || h)::bytea), 'base64'), '')
       FROM generate_series(1, 4000) g, generate_series(1, 114) h GROUP BY g`,
  )
  // 400 MB as text, 5 MB on the server's disk.
  packed = await server.createDatabase(
    'packed',
    `CREATE TABLE t AS SELECT g, repeat('x', 1000000) FROM generate_series(1, 400) g`,
  )
}, 60_000)
beforeEach(() => {
  disk = makeSmallDisk(24)
})
afterEach(async () => {
  await place.remove()
  disk.remove()
})
afterAll(() => server?.stop())

test('the disk of the storage is full: nothing visible, and what was there stays whole', async () => {
  place = await makeWorkplace(`file://${disk.folder}/store`)
  const first = await backup(backupRequest(addressOf(small), place.storage, { name: 'db' }), await place.context())
  const failed = await failureOf(
    backup(backupRequest(addressOf(random), place.storage, { name: 'db' }), await place.context()),
  )
  expect(failed).toMatchObject({ code: 3, reason: expect.stringMatching(/disk is full/) })
  expect(failed.hint).not.toBe('')
  const { backups, running } = await list({ storage: place.storage }, await place.context())
  expect(backups.map(({ id }) => id)).toEqual([first.backup.id])
  expect(running).toEqual([])
  expect(await verify(verifyRequest(place.storage), await place.context())).toMatchObject({ ok: true })
  const names = readdirSync(disk.folder, { recursive: true }).map(String)
  expect(names.filter((name) => name.includes('pgproof-tmp'))).toEqual([])
}, 90_000)

test('the disk of the spool gets full by others', async () => {
  place = await makeWorkplace()
  const context = await place.context({
    temporary: disk.folder,
    progress: ({ kind, ...event }) => {
      // Room enough when it was looked at; gone when pg_dump writes.
      if (kind === 'phase' && 'title' in event && event.title === 'Dump packed') {
        for (let size = 24 * MIB; size > 65_536; size /= 2) fill(`${disk.folder}/others`, size)
      }
    },
  })
  const request = backupRequest(addressOf(packed), place.storage, { spoolLimit: 20 * MIB })
  const failed = await failureOf(backup(request, context))
  expect(failed).toMatchObject({ code: 3, reason: 'the disk of the spool folder is full' })
  expect(failed.hint).toContain('spool-dir')
  // A password file goes with the run's folder, which its caller removes.
  expect(readdirSync(disk.folder).filter((name) => !name.startsWith('pgpass-'))).toEqual(['others'])
  expect(readdirSync(place.folder, { recursive: true }).filter((name) => String(name).includes('manifest'))).toEqual([])
}, 90_000)

/** Adds so many bytes where there is room for them. */
function fill(path: string, size: number): void {
  try {
    writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
  } catch {
    // Less was left.
  }
}

test('a disk that is smaller than spool-limit and than what waits for a store that stands still', async () => {
  const s3 = await startScriptedS3()
  const gate = gateOf(s3)
  const wider = makeSmallDisk(64)
  place = await makeWorkplace(s3.address)
  try {
    const environment = { ...process.env, ...s3.environment }
    gate.close()
    const context = await place.context({ temporary: wider.folder, environment })
    const running = backup(backupRequest(addressOf(packed), place.storage, { jobs: 1 }), context)
    running.catch(() => {})
    await eventually('pg_dump stands still', () => processesOf(wider.folder).some(({ state }) => state === 'T'), 30)
    gate.open()
    const made = await running
    expect(made.totals.rawBytes).toBeGreaterThan(400 * 1_000_000)
    expect(await verify(verifyRequest(place.storage), await place.context({ environment }))).toMatchObject({ ok: true })
  } finally {
    gate.open()
    wider.remove()
    await s3.stop()
  }
}, 60_000)

test('a spool without room is refused before anything is written', async () => {
  place = await makeWorkplace()
  const request = backupRequest(addressOf(random), place.storage)
  const failed = await failureOf(backup(request, await place.context({ temporary: disk.folder })))
  expect(failed).toMatchObject({
    code: 3,
    reason: expect.stringMatching(/has 24 MiB free, and the dump may need \d+ MiB/),
  })
  expect(existsSync(`${place.folder}/store`)).toBe(false)
  expect(statSync(disk.folder).isDirectory()).toBe(true)
})
