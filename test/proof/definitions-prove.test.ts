import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { environmentError } from '../../src/errors.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { type DefinitionsRequest, proveDefinitions } from '../../src/proof/definitions-prove.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { altered } from './altered-programs.ts'
import { RoundTrip } from './round-trip.ts'

/** The domain prints differently once it was restored, and then stays as it is. */
const schema = `
  CREATE DOMAIN colour AS varchar(10) CHECK (VALUE IN ('red', 'green'));
  CREATE TABLE orders (id serial PRIMARY KEY, colour colour); CREATE INDEX by_colour ON orders (colour);
  CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'`

let server: TestServer
let trip: RoundTrip
let database: Connection
let source: string
let restored: Connection
beforeAll(async () => {
  server = await startTestServer()
  trip = new RoundTrip(server)
  database = await server.createDatabase('source', schema)
  source = await trip.dump(database)
  restored = await trip.restore(source)
}, 60_000)
afterAll(async () => {
  trip.close()
  await server.stop()
})

let number = 0

/** The second dump of a copy of `database` in which something was done. */
async function after(sql: string, of = restored): Promise<string> {
  const copy = await trip.copy(of)
  if (sql !== '') await server.psql(copy, sql)
  return await trip.dump(copy)
}

async function prove(target: string, more: Partial<DefinitionsRequest> = {}) {
  const made: string[] = []
  const scratch = {
    create: async () => {
      made.push(`scratch_${++number}`)
      return await server.createDatabase(`scratch_${number}`)
    },
    drop: trip.drop.bind(trip),
  }
  const folder = mkdtempSync(join(trip.folder, 'prove-'))
  const place = { scratch, pinned: {}, environment: process.env, folder }
  const request = { programs: server.programs, encoding: 'UTF8', source, target, ...place }
  const proof = await proveDefinitions({ ...request, ...more })
  const left = await server.query(server.connection, "SELECT FROM pg_database WHERE datname LIKE 'scratch%'")
  expect(left).toHaveLength(0)
  return { proof, made, named: proof.differences.map((one) => `${one.what} ${one.type} ${one.name}`) }
}

test('what prints otherwise is equal in its settled form', async () => {
  const { signal } = new AbortController()
  const { proof, made } = await prove(await after(''), { signal })
  expect(proof).toMatchObject({ differences: [], settled: 1, informational: false })
  expect(proof.equal).toBe(proof.entries)
  expect(made).toHaveLength(2)
})

test('what no printing explains is told without a database more', async () => {
  const target = await after(`SELECT setval('orders_id_seq', 77); DROP INDEX by_colour; CREATE TABLE more ()`, database)
  const { named, made, proof } = await prove(target)
  expect(named.sort()).toEqual(['changed SEQUENCE SET orders_id_seq', 'extra TABLE more', 'missing INDEX by_colour'])
  expect(proof.entries - proof.equal).toBe(2)
  expect(made).toEqual([])
})

test('what is left out of both archives is not compared, and not restored once more', async () => {
  const target = await after("CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'")
  expect((await prove(target)).named).toEqual(['changed FUNCTION one()'])
  const leftOut = ({ line }: { line: string }) => line.includes(' FUNCTION public one() ')
  // As an extension does that cannot be made twice, what was left out would be in the way of a restore.
  const scratch = {
    create: () =>
      server.createDatabase(`scratch_${++number}`, "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 3'"),
    drop: trip.drop.bind(trip),
  }
  expect((await prove(target, { scratch })).proof.unsettled).toMatch(/function "one" already exists/)
  const { proof } = await prove(target, { scratch, leftOut, leftOutAgain: leftOut })
  expect(proof).toMatchObject({ differences: [], settled: 1 })
})

test('without databases to settle in there is no answer', async () => {
  const full = environmentError('the disk is full', 'make room')
  const scratch = { create: () => Promise.reject(full), drop: trip.drop.bind(trip) }
  await expect(prove(await after(''), { scratch })).rejects.toBe(full)
})

test.each([
  ['pg_restore', 'case "$*" in *--dbname=*) echo broken >&2; echo >&2; exit 1;; esac; exec "$0" "$@"', 'broken'],
  [
    'pg_restore',
    'case "$*" in *--dbname=*) echo "pg_restore: error: no" >&2; echo more >&2; exit 1;; esac; exec "$0" "$@"',
    'pg_restore: error: no',
  ],
  ['pg_dump', 'exit 3', 'ended with 3'],
  ['pg_dump', 'kill -9 $$', 'ended with SIGKILL'],
])('where %s fails by %j, the texts count as they are', async (program, script, words) => {
  const { proof, named } = await prove(await after(''), { programs: altered(server.programs, program, script) })
  expect(named).toEqual(['changed DOMAIN colour'])
  expect(proof.unsettled).toBe(`the definitions could not be restored without rows for their comparison: ${words}`)
})
