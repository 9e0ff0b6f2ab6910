import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runChild } from '../../src/postgres/child.ts'
import { libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { dumpPatternsIn } from '../../src/postgres/dump-pattern.ts'
import { argumentBytes } from '../../src/postgres/gate.ts'
import { dumpPattern, qualified, quoteIdentifier } from '../../src/postgres/identifier.ts'
import { openSession } from '../../src/postgres/session.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'

test('bytes reach a program as they are, among texts', async () => {
  const bytes = Buffer.from(Array.from({ length: 255 }, (_, index) => index + 1))
  const odd = Buffer.from('line\n\n')
  const args = [
    '%s|',
    `--x=${argumentBytes(bytes)}`,
    'a  b',
    argumentBytes(odd),
    '',
    argumentBytes(Buffer.from('%s\\n')),
  ]
  const { stdout } = await runChild('printf', args, { environment: { PATH: '/usr/bin:/bin' } })
  expect(stdout.equals(Buffer.concat([Buffer.from('--x='), bytes, Buffer.from('|a  b|line\n\n||%s\\n|')]))).toBe(true)
})

describe.each(majors())('patterns on PostgreSQL %d', (major) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(major)
  }, 60_000)
  afterAll(() => server?.stop())

  test.each([
    ['LATIN1', 'café'],
    ['LATIN2', 'łódź "x"'],
    ['KOI8R', 'мир'],
    ['EUC_JP', '日本 語'],
    ['UTF8', 'café ☃'],
    ['SQL_ASCII', 'café'],
  ])('of a database in %s match %s alone', async (encoding, name) => {
    const like = name.replace(/[^\0-\x7f]/, 'e')
    const tables = [name, like].map(
      (one) => `CREATE SCHEMA ${quoteIdentifier(one)}; CREATE TABLE ${qualified(one, one)} ();`,
    )
    const database = await server.createDatabase(`in ${encoding}`, tables.join('\n'), { encoding, locale: 'C' })
    const session = await openSession(database)
    const [pattern = '', ascii] = await dumpPatternsIn(session, [name, 'plain'])
    expect(ascii).toBe(dumpPattern('plain'))
    const { command } = server.programs.command('pg_dump')
    const args = ['--strict-names', '--schema-only', `--encoding=${encoding}`, `--table=${pattern}.${pattern}`]
    const { stdout, end } = await runChild(command, args, { environment: libpqEnvironment(database, session.pinned) })
    await session.close()
    expect(end).toMatchObject({ code: 0, stderr: '' })
    expect(stdout.toString('latin1').match(/^CREATE TABLE /gm)).toHaveLength(1)
    expect(stdout.toString('latin1')).not.toContain(`CREATE TABLE ${quoteIdentifier(like)}`)
  })
})
