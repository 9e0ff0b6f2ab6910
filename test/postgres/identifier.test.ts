import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runChild } from '../../src/postgres/child.ts'
import { type Connection, keepAliveArgument, libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { dumpPattern, qualified, quoteIdentifier, quoteLiteral } from '../../src/postgres/identifier.ts'
import { pinnedSettings } from '../../src/postgres/settings.ts'
import { majors, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

const names = [
  'plain',
  'UPPER',
  'a b',
  'a.b',
  'a$b',
  'a*',
  'a?',
  'a+',
  'a|b',
  '(a)',
  '[a]',
  '{a}',
  '^a',
  'a\\b',
  'a"b',
  '""',
  "it's",
  'line\nbreak',
  'tab\there',
  '-dash',
  '--',
  'é☃',
  'TABLE DATA x',
  '%s',
  'a,b',
  'e\\nd',
  ' lead',
  'trail ',
]

describe.each(majors())('names on PostgreSQL %d', (major) => {
  let server: TestServer
  let database: Connection
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))

  beforeAll(async () => {
    server = await startTestServer(major)
    const tables = names.flatMap((name) => [
      `CREATE SCHEMA ${quoteIdentifier(name)};`,
      `CREATE TABLE ${qualified(name, name)} (a text);`,
      `INSERT INTO ${qualified(name, name)} VALUES (${quoteLiteral(name)});`,
      // What a pattern that is not taken literally would match too.
      `CREATE TABLE ${qualified(name, `x${name}x`)} (a text);`,
    ])
    const like = [
      'CREATE SCHEMA aab',
      'CREATE TABLE aab.aab ()',
      'CREATE SCHEMA a',
      'CREATE TABLE a.b ()',
      'CREATE TABLE a.a ()',
    ]
    database = await server.createDatabase("d = 'b\nreak", `${tables.join('\n')}\n${like.join(';')};`)
  }, 60_000)
  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function dump(...args: string[]): Promise<string> {
    const { command } = server.programs.command('pg_dump')
    const pinned = pinnedSettings({ versionNum: major * 10_000, lcMonetary: 'C' })
    const { stdout, end } = await runChild(command, [`--dbname=${keepAliveArgument}`, '--strict-names', ...args], {
      environment: libpqEnvironment(database, pinned),
    })
    if (end.code !== 0) throw new Error(end.stderr)
    return stdout.toString()
  }

  /** One by one, and all at once on the majors before the newest. */
  const groups = major === newestMajor ? names.map((name) => [name]) : [names]

  test('a table pattern matches its table alone', async () => {
    for (const group of groups) {
      const text = await dump(
        '--data-only',
        ...group.map((name) => `--table=${dumpPattern(name)}.${dumpPattern(name)}`),
      )
      const expected = await Promise.all(group.map(async (name) => `COPY ${await printed(name)} (a) FROM stdin;`))
      expect(text.match(/^COPY [\s\S]*? \(a\) FROM stdin;$/gm)?.sort()).toEqual(expected.sort())
    }
  }, 60_000)

  test('a schema pattern matches its schema alone', async () => {
    for (const group of groups) {
      const text = await dump('--data-only', ...group.map((name) => `--schema=${dumpPattern(name)}`))
      expect(text.match(/^COPY /gm)).toHaveLength(2 * group.length)
    }
  }, 60_000)

  test('what a pattern of all names leaves out is the rest', async () => {
    const text = await dump('--schema-only', ...names.map((name) => `--exclude-schema=${dumpPattern(name)}`))
    expect(text.match(/^CREATE TABLE .*$/gm)).toEqual([
      'CREATE TABLE a.a (',
      'CREATE TABLE a.b (',
      'CREATE TABLE aab.aab (',
    ])
  })

  test('literals and identifiers come back as they are', async () => {
    for (const name of names) {
      const sql = `SELECT ${quoteLiteral(name)} AS ${quoteIdentifier(name)}, ${qualified(name, name)}.a FROM ${qualified(name, name)}`
      expect(await server.query(database, sql)).toEqual([{ [name]: name, a: name }])
      const old = `SET standard_conforming_strings = off; SET escape_string_warning = off; SELECT ${quoteLiteral(name)} AS a`
      expect(await server.query(database, old)).toEqual([{ a: name }])
    }
  })

  test('keep-alive settings go with any database name, and with parallel workers', async () => {
    const args = ['--format=directory', '--compress=0', '--jobs=3', `--file=${join(folder, 'dump')}`]
    await expect(dump(...args)).resolves.toBe('')
    const { command } = server.programs.command('pg_restore')
    await server.createDatabase('tar=get\n')
    const { end } = await runChild(
      command,
      [`--dbname=${keepAliveArgument}`, '--jobs=3', '--exit-on-error', join(folder, 'dump')],
      {
        environment: libpqEnvironment({ parameters: { ...database.parameters, dbname: 'tar=get\n' } }, {}),
      },
    )
    expect(end).toMatchObject({ code: 0, stderr: '' })
  }, 90_000)

  const printed = async (name: string) => {
    const [row] = await server.query<{ a: string }>(database, `SELECT format('%1$I.%1$I', ${quoteLiteral(name)}) AS a`)
    return row?.a
  }
})
