import type { commonOutputs } from '../inputs/common.ts'
import type { declarations } from '../inputs/verbs.ts'
import type {
  Attestation,
  BackupResult,
  DoctorResult,
  Failure,
  ListResult,
  Result,
  VerifyResult,
} from '../operations/results.ts'
import type { CopyResult } from '../operations/results-copy.ts'
import type { PruneResult } from '../operations/results-prune.ts'
import type { RestoreResult, RollbackResult } from '../operations/results-restore.ts'
import type { RestoreTestResult } from '../operations/results-restore-test.ts'
import { isProved } from '../repository/catalogue.ts'
import { isWhole } from '../repository/retention-candidate.ts'
import { statusOutputs } from './outputs-status.ts'

type Outputs<V extends keyof typeof declarations> = Record<keyof (typeof declarations)[V]['outputs'], string | number>

/** The outputs of an action, by name; those that every action has come first. */
export function outputsOf(result: Result | Failure, reportPath: string): Record<string, string | number> {
  const common: Record<keyof typeof commonOutputs, string> = {
    ok: String(result.ok),
    code: String(result.code),
    reason: result.ok ? '' : result.reason,
    record: ('record' in result && result.record) || '',
    'report-path': reportPath,
  }
  return { ...common, ...own(result) }
}

function own(result: Result | Failure): Record<string, string | number> {
  if (!('seconds' in result)) return {}
  switch (result.verb) {
    case 'backup':
      return backupOutputs(result)
    case 'verify':
      return verifyOutputs(result)
    case 'restore-test':
      return restoreTestOutputs(result)
    case 'restore':
      return restoreOutputs(result)
    case 'rollback':
      return rollbackOutputs(result)
    case 'status':
      return statusOutputs(result)
    case 'list':
      return listOutputs(result)
    case 'doctor':
      return doctorOutputs(result)
    case 'copy':
      return copyOutputs(result)
    case 'prune':
      return pruneOutputs(result)
    case 'pin':
    case 'unpin':
    case 'unexpire':
    case 'rekey':
    case 'resume':
    case 'show':
    case 'diff':
    case 'keygen':
    case 'escrow':
    case 'demo':
      return {}
  }
}

const backupOutputs = ({
  backup,
  totals,
  seconds,
  manifestDigest,
  restoreCommand,
  attestation,
  secondCopy,
}: BackupResult): Outputs<'backup'> => ({
  id: backup.id,
  location: backup.location,
  tables: totals.tables,
  rows: totals.rows,
  'raw-bytes': totals.rawBytes,
  'stored-bytes': totals.storedBytes,
  seconds: seconds.toFixed(1),
  'manifest-digest': manifestDigest,
  'copy-location': secondCopy?.ok ? secondCopy.location : '',
  'restore-command': restoreCommand,
  ...attestationOutputs(attestation),
})

const verifyOutputs = ({ backup, checked, damaged }: VerifyResult): Outputs<'verify'> => ({
  id: backup.id,
  objects: checked.objects,
  bytes: checked.bytes,
  share: checked.share,
  tables: checked.tables,
  rows: checked.rows,
  damaged: damaged.length,
})

function restoreTestOutputs(result: RestoreTestResult): Outputs<'restore-test'> {
  const { backup, tables, kept } = result
  return {
    id: backup.id,
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    'equal-tables': tables.filter(({ equal }) => equal).length,
    differences: differences(result),
    assertions: result.assertions.length,
    seconds: result.seconds.toFixed(1),
    database: kept?.database ?? '',
    host: kept?.host ?? '',
    port: kept?.port ?? '',
    'url-file': kept?.urlFile ?? '',
    ...attestationOutputs(result.attestation),
  }
}

const attestationOutputs = (attestation: Attestation | undefined) => ({
  'attestation-id': attestation?.id ?? '',
  'attestation-url': attestation?.url ?? '',
})

function differences({ tables, definitions, largeObjects, indexes, checks, assertions }: RestoreTestResult): number {
  const failed = [...checks, ...assertions].filter(({ ok, skipped }) => !ok && skipped === undefined)
  return (
    tables.filter(({ equal }) => !equal).length +
    definitions.differences.length +
    largeObjects.differences.length +
    indexes.filter(({ ok }) => !ok).length +
    failed.length
  )
}

const restoreOutputs = (result: RestoreResult): Outputs<'restore'> => ({
  id: result.backup.id,
  restore: result.restore,
  database: result.target?.database ?? '',
  'plan-digest': result.plan?.digest ?? '',
  'safety-backup': result.safety?.id ?? '',
  'kept-database': result.kept?.database ?? '',
  'downtime-seconds': result.downtimeSeconds?.toFixed(2) ?? '',
  tables: result.proof?.tables.length ?? 0,
  rows: result.proof?.tables.reduce((sum, { rows }) => sum + rows, 0) ?? 0,
  differences: result.proof?.tables.filter(({ equal }) => !equal).length ?? 0,
  seconds: result.seconds.toFixed(1),
})

const rollbackOutputs = (result: RollbackResult): Outputs<'rollback'> => ({
  id: result.backup,
  restore: result.restore,
  database: result.target.database,
  state: result.state,
  'downtime-seconds': result.downtimeSeconds?.toFixed(2) ?? '',
  seconds: result.seconds.toFixed(1),
})

/** GitHub cuts outputs at 1 MiB; what is older than the newest 500 backups is in the storage. */
const listLimit = 500

function listOutputs({ backups: all }: ListResult): Outputs<'list'> {
  const backups = all.filter(({ replacedBy }) => replacedBy === undefined)
  const complete = backups.filter(({ partial, type }) => isWhole({ complete: partial === undefined, type }))
  return {
    count: backups.length,
    latest: complete[0]?.id ?? '',
    'latest-verified': complete.find(isProved)?.id ?? '',
    backups: JSON.stringify(backups.slice(0, listLimit)),
  }
}

const copyOutputs = ({ backups, unreadable, totals, seconds }: CopyResult): Outputs<'copy'> => {
  const there = backups.filter(({ state }) => state !== 'failed')
  return {
    id: there.at(-1)?.id ?? '',
    location: there.at(-1)?.copy ?? '',
    copied: there.length,
    failed: backups.length - there.length + unreadable.length,
    objects: totals.sent.objects,
    bytes: totals.sent.bytes,
    seconds: seconds.toFixed(1),
  }
}

const pruneOutputs = ({ plan, totals, freed }: PruneResult): Outputs<'prune'> => ({
  plan,
  keep: totals.keep,
  expire: totals.expire,
  sweep: totals.sweep,
  'freed-bytes': freed.bytes,
})

const doctorOutputs = ({ lines }: DoctorResult): Outputs<'doctor'> => ({
  warnings: lines.filter(({ state }) => state === 'warning').length,
  failures: lines.filter(({ state }) => state === 'failure').length,
})
