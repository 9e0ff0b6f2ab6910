import { githubToken, reportInputs, storageInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { duration, share, size, text } from '../kinds.ts'
import { retentionInputs } from './prune.ts'

export const status = declare({
  verb: 'status',
  sentence: 'Say whether the database could be brought back today: how much would be lost, how long it would take.',
  inputs: {
    ...storageInputs,
    'max-backup-age': duration({ sentence: 'How old the newest good backup may be.', default: '26h' }),
    'max-verified-age': duration({ sentence: 'How old the newest verified backup may be.' }),
    'max-restore-test-age': duration({ sentence: 'How long ago the last good restore-test may be.', default: '35d' }),
    'max-copy-age': duration({ sentence: 'How old the newest backup with a second copy may be.' }),
    'max-growth': share({
      sentence: 'How far the newest backup may be above the median of the five before it, in stored bytes.',
      above: true,
    }),
    'max-shrink': share({
      sentence: 'How far the newest backup may be below the median of the five before it, in stored bytes.',
    }),
    'min-free-space': size({ sentence: 'What must be free where the storage is a folder.', default: '20GB' }),
    rpo: duration({ sentence: 'Objective: the most time whose changes may be lost (recovery point).' }),
    rto: duration({ sentence: 'Objective: the most time that bringing the data back may take (recovery time).' }),
    'schedule-check': text({
      sentence: 'Workflow of the backups, such as `backup.yml`: it must be enabled and have run by its schedule.',
      pattern: /^[^/\s]+\.ya?ml$/,
      allowed: 'the name of a workflow file such as backup.yml',
    }),
    'max-schedule-age': duration({
      sentence: 'How long ago that workflow may have run by its schedule. Without it, `max-backup-age`.',
    }),
    'github-token': githubToken,
    ...retentionInputs,
    prometheus: text({
      sentence: "File for the textfile collector of Prometheus' node_exporter, written whole or not at all.",
      pattern: /\.prom$/,
      allowed: 'a path that ends with .prom',
    }),
    ...reportInputs,
  },
  outputs: {
    newest: 'Id of the newest good backup; empty where there is none.',
    'newest-verified': 'Id of the newest verified backup; empty where there is none.',
    'newest-restore-tested': 'Id of the backup that was last restore-tested with success; empty where there is none.',
    'data-at-risk-seconds': 'Age of the newest good backup: what was changed since would be lost.',
    'verified-age-seconds': 'Age of the newest verified backup.',
    'restore-test-age-seconds': 'Time since the last good restore-test.',
    'time-to-restore-seconds': 'What bringing the data back took in the last good restore-test.',
    count: 'Number of backups.',
    'stored-bytes': 'Bytes of all backups in the storage.',
    broken: 'Number of broken limits.',
    limits: 'The limits as a JSON array, the worst broken one first.',
  },
})
