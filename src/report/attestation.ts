import type { BackupResult, Check } from '../operations/results.ts'
import type { RestoreTestResult } from '../operations/results-restore-test.ts'
import { keys } from '../repository/layout.ts'
import { version } from '../version.ts'

/** What is attested of a result: a statement of in-toto, without its signature. */
export interface Statement {
  /** The manifest: its key in the storage, and the SHA-256 of its bytes. */
  subject: { name: string; digest: { sha256: string } }
  predicateType: string
  predicate: object
}

const TYPES = 'https://github.com/pgproof/pgproof/attestations'

/**
 * The statement about a result, in totals: attestations of a public repository are everybody's, for ever, so nothing in it names an object of the
 * database. Undefined for what nobody should take for a proof: a result whose answer is no.
 */
export function statementOf(result: BackupResult | RestoreTestResult): Statement | undefined {
  if (!result.ok) return undefined
  const { backup, manifestDigest } = result
  return {
    subject: { name: keys.manifest(backup.name, backup.id), digest: { sha256: manifestDigest } },
    predicateType: `${TYPES}/${result.verb}/v1`,
    predicate: {
      backup: { id: backup.id, type: backup.type, complete: backup.partial === undefined },
      ...(result.verb === 'backup' ? backedUp(result) : restoreTested(result)),
      seconds: Math.round(result.seconds),
      pgproof: version,
    },
  }
}

const backedUp = ({ totals, source, by }: BackupResult) => ({
  totals,
  server: source.serverVersion,
  ...(by.run !== undefined && { run: by.run }),
})

function restoreTested(result: RestoreTestResult) {
  const { tables, definitions, largeObjects, checks, assertions, notChecked, target } = result
  return {
    verdict: 'equal',
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    definitions: definitions.entries,
    largeObjects: largeObjects.count,
    checks: answered(checks),
    assertions: answered(assertions),
    notChecked: notChecked.length,
    server: target.serverVersion,
  }
}

/** What was skipped is not passed. */
const answered = (checks: Check[]) => {
  const skipped = checks.filter((check) => check.skipped !== undefined).length
  return { passed: checks.length - skipped, skipped }
}
