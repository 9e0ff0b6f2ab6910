import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { restore } from '../../../src/operations/restore/restore.ts'
import { restoreTest } from '../../../src/operations/restore-test/restore-test.ts'
import { quoteIdentifier, quoteLiteral } from '../../../src/postgres/identifier.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, type Workplace } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'
import { restoreRequest } from '../../support/restore-request.ts'

let server: TestServer
let place: Workplace
let made: string
let id: string

/** Names and texts that would give orders to psql or to a shell, should anything hand them over. */
beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(17), makeWorkplace()])
  made = join(place.folder, 'made-by-the-dump')
  const order = `x\n\\! touch ${made}\n\\copy (SELECT 1) TO PROGRAM 'touch ${made}'\n$(touch ${made})`
  const name = quoteIdentifier(order.slice(0, 60))
  const hostile = await server.createDatabase(
    'hostile',
    `CREATE TABLE ${name} (a text DEFAULT ${quoteLiteral(order)}); INSERT INTO ${name} VALUES (${quoteLiteral(order)});
     COMMENT ON TABLE ${name} IS ${quoteLiteral(order)};
     CREATE FUNCTION f() RETURNS text LANGUAGE sql AS ${quoteLiteral(`SELECT ${quoteLiteral(order)}`)};`,
  )
  const done = await backup(
    backupRequest(addressOf(hostile), place.storage, { name: 'hostile' }),
    await place.context(),
  )
  id = done.backup.id
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

test.each(['new-database', 'swap', 'in-place'] as const)(
  'fault 75: orders in names, rows and texts are nobody’s orders: %s',
  async (method) => {
    const target = method === 'new-database' ? 'hostile_copy' : 'hostile'
    const result = await restore(
      restoreRequest(place.storage, server.url, {
        backup: id,
        method,
        targetDatabase: target,
        confirm: `${target} from ${id}`,
        allowProduction: true,
      }),
      await place.context(),
    )
    expect(result).toMatchObject({ ok: true })
    expect(existsSync(made)).toBe(false)
  },
  60_000,
)

test('fault 75: nor in a file for psql', async () => {
  const file = join(place.folder, 'hostile.sql')
  const request = restoreRequest(place.storage, '', { backup: id, toFile: file })
  expect(await restore({ ...request, targetUrl: undefined }, await place.context())).toMatchObject({ ok: true })
  const loaded = await server.createDatabase('loaded')
  await server.psql(loaded, `\\i ${file}`)
  expect(existsSync(made)).toBe(false)
})

test('fault 80: a restore-test goes to a server of its own unless told otherwise, and never to production by mistake', async () => {
  const request = restoreTestRequest(place.storage, { backup: id })
  expect(await restoreTest(request, await place.context())).toMatchObject({ ok: true, target: { kind: 'throw-away' } })
  await expect(restoreTest({ ...request, targetUrl: server.url }, await place.context())).rejects.toMatchObject({
    code: 4,
    reason: expect.stringContaining('the target is the server that the backup was made from'),
  })
  expect(existsSync(made)).toBe(false)
}, 60_000)
