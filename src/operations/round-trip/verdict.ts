import { shown } from '../../postgres/identifier.ts'
import type { Finding } from '../../proof/catalogue.ts'
import type { CheckResult } from '../../proof/check.ts'
import type { DefinitionProof } from '../../proof/definitions-prove.ts'
import type { Check, Unchecked } from '../results.ts'
import type { RestoredIndex, RestoredTable, RestoreTestResult } from '../results-restore-test.ts'
import type { Proof } from './prove.ts'

export const checkOf = (finding: Finding): Check => ({
  name: finding.name,
  ok: finding.ok || finding.severity !== 'failure',
  ...(finding.found !== undefined && { found: finding.found }),
})

/** Everything that a proof has looked at. */
export interface Evidence {
  tables: RestoredTable[]
  definitions: DefinitionProof
  largeObjects: RestoreTestResult['largeObjects']
  findings: Finding[]
  contents: CheckResult[]
  targetMajor: number
}

/** Turns the evidence into what is told: differences are what makes the answer no. */
export function judge(evidence: Evidence): Omit<Proof, 'seconds'> {
  const { tables, definitions, largeObjects, findings, contents } = evidence
  return {
    tables,
    definitions: describeDefinitions(definitions),
    largeObjects,
    indexes: findings.flatMap(indexOf),
    checks: [...findings.filter((finding) => finding.object === undefined).map(checkOf), ...contents.map(contentCheck)],
    notChecked: uncheckedOf(evidence),
    warnings: [
      ...findings.filter((finding) => !finding.ok && finding.severity !== 'failure').map(describeFinding),
      ...contents.filter((check) => check.warning).map((check) => `${check.name}: ${check.found}`),
    ],
    differences: [
      ...tables
        .filter((table) => !table.equal)
        .map((table) => `${shown(table.schema, table.name)}: ${table.difference}`),
      ...largeObjects.differences,
      ...findings.filter((finding) => !finding.ok && finding.severity === 'failure').map((finding) => finding.name),
      ...contents.filter(isFailure).map((check) => `${check.name}: ${check.found}`),
      ...definitions.differences.filter((one) => !definitions.informational || isMore(one)).map(describeDifference),
    ],
  }
}

function uncheckedOf({ contents, definitions, targetMajor }: Evidence): Unchecked[] {
  const skipped = contents.flatMap(({ name, skipped: why }) => (why === undefined ? [] : [{ what: name, why }]))
  if (!definitions.informational) return skipped
  const why = `the target is PostgreSQL ${targetMajor}, which may print them differently; their differences are information`
  return [...skipped, { what: 'definitions', why }]
}

function describeDefinitions(definitions: DefinitionProof): RestoreTestResult['definitions'] {
  const { entries, equal, settled } = definitions
  const differences = definitions.differences.map((difference) => ({
    entry: entryName(difference),
    difference: difference.diff ?? (difference.what === 'missing' ? 'missing' : 'not in the backup'),
  }))
  return { entries, equal, settled, differences }
}

type Difference = DefinitionProof['differences'][number]

const entryName = ({ type, schema, name }: Difference): string =>
  `${type} ${schema === '' || schema === '-' ? name : `${schema}.${name}`}`

/** What no other major explains: an object that is not there, a sequence at another place. */
const isMore = ({ what, type }: Difference): boolean =>
  what === 'missing' || (what === 'changed' && type === 'SEQUENCE SET')

const VERDICTS = { missing: 'is missing', extra: 'is not in the backup', changed: 'has another definition' } as const

const describeDifference = (difference: Difference): string => `${entryName(difference)} ${VERDICTS[difference.what]}`

const isFailure = (check: CheckResult): boolean => !check.ok && check.skipped === undefined && !check.warning

function describeFinding({ name, severity, found, expected }: Finding): string {
  const values = found === undefined ? '' : ` (${found}${expected === undefined ? '' : `, in the backup ${expected}`})`
  return `${name}${values}${severity === 'environment' ? ': the target differs, not the backup' : ''}`
}

const contentCheck = ({ name, ok, found, skipped, warning }: CheckResult): Check => ({
  name,
  ok: ok || warning === true,
  ...(found !== undefined && { found }),
  ...(skipped !== undefined && { skipped }),
})

function indexOf(finding: Finding): RestoredIndex[] {
  if (finding.object === undefined) return []
  const { schema, table, name, method } = finding.object
  const kind = finding.kind === 'index' ? 'index' : 'constraint'
  const found = finding.ok ? undefined : (finding.what ?? finding.found)
  return [
    { schema, table, name, kind, method, ok: finding.ok || finding.severity !== 'failure', ...(found && { found }) },
  ]
}
