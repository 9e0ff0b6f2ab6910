import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { openBackup } from '../../../src/operations/chosen.ts'
import { openStorage } from '../../../src/operations/repository.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { chooseBackup } from '../../../src/repository/choose.ts'
import { makeWorkplace, verifyRequest, type Workplace } from '../../support/loop.ts'
import { type PgproofProcess, startPgproof } from '../../support/pgproof-process.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../../support/postgres.ts'
import { type ScriptedS3, startScriptedS3 } from '../../support/scripted-http.ts'
import { throttle } from '../../support/slow-store.ts'

const MIB = 1024 * 1024

let server: TestServer
let s3: ScriptedS3
let place: Workplace
let spool: string

beforeAll(async () => {
  server = await startTestServer(newestMajor, { tcp: true })
  s3 = await startScriptedS3()
}, 60_000)
beforeEach(async () => {
  s3.reset()
  place = await makeWorkplace(s3.address)
  spool = `${place.folder}/spool`
  mkdirSync(spool)
})
afterEach(() => place.remove())
afterAll(async () => {
  await server?.stop()
  await s3?.stop()
})

const begin = (database: string, more: string[] = [], environment: Record<string, string> = {}): PgproofProcess => {
  const databaseUrl = addressOf({ parameters: { ...server.connection.parameters, dbname: database } })
  const args = ['backup', '--storage', place.storage, '--jobs', '2', '--spool-dir', spool, '--json', ...more]
  return startPgproof(args, { ...s3.environment, PGPROOF_DATABASE_URL: databaseUrl, ...environment })
}

/** Runs to the end, and looks every 50 ms at what the spool holds on disk (as du does) and the process in memory. */
const watched = async (run: PgproofProcess) => {
  let ended = false
  void run.ended.then(() => {
    ended = true
  })
  const peak = { spool: 0, memory: 0 }
  while (!ended) {
    peak.spool = Math.max(peak.spool, Number(execFileSync('du', ['-sk', spool]).toString().split('\t')[0]) * 1024)
    peak.memory = Math.max(peak.memory, memoryOf(run.pid))
    await sleep(50)
  }
  const { code, stdout, stderr } = await run.ended
  if (code !== 0) throw new Error(stderr)
  return { peak, result: JSON.parse(stdout), stderr }
}

/** Resident bytes of a process. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** Digest, rows and bytes of every table of a backup. */
const digestsOf = async (id: string) => {
  const context = await place.context({ environment: { ...process.env, ...s3.environment } })
  const store = await openStorage({ storage: place.storage }, context, context.signal)
  const { inventory } = await openBackup(store, await chooseBackup(store, 'long', id, new Date()), context.signal)
  store.close()
  return inventory.tables.map(({ name, rows, bytes, sha256 }) => ({ name, rows, bytes, sha256 }))
}

const expectWhole = async () => {
  const environment = { ...process.env, ...s3.environment }
  expect(await verify(verifyRequest(place.storage), await place.context({ environment }))).toMatchObject({ ok: true })
}

test('a store of 2 MB a second: the spool stays within its limit, and the rows are the same', async () => {
  await server.createDatabase(
    'long',
    `CREATE TABLE one AS SELECT g, repeat(md5(g::text), 100) AS t FROM generate_series(1, 60000) g;
     CREATE TABLE two AS SELECT g, repeat(md5(g::text), 100) AS t FROM generate_series(60001, 120000) g;`,
  )
  const fast = await watched(begin('long'))
  throttle(s3, 2_000_000)
  const slow = await watched(begin('long', ['--spool-limit', '64MiB']))
  expect(slow.result.spool.pausedSeconds).toBeGreaterThan(0.5)
  expect(slow.peak.spool).toBeGreaterThan(MIB)
  expect(slow.peak.spool).toBeLessThan(64 * MIB)
  expect(slow.result.totals.rawBytes).toBeGreaterThan(300 * MIB)
  expect(await digestsOf(slow.result.backup.id)).toEqual(await digestsOf(fast.result.backup.id))
  await expectWhole()
}, 60_000)

test('one row of 80 MB, and rows that nothing makes smaller, in less than 400 MB of memory', async () => {
  await server.createDatabase(
    'wide',
    `CREATE TABLE wide AS SELECT 1 AS id, repeat(md5('x'), 2500000) AS t;
     CREATE TABLE dense (id int, t text); ALTER TABLE dense ALTER t SET STORAGE EXTERNAL;
     INSERT INTO dense SELECT g, string_agg(encode(sha512((g || ':' || h)::bytea), 'hex'), '')
       FROM generate_series(1, 20000) g, generate_series(1, 55) h GROUP BY g`,
  )
  const { peak, result } = await watched(begin('wide'))
  expect(result.totals).toMatchObject({ tables: 2, rows: 20_001 })
  expect(result.totals.rawBytes).toBeGreaterThan(220_000_000)
  expect(peak.memory).toBeGreaterThan(50 * MIB)
  expect(peak.memory).toBeLessThan(400 * MIB)
  await expectWhole()
}, 60_000)

test('tables that are all finished while pg_dump stands still', async () => {
  await server.createDatabase(
    'many',
    `DO $$ BEGIN FOR i IN 10..89 LOOP
       EXECUTE format('CREATE TABLE t%s AS SELECT g, repeat(md5(g::text), 100) AS t FROM generate_series(1, 500) g', i);
     END LOOP; END $$`,
  )
  throttle(s3, 500_000)
  const { peak, result } = await watched(begin('many', ['--spool-limit', '64MiB']))
  expect(result.totals).toMatchObject({ tables: 80, rows: 40_000 })
  expect(result.spool.pausedSeconds).toBeGreaterThan(0.1)
  expect(peak.spool).toBeLessThan(64 * MIB)
  await expectWhole()
}, 60_000)

test('where holes cannot be punched the whole dump is spooled, which is said', async () => {
  const programs = `${place.folder}/programs`
  mkdirSync(programs)
  // Everything but fallocate.
  for (const name of ['sh', 'sleep', 'kill', 'rm'])
    for (const folder of ['/bin', '/usr/bin'])
      if (existsSync(`${folder}/${name}`) && !existsSync(`${programs}/${name}`))
        symlinkSync(`${folder}/${name}`, `${programs}/${name}`)
  await server.createDatabase('plain', `CREATE TABLE t AS SELECT g, md5(g::text) FROM generate_series(1, 300000) g`)
  const { result } = await watched(begin('plain', [], { PATH: programs }))
  expect(result.warnings.join()).toContain('cannot give back disk space')
  expect(result.totals.rows).toBe(300_000)
  await expectWhole()
}, 90_000)

test.each(['stdout', 'stderr'] as const)('a backup goes on when nobody reads its %s', async (stream) => {
  await server.createDatabase(stream, 'CREATE TABLE t AS SELECT g FROM generate_series(1, 1000) g')
  const run = begin(stream)
  run.child[stream]?.destroy()
  const { code, stdout, stderr } = await run.ended
  expect(code).toBe(0)
  expect(stream === 'stdout' ? stdout : stderr).toBe('')
  await expectWhole()
  expect(readdirSync(spool)).toEqual([])
})
