import type { Failure, Result } from '../operations/results.ts'
import type { Milestone, StatusResult } from '../operations/results-status.ts'

interface Metric {
  name: string
  help: string
  samples: { labels: Record<string, string>; value: number }[]
}

/**
 * A status in Prometheus' text format, for the textfile collector. Every sample carries the name that the backups are filed under; where a status
 * failed before it knew one, `otherwise` stands in for it, so that the files of several databases go together.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function prometheus(result: Result | Failure, otherwise: string, now: Date): string {
  const known = 'seconds' in result && result.verb === 'status' ? result : undefined
  const name = known?.name ?? otherwise
  const metrics = [...outcomeMetrics(result, now), ...(known ? statusMetrics(known) : [])]
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map((metric) => written(metric, name))
    .join('')
}

const one = (name: string, help: string, value: number | undefined): Metric => ({
  name,
  help,
  samples: value === undefined ? [] : [{ labels: {}, value }],
})

const outcomeMetrics = (result: Result | Failure, now: Date): Metric[] => [
  one('pgproof_status_ok', '1 where no limit is broken and everything could be asked, else 0.', result.ok ? 1 : 0),
  one('pgproof_status_exit_code', 'What pgproof status would have exited with.', result.code),
  one('pgproof_status_timestamp_seconds', 'When this was written; alert on its age.', now.getTime() / 1000),
]

function statusMetrics(status: StatusResult): Metric[] {
  const { summary, timeToRestore } = status
  return [
    one('pgproof_status_duration_seconds', 'How long looking took.', status.seconds),
    ...milestoneMetrics(status),
    one('pgproof_restore_duration_seconds', 'What bringing the data back took, last.', timeToRestore?.seconds),
    one('pgproof_restore_proof_duration_seconds', 'What the proof after it took, last.', timeToRestore?.proofSeconds),
    {
      name: 'pgproof_backups',
      help: 'Backups in the storage by what is known of them.',
      samples: countsByState(status),
    },
    {
      name: 'pgproof_second_copy_age_seconds',
      help: 'Age of the newest backup that was copied to a second storage.',
      samples: status.copies.map(({ to, ageSeconds }) => ({ labels: { to }, value: ageSeconds })),
    },
    one('pgproof_backups_unreadable', 'Backups whose manifest cannot be read.', status.unreadable.length),
    one('pgproof_backups_pinned', 'Backups that are pinned.', status.pins.length),
    one('pgproof_storage_bytes', 'Bytes of all backups in the storage.', summary.storedBytes),
    one('pgproof_storage_free_bytes', 'Bytes free where the storage is a folder.', summary.freeBytes),
    one('pgproof_backup_growth_bytes', 'By how much a backup grows in 30 days.', summary.growth?.bytesPerMonth),
    {
      name: 'pgproof_limit_broken',
      help: '1 for a limit that is broken, 0 for one that is kept; absent where it was not checked.',
      samples: status.limits
        .filter(({ state }) => state !== 'not checked')
        .map((limit) => ({ labels: { limit: limit.name }, value: limit.state === 'broken' ? 1 : 0 })),
    },
  ]
}

function milestoneMetrics(status: StatusResult): Metric[] {
  const { newest, newestVerified: verified, newestRestoreTested: tested } = status
  const size = status.backups.find(({ id }) => id === newest?.id)?.storedBytes
  const made = (milestone: Milestone | undefined) => at(milestone?.created)
  return [
    one('pgproof_backup_last_success_timestamp_seconds', 'When the newest good backup was made.', made(newest)),
    one(
      'pgproof_backup_age_seconds',
      'Age of the newest good backup; what was changed since is at risk.',
      newest?.ageSeconds,
    ),
    one('pgproof_backup_size_bytes', 'Stored bytes of the newest good backup.', size),
    one('pgproof_verified_backup_timestamp_seconds', 'When the newest verified backup was made.', made(verified)),
    one('pgproof_verified_backup_age_seconds', 'Age of the newest verified backup.', verified?.ageSeconds),
    one(
      'pgproof_restore_test_last_success_timestamp_seconds',
      'When the last good restore-test ended.',
      at(tested?.checked),
    ),
    one('pgproof_restore_test_age_seconds', 'Time since the last good restore-test.', tested?.checkedSeconds),
  ]
}

const at = (time: string | undefined): number | undefined => (time === undefined ? undefined : Date.parse(time) / 1000)

const countsByState = ({ backups }: StatusResult) =>
  [...Map.groupBy(backups, ({ state }) => state)].map(([state, some]) => ({ labels: { state }, value: some.length }))

function written({ name, help, samples }: Metric, database: string): string {
  const lines = samples.map(({ labels, value }) => {
    const pairs = Object.entries({ name: database, ...labels }).map(([label, text]) => `${label}="${escaped(text)}"`)
    return `${name}{${pairs.join(',')}} ${value}\n`
  })
  return `# HELP ${name} ${help.replaceAll('\\', '\\\\')}\n# TYPE ${name} gauge\n${lines.join('')}`
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
