import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { PartRequest } from '../../../src/operations/restore/request.ts'
import { newestMajor, startTestServer, type TestServer } from '../../support/postgres.ts'
import { type MadeBackup, makeBackup, restorePart } from '../../support/restore-part.ts'

let folder: string
let server: TestServer

const EXTENSION = `
  CREATE TABLE @extschema@.zones (id serial PRIMARY KEY, name text, builtin boolean NOT NULL);
  INSERT INTO @extschema@.zones (name, builtin) VALUES ('one', true);
  SELECT pg_catalog.pg_extension_config_dump('@extschema@.zones', 'WHERE NOT builtin');
  SELECT pg_catalog.pg_extension_config_dump('@extschema@.zones_id_seq', '');`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgproof-extension-'))
  await mkdir(join(folder, 'extension'))
  const control = "default_version = '1.0'\nrelocatable = false\nschema = zoned\n"
  await writeFile(join(folder, 'extension', 'zoned.control'), control)
  await writeFile(join(folder, 'extension', 'zoned--1.0.sql'), EXTENSION)
  for (const path of [folder, join(folder, 'extension')]) await chmod(path, 0o755)
  const settings = newestMajor >= 18 ? { extension_control_path: `$system:${folder}` } : {}
  server = await startTestServer(newestMajor, { settings })
}, 60_000)
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function withBackup(name: string, sql: string, work: (made: MadeBackup) => Promise<void>): Promise<void> {
  const made = await makeBackup(await server.createDatabase(name, sql))
  try {
    await work(made)
  } finally {
    await made.remove()
  }
}

test('grants on a schema public that is nobody’s own come back with a part', async () => {
  const sql = `CREATE ROLE guest; GRANT CREATE ON SCHEMA public TO guest; COMMENT ON SCHEMA public IS 'ours'; CREATE TABLE t (a int); CREATE TABLE "new
line" (a serial)`
  await withBackup('open', sql, async (made) => {
    for (const part of [{ schemas: ['public'] }, { schemaOnly: true }]) {
      const look = (restored: Parameters<TestServer['psql']>[0]) =>
        server.psql(
          restored,
          "SELECT has_schema_privilege('guest', 'public', 'CREATE'), obj_description('public'::regnamespace)",
        )
      const { proof, seen } = await restorePart(made, server, part, { look })
      expect(proof.differences).toEqual([])
      expect(seen).toBe('t|ours')
    }
    expect((await restorePart(made, server, { tables: ['new\nline'] })).proof.differences).toEqual([])
  })
}, 60_000)

/** Only from 18 on a server looks for extensions outside its own folders. */
const since18 = newestMajor >= 18 ? test : test.skip

since18(
  'an extension comes along with its rows and their sequence',
  async () => {
    const sql = `CREATE EXTENSION zoned; INSERT INTO zoned.zones (name, builtin) SELECT 'z' || i, false FROM generate_series(1, 50) AS i;
    CREATE TABLE uses (zone int REFERENCES zoned.zones); INSERT INTO uses SELECT 2 + i % 50 FROM generate_series(1, 100) AS i; CREATE TABLE other (a int)`
    await withBackup('uses', sql, async (made) => {
      const rows = async (part: Partial<PartRequest>) => {
        const { proof } = await restorePart(made, server, part)
        expect(proof.differences).toEqual([])
        return Object.fromEntries(proof.tables.map((table) => [table.name, table.rows]))
      }
      expect(await rows({ tables: ['public.uses'] })).toEqual({ uses: 100, zones: 50 })
      expect(await rows({ tables: ['zoned.zones'] })).toEqual({ zones: 50 })
      expect(await rows({ tables: ['public.other'] })).toEqual({ other: 0 })
    })
  },
  60_000,
)
