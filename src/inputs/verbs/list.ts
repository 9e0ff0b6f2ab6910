import { asOf, reportInputs, storageInputs } from '../common.ts'
import { declare } from '../declare.ts'

export const listBackups = declare({
  verb: 'list',
  sentence: 'List the backups in a storage: when, how large, and when each was last verified and restore-tested.',
  inputs: { ...storageInputs, 'as-of': asOf, ...reportInputs },
  outputs: {
    count: 'Number of backups.',
    latest: 'Id of the newest complete backup.',
    'latest-verified': 'Id of the newest complete backup that was verified or restore-tested.',
    backups: 'The backups as a JSON array.',
  },
})
