import { type Connection, withDatabase } from '../../src/postgres/conninfo.ts'
import { quoteLiteral } from '../../src/postgres/identifier.ts'
import type { TestServer } from './postgres.ts'

/** A server in the shape of a managed Supabase project, with a small application in `public`. */
export interface SupabaseFixture {
  /** As users connect: role `postgres`, which is no superuser, to the database `postgres`. */
  connection: Connection
  /** As the provider: superuser. */
  admin: Connection
  /** Whether pgvector is there; without it documents have no embeddings. */
  vector: boolean
}

/**
 * Turns a test server into one like Supabase's: its superuser is renamed, so `server.connection` is afterwards the plain role,
 * and `server.createDatabase` makes databases as that role.
 */
export async function makeSupabase(server: TestServer): Promise<SupabaseFixture> {
  const { connection } = server
  const secret = quoteLiteral(connection.parameters.password ?? 'unused')
  await server.psql(connection, `CREATE ROLE stepping_stone SUPERUSER LOGIN PASSWORD ${secret};`)
  const stone = { parameters: { ...connection.parameters, user: 'stepping_stone' } }
  await server.psql(
    stone,
    `ALTER ROLE postgres RENAME TO supabase_admin; ALTER ROLE supabase_admin PASSWORD ${secret};`,
  )
  const admin = { parameters: { ...connection.parameters, user: 'supabase_admin' } }
  await server.psql(admin, `DROP ROLE stepping_stone; ${roles(secret)}`)
  await server.psql(admin, providerSchemas)
  const [found] = await server.query(admin, "SELECT FROM pg_available_extensions WHERE name = 'vector'")
  if (found) await server.psql(admin, 'CREATE EXTENSION vector SCHEMA extensions;')
  await server.psql(admin, providerRest)
  await server.psql(connection, application(found !== undefined))
  return { connection: withDatabase(connection, 'postgres'), admin, vector: found !== undefined }
}

const roles = (secret: string) => `
CREATE ROLE postgres LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS PASSWORD ${secret};
CREATE ROLE anon; CREATE ROLE authenticated; CREATE ROLE service_role BYPASSRLS;
CREATE ROLE authenticator LOGIN NOINHERIT; GRANT anon, authenticated, service_role TO authenticator;
CREATE ROLE supabase_auth_admin CREATEROLE NOINHERIT; CREATE ROLE supabase_storage_admin CREATEROLE NOINHERIT;
CREATE ROLE supabase_realtime_admin NOINHERIT; CREATE ROLE supabase_replication_admin REPLICATION;
CREATE ROLE supabase_read_only_user BYPASSRLS; CREATE ROLE dashboard_user CREATEDB CREATEROLE REPLICATION; CREATE ROLE pgbouncer;
GRANT anon, authenticated, service_role, pg_monitor TO postgres WITH ADMIN OPTION;
ALTER ROLE anon SET statement_timeout = '3s'; ALTER ROLE authenticated SET statement_timeout = '8s';
ALTER ROLE postgres SET search_path = "$user", public, extensions;
ALTER DATABASE postgres OWNER TO postgres;`

const providerSchemas = `
CREATE SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO public; GRANT ALL ON SCHEMA extensions TO postgres;
CREATE EXTENSION pgcrypto SCHEMA extensions;
CREATE EXTENSION "uuid-ossp" SCHEMA extensions;
CREATE SCHEMA auth AUTHORIZATION supabase_auth_admin; CREATE SCHEMA storage AUTHORIZATION supabase_storage_admin;
CREATE SCHEMA realtime; CREATE SCHEMA vault; CREATE SCHEMA graphql; CREATE SCHEMA graphql_public; CREATE SCHEMA pgbouncer;
GRANT ALL ON SCHEMA public TO postgres; GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;`

const providerRest = `
CREATE TABLE auth.users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text UNIQUE, encrypted_password text, raw_user_meta_data jsonb, created_at timestamptz DEFAULT now());
CREATE TABLE auth.sessions (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$ SELECT current_setting('request.jwt.claim.role', true) $$;
CREATE TABLE storage.buckets (id text PRIMARY KEY, name text NOT NULL, owner uuid);
CREATE TABLE storage.objects (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), bucket_id text REFERENCES storage.buckets, name text, owner uuid, metadata jsonb);
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
CREATE TABLE realtime.subscription (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entity regclass);
CREATE TABLE vault.secrets (id uuid PRIMARY KEY, secret text);
INSERT INTO auth.users (id, email) SELECT ('00000000-0000-0000-0000-' || lpad(g::text, 12, '0'))::uuid, 'user' || g || '@example.org' FROM generate_series(1, 20) g;
INSERT INTO storage.buckets VALUES ('avatars', 'avatars');
INSERT INTO storage.objects (bucket_id, name) SELECT 'avatars', g || '.png' FROM generate_series(1, 5) g;
INSERT INTO vault.secrets VALUES (gen_random_uuid(), 'not for everyone');
GRANT USAGE ON SCHEMA auth, storage, realtime TO postgres, anon, authenticated, service_role;
GRANT ALL ON ALL TABLES IN SCHEMA auth, storage, realtime TO postgres; GRANT ALL ON ALL SEQUENCES IN SCHEMA realtime TO postgres;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA auth TO public;
CREATE FUNCTION extensions.pgrst_ddl_watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NOTIFY pgrst, 'reload schema'; END $$;
CREATE EVENT TRIGGER pgrst_ddl_watch ON ddl_command_end EXECUTE FUNCTION extensions.pgrst_ddl_watch();
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
CREATE PUBLICATION supabase_realtime; ALTER PUBLICATION supabase_realtime OWNER TO postgres;`

/** What users make: it refers to the provider's schemas by foreign keys, policies and a trigger on a table of theirs. */
const application = (vector: boolean) => `
CREATE TABLE public.profiles (
  id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, name text NOT NULL, token text DEFAULT encode(extensions.gen_random_bytes(8), 'hex'));
CREATE TABLE public.documents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner uuid NOT NULL DEFAULT auth.uid() REFERENCES public.profiles, body text NOT NULL
  ${vector ? ', embedding extensions.vector(3)' : ''});
${vector ? 'CREATE INDEX documents_embedding ON public.documents USING hnsw (embedding extensions.vector_l2_ops);' : ''}
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY; ALTER TABLE public.documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_profile ON public.profiles TO authenticated USING (auth.uid() = id) WITH CHECK (auth.uid() = id);
CREATE POLICY own_documents ON public.documents TO authenticated USING (owner = auth.uid());
CREATE POLICY everyone_reads ON public.profiles FOR SELECT TO anon, authenticated USING (true);
CREATE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
  $$ BEGIN INSERT INTO public.profiles (id, name) VALUES (new.id, new.email); RETURN new; END $$;
CREATE VIEW public.my_documents WITH (security_invoker = true) AS SELECT * FROM public.documents WHERE owner = auth.uid();
INSERT INTO public.profiles (id, name, token) SELECT id, email, md5(email) FROM auth.users;
INSERT INTO public.documents (owner, body ${vector ? ', embedding' : ''})
  SELECT id, 'text of ' || email ${vector ? ", extensions.vector('[1,2,' || row_number() OVER (ORDER BY id) || ']')" : ''} FROM auth.users;
ALTER PUBLICATION supabase_realtime ADD TABLE public.documents;`
