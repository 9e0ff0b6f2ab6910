import type { CatalogueFacts } from '../postgres/catalogue-facts.ts'
import type { TableFacts } from '../postgres/catalogue-facts-schema.ts'
import { type Deviation, deviating, type Finding, yesNo } from './finding.ts'

const states: Record<string, string> = { O: 'on', D: 'off', R: 'on replicas only', A: 'always' }
const identities: Record<string, string> = { d: 'default', n: 'nothing', f: 'full', i: 'index' }

const stateOf = (letter: string) => states[letter] ?? letter

/** Users' triggers and event triggers: whether they are switched on as they were. What is missing, the definitions tell too. */
export function compareTriggers(source: CatalogueFacts, target: CatalogueFacts): Finding[] {
  const restored = new Map(
    target.triggers.map((one) => [JSON.stringify([one.schema, one.table, one.name]), one.enabled]),
  )
  const findings = source.triggers.map((one) => {
    const enabled = restored.get(JSON.stringify([one.schema, one.table, one.name]))
    return trigger(`${one.schema}.${one.table} ${one.name}`, 'trigger', one.enabled, enabled)
  })
  const events = new Map(target.eventTriggers.map(({ name, enabled }) => [name, enabled]))
  const eventFindings = source.eventTriggers.map((one) =>
    trigger(one.name, 'event trigger', one.enabled, events.get(one.name)),
  )
  return [...summed(findings, 'trigger', 'triggers'), ...summed(eventFindings, 'event trigger', 'event triggers')]
}

function trigger(
  name: string,
  kind: 'trigger' | 'event trigger',
  expected: string,
  found: string | undefined,
): Finding {
  const deviations: Deviation[] = []
  if (found === undefined) deviations.push({ what: `${kind} missing`, found: 'missing', expected: stateOf(expected) })
  else if (found !== expected) {
    deviations.push({ what: `${kind} ${stateOf(found)}`, found: stateOf(found), expected: stateOf(expected) })
  }
  return deviating({ name, kind, severity: 'failure' }, deviations)
}

type Fills = (schema: string, view: string) => boolean

/** pg_dump does not fill a view that reads one which is not populated, nor one without its rows. */
const NOT_FILLED = { what: 'not filled by the backup', found: 'not populated', expected: 'populated' }

/** Tables and materialized views: replica identity, row security, inheritance, being populated. */
export function compareTables(source: CatalogueFacts, target: CatalogueFacts, fills: Fills = () => true): Finding[] {
  const restored = new Map(target.tables.map((table) => [JSON.stringify([table.schema, table.name]), table]))
  const findings = source.tables.map((table) => {
    const found = restored.get(JSON.stringify([table.schema, table.name]))
    return compareOne(table, found, table.kind !== 'm' || fills(table.schema, table.name))
  })
  const views = findings.filter((finding) => finding.kind === 'materialized view')
  const tables = findings.filter((finding) => finding.kind === 'table')
  return [...summed(tables, 'table', 'tables'), ...summed(views, 'materialized view', 'materialized views')]
}

function compareOne(source: TableFacts, target: TableFacts | undefined, filled: boolean): Finding {
  const { schema, name } = source
  const kind = source.kind === 'm' ? ('materialized view' as const) : ('table' as const)
  const base = { name: `${schema}.${name}`, kind, table: { schema, name } }
  if (!target) {
    return deviating({ ...base, severity: 'failure' }, [
      { what: `${kind} missing`, found: 'missing', expected: 'there' },
    ])
  }
  const deviations = compareTable(filled ? source : { ...source, populated: false }, target)
  if (deviations.length > 0) return deviating({ ...base, severity: 'failure' }, deviations)
  return deviating({ ...base, severity: 'warning' }, source.populated && !filled ? [NOT_FILLED] : [])
}

function compareTable(source: TableFacts, target: TableFacts): Deviation[] {
  const facts: [string, string, string][] = [
    ['replica identity', identityOf(source), identityOf(target)],
    ['row security', yesNo(source.rowSecurity), yesNo(target.rowSecurity)],
    ['forced row security', yesNo(source.forceRowSecurity), yesNo(target.forceRowSecurity)],
    ['populated', yesNo(source.populated), yesNo(target.populated)],
    ['persistence', source.persistence, target.persistence],
    ['kind', source.kind, target.kind],
    ['stored generated columns', source.generated.join(', '), target.generated.join(', ')],
  ]
  // What becomes of a partition whose detachment is pending is told apart below.
  if (!isDetaching(source)) facts.push(['parents', parentsOf(source), parentsOf(target)])
  const changed = facts.filter(([, expected, found]) => expected !== found)
  const deviations = changed.map(([what, expected, found]) => ({
    what: `${what} changed`,
    found: `${what}: ${found || 'none'}`,
    expected: `${what}: ${expected || 'none'}`,
  }))
  if (isDetaching(target) && !isDetaching(source)) {
    deviations.push({ what: 'detach pending', found: 'detach pending', expected: 'attached' })
  }
  return deviations
}

const identityOf = (table: TableFacts) =>
  table.replicaIdentityIndex === null
    ? (identities[table.replicaIdentity] ?? table.replicaIdentity)
    : `index ${table.replicaIdentityIndex}`

const isDetaching = (table: TableFacts) => table.parents.some((parent) => parent.detachPending)

const parentsOf = (table: TableFacts) => table.parents.map(({ schema, name }) => `${schema}.${name}`).join(', ')

/** One line for all that is well, and each that is not. */
function summed(findings: Finding[], kind: Finding['kind'], plural: string): Finding[] {
  const bad = findings.filter((finding) => !finding.ok)
  const good = findings.length - bad.length
  if (findings.length === 0) return []
  const name = bad.length === 0 ? `${good} ${plural}` : `${good} of ${findings.length} ${plural}`
  return good === 0 ? bad : [{ name: `${name} as in the backup`, kind, ok: true, severity: 'failure' }, ...bad]
}
