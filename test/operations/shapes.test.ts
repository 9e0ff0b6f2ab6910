import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { richSchema } from '../proof/rich-schema.ts'
import { runLoop } from '../support/loop.ts'
import { majors, newestMajor, startTestServer, type TestServer } from '../support/postgres.ts'
import { objectShapes } from './object-shapes.ts'
import { type Shape, tableShapes } from './table-shapes.ts'

const SHAPES: Shape[] = [...tableShapes, ...objectShapes, { title: 'one of almost everything', sql: richSchema }]

describe.each([...new Set([majors()[0] as number, newestMajor])])('on PostgreSQL %i', (major) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(major, { settings: { allow_system_table_mods: 'on' } })
  }, 60_000)
  afterAll(() => server?.stop())

  test.each(SHAPES.filter(({ since }) => (since ?? 0) <= major))(
    '$title: backed up, verified, restored, and equal',
    async ({ title, sql }) => {
      const database = await server.createDatabase(title.slice(0, 40), sql)
      const { backup, verified, restored } = await runLoop(database, { target: server })
      expect(verified).toMatchObject({ ok: true, damaged: [] })
      expect(restored.differences).toEqual([])
      expect(restored.tables).toHaveLength(backup.totals.tables)
      expect(restored.definitions.equal).toBe(restored.definitions.entries)
    },
    60_000,
  )
})
