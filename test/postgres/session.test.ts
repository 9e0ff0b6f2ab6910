import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { type Connection, parseConnection, withDatabase } from '../../src/postgres/conninfo.ts'
import { quoteIdentifier, quoteLiteral } from '../../src/postgres/identifier.ts'
import { openSession, sqlStateOf } from '../../src/postgres/session.ts'
import { failureOf } from '../support/failure.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'
import { eventually } from '../support/processes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(newestMajor, { tcp: true, settings: { max_connections: '20' } })
}, 60_000)
afterAll(() => server?.stop())

const as = (parameters: Record<string, string>): Connection => ({
  parameters: { ...server.connection.parameters, ...parameters },
})

const failing = (connection: Connection) => failureOf(openSession(connection).then((session) => session.close()))

describe('values', () => {
  test('integers come as numbers, booleans as booleans, everything else as text', async () => {
    const [row] = await server.query(
      server.connection,
      `SELECT 1::int2 AS a, 2::int4 AS b, 3::int8 AS c, 9223372036854775807::int8 AS d, 4::oid AS e, true AS f,
              1.50::numeric AS g, NULL AS h, '{1}'::int[] AS i, '1 day'::interval AS j, 0.1::float8 AS k, '\\x00'::bytea AS l,
              '{"b": 1,  "a":2}'::json AS m, timestamptz '2026-01-01 00:00+01' AS n, date '2026-01-31' AS o`,
    )
    expect(row).toEqual({
      a: 1,
      b: 2,
      c: 3,
      d: '9223372036854775807',
      e: 4,
      f: true,
      g: '1.50',
      h: null,
      i: '{1}',
      j: '1 day',
      k: '0.1',
      l: '\\x00',
      m: '{"b": 1,  "a":2}',
      n: '2025-12-31 23:00:00+00',
      o: '2026-01-31',
    })
  })

  test('of the last of several statements, and parameters', async () => {
    const session = await openSession(server.connection)
    expect(await session.query('SELECT 1 AS a; SELECT 2 AS b')).toEqual([{ b: 2 }])
    expect(await session.query('SELECT $1::text AS x, $2::int AS y', ["it's", 3])).toEqual([{ x: "it's", y: 3 }])
    await session.close()
  })
})

describe('settings of database and role', () => {
  const hostile: Record<string, string> = {
    TimeZone: 'Asia/Kathmandu',
    DateStyle: 'German, DMY',
    IntervalStyle: 'sql_standard',
    bytea_output: 'escape',
    extra_float_digits: '-10',
    client_encoding: 'LATIN1',
    array_nulls: 'off',
    search_path: 'evil, pg_catalog',
    default_transaction_read_only: 'on',
    row_security: 'on',
    statement_timeout: '2ms',
    lock_timeout: '1ms',
    idle_in_transaction_session_timeout: '1ms',
    idle_session_timeout: '20ms',
    ...(newestMajor >= 17 ? { transaction_timeout: '5ms' } : {}),
    tcp_user_timeout: '1',
    xmlbinary: 'hex',
    standard_conforming_strings: 'on',
  }

  test('do not reach our sessions', async () => {
    const database = await server.createDatabase(
      'hostile',
      "CREATE SCHEMA evil; CREATE VIEW evil.pg_class AS SELECT 1; CREATE ROLE weak; GRANT ALL ON SCHEMA public TO weak; CREATE TABLE public.t (a bytea); INSERT INTO public.t VALUES ('\\x00ff');",
    )
    const session = await openSession(server.connection)
    for (const [name, value] of Object.entries({ ...hostile, role: 'weak' })) {
      const literal = name === 'search_path' ? value : quoteLiteral(value)
      await session.query(`ALTER DATABASE hostile SET ${name} = ${literal}`)
    }
    await session.close()
    const own = await openSession(database)
    await new Promise((resolve) => setTimeout(resolve, 60))
    const [row] = await own.query(
      `SELECT current_user AS me, a, timestamptz '2026-01-31 12:00Z' AS t, interval '1 year 2 days' AS i, 1::float8 / 3 AS f, 'é☃' AS u, '{NULL}'::text[] IS NOT NULL AS n,
              (SELECT count(*) > 100 FROM pg_class) AS found, pg_sleep(0.02)::text AS slept FROM public.t`,
    )
    expect(row).toEqual({
      me: 'postgres',
      a: '\\x00ff',
      t: '2026-01-31 12:00:00+00',
      i: '1 year 2 days',
      f: '0.3333333333333333',
      u: 'é☃',
      n: true,
      found: true,
      slept: '',
    })
    await own.query('CREATE TABLE public.writable ()')
    await own.query('BEGIN')
    await new Promise((resolve) => setTimeout(resolve, 60))
    await own.query('COMMIT')
    await own.close()
  })

  test("lc_monetary is the database's own", async () => {
    const database = await server.createDatabase('money', "ALTER DATABASE money SET lc_monetary = 'C.utf8'")
    const session = await openSession(database)
    expect(session.pinned).toMatchObject({ lc_monetary: 'C.utf8', TimeZone: 'UTC', search_path: 'pg_catalog' })
    expect('transaction_timeout' in session.pinned).toBe(newestMajor >= 17)
    await session.close()
    const other = await openSession(database, { pinned: { ...session.pinned, lc_monetary: 'C' } })
    expect(await other.query('SHOW lc_monetary')).toEqual([{ lc_monetary: 'C' }])
    await other.close()
  })

  test('the sessions are called pgproof', async () => {
    expect(await server.query(server.connection, 'SHOW application_name')).toEqual([{ application_name: 'pgproof' }])
  })
})

