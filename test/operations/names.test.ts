import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Connection, withDatabase } from '../../src/postgres/conninfo.ts'
import { quoteIdentifier, quoteLiteral } from '../../src/postgres/identifier.ts'
import { runLoop } from '../support/loop.ts'
import { majors, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

/** Each of them breaks somebody's quoting: shells, connection strings, paths, lists, patterns, comments. */
const NAMES = [
  'with space',
  ' both ends ',
  'Upper',
  'UPPER',
  '-leading',
  '--help',
  'double"quote',
  "single'quote",
  'back\\slash',
  'new\nline',
  'tab\tand\rreturn',
  'per%cent%20',
  'a@b:c/d?e=f&g#h',
  '../up',
  'dollar$$tag$x$',
  'ünïcödé',
  '表',
  '🐘',
  'semi;colon, comma (parens) [b] {c} | *.?+^',
  '*',
  'dbname=postgres host=nowhere',
  'postgres://u:p@h/d',
  'select',
  'FROM stdin;',
  'a.b',
  '0; 1 TABLE DATA x y z',
  'DATA',
  'SET',
  'ATTACH',
  'BLOBS',
  '{n}',
  '"',
  "''",
  '\\.',
  '\\N',
  '~',
  '$USER `id`',
  '%s %I %1$s',
]

/** Names of databases and logins cost a loop each, so that one holds several traps. */
const DATABASE_NAMES = [
  '-leading --help',
  '"double" \'single\' back\\slash `id` $USER',
  'new\nline, tab\tand\rreturn',
  'per%cent%20 a@b:c/d?e=f&g#h %s',
  'ünïcödé 表 🐘 ',
  'dbname=postgres host=nowhere',
  'postgres://u:p@h/d',
  '../Up * .',
]

const PASSWORD = ` p@ss:w/rd?%20#"'\\ ü🐘=&;`

describe.each([...new Set([majors()[0] as number, newestMajor])])('on PostgreSQL %i', (major) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(major, { tcp: true })
  }, 60_000)
  afterAll(() => server?.stop())

  test('schemas, tables, columns, types, functions, indexes, constraints and roles of any name', async () => {
    const database = await server.createDatabase('objects', NAMES.map((name) => objectsNamed(name)).join('\n'))
    // A throw-away server has none of the roles, so that they are made there.
    const { backup, verified, restored } = await runLoop(database)
    expect(verified).toMatchObject({ ok: true, damaged: [] })
    expect(restored.differences).toEqual([])
    expect(backup.tables.map((table) => table.name).sort()).toEqual([...NAMES, ...NAMES].sort())
    expect(restored.tables.map((table) => table.rows)).toEqual(restored.tables.map(() => 2))
  }, 120_000)
})

describe('a database and a login', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(newestMajor, { tcp: true })
  }, 60_000)
  afterAll(() => server?.stop())

  test.each(DATABASE_NAMES.map((name) => ({ name, shown: JSON.stringify(name) })))(
    'called $shown, of which one schema of that name is backed up',
    async ({ name }) => {
      const { connection } = server
      const role = `${name} owner`
      await server.psql(
        connection,
        `CREATE ROLE ${quoteIdentifier(role)} SUPERUSER LOGIN PASSWORD ${quoteLiteral(PASSWORD)};`,
      )
      const made = await server.createDatabase(name, objectsNamed(name, true))
      const login: Connection = {
        ...made,
        parameters: { ...withDatabase(connection, name).parameters, user: role, password: PASSWORD },
      }
      const { backup, restored } = await runLoop(login, {
        target: server,
        backup: { schemas: [name] },
      })
      expect(restored.differences).toEqual([])
      expect(backup.source.database).toBe(name)
      expect(backup.totals).toMatchObject({ tables: 1, rows: 2 })
    },
    60_000,
  )
})

function objectsNamed(name: string, roleIsThere = false): string {
  const id = quoteIdentifier(name)
  const role = quoteIdentifier(`${name} role`)
  return `
    ${roleIsThere ? '' : `CREATE ROLE ${role}; COMMENT ON ROLE ${role} IS ${quoteLiteral(name)};`}
    CREATE SCHEMA ${id}; ALTER SCHEMA ${id} OWNER TO ${roleIsThere ? 'CURRENT_USER' : role};
    CREATE TYPE ${id}.${quoteIdentifier(`${name} enum`)} AS ENUM (${quoteLiteral(name)}, 'b');
    CREATE TABLE ${id}.${id} (${id} text PRIMARY KEY DEFAULT ${quoteLiteral(name)}, ${quoteIdentifier(`${name} 2`)} ${id}.${quoteIdentifier(`${name} enum`)},
      CONSTRAINT ${quoteIdentifier(`${name} check`)} CHECK (${id} <> ''));
    INSERT INTO ${id}.${id} VALUES (${quoteLiteral(name)}, ${quoteLiteral(name)}), ('b', 'b');
    CREATE INDEX ${quoteIdentifier(`${name} index`)} ON ${id}.${id} (lower(${id}));
    CREATE FUNCTION ${id}.${id}(${id} text) RETURNS text LANGUAGE sql IMMUTABLE AS ${quoteLiteral(`SELECT ${quoteLiteral(name)}::text`)};
    CREATE VIEW ${id}.${quoteIdentifier(`${name} view`)} AS SELECT ${id}, ${id}.${id}(${id}) AS ${quoteIdentifier(`${name} 3`)} FROM ${id}.${id};
    CREATE SEQUENCE ${id}.${quoteIdentifier(`${name} sequence`)} START 7;
    COMMENT ON TABLE ${id}.${id} IS ${quoteLiteral(name)};
    CREATE SCHEMA ${quoteIdentifier(`${name} p`)};
    CREATE TABLE ${quoteIdentifier(`${name} p`)}.${quoteIdentifier(`${name} parent`)} (${id} text) PARTITION BY LIST (${id});
    CREATE TABLE ${id}.${quoteIdentifier(`${name} 4`)} () ;
    DROP TABLE ${id}.${quoteIdentifier(`${name} 4`)};
    CREATE TABLE ${quoteIdentifier(`${name} p`)}.${id} PARTITION OF ${quoteIdentifier(`${name} p`)}.${quoteIdentifier(`${name} parent`)} DEFAULT;
    INSERT INTO ${quoteIdentifier(`${name} p`)}.${quoteIdentifier(`${name} parent`)} VALUES (${quoteLiteral(name)}), ('b');`
}
