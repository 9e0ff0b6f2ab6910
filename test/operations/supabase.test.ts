import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import { restoreTest } from '../../src/operations/restore-test/restore-test.ts'
import { listNames, readBackup } from '../../src/repository/catalogue.ts'
import { readInventory } from '../../src/repository/inventory.ts'
import { openStore } from '../../src/storage/open.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, type Workplace } from '../support/loop.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'
import { makeSupabase, type SupabaseFixture } from '../support/supabase-fixture.ts'

let server: TestServer
let project: SupabaseFixture
let place: Workplace

beforeAll(async () => {
  server = await startTestServer(newestMajor, { tcp: true })
  project = await makeSupabase(server)
  place = await makeWorkplace()
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await place?.remove()
})

test('a project is backed up without the schemas of the provider, and restores into a plain PostgreSQL', async () => {
  const made = await backup(
    backupRequest(addressOf(project.connection), place.storage, { name: 'app' }),
    await place.context(),
  )
  expect(made).toMatchObject({ ok: true, source: { profile: 'supabase' } })
  expect(made.backup.partial).toBeUndefined()
  expect(made.tables.map((table) => table.schema)).not.toContain('auth')
  const said = made.notContained.map(({ what }) => what).join('\n')
  for (const schema of ['auth', 'storage', 'vault', 'realtime']) expect(said).toContain(`the schema ${schema}, `)

  const result = await restoreTest(restoreTestRequest(place.storage, { name: 'app' }), await place.context())
  expect(result).toMatchObject({ ok: true, code: 0 })
  expect(result.tables.map((table) => `${table.schema}.${table.name}`).sort()).toEqual([
    'public.documents',
    'public.profiles',
  ])
  expect(result.tables.every((table) => table.equal && table.rows === 20)).toBe(true)
  expect(result.indexes.some((index) => index.name === 'profiles_id_fkey' && index.ok)).toBe(true)
}, 120_000)

test('the stand-ins hold no more than what the objects of the user refer to', async () => {
  const store = await openStore(place.storage, { environment: {} })
  expect(await listNames(store)).toEqual(['app'])
  const [id] = await store.folders('app/backups/')
  const found = await readBackup(store, 'app', id as string)
  const stored = await store.get(`app/backups/${found.id}/inventory.json.zst`)
  const { standIns } = await readInventory(stored, 'inventory')
  expect(standIns.tables.find((table) => table.schema === 'auth' && table.name === 'users')?.columns).toEqual([
    { name: 'id', type: 'uuid' },
  ])
  expect(standIns.functions.map((one) => `${one.schema}.${one.name}`)).toEqual(
    expect.arrayContaining(['auth.uid', 'extensions.pgrst_ddl_watch']),
  )
  expect(JSON.stringify(standIns)).not.toContain('example.org')
}, 60_000)

test('the rows of auth come along where all own schemas and auth are named, and it still is a complete backup', async () => {
  const request = backupRequest(addressOf(project.connection), place.storage, {
    name: 'all',
    schemas: ['public', 'auth'],
  })
  const made = await backup(request, await place.context())
  expect(made.backup.partial).toBeUndefined()
  expect(made.tables.map((table) => `${table.schema}.${table.name}`)).toContain('auth.users')
  const result = await restoreTest(restoreTestRequest(place.storage, { name: 'all' }), await place.context())
  expect(result).toMatchObject({ ok: true, code: 0 })
}, 120_000)
