import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { checkLocale } from '../../../src/operations/restore/belongings/server.ts'
import { restore } from '../../../src/operations/restore/restore.ts'
import type { RestoreRun } from '../../../src/operations/restore/run.ts'
import type { RestoreResult } from '../../../src/operations/results-restore.ts'
import { type Connection, withDatabase } from '../../../src/postgres/conninfo.ts'
import { serverAccount } from '../../../src/postgres/server-folder.ts'
import { openSession } from '../../../src/postgres/session.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../../support/postgres.ts'
import { type MadeBackup, makeBackup, restorePart } from '../../support/restore-part.ts'
import { restoreRequest } from '../../support/restore-request.ts'

let source: TestServer
let target: TestServer
let shop: MadeBackup

const SHOP = `
  CREATE ROLE team NOLOGIN; CREATE ROLE alice LOGIN PASSWORD 'secret' IN ROLE team; CREATE ROLE "Odd ""role""" NOLOGIN;
  CREATE ROLE reader NOLOGIN; CREATE ROLE seer NOLOGIN; CREATE ROLE nobody NOLOGIN; CREATE ROLE later NOLOGIN;
  CREATE TABLE orders (id int PRIMARY KEY, t text); INSERT INTO orders SELECT i, 'x' FROM generate_series(1, 100) AS i;
  ALTER TABLE orders OWNER TO alice; CREATE SCHEMA "Odd" AUTHORIZATION "Odd ""role"""; GRANT SELECT ON orders TO reader;
  CREATE TABLE secured (id int); ALTER TABLE secured ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON secured FOR SELECT TO seer USING (true);
  CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''GRANT ALL TO nobody; ALTER TABLE x OWNER TO nobody;''';
  ALTER DEFAULT PRIVILEGES FOR ROLE later GRANT SELECT ON TABLES TO reader;`

beforeAll(async () => {
  ;[source, target] = await Promise.all([startTestServer(), startTestServer()])
  const database = await source.createDatabase('shop', SHOP)
  shop = await makeBackup(database, { name: 'shop' })
}, 60_000)
afterAll(async () => {
  await shop?.remove()
  await Promise.all([source?.stop(), target?.stop()])
})

type More = Parameters<typeof restoreRequest>[2]

async function run(more: More = {}, made = shop): Promise<RestoreResult> {
  const { backup } = await made.open()
  const confirm = `${more?.targetDatabase ?? backup.manifest.source.database} from ${backup.id}`
  const request = restoreRequest(made.place.storage, addressOf(target.connection), {
    confirm,
    name: backup.name,
    ...more,
  })
  return await restore(request, await made.place.context())
}

const failure = async (promise: Promise<unknown>) => await promise.catch((error: unknown) => error)
const rolesOf = async () =>
  (
    await target.psql(
      target.connection,
      "SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_roles WHERE rolname !~ '^pg_'",
    )
  ).split(', ')

test('missing roles are named before the start, only those that are referred to', async () => {
  const refused = await failure(run({ targetDatabase: 'one' }))
  expect(refused).toMatchObject({
    code: 3,
    hint: expect.stringMatching(/create-roles.*policies or user mappings name seer/),
  })
  const { reason } = refused as { reason: string }
  for (const name of ['alice', 'reader', 'seer', 'Odd "role"', 'later']) expect(reason).toContain(name)
  expect(reason).not.toMatch(/nobody|team|postgres/)
  expect(await rolesOf()).toEqual(['postgres'])
}, 60_000)

test('no-owner and no-privileges need fewer roles, and what a policy names still', async () => {
  const refused = (await failure(run({ noOwner: true, noPrivileges: true }))) as { reason: string }
  expect(refused.reason).toMatch(/lacks the role seer,/)
}, 60_000)

