import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runLoop } from '../support/loop.ts'
import { type DatabaseOptions, majors, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'

interface Case {
  title: string
  since?: number
  /** Tried on the newest major alone. */
  newest?: true
  options: DatabaseOptions
  /** Words in the encoding's own letters. */
  word: string
  /** `client_encoding` of the database. */
  client?: string
}

const icu = (locale: string, more = '') => `LOCALE_PROVIDER icu ICU_LOCALE '${locale}' ${more}`
const CASES: Case[] = [
  { title: 'LATIN1', options: { encoding: 'LATIN1', locale: 'C' }, word: 'Grüße' },
  {
    title: 'LATIN1 read as UTF8',
    newest: true,
    options: { encoding: 'LATIN1', locale: 'C' },
    word: 'grüße',
    client: 'UTF8',
  },
  { title: 'WIN1252', newest: true, options: { encoding: 'WIN1252', locale: 'C' }, word: 'größe€' },
  { title: 'EUC_JP', options: { encoding: 'EUC_JP', locale: 'C' }, word: '日本語' },
  { title: 'KOI8R', newest: true, options: { encoding: 'KOI8R', locale: 'C' }, word: 'привет' },
  { title: 'SQL_ASCII', options: { encoding: 'SQL_ASCII', locale: 'C' }, word: 'grüße表' },
  { title: 'UTF8 read as LATIN1', options: {}, word: 'grüße表🐘', client: 'LATIN1' },
  { title: 'an ICU locale', options: { locale: 'C', more: icu('de-u-co-phonebk') }, word: 'ÄÖgrüße' },
  {
    title: 'an ICU locale with rules',
    since: 16,
    options: { locale: 'C', more: icu('und', "ICU_RULES '&a < g'") },
    word: 'aga',
  },
  {
    title: 'a builtin locale',
    since: 17,
    options: { locale: 'C', more: "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'" },
    word: 'grüße表',
  },
  {
    newest: true,
    title: 'other rules for sorting than for letters',
    options: { more: "LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'" },
    word: 'ÄÖ',
  },
]

describe.each([...new Set([majors()[0] as number, newestMajor])])('on PostgreSQL %i', (major) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(major)
  }, 60_000)
  afterAll(() => server?.stop())

  test.each(CASES.filter(({ since, newest }) => (since ?? 0) <= major && (!newest || major === newestMajor)))(
    'names and rows of a database in $title',
    async ({ title, options, word, client }) => {
      const database = await server.createDatabase(title, objectsCalled(word), options)
      if (client) {
        await server.psql(server.connection, `ALTER DATABASE "${title}" SET client_encoding = '${client}'`)
      }
      const { backup, verified, restored } = await runLoop(database, { target: server })
      expect(verified).toMatchObject({ ok: true, damaged: [] })
      expect(restored.differences).toEqual([])
      expect(backup.tables).toContainEqual(expect.objectContaining({ schema: word, name: word, rows: 500 }))
    },
    60_000,
  )

  test('what differs by one letter is seen, and named, in an encoding of its own', async () => {
    const database = await server.createDatabase('seen', objectsCalled('größe'), { encoding: 'LATIN1', locale: 'C' })
    const { restored } = await runLoop(database, {
      target: server,
      damage: async (restoredDatabase) => {
        await server.psql(restoredDatabase, `UPDATE "größe"."größe" SET "größe" = 'grösse7' WHERE n = 7`)
      },
    })
    expect(restored.differences).toEqual([
      expect.stringMatching(/"größe"\."größe": 1 row missing, 1 row extra|"größe"\."größe": .*1/),
    ])
  }, 60_000)

  test('rows, comments and functions of SQL_ASCII hold any bytes', async () => {
    const sql = `
      CREATE TABLE t (a int, b text PRIMARY KEY); INSERT INTO t SELECT i, ${bytes('80e9ff')} || i FROM generate_series(1, 300) AS i;
      CREATE TABLE parent (a int, b text); CREATE TABLE child (b text, c int) INHERITS (parent); ALTER TABLE parent ADD COLUMN d text;
      INSERT INTO child SELECT i, ${bytes('80e9ff')}, i, ${bytes('ff')} FROM generate_series(1, 300) AS i;
      DO $$ BEGIN
        EXECUTE format('COMMENT ON TABLE t IS %L', ${bytes('ff80')});
        EXECUTE format('CREATE FUNCTION f() RETURNS text LANGUAGE sql AS %L', 'SELECT ''' || ${bytes('ff80')} || '''');
        EXECUTE format('CREATE VIEW v AS SELECT %L::text AS x', ${bytes('ff80')});
      END $$;`
    const database = await server.createDatabase('any bytes', sql, { encoding: 'SQL_ASCII', locale: 'C' })
    const { restored } = await runLoop(database, { target: server })
    expect(restored.differences).toEqual([])
  }, 60_000)

  test('names in SQL_ASCII that are no UTF-8 are refused in words', async () => {
    const sql = `DO $$ BEGIN EXECUTE format('CREATE TABLE %I (a int)', ${bytes('80e9ff')}); END $$;`
    const database = await server.createDatabase('any names', sql, { encoding: 'SQL_ASCII', locale: 'C' })
    await expect(runLoop(database, { target: server })).rejects.toMatchObject({
      code: 3,
      reason: expect.stringContaining('cannot be read as UTF-8'),
    })
  }, 60_000)
})

const bytes = (hex: string) => `convert_from('\\x${hex}', 'SQL_ASCII')`

function objectsCalled(word: string): string {
  return `
    CREATE SCHEMA "${word}"; CREATE TABLE "${word}"."${word}" ("${word}" text PRIMARY KEY, n int);
    INSERT INTO "${word}"."${word}" SELECT '${word}' || i, i FROM generate_series(1, 500) AS i;
    COMMENT ON TABLE "${word}"."${word}" IS '${word}'; CREATE INDEX ON "${word}"."${word}" (lower("${word}"));
    CREATE VIEW "${word}"."view ${word}" AS SELECT '${word}'::text AS "${word}";
    CREATE FUNCTION "${word}"."f ${word}"() RETURNS text LANGUAGE sql AS $$ SELECT '${word}' $$;
    CREATE TYPE "${word}".e AS ENUM ('${word}'); CREATE TABLE "${word}".p (e "${word}".e) PARTITION BY HASH (e);
    CREATE TABLE "${word}"."p ${word}" PARTITION OF "${word}".p FOR VALUES WITH (MODULUS 1, REMAINDER 0);
    INSERT INTO "${word}".p VALUES ('${word}'); CREATE SEQUENCE "${word}"."s ${word}";
    CREATE TABLE parent ("${word}" int, b text); CREATE TABLE child (c text, b text) INHERITS (parent);
    ALTER TABLE parent ADD COLUMN "z ${word}" text; INSERT INTO child SELECT i, '${word}', 'c', '${word}' FROM generate_series(1, 30) AS i;
    SELECT lo_from_bytea(0, '\\x80ff');`
}
