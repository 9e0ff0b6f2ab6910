import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { openStore } from '../../../src/storage/open.ts'
import { putManifest } from '../../repository/history.ts'
import { manifestOf } from '../../repository/sample.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'

let server: TestServer
let place: Workplace

beforeAll(async () => {
  place = await makeWorkplace('memory://filed-before')
  server = await startTestServer()
}, 60_000)
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const TABLE = 'CREATE TABLE t AS SELECT 1 AS a'
/** Backs up, and returns what it warns of the name. */
async function make(address: string, name: string): Promise<string[]> {
  const { warnings } = await backup(backupRequest(address, place.storage, { name }), await place.context())
  return warnings.filter((text) => text.includes('under the name'))
}
const notes = () => place.events.flatMap((event) => (event.kind === 'note' ? [event.text] : []))

test('a backup that is filed under the name of another database says so, and names both', async () => {
  const [pa, pb] = [await server.createDatabase('pa', TABLE), await server.createDatabase('pb', TABLE)]
  expect([await make(addressOf(pa), 'x'), await make(addressOf(pa), 'x')]).toEqual([[], []])
  const mixed = await make(addressOf(pb), 'x')
  expect(mixed).toEqual([
    expect.stringMatching(
      /^the newest backup under the name x, .*, is of the database pa on .*, and this one is of pb on .*: give each database a name of its own \(name\)/,
    ),
  ])
  expect(place.events).toContainEqual({ kind: 'warning', text: mixed[0] })
  expect(await make(addressOf(pb), 'pb')).toEqual([])
  expect(notes()).toEqual([])
}, 120_000)

test('a database of the same name on another server, as after an upgrade, is a note; a safety copy is nothing', async () => {
  const shop = await server.createDatabase('shop', TABLE)
  const store = await openStore(place.storage, { environment: {} })
  const source = { ...manifestOf('').source, database: 'shop', systemIdentifier: '7' }
  await putManifest(store, '20200101T000000Z-000001', { source })
  await putManifest(store, '20200102T000000Z-000001', { type: 'pre-restore', source: { ...source, database: 'crm' } })
  expect(await make(addressOf(shop), 'shop')).toEqual([])
  expect(notes()).toEqual([
    expect.stringMatching(
      /20200101T000000Z-000001, is of another server: shop on localhost:5432 has the system identifier 7, /,
    ),
  ])
}, 120_000)
