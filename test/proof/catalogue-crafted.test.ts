import { describe, expect, test } from '@jest/globals'
import type { CatalogueFacts } from '../../src/postgres/catalogue-facts.ts'
import { type CatalogueOptions, compareCatalogue } from '../../src/proof/catalogue.ts'
import { constraint, facts, index, table, trigger } from './catalogue-facts.ts'

/** What differs between two catalogues that hold these facts alone. */
const bad = (source: Partial<CatalogueFacts>, target: Partial<CatalogueFacts>, options?: CatalogueOptions) =>
  compareCatalogue(facts(source), facts(target), options).filter(({ ok }) => !ok)

test('two empty databases are equal', () => {
  expect(compareCatalogue(facts(), facts())).toEqual([
    {
      name: '0 large objects as in the backup',
      kind: 'large objects',
      severity: 'failure',
      ok: true,
      found: '0',
      expected: '0',
    },
  ])
})

describe('constraints', () => {
  test('a kind that is not known yet is named by its letter, and compared', () => {
    const source = { constraints: [constraint({ type: 'z' })] }
    expect(bad(source, source)).toEqual([])
    expect(bad(source, {})).toMatchObject([{ what: 'constraint missing', object: { name: 'c', method: 'z' } }])
  })

  test('NOT NULL is told by its columns, and only where both servers list it', () => {
    const source = { constraints: [constraint({ type: 'n', name: 'one' })] }
    expect(bad(source, { constraints: [constraint({ type: 'n', name: 'other' })] })).toEqual([])
    expect(bad(source, {})).toMatchObject([{ what: 'constraint missing', object: { method: 'not null' } }])
    expect(bad(source, { versionNum: 170_000 })).toEqual([])
    expect(bad({ versionNum: 170_000 }, source)).toEqual([])
  })

  test.each([
    ['validated', { validated: false }, 'constraint not validated'],
    ['enforced', { enforced: false }, 'constraint not enforced'],
    ['deferrable', { deferrable: true }, 'constraint deferrable'],
    ['deferred', { deferred: true }, 'constraint initially deferred'],
  ])('%s is compared both ways', (state, other, what) => {
    const [plain, changed] = [{ constraints: [constraint()] }, { constraints: [constraint(other)] }]
    expect(bad(plain, changed)).toMatchObject([{ what, severity: 'failure' }])
    expect(bad(changed, plain)).toMatchObject([{ severity: 'failure', expected: expect.stringContaining(state) }])
  })

  test('triggers that the target lacks or has switched off are failures, and those of the source a warning', () => {
    const key = (triggers: Record<string, number>) => ({ constraints: [constraint({ type: 'f', triggers })] })
    expect(bad(key({ O: 4 }), key({ O: 2 }))).toMatchObject([
      { what: 'internal triggers missing', found: '2 triggers', expected: '4 triggers', severity: 'failure' },
    ])
    expect(bad(key({ O: 4 }), key({ O: 1, D: 3 }))).toMatchObject([
      { what: 'triggers switched off', found: '3 of 4 off', expected: '0 off', severity: 'failure' },
    ])
    expect(bad(key({ A: 4 }), key({ O: 4 }))).toEqual([])
    expect(bad(key({ D: 4 }), key({ O: 4 }))).toMatchObject([
      { what: 'triggers switched off on the source', found: '0 off', expected: '4 of 4 off', severity: 'warning' },
    ])
  })

  test('those of a partition that comes back by itself are not compared, those of domains always', () => {
    const source = { constraints: [constraint(), constraint({ table: 'd', domain: true })] }
    const constrains = (_: string, name: string) => name !== 't' && name !== 'd'
    expect(bad(source, {}, { constrains }).map(({ name }) => name)).toEqual(['s.d c: constraint missing'])
    expect(bad(source, {})).toHaveLength(2)
  })
})

