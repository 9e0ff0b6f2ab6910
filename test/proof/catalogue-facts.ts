import type {
  CatalogueFacts,
  ConstraintFacts,
  IndexFacts,
  TableFacts,
  TriggerFacts,
} from '../../src/postgres/catalogue-facts-schema.ts'

/** What the catalogue of an empty database tells. */
export const facts = (more: Partial<CatalogueFacts> = {}): CatalogueFacts => ({
  versionNum: 180_000,
  indexes: [],
  constraints: [],
  triggers: [],
  tables: [],
  database: {
    owner: 'ann',
    comment: null,
    connectionLimit: -1,
    isTemplate: false,
    allowConnections: true,
    settings: [],
    grants: [],
  },
  extensions: [],
  servers: [],
  subscriptions: [],
  publications: [],
  eventTriggers: [],
  tablespaces: [],
  largeObjects: { count: 0, groups: [] },
  server: { loginRoles: 1, otherDatabases: 0, replicationSlots: 0 },
  ...more,
})

export const index = (more: Partial<IndexFacts> = {}): IndexFacts => ({
  ...{ schema: 's', table: 't', name: 'i', method: 'btree', columns: ['a'] },
  ...{ partial: false, unique: false, primary: false, exclusion: false, immediate: true, nullsNotDistinct: false },
  ...{ valid: true, ready: true, live: true, partitioned: false },
  ...more,
})

export const constraint = (more: Partial<ConstraintFacts> = {}): ConstraintFacts => ({
  ...{ schema: 's', table: 't', name: 'c', domain: false, type: 'c', columns: ['a'] },
  ...{ validated: true, enforced: true, deferrable: false, deferred: false, triggers: {} },
  ...more,
})

export const table = (more: Partial<TableFacts> = {}): TableFacts => ({
  ...{ schema: 's', name: 't', kind: 'r', persistence: 'p', replicaIdentity: 'd', replicaIdentityIndex: null },
  ...{ rowSecurity: false, forceRowSecurity: false, populated: true, generated: [], parents: [], extension: null },
  ...more,
})

export const trigger = (more: Partial<TriggerFacts> = {}): TriggerFacts => ({
  ...{ schema: 's', table: 't', name: 'g', enabled: 'O' },
  ...more,
})
