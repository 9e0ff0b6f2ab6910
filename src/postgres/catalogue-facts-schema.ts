import { z } from 'zod'

const text = z.string()
const count = z.number().int().nonnegative()

/** An index as pg_index and pg_class tell. `columns` are its key columns and expressions as the server prints them (names quoted where they need it). */
export const indexFacts = z.strictObject({
  schema: text,
  table: text,
  name: text,
  /** Access method: `btree`, `gin`, `hnsw` … */
  method: text,
  columns: z.array(text),
  partial: z.boolean(),
  unique: z.boolean(),
  primary: z.boolean(),
  exclusion: z.boolean(),
  immediate: z.boolean(),
  nullsNotDistinct: z.boolean(),
  valid: z.boolean(),
  ready: z.boolean(),
  live: z.boolean(),
  /** The index of a partitioned table, which holds no entries itself. */
  partitioned: z.boolean(),
})

/** A constraint of a table or, where `domain`, of a domain. Those that a partition inherits count as part of the one above them. */
export const constraintFacts = z.strictObject({
  schema: text,
  table: text,
  name: text,
  domain: z.boolean(),
  /** pg_constraint.contype: c check, f foreign key, n not null, p primary key, t constraint trigger, u unique, x exclusion. */
  type: text,
  columns: z.array(text),
  /** Also of all that partitions inherit from it. */
  validated: z.boolean(),
  enforced: z.boolean(),
  deferrable: z.boolean(),
  deferred: z.boolean(),
  /** Internal triggers by pg_trigger.tgenabled, partitions' included: `{ "O": 4 }`. */
  triggers: z.record(text, count),
})

export const triggerFacts = z.strictObject({
  schema: text,
  table: text,
  name: text,
  /** pg_trigger.tgenabled: O on, D off, R on replicas, A always. */
  enabled: text,
})

export const tableFacts = z.strictObject({
  schema: text,
  name: text,
  /** pg_class.relkind: r table, p partitioned, f foreign, m materialized view. */
  kind: text,
  /** pg_class.relpersistence: p permanent, u unlogged. */
  persistence: text,
  /** pg_class.relreplident: d default, n nothing, f full, i index. */
  replicaIdentity: text,
  replicaIdentityIndex: text.nullable(),
  rowSecurity: z.boolean(),
  forceRowSecurity: z.boolean(),
  /** False for a materialized view that cannot be read yet. */
  populated: z.boolean(),
  /** Stored generated columns. */
  generated: z.array(text),
  /** Tables it inherits from or is a partition of. */
  parents: z.array(z.strictObject({ schema: text, name: text, detachPending: z.boolean() })),
  /** The extension that it belongs to. */
  extension: text.nullable(),
})

export const databaseFacts = z.strictObject({
  owner: text,
  comment: text.nullable(),
  connectionLimit: z.number().int(),
  isTemplate: z.boolean(),
  allowConnections: z.boolean(),
  /** Of the whole database (`role` null) and of roles in it. Values may be secrets. */
  settings: z.array(z.strictObject({ role: text.nullable(), name: text, value: text })),
  /** Defaults spelled out; PUBLIC is null. */
  grants: z.array(z.strictObject({ grantee: text.nullable(), privilege: text, grantable: z.boolean() })),
})

export const extensionFacts = z.strictObject({
  name: text,
  version: text,
  schema: text,
  /** Tables whose rows a dump takes along, all of them or those that its filter names. */
  configTables: z.array(z.strictObject({ schema: text, name: text, filtered: z.boolean() })),
})

/** Large objects that have owner, comment and grants in common; `oids` as `16401,16405-16409`. */
export const largeObjectGroup = z.strictObject({
  owner: text,
  comment: text.nullable(),
  grants: z.array(text),
  oids: text,
})

/** What the catalogue tells and a dump does not, by names. Plain JSON; part of the inventory. */
export const catalogueFactsSchema = z.strictObject({
  versionNum: z.number().int(),
  indexes: z.array(indexFacts),
  constraints: z.array(constraintFacts),
  triggers: z.array(triggerFacts),
  tables: z.array(tableFacts),
  database: databaseFacts,
  extensions: z.array(extensionFacts),
  servers: z.array(z.strictObject({ name: text, wrapper: text, userMappings: count })),
  subscriptions: z.array(z.strictObject({ name: text, enabled: z.boolean() })),
  publications: z.array(z.strictObject({ name: text, allTables: z.boolean() })),
  eventTriggers: z.array(z.strictObject({ name: text, enabled: text })),
  /** Others than the database's default, with the number of relations in them. */
  tablespaces: z.array(z.strictObject({ name: text, relations: count })),
  largeObjects: z.strictObject({ count, groups: z.array(largeObjectGroup) }),
  /** Things of the server beside this database. */
  server: z.strictObject({ loginRoles: count, otherDatabases: count, replicationSlots: count }),
})

export type IndexFacts = z.infer<typeof indexFacts>
export type ConstraintFacts = z.infer<typeof constraintFacts>
export type TriggerFacts = z.infer<typeof triggerFacts>
export type TableFacts = z.infer<typeof tableFacts>
export type DatabaseFacts = z.infer<typeof databaseFacts>
export type ExtensionFacts = z.infer<typeof extensionFacts>
export type LargeObjectGroup = z.infer<typeof largeObjectGroup>
export type CatalogueFacts = z.infer<typeof catalogueFactsSchema>
