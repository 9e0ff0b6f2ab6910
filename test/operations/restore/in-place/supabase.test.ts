import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../../src/operations/backup/backup.ts'
import { dumpText, restoreInPlace } from '../../../support/in-place.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../../support/loop.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../../../support/postgres.ts'
import { makeSupabase, type SupabaseFixture } from '../../../support/supabase-fixture.ts'

let server: TestServer
let project: SupabaseFixture
let place: Workplace

/** What a project has besides: a trigger on a table of the provider's, policies on another, and a table that the API must not see. */
const AROUND = `
CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.handle_new_user();
CREATE FUNCTION public.owns(text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
CREATE POLICY "owners read" ON storage.objects FOR SELECT TO authenticated USING (public.owns(name));
CREATE POLICY "not many" ON storage.objects AS RESTRICTIVE FOR INSERT TO anon, authenticated WITH CHECK (public.owns(name) AND bucket_id = 'avatars');
CREATE TABLE public.internal (secret text); REVOKE ALL ON public.internal FROM anon, authenticated;
INSERT INTO public.internal VALUES ('not for the API');`

const DAMAGE = `
DELETE FROM public.documents WHERE id > 3; UPDATE public.profiles SET name = 'nobody'; DROP TABLE public.internal;
DROP VIEW public.my_documents; ALTER TABLE public.documents DISABLE ROW LEVEL SECURITY; DROP POLICY own_profile ON public.profiles;
CREATE TABLE public.later (id int); ALTER PUBLICATION supabase_realtime ADD TABLE public.profiles;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anon; REVOKE USAGE ON SCHEMA public FROM service_role;`

/** What the provider's roles and schemas are, which no restore may change. */
const PROVIDERS = `
SELECT string_agg(line, E'\\n') FROM (
  SELECT 'default ' || pg_get_userbyid(defaclrole) || ' ' || defaclnamespace::regnamespace || ' ' || defaclobjtype::text || ' ' || defaclacl::text AS line FROM pg_default_acl
  UNION ALL SELECT 'schema ' || nspname || ' ' || pg_get_userbyid(nspowner) || ' ' || coalesce(nspacl::text, '') FROM pg_namespace WHERE nspname !~ '^pg_'
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) || coalesce(obj_description(oid, 'pg_trigger'), '') FROM pg_trigger WHERE tgrelid = 'auth.users'::regclass AND NOT tgisinternal
  UNION ALL SELECT 'policy ' || to_jsonb(p)::text FROM pg_policies p WHERE schemaname = 'storage'
  UNION ALL SELECT 'user ' || u::text FROM auth.users u UNION ALL SELECT 'object ' || o::text FROM storage.objects o
  UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger
  UNION ALL SELECT 'extension ' || extname FROM pg_extension
  ORDER BY 1) AS lines`

beforeAll(async () => {
  server = await startTestServer(newestMajor, { tcp: true })
  project = await makeSupabase(server)
  // As projects are where policies on the provider's tables can be made.
  await server.psql(
    project.admin,
    'ALTER TABLE storage.objects OWNER TO supabase_storage_admin; GRANT supabase_storage_admin TO postgres WITH INHERIT TRUE; GRANT SELECT ON ALL TABLES IN SCHEMA storage TO anon',
  )
  await server.psql(project.connection, AROUND)
  place = await makeWorkplace()
  await backup(backupRequest(addressOf(project.connection), place.storage, { name: 'app' }), await place.context())
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

/** Without what stays as it is when the restore begins: grants on the schema, and default privileges. */
const text = async () =>
  (await dumpText(server, project.admin)).replace(
    /^(?:GRANT|REVOKE) .* ON SCHEMA public .*\n|^ALTER DEFAULT PRIVILEGES .*\n/gm,
    '',
  )
const asRole = async (role: string, sql: string) =>
  await server.psql(project.admin, `SET ROLE ${role}; ${sql}`).catch((error: Error) => error.message)

test('a project goes through an in-place restore and back, and the API, the users and the policies stay', async () => {
  const asBackedUp = await text()
  await server.psql(project.connection, DAMAGE)
  const providers = await server.psql(project.admin, PROVIDERS)
  const damaged = await text()

  const done = await restoreInPlace(place, project.connection, { request: { name: 'app' }, rehearse: true })
  expect(done.acted.proof?.definitions.differences).toEqual([])
  expect(done.notes.map(({ what }) => what).join('\n')).toMatch(/trigger on_auth_user_created on table auth.users/)
  expect(done.notes.map(({ what }) => what).join('\n')).toMatch(/public.later/)
  expect(done.notes.map(({ what }) => what).join('\n')).toMatch(/rehearsed: the transaction took/)
  expect(await server.psql(project.admin, PROVIDERS)).toBe(providers)
  // A place that a table had in a publication when the restore began is kept.
  const realtime = 'ALTER PUBLICATION supabase_realtime DROP TABLE public.profiles'
  await server.psql(project.connection, realtime)
  expect(await text()).toBe(asBackedUp)

  expect(await asRole('anon', 'SELECT count(*) FROM public.profiles')).toBe('20')
  expect(await asRole('anon', 'SELECT count(*) FROM public.documents')).toBe('0')
  expect(await asRole('anon', 'SELECT * FROM public.internal')).toContain('permission denied')
  await server.psql(project.connection, 'CREATE TABLE public.fresh (id int)')
  expect(await asRole('authenticated', 'SELECT count(*) FROM public.fresh')).toBe('0')
  await server.psql(project.connection, 'DROP TABLE public.fresh')

  await restoreInPlace(place, project.connection, { request: { name: 'app', backup: done.acted.safety?.id as string } })
  expect(await text()).toBe(damaged)
  expect(await server.psql(project.admin, PROVIDERS)).toBe(providers)
}, 120_000)

test('rows of the provider that a backup holds are not touched, and that is said', async () => {
  const made = await backup(
    backupRequest(addressOf(project.connection), place.storage, { name: 'all', schemas: ['public', 'auth'] }),
    await place.context(),
  )
  await server.psql(
    project.connection,
    "UPDATE auth.users SET email = 'new' WHERE id = '00000000-0000-0000-0000-000000000001'",
  )
  await server.psql(project.connection, 'DELETE FROM public.documents')
  const providers = await server.psql(project.admin, PROVIDERS)
  const done = await restoreInPlace(place, project.connection, { request: { name: 'all', backup: made.backup.id } })
  expect(done.plan.notes).toContainEqual(expect.objectContaining({ what: 'schemas auth are not restored' }))
  expect(done.acted.proof?.tables.every(({ schema, equal }) => schema === 'public' && equal)).toBe(true)
  expect(await server.psql(project.admin, PROVIDERS)).toBe(providers)
}, 120_000)
