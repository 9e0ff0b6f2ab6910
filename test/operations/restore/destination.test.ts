import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { sourceReason } from '../../../src/operations/restore/destination.ts'
import { restore } from '../../../src/operations/restore/restore.ts'
import type { BackupResult } from '../../../src/operations/results.ts'
import { withDatabase } from '../../../src/postgres/conninfo.ts'
import type { Manifest } from '../../../src/repository/manifest.ts'
import { manifestOf } from '../../repository/sample.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'
import { restoreRequest } from '../../support/restore-request.ts'

/** Of the system identifier. */
const READING = 'EXECUTE ON FUNCTION pg_control_system()'

const backedUp = (source: Partial<Manifest['source']>): Manifest => {
  const manifest = manifestOf('20261121T030000Z-7f3a9c')
  return { ...manifest, source: { ...manifest.source, ...source } }
}

describe('a database counts as the source', () => {
  test.each([
    ['42', '42', 'shop', 'elsewhere.invalid:5432', 'the system identifier that the backup names (42)'],
    [undefined, '42', 'shop', '192.0.2.1:7000', 'the backup does not hold the system identifier'],
    ['42', undefined, 'shop', '192.0.2.1:7000', "the server's system identifier cannot be read"],
    ['42', '43', 'shop', '127.0.0.1:5432', 'the system identifier differs, as it does after an upgrade'],
    ['42', '43', 'shop', '/var/run/postgresql:5432', 'has the address that the backup names (localhost:5432)'],
    ['42', '43', 'shop', '127.0.0.1:5433', undefined],
    // Another server is known by its identifier; a name that cannot be looked up does not make it the same.
    ['42', '43', 'shop', 'elsewhere.invalid:5432', undefined],
    ['42', '42', 'other', 'localhost:5432', undefined],
    [undefined, undefined, 'other', 'localhost:5432', undefined],
  ])('backup of %s, server %s, database %s on %s: %s', async (of, found, database, server, why) => {
    const manifest = backedUp({ address: 'localhost:5432', ...(of !== undefined && { systemIdentifier: of }) })
    const reason = await sourceReason(
      manifest,
      { ...(found !== undefined && { systemIdentifier: found }) },
      database,
      server,
    )
    if (why === undefined) expect(reason).toBeUndefined()
    else expect(reason).toContain(why)
  })
})

describe('fault 67: production behind another address', () => {
  let first: TestServer
  let second: TestServer
  let place: Workplace
  /** Where the forwarded port leads now. */
  let behind: TestServer
  let forward: Server

  beforeAll(async () => {
    ;[first, second, place] = await Promise.all([startTestServer(17), startTestServer(17), makeWorkplace()])
    for (const server of [first, second]) {
      await server.psql(server.connection, 'CREATE ROLE keeper LOGIN CREATEDB; CREATE DATABASE shop OWNER keeper')
    }
    forward = createServer((client) => {
      const { host, port } = behind.connection.parameters
      const server = connect(`${host}/.s.PGSQL.${port}`)
      client.pipe(server).pipe(client)
      for (const one of [client, server]) one.on('error', () => [client, server].forEach((end) => void end.destroy()))
    })
    await new Promise<void>((resolve) => forward.listen(0, '127.0.0.1', resolve))
  }, 60_000)
  afterAll(async () => {
    forward?.close()
    await Promise.all([first?.stop(), second?.stop(), place?.remove()])
  })

  const forwarded = () => `postgres://keeper@127.0.0.1:${(forward.address() as AddressInfo).port}/shop`
  const backUp = async (url: string, name: string) =>
    await backup(backupRequest(url, place.storage, { name }), await place.context())
  const swap = async ({ backup: { id, name } }: BackupResult) => {
    const more = { method: 'swap', name, backup: id, confirm: `shop from ${id}` } as const
    return await restore(restoreRequest(place.storage, forwarded(), more), await place.context())
  }

  test('a forwarded port leads to it, and the role may not read the system identifier', async () => {
    behind = first
    const direct = { parameters: { ...first.connection.parameters, user: 'keeper', dbname: 'shop' } }
    const known = await backUp(addressOf(direct), 'known')
    await first.psql(direct, 'CREATE TABLE since ()')
    for (const database of ['postgres', 'shop', 'template1']) {
      await first.psql(withDatabase(first.connection, database), `REVOKE ${READING} FROM PUBLIC`)
    }
    const unknown = await backUp(addressOf(direct), 'unknown')
    for (const made of [known, unknown]) {
      expect(await swap(made)).toMatchObject({ ok: false, code: 4, reason: expect.stringContaining('would tell') })
    }
    expect(await first.psql(direct, 'SELECT count(*) FROM since')).toBe('0')
  }, 60_000)

  test('the cluster was made anew at the same address', async () => {
    behind = second
    const made = await backUp(forwarded(), 'anew')
    behind = first
    await first.psql(first.connection, `GRANT ${READING} TO PUBLIC`)
    expect(await swap(made)).toMatchObject({ ok: false, code: 4, reason: expect.stringContaining('upgrade') })
  }, 60_000)
})
