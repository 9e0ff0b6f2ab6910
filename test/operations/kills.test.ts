import { mkdirSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import { list } from '../../src/operations/list.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from '../support/loop.ts'
import { startPgproof } from '../support/pgproof-process.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'
import { eventually } from '../support/processes.ts'
import { type ScriptedS3, startScriptedS3 } from '../support/scripted-http.ts'
import { type Gate, gateOf, processesOf, processesWith, STANDING_STILL } from '../support/slow-store.ts'

let server: TestServer
let s3: ScriptedS3
let gate: Gate
let place: Workplace
let spool: string
let databaseUrl: string
let first: string

const environment = () => ({ ...process.env, ...s3.environment })

beforeAll(async () => {
  server = await startTestServer(newestMajor, { tcp: true })
  s3 = await startScriptedS3()
  gate = gateOf(s3)
  place = await makeWorkplace(s3.address)
  spool = `${place.folder}/spool`
  mkdirSync(spool)
  databaseUrl = addressOf(await server.createDatabase('shop', STANDING_STILL))
  const made = await backup(
    backupRequest(databaseUrl, place.storage),
    await place.context({ environment: environment() }),
  )
  first = made.backup.id
}, 60_000)
afterAll(async () => {
  gate?.open()
  await server?.stop()
  await s3?.stop()
  await place?.remove()
})

/** Ended after each test, whatever became of it: the next one must not find it. */
let latest: ReturnType<typeof startPgproof> | undefined
afterEach(async () => {
  gate.open()
  latest?.child.kill('SIGKILL')
  await latest?.ended
})

const begin = () => {
  const args = ['backup', '--storage', place.storage, '--jobs', '1', '--spool-limit', '64MiB', '--spool-dir', spool]
  const run = startPgproof(args, { ...s3.environment, PGPROOF_DATABASE_URL: databaseUrl })
  latest = run
  const begun = new Promise<void>((resolve) => run.child.stderr?.once('data', () => resolve()))
  return { ...run, begun: Promise.race([begun, run.ended]) }
}

const port = () => `PGPORT=${server.connection.parameters.port}`

const expectNobodyLeft = async (): Promise<void> => {
  await eventually('no process is left', () => processesOf(spool).length === 0 && processesWith(port()).length === 0)
  await eventually('no session is left', async () => {
    const sql = `SELECT 1 AS one FROM pg_stat_activity WHERE datname = 'shop'`
    return (await server.query(server.connection, sql)).length === 0
  })
}

const ids = async (): Promise<string[]> => {
  const { backups } = await list({ storage: place.storage }, await place.context({ environment: environment() }))
  return backups.map(({ id }) => id)
}

/** Every backup that is listed is whole: a run that was killed after its manifest was put has made one. */
const expectOnlyWhole = async (known: Set<string>): Promise<void> => {
  for (const id of await ids()) {
    if (known.has(id)) continue
    const request = verifyRequest(place.storage, { backup: id })
    expect(await verify(request, await place.context({ environment: environment() }))).toMatchObject({ ok: true })
    known.add(id)
  }
}

/** Numbers from 0 to 1 that are the same in every run of the tests (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const standsStill = () => processesOf(`--file=${spool}`).some(({ state }) => state === 'T')

const heartbeats = () => [...s3.objects.keys()].filter((key) => key.includes('/running/'))

/** Runs that have stored something and no manifest. */
const unfinished = (): string[] => {
  const runs = [...s3.objects.keys()].flatMap((key) => /^(.*\/backups\/[^/]+\/)/.exec(key)?.[1] ?? [])
  return [...new Set(runs)].filter((run) => !s3.objects.has(`${run}manifest.json`))
}

const codes = { SIGKILL: null, SIGTERM: 143, SIGINT: 130 } as const
const MOMENTS = 12

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  '%s at random moments',
  async (signal) => {
    const random = seeded(signal.length * 1000 + signal.charCodeAt(3))
    const known = new Set([first])
    // A killed run leaves its heartbeat, which grows stale.
    const before = heartbeats().length
    let litter = 0
    let [fired, still] = [0, 0]
    for (let moment = 0; moment < MOMENTS; moment++) {
      // Every other run gets nowhere beyond the middle, and every fourth is hit when pg_dump stands still there.
      if (moment % 2 === 0) gate.close()
      const run = begin()
      await run.begun
      if (moment % 4 === 0) await eventually('pg_dump stands still', standsStill, 30)
      await sleep(random() * (moment % 4 === 0 ? 200 : 900))
      if (standsStill()) still += 1
      const garbage = unfinished()
      run.child.kill(signal)
      const ended = await run.ended
      // Before the gate opens: what it held of a run that is gone arrives only then.
      if (unfinished().some((one) => !garbage.includes(one))) litter += 1
      gate.open()
      await expectNobodyLeft()
      if (ended.code !== 0) fired += 1
      if (signal === 'SIGKILL')
        expect([ended.code, ended.signal]).toEqual(ended.code === 0 ? [0, null] : [null, signal])
      else {
        // Once the work is done and cleaned up, the signal ends the process as it ends any other.
        if (ended.code === null) expect(ended.signal).toBe(signal)
        else expect([0, codes[signal]]).toContain(ended.code)
        expect(readdirSync(spool)).toEqual([])
        if (ended.code === codes[signal]) expect(ended.stderr).toContain(`error: ended by ${signal}`)
      }
      await expectOnlyWhole(known)
    }
    // A signal that comes while the manifest or a heartbeat is being put leaves it: the put may still arrive. That is one moment in hundreds.
    if (signal !== 'SIGKILL') expect(litter).toBeLessThanOrEqual(1)
    if (signal !== 'SIGKILL') expect(heartbeats().length - before).toBeLessThanOrEqual(1)
    expect(fired).toBeGreaterThan(MOMENTS / 2)
    expect(still).toBeGreaterThan(1)
    expect(known).toContain(first)
  },
  90_000,
)

test('the next run is fine, and removes what a killed one left in the spool', async () => {
  gate.close()
  const killed = begin()
  await eventually('pg_dump stands still', standsStill, 30)
  killed.child.kill('SIGKILL')
  await killed.ended
  gate.open()
  await expectNobodyLeft()
  expect(readdirSync(spool)).not.toEqual([])
  const next = await begin().ended
  expect(next).toMatchObject({ code: 0 })
  expect(readdirSync(spool)).toEqual([])
  await expectOnlyWhole(new Set())
  expect(await ids()).toContain(first)
}, 90_000)
