import {
  databaseQuery,
  eventTriggersQuery,
  extensionsQuery,
  publicationsQuery,
  serverQuery,
  serversQuery,
  subscriptionsQuery,
  tablespacesQuery,
} from './catalogue-facts-database.ts'
import { readLargeObjects } from './catalogue-facts-large-objects.ts'
import { constraintsQuery, indexesQuery, tablesQuery, triggersQuery } from './catalogue-facts-relations.ts'
import { type CatalogueFacts, catalogueFactsSchema } from './catalogue-facts-schema.ts'
import type { Session } from './session.ts'

export { type NotContained, notContained } from './catalogue-facts-not-contained.ts'
export { type CatalogueFacts, catalogueFactsSchema } from './catalogue-facts-schema.ts'
export { catalogueWarnings } from './catalogue-facts-warnings.ts'

/** Restricts what belongs to schemas; what belongs to the database is read always. System and temporary schemas are never read. */
export interface SchemaFilter {
  /** Exact names; all schemas unless given. */
  only?: readonly string[]
  except?: readonly string[]
}

/**
 * Reads what a dump does not hold or does not show: on the source inside the dump's snapshot, on the target after the restore.
 * Only catalogues are read, nothing is locked. Objects are told by name, never by OID, and come in the order of their names.
 */
export async function readCatalogueFacts(session: Session, filter: SchemaFilter = {}): Promise<CatalogueFacts> {
  const version = session.versionNum
  const schemas = [filter.only ?? null, filter.except ?? []]
  const all = async (sql: string, values: unknown[] = []) => {
    // As JSON, since arrays and "char" have no type of their own in a session's rows.
    const rows = await session.query<{ fact: string }>(`SELECT row_to_json(f)::text AS fact FROM (${sql}) AS f`, values)
    return rows.map((row) => JSON.parse(row.fact) as unknown)
  }
  // One after the other: a session runs one query at a time.
  const facts = {
    versionNum: version,
    indexes: await all(indexesQuery(version), schemas),
    constraints: await all(constraintsQuery(version), schemas),
    triggers: await all(triggersQuery, schemas),
    tables: await all(tablesQuery, schemas),
    database: (await all(databaseQuery))[0],
    extensions: await all(extensionsQuery),
    servers: await all(serversQuery),
    subscriptions: await all(subscriptionsQuery),
    publications: await all(publicationsQuery),
    eventTriggers: await all(eventTriggersQuery),
    tablespaces: await all(tablespacesQuery),
    largeObjects: await readLargeObjects(session),
    server: (await all(serverQuery))[0],
  }
  return catalogueFactsSchema.parse(facts)
}
