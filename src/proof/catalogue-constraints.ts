import type { CatalogueFacts } from '../postgres/catalogue-facts.ts'
import type { ConstraintFacts } from '../postgres/catalogue-facts-schema.ts'
import { type Deviation, deviating, type Finding, yesNo } from './finding.ts'

const words: Record<string, string> = {
  c: 'check',
  f: 'foreign key',
  n: 'not null',
  p: 'primary key',
  t: 'constraint trigger',
  u: 'unique',
  x: 'exclusion',
}

/** Servers list NOT NULL among the constraints from 18 on. */
const LISTS_NOT_NULL = 180_000

/** Every constraint of both sides, with the internal triggers that enforce it. */
export function compareConstraints(source: CatalogueFacts, target: CatalogueFacts): Finding[] {
  const notNull = source.versionNum >= LISTS_NOT_NULL && target.versionNum >= LISTS_NOT_NULL
  const compared = (one: ConstraintFacts) => notNull || one.type !== 'n'
  const restored = new Map(target.constraints.filter(compared).map((constraint) => [keyOf(constraint), constraint]))
  const findings = source.constraints.filter(compared).map((constraint) => {
    const found = restored.get(keyOf(constraint))
    restored.delete(keyOf(constraint))
    return compareConstraint(constraint, found)
  })
  const extra = { what: 'constraint not in the backup', found: 'there', expected: 'absent' }
  return [...findings, ...[...restored.values()].map((constraint) => finding(constraint, [extra], 'failure'))]
}

/** NOT NULL is told by its column: its name may be chosen anew where it is inherited. */
function keyOf({ schema, table, domain, type, name, columns }: ConstraintFacts): string {
  return JSON.stringify([schema, table, domain, type, type === 'n' ? columns : name])
}

function compareConstraint(source: ConstraintFacts, target: ConstraintFacts | undefined): Finding {
  if (!target) {
    return finding(source, [{ what: 'constraint missing', found: 'missing', expected: 'there' }], 'failure')
  }
  const failures = [...statesOf(source, target), ...triggersOf(source, target)]
  if (failures.length > 0) return finding(source, failures, 'failure')
  // Stricter than the source is worth a word: the source's own key is switched off or lacks triggers, and a dump does not keep that.
  const stricter = triggersOf(target, source).map(({ what, found, expected }) => ({
    what: `${what} on the source`,
    found: expected,
    expected: found,
  }))
  return finding(source, stricter, stricter.length > 0 ? 'warning' : 'failure')
}

function finding(constraint: ConstraintFacts, deviations: Deviation[], severity: Finding['severity']): Finding {
  const { schema, table, name, type } = constraint
  const method = words[type] ?? type
  const base = {
    kind: 'constraint',
    severity,
    object: { schema, table, name, method },
    table: { schema, name: table },
  } as const
  return deviating({ name: `${schema}.${table} ${name}`, ...base }, deviations)
}

function statesOf(source: ConstraintFacts, target: ConstraintFacts): Deviation[] {
  const states = [
    ['validated', 'constraint validated', 'constraint not validated'],
    ['enforced', 'constraint enforced', 'constraint not enforced'],
    ['deferrable', 'constraint deferrable', 'constraint not deferrable'],
    ['deferred', 'constraint initially deferred', 'constraint not initially deferred'],
  ] as const
  return states
    .filter(([state]) => source[state] !== target[state])
    .map(([state, on, off]) => ({
      what: target[state] ? on : off,
      found: `${state}: ${yesNo(target[state])}`,
      expected: `${state}: ${yesNo(source[state])}`,
    }))
}

const total = (triggers: Record<string, number>) => Object.values(triggers).reduce((sum, number) => sum + number, 0)

/** What `target` lacks of the internal triggers of `source`. */
function triggersOf(source: ConstraintFacts, target: ConstraintFacts): Deviation[] {
  const [expected, found] = [total(source.triggers), total(target.triggers)]
  if (found < expected) {
    return [{ what: 'internal triggers missing', found: `${found} triggers`, expected: `${expected} triggers` }]
  }
  const active = (triggers: Record<string, number>) => (triggers.O ?? 0) + (triggers.A ?? 0)
  const off = found - active(target.triggers)
  if (off <= expected - active(source.triggers)) return []
  return [
    {
      what: 'triggers switched off',
      found: `${off} of ${found} off`,
      expected: `${expected - active(source.triggers)} off`,
    },
  ]
}
