import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { readSourceFacts } from '../../src/postgres/facts.ts'
import { openSession, type Session } from '../../src/postgres/session.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'

async function inSession<T>(connection: Connection, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(connection)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

describe.each(majors())('facts of PostgreSQL %d', (major) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(major, { tcp: true })
    await server.psql(
      server.connection,
      "CREATE ROLE reader LOGIN PASSWORD 'r'; CREATE ROLE owner; CREATE ROLE seer LOGIN PASSWORD 's' BYPASSRLS;",
    )
  }, 60_000)
  afterAll(() => server?.stop())

  const as = (connection: Connection, user: string) => ({
    parameters: { ...connection.parameters, user, password: user[0] ?? '' },
  })

  test('of a plain database', async () => {
    const database = await server.createDatabase("it's", 'ALTER DATABASE "it\'s" OWNER TO owner')
    const facts = await inSession(database, readSourceFacts)
    const identifier = await server.query<{ i: string }>(
      database,
      'SELECT system_identifier::text AS i FROM pg_control_system()',
    )
    expect(facts).toEqual({
      versionNum: expect.any(Number),
      version: expect.stringMatching(new RegExp(`^${major}\\.\\d+$`)),
      major,
      systemIdentifier: identifier[0]?.i,
      timeline: 1,
      database: "it's",
      encoding: 'UTF8',
      collate: 'C',
      ctype: 'C',
      localeProvider: 'libc',
      sizeBytes: expect.any(Number),
      lcMonetary: 'C',
      owner: 'owner',
      inRecovery: false,
      dataChecksums: false,
      connectedAs: 'postgres',
      superuser: true,
      bypassRls: true,
    })
    expect(facts.sizeBytes).toBeGreaterThan(1_000_000)
  })

  test('of encodings and locales', async () => {
    const latin = await server.createDatabase('latin', '', { encoding: 'LATIN1', locale: 'C' })
    const ascii = await server.createDatabase('ascii', '', { encoding: 'SQL_ASCII', locale: 'C' })
    const utf8 = await server.createDatabase('utf8', "ALTER DATABASE utf8 SET lc_monetary = 'C.utf8'", {
      locale: 'C.utf8',
    })
    const icu = await server.createDatabase('icu', '', { more: "LOCALE_PROVIDER icu ICU_LOCALE 'de'" })
    expect(await inSession(latin, readSourceFacts)).toMatchObject({ encoding: 'LATIN1' })
    expect(await inSession(ascii, readSourceFacts)).toMatchObject({ encoding: 'SQL_ASCII' })
    expect(await inSession(utf8, readSourceFacts)).toMatchObject({
      collate: 'C.utf8',
      ctype: 'C.utf8',
      lcMonetary: 'C.utf8',
    })
    const facts = await inSession(icu, readSourceFacts)
    expect(facts).toMatchObject({ localeProvider: 'icu', icuLocale: 'de', collationVersion: expect.any(String) })
    if (major >= 16) {
      const rules = await server.createDatabase('rules', '', {
        more: "LOCALE_PROVIDER icu ICU_LOCALE 'de' ICU_RULES '&a < b'",
      })
      expect(await inSession(rules, readSourceFacts)).toMatchObject({ icuRules: '&a < b' })
    }
    if (major >= 17) {
      const builtin = await server.createDatabase('builtin', '', {
        more: "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'",
      })
      expect(await inSession(builtin, readSourceFacts)).toMatchObject({
        localeProvider: 'builtin',
        icuLocale: 'C.UTF-8',
      })
    }
  }, 90_000)

  test('by a role that may not read the control file, inside a transaction that goes on', async () => {
    const database = await server.createDatabase('guarded', 'REVOKE ALL ON FUNCTION pg_control_system() FROM public')
    await inSession(as(database, 'reader'), async (session) => {
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const facts = await readSourceFacts(session)
      expect(facts).toMatchObject({ connectedAs: 'reader', superuser: false, bypassRls: false })
      expect(facts).not.toHaveProperty('systemIdentifier')
      expect(await session.query('SELECT 1 AS a')).toEqual([{ a: 1 }])
    })
    expect(await inSession(as(database, 'seer'), readSourceFacts)).toMatchObject({ superuser: false, bypassRls: true })
  })
})
