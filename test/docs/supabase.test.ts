import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../support/loop.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'
import { makeSupabase, type SupabaseFixture } from '../support/supabase-fixture.ts'
import { runnableBlocks } from './blocks.ts'

const unpack = runnableBlocks('docs/by-hand.md')[1]?.text ?? ''
const [restore] = runnableBlocks('docs/supabase.md')

let servers: TestServer[]
let place: Workplace

beforeAll(async () => {
  servers = await Promise.all([
    startTestServer(newestMajor, { tcp: true }),
    startTestServer(newestMajor, { tcp: true }),
  ])
  place = await makeWorkplace()
}, 60_000)

afterAll(async () => {
  await Promise.all(servers?.map((server) => server.stop()) ?? [])
  await place?.remove()
})

/** What users have in a new project: the schema `public` with nothing in it. */
const emptied = `
  DROP VIEW public.my_documents; DROP TABLE public.documents, public.profiles; DROP FUNCTION public.handle_new_user();`

test('a backup comes back into a new project by the command of the page', async () => {
  const [from, to] = (await Promise.all(servers.map((server) => makeSupabase(server)))) as [
    SupabaseFixture,
    SupabaseFixture,
  ]
  const [source, target] = servers as [TestServer, TestServer]
  await target.psql(to.connection, emptied)
  const made = await backup(
    backupRequest(addressOf(from.connection), place.storage, { name: 'app' }),
    await place.context(),
  )
  const { status, stderr } = spawnSync('sh', ['-eu', '-c', unpack + restore?.text], {
    cwd: fileURLToPath(made.backup.location),
    encoding: 'utf8',
    env: {
      PATH: `/usr/lib/postgresql/${newestMajor}/bin:/usr/local/bin:/usr/bin:/bin`,
      NEW_PROJECT_URL: addressOf(to.connection),
    },
  })
  expect([stderr, status]).toEqual([expect.anything(), 0])
  const summary = `
    SELECT (SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM public.profiles p), (SELECT count(*) FROM public.documents),
           (SELECT count(*) FROM pg_policies WHERE schemaname = 'public'),
           (SELECT relacl::text FROM pg_class WHERE oid = 'public.profiles'::regclass)`
  expect(await target.query(to.connection, summary)).toEqual(await source.query(from.connection, summary))
}, 90_000)
