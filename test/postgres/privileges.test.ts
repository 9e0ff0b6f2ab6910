import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runChild } from '../../src/postgres/child.ts'
import { type Connection, libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { readPrivilegeProblems } from '../../src/postgres/privileges.ts'
import { openSession } from '../../src/postgres/session.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'

describe.each(majors())('privileges on PostgreSQL %d', (major) => {
  let server: TestServer
  let database: Connection
  beforeAll(async () => {
    server = await startTestServer(major, { tcp: true })
    database = await server.createDatabase(
      'guarded',
      `CREATE SCHEMA hidden; CREATE SCHEMA "Shown";
       CREATE TABLE public.open (a serial); CREATE TABLE public.closed (a int); CREATE SEQUENCE public.counter;
       CREATE TABLE "Shown"."Secured" (a int); ALTER TABLE "Shown"."Secured" ENABLE ROW LEVEL SECURITY;
       CREATE TABLE hidden.t (a int); CREATE VIEW public.v AS SELECT 1;
       CREATE TABLE "Shown".own (a int); ALTER TABLE "Shown".own ENABLE ROW LEVEL SECURITY;
       CREATE TABLE "Shown".forced (a int); ALTER TABLE "Shown".forced ENABLE ROW LEVEL SECURITY; ALTER TABLE "Shown".forced FORCE ROW LEVEL SECURITY;
       CREATE ROLE weak LOGIN PASSWORD 'w'; CREATE ROLE "No ""Heir""" LOGIN PASSWORD 'w' NOINHERIT;
       GRANT USAGE ON SCHEMA "Shown" TO weak; GRANT SELECT ON public.open, public.open_a_seq, "Shown"."Secured", hidden.t TO weak;
       ALTER TABLE "Shown".own OWNER TO weak; ALTER TABLE "Shown".forced OWNER TO weak;`,
    )
  }, 60_000)
  afterAll(() => server?.stop())

  const as = (user: string): Connection => ({ parameters: { ...database.parameters, user, password: 'w' } })

  async function problemsOf(connection: Connection, ...rest: [((r: { schema: string }) => boolean)?]) {
    const session = await openSession(connection)
    const problems = await readPrivilegeProblems(session, ...rest)
    await session.close()
    return problems
  }

  async function dump(connection: Connection): Promise<string> {
    const { command } = server.programs.command('pg_dump')
    const { end } = await runChild(command, ['--file=/dev/null'], { environment: libpqEnvironment(connection, {}) })
    return end.code === 0 ? 'dumped' : end.stderr
  }

  test('a superuser has no problem', async () => {
    expect(await problemsOf(database)).toEqual({ unreadable: [], rowSecurity: [], sql: '' })
  })

  test('a plain role has those of pg_dump, named', async () => {
    expect(await problemsOf(as('weak'))).toEqual({
      unreadable: [
        { schema: 'hidden', name: 't' },
        { schema: 'public', name: 'closed' },
        { schema: 'public', name: 'counter' },
      ],
      rowSecurity: [
        { schema: 'Shown', name: 'Secured' },
        { schema: 'Shown', name: 'forced' },
      ],
      sql: 'GRANT pg_read_all_data TO "weak"; ALTER ROLE "weak" BYPASSRLS;',
    })
  })

  test('only those that are to be dumped count', async () => {
    const problems = await problemsOf(as('weak'), ({ schema }) => schema === 'Shown')
    expect(problems).toMatchObject({ unreadable: [], rowSecurity: [{ name: 'Secured' }, { name: 'forced' }] })
  })

  test.each(['weak', 'No "Heir"'])('the statements help %s: pg_dump fails before and not after', async (role) => {
    expect(await dump(as(role))).toMatch(/permission denied|row-level security/)
    const { sql } = await problemsOf(as(role))
    await server.psql(database, sql)
    expect(await problemsOf(as(role))).toEqual({ unreadable: [], rowSecurity: [], sql: '' })
    expect(await dump(as(role))).toBe('dumped')
  })
})