describe('names with any character', () => {
  const names = [
    'a b',
    "it's",
    'say "hi"',
    'line\nbreak',
    'naïve ☃',
    '-dash',
    'a=b',
    '%41&?#/@:',
    'UPPER',
    "back\\slash'",
    '$HOME `id`',
  ]

  test.each(names)('%j as database, role and password, through node and libpq', async (name) => {
    const role = quoteIdentifier(`r ${name}`)
    await server.psql(
      server.connection,
      `CREATE ROLE ${role} LOGIN PASSWORD ${quoteLiteral(`p ${name}`)};\nCREATE DATABASE ${quoteIdentifier(name)} OWNER ${role};`,
    )
    const connection = as({ dbname: name, user: `r ${name}`, password: `p ${name}` })
    const asked = 'SELECT current_database() AS database, current_user AS me'
    expect(await server.query(connection, asked)).toEqual([{ database: name, me: `r ${name}` }])
    expect(await server.psql(connection, `${asked};`)).toBe(`${name}|r ${name}`)
    const parsed = parseConnection(`${addressOf(connection)}?sslmode=disable`, {})
    expect(await server.query(parsed, asked)).toEqual([{ database: name, me: `r ${name}` }])
  })

  test('a password that SASLprep changes', async () => {
    const password = 'ﬁne\u00a0①é'
    await server.psql(server.connection, `CREATE ROLE prepared LOGIN PASSWORD ${quoteLiteral(password)};`)
    const connection = as({ user: 'prepared', password, dbname: 'postgres' })
    expect(await server.query(connection, 'SELECT 1 AS a')).toEqual([{ a: 1 }])
  })
})

describe('several hosts', () => {
  const two = (more: Record<string, string> = {}) => {
    const port = server.connection.parameters.port ?? ''
    return as({ host: '127.0.0.2,127.0.0.1', port: `1,${port}`, ...more })
  }

  test('are tried in turn, and children get the one that answered', async () => {
    const session = await openSession(two())
    expect(session.connection.parameters).toMatchObject({ host: '127.0.0.1', port: server.connection.parameters.port })
    await session.close()
  })

  test('each has its own password in the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
    const passfile = join(folder, 'pass')
    const { password = '', ...rest } = two({ passfile }).parameters
    writeFileSync(passfile, `127.0.0.2:*:*:*:no\n127.0.0.1:*:*:*:${password}\n`)
    chmodSync(passfile, 0o600)
    const session = await openSession({ parameters: rest })
    expect(session.connection.parameters.password).toBe(password)
    await session.close()
    rmSync(folder, { recursive: true })
  })

  test('must be what target_session_attrs asks for', async () => {
    await (await openSession(two({ target_session_attrs: 'read-write' }))).close()
    expect((await failing(as({ target_session_attrs: 'standby' }))).reason).toMatch(/is standby/)
  })
})

describe('a session that is lost', () => {
  test('rejects the query that runs and those that come, and ends nothing else', async () => {
    const session = await openSession(server.connection)
    const [row] = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const running = session.query('SELECT pg_sleep(60)')
    running.catch(() => {})
    await server.query(server.connection, `SELECT pg_terminate_backend(${row?.pid})`)
    await expect(running).rejects.toThrow(/connection to .* was lost: terminating connection/)
    await expect(session.query('SELECT 1')).rejects.toThrow(/was lost/)
    await session.close()
    await session.close()
  })

  test('while it is idle tells so at the next query', async () => {
    const session = await openSession(server.connection)
    const [row] = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await server.query(server.connection, `SELECT pg_terminate_backend(${row?.pid})`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await expect(session.query('SELECT 1')).rejects.toThrow(/was lost/)
    await session.close()
  })

  test('because it was aborted rejects with the reason, and leaves no query behind', async () => {
    const aborter = new AbortController()
    const session = await openSession(server.connection, { signal: aborter.signal })
    const running = session.query("SELECT pg_sleep(60), 'left behind'")
    running.catch(() => {})
    await eventually('it runs', async () => (await behind()) === 1)
    aborter.abort(new Error('cancelled'))
    await expect(running).rejects.toThrow('cancelled')
    await expect(session.query('SELECT 1')).rejects.toThrow('cancelled')
    await session.close()
    await eventually('it has ended', async () => (await behind()) === 0, 15)
    await expect(openSession(server.connection, { signal: aborter.signal })).rejects.toThrow('cancelled')
  }, 60_000)

  const behind = async () =>
    (
      await server.query(
        server.connection,
        "SELECT FROM pg_stat_activity WHERE query ~ 'left behin[d]' AND state = 'active'",
      )
    ).length
})

test('an error of the server has its code and its text', async () => {
  const session = await openSession(server.connection)
  const failure = await session.query('SELECT * FROM nowhere.nothing').catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(PgproofError)
  expect((failure as PgproofError).reason).toMatch(/relation "nowhere.nothing" does not exist/)
  expect(sqlStateOf(failure)).toBe('42P01')
  expect(sqlStateOf(new Error('x'))).toBeUndefined()
  await session.close()
})

test('another database of the same server is one word away', async () => {
  expect(await server.query(withDatabase(server.connection, 'template1'), 'SELECT current_database() AS d')).toEqual([
    { d: 'template1' },
  ])
})
