import { messageOf } from '../../errors.ts'
import { describeConnection } from '../../postgres/conninfo.ts'
import { recordBody } from '../../repository/record-body.ts'
import { putRecord } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'
import { type Chosen, referenceOf } from '../chosen.ts'
import type { Context } from '../context.ts'
import type { Check, Unchecked } from '../results.ts'
import type { Drift, RestoreTestResult } from '../results-restore-test.ts'
import type { Proof } from '../round-trip/prove.ts'
import type { Restore, RestoreTimes } from '../round-trip/restore-into.ts'
import { lookAtTrust } from '../verify/trusted.ts'
import { keysIn } from '../verify/verify.ts'
import type { Target } from './target.ts'

export interface Tested {
  context: Context
  store: Repository
  chosen: Chosen
  started: Date
}

/** What a restore-test found; times in seconds. */
export interface Findings {
  times: RestoreTimes
  proof: Proof
  assertions: Check[]
  assertionSeconds: number
  databaseChecks: Check[]
  drift: Drift[] | undefined
}

const failed = (check: Check): boolean => !check.ok && check.skipped === undefined

/** Judges what was found, writes the record, and tells all of it. */
export async function conclude(
  run: Tested,
  target: Target,
  restore: Restore,
  findings: Findings,
): Promise<RestoreTestResult> {
  const { context, chosen, store } = run
  const { proof, assertions, databaseChecks, times } = findings
  const unequal = [...proof.differences, ...databaseChecks.filter(failed).map((check) => check.name)]
  const unmet = assertions.filter(failed).map(({ name, found, expected }) => `${name}: ${found} (expected ${expected})`)
  const differences = [...unequal, ...unmet.map((text) => `assertion ${text}`)]
  const ok = differences.length === 0
  const trust = await lookAtTrust(store, chosen.backup)
  const warnings = [...target.warnings, ...proof.warnings, ...trust.warnings]
  const unchecked = [...proof.notChecked, ...target.notChecked, ...trust.notChecked]
  const notChecked = [...unchecked, ...alwaysUnchecked(run, assertions)]
  const phases = {
    ...times,
    prove: proof.seconds.prove,
    checkIndexes: proof.seconds.checkIndexes,
    assertions: findings.assertionSeconds,
  }
  const record = await putRecord(
    store,
    { name: chosen.backup.name, id: chosen.backup.id },
    {
      kind: ok ? 'restore-tested' : 'failed',
      time: context.now().toISOString(),
      ok,
      by: context.by,
      manifest: chosen.backup.digest,
      body: await recordBody(
        chosen.reader,
        { of: 'restore-tested', phases, assertions: assertions.length, ...keysIn(chosen.reader) },
        { differences: differences.slice(0, 100), notChecked },
      ),
    },
  ).catch((error: unknown) => {
    warnings.push(`no record was written: ${messageOf(error)}`)
    return undefined
  })
  return {
    ...outcome(chosen, unequal, unmet, assertions.length),
    verb: 'restore-test',
    seconds: (context.now().getTime() - run.started.getTime()) / 1000,
    warnings,
    ...(record !== undefined && { record }),
    backup: referenceOf(store, chosen.backup),
    manifestDigest: chosen.backup.digest,
    target: describe(target, restore),
    tables: proof.tables,
    indexes: proof.indexes,
    definitions: proof.definitions,
    largeObjects: proof.largeObjects,
    checks: [...proof.checks, ...databaseChecks],
    assertions,
    ...(findings.drift && { drift: findings.drift }),
    notChecked,
    phases,
  }
}

function describe(target: Target, restore: Restore): RestoreTestResult['target'] {
  return {
    kind: target.kind,
    address: target.kind === 'throw-away' ? 'a throw-away server of this run' : describeConnection(target.connection),
    serverVersion: target.facts.version,
    database: restore.connection.parameters.dbname ?? '',
  }
}

function outcome(chosen: Chosen, unequal: string[], unmet: string[], assertions: number) {
  const andMore = (list: string[]) => `${list[0]}${list.length > 1 ? `; and ${list.length - 1} more` : ''}`
  if (unequal.length > 0) {
    const reason = `the restored database does not equal backup ${chosen.backup.id}: ${andMore([...unequal, ...unmet])}`
    const hint = 'do not count on this backup before this is understood; the result lists every difference'
    return { ok: false, code: 1, reason, hint } as const
  }
  if (unmet.length > 0) {
    const reason = `backup ${chosen.backup.id} was restored and proved equal, but ${unmet.length} of ${assertions} assertions do not hold: ${andMore(unmet)}`
    const hint = 'look at the data as it was when it was backed up, or correct the assertion in pgproof.yml'
    return { ok: false, code: 1, reason, hint } as const
  }
  return { ok: true, code: 0 } as const
}

function alwaysUnchecked(run: Tested, assertions: Check[]): Unchecked[] {
  const { facts, tables } = run.chosen.inventory
  const skipped = assertions.flatMap(({ name, skipped: why }) =>
    why === undefined ? [] : [{ what: `assertion ${name}`, why }],
  )
  const partial = run.chosen.backup.manifest.partial.map((what) => ({
    what: 'the rest of the database',
    why: `the backup holds ${what}`,
  }))
  const subscriptions = facts.subscriptions.map(({ name }) => ({
    what: `subscription ${name}`,
    why: 'a test must not connect to publishers, so it is not restored',
  }))
  const tablespaces = facts.tablespaces.map(({ name }) => ({
    what: `tablespace ${name}`,
    why: 'its tables were restored into the default one',
  }))
  const absent = run.chosen.inventory.notContained.map(({ what }) => what)
  const dumped = absent.length === 0 ? [] : [{ what: absent.join('; '), why: 'the backup does not contain it' }]
  const empty = tables.length === 0 ? [{ what: 'rows', why: 'the backup holds none' }] : []
  return [...skipped, ...partial, ...subscriptions, ...tablespaces, ...empty, ...dumped]
}
