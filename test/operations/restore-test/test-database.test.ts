import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Target } from '../../../src/operations/restore-test/target.ts'
import { TestDatabases } from '../../../src/operations/restore-test/test-database.ts'
import type { Role } from '../../../src/postgres/roles.ts'
import { openSession, type Session } from '../../../src/postgres/session.ts'
import { manifestOf } from '../../repository/sample.ts'
import { startTestServer, type TestServer } from '../../support/postgres.ts'

const now = new Date('2026-11-21T02:00:00Z')
const twoDaysLater = new Date('2026-11-23T02:00:00Z')
const role: Role = {
  name: 'app owner',
  bootstrap: false,
  superuser: false,
  inherit: true,
  createRole: false,
  createDatabase: false,
  login: true,
  replication: false,
  bypassRls: false,
  connectionLimit: -1,
  validUntil: null,
  comment: 'of the source',
  settings: [],
  memberOf: [],
}

let server: TestServer
const sessions: Session[] = []

beforeAll(async () => {
  server = await startTestServer()
}, 90_000)

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close()
})

afterAll(async () => {
  await server.stop()
})

/** What one test makes; each has a session of its own, as each run has. */
async function databases(): Promise<TestDatabases> {
  const session = await openSession(server.connection)
  sessions.push(session)
  const target = { connection: server.connection, session } as Target
  return new TestDatabases(target, manifestOf('20261120T021703Z-7f3a9c'))
}

const names = async (sql: string) => (await server.query(server.connection, sql)).map((row) => Object.values(row)[0])
const testDatabases = () => names("SELECT datname FROM pg_database WHERE datname LIKE 'pgproof_test_%'")
const appRoles = () => names("SELECT rolname FROM pg_roles WHERE rolname = 'app owner'")

test('roles that two tests use beside each other go with the last of them', async () => {
  const [first, second] = [await databases(), await databases()]
  expect(await first.createRoles([role], now)).toEqual(['app owner'])
  expect(await second.createRoles([role], now)).toEqual([])
  await first.dropAll()
  expect(await appRoles()).toEqual(['app owner'])
  await second.dropAll()
  expect(await appRoles()).toEqual([])
})

test('roles of a test that was killed go with the next one, roles of others never', async () => {
  const killed = await databases()
  await killed.createRoles([role], now)
  await sessions.pop()?.close()
  await server.query(server.connection, 'CREATE ROLE bystander')
  const next = await databases()
  await next.createRoles([], now)
  await next.dropAll()
  expect(await appRoles()).toEqual([])
  expect(await names("SELECT rolname FROM pg_roles WHERE rolname = 'bystander'")).toEqual(['bystander'])
})

test('what a killed test left is swept after a day, and what was kept until it is dropped never', async () => {
  const killed = await databases()
  const left = await killed.create(now)
  const kept = await killed.create(now)
  await killed.keep(kept, 'dropped')
  const next = await databases()
  expect(await next.sweep(now)).toEqual([])
  expect(await next.sweep(twoDaysLater)).toEqual([left.parameters.dbname])
  expect(await testDatabases()).toEqual([kept.parameters.dbname])
  await server.query(server.connection, `DROP DATABASE "${kept.parameters.dbname}"`)
})

test('one whose maker was killed before it had its mark is swept, and one that is being made is not', async () => {
  const name = 'pgproof_test_7f3a9c_0123abcd'
  const maker = await openSession(server.connection)
  sessions.push(maker)
  await maker.query('SELECT pg_advisory_lock_shared(31638930045497191)')
  await maker.query(`CREATE DATABASE ${name} ALLOW_CONNECTIONS false`)
  await maker.query('CREATE DATABASE pgproof_test_somebody ALLOW_CONNECTIONS false')
  const next = await databases()
  expect(await next.sweep(now)).toEqual([])
  await maker.query('SELECT pg_advisory_unlock_all()')
  expect(await next.sweep(now)).toEqual([name])
  expect(await testDatabases()).toEqual(['pgproof_test_somebody'])
  await maker.query('DROP DATABASE pgproof_test_somebody')
})

test('one database that cannot be dropped does not keep the others', async () => {
  const made = await databases()
  const [first, second] = [await made.create(now), await made.create(now)]
  await server.query(server.connection, `ALTER DATABASE "${first.parameters.dbname}" RENAME TO elsewhere`)
  await expect(made.dropAll()).rejects.toThrow('does not exist')
  expect(await testDatabases()).not.toContain(second.parameters.dbname)
  await server.query(server.connection, 'DROP DATABASE elsewhere')
})
