import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { checkRights } from '../../../../src/operations/restore/swap/rights.ts'
import { openSession } from '../../../../src/postgres/session.ts'
import { startTestServer, type TestServer } from '../../../support/postgres.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer(17)
  await server.createDatabase('shop')
  await server.psql(
    server.connection,
    `CREATE ROLE owner_of_shop LOGIN; ALTER DATABASE shop OWNER TO owner_of_shop; CREATE ROLE clerk LOGIN CREATEDB;
     CREATE ROLE keeper LOGIN CREATEDB; GRANT owner_of_shop TO keeper; CREATE ROLE guest LOGIN`,
  )
}, 60_000)
afterAll(async () => await server?.stop())

/** What is found of the rights of a role, while another one is connected to the database. */
async function rightsOf(role: string, other: string): Promise<unknown> {
  const as = (user: string, dbname: string) => ({ parameters: { ...server.connection.parameters, user, dbname } })
  const [session, connected] = [await openSession(as(role, 'postgres')), await openSession(as(other, 'shop'))]
  try {
    return await checkRights(session, 'shop').then(
      () => 'may',
      (error: unknown) => error,
    )
  } finally {
    await session.close()
    await connected.close()
  }
}

test('a superuser may rename any database, whoever uses it', async () => {
  expect(await rightsOf('postgres', 'postgres')).toBe('may')
})

test('its owner may with CREATEDB, and end its own sessions', async () => {
  expect(await rightsOf('keeper', 'owner_of_shop')).toBe('may')
  expect(await rightsOf('owner_of_shop', 'keeper')).toMatchObject({
    code: 3,
    reason: 'owner_of_shop may not rename the database shop: it has not CREATEDB',
  })
  expect(await rightsOf('clerk', 'keeper')).toMatchObject({
    code: 3,
    reason: 'clerk may not rename the database shop: it is no member of owner_of_shop, which owns the database',
  })
})

test('sessions of others are refused without pg_signal_backend, those of superusers always', async () => {
  const refused = {
    code: 4,
    reason: expect.stringMatching(/^keeper may not end the sessions .*process \d+ of (guest|postgres)$/),
  }
  expect(await rightsOf('keeper', 'guest')).toMatchObject(refused)
  await server.psql(server.connection, 'GRANT pg_signal_backend TO keeper')
  expect(await rightsOf('keeper', 'guest')).toBe('may')
  expect(await rightsOf('keeper', 'postgres')).toMatchObject(refused)
})
