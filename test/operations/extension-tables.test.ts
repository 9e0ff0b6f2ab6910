import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runLoop } from '../support/loop.ts'
import { newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

/** Only from 18 on a server looks for extensions outside its own folders. */
const since18 = newestMajor >= 18 ? test : test.skip

const SCRIPT = `
CREATE TABLE @extschema@.zones (id int PRIMARY KEY, name text, builtin boolean NOT NULL);
CREATE TABLE @extschema@.aa_rules (id serial PRIMARY KEY, zone int REFERENCES @extschema@.zones, text text);
CREATE TABLE @extschema@.cache (id int);
INSERT INTO @extschema@.zones VALUES (1, 'one', true), (2, 'two', true);
INSERT INTO @extschema@.cache VALUES (1);
SELECT pg_catalog.pg_extension_config_dump('@extschema@.zones', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('@extschema@.aa_rules', '');
SELECT pg_catalog.pg_extension_config_dump('@extschema@.aa_rules_id_seq', '');
`

let folder: string
let server: TestServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pgproof-extension-'))
  mkdirSync(join(folder, 'extension'))
  writeFileSync(
    join(folder, 'extension', 'zoned.control'),
    "default_version = '1.0'\nrelocatable = false\nschema = zoned\n",
  )
  writeFileSync(join(folder, 'extension', 'zoned--1.0.sql'), SCRIPT)
  for (const path of [folder, join(folder, 'extension')]) chmodSync(path, 0o755)
  const settings = newestMajor >= 18 ? { extension_control_path: `$system:${folder}` } : {}
  server = await startTestServer(newestMajor, { settings })
}, 60_000)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const OWN_ROWS = `
  CREATE EXTENSION zoned;
  INSERT INTO zoned.zones SELECT i, 'zone ' || i, false FROM generate_series(10, 500) AS i;
  INSERT INTO zoned.aa_rules (zone, text) SELECT CASE WHEN i % 2 = 0 THEN 1 ELSE 10 + i % 400 END, repeat('rule ', 20) FROM generate_series(1, 3000) AS i;
  CREATE TABLE uses (zone int REFERENCES zoned.zones); INSERT INTO uses SELECT 10 + i % 400 FROM generate_series(1, 100) AS i;`

since18(
  'rows of an extension and its foreign keys come back beside those that it makes itself',
  async () => {
    const database = await server.createDatabase('zoned', OWN_ROWS)
    const { backup, restored } = await runLoop(database, { target: server })
    expect(restored.differences).toEqual([])
    const rows = Object.fromEntries(backup.tables.map((table) => [table.name, table.rows]))
    expect(rows).toEqual({ zones: 491, aa_rules: 3000, uses: 100 })
  },
  60_000,
)

since18(
  'a row of an extension that changed after the restore is seen',
  async () => {
    const database = await server.createDatabase('changed', OWN_ROWS)
    const { restored } = await runLoop(database, {
      target: server,
      damage: async (connection) => {
        await server.psql(
          connection,
          "UPDATE zoned.zones SET name = 'other' WHERE id = 77; DELETE FROM zoned.aa_rules WHERE id = 5",
        )
      },
    })
    expect(restored.differences).toHaveLength(2)
    expect(restored.differences.join('\n')).toMatch(/zones/)
    expect(restored.differences.join('\n')).toMatch(/aa_rules/)
  },
  60_000,
)
