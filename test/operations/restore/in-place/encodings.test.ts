import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../../src/operations/backup/backup.ts'
import { failureOf } from '../../../support/failure.ts'
import { dumpText, restoreInPlace } from '../../../support/in-place.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../../support/postgres.ts'

let server: TestServer
let place: Workplace

beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(17), makeWorkplace()])
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

test('names, definitions and rows of a LATIN1 database come back in its encoding', async () => {
  const sql = `CREATE TABLE public."Größe" ("Maß" text DEFAULT 'größer'); COMMENT ON TABLE public."Größe" IS 'naïve';
    INSERT INTO public."Größe" VALUES ('Straße'), (DEFAULT); CREATE INDEX "Schlüssel" ON public."Größe" ("Maß") WHERE "Maß" <> 'ß'`
  const database = await server.createDatabase('latin', sql, { encoding: 'LATIN1', locale: 'C' })
  await backup(backupRequest(addressOf(database), place.storage, { name: 'latin' }), await place.context())
  const before = await dumpText(server, database)
  await server.psql(database, 'DROP TABLE public."Größe"')
  await restoreInPlace(place, database, { request: { name: 'latin' } })
  expect(await dumpText(server, database)).toBe(before)
}, 60_000)

test('definitions in SQL_ASCII that are no UTF-8 are refused before the commit: exit 3', async () => {
  const sql =
    "CREATE TABLE public.t (a text); DO $$ BEGIN EXECUTE format('COMMENT ON TABLE public.t IS %L', convert_from('\\xe4'::bytea, 'SQL_ASCII')); END $$"
  const database = await server.createDatabase('ascii', sql, { encoding: 'SQL_ASCII', locale: 'C' })
  await backup(backupRequest(addressOf(database), place.storage, { name: 'ascii' }), await place.context())
  const before = await dumpText(server, database)
  const failure = await failureOf(restoreInPlace(place, database, { request: { name: 'ascii' } }))
  expect(failure).toMatchObject({ code: 3, reason: expect.stringContaining('bytes that are no UTF-8') })
  expect(await dumpText(server, database)).toBe(before)
}, 60_000)
