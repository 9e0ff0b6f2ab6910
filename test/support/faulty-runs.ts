import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { type BackupRequest, backup } from '../../src/operations/backup/backup.ts'
import type { Context } from '../../src/operations/context.ts'
import type { BackupResult } from '../../src/operations/results.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { openSession, type Session } from '../../src/postgres/session.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from './loop.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from './postgres.ts'
import { eventually } from './processes.ts'
import { type ScriptedS3, startScriptedS3 } from './scripted-http.ts'
import { type Gate, gateOf, processesOf, STANDING_STILL } from './slow-store.ts'

const MIB = 1024 * 1024

/** Backups of one database into a store with a gate, to be hit by a fault half-way. */
export class FaultyRuns {
  server!: TestServer
  s3!: ScriptedS3
  /** Closed, it makes pg_dump stand still in the middle. */
  gate!: Gate
  place!: Workplace
  database!: Connection
  /** Somebody else's session, which calls itself `migration`. */
  other!: Session

  /** Starts the servers: before all tests of a file. */
  async open(): Promise<void> {
    this.server = await startTestServer(newestMajor, { tcp: true })
    this.s3 = await startScriptedS3()
    this.database = await this.server.createDatabase('shop', STANDING_STILL)
  }

  /** An empty store with an open gate: before each test. */
  async begin(): Promise<void> {
    this.s3.reset()
    this.gate = gateOf(this.s3)
    this.place = await makeWorkplace(this.s3.address)
    this.other = await openSession(this.database, { application: 'migration' })
  }

  async end(): Promise<void> {
    this.gate.open()
    await this.other.close()
    await this.place.remove()
  }

  async close(): Promise<void> {
    await this.server?.stop()
    await this.s3?.stop()
  }

  get environment(): Record<string, string | undefined> {
    return { ...process.env, ...this.s3.environment }
  }

  async start(
    more: Partial<BackupRequest> = {},
    source = addressOf(this.database),
    context: Partial<Context> = {},
  ): Promise<BackupResult> {
    const small = { jobs: 1, spoolLimit: 16 * MIB, crossCheck: 'off', ...more } as const
    const request = backupRequest(source, this.place.storage, small)
    return await backup(request, await this.place.context({ environment: this.environment, ...context }))
  }

  /** The processes of pg_dump. */
  dumping(): { pid: number; state: string }[] {
    return processesOf(`--file=${this.place.folder}`)
  }

  /** Resolves when pg_dump stands still half-way, because nothing gets through the gate. */
  async standingStill(): Promise<void> {
    const still = () => this.dumping().length > 0 && this.dumping().every(({ state }) => state === 'T')
    await eventually('pg_dump stands still', () => this.gate.waiting > 0 && still())
  }

  /** Resolves when pg_dump waits for a table's lock, and has done so for long enough to be seen. */
  async pgDumpWaits(): Promise<void> {
    const sql = `SELECT 1 AS one FROM pg_stat_activity WHERE query LIKE 'LOCK TABLE%' AND wait_event_type = 'Lock'`
    const waits = async () => (await this.server.query(this.server.connection, sql)).length === 1
    await eventually('pg_dump waits for a lock', waits)
    await sleep(500)
  }

  /** What a run must leave behind when it fails: no process, no session, no file, no heartbeat, no backup; and nothing is sent after its end. */
  async expectNothingLeft(): Promise<void> {
    expect(this.dumping()).toEqual([])
    const sql = `SELECT 1 AS one FROM pg_stat_activity WHERE datname = 'shop' AND application_name <> 'migration'`
    const alone = async () => (await this.server.query(this.server.connection, sql)).length === 0
    await eventually('no session is left', alone)
    // A password file (0600) goes with the run's folder, which its caller removes.
    const left = (run: string) =>
      readdirSync(`${this.place.folder}/${run}`).filter((name) => !name.startsWith('pgpass-'))
    for (const run of readdirSync(this.place.folder)) expect(left(run)).toEqual([])
    expect([...this.s3.objects.keys()].filter((key) => /manifest|\/running\//.test(key))).toEqual([])
    const sent = this.s3.requests.length
    this.gate.open()
    await sleep(100)
    expect(this.s3.requests.length).toBe(sent)
  }

  async expectWhole(made: BackupResult): Promise<void> {
    const rows = Object.fromEntries(made.tables.map((table) => [table.name, table.rows]))
    expect(rows).toMatchObject({ a10: 100, a25: 100, m_big: 20_000, z_last: 1000 })
    const context = await this.place.context({ environment: this.environment })
    expect(await verify(verifyRequest(this.place.storage), context)).toMatchObject({ ok: true, damaged: [] })
  }
}

/** The failure of a run, as the user is told it. */
export async function failure(run: Promise<unknown>): Promise<{ code: number; reason: string; hint: string }> {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown as { code: number; reason: string; hint: string },
  )
  if (error === undefined) throw new Error('the run did not fail')
  return { code: error.code, reason: error.reason, hint: error.hint }
}
