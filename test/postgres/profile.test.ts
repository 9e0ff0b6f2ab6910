import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runChild } from '../../src/postgres/child.ts'
import { libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { dumpPattern } from '../../src/postgres/identifier.ts'
import { readPrivilegeProblems } from '../../src/postgres/privileges.ts'
import { chooseProfile, detectProfile, profileNamed, profiles } from '../../src/postgres/profile.ts'
import { openSession } from '../../src/postgres/session.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { makeSupabase, type SupabaseFixture } from '../support/supabase-fixture.ts'

test('profiles are chosen by name too', () => {
  expect([...profiles.keys()]).toEqual(['none', 'supabase', 'rds', 'cloudsql', 'azure', 'neon', 'timescale'])
  expect(profileNamed('supabase').schemas).toContain('auth')
  expect(() => profileNamed('heroku')).toThrow(/"heroku" is not known/)
})

describe.each(majors())('on PostgreSQL %d', (major) => {
  let server: TestServer
  let supabase: SupabaseFixture
  beforeAll(async () => {
    server = await startTestServer(major, { tcp: true })
  }, 60_000)
  afterAll(() => server?.stop())

  test('a plain server shows none, and each provider shows itself', async () => {
    const session = await openSession(server.connection)
    expect((await detectProfile(session)).name).toBe('none')
    await session.query('CREATE SCHEMA auth')
    expect((await detectProfile(session)).name).toBe('none')
    await session.query('DROP SCHEMA auth')
    for (const [role, name] of Object.entries({
      rdsadmin: 'rds',
      cloudsqladmin: 'cloudsql',
      azure_pg_admin: 'azure',
      neon_superuser: 'neon',
    })) {
      await session.query(`CREATE ROLE ${role}`)
      expect((await detectProfile(session)).name).toBe(name)
      await session.query(`DROP ROLE ${role}`)
    }
    expect(await chooseProfile('rds', session)).toMatchObject({ name: 'rds' })
    await session.close()
  })

  test('a server like Supabase is recognised, and a dump without its schemas works for the plain role', async () => {
    supabase = await makeSupabase(server)
    const session = await openSession(supabase.connection)
    const [row] = await session.query<{ rolsuper: boolean }>(
      'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
    )
    expect(row?.rolsuper).toBe(false)
    const profile = await chooseProfile('auto', session)
    expect(profile.name).toBe('supabase')
    const all = await readPrivilegeProblems(session)
    expect(all).toMatchObject({ unreadable: [{ schema: 'vault', name: 'secrets' }], rowSecurity: [] })
    const own = await readPrivilegeProblems(session, ({ schema }) => !profile.schemas.includes(schema))
    expect(own).toMatchObject({ unreadable: [], rowSecurity: [] })
    const { command } = server.programs.command('pg_dump')
    const without = profile.schemas.map((schema) => `--exclude-schema=${dumpPattern(schema)}`)
    const { stdout, end } = await runChild(command, without, {
      environment: libpqEnvironment(supabase.connection, session.pinned),
    })
    await session.close()
    expect(end).toMatchObject({ code: 0, stderr: '' })
    const text = stdout.toString()
    expect(text.match(/^COPY (\S+)/gm)).toEqual(['COPY public.documents', 'COPY public.profiles'])
    expect(text).toMatch(/auth\.uid\(\)/)
    expect(text).not.toMatch(/CREATE (TABLE|FUNCTION|SCHEMA) "?(auth|storage|vault)/)
    expect(supabase.vector).toBe(text.includes('extensions.vector(3)'))
  }, 90_000)
})
