import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runChild } from '../../src/postgres/child.ts'
import { type Connection, keepAliveArgument, libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { openSession } from '../../src/postgres/session.ts'
import { optionsText, pinnedSettings } from '../../src/postgres/settings.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'

test('the list is part of the format', () => {
  expect(pinnedSettings({ versionNum: 170_011, lcMonetary: 'de_DE.utf8', lockTimeout: '300000' })).toEqual({
    TimeZone: 'UTC',
    bytea_output: 'hex',
    search_path: 'pg_catalog',
    role: 'none',
    row_security: 'off',
    default_transaction_read_only: 'off',
    array_nulls: 'on',
    quote_all_identifiers: 'off',
    standard_conforming_strings: 'on',
    statement_timeout: '0',
    lock_timeout: '300000',
    idle_in_transaction_session_timeout: '0',
    idle_session_timeout: '0',
    transaction_timeout: '0',
    tcp_user_timeout: '0',
    lc_monetary: 'de_DE.utf8',
  })
})

test('transaction_timeout is left out before 17', () => {
  expect(pinnedSettings({ versionNum: 160_016, lcMonetary: 'C' })).not.toHaveProperty('transaction_timeout')
})

test('blanks and backslashes are escaped for PGOPTIONS', () => {
  expect(optionsText({ lc_monetary: 'English_United States.1252', role: 'a\\b' })).toBe(
    '-c lc_monetary=English_United\\ States.1252 -c role=a\\\\b',
  )
})

describe.each(majors())('on PostgreSQL %d', (major) => {
  let server: TestServer
  let tcp: Connection
  beforeAll(async () => {
    server = await startTestServer(major, { tcp: true })
    tcp = await server.createDatabase(
      'settings',
      `CREATE TABLE t AS SELECT timestamptz '2026-01-31 12:00Z' AS a, '\\x00ff'::bytea AS b, '{NULL}'::text[] AS c, 1.5::money AS d;
       CREATE ROLE weak;
       ALTER DATABASE settings SET timezone = 'Asia/Kathmandu';
       ALTER DATABASE settings SET bytea_output = 'escape';
       ALTER DATABASE settings SET default_transaction_read_only = 'on';
       ALTER DATABASE settings SET search_path = 'evil', 'pg_catalog';
       ALTER DATABASE settings SET statement_timeout = '1ms';
       ALTER DATABASE settings SET idle_in_transaction_session_timeout = '1ms';
       ALTER DATABASE settings SET idle_session_timeout = '1ms';
       ALTER DATABASE settings SET role = 'weak';`,
    )
  }, 60_000)
  afterAll(() => server?.stop())

  test('a dump is the same as without what is set on the database', async () => {
    const session = await openSession(tcp)
    const { command } = server.programs.command('pg_dump')
    const args = [`--dbname=${keepAliveArgument}`, '--data-only', '--table=public.t']
    const { stdout, end } = await runChild(command, args, { environment: libpqEnvironment(tcp, session.pinned) })
    await session.close()
    expect(end).toMatchObject({ code: 0, stderr: '' })
    expect(stdout.toString()).toContain('2026-01-31 12:00:00+00\t\\\\x00ff\t{NULL}\t$1.50\n')
  })

  test('every one of them can be given to a session, over TCP and over a socket', async () => {
    const pinned = pinnedSettings({ versionNum: major * 10_000, lcMonetary: 'C', lockTimeout: '5000' })
    const { password: _, ...rest } = tcp.parameters
    const socket = { parameters: { ...rest, host: server.socketFolder } }
    for (const connection of [tcp, socket]) {
      const session = await openSession(connection, { pinned })
      expect(await session.query('SHOW lock_timeout')).toEqual([{ lock_timeout: '5s' }])
      await session.close()
    }
  })
})
