import type { CatalogueFacts } from '../postgres/catalogue-facts.ts'
import { compareConstraints } from './catalogue-constraints.ts'
import { compareDatabase } from './catalogue-database.ts'
import { compareIndexes } from './catalogue-indexes.ts'
import { compareLargeObjects } from './catalogue-large-objects.ts'
import { compareTables, compareTriggers } from './catalogue-tables.ts'
import type { Finding } from './finding.ts'

export type { Finding } from './finding.ts'

export interface CatalogueOptions {
  /** Whether the backup holds the table; all unless given (partial backups). */
  holds?: (schema: string, table: string) => boolean
  /** False for a table whose constraints are not those of the backup: a partition that comes back by itself has its keys as its own. */
  constrains?: (schema: string, table: string) => boolean
  /** Settings, grants, comment and limits of the database itself: true where the restore has applied them. */
  database?: boolean
  /** False where the backup was restricted to schemas or tables: then it holds no large objects, extensions or event triggers. */
  largeObjects?: boolean
  /** Whether the backup fills the materialized view (it has an entry MATERIALIZED VIEW DATA); as on the source unless given. */
  fills?: (schema: string, view: string) => boolean
  /** True where the restore has put tables and indexes into the tablespaces that they had. */
  tablespaces?: boolean
  /** False where the target lacks the roles: leaves owners and grants out. */
  roles?: boolean
}

/**
 * Compares what the catalogues say, the backup's (read in its snapshot) with the restored database's.
 * Indexes and constraints have a finding each, good ones too; of the rest good ones are summed up per kind, and what differs is named.
 */
export function compareCatalogue(
  source: CatalogueFacts,
  target: CatalogueFacts,
  options: CatalogueOptions = {},
): Finding[] {
  const whole = options.largeObjects !== false
  const held = constrained(restrict(source, options.holds, whole), options.constrains)
  const restored = constrained(restrict(target, options.holds, whole), options.constrains)
  const strangers = strangeExtensions(held, restored)
  const findings = [
    ...compareIndexes(held, restored),
    ...compareConstraints(held, restored),
    ...compareTriggers(held, restored),
    ...compareTables(held, restored, options.fills),
  ].map((finding) => ofStrangers(finding, held, strangers))
  findings.push(...compareExtensions(held, restored))
  if (whole) findings.push(compareLargeObjects(held, restored, options.roles !== false))
  if (options.tablespaces) findings.push(...compareTablespaces(held, restored))
  if (options.database) findings.push(...compareDatabase(held.database, restored.database, options.roles !== false))
  return findings
}

function restrict(facts: CatalogueFacts, holds: CatalogueOptions['holds'], whole: boolean): CatalogueFacts {
  const held = whole ? facts : { ...facts, extensions: [], eventTriggers: [] }
  if (!holds) return held
  const tables = facts.tables.filter((table) => holds(table.schema, table.name))
  return {
    ...held,
    indexes: facts.indexes.filter((index) => holds(index.schema, index.table)),
    // A domain is no table: what a filter leaves of them, the definitions tell.
    constraints: facts.constraints.filter((one) => !one.domain && holds(one.schema, one.table)),
    triggers: facts.triggers.filter((trigger) => holds(trigger.schema, trigger.table)),
    // Without its parent a partition comes back as a table.
    tables: tables.map((table) => ({ ...table, parents: table.parents.filter((one) => holds(one.schema, one.name)) })),
  }
}

function constrained(facts: CatalogueFacts, constrains: CatalogueOptions['constrains']): CatalogueFacts {
  if (!constrains) return facts
  return { ...facts, constraints: facts.constraints.filter((one) => one.domain || constrains(one.schema, one.table)) }
}

function compareExtensions(source: CatalogueFacts, target: CatalogueFacts): Finding[] {
  const versions = new Map(target.extensions.map(({ name, version }) => [name, version]))
  return source.extensions.map(({ name, version }) => {
    const found = versions.get(name)
    const base = { kind: 'extension', severity: 'environment', expected: version } as const
    if (found === undefined) return { ...base, name: `${name}: extension missing`, ok: false, found: 'missing' }
    if (found === version) return { ...base, name, ok: true, found }
    return { ...base, name: `${name}: extension in another version`, ok: false, found }
  })
}

/** A second dump is compared without them. Counted, not told apart: which relation lies where is in no fact. */
function compareTablespaces(source: CatalogueFacts, target: CatalogueFacts): Finding[] {
  const counts = new Map(target.tablespaces.map(({ name, relations }) => [name, relations]))
  return source.tablespaces.map(({ name, relations }) => {
    const [found, expected] = [`${counts.get(name) ?? 0} relations`, `${relations} relations`]
    const base = { kind: 'tablespace', severity: 'failure', found, expected } as const
    if (found === expected) return { ...base, name: `tablespace ${name}`, ok: true }
    return { ...base, name: `tablespace ${name}: other tables and indexes in it`, ok: false }
  })
}

/** Extensions that the target has in another version or not at all: their tables and indexes may well be others. */
function strangeExtensions(source: CatalogueFacts, target: CatalogueFacts): Set<string> {
  const unequal = compareExtensions(source, target).flatMap((one, at) => (one.ok ? [] : [source.extensions[at]?.name]))
  return new Set(unequal.filter((name) => name !== undefined))
}

function ofStrangers(finding: Finding, source: CatalogueFacts, strangers: Set<string>): Finding {
  const { table } = finding
  if (finding.ok || !table || strangers.size === 0) return finding
  const owner = source.tables.find(({ schema, name }) => schema === table.schema && name === table.name)?.extension
  return owner && strangers.has(owner) ? { ...finding, severity: 'environment' } : finding
}
