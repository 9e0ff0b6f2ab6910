import type { status } from '../inputs/verbs/status.ts'
import type { StatusResult } from '../operations/results-status.ts'

export function statusOutputs(result: StatusResult): Record<keyof (typeof status)['outputs'], string | number> {
  const { newest, newestVerified, newestRestoreTested, timeToRestore, summary, limits } = result
  return {
    newest: newest?.id ?? '',
    'newest-verified': newestVerified?.id ?? '',
    'newest-restore-tested': newestRestoreTested?.id ?? '',
    'data-at-risk-seconds': newest?.ageSeconds ?? '',
    'verified-age-seconds': newestVerified?.ageSeconds ?? '',
    'restore-test-age-seconds': newestRestoreTested?.checkedSeconds ?? '',
    'time-to-restore-seconds': timeToRestore?.seconds.toFixed(1) ?? '',
    count: summary.count,
    'stored-bytes': summary.storedBytes,
    broken: limits.filter(({ state }) => state === 'broken').length,
    limits: JSON.stringify(limits),
  }
}
