import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Archive, parseList } from '../../src/dump/archive.ts'
import { dumpArguments, WHOLE_DATABASE } from '../../src/dump/arguments.ts'
import { type FollowedDump, followDump } from '../../src/dump/dump.ts'
import { NOWHERE } from '../../src/dump/sink.ts'
import { keepAliveArgument, libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgproof-archive-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const NAMES = `
  CREATE SCHEMA "DATA"; CREATE TABLE "DATA"."TABLE DATA s1 x" ("A b" int, "c""d" text);
  INSERT INTO "DATA"."TABLE DATA s1 x" VALUES (1, E'a\\nb\\\\.'), (2, '\\.');
  CREATE TABLE none (); INSERT INTO none DEFAULT VALUES; INSERT INTO none DEFAULT VALUES;
  CREATE TABLE "line
break" (id int); CREATE TABLE empty (id int);
  CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE h (m mood) PARTITION BY HASH (m);
  CREATE TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 1, REMAINDER 0); INSERT INTO h VALUES ('ok');
  SELECT lo_from_bytea(4711, 'large'), lo_from_bytea(4712, '');`

const dumpOf = async (server: TestServer, jobs: number): Promise<{ dumped: FollowedDump; archive: Archive }> => {
  const connection = await server.createDatabase(`names${jobs}`, NAMES)
  const environment = libpqEnvironment(connection, {})
  const spool = join(folder, `dump-${server.major}-${jobs}`)
  const args = dumpArguments({
    folder: spool,
    jobs,
    encoding: 'UTF8',
    lockTimeoutMs: 0,
    majorVersion: server.major,
    filter: WHOLE_DATABASE,
    keepAlive: keepAliveArgument,
  })
  const { programs } = server
  const signal = new AbortController().signal
  const dumped = await followDump({
    programs,
    environment,
    args,
    folder: spool,
    jobs,
    spoolLimit: 1024 ** 3,
    signal,
    sink: NOWHERE,
  })
  return { dumped, archive: new Archive(spool, programs, environment) }
}

test.each(majors())(
  'names, columns, roots and rows of a dump by PostgreSQL %d',
  async (major) => {
    const server = await startTestServer(major)
    try {
      for (const jobs of [1, 3]) {
        const { dumped, archive } = await dumpOf(server, jobs)
        const tables = await archive.tables(folder)
        const found = tables.map(({ target, viaRoot, file }) => ({
          ...target,
          viaRoot,
          rows: dumped.tables.get(file)?.rows,
        }))
        expect(found).toHaveLength(5)
        expect(found).toEqual(
          expect.arrayContaining([
            { schema: 'DATA', name: 'TABLE DATA s1 x', columns: ['A b', 'c"d'], viaRoot: false, rows: 2 },
            { schema: 'public', name: 'none', columns: [], viaRoot: false, rows: 2 },
            { schema: 'public', name: 'line\nbreak', columns: ['id'], viaRoot: false, rows: 0 },
            { schema: 'public', name: 'empty', columns: ['id'], viaRoot: false, rows: 0 },
            { schema: 'public', name: 'h', columns: ['m'], viaRoot: true, rows: 1 },
          ]),
        )
        expect(dumped.tables.size).toBe(5)
        expect(dumped.largeObjects.map(({ oid, bytes }) => [oid, bytes]).sort()).toEqual([
          [4711, 5],
          [4712, 0],
        ])
      }
    } finally {
      await server.stop()
    }
  },
  60_000,
)

test('a list tells rows by their class, whatever the names say', () => {
  const text = `;
; Archive created at 2026-11-20 02:17:03 UTC
;
215; 1259 16388 TABLE public 0; 0 1 TABLE DATA x me
3442; 0 16388 TABLE DATA public t me
5; 2615 16385 SCHEMA - TABLE DATA me
3443; 0 0 BLOBS - 4711..4712 me
3444; 2613 4711 BLOB METADATA - 4711..4712 me
3445; 0 0 ENCODING - ENCODING
`
  expect(parseList(text).map(({ dumpId, kind }) => [dumpId, kind])).toEqual([
    [215, 'other'],
    [3442, 'rows'],
    [5, 'other'],
    [3443, 'large objects'],
    [3444, 'other'],
    [3445, 'other'],
  ])
})

test('what is no archive is said to be damaged', async () => {
  const server = await startTestServer(majors()[0])
  try {
    const archive = new Archive(join(folder, 'not there'), server.programs, libpqEnvironment(server.connection, {}))
    await expect(archive.entries()).rejects.toMatchObject({ code: 1, reason: expect.stringContaining('pg_restore') })
  } finally {
    await server.stop()
  }
})
