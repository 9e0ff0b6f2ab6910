import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Beside, dropBeside } from '../../../src/operations/restore/beside.ts'
import { dropDatabase } from '../../../src/operations/restore/drop-database.ts'
import type { RestoreRun } from '../../../src/operations/restore/run.ts'
import { openSession, type Session } from '../../../src/postgres/session.ts'
import { startTestServer, type TestServer } from '../../support/postgres.ts'

let server: TestServer
let session: Session

beforeAll(async () => {
  server = await startTestServer(17)
  session = await openSession(server.connection)
}, 60_000)
afterAll(async () => {
  await session?.close()
  await server?.stop()
})

const databases = async () => (await session.query<{ name: string }>('SELECT datname AS name FROM pg_database')).length

/** Stops a process of the server as a disk that hangs does. */
async function whileOneIsStopped(work: () => Promise<void>): Promise<void> {
  const other = await openSession(server.connection)
  const [row] = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const pid = row?.pid as number
  process.kill(pid, 'SIGSTOP')
  try {
    await work()
  } finally {
    process.kill(pid, 'SIGCONT')
    await other.close()
  }
}

test('a process of the server that does not react holds dropping up for no longer than was said', async () => {
  await server.createDatabase('held')
  await whileOneIsStopped(async () => {
    await expect(dropDatabase(session, 'held', { force: true, seconds: 1 })).rejects.toMatchObject({
      code: 3,
      reason: 'the server did not drop the database held within 1 s: one of its processes may not react',
      hint: expect.stringContaining('DROP DATABASE held'),
    })
  })
  expect(await session.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '0' }])
  const before = await databases()
  await dropDatabase(session, 'held')
  expect(await databases()).toBe(before - 1)
}, 60_000)

test('the database that a failed restore could not drop is named in a warning', async () => {
  await server.createDatabase('left')
  await whileOneIsStopped(async () => {
    const run = { destination: { session }, warnings: [] as string[] } as unknown as RestoreRun
    await dropBeside(run, { name: 'left', restore: { folder: `${server.folder}/none` } } as Beside, 1)
    expect(run.warnings).toEqual([expect.stringContaining('the database left was left behind')])
  })
}, 60_000)
