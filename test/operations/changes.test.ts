import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pLimit from 'p-limit'
import { majors, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'
import { blindSpots, ofEnvironment } from './changes/blind-spots.ts'
import { databaseFacts, ofDatabase } from './changes/database.ts'
import { definitionChanges } from './changes/definitions.ts'
import { expressionChanges, expressions, settledKinds } from './changes/expressions.ts'
import { harmless } from './changes/harmless.ts'
import { type Outcome, Restored } from './changes/restored.ts'
import { batches, rowChanges, singly } from './changes/rows.ts'
import { schema } from './changes/schema.ts'

describe.each([...new Set([majors()[0] as number, newestMajor])])('on PostgreSQL %i', (major) => {
  const here = <T extends { everywhere?: true }>(changes: T[]) =>
    major === newestMajor ? changes : changes.filter((change) => change.everywhere)
  const tried = {
    harmful: [
      ...batches(here(rowChanges)),
      // An index without entries hides rows from what another change does.
      ...(major === newestMajor ? singly(blindSpots) : batches(here(blindSpots))),
      ...batches(here(definitionChanges)),
    ],
    harmless: here(harmless),
    ofEnvironment: here(ofEnvironment),
    ofDatabase: major === newestMajor ? ofDatabase : ofDatabase.slice(0, 2),
    expressions: major === newestMajor ? expressionChanges : expressionChanges.slice(0, 1),
  }
  let server: TestServer
  /** Made from a database that was itself restored once, so that its definitions stand still. */
  let settled: Restored
  let fresh: Restored
  const outcomes = new Map<unknown, Promise<Outcome>>()

  beforeAll(async () => {
    server = await startTestServer(major)
    const first = await Restored.from(server, await server.createDatabase('source', schema))
    await server.psql(server.connection, databaseFacts(first.database.parameters.dbname as string))
    settled = await Restored.from(server, first.database)
    await first.close()
    fresh = await Restored.from(server, await server.createDatabase('fresh', expressions))
    // Two at a time; each test below waits for its own.
    const two = pLimit(2)
    const begin = (change: unknown, prove: () => Promise<Outcome>) => {
      const outcome = two(prove)
      outcome.catch(() => {})
      outcomes.set(change, outcome)
    }
    for (const change of [...tried.harmful, ...tried.harmless, ...tried.ofEnvironment]) {
      begin(change, () => settled.prove(change.sql))
    }
    for (const change of tried.ofDatabase) begin(change, () => settled.proveDatabase(change[1]))
    begin('fresh', () => fresh.prove(''))
    for (const change of tried.expressions) begin(change, () => fresh.prove(change.sql))
  }, 60_000)
  afterAll(async () => {
    await Promise.allSettled(outcomes.values())
    await fresh?.close()
    await settled?.close()
    await server?.stop()
  }, 120_000)

  const outcomeOf = async (change: unknown): Promise<Outcome> => await (outcomes.get(change) as Promise<Outcome>)

  /** What was expected and is not said, and what is said and was not expected. */
  function expectNamed(differences: string[], found: string[]): void {
    expect(differences.filter((one) => !found.some((part) => one.includes(part)))).toEqual([])
    expect(found.filter((part) => !differences.some((one) => one.includes(part)))).toEqual([])
  }

  describe.each(tried.harmful)('in a copy', (batch) => {
    test.each(batch.changes)(
      'named: $title',
      async ({ found }) => {
        const { differences } = await outcomeOf(batch)
        expect(found.filter((part) => !differences.some((one) => one.includes(part)))).toEqual([])
      },
      120_000,
    )

    test('and nothing else is named', async () => {
      const expected = batch.changes.flatMap(({ found }) => found)
      const { differences } = await outcomeOf(batch)
      expect(differences.filter((one) => !expected.some((part) => one.includes(part)))).toEqual([])
    }, 120_000)
  })

  test.each(tried.ofDatabase)(
    'named, of the database itself: %s',
    async (...change) => {
      const entry = tried.ofDatabase.find(([title]) => title === change[0])
      expectNamed((await outcomeOf(entry)).differences, change[2])
    },
    120_000,
  )

  test.each(tried.ofEnvironment)(
    'said, but no fault of the backup: $title',
    async (change) => {
      const { differences, warnings } = await outcomeOf(change)
      expect(differences).toEqual([])
      expectNamed(warnings, change.found)
    },
    120_000,
  )

  test.each(tried.harmless)(
    'no alarm: $title',
    async (change) => {
      expect(await outcomeOf(change)).toMatchObject({ differences: [], warnings: [] })
    },
    120_000,
  )

  test('no alarm: expressions that print differently after the first restore', async () => {
    const { differences, warnings, settled: number } = await outcomeOf('fresh')
    expect({ differences, warnings }).toEqual({ differences: [], warnings: [] })
    expect(number).toBeGreaterThanOrEqual(settledKinds)
  }, 120_000)

  test.each(tried.expressions)(
    'named beside those: $title',
    async (change) => {
      expectNamed((await outcomeOf(change)).differences, change.found)
    },
    120_000,
  )
})