test('without owners and grants the rest is proved, and they are listed as not checked', async () => {
  await target.psql(target.connection, 'CREATE ROLE seer')
  const result = await run({ noOwner: true, noPrivileges: true, targetDatabase: 'bare' })
  expect(result).toMatchObject({ ok: true })
  expect(result.notChecked.map(({ what }) => what)).toEqual(expect.arrayContaining(['owners', 'grants']))
  const bare = withDatabase(target.connection, 'bare')
  expect(
    await target.psql(bare, "SELECT relowner::regrole, relacl IS NULL FROM pg_class WHERE relname = 'orders'"),
  ).toBe('postgres|t')
  await target.psql(target.connection, 'DROP DATABASE bare; DROP ROLE seer')
}, 60_000)

test('no-owner alone keeps the grants', async () => {
  await target.psql(target.connection, 'CREATE ROLE seer; CREATE ROLE reader; CREATE ROLE alice; CREATE ROLE later')
  const result = await run({ noOwner: true, targetDatabase: 'granted' })
  expect(result).toMatchObject({ ok: true })
  const granted = withDatabase(target.connection, 'granted')
  expect(await target.psql(granted, "SELECT has_table_privilege('reader', 'orders', 'SELECT')")).toBe('t')
  await target.psql(target.connection, 'DROP DATABASE granted; DROP ROLE seer, reader, alice, later')
}, 60_000)

test('roles are made when asked: as a step, without passwords, and not those that nothing refers to', async () => {
  const planned = await run({ createRoles: true, plan: true })
  expect(planned.plan?.steps.map((step) => step.id)).toContain('roles')
  expect(planned.plan?.notes.map(({ why }) => why).join()).toMatch(/holds no passwords: set them for alice/)
  expect(await rolesOf()).toEqual(['postgres'])
  const result = await run({ createRoles: true })
  expect(result).toMatchObject({ ok: true })
  expect(await rolesOf()).toEqual(['Odd "role"', 'alice', 'later', 'postgres', 'reader', 'seer', 'team'].sort())
  const [alice] = await target.query(
    target.connection,
    "SELECT rolcanlogin AS login, rolpassword IS NULL AS bare, pg_has_role('alice', 'team', 'MEMBER') AS member FROM pg_authid WHERE rolname = 'alice'",
  )
  expect(alice).toEqual({ login: true, bare: true, member: true })
  expect(result.warnings.join()).toMatch(/alice: made without a password/)
  const restored = withDatabase(target.connection, 'shop')
  expect(await target.psql(restored, "SELECT relowner::regrole FROM pg_class WHERE relname = 'orders'")).toBe('alice')
}, 60_000)

test('a role that is no superuser is told what it may not do', async () => {
  await target.psql(target.connection, 'CREATE ROLE plain LOGIN; CREATE DATABASE plain')
  const targetUrl = addressOf({ parameters: { ...target.connection.parameters, user: 'plain' } })
  expect(await failure(run({ targetUrl, targetDatabase: 'two' }))).toMatchObject({
    code: 3,
    reason: expect.stringMatching(/plain may not make databases/),
    hint: expect.stringContaining('CREATEDB'),
  })
  await target.psql(target.connection, 'ALTER ROLE plain CREATEDB')
  const refused = await failure(run({ targetUrl, targetDatabase: 'two' }))
  expect(refused).toMatchObject({
    code: 3,
    reason: expect.stringMatching(/plain is not a member of .*alice/),
    hint: expect.stringContaining('no-owner'),
  })
  const result = await run({ targetUrl, targetDatabase: 'two', noOwner: true, noPrivileges: true })
  expect(result).toMatchObject({ ok: true })
}, 60_000)

