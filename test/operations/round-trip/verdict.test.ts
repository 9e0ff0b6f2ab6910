import { expect, test } from '@jest/globals'
import { checkOf, type Evidence, judge } from '../../../src/operations/round-trip/verdict.ts'
import type { Finding } from '../../../src/proof/catalogue.ts'
import type { CheckResult } from '../../../src/proof/check.ts'
import type { DefinitionDifference } from '../../../src/proof/definitions.ts'

const definitions: Evidence['definitions'] = { entries: 3, equal: 3, settled: 0, differences: [], informational: false }

const judged = (more: Partial<Evidence>) =>
  judge({
    ...{ tables: [], definitions, findings: [], contents: [], targetMajor: 18 },
    largeObjects: { count: 0, equal: 0, differences: [] },
    ...more,
  })

const finding = (more: Partial<Finding>): Finding => ({
  ...{ name: 's.i', kind: 'index', ok: false, severity: 'failure' },
  ...more,
})

const content = (more: Partial<CheckResult>): CheckResult => ({ name: 's.i', kind: 'index', ok: false, ...more })

const changed = (more: Partial<DefinitionDifference> = {}): DefinitionDifference => ({
  ...{ what: 'changed', type: 'VIEW', schema: 's', name: 'v', diff: '-a\n+b' },
  ...more,
})

test('nothing that differs is no difference and no warning', () => {
  expect(judged({})).toMatchObject({ differences: [], warnings: [], notChecked: [], checks: [], indexes: [] })
})

test('tables and large objects that differ are differences', () => {
  const table = { schema: 's', name: 't', rows: 1, bytes: 2 }
  const tables = [
    { ...table, equal: true },
    { ...table, name: 'u', equal: false, difference: '1 row missing' },
  ]
  const largeObjects = { count: 1, equal: 0, differences: ['large object 7 is missing'] }
  expect(judged({ tables, largeObjects }).differences).toEqual(['s.u: 1 row missing', 'large object 7 is missing'])
})

test('a finding is a difference, a warning or the target’s own', () => {
  const of = (more: Partial<Finding>) => judged({ findings: [finding(more)] })
  expect(of({ ok: true })).toMatchObject({ differences: [], warnings: [], checks: [{ ok: true }] })
  expect(of({})).toMatchObject({ differences: ['s.i'], warnings: [], checks: [{ ok: false }] })
  expect(of({ severity: 'warning' })).toMatchObject({ differences: [], warnings: ['s.i'], checks: [{ ok: true }] })
  expect(of({ severity: 'warning', found: 'off' }).warnings).toEqual(['s.i (off)'])
  expect(of({ severity: 'environment', found: '1', expected: '2' })).toMatchObject({
    differences: [],
    warnings: ['s.i (1, in the backup 2): the target differs, not the backup'],
  })
})

test('a check says what was found where something was', () => {
  expect(checkOf(finding({ ok: true }))).toEqual({ name: 's.i', ok: true })
  expect(checkOf(finding({ found: 'off' }))).toEqual({ name: 's.i', ok: false, found: 'off' })
})

test('indexes and constraints are listed by themselves', () => {
  const object = { schema: 's', table: 't', name: 'i', method: 'btree' }
  const of = (more: Partial<Finding>) => {
    const { indexes, checks } = judged({ findings: [finding({ object, ...more })] })
    expect(checks).toEqual([])
    return indexes
  }
  expect(of({ ok: true, found: 'as it was' })).toEqual([{ ...object, kind: 'index', ok: true }])
  expect(of({ what: 'index missing', found: 'missing' })).toEqual([
    { ...object, kind: 'index', ok: false, found: 'index missing' },
  ])
  expect(of({ kind: 'constraint', found: 'off', severity: 'warning' })).toEqual([
    { ...object, kind: 'constraint', ok: true, found: 'off' },
  ])
  expect(of({})).toEqual([{ ...object, kind: 'index', ok: false }])
})

test('of the contents, what failed is a difference, what was not asked is not checked', () => {
  const of = (more: Partial<CheckResult>) => judged({ contents: [content(more)] })
  expect(of({ ok: true, found: '5 entries' })).toMatchObject({
    differences: [],
    checks: [{ ok: true, found: '5 entries' }],
  })
  expect(of({ found: '4 of 5 entries' })).toMatchObject({
    differences: ['s.i: 4 of 5 entries'],
    checks: [{ ok: false }],
  })
  expect(of({ skipped: 'no permission' })).toMatchObject({
    ...{ differences: [], warnings: [], checks: [{ name: 's.i', ok: false, skipped: 'no permission' }] },
    notChecked: [{ what: 's.i', why: 'no permission' }],
  })
  expect(of({ warning: true, found: 'behind t.id' })).toMatchObject({
    ...{ differences: [], warnings: ['s.i: behind t.id'], checks: [{ ok: true }], notChecked: [] },
  })
})

test.each<[string, Partial<DefinitionDifference>]>([
  ['VIEW s.v has another definition', {}],
  ['VIEW s.v is missing', { what: 'missing' }],
  ['VIEW s.v is not in the backup', { what: 'extra' }],
  ['EXTENSION geo is missing', { what: 'missing', type: 'EXTENSION', schema: '', name: 'geo' }],
  ['EXTENSION geo is missing', { what: 'missing', type: 'EXTENSION', schema: '-', name: 'geo' }],
])('%s', (words, more) => {
  expect(judged({ definitions: { ...definitions, differences: [changed(more)] } }).differences).toEqual([words])
})

test('each definition that differs has its diff, or says on which side it is', () => {
  const { diff: _, ...plain } = changed()
  const differences = [changed(), { ...plain, what: 'missing' as const }, { ...plain, what: 'extra' as const }]
  const told = judged({ definitions: { ...definitions, differences } }).definitions
  expect(told).toEqual({
    ...{ entries: 3, equal: 3, settled: 0 },
    differences: ['-a\n+b', 'missing', 'not in the backup'].map((difference) => ({ entry: 'VIEW s.v', difference })),
  })
})

test('from another major only what no other printing explains is a difference', () => {
  const differences = [
    changed(),
    changed({ what: 'extra', name: 'more' }),
    changed({ what: 'missing', name: 'gone' }),
    changed({ type: 'SEQUENCE SET', name: 'ids' }),
  ]
  const told = judged({ definitions: { ...definitions, differences, informational: true }, targetMajor: 17 })
  expect(told.differences).toEqual(['VIEW s.gone is missing', 'SEQUENCE SET s.ids has another definition'])
  expect(told.notChecked).toMatchObject([{ what: 'definitions', why: expect.stringContaining('PostgreSQL 17') }])
  expect(told.definitions.differences).toHaveLength(4)
})