describe('indexes', () => {
  test('another access method is another index', () => {
    expect(bad({ indexes: [index()] }, { indexes: [index({ method: 'hash' })] })).toMatchObject([
      { what: 'index of another method', found: 'hash', expected: 'btree' },
    ])
  })

  test('one that is missing may be so only where the source could not use it', () => {
    expect(bad({ indexes: [index()] }, {})).toMatchObject([{ what: 'index missing' }])
    expect(bad({ indexes: [index({ valid: false })] }, {})).toEqual([])
    expect(bad({ indexes: [index({ valid: false, partitioned: true })] }, {})).toMatchObject([
      { what: 'index missing' },
    ])
    expect(bad({}, { indexes: [index()] })).toMatchObject([{ what: 'index not in the backup' }])
  })
})

describe('tables and triggers', () => {
  test('letters that are not known yet are compared as they are', () => {
    const source = { tables: [table({ replicaIdentity: 'z' })], triggers: [trigger({ enabled: 'Z' })] }
    expect(bad(source, source)).toEqual([])
    expect(bad(source, { tables: [table()], triggers: [trigger()] })).toMatchObject([
      { what: 'trigger on', found: 'on', expected: 'Z' },
      { found: 'replica identity: default', expected: 'replica identity: z' },
    ])
  })

  test('what is there on one side alone is none on the other', () => {
    const [none, some] = [{ tables: [table()] }, { tables: [table({ generated: ['full_name'] })] }]
    const [one, other] = ['stored generated columns: none', 'stored generated columns: full_name']
    expect(bad(none, some)).toMatchObject([{ expected: one, found: other }])
    expect(bad(some, none)).toMatchObject([{ expected: other, found: one }])
  })

  test('a partition whose detachment the source has begun may be detached or not', () => {
    const part = (detachPending: boolean) => ({
      tables: [table({ parents: [{ schema: 's', name: 'p', detachPending }] })],
    })
    expect(bad(part(true), { tables: [table()] })).toEqual([])
    expect(bad(part(false), part(true))).toMatchObject([{ what: 'detach pending' }])
    expect(bad(part(false), { tables: [table()] })).toMatchObject([{ what: 'parents changed' }])
  })
})

describe('extensions', () => {
  const extension = (name: string, version = '2') => ({ name, version, schema: 's', configTables: [] })
  const source = {
    extensions: [extension('geo'), extension('jobs')],
    tables: [table({ extension: 'geo' }), table({ name: 'job', extension: 'jobs' }), table({ name: 'own' })],
    indexes: [index(), index({ table: 'job', name: 'by_day' }), index({ table: 'own', name: 'mine' })],
  }

  test('what belongs to one in another version is the environment’s fault, and nothing else', () => {
    const found = bad(source, { ...source, extensions: [extension('geo', '1'), extension('jobs')], indexes: [] })
    expect(found.map(({ name, severity }) => [name, severity])).toEqual([
      ['s.i: index missing', 'environment'],
      ['s.by_day: index missing', 'failure'],
      ['s.mine: index missing', 'failure'],
      ['geo: extension in another version', 'environment'],
    ])
  })

  test('what belongs to one in the same version is not', () => {
    expect(bad(source, { ...source, indexes: [] }).map(({ severity }) => severity)).toEqual([
      'failure',
      'failure',
      'failure',
    ])
  })

  test('what belongs to no table is not', () => {
    const off = [{ name: 'on_ddl', enabled: 'D' }]
    const missing = bad({ ...source, eventTriggers: off }, { tables: source.tables, indexes: source.indexes })
    expect(missing.map(({ name, severity }) => [name, severity])).toEqual([
      ['on_ddl: event trigger missing', 'failure'],
      ['geo: extension missing', 'environment'],
      ['jobs: extension missing', 'environment'],
    ])
  })
})

