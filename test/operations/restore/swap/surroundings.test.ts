import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from '@jest/globals'
import { refusePooler } from '../../../../src/operations/restore/swap/survey.ts'
import { libpqEnvironment } from '../../../../src/postgres/conninfo.ts'
import { openSession } from '../../../../src/postgres/session.ts'
import { startPooler } from '../../../support/pooler.ts'
import { eventually } from '../../../support/processes.ts'
import { BEFORE, SINCE, type SwapPlace, startSwapPlace } from '../../../support/swap.ts'
import { makeSmallDisk, type SmallDisk } from '../../../support/tmpfs.ts'

let shop: SwapPlace | undefined
let disk: SmallDisk | undefined
let consumer: ChildProcess | undefined

afterEach(async () => {
  consumer?.kill()
  await shop?.stop()
  disk?.remove()
  consumer = disk = shop = undefined
})

test('fault 82: a consumer of a logical slot is named and sent away, and its slot stays with the kept database', async () => {
  shop = await startSwapPlace(17, { settings: { wal_level: 'logical', max_wal_senders: '2' } })
  const { server, shop: live } = shop
  await server.psql(
    live,
    "CREATE PUBLICATION p FOR ALL TABLES; SELECT pg_create_logical_replication_slot('to_lake', 'pgoutput')",
  )
  const { command, args } = server.programs.command('pg_recvlogical')
  const options = [
    '--start',
    '--slot=to_lake',
    '--no-loop',
    '--file=-',
    '--option=proto_version=1',
    '--option=publication_names=p',
  ]
  consumer = spawn(command, [...args, '--dbname=shop', ...options], {
    env: { ...libpqEnvironment(live, {}), PGAPPNAME: 'lake' },
    stdio: 'ignore',
  })
  const ended = once(consumer, 'close')
  const slot = 'SELECT database, active FROM pg_replication_slots'
  await eventually('the consumer reads', async () => (await server.psql(server.connection, slot)) === 'shop|t')
  const result = await shop.swap()
  expect(result).toMatchObject({ ok: true })
  const note = result.plan?.notes.find(({ what }) => what === 'logical replication slot to_lake (pgoutput)')
  expect(note).toMatchObject({
    severity: 'warning',
    why: expect.stringMatching(/^in use by process \d+ \(lake\)/),
  })
  await ended
  expect(await server.psql(server.connection, slot)).toBe(`${result.kept?.database}|f`)
  expect(await shop.orders()).toBe(BEFORE)
}, 60_000)

test('a pooler in transaction mode is refused before anything is done', async () => {
  shop = await startSwapPlace(17, { tcp: true })
  const { server } = shop
  const pooler = await startPooler(Number(server.connection.parameters.port), 'transactions')
  try {
    const { parameters } = server.connection
    const session = await openSession({ parameters: { ...parameters, port: String(pooler.port) } })
    await expect(refusePooler(session)).rejects.toMatchObject({
      code: 4,
      hint: expect.stringContaining('the database server itself'),
    })
    await session.close()
    const direct = await openSession(server.connection)
    expect(await refusePooler(direct)).toBeUndefined()
    await direct.close()
  } finally {
    await pooler.stop()
  }
}, 60_000)

test('fault 69: a disk that is full in the middle leaves the live database as it was, and nothing else', async () => {
  shop = await startSwapPlace(17, {
    more: 'CREATE TABLE big AS SELECT repeat(md5(g::text), 30) FROM generate_series(1, 20000) g;',
  })
  const { server } = shop
  disk = makeSmallDisk(48)
  // The server's user is another one where tests run as root.
  execFileSync('chown', [`--reference=${server.folder}/data`, disk.folder])
  await server.psql(server.connection, `CREATE TABLESPACE small LOCATION '${disk.folder}'`)
  await server.psql(server.connection, 'ALTER DATABASE shop SET TABLESPACE small')
  const result = await shop.swap()
  expect(result).toMatchObject({ ok: false, code: 3, reason: expect.stringMatching(/No space left/) })
  expect(await shop.databases()).toEqual(['shop'])
  expect(await shop.orders()).toBe(SINCE)
}, 60_000)
