import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { backup } from '../../../../src/operations/backup/backup.ts'
import { withDatabase } from '../../../../src/postgres/conninfo.ts'
import { failureOf } from '../../../support/failure.ts'
import { restoreInPlace } from '../../../support/in-place.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../../support/loop.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../../../support/postgres.ts'

/** Only from 18 on a server looks for extensions outside its own folders. */
const since18 = newestMajor >= 18 ? test : test.skip

const SCRIPT = `
CREATE TABLE @extschema@.zones (id serial PRIMARY KEY, name text);
SELECT pg_catalog.pg_extension_config_dump('@extschema@.zones', ''); SELECT pg_catalog.pg_extension_config_dump('@extschema@.zones_id_seq', '');`

let folder: string
let server: TestServer
let place: Workplace

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pgproof-extension-'))
  mkdirSync(join(folder, 'extension'))
  writeFileSync(join(folder, 'extension', 'zoned.control'), "default_version = '1.0'\nrelocatable = false\n")
  writeFileSync(join(folder, 'extension', 'zoned--1.0.sql'), SCRIPT)
  for (const path of [folder, join(folder, 'extension')]) chmodSync(path, 0o755)
  const settings = newestMajor >= 18 ? { extension_control_path: `$system:${folder}` } : {}
  ;[server, place] = await Promise.all([startTestServer(newestMajor, { settings }), makeWorkplace()])
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
  rmSync(folder, { recursive: true, force: true })
})

since18(
  'an extension that is there stays, with its rows, sequences and grants',
  async () => {
    await server.psql(server.connection, 'CREATE ROLE keeper LOGIN; CREATE DATABASE zoned OWNER keeper')
    const admin = withDatabase(server.connection, 'zoned')
    const own = { parameters: { ...admin.parameters, user: 'keeper' } }
    await server.psql(
      admin,
      `CREATE SCHEMA zoned; CREATE EXTENSION zoned SCHEMA zoned; GRANT USAGE ON SCHEMA zoned TO keeper; GRANT SELECT, REFERENCES ON ALL TABLES IN SCHEMA zoned TO keeper;
     GRANT SELECT ON ALL SEQUENCES IN SCHEMA zoned TO keeper; INSERT INTO zoned.zones (name) VALUES ('a'), ('b')`,
    )
    await server.psql(
      own,
      'CREATE TABLE public.uses (zone int REFERENCES zoned.zones); INSERT INTO public.uses VALUES (1)',
    )
    await backup(backupRequest(addressOf(own), place.storage, { name: 'zoned' }), await place.context())
    await server.psql(admin, "INSERT INTO zoned.zones (name) VALUES ('since'); TRUNCATE public.uses")
    const done = await restoreInPlace(place, own, { request: { name: 'zoned' } })
    expect(done.acted.differences).toEqual([])
    const state =
      "SELECT (SELECT count(*) FROM zoned.zones) || ' ' || (SELECT last_value FROM zoned.zones_id_seq) || ' ' || (SELECT count(*) FROM public.uses)"
    expect(await server.psql(admin, state)).toBe('3 3 1')
  },
  60_000,
)

describe('what an extension gives to other schemas is never dropped with it', () => {
  const KEPT =
    'CREATE EXTENSION hstore SCHEMA public; CREATE TABLE public.t (a int, b public.hstore); CREATE SCHEMA other; CREATE TABLE other.settings (a int, b public.hstore)'
  const make = async (name: string) => {
    const shop = await server.createDatabase(name, KEPT)
    await server.psql(shop, "INSERT INTO other.settings VALUES (1, 'a=>1'); INSERT INTO public.t VALUES (1, 'b=>2')")
    return { shop, url: addressOf(shop) }
  }
  const values = 'SELECT (SELECT b FROM other.settings), (SELECT count(*) FROM public.t)'

  test.each([
    ['whole', [], ['public']],
    ['of one schema', ['public'], []],
  ])(
    'a column of its type in a schema that is not restored keeps its values: backup %s',
    async (_, backedUp, schemas) => {
      const name = `columns_${schemas.length}`
      const { shop, url } = await make(name)
      const made = await backup(backupRequest(url, place.storage, { name, schemas: backedUp }), await place.context())
      await server.psql(shop, "TRUNCATE public.t; UPDATE other.settings SET b = 'since=>1'")
      await restoreInPlace(place, shop, { request: { name, backup: made.backup.id, schemas } })
      expect(await server.psql(shop, values)).toBe('"since"=>"1"|1')
    },
    60_000,
  )

  test('an extension that was given something that depends on the contents would go with them: refused, exit 4', async () => {
    const { shop, url } = await make('members')
    await server.psql(shop, 'CREATE VIEW other.v AS SELECT a FROM public.t; ALTER EXTENSION hstore ADD VIEW other.v')
    await backup(backupRequest(url, place.storage, { name: 'members' }), await place.context())
    const request = { name: 'members', schemas: ['public'] }
    const failure = await failureOf(restoreInPlace(place, shop, { request }))
    expect(failure).toMatchObject({ code: 4, reason: expect.stringContaining('extension hstore') })
    expect(await server.psql(shop, values)).toBe('"a"=>"1"|1')
  }, 60_000)
})
