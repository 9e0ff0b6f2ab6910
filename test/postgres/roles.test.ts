import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { quoteLiteral } from '../../src/postgres/identifier.ts'
import { type Role, readRoles, rolesSql } from '../../src/postgres/roles.ts'
import { openSession } from '../../src/postgres/session.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'

const odd = '"o""d\nd" '

const script = (major: number) => `
CREATE ROLE app LOGIN PASSWORD 'never-shown' CONNECTION LIMIT 7 VALID UNTIL '2030-01-02 03:04:05+06';
CREATE ROLE ${odd} SUPERUSER CREATEROLE CREATEDB REPLICATION BYPASSRLS NOINHERIT;
CREATE ROLE team; CREATE ROLE "Team" VALID UNTIL 'infinity';
COMMENT ON ROLE app IS ${quoteLiteral("it's \\ a\ncomment")};
ALTER ROLE app SET search_path = "$user", public, "we,ird ""one""", ''; ALTER ROLE app SET work_mem = '5MB';
ALTER ROLE app SET "my.own" = 'a = b, ''c'''; ALTER ROLE team SET search_path = '';
ALTER ROLE app SET DateStyle = 'German, DMY';
CREATE DATABASE other; ALTER ROLE app IN DATABASE other SET work_mem = '6MB';
GRANT team TO app WITH ADMIN OPTION; GRANT "Team", pg_read_all_data TO app; GRANT team TO ${odd};
${major >= 16 ? `GRANT app TO ${odd} WITH INHERIT TRUE, SET FALSE; GRANT "Team" TO team WITH INHERIT FALSE, ADMIN TRUE;` : ''}`

describe.each(majors())('roles of PostgreSQL %d', (major) => {
  let source: TestServer
  let target: TestServer
  beforeAll(async () => {
    source = await startTestServer(major)
    target = await startTestServer(major)
    await source.psql(source.connection, script(major))
  }, 60_000)
  afterAll(async () => {
    await source?.stop()
    await target?.stop()
  })

  async function rolesOf(server: TestServer): Promise<Role[]> {
    const session = await openSession(server.connection)
    const roles = await readRoles(session)
    await session.close()
    return roles
  }

  test('come back the same on another server, and again over those that are there', async () => {
    const roles = await rolesOf(source)
    const sql = rolesSql(roles)
    expect(sql).not.toMatch(/never-shown|SCRAM/)
    await target.psql(target.connection, sql)
    expect(await rolesOf(target)).toEqual(roles)
    await target.psql(target.connection, sql)
    expect(await rolesOf(target)).toEqual(roles)
  })

  test('hold what matters', async () => {
    const roles = await rolesOf(source)
    expect(roles.map((role) => role.name)).toEqual(['Team', 'app', 'o"d\nd', 'postgres', 'team'])
    const app = roles.find((role) => role.name === 'app')
    expect(app).toMatchObject({
      login: true,
      connectionLimit: 7,
      validUntil: '2030-01-01 21:04:05+00',
      comment: "it's \\ a\ncomment",
    })
    expect(app?.memberOf.map((grant) => grant.role).sort()).toEqual(['Team', 'pg_read_all_data', 'team'])
    expect(app?.memberOf.find((grant) => grant.role === 'team')).toMatchObject({ admin: true })
    expect(roles.find((role) => role.name === 'postgres')).toMatchObject({ bootstrap: true, superuser: true })
    expect(roles.filter((role) => role.bootstrap)).toHaveLength(1)
  })

  test('can be made without a login', async () => {
    const roles = await rolesOf(source)
    expect(rolesSql(roles, { login: false })).not.toMatch(/ LOGIN/)
    expect(rolesSql(roles.filter((role) => role.bootstrap))).toBe('')
  })
})