describe('large objects', () => {
  const group = (oids: string, more: object = {}) => ({ owner: 'ann', comment: null, grants: [], oids, ...more })
  const holding = (...groups: ReturnType<typeof group>[]) => ({ largeObjects: { count: 0, groups } })

  test('five of those that differ are named', () => {
    expect(bad(holding(group('1-5')), {})[0]?.name).toBe('large objects: 5 missing (1, 2, 3, 4, 5)')
    expect(bad(holding(group('1-6')), {})[0]?.name).toBe('large objects: 6 missing (1, 2, 3, 4, 5, …)')
  })

  test('without roles their owners and grants are not compared, their comments are', () => {
    const target = holding(group('1', { owner: 'bob', grants: ['PUBLIC SELECT'] }), group('2', { comment: 'two' }))
    const changed = (roles: boolean) => bad(holding(group('1-2')), target, { roles })[0]?.name
    expect(changed(true)).toBe('large objects: 2 with another owner, comment or grant (1, 2)')
    expect(changed(false)).toBe('large objects: 1 with another owner, comment or grant (2)')
  })
})

describe('tablespaces', () => {
  test('how many relations lie in each is compared where they were restored', () => {
    const fast = (relations: number) => ({ tablespaces: [{ name: 'fast', relations }] })
    const all = compareCatalogue(facts(fast(2)), facts(fast(2)), { tablespaces: true })
    expect(all).toContainEqual(expect.objectContaining({ name: 'tablespace fast', ok: true, found: '2 relations' }))
    const name = 'tablespace fast: other tables and indexes in it'
    expect(bad(fast(2), fast(1), { tablespaces: true })).toMatchObject([{ name, found: '1 relations' }])
    expect(bad(fast(2), {}, { tablespaces: true })).toMatchObject([{ name, found: '0 relations' }])
    expect(bad(fast(2), {})).toEqual([])
  })
})

describe('the database', () => {
  const database = (more: Partial<CatalogueFacts['database']>) => ({ database: { ...facts().database, ...more } })
  const differences = (source: object, target: object, roles = true) =>
    bad(database(source), database(target), { database: true, roles }).map(({ name, found, expected }) => [
      name,
      found,
      expected,
    ])

  test('a comment is compared both ways', () => {
    expect(differences({ comment: 'the shop' }, {})).toEqual([['database: comment changed', 'none', 'the shop']])
    expect(differences({}, { comment: 'the shop' })).toEqual([['database: comment changed', 'the shop', 'none']])
  })

  test('grants say who may grant on, PUBLIC has its name, and the owner’s own move with the owner', () => {
    const grant = (grantee: string | null, grantable = false) => ({ grantee, privilege: 'CONNECT', grantable })
    expect(differences({ grants: [grant('eve')] }, { grants: [grant('eve', true), grant(null)] })).toEqual([
      ['database: grants changed', 'PUBLIC CONNECT, eve CONNECT with grant option', 'eve CONNECT'],
    ])
    const moved = differences({ grants: [grant('ann')] }, { owner: 'bob', grants: [grant('bob')] })
    expect(moved).toEqual([['database: owner changed', 'bob', 'ann']])
  })

  test('without roles neither owner nor grants nor settings of roles are compared', () => {
    const target = {
      owner: 'bob',
      grants: [{ grantee: 'eve', privilege: 'CONNECT', grantable: false }],
      settings: [{ role: 'eve', name: 'work_mem', value: '5MB' }],
    }
    expect(differences({}, target, false)).toEqual([])
    expect(differences({}, target)).toHaveLength(3)
  })

  test('settings that one side lacks are named, and a user’s own without their values', () => {
    const setting = (name: string, value: string, role: string | null = null) => ({ role, name, value })
    const [zone, key] = [setting('TimeZone', 'UTC'), setting('app.key', 'secret-one')]
    expect(differences({ settings: [zone, key] }, {})).toEqual([
      ['database: setting timezone changed', 'none', 'UTC'],
      ['database: setting app.key changed', 'none', 'not shown'],
    ])
    expect(differences({}, { settings: [zone, key] })).toEqual([
      ['database: setting timezone changed', 'UTC', 'none'],
      ['database: setting app.key changed', 'another value', 'not shown'],
    ])
    const same = compareCatalogue(facts(database({ settings: [key] })), facts(database({ settings: [key] })), {
      database: true,
    })
    expect(same).toContainEqual(expect.objectContaining({ name: 'database: setting app.key', found: 'the same' }))
    expect(JSON.stringify(same)).not.toContain('secret')
  })
})
