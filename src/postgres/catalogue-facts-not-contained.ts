import type { CatalogueFacts } from './catalogue-facts-schema.ts'

/** Something a backup does not hold, and why. */
export interface NotContained {
  what: string
  why: string
}

const SCHEDULERS = ['pg_cron', 'pgagent', 'pg_timetable']
const NAMED = 5

/** What a dump of this database does not contain by its nature; only what applies to it. What a filter leaves out is the backup's to say. */
export function notContained(facts: CatalogueFacts): NotContained[] {
  const items = [...ofTables(facts), ...ofIndexes(facts), ...ofExtensions(facts), ...ofServer(facts)]
  return items.map(([what, why]) => ({ what, why }))
}

type Item = [what: string, why: string]

function ofTables({ tables, servers }: CatalogueFacts): Item[] {
  const items: Item[] = [['planner statistics', 'ANALYZE makes them anew after a restore']]
  const named = (kind: (table: CatalogueFacts['tables'][number]) => boolean) =>
    list(tables.filter(kind).map(({ schema, name }) => `${schema}.${name}`))
  const foreign = named((table) => table.kind === 'f')
  if (foreign) items.push([`rows of foreign tables: ${foreign}`, 'they are on another server'])
  const views = named((table) => table.kind === 'm' && table.populated)
  if (views) items.push([`contents of materialized views: ${views}`, 'a restore computes them anew'])
  const generated = named((table) => table.generated.length > 0)
  if (generated) items.push([`values of generated columns: ${generated}`, 'a restore computes them anew'])
  const detaching = named((table) => table.parents.some((parent) => parent.detachPending))
  if (detaching) {
    items.push([
      `the pending detachment of partitions: ${detaching}`,
      'finish it with ALTER TABLE … DETACH PARTITION … FINALIZE',
    ])
  }
  const mappings = servers.filter((server) => server.userMappings > 0).map(({ name }) => name)
  if (mappings.length > 0) {
    items.push([
      `user mappings' options of servers: ${list(mappings)}`,
      'a dump has them only where its role may see them',
    ])
  }
  return items
}

function ofIndexes({ indexes }: CatalogueFacts): Item[] {
  const broken = indexes.filter((index) => !(index.valid && index.ready && index.live) && !index.partitioned)
  const names = list(broken.map(({ schema, name }) => `${schema}.${name}`))
  return names
    ? [[`indexes that are not valid: ${names}`, 'pg_dump leaves them out; rebuild them with REINDEX or drop them']]
    : []
}

function ofExtensions({ extensions, tables }: CatalogueFacts): Item[] {
  const items: Item[] = []
  for (const { name, configTables } of extensions) {
    const own = tables.filter((table) => table.extension === name && 'rp'.includes(table.kind))
    const dumped = new Set(configTables.map((table) => JSON.stringify([table.schema, table.name])))
    const left = own.filter((table) => !dumped.has(JSON.stringify([table.schema, table.name])))
    const filtered = configTables.filter((table) => table.filtered)
    const of = list([...left, ...filtered].map((table) => `${table.schema}.${table.name}`))
    if (of)
      items.push([`rows of the extension ${name} outside its own filter: ${of}`, 'the extension itself brings them'])
  }
  const others = extensions.filter(({ name }) => name !== 'plpgsql')
  if (others.length > 0) {
    const names = list(others.map(({ name, version }) => `${name} ${version}`))
    items.push([
      `the extensions' own objects, and changes made to them: ${names}`,
      'a dump holds CREATE EXTENSION alone',
    ])
  }
  const schedulers = others.filter(({ name }) => SCHEDULERS.includes(name))
  if (schedulers.length > 0) {
    const names = list(schedulers.map(({ name }) => name))
    items.push([`runs and states of scheduled jobs: ${names}`, 'a restored copy must not start them by itself'])
  }
  return items
}

function ofServer(facts: CatalogueFacts): Item[] {
  const { server, subscriptions, tablespaces } = facts
  const items: Item[] = []
  if (server.loginRoles > 0) items.push(['passwords of roles', 'they are kept out of backups'])
  if (subscriptions.length > 0) {
    const names = list(subscriptions.map(({ name }) => name))
    items.push([`connections and states of subscriptions: ${names}`, 'a restored copy must not connect by itself'])
  }
  if (server.replicationSlots > 0) items.push(['replication slots', 'they belong to the server'])
  if (tablespaces.length > 0) {
    items.push([`placement in tablespaces: ${list(tablespaces.map(({ name }) => name))}`, 'they belong to the server'])
  }
  if (server.otherDatabases > 0) items.push(['other databases of the server', 'a backup holds one database'])
  items.push(["the server's configuration", 'it belongs to the server'])
  return items
}

function list(names: readonly string[]): string {
  const more = names.length - NAMED
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ')
}