test('a tablespace that is missing is named; where it is there, it is used', async () => {
  const folders = [source, target].map(({ folder }) => join(folder, 'space'))
  await Promise.all(folders.map(makeOwned))
  await source.psql(source.connection, `CREATE TABLESPACE "fast disk" LOCATION '${folders[0]}'`)
  const database: Connection = await source.createDatabase(
    'spaced',
    'CREATE TABLE t (a int) TABLESPACE "fast disk"; CREATE TABLE u (a int); INSERT INTO t VALUES (1)',
  )
  const spaced = await makeBackup(database)
  try {
    expect(await failure(run({}, spaced))).toMatchObject({
      code: 3,
      reason: expect.stringContaining('lacks the tablespace fast disk (1 '),
      hint: expect.stringContaining('no-tablespaces'),
    })
    expect(await run({ noTablespaces: true, targetDatabase: 'three' }, spaced)).toMatchObject({ ok: true })
    expect(await run({ tables: ['public.u'], targetDatabase: 'four' }, spaced)).toMatchObject({ ok: true })
    const look = (restored: Connection) => source.psql(restored, 'ALTER TABLE t SET TABLESPACE pg_default')
    const moved = await restorePart(spaced, source, {}, { omit: { tablespaces: false }, look })
    expect(moved.proof.differences).toEqual(['tablespace fast disk: other tables and indexes in it'])
    await target.psql(target.connection, `CREATE TABLESPACE "fast disk" LOCATION '${folders[1]}'`)
    expect(await run({}, spaced)).toMatchObject({ ok: true })
    const restored = withDatabase(target.connection, 'spaced')
    expect(
      await target.psql(
        restored,
        "SELECT spcname FROM pg_class JOIN pg_tablespace s ON s.oid = reltablespace WHERE relname = 't'",
      ),
    ).toBe('fast disk')
  } finally {
    await spaced.remove()
    await target.psql(target.connection, 'DROP DATABASE IF EXISTS spaced; DROP TABLESPACE IF EXISTS "fast disk"')
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  }
}, 60_000)

/** Servers run as another user where the tests are root's. */
async function makeOwned(folder: string): Promise<void> {
  await mkdir(folder)
  const account = await serverAccount()
  if (account) await chown(folder, account.uid, account.gid)
}

test('fault 73: a locale that the server lacks is the environment, named before the start', async () => {
  const { backup } = await shop.open()
  const session = await openSession(target.connection)
  const run = (more: object) => {
    const manifest = { ...backup.manifest, source: { ...backup.manifest.source, ...more } }
    const chosen = { backup: { ...backup, manifest } }
    return {
      request: { method: 'new-database' },
      destination: { session, server: 'db:5432' },
      chosen,
    } as never as RestoreRun
  }
  try {
    await checkLocale(run({}))
    const refused = await failure(checkLocale(run({ collate: 'xx_YY.utf8' })))
    expect(refused).toMatchObject({
      code: 3,
      reason: expect.stringMatching(/db:5432 lacks the locale xx_YY\.utf8.*not in question/),
    })
  } finally {
    await session.close()
  }
})

/** Only from 18 on a server looks for extensions outside its own folders. */
const since18 = newestMajor >= 18 ? test : test.skip

since18(
  'fault 73: an extension that the server lacks is the environment, named before the start',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pgproof-extension-'))
    await mkdir(join(folder, 'extension'))
    await writeFile(join(folder, 'extension', 'rare.control'), "default_version = '1.0'\n")
    await writeFile(join(folder, 'extension', 'rare--1.0.sql'), '')
    for (const path of [folder, join(folder, 'extension')]) await chmod(path, 0o755)
    const server = await startTestServer(newestMajor, { settings: { extension_control_path: `$system:${folder}` } })
    const made = await makeBackup(await server.createDatabase('rare', 'CREATE EXTENSION rare; CREATE TABLE t (a int)'))
    try {
      const reason = expect.stringContaining('lacks the extension rare; the backup itself is not in question')
      expect(await failure(run({}, made))).toMatchObject({ code: 3, reason })
      expect(await run({ tables: ['public.t'] }, made)).toMatchObject({ ok: true })
    } finally {
      await made.remove()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
  60_000,
)
